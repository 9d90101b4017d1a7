//! What is known and held back: waivers in `crmlint.kdl` and in comments, and the baseline. Nothing is held back in
//! silence, and what holds nothing back is told.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

const PROJECT: &str = "crmlint format=1 {\n    as-of \"2026-11-22\"\n}\n";
const HEAD: &str = "provider northwind name=\"Northwind IT\" kind=msp\n";

/// A template with two rows that no requirement has, each behind the lines given.
fn rows(first: &str, second: &str) -> String {
    format!(
        "{HEAD}crm c provider=northwind version=\"1\" date=\"2026-05-01\" {{\n    template #true\n    signed by=northwind \
         on=\"2026-05-01\"\n{first}    requirement \"3.1.99\" responsibility=customer\n{second}    requirement \"3.2.99\" \
         responsibility=customer {{\n        customer \"You do this.\"\n    }}\n}}\n"
    )
}

fn project(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crmlint.kdl", PROJECT.as_bytes());
    put(folder.path(), "a.kdl", text.as_bytes());
    folder
}

fn check(folder: &Path, more: &[&str]) -> Ran {
    crmlint(folder).args(&["check", ".", "--format", "concise"]).args(more).run()
}

/// `place rule` of each finding.
fn told(ran: &Ran) -> Vec<String> {
    let line = |l: &str| {
        let (place, rest) = l.split_once(": ").unwrap();
        let rule = rest.split(['[', ']']).nth(1).unwrap();
        format!("{place} {rule}")
    };
    ran.out.lines().map(line).collect()
}

const ALLOW: &str = "    // crmlint: allow unknown-requirement until=2027-01-31 by=fso Row of an annex.\n";

#[test]
fn a_comment_above_a_node_waives_what_is_found_in_it() {
    let folder = project(&rows(ALLOW, ""));
    let ran = check(folder.path(), &[]);
    assert_eq!(told(&ran), ["a.kdl:7:17 unknown-requirement"], "{ran:?}");
    assert!(ran.err.contains("(1 waived"), "{ran:?}");
    assert_eq!(told(&check(folder.path(), &["--no-waivers"])).len(), 2);
    // Above the matrix it holds for all of it, and one waiver may stand above another.
    let text = rows("", "").replace(
        "crm c",
        &format!("{}// crmlint: allow crm-stale until=2027-01-31 by=fso \"Soon.\"\ncrm c", ALLOW.trim_start()),
    );
    let ran = check(project(&text).path(), &[]);
    assert_eq!(told(&ran), ["a.kdl:3:1 waiver-unused"], "{ran:?}");
    // Quotes, no blank behind the slashes, and CRLF are read alike.
    let quoted = "//crmlint: allow unknown-requirement by=\"fso\" until=\"2027-01-31\" \"Row of an annex.\"\n";
    let ran = check(project(&rows(quoted, ALLOW).replace('\n', "\r\n")).path(), &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn a_comment_that_is_not_whole_is_told_and_waives_nothing() {
    for (comment, message) in [
        ("// crmlint: allow unknown-requirement until=2027-01-31 by=fso", "this waiver lacks a reason"),
        ("// crmlint: allow unknown-requirement by=fso Because.", "this waiver lacks an end date (until=)"),
        ("// crmlint: allow unknown-requirement until=2027-01-31 Because.", "this waiver lacks a person (by=)"),
        ("// crmlint: allow until=2027-01-31 by=fso Because.", "this waiver lacks its rule"),
        ("// crmlint: allow", "this waiver lacks its rule, an end date (until=), a person (by=) and a reason"),
        ("// crmlint: allow unknown-requirement until=soon by=fso Because.", "`until=soon` is no date"),
        ("// crmlint: ignore unknown-requirement", "`ignore` is no waiver"),
        (
            "// crmlint: allow unknown-requirment until=2027-01-31 by=fso Because.",
            "there is no rule `unknown-requirment` to waive",
        ),
        ("/* crmlint: allow unknown-requirement until=2027-01-31 by=fso Because. */", "a comment of one line"),
        (
            "// crmlint: allow unknown-requirement until=2027-01-31 by=fso Because.\n",
            "no node begins on the line below",
        ),
        (
            "customer \"x\" // crmlint: allow unknown-requirement until=2027-01-31 by=fso Because.",
            "put it on the line above",
        ),
    ] {
        let folder = project(&rows("", &format!("    {comment}\n")));
        let ran = check(folder.path(), &["--max-per-rule", "0"]);
        assert!(ran.out.contains("error[waiver-malformed]") && ran.out.contains(message), "{comment}: {ran:?}");
        assert_eq!(told(&ran).iter().filter(|t| t.ends_with(" unknown-requirement")).count(), 2, "{comment}: {ran:?}");
        assert_eq!(ran.code, 1, "{comment}: {ran:?}");
    }
}

#[test]
fn prose_and_strings_are_no_waivers() {
    for text in [
        "    // to allow it, write crmlint: allow unknown-requirement until=2027-01-31 by=fso why\n",
        "    /- node \"// crmlint: allow unknown-requirement until=2027-01-31 by=fso why\"\n",
    ] {
        let ran = check(project(&rows(text, "")).path(), &[]);
        assert_eq!(told(&ran).len(), 2, "{text}: {ran:?}");
    }
    let string = rows("", "").replace("You do this.", "// crmlint: allow unknown-requirement");
    assert_eq!(told(&check(project(&string).path(), &[])).len(), 2);
    let lines = rows("", "").replace(
        "\"You do this.\"",
        "\"\"\"\n            // crmlint: allow unknown-requirement until=2027-01-31 by=fso why\n            \"\"\"",
    );
    assert_eq!(told(&check(project(&lines).path(), &[])).len(), 2);
}

#[test]
fn a_waiver_is_told_thirty_days_before_its_end_and_loud_behind_it() {
    let folder = project(&rows(ALLOW, ALLOW));
    let on = |day: &str| check(folder.path(), &["--as-of", day]);
    assert_eq!(told(&on("2026-12-31")), Vec::<String>::new());
    let near = on("2027-01-01");
    assert_eq!(told(&near), ["a.kdl:5:5 waiver-ending", "a.kdl:7:5 waiver-ending"], "{near:?}");
    assert_eq!(near.code, 0);
    assert!(
        near.out.contains("note[waiver-ending] this waiver of `unknown-requirement` ends on 2027-01-31"),
        "{near:?}"
    );
    assert_eq!(on("2027-01-31").code, 0);
    let late = on("2027-02-01");
    assert_eq!(
        told(&late).iter().map(|t| t.split(' ').nth(1).unwrap()).collect::<Vec<_>>(),
        ["waiver-expired", "unknown-requirement", "waiver-expired", "unknown-requirement"],
        "{late:?}"
    );
    assert_eq!(late.code, 1);
}

#[test]
fn the_register_lists_checks_and_prunes() {
    let folder = project(&rows(ALLOW, "    // kept\n"));
    let node = "waiver crm-stale at=c until=\"2027-06-30\" by=fso \"Next edition in May.\"";
    put(folder.path(), "crmlint.kdl", PROJECT.replace("}\n", &format!("    {node}\n}}\n")).as_bytes());
    let waivers = |args: &[&str]| crmlint(folder.path()).arg("waivers").args(args).run();
    let listed = waivers(&["list"]);
    for part in [
        "crm-stale at c  [unused]\n  until 2027-06-30 (220 days left), by fso\n  reason: Next edition in May.\n  stands at crmlint.kdl:3:5\n",
        "unknown-requirement in the node below  [holding]\n",
        "  holds back a.kdl:6:17: `3.1.99` is no requirement",
    ] {
        assert!(listed.out.contains(part), "{part}: {listed:?}");
    }
    let json: Value = serde_json::from_str(&waivers(&["list", "--format", "json"]).out).unwrap();
    assert_eq!(json[1]["findings"][0]["place"], "a.kdl:6:17", "{json:#}");
    assert_eq!(json[0]["state"], "unused");
    let checked = waivers(&["check"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, "exit 1: 1 waiver to look at\n"), "{checked:?}");
    let pending = waivers(&["prune", "--diff"]);
    assert!(pending.code == 1 && pending.out.contains("\n-    waiver crm-stale at=c"), "{pending:?}");
    assert_eq!(waivers(&["prune"]).code, 0);
    assert_eq!(fs::read_to_string(folder.path().join("crmlint.kdl")).unwrap(), PROJECT);
    assert_eq!(waivers(&["check"]).code, 0);
    // One that has run out goes only when asked for.
    let late = ["--as-of", "2027-02-01"];
    assert_eq!(waivers(&["check", late[0], late[1]]).code, 1);
    waivers(&["prune", late[0], late[1]]);
    assert_eq!(fs::read_to_string(folder.path().join("a.kdl")).unwrap(), rows(ALLOW, "    // kept\n"));
    waivers(&["prune", "--expired", late[0], late[1]]);
    assert_eq!(fs::read_to_string(folder.path().join("a.kdl")).unwrap(), rows("", "    // kept\n"));
    let none = waivers(&["list"]);
    assert_eq!(none.out, "no waivers\n");
}

// The baseline

#[test]
fn a_baseline_holds_back_what_was_known_and_nothing_else() {
    let folder = project(&rows("", ""));
    let baseline = |args: &[&str]| crmlint(folder.path()).arg("baseline").args(args).run();
    let made = baseline(&["create"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!(made.out, "wrote crmlint-baseline.kdl: 2 known findings\nnamed it in crmlint.kdl\n");
    let project = fs::read_to_string(folder.path().join("crmlint.kdl")).unwrap();
    assert_eq!(project, PROJECT.replace("}\n", "    baseline \"crmlint-baseline.kdl\"\n}\n"));
    let ran = check(folder.path(), &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("(2 held by baseline"), "{ran:?}");
    let again = baseline(&["create"]);
    assert!(again.code == 2 && again.err.contains("--force writes it anew"), "{again:?}");

    // Lines may move; a new fault of the same rule counts, and so does an old one whose value changes.
    let moved = format!("// one\n// two\n{}", rows("    requirement \"3.3.99\" responsibility=customer\n", ""));
    put(folder.path(), "a.kdl", moved.as_bytes());
    let ran = check(folder.path(), &[]);
    assert_eq!(told(&ran), ["a.kdl:7:17 unknown-requirement"], "{ran:?}");
    assert_eq!(ran.code, 1);
    put(folder.path(), "a.kdl", rows("", "").replace("3.2.99", "3.2.98").as_bytes());
    let ran = check(folder.path(), &[]);
    assert_eq!(told(&ran), ["a.kdl:6:17 unknown-requirement", "crmlint-baseline.kdl:5:5 baseline-stale"], "{ran:?}");
    assert!(ran.out.contains("warning[baseline-stale] the known finding `unknown-requirement` of `crm:c"), "{ran:?}");

    // Machines are told, too.
    let json: Value = serde_json::from_str(&check(folder.path(), &["--format", "json=x.json"]).out).unwrap_or_default();
    assert_eq!(json, Value::Null);
    let json: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("x.json")).unwrap()).unwrap();
    let held: Vec<&Value> =
        json["findings"].as_array().unwrap().iter().filter(|f| f["status"] == "baselined").collect();
    assert_eq!(held.len(), 1, "{json:#}");
    assert_eq!(json["summary"]["baselined"], 1);

    let shown = baseline(&["show"]);
    assert!(shown.out.contains("1 known finding still there, 1 entry match nothing"), "{shown:?}");
    let pruned = baseline(&["prune"]);
    assert!(pruned.err.contains("fixed: crmlint-baseline.kdl (1 finding)"), "{pruned:?}");
    let text = fs::read_to_string(folder.path().join("crmlint-baseline.kdl")).unwrap();
    assert_eq!(text.lines().filter(|l| l.starts_with("    known ")).count(), 1, "{text}");
    assert!(!check(folder.path(), &[]).out.contains("baseline-stale"));
}

#[test]
fn a_baseline_never_hides_what_was_not_read() {
    let folder = project(&format!("{}provider \"\n", rows("", "")));
    let made = crmlint(folder.path()).args(&["baseline", "create"]).run();
    assert!(made.out.contains("1 finding of what could not be read"), "{made:?}");
    let ran = check(folder.path(), &[]);
    assert!(ran.code == 1 && ran.out.contains("error[kdl-syntax]"), "{ran:?}");
    // While something was not read, nothing is said to be mended.
    put(folder.path(), "a.kdl", b"provider \"\n");
    assert!(!check(folder.path(), &[]).out.contains("baseline-stale"));
}

#[test]
fn a_baseline_that_is_not_one_is_told_with_exit_2() {
    for (text, message) in [
        ("baseline format=2 { }", "reads baselines of format 1"),
        ("baseline { known \"0123456789abcdef\" rule=x; }", "a baseline says its format"),
        ("baseline format=1 { knwon \"0123456789abcdef\" rule=x; }", "a baseline has no word `knwon`"),
        ("baseline format=1 { known \"12\" rule=x; }", "needs the fingerprint"),
        ("baseline format=1 { known \"0123456789abcdef\" rul=x; }", "no property `rul`"),
        ("provider a", "`provider` does not belong into a baseline"),
    ] {
        let folder = project(&rows("", ""));
        put(folder.path(), "crmlint.kdl", PROJECT.replace("}\n", "    baseline \"b.kdl\"\n}\n").as_bytes());
        put(folder.path(), "b.kdl", text.as_bytes());
        let ran = check(folder.path(), &[]);
        assert!(ran.code == 2 && ran.out.contains(message), "{text}: {ran:?}");
    }
    let folder = project(&rows("", ""));
    let ran = check(folder.path(), &["--baseline", "none.kdl"]);
    assert!(
        ran.code == 2 && ran.err.ends_with("exit 2: cannot read none.kdl: there is no such file or folder\n"),
        "{ran:?}"
    );
    put(folder.path(), "crmlint.kdl", PROJECT.replace("}\n", "    baseline \"none.kdl\"\n}\n").as_bytes());
    let ran = check(folder.path(), &[]);
    assert!(ran.code == 2 && ran.out.contains("crmlint.kdl:3:14: error[rule-invalid]"), "{ran:?}");
}

#[test]
fn units_of_one_repository_do_not_share_what_is_known() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), ".git/HEAD", b"");
    put(folder.path(), "crmlint.kdl", b"crmlint { as-of \"2026-11-22\"; units \"clients/*\"; }\n");
    for client in ["a", "b"] {
        put(folder.path(), &format!("clients/{client}/crm.kdl"), rows("", "").as_bytes());
    }
    let made = crmlint(folder.path()).args(&["baseline", "create", "clients/a"]).run();
    assert!(made.out.contains("2 known findings") && made.out.contains("named it"), "{made:?}");
    let text = fs::read_to_string(folder.path().join("crmlint-baseline.kdl")).unwrap();
    assert!(text.contains("unit=\"clients/a\""), "{text}");
    let ran = check(folder.path(), &[]);
    let places = ["clients/b/crm.kdl:5:17 unknown-requirement", "clients/b/crm.kdl:6:17 unknown-requirement"];
    assert_eq!(told(&ran), places, "{ran:?}");
}

#[test]
fn projects_that_share_a_baseline_keep_apart() {
    let folder = tempfile::tempdir().unwrap();
    for client in ["a", "b"] {
        put(folder.path(), &format!("{client}/crmlint.kdl"), PROJECT.as_bytes());
        put(folder.path(), &format!("{client}/crm.kdl"), rows("", "").as_bytes());
    }
    let run = |args: &[&str]| crmlint(folder.path()).args(args).run();
    let made = run(&["baseline", "create", "a", "-o", "one.kdl"]);
    assert!(made.out.contains("2 known findings"), "{made:?}");
    assert_eq!(run(&["check", "a", "--baseline", "one.kdl", "--fail-on", "warning"]).code, 0);
    assert_eq!(run(&["check", "b", "--baseline", "one.kdl"]).code, 1, "what is known of one is not known of the other");
    // From elsewhere it is the same.
    let there = crmlint(&folder.path().join("a")).args(&["check", ".", "--baseline", "../one.kdl"]).run();
    assert_eq!(there.code, 0, "{there:?}");
    let made = run(&["baseline", "create", "a", "b", "-o", "both.kdl"]);
    assert!(made.out.contains("4 known findings"), "{made:?}");
    let pruned = run(&["baseline", "prune", "a", "b", "--baseline", "both.kdl"]);
    assert_eq!(pruned.err, "exit 0: every entry is still found\n", "{pruned:?}");
    assert_eq!(run(&["check", "a", "b", "--baseline", "both.kdl", "--fail-on", "warning"]).code, 0);
}

#[test]
fn what_is_known_counts_whatever_is_said_of_waivers() {
    let folder = project(&rows("", ""));
    crmlint(folder.path()).args(&["baseline", "create"]).run();
    assert_eq!(check(folder.path(), &["--no-waivers"]).code, 0);
}

#[test]
fn nothing_is_called_unused_while_something_was_not_read() {
    let folder = project(&rows("", ""));
    let node = "waiver crm-stale at=c until=\"2027-06-30\" by=fso \"Next edition in May.\"";
    let with_waiver = PROJECT.replace("}\n", &format!("    {node}\n}}\n"));
    put(folder.path(), "crmlint.kdl", with_waiver.as_bytes());
    put(folder.path(), "b.kdl", b"provider \"\n");
    let ran = check(folder.path(), &[]);
    assert!(!ran.out.contains("waiver-unused"), "{ran:?}");
    crmlint(folder.path()).args(&["waivers", "prune"]).run();
    // Nor on another day, with something left out, or for somebody else.
    fs::remove_file(folder.path().join("b.kdl")).unwrap();
    for flags in [&["--as-of", "2026-01-01"][..], &["--exclude", "x"], &["--only", "crm-stale"], &["--audience", "msp"]]
    {
        let ran = crmlint(folder.path()).args(&["check", "--fix", "--fail-on", "never"]).args(flags).run();
        assert!(!ran.err.contains("fixed:"), "{flags:?}: {ran:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("crmlint.kdl")).unwrap(), with_waiver);
}

#[test]
fn a_baseline_is_written_over_a_baseline_only() {
    let text = rows("", "");
    let folder = project(&text);
    let made = crmlint(folder.path()).args(&["baseline", "create", "-o", "a.kdl", "--force"]).run();
    assert!(made.code == 2 && made.err.contains("it holds something else than a baseline"), "{made:?}");
    assert_eq!(fs::read_to_string(folder.path().join("a.kdl")).unwrap(), text);
    // A byte-order mark of the project file stays.
    put(folder.path(), "crmlint.kdl", format!("\u{feff}{PROJECT}").as_bytes());
    assert_eq!(crmlint(folder.path()).args(&["baseline", "create"]).run().code, 0);
    let project = fs::read_to_string(folder.path().join("crmlint.kdl")).unwrap();
    assert!(project.starts_with('\u{feff}') && project.contains("baseline \"crmlint-baseline.kdl\""), "{project:?}");
    assert_eq!(crmlint(folder.path()).args(&["baseline", "create", "--force"]).run().code, 0);
}

#[test]
fn the_register_cannot_be_forged() {
    let folder = project(&rows("", ""));
    let node = "waiver unknown-requirement at=c until=\"2027-06-30\" by=\"a\\nb\" \"r\\r\\nexit 0: fake\"";
    put(folder.path(), "crmlint.kdl", PROJECT.replace("}\n", &format!("    {node}\n}}\n")).as_bytes());
    let listed = crmlint(folder.path()).args(&["waivers", "list"]).run();
    assert!(listed.out.contains("reason: r") && !listed.out.lines().any(|l| l.starts_with("exit")), "{listed:?}");
}

#[test]
fn the_schema_of_the_baseline_describes_what_is_written() {
    let folder = project(&rows("", ""));
    crmlint(folder.path()).args(&["baseline", "create"]).run();
    let text = fs::read_to_string(folder.path().join("crmlint-baseline.kdl")).unwrap();
    let parsed = crmlint::parse::parse(crmlint::source::FileId(0), &text);
    let json = crmlint::schema::document_json(parsed.document.nodes(&text));
    let schema = crmlint(folder.path()).args(&["schema", "baseline"]).run().out;
    assert_eq!(schema, crmlint::schema::BASELINE);
    let errors = crmlint::schema::validate(crmlint::schema::BASELINE, &json).unwrap();
    assert!(errors.is_empty(), "{errors:?}");
    let none = crmlint::schema::validate(crmlint::schema::BASELINE, &serde_json::json!({"known": []})).unwrap();
    assert!(!none.is_empty());
}
