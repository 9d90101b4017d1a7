//! The lines below the findings: what the run comes to, which files were not read, what mends findings, the scores, and what
//! stayed undecided.

use std::fmt::Write as _;

use crate::check::{Report, Score};
use crate::source::{Sources, Span, Spot};

use super::counts::{Counts, unread};
use super::text::{counted, line};

/// Files that are named when they could not be read; the rest is counted.
const UNREAD_MAX: usize = 5;

/// What the run comes to, one line, then a line for files that were not read whole, for fixes, and for each score. Ends in
/// a line feed.
pub fn summary(report: &Report, sources: &Sources) -> String {
    let counts = Counts::of(report);
    let mut out = totals(&counts);
    let broken = unread(report);
    if !broken.is_empty() {
        let places: Vec<String> = broken.iter().take(UNREAD_MAX).map(|f| place(sources, f.primary.span)).collect();
        let more = broken.len().saturating_sub(UNREAD_MAX);
        let more = if more > 0 { format!(" and {}", counted(more, "more file")) } else { String::new() };
        let left =
            if counts.undecided_rows > 0 { "; what rests on it stays undecided, so mend this first" } else { "" };
        let _ = writeln!(out, "not read whole: {}{more}{left}", places.join(", "));
    }
    out.push_str(&fixes_line(&counts));
    for score in &report.scores {
        out.push_str(&score_line(score));
    }
    out
}

/// `3 errors (2 waived); 96 rules: 95 clear, 1 found; 12 rows undecided`, with a line feed.
pub(super) fn totals(counts: &Counts) -> String {
    let mut out = format!("{}; {}", counts.findings(), counts.outcomes());
    if counts.undecided_rows > 0 {
        let _ = write!(out, "; {} undecided", counted(counts.undecided_rows, "row"));
    }
    out.push('\n');
    out
}

/// What `--fix` would mend; nothing when nothing is fixable.
pub(super) fn fixes_line(counts: &Counts) -> String {
    let others = counts.fixable.saturating_sub(counts.fixable_safe);
    match (counts.fixable_safe, others) {
        (0, 0) => String::new(),
        (0, n) => format!("`--fix --unsafe-fixes` mends {n} of them; look at the result\n"),
        (n, 0) => format!("`--fix` mends {n} of them\n"),
        (n, more) => format!("`--fix` mends {n} of them, `--unsafe-fixes` {more} more; look at the result\n"),
    }
}

fn score_line(score: &Score) -> String {
    let of = format!("of {} (boundary {})", score.of, line(&score.boundary));
    let mut out = if score.unknown > 0 {
        let most = i32::from(score.declared) + i32::from(score.unknown);
        format!("score as declared: between {} and {most} {of}; statuses are missing or not known", score.declared)
    } else {
        format!("score as declared: {} {of}", score.declared)
    };
    if score.at_risk > 0 {
        let _ = write!(out, "; {} at risk", counted(usize::from(score.at_risk), "point"));
    }
    out.push('\n');
    out
}

/// One line for each fact that left rows of a rule undecided, and one for each further row where the run was asked for
/// every row; empty when everything was decided.
pub fn undecided(report: &Report, sources: &Sources) -> String {
    let mut out = String::new();
    for (rule, tally) in &report.outcomes {
        for missing in &tally.undecided {
            let _ = writeln!(
                out,
                "undecided: {}: {}, `{}` is not known, first at {}",
                line(rule),
                counted(missing.rows, "row"),
                line(&missing.fact),
                row_place(sources, missing.first, &missing.entity),
            );
            for (span, entity) in &missing.others {
                let _ = writeln!(out, "  also at {}", row_place(sources, *span, entity));
            }
        }
    }
    out
}

/// `path:line`, or the cell.
fn place(sources: &Sources, span: Span) -> String {
    match sources.spot(span) {
        Spot::Named(_) => line(&sources.place(span)).into_owned(),
        Spot::Line(start) => line(&format!("{}:{}", sources.path(span.file), start.line)).into_owned(),
    }
}

/// `path:line (entity)`.
fn row_place(sources: &Sources, span: Span, entity: &str) -> String {
    let entity = if entity.is_empty() { String::new() } else { format!(" ({})", line(entity)) };
    format!("{}{entity}", place(sources, span))
}
