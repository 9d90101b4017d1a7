//! The JSON report, `format: 1`, described by `schemas/report.schema.json`. Keys always stand in the same order and are
//! always all there; what is absent is null.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Missing, Report, Tally};
use crate::finding::{Finding, Label, Status};
use crate::source::{Position, Sources, Span};

use super::{Counts, text};

/// Version of the report's shape.
const FORMAT: u32 = 1;

/// One document for all units: a single unit's keys stand at the top, several units stand in `units`.
pub fn json(reports: &[Report], sources: &Sources, exit: u8) -> String {
    let tool = ToolJson { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    match reports {
        [one] => pretty(&SingleJson { format: FORMAT, tool, unit: UnitJson::of(one, sources), exit }),
        several => {
            let units = several.iter().map(|r| UnitJson::of(r, sources)).collect();
            pretty(&SeveralJson { format: FORMAT, tool, units, exit })
        }
    }
}

/// Pretty-printed and safe to show, with a line feed at the end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Our own structs have string keys and finite numbers, so writing them cannot fail.
    let mut text = serde_json::to_string_pretty(value).map_or_else(|_| "{}".to_owned(), |t| text::escape_json(&t));
    text.push('\n');
    text
}

#[derive(Serialize)]
struct SingleJson<'a> {
    format: u32,
    tool: ToolJson,
    #[serde(flatten)]
    unit: UnitJson<'a>,
    exit: u8,
}

#[derive(Serialize)]
struct SeveralJson<'a> {
    format: u32,
    tool: ToolJson,
    units: Vec<UnitJson<'a>>,
    exit: u8,
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct UnitJson<'a> {
    unit: &'a str,
    findings: Vec<FindingJson<'a>>,
    outcomes: BTreeMap<&'a str, OutcomeJson<'a>>,
    score: Option<Vec<ScoreJson<'a>>>,
    summary: SummaryJson,
}

impl<'a> UnitJson<'a> {
    fn of(report: &'a Report, sources: &'a Sources) -> Self {
        let score: Vec<ScoreJson<'a>> = report
            .scores
            .iter()
            .map(|s| ScoreJson { boundary: &s.boundary, declared: s.declared, of: s.of, at_risk: s.at_risk })
            .collect();
        Self {
            unit: &report.unit,
            findings: report.findings.iter().map(|f| FindingJson::of(f, sources)).collect(),
            outcomes: report.outcomes.iter().map(|(k, t)| (k.as_str(), OutcomeJson::of(t, sources))).collect(),
            score: Some(score).filter(|s| !s.is_empty()),
            summary: SummaryJson::of(report),
        }
    }
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    cite: Vec<&'a str>,
    points: Option<u16>,
    requirements: &'a [String],
    entity: Option<&'a str>,
    fingerprint: &'a str,
    status: &'static str,
    waiver: Option<WaiverJson<'a>>,
    debated: bool,
    fixes: [(); 0],
    location: LocationJson<'a>,
    label: Option<&'a str>,
    related: Vec<RelatedJson<'a>>,
}

impl<'a> FindingJson<'a> {
    fn of(finding: &'a Finding, sources: &'a Sources) -> Self {
        let (status, waiver) = match &finding.status {
            Status::Open => ("open", None),
            Status::Waived { reason, by, until } => ("waived", Some(WaiverJson { reason, by, until })),
        };
        Self {
            rule: &finding.rule,
            level: finding.level.word(),
            message: &finding.message,
            help: finding.help.as_deref(),
            cite: finding.cite.iter().map(AsRef::as_ref).collect(),
            points: finding.points,
            requirements: &finding.requirements,
            entity: stated(&finding.entity),
            fingerprint: &finding.fingerprint,
            status,
            waiver,
            debated: finding.debated,
            fixes: [],
            location: LocationJson::of(finding.primary.span, sources),
            label: stated(&finding.primary.text),
            related: finding.others.iter().map(|l| RelatedJson::of(l, sources)).collect(),
        }
    }
}

#[derive(Serialize)]
struct WaiverJson<'a> {
    reason: &'a str,
    by: &'a str,
    until: &'a str,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    location: LocationJson<'a>,
    label: Option<&'a str>,
}

impl<'a> RelatedJson<'a> {
    fn of(label: &'a Label, sources: &'a Sources) -> Self {
        Self { location: LocationJson::of(label.span, sources), label: stated(&label.text) }
    }
}

#[derive(Serialize)]
struct LocationJson<'a> {
    path: &'a str,
    place: String,
    start: PositionJson,
    end: PositionJson,
}

impl<'a> LocationJson<'a> {
    fn of(span: Span, sources: &'a Sources) -> Self {
        let start = sources.position(span.file, span.start);
        let end = sources.position(span.file, span.end);
        let place = format!("{}:{}", start.line, start.column);
        Self { path: sources.path(span.file), place, start: start.into(), end: end.into() }
    }
}

#[derive(Serialize)]
struct PositionJson {
    line: u32,
    column: u32,
}

impl From<Position> for PositionJson {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

#[derive(Serialize)]
struct OutcomeJson<'a> {
    outcome: &'static str,
    found: usize,
    examined: usize,
    undecided: Vec<MissingJson<'a>>,
    because: Option<&'a str>,
}

impl<'a> OutcomeJson<'a> {
    fn of(tally: &'a Tally, sources: &'a Sources) -> Self {
        Self {
            outcome: tally.word(),
            found: tally.found,
            examined: tally.examined,
            undecided: tally.undecided.iter().map(|m| MissingJson::of(m, sources)).collect(),
            because: tally.because.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct MissingJson<'a> {
    fact: &'a str,
    rows: usize,
    first: LocationJson<'a>,
    entity: Option<&'a str>,
}

impl<'a> MissingJson<'a> {
    fn of(missing: &'a Missing, sources: &'a Sources) -> Self {
        Self {
            fact: &missing.fact,
            rows: missing.rows,
            first: LocationJson::of(missing.first, sources),
            entity: stated(&missing.entity),
        }
    }
}

#[derive(Serialize)]
struct ScoreJson<'a> {
    boundary: &'a str,
    declared: i16,
    of: i16,
    at_risk: u16,
}

#[derive(Serialize)]
struct SummaryJson {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    rules: usize,
    clear: usize,
    found: usize,
    undecided: usize,
    not_applicable: usize,
    undecided_rows: usize,
}

impl SummaryJson {
    fn of(report: &Report) -> Self {
        let counts = Counts::of(report);
        Self {
            files: report.files,
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            waived: counts.waived,
            rules: counts.rules,
            clear: counts.clear,
            found: counts.found,
            undecided: counts.undecided,
            not_applicable: counts.not_applicable,
            undecided_rows: counts.undecided_rows,
        }
    }
}

fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}
