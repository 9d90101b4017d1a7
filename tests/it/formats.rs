//! Every output format, valid for every kind of run: clean, findings in several files and units, a vendor's CSV, held back
//! findings, files that do not parse, nothing to check, hostile text. And exit codes that no format changes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use crmlint::check::Report;
use crmlint::finding::{Edit, Fix, Level, Status};
use crmlint::report::sarif::Notification;
use crmlint::report::terminal::Style;
use crmlint::report::{End, Format, View, github, markdown, whole};
use crmlint::source::{Sources, Span, is_hostile};
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{CLEAN, FAULTY, Ran, crmlint, put};
use crate::report::assert_valid;

/// A matrix that lies in a CSV file.
const BY_CSV: &str = "provider northwind name=\"Northwind IT\" kind=msp
crm c provider=northwind version=\"1\" date=\"2026-05-01\" source=\"vendor.csv\" {
    template #true; signed by=northwind on=\"2026-05-01\"
}
";
const CSV: &str = "Control ID,Responsibility,Provider Responsibility,Customer Responsibility
3.9.1,Hybrid 🦀 & <b>,\"Zugänge prüfen\",
3.1.99,Customer,,\"The customer does it.\"
";
const EVIL: &str = "\u{1b}]0;x\u{7}\u{202e}\u{200f}\u{9b}31m & <script>]]>::error::%0A,\r\n::set-env name=a::b ##[add-mask]`c` | *d* [e](f) @g \u{fffe}\u{ffff} 🦀\u{10ffff}";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        put(folder.path(), path, text.as_bytes());
    }
    folder
}

fn ran(folder: &TempDir, args: &[&str]) -> Ran {
    crmlint(folder.path()).args(&["check", "--as-of", "2026-11-22"]).args(args).run()
}

// Validators

fn line_schema() -> String {
    let mut schema: Value = serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
    let top = schema.as_object_mut().unwrap();
    top.remove("oneOf");
    top.insert("$ref".to_owned(), Value::from("#/$defs/line"));
    schema.to_string()
}

fn valid_jsonl(text: &str) -> Vec<Value> {
    let schema = line_schema();
    let lines: Vec<Value> = text.lines().map(|line| assert_valid(&schema, line)).collect();
    let kinds: Vec<&str> = lines.iter().map(|l| l["type"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|k| **k == "summary").count(), 1, "{text}");
    assert_eq!(kinds.last(), Some(&"summary"), "{text}");
    lines
}

fn valid_sarif(text: &str) -> Value {
    let value = assert_valid(include_str!("../data/sarif-schema-2.1.0.json"), text);
    let results = value["runs"][0]["results"].as_array().unwrap();
    for key in ["suppressions", "baselineState"] {
        let with = results.iter().filter(|r| r.get(key).is_some()).count();
        assert!(with == 0 || with == results.len(), "all have {key} or none: {text}");
    }
    value
}

fn valid_gitlab(text: &str) -> Value {
    let value = assert_valid(include_str!("../data/gitlab-code-quality.schema.json"), text);
    let issues = value.as_array().unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len(), "fingerprints are unique: {text}");
    value
}

/// What may stand in an element: its attributes (with `!` in front if they must be there) and its children.
struct Allowed {
    name: &'static str,
    attributes: &'static [&'static str],
    children: &'static [&'static str],
    text: bool,
}

/// The XSD of Jenkins for `JUnit` reports in our own words, stricter where the Ant one is: at most one outcome a case.
const JUNIT: &[Allowed] = &[
    Allowed {
        name: "testsuites",
        attributes: &["name", "tests", "failures", "errors"],
        children: &["testsuite"],
        text: false,
    },
    Allowed {
        name: "testsuite",
        attributes: &["!name", "!tests", "failures", "errors", "skipped"],
        children: &["testcase"],
        text: false,
    },
    Allowed {
        name: "testcase",
        attributes: &["!name", "!classname"],
        children: &["skipped", "error", "failure", "system-out"],
        text: false,
    },
    Allowed { name: "skipped", attributes: &["!message"], children: &[], text: true },
    Allowed { name: "error", attributes: &["!message", "!type"], children: &[], text: true },
    Allowed { name: "failure", attributes: &["!message", "!type"], children: &[], text: true },
    Allowed { name: "system-out", attributes: &[], children: &[], text: true },
];

const CHECKSTYLE: &[Allowed] = &[
    Allowed { name: "checkstyle", attributes: &["!version"], children: &["file"], text: false },
    Allowed { name: "file", attributes: &["!name"], children: &["error"], text: false },
    Allowed {
        name: "error",
        attributes: &["!line", "!column", "!severity", "!message", "!source"],
        children: &[],
        text: false,
    },
];

/// Parses and holds each element to its rule.
fn valid_xml<'a>(text: &'a str, root: &str, rules: &[Allowed]) -> roxmltree::Document<'a> {
    let document = roxmltree::Document::parse(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    assert_eq!(document.root_element().tag_name().name(), root);
    for node in document.root().descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let rule = rules.iter().find(|r| r.name == name).unwrap_or_else(|| panic!("no element {name}"));
        for attribute in node.attributes() {
            let known = rule.attributes.iter().any(|a| a.trim_start_matches('!') == attribute.name());
            assert!(known, "{name} has {}", attribute.name());
        }
        for needed in rule.attributes.iter().filter_map(|a| a.strip_prefix('!')) {
            assert!(node.has_attribute(needed), "{name} lacks {needed}");
        }
        for child in node.children() {
            if child.is_element() {
                assert!(rule.children.contains(&child.tag_name().name()), "{name} holds {:?}", child.tag_name());
            } else {
                assert!(rule.text || child.text().unwrap_or("").trim().is_empty(), "text in {name}");
            }
        }
    }
    document
}

fn named<'a>(document: &'a roxmltree::Document<'_>, name: &str) -> Vec<roxmltree::Node<'a, 'a>> {
    let all = document.root().descendants().filter(|n| n.has_tag_name(name));
    // The document outlives what is looked up in it.
    all.map(|n| document.get_node(n.id()).unwrap()).collect()
}

fn valid_junit(text: &str) {
    let document = valid_xml(text, "testsuites", JUNIT);
    let number = |node: roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<usize>().unwrap();
    let count = |node: roxmltree::Node<'_, '_>, name: &str| node.descendants().filter(|n| n.has_tag_name(name)).count();
    let mut names = BTreeSet::new();
    for suite in named(&document, "testsuite") {
        assert_eq!(number(suite, "tests"), count(suite, "testcase"), "{text}");
        assert_eq!(number(suite, "failures"), count(suite, "failure"), "{text}");
        assert_eq!(number(suite, "errors"), count(suite, "error"), "{text}");
        assert_eq!(number(suite, "skipped"), count(suite, "skipped"), "{text}");
    }
    let root = document.root_element();
    assert_eq!(number(root, "tests"), count(root, "testcase"));
    assert_eq!(number(root, "failures"), count(root, "failure"));
    for case in named(&document, "testcase") {
        assert!(case.children().filter(roxmltree::Node::is_element).count() <= 1, "one outcome a case");
        let name = (case.attribute("classname").unwrap().to_owned(), case.attribute("name").unwrap().to_owned());
        assert!(names.insert(name.clone()), "{name:?} twice");
    }
}

fn valid_checkstyle(text: &str) -> Vec<(String, String, String)> {
    let document = valid_xml(text, "checkstyle", CHECKSTYLE);
    let mut out = Vec::new();
    for error in named(&document, "error") {
        let get = |name: &str| error.attribute(name).unwrap().to_owned();
        assert!(["error", "warning", "info"].contains(&get("severity").as_str()));
        assert!(get("line").parse::<u32>().unwrap() >= 1 && get("column").parse::<u32>().unwrap() >= 1);
        out.push((error.parent().unwrap().attribute("name").unwrap().to_owned(), get("severity"), get("source")));
    }
    out
}

/// A document of any format is what its readers expect.
fn valid(format: Format, text: &str) {
    let raw: Vec<char> = text.chars().filter(|c| is_hostile(*c)).collect();
    assert!(raw.is_empty(), "{format}: {raw:?}");
    match format {
        Format::Json => drop(assert_valid(include_str!("../../schemas/report.schema.json"), text)),
        Format::Jsonl => drop(valid_jsonl(text)),
        Format::Sarif => drop(valid_sarif(text)),
        Format::Gitlab => drop(valid_gitlab(text)),
        Format::Junit => valid_junit(text),
        Format::Checkstyle => drop(valid_checkstyle(text)),
        Format::Github => {
            for line in text.lines() {
                let starts = ["::error file=", "::warning file=", "::notice file="].iter().any(|s| line.starts_with(s));
                assert!(starts, "{line}");
                let properties = line.trim_start_matches("::").split("::").next().unwrap();
                assert!(properties.contains(",line=") && properties.contains(",title=crmlint "), "{line}");
            }
        }
        Format::Markdown => assert!(text.starts_with("## crmlint: ") && !text.contains("<script"), "{text}"),
        Format::Agent => assert!(text.lines().last().unwrap().contains("; exit "), "{text}"),
        Format::Full | Format::Concise => {}
    }
}

// Runs through the binary

#[test]
fn every_format_of_every_kind_of_run_is_valid() {
    let runs: [(&str, TempDir, u8); 9] = [
        ("clean", folder(&[("a.kdl", CLEAN)]), 0),
        (
            "two files",
            folder(&[
                ("a.kdl", FAULTY),
                ("b.kdl", "crm d provider=northwind { requirement \"3.1.98\" responsibility=customer; }\n"),
            ]),
            1,
        ),
        ("csv", folder(&[("a.kdl", BY_CSV), ("vendor.csv", CSV)]), 1),
        (
            "waived",
            folder(&[
                ("a.kdl", FAULTY),
                (
                    "crmlint.kdl",
                    "crmlint format=1 { waiver unknown-requirement at=c until=\"2027-01-31\" by=fso \"a & b <c> ]]>\"; }\n",
                ),
            ]),
            0,
        ),
        ("baselined", baselined(FAULTY), 0),
        ("baselined and new", baselined(&FAULTY.replace("3.1.99", "3.1.98")), 1),
        ("broken", folder(&[("a.kdl", CLEAN), ("b.kdl", "provider \"x {\n")]), 1),
        ("nothing", folder(&[("readme.txt", "")]), 3),
        (
            "units",
            folder(&[
                ("crmlint.kdl", "crmlint format=1 { units \"clients/*\"; }\n"),
                ("clients/a/a.kdl", FAULTY),
                ("clients/b/b.kdl", FAULTY),
                ("clients/c/c.kdl", CLEAN),
            ]),
            1,
        ),
    ];
    for (what, folder, code) in &runs {
        for format in Format::ALL {
            let ran = ran(folder, &["--format", format.word()]);
            assert_eq!(ran.code, i32::from(*code), "{what}, {format}: {ran:#?}");
            valid(format, &ran.out);
        }
    }
}

/// A project whose baseline knows the faulty declarations, and what stands in it now.
fn baselined(now: &str) -> TempDir {
    let folder = folder(&[("a.kdl", FAULTY), ("crmlint.kdl", "crmlint format=1 { as-of \"2026-11-22\"; }\n")]);
    let made = crmlint(folder.path()).args(&["baseline", "create"]).run();
    assert_eq!(made.code, 0, "{made:#?}");
    fs::write(folder.path().join("a.kdl"), now).unwrap();
    folder
}

#[test]
fn sarif_says_what_is_new_against_a_baseline() {
    let states = |folder: &TempDir| -> Vec<(String, String, usize)> {
        let sarif: Value = serde_json::from_str(&ran(folder, &["--format", "sarif"]).out).unwrap();
        let text = |v: &Value| v.as_str().unwrap_or("-").to_owned();
        let results = sarif["runs"][0]["results"].as_array().unwrap().clone();
        let held = |r: &Value| r["suppressions"].as_array().map_or(0, Vec::len);
        results.iter().map(|r| (text(&r["ruleId"]), text(&r["baselineState"]), held(r))).collect()
    };
    let row = |rule: &str, state: &str, held: usize| (rule.to_owned(), state.to_owned(), held);
    assert_eq!(
        states(&baselined(FAULTY)),
        [row("crm-stale", "unchanged", 1), row("unknown-requirement", "unchanged", 1)]
    );
    assert_eq!(
        states(&baselined(&FAULTY.replace("3.1.99", "3.1.98"))),
        [row("crm-stale", "unchanged", 1), row("unknown-requirement", "new", 0), row("baseline-stale", "new", 0)]
    );
    // A baseline in which nothing stands any more is one all the same.
    let other = baselined(FAULTY);
    fs::write(other.path().join("crmlint-baseline.kdl"), "baseline format=1 { }\n").unwrap();
    assert_eq!(states(&other), [row("crm-stale", "new", 0), row("unknown-requirement", "new", 0)]);
    assert_eq!(states(&folder(&[("a.kdl", FAULTY)]))[0].1, "-");
}

#[test]
fn what_each_format_tells_of_two_findings() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let out = |format: &str| ran(&faulty, &["--format", format]).out;
    let lines = valid_jsonl(&out("jsonl"));
    let json: Value = serde_json::from_str(&out("json")).unwrap();
    let mut first = lines[0].clone();
    assert_eq!(first.as_object_mut().unwrap().remove("type"), Some(Value::from("finding")));
    assert_eq!(first.as_object_mut().unwrap().remove("unit"), Some(json["unit"].clone()));
    assert_eq!(first, json["findings"][0]);
    assert_eq!(lines[2]["summary"], json["summary"]);
    let gitlab = valid_gitlab(&out("gitlab"));
    assert_eq!(gitlab[0]["severity"], "minor");
    assert_eq!(gitlab[1]["severity"], "critical");
    assert_eq!(gitlab[1]["check_name"], "unknown-requirement");
    assert_eq!(gitlab[1]["location"]["positions"]["begin"]["line"], 5);
    let checkstyle = valid_checkstyle(&out("checkstyle"));
    assert_eq!(checkstyle[1], ("a.kdl".into(), "error".into(), "crmlint.unknown-requirement".into()));
    let github = out("github");
    assert!(
        github.starts_with("::warning file=a.kdl,line=2,endLine=2,col=43,endColumn=55,title=crmlint crm-stale::"),
        "{github}"
    );
    let agent = out("agent");
    assert_eq!(agent.lines().count(), 3, "{agent}");
    assert!(agent.lines().nth(1).unwrap().starts_with("a.kdl:5:17 error unknown-requirement: "), "{agent}");
    assert_eq!(agent.lines().last(), Some("1 error, 1 warning (1 fixable); exit 1"));
    let markdown = out("markdown");
    assert!(markdown.starts_with("## crmlint: 1 error, 1 warning (1 fixable) (exit 1)\n"), "{markdown}");
    assert!(markdown.contains("- [a.kdl:5:17](a.kdl#L5) **[unknown-requirement](https://"), "{markdown}");
    let junit = out("junit");
    let document = roxmltree::Document::parse(&junit).unwrap();
    assert_eq!(named(&document, "failure").len(), 1, "a warning fails nothing");
    assert_eq!(named(&document, "system-out").len(), 1);
    assert!(junit.contains("<skipped message=\"not applicable"), "{junit}");
    let all = ran(&faulty, &["--format", "junit", "--fail-on", "warning"]).out;
    assert_eq!(named(&roxmltree::Document::parse(&all).unwrap(), "failure").len(), 2);
}

#[test]
fn a_file_that_does_not_parse_is_named() {
    let broken = folder(&[("a.kdl", FAULTY), ("sub/b.kdl", "\n\nprovider \"x {\n")]);
    let full = ran(&broken, &[]);
    assert!(full.err.contains("\nnot read whole: sub/b.kdl:3"), "{full:#?}");
    let junit = ran(&broken, &["--format", "junit"]).out;
    assert_eq!(named(&roxmltree::Document::parse(&junit).unwrap(), "error").len(), 1);
    let agent = ran(&broken, &["--format", "agent"]).out;
    assert!(agent.starts_with("not read whole: sub/b.kdl:3:"), "{agent}");
    assert!(ran(&broken, &["--format", "markdown"]).out.contains("Not read whole, so mend this first: [sub/b.kdl:3"));
    let sarif = valid_sarif(&ran(&broken, &["--format", "sarif"]).out);
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["toolExecutionNotifications"][0]["associatedRule"]["id"], "kdl-syntax");
    assert_eq!(invocation["executionSuccessful"], true);
}

#[test]
fn exit_codes_and_reasons_know_no_format() {
    let clean = folder(&[("a.kdl", CLEAN)]);
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let empty = folder(&[("readme.txt", "")]);
    let bad_key = folder(&[("a.kdl", FAULTY), ("crmlint.kdl", "crmlint format=1 { rulez \"x\"; }\n")]);
    let bad_rule = folder(&[
        ("a.kdl", FAULTY),
        ("crmlint.kdl", "crmlint format=1 { rules \"policy.kdl\"; }\n"),
        ("policy.kdl", "rule broken { each nothing-of-the-kind; }\n"),
    ]);
    let not_utf8 = folder(&[("a.kdl", FAULTY)]);
    put(not_utf8.path(), "b.kdl", b"provider \xff\xfe\n");
    let cases: [(&TempDir, &[&str], u8); 9] = [
        (&clean, &[], 0),
        (&faulty, &[], 1),
        (&faulty, &["--fail-on", "never", "--max-warnings", "0"], 1),
        (&faulty, &["--rule", "crm-stael=off"], 2),
        (&faulty, &["missing.kdl"], 2),
        (&faulty, &[".", "missing.kdl"], 2),
        (&bad_key, &[], 2),
        (&bad_rule, &[], 2),
        (&empty, &[], 3),
    ];
    for (folder, more, code) in cases {
        let mut reasons = BTreeSet::new();
        for format in Format::ALL {
            let stdout = ran(folder, &[&["--format", format.word()], more].concat());
            let to_file = format!("{format}=result.out");
            let file = ran(folder, &[&["--format", to_file.as_str()], more].concat());
            for ran in [&stdout, &file] {
                assert_eq!(ran.code, i32::from(code), "{format} {more:?}: {ran:#?}");
                let last = ran.err.lines().last().unwrap_or("").to_owned();
                assert!(last.starts_with(&format!("exit {code}: ")), "{format}: {ran:#?}");
                reasons.insert(last);
            }
            assert_eq!(file.out, "", "{format}");
            if code != 2 || !stdout.out.is_empty() {
                assert_eq!(fs::read_to_string(folder.path().join("result.out")).unwrap(), stdout.out, "{format}");
                valid(format, &stdout.out);
            }
            let _ = fs::remove_file(folder.path().join("result.out"));
        }
        assert_eq!(reasons.len(), 1, "the reason is the same for all: {reasons:?}");
    }
    let mut codes = BTreeSet::new();
    for format in Format::ALL {
        let unwritable = ran(&faulty, &["--format", &format!("{format}=no/such/folder/out")]);
        assert_eq!(unwritable.code, 2, "{format}");
        assert!(unwritable.err.lines().last().unwrap().contains("no/such/folder/out"), "{format}: {unwritable:#?}");
        codes.insert(ran(&not_utf8, &["--format", format.word()]).code);
    }
    assert_eq!(codes.len(), 1, "{codes:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let clean = folder(&[("a.kdl", FAULTY)]);
    for format in Format::ALL {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ended = Command::new(env!("CARGO_BIN_EXE_crmlint"))
            .current_dir(clean.path())
            .args(["check", "--format", format.word()])
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{format}: {err}");
        assert!(err.lines().last().unwrap().starts_with("exit 2: cannot write stdout"), "{format}: {err}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly_in_every_format() {
    use std::io::Read as _;
    let row = |i: u32| format!("    requirement \"3.77.{i}\" responsibility=customer\n");
    let rows = (0..2000).map(row).collect::<Vec<_>>().concat();
    let text = format!(
        "provider northwind kind=msp\ncrm c provider=northwind version=\"1\" {{\n    template #true\n{rows}}}\n"
    );
    let many = folder(&[("a.kdl", &text)]);
    for format in Format::ALL {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crmlint"))
            .current_dir(many.path())
            .args(["check", "--max-per-rule", "0", "--format", format.word()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut [0_u8; 10]).unwrap();
        drop(pipe);
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{format}: {err}");
        assert!(!err.contains("panicked") && !err.contains("ipe"), "{format}: {err}");
    }
}

// GitHub Actions

#[test]
fn in_github_actions_annotations_come_by_themselves() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let call = |args: &[&str]| {
        let summary = faulty.path().join("summary.md");
        fs::write(&summary, "## before\n").unwrap();
        let ran = crmlint(faulty.path())
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())
            .args(&["check", "--as-of", "2026-11-22"])
            .args(args)
            .run();
        (ran, fs::read_to_string(summary).unwrap())
    };
    let (ran, summary) = call(&[]);
    let at = |piece: &str| ran.out.find(piece).unwrap_or_else(|| panic!("{piece}: {ran:#?}"));
    assert!(at("error[unknown-requirement]") < at("\n::warning file=a.kdl") && at("::error file=a.kdl") > 0);
    assert!(summary.starts_with("## before\n## crmlint: 1 error, 1 warning (1 fixable) (exit 1)\n"), "{summary}");
    let (ran, summary) = call(&["--format", "concise"]);
    assert!(!ran.out.contains("::error") && summary == "## before\n", "{ran:#?}");
    let (ran, summary) = call(&["--format", "github=annotations.txt", "--format", "json"]);
    assert!(serde_json::from_str::<Value>(&ran.out).is_ok() && summary.contains("unknown-requirement"), "{ran:#?}");
    // Another service's variable, or one that says no.
    let quiet = crmlint(faulty.path()).env("GITHUB_ACTIONS", "false").args(&["check"]).run();
    assert!(!quiet.out.contains("::error"), "{quiet:#?}");
}

#[test]
fn a_job_summary_that_cannot_be_written_is_told() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let ran = crmlint(faulty.path())
        .env("GITHUB_STEP_SUMMARY", "no/such/folder/summary.md")
        .args(&["check", "--format", "github"])
        .run();
    assert_eq!(ran.code, 2, "{ran:#?}");
    assert!(ran.err.lines().last().unwrap().contains("no/such/folder/summary.md"), "{ran:#?}");
}

#[test]
fn a_job_summary_stays_below_one_mebibyte() {
    let row = |i: u32| format!("    requirement \"3.77.{i}\" responsibility=customer\n");
    let rows = (0..6000).map(row).collect::<Vec<_>>().concat();
    let text = format!(
        "provider northwind kind=msp\ncrm c provider=northwind version=\"1\" {{\n    template #true\n{rows}}}\n"
    );
    let many = folder(&[("a.kdl", &text), ("summary.md", &"x\n".repeat(1000))]);
    let ran = crmlint(many.path())
        .env("GITHUB_STEP_SUMMARY", "summary.md")
        .args(&["check", "--format", "github", "--max-per-rule", "0"])
        .run();
    assert_eq!(ran.code, 1);
    let summary = fs::read_to_string(many.path().join("summary.md")).unwrap();
    assert!(summary.len() <= 1 << 20 && summary.len() > (1 << 20) - 4000, "{}", summary.len());
    assert!(summary.contains("GitHub shows at most 10 annotations"));
    assert!(summary.trim_end().ends_with("The log and the other formats have all findings."));
    assert!(ran.out.lines().count() >= 6000, "annotations are not cut");
    assert_eq!(markdown::cut("a\nb\n".to_owned(), 100), "a\nb\n");
    assert_eq!(markdown::cut("a\n".repeat(100), 10), "a\n".repeat(0), "no room for a word");
}

#[test]
fn quoted_text_is_no_workflow_command() {
    assert_eq!(github::defused("a\n  ::error::x\n::add-mask::y\nb::c\n"), "a\n  : :error::x\n: :add-mask::y\nb::c\n");
    assert_eq!(github::defused("x ##[error]y"), "x ## [error]y");
    let evil = folder(&[(
        "a.kdl",
        "provider northwind kind=msp\nnode-x \"\"\"\n::error::forged\n\"\"\"\n\"::error::y\" ##[error]z\n",
    )]);
    let ran = crmlint(evil.path()).env("GITHUB_ACTIONS", "true").args(&["check", "--format", "full"]).run();
    assert!(ran.out.contains("node-x"), "{ran:#?}");
    for line in ran.out.lines().chain(ran.err.lines()) {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line}");
    }
}

// What the library is given: baselines, fixes, hostile text

/// Two findings of `FAULTY`: the first in the baseline, the second with two fixes; and hostile text everywhere when asked.
fn story(evil: bool) -> (Report, Sources) {
    let name = if evil { format!("a{EVIL}.kdl") } else { "a b.kdl".to_owned() };
    let mut sources = Sources::new();
    let file = sources.add(name, FAULTY);
    let text = FAULTY;
    let span = |piece: &str| {
        let at = text.find(piece).unwrap();
        Span::new(file, at, at + piece.len())
    };
    let mut report = crate::support::report(FAULTY).report;
    assert_eq!(report.findings.len(), 2, "{:?}", report.findings);
    for finding in &mut report.findings {
        finding.primary.span.file = file;
        finding.others.clear();
        if evil {
            finding.rule = format!("r{EVIL}").into();
            finding.message = format!("m{EVIL}");
            finding.help = Some(EVIL.to_owned());
            finding.entity = EVIL.to_owned();
            finding.cite = vec![EVIL.into()];
        }
    }
    report.findings[0].status = Status::Baselined;
    let insertion = Edit { span: Span::new(file, 0, 0), text: "// new\n".to_owned() };
    let removal = Edit { span: span("    requirement \"3.1.99\" responsibility=customer\n"), text: String::new() };
    let rewrite = Edit { span: span("\"3.1.99\""), text: "\"3.1.9\"".to_owned() };
    let say = if evil { EVIL } else { "write `3.1.9`" };
    report.findings[1].fixes = vec![
        Fix { say: say.to_owned(), safe: true, edits: vec![rewrite] },
        Fix { say: "remove the row".to_owned(), safe: false, edits: vec![insertion, removal] },
    ];
    let mut waived = report.findings[1].clone();
    let why = if evil { EVIL } else { "ordered & paid" };
    waived.status = Status::Waived { reason: why.to_owned(), by: "A. Lee".to_owned(), until: "2027-01-31".to_owned() };
    waived.fixes.clear();
    report.findings.push(waived);
    if evil {
        EVIL.clone_into(&mut report.unit);
    }
    (report, sources)
}

fn document(format: Format, reports: &[Report], sources: &Sources, held: bool) -> String {
    let style = Style { waived: held, ..Style::default() };
    let view = View { style: Arc::new(style), ..View::default() };
    let notifications = [Notification { level: Level::Error, message: format!("cannot read {EVIL}") }];
    let end = End { exit: 1, notifications: &notifications, annotated: true, ..End::default() };
    whole(format, reports, sources, &view, &end)
}

#[test]
fn hostile_text_is_harmless_in_every_format() {
    let (report, sources) = story(true);
    let other = Report { unit: format!("other{EVIL}"), ..report.clone() };
    let reports = [report, other];
    for format in Format::ALL {
        for held in [false, true] {
            let text = document(format, &reports, &sources, held);
            valid(format, &text);
            assert!(!text.contains(['\u{fffe}', '\u{ffff}']) || !matches!(format, Format::Junit | Format::Checkstyle));
        }
    }
    let github = document(Format::Github, &reports, &sources, false);
    assert_eq!(github.lines().count(), 2, "a line feed ends no command: {github}");
    let file = github.split("file=").nth(1).unwrap().split(",line=").next().unwrap();
    assert!(!file.contains(':') && !file.contains(',') && file.contains("%3A") && file.contains("%2C"), "{file}");
    assert!(github.contains("%250A"), "a percent sign is escaped: {github}");
    let markdown = document(Format::Markdown, &reports, &sources, true);
    assert!(!markdown.contains("<script") && !markdown.contains("@g") && !markdown.contains("[e](f)"), "{markdown}");
    let (first, _) = markdown.split_once("|---|").unwrap();
    assert_eq!(first.lines().last().unwrap().matches('|').count(), 9, "{first}");
    for line in document(Format::Agent, &reports, &sources, true).lines().filter(|l| l.contains(" | help")) {
        assert!(line.starts_with('a'), "one line a finding: {line}");
    }
}

#[test]
fn what_is_held_back_is_marked_or_left_out() {
    let (report, sources) = story(false);
    let one = std::slice::from_ref(&report);
    let of = |format: Format, held: bool| document(format, one, &sources, held);
    let sarif = valid_sarif(&of(Format::Sarif, false));
    let results = &sarif["runs"][0]["results"];
    let states: Vec<&str> = results.as_array().unwrap().iter().map(|r| r["baselineState"].as_str().unwrap()).collect();
    assert_eq!(states, ["unchanged", "new", "new"]);
    assert_eq!(results[1]["suppressions"], Value::Array(Vec::new()));
    assert_eq!(results[2]["suppressions"][0]["justification"], "ordered & paid (A. Lee, until 2027-01-31)");
    assert_eq!(results[0]["suppressions"][0]["kind"], "external");
    assert_eq!(valid_gitlab(&of(Format::Gitlab, false)).as_array().unwrap().len(), 1);
    assert_eq!(valid_checkstyle(&of(Format::Checkstyle, false)).len(), 1);
    let junit = of(Format::Junit, false);
    assert!(
        junit.contains("<skipped message=\"in the baseline\"/>") && junit.contains("waived: ordered &amp; paid"),
        "{junit}"
    );
    assert_eq!(of(Format::Github, true).lines().count(), 1);
    for (format, open, all) in [(Format::Concise, 1, 3), (Format::Agent, 2, 4)] {
        assert_eq!(of(format, false).lines().count(), open, "{format}");
        assert_eq!(of(format, true).lines().count(), all, "{format}");
    }
    assert!(of(Format::Concise, true).contains(" (waived by A. Lee until 2027-01-31)\n"));
    assert!(of(Format::Concise, true).contains(" (in the baseline)\n"));
    assert!(of(Format::Markdown, true).contains("### Held back") && !of(Format::Markdown, false).contains("Held back"));
    assert!(
        of(Format::Full, true).contains("baseline: known before") && !of(Format::Full, false).contains("baseline:")
    );
    let summary = crmlint::report::summary::summary(&report, &sources);
    assert!(summary.starts_with("1 error (1 waived, 1 held by baseline, 1 fixable); "), "{summary}");
    assert!(summary.contains("\n`--fix` mends 1 of them\n"), "{summary}");
    let jsonl = valid_jsonl(&of(Format::Jsonl, false));
    assert_eq!(jsonl[3]["summary"]["baselined"], 1);
}

#[test]
fn fixes_are_carried() {
    let (mut report, sources) = story(false);
    let of = |format: Format, report: &Report| document(format, std::slice::from_ref(report), &sources, false);
    let sarif = valid_sarif(&of(Format::Sarif, &report));
    let fixes = &sarif["runs"][0]["results"][1]["fixes"];
    let change = &fixes[0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a%20b.kdl");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "\"3.1.9\"");
    let region = &change["replacements"][0]["deletedRegion"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(5), Some(17)));
    let both = &fixes[1]["artifactChanges"][0]["replacements"];
    assert_eq!(both.as_array().unwrap().len(), 2, "the edits of a file stand together");
    assert_eq!(both[0]["deletedRegion"]["endColumn"], 1, "an insertion deletes nothing");
    assert!(both[1].get("insertedContent").is_none());
    let json = assert_valid(include_str!("../../schemas/report.schema.json"), &of(Format::Json, &report));
    assert_eq!(json["findings"][1]["fixes"][1]["applicability"], "unsafe");
    assert!(of(Format::Full, &report).contains("  fix: write `3.1.9` (--fix)\n"));
    assert!(of(Format::Agent, &report).contains(" | fix: write `3.1.9`\n"));
    assert!(of(Format::Markdown, &report).contains("  <br>fix: write `3.1.9`\n"));
    report.findings[1].fixes.remove(0);
    let summary = crmlint::report::summary::summary(&report, &sources);
    assert!(summary.contains("\n`--fix --unsafe-fixes` mends 1 of them; look at the result\n"), "{summary}");
    assert!(of(Format::Full, &report).contains("  fix: remove the row (--fix --unsafe-fixes)\n"));
}

#[test]
fn fingerprints_stay_apart_and_stay_the_same() {
    let units = folder(&[
        ("crmlint.kdl", "crmlint format=1 { units \"clients/*\"; }\n"),
        ("clients/a/a.kdl", FAULTY),
        ("clients/b/a.kdl", FAULTY),
    ]);
    let prints = || -> BTreeSet<String> {
        let out = ran(&units, &["--format", "gitlab"]).out;
        valid_gitlab(&out).as_array().unwrap().iter().map(|i| i["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints();
    assert_eq!(before.len(), 4);
    put(units.path(), "clients/a/a.kdl", format!("// moved\n\n{FAULTY}").as_bytes());
    assert_eq!(prints(), before, "a finding that moves is the same one");
    // Equal ones without a fingerprint of their own.
    let (mut report, sources) = story(false);
    let mut twin = report.findings[1].clone();
    twin.fingerprint.clear();
    report.findings.extend([twin.clone(), twin]);
    valid_gitlab(&document(Format::Gitlab, &[report.clone(), report], &sources, false));
}

// Flags

#[test]
fn too_many_warnings_fail() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let off = "unknown-requirement=off";
    assert_eq!(ran(&faulty, &["--rule", off]).code, 0);
    assert_eq!(ran(&faulty, &["--rule", off, "--max-warnings", "1"]).code, 0);
    let many = ran(&faulty, &["--rule", off, "--max-warnings", "0", "--min-level", "error"]);
    assert_eq!(many.code, 1);
    assert_eq!(many.err.lines().last(), Some("exit 1: 1 warning, more than --max-warnings 0"));
}

#[test]
fn statistics_timing_and_verbose_go_to_stderr() {
    let faulty = folder(&[("a.kdl", FAULTY), ("crmlint.kdl", "crmlint format=1 { rule crm-stale level=off; }\n")]);
    let plain = ran(&faulty, &[]);
    let told = ran(&faulty, &["--statistics", "--timing", "--verbose"]);
    assert_eq!(told.out, plain.out);
    assert_eq!(told.err.lines().last(), plain.err.lines().last());
    assert!(told.err.contains("     1 error   unknown-requirement (1 fixable)\n"), "{told:#?}");
    assert!(told.err.contains("\ntime: "), "{told:#?}");
    assert!(told.err.contains("project file: crmlint.kdl; checked as of 2026-11-22"), "{told:#?}");
    assert!(told.err.contains("read 1 file: a.kdl"), "{told:#?}");
    assert!(told.err.contains("1 rule off: crm-stale"), "{told:#?}");
    assert!(!plain.err.contains("time:"));
}

#[test]
fn links_and_colours_only_where_they_are_wanted() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let link = "\u{1b}]8;;https://github.com/crmlint/crmlint/blob/main/docs/rules/crm-stale.md\u{1b}\\crm-stale";
    assert!(ran(&faulty, &["--hyperlinks", "always"]).out.contains(link));
    assert!(!ran(&faulty, &[]).out.contains('\u{1b}'), "stdout is no terminal");
    let forced = crmlint(faulty.path()).env("FORCE_HYPERLINK", "1").args(&["check", "--as-of", "2026-11-22"]);
    assert!(forced.run().out.contains(link));
    let never = crmlint(faulty.path()).env("FORCE_HYPERLINK", "1").args(&["check", "--hyperlinks", "never"]);
    assert!(!never.run().out.contains('\u{1b}'));
    // A file that is no rule's page gets none, and a file on disk no link at all.
    let broken = folder(&[("a.kdl", "provider \"x {\n")]);
    assert!(!ran(&broken, &["--hyperlinks", "always"]).out.contains('\u{1b}'));
    ran(&faulty, &["--hyperlinks", "always", "--color", "always", "--format", "full=out.txt"]);
    assert!(!fs::read_to_string(faulty.path().join("out.txt")).unwrap().contains('\u{1b}'));
    let colored = ran(&faulty, &["--color", "always"]);
    assert!(colored.err.contains("\u{1b}[1;31mexit 1:\u{1b}[0m 1 finding"), "{colored:#?}");
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules/crm-stale.md").is_file());
}

#[test]
fn progress_is_silent_unless_asked_for() {
    let mut files: Vec<(String, &str)> = (0..19).map(|n| (format!("clients/c{n}/a.kdl"), CLEAN)).collect();
    files.push(("crmlint.kdl".to_owned(), "crmlint format=1 { units \"clients/*\"; }\n"));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    // The folder above them is a unit too, though nothing is in it.
    let units = folder(&files);
    assert!(!ran(&units, &[]).err.contains("checked"), "stderr is no terminal");
    let always = ran(&units, &["--progress", "always", "--quiet"]);
    let lines: Vec<&str> = always.err.lines().collect();
    assert_eq!(lines.len(), 11, "{always:#?}");
    assert_eq!((lines[0], lines[9]), ("checked 2 of 20 units", "checked 20 of 20 units"));
}
