//! Frozen sets: which rules run and at which levels, by a name that means the same in every later version. They are
//! constants made from `rules/sets/*.kdl`; a test holds the text of each rule that they name.

mod bundled;

use super::Rule;
use crate::finding::{Level, nearest};

/// A set of rules that does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenSet {
    /// Its name, `cmmc-l2-2026`.
    pub name: &'static str,
    /// Names and levels of its rules, sorted by name.
    pub rules: &'static [(&'static str, Level)],
}

impl FrozenSet {
    /// All sets.
    pub fn all() -> &'static [Self] {
        bundled::SETS
    }

    /// The set of a name; the error says which there are.
    pub fn named(name: &str) -> Result<&'static Self, String> {
        if let Some(set) = Self::all().iter().find(|s| s.name == name) {
            return Ok(set);
        }
        let names: Vec<&str> = Self::all().iter().map(|s| s.name).collect();
        Err(match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known: {}", names.join(" ")),
        })
    }

    /// The level of a rule in the set; off if it is not in it. A team's own rules are no part of any set and keep theirs.
    pub fn level(&self, rule: &Rule) -> Level {
        if rule.source.file().is_some() {
            return rule.level;
        }
        let at = self.rules.binary_search_by(|(name, _)| (*name).cmp(rule.name.as_ref()));
        at.ok().and_then(|at| self.rules.get(at)).map_or(Level::Off, |(_, level)| *level)
    }
}
