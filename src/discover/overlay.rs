//! Texts in memory that stand for files on the disk: what a change would make of them, or an editor's buffer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Fetch;

/// Some files from memory, all others from below.
pub struct Overlay<'a> {
    under: &'a dyn Fetch,
    texts: BTreeMap<PathBuf, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// Nothing in memory yet.
    pub fn new(under: &'a dyn Fetch) -> Self {
        Self { under, texts: BTreeMap::new() }
    }

    /// Puts bytes in place of a file; the path is a real one.
    pub fn put(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.texts.insert(path, bytes);
    }

    /// All files in memory, by path.
    pub fn texts(&self) -> &BTreeMap<PathBuf, Vec<u8>> {
        &self.texts
    }
}

impl Fetch for Overlay<'_> {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.texts.get(path).map_or_else(|| self.under.read(path), |bytes| Ok(bytes.clone()))
    }

    fn real(&self, path: &Path) -> std::io::Result<PathBuf> {
        self.under.real(path)
    }
}
