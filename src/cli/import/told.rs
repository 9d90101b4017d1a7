//! What is said on stderr of an import: what was understood, what was not and where, and what was left out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::understood::Understood;
use super::{Finding, Kind, Read, View, counted, printable, today};
use crate::catalog;
use crate::finding::Level;
use crate::rule::show::one_line;
use crate::source::{Sheet, Span};

/// Lines without an id that are named.
const LEFT_OUT_SHOWN: usize = 5;

/// Findings about declarations: the check of what is written tells them.
const LATER: &[&str] =
    &["dangling-reference", "duplicate-row", "duplicate-id", "boundary-not-stated", "unknown-offering"];

/// What is said, and what the exit code comes to.
#[derive(Default)]
pub(super) struct Told {
    /// Lines for stderr, the reason of the exit code last.
    pub(super) text: String,
    rows: usize,
    answers: usize,
    errors: usize,
    unknown: usize,
    /// Files in which nothing says who is responsible, or how far it is done.
    silent: usize,
}

impl Told {
    /// A file that is not read at all.
    pub(super) fn refused(&mut self, line: &str) {
        self.text.push_str(line);
        self.errors += 1;
    }

    /// The declarations of a file, unless it has no row; what was understood of it is taken down.
    pub(super) fn take(&mut self, file: &Read, kind: Kind) -> Option<String> {
        let view = View { sources: &file.sources, read: &file.outcome, as_of: today() };
        let (node, counts) = match kind {
            Kind::Crm => (crate::export::kdl::of_matrix(view, 0), Understood::of_matrix(&file.outcome, file.vendor)),
            Kind::Ssp => (crate::export::kdl::of_plan(view, Some(0)), Understood::of_plan(&file.outcome, file.vendor)),
        };
        let path = file.sources.path(file.vendor);
        let summary = counts.words();
        let _ = writeln!(self.text, "{}: {summary}", printable(path));
        self.rows += counts.rows;
        self.answers += counts.answers;
        self.unknown += counts.unknown();
        let has_no_column = |f: &Finding| f.rule == "unknown-word" && f.level == Level::Error;
        self.silent += usize::from(counts.answers == 0 && file.outcome.findings.iter().any(has_no_column));
        for finding in self.findings(file) {
            self.text.push_str(&finding);
        }
        self.text.push_str(&left_out(file, &counts.at));
        self.text.push_str(&columns_left_out(file, kind));
        if counts.rows == 0 {
            let _ = writeln!(self.text, "{}: nothing is written of it: no row was read", printable(path));
            return None;
        }
        let head = [
            format!("Read from {path} by crmlint import: {summary}."),
            "Above each row stands the place that it comes from.".to_owned(),
        ];
        let lines: Vec<String> = head.iter().map(|line| crate::export::kdl::comment(&one_line(line))).collect();
        Some(format!("{}\n{node}", lines.join("\n")))
    }

    fn findings(&mut self, file: &Read) -> Vec<String> {
        let mut told: Vec<&Finding> =
            file.outcome.findings.iter().filter(|f| !LATER.contains(&f.rule.as_ref())).collect();
        told.sort_by_key(|f| (f.primary.span.file != file.vendor, f.primary.span.start));
        self.errors += told.iter().filter(|f| f.level == Level::Error && cuts(f)).count();
        let line = |f: &&Finding| {
            let span = f.primary.span;
            let own = span.file == file.vendor;
            let place = if own { file.sources.place(span) } else { printable(file.sources.path(file.vendor)) };
            let help = f.help.as_ref().map(|h| format!("  help: {}\n", printable(&one_line(h))));
            let message = printable(&one_line(&f.message));
            format!("{place}: {}[{}] {message}\n{}", f.level, f.rule, help.unwrap_or_default())
        };
        told.iter().map(line).collect()
    }

    /// The exit code; its reason becomes the last line.
    pub(super) fn code(&mut self) -> u8 {
        let (code, reason) = if self.errors > 0 {
            (1, "a file, or a part of one, could not be read".to_owned())
        } else if self.rows == 0 {
            (3, "no row was read".to_owned())
        } else if self.silent > 0 && self.answers > 0 {
            (1, format!("{} without a row that was understood", counted(self.silent, "file")))
        } else if self.answers == 0 {
            let reason = format!("{}, none of them understood; all stay unknown", counted(self.rows, "row"));
            (u8::from(self.silent > 0), reason)
        } else if self.unknown > 0 {
            (0, format!("{}, some with what was not understood; it stays unknown", counted(self.rows, "row")))
        } else {
            (0, format!("{}, all understood", counted(self.rows, "row")))
        };
        let _ = writeln!(self.text, "exit {code}: {reason}");
        code
    }
}

/// True if something of the file was not read.
fn cuts(finding: &Finding) -> bool {
    matches!(finding.rule.as_ref(), "source-unreadable" | "limit-exceeded" | "not-in-schema")
}

/// Lines of tables that hold something and no id of a requirement, below the first one that does.
fn left_out(file: &Read, read: &BTreeSet<Span>) -> String {
    let Some(source) = file.sources.get(file.vendor) else { return String::new() };
    let sheets = source.book.iter().flat_map(|b| &b.sheets);
    let mut lines = Vec::new();
    for sheet in sheets {
        lines.extend(unread(sheet, file, read));
    }
    if lines.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = lines.iter().take(LEFT_OUT_SHOWN).cloned().collect();
    let more = if lines.len() > shown.len() { ", …" } else { "" };
    format!("left out, without the id of a requirement: {}: {}{more}\n", counted(lines.len(), "line"), shown.join(", "))
}

/// Columns that hold something and are not taken: the reader may know what they are for.
fn columns_left_out(file: &Read, kind: Kind) -> String {
    let titles: Vec<Span> =
        file.outcome.model.passed_over.iter().copied().filter(|span| span.file == file.vendor).collect();
    let Some(first) = titles.first() else { return String::new() };
    let title = |span: &Span| {
        let said: String = one_line(file.sources.text(*span)).chars().take(40).collect();
        format!("`{}`", printable(&said))
    };
    let shown: Vec<String> = titles.iter().take(LEFT_OUT_SHOWN).map(title).collect();
    let more = if titles.len() > shown.len() { ", …" } else { "" };
    let what = match kind {
        Kind::Crm => "nobody's answer or text",
        Kind::Ssp => "neither how far nor how it is done",
    };
    let (place, count) = (file.sources.place(*first), counted(titles.len(), "column"));
    format!("left out, {what}: {count}, {place} {}{more}\n", shown.join(", "))
}

fn unread(sheet: &Sheet, file: &Read, read: &BTreeSet<Span>) -> Vec<String> {
    let text = file.sources.get(file.vendor).map_or("", |s| s.text.as_str());
    let is_read = |cells: &[crate::source::Cell]| cells.iter().any(|c| read.contains(&c.span(file.vendor)));
    let below = sheet.rows().skip_while(|(_, cells)| !is_read(cells));
    let line = |cells: &[crate::source::Cell]| {
        let first = cells.first()?;
        let said: String = one_line(&first.value(text)).chars().take(40).collect();
        Some(format!("{} `{}`", file.sources.place(first.span(file.vendor)), printable(&said)))
    };
    // A line of another sheet may say more of an id that was read above.
    let names_one = |cells: &[crate::source::Cell]| cells.iter().any(|c| is_id(&c.value(text)));
    below.filter(|(_, cells)| !is_read(cells) && !names_one(cells)).filter_map(|(_, cells)| line(cells)).collect()
}

fn is_id(cell: &str) -> bool {
    catalog::read_ids(cell, None).iter().any(|r| *r != catalog::Reading::NotAnId)
}
