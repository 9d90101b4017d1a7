//! Every hostile text through `decode` and `parse`: what is told, on how much stack, in how much memory.

use std::fs;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::kinds::{GROUPS, Kind, read};

/// Stack on which a text is read: that of a worker thread.
const STACK: usize = 2 * 1024 * 1024;
/// Most memory of the process while one text is made and read, in kilobytes: 200 MB.
const MEMORY_MAX: u64 = 200_000_000 / 1024;
/// No text takes nearly as long; one that does hangs.
pub(crate) const HANG: Duration = Duration::from_mins(1);

/// One text at a time, so that memory is that of one text.
pub(crate) static ALONE: Mutex<()> = Mutex::new(());

/// Reads one text; how it differs from what it must give.
fn differs(kind: &'static Kind) -> Option<String> {
    let bytes = kind.bytes();
    let (sender, receiver) = channel();
    let run = move || {
        // Nobody waits any more for one that hung.
        let _ = sender.send(kind.differs(&read(bytes)));
    };
    // An overflow of the stack ends the process; the name of the thread is then all that is told.
    let thread = thread::Builder::new().name(format!("hostile text `{}`", kind.name)).stack_size(STACK).spawn(run);
    match receiver.recv_timeout(HANG) {
        Ok(differs) => {
            thread.unwrap().join().unwrap();
            differs
        }
        Err(RecvTimeoutError::Disconnected) => resume_unwind(thread.unwrap().join().unwrap_err()),
        Err(RecvTimeoutError::Timeout) => Some("it hangs".to_owned()),
    }
}

/// The most memory that the process ever had, where the system tells, in kilobytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn group(name: &str) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (_, kinds) = GROUPS.iter().find(|(n, _)| *n == name).expect("a group");
    let mut wrong = Vec::new();
    for kind in *kinds {
        let before = peak();
        wrong.extend(differs(kind).map(|told| format!("{}: {told}", kind.name)));
        // Only the kind that crossed the line is named; those behind it are not to blame.
        if let (Some(before), Some(after)) = (before, peak())
            && before < MEMORY_MAX
            && after >= MEMORY_MAX
        {
            wrong.push(format!("{}: the process has {after} kB, before it {before} kB", kind.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), kinds.len(), wrong.join("\n"));
}

#[test]
fn blocks() {
    group("blocks");
}

#[test]
fn hidden() {
    group("hidden");
}

#[test]
fn comments() {
    group("comments");
}

#[test]
fn strings() {
    group("strings");
}

#[test]
fn escapes() {
    group("escapes");
}

#[test]
fn texts() {
    group("texts");
}

#[test]
fn many() {
    group("many");
}

#[test]
fn slips() {
    group("slips");
}

#[test]
fn long() {
    group("long");
}

#[test]
fn blanks() {
    group("blanks");
}

#[test]
fn characters() {
    group("characters");
}

#[test]
fn bytes() {
    group("bytes");
}

#[test]
fn kdl_1() {
    group("kdl_1");
}

#[test]
fn kinds_have_a_name_of_their_own() {
    let mut names: Vec<&str> = GROUPS.iter().flat_map(|(_, kinds)| kinds.iter().map(|k| k.name)).collect();
    let all = names.len();
    assert!(all >= 60, "only {all} kinds");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
