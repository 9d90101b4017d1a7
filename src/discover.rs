//! Finds files, reads each once and parses it; decides which belong to which unit. The only place beside
//! the command line that touches the disk, always through [`Fetch`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use crate::check::Unit;
use crate::finding::Finding;
use crate::parse::{Parsed, Unreadable, decode, parse};
use crate::project::{self, Project};
use crate::source::{Document, FileId, Node, Sources, Span, Spanned, Value};

/// Where bytes come from: the disk, a git index, an editor's buffers, memory.
pub trait Fetch: Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>>;
    /// The real path, links resolved.
    fn real(&self, path: &Path) -> std::io::Result<PathBuf>;
}

/// The disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Fetch for Disk {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        use std::io::Read as _;
        // Opening a pipe would wait for its other end for ever.
        if !std::fs::metadata(path)?.is_file() {
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is no plain file"));
        }
        let file = std::fs::File::open(path)?;
        let mut bytes = Vec::new();
        // A byte more than is read at most, so that a larger file is told and never held in memory.
        let most = u64::try_from(crate::parse::SIZE_MAX).unwrap_or(u64::MAX).saturating_add(1);
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn real(&self, path: &Path) -> std::io::Result<PathBuf> {
        path.canonicalize()
    }
}

/// A path that was asked for and could not be read: exit code 2.
#[derive(Debug, thiserror::Error)]
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
    /// True when `crmlint.kdl` could not be read whole: its levels and waivers may be lost.
    pub project_incomplete: bool,
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders; empty is the current folder.
    pub paths: Vec<PathBuf>,
    /// Never look for `crmlint.kdl`.
    pub isolated: bool,
}

/// Finds, reads and parses everything that the request names.
pub fn discover(request: &Request, fetch: &dyn Fetch) -> Discovery {
    let mut finder = Finder {
        fetch,
        base: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        out: Discovery::default(),
        read: BTreeMap::new(),
        told: BTreeMap::new(),
    };
    let mut files = finder.walk(&request.paths);
    files.sort();
    files.dedup();
    finder.parse_all(&files);
    finder.units(&files, request);
    finder.out
}

/// Words of the language that name other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Use,
    Crm,
    Ssp,
}

/// A file that the walk found, and the path under which it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    real: PathBuf,
    /// The folder that was asked for, or that holds the file that was asked for.
    given: PathBuf,
    /// True when the file itself was asked for.
    named: bool,
}

struct Finder<'a> {
    fetch: &'a dyn Fetch,
    base: PathBuf,
    out: Discovery,
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

/// Maps on all cores when there is enough to do: starting them costs more than a dozen files.
fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < 24 { items.iter().map(work).collect() } else { items.par_iter().map(work).collect() }
}

fn is_kdl(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("kdl"))
}

impl Finder<'_> {
    /// Path for users: relative to the current folder where it lies below it, forward slashes.
    fn shown(&self, path: &Path) -> String {
        let base = self.fetch.real(&self.base).unwrap_or_else(|_| self.base.clone());
        let short = path.strip_prefix(&base).unwrap_or(path);
        let text = short.to_string_lossy().replace('\\', "/");
        if text.is_empty() { ".".to_owned() } else { text }
    }

    fn walk(&mut self, paths: &[PathBuf]) -> Vec<Seen> {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here[..] } else { paths };
        let mut out = Vec::new();
        for path in paths {
            match self.fetch.real(path) {
                Err(error) => {
                    let path = path.to_string_lossy().replace('\\', "/");
                    self.out.errors.push(Error::Read { path, reason: plain_reason(&error) });
                }
                Ok(real) if real.is_dir() => self.walk_folder(&real, &mut out),
                Ok(real) => {
                    let given = real.parent().map_or_else(|| real.clone(), Path::to_path_buf);
                    out.push(Seen { real, given, named: true });
                }
            }
        }
        out
    }

    fn walk_folder(&mut self, folder: &Path, out: &mut Vec<Seen>) {
        let tree = tree_of(folder);
        let walk = ignore::WalkBuilder::new(folder)
            .hidden(true)
            .require_git(false)
            .follow_links(false)
            .sort_by_file_name(Ord::cmp)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if is_kdl(entry.path()) && entry.file_type().is_some_and(|t| !t.is_dir()) => {
                    match self.fetch.real(entry.path()) {
                        Ok(real) if real.is_dir() => {}
                        Ok(real) if real.starts_with(&tree) => {
                            out.push(Seen { real, given: folder.to_path_buf(), named: false });
                        }
                        Ok(_) => {
                            let shown = self.shown(entry.path());
                            self.out
                                .notes
                                .push(format!("{shown} links to a file outside of the repository and was not read"));
                        }
                        Err(error) => {
                            let path = self.shown(entry.path());
                            self.out.errors.push(Error::Read { path, reason: plain_reason(&error) });
                        }
                    }
                }
                Ok(_) => {}
                Err(error) => self.out.errors.push(Error::Read { path: self.shown(folder), reason: error.to_string() }),
            }
        }
    }

    /// Reads and parses files on all cores; ids follow the order of the paths.
    fn parse_all(&mut self, files: &[Seen]) {
        let mut wanted: Vec<&Path> = files.iter().map(|f| f.real.as_path()).collect();
        wanted.dedup();
        let read: Vec<std::io::Result<Vec<u8>>> = in_order(&wanted, |p| self.fetch.read(p));
        let mut pending = Vec::new();
        for (path, bytes) in wanted.iter().zip(read) {
            if let Some(id) = self.take(path, bytes) {
                pending.push(id);
            }
        }
        let sources = &self.out.sources;
        let parsed: Vec<(FileId, Parsed)> =
            in_order(&pending, |id| (*id, parse(*id, sources.get(*id).map_or("", |f| f.text.as_str()))));
        for (id, parsed) in parsed {
            self.keep(id, parsed);
        }
    }

    fn keep(&mut self, id: FileId, parsed: Parsed) {
        self.out.sources.set_document(id, parsed.document, !parsed.complete);
        self.told.insert(id, parsed.findings);
    }

    /// Adds a text to the sources; an unreadable one stays as an empty file with a finding.
    fn take(&mut self, path: &Path, bytes: std::io::Result<Vec<u8>>) -> Option<FileId> {
        let shown = self.shown(path);
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                self.read.insert(path.to_path_buf(), None);
                self.out.errors.push(Error::Read { path: shown, reason: plain_reason(&error) });
                return None;
            }
        };
        let (text, finding) = match decode(bytes) {
            Ok(text) => (text, None),
            Err(reason) => (String::new(), Some(unreadable(&shown, &reason))),
        };
        let id = self.out.sources.add(shown, text);
        self.read.insert(path.to_path_buf(), Some(id));
        match finding {
            None => Some(id),
            Some((rule, message)) => {
                self.out.sources.set_document(id, Document::default(), true);
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
        let bytes = self.fetch.read(path);
        let id = self.take(path, bytes)?;
        if kdl {
            let parsed = parse(id, self.out.sources.get(id).map_or("", |f| f.text.as_str()));
            self.keep(id, parsed);
        }
        Some(id)
    }

    fn units(&mut self, files: &[Seen], request: &Request) {
        let mut projects: BTreeMap<PathBuf, FileId> = BTreeMap::new();
        if !request.isolated {
            self.find_projects(files, &mut projects);
        }
        let mut organizations = self.organization_folders(files);
        let mut files = files.to_vec();
        let above = self.organizations_above(&mut files, &projects);
        organizations.extend(above.iter().cloned());
        let files = files.as_slice();
        let roots_by_units = self.unit_folders(&projects);
        let mut groups: BTreeMap<PathBuf, Vec<FileId>> = BTreeMap::new();
        for seen in files {
            let Some(Some(id)) = self.read.get(&seen.real).copied() else { continue };
            let root = root_of(seen, &projects, &organizations, &roots_by_units);
            groups.entry(root).or_default().push(id);
        }
        for root in projects.keys().chain(&above) {
            // A project above the named files is loaded whole: its rules may look anywhere in it.
            if !groups.contains_key(root) {
                continue;
            }
            let known: BTreeSet<PathBuf> = files.iter().map(|f| f.real.clone()).collect();
            let more = self.rest_of(root, &known, &projects);
            groups.entry(root.clone()).or_default().extend(more);
        }
        for (root, mut ids) in groups {
            ids.sort_unstable();
            ids.dedup();
            let project = nearest_project(&root, &projects);
            let found = self.unit(&root, ids, project.as_ref());
            // A folder that only sets up the units below it is none itself.
            let bare = |f: &Found| f.unit.files.iter().all(|id| project.as_ref().is_some_and(|(_, p)| p == id));
            self.out.units.extend(found.filter(|f| roots_by_units.is_empty() || !bare(f)));
        }
    }

    /// `crmlint.kdl` among the files and upwards from each path, inside its tree.
    fn find_projects(&mut self, files: &[Seen], projects: &mut BTreeMap<PathBuf, FileId>) {
        let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
        for seen in files {
            let tree = tree_of(&seen.given);
            let mut at = seen.real.parent();
            while let Some(folder) = at {
                if !folder.starts_with(&tree) || !folders.insert(folder.to_path_buf()) {
                    break;
                }
                at = folder.parent();
            }
        }
        for folder in folders {
            let Ok(path) = self.fetch.real(&folder.join("crmlint.kdl")) else { continue };
            if !path.starts_with(tree_of(&folder)) {
                self.out.notes.push(format!(
                    "{}/crmlint.kdl links to a file outside of the repository and was not read",
                    self.shown(&folder)
                ));
                continue;
            }
            let known = self.read.get(&path).copied().flatten();
            let id = match known {
                Some(id) => Some(id),
                None if path.is_file() => self.load(&path, true),
                None => None,
            };
            if let Some(id) = id {
                projects.insert(folder, id);
            }
        }
    }

    fn organization_folders(&self, files: &[Seen]) -> BTreeSet<PathBuf> {
        let holds = |seen: &&Seen| {
            let id = self.read.get(&seen.real).copied().flatten();
            id.is_some_and(|id| self.has_organization(id))
        };
        files.iter().filter(holds).filter_map(|s| s.real.parent().map(Path::to_path_buf)).collect()
    }

    /// Folders above a file that was named by itself and has no project file, with an organization among their own files:
    /// checked without it, every reference of the file would point nowhere.
    fn organizations_above(&mut self, files: &mut [Seen], projects: &BTreeMap<PathBuf, FileId>) -> BTreeSet<PathBuf> {
        let mut out = BTreeSet::new();
        for seen in files.iter_mut().filter(|s| s.named) {
            let tree = tree_of(&seen.given);
            let folders: Vec<PathBuf> =
                seen.given.ancestors().take_while(|a| a.starts_with(&tree)).map(Path::to_path_buf).collect();
            if folders.iter().any(|f| projects.contains_key(f)) {
                continue;
            }
            for folder in folders {
                if self.holds_organization(&folder) {
                    seen.given.clone_from(&folder);
                    out.insert(folder);
                    break;
                }
            }
        }
        out
    }

    fn holds_organization(&mut self, folder: &Path) -> bool {
        let Ok(entries) = std::fs::read_dir(folder) else { return false };
        let tree = tree_of(folder);
        let mut paths: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .filter(|e| is_kdl(&e.path()))
            .filter_map(|e| self.fetch.real(&e.path()).ok())
            .filter(|real| real.is_file() && real.starts_with(&tree))
            .collect();
        paths.sort();
        paths.iter().any(|real| {
            let id = self.load(real, true);
            id.is_some_and(|id| self.has_organization(id))
        })
    }

    /// Folders that `units "clients/*"` makes units of their own.
    fn unit_folders(&mut self, projects: &BTreeMap<PathBuf, FileId>) -> BTreeSet<PathBuf> {
        let mut out = BTreeSet::new();
        for (folder, id) in projects {
            let units = self.out.sources.nodes(*id).map(project::read).unwrap_or_default().units;
            for glob in units {
                for path in self.matches(folder, &glob.value) {
                    if path.is_dir() {
                        out.insert(path);
                    }
                }
            }
        }
        out
    }

    fn matches(&mut self, folder: &Path, glob: &str) -> Vec<PathBuf> {
        let pattern = format!("{}/{}", glob::Pattern::escape(&folder.to_string_lossy()), glob.replace('\\', "/"));
        match glob::glob(&pattern) {
            Ok(paths) => paths.filter_map(Result::ok).filter_map(|p| self.fetch.real(&p).ok()).collect(),
            Err(error) => {
                self.out.errors.push(Error::Glob { glob: glob.to_owned(), reason: error.to_string() });
                Vec::new()
            }
        }
    }

    /// Files of a project that were not named.
    fn rest_of(&mut self, root: &Path, known: &BTreeSet<PathBuf>, projects: &BTreeMap<PathBuf, FileId>) -> Vec<FileId> {
        let mut seen = Vec::new();
        self.walk_folder(root, &mut seen);
        let mut loaded: Vec<(PathBuf, FileId)> = Vec::new();
        for file in seen.into_iter().filter(|f| !known.contains(&f.real)) {
            // Another project below this one is a unit of its own.
            let folders = || file.real.parent().into_iter().flat_map(Path::ancestors).take_while(|a| *a != root);
            if folders().any(|a| projects.contains_key(a) || a.join("crmlint.kdl").is_file()) {
                continue;
            }
            if let Some(id) = self.load(&file.real, true) {
                loaded.push((file.real, id));
            }
        }
        // Without a project file a folder with an organization of its own is one too.
        let below: BTreeSet<PathBuf> = loaded
            .iter()
            .filter(|(_, id)| !projects.contains_key(root) && self.has_organization(*id))
            .filter_map(|(p, _)| p.parent().map(Path::to_path_buf))
            .filter(|p| p != root)
            .collect();
        let mut out = Vec::new();
        for (path, id) in loaded {
            let folders = path.parent().into_iter().flat_map(Path::ancestors).take_while(|a| *a != root);
            if !folders.into_iter().any(|a| below.contains(a)) {
                out.push(id);
            }
        }
        out
    }

    fn unit(&mut self, root: &Path, ids: Vec<FileId>, project: Option<&(PathBuf, FileId)>) -> Option<Found> {
        let mut found = Found { unit: Unit { root: self.shown(root), ..Unit::default() }, ..Found::default() };
        let mut aside: BTreeSet<FileId> = BTreeSet::new();
        let mut folder = root.to_path_buf();
        if let Some((at, id)) = project {
            folder.clone_from(at);
            self.project(at, *id, &mut found, &mut aside)?;
        }
        let kept: Vec<FileId> = ids.into_iter().filter(|id| !aside.contains(id)).collect();
        found.unit.files = self.included(&folder, kept, &mut found.project);
        let mut files: BTreeSet<FileId> = found.unit.files.iter().copied().collect();
        files.extend(project.iter().map(|(_, id)| *id));
        files.extend(found.rules.iter().chain(&found.offerings).copied());
        for id in files {
            let Some(file) = self.out.sources.get(id) else { continue };
            found.unit.open |= file.incomplete && !found.rules.contains(&id) && !found.offerings.contains(&id);
            found.unit.findings.extend(self.told.get(&id).into_iter().flatten().cloned());
        }
        self.named_files(&mut found.unit);
        Some(found)
    }

    fn project(&mut self, at: &Path, id: FileId, found: &mut Found, aside: &mut BTreeSet<FileId>) -> Option<()> {
        found.project = self.out.sources.nodes(id).map(project::read).unwrap_or_default();
        found.project_incomplete = self.out.sources.get(id).is_some_and(|f| f.incomplete);
        if let Some(format) = found.project.newer {
            let path = self.out.sources.path(id).to_owned();
            self.out.errors.push(Error::Newer { path, format, known: project::FORMAT });
            return None;
        }
        let rules = found.project.rules.clone();
        for glob in &rules {
            let ids = self.project_files(at, glob, &mut found.project.findings);
            found.rules.extend(ids);
        }
        let offerings = found.project.offerings.clone();
        for glob in &offerings {
            let ids = self.project_files(at, glob, &mut found.project.findings);
            found.offerings.extend(ids);
        }
        aside.extend(found.rules.iter().chain(&found.offerings).copied());
        Some(())
    }

    /// Files that a word of the project file names; a path without a wildcard must exist, and all lie in the tree.
    fn project_files(&mut self, at: &Path, glob: &Spanned<String>, findings: &mut Vec<Finding>) -> Vec<FileId> {
        let tree = tree_of(at);
        let paths: Vec<PathBuf> = self.matches(at, &glob.value).into_iter().filter(|p| p.is_file()).collect();
        let inside: Vec<&PathBuf> = paths.iter().filter(|p| p.starts_with(&tree)).collect();
        if inside.is_empty() {
            let why = if paths.is_empty() { "names no file" } else { "lies outside of the repository" };
            findings.push(Finding::fixed("rule-invalid", glob.span, format!("`{}` {why}", glob.value)));
        }
        let inside: Vec<PathBuf> = inside.into_iter().cloned().collect();
        inside.iter().filter_map(|p| self.load(p, true)).collect()
    }

    /// Files that `include` and `exclude` leave; without `include` all.
    fn included(&self, folder: &Path, ids: Vec<FileId>, project: &mut Project) -> Vec<FileId> {
        let mut compile = |globs: &[Spanned<String>]| -> Vec<glob::Pattern> {
            let mut out = Vec::new();
            for g in globs {
                match glob::Pattern::new(&g.value.replace('\\', "/")) {
                    Ok(p) => out.push(p),
                    Err(e) => project.findings.push(Finding::fixed(
                        "rule-invalid",
                        g.span,
                        format!("`{}` is no glob: {e}", g.value),
                    )),
                }
            }
            out
        };
        let (include, exclude) = (project.include.clone(), project.exclude.clone());
        let (include, exclude) = (compile(&include), compile(&exclude));
        let options = glob::MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        let real: BTreeMap<FileId, &PathBuf> = self.read.iter().filter_map(|(p, id)| id.map(|id| (id, p))).collect();
        let keep = |id: &FileId| {
            let path = real.get(id).map_or(Path::new(""), |p| p.strip_prefix(folder).unwrap_or(p.as_path()));
            let local = path.to_string_lossy().replace('\\', "/");
            let hit = |globs: &[glob::Pattern]| globs.iter().any(|g| g.matches_with(&local, options));
            (include.is_empty() || hit(&include)) && !hit(&exclude)
        };
        ids.into_iter().filter(keep).collect()
    }

    /// Follows `use` and `source` of a unit's files. Each target is read once a run.
    fn named_files(&mut self, unit: &mut Unit) {
        let mut queue: Vec<(FileId, bool)> = unit.files.iter().map(|f| (*f, false)).collect();
        let mut trail: BTreeMap<FileId, BTreeSet<FileId>> = BTreeMap::new();
        let mut at = 0;
        while let Some((id, used)) = queue.get(at).copied() {
            at += 1;
            for (word, value) in self.names_in(id) {
                match word {
                    Word::Use => self.follow_use(id, &value, unit, &mut queue, &mut trail),
                    Word::Crm => self.follow_source(id, &value, false, unit),
                    Word::Ssp if !used => self.follow_source(id, &value, true, unit),
                    Word::Ssp => {}
                }
            }
        }
    }

    /// True when the file has an `organization` node.
    fn has_organization(&self, id: FileId) -> bool {
        self.out.sources.nodes(id).is_some_and(|mut nodes| nodes.any(|n| n.name() == "organization"))
    }

    /// Values of a file's top-level nodes that name other files.
    fn names_in(&self, id: FileId) -> Vec<(Word, Value<String>)> {
        let named = |n: Node<'_>| {
            let source = || n.prop("source").or_else(|| n.children_named("source").next()?.arg(0));
            let (word, value) = match n.name() {
                "use" => (Word::Use, n.arg(0)?),
                "crm" => (Word::Crm, source()?),
                "ssp" => (Word::Ssp, source()?),
                _ => return None,
            };
            Some((word, value.kept()))
        };
        self.out.sources.nodes(id).into_iter().flatten().filter_map(named).collect()
    }

    fn follow_use(
        &mut self,
        from: FileId,
        value: &Value<String>,
        unit: &mut Unit,
        queue: &mut Vec<(FileId, bool)>,
        trail: &mut BTreeMap<FileId, BTreeSet<FileId>>,
    ) {
        let Some(path) = value.borrowed().as_str() else { return };
        let target = match self.target(from, path) {
            Ok(target) => target,
            Err(reason) => {
                unit.open = true;
                unit.findings.push(source_finding(value, path, &reason));
                return;
            }
        };
        let Some(id) = self.load(&target, true) else {
            unit.open = true;
            return;
        };
        let mut above = trail.get(&from).cloned().unwrap_or_default();
        above.insert(from);
        if above.contains(&id) {
            let message = format!("`{path}` comes back to this file");
            unit.findings.push(Finding::fixed("dangling-reference", value.span, message).label("a circle of `use`"));
            return;
        }
        if unit.files.contains(&id) || unit.used.contains(&id) {
            return;
        }
        trail.insert(id, above);
        unit.used.push(id);
        if let Some(file) = self.out.sources.get(id) {
            unit.open |= file.incomplete;
            unit.findings.extend(self.told.get(&id).into_iter().flatten().cloned());
        }
        queue.push((id, true));
    }

    fn follow_source(&mut self, from: FileId, value: &Value<String>, plan: bool, unit: &mut Unit) {
        let Some(path) = value.borrowed().as_str().filter(|p| *p != "unknown") else { return };
        let read = self.target(from, path).and_then(|target| {
            crate::read::format_of(path)?;
            if plan {
                return Err("this version does not read a plan from a file of its own".to_owned());
            }
            self.vendor_file(&target)
        });
        match read {
            Ok(id) => {
                unit.vendor.insert(value.span, id);
            }
            Err(reason) => {
                unit.unread.insert(value.span);
                unit.findings.push(source_finding(value, path, &reason));
            }
        }
    }

    fn vendor_file(&mut self, target: &Path) -> Result<FileId, String> {
        if let Some(Some(id)) = self.read.get(target) {
            return Ok(*id);
        }
        let bytes = self.fetch.read(target).map_err(|e| plain_reason(&e))?;
        if bytes.is_empty() {
            return Err("the file is empty".to_owned());
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Err("it is a workbook or an archive, not what its ending says".to_owned());
        }
        let text = decode(bytes).map_err(|e| unreadable("", &e).1)?;
        let id = self.out.sources.add(self.shown(target), text);
        self.read.insert(target.to_path_buf(), Some(id));
        Ok(id)
    }

    /// The file that a path in a declaration names: against the naming file's folder, inside the tree, links resolved.
    fn target(&self, from: FileId, path: &str) -> Result<PathBuf, String> {
        let path = path.replace('\\', "/");
        let here = self.read.iter().find(|(_, id)| **id == Some(from)).map(|(p, _)| p.clone());
        let folder = here.as_deref().and_then(Path::parent).map_or_else(|| self.base.clone(), Path::to_path_buf);
        let asked = Path::new(&path);
        if asked.is_absolute() || asked.components().any(|c| matches!(c, Component::Prefix(_))) {
            return Err("it is an absolute path; name it from this file's folder".to_owned());
        }
        let tree = tree_of(&folder);
        // Judged by its words first: a path that leaves the tree is not even looked at.
        if !lexical(&folder.join(asked)).starts_with(&tree) {
            return Err("it lies outside of the repository".to_owned());
        }
        let real = self.fetch.real(&folder.join(asked)).map_err(|e| plain_reason(&e))?;
        if !real.starts_with(&tree) {
            return Err("it lies outside of the repository".to_owned());
        }
        if real.is_dir() {
            return Err("it is a folder".to_owned());
        }
        Ok(real)
    }
}

fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

fn source_finding(value: &Value<String>, path: &str, reason: &str) -> Finding {
    Finding::fixed("source-unreadable", value.span, format!("`{path}` was not read: {reason}"))
        .label("what it holds stays unknown")
        .entity(format!("source:{path}"))
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

/// The tree around a folder: the nearest `.git` upwards, else the folder itself.
pub fn tree_of(folder: &Path) -> PathBuf {
    folder.ancestors().find(|a| a.join(".git").exists()).unwrap_or(folder).to_path_buf()
}

/// The unit root of a file.
fn root_of(
    seen: &Seen,
    projects: &BTreeMap<PathBuf, FileId>,
    organizations: &BTreeSet<PathBuf>,
    units: &BTreeSet<PathBuf>,
) -> PathBuf {
    let folders: Vec<&Path> = seen.real.parent().into_iter().flat_map(Path::ancestors).collect();
    if let Some(unit) = folders.iter().find(|f| units.contains(**f)) {
        return unit.to_path_buf();
    }
    if let Some(project) = folders.iter().find(|f| projects.contains_key(**f)) {
        return project.to_path_buf();
    }
    let inside = folders.iter().take_while(|f| f.starts_with(&seen.given));
    inside.clone().find(|f| organizations.contains(**f)).map_or_else(|| seen.given.clone(), |f| f.to_path_buf())
}

fn nearest_project(root: &Path, projects: &BTreeMap<PathBuf, FileId>) -> Option<(PathBuf, FileId)> {
    root.ancestors().find_map(|a| projects.get(a).map(|id| (a.to_path_buf(), *id)))
}
