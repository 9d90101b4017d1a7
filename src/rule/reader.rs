//! For whom a check is made: whose work the findings are decides at which level they are told.

use super::{Audience, Rule, RuleSource};
use crate::finding::Level;

/// For whom a check is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reader {
    /// A contractor that checks its own files.
    #[default]
    Contractor,
    /// A managed service provider that checks its template, or the folder of a client.
    Msp,
    /// An assessor, who wants to see what is not decided and what was waived.
    Assessor,
}

impl Reader {
    /// All words.
    pub const WORDS: &'static [&'static str] = &["contractor", "msp", "assessor"];

    /// The word used in `crmlint.kdl` and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contractor => "contractor",
            Self::Msp => "msp",
            Self::Assessor => "assessor",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Contractor, Self::Msp, Self::Assessor].into_iter().find(|r| r.word() == word)
    }

    /// The level at which this reader is told of a rule's findings.
    pub fn level(self, rule: &Rule, level: Level) -> Level {
        if self == Self::Msp && !is_work_of_a_provider(rule) { level.min(Level::Note) } else { level }
    }
}

/// Areas whose findings a provider can mend: its matrices, itself, the clouds that it chooses and runs, and its texts.
const OF_PROVIDERS: &[&str] = &["crm", "provider", "cloud", "wording"];

/// True for rules on what a provider writes or runs, and for a team's own, which it has chosen itself.
fn is_work_of_a_provider(rule: &Rule) -> bool {
    rule.audience != Audience::Contractor
        || OF_PROVIDERS.contains(&rule.area.as_ref())
        || matches!(rule.source, RuleSource::File { .. })
}
