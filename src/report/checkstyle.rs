//! Checkstyle's XML, which many CI servers and editors read: files with their open findings.

use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Level, Status};
use crate::source::Sources;

use super::xml::escape;

/// What stands before the first unit.
pub(super) fn head() -> String {
    // Readers look for the shape of Checkstyle's own version, not for ours.
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n".to_owned()
}

/// The files of one unit that have open findings.
pub(super) fn unit(report: &Report, sources: &Sources) -> String {
    let mut out = String::new();
    let mut file = None;
    for finding in report.findings.iter().filter(|f| f.status == Status::Open && f.level != Level::Off) {
        let span = finding.primary.span;
        if file.replace(span.file) != Some(span.file) {
            let close = if out.is_empty() { "" } else { "  </file>\n" };
            let _ = writeln!(out, "{close}  <file name=\"{}\">", escape(sources.path(span.file)));
        }
        let place = sources.position(span.file, span.start);
        let severity = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note | Level::Off => "info",
        };
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!("; help: {help}"));
        let _ = writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"crmlint.{}\"/>",
            place.line,
            place.column,
            escape(&format!("{}{help}", finding.message)),
            escape(&finding.rule),
        );
    }
    if !out.is_empty() {
        out.push_str("  </file>\n");
    }
    out
}

/// What stands behind the last unit.
pub(super) fn foot() -> String {
    "</checkstyle>\n".to_owned()
}
