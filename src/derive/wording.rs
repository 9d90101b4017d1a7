//! Wording of plans and matrices: weak and promising phrases with their places, clause numbers that have moved, and the
//! same text under many requirements. One pass over the words of each text; phrases, repeats and near repeats are found
//! by hashes of words. Lists: what assessors push back on; judgement, not law, but for promises (32 CFR 170.24(b)).

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::RequirementIx;
use crate::model::Model;
use crate::model::lower::{Rows, Scope};
use crate::schema::grammar::{Field, Text};
use crate::source::{Sources, Span};

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phrase {
    /// Says too little in any sentence that names no period.
    Weak,
    /// Says too little in a short sentence.
    Soft,
    /// A promise where practice is asked for.
    Promise,
    /// A clause number that the class deviations of 2026 moved.
    OldClause,
    /// Says that certification by a C3PAO is compulsory already.
    Phase2,
    /// FIPS 140-2.
    OldFips,
}

const PHRASES: &[(Phrase, &[&str])] = &[
    (
        Phrase::Weak,
        &[
            "as needed",
            "as applicable",
            "best effort",
            "best efforts",
            "industry standard",
            "industry standards",
            "per contract",
            "per the contract",
            "tbd",
            "reliance only",
            "relied upon operationally",
            "not independently assessed",
        ],
    ),
    (Phrase::Soft, &["assists", "assist", "supports", "helps", "leverages", "handled by", "both parties", "jointly"]),
    (
        Phrase::Promise,
        &[
            "will implement",
            "will be implemented",
            "to be implemented",
            "plans to implement",
            "plan to implement",
            "planned to implement",
            "is planned to be",
            "implementation is planned",
            "implementation in progress",
            "implementation is in progress",
            "not yet implemented",
            "has not been implemented",
            "will deploy",
            "will be deployed",
            "will be installed",
            "will be completed",
            "will develop",
            "will be developed",
            "is being implemented",
            "are being implemented",
            "to be determined",
        ],
    ),
    (Phrase::OldClause, &["252 204 7019", "252 204 7020", "52 204 21"]),
    (
        Phrase::Phase2,
        &[
            "phase 2 requires",
            "phase 2 is in effect",
            "phase 2 is in force",
            "phase 2 began",
            "phase 2 has begun",
            "phase 2 has started",
            "phase 2 started",
            "c3pao certification is mandatory",
            "c3pao certification is required",
            "c3pao certification is now required",
            "c3pao assessment is mandatory",
            "c3pao assessment is now required",
            "c3pao assessment is compulsory",
        ],
    ),
    (Phrase::OldFips, &["fips 140 2"]),
];

/// Words that name a period or an occasion: a sentence with one says when.
const PERIODS: &[&str] = &[
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "annually",
    "yearly",
    "hourly",
    "every",
    "each",
    "within",
    "after",
    "before",
    "when",
    "whenever",
    "until",
    "once",
    "twice",
    "day",
    "days",
    "week",
    "month",
    "quarter",
    "year",
    "hours",
    "minutes",
    "continuously",
];

/// A document with texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// A plan.
    Ssp(usize),
    /// A matrix.
    Crm(usize),
}

/// One text of a document.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one text")]
pub struct Statement {
    /// Where it stands.
    pub document: Document,
    /// Row of the document.
    pub row: usize,
    /// True for the organization's side.
    pub customer: bool,
    /// The provider that the plan names.
    pub provider: Option<String>,
    /// The requirement, if its id was understood.
    pub requirement: Option<RequirementIx>,
    /// The text with its place.
    pub span: Span,
    /// The text.
    pub text: String,
    /// Phrases found, with their places.
    pub phrases: Vec<(Phrase, Span)>,
    /// Does it name a period, an occasion or a number?
    pub timed: bool,
    /// Number of words.
    pub words: usize,
    /// Requirements under which the same words stand in this document.
    pub repeated: usize,
    /// True for the first of them.
    pub first: bool,
    /// True for the first of five or more that are almost the same.
    pub near: bool,
    hash: u64,
    /// The smallest hashes of three words in a row, by which texts that are almost the same meet: a word that differs
    /// changes three of them, so that the smallest one in common is always among four.
    smallest: [u64; 4],
}

/// Texts of fewer words are no boilerplate: "See the policy" may stand anywhere.
const REPEAT_WORDS_MIN: usize = 5;
/// From so many on, texts that are almost the same are told.
const NEAR_MIN: usize = 5;
/// Candidates that are compared with the first text of a bucket.
const CANDIDATES_MAX: usize = 64;

const fn hash(word: &[u8]) -> u64 {
    let mut out: u64 = 0xcbf2_9ce4_8422_2325;
    let mut rest = word;
    while let Some((first, behind)) = rest.split_first() {
        out = (out ^ first.to_ascii_lowercase() as u64).wrapping_mul(0x0100_0000_01b3);
        rest = behind;
    }
    out
}

/// Phrases by the hash of their first word.
struct Table {
    by_first: BTreeMap<u64, Vec<(Phrase, Vec<u64>)>>,
    /// One bit for each first word and period, so that most words are passed over at once.
    seen: [u64; 16],
    periods: Vec<u64>,
}

impl Table {
    fn new() -> Self {
        let mut table = Self { by_first: BTreeMap::new(), seen: [0; 16], periods: Vec::new() };
        for (kind, phrases) in PHRASES {
            for phrase in *phrases {
                let words: Vec<u64> = phrase.split(' ').map(|w| hash(w.as_bytes())).collect();
                if let Some(first) = words.first().copied() {
                    table.mark(first);
                    table.by_first.entry(first).or_default().push((*kind, words));
                }
            }
        }
        table.periods = PERIODS.iter().map(|w| hash(w.as_bytes())).collect();
        table.periods.sort_unstable();
        for period in table.periods.clone() {
            table.mark(period);
        }
        table
    }

    fn mark(&mut self, word: u64) {
        if let Some(bits) = self.seen.get_mut((word >> 6 & 15) as usize) {
            *bits |= 1 << (word & 63);
        }
    }

    fn may_be(&self, word: u64) -> bool {
        self.seen.get((word >> 6 & 15) as usize).is_some_and(|bits| bits >> (word & 63) & 1 == 1)
    }
}

/// A word of a text: its hash and its place.
struct Word {
    hash: u64,
    start: u32,
    end: u32,
}

/// Spreads hashes over all bits.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The letter or digit of a byte in lower case, 0 for what parts words.
const LETTERS: [u8; 256] = {
    let mut out = [0; 256];
    let mut byte: u8 = 0;
    loop {
        #[expect(clippy::indexing_slicing, reason = "a byte is an index of 256")]
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            out[byte as usize] = byte.to_ascii_lowercase();
        }
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    out
};

const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

/// Reads the words of a text; letters and digits make words, all else parts them.
fn words(text: &str, at: u32, out: &mut Vec<Word>) -> bool {
    out.clear();
    let mut digits = false;
    let (mut start, mut hash) = (0, FIRST);
    for (i, byte) in text.bytes().enumerate() {
        let letter = LETTERS.get(usize::from(byte)).copied().unwrap_or(0);
        if letter != 0 {
            digits |= letter.is_ascii_digit();
            hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
            continue;
        }
        if hash != FIRST {
            out.push(Word { hash, start: place(at, start), end: place(at, i) });
            hash = FIRST;
        }
        start = i + 1;
    }
    if hash != FIRST {
        out.push(Word { hash, start: place(at, start), end: place(at, text.len()) });
    }
    digits
}

fn place(at: u32, offset: usize) -> u32 {
    at.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
}

/// Looks at all texts of plans and matrices. Texts of vendors' tables are those of their cells.
pub fn wording(model: &Model, rows: &Rows, sources: &Sources) -> Vec<Statement> {
    let most = 2 * (rows.ssp.len() + rows.crm.len());
    let mut reader = Reader { sources, table: Table::new(), words: Vec::new(), out: Vec::with_capacity(most) };
    for (ix, row) in rows.ssp.iter().enumerate() {
        let own = |span: &Span| row.scope != Scope::Objective || span.start >= row.header.start;
        let document = Document::Ssp(row.ssp);
        for customer in &row.customers {
            reader.read(document, ix, None, true, row.key.requirement, &customer.text, own);
        }
        for provider in &row.providers {
            let id = Some(provider.id.value.0.clone());
            reader.read(document, ix, id, false, row.key.requirement, &provider.text, own);
        }
    }
    for (ix, row) in rows.crm.iter().enumerate() {
        if model.crms.get(row.crm).is_none() {
            continue;
        }
        let own = |span: &Span| row.scope != Scope::Objective || span.start >= row.header.start;
        let document = Document::Crm(row.crm);
        reader.read(document, ix, None, false, row.key.requirement, &row.provider_text, own);
        reader.read(document, ix, None, true, row.key.requirement, &row.customer_text, own);
    }
    let mut out = reader.out;
    repeats(&mut out);
    near_repeats(&mut out);
    out
}

struct Reader<'a> {
    sources: &'a Sources,
    table: Table,
    words: Vec<Word>,
    out: Vec<Statement>,
}

impl Reader<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn read(
        &mut self,
        document: Document,
        row: usize,
        provider: Option<String>,
        customer: bool,
        requirement: Option<RequirementIx>,
        text: &Field<Text>,
        own: impl Fn(&Span) -> bool,
    ) {
        let Some(text) = text.known().filter(|t| own(&t.span)) else { return };
        // One node may answer several requirements: its text is one statement.
        let same = |s: &Statement| s.span == text.span && s.document == document && s.customer == customer;
        if self.out.iter().rev().take(4).any(same) {
            return;
        }
        let raw = self.sources.text(text.span);
        let (raw, at) = if raw.is_empty() { (text.value.0.as_str(), u32::MAX) } else { (raw, text.span.start) };
        let digits = words(raw, at, &mut self.words);
        let mut statement = Statement {
            document,
            row,
            customer,
            provider,
            requirement,
            span: text.span,
            text: text.value.0.clone(),
            phrases: Vec::new(),
            timed: digits,
            words: self.words.len(),
            repeated: 1,
            first: true,
            near: false,
            hash: 0,
            smallest: [u64::MAX; 4],
        };
        self.look(&mut statement, at == u32::MAX);
        self.out.push(statement);
    }

    fn look(&self, statement: &mut Statement, placeless: bool) {
        let mut whole: u64 = 0;
        let mut three = [0_u64; 3];
        for (i, word) in self.words.iter().enumerate() {
            let [_, older, newer] = three;
            three = [older, newer, word.hash];
            let run = (older.rotate_left(21) ^ newer.rotate_left(7) ^ word.hash).wrapping_mul(MIX);
            let [a, b, c, d] = statement.smallest;
            if i >= 2 && run < d && ![a, b, c].contains(&run) {
                statement.smallest = match run {
                    _ if run < a => [run, a, b, c],
                    _ if run < b => [a, run, b, c],
                    _ if run < c => [a, b, run, c],
                    _ => [a, b, c, run],
                };
            }
            whole = (whole.rotate_left(7) ^ word.hash).wrapping_mul(MIX);
            if !self.table.may_be(word.hash) {
                continue;
            }
            statement.timed |= self.table.periods.binary_search(&word.hash).is_ok();
            for (kind, phrase) in self.table.by_first.get(&word.hash).into_iter().flatten() {
                let here = self.words.get(i..i + phrase.len());
                let Some(here) = here.filter(|h| h.iter().map(|w| w.hash).eq(phrase.iter().copied())) else { continue };
                let end = here.last().map_or(word.end, |w| w.end);
                let span = if placeless { statement.span } else { Span { start: word.start, end, ..statement.span } };
                statement.phrases.push((*kind, span));
            }
        }
        statement.hash = whole;
    }
}

fn repeats(out: &mut [Statement]) {
    let keyed = out.iter().enumerate().filter(|(_, s)| s.words >= REPEAT_WORDS_MIN);
    let mut keys: Vec<(Document, bool, u64, usize)> = keyed.map(|(i, s)| (s.document, s.customer, s.hash, i)).collect();
    keys.sort_unstable();
    for group in keys.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)).filter(|g| g.len() > 1) {
        // Objectives of one requirement may well be answered in one sentence.
        let requirements: BTreeSet<_> =
            group.iter().filter_map(|(.., i)| out.get(*i).and_then(|s| s.requirement)).collect();
        for (n, (.., i)) in group.iter().enumerate() {
            if let Some(statement) = out.get_mut(*i) {
                statement.repeated = requirements.len();
                statement.first = n == 0;
            }
        }
    }
}

/// Texts that share most of their words, found by buckets of their smallest runs and compared with the first of a bucket.
fn near_repeats(out: &mut [Statement]) {
    let long = out.iter().enumerate().filter(|(_, s)| s.words >= 2 * REPEAT_WORDS_MIN && s.first);
    let mut keys: Vec<(Document, bool, u64, usize)> =
        long.flat_map(|(i, s)| s.smallest.map(|run| (s.document, s.customer, run, i))).collect();
    keys.sort_unstable();
    let mut near: Vec<usize> = Vec::new();
    for group in keys.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)).filter(|g| g.len() >= NEAR_MIN) {
        let Some(((.., first), rest)) = group.split_first() else { continue };
        let of = |i: usize| out.get(i).map_or_else(Vec::new, |s| word_set(&s.text));
        let own = of(*first);
        let alike = rest.iter().map(|(.., i)| *i).take(CANDIDATES_MAX).filter(|i| similarity(&own, &of(*i)) >= 0.8);
        let requirement = |i: usize| out.get(i).and_then(|s| s.requirement);
        let requirements: BTreeSet<_> = alike.chain([*first]).filter_map(requirement).collect();
        if requirements.len() >= NEAR_MIN {
            near.push(*first);
        }
    }
    for i in near {
        if let Some(statement) = out.get_mut(i) {
            statement.near = true;
        }
    }
}

/// The words of a text, sorted, each once.
fn word_set(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    words(text, 0, &mut found);
    let mut out: Vec<u64> = found.iter().map(|w| w.hash).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Share of words that two sorted sets have in common.
#[expect(clippy::cast_precision_loss, reason = "words of one text")]
fn similarity(a: &[u64], b: &[u64]) -> f64 {
    let common = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

impl Statement {
    /// Weak phrases that count: in a sentence that names no period or number, soft ones only in a short sentence.
    pub fn vague(&self) -> impl Iterator<Item = Span> {
        let counts = move |kind: Phrase| match kind {
            Phrase::Weak => !self.timed || self.words < 12,
            Phrase::Soft => !self.timed && self.words <= 14,
            _ => false,
        };
        self.phrases.iter().filter(move |(kind, _)| counts(*kind)).map(|(_, span)| *span)
    }

    /// Places of the phrases of one kind.
    pub fn of(&self, kind: Phrase) -> impl Iterator<Item = Span> {
        self.phrases.iter().filter(move |(k, _)| *k == kind).map(|(_, span)| *span)
    }
}
