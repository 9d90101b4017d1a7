//! Findings with their source lines for people. The only user of miette here:
//! it draws the snippets; the lines round them are ours, so that every text is made safe and wrapped in one place.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};

use crate::check::Report;
use crate::finding::{Finding, Level, Status};
use crate::source::Sources;

use super::shown::{FOUND_MAX, Piece, pieces};
use super::snippet::{Part, Room, Snippet, snippets};
use super::text::{counted, line, width, wrap};

/// Labels of one finding that are drawn; the rest is counted.
const LABELS_MAX: usize = 12;
/// Requirements that are named beside the points; the rest is counted.
const REQUIREMENTS_MAX: usize = 6;

/// How the terminal report looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Use ANSI colours.
    pub color: bool,
    /// Draw with box characters; otherwise ASCII.
    pub unicode: bool,
    /// Columns of the terminal; less than 40 is taken as 40.
    pub width: usize,
    /// Pages of rules by name: their names become links (OSC 8). Empty for none.
    pub pages: Arc<BTreeMap<String, String>>,
    /// Show findings too that a waiver or the baseline holds back, marked as such.
    pub waived: bool,
    /// Findings of one rule in one file that are shown; the rest is counted.
    pub found_max: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, unicode: true, width: 80, pages: Arc::default(), waived: false, found_max: FOUND_MAX }
    }
}

/// Findings of at least `level_min` with their source lines, in the order of the report; empty when there are none.
pub fn full(report: &Report, sources: &Sources, style: &Style, level_min: Level) -> String {
    let pen = Pen::new(sources, style);
    let mut out = String::new();
    let mut counting = false;
    for piece in pieces(report.findings.iter().filter(|f| is_shown(f, style, level_min)), style.found_max) {
        match piece {
            Piece::Finding(finding) => pen.finding(&mut out, finding),
            Piece::More { count, rule, file } => {
                if !counting && !out.is_empty() {
                    out.push('\n');
                }
                pen.held_back(&mut out, count, rule, sources.path(file));
            }
        }
        counting = matches!(piece, Piece::More { .. });
    }
    out
}

fn is_shown(finding: &Finding, style: &Style, level_min: Level) -> bool {
    finding.level != Level::Off && finding.level >= level_min && (style.waived || finding.status == Status::Open)
}

/// Writes findings in one style.
struct Pen<'a> {
    sources: &'a Sources,
    style: &'a Style,
    width: usize,
    handler: GraphicalReportHandler,
}

impl<'a> Pen<'a> {
    fn new(sources: &'a Sources, style: &'a Style) -> Self {
        let width = style.width.max(40);
        let theme = match (style.unicode, style.color) {
            (true, true) => GraphicalTheme::unicode(),
            (true, false) => GraphicalTheme::unicode_nocolor(),
            (false, true) => GraphicalTheme::ascii(),
            (false, false) => GraphicalTheme::none(),
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(width)
            .with_urls(false)
            .with_wrap_lines(false)
            .without_cause_chain()
            .without_syntax_highlighting();
        Self { sources, style, width, handler }
    }

    fn finding(&self, out: &mut String, finding: &Finding) {
        if !out.is_empty() {
            out.push('\n');
        }
        self.header(out, finding);
        self.places(out, finding);
        if let Some(points) = finding.points {
            let named = requirements(&finding.requirements);
            self.note(out, "points:", &format!("{points}{named}"));
        }
        if let Some(help) = &finding.help {
            self.note(out, "help:", &line(help));
        }
        if let Some(fix) = finding.fixes.first() {
            let how = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
            self.note(out, "fix:", &format!("{} ({how})", line(&fix.say)));
        }
        if !finding.cite.is_empty() {
            self.note(out, "cite:", &line(&finding.cite.join("; ")));
        }
        if finding.debated {
            let text = format!("sources disagree; `crmlint explain {}` tells both sides", line(&finding.rule));
            self.note(out, "debated:", &text);
        }
        match &finding.status {
            Status::Open => {}
            Status::Waived { reason, by, until } => {
                self.note(out, "waived:", &line(&format!("{reason} ({by}, until {until})")));
            }
            Status::Baselined => self.note(out, "baseline:", "known before, and not counted"),
        }
    }

    /// `error[rule-name]: message`, wrapped with an indent of two.
    fn header(&self, out: &mut String, finding: &Finding) {
        let rule = line(&finding.rule);
        let plain = format!("{}[{rule}]:", finding.level);
        let first = self.width.saturating_sub(width(&plain) + 1);
        let linked = match self.style.pages.get(rule.as_ref()) {
            Some(page) => format!("\u{1b}]8;;{}\u{1b}\\{rule}\u{1b}]8;;\u{1b}\\", line(page)),
            None => rule.into_owned(),
        };
        let tint = match finding.level {
            Level::Error => "1;31",
            Level::Warning => "1;33",
            Level::Note | Level::Off => "1;36",
        };
        self.paint(out, tint, &format!("{}[{linked}]", finding.level));
        out.push_str(": ");
        wrap(out, &line(&finding.message), first, self.width.saturating_sub(2), "\n  ");
        out.push('\n');
    }

    /// The snippets, and the bare place when there is no text to show.
    fn places(&self, out: &mut String, finding: &Finding) {
        let labels = || std::iter::once(&finding.primary).chain(finding.others.iter().take(LABELS_MAX));
        let last = labels().map(|l| self.sources.position(l.span.file, l.span.end).line).max().unwrap_or(1);
        let gutter = (last + 1).to_string().len() + 4;
        let room = Room { cells: self.width.saturating_sub(gutter), unicode: self.style.unicode };
        let primary_empty = self.sources.get(finding.primary.span.file).is_none_or(|f| f.text.is_empty());
        if primary_empty {
            let _ = writeln!(out, "  at {}", line(self.sources.path(finding.primary.span.file)));
        }
        for snippet in snippets(self.sources, labels(), room) {
            if snippet.named {
                let _ = writeln!(out, "  at {}", snippet.path);
            }
            self.draw(out, View { snippet, room });
        }
        let more = finding.others.len().saturating_sub(LABELS_MAX);
        if more > 0 {
            let _ = writeln!(out, "  {} and {}", self.dots(), counted(more, "more place"));
        }
    }

    fn draw(&self, out: &mut String, view: View<'_>) {
        // miette begins with a line for the message; ours stands above all snippets.
        let mut rest = Rest { out, begun: false };
        let _ = self.handler.render_report(&mut rest, &Shown(view));
    }

    /// `  help: text`, wrapped below itself.
    fn note(&self, out: &mut String, word: &str, text: &str) {
        let indent = word.len() + 3;
        let room = self.width.saturating_sub(indent);
        out.push_str("  ");
        self.paint(out, "36", word);
        out.push(' ');
        wrap(out, text, room, room, &format!("\n{}", " ".repeat(indent)));
        out.push('\n');
    }

    fn held_back(&self, out: &mut String, count: usize, rule: &str, path: &str) {
        let (dots, rule, path) = (self.dots(), line(rule), line(path));
        let text = format!("{dots} and {count} more of `{rule}` in {path}; --max-per-rule 0 shows all");
        wrap(out, &text, self.width, self.width.saturating_sub(2), "\n  ");
        out.push('\n');
    }

    fn dots(&self) -> &'static str {
        if self.style.unicode { "…" } else { "..." }
    }

    fn paint(&self, out: &mut String, code: &str, text: &str) {
        if self.style.color {
            let _ = write!(out, "\u{1b}[{code}m{text}\u{1b}[0m");
        } else {
            out.push_str(text);
        }
    }
}

/// Takes everything behind the first line feed.
struct Rest<'a> {
    out: &'a mut String,
    begun: bool,
}

impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.begun {
            self.out.push_str(text);
        } else if let Some((_, rest)) = text.split_once('\n') {
            self.begun = true;
            self.out.push_str(rest);
        }
        Ok(())
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        if self.begun {
            self.out.push(c);
        } else {
            self.begun = c == '\n';
        }
        Ok(())
    }
}

/// ` (3.1.1, 3.1.2 and 5 more)`.
fn requirements(ids: &[String]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let named: Vec<_> = ids.iter().take(REQUIREMENTS_MAX).map(|id| line(id)).collect();
    let more = ids.len() - named.len();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(" ({}{rest})", named.join(", "))
}

/// A snippet as miette reads it. It answers from the cut-out lines, so a finding costs the same in a file of any size.
#[derive(Debug)]
struct View<'a> {
    snippet: Snippet<'a>,
    room: Room,
}

impl View<'_> {
    fn part(&self, span: &SourceSpan) -> Option<&Part> {
        let end = span.offset() + span.len();
        self.snippet.parts.iter().find(|p| p.range.contains(&span.offset()) && end <= p.range.end)
    }

    /// Label text, wrapped so that it ends within the width.
    fn label(&self, text: &str, indent: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let room = self.room.cells.saturating_sub(indent + 8).max(24);
        let mut out = String::new();
        wrap(&mut out, text, room, room, "\n");
        Some(out)
    }
}

impl SourceCode for View<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let part = self.part(span).ok_or(MietteError::OutOfBounds)?;
        let mark = self.snippet.marks.iter().find(|m| m.range.start == span.offset() && m.range.len() == span.len());
        let (range, row, column, lines) = match mark {
            // Without context miette asks for the place that it writes above the snippet.
            Some(mark) if context_lines_before == 0 => (mark.range.clone(), mark.line, mark.column, 1),
            _ => (part.range.clone(), part.line, 0, part.lines),
        };
        let data = self.snippet.text.get(range.clone()).ok_or(MietteError::OutOfBounds)?;
        let shown = SourceSpan::from(range);
        if self.snippet.named {
            // miette would add a line and a column.
            return Ok(Box::new(MietteSpanContents::new(data.as_bytes(), shown, row, column, lines)));
        }
        let path = self.snippet.path.to_string();
        Ok(Box::new(MietteSpanContents::new_named(path, data.as_bytes(), shown, row, column, lines)))
    }
}

/// A diagnostic without message: only its snippet is wanted.
#[derive(Debug)]
struct Shown<'a>(View<'a>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.0)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.0.snippet.marks.iter().map(|mark| {
            let text = self.0.label(&mark.text, mark.indent);
            if mark.primary {
                LabeledSpan::new_primary_with_span(text, mark.range.clone())
            } else {
                LabeledSpan::new_with_span(text, mark.range.clone())
            }
        })))
    }
}
