//! Files and places in them. [`Sources`] owns the bytes and the parsed nodes of a run; a [`Span`] is a half-open
//! range of bytes in one of them. All position arithmetic lives here: bytes, lines, columns, UTF-16, cells.

mod book;
mod edit;
mod node;

use std::fmt::Write as _;
use std::sync::OnceLock;

pub use book::{Area, Book, Cell, CellKind, Landmark, Place, Scribe, Sheet, Trace, TraceKind, cell_name};
pub use edit::{is_bare, line_start, quoted};
pub use node::{Document, Node, Nodes, Prop, Value, ValueKind};
pub(crate) use node::{RawEntry, RawKind, RawNode, Slot};

/// Index of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// Half-open range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from offsets; offsets past 4 GiB are clamped (files are limited far below).
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both (of the same file; otherwise the first).
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True without a byte: a place between two characters.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties a value to its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl Spanned<&str> {
    /// The same with a string of its own.
    pub fn kept(self) -> Spanned<String> {
        Spanned::new(self.value.to_owned(), self.span)
    }
}

/// 1-based line and column; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

/// One file of a run: display path, text, line starts and, for KDL, the parsed nodes.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the tree, with forward slashes, as shown to users.
    pub path: String,
    /// The text, without a byte-order mark.
    pub text: String,
    /// Nodes, when the file is KDL and was parsed.
    pub document: Option<Document>,
    /// Its tables, when it is a vendor's file that has some.
    pub book: Option<Book>,
    /// What stands where, in order of place: all there is in a file whose text is made of its cells or paragraphs, and
    /// names of parts of other files.
    landmarks: Vec<Landmark>,
    /// True if the text is made of cells or paragraphs, so that its lines are none that a user knows.
    made: bool,
    /// True when a part of the file could not be read: collections over files are then open.
    pub incomplete: bool,
    /// Looked for when the first place is asked for: a file without findings has no use for it.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The top-level nodes, when the file is KDL and was parsed.
    pub fn nodes(&self) -> Option<Nodes<'_>> {
        Some(self.document.as_ref()?.nodes(&self.text))
    }

    /// The node that begins at this byte, wherever it stands.
    pub fn node_from(&self, start: u32) -> Option<Node<'_>> {
        self.document.as_ref()?.node_from(&self.text, start)
    }

    /// True if the text is made of cells or paragraphs: its lines are none that a user knows.
    pub fn is_made(&self) -> bool {
        self.made
    }

    /// The innermost named part that holds a byte.
    pub fn landmark(&self, offset: u32) -> Option<&Landmark> {
        let behind = self.landmarks.partition_point(|l| l.start <= offset);
        // Parts hold others: what begins last and still holds the byte is the innermost one.
        let before = self.landmarks.get(..behind).unwrap_or_default();
        before.iter().rev().take(LANDMARKS_BACK).find(|l| offset <= l.end)
    }

    /// Byte offsets at which lines begin; the first is 0.
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }
}

/// How far back a part is looked for that holds a byte.
const LANDMARKS_BACK: usize = 10_000;

/// All files of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The id that the next added file gets.
    pub fn next_id(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    /// Adds a text; returns its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = self.next_id();
        self.files.push(SourceFile {
            path: path.into(),
            text: text.into(),
            document: None,
            book: None,
            landmarks: Vec::new(),
            made: false,
            incomplete: false,
            line_starts: OnceLock::new(),
        });
        id
    }

    /// Attaches the parsed nodes of a file.
    pub fn set_document(&mut self, id: FileId, document: Document, incomplete: bool) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.document = Some(document);
            file.incomplete = incomplete;
        }
    }

    /// Attaches the tables of a file and what stands where in it; `made` says that the text has no lines of the user's.
    pub fn set_book(&mut self, id: FileId, book: Book, landmarks: Vec<Landmark>, made: bool) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.book = Some(book);
            file.landmarks = landmarks;
            file.made = made;
        }
    }

    /// All files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), f))
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True without files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// A file by its id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The top-level nodes of a file; none when it is no KDL or was not parsed.
    pub fn nodes(&self, id: FileId) -> Option<Nodes<'_>> {
        self.get(id)?.nodes()
    }

    /// Display path of a file, or `?`.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("?", |f| f.path.as_str())
    }

    /// The text under a span; empty when the span lies outside.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).and_then(|f| f.text.get(span.range())).unwrap_or("")
    }

    /// Line and column (characters) of a byte offset; row and column of the cell in a workbook, the number of the paragraph
    /// in a document.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let Some(f) = self.get(file) else { return Position { line: 1, column: 1 } };
        if f.made {
            return f.landmark(offset).map_or(Position { line: 1, column: 1 }, |l| l.place.position());
        }
        let line = line_of(f.line_starts(), offset);
        let start = f.line_starts().get(line).copied().unwrap_or(0) as usize;
        let column = f
            .text
            .get(start..(offset as usize).max(start))
            .map_or(0, |s| if s.is_ascii() { s.len() } else { s.chars().count() });
        Position { line: to_u32(line + 1), column: to_u32(column + 1) }
    }

    /// Column in UTF-16 code units (for SARIF and the language server) of a byte offset, 1-based.
    pub fn column_utf16(&self, file: FileId, offset: u32) -> u32 {
        let Some(f) = self.get(file) else { return 1 };
        if f.made {
            return self.position(file, offset).column;
        }
        let line = line_of(f.line_starts(), offset);
        let start = f.line_starts().get(line).copied().unwrap_or(0) as usize;
        let units = f
            .text
            .get(start..(offset as usize).max(start))
            .map_or(0, |s| if s.is_ascii() { s.len() } else { s.encode_utf16().count() });
        to_u32(units + 1)
    }

    /// The place as `path:line:column`, `path!sheet!D17` of a cell or `path!paragraph 12`, fit for a terminal.
    pub fn place(&self, span: Span) -> String {
        let path = printable(self.path(span.file));
        match self.spot(span) {
            Spot::Named(place) => printable(&format!("{path}!{place}")),
            Spot::Line(p) => format!("{path}:{}:{}", p.line, p.column),
        }
    }

    /// The place inside of its file.
    pub fn spot(&self, span: Span) -> Spot {
        let made = self.get(span.file).filter(|f| f.made);
        match made.and_then(|f| f.landmark(span.start)) {
            Some(landmark) => Spot::Named(landmark.place.shown()),
            None => Spot::Line(self.position(span.file, span.start)),
        }
    }

    /// What users call the part of the file around a span, of a file whose parts have names.
    pub fn part(&self, span: Span) -> Option<String> {
        self.get(span.file)?.landmark(span.start).map(|l| l.place.shown())
    }

    /// Line of the text, counted from 0, that holds the byte, whether or not it is one that a user knows.
    pub fn text_line(&self, file: FileId, offset: u32) -> usize {
        self.get(file).map_or(0, |f| line_of(f.line_starts(), offset))
    }
}

/// A place inside of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// By line and column.
    Line(Position),
    /// By name: `CRM!D17`, `paragraph 12`.
    Named(String),
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// 0-based line that holds the offset.
fn line_of(starts: &[u32], offset: u32) -> usize {
    starts.partition_point(|&s| s <= offset).saturating_sub(1)
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    if !text.contains('\r') {
        starts.extend(text.match_indices('\n').map(|(at, _)| to_u32(at + 1)));
        return starts;
    }
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            starts.push(to_u32(at + 1));
        }
    }
    starts
}

/// User text made safe for a terminal: control characters, also C1 and bidirectional marks, become visible escapes.
pub fn printable(text: &str) -> String {
    if !text.chars().any(is_hostile) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hostile(c) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters that could steer a terminal or hide text: controls, bidirectional marks, zero-width marks.
pub fn is_hostile(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\n' && c != '\t';
    }
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
