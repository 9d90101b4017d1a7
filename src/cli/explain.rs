//! `crmlint explain`: an offline page for a rule, a finding that is no rule, or a requirement.

use std::fmt::Write as _;

use super::{Failure, output};
use crate::catalog::{Poam, Reading, Weight, read_ids};
use crate::finding::{FIXED, Fixed, counted, nearest};
use crate::rule::example::{rule_node, why};
use crate::rule::facts::{PUBLIC, vocabulary};
use crate::rule::{Rule, RuleSet, RuleSource};
use crate::source::{Document, FileId, Sources, printable};

pub(super) fn run(name: &str) -> Result<u8, Failure> {
    let (rules, sources) = super::session::rules_here();
    let page = if let Some(rule) = rules.find(name).and_then(|i| rules.get(i)) {
        rule_page(rule, name, &sources)
    } else if let Some(fixed) = FIXED.iter().find(|f| f.name == name) {
        fixed_page(fixed)
    } else if let Some(page) = requirement_page(name, &rules) {
        page
    } else if let Some(page) = fact_page(name) {
        page
    } else {
        let names = rules.rules().iter().flat_map(Rule::names).chain(FIXED.iter().map(|f| f.name));
        let number = read_ids(name, None).into_iter().find_map(|r| match r {
            Reading::UnknownNumber { nearest } => nearest,
            _ => None,
        });
        let near = number
            .or_else(|| nearest(name, names))
            .map_or_else(|| "; `crmlint rules list` names the rules".to_owned(), |n| format!("; did you mean `{n}`?"));
        return Err(Failure::Usage(format!("nothing is known of `{name}`{near}")));
    };
    output::out(&printable(&page));
    Ok(0)
}

/// The `why` of a rule, from its text.
pub(super) fn why_of(rule: &Rule, sources: &Sources) -> String {
    let (text, document) = text_of(rule, sources);
    rule_node(document.nodes(&text), &rule.name).and_then(|n| why(&n)).unwrap_or_default().trim().to_owned()
}

/// The text of a rule's file and its nodes.
fn text_of(rule: &Rule, sources: &Sources) -> (String, Document) {
    match &rule.source {
        RuleSource::Bundled { text, .. } => ((*text).to_owned(), crate::parse::parse(FileId(0), text).document),
        RuleSource::File { span, .. } => sources
            .get(span.file)
            .map_or_else(Default::default, |f| (f.text.clone(), f.document.clone().unwrap_or_default())),
    }
}

fn rule_page(rule: &Rule, asked: &str, sources: &Sources) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} ({}, {})", rule.name, rule.level, rule.area);
    if asked != rule.name {
        let _ = writeln!(out, "formerly or elsewhere `{asked}`");
    }
    let _ = writeln!(out, "\n{}\n", rule.summary);
    let _ = writeln!(out, "Why\n{}\n", indent(&why_of(rule, sources)));
    if rule.debated {
        let _ = writeln!(out, "Sources disagree on this rule; the reason above tells both sides.\n");
    }
    let _ = writeln!(out, "Citations\n  {}\n", rule.cite.join("\n  "));
    if !rule.controls.is_empty() {
        let _ = writeln!(out, "Requirements\n  {}\n", rule.controls.join(" "));
    }
    if !rule.params.is_empty() {
        let names: Vec<&str> = rule.params.iter().map(|p| p.name.as_ref()).collect();
        let _ = writeln!(
            out,
            "Parameters (crmlint.kdl: rule {} {}=…)\n  {}\n",
            rule.name,
            names.first().unwrap_or(&""),
            names.join(" ")
        );
    }
    for (kind, title) in [("bad", "Found"), ("good", "Not found"), ("outside", "Does not apply")] {
        for example in example_texts(rule, kind, sources) {
            let _ = writeln!(out, "{title}\n{}\n", indent(&example));
        }
    }
    out
}

/// The text inside the examples of one kind, with its own indentation taken off.
fn example_texts(rule: &Rule, kind: &str, sources: &Sources) -> Vec<String> {
    let (text, document) = text_of(rule, sources);
    let Some(node) = rule_node(document.nodes(&text), &rule.name) else { return Vec::new() };
    node.children_named(kind)
        .filter_map(|n| {
            let first = n.children().next()?.span().start as usize;
            let last = n.children().last()?.span().end as usize;
            Some(dedent(text.get(first..last)?))
        })
        .collect()
}

fn dedent(text: &str) -> String {
    let margin = text
        .lines()
        .skip(1)
        .filter(|l| !l.trim().is_empty())
        .map(|l| l.len() - l.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        let cut =
            if i == 0 { line } else { line.get(margin.min(line.len() - line.trim_start().len())..).unwrap_or(line) };
        out.push_str(&cut.replace("(finding)", ""));
        out.push('\n');
    }
    out.trim_end().to_owned()
}

fn indent(text: &str) -> String {
    text.lines().map(|l| format!("  {}", l.trim_end())).collect::<Vec<_>>().join("\n")
}

fn fixed_page(fixed: &Fixed) -> String {
    format!("{} ({}, no rule)\n\n{}\n\n{}\n", fixed.name, fixed.level, fixed.summary, indent(fixed.why))
}

fn requirement_page(name: &str, rules: &RuleSet) -> Option<String> {
    let ix = read_ids(name, None).into_iter().find_map(|r| match r {
        Reading::Requirement { ix, .. } => Some(ix),
        _ => None,
    })?;
    let r = ix.get();
    let mut out = format!("{} {} ({})\n\n", r.id, r.title, r.cmmc_id);
    let weight = match r.weight {
        Weight::Points(n) => counted(usize::from(n), "point"),
        Weight::Variable { full, partial, state } => format!("{full} points, {partial} with state={state}"),
        Weight::Unscored => "unscored: without an SSP the assessment cannot be completed".to_owned(),
    };
    let poam = match r.poam {
        Poam::Eligible => "may stand on a POA&M",
        Poam::WorthMore => "may not stand on a POA&M: worth more than 1 point (32 CFR 170.21(a)(2)(ii))",
        Poam::Named => "may not stand on a POA&M: named in 32 CFR 170.21(a)(2)(iii)",
        Poam::Conditional => "may stand on a POA&M only when encryption is in use and not FIPS-validated",
    };
    let _ = writeln!(out, "  {weight} (32 CFR 170.24)\n  {poam}");
    if let Some(level1) = r.level1 {
        let _ = writeln!(out, "  Level 1: {level1}");
    }
    let letters: Vec<String> = r.letters.chars().map(|c| format!("[{c}]")).collect();
    let _ = writeln!(out, "  objectives {}\n\nRules that touch it", letters.join(" "));
    let named: Vec<&Rule> = rules.rules().iter().filter(|rule| rule.controls.iter().any(|c| c == r.id)).collect();
    let every: Vec<&Rule> = rules.rules().iter().filter(|rule| rule.area == "ownership").collect();
    for rule in named.iter().chain(every.iter().filter(|e| !named.iter().any(|n| n.name == e.name))) {
        let _ = writeln!(out, "  {:<28} {}", rule.name, rule.summary);
    }
    Some(out)
}

/// A derived fact by `table.field` or by its field name alone.
fn fact_page(name: &str) -> Option<String> {
    let (table, field) = name.split_once('.').map_or((None, name), |(t, f)| (Some(t), f));
    let mut out = String::new();
    for t in vocabulary().iter().filter(|t| PUBLIC.contains(&t.name) && table.is_none_or(|n| n == t.name)) {
        for f in t.fields.iter().filter(|f| f.name == field) {
            let from = if f.derived { "derived" } else { "declared" };
            let _ = writeln!(out, "{}.{} ({from}, {})\n\n  {}\n", t.name, f.name, f.ty.describe(), f.doc);
        }
    }
    if out.is_empty() { None } else { Some(out) }
}
