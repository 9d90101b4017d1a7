//! The lines round the labels of a finding, made safe to show: hostile characters replaced, long lines cut to a window
//! round the label, spans cut to one line. The cost depends on what is shown, not on the size of the file.

use std::borrow::Cow;
use std::ops::Range;

use crate::finding::Label;
use crate::source::{FileId, SourceFile, Sources, Spot, is_hostile};

use super::text;

/// Room for a line and the characters to use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Cells for the text of a line.
    pub(super) cells: usize,
    /// False: replace and cut with ASCII.
    pub(super) unicode: bool,
}

impl Room {
    fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    fn replacement(self) -> char {
        if self.unicode { '\u{fffd}' } else { '?' }
    }
}

/// Lines of one file with marks in them. Offsets count bytes of `text`, line numbers those of the file.
#[derive(Debug)]
pub(super) struct Snippet<'a> {
    /// Safe display path.
    pub(super) path: Cow<'a, str>,
    /// The shown lines, each ended by a line feed.
    pub(super) text: String,
    /// Runs of consecutive lines in `text`, in order, without gaps.
    pub(super) parts: Vec<Part>,
    /// What is marked, in order of place.
    pub(super) marks: Vec<Mark<'a>>,
    /// True if the path names the whole place, so that lines and columns of the text say nothing.
    pub(super) named: bool,
}

/// A run of consecutive lines.
#[derive(Debug)]
pub(super) struct Part {
    /// Bytes in the snippet's text.
    pub(super) range: Range<usize>,
    /// 0-based number of the first line in the file.
    pub(super) line: usize,
    /// Number of lines.
    pub(super) lines: usize,
}

/// A marked piece of text.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Bytes in the snippet's text.
    pub(super) range: Range<usize>,
    /// Safe text, may be empty.
    pub(super) text: Cow<'a, str>,
    /// True for the finding's primary label.
    pub(super) primary: bool,
    /// 0-based line in the file.
    pub(super) line: usize,
    /// 0-based column in the file, in characters.
    pub(super) column: usize,
    /// Cells before the mark on the line as it is shown.
    pub(super) indent: usize,
}

/// The snippets for some labels; the first label is the primary one and stands in the first snippet. Labels of another
/// file, and those too far away on the same long line, come in snippets of their own.
pub(super) fn snippets<'a>(
    sources: &'a Sources,
    labels: impl IntoIterator<Item = &'a Label>,
    room: Room,
) -> Vec<Snippet<'a>> {
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    for (n, label) in labels.into_iter().enumerate() {
        let Some(file) = sources.get(label.span.file).filter(|f| !f.text.is_empty()) else {
            continue;
        };
        let position = sources.position(label.span.file, label.span.start.min(to_u32(file.text.len())));
        let spot = sources.spot(label.span);
        let line = sources.text_line(label.span.file, label.span.start);
        let (start, content) = line_at(file, line);
        let piece = Piece {
            range: cut_to_line(label.span.range(), start, content),
            text: text::line(&label.text),
            primary: n == 0,
            column: position.column.saturating_sub(1) as usize,
        };
        if let Spot::Named(place) = spot {
            let name = Some((place, position.line));
            let mut draft = Draft { id: label.span.file, file, rows: Vec::new(), name };
            draft.add(line, content, piece, room);
            drafts.push(draft);
            continue;
        }
        let same = drafts.iter_mut().find(|d| d.id == label.span.file && d.takes(line, &piece));
        if let Some(draft) = same {
            draft.add(line, content, piece, room);
        } else {
            let mut draft = Draft { id: label.span.file, file, rows: Vec::new(), name: None };
            draft.add(line, content, piece, room);
            drafts.push(draft);
        }
    }
    drafts.into_iter().map(|d| d.finish(room)).collect()
}

/// Lines within which two labels share a snippet.
const LINES_NEAR: usize = 4;

/// Labels of one file, by line, before the text is cut out.
struct Draft<'a> {
    id: FileId,
    file: &'a SourceFile,
    rows: Vec<Row<'a>>,
    /// The place by name and the number to show beside it, in a file without lines.
    name: Option<(String, u32)>,
}

struct Row<'a> {
    line: usize,
    window: Range<usize>,
    pieces: Vec<Piece<'a>>,
}

/// A label; the range counts bytes of the line.
struct Piece<'a> {
    range: Range<usize>,
    text: Cow<'a, str>,
    primary: bool,
    column: usize,
}

impl<'a> Draft<'a> {
    fn row(&self, line: usize) -> Option<&Row<'a>> {
        self.rows.iter().find(|r| r.line == line)
    }

    /// Labels farther away would come first in the snippet when they stand above the primary one.
    fn takes(&self, line: usize, piece: &Piece<'_>) -> bool {
        if self.name.is_some() {
            return false;
        }
        let near = self.rows.iter().any(|r| r.line.abs_diff(line) <= LINES_NEAR);
        near && self
            .row(line)
            .is_none_or(|row| row.window.start <= piece.range.start && piece.range.start <= row.window.end)
    }

    fn add(&mut self, line: usize, content: &str, piece: Piece<'a>, room: Room) {
        if let Some(row) = self.rows.iter_mut().find(|r| r.line == line) {
            row.add(piece);
            return;
        }
        let mut row = Row { line, window: window(content, &piece.range, room), pieces: Vec::new() };
        row.add(piece);
        self.rows.push(row);
    }

    fn finish(mut self, room: Room) -> Snippet<'a> {
        if let Some((name, number)) = self.name.take() {
            return self.alone(&name, number, room);
        }
        let last = self.file.line_starts().len().saturating_sub(1);
        self.rows.sort_unstable_by_key(|r| r.line);
        let mut lines: Vec<usize> =
            self.rows.iter().flat_map(|r| r.line.saturating_sub(1)..=(r.line + 1).min(last)).collect();
        lines.sort_unstable();
        lines.dedup();
        // A file that ends in a line feed has no further line to show.
        if self.row(last).is_none() && line_at(self.file, last).0 >= self.file.text.len() {
            lines.retain(|l| *l != last);
        }
        let mut snippet = Snippet {
            path: text::line(&self.file.path),
            text: String::with_capacity(lines.len() * (room.cells + 1)),
            parts: Vec::new(),
            marks: Vec::new(),
            named: false,
        };
        let mut rows = self.rows.into_iter().peekable();
        for line in lines {
            let (_, content) = line_at(self.file, line);
            let row = rows.next_if(|r| r.line == line).unwrap_or_else(|| Row {
                line,
                window: window(content, &(0..0), room),
                pieces: Vec::new(),
            });
            snippet.push_line(content, row, room);
        }
        snippet
    }

    /// The one line of a place that has a name, with nothing around it.
    fn alone(self, name: &str, number: u32, room: Room) -> Snippet<'a> {
        let path = text::line(&format!("{}!{name}", self.file.path)).into_owned();
        let mut snippet =
            Snippet { path: Cow::Owned(path), text: String::new(), parts: Vec::new(), marks: Vec::new(), named: true };
        for row in self.rows {
            let (_, content) = line_at(self.file, row.line);
            let number = number.saturating_sub(1) as usize;
            snippet.push_line(content, Row { line: number, ..row }, room);
        }
        snippet
    }
}

impl<'a> Row<'a> {
    /// Adds a piece so that no two overlap: drawn below the line they would push each other aside.
    fn add(&mut self, mut piece: Piece<'a>) {
        piece.range.end = piece.range.end.min(self.window.end).max(piece.range.start);
        for old in &mut self.pieces {
            if old.range == piece.range {
                old.absorb(&piece);
                return;
            }
            let apart = piece.range.start >= old.range.end || piece.range.end <= old.range.start;
            if apart {
                continue;
            }
            if piece.range.start < old.range.start {
                piece.range.end = old.range.start;
            } else if piece.range.end > old.range.end {
                piece.range.start = old.range.end;
            } else if piece.range.start > old.range.start {
                old.range.end = piece.range.start;
            } else if piece.range.end < old.range.end {
                old.range.start = piece.range.end;
            }
        }
        self.pieces.push(piece);
    }
}

impl Piece<'_> {
    fn absorb(&mut self, other: &Self) {
        self.primary |= other.primary;
        if self.text.is_empty() {
            self.text.clone_from(&other.text);
        } else if !other.text.is_empty() && other.text != self.text {
            let text = self.text.to_mut();
            text.push_str("; ");
            text.push_str(&other.text);
        }
    }
}

impl<'a> Snippet<'a> {
    fn push_line(&mut self, content: &str, row: Row<'a>, room: Room) {
        let begin = self.text.len();
        let window = row.window;
        let mut indent = 0;
        if window.start > 0 {
            self.text.push_str(room.ellipsis());
            indent = text::width(room.ellipsis());
        }
        let shown = Shown {
            from: window.start,
            text: content.get(window.clone()).unwrap_or(""),
            to: self.text.len(),
            indent,
            room,
        };
        shown.write(&mut self.text);
        if window.end < content.len() {
            self.text.push_str(room.ellipsis());
        }
        let first = self.marks.len();
        for piece in row.pieces {
            let mark = self.mark(piece, row.line, &shown);
            self.marks.push(mark);
        }
        if let Some(marks) = self.marks.get_mut(first..) {
            marks.sort_by_key(|m| (m.range.start, m.range.end));
        }
        self.text.push('\n');
        let end = self.text.len();
        match self.parts.last_mut() {
            Some(part) if part.line + part.lines == row.line => {
                part.range.end = end;
                part.lines += 1;
            }
            _ => self.parts.push(Part { range: begin..end, line: row.line, lines: 1 }),
        }
    }

    fn mark(&self, piece: Piece<'a>, line: usize, shown: &Shown<'_>) -> Mark<'a> {
        let (start, indent) = shown.place(piece.range.start);
        let (end, _) = shown.place(piece.range.end);
        let marked = self.text.get(start..end).unwrap_or("");
        let trimmed = marked.trim_end();
        let length = if trimmed.is_empty() { marked.len() } else { trimmed.len() };
        Mark {
            range: start..start + length,
            text: piece.text,
            primary: piece.primary,
            line,
            column: piece.column,
            indent,
        }
    }
}

/// The shown part of a line, and where it goes.
struct Shown<'a> {
    /// Its first byte in the line.
    from: usize,
    /// As it stands in the file.
    text: &'a str,
    /// Its first byte in the snippet.
    to: usize,
    /// Cells before it.
    indent: usize,
    room: Room,
}

impl Shown<'_> {
    fn write(&self, out: &mut String) {
        if text::is_plain(self.text) {
            out.push_str(self.text);
        } else {
            out.extend(self.text.chars().map(|c| self.safe(c)));
        }
    }

    fn safe(&self, c: char) -> char {
        if is_hostile(c) { self.room.replacement() } else { c }
    }

    /// Byte in the snippet and cell of a byte of the line.
    fn place(&self, byte: usize) -> (usize, usize) {
        let end = self.text.ceil_char_boundary(byte.saturating_sub(self.from).min(self.text.len()));
        let before = self.text.get(..end).unwrap_or("");
        if text::is_plain(before) {
            return (self.to + end, self.indent + end);
        }
        before
            .chars()
            .fold((self.to, self.indent), |(to, cell), c| (to + self.safe(c).len_utf8(), cell + text::cells(c)))
    }
}

/// Start of a line and its content without the line end.
fn line_at(file: &SourceFile, line: usize) -> (usize, &str) {
    let starts = file.line_starts();
    let start = starts.get(line).map_or(file.text.len(), |s| *s as usize);
    let end = starts.get(line + 1).map_or(file.text.len(), |s| *s as usize);
    let content = file.text.get(start..end).unwrap_or("");
    (start, content.trim_end_matches(['\r', '\n']))
}

/// The part of a span that lies on the line, in bytes of the line and at character boundaries.
fn cut_to_line(span: Range<usize>, line_start: usize, content: &str) -> Range<usize> {
    let start = content.floor_char_boundary(span.start.saturating_sub(line_start).min(content.len()));
    let end = content.ceil_char_boundary(span.end.saturating_sub(line_start).min(content.len()));
    start..end.max(start)
}

/// Lines up to here are looked at whole to see whether they are plain; of longer ones only what may be shown is read.
const PLAIN_MAX: usize = 1024;

/// The bytes of a line to show so that `focus` is seen.
fn window(content: &str, focus: &Range<usize>, room: Room) -> Range<usize> {
    let budget = room.cells.max(20);
    // Both ends may be cut; what is cut shows as an ellipsis.
    let cut = budget.saturating_sub(2 * room.ellipsis().chars().count());
    if content.len() <= PLAIN_MAX && text::is_plain(content) {
        if content.len() <= budget {
            return 0..content.len();
        }
        let start = if focus.end <= cut { 0 } else { focus.start.saturating_sub(cut / 3) };
        return start..content.len().min(start + cut);
    }
    if reach(content.char_indices(), budget).is_none() {
        return 0..content.len();
    }
    let budget = cut;
    let head = content.get(..focus.end).unwrap_or(content);
    let start = if reach(head.char_indices(), budget).is_none() {
        0
    } else {
        let before = content.get(..focus.start).unwrap_or("");
        let lead = budget / 3;
        reach(before.char_indices().rev(), lead).map_or(0, |(at, c)| at + c.len_utf8())
    };
    let tail = content.get(start..).unwrap_or("");
    let end = reach(tail.char_indices(), budget).map_or(content.len(), |(at, _)| start + at);
    start..end
}

/// The first character that no longer fits into so many cells.
fn reach(chars: impl Iterator<Item = (usize, char)>, cells: usize) -> Option<(usize, char)> {
    let mut used = 0;
    for (at, c) in chars {
        used += text::cells(c);
        if used > cells {
            return Some((at, c));
        }
    }
    None
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
