//! Waivers: a finding that somebody decided to live with until a date, with a reason and a name. An expired one holds
//! nothing back and is told; so is one that matches nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::finding::{Finding, Level, Status};
use crate::source::Span;

/// A waiver that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Rule or fixed finding.
    pub rule: String,
    /// Entity, or a part of it at a boundary: `northwind-cmmc`, `crm:northwind-cmmc/3.1.1`. `None` is every place.
    pub at: Option<String>,
    /// Last day on which it holds.
    pub until: Date,
    /// Who answers for it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
    /// What has to be cut out so that it is gone; `None` where a comment would go with it.
    pub removal: Option<Span>,
}

/// The waivers of a project.
#[derive(Debug, Clone, Default)]
pub struct Waivers {
    /// True when none holds anything back in this run; what is wrong with them is told all the same.
    pub ignored: bool,
    /// Whole ones.
    pub decisions: Vec<Decision>,
    /// What is wrong with the others.
    pub findings: Vec<Finding>,
}

/// Waivers while they are matched.
pub struct Held<'a> {
    waivers: &'a Waivers,
    used: Vec<usize>,
    as_of: Date,
}

impl Waivers {
    /// Starts matching on a day.
    pub fn open(&self, as_of: Date) -> Held<'_> {
        Held { waivers: self, used: vec![0; self.decisions.len()], as_of }
    }
}

impl Held<'_> {
    /// The waiver that holds back a finding of a rule on an entity. Also counts matches of expired ones.
    pub fn matching(&mut self, names: &[&str], entity: &str) -> Option<usize> {
        let mut found = None;
        for (i, decision) in self.waivers.decisions.iter().enumerate() {
            let about = decision.at.as_deref().is_none_or(|at| covers(at, entity));
            if names.contains(&decision.rule.as_str()) && about {
                if let Some(count) = self.used.get_mut(i) {
                    *count += 1;
                }
                if decision.until >= self.as_of && found.is_none() && !self.waivers.ignored {
                    found = Some(i);
                }
            }
        }
        found
    }

    /// The status that a waiver gives.
    pub fn status(&self, waiver: usize) -> Option<Status> {
        self.waivers.decisions.get(waiver).map(|d| Status::Waived {
            reason: d.reason.clone(),
            by: d.by.clone(),
            until: d.until.to_string(),
        })
    }

    /// Holds a finding back that is no rule.
    pub fn hold(&mut self, finding: &mut Finding) {
        // What was not read cannot be waived: it would read as a pass.
        if crate::finding::ALWAYS.contains(&finding.rule.as_ref()) {
            return;
        }
        let rule = finding.rule.clone();
        if let Some(status) = self.matching(&[&rule], &finding.entity).and_then(|w| self.status(w)) {
            finding.status = status;
        }
    }

    /// Malformed, expired and unused waivers. Expired ones are told whether or not they would match.
    pub fn findings(&self, levels: &BTreeMap<String, Level>, only: &BTreeSet<String>) -> Vec<Finding> {
        let mut out = self.waivers.findings.clone();
        for (i, decision) in self.waivers.decisions.iter().enumerate() {
            let used = self.used.get(i).copied().unwrap_or(0);
            let entity = format!("waiver:{}", decision.rule);
            if decision.until < self.as_of {
                let back = if used == 0 { "" } else { "; what it held back counts again" };
                out.push(
                    Finding::fixed(
                        "waiver-expired",
                        decision.span,
                        format!("this waiver of `{}` ended on {}{back}", decision.rule, decision.until),
                    )
                    .help("mend the finding, or decide anew with a new date")
                    .entity(entity),
                );
            } else if used == 0 && is_run(levels, only, &decision.rule) {
                let place = decision.at.as_deref().map_or_else(String::new, |at| format!(" at `{at}`"));
                out.push(
                    Finding::fixed(
                        "waiver-unused",
                        decision.span,
                        format!("nothing is found for `{}`{place}, so this waiver holds nothing back", decision.rule),
                    )
                    .help("remove the waiver")
                    .entity(entity)
                    .fix_opt(
                        "remove the waiver",
                        true,
                        decision.removal.map(|span| (span, String::new())),
                    ),
                );
            }
        }
        out
    }
}

/// A waiver of a rule that was not run proves nothing by holding nothing back.
fn is_run(levels: &BTreeMap<String, Level>, only: &BTreeSet<String>, rule: &str) -> bool {
    levels.get(rule) != Some(&Level::Off) && (only.is_empty() || only.contains(rule))
}

/// True if `at` names the entity or something above it: whole parts only, with or without the kind.
fn covers(at: &str, entity: &str) -> bool {
    let starts = |whole: &str, ends: &[char]| {
        whole.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(ends))
    };
    let bare = entity.split_once(':').map(|(_, rest)| rest);
    let requirement = entity.split_once('/').map(|(_, rest)| rest);
    // A dot goes on inside a service (`northwind.rmm`), never inside the number of a requirement.
    starts(entity, &['/', '[', '.'])
        || bare.is_some_and(|b| starts(b, &['/', '[', '.']))
        || requirement.is_some_and(|r| starts(r, &['[']))
}
