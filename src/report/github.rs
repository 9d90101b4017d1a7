//! Workflow commands of GitHub Actions, which become annotations of the changed lines: one a finding. GitHub shows ten of
//! each level a step; the rest stands in the log and in the job summary.

use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Level};
use crate::source::{Sources, Spot, printable};

use super::View;

/// Annotations of one level that GitHub shows for a step.
pub(super) const ANNOTATIONS_MAX: usize = 10;

/// The commands of one unit.
pub(super) fn unit(report: &Report, sources: &Sources, view: &View) -> String {
    let mut out = String::new();
    for finding in report.findings.iter().filter(|f| view.shows_open(f)) {
        command(&mut out, finding, sources);
    }
    out
}

fn command(out: &mut String, finding: &Finding, sources: &Sources) {
    let span = finding.primary.span;
    let word = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    };
    let path = property(sources.path(span.file).trim_start_matches("./"));
    let _ = write!(out, "::{word} file={path}");
    let mut text = finding.message.clone();
    match sources.spot(span) {
        Spot::Named(place) => text = format!("{place}: {text}"),
        Spot::Line(start) => {
            let end = sources.position(span.file, span.end);
            let _ = write!(out, ",line={},endLine={},col={}", start.line, end.line, start.column);
            // GitHub takes columns on one line only.
            if start.line == end.line {
                let _ = write!(out, ",endColumn={}", end.column);
            }
        }
    }
    if let Some(help) = &finding.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    if !finding.cite.is_empty() {
        let _ = write!(text, "\ncite: {}", finding.cite.join("; "));
    }
    let _ = writeln!(out, ",title=crmlint {}::{}", property(&finding.rule), data(&text));
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text in a log of GitHub Actions that must not be taken for a command, since it quotes what others wrote.
pub fn defused(text: &str) -> String {
    if !text.contains("::") && !text.contains("##[") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        out.push_str(indent);
        match rest.strip_prefix("::") {
            Some(rest) => {
                out.push_str(": :");
                out.push_str(&rest.replace("##[", "## ["));
            }
            None => out.push_str(&rest.replace("##[", "## [")),
        }
    }
    out
}
