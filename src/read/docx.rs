//! Word documents.

use super::{Opened, Reading, Wish};
use crate::source::{FileId, SourceFile};

/// Opens the file.
pub(super) fn open(_file: FileId, _bytes: Vec<u8>) -> Result<Opened, String> {
    Err("this version does not read .docx files".to_owned())
}

/// Reads it.
pub(super) fn read(_file: FileId, _source: &SourceFile, _wish: &Wish<'_>) -> Reading {
    Reading::default()
}
