//! Words what was found: hits of one rule at one place become one finding with message, labels, help and points.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::condition::{Context, Frame, Tri};
use super::culprit::reach;
use super::mend::mend;
use super::run::place;
use super::show::{clip, id_text, join, push_new, texts};
use super::{Also, Hit, ParamValue, Path, Piece, Report, Role, RuleRun, RuleSet, RunSettings, Step, param};
use crate::fact::{CellValue, Facts, Row, Subject, TableDef};
use crate::finding::{Finding, Label, Status, join_and};
use crate::source::{Sources, Span};

/// Most labels that say why derived facts have their values.
const REASONS_MAX: usize = 6;

/// Most labels of one finding beside the primary one.
const LABELS_MAX: usize = 12;

/// What findings are worded from.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// Their tables.
    pub vocabulary: &'a [TableDef],
    /// The texts, in which changes find their places.
    pub sources: &'a Sources,
    /// The settings of the run.
    pub settings: &'a RunSettings,
}

/// All findings of a run, in the order of rules and rows.
pub fn findings(set: &RuleSet, runs: &[RuleRun], words: Words<'_>) -> Vec<Finding> {
    runs.iter()
        .flat_map(|run| group(&run.hits).into_iter().filter_map(|hits| render(set, run.rule, &hits, words)))
        .collect()
}

/// Hits by their primary place, in the order of the first of each.
pub fn group(hits: &[Hit]) -> Vec<Vec<&Hit>> {
    let mut places: BTreeMap<Span, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Hit>> = Vec::new();
    for hit in hits {
        let at = *places.entry(hit.primary).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(hit),
            None => groups.push(vec![hit]),
        }
    }
    groups
}

/// The finding of hits of one rule at one place; `None` without hits.
pub fn render(set: &RuleSet, rule: usize, hits: &[&Hit], words: Words<'_>) -> Option<Finding> {
    let Words { facts, vocabulary, sources, settings } = words;
    let params = param::values(set, rule, &settings.params);
    let context = Context::new(set, rule, facts, settings.as_of, params)?;
    // The most serious hit speaks for all.
    let lead = hits.iter().copied().reduce(|a, b| if b.level > a.level { b } else { a })?;
    let report = report_of(&context, lead)?;
    let voice = Voice { context: &context, vocabulary, hits };
    let merged = Merged::of(hits);
    let mut primary = voice.text(&report.label, &merged);
    if primary.is_empty() {
        primary = primary_text(lead);
    }
    let help = voice.text(&report.help, &merged);
    let rule = context.rule;
    let mut finding = Finding {
        rule: rule.name.clone(),
        level: lead.level,
        message: voice.text(&report.message, &merged),
        primary: Label::new(lead.primary, primary),
        others: voice.others(report, lead, &merged),
        help: (!help.is_empty()).then_some(help),
        cite: rule.cite.to_vec(),
        requirements: merged.requirements.iter().map(|r| r.id.clone()).collect(),
        points: merged.points,
        entity: merged.entity.clone(),
        field: lead.field.clone(),
        value: lead.value.clone(),
        fingerprint: String::new(),
        debated: rule.debated,
        status: Status::Open,
        fixes: Vec::new(),
    };
    if let Some(fix) = &report.fix {
        mend(&voice, fix, &merged, sources, &mut finding);
    }
    Some(finding)
}

fn report_of<'a>(context: &Context<'a>, hit: &Hit) -> Option<&'a Report> {
    context.rule.programs.get(usize::from(hit.program))?.reports.get(usize::from(hit.report))
}

/// What the primary label says by itself: that the field which decided is missing.
fn primary_text(lead: &Hit) -> String {
    match lead.culprits.first() {
        Some((span, _, field, value)) if *span == lead.primary && value == "absent" => {
            format!("`{}` is not stated", last_word(field))
        }
        _ => String::new(),
    }
}

fn last_word(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// One requirement of a finding.
struct Requirement {
    id: String,
    /// Sorted; empty for the whole requirement.
    letters: String,
}

/// What the rows of a finding are about, together.
pub(super) struct Merged {
    entity: String,
    requirements: Vec<Requirement>,
    points: Option<u16>,
}

impl Merged {
    fn of(hits: &[&Hit]) -> Self {
        let mut requirements: Vec<Requirement> = Vec::new();
        let mut points: Option<u16> = None;
        for subject in hits.iter().map(|h| &h.subject) {
            let Some(id) = &subject.requirement else {
                continue;
            };
            match requirements.iter_mut().find(|r| r.id == *id) {
                Some(seen) if seen.letters.is_empty() || subject.letters.is_empty() => seen.letters.clear(),
                Some(seen) => seen.letters.push_str(&subject.letters),
                None => {
                    requirements.push(Requirement { id: id.to_string(), letters: subject.letters.to_string() });
                    // Points count once a requirement.
                    points = subject.points.map(|p| points.unwrap_or(0).saturating_add(p)).or(points);
                }
            }
        }
        for requirement in &mut requirements {
            let mut letters: Vec<char> = requirement.letters.chars().collect();
            letters.sort_unstable();
            letters.dedup();
            requirement.letters = letters.into_iter().collect();
        }
        requirements.sort_by(|a, b| natural(&a.id, &b.id));
        if requirements.is_empty() {
            points = hits.iter().find_map(|h| h.subject.points);
        }
        let mut entity = hits.first().map(|h| h.subject.entity.to_string()).unwrap_or_default();
        let paths: Vec<String> = requirements.iter().map(Requirement::path).collect();
        if !paths.is_empty() {
            entity = format!("{entity}/{}", paths.join(","));
        }
        Self { entity, requirements, points }
    }

    fn objectives(&self) -> Option<String> {
        match self.requirements.as_slice() {
            [] => None,
            [one] if one.letters.is_empty() => Some("all".to_owned()),
            [one] => Some(join_and(&one.letters.chars().map(String::from).collect::<Vec<_>>())),
            many => Some(join(&many.iter().map(Requirement::path).collect::<Vec<_>>())),
        }
    }

    fn requirement(&self) -> Option<String> {
        let ids: Vec<String> = self.requirements.iter().map(|r| r.id.clone()).collect();
        (!ids.is_empty()).then(|| join(&ids))
    }
}

impl Requirement {
    fn path(&self) -> String {
        let subject = Subject {
            requirement: Some(self.id.clone().into()),
            letters: self.letters.clone().into(),
            ..Subject::of("")
        };
        subject.path().trim_start_matches('/').to_owned()
    }
}

/// Compares ids by their numbers: 3.1.2 comes before 3.1.12.
fn natural(a: &str, b: &str) -> Ordering {
    let key = |s: &str| s.split('.').map(|p| (p.parse::<u32>().unwrap_or(u32::MAX), p.to_owned())).collect::<Vec<_>>();
    key(a).cmp(&key(b))
}

/// Fills placeholders.
pub(super) struct Voice<'c, 'a, 'h> {
    pub(super) context: &'c Context<'a>,
    pub(super) vocabulary: &'a [TableDef],
    pub(super) hits: &'h [&'h Hit],
}

impl<'a> Voice<'_, 'a, '_> {
    fn frames(&self) -> Vec<Frame<'a>> {
        self.hits.iter().filter_map(|h| self.frame(h)).collect()
    }

    pub(super) fn frame(&self, hit: &Hit) -> Option<Frame<'a>> {
        let row: &'a Row = self.context.facts.tables.get(usize::from(hit.table))?.get(hit.row as usize)?;
        Some(Frame::of(row))
    }

    /// A text about all rows of the finding.
    pub(super) fn text(&self, pieces: &[Piece], merged: &Merged) -> String {
        self.fill(pieces, &self.frames(), merged)
    }

    fn fill(&self, pieces: &[Piece], frames: &[Frame<'a>], merged: &Merged) -> String {
        let mut out = String::new();
        for piece in pieces {
            match *piece {
                Piece::Text(i) => out.push_str(self.context.rule.string(i)),
                Piece::Field(path) => out.push_str(&self.field(path, frames)),
                Piece::Objectives(path) => out.push_str(&self.special(merged.objectives(), path, frames)),
                Piece::Requirement(path) => out.push_str(&self.special(merged.requirement(), path, frames)),
                Piece::Points(path) => out.push_str(&self.special(merged.points.map(|p| p.to_string()), path, frames)),
                Piece::Param(i) => out.push_str(&self.param(i)),
            }
        }
        out
    }

    /// A text about one row; nothing if one of its placeholders has no value or an unknown one.
    pub(super) fn fill_known(&self, pieces: &[Piece], frame: Frame<'a>, merged: &Merged) -> Option<String> {
        let unknown = |piece: &Piece| match *piece {
            Piece::Field(path) => {
                let mut all = Vec::new();
                self.values(path, frame, &mut all);
                all.is_empty() || all.iter().any(|v| v == "unknown")
            }
            _ => false,
        };
        (!pieces.iter().any(unknown)).then(|| self.fill(pieces, &[frame], merged))
    }

    fn special(&self, value: Option<String>, path: Option<Path>, frames: &[Frame<'a>]) -> String {
        match (value, path) {
            (Some(value), _) => value,
            (None, Some(path)) => self.field(path, frames),
            (None, None) => "(not stated)".to_owned(),
        }
    }

    /// The values of a path over all rows, each once.
    fn field(&self, path: Path, frames: &[Frame<'a>]) -> String {
        let mut values = Vec::new();
        for frame in frames {
            let before = values.len();
            self.values(path, *frame, &mut values);
            if values.len() == before && !self.has_value(path, *frame) {
                push_new(&mut values, "(not stated)".to_owned());
            }
        }
        join(&values)
    }

    fn has_value(&self, path: Path, frame: Frame<'a>) -> bool {
        let mut all = Vec::new();
        self.values(path, frame, &mut all);
        !all.is_empty()
    }

    /// The values of a path, through lists too; an absent `name` falls back to the id.
    fn values(&self, path: Path, frame: Frame<'a>, out: &mut Vec<String>) {
        let start = if path.outer { frame.row } else { frame.element };
        let Some((last, init)) = self.context.rule.steps(path).split_last() else {
            return;
        };
        let mut rows: Vec<&'a Row> = vec![start];
        for step in init {
            rows = rows.into_iter().flat_map(|row| self.below(*step, row)).collect();
        }
        for row in rows {
            let Some(cell) = row.cells.get(usize::from(last.field)) else {
                continue;
            };
            let found = texts(cell, *last, self.context.facts, self.vocabulary);
            let is_name = self
                .vocabulary
                .get(usize::from(last.owner))
                .and_then(|t| t.fields.get(usize::from(last.field)))
                .is_some_and(|f| f.name == "name");
            if found.is_empty() && is_name {
                push_all(out, id_text(row, last.owner, self.vocabulary));
            }
            push_all(out, found);
        }
    }

    fn below(&self, step: Step, row: &'a Row) -> Vec<&'a Row> {
        let Some(cell) = row.cells.get(usize::from(step.field)) else {
            return Vec::new();
        };
        let table = self.context.facts.tables.get(usize::from(step.table)).map_or(&[][..], Vec::as_slice);
        match &cell.value {
            CellValue::Row(n) => table.get(*n as usize).into_iter().collect(),
            CellValue::List { rows, .. } => rows.iter().filter_map(|n| table.get(*n as usize)).collect(),
            _ => Vec::new(),
        }
    }

    fn param(&self, index: u16) -> String {
        match self.context.params.get(usize::from(index)) {
            Some(ParamValue::Bool(b)) => format!("#{b}"),
            Some(ParamValue::Number(n)) => n.to_string(),
            Some(ParamValue::Date(d)) => d.to_string(),
            Some(ParamValue::Length(l)) => l.words(),
            Some(ParamValue::Text(t)) => t.to_string(),
            Some(ParamValue::Words(mask)) => self.words(index, *mask),
            None => String::new(),
        }
    }

    fn words(&self, index: u16, mask: u64) -> String {
        let Some(super::ParamType::Words { table, field }) =
            self.context.rule.params.get(usize::from(index)).map(|p| p.ty)
        else {
            return String::new();
        };
        let known = param::words_of(table, field, self.vocabulary);
        let words: Vec<&str> =
            (0u16..64).zip(known).filter(|(i, _)| super::condition::bit(mask, *i)).map(|(_, w)| *w).collect();
        join_and(&words)
    }

    /// Labels beside the primary one: what the report asks for, what else decided, and why derived facts are so.
    fn others(&self, report: &Report, lead: &Hit, merged: &Merged) -> Vec<Label> {
        let mut labels = Labels { taken: vec![lead.primary], all: Vec::new() };
        for hit in self.hits.iter().filter(|h| h.report == lead.report && h.program == lead.program) {
            if let Some(frame) = self.frame(hit) {
                report.also.iter().for_each(|also| self.also(also, frame, merged, &mut labels));
            }
        }
        for hit in self.hits {
            let row = self.frame(hit).map(|f| f.row.span);
            for (span, role, field, value) in &hit.culprits {
                // A field without a place has the row's header, which a label elsewhere in the same row already shows; and
                // names that only rules know say nothing to the reader of a finding.
                if Some(*span) != row && self.is_declared(last_word(field)) {
                    labels.push(*span, culprit_text(*role, field, value), LABELS_MAX);
                }
            }
        }
        // A hint is not argued at length.
        let most = if lead.level == crate::finding::Level::Note { 1 } else { REASONS_MAX };
        let reasons = labels.all.len() + most;
        for reason in self.hits.iter().flat_map(|h| &h.reasons) {
            labels.push(reason.span, reason.text.clone(), reasons);
        }
        labels.all
    }

    /// True if a table has a word of that name that users write.
    fn is_declared(&self, name: &str) -> bool {
        self.vocabulary.iter().flat_map(|t| &t.fields).any(|f| !f.derived && f.name == name)
    }

    fn also(&self, also: &Also, frame: Frame<'a>, merged: &Merged, labels: &mut Labels) {
        let context = self.context;
        let Some((list, _)) = also.each else {
            if also.when.is_none_or(|w| context.block(w, frame) == Tri::True) {
                self.label(also, frame, merged, labels);
            }
            return;
        };
        let Some(elements) = context.elements(list, frame) else {
            return;
        };
        for element in elements.iter() {
            let inner = frame.with(element);
            if also.when.is_none_or(|w| context.block(w, inner) == Tri::True) {
                self.label(also, inner, merged, labels);
            }
        }
    }

    /// One label, if the place has a value.
    fn label(&self, also: &Also, frame: Frame<'a>, merged: &Merged, labels: &mut Labels) {
        let span = match also.at {
            super::At::Field(path) => {
                let (row, _, cell) = reach(self.context, path, frame);
                match cell {
                    Some(cell) if super::condition::present(&cell.value) => Some(cell.span.unwrap_or(row.span)),
                    _ => None,
                }
            }
            at => Some(place(self.context, at, frame).unwrap_or(frame.element.span)),
        };
        if let Some(span) = span {
            labels.push(span, self.fill(&also.text, &[frame], merged), LABELS_MAX);
        }
    }
}

fn culprit_text(role: Role, field: &str, value: &str) -> String {
    let name = last_word(field);
    match (role, value) {
        (_, "absent") => format!("`{name}` is not stated"),
        (Role::Culprit, _) => format!("`{name}` is {}", clip(value)),
        (Role::Related, _) => format!("compared with `{name}`, {}", clip(value)),
    }
}

fn push_all(out: &mut Vec<String>, items: impl IntoIterator<Item = String>) {
    for item in items {
        push_new(out, item);
    }
}

/// Labels, one a place.
struct Labels {
    taken: Vec<Span>,
    all: Vec<Label>,
}

impl Labels {
    fn push(&mut self, span: Span, text: String, most: usize) {
        if self.all.len() < most && !self.taken.contains(&span) {
            self.taken.push(span);
            self.all.push(Label::new(span, text));
        }
    }
}
