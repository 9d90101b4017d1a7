//! JSON Lines: an object a finding as soon as its unit was checked, then one object of the run. The keys of a finding are
//! those of the JSON report, with the unit beside them; `$defs/line` of `schemas/report.schema.json` describes a line.

use serde::Serialize;

use crate::check::Report;
use crate::source::Sources;

use super::counts::Counts;
use super::json::{FORMAT, FindingJson, SummaryJson, TOOL, ToolJson};
use super::text;

/// The findings of one unit, waived ones too.
pub(super) fn unit(report: &Report, sources: &Sources) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let line = FindingLine { kind: "finding", unit: &report.unit, finding: FindingJson::of(finding, sources) };
        out.push_str(&one(&line));
    }
    out
}

/// The last line.
pub(super) fn last(units: usize, counts: &Counts, exit: u8) -> String {
    let summary = SummaryJson::of(counts);
    one(&SummaryLine { kind: "summary", format: FORMAT, tool: TOOL, units, summary, exit })
}

fn one(value: &impl Serialize) -> String {
    // Our own structs have string keys and finite numbers, so writing them cannot fail.
    let mut text = text::escape_json(serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned()));
    text.push('\n');
    text
}

#[derive(Serialize)]
struct FindingLine<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    unit: &'a str,
    #[serde(flatten)]
    finding: FindingJson<'a>,
}

#[derive(Serialize)]
struct SummaryLine {
    #[serde(rename = "type")]
    kind: &'static str,
    format: u32,
    tool: ToolJson,
    units: usize,
    summary: SummaryJson,
    exit: u8,
}
