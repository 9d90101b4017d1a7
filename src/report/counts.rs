//! What a report comes to, in numbers; the same in every format.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Report, Tally};
use crate::finding::{Finding, Level, Status};

use super::text::counted;

/// Fixed findings that say that a file was not read, or not wholly.
pub(super) const UNREAD: &[&str] = &["kdl-syntax", "unreadable-file", "limit-exceeded"];

/// True if the finding says that its file was not read, or not wholly.
pub(super) fn is_unread(finding: &Finding) -> bool {
    // A second opinion on the syntax is a note; the file was read.
    UNREAD.contains(&finding.rule.as_ref()) && finding.level > Level::Note
}

/// Numbers of one unit, or of several added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub(super) files: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    pub(super) waived: usize,
    pub(super) baselined: usize,
    /// Open findings with a change that mends them.
    pub(super) fixable: usize,
    /// Those of them whose change keeps what the author meant.
    pub(super) fixable_safe: usize,
    pub(super) rules: usize,
    pub(super) clear: usize,
    pub(super) found: usize,
    pub(super) undecided: usize,
    pub(super) not_applicable: usize,
    pub(super) undecided_rows: usize,
}

impl Counts {
    /// The numbers of a report.
    pub fn of(report: &Report) -> Self {
        let mut counts = Self { files: report.files, ..Self::default() };
        for finding in &report.findings {
            let open = finding.status == Status::Open && finding.level != Level::Off;
            counts.fixable += usize::from(open && !finding.fixes.is_empty());
            counts.fixable_safe += usize::from(open && finding.fixes.iter().any(|f| f.safe));
            match (&finding.status, finding.level) {
                (_, Level::Off) => {}
                (Status::Waived { .. }, _) => counts.waived += 1,
                (Status::Baselined, _) => counts.baselined += 1,
                (Status::Open, Level::Error) => counts.errors += 1,
                (Status::Open, Level::Warning) => counts.warnings += 1,
                (Status::Open, Level::Note) => counts.notes += 1,
            }
        }
        counts.add_outcomes(&report.outcomes);
        counts
    }

    fn add_outcomes(&mut self, outcomes: &BTreeMap<String, Tally>) {
        for tally in outcomes.values() {
            self.rules += 1;
            match tally.word() {
                "clear" => self.clear += 1,
                "found" => self.found += 1,
                "undecided" => self.undecided += 1,
                _ => self.not_applicable += 1,
            }
            self.undecided_rows += tally.undecided.iter().map(|m| m.rows).sum::<usize>();
        }
    }

    /// Adds the numbers of another unit; rules are those that ran, counted in each unit.
    pub(super) fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.waived += other.waived;
        self.baselined += other.baselined;
        self.fixable += other.fixable;
        self.fixable_safe += other.fixable_safe;
        self.rules += other.rules;
        self.clear += other.clear;
        self.found += other.found;
        self.undecided += other.undecided;
        self.not_applicable += other.not_applicable;
        self.undecided_rows += other.undecided_rows;
    }

    /// `3 errors, 1 warning (2 waived, 4 held by baseline, 2 fixable)`, or `no findings`.
    pub(super) fn findings(&self) -> String {
        let levels = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let mut out: Vec<String> = levels.into_iter().filter(|(n, _)| *n > 0).map(|(n, w)| counted(n, w)).collect();
        if out.is_empty() {
            out.push("no findings".to_owned());
        }
        let held = listed(&[(self.waived, "waived"), (self.baselined, "held by baseline"), (self.fixable, "fixable")]);
        let held = if held.is_empty() { held } else { format!(" ({held})") };
        format!("{}{held}", out.join(", "))
    }

    /// `96 rules: 91 clear, 3 found, 2 not applicable`.
    pub(super) fn outcomes(&self) -> String {
        let words = listed(&[
            (self.clear, "clear"),
            (self.found, "found"),
            (self.undecided, "undecided"),
            (self.not_applicable, "not applicable"),
        ]);
        let words = if words.is_empty() { words } else { format!(": {words}") };
        format!("{}{words}", counted(self.rules, "rule"))
    }
}

/// `2 waived, 4 fixable`: what is more than none.
fn listed(parts: &[(usize, &str)]) -> String {
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    parts.join(", ")
}

/// Files of a report that were not read, or not wholly, each once, with the line of the first slip: a slip in one of them
/// leaves rows undecided everywhere.
pub(super) fn unread<'a>(report: &'a Report) -> Vec<&'a Finding> {
    let mut seen = BTreeSet::new();
    let is_first = |f: &&'a Finding| is_unread(f) && seen.insert(f.primary.span.file);
    report.findings.iter().filter(is_first).collect()
}
