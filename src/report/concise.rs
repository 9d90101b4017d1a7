//! One line a finding: `path:line:column: error[rule] message (5 points)`. For editors, grep and logs.

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::Sources;

use super::text::{counted, line};

/// Open findings of at least `level_min`, one a line, in the order of the report.
pub fn concise(report: &Report, sources: &Sources, level_min: Level) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let shown = finding.level != Level::Off && finding.level >= level_min && finding.status == Status::Open;
        if shown {
            out.push_str(&one(finding, sources));
            out.push('\n');
        }
    }
    out
}

fn one(finding: &Finding, sources: &Sources) -> String {
    let place = line(&sources.place(finding.primary.span));
    let points = finding.points.map_or_else(String::new, |p| format!(" ({})", counted(usize::from(p), "point")));
    format!("{place}: {}[{}] {}{points}", finding.level, line(&finding.rule), line(&finding.message))
}
