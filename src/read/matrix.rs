//! A matrix in tables: columns are found by their titles, whatever format the table came from.

use std::collections::BTreeMap;

use super::csv::is_id;
use super::word::{Column, Reading as Word, column, owner};
use super::{MatrixRow, Owner, Reading, Wish};
use crate::catalog::{self, Reading as IdReading};
use crate::finding::{Finding, Level};
use crate::schema::grammar::{Field, Text};
use crate::source::{FileId, Sheet, SourceFile, Span, Spanned};

/// Rows in which the titles may stand.
const TITLES_WITHIN: usize = 10;

/// A row of a table: its cells with their places, empty ones too.
struct Record {
    cells: Vec<Spanned<String>>,
    span: Span,
}

/// Reads a matrix. Nothing is refused: what is not understood stays unknown and is told.
pub(super) fn read(file: FileId, source: &SourceFile, _wish: &Wish<'_>) -> Reading {
    let mut out = Reading::default();
    let Some(book) = &source.book else { return out };
    let records: Vec<Record> = book.sheets.iter().flat_map(|s| records(s, file, &source.text)).collect();
    let whole = Span::new(file, 0, source.text.find(['\n', '\r']).unwrap_or(source.text.len()));
    let Some((titles_at, columns)) = titles(&records) else {
        let message = if source.text.trim().is_empty() {
            "the file is empty"
        } else {
            "no column of this file holds requirement ids"
        };
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

/// Rows up to the last column that holds something.
fn records(sheet: &Sheet, file: FileId, text: &str) -> Vec<Record> {
    let row = |(_, cells): (u32, &[crate::source::Cell])| {
        let first = cells.first().map_or(Span::new(file, 0, 0), |c| c.span(file));
        let last = cells.last().map_or(0, |c| c.column);
        let mut out: Vec<Spanned<String>> = (0..=last).map(|_| Spanned::new(String::new(), first)).collect();
        for cell in cells {
            if let Some(slot) = out.get_mut(cell.column as usize) {
                *slot = Spanned::new(cell.text(text).to_owned(), cell.span(file));
            }
        }
        Record { cells: out, span: first }
    };
    sheet.rows().map(row).collect()
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
            known += usize::from(matches!(owner(&cell.value, *kind == Column::Inheritable), Word::Known(_)));
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
        inherited_from: Field::Absent,
        provider_text: text(Column::ProviderText),
        customer_text: text(Column::CustomerText),
        span: id.span,
    })
}

fn read_owner(cell: &Spanned<String>, inheritable: bool, strange: &mut BTreeMap<String, Vec<Span>>) -> Field<Owner> {
    match owner(&cell.value, inheritable) {
        Word::Known(o) => Field::Known(Spanned::new(o, cell.span)),
        Word::Unsaid => Field::Unknown(cell.span),
        Word::NotUnderstood => {
            strange.entry(cell.value.trim().chars().take(60).collect()).or_default().push(cell.span);
            Field::Unknown(cell.span)
        }
    }
}
