//! The XML of `JUnit`: a suite a unit, a test case a rule that ran, or one for each of its findings. What fails the run fails as a
//! test, so `--fail-on` decides here too; other findings are told in the output of a case that passes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::Sources;

use super::View;
use super::counts::is_unread;
use super::xml::escape;

/// Numbers that stand at the head of a suite.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Sums {
    fn attributes(self) -> String {
        let Self { tests, failures, errors, skipped } = self;
        format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
    }

    fn add(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
        self.skipped += other.skipped;
    }
}

/// The suite of one unit.
#[derive(Debug)]
pub(super) struct Suite {
    name: String,
    sums: Sums,
    cases: String,
    names: BTreeSet<String>,
}

/// What became of a case.
enum End {
    Passed(Option<String>),
    Skipped(String),
    Failed { word: &'static str, kind: String, message: String, text: String },
}

impl Suite {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), sums: Sums::default(), cases: String::new(), names: BTreeSet::new() }
    }

    /// All rules that ran, and all other findings, as cases.
    pub(super) fn of(report: &Report, sources: &Sources, view: &View) -> Self {
        let mut suite = Self::new(if report.unit == "." { "crmlint" } else { &report.unit });
        let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in report.findings.iter().filter(|f| f.level != Level::Off) {
            by_rule.entry(&finding.rule).or_default().push(finding);
        }
        let names: BTreeSet<&str> = report.outcomes.keys().map(String::as_str).chain(by_rule.keys().copied()).collect();
        for name in names {
            if let Some(findings) = by_rule.get(name) {
                for finding in findings {
                    suite.finding(finding, sources, view);
                }
                continue;
            }
            let Some(tally) = report.outcomes.get(name) else { continue };
            let end = match tally.word() {
                "not-applicable" => {
                    let why = tally.because.as_deref().map_or_else(String::new, |b| format!(": {b}"));
                    End::Skipped(format!("not applicable{why}"))
                }
                "undecided" => {
                    let facts: Vec<&str> = tally.undecided.iter().map(|m| m.fact.as_str()).collect();
                    End::Skipped(format!("undecided, not known: {}", facts.join(", ")))
                }
                _ => End::Passed(None),
            };
            suite.case(name, end);
        }
        suite
    }

    /// What hindered the run as a whole.
    pub(super) fn of_errors<'a>(messages: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut suite = Self::new("crmlint run");
        for message in messages {
            let (kind, message) = ("could-not-run".to_owned(), message.to_owned());
            suite.case("run", End::Failed { word: "error", kind, text: message.clone(), message });
        }
        Some(suite).filter(|s| s.sums.tests > 0)
    }

    fn finding(&mut self, finding: &Finding, sources: &Sources, view: &View) {
        // Services tell old failures from new ones by name, so a name holds no line.
        let name = match finding.entity.as_str() {
            "" => format!("{} ({})", finding.rule, sources.path(finding.primary.span.file)),
            entity => format!("{} ({entity})", finding.rule),
        };
        let (kind, message) = (finding.rule.to_string(), finding.message.clone());
        let text = told(finding, sources);
        let end = match &finding.status {
            Status::Waived { reason, by, until } => End::Skipped(format!("waived: {reason} ({by}, until {until})")),
            Status::Baselined => End::Skipped("in the baseline".to_owned()),
            Status::Open if is_unread(finding) => End::Failed { word: "error", kind, message, text },
            Status::Open if view.gate.is_some_and(|gate| finding.level >= gate) => {
                End::Failed { word: "failure", kind, message, text }
            }
            Status::Open => End::Passed(Some(text)),
        };
        self.case(&name, end);
    }

    fn case(&mut self, name: &str, end: End) {
        let mut name = name.to_owned();
        let mut n = 1;
        while !self.names.insert(name.clone()) {
            n += 1;
            let stem = name.rsplit_once(" #").map_or(name.as_str(), |(stem, _)| stem);
            name = format!("{stem} #{n}");
        }
        self.sums.tests += 1;
        let head = format!("    <testcase name=\"{}\" classname=\"{}\"", escape(&name), escape(&self.name));
        let _ = match end {
            End::Passed(None) => writeln!(self.cases, "{head}/>"),
            End::Passed(Some(text)) => {
                writeln!(self.cases, "{head}>\n      <system-out>{}</system-out>\n    </testcase>", escape(&text))
            }
            End::Skipped(why) => {
                self.sums.skipped += 1;
                writeln!(self.cases, "{head}>\n      <skipped message=\"{}\"/>\n    </testcase>", escape(&why))
            }
            End::Failed { word, kind, message, text } => {
                if word == "error" {
                    self.sums.errors += 1;
                } else {
                    self.sums.failures += 1;
                }
                let (kind, message, text) = (escape(&kind), escape(&message), escape(&text));
                writeln!(
                    self.cases,
                    "{head}>\n      <{word} message=\"{message}\" type=\"{kind}\">{text}</{word}>\n    </testcase>"
                )
            }
        };
    }
}

/// Place, message, help and citations, a line each.
fn told(finding: &Finding, sources: &Sources) -> String {
    let mut out = format!("{}: {}: {}", sources.place(finding.primary.span), finding.level, finding.message);
    if let Some(help) = &finding.help {
        let _ = write!(out, "\nhelp: {help}");
    }
    if !finding.cite.is_empty() {
        let _ = write!(out, "\ncite: {}", finding.cite.join("; "));
    }
    out
}

/// The document.
pub(super) fn document(suites: &[Suite]) -> String {
    let mut sums = Sums::default();
    for suite in suites {
        sums.add(suite.sums);
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let Sums { tests, failures, errors, .. } = sums;
    let _ =
        writeln!(out, "<testsuites name=\"crmlint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">");
    for suite in suites {
        let (name, numbers) = (escape(&suite.name), suite.sums.attributes());
        let _ = writeln!(out, "  <testsuite name=\"{name}\" {numbers}>");
        out.push_str(&suite.cases);
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}
