//! A table that any format of tables can hold: titles with widths, and cells that are all text.

use super::edition::Edition;
use super::{View, clean, said, shown};
use crate::model::lower::CrmRow;
use crate::schema::grammar::{Field, Id};

/// A table.
pub(super) struct Table {
    /// What it is, for a sheet's name or a heading.
    pub(super) title: String,
    /// Lines below the heading, where a format has room for some.
    pub(super) about: Vec<String>,
    /// Titles, each with the width of its column in characters.
    pub(super) columns: Vec<(String, u16)>,
    /// Rows; each has a cell for every column.
    pub(super) rows: Vec<Vec<String>>,
}

/// Columns of a matrix. The titles are those that are read again from a vendor's file.
const COLUMNS: &[(&str, u16)] = &[
    ("Requirement ID", 15),
    ("Title", 30),
    ("Responsibility", 16),
    ("Provider responsibility", 60),
    ("Customer responsibility", 60),
    ("Mode", 13),
    ("Service", 14),
    ("Inherited from", 20),
    ("Passes to", 14),
    ("Handoff", 30),
    ("Evidence", 30),
    ("Reason", 24),
    ("Basis", 13),
    ("Place", 28),
];

/// One matrix.
pub(super) fn of_matrix(view: View<'_>, ix: usize) -> Table {
    let columns = COLUMNS.iter().map(|(t, w)| ((*t).to_owned(), *w)).collect();
    let Some(edition) = Edition::of(view, ix) else {
        return Table { title: "CRM".to_owned(), about: Vec::new(), columns, rows: Vec::new() };
    };
    let rows = edition.lines.iter().map(|line| {
        let row = line.row;
        let id = |field: &Field<Id>| field.get().map_or_else(String::new, |id| clean(&id.0));
        let services: Vec<String> = row.services.iter().map(|s| clean(&s.value.0)).collect();
        vec![
            line.id(),
            line.title().to_owned(),
            responsibility(row),
            said(line.provider()),
            said(line.customer()),
            row.mode.get().map_or_else(String::new, |m| shown(m.word())),
            services.join(", "),
            id(&row.inherited_from),
            id(&row.passes_to),
            said(&row.handoff),
            said(&row.evidence),
            said(&row.reason),
            shown(row.scope.word()),
            view.sources.place(row.header),
        ]
    });
    let rows = rows.collect();
    Table { title: "CRM".to_owned(), about: about(view, &edition), columns, rows }
}

/// Who speaks, which edition, and on which catalogue.
fn about(view: View<'_>, edition: &Edition<'_>) -> Vec<String> {
    let crm = edition.crm;
    let mut out = vec![format!("Provider: {}", view.provider_name(crm))];
    out.push(format!("Matrix: {}", clean(&crm.id.value.0)));
    out.extend(crm.version.get().map(|v| format!("Version: {}", clean(&v.0))));
    out.extend(crm.date.get().map(|d| format!("Date: {d}")));
    out.extend(crm.status.get().map(|s| format!("Status: {}", s.word())));
    out.push(format!("Requirements: {}", crm.framework.get().map_or("nist-sp-800-171-r2", |f| f.word())));
    out
}

/// `Shared`; `Unknown` where the row does not say it surely.
pub(super) fn responsibility(row: &CrmRow) -> String {
    row.responsibility.get().map_or_else(|| "Unknown".to_owned(), |r| shown(r.word()))
}
