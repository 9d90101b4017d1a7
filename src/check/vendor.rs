//! Vendors' files as parts of the model: their rows become rows of the matrix or plan that names them.

use std::collections::{BTreeMap, BTreeSet};

use super::Unit;
use crate::catalog::{Framework, Reading as IdReading, RequirementIx, Written};
use crate::finding::{Finding, Level};
use crate::model::Model;
use crate::model::crm::{Crm, FrameworkWord, Responsibility, SharedMode};
use crate::model::lower::{CrmRow, Key, Scope, framework_of, read_keys};
use crate::model::ssp::{Implementation, SspCustomer, SspProvider, SspRequirement, UNKNOWN};
use crate::read::oscal::{Given, check_chain};
use crate::read::{Done, MatrixRow, Owner, PlanRow, Reading, Wish, plain};
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

/// Rows of the files that matrices name, and the matrices whose file was not read. A matrix whose file is numbered by
/// Revision 3 is marked as such.
pub(super) fn matrices(
    sources: &Sources,
    unit: &Unit,
    model: &mut Model,
    plans: &Plans,
    findings: &mut Vec<Finding>,
) -> (Vec<CrmRow>, BTreeSet<usize>) {
    let mut chain = plans.chain.clone();
    let mut rows = Vec::new();
    let mut looked_at = BTreeSet::new();
    let mut unread = BTreeSet::new();
    let mut of_revision3 = Vec::new();
    let mut passed_over = Vec::new();
    for (ix, crm) in model.crms.iter().enumerate() {
        if crm.source.is_unknown() {
            unread.insert(ix);
        }
        let Some(source) = crm.source.known() else { continue };
        let names = names(model, crm);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let wish = Wish {
            sheet: crm.sheet.known().map(|s| (s.value.0.as_str(), s.span)),
            columns: crm.columns.get().map(|c| c.0.as_str()),
            names: &names,
            words: &unit.words,
            ..Wish::default()
        };
        let Some(found) = reading(sources, unit, source, &wish) else {
            unread.insert(ix);
            continue;
        };
        if is_cut(&found) {
            unread.insert(ix);
        }
        passed_over.extend(found.passed_over.iter().copied());
        let entity = format!("crm:{}", crm.id.value);
        let is_new = unit.vendor.get(&source.span).is_some_and(|id| looked_at.insert(*id));
        let leaks = if is_new { leaks(sources, unit, source, model.is_template()) } else { Vec::new() };
        let about = |f: &Finding| match f.entity.strip_prefix("row:") {
            Some(row) => format!("{entity}/{row}"),
            None => entity.clone(),
        };
        findings.extend(found.findings.into_iter().chain(leaks).map(|f| {
            let entity = about(&f);
            f.entity(entity)
        }));
        let ids = found.rows.iter().map(|r| (r.id.value.as_str(), r.id.span));
        let revision3 = if crm.framework.is_absent() { found_revision3(ids) } else { None };
        let framework = if revision3.is_some() { Some(Framework::R3) } else { framework_of(&crm.framework) };
        of_revision3.extend(revision3.map(|span| (ix, span)));
        findings.extend(missing(crm, &found.rows, framework));
        if let Some(document) = found.oscal {
            chain.push(Given { names: names.iter().map(|n| (*n).to_owned()).collect(), document });
        }
        for row in &found.rows {
            let keys = read_keys(&row.id, framework);
            rows.extend(keys.into_iter().map(|key| crm_row(ix, row, key)));
        }
    }
    findings.extend(check_chain(&chain));
    model.passed_over.extend(passed_over);
    for (ix, span) in of_revision3 {
        if let Some(crm) = model.crms.get_mut(ix) {
            crm.framework = Field::Known(Spanned::new(FrameworkWord::R3, span));
        }
    }
    (rows, unread)
}

/// Where a file shows that it is numbered by Revision 3: an id that no other revision has, among ids of which none is written
/// as those of Revision 2 are. Then `03.01.01` is not `3.1.1`, which may ask for something else.
fn found_revision3<'a>(ids: impl Iterator<Item = (&'a str, Span)>) -> Option<Span> {
    let mut only = None;
    for (written, span) in ids {
        for id in crate::catalog::read_ids(written, None) {
            match id {
                IdReading::Requirement { written: Written::ZeroPadded, .. } => {}
                IdReading::Requirement { .. } => return None,
                IdReading::Revision3 { .. } => only = only.or(Some(span)),
                _ => {}
            }
        }
    }
    only
}

/// What travels with a file: a warning for the provider whose file it is, a note for those who got it.
fn leaks(sources: &Sources, unit: &Unit, source: &Spanned<Text>, own: bool) -> Vec<Finding> {
    let Some((id, file)) = unit.vendor.get(&source.span).and_then(|id| Some((*id, sources.get(*id)?))) else {
        return Vec::new();
    };
    let told = crate::read::leaks(id, file).into_iter();
    let told = told.filter(|f| own || f.rule.as_ref() != "author-left");
    let level = |f: &Finding| match f.rule.as_ref() {
        "hidden-content" | "remark-left" if own => Level::Warning,
        _ => f.level,
    };
    told.map(|f| {
        let level = level(&f);
        f.level(level)
    })
    .collect()
}

/// Part of the requirements, or of the objectives, from which on a file is thought to be meant whole.
const WHOLE_FROM: (usize, usize) = (3, 4);
/// Ids that a message names.
pub(super) const NAMED_MAX: usize = 130;

/// Names the requirements or objectives that a file leaves out which answers most of them.
fn missing(crm: &Crm, rows: &[MatrixRow], framework: Option<Framework>) -> Option<Finding> {
    let source = crm.source.known()?;
    let mut letters: BTreeMap<RequirementIx, BTreeSet<char>> = BTreeMap::new();
    let mut whole: BTreeSet<RequirementIx> = BTreeSet::new();
    for key in rows.iter().flat_map(|r| read_keys(&r.id, framework)) {
        let Some(ix) = key.requirement else { continue };
        if key.letters.is_empty() {
            whole.insert(ix);
        } else {
            letters.entry(ix).or_default().extend(key.letters.chars());
        }
    }
    let all: Vec<RequirementIx> = RequirementIx::all().collect();
    let by_objective = letters.values().map(BTreeSet::len).sum::<usize>() > whole.len();
    let has = |ix: RequirementIx, letter: char| letters.get(&ix).is_some_and(|l| l.contains(&letter));
    let (mut total, mut lacking) = (0, Vec::new());
    for ix in all {
        let requirement = ix.get();
        if !by_objective {
            total += 1;
            if !whole.contains(&ix) && !letters.contains_key(&ix) {
                lacking.push(requirement.id.to_owned());
            }
            continue;
        }
        total += requirement.letters.len();
        let gone: String = requirement.letters.chars().filter(|l| !whole.contains(&ix) && !has(ix, *l)).collect();
        if gone.len() == requirement.letters.len() {
            lacking.push(requirement.id.to_owned());
        } else if !gone.is_empty() {
            lacking.push(format!("{}[{gone}]", requirement.id));
        }
    }
    let count = |id: &String| match id.split_once('[') {
        Some((_, letters)) => letters.len() - 1,
        None if by_objective => RequirementIx::all().find(|r| r.get().id == id).map_or(1, |r| r.get().letters.len()),
        None => 1,
    };
    let gone: usize = lacking.iter().map(count).sum();
    if gone == 0 || (total - gone) * WHOLE_FROM.1 < total * WHOLE_FROM.0 {
        return None;
    }
    let what = if by_objective { "objectives" } else { "requirements" };
    let named = lacking.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join(", ");
    let message = format!("`{}` has rows for {} of {total} {what} and none for {named}", crm.id.value, total - gone);
    Some(
        Finding::fixed("rows-missing", source.span, message)
            .label(format!("{gone} {what} without a row"))
            .help("ask whether these are the customer's, or add a default")
            .entity(format!("crm:{}", crm.id.value)),
    )
}

/// What was read of the files that plans name.
#[derive(Default)]
pub(super) struct Plans {
    /// The plans whose file was not read whole.
    pub(super) unread: BTreeSet<usize>,
    /// Those that are OSCAL.
    chain: Vec<Given>,
}

/// Adds the rows of the files that plans name to these plans.
pub(super) fn plans(sources: &Sources, unit: &Unit, model: &mut Model, findings: &mut Vec<Finding>) -> Plans {
    let mut out = Plans::default();
    let known = providers(model);
    let names_in_prose = written_names(model);
    for (ix, ssp) in model.ssps.iter_mut().enumerate() {
        let Some(source) = ssp.source.known() else { continue };
        let Some(found) = reading(sources, unit, source, &Wish { plan: true, words: &unit.words, ..Wish::default() })
        else {
            out.unread.insert(ix);
            continue;
        };
        if is_cut(&found) {
            out.unread.insert(ix);
        }
        let text = unit.vendor.get(&source.span).and_then(|id| Some((*id, sources.get(*id)?.text.as_str())));
        for (name, id) in names_in_prose.iter().filter(|_| text.is_some()) {
            let Some(span) = text.and_then(|(file, text)| Some((file, named_at(text, name)?))) else { continue };
            let (file, (start, end)) = span;
            model.mentioned.entry(id.clone()).or_insert(Span::new(file, start, end));
        }
        model.passed_over.extend(found.passed_over);
        let named = |f: Finding| if f.entity.is_empty() { f.entity("ssp") } else { f };
        findings.extend(found.findings.into_iter().map(named));
        ssp.rows.extend(found.plan.iter().map(|row| ssp_row(row, &known)));
        if let Some(document) = found.oscal {
            out.chain.push(Given { names: Vec::new(), document });
        }
    }
    // What such a plan says of Revision 2, nobody knows.
    for (ix, ssp) in model.ssps.iter().enumerate() {
        let ids = ssp.rows.iter().flat_map(|r| &r.ids).map(|id| (id.value.0.as_str(), id.span));
        if let Some(span) = found_revision3(ids) {
            model.plans_of_revision3.insert(ix, span);
            out.unread.insert(ix);
        }
    }
    out
}

/// Ids of the declared providers and environments by what a file may call them.
fn providers(model: &Model) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for provider in &model.providers {
        let id = &provider.id.value.0;
        out.push((plain(id), id.clone()));
        out.extend(provider.name.get().map(|n| (plain(&n.0), id.clone())));
    }
    for environment in &model.environments {
        let id = &environment.id.value.0;
        out.push((plain(id), id.clone()));
        out.extend(environment.offering.get().map(|o| (plain(&o.0), id.clone())));
    }
    out.retain(|(name, _)| !name.is_empty());
    out
}

/// Ids of the declared providers and environments by the names that prose may use.
fn written_names(model: &Model) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for provider in &model.providers {
        let id = &provider.id.value.0;
        out.push((id.clone(), id.clone()));
        out.extend(provider.name.get().map(|n| (n.0.trim().to_owned(), id.clone())));
    }
    for environment in &model.environments {
        let id = &environment.id.value.0;
        out.extend(environment.offering.get().map(|o| (o.0.trim().to_owned(), id.clone())));
    }
    out.retain(|(name, _)| name.len() >= SHORTEST_NAME);
    out
}

/// Shortest name that is looked for in prose, in bytes, and the shortest whose case does not matter.
const SHORTEST_NAME: usize = 3;
const LOOSE_NAME: usize = 5;

/// Where a name stands in a text as words of its own: its first and last byte.
fn named_at(text: &str, name: &str) -> Option<(usize, usize)> {
    let words: Vec<String> = name.split_whitespace().map(regex::escape).collect();
    let pattern = format!(r"(?:^|[^\p{{L}}\p{{N}}])({})(?:$|[^\p{{L}}\p{{N}}])", words.join(r"\s+"));
    let found = regex::RegexBuilder::new(&pattern).case_insensitive(name.len() >= LOOSE_NAME).build().ok()?;
    found.captures(text)?.get(1).map(|m| (m.start(), m.end()))
}

/// The declared provider that a name of a file means: the same words, or a longer title that holds them.
fn provider_named(name: &str, known: &[(String, String)]) -> Option<String> {
    let name = format!(" {} ", plain(name));
    let exact = known.iter().find(|(n, _)| name.trim() == n);
    let held =
        || known.iter().filter(|(n, _)| n.len() > 3 && name.contains(&format!(" {n} "))).max_by_key(|(n, _)| n.len());
    exact.or_else(held).map(|(_, id)| id.clone())
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
        mode: mode(&row.beside.mode),
        services: Vec::<Spanned<Id>>::new(),
        inherited_from: Field::Absent,
        passes_to: Field::Absent,
        reason: row.beside.reason.clone(),
        provider_text: row.provider_text.clone(),
        customer_text: row.customer_text.clone(),
        own_customer_text: true,
        handoff: row.beside.handoff.clone(),
        evidence: row.beside.evidence.clone(),
        header: row.span,
    }
}

/// A mode by its word; anything else under such a title is about something else.
fn mode(said: &Field<Text>) -> Field<SharedMode> {
    let word = said.known().and_then(|t| Some((SharedMode::from_word(&plain(&t.value.0))?, t.span)));
    word.map_or(Field::Absent, |(mode, span)| Field::Known(Spanned::new(mode, span)))
}

fn ssp_row(row: &PlanRow, known: &[(String, String)]) -> SspRequirement {
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
        // One that nothing declares is not known to be another one than those that are.
        id: Spanned::new(Id(provider_named(&name.value, known).unwrap_or_else(|| UNKNOWN.to_owned())), name.span),
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
        providers: {
            let mut all: Vec<SspProvider> = row.providers.iter().map(provider).collect();
            if all.iter().all(|p| p.id.value.0 != UNKNOWN) {
                all.extend(unsaid);
            }
            all
        },
        evidence: Vec::new(),
        objectives: Vec::new(),
        deficiency: None,
        enduring_exception: None,
        header: row.span,
    }
}
