//! Tables that are no KDL: the sheets of a workbook, the tables of a document, a file of separated values. Cells hold
//! their places in the text of the file; of a format that has no lines, the text is made of its cells.

use super::{FileId, Position, Span};

/// Where something stands in a file whose text is not what a user sees in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A cell of a sheet; row and column count from 0.
    Cell {
        /// Name of the sheet.
        sheet: std::sync::Arc<str>,
        /// 0-based row.
        row: u32,
        /// 0-based column.
        column: u32,
    },
    /// A paragraph of a document, counted from 1; those of tables count too.
    Paragraph(u32),
    /// A JSON pointer, a path of XML elements or a heading.
    Named(std::sync::Arc<str>),
}

impl Place {
    /// As users know it: `CRM!D17`, `paragraph 12`, `/component-definition/uuid`.
    pub fn shown(&self) -> String {
        match self {
            Self::Cell { sheet, row, column } => format!("{sheet}!{}", cell_name(*row, *column)),
            Self::Paragraph(n) => format!("paragraph {n}"),
            Self::Named(name) => name.to_string(),
        }
    }

    /// Row and column from 1, for formats that know nothing else.
    pub(super) fn position(&self) -> Position {
        match self {
            Self::Cell { row, column, .. } => {
                Position { line: row.saturating_add(1), column: column.saturating_add(1) }
            }
            Self::Paragraph(n) => Position { line: (*n).max(1), column: 1 },
            Self::Named(_) => Position { line: 1, column: 1 },
        }
    }
}

/// A range of bytes of a file's text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landmark {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What users call it.
    pub place: Place,
}

/// The tables of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// Sheets or tables in their order.
    pub sheets: Vec<Sheet>,
    /// What a reader of the file might not see but could: hidden columns, comments, names of authors.
    pub traces: Vec<Trace>,
}

/// A sheet or a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet; the heading above a table; empty where there is none.
    pub name: String,
    /// True if the program that shows it hides it.
    pub hidden: bool,
    /// Cells that hold something, by row and column. A cell that spans others stands at its first row and column.
    pub cells: Vec<Cell>,
    /// Hidden columns, 0-based.
    pub hidden_columns: std::collections::BTreeSet<u32>,
    /// Cells that span others.
    pub merged: Vec<Area>,
}

/// Cells from a first to a last row and column, both 0-based and both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row and column.
    pub from: (u32, u32),
    /// Last row and column.
    pub to: (u32, u32),
}

impl Area {
    /// True if it holds the cell.
    pub fn holds(self, row: u32, column: u32) -> bool {
        self.from.0 <= row && row <= self.to.0 && self.from.1 <= column && column <= self.to.1
    }
}

/// A cell that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// 0-based row.
    pub row: u32,
    /// 0-based column.
    pub column: u32,
    /// First byte of its text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: CellKind,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text, or a number as it is shown.
    Text,
    /// Text in which two quotes stand for one.
    Quoted,
    /// Markdown: a backslash frees the sign behind it, and lines end with `<br>`.
    Marked,
    /// A day.
    Date,
    /// A formula of which the file holds no value.
    Unvalued,
    /// An error such as `#REF!`.
    Error,
}

/// What travels with a file though nobody sees it at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Kind of trace.
    pub kind: TraceKind,
    /// Where it is, as far as it is anywhere.
    pub span: Span,
    /// Its words: the title of a hidden column, the name of an author, the text of a comment.
    pub text: String,
}

/// Kinds of traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TraceKind {
    /// A hidden sheet.
    HiddenSheet,
    /// A hidden column that holds something.
    HiddenColumn,
    /// A comment on a cell or a paragraph.
    Comment,
    /// A passage that a tracked change deletes, and that is still in the file.
    Deleted,
    /// Name of a person in the file's properties.
    Author,
}

impl Sheet {
    /// The rows that hold something, in order: number and cells.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells.chunk_by(|a, b| a.row == b.row).map(|row| (row.first().map_or(0, |c| c.row), row))
    }

    /// The cell at a place, if it holds something.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&(row, column), |c| (c.row, c.column)).ok()?;
        self.cells.get(at)
    }
}

impl Cell {
    /// Where it stands.
    pub fn span(self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end }
    }

    /// What it says, without blanks around.
    pub fn value(self, text: &str) -> String {
        let raw = self.text(text).trim();
        match self.kind {
            CellKind::Quoted => raw.replace("\"\"", "\""),
            CellKind::Marked if raw.contains(['\\', '<']) => unmarked(raw),
            _ => raw.to_owned(),
        }
    }

    /// Its text as it stands in the file.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// The text of a cell in markdown. Other signs of markdown, such as those of bold words, stay.
fn unmarked(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['\\', '<']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let breaks = ["<br>", "<br/>", "<br />"];
        let line_end = breaks.iter().find(|b| found.get(..b.len()).is_some_and(|s| s.eq_ignore_ascii_case(b)));
        let freed = found.strip_prefix('\\').and_then(|f| f.chars().next()).filter(char::is_ascii_punctuation);
        let taken = match (line_end, freed) {
            (Some(mark), _) => {
                out.push('\n');
                mark.len()
            }
            (None, Some(sign)) => {
                out.push(sign);
                2
            }
            (None, None) => {
                out.push_str(found.get(..1).unwrap_or_default());
                1
            }
        };
        rest = found.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Writes the text of a file that has no lines of its own, piece by piece, each piece on lines of its own.
#[derive(Debug, Default)]
pub struct Scribe {
    text: String,
    landmarks: Vec<Landmark>,
}

impl Scribe {
    /// Adds a piece; the bytes that it got.
    pub fn put(&mut self, piece: &str, place: Place) -> (u32, u32) {
        let start = to_u32(self.text.len());
        self.text.push_str(piece);
        let end = to_u32(self.text.len());
        self.text.push('\n');
        self.landmarks.push(Landmark { start, end, place });
        (start, end)
    }

    /// The text so far.
    pub fn written(&self) -> &str {
        &self.text
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// True before the first piece.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text and what stands where in it, in order.
    pub fn finish(self) -> (String, Vec<Landmark>) {
        (self.text, self.landmarks)
    }
}

/// `D17` for row 16 and column 3.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", letters.into_iter().collect::<String>(), u64::from(row) + 1)
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
