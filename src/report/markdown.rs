//! Markdown for a comment on a pull request or the summary of a job: a table of counts, then the findings by level with
//! links to their lines. What users wrote is escaped, so that it stays text.

use std::fmt::Write as _;

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::{Sources, Spot};

use super::View;
use super::counts::{Counts, unread};
use super::github::ANNOTATIONS_MAX;
use super::sarif::encode;
use super::shown::{Piece, pieces};
use super::summary::fixes_line;
use super::text::{counted, line};

/// What one unit gives.
#[derive(Debug)]
pub struct Section {
    unit: String,
    counts: Counts,
    /// What stands below the table.
    body: String,
}

impl Section {
    /// Counts and findings of a unit.
    pub(super) fn of(report: &Report, sources: &Sources, view: &View) -> Self {
        let mut body = String::new();
        let broken: Vec<String> = unread(report).iter().map(|f| link(f, sources, view)).collect();
        if !broken.is_empty() {
            let _ = writeln!(body, "\nNot read whole, so mend this first: {}", broken.join(", "));
        }
        for (level, title) in [(Level::Error, "Errors"), (Level::Warning, "Warnings"), (Level::Note, "Notes")] {
            let is_open = |f: &&Finding| f.level == level && view.shows_open(f);
            list(&mut body, title, report.findings.iter().filter(is_open), sources, view);
        }
        let is_held = |f: &&Finding| f.status != Status::Open && view.shows(f);
        list(&mut body, "Held back", report.findings.iter().filter(is_held), sources, view);
        Self { unit: report.unit.clone(), counts: Counts::of(report), body }
    }
}

fn list<'a>(
    out: &mut String,
    title: &str,
    findings: impl Iterator<Item = &'a Finding>,
    sources: &Sources,
    view: &View,
) {
    let pieces = pieces(findings, view.style.found_max);
    if pieces.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n### {title}\n");
    for piece in pieces {
        match piece {
            Piece::Finding(finding) => one(out, finding, sources, view),
            Piece::More { count, rule, file } => {
                let _ = writeln!(out, "- and {count} more of {} in {}", escape(rule), escape(sources.path(file)));
            }
        }
    }
}

fn one(out: &mut String, finding: &Finding, sources: &Sources, view: &View) {
    let rule = match view.style.pages.get(finding.rule.as_ref()) {
        Some(page) => format!("[{}]({page})", escape(&finding.rule)),
        None => escape(&finding.rule),
    };
    let points = finding.points.map_or_else(String::new, |p| format!(" ({})", counted(usize::from(p), "point")));
    let message = prose(&finding.message);
    let _ = writeln!(out, "- {} **{rule}**: {message}{points}", link(finding, sources, view));
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  <br>help: {}", prose(help));
    }
    if let Some(fix) = finding.fixes.first() {
        let how = if fix.safe { "fix" } else { "unsafe fix" };
        let _ = writeln!(out, "  <br>{how}: {}", prose(&fix.say));
    }
    if !finding.cite.is_empty() {
        let _ = writeln!(out, "  <br>cite: {}", escape(&finding.cite.join("; ")));
    }
    match &finding.status {
        Status::Open => {}
        Status::Waived { reason, by, until } => {
            let _ = writeln!(out, "  <br>waived: {} ({}, until {})", prose(reason), escape(by), escape(until));
        }
        Status::Baselined => out.push_str("  <br>in the baseline: known before, and not counted\n"),
    }
}

/// `[path:line:column](address#L12)`.
fn link(finding: &Finding, sources: &Sources, view: &View) -> String {
    let span = finding.primary.span;
    let path = sources.path(span.file).trim_start_matches("./");
    let row = match sources.spot(span) {
        Spot::Named(_) => String::new(),
        Spot::Line(start) => format!("#L{}", start.line),
    };
    format!("[{}]({}{}{row})", escape(&sources.place(span)), view.links, encode(path))
}

/// The document.
pub(super) fn document(sections: &[Section], exit: u8, annotated: bool, remarks: &[&str]) -> String {
    let mut sums = Counts::default();
    for section in sections {
        sums.add(&section.counts);
    }
    let mut out = format!("## crmlint: {} (exit {exit})\n", sums.findings());
    for remark in remarks {
        let _ = writeln!(out, "\n{}", prose(remark));
    }
    if !sections.is_empty() {
        out.push_str("\n| unit | errors | warnings | notes | waived | baseline | rules found | rows undecided |\n");
        out.push_str("|---|--:|--:|--:|--:|--:|--:|--:|\n");
    }
    for Section { unit, counts: c, .. } in sections {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} of {} | {} |",
            escape(unit),
            c.errors,
            c.warnings,
            c.notes,
            c.waived,
            c.baselined,
            c.found,
            c.rules,
            c.undecided_rows
        );
    }
    let fixes = fixes_line(&sums);
    if !fixes.is_empty() {
        let _ = write!(out, "\n{fixes}");
    }
    if annotated && [sums.errors, sums.warnings, sums.notes].iter().any(|n| *n > ANNOTATIONS_MAX) {
        let _ = writeln!(
            out,
            "\nGitHub shows at most {ANNOTATIONS_MAX} annotations of each level for a step; all findings stand below and in the log."
        );
    }
    for section in sections {
        if sections.len() > 1 && !section.body.is_empty() {
            let _ = writeln!(out, "\n## {}", escape(&section.unit));
        }
        out.push_str(&section.body);
    }
    out
}

/// A message: what stands between backticks is shown as code, everything else is escaped.
fn prose(text: &str) -> String {
    let text = line(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A last backtick without partner opens nothing.
    let paired = if parts.len() % 2 == 1 { parts.len() } else { parts.len() - 1 };
    let mut out = String::new();
    for (n, part) in parts.iter().enumerate() {
        let code = n % 2 == 1 && n < paired;
        if n >= paired {
            out.push_str("\\`");
        }
        if code && part.trim().is_empty() {
            out.push_str("\\`\\`");
        } else if code {
            // Two backticks side by side would be one mark.
            let gap = if out.ends_with('`') { " " } else { "" };
            let _ = write!(out, "{gap}`{part}`");
        } else {
            out.push_str(&escape(part));
        }
    }
    out
}

/// User text as text: no markup, no HTML, no link, nobody is called by name.
fn escape(text: &str) -> String {
    let text = line(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out.replace("://", "&#58;//")
}

/// At most so many bytes, cut between lines, with a line that says so.
pub fn cut(text: String, room: usize) -> String {
    const TOLD: &str = "\n… cut here: a job summary holds 1 MiB. The log and the other formats have all findings.\n";
    if text.len() <= room {
        return text;
    }
    let mut out = String::new();
    for row in text.split_inclusive('\n') {
        if out.len() + row.len() + TOLD.len() > room {
            break;
        }
        out.push_str(row);
    }
    if out.len() + TOLD.len() <= room {
        out.push_str(TOLD);
    }
    out
}
