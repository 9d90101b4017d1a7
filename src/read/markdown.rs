//! Markdown: tables become sheets whose cells are places of the text, headings name its parts.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::plan::{self, Kind, Piece};
use super::{Opened, Reading, Wish, matrix};
use crate::finding::Finding;
use crate::source::{Book, Cell, CellKind, FileId, Landmark, Place, Sheet, SourceFile, Span};

/// Tables that are read.
const TABLES_MAX: usize = 5_000;
/// Columns that a table may have.
const COLUMNS_MAX: u32 = 500;
/// Cells that are read of all of them.
const CELLS_MAX: usize = 500_000;
/// How deep block quotes and lists may lie before a line is passed over: a text with more is no matrix.
const MARKS_MAX: usize = 100;

/// Opens the file.
pub(super) fn open(_file: FileId, text: String) -> Result<Opened, String> {
    if text.lines().any(is_too_deep) {
        return Err(format!("a line of it begins with more than {MARKS_MAX} marks of lists or quotes"));
    }
    let outline = outline(&text);
    if outline.is_cut {
        let most = format!("{TABLES_MAX} tables, {COLUMNS_MAX} columns or {CELLS_MAX} cells");
        return Err(format!("it has more than {most}, the most that crmlint reads"));
    }
    let landmarks = outline.landmarks(text.len());
    let book = Book { sheets: outline.sheets, traces: Vec::new() };
    Ok(Opened { text, book, landmarks, ..Opened::default() })
}

/// Reads it.
pub(super) fn read(file: FileId, source: &SourceFile, wish: &Wish<'_>) -> Reading {
    if wish.plan {
        let pieces = outline(&source.text).pieces(&source.text);
        return plan::read(file, source, &pieces, wish);
    }
    if source.book.as_ref().is_some_and(|b| b.sheets.is_empty()) {
        return Reading { findings: vec![no_table(file, &source.text)], ..Reading::default() };
    }
    matrix::read(file, source, wish)
}

/// What a text without tables is told.
pub(super) fn no_table(file: FileId, text: &str) -> Finding {
    let whole = Span::new(file, 0, text.find(['\n', '\r']).unwrap_or(text.len()));
    Finding::fixed("source-unreadable", whole, "this file has no table, so it has no rows of a matrix")
        .label("prose alone")
        .help("ask for a table with a row for each requirement id")
}

fn is_too_deep(line: &str) -> bool {
    line.chars().take_while(|c| matches!(c, '>' | '-' | '*' | '+' | ' ' | '\t')).filter(|c| *c != ' ').count()
        > MARKS_MAX
        && !line.chars().all(|c| matches!(c, '-' | '*' | ' ' | '\t' | '\r'))
}

/// Where headings, tables and what is neither text nor table stand.
#[derive(Default)]
struct Outline {
    headings: Vec<(u8, Range<usize>, String)>,
    sheets: Vec<Sheet>,
    tables: Vec<Range<usize>>,
    /// Code, comments and front matter.
    aside: Vec<Range<usize>>,
    is_cut: bool,
}

fn level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn outline(text: &str) -> Outline {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut out = Outline::default();
    let mut name = String::new();
    let mut in_heading = false;
    let (mut row, mut column, mut cells) = (0_u32, 0_u32, 0_usize);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: depth, .. }) => {
                name.clear();
                in_heading = true;
                out.headings.push((level(depth), range, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                if let Some(heading) = out.headings.last_mut() {
                    name.trim().clone_into(&mut heading.2);
                }
            }
            Event::Text(words) | Event::Code(words) if in_heading => name.push_str(&words),
            Event::Start(Tag::Table(_)) => {
                let name = out.headings.last().map_or_else(String::new, |h| h.2.clone());
                out.sheets.push(Sheet { name, ..Sheet::default() });
                out.tables.push(range);
                row = 0;
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => column = 0,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => row += 1,
            Event::Start(Tag::TableCell) => {
                cells += 1;
                if let (Some(sheet), Some(cell)) = (out.sheets.last_mut(), cell(text, range, row, column)) {
                    sheet.cells.push(cell);
                }
                column += 1;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => out.aside.push(range),
            _ => {}
        }
        out.is_cut = cells > CELLS_MAX || column > COLUMNS_MAX || out.tables.len() > TABLES_MAX;
        if out.is_cut {
            break;
        }
    }
    out
}

/// A cell without the blanks and the marks of bold text or code around it.
fn cell(text: &str, range: Range<usize>, row: u32, column: u32) -> Option<Cell> {
    let raw = text.get(range.clone())?;
    let mut inner = raw.trim().trim_start_matches('|').trim_start();
    // A pipe behind a backslash is the cell's own.
    while let Some(bare) = inner.strip_suffix('|') {
        if (bare.len() - bare.trim_end_matches('\\').len()) % 2 == 1 {
            break;
        }
        inner = bare.trim_end();
    }
    for mark in ["**", "__", "*", "_", "`"] {
        if let Some(bare) = inner.strip_prefix(mark).and_then(|t| t.strip_suffix(mark)).filter(|t| !t.contains(mark)) {
            inner = bare.trim();
        }
    }
    let start = range.start + raw.find(inner).filter(|_| !inner.is_empty())?;
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Cell { row, column, start: place(start), end: place(start + inner.len()), kind: CellKind::Marked })
}

impl Outline {
    /// The headings with the sections below them.
    fn landmarks(&self, length: usize) -> Vec<Landmark> {
        let mut out: Vec<Landmark> = Vec::new();
        let mut open: Vec<(u8, usize)> = Vec::new();
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (level, range, name) in &self.headings {
            while let Some((_, at)) = open.pop_if(|(l, _)| *l >= *level) {
                if let Some(landmark) = out.get_mut(at) {
                    landmark.end = place(range.start.saturating_sub(1));
                }
            }
            open.push((*level, out.len()));
            let name: Arc<str> = Arc::from(name.as_str());
            out.push(Landmark { start: place(range.start), end: place(length), place: Place::Named(name) });
        }
        out
    }

    /// The text in order, for plans.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut out: Vec<Piece> = Vec::new();
        for (level, range, _) in &self.headings {
            let raw = text.get(range.clone()).unwrap_or("").trim_end();
            out.push(Piece {
                kind: Kind::Heading(*level),
                start: place(range.start),
                end: place(range.start + raw.len()),
            });
        }
        for (table, sheet) in self.sheets.iter().enumerate() {
            for cell in &sheet.cells {
                let kind = Kind::Cell { table, row: cell.row, column: cell.column };
                out.push(Piece { kind, start: cell.start, end: cell.end });
            }
        }
        let mut taken: Vec<&Range<usize>> =
            self.headings.iter().map(|h| &h.1).chain(&self.tables).chain(&self.aside).collect();
        taken.sort_unstable_by_key(|r| r.start);
        let mut taken = taken.into_iter().peekable();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            while taken.next_if(|r| r.end <= start).is_some() {}
            if taken.peek().is_some_and(|r| r.start < at) {
                continue;
            }
            let words = line.trim_end();
            let kind = if words.is_empty() { Kind::Blank } else { Kind::Line { leads: false } };
            out.push(Piece { kind, start: place(start), end: place(start + words.len()) });
        }
        out.sort_by_key(|p| (p.start, p.end));
        out
    }
}
