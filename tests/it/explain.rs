//! `crmlint explain` inside a project: who owns a requirement, and what a fact is there.

use std::path::Path;

use crate::cli::{crmlint, put};

/// `crmlint explain NAME --path fixtures/STORY`, on one line with single spaces.
fn explained(name: &str, story: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = crmlint(root).args(&["explain", name, "--path"]).arg(format!("fixtures/{story}")).run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:#?}");
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for part in all {
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
}

#[test]
fn who_owns_a_requirement() {
    let page = explained("3.6.1", "harborview");
    says(
        &page,
        &[
            "5 points",
            "Who owns it in fixtures/harborview, as of 2026-11-22",
            "boundary yard, Level 2 (fixtures/harborview/organization.kdl:15:1)",
            "[a] [b] [c] [d] [e] [f] [g] open, 5 points at risk",
            "SSP: implemented (fixtures/harborview/ssp.kdl:208:5)",
            "beacon, as its matrix says (fixtures/harborview/ssp.kdl:209:9): Beacon detects",
            "matrix beacon-crm: shared (fixtures/harborview/crm-beacon.kdl:52:5)",
            "customer: You decide on recovery",
            "duty left by beacon-crm: open, unanswered: You decide on recovery",
        ],
    );
    // One objective alone, by the id of CMMC.
    let page = explained("AU.L2-3.3.1[c]", "harborview");
    says(&page, &["[c] owned SSP: implemented", "duty left by beacon-crm: answered by the SSP"]);
    assert!(!page.contains("[d] owned") && !page.contains("[c] [d] owned"), "{page}");
    // Level 1 knows no objectives here, Level 3 adds requirements.
    says(
        &explained("3.1.1", "larkspur"),
        &["boundary shop, Level 1", "SSP: implemented (fixtures/larkspur/ssp.kdl:7:5) The office manager keeps"],
    );
    let page = explained("IR.L3-3.6.1e", "deepwell");
    says(&page, &["Level 2", "this requirement does not belong to its level", "boundary vault, Level 3", "[a] owned"]);
    // Without an organization the matrices speak alone.
    says(&explained("3.1.1", "northwind-template"), &["No boundary: the matrices alone matrix northwind-cmmc"]);
}

#[test]
fn a_requirement_without_a_row_has_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let text = "organization forge name=\"F\" { cmmc level=2 assessment=self; handles cui; }
ssp version=\"1\" date=\"2026-10-12\" {
    requirement \"3.1.1\" status=implemented { customer \"The IT lead approves each account.\"; }
}\n";
    put(folder.path(), "a.kdl", text.as_bytes());
    let explain = |name: &str, more: &[&str]| {
        crmlint(folder.path()).args(&["explain", name, "--as-of", "2026-11-22"]).args(more).run()
    };
    // The current folder holds declarations, so it is the project.
    says(&explain("3.1.2", &[]).out, &["nobody: the SSP has no row for it; weight 5"]);
    says(
        &explain("3.1.1", &[]).out,
        &["Who owns it here", "[a] [b] [c] [d] [e] [f] owned", "no matrix has a row for it"],
    );
    says(&explain("3.1.2e", &[]).out, &["this requirement does not belong to its level"]);
    let gone = explain("3.1.1", &["--path", "nowhere"]);
    assert_eq!(gone.code, 2, "{gone:#?}");
    assert!(gone.err.contains("cannot read nowhere"), "{gone:#?}");
    let empty = tempfile::tempdir().unwrap();
    let alone = crmlint(empty.path()).args(&["explain", "3.1.1"]).run();
    assert_eq!(alone.code, 0, "{alone:#?}");
    assert_eq!(alone.out.lines().filter(|l| l.contains("No project was found")).count(), 1, "{alone:#?}");
    assert!(alone.out.contains("--path PATH"), "{alone:#?}");
}

#[test]
fn what_a_fact_is_here_and_why() {
    let page = explained("provider.is-esp", "harborview");
    says(
        &page,
        &[
            "provider.is-esp (derived, boolean)",
            "provider:tideline (fixtures/harborview/providers.kdl:4:1): yes, because `rmm` handles spd (fixtures/harborview/providers.kdl:6:66)",
        ],
    );
    assert_eq!(page.matches("provider:").count(), explained("is-esp", "harborview").matches("provider:").count());
    // No more than forty rows, and how many more there are.
    let many = explained("objective.state", "ridgeline");
    assert_eq!(many.matches("ssp/3.").count(), 40, "{many}");
    says(&many, &["and 280 more rows; `crmlint facts --values objective` prints them all"]);
}

#[test]
fn narrow_terminals() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for columns in [40, 60, 100] {
        for name in ["3.6.1", "3.13.11", "is-esp", "waiver-expired"] {
            let call = crmlint(root).args(&["explain", name, "--path", "fixtures/harborview"]);
            let ran = call.env("COLUMNS", &columns.to_string()).run();
            for line in ran.out.lines() {
                // A place is one word and stays whole.
                let fits = line.chars().count() <= columns || line.split_whitespace().count() == 1;
                assert!(fits, "{columns}: {line}");
            }
        }
    }
}

#[test]
fn texts_of_users_are_shown_safely() {
    let folder = tempfile::tempdir().unwrap();
    let text = "organization forge name=\"F\" { cmmc level=2 assessment=self; handles cui; }
ssp version=\"1\" date=\"2026-10-12\" {
    requirement \"3.1.1\" status=implemented { customer \"The lead\\u{1b}[31m\\u{202e} approves.\"; }
}\n";
    put(folder.path(), "a.kdl", text.as_bytes());
    for name in ["3.1.1", "claim.text", "words"] {
        let out = crmlint(folder.path()).args(&["explain", name]).run().out;
        assert!(out.contains("\\u{1b}") && !out.chars().any(crmlint::source::is_hostile), "{name}: {out}");
    }
}

/// Numbers of Revision 3 are known for what they are, also those that look like Revision 2 with zeros.
#[test]
fn numbers_of_revision_3() {
    let page = |name: &str| crmlint(Path::new(env!("CARGO_MANIFEST_DIR"))).args(&["explain", name]).run().out;
    let supply = page("03.17.01");
    assert!(supply.contains("03.17.01 Supply Chain Risk Management Plan (NIST SP 800-171 Rev 3)"), "{supply}");
    assert!(supply.contains("CMMC assesses Revision 2"), "{supply}");
    let both = page("03.01.01");
    assert!(both.contains("03.01.01 Account Management") && both.contains("3.1.1 Authorized Access Control"), "{both}");
    assert!(page("03.01.13").contains("withdrew"));
}
