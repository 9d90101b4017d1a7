//! Cells about boundaries, statuses, POA&Ms, assessments and subcontractors.

use super::{
    Filler, Tables, bool_cell, count, field_cell, flag, key_cells, list, number, row_ref, text, with_strange_id,
};
use crate::catalog::{Poam, RequirementIx};
use crate::derive::Tri;
use crate::derive::score::{cost, met};
use crate::derive::status::expires;
use crate::fact::{Cell, CellValue, Subject};
use crate::model::boundary::Boundary;
use crate::model::organization::{AssessmentKind, DataClass, Status, StatusResult};
use crate::model::provider::{EngagedFor, ProviderKind};
use crate::rule::facts::ELIGIBILITY;
use crate::schema::grammar::{FactSink, Field, Scalar, noun_row};

fn date(day: Option<jiff::civil::Date>, span: Option<crate::source::Span>) -> Cell {
    day.map_or_else(Cell::absent, |d| Cell::new(CellValue::Date(d), span))
}

fn opt_number(value: Option<i64>, span: Option<crate::source::Span>) -> Cell {
    value.map_or_else(Cell::absent, |n| number(Some(n), span))
}

impl Filler<'_> {
    pub(super) fn boundary_cells(&self, b: usize) -> Vec<Cell> {
        let (model, index) = (self.d.model, self.d.index);
        let Some(fact) = self.d.standings.boundaries.get(b) else { return Vec::new() };
        let declared: Option<&Boundary> =
            index.boundaries.get(b).and_then(|i| i.declared).and_then(|d| model.boundaries.get(d));
        let within = declared.map_or(&Field::Absent, |d| &d.within);
        let level = fact.within.and_then(|w| index.boundaries.get(w)).and_then(|i| i.level);
        let id = index.boundaries.get(b).map_or("", |i| i.id.as_str());
        let score = |of: i16| {
            let found = self.d.scores.iter().find(|s| s.boundary == id && s.of == of);
            match found {
                Some(s) if s.unknown > 0 => Cell::unknown(None),
                _ => opt_number(found.map(|s| i64::from(s.declared)), None),
            }
        };
        let now = fact.now;
        vec![
            bool_cell(fact.holds_cui, fact.because.first().map(|l| l.span)).because(fact.because.clone()),
            count(fact.in_scope),
            list(fact.statuses.iter().copied(), model.open),
            list(fact.affirmations.iter().copied(), model.open),
            now.map_or_else(Cell::absent, |s| row_ref(Some(s), None)),
            flag(self.d.standings.is(model, b, StatusResult::Conditional)),
            if within.is_absent() { Cell::absent() } else { number(level, within.span()) },
            list(fact.outside.iter().copied(), model.open),
            flag(fact.level2_final),
            score(110),
            score(24),
        ]
    }

    pub(super) fn poam(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        let items = model.poams.iter().flat_map(|p| p.items.iter().enumerate());
        for ((n, item), fact) in items.zip(&self.d.standings.poam) {
            let mut row = noun_row(item, Subject::of(with_strange_id("poam".into(), &fact.key)), t);
            row.cells.extend(key_cells(&fact.key));
            row.subject.requirement = fact.key.requirement.map(|r| r.get().id.into());
            let info = fact.boundary.and_then(|b| index.boundaries.get(b));
            let level = info.and_then(|i| i.level);
            let at = fact.boundary.zip(fact.key.requirement);
            let met = at.map_or(Tri::Unknown, |(b, r)| self.met(b, r));
            let weight = at.map(|(b, r)| i64::from(cost(self.d.plans, self.d.rows, b, r)));
            let state = at.and_then(|(b, r)| {
                let rows = self.d.plans.rows(b, r).iter().filter_map(|ix| self.d.rows.ssp.get(*ix));
                rows.map(|r| &r.state).find(|s| !s.is_absent())
            });
            let status = fact.boundary.and_then(|b| self.d.standings.result(model, b));
            let conditional = status.filter(|s| s.result.get() == Some(&StatusResult::Conditional));
            row.cells.extend([
                row_ref(fact.boundary, None),
                number(level, info.and_then(|i| i.level_span)),
                bool_cell(met, Some(item.id.span)),
                opt_number(weight, None),
                eligibility(level, fact.key.requirement, item.id.span),
                state.map_or_else(Cell::absent, field_cell),
                flag(conditional.is_some()),
                date(conditional.and_then(expires), conditional.and_then(|s| s.on.span())),
                flag(n == 0),
            ]);
            t.push("poam-item", row);
        }
    }

    pub(super) fn plans_of_action(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        for plan in &model.plans {
            let boundaries = index.boundaries_of(&plan.boundary);
            let level = boundaries.into_iter().filter_map(|b| index.boundaries.get(b)?.level).max();
            for item in &plan.items {
                let mut row = noun_row(item, Subject::of(format!("plan-item:{}", item.id.value)), t);
                row.cells.push(number(level, None));
                t.push("plan-item", row);
            }
        }
    }

    /// Is a requirement declared MET? A row whose status is written as unknown leaves it open.
    pub(super) fn met(&self, boundary: usize, requirement: RequirementIx) -> Tri {
        let open = self.d.model.open && self.d.plans.rows(boundary, requirement).is_empty();
        match met(self.d.plans, self.d.rows, boundary, requirement) {
            Tri::No if open => Tri::Unknown,
            met => met,
        }
    }

    pub(super) fn statuses(&self, t: &mut Tables) {
        for (status, fact) in self.d.model.statuses.iter().zip(&self.d.standings.statuses) {
            let id = fact.boundary.and_then(|b| self.d.index.boundaries.get(b)).map_or("", |b| b.id.as_str());
            let many = self.d.index.boundaries.len() > 1;
            let subject = if many { format!("status:{id}") } else { "status".to_owned() };
            let mut row = noun_row(status, Subject::of(subject), t);
            row.cells.extend(self.status_cells(status, fact));
            t.push("status", row);
        }
    }

    fn status_cells(&self, status: &Status, fact: &crate::derive::status::StatusFact) -> [Cell; 13] {
        let (model, index) = (self.d.model, self.d.index);
        let on = status.on.span();
        let level = fact.boundary.and_then(|b| index.boundaries.get(b)).and_then(|i| i.level);
        let changes = fact.changed.iter().filter_map(|(p, c)| self.child(*p, |p| p.changed.len()).map(|at| at + c));
        let last =
            fact.affirmations.iter().filter_map(|a| model.affirmations.get(*a)?.on.known()).max_by_key(|d| d.value);
        // A day that could not be read may be the one that is asked for.
        let unread = model.affirmations.iter().find(|a| a.on.is_unknown());
        let last_affirmed = match (last, unread) {
            (None, Some(unread)) => Cell::unknown(unread.on.span()),
            _ => date(last.map(|d| d.value), last.map(|d| d.span)),
        };
        let expired = fact.expires.map_or(Tri::Unknown, |e| Tri::of(e < self.d.as_of));
        [
            row_ref(fact.boundary, None),
            number(level, None),
            flag(fact.newest),
            fact.expires.map_or_else(|| Cell::unknown(on), |d| Cell::new(CellValue::Date(d), on)),
            bool_cell(expired, on),
            if fact.open { Cell::unknown(None) } else { opt_number(fact.computed, status.score.span()) },
            if fact.open && fact.unmet == Some(0) { Cell::unknown(None) } else { opt_number(fact.unmet, None) },
            opt_number(fact.without_row, None),
            list(fact.poam.iter().copied(), model.open),
            list(fact.affirmations.iter().copied(), model.open),
            last_affirmed,
            list(changes, model.open),
            list(fact.new_providers.iter().copied(), model.open),
        ]
    }

    /// Number of the first child row of a party in the table of a repeatable child.
    pub(super) fn child(&self, party: usize, of: impl Fn(&crate::model::provider::Provider) -> usize) -> Option<usize> {
        let (model, index) = (self.d.model, self.d.index);
        let before = (0..party).filter_map(|p| index.provider(model, p)).map(of).sum();
        index.provider(model, party).map(|_| before)
    }

    pub(super) fn affirmations(&self, t: &mut Tables) {
        let model = self.d.model;
        for affirmation in &model.affirmations {
            let mut row = noun_row(affirmation, Subject::of("affirmation"), t);
            let by = affirmation.by.get().map(|b| b.0.trim().to_lowercase());
            let named = |name: &str| by.as_deref() == Some(name.trim().to_lowercase().as_str());
            let provider = model.providers.iter().any(|p| {
                named(&p.id.value.0)
                    || p.name.get().is_some_and(|n| named(&n.0))
                    || p.contacts.iter().any(|c| c.name.get().is_some_and(|n| named(&n.0)))
            });
            let known = if by.is_some() { Tri::of(provider) } else { Tri::Unknown };
            row.cells.push(bool_cell(known, affirmation.by.span()));
            t.push("affirmation", row);
        }
    }

    pub(super) fn subcontractors(&self, t: &mut Tables) {
        let model = self.d.model;
        let cmmc = model.organization().and_then(|o| o.cmmc.as_ref());
        let third = cmmc.and_then(|c| c.level.get()).is_some_and(|l| *l >= 3);
        let needs = match cmmc.and_then(|c| c.assessment.get()) {
            Some(kind) => Tri::of(third || *kind != AssessmentKind::Selfs),
            None => Tri::Unknown,
        };
        for sub in &model.subcontractors {
            let mut row = noun_row(sub, Subject::of(format!("subcontractor:{}", sub.id.value)), t);
            let level = if sub.handles.has(&DataClass::Cui) {
                Some(2)
            } else if sub.handles.has(&DataClass::Fci) {
                Some(1)
            } else {
                None
            };
            row.cells.extend([opt_number(level, sub.handles.items.first().map(|h| h.span)), bool_cell(needs, None)]);
            t.push("subcontractor", row);
        }
    }

    /// Level, later work of others, and whether the plan is younger than the assessment.
    pub(super) fn assessment_cells(&self, assessment: &crate::model::organization::Assessment) -> [Cell; 4] {
        let (model, index) = (self.d.model, self.d.index);
        let boundaries = index.boundaries_of(&assessment.boundary);
        let level = boundaries.iter().filter_map(|b| index.boundaries.get(*b)?.level).max();
        let day = crate::derive::independence::assessment_date(assessment).get().copied();
        let firm = assessment.c3pao.get().and_then(|i| index.party(&i.0));
        let mut later = Vec::new();
        for party in (0..index.parties.len()).filter(|p| Some(*p) != firm) {
            let Some(provider) = index.provider(model, party) else { continue };
            // Readiness for another boundary may well go on.
            let here = index.boundaries_of_party(model, party).iter().any(|b| boundaries.contains(b));
            let Some(first) = self.child(party, |p| p.engaged.len()).filter(|_| here) else { continue };
            let prepares = provider.kind.has(&ProviderKind::Rpo);
            for (i, engaged) in provider.engaged.iter().enumerate() {
                let advice = engaged.for_.items.iter().any(|f| {
                    f.value == EngagedFor::Readiness
                        || (prepares && matches!(f.value, EngagedFor::Implementation | EngagedFor::Consulting))
                });
                // Work without an end goes on until it is said to have ended.
                let goes_on = match engaged.until.get() {
                    Some(until) => day.is_some_and(|d| *until > d),
                    None => engaged.until.is_absent() && day.is_some(),
                };
                if advice && goes_on {
                    later.push(first + i);
                }
            }
        }
        let dates: Vec<_> = model
            .ssps
            .iter()
            .filter(|s| index.boundaries_of(&s.boundary).iter().any(|b| boundaries.contains(b)))
            .map(|s| s.date.get().copied())
            .collect();
        let after = match (day, dates.is_empty(), dates.iter().all(Option::is_some)) {
            (_, true, _) => Tri::No,
            (Some(day), _, true) => Tri::of(dates.iter().flatten().any(|d| *d > day)),
            _ => Tri::Unknown,
        };
        let ahead = day.and_then(|d| d.since(self.d.as_of).ok()).map(|s| i64::from(s.get_days()));
        [number(level, None), list(later, model.open), bool_cell(after, None), opt_number(ahead, None)]
    }
}

fn eligibility(level: Option<i64>, requirement: Option<RequirementIx>, span: crate::source::Span) -> Cell {
    let word = match (level, requirement) {
        (Some(1), _) => "level-1",
        (None, _) | (_, None) => return Cell::unknown(Some(span)),
        (_, Some(r)) => match r.get().poam {
            Poam::Eligible => "eligible",
            Poam::WorthMore => "worth-more",
            Poam::Named => "named",
            Poam::Conditional => "crypto-state",
        },
    };
    super::known_word(ELIGIBILITY, word)
}

/// The day until which evidence is good.
pub(super) fn ends(evidence: &crate::model::ssp::SspEvidence) -> Cell {
    let (Some(on), Some(valid)) = (evidence.on.get(), evidence.valid_for.get()) else { return Cell::absent() };
    date(on.checked_add(valid.0).ok(), evidence.on.span())
}

/// The text of an id, or nothing.
pub(super) fn id_text(id: Option<&'static str>) -> Cell {
    id.map_or_else(Cell::absent, text)
}

/// A word of a list, or absent.
pub(super) fn scalar<T: Scalar>(value: Option<T>, span: Option<crate::source::Span>) -> Cell {
    value.map_or_else(Cell::absent, |v| Cell::new(v.cell(), span))
}
