//! Which rules run and at which levels: audiences, frozen sets, rules on trial, and what is said by name before all of them.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn harborview(more: &[&str]) -> Ran {
    crmlint(repository()).args(&["check", "fixtures/harborview", "--max-per-rule", "0"]).args(more).run()
}

/// Rule and level of every open finding of a report.
fn levels(ran: &Ran) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let open = report["findings"].as_array().unwrap().iter().filter(|f| f["status"] == "open");
    open.map(|f| (f["rule"].as_str().unwrap().to_owned(), f["level"].as_str().unwrap().to_owned())).collect()
}

fn level_of<'a>(levels: &'a [(String, String)], rule: &str) -> &'a str {
    &levels.iter().find(|(r, _)| r == rule).unwrap_or_else(|| panic!("no {rule}: {levels:?}")).1
}

/// A contractor with a matrix that is stale, a plan with two gaps, and a service about which nothing is known.
fn firm(project: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = "organization forge name=\"F\" { cmmc level=2 assessment=self; handles cui; }
provider northwind name=\"Northwind IT\" kind=msp { service rmm function=remote-management data=spd on-assets=provider; contact interview name=\"A\" email=\"a@example.com\"; }
crm c provider=northwind version=\"1\" date=\"2024-05-01\" { covers rmm; requirement \"3.9.1\" responsibility=unknown; requirement \"3.9.2\" responsibility=unknown; }
ssp version=\"1\" date=\"2026-10-12\" {
    describes northwind \"Runs the remote management.\"
    requirement \"3.9.1\" status=implemented { customer \"The office manager screens each new hire.\"; }
    requirement \"3.9.2\" status=implemented { customer \"The office manager takes keys back.\"; }
}
";
    put(folder.path(), "a.kdl", text.as_bytes());
    put(
        folder.path(),
        "crmlint.kdl",
        format!("crmlint format=1 {{\n    as-of \"2026-11-22\"\n    {project}\n}}\n").as_bytes(),
    );
    folder
}

fn check(folder: &TempDir, more: &[&str]) -> Ran {
    crmlint(folder.path()).arg("check").args(more).run()
}

#[test]
fn an_msp_is_told_of_the_customers_work_in_notes() {
    let usual = levels(&harborview(&["--format", "json"]));
    let msp = levels(&harborview(&["--format", "json", "--audience", "msp"]));
    assert_eq!(usual.len(), msp.len(), "nothing is hidden");
    for (rule, before, after) in [
        // Its matrices, itself and the clouds that it chooses.
        ("esp-without-crm", "error", "error"),
        ("crm-stale", "warning", "warning"),
        ("shared-without-split", "error", "error"),
        ("csp-not-authorized", "error", "error"),
        // The customer's plan and assessor.
        ("duty-unanswered", "error", "note"),
        ("requirement-unowned", "error", "note"),
        ("assessor-advised", "error", "note"),
    ] {
        assert_eq!((level_of(&usual, rule), level_of(&msp, rule)), (before, after), "{rule}");
    }
    let named = harborview(&["--format", "json", "--audience", "msp", "--rule", "duty-unanswered=error"]);
    assert_eq!(level_of(&levels(&named), "duty-unanswered"), "error", "what is said by name goes first");
    assert!(named.err.contains("for an MSP: what the customer writes is told as notes"), "{}", named.err);
    // A template is all its own work.
    let template = |more: &[&str]| {
        crmlint(repository())
            .args(&["check", "fixtures/northwind-template", "--format", "concise"])
            .args(more)
            .run()
            .out
    };
    assert_eq!(template(&[]), template(&["--audience", "msp"]));
}

#[test]
fn a_project_says_for_whom_it_is_checked() {
    let msp = firm("audience msp\n    rule objective-unowned level=warning");
    let told = levels(&check(&msp, &["--format", "json"]));
    assert_eq!(level_of(&told, "requirement-unowned"), "note");
    assert_eq!(check(&msp, &[]).code, 0);
    assert_eq!(check(&msp, &["--audience", "contractor"]).code, 1, "the command line goes first");
    let wrong = check(&firm("audience msps"), &["--format", "concise"]);
    assert_eq!(wrong.code, 2, "{wrong:#?}");
    assert!(wrong.out.contains("crmlint.kdl:3:14: error[rule-invalid] `msps` is no audience"), "{wrong:#?}");
    assert_eq!(check(&firm(""), &["--audience", "auditor"]).code, 2);
}

#[test]
fn an_assessor_sees_what_is_undecided_and_what_was_waived() {
    let waiver = "waiver crm-stale until=\"2027-01-31\" by=fso \"a new edition is promised\"\n    \
                  rule requirement-unowned level=off; rule provider-without-interview-contact level=off";
    let folder = firm(waiver);
    let usual = check(&folder, &[]);
    assert_eq!(usual.code, 0, "{usual:#?}");
    assert!(!usual.out.contains("waived") && !usual.err.contains("also at"), "{usual:#?}");
    assert!(usual.err.contains("undecided"), "{usual:#?}");
    let assessor = check(&folder, &["--audience", "assessor"]);
    assert_eq!(assessor.code, 1, "{assessor:#?}");
    assert!(assessor.err.ends_with("undecided (the audience is an assessor)\n"), "{assessor:#?}");
    assert!(assessor.out.contains("waived: a new edition is promised (fso, until 2027-01-31)"), "{assessor:#?}");
    // Every row stands there.
    let rows: usize =
        assessor.err.lines().filter(|l| l.starts_with("undecided:") || l.starts_with("  also at ")).count();
    let counted: usize = assessor
        .err
        .lines()
        .filter_map(|l| l.strip_prefix("undecided: ")?.split_once(": ")?.1.split(' ').next()?.parse::<usize>().ok())
        .sum();
    assert!(counted > 1 && rows == counted, "{assessor:#?}");
    assert!(assessor.err.contains("  also at a.kdl:3 ("), "{assessor:#?}");
}

#[test]
fn a_frozen_set_runs_its_rules_and_no_others() {
    let folder = firm("");
    let list = |name: &str| {
        let ran = crmlint(folder.path()).args(&["rules", "list", "--format", "json", "--ruleset", name]).run();
        assert_eq!(ran.code, 0, "{ran:#?}");
        let list: Value = serde_json::from_str(&ran.out).unwrap();
        list.as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (l1, l2, l3) = (list("cmmc-l1-2026"), list("cmmc-l2-2026"), list("cmmc-l3-2026"));
    assert!(l1.len() < l2.len() && l2.len() <= l3.len(), "{l1:?}\n{l2:?}\n{l3:?}");
    assert!(!l1.contains(&"crm-stale".to_owned()) && l2.contains(&"crm-stale".to_owned()));
    let outcomes = |more: &[&str]| {
        let report: Value = serde_json::from_str(&check(&folder, &[&["--format", "json"], more].concat()).out).unwrap();
        report["outcomes"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(outcomes(&["--ruleset", "cmmc-l1-2026"]), sorted(l1.clone()));
    assert_eq!(outcomes(&["--ruleset", "cmmc-l2-2026"]), sorted(l2));
    // What is asked for by name runs all the same.
    let with = outcomes(&["--ruleset", "cmmc-l1-2026", "--rule", "crm-stale=note"]);
    assert_eq!(with.len(), l1.len() + 1);
    assert_eq!(outcomes(&["--ruleset", "cmmc-l1-2026", "--only", "crm-stale"]), ["crm-stale"]);
    // The summary names the set, and so does the project file.
    let project = firm("ruleset cmmc-l1-2026");
    let ran = check(&project, &["--format", "concise"]);
    assert!(ran.err.contains("rules of the frozen set cmmc-l1-2026"), "{ran:#?}");
    assert!(!ran.out.contains("[crm-stale]"), "{ran:#?}");
    let wider = check(&project, &["--format", "concise", "--ruleset", "cmmc-l2-2026"]);
    assert!(wider.out.contains("[crm-stale]"), "{wider:#?}");
}

#[test]
fn an_unknown_set_ends_the_run() {
    let folder = firm("ruleset cmmc-l2-2062");
    let ran = check(&folder, &["--format", "concise"]);
    assert_eq!(ran.code, 2, "{ran:#?}");
    assert!(
        ran.out.contains("crmlint.kdl:3:13: error[rule-invalid] there is no frozen set `cmmc-l2-2062`"),
        "{ran:#?}"
    );
    let twice = check(&firm("ruleset cmmc-l1-2026; ruleset cmmc-l2-2026"), &["--format", "concise"]);
    assert_eq!(twice.code, 2, "{twice:#?}");
    for args in [&["check", "--ruleset", "cmmc-l2-2062"][..], &["rules", "list", "--ruleset", "cmmc-l2-2062"]] {
        let ran = crmlint(folder.path()).args(args).run();
        assert_eq!(ran.code, 2, "{ran:#?}");
        assert!(ran.err.contains("did you mean `cmmc-l2-2026`?"), "{ran:#?}");
    }
}

#[test]
fn a_set_hides_nothing_that_could_not_be_read() {
    let folder = firm("ruleset cmmc-l1-2026");
    put(folder.path(), "broken.kdl", b"provider \"x {\n");
    let ran = check(&folder, &["--format", "concise"]);
    assert!(ran.code == 1 && ran.out.contains("broken.kdl:1:10: error[kdl-syntax]"), "{ran:#?}");
}

/// A team's rule on trial that finds every matrix.
const TRIAL: &str = r#"rule no-matrix level=error area=team since="0.1.0" preview=#true for=both {
    summary "there is a matrix"
    cite "house rule 8"
    why "We want to see what a rule on trial does."
    param least="3"
    each crm
    require { id equals=(param)least; }
    report "`{id}` is a matrix" at=id { help "remove it"; }
    bad {
        provider northwind name="Northwind IT" kind=msp
        crm (finding)c provider=northwind version="1" date="2026-01-01" { template #true; }
    }
    good {
        provider northwind name="Northwind IT" kind=msp
        crm "3" provider=northwind version="1" date="2026-10-01" { template #true; }
    }
}
"#;

#[test]
fn rules_on_trial_and_a_teams_own() {
    let folder = firm("rules \"policy/*.kdl\"");
    put(folder.path(), "policy/own.kdl", TRIAL.as_bytes());
    let found = |more: &[&str]| {
        let ran = check(&folder, &[&["--format", "concise"], more].concat());
        ran.out.lines().find(|l| l.contains("[no-matrix]")).map(|l| l.split(' ').nth(1).unwrap().to_owned())
    };
    assert_eq!(found(&[]), None);
    assert_eq!(found(&["--audience", "assessor"]), None, "on trial is on trial for everybody");
    assert_eq!(found(&["--preview"]).as_deref(), Some("error[no-matrix]"));
    assert_eq!(found(&["--only", "no-matrix"]).as_deref(), Some("error[no-matrix]"));
    assert_eq!(found(&["--rule", "no-matrix=note"]).as_deref(), Some("note[no-matrix]"));
    put(folder.path(), "policy/own.kdl", TRIAL.replace(" preview=#true", "").as_bytes());
    for more in [&["--ruleset", "cmmc-l1-2026"][..], &["--audience", "msp"], &[]] {
        assert_eq!(found(more).as_deref(), Some("error[no-matrix]"), "a team's own rule keeps its level: {more:?}");
    }
}

#[test]
fn the_list_of_rules_says_what_each_is() {
    let folder = tempfile::tempdir().unwrap();
    let ran = crmlint(folder.path()).args(&["rules", "list", "--format", "json"]).run();
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let rule = |name: &str| list.as_array().unwrap().iter().find(|r| r["name"] == name).unwrap().clone();
    let stale = rule("crm-stale");
    assert_eq!(stale["params"], serde_json::json!([{ "name": "max-age", "default": "P12M" }]));
    assert_eq!((&stale["for"], &stale["path"]), (&"both".into(), &"rules/crm/crm-stale.kdl".into()));
    assert_eq!((&stale["confidence"], &stale["preview"]), (&"certain".into(), &false.into()));
    assert_eq!(stale["applies-at-levels"], serde_json::json!([2, 3]));
    assert_eq!(rule("export-controlled-environment")["confidence"], "debated");
    assert_eq!(rule("duty-unanswered")["for"], "contractor");
    assert_eq!(rule("duty-unanswered")["params"], serde_json::json!([]));
}
