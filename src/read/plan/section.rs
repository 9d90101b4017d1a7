//! Sections of a plan: where a heading, a bold line or the first cell of a table holds ids, and what stands below it.

use std::collections::BTreeSet;

use crate::catalog::{self, Reading as IdReading};
use crate::read::csv::is_id;
use crate::read::word::{self, Column};
use crate::source::{Book, FileId, Span, Spanned};

/// A part of a document, in the order in which it is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Piece {
    /// What it is.
    pub(in crate::read) kind: Kind,
    /// First byte.
    pub(in crate::read) start: u32,
    /// One past the last.
    pub(in crate::read) end: u32,
}

/// Kinds of pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    /// A heading and its level, 1 and more.
    Heading(u8),
    /// A line; `leads` if a requirement may begin in it although it is no heading.
    Line {
        /// True of a numbered or a bold line.
        leads: bool,
    },
    /// A cell of a table of the book.
    Cell {
        /// Index of the table.
        table: usize,
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
    /// An empty line.
    Blank,
}

/// A line of a section.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A heading below that of the section.
    Sub(u8, Span),
    /// A line.
    Line(Span),
    /// The first cell of a row: it may be a label without a colon.
    First(Span),
    /// What stands behind the id on its own line: a status, or text.
    Behind(Span),
    /// An empty line, or another row of a table.
    Break,
}

/// A section of requirements.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// Its ids.
    pub(super) ids: Vec<Spanned<String>>,
    /// True if the ids can be nothing else, as `AC.L2-3.1.1`; `3.1.1` may number a chapter.
    pub(super) sure: bool,
    /// The heading.
    pub(super) head: Span,
    /// What stands below it, and on its line behind the title.
    pub(super) items: Vec<Item>,
    level: u8,
}

/// Below every heading.
const LEVEL_OF_LINES: u8 = 10;
/// Longest line in which a requirement may begin.
const LEAD_MAX: usize = 2_000;

/// Splits a document into its sections.
pub(super) fn sections(file: FileId, text: &str, book: &Book, pieces: &[Piece]) -> Vec<Section> {
    let tables = tables_of_rows(book, text);
    let mut out: Vec<Section> = Vec::new();
    let mut open: Option<Section> = None;
    let mut base: Option<Spanned<String>> = None;
    let mut row_before: Option<(usize, u32)> = None;
    for piece in pieces {
        let span = Span { file, start: piece.start, end: piece.end };
        let words = text.get(span.range()).unwrap_or("");
        let found = match piece.kind {
            Kind::Heading(level) => {
                heading(words, span).or_else(|| objective(words, span, base.as_ref())).map(|f| (f, level))
            }
            Kind::Line { leads } => lead(words, span, leads).map(|f| (f, LEVEL_OF_LINES)),
            Kind::Cell { table, row: 0, column: 0 } if !tables.contains(&table) => {
                let first = first_line(words, span);
                let fresh = |f: &Found| !open.as_ref().is_some_and(|s| same(&s.ids, &f.ids));
                of_table(text.get(first.range()).unwrap_or(""), first).filter(fresh).map(|f| (f, LEVEL_OF_LINES))
            }
            _ => None,
        };
        if let Some((found, level)) = found {
            out.extend(open.take());
            if found.ids.iter().all(|id| !id.value.contains('[')) {
                base = found.ids.first().cloned();
            }
            open = Some(Section { ids: found.ids, sure: found.sure, head: span, items: Vec::new(), level });
            if let (Some(section), Some(rest)) = (&mut open, found.rest) {
                section.items.push(Item::Behind(rest));
            }
        } else if let Kind::Heading(level) = piece.kind {
            if open.as_ref().is_some_and(|s| level <= s.level) {
                out.extend(open.take());
                base = None;
            } else if let Some(section) = &mut open {
                section.items.push(Item::Sub(level, span));
            }
        } else if let Some(section) = &mut open {
            match piece.kind {
                Kind::Cell { table, .. } if tables.contains(&table) => {}
                Kind::Cell { table, row, column } => {
                    if row_before != Some((table, row)) {
                        section.items.push(Item::Break);
                    }
                    section.items.extend(lines(text, span, column == 0));
                }
                Kind::Blank => section.items.push(Item::Break),
                _ => section.items.push(Item::Line(span)),
            }
        }
        row_before = match piece.kind {
            Kind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        };
    }
    out.extend(open);
    out
}

fn same(a: &[Spanned<String>], b: &[Spanned<String>]) -> bool {
    let keys = |ids: &[Spanned<String>]| ids.iter().flat_map(|i| catalog::read_ids(&i.value, None)).collect::<Vec<_>>();
    keys(a) == keys(b)
}

/// Tables with rows of ids: each row is an answer of its own, and no part of the section around it.
fn tables_of_rows(book: &Book, text: &str) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        if sheet.cells.iter().all(|c| c.column == 0) {
            continue;
        }
        let first = sheet.cells.first().map_or(0, |c| c.row);
        let titled = |column: u32| sheet.cell(first, column).is_some_and(|c| word::column(c.text(text)) == Column::Id);
        let ids = sheet.cells.iter().filter(|c| c.row > first && is_id(c.text(text)));
        let count = ids.clone().take(2).count();
        if count > 1 || ids.into_iter().any(|c| titled(c.column)) {
            out.insert(at);
        }
    }
    out
}

/// The lines of a cell.
fn lines(text: &str, span: Span, first: bool) -> Vec<Item> {
    let words = text.get(span.range()).unwrap_or("");
    let start = span.start as usize;
    let mut out = Vec::new();
    let mut at = 0;
    for part in words.split(['\n', '\r']).flat_map(|l| l.split("<br>")).flat_map(|l| l.split("<br/>")) {
        let begin = words.get(at..).and_then(|rest| rest.find(part)).map_or(at, |n| at + n);
        at = begin + part.len();
        if part.trim().is_empty() {
            continue;
        }
        let line = Span::new(span.file, start + begin, start + at);
        out.push(if first && out.is_empty() { Item::First(line) } else { Item::Line(line) });
    }
    out
}

fn first_line(words: &str, span: Span) -> Span {
    let length = words.find(['\n', '\r']).unwrap_or(words.len());
    Span::new(span.file, span.start as usize, span.start as usize + length)
}

/// Ids that were found, and what stands behind them.
struct Found {
    ids: Vec<Spanned<String>>,
    sure: bool,
    rest: Option<Span>,
}

/// The ids of a heading: at its beginning, or in brackets.
fn heading(words: &str, span: Span) -> Option<Found> {
    let begins = std::iter::once(0).chain(words.match_indices(['[', '(']).take(8).map(|(at, _)| at));
    begins.into_iter().find_map(|at| ids_at(words, at, span))
}

/// The ids of a line that stands for a heading: `**3.1.1 Title** text`, `[AC.L2-3.1.1] text`.
fn lead(words: &str, span: Span, leads: bool) -> Option<Found> {
    if words.len() > LEAD_MAX {
        return None;
    }
    let line = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '+' | '>'));
    let line = line.strip_prefix("* ").unwrap_or(line).trim_start();
    let at = words.len() - line.len();
    let bold = line.starts_with("**");
    if !leads && !bold && !line.starts_with('[') {
        return None;
    }
    let mut found = ids_at(words, at, span)?;
    if leads {
        // "3.1.1 is met by" is prose, "3.1.1 Limit" a title.
        let behind = words.get(found.ids.last().map_or(0, |id| (id.span.end - span.start) as usize)..)?;
        let title = behind.trim_start_matches(|c: char| c.is_whitespace() || is_link(c));
        return (!title.starts_with(|c: char| c.is_lowercase() || c == ',')).then_some(found);
    }
    let close = if bold { "**" } else { "]" };
    let inner = line.get(if bold { 2 } else { 1 }..)?;
    let behind = inner.find(close).and_then(|n| inner.get(n + close.len()..))?;
    let rest = behind.trim_start_matches(|c: char| c.is_whitespace() || is_link(c));
    // `[3.1.1](link)` and a list of ids are no requirement's own line.
    if behind.starts_with('(') || rest.starts_with([',', ';']) {
        return None;
    }
    found.rest =
        (!rest.trim().is_empty()).then(|| Span { start: span.end - u32::try_from(rest.len()).unwrap_or(0), ..span });
    Some(found)
}

fn is_link(c: char) -> bool {
    matches!(c, ':' | '-' | '*' | '.' | '\u{2010}'..='\u{2015}')
}

/// The id of a table about one control: `AC-2 Control Summary Information`.
fn of_table(words: &str, span: Span) -> Option<Found> {
    let plain = word::plain(words);
    let asked =
        ["control summary", "control requirement", "control enhancement", "what is the solution", "requirement"];
    let known = asked.iter().any(|a| plain.contains(a)) || words.trim().len() < 16;
    known.then(|| ids_at(words, 0, span)).flatten()
}

/// `[a] title` below the heading of a requirement.
fn objective(words: &str, span: Span, base: Option<&Spanned<String>>) -> Option<Found> {
    let base = base?;
    let line = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#'));
    let inner = line.strip_prefix('[')?;
    let (letter, _) = inner.split_once(']')?;
    if letter.len() != 1 || !letter.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let id = format!("{}[{letter}]", base.value);
    matches!(catalog::read_id(&id, None), IdReading::Requirement { .. }).then(|| Found {
        ids: vec![Spanned::new(id, span)],
        sure: true,
        rest: None,
    })
}

/// The ids that stand at a place of a line.
fn ids_at(words: &str, at: usize, span: Span) -> Option<Found> {
    let rest = words.get(at..)?;
    let readings = catalog::read_ids(rest, None);
    let is_cmmc1 = |r: &IdReading| matches!(r, IdReading::Requirement { written: catalog::Written::Cmmc1, .. });
    let is_wanted = |r: &IdReading| !matches!(r, IdReading::NotAnId | IdReading::UnknownNumber { .. }) && !is_cmmc1(r);
    let begin = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let token = token(rest.get(begin..)?);
    let start = span.start as usize + at + begin;
    let place = Span::new(span.file, start, start + token.len());
    // `3.1.23` is a slip for a requirement and has to be told; `AC.1.001` below one numbers its parts.
    if !readings.iter().all(is_wanted) {
        let level = token.get(2..5).is_some_and(|t| matches!(t, ".L1" | ".L2"));
        let shaped =
            matches!(readings.as_slice(), [IdReading::UnknownNumber { .. }]) && (token.starts_with("3.") || level);
        let ids = vec![Spanned::new(token.to_owned(), place)];
        return shaped.then_some(Found { ids, sure: false, rest: None });
    }
    let sure = token.starts_with(|c: char| c.is_alphabetic()) || readings.len() > 1 || token.contains('[');
    let ids = match readings.as_slice() {
        [one] if catalog::read_id(token, None) == *one => vec![Spanned::new(token.to_owned(), place)],
        several => several.iter().filter_map(canonical).map(|id| Spanned::new(id, place)).collect(),
    };
    (!ids.is_empty()).then_some(Found { ids, sure, rest: None })
}

/// The id at the beginning of a text: to the first blank, with brackets behind it.
fn token(text: &str) -> &str {
    let word = |t: &str| {
        t.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '*' | '\u{2013}' | '\u{2014}')).unwrap_or(t.len())
    };
    let mut end = word(text);
    while let Some(rest) = text.get(end..) {
        let inner = rest.trim_start_matches(' ');
        let short = inner.starts_with(['(', '[']).then(|| inner.find([')', ']'])).flatten().filter(|n| *n < 6);
        let Some(close) = short else { break };
        end += rest.len() - inner.len() + close + 1;
    }
    let bare = text.get(..end).unwrap_or("").trim_end_matches(['.', ')', ']', '"', '\'']);
    // A bracket that belongs to a pair is the id's own.
    let opened = bare.matches(['(', '[']).count() > bare.matches([')', ']']).count();
    text.get(..bare.len() + usize::from(opened)).unwrap_or(bare)
}

fn canonical(reading: &IdReading) -> Option<String> {
    match reading {
        IdReading::Requirement { ix, letters, .. } => {
            let brackets: String = letters.chars().flat_map(|c| ['[', c, ']']).collect();
            Some(format!("{}{brackets}", ix.get().id))
        }
        IdReading::Revision3 { id } | IdReading::Control80053 { id } => Some(id.clone()),
        IdReading::UnknownLetter { ix, letter } => Some(format!("{}[{letter}]", ix.get().id)),
        IdReading::UnknownNumber { .. } | IdReading::NotAnId => None,
    }
}
