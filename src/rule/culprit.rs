//! Who decided: the deepest leaf that made a condition false, and the first fact that left it unknown. Asked only for
//! rows that were found or undecided.

use super::condition::{Context, Frame, Tri, bit};
use super::show::{self, value_text};
use super::{Block, Group, Op, Path, Quantifier, Right, Role, Step, Test};
use crate::fact::{CellValue, Row, TableDef};
use crate::finding::Label;
use crate::source::Span;

/// A place that decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Culprit {
    pub(crate) span: Span,
    /// Field path as written in the rule, with the lists it stands in.
    pub(crate) field: String,
    /// Value in one line, `absent` if missing.
    pub(crate) value: String,
    pub(crate) role: Role,
    /// Why a derived fact has its value.
    pub(crate) because: Vec<Label>,
}

/// Looks for those who decided.
pub(crate) struct Search<'c, 'a> {
    pub(crate) context: &'c Context<'a>,
    pub(crate) vocabulary: &'a [TableDef],
}

impl<'a> Search<'_, 'a> {
    /// Those who made a conjunction true or false.
    pub(crate) fn block(&self, block: Block, frame: Frame<'a>, want: bool, out: &mut Vec<Culprit>) {
        let wanted = if want { Tri::True } else { Tri::False };
        if let Some(at) = self.lines(block).find(|at| self.context.op(*at, frame).0 == wanted) {
            self.op(at, frame, want, out);
        }
    }

    /// Where the lines of a block begin.
    fn lines(&self, block: Block) -> impl Iterator<Item = u16> {
        let mut at = block.start;
        std::iter::from_fn(move || {
            if at >= block.end {
                return None;
            }
            let here = at;
            at = match self.context.rule.op(at)? {
                Op::Leaf { .. } => at.saturating_add(1),
                Op::Group { end, .. } | Op::Quantifier { end, .. } => end,
            };
            Some(here)
        })
    }

    fn op(&self, at: u16, frame: Frame<'a>, want: bool, out: &mut Vec<Culprit>) {
        match self.context.rule.op(at) {
            Some(Op::Leaf { path, test, right }) => self.leaf(path, test, right, frame, out),
            Some(Op::Group { kind, end }) => {
                let body = Block { start: at.saturating_add(1), end };
                match (kind, want) {
                    (Group::All, _) => self.block(body, frame, want, out),
                    (Group::Not, _) => self.block(body, frame, !want, out),
                    (Group::Any, true) => self.block(body, frame, true, out),
                    (Group::Any, false) => self.lines(body).for_each(|line| self.op(line, frame, false, out)),
                }
            }
            Some(Op::Quantifier { kind, path, end }) => {
                let body = Block { start: at.saturating_add(1), end };
                self.quantifier(kind, path, body, frame, want, out);
            }
            None => {}
        }
    }

    fn quantifier(
        &self,
        kind: Quantifier,
        path: Path,
        body: Block,
        frame: Frame<'a>,
        want: bool,
        out: &mut Vec<Culprit>,
    ) {
        let context = self.context;
        // The element that decided: one that fails `every`, or one that `some` or `none` has found.
        let decider = match (kind, want) {
            (Quantifier::Every, false) => Some(Tri::False),
            (Quantifier::Some, true) | (Quantifier::None, false) => Some(Tri::True),
            _ => None,
        };
        let element = decider.and_then(|wanted| {
            let elements = context.elements(path, frame)?;
            let found = elements.iter().find(|e| context.block(body, frame.with(e)) == wanted)?;
            Some((found, wanted))
        });
        match element {
            Some((element, Tri::False)) => self.block(body, frame.with(element), false, out),
            // Several lines hold together, so none of them alone decided.
            Some((element, _)) if self.lines(body).nth(1).is_some() => out.push(Culprit {
                span: element.span,
                field: context.rule.string(path.name).to_owned(),
                value: element.subject.path(),
                role: Role::Culprit,
                because: Vec::new(),
            }),
            Some((element, _)) => self.block(body, frame.with(element), true, out),
            None => self.container(path, frame, out),
        }
    }

    fn container(&self, path: Path, frame: Frame<'a>, out: &mut Vec<Culprit>) {
        self.leaf(path, Test::Present, Right::None, frame, out);
    }

    fn leaf(&self, path: Path, test: Test, right: Right, frame: Frame<'a>, out: &mut Vec<Culprit>) {
        let (row, step, cell) = reach(self.context, path, frame);
        let Some(cell) = cell else { return };
        let span = match &cell.value {
            CellValue::Absent => row.span,
            value => self.within(value, test, right, frame).or(cell.span).unwrap_or(row.span),
        };
        out.push(Culprit {
            span,
            field: self.context.rule.string(path.name).to_owned(),
            value: value_text(cell, step, self.context.facts, self.vocabulary),
            role: Role::Culprit,
            because: cell.because.to_vec(),
        });
        if let Right::Field(path) | Right::Set(path) = right {
            let (row, step, cell) = reach(self.context, path, frame);
            if let Some(cell) = cell {
                out.push(Culprit {
                    span: cell.span.unwrap_or(row.span),
                    field: self.context.rule.string(path.name).to_owned(),
                    value: value_text(cell, step, self.context.facts, self.vocabulary),
                    role: Role::Related,
                    because: Vec::new(),
                });
            }
        }
    }

    /// The word of a set that should not be there.
    fn within(&self, value: &CellValue, test: Test, right: Right, frame: Frame<'a>) -> Option<Span> {
        let unwanted = match test {
            Test::Lacks => true,
            Test::Only => false,
            _ => return None,
        };
        match value {
            CellValue::Words(words) => {
                let want = self.context.want_mask(right, frame)?;
                words.iter().find(|w| bit(want, w.value) == unwanted).map(|w| w.span)
            }
            CellValue::Texts(texts) => {
                texts.iter().find(|t| self.context.wants_text(right, frame, t.value.trim()) == unwanted).map(|t| t.span)
            }
            _ => None,
        }
    }

    /// The first fact that left a conjunction unknown, as a path.
    pub(crate) fn missing(&self, block: Block, frame: Frame<'a>) -> Option<String> {
        let at = self.lines(block).find(|at| self.context.op(*at, frame).0 == Tri::Unknown)?;
        let rule = self.context.rule;
        match rule.op(at)? {
            Op::Leaf { path, right, .. } => Some(match right {
                Right::Field(other) | Right::Set(other) if self.known(path, frame) => self.lost(other, frame),
                _ => self.lost(path, frame),
            }),
            Op::Group { end, .. } => self.missing(Block { start: at.saturating_add(1), end }, frame),
            Op::Quantifier { path, end, .. } => {
                let body = Block { start: at.saturating_add(1), end };
                let element = self.context.elements(path, frame).and_then(|elements| {
                    elements.iter().find(|e| self.context.block(body, frame.with(e)) == Tri::Unknown)
                });
                match element {
                    Some(element) => self.missing(body, frame.with(element)),
                    None => Some(self.lost(path, frame)),
                }
            }
        }
    }

    fn known(&self, path: Path, frame: Frame<'a>) -> bool {
        let cell = self.context.cell(path, frame);
        cell.is_some_and(|c| !matches!(c.value, CellValue::Absent | CellValue::Unknown))
    }

    /// The path up to the record or reference that is not known.
    fn lost(&self, path: Path, frame: Frame<'a>) -> String {
        let name = self.context.rule.string(path.name);
        let steps = self.context.rule.steps(path);
        let mut row = if path.outer { frame.row } else { frame.element };
        for (i, step) in steps.iter().enumerate() {
            let next = row.cells.get(usize::from(step.field)).and_then(|c| self.context.follow(step.table, c));
            match next {
                Some(next) => row = next,
                None => return show::shorten(name, steps.len().saturating_sub(i + 1)),
            }
        }
        name.to_owned()
    }

    /// Why the derived facts of a condition have their values: the reasons of the cells of its lines.
    pub(crate) fn reasons(&self, block: Block, frame: Frame<'a>, out: &mut Vec<Label>) {
        for at in self.lines(block) {
            match self.context.rule.op(at) {
                Some(Op::Leaf { path, .. }) => {
                    if let Some(cell) = self.context.cell(path, frame) {
                        out.extend(cell.because.iter().cloned());
                    }
                }
                Some(Op::Group { kind: Group::All | Group::Any, end }) => {
                    self.reasons(Block { start: at.saturating_add(1), end }, frame, out);
                }
                _ => {}
            }
        }
    }
}

/// Follows a path as far as it leads: the row that was reached, the last step, and the cell if it got that far.
pub(crate) fn reach<'a>(
    context: &Context<'a>,
    path: Path,
    frame: Frame<'a>,
) -> (&'a Row, Step, Option<&'a crate::fact::Cell>) {
    let mut row = if path.outer { frame.row } else { frame.element };
    let none = Step { owner: super::NO_TABLE, field: 0, table: super::NO_TABLE };
    let Some((last, init)) = context.rule.steps(path).split_last() else {
        return (row, none, None);
    };
    for step in init {
        match row.cells.get(usize::from(step.field)).and_then(|c| context.follow(step.table, c)) {
            Some(next) => row = next,
            None => return (row, *step, None),
        }
    }
    (row, *last, row.cells.get(usize::from(last.field)))
}
