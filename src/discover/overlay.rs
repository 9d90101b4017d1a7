//! Texts in memory that stand for files: what changes would make of them, before they are written.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::{Fetch, Kind, Walked};

/// Some files from memory, all else from below. No file comes or goes.
pub struct Revised<'a> {
    under: &'a dyn Fetch,
    texts: BTreeMap<PathBuf, Vec<u8>>,
}

impl<'a> Revised<'a> {
    /// Nothing in memory yet.
    pub fn new(under: &'a dyn Fetch) -> Self {
        Self { under, texts: BTreeMap::new() }
    }

    /// Puts bytes in place of a file; the path is a real one.
    pub fn put(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.texts.insert(path, bytes);
    }
}

impl Fetch for Revised<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.texts.get(path).map_or_else(|| self.under.read(path), |bytes| Ok(bytes.clone()))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.under.real(path)
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        self.under.kind(path)
    }

    fn kind_here(&self, path: &Path) -> Option<Kind> {
        self.under.kind_here(path)
    }

    fn walk(&self, folder: &Path, ignores: bool, found: &mut dyn FnMut(Walked<'_>)) {
        self.under.walk(folder, ignores, found);
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.under.entries(folder)
    }

    fn glob(&self, pattern: &str) -> Result<Vec<PathBuf>, String> {
        self.under.glob(pattern)
    }

    fn tree(&self, folder: &Path) -> PathBuf {
        self.under.tree(folder)
    }
}
