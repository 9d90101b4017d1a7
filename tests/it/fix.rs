//! Changes that findings offer: what they make of a text, that nothing else is touched, and that twice is once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crmlint::check::interpret_example;
use crmlint::finding::{Edit, Finding};
use crmlint::rule::example::{Kind, examples, rule_node, run_examples};
use crmlint::rule::facts::vocabulary;
use crmlint::rule::{RuleSet, RuleSource};
use crmlint::source::Sources;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

const TODAY: &str = "2026-11-22";

/// A project with one declaration file.
fn project(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crmlint.kdl", b"crmlint format=1 { as-of \"2026-11-22\"; }\n");
    put(folder.path(), "unit.kdl", text.as_bytes());
    folder
}

fn fix(folder: &Path, more: &[&str]) -> Ran {
    crmlint(folder).args(&["check", ".", "--fix", "--fail-on", "never"]).args(more).run()
}

/// What `--fix` makes of a text. A second run changes nothing.
#[track_caller]
fn fixed(text: &str, more: &[&str]) -> String {
    let folder = project(text);
    fix(folder.path(), more);
    let read = || fs::read_to_string(folder.path().join("unit.kdl")).unwrap();
    let once = read();
    let again = fix(folder.path(), more);
    assert_eq!(read(), once, "twice is not once");
    assert!(!again.err.contains("fixed:"), "{again:?}");
    once
}

/// Only this becomes that, byte for byte.
#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(fixed(before, &[]), after);
}

const PROVIDER: &str = "provider northwind name=\"Northwind IT\" kind=msp\n";

fn template(rows: &str) -> String {
    format!(
        "{PROVIDER}crm c provider=northwind version=\"1\" date=\"2026-05-01\" {{\n    template #true\n    signed by=northwind \
         on=\"2026-05-01\"\n{rows}}}\n"
    )
}

#[test]
fn slips_of_kdl_are_mended() {
    for (slip, mended) in [
        ("requirement 3.9.1 responsibility=customer", "requirement \"3.9.1\" responsibility=customer"),
        ("requirement 3.9.1[a] responsibility=customer", "requirement \"3.9.1[a]\" responsibility=customer"),
        ("requirement “3.9.1” responsibility=customer", "requirement \"3.9.1\" responsibility=customer"),
        ("requirement '3.9.1' responsibility=customer", "requirement \"3.9.1\" responsibility=customer"),
        ("requirement r\"3.9.1\" responsibility=customer", "requirement #\"3.9.1\"# responsibility=customer"),
        ("requirement \"3.9.1\"responsibility=customer", "requirement \"3.9.1\" responsibility=customer"),
        (
            "requirement \"3.9.1\" {\n        responsibility = customer // theirs\n    }",
            "requirement \"3.9.1\" {\n        responsibility customer // theirs\n    }",
        ),
        (
            "requirement \"3.9.1\" responsibility=customer # theirs",
            "requirement \"3.9.1\" responsibility=customer // theirs",
        ),
    ] {
        let line = |row: &str| template(&format!("    // before\n    {row} // behind\n"));
        becomes(&line(slip), &line(mended));
    }
    becomes(
        &template("    requirement \"3.9.1\" responsibility=customer\n").replace("#true", "true"),
        &template("    requirement \"3.9.1\" responsibility=customer\n"),
    );
}

#[test]
fn misspelt_words_of_the_language_are_mended() {
    let good = template("    requirement \"3.9.1\" responsibility=customer /* kept */\n");
    for (word, slip) in [
        ("requirement", "requirment"),
        ("responsibility", "responsibilty"),
        ("=customer", "=custmer"),
        ("crm c", "crn c"),
    ] {
        becomes(&good.replacen(word, slip, 1), &good);
    }
    // A name that only its author knows is left alone unless asked for.
    let slip = good.replace("crm c provider=northwind", "crm c provider=northwnd");
    assert_eq!(fixed(&slip, &[]), slip);
    assert_eq!(fixed(&slip, &["--unsafe-fixes"]), good);
}

#[test]
fn values_of_another_type_are_mended() {
    let good = template("    requirement \"3.9.1\" responsibility=customer\n");
    becomes(&good.replace("version=\"1\"", "version=2.10"), &good.replace("version=\"1\"", "version=\"2.10\""));
    becomes(&good.replace("#true", "\"yes\""), &good);
}

#[test]
fn ids_are_written_as_revision_2_writes_them() {
    let row = |id: &str| template(&format!("    requirement {id} responsibility=customer\n"));
    becomes(&row("\"03.09.01\""), &row("\"3.9.1\""));
    becomes(&row("\"03.09.01[a]\" \"3.9.2\""), &row("\"3.9.1[a]\" \"3.9.2\""));
    assert_eq!(fixed(&row("\"3.9.11\""), &[]), row("\"3.9.11\""), "which number was meant is not known");
}

#[test]
fn comments_line_ends_and_the_byte_order_mark_stay() {
    let text =
        template("\t// a\r\n    requirement 3.9.1 responsibility=custmer // b\r\n/* c */\r\n").replace("{\n", "{\r\n");
    let marked = format!("\u{feff}{text}");
    let after = marked.replace("3.9.1", "\"3.9.1\"").replace("custmer", "customer");
    assert_eq!(fixed(&marked, &[]), after);
}

#[test]
fn an_unused_waiver_is_removed_with_its_line() {
    let folder = project(&template("    requirement \"3.9.1\" responsibility=customer\n"));
    let waiver = "waiver crm-stale at=c until=\"2027-01-31\" by=it \"Promised for January.\"";
    for (before, after) in [
        (
            format!("crmlint {{\n    as-of \"{TODAY}\" // day\n    {waiver}\n    // end\n}}\n"),
            format!("crmlint {{\n    as-of \"{TODAY}\" // day\n    // end\n}}\n"),
        ),
        (format!("crmlint {{ as-of \"{TODAY}\"; {waiver}; }}\n"), format!("crmlint {{ as-of \"{TODAY}\"; }}\n")),
        (format!("crmlint {{ {waiver}; as-of \"{TODAY}\"; }}\n"), format!("crmlint {{ as-of \"{TODAY}\"; }}\n")),
        (
            format!("crmlint {{\n    {waiver} // why\n    as-of \"{TODAY}\"\n}}\n"),
            format!("crmlint {{\n    // why\n    as-of \"{TODAY}\"\n}}\n"),
        ),
    ] {
        let path = put(folder.path(), "crmlint.kdl", before.as_bytes());
        let ran = fix(folder.path(), &[]);
        assert_eq!(fs::read_to_string(&path).unwrap(), after, "{ran:?}");
        assert!(ran.err.contains("fixed: crmlint.kdl (1 finding)"), "{ran:?}");
    }
}

#[test]
fn a_diff_writes_nothing_and_says_that_a_change_is_pending() {
    let text = template("    requirement 3.9.1 responsibility=customer\n");
    let folder = project(&text);
    let diff = |more: &[&str]| crmlint(folder.path()).args(&["check", ".", "--diff"]).args(more).run();
    let ran = diff(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.starts_with("--- unit.kdl\n+++ unit.kdl\n@@ "), "{ran:?}");
    assert!(
        ran.out.contains("\n-    requirement 3.9.1 responsibility=customer\n+    requirement \"3.9.1\" responsib"),
        "{ran:?}"
    );
    assert!(ran.err.ends_with("exit 1: changes are pending in 1 file\n"), "{ran:?}");
    assert_eq!(fs::read_to_string(folder.path().join("unit.kdl")).unwrap(), text);
    fix(folder.path(), &[]);
    let ran = diff(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.ends_with("exit 0: no change is pending; what else is found was not judged\n"), "{ran:?}");
    let ran = crmlint(tempfile::tempdir().unwrap().path()).args(&["check", "--diff"]).run();
    assert_eq!(ran.code, 3, "{ran:?}");
    for (flags, told) in [
        (&["--diff", "--format", "sarif=x.sarif"][..], "leave out --format"),
        (&["--fix", "--control", "3.1.1"], "leave out --control"),
        (&["--fix", "--watch"], "neither stdin nor --staged nor --watch"),
        (&["--fix", "--diff"], "cannot be used with"),
    ] {
        let ran = crmlint(folder.path()).arg("check").args(flags).run();
        assert!(ran.code == 2 && ran.err.contains(told), "{flags:?}: {ran:?}");
    }
    let ran = crmlint(folder.path()).args(&["check", "--unsafe-fixes"]).run();
    assert!(ran.code == 2 && ran.err.contains("add --fix"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_told_and_a_link_is_not_followed_outside() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let text = template("    requirement 3.9.1 responsibility=customer\n");
    let outside = tempfile::tempdir().unwrap();
    let target = put(outside.path(), "away.kdl", text.as_bytes());
    let folder = project(&template("    requirement \"3.9.1\" responsibility=customer\n"));
    fs::create_dir(folder.path().join(".git")).unwrap();
    symlink(&target, folder.path().join("link.kdl")).unwrap();
    fix(folder.path(), &["--unsafe-fixes"]);
    assert_eq!(fs::read_to_string(&target).unwrap(), text);

    // What its owner made read-only stays as it is, and that is told.
    let path = put(folder.path(), "unit.kdl", text.as_bytes());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let ran = fix(folder.path(), &[]);
    assert!(ran.code == 2 && ran.err.ends_with("exit 2: cannot write unit.kdl: it is read-only\n"), "{ran:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();

    // The mode of a file that is written anew stays.
    let path = put(folder.path(), "unit.kdl", text.as_bytes());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    fix(folder.path(), &[]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_ne!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn only_what_was_asked_for_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let slip = template("    requirement 3.9.1 responsibility=customer\n");
    let waiver = "waiver unknown-requirement at=c until=\"2027-01-31\" by=fso \"Row of an annex.\"";
    let project = format!("crmlint {{\n    as-of \"{TODAY}\"\n    units \"clients/*\"\n    {waiver}\n}}\n");
    put(folder.path(), ".git/HEAD", b"");
    put(folder.path(), "crmlint.kdl", project.as_bytes());
    put(folder.path(), "templates/crm.kdl", slip.as_bytes());
    put(
        folder.path(),
        "clients/a/firm.kdl",
        b"use \"../../templates/crm.kdl\"\norganization a nme=\"A\" { cmmc level=2 assessment=self; handles cui; }\n",
    );
    let strange = template("    requirement \"3.1.99\" responsibility=customer\n");
    put(folder.path(), "clients/b/crm.kdl", strange.as_bytes());
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let ran = crmlint(folder.path()).args(&["check", "clients/a", "--fix", "--fail-on", "never"]).run();
    assert!(read("clients/a/firm.kdl").contains("organization a name="), "{ran:?}");
    assert_eq!(read("templates/crm.kdl"), slip, "another client's too");
    // The waiver holds back nothing of one client and something of the other.
    let ran = crmlint(folder.path()).args(&["check", ".", "--fix", "--fail-on", "never"]).run();
    assert!(!ran.out.contains("waiver-unused"), "{ran:?}");
    assert_eq!(read("crmlint.kdl"), project);
    assert_ne!(read("templates/crm.kdl"), slip);
    // A named file is written alone.
    put(folder.path(), "clients/b/crm.kdl", slip.as_bytes());
    put(folder.path(), "clients/b/other.kdl", b"provider acme kind=msp nme=\"Acme\"\n");
    crmlint(folder.path()).args(&["check", "clients/b/other.kdl", "--fix", "--fail-on", "never"]).run();
    assert_eq!(read("clients/b/other.kdl"), "provider acme kind=msp name=\"Acme\"\n");
    assert_eq!(read("clients/b/crm.kdl"), slip);
}

#[test]
fn the_report_tells_fixes() {
    let folder = project(&template("    requirement 3.9.1 responsibility=customer\n"));
    let ran = crmlint(folder.path()).args(&["check", ".", "--format", "json"]).run();
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let fix = &json["findings"][0]["fixes"][0];
    assert_eq!(fix["applicability"], "safe", "{json:#}");
    assert_eq!(fix["message"], "write `\"3.9.1\"`");
    assert_eq!(fix["edits"][0]["text"], "\"3.9.1\"");
    assert_eq!(fix["edits"][0]["location"]["place"], "5:17");
    assert_eq!(json["summary"]["fixable"], 1);
}

/// The text with edits, as any reader of the JSON report would make it.
fn with_edits(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.range(), &edit.text);
    }
    out
}

/// Every `bad` example whose findings offer a change: the changed text parses and the rule is content with it.
#[test]
fn fixes_of_rules_clear_their_bad_examples() {
    let rules = RuleSet::bundled();
    let mut with_fix = BTreeSet::new();
    for (ix, rule) in rules.rules().iter().enumerate() {
        let RuleSource::Bundled { path, text } = &rule.source else { panic!("not bundled") };
        let run = |text: &str| -> Vec<(Kind, Vec<Finding>)> {
            let mut sources = Sources::new();
            let id = sources.add(*path, text);
            let parsed = crmlint::parse::parse(id, text);
            assert!(parsed.complete && parsed.findings.is_empty(), "{path}: {:?}\n{text}", parsed.findings);
            sources.set_document(id, parsed.document, false);
            let node = rule_node(sources.nodes(id).unwrap(), &rule.name).unwrap();
            assert!(!examples(&node).is_empty());
            let results = run_examples(&rules, ix, &node, vocabulary(), &sources, &interpret_example);
            results.into_iter().map(|r| (r.kind, r.findings)).collect()
        };
        for (n, (kind, findings)) in run(text).into_iter().enumerate() {
            let fixes: Vec<&crmlint::finding::Fix> = findings.iter().filter_map(|f| f.fixes.first()).collect();
            if kind != Kind::Bad || fixes.is_empty() {
                continue;
            }
            with_fix.insert(rule.name.to_string());
            let mut edits: Vec<Edit> = fixes.iter().flat_map(|f| f.edits.clone()).collect();
            edits.sort_by_key(|e| e.span);
            edits.dedup();
            let after = with_edits(text, &edits);
            let left: Vec<Finding> = run(&after).into_iter().nth(n).unwrap().1;
            let open = findings.iter().filter(|f| f.fixes.is_empty()).count();
            assert_eq!(left.len(), open, "{path} example {n}:\n{after}\n{left:#?}");
        }
    }
    let expected = ["claim-without-crm-row", "crm-version-mismatch", "esp-label-contradicted", "unknown-requirement"];
    assert_eq!(with_fix.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_fix_of_a_team_s_rule_is_made_or_refused_with_its_place() {
    let rule = |fix: &str| {
        format!(
            "rule provider-without-name level=warning {{ summary \"s\"; cite \"c\"; why \"w\"; each provider; require {{ name; \
             }}; report \"`{{id}}` has no name\" {{ {fix}; }}\n    bad {{ (finding)provider a kind=msp; }}\n    good {{ provider a \
             name=\"A\" kind=msp; }}\n}}\n"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crmlint.kdl", b"crmlint { as-of \"2026-11-22\"; rules \"own.kdl\"; }\n");
    put(folder.path(), "own.kdl", rule("fix safe=#true \"name it\" { set name \"{id}\"; }").as_bytes());
    let path =
        put(folder.path(), "unit.kdl", b"provider acme kind=msp // one\nprovider \"b c\" kind=msp { kind saas; }\n");
    let ran = fix(folder.path(), &["--only", "provider-without-name"]);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(
        text, "provider acme kind=msp name=\"acme\" // one\nprovider \"b c\" kind=msp name=\"b c\" { kind saas; }\n",
        "{ran:?}"
    );
    for (fix, told) in [
        ("fix \"x\" { set nam \"{id}\"; }", "`nam`"),
        ("fix \"x\" { set is-esp \"#true\"; }", "cannot be set"),
        ("fix \"x\" { set name \"{idd}\"; }", "names nothing"),
        ("fix \"x\" { insert name \"a\"; }", "not a node"),
        ("fix \"x\" safe-ish=#true { remove name; }", "takes no `safe-ish="),
        ("fix { remove name; }", "does not say what it does"),
        ("fix \"x\"", "does not say what it does"),
    ] {
        put(folder.path(), "own.kdl", rule(fix).as_bytes());
        let ran = crmlint(folder.path()).args(&["check", ".", "--format", "concise"]).run();
        assert_eq!(ran.code, 2, "{fix}: {ran:?}");
        assert!(ran.out.contains("own.kdl:1:") && ran.out.contains(told), "{fix}: {ran:?}");
    }
}

/// Pieces of a declaration with comments in every place, and slips among them.
fn piece() -> impl Strategy<Value = String> {
    let comment = prop_oneof!["// [a-z]{1,6} #[0-9]{4}", "/\\* [a-z]{1,6} #[0-9]{4} \\*/"];
    let value = prop_oneof![
        Just("\"3.9.1\"".to_owned()),
        Just("3.9.2".to_owned()),
        Just("\"03.09.01\"".to_owned()),
        Just("'3.1.1'".to_owned()),
        Just("“3.1.2”".to_owned()),
        Just("true".to_owned()),
        Just("\"// no comment\"".to_owned()),
    ];
    let word = prop_oneof![
        Just("responsibility=customer"),
        Just("responsibilty=custmer"),
        Just("responsibility = customer"),
        Just("service=rmm"),
        Just("mode=nul"),
    ];
    (value, word, comment, 0..4_usize).prop_map(|(value, word, comment, shape)| {
        let line = comment.starts_with("//");
        match shape {
            0 => format!("    requirement {value} {word} {comment}\n"),
            1 if !line => format!("    requirement {comment} {value} {word};\n"),
            2 if !line => format!("    requirement {value} {word} {{ {comment} customer \"x\"; }} {comment}\n"),
            _ => format!("    {comment}\n    requirement {value}{}{word}\n", if shape == 3 { "" } else { " " }),
        }
    })
}

/// The comments of a text, which all have a number of their own.
fn comments(text: &str) -> Vec<&str> {
    text.match_indices('#')
        .filter_map(|(at, _)| text.get(at + 1..at + 5))
        .filter(|n| n.bytes().all(|b| b.is_ascii_digit()))
        .collect()
}

/// What fixes in memory make of a text: the same passes as the command line runs, without files.
fn mended(text: &str) -> (String, usize) {
    use crmlint::check::{Settings, Unit, check};
    use crmlint::fix::{Tried, pass};
    let mut text = text.to_owned();
    let mut tried = Tried::default();
    for n in 0..200 {
        let mut sources = Sources::new();
        let id = sources.add("unit.kdl", text.clone());
        let parsed = crmlint::parse::parse(id, &text);
        sources.set_document(id, parsed.document, !parsed.complete);
        let unit = Unit { files: vec![id], open: !parsed.complete, findings: parsed.findings, ..Unit::default() };
        let settings = Settings::new(crate::support::TODAY);
        let report = check(&sources, &unit, &RuleSet::bundled(), &crmlint::catalog::Catalog::bundled(), &settings);
        let pass = pass(&report.findings, &sources, true, &mut tried);
        match pass.texts.into_values().next() {
            Some(after) => text = after,
            None => return (text, n),
        }
    }
    panic!("no end:\n{text}");
}

#[test]
fn whatever_is_written_is_mended_once_and_reads_no_worse() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/kdl");
    let (mut texts, mut changed) = (0, 0);
    for entry in fs::read_dir(corpus).unwrap() {
        let Ok(text) = fs::read_to_string(entry.unwrap().path()) else { continue };
        let read = |text: &str| crmlint::parse::parse(crmlint::source::FileId(0), text);
        let before = read(&text);
        let (after, passes) = mended(&text);
        let now = read(&after);
        assert!(now.complete || !before.complete, "{text:?} became {after:?}");
        assert!(now.findings.len() <= before.findings.len(), "{text:?} became {after:?}");
        assert_eq!(mended(&after), (after.clone(), 0), "twice is not once: {text:?}");
        texts += 1;
        changed += usize::from(passes > 0);
    }
    assert!(texts > 100 && changed > 10, "{changed} of {texts}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_comment_is_lost_and_nothing_reads_worse(pieces in proptest::collection::vec(piece(), 1..6)) {
        let text = template(&pieces.concat());
        let before = crmlint::parse::parse(crmlint::source::FileId(0), &text);
        let (after, _) = mended(&text);
        prop_assert_eq!(comments(&after), comments(&text), "{}", after);
        let read = crmlint::parse::parse(crmlint::source::FileId(0), &after);
        prop_assert!(read.complete || !before.complete);
        prop_assert!(read.findings.len() <= before.findings.len());
        prop_assert_eq!(mended(&after), (after.clone(), 0), "twice is not once");
    }
}
