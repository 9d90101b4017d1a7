//! Evaluates conditions in three values (Kleene), as `contracts.md` 3 and 4 have it. Nothing is allocated and no name
//! is compared here; who decided is asked afterwards, in `culprit`.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{Block, Group, Length, Op, ParamValue, Path, Pattern, Quantifier, Right, Rule, RuleSet, Step, Test, Text};
use crate::fact::{Cell, CellValue, Facts, Row};
use crate::source::Spanned;

/// True, false or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tri {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A fact is missing.
    Unknown,
}

impl Tri {
    fn of(answer: Option<bool>) -> Self {
        match answer {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }

    /// Swaps true and false; unknown stays.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Where paths start: at the rule's row, and inside a quantifier at its element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) row: &'a Row,
    pub(crate) element: &'a Row,
}

impl<'a> Frame<'a> {
    pub(crate) fn of(row: &'a Row) -> Self {
        Self { row, element: row }
    }

    pub(crate) fn with(self, element: &'a Row) -> Self {
        Self { row: self.row, element }
    }
}

/// What a set is compared with.
enum Want<'a> {
    Mask(u64),
    Text(&'a str),
    Texts(&'a [Text]),
    Cell(&'a [Spanned<String>]),
}

impl Want<'_> {
    fn any(&self, ask: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Mask(_) => false,
            Self::Text(t) => ask(t),
            Self::Texts(t) => t.iter().any(|t| ask(t)),
            Self::Cell(t) => t.iter().any(|t| ask(t.value.trim())),
        }
    }
}

/// Elements of a list.
pub(crate) struct Elements<'a> {
    pub(crate) rows: &'a [u32],
    pub(crate) open: bool,
    pub(crate) table: &'a [Row],
}

impl<'a> Elements<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'a Row> + use<'a> {
        let table = self.table;
        self.rows.iter().filter_map(move |n| table.get(*n as usize))
    }
}

/// A rule ready to be evaluated on the facts of one unit.
pub(crate) struct Context<'a> {
    pub(crate) set: &'a RuleSet,
    pub(crate) index: usize,
    pub(crate) rule: &'a Rule,
    /// The rule's ops and steps, looked at for every row.
    ops: &'a [Op],
    steps: &'a [Step],
    pub(crate) facts: &'a Facts,
    pub(crate) as_of: Date,
    pub(crate) params: Vec<ParamValue>,
    /// The day that lies each of the rule's lengths before the day of the run.
    back: Vec<Option<Date>>,
    /// The same for parameters that are durations.
    params_back: Vec<Option<Date>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        set: &'a RuleSet,
        index: usize,
        facts: &'a Facts,
        as_of: Date,
        params: Vec<ParamValue>,
    ) -> Option<Self> {
        let rule = set.get(index)?;
        let back = rule.lengths.iter().map(|l| l.before(as_of)).collect();
        let params_back = params
            .iter()
            .map(|p| match p {
                ParamValue::Length(l) => l.before(as_of),
                _ => None,
            })
            .collect();
        let (ops, steps) = (rule.ops.as_ref(), rule.steps.as_ref());
        Some(Self { set, index, rule, ops, steps, facts, as_of, params, back, params_back })
    }

    /// A conjunction of lines.
    pub(crate) fn block(&self, block: Block, frame: Frame<'a>) -> Tri {
        self.conjunction(block, frame).0
    }

    /// A conjunction of lines, and the line that made it false.
    pub(crate) fn conjunction(&self, block: Block, frame: Frame<'a>) -> (Tri, Option<u16>) {
        let mut out = Tri::True;
        let mut at = block.start;
        while at < block.end {
            let (answer, next) = self.op(at, frame);
            match answer {
                Tri::True => {}
                Tri::False => return (Tri::False, Some(at)),
                Tri::Unknown => out = Tri::Unknown,
            }
            at = next;
        }
        (out, None)
    }

    /// A disjunction of lines.
    fn any(&self, block: Block, frame: Frame<'a>) -> Tri {
        let mut out = Tri::False;
        let mut at = block.start;
        while at < block.end {
            let (answer, next) = self.op(at, frame);
            match answer {
                Tri::True => return Tri::True,
                Tri::False => {}
                Tri::Unknown => out = Tri::Unknown,
            }
            at = next;
        }
        out
    }

    /// One line and where the next one begins.
    pub(crate) fn op(&self, at: u16, frame: Frame<'a>) -> (Tri, u16) {
        match self.ops.get(usize::from(at)) {
            Some(Op::Leaf { path, test, right }) => (self.leaf(*path, *test, *right, frame), at.saturating_add(1)),
            Some(Op::Group { kind, end }) => {
                let body = Block { start: at.saturating_add(1), end: *end };
                let answer = match kind {
                    Group::All => self.block(body, frame),
                    Group::Any => self.any(body, frame),
                    Group::Not => self.block(body, frame).negate(),
                };
                (answer, *end)
            }
            Some(Op::Quantifier { kind, path, end }) => {
                let body = Block { start: at.saturating_add(1), end: *end };
                let answer = match kind {
                    Quantifier::Some => self.some(*path, body, frame),
                    Quantifier::Every => self.every(*path, body, frame),
                    Quantifier::None => self.some(*path, body, frame).negate(),
                };
                (answer, *end)
            }
            None => (Tri::Unknown, u16::MAX),
        }
    }

    fn some(&self, path: Path, body: Block, frame: Frame<'a>) -> Tri {
        let Some(elements) = self.elements(path, frame) else {
            return Tri::Unknown;
        };
        let mut out = if elements.open { Tri::Unknown } else { Tri::False };
        for element in elements.iter() {
            match self.block(body, frame.with(element)) {
                Tri::True => return Tri::True,
                Tri::False => {}
                Tri::Unknown => out = Tri::Unknown,
            }
        }
        out
    }

    fn every(&self, path: Path, body: Block, frame: Frame<'a>) -> Tri {
        let Some(elements) = self.elements(path, frame) else {
            return Tri::Unknown;
        };
        let mut out = if elements.open { Tri::Unknown } else { Tri::True };
        for element in elements.iter() {
            match self.block(body, frame.with(element)) {
                Tri::True => {}
                Tri::False => return Tri::False,
                Tri::Unknown => out = Tri::Unknown,
            }
        }
        out
    }

    /// The elements of a list; an absent list is empty, `None` when it is not known.
    pub(crate) fn elements(&self, path: Path, frame: Frame<'a>) -> Option<Elements<'a>> {
        let table = self.path(path).last().and_then(|s| self.facts.tables.get(usize::from(s.table)));
        let table = table.map_or(&[][..], Vec::as_slice);
        match &self.cell(path, frame)?.value {
            CellValue::List { rows, open } => Some(Elements { rows, open: *open, table }),
            CellValue::Absent => Some(Elements { rows: &[], open: false, table }),
            _ => None,
        }
    }

    /// The cell of a path; `None` below a record that is absent or a reference that is not resolved.
    #[inline]
    pub(crate) fn cell(&self, path: Path, frame: Frame<'a>) -> Option<&'a Cell> {
        let mut row = if path.outer { frame.row } else { frame.element };
        let steps = self.path(path);
        if let [only] = steps {
            return row.cells.get(usize::from(only.field));
        }
        let (last, init) = steps.split_last()?;
        for step in init {
            row = self.follow(step.table, row.cells.get(usize::from(step.field))?)?;
        }
        row.cells.get(usize::from(last.field))
    }

    /// The steps of a path.
    #[inline]
    fn path(&self, path: Path) -> &'a [Step] {
        let start = usize::from(path.start);
        self.steps.get(start..start + usize::from(path.len)).unwrap_or(&[])
    }

    /// The row that a record or reference holds.
    pub(crate) fn follow(&self, table: u16, cell: &Cell) -> Option<&'a Row> {
        match cell.value {
            CellValue::Row(n) => self.facts.tables.get(usize::from(table))?.get(n as usize),
            _ => None,
        }
    }

    #[inline]
    fn leaf(&self, path: Path, test: Test, right: Right, frame: Frame<'a>) -> Tri {
        let Some(cell) = self.cell(path, frame) else {
            return Tri::Unknown;
        };
        // The three that most lines are.
        match (test, &cell.value, right) {
            (Test::Is(want), CellValue::Bool(b), _) => return Tri::of(Some(*b == want)),
            (Test::OneOf, CellValue::Word(w), Right::Mask(mask)) => return Tri::of(Some(bit(mask, *w))),
            (Test::Min, CellValue::Number(n), Right::Number(least)) => return Tri::of(Some(*n >= least)),
            _ => {}
        }
        self.other_leaf(cell, test, right, frame)
    }

    fn other_leaf(&self, cell: &'a Cell, test: Test, right: Right, frame: Frame<'a>) -> Tri {
        match test {
            Test::Present => Tri::of(Some(present(&cell.value))),
            Test::Includes | Test::Lacks | Test::Only => self.set(&cell.value, test, right, frame),
            Test::AtLeast | Test::AtMost => self.count(&cell.value, test, right, frame),
            _ => match &cell.value {
                CellValue::Absent | CellValue::Unknown => Tri::Unknown,
                value => Tri::of(self.scalar(value, test, right, frame)),
            },
        }
    }

    fn scalar(&self, value: &CellValue, test: Test, right: Right, frame: Frame<'a>) -> Option<bool> {
        match (test, value) {
            (Test::Is(want), CellValue::Bool(b)) => Some(*b == want),
            (Test::OneOf, CellValue::Word(w)) => match right {
                Right::Mask(mask) => Some(bit(mask, *w)),
                _ => None,
            },
            (Test::OneOf, CellValue::Text(text)) => {
                let text = trimmed(text);
                self.texts(right).map(|t| t.iter().any(|t| t.as_ref() == text))
            }
            (Test::Equals, _) => self.equal(value, right, frame),
            (Test::Not, _) => self.equal(value, right, frame).map(|b| !b),
            (Test::Min, CellValue::Number(n)) => self.number(right, frame).map(|r| *n >= r),
            (Test::Max, CellValue::Number(n)) => self.number(right, frame).map(|r| *n <= r),
            (Test::OlderThan, CellValue::Date(d)) => self.threshold(right, frame).map(|r| *d < r),
            (Test::NewerThan, CellValue::Date(d)) => self.threshold(right, frame).map(|r| *d > r),
            (Test::Before, CellValue::Date(d)) => self.date(right, frame).map(|r| *d < r),
            (Test::After, CellValue::Date(d)) => self.date(right, frame).map(|r| *d > r),
            (Test::LongerThan, CellValue::Duration(p)) => {
                Some(Length::of(**p)?.compare(self.length(right, frame)?, self.as_of)? == Ordering::Greater)
            }
            (Test::ShorterThan, CellValue::Duration(p)) => {
                Some(Length::of(**p)?.compare(self.length(right, frame)?, self.as_of)? == Ordering::Less)
            }
            (Test::Matches, CellValue::Text(text)) => self.pattern(right).map(|r| r.is_match(text)),
            (Test::Contains, CellValue::Text(text)) => self.text(right, frame).map(|r| text.contains(r)),
            _ => None,
        }
    }

    fn equal(&self, value: &CellValue, right: Right, frame: Frame<'a>) -> Option<bool> {
        if let Right::Field(path) = right {
            return match (value, &self.cell(path, frame)?.value) {
                (_, CellValue::Absent | CellValue::Unknown) => None,
                (CellValue::Text(a), CellValue::Text(b)) => Some(trimmed(a) == trimmed(b)),
                (CellValue::Duration(a), CellValue::Duration(b)) => {
                    Some(Length::of(**a)?.compare(Length::of(**b)?, self.as_of)? == Ordering::Equal)
                }
                (a, b) => Some(a == b),
            };
        }
        match value {
            CellValue::Bool(b) => match (right, self.param(right)) {
                (Right::Bool(r), _) | (_, Some(&ParamValue::Bool(r))) => Some(*b == r),
                _ => None,
            },
            CellValue::Word(w) => self.mask(right).map(|m| bit(m, *w)),
            CellValue::Text(t) => self.text(right, frame).map(|r| r == trimmed(t)),
            CellValue::Number(n) => self.number(right, frame).map(|r| n.total_cmp(&r) == Ordering::Equal),
            CellValue::Date(d) => self.date(right, frame).map(|r| *d == r),
            CellValue::Duration(p) => {
                Some(Length::of(**p)?.compare(self.length(right, frame)?, self.as_of)? == Ordering::Equal)
            }
            _ => None,
        }
    }

    fn set(&self, value: &CellValue, test: Test, right: Right, frame: Frame<'a>) -> Tri {
        if matches!(value, CellValue::Unknown | CellValue::Row(_)) {
            return Tri::Unknown;
        }
        let want = match self.want(right, frame) {
            None => return Tri::Unknown,
            Some(Want::Mask(want)) => {
                let have = mask_of(value);
                return Tri::of(Some(match test {
                    Test::Includes => have & want == want,
                    Test::Lacks => have & want == 0,
                    _ => have & !want == 0,
                }));
            }
            Some(want) => want,
        };
        let have = match value {
            CellValue::Texts(texts) => texts.as_slice(),
            _ => &[],
        };
        let has = |t: &str| have.iter().any(|x| x.value.trim() == t);
        Tri::of(Some(match test {
            Test::Includes => !want.any(|t| !has(t)),
            Test::Lacks => !want.any(has),
            _ => have.iter().all(|x| want.any(|t| t == x.value.trim())),
        }))
    }

    /// What a set is compared with; `None` when that is not known.
    fn want<'b>(&'b self, right: Right, frame: Frame<'a>) -> Option<Want<'b>> {
        match right {
            Right::Mask(mask) => Some(Want::Mask(mask)),
            Right::Texts { .. } => self.texts(right).map(Want::Texts),
            Right::Param(_) => match self.param(right)? {
                ParamValue::Words(mask) => Some(Want::Mask(*mask)),
                ParamValue::Text(t) => Some(Want::Text(t)),
                _ => None,
            },
            Right::Field(path) | Right::Set(path) => match &self.cell(path, frame)?.value {
                CellValue::Word(w) => Some(Want::Mask(1u64.checked_shl(u32::from(*w)).unwrap_or(0))),
                CellValue::Text(t) => Some(Want::Text(t.trim())),
                v @ CellValue::Words(_) => Some(Want::Mask(mask_of(v))),
                CellValue::Texts(t) => Some(Want::Cell(t)),
                // An absent scalar is not known, an absent set is empty.
                CellValue::Absent if matches!(right, Right::Set(_)) => Some(Want::Cell(&[])),
                _ => None,
            },
            _ => None,
        }
    }

    /// The bits that a set is compared with.
    pub(crate) fn want_mask(&self, right: Right, frame: Frame<'a>) -> Option<u64> {
        match self.want(right, frame)? {
            Want::Mask(mask) => Some(mask),
            _ => None,
        }
    }

    /// Whether a text is among those that a set is compared with.
    pub(crate) fn wants_text(&self, right: Right, frame: Frame<'a>, text: &str) -> bool {
        self.want(right, frame).is_some_and(|want| want.any(|t| t == text))
    }

    fn count(&self, value: &CellValue, test: Test, right: Right, frame: Frame<'a>) -> Tri {
        let Some(bound) = self.number(right, frame) else {
            return Tri::Unknown;
        };
        let (len, open) = match value {
            CellValue::List { rows, open } => (rows.len(), *open),
            CellValue::Absent => (0, false),
            _ => return Tri::Unknown,
        };
        let len = f64::from(u32::try_from(len).unwrap_or(u32::MAX));
        match test {
            Test::AtLeast if len >= bound => Tri::True,
            Test::AtMost if len > bound => Tri::False,
            _ if open => Tri::Unknown,
            Test::AtMost => Tri::True,
            _ => Tri::False,
        }
    }

    fn param(&self, right: Right) -> Option<&ParamValue> {
        match right {
            Right::Param(i) => self.params.get(usize::from(i)),
            _ => None,
        }
    }

    fn mask(&self, right: Right) -> Option<u64> {
        match (right, self.param(right)) {
            (Right::Mask(mask), _) | (_, Some(&ParamValue::Words(mask))) => Some(mask),
            _ => None,
        }
    }

    fn texts(&self, right: Right) -> Option<&'a [Text]> {
        match right {
            Right::Texts { start, len } => {
                let start = usize::from(start);
                self.rule.strings.get(start..start + usize::from(len))
            }
            _ => None,
        }
    }

    fn text<'b>(&'b self, right: Right, frame: Frame<'a>) -> Option<&'b str> {
        match right {
            Right::Field(path) => match &self.cell(path, frame)?.value {
                CellValue::Text(t) => Some(t.trim()),
                _ => None,
            },
            Right::Param(_) => match self.param(right)? {
                ParamValue::Text(t) => Some(t),
                _ => None,
            },
            _ => self.texts(right)?.first().map(AsRef::as_ref),
        }
    }

    fn number(&self, right: Right, frame: Frame<'a>) -> Option<f64> {
        match (right, self.param(right)) {
            (Right::Number(n), _) | (_, Some(&ParamValue::Number(n))) => Some(n),
            (Right::Field(path), _) => match self.cell(path, frame)?.value {
                CellValue::Number(n) => Some(n),
                _ => None,
            },
            _ => None,
        }
    }

    fn date(&self, right: Right, frame: Frame<'a>) -> Option<Date> {
        match (right, self.param(right)) {
            (Right::Date(d), _) | (_, Some(&ParamValue::Date(d))) => Some(d),
            (Right::Field(path), _) => match self.cell(path, frame)?.value {
                CellValue::Date(d) => Some(d),
                _ => None,
            },
            _ => None,
        }
    }

    fn length(&self, right: Right, frame: Frame<'a>) -> Option<Length> {
        match (right, self.param(right)) {
            (Right::Length(i), _) => self.rule.lengths.get(usize::from(i)).copied(),
            (_, Some(&ParamValue::Length(l))) => Some(l),
            (Right::Field(path), _) => match &self.cell(path, frame)?.value {
                CellValue::Duration(p) => Length::of(**p),
                _ => None,
            },
            _ => None,
        }
    }

    /// The day that lies the right side before the day of the run.
    fn threshold(&self, right: Right, frame: Frame<'a>) -> Option<Date> {
        match right {
            Right::Length(i) => self.back.get(usize::from(i)).copied().flatten(),
            Right::Param(i) => self.params_back.get(usize::from(i)).copied().flatten(),
            _ => self.length(right, frame)?.before(self.as_of),
        }
    }

    fn pattern(&self, right: Right) -> Option<&'a Pattern> {
        match right {
            Right::Pattern(i) => self.set.pattern(self.index, i),
            _ => None,
        }
    }
}

/// A text without blanks at its ends; most have none, which two bytes show.
#[inline]
fn trimmed(text: &str) -> &str {
    let plain = |b: Option<&u8>| b.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) { text } else { text.trim() }
}

/// Written, even as unknown, and not blank.
pub(crate) fn present(value: &CellValue) -> bool {
    match value {
        CellValue::Absent => false,
        CellValue::Text(t) => !trimmed(t).is_empty(),
        CellValue::Words(w) => !w.is_empty(),
        CellValue::Texts(t) => !t.is_empty(),
        CellValue::List { rows, .. } => !rows.is_empty(),
        _ => true,
    }
}

pub(crate) fn bit(mask: u64, word: u16) -> bool {
    mask.checked_shr(u32::from(word)).unwrap_or(0) & 1 == 1
}

fn mask_of(value: &CellValue) -> u64 {
    match value {
        CellValue::Words(words) => words.iter().fold(0, |m, w| m | 1u64.checked_shl(u32::from(w.value)).unwrap_or(0)),
        _ => 0,
    }
}
