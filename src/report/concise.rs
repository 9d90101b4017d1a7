//! One line a finding: `path:line:column: error[rule] message (5 points)`. For editors, grep and logs.

use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Status};
use crate::source::Sources;

use super::View;
use super::shown::{Piece, pieces};
use super::text::{counted, line};

/// The findings that the view shows, one a line, in the order of the report; of one rule in one file at most so many as it
/// says, then a line that counts the rest.
pub fn concise(report: &Report, sources: &Sources, view: &View) -> String {
    let mut out = String::new();
    for piece in pieces(report.findings.iter().filter(|f| view.shows(f)), view.style.found_max) {
        match piece {
            Piece::Finding(finding) => one(&mut out, finding, sources),
            Piece::More { count, rule, file } => {
                let (path, rule) = (line(sources.path(file)), line(rule));
                let _ = writeln!(out, "{path}: {count} more of [{rule}]; --max-per-rule 0 shows all");
            }
        }
    }
    out
}

fn one(out: &mut String, finding: &Finding, sources: &Sources) {
    let place = sources.place(finding.primary.span);
    let _ =
        write!(out, "{}: {}[{}] {}", line(&place), finding.level.word(), line(&finding.rule), line(&finding.message));
    if let Some(points) = finding.points {
        let _ = write!(out, " ({})", counted(usize::from(points), "point"));
    }
    match &finding.status {
        Status::Open => {}
        Status::Waived { by, until, .. } => {
            let _ = write!(out, " (waived by {} until {})", line(by), line(until));
        }
        Status::Baselined => out.push_str(" (in the baseline)"),
    }
    out.push('\n');
}
