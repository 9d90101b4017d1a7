//! `crmlint.kdl` beyond levels and waivers: what it extends, other levels for some files, and `crmlint config`.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

/// A matrix with a row that no requirement has, and one that is too old.
const CRM: &str = "provider northwind name=\"Northwind IT\" kind=msp
crm c provider=northwind version=\"1\" date=\"2024-05-01\" {
    template #true; signed by=northwind on=\"2024-05-01\"
    requirement \"3.1.99\" responsibility=customer
}
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        put(folder.path(), path, text.as_bytes());
    }
    folder
}

fn check(folder: &Path) -> Ran {
    crmlint(folder).args(&["check", ".", "--format", "concise"]).run()
}

/// `level[rule]` of each finding.
fn told(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter_map(|l| l.split(' ').nth(1)).collect()
}

#[test]
fn a_project_file_takes_over_what_it_extends_and_goes_before_it() {
    let base = "crmlint { as-of \"2026-11-22\"; exclude \"old/**\"; rule crm-stale level=error max-age=P6M; rule unknown-requirement level=warning; }\n";
    let files = folder(&[
        ("shared/base.kdl", base),
        (
            "firm/crmlint.kdl",
            "crmlint format=1 {\n    extends \"../shared/base.kdl\"\n    rule crm-stale level=note\n}\n",
        ),
        ("firm/crm.kdl", CRM),
        ("firm/old/crm.kdl", CRM),
        (".git/HEAD", ""),
    ]);
    let ran = check(&files.path().join("firm"));
    assert_eq!(told(&ran), ["note[crm-stale]", "warning[unknown-requirement]"], "{ran:?}");
    let ran = crmlint(&files.path().join("firm")).args(&["config"]).run();
    for part in ["/shared/base.kdl:1:17)\n", "  note  (crmlint.kdl:3:10)\n", "/shared/base.kdl:1:76)\n"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }

    // A rule file that the shared project file names lies beside it, wherever it is extended.
    let rule = "rule own level=error { summary \"s\"; cite \"c\"; why \"w\"; each provider; require { kind includes=csp; }; report \"`{id}` is none\"\n bad { (finding)provider a kind=msp; }\n good { provider a kind=csp; }\n}\n";
    put(files.path(), "shared/own.kdl", rule.as_bytes());
    put(files.path(), "shared/base.kdl", base.replace("exclude", "rules \"own.kdl\"; exclude").as_bytes());
    let ran = check(&files.path().join("firm"));
    assert!(ran.code != 2, "{ran:?}");
}

#[test]
fn what_cannot_be_extended_is_told_with_exit_2() {
    for (base, message) in [
        (None, "`base.kdl` was not read: there is no such file or folder"),
        (Some("crmlint { extends \"crmlint.kdl\"; }\n"), "comes back to this file"),
        (Some("crmlint { rul crm-stale; }\n"), "crmlint.kdl has no word `rul`"),
        (Some("crmlint { units \"a/*\"; }\n"), "`units` has no effect in a project file that another one extends"),
        (Some("crmlint format=9 { }\n"), "asks for format 9"),
    ] {
        let files =
            folder(&[("crmlint.kdl", "crmlint { as-of \"2026-11-22\"; extends \"base.kdl\"; }\n"), ("crm.kdl", CRM)]);
        if let Some(base) = base {
            put(files.path(), "base.kdl", base.as_bytes());
        }
        let ran = check(files.path());
        assert!(ran.code == 2 && format!("{}{}", ran.out, ran.err).contains(message), "{message}: {ran:?}");
    }
}

#[test]
fn some_files_may_have_other_levels() {
    let project = |own: &str| format!("crmlint {{\n    as-of \"2026-11-22\"\n    rule crm-stale level=off\n{own}}}\n");
    let own = "    override \"legacy/**\" { rule crm-stale level=warning; rule unknown-requirement level=off; }\n    override \"legacy/new/*.kdl\" { rule unknown-requirement level=note; }\n";
    let renamed = |id: &str| {
        CRM.replace("crm c ", &format!("crm {id} ")).replace("provider northwind name=\"Northwind IT\" kind=msp\n", "")
    };
    let files = folder(&[
        ("crmlint.kdl", &project(own)),
        ("crm.kdl", CRM),
        ("legacy/crm.kdl", &renamed("d")),
        ("legacy/new/crm.kdl", &renamed("e")),
    ]);
    let ran = check(files.path());
    assert_eq!(
        ran.out.lines().map(|l| l.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>(),
        [
            "crm.kdl:4:17: error[unknown-requirement]",
            "legacy/crm.kdl:1:43: warning[crm-stale]",
            "legacy/new/crm.kdl:1:43: warning[crm-stale]",
            "legacy/new/crm.kdl:3:17: note[unknown-requirement]",
        ],
        "{ran:?}"
    );
    // The command line goes before it.
    let all = crmlint(files.path())
        .args(&["check", ".", "--format", "concise", "--rule", "unknown-requirement=warning"])
        .run();
    assert_eq!(told(&all).iter().filter(|t| **t == "warning[unknown-requirement]").count(), 3, "{all:?}");
    let json = crmlint(files.path()).args(&["check", "--format", "json"]).run().out;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["outcomes"]["unknown-requirement"]["found"], 2, "what is off somewhere was not found there");
    for (own, message) in [
        ("    override \"a\" { rule crm-stale max-age=P6M; }\n", "holds for a whole project"),
        ("    override \"a\" { rule crm-stael level=off; }\n", "there is no rule `crm-stael`"),
        ("    override \"a\" { waiver x; }\n", "`override` has no word `waiver`"),
        ("    override \"a\"\n", "changes nothing"),
        ("    override \"[\" { rule crm-stale level=off; }\n", "is no glob"),
        ("    override { rule crm-stale level=off; }\n", "needs at least one path or glob"),
        ("    override \"a\" all=#true { rule crm-stale level=off; }\n", "no property `all`"),
    ] {
        put(files.path(), "crmlint.kdl", project(own).as_bytes());
        let ran = check(files.path());
        assert!(ran.code == 2 && ran.out.contains(message), "{own}: {ran:?}");
    }
}

#[test]
fn nothing_hides_what_was_not_read() {
    let files = folder(&[
        ("crmlint.kdl", "crmlint { as-of \"2026-11-22\"; override \"**\" { rule kdl-syntax level=off; }; }\n"),
        ("crm.kdl", "provider \"\n"),
    ]);
    let ran = check(files.path());
    assert!(ran.code == 1 && ran.out.contains("error[kdl-syntax]"), "{ran:?}");
}

#[test]
fn config_tells_every_setting_and_where_it_comes_from() {
    let files = folder(&[
        (
            "crmlint.kdl",
            "crmlint {\n    as-of \"2026-11-22\"\n    audience msp\n    exclude \"old/**\"\n    rule crm-stale level=error max-age=P6M\n    waiver crm-draft at=c until=\"2027-01-31\" by=fso \"why\"\n}\n",
        ),
        ("crm.kdl", CRM),
    ]);
    let config = |args: &[&str]| crmlint(files.path()).arg("config").args(args).run();
    let ran = config(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let has = |name: &str, rest: &str| {
        let line = ran.out.lines().find(|l| l.starts_with(name) && l.ends_with(rest));
        assert!(line.is_some(), "{name} … {rest}:\n{}", ran.out);
    };
    has("as-of", "  2026-11-22  (crmlint.kdl:2:11)");
    has("audience", "  msp  (crmlint.kdl:3:14)");
    has("exclude", "  old/**  (crmlint.kdl:4:13)");
    has("crm-stale ", "  error  (crmlint.kdl:5:10)");
    has("crm-stale max-age", "  P6M  (crmlint.kdl:5:32)");
    has("waiver", "  crm-draft at c until 2027-01-31  (crmlint.kdl:6:5)");
    has("affirmation-stale", "  note  (audience msp)");
    has("baseline", "  none  (default)");
    let all: Value = serde_json::from_str(&config(&["--all", "--format", "json"]).out).unwrap();
    let settings = all[0]["settings"].as_array().unwrap();
    let rules = settings.iter().filter(|s| s["name"].as_str().is_some_and(|n| !n.contains(' '))).count();
    assert!(rules > 160, "{rules} of all rules and fixed findings");
    assert!(settings.iter().any(|s| s["name"] == "crm-stale" && s["default"] == false));
    let clock = config(&["--as-of", "2026-01-01"]);
    assert!(clock.out.contains("2026-01-01  (--as-of)"), "{clock:?}");
    put(files.path(), "crmlint.kdl", b"crmlint { rul x; }\n");
    assert_eq!(config(&[]).code, 2);
    assert_eq!(crmlint(tempfile::tempdir().unwrap().path()).arg("config").run().code, 3);
}
