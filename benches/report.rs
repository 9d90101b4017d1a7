//! What one finding costs in the formats for people, by where it stands in a file of 1 MB; and many findings at once.

use std::fmt::Write as _;

use crmlint::check::Report;
use crmlint::finding::{Finding, Level};
use crmlint::report::View;
use crmlint::report::concise::concise;
use crmlint::report::terminal::{Style, full};
use crmlint::source::{FileId, Sources, Span};
use divan::Bencher;

fn main() {
    divan::main();
}

/// Lines of the file: about 1 MB.
const LINES: usize = 16_000;
/// Where the finding stands, as a share of the file.
const PLACES: [&str; 3] = ["start", "middle", "end"];

/// A file of 1 MB as a plan would be written, with umlauts in some lines.
fn file() -> Sources {
    let mut text = String::new();
    for i in 0..LINES {
        let who = if i % 7 == 0 { "Zugänge prüfen" } else { "the customer reviews" };
        let _ = writeln!(text, "    requirement \"3.1.{i}\" responsibility=shared by=\"{who}\"");
    }
    let mut sources = Sources::new();
    sources.add("clients/delta/ssp.kdl", text);
    sources
}

/// A finding as a rule makes it: a label of its own, another place, help and citation.
fn finding(sources: &Sources, line: usize) -> Finding {
    let text = sources.get(FileId(0)).map_or("", |f| f.text.as_str());
    let at = |line: usize, piece: &str| {
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let inside = text.get(start..).and_then(|t| t.find(piece)).unwrap_or(0);
        Span::new(FileId(0), start + inside, start + inside + piece.len())
    };
    let mut finding =
        Finding::fixed("not-in-schema", at(line, "responsibility=shared"), "this row is shared and nobody says how")
            .label("shared here")
            .also(at(line + 2, "\"3.1."), "the other side")
            .help("say what the customer does and how often, then ask the provider to confirm it in writing");
    finding.points = Some(5);
    finding.requirements = vec!["3.1.1".to_owned()];
    finding.cite = vec!["32 CFR 170.19(c)(2)(ii)".into(), "CAP v2.0 2.17".into()];
    finding
}

fn report(findings: Vec<Finding>) -> Report {
    Report {
        unit: ".".to_owned(),
        findings,
        outcomes: std::collections::BTreeMap::new(),
        scores: Vec::new(),
        files: 1,
        declarations: 1,
        template: false,
        waivers: Vec::new(),
    }
}

fn line_of(place: &str) -> usize {
    match place {
        "start" => 1,
        "middle" => LINES / 2,
        _ => LINES - 4,
    }
}

#[divan::bench(args = PLACES)]
fn one_in_full(bencher: Bencher<'_, '_>, place: &str) {
    let sources = file();
    let report = report(vec![finding(&sources, line_of(place))]);
    bencher.bench_local(|| full(&report, &sources, &Style::default(), Level::Note));
}

#[divan::bench(args = PLACES)]
fn one_in_concise(bencher: Bencher<'_, '_>, place: &str) {
    let sources = file();
    let report = report(vec![finding(&sources, line_of(place))]);
    bencher.bench_local(|| concise(&report, &sources, &View::default()));
}

/// Every 16th line: 1,000 findings.
#[divan::bench]
fn thousand_in_full(bencher: Bencher<'_, '_>) {
    let sources = file();
    let report = report((0..1000).map(|n| finding(&sources, n * (LINES / 1000))).collect());
    let style = Style { found_max: usize::MAX, ..Style::default() };
    bencher.bench_local(|| full(&report, &sources, &style, Level::Note));
}

/// What the first place in a file costs: finding the beginnings of its lines.
#[divan::bench]
fn first_place_of_a_file(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(file).bench_local_values(|sources| sources.position(FileId(0), 500_000));
}
