//! Hostile files through the program: as a declaration beside a good one, as `crmlint.kdl` and as a rule file. Seen are the
//! report, the exit code, and that the other file of the unit was checked.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::PoisonError;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crmlint::source::is_hostile;
use tempfile::TempDir;

use crate::kinds::GROUPS;
use crate::reader::{ALONE, HANG};

/// How many units a flood has.
const MANY: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
/// Most bytes of a report for people, whatever is wrong: 21 findings with their lines need a tenth of it.
const REPORT_MAX: usize = 50_000;
/// Most bytes of a report for programs: SARIF describes all rules too.
const DATA_MAX: usize = 500_000;
/// Longest line of a report, in characters.
const LINE_MAX: usize = 1_000;

/// A declaration with one slip, which is told only if its file was checked.
const GOOD: &str = "provider zed kind=zebra\n";
const TOLD: &str = "z.kdl:1:19: error[unknown-word] `kind` does not know the word `zebra`";
const PROJECT: &str =
    "crmlint format=1 { as-of \"2026-11-22\"; rules \"policy/*.kdl\"; offerings \"clouds/*.kdl\"; }\n";

/// What a call printed.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

/// The bytes of a kind.
fn kind(name: &str) -> Vec<u8> {
    let kinds = || GROUPS.iter().flat_map(|(_, kinds)| kinds.iter());
    kinds().find(|k| k.name == name).unwrap_or_else(|| panic!("no kind `{name}`")).bytes()
}

/// A folder with a good declaration and these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in [("z.kdl", GOOD.as_bytes())].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn crmlint(folder: &Path, args: &[&str]) -> Ran {
    // Into files outside of the unit, because a pipe that nobody empties stops the program.
    let outside = tempfile::tempdir().unwrap();
    let (out, err) = (outside.path().join("out"), outside.path().join("err"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_crmlint"));
    command.current_dir(folder).args(args).env("COLUMNS", "100").stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "RAYON_NUM_THREADS", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > HANG {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("`crmlint {}` hangs", args.join(" "));
        }
        sleep(Duration::from_millis(2));
    };
    let read = |path: &Path| String::from_utf8(fs::read(path).unwrap()).expect("reports are text");
    Ran { code: status.code(), out: read(&out), err: read(&err) }
}

/// What is wrong with a report whatever was checked: too much, too wide, a bug, or characters that steer a terminal.
fn unfit(ran: &Ran, most: usize) -> Option<String> {
    let wide = ran.out.lines().chain(ran.err.lines()).map(|l| l.chars().count()).max().unwrap_or(0);
    let steers = ran.out.chars().chain(ran.err.chars()).find(|c| is_hostile(*c));
    if ran.code.is_none_or(|code| code == 101) || ran.err.contains("a bug in crmlint") {
        return Some(format!("it broke: {:?} {}", ran.code, ran.err));
    }
    if ran.out.len() + ran.err.len() > most {
        return Some(format!("{} bytes of report", ran.out.len() + ran.err.len()));
    }
    if wide > LINE_MAX {
        return Some(format!("a line of {wide} characters"));
    }
    steers.map(|c| format!("it writes {c:?}"))
}

/// How a call differs from what it must give: the exit code, what is told of the hostile file, the other file.
fn differs(ran: &Ran, code: i32, told: Option<&str>) -> Option<String> {
    let shown = || format!("exit {:?}\n{}\n{}", ran.code, begin(&ran.out), begin(&ran.err));
    if let Some(unfit) = unfit(ran, REPORT_MAX) {
        return Some(unfit);
    }
    let wanted: Vec<&str> = told.into_iter().chain([TOLD]).collect();
    let missing = wanted.iter().find(|w| !ran.out.lines().any(|l| l.contains(**w)));
    if ran.code != Some(code) {
        return Some(format!("wanted exit {code}: {}", shown()));
    }
    missing.map(|missing| format!("`{missing}` is not told: {}", shown()))
}

fn begin(text: &str) -> String {
    text.chars().take(600).collect()
}

const CONCISE: &[&str] = &["check", ".", "--as-of", "2026-11-22", "--format", "concise"];

/// Kinds as a declaration and what is told of them, if anything.
const DECLARED: &[(&str, Option<&str>)] = &[
    ("blocks nested, open", Some("error[limit-exceeded] nested")),
    ("braces without a name", Some("a.kdl:1:1: error[kdl-syntax] this `{` has no node before it")),
    ("closing braces on lines", Some("a.kdl:1:1: error[kdl-syntax] this `}` closes nothing")),
    ("comments nested, open", Some("a.kdl:1:1: error[kdl-syntax] this comment is never closed")),
    ("comment open, a million lines", Some("a.kdl:2:1: error[kdl-syntax] this comment is never closed")),
    ("string open, one line", Some("a.kdl:1:3: error[kdl-syntax] this string is never closed")),
    ("strings open", Some("a.kdl:1:3: error[kdl-syntax] this string")),
    ("text open", Some("a.kdl:1:3: error[kdl-syntax] this text is never closed")),
    ("raw string with a hash too few at its end", Some("a.kdl:1:3: error[kdl-syntax] this string is never closed")),
    ("assignments", Some("a.kdl:1:1: error[kdl-syntax] `a =` begins a line")),
    (
        "slip behind a million arguments",
        Some("error[kdl-syntax] an id that begins with a digit needs quotes: \"3.1.1\""),
    ),
    ("slip behind a long line", Some("error[kdl-syntax] this string is never closed")),
    ("long id that begins with a digit", Some("a.kdl:1:3: error[kdl-syntax] an id that begins with a digit")),
    ("direction marks in strings", Some("a.kdl:1:4: error[kdl-syntax] the invisible character U+202E")),
    ("controls on lines", Some("a.kdl:1:3: error[kdl-syntax] the invisible character U+001B")),
    ("raw strings of KDL 1", Some("a.kdl:1:3: error[kdl-syntax] a raw string with `r` is KDL 1")),
    ("zero byte in the middle", Some("a.kdl:1:1: error[unreadable-file] a.kdl is not a text file")),
    ("no UTF-8 at the end", Some("a.kdl:1:1: error[unreadable-file] a.kdl is not UTF-8 at byte")),
    ("slips past the limit", Some("a.kdl:1:1: error[limit-exceeded] the file is larger than 16 MiB")),
    ("blanks up to the limit", None),
    ("line comments with words", None),
    ("nodes hidden", None),
    ("numbers", Some("a.kdl:1:1: error[not-in-schema] the language has no node `a` here")),
    ("properties", Some("a.kdl:1:1: error[not-in-schema] the language has no node `a` here")),
    ("long argument", Some("a.kdl:1:1: error[not-in-schema] the language has no node `a` here")),
    ("long name", Some("a.kdl:1:1: error[not-in-schema] the language has no node `aaa")),
];

/// Kinds that the reader reads whole and that the reference, asked with `--schema-check`, would break on.
const CHECKED_TWICE: &[&str] = &[
    "stars in a comment",
    "slashes in a comment",
    "comments nested, closed",
    "blocks hidden and nested to the limit",
    "nodes hidden and nested to the limit",
    "blocks nested to the limit",
];

/// A file of so many units that is KDL and says nothing that crmlint knows.
type Flood = (&'static str, fn(usize) -> String);

const FLOODS: &[Flood] = &[
    ("unknown nodes", |n| "a\n".repeat(n)),
    ("unknown properties", |n| format!("provider x{}", " zzz=1".repeat(n))),
    ("equal properties of a provider", |n| format!("provider x{}", " kind=msp".repeat(n))),
    ("arguments of a provider", |n| format!("provider x{}", " 1".repeat(n))),
    ("unknown children", |n| format!("provider x {{\n{}}}\n", "  zzz\n".repeat(n))),
];
const PROJECT_FLOODS: &[Flood] = &[
    ("unknown words", |n| format!("crmlint format=1 {{\n{}}}\n", "  xx y\n".repeat(n))),
    ("unknown rules", |n| format!("crmlint format=1 {{\n{}}}\n", "  rule x\n".repeat(n))),
    ("waivers without a reason", |n| format!("crmlint format=1 {{\n{}}}\n", "  waiver x\n".repeat(n))),
    ("long glob", |n| format!("crmlint format=1 {{ exclude \"{}\"; }}\n", "*".repeat(n))),
];
const RULE_FLOODS: &[Flood] = &[
    ("unknown parts of a rule", |n| format!("rule x {{\n{}}}\n", "  yy\n".repeat(n))),
    ("rules of one name", |n| "rule x\n".repeat(n)),
    ("unknown fields", |n| format!("rule x {{\n  each provider\n  require {{\n{}  }}\n}}\n", "    zzz\n".repeat(n))),
];

/// What the program does not stand yet, and what it does instead. One that holds must be taken off.
const NOT_YET: &[(&str, &str)] = &[
    ("long name", "the message has all of it"),
    ("waivers without a reason", "one finding each"),
    ("long glob", "the message has all of it"),
    ("test: closing braces behind a rule", "exit 0, all examples came out as they should"),
    ("test: zero byte in the middle", "exit 3, no rule was found"),
    ("test: no UTF-8 at the end", "exit 3, no rule was found"),
    ("test: slips past the limit", "exit 3, no rule was found"),
    ("test: blocks nested, open", "exit 3, no rule was found"),
    ("test: string open, one line", "exit 3, no rule was found"),
];

fn not_yet(name: &str) -> bool {
    NOT_YET.iter().any(|(n, _)| *n == name)
}

/// Gathers what is wrong and fails with all of it.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn add(&mut self, name: &str, differs: Option<String>) {
        match differs {
            Some(differs) if !not_yet(name) => self.0.push(format!("{name}: {differs}")),
            None if not_yet(name) => self.0.push(format!("{name}: it holds, so take it off the list")),
            _ => {}
        }
    }

    fn tell(&self) {
        assert!(self.0.is_empty(), "{} wrong:\n{}", self.0.len(), self.0.join("\n"));
    }
}

#[test]
fn declarations() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Wrong::default();
    for (name, told) in DECLARED {
        let folder = folder(&[("a.kdl", &kind(name))]);
        wrong.add(name, differs(&crmlint(folder.path(), CONCISE), 1, *told));
    }
    wrong.tell();
}

#[test]
fn every_format() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let names = ["assignments", "slip behind a million arguments", "direction marks in strings", "no UTF-8 at the end"];
    for name in names {
        let folder = folder(&[("a.kdl", &kind(name))]);
        for (format, most) in [("full", REPORT_MAX), ("json", DATA_MAX), ("sarif", DATA_MAX)] {
            let ran = crmlint(folder.path(), &["check", ".", "--as-of", "2026-11-22", "--format", format]);
            assert_eq!(unfit(&ran, most), None, "{name}, {format}");
            assert_eq!(ran.code, Some(1), "{name}, {format}: {}", begin(&ran.err));
            assert!(ran.out.contains("a.kdl") && ran.out.contains("z.kdl"), "{name}, {format}: {}", begin(&ran.out));
            if format != "full" {
                let json: serde_json::Value = serde_json::from_str(&ran.out).expect(name);
                assert!(json.is_object());
            }
        }
    }
}

#[test]
fn output_does_not_depend_on_threads() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let names = ["assignments", "blocks nested, open", "strings open", "zero byte in the middle", "text open"];
    let files: Vec<(String, Vec<u8>)> =
        names.iter().enumerate().map(|(i, name)| (format!("f{i}.kdl"), kind(name))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let folder = folder(&files);
    let run = |jobs: &str| {
        let ran = crmlint(folder.path(), &[CONCISE, &["-j", jobs]].concat());
        (ran.code, ran.out, ran.err)
    };
    let alone = run("1");
    assert_eq!(alone.0, Some(1));
    assert_eq!(alone, run("4"));
}

#[test]
fn the_reference_is_not_asked_for_what_breaks_it() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Wrong::default();
    for name in CHECKED_TWICE {
        let folder = folder(&[("a.kdl", &kind(name))]);
        wrong.add(name, differs(&crmlint(folder.path(), &[CONCISE, &["--schema-check"]].concat()), 1, None));
    }
    wrong.tell();
}

/// How many units a flood has in a file of the project's own, settings and rules: a team does not send floods to itself.
const OWN: usize = MANY / 100;

#[test]
fn floods() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Wrong::default();
    for (name, made) in FLOODS {
        let folder = folder(&[("a.kdl", made(MANY).as_bytes())]);
        wrong.add(name, differs(&crmlint(folder.path(), CONCISE), 1, Some("a.kdl:")));
    }
    for (name, made) in PROJECT_FLOODS {
        let folder = folder(&[("crmlint.kdl", made(OWN).as_bytes())]);
        wrong.add(name, differs(&crmlint(folder.path(), CONCISE), 2, Some("crmlint.kdl:")));
    }
    for (name, made) in RULE_FLOODS {
        let rule = made(OWN);
        let folder = folder(&[("crmlint.kdl", PROJECT.as_bytes()), ("policy/r.kdl", rule.as_bytes())]);
        wrong.add(name, differs(&crmlint(folder.path(), CONCISE), 2, Some("policy/r.kdl:")));
    }
    wrong.tell();
}

/// Kinds that stand where a file is needed to trust the result, and what is told of them: exit code 2.
const TRUSTED: &[(&str, &str)] = &[
    ("blocks nested, open", "error[limit-exceeded] nested"),
    ("closing braces on lines", "error[kdl-syntax] this `}` closes nothing"),
    ("string open, one line", "error[kdl-syntax] this string is never closed"),
    ("comments nested, open", "error[kdl-syntax] this comment is never closed"),
    ("assignments", "error[kdl-syntax] `a =` begins a line"),
    ("zero byte in the middle", "error[unreadable-file]"),
    ("no UTF-8 at the end", "error[unreadable-file]"),
    ("slips past the limit", "error[limit-exceeded] the file is larger than 16 MiB"),
];

#[test]
fn project_files() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Wrong::default();
    for (name, told) in TRUSTED {
        let folder = folder(&[("crmlint.kdl", &kind(name))]);
        wrong.add(name, differs(&crmlint(folder.path(), CONCISE), 2, Some(told)));
    }
    wrong.tell();
}

#[test]
fn rule_files_and_offerings() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Wrong::default();
    for path in ["policy/r.kdl", "clouds/c.kdl"] {
        for (name, told) in TRUSTED {
            let folder = folder(&[("crmlint.kdl", PROJECT.as_bytes()), (path, &kind(name))]);
            wrong.add(name, differs(&crmlint(folder.path(), CONCISE), 2, Some(told)));
        }
    }
    wrong.tell();
}

#[test]
fn rule_files_that_are_tested() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Wrong::default();
    let rule = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/crm/crm-stale.kdl")).unwrap();
    let own = String::from_utf8(rule).unwrap().replacen("rule crm-stale", "rule crm-old", 1);
    let behind = [own.into_bytes(), kind("closing braces on lines")].concat();
    let cases = [
        ("test: closing braces behind a rule", behind, "this `}` closes nothing"),
        ("test: zero byte in the middle", kind("zero byte in the middle"), "not a text file"),
        ("test: no UTF-8 at the end", kind("no UTF-8 at the end"), "not UTF-8"),
        ("test: slips past the limit", kind("slips past the limit"), "larger than 16 MiB"),
        ("test: blocks nested, open", kind("blocks nested, open"), "crmlint reads at most 64"),
        ("test: string open, one line", kind("string open, one line"), "this string is never closed"),
    ];
    for (name, bytes, told) in cases {
        let folder = folder(&[("r.kdl", &bytes)]);
        let ran = crmlint(folder.path(), &["test", "r.kdl"]);
        let said = ran.out.contains(told) || ran.err.contains(told);
        let short = (ran.code != Some(2) || !said).then(|| format!("exit {:?}: {}", ran.code, begin(&ran.out)));
        wrong.add(name, unfit(&ran, REPORT_MAX).or(short));
    }
    wrong.tell();
}
