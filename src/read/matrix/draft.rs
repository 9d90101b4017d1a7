//! What the tables of a file say of one id, before it is judged.

use std::collections::BTreeMap;

use super::several::key;
use super::table::{Table, Title};
use crate::catalog::{self, Reading as IdReading};
use crate::read::status::{is_error, is_unsaid};
use crate::read::word::{Column, Origin, plain};
use crate::read::{Done, Owner};
use crate::schema::grammar::{Field, Text};
use crate::source::{Cell, CellKind, FileId, Span, Spanned};

/// Which kinds of columns the tables of an id have, whether or not its cells are filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Titled {
    /// Originations.
    pub(super) origins: bool,
    /// What the provider does.
    pub(super) provider: bool,
    /// What the customer does.
    pub(super) customer: bool,
}

impl Titled {
    fn of(table: &Table<'_>) -> Self {
        Self {
            origins: table.has(|c| matches!(c, Column::Origin(_))),
            provider: table.has(|c| *c == Column::ProviderText),
            customer: table.has(|c| *c == Column::CustomerText),
        }
    }

    fn join(&mut self, other: Self) {
        self.origins |= other.origins;
        self.provider |= other.provider;
        self.customer |= other.customer;
    }
}

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
    /// Which columns its tables have.
    pub(super) titled: Titled,
    /// Marked statuses.
    pub(super) marks: Vec<Spanned<Done>>,
    /// The cell of a column of statuses.
    pub(super) statuses: Vec<Spanned<String>>,
    /// What the provider does.
    pub(super) provider: Option<Spanned<String>>,
    /// What the customer does.
    pub(super) customer: Option<Spanned<String>>,
    /// Both in one cell.
    pub(super) combined: Option<Spanned<String>>,
    /// A description that is nobody's in particular.
    pub(super) description: Option<Spanned<String>>,
    /// True if whose matrix it is cannot be told.
    pub(super) is_doubtful: bool,
    /// What each provider does.
    pub(super) providers: Option<Spanned<String>>,
    /// True if its tables have a column for that.
    pub(super) names_providers: bool,
    /// How the parts hang together.
    pub(super) mode: Option<Spanned<String>>,
    /// Why it does not apply.
    pub(super) reason: Option<Spanned<String>>,
    /// Where one side hands over to the other.
    pub(super) handoff: Option<Spanned<String>>,
    /// What shows that it is done.
    pub(super) evidence: Option<Spanned<String>>,
    /// Cells of it whose formula has no value.
    pub(super) unvalued: Vec<(Column, Span)>,
}

impl Draft {
    fn new(id: Spanned<String>, table: &Table<'_>) -> Self {
        Self {
            id,
            said: None,
            inheritable: None,
            origins: Vec::new(),
            titled: Titled::of(table),
            marks: Vec::new(),
            statuses: Vec::new(),
            provider: None,
            customer: None,
            combined: None,
            description: None,
            is_doubtful: table.is_doubtful,
            providers: None,
            names_providers: table.has(|c| *c == Column::ByProviders),
            mode: None,
            reason: None,
            handoff: None,
            evidence: None,
            unvalued: Vec::new(),
        }
    }

    /// The description as a text.
    pub(super) fn described(&self) -> Field<Text> {
        self.description.as_ref().map_or(Field::Absent, |c| Field::Known(Spanned::new(Text(c.value.clone()), c.span)))
    }

    /// The first cell of such a column whose formula has no value: what it would say is not known.
    pub(super) fn lost(&self, is: impl Fn(&Column) -> bool) -> Option<Span> {
        self.unvalued.iter().find(|(column, _)| is(column)).map(|(_, span)| *span)
    }

    fn take(&mut self, title: &Title, cell: Cell, file: FileId, text: &str) {
        if cell.kind == CellKind::Unvalued {
            if title.column != Column::Other {
                self.unvalued.push((title.column, cell.span(file)));
            }
            return;
        }
        let value = Spanned::new(cell.value(text), cell.span(file));
        // What is left open is an answer in words that is not understood.
        if title.is_mark() && matches!(mark(cell.text(text)), Mark::Open | Mark::Cross) {
            if matches!(title.column, Column::StatusMark(_)) {
                self.statuses.push(value);
            } else {
                self.said.get_or_insert(value);
            }
            return;
        }
        let slot = match &title.column {
            Column::Responsibility => &mut self.said,
            Column::Inheritable => &mut self.inheritable,
            Column::ProviderText => &mut self.provider,
            Column::CustomerText => &mut self.customer,
            Column::Combined => &mut self.combined,
            Column::Description => &mut self.description,
            Column::ByProviders => &mut self.providers,
            Column::Mode => &mut self.mode,
            Column::Reason => &mut self.reason,
            Column::Handoff => &mut self.handoff,
            Column::Evidence => &mut self.evidence,
            Column::Origin(origin) => {
                let is_part = origin.side() == Owner::Provider && plain(&value.value).starts_with("partial");
                self.origins.push(Spanned::new(if is_part { Origin::Shared } else { *origin }, value.span));
                return;
            }
            Column::Status => {
                self.statuses.push(value);
                return;
            }
            Column::StatusMark(done) => {
                let is_part = *done == Done::Implemented && plain(&value.value).starts_with("partial");
                self.marks.push(Spanned::new(if is_part { Done::Partially } else { *done }, value.span));
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
        self.statuses.extend(other.statuses);
        self.provider = self.provider.take().or(other.provider);
        self.customer = self.customer.take().or(other.customer);
        self.combined = self.combined.take().or(other.combined);
        self.description = self.description.take().or(other.description);
        self.origins.extend(other.origins);
        self.marks.extend(other.marks);
        self.titled.join(other.titled);
        self.is_doubtful |= other.is_doubtful;
        self.names_providers |= other.names_providers;
        self.providers = self.providers.take().or(other.providers);
        self.mode = self.mode.take().or(other.mode);
        self.reason = self.reason.take().or(other.reason);
        self.handoff = self.handoff.take().or(other.handoff);
        self.evidence = self.evidence.take().or(other.evidence);
        self.unvalued.extend(other.unvalued);
    }
}

/// The drafts of all tables in the order of their rows. A row of another sheet joins the draft of its ids; two rows of
/// one sheet stay two.
///
/// Beside them: answers in rows without an id, which nobody gets.
pub(super) fn drafts(tables: &[Table<'_>], file: FileId, text: &str) -> (Vec<Draft>, Vec<Span>) {
    let mut strays = Vec::new();
    let mut out: Vec<Draft> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for table in tables {
        let before = out.len();
        for draft in of_table(table, file, text, &mut strays) {
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
    (out, strays)
}

fn of_table(table: &Table<'_>, file: FileId, text: &str, strays: &mut Vec<Span>) -> Vec<Draft> {
    let has_ticks = table.sheet.cells.iter().any(|c| is_tick(c.text(text)));
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
            _ => {
                strays.extend(table.answer(cells, text).map(|c| c.span(file)));
                continue;
            }
        };
        if own.is_some() {
            above.clone_from(&own);
        }
        // Sub-headers such as a family's name hold no id.
        if catalog::read_ids(&id.value, None).iter().all(|r| matches!(r, IdReading::NotAnId)) {
            strays.extend(table.answer(cells, text).map(|c| c.span(file)));
            continue;
        }
        let mut draft = Draft::new(id, table);
        for cell in cells {
            if let Some(title) = table.columns.get(&cell.column) {
                let blank = cell.kind != CellKind::Unvalued && cell.text(text).trim().is_empty();
                let is_mark = || match mark(cell.text(text)) {
                    Mark::Cross => !has_ticks,
                    Mark::Empty => false,
                    _ => true,
                };
                if !blank && (!title.is_mark() || cell.kind == CellKind::Unvalued || is_mark()) {
                    draft.take(title, *cell, file, text);
                }
            }
        }
        table.party_marks(&mut draft, cells, file, text);
        out.push(draft);
    }
    out
}

/// What a cell in a column of marks says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It is marked, with whatever sign or note.
    Set,
    /// It is not.
    Empty,
    /// A cross, which marks where nothing else does and else says no.
    Cross,
    /// It is left open.
    Open,
}

fn mark(text: &str) -> Mark {
    let words = plain(text);
    if is_empty_mark(text) {
        Mark::Empty
    } else if is_cross(text) {
        Mark::Cross
    } else if is_error(text)
        || text.contains('?')
        || words.starts_with("not ")
        || matches!(words.as_str(), "withdrawn" | "in progress" | "pending")
        || !words.is_empty() && is_unsaid(text)
    {
        Mark::Open
    } else {
        Mark::Set
    }
}

/// A cross of the kind that says no where ticks say yes.
pub(super) fn is_cross(text: &str) -> bool {
    matches!(text.trim().trim_end_matches('\u{fe0f}'), "\u{2717}" | "\u{2718}" | "\u{2716}" | "\u{274c}")
}

/// A tick, beside which a cross is a no.
fn is_tick(text: &str) -> bool {
    matches!(text.trim().trim_end_matches('\u{fe0f}'), "\u{2713}" | "\u{2714}" | "\u{2705}" | "\u{2611}")
}

/// What stands in a column of marks and marks nothing.
pub(super) fn is_empty_mark(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "" | "-" | "–" | "—" | "no" | "n" | "false" | "0" | "n/a" | "na" | "none" | "not applicable" | "☐" | "⬜" | "□"
    )
}
