//! All units of a plan, one after the other or on several threads, with the same result. Threads of their own read files
//! ahead, since a disk answers slowly and many questions at once; the cores parse and check; the results come out in the
//! order of the plan. What is read ahead is bounded, so memory does not grow with the number of units.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::{Error, Fetch, Found, Loader, Plan, Planned};
use crate::source::Sources;

/// Most threads that read.
const READERS: usize = 12;
/// Files for which a thread that reads pays for being started.
const FILES_A_READER: usize = 8;
/// Files from which those of one unit are read by threads.
const FILES_MANY: usize = 64;
/// Units that may be under way at once.
const UNITS_AHEAD: usize = 64;
/// Bytes that may be read and not checked; the unit whose turn it is is read whatever its size.
const BYTES_AHEAD: usize = 8 << 20;

/// A unit that was read and parsed.
#[derive(Debug)]
pub struct Loaded {
    /// The folder of the unit, links resolved.
    pub root: PathBuf,
    /// Its files.
    pub sources: Sources,
    /// The real path of each of them.
    pub paths: Vec<PathBuf>,
    /// What could not be read although it was asked for or found.
    pub errors: Vec<Error>,
    /// The unit; `None` when there is nothing to check.
    pub found: Option<Found>,
}

type Bytes = io::Result<Vec<u8>>;

impl Loaded {
    fn new(plan: &Plan, unit: &Planned, fetch: &dyn Fetch, bytes: Vec<Bytes>) -> Self {
        let mut loader = Loader::new(plan, fetch);
        let found = loader.unit(unit, bytes);
        let Loader { sources, paths, errors, .. } = loader;
        Self { root: unit.root.clone(), sources, paths, errors, found }
    }
}

/// Loads every unit, gives it to `work` and the answer to `done`: `work` may run on any thread, `done` runs on this one,
/// in the order of the plan. `None` is a unit on which `work` panicked. One job means no further thread.
pub fn each<R: Send>(
    plan: &Plan,
    fetch: &dyn Fetch,
    jobs: Option<usize>,
    work: &(dyn Fn(Loaded) -> R + Sync),
    done: &mut dyn FnMut(Option<R>),
) {
    let one = |unit: &Planned, bytes: Vec<Bytes>| {
        catch_unwind(AssertUnwindSafe(|| work(Loaded::new(plan, unit, fetch, bytes)))).ok()
    };
    if plan.units.len() > 1 && jobs != Some(1) {
        return side_by_side(plan, fetch, &one, done);
    }
    for unit in &plan.units {
        let mut bytes = Vec::new();
        if unit.files.len() >= FILES_MANY {
            let paths: Vec<&Path> = unit.files.iter().map(AsRef::as_ref).collect();
            bytes = read_each(&paths, fetch, jobs, |bytes| bytes);
        }
        done(one(unit, bytes));
    }
}

/// Reads files, on several threads when they are many; the answers have the order of the paths.
pub(super) fn read_each<R: Send>(
    paths: &[&Path],
    fetch: &dyn Fetch,
    jobs: Option<usize>,
    work: impl Fn(Bytes) -> R + Sync,
) -> Vec<R> {
    if paths.len() < FILES_MANY || jobs == Some(1) {
        return paths.iter().map(|path| work(fetch.read(path))).collect();
    }
    let next = AtomicUsize::new(0);
    let some = || {
        let mut out = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(n) else { return out };
            out.push((n, work(fetch.read(path))));
        }
    };
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..READERS).map(|_| scope.spawn(some)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    all.sort_unstable_by_key(|(n, _)| *n);
    all.into_iter().map(|(_, answer)| answer).collect()
}

/// What the threads tell the one that leads.
enum Event<R> {
    /// The files of a unit were read.
    Read(usize, Vec<Bytes>),
    /// A unit was checked; so many bytes are free again.
    Done(usize, Option<R>, usize),
}

fn side_by_side<R: Send>(
    plan: &Plan,
    fetch: &dyn Fetch,
    one: &(dyn Fn(&Planned, Vec<Bytes>) -> Option<R> + Sync),
    done: &mut dyn FnMut(Option<R>),
) {
    let files: usize = plan.units.iter().map(|u| u.files.len()).sum();
    let gate = Gate::default();
    let (tell, told) = channel();
    std::thread::scope(|threads| {
        for _ in 0..(files / FILES_A_READER).clamp(1, READERS) {
            let (gate, tell) = (&gate, tell.clone());
            threads.spawn(move || gate.read_ahead(plan, fetch, &tell));
        }
        // However this ends, nobody waits for ever.
        let _open = OpenAtLast(&gate);
        rayon::in_place_scope(|cores| {
            let mut early = BTreeMap::new();
            let mut turn = 0;
            while turn < plan.units.len() {
                match told.recv() {
                    Ok(Event::Read(n, bytes)) => {
                        let Some(unit) = plan.units.get(n) else { break };
                        let tell = tell.clone();
                        cores.spawn(move |_| {
                            let size = bytes.iter().flatten().map(Vec::len).sum();
                            let _ = tell.send(Event::Done(n, one(unit, bytes), size));
                        });
                    }
                    Ok(Event::Done(n, answer, size)) => {
                        early.insert(n, answer);
                        while let Some(answer) = early.remove(&turn) {
                            done(answer);
                            turn += 1;
                        }
                        gate.advance(turn, size);
                    }
                    Err(_) => break,
                }
            }
        });
    });
}

/// Where the readers are, and how far they may go.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The file to be read next, by its unit and its number there.
    unit: usize,
    file: usize,
    /// Units that were given out.
    turn: usize,
    /// Bytes read and not checked.
    bytes: usize,
    /// Units of which some files were read.
    partly: BTreeMap<usize, Partly>,
    closed: bool,
}

struct Partly {
    bytes: Vec<Option<Bytes>>,
    left: usize,
}

struct OpenAtLast<'a>(&'a Gate);

impl Drop for OpenAtLast<'_> {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Units before `turn` were given out, and so many bytes are free.
    fn advance(&self, turn: usize, bytes: usize) {
        let mut state = self.lock();
        state.turn = turn;
        state.bytes = state.bytes.saturating_sub(bytes);
        drop(state);
        self.changed.notify_all();
    }

    /// What each reader does until nothing is left.
    fn read_ahead<R>(&self, plan: &Plan, fetch: &dyn Fetch, tell: &Sender<Event<R>>) {
        while let Some((unit, file)) = self.next(plan) {
            let Some(path) = plan.units.get(unit).and_then(|u| u.files.get(file)) else { return };
            let bytes = catch_unwind(AssertUnwindSafe(|| plan.read(path, fetch)));
            let bytes = bytes.unwrap_or_else(|_| Err(io::Error::other("reading it failed")));
            if let Some(whole) = self.put(unit, file, bytes)
                && tell.send(Event::Read(unit, whole)).is_err()
            {
                return;
            }
        }
    }

    /// The next file, when it may be read.
    fn next(&self, plan: &Plan) -> Option<(usize, usize)> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            let files = plan.units.get(state.unit)?.files.len();
            let room = state.unit < state.turn + UNITS_AHEAD && state.bytes < BYTES_AHEAD;
            if state.unit == state.turn || room {
                let (unit, file) = (state.unit, state.file);
                state
                    .partly
                    .entry(unit)
                    .or_insert_with(|| Partly { bytes: (0..files).map(|_| None).collect(), left: files });
                state.file += 1;
                if state.file >= files {
                    state.unit += 1;
                    state.file = 0;
                }
                return Some((unit, file));
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Keeps what was read; the whole unit when this was its last file.
    fn put(&self, unit: usize, file: usize, bytes: Bytes) -> Option<Vec<Bytes>> {
        let mut state = self.lock();
        state.bytes += bytes.as_ref().map_or(0, Vec::len);
        let partly = state.partly.get_mut(&unit)?;
        if let Some(place) = partly.bytes.get_mut(file) {
            *place = Some(bytes);
        }
        partly.left -= 1;
        if partly.left > 0 {
            return None;
        }
        state.partly.remove(&unit).map(|p| p.bytes.into_iter().flatten().collect())
    }
}
