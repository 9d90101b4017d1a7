//! A plan in words: sections whose heading holds ids, with lines of status, of responsible roles and of how it is done;
//! and tables with a row for each requirement. Both readers of texts hand over their pieces in order.

mod draft;
mod label;
mod section;
mod totals;

use std::collections::BTreeMap;

use super::{Done, PlanRow, Reading, Wish, matrix};
use crate::catalog::{self, Reading as IdReading};
use crate::finding::{Finding, Level, counted};
use crate::schema::grammar::Field;
use crate::source::{FileId, SourceFile, Span, Spanned};
use draft::draft;
pub(super) use section::{Kind, Piece};
use section::{Section, sections};

/// Different ids from which on numbered headings are surely requirements and no chapters.
const MANY: usize = 40;
/// Places that are shown of one kind.
const SHOWN: usize = 4;

/// Reads a plan.
pub(super) fn read(file: FileId, source: &SourceFile, pieces: &[Piece], wish: &Wish<'_>) -> Reading {
    let text = &source.text;
    let empty = crate::source::Book::default();
    let book = source.book.as_ref().unwrap_or(&empty);
    let mut told = Told::default();
    let sections = sections(file, text, book, pieces);
    let many = sections.iter().flat_map(|s| &s.ids).map(|i| key(&i.value)).collect::<std::collections::BTreeSet<_>>();
    let is_many = many.len() >= MANY;
    let mut rows: Vec<PlanRow> = Vec::new();
    let mut at: BTreeMap<Key, usize> = BTreeMap::new();
    for section in &sections {
        let draft = draft(section, text, &mut told);
        // `3.1.1 Hardware` may be a chapter: what is said below it, or its title, makes it a requirement.
        let is_known =
            !section.ids.iter().any(|id| matches!(catalog::read_id(&id.value, None), IdReading::UnknownNumber { .. }));
        let is_requirement = section.sure || (is_known && (is_many || shares_title(section, text)));
        if !is_requirement && !draft.is_answer {
            continue;
        }
        for row in draft.rows(section) {
            put(row, &mut rows, &mut at, &mut told);
        }
    }
    let tables = matrix::read(file, source, wish);
    let mut findings = tables.findings;
    // Tables without statuses, such as a list of evidence, add nothing to a plan in sections.
    let is_bare = |row: &PlanRow| matches!(row.status, Field::Unknown(at) if at == row.id.span);
    let is_without_rows = tables.plan.iter().all(is_bare) && (tables.plan.is_empty() || !rows.is_empty());
    for row in tables.plan {
        if is_bare(&row) && (is_without_rows || at.contains_key(&key(&row.id.value))) {
            continue;
        }
        put(row, &mut rows, &mut at, &mut told);
    }
    if rows.is_empty() {
        if !findings.iter().any(|f| f.message.contains("RACI")) {
            findings = vec![nothing(file, text)];
        }
    } else if is_without_rows {
        // The tables of a plan in sections are about other things.
        findings.clear();
    }
    findings.extend(without_status(&rows));
    findings.extend(told.findings());
    findings.extend(totals::told(file, text, book, &rows));
    Reading { plan: rows, findings, ..Reading::default() }
}

/// Readings of an id, and how it is written where that matters.
type Key = (Vec<IdReading>, String);

/// The same for an id in all its forms. What is no requirement goes by its letters and numbers: parts of controls are kept
/// apart, and so are ids that no catalogue has.
fn key(id: &str) -> Key {
    let plain = |reading| match reading {
        IdReading::Requirement { ix, letters, .. } => {
            IdReading::Requirement { ix, letters, written: catalog::Written::Usual }
        }
        other => other,
    };
    let readings: Vec<IdReading> = catalog::read_ids(id, None).into_iter().map(plain).collect();
    let is_known = readings.iter().all(|r| matches!(r, IdReading::Requirement { .. }));
    let written = if is_known { String::new() } else { matrix::key(id) };
    (readings, written)
}

/// Adds a row, or what it says to that of the same id.
fn put(row: PlanRow, rows: &mut Vec<PlanRow>, at: &mut BTreeMap<Key, usize>, told: &mut Told) {
    let key = key(&row.id.value);
    let Some(have) = at.get(&key).and_then(|at| rows.get_mut(*at)) else {
        at.insert(key, rows.len());
        rows.push(row);
        return;
    };
    match (have.status.known(), row.status.known()) {
        (Some(a), Some(b)) if a.value != b.value => {
            told.contradicted.push((row.id.value.clone(), *a, *b));
            have.status = Field::Unknown(a.span);
        }
        (None, _) if have.status.is_absent() => have.status = row.status,
        // What is said elsewhere and not understood may say less.
        (Some(_), None) if matches!(row.status, Field::Unknown(at) if at != row.id.span) => have.status = row.status,
        _ => {}
    }
    if have.customer.is_absent() && row.customer.get().is_some() {
        have.customer = row.customer;
        have.unsaid = None;
    } else if have.customer.is_absent() {
        have.unsaid = have.unsaid.or(row.unsaid);
    }
    if have.reason.is_absent() && have.status.get() == Some(&Done::NotApplicable) {
        have.reason = row.reason;
    }
}

/// What is told once for all rows.
#[derive(Default)]
struct Told {
    strange: BTreeMap<String, Vec<Span>>,
    several: BTreeMap<String, Vec<Span>>,
    contradicted: Vec<(String, Spanned<Done>, Spanned<Done>)>,
}

impl Told {
    fn findings(self) -> Vec<Finding> {
        let mut out = Vec::new();
        for (word, spans) in self.strange {
            let message = format!("`{word}` does not surely say how far it is done ({})", times(&spans));
            out.extend(once(message, &spans, "write implemented, partially implemented or planned"));
        }
        for (words, spans) in self.several {
            let message = format!("{words} are marked at once ({})", times(&spans));
            out.extend(once(message, &spans, "mark one, the one that holds for all of it"));
        }
        for (id, a, b) in self.contradicted {
            let message = format!("`{id}` is {} here and {} in another place", a.value.word(), b.value.word());
            let finding = Finding::fixed("unknown-word", a.span, message).level(Level::Warning).label("stays unknown");
            out.push(finding.also(b.span, b.value.word()).help("decide which, then change one"));
        }
        out
    }
}

fn times(spans: &[Span]) -> String {
    if spans.len() == 1 { "once".to_owned() } else { format!("in {} places", spans.len()) }
}

fn once(message: String, spans: &[Span], help: &str) -> Option<Finding> {
    let first = spans.first()?;
    let mut finding =
        Finding::fixed("unknown-word", *first, message).level(Level::Warning).label("stays unknown").help(help);
    for span in spans.iter().skip(1).take(SHOWN) {
        finding = finding.also(*span, "here too");
    }
    Some(finding)
}

/// Rows in which no status is filled in, told once: a plan that says nothing is no clean one.
fn without_status(rows: &[PlanRow]) -> Option<Finding> {
    let spans: Vec<Span> = rows.iter().filter(|r| r.status.is_absent()).map(|r| r.id.span).collect();
    let message = format!("{} of {} rows of this plan say no status", spans.len(), rows.len());
    let first = spans.first()?;
    let mut finding = Finding::fixed("unknown-word", *first, message).level(Level::Warning).label("no status");
    for span in spans.iter().skip(1).take(SHOWN) {
        finding = finding.also(*span, "here too");
    }
    Some(finding.help("mark implemented, partially implemented, planned or not applicable"))
}

/// The reason for which nothing was read.
fn nothing(file: FileId, text: &str) -> Finding {
    let whole = Span::new(file, 0, text.find(['\n', '\r']).unwrap_or(text.len()));
    let message = "no heading and no table of this file answers a requirement by its id";
    let finding = Finding::fixed("source-unreadable", whole, message);
    let help = "give each requirement a heading, such as `### 3.1.1 Title`, with a line `Status:` below it";
    let in_prose = ids_in_prose(text);
    if in_prose.is_empty() {
        return finding.label("no requirement id stands in it").help(help);
    }
    let first = in_prose.first().copied().unwrap_or(0);
    let count = counted(in_prose.len(), "id");
    finding
        .label("read as a plan")
        .also(Span::new(file, first, first + 1), format!("{count} in its prose, the first here"))
        .help(help)
}

/// Where ids of requirements stand in a text.
fn ids_in_prose(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        if c == '3' && !last.is_ascii_alphanumeric() {
            let word: &str =
                text.get(at..).unwrap_or("").split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or("");
            let is_id = matches!(catalog::read_id(word.trim_end_matches('.'), None), IdReading::Requirement { .. });
            if is_id && word.len() > 4 {
                out.push(at);
            }
        }
        last = c;
    }
    out
}

/// True if the heading has a word of the requirement's title.
fn shares_title(section: &Section, text: &str) -> bool {
    let head = super::word::plain(text.get(section.head.range()).unwrap_or(""));
    let titles = section.ids.iter().filter_map(|id| match catalog::read_id(&id.value, None) {
        IdReading::Requirement { ix, .. } => Some(super::word::plain(ix.get().title)),
        _ => None,
    });
    titles.into_iter().any(|t| t.split(' ').any(|w| w.len() > 3 && head.split(' ').any(|h| h == w)))
}
