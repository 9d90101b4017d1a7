//! Workbooks with the matrices of several providers, or of several systems of one provider.

use std::collections::BTreeSet;

use super::table::Table;
use crate::catalog::{self, Reading as IdReading};
use crate::finding::{Finding, join_and};
use crate::read::Wish;
use crate::read::csv::is_id;
use crate::read::word::{Column, plain};

/// Puts the tables that answer in cells before those that only mark, and of several that answer for the same ids keeps
/// the one that is asked for. Where it cannot be told, none is kept and that is told.
pub(super) fn choose(tables: &mut Vec<Table<'_>>, text: &str, wish: &Wish<'_>) -> Option<Finding> {
    // What several sheets of a plan say of one requirement is put together by the row.
    if wish.plan {
        return None;
    }
    let answers = |t: &Table<'_>| t.is_filled(text, |c| matches!(c, Column::Responsibility | Column::Inheritable));
    tables.sort_by_key(|t| !answers(t));
    let count = tables.iter().filter(|t| answers(t)).count();
    let ids: Vec<BTreeSet<String>> = tables.iter().take(count).map(|t| keys(t, text)).collect();
    let share = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.iter().any(|id| b.contains(id));
    let is_several = ids.iter().enumerate().any(|(i, a)| ids.iter().skip(i + 1).any(|b| share(a, b)));
    if !is_several && !tables.iter().any(|t| t.is_one_of_several) {
        return None;
    }
    // Marks that say of no provider whose they are belong to nobody then.
    tables.retain(|t| answers(t) || t.has_texts());
    if !is_several {
        return None;
    }
    let named: Vec<String> = match wish.columns {
        Some(columns) => vec![plain(columns)],
        None => wish.names.iter().map(|n| plain(n)).collect(),
    };
    let is_named = |t: &Table<'_>| {
        let sheet = format!(" {} ", plain(&t.sheet.name));
        t.is_one_of_several || named.iter().any(|n| sheet.contains(&format!(" {n} ")))
    };
    let own = tables.iter().filter(|t| answers(t) && is_named(t)).count();
    if own == 1 {
        tables.retain(is_named);
        return None;
    }
    let sheets: Vec<String> = tables.iter().filter(|t| answers(t)).map(|t| format!("`{}`", t.sheet.name)).collect();
    let first = tables.first()?;
    let message = format!("several sheets answer for the same requirements: {}", join_and(&sheets));
    let mut finding = Finding::fixed("unknown-word", first.header, message)
        .label("which one counts cannot be told")
        .help("name the sheet: sheet=\"…\"");
    for other in tables.iter().skip(1).filter(|t| answers(t)) {
        finding = finding.also(other.header, "and here");
    }
    for table in tables.iter_mut() {
        table.forget();
    }
    Some(finding)
}

/// The ids of a table.
fn keys(table: &Table<'_>, text: &str) -> BTreeSet<String> {
    let cells = table.sheet.cells.iter().filter(|c| c.column == table.id && c.row >= table.first_row);
    cells.map(|c| c.text(text)).filter(|id| is_id(id)).map(key).collect()
}

/// The same for an id in all its forms, parts of controls kept apart: `AC-02 (01) (a)` is `AC-2(1)a`.
pub(in crate::read) fn key(id: &str) -> String {
    let ids = catalog::read_ids(id, None);
    let is_plain = |r: &IdReading| matches!(r, IdReading::Requirement { .. });
    if ids.iter().all(is_plain) {
        return format!("{ids:?}");
    }
    // Numbers and words one by one: `AC-22` is not `AC-2 (2)`.
    let mut parts: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in id.chars() {
        let is_part = c.is_alphanumeric() || matches!(c, ',' | ';' | '\n');
        if is_part {
            match parts.last_mut() {
                Some(part)
                    if c.is_alphanumeric() && c.is_numeric() == before.is_numeric() && before.is_alphanumeric() =>
                {
                    part.extend(c.to_lowercase());
                }
                _ => parts.push(c.to_lowercase().collect()),
            }
        }
        before = c;
    }
    // Zeros in front of a number say nothing.
    parts.iter().map(|p| p.trim_start_matches('0')).collect::<Vec<_>>().join(" ")
}
