//! The baseline: findings that were known when crmlint was introduced. They are shown as such and do not count. An entry
//! is the fingerprint of a finding, never a line or a count, so that a mended fault and a new one cannot cancel out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::finding::{ALWAYS, Finding, Status, nearest};
use crate::source::{Node, Nodes, Span, Value, ValueKind, is_bare, quoted};

/// The format of the file that this version reads and writes.
pub const FORMAT: i64 = 1;
/// How the file is called unless somebody says otherwise. It is no declaration, wherever it lies.
pub const FILE: &str = "crmlint-baseline.kdl";
/// Findings that a baseline never holds back, beside those that nothing may hide: they are about what holds back.
const NEVER: &[&str] = &["waiver-malformed", "waiver-expired", "waiver-unused", "waiver-ending", "baseline-stale"];

/// One known finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is recognized by.
    pub fingerprint: String,
    /// Folder of its unit, from the project's; empty for the project itself.
    pub unit: String,
    /// Its rule, for readers.
    pub rule: String,
    /// What it is about, for readers.
    pub entity: String,
    /// Where the entry stands.
    pub span: Span,
}

/// The entries of a file.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// In the order in which they stand.
    pub entries: Vec<Entry>,
    /// What is wrong with the file.
    pub findings: Vec<Finding>,
}

fn wrong(span: Span, message: impl Into<String>) -> Finding {
    Finding::fixed("rule-invalid", span, message)
}

/// True if a file holds a baseline and nothing else.
pub fn is_baseline(mut nodes: Nodes<'_>) -> bool {
    nodes.next().is_some_and(|first| first.name() == "baseline") && nodes.all(|n| n.name() == "baseline")
}

/// Reads a baseline. What cannot be understood is told; it holds nothing back.
pub fn read(nodes: Nodes<'_>) -> Baseline {
    let mut out = Baseline::default();
    for node in nodes {
        if node.name() != "baseline" {
            let message = format!("`{}` does not belong into a baseline", node.name());
            out.findings.push(wrong(node.name_span(), message));
            continue;
        }
        let format = node.prop("format").map(|v| (v.kind, v.span));
        match format {
            Some((ValueKind::Integer(FORMAT), _)) => {}
            Some((_, span)) => {
                let message = format!("this version of crmlint reads baselines of format {FORMAT}");
                out.findings.push(wrong(span, message).help("upgrade crmlint, or create the baseline anew"));
                continue;
            }
            None => {
                out.findings.push(wrong(node.header(), "a baseline says its format").help("baseline format=1 { … }"));
            }
        }
        for child in node.children() {
            match entry(&child) {
                Ok(entry) => out.entries.push(entry),
                Err(finding) => out.findings.push(*finding),
            }
        }
    }
    out
}

fn entry(node: &Node<'_>) -> Result<Entry, Box<Finding>> {
    if node.name() != "known" {
        let message = format!("a baseline has no word `{}`", node.name());
        let near = nearest(node.name(), ["known"]).map(|n| format!("did you mean `{n}`?"));
        return Err(Box::new(wrong(node.name_span(), message).help_opt(near)));
    }
    let strange = node.props().find(|p| !matches!(p.name.value, "rule" | "entity" | "unit"));
    if let Some(prop) = strange {
        return Err(Box::new(wrong(prop.name.span, format!("`known` has no property `{}`", prop.name.value))));
    }
    let text = |value: Option<Value<&str>>| value.and_then(|v| v.as_str().map(str::to_owned));
    let fingerprint = text(node.arg(0)).filter(|f| f.len() >= 16);
    let Some(fingerprint) = fingerprint else {
        let finding = wrong(node.header(), "`known` needs the fingerprint of a finding");
        return Err(Box::new(finding.help("create the baseline anew")));
    };
    let prop = |name: &str| text(node.prop(name)).unwrap_or_default();
    Ok(Entry { fingerprint, unit: prop("unit"), rule: prop("rule"), entity: prop("entity"), span: node.header() })
}

impl Baseline {
    /// Keeps what is known of one unit.
    #[must_use]
    pub fn of_unit(mut self, unit: &str) -> Self {
        self.entries.retain(|e| e.unit == unit);
        self
    }

    /// Marks open findings that are known, and returns what is to be said of entries that match nothing. Findings have
    /// their fingerprints. `is_run` says of a rule whether all that it could find was looked for; an entry of another one is not
    /// said to be mended.
    pub fn hold(&self, findings: &mut [Finding], is_run: &dyn Fn(&str) -> bool) -> Vec<Finding> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let known: BTreeSet<&str> = self.entries.iter().map(|e| e.fingerprint.as_str()).collect();
        let mut found: BTreeSet<String> = BTreeSet::new();
        for finding in findings.iter_mut().filter(|f| can_hold(f)) {
            if known.contains(finding.fingerprint.as_str()) {
                found.insert(finding.fingerprint.clone());
                if finding.status == Status::Open {
                    finding.status = Status::Baselined;
                }
            }
        }
        let stale = self.entries.iter().filter(|e| !found.contains(&e.fingerprint) && is_run(&e.rule));
        stale.map(told).collect()
    }
}

/// True if the baseline may hold back a finding.
pub fn can_hold(finding: &Finding) -> bool {
    !ALWAYS.contains(&finding.rule.as_ref()) && !NEVER.contains(&finding.rule.as_ref())
}

fn told(entry: &Entry) -> Finding {
    let about = if entry.entity.is_empty() { String::new() } else { format!(" of `{}`", entry.entity) };
    let message = format!("the known finding `{}`{about} is found no more", entry.rule);
    Finding::fixed("baseline-stale", entry.span, message)
        .help("remove the entry: crmlint baseline prune")
        .entity(format!("baseline:{}", entry.fingerprint))
}

/// The file of these findings; each unit with its folder from the project's. Only open ones that a baseline may hold back
/// are taken.
pub fn write<'a>(findings: impl IntoIterator<Item = (&'a str, &'a Finding)>) -> (String, usize) {
    let open = |f: &Finding| f.status != Status::Open && f.status != Status::Baselined || !can_hold(f);
    let mut lines: BTreeSet<(&str, &str, &str, &str)> = BTreeSet::new();
    for (unit, f) in findings.into_iter().filter(|(_, f)| !open(f)) {
        lines.insert((unit, f.rule.as_ref(), f.entity.as_str(), f.fingerprint.as_str()));
    }
    let mut out = String::from(
        "// Findings that were known when this file was written; they are shown as such and do not count.\n\
         // `crmlint baseline prune` removes those that are mended. An entry is never edited by hand.\n",
    );
    let _ = writeln!(out, "baseline format={FORMAT} {{");
    for (unit, rule, entity, fingerprint) in &lines {
        let word = |text: &str| if is_bare(text) { text.to_owned() } else { quoted(text) };
        let _ = write!(out, "    known {} rule={}", quoted(fingerprint), word(rule));
        if !entity.is_empty() {
            let _ = write!(out, " entity={}", quoted(entity));
        }
        if !unit.is_empty() {
            let _ = write!(out, " unit={}", quoted(unit));
        }
        out.push('\n');
    }
    out.push_str("}\n");
    (out, lines.len())
}
