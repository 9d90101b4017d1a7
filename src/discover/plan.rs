//! Which files belong to which unit. Only project files are read for that, and where there is none, the files that may
//! hold an organization: a run over many units never holds more than the names of their files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::each::read_each;
use super::{Error, Fetch, GLOBS, Kind, Request, Walked, holds_organization, is_kdl, matches, plain_reason};
use crate::parse::{decode, parse};
use crate::project;
use crate::source::{FileId, Nodes};

/// Bytes that were read while planning and are kept for checking, so that a small project is read once.
const KEPT_MAX: usize = 8 << 20;
/// What keeping a file takes beside its bytes, about.
const KEPT_EACH: usize = 256;

/// The units of a run.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// In the order of their folders.
    pub units: Vec<Planned>,
    /// What could not be read although it was asked for or found.
    pub errors: Vec<Error>,
    /// What was passed over, in words.
    pub notes: Vec<String>,
    /// Where the program was called.
    pub(super) base: PathBuf,
    real_base: PathBuf,
    /// True when a project file names folders that are units.
    pub(super) names_units: bool,
    /// Files that were named themselves, and whether what is excluded goes before that.
    pub named: BTreeSet<PathBuf>,
    force_exclude: bool,
    /// The globs of the call that leave files out.
    exclude: Vec<glob::Pattern>,
    kept: BTreeMap<PathBuf, Vec<u8>>,
    /// The file of known findings that the request names.
    pub(super) baseline: Option<PathBuf>,
}

/// A unit whose files were not read yet.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Its declaration files, before `include` and `exclude`.
    pub(super) files: Vec<Arc<Path>>,
    /// The nearest project file upwards: its folder, and the file with links resolved.
    pub(super) project: Option<(PathBuf, PathBuf)>,
}

impl Planned {
    /// Its folder, links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its declaration files, before `include` and `exclude`.
    pub fn files(&self) -> &[Arc<Path>] {
        &self.files
    }
}

impl Plan {
    /// The same with some of the units, given by their numbers in rising order.
    #[must_use]
    pub fn only(&self, units: &[usize]) -> Self {
        let mut out = Self { units: Vec::new(), ..self.clone() };
        out.units.extend(units.iter().filter_map(|n| self.units.get(*n)).cloned());
        out
    }

    /// True for a file that was named itself and stays although a project file leaves it out.
    pub(super) fn keeps_named(&self, path: &Path) -> bool {
        !self.force_exclude && self.named.contains(path)
    }

    /// True if a glob of the call leaves the file out.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        let path = self.shown(path);
        self.exclude.iter().any(|glob| glob.matches_with(&path, GLOBS))
    }

    /// Compiles the globs of the call; `archive` and `archive/` mean all that is below.
    fn compile(&mut self, globs: &[String]) {
        for written in globs {
            let plain = written.replace('\\', "/");
            let plain = plain.trim_start_matches("./").trim_end_matches('/');
            for glob in [plain.to_owned(), format!("{plain}/**")] {
                match glob::Pattern::new(&glob) {
                    Ok(pattern) => self.exclude.push(pattern),
                    Err(error) => {
                        let error = Error::Glob { glob: written.clone(), reason: error.to_string() };
                        if !self.errors.contains(&error) {
                            self.errors.push(error);
                        }
                    }
                }
            }
        }
    }

    /// Path for users: relative to the current folder where it lies below it, forward slashes.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let short = path.strip_prefix(&self.real_base).unwrap_or(path);
        let text = short.to_string_lossy().replace('\\', "/");
        if text.is_empty() { ".".to_owned() } else { text }
    }

    /// The bytes of a file, from memory when planning has read it.
    pub(super) fn read(&self, path: &Path, fetch: &dyn Fetch) -> std::io::Result<Vec<u8>> {
        self.kept.get(path).map_or_else(|| fetch.read(path), |bytes| Ok(bytes.clone()))
    }
}

/// Walks what the request names and groups the files into units. One job means no further thread.
pub fn plan(request: &Request, fetch: &dyn Fetch, jobs: Option<usize>) -> Plan {
    let base = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let real_base = fetch.real(&base).unwrap_or_else(|_| base.clone());
    let mut out = Plan { base, real_base, force_exclude: request.force_exclude, ..Plan::default() };
    out.compile(&request.exclude);
    let mut planner = Planner {
        fetch,
        ignores: !request.no_ignore,
        jobs,
        out,
        kept: AtomicUsize::new(0),
        later: Vec::new(),
        later_at: BTreeMap::new(),
        above: BTreeMap::new(),
    };
    let mut files = planner.walk(request);
    // The walk has this order already but for links and several paths.
    if !files.is_sorted() {
        files.sort();
    }
    files.dedup();
    planner.units(&mut files, request);
    planner.out.baseline = request.baseline.as_deref().and_then(|path| planner.named(path));
    planner.out
}

/// A file that the walk found, and the path under which it was asked for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    real: Arc<Path>,
    /// The folder that was asked for, or that holds the file that was asked for.
    given: Arc<Path>,
    how: How,
}

/// How a file was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// In a folder that was asked for.
    Walked,
    /// Through a link in such a folder.
    Linked,
    /// It was asked for itself.
    Named,
}

/// Project files by their folder, links resolved.
type Projects = BTreeMap<PathBuf, PathBuf>;

struct Planner<'a> {
    fetch: &'a dyn Fetch,
    ignores: bool,
    jobs: Option<usize>,
    out: Plan,
    /// Bytes kept so far.
    kept: AtomicUsize,
    /// Files that were not walked, in the order in which they were met, and where they stand there.
    later: Vec<Arc<Path>>,
    later_at: BTreeMap<Arc<Path>, usize>,
    /// Whether a folder holds an organization, asked once.
    above: BTreeMap<PathBuf, bool>,
}

impl Planner<'_> {
    fn walk(&mut self, request: &Request) -> Vec<Seen> {
        let here = [PathBuf::from(".")];
        let paths = if request.paths.is_empty() && !request.listed { &here[..] } else { &request.paths };
        let mut out = Vec::new();
        for path in paths {
            match self.fetch.real(path) {
                Err(error) => {
                    let path = path.to_string_lossy().replace('\\', "/");
                    self.out.errors.push(Error::Read { path, reason: plain_reason(&error) });
                }
                Ok(real) if self.fetch.kind(&real) == Some(Kind::Folder) => self.walk_folder(&real, &mut out),
                Ok(real) => {
                    self.out.named.insert(real.clone());
                    if request.force_exclude && self.out.excludes(&real) {
                        continue;
                    }
                    let given = Arc::from(real.parent().unwrap_or(&real));
                    out.push(Seen { real: real.into(), given, how: How::Named });
                }
            }
        }
        out
    }

    /// The real path of a file that was asked for by name.
    fn named(&mut self, path: &Path) -> Option<PathBuf> {
        self.fetch
            .real(path)
            .inspect_err(|error| {
                let path = path.to_string_lossy().replace('\\', "/");
                self.out.errors.push(Error::Read { path, reason: plain_reason(error) });
            })
            .ok()
    }

    fn walk_folder(&mut self, folder: &Path, out: &mut Vec<Seen>) {
        let mut tree = None;
        let given: Arc<Path> = Arc::from(folder);
        let fetch = self.fetch;
        let plan = &mut self.out;
        let some_excluded = !plan.exclude.is_empty();
        fetch.walk(folder, self.ignores, &mut |walked| match walked {
            Walked::Wrong(path, reason) => {
                let path = plan.shown(&path);
                plan.errors.push(Error::Read { path, reason });
            }
            Walked::Note(note) => plan.notes.push(note),
            Walked::File(path) | Walked::Link(path) if some_excluded && plan.excludes(path) => {}
            // The folder has no links in it and none was followed, so this is the real path.
            Walked::File(path) => out.push(Seen { real: path.into(), given: given.clone(), how: How::Walked }),
            Walked::Link(path) => match fetch.real(path) {
                Ok(real) if fetch.kind(&real) == Some(Kind::Folder) => {}
                Ok(real) if real.starts_with(tree.get_or_insert_with(|| fetch.tree(folder))) => {
                    out.push(Seen { real: real.into(), given: given.clone(), how: How::Linked });
                }
                Ok(_) => {
                    let shown = plan.shown(path);
                    plan.notes.push(format!("{shown} links to a file outside of the repository and was not read"));
                }
                Err(error) => {
                    let path = plan.shown(path);
                    plan.errors.push(Error::Read { path, reason: plain_reason(&error) });
                }
            },
        });
    }

    fn units(&mut self, files: &mut [Seen], request: &Request) {
        let (projects, by_units) =
            if request.isolated { (Projects::new(), BTreeSet::new()) } else { self.projects(files, request) };
        self.out.names_units = !by_units.is_empty();
        let above = self.organizations_above(files, &projects);
        let mut organizations = self.organization_folders(files, &projects, &by_units);
        organizations.extend(above.iter().cloned());
        // Files are numbered in the order of their paths, and behind them those that are met later.
        let mut groups: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
        let mut walked: BTreeSet<PathBuf> = BTreeSet::new();
        let mut last: Option<(&Seen, usize)> = None;
        let mut root = PathBuf::new();
        for (n, seen) in files.iter().enumerate() {
            let twice = last.filter(|(before, _)| before.real == seen.real);
            let near = last.is_some_and(|(b, _)| b.real.parent() == seen.real.parent() && b.given == seen.given);
            if !near {
                root = root_of(seen, &projects, &organizations, &by_units);
                if seen.how == How::Walked && root.starts_with(&seen.given) {
                    walked.insert(root.clone());
                }
            }
            let number = twice.map_or(n, |(_, first)| first);
            last = Some((seen, number));
            match groups.get_mut(&root) {
                Some(group) => group.push(number),
                None => {
                    groups.insert(root.clone(), vec![number]);
                }
            }
        }
        for root in projects.keys().chain(&above) {
            // A project above the named files is loaded whole: its rules may look anywhere in it.
            if !walked.contains(root)
                && let Some(group) = groups.get_mut(root)
            {
                group.extend(self.rest_of(root, files, &projects));
            }
        }
        for (root, mut numbers) in groups {
            numbers.sort_unstable();
            numbers.dedup();
            let file = |n: usize| match files.get(n) {
                Some(seen) => Some(seen.real.clone()),
                None => self.later.get(n - files.len()).cloned(),
            };
            let above = root.ancestors().find_map(|a| projects.get_key_value(a));
            // The project file of the call holds for every unit, wherever it stands.
            let project = if request.config.is_some() { projects.first_key_value() } else { above };
            let project = project.map(|(folder, file)| (folder.clone(), file.clone()));
            let files: Vec<Arc<Path>> = numbers.into_iter().filter_map(file).collect();
            if !files.is_empty() {
                self.out.units.push(Planned { root, files, project });
            }
        }
    }

    /// The number of a file, given when it is met for the first time and was not walked.
    fn number(&mut self, path: &Path, files: &[Seen]) -> usize {
        let at = files.partition_point(|s| *s.real < *path);
        if files.get(at).is_some_and(|s| *s.real == *path) {
            return at;
        }
        if let Some(known) = self.later_at.get(path) {
            return files.len() + known;
        }
        let path: Arc<Path> = Arc::from(path);
        self.later_at.insert(path.clone(), self.later.len());
        self.later.push(path);
        files.len() + self.later.len() - 1
    }

    /// Keeps bytes when there is room.
    fn room_for(kept: &AtomicUsize, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let size = bytes.len() + KEPT_EACH;
        let before = kept.fetch_add(size, Ordering::Relaxed);
        (before + size <= KEPT_MAX).then_some(bytes)
    }

    /// `crmlint.kdl` beside the files and upwards, inside the tree; and the folders that `units "clients/*"` in them makes
    /// units of their own.
    fn projects(&mut self, files: &[Seen], request: &Request) -> (Projects, BTreeSet<PathBuf>) {
        let mut found = Vec::new();
        let folders = if request.config.is_some() { BTreeSet::new() } else { folders_of(files, self.fetch) };
        found.extend(request.config.iter().filter_map(|path| self.config(path)));
        for folder in folders {
            let path = folder.join("crmlint.kdl");
            // Most folders have none: asked for first, since resolving a path asks for each of its parts.
            let Some(kind) = self.fetch.kind_here(&path) else { continue };
            if kind == Kind::File {
                found.push((folder, path));
                continue;
            }
            let Ok(path) = self.fetch.real(&path) else { continue };
            if !path.starts_with(self.fetch.tree(&folder)) {
                let shown = self.out.shown(&folder);
                let note = format!("{shown}/crmlint.kdl links to a file outside of the repository and was not read");
                self.out.notes.push(note);
            } else if self.fetch.kind(&path) == Some(Kind::File) {
                found.push((folder, path));
            }
        }
        let paths: Vec<&Path> = found.iter().map(|(_, p)| p.as_path()).collect();
        let kept = &self.kept;
        let read = read_each(&paths, self.fetch, self.jobs, |bytes| {
            let bytes = bytes?;
            let globs = unit_globs(&bytes);
            Ok((globs, Self::room_for(kept, bytes)))
        });
        let mut projects = Projects::new();
        let mut units = BTreeSet::new();
        for ((folder, path), read) in found.into_iter().zip(read) {
            let read: std::io::Result<_> = read;
            match read {
                Err(error) => {
                    let shown = self.out.shown(&path);
                    self.out.errors.push(Error::Read { path: shown, reason: plain_reason(&error) });
                }
                Ok((globs, bytes)) => {
                    for glob in globs {
                        match matches(&folder, &glob, self.fetch) {
                            Ok(paths) => {
                                let fetch = self.fetch;
                                units.extend(paths.into_iter().filter(|p| fetch.kind(p) == Some(Kind::Folder)));
                            }
                            Err(error) => self.out.errors.push(error),
                        }
                    }
                    self.number(&path, files);
                    self.out.kept.extend(bytes.map(|bytes| (path.clone(), bytes)));
                    projects.insert(folder, path);
                }
            }
        }
        (projects, units)
    }

    /// The project file of the call: its folder and the file, links resolved.
    fn config(&mut self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let real = self.fetch.real(path).map_err(|e| plain_reason(&e));
        let real = real.and_then(|real| match self.fetch.kind(&real) {
            Some(Kind::File) => Ok(real),
            _ => Err("it is no file; --config takes a project file".to_owned()),
        });
        match real {
            Ok(real) => Some((real.parent()?.to_path_buf(), real)),
            Err(reason) => {
                let path = path.to_string_lossy().replace('\\', "/");
                self.out.errors.push(Error::Read { path, reason });
                None
            }
        }
    }

    /// Folders with an organization among their own files, where no project file says which files belong together.
    fn organization_folders(
        &mut self,
        files: &[Seen],
        projects: &Projects,
        by_units: &BTreeSet<PathBuf>,
    ) -> BTreeSet<PathBuf> {
        let mut free: Vec<&Path> = Vec::new();
        let mut last: Option<(&Path, bool)> = None;
        for seen in files {
            let Some(parent) = seen.real.parent() else { continue };
            let is_free = match last {
                Some((folder, is_free)) if folder == parent => is_free,
                _ => !parent.ancestors().any(|a| projects.contains_key(a) || by_units.contains(a)),
            };
            last = Some((parent, is_free));
            if is_free && free.last() != Some(&&*seen.real) {
                free.push(&seen.real);
            }
        }
        let found = self.which_hold_organizations(&free);
        found.into_iter().filter_map(|n| free.get(n)?.parent().map(Path::to_path_buf)).collect()
    }

    /// Indices of the files that hold an organization. What cannot be read is told when its unit is checked.
    fn which_hold_organizations(&mut self, paths: &[&Path]) -> Vec<usize> {
        let kept = &self.kept;
        let read = read_each(paths, self.fetch, self.jobs, |bytes| {
            let Ok(text) = bytes.map(decode) else { return (false, None) };
            let Ok(text) = text else { return (false, None) };
            let holds = with_nodes(&text, "organization", holds_organization).unwrap_or(false);
            (holds, Self::room_for(kept, text.into_bytes()))
        });
        let mut out = Vec::new();
        for (n, (holds, bytes)) in read.into_iter().enumerate() {
            if holds {
                out.push(n);
            }
            if let (Some(path), Some(bytes)) = (paths.get(n), bytes) {
                self.out.kept.insert(path.to_path_buf(), bytes);
            }
        }
        out
    }

    /// Folders above a file that was named by itself and has no project file, with an organization among their own files:
    /// checked without it, every reference of the file would point nowhere.
    fn organizations_above(&mut self, files: &mut [Seen], projects: &Projects) -> BTreeSet<PathBuf> {
        let mut out = BTreeSet::new();
        for at in 0..files.len() {
            let Some(given) = files.get(at).filter(|s| s.how == How::Named).map(|s| s.given.clone()) else { continue };
            let tree = self.fetch.tree(&given);
            let folders: Vec<&Path> = given.ancestors().take_while(|a| a.starts_with(&tree)).collect();
            if folders.iter().any(|f| projects.contains_key(*f)) {
                continue;
            }
            for folder in folders {
                if self.folder_holds_organization(folder, files) {
                    if let Some(seen) = files.get_mut(at) {
                        seen.given = Arc::from(folder);
                    }
                    out.insert(folder.to_path_buf());
                    break;
                }
            }
        }
        out
    }

    fn folder_holds_organization(&mut self, folder: &Path, files: &[Seen]) -> bool {
        if let Some(known) = self.above.get(folder) {
            return *known;
        }
        let Ok(entries) = self.fetch.entries(folder) else { return false };
        let tree = self.fetch.tree(folder);
        let mut paths: Vec<PathBuf> = entries
            .into_iter()
            .filter(|path| is_kdl(path) && (self.out.keeps_named(path) || !self.out.excludes(path)))
            .filter_map(|path| self.fetch.real(&path).ok())
            .filter(|real| self.fetch.kind(real) == Some(Kind::File) && real.starts_with(&tree))
            .collect();
        paths.sort();
        let unknown: Vec<&Path> =
            paths.iter().map(PathBuf::as_path).filter(|p| !self.out.kept.contains_key(*p)).collect();
        let found = !self.which_hold_organizations(&unknown).is_empty()
            || paths.iter().any(|p| self.out.kept.get(p).is_some_and(|b| bytes_hold_organization(b)));
        for path in &paths {
            self.number(path, files);
        }
        self.above.insert(folder.to_path_buf(), found);
        found
    }

    /// Numbers of the files of a project that were not named.
    fn rest_of(&mut self, root: &Path, files: &[Seen], projects: &Projects) -> Vec<usize> {
        let mut seen = Vec::new();
        self.walk_folder(root, &mut seen);
        // Another project below this one is a unit of its own.
        let is_apart = |file: &Seen| {
            let mut folders = file.real.parent().into_iter().flat_map(Path::ancestors).take_while(|a| *a != root);
            folders.any(|a| projects.contains_key(a) || self.fetch.kind(&a.join("crmlint.kdl")) == Some(Kind::File))
        };
        let is_known = |file: &Seen| files.binary_search_by(|s| s.real.cmp(&file.real)).is_ok();
        seen.retain(|file| !is_known(file) && !is_apart(file));
        // Without a project file a folder with an organization of its own is one too.
        let mut below: BTreeSet<PathBuf> = BTreeSet::new();
        if !projects.contains_key(root) {
            let paths: Vec<&Path> = seen.iter().map(|s| &*s.real).collect();
            let found = self.which_hold_organizations(&paths);
            let folders = found.into_iter().filter_map(|n| paths.get(n)?.parent());
            below = folders.filter(|f| *f != root).map(Path::to_path_buf).collect();
        }
        let mut out = Vec::new();
        for file in &seen {
            let number = self.number(&file.real, files);
            let mut folders = file.real.parent().into_iter().flat_map(Path::ancestors).take_while(|a| *a != root);
            if !folders.any(|a| below.contains(a)) {
                out.push(number);
            }
        }
        out
    }
}

/// The folders of files, and those above them inside the tree of what was asked for.
fn folders_of(files: &[Seen], fetch: &dyn Fetch) -> BTreeSet<PathBuf> {
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    let mut tree: Option<(&Path, PathBuf)> = None;
    let mut last: Option<&Path> = None;
    for seen in files {
        let tree = match &mut tree {
            Some((given, tree)) if **given == *seen.given => tree,
            other => {
                last = None;
                &mut other.insert((&seen.given, fetch.tree(&seen.given))).1
            }
        };
        if seen.real.parent() == last {
            continue;
        }
        last = seen.real.parent();
        for folder in last.into_iter().flat_map(Path::ancestors) {
            if !folder.starts_with(&tree) || !folders.insert(folder.to_path_buf()) {
                break;
            }
        }
    }
    folders
}

/// Reads the nodes of a text that may hold one of that name; most do not, and that is seen without parsing.
fn with_nodes<T>(text: &str, name: &str, read: impl FnOnce(Nodes<'_>) -> T) -> Option<T> {
    // A quoted name may be written with escapes.
    let may = text.contains(name) || text.contains('\\');
    may.then(|| read(parse(FileId(0), text).document.nodes(text)))
}

fn bytes_hold_organization(bytes: &[u8]) -> bool {
    let text = decode(bytes.to_vec()).ok();
    text.and_then(|t| with_nodes(&t, "organization", holds_organization)).unwrap_or(false)
}

/// What a project file says of `units`.
fn unit_globs(bytes: &[u8]) -> Vec<String> {
    let text = decode(bytes.to_vec()).ok();
    let project = text.and_then(|text| with_nodes(&text, "units", project::read));
    project.map_or_else(Vec::new, |p| p.units.into_iter().map(|g| g.value).collect())
}

/// The unit root of a file.
fn root_of(seen: &Seen, projects: &Projects, organizations: &BTreeSet<PathBuf>, units: &BTreeSet<PathBuf>) -> PathBuf {
    let folders = || seen.real.parent().into_iter().flat_map(Path::ancestors);
    let inside = || folders().take_while(|f| f.starts_with(&seen.given)).find(|f| organizations.contains(*f));
    folders()
        .find(|f| units.contains(*f))
        .or_else(|| folders().find(|f| projects.contains_key(*f)))
        .or_else(inside)
        .unwrap_or(&seen.given)
        .to_path_buf()
}
