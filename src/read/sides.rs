//! Titles and cells that name a side and nothing more: `MSP`, `Client (OSA)`, `Provider responsibility`, `MSP & Client`.

use std::collections::BTreeMap;

use super::Owner;
use super::status::is_doubted;
use super::word::{self, Reading, plain};
use crate::source::Book;

/// Most letters that a legend explains, and the longest cell that is looked at for one, in bytes.
const LETTERS_MAX: usize = 4;
const LEGEND_MAX: usize = 400;

/// Whose column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The provider whose matrix it is.
    Provider,
    /// Its customer.
    Customer,
    /// Both.
    Shared,
}

const PROVIDER: &[&str] = &[
    "provider",
    "service provider",
    "cloud service provider",
    "cloud provider",
    "external service provider",
    "managed service provider",
    "csp",
    "esp",
    "msp",
    "mssp",
    "vendor",
    "inherited",
    "fully inherited",
];
const CUSTOMER: &[&str] = &["customer", "client", "tenant", "osa", "osc", "contractor", "you"];
const SHARED: &[&str] = &["shared", "joint", "both"];
/// Words of a title that say nothing of whose column it is.
const ASIDE: &[&str] = &[
    "responsibility",
    "responsibilities",
    "responsible",
    "managed",
    "owned",
    "operated",
    "only",
    "is",
    "the",
    "action",
    "actions",
    "activity",
    "activities",
    "duty",
    "duties",
    "task",
    "tasks",
    "required",
    "s",
];
/// Words of a title that say how its cells answer; in a cell they are the answer.
const ANSWERS: &[&str] = &["y", "n", "yes", "no", "part"];

/// The side that a title names and nothing else.
pub(super) fn side(title: &str, names: &[&str]) -> Option<Side> {
    let words = plain(title);
    let bare = words.split(' ').filter(|w| !ASIDE.contains(w) && !ANSWERS.contains(w)).collect::<Vec<_>>().join(" ");
    let is = |list: &[&str]| list.contains(&bare.as_str());
    if is(CUSTOMER) {
        Some(Side::Customer)
    } else if is(SHARED) {
        Some(Side::Shared)
    } else if is(PROVIDER) || names.iter().any(|n| !bare.is_empty() && plain(n) == bare) {
        Some(Side::Provider)
    } else {
        None
    }
}

/// What marks a cell in a column that answers yes or no.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "y" | "true" | "1")
}

/// True for a cell that names the provider and nothing else.
pub(super) fn names_provider(cell: &str, names: &[&str]) -> bool {
    let is_answer = plain(cell).split(' ').any(|w| ANSWERS.contains(&w));
    !is_answer && !is_doubted(cell) && side(cell, names) == Some(Side::Provider)
}

/// Who a cell names by nothing but sides: one, also by two of its names, or both joined by "and". A stroke between them may
/// mean "or".
pub(super) fn owner(cell: &str) -> Option<Owner> {
    if plain(cell).split(' ').any(|w| ANSWERS.contains(&w)) {
        return None;
    }
    joined(cell).or_else(|| {
        let (before, inside) = cell.trim().strip_suffix(')')?.split_once('(')?;
        let found = joined(before)?;
        (joined(inside)? == found).then_some(found)
    })
}

fn joined(cell: &str) -> Option<Owner> {
    let cell = cell.to_lowercase().replace(" and ", "&").replace('+', "&");
    let parts = cell.split('&').map(one).collect::<Option<Vec<Side>>>()?;
    let has = |side: Side| parts.contains(&side);
    match (has(Side::Provider), has(Side::Customer), has(Side::Shared)) {
        (true, false, false) => Some(Owner::Provider),
        (false, true, false) => Some(Owner::Customer),
        (true, true, _) | (_, _, true) => Some(Owner::Shared),
        _ => None,
    }
}

/// What the letters of a book mean, where a cell of it says so: `P = Provider; C = Customer`, or a row with nothing but a letter
/// and its meaning. A letter that is given two meanings has none.
pub(super) fn legend(book: &Book, text: &str) -> Vec<(String, Owner)> {
    let mut found: BTreeMap<String, Option<Owner>> = BTreeMap::new();
    let mut add = |letters: &str, meaning: &str| {
        let letters = plain(letters);
        // What is understood by itself, or says that it is not known, means that and nothing else.
        let is_free = word::owner(&letters, false) == Reading::NotUnderstood;
        if letters.is_empty() || letters.chars().count() > LETTERS_MAX || !is_free {
            return;
        }
        if let Reading::Known(owner) = word::owner(meaning, false) {
            let known = found.entry(letters).or_insert(Some(owner));
            *known = known.filter(|k| *k == owner);
        }
    };
    let shown = book.sheets.iter().filter(|s| !s.hidden);
    for (sheet, cells) in shown.flat_map(|s| s.rows().map(move |(_, cells)| (s, cells))) {
        if let [letters, meaning] = cells {
            add(letters.text(text), meaning.text(text));
        }
        let shown = cells.iter().filter(|c| !sheet.hidden_columns.contains(&c.column));
        for cell in shown.map(|c| c.text(text)).filter(|c| c.len() <= LEGEND_MAX) {
            let cell = cell.split_once("egend:").map_or(cell, |(_, rest)| rest);
            for part in cell.split(['\n', ';', ',', '|']) {
                if let Some((letters, meaning)) = part.split_once(['=', ':', '\u{2013}', '\u{2014}']) {
                    add(letters, meaning);
                }
            }
        }
    }
    found.into_iter().filter_map(|(letters, owner)| Some((letters, owner?))).collect()
}

/// A side, and in brackets another name of it.
fn one(text: &str) -> Option<Side> {
    let Some((before, inside)) = text.split_once('(') else { return side(text, &[]) };
    let inside = inside.trim().strip_suffix(')')?;
    let found = side(before, &[])?;
    (side(inside, &[])? == found).then_some(found)
}
