//! What is read and what is reported: the flags that choose files, a text on stdin, and `crmlint files`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::cli::{Ran, crmlint, put};

const CLEAN: &str = "provider northwind name=\"Northwind IT\" kind=msp { contact interview name=\"Desk\" email=\"d@northwind.example\"; }
crm c provider=northwind version=\"1\" date=\"2026-05-01\" {
    template #true; signed by=northwind on=\"2026-05-01\"
    requirement \"3.9.1\" responsibility=customer
}
";

fn fault(name: &str) -> String {
    format!("provider {name} kind=zebra {{ contact interview name=\"Desk\" email=\"d@x.example\"; }}\n")
}

fn check(folder: &Path, args: &[&str]) -> Ran {
    crmlint(folder).args(&["check", "--as-of", "2026-11-22", "--format", "concise"]).args(args).run()
}

/// The same with a text on stdin.
fn check_text(folder: &Path, text: &[u8], args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crmlint"));
    command.current_dir(folder).args(["check", "--as-of", "2026-11-22", "--format", "concise"]).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A call that is refused does not read it.
    let _ = stdin.write_all(text);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    Ran::of(output)
}

/// Files with a finding, in order, each once.
fn faulty(ran: &Ran) -> Vec<&str> {
    let mut out: Vec<&str> = ran.out.lines().filter_map(|l| l.split(':').next()).collect();
    out.dedup();
    out
}

#[test]
fn globs_of_the_call_leave_files_out() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "a.kdl", CLEAN.as_bytes());
    for (n, path) in ["b/x.kdl", "b/deep/y.kdl", "c/x.kdl", "ignored.kdl"].iter().enumerate() {
        put(at, path, fault(&format!("p{n}")).as_bytes());
    }
    put(at, ".gitignore", b"ignored.kdl\n");
    assert_eq!(faulty(&check(at, &[])), ["b/deep/y.kdl", "b/x.kdl", "c/x.kdl"]);
    assert_eq!(faulty(&check(at, &["--exclude", "b/*.kdl"])), ["b/deep/y.kdl", "c/x.kdl"]);
    assert_eq!(faulty(&check(at, &["--exclude", "./b/"])), ["c/x.kdl"]);
    assert_eq!(faulty(&check(at, &["--exclude", "**/x.kdl", "--exclude", "**/y.kdl"])), [""; 0]);
    assert_eq!(faulty(&check(at, &["--no-ignore", "--exclude", "[bc]"])), ["ignored.kdl"]);
    let wrong = check(at, &["--exclude", "["]);
    assert!(wrong.code == 2 && wrong.err.contains("[ is no glob"), "{wrong:#?}");
    // What is named itself is read, unless that is to be passed over too.
    assert_eq!(faulty(&check(at, &["--exclude", "b", "b/x.kdl"])), ["b/x.kdl"]);
    let forced = check(at, &["--exclude", "b", "--force-exclude", "b/x.kdl"]);
    assert!(forced.code == 3 && forced.out.is_empty(), "{forced:#?}");
}

#[test]
fn a_named_file_that_the_project_excludes() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "a.kdl", CLEAN.as_bytes());
    put(at, "archive/x.kdl", fault("old").as_bytes());
    for word in ["exclude \"archive/**\"", "include \"*.kdl\""] {
        put(at, "crmlint.kdl", format!("crmlint format=1 {{ {word}; }}\n").as_bytes());
        fs::create_dir_all(at.join(".git")).unwrap();
        assert_eq!(check(at, &[]).code, 0, "{word}");
        assert_eq!(faulty(&check(at, &["archive/x.kdl"])), ["archive/x.kdl"], "{word}");
        let forced = check(at, &["--force-exclude", "archive/x.kdl", "a.kdl"]);
        assert!(forced.code == 0 && forced.out.is_empty(), "{word} {forced:#?}");
    }
}

#[test]
fn paths_from_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "a.kdl", CLEAN.as_bytes());
    put(at, "b/x.kdl", fault("one").as_bytes());
    put(at, "c c/y.kdl", fault("two").as_bytes());
    put(at, "list", b"b\r\n\nc c/y.kdl\n");
    assert_eq!(faulty(&check(at, &["--files-from", "list"])), ["b/x.kdl", "c c/y.kdl"]);
    put(at, "list", b"b\0c c/y.kdl\0");
    assert_eq!(faulty(&check(at, &["--files-from", "list"])), ["b/x.kdl", "c c/y.kdl"]);
    assert_eq!(faulty(&check_text(at, b"b\n", &["--files-from", "-", "c c"])), ["b/x.kdl", "c c/y.kdl"]);
    // An empty list names nothing, and never the current folder.
    let empty = check_text(at, b"", &["--files-from", "-"]);
    assert!(empty.code == 3 && empty.out.is_empty(), "{empty:#?}");
    assert_eq!(check(at, &["--files-from", "missing"]).code, 2);
    assert_eq!(check_text(at, b"nowhere\n", &["--files-from", "-"]).code, 2);
}

#[test]
fn a_project_file_of_the_call() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "p/a.kdl", CLEAN.as_bytes());
    put(at, "p/b/x.kdl", fault("one").as_bytes());
    put(at, "p/crmlint.kdl", b"crmlint format=1\n");
    put(at, "p/strict.kdl", b"crmlint format=1 { exclude \"b/**\"; exclude \"strict.kdl\"; }\n");
    put(
        at,
        "else/where.kdl",
        b"crmlint format=1 { rule unknown-word level=off; rule not-in-schema level=off; exclude \"b/**\"; }\n",
    );
    assert_eq!(faulty(&check(at, &["p"])), ["p/b/x.kdl"]);
    assert_eq!(check(at, &["p", "--config", "p/strict.kdl"]).code, 0);
    // Its globs are those of its own folder.
    let elsewhere = check(at, &["p", "--config", "else/where.kdl"]);
    assert!(elsewhere.err.contains("3 files") || elsewhere.code <= 1, "{elsewhere:#?}");
    for path in ["missing.kdl", "p"] {
        let missing = check(at, &["p", "--config", path]);
        assert!(missing.code == 2 && missing.err.contains(&format!("cannot read {path}")), "{missing:#?}");
    }
    assert_eq!(check(at, &["--isolated", "--config", "p/strict.kdl"]).code, 2);
}

#[test]
fn one_requirement() {
    let harborview = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/harborview");
    let json = |args: &[&str]| -> Value {
        let ran = crmlint(&harborview).args(&["check", "--format", "json"]).args(args).run();
        serde_json::from_str(&ran.out).unwrap()
    };
    let all = json(&[]);
    let all = all["findings"].as_array().unwrap();
    let one = json(&["--control", "3.6.1"]);
    let one = one["findings"].as_array().unwrap();
    assert!(!one.is_empty() && one.len() < all.len() / 4, "{} of {}", one.len(), all.len());
    let touches = |f: &&Value| f["message"].as_str().is_some_and(|m| m.contains("`3.6.1`"));
    assert_eq!(all.iter().filter(touches).count(), one.iter().filter(touches).count());
    for form in ["IR.L2-3.6.1", "3.6.1[a]", "03.06.01"] {
        assert_eq!(json(&["--control", form])["findings"].as_array().unwrap(), one, "{form}");
    }
    let both = json(&["--control", "3.6.1", "--control", "3.3.7"]);
    assert!(both["findings"].as_array().unwrap().len() > one.len());
    let unknown = check(&harborview, &["--control", "3.6.9"]);
    assert!(unknown.code == 2 && unknown.err.contains("no requirement `3.6.9`; did you mean `3.6."), "{unknown:#?}");
}

#[test]
fn named_files_choose_what_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join(".git")).unwrap();
    put(at, "crmlint.kdl", b"crmlint format=1\n");
    put(at, "a.kdl", CLEAN.as_bytes());
    let stale = CLEAN.replace("2026-05-01", "2020-05-01").replace("northwind", "old").replace("crm c ", "crm d ");
    put(at, "old.kdl", stale.as_bytes());
    let only = ["--only", "crm-stale", "--fail-on", "warning"];
    assert_eq!(faulty(&check(at, &only)), ["old.kdl"]);
    // The rest of the unit is reported behind the named file, and counted.
    put(at, "z.kdl", stale.replace("old", "z").replace("crm d ", "crm e ").as_bytes());
    let all = check(at, &only);
    assert_eq!(faulty(&all), ["old.kdl", "z.kdl"]);
    assert!(all.err.ends_with("exit 1: 2 findings at or above --fail-on warning\n"), "{all:#?}");
    let named = check(at, &[&only[..], &["z.kdl"]].concat());
    assert_eq!(faulty(&named), ["z.kdl", "old.kdl"]);
    assert!(named.err.ends_with("(1 finding in other files than the named ones)\n"), "{named:#?}");
    let other = check(at, &[&only[..], &["a.kdl"]].concat());
    assert!(other.code == 1 && other.err.ends_with("(2 findings in other files than the named ones)\n"), "{other:#?}");
    // A folder is a place and no choice of files.
    assert_eq!(check(at, &[&only[..], &["."]].concat()), all);
    // Another unit has nothing to do with it.
    put(at, "b/crmlint.kdl", b"crmlint format=1\n");
    put(at, "b/a.kdl", CLEAN.as_bytes());
    assert_eq!(check(at, &[&only[..], &["b/a.kdl"]].concat()).code, 0);
}

#[test]
fn a_text_on_stdin_stands_for_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join(".git")).unwrap();
    put(at, "crmlint.kdl", b"crmlint format=1\n");
    put(at, "a.kdl", CLEAN.as_bytes());
    put(at, "b/p.kdl", fault("one").as_bytes());
    let mended = fault("one").replace("zebra", "msp");
    assert_eq!(check_text(at, mended.as_bytes(), &["-", "--stdin-filename", "b/p.kdl"]).code, 0);
    assert_eq!(faulty(&check(at, &["b/p.kdl"])), ["b/p.kdl"]);
    // A file that was not saved yet, and one that the rest names.
    let new = check_text(at, fault("two").as_bytes(), &["-", "--stdin-filename", "b/new.kdl"]);
    assert!(faulty(&new).contains(&"b/new.kdl"), "{new:#?}");
    fs::remove_file(at.join("b/p.kdl")).unwrap();
    put(at, "u.kdl", b"use \"b/t.kdl\"\n");
    let used = check_text(at, mended.as_bytes(), &["-", "--stdin-filename", "b/t.kdl"]);
    assert_eq!((used.code, used.out.as_str()), (0, ""), "{used:#?}");
    assert_eq!(check_text(at, b"", &["-", "--stdin-filename", "no/where.kdl"]).code, 2);
    assert_eq!(check_text(at, b"", &["--stdin-filename", "a.kdl"]).code, 2);
    assert_eq!(check_text(at, b"", &["-", "--staged"]).code, 2);
}

#[test]
fn a_text_on_stdin_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join(".git")).unwrap();
    put(at, "o.kdl", b"organization forge name=\"F\" { cmmc level=2 assessment=self; handles cui; }\n");
    let clean = check_text(at, CLEAN.as_bytes(), &["-"]);
    assert_eq!((clean.code, clean.out.as_str()), (0, ""), "nothing else is part of it: {clean:#?}");
    let faulty = check_text(at, fault("one").as_bytes(), &["-"]);
    assert!(faulty.code == 1 && faulty.out.starts_with("<stdin>:1:"), "{faulty:#?}");
    assert_eq!(check_text(at, b"", &["-", "o.kdl"]).code, 2);
    let large = check_text(at, &vec![b' '; (16 << 20) + 1], &["-"]);
    assert!(large.code == 1 && large.out.contains("limit-exceeded"), "{large:#?}");
}

#[test]
fn files_says_what_is_read_and_what_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join(".git")).unwrap();
    put(at, "crmlint.kdl", b"crmlint format=1 {\n    rules \"policy/*.kdl\"\n    exclude \"archive/**\"\n}\n");
    put(at, "a.kdl", b"crm v provider=northwind source=\"vendor/v.csv\"\nuse \"../t/t.kdl\"\nuse \"t/t.kdl\"\n");
    put(at, "t/t.kdl", CLEAN.as_bytes());
    put(at, "vendor/v.csv", b"Requirement,Responsibility\n3.1.1,Customer\n");
    let rule = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/crm/crm-stale.kdl");
    let rule = fs::read_to_string(rule).unwrap().replace("crm-stale", "our-stale");
    put(at, "policy/our.kdl", rule.as_bytes());
    put(at, "archive/old.kdl", CLEAN.as_bytes());
    put(at, "inner/crmlint.kdl", b"crmlint format=1\n");
    put(at, "inner/i.kdl", CLEAN.as_bytes());
    put(at, ".gitignore", b"draft.kdl\nbuild/\n");
    put(at, "draft.kdl", CLEAN.as_bytes());
    put(at, "build/much/x.kdl", CLEAN.as_bytes());
    put(at, ".hidden/x.kdl", CLEAN.as_bytes());
    put(at, "notes.txt", b"x\n");
    put(at, "huge.kdl", &vec![b' '; (16 << 20) + 1]);
    let files = |args: &[&str]| crmlint(at).arg("files").args(args).run();
    let ran = files(&[]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let json: Value = serde_json::from_str(&files(&["--format", "json"]).out).unwrap();
    let read: Vec<String> = json["read"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| format!("{} {} {}", r["unit"], r["path"], r["as"]).replace('"', ""))
        .collect();
    for line in [
        ". a.kdl declaration",
        ". crmlint.kdl project file",
        ". policy/our.kdl rule file",
        ". vendor/v.csv vendor source",
        ". t/t.kdl declaration",
        "inner inner/i.kdl declaration",
        "inner inner/crmlint.kdl project file",
    ] {
        assert!(read.contains(&line.to_owned()), "{line}: {read:#?}");
    }
    assert_eq!(read.len(), 7, "{read:#?}");
    let left: Vec<String> = json["not-read"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| format!("{} {}", r["path"], r["reason"]).replace('"', ""))
        .collect();
    for line in [
        ".hidden hidden: its name begins with a dot",
        "archive/old.kdl excluded by line 3 of crmlint.kdl",
        "build ignored by .gitignore",
        "draft.kdl ignored by .gitignore",
        "notes.txt no .kdl file, and nothing names it",
        "huge.kdl the file is larger than 16 MiB, the most that crmlint reads",
    ] {
        assert!(left.contains(&line.to_owned()), "{line}: {left:#?}");
    }
    assert!(left.iter().any(|l| l.starts_with("a.kdl:2:5") && l.contains("outside of the repository")), "{left:#?}");
    for line in read.iter().chain(&left) {
        let path = line.split(' ').find(|w| w.contains('.') && *w != ".").unwrap_or("build");
        assert!(ran.out.contains(path), "{path}: {}", ran.out);
    }
    // A file that is named alone brings its unit, and the others are not part of it.
    let named = files(&["a.kdl"]);
    assert!(named.out.contains("inner/i.kdl") && named.out.contains("belongs to another unit"), "{named:#?}");
    assert!(files(&["--exclude", "inner"]).out.contains("excluded by --exclude"));
    assert_eq!(files(&["missing"]).code, 2);
    assert_eq!(files(&["vendor"]).code, 3);
}
