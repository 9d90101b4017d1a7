//! Matrices in CSV: columns are found by their titles, cells keep their places in the text.

use std::collections::BTreeMap;

use super::word::{Column, Reading, column, owner};
use super::{Matrix, MatrixRow, Owner};
use crate::catalog::{self, Reading as IdReading};
use crate::finding::{Finding, Level};
use crate::schema::grammar::{Field, Text};
use crate::source::{FileId, Span, Spanned};

/// Lines in which the titles may stand.
const TITLES_WITHIN: usize = 10;
/// Rows that are read; a matrix has a few hundred.
const ROWS_MAX: usize = 20_000;

/// A record: its cells with their places.
struct Record {
    cells: Vec<Spanned<String>>,
    span: Span,
}

/// Reads a matrix. Nothing is refused: what is not understood stays unknown and is told.
pub fn read(file: FileId, text: &str) -> Matrix {
    let mut out = Matrix::default();
    let (records, broken) = records(file, text);
    if let Some(finding) = broken {
        out.findings.push(finding);
    }
    let whole = Span::new(file, 0, first_line(text));
    let Some((titles_at, columns)) = titles(&records) else {
        let message =
            if text.trim().is_empty() { "the file is empty" } else { "no column of this file holds requirement ids" };
        let help = "give the column of ids one of the usual titles, such as `Control ID` or `Requirement ID`";
        out.findings.push(Finding::fixed("source-unreadable", whole, message).label("read as CSV").help(help));
        return out;
    };
    let header = records.get(titles_at).map_or(whole, |r| r.span);
    let says = |c: &Column| matches!(c, Column::Responsibility | Column::Inheritable);
    if !columns.iter().any(says) {
        out.findings.push(no_responsibilities(&records, titles_at, header));
    }
    let mut strange: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for record in records.iter().skip(titles_at + 1) {
        out.rows.extend(row(record, &columns, &mut strange));
    }
    out.findings.extend(strange.into_iter().map(|(word, cells)| not_understood(&word, &cells)));
    out
}

fn first_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

fn no_responsibilities(records: &[Record], at: usize, header: Span) -> Finding {
    let titles: Vec<&str> = records.get(at).map_or_else(Vec::new, |r| r.cells.iter().map(|c| c.value.trim()).collect());
    Finding::fixed(
        "unknown-word",
        header,
        "no column of this matrix says who is responsible, so every row stays unknown",
    )
    .label(format!("{} columns, none of responsibilities", titles.len()))
    .help("add a column titled `Responsibility` with provider, customer or shared in each row")
}

fn not_understood(word: &str, cells: &[Span]) -> Finding {
    let first = cells.first().copied().unwrap_or(Span::new(FileId(0), 0, 0));
    let times = if cells.len() == 1 { "once".to_owned() } else { format!("in {} cells", cells.len()) };
    let message = format!("`{word}` does not surely say who is responsible ({times})");
    let mut finding = Finding::fixed("unknown-word", first, message)
        .level(Level::Warning)
        .label("stays unknown")
        .help("write provider, customer, shared or N/A");
    for cell in cells.iter().skip(1).take(4) {
        finding = finding.also(*cell, "here too");
    }
    finding
}

/// The separator that the first lines use most.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(TITLES_WITHIN).collect();
    let count = |c: char| lines.iter().map(|l| l.matches(c).count()).max().unwrap_or(0);
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
            .any(|line| line.split_once(separator).is_some_and(|(first, _)| is_id(first.trim_matches('"'))))
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

/// Byte ranges of the fields of one raw record, quotes left out, blanks around them too.
fn fields(raw: &str, separator: u8) -> Vec<(usize, usize)> {
    let bytes = raw.as_bytes();
    let mut out = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'"' {
            quoted = !quoted;
        } else if *b == separator && !quoted {
            out.push(trim(bytes, start, i));
            start = i + 1;
        }
    }
    out.push(trim(bytes, start, bytes.len()));
    out
}

fn trim(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    let skip = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b' ' | b'"' | b'\t' | b'\r' | b'\n'));
    while start < end && skip(bytes.get(start)) {
        start += 1;
    }
    while end > start && skip(bytes.get(end - 1)) {
        end -= 1;
    }
    (start, end)
}

/// True if the cell is a requirement or a control in any form.
fn is_id(cell: &str) -> bool {
    !cell.trim().is_empty()
        && catalog::read_ids(cell, None)
            .iter()
            .any(|r| !matches!(r, IdReading::NotAnId | IdReading::UnknownNumber { .. }))
}

/// The line of titles and what each column holds. Of several columns with an id's title the one with most ids counts.
fn titles(records: &[Record]) -> Option<(usize, Vec<Column>)> {
    for (at, record) in records.iter().enumerate().take(TITLES_WITHIN) {
        let mut columns: Vec<Column> = record.cells.iter().map(|c| column(&c.value)).collect();
        let ids = |col: usize| -> usize {
            records.iter().skip(at + 1).take(400).filter(|r| r.cells.get(col).is_some_and(|c| is_id(&c.value))).count()
        };
        let candidates = columns.iter().enumerate().filter(|(_, c)| **c == Column::Id).map(|(i, _)| i);
        let best = candidates.map(|i| (ids(i), i)).filter(|(n, _)| *n > 0).max_by_key(|(n, i)| (*n, usize::MAX - *i));
        let Some((_, chosen)) = best else { continue };
        for (i, c) in columns.iter_mut().enumerate() {
            if *c == Column::Id && i != chosen {
                *c = Column::Other;
            }
        }
        settle_responsibility(records, at, &mut columns);
        return Some((at, columns));
    }
    None
}

/// `Owner` or `Provider` may title names of people or products: a column counts as responsibilities only when at least
/// half of its cells are such words, unless its title leaves no doubt.
fn settle_responsibility(records: &[Record], at: usize, columns: &mut [Column]) {
    let mut found = false;
    for (i, kind) in columns.iter_mut().enumerate() {
        if !matches!(kind, Column::Responsibility | Column::Inheritable) {
            continue;
        }
        let title = records.get(at).and_then(|r| r.cells.get(i)).map_or("", |c| c.value.as_str());
        let sure = super::word::plain(title).contains("responsib")
            || *kind == Column::Inheritable
            || title.contains("riginat");
        let cells = records.iter().skip(at + 1).filter_map(|r| r.cells.get(i)).filter(|c| !c.value.trim().is_empty());
        let (mut all, mut known) = (0_usize, 0_usize);
        for cell in cells {
            all += 1;
            known += usize::from(matches!(owner(&cell.value, *kind == Column::Inheritable), Reading::Known(_)));
        }
        if found || (!sure && known * 2 < all) {
            *kind = Column::Other;
        } else {
            found = true;
        }
    }
}

fn row(record: &Record, columns: &[Column], strange: &mut BTreeMap<String, Vec<Span>>) -> Option<MatrixRow> {
    let cell = |wanted: Column| columns.iter().position(|c| *c == wanted).and_then(|i| record.cells.get(i));
    let id = cell(Column::Id).filter(|c| !c.value.trim().is_empty())?;
    // Sub-headers such as a family's name hold no id.
    if catalog::read_ids(&id.value, None).iter().all(|r| matches!(r, IdReading::NotAnId)) {
        return None;
    }
    let said =
        cell(Column::Responsibility).map(|c| (c, false)).or_else(|| cell(Column::Inheritable).map(|c| (c, true)));
    let responsibility = said.map_or(Field::Unknown(id.span), |(c, inheritable)| read_owner(c, inheritable, strange));
    let combined = cell(Column::Combined).filter(|c| !c.value.trim().is_empty());
    let text = |wanted: Column| match (cell(wanted), combined) {
        (Some(c), _) if !c.value.trim().is_empty() => {
            Field::Known(Spanned::new(Text(c.value.trim().to_owned()), c.span))
        }
        (_, Some(both)) => Field::Unknown(both.span),
        // A matrix without any column of that side cannot be blamed row by row.
        (None, None) => Field::Unknown(id.span),
        (Some(_), None) => Field::Absent,
    };
    Some(MatrixRow {
        id: Spanned::new(id.value.trim().to_owned(), id.span),
        responsibility,
        provider_text: text(Column::ProviderText),
        customer_text: text(Column::CustomerText),
        span: id.span,
    })
}

fn read_owner(cell: &Spanned<String>, inheritable: bool, strange: &mut BTreeMap<String, Vec<Span>>) -> Field<Owner> {
    match owner(&cell.value, inheritable) {
        Reading::Known(o) => Field::Known(Spanned::new(o, cell.span)),
        Reading::Unsaid => Field::Unknown(cell.span),
        Reading::NotUnderstood => {
            strange.entry(cell.value.trim().chars().take(60).collect()).or_default().push(cell.span);
            Field::Unknown(cell.span)
        }
    }
}
