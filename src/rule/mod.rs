//! Rules: the language, the facts they read and how they are run. A compiled [`Rule`] is flat: conditions are one row
//! of [`Op`]s whose paths, texts and patterns are indices into pools, so that bundled rules are constants and running
//! one compares no names. [`load`] makes rules from KDL, [`run`] evaluates them, [`render`] words what was found.

mod bundle;
pub mod bundled;
mod compile;
mod condition;
mod culprit;
pub mod example;
pub mod facts;
pub mod fill;
pub mod frozen;
pub mod guard;
mod length;
mod literal;
mod load;
mod mend;
pub mod page;
mod param;
mod reader;
mod render;
mod run;
pub(crate) mod show;
pub mod tally;
mod template;

use std::borrow::Cow;
use std::sync::OnceLock;

use jiff::civil::Date;
use regex::Regex;

use crate::finding::{Finding, Level};
use crate::source::{FileId, Span};

pub use bundle::bundle;
pub use condition::Tri;
pub use length::Length;
pub use load::load;
pub use param::{ParamValue, Params};
pub use reader::Reader;
pub use render::{Words, findings, group, render};
pub use run::{Hit, Role, RuleRun, RunSettings, run};

/// Text of a rule: borrowed in bundled rules, owned in loaded ones.
pub type Text = Cow<'static, str>;

/// A table of a rule: borrowed in bundled rules, owned in loaded ones.
pub type Pool<T> = Cow<'static, [T]>;

/// A rule, compiled and type-checked.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name.
    pub name: Text,
    /// Former names.
    pub aliases: Pool<Text>,
    /// Level of its findings, unless settings or a report say otherwise.
    pub level: Level,
    /// Area, the folder of bundled rules.
    pub area: Text,
    /// Version of crmlint that first had it; empty for a team's rules.
    pub since: Text,
    /// What it finds, one line.
    pub summary: Text,
    /// Citations.
    pub cite: Pool<Text>,
    /// Requirements that it touches, plain ids.
    pub controls: Pool<Text>,
    /// Sources disagree on it.
    pub debated: bool,
    /// Its reading of the source was not confirmed.
    pub unsure: bool,
    /// Off unless asked for.
    pub preview: bool,
    /// Whose declarations it looks at.
    pub audience: Audience,
    /// Parameters that `crmlint.kdl` can set.
    pub params: Pool<Param>,
    /// One program a table of `each`.
    pub programs: Pool<Program>,
    /// Conditions of all programs.
    pub ops: Pool<Op>,
    /// Steps of all paths.
    pub steps: Pool<Step>,
    /// Words, texts and paths.
    pub strings: Pool<Text>,
    /// Durations written in conditions.
    pub lengths: Pool<Length>,
    /// Patterns written in conditions; checked, compiled when first used.
    pub patterns: Pool<Text>,
    /// Where it comes from.
    pub source: RuleSource,
}

/// Whose declarations a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A contractor's.
    Contractor,
    /// A provider's template.
    Template,
    /// Any.
    Both,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleSource {
    /// Part of crmlint: `rules/<area>/<name>.kdl` and its text, with `why` and examples.
    Bundled {
        /// Path in the repository.
        path: &'static str,
        /// The file.
        text: &'static str,
    },
    /// A team's rule.
    File {
        /// Path as shown to users.
        path: String,
        /// The name in the rule's header.
        span: Span,
    },
}

impl RuleSource {
    /// The file in which the rule was loaded, if it was.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Self::Bundled { .. } => None,
            Self::File { span, .. } => Some(span.file),
        }
    }

    /// The path as shown to users.
    pub fn path(&self) -> &str {
        match self {
            Self::Bundled { path, .. } => path,
            Self::File { path, .. } => path,
        }
    }
}

/// A parameter and its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: Text,
    /// What it holds; follows from its use.
    pub ty: ParamType,
    /// Used unless settings say otherwise.
    pub default: ParamValue,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamType {
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A duration.
    Length,
    /// A text or an id.
    Text,
    /// Words of a field, by index of its table and of the field.
    Words {
        /// Table in the vocabulary.
        table: u16,
        /// Field in the table.
        field: u16,
    },
}

/// What a rule does with the rows of one table.
#[derive(Debug, Clone)]
pub struct Program {
    /// Table in the vocabulary.
    pub table: u16,
    /// `where`.
    pub select: Block,
    /// `where` in words, for the reason why a rule did not apply.
    pub select_text: Text,
    /// `require`.
    pub require: Block,
    /// Reports in order; the last one has no `when`.
    pub reports: Pool<Report>,
}

/// A run of [`Rule::ops`]: a conjunction of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Block {
    /// First op.
    pub start: u16,
    /// One past the last op.
    pub end: u16,
}

/// A condition. Groups hold the ops that follow them, up to `end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Op {
    /// `all`, `any`, `not`.
    Group {
        /// Which.
        kind: Group,
        /// One past its last op.
        end: u16,
    },
    /// `some`, `every`, `none`.
    Quantifier {
        /// Which.
        kind: Quantifier,
        /// The list.
        path: Path,
        /// One past its last op.
        end: u16,
    },
    /// One predicate.
    Leaf {
        /// The field.
        path: Path,
        /// The predicate.
        test: Test,
        /// What it is compared with.
        right: Right,
    },
}

/// A group of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// All lines hold.
    All,
    /// A line holds.
    Any,
    /// The lines do not all hold.
    Not,
}

/// A group of lines about elements of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// An element meets all lines.
    Some,
    /// Each element meets all lines.
    Every,
    /// No element meets all lines.
    None,
}

/// A field path: steps from a row to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path {
    /// First of [`Rule::steps`].
    pub start: u16,
    /// Number of steps, at least 1.
    pub len: u8,
    /// Starts at the rule's row although it stands in a quantifier (`row.x`).
    pub outer: bool,
    /// The path as written with the lists it stands in, in [`Rule::strings`].
    pub name: u16,
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Table whose field it is.
    pub owner: u16,
    /// Field of that table.
    pub field: u16,
    /// Table of the row or rows that the field holds; [`NO_TABLE`] for other fields.
    pub table: u16,
}

/// [`Step::table`] of a field that holds no rows.
pub const NO_TABLE: u16 = u16::MAX;

/// A predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// A bare name: written, not blank.
    Present,
    /// A boolean is this.
    Is(bool),
    /// One of the words or texts.
    OneOf,
    /// `equals=`.
    Equals,
    /// `not=`.
    Not,
    /// `includes=`: all of these are in the set.
    Includes,
    /// `lacks=`: none of these is in the set.
    Lacks,
    /// `only=`: the set has no others.
    Only,
    /// `at-least=` rows.
    AtLeast,
    /// `at-most=` rows.
    AtMost,
    /// `min=`.
    Min,
    /// `max=`.
    Max,
    /// `older-than=`: before the day that lies this long before the day of the run.
    OlderThan,
    /// `newer-than=`: after that day.
    NewerThan,
    /// `before=` a date.
    Before,
    /// `after=` a date.
    After,
    /// `longer-than=`.
    LongerThan,
    /// `shorter-than=`.
    ShorterThan,
    /// `matches=` a pattern.
    Matches,
    /// `contains=` a text, letter by letter.
    Contains,
}

/// The right side of a predicate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Right {
    /// None.
    None,
    /// A boolean.
    Bool(bool),
    /// Words, one bit each.
    Mask(u64),
    /// Texts: a range of [`Rule::strings`].
    Texts {
        /// First.
        start: u16,
        /// How many.
        len: u16,
    },
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// One of [`Rule::lengths`].
    Length(u16),
    /// One of [`Rule::patterns`].
    Pattern(u16),
    /// One of [`Rule::params`].
    Param(u16),
    /// Another field.
    Field(Path),
    /// Another field that is a set; absent means empty.
    Set(Path),
}

/// What is said about a row that was found.
#[derive(Debug, Clone)]
pub struct Report {
    /// Used when this holds; always, without it.
    pub when: Option<Block>,
    /// Lowers the level.
    pub level: Option<Level>,
    /// Where the finding points.
    pub at: At,
    /// The message.
    pub message: Pool<Piece>,
    /// Text of the primary label; may be empty.
    pub label: Pool<Piece>,
    /// Further places.
    pub also: Pool<Also>,
    /// The help; may be empty.
    pub help: Pool<Piece>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// A place to point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// What decided; for a further place the element.
    Culprit,
    /// The header of the row.
    Row,
    /// A field.
    Field(Path),
}

/// A further place, or one for each element of a list.
#[derive(Debug, Clone)]
pub struct Also {
    /// The list, and the table of its elements.
    pub each: Option<(Path, u16)>,
    /// Only where this holds.
    pub when: Option<Block>,
    /// Where.
    pub at: At,
    /// What is said there.
    pub text: Pool<Piece>,
}

/// A piece of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// One of [`Rule::strings`].
    Text(u16),
    /// The value of a field.
    Field(Path),
    /// Objectives of all rows in the finding, or the field of that name if they have none.
    Objectives(Option<Path>),
    /// Requirements of all rows in the finding, or the field of that name if they have none.
    Requirement(Option<Path>),
    /// Points of all rows in the finding, or the field of that name if they have none.
    Points(Option<Path>),
    /// The value of one of [`Rule::params`].
    Param(u16),
}

/// How to mend what was found.
#[derive(Debug, Clone)]
pub struct Fix {
    /// True when it keeps the meaning of the declaration.
    pub safe: bool,
    /// What it does, as an order.
    pub say: Pool<Piece>,
    /// The edits.
    pub edits: Pool<Edit>,
}

/// One edit of a fix.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Sets a field that is declared, whether it stands there or not.
    Set {
        /// Its path.
        path: Path,
        /// The new value.
        value: Pool<Piece>,
    },
    /// Removes a property.
    Remove {
        /// Its path.
        path: Path,
    },
    /// Adds a line at the end of a node's block.
    Insert {
        /// The reference to the node; the row's own without it.
        into: Option<Path>,
        /// The line.
        text: Pool<Piece>,
    },
}

/// The rules of a run.
#[derive(Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    patterns: Vec<Vec<OnceLock<Option<Pattern>>>>,
}

impl RuleSet {
    /// No rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// The rules that come with crmlint.
    pub fn bundled() -> Self {
        let mut set = Self::new();
        for rule in bundled::RULES {
            set.push(rule.clone());
        }
        set
    }

    /// Adds rules. One whose name or alias another rule has is left out and told as a finding on its file.
    pub fn add(&mut self, rules: Vec<Rule>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in rules {
            match self.taken(&rule) {
                None => self.push(rule),
                Some((name, by)) => {
                    if let RuleSource::File { span, .. } = &rule.source {
                        let message = format!("there is a rule `{name}` already");
                        let label = format!("also in `{}`", by.source.path());
                        findings.push(
                            Finding::fixed("rule-invalid", *span, message).label(label).help("choose another name"),
                        );
                    }
                }
            }
        }
        findings
    }

    fn taken<'a>(&'a self, rule: &'a Rule) -> Option<(&'a str, &'a Rule)> {
        rule.names().find_map(|name| self.find(name).and_then(|i| self.rules.get(i)).map(|by| (name, by)))
    }

    fn push(&mut self, rule: Rule) {
        self.patterns.push(rule.patterns.iter().map(|_| OnceLock::new()).collect());
        self.rules.push(rule);
    }

    /// All rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// One rule.
    pub fn get(&self, index: usize) -> Option<&Rule> {
        self.rules.get(index)
    }

    /// The rule of that name or former name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.rules
            .iter()
            .position(|r| r.name == name)
            .or_else(|| self.rules.iter().position(|r| r.names().any(|n| n == name)))
    }

    /// The nearest name of a rule or of a finding that is no rule, for a slip.
    pub fn nearest<'a>(&'a self, name: &str) -> Option<&'a str> {
        let names = self.rules.iter().flat_map(Rule::names);
        crate::finding::nearest(name, names.chain(crate::finding::FIXED.iter().map(|f| f.name)))
    }

    /// A pattern of a rule, compiled when first asked for; `None` if it does not compile, which loading has refused.
    pub(crate) fn pattern(&self, rule: usize, index: u16) -> Option<&Pattern> {
        let cell = self.patterns.get(rule)?.get(usize::from(index))?;
        let text = self.rules.get(rule)?.patterns.get(usize::from(index))?;
        cell.get_or_init(|| Pattern::new(text)).as_ref()
    }
}

impl Rule {
    /// Its name and its former names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_ref()).chain(self.aliases.iter().map(AsRef::as_ref))
    }

    pub(crate) fn string(&self, index: u16) -> &str {
        self.strings.get(usize::from(index)).map_or("", AsRef::as_ref)
    }

    pub(crate) fn steps(&self, path: Path) -> &[Step] {
        let start = usize::from(path.start);
        self.steps.get(start..start + usize::from(path.len)).unwrap_or(&[])
    }

    pub(crate) fn op(&self, index: u16) -> Option<Op> {
        self.ops.get(usize::from(index)).copied()
    }
}

/// A pattern as it is matched.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// `\S`, something that is not blank: compiling it would take longer than a rule runs.
    NotBlank,
    Regex(Regex),
}

impl Pattern {
    fn new(text: &str) -> Option<Self> {
        if text == "\\S" { Some(Self::NotBlank) } else { pattern(text).ok().map(Self::Regex) }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::NotBlank => text.contains(|c: char| !c.is_whitespace()),
            Self::Regex(regex) => regex.is_match(text),
        }
    }
}

/// Compiles a pattern within limits of size.
fn pattern(text: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(text).size_limit(1 << 20).build()
}
