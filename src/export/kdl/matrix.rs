//! A matrix as a `crm` node. Rows of a vendor's file stand behind those of the node itself, each with its place.

use std::collections::BTreeSet;

use super::{Item, Value, date_value, id_value, listed, text_value, value, word_value};
use crate::export::{View, clean};
use crate::model::crm::{
    Crm, CrmEvidence, CrmObjective, CrmRequirement, CustomerPart, DocumentStatus, FrameworkWord, Handoff, ProviderPart,
    Responsibility, SharedMode, Side,
};
use crate::model::lower::CrmRow;
use crate::schema::grammar::{Field, Id, Text};
use crate::source::{Span, Spanned};

/// Characters of a cell that a comment shows.
const SHOWN_MAX: usize = 100;

/// The node.
pub fn of_matrix(view: View<'_>, ix: usize) -> String {
    let mut out = String::new();
    let Some(crm) = view.crm(ix) else { return out };
    let mut item = head(crm);
    item.children.extend(crm.rows.iter().map(requirement));
    let mut seen: BTreeSet<(Span, String)> = BTreeSet::new();
    for row in view.read.rows.crm.iter().filter(|r| r.crm == ix && is_sourced(crm, r)) {
        // One id may name several requirements; it is written once.
        if seen.insert((row.key.written.span, row.key.written.value.clone())) {
            item.children.push(sourced(view, row));
        }
    }
    item.print(&mut out, 0);
    out
}

/// True for a row that stands in the file of the matrix.
fn is_sourced(crm: &Crm, row: &CrmRow) -> bool {
    crm.source.known().is_some() && row.header.file != crm.header.file
}

/// Everything but the rows. The file's rows stand in the node now, so that it names the file no more.
fn head(crm: &Crm) -> Item {
    let mut item = Item::new("crm")
        .arg(Value::Word(crm.id.value.0.clone()))
        .prop("provider", id_value(&crm.provider))
        .prop("version", text_value(&crm.version))
        .prop("date", date_value(&crm.date))
        .prop("status", word_value(&crm.status, DocumentStatus::word))
        .prop("framework", word_value(&crm.framework, FrameworkWord::word))
        .prop("based-on", id_value(&crm.based_on));
    if let Some(template) = value(&crm.template, |t| Value::Bool(*t)) {
        item = item.child(Item::new("template").arg(template));
    }
    let signed = |by: &Field<Id>, on: &Field<jiff::civil::Date>, name| {
        Item::new(name).prop("by", id_value(by)).prop("on", date_value(on))
    };
    item = item.children(crm.signed.iter().map(|s| signed(&s.by, &s.on, "signed")));
    item = item.children(crm.reviewed.iter().map(|r| signed(&r.by, &r.on, "reviewed")));
    item = item.children(listed("covers", &crm.covers));
    if let Some(default) = &crm.default {
        let responsibility = word_value(&default.responsibility, Responsibility::word);
        item = item.child(Item::new("default").opt(&default.text).prop("responsibility", responsibility));
    }
    item.children(crm.families.iter().map(|f| {
        Item::new("family")
            .arg(Value::Word(f.id.value.0.clone()))
            .opt(&f.text)
            .prop("responsibility", word_value(&f.responsibility, Responsibility::word))
            .ids("service", &f.service)
    }))
}

/// What a row says, which is the same of a requirement and of an objective.
macro_rules! answered {
    ($item:expr, $row:expr) => {
        $item
            .prop("responsibility", word_value(&$row.responsibility, Responsibility::word))
            .prop("mode", word_value(&$row.mode, SharedMode::word))
            .ids("service", &$row.service)
            .prop("inherited-from", id_value(&$row.inherited_from))
            .prop("passes-to", id_value(&$row.passes_to))
            .prop("reason", text_value(&$row.reason))
            .children(parts(&$row.provider_parts, &$row.customer_parts, &$row.handoff, &$row.evidence))
    };
}

fn requirement(row: &CrmRequirement) -> Item {
    let mut item = Item::new("requirement");
    item.args.extend(row.ids.iter().map(|id| Value::Text(id.value.0.clone())));
    answered!(item, row).children(row.objectives.iter().map(objective))
}

fn objective(row: &CrmObjective) -> Item {
    let mut item = Item::new("objective");
    item.args.extend(row.letters.iter().map(|l| Value::Word(l.value.0.clone())));
    answered!(item, row)
}

fn parts(
    provider: &[ProviderPart],
    customer: &[CustomerPart],
    handoff: &[Handoff],
    evidence: &[CrmEvidence],
) -> Vec<Item> {
    let text = |t: &Spanned<Text>| Value::Text(t.value.0.clone());
    let mut out: Vec<Item> = provider.iter().map(|p| Item::new("provider").opt(&p.text)).collect();
    out.extend(customer.iter().map(|c| Item::new("customer").opt(&c.text)));
    out.extend(handoff.iter().map(|h| Item::new("handoff").arg(text(&h.text))));
    out.extend(evidence.iter().map(|e| {
        Item::new("evidence").arg(text(&e.text)).prop("by", word_value(&e.by, Side::word)).prop("at", text_value(&e.at))
    }));
    out
}

/// A row of a file: its place, and what of it was not understood.
fn sourced(view: View<'_>, row: &CrmRow) -> Item {
    let mut item = Item::new("requirement")
        .arg(Value::Text(row.key.written.value.clone()))
        .prop("responsibility", word_value(&row.responsibility, Responsibility::word))
        .prop("mode", word_value(&row.mode, SharedMode::word))
        .prop("inherited-from", id_value(&row.inherited_from))
        .prop("reason", text_value(&row.reason));
    item.notes.push(view.sources.place(row.header));
    if row.key.requirement.is_none() && row.key.form != crate::model::lower::IdForm::Sp80053 {
        item.notes.push("not understood as a requirement of SP 800-171 Revision 2".to_owned());
    }
    let id = row.key.written.span;
    if let Field::Unknown(span) = row.responsibility {
        item.notes.push(match cell(view, span, id) {
            Some(word) => format!("who is responsible is not understood: `{}`", brief(&word)),
            None => "the file does not say who is responsible".to_owned(),
        });
    }
    let texts = [
        ("provider", &row.provider_text),
        ("customer", &row.customer_text),
        ("handoff", &row.handoff),
        ("evidence", &row.evidence),
    ];
    for (name, text) in texts {
        let Some(value) = text_value(text) else { continue };
        item.children.push(Item::new(name).arg(value));
    }
    if let (Field::Unknown(one), Field::Unknown(other)) = (&row.provider_text, &row.customer_text)
        && one == other
        && let Some(both) = cell(view, *one, id)
    {
        item.notes.push("both sides in one cell; part it into provider and customer:".to_owned());
        item.notes.push(both.lines().map(|l| format!("  {}", l.trim_end())).collect::<Vec<_>>().join("\n"));
    }
    item
}

/// The text of a cell other than that of the id.
fn cell(view: View<'_>, span: Span, id: Span) -> Option<String> {
    let text = clean(view.sources.text(span).trim());
    (span != id && !text.is_empty()).then_some(text)
}

fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN_MAX {
        return line;
    }
    line.chars().take(SHOWN_MAX).chain(['…']).collect()
}
