//! An export of the FedRAMP Marketplace beside the declarations, and what controls of SP 800-53 hint at.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

const PROJECT: &str = "crmlint format=1 {\n    as-of \"2026-11-22\"\n    marketplace \"data/export.json\"\n}\n";

/// Organization, and a cloud of which the catalogue knows nothing.
fn firm(environments: &str) -> String {
    format!(
        "organization forge name=\"Delta Forge LLC\" {{ cmmc level=2 assessment=self; handles cui; }}\n{environments}\n"
    )
}

fn product(id: &str, status: &str, level: &str) -> Value {
    // Names as they stand there: with blanks behind them, and never read.
    json!({"id": id, "csp": "Harbor ", "cso": "Vault  ", "impact_level": level, "public_status": status, "remarks": ["a", {"b": 1}]})
}

/// The form that FedRAMP publishes.
fn products(date: &str, rows: &[Value]) -> String {
    let metadata = json!({"export_timestamp": format!("{date}T19:28:42.365Z"), "total_products": rows.len()});
    format!("{:#}", json!({"metadata": metadata, "products": rows}))
}

/// The form of chosen vendors.
fn vendors(date: &str, rows: &[(&str, &str, &str)]) -> String {
    let row = |(id, status, level): &(&str, &str, &str)| {
        json!({"id": "vault", "product": "Vault ", "marketplace_package_id": id, "authorization_status": status,
               "fedramp_impact_level": level})
    };
    let mut rows: Vec<Value> = rows.iter().map(row).collect();
    rows.push(json!({"id": "print", "product": "No package", "authorization_scope": "corpus_guidance_only"}));
    let stamp = format!("{date}T19:28:40.831Z");
    format!("{:#}", json!({"schema_version": "1.1", "marketplace_export_timestamp": stamp, "vendors": rows}))
}

fn folder(export: &str, environments: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crmlint.kdl", PROJECT.as_bytes());
    put(folder.path(), "data/export.json", export.as_bytes());
    put(folder.path(), "firm.kdl", firm(environments).as_bytes());
    folder
}

fn check(folder: &TempDir, rules: &[&str]) -> Ran {
    let mut args = vec!["check", ".", "--format", "concise"];
    for rule in rules {
        args.extend(["--only", rule]);
    }
    crmlint(folder.path()).args(&args).run()
}

const VAULT: &str = "environment vault offering=harbor-vault tenant-of=forge package=\"FR2500000000\" level=moderate checked=\"2026-03-02\" { holds cui; }";
const CLOUD: [&str; 3] = ["csp-not-authorized", "csp-below-moderate", "marketplace-differs"];

#[test]
fn both_forms_say_what_a_declared_package_is_worth() {
    for (status, level, told) in [
        ("FedRAMP Authorized", "Moderate", ""),
        (
            "FedRAMP In Process",
            "Moderate",
            "error[csp-not-authorized] `vault` holds CUI, and the Marketplace export gives its package FR2500000000 the status in-process",
        ),
        ("FRR", "Moderate", "the status ready"),
        ("No Status Found", "Moderate", "the status none"),
        (
            "FedRAMP Authorized",
            "Low",
            "error[csp-below-moderate] `vault` holds CUI, and the Marketplace export lists its package FR2500000000 at low",
        ),
        ("FedRAMP Authorized", "LI-SaaS", "at li-saas"),
        (
            "FedRAMP Authorized",
            "High",
            "note[marketplace-differs] package FR2500000000 is declared at moderate, the Marketplace export says Authorized at high",
        ),
    ] {
        for export in [
            products("2026-06-01", &[product(" FR2500000000 ", status, level)]),
            vendors("2026-06-01", &[("FR2500000000", status, level)]),
        ] {
            let ran = check(&folder(&export, VAULT), &CLOUD);
            assert!(ran.out.contains(told), "{status} {level}: {ran:?}");
            assert_eq!(
                ran.out.contains("error["),
                told.starts_with("error") || told.starts_with("the") || told == "at li-saas",
                "{ran:?}"
            );
            assert_eq!(told.is_empty(), !ran.out.contains('['), "{ran:?}");
        }
    }
}

#[test]
fn the_row_is_shown_with_its_place_and_the_day_of_the_export() {
    let files = folder(&products("2026-06-01", &[product("FR2500000000", "FedRAMP Authorized", "Moderate")]), VAULT);
    let ran = crmlint(files.path()).args(&["check", ".", "--format", "full", "--only", "unknown-offering"]).run();
    let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("its package FR2500000000 is taken from the Marketplace export (as of 2026-06-01)"),
        "{ran:?}"
    );
    assert!(ran.out.contains("data/export.json:"), "{ran:?}");
    // 20x Moderate does not settle it, nor do FedRAMP's words of 2026.
    for (status, level) in [("FedRAMP Authorized", "20x Moderate"), ("FedRAMP Certified", "Class C")] {
        let files = folder(&products("2026-06-01", &[product("FR2500000000", status, level)]), VAULT);
        let ran = check(&files, &["csp-not-authorized"]);
        assert!(!ran.out.contains("error["), "{ran:?}");
    }
}

#[test]
fn a_missing_row_says_something_only_in_a_whole_export_that_is_not_older_than_the_look() {
    let other = product("FR2500000001", "FedRAMP Authorized", "High");
    let whole = products("2026-06-01", std::slice::from_ref(&other));
    let ran = check(&folder(&whole, VAULT), &CLOUD);
    assert!(ran.out.contains("error[csp-not-authorized] `vault` holds CUI, and the Marketplace export gives its package FR2500000000 the status none"), "{ran:?}");
    assert!(
        ran.out.contains(
            "note[marketplace-differs] package FR2500000000 is not in the Marketplace export (as of 2026-06-01)"
        ),
        "{ran:?}"
    );

    let later = VAULT.replace("2026-03-02", "2026-10-02");
    let ran = check(&folder(&whole, &later), &CLOUD);
    assert!(!ran.out.contains("error[") && ran.out.contains("is not in the Marketplace export"), "{ran:?}");

    let some = vendors("2026-06-01", &[("FR2500000001", "FedRAMP Authorized", "High")]);
    let ran = check(&folder(&some, VAULT), &CLOUD);
    assert!(!ran.out.contains('['), "{ran:?}");
}

#[test]
fn test_rows_and_names_count_for_nothing() {
    let fake = VAULT.replace("FR2500000000", "FAKE-B1860C8E");
    let rows = [product("FAKE-B1860C8E", "FedRAMP Authorized", "High"), product("FR2500000001", "FRR", "High")];
    let files = folder(&products("2026-06-01", &rows), &fake);
    let ran = check(&files, &CLOUD);
    assert!(ran.out.contains("package FAKE-B1860C8E is not in the Marketplace export"), "{ran:?}");
    assert!(ran.out.contains("error[csp-not-authorized]"), "{ran:?}");
    let ran = crmlint(files.path()).args(&["config"]).run();
    assert!(ran.out.contains("data/export.json (1 package, as of 2026-06-01)  (crmlint.kdl:3:17)"), "{ran:?}");
    let ran = crmlint(files.path()).args(&["files"]).run();
    let line = ran.out.lines().find(|l| l.contains("export.json")).unwrap_or_default();
    assert!(line.ends_with("marketplace export"), "{ran:?}");
}

#[test]
fn of_two_ids_either_may_be_the_live_one() {
    for (dead, live) in [("FR2500000000", "FR2500000000A"), ("FR2500000000A", "FR2500000000")] {
        let rows = [product(dead, "No Status Found", "Moderate"), product(live, "FedRAMP Authorized", "High")];
        let old = VAULT.replace("FR2500000000", dead);
        let ran = check(&folder(&products("2026-06-01", &rows), &old), &["package-superseded", "csp-not-authorized"]);
        let told =
            format!("warning[package-superseded] package {dead} has no FedRAMP status any more, {live} took its place");
        assert!(ran.out.contains(&told) && !ran.out.contains("error["), "{ran:?}");
        let new = VAULT.replace("FR2500000000", live);
        let ran = check(&folder(&products("2026-06-01", &rows), &new), &["package-superseded", "csp-not-authorized"]);
        assert!(!ran.out.contains('['), "{ran:?}");
    }
    // One that is only in process has not taken the place of anything.
    let rows = [
        product("FR2500000000", "No Status Found", "Moderate"),
        product("FR2500000000A", "FedRAMP In Process", "High"),
    ];
    let ran = check(&folder(&products("2026-06-01", &rows), VAULT), &["package-superseded", "csp-not-authorized"]);
    assert!(ran.out.contains("error[csp-not-authorized]") && !ran.out.contains("superseded"), "{ran:?}");
}

const MAIL: &str = "environment mail offering=m365-gcc-high tenant-of=forge { holds cui; }";

#[test]
fn the_newer_of_catalogue_and_export_counts_and_what_differs_is_a_note() {
    let row = |status| [product("FR1824057433", status, "High")];
    let ran = check(&folder(&products("2026-08-01", &row("FedRAMP Authorized")), MAIL), &CLOUD);
    assert!(!ran.out.contains('['), "{ran:?}");

    let files = folder(&products("2026-08-01", &row("FedRAMP In Process")), MAIL);
    let ran = check(&files, &CLOUD);
    let told = "error[csp-not-authorized] `mail` holds CUI, and the Marketplace export gives its package FR1824057433 the status";
    assert!(ran.out.contains(told), "{ran:?}");
    let note = "note[marketplace-differs] status of package FR1824057433: the catalogue has Authorized at high (2026-05-30), the \
                Marketplace export In Process at high (as of 2026-08-01)";
    assert!(ran.out.contains(note), "{ran:?}");
    let ran = crmlint(files.path()).args(&["check", ".", "--format", "full", "--only", "marketplace-differs"]).run();
    assert!(ran.out.contains("the export is newer and counts") && ran.out.contains("data/export.json:"), "{ran:?}");

    let ran = check(&folder(&products("2025-08-01", &row("FedRAMP In Process")), MAIL), &CLOUD);
    assert!(ran.out.contains("note[marketplace-differs]") && !ran.out.contains("error["), "{ran:?}");

    // What was listed and is not any more is not decided.
    let other = [product("FR2500000000", "FedRAMP Authorized", "High")];
    let ran = check(&folder(&products("2026-08-01", &other), MAIL), &CLOUD);
    assert!(
        ran.out.contains("package FR1824057433 is not in the Marketplace export") && !ran.out.contains("error["),
        "{ran:?}"
    );

    // Where sources disagree, the public status alone does not settle it, in a newer export either.
    let logs = MAIL.replace("m365-gcc-high", "datadog-mod");
    for (internal, told) in [(None, false), (Some("No Status Found"), false), (Some("FRR"), true)] {
        let mut row = product("FR2023864279", "FRR", "Moderate");
        if let Some(internal) = internal {
            row["internal_status"] = json!(internal);
        }
        let ran = check(&folder(&products("2026-08-01", &[row]), &logs), &["csp-not-authorized"]);
        assert_eq!(ran.out.contains("error["), told, "{ran:?}");
    }

    // A status that the export's own log contradicts is not decided either.
    let mut torn = product("FR1824057433", "FedRAMP Authorized", "High");
    torn["internal_status"] = json!("No Status Found (Delisted)");
    let ran = check(&folder(&products("2026-08-01", &[torn]), MAIL), &CLOUD);
    assert!(
        ran.out.contains("the Marketplace export statuses that disagree") && !ran.out.contains("error["),
        "{ran:?}"
    );
}

#[test]
fn the_package_of_another_offering_shows_nothing() {
    let rows = [product("FR1824057433", "FedRAMP Authorized", "High")];
    for (offering, rule) in [("m365-commercial", "error[commercial-twin]"), ("harbor-vault", "error[package-mismatch]")]
    {
        let mail = MAIL.replace("m365-gcc-high", offering);
        let mail = mail
            .replace("tenant-of=forge", "tenant-of=forge package=\"FR1824057433\" level=high checked=\"2026-10-02\"");
        let ran = check(&folder(&products("2026-08-01", &rows), &mail), &["commercial-twin", "package-mismatch"]);
        assert!(ran.out.contains(rule), "{offering}: {ran:?}");
    }
}

#[test]
fn what_is_no_export_is_told_with_its_reason_and_exit_2() {
    let row = product("FR2500000000", "FedRAMP Authorized", "High");
    for (export, reason, place) in [
        ("{}", "it has no list `products` and none `vendors`", "data/export.json:1:1"),
        ("[1, 2]", "a list stands where an object should", "data/export.json:1:1"),
        ("{\"products\": [\n  {\"id\": \"A\",,}]}", "it is no JSON: ", "data/export.json:2:"),
        ("{\"products\": [\n  {\"csp\": \"A\"}]}", "missing field `id`", "data/export.json:2"),
        ("{\"products\": []}", "it names no package", "data/export.json:1:14"),
        ("", "it is no JSON: EOF", "crmlint.kdl:3:17"),
    ] {
        let files = folder(export, VAULT);
        let ran = crmlint(files.path()).args(&["check", ".", "--format", "full"]).run();
        assert_eq!(ran.code, 2, "{export}: {ran:?}");
        let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("error[rule-invalid]") && flat.contains(reason), "{export}: {ran:?}");
        assert!(ran.out.contains(place), "{export}: {ran:?}");
    }
    let files = folder("{}", VAULT);
    std::fs::remove_file(files.path().join("data/export.json")).unwrap();
    let ran = check(&files, &[]);
    assert!(ran.code == 2 && ran.out.contains("was not read: there is no such file or folder"), "{ran:?}");
    put(files.path(), "data/export.json", &[0xff, 0xfe, 0, 0]);
    let ran = check(&files, &[]);
    assert!(ran.code == 2 && ran.out.contains("is not a text file"), "{ran:?}");
    put(files.path(), "data/export.json", &vec![b' '; 16 * 1024 * 1024 + 1]);
    let ran = check(&files, &[]);
    assert!(ran.code == 2 && ran.out.contains("larger than 16 MiB"), "{ran:?}");
    put(files.path(), "data/export.json", products("2026-06-01", &[row]).as_bytes());
    put(files.path(), "crmlint.kdl", PROJECT.replace("}\n", "    marketplace \"b.json\"\n}\n").as_bytes());
    let ran = check(&files, &[]);
    assert!(ran.code == 2 && ran.out.contains("a project has one `marketplace`"), "{ran:?}");
}

#[test]
fn an_export_of_an_extended_project_lies_beside_that_one() {
    let files = folder(&products("2026-06-01", &[product("FR2500000000", "FRR", "High")]), VAULT);
    put(files.path(), ".git/HEAD", b"");
    put(files.path(), "shared/crmlint.kdl", b"crmlint { marketplace \"own.json\"; }\n");
    put(
        files.path(),
        "shared/own.json",
        vendors("2026-07-01", &[("FR2500000000", "FedRAMP Authorized", "High")]).as_bytes(),
    );
    put(
        files.path(),
        "firm/crmlint.kdl",
        b"crmlint format=1 { as-of \"2026-11-22\"; extends \"../shared/crmlint.kdl\"; }\n",
    );
    put(files.path(), "firm/firm.kdl", firm(VAULT).as_bytes());
    let firm = files.path().join("firm");
    let ran = crmlint(&firm).args(&["check", ".", "--format", "concise", "--only", "csp-not-authorized"]).run();
    assert!(!ran.out.contains('['), "{ran:?}");
    let ran = crmlint(&firm).args(&["config"]).run();
    assert!(ran.out.contains("own.json (1 package, as of 2026-07-01)"), "{ran:?}");
}

#[test]
fn rules_can_ask_what_the_export_says() {
    let files = folder(&products("2026-06-01", &[product("FR2500000000", "FedRAMP Authorized", "High")]), VAULT);
    let ran = crmlint(files.path()).args(&["facts", "environment", "--values"]).run();
    for (field, value) in [
        ("listed-package", "FR2500000000"),
        ("listed-status", "authorized"),
        ("listed-level", "high"),
        ("cloud-standing", "authorized"),
    ] {
        assert!(ran.out.lines().any(|l| l.contains(field) && l.contains(value)), "{field}: {ran:?}");
    }
}

#[test]
fn controls_hint_at_requirements_and_decide_nothing() {
    use crmlint::catalog::{RequirementIx, requirements_hinted_by};
    let ids = |control: &str| -> Vec<&str> { requirements_hinted_by(control).iter().map(|ix| ix.get().id).collect() };
    assert_eq!(ids("AC-2"), ["3.1.1", "3.1.2"]);
    // An enhancement hints only where it is named itself.
    assert!(ids("AC-2(1)").is_empty() && ids("XX-1").is_empty());
    assert_eq!(ids("IA-5(1)").len(), 4);
    for ix in RequirementIx::all() {
        assert!(!ix.get().hints.is_empty(), "{}", ix.get().id);
        for control in ix.get().hints.split_whitespace() {
            assert!(requirements_hinted_by(control).contains(&ix), "{control}");
        }
    }
    let files = tempfile::tempdir().unwrap();
    let crm = "provider northwind name=\"Northwind IT\" kind=msp\ncrm c provider=northwind version=\"1\" date=\"2026-05-01\" framework=nist-sp-800-53 {\n    template #true\n    requirement AC-2 responsibility=provider\n    requirement \"ac-2.1\" responsibility=provider\n}\n";
    put(files.path(), "crm.kdl", crm.as_bytes());
    let ran = crmlint(files.path()).args(&["facts", "crm-row", "--values"]).run();
    let hints: Vec<&str> = ran.out.lines().filter(|l| l.contains("hints")).collect();
    assert!(ran.out.contains("3.1.1") && hints.iter().any(|l| l.contains("3.1.1") && l.contains("3.1.2")), "{ran:?}");
    let ran = crmlint(files.path()).args(&["explain", "3.1.1"]).run();
    assert!(ran.out.contains("related to AC-2, AC-3 and AC-17 of SP 800-53 Rev 4"), "{ran:?}");
}
