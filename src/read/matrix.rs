//! A matrix or a plan in tables: columns are found by their titles, whatever format the tables came from. What several
//! sheets say of one id is put together; nothing is refused, and what is not understood stays unknown and is told.

mod draft;
mod marks;
mod several;
mod table;

use std::collections::BTreeMap;

use super::status::{StatusWord, done};
use super::word::{self, Reading as Word};
use super::{Done, MatrixRow, Owner, PlanRow, Reading, Wish};
use crate::finding::{Finding, Level};
use crate::schema::grammar::{Field, Text};
use crate::source::{Book, FileId, Sheet, SourceFile, Span, Spanned};
use draft::{Draft, drafts};
use table::Table;

/// Sheets that explain, and hold no rows of their own.
const ASIDE: &[&str] = &[
    "instruction",
    "example",
    "glossary",
    "record of change",
    "change record",
    "revision",
    "introduction",
    "readme",
    "read me",
    "lookup",
    "legend",
    "cover",
    "acronym",
    "drop down",
    "dropdown",
];

/// Reads all tables of a file.
pub(super) fn read(file: FileId, source: &SourceFile, wish: &Wish<'_>) -> Reading {
    let mut out = Reading::default();
    let Some(book) = &source.book else { return out };
    let whole = Span::new(file, 0, source.text.find(['\n', '\r']).unwrap_or(source.text.len()));
    let sheets = match chosen(book, wish) {
        Ok(sheets) => sheets,
        Err(finding) => {
            out.findings.push(*finding);
            return out;
        }
    };
    let text = &source.text;
    let mut tables: Vec<Table<'_>> = sheets.iter().filter_map(|s| Table::find(s, file, text, wish)).collect();
    if tables.iter().any(|t| t.raci) && tables.iter().all(|t| t.raci || !t.says_who()) {
        let message = "this is a RACI matrix: it says who works on what inside an organization, and not what a provider \
                       does for its customer";
        out.findings.push(Finding::fixed("source-unreadable", whole, message).help("ask for the provider's matrix"));
        return out;
    }
    if tables.is_empty() {
        out.findings.push(without_ids(whole, &sheets, text));
        return out;
    }
    out.findings.extend(tables.iter_mut().filter_map(Table::take_doubt));
    let is_doubtful = !out.findings.is_empty();
    // A sheet that answers nothing, such as a list of controls, is no matrix beside one that does.
    let wanted = |t: &Table<'_>| if wish.plan { t.has_status() } else { t.says_who() || t.has_both_texts() };
    if tables.iter().any(wanted) {
        tables.retain(|t| wanted(t) || t.has_texts());
    } else if !is_doubtful {
        out.findings.push(if wish.plan { no_statuses(tables.first()) } else { no_responsibilities(tables.first()) });
    }
    if is_doubtful {
        tables.iter_mut().for_each(Table::forget);
    } else {
        out.findings.extend(several::choose(&mut tables, text, wish));
    }
    let mut strange = Strange::default();
    let drafts = drafts(&tables, file, text, wish);
    for draft in &drafts {
        if wish.plan {
            out.plan.push(plan_row(draft, &mut strange));
        } else {
            out.rows.push(matrix_row(draft, wish, &mut strange));
        }
        marks::check(draft, &mut out.findings);
    }
    out.findings.extend(strange.findings());
    out
}

/// The sheets to read: the one that is asked for, else all that are shown and do not only explain.
fn chosen<'a>(book: &'a Book, wish: &Wish<'_>) -> Result<Vec<&'a Sheet>, Box<Finding>> {
    let Some((name, span)) = wish.sheet else {
        let shown: Vec<&Sheet> = book.sheets.iter().filter(|s| !s.hidden).collect();
        let is_aside = |s: &Sheet| ASIDE.iter().any(|word| word::plain(&s.name).contains(word));
        let own: Vec<&Sheet> = shown.iter().copied().filter(|s| !is_aside(s)).collect();
        return Ok(if own.is_empty() { shown } else { own });
    };
    let same = |s: &&Sheet| s.name.trim().eq_ignore_ascii_case(name.trim());
    let found: Vec<&Sheet> = book.sheets.iter().filter(same).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let all: Vec<String> = book.sheets.iter().take(20).map(|s| format!("`{}`", s.name)).collect();
    let message = format!("the file has no sheet `{name}`");
    let help = format!("its sheets are {}", all.join(", "));
    Err(Box::new(Finding::fixed("source-unreadable", span, message).help(help)))
}

fn without_ids(whole: Span, sheets: &[&Sheet], text: &str) -> Finding {
    let other = sheets.iter().find_map(|s| table::other_ids(s, text));
    let message = match other {
        _ if text.trim().is_empty() => "the file is empty".to_owned(),
        Some((title, id)) => {
            format!("no column of this file holds requirement ids: `{}` holds such as `{}`", brief(title), brief(id))
        }
        None => "no column of this file holds requirement ids".to_owned(),
    };
    Finding::fixed("source-unreadable", whole, message)
        .label("no table of requirements")
        .help("give the column of ids one of the usual titles, such as `Control ID` or `Requirement ID`")
}

fn no_responsibilities(table: Option<&Table<'_>>) -> Finding {
    let (span, columns) = table.map_or((Span::new(FileId(0), 0, 0), 0), |t| (t.header, t.columns.len()));
    Finding::fixed("unknown-word", span, "no column of this matrix says who is responsible, so every row stays unknown")
        .label(format!("{columns} columns, none of responsibilities"))
        .help("add a column titled `Responsibility` with provider, customer or shared in each row")
}

fn no_statuses(table: Option<&Table<'_>>) -> Finding {
    let (span, columns) = table.map_or((Span::new(FileId(0), 0, 0), 0), |t| (t.header, t.columns.len()));
    let message = "no column of this plan says how far a requirement is done, so every row stays unknown";
    Finding::fixed("unknown-word", span, message).label(format!("{columns} columns, none of statuses")).help(
        "add a column titled `Implementation Status` with implemented, partially implemented or planned in each row",
    )
}

/// Words that were not understood, with their cells.
#[derive(Default)]
struct Strange {
    owners: BTreeMap<String, Vec<Span>>,
    statuses: BTreeMap<String, Vec<Span>>,
}

impl Strange {
    fn findings(self) -> Vec<Finding> {
        let owners = self.owners.into_iter().map(|(word, cells)| {
            let help = "write provider, customer, shared or N/A, or say in crmlint.kdl what it means: \
                        responsibility-word \"…\" means=provider";
            not_understood(&word, &cells, "who is responsible").help(help)
        });
        let statuses = self.statuses.into_iter().map(|(word, cells)| {
            not_understood(&word, &cells, "how far it is done")
                .help("write implemented, partially implemented or planned")
        });
        owners.chain(statuses).collect()
    }
}

fn not_understood(word: &str, cells: &[Span], what: &str) -> Finding {
    let first = cells.first().copied().unwrap_or(Span::new(FileId(0), 0, 0));
    let times = if cells.len() == 1 { "once".to_owned() } else { format!("in {} cells", cells.len()) };
    let message = format!("`{word}` does not surely say {what} ({times})");
    let mut finding = Finding::fixed("unknown-word", first, message).level(Level::Warning).label("stays unknown");
    for cell in cells.iter().skip(1).take(4) {
        finding = finding.also(*cell, "here too");
    }
    finding
}

fn brief(text: &str) -> String {
    text.trim().chars().take(60).collect()
}

fn matrix_row(draft: &Draft, wish: &Wish<'_>, strange: &mut Strange) -> MatrixRow {
    let said = draft.said.as_ref().map(|c| (c, false)).or_else(|| draft.inheritable.as_ref().map(|c| (c, true)));
    let marked = marks::owner(draft);
    let responsibility = match said {
        Some((cell, inheritable)) => read_owner(cell, inheritable, marked.as_ref(), wish, strange),
        None => marked.or_else(|| by_texts(draft)).unwrap_or(Field::Unknown(draft.id.span)),
    };
    MatrixRow {
        id: draft.id.clone(),
        responsibility,
        inherited_from: draft.inherited_from.clone(),
        provider_text: text(draft, draft.provider.as_ref(), draft.has_provider),
        customer_text: text(draft, draft.customer.as_ref(), draft.has_customer),
        span: draft.id.span,
    }
}

/// Who has a part by the texts of a matrix that says it in no other way: both sides, or the customer alone. That only the
/// provider's part is written may mean that the customer's was forgotten.
fn by_texts(draft: &Draft) -> Option<Field<Owner>> {
    if !(draft.has_provider && draft.has_customer) {
        return None;
    }
    let customer = draft.customer.as_ref()?;
    let owner = if draft.provider.is_some() { Owner::Shared } else { Owner::Customer };
    Some(Field::Known(Spanned::new(owner, customer.span)))
}

/// The text of one side; unknown where both sides stand in one cell, and where the matrix has no column for it: it cannot
/// be blamed row by row.
fn text(draft: &Draft, own: Option<&Spanned<String>>, has_column: bool) -> Field<Text> {
    match (own, &draft.combined) {
        (Some(cell), _) => Field::Known(Spanned::new(Text(cell.value.clone()), cell.span)),
        (None, Some(both)) => Field::Unknown(both.span),
        (None, None) if has_column => Field::Absent,
        (None, None) => Field::Unknown(draft.id.span),
    }
}

/// Who a cell says is responsible. `No` under a title of inheritance is answered by the marks, if they are clear.
fn read_owner(
    cell: &Spanned<String>,
    inheritable: bool,
    marked: Option<&Field<Owner>>,
    wish: &Wish<'_>,
    strange: &mut Strange,
) -> Field<Owner> {
    let known = |o| Field::Known(Spanned::new(o, cell.span));
    if let Some((_, owner)) = wish.words.iter().find(|(w, _)| *w == word::plain(&cell.value)) {
        return known(*owner);
    }
    match word::owner(&cell.value, inheritable) {
        Word::Known(owner) => known(owner),
        Word::Unsaid => Field::Unknown(cell.span),
        Word::NotInheritable => match marked.and_then(Field::get) {
            Some(Owner::Customer) => known(Owner::Customer),
            Some(_) => Field::Unknown(cell.span),
            None => {
                strange.owners.entry(brief(&cell.value)).or_default().push(cell.span);
                Field::Unknown(cell.span)
            }
        },
        Word::NotUnderstood => {
            if wish.names.iter().any(|n| word::plain(n) == word::plain(&cell.value)) {
                return known(Owner::Provider);
            }
            strange.owners.entry(brief(&cell.value)).or_default().push(cell.span);
            Field::Unknown(cell.span)
        }
    }
}

/// How far a row is done: by its cell, else by the one status that is marked.
fn status(draft: &Draft, strange: &mut Strange) -> Field<Done> {
    let Some(cell) = &draft.status else {
        return match draft.marks.as_slice() {
            [first, rest @ ..] if rest.iter().all(|m| m.value == first.value) => Field::Known(*first),
            _ => Field::Unknown(draft.id.span),
        };
    };
    match done(&cell.value) {
        StatusWord::Known(done) => Field::Known(Spanned::new(done, cell.span)),
        StatusWord::Unsaid => Field::Unknown(cell.span),
        StatusWord::Several(_) | StatusWord::NotUnderstood => {
            strange.statuses.entry(brief(&cell.value)).or_default().push(cell.span);
            Field::Unknown(cell.span)
        }
    }
}

fn plan_row(draft: &Draft, strange: &mut Strange) -> PlanRow {
    let done = status(draft, strange);
    let own = draft.customer.as_ref().map(|c| Field::Known(Spanned::new(Text(c.value.clone()), c.span)));
    let by_whom = draft.said.as_ref().map(|c| word::owner(&c.value, false));
    let customer = match (own, &by_whom) {
        (Some(text), _) => text,
        (None, Some(Word::Known(Owner::Customer))) => draft.described(),
        _ => Field::Absent,
    };
    let unsaid = customer.is_absent().then_some(draft.id.span);
    PlanRow {
        id: draft.id.clone(),
        status: done,
        reason: draft.described(),
        customer,
        providers: Vec::new(),
        unsaid,
        span: draft.id.span,
    }
}
