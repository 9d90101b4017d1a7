//! The skeleton of a plan: what an SSP says of each requirement, and where it says nothing, who would have to by the
//! matrices.

use super::edition::{Edition, Line, tops};
use super::table::{Table, responsibility};
use super::{View, clean, said, shown};
use crate::catalog::RequirementIx;
use crate::model::lower::{Scope, SspRow};
use crate::model::ssp::Ssp;

/// A plan with all requirements of its level.
pub(super) struct Skeleton<'a> {
    /// Its node, if there is one.
    pub(super) ssp: Option<&'a Ssp>,
    /// Rows in order.
    pub(super) lines: Vec<PlanLine<'a>>,
    /// The matrices that speak for their providers.
    pub(super) editions: Vec<Edition<'a>>,
}

/// One requirement, or an objective of it that is answered differently.
pub(super) struct PlanLine<'a> {
    /// The requirement.
    pub(super) requirement: RequirementIx,
    /// Letters, for objectives.
    pub(super) letters: &'a str,
    /// What the plan says.
    pub(super) row: Option<&'a SspRow>,
}

impl PlanLine<'_> {
    /// `3.1.1` or `3.1.1[ab]`.
    pub(super) fn id(&self) -> String {
        let id = self.requirement.get().id;
        if self.letters.is_empty() { id.to_owned() } else { format!("{id}[{}]", self.letters) }
    }
}

impl<'a> Skeleton<'a> {
    /// Puts it together.
    pub(super) fn of(view: View<'a>, ix: Option<usize>) -> Self {
        let ssp = ix.and_then(|ix| view.read.model.ssps.get(ix));
        let mut lines = Vec::new();
        for requirement in RequirementIx::of_level(level(view, ssp)) {
            let mine = |r: &&SspRow| Some(r.ssp) == ix && r.key.requirement == Some(requirement);
            let rows: Vec<&SspRow> = view.read.rows.ssp.iter().filter(mine).collect();
            let line = |row: &'a SspRow| {
                let letters = if row.scope == Scope::Objective { row.letters.as_str() } else { "" };
                PlanLine { requirement, letters, row: Some(row) }
            };
            if rows.is_empty() {
                lines.push(PlanLine { requirement, letters: "", row: None });
            }
            lines.extend(rows.into_iter().map(line));
        }
        let editions = tops(view).into_iter().filter_map(|crm| Edition::of(view, crm)).collect();
        Self { ssp, lines, editions }
    }

    /// What the matrices say of a line.
    pub(super) fn answers(&self, line: &PlanLine<'_>) -> Vec<(&Edition<'a>, &Line<'a>)> {
        let about = |l: &&Line<'a>| {
            let letters = l.letter.is_none_or(|c| line.letters.is_empty() || line.letters.contains(c));
            l.requirement == Some(line.requirement) && letters
        };
        self.editions.iter().flat_map(|e| e.lines.iter().filter(about).map(move |l| (e, l))).collect()
    }
}

/// The level of the plan's boundary; 2 where none is stated.
fn level(view: View<'_>, ssp: Option<&Ssp>) -> i64 {
    let boundaries = &view.read.index.boundaries;
    let own = ssp.map(|s| view.read.index.boundaries_of(&s.boundary)).unwrap_or_default();
    let levels = own.iter().filter_map(|b| boundaries.get(*b)?.level);
    levels.max().or_else(|| boundaries.iter().filter_map(|b| b.level).max()).unwrap_or(2)
}

/// The plan as a table: who the SSP says does it, and what the matrices leave to be answered.
pub(super) fn table(view: View<'_>, ix: Option<usize>) -> Table {
    let skeleton = Skeleton::of(view, ix);
    let mut rows = Vec::new();
    for line in &skeleton.lines {
        let row = line.row;
        let status = row.and_then(|r| r.status.get()).map_or_else(String::new, |s| shown(s.word()));
        let customer: Vec<String> = row.map_or_else(Vec::new, |r| r.customers.iter().map(|c| said(&c.text)).collect());
        let providers: Vec<String> = row.map_or_else(Vec::new, |r| {
            let told = |p: &crate::model::ssp::SspProvider| {
                // A line that begins with blanks goes on with the one above it.
                let text: Vec<String> = said(&p.text).lines().map(|l| l.trim().to_owned()).collect();
                format!("{}: {}", clean(&p.id.value.0), text.join("\n  "))
            };
            r.providers.iter().map(told).collect()
        });
        let mut matrices = Vec::new();
        let mut duties = Vec::new();
        for (edition, answer) in skeleton.answers(line) {
            let id = clean(&edition.crm.id.value.0);
            matrices.push(format!("{id} {}: {}", answer.id(), responsibility(answer.row)));
            let duty = said(answer.customer());
            if !duty.is_empty() {
                duties.push(format!("{id}: {duty}"));
            }
        }
        let place = row.map_or_else(String::new, |r| view.sources.place(r.header));
        rows.push(vec![
            line.id(),
            line.requirement.get().title.to_owned(),
            status,
            customer.join("\n"),
            providers.join("\n"),
            row.map_or_else(String::new, |r| said(&r.reason)),
            matrices.join("\n"),
            duties.join("\n"),
            place,
        ]);
    }
    let columns = [
        ("Requirement ID", 15),
        ("Title", 30),
        ("Implementation status", 20),
        ("Organization implementation", 60),
        ("By providers", 60),
        ("Reason", 24),
        ("Matrices", 30),
        ("Left by matrices", 60),
        ("Place", 28),
    ];
    let columns = columns.iter().map(|(t, w)| ((*t).to_owned(), *w)).collect();
    Table { title: "SSP".to_owned(), about: about(&skeleton), columns, rows }
}

fn about(skeleton: &Skeleton<'_>) -> Vec<String> {
    let Some(ssp) = skeleton.ssp else { return vec!["no SSP is declared: nothing is answered yet".to_owned()] };
    let mut out = Vec::new();
    out.extend(ssp.version.get().map(|v| format!("Version: {}", clean(&v.0))));
    out.extend(ssp.date.get().map(|d| format!("Date: {d}")));
    out.extend(ssp.status.get().map(|s| format!("Status: {}", s.word())));
    out
}
