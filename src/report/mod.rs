//! A report in the formats that people and machines read. Each format is a pure function from a [`crate::check::Report`]
//! and its sources to a `String`; nothing here prints, and no character that could steer a terminal leaves any of them.

pub mod concise;
pub mod json;
pub mod sarif;
mod shown;
mod snippet;
pub mod terminal;
mod text;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::check::{Report, Tally};
use crate::finding::{Level, Status, nearest};

pub use shown::FOUND_MAX;

/// An output format of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Findings with their source lines, for people.
    Full,
    /// One line a finding.
    Concise,
    /// The JSON report, described by `schemas/report.schema.json`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// All formats in the order in which they are documented.
    pub const ALL: [Self; 4] = [Self::Full, Self::Concise, Self::Json, Self::Sarif];

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word that was given as a format names none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format `{}`{}; the formats are {}", text::line(.word), self.guess(), Format::ALL.map(Format::word).join(", "))]
pub struct UnknownFormat {
    /// What was given.
    pub word: String,
}

impl UnknownFormat {
    fn guess(&self) -> String {
        nearest(&self.word, Format::ALL.map(Format::word)).map_or_else(String::new, |n| format!(", did you mean `{n}`"))
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|f| f.word() == word).ok_or_else(|| UnknownFormat { word: word.to_owned() })
    }
}

/// What a report comes to, in numbers; the same in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    baselined: usize,
    /// Open findings with a change that mends them.
    fixable: usize,
    rules: usize,
    clear: usize,
    found: usize,
    undecided: usize,
    not_applicable: usize,
    undecided_rows: usize,
}

impl Counts {
    fn of(report: &Report) -> Self {
        let mut counts = Self::default();
        for finding in &report.findings {
            counts.fixable += usize::from(finding.status == Status::Open && !finding.fixes.is_empty());
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
}
