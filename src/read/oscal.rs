//! OSCAL system security plans and component definitions in JSON, YAML and XML, versions 1.0.0 to 1.2.2. What a plan
//! exports is a matrix, what it says of its own controls are rows of a plan, and what it inherits and satisfies are links
//! into the plans of its providers, which `check` follows once all files are there.

mod chain;
mod document;
mod place;
mod shape;

use std::collections::BTreeMap;

use super::tree::{self, Ix, Tree};
use super::{Beside, MatrixRow, Opened, Owner, PlanRow, Reading, VendorFormat, Wish};
use crate::finding::Finding;
use crate::schema::grammar::{Field, Text};
use crate::source::{Book, FileId, SourceFile, Span, Spanned};

pub use chain::{Given, check as check_chain};
pub use document::{Component, Document, Link, Part};

/// Namespace of the properties that OSCAL does not have, which `crmlint export` writes.
pub const NS: &str = "https://github.com/crmlint/crmlint/ns/oscal";
/// What stands in such a document where a text has to stand and none was given.
pub const UNSTATED: &str = "(not stated)";
/// What stands there for a control that only its statements answer.
pub const BY_OBJECTIVE: &str = "Answered by objective.";

/// What stands at a requirement of which a plan says nothing.
pub const WITHOUT_ROW: &str = "The plan has no row for it.";
/// What stands beside `planned` for a requirement that was assessed and is not met.
pub const NOT_MET: &str = "Not met.";

/// Documents that are OSCAL and hold neither rows of a matrix nor of a plan.
const OTHERS: &[(&str, &str)] = &[
    ("catalog", "an OSCAL catalog"),
    ("profile", "an OSCAL profile"),
    ("assessment-plan", "an OSCAL assessment plan"),
    ("assessment-results", "OSCAL assessment results"),
    ("plan-of-action-and-milestones", "an OSCAL plan of action"),
    ("mapping-collection", "an OSCAL mapping"),
    ("shared-responsibility", "a prototype of shared responsibility that OSCAL never released"),
];

/// Documents of other kinds, by the names that they begin with, and why they are not read.
const STRANGERS: &[(&[&str], &str)] = &[
    (&["$schema", "type"], "it is a JSON schema, which describes documents and is none"),
    (&["products"], "it is an export of the FedRAMP Marketplace; a project names it in crmlint.kdl: marketplace \"…\""),
    (
        &["marketplace_data_url"],
        "it is an export of the FedRAMP Marketplace; a project names it in crmlint.kdl: marketplace \"…\"",
    ),
    (&["satisfies"], "it is OpenControl, which this version does not read"),
    (&["standards", "name"], "it is OpenControl, which this version does not read"),
    (&["schema_version", "components"], "it is OpenControl, which this version does not read"),
];

/// Opens a text: its parts get their names.
pub(super) fn open(format: VendorFormat, file: FileId, text: String) -> Result<Opened, String> {
    let tree = tree::parse(format, file, &text).map_err(|(reason, at)| match line(&text, at) {
        1 => reason,
        line => format!("{reason} (line {line})"),
    })?;
    root(&tree)?;
    Ok(Opened { landmarks: tree.landmarks(), text, book: Book::default(), made: false, findings: Vec::new() })
}

fn line(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
}

/// Kinds of documents that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    Plan(Ix),
    Components(Ix),
}

/// The document inside of its wrapper, which some files leave out; the error says what it is instead.
fn root(tree: &Tree) -> Result<Root, String> {
    let top = tree.root();
    let has = |ix: Ix, name: &str| tree.get(ix, name).is_some();
    if let Some(plan) = tree.get(top, "system-security-plan") {
        return Ok(Root::Plan(plan));
    }
    if let Some(components) = tree.get(top, "component-definition") {
        return Ok(Root::Components(components));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(name, _)| has(top, name)) {
        return Err(format!("it is {what}, and neither a system security plan nor a component definition"));
    }
    if has(top, "control-implementation") && has(top, "system-implementation") {
        return Ok(Root::Plan(top));
    }
    let is_oscal = has(top, "uuid") || tree.get(top, "metadata").is_some_and(|m| has(m, "oscal-version"));
    if has(top, "components") && is_oscal {
        return Ok(Root::Components(top));
    }
    if let Some((_, what)) = STRANGERS.iter().find(|(names, _)| names.iter().all(|name| has(top, name))) {
        return Err((*what).to_owned());
    }
    let names: Vec<String> = tree.entries(top).iter().take(5).map(|(n, _)| format!("`{n}`")).collect();
    let begins = if names.is_empty() { String::new() } else { format!(": it begins with {}", names.join(", ")) };
    Err(format!("it is no OSCAL document{begins}"))
}

/// The document of an opened file; none if it is none that is read.
pub fn document(format: VendorFormat, file: FileId, source: &SourceFile) -> Option<Document> {
    let tree = tree::parse(format, file, &source.text).ok()?;
    Some(of_root(&tree, root(&tree).ok()?))
}

fn of_root(tree: &Tree, root: Root) -> Document {
    match root {
        Root::Plan(plan) => document::plan(tree, plan),
        Root::Components(components) => document::components(tree, components),
    }
}

/// Reads rows of a matrix or of a plan.
pub(super) fn read(format: VendorFormat, file: FileId, source: &SourceFile, wish: &Wish<'_>) -> Reading {
    let mut out = Reading::default();
    let Ok(tree) = tree::parse(format, file, &source.text) else { return out };
    let Ok(root) = root(&tree) else { return out };
    let document = of_root(&tree, root);
    out.findings.extend(document.findings.iter().cloned());
    out.findings.extend(shape::check(&tree, root));
    let whole = Span::new(file, 0, source.text.find(['\n', '\r']).unwrap_or(source.text.len()));
    if wish.plan && !document.is_plan {
        let message =
            "this is a component definition, which says what components can do and is no system security plan";
        out.findings.push(Finding::fixed("source-unreadable", whole, message));
    } else if wish.plan {
        out.plan = plan_rows(&document);
        let is_id = |row: &PlanRow| super::csv::is_shaped(&row.id.value);
        if let Some(first) = out.plan.first().filter(|_| !out.plan.iter().any(is_id)) {
            out.findings.push(of_no_catalogue(&first.id));
            out.plan.clear();
        } else if out.plan.is_empty() {
            let message = "this plan says of no control what is done for it";
            out.findings.push(Finding::fixed("source-unreadable", whole, message));
        }
    } else {
        out.rows = matrix_rows(&document);
        let is_id = |row: &MatrixRow| super::csv::is_shaped(&row.id.value);
        if let Some(first) = out.rows.first().filter(|_| !out.rows.iter().any(is_id)) {
            out.findings.push(of_no_catalogue(&first.id));
            out.rows.clear();
        } else if out.rows.is_empty() {
            let message = "this document exports nothing: no part of it says what a customer inherits or has to do";
            let help = "ask for the plan with its `export` parts, or for the provider's matrix";
            out.findings.push(Finding::fixed("source-unreadable", whole, message).help(help));
        }
    }
    out.oscal = Some(document);
    out
}

fn of_no_catalogue(id: &Spanned<String>) -> Finding {
    let message = format!("its controls are of no catalogue that crmlint knows, such as `{}`", id.value);
    Finding::fixed("source-unreadable", id.span, message)
}

fn joined<'a>(texts: impl Iterator<Item = &'a Spanned<String>>) -> Field<Text> {
    let mut out: Option<Spanned<Text>> = None;
    for text in texts.filter(|t| !t.value.trim().is_empty() && t.value != UNSTATED) {
        match &mut out {
            None => out = Some(Spanned::new(Text(text.value.clone()), text.span)),
            Some(have) => {
                have.value.0.push('\n');
                have.value.0.push_str(&text.value);
            }
        }
    }
    out.map_or(Field::Absent, Field::Known)
}

/// Parts that speak of the same control or statement, in the order of the document.
fn groups(document: &Document) -> Vec<Vec<&Part>> {
    let mut out: Vec<Vec<&Part>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for part in &document.parts {
        let place = *places.entry(part.about.value.as_str()).or_insert(out.len());
        match out.get_mut(place) {
            Some(group) => group.push(part),
            None => out.push(vec![part]),
        }
    }
    out
}

/// What is exported: what is provided is the provider's, a responsibility is the customer's.
fn matrix_rows(document: &Document) -> Vec<MatrixRow> {
    let row = |group: Vec<&Part>| {
        let first = group.first()?;
        let provided = joined(group.iter().flat_map(|p| &p.provided).map(|i| &i.text));
        let owed = joined(group.iter().flat_map(|p| &p.responsibilities).map(|i| &i.text));
        let has = |of: fn(&Part) -> bool| group.iter().any(|p| of(p));
        let (gives, asks) = (has(|p| !p.provided.is_empty()), has(|p| !p.responsibilities.is_empty()));
        let said: Vec<Owner> = group.iter().filter_map(|p| p.responsibility).map(|r| r.value).collect();
        let said = said.first().copied().filter(|first| said.iter().all(|s| s == first));
        let owner = match (gives, asks) {
            // What is exported beside it stays as text.
            _ if said.is_some() => said,
            (true, true) => Some(Owner::Shared),
            (true, false) => Some(Owner::Provider),
            (false, true) => Some(Owner::Customer),
            (false, false) if said.is_none() && (document.is_plan || group.iter().all(|p| is_by_objective(p))) => {
                return None;
            }
            // A component does something for a control; what is left to others it does not say, unless in a property.
            (false, false) => None,
        };
        let at = first.about.span;
        let described = || joined(group.iter().filter_map(|p| p.text.as_ref()));
        if let (Some(_), false, false) = (said, gives, asks) {
            let customer: Vec<Spanned<String>> = group.iter().filter_map(|p| remark(p, "Customer: ")).collect();
            return Some(MatrixRow {
                id: first.about.clone(),
                responsibility: owner.map_or(Field::Unknown(at), |o| Field::Known(Spanned::new(o, at))),
                provider_text: described(),
                customer_text: joined(customer.iter()),
                beside: beside(&group),
                span: at,
            });
        }
        Some(MatrixRow {
            id: first.about.clone(),
            responsibility: owner.map_or(Field::Unknown(at), |o| Field::Known(Spanned::new(o, at))),
            provider_text: if gives { provided } else { described() },
            customer_text: if asks || document.is_plan { owed } else { Field::Unknown(at) },
            beside: if said.is_some() { beside(&group) } else { Beside::default() },
            span: at,
        })
    };
    groups(document).into_iter().filter_map(row).collect()
}

fn is_by_objective(part: &Part) -> bool {
    part.text.as_ref().is_some_and(|t| t.value == BY_OBJECTIVE)
}

/// Labels in the remarks that `crmlint export` writes.
const LABELS: &[&str] = &["Customer: ", "Handoff: ", "Evidence: ", "Reason: "];

/// What stands behind a label in the remarks that `crmlint export` writes, up to the next one.
fn remark(part: &Part, label: &str) -> Option<Spanned<String>> {
    let remarks = part.remarks.as_ref()?;
    let mut texts: Vec<&str> = Vec::new();
    let mut is_own = false;
    for paragraph in remarks.value.split("\n\n") {
        let own = paragraph.strip_prefix(label);
        is_own = own.is_some() || is_own && !LABELS.iter().any(|l| paragraph.starts_with(l));
        texts.extend(own.or(is_own.then_some(paragraph)));
    }
    (!texts.is_empty()).then(|| Spanned::new(texts.join("\n\n"), remarks.span))
}

/// What `crmlint export` writes beside who does what.
fn beside(group: &[&Part]) -> Beside {
    let told = |label: &str| {
        let texts: Vec<Spanned<String>> = group.iter().filter_map(|p| remark(p, label)).collect();
        joined(texts.iter())
    };
    let mode = group.iter().find_map(|p| p.mode.clone());
    Beside {
        mode: mode.map_or(Field::Absent, |m| Field::Known(Spanned::new(Text(m.value), m.span))),
        reason: told("Reason: "),
        handoff: told("Handoff: "),
        evidence: told("Evidence: "),
    }
}

/// What a plan says of its own controls: this system's parts and what it satisfies are the organization's, parts of
/// components of a leveraged system are the provider's.
fn plan_rows(document: &Document) -> Vec<PlanRow> {
    let row = |group: Vec<&Part>| {
        let first = group.first()?;
        let of_system = |p: &&&Part| document.provider_of(p).is_none();
        let own = group.iter().filter(of_system);
        let texts = own.filter_map(|p| p.text.as_ref());
        let satisfied = group.iter().flat_map(|p| &p.satisfied).filter_map(|l| l.text.as_ref());
        let mut providers: Vec<(Spanned<String>, Field<Text>)> = Vec::new();
        for part in &group {
            let Some(name) = document.provider_of(part) else { continue };
            if providers.iter().all(|(n, _)| n.value != name) {
                let text = part
                    .text
                    .as_ref()
                    .map_or(Field::Absent, |t| Field::Known(Spanned::new(Text(t.value.clone()), t.span)));
                providers.push((Spanned::new(name, part.component.span), text));
            }
        }
        let status = Document::status(&group).map_or(Field::Unknown(first.about.span), Field::Known);
        Some(PlanRow {
            id: first.about.clone(),
            status,
            reason: joined(group.iter().flat_map(|p| p.remarks.iter().chain(&p.reason))),
            customer: joined(texts.chain(satisfied)),
            providers,
            unsaid: None,
            span: first.about.span,
        })
    };
    groups(document).into_iter().filter_map(row).collect()
}
