//! The pure function that everything calls: sources and rules in, a report out. No path, clock, environment or network.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::finding::{Finding, Level};

/// How many rows of a rule ended how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Number of findings (before merging by place).
    pub found: usize,
    /// Rows for which the rule was decided.
    pub examined: usize,
    /// Rows that could not be decided: which fact is missing, and how many rows lack it.
    pub undecided: Vec<Missing>,
    /// Why the rule did not apply, when no row was selected.
    pub because: Option<String>,
}

impl Tally {
    /// `not applicable`, `found`, `undecided` or `clear` (contracts 3).
    pub fn word(&self) -> &'static str {
        if self.examined == 0 && self.undecided.is_empty() {
            "not-applicable"
        } else if self.found > 0 {
            "found"
        } else if !self.undecided.is_empty() {
            "undecided"
        } else {
            "clear"
        }
    }
}

/// Rows that one missing fact left undecided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The field that is not known, as a path.
    pub fact: String,
    /// Number of rows.
    pub rows: usize,
    /// Header of the first such row.
    pub first: crate::source::Span,
    /// What the first row is about, e.g. `provider:northwind`.
    pub entity: String,
}

/// The score as declared (32 CFR 170.24), of one Level 2 boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Boundary id.
    pub boundary: String,
    /// Points as the SSP declares: 110 less the weight of each requirement that is not MET.
    pub declared: i16,
    /// Highest possible: 110.
    pub of: i16,
    /// Points of requirements that are declared MET but whose ownership is open, contradicted or unowned.
    pub at_risk: u16,
}

/// The outcome of a run over one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Unit root as shown to users.
    pub unit: String,
    /// Findings sorted by path, offset, rule; waived ones among them.
    pub findings: Vec<Finding>,
    /// One tally a rule that was active.
    pub outcomes: BTreeMap<String, Tally>,
    /// Scores, one a Level 2 boundary that has an SSP; empty for a template.
    pub scores: Vec<Score>,
    /// Declaration files read.
    pub files: usize,
}

/// What a run needs to know beside the sources and the rules.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The only clock there is.
    pub as_of: Date,
    /// Level of a rule or fixed finding by name, from `crmlint.kdl` and `--rule`.
    pub levels: BTreeMap<String, Level>,
}
