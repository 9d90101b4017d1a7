//! A table of requirements in a sheet: the rows of its titles, and what each column holds.

mod parties;
mod titles;

use std::collections::BTreeMap;

use super::draft::is_empty_mark;
use crate::finding::Finding;
use crate::read::status::{StatusWord, done};
use crate::read::word::{self, Column, Origin, Reading as Word};
use crate::read::{Owner, Wish};
use crate::source::{Cell, FileId, Sheet, Span};
pub(super) use titles::{other_ids, pieces};

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
        let (id, first_row) = titles::ids(sheet, text)?;
        let mut columns = titles::titles(sheet, file, text, first_row);
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

    /// Titles of the columns with something below that are not taken, neither as an answer nor as anybody's text.
    pub(super) fn passed_over(&self, text: &str, plan: bool) -> Vec<Span> {
        let is_aside = |c: &Column| match c {
            Column::Other => true,
            Column::Status | Column::Description | Column::ByProviders => !plan,
            _ => false,
        };
        let is_shown = |at: &u32| !self.sheet.hidden_columns.contains(at) && self.cells(*at, text).next().is_some();
        self.columns.iter().filter(|(at, t)| is_aside(&t.column) && is_shown(at)).map(|(_, t)| t.span).collect()
    }

    /// The cell of a row that surely says who is responsible.
    pub(super) fn answer<'c>(&self, cells: &'c [Cell], text: &str) -> Option<&'c Cell> {
        let is_said = |c: &&Cell| {
            self.columns.get(&c.column).is_some_and(|t| t.column == Column::Responsibility)
                && matches!(word::owner(c.text(text), false), Word::Known(_))
        };
        cells.iter().find(is_said)
    }
}

/// What marks a cell.
fn is_mark(text: &str) -> bool {
    text.chars().count() <= MARK_MAX
        && matches!(
            text.trim().to_lowercase().as_str(),
            "x" | "✓" | "✔" | "✔️" | "✅" | "☒" | "☑" | "●" | "•" | "+" | "complete" | "partial"
        )
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
