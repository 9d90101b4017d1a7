//! How much of a provider's matrix or of a plan was understood, row by row.

use std::collections::BTreeSet;

use crate::check::Interpretation;
use crate::finding::counted;
use crate::model::lower::{IdForm, Key};
use crate::source::{FileId, Span};

/// Counts of one file.
pub(super) struct Understood {
    /// True for a plan, false for a matrix.
    pub(super) plan: bool,
    /// Rows; a cell with a list of ids gives several.
    pub(super) rows: usize,
    /// Rows whose id names a requirement, objective or control.
    pub(super) ids: usize,
    /// Rows whose responsibility, or status, is known.
    pub(super) answers: usize,
    /// Where the ids of the rows stand.
    pub(super) at: BTreeSet<Span>,
}

impl Understood {
    /// Rows of matrices that a file holds.
    pub(super) fn of_matrix(outcome: &Interpretation, file: FileId) -> Self {
        let rows: Vec<_> = outcome.rows.crm.iter().filter(|r| r.header.file == file).collect();
        let at = rows.iter().map(|r| r.key.written.span).collect();
        let mut seen: BTreeSet<(Span, &str)> = BTreeSet::new();
        let mut out = Self { plan: false, rows: 0, ids: 0, answers: 0, at };
        for row in rows {
            if seen.insert((row.header, row.key.written.value.as_str())) {
                out.rows += 1;
                out.ids += usize::from(is_understood(&row.key));
                out.answers += usize::from(row.responsibility.known().is_some());
            }
        }
        out
    }

    /// Rows of plans that a file holds.
    pub(super) fn of_plan(outcome: &Interpretation, file: FileId) -> Self {
        let mut out = Self { plan: true, rows: 0, ids: 0, answers: 0, at: BTreeSet::new() };
        for row in outcome.model.ssps.iter().flat_map(|s| &s.rows).filter(|r| r.header.file == file) {
            out.rows += 1;
            out.at.extend(row.ids.iter().map(|id| id.span));
            out.answers += usize::from(row.status.known().is_some());
        }
        let known = outcome.rows.ssp.iter().filter(|r| r.header.file == file && r.origin.1.is_none());
        let known = known.filter(|r| is_understood(&r.key));
        out.ids = known.map(|r| (r.ssp, r.origin.0)).collect::<BTreeSet<_>>().len();
        out
    }

    /// What stays unknown: ids and answers.
    pub(super) fn unknown(&self) -> usize {
        self.rows.saturating_sub(self.ids) + self.rows.saturating_sub(self.answers)
    }

    /// `110 rows; 110 ids understood, 0 not; 108 responsibilities understood, 2 unknown`.
    pub(super) fn words(&self) -> String {
        let what = if self.plan { "statuses" } else { "responsibilities" };
        let rows = counted(self.rows, "row");
        let (ids, left) = (self.rows.saturating_sub(self.ids), self.rows.saturating_sub(self.answers));
        format!("{rows}; {} ids understood, {ids} not; {} {what} understood, {left} unknown", self.ids, self.answers)
    }
}

fn is_understood(key: &Key) -> bool {
    !matches!(key.form, IdForm::Unknown | IdForm::UnknownLetter)
}
