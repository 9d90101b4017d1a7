//! Comma, semicolon or tab separated values: a table whose cells keep their places in the text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Opened;
use crate::catalog::{self, Reading as IdReading};
use crate::finding::{Finding, Level};
use crate::source::{Book, Cell, CellKind, FileId, Sheet, Span, Spanned};

/// Lines by which the separator is known.
const LINES_LOOKED_AT: usize = 40;
/// Rows that are read; a matrix has a few hundred.
const ROWS_MAX: usize = 20_000;

/// A record: its cells with their places.
struct Record {
    cells: Vec<Spanned<String>>,
    span: Span,
}

/// Bytes as UTF-8, and what they were written in if it is only taken for granted. What a spreadsheet saves as CSV is in the
/// code page of its machine, or in UTF-16 with a mark that says so.
pub fn recoded(bytes: Vec<u8>) -> (Vec<u8>, Option<&'static str>) {
    if bytes.len() > crate::parse::SIZE_MAX {
        return (bytes, None);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        let whole = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or(&[]));
        return whole.map(|text| text.into_owned().into_bytes()).map_or((bytes, None), |text| (text, None));
    }
    if bytes.contains(&0) || std::str::from_utf8(&bytes).is_ok() {
        return (bytes, None);
    }
    (WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned().into_bytes(), Some("Windows-1252"))
}

/// Opens a text as one table.
pub fn open(file: FileId, text: String, encoding: Option<&str>) -> Opened {
    let (records, broken) = records(file, &text);
    let taken = encoding.map(|encoding| {
        let message = format!("the file is not UTF-8; it was read as {encoding}");
        let at = Span::new(file, 0, first_line(&text));
        let help = "if letters are wrong, save it as CSV UTF-8 or as a workbook";
        Finding::fixed("unknown-word", at, message).level(Level::Note).label("read with this in mind").help(help)
    });
    let mut sheet = Sheet::default();
    for (row, record) in (0_u32..).zip(&records) {
        for (column, cell) in (0_u32..).zip(&record.cells) {
            if !cell.value.trim().is_empty() {
                let Span { start, end, .. } = cell.span;
                let raw = text.get(start as usize..end as usize).unwrap_or("");
                let kind = if raw.contains("\"\"") { CellKind::Quoted } else { CellKind::Text };
                sheet.cells.push(Cell { row, column, start, end, kind });
            }
        }
    }
    let book = Book { sheets: vec![sheet], traces: Vec::new() };
    Opened { text, book, findings: taken.into_iter().chain(broken).collect(), ..Opened::default() }
}

fn first_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// The separator that sets most ids apart in the first lines, and of several the one that these lines use most.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(LINES_LOOKED_AT).collect();
    // What stands in quotes is text.
    let bare = |l: &str, c: char| l.split('"').step_by(2).map(|piece| piece.matches(c).count()).sum::<usize>();
    let has_id = |l: &str, c: char| bare(l, c) > 0 && l.split(c).any(|piece| is_id(piece.trim().trim_matches('"')));
    let count = |c: char| {
        let ids = lines.iter().filter(|l| has_id(l, c)).count();
        (ids, lines.iter().map(|l| bare(l, c)).max().unwrap_or(0))
    };
    let best = [(count(','), b','), (count(';'), b';'), (count('\t'), b'\t')];
    best.into_iter().rev().max_by_key(|(n, _)| *n).map_or(b',', |(_, s)| s)
}

fn records(file: FileId, text: &str) -> (Vec<Record>, Option<Finding>) {
    let separator = separator(text);
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut out = Vec::new();
    let mut record = ::csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) if out.len() < ROWS_MAX => {
                let start = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX));
                let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
                let placed = place(file, text, start, end, separator, &record);
                if swallows_rows(&record, separator) {
                    let message = "a quote is opened in this row and not closed, so the rows below it were not read";
                    let finding = Finding::fixed("source-unreadable", placed.span, message).help("close the quote");
                    return (out, Some(finding));
                }
                out.push(placed);
            }
            Ok(true) => {
                let last = out.last().map_or(Span::new(file, 0, 0), |r: &Record| r.span);
                let message = format!("the file has more than {ROWS_MAX} rows; the rest was not read");
                return (out, Some(Finding::fixed("limit-exceeded", last, message)));
            }
            Ok(false) => return (out, None),
            Err(error) => {
                let at = out.last().map_or(Span::new(file, 0, first_line(text)), |r| r.span);
                let message = format!("the file is not CSV behind this row: {error}");
                return (out, Some(Finding::fixed("source-unreadable", at, message)));
            }
        }
    }
}

/// True if a cell holds lines that look like rows of their own: an open quote runs on to the next one or to the end.
fn swallows_rows(record: &::csv::StringRecord, separator: u8) -> bool {
    let separator = char::from(separator);
    record.iter().any(|cell| {
        cell.lines()
            .skip(1)
            .any(|line| line.contains(separator) && line.split(separator).any(|f| is_id(f.trim().trim_matches('"'))))
    })
}

/// Ties the values of a record to the places of its raw fields.
fn place(file: FileId, text: &str, start: usize, end: usize, separator: u8, record: &::csv::StringRecord) -> Record {
    let mut start = start;
    // The reader's position may stand on the line break before the record.
    while text.as_bytes().get(start).is_some_and(|b| matches!(b, b'\n' | b'\r')) && start < end {
        start += 1;
    }
    let raw = text.get(start..end).unwrap_or("");
    let trimmed = raw.trim_end_matches(['\n', '\r']);
    let span = Span::new(file, start, start + first_line(trimmed));
    let fields = fields(trimmed, separator);
    let exact = fields.len() == record.len();
    let cells = record
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let at = fields.get(i).filter(|_| exact).map_or(span, |(a, b)| Span::new(file, start + a, start + b));
            Spanned::new(value.to_owned(), at)
        })
        .collect();
    Record { cells, span }
}

/// Byte ranges of the fields of one raw record, quotes left out, blanks around them too. A quote opens a field only where
/// the field begins: that of `19" rack` is an inch.
fn fields(raw: &str, separator: u8) -> Vec<(usize, usize)> {
    /// Where in a field the reader is.
    #[derive(Clone, Copy)]
    enum At {
        Begin,
        Plain,
        Quoted,
        /// Right behind a quote: the end, or the first of two that stand for one.
        Closed,
    }
    let bytes = raw.as_bytes();
    let mut out = Vec::new();
    let (mut start, mut at) = (0, At::Begin);
    for (i, b) in bytes.iter().enumerate() {
        at = match (at, b) {
            (At::Quoted, b'"') => At::Closed,
            (At::Begin | At::Closed, b'"') | (At::Quoted, _) => At::Quoted,
            (_, b) if *b == separator => {
                out.push(trim(bytes, start, i));
                start = i + 1;
                At::Begin
            }
            (At::Begin, b' ' | b'\t') => At::Begin,
            _ => At::Plain,
        };
    }
    out.push(trim(bytes, start, bytes.len()));
    out
}

/// Blanks, one pair of quotes and what makes a formula harmless are no part of a cell.
fn trim(bytes: &[u8], start: usize, end: usize) -> (usize, usize) {
    let (mut start, mut end) = blanks(bytes, start, end);
    let is_quote = |at: usize| bytes.get(at) == Some(&b'"');
    if end > start + 1 && is_quote(start) && is_quote(end - 1) {
        (start, end) = blanks(bytes, start + 1, end - 1);
    }
    (start + usize::from(is_guarded(bytes.get(start..end).unwrap_or_default())), end)
}

fn blanks(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    let skip = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'));
    while start < end && skip(bytes.get(start)) {
        start += 1;
    }
    while end > start && skip(bytes.get(end - 1)) {
        end -= 1;
    }
    (start, end)
}

/// True if an apostrophe stands before what a spreadsheet would take for a formula: `'=A1`, as `crmlint export` writes it.
fn is_guarded(cell: &[u8]) -> bool {
    let behind = cell.iter().find(|b| **b != b'\'');
    cell.first() == Some(&b'\'') && behind.is_some_and(|b| matches!(b, b'=' | b'+' | b'-' | b'@'))
}

/// True if the cell is a requirement or a control in any form.
pub(super) fn is_id(cell: &str) -> bool {
    !cell.trim().is_empty()
        && catalog::read_ids(cell, None)
            .iter()
            .any(|r| !matches!(r, IdReading::NotAnId | IdReading::UnknownNumber { .. }))
}

/// True if the cell is written like an id, whether or not there is such a requirement.
pub(super) fn is_shaped(text: &str) -> bool {
    let ids = catalog::read_ids(text, None);
    !ids.iter().all(|r| matches!(r, IdReading::NotAnId))
}
