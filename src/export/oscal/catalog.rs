//! The requirements themselves as an OSCAL catalogue, which NIST never published for Revision 2: the controls and
//! statements that plans and matrices name, with their titles. The wording of the requirements is NIST's document's.

use serde_json::{Value, json};

use super::{Front, OscalVersion, control, finished, put, statement};
use crate::catalog::{RequirementIx, families};

/// The day on which 32 CFR part 170 came into force; a catalogue has no other date.
const IN_FORCE: jiff::civil::Date = jiff::civil::date(2024, 12, 16);

/// The document.
pub(in crate::export) fn catalog(version: OscalVersion) -> String {
    let front = Front {
        title: "Requirements of CMMC Level 2: NIST SP 800-171 Revision 2".to_owned(),
        version: Some("2".to_owned()),
        date: IN_FORCE,
        party: "crmlint".to_owned(),
        others: Vec::new(),
        roles: Vec::new(),
    };
    let groups: Vec<Value> = families()
        .iter()
        .map(|family| {
            let own = RequirementIx::all().filter(|ix| ix.get().family == family.id);
            let controls: Vec<Value> = own.map(requirement).collect();
            json!({ "id": family.id, "class": "family", "title": family.name, "controls": controls })
        })
        .collect();
    finished("catalog", json!({ "metadata": front.metadata(version), "groups": groups }))
}

fn requirement(ix: RequirementIx) -> Value {
    let requirement = ix.get();
    let id = control(ix);
    let label = |text: &str| json!([{ "name": "label", "value": text }]);
    let objectives: Vec<Value> = requirement
        .letters
        .chars()
        .map(|letter| {
            json!({
                "id": statement(&id, letter),
                "name": "assessment-objective",
                "props": label(&format!("{}[{letter}]", requirement.id)),
            })
        })
        .collect();
    let mut out = json!({ "id": id, "class": "CMMC-L2", "title": requirement.title, "props": label(requirement.id) });
    put(
        &mut out,
        "parts",
        json!([
            { "id": format!("{id}_smt"), "name": "statement", "prose": requirement.title },
            { "id": format!("{id}_obj"), "name": "assessment-objective", "parts": objectives },
        ]),
    );
    out
}
