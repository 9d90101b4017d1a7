//! Cells in words: for messages, for fingerprints and for labels.

use super::Step;
use super::length::Length;
use super::param::words_of;
use crate::fact::{Cell, CellValue, Facts, FieldType, Row, TableDef};
use crate::finding::join_and;

/// Longest value in a message, in characters.
const CHARS_MAX: usize = 80;

/// From so many values on, consecutive requirements are written as ranges.
const RANGES_FROM: usize = 12;

/// Most values that are listed.
const ITEMS_MAX: usize = 28;

/// The value in one line, `absent` if missing.
pub(crate) fn value_text(cell: &Cell, step: Step, facts: &Facts, vocabulary: &[TableDef]) -> String {
    let items = texts(cell, step, facts, vocabulary);
    if items.is_empty() { "absent".to_owned() } else { items.join(", ") }
}

/// The values of a cell, each in one line; none if it is absent or empty.
pub(crate) fn texts(cell: &Cell, step: Step, facts: &Facts, vocabulary: &[TableDef]) -> Vec<String> {
    let words = || words_of(step.owner, step.field, vocabulary);
    let word = |w: u16| words().get(usize::from(w)).map_or_else(|| "unknown".to_owned(), |w| (*w).to_owned());
    let row = |n: u32| {
        let row = facts.tables.get(usize::from(step.table)).and_then(|t| t.get(n as usize));
        row.map_or_else(|| "unknown".to_owned(), |r| row_text(r, step.table, vocabulary))
    };
    match &cell.value {
        CellValue::Absent => Vec::new(),
        CellValue::Unknown => vec!["unknown".to_owned()],
        CellValue::Bool(b) => vec![format!("#{b}")],
        CellValue::Word(w) => vec![word(*w)],
        CellValue::Text(t) if t.trim().is_empty() => Vec::new(),
        CellValue::Text(t) => vec![one_line(t)],
        CellValue::Number(n) => vec![n.to_string()],
        CellValue::Date(d) => vec![d.to_string()],
        CellValue::Duration(p) => {
            vec![Length::of(**p).map_or_else(|| p.0.to_string(), Length::words)]
        }
        CellValue::Words(w) => w.iter().map(|w| word(w.value)).collect(),
        CellValue::Texts(t) => t.iter().map(|t| one_line(&t.value)).collect(),
        CellValue::List { rows, .. } => rows.iter().map(|n| row(*n)).collect(),
        CellValue::Row(n) => vec![row(*n)],
    }
}

/// What a row is called: its `id`, or what it is about.
fn row_text(row: &Row, table: u16, vocabulary: &[TableDef]) -> String {
    id_text(row, table, vocabulary).unwrap_or_else(|| {
        let path = row.subject.path();
        path.split_once(':').map_or_else(|| path.clone(), |(_, id)| id.to_owned())
    })
}

/// The `id` of a row, if its table has one.
pub(crate) fn id_text(row: &Row, table: u16, vocabulary: &[TableDef]) -> Option<String> {
    let fields = &vocabulary.get(usize::from(table))?.fields;
    let at = fields.iter().position(|f| f.name == "id" && matches!(f.ty, FieldType::Id | FieldType::Text))?;
    match &row.cells.get(at)?.value {
        CellValue::Text(t) => Some(one_line(t)),
        _ => None,
    }
}

/// Blanks collapsed.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cut to a length that a message can bear.
pub(crate) fn clip(text: &str) -> String {
    if text.chars().count() <= CHARS_MAX {
        return text.to_owned();
    }
    let cut: String = text.chars().take(CHARS_MAX).collect();
    format!("{}…", cut.trim_end())
}

/// "a, b and c"; long lists are cut and counted.
pub(crate) fn join(items: &[String]) -> String {
    let shortened = if items.len() > RANGES_FROM { ranges(items) } else { items.to_vec() };
    let items = shortened.as_slice();
    let clipped: Vec<String> = items.iter().take(ITEMS_MAX).map(|t| clip(t)).collect();
    let left = items.len() - clipped.len();
    if left == 0 { join_and(&clipped) } else { format!("{} and {left} more", clipped.join(", ")) }
}

/// Consecutive requirements as ranges, `3.1.2 to 3.1.22`; anything else stays as it is.
fn ranges(items: &[String]) -> Vec<String> {
    let number = |id: &str| -> Option<(u32, u32)> {
        let mut parts = id.strip_prefix("3.")?.split('.');
        let found = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        if parts.next().is_none() { Some(found) } else { None }
    };
    let mut out: Vec<(String, String)> = Vec::new();
    for item in items {
        let follows = |last: &str| match (number(last), number(item)) {
            (Some((f, n)), Some((g, m))) => f == g && n + 1 == m,
            _ => false,
        };
        match out.last_mut() {
            Some((_, last)) if follows(last) => last.clone_from(item),
            _ => out.push((item.clone(), item.clone())),
        }
    }
    out.into_iter().map(|(a, b)| if a == b { a } else { format!("{a} to {b}") }).collect()
}

/// Adds what is not there yet, keeping the order.
pub(crate) fn push_new<T: PartialEq>(all: &mut Vec<T>, item: T) {
    if !all.contains(&item) {
        all.push(item);
    }
}

/// A path without its last steps.
pub(crate) fn shorten(path: &str, steps: usize) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    parts.truncate(parts.len().saturating_sub(steps).max(1));
    parts.join(".")
}
