//! Fills the tables of the vocabulary from the model and what was derived from it. Cells stand in the order of the
//! fields; a derived cell carries the places that it follows from.

mod asset;
mod relation;
mod row;
mod standing;
mod statement;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::facts::{AUTH_STATUS, IMPACT, VARIANT, YES_NO, table_index, vocabulary};
use crate::catalog::{Catalog, Lookup, Offering, Poam, RequirementIx};
use crate::derive::Tri;
use crate::derive::classify::ProviderClass;
use crate::derive::cloud::{CloudDuty, CloudFact, describe};
use crate::derive::independence::{Conflict, assessment_date};
use crate::derive::inherit::Matrices;
use crate::derive::ownership::{ClaimFact, DutyFact, ObjectiveFact, Ownership, RequirementFact};
use crate::derive::score::{Plans, Score, cost, is_justified, row_is_met};
use crate::derive::status::Standings;
use crate::derive::wording::Statement;
use crate::fact::{Cell, CellValue, Facts, Row, Subject};
use crate::finding::Label;
use crate::model::Model;
use crate::model::boundary::Category;
use crate::model::crm::Responsibility;
use crate::model::lower::{CrmRow, Key, Rows, Scope, SspRow};
use crate::model::organization::DataClass;
use crate::model::provider::Provider;
use crate::model::resolve::{Index, OfferingOf, Place};
use crate::model::ssp::Implementation;
use crate::schema::grammar::{FactSink, Field, Id, Noun, Scalar, Words, field_cell, noun_row, words_cell};
use crate::source::{Sources, Span, Spanned};

/// Everything that facts are made from.
pub struct Derived<'a> {
    /// The declarations.
    pub model: &'a Model,
    /// Their names.
    pub index: &'a Index,
    /// The catalogue in force.
    pub catalog: &'a Catalog,
    /// Rows of matrices and plans.
    pub rows: &'a Rows,
    /// The matrices.
    pub matrices: &'a Matrices<'a>,
    /// Rows of plans by boundary.
    pub plans: &'a Plans,
    /// Classes of the providers.
    pub classes: &'a [ProviderClass],
    /// Standing of the environments.
    pub clouds: &'a [CloudFact],
    /// Ownership.
    pub ownership: &'a Ownership,
    /// Scores as declared.
    pub scores: &'a [Score],
    /// Statuses, affirmations and POA&Ms.
    pub standings: &'a Standings,
    /// Texts and what their wording gives away.
    pub wording: &'a [Statement],
    /// The files, for the words of phrases.
    pub sources: &'a Sources,
    /// Conflicts of each assessment.
    pub conflicts: &'a [Vec<Conflict>],
    /// The clock.
    pub as_of: Date,
    /// True for a template.
    pub template: bool,
}

struct Tables {
    facts: Facts,
    numbers: BTreeMap<&'static str, usize>,
    /// The table of the last push: rows of a table mostly come one after another.
    last: (&'static str, usize),
}

impl FactSink for Tables {
    fn push(&mut self, table: &'static str, row: Row) -> u32 {
        if !std::ptr::eq(self.last.0, table) {
            let Some(ix) = self.numbers.get(table) else { return u32::MAX };
            self.last = (table, *ix);
        }
        let Some(rows) = self.facts.tables.get_mut(self.last.1) else { return u32::MAX };
        rows.push(row);
        u32::try_from(rows.len() - 1).unwrap_or(u32::MAX)
    }
}

impl Tables {
    fn new() -> Self {
        let numbers = vocabulary().iter().enumerate().map(|(i, t)| (t.name, i)).collect();
        Self { facts: Facts { tables: vec![Vec::new(); vocabulary().len()] }, numbers, last: ("", usize::MAX) }
    }

    fn rows_mut(&mut self, table: &str) -> &mut [Row] {
        self.numbers.get(table).and_then(|ix| self.facts.tables.get_mut(*ix)).map_or(&mut [], Vec::as_mut_slice)
    }

    fn set(&mut self, table: &'static str, row: usize, field: &str, cell: Cell) {
        let at = table_index(table)
            .and_then(|t| vocabulary().get(t))
            .and_then(|t| t.fields.iter().position(|f| f.name == field));
        if let (Some(at), Some(row)) = (at, self.rows_mut(table).get_mut(row))
            && let Some(slot) = row.cells.get_mut(at)
        {
            *slot = cell;
        }
    }
}

fn bool_cell(value: Tri, span: Option<Span>) -> Cell {
    match value {
        Tri::Yes => Cell::new(CellValue::Bool(true), span),
        Tri::No => Cell::new(CellValue::Bool(false), span),
        Tri::Unknown => Cell::unknown(span),
    }
}

fn flag(value: bool) -> Cell {
    Cell::new(CellValue::Bool(value), None)
}

fn text(value: impl Into<Cow<'static, str>>) -> Cell {
    Cell::new(CellValue::Text(value.into()), None)
}

fn word<T: Scalar>(value: Option<T>) -> Cell {
    value.map_or_else(|| Cell::unknown(None), |v| Cell::new(v.cell(), None))
}

fn number(value: Option<i64>, span: Option<Span>) -> Cell {
    value.map_or_else(|| Cell::unknown(span), |n| Cell::new(n.cell(), span))
}

fn count(value: usize) -> Cell {
    number(Some(i64::try_from(value).unwrap_or(i64::MAX)), None)
}

fn row_ref(row: Option<usize>, span: Option<Span>) -> Cell {
    row.map_or_else(|| Cell::unknown(span), |r| Cell::new(CellValue::Row(u32::try_from(r).unwrap_or(u32::MAX)), span))
}

fn list(rows: impl IntoIterator<Item = usize>, open: bool) -> Cell {
    let rows = rows.into_iter().map(|r| u32::try_from(r).unwrap_or(u32::MAX)).collect();
    Cell::new(CellValue::List { rows, open }, None)
}

fn texts(items: impl IntoIterator<Item = String>, span: Span) -> Cell {
    let items: Vec<Spanned<String>> = items.into_iter().map(|i| Spanned::new(i, span)).collect();
    if items.is_empty() { Cell::absent() } else { Cell::new(CellValue::Texts(items), None) }
}

fn id_texts(ids: &[Spanned<Id>]) -> Cell {
    if ids.is_empty() {
        return Cell::absent();
    }
    let items = ids.iter().map(|i| Spanned::new(i.value.0.clone(), i.span)).collect();
    Cell::new(CellValue::Texts(items), ids.first().map(|i| i.span))
}

fn known_word(words: &[&str], value: &str) -> Cell {
    match words.iter().position(|w| *w == value) {
        Some(at) => Cell::new(CellValue::Word(u16::try_from(at).unwrap_or(u16::MAX)), None),
        None => Cell::unknown(None),
    }
}

/// A reference that was written: resolved, absent, or unknown.
fn reference(field: &Field<Id>, resolved: Option<usize>) -> Cell {
    match field {
        Field::Absent => Cell::absent(),
        _ => row_ref(resolved, field.span()),
    }
}

/// Points that a finding on a requirement puts at risk: its weight, unless it is declared not MET already.
fn at_risk(d: &Derived<'_>, boundary: usize, requirement: RequirementIx) -> Option<u16> {
    if d.index.boundaries.get(boundary).is_none_or(|i| i.level.is_some_and(|l| l < 2)) {
        return None;
    }
    let mut rows = d.plans.rows(boundary, requirement).iter().filter_map(|ix| d.rows.ssp.get(*ix));
    let unmet = |r: &SspRow| row_is_met(r) == Some(false) && r.status.get() != Some(&Implementation::NotApplicable);
    if rows.any(unmet) {
        return None;
    }
    Some(cost(d.plans, d.rows, boundary, requirement)).filter(|p| *p > 0)
}

/// Fills all tables.
pub fn fill(derived: &Derived<'_>) -> Facts {
    let mut tables = Tables::new();
    let filler = Filler::new(derived);
    filler.organization(&mut tables);
    filler.boundaries(&mut tables);
    filler.providers(&mut tables);
    filler.offerings_and_environments(&mut tables);
    filler.crms(&mut tables);
    filler.crm_rows(&mut tables);
    filler.ssps(&mut tables);
    filler.ownership(&mut tables);
    filler.documents(&mut tables);
    tables.facts
}

struct Filler<'a> {
    d: &'a Derived<'a>,
    points: Points,
    /// Entity of each boundary's plan.
    entities: Vec<Arc<str>>,
    /// Entity of each matrix.
    crm_entities: Vec<Arc<str>>,
}

/// What a finding on a requirement puts at risk in each boundary; asked for by thousands of rows.
struct Points {
    boundaries: Vec<Vec<Option<u16>>>,
}

impl Points {
    fn of(&self, boundary: usize, requirement: RequirementIx) -> Option<u16> {
        self.boundaries.get(boundary)?.get(usize::from(requirement.0)).copied().flatten()
    }

    fn anywhere(&self, requirement: RequirementIx) -> Option<u16> {
        if self.boundaries.is_empty() {
            return Some(requirement.get().weight.full()).filter(|p| *p > 0);
        }
        (0..self.boundaries.len()).filter_map(|b| self.of(b, requirement)).max()
    }
}

/// The letter of an objective as a text that need not be kept.
fn letter_text(letter: char) -> &'static str {
    const ALL: &str = "abcdefghijklmnopqrstuvwxyz";
    ALL.find(letter).and_then(|at| ALL.get(at..=at)).unwrap_or("")
}

impl<'a> Filler<'a> {
    fn new(d: &'a Derived<'a>) -> Self {
        let many = d.index.boundaries.len() > 1;
        let entity = |id: &str| if many { format!("ssp:{id}").into() } else { "ssp".into() };
        let entities = d.index.boundaries.iter().map(|b| entity(&b.id)).collect();
        let crm_entities = d.model.crms.iter().map(|c| format!("crm:{}", c.id.value).into()).collect();
        let all = || RequirementIx::all().chain(RequirementIx::level3());
        let boundaries = (0..d.index.boundaries.len()).map(|b| all().map(|r| at_risk(d, b, r)).collect()).collect();
        Self { d, points: Points { boundaries }, entities, crm_entities }
    }

    fn crm_entity(&self, crm: usize) -> Arc<str> {
        self.crm_entities.get(crm).cloned().unwrap_or_else(|| "crm:".into())
    }
}

impl Filler<'_> {
    fn organization(&self, t: &mut Tables) {
        for org in &self.d.model.organizations {
            let row = noun_row(org, Subject::of(format!("organization:{}", org.id.value)), t);
            let level = org.cmmc.as_ref().and_then(|c| c.level.known());
            let ix = t.push("organization", row) as usize;
            let all = list(0..self.d.index.boundaries.len(), self.d.model.open);
            if let Some(row) = t.rows_mut("organization").get_mut(ix) {
                row.cells.extend([number(level.map(|l| l.value), level.map(|l| l.span)), all]);
            }
        }
    }

    fn boundaries(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        for (b, info) in index.boundaries.iter().enumerate() {
            let subject = Subject::of(format!("boundary:{}", info.id));
            let row = match info.declared.and_then(|d| model.boundaries.get(d)) {
                Some(boundary) => noun_row(boundary, subject, t),
                None => implied_row::<crate::model::boundary::Boundary>(info.span, subject, &info.id),
            };
            let ix = t.push("boundary", row) as usize;
            t.set("boundary", ix, "level", number(info.level, info.level_span));
            let ssps = model
                .ssps
                .iter()
                .enumerate()
                .filter(|(_, s)| index.boundaries_of(&s.boundary).contains(&b))
                .map(|(i, _)| i);
            let cells = [list(ssps, model.open), flag(info.declared.is_none())];
            let more = self.boundary_cells(b);
            if let Some(row) = t.rows_mut("boundary").get_mut(ix) {
                row.cells.extend(cells);
                row.cells.extend(more);
            }
        }
        self.assets_and_flows(t);
    }

    fn assets_and_flows(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        let (mut at_asset, mut at_flow) = (0, 0);
        for (b, info) in index.boundaries.iter().enumerate() {
            let Some(boundary) = info.declared.and_then(|d| model.boundaries.get(d)) else { continue };
            for asset in &boundary.assets {
                let mut receives: Words<DataClass> = Words::default();
                for flow in boundary.flows.iter().filter(|f| f.to.get() == Some(&asset.id.value)) {
                    receives.items.extend(flow.data.items.iter().copied());
                }
                if let Some(row) = t.rows_mut("asset").get_mut(at_asset) {
                    row.subject = Subject::of(format!("asset:{}", asset.id.value));
                    row.cells.extend([
                        row_ref(Some(b), None),
                        number(info.level, info.level_span),
                        words_cell(&receives),
                        Self::documented(boundary),
                        asset::vdi_gaps(asset),
                        flag(boundary.flows.iter().any(|f| f.via.items.iter().any(|v| v.value.0 == asset.id.value.0))),
                    ]);
                }
                at_asset += 1;
            }
            for flow in &boundary.flows {
                let cells = [
                    self.cleared(&flow.from, &flow.data),
                    self.cleared(&flow.to, &flow.data),
                    number(info.level, info.level_span),
                    flag(!flow.via.is_absent()),
                ];
                if let Some(row) = t.rows_mut("flow").get_mut(at_flow) {
                    row.subject = Subject::of(format!("flow:{}", flow.id.value));
                    row.cells.extend(cells);
                }
                at_flow += 1;
            }
        }
    }

    /// Is the end of a flow declared to hold what flows? Only CUI is judged: it is what encryption does not make harmless.
    fn cleared(&self, end: &Field<Id>, data: &Words<DataClass>) -> Cell {
        let Some(id) = end.known() else { return Cell::unknown(end.span()) };
        if !data.has(&DataClass::Cui) {
            return Cell::new(CellValue::Bool(true), Some(id.span));
        }
        let (model, index) = (self.d.model, self.d.index);
        let (cleared, place) = match index.places.get(&id.value.0).copied() {
            None => return self.subcontractor_cleared(id),
            Some(Place::Environment(e)) => match model.environments.get(e) {
                Some(env) if env.holds.unknown.is_some() => return Cell::unknown(Some(id.span)),
                Some(env) => (env.holds.has(&DataClass::Cui), Some((env.header, "does not declare that it holds CUI"))),
                None => return Cell::unknown(Some(id.span)),
            },
            Some(Place::Service(party, s)) => match index.services(model, party).get(s) {
                Some(service) if service.data.is_absent() || service.data.unknown.is_some() => {
                    return Cell::unknown(Some(id.span));
                }
                Some(service) => {
                    (service.data.has(&DataClass::Cui), Some((service.header, "is not declared to handle CUI")))
                }
                None => return Cell::unknown(Some(id.span)),
            },
            Some(Place::Provider(party)) => {
                let class = self.d.classes.get(party);
                if class.is_none_or(|c| c.data.is_empty()) {
                    return Cell::unknown(Some(id.span));
                }
                (class.is_some_and(|c| c.data.contains(&DataClass::Cui)), None)
            }
            Some(place @ Place::Asset(..)) => match index.asset(model, place) {
                Some(a) if a.category.is_absent() || a.category.unknown.is_some() => {
                    return Cell::unknown(Some(id.span));
                }
                // Specialized and risk managed assets may or could hold CUI: other rules judge them.
                Some(a) => {
                    let out = a.category.has(&Category::OutOfScope)
                        || a.category.items.iter().all(|c| c.value == Category::Fci);
                    let place = a.category.items.first().map_or(a.header, |c| c.span);
                    (!out, Some((place, "declared outside of what handles CUI")))
                }
                None => return Cell::unknown(Some(id.span)),
            },
        };
        let because = match place {
            Some((span, why)) if !cleared => vec![Label::new(span, format!("`{}` {why}", id.value))],
            _ => Vec::new(),
        };
        Cell::new(CellValue::Bool(cleared), Some(id.span)).because(because)
    }

    fn subcontractor_cleared(&self, id: &Spanned<Id>) -> Cell {
        match self.d.model.subcontractors.iter().find(|s| s.id.value == id.value) {
            Some(s) if !s.handles.is_absent() && s.handles.unknown.is_none() => {
                Cell::new(CellValue::Bool(s.handles.has(&DataClass::Cui)), Some(id.span))
            }
            _ => Cell::unknown(Some(id.span)),
        }
    }

    fn providers(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        let mentions = self.mentions(t);
        for (party, info) in index.parties.iter().enumerate() {
            let subject = Subject::of(format!("provider:{}", info.id));
            let provider = info.declared.and_then(|d| model.providers.get(d));
            let row = match provider {
                Some(p) => noun_row(p, subject, t),
                None => implied_row::<Provider>(info.span, subject, &info.id),
            };
            let ix = t.push("provider", row) as usize;
            if provider.is_none() {
                t.set("provider", ix, "name", text(info.name.clone()));
            }
            let cells = self.provider_cells(party, mentions.get(party).map_or(&[], Vec::as_slice));
            if let Some(row) = t.rows_mut("provider").get_mut(ix) {
                row.cells.extend(cells);
            }
        }
        self.services(t);
        self.certificates(t);
    }

    fn provider_cells(&self, party: usize, mentions: &[usize]) -> Vec<Cell> {
        let (model, index) = (self.d.model, self.d.index);
        let Some(class) = self.d.classes.get(party) else { return Vec::new() };
        let span = index.parties.get(party).map(|p| p.span);
        let boundaries = index.boundaries_of_party(model, party);
        let has_ssp = boundaries.iter().any(|b| self.d.plans.has_ssp(*b));
        let equivalent = class.environments.iter().any(|e| {
            self.d.clouds.get(*e).is_some_and(|c| c.duty == Tri::Yes)
                && model.environments.get(*e).is_some_and(|env| env.equivalency.is_some())
                && index.environment_party.get(*e) == Some(&Some(party))
        });
        let descriptions = model
            .service_descriptions
            .iter()
            .enumerate()
            .filter(|(_, s)| s.provider.get().and_then(|p| index.party_behind(&p.0)) == Some(party));
        let data: Vec<Spanned<u16>> = class
            .data
            .iter()
            .map(|d| Spanned::new(*d as u16, span.unwrap_or(Span::new(crate::source::FileId(0), 0, 0))))
            .collect();
        let mut cells = vec![
            number(class.level, None),
            list(class.environments.iter().copied(), false),
            if data.is_empty() { Cell::absent() } else { Cell::new(CellValue::Words(data), None) },
            bool_cell(class.is_esp, None).because(class.because.clone()),
            Cell::new(CellValue::Word(u16::from(class.debated)), None),
            bool_cell(class.is_csp, None).because(class.csp_because.clone()),
            list(self.d.matrices.crms_of(party), model.open),
            list(mentions.iter().copied(), model.open || self.is_named_in_prose(party)),
            flag(has_ssp),
            count(self.rows_with_part(party)),
            flag(equivalent),
            list(descriptions.map(|(i, _)| i), model.open),
            flag(index.parties.get(party).is_some_and(|p| p.declared.is_none())),
        ];
        cells.extend(self.more_of_provider(party, class));
        cells
    }

    fn rows_with_part(&self, party: usize) -> usize {
        let crms: Vec<usize> = self.d.matrices.crms_of(party).collect();
        self.d
            .rows
            .crm
            .iter()
            .filter(|r| {
                crms.contains(&r.crm)
                    && matches!(r.responsibility.get(), Some(Responsibility::Provider | Responsibility::Shared))
            })
            .count()
    }

    /// True if the text of a plan names the party: what is said of it there is not known.
    fn is_named_in_prose(&self, party: usize) -> bool {
        let (model, index) = (self.d.model, self.d.index);
        model.mentioned.keys().any(|id| index.party_behind(id) == Some(party))
    }

    /// Rows of `ssp-mention`, for each party.
    fn mentions(&self, t: &mut Tables) -> Vec<Vec<usize>> {
        let (model, index) = (self.d.model, self.d.index);
        let mut out = vec![Vec::new(); index.parties.len()];
        let mut add = |id: &Spanned<Id>, header: Span, t: &mut Tables| {
            let Some(party) = index.party_behind(&id.value.0) else { return };
            let Some(list) = out.get_mut(party) else { return };
            if list.len() < 8 {
                let cells = vec![Cell::new(CellValue::Text(id.value.0.clone().into()), Some(id.span))];
                let row = Row { span: header, subject: Subject::of(format!("provider:{}", id.value)), cells };
                list.push(t.push("ssp-mention", row) as usize);
            }
        };
        for ssp in &model.ssps {
            for describes in &ssp.describes {
                add(&describes.provider, describes.header, t);
            }
            for row in &ssp.rows {
                let objectives = row.objectives.iter().flat_map(|o| &o.providers);
                for provider in row.providers.iter().chain(objectives) {
                    add(&provider.id, provider.header, t);
                }
            }
        }
        out
    }

    fn services(&self, t: &mut Tables) {
        let mut at = 0;
        for (party, class) in self.d.classes.iter().enumerate() {
            let services = self.d.index.services(self.d.model, party);
            for (service, facts) in services.iter().zip(&class.services) {
                let name = self.d.index.parties.get(party).map_or("", |p| p.id.as_str());
                let cells = [
                    row_ref(Some(party), None),
                    bool_cell(facts.on_provider_assets, None).because(facts.because.clone()),
                    flag(facts.provider_runs),
                    bool_cell(facts.reaches_cui, service.reaches.items.first().map(|r| r.span)),
                    number(class.level, None),
                ];
                if let Some(row) = t.rows_mut("service").get_mut(at) {
                    row.subject = Subject::of(format!("service:{name}.{}", service.id.value));
                    row.cells.extend(cells);
                }
                at += 1;
            }
        }
    }

    fn offerings_and_environments(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        let mut offerings: BTreeMap<String, usize> = BTreeMap::new();
        let export = model.organization().map_or(Field::Absent, |o| o.export_controlled.clone());
        for (e, env) in model.environments.iter().enumerate() {
            let Some(fact) = self.d.clouds.get(e) else { continue };
            let known = match index.offerings.get(e) {
                Some(OfferingOf::Known(o)) => {
                    Some(Self::offering_row(o, env.offering.span().unwrap_or(env.header), &mut offerings, t))
                }
                _ => None,
            };
            let twin = fact.twin.as_deref().and_then(|id| match self.d.catalog.find(id) {
                Lookup::Found(o) => {
                    let mut twin = o.clone();
                    self.d.catalog.update(&mut twin, None);
                    Some((Self::offering_row(&twin, env.header, &mut offerings, t), twin))
                }
                _ => None,
            });
            let row = noun_row(env, Subject::of(format!("environment:{}", env.id.value)), t);
            let ix = t.push("environment", row) as usize;
            t.set("environment", ix, "offering", reference(&env.offering, known));
            let party = index.environment_party.get(e).copied().flatten();
            t.set("environment", ix, "provider", row_ref(party, env.provider.span()));
            let level =
                index.boundaries_of(&env.boundary).into_iter().filter_map(|b| index.boundaries.get(b)?.level).max();
            let mut cells = Self::environment_cells(env, fact, level, &export, twin);
            cells.extend(self.more_of_environment(e, env));
            if let Some(row) = t.rows_mut("environment").get_mut(ix) {
                row.cells.extend(cells);
            }
        }
    }

    fn environment_cells(
        env: &crate::model::environment::Environment,
        fact: &CloudFact,
        level: Option<i64>,
        export: &Field<bool>,
        twin: Option<(usize, Offering)>,
    ) -> Vec<Cell> {
        let at = env.offering.span();
        let duty = match fact.duty {
            Tri::Yes => Cell::new(CloudDuty::FedrampModerate.cell(), env.holds.place(&DataClass::Cui)),
            Tri::No => Cell::new(CloudDuty::None.cell(), None),
            Tri::Unknown => Cell::unknown(env.holds.unknown),
        };
        let standing =
            fact.standing.map_or_else(|| Cell::unknown(at), |s| Cell::new(s.cell(), at)).because(fact.because.clone());
        let twin_cell = twin.map_or_else(Cell::absent, |(row, o)| {
            let span = at.unwrap_or(env.header);
            row_ref(Some(row), Some(span))
                .because(vec![Label::new(span, format!("the authorized one is {}", describe(&o)))])
        });
        let export_cell = match export {
            Field::Absent => flag(false),
            other => field_cell(other),
        };
        vec![
            field_cell(&env.offering),
            number(level, None),
            export_cell,
            duty,
            standing,
            Cell::new(fact.reason.cell(), at),
            Cell::new(CellValue::Bool(fact.ambiguous), at),
            texts(fact.candidates.iter().cloned(), at.unwrap_or(env.header)),
            twin_cell,
            fact.nearest.clone().map_or_else(Cell::absent, text),
            texts(fact.missing_evidence.iter().cloned(), env.equivalency.as_ref().map_or(env.header, |e| e.header)),
            Cell::new(CellValue::Bool(fact.missing_evidence.is_empty()), env.equivalency.as_ref().map(|e| e.header)),
        ]
    }

    fn offering_row(o: &Offering, span: Span, seen: &mut BTreeMap<String, usize>, t: &mut Tables) -> usize {
        // An export may bring two environments of one offering to different packages.
        let key = format!("{} {}", o.id, o.package.as_deref().unwrap_or_default());
        if let Some(ix) = seen.get(&key) {
            return *ix;
        }
        let opt =
            |v: &Option<std::borrow::Cow<'static, str>>| v.as_ref().map_or_else(Cell::absent, |s| text(s.to_string()));
        let cells = vec![
            text(o.id.to_string()),
            text(o.name.to_string()),
            text(o.vendor.to_string()),
            known_word(VARIANT, o.variant.word()),
            opt(&o.package),
            known_word(AUTH_STATUS, o.status.word()),
            known_word(IMPACT, o.level.word()),
            known_word(YES_NO, o.incident_terms.word()),
            opt(&o.incident_terms_source),
            known_word(YES_NO, o.us_persons.word()),
            opt(&o.us_persons_source),
            opt(&o.note),
            text(o.as_of.to_string()),
        ];
        let ix = t.push("offering", Row { span, subject: Subject::of(format!("offering:{}", o.id)), cells }) as usize;
        seen.insert(key, ix);
        ix
    }

    fn crms(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        for (c, crm) in model.crms.iter().enumerate() {
            let row = noun_row(crm, Subject::of(format!("crm:{}", crm.id.value)), t);
            let ix = t.push("crm", row) as usize;
            let party = index.crm_party.get(c).copied().flatten();
            t.set("crm", ix, "provider", row_ref(party, crm.provider.span()));
            let rows = self.d.rows.crm.iter().enumerate().filter(|(_, r)| r.crm == c).map(|(i, _)| i);
            t.set("crm", ix, "rows", list(rows, self.d.matrices.is_open(c)));
            let level =
                if self.d.template { Some(2) } else { party.and_then(|p| self.d.classes.get(p)).and_then(|p| p.level) };
            let reviews: Vec<usize> = model
                .crm_reviews
                .iter()
                .enumerate()
                .filter(|(_, r)| r.crm.value == crm.id.value)
                .map(|(i, _)| i)
                .collect();
            let cells =
                [number(level, None), self.last_reviewed(crm), count(self.coverage(c)), list(reviews, model.open)];
            let more = self.more_of_crm(c, crm);
            if let Some(row) = t.rows_mut("crm").get_mut(ix) {
                row.cells.extend(cells);
                row.cells.extend(more);
            }
        }
    }

    fn last_reviewed(&self, crm: &crate::model::crm::Crm) -> Cell {
        let reviewed = crm.reviewed.iter().map(|r| &r.on);
        let reviews = self.d.model.crm_reviews.iter().filter(|r| r.crm.value == crm.id.value).map(|r| &r.on);
        let known =
            std::iter::once(&crm.date).chain(reviewed).chain(reviews).filter_map(Field::known).max_by_key(|d| d.value);
        known.map_or_else(|| Cell::unknown(crm.date.span()), |d| Cell::new(CellValue::Date(d.value), Some(d.span)))
    }

    fn coverage(&self, crm: usize) -> usize {
        let mut out = 0;
        let mut seen: BTreeMap<RequirementIx, String> = BTreeMap::new();
        for row in self.d.rows.crm.iter().filter(|r| r.crm == crm) {
            if let Some(ix) = row.key.requirement.filter(|r| !r.is_level3()) {
                let letters = seen.entry(ix).or_default();
                for c in row.in_force.chars().filter(|c| !letters.contains(*c)).collect::<Vec<_>>() {
                    letters.push(c);
                    out += 1;
                }
            }
        }
        out
    }

    fn crm_rows(&self, t: &mut Tables) {
        for (ix, row) in self.d.rows.crm.iter().enumerate() {
            let filled = self.crm_row(ix, row);
            t.push("crm-row", filled);
        }
    }

    fn crm_row(&self, ix: usize, row: &CrmRow) -> Row {
        let chain = self.d.matrices.chain(ix);
        let letters = if row.scope == Scope::Objective { row.key.letters.clone() } else { String::new() };
        let passes = row.passes_to.get().and_then(|p| self.d.index.party_behind(&p.0));
        let inheritance = chain.end.map_or_else(
            || Cell::unknown(row.inherited_from.span()),
            |e| Cell::new(e.cell(), row.inherited_from.span()),
        );
        let mut cells = Vec::with_capacity(40);
        cells.extend([row_ref(Some(row.crm), None), word(Some(row.scope))]);
        cells.push(Cell::new(CellValue::Text(row.key.written.value.clone().into()), Some(row.key.written.span)));
        cells.extend(self.crm_key_cells(row));
        cells.extend([
            texts(row.in_force.chars().map(String::from), row.header),
            flag(!row.in_force.is_empty() || row.key.requirement.is_none()),
            field_cell(&row.responsibility),
            field_cell(&row.mode),
            id_texts(&row.services),
            field_cell(&row.inherited_from),
            reference(&row.passes_to, passes),
            field_cell(&row.reason),
            field_cell(&row.provider_text),
            field_cell(&row.customer_text),
            field_cell(&row.handoff),
            field_cell(&row.evidence),
            inheritance,
            list(chain.rows.iter().copied(), false),
            flag(chain.starts_circle(ix)),
        ]);
        cells.extend(self.more_of_crm_row(row));
        let subject = Subject {
            entity: with_strange_id(self.crm_entity(row.crm), &row.key),
            requirement: row.key.requirement.map(|r| r.get().id.into()),
            letters: letters.into(),
            points: row.key.requirement.and_then(|r| self.points.anywhere(r)),
        };
        Row { span: row.header, subject, cells }
    }

    /// A row for a family or the rest has no id; one of a matrix that says it is keyed by another catalogue is not judged
    /// as an id of Revision 2.
    fn crm_key_cells(&self, row: &CrmRow) -> [Cell; 4] {
        let mut cells = key_cells(&row.key);
        let framework = self.d.model.crms.get(row.crm).and_then(|c| crate::model::lower::framework_of(&c.framework));
        let other = framework.is_some_and(|f| f != crate::catalog::Framework::R2);
        let wide = matches!(row.scope, Scope::Family | Scope::Default);
        if (other || wide)
            && let Some(form) = cells.first_mut()
        {
            *form = Cell::absent();
        }
        cells
    }

    fn ssps(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        let parts = self.parts(t);
        let mut at_use = 0;
        for (s, ssp) in model.ssps.iter().enumerate() {
            let row = noun_row(ssp, Subject::of(self.ssp_entity(s)), t);
            let ix = t.push("ssp", row) as usize;
            let rows = self.d.rows.ssp.iter().enumerate().filter(|(_, r)| r.ssp == s).map(|(i, _)| i);
            t.set("ssp", ix, "rows", list(rows, model.open));
            let boundaries = index.boundaries_of(&ssp.boundary);
            let level = boundaries.into_iter().filter_map(|b| index.boundaries.get(b)?.level).max();
            if let Some(row) = t.rows_mut("ssp").get_mut(ix) {
                row.cells.push(number(level, None));
            }
            // A plan that lies in a file of its own may say its edition there.
            if !ssp.source.is_absent() {
                for (field, absent) in [("version", ssp.version.is_absent()), ("date", ssp.date.is_absent())] {
                    if absent {
                        t.set("ssp", ix, field, Cell::unknown(ssp.source.span()));
                    }
                }
            }
            for uses in &ssp.uses {
                let crm = index.crms.get(&uses.crm.value.0).copied();
                t.set("ssp-use", at_use, "crm", row_ref(crm, Some(uses.crm.span)));
                if let Some(row) = t.rows_mut("ssp-use").get_mut(at_use) {
                    row.subject = Subject::of(format!("ssp-use:{}", uses.crm.value));
                }
                at_use += 1;
            }
        }
        for (ix, row) in self.d.rows.ssp.iter().enumerate() {
            let filled = self.ssp_row(ix, row, &parts);
            t.push("ssp-row", filled);
        }
    }

    fn ssp_entity(&self, ssp: usize) -> String {
        let boundary = self.d.model.ssps.get(ssp).and_then(|s| s.boundary.items.first());
        boundary.map_or_else(|| "ssp".to_owned(), |b| format!("ssp:{}", b.value))
    }

    fn ssp_row(&self, ix: usize, row: &SspRow, parts: &row::Parts) -> Row {
        let boundaries =
            self.d.model.ssps.get(row.ssp).map_or_else(Vec::new, |s| self.d.index.boundaries_of(&s.boundary));
        let level = boundaries.iter().filter_map(|b| self.d.index.boundaries.get(*b)?.level).max();
        let mut cells = Vec::with_capacity(32);
        cells.extend([row_ref(Some(row.ssp), None), number(level, None), word(Some(row.scope))]);
        cells.push(Cell::new(CellValue::Text(row.key.written.value.clone().into()), Some(row.key.written.span)));
        let mut key = key_cells(&row.key);
        if self.d.model.plans_of_revision3.contains_key(&row.ssp)
            && let Some(form) = key.first_mut()
        {
            *form = Cell::absent();
        }
        cells.extend(key);
        let justification = if is_justified(row) {
            let own = row.customers.iter().find_map(|c| c.text.known());
            row.reason
                .known()
                .or(own)
                .map_or_else(Cell::absent, |t| Cell::new(CellValue::Text(t.value.0.clone().into()), Some(t.span)))
        } else if row.reason.is_unknown() {
            Cell::unknown(row.reason.span())
        } else {
            Cell::absent()
        };
        let met = row_is_met(row).map_or_else(|| Cell::unknown(row.status.span()), flag);
        cells.extend([
            field_cell(&row.status),
            field_cell(&row.state),
            field_cell(&row.reason),
            field_cell(&row.ruling),
            justification,
            met,
        ]);
        cells.extend(self.more_of_ssp_row(ix, row, &boundaries, parts));
        let subject = Subject {
            entity: with_strange_id(self.ssp_entity(row.ssp).into(), &row.key),
            requirement: row.key.requirement.map(|r| r.get().id.into()),
            letters: row.letters.clone().into(),
            points: row.key.requirement.and_then(|r| boundaries.iter().filter_map(|b| self.points.of(*b, r)).max()),
        };
        Row { span: row.header, subject, cells }
    }

    fn subject(&self, boundary: usize, requirement: RequirementIx, letter: Option<char>) -> Subject {
        Subject {
            entity: self.entities.get(boundary).cloned().unwrap_or_else(|| "ssp".into()),
            requirement: Some(requirement.get().id.into()),
            letters: letter.map_or("", letter_text).into(),
            points: self.points.of(boundary, requirement),
        }
    }

    fn ownership(&self, t: &mut Tables) {
        let o = self.d.ownership;
        let sizes = [("requirement", o.requirements.len()), ("objective", o.objectives.len())];
        for (table, rows) in sizes.into_iter().chain([("claim", o.claims.len()), ("duty", o.duties.len())]) {
            if let Some(ix) = t.numbers.get(table) {
                t.facts.tables.get_mut(*ix).into_iter().for_each(|t| t.reserve(rows));
            }
        }
        for fact in &o.requirements {
            let row = self.requirement_row(fact);
            t.push("requirement", row);
        }
        for fact in &o.objectives {
            let row = self.objective_row(fact);
            t.push("objective", row);
        }
        for fact in &o.claims {
            let row = self.claim_row(fact);
            t.push("claim", row);
        }
        for fact in &o.duties {
            let row = self.duty_row(fact);
            t.push("duty", row);
        }
    }

    /// What rows of matrices say, as labels for the other side.
    fn row_labels(&self, rows: &[usize]) -> Vec<Label> {
        rows.iter()
            .take(4)
            .filter_map(|ix| self.d.matrices.row(*ix))
            .map(|row| {
                let crm = self.d.model.crms.get(row.crm).map_or("", |c| c.id.value.0.as_str());
                let who = row.responsibility.get().map_or("unknown", |r| r.word());
                Label::new(row.header, format!("`{crm}` says {who}"))
            })
            .collect()
    }

    fn level(&self, boundary: usize) -> Cell {
        let info = self.d.index.boundaries.get(boundary);
        number(info.and_then(|i| i.level), info.and_then(|i| i.level_span))
    }

    fn requirement_row(&self, fact: &RequirementFact) -> Row {
        let r = fact.requirement.get();
        let mut cells = vec![
            row_ref(Some(fact.boundary), None),
            self.level(fact.boundary),
            flag(self.d.plans.has_ssp(fact.boundary)),
            text(r.id),
            text(r.cmmc_id),
            text(r.family),
            text(r.title),
            number(Some(i64::from(cost(self.d.plans, self.d.rows, fact.boundary, fact.requirement))), None),
            bool_cell(fact.unowned, Some(fact.span)),
            list(fact.crm_rows.iter().copied(), self.d.model.open),
            row_ref(fact.ssp_row, Some(fact.span)),
            flag(matches!(r.poam, Poam::Eligible)),
        ];
        cells.extend(self.more_of_requirement(fact));
        Row { span: fact.span, subject: self.subject(fact.boundary, fact.requirement, None), cells }
    }

    fn objective_row(&self, fact: &ObjectiveFact) -> Row {
        let r = fact.requirement.get();
        let risk = if self.d.ownership.is_at_risk(fact.boundary, fact.requirement) {
            i64::from(cost(self.d.plans, self.d.rows, fact.boundary, fact.requirement))
        } else {
            0
        };
        let cells = vec![
            row_ref(Some(fact.boundary), None),
            self.level(fact.boundary),
            flag(self.d.plans.has_ssp(fact.boundary)),
            text(format!("{}[{}]", r.id, fact.letter)),
            text(r.id),
            text(fact.letter.to_string()),
            word(fact.state),
            bool_cell(fact.unowned, Some(fact.span)).because(self.row_labels(&fact.crm_rows)),
            Cell::new(CellValue::Bool(fact.gap), Some(fact.gap_at.unwrap_or(fact.span))),
            Cell::new(CellValue::Bool(fact.claimed_twice), Some(fact.span)),
            list(fact.crm_rows.iter().copied(), self.d.model.open),
            list(fact.gap_rows.iter().copied(), false),
            list(fact.claimed_by.iter().copied(), false),
            row_ref(fact.ssp_row, Some(fact.span)),
            number(Some(risk), None),
            list(fact.understated.iter().copied(), false),
        ];
        Row { span: fact.span, subject: self.subject(fact.boundary, fact.requirement, Some(fact.letter)), cells }
    }

    /// What the SSP says that the party does.
    fn claim_text(&self, fact: &ClaimFact) -> Cell {
        let row = self.d.rows.ssp.get(fact.ssp_row);
        let said = row.and_then(|r| match fact.party {
            None => r.customers.first().and_then(|c| c.text.get()),
            Some(_) => r.providers.iter().find(|p| p.header == fact.span).and_then(|p| p.text.get()),
        });
        said.map_or_else(Cell::absent, |t| text(t.0.clone()))
    }

    fn claim_row(&self, fact: &ClaimFact) -> Row {
        let r = fact.requirement.get();
        let name = fact
            .party
            .and_then(|p| self.d.index.parties.get(p))
            .map_or(Cow::Borrowed("customer"), |p| p.id.clone().into());
        let mut cells = Vec::with_capacity(24);
        cells.extend([
            row_ref(Some(fact.ssp_row), None),
            self.level(fact.boundary),
            text(r.id),
            text(fact.letter.to_string()),
            Cell::new(CellValue::Word(u16::from(fact.party.is_some())), Some(fact.span)),
            fact.party.map_or_else(Cell::absent, |p| row_ref(Some(p), Some(fact.span))),
            text(name),
            self.claim_text(fact),
            fact.crm_row.map_or_else(Cell::absent, |ix| row_ref(Some(ix), None)),
            flag(fact.has_crm),
            fact.verdict.map_or_else(|| Cell::unknown(Some(fact.span)), |v| Cell::new(v.cell(), Some(fact.span))),
            list(fact.against.iter().copied(), false),
        ]);
        cells.extend(self.more_of_claim(fact));
        Row { span: fact.span, subject: self.subject(fact.boundary, fact.requirement, Some(fact.letter)), cells }
    }

    fn duty_row(&self, fact: &DutyFact) -> Row {
        let r = fact.requirement.get();
        let first = fact.sources.first().copied();
        let row = first.and_then(|ix| self.d.matrices.row(ix));
        let crm = row.map(|r| r.crm);
        let party = crm.and_then(|c| self.d.index.crm_party.get(c).copied().flatten());
        let cells = vec![
            row_ref(first, row.map(|r| r.header)),
            list(fact.sources.iter().copied(), false),
            row_ref(crm, None),
            row_ref(party, None),
            text(r.id),
            text(fact.letter.to_string()),
            row.map_or_else(Cell::absent, |r| field_cell(&r.customer_text)),
            fact.state.map_or_else(|| Cell::unknown(Some(fact.span)), |s| Cell::new(s.cell(), Some(fact.span))),
            fact.cause.map_or_else(Cell::absent, |c| Cell::new(c.cell(), None)),
            row_ref(Some(fact.ssp_row), None),
        ];
        Row { span: fact.span, subject: self.subject(fact.boundary, fact.requirement, Some(fact.letter)), cells }
    }

    fn documents(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        self.plans_of_action(t);
        self.poam(t);
        for (a, assessment) in model.assessments.iter().enumerate() {
            let id = assessment.c3pao.get().map_or("", |i| i.0.as_str());
            let subject = Subject::of(format!("assessment:{id}"));
            let conflicts = self.conflicts(a, t);
            let row = noun_row(assessment, subject, t);
            let ix = t.push("assessment", row) as usize;
            let party = assessment.c3pao.get().and_then(|i| index.party(&i.0));
            t.set("assessment", ix, "c3pao", reference(&assessment.c3pao, party));
            let cells = [field_cell(assessment_date(assessment)), list(conflicts, model.open)];
            let more = self.assessment_cells(assessment);
            if let Some(row) = t.rows_mut("assessment").get_mut(ix) {
                row.cells.extend(cells);
                row.cells.extend(more);
            }
        }
        self.statuses(t);
        self.affirmations(t);
        self.subcontractors(t);
        self.statements(t);
        for description in &model.service_descriptions {
            let id = description.provider.get().map_or("", |i| i.0.as_str());
            let row = noun_row(description, Subject::of(format!("service-description:{id}")), t);
            let ix = t.push("service-description", row) as usize;
            let party = description.provider.get().and_then(|i| index.party_behind(&i.0));
            t.set("service-description", ix, "provider", reference(&description.provider, party));
        }
        for review in &model.crm_reviews {
            let row = noun_row(review, Subject::of(format!("crm-review:{}", review.crm.value)), t);
            let ix = t.push("crm-review", row) as usize;
            let crm = index.crms.get(&review.crm.value.0).copied();
            t.set("crm-review", ix, "crm", row_ref(crm, Some(review.crm.span)));
        }
    }

    fn conflicts(&self, assessment: usize, t: &mut Tables) -> Vec<usize> {
        let found = self.d.conflicts.get(assessment).map_or(&[][..], Vec::as_slice);
        found
            .iter()
            .map(|c| {
                let cells = vec![
                    text(c.who.clone()),
                    text(c.what.clone()),
                    c.until.map_or_else(Cell::absent, |d| Cell::new(CellValue::Date(d), Some(c.span))),
                    bool_cell(c.within, Some(c.span)),
                ];
                t.push("conflict", Row { span: c.span, subject: Subject::of("assessment"), cells }) as usize
            })
            .collect()
    }
}

/// What a row is about whose id names no requirement: the document and the id as it stands there, so that two of them are
/// told apart.
fn with_strange_id(document: Arc<str>, key: &Key) -> Arc<str> {
    let written = key.written.value.trim();
    if key.requirement.is_some() || written.is_empty() { document } else { format!("{document}/{written}").into() }
}

fn key_cells(key: &Key) -> [Cell; 4] {
    let at = Some(key.written.span);
    [
        Cell::new(key.form.cell(), at),
        key.nearest.map_or_else(Cell::absent, text),
        key.requirement.map_or_else(Cell::absent, |r| Cell::new(CellValue::Text(r.get().id.into()), at)),
        key.requirement.map_or_else(Cell::absent, |r| {
            let id = r.get().id;
            let plain = if key.letters.is_empty() { id.into() } else { format!("{id}[{}]", key.letters).into() };
            Cell::new(CellValue::Text(plain), at)
        }),
    ]
}

/// A row for something that no node declares: only its id is known.
fn implied_row<N: Noun>(span: Span, subject: Subject, id: &str) -> Row {
    let cells = N::fact_fields()
        .iter()
        .map(|f| match f.ty {
            _ if f.name == "id" => Cell::new(CellValue::Text(id.to_owned().into()), Some(span)),
            crate::fact::FieldType::List(_) => Cell::new(CellValue::List { rows: Vec::new(), open: false }, None),
            _ => Cell::absent(),
        })
        .collect();
    Row { span, subject, cells }
}
