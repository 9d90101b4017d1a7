//! How long the reader takes for each hostile text of `tests/hostile`: a table, slowest first, fastest of three rounds, with
//! a mark at those past the budget. `cargo bench --bench hostile` reads all; behind `--` a group, or a word for the kinds
//! that have it in their name.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

#[path = "../tests/hostile/kinds.rs"]
mod kinds;

use std::hint::black_box;
use std::time::{Duration, Instant};

use kinds::{GROUPS, Kind, read};

/// What a hostile file may cost.
const BUDGET: Duration = Duration::from_millis(250);
const ROUNDS: usize = 3;
/// Stack of the thread that reads: that of a worker thread.
const STACK: usize = 2 * 1024 * 1024;

/// A line of the table.
struct Line {
    group: &'static str,
    kind: &'static Kind,
    bytes: usize,
    fastest: Duration,
    as_wanted: bool,
}

fn measure(group: &'static str, kind: &'static Kind) -> Line {
    let bytes = kind.bytes();
    let (mut fastest, mut as_wanted) = (Duration::MAX, true);
    for _ in 0..ROUNDS {
        let taken = bytes.clone();
        let begun = Instant::now();
        let read = black_box(read(black_box(taken)));
        fastest = fastest.min(begun.elapsed());
        as_wanted &= kind.differs(&read).is_none();
    }
    Line { group, kind, bytes: bytes.len(), fastest, as_wanted }
}

fn run(word: Option<&str>) {
    let all = GROUPS.iter().flat_map(|(group, kinds)| kinds.iter().map(|kind| (*group, kind)));
    let wanted = all.filter(|(group, kind)| word.is_none_or(|w| *group == w || kind.name.contains(w)));
    let mut lines: Vec<Line> = wanted.map(|(group, kind)| measure(group, kind)).collect();
    lines.sort_by(|a, b| b.fastest.cmp(&a.fastest).then(a.kind.name.cmp(b.kind.name)));
    println!("{:>9} {:>10}  {:<10} {:<60} note", "ms", "bytes", "group", "kind");
    for line in &lines {
        let slow = if line.fastest > BUDGET { "past 250 ms" } else { "" };
        let told = if line.as_wanted { "" } else { " not read as wanted" };
        println!(
            "{:>9.2} {:>10}  {:<10} {:<60} {slow}{told}",
            line.fastest.as_secs_f64() * 1e3,
            line.bytes,
            line.group,
            line.kind.name
        );
    }
    let slow = lines.iter().filter(|l| l.fastest > BUDGET).count();
    println!("{} kinds, {slow} past {} ms", lines.len(), BUDGET.as_millis());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo passes `--bench`.
    let word = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || run(word.as_deref()))?;
    thread.join().map_err(|_| "the thread that measures broke")?;
    Ok(())
}
