//! A second opinion on a file: the `kdl` crate, asked only with `--schema-check`, behind the guards and on a stack of its
//! own, because it recurses and backtracks.

use super::guard::guard;
use crate::source::FileId;

/// Largest file that is handed to the reference, in bytes: it reads 2.5 MB a second.
const REFERENCE_MAX: usize = 1024 * 1024;
/// Stack of the thread on which it runs, in bytes.
const STACK: usize = 64 * 1024 * 1024;

/// Why the reference parser refuses a text that our reader read whole; `None` when it agrees or was not asked because a
/// guard held the text back.
pub fn reference_refuses(file: FileId, text: &str) -> Option<String> {
    if text.len() > REFERENCE_MAX || guard(file, text).is_some() {
        return None;
    }
    std::thread::scope(|scope| {
        let parse = || kdl::KdlDocument::parse_v2(text).err().map(|e| first_message(&e));
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, parse).ok()?;
        thread.join().ok().flatten()
    })
}

fn first_message(error: &kdl::KdlError) -> String {
    error.diagnostics.first().map_or_else(|| "no reason given".to_owned(), ToString::to_string)
}
