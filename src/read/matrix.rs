//! A matrix or a plan in tables: columns are found by their titles, whatever format the tables came from. What several
//! sheets say of one id is put together; nothing is refused, and what is not understood stays unknown and is told.

mod draft;
mod marks;
mod several;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::sides::{legend, names_provider};
use super::status::{StatusWord, done, is_error, is_unsaid, together};
use super::word::{self, Column, Reading as Word, has_no_part};
use super::{Beside, Done, MatrixRow, Owner, PlanRow, Reading, Wish};
use crate::finding::{Finding, Level, counted};
use crate::schema::grammar::{Field, Text};
use crate::source::{Book, FileId, Sheet, SourceFile, Span, Spanned};
use draft::{Draft, drafts};
pub(super) use several::key;
use table::Table;

/// Sheets that explain, and hold no rows of their own.
const ASIDE: &[&str] = &[
    "instruction",
    "example",
    "glossary",
    "record of change",
    "change record",
    "revision history",
    "revision log",
    "revision record",
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
    // What the project says goes before what the file says.
    let words: Vec<(String, Owner)> = wish.words.iter().cloned().chain(legend(book, text)).collect();
    let wish = &Wish { words: &words, ..*wish };
    let pieces: Vec<Cow<'_, Sheet>> = sheets.iter().flat_map(|s| table::pieces(s, text)).collect();
    let mut tables: Vec<Table<'_>> = pieces.iter().filter_map(|s| Table::find(s, file, text, wish)).collect();
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
    let settled = tables.iter().filter(|t| !t.is_doubtful);
    out.passed_over = settled.flat_map(|t| t.passed_over(text, wish.plan)).collect();
    let mut strange = Strange::default();
    let (drafts, strays) = drafts(&tables, file, text);
    if !wish.plan {
        out.findings.extend(without_id(&strays));
    }
    for draft in &drafts {
        if wish.plan {
            out.plan.push(plan_row(draft, &mut strange));
        } else {
            out.rows.push(matrix_row(draft, wish, &mut strange));
        }
        marks::check(draft, wish.plan, &mut out.findings);
    }
    out.findings.extend(strange.findings());
    if tables.iter().any(wanted) {
        out.findings.extend(silent(&drafts, wish));
    }
    out
}

/// Answers that name no requirement: the id is missing, stands in the row above, or became a date.
fn without_id(strays: &[Span]) -> Option<Finding> {
    let (first, rest) = strays.split_first()?;
    let (rows, verb) = (counted(strays.len(), "row"), if rest.is_empty() { "says" } else { "say" });
    let message = format!("{rows} {verb} who is responsible and not for which requirement");
    let finding = Finding::fixed("unknown-word", *first, message).level(Level::Warning).label("not read");
    Some(
        rest.iter()
            .take(4)
            .fold(finding, |f, span| f.also(*span, "nor this"))
            .help("write the id of the requirement into each row"),
    )
}

/// Rows that leave blank what the file is read for, told once: an empty form is no matrix, and nothing in it is wrong.
fn silent(drafts: &[Draft], wish: &Wish<'_>) -> Option<Finding> {
    let is_silent = |d: &&Draft| {
        if wish.plan {
            d.statuses.iter().all(|s| done(&s.value) == StatusWord::Unsaid) && d.marks.is_empty()
        } else if let Some(said) = d.said.as_ref() {
            let is_own = || wish.words.iter().any(|(w, _)| *w == word::plain(&said.value));
            matches!(word::owner(&said.value, false), Word::Unsaid) && !is_own()
        } else {
            d.inheritable.is_none() && d.origins.is_empty() && by_texts(d).is_none()
        }
    };
    // What is lost with the value of a formula is told by itself.
    let rows: Vec<Span> =
        drafts.iter().filter(|d| d.unvalued.is_empty()).filter(is_silent).map(|d| d.id.span).collect();
    let what = if wish.plan { "how far it is done" } else { "who is responsible" };
    let message = format!("{} of {} do not say {what}", rows.len(), counted(drafts.len(), "row"));
    let (first, rest) = rows.split_first()?;
    let level = if rest.len() + 1 == drafts.len() { Level::Warning } else { Level::Note };
    let finding = Finding::fixed("unknown-word", *first, message).level(level).label("nothing said");
    Some(
        rest.iter()
            .take(4)
            .fold(finding, |f, span| f.also(*span, "here too"))
            .help("fill them in, or ask for the file with them"),
    )
}

/// The sheets to read: the one that is asked for, else all that are shown and do not only explain.
fn chosen<'a>(book: &'a Book, wish: &Wish<'_>) -> Result<Vec<&'a Sheet>, Box<Finding>> {
    let Some((name, span)) = wish.sheet else {
        let shown: Vec<&Sheet> = book.sheets.iter().filter(|s| !s.hidden).collect();
        let is_aside = |s: &Sheet| {
            let name = format!(" {} ", word::plain(&s.name));
            ASIDE.iter().any(|word| name.contains(&format!(" {word} ")) || name.contains(&format!(" {word}s ")))
                || matches!(name.trim(), "revision" | "revisions" | "document revisions")
        };
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
    let help = if table.is_some_and(Table::has_status) {
        "if it is a plan, read it as one: ssp source=\"…\", or crmlint import --as ssp; a matrix needs a column titled \
         `Responsibility`"
    } else {
        "add a column titled `Responsibility` with provider, customer or shared in each row"
    };
    Finding::fixed("unknown-word", span, "no column of this matrix says who is responsible, so every row stays unknown")
        .label(format!("{columns} columns, none of responsibilities"))
        .help(help)
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
    let is_answer = |c: &Column| match c {
        Column::Responsibility | Column::Inheritable | Column::Origin(_) | Column::Party => true,
        Column::ProviderText | Column::CustomerText => said.is_none() && marked.is_none(),
        _ => false,
    };
    let responsibility = match said {
        _ if let Some(span) = draft.lost(is_answer) => Field::Unknown(span),
        Some((cell, inheritable)) => read_owner(cell, inheritable, marked.as_ref(), wish, strange),
        None => marked.or_else(|| by_texts(draft)).unwrap_or(Field::Unknown(draft.id.span)),
    };
    MatrixRow {
        id: draft.id.clone(),
        responsibility,
        provider_text: text(draft, draft.provider.as_ref(), draft.titled.provider, Column::ProviderText),
        customer_text: text(draft, draft.customer.as_ref(), draft.titled.customer, Column::CustomerText),
        beside: Beside {
            mode: beside(draft, draft.mode.as_ref(), Column::Mode),
            reason: beside(draft, draft.reason.as_ref(), Column::Reason),
            handoff: beside(draft, draft.handoff.as_ref(), Column::Handoff),
            evidence: beside(draft, draft.evidence.as_ref(), Column::Evidence),
        },
        span: draft.id.span,
    }
}

/// What a cell beside the answer says.
fn beside(draft: &Draft, cell: Option<&Spanned<String>>, column: Column) -> Field<Text> {
    draft.lost(|c| *c == column).filter(|_| cell.is_none()).map_or_else(|| written(cell), Field::Unknown)
}

/// A cell that says something.
fn written(cell: Option<&Spanned<String>>) -> Field<Text> {
    let said = cell.filter(|c| !is_unsaid(&c.value) && !has_no_part(&c.value) && !is_error(&c.value));
    said.map_or(Field::Absent, |c| Field::Known(Spanned::new(Text(c.value.clone()), c.span)))
}

/// Who has a part by the texts of a matrix that says it in no other way: both sides, the customer alone, or the provider alone
/// where it says that the customer has none. That the customer's is blank may mean that it was forgotten.
fn by_texts(draft: &Draft) -> Option<Field<Owner>> {
    if draft.is_doubtful || !(draft.titled.provider && draft.titled.customer) {
        return None;
    }
    let customer = draft.customer.as_ref()?;
    let is_open = |cell: &Spanned<String>| is_unsaid(&cell.value) && !has_no_part(&cell.value) || is_error(&cell.value);
    if is_open(customer) || draft.provider.as_ref().is_some_and(is_open) {
        return None;
    }
    let has_provider = draft.provider.as_ref().is_some_and(|t| !has_no_part(&t.value));
    let owner = match (has_provider, has_no_part(&customer.value)) {
        (true, true) => Owner::Provider,
        (true, false) => Owner::Shared,
        (false, false) => Owner::Customer,
        (false, true) => return None,
    };
    Some(Field::Known(Spanned::new(owner, customer.span)))
}

/// The text of one side; unknown where both sides stand in one cell, and where the matrix has no column for it: it cannot
/// be blamed row by row.
fn text(draft: &Draft, own: Option<&Spanned<String>>, has_column: bool, column: Column) -> Field<Text> {
    if let Some(span) = draft.lost(|c| *c == column || *c == Column::Combined).filter(|_| own.is_none()) {
        return Field::Unknown(span);
    }
    match (own, &draft.combined) {
        (Some(cell), _) if word::is_portion(&cell.value) || word::is_bare_answer(&cell.value) => {
            Field::Unknown(cell.span)
        }
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
            if names_provider(&cell.value, wish.names) {
                return known(Owner::Provider);
            }
            strange.owners.entry(brief(&cell.value)).or_default().push(cell.span);
            Field::Unknown(cell.span)
        }
    }
}

/// How far a row is done: what its cells and marks say together. One that is not understood leaves it unknown, since it may
/// say less than the others.
fn status(draft: &Draft, strange: &mut Strange) -> Field<Done> {
    let mut all: Vec<Spanned<Done>> = Vec::new();
    let mut not_understood = None;
    for cell in &draft.statuses {
        match done(&cell.value) {
            StatusWord::Known(done) => all.push(Spanned::new(done, cell.span)),
            StatusWord::Unsaid => {}
            StatusWord::Several(several) if together(several.iter().copied()).is_some() => {
                all.extend(several.iter().map(|d| Spanned::new(*d, cell.span)));
            }
            StatusWord::Several(_) | StatusWord::NotUnderstood => {
                strange.statuses.entry(brief(&cell.value)).or_default().push(cell.span);
                not_understood.get_or_insert(cell.span);
            }
        }
    }
    let lost = draft.lost(|c| matches!(c, Column::Status | Column::StatusMark(_)));
    if let Some(span) = not_understood.or(lost) {
        return Field::Unknown(span);
    }
    all.extend(draft.marks.iter().copied());
    let one = together(all.iter().map(|d| d.value)).zip(all.first());
    one.map_or(Field::Unknown(draft.id.span), |(done, first)| Field::Known(Spanned::new(done, first.span)))
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
    let described = draft.description.as_ref().map_or(draft.id.span, |text| text.span);
    let unsaid = (customer.is_absent() && !draft.names_providers).then_some(described);
    PlanRow {
        id: draft.id.clone(),
        status: done,
        reason: beside(draft, draft.reason.as_ref(), Column::Reason).or(draft.described()),
        customer,
        providers: draft.providers.as_ref().map_or_else(Vec::new, providers),
        unsaid,
        span: draft.id.span,
    }
}

/// Lines of a cell about providers; more are no list of providers, and who is meant stays unknown.
const PROVIDERS_LINES_MAX: usize = 500;

/// `northwind: what it does`, a provider a line; lines that begin with blanks go on.
fn providers(cell: &Spanned<String>) -> Vec<(Spanned<String>, Field<Text>)> {
    let mut out: Vec<(String, Vec<&str>)> = Vec::new();
    if cell.value.lines().nth(PROVIDERS_LINES_MAX).is_some() {
        return vec![(cell.clone(), Field::Unknown(cell.span))];
    }
    for line in cell.value.lines().filter(|l| !l.trim().is_empty()) {
        let named = line.split_once(':').filter(|(name, _)| !name.starts_with(char::is_whitespace));
        match (named, out.last_mut()) {
            (Some((name, text)), _) => out.push((name.trim().to_owned(), vec![text.trim()])),
            (None, Some((_, lines))) => lines.push(line.trim()),
            (None, None) => out.push((line.trim().to_owned(), Vec::new())),
        }
    }
    let at = |text: String| Spanned::new(text, cell.span);
    let part = |(name, lines): (String, Vec<&str>)| {
        let text = lines.join("\n").trim().to_owned();
        let text = if text.is_empty() { Field::Absent } else { Field::Known(Spanned::new(Text(text), cell.span)) };
        (at(name), text)
    };
    out.into_iter().map(part).collect()
}
