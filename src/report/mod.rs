//! A report in the formats that people and machines read. Each format is a pure function from a [`crate::check::Report`]
//! and its sources to a `String`; nothing here prints, and no character that could steer a terminal leaves any of them.

mod agent;
mod checkstyle;
pub mod concise;
mod counts;
mod document;
pub mod github;
mod gitlab;
pub mod json;
mod jsonl;
mod junit;
pub mod markdown;
pub mod sarif;
mod shown;
mod snippet;
pub mod summary;
pub mod terminal;
pub mod text;
mod xml;

use std::fmt;
use std::str::FromStr;

use crate::finding::nearest;

pub use counts::Counts;
pub use document::{Document, End, Piece, View, whole};
pub use shown::FOUND_MAX;

/// An output format of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Findings with their source lines, for people.
    Full,
    /// One line a finding.
    Concise,
    /// The JSON report, described by `schemas/report.schema.json`.
    Json,
    /// The same findings, one object a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// The XML of `JUnit`.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// Markdown for comments and job summaries.
    Markdown,
    /// Terse lines for language models.
    Agent,
}

impl Format {
    /// All formats in the order in which they are documented.
    pub const ALL: [Self; 11] = [
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Checkstyle,
        Self::Markdown,
        Self::Agent,
    ];

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::Markdown => "markdown",
            Self::Agent => "agent",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word that was given as a format names none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format `{}`{}; the formats are {}", text::line(.word), self.guess(), Format::ALL.map(Format::word).join(", "))]
pub struct UnknownFormat {
    /// What was given.
    pub word: String,
}

impl UnknownFormat {
    fn guess(&self) -> String {
        nearest(&self.word, Format::ALL.map(Format::word)).map_or_else(String::new, |n| format!(", did you mean `{n}`"))
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|f| f.word() == word).ok_or_else(|| UnknownFormat { word: word.to_owned() })
    }
}
