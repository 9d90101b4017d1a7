//! `crmlint rules list`.

use std::fmt::Write as _;

use serde_json::json;

use super::{Failure, ListFormat, output};
use crate::source::printable;

pub(super) fn list(format: ListFormat) -> Result<u8, Failure> {
    let (rules, sources) = super::session::rules_here();
    let text = match format {
        ListFormat::Text => {
            let mut out = String::new();
            for rule in rules.rules() {
                let _ = writeln!(out, "{:<38} {:<8} {:<11} {}", rule.name, rule.level.word(), rule.area, rule.summary);
            }
            out
        }
        ListFormat::Json => {
            let list: Vec<_> = rules
                .rules()
                .iter()
                .map(|r| {
                    json!({
                        "name": r.name, "aliases": r.aliases, "level": r.level.word(), "area": r.area, "since": r.since,
                        "summary": r.summary, "cite": r.cite, "controls": r.controls, "debated": r.debated,
                        "why": super::explain::why_of(r, &sources),
                    })
                })
                .collect();
            let mut out = serde_json::to_string_pretty(&list).map_err(|e| Failure::Usage(e.to_string()))?;
            out.push('\n');
            out
        }
    };
    output::out(&printable(&text));
    Ok(0)
}
