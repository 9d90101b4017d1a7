//! Rows of matrices and plans, expanded to one requirement each, with what an objective inherits from its requirement.

use super::Model;
use super::crm::{
    Crm, CrmObjective, CrmRequirement, CustomerPart, FrameworkWord, ProviderPart, Responsibility, SharedMode,
};
use super::ssp::{Implementation, PartialState, Ssp, SspCustomer, SspObjective, SspProvider, SspRequirement};
use crate::catalog::{self, Framework, Reading, RequirementIx};
use crate::schema::grammar::{Field, Id, Text};
use crate::source::{Span, Spanned};
use crate::words;

words! {
    /// How an id of a requirement was understood.
    pub enum IdForm {
        /// a requirement of SP 800-171 Revision 2
        Known = "known",
        /// the same, written with leading zeros as Revision 3 does
        ZeroPadded = "zero-padded",
        /// the same, as a practice of CMMC 1, such as AC.1.001
        Cmmc1 = "cmmc-1",
        /// a requirement of Revision 3
        Revision3 = "revision-3",
        /// a control of SP 800-53: a hint
        Sp80053 = "sp-800-53",
        /// a Level 3 requirement of SP 800-172, such as 3.6.1e
        Level3 = "level-3",
        /// the requirement exists, the objective letter does not
        UnknownLetter = "unknown-letter",
        /// nothing of the kind
        Unknown = "unknown",
    }
}

words! {
    /// How much a row speaks for.
    pub enum Scope {
        /// objectives of a requirement
        Objective = "objective",
        /// a requirement
        Requirement = "requirement",
        /// a family
        Family = "family",
        /// everything without a row
        Default = "default",
    }
}

/// What an id stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// As written.
    pub written: Spanned<String>,
    /// How it was understood.
    pub form: IdForm,
    /// The requirement, when it is one of Revision 2.
    pub requirement: Option<RequirementIx>,
    /// Letters given with the id, `3.1.1[a]`.
    pub letters: String,
    /// The nearest id, when it is a slip.
    pub nearest: Option<&'static str>,
    /// The control of SP 800-53, as usually written.
    pub control: Option<String>,
}

/// Reads an id; one id can name several requirements (`AC.L1-b.1.ix`).
pub fn read_keys(written: &Spanned<String>, framework: Option<Framework>) -> Vec<Key> {
    let key = |form, requirement, letters: String, nearest| Key {
        written: written.clone(),
        form,
        requirement,
        letters,
        nearest,
        control: None,
    };
    catalog::read_ids(&written.value, framework)
        .into_iter()
        .map(|reading| match reading {
            Reading::Requirement { ix, letters, written: as_written } => {
                let form = match as_written {
                    catalog::Written::Usual => IdForm::Known,
                    catalog::Written::ZeroPadded => IdForm::ZeroPadded,
                    catalog::Written::Cmmc1 => IdForm::Cmmc1,
                };
                key(form, Some(ix), letters, None)
            }
            Reading::Revision3 { .. } => key(IdForm::Revision3, None, String::new(), None),
            Reading::Control80053 { id } => {
                Key { control: Some(id), ..key(IdForm::Sp80053, None, String::new(), None) }
            }
            Reading::UnknownLetter { ix, .. } => key(IdForm::UnknownLetter, None, String::new(), Some(ix.get().id)),
            Reading::UnknownNumber { .. } if RequirementIx::of_level3(&written.value).is_some() => {
                key(IdForm::Level3, RequirementIx::of_level3(&written.value), String::new(), None)
            }
            Reading::UnknownNumber { nearest } => key(IdForm::Unknown, None, String::new(), nearest),
            Reading::NotAnId => key(IdForm::Unknown, None, String::new(), None),
        })
        .collect()
}

/// The framework of a matrix, `None` when it is not said.
pub fn framework_of(word: &Field<FrameworkWord>) -> Option<Framework> {
    word.get().map(|w| match w {
        FrameworkWord::R2 | FrameworkWord::Cmmc1 | FrameworkWord::Cmmc2 => Framework::R2,
        FrameworkWord::R3 => Framework::R3,
        FrameworkWord::Sp80053 => Framework::Sp80053,
    })
}

/// A row of a matrix for one requirement (or family, or everything).
#[derive(Debug, Clone, PartialEq)]
pub struct CrmRow {
    /// Index of the matrix in [`Model::crms`].
    pub crm: usize,
    /// How much it speaks for.
    pub scope: Scope,
    /// The id; for a family or default row the text of that node.
    pub key: Key,
    /// The family, for a family row.
    pub family: Option<String>,
    /// Letters for which the row is in force, after more special rows took theirs; filled by [`lower`].
    pub in_force: String,
    /// Who is responsible.
    pub responsibility: Field<Responsibility>,
    /// How the parts of a shared row hang together.
    pub mode: Field<SharedMode>,
    /// Services that the row is about.
    pub services: Vec<Spanned<Id>>,
    /// Where the provider inherits it from.
    pub inherited_from: Field<Id>,
    /// To whom the duty passes.
    pub passes_to: Field<Id>,
    /// Why it does not apply.
    pub reason: Field<Text>,
    /// What the provider does.
    pub provider_text: Field<Text>,
    /// What the customer does.
    pub customer_text: Field<Text>,
    /// True when the customer's text stands in this very row, not in the requirement above it.
    pub own_customer_text: bool,
    /// Where one side hands over to the other.
    pub handoff: Field<Text>,
    /// Evidence that is named.
    pub evidence: Field<Text>,
    /// Header of the node or the cell of the id.
    pub header: Span,
}

/// A row of an SSP for one requirement, or for some of its objectives.
#[derive(Debug, Clone, PartialEq)]
pub struct SspRow {
    /// Index of the plan in [`Model::ssps`].
    pub ssp: usize,
    /// Requirement or objective.
    pub scope: Scope,
    /// The id.
    pub key: Key,
    /// Letters, for an objective row.
    pub letters: String,
    /// How far it is done.
    pub status: Field<Implementation>,
    /// The 3-point state.
    pub state: Field<PartialState>,
    /// Why it does not apply.
    pub reason: Field<Text>,
    /// The ruling behind an alternative.
    pub ruling: Field<Text>,
    /// What the organization itself does; a blank text at an objective is filled from the requirement.
    pub customers: Vec<SspCustomer>,
    /// What providers do.
    pub providers: Vec<SspProvider>,
    /// True if the row names an enduring exception with a mitigation.
    pub enduring: bool,
    /// True if the row names a temporary deficiency with a plan.
    pub deficiency_planned: bool,
    /// True if the row names a deficiency or an exception, complete or not.
    pub excepted: bool,
    /// Place among the plan's rows, and among the row's objectives.
    pub origin: (usize, Option<usize>),
    /// Header of the node.
    pub header: Span,
}

/// The rows of a unit.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Of all matrices, more special rows after more general ones of the same requirement.
    pub crm: Vec<CrmRow>,
    /// Of all plans.
    pub ssp: Vec<SspRow>,
}

/// Expands all rows of the model. `sourced` holds rows that were read from vendors' files.
pub fn lower(model: &Model, sourced: Vec<CrmRow>) -> Rows {
    let mut rows = Rows::default();
    for (ix, crm) in model.crms.iter().enumerate() {
        lower_crm(ix, crm, &mut rows.crm);
    }
    rows.crm.extend(sourced);
    set_in_force(model, &mut rows.crm);
    for (ix, ssp) in model.ssps.iter().enumerate() {
        let framework = model.plans_of_revision3.contains_key(&ix).then_some(Framework::R3);
        lower_ssp(ix, ssp, framework, &mut rows.ssp);
    }
    rows
}

fn joined<'a>(texts: impl Iterator<Item = &'a Spanned<Text>>) -> Field<Text> {
    let mut out: Option<Spanned<Text>> = None;
    for text in texts {
        match &mut out {
            None => out = Some(text.clone()),
            Some(have) => {
                have.value.0.push(' ');
                have.value.0.push_str(&text.value.0);
            }
        }
    }
    out.map_or(Field::Absent, Field::Known)
}

fn provider_text(parts: &[ProviderPart]) -> Field<Text> {
    of_parts(parts.iter().map(|p| &p.text))
}

fn customer_text(parts: &[CustomerPart]) -> Field<Text> {
    of_parts(parts.iter().map(|p| &p.text))
}

/// One part that is not known leaves the whole text so.
fn of_parts<'a>(texts: impl Iterator<Item = &'a Field<Text>> + Clone) -> Field<Text> {
    let unknown = texts.clone().find(|t| t.is_unknown()).cloned();
    unknown.unwrap_or_else(|| joined(texts.filter_map(Field::known)))
}

fn lower_crm(ix: usize, crm: &Crm, out: &mut Vec<CrmRow>) {
    let framework = framework_of(&crm.framework);
    if let Some(default) = &crm.default {
        out.push(wide_row(ix, Scope::Default, None, &default.responsibility, &default.text, default.header));
    }
    for family in &crm.families {
        let mut row = wide_row(
            ix,
            Scope::Family,
            Some(family_of(&family.id.value.0)),
            &family.responsibility,
            &family.text,
            family.header,
        );
        row.services.clone_from(&family.service.items);
        out.push(row);
    }
    for requirement in &crm.rows {
        for id in &requirement.ids {
            let written = Spanned::new(id.value.0.clone(), id.span);
            for key in read_keys(&written, framework) {
                lower_crm_row(ix, requirement, &key, out);
            }
        }
    }
}

/// The id of a family by its id, its name or its number, `PE`, `Physical Protection` or `3.10`.
pub fn family_id(written: &str) -> Option<&'static str> {
    let plain = written.trim();
    let by_number =
        || RequirementIx::all().map(RequirementIx::get).find(|r| r.id.rsplit_once('.').map(|(f, _)| f) == Some(plain));
    catalog::families()
        .iter()
        .find(|f| f.id.eq_ignore_ascii_case(plain) || f.name.eq_ignore_ascii_case(plain))
        .map(|f| f.id)
        .or_else(|| by_number().map(|r| r.family))
}

fn family_of(written: &str) -> String {
    family_id(written).unwrap_or(written).to_owned()
}

/// A family or default row. Its text is the customer's or the provider's, whoever is responsible.
fn wide_row(
    crm: usize,
    scope: Scope,
    family: Option<String>,
    responsibility: &Field<Responsibility>,
    text: &Field<Text>,
    header: Span,
) -> CrmRow {
    let whose = responsibility.get().copied();
    let provider = if whose == Some(Responsibility::Provider) { text.clone() } else { Field::Absent };
    let customer = if whose == Some(Responsibility::Customer) { text.clone() } else { Field::Absent };
    CrmRow {
        crm,
        scope,
        key: Key {
            written: Spanned::new(family.clone().unwrap_or_else(|| "default".to_owned()), header),
            form: IdForm::Known,
            requirement: None,
            letters: String::new(),
            nearest: None,
            control: None,
        },
        family,
        in_force: String::new(),
        responsibility: responsibility.clone(),
        mode: Field::Absent,
        services: Vec::new(),
        inherited_from: Field::Absent,
        passes_to: Field::Absent,
        reason: Field::Absent,
        provider_text: provider,
        customer_text: customer,
        own_customer_text: true,
        handoff: Field::Absent,
        evidence: Field::Absent,
        header,
    }
}

fn lower_crm_row(ix: usize, row: &CrmRequirement, key: &Key, out: &mut Vec<CrmRow>) {
    let scope = if key.letters.is_empty() { Scope::Requirement } else { Scope::Objective };
    let base = CrmRow {
        crm: ix,
        scope,
        key: key.clone(),
        family: None,
        in_force: String::new(),
        responsibility: row.responsibility.clone(),
        mode: row.mode.clone(),
        services: row.service.items.clone(),
        inherited_from: row.inherited_from.clone(),
        passes_to: row.passes_to.clone(),
        reason: row.reason.clone(),
        provider_text: provider_text(&row.provider_parts),
        customer_text: customer_text(&row.customer_parts),
        own_customer_text: true,
        handoff: joined(row.handoff.iter().map(|h| &h.text)),
        evidence: joined(row.evidence.iter().map(|e| &e.text)),
        header: row.header,
    };
    let says_nothing = base.responsibility.is_absent() && !row.objectives.is_empty();
    let objectives: Vec<CrmRow> = row.objectives.iter().map(|o| objective_row(&base, o)).collect();
    // A requirement that only holds objectives is a heading, not an answer for the letters it leaves out.
    if !says_nothing {
        out.push(base);
    }
    out.extend(objectives);
}

fn objective_row(base: &CrmRow, objective: &CrmObjective) -> CrmRow {
    let own_customer = customer_text(&objective.customer_parts);
    let services = &objective.service.items;
    CrmRow {
        scope: Scope::Objective,
        key: objective_key(&base.key, &objective.letters),
        responsibility: objective.responsibility.clone().or(base.responsibility.clone()),
        mode: objective.mode.clone().or(base.mode.clone()),
        services: if services.is_empty() { base.services.clone() } else { services.clone() },
        inherited_from: objective.inherited_from.clone().or(base.inherited_from.clone()),
        passes_to: objective.passes_to.clone().or(base.passes_to.clone()),
        reason: objective.reason.clone().or(base.reason.clone()),
        provider_text: provider_text(&objective.provider_parts).or(base.provider_text.clone()),
        own_customer_text: !own_customer.is_absent(),
        customer_text: own_customer.or(base.customer_text.clone()),
        handoff: joined(objective.handoff.iter().map(|h| &h.text)).or(base.handoff.clone()),
        evidence: joined(objective.evidence.iter().map(|e| &e.text)).or(base.evidence.clone()),
        header: objective.header,
        ..base.clone()
    }
}

/// The letters of an `objective` node, tied to the requirement around it. `[a]`, `(a)` and `3.1.1[a]` are read too.
fn objective_key(parent: &Key, letters: &[Spanned<Id>]) -> Key {
    let mut key = parent.clone();
    key.letters.clear();
    // What is to be said of the requirement's id is said of its own row.
    if matches!(key.form, IdForm::ZeroPadded | IdForm::Cmmc1) {
        key.form = IdForm::Known;
    }
    if let Some(first) = letters.first() {
        key.written = Spanned::new(format!("{}[{}]", parent.written.value, first.value.0), first.span);
    }
    let Some(requirement) = parent.requirement else { return key };
    let known = requirement.get().letters;
    for letter in letters {
        // `3.1.1[a]` inside the requirement 3.1.1 is its letter a.
        let inner =
            letter.value.0.split_once(['[', '(']).filter(|(id, _)| *id == requirement.get().id).map(|(_, rest)| rest);
        let mut chars =
            inner.unwrap_or(&letter.value.0).trim().trim_matches(|c| matches!(c, '[' | ']' | '(' | ')')).chars();
        let one = match (chars.next(), chars.next()) {
            (Some(c), None) => Some(c.to_ascii_lowercase()),
            _ => None,
        };
        match one.filter(|c| known.contains(*c)) {
            Some(c) if !key.letters.contains(c) => key.letters.push(c),
            Some(_) => {}
            None => {
                key.form = IdForm::UnknownLetter;
                key.nearest = Some(requirement.get().id);
                key.written = Spanned::new(format!("{}[{}]", parent.written.value, letter.value.0), letter.span);
            }
        }
    }
    if key.form == IdForm::UnknownLetter && key.letters.is_empty() {
        key.requirement = None;
    }
    key
}

/// For each matrix that another one is based on: letters that the other one answers by rows of its own.
fn replaced_letters(model: &Model, rows: &[CrmRow]) -> std::collections::BTreeMap<(usize, RequirementIx), String> {
    let mut out: std::collections::BTreeMap<(usize, RequirementIx), String> = std::collections::BTreeMap::new();
    let position = |id: &Id| model.crms.iter().position(|c| c.id.value == *id);
    let base: Vec<Option<usize>> = model.crms.iter().map(|c| c.based_on.get().and_then(position)).collect();
    for row in rows {
        let Some(ix) = row.key.requirement else { continue };
        let letters = if row.scope == Scope::Objective { row.key.letters.as_str() } else { ix.get().letters };
        let mut seen = vec![row.crm];
        let mut at = row.crm;
        while let Some(below) = base.get(at).copied().flatten().filter(|b| !seen.contains(b)) {
            out.entry((below, ix)).or_default().push_str(letters);
            seen.push(below);
            at = below;
        }
    }
    out
}

/// Letters that no more special row of the same matrix and service answers.
fn set_in_force(model: &Model, rows: &mut [CrmRow]) {
    let replaced = replaced_letters(model, rows);
    let mut special: std::collections::BTreeMap<(usize, RequirementIx), String> = std::collections::BTreeMap::new();
    for row in rows.iter().filter(|r| r.scope == Scope::Objective) {
        if let Some(ix) = row.key.requirement {
            special.entry((row.crm, ix)).or_default().push_str(&row.key.letters);
        }
    }
    for row in rows.iter_mut() {
        let Some(ix) = row.key.requirement else { continue };
        row.in_force = if row.scope == Scope::Objective {
            row.key.letters.clone()
        } else {
            let taken = special.get(&(row.crm, ix)).map_or("", String::as_str);
            ix.get().letters.chars().filter(|c| !taken.contains(*c)).collect()
        };
        if let Some(gone) = replaced.get(&(row.crm, ix)) {
            row.in_force.retain(|c| !gone.contains(c));
        }
    }
}

fn lower_ssp(ix: usize, ssp: &Ssp, framework: Option<Framework>, out: &mut Vec<SspRow>) {
    for (at, row) in ssp.rows.iter().enumerate() {
        for id in &row.ids {
            let written = Spanned::new(id.value.0.clone(), id.span);
            for key in read_keys(&written, framework) {
                lower_ssp_row((ix, at), row, &key, out);
            }
        }
    }
}

fn lower_ssp_row((ix, at): (usize, usize), row: &SspRequirement, key: &Key, out: &mut Vec<SspRow>) {
    let exception = row.enduring_exception.as_ref();
    let deficiency = row.deficiency.as_ref();
    let base = SspRow {
        ssp: ix,
        scope: if key.letters.is_empty() { Scope::Requirement } else { Scope::Objective },
        letters: key.letters.clone(),
        key: key.clone(),
        status: row.status.clone(),
        state: row.state.clone(),
        reason: row.reason.clone(),
        ruling: row.ruling.clone(),
        customers: row.customers.clone(),
        providers: row.providers.clone(),
        enduring: exception.is_some_and(|e| e.mitigation.iter().any(|m| !m.text.value.is_blank())),
        deficiency_planned: deficiency.is_some_and(|d| d.plan.get().is_some()),
        excepted: exception.is_some() || deficiency.is_some(),
        origin: (at, None),
        header: row.header,
    };
    let objectives: Vec<SspRow> = row.objectives.iter().enumerate().map(|(i, o)| ssp_objective(&base, i, o)).collect();
    out.push(base);
    out.extend(objectives);
}

fn ssp_objective(base: &SspRow, ix: usize, objective: &SspObjective) -> SspRow {
    let key = objective_key(&base.key, &objective.letters);
    let named = !objective.customers.is_empty() || !objective.providers.is_empty();
    let mut customers = if named { objective.customers.clone() } else { base.customers.clone() };
    // A text that is not repeated at the objective, or left blank there, is the requirement's.
    for customer in customers.iter_mut().filter(|c| c.text.is_absent() || c.text.get().is_some_and(Text::is_blank)) {
        if let Some(text) = base.customers.iter().find_map(|c| c.text.known()) {
            customer.text = Field::Known(text.clone());
        }
    }
    SspRow {
        scope: Scope::Objective,
        letters: key.letters.clone(),
        key,
        status: objective.status.clone().or(base.status.clone()),
        reason: objective.reason.clone().or(base.reason.clone()),
        customers,
        providers: if named { objective.providers.clone() } else { base.providers.clone() },
        origin: (base.origin.0, Some(ix)),
        header: objective.header,
        ..base.clone()
    }
}
