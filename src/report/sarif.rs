//! SARIF 2.1.0 for code scanning services: one run for all units, every active rule listed, places relative to
//! `%SRCROOT%`, columns in UTF-16 code units, waivers as suppressions, files that could not be read as notifications.

mod shape;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Fix, Label, Level, Status, fixed_named};
use crate::source::{FileId, SourceFile, Sources, Span};

use super::counts::is_unread;
use super::json::pretty;
use shape::{
    ArtifactSarif, BaseSarif, ChangeSarif, DriverSarif, FixSarif, InvocationSarif, LocationSarif, LogSarif,
    LogicalSarif, MessageSarif, NotificationSarif, PhysicalSarif, PropertiesSarif, ReferenceSarif, RegionSarif,
    ReplacementSarif, ResultSarif, RuleSarif, RunSarif, SuppressionSarif, ToolSarif,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT: &str = "%SRCROOT%";

/// What SARIF says about a rule that was active.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// Rule name.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Absolute address of the rule's page; empty for none.
    pub help_uri: String,
    /// Level in this run.
    pub level: Level,
    /// Control ids and the like.
    pub tags: Vec<String>,
    /// Citations.
    pub cite: Vec<String>,
    /// Why it matters and what to do.
    pub why: String,
}

impl RuleInfo {
    /// A finding that is no rule, as a rule; an unknown name gets no texts.
    fn fixed(name: &str) -> Self {
        let fixed = fixed_named(name);
        Self {
            name: name.to_owned(),
            summary: fixed.map_or_else(String::new, |f| f.summary.to_owned()),
            help_uri: String::new(),
            level: fixed.map_or(Level::Warning, |f| f.level),
            tags: Vec::new(),
            cite: Vec::new(),
            why: fixed.map_or_else(String::new, |f| f.why.to_owned()),
        }
    }
}

/// Something that hindered the run as a whole and has no place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// How serious.
    pub level: Level,
    /// What happened.
    pub message: String,
}

/// One run for all units. Valid also when nothing or everything failed.
pub fn sarif(
    reports: &[Report],
    sources: &Sources,
    rules: &[RuleInfo],
    exit: u8,
    notifications: &[Notification],
) -> String {
    let mut log = Log::default();
    for report in reports {
        log.add(Results::of(report, sources));
    }
    log.finish(rules, exit, notifications, false)
}

/// The results of one unit, free of its sources.
#[derive(Debug, Default)]
pub struct Results {
    results: Vec<ResultSarif>,
    notices: Vec<NotificationSarif>,
}

impl Results {
    /// All findings of a report, waived ones too.
    pub fn of(report: &Report, sources: &Sources) -> Self {
        let places = Places { sources };
        let mut out = Self::default();
        for finding in report.findings.iter().filter(|f| f.level != Level::Off) {
            out.results.push(places.result(&report.unit, finding));
            if is_unread(finding) {
                out.notices.push(places.unread(finding));
            }
        }
        out
    }
}

/// The results of all units. The standard wants the rules, their numbers and whether anything is suppressed to be known
/// before the first result, so results are gathered first.
#[derive(Debug, Default)]
pub struct Log {
    all: Results,
}

impl Log {
    /// Adds a unit.
    pub fn add(&mut self, mut results: Results) {
        self.all.results.append(&mut results.results);
        self.all.notices.append(&mut results.notices);
    }

    /// The document. With a baseline in force, or a finding that stands in one, each result says whether it is new.
    pub fn finish(self, rules: &[RuleInfo], exit: u8, notifications: &[Notification], baseline: bool) -> String {
        let Results { mut results, mut notices } = self.all;
        let rules = all_rules(&results, rules);
        let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, r)| (r.name.as_str(), i)).collect();
        let suppressing = results.iter().any(|r| r.suppressions.is_some());
        let baseline = baseline || results.iter().any(|r| r.baseline_state.is_some());
        for result in &mut results {
            if baseline {
                result.baseline_state.get_or_insert("new");
            }
            result.rule_index = index.get(result.rule_id.as_ref()).copied();
            if suppressing {
                result.suppressions.get_or_insert_default();
            }
        }
        for notice in &mut notices {
            if let Some(rule) = &mut notice.associated_rule {
                rule.index = index.get(rule.id.as_ref()).copied().unwrap_or_default();
            }
        }
        notices.extend(notifications.iter().map(NotificationSarif::of));
        document(&rules, exit, results, notices)
    }
}

fn document(rules: &[RuleInfo], exit: u8, results: Vec<ResultSarif>, notices: Vec<NotificationSarif>) -> String {
    let driver = DriverSarif {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules.iter().map(RuleSarif::of).collect(),
    };
    let run = RunSarif {
        tool: ToolSarif { driver },
        invocations: [InvocationSarif {
            execution_successful: exit != 2,
            exit_code: exit,
            tool_execution_notifications: notices,
        }],
        original_uri_base_ids: BTreeMap::from([(
            ROOT,
            BaseSarif { description: message("the tree that was checked") },
        )]),
        column_kind: "utf16CodeUnits",
        newline_sequences: ["\r\n", "\n", "\r"],
        results,
    };
    pretty(&LogSarif { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

/// The active rules, then the names of other findings, each once.
fn all_rules(results: &[ResultSarif], rules: &[RuleInfo]) -> Vec<RuleInfo> {
    let mut seen = BTreeSet::new();
    let mut all: Vec<RuleInfo> = rules.iter().filter(|r| seen.insert(r.name.as_str())).cloned().collect();
    let others: BTreeSet<&str> =
        results.iter().map(|r| r.rule_id.as_ref()).filter(|name| !seen.contains(name)).collect();
    all.extend(others.into_iter().map(RuleInfo::fixed));
    all
}

/// A path as a percent-encoded URI, and whether it is relative to the tree.
fn uri(path: &str) -> (String, bool) {
    let encoded = encode(path.trim_start_matches("./"));
    if path.starts_with('/') {
        (format!("file://{encoded}"), false)
    } else if path.get(1..3).is_some_and(|s| s == ":/") {
        (format!("file:///{encoded}"), false)
    } else {
        (encoded, true)
    }
}

/// Everything but the unreserved characters of RFC 3986 and the slash.
pub(super) fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

fn message(text: impl Into<String>) -> MessageSarif {
    MessageSarif { text: text.into() }
}

struct Places<'a> {
    sources: &'a Sources,
}

impl Places<'_> {
    fn physical(&self, span: Span) -> PhysicalSarif {
        let (uri, relative) = self.sources.get(span.file).map_or(("unknown".to_owned(), true), |f| uri(&f.path));
        // A cell of a workbook has no line: its place is a logical one.
        let is_made = self.sources.get(span.file).is_some_and(SourceFile::is_made);
        PhysicalSarif {
            artifact_location: ArtifactSarif { uri, uri_base_id: relative.then_some(ROOT) },
            region: (!is_made).then(|| self.region(span)),
        }
    }

    fn region(&self, span: Span) -> RegionSarif {
        RegionSarif {
            start_line: self.sources.position(span.file, span.start).line,
            start_column: self.sources.column_utf16(span.file, span.start),
            end_line: self.sources.position(span.file, span.end).line,
            end_column: self.sources.column_utf16(span.file, span.end),
        }
    }

    fn location(&self, span: Span) -> LocationSarif {
        let part = self.sources.part(span).map(|name| LogicalSarif { fully_qualified_name: name });
        let logical_locations = part.into_iter().collect();
        LocationSarif { id: None, physical_location: self.physical(span), logical_locations, message: None }
    }

    fn result(&self, unit: &str, finding: &Finding) -> ResultSarif {
        let mut location = self.location(finding.primary.span);
        location.message = Some(&finding.primary.text).filter(|t| !t.is_empty()).map(message);
        if !finding.entity.is_empty() {
            location.logical_locations.push(LogicalSarif { fully_qualified_name: finding.entity.clone() });
        }
        let text = match &finding.help {
            Some(help) => format!("{}\nhelp: {help}", finding.message),
            None => finding.message.clone(),
        };
        let mut fingerprints = BTreeMap::new();
        if !finding.fingerprint.is_empty() {
            fingerprints.insert("crmlint/v1", finding.fingerprint.clone());
        }
        ResultSarif {
            rule_id: finding.rule.clone(),
            rule_index: None,
            level: level_word(finding.level),
            message: message(text),
            locations: [location],
            related_locations: finding.others.iter().zip(1..).map(|(l, id)| self.related(l, id)).collect(),
            partial_fingerprints: fingerprints,
            baseline_state: (finding.status == Status::Baselined).then_some("unchanged"),
            suppressions: SuppressionSarif::of(&finding.status),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
            properties: PropertiesSarif::of(unit, finding),
        }
    }

    fn related(&self, label: &Label, id: usize) -> LocationSarif {
        let text = if label.text.is_empty() { "see also" } else { &label.text };
        let mut location = self.location(label.span);
        location.id = Some(id);
        location.message = Some(message(text));
        location
    }

    fn fix(&self, fix: &Fix) -> FixSarif {
        let mut changes: Vec<(FileId, ChangeSarif)> = Vec::new();
        for edit in &fix.edits {
            let artifact_location = self.physical(edit.span).artifact_location;
            let inserted = Some(message(edit.text.as_str())).filter(|m| !m.text.is_empty());
            let replacement = ReplacementSarif { deleted_region: self.region(edit.span), inserted_content: inserted };
            if let Some((_, change)) = changes.iter_mut().find(|(file, _)| *file == edit.span.file) {
                change.replacements.push(replacement);
            } else {
                let change = ChangeSarif { artifact_location, replacements: vec![replacement] };
                changes.push((edit.span.file, change));
            }
        }
        let say = if fix.safe { fix.say.clone() } else { format!("{} (unsafe: look at the result)", fix.say) };
        FixSarif { description: message(say), artifact_changes: changes.into_iter().map(|(_, c)| c).collect() }
    }

    fn unread(&self, finding: &Finding) -> NotificationSarif {
        NotificationSarif {
            level: level_word(finding.level),
            message: message(finding.message.as_str()),
            locations: vec![self.location(finding.primary.span)],
            associated_rule: Some(ReferenceSarif { id: finding.rule.clone(), index: 0 }),
        }
    }
}
