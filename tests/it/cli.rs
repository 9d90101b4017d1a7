//! The binary as users call it: exit codes, flags, output, and what bad input does to it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a call printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// What a call of the binary came to; never a panic.
    pub(crate) fn of(output: Output) -> Self {
        let ran = Self {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!ran.err.contains("panicked") && ran.code != 101, "{ran:?}");
        ran
    }

    /// The last line on stderr, which says why.
    pub(crate) fn reason(&self) -> &str {
        self.err.lines().last().unwrap_or("")
    }

    /// Lines `path:line:column: level[rule] message` of the concise format.
    fn findings(&self) -> Vec<&str> {
        self.out.lines().collect()
    }
}

/// A call that is being put together.
pub(crate) struct Call(Command);

/// The binary in a folder, 100 columns, no colours, whatever the environment of the test says.
pub(crate) fn crmlint(folder: &Path) -> Call {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crmlint"));
    command.current_dir(folder).env("COLUMNS", "100").stdin(Stdio::null());
    for name in [
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "GITHUB_ACTIONS",
        "GITHUB_STEP_SUMMARY",
        "FORCE_HYPERLINK",
        "RAYON_NUM_THREADS",
        "RUST_BACKTRACE",
    ] {
        command.env_remove(name);
    }
    Call(command)
}

impl Call {
    pub(crate) fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(arg);
        self
    }

    pub(crate) fn args(mut self, args: &[&str]) -> Self {
        self.0.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    pub(crate) fn run(mut self) -> Ran {
        Ran::of(self.0.output().unwrap())
    }
}

const PROVIDER: &str = "provider northwind name=\"Northwind IT\" kind=msp { contact interview name=\"Desk\" email=\"desk@northwind.example\"; }\n";
/// A template in order: exit code 0 and nothing undecided.
pub(crate) const CLEAN: &str = "provider northwind name=\"Northwind IT\" kind=msp
crm c provider=northwind version=\"1\" date=\"2026-05-01\" {
    template #true; signed by=northwind on=\"2026-05-01\"
    requirement \"3.9.1\" responsibility=customer
}
";
/// The same with a warning (crm-stale) and an error (unknown-requirement).
pub(crate) const FAULTY: &str = "provider northwind name=\"Northwind IT\" kind=msp
crm c provider=northwind version=\"1\" date=\"2024-05-01\" {
    template #true; signed by=northwind on=\"2024-05-01\"
    requirement \"3.9.1\" responsibility=customer
    requirement \"3.1.99\" responsibility=customer
}
";
const PROJECT: &str = "crmlint format=1 { as-of \"2026-11-22\"; }\n";

/// A folder with files; a path may have folders.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        put(folder.path(), path, text.as_bytes());
    }
    folder
}

pub(crate) fn put(folder: &Path, path: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

/// `crmlint check . --as-of … --format concise` with more arguments.
fn concise(folder: &TempDir, more: &[&str]) -> Ran {
    crmlint(folder.path()).args(&["check", ".", "--as-of", "2026-11-22", "--format", "concise"]).args(more).run()
}

/// The one finding: its place and rule.
#[track_caller]
fn one_finding(ran: &Ran, starts: &str) {
    assert!(matches!(ran.findings()[..], [line] if line.starts_with(starts)), "not `{starts}`: {ran:#?}");
}

// Exit codes

#[test]
fn exit_codes_are_the_same_for_every_format() {
    let clean = folder(&[("a.kdl", CLEAN)]);
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let broken_project = folder(&[("a.kdl", FAULTY), ("crmlint.kdl", "crmlint { rulez \"x\"; }\n")]);
    let empty = folder(&[]);
    for format in ["full", "concise", "json", "sarif"] {
        let run = |folder: &TempDir, more: &[&str]| {
            crmlint(folder.path()).args(&["--as-of", "2026-11-22", "--format", format]).args(more).run()
        };
        for (code, ran) in [
            (0, run(&clean, &[])),
            (1, run(&faulty, &[])),
            (2, run(&broken_project, &[])),
            (2, run(&faulty, &["missing"])),
            (2, run(&faulty, &[".", "missing"])),
            (3, run(&empty, &[])),
            (0, run(&empty, &["--allow-empty"])),
            (0, run(&faulty, &["--fail-on", "never"])),
        ] {
            assert_eq!(ran.code, code, "{format}: {ran:#?}");
            assert!(ran.reason().starts_with(&format!("exit {code}: ")), "{format}: {ran:#?}");
        }
        let value = run(&faulty, &[]);
        match format {
            "json" => assert_eq!(serde_json::from_str::<Value>(&value.out).unwrap()["exit"], 1),
            "sarif" => {
                let run = &serde_json::from_str::<Value>(&value.out).unwrap()["runs"][0];
                assert_eq!(run["invocations"][0]["exitCode"], 1);
            }
            _ => {}
        }
    }
}

#[test]
fn could_not_run_says_why() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let unwritable = "json=no/such/folder/out.json";
    for (args, says) in [
        (&["--rule", "crm-stael=off"][..], "did you mean `crm-stale`?"),
        (&["--only", "esp-without-crn"], "did you mean `esp-without-crm`?"),
        (&["--rule", "crm-stale"], "NAME=error, warning, note or off"),
        (&["--rule", "crm-stale=loud"], "NAME=error, warning, note or off"),
        (&["--fail-on", "sometimes"], "sometimes"),
        (&["--format", "yaml"], "full, concise, json, jsonl, sarif, github"),
        (&["--format", "json", "--format", "sarif"], "only one format"),
        (&["--as-of", "yesterday"], "2026-11-22"),
        (&["--format", unwritable], "no/such/folder/out.json"),
        (&["missing.kdl"], "missing.kdl"),
        (&["--no-such-flag"], "--no-such-flag"),
    ] {
        let ran = crmlint(faulty.path()).arg("check").args(args).run();
        assert_eq!(ran.code, 2, "{args:?}: {ran:#?}");
        assert!(ran.err.contains(says), "{args:?}: {ran:#?}");
        assert!(ran.reason().starts_with("exit 2: "), "{args:?}: {ran:#?}");
        assert!(!ran.err.contains(".tmp"), "our temporary file is nobody's business: {ran:#?}");
    }
}

#[test]
fn two_beats_one_beats_three() {
    let faulty = folder(&[("a.kdl", FAULTY), ("empty/readme.txt", "")]);
    let run = |paths: &[&str]| crmlint(faulty.path()).arg("check").args(paths).run().code;
    assert_eq!(run(&["a.kdl", "missing"]), 2);
    assert_eq!(run(&["empty", "a.kdl"]), 1);
    assert_eq!(run(&["empty"]), 3);
    assert_eq!(run(&["empty", "missing"]), 2);
}

// Flags of check

#[test]
fn display_does_not_change_the_verdict() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let all = concise(&faulty, &[]);
    assert_eq!(all.findings().len(), 2, "{all:#?}");
    let errors = concise(&faulty, &["--min-level", "error"]);
    assert_eq!((errors.findings().len(), errors.code), (1, 1), "{errors:#?}");
    let gate = concise(&faulty, &["--fail-on", "warning", "--min-level", "error"]);
    assert!(gate.reason().contains("2 findings"), "{gate:#?}");
    // A warning that is not shown still counts.
    let hidden =
        concise(&faulty, &["--rule", "unknown-requirement=off", "--fail-on", "warning", "--min-level", "error"]);
    assert_eq!((hidden.findings().len(), hidden.code), (0, 1), "{hidden:#?}");
    let quiet = concise(&faulty, &["--quiet"]);
    assert_eq!(quiet.out, all.out);
    assert_eq!(quiet.err, "exit 1: 1 finding at or above --fail-on error\n");
}

#[test]
fn more_of_the_same_is_counted_and_can_be_shown() {
    let text = format!("provider northwind kind=msp\n{}", "colour red\n".repeat(23));
    let folder = folder(&[("a.kdl", &text)]);
    let ran = concise(&folder, &[]);
    assert_eq!(ran.findings().len(), 21, "{ran:#?}");
    assert_eq!(ran.findings()[20], "a.kdl: 3 more of [not-in-schema]; --max-per-rule 0 shows all");
    assert!(ran.err.contains("23 errors"), "{ran:#?}");
    assert!(ran.reason().contains("23 findings"), "{ran:#?}");
    for (most, lines) in [("0", 23), ("23", 23), ("22", 23), ("1", 2)] {
        let ran = concise(&folder, &["--max-per-rule", most]);
        assert_eq!((ran.code, ran.findings().len()), (1, lines), "{ran:#?}");
    }
}

#[test]
fn rule_levels_and_selection() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    assert_eq!(concise(&faulty, &["--rule", "unknown-requirement=off"]).code, 0);
    assert_eq!(concise(&faulty, &["--rule", "unknown-requirement=warning"]).code, 0);
    assert_eq!(concise(&faulty, &["--rule", "crm-stale=error", "--rule", "unknown-requirement=off"]).code, 1);
    // A rule goes by its older names too.
    assert_eq!(concise(&faulty, &["--rule", "unknown-id=off"]).code, 0);
    let only = concise(&faulty, &["--only", "crm-stale"]);
    one_finding(&only, "a.kdl:2:43: warning[crm-stale]");
    assert_eq!(only.code, 0);
    assert!(only.err.contains("1 rule: 1 found"), "{only:#?}");
}

#[test]
fn selection_does_not_hide_what_could_not_be_read() {
    let broken = folder(&[("a.kdl", "provider \"x {\n"), ("b.kdl", PROVIDER)]);
    for more in [&["--only", "crm-stale"][..], &["--rule", "kdl-syntax=off"], &["--min-level", "error"]] {
        let ran = concise(&broken, more);
        assert_ne!(ran.code, 0, "a file that was not read is no pass: {more:?} {ran:#?}");
    }
}

#[test]
fn a_format_into_a_file_stands_beside_another() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let ran = crmlint(faulty.path())
        .args(&["check", "--as-of", "2026-11-22", "--format", "full", "--format", "json=out.json"])
        .args(&["--format", "sarif=out.sarif", "--color", "always"])
        .run();
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("crm-stale"));
    let read = |name: &str| fs::read_to_string(faulty.path().join(name)).unwrap();
    let json = crmlint(faulty.path()).args(&["check", "--as-of", "2026-11-22", "--format", "json"]).run();
    assert_eq!(read("out.json"), json.out);
    let sarif = crmlint(faulty.path()).args(&["check", "--as-of", "2026-11-22", "--format", "sarif"]).run();
    assert_eq!(read("out.sarif"), sarif.out);
    // A file alone leaves stdout empty; a text file has no colours.
    let alone = crmlint(faulty.path()).args(&["check", "--format", "full=out.txt", "--color", "always"]).run();
    assert_eq!(alone.out, "");
    assert!(read("out.txt").contains("crm-stale") && !read("out.txt").contains('\u{1b}'));
}

#[test]
fn colours_as_the_environment_says() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    let colored = |call: Call| call.run().out.contains('\u{1b}');
    let call = || crmlint(faulty.path()).args(&["check", "--as-of", "2026-11-22"]);
    assert!(!colored(call()), "stdout is no terminal");
    assert!(colored(call().env("CLICOLOR_FORCE", "1")));
    assert!(!colored(call().env("CLICOLOR_FORCE", "0")));
    assert!(!colored(call().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(colored(call().env("NO_COLOR", "1").args(&["--color", "always"])));
    assert!(!colored(call().env("CLICOLOR_FORCE", "1").args(&["--color", "never"])));
    // Colours change nothing but colours.
    let plain = call().run().out;
    let bright = call().args(&["--color", "always"]).run().out;
    let stripped = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&bright, "").into_owned();
    assert_eq!(stripped, plain);
}

#[test]
fn columns_bound_the_lines() {
    let faulty = folder(&[("a.kdl", FAULTY)]);
    for columns in ["40", "60", "80", "120"] {
        let out = crmlint(faulty.path()).env("COLUMNS", columns).args(&["--as-of", "2026-11-22"]).run().out;
        let most: usize = columns.parse().unwrap();
        for line in out.lines() {
            assert!(line.chars().count() <= most, "{columns}: {line}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let row = |i: u32| format!("    requirement \"3.77.{i}\" responsibility=customer\n");
    let rows = (0..2000).map(row).collect::<Vec<_>>().concat();
    let text = format!("{PROVIDER}crm c provider=northwind version=\"1\" {{\n    template #true\n{rows}}}\n");
    let many = folder(&[("a.kdl", &text)]);
    for format in ["concise", "json", "sarif"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crmlint"))
            .current_dir(many.path())
            .args(["check", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0_u8; 10];
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut first).unwrap();
        drop(pipe);
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{format}: {err}");
        assert!(!err.contains("panicked") && !err.contains("ipe"), "{format}: {err}");
    }
}

// Waivers

fn waived(waiver: &str, more: &[&str]) -> Ran {
    let project = format!("crmlint format=1 {{\n    as-of \"2026-11-22\"\n    {waiver}\n}}\n");
    let folder = folder(&[("a.kdl", FAULTY), ("crmlint.kdl", &project)]);
    crmlint(folder.path()).args(&["check", "--format", "concise"]).args(more).run()
}

#[test]
fn a_waiver_holds_back_what_it_names() {
    let waiver = "waiver unknown-requirement at=\"c\" until=\"2027-01-31\" by=fso \"row of an annex\"";
    let ran = waived(waiver, &[]);
    one_finding(&ran, "a.kdl:2:43: warning[crm-stale]");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("(1 waived)"), "{ran:#?}");
    assert_eq!(waived(waiver, &["--no-waivers"]).code, 1);
    let json: Value = serde_json::from_str(&waived(waiver, &["--format", "json=x.json"]).out).unwrap_or(Value::Null);
    assert_eq!(json, Value::Null, "the file took the JSON");
    // The last day counts, the day after does not.
    assert_eq!(waived(waiver, &["--as-of", "2027-01-31"]).code, 0);
    let late = waived(waiver, &["--as-of", "2027-02-01"]);
    assert_eq!(late.code, 1);
    assert!(late.out.contains("error[waiver-expired]") && late.out.contains("error[unknown-requirement]"), "{late:#?}");
}

#[test]
fn waived_findings_are_in_the_machine_formats() {
    let project = "crmlint { as-of \"2026-11-22\"; waiver unknown-requirement until=\"2027-01-31\" by=fso \"why\"; }\n";
    let folder = folder(&[("a.kdl", FAULTY), ("crmlint.kdl", project)]);
    let json: Value = serde_json::from_str(&crmlint(folder.path()).args(&["--format", "json"]).run().out).unwrap();
    let held = json["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "unknown-requirement").unwrap();
    assert_eq!(held["status"], "waived");
    assert_eq!(held["waiver"]["reason"], "why");
    let sarif: Value = serde_json::from_str(&crmlint(folder.path()).args(&["--format", "sarif"]).run().out).unwrap();
    let held = sarif["runs"][0]["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "unknown-requirement");
    assert_eq!(held.unwrap()["suppressions"][0]["justification"].as_str().map(|j| j.contains("why")), Some(true));
    let shown = crmlint(folder.path()).args(&["--show-suppressed"]).run();
    assert!(shown.out.contains("waived: why (fso, until 2027-01-31)"), "{shown:#?}");
}

#[test]
fn bad_waivers_are_told() {
    let unused = waived("waiver esp-without-crm until=\"2027-01-31\" by=fso \"why\"", &[]);
    assert!(unused.out.contains("crmlint.kdl:3:5: warning[waiver-unused]"), "{unused:#?}");
    let malformed = waived("waiver unknown-requirement", &[]);
    assert!(
        malformed.out.contains("crmlint.kdl:3:5: error[waiver-malformed] this waiver lacks a reason"),
        "{malformed:#?}"
    );
    assert!(malformed.out.contains("error[unknown-requirement]"), "it holds nothing back: {malformed:#?}");
    let nameless = waived("waiver crm-stael until=\"2027-01-31\" by=fso \"why\"", &["--min-level", "warning"]);
    let about: Vec<&str> = nameless.findings().into_iter().filter(|l| l.starts_with("crmlint.kdl")).collect();
    assert_eq!(about.len(), 1, "told once: {nameless:#?}");
    // A malformed waiver stays an error when waivers are not applied.
    assert_eq!(waived("waiver crm-stale", &["--no-waivers", "--rule", "unknown-requirement=off"]).code, 1);
}

#[test]
fn a_rule_that_is_off_makes_no_waiver_unused() {
    let waiver = "waiver unknown-requirement until=\"2027-01-31\" by=fso \"why\"";
    let ran = waived(waiver, &["--rule", "unknown-requirement=off"]);
    assert!(!ran.out.contains("waiver-unused"), "{ran:#?}");
}

// Other commands

#[test]
fn init_writes_what_checks_and_never_overwrites() {
    for template in ["contractor", "msp"] {
        let folder = tempfile::tempdir().unwrap();
        let init = |folder: &Path| crmlint(folder).args(&["init", "firm", "--template", template]).run();
        assert_eq!(init(folder.path()).code, 0);
        let checked = crmlint(folder.path())
            .args(&["check", "firm", "--schema-check", "--format", "concise", "--deny-undecided"])
            .run();
        // The contractor's plan has a few rows to learn from, and the checker names the rest.
        let gap = |l: &&str| l.contains("error[requirement-unowned]");
        assert_eq!(checked.findings().len(), checked.findings().iter().filter(|l| gap(l)).count(), "{checked:#?}");
        assert_eq!(checked.code, i32::from(template == "contractor"), "{template}: {checked:#?}");
        let before = fs::read_to_string(folder.path().join("firm/crmlint.kdl")).unwrap();
        let again = init(folder.path());
        assert_eq!(again.code, 2);
        assert!(again.err.contains("firm/crmlint.kdl exists already"), "{again:#?}");
        assert_eq!(fs::read_to_string(folder.path().join("firm/crmlint.kdl")).unwrap(), before);
    }
    // One file in the way is enough, and nothing is written then.
    let folder = folder(&[("crm.kdl", "")]);
    assert_eq!(crmlint(folder.path()).args(&["init", "--template", "msp"]).run().code, 2);
    assert!(!folder.path().join("crmlint.kdl").exists());
}

#[test]
fn explain_knows_rules_findings_requirements_and_facts() {
    let folder = folder(&[]);
    let explain = |name: &str| crmlint(folder.path()).args(&["explain", name]).run();
    for (name, says) in [
        ("esp-without-crm", "32 CFR 170.19(c)(2)(ii)"),
        ("unknown-id", "unknown-requirement (error, crm)"),
        ("waiver-expired", "no rule"),
        ("3.1.1", "AC.L2-3.1.1"),
        ("AC.L2-3.1.1", "Rules that touch it"),
        ("is-esp", "provider.is-esp"),
    ] {
        let ran = explain(name);
        assert_eq!(ran.code, 0, "{ran:#?}");
        assert!(ran.out.contains(says), "{name}: {ran:#?}");
    }
    let unknown = explain("esp-without-crn");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `esp-without-crm`?"), "{unknown:#?}");
    // Every rule has a page with a citation and an example.
    let list: Value =
        serde_json::from_str(&crmlint(folder.path()).args(&["rules", "list", "--format", "json"]).run().out).unwrap();
    for rule in list.as_array().unwrap() {
        let page = explain(rule["name"].as_str().unwrap());
        assert!(page.out.contains("Citations") && page.out.contains("\nFound\n"), "{page:#?}");
    }
}

#[test]
fn lists_and_schemas_parse() {
    let folder = folder(&[]);
    let run = |args: &[&str]| {
        let ran = crmlint(folder.path()).args(args).run();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        ran.out
    };
    let rules: Value = serde_json::from_str(&run(&["rules", "list", "--format", "json"])).unwrap();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 30);
    assert!(rules.iter().all(|r| !r["why"].as_str().unwrap().is_empty() && !r["cite"].as_array().unwrap().is_empty()));
    assert_eq!(run(&["rules", "list"]).lines().count(), rules.len());
    for name in ["declaration", "rule", "report"] {
        let schema: Value = serde_json::from_str(&run(&["schema", name])).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    assert!(run(&["facts"]).contains("is-esp*"));
    assert!(run(&["facts", "provider"]).starts_with("provider\n"));
    assert!(run(&["--version"]).starts_with("crmlint "));
    assert!(run(&["--help"]).contains("Exit codes:"));
}

#[test]
fn facts_say_why() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = crmlint(root).args(&["facts", "provider", "--values", "--path", "fixtures/ridgeline"]).run();
    assert_eq!(ran.code, 0, "{ran:#?}");
    let (_, after) = ran.out.split_once("is-esp: yes, because\n").unwrap();
    assert!(after.starts_with("      ") && after.contains("(fixtures/ridgeline/providers.kdl:"), "{after}");
    let unknown = crmlint(root).args(&["facts", "providr"]).run();
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `provider`?"), "{unknown:#?}");
}

const OWN_RULE: &str = r#"rule matrix-of-this-year level=error area=team since="0.1.0" for=both {
    summary "a matrix is of an earlier year"
    cite "house rule 7"
    why "We want a matrix of this year."
    each crm
    require { last-reviewed newer-than=P6M; }
    report "`{id}` is of {last-reviewed}" at=row { help "ask for the current one"; }
    bad {
        provider northwind name="Northwind IT" kind=msp
        (finding)crm c provider=northwind version="1" date="2026-01-01" { template #true; }
    }
    good {
        provider northwind name="Northwind IT" kind=msp
        crm c provider=northwind version="1" date="2026-10-01" { template #true; }
    }
}
"#;

#[test]
fn a_team_has_its_own_rules() {
    let project = "crmlint { as-of \"2026-11-22\"; rules \"policy/*.kdl\"; }\n";
    let folder = folder(&[("a.kdl", CLEAN), ("crmlint.kdl", project), ("policy/own.kdl", OWN_RULE)]);
    let run = |args: &[&str]| crmlint(folder.path()).args(args).run();
    let ran = run(&["check", "--format", "concise"]);
    one_finding(&ran, "a.kdl:2:1: error[matrix-of-this-year] `c` is of 2026-05-01");
    assert_eq!(ran.code, 1);
    assert_eq!(run(&["check", "--rule", "matrix-of-this-year=off"]).code, 0);
    for args in [&["test"][..], &["test", "policy"], &["test", "policy/own.kdl"]] {
        let tested = run(args);
        assert_eq!((tested.code, tested.out.as_str()), (0, "1 rule, 2 examples: 0 failed\n"), "{args:?} {tested:#?}");
    }
    // An example that does not come out.
    put(folder.path(), "policy/own.kdl", OWN_RULE.replace("\"2026-01-01\"", "\"2026-09-01\"").as_bytes());
    let failed = run(&["test"]);
    assert_eq!(failed.code, 1, "{failed:#?}");
    assert!(failed.out.contains("policy/own.kdl:8:5: matrix-of-this-year: bad example: missing"), "{failed:#?}");
    // A rule that says nothing of the kind is no pass.
    put(folder.path(), "policy/own.kdl", OWN_RULE.replace("each crm", "each crmm").as_bytes());
    for args in [&["test"][..], &["check", "--format", "concise"]] {
        let wrong = run(args);
        assert_eq!(wrong.code, 2, "{wrong:#?}");
        assert!(wrong.out.contains("policy/own.kdl:5:10: "), "{wrong:#?}");
        assert!(wrong.reason().starts_with("exit 2: "), "{wrong:#?}");
    }
}

#[test]
fn bundled_rules_pass_their_examples() {
    let folder = folder(&[]);
    let ran = crmlint(folder.path()).args(&["test", "--bundled"]).run();
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.out.contains(": 0 failed"), "{ran:#?}");
    assert_eq!(crmlint(folder.path()).arg("test").run().code, 3);
}

#[test]
fn project_files_are_checked_word_by_word() {
    for (text, at) in [
        ("crmlint { rulez \"x\"; }\n", "crmlint.kdl:1:11: error[rule-invalid]"),
        ("crmlint { rule crm-stael level=off; }\n", "crmlint.kdl:1:16: error[rule-invalid]"),
        ("crmlint { rule crm-stale level=loud; }\n", "crmlint.kdl:1:32: error[rule-invalid]"),
        ("crmlint { rule crm-stale max-agee=P6M; }\n", "crmlint.kdl:1:26: error[rule-invalid]"),
        ("crmlint { as-of \"22.11.2026\"; }\n", "crmlint.kdl:1:17: error[rule-invalid]"),
        ("crmlint { rules \"none/*.kdl\"; }\n", "crmlint.kdl:1:17: error[rule-invalid]"),
        ("crmlint { rules \"../*.kdl\"; }\n", "crmlint.kdl:1:17: error[rule-invalid]"),
        ("crmlint format=one\n", "crmlint.kdl:1:16: error[rule-invalid]"),
        ("crmlint {\n", "crmlint.kdl:1:9: error[kdl-syntax]"),
    ] {
        let folder = folder(&[("a.kdl", CLEAN), ("crmlint.kdl", text)]);
        let ran = concise(&folder, &[]);
        one_finding(&ran, at);
        assert_eq!(ran.code, 2, "{text}: {ran:#?}");
    }
    let newer = folder(&[("a.kdl", CLEAN), ("crmlint.kdl", "crmlint format=2\n")]);
    let ran = concise(&newer, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.reason().contains("upgrade crmlint"), "{ran:#?}");
    // Without the project file nothing of it counts.
    assert_eq!(concise(&newer, &["--isolated"]).code, 0);
}

#[test]
fn parameters_levels_and_globs_of_a_project() {
    let project = |words: &str| format!("crmlint {{\n    as-of \"2026-11-22\"\n    {words}\n}}\n");
    let codes = |words: &str| {
        let folder = folder(&[("a.kdl", FAULTY), ("b/c.kdl", "nonsense\n"), ("crmlint.kdl", &project(words))]);
        let ran = crmlint(folder.path()).args(&["check", "--format", "concise"]).run();
        ran.findings().iter().map(|l| l.split_whitespace().nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (stale, unknown, node) = ("warning[crm-stale]", "error[unknown-requirement]", "error[not-in-schema]");
    assert_eq!(codes(""), [stale, unknown, node]);
    assert_eq!(codes("exclude \"b/*\""), [stale, unknown]);
    assert_eq!(codes("include \"*.kdl\""), [stale, unknown]);
    assert_eq!(codes("exclude \"b/*\"; rule crm-stale level=error"), ["error[crm-stale]", unknown]);
    assert_eq!(codes("exclude \"b/*\"; rule crm-stale max-age=P10Y"), [unknown]);
    assert_eq!(codes("exclude \"b/*\"; rule unknown-id level=off"), [stale]);
}

// Bad input

/// One finding that begins so, exit code 1, and the good file beside it was read.
#[track_caller]
fn refused(bytes: &[u8], starts: &str) {
    let folder = folder(&[("z.kdl", CLEAN)]);
    put(folder.path(), "a.kdl", bytes);
    let ran = concise(&folder, &[]);
    one_finding(&ran, starts);
    assert_eq!(ran.code, 1, "{ran:#?}");
}

#[test]
fn files_that_are_no_kdl() {
    refused(b"provider \"x {\n", "a.kdl:1:10: error[kdl-syntax]");
    refused(b"\x7fELF\x00\x01\x02", "a.kdl:1:1: error[unreadable-file]");
    refused(b"provider x name=\"\xe9\"\n", "a.kdl:1:1: error[unreadable-file]");
    refused(b"provider x name=null\n", "a.kdl:1:17: error[kdl-syntax] `null` is written `#null`");
    refused(b"provider x { esp true; }\n", "a.kdl:1:18: error[kdl-syntax] `true` is written `#true`");
    refused(b"provider x kind=msp\n{\n", "a.kdl:2:1: error[kdl-syntax]");
    let old = folder(&[("a.kdl", "/- kdl-version 1\nprovider x esp=true\n"), ("z.kdl", CLEAN)]);
    let ran = concise(&old, &[]);
    assert!(ran.findings()[0].starts_with("a.kdl:1:1: error[kdl-syntax] this file says that it is KDL 1"), "{ran:#?}");
    assert!(ran.findings().len() <= 2, "{ran:#?}");
    let ends = [b"provider ".as_slice(), &[0xff; 40]].concat();
    refused(&ends, "a.kdl:1:1: error[unreadable-file]");
}

#[test]
fn files_without_a_declaration() {
    for text in ["", "\n\n", "// only a comment\n", "/* and\nanother */", "\u{feff}", "/- provider x\n"] {
        let folder = folder(&[("a.kdl", text)]);
        let ran = concise(&folder, &[]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{text:?}: {ran:#?}");
    }
}

#[test]
fn words_that_the_language_does_not_have() {
    refused(b"provder x\n", "a.kdl:1:1: error[not-in-schema] the language has no node `provder` here");
    refused(b"provider x nmae=\"X\"\n", "a.kdl:1:12: error[not-in-schema]");
    refused(b"provider x kind=zebra\n", "a.kdl:1:17: error[unknown-word]");
    refused(b"provider\n", "a.kdl:1:1: error[not-in-schema] `provider` needs its id");
    refused(b"provider x y\n", "a.kdl:1:12: error[not-in-schema]");
    refused(b"rule x\n", "a.kdl:1:1: error[not-in-schema]");
    refused(b"provider northwind kind=msp\n", "z.kdl:1:10: error[duplicate-id]");
    refused(
        b"crm d provider=northwnd version=\"1\" date=\"2026-05-01\" { default responsibility=customer; }\n",
        "a.kdl:1:16: error[dangling-reference]",
    );
}

#[test]
fn byte_order_mark_and_line_ends() {
    let lf = "provider x kind=zebra\ncrm d provider=y version=\"1\" date=\"2026-05-01\" { default responsibility=customer; }\n";
    let want = ["a.kdl:1:17: error[unknown-word]", "a.kdl:2:16: error[dangling-reference]"];
    for text in [
        lf.to_owned(),
        lf.replace('\n', "\r\n"),
        format!("\u{feff}{lf}"),
        format!("\u{feff}{}", lf.replace('\n', "\r\n")),
    ] {
        let folder = folder(&[("a.kdl", &text)]);
        let ran = concise(&folder, &[]);
        let found = ran.findings();
        assert_eq!(found.len(), 2, "{ran:#?}");
        assert!(found.iter().zip(want).all(|(line, starts)| line.starts_with(starts)), "{text:?}: {ran:#?}");
    }
}

#[test]
fn nesting_and_size() {
    let deep = format!("provider x {{\n{}", "a { ".repeat(10_000));
    let folder_deep = folder(&[("a.kdl", &deep), ("z.kdl", CLEAN)]);
    let ran = concise(&folder_deep, &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("error[limit-exceeded]") && ran.findings().len() <= 3, "{ran:#?}");
    refused("{".repeat(10_000).as_bytes(), "a.kdl:1:1: error[kdl-syntax]");
    let closed = format!("{}{}", "a { ".repeat(10_000), "} ".repeat(10_000));
    for text in
        [closed, "/-".repeat(10_000), "(".repeat(10_000), "/*".repeat(10_000), "\"".repeat(9_999), "#".repeat(10_000)]
    {
        let folder = folder(&[("a.kdl", &text), ("z.kdl", CLEAN)]);
        let ran = concise(&folder, &[]);
        assert_eq!(ran.code, 1, "{:?}: {ran:#?}", text.chars().next());
        assert!(ran.findings().len() <= 20);
    }
    let large = vec![b' '; 50 * 1024 * 1024];
    refused(&large, "a.kdl:1:1: error[limit-exceeded] the file is larger than 16 MiB");
}

#[test]
fn only_the_repository_says_what_is_passed_over() {
    let folder = folder(&[("a.kdl", CLEAN), ("b.kdl", FAULTY), ("c.kdl", FAULTY), (".gitignore", "b.kdl\n")]);
    let home = self::folder(&[(".gitconfig", "[core]\n\texcludesFile = ~/mine\n"), ("mine", "c.kdl\n")]);
    put(home.path(), ".config/git/ignore", b"c.kdl\n");
    let ran = crmlint(folder.path())
        .args(&["check", ".", "--as-of", "2026-11-22", "--format", "concise"])
        .env("HOME", &home.path().to_string_lossy())
        .env("XDG_CONFIG_HOME", &home.path().join(".config").to_string_lossy())
        .run();
    assert!(ran.out.contains("c.kdl:") && !ran.out.contains("b.kdl:"), "{ran:#?}");
}

#[test]
fn three_hundred_files() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..300 {
        let kind = if i == 177 { "zebra" } else { "msp" };
        put(folder.path(), &format!("f{}/p{i}.kdl", i % 7), format!("provider p{i} kind={kind}\n").as_bytes());
    }
    let ran = concise(&folder, &[]);
    one_finding(&ran, "f2/p177.kdl:1:20: error[unknown-word]");
    assert_eq!(ran, concise(&folder, &["-j", "1"]));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.kdl", PROVIDER), ("z.kdl", FAULTY)]);
    let path = folder.path().join("a.kdl");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything, so there is nothing to see for it.
    if fs::read(&path).is_ok() {
        return;
    }
    let ran = concise(&folder, &[]);
    assert_eq!(ran.code, 2, "{ran:#?}");
    assert!(ran.reason().contains("a.kdl"), "{ran:#?}");
    assert!(ran.out.contains("z.kdl:5:17: error[unknown-requirement]"), "the run goes on: {ran:#?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_and_a_link_out() {
    let outside = folder(&[("secret.kdl", "provider secret kind=zebra\n")]);
    let folder = folder(&[("z.kdl", CLEAN)]);
    std::os::unix::fs::symlink(outside.path().join("secret.kdl"), folder.path().join("a.kdl")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("linked")).unwrap();
    let ran = concise(&folder, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "nothing outside is read: {ran:#?}");
    std::os::unix::fs::symlink("nowhere.kdl", folder.path().join("b.kdl")).unwrap();
    let ran = concise(&folder, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.reason().contains("b.kdl"), "{ran:#?}");
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let text = "provider northwind name=\"N\\u{1b}[31mRED\\u{202e}abc\" kind=\"zeb\\u{1b}[2Jra\"\n\
                crm c provider=\"x\\u{202e}y\\u{7}\" version=\"1\"\ncrm \"d\u{202e}e\u{200b}\" provider=\"q\u{2066}\" version=\"1\"\n";
    let name = if cfg!(unix) { "a\u{1b}[31m\u{202e}b.kdl" } else { "a\u{202e}b.kdl" };
    let folder = folder(&[(name, text)]);
    for args in [
        &["check", "--format", "full"][..],
        &["check", "--format", "concise"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--only", "x\u{1b}[2J\u{202e}"],
        &["check", "missing\u{1b}[2J\u{202e}"],
        &["check", "--fail-on", "x\u{1b}[2J\u{202e}"],
        &["check", "--format", "x\u{1b}[2J\u{202e}"],
        &["check", "--format", "json=no\u{1b}[2J/\u{202e}"],
        &["facts", "--values"],
        &["facts", "x\u{1b}[2J\u{202e}"],
        &["explain", "x\u{1b}[2J\u{202e}"],
        &["test", "missing\u{1b}[2J\u{202e}"],
        &["init", "in\u{1b}[2J\u{202e}it"],
    ] {
        let ran = crmlint(folder.path()).args(args).run();
        for (stream, text) in [("stdout", &ran.out), ("stderr", &ran.err)] {
            let hostile: Vec<char> = text.chars().filter(|c| crmlint::source::is_hostile(*c)).collect();
            assert!(hostile.is_empty(), "{args:?} writes {hostile:?} to {stream}: {ran:#?}");
        }
    }
}

// Matrices in CSV

fn sourced(name: &str) -> String {
    format!(
        "{PROVIDER}crm c provider=northwind version=\"1\" date=\"2026-05-01\" source=\"{name}\" {{\n    template #true; signed by=northwind on=\"2026-05-01\"\n}}\n"
    )
}

fn with_matrix(text: &[u8]) -> Ran {
    let folder = folder(&[("a.kdl", &sourced("m.csv"))]);
    put(folder.path(), "m.csv", text);
    concise(&folder, &[])
}

#[test]
fn cells_of_a_matrix_have_places() {
    let text = "Control ID,Title,Responsibility,Provider Responsibility,Customer Responsibility\n\
                3.1.8,Logons,provider,We do it,\n\
                3.1.2,Functions,Customer,,You do it\n\
                3.1.3,Flow,shared,We do it,You do it\n\
                3.1.99,None,provider,We do it,\n\
                3.1.4,Duties,mostly us,We do it,You do it\n";
    let want = ["m.csv:5:1: error[unknown-requirement]", "m.csv:6:14: warning[unknown-word] `mostly us`"];
    let variants = [
        text.to_owned(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.replace(',', ";"),
        text.replace(',', "\t"),
    ];
    for text in variants {
        let ran = with_matrix(text.as_bytes());
        let found = ran.findings();
        assert_eq!(found.len(), 2, "{ran:#?}");
        assert!(found.iter().zip(want).all(|(line, starts)| line.starts_with(starts)), "{text:?}: {ran:#?}");
        assert_eq!(ran.code, 1);
    }
    // A word that is not surely understood is never taken for the provider's.
    let ran = with_matrix(b"Control ID,Responsibility\n3.1.4,mostly us\n");
    assert!(ran.err.contains("`responsibility` is not known"), "{ran:#?}");
}

#[test]
fn cells_of_several_lines() {
    let text = "\u{feff}Control ID,Responsibility,Provider Responsibility,Customer Responsibility\r\n\
                3.1.1,shared,\"We,\r\nthe provider, \"\"do\"\" it\",\"You decide,\r\nand tell us\"\r\n\
                3.1.2,perhaps,We,\"You\"\r\n\
                3.1.3,\"  dunno \",We,\"You\"\r\n";
    let ran = with_matrix(text.as_bytes());
    let found = ran.findings();
    assert_eq!(found.len(), 2, "{ran:#?}");
    assert!(found[0].starts_with("m.csv:5:7: warning[unknown-word] `perhaps`"), "{ran:#?}");
    assert!(found[1].starts_with("m.csv:6:10: warning[unknown-word] `dunno`"), "{ran:#?}");
}

#[test]
fn a_matrix_without_responsibilities() {
    let ran = with_matrix(b"Control ID,Title\n3.1.1,a\n3.1.2,b\n");
    one_finding(&ran, "m.csv:1:1: error[unknown-word] no column of this matrix says who is responsible");
}

#[test]
fn sources_that_cannot_be_read() {
    let at = "a.kdl:2:63: error[source-unreadable]";
    let zip: &[u8] = b"PK\x03\x04rest";
    for (name, bytes, says) in [
        ("none.csv", None, "there is no such file"),
        ("../out.csv", None, "outside"),
        ("../../../../etc/hosts.csv", None, "outside"),
        ("/etc/passwd", None, "absolute"),
        ("m.xlsx", Some(zip), ".xlsx"),
        ("m.csv", Some(zip), "workbook"),
        ("m.csv", Some(b"".as_slice()), "empty"),
        ("m.csv", Some(b"a\x00b".as_slice()), "not a text"),
        ("m.csv", Some(b"\xff\xfe".as_slice()), "empty"),
        ("m.json", Some(b"\xff".as_slice()), "UTF-8"),
        ("m", Some(b"Control ID\n3.1.1\n".as_slice()), "ending"),
    ] {
        let folder =
            folder(&[("in/a.kdl", &sourced(name)), ("out.csv", "Control ID,Responsibility\n3.1.99,provider\n")]);
        if let Some(bytes) = bytes {
            put(folder.path(), &format!("in/{name}"), bytes);
        }
        let folder_in = folder.path().join("in");
        let ran = crmlint(&folder_in).args(&["check", "--as-of", "2026-11-22", "--format", "concise"]).run();
        one_finding(&ran, at);
        assert!(ran.out.contains(says), "{name}: {ran:#?}");
        assert_eq!(ran.code, 1, "{ran:#?}");
    }
    let folder = folder(&[("a.kdl", &sourced("d.csv")), ("d.csv/x", "")]);
    let ran = concise(&folder, &[]);
    one_finding(&ran, at);
    assert!(ran.out.contains("folder"), "{ran:#?}");
}

#[cfg(unix)]
#[test]
fn a_source_does_not_leave_the_tree_by_a_link() {
    let outside = folder(&[("m.csv", "Control ID,Responsibility\n3.1.99,provider\n")]);
    let folder = folder(&[("a.kdl", &sourced("link.csv"))]);
    std::os::unix::fs::symlink(outside.path().join("m.csv"), folder.path().join("link.csv")).unwrap();
    let ran = concise(&folder, &[]);
    one_finding(&ran, "a.kdl:2:63: error[source-unreadable]");
    assert!(ran.out.contains("outside"), "{ran:#?}");
}

#[test]
fn used_templates_come_from_the_tree() {
    let template = "provider northwind name=\"N\" kind=msp\ncrm t provider=northwind version=\"1\" date=\"2026-05-01\" {\n    template #true\n    requirement \"3.1.99\" responsibility=customer\n}\n";
    let tree = folder(&[("t/x.kdl", template), ("c/a.kdl", "use \"../t/x.kdl\"\n"), ("c/crmlint.kdl", PROJECT)]);
    fs::create_dir(tree.path().join(".git")).unwrap();
    let ran = crmlint(tree.path()).args(&["check", "c", "--format", "concise"]).run();
    assert!(ran.out.contains("t/x.kdl:4:17: error[unknown-requirement]"), "{ran:#?}");
    // A circle ends.
    let circle = folder(&[("a.kdl", "use \"b.kdl\"\n"), ("b.kdl", "use \"a.kdl\"\n"), ("z.kdl", CLEAN)]);
    let ran = concise(&circle, &[]);
    assert!(matches!(ran.code, 0 | 1), "{ran:#?}");
    let gone = folder(&[("a.kdl", "use \"gone.kdl\"\n"), ("z.kdl", CLEAN)]);
    one_finding(&concise(&gone, &[]), "a.kdl:1:5: error[source-unreadable]");
}

// SARIF through the binary

fn valid_sarif(text: &str) -> Value {
    crate::report::assert_valid(include_str!("../data/sarif-schema-2.1.0.json"), text)
}

#[test]
fn sarif_is_valid_whatever_happens() {
    let csv = folder(&[("a.kdl", &sourced("m.csv"))]);
    put(csv.path(), "m.csv", b"Control ID,Responsibility\n3.1.99,provider\n3.1.4,mostly us\n");
    let clean = folder(&[("a.kdl", CLEAN)]);
    let two = folder(&[
        ("a.kdl", FAULTY),
        (
            "north wind/b\u{e4}.kdl",
            "crm d provider=gone version=\"1\" date=\"2026-05-01\" { default responsibility=customer; }\n",
        ),
    ]);
    let broken = folder(&[("a.kdl", "provider \"x {\n")]);
    let empty = folder(&[]);
    for (folder, results, successful) in
        [(&clean, 0, true), (&two, 3, true), (&csv, 2, true), (&broken, 1, true), (&empty, 0, true)]
    {
        let ran = crmlint(folder.path()).args(&["--as-of", "2026-11-22", "--format", "sarif"]).run();
        let run = &valid_sarif(&ran.out)["runs"][0];
        let list = run["results"].as_array().unwrap();
        assert_eq!(list.len(), results, "{}", ran.out);
        assert_eq!(run["invocations"][0]["executionSuccessful"], successful);
        for result in list {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.is_ascii() && !uri.contains(' ') && !uri.starts_with('/'), "{uri}");
        }
    }
    let missing = crmlint(two.path()).args(&["gone.kdl", "--format", "sarif"]).run();
    assert_eq!(missing.code, 2);
    let run = &valid_sarif(&missing.out)["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let note = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert!(note["message"]["text"].as_str().unwrap().contains("gone.kdl"), "{note}");
}
