//! A table in markdown. Characters that mean something in markdown are escaped; a line break in a cell is `<br>`.

use super::table::Table;

/// The text.
pub(super) fn write(table: &Table) -> String {
    let mut out = format!("# {}\n\n", escaped(&table.title));
    for line in &table.about {
        out.push_str("- ");
        out.push_str(&escaped(line));
        out.push('\n');
    }
    if !table.about.is_empty() {
        out.push('\n');
    }
    line(&mut out, table.columns.iter().map(|(title, _)| escaped(title)));
    line(&mut out, table.columns.iter().map(|_| "---".to_owned()));
    for row in &table.rows {
        line(&mut out, row.iter().map(|cell| escaped(cell)));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(&cell);
        out.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    out.push('\n');
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Brackets mean something only in a link; `3.1.1[a]` stays as it is.
    let links = text.contains("](") || text.contains("][") || text.contains("]:");
    for c in text.trim().chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            '[' | ']' if links => out.extend(['\\', c]),
            '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '~' | '&' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
