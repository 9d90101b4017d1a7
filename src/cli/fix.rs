//! `check --fix` and `check --diff`: carries out what findings offer, again and again until nothing is left, in memory
//! first. Files are written whole, each at once, and only if nobody changed them meanwhile.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::session::{Ready, Session, Wishes, open_from};
use super::{Failure, output};
use crate::check::{Report, check};
use crate::discover::{Disk, Fetch, Request, Revised};
use crate::finding::counted;
use crate::fix::{Tried, diff, pass};
use crate::source::{Sources, printable};

/// Most passes; each mends at least one finding, and a change that makes room for another needs one more.
const PASSES_MAX: usize = 100;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Flags of changes.
#[derive(Debug, Args, Clone, Default)]
pub(super) struct FixArgs {
    /// Mend what can be mended safely, in place
    #[arg(long, conflicts_with = "diff")]
    pub(super) fix: bool,
    /// With --fix or --diff: also make changes whose result a person has to look at
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what --fix would change, write nothing; exit 1 when a change is pending
    #[arg(long)]
    pub(super) diff: bool,
}

impl FixArgs {
    /// True if anything is to be changed or shown; the flags must make sense together.
    pub(super) fn wanted(&self, on_disk: bool) -> Result<bool, Failure> {
        if self.unsafe_fixes && !self.fix && !self.diff {
            let message = "--unsafe-fixes says which changes are made; add --fix to make them or --diff to see them";
            return Err(Failure::Usage(message.to_owned()));
        }
        if (self.fix || self.diff) && !on_disk {
            let message = "--fix and --diff change files on disk: they take neither stdin nor --staged nor --watch";
            return Err(Failure::Usage(message.to_owned()));
        }
        Ok(self.fix || self.diff)
    }
}

/// What changed.
pub(super) struct Changes {
    files: Vec<Changed>,
    /// False if no unit was found.
    pub(super) any: bool,
    /// What could not be read, in words.
    pub(super) error: Option<String>,
}

struct Changed {
    path: PathBuf,
    shown: String,
    before: Vec<u8>,
    after: Vec<u8>,
    mended: usize,
}

/// Leaves in a report of a unit the findings that are to be mended.
pub(super) type Choose<'a> = dyn Fn(&Ready, &Sources, &[PathBuf], &mut Report) + 'a;

/// Works out all changes of files on disk, in memory.
pub(super) fn changes(
    wishes: &Wishes,
    request: &Request,
    with_unsafe: bool,
    choose: &Choose<'_>,
) -> Result<Changes, Failure> {
    let mut overlay = Revised::new(&Disk);
    let mut files: BTreeMap<PathBuf, Changed> = BTreeMap::new();
    let mut out = Changes { files: Vec::new(), any: false, error: None };
    let mut tried: BTreeMap<String, Tried> = BTreeMap::new();
    for _ in 0..PASSES_MAX {
        let Session { sources, units, errors, paths } = open_from(wishes, request, &overlay)?;
        out.any = !units.is_empty();
        out.error = errors.first().map(ToString::to_string);
        let mut changed = false;
        let mut new: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
        for ready in &units {
            let mut report = check(&sources, &ready.unit, &ready.rules, &ready.catalog, &ready.settings);
            choose(ready, &sources, &paths, &mut report);
            let pass = pass(&report.findings, &sources, with_unsafe, tried.entry(report.unit).or_default());
            for (id, text) in pass.texts {
                let (Some(path), Some(file)) = (paths.get(id.0 as usize), sources.get(id)) else { continue };
                // Two units may name one file; the second finds its turn in the next pass.
                if new.contains_key(path) {
                    continue;
                }
                let bytes = overlay.read(path).unwrap_or_default();
                let mark = if bytes.starts_with(BOM) { BOM } else { b"" };
                let after = [mark, text.as_bytes()].concat();
                let mended = pass.mended.get(&id).copied().unwrap_or(0);
                let entry = files.entry(path.clone()).or_insert_with(|| Changed {
                    path: path.clone(),
                    shown: file.path.clone(),
                    before: bytes,
                    after: Vec::new(),
                    mended: 0,
                });
                entry.after.clone_from(&after);
                entry.mended += mended;
                new.insert(path.clone(), after);
                changed = true;
            }
        }
        for (path, bytes) in new {
            overlay.put(path, bytes);
        }
        if !changed {
            break;
        }
    }
    out.files = files.into_values().filter(|f| f.before != f.after).collect();
    out.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    Ok(out)
}

impl Changes {
    /// True if nothing changes.
    pub(super) fn is_none(&self) -> bool {
        self.files.is_empty()
    }

    /// Writes the changed files and says so on stderr.
    pub(super) fn write(&self) -> Result<(), Failure> {
        for file in &self.files {
            put(&file.path, &file.shown, &file.before, &file.after)?;
        }
        if !self.files.is_empty() {
            output::err(&self.told("fixed"));
        }
        Ok(())
    }

    /// Shows the changes as a diff on stdout; the exit code.
    pub(super) fn show(&self, allow_empty: bool, quiet: bool) -> u8 {
        for file in &self.files {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            if !output::out(&diff(&file.shown, &text(&file.before), &text(&file.after))) {
                break;
            }
        }
        let (code, reason) = match (&self.error, self.any) {
            (Some(error), _) => (2, format!("exit 2: {error}")),
            (None, false) if allow_empty => (0, "exit 0: nothing to check (--allow-empty)".to_owned()),
            (None, false) => (3, "exit 3: nothing to check, no declaration was read".to_owned()),
            (None, true) if self.files.is_empty() => {
                (0, "exit 0: no change is pending; what else is found was not judged".to_owned())
            }
            (None, true) => (1, format!("exit 1: changes are pending in {}", counted(self.files.len(), "file"))),
        };
        if !self.files.is_empty() && !quiet {
            output::err(&self.told("would fix"));
        }
        output::err(&format!("{}\n", printable(&reason)));
        code
    }

    fn told(&self, verb: &str) -> String {
        let mut out = String::new();
        for file in &self.files {
            let mended = counted(file.mended, "finding");
            let _ = writeln!(out, "{verb}: {} ({mended})", printable(&file.shown));
        }
        out
    }
}

/// Writes a file anew, if it still holds what was read.
fn put(path: &Path, shown: &str, before: &[u8], after: &[u8]) -> Result<(), Failure> {
    let now = Disk.read(path).map_err(|e| unwritten(shown, &e.to_string()))?;
    if now != before {
        return Err(unwritten(shown, "it was changed meanwhile; run again"));
    }
    output::write_file(path, &*String::from_utf8_lossy(after), true).map_err(|failure| match failure {
        Failure::Write { reason, .. } => unwritten(shown, &reason),
        other => other,
    })
}

/// The same from texts; a byte-order mark stays.
pub(super) fn rewrite(path: &Path, shown: &str, before: &str, after: &str) -> Result<(), Failure> {
    let now = Disk.read(path).map_err(|e| unwritten(shown, &e.to_string()))?;
    let mark = if now.starts_with(BOM) { BOM } else { b"" };
    put(path, shown, &[mark, before.as_bytes()].concat(), &[mark, after.as_bytes()].concat())
}

fn unwritten(path: &str, reason: &str) -> Failure {
    Failure::Write { path: path.to_owned(), reason: reason.to_owned() }
}
