//! Whose columns they are: those of the two sides, of several providers in one sheet, of parties by their names.

use super::{Table, Title, is_mark};
use crate::finding::Finding;
use crate::read::Wish;
use crate::read::matrix::draft::{Draft, is_cross, is_empty_mark};
use crate::read::sides::{Side, is_yes, side};
use crate::read::status::{StatusWord, done};
use crate::read::word::{self, Column, Origin};
use crate::source::{Cell, FileId, Spanned};

impl Table<'_> {
    /// Columns that are titled by the provider and by its customer, and nothing more: marks, or what each of them does. With
    /// columns of marks of others it is a sheet of parties.
    pub(super) fn sides(&mut self, text: &str, wish: &Wish<'_>) {
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
        let is_answer = |c: &str| is_mark(c) || is_yes(c) || is_empty_mark(c) || is_cross(c);
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

    /// Where a sheet speaks of several providers, only the columns of the one that is asked for are kept.
    pub(super) fn one_provider(&mut self, wish: &Wish<'_>) {
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

    /// Columns of marks under names of parties, one of which is the provider's.
    pub(super) fn parties(&mut self, text: &str, wish: &Wish<'_>) {
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

    /// The marks of parties in a row as originations: the provider's alone, its customer's alone, or shared. Where the customer
    /// has a column and no mark in it, what the provider shares is with somebody else, which is left unsaid.
    pub(in crate::read::matrix) fn party_marks(&self, draft: &mut Draft, cells: &[Cell], file: FileId, text: &str) {
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
