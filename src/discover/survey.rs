//! What a walk over the disk passes over, and why: for `crmlint files`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::fetch::walker;
use super::is_kdl;

/// Why a file or folder is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// `.gitignore`, `.ignore` or `.git/info/exclude` names it.
    Ignored,
    /// Its name begins with a dot.
    Hidden,
    /// Its name does not end in `.kdl`.
    Ending,
}

/// Files and folders below a folder that are passed over; of a folder that is, only the folder itself.
pub fn passed_over(folder: &Path, ignores: bool) -> BTreeSet<(PathBuf, Why)> {
    let walked: BTreeSet<PathBuf> =
        walker(folder, ignores).build().filter_map(Result::ok).map(ignore::DirEntry::into_path).collect();
    let walked = Arc::new(walked);
    let out = Arc::new(Mutex::new(BTreeSet::new()));
    let (known, told) = (walked.clone(), out.clone());
    let mut whole = walker(folder, false);
    whole.hidden(false).filter_entry(move |entry| {
        if known.contains(entry.path()) {
            return true;
        }
        let name = entry.file_name();
        let why = if name.to_string_lossy().starts_with('.') { Why::Hidden } else { Why::Ignored };
        if name != ".git" {
            told.lock().unwrap_or_else(PoisonError::into_inner).insert((entry.path().to_path_buf(), why));
        }
        false
    });
    for entry in whole.build().filter_map(Result::ok) {
        let folder = entry.file_type().is_none_or(|t| t.is_dir());
        if !folder && !is_kdl(entry.path()) {
            out.lock().unwrap_or_else(PoisonError::into_inner).insert((entry.into_path(), Why::Ending));
        }
    }
    let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *out)
}
