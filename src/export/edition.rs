//! A matrix as one list: its rows, those of the matrix that it is based on, and a row for each requirement that only a
//! family or default row answers, since no other format knows such rows.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use crate::catalog::RequirementIx;
use crate::model::crm::{Crm, Responsibility};
use crate::model::lower::{CrmRow, Scope, family_id};
use crate::schema::grammar::{Field, Text};
use crate::source::Span;

/// A matrix.
pub(super) struct Edition<'a> {
    /// Its node.
    pub(super) crm: &'a Crm,
    /// Rows in the order of the requirements; ids that are none come last.
    pub(super) lines: Vec<Line<'a>>,
}

/// What a matrix says of one requirement or objective.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The requirement; none for an id that is none of Revision 2.
    pub(super) requirement: Option<RequirementIx>,
    /// The letter, for an objective.
    pub(super) letter: Option<char>,
    /// The row that says so.
    pub(super) row: &'a CrmRow,
    /// True if the provider's text stands in the requirement above this objective.
    above: bool,
}

impl<'a> Line<'a> {
    /// `3.1.1`, `3.1.1[a]`, or the id as it was written.
    pub(super) fn id(&self) -> String {
        match (self.requirement, self.letter) {
            (Some(ix), Some(letter)) => format!("{}[{letter}]", ix.get().id),
            (Some(ix), None) => ix.get().id.to_owned(),
            (None, _) => super::clean(&self.row.key.written.value),
        }
    }

    /// Title of the requirement.
    pub(super) fn title(&self) -> &'static str {
        self.requirement.map_or("", |ix| ix.get().title)
    }

    /// What the provider does. A text that only stands above an objective is no part of one that is the customer's.
    pub(super) fn provider(&self) -> &'a Field<Text> {
        let row = self.row;
        let has_part =
            matches!(row.responsibility.get(), None | Some(Responsibility::Provider | Responsibility::Shared));
        if self.above && !has_part { &Field::Absent } else { &row.provider_text }
    }

    /// What the customer does. A text that only stands above an objective is no duty that the objective adds.
    pub(super) fn customer(&self) -> &'a Field<Text> {
        let row = self.row;
        let is_provider = row.responsibility.get() == Some(&Responsibility::Provider);
        if is_provider && !row.own_customer_text { &Field::Absent } else { &row.customer_text }
    }
}

impl<'a> Edition<'a> {
    /// Puts it together.
    pub(super) fn of(view: View<'a>, ix: usize) -> Option<Self> {
        let crm = view.crm(ix)?;
        let chain = chain(view, ix);
        let mut lines = Vec::new();
        for row in &view.read.rows.crm {
            if chain.contains(&row.crm) && matches!(row.scope, Scope::Objective | Scope::Requirement) {
                keyed(row, row.crm == ix, &mut lines);
            }
        }
        mark_above(&mut lines);
        if crate::model::lower::framework_of(&crm.framework).is_none_or(|f| f == crate::catalog::Framework::R2) {
            wide(view, &chain, &mut lines);
        }
        lines.sort_by_key(|l| (l.requirement.is_none(), l.requirement, l.letter));
        Some(Self { crm, lines })
    }

    /// What it says of an objective: the objective's own rows, else those of the requirement.
    pub(super) fn of_objective(&self, ix: RequirementIx, letter: char) -> Vec<&Line<'a>> {
        let about = |wanted: Option<char>| -> Vec<&Line<'a>> {
            self.lines.iter().filter(|l| l.requirement == Some(ix) && l.letter == wanted).collect()
        };
        let own = about(Some(letter));
        if own.is_empty() { about(None) } else { own }
    }
}

/// Matrices that no other one is based on: those that speak for their provider.
pub fn tops(view: View<'_>) -> Vec<usize> {
    let crms = &view.read.model.crms;
    let is_base = |ix: usize| (0..crms.len()).any(|other| other != ix && chain(view, other).contains(&ix));
    let tops: Vec<usize> = (0..crms.len()).filter(|ix| !is_base(*ix)).collect();
    // Matrices in a circle are each based on the other.
    if tops.is_empty() { (0..crms.len()).collect() } else { tops }
}

/// A matrix and those that it is based on.
fn chain(view: View<'_>, ix: usize) -> Vec<usize> {
    let mut out = vec![ix];
    let base = |at: usize| {
        let id = view.crm(at)?.based_on.get()?;
        view.read.index.crms.get(&id.0).copied()
    };
    let mut at = ix;
    while let Some(next) = base(at).filter(|n| !out.contains(n)) {
        out.push(next);
        at = next;
    }
    out
}

fn keyed<'a>(row: &'a CrmRow, own: bool, out: &mut Vec<Line<'a>>) {
    let Some(ix) = row.key.requirement else {
        out.push(Line { requirement: None, letter: None, row, above: false });
        return;
    };
    let all = ix.get().letters;
    let letters = match row.scope {
        Scope::Requirement if own || row.in_force.len() == all.len() => "",
        Scope::Objective if own => row.key.letters.as_str(),
        // Of a matrix below, what the one above does not answer itself.
        _ if row.in_force.is_empty() => return,
        _ => row.in_force.as_str(),
    };
    if letters.is_empty() {
        out.push(Line { requirement: Some(ix), letter: None, row, above: false });
    }
    out.extend(letters.chars().map(|letter| Line { requirement: Some(ix), letter: Some(letter), row, above: false }));
}

/// Tells which objectives have their provider's text from the requirement above them.
fn mark_above(lines: &mut [Line<'_>]) {
    let whole = lines.iter().filter(|l| l.letter.is_none());
    let texts: BTreeSet<Span> = whole.filter_map(|l| l.row.provider_text.span()).collect();
    for line in lines.iter_mut().filter(|l| l.letter.is_some()) {
        line.above = line.row.provider_text.span().is_some_and(|s| texts.contains(&s));
    }
}

/// A line for what only a family or default row answers.
fn wide<'a>(view: View<'a>, chain: &[usize], lines: &mut Vec<Line<'a>>) {
    let mut taken: BTreeMap<RequirementIx, String> = BTreeMap::new();
    for line in lines.iter() {
        let Some(ix) = line.requirement else { continue };
        let letters = taken.entry(ix).or_default();
        match line.letter {
            Some(letter) => letters.push(letter),
            None => letters.push_str(ix.get().letters),
        }
    }
    for ix in RequirementIx::all() {
        let taken = taken.get(&ix).map_or("", String::as_str);
        let left: String = ix.get().letters.chars().filter(|l| !taken.contains(*l)).collect();
        if left.is_empty() {
            continue;
        }
        for row in wide_rows(view, chain, ix) {
            if left.len() == ix.get().letters.len() {
                lines.push(Line { requirement: Some(ix), letter: None, row, above: false });
            } else {
                lines.extend(left.chars().map(|l| Line { requirement: Some(ix), letter: Some(l), row, above: false }));
            }
        }
    }
}

/// The family rows of a requirement, else the default, of the first matrix of the chain that has either.
fn wide_rows<'a>(view: View<'a>, chain: &[usize], ix: RequirementIx) -> Vec<&'a CrmRow> {
    let family = ix.get().family;
    for crm in chain {
        for scope in [Scope::Family, Scope::Default] {
            let speaks = |r: &&CrmRow| {
                r.crm == *crm
                    && r.scope == scope
                    && (scope == Scope::Default || r.family.as_deref().and_then(family_id) == Some(family))
            };
            let found: Vec<&CrmRow> = view.read.rows.crm.iter().filter(speaks).collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}
