//! Runs rules over the facts of one unit: every row of every table that a rule names ends skipped, clear, found or
//! undecided.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::condition::{Context, Frame, Tri};
use super::culprit::{Culprit, Search, reach};
use super::tally::{Missing, Tally};
use super::{At, Audience, Block, Params, Program, Report, Rule, RuleSet, param};
use crate::fact::{CellValue, Facts, Row, Subject, TableDef};
use crate::finding::{Label, Level};
use crate::source::Span;

/// Rows of facts from which on rules run on all cores.
const ROWS_PARALLEL: usize = 20_000;

/// What a run of the rules depends on beside the facts.
#[derive(Debug, Clone)]
pub struct RunSettings {
    /// The only clock.
    pub as_of: Date,
    /// Values of parameters.
    pub params: Params,
    /// True for a provider's template, false for a contractor.
    pub template: bool,
    /// Levels by rule name or former name; `off` leaves a rule out.
    pub levels: BTreeMap<String, Level>,
    /// Runs preview rules too.
    pub preview: bool,
    /// Names every undecided row, not only the first one of each missing fact.
    pub every_undecided: bool,
}

impl RunSettings {
    /// A contractor's run with default levels and parameters.
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            params: Params::new(),
            template: false,
            levels: BTreeMap::new(),
            preview: false,
            every_undecided: false,
        }
    }

    /// The level of a rule in this run; off for a preview rule that was not asked for.
    pub fn level(&self, rule: &Rule) -> Level {
        let asked = rule.names().find_map(|n| self.levels.get(n)).copied();
        asked.unwrap_or(if rule.preview && !self.preview { Level::Off } else { rule.level })
    }
}

/// What a place has to do with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It decided.
    Culprit,
    /// The other side of a comparison.
    Related,
}

/// One row that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the program in the rule.
    pub program: u8,
    /// Table of the row.
    pub table: u16,
    /// The row.
    pub row: u32,
    /// Index of the report.
    pub report: u8,
    /// Level, after settings and report.
    pub level: Level,
    /// Where the finding points.
    pub primary: Span,
    /// Path of the field that decided.
    pub field: String,
    /// Its value in one line, `absent` if missing.
    pub value: String,
    /// What the row is about.
    pub subject: Subject,
    /// Places that decided, with field and value.
    pub culprits: Vec<(Span, Role, String, String)>,
    /// Why derived facts of `where` and of the culprit have their values.
    pub reasons: Vec<Label>,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleRun {
    /// Index of the rule.
    pub rule: usize,
    /// Rows that were found, in order.
    pub hits: Vec<Hit>,
    /// Counts.
    pub tally: Tally,
}

/// Runs all rules that are not off; the answer has their order.
pub fn run(set: &RuleSet, facts: &Facts, vocabulary: &[TableDef], settings: &RunSettings) -> Vec<RuleRun> {
    let work = |index| one(set, index, facts, vocabulary, settings);
    let rules = 0..set.rules().len();
    // Below this the threads cost more than the rules.
    if facts.tables.iter().map(Vec::len).sum::<usize>() < ROWS_PARALLEL {
        rules.filter_map(work).collect()
    } else {
        rules.into_par_iter().filter_map(work).collect()
    }
}

/// Runs one rule; `None` when it is off.
pub(crate) fn one(
    set: &RuleSet,
    index: usize,
    facts: &Facts,
    vocabulary: &[TableDef],
    settings: &RunSettings,
) -> Option<RuleRun> {
    let rule = set.get(index)?;
    let level = settings.level(rule);
    if level == Level::Off {
        return None;
    }
    let tally = Tally { found: 0, examined: 0, undecided: Vec::new(), because: None };
    let mut run = RuleRun { rule: index, hits: Vec::new(), tally };
    match (rule.audience, settings.template) {
        (Audience::Contractor, true) => {
            run.tally.because = Some("it looks at contractors, this is a template".to_owned());
        }
        (Audience::Template, false) => run.tally.because = Some("it looks at templates only".to_owned()),
        _ => {
            let params = param::values(set, index, &settings.params);
            let context = Context::new(set, index, facts, settings.as_of, params)?;
            let worker = Worker { context: &context, vocabulary, level, every_undecided: settings.every_undecided };
            for (number, program) in rule.programs.iter().enumerate() {
                worker.rows(program, u8::try_from(number).unwrap_or(u8::MAX), &mut run);
            }
            if run.tally.examined == 0 && run.tally.undecided.is_empty() {
                run.tally.because = Some(because(rule, facts, vocabulary));
            }
        }
    }
    Some(run)
}

/// Why no row was selected.
fn because(rule: &Rule, facts: &Facts, vocabulary: &[TableDef]) -> String {
    let name = |p: &Program| vocabulary.get(usize::from(p.table)).map_or("table", |t| t.name);
    let filled = |p: &&Program| facts.tables.get(usize::from(p.table)).is_some_and(|t| !t.is_empty());
    let tables: Vec<&str> = rule.programs.iter().map(name).collect();
    match rule.programs.iter().find(filled) {
        None => format!("no {} is declared", tables.join(" or ")),
        Some(program) => format!("no row of `{}` has {}", tables.join("` or `"), program.select_text),
    }
}

struct Worker<'c, 'a> {
    context: &'c Context<'a>,
    vocabulary: &'a [TableDef],
    level: Level,
    every_undecided: bool,
}

impl<'a> Worker<'_, 'a> {
    fn rows(&self, program: &Program, number: u8, run: &mut RuleRun) {
        let rows = self.context.facts.tables.get(usize::from(program.table)).map_or(&[][..], Vec::as_slice);
        // The line of `where` that failed last fails most often for the next row too; their order does not matter.
        let mut likely: Option<u16> = None;
        for (at, row) in rows.iter().enumerate() {
            let frame = Frame::of(row);
            if likely.is_some_and(|op| self.context.op(op, frame).0 == Tri::False) {
                continue;
            }
            let (selected, failed) = self.context.conjunction(program.select, frame);
            if selected == Tri::False {
                likely = failed;
                continue;
            }
            match (selected, self.context.block(program.require, frame)) {
                (_, Tri::True) => run.tally.examined += 1,
                (Tri::True, Tri::False) => {
                    run.tally.examined += 1;
                    run.tally.found += 1;
                    let at = u32::try_from(at).unwrap_or(u32::MAX);
                    run.hits.extend(self.hit(run.rule, program, number, at, row));
                }
                (Tri::True, _) => self.undecided(program.require, row, &mut run.tally),
                _ => self.undecided(program.select, row, &mut run.tally),
            }
        }
    }

    fn undecided(&self, block: Block, row: &'a Row, tally: &mut Tally) {
        let search = Search { context: self.context, vocabulary: self.vocabulary };
        let fact = search.missing(block, Frame::of(row)).unwrap_or_else(|| "a fact".to_owned());
        let entity = || row.subject.path();
        if let Some(missing) = tally.undecided.iter_mut().find(|m| m.fact == fact) {
            missing.rows += 1;
            if self.every_undecided {
                missing.others.push((row.span, entity()));
            }
        } else {
            tally.undecided.push(Missing { fact, rows: 1, first: row.span, entity: entity(), others: Vec::new() });
        }
    }

    fn hit(&self, rule: usize, program: &Program, number: u8, at: u32, row: &'a Row) -> Option<Hit> {
        let frame = Frame::of(row);
        let search = Search { context: self.context, vocabulary: self.vocabulary };
        let mut culprits: Vec<Culprit> = Vec::new();
        search.block(program.require, frame, false, &mut culprits);
        let (index, report) = program.reports.iter().enumerate().find(|(_, r)| self.applies(r, frame))?;
        let first = culprits.first();
        let mut reasons = Vec::new();
        for culprit in &culprits {
            reasons.extend(culprit.because.iter().cloned());
        }
        search.reasons(program.select, frame, &mut reasons);
        Some(Hit {
            rule,
            program: number,
            table: program.table,
            row: at,
            report: u8::try_from(index).unwrap_or(u8::MAX),
            level: report.level.map_or(self.level, |l| l.min(self.level)),
            primary: place(self.context, report.at, frame).or_else(|| first.map(|c| c.span)).unwrap_or(row.span),
            field: first.map(|c| c.field.clone()).unwrap_or_default(),
            value: first.map_or_else(|| "absent".to_owned(), |c| c.value.clone()),
            subject: row.subject.clone(),
            culprits: culprits.into_iter().map(|c| (c.span, c.role, c.field, c.value)).collect(),
            reasons,
        })
    }

    fn applies(&self, report: &Report, frame: Frame<'a>) -> bool {
        report.when.is_none_or(|when| self.context.block(when, frame) == Tri::True)
    }
}

/// Where `at=` points: the field's value, or the header of the row that lacks it; `None` for the culprit.
pub(crate) fn place<'a>(context: &Context<'a>, at: At, frame: Frame<'a>) -> Option<Span> {
    match at {
        At::Culprit => None,
        At::Row => Some(frame.element.span),
        At::Field(path) => {
            let (row, _, cell) = reach(context, path, frame);
            let written = cell.filter(|c| !matches!(c.value, CellValue::Absent)).and_then(|c| c.span);
            Some(written.unwrap_or(row.span))
        }
    }
}
