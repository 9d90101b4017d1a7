//! Files that are made from others and committed: `UPDATE=1 cargo test` writes them, otherwise a stale one fails.

mod pages;
mod sets;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crmlint::rule::facts::vocabulary;
use crmlint::rule::{Rule, RuleSet, RuleSource, bundle, load};
use crmlint::schema::grammar::{NodeGrammar, ScalarType, Shape};
use crmlint::source::{FileId, Sources};

use crate::support::CORE;

/// Compares a generated text with the committed file, or writes it.
fn settle(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let have = fs::read_to_string(&path).unwrap_or_default();
    if have == text {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    let diff = similar::TextDiff::from_lines(have.as_str(), text);
    let short: String = diff.unified_diff().context_radius(1).to_string().chars().take(2_000).collect();
    panic!("{} is stale; run UPDATE=1 cargo test --test it generated\n{short}", path.display());
}

/// All rule files below `rules/`, but not the catalogue and the frozen sets, in order of path.
pub(crate) fn rule_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut out = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_some_and(|n| n != "catalog" && n != "sets") {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "kdl") {
                let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().replace('\\', "/");
                out.push((shown, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    out.sort();
    out
}

#[test]
fn declaration_schema_is_made_from_the_grammar() {
    let text = crmlint::schema::declaration_schema(&crmlint::model::top_level());
    settle("schemas/declaration.schema.json", &text);
}

/// All rules as their files are now, compiled.
fn loaded() -> Vec<Rule> {
    let mut all = Vec::new();
    for (path, text) in rule_files() {
        let mut sources = Sources::new();
        let id = sources.add(path.clone(), text.clone());
        let parsed = crmlint::parse::parse(id, &text);
        assert!(parsed.findings.is_empty(), "{path}: {:?}", parsed.findings);
        let (rules, findings) = load(parsed.document.nodes(&text), vocabulary(), &path);
        let told: Vec<String> =
            findings.iter().map(|f| format!("{}: {} {:?}", sources.place(f.primary.span), f.message, f.help)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        all.extend(rules);
    }
    all
}

/// The same as a set.
fn loaded_set() -> RuleSet {
    let mut set = RuleSet::new();
    let clash = set.add(loaded());
    assert!(clash.is_empty(), "{clash:?}");
    set
}

/// `docs/language.md`: every node with its words, as the grammar has them.
#[test]
fn the_page_of_the_language_is_made_from_the_grammar() {
    let mut text = String::from(
        "# The words of declarations\n\nMade from the grammar: `UPDATE=1 cargo test --test it generated`. The same as a JSON \
         Schema: `crmlint schema declaration`.\nWhat takes one value may be a property (`level=2`) or a child (`level 2`); what takes \
         several, children or one\nproperty. `unknown` may stand for any value. Ids that begin with a digit, dates and texts stand in \
         quotes.\n\nThe project file `crmlint.kdl` and rules have words of their own: [command-line.md](command-line.md), \
         [CONTRIBUTING.md](../CONTRIBUTING.md).\n",
    );
    let mut told: Vec<&str> = Vec::new();
    for noun in crmlint::model::top_level() {
        describe_noun(&mut text, &noun, &[], &mut told);
    }
    settle("docs/language.md", &text);
}

fn describe_noun(text: &mut String, noun: &NodeGrammar, path: &[&str], told: &mut Vec<&'static str>) {
    if told.contains(&noun.def) {
        return;
    }
    told.push(noun.def);
    let path: Vec<&str> = path.iter().copied().chain([noun.word]).collect();
    let title = path.join(" › ");
    let _ = write!(
        text,
        "\n{} {title}\n\n{}\n\n| word | how | what |\n|---|---|---|\n",
        "#".repeat(path.len() + 1),
        noun.doc
    );
    let mut inner = Vec::new();
    for field in &noun.fields {
        let (how, below) = how_written(&field.shape);
        let _ = writeln!(text, "| `{}` | {how} | {} |", field.word, field.doc.replace('|', "\\|"));
        inner.extend(below);
    }
    for below in inner {
        describe_noun(text, &below, &path, told);
    }
}

fn how_written(shape: &Shape) -> (String, Option<NodeGrammar>) {
    match shape {
        Shape::Arg(ty) => (format!("behind the name: {}", kind(*ty)), None),
        Shape::OptArg(ty) => (format!("behind the name, may be left out: {}", kind(*ty)), None),
        Shape::Args(ty) => (format!("behind the name, one or more: {}", kind(*ty)), None),
        Shape::Word(ty) => (kind(*ty), None),
        Shape::Words(ty) => (format!("one or more: {}", kind(*ty)), None),
        Shape::Child(noun) => ("a node, once".to_owned(), Some(noun())),
        Shape::Short(noun) => ("a node, once; its value also as a property".to_owned(), Some(noun())),
        Shape::Children(noun) => ("a node, any number".to_owned(), Some(noun())),
    }
}

fn kind(ty: ScalarType) -> String {
    match ty {
        ScalarType::Text => "text".to_owned(),
        ScalarType::Id => "id".to_owned(),
        ScalarType::Bool => "`#true` or `#false`".to_owned(),
        ScalarType::Integer => "whole number".to_owned(),
        ScalarType::Date => "date, `\"2026-11-22\"`".to_owned(),
        ScalarType::Duration => "duration, `P12M`".to_owned(),
        ScalarType::Enum(words) => words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" "),
    }
}

#[test]
fn bundled_rules_equal_their_files() {
    loaded_set();
    settle("src/rule/bundled.rs", &bundle(&loaded()));
}

#[test]
fn rule_index_is_true() {
    let set = loaded_set();
    let mut text = String::from("# Rules\n\nMade from the rule files: `UPDATE=1 cargo test --test it generated`.\n");
    let mut area = String::new();
    for rule in set.rules() {
        if rule.area != area {
            area = rule.area.to_string();
            let _ = write!(text, "\n## {area}\n\n| rule | level | what it finds | citation |\n|---|---|---|---|\n");
        }
        let _ = writeln!(
            text,
            "| [{0}]({1}/{0}.kdl) | {2} | {3} | {4} |",
            rule.name,
            rule.area,
            rule.level,
            rule.summary,
            rule.cite.join("; ")
        );
    }
    settle("rules/README.md", &text);
}

#[test]
fn every_candidate_is_a_rule_an_alias_or_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let candidates = fs::read_to_string(root.join("tests/data/catalogue.txt")).unwrap();
    let explained = fs::read_to_string(root.join("docs/not-rules.md")).unwrap();
    let set = RuleSet::bundled();
    let candidates: Vec<&str> = candidates.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    assert_eq!(candidates.len(), 102);
    let missing: Vec<&&str> =
        candidates.iter().filter(|c| set.find(c).is_none() && !explained.contains(&format!("`{c}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_hundred_rules_with_examples_and_citations() {
    let set = RuleSet::bundled();
    assert!(set.rules().len() >= 100, "{}", set.rules().len());
    for rule in set.rules() {
        assert!(!rule.cite.is_empty() && !rule.summary.is_empty(), "{}", rule.name);
        let RuleSource::Bundled { text, .. } = &rule.source else { panic!("{} is not bundled", rule.name) };
        let document = crmlint::parse::parse(FileId(0), text).document;
        let node = document.nodes(text).find(|n| n.name() == "rule").expect("a rule");
        for kind in ["bad", "good"] {
            assert!(node.children_named(kind).next().is_some(), "{} has no {kind} example", rule.name);
        }
        // Practice is never an error: an error rests on the regulation, the clause, the memorandum or the DoD's own answers.
        let law = ["CFR", "DFARS", "DoD", "SP 800-171", "CMMC Code", "CAP v2.0"];
        let lawful = rule.cite.iter().any(|c| law.iter().any(|l| c.contains(l)));
        assert!(rule.level != crmlint::finding::Level::Error || lawful, "{}: {:?}", rule.name, rule.cite);
    }
}

#[test]
fn the_thirty_core_rules_are_there() {
    let listed: Vec<&str> = include_str!("../data/core-rules.txt").lines().collect();
    assert_eq!(listed, CORE, "the benches read the list from the file");
    let set = RuleSet::bundled();
    for name in CORE {
        assert!(set.rules().iter().any(|r| r.name == name), "{name}");
    }
    let _ = FileId(0);
}
