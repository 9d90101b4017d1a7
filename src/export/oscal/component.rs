//! A matrix as a component definition: the provider's service as one component, each row an implemented requirement with
//! who is responsible as a property and the customer's part as remarks.

use serde_json::{Value, json};

use super::{
    Dialect, Front, back_matter, block, by_control, finished, letters, line, line_name, matrix_name, party_uuid, props,
    put, put_list, remarks, statement,
};
use crate::export::edition::{Edition, Line};
use crate::export::{View, said, uuid};
use crate::read::oscal::BY_OBJECTIVE;

/// The document.
pub(in crate::export) fn of_component(view: View<'_>, ix: usize, dialect: Dialect<'_>) -> String {
    let Some(edition) = Edition::of(view, ix) else { return String::new() };
    let crm = edition.crm;
    let front = Front::of_matrix(view, crm);
    let name = matrix_name(crm);
    let groups = by_control(&edition.lines);
    let requirements: Vec<Value> = groups
        .iter()
        .map(|(control, lines)| {
            let whole: Vec<&Line<'_>> = lines.iter().copied().filter(|l| l.letter.is_none()).collect();
            let mut out = part(&whole);
            put(&mut out, "uuid", json!(uuid::of(&format!("component-requirement/{name}/{control}"))));
            put(&mut out, "control-id", json!(control));
            let statements = letters(lines).into_iter().flatten().map(|letter| {
                let own: Vec<&Line<'_>> = lines.iter().copied().filter(|l| l.letter == Some(letter)).collect();
                let mut out = part(&own);
                let id = statement(control, letter);
                let names: Vec<String> = own.iter().map(|l| line_name(crm, l)).collect();
                put(&mut out, "uuid", json!(uuid::of(&format!("component-statement/{}", names.join(" ")))));
                put(&mut out, "statement-id", json!(id));
                out
            });
            put_list(&mut out, "statements", statements.collect());
            out
        })
        .collect();
    let mut component = json!({
        "uuid": uuid::of(&format!("component/{name}")),
        "type": "service",
        "title": line(&front.party),
        "description": format!("What {} does for its customers by the matrix {}.", line(&front.party), line(&crm.id.value.0)),
        "responsible-roles": [{ "role-id": "provider", "party-uuids": [party_uuid(&front.party)] }],
    });
    if !requirements.is_empty() {
        let implementation = json!({
            "uuid": uuid::of(&format!("control-implementation/{name}")),
            "source": dialect.href(),
            "description": "Rows of the matrix: a description is the provider's part, remarks are the customer's.",
            "implemented-requirements": requirements,
        });
        put(&mut component, "control-implementations", json!([implementation]));
    }
    let mut metadata = front.metadata(dialect.version);
    put(&mut metadata, "roles", json!([{ "id": "provider", "title": "Provider" }]));
    let document = json!({ "metadata": metadata, "components": [component], "back-matter": back_matter() });
    finished("component-definition", document)
}

/// What lines about one thing say together.
fn part(lines: &[&Line<'_>]) -> Value {
    let texts: Vec<String> = lines.iter().map(|l| said(l.provider())).filter(|t| !t.is_empty()).collect();
    let mut told: Vec<String> =
        lines.iter().map(|l| said(l.customer())).filter(|t| !t.is_empty()).map(|t| format!("Customer: {t}")).collect();
    told.extend(lines.iter().filter_map(|l| remarks(l)));
    let description = match lines {
        [] => BY_OBJECTIVE.to_owned(),
        _ => block(&texts.join("\n\n")),
    };
    let mut out = json!({ "description": description });
    put_list(&mut out, "props", lines.iter().flat_map(|l| props(l)).collect());
    if !told.is_empty() {
        put(&mut out, "remarks", json!(told.join("\n\n")));
    }
    out
}
