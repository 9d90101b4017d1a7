//! The index of a git repository in place of the disk: names from `git ls-files`, contents from one `git cat-file`. What
//! is edited and not staged is neither read nor looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::{Mutex, PoisonError};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::follow::lexical;
use super::git::{Git, path_of};
use super::{Fetch, GLOBS, Kind, Walked, is_kdl};

/// Links that are followed one after the other at most.
const LINKS_MAX: usize = 40;
/// Names of files that say what is passed over, the later ones first.
const IGNORES: [&str; 2] = [".ignore", ".gitignore"];

/// The index of a repository.
#[derive(Debug)]
pub struct Index {
    root: PathBuf,
    files: BTreeMap<PathBuf, Held>,
    folders: BTreeSet<PathBuf>,
    contents: Mutex<Contents>,
    /// What `info/exclude` names.
    exclude: Gitignore,
    /// Files that were announced and are not staged.
    announced: BTreeSet<PathBuf>,
}

#[derive(Debug)]
struct Held {
    kind: Kind,
    object: String,
    merged: bool,
}

/// The process that gives contents.
#[derive(Debug)]
struct Contents {
    child: Child,
    to: Option<ChildStdin>,
    from: Option<BufReader<ChildStdout>>,
}

impl Drop for Contents {
    fn drop(&mut self) {
        // It ends when nothing more is asked.
        self.to = None;
        self.from = None;
        let _ = self.child.wait();
    }
}

fn broken() -> io::Error {
    io::Error::other("git did not give its content")
}

impl Contents {
    /// The content of an object, cut behind the size that is read at most.
    fn get(&mut self, object: &str) -> io::Result<Vec<u8>> {
        let (Some(to), Some(from)) = (&mut self.to, &mut self.from) else { return Err(broken()) };
        writeln!(to, "{object}")?;
        to.flush()?;
        let mut line = String::new();
        from.read_line(&mut line)?;
        let mut words = line.split_whitespace().skip(1);
        let (Some("blob"), Some(size)) = (words.next(), words.next().and_then(|n| n.parse::<u64>().ok())) else {
            return Err(broken());
        };
        let most = u64::try_from(crate::parse::SIZE_MAX).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let read = from.by_ref().take(size.min(most)).read_to_end(&mut bytes)?;
        let rest = size.saturating_add(1).saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        io::copy(&mut from.by_ref().take(rest), &mut io::sink())?;
        Ok(bytes)
    }
}

fn missing() -> io::Error {
    io::Error::from(io::ErrorKind::NotFound)
}

impl Index {
    /// Reads the names of all files.
    pub fn open(git: &Git) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        let mut folders = BTreeSet::new();
        let mut may_be_announced = false;
        for staged in git.staged()? {
            let kind = match staged.mode.as_str() {
                "100644" | "100755" => Kind::File,
                "120000" => Kind::Link,
                _ => Kind::Other,
            };
            // The names of nothing, in both kinds of repositories.
            may_be_announced |=
                staged.object.starts_with("e69de29bb2d1d643") || staged.object.starts_with("473a0f4c3be8a936");
            for folder in staged.path.ancestors().skip(1).take_while(|f| f.starts_with(git.root())) {
                if !folders.insert(folder.to_path_buf()) {
                    break;
                }
            }
            let held = files.entry(staged.path).or_insert(Held { kind, object: staged.object, merged: true });
            held.merged &= staged.merged;
        }
        folders.insert(git.root().to_path_buf());
        let mut announced = BTreeSet::new();
        if may_be_announced {
            for path in git.announced()? {
                files.remove(&path);
                announced.insert(path);
            }
        }
        let mut child = git.contents()?;
        let (to, from) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        let mut exclude = GitignoreBuilder::new(git.root());
        for line in git.exclude_file().unwrap_or_default().lines() {
            // A line that is no pattern names nothing, as for git.
            let _ = exclude.add_line(None, line);
        }
        Ok(Self {
            root: git.root().to_path_buf(),
            files,
            folders,
            contents: Mutex::new(Contents { child, to, from }),
            exclude: exclude.build().unwrap_or_else(|_| Gitignore::empty()),
            announced,
        })
    }

    fn content(&self, held: &Held) -> io::Result<Vec<u8>> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner).get(&held.object)
    }

    /// The path with links resolved as far as the index knows them.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut todo: Vec<PathBuf> = vec![self.absolute(path)];
        let mut out = PathBuf::new();
        let mut links = 0;
        while let Some(path) = todo.pop() {
            let mut parts = path.components();
            let Some(part) = parts.next() else { continue };
            let rest = parts.as_path().to_path_buf();
            if !rest.as_os_str().is_empty() {
                todo.push(rest);
            }
            match part {
                Component::ParentDir => {
                    out.pop();
                    continue;
                }
                Component::CurDir => continue,
                other => out.push(other),
            }
            let Some(held) = self.files.get(&out).filter(|held| held.kind == Kind::Link) else { continue };
            links += 1;
            if links > LINKS_MAX {
                return Err(io::Error::other("too many links"));
            }
            let target = path_of(&self.content(held)?);
            out.pop();
            if target.is_absolute() {
                out = PathBuf::new();
            }
            todo.push(target);
        }
        Ok(out)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        if path.is_absolute() {
            // A path through a link to the work tree is one of the work tree.
            let real = path.ancestors().find_map(|a| {
                let real = a.canonicalize().ok()?;
                Some((real, path.strip_prefix(a).ok()?.to_path_buf()))
            });
            return match real {
                Some((real, rest)) if !path.starts_with(&self.root) && real.starts_with(&self.root) => real.join(rest),
                _ => path.to_path_buf(),
            };
        }
        let here = std::env::current_dir().and_then(|d| d.canonicalize()).unwrap_or_else(|_| self.root.clone());
        here.join(path)
    }

    /// What the ignore files of a folder say, in the order of [`IGNORES`]; one that is not there says nothing.
    fn ignores_of(&self, folder: &Path) -> Vec<Gitignore> {
        let read = |name: &str| {
            let held = self.files.get(&folder.join(name)).filter(|h| h.kind == Kind::File)?;
            let bytes = self.content(held).ok()?;
            let mut builder = GitignoreBuilder::new(folder);
            for line in String::from_utf8_lossy(&bytes).lines() {
                let _ = builder.add_line(None, line);
            }
            builder.build().ok()
        };
        IGNORES.iter().map(|name| read(name).unwrap_or_else(Gitignore::empty)).collect()
    }

    /// True if a file, or a folder around it below the one that is walked, is passed over: hidden or ignored. As on the
    /// disk, a file that is tracked and ignored is ignored.
    fn is_passed(
        &self,
        path: &Path,
        walked: &Path,
        ignores: bool,
        known: &mut BTreeMap<PathBuf, Vec<Gitignore>>,
    ) -> bool {
        let mut steps: Vec<&Path> = path.ancestors().take_while(|p| *p != walked && p.starts_with(walked)).collect();
        steps.reverse();
        for step in steps {
            let name = step.file_name().unwrap_or_default();
            if name.to_string_lossy().starts_with('.') {
                // An ignore file may take a hidden one in again, as on the disk.
                if !(ignores && self.says(step, step != path, known) == Some(false)) {
                    return true;
                }
            } else if ignores && self.says(step, step != path, known) == Some(true) {
                return true;
            }
        }
        false
    }

    /// What the nearest ignore file that speaks of a path says: true to pass it over, false to take it in.
    fn says(&self, path: &Path, folder: bool, known: &mut BTreeMap<PathBuf, Vec<Gitignore>>) -> Option<bool> {
        let above: Vec<&Path> = path.ancestors().skip(1).take_while(|a| a.starts_with(&self.root)).collect();
        for at in 0..IGNORES.len() {
            for folder_above in &above {
                if !known.contains_key(*folder_above) {
                    known.insert(folder_above.to_path_buf(), self.ignores_of(folder_above));
                }
                let list = known.get(*folder_above).map_or(&[][..], Vec::as_slice);
                // Both kinds of files of a folder, `.ignore` before `.gitignore`.
                let Some(one) = list.get(at) else { continue };
                match one.matched(path, folder) {
                    ignore::Match::Ignore(_) => return Some(true),
                    ignore::Match::Whitelist(_) => return Some(false),
                    ignore::Match::None => {}
                }
            }
        }
        match self.exclude.matched(path, folder) {
            ignore::Match::Ignore(_) => Some(true),
            ignore::Match::Whitelist(_) => Some(false),
            ignore::Match::None => None,
        }
    }

    fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = (&'a PathBuf, &'a Held)> {
        self.files.range(folder.to_path_buf()..).take_while(move |(path, _)| path.starts_with(folder))
    }
}

impl Fetch for Index {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let held = match self.files.get(path) {
            Some(held) if held.kind != Kind::Link => held,
            _ => self.files.get(&self.resolve(path)?).ok_or_else(missing)?,
        };
        if !held.merged {
            return Err(io::Error::other("it is not merged: settle the conflict and `git add` it"));
        }
        match held.kind {
            Kind::File => self.content(held),
            _ => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file")),
        }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let real = self.resolve(path)?;
        if !real.starts_with(&self.root) {
            // Outside of the work tree: the caller sees by the path that it may not be read.
            return if real.exists() { Ok(real) } else { Err(missing()) };
        }
        if self.files.contains_key(&real) || self.folders.contains(&real) {
            return Ok(real);
        }
        let reason = if self.announced.contains(&real) {
            "it was announced with `git add --intent-to-add` and is not staged"
        } else {
            "it is not staged"
        };
        Err(io::Error::other(reason))
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        let real = self.resolve(path).ok()?;
        self.kind_here(&real)
    }

    fn kind_here(&self, path: &Path) -> Option<Kind> {
        match self.files.get(path) {
            Some(held) => Some(held.kind),
            None => self.folders.contains(path).then_some(Kind::Folder),
        }
    }

    fn walk(&self, folder: &Path, ignores: bool, found: &mut dyn FnMut(Walked<'_>)) {
        let mut known = BTreeMap::new();
        if !folder.starts_with(&self.root) {
            found(Walked::Wrong(folder.to_path_buf(), "it lies outside of this repository".to_owned()));
            return;
        }
        for (path, held) in self.below(folder) {
            let submodule = held.kind == Kind::Other;
            if !(submodule || is_kdl(path)) || self.is_passed(path, folder, ignores, &mut known) {
                continue;
            }
            let shown = || {
                let short = path.strip_prefix(&self.root).unwrap_or(path);
                short.to_string_lossy().replace('\\', "/")
            };
            match held.kind {
                _ if submodule => found(Walked::Note(format!("{} is a submodule and was not read", shown()))),
                Kind::Link => found(Walked::Link(path)),
                _ => found(Walked::File(path)),
            }
        }
        for path in self.announced.iter().filter(|p| p.starts_with(folder) && is_kdl(p)) {
            let short = path.strip_prefix(&self.root).unwrap_or(path);
            let short = short.to_string_lossy().replace('\\', "/");
            let note =
                format!("{short} was announced with `git add --intent-to-add` and is not staged: it was not read");
            found(Walked::Note(note));
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(self.below(folder).map(|(path, _)| path).filter(|p| p.parent() == Some(folder)).cloned().collect())
    }

    fn glob(&self, pattern: &str) -> Result<Vec<PathBuf>, String> {
        let pattern = lexical(Path::new(pattern));
        let pattern = glob::Pattern::new(&pattern.to_string_lossy().replace('\\', "/")).map_err(|e| e.to_string())?;
        let all = self.files.keys().chain(&self.folders);
        let mut out: Vec<PathBuf> = all.filter(|path| pattern.matches_path_with(path, GLOBS)).cloned().collect();
        out.sort();
        Ok(out)
    }

    fn tree(&self, folder: &Path) -> PathBuf {
        if folder.starts_with(&self.root) { self.root.clone() } else { folder.to_path_buf() }
    }
}
