//! Where bytes and folders come from. Planning and loading ask through [`Fetch`] and never the disk itself, so that a
//! git index or an editor's buffer is read exactly as the disk is.

use std::io;
use std::path::{Path, PathBuf};

use super::{is_kdl, plain_reason};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link; told only where links are not followed.
    Link,
    /// A pipe, a device, a submodule.
    Other,
}

/// What a walk comes upon.
#[derive(Debug)]
pub enum Walked<'a> {
    /// A declaration file; when the folder walked is a real path, so is this one.
    File(&'a Path),
    /// A link that is named like one.
    Link(&'a Path),
    /// Something that could not be looked at, and why.
    Wrong(PathBuf, String),
    /// Something that is passed over and that the user should know of.
    Note(String),
}

/// Where bytes come from: the disk, a git index, an editor's buffers, memory.
pub trait Fetch: Sync {
    /// The bytes of a file; one more than [`crate::parse::SIZE_MAX`] at most.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The real path, links resolved.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
    /// What stands at a path, links followed.
    fn kind(&self, path: &Path) -> Option<Kind>;
    /// What stands at a path itself.
    fn kind_here(&self, path: &Path) -> Option<Kind>;
    /// All declaration files below a folder in the order of their paths, without hidden ones, and without those that
    /// `.gitignore` names when `ignores` is true.
    fn walk(&self, folder: &Path, ignores: bool, found: &mut dyn FnMut(Walked<'_>));
    /// What stands in a folder itself.
    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Files and folders that a glob names, given as an absolute pattern.
    fn glob(&self, pattern: &str) -> Result<Vec<PathBuf>, String>;
    /// The tree around a folder, outside of which nothing is read: the nearest `.git` upwards, else the folder itself.
    fn tree(&self, folder: &Path) -> PathBuf;
}

/// The disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

fn kind_of(kind: std::fs::FileType) -> Kind {
    if kind.is_file() {
        Kind::File
    } else if kind.is_dir() {
        Kind::Folder
    } else if kind.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

/// The walker over the disk: what is hidden and what `.gitignore` names is passed over.
pub(super) fn walker(folder: &Path, ignores: bool) -> ignore::WalkBuilder {
    let mut walk = ignore::WalkBuilder::new(folder);
    walk.hidden(true)
        .require_git(false)
        .ignore(ignores)
        .parents(ignores)
        .git_ignore(ignores)
        .git_exclude(ignores)
        // A user's own list would have two people check different files.
        .git_global(false)
        .follow_links(false)
        .sort_by_file_name(Ord::cmp);
    walk
}

impl Fetch for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        use std::io::Read as _;
        // Opening a pipe would wait for its other end for ever.
        let about = std::fs::metadata(path)?;
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file"));
        }
        let file = std::fs::File::open(path)?;
        // A byte more than is read at most, so that a larger file is told and never held in memory.
        let most = u64::try_from(crate::parse::SIZE_MAX).unwrap_or(u64::MAX).saturating_add(1);
        // The size is known, so the end need not be asked for; only files that are made up while they are read have none.
        let size = if about.len() == 0 { most } else { about.len().min(most) };
        let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(most)).unwrap_or(0));
        file.take(size).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        path.metadata().ok().map(|m| kind_of(m.file_type()))
    }

    fn kind_here(&self, path: &Path) -> Option<Kind> {
        path.symlink_metadata().ok().map(|m| kind_of(m.file_type()))
    }

    fn walk(&self, folder: &Path, ignores: bool, found: &mut dyn FnMut(Walked<'_>)) {
        for entry in walker(folder, ignores).build() {
            match entry {
                Err(error) => found(Walked::Wrong(folder.to_path_buf(), error.to_string())),
                Ok(entry) => match entry.file_type().filter(|t| is_kdl(entry.path()) && !t.is_dir()) {
                    Some(kind) if kind.is_symlink() => found(Walked::Link(entry.path())),
                    Some(_) => found(Walked::File(entry.path())),
                    None => {}
                },
            }
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(std::fs::read_dir(folder)?.filter_map(Result::ok).map(|e| e.path()).collect())
    }

    fn glob(&self, pattern: &str) -> Result<Vec<PathBuf>, String> {
        glob::glob(pattern).map(|paths| paths.filter_map(Result::ok).collect()).map_err(|e| e.to_string())
    }

    fn tree(&self, folder: &Path) -> PathBuf {
        folder.ancestors().find(|a| a.join(".git").exists()).unwrap_or(folder).to_path_buf()
    }
}

/// The text of an editor's buffer in place of a file, and the disk for all else.
#[derive(Debug)]
pub struct Overlay {
    /// The real path of the file.
    path: PathBuf,
    bytes: Vec<u8>,
    /// True when no other file of its folder is looked for.
    alone: bool,
}

impl Overlay {
    /// A text without a file, read as if it stood in a folder in which there is nothing else.
    pub fn alone(folder: &Path, name: &str, bytes: Vec<u8>) -> Self {
        Self { path: folder.join(name), bytes, alone: true }
    }

    /// Where the text stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A text in place of the file at a path, which need not exist; its folder must.
    pub fn new(path: &Path, bytes: Vec<u8>) -> Result<Self, super::Error> {
        let real = path.canonicalize().or_else(|error| {
            // A file that was not saved yet.
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let name = path.file_name().ok_or(error)?;
            folder.canonicalize().map(|folder| folder.join(name))
        });
        let wrong = |reason| super::Error::Read { path: path.to_string_lossy().replace('\\', "/"), reason };
        match real {
            Ok(real) if real.is_dir() => Err(wrong("it is a folder".to_owned())),
            Ok(path) => Ok(Self { path, bytes, alone: false }),
            Err(error) => Err(wrong(plain_reason(&error))),
        }
    }

    fn is(&self, path: &Path) -> bool {
        path == self.path
            || (path.file_name() == self.path.file_name() && self.real(path).is_ok_and(|p| p == self.path))
    }
}

impl Fetch for Overlay {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if path == self.path { Ok(self.bytes.clone()) } else { Disk.read(path) }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        if path == self.path {
            return Ok(path.to_path_buf());
        }
        Disk.real(path).or_else(|error| {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let real = path.file_name().and_then(|name| Some(Disk.real(folder).ok()?.join(name)));
            real.filter(|real| *real == self.path).ok_or(error)
        })
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        if self.is(path) { Some(Kind::File) } else { Disk.kind(path) }
    }

    fn kind_here(&self, path: &Path) -> Option<Kind> {
        if path == self.path { Some(Kind::File) } else { Disk.kind_here(path) }
    }

    fn walk(&self, folder: &Path, ignores: bool, found: &mut dyn FnMut(Walked<'_>)) {
        if self.alone {
            return found(Walked::File(&self.path));
        }
        let mut met = false;
        Disk.walk(folder, ignores, &mut |walked| {
            met |= matches!(&walked, Walked::File(path) if *path == self.path);
            found(walked);
        });
        if !met && self.path.starts_with(folder) {
            found(Walked::File(&self.path));
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut out = if self.alone { Vec::new() } else { Disk.entries(folder)? };
        if self.path.parent() == Some(folder) && !out.contains(&self.path) {
            out.push(self.path.clone());
        }
        Ok(out)
    }

    fn glob(&self, pattern: &str) -> Result<Vec<PathBuf>, String> {
        let mut out = Disk.glob(pattern)?;
        let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
        let matches = glob::Pattern::new(pattern).is_ok_and(|p| p.matches_path_with(&self.path, options));
        if matches && !out.contains(&self.path) {
            out.push(self.path.clone());
        }
        Ok(out)
    }

    fn tree(&self, folder: &Path) -> PathBuf {
        Disk.tree(folder)
    }
}
