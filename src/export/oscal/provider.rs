//! A matrix as the provider's own system security plan, whose `export` says what customers can inherit (`provided`) and
//! what is left with them (`responsibilities`).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Dialect, Front, back_matter, block, by_control, finished, has_customer, has_provider, letters, line, matrix_name,
    props, provided, put, put_list, remarks, responsibility, statement,
};
use crate::export::edition::{Edition, Line};
use crate::export::{View, said, uuid};
use crate::model::crm::{Crm, Responsibility};

/// The document.
pub(in crate::export) fn of_provider(view: View<'_>, ix: usize, dialect: Dialect<'_>) -> String {
    let Some(edition) = Edition::of(view, ix) else { return String::new() };
    let crm = edition.crm;
    let front = Front::of_matrix(view, crm);
    let name = matrix_name(crm);
    let requirements: Vec<Value> = by_control(&edition.lines)
        .iter()
        .map(|(control, lines)| {
            let mut out = json!({
                "uuid": uuid::of(&format!("requirement/{name}/{control}")),
                "control-id": control,
            });
            for letter in letters(lines) {
                let own: Vec<&Line<'_>> = lines.iter().copied().filter(|l| l.letter == letter).collect();
                let parts = by_components(crm, &own);
                match letter {
                    None => put(&mut out, "by-components", Value::Array(parts)),
                    Some(letter) => {
                        let id = statement(control, letter);
                        let statement = json!({
                            "statement-id": id,
                            "uuid": uuid::of(&format!("statement/{name}/{id}")),
                            "by-components": parts,
                        });
                        let mut all = out.get("statements").and_then(Value::as_array).cloned().unwrap_or_default();
                        all.push(statement);
                        put(&mut out, "statements", Value::Array(all));
                    }
                }
            }
            out
        })
        .collect();
    let document = json!({
        "metadata": front.metadata(dialect.version),
        "import-profile": { "href": dialect.href() },
        "system-characteristics": characteristics(&name, &front.party, "The services that the matrix covers."),
        "system-implementation": {
            "users": [{ "uuid": uuid::of(&format!("user/{name}")), "title": "Staff of the provider" }],
            "components": components(view, crm, &edition.lines),
        },
        "control-implementation": {
            "description": "Rows of the matrix. `export` says what a customer can inherit and what is left with it.",
            "implemented-requirements": requirements,
        },
        "back-matter": back_matter(),
    });
    finished("system-security-plan", document)
}

/// What a plan has to say of its system, from what the declarations know.
pub(super) fn characteristics(name: &str, system: &str, boundary: &str) -> Value {
    json!({
        "system-ids": [{ "identifier-type": "http://ietf.org/rfc/rfc4122", "id": uuid::of(&format!("system/{name}")) }],
        "system-name": line(system),
        "description": format!("Written by crmlint from declarations of {}.", line(system)),
        "system-information": { "information-types": [{
            "uuid": uuid::of(&format!("information/{name}")),
            "title": "Controlled Unclassified Information",
            "description": "CUI, or security protection data of systems that handle it.",
        }] },
        "status": { "state": "other", "remarks": "The declarations do not state it." },
        "authorization-boundary": { "description": block(boundary) },
    })
}

fn this_system(crm: &Crm) -> String {
    uuid::of(&format!("this-system/{}", matrix_name(crm)))
}

/// The component that a row is about: its service, else the whole system.
fn component(crm: &Crm, row: &Line<'_>) -> String {
    match row.row.services.as_slice() {
        [one] => uuid::of(&format!("service/{}/{}", matrix_name(crm), one.value.0)),
        _ => this_system(crm),
    }
}

fn components(view: View<'_>, crm: &Crm, lines: &[Line<'_>]) -> Vec<Value> {
    let name = view.provider_name(crm);
    let mut out = vec![json!({
        "uuid": this_system(crm),
        "type": "this-system",
        "title": line(&name),
        "description": format!("The services of {}.", line(&name)),
        "status": { "state": "operational" },
    })];
    let mut services: BTreeMap<&str, String> = BTreeMap::new();
    for row in lines {
        if let [one] = row.row.services.as_slice() {
            services.insert(one.value.0.as_str(), component(crm, row));
        }
    }
    let declared = view.provider_of(crm).map_or(&[][..], |p| p.services.as_slice());
    for (id, uuid) in services {
        let service = declared.iter().find(|s| s.id.value.0 == id);
        let tool = service.and_then(|s| s.tool.get()).map_or(id, |t| t.0.as_str());
        out.push(json!({
            "uuid": uuid,
            "type": "service",
            "title": line(id),
            "description": line(tool),
            "status": { "state": "operational" },
        }));
    }
    out
}

/// One entry for each component: no two of one requirement may name the same.
fn by_components(crm: &Crm, lines: &[&Line<'_>]) -> Vec<Value> {
    let mut groups: Vec<(String, Vec<&Line<'_>>)> = Vec::new();
    for line in lines {
        let component = component(crm, line);
        match groups.iter_mut().find(|(id, _)| *id == component) {
            Some((_, own)) => own.push(line),
            None => groups.push((component, vec![line])),
        }
    }
    groups.into_iter().map(|(component, own)| by_component(crm, &component, &own)).collect()
}

fn by_component(crm: &Crm, component: &str, lines: &[&Line<'_>]) -> Value {
    let texts: Vec<String> = lines.iter().map(|l| said(l.provider())).filter(|t| !t.is_empty()).collect();
    let names: Vec<String> = lines.iter().map(|l| super::line_name(crm, l)).collect();
    let mut out = json!({
        "uuid": uuid::of(&format!("by-component/{component}/{}", names.join(" "))),
        "component-uuid": component,
        // Blank where the matrix says nothing: any words would read as the provider's.
        "description": texts.join("\n\n"),
    });
    put_list(&mut out, "props", lines.iter().flat_map(|l| props(l)).collect());
    let all = |r: Responsibility| lines.iter().all(|l| l.row.responsibility.get() == Some(&r));
    if lines.iter().any(|l| has_provider(l)) {
        put(&mut out, "implementation-status", json!({ "state": "implemented" }));
    } else if all(Responsibility::NotApplicable) {
        put(&mut out, "implementation-status", json!({ "state": "not-applicable" }));
    }
    let mut export = json!({});
    let mut left = Vec::new();
    let mut given = Vec::new();
    for line in lines {
        if has_provider(line) {
            given.push(json!({ "uuid": provided(crm, line), "description": block(&said(line.provider())) }));
        }
        if has_customer(line) {
            let mut duty = json!({ "uuid": responsibility(crm, line), "description": block(&said(line.customer())) });
            if has_provider(line) {
                put(&mut duty, "provided-uuid", json!(provided(crm, line)));
            }
            left.push(duty);
        }
    }
    if !given.is_empty() || !left.is_empty() {
        put_list(&mut export, "provided", given);
        put_list(&mut export, "responsibilities", left);
        put(&mut out, "export", export);
    }
    let told: Vec<String> = lines.iter().filter_map(|l| remarks(l)).collect();
    if !told.is_empty() {
        put(&mut out, "remarks", json!(told.join("\n\n")));
    }
    out
}
