//! Reading requirement ids as real documents write them: SP 800-171 Rev 2 in every CMMC form, zero-padded and Rev 3
//! numbers, SP 800-53 controls. Linear in the text, no regular expressions, never a panic.
//! A family prefix that contradicts the number (`AC.L2-3.5.1`) is passed over: assessors go by the number.

use std::collections::BTreeSet;

use super::bundled::REVISION3;
use super::requirement::{RequirementIx, families, requirements};
use crate::finding::nearest;

/// The catalogue of ids that a document says it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Framework {
    /// SP 800-171 Rev 2, which CMMC assesses.
    R2,
    /// SP 800-171 Rev 3.
    R3,
    /// SP 800-53, any revision.
    Sp80053,
}

impl Framework {
    /// The words of `framework=`.
    pub const WORDS: &'static [&'static str] = &[
        "nist-sp-800-171-r2",
        "nist-sp-800-171-r3",
        "nist-sp-800-53",
        "nist-sp-800-53-r4",
        "nist-sp-800-53-r5",
        "cmmc-level-2",
    ];

    /// Reads a word of [`Self::WORDS`]; `cmmc-level-2` is Rev 2.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "nist-sp-800-171-r2" | "cmmc-level-2" => Some(Self::R2),
            "nist-sp-800-171-r3" => Some(Self::R3),
            "nist-sp-800-53" | "nist-sp-800-53-r4" | "nist-sp-800-53-r5" => Some(Self::Sp80053),
            _ => None,
        }
    }
}

/// How the id of a requirement of Rev 2 was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    /// As SP 800-171 or CMMC 2 do.
    Usual,
    /// As `03.01.01`, which is the usual form of Rev 3.
    ZeroPadded,
    /// As a practice of CMMC 1, `AC.1.001`, whose text was that of the requirement.
    Cmmc1,
}

impl Written {
    fn padded(is: bool) -> Self {
        if is { Self::ZeroPadded } else { Self::Usual }
    }
}

/// What an id turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// A requirement of SP 800-171 Rev 2, or objectives of it.
    Requirement {
        /// Which.
        ix: RequirementIx,
        /// Objective letters that the id names, sorted, `ab`; empty for the whole requirement.
        letters: String,
        /// How it was written.
        written: Written,
    },
    /// A requirement of SP 800-171 Rev 3, also a withdrawn one.
    Revision3 {
        /// `03.01.01`; parts are left out.
        id: String,
    },
    /// A control of SP 800-53.
    Control80053 {
        /// `AC-2` or `AC-2(1)`; parts are left out.
        id: String,
    },
    /// The requirement exists and has no such objective.
    UnknownLetter {
        /// The requirement.
        ix: RequirementIx,
        /// The first letter that it does not have.
        letter: char,
    },
    /// Shaped like an id, and no requirement of Rev 2: `3.1.23`, practices that only CMMC 1 had (`AM.3.036`), Level 3 (`3.1.2e`).
    UnknownNumber {
        /// The nearest id of the same family.
        nearest: Option<&'static str>,
    },
    /// Anything else: titles, family rows, ids of other catalogues.
    NotAnId,
}

/// Families of SP 800-53 and, behind them, those that only CMMC 1 had.
const FAMILY_CODES: &[&str] = &[
    "AC", "AT", "AU", "CA", "CM", "CP", "IA", "IR", "MA", "MP", "PE", "PL", "PM", "PS", "PT", "RA", "SA", "SC", "SI",
    "SR", "AM", "RE", "RM",
];

/// Names of catalogues that stand before an id, and whether they mean Rev 3.
const LABELS: &[(&str, bool)] = &[
    ("nist", false),
    ("cmmc", false),
    ("sp", false),
    ("800-171a", false),
    ("800-171r2", false),
    ("800-171r3", true),
    ("800-171", false),
    ("800_171", true), // SP_800_171_03.09.01 is the form of NIST's Rev 3 catalogue
    ("800-53", false),
    ("rev 2", false),
    ("rev. 2", false),
    ("rev2", false),
    ("r2", false),
    ("rev 3", true),
    ("rev. 3", true),
    ("rev3", true),
    ("r3", true),
    ("requirement", false),
    ("practice", false),
    ("control", false),
];

const ROMANS: &[&str] =
    &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];

/// Longest bracket that is looked at for letters.
const BRACKET_MAX: usize = 64;

/// Reads one id; of several in a text the first. `PE.L1-b.1.ix` names three requirements, see [`read_ids`].
pub fn read_id(text: &str, framework: Option<Framework>) -> Reading {
    read_one(clean(text), framework).reading
}

/// Reads all ids of a cell that begins with one: lists (`AC-2, AC-2 (7)`), lines, ranges (`3.10.1-3.10.6`), and the
/// three requirements of `PE.L1-b.1.ix`. Without an id at the beginning the answer is one [`Reading::NotAnId`].
pub fn read_ids(text: &str, framework: Option<Framework>) -> Vec<Reading> {
    let mut list = List { readings: Vec::new(), seen: BTreeSet::new() };
    for part in parts(text).map(clean).filter(|p| !p.is_empty()) {
        if !list.part(part, framework) && list.readings.is_empty() {
            break;
        }
    }
    if list.readings.is_empty() { vec![Reading::NotAnId] } else { list.readings }
}

/// Reads objective letters that stand alone, in a column of their own: `a`, `(a)`, `[a, c]`, `a-c`. Sorted, each once.
pub fn read_letters(text: &str) -> Option<String> {
    let text = text.trim_matches(is_mark);
    let inner = text.strip_prefix(['[', '(']).and_then(|t| t.strip_suffix([']', ')'])).unwrap_or(text);
    group(inner, true).map(Letters::text)
}

/// Readings in order, each once.
struct List {
    readings: Vec<Reading>,
    seen: BTreeSet<Reading>,
}

impl List {
    fn push(&mut self, reading: Reading) {
        // A cell that says one requirement in several ways (`AC.1.001`, `AC.L1-3.1.1`) names it once, in the usual one.
        if let Reading::Requirement { ix, letters, written } = &reading {
            let same =
                |r: &Reading| matches!(r, Reading::Requirement { ix: i, letters: l, .. } if i == ix && l == letters);
            if let Some(known) = self.readings.iter_mut().find(|r| same(r)) {
                if *written == Written::Usual {
                    *known = reading;
                }
                return;
            }
        }
        if self.seen.insert(reading.clone()) {
            self.readings.push(reading);
        }
    }

    /// Reads one part of a list; false when it holds no id.
    fn part(&mut self, part: &str, framework: Option<Framework>) -> bool {
        let mut one = read_one(part, framework);
        if one.reading == Reading::NotAnId {
            return self.go_on(part);
        }
        loop {
            let first = one.reading.clone();
            self.push(one.reading);
            for ix in one.level1.into_iter().flat_map(of_level1).skip(1) {
                self.push(Reading::Requirement { ix, letters: String::new(), written: Written::Usual });
            }
            let (range, rest) = connective(one.tail);
            let rest = if range { self.range(&first, rest, framework).unwrap_or(rest) } else { rest };
            one = read_one(clean_start(rest), framework);
            if one.reading == Reading::NotAnId {
                return true;
            }
        }
    }

    /// `[a], [b]` and `AC-2 (1), (2)`: what the last id goes on with.
    fn go_on(&mut self, part: &str) -> bool {
        match self.readings.last().cloned() {
            Some(Reading::Requirement { ix, letters, written }) if !letters.is_empty() => {
                let Some(more) = read_letters(part) else {
                    return false;
                };
                self.push(with_letters(ix, &more, written));
                true
            }
            Some(Reading::Control80053 { id }) => {
                let number = part.strip_suffix(')').and_then(|p| p.parse::<u8>().ok());
                let Some(number) = number else { return false };
                let base = id.split('(').next().unwrap_or(&id);
                self.push(Reading::Control80053 { id: format!("{base}({number})") });
                true
            }
            _ => false,
        }
    }

    /// The rest of a range whose first id is read; `rest` stands behind the dash. Answers what follows the range.
    fn range<'a>(&mut self, first: &Reading, rest: &'a str, framework: Option<Framework>) -> Option<&'a str> {
        let Reading::Requirement { ix: from, letters, written } = first else {
            return None;
        };
        if !letters.is_empty() {
            return None;
        }
        // Only `3.10.1-6` and nothing behind it: `3.1.8 - 3 failed logons` is a title.
        let short = digits(rest, 2).filter(|d| d.rest.is_empty());
        let (to, tail) = if let Some(number) = short {
            let family = from.get().id.split('.').nth(1)?.parse().ok()?;
            (RequirementIx::of_number(family, number.value)?, number.rest)
        } else {
            let last = read_one(rest, framework);
            let Reading::Requirement { ix, letters, .. } = last.reading else {
                return None;
            };
            if !letters.is_empty() {
                return None;
            }
            (ix, last.tail)
        };
        if to == *from {
            return None;
        }
        // From the end to the beginning it names the same ones.
        for ix in (from.0.min(to.0)..=from.0.max(to.0)).map(RequirementIx) {
            self.push(Reading::Requirement { ix, letters: String::new(), written: *written });
        }
        Some(tail)
    }
}

/// Parts of a list: split at lines, and at `,` `;` `|` outside brackets.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    text.split(move |c| match c {
        '\n' | '\r' => {
            depth = 0;
            true
        }
        '[' | '(' => {
            depth = depth.saturating_add(1);
            false
        }
        ']' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        ',' | ';' | '|' => depth == 0,
        _ => false,
    })
}

/// What stands between two ids of one part: whether it says "to", and what follows.
fn connective(tail: &str) -> (bool, &str) {
    let tail = tail.trim_start_matches(|c| is_mark(c) || matches!(c, ']' | ')'));
    for word in ["through", "thru", "to"] {
        if let Some(rest) = strip_word(tail, word) {
            return (true, rest);
        }
    }
    if let Some(rest) = strip_word(tail, "and") {
        return (false, rest);
    }
    let rest = tail.trim_start_matches(|c| is_dash(c) || c == '\u{2026}');
    let rest = if tail.starts_with("..") { tail.trim_start_matches('.') } else { rest };
    if rest.len() < tail.len() {
        return (true, rest.trim_start_matches(is_mark));
    }
    (false, tail.trim_start_matches(|c| is_mark(c) || matches!(c, '&' | '+' | '/' | '.')))
}

/// An id and what stands behind it.
struct One<'a> {
    reading: Reading,
    /// The Level 1 id, when the text named one.
    level1: Option<&'static str>,
    tail: &'a str,
}

impl<'a> One<'a> {
    fn new(reading: Reading, tail: &'a str) -> Self {
        Self { reading, level1: None, tail }
    }
}

/// How a number was introduced.
#[derive(Clone, Copy)]
struct Context {
    framework: Option<Framework>,
    /// A label said Rev 3; a framework that the document states wins.
    revision3: bool,
    /// `.L1-` or `.L2-` stood before the number, so that `3.1.1e` is an objective and not a Level 3 requirement.
    level: bool,
}

/// Reads the id at the beginning of a cleaned text.
fn read_one(text: &str, framework: Option<Framework>) -> One<'_> {
    let (text, revision3) = strip_labels(text);
    let context = Context { framework, revision3, level: false };
    let not = One::new(Reading::NotAnId, text);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return number(text, context).unwrap_or(not);
    }
    if let Some(one) = level1(text, "") {
        return one;
    }
    let Some((code, rest)) = family_code(text) else {
        // A.03.09.01.ODP.01, a parameter in NIST's Rev 3 catalogue.
        let parameter = strip_prefix_ignoring_case(text, "a.0").and(text.get(2..));
        return parameter.and_then(|t| number(t, Context { revision3: true, ..context })).unwrap_or(not);
    };
    if let Some(rest) = strip_prefix_ignoring_case(rest, ".l") {
        let Some(level) = digits(rest, 1) else {
            return not;
        };
        let rest = level.rest.trim_start_matches(|c| is_separator(c) || is_mark(c));
        return match level.value {
            1 | 2 => level1(rest, code).or_else(|| number(rest, Context { level: true, ..context })).unwrap_or(not),
            3 => One::new(Reading::UnknownNumber { nearest: None }, after_digits_and_dots(rest)),
            _ => not,
        };
    }
    let dashed = rest.starts_with(is_dash);
    let Some(rest) = rest.strip_prefix(|c| is_separator(c) || is_mark(c)) else {
        return not;
    };
    let as_control = || if dashed { control(code, rest) } else { None };
    if framework == Some(Framework::Sp80053)
        && let Some(one) = as_control()
    {
        return one;
    }
    number(rest, context).or_else(|| cmmc1(code, rest)).or_else(as_control).unwrap_or(not)
}

/// `3.1.1`, `03.01.01`, with objective letters behind it.
fn number(text: &str, context: Context) -> Option<One<'_>> {
    let chapter = digits(text, 2).filter(|d| d.value == 3)?;
    let family = digits(chapter.rest.strip_prefix('.')?, 2)?;
    let number = digits(family.rest.strip_prefix('.')?, 3)?;
    let padded = chapter.padded || family.padded || number.padded;
    let mut rest = number.rest;
    let mut part = false;
    // 03.01.01.0 is a sort key of the requirement itself; any other further number is no id of this document.
    if let Some(further) = rest.strip_prefix('.').and_then(|r| digits(r, 3)) {
        part = further.value != 0;
        rest = further.rest;
    }
    let revision3 = || {
        let id = format!("03.{:02}.{:02}", family.value, number.value);
        let listed = REVISION3.binary_search_by_key(&id.as_str(), |r| r.0).is_ok();
        listed.then_some(Reading::Revision3 { id })
    };
    if context.framework == Some(Framework::R3) || (context.framework.is_none() && context.revision3) {
        let reading = revision3().unwrap_or(Reading::UnknownNumber { nearest: None });
        return Some(One::new(reading, rest));
    }
    let Some(ix) = RequirementIx::of_number(family.value, number.value).filter(|_| !part) else {
        let other = if padded && !part { revision3() } else { None };
        let reading = other
            .unwrap_or_else(|| Reading::UnknownNumber { nearest: nearest_number(family.value, number.value, part) });
        return Some(One::new(reading, rest));
    };
    // 3.1.2e is a requirement of SP 800-172.
    let enhanced = rest.strip_prefix(['e', 'E']).filter(|r| ends(r));
    if let (Some(rest), false) = (enhanced, context.level) {
        return Some(One::new(Reading::UnknownNumber { nearest: None }, rest));
    }
    let (letters, tail) = objective_letters(rest);
    Some(One::new(with_letters(ix, &letters.text(), Written::padded(padded)), tail))
}

fn with_letters(ix: RequirementIx, letters: &str, written: Written) -> Reading {
    match letters.chars().find(|c| !ix.get().letters.contains(*c)) {
        Some(letter) => Reading::UnknownLetter { ix, letter },
        None => Reading::Requirement { ix, letters: letters.to_owned(), written },
    }
}

fn nearest_number(family: u32, number: u32, part: bool) -> Option<&'static str> {
    let code = families().get(usize::try_from(family).ok()?.checked_sub(1)?)?.id;
    let written = format!("3.{family}.{number}");
    let mut ids = requirements().iter().filter(|r| r.family == code).map(|r| r.id);
    if part { ids.find(|id| *id == written) } else { nearest(&written, ids) }
}

/// `b.1.i`, of one family or, without a code, of the only one that has it.
fn level1<'a>(text: &'a str, code: &str) -> Option<One<'a>> {
    let rest = strip_prefix_ignoring_case(text, "b.1.")?;
    let end = rest.find(|c: char| !matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x')).unwrap_or(rest.len());
    let roman = rest.get(..end)?.to_ascii_lowercase();
    let tail = rest.get(end..).filter(|t| ends(t))?;
    let item = requirements()
        .iter()
        .filter_map(|r| r.level1)
        .find(|l| l.strip_suffix(roman.as_str()).is_some_and(|head| head.ends_with("-b.1.")));
    let Some(level1) = item else {
        let shaped = !code.is_empty() || ROMANS.contains(&roman.as_str());
        return shaped.then(|| One::new(Reading::UnknownNumber { nearest: None }, tail));
    };
    let first = of_level1(level1).next()?;
    let (letters, tail) = objective_letters(tail);
    let letters = letters.text();
    // Letters of b.1.ix would run over three requirements, and which is whose is not settled by the id.
    let reading = match letters.chars().next() {
        Some(letter) if of_level1(level1).nth(1).is_some() => Reading::UnknownLetter { ix: first, letter },
        _ => with_letters(first, &letters, Written::Usual),
    };
    let whole = matches!(&reading, Reading::Requirement { letters, .. } if letters.is_empty());
    Some(One { reading, level1: whole.then_some(level1), tail })
}

/// The requirements of a Level 1 id.
fn of_level1(level1: &'static str) -> impl Iterator<Item = RequirementIx> {
    RequirementIx::all().filter(move |ix| ix.get().level1 == Some(level1))
}

/// `1.001` behind a family code: CMMC 1, whose numbers are not those of CMMC 2. Most of its practices are requirements of
/// Rev 2, some under another family; the rest, and numbers that it never had, are none.
fn cmmc1<'a>(code: &str, text: &'a str) -> Option<One<'a>> {
    let level = digits(text, 1)?;
    let number = digits(level.rest.strip_prefix(['.', '_'])?, 3).filter(|d| d.length == 3)?;
    if !ends(number.rest) {
        return None;
    }
    let id = format!("{code}.{}.{:03}", level.value, number.value);
    let ix = RequirementIx::all().find(|ix| ix.get().cmmc1 == id);
    let reading = ix.map_or(Reading::UnknownNumber { nearest: None }, |ix| with_letters(ix, "", Written::Cmmc1));
    Some(One::new(reading, number.rest))
}

/// `2`, `02 (01)`, `2.1`, `1a.1` behind the code of a family of SP 800-53.
fn control<'a>(code: &str, text: &'a str) -> Option<One<'a>> {
    let control = digits(text, 2).filter(|d| d.value > 0)?;
    let mut id = format!("{code}-{}", control.value);
    let mut rest = control.rest;
    let inside = rest.trim_start_matches(is_mark).strip_prefix('(');
    let enhancement = inside.and_then(|r| digits(r.trim_start(), 2)).and_then(|d| {
        let tail = d.rest.trim_start().strip_prefix(')')?;
        Some((d.value, tail))
    });
    let dotted = || rest.strip_prefix('.').and_then(|r| digits(r, 2)).map(|d| (d.value, d.rest));
    if let Some((number, tail)) = enhancement.or_else(dotted) {
        id = format!("{id}({number})");
        rest = tail;
    } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        // AC-1a and AC-1a.1 are parts; AC-1abc is no id.
        rest = rest.get(1..).filter(|r| ends(r))?;
    } else if !ends(rest) {
        return None;
    }
    Some(One::new(Reading::Control80053 { id }, rest))
}

/// A set of letters.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Letters(u32);

impl Letters {
    /// Adds an ASCII letter; false for anything else.
    fn add(&mut self, c: char) -> bool {
        let bit = u32::from(c.to_ascii_lowercase()).checked_sub(u32::from('a')).filter(|n| *n < 26);
        if let Some(n) = bit {
            self.0 |= 1 << n;
        }
        bit.is_some()
    }

    fn add_range(&mut self, from: char, to: char) -> bool {
        let (from, to) = (from.to_ascii_lowercase(), to.to_ascii_lowercase());
        from.is_ascii_alphabetic() && to.is_ascii_alphabetic() && from <= to && (from..=to).all(|c| self.add(c))
    }

    fn text(self) -> String {
        ('a'..='z').zip(0..26_u32).filter(|(_, n)| self.0 & (1 << n) != 0).map(|(c, _)| c).collect()
    }
}

/// Objective letters behind a number, and what follows them.
fn objective_letters(text: &str) -> (Letters, &str) {
    let mut letters = Letters::default();
    // OSCAL's statements and objectives, 3.1.1_smt.a and 3.1.1_obj.a, also as some write it.
    let text = ["_smt.", "_stmt.", "_obj."].into_iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    // Glued, 3.1.1a, or with a dot, 3.1.1.a: only one letter, and nothing of a word behind it.
    let glued = text.strip_prefix('.').unwrap_or(text);
    if let Some(c) = glued.chars().next().filter(char::is_ascii_alphabetic)
        && let Some(rest) = glued.get(1..).filter(|r| ends(r))
        && letters.add(c)
    {
        return (letters, rest);
    }
    // Alone behind a blank, `3.1.1 a`: the whole rest must be letters, or it is a title.
    if text.starts_with(is_mark)
        && let Some(found) = text.get(..BRACKET_MAX).map_or_else(|| group(text, false), |_| None)
    {
        return (found, "");
    }
    let mut rest = text;
    loop {
        let inner = rest.trim_start_matches(|c| is_mark(c) || (letters.0 != 0 && matches!(c, ',' | ';' | '/' | '&')));
        let Some(open) = inner.chars().next().filter(|c| matches!(c, '[' | '(')) else {
            break;
        };
        let close = if open == '[' { ']' } else { ')' };
        let Some((content, behind)) = bracket(inner, close) else {
            break;
        };
        let Some(found) = group(content, open == '[') else {
            break;
        };
        letters.0 |= found.0;
        rest = behind;
        // `[a]-[c]`
        let dashed = rest.trim_start_matches(is_mark);
        let after = dashed.trim_start_matches(is_dash);
        if after.len() < dashed.len()
            && let Some(("", to)) = after.trim_start_matches(is_mark).split_once(['[', '('])
            && let Some((content, behind)) = to.split_once([']', ')']).filter(|(c, _)| c.len() == 1)
            && let (Some(from), Some(to)) = (content_letter(found), content.chars().next())
            && letters.add_range(from, to)
        {
            rest = behind;
        }
    }
    (letters, rest)
}

/// The last letter of a set.
fn content_letter(letters: Letters) -> Option<char> {
    letters.text().chars().next_back()
}

/// Content of the bracket that a text begins with, and what stands behind it.
fn bracket(text: &str, close: char) -> Option<(&str, &str)> {
    let inner = text.get(1..)?;
    let at = inner.char_indices().take(BRACKET_MAX).find(|(_, c)| *c == close)?.0;
    Some((inner.get(..at)?, inner.get(at + 1..)?))
}

/// Letters with separators and ranges, `a, c-e`; with `runs` also `ab`. `None` when anything else stands there.
fn group(text: &str, runs: bool) -> Option<Letters> {
    let mut letters = Letters::default();
    // No slash: "N/A" is no pair of letters.
    let tokens = text.split(|c: char| is_mark(c) || matches!(c, ',' | ';' | '&' | '[' | ']' | '(' | ')'));
    for token in tokens.filter(|t| !t.is_empty() && !t.eq_ignore_ascii_case("and")) {
        let mut chars = token.chars();
        let ok = match (chars.next(), chars.next(), chars.next(), chars.next()) {
            (Some(c), None, ..) => letters.add(c),
            (Some(from), Some(dash), Some(to), None) if is_dash(dash) => letters.add_range(from, to),
            _ => {
                let mut last = None;
                runs && token.chars().all(|c| {
                    let rises = last.is_none_or(|l| l < c);
                    last = Some(c);
                    rises && letters.add(c)
                })
            }
        };
        if !ok {
            return None;
        }
    }
    (letters.0 != 0).then_some(letters)
}

/// A run of ASCII digits at the beginning of a text.
struct Digits<'a> {
    value: u32,
    length: usize,
    /// Written with a leading zero.
    padded: bool,
    rest: &'a str,
}

/// The digits at the beginning, if there are 1 to `most` of them.
fn digits(text: &str, most: usize) -> Option<Digits<'_>> {
    let length = text.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    if length == 0 || length > most {
        return None;
    }
    let (run, rest) = text.split_at_checked(length)?;
    Some(Digits { value: run.parse().ok()?, length, padded: length > 1 && run.starts_with('0'), rest })
}

/// The code of a known family at the beginning, upper case, and what follows it.
fn family_code(text: &str) -> Option<(&'static str, &str)> {
    let (code, rest) = text.split_at_checked(2)?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let code = FAMILY_CODES.iter().find(|c| c.eq_ignore_ascii_case(code))?;
    Some((code, rest))
}

/// Takes the names of catalogues off the front; says whether one of them means Rev 3.
fn strip_labels(text: &str) -> (&str, bool) {
    let mut text = text;
    let mut revision3 = false;
    'labels: loop {
        // Most texts are bare ids.
        if !text.starts_with(['n', 'N', 'c', 'C', 's', 'S', '8', 'r', 'R', 'p', 'P']) {
            return (text, revision3);
        }
        for (label, means_revision3) in LABELS {
            let rest = strip_prefix_ignoring_case(text, label);
            let separator = |c: char| is_separator(c) || is_mark(c) || c == ':';
            if let Some(rest) = rest.filter(|r| r.starts_with(separator)) {
                text = rest.trim_start_matches(separator);
                revision3 |= means_revision3;
                continue 'labels;
            }
        }
        return (text, revision3);
    }
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Takes a word and the blanks behind it off the front.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = strip_prefix_ignoring_case(text, word)?;
    rest.starts_with(is_mark).then(|| rest.trim_start_matches(is_mark))
}

fn after_digits_and_dots(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    rest.strip_prefix(['e', 'E']).filter(|r| ends(r)).unwrap_or(rest)
}

/// True when no word goes on here.
fn ends(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// Blanks, also the no-break space and zero-width marks, and the marks of Markdown and quotes.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '*' | '`' | '"' | '\'' | '#' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{201c}' | '\u{201d}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_separator(c: char) -> bool {
    is_dash(c) || matches!(c, '.' | '_')
}

/// Takes marks off both ends and an opening bracket off the front.
fn clean(text: &str) -> &str {
    clean_start(text.trim_end_matches(is_mark))
}

fn clean_start(text: &str) -> &str {
    let text = text.trim_start_matches(is_mark);
    text.strip_prefix(['[', '(']).map_or(text, |t| t.trim_start_matches(is_mark))
}
