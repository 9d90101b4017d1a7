//! OSCAL plans where they lie: three serialisations of one shape, a chain of three tiers, and documents that are no plan.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{Ran, crmlint, put};

fn report(story: &str) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = crmlint(root).args(&["check", &format!("fixtures/{story}"), "--format", "json"]).run();
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"))
}

/// Rule and path of the findings of a chain.
fn chain(report: &Value) -> Vec<(String, String)> {
    const NAMES: &[&str] = &[
        "oscal-reference",
        "inherited-nowhere",
        "satisfied-mismatch",
        "responsibility-unsatisfied",
        "inherited-unfinished",
        "shared-as-inherited",
        "statement-not-addressed",
        "duty-dropped",
        "export-older-than-authorization",
        "leveraged-not-given",
    ];
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    let told = all.filter(|f| NAMES.contains(&f["rule"].as_str().unwrap()));
    told.map(|f| (text(&f["rule"]), text(&f["location"]["path"]))).collect()
}

/// Rows of the table in `SEEDED.md`: finding and control.
fn seeded() -> Vec<(String, String)> {
    let table = include_str!("../../fixtures/fairmont/SEEDED.md");
    let rows = table.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| #"));
    rows.map(|l| {
        let cells: Vec<&str> = l.split('|').map(str::trim).collect();
        (cells[4].to_owned(), cells[3].to_owned())
    })
    .collect()
}

#[test]
fn each_fault_of_a_chain_is_found_once_with_the_place_in_both_files() {
    let report = report("fairmont");
    let mut found: Vec<String> = chain(&report).into_iter().map(|(rule, _)| rule).collect();
    let mut want: Vec<String> = seeded().into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(want.len(), 14);
    found.sort();
    want.sort();
    assert_eq!(found, want);
    let findings = report["findings"].as_array().unwrap();
    // A reference inside of one document has no second place.
    let linked = ["satisfied-mismatch", "responsibility-unsatisfied", "inherited-unfinished", "shared-as-inherited"];
    let linked =
        [&linked[..], &["statement-not-addressed", "duty-dropped", "export-older-than-authorization"]].concat();
    for finding in findings.iter().filter(|f| linked.contains(&f["rule"].as_str().unwrap())) {
        let other = &finding["related"][0]["location"]["path"];
        assert!(other.is_string() && *other != finding["location"]["path"], "{finding:#}");
    }
    for (rule, control) in seeded().iter().filter(|(_, control)| control != "-") {
        let names = |f: &&Value| {
            f["rule"] == rule.as_str()
                && (f["message"].as_str().unwrap().contains(&format!("-{control}")) || rule == "oscal-reference")
        };
        assert!(findings.iter().any(|f| names(&f)), "{rule} {control}");
    }
    // One cause, one finding: what the chain tells is not told again of the rows.
    assert_eq!(findings.len(), 14, "{findings:#?}");
}

#[test]
fn the_same_chain_without_faults_is_silent() {
    let report = report("fairmont-clean");
    assert_eq!(report["findings"], serde_json::json!([]));
}

#[test]
fn places_are_pointers_and_paths() {
    let report = report("fairmont");
    let part = |rule: &str, path: &str| {
        let is_it = |f: &&Value| f["rule"] == rule && f["location"]["path"].as_str().unwrap().ends_with(path);
        let found = report["findings"].as_array().unwrap().iter().find(is_it);
        found.unwrap_or_else(|| panic!("{rule}"))["location"]["part"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        part("shared-as-inherited", ".xml"),
        "/system-security-plan/control-implementation/implemented-requirement[7]"
    );
    assert!(
        part("duty-dropped", ".yaml")
            .starts_with("/system-security-plan/control-implementation/implemented-requirements/7")
    );
}

fn lint(name: &str, text: &str) -> Ran {
    lint_as("concise", name, text)
}

fn lint_as(format: &str, name: &str, text: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), name, text.as_bytes());
    let crm = format!(
        "provider acme name=Acme {{ kind csp; }}\ncrm c provider=acme source=\"{name}\" version=\"1\" date=\"2026-10-01\"\n"
    );
    put(folder.path(), "a.kdl", crm.as_bytes());
    crmlint(folder.path()).args(&["check", "--as-of", "2026-11-22", "--format", format]).run()
}

#[test]
fn other_documents_are_refused_with_what_they_are() {
    let deep = format!("{}{}", "[".repeat(400), "]".repeat(400));
    let elements = format!("{}{}", "<a>".repeat(5_000), "</a>".repeat(5_000));
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><system-security-plan>&a;</system-security-plan>";
    for (name, text, why) in [
        ("a.json", "{\"catalog\": {}}", "it is an OSCAL catalog"),
        ("a.yaml", "profile:\n  uuid: x\n", "it is an OSCAL profile"),
        ("a.xml", "<assessment-results/>", "it is OSCAL assessment results"),
        ("a.json", "{\"things\": [], \"meta\": 1}", "it is no OSCAL document: it begins with `things`, `meta`"),
        (
            "a.json",
            "{\"products\": [], \"metadata\": {}}",
            "it is an export of the FedRAMP Marketplace; a project names it in crmlint.kdl",
        ),
        ("a.json", "{\"$schema\": \"x\", \"type\": \"object\"}", "it is a JSON schema"),
        ("a.yaml", "schema_version: 3.0.0\nsatisfies:\n- control_key: AC-2\n", "it is OpenControl"),
        ("a.yaml", "schema_version: 1.0.0\nmetadata:\n  description: x\ncomponents:\n- a.yaml\n", "it is OpenControl"),
        ("a.json", "{\"catalog\": ", "it is not JSON"),
        ("a.json", "", "the file is empty"),
        ("a.json", &deep, "lie deeper than 128"),
        ("a.xml", &elements, "lie deeper than 128"),
        ("a.xml", entity, "it has a document type"),
        ("a.yaml", "a: &x [1]\nb: *x\n", "it uses an alias"),
        ("a.yaml", "a: [1\nb: {", "it is not YAML"),
    ] {
        let ran = lint(name, text);
        assert!(ran.out.contains("error[source-unreadable]") && ran.out.contains(why), "{why}: {ran:#?}");
        assert_eq!(ran.code, 1);
    }
}

#[test]
fn a_plan_that_exports_nothing_is_no_matrix() {
    let plan = "{\"system-security-plan\": {\"metadata\": {}, \"control-implementation\": {\"implemented-requirements\": \
                [{\"control-id\": \"ac-2\", \"by-components\": [{\"component-uuid\": \"x\", \"description\": \"y\"}]}]}}}";
    let ran = lint("a.json", plan);
    assert!(ran.out.contains("error[source-unreadable] this document exports nothing"), "{ran:#?}");
    // Nothing is silently read as a matrix without rows.
    let none = "{\"component-definition\": {\"components\": [{\"uuid\": \"x\", \"control-implementations\": \
                [{\"implemented-requirements\": [{\"control-id\": \"Cognito.1\"}]}]}]}}";
    assert!(lint("a.json", none).out.contains("of no catalogue that crmlint knows, such as `Cognito.1`"));
}

/// A plan that NIST's schema accepts, one part of which may be written otherwise.
fn shaped(version: &str, export: &str, key: &str) -> String {
    const ID: &str = "11111111-2222-4000-8000-00000000000";
    format!(
        r#"{{"system-security-plan": {{"uuid": "{ID}1",
"metadata": {{"title": "Acme", "last-modified": "2026-10-01T00:00:00Z", "version": "1", "oscal-version": "{version}"}},
"import-profile": {{"href": "p.json"}},
"system-characteristics": {{"system-ids": [{{"id": "a"}}], "system-name": "a", "description": "a",
  "system-information": {{"information-types": [{{"title": "CUI", "description": "CUI"}}]}},
  "status": {{"state": "operational"}}, "authorization-boundary": {{"description": "a"}}}},
"system-implementation": {{"users": [{{"uuid": "{ID}2"}}],
  "components": [{{"uuid": "{ID}3", "type": "this-system", "title": "Acme", "description": "a", "status": {{"state": "operational"}}}}]}},
"control-implementation": {{"description": "a", "implemented-requirements": [
{{"uuid": "{ID}4", "control-id": "ac.l2-3.1.1",
"by-components": [
{{"component-uuid": "{ID}3", {key}: "{ID}5", "description": "a", "export": {{
"provided": [{{"uuid": "{ID}6", "description": "We limit access."}}],
{export}: [{{"uuid": "{ID}7", "provided-uuid": "{ID}6", "description": "You limit access."}}]
}}}}]}}]}}}}}}"#
    )
}

#[test]
fn a_shape_that_other_programs_refuse_is_told_as_advice() {
    let told = |version: &str, export: &str, key: &str| {
        let out = lint("a.json", &shaped(version, export, key)).out;
        let lines = out.lines().filter(|l| l.contains("oscal-shape"));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(told("1.1.3", "\"responsibilities\"", "\"uuid\""), [""; 0]);
    let slip = told("v1.0.4", "\"responsibilites\"", "\"uuid\"");
    assert_eq!(slip.len(), 1, "{slip:?}");
    assert!(slip[0].starts_with("a.json:14:20: warning[oscal-shape] OSCAL has no `responsibilites` here"), "{slip:?}");
    let advice = told("1.2.2", "\"responsibilities\"", "\"id\"");
    assert_eq!(advice.len(), 1, "{advice:?}");
    assert!(
        advice[0].contains("a.json:12:20: note[oscal-shape] 2 places of this document are not as OSCAL's schema asks"),
        "{advice:?}"
    );
    // What is read is not called unread; and a shape that no released version has is not judged by theirs.
    let member = told("1.2.1", "\"responsibility\"", "\"uuid\"");
    assert!(member.len() == 1 && member[0].contains("note[oscal-shape] 1 place of this document is not"), "{member:?}");
    assert_eq!(told("1.0.0-milestone3", "\"responsibilites\"", "\"id\""), [""; 0]);
    assert_eq!(told("1.3.0", "\"responsibilites\"", "\"id\""), [""; 0]);
}

#[test]
fn a_duty_in_a_place_where_it_is_not_read_is_told() {
    let text = shaped("1.1.3", "\"remarks\": \"\", \"links\"", "\"responsibilities\": [{\"uuid\": \"x\"}], \"uuid\"");
    let ran = lint_as("full", "a.json", &text);
    assert!(ran.out.contains("warning[oscal-shape]: OSCAL has no `responsibilities` here"), "{ran:?}");
    assert!(ran.out.contains("it belongs in the `export` of an item of `by-components`"), "{ran:?}");
    let ran = lint_as("full", "a.json", &shaped("1.0.0", "\"responsibilites\"", "\"uuid\""));
    assert!(ran.out.contains("did you mean `responsibilities`?"), "{ran:?}");
    let yaml = "system-implementation: {}\ncontrol-implementation:\n  description: a\nuuid:\nmetadata:\n  oscal-version: 1.1.2\n";
    let ran = lint("a.yaml", yaml);
    assert!(ran.out.contains("note[oscal-shape] 9 places"), "{ran:?}");
}

/// How far plans in OSCAL say that something is done, never rounded up.
#[test]
fn statuses_of_a_plan() {
    let part = |status: &str| format!("{{\"component-uuid\": \"c\", \"description\": \"d\"{status}}}");
    let state = |word: &str| part(&format!(", \"implementation-status\": {{\"state\": \"{word}\"}}"));
    let row = |id: &str, parts: &[String]| {
        let parts =
            if parts.is_empty() { String::new() } else { format!(", \"by-components\": [{}]", parts.join(",")) };
        format!("{{\"control-id\": \"ac.l2-{id}\"{parts}}}")
    };
    let rows = [
        (row("3.1.1", &[state("implemented")]), "implemented"),
        (row("3.1.2", &[state("planned")]), "planned"),
        // Part of it is done by one and the rest is planned by another.
        (row("3.1.3", &[state("implemented"), state("planned")]), "partially-implemented"),
        // A part that says nothing may not be done, and so may one that is not understood.
        (row("3.1.4", &[state("implemented"), part("")]), "unknown"),
        (row("3.1.5", &[state("operational-ish")]), "unknown"),
        (row("3.1.6", &[state("implemented"), state("sort of")]), "unknown"),
        // What does not apply to one component is left to the other.
        (row("3.1.7", &[state("not-applicable"), state("implemented")]), "implemented"),
        (row("3.1.8", &[state("not-applicable")]), "not-applicable"),
        (row("3.1.9", &[state("not-applicable"), part("")]), "unknown"),
        // Named, and nothing said of it.
        (row("3.1.10", &[]), "unknown"),
    ];
    let all: Vec<&str> = rows.iter().map(|(row, _)| row.as_str()).collect();
    let plan = format!(
        "{{\"system-security-plan\": {{\"metadata\": {{\"oscal-version\": \"0.9\"}}, \"control-implementation\": \
         {{\"implemented-requirements\": [{}]}}}}}}",
        all.join(",")
    );
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "plan.json", plan.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "plan.json", "--as", "ssp"]).run();
    let written = ran.out.lines().filter_map(|l| l.trim().strip_prefix("requirement ")?.split_once(" status="));
    let statuses: Vec<&str> = written.map(|(_, rest)| rest.split([' ', '{']).next().unwrap()).collect();
    let want: Vec<&str> = rows.iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses, want, "{ran:#?}");
}

/// A provider's plan that provides a part of a control and leaves the rest, and a plan that inherits it, and satisfies the
/// rest if asked to. Ids of the control, of its statement, and of the control of the other plan.
fn pair(control: &str, statement: &str, own: &str, satisfies: bool) -> Vec<(String, String)> {
    const PROVIDED: &str = "11111111-0000-4000-8000-000000000001";
    const DUTY: &str = "11111111-0000-4000-8000-000000000002";
    const PARTY: &str = "11111111-0000-4000-8000-000000000003";
    let plan = |requirement: Value| {
        json!({ "system-security-plan": {
            "metadata": { "title": "Plan", "last-modified": "2026-11-01T00:00:00Z", "oscal-version": "1.1.3" },
            "system-implementation": { "components": [
                { "uuid": PARTY, "type": "this-system", "title": "This", "status": { "state": "operational" } },
            ] },
            "control-implementation": { "implemented-requirements": [requirement] },
        } })
    };
    let part = |more: Value| {
        let mut part =
            json!({ "component-uuid": PARTY, "description": "d", "implementation-status": { "state": "implemented" } });
        part.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        part
    };
    let export = json!({ "export": {
        "provided": [{ "uuid": PROVIDED, "description": "We do." }],
        "responsibilities": [{ "uuid": DUTY, "provided-uuid": PROVIDED, "description": "You do." }],
    } });
    let statements = json!([{ "statement-id": statement, "by-components": [part(export)] }]);
    let mut taken = json!({ "inherited": [{ "provided-uuid": PROVIDED, "description": "x" }] });
    if satisfies {
        taken["satisfied"] = json!([{ "responsibility-uuid": DUTY, "description": "y" }]);
    }
    let folder = tempfile::tempdir().unwrap();
    let provider = plan(json!({ "control-id": control, "statements": statements }));
    let customer = plan(json!({ "control-id": own, "by-components": [part(taken)] }));
    put(folder.path(), "provider.json", provider.to_string().as_bytes());
    put(folder.path(), "own.json", customer.to_string().as_bytes());
    let declared =
        "provider csp name=\"CSP\" kind=csp\ncrm c provider=csp source=\"provider.json\"\nssp source=\"own.json\"\n";
    put(folder.path(), "a.kdl", declared.as_bytes());
    let ran = crmlint(folder.path()).args(&["check", "--format", "json"]).run();
    chain(&serde_json::from_str(&ran.out).unwrap())
}

#[test]
fn links_lead_from_one_way_of_writing_an_id_to_another() {
    let ways = [
        ("3.1.1", "3.1.1_smt.a", "3.1.1"),
        ("03.01.01", "03.01.01.a", "3.1.1"),
        ("3.1.1", "3.1.1_smt.a", "AC.L2-3.1.1"),
        ("AC-02", "AC-02 (a)", "ac-2"),
        ("AC-2", "ac-2_stmt.a", "ac-2"),
        // The provider's plan by SP 800-53, the contractor's by SP 800-171.
        ("ac-2", "ac-2_smt.a", "3.1.1"),
    ];
    for (control, statement, own) in ways {
        assert_eq!(pair(control, statement, own, true), [], "{control} {own}");
        let told = pair(control, statement, own, false);
        assert_eq!(told.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(), ["shared-as-inherited"], "{control} {own}");
    }
    // What is surely another one stays so.
    for (control, statement, own) in [("3.1.1", "3.1.1_smt.a", "3.1.2"), ("ac-2", "ac-2_smt.a", "ac-2.1")] {
        let told = pair(control, statement, own, true);
        assert_eq!(told.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(), ["satisfied-mismatch"], "{control} {own}");
    }
}
