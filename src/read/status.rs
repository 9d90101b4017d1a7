//! Words of status, as real plans and matrices write them. Never rounded up: what is qualified, contradicted by its mark or
//! not surely about implementation stays not understood. `Demonstrated` is such a word (a control can be shown in a lab and
//! not be in force), `Inherited` too (it says who, not how far), and so are `In progress`, `Pending` and `None`.

use super::Done;
use super::word::plain;

/// What a cell or a line of status says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StatusWord {
    /// Surely one.
    Known(Done),
    /// More than one, each once, as they come.
    Several(Vec<Done>),
    /// Nothing, or that it is still to be said.
    Unsaid,
    /// Anything else.
    NotUnderstood,
}

/// Ticks and crosses.
const MARKS: &[char] =
    &['\u{2705}', '\u{2713}', '\u{2714}', '\u{2611}', '\u{2612}', '\u{274c}', '\u{2717}', '\u{2718}'];
/// Marks that speak against what stands beside them.
const AGAINST: &[char] = &[
    '\u{274c}',
    '\u{2716}',
    '\u{2717}',
    '\u{2718}',
    '\u{1f6ab}',
    '\u{26a0}',
    '\u{23f3}',
    '\u{1f504}',
    '\u{1f6a7}',
    '\u{1f7e1}',
    '\u{1f7e0}',
    '\u{1f534}',
    '\u{2753}',
    '\u{2610}',
    '?',
    '~',
    '\u{2260}',
];

const IMPLEMENTED: &[&str] = &[
    "implemented",
    "fully implemented",
    "implemented fully",
    "complete",
    "completed",
    "met",
    "fully met",
    "satisfied",
    "fully satisfied",
    "compliant",
    "fully compliant",
];
const PARTIALLY: &[&str] = &[
    "partial",
    "partially",
    "partially implemented",
    "partly implemented",
    "partial implementation",
    "implemented partially",
    "implemented in part",
    "partially met",
    "partially satisfied",
    "partially complete",
    "partially completed",
    "partially compliant",
];
const PLANNED: &[&str] =
    &["planned", "planned to be implemented", "to be implemented", "planned implementation", "implementation planned"];
const ALTERNATIVE: &[&str] = &[
    "alternative",
    "alternative implementation",
    "alternate implementation",
    "alternate",
    "alternatively implemented",
];
const NOT_APPLICABLE: &[&str] = &["n a", "na", "not applicable", "non applicable"];
const NOT_MET: &[&str] = &[
    "not met",
    "unmet",
    "not implemented",
    "unimplemented",
    "not started",
    "gap",
    "not satisfied",
    "other than satisfied",
    "other than implemented",
    "not compliant",
    "non compliant",
    "noncompliant",
];
const UNSAID: &[&str] = &[
    "",
    "todo",
    "to do",
    "tbd",
    "to be determined",
    "unknown",
    "not stated",
    "not assessed",
    "not yet assessed",
    "choose an item",
    "select",
    "select one",
    "status",
];

/// The one status that several make: the same from all, or what is left where none of them says that it is done.
/// FedRAMP lets a control be marked as implemented in part and planned; an assessor's "not met" goes before both.
pub(super) fn together(several: impl IntoIterator<Item = Done>) -> Option<Done> {
    several.into_iter().map(Some).reduce(|a, b| match (a?, b?) {
        (a, b) if a == b => Some(a),
        (Done::Partially, Done::Planned) | (Done::Planned, Done::Partially) => Some(Done::Partially),
        (Done::NotMet, Done::Partially | Done::Planned) | (Done::Partially | Done::Planned, Done::NotMet) => {
            Some(Done::NotMet)
        }
        _ => None,
    })?
}

/// Words behind a status that put it off or in doubt.
const PUT_OFF: &[&str] = &["pending", "planned", "tbd", "unless", "not yet", "in progress", "to be", "unclear"];

/// True for a cell that says something and takes it back: a cross, an empty box, a question mark, a comment of markdown, an
/// error of a spreadsheet.
pub(super) fn is_doubted(text: &str) -> bool {
    text.contains(AGAINST) || text.contains("<!--") || text.contains("[ ]") || is_error(text)
}

/// True for what spreadsheets show in the place of a value that they could not compute.
pub(super) fn is_error(text: &str) -> bool {
    let text = text.trim();
    matches!(
        text.to_ascii_uppercase().as_str(),
        "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!" | "#SPILL!"
    ) || text.starts_with("#DIV/")
}

/// True for a text that leaves open what it should say.
pub(super) fn is_unsaid(text: &str) -> bool {
    UNSAID.contains(&plain(text).as_str())
}

/// Reads a cell or a line.
pub(super) fn done(text: &str) -> StatusWord {
    if is_error(text) || text.contains("<!--") {
        return StatusWord::NotUnderstood;
    }
    // A mark alone, such as a tick, says yes or no to something that is not said.
    if text.contains(MARKS) && plain(text).is_empty() {
        return StatusWord::NotUnderstood;
    }
    if UNSAID.contains(&plain(text).as_str()) {
        return StatusWord::Unsaid;
    }
    if let Some(one) = one(text) {
        return StatusWord::Known(one);
    }
    let text = text.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n").replace(" and ", "\n");
    let mut found: Vec<Done> = Vec::new();
    for part in text.split(['\n', ';', ',', '|', '&', '+', '\u{2192}']).filter(|p| !plain(p).is_empty()) {
        let whole = one(part).map(|d| vec![d]);
        let Some(several) = whole.or_else(|| part.split('/').map(one).collect::<Option<Vec<Done>>>()) else {
            return StatusWord::NotUnderstood;
        };
        for done in several {
            if !found.contains(&done) {
                found.push(done);
            }
        }
    }
    // A sign against it may stand in a part of its own.
    if text.contains(AGAINST) && found.contains(&Done::Implemented) {
        return StatusWord::NotUnderstood;
    }
    match found.as_slice() {
        [] => StatusWord::Unsaid,
        [one] => StatusWord::Known(*one),
        _ => StatusWord::Several(found),
    }
}

/// What stands behind the word: a reason, a date.
pub(super) fn behind(text: &str) -> Option<&str> {
    let (_, rest) = split(text)?;
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '*' | '_' | '-'));
    (!rest.is_empty()).then_some(rest)
}

/// The word and what qualifies it.
fn split(text: &str) -> Option<(&str, &str)> {
    let marks = ["(", " - ", " \u{2013} ", " \u{2014} ", "\u{2014}", ":", ". ", "; "];
    let at = marks.iter().filter_map(|m| text.find(m).map(|at| (at, m.len()))).min()?;
    Some((text.get(..at.0)?, text.get(at.0 + at.1..)?))
}

fn one(text: &str) -> Option<Done> {
    let against = text.contains(AGAINST);
    if let Some(done) = word(&plain(text)) {
        return (!against || done != Done::Implemented).then_some(done);
    }
    let (head, rest) = split(text.trim())?;
    let done = word(&plain(head))?;
    // "Implemented (core)" is less than implemented, and so is "(50 %)"; a date behind it is not.
    let is_date = !rest.chars().any(|c| c.is_alphabetic() || c == '%')
        && (!rest.chars().any(|c| c.is_ascii_digit()) || has_year(rest));
    let qualified = format!(" {} ", plain(rest));
    let is_put_off = PUT_OFF.iter().any(|w| qualified.contains(&format!(" {w} ")));
    match done {
        Done::Implemented => (is_date && !against).then_some(done),
        Done::NotApplicable | Done::Alternative => (!is_put_off).then_some(done),
        Done::Partially | Done::Planned | Done::NotMet => Some(done),
    }
}

/// True if four digits stand together.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

fn word(word: &str) -> Option<Done> {
    let lists: [(&[&str], Done); 6] = [
        (IMPLEMENTED, Done::Implemented),
        (PARTIALLY, Done::Partially),
        (PLANNED, Done::Planned),
        (ALTERNATIVE, Done::Alternative),
        (NOT_APPLICABLE, Done::NotApplicable),
        (NOT_MET, Done::NotMet),
    ];
    lists.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, done)| done)
}
