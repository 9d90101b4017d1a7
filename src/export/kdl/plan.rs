//! A plan as an `ssp` node. Where the plan says nothing, the row is a skeleton: planned, the providers that the matrices
//! name, and a blank text for the organization below what the matrices leave with it.

use super::{Item, Value, date_value, id_value, listed, text_value, word_value};
use crate::export::plan::{PlanLine, Skeleton};
use crate::export::{View, clean, said};
use crate::model::crm::{DocumentStatus, Responsibility, Side};
use crate::model::ssp::{
    Implementation, PartialState, Ssp, SspCustomer, SspEvidence, SspObjective, SspProvider, SspRequirement, UNKNOWN,
};
use crate::schema::grammar::Field;
use crate::source::Span;

/// Characters of a cell that a comment shows.
const SHOWN_MAX: usize = 100;

/// The node.
pub fn of_plan(view: View<'_>, ix: Option<usize>) -> String {
    let skeleton = Skeleton::of(view, ix);
    let mut item = skeleton
        .ssp
        .map_or_else(|| Item::new("ssp").prop("status", Some(Value::Word("draft".to_owned()))), |ssp| head(view, ssp));
    if let Some(ssp) = skeleton.ssp {
        item.children.extend(ssp.rows.iter().map(|row| requirement(view, ssp, row)));
    }
    if skeleton.ssp.is_none_or(|s| s.source.is_absent()) {
        let open = skeleton.lines.iter().filter(|l| l.row.is_none());
        item.children.extend(open.map(|line| to_write(&skeleton, line)));
    }
    let mut out = String::new();
    item.print(&mut out, 0);
    out
}

fn head(view: View<'_>, ssp: &Ssp) -> Item {
    // Whom the prose of the plan's file names would be lost with it. One that has left stands there as history.
    let model = &view.read.model;
    let is_written = |id: &str| {
        let parties =
            ssp.rows.iter().flat_map(|r| r.providers.iter().chain(r.objectives.iter().flat_map(|o| &o.providers)));
        ssp.describes.iter().any(|d| d.provider.value.0 == id) || parties.into_iter().any(|p| p.id.value.0 == id)
    };
    let has_left = |id: &str| model.providers.iter().any(|p| p.id.value.0 == id && p.replaced.is_some());
    let in_prose = model.mentioned.iter().filter(|(id, _)| !ssp.source.is_absent() && !is_written(id) && !has_left(id));
    Item::new("ssp")
        .prop("version", text_value(&ssp.version))
        .prop("date", date_value(&ssp.date))
        .prop("status", word_value(&ssp.status, DocumentStatus::word))
        .children(listed("boundary", &ssp.boundary))
        .children(
            ssp.uses.iter().map(|u| {
                Item::new("uses").arg(Value::Word(u.crm.value.0.clone())).prop("version", text_value(&u.version))
            }),
        )
        .children(ssp.describes.iter().map(|d| {
            Item::new("describes")
                .arg(Value::Word(d.provider.value.0.clone()))
                .opt(&d.text)
                .prop("section", text_value(&d.section))
        }))
        .children(in_prose.map(|(id, at)| {
            let mut item = Item::new("describes").arg(Value::Word(id.clone())).arg(Value::Unknown);
            item.notes.push(format!("{}: named here; say in which section it is described", view.sources.place(*at)));
            item
        }))
}

fn requirement(view: View<'_>, ssp: &Ssp, row: &SspRequirement) -> Item {
    let mut item = Item::new("requirement");
    item.args.extend(row.ids.iter().map(|id| Value::Text(id.value.0.clone())));
    if row.header.file != ssp.header.file {
        item.notes.push(view.sources.place(row.header));
        if let Field::Unknown(span) = row.status {
            let is_said = row.ids.iter().all(|id| id.span != span);
            item.notes.push(if is_said {
                format!("how far it is done is not understood: `{}`", cell(view, span))
            } else {
                "the file does not say how far it is done".to_owned()
            });
        }
        for other in row.providers.iter().filter(|p| p.id.value.0 == UNKNOWN) {
            let is_said = !matches!(other.text, Field::Unknown(span) if span == other.id.span);
            item.notes.push(if is_said {
                format!("no declared provider goes by this name: `{}`", cell(view, other.id.span))
            } else {
                let text = if row.ids.iter().any(|id| id.span == other.id.span) {
                    String::new()
                } else {
                    cell(view, other.id.span)
                };
                let shown = if text.is_empty() { text } else { format!(": `{text}`") };
                format!("the file does not say who does it{shown}")
            });
        }
    }
    item = item
        .prop("status", word_value(&row.status, Implementation::word))
        .prop("state", word_value(&row.state, PartialState::word))
        .prop("reason", text_value(&row.reason))
        .prop("ruling", text_value(&row.ruling))
        .children(row.customers.iter().map(customer))
        .children(row.providers.iter().map(provider))
        .children(row.evidence.iter().map(evidence))
        .children(row.objectives.iter().map(objective));
    if let Some(d) = &row.deficiency {
        item = item.child(
            Item::new("deficiency")
                .prop("since", date_value(&d.since))
                .prop("fix-by", date_value(&d.fix_by))
                .prop("plan", id_value(&d.plan)),
        );
    }
    if let Some(e) = &row.enduring_exception {
        let mitigations = e.mitigation.iter().map(|m| Item::new("mitigation").arg(Value::Text(m.text.value.0.clone())));
        item = item.child(Item::new("enduring-exception").prop("asset", id_value(&e.asset)).children(mitigations));
    }
    item
}

/// What the file says at a place, on one line.
fn cell(view: View<'_>, span: Span) -> String {
    clean(view.sources.text(span)).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN_MAX).collect()
}

fn objective(row: &SspObjective) -> Item {
    let mut item = Item::new("objective");
    item.args.extend(row.letters.iter().map(|l| Value::Word(l.value.0.clone())));
    item.prop("status", word_value(&row.status, Implementation::word))
        .prop("reason", text_value(&row.reason))
        .children(row.customers.iter().map(customer))
        .children(row.providers.iter().map(provider))
        .children(row.evidence.iter().map(evidence))
}

fn customer(part: &SspCustomer) -> Item {
    Item::new("customer").opt(&part.text).prop("owner", id_value(&part.owner))
}

fn provider(part: &SspProvider) -> Item {
    Item::new("provider").arg(Value::Word(part.id.value.0.clone())).opt(&part.text).prop("crm", id_value(&part.crm))
}

fn evidence(part: &SspEvidence) -> Item {
    Item::new("evidence")
        .arg(Value::Text(part.text.value.0.clone()))
        .prop("by", word_value(&part.by, Side::word))
        .prop("at", text_value(&part.at))
        .prop("on", date_value(&part.on))
        .prop("valid-for", super::value(&part.valid_for, |p| Value::Word(p.0.to_string())))
}

/// A row that somebody has to write.
fn to_write(skeleton: &Skeleton<'_>, line: &PlanLine<'_>) -> Item {
    let planned = Some(Value::Word("planned".to_owned()));
    let mut item = Item::new("requirement").arg(Value::Text(line.id())).prop("status", planned);
    item.notes.push(line.requirement.get().title.to_owned());
    let mut named: Vec<String> = Vec::new();
    let mut left = Vec::new();
    let answers = skeleton.answers(line);
    for (edition, answer) in &answers {
        let crm = &edition.crm.id.value.0;
        let duty = said(answer.customer());
        if !duty.is_empty() {
            left.push(format!(
                "{crm} leaves {}: {}",
                answer.id(),
                duty.split_whitespace().collect::<Vec<_>>().join(" ")
            ));
        }
        let has_part =
            matches!(answer.row.responsibility.get(), Some(Responsibility::Provider | Responsibility::Shared));
        let Some(provider) = edition.crm.provider.get().filter(|p| has_part && !named.contains(&p.0)) else { continue };
        named.push(provider.0.clone());
        item.children.push(
            Item::new("provider")
                .arg(Value::Word(provider.0.clone()))
                .opt(answer.provider())
                .prop("crm", Some(Value::Word(crm.clone()))),
        );
    }
    // Only what a provider does alone needs nothing of the organization.
    let alone = |a: &&(&_, &crate::export::edition::Line<'_>)| {
        a.1.row.responsibility.get() == Some(&Responsibility::Provider) && a.1.letter.is_none()
    };
    if !left.is_empty() || !answers.iter().any(|a| alone(&a)) {
        let mut customer = Item::new("customer").arg(Value::Text(String::new()));
        customer.notes = left;
        item.children.insert(0, customer);
    }
    item
}
