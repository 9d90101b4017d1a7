//! Cells about providers, their certificates, environments and matrices as a whole.

use super::standing::{id_text, scalar};
use super::{AUTH_STATUS, Filler, IMPACT, Tables, bool_cell, count, flag, known_word, list, number, row_ref, text};
use crate::catalog::{AuthStatus, ImpactLevel, Lookup};
use crate::derive::Tri;
use crate::derive::certificate::{gap, is_cmmc};
use crate::derive::classify::ProviderClass;
use crate::derive::listed::{Exported, exported};
use crate::derive::reliance;
use crate::fact::{Cell, CellValue};
use crate::model::crm::Crm;
use crate::model::environment::Environment;
use crate::model::lower::{IdForm, Scope};
use crate::model::organization::DataClass;
use crate::model::provider::{DataForm, Function};
use crate::schema::grammar::Field;
use crate::source::Spanned;

impl Filler<'_> {
    pub(super) fn more_of_provider(&self, party: usize, class: &ProviderClass) -> Vec<Cell> {
        let (model, index) = (self.d.model, self.d.index);
        let provider = index.provider(model, party);
        let id = index.parties.get(party).map_or("", |p| p.id.as_str());
        let it = |s: &crate::model::provider::Service| {
            let not = s.function.get().is_some_and(|f| f.is_not_it() || *f == Function::Staffing)
                || s.form.get() == Some(&DataForm::Paper);
            !not
        };
        let does_it = class.is_csp == Tri::Yes || index.services(model, party).iter().any(it);
        let newest = provider.and_then(|p| p.changed.iter().map(|c| c.on).max_by_key(|c| c.value));
        let covered = model.assessments.iter().flat_map(|a| &a.covers.items).find(|c| c.value.0 == id);
        let good = provider.is_some_and(|p| {
            let fits =
                |c: &crate::model::provider::Certificate| is_cmmc(c) && gap(model, p, class, c, self.d.as_of).is_none();
            p.certificates.iter().any(fits)
        });
        let children =
            |found: Vec<usize>, first: Option<usize>| list(found.into_iter().map(|i| first.unwrap_or(0) + i), false);
        let hidden = provider.map_or_else(Vec::new, reliance::hidden_tools);
        let unnamed = reliance::unnamed_fourth_parties(model, index, self.d.matrices, party);
        let export = model.organization().map_or(Field::Absent, |o| o.export_controlled.clone());
        let overdue = provider.map_or(Tri::Unknown, |p| reliance::monitoring_overdue(p, self.d.as_of));
        vec![
            flag(does_it),
            bool_cell(self.terms_accepted(class), None),
            newest.map_or_else(Cell::absent, |d| Cell::new(CellValue::Date(d.value), Some(d.span))),
            Cell::new(CellValue::Bool(covered.is_some()), covered.map(|c| c.span)),
            bool_cell(
                if self.d.matrices.has_crm(party) {
                    reliance::covered_in_full(self.d.matrices, party)
                } else {
                    Tri::No
                },
                None,
            ),
            flag(good),
            children(unnamed, self.child(party, |p| p.relies_on.len())),
            children(hidden, self.child(party, |p| p.services.len())),
            count(self.d.ownership.claims.iter().filter(|c| c.party == Some(party)).count()),
            list(self.rows_naming(party), model.open),
            if export.is_absent() { flag(false) } else { super::field_cell(&export) },
            bool_cell(overdue, provider.and_then(|p| p.monitoring.as_ref()).map(|m| m.header)),
        ]
    }

    /// Do all environments of the provider that hold CUI say that the terms were accepted?
    fn terms_accepted(&self, class: &ProviderClass) -> Tri {
        let model = self.d.model;
        let holding = class.environments.iter().filter_map(|e| model.environments.get(*e));
        let mut out: Option<Tri> = None;
        for environment in holding.filter(|e| e.holds.has(&DataClass::Cui)) {
            let here = match environment.incident_terms.as_ref().and_then(|t| t.accepted.get()) {
                Some(accepted) => Tri::of(*accepted),
                None => Tri::Unknown,
            };
            out = Some(out.map_or(here, |o| o.min(here)));
        }
        out.unwrap_or(Tri::Unknown)
    }

    /// Rows of other providers' matrices that inherit from a matrix of the party or pass a duty to it.
    fn rows_naming(&self, party: usize) -> Vec<usize> {
        let (model, index) = (self.d.model, self.d.index);
        // Only a provider that was replaced is asked for it.
        if index.provider(model, party).is_none_or(|p| p.replaced.is_none()) {
            return Vec::new();
        }
        let crms: Vec<&str> =
            self.d.matrices.crms_of(party).filter_map(|c| model.crms.get(c)).map(|c| c.id.value.0.as_str()).collect();
        let names = |r: &crate::model::lower::CrmRow| {
            let from = r.inherited_from.get().is_some_and(|f| {
                f.0.strip_prefix("crm:").is_some_and(|c| crms.contains(&c)) || index.party_behind(&f.0) == Some(party)
            });
            from || r.passes_to.get().is_some_and(|p| index.party_behind(&p.0) == Some(party))
        };
        let own = |r: &crate::model::lower::CrmRow| index.crm_party.get(r.crm).copied().flatten() == Some(party);
        self.d.rows.crm.iter().enumerate().filter(|(_, r)| names(r) && !own(r)).map(|(i, _)| i).collect()
    }

    pub(super) fn certificates(&self, t: &mut Tables) {
        let (model, index) = (self.d.model, self.d.index);
        let mut at = 0;
        for (party, class) in self.d.classes.iter().enumerate() {
            let Some(provider) = index.provider(model, party) else { continue };
            for certificate in &provider.certificates {
                let gap = gap(model, provider, class, certificate, self.d.as_of);
                let cells =
                    [row_ref(Some(party), None), scalar(gap, Some(certificate.header)), number(class.level, None)];
                if let Some(row) = t.rows_mut("certificate").get_mut(at) {
                    row.cells.extend(cells);
                }
                at += 1;
            }
        }
    }

    pub(super) fn more_of_environment(&self, e: usize, environment: &Environment) -> Vec<Cell> {
        let (model, index) = (self.d.model, self.d.index);
        let vendor = index.environment_party.get(e).copied().flatten();
        let at = environment.package.span();
        let package = reliance::package(model, e);
        let owner = environment.package.get().and_then(|p| self.d.catalog.owner(&p.0)).map(str::to_owned);
        let superseded = reliance::superseded(model, self.d.catalog, e);
        let in_export = reliance::in_export(model, self.d.catalog, e);
        let entry =
            index.offerings.get(e).and_then(|o| exported(environment, o, self.d.catalog)).map(|found| match found {
                Exported::Row(id, entry) => (id, entry.status, entry.level),
                Exported::Missing(id) => (id, AuthStatus::None, ImpactLevel::Unknown),
            });
        let outside = reliance::services_outside(model, index, e);
        let listed = flag(reliance::services_listed(index, e));
        let outside = outside.map_or_else(Cell::absent, |found| {
            let items: Vec<Spanned<String>> = found
                .into_iter()
                .filter_map(|i| environment.services.items.get(i))
                .map(|s| Spanned::new(s.value.0.clone(), s.span))
                .collect();
            let span = items.first().map(|i| i.span);
            if items.is_empty() { Cell::absent() } else { Cell::new(CellValue::Texts(items), span) }
        });
        let id =
            |found: Option<String>| found.map_or_else(Cell::absent, |id| Cell::new(CellValue::Text(id.into()), at));
        vec![
            list(reliance::managed_by(model, index, e), model.open),
            list(reliance::crms_of_environment(model, index, self.d.matrices, e), model.open),
            flag(vendor.is_some_and(|v| self.d.matrices.has_crm(v))),
            id(owner),
            id(package.map(|p| p.name.to_owned())),
            flag(package.is_some() || in_export),
            id(superseded),
            listed,
            outside,
            list(reliance::split_with(model, index, e), model.open),
            entry.map_or_else(Cell::absent, |(id, ..)| text(id.to_owned())),
            entry.map_or_else(Cell::absent, |(_, status, _)| known_word(AUTH_STATUS, status.word())),
            entry.map_or_else(Cell::absent, |(.., level)| known_word(IMPACT, level.word())),
        ]
    }

    pub(super) fn more_of_crm(&self, c: usize, crm: &Crm) -> Vec<Cell> {
        let (model, index) = (self.d.model, self.d.index);
        let party = index.crm_party.get(c).copied().flatten();
        let reviews = model.crm_reviews.iter().filter(|r| r.crm.value == crm.id.value);
        let dates = crm.reviewed.iter().map(|r| &r.on).chain(reviews.clone().map(|r| &r.on));
        let newest = std::iter::once(&crm.date).chain(dates).filter_map(Field::get).max().copied();
        let changes = party.and_then(|p| index.provider(model, p)).map_or(&[][..], |p| p.changed.as_slice());
        let change = newest.and_then(|day| {
            changes.iter().map(|c| &c.on).filter(|on| on.value > day).max_by_key(|on| on.value).copied()
        });
        let rows = || self.d.rows.crm.iter().filter(|r| r.crm == c);
        let keyed = rows().filter(|r| !matches!(r.scope, Scope::Family | Scope::Default)).count();
        let wide = rows().count() - keyed;
        let only_53 = keyed > 0 && rows().all(|r| r.key.form == IdForm::Sp80053);
        let open = self.d.matrices.is_open(c);
        let whole = |cell: Cell| if open { Cell::unknown(crm.source.span()) } else { cell };
        let validated = !crm.reviewed.is_empty() || reviews.count() > 0;
        let claimed = |c: &crate::derive::ownership::ClaimFact| c.party.is_some() && c.party == party;
        let used = model.ssps.iter().flat_map(|s| &s.uses).any(|u| u.crm.value == crm.id.value)
            || self.d.ownership.claims.iter().any(claimed);
        vec![
            change.map_or_else(Cell::absent, |d| Cell::new(CellValue::Date(d.value), Some(d.span))),
            flag(crm.source.is_absent() && keyed == 0 && wide > 0),
            whole(flag(only_53)),
            whole(count(keyed)),
            flag(validated),
            flag(used),
        ]
    }

    /// Does the asset's boundary say where its inventory and its diagram lie?
    pub(super) fn documented(boundary: &crate::model::boundary::Boundary) -> Cell {
        flag(boundary.inventory.is_some() && boundary.diagram.is_some())
    }

    /// The standing of what a row inherits from: absent when it inherits from no offering.
    pub(super) fn source(&self, row: &crate::model::lower::CrmRow) -> [Cell; 2] {
        let none = [Cell::absent(), flag(false)];
        let Some(from) = row.inherited_from.known() else { return none };
        let span = Some(from.span);
        if let Some(e) = self.d.index.environment(&from.value.0) {
            let standing = self.d.clouds.get(e).and_then(|c| c.standing);
            let cell = standing.map_or_else(|| Cell::unknown(span), |s| scalar(Some(s), span));
            return [cell, flag(true)];
        }
        // A matrix is no offering, and looking for the nearest one takes long.
        if from.value.0.starts_with("crm:") {
            return none;
        }
        let Lookup::Found(offering) = self.d.catalog.find(&from.value.0) else { return none };
        let declared = self
            .d
            .index
            .offerings
            .iter()
            .any(|o| matches!(o, crate::model::resolve::OfferingOf::Known(known) if known.id == offering.id));
        [super::row::standing(offering.standing, span), flag(declared)]
    }
}

/// A plain id as a cell.
pub(super) fn requirement_id(row: Option<crate::catalog::RequirementIx>) -> Cell {
    id_text(row.map(|r| r.get().id))
}

/// Texts joined by blanks.
pub(super) fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Cell {
    let mut out = String::new();
    for part in texts {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    if out.is_empty() { Cell::absent() } else { text(out) }
}
