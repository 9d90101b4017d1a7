//! Compiles conditions: names to indices, literals to what they mean, every slip to a located finding.

use std::collections::BTreeMap;

use super::{Block, Group, Length, NO_TABLE, Op, Param, Path, Quantifier, Right, Step, Test, Text};
use crate::fact::{FieldDef, FieldType, TableDef};
use crate::finding::{Finding, join_and, nearest};
use crate::source::{Node, Nodes, Span};

/// Most slips that are told of one rule.
const TOLD_MAX: usize = 100;
/// Groups may nest this deep.
const DEPTH_MAX: usize = 16;

/// Words with a meaning of their own in conditions.
pub(crate) const RESERVED: &[&str] = &["all", "any", "not", "some", "every", "none", "row"];

/// The pools of a rule while it is compiled.
#[derive(Debug, Default)]
pub(crate) struct Pools {
    pub(crate) strings: Vec<Text>,
    pub(crate) steps: Vec<Step>,
    pub(crate) lengths: Vec<Length>,
    pub(crate) patterns: Vec<Text>,
    pub(crate) ops: Vec<Op>,
    interned: BTreeMap<String, u16>,
}

/// A parameter as declared; its type follows from its first use.
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) value: crate::source::Value<String>,
    pub(crate) span: Span,
    pub(crate) typed: Option<Param>,
}

/// Where paths start.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// Table of the rule's row.
    pub(crate) row: u16,
    /// Table of the element, or of the row outside quantifiers.
    pub(crate) element: u16,
    /// The lists around, `crm-rows.`; empty outside quantifiers.
    pub(crate) prefix: String,
}

impl Scope {
    pub(crate) fn of(table: u16) -> Self {
        Self { row: table, element: table, prefix: String::new() }
    }

    pub(crate) fn inside(&self, table: u16, list: &str) -> Self {
        let list = list.strip_prefix("row.").unwrap_or(list);
        Self { row: self.row, element: table, prefix: format!("{}{list}.", self.prefix) }
    }
}

/// A field at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) path: Path,
    pub(crate) def: FieldDef,
    pub(crate) step: Step,
}

/// Compiles one rule.
pub(crate) struct Compiler<'a> {
    pub(crate) vocabulary: &'a [TableDef],
    pub(crate) pools: Pools,
    pub(crate) params: Vec<Declared>,
    pub(crate) findings: Vec<Finding>,
}

/// An index that fits the pools; they are cut off far below by the size of a rule file.
pub(crate) fn index(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(vocabulary: &'a [TableDef]) -> Self {
        Self { vocabulary, pools: Pools::default(), params: Vec::new(), findings: Vec::new() }
    }

    /// Tells a slip, once a place: a rule over several tables compiles the same lines several times.
    pub(crate) fn tell(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        let few = self.findings.len() < TOLD_MAX;
        if few && !self.findings.iter().any(|f| f.primary.span == span) {
            self.findings.push(Finding::fixed("rule-invalid", span, message).help_opt(help));
        }
    }

    /// Tells an unknown word, with the nearest of those that exist.
    pub(crate) fn tell_unknown<'b>(
        &mut self,
        span: Span,
        message: String,
        word: &str,
        known: impl IntoIterator<Item = &'b str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(word, known.iter().copied()) {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if known.is_empty() || known.len() > 40 => None,
            None => Some(format!("known: {}", known.join(" "))),
        };
        self.tell(span, message, help);
    }

    pub(crate) fn string(&mut self, text: &str) -> u16 {
        if let Some(i) = self.pools.interned.get(text) {
            return *i;
        }
        let i = index(self.pools.strings.len());
        self.pools.strings.push(Text::Owned(text.to_owned()));
        self.pools.interned.insert(text.to_owned(), i);
        i
    }

    /// Texts in a row, for a range.
    pub(crate) fn texts(&mut self, texts: &[&str]) -> Right {
        let start = index(self.pools.strings.len());
        self.pools.strings.extend(texts.iter().map(|t| Text::Owned((*t).trim().to_owned())));
        Right::Texts { start, len: index(texts.len()) }
    }

    pub(crate) fn table(&self, name: &str) -> Option<u16> {
        self.vocabulary.iter().position(|t| t.name == name).map(index)
    }

    pub(crate) fn table_def(&self, table: u16) -> Option<&'a TableDef> {
        self.vocabulary.get(usize::from(table))
    }

    /// Resolves a field path. With `through_lists`, for messages, it may pass through lists too.
    pub(crate) fn path(&mut self, text: &str, span: Span, scope: &Scope, through_lists: bool) -> Option<Found> {
        match self.try_path(text, scope, through_lists) {
            Ok(found) => Some(found),
            Err((message, help)) => {
                self.tell(span, message, help);
                None
            }
        }
    }

    /// Resolves a field path, or says what is wrong with it.
    pub(crate) fn try_path(
        &mut self,
        text: &str,
        scope: &Scope,
        through_lists: bool,
    ) -> Result<Found, (String, Option<String>)> {
        let (outer, rest) = match text.strip_prefix("row.") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut table = if outer { scope.row } else { scope.element };
        let mut steps = Vec::new();
        let mut found = None;
        let mut words = rest.split('.').peekable();
        while let Some(word) = words.next() {
            let def = self
                .table_def(table)
                .ok_or_else(|| (format!("`{text}` leads into a table that does not exist"), None))?;
            let Some(at) = def.fields.iter().position(|f| f.name == word) else {
                return Err(unknown_field(word, def));
            };
            let field = def.fields.get(at).copied().ok_or_else(|| (String::new(), None))?;
            let into = match field.ty {
                FieldType::Record(t) | FieldType::Ref(t) | FieldType::List(t) => self.table(t),
                _ => None,
            };
            let step = Step { owner: table, field: index(at), table: into.unwrap_or(NO_TABLE) };
            steps.push(step);
            if words.peek().is_none() {
                found = Some((field, step));
            } else {
                table = enter(text, word, field, into, through_lists)?;
            }
        }
        let Some((def, step)) = found.filter(|_| steps.len() < 32) else {
            return Err((format!("`{text}` is no path"), None));
        };
        let start = self.push_steps(&steps);
        let full = if outer { rest.to_owned() } else { format!("{}{rest}", scope.prefix) };
        let name = self.string(&full);
        let len = u8::try_from(steps.len()).unwrap_or(0);
        Ok(Found { path: Path { start, len, outer: outer && !scope.prefix.is_empty(), name }, def, step })
    }

    /// Steps that stand in the pool already are used again.
    fn push_steps(&mut self, steps: &[Step]) -> u16 {
        if let Some(at) = self.pools.steps.windows(steps.len()).position(|w| w == steps) {
            return index(at);
        }
        let start = index(self.pools.steps.len());
        self.pools.steps.extend(steps);
        start
    }

    /// Compiles the lines of a conjunction.
    pub(crate) fn conjunction(&mut self, nodes: Nodes<'_>, scope: &Scope, depth: usize) -> Block {
        let (block, leaves) = self.lines(nodes, scope, depth);
        self.contradictions(&leaves);
        block
    }

    /// Compiles lines; returns them and the place of each single predicate among them.
    fn lines(&mut self, nodes: Nodes<'_>, scope: &Scope, depth: usize) -> (Block, Vec<(u16, Span)>) {
        let start = index(self.pools.ops.len());
        let mut leaves = Vec::new();
        for node in nodes {
            self.line(&node, scope, depth, &mut leaves);
        }
        (Block { start, end: index(self.pools.ops.len()) }, leaves)
    }

    fn line(&mut self, node: &Node<'_>, scope: &Scope, depth: usize, leaves: &mut Vec<(u16, Span)>) {
        if depth > DEPTH_MAX {
            self.tell(
                node.header(),
                "the condition is nested too deep",
                Some(format!("at most {DEPTH_MAX} groups in each other")),
            );
            return;
        }
        let group = match node.name() {
            "all" => Some(Group::All),
            "any" => Some(Group::Any),
            "not" => Some(Group::Not),
            _ => None,
        };
        let quantifier = match node.name() {
            "some" => Some(Quantifier::Some),
            "every" => Some(Quantifier::Every),
            "none" => Some(Quantifier::None),
            _ => None,
        };
        match (group, quantifier) {
            (Some(kind), _) => self.group(node, kind, scope, depth),
            (_, Some(kind)) => self.quantifier(node, kind, scope, depth),
            _ => {
                let first = self.pools.ops.len();
                let many = self.predicates(node, scope);
                if many.len() > 1 {
                    // Several predicates on one line hold together, also inside `any`.
                    self.pools.ops.insert(first, Op::Group { kind: Group::All, end: index(first + many.len() + 1) });
                }
                let shift = usize::from(many.len() > 1);
                leaves.extend(many.iter().enumerate().map(|(i, span)| (index(first + shift + i), *span)));
            }
        }
    }

    fn group(&mut self, node: &Node<'_>, kind: Group, scope: &Scope, depth: usize) {
        if let Some(arg) = node.arg(0) {
            self.tell(arg.span, format!("`{}` takes a block of conditions and nothing else", node.name()), None);
        }
        self.no_props(node);
        self.not_empty(node);
        let at = self.pools.ops.len();
        self.pools.ops.push(Op::Group { kind, end: 0 });
        if kind == Group::Any {
            self.lines(node.children(), scope, depth + 1);
        } else {
            self.conjunction(node.children(), scope, depth + 1);
        }
        let end = index(self.pools.ops.len());
        if let Some(op) = self.pools.ops.get_mut(at) {
            *op = Op::Group { kind, end };
        }
    }

    fn quantifier(&mut self, node: &Node<'_>, kind: Quantifier, scope: &Scope, depth: usize) {
        let word = node.name().to_owned();
        self.no_props(node);
        self.not_empty(node);
        let (None, Some(name)) = (node.arg(1), node.first_text()) else {
            let message = format!("`{word}` takes one list and a block of conditions");
            self.tell(node.header(), message, Some(format!("{word} LIST {{ … }}")));
            return;
        };
        let name = name.to_owned();
        let span = node.arg(0).map_or(node.header(), |a| a.span);
        let Some(found) = self.path(&name, span, scope, false) else {
            return;
        };
        let FieldType::List(table) = found.def.ty else {
            let help = format!("`{}` is a {}", name, found.def.ty.describe());
            self.tell(span, format!("`{word}` needs a list"), Some(help));
            return;
        };
        let Some(table) = self.table(table) else {
            return;
        };
        let at = self.pools.ops.len();
        self.pools.ops.push(Op::Quantifier { kind, path: found.path, end: 0 });
        self.conjunction(node.children(), &scope.inside(table, &name), depth + 1);
        let end = index(self.pools.ops.len());
        if let Some(op) = self.pools.ops.get_mut(at) {
            *op = Op::Quantifier { kind, path: found.path, end };
        }
    }

    fn no_props(&mut self, node: &Node<'_>) {
        if let Some(prop) = node.props().next() {
            self.tell(prop.name.span, format!("`{}` takes no `{}=`", node.name(), prop.name.value), None);
        }
    }

    /// A block without conditions says nothing.
    pub(crate) fn not_empty(&mut self, node: &Node<'_>) {
        if node.children().next().is_none() {
            self.tell(
                node.header(),
                format!("`{}` has no conditions", node.name()),
                Some(format!("{} {{ FIELD … }}", node.name())),
            );
        }
    }

    /// Tells lines of one conjunction that cannot hold together.
    fn contradictions(&mut self, leaves: &[(u16, Span)]) {
        for (i, (a, _)) in leaves.iter().enumerate() {
            for (b, span) in leaves.iter().skip(i + 1) {
                let ops = (self.pools.ops.get(usize::from(*a)).copied(), self.pools.ops.get(usize::from(*b)).copied());
                let (Some(Op::Leaf { path, test, right }), Some(Op::Leaf { path: path2, test: test2, right: right2 })) =
                    ops
                else {
                    continue;
                };
                let same = path.outer == path2.outer && path.len == path2.len && path.start == path2.start;
                let (this, that) = ((test, right), (test2, right2));
                if same && (contradict(this, that) || contradict(that, this)) {
                    let name = self.pools.strings.get(usize::from(path.name)).cloned().unwrap_or_default();
                    self.tell(
                        *span,
                        format!("two conditions on `{name}` cannot both hold"),
                        Some("put them into `any { }`, or drop one".to_owned()),
                    );
                }
            }
        }
    }
}

/// Whether two predicates on one field exclude each other.
fn contradict(this: (Test, Right), that: (Test, Right)) -> bool {
    let tests = (this.0, that.0);
    match (this.1, that.1) {
        (Right::Mask(a), Right::Mask(b)) => match tests {
            (Test::OneOf | Test::Equals, Test::OneOf | Test::Equals) => a & b == 0,
            (Test::OneOf | Test::Equals, Test::Not) => a & !b == 0,
            (Test::Includes, Test::Lacks) => a & b != 0,
            (Test::Includes, Test::Only) => a & !b != 0,
            _ => false,
        },
        (Right::Number(a), Right::Number(b)) => match tests {
            (Test::Min | Test::AtLeast, Test::Max | Test::AtMost) => a > b,
            (Test::Equals, Test::Not) => a.total_cmp(&b).is_eq(),
            (Test::Equals, Test::Equals) => a.total_cmp(&b).is_ne(),
            _ => false,
        },
        _ => matches!(tests, (Test::Is(a), Test::Is(b)) if a != b),
    }
}

/// The table that a path enters after a word.
fn enter(
    text: &str,
    word: &str,
    field: FieldDef,
    into: Option<u16>,
    through_lists: bool,
) -> Result<u16, (String, Option<String>)> {
    match field.ty {
        FieldType::List(_) if !through_lists => Err((
            format!("`{word}` in `{text}` is a list"),
            Some(format!("write `some {word} {{ … }}`, `every {word} {{ … }}` or `none {word} {{ … }}`")),
        )),
        FieldType::Record(_) | FieldType::Ref(_) | FieldType::List(_) => {
            into.ok_or_else(|| (format!("`{word}` in `{text}` leads into a table that does not exist"), None))
        }
        ty => Err((format!("`{word}` in `{text}` is a {} and has no fields", ty.describe()), None)),
    }
}

fn unknown_field(word: &str, def: &TableDef) -> (String, Option<String>) {
    let message = format!("`{word}` is no field of `{}`", def.name);
    let names: Vec<&str> = def.fields.iter().map(|f| f.name).collect();
    let help = match nearest(word, names.iter().copied().chain(RESERVED.iter().copied())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`{}` has {}", def.name, join_and(&names)),
    };
    (message, Some(help))
}
