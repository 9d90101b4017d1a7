//! What a section of a plan says: its lines one by one, and the row that they make together.

use super::Told;
use super::label::{About, Who, about, boxes, is_placeholder, label, who};
use super::section::{Item, Section};
use crate::catalog::{self, Reading as IdReading};
use crate::read::status::{StatusWord, behind, done, together};
use crate::read::word::{origin, plain};
use crate::read::{Done, PlanRow};
use crate::schema::grammar::{Field, Text};
use crate::source::{FileId, Span, Spanned};

/// What a section says.
pub(super) struct Draft {
    status: Field<Done>,
    /// The status in its own words, where a reason may stand behind it.
    status_words: Option<Spanned<String>>,
    who: Option<(Who, Span)>,
    /// The role or party in its own words.
    who_words: Option<Spanned<String>>,
    text: Option<Spanned<String>>,
    reason: Option<Spanned<String>>,
    /// True if it says status or role: it is no chapter.
    pub(super) is_answer: bool,
}

/// Reads the lines of a section.
pub(super) fn draft(section: &Section, text: &str, told: &mut Told) -> Draft {
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
        // What stands behind check boxes explains them.
        let is_over = self.now == Some(About::Status) && !self.boxed.is_empty();
        let about = self.now.filter(|_| !is_over).unwrap_or(self.fallback);
        self.value(about, body, at + line.len() - body.len(), span.file);
    }

    /// Titles inside of a table about one control; true if the line is one.
    fn control(&mut self, line: &str) -> bool {
        let id = catalog::read_id(line, None);
        if !matches!(id, IdReading::Control80053 { .. } | IdReading::Requirement { .. }) {
            return false;
        }
        let words = plain(line);
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
                any |= origin(words).is_some();
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
                    if self.out.who.is_none() {
                        self.out.who_words = Some(Spanned::new(trimmed.to_owned(), span));
                    }
                    self.out.who.get_or_insert((who, span));
                }
                self.now = Some(About::Text);
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
        // `Inherited` says who, and not how far; a line of its own about who does it goes before it.
        let words = self.out.status_words.as_ref().filter(|w| plain(&w.value).starts_with("inherited"));
        if let (Some(words), None) = (words, &self.out.who) {
            self.out.who = Some((Who::Somebody, words.span));
            self.out.who_words = Some(words.clone());
        }
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
            // "To do" or an empty box is no status.
            StatusWord::Unsaid => {}
            StatusWord::NotUnderstood => {
                let brief = text.get(word.span.range()).unwrap_or("").chars().take(60).collect();
                told.strange.entry(brief).or_default().push(word.span);
                return Field::Unknown(word.span);
            }
        }
    }
    let Some(one) = found.first() else { return Field::Absent };
    if let Some(done) = together(found.iter().map(|d| d.value)) {
        return Field::Known(Spanned::new(done, one.span));
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
    let bare = line.trim_start_matches(['-', '+', '\u{2022}']).trim_start();
    bare.strip_prefix("* ").unwrap_or(bare).trim_start()
}

impl Draft {
    fn new() -> Self {
        Self {
            status: Field::Absent,
            status_words: None,
            who: None,
            who_words: None,
            text: None,
            reason: None,
            is_answer: false,
        }
    }

    /// A row for each of its ids.
    pub(super) fn rows(self, section: &Section) -> Vec<PlanRow> {
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
            // Whether the text holds the organization's own part cannot be told.
            Some((Who::Both | Who::Named, at)) => (Field::Unknown(at), Some(at)),
            Some((Who::Somebody | Who::Nobody, _)) => (Field::Absent, None),
            None if is_not_applicable => (Field::Absent, None),
            None => (Field::Absent, is_said),
        };
        // A role or party by its words; `check` knows which providers are declared.
        let name = self.who_words.filter(|_| matches!(self.who, Some((Who::Both | Who::Somebody | Who::Named, _))));
        let part = match self.who {
            Some((Who::Somebody, at)) => said.map_or(Field::Unknown(at), text),
            Some((_, at)) => Field::Unknown(at),
            None => Field::Absent,
        };
        let providers: Vec<(Spanned<String>, Field<Text>)> = name.map(|n| (n, part)).into_iter().collect();
        let row = |id: &Spanned<String>| PlanRow {
            id: id.clone(),
            status: self.status.clone(),
            reason: reason.clone(),
            customer: customer.clone(),
            providers: providers.clone(),
            unsaid,
            span: section.head,
        };
        section.ids.iter().map(row).collect()
    }
}
