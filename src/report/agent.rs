//! For language models and other readers that pay by the word: one line a finding with place, level, rule, message, help and
//! fix, no source lines, and one line of counts at the end.

use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Status};
use crate::source::Sources;

use super::View;
use super::counts::{Counts, unread};
use super::shown::{Piece, pieces};
use super::text::{counted, line};

/// The findings of one unit.
pub(super) fn unit(report: &Report, sources: &Sources, view: &View) -> String {
    let mut out = String::new();
    for finding in unread(report) {
        let _ = writeln!(out, "not read whole: {}; mend this first", line(&sources.place(finding.primary.span)));
    }
    for piece in pieces(report.findings.iter().filter(|f| view.shows(f)), view.style.found_max) {
        match piece {
            Piece::Finding(finding) => one(&mut out, finding, sources),
            Piece::More { count, rule, file } => {
                let _ = writeln!(out, "{} {count} more {}", line(sources.path(file)), line(rule));
            }
        }
    }
    out
}

fn one(out: &mut String, finding: &Finding, sources: &Sources) {
    let place = sources.place(finding.primary.span);
    let (level, rule) = (finding.level.word(), line(&finding.rule));
    let _ = write!(out, "{} {level} {rule}: {}", line(&place), line(&finding.message));
    if let Some(help) = &finding.help {
        let _ = write!(out, " | help: {}", line(help));
    }
    if let Some(fix) = finding.fixes.first() {
        let how = if fix.safe { "fix" } else { "unsafe fix" };
        let _ = write!(out, " | {how}: {}", line(&fix.say));
    }
    match finding.status {
        Status::Open => {}
        Status::Waived { .. } => out.push_str(" | waived"),
        Status::Baselined => out.push_str(" | in baseline"),
    }
    out.push('\n');
}

/// The last line.
pub(super) fn last(counts: &Counts, exit: u8) -> String {
    let rows = match counts.undecided_rows {
        0 => String::new(),
        n => format!("; {} undecided", counted(n, "row")),
    };
    format!("{}{rows}; exit {exit}\n", counts.findings())
}
