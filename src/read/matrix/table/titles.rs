//! Where a table begins: the column of its ids, the rows of its titles, and where titles come again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{COLUMNS_MAX, ROWS_LOOKED_AT, TITLES_WITHIN, Title};
use crate::read::csv::{is_id, is_shaped};
use crate::read::word::{self, Column};
use crate::source::{Cell, CellKind, FileId, Sheet, Span};

/// The column that holds most ids under a title of ids, and the first row of them. A title is needed: a sheet that lists
/// ids for some other purpose is no matrix.
pub(super) fn ids(sheet: &Sheet, text: &str) -> Option<(u32, u32)> {
    let mut found: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    let mut looked_at = 0_usize;
    for (row, cells) in sheet.rows() {
        looked_at += 1;
        if looked_at > ROWS_LOOKED_AT + TITLES_WITHIN {
            break;
        }
        for cell in cells.iter().filter(|c| c.column < COLUMNS_MAX && is_shaped(c.text(text))) {
            let entry = found.entry(cell.column).or_insert((0, row));
            entry.0 += usize::from(is_id(cell.text(text)));
        }
    }
    let titled = |column: u32, first: u32| {
        let above = sheet.cells.iter().filter(|c| c.column == column && c.row < first);
        above.rev().take(TITLES_WITHIN).any(|c| word::column(c.text(text)) == Column::Id)
    };
    found.retain(|_, (count, _)| *count > 0);
    let good = found.iter().filter(|(column, (_, first))| titled(**column, *first));
    let best = good.max_by_key(|(column, (count, _))| (*count, u32::MAX - **column));
    if let Some((column, (_, first))) = best {
        return Some((*column, spoilt_above(sheet, text, *column, *first)));
    }
    // Whatever its title, a column of requirements of SP 800-171 is one.
    let is_own = |column: u32, first: u32| {
        let cells: Vec<&Cell> = sheet.cells.iter().filter(|c| c.column == column && c.row >= first).collect();
        let own = cells.iter().filter(|c| is_requirement(c.text(text))).count();
        own >= UNTITLED_MIN
            && own * 5 >= cells.len() * 4
            && sheet.cells.iter().any(|c| c.column == column && c.row < first)
    };
    found.into_iter().find(|(column, (_, first))| is_own(*column, *first)).map(|(column, (_, first))| (column, first))
}

/// The first row below the titles, where spreadsheets made a number or a date of the ids of the first rows: `3.1.1` is the
/// third of January to them. Such rows are no titles, and what they answer is told.
fn spoilt_above(sheet: &Sheet, text: &str, column: u32, first: u32) -> u32 {
    let above = sheet.cells.iter().rev().filter(|c| c.column == column && c.row < first);
    above.take(TITLES_WITHIN).take_while(|c| is_spoilt(c, text)).last().map_or(first, |c| c.row)
}

/// True for a cell that is a number or a date: `3.1`, `2001-03-01`, `1-Mar`.
fn is_spoilt(cell: &Cell, text: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let said = cell.text(text).to_lowercase();
    let mut parts = said.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
    let is_part = |p: &str| p.bytes().all(|b| b.is_ascii_digit()) || MONTHS.contains(&p);
    cell.kind == CellKind::Date || said.contains(|c: char| c.is_ascii_digit()) && parts.all(is_part)
}

/// Requirements from which on a column under any title holds ids.
const UNTITLED_MIN: usize = 5;

fn is_requirement(text: &str) -> bool {
    let ids = crate::catalog::read_ids(text, None);
    ids.iter().all(|r| matches!(r, crate::catalog::Reading::Requirement { .. }))
}

/// A title of ids, and the first cell below it, in a sheet whose ids are of no catalogue that is known.
pub(in crate::read::matrix) fn other_ids<'t>(sheet: &Sheet, text: &'t str) -> Option<(&'t str, &'t str)> {
    let title = sheet.cells.iter().find(|c| word::column(c.text(text)) == Column::Id)?;
    let below = sheet.cells.iter().find(|c| c.column == title.column && c.row > title.row)?;
    Some((title.text(text), below.text(text)))
}

/// A sheet in pieces, each of which begins with titles of other columns than the one before.
pub(in crate::read::matrix) fn pieces<'s>(sheet: &'s Sheet, text: &str) -> Vec<Cow<'s, Sheet>> {
    let mut starts: Vec<u32> = Vec::new();
    let mut before: Option<Vec<(u32, Column)>> = None;
    let mut has_ids = false;
    for (row, cells) in sheet.rows() {
        let titles: Vec<(u32, Column)> = cells
            .iter()
            .map(|c| (c.column, word::column(c.text(text))))
            .filter(|(_, column)| *column != Column::Other)
            .collect();
        let is_header = titles.len() > 1
            && titles.iter().any(|(_, c)| *c == Column::Id)
            && !cells.iter().any(|c| is_id(c.text(text)));
        if is_header {
            if has_ids && before.as_ref().is_some_and(|b| *b != titles) {
                starts.push(row);
            }
            before = Some(titles);
        } else {
            has_ids |= cells.iter().any(|c| is_id(c.text(text)));
        }
    }
    if starts.is_empty() {
        return vec![Cow::Borrowed(sheet)];
    }
    let ends = starts.iter().copied().chain([u32::MAX]);
    let piece = |(from, to): (u32, u32)| {
        let cells = sheet.cells.iter().filter(|c| (from..to).contains(&c.row)).copied().collect();
        Cow::Owned(Sheet { cells, ..sheet.clone() })
    };
    std::iter::once(0).chain(starts.iter().copied()).zip(ends).map(piece).collect()
}

/// The titles of all columns: those of the rows above the first id, from the row that titles the ids on.
pub(super) fn titles(sheet: &Sheet, file: FileId, text: &str, first_row: u32) -> BTreeMap<u32, Title> {
    let rows: Vec<(u32, &[Cell])> = sheet.rows().take_while(|(row, _)| *row < first_row).collect();
    let is_title = |(_, cells): &(u32, &[Cell])| cells.iter().any(|c| word::column(c.text(text)) == Column::Id);
    let titled = rows.iter().position(is_title).unwrap_or(0);
    // The title of several columns may stand above the row that titles the ids.
    let is_group = |text: &str| {
        let title = word::plain(text);
        ["originat", "responsib", "implementation status"].iter().any(|w| title.contains(w))
    };
    let above = titled.checked_sub(1).filter(|at| {
        let next = |row: u32| rows.get(titled).is_some_and(|(below, _)| row + 1 == *below);
        rows.get(*at).is_some_and(|(row, cells)| next(*row) && cells.iter().any(|c| is_group(c.text(text))))
    });
    let from = above.unwrap_or(titled);
    let mut groups: BTreeMap<u32, Vec<(String, Span)>> = BTreeMap::new();
    for (at, (_, cells)) in rows.iter().enumerate().skip(from) {
        // Without merged cells it goes on over the blanks beside it, as far as there are titles below.
        let below = |column: u32| rows.get(at + 1).is_some_and(|(_, c)| c.iter().any(|c| c.column == column));
        let goes_on = |cell: &Cell| {
            let mut last = cell.column;
            while is_group(cell.text(text))
                && below(cell.column)
                && below(last + 1)
                && last < COLUMNS_MAX
                && !cells.iter().any(|c| c.column == last + 1)
            {
                last += 1;
            }
            last
        };
        for cell in *cells {
            let span = cell.span(file);
            let area = sheet.merged.iter().find(|a| a.holds(cell.row, cell.column));
            let last = area.map_or_else(|| goes_on(cell), |a| a.to.1.min(cell.column.saturating_add(512)));
            for column in cell.column..=last {
                groups.entry(column).or_default().push((cell.text(text).trim().to_owned(), span));
            }
        }
    }
    let shown = groups.into_iter().filter(|(at, _)| *at < COLUMNS_MAX);
    shown.filter_map(|(at, parts)| Some((at, title(&parts)?))).collect()
}

/// A title of one or more lines, the widest first.
fn title(parts: &[(String, Span)]) -> Option<Title> {
    let (last, span) = parts.last()?;
    let above: Vec<&str> = parts.iter().rev().skip(1).map(|(t, _)| t.as_str()).collect();
    let column = match word::under(&above, last) {
        Some(column) => column,
        // The title may stand in the upper of two rows, over an empty or an explaining one.
        None => match word::column(last) {
            Column::Other => parts.iter().rev().map(|(t, _)| word::column(t)).find(|c| *c != Column::Other),
            found => Some(found),
        }
        .unwrap_or(Column::Other),
    };
    let text = parts.iter().map(|(t, _)| t.as_str()).collect::<Vec<_>>().join(" / ");
    Some(Title { column, text, own: last.clone(), span: *span })
}
