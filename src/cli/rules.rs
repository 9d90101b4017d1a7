//! `crmlint rules`: lists the rules, checks rule files, begins a rule, writes the pages of the rules in force.

mod docs;
mod new;

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use serde_json::json;

use super::session::frozen_set;
use super::{Failure, output};
use crate::finding::{Finding, Level, counted};
use crate::rule::facts::vocabulary;
use crate::rule::guard::levels;
use crate::rule::page::value as default;
use crate::rule::{Audience, Rule, RuleSet, RuleSource};
use crate::source::{FileId, Sources, printable};

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List all rules
    List {
        /// How
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
        /// Only the rules of a frozen set, at its levels
        #[arg(long, value_name = "NAME")]
        ruleset: Option<String>,
    },
    /// Check rule files without running them
    Check {
        /// Rule files or folders of them; the project's own rules without any
        paths: Vec<PathBuf>,
    },
    /// Write a rule to start from, with examples that pass
    New {
        /// Its name: lower case, words joined by hyphens, what is wrong
        name: String,
        /// The folder for its file
        #[arg(short, long, value_name = "FOLDER", default_value = ".")]
        output: PathBuf,
    },
    /// Write a page for each rule in force, the project's own among them
    Docs {
        /// The folder for the pages
        #[arg(short, long, value_name = "FOLDER", default_value = "crmlint-rules")]
        output: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListFormat {
    Text,
    Json,
}

pub(super) fn run(command: &RulesCommand) -> Result<u8, Failure> {
    match command {
        RulesCommand::List { format, ruleset } => list(*format, ruleset.as_deref()),
        RulesCommand::Check { paths } => check(paths),
        RulesCommand::New { name, output } => new::run(name, output),
        RulesCommand::Docs { output } => docs::run(output),
    }
}

fn list(format: ListFormat, ruleset: Option<&str>) -> Result<u8, Failure> {
    let frozen = ruleset.map(frozen_set).transpose()?;
    let (rules, sources) = super::session::rules_here();
    let level = |rule: &Rule| frozen.map_or(rule.level, |set| set.level(rule));
    // A team's own rules are no part of a set.
    let listed = |rule: &&Rule| frozen.is_none_or(|set| set.rules.iter().any(|(name, _)| rule.name == *name));
    let listed: Vec<&Rule> = rules.rules().iter().filter(listed).collect();
    let text = match format {
        ListFormat::Text => {
            let mut out = String::new();
            for rule in &listed {
                let word = level(rule).word();
                let _ = writeln!(out, "{:<38} {word:<8} {:<11} {}", rule.name, rule.area, rule.summary);
            }
            out
        }
        ListFormat::Json => {
            let list: Vec<_> = listed.iter().map(|r| entry(r, level(r), &sources)).collect();
            let mut out = serde_json::to_string_pretty(&list).map_err(|e| Failure::Usage(e.to_string()))?;
            out.push('\n');
            out
        }
    };
    output::out(&printable(&text));
    Ok(0)
}

/// A rule in JSON.
fn entry(rule: &Rule, level: Level, sources: &Sources) -> serde_json::Value {
    let audience = match rule.audience {
        Audience::Contractor => "contractor",
        Audience::Template => "template",
        Audience::Both => "both",
    };
    let params: Vec<_> = rule
        .params
        .iter()
        .map(|p| json!({ "name": p.name, "default": default(&p.default, p.ty, vocabulary()) }))
        .collect();
    json!({
        "name": rule.name, "aliases": rule.aliases, "level": level.word(), "area": rule.area, "since": rule.since,
        "summary": rule.summary, "cite": rule.cite, "controls": rule.controls, "debated": rule.debated,
        "confidence": if rule.debated { "debated" } else { "certain" }, "preview": rule.preview, "for": audience,
        "applies-at-levels": levels(rule, vocabulary()), "params": params, "path": rule.source.path(),
        "why": super::explain::why_of(rule, sources),
    })
}

/// Reads rule files as a check would, and tells every slip with its place.
fn check(paths: &[PathBuf]) -> Result<u8, Failure> {
    let (sources, files) = super::test::rule_files(paths)?;
    let bundled = RuleSet::bundled();
    let mut all = RuleSet::new();
    let mut found: Vec<Finding> = Vec::new();
    for id in &files {
        one_file(&sources, *id, &bundled, &mut all, &mut found);
    }
    for finding in &found {
        let help = finding.help.as_deref().map_or_else(String::new, |h| format!(" ({h})"));
        let (place, rule) = (sources.place(finding.primary.span), &finding.rule);
        output::out(&printable(&format!("{place}: {}[{rule}] {}{help}\n", finding.level, finding.message)));
    }
    let (rules, read) = (counted(all.rules().len(), "rule"), counted(files.len(), "file"));
    let (code, reason) = if !found.is_empty() {
        (1, format!("exit 1: {} in rule files", counted(found.len(), "mistake")))
    } else if files.is_empty() {
        (3, "exit 3: no rule was found; name rule files, or name them with `rules` in crmlint.kdl".to_owned())
    } else {
        (0, format!("exit 0: {rules} in {read}, no mistake; `crmlint test` runs the examples"))
    };
    output::err(&format!("{reason}\n"));
    Ok(code)
}

fn one_file(sources: &Sources, id: FileId, bundled: &RuleSet, all: &mut RuleSet, found: &mut Vec<Finding>) {
    let Some(file) = sources.get(id) else { return };
    let parsed = crate::parse::parse(id, &file.text);
    found.extend(parsed.findings);
    let (rules, told) = crate::rule::load(parsed.document.nodes(&file.text), vocabulary(), &file.path);
    found.extend(told);
    for rule in &rules {
        // The file of a rule that comes with crmlint may be checked too.
        let same = |by: &Rule| file.path.ends_with(by.source.path());
        let taken = rule.names().find_map(|n| bundled.find(n).and_then(|i| bundled.get(i)).filter(|by| !same(by)));
        if let (Some(by), RuleSource::File { span, .. }) = (taken, &rule.source) {
            let message = format!("`{}` is the name of a rule that comes with crmlint", by.name);
            found.push(Finding::fixed("rule-invalid", *span, message).help("choose another name"));
        }
    }
    found.extend(all.add(rules));
}
