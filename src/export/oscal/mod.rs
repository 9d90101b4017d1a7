//! OSCAL in JSON: what all documents have. Ids are of version 5 and follow from names, times from the dates of the documents,
//! so that the same declarations give the same bytes.
//!
//! A requirement is named by its CMMC id, `AC.L2-3.1.1`: it is official, it means Revision 2 and nothing else, and OSCAL
//! takes it, while `3.1.1` begins with a digit. An objective is the statement `AC.L2-3.1.1_obj.a`.

mod catalog;
mod component;
mod plan;
mod provider;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::edition::Line;
use super::{View, clean, uuid};
use crate::catalog::{Reading, RequirementIx, read_ids};
use crate::model::crm::{Crm, Responsibility};
use crate::read::oscal::{NS, UNSTATED};
use crate::schema::grammar::{Field, Text};

pub(super) use catalog::catalog;
pub(super) use component::of_component;
pub(super) use plan::of_plan;
pub(super) use provider::of_provider;

/// Versions of OSCAL that a document can say it is of; what is written is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OscalVersion {
    /// 1.1.3
    V1_1_3,
    /// 1.2.1
    V1_2_1,
}

impl OscalVersion {
    fn word(self) -> &'static str {
        match self {
            Self::V1_1_3 => "1.1.3",
            Self::V1_2_1 => "1.2.1",
        }
    }
}

/// How a document is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect<'a> {
    /// The version it says it is of.
    pub version: OscalVersion,
    /// The profile or catalogue that it rests on; without one, a resource of the document itself says which
    /// requirements are meant.
    pub profile: Option<&'a str>,
}

impl Dialect<'_> {
    /// What the document refers to.
    fn href(self) -> String {
        self.profile.map_or_else(|| format!("#{}", resource_uuid()), line)
    }
}

/// A text on one line that is never empty.
fn line(text: &str) -> String {
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { UNSTATED.to_owned() } else { text }
}

/// A text that is never empty.
fn block(text: &str) -> String {
    let text = clean(text.trim());
    if text.is_empty() { UNSTATED.to_owned() } else { text }
}

/// A property of ours.
fn prop(name: &str, value: &str) -> Value {
    json!({ "name": name, "ns": NS, "value": line(value) })
}

/// An id as OSCAL takes it: letters, digits, dots, dashes and lines, a letter first.
fn token(text: &str) -> String {
    let keep = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let text: String = text.trim().chars().map(keep).collect();
    if text.starts_with(|c: char| c.is_alphabetic() || c == '_') { text } else { format!("_{text}") }
}

/// `AC.L2-3.1.1`.
fn control(ix: RequirementIx) -> String {
    ix.get().cmmc_id.to_owned()
}

/// The control of a line; ids of other catalogues in the form of their own.
fn control_of(line: &Line<'_>) -> String {
    if let Some(ix) = line.requirement {
        return control(ix);
    }
    let written = &line.row.key.written.value;
    match read_ids(written, None).first() {
        Some(Reading::Control80053 { id }) => token(&id.to_lowercase().replace('(', ".").replace(')', "")),
        Some(Reading::Revision3 { id }) => format!("SP_800_171_{id}"),
        _ => token(written),
    }
}

/// `AC.L2-3.1.1_obj.a`.
fn statement(control: &str, letter: char) -> String {
    format!("{control}_obj.{letter}")
}

/// Names a matrix for the ids of all its parts, the same in each document that speaks of it.
fn matrix_name(crm: &Crm) -> String {
    let provider = crm.provider.get().map_or("", |p| p.0.as_str());
    format!("crm/{provider}/{}", crm.id.value.0)
}

/// What tells a line from others of its matrix.
fn line_name(crm: &Crm, line: &Line<'_>) -> String {
    let services: Vec<&str> = line.row.services.iter().map(|s| s.value.0.as_str()).collect();
    format!("{}/{}/{}", matrix_name(crm), line.id(), services.join(","))
}

/// The id of what a provider provides by a line.
fn provided(crm: &Crm, line: &Line<'_>) -> String {
    uuid::of(&format!("provided/{}", line_name(crm, line)))
}

/// The id of what a line leaves with the customer.
fn responsibility(crm: &Crm, line: &Line<'_>) -> String {
    uuid::of(&format!("responsibility/{}", line_name(crm, line)))
}

/// True if a line gives the provider a part.
fn has_provider(line: &Line<'_>) -> bool {
    matches!(line.row.responsibility.get(), Some(Responsibility::Provider | Responsibility::Shared))
}

/// True if a line leaves something with the customer.
fn has_customer(line: &Line<'_>) -> bool {
    match line.row.responsibility.get() {
        Some(Responsibility::Customer | Responsibility::Shared) => true,
        Some(Responsibility::Provider) => crate::derive::inherit::is_duty_text(line.customer()),
        _ => false,
    }
}

/// Properties of a line: who is responsible, and what OSCAL has no place for.
fn props(line: &Line<'_>) -> Vec<Value> {
    let row = line.row;
    let mut out = vec![prop("responsibility", row.responsibility.get().map_or("unknown", |r| r.word()))];
    out.push(prop("requirement", &line.id()));
    out.extend(row.mode.get().map(|m| prop("mode", m.word())));
    out.extend(row.services.iter().map(|s| prop("service", &s.value.0)));
    out.extend(row.inherited_from.get().map(|id| prop("inherited-from", &id.0)));
    out.extend(row.passes_to.get().map(|id| prop("passes-to", &id.0)));
    out
}

/// Handoff, evidence and reason of a line.
fn remarks(line: &Line<'_>) -> Option<String> {
    let row = line.row;
    let told = [("Handoff", &row.handoff), ("Evidence", &row.evidence), ("Reason", &row.reason)];
    let said = |(name, text): (&str, &Field<Text>)| Some(format!("{name}: {}", clean(text.get()?.0.trim())));
    let lines: Vec<String> = told.into_iter().filter_map(said).collect();
    (!lines.is_empty()).then(|| lines.join("\n\n"))
}

/// Which document this is.
struct Front {
    /// Title.
    title: String,
    /// Edition, where it is stated.
    version: Option<String>,
    /// Date of the edition.
    date: Date,
    /// Name of the organization that speaks.
    party: String,
    /// Names of other organizations that the document refers to.
    others: Vec<String>,
    /// Roles that the document names: their ids, and what people call them.
    roles: Vec<(String, String)>,
}

impl Front {
    fn of_matrix(view: View<'_>, crm: &Crm) -> Self {
        let party = view.provider_name(crm);
        Self {
            title: format!("Customer Responsibility Matrix of {party}: {}", clean(&crm.id.value.0)),
            version: crm.version.get().map(|v| v.0.clone()),
            date: crm.date.get().copied().unwrap_or(view.as_of),
            party,
            others: Vec::new(),
            roles: Vec::new(),
        }
    }

    fn metadata(&self, version: OscalVersion) -> Value {
        let mut parties: Vec<&String> = vec![&self.party];
        for other in &self.others {
            if !parties.contains(&other) {
                parties.push(other);
            }
        }
        let party = |name: &String| json!({ "uuid": party_uuid(name), "type": "organization", "name": line(name) });
        let mut out = json!({
            "title": line(&self.title),
            "last-modified": format!("{}T00:00:00Z", self.date),
            "version": line(self.version.as_deref().unwrap_or("not stated")),
            "oscal-version": version.word(),
            "parties": parties.into_iter().map(party).collect::<Vec<Value>>(),
        });
        if !self.roles.is_empty() {
            put(
                &mut out,
                "roles",
                self.roles.iter().map(|(id, name)| json!({ "id": token(id), "title": line(name) })).collect(),
            );
        }
        out
    }
}

fn party_uuid(name: &str) -> String {
    uuid::of(&format!("party/{name}"))
}

/// Sets a member.
fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(map) = object.as_object_mut() {
        map.insert(name.to_owned(), value);
    }
}

/// Sets a list where it has members: OSCAL knows no empty ones.
fn put_list(object: &mut Value, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        put(object, name, Value::Array(list));
    }
}

fn resource_uuid() -> String {
    uuid::of("resource/nist-sp-800-171-r2")
}

/// Where the requirements come from: NIST published no OSCAL catalogue of Revision 2.
fn back_matter() -> Value {
    json!({ "resources": [{
        "uuid": resource_uuid(),
        "title": "NIST SP 800-171 Revision 2",
        "description": "Requirements are named by their CMMC ids, AC.L2-3.1.1 for 3.1.1, and objectives of SP 800-171A as \
                        statements, AC.L2-3.1.1_obj.a for 3.1.1[a].",
        "rlinks": [{ "href": "https://csrc.nist.gov/pubs/sp/800/171/r2/upd1/final" }],
    }] })
}

/// The document under its root, with an id that changes whenever its content does.
fn finished(root: &str, mut document: Value) -> String {
    let content = document.to_string();
    put(&mut document, "uuid", Value::String(uuid::of(&format!("document/{root}/{content}"))));
    let mut whole = Map::new();
    whole.insert(root.to_owned(), document);
    let mut text = serde_json::to_string_pretty(&Value::Object(whole)).unwrap_or_default();
    text.push('\n');
    text
}

/// Lines of a matrix under their controls, in order: the lines of the whole requirement and those of each objective.
type Groups<'e, 'a> = Vec<(String, Vec<&'e Line<'a>>)>;

fn by_control<'e, 'a>(lines: &'e [Line<'a>]) -> Groups<'e, 'a> {
    let mut out: Groups<'e, 'a> = Vec::new();
    for line in lines {
        let control = control_of(line);
        match out.iter_mut().find(|(id, _)| *id == control) {
            Some((_, lines)) => lines.push(line),
            None => out.push((control, vec![line])),
        }
    }
    out
}

/// The letters that the lines are about, and none for the whole requirement, each once and in order.
fn letters(lines: &[&Line<'_>]) -> Vec<Option<char>> {
    let mut out: Vec<Option<char>> = lines.iter().map(|l| l.letter).collect();
    out.sort_unstable();
    out.dedup();
    out
}
