//! A plan in words: sections whose heading holds ids, with lines of status, of responsible roles and of how it is done;
//! and tables with a row for each requirement. Both readers of texts hand over their pieces in order.

mod label;
mod section;

use std::collections::BTreeMap;

use super::status::{StatusWord, behind, done};
use super::{Done, PlanRow, Reading, Wish, matrix};
use crate::catalog::{self, Reading as IdReading};
use crate::finding::{Finding, Level, counted};
use crate::schema::grammar::{Field, Text};
use crate::source::{FileId, SourceFile, Span, Spanned};
use label::{About, Who, about, boxes, is_placeholder, label, who};
use section::{Item, Section, sections};
pub(super) use section::{Kind, Piece};

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
    let mut at: BTreeMap<Vec<IdReading>, usize> = BTreeMap::new();
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
    let is_without_rows = tables.plan.is_empty();
    for row in tables.plan {
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
    Reading { rows: Vec::new(), plan: rows, findings }
}

fn key(id: &str) -> Vec<IdReading> {
    let plain = |reading| match reading {
        IdReading::Requirement { ix, letters, .. } => IdReading::Requirement { ix, letters, zero_padded: false },
        other => other,
    };
    catalog::read_ids(id, None).into_iter().map(plain).collect()
}

/// Adds a row, or what it says to that of the same id.
fn put(row: PlanRow, rows: &mut Vec<PlanRow>, at: &mut BTreeMap<Vec<IdReading>, usize>, told: &mut Told) {
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

/// What a section says.
struct Draft {
    status: Field<Done>,
    /// The status in its own words, where a reason may stand behind it.
    status_words: Option<Spanned<String>>,
    who: Option<(Who, Span)>,
    text: Option<Spanned<String>>,
    reason: Option<Spanned<String>>,
    /// True if it says status or role: it is no chapter.
    is_answer: bool,
}

/// Reads the lines of a section.
fn draft(section: &Section, text: &str, told: &mut Told) -> Draft {
    let mut reader = Lines {
        text,
        out: Draft::new(),
        statuses: Vec::new(),
        boxed: Vec::new(),
        fallback: About::Text,
        aside: None,
        now: None,
    };
    for item in &section.items {
        reader.item(item);
    }
    reader.finish(told)
}

struct Lines<'a> {
    text: &'a str,
    out: Draft,
    statuses: Vec<Spanned<StatusWord>>,
    /// Check boxes whose words are those of a status: whether marked, which, where.
    boxed: Vec<(bool, Spanned<StatusWord>)>,
    /// What lines without a label are about.
    fallback: About,
    /// Level of the heading under which everything is about something else.
    aside: Option<u8>,
    /// The label that still holds.
    now: Option<About>,
}

impl Lines<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Break => self.now = None,
            Item::Sub(level, span) => self.sub(*level, *span),
            Item::Line(span) => self.line(*span, false),
            Item::First(span) => self.line(*span, true),
            Item::Behind(span) => {
                let is_status = matches!(done(self.text.get(span.range()).unwrap_or("")), StatusWord::Known(_));
                self.now = is_status.then_some(About::Status);
                self.line(*span, false);
            }
        }
    }

    fn sub(&mut self, level: u8, span: Span) {
        if self.aside.is_some_and(|l| level > l) {
            return;
        }
        self.aside = None;
        self.now = None;
        let words = self.text.get(span.range()).unwrap_or("").trim_start_matches('#');
        match about(words) {
            Some(About::Other) => self.aside = Some(level),
            Some(found) => self.fallback = found,
            None => self.fallback = About::Text,
        }
    }

    fn line(&mut self, span: Span, first: bool) {
        let Some(raw) = self.text.get(span.range()) else { return };
        let line = raw.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        if self.control(line) || self.aside.is_some() {
            return;
        }
        let at = span.start as usize + raw.len() - line.len();
        let found = boxes(line);
        if !found.is_empty() && self.boxes(line, at, span.file, &found) {
            return;
        }
        let body = unlisted(line);
        if let Some((about, value)) = label(body) {
            self.now = Some(about);
            self.out.is_answer |= about != About::Other;
            let start = at + line.len() - body.len() + value;
            self.value(about, body.get(value..).unwrap_or(""), start, span.file);
            return;
        }
        if let Some(about) = about(body).filter(|_| first) {
            self.now = Some(about);
            self.out.is_answer |= about != About::Other;
            return;
        }
        self.value(self.now.unwrap_or(self.fallback), body, at + line.len() - body.len(), span.file);
    }

    /// Titles inside of a table about one control; true if the line is one.
    fn control(&mut self, line: &str) -> bool {
        let id = catalog::read_id(line, None);
        if !matches!(id, IdReading::Control80053 { .. } | IdReading::Requirement { .. }) {
            return false;
        }
        let words = super::word::plain(line);
        let has = |w: &str| words.contains(w);
        if has("control summary") || has("what is the solution") {
            self.aside = None;
            self.fallback = About::Text;
        } else if has("control requirement") || has("assessment") || has("remediation") || has("additional fedramp") {
            self.aside = Some(0);
        } else {
            return false;
        }
        self.now = None;
        true
    }

    fn boxes(&mut self, line: &str, at: usize, file: FileId, found: &[(bool, std::ops::Range<usize>)]) -> bool {
        let mut any = false;
        for (checked, range) in found {
            let words = line.get(range.clone()).unwrap_or("");
            let status = done(words);
            if !matches!(status, StatusWord::Known(_)) && self.now != Some(About::Status) {
                // Who does it is marked so too; who "service provider" is depends on whose plan it is.
                any |= super::word::origin(words).is_some();
                continue;
            }
            any = true;
            self.out.is_answer = true;
            let blanks = words.len() - words.trim_start().len();
            let span = Span::new(file, at + range.start + blanks, at + range.start + words.trim_end().len());
            if !matches!(status, StatusWord::Unsaid) {
                self.boxed.push((*checked, Spanned::new(status, span)));
            }
        }
        any
    }

    fn value(&mut self, about: About, words: &str, start: usize, file: FileId) {
        let trimmed = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`'));
        let Some(offset) = words.find(trimmed).filter(|_| !trimmed.is_empty()) else { return };
        let span = Span::new(file, start + offset, start + offset + trimmed.len());
        match about {
            About::Status => {
                self.statuses.push(Spanned::new(done(trimmed), span));
                self.out.status_words.get_or_insert(Spanned::new(trimmed.to_owned(), span));
                self.now = Some(About::Text);
            }
            About::Who => {
                if let Some(who) = who(trimmed) {
                    self.out.who.get_or_insert((who, span));
                }
            }
            About::Text => add(&mut self.out.text, trimmed, span),
            About::Reason => add(&mut self.out.reason, trimmed, span),
            About::Other => {}
        }
    }

    fn finish(mut self, told: &mut Told) -> Draft {
        // A line that is no status below a label of status is one of its words' explanations.
        let marked: Vec<&Spanned<StatusWord>> = self.boxed.iter().filter(|(c, _)| *c).map(|(_, s)| s).collect();
        let said: Vec<&Spanned<StatusWord>> = self.statuses.iter().chain(marked).collect();
        self.out.status = status(&said, self.text, told);
        self.out
    }
}

/// The status that several lines and boxes make together.
fn status(said: &[&Spanned<StatusWord>], text: &str, told: &mut Told) -> Field<Done> {
    let mut found: Vec<Spanned<Done>> = Vec::new();
    for word in said {
        match &word.value {
            StatusWord::Known(done) => found.push(Spanned::new(*done, word.span)),
            StatusWord::Several(several) => found.extend(several.iter().map(|d| Spanned::new(*d, word.span))),
            // `TODO` or an empty box is no status.
            StatusWord::Unsaid => {}
            StatusWord::NotUnderstood => {
                let brief = text.get(word.span.range()).unwrap_or("").chars().take(60).collect();
                told.strange.entry(brief).or_default().push(word.span);
                return Field::Unknown(word.span);
            }
        }
    }
    let Some(one) = found.first() else { return Field::Absent };
    if found.iter().all(|d| d.value == one.value) {
        return Field::Known(*one);
    }
    let mut words: Vec<&str> = Vec::new();
    for done in &found {
        if !words.contains(&done.value.word()) {
            words.push(done.value.word());
        }
    }
    told.several.entry(words.join(" and ")).or_default().push(one.span);
    Field::Unknown(one.span)
}

/// Adds a line to a text, which keeps the place of its first line.
fn add(text: &mut Option<Spanned<String>>, line: &str, span: Span) {
    let line = &after_instruction(line).replace("\\|", "|");
    if line.is_empty() || is_placeholder(line) {
        return;
    }
    match text {
        Some(have) => {
            have.value.push(' ');
            have.value.push_str(line);
        }
        None => *text = Some(Spanned::new(line.clone(), span)),
    }
}

/// What somebody wrote behind the words of NIST's template.
fn after_instruction(line: &str) -> &str {
    if !line.starts_with("Current implementation or planned implementation details") {
        return line;
    }
    line.split_once("provide rationale").map_or("", |(_, rest)| rest.trim_start_matches('.').trim())
}

/// A line without the mark of its list.
fn unlisted(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| matches!(c, '-' | '+' | '\u{2022}')).trim_start();
    bare.strip_prefix("* ").unwrap_or(bare).trim_start()
}

impl Draft {
    fn new() -> Self {
        Self { status: Field::Absent, status_words: None, who: None, text: None, reason: None, is_answer: false }
    }

    fn rows(self, section: &Section) -> Vec<PlanRow> {
        let text = |t: &Spanned<String>| Field::Known(Spanned::new(Text(t.value.clone()), t.span));
        let said = self.text.as_ref();
        let is_not_applicable = self.status.get() == Some(&Done::NotApplicable);
        let behind_status =
            self.status_words.as_ref().and_then(|w| Some(Spanned::new(behind(&w.value)?.to_owned(), w.span)));
        let reason = self.reason.or_else(|| behind_status.filter(|_| is_not_applicable));
        let reason = reason.as_ref().or(said.filter(|_| is_not_applicable)).map_or(Field::Absent, text);
        let is_said = said.map(|t| t.span).or_else(|| self.status.span());
        let (customer, unsaid) = match self.who {
            Some((Who::Organization, at)) => (said.map_or(Field::Unknown(at), text), None),
            Some((Who::Both, at)) => (Field::Unknown(at), Some(at)),
            Some((Who::Somebody, at)) => (Field::Absent, Some(at)),
            Some((Who::Nobody, _)) => (Field::Absent, None),
            None if is_not_applicable => (Field::Absent, None),
            None => (Field::Absent, is_said),
        };
        let row = |id: &Spanned<String>| PlanRow {
            id: id.clone(),
            status: self.status.clone(),
            reason: reason.clone(),
            customer: customer.clone(),
            providers: Vec::new(),
            unsaid,
            span: section.head,
        };
        section.ids.iter().map(row).collect()
    }
}
