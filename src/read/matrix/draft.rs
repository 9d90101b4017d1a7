//! What the tables of a file say of one id, before it is judged.

use std::collections::BTreeMap;

use super::several::key;
use super::table::{Table, Title};
use crate::catalog::{self, Reading as IdReading};
use crate::read::word::{Column, Origin};
use crate::read::{Done, Wish};
use crate::schema::grammar::{Field, Text};
use crate::source::{Cell, CellKind, FileId, Span, Spanned};

/// One id.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// As written; a letter of a column of its own is added in brackets.
    pub(super) id: Spanned<String>,
    /// The cell of a column of responsibilities.
    pub(super) said: Option<Spanned<String>>,
    /// The cell under `Can be inherited`.
    pub(super) inheritable: Option<Spanned<String>>,
    /// Marked originations.
    pub(super) origins: Vec<Spanned<Origin>>,
    /// True if a table has columns of originations for it.
    pub(super) has_origins: bool,
    /// Marked statuses.
    pub(super) marks: Vec<Spanned<Done>>,
    /// The cell of a column of statuses.
    pub(super) status: Option<Spanned<String>>,
    /// What the provider does.
    pub(super) provider: Option<Spanned<String>>,
    /// What the customer does.
    pub(super) customer: Option<Spanned<String>>,
    /// Both in one cell.
    pub(super) combined: Option<Spanned<String>>,
    /// A description that is nobody's in particular.
    pub(super) description: Option<Spanned<String>>,
    /// True if a table has a column for what the provider does.
    pub(super) has_provider: bool,
    /// True if a table has a column for what the customer does.
    pub(super) has_customer: bool,
    /// From where the provider has it.
    pub(super) inherited_from: Field<Text>,
    /// Cells of it whose formula has no value.
    pub(super) unvalued: Vec<Span>,
}

impl Draft {
    fn new(id: Spanned<String>, table: &Table<'_>) -> Self {
        Self {
            id,
            said: None,
            inheritable: None,
            origins: Vec::new(),
            has_origins: table.has(|c| matches!(c, Column::Origin(_))),
            marks: Vec::new(),
            status: None,
            provider: None,
            customer: None,
            combined: None,
            description: None,
            has_provider: table.has(|c| *c == Column::ProviderText),
            has_customer: table.has(|c| *c == Column::CustomerText),
            inherited_from: Field::Absent,
            unvalued: Vec::new(),
        }
    }

    /// The description as a text.
    pub(super) fn described(&self) -> Field<Text> {
        self.description.as_ref().map_or(Field::Absent, |c| Field::Known(Spanned::new(Text(c.value.clone()), c.span)))
    }

    fn take(&mut self, title: &Title, cell: Cell, file: FileId, text: &str) {
        if cell.kind == CellKind::Unvalued {
            if title.column != Column::Other {
                self.unvalued.push(cell.span(file));
            }
            return;
        }
        let value = Spanned::new(cell.value(text), cell.span(file));
        let slot = match &title.column {
            Column::Responsibility => &mut self.said,
            Column::Inheritable => &mut self.inheritable,
            Column::ProviderText => &mut self.provider,
            Column::CustomerText => &mut self.customer,
            Column::Combined => &mut self.combined,
            Column::Status => &mut self.status,
            Column::Description => &mut self.description,
            Column::Origin(origin) => {
                self.origins.push(Spanned::new(*origin, value.span));
                if *origin == Origin::Inherited {
                    let from = title.text.rsplit_once('(').and_then(|(_, rest)| rest.split(')').next());
                    self.inherited_from = from.map_or(Field::Unknown(value.span), |f| {
                        Field::Known(Spanned::new(Text(f.trim().to_owned()), value.span))
                    });
                }
                return;
            }
            Column::StatusMark(done) => {
                self.marks.push(Spanned::new(*done, value.span));
                return;
            }
            Column::Id | Column::Letter | Column::Party | Column::Other => return,
        };
        slot.get_or_insert(value);
    }

    /// Adds what another sheet says of the same id. What is said first stays.
    fn join(&mut self, other: Self) {
        self.said = self.said.take().or(other.said);
        self.inheritable = self.inheritable.take().or(other.inheritable);
        self.status = self.status.take().or(other.status);
        self.provider = self.provider.take().or(other.provider);
        self.customer = self.customer.take().or(other.customer);
        self.combined = self.combined.take().or(other.combined);
        self.description = self.description.take().or(other.description);
        self.origins.extend(other.origins);
        self.marks.extend(other.marks);
        self.has_origins |= other.has_origins;
        self.has_provider |= other.has_provider;
        self.has_customer |= other.has_customer;
        if self.inherited_from.is_absent() {
            self.inherited_from = other.inherited_from;
        }
        self.unvalued.extend(other.unvalued);
    }
}

/// The drafts of all tables in the order of their rows. A row of another sheet joins the draft of its ids; two rows of
/// one sheet stay two.
pub(super) fn drafts(tables: &[Table<'_>], file: FileId, text: &str, wish: &Wish<'_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for table in tables {
        let before = out.len();
        for draft in of_table(table, file, text, wish) {
            let key = key(&draft.id.value);
            let at = known.get(&key).copied().filter(|at| *at < before);
            if let Some(first) = at.and_then(|at| out.get_mut(at)) {
                first.join(draft);
            } else {
                known.entry(key).or_insert(out.len());
                out.push(draft);
            }
        }
    }
    out
}

fn of_table(table: &Table<'_>, file: FileId, text: &str, _wish: &Wish<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut above: Option<Spanned<String>> = None;
    for (_, cells) in table.sheet.rows().filter(|(row, _)| *row >= table.first_row) {
        let cell = |column: u32| cells.iter().find(|c| c.column == column);
        let own = cell(table.id).map(|c| Spanned::new(c.text(text).trim().to_owned(), c.span(file)));
        let own = own.filter(|id| !id.value.is_empty());
        let letter = table.letter.and_then(cell).map(|c| Spanned::new(c.text(text).trim().to_owned(), c.span(file)));
        let letters = letter.as_ref().and_then(|l| catalog::read_letters(&l.value));
        let id = match (&own, &letters, &above) {
            (Some(id), Some(letters), _) => Spanned::new(format!("{}[{letters}]", id.value), id.span),
            (Some(id), None, _) => id.clone(),
            // The requirement stands in the first of its rows only.
            (None, Some(letters), Some(id)) => {
                Spanned::new(format!("{}[{letters}]", id.value), letter.as_ref().map_or(id.span, |l| l.span))
            }
            _ => continue,
        };
        if own.is_some() {
            above.clone_from(&own);
        }
        // Sub-headers such as a family's name hold no id.
        if catalog::read_ids(&id.value, None).iter().all(|r| matches!(r, IdReading::NotAnId)) {
            continue;
        }
        let mut draft = Draft::new(id, table);
        for cell in cells {
            if let Some(title) = table.columns.get(&cell.column) {
                let blank = cell.kind != CellKind::Unvalued && cell.text(text).trim().is_empty();
                if !(blank || title.is_mark() && is_empty_mark(cell.text(text))) {
                    draft.take(title, *cell, file, text);
                }
            }
        }
        table.party_marks(&mut draft, cells, file, text);
        out.push(draft);
    }
    out
}

/// What stands in a column of marks and marks nothing.
pub(super) fn is_empty_mark(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "" | "-" | "–" | "—" | "no" | "n" | "false" | "0" | "n/a" | "none")
}
