//! `crmlint check --watch`: checks, waits until a file changes that something was read from, and checks again the units
//! that it concerns. It ends with Ctrl-C, as the system ends a program: a shell sees 130.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::check::{Call, Checked, Run, Sums, once};
use super::{Failure, output};
use crate::discover::{Error, Kind, Plan, Planned};

/// How long it is quiet before a change counts as done: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(100);
/// How often a folder is looked for that is gone.
const LOOK: Duration = Duration::from_millis(500);
/// Most rounds of changes that are gathered before a check, when they do not end.
const ROUNDS_MAX: usize = 50;

/// What the last check of each unit rested on and came to.
#[derive(Debug, Default)]
pub(super) struct Memory {
    units: BTreeMap<PathBuf, Unit>,
    /// What changed since; `None` before the first check.
    changed: Option<BTreeSet<PathBuf>>,
}

#[derive(Debug)]
struct Unit {
    /// Its files and what they name, sorted.
    planned: Vec<PathBuf>,
    read: BTreeSet<PathBuf>,
    sums: Sums,
    errors: Vec<Error>,
}

fn files_of(unit: &Planned) -> Vec<PathBuf> {
    unit.files().iter().map(|f| f.to_path_buf()).collect()
}

impl Memory {
    /// Numbers of the units that have to be checked; all when a report cannot be made of some alone.
    pub(super) fn again(&self, plan: &Plan, call: &Call<'_>) -> Vec<usize> {
        let some = self.concerned(plan);
        if some.is_empty() || call.in_parts() { some } else { (0..plan.units.len()).collect() }
    }

    fn concerned(&self, plan: &Plan) -> Vec<usize> {
        let all = (0..plan.units.len()).collect();
        let Some(changed) = &self.changed else { return all };
        // A project file that appears or goes is in no memory.
        if changed.iter().any(|path| path.file_name().is_some_and(|n| n == "crmlint.kdl")) {
            return all;
        }
        let concerns = |unit: &Planned| match self.units.get(unit.root()) {
            None => true,
            Some(known) => {
                known.planned != files_of(unit)
                    || !known.errors.is_empty()
                    || changed.iter().any(|path| known.read.contains(path) || known.lacks(path))
            }
        };
        plan.units.iter().enumerate().filter(|(_, unit)| concerns(unit)).map(|(n, _)| n).collect()
    }

    /// True when a change is one of files that nothing reads.
    fn is_idle(&self, plan: &Plan) -> bool {
        let roots: BTreeSet<&Path> = plan.units.iter().map(Planned::root).collect();
        self.concerned(plan).is_empty() && self.units.keys().all(|root| roots.contains(root.as_path()))
    }

    fn forget_others(&mut self, plan: &Plan) {
        let roots: BTreeSet<&Path> = plan.units.iter().map(Planned::root).collect();
        self.units.retain(|root, _| roots.contains(root.as_path()));
    }

    /// Keeps what a unit came to.
    pub(super) fn keep(&mut self, unit: &Planned, checked: Option<&mut Checked>) {
        let Some(checked) = checked else {
            self.units.remove(unit.root());
            return;
        };
        let read = checked.paths.iter().cloned().collect();
        let (sums, errors) = (checked.sums(), checked.errors.clone());
        self.units.insert(unit.root().to_path_buf(), Unit { planned: files_of(unit), read, sums, errors });
    }

    /// Gives what a unit came to before.
    pub(super) fn recall(&self, unit: &Planned, run: &mut Run<'_>) {
        if let Some(known) = self.units.get(unit.root()) {
            run.recall(known.sums, &known.errors);
        }
    }

    /// True if the change of a path may change a report.
    fn matters(&self, path: &Path) -> bool {
        let kdl = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("kdl"));
        let ignores = path.file_name().is_some_and(|n| n == ".gitignore" || n == ".ignore");
        let hidden = path.components().any(|c| c.as_os_str() == ".git");
        !hidden
            && (kdl
                || ignores
                || path.is_dir()
                || !path.exists()
                || self.units.values().any(|u| u.read.contains(path) || u.lacks(path)))
    }
}

impl Unit {
    /// True if the unit could not read something and it may be this path.
    fn lacks(&self, path: &Path) -> bool {
        let readable = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("kdl"))
            || crate::read::format_of(&path.to_string_lossy()).is_ok();
        self.sums.lacks_files && readable
    }
}

/// Checks until the program is ended.
pub(super) fn run(call: &Call<'_>) -> Result<u8, Failure> {
    let (tell, told) = channel();
    let watcher = notify::recommended_watcher(move |event| {
        let _ = tell.send(event);
    });
    let mut watcher = watcher.map_err(|e| Failure::Read(format!("files cannot be watched: {e}")))?;
    let mut memory = Memory::default();
    let mut watched = BTreeSet::new();
    // Watched before they are read: a change in between is seen.
    let mut gone = watch(&mut watcher, &folders(call, &memory), &mut watched);
    let mut plan = call.plan();
    loop {
        match once(call, &plan, Some(&mut memory)) {
            Ok(_) => {}
            // A misspelt rule of a project may be mended, as any other fault.
            Err(failure) if memory.changed.is_some() => {
                output::err(&format!("exit 2: {}\n", crate::source::printable(&failure.to_string())));
            }
            Err(failure) => return Err(failure),
        }
        memory.forget_others(&plan);
        gone |= watch(&mut watcher, &folders(call, &memory), &mut watched);
        output::err("watching; Ctrl-C ends\n");
        loop {
            let Some(mut changed) = next(&told, gone) else { return Ok(2) };
            // A folder that went is watched no longer, also when it is there again by now.
            let removed = |folder: &PathBuf| !folder.is_dir() || changed.contains(folder);
            let lost: Vec<PathBuf> = watched.iter().filter(|f| removed(f)).cloned().collect();
            for folder in lost {
                let _ = watcher.unwatch(&folder);
                watched.remove(&folder);
                changed.insert(folder);
            }
            gone = watch(&mut watcher, &folders(call, &memory), &mut watched);
            changed.retain(|path| memory.matters(path));
            if changed.is_empty() {
                continue;
            }
            memory.changed = Some(changed);
            plan = call.plan();
            if !memory.is_idle(&plan) {
                break;
            }
        }
    }
}

/// Folders in which something may change, each with all below it or alone.
fn folders(call: &Call<'_>, memory: &Memory) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut out = BTreeMap::new();
    let here = [PathBuf::from(".")];
    let request = &call.selected.request;
    let given = if request.paths.is_empty() && !request.listed { &here[..] } else { &request.paths };
    let absolute = |path: &PathBuf| {
        let real = path.canonicalize();
        real.or_else(|_| std::env::current_dir().map(|d| d.join(path))).unwrap_or_else(|_| path.clone())
    };
    for path in given.iter().map(absolute) {
        if call.selected.fetch.kind(&path) == Some(Kind::File) {
            out.extend(path.parent().map(|f| (f.to_path_buf(), RecursiveMode::NonRecursive)));
        } else {
            // A folder that goes and comes again is seen from the one around it.
            if let Some(parent) = path.parent() {
                out.entry(parent.to_path_buf()).or_insert(RecursiveMode::NonRecursive);
            }
            out.insert(path, RecursiveMode::Recursive);
        }
    }
    for (root, unit) in &memory.units {
        out.entry(root.clone()).or_insert(RecursiveMode::Recursive);
        for folder in unit.read.iter().filter_map(|path| path.parent()) {
            let inside = folder.ancestors().any(|a| out.get(a) == Some(&RecursiveMode::Recursive));
            if !inside {
                out.insert(folder.to_path_buf(), RecursiveMode::NonRecursive);
            }
        }
    }
    out
}

/// Watches what is not watched yet; true when a folder is not there.
fn watch(
    watcher: &mut RecommendedWatcher,
    folders: &BTreeMap<PathBuf, RecursiveMode>,
    watched: &mut BTreeSet<PathBuf>,
) -> bool {
    let mut gone = false;
    for (folder, mode) in folders {
        if watched.contains(folder) {
            continue;
        }
        if watcher.watch(folder, *mode).is_ok() {
            watched.insert(folder.clone());
        } else {
            gone = true;
        }
    }
    gone
}

/// Waits for changes and gathers them until it is quiet; `None` when nothing can come any more. With a folder gone it
/// looks for it from time to time.
fn next(told: &Receiver<notify::Result<notify::Event>>, gone: bool) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    let first = if gone {
        match told.recv_timeout(LOOK) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    } else {
        Some(told.recv().ok()?)
    };
    take(first, &mut changed);
    for _ in 0..ROUNDS_MAX {
        match told.recv_timeout(QUIET) {
            Ok(event) => take(Some(event), &mut changed),
            Err(_) => break,
        }
    }
    Some(changed)
}

fn take(event: Option<notify::Result<notify::Event>>, changed: &mut BTreeSet<PathBuf>) {
    // Reading is no change: our own would never end.
    if let Some(Ok(event)) = event
        && !matches!(event.kind, EventKind::Access(_))
    {
        changed.extend(event.paths);
    }
}
