//! Frozen sets: `UPDATE_SETS=1 cargo test --test it generated` makes their lists anew, which is a deliberate act; without it a
//! rule of a set whose text has changed fails. `UPDATE=1` writes the constants that are made from the lists.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crmlint::finding::Level;
use crmlint::rule::Rule;
use crmlint::rule::facts::vocabulary;
use crmlint::rule::guard::applies_at;
use crmlint::source::FileId;
use sha2::{Digest, Sha256};

use super::{loaded, rule_files, settle};

/// Names of the sets and the highest level of the firms that they are for.
const SETS: &[(&str, u8)] = &[("cmmc-l1-2026", 1), ("cmmc-l2-2026", 2), ("cmmc-l3-2026", 3)];

/// First 16 hex digits of SHA-256 over a rule file, line ends normalised.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    digest.iter().take(8).fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// A rule as a set lists it.
#[derive(Debug, Clone, PartialEq)]
struct Listed {
    name: String,
    level: Level,
    text: String,
}

/// An edit of a listed rule that does not change what the set means.
#[derive(Debug, Clone, PartialEq)]
struct Amended {
    rule: String,
    on: String,
    why: String,
}

#[derive(Debug, Default)]
struct Set {
    rules: Vec<Listed>,
    amended: Vec<Amended>,
}

fn path(name: &str) -> String {
    format!("rules/sets/{name}.kdl")
}

fn committed(name: &str) -> Set {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path(name))).unwrap_or_default();
    let parsed = crmlint::parse::parse(FileId(0), &text);
    assert!(parsed.findings.is_empty(), "{name}: {:?}", parsed.findings);
    let mut set = Set::default();
    for node in parsed.document.nodes(&text).named("ruleset") {
        assert_eq!(node.first_text(), Some(name), "the name in the file");
        for child in node.children() {
            let arg = |n: usize| child.arg(n).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
            let prop = |p: &str| child.prop(p).and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            match child.name() {
                "rule" => set.rules.push(Listed {
                    name: arg(0),
                    level: Level::from_word(&prop("level")).expect("a level"),
                    text: prop("text"),
                }),
                "amended" => set.amended.push(Amended { rule: arg(0), on: prop("on"), why: arg(1) }),
                other => panic!("{name}: a set has no `{other}`"),
            }
        }
    }
    set
}

/// The list of a set as the rules are now: those that can apply to a firm of its level, without those on trial.
fn current(level: u8, rules: &[Rule], texts: &BTreeMap<String, String>) -> Vec<Listed> {
    let fits = |r: &&Rule| !r.preview && (level == 3 || (1..=level).any(|l| applies_at(r, vocabulary(), l)));
    let listed = |r: &Rule| Listed { name: r.name.to_string(), level: r.level, text: hash(&texts[r.source.path()]) };
    let mut out: Vec<Listed> = rules.iter().filter(fits).map(listed).collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

fn kdl(name: &str, set: &Set) -> String {
    let mut out = format!(
        "// A frozen set: these rules, at these levels, under a name that keeps its meaning. See docs/rulesets.md before you\n\
         // touch it; `text` is the hash of the rule's file.\nruleset {name} {{\n"
    );
    for Amended { rule, on, why } in &set.amended {
        let _ = writeln!(out, "    amended {rule} on=\"{on}\" {why:?}");
    }
    for Listed { name, level, text } in &set.rules {
        let _ = writeln!(out, "    rule {name} level={level} text=\"{text}\"");
    }
    out.push_str("}\n");
    out
}

fn constants(sets: &[(&str, Set)]) -> String {
    let mut out = String::from(
        "//! The frozen sets of rules. Generated from `rules/sets/`: `UPDATE=1 cargo test --test it generated`.\n\n\
         use super::FrozenSet;\nuse crate::finding::Level;\n\n/// All frozen sets, by name.\n#[rustfmt::skip]\n\
         pub(super) static SETS: &[FrozenSet] = &[\n",
    );
    for (name, set) in sets {
        let _ = writeln!(out, "    FrozenSet {{ name: {name:?}, rules: &[");
        for rule in &set.rules {
            let _ = writeln!(out, "        ({:?}, Level::{:?}),", rule.name, rule.level);
        }
        out.push_str("    ] },\n");
    }
    out.push_str("];\n");
    out
}

#[test]
fn frozen_sets_hold_what_they_name() {
    let rules = loaded();
    let texts: BTreeMap<String, String> = rule_files().into_iter().collect();
    let mut wrong = String::new();
    let mut sets = Vec::new();
    for (name, level) in SETS {
        let mut set = committed(name);
        if std::env::var_os("UPDATE_SETS").is_some() {
            set.rules = current(*level, &rules, &texts);
            fs::create_dir_all(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sets")).unwrap();
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path(name)), kdl(name, &set)).unwrap();
        }
        assert!(set.rules.is_sorted_by(|a, b| a.name < b.name), "{name}: by name, each once");
        for listed in &set.rules {
            match rules.iter().find(|r| r.name == listed.name) {
                None => {
                    let _ = writeln!(wrong, "{}: `{}` is listed and there is no such rule", path(name), listed.name);
                }
                Some(rule) => {
                    let now = hash(&texts[rule.source.path()]);
                    if now != listed.text {
                        let _ = writeln!(wrong, "{}: `{}` has changed, its text is now {now}", path(name), rule.name);
                    }
                }
            }
        }
        for Amended { rule, on, why } in &set.amended {
            let listed = set.rules.iter().any(|r| r.name == *rule);
            let whole = listed && on.parse::<jiff::civil::Date>().is_ok() && why.len() > 10;
            assert!(whole, "{name}: `amended` needs a listed rule, a date and a reason: {rule} {on} {why}");
        }
        sets.push((*name, set));
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\nA frozen set keeps its meaning. If the change leaves what the rule finds as it was (words, a citation, one \
         more example), or takes away a false alarm, write the new hash and a line `amended RULE on=\"DATE\" \"what \
         changed\"` into the set. If the rule now finds more, give the new rule a name of its own, keep the old one, and put \
         the new one into a new set. Before the first release, UPDATE_SETS=1 cargo test --test it generated makes the lists \
         anew. docs/rulesets.md says more."
    );
    // Written by the same call, so that the lists need not be committed first.
    if std::env::var_os("UPDATE_SETS").is_some() {
        let constants = constants(&sets);
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rule/frozen/bundled.rs"), constants).unwrap();
    } else {
        settle("src/rule/frozen/bundled.rs", &constants(&sets));
    }
}

#[test]
fn a_set_lists_what_can_apply_at_its_level() {
    let rules = loaded();
    let applies = |name: &str| {
        let rule = rules.iter().find(|r| r.name == name).unwrap();
        (1..=3).filter(|l| applies_at(rule, vocabulary(), *l)).collect::<Vec<u8>>()
    };
    // Level 1 owes neither matrix nor plan.
    assert_eq!(applies("esp-without-crm"), [2, 3]);
    assert_eq!(applies("duty-unanswered"), [2, 3]);
    assert_eq!(applies("crm-stale"), [2, 3]);
    // What is wrong whoever reads it.
    assert_eq!(applies("unknown-requirement"), [1, 2, 3]);
}
