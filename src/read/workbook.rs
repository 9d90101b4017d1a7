//! Workbooks: xlsx, xlsm and ods. Values are those that the file holds; nothing is computed. The text of the file is made
//! of its cells, row by row, sheet by sheet.

mod traces;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Reader as _, SheetVisible, Xlsx};

use super::Opened;
use super::archive::{Archive, tree};
use crate::source::{Area, Book, Cell, CellKind, FileId, Place, Scribe, Sheet};

/// Cells that a workbook may hold; one of 1,700 rows and 46 columns has 80,000.
const CELLS_MAX: usize = 2_000_000;
/// Bytes of text that its cells may hold.
const TEXT_MAX: usize = 64 * 1024 * 1024;
/// Sheets that are read.
const SHEETS_MAX: usize = 200;

/// Opens a workbook.
pub(super) fn open(file: FileId, bytes: &[u8]) -> Result<Opened, String> {
    let mut archive = Archive::open(bytes)?;
    let mut pages = Pages::default();
    if archive.has("content.xml") && archive.has("mimetype") {
        ods(&mut archive, bytes, &mut pages)?;
    } else if archive.has("xl/workbook.xml") {
        xlsx(bytes, &mut pages)?;
    } else if archive.has("word/document.xml") {
        return Err("it is a Word document, not what its ending says".to_owned());
    } else {
        return Err("it is an archive, but no workbook".to_owned());
    }
    let mut book = Book { sheets: pages.sheets, traces: Vec::new() };
    traces::find(&mut archive, file, &mut book, &mut pages.scribe);
    let (text, landmarks) = pages.scribe.finish();
    Ok(Opened { text, book, landmarks, made: true, findings: Vec::new() })
}

/// Sheets as they are filled.
#[derive(Default)]
struct Pages {
    sheets: Vec<Sheet>,
    scribe: Scribe,
    cells: usize,
}

impl Pages {
    /// Adds a cell to a sheet; the error says which limit is passed.
    fn put(
        &mut self,
        sheet: &mut Sheet,
        name: &Arc<str>,
        at: (u32, u32),
        value: &str,
        kind: CellKind,
    ) -> Result<(), String> {
        self.cells += 1;
        if self.cells > CELLS_MAX {
            return Err(format!("it has more than {CELLS_MAX} cells, the most that crmlint reads"));
        }
        if self.scribe.len() + value.len() > TEXT_MAX {
            let most = TEXT_MAX / (1024 * 1024);
            return Err(format!("its cells hold more than {most} MiB of text, the most that crmlint reads"));
        }
        let (row, column) = at;
        let (start, end) = self.scribe.put(value, Place::Cell { sheet: name.clone(), row, column });
        sheet.cells.push(Cell { row, column, start, end, kind });
        Ok(())
    }
}

/// Columns of a sheet that are looked at for being hidden; spreadsheets have no more.
const COLUMNS_HIDDEN_MAX: u32 = 16_384;

const DAMAGED: &str = "the workbook is damaged";

fn xlsx(bytes: &[u8], pages: &mut Pages) -> Result<(), String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| format!("{DAMAGED}: {e}"))?;
    let known: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == calamine::SheetType::WorkSheet)
        .map(|s| (s.name.clone(), s.visible != SheetVisible::Visible))
        .collect();
    if known.len() > SHEETS_MAX {
        return Err(format!("it has {} sheets, and {SHEETS_MAX} are the most that crmlint reads", known.len()));
    }
    for (name, hidden) in known {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merged = merged.iter().map(|d| Area { from: d.start, to: d.end }).collect();
        let mut sheet = Sheet { name: name.clone(), hidden, merged, ..Sheet::default() };
        let shared: Arc<str> = name.as_str().into();
        let mut cells = book.worksheet_cells_reader(&name).map_err(|e| format!("{DAMAGED}: sheet {name}: {e}"))?;
        while let Some(cell) =
            cells.next_cell_with_formula_metadata().map_err(|e| format!("{DAMAGED}: sheet {name}: {e}"))?
        {
            let is_formula = cell.formula.is_some();
            let Some((value, kind)) = shown(&cell.value, is_formula) else { continue };
            pages.put(&mut sheet, &shared, cell.pos, &value, kind)?;
        }
        sheet.cells.sort_by_key(|c| (c.row, c.column));
        sheet.cells.dedup_by_key(|c| (c.row, c.column));
        pages.sheets.push(sheet);
    }
    Ok(())
}

/// The text of a value and what it is; none for an empty cell.
fn shown(value: &DataRef<'_>, is_formula: bool) -> Option<(String, CellKind)> {
    let text = |text: String| (text, CellKind::Text);
    let out = match value {
        DataRef::Int(n) => text(n.to_string()),
        DataRef::Float(n) => text(n.to_string()),
        DataRef::String(s) => text(s.clone()),
        DataRef::SharedString(s) => text((*s).to_owned()),
        DataRef::Bool(b) => text(if *b { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), CellKind::Date)
        }
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => (s.clone(), CellKind::Date),
        DataRef::Error(e) => (e.to_string(), CellKind::Error),
        DataRef::Empty => text(String::new()),
    };
    match out {
        (text, _) if text.trim().is_empty() => is_formula.then(|| (String::new(), CellKind::Unvalued)),
        out => Some(out),
    }
}

fn ods(archive: &mut Archive<'_>, bytes: &[u8], pages: &mut Pages) -> Result<(), String> {
    let content = archive.text("content.xml").ok_or(DAMAGED)?;
    measure(&content)?;
    let mut hidden_columns = hidden_columns(&content).into_iter();
    drop(content);
    let mut book: calamine::Ods<_> = calamine::Ods::new(Cursor::new(bytes)).map_err(|e| format!("{DAMAGED}: {e}"))?;
    let known: Vec<(String, bool)> =
        book.sheets_metadata().iter().map(|s| (s.name.clone(), s.visible != SheetVisible::Visible)).collect();
    if known.len() > SHEETS_MAX {
        return Err(format!("it has {} sheets, and {SHEETS_MAX} are the most that crmlint reads", known.len()));
    }
    for (name, hidden) in known {
        let hidden_columns = hidden_columns.next().unwrap_or_default();
        let range = book.worksheet_range(&name).map_err(|e| format!("{DAMAGED}: sheet {name}: {e}"))?;
        let (row0, column0) = range.start().unwrap_or_default();
        let mut sheet = Sheet { name: name.clone(), hidden, hidden_columns, ..Sheet::default() };
        let shared: Arc<str> = name.as_str().into();
        for (row, column, value) in range.used_cells() {
            let Some((value, kind)) = shown(&plain(value), false) else { continue };
            let add = |base: u32, n: usize| base.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
            pages.put(&mut sheet, &shared, (add(row0, row), add(column0, column)), &value, kind)?;
        }
        pages.sheets.push(sheet);
    }
    Ok(())
}

/// A value as xlsx has it.
fn plain(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(s) => DataRef::SharedString(s),
        Data::Bool(b) => DataRef::Bool(*b),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(s) => DataRef::DateTimeIso(s.clone()),
        Data::DurationIso(s) => DataRef::DurationIso(s.clone()),
        Data::Error(e) => DataRef::Error(e.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The value of an attribute in the text of a tag, in either kind of quotes.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split(quote).next()
}

/// Columns that an ods file hides, sheet by sheet.
fn hidden_columns(content: &str) -> Vec<BTreeSet<u32>> {
    let mut out: Vec<BTreeSet<u32>> = Vec::new();
    let mut at = 0_u32;
    for part in content.split("<table:").skip(1) {
        let tag = part.split('>').next().unwrap_or("");
        if tag.starts_with("table ") || tag.starts_with("table\n") {
            out.push(BTreeSet::new());
            at = 0;
        } else if tag.starts_with("table-column ") || tag.starts_with("table-column/") {
            let repeated = attribute(tag, "number-columns-repeated").and_then(|v| v.parse().ok()).unwrap_or(1_u32);
            let end = at.saturating_add(repeated);
            if matches!(attribute(tag, "table:visibility"), Some("collapse" | "filter"))
                && let Some(sheet) = out.last_mut()
            {
                sheet.extend(at.min(COLUMNS_HIDDEN_MAX)..end.min(COLUMNS_HIDDEN_MAX));
            }
            at = end;
        }
    }
    out
}

/// Rows and cells of an ods file may be said to repeat; all of them together have to stay within the limit.
fn measure(content: &str) -> Result<(), String> {
    let repeated = |tag: &str, word: &str| attribute(tag, word).and_then(|v| v.parse().ok()).unwrap_or(1_usize);
    let (mut total, mut rows, mut cells, mut pending) = (0_usize, 1_usize, 0_usize, 0_usize);
    for part in content.split("<table:").skip(1) {
        let tag = part.split('>').next().unwrap_or("");
        if tag.starts_with("table-row") && !tag.starts_with("table-rows") {
            (rows, cells, pending) = (repeated(tag, "number-rows-repeated"), 0, 0);
        } else if tag.starts_with("table-cell") || tag.starts_with("covered-table-cell") {
            pending = pending.saturating_add(repeated(tag, "number-columns-repeated"));
            // Blanks at the end of a row, and blank rows at the end of a sheet, are not kept.
            if !tag.ends_with('/') || tag.contains("office:") {
                cells = cells.saturating_add(std::mem::take(&mut pending));
                total = total.saturating_add(cells.saturating_mul(rows));
            }
        }
        if total > CELLS_MAX.saturating_mul(16) {
            return Err(format!("it has more than {CELLS_MAX} cells, the most that crmlint reads"));
        }
    }
    Ok(())
}

/// The text of a part as a tree.
fn part<T>(archive: &mut Archive<'_>, name: &str, read: impl FnOnce(&roxmltree::Document<'_>) -> T) -> Option<T> {
    let text = archive.text(name)?;
    tree(&text).map(|document| read(&document))
}
