//! Commands round the check: manual pages, completions, rule files, pages of rules, the example to start from.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::cli::{crmlint, put};

/// Exit code and stdout; stderr must end with the reason, or be empty.
fn ok(folder: &Path, args: &[&str]) -> String {
    let ran = crmlint(folder).args(args).run();
    assert_eq!(ran.code, 0, "{args:?}: {ran:#?}");
    ran.out
}

fn empty() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn completions_are_made_for_all_shells() {
    let folder = empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = ok(folder.path(), &["completions", shell]);
        for word in ["crmlint", "explain", "fail-on"] {
            assert!(script.contains(word), "{shell}: no `{word}`");
        }
    }
    let unknown = crmlint(folder.path()).args(&["completions", "tcsh"]).run();
    assert_eq!(unknown.code, 2, "{unknown:#?}");
}

/// What bash offers for a line that is being typed.
#[cfg(unix)]
fn offered(folder: &Path, words: &str) -> Vec<String> {
    let script = ok(folder, &["completions", "bash"]);
    put(folder, "crmlint.bash", script.as_bytes());
    // As bash calls it when the tabulator is pressed.
    let ask = format!(
        "set -eu; source ./crmlint.bash; complete -p crmlint >/dev/null; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); \
         _crmlint crmlint \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    let output = Command::new("bash").args(["--norc", "-c", &ask]).current_dir(folder).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{told}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_flags_and_values() {
    let folder = empty();
    assert_eq!(offered(folder.path(), "crmlint che"), ["check"]);
    assert_eq!(offered(folder.path(), "crmlint check --fail-o"), ["--fail-on"]);
    assert_eq!(offered(folder.path(), "crmlint check --fail-on n"), ["note", "never"]);
    assert_eq!(offered(folder.path(), "crmlint rules ne"), ["new"]);
}

/// Says what was not looked at.
#[expect(clippy::print_stderr, reason = "a test that leaves something out says so")]
fn note(text: &str) {
    eprintln!("{text}");
}

#[test]
fn manual_pages_say_what_help_says() {
    let folder = empty();
    let page = ok(folder.path(), &["man"]);
    for word in [".TH CRMLINT 1", "SYNOPSIS", "fail\\-on", "Exit codes:", "SUBCOMMANDS", "crmlint\\-rules(1)"] {
        assert!(page.contains(word), "no `{word}`: {page}");
    }
    ok(folder.path(), &["man", "--output", "man"]);
    let mut names: Vec<String> = fs::read_dir(folder.path().join("man"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["crmlint.1", "crmlint-check.1", "crmlint-rules.1", "crmlint-rules-new.1"] {
        assert!(names.iter().any(|n| n == name), "{names:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("man/crmlint.1")).unwrap(), page);
    // groff is on nearly every Linux, and not everywhere else.
    let groff = |name: &String| {
        let path = folder.path().join("man").join(name);
        Command::new("groff").args(["-man", "-ww", "-Tutf8", "-z"]).arg(path).stdin(Stdio::null()).output()
    };
    for name in &names {
        match groff(name) {
            Ok(output) => {
                let told = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success() && told.is_empty(), "{name}: {told}");
            }
            Err(error) => note(&format!("groff did not look at {name}: {error}")),
        }
    }
}

#[test]
fn a_new_rule_loads_passes_and_runs() {
    let folder = empty();
    let said = ok(folder.path(), &["rules", "new", "notice-too-late", "-o", "policy"]);
    assert!(said.starts_with("wrote policy/notice-too-late.kdl\n"), "{said}");
    let tested = crmlint(folder.path()).args(&["test", "policy"]).run();
    assert_eq!((tested.code, tested.out.as_str()), (0, "1 rule, 3 examples: 0 failed\n"), "{tested:#?}");
    let checked = crmlint(folder.path()).args(&["rules", "check", "policy"]).run();
    assert_eq!(checked.code, 0, "{checked:#?}");
    assert!(checked.err.starts_with("exit 0: 1 rule in 1 file, no mistake"), "{checked:#?}");
    // As the command says: named in crmlint.kdl, it is in force.
    put(folder.path(), "crmlint.kdl", b"crmlint format=1 { rules \"policy/*.kdl\"; }\n");
    assert!(ok(folder.path(), &["rules", "list"]).contains("notice-too-late "), "it is listed");
    // A second one of that name is refused, and so is a name that is none or that is taken.
    let before = fs::read(folder.path().join("policy/notice-too-late.kdl")).unwrap();
    for (args, says) in [
        (["rules", "new", "notice-too-late", "-o", "policy"], "there is a rule `notice-too-late` already"),
        (["rules", "new", "crm-stale", "-o", "policy"], "there is a rule `crm-stale` already"),
        (["rules", "new", "../up", "-o", "policy"], "is no name for a rule"),
        (["rules", "new", "Late", "-o", "policy"], "is no name for a rule"),
        (["rules", "new", "", "-o", "policy"], "is no name for a rule"),
    ] {
        let ran = crmlint(folder.path()).args(&args).run();
        assert_eq!(ran.code, 2, "{ran:#?}");
        assert!(ran.err.contains(says), "{ran:#?}");
    }
    assert_eq!(fs::read(folder.path().join("policy/notice-too-late.kdl")).unwrap(), before);
    // Without a project file in reach the name is free, the file is not.
    fs::remove_file(folder.path().join("crmlint.kdl")).unwrap();
    let again = crmlint(folder.path()).args(&["rules", "new", "notice-too-late", "-o", "policy"]).run();
    assert!(again.code == 2 && again.err.contains("policy/notice-too-late.kdl exists already"), "{again:#?}");
}

#[test]
fn rules_check_tells_each_slip() {
    let folder = empty();
    ok(folder.path(), &["rules", "new", "house-rule", "-o", "policy"]);
    let text = fs::read_to_string(folder.path().join("policy/house-rule.kdl")).unwrap();
    let check = |paths: &[&str]| crmlint(folder.path()).args(&["rules", "check"]).args(paths).run();
    for (slip, with, says) in [
        ("longer-than", "longer-then", "did you mean `longer-than`?"),
        ("is-esp #true", "is-epp #true", "did you mean `is-esp`?"),
        ("rule house-rule", "rule crm-stale", "`crm-stale` is the name of a rule that comes with crmlint"),
        ("    each provider\n", "    each provider {\n", "kdl-syntax"),
    ] {
        put(folder.path(), "policy/house-rule.kdl", text.replacen(slip, with, 1).as_bytes());
        let ran = check(&["policy"]);
        assert_eq!(ran.code, 1, "{slip}: {ran:#?}");
        assert!(ran.out.contains(says), "{slip}: {ran:#?}");
        assert!(ran.out.starts_with("policy/house-rule.kdl:"), "{slip}: {ran:#?}");
        assert!(ran.err.starts_with("exit 1: "), "{ran:#?}");
    }
    // The same name in two files.
    put(folder.path(), "policy/house-rule.kdl", text.as_bytes());
    put(folder.path(), "policy/other.kdl", text.as_bytes());
    let twice = check(&["policy"]);
    assert!(twice.code == 1 && twice.out.contains("there is a rule `house-rule` already"), "{twice:#?}");
    assert_eq!(check(&["nowhere"]).code, 2);
    let none = empty();
    assert_eq!(crmlint(none.path()).args(&["rules", "check"]).run().code, 3);
    // The rules that come with crmlint are in order, and may be checked where they lie.
    let own = crmlint(Path::new(env!("CARGO_MANIFEST_DIR"))).args(&["rules", "check", "rules/provider"]).run();
    assert_eq!(own.code, 0, "{own:#?}");
}

#[test]
fn test_takes_the_rules_that_the_filter_names() {
    let folder = empty();
    let all = crmlint(folder.path()).args(&["test", "--bundled", "--filter", "esp-without-crm"]).run();
    assert!(all.code == 0 && all.out.starts_with("1 rule, "), "{all:#?}");
    let some = crmlint(folder.path()).args(&["test", "--bundled", "--filter", "esp-"]).run();
    let number: usize = some.out.split(' ').next().unwrap().parse().unwrap();
    assert!(some.code == 0 && (2..20).contains(&number), "{some:#?}");
    let none = crmlint(folder.path()).args(&["test", "--bundled", "--filter", "no-such-rule"]).run();
    assert_eq!(none.code, 3, "{none:#?}");
    assert!(none.err.contains("--filter"), "{none:#?}");
}

#[test]
fn pages_are_written_for_the_rules_in_force() {
    let folder = empty();
    ok(folder.path(), &["rules", "new", "house-rule", "-o", "policy"]);
    put(folder.path(), "crmlint.kdl", b"crmlint format=1 { rules \"policy/*.kdl\"; }\n");
    let write = |args: &[&str]| crmlint(folder.path()).args(&["rules", "docs"]).args(args).run();
    assert_eq!(write(&["-o", "pages"]).code, 0);
    let page = |name: &str| fs::read_to_string(folder.path().join("pages").join(name)).unwrap();
    assert!(page("house-rule.md").contains("# house-rule"), "{}", page("house-rule.md"));
    let index = page("README.md");
    assert!(index.contains("[house-rule](house-rule.md)") && index.contains("[crm-stale](crm-stale.md)"), "{index}");
    // Links lead to pages that are there.
    for name in ["house-rule.md", "crm-stale.md", "README.md"] {
        let text = page(name);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|l| !l.contains("://"));
        for link in links {
            let path = link.split('#').next().unwrap();
            assert!(folder.path().join("pages").join(path).exists(), "{name}: {link} leads nowhere");
        }
    }
    // Again over its own pages, and never over somebody else's.
    assert_eq!(write(&["-o", "pages"]).code, 0);
    put(folder.path(), "other/README.md", b"# Ours\n");
    let refused = write(&["-o", "other"]);
    assert!(refused.code == 2 && refused.err.contains("other/README.md exists"), "{refused:#?}");
    assert_eq!(fs::read_dir(folder.path().join("other")).unwrap().count(), 1, "nothing else is written");
}

#[test]
fn init_for_an_assessor_shows_a_firm_as_an_assessor_sees_it() {
    let folder = empty();
    let said = ok(folder.path(), &["init", "review", "--template", "assessor"]);
    assert!(said.contains("wrote review/firms/harbor/assessment.kdl\n"), "{said}");
    let checked = crmlint(folder.path()).args(&["check", "review", "--schema-check", "--format", "concise"]).run();
    let gap = |l: &str| l.contains("error[requirement-unowned]") && l.starts_with("review/firms/harbor/");
    assert!(checked.code == 1 && checked.out.lines().all(gap), "{checked:#?}");
    assert!(checked.err.contains("for an assessor"), "{checked:#?}");
}

#[test]
fn init_writes_a_hook_and_a_job_where_they_are_read() {
    const HOOK: &str = ".pre-commit-config.yaml";
    let folder = empty();
    ok(folder.path(), &["init", "firm", "--ci", "gitlab"]);
    let at = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(at(&format!("firm/{HOOK}")).contains("require_serial: true"));
    assert!(at("firm/.gitlab-ci.yml").contains("crmlint check"));
    // One that is there stays, and the lines are printed.
    put(folder.path(), &format!("second/{HOOK}"), b"repos: []\n");
    let said = ok(folder.path(), &["init", "second", "--ci", "github"]);
    assert_eq!(at(&format!("second/{HOOK}")), "repos: []\n");
    assert!(said.contains(&format!("\nInto second/{HOOK}:\n")) && said.contains("- id: crmlint\n"), "{said}");
    assert!(at("second/.github/workflows/crmlint.yml").contains("crmlint check"));
    // Below the root of a repository neither would be read.
    fs::create_dir(folder.path().join(".git")).unwrap();
    let said = ok(folder.path(), &["init", "third"]);
    assert!(said.contains(&format!("Into {HOOK} at the root of the repository:")), "{said}");
    assert!(!folder.path().join("third").join(HOOK).exists());
    // At the root itself they are.
    let root = empty();
    fs::create_dir(root.path().join(".git")).unwrap();
    ok(root.path(), &["init"]);
    assert!(root.path().join(HOOK).exists());
}
