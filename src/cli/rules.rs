//! `crmlint rules list`.

use std::fmt::Write as _;

use serde_json::json;

use super::session::frozen_set;
use super::{Failure, ListFormat, output};
use crate::finding::Level;
use crate::rule::facts::vocabulary;
use crate::rule::guard::levels;
use crate::rule::page::value as default;
use crate::rule::{Audience, Rule};
use crate::source::{Sources, printable};

pub(super) fn list(format: ListFormat, ruleset: Option<&str>) -> Result<u8, Failure> {
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
