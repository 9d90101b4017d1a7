//! A workbook: every cell a text, a header that stays in sight with a filter, no formula, no name of an author. The date
//! inside is fixed, so that the same matrix gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::table::Table;

/// What a cell can hold.
const CELL_MAX: usize = 32_767;

/// The bytes.
pub(super) fn write(table: &Table) -> Result<Vec<u8>, String> {
    bytes(table).map_err(|e| format!("the workbook could not be made: {e}"))
}

fn bytes(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&table.title).set_creation_datetime(&created));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color("#D9E1F2")
        .set_border(FormatBorder::Thin);
    // A column of text: what somebody types into it later is no formula or date either.
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_name(&table.title)?;
    for (at, (title, width)) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(at, f64::from(*width))?;
        sheet.write_string_with_format(0, at, title, &head)?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string_with_format(row, column, fitting(cell), &body)?;
            }
        }
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape();
    sheet.set_repeat_rows(0, 0)?;
    book.save_to_buffer()
}

/// As much of a text as a cell can hold; longer ones end with a mark that says so.
fn fitting(cell: &str) -> String {
    const CUT: &str = " […cut: a cell holds no more]";
    // A cell counts UTF-16 units.
    if cell.encode_utf16().count() <= CELL_MAX {
        return cell.to_owned();
    }
    let mut room = CELL_MAX.saturating_sub(CUT.encode_utf16().count());
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let mut text: String = cell.chars().take_while(fits).collect();
    text.push_str(CUT);
    text
}
