//! From paths to units: [`plan()`] walks folders and decides which files belong together, [`Loader`] reads and parses the
//! files of one unit and what they name, [`each`] does so for all units, on several threads when there is enough to do.
//! The only place beside the command line that touches the disk, contents always through [`Fetch`].

mod each;
mod fetch;
mod follow;
mod git;
mod index;
mod overlay;
mod plan;
mod settings;
mod survey;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::Unit;
use crate::finding::Finding;
use crate::parse::{Parsed, Unreadable, decode, parse};
use crate::project::Project;
use crate::source::{Document, FileId, Nodes, Sources, Span};

pub use each::{Loaded, each};
pub use fetch::{Disk, Fetch, Kind, Overlay, Walked};
pub use git::{Git, path_of};
pub use index::Index;
pub use overlay::Revised;
pub use plan::{Plan, Planned, plan};
pub use survey::{Why, passed_over};

/// A path that was asked for and could not be read: exit code 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The path does not exist or may not be read.
    #[error("cannot read {path}: {reason}")]
    Read {
        /// As given or found.
        path: String,
        /// In plain words.
        reason: String,
    },
    /// A project file of a newer format.
    #[error("{path} asks for format {format}; this version of crmlint knows format {known}: upgrade crmlint")]
    Newer {
        /// The project file.
        path: String,
        /// Its format.
        format: i64,
        /// What this version knows.
        known: i64,
    },
    /// A glob that cannot be understood.
    #[error("{glob} is no glob: {reason}")]
    Glob {
        /// As written.
        glob: String,
        /// In plain words.
        reason: String,
    },
}

/// What was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// All files.
    pub sources: Sources,
    /// Units with their settings.
    pub units: Vec<Found>,
    /// What could not be read although it was asked for or found.
    pub errors: Vec<Error>,
    /// What was passed over, in words.
    pub notes: Vec<String>,
    /// The real path of each of the sources.
    pub paths: Vec<PathBuf>,
}

/// A unit and the project file above it.
#[derive(Debug, Default)]
pub struct Found {
    /// The unit.
    pub unit: Unit,
    /// What its `crmlint.kdl` says; empty without one.
    pub project: Project,
    /// The team's rule files.
    pub rules: Vec<FileId>,
    /// Files that extend the catalogue.
    pub offerings: Vec<FileId>,
    /// The project's export of the `FedRAMP` Marketplace, and the place of the word that names it.
    pub marketplace: Option<(FileId, Span)>,
    /// The file of known findings.
    pub baseline: Option<FileId>,
    /// Project files that the project file extends.
    pub extended: Vec<FileId>,
    /// Folder of the unit, links resolved.
    pub folder: PathBuf,
    /// The same from the folder of the baseline, with forward slashes; empty where they are one.
    pub key: String,
    /// Folder of the project file; that of the unit without one.
    pub home: PathBuf,
    /// True when `crmlint.kdl` could not be read whole: its levels and waivers may be lost.
    pub project_incomplete: bool,
    /// The project file.
    pub project_file: Option<FileId>,
    /// Files of the unit that its project file leaves out.
    pub passed: Vec<Passed>,
}

/// A file that `crmlint.kdl` leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Which.
    pub file: FileId,
    /// The glob of `exclude` that names it; `None` when no glob of `include` does.
    pub exclude: Option<Span>,
}

/// How globs of files are matched: `*` stays in one folder, `**` does not.
pub(crate) const GLOBS: glob::MatchOptions =
    glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// What to look for.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent wishes of a call")]
pub struct Request {
    /// Files and folders; empty is the current folder.
    pub paths: Vec<PathBuf>,
    /// True when `paths` is all there is: an empty list then names nothing, and not the current folder.
    pub listed: bool,
    /// Never look for `crmlint.kdl`.
    pub isolated: bool,
    /// The file of known findings, instead of the one that the project file names.
    pub baseline: Option<PathBuf>,
    /// The project file for all units, instead of looking for one.
    pub config: Option<PathBuf>,
    /// Read what `.gitignore` names too.
    pub no_ignore: bool,
    /// Globs of files that are passed over, against the current folder.
    pub exclude: Vec<String>,
    /// Also pass over excluded files that were named themselves.
    pub force_exclude: bool,
}

/// Finds, reads and parses everything that the request names, into one set of sources.
pub fn discover(request: &Request, fetch: &dyn Fetch) -> Discovery {
    let plan = plan(request, fetch, None);
    let mut loader = Loader::new(&plan, fetch);
    let units = plan.units.iter().filter_map(|unit| loader.unit(unit, Vec::new())).collect();
    let mut errors = plan.errors.clone();
    let Loader { sources, paths, errors: more, .. } = loader;
    errors.extend(more.into_iter().filter(|e| !plan.errors.contains(e)));
    Discovery { sources, units, errors, notes: plan.notes, paths }
}

/// Words of the language that name other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Use,
    Crm,
    Ssp,
}

/// Reads and parses units. A file is read once, whatever names it.
pub struct Loader<'a> {
    plan: &'a Plan,
    fetch: &'a dyn Fetch,
    /// All files so far.
    pub sources: Sources,
    /// What could not be read although it was asked for or found.
    pub errors: Vec<Error>,
    /// The real path of each of the sources.
    pub paths: Vec<PathBuf>,
    read: BTreeMap<PathBuf, Option<FileId>>,
    /// What parsing told of each file.
    told: BTreeMap<FileId, Vec<Finding>>,
}

fn plain_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Bytes from which parsing on all cores pays for starting them.
const PARALLEL_BYTES: usize = 1 << 20;

/// Parses, on all cores when there is enough to do.
fn parse_texts(sources: &Sources, ids: &[FileId]) -> Vec<Parsed> {
    let text = |id: &FileId| sources.get(*id).map_or("", |f| f.text.as_str());
    let bytes: usize = ids.iter().map(|id| text(id).len()).sum();
    if ids.len() > 1 && bytes >= PARALLEL_BYTES {
        ids.par_iter().map(|id| parse(*id, text(id))).collect()
    } else {
        ids.iter().map(|id| parse(*id, text(id))).collect()
    }
}

fn holds_organization(mut nodes: Nodes<'_>) -> bool {
    nodes.any(|n| n.name() == "organization")
}

/// The files and folders that a glob of a project file names.
fn matches(folder: &Path, glob: &str, fetch: &dyn Fetch) -> Result<Vec<PathBuf>, Error> {
    let pattern = format!("{}/{}", glob::Pattern::escape(&folder.to_string_lossy()), glob.replace('\\', "/"));
    match fetch.glob(&pattern) {
        Ok(paths) => Ok(paths.into_iter().filter_map(|p| fetch.real(&p).ok()).collect()),
        Err(reason) => Err(Error::Glob { glob: glob.to_owned(), reason }),
    }
}

fn is_kdl(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("kdl"))
}

impl<'a> Loader<'a> {
    /// Nothing read yet.
    pub fn new(plan: &'a Plan, fetch: &'a dyn Fetch) -> Self {
        Self {
            plan,
            fetch,
            sources: Sources::new(),
            errors: Vec::new(),
            paths: Vec::new(),
            read: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    fn bytes(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.plan.read(path, self.fetch)
    }

    /// Reads and parses the declarations of a unit; bytes that were read before stand in `bytes`, in the same order.
    fn parse_all(&mut self, files: &[Arc<Path>], bytes: Vec<std::io::Result<Vec<u8>>>) {
        let mut bytes = bytes.into_iter();
        let mut pending = Vec::new();
        for path in files {
            let early = bytes.next();
            if self.read.contains_key(&**path) {
                continue;
            }
            let bytes = early.unwrap_or_else(|| self.bytes(path));
            pending.extend(self.take(path, bytes));
        }
        let parsed = parse_texts(&self.sources, &pending);
        for (id, parsed) in pending.into_iter().zip(parsed) {
            self.keep(id, parsed);
        }
    }

    fn keep(&mut self, id: FileId, parsed: Parsed) {
        self.sources.set_document(id, parsed.document, !parsed.complete);
        self.told.insert(id, parsed.findings);
    }

    fn add(&mut self, path: &Path, shown: String, text: String) -> FileId {
        let id = self.sources.add(shown, text);
        self.paths.push(path.to_path_buf());
        self.read.insert(path.to_path_buf(), Some(id));
        id
    }

    /// Adds a text to the sources; an unreadable one stays as an empty file with a finding.
    fn take(&mut self, path: &Path, bytes: std::io::Result<Vec<u8>>) -> Option<FileId> {
        let shown = self.plan.shown(path);
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                self.read.insert(path.to_path_buf(), None);
                self.errors.push(Error::Read { path: shown, reason: plain_reason(&error) });
                return None;
            }
        };
        let (text, finding) = match decode(bytes) {
            Ok(text) => (text, None),
            Err(reason) => (String::new(), Some(unreadable(&shown, &reason))),
        };
        let id = self.add(path, shown, text);
        match finding {
            None => Some(id),
            Some((rule, message)) => {
                self.sources.set_document(id, Document::default(), true);
                self.told.insert(id, vec![Finding::fixed(rule, Span::new(id, 0, 0), message)]);
                None
            }
        }
    }

    /// Reads one more file, once; `None` when it could not be read (an error was noted).
    fn load(&mut self, path: &Path, kdl: bool) -> Option<FileId> {
        if let Some(known) = self.read.get(path) {
            return *known;
        }
        let bytes = self.bytes(path);
        let id = self.take(path, bytes)?;
        if kdl {
            let parsed = parse(id, self.sources.get(id).map_or("", |f| f.text.as_str()));
            self.keep(id, parsed);
        }
        Some(id)
    }

    /// A unit with all that its declarations name. `bytes` holds what was read of its files before, in their order; what
    /// is not there is read here. `None` when there is nothing to check in it, or its project file is of a newer format.
    pub fn unit(&mut self, planned: &Planned, bytes: Vec<std::io::Result<Vec<u8>>>) -> Option<Found> {
        self.parse_all(&planned.files, bytes);
        let ids: Vec<FileId> = planned.files.iter().filter_map(|f| self.read.get(&**f).copied().flatten()).collect();
        if ids.is_empty() {
            return None;
        }
        let root = self.plan.shown(&planned.root);
        let mut found = Found { unit: Unit { root, ..Unit::default() }, ..Found::default() };
        let mut aside: BTreeSet<FileId> = BTreeSet::new();
        let mut folder: &Path = &planned.root;
        let mut project = Vec::new();
        if let Some((at, file)) = &planned.project
            && let Some(id) = self.load(file, true)
        {
            folder = at;
            project = self.project(at, id, &mut found, &mut aside)?;
            found.project_file = Some(id);
        }
        found.home = folder.to_path_buf();
        found.folder.clone_from(&planned.root);
        if let Some(path) = &self.plan.baseline {
            found.baseline = self.load(&path.clone(), true);
        }
        let beside = found.baseline.and_then(|id| self.path_of(id)?.parent()).unwrap_or(folder);
        found.key = key_of(&planned.root, beside);
        // A file of known findings declares nothing, wherever it lies.
        let is_declared =
            |id: &FileId| !aside.contains(id) && !self.sources.nodes(*id).is_some_and(crate::baseline::is_baseline);
        let kept: Vec<FileId> = ids.into_iter().filter(is_declared).collect();
        found.unit.files = self.included(folder, kept, &mut found);
        self.overridden(folder, &mut found);
        // A folder that only sets up the units below it is none itself.
        if self.plan.names_units && found.unit.files.iter().all(|id| project.first() == Some(id)) {
            return None;
        }
        let mut files: BTreeSet<FileId> = found.unit.files.iter().copied().collect();
        files.extend(&project);
        files.extend(found.rules.iter().chain(&found.offerings).chain(&found.baseline).copied());
        for id in files {
            let Some(file) = self.sources.get(id) else { continue };
            let declares = !found.rules.contains(&id) && !found.offerings.contains(&id) && found.baseline != Some(id);
            found.unit.open |= file.incomplete && declares;
            found.unit.findings.extend(self.told.get(&id).into_iter().flatten().cloned());
        }
        let words = found.project.responsibility_words.iter();
        found.unit.words = words.map(|(word, owner)| (word.value.clone(), *owner)).collect();
        self.named_files(&mut found.unit);
        Some(found)
    }
}

/// The folder of a unit from that of a baseline, with `..` where it does not lie below.
pub fn key_of(root: &Path, folder: &Path) -> String {
    let common = root.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = root.components().skip(common).map(|c| c.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<String>>().join("/")
}

fn unreadable(path: &str, reason: &Unreadable) -> (&'static str, String) {
    match reason {
        Unreadable::TooLarge { bytes: _ } => {
            let most = crate::parse::SIZE_MAX / (1024 * 1024);
            ("limit-exceeded", format!("the file is larger than {most} MiB, the most that crmlint reads"))
        }
        Unreadable::NotUtf8 { binary: true, .. } => {
            ("unreadable-file", format!("{path} is not a text file").trim().to_owned())
        }
        Unreadable::NotUtf8 { offset, .. } => {
            ("unreadable-file", format!("{path} is not UTF-8 at byte {offset}").trim().to_owned())
        }
    }
}
