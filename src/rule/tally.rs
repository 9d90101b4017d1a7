//! How the rows of a rule ended.

use crate::source::Span;

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
    /// `not applicable`, `found`, `undecided` or `clear`.
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
    pub first: Span,
    /// What the first row is about, e.g. `provider:northwind`.
    pub entity: String,
    /// Header and subject of the other rows, in runs that ask for every row.
    pub others: Vec<(Span, String)>,
}
