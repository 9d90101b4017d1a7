//! The JSON report, `format: 1`, described by `schemas/report.schema.json`. Keys always stand in the same order and are
//! always all there; what is absent is null.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::check::{Missing, Report, Tally};
use crate::finding::{Edit, Finding, Fix, Label, Status};
use crate::source::{Position, Sources, Span, Spot};

use super::counts::Counts;
use super::text;

/// Version of the report's shape.
pub(super) const FORMAT: u32 = 1;
/// What wrote it.
pub(super) const TOOL: ToolJson = ToolJson { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

/// One document for all units: a single unit's keys stand at the top, several units stand in `units`.
pub fn json(reports: &[Report], sources: &Sources, exit: u8) -> String {
    let mut document = Document::default();
    let mut out = String::new();
    for report in reports {
        document.add(unit(report, sources), &mut out);
    }
    document.finish(exit, &mut out);
    out
}

/// The keys of one unit, to be added to a [`Document`].
pub fn unit(report: &Report, sources: &Sources) -> String {
    let text = pretty(&UnitJson::of(report, sources));
    text.trim_end().strip_prefix("{\n").and_then(|t| t.strip_suffix("\n}")).unwrap_or_default().to_owned()
}

/// A document that is written unit by unit, so that no more than one is held.
#[derive(Debug, Default)]
pub struct Document {
    /// The first unit, held back until it is known whether it is the only one.
    first: Option<String>,
    several: bool,
}

impl Document {
    /// Adds a unit and writes what can be written.
    pub fn add(&mut self, unit: String, out: &mut String) {
        if self.several {
            Self::one_of_several(&unit, ",\n", out);
        } else if let Some(first) = self.first.take() {
            self.several = true;
            head(out);
            out.push_str("  \"units\": [\n");
            Self::one_of_several(&first, "", out);
            Self::one_of_several(&unit, ",\n", out);
        } else {
            self.first = Some(unit);
        }
    }

    /// Writes the rest.
    pub fn finish(self, exit: u8, out: &mut String) {
        match self.first {
            _ if self.several => out.push_str("\n  ]"),
            Some(only) => {
                head(out);
                out.push_str(&only);
            }
            None => {
                head(out);
                out.push_str("  \"units\": []");
            }
        }
        let _ = write!(out, ",\n  \"exit\": {exit}\n}}\n");
    }

    fn one_of_several(unit: &str, before: &str, out: &mut String) {
        let _ = write!(out, "{before}    {{\n    ");
        // A line feed inside of a text is written as an escape, so each one here begins a line.
        out.push_str(&unit.replace('\n', "\n    "));
        out.push_str("\n    }");
    }
}

/// What stands before the units.
fn head(out: &mut String) {
    let text = pretty(&HeadJson { format: FORMAT, tool: TOOL });
    out.push_str(text.trim_end().strip_suffix("\n}").unwrap_or_default());
    out.push_str(",\n");
}

/// A list of any rows, for commands that tell something else than findings.
pub fn listing(rows: &impl Serialize) -> String {
    pretty(rows)
}

/// Pretty-printed and safe to show, with a line feed at the end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Our own structs have string keys and finite numbers, so writing them cannot fail.
    let text = serde_json::to_string_pretty(value).unwrap_or_else(|_| "{}".to_owned());
    let mut text = text::escape_json(text);
    text.push('\n');
    text
}

#[derive(Serialize)]
struct HeadJson {
    format: u32,
    tool: ToolJson,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct ToolJson {
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
            .map(|s| ScoreJson {
                boundary: &s.boundary,
                declared: s.declared,
                of: s.of,
                at_risk: s.at_risk,
                unknown: s.unknown,
            })
            .collect();
        Self {
            unit: &report.unit,
            findings: report.findings.iter().map(|f| FindingJson::of(f, sources)).collect(),
            outcomes: report.outcomes.iter().map(|(k, t)| (k.as_str(), OutcomeJson::of(t, sources))).collect(),
            score: Some(score).filter(|s| !s.is_empty()),
            summary: SummaryJson::of(&Counts::of(report)),
        }
    }
}

#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
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
    fixes: Vec<FixJson<'a>>,
    location: LocationJson<'a>,
    label: Option<&'a str>,
    related: Vec<RelatedJson<'a>>,
}

impl<'a> FindingJson<'a> {
    pub(super) fn of(finding: &'a Finding, sources: &'a Sources) -> Self {
        let (status, waiver) = match &finding.status {
            Status::Open => ("open", None),
            Status::Baselined => ("baselined", None),
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
            fixes: finding.fixes.iter().map(|f| FixJson::of(f, sources)).collect(),
            location: LocationJson::of(finding.primary.span, sources),
            label: stated(&finding.primary.text),
            related: finding.others.iter().map(|l| RelatedJson::of(l, sources)).collect(),
        }
    }
}

#[derive(Serialize)]
struct FixJson<'a> {
    message: &'a str,
    applicability: &'static str,
    edits: Vec<EditJson<'a>>,
}

impl<'a> FixJson<'a> {
    fn of(fix: &'a Fix, sources: &'a Sources) -> Self {
        let edit = |e: &'a Edit| EditJson { location: LocationJson::of(e.span, sources), text: &e.text };
        let applicability = if fix.safe { "safe" } else { "unsafe" };
        Self { message: &fix.say, applicability, edits: fix.edits.iter().map(edit).collect() }
    }
}

#[derive(Serialize)]
struct EditJson<'a> {
    location: LocationJson<'a>,
    text: &'a str,
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
    /// Absent where the file has no lines that a user knows.
    start: Option<PositionJson>,
    end: Option<PositionJson>,
    /// The part of the file around it, where parts have names.
    part: Option<String>,
}

impl<'a> LocationJson<'a> {
    fn of(span: Span, sources: &'a Sources) -> Self {
        let path = sources.path(span.file);
        match sources.spot(span) {
            Spot::Named(place) => Self { path, place, start: None, end: None, part: None },
            Spot::Line(start) => {
                let end = sources.position(span.file, span.end);
                let place = format!("{}:{}", start.line, start.column);
                Self { path, place, start: Some(start.into()), end: Some(end.into()), part: sources.part(span) }
            }
        }
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
    unknown: u16,
}

#[derive(Serialize)]
pub(super) struct SummaryJson {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    baselined: usize,
    fixable: usize,
    rules: usize,
    clear: usize,
    found: usize,
    undecided: usize,
    not_applicable: usize,
    undecided_rows: usize,
}

impl SummaryJson {
    pub(super) fn of(counts: &Counts) -> Self {
        Self {
            files: counts.files,
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            waived: counts.waived,
            baselined: counts.baselined,
            fixable: counts.fixable,
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
