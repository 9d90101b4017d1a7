//! Comma separated values, UTF-8, lines that end with a line feed. A cell that a spreadsheet would take for a formula gets
//! an apostrophe in front, which the reader of CSV takes off again.

use super::table::Table;

/// The text.
pub(super) fn write(table: &Table) -> String {
    let mut out = String::new();
    line(&mut out, table.columns.iter().map(|(title, _)| title.as_str()));
    for row in &table.rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        let guard = if is_formula(cell) { "'" } else { "" };
        if cell.contains([',', ';', '"', '\n', '\t']) {
            out.push('"');
            out.push_str(guard);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(guard);
            out.push_str(cell);
        }
    }
    out.push('\n');
}

/// True if a spreadsheet would calculate it. Apostrophes in front of such a text count too, so that taking one off gives
/// the text back.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}
