//! One line a finding: `path:line:column: error[rule] message (5 points)`. For editors, grep and logs.

use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::Sources;

use super::shown::{Piece, pieces};
use super::text::{counted, line};

/// Open findings of at least `level_min`, one a line, in the order of the report; of one rule in one file at most
/// `found_max`, then a line that counts the rest.
pub fn concise(report: &Report, sources: &Sources, level_min: Level, found_max: usize) -> String {
    let is_shown = |f: &&Finding| f.level != Level::Off && f.level >= level_min && f.status == Status::Open;
    let mut out = String::new();
    for piece in pieces(report.findings.iter().filter(is_shown), found_max) {
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
    out.push('\n');
}
