//! Vendors' files as parts of the model: their rows become rows of the matrix or plan that names them.

use std::collections::BTreeSet;

use super::Unit;
use crate::finding::Finding;
use crate::model::Model;
use crate::model::crm::{Crm, Responsibility};
use crate::model::lower::{CrmRow, Key, Scope, framework_of, read_keys};
use crate::model::ssp::{Implementation, SspCustomer, SspProvider, SspRequirement, UNKNOWN};
use crate::read::{Done, MatrixRow, Owner, PlanRow, Reading, Wish};
use crate::schema::grammar::{Field, Id, Text};
use crate::source::{Sources, Span, Spanned};

/// Reads the file that a `source=` names; `None` when it was refused before.
fn reading(sources: &Sources, unit: &Unit, source: &Spanned<Text>, wish: &Wish<'_>) -> Option<Reading> {
    let id = *unit.vendor.get(&source.span)?;
    let file = sources.get(id)?;
    let format = crate::read::format_of(&source.value.0).ok()?;
    let mut reading = crate::read::read(format, id, file, wish);
    let told = unit.vendor_told.get(&id).into_iter().flatten().cloned();
    reading.findings.splice(0..0, told);
    Some(reading)
}

/// True if a part of the file could not be read, so that what it lacks may stand there.
fn is_cut(reading: &Reading) -> bool {
    reading.findings.iter().any(|f| matches!(f.rule.as_ref(), "source-unreadable" | "limit-exceeded"))
}

/// Rows of the files that matrices name, and the matrices whose file was not read.
pub(super) fn matrices(
    sources: &Sources,
    unit: &Unit,
    model: &Model,
    findings: &mut Vec<Finding>,
) -> (Vec<CrmRow>, BTreeSet<usize>) {
    let mut rows = Vec::new();
    let mut unread = BTreeSet::new();
    for (ix, crm) in model.crms.iter().enumerate() {
        if crm.source.is_unknown() {
            unread.insert(ix);
        }
        let Some(source) = crm.source.known() else { continue };
        let names = names(model, crm);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let wish = Wish { sheet: crm.sheet.get().map(|s| s.0.as_str()), names: &names, ..Wish::default() };
        let Some(found) = reading(sources, unit, source, &wish) else {
            unread.insert(ix);
            continue;
        };
        if is_cut(&found) {
            unread.insert(ix);
        }
        let entity = format!("crm:{}", crm.id.value);
        findings.extend(found.findings.into_iter().map(|f| f.entity(entity.clone())));
        let framework = framework_of(&crm.framework);
        for row in &found.rows {
            let keys = read_keys(&row.id, framework);
            rows.extend(keys.into_iter().map(|key| crm_row(ix, row, key)));
        }
    }
    (rows, unread)
}

/// Adds the rows of the files that plans name to these plans; the plans whose file was not read whole.
pub(super) fn plans(sources: &Sources, unit: &Unit, model: &mut Model, findings: &mut Vec<Finding>) -> BTreeSet<usize> {
    let mut unread = BTreeSet::new();
    for (ix, ssp) in model.ssps.iter_mut().enumerate() {
        let Some(source) = ssp.source.known() else { continue };
        let Some(found) = reading(sources, unit, source, &Wish { plan: true, ..Wish::default() }) else {
            unread.insert(ix);
            continue;
        };
        if is_cut(&found) {
            unread.insert(ix);
        }
        findings.extend(found.findings.into_iter().map(|f| f.entity("ssp".to_owned())));
        ssp.rows.extend(found.plan.iter().map(ssp_row));
    }
    unread
}

/// The provider of a matrix by id and name.
fn names(model: &Model, crm: &Crm) -> Vec<String> {
    let Some(id) = crm.provider.get() else { return Vec::new() };
    let provider = model.providers.iter().find(|p| p.id.value == *id);
    let name = provider.and_then(|p| p.name.get()).map(|n| n.0.clone());
    std::iter::once(id.0.clone()).chain(name).collect()
}

fn map<A: Copy, B>(field: &Field<A>, to: impl Fn(A) -> B) -> Field<B> {
    match field {
        Field::Absent => Field::Absent,
        Field::Unknown(span) => Field::Unknown(*span),
        Field::Known(s) => Field::Known(Spanned::new(to(s.value), s.span)),
    }
}

fn crm_row(crm: usize, row: &MatrixRow, key: Key) -> CrmRow {
    let responsibility = map(&row.responsibility, |o| match o {
        Owner::Provider => Responsibility::Provider,
        Owner::Customer => Responsibility::Customer,
        Owner::Shared => Responsibility::Shared,
        Owner::NotApplicable => Responsibility::NotApplicable,
    });
    CrmRow {
        crm,
        scope: if key.letters.is_empty() { Scope::Requirement } else { Scope::Objective },
        key,
        family: None,
        in_force: String::new(),
        responsibility,
        mode: Field::Absent,
        services: Vec::<Spanned<Id>>::new(),
        inherited_from: Field::Absent,
        passes_to: Field::Absent,
        reason: Field::Absent,
        provider_text: row.provider_text.clone(),
        customer_text: row.customer_text.clone(),
        own_customer_text: true,
        handoff: Field::Absent,
        evidence: Field::Absent,
        header: row.span,
    }
}

fn ssp_row(row: &PlanRow) -> SspRequirement {
    let status = map(&row.status, |d| match d {
        Done::Implemented => Implementation::Implemented,
        Done::Partially => Implementation::PartiallyImplemented,
        Done::Planned => Implementation::Planned,
        Done::Alternative => Implementation::Alternative,
        Done::NotApplicable => Implementation::NotApplicable,
        Done::NotMet => Implementation::NotMet,
    });
    let customer = |text: Field<Text>, header: Span| SspCustomer { text, owner: Field::Absent, header };
    let said = row.customer.span().map(|span| customer(row.customer.clone(), span));
    let provider = |(name, text): &(Spanned<String>, Field<Text>)| SspProvider {
        id: Spanned::new(Id(name.value.clone()), name.span),
        text: text.clone(),
        crm: Field::Absent,
        header: name.span,
    };
    // Done by somebody whom the file does not name, so that it is not known by whom.
    let unsaid = row.unsaid.map(|span| SspProvider {
        id: Spanned::new(Id(UNKNOWN.to_owned()), span),
        text: Field::Unknown(span),
        crm: Field::Absent,
        header: span,
    });
    SspRequirement {
        ids: vec![Spanned::new(Text(row.id.value.clone()), row.id.span)],
        status,
        state: Field::Absent,
        reason: row.reason.clone(),
        ruling: Field::Absent,
        customers: said.into_iter().collect(),
        providers: row.providers.iter().map(provider).chain(unsaid).collect(),
        evidence: Vec::new(),
        objectives: Vec::new(),
        deficiency: None,
        enduring_exception: None,
        header: row.span,
    }
}
