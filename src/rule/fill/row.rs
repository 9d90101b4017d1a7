//! Further cells of matrix rows, plan rows, requirements and claims, and the evidence that plans name.

use super::relation::{joined, requirement_id};
use super::standing::{ends, scalar};
use super::{Filler, Tables, bool_cell, flag, known_word, list, row_ref, texts};
use crate::catalog::{Keeps, RequirementIx, Standing, requirements_hinted_by};
use crate::derive::Tri;
use crate::derive::cloud::CloudStanding;
use crate::derive::fit::{fits, handoff_expected, names_module, needed_after_all};
use crate::derive::ownership::{ClaimFact, RequirementFact};
use crate::derive::score::row_is_met;
use crate::fact::{Cell, CellValue, Subject};
use crate::model::crm::Responsibility;
use crate::model::lower::{CrmRow, Scope, SspRow};
use crate::model::organization::{Capability, StatusResult};
use crate::model::ssp::Implementation;
use crate::rule::facts::EXPECTATION;
use crate::schema::grammar::{FactSink, Field, noun_row};
use crate::source::Span;

/// Who keeps a part by practice.
fn expectation(requirement: Option<RequirementIx>) -> Cell {
    let word = match requirement.map_or(Keeps::None, |r| r.get().keeps) {
        Keeps::Always => "always",
        Keeps::Premises => "premises",
        Keeps::Media => "media",
        Keeps::Contested => "contested",
        Keeps::None => "none",
    };
    known_word(EXPECTATION, word)
}

/// The standing of an offering as a cell.
pub(super) fn standing(of: Standing, span: Option<Span>) -> Cell {
    match of {
        Standing::Authorized => scalar(Some(CloudStanding::Authorized), span),
        Standing::BelowLevel => scalar(Some(CloudStanding::BelowLevel), span),
        Standing::NotAuthorized => scalar(Some(CloudStanding::NotAuthorized), span),
        Standing::Unknown => Cell::unknown(span),
    }
}

/// Evidence and exceptions of plan rows, each pushed once: rows of their tables by plan and row.
#[derive(Default)]
pub(super) struct Parts {
    evidence: Vec<Vec<Vec<u32>>>,
    deficiency: Vec<Vec<Option<u32>>>,
    exception: Vec<Vec<Option<u32>>>,
}

impl Parts {
    fn of<T: Clone + Default>(table: &[Vec<T>], row: &SspRow) -> T {
        table.get(row.ssp).and_then(|rows| rows.get(row.origin.0)).cloned().unwrap_or_default()
    }
}

impl Filler<'_> {
    /// Pushes the evidence of all plan rows.
    pub(super) fn parts(&self, t: &mut Tables) -> Parts {
        let mut out = Parts::default();
        let mut first: Vec<Vec<Option<usize>>> = Vec::new();
        for ssp in &self.d.model.ssps {
            first.push(vec![None; ssp.rows.len()]);
        }
        for (ix, row) in self.d.rows.ssp.iter().enumerate() {
            if let Some(slot) = first.get_mut(row.ssp).and_then(|s| s.get_mut(row.origin.0)) {
                slot.get_or_insert(ix);
            }
        }
        for (s, ssp) in self.d.model.ssps.iter().enumerate() {
            let (mut evidence, mut deficiency, mut exception) = (Vec::new(), Vec::new(), Vec::new());
            let boundaries = self.d.index.boundaries_of(&ssp.boundary);
            let level = boundaries.iter().filter_map(|b| self.d.index.boundaries.get(*b)?.level).max();
            for (r, row) in ssp.rows.iter().enumerate() {
                let lowered =
                    first.get(s).and_then(|f| f.get(r)).copied().flatten().and_then(|ix| self.d.rows.ssp.get(ix));
                let requirement = lowered.and_then(|l| l.key.requirement);
                let entity = format!("{}/{}", self.ssp_entity(s), requirement.map_or("", |r| r.get().id));
                let all = row.evidence.iter().chain(row.objectives.iter().flat_map(|o| &o.evidence));
                let mut pushed = Vec::new();
                for item in all {
                    let mut filled = noun_row(item, Subject::of(entity.clone()), t);
                    let met = lowered.and_then(row_is_met).map_or_else(Cell::absent, flag);
                    filled.cells.extend([ends(item), requirement_id(requirement), super::number(level, None), met]);
                    pushed.push(t.push("ssp-evidence", filled));
                }
                evidence.push(pushed);
                deficiency.push(row.deficiency.as_ref().map(|d| {
                    let filled = noun_row(d, Subject::of(entity.clone()), t);
                    t.push("deficiency", filled)
                }));
                exception.push(row.enduring_exception.as_ref().map(|e| {
                    let filled = noun_row(e, Subject::of(entity.clone()), t);
                    t.push("enduring-exception", filled)
                }));
            }
            out.evidence.push(evidence);
            out.deficiency.push(deficiency);
            out.exception.push(exception);
        }
        out
    }

    pub(super) fn more_of_ssp_row(&self, ix: usize, row: &SspRow, boundaries: &[usize], parts: &Parts) -> Vec<Cell> {
        let (model, standings) = (self.d.model, self.d.standings);
        let requirement = row.key.requirement;
        let conditional = boundaries.iter().any(|b| standings.is(model, *b, StatusResult::Conditional));
        let of = |find: &dyn Fn(usize, RequirementIx) -> Vec<usize>| {
            let found = requirement.map_or_else(Vec::new, |r| boundaries.iter().flat_map(|b| find(*b, r)).collect());
            list(found, model.open)
        };
        let record = |at: Option<u32>| at.map_or_else(Cell::absent, |r| row_ref(Some(r as usize), Some(row.header)));
        let deficiency =
            model.ssps.get(row.ssp).and_then(|s| s.rows.get(row.origin.0)).and_then(|r| r.deficiency.as_ref());
        let planned = deficiency.map_or(Tri::No, |d| match &d.plan {
            Field::Known(plan) => Tri::of(self.d.index.plan_items.contains(&plan.value.0)),
            Field::Unknown(_) => Tri::Unknown,
            Field::Absent => Tri::No,
        });
        let needs = match (row.status.get(), requirement) {
            (Some(Implementation::NotApplicable), Some(r)) => {
                needed_after_all(model, self.d.index, r.get().id, boundaries)
            }
            _ => Vec::new(),
        };
        let evidence = Parts::of(&parts.evidence, row);
        let texts = row
            .customers
            .iter()
            .filter_map(|c| c.text.get())
            .chain(row.providers.iter().filter_map(|p| p.text.get()))
            .map(|t| t.0.as_str());
        let named = model.ssps.get(row.ssp).and_then(|s| s.rows.get(row.origin.0));
        let shown = named.into_iter().flat_map(|r| &r.evidence).map(|e| e.text.value.0.as_str());
        vec![
            flag(conditional),
            of(&|b, r| standings.poam_items(b, r).collect()),
            of(&|b, r| standings.plan_items(b, r).collect()),
            list(evidence.into_iter().map(|r| r as usize), false),
            record(Parts::of(&parts.deficiency, row)),
            record(Parts::of(&parts.exception, row)),
            bool_cell(planned, deficiency.map(|d| d.header)),
            list(self.contradicting(ix, row), false),
            Cell::new(CellValue::Bool(!needs.is_empty()), row.status.span()).because(needs),
            joined(texts.clone().chain(shown.clone())),
            flag(requirement.is_some_and(|r| r.get().id == "3.13.11") && texts.chain(shown).any(names_module)),
            list(self.flow_certificates(boundaries), false),
        ]
    }

    /// CUI flows of the boundaries that name the certificate of the module that encrypts.
    fn flow_certificates(&self, boundaries: &[usize]) -> Vec<usize> {
        let (model, index) = (self.d.model, self.d.index);
        let mut out = Vec::new();
        let mut at = 0;
        for (b, info) in index.boundaries.iter().enumerate() {
            for flow in info.declared.and_then(|d| model.boundaries.get(d)).iter().flat_map(|d| &d.flows) {
                let named = flow.fips_certificate.get().is_some_and(|t| !t.is_blank());
                if named && flow.data.has(&crate::model::organization::DataClass::Cui) && boundaries.contains(&b) {
                    out.push(at);
                }
                at += 1;
            }
        }
        out
    }

    /// Rows for objectives of a row that are NOT MET although the row says that it is.
    fn contradicting(&self, ix: usize, row: &SspRow) -> Vec<usize> {
        if row.scope != Scope::Requirement || row_is_met(row) != Some(true) {
            return Vec::new();
        }
        // Objective rows stand right behind the row of their requirement, those of an id with letters anywhere.
        let requirement = row.key.requirement;
        let mine = |other: &SspRow| {
            other.ssp == row.ssp && other.scope == Scope::Objective && other.key.requirement == requirement
        };
        if requirement.is_none() {
            return Vec::new();
        }
        let behind = self.d.rows.ssp.iter().enumerate().skip(ix + 1).take_while(|(_, r)| mine(r));
        behind.filter(|(_, r)| row_is_met(r) == Some(false)).map(|(i, _)| i).collect()
    }

    pub(super) fn more_of_crm_row(&self, row: &CrmRow) -> Vec<Cell> {
        let party = self.d.index.crm_party.get(row.crm).copied().flatten();
        let requirement = row.key.requirement;
        let claims = matches!(row.responsibility.get(), Some(Responsibility::Provider));
        let fit = match (party, requirement) {
            (Some(p), Some(r)) if claims && row.inherited_from.is_absent() => {
                self.d.classes.get(p).map_or(Tri::Unknown, |class| fits(self.d.index, self.d.model, p, class, r.get()))
            }
            _ => Tri::Yes,
        };
        let written = |field: &Field<crate::schema::grammar::Text>| match field {
            Field::Known(t) => Tri::of(!t.value.is_blank()),
            Field::Unknown(_) => Tri::Unknown,
            Field::Absent => Tri::No,
        };
        let [source, declared] = self.source(row);
        let hints = row.key.control.as_deref().map_or(&[][..], requirements_hinted_by);
        vec![
            row_ref(party, None),
            expectation(requirement),
            bool_cell(written(&row.evidence), row.evidence.span()),
            bool_cell(written(&row.handoff), row.handoff.span()),
            flag(requirement.is_some_and(|r| handoff_expected(r.get()))),
            bool_cell(fit, row.responsibility.span()),
            source,
            declared,
            flag(requirement.is_some_and(RequirementIx::is_level3)),
            flag(self.d.template || party.and_then(|p| self.d.classes.get(p)?.level).is_none_or(|l| l >= 2)),
            texts(hints.iter().map(|ix| ix.get().id.to_owned()), row.key.written.span),
        ]
    }

    pub(super) fn more_of_requirement(&self, fact: &RequirementFact) -> Vec<Cell> {
        let (model, standings) = (self.d.model, self.d.standings);
        let (b, r) = (fact.boundary, fact.requirement);
        let row = fact.ssp_row.and_then(|ix| self.d.rows.ssp.get(ix));
        vec![
            bool_cell(self.met(b, r), row.and_then(|r| r.status.span())),
            row.map_or_else(Cell::absent, |r| super::field_cell(&r.status)),
            flag(standings.is(model, b, StatusResult::Conditional)),
            flag(standings.is(model, b, StatusResult::Final)),
            list(standings.poam_items(b, r), model.open),
            list(standings.plan_items(b, r), model.open),
            flag(r.is_level3()),
            flag(r.get().level1.is_some()),
            list(self.unmet_rows(b, r), model.open),
        ]
    }

    /// Rows that say partially-implemented, planned or not-met and that no plan or exception makes MET.
    fn unmet_rows(&self, boundary: usize, requirement: RequirementIx) -> Vec<usize> {
        let unmet = |r: &SspRow| {
            let word = matches!(
                r.status.get(),
                Some(Implementation::PartiallyImplemented | Implementation::Planned | Implementation::NotMet)
            );
            word && row_is_met(r) == Some(false)
        };
        let rows = self.d.plans.rows(boundary, requirement).iter().copied();
        rows.filter(|ix| self.d.rows.ssp.get(*ix).is_some_and(unmet)).collect()
    }

    pub(super) fn more_of_claim(&self, fact: &ClaimFact) -> Vec<Cell> {
        let premises = self.d.model.organization().and_then(|o| o.premises.as_ref());
        let row = self.d.rows.ssp.get(fact.ssp_row);
        let own = row
            .and_then(|r| self.d.model.ssps.get(r.ssp)?.rows.get(r.origin.0))
            .is_some_and(|r| !r.evidence.is_empty() || r.objectives.iter().any(|o| !o.evidence.is_empty()));
        let theirs = fact.crm_row.and_then(|ix| self.d.rows.crm.get(ix)).is_some_and(|r| r.evidence.get().is_some());
        vec![
            flag(row.is_some_and(|r| r.customers.is_empty())),
            expectation(Some(fact.requirement)),
            flag(fact.requirement.get().onsite.contains(fact.letter)),
            premises
                .map_or_else(|| Cell::unknown(None), |p| Cell::new(CellValue::Bool(p.value.value), Some(p.value.span))),
            premises.map_or_else(|| Cell::unknown(None), |p| super::field_cell(&p.paper)),
            flag(fact.requirement.is_level3()),
            flag(own || theirs),
            flag(self.d.model.organization().is_some_and(|o| o.capability.has(&Capability::RemovableMedia))),
            self.only_matrix(fact.party),
        ]
    }

    /// The matrix of a party that has one and no second.
    fn only_matrix(&self, party: Option<usize>) -> Cell {
        let mut crms = party.into_iter().flat_map(|p| self.d.matrices.crms_of(p));
        match (crms.next(), crms.next()) {
            (Some(only), None) => super::row_ref(Some(only), None),
            _ => Cell::absent(),
        }
    }
}
