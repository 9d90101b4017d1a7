//! A table of requirements in a sheet: the rows of its titles, and what each column holds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::draft::{Draft, is_empty_mark};
use crate::finding::Finding;
use crate::read::csv::{is_id, is_shaped};
use crate::read::sides::{Side, is_yes, side};
use crate::read::status::{StatusWord, done};
use crate::read::word::{self, Column, Origin, Reading as Word};
use crate::read::{Owner, Wish};
use crate::source::{Cell, FileId, Sheet, Span, Spanned};

/// Rows in which the titles may stand.
const TITLES_WITHIN: usize = 12;
/// Rows by which a column is known.
const ROWS_LOOKED_AT: usize = 400;
/// Columns that are looked at; a matrix has a few dozen.
const COLUMNS_MAX: u32 = 512;
/// Cells of a column of marks are no longer than this.
const MARK_MAX: usize = 10;

/// A column and its title.
#[derive(Debug, Clone)]
pub(super) struct Title {
    /// What it holds.
    pub(super) column: Column,
    /// The title, the one above it first.
    pub(super) text: String,
    /// The lowest of its lines.
    own: String,
    /// Where it stands.
    pub(super) span: Span,
}

impl Title {
    /// True if its cells are marks.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.column, Column::Origin(_) | Column::StatusMark(_) | Column::Party)
    }
}

/// A table with a column of ids.
pub(super) struct Table<'a> {
    /// The sheet.
    pub(super) sheet: &'a Sheet,
    /// First row behind the titles.
    pub(super) first_row: u32,
    /// Column of the ids.
    pub(super) id: u32,
    /// Column of letters of objectives.
    pub(super) letter: Option<u32>,
    /// Columns with a title.
    pub(super) columns: BTreeMap<u32, Title>,
    /// The title of the ids.
    pub(super) header: Span,
    /// True if its cells are those of a RACI matrix.
    pub(super) raci: bool,
    /// True if the sheet speaks of several providers and the columns of one were chosen.
    pub(super) is_one_of_several: bool,
    /// True if whose matrix it is cannot be told.
    pub(super) is_doubtful: bool,
    /// The provider's own column among those of parties.
    party: Option<u32>,
    doubt: Option<Finding>,
    /// The first cells of each column below the titles.
    below: BTreeMap<u32, Vec<Cell>>,
}

impl<'a> Table<'a> {
    /// Finds it; none in a sheet without ids.
    pub(super) fn find(sheet: &'a Sheet, file: FileId, text: &str, wish: &Wish<'_>) -> Option<Self> {
        let (id, first_row) = ids(sheet, text)?;
        let mut columns = titles(sheet, file, text, first_row);
        let header = columns.get(&id).map_or_else(|| Span::new(file, 0, 0), |t| t.span);
        for (at, title) in &mut columns {
            let is_other_id = title.column == Column::Id && *at != id;
            if *at == id {
                title.column = Column::Id;
            } else if is_other_id || sheet.hidden_columns.contains(at) {
                title.column = Column::Other;
            }
        }
        let mut below: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        for cell in sheet.cells.iter().filter(|c| c.row >= first_row && c.column < COLUMNS_MAX) {
            let cells = below.entry(cell.column).or_default();
            if cells.len() < ROWS_LOOKED_AT && !cell.text(text).trim().is_empty() {
                cells.push(*cell);
            }
        }
        let mut out = Self {
            sheet,
            first_row,
            id,
            letter: None,
            columns,
            header,
            raci: false,
            is_one_of_several: false,
            is_doubtful: false,
            party: None,
            doubt: None,
            below,
        };
        out.settle(text, wish);
        Some(out)
    }

    /// True if a column says who is responsible.
    pub(super) fn says_who(&self) -> bool {
        self.has(|c| matches!(c, Column::Responsibility | Column::Inheritable | Column::Origin(_)))
            || self.party.is_some()
    }

    /// True if a column says how far something is done.
    pub(super) fn has_status(&self) -> bool {
        self.has(|c| matches!(c, Column::Status | Column::StatusMark(_)))
    }

    /// True if columns say what each of both sides does.
    pub(super) fn has_both_texts(&self) -> bool {
        self.has(|c| *c == Column::ProviderText) && self.has(|c| *c == Column::CustomerText)
    }

    /// True if a column says what a side does.
    pub(super) fn has_texts(&self) -> bool {
        self.has(|c| matches!(c, Column::ProviderText | Column::CustomerText | Column::Combined))
    }

    /// True if there is such a column.
    pub(super) fn has(&self, is: impl Fn(&Column) -> bool) -> bool {
        self.columns.values().any(|t| is(&t.column))
    }

    /// True if such a column holds something below its title.
    pub(super) fn is_filled(&self, text: &str, is: impl Fn(&Column) -> bool) -> bool {
        self.columns.iter().any(|(at, t)| is(&t.column) && self.cells(*at, text).next().is_some())
    }

    /// Forgets what its columns say of who is responsible; texts do not say it in their place.
    pub(super) fn forget(&mut self) {
        self.is_doubtful = true;
        for title in self.columns.values_mut() {
            if matches!(title.column, Column::Responsibility | Column::Inheritable | Column::Origin(_)) {
                title.column = Column::Other;
            }
        }
    }

    /// What is doubtful about its columns, once.
    pub(super) fn take_doubt(&mut self) -> Option<Finding> {
        self.doubt.take()
    }

    /// Cells of a column below the titles.
    fn cells<'t>(&self, column: u32, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.below.get(&column).into_iter().flatten().map(|c| c.text(text).trim())
    }

    /// Judges columns by what stands in them.
    fn settle(&mut self, text: &str, wish: &Wish<'_>) {
        self.letter = self.columns.keys().copied().find(|at| *at != self.id && self.is_letters(*at, text));
        if let Some(title) = self.letter.and_then(|at| self.columns.get_mut(&at)) {
            title.column = Column::Letter;
        }
        self.sides(text, wish);
        self.drop_names(text, wish);
        // How far something is done is the same, whoever else has columns of his own.
        if !wish.plan {
            self.one_provider(wish);
        }
        self.raci = self.is_raci(text);
        self.statuses(text);
        if !self.has(|c| matches!(c, Column::Responsibility | Column::Inheritable | Column::Origin(_)))
            && !self.raci
            && !wish.plan
            && self.doubt.is_none()
        {
            self.parties(text, wish);
        }
    }

    /// Columns that are titled by the provider and by its customer, and nothing more: marks, or what each of them does. With
    /// columns of marks of others it is a sheet of parties.
    fn sides(&mut self, text: &str, wish: &Wish<'_>) {
        let named: Vec<(u32, Side)> = self
            .columns
            .iter()
            .filter(|(at, _)| **at != self.id && Some(**at) != self.letter && !self.sheet.hidden_columns.contains(at))
            .filter_map(|(at, title)| Some((*at, side(&title.own, wish.names)?)))
            .collect();
        let count = |side: Side| named.iter().filter(|(_, s)| *s == side).count();
        let is_side = |at: u32| named.iter().any(|(column, _)| *column == at);
        let is_said_elsewhere = self.columns.iter().any(|(at, t)| {
            !is_side(*at) && matches!(t.column, Column::Responsibility | Column::Inheritable | Column::Origin(_))
        });
        // A column of the provider alone may hold names of providers.
        let is_customers_text = is_said_elsewhere && count(Side::Provider) == 0;
        if !(count(Side::Provider) == 1 || is_customers_text) || count(Side::Customer) != 1 || count(Side::Shared) > 1 {
            return;
        }
        let is_answer = |c: &str| is_mark(c) || is_yes(c) || is_empty_mark(c);
        let are_marks = named.iter().all(|(at, _)| self.cells(*at, text).all(is_answer))
            && named.iter().any(|(at, _)| self.cells(*at, text).any(|c| !is_empty_mark(c)));
        let is_status = |at: u32| self.columns.get(&at).is_some_and(|t| matches!(done(&t.text), StatusWord::Known(_)));
        if are_marks && self.columns.keys().any(|at| !is_side(*at) && !is_status(*at) && self.is_of_marks(*at, text)) {
            return;
        }
        for (at, side) in named {
            let column = match side {
                _ if are_marks && is_said_elsewhere => Column::Other,
                Side::Provider if are_marks => Column::Origin(Origin::System),
                Side::Customer if are_marks => Column::Origin(Origin::Configured),
                Side::Shared if are_marks => Column::Origin(Origin::Shared),
                Side::Provider => Column::ProviderText,
                Side::Customer => Column::CustomerText,
                Side::Shared => Column::Other,
            };
            if let Some(title) = self.columns.get_mut(&at) {
                title.column = column;
            }
        }
    }

    /// True if all cells of the column are letters of objectives.
    fn is_letters(&self, column: u32, text: &str) -> bool {
        let titled = self.columns.get(&column).is_some_and(|t| word::plain(&t.text).contains("objective"));
        let cells: Vec<&str> = self.cells(column, text).collect();
        titled && cells.len() >= 2 && cells.iter().all(|c| crate::catalog::read_letters(c).is_some())
    }

    /// `Owner` or `Provider` may title names of people or products: a column counts as responsibilities only when at least
    /// half of its cells are such words, unless its title leaves no doubt.
    fn drop_names(&mut self, text: &str, wish: &Wish<'_>) {
        let mut found = false;
        let candidates: Vec<u32> =
            self.columns.iter().filter(|(_, t)| t.column == Column::Responsibility).map(|(at, _)| *at).collect();
        for at in candidates {
            let title = self.columns.get(&at).map_or(String::new(), |t| word::plain(&t.text));
            let sure = title.contains("responsib") || title.contains("originat");
            let (mut all, mut known) = (0_usize, 0_usize);
            for cell in self.cells(at, text) {
                all += 1;
                let is_own = || wish.words.iter().any(|(w, _)| *w == word::plain(cell));
                known += usize::from(matches!(word::owner(cell, false), Word::Known(_)) || is_own());
            }
            if found || (!sure && known * 2 < all) {
                if let Some(title) = self.columns.get_mut(&at) {
                    title.column = Column::Other;
                }
            } else {
                found = true;
            }
        }
    }

    /// Where a sheet speaks of several providers, only the columns of the one that is asked for are kept.
    fn one_provider(&mut self, wish: &Wish<'_>) {
        let starts: Vec<u32> =
            self.columns.iter().filter(|(_, t)| t.column == Column::Inheritable).map(|(at, _)| *at).collect();
        if starts.len() < 2 {
            return;
        }
        let blocks: Vec<(u32, u32)> = starts
            .iter()
            .zip(starts.iter().skip(1).map(|s| s - 1).chain([u32::MAX]))
            .map(|(from, to)| (*from, to))
            .collect();
        let titles = |(from, to): (u32, u32)| -> String {
            let titles = self.columns.range(from..=to).map(|(_, t)| word::plain(&t.text));
            format!(" {} ", titles.collect::<Vec<String>>().join(" "))
        };
        let named: Vec<String> = match wish.columns {
            Some(columns) => vec![word::plain(columns)],
            None => wish.names.iter().map(|n| word::plain(n)).collect(),
        };
        let is_named = |block: &(u32, u32)| named.iter().any(|n| titles(*block).contains(&format!(" {n} ")));
        let chosen: Vec<(u32, u32)> = blocks.iter().copied().filter(is_named).collect();
        let keep = if let [one] = chosen.as_slice() { Some(*one) } else { None };
        self.is_one_of_several = keep.is_some();
        if keep.is_none() {
            self.doubt = Some(self.several(&starts, wish));
        }
        let first = starts.first().copied().unwrap_or(0);
        for (at, title) in self.columns.range_mut(first..) {
            if keep.is_none_or(|(from, to)| *at < from || *at > to) && title.column != Column::Id {
                title.column = Column::Other;
            }
        }
    }

    fn several(&self, starts: &[u32], wish: &Wish<'_>) -> Finding {
        if let Some(columns) = wish.columns {
            return self.not_titled(starts, columns);
        }
        self.doubtful(starts, "this sheet speaks of several providers")
            .help("say which columns are the provider's by a word of their titles: columns=\"…\"")
    }

    fn none_of(&self, columns: &[u32], wish: &Wish<'_>) -> Finding {
        if let Some(asked) = wish.columns {
            return self.not_titled(columns, asked);
        }
        self.doubtful(columns, "rows are marked under several titles, and the provider's name is not one of them")
            .help("if one of them is the provider's, name it: columns=\"…\"; if none is, this file is no matrix")
    }

    fn not_titled(&self, columns: &[u32], asked: &str) -> Finding {
        self.doubtful(columns, &format!("not one title holds `{asked}`, or several do"))
            .help("write a word of one title: columns=\"…\"")
    }

    fn doubtful(&self, columns: &[u32], what: &str) -> Finding {
        let titles: Vec<&Title> = columns.iter().filter_map(|at| self.columns.get(at)).collect();
        let named: Vec<String> = titles.iter().map(|t| format!("`{}`", t.text)).collect();
        let message = format!("{what}: {}", named.join(", "));
        let first = titles.first().map_or(self.header, |t| t.span);
        let mut finding = Finding::fixed("unknown-word", first, message).label("whose it is cannot be told");
        for title in titles.iter().skip(1) {
            finding = finding.also(title.span, "and here");
        }
        finding
    }

    /// Columns whose cells are A, R, C and I.
    fn is_raci(&self, text: &str) -> bool {
        let is_word = |c: &str| {
            let parts: Vec<&str> = c.split(['/', ',', ' ']).filter(|p| !p.is_empty()).collect();
            !parts.is_empty() && parts.iter().all(|p| matches!(*p, "R" | "A" | "C" | "I" | "r" | "a" | "c" | "i"))
        };
        let is_column = |at: &&u32| {
            let cells: Vec<&str> = self.cells(**at, text).collect();
            let words = cells.iter().filter(|c| is_word(c)).count();
            cells.len() >= 2 && words * 5 >= cells.len() * 4
        };
        self.columns.keys().filter(|at| Some(**at) != self.letter && **at != self.id).filter(is_column).count() >= 2
    }

    /// True if a column that is not known yet holds marks and nothing else.
    fn is_of_marks(&self, at: u32, text: &str) -> bool {
        let is_open = self.columns.get(&at).is_some_and(|t| t.column == Column::Other);
        is_open && at != self.id && !self.sheet.hidden_columns.contains(&at) && {
            let cells: Vec<&str> = self.cells(at, text).collect();
            !cells.is_empty() && cells.iter().all(|c| is_mark(c) || is_empty_mark(c))
        }
    }

    /// Columns of marks that are titled by a status alone, without a title above that says so.
    fn statuses(&mut self, text: &str) {
        let marks: Vec<u32> = self.columns.keys().copied().filter(|at| self.is_of_marks(*at, text)).collect();
        for at in marks {
            if let Some(title) = self.columns.get_mut(&at)
                && let StatusWord::Known(done) = done(&title.text)
            {
                title.column = Column::StatusMark(done);
            }
        }
    }

    /// Columns of marks under names of parties, one of which is the provider's.
    fn parties(&mut self, text: &str, wish: &Wish<'_>) {
        let columns: Vec<u32> = self.columns.keys().copied().filter(|at| self.is_of_marks(*at, text)).collect();
        if columns.len() < 2 {
            return;
        }
        let named: Vec<String> = match wish.columns {
            Some(columns) => vec![word::plain(columns)],
            None => wish.names.iter().map(|n| word::plain(n)).collect(),
        };
        let title = |at: &u32| self.columns.get(at).map_or(String::new(), |t| word::plain(&t.text));
        let is_asked_for = |t: &str| match wish.columns {
            Some(_) => named.iter().any(|n| format!(" {t} ").contains(&format!(" {n} "))),
            None => named.iter().any(|n| n == t),
        };
        let own: Vec<u32> = columns.iter().copied().filter(|at| is_asked_for(&title(at))).collect();
        if let [own] = own.as_slice() {
            self.party = Some(*own);
        } else {
            self.doubt = Some(self.none_of(&columns, wish));
        }
        for at in columns {
            if let Some(title) = self.columns.get_mut(&at) {
                title.column = Column::Party;
            }
        }
    }

    /// The cell of a row that surely says who is responsible.
    pub(super) fn answer<'c>(&self, cells: &'c [Cell], text: &str) -> Option<&'c Cell> {
        let is_said = |c: &&Cell| {
            self.columns.get(&c.column).is_some_and(|t| t.column == Column::Responsibility)
                && matches!(word::owner(c.text(text), false), Word::Known(_))
        };
        cells.iter().find(is_said)
    }

    /// The marks of parties in a row as originations: the provider's alone, its customer's alone, or shared. Where the customer
    /// has a column and no mark in it, what the provider shares is with somebody else, which is left unsaid.
    pub(super) fn party_marks(&self, draft: &mut Draft, cells: &[Cell], file: FileId, text: &str) {
        let Some(party) = self.party else { return };
        let is_party = |c: &&Cell| self.columns.get(&c.column).is_some_and(|t| t.column == Column::Party);
        let marked: Vec<&Cell> = cells.iter().filter(is_party).filter(|c| !is_empty_mark(c.text(text))).collect();
        // Among several parties a contractor may be anybody's.
        let is_customer = |at: u32| {
            let title = self.columns.get(&at).map_or("", |t| t.own.as_str());
            side(title, &[]) == Some(Side::Customer) && !word::plain(title).contains("contractor")
        };
        let Some(own) = marked.iter().find(|c| c.column == party) else {
            if let [only] = marked.as_slice()
                && is_customer(only.column)
            {
                draft.origins.push(Spanned::new(Origin::Configured, only.span(file)));
            }
            return;
        };
        let has_customer =
            self.columns.iter().any(|(at, t)| *at != party && t.column == Column::Party && is_customer(*at));
        if marked.len() > 1 && has_customer && !marked.iter().any(|c| c.column != party && is_customer(c.column)) {
            return;
        }
        let is_part = own.text(text).trim().eq_ignore_ascii_case("partial");
        let origin = if marked.len() > 1 || is_part { Origin::Shared } else { Origin::System };
        draft.origins.push(Spanned::new(origin, own.span(file)));
    }
}

/// What marks a cell.
fn is_mark(text: &str) -> bool {
    text.chars().count() <= MARK_MAX
        && matches!(
            text.trim().to_lowercase().as_str(),
            "x" | "✓" | "✔" | "✔️" | "☒" | "☑" | "●" | "•" | "+" | "complete" | "partial"
        )
}

/// The column that holds most ids under a title of ids, and the first row of them. A title is needed: a sheet that lists
/// ids for some other purpose is no matrix.
fn ids(sheet: &Sheet, text: &str) -> Option<(u32, u32)> {
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
        return Some((*column, *first));
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

/// Requirements from which on a column under any title holds ids.
const UNTITLED_MIN: usize = 5;

fn is_requirement(text: &str) -> bool {
    let ids = crate::catalog::read_ids(text, None);
    ids.iter().all(|r| matches!(r, crate::catalog::Reading::Requirement { .. }))
}

/// A title of ids, and the first cell below it, in a sheet whose ids are of no catalogue that is known.
pub(super) fn other_ids<'t>(sheet: &Sheet, text: &'t str) -> Option<(&'t str, &'t str)> {
    let title = sheet.cells.iter().find(|c| word::column(c.text(text)) == Column::Id)?;
    let below = sheet.cells.iter().find(|c| c.column == title.column && c.row > title.row)?;
    Some((title.text(text), below.text(text)))
}

/// A sheet in pieces, each of which begins with titles of other columns than the one before.
pub(super) fn pieces<'s>(sheet: &'s Sheet, text: &str) -> Vec<Cow<'s, Sheet>> {
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
fn titles(sheet: &Sheet, file: FileId, text: &str, first_row: u32) -> BTreeMap<u32, Title> {
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

/// Who a column of originations names.
impl Origin {
    /// The side.
    pub(super) fn side(self) -> Owner {
        match self {
            Self::Corporate | Self::System | Self::Hybrid | Self::Inherited => Owner::Provider,
            Self::Configured | Self::Provided => Owner::Customer,
            Self::Shared => Owner::Shared,
        }
    }
}
