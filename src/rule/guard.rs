//! At which CMMC levels a rule can apply, told from its conditions alone: `where` is read with the level known and all
//! else open.

use super::{Block, Group, Op, Path, Right, Rule, Test, Tri};
use crate::fact::TableDef;

/// Fields that hold the level of the boundary in which a row stands.
const LEVELS: &[&str] = &["level", "boundary-level"];

/// True unless every `where` of the rule refuses rows of a boundary of this level.
pub fn applies_at(rule: &Rule, vocabulary: &[TableDef], level: u8) -> bool {
    let guard = Guard { rule, vocabulary, level };
    rule.programs.iter().any(|p| guard.block(p.select) != Tri::False)
}

/// The levels at which a rule can apply.
pub fn levels(rule: &Rule, vocabulary: &[TableDef]) -> Vec<u8> {
    (1..=3).filter(|level| applies_at(rule, vocabulary, *level)).collect()
}

struct Guard<'a> {
    rule: &'a Rule,
    vocabulary: &'a [TableDef],
    level: u8,
}

impl Guard<'_> {
    fn block(&self, block: Block) -> Tri {
        all(&self.lines(block.start, block.end))
    }

    /// The answers of the lines between two ops; what stands in a group belongs to it.
    fn lines(&self, mut at: u16, end: u16) -> Vec<Tri> {
        let mut out = Vec::new();
        while let Some(op) = self.rule.op(at).filter(|_| at < end) {
            let inner = at + 1;
            let (answer, next) = match op {
                Op::Group { kind: Group::All, end } => (all(&self.lines(inner, end)), end),
                Op::Group { kind: Group::Any, end } => (any(&self.lines(inner, end)), end),
                Op::Group { kind: Group::Not, end } => (all(&self.lines(inner, end)).negate(), end),
                Op::Quantifier { end, .. } => (Tri::Unknown, end),
                Op::Leaf { path, test, right } => (self.leaf(path, test, right), inner),
            };
            out.push(answer);
            at = next.max(inner);
        }
        out
    }

    fn leaf(&self, path: Path, test: Test, right: Right) -> Tri {
        let Some(step) = self.rule.steps(path).last() else { return Tri::Unknown };
        let field = self.vocabulary.get(usize::from(step.owner)).and_then(|t| t.fields.get(usize::from(step.field)));
        let name = field.map_or("", |f| f.name);
        let level = f64::from(self.level);
        let holds = match (test, right) {
            (Test::Present, _) if LEVELS.contains(&name) => true,
            (Test::Min, Right::Number(n)) if LEVELS.contains(&name) => level >= n,
            (Test::Max, Right::Number(n)) if LEVELS.contains(&name) => level <= n,
            (Test::Equals, Right::Number(n)) if LEVELS.contains(&name) => (level - n).abs() < 0.5,
            (Test::Not, Right::Number(n)) if LEVELS.contains(&name) => (level - n).abs() >= 0.5,
            // What Level 3 adds is not there below it.
            (Test::Is(wanted), _) if name == "level3" && self.level < 3 => !wanted,
            _ => return Tri::Unknown,
        };
        if holds { Tri::True } else { Tri::False }
    }
}

fn all(lines: &[Tri]) -> Tri {
    if lines.contains(&Tri::False) {
        Tri::False
    } else if lines.contains(&Tri::Unknown) {
        Tri::Unknown
    } else {
        Tri::True
    }
}

fn any(lines: &[Tri]) -> Tri {
    let swapped: Vec<Tri> = lines.iter().map(|t| t.negate()).collect();
    all(&swapped).negate()
}
