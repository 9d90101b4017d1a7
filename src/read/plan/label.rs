//! What the lines of a section say of themselves: labels, check boxes, who is responsible.

use std::ops::Range;

use crate::read::Owner;
use crate::read::word::{self, Reading, plain};

/// What a line or what follows a label is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// How far it is done.
    Status,
    /// A role or a party.
    Who,
    /// How it is done.
    Text,
    /// Why it does not apply.
    Reason,
    /// Something else: evidence, the requirement's own words.
    Other,
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The organization whose plan it is.
    Organization,
    /// It and others.
    Both,
    /// Somebody else, and nobody of the organization.
    Somebody,
    /// Somebody who is named, and of whom it is not known whether others have a part.
    Named,
    /// Nobody has to.
    Nobody,
}

/// Longest label in bytes.
const LABEL_MAX: usize = 90;
/// Most words of a label.
const WORDS_MAX: usize = 10;

const STATUS: &[&str] = &[
    "status",
    "implementation status",
    "implementation state",
    "control status",
    "compliance status",
    "current status",
    "requirement status",
    "practice status",
    "overall status",
    "status of implementation",
];
const WHO: &[&str] = &[
    "responsibility",
    "responsibilities",
    "responsible",
    "responsible role",
    "responsible roles",
    "responsible party",
    "responsible parties",
    "responsible person",
    "responsible entity",
    "responsible organization",
    "responsible role s",
    "role",
    "control owner",
    "owner",
    "implemented by",
    "performed by",
    "who is responsible",
];
const TEXT: &[&str] = &[
    "implementation",
    "implementation statement",
    "implementation description",
    "implementation details",
    "implementation narrative",
    "implementation summary",
    "control implementation",
    "control response",
    "response",
    "statement",
    "narrative",
    "solution",
    "how implemented",
    "how it is implemented",
    "how we meet it",
    "description of implementation",
    "description",
];
const REASON: &[&str] = &["reason", "rationale", "justification", "n a rationale", "not applicable rationale"];
const OTHER: &[&str] = &[
    "requirement",
    "requirement text",
    "requirement statement",
    "control",
    "control intent",
    "control text",
    "control statement",
    "control id",
    "requirement id",
    "practice",
    "practice id",
    "discussion",
    "intent",
    "family",
    "domain",
    "title",
    "name",
    "level",
    "points",
    "weight",
    "artifacts",
    "notes",
    "note",
    "references",
    "reference",
    "related",
    "last reviewed",
    "reviewed",
    "review frequency",
    "frequency",
    "date",
    "priority",
    "poa m",
    "poam",
    "gap",
    "gaps",
    "common findings",
    "continuous monitoring",
    "monitoring",
    "objectives",
    "objective responses",
    "assessment",
    "final status",
];

/// A label alone, without its colon.
pub(super) fn about(label: &str) -> Option<About> {
    let bare = label.split('(').next().unwrap_or(label);
    let words = plain(bare);
    let words = words.as_str();
    if words.is_empty() || words.split(' ').count() > WORDS_MAX {
        return None;
    }
    let lists = [
        (STATUS, About::Status),
        (WHO, About::Who),
        (TEXT, About::Text),
        (REASON, About::Reason),
        (OTHER, About::Other),
    ];
    if let Some((_, about)) = lists.into_iter().find(|(list, _)| list.contains(&words)) {
        return Some(about);
    }
    let starts = |w: &str| words.starts_with(w);
    if starts("evidence") || starts("assessment") || starts("remediation") || starts("objective") {
        return Some(About::Other);
    }
    if words.ends_with("implementation status") {
        return Some(About::Status);
    }
    None
}

/// The label that a line begins with, and where its value begins in it.
pub(super) fn label(line: &str) -> Option<(About, usize)> {
    let (at, _) = line.char_indices().take(LABEL_MAX).find(|(_, c)| *c == ':')?;
    let head = line.get(..at)?;
    if head.contains(['.', ',', ';']) {
        return None;
    }
    let about = about(head)?;
    let rest = line.get(at + 1..)?;
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    Some((about, line.len() - value.len()))
}

/// The check boxes of a line: whether each is marked, and the words behind it.
pub(super) fn boxes(line: &str) -> Vec<(bool, Range<usize>)> {
    let mut marks: Vec<(usize, usize, bool)> = Vec::new();
    let mut last = '\0';
    for (at, c) in line.char_indices() {
        let rest = line.get(at..).unwrap_or("");
        let typed = ["[x]", "[X]", "[ ]"].iter().any(|b| rest.starts_with(b));
        // `3.1.1[x]` is an objective and no box.
        let free = !last.is_alphanumeric();
        match c {
            '\u{2611}' | '\u{2612}' => marks.push((at, c.len_utf8(), true)),
            '\u{2610}' => marks.push((at, c.len_utf8(), false)),
            '[' if typed && free => marks.push((at, 3, !rest.starts_with("[ ]"))),
            _ => {}
        }
        last = c;
    }
    let mut out = Vec::new();
    // `Planned ☒ Implemented ☐`: nothing stands behind the last box and something before the first, so that each stands
    // behind its words.
    let is_blank = |from: usize, to: usize| !line.get(from..to).unwrap_or("").contains(char::is_alphanumeric);
    let (first, last) = (marks.first(), marks.last());
    if let (Some(first), Some(last)) = (first, last)
        && marks.len() > 1
        && is_blank(last.0 + last.1, line.len())
    {
        let value = line.get(..first.0).and_then(|head| head.rfind(':')).map_or(0, |at| at + 1);
        if !is_blank(value, first.0) {
            let mut from = value;
            for (at, length, checked) in &marks {
                out.push((*checked, from..*at));
                from = at + length;
            }
            return out;
        }
    }
    for (i, (at, length, checked)) in marks.iter().enumerate() {
        let end = marks.get(i + 1).map_or(line.len(), |m| m.0);
        out.push((*checked, at + length..end));
    }
    out
}

/// Words that name a part of an organization.
const ROLES: &[&str] = &[
    "organization",
    "organisation",
    "company",
    "internal",
    "manager",
    "management",
    "officer",
    "administrator",
    "administrators",
    "admin",
    "admins",
    "engineer",
    "engineers",
    "engineering",
    "lead",
    "owner",
    "owners",
    "ciso",
    "cio",
    "isso",
    "issm",
    "fso",
    "director",
    "president",
    "ceo",
    "coo",
    "hr",
    "secops",
    "staff",
    "personnel",
    "users",
    "team",
    "department",
    "custodian",
    "compliance",
];
/// Words that name somebody outside.
const OUTSIDE: &[&str] =
    &["provider", "providers", "msp", "mssp", "csp", "esp", "vendor", "vendors", "third", "outsourced", "cloud"];

/// Who a responsible role or party is; none where nothing is said. A name alone is nobody that can be told.
pub(super) fn who(value: &str) -> Option<Who> {
    let words = plain(value);
    if words.is_empty() || matches!(words.as_str(), "todo" | "tbd" | "to be determined" | "none" | "unknown") {
        return None;
    }
    if is_placeholder(value) {
        return None;
    }
    match word::owner(value, false) {
        Reading::Known(Owner::Customer) => return Some(Who::Organization),
        Reading::Known(Owner::Provider) => return Some(Who::Somebody),
        Reading::Known(Owner::Shared) => return Some(Who::Both),
        Reading::Known(Owner::NotApplicable) => return Some(Who::Nobody),
        _ => {}
    }
    let has = |list: &[&str]| words.split(' ').any(|w| list.contains(&w));
    // "Cloud Security Engineering" is a team, "Cloud provider" is not.
    let outside = words.split(' ').any(|w| OUTSIDE.contains(&w) && w != "cloud");
    match (has(ROLES), outside) {
        (true, false) => Some(Who::Organization),
        (true, true) => Some(Who::Both),
        _ => Some(Who::Named),
    }
}

/// True of a line that a template asks to be replaced.
pub(super) fn is_placeholder(line: &str) -> bool {
    let words = plain(line);
    let words = words.as_str();
    let starts = |w: &str| words.starts_with(w);
    let line = line.trim();
    let bracketed =
        (line.starts_with('<') && line.ends_with('>')) || (line.starts_with("[Insert") && line.ends_with(']'));
    bracketed
        || words == "todo"
        || starts("todo ")
        || words == "tbd"
        || starts("tbd ")
        || starts("description of how")
        || starts("click or tap")
        || starts("choose an item")
        || words == "customer responsibilities"
        || (starts("part ") && words.len() <= 7)
}
