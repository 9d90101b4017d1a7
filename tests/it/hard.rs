//! Hard cases of real files that an importer must survive: five spellings of one requirement, a plan against its own totals
//! and against its matrix, controls instead of requirements, a chain with half of its files missing. The others stand
//! beside their format: marks, lists of controls, several providers, missing rows and junk in `workbook`, numbered ids in
//! `text`.

use std::fmt::Write as _;

use crmlint::catalog::requirements;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

const FORGE: &str = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=self; handles cui; }\n";

fn check(folder: &TempDir, args: &[&str]) -> Ran {
    let always = ["check", "--as-of", "2026-11-22", "--max-per-rule", "0"];
    crmlint(folder.path()).args(&always).args(args).run()
}

fn findings(folder: &TempDir) -> Vec<Value> {
    let ran = check(folder, &["--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    report["findings"].as_array().unwrap().clone()
}

fn of<'a>(findings: &'a [Value], rule: &str) -> Vec<&'a Value> {
    findings.iter().filter(|f| f["rule"] == rule).collect()
}

/// `file:line` of a place.
fn place(location: &Value) -> String {
    format!("{}:{}", location["path"].as_str().unwrap(), location["start"]["line"])
}

/// One field of each row of a table of facts, `-` where it is absent.
fn field(folder: &TempDir, table: &str, name: &str) -> Vec<String> {
    let ran = crmlint(folder.path()).args(&["facts", "--values", table]).run();
    let mut out: Vec<String> = Vec::new();
    for line in ran.out.lines() {
        if line.ends_with(')') && !line.starts_with(' ') {
            out.push("-".to_owned());
        } else if let Some(value) = line.trim().strip_prefix(name).and_then(|l| l.strip_prefix(": ")) {
            value.clone_into(out.last_mut().unwrap());
        }
    }
    out
}

fn matrix(ids: &[&str], words: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut csv = "Control ID,Responsibility\n".to_owned();
    for id in ids {
        writeln!(csv, "{id},Provider").unwrap();
    }
    put(folder.path(), "crm.csv", csv.as_bytes());
    let declared = format!(
        "provider acme name=\"Acme\" {{ kind msp; }}\ncrm c provider=acme source=\"crm.csv\" version=\"1\" date=\"2026-10-01\" {words}\n"
    );
    put(folder.path(), "a.kdl", declared.as_bytes());
    folder
}

#[test]
fn five_spellings_are_one_requirement() {
    let ids = ["AC.L1-3.1.1", "AC.L2-3.1.1", "3.1.1", "03.01.01", "AC.1.001", "AC.L1-b.1.i"];
    let folder = matrix(&ids, "");
    assert_eq!(field(&folder, "crm-row", "requirement"), vec!["3.1.1"; 6]);
    let forms = ["known", "known", "known", "zero-padded", "cmmc-1", "known"];
    assert_eq!(field(&folder, "crm-row", "id-form"), forms);
    // One key: what is said twice of it is told.
    let all = findings(&folder);
    assert!(!of(&all, "duplicate-row").is_empty(), "{all:#?}");
    let notes: Vec<&str> = of(&all, "unknown-requirement").iter().map(|f| f["message"].as_str().unwrap()).collect();
    assert_eq!(
        notes,
        [
            "`03.01.01` is written like a Revision 3 number and is read as `3.1.1`",
            "`AC.1.001` is a practice of CMMC 1 and is read as `3.1.1`",
        ]
    );
}

#[test]
fn revisions_are_never_merged() {
    // The matrix says that it is of Revision 3: its first requirement is another one than that of Revision 2.
    let folder = matrix(&["03.01.01", "03.15.01"], "framework=nist-sp-800-171-r3");
    assert_eq!(field(&folder, "crm-row", "requirement"), ["-", "-"]);
    assert_eq!(field(&folder, "crm-row", "id-form"), ["-", "-"]);
    // It does not say so, and one of its ids, which exists in Revision 3 alone, does.
    let folder = matrix(&["03.01.01", "03.15.01"], "");
    assert_eq!(field(&folder, "crm-row", "requirement"), ["-", "-"]);
    let found = findings(&folder);
    let told = of(&found, "controls-as-hints");
    assert_eq!(told.len(), 1, "{found:#?}");
    assert_eq!((told[0]["level"].as_str(), place(&told[0]["location"])), (Some("warning"), "crm.csv:3".to_owned()));
    assert!(of(&found, "unknown-requirement").is_empty(), "{found:#?}");
    // Zeros alone are a way to write Revision 2.
    assert!(of(&findings(&matrix(&["03.01.01", "03.01.02"], "")), "controls-as-hints").is_empty());
    // The project or another row says that it is Revision 2: one row is wrong then.
    for (id, words) in [("03.01.01", "framework=nist-sp-800-171-r2"), ("3.1.1", "")] {
        let found = findings(&matrix(&[id, "03.15.01"], words));
        let told = of(&found, "unknown-requirement");
        let wrong = told.iter().find(|f| f["level"] == "error").unwrap_or_else(|| panic!("{found:#?}"));
        assert_eq!(wrong["message"], "`03.15.01` is a requirement of Revision 3, and CMMC assesses Revision 2");
    }
}

#[test]
fn a_plan_by_revision_3_says_nothing_of_revision_2() {
    let words = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=self; handles cui; }\n";
    let rows = "03.01.01,Implemented\n03.05.01,Implemented\n03.17.01,Implemented\n";
    let lint = |rows: &str, folder: &tempfile::TempDir| {
        put(folder.path(), "plan.csv", format!("Requirement,Implementation Status\n{rows}").as_bytes());
        put(
            folder.path(),
            "a.kdl",
            format!("{words}ssp source=\"plan.csv\" version=\"1\" date=\"2026-10-01\"\n").as_bytes(),
        );
        findings(folder)
    };
    let folder = tempfile::tempdir().unwrap();
    let found = lint(rows, &folder);
    let told = of(&found, "controls-as-hints");
    assert_eq!(told.len(), 1, "{found:#?}");
    assert_eq!((told[0]["level"].as_str(), place(&told[0]["location"])), (Some("error"), "plan.csv:4".to_owned()));
    assert!(told[0]["message"].as_str().unwrap().contains("3 rows of it say nothing of any requirement"), "{told:#?}");
    assert!(of(&found, "unknown-requirement").is_empty(), "{found:#?}");
    assert_eq!(field(&folder, "ssp-row", "requirement"), ["-", "-", "-"]);
    // Written in KDL it is the same plan.
    let folder = tempfile::tempdir().unwrap();
    let plan = "ssp version=\"1\" date=\"2026-10-01\" {\n requirement \"03.01.01\" status=implemented\n requirement \"03.17.01\" status=implemented\n}\n";
    put(folder.path(), "a.kdl", format!("{words}{plan}").as_bytes());
    assert_eq!(of(&findings(&folder), "controls-as-hints").len(), 1);
    // Among numbers of Revision 2 one of Revision 3 is a slip.
    let found = lint("3.1.1,Implemented\n03.05.01,Implemented\n03.17.01,Implemented\n", &tempfile::tempdir().unwrap());
    assert!(of(&found, "controls-as-hints").is_empty(), "{found:#?}");
    assert_eq!(of(&found, "unknown-requirement").len(), 2, "{found:#?}");
}

/// A plan in Markdown of all requirements, `special` ones done by somebody else, with a summary.
fn plan(summary: &str, inherited: &str) -> String {
    let mut out = format!("# System Security Plan\n\n{summary}\n");
    for requirement in requirements() {
        write!(out, "### {} {}\n\n**Status:** Implemented\n", requirement.id, requirement.title).unwrap();
        let by = if requirement.id.starts_with("3.10.") { inherited } else { "IT manager" };
        write!(out, "**Responsibility:** {by}\n\nDone as section {} says.\n\n", requirement.id).unwrap();
    }
    out
}

fn contradicting(summary: &str, inherited: &str, owner: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "plan.md", plan(summary, inherited).as_bytes());
    let mut csv = "Control ID,Responsibility,Customer Responsibility\n".to_owned();
    for requirement in requirements() {
        let owner = if requirement.id.starts_with("3.10.") { owner } else { "Customer" };
        let text = if owner == "Provider" { "-" } else { "The customer does it." };
        writeln!(csv, "{},{owner},{text}", requirement.id).unwrap();
    }
    put(folder.path(), "crm.csv", csv.as_bytes());
    let declared = format!(
        "{FORGE}provider hoist name=\"Hoist\" {{ kind csp; service host function=hosting data=cui cloud=#true; }}
environment cloud provider=hoist offering=\"Hoist\" tenant-of=forge {{ holds cui; }}
crm hoist-crm provider=hoist source=\"crm.csv\" version=\"1\" date=\"2026-10-01\" status=final {{ covers cloud; }}
ssp source=\"plan.md\" version=\"1\" date=\"2026-10-12\" status=approved\n"
    );
    put(folder.path(), "a.kdl", declared.as_bytes());
    folder
}

const TOTALS: &str =
    "| Status | Requirements |\n|---|---|\n| Implemented | 91 |\n| Inherited | 6 |\n| Not applicable | 10 |\n";

#[test]
fn a_plan_contradicts_its_totals_and_its_matrix() {
    let folder = contradicting(TOTALS, "Inherited from Hoist", "Customer");
    let all = findings(&folder);
    let totals = of(&all, "totals-differ");
    assert_eq!(totals.len(), 1);
    let message = "the plan counts 91 + 6 + 10, which is 107, and there are 110 requirements";
    assert_eq!(
        (totals[0]["message"].as_str().unwrap(), place(&totals[0]["location"])),
        (message, "plan.md:5".to_owned())
    );
    let contradicted = of(&all, "owner-contradicted");
    assert_eq!(contradicted.len(), 6, "{contradicted:#?}");
    let text = plan(TOTALS, "Inherited from Hoist");
    let first = 1 + text.lines().position(|l| l == "**Responsibility:** Inherited from Hoist").unwrap();
    assert_eq!(place(&contradicted[0]["location"]), format!("plan.md:{first}"));
    let csv = 2 + requirements().iter().position(|r| r.id == "3.10.1").unwrap();
    assert_eq!(place(&contradicted[0]["related"][0]["location"]), format!("crm.csv:{csv}"));
    // The provider is none that FedRAMP lists.
    assert_eq!(of(&all, "csp-not-authorized").len(), 1);
    // It is named in the plan, so that nobody says that it is not.
    assert!(of(&all, "esp-not-in-ssp").is_empty());
}

#[test]
fn a_plan_that_agrees_is_not_blamed() {
    let summary = "| Status | Requirements |\n|---|---|\n| Implemented | 110 (100%) |\n| Planned | 0 |\n| **Total** | **110** |\n";
    let folder = contradicting(summary, "Inherited from Hoist", "Provider");
    let all = findings(&folder);
    assert!(of(&all, "totals-differ").is_empty(), "{all:#?}");
    assert!(of(&all, "owner-contradicted").is_empty());
    // The total is wrong, or what is counted.
    for (summary, message) in [
        (summary.replace("**110**", "**111**"), "the plan counts 110 + 0, which is 110, and gives 111 as their total"),
        (
            summary.replace("| 110 (100%)", "| 108").replace("| 0 |", "| 2 |"),
            "the plan counts 108 requirements as implemented, and 110 of its rows are",
        ),
    ] {
        let all = findings(&contradicting(&summary, "Inherited from Hoist", "Provider"));
        let told: Vec<&Value> = of(&all, "totals-differ").iter().map(|f| &f["message"]).collect();
        assert_eq!(told, [message]);
    }
    // A table of something else is none of totals.
    let other = "| Role | Staff |\n|---|---|\n| Implemented | yes |\n| Planned | 2 |\n";
    assert!(of(&findings(&contradicting(other, "Inherited from Hoist", "Provider")), "totals-differ").is_empty());
}

#[test]
fn who_is_only_named_may_not_do_all_of_it() {
    // A name beside a role, and a name alone: the text may hold the organization's part too.
    let quiet = ["duty-unanswered", "objective-unowned", "owner-contradicted", "esp-not-in-ssp"];
    for by in ["IT manager with Hoist (MSP)", "Hoist"] {
        let all = findings(&contradicting("", by, "Shared"));
        let told: Vec<&Value> = quiet.iter().flat_map(|rule| of(&all, rule)).collect();
        assert!(told.is_empty(), "{by}: {told:#?}");
    }
    // It is said to have all of it.
    let all = findings(&contradicting("", "Inherited from Hoist", "Shared"));
    assert!(!of(&all, "duty-unanswered").is_empty(), "{all:#?}");
    // Nobody names it at all.
    let all = findings(&contradicting("", "IT manager", "Customer"));
    assert_eq!(of(&all, "esp-not-in-ssp").len(), 1);
}

fn ssp(title: &str, components: &Value, requirements: &[Value]) -> Vec<u8> {
    let document = json!({"system-security-plan": {
        "uuid": "11111111-0000-4000-8000-000000000001",
        "metadata": {"title": title, "oscal-version": "1.1.3", "last-modified": "2026-01-01T00:00:00Z"},
        "system-implementation": {"components": components},
        "control-implementation": {"implemented-requirements": requirements},
    }});
    serde_json::to_vec_pretty(&document).unwrap()
}

#[test]
fn a_plan_by_controls_is_walked_to_the_requirements_and_decides_nothing() {
    let this = json!([{"uuid": "c1", "type": "this-system", "title": "Enclave"}]);
    let row = |id: &str| {
        json!({"uuid": "r", "control-id": id, "by-components": [{"uuid": "b", "component-uuid": "c1",
            "description": "We do.", "implementation-status": {"state": "implemented"}}]})
    };
    let folder = tempfile::tempdir().unwrap();
    let rows: Vec<Value> = ["ac-2", "ac-17", "ia-5.1", "ac-1", "pm-9"].iter().map(|id| row(id)).collect();
    put(folder.path(), "plan.json", &ssp("Plan", &this, &rows));
    put(
        folder.path(),
        "a.kdl",
        format!("{FORGE}ssp source=\"plan.json\" version=\"1\" date=\"2026-10-12\" status=approved\n").as_bytes(),
    );
    let all = findings(&folder);
    let hints: Vec<&Value> = of(&all, "controls-as-hints").iter().map(|f| &f["message"]).collect();
    let message = "the plan is written by SP 800-53 controls, which are hints: 3 of 5 are related to 6 requirements of 110; \
                   2 to none: AC-1, PM-9";
    assert_eq!(hints, [message]);
    // AC-2 and AC-17 are related to 3.1.1 and 3.1.2, IA-5(1) to four: those are not known to be missing, the others are.
    let unowned = of(&all, "requirement-unowned");
    assert_eq!(unowned.len(), 1);
    let told = unowned[0]["message"].as_str().unwrap();
    assert!(told.contains("3.1.3 to 3.1.22") && !told.contains("3.1.1 ") && told.contains("3.5.1 to 3.5.6"), "{told}");
    assert!(told.contains("3.5.11") && !told.contains("3.5.7"), "{told}");
    // What is not known makes the score a range.
    let ran = check(&folder, &[]);
    assert!(ran.err.contains("score as declared: between -203 and -"), "{}", ran.err);
}

#[test]
fn half_of_a_chain_is_not_given_and_ids_are_bad() {
    let item = |n: usize| format!("11111111-0000-4000-8000-{n:012}");
    let provided = |n: usize| {
        json!({"uuid": null, "control-id": format!("ac-{n}"), "by-components": [{"uuid": null, "component-uuid": "c1",
            "description": "x", "export": {"provided": [{"uuid": item(n), "description": "We do."}]}}]})
    };
    let inherited = |n: usize, component: &str| {
        let target = if n == 3 { Value::Null } else { Value::String(item(n)) };
        json!({"uuid": "not-a-uuid", "control-id": format!("ac-{n}"), "by-components": [{"uuid": null,
            "component-uuid": component, "description": "x", "inherited": [{"uuid": "bad", "provided-uuid": target}]}]})
    };
    let this = json!([{"uuid": "c1", "type": "this-system", "title": "Hoist"}]);
    let others = json!([
        {"uuid": "a1", "type": "this-system", "title": "App"},
        {"uuid": "c1", "type": "system", "title": "Hoist"},
        {"uuid": "c2", "type": "system", "title": "Winch"},
    ]);
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "csp.json", &ssp("Hoist", &this, &(1..=10).map(provided).collect::<Vec<_>>()));
    // Ten of a component whose plan is given, one of them without a target and one that it does not have; ten of another.
    let rows: Vec<Value> = (1..=11).map(|n| inherited(n, "c1")).chain((12..=21).map(|n| inherited(n, "c2"))).collect();
    put(folder.path(), "app.json", &ssp("App", &others, &rows));
    let declared = format!(
        "{FORGE}provider hoist name=\"Hoist\" {{ kind csp; service host function=hosting data=cui cloud=#true; }}
crm hoist-crm provider=hoist source=\"csp.json\" version=\"1\" date=\"2026-10-01\" status=final {{ covers host; }}
ssp source=\"app.json\" version=\"1\" date=\"2026-10-12\" status=approved\n"
    );
    put(folder.path(), "a.kdl", declared.as_bytes());
    let all = findings(&folder);
    assert!(of(&all, "source-unreadable").is_empty());
    let nowhere: Vec<&Value> = of(&all, "inherited-nowhere").iter().map(|f| &f["message"]).collect();
    assert_eq!(
        nowhere,
        ["`ac-3` is inherited, and from what is not said", "`ac-11` is inherited from an item that no document has"]
    );
    for finding in of(&all, "inherited-nowhere") {
        assert!(finding["location"]["path"] == "app.json" && finding["location"]["part"].is_string(), "{finding:#}");
    }
    let missing = of(&all, "leveraged-not-given");
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0]["level"], "note");
    assert!(missing[0]["message"].as_str().unwrap().ends_with(" and 9 more"), "{missing:#?}");
}
