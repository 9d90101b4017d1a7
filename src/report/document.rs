//! A report in any format: what each unit gives, gathered into one document, which is written as far as it is known. Formats
//! that state sums before their first finding hold everything back until the last unit is there.

use std::sync::Arc;

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::Sources;

use super::counts::Counts;
use super::sarif::{Notification, RuleInfo};
use super::terminal::{self, Style};
use super::{Format, agent, checkstyle, concise, github, gitlab, json, jsonl, junit, markdown, sarif};

/// What is shown, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// How findings look on a terminal; also whether those that are held back are shown, how many of a rule, and the pages of
    /// rules.
    pub style: Arc<Style>,
    /// Lowest level that the formats for people show.
    pub least: Level,
    /// Lowest level that fails the run; none if no finding does.
    pub gate: Option<Level>,
    /// Address to which a path is appended to get a file's page; empty for links inside of the tree.
    pub links: String,
}

impl Default for View {
    fn default() -> Self {
        Self { style: Arc::default(), least: Level::Note, gate: Some(Level::Error), links: String::new() }
    }
}

impl View {
    /// True if the formats for people show the finding.
    pub(super) fn shows(&self, finding: &Finding) -> bool {
        finding.level != Level::Off
            && finding.level >= self.least
            && (self.style.waived || finding.status == Status::Open)
    }

    /// The same for findings that nothing holds back.
    pub(super) fn shows_open(&self, finding: &Finding) -> bool {
        finding.status == Status::Open && self.shows(finding)
    }
}

/// What a unit gives to a document, free of its sources.
#[derive(Debug)]
pub struct Piece {
    counts: Counts,
    part: Part,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Sarif(sarif::Results),
    Gitlab(Vec<gitlab::Issue>),
    Junit(junit::Suite),
    Markdown(markdown::Section),
}

impl Piece {
    /// What a report gives to a format.
    pub fn of(format: Format, report: &Report, sources: &Sources, view: &View) -> Self {
        let nothing = report.findings.is_empty();
        let part = match format {
            Format::Json => Part::Text(json::unit(report, sources)),
            Format::Jsonl => Part::Text(jsonl::unit(report, sources)),
            Format::Sarif => Part::Sarif(sarif::Results::of(report, sources)),
            Format::Gitlab => Part::Gitlab(gitlab::unit(report, sources)),
            Format::Junit => Part::Junit(junit::Suite::of(report, sources, view)),
            Format::Markdown => Part::Markdown(markdown::Section::of(report, sources, view)),
            _ if nothing => Part::Text(String::new()),
            Format::Full => Part::Text(terminal::full(report, sources, &view.style, view.least)),
            Format::Concise => Part::Text(concise::concise(report, sources, view)),
            Format::Github => Part::Text(github::unit(report, sources, view)),
            Format::Checkstyle => Part::Text(checkstyle::unit(report, sources)),
            Format::Agent => Part::Text(agent::unit(report, sources, view)),
        };
        Self { counts: Counts::of(report), part }
    }
}

/// How the run ended.
#[derive(Debug, Clone, Copy, Default)]
pub struct End<'a> {
    /// The exit code.
    pub exit: u8,
    /// Rules that were active.
    pub rules: &'a [RuleInfo],
    /// What hindered the run as a whole.
    pub notifications: &'a [Notification],
    /// True if a baseline is in force.
    pub baseline: bool,
    /// True if findings are also annotations of GitHub.
    pub annotated: bool,
}

/// A document under way.
#[derive(Debug)]
pub struct Document {
    format: Format,
    units: usize,
    begun: bool,
    counts: Counts,
    json: json::Document,
    sarif: sarif::Log,
    issues: Vec<gitlab::Issue>,
    suites: Vec<junit::Suite>,
    sections: Vec<markdown::Section>,
}

impl Document {
    /// Without a unit.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            units: 0,
            begun: false,
            counts: Counts::default(),
            json: json::Document::default(),
            sarif: sarif::Log::default(),
            issues: Vec::new(),
            suites: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// Adds a unit; returns what can be written.
    pub fn add(&mut self, piece: Piece) -> String {
        let mut out = String::new();
        self.counts.add(&piece.counts);
        match piece.part {
            Part::Text(unit) if self.format == Format::Json => self.json.add(unit, &mut out),
            Part::Text(text) => {
                if self.format == Format::Checkstyle && self.units == 0 {
                    out = checkstyle::head();
                } else if self.format == Format::Full && !text.is_empty() && std::mem::replace(&mut self.begun, true) {
                    out.push('\n');
                }
                out.push_str(&text);
            }
            Part::Sarif(results) => self.sarif.add(results),
            Part::Gitlab(issues) => self.issues.extend(issues),
            Part::Junit(suite) => self.suites.push(suite),
            Part::Markdown(section) => self.sections.push(section),
        }
        self.units += 1;
        out
    }

    /// The rest.
    pub fn finish(mut self, end: &End<'_>) -> String {
        let messages = || end.notifications.iter().map(|n| n.message.as_str());
        match self.format {
            Format::Full | Format::Concise | Format::Github => String::new(),
            Format::Json => {
                let mut out = String::new();
                self.json.finish(end.exit, &mut out);
                out
            }
            Format::Jsonl => jsonl::last(self.units, &self.counts, end.exit),
            Format::Sarif => self.sarif.finish(end.rules, end.exit, end.notifications, end.baseline),
            Format::Gitlab => gitlab::document(self.issues),
            Format::Junit => {
                self.suites.extend(junit::Suite::of_errors(messages()));
                junit::document(&self.suites)
            }
            Format::Checkstyle => {
                let head = if self.units == 0 { checkstyle::head() } else { String::new() };
                format!("{head}{}", checkstyle::foot())
            }
            Format::Markdown => {
                let remarks: Vec<&str> = messages().collect();
                markdown::document(&self.sections, end.exit, end.annotated, &remarks)
            }
            Format::Agent => agent::last(&self.counts, end.exit),
        }
    }
}

/// Reports in a format.
pub fn whole(format: Format, reports: &[Report], sources: &Sources, view: &View, end: &End<'_>) -> String {
    let mut document = Document::new(format);
    let mut out = String::new();
    for report in reports {
        out.push_str(&document.add(Piece::of(format, report, sources, view)));
    }
    out.push_str(&document.finish(end));
    out
}
