//! GitLab's Code Quality report: an array of open findings. Our levels keep their order there: an error is critical, a
//! warning minor, a note info.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::{Position, Sources};

use super::json::pretty;

/// The issues of one unit.
pub(super) fn unit(report: &Report, sources: &Sources) -> Vec<Issue> {
    let open = report.findings.iter().filter(|f| f.status == Status::Open && f.level != Level::Off);
    open.map(|f| Issue::of(&report.unit, f, sources)).collect()
}

/// The document; fingerprints are made unique in the order of the findings.
pub(super) fn document(mut issues: Vec<Issue>) -> String {
    let mut seen = BTreeSet::new();
    for issue in &mut issues {
        let first = issue.fingerprint.clone();
        let mut n = 1;
        while !seen.insert(issue.fingerprint.clone()) {
            n += 1;
            issue.fingerprint = hash(&[&first, &n.to_string()]);
        }
    }
    pretty(&issues)
}

/// 32 hex digits, the length of the MD5 that GitLab's own example shows.
fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let mut out = String::new();
    for byte in hasher.finalize().iter().take(16) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// An entry of the array.
#[derive(Debug, Serialize)]
pub(super) struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

impl Issue {
    fn of(unit: &str, finding: &Finding, sources: &Sources) -> Self {
        let span = finding.primary.span;
        let path = sources.path(span.file).trim_start_matches("./");
        // Only findings that were added late have none; their place has to tell them apart.
        let fingerprint = match finding.fingerprint.as_str() {
            "" => hash(&[unit, &finding.rule, path, &finding.message]),
            fingerprint => hash(&[unit, fingerprint]),
        };
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!("; help: {help}"));
        Self {
            description: format!("{}{help}", finding.message),
            check_name: finding.rule.to_string(),
            fingerprint,
            severity: match finding.level {
                Level::Error => "critical",
                Level::Warning => "minor",
                Level::Note | Level::Off => "info",
            },
            location: Location {
                path: path.to_owned(),
                positions: Positions {
                    begin: sources.position(span.file, span.start).into(),
                    end: sources.position(span.file, span.end).into(),
                },
            },
        }
    }
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Debug, Serialize)]
struct Positions {
    begin: Place,
    end: Place,
}

#[derive(Debug, Serialize)]
struct Place {
    line: u32,
    column: u32,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}
