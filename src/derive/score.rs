//! Score as declared (32 CFR 170.24): 110 less the weight of each requirement that is not MET. A requirement is MET only
//! if every objective is. 3.5.3 and 3.13.11 cost 3 in the state that the SSP row names.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{RequirementIx, Weight, requirements_hinted_by};
use crate::model::Model;
use crate::model::lower::{Rows, Scope, SspRow};
use crate::model::resolve::Index;
use crate::model::ssp::Implementation;
use crate::schema::grammar::Text;

use super::Tri;
use super::ownership::Ownership;

/// The score as declared (32 CFR 170.24), of one Level 2 boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Boundary id.
    pub boundary: String,
    /// Points as the SSP declares: the highest possible less the weight of each requirement that is not MET.
    pub declared: i16,
    /// Highest possible: 110, or 24 for the requirements that Level 3 adds.
    pub of: i16,
    /// Points of requirements that are declared MET but whose ownership is open, contradicted or unowned.
    pub at_risk: u16,
    /// Points of requirements whose status is not known; `declared` takes them as not MET.
    pub unknown: u16,
}

/// Is one row MET as declared? `None` when its status is not stated.
pub fn row_is_met(row: &SspRow) -> Option<bool> {
    // What was planned and never done cannot be temporarily deficient (32 CFR 170.4).
    let never = row.status.get() == Some(&Implementation::Planned);
    if row.enduring || (row.deficiency_planned && !never) {
        return Some(true);
    }
    if row.excepted {
        return Some(false);
    }
    row.status.get().map(|status| match status {
        Implementation::Implemented => true,
        Implementation::NotApplicable => is_justified(row),
        Implementation::Alternative => row.ruling.get().is_some_and(|r| !r.is_blank()),
        Implementation::PartiallyImplemented | Implementation::Planned | Implementation::NotMet => false,
    })
}

/// A reason, or the organization's own words on why it does not apply (32 CFR 170.24(b)).
pub fn is_justified(row: &SspRow) -> bool {
    let said = |t: &Text| !t.is_blank();
    row.reason.get().is_some_and(said) || row.customers.iter().any(|c| c.text.get().is_some_and(said))
}

/// SSP rows by boundary and requirement.
#[derive(Debug, Clone, Default)]
pub struct Plans {
    by: BTreeMap<(usize, RequirementIx), Vec<usize>>,
    /// For each boundary the plans that belong to it and were read.
    pub ssps: Vec<Vec<usize>>,
    /// For each boundary the requirements that rows by controls of SP 800-53 may speak of.
    hinted: Vec<BTreeSet<RequirementIx>>,
}

impl Plans {
    /// Orders the rows. Plans in `unread` hold nothing that is known.
    pub fn new(model: &Model, index: &Index, rows: &Rows, unread: &BTreeSet<usize>) -> Self {
        let boundaries: Vec<Vec<usize>> = model.ssps.iter().map(|s| index.boundaries_of(&s.boundary)).collect();
        let count = index.boundaries.len();
        let mut plans =
            Self { by: BTreeMap::new(), ssps: vec![Vec::new(); count], hinted: vec![BTreeSet::new(); count] };
        for (ssp, bs) in boundaries.iter().enumerate() {
            for b in bs {
                if let (Some(list), false) = (plans.ssps.get_mut(*b), unread.contains(&ssp)) {
                    list.push(ssp);
                }
            }
        }
        for (ix, row) in rows.ssp.iter().enumerate() {
            let hints = row.key.control.as_deref().map_or(&[][..], requirements_hinted_by);
            for b in boundaries.get(row.ssp).into_iter().flatten().filter(|_| !hints.is_empty()) {
                if let Some(hinted) = plans.hinted.get_mut(*b) {
                    hinted.extend(hints);
                }
            }
            let Some(requirement) = row.key.requirement else { continue };
            for b in boundaries.get(row.ssp).into_iter().flatten() {
                plans.by.entry((*b, requirement)).or_default().push(ix);
            }
        }
        plans
    }

    /// Rows of one requirement, in source order.
    pub fn rows(&self, boundary: usize, requirement: RequirementIx) -> &[usize] {
        self.by.get(&(boundary, requirement)).map_or(&[], Vec::as_slice)
    }

    /// True if the requirement has no row, and a row that names a control of SP 800-53 may be one.
    pub fn is_hinted(&self, boundary: usize, requirement: RequirementIx) -> bool {
        let hinted = self.hinted.get(boundary).is_some_and(|h| h.contains(&requirement));
        hinted && self.rows(boundary, requirement).is_empty()
    }

    /// True if a plan of the boundary was read.
    pub fn has_ssp(&self, boundary: usize) -> bool {
        self.ssps.get(boundary).is_some_and(|s| !s.is_empty())
    }
}

/// Is a requirement declared MET in a boundary? A requirement without a row is not.
pub fn is_met(plans: &Plans, rows: &Rows, boundary: usize, requirement: RequirementIx) -> bool {
    let all = || plans.rows(boundary, requirement).iter().filter_map(|ix| rows.ssp.get(*ix));
    let special = |letter: char| all().any(|r| r.scope == Scope::Objective && r.letters.contains(letter));
    let answered = |letter: char| special(letter) || all().any(|r| r.scope == Scope::Requirement);
    let covered = |row: &SspRow| row.scope == Scope::Requirement && requirement.get().letters.chars().all(special);
    let mut any = false;
    for row in plans.rows(boundary, requirement).iter().filter_map(|ix| rows.ssp.get(*ix)) {
        any = true;
        // A row without a status is not declared MET; one that only holds objectives leaves it to them.
        if row_is_met(row) != Some(true) && !(row.status.is_absent() && covered(row)) {
            return false;
        }
    }
    any && requirement.get().letters.chars().all(answered)
}

/// The same where it may be that nobody can tell: a status that is not understood, or a row by a control of SP 800-53.
pub fn met(plans: &Plans, rows: &Rows, boundary: usize, requirement: RequirementIx) -> Tri {
    let all = || plans.rows(boundary, requirement).iter().filter_map(|ix| rows.ssp.get(*ix));
    let is_open = all().any(|r| r.status.is_unknown()) && all().all(|r| row_is_met(r) != Some(false));
    if is_met(plans, rows, boundary, requirement) {
        Tri::Yes
    } else if is_open || plans.is_hinted(boundary, requirement) {
        Tri::Unknown
    } else {
        Tri::No
    }
}

/// Points that a requirement costs when it is not MET.
pub fn cost(plans: &Plans, rows: &Rows, boundary: usize, requirement: RequirementIx) -> u16 {
    let weight = requirement.get().weight;
    if !matches!(weight, Weight::Variable { .. }) {
        return weight.full();
    }
    let mut found = plans.rows(boundary, requirement).iter().filter_map(|ix| rows.ssp.get(*ix));
    let state = found.find_map(|r| r.state.get().map(|s| s.word()));
    weight.in_state(state)
}

/// Scores of all boundaries at Level 2 and above that have an SSP; at Level 3 one more for the 24 that it adds.
pub fn score(index: &Index, plans: &Plans, rows: &Rows, ownership: &Ownership) -> Vec<Score> {
    let mut out = Vec::new();
    for (b, boundary) in index.boundaries.iter().enumerate() {
        if boundary.level.is_none_or(|l| l < 2) || !plans.has_ssp(b) {
            continue;
        }
        out.push(points(&boundary.id, 110, RequirementIx::all(), plans, rows, b, ownership));
        if boundary.level.is_some_and(|l| l >= 3) {
            out.push(points(&boundary.id, 24, RequirementIx::level3(), plans, rows, b, ownership));
        }
    }
    out
}

fn points(
    id: &str,
    of: i16,
    requirements: impl Iterator<Item = RequirementIx>,
    plans: &Plans,
    rows: &Rows,
    boundary: usize,
    ownership: &Ownership,
) -> Score {
    let mut score = Score { boundary: id.to_owned(), declared: of, of, at_risk: 0, unknown: 0 };
    for requirement in requirements {
        let points = cost(plans, rows, boundary, requirement);
        let met = met(plans, rows, boundary, requirement);
        if met == Tri::Unknown {
            score.unknown = score.unknown.saturating_add(points);
        }
        if met != Tri::Yes {
            score.declared = score.declared.saturating_sub(i16::try_from(points).unwrap_or(i16::MAX));
        } else if ownership.is_at_risk(boundary, requirement) {
            score.at_risk = score.at_risk.saturating_add(points);
        }
    }
    score
}
