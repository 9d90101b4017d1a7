//! The grammar of declarations, said once. A noun is declared with [`noun!`]: its words, their types and a sentence
//! each. From that one text follow the typed struct, its reader, the JSON Schema and the fields that rules can read.

use jiff::civil::Date;

use crate::fact::{Cell, CellValue, FieldDef, FieldType, Period, Row, Subject};
use crate::finding::{Edit, Finding, nearest, only_near};
use crate::source::{Node, Span, Spanned, Value, ValueKind};

/// A scalar word: not written, written as `unknown` (or `#null`), or known.
#[derive(Debug, Clone, PartialEq)]
pub enum Field<T> {
    /// Not written.
    Absent,
    /// Written as `unknown`, `#null`, or with a value that could not be understood.
    Unknown(Span),
    /// Written.
    Known(Spanned<T>),
}

impl<T> Field<T> {
    /// The value, if known.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Known(s) => Some(&s.value),
            _ => None,
        }
    }

    /// The value with its place, if known.
    pub fn known(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Known(s) => Some(s),
            _ => None,
        }
    }

    /// Where it was written.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Unknown(span) => Some(*span),
            Self::Known(s) => Some(s.span),
        }
    }

    /// True when nothing was written.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// True when it was written as unknown.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// This, or the other one when nothing was written here.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_absent() { other } else { self }
    }
}

/// A set of words; empty when nothing was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Words<T> {
    /// The members with their places.
    pub items: Vec<Spanned<T>>,
    /// Where `unknown` was written among them.
    pub unknown: Option<Span>,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { items: Vec::new(), unknown: None }
    }
}

impl<T: PartialEq> Words<T> {
    /// True if the set holds the word.
    pub fn has(&self, word: &T) -> bool {
        self.items.iter().any(|i| i.value == *word)
    }

    /// The place of a member.
    pub fn place(&self, word: &T) -> Option<Span> {
        self.items.iter().find(|i| i.value == *word).map(|i| i.span)
    }

    /// True when nothing at all was written.
    pub fn is_absent(&self) -> bool {
        self.items.is_empty() && self.unknown.is_none()
    }
}

/// The types of scalar words, as the schema and the error messages tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarType {
    /// Free text.
    Text,
    /// An id.
    Id,
    /// `#true` or `#false`.
    Bool,
    /// A whole number.
    Integer,
    /// `YYYY-MM-DD`.
    Date,
    /// An ISO 8601 duration such as `P12M` or `PT24H`.
    Duration,
    /// One of fixed words, each with its meaning.
    Enum(&'static [(&'static str, &'static str)]),
}

/// A type that one KDL value can be read into.
pub trait Scalar: Sized + Clone {
    /// How the schema and messages describe it.
    const TYPE: ScalarType;
    /// Reads the value; the error says what is expected.
    fn read(value: &Value<&str>) -> Result<Self, String>;
    /// The cell that rules see.
    fn cell(&self) -> CellValue;
    /// The fact type of a single word.
    fn field_type() -> FieldType;
    /// The fact type of a set of such words, and the cell of one.
    fn set_type() -> FieldType {
        FieldType::TextSet
    }
}

/// Free text; blank counts as not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub String);

impl Text {
    /// True without a visible character.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// An id that the user chose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub String);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn expect_string(value: &Value<&str>, what: &str) -> Result<String, String> {
    match &value.kind {
        ValueKind::String(s) => Ok((*s).to_owned()),
        ValueKind::Integer(_) | ValueKind::Number(_) => Err(format!("expected {what}; write it in quotes")),
        _ => Err(format!("expected {what}")),
    }
}

impl Scalar for Text {
    const TYPE: ScalarType = ScalarType::Text;
    fn read(value: &Value<&str>) -> Result<Self, String> {
        expect_string(value, "a text").map(Text)
    }
    fn cell(&self) -> CellValue {
        CellValue::Text(self.0.clone().into())
    }
    fn field_type() -> FieldType {
        FieldType::Text
    }
}

impl Scalar for Id {
    const TYPE: ScalarType = ScalarType::Id;
    fn read(value: &Value<&str>) -> Result<Self, String> {
        let text = expect_string(value, "an id")?;
        if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
            Err("expected an id, not a blank text".to_owned())
        } else {
            Ok(Id(text))
        }
    }
    fn cell(&self) -> CellValue {
        CellValue::Text(self.0.clone().into())
    }
    fn field_type() -> FieldType {
        FieldType::Id
    }
}

impl Scalar for bool {
    const TYPE: ScalarType = ScalarType::Bool;
    fn read(value: &Value<&str>) -> Result<Self, String> {
        match value.kind {
            ValueKind::Bool(b) => Ok(b),
            _ => Err("expected #true or #false".to_owned()),
        }
    }
    fn cell(&self) -> CellValue {
        CellValue::Bool(*self)
    }
    fn field_type() -> FieldType {
        FieldType::Bool
    }
}

/// Largest whole number of the language: far above every count, and exact in JSON.
pub const INTEGER_MAX: u64 = 9_000_000_000_000_000;

impl Scalar for i64 {
    const TYPE: ScalarType = ScalarType::Integer;
    fn read(value: &Value<&str>) -> Result<Self, String> {
        match value.kind {
            ValueKind::Integer(n) if n.unsigned_abs() <= INTEGER_MAX => Ok(n),
            #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
            ValueKind::Number(n) if n.fract() == 0.0 && n.abs() <= 9.0e15 => Ok(n as i64),
            _ => Err("expected a whole number".to_owned()),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts and scores are far below 2^53")]
    fn cell(&self) -> CellValue {
        CellValue::Number(*self as f64)
    }
    fn field_type() -> FieldType {
        FieldType::Number
    }
}

impl Scalar for Date {
    const TYPE: ScalarType = ScalarType::Date;
    fn read(value: &Value<&str>) -> Result<Self, String> {
        let wrong = "expected a date like \"2026-11-22\"";
        let text = expect_string(value, "a date like \"2026-11-22\"")?;
        parse_date(&text).ok_or_else(|| wrong.to_owned())
    }
    fn cell(&self) -> CellValue {
        CellValue::Date(*self)
    }
    fn field_type() -> FieldType {
        FieldType::Date
    }
}

impl Scalar for Period {
    const TYPE: ScalarType = ScalarType::Duration;
    fn read(value: &Value<&str>) -> Result<Self, String> {
        let wrong = "expected a duration like P12M, P30D or PT24H";
        let text = expect_string(value, "a duration like P12M, P30D or PT24H")?;
        parse_duration(&text).map(Period).ok_or_else(|| wrong.to_owned())
    }
    fn cell(&self) -> CellValue {
        CellValue::Duration(Box::new(*self))
    }
    fn field_type() -> FieldType {
        FieldType::Duration
    }
}

/// Reads `YYYY-MM-DD`, nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if shaped { text.parse().ok() } else { None }
}

/// Reads an ISO 8601 duration in capitals with whole numbers of at most four digits.
pub fn parse_duration(text: &str) -> Option<jiff::Span> {
    let rest = text.strip_prefix('P')?;
    let (days, time) = match rest.split_once('T') {
        Some((d, t)) => (d, Some(t)),
        None => (rest, None),
    };
    let shaped = |part: &str, units: &str| {
        let mut last = 0;
        let mut digits = 0;
        for c in part.chars() {
            if c.is_ascii_digit() {
                digits += 1;
            } else {
                match units.find(c) {
                    Some(at) if at + 1 > last && (1..=4).contains(&digits) => last = at + 1,
                    _ => return false,
                }
                digits = 0;
            }
        }
        digits == 0
    };
    let complete = match time {
        Some(t) => !t.is_empty() && shaped(t, "HMS"),
        None => !days.is_empty(),
    };
    if complete && shaped(days, "YMWD") { text.parse().ok() } else { None }
}

/// How a word of a noun is written.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A required argument.
    Arg(ScalarType),
    /// An argument that may be missing.
    OptArg(ScalarType),
    /// One or more arguments.
    Args(ScalarType),
    /// A property or a child with one argument.
    Word(ScalarType),
    /// A property, or children with one or more arguments.
    Words(ScalarType),
    /// A child that may stand once.
    Child(fn() -> NodeGrammar),
    /// The same, and its argument may be written as a property.
    Short(fn() -> NodeGrammar),
    /// Children that may repeat.
    Children(fn() -> NodeGrammar),
}

/// One word of a noun.
#[derive(Clone, Copy)]
pub struct FieldGrammar {
    /// As written in KDL; for arguments a name for the reader.
    pub word: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// How it is written.
    pub shape: Shape,
}

/// A noun of the language.
#[derive(Clone)]
pub struct NodeGrammar {
    /// The node's name.
    pub word: &'static str,
    /// Its name in the schema's `$defs` and in the fact tables.
    pub def: &'static str,
    /// One or more sentences.
    pub doc: &'static str,
    /// Its words.
    pub fields: Vec<FieldGrammar>,
}

/// Where rows of child nouns go while facts are built.
pub trait FactSink {
    /// Adds a row to a table by name; returns its number.
    fn push(&mut self, table: &'static str, row: Row) -> u32;
}

/// A node with typed words. Implemented by [`noun!`].
pub trait Noun: Sized {
    /// The node's name.
    const WORD: &'static str;
    /// Name in `$defs` and of the fact table.
    const DEF: &'static str;
    /// The grammar.
    fn grammar() -> NodeGrammar;
    /// Reads a node; `None` when a required argument is missing (a finding says so).
    fn read(node: &Node<'_>, findings: &mut Vec<Finding>) -> Option<Self>;
    /// The header of the node.
    fn header(&self) -> Span;
    /// The declared fields that rules can read.
    fn fact_fields() -> Vec<FieldDef>;
    /// The cells of those fields; rows of children are pushed into the sink.
    fn cells(&self, subject: &Subject, sink: &mut dyn FactSink) -> Vec<Cell>;
    /// Child tables, depth first: (table, documentation, fields).
    fn child_tables(out: &mut Vec<(&'static str, &'static str, Vec<FieldDef>)>);
}

/// A name as a number: its length and first seven bytes. Names of the language that differ mostly differ in it, so that
/// a name of a file is compared with a whole grammar without touching its letters again.
const fn key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    #[expect(clippy::cast_possible_truncation, reason = "a mark, not the length")]
    let mut key = bytes.len() as u8 as u64;
    let mut rest = bytes;
    let mut n = 0;
    while n < 7 {
        let Some((first, behind)) = rest.split_first() else { break };
        key = key << 8 | *first as u64;
        rest = behind;
        n += 1;
    }
    key
}

/// A property or child: its name, and whether somebody asked for it.
struct Part<'a> {
    key: u64,
    name: &'a str,
    used: bool,
}

impl<'a> Part<'a> {
    fn new(name: &'a str) -> Self {
        Self { key: key(name), name, used: false }
    }

    fn take(&mut self, key: u64, word: &str) -> bool {
        let same = self.key == key && self.name == word;
        self.used |= same;
        same
    }
}

/// Most findings while declarations are read. A file in which all is wrong would give millions; with so many no further
/// node is read, and that is told.
pub const REFUSALS_MAX: usize = 10_000;

/// Most words and nodes without meaning that are told of one node.
const UNKNOWN_MAX: usize = 100;

/// Which parts of a node the reader has looked at.
pub struct Used<'a> {
    node: Node<'a>,
    args: usize,
    props: Vec<Part<'a>>,
    children: Vec<Part<'a>>,
}

impl<'a> Used<'a> {
    /// Nothing used yet.
    pub fn new(node: &Node<'a>) -> Self {
        let props = node.props().map(|p| Part::new(p.name.value)).collect();
        let children = node.children().map(|c| Part::new(c.name())).collect();
        Self { node: *node, args: 0, props, children }
    }

    fn next_arg(&mut self) -> Option<Value<&'a str>> {
        let value = self.node.arg(self.args);
        self.args += usize::from(value.is_some());
        value
    }

    fn take_props(&mut self, word: &str) -> Vec<Value<&'a str>> {
        let key = key(word);
        let mut parts = self.props.iter_mut().enumerate();
        // Mostly none has the name, and then no value is built.
        let Some(first) = parts.find_map(|(i, p)| p.take(key, word).then_some(i)) else {
            return Vec::new();
        };
        let mut out: Vec<_> = self.node.props().nth(first).map(|p| p.value).into_iter().collect();
        let behind = self.node.props().skip(first + 1).zip(parts);
        out.extend(behind.filter_map(|(prop, (_, part))| part.take(key, word).then_some(prop.value)));
        out
    }

    fn take_children(&mut self, word: &str) -> Vec<Node<'a>> {
        let key = key(word);
        let mut parts = self.children.iter_mut().enumerate();
        let Some(first) = parts.find_map(|(i, p)| p.take(key, word).then_some(i)) else {
            return Vec::new();
        };
        let mut nodes = self.node.children().skip(first);
        let mut out: Vec<_> = nodes.next().into_iter().collect();
        out.extend(nodes.zip(parts).filter_map(|(node, (_, part))| part.take(key, word).then_some(node)));
        out
    }

    /// Reports what nobody asked for, with the nearest word that the noun has.
    pub fn finish(self, grammar: fn() -> NodeGrammar, findings: &mut Vec<Finding>) {
        let extra = self.node.arg(self.args);
        let all = self.props.iter().chain(&self.children).all(|p| p.used);
        if all && extra.is_none() && self.node.annotation().is_none() {
            return;
        }
        let grammar = &grammar();
        if let Some(annotation) = self.node.annotation() {
            findings.push(
                not_in_schema(annotation.span, format!("`({})` has no meaning here", annotation.value))
                    .help("remove the annotation"),
            );
        }
        let noun = grammar.word;
        if let Some(extra) = extra {
            let message = match extra.as_str() {
                Some(text) if grammar.fields.iter().any(|f| f.word == text) => {
                    format!("`{text}` stands alone here; a property is written `{text}=…`")
                }
                _ => format!("`{noun}` takes no further value `{}`", shorten(&extra.display())),
            };
            findings.push(not_in_schema(extra.span, message).label("not expected here"));
        }
        let props = self.node.props().zip(&self.props).filter(|(_, part)| !part.used);
        let children = self.node.children().zip(&self.children).filter(|(_, part)| !part.used);
        let words = props.map(|(prop, _)| (prop.name, false));
        let mut unknown = words.chain(children.map(|(child, _)| (child.spanned_name(), true)));
        findings.extend(unknown.by_ref().take(UNKNOWN_MAX).map(|(name, child)| unknown_word_of(grammar, name, child)));
        if let Some((first, _)) = unknown.next() {
            let more = 1 + unknown.count();
            findings
                .push(not_in_schema(first.span, format!("`{noun}` has no meaning for {more} more words from here on")));
        }
    }
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}

/// A finding that the grammar refuses something.
pub fn not_in_schema(span: Span, message: impl Into<String>) -> Finding {
    Finding::fixed("not-in-schema", span, message)
}

fn unknown_word_of(grammar: &NodeGrammar, name: Spanned<&str>, child: bool) -> Finding {
    let words = || {
        grammar.fields.iter().filter(move |f| match f.shape {
            Shape::Word(_) | Shape::Words(_) | Shape::Short(_) => true,
            Shape::Child(_) | Shape::Children(_) => child,
            _ => false,
        })
    };
    let kind = if child { "node" } else { "property" };
    let mut finding = not_in_schema(name.span, format!("`{}` has no {kind} `{}`", grammar.word, shorten(name.value)));
    let elsewhere = grammar.fields.iter().find(|f| f.word == name.value);
    finding = if let Some(field) = elsewhere {
        finding.help(format!("`{0}` is written as a node of its own inside `{1} {{ }}`", field.word, grammar.word))
    } else if let Some(near) = nearest(name.value, words().map(|f| f.word)) {
        let sure = only_near(name.value, words().map(|f| f.word)).is_some();
        finding.help(format!("did you mean `{near}`?")).replace(near, sure)
    } else {
        let list: Vec<&str> = words().map(|f| f.word).collect();
        if list.is_empty() {
            finding.help(format!("`{}` has none", grammar.word))
        } else {
            finding.help(format!("`{}` takes: {}", grammar.word, list.join(" ")))
        }
    };
    finding.label("not part of the language")
}

fn is_unknown(value: &Value<&str>) -> bool {
    matches!(value.kind, ValueKind::Null) || value.as_str() == Some("unknown")
}

fn read_value<T: Scalar>(word: &str, value: &Value<&str>, findings: &mut Vec<Finding>) -> Field<T> {
    if is_unknown(value) {
        return Field::Unknown(value.span);
    }
    if matches!(value.kind, ValueKind::NonFinite) {
        findings.push(not_in_schema(value.span, format!("`{word}` cannot be a number that is not finite")));
        return Field::Unknown(value.span);
    }
    match T::read(value) {
        Ok(read) => Field::Known(Spanned::new(read, value.span)),
        Err(expected) => {
            findings.push(refused::<T>(word, value, &expected));
            Field::Unknown(value.span)
        }
    }
}

fn refused<T: Scalar>(word: &str, value: &Value<&str>, expected: &str) -> Finding {
    if let (ScalarType::Enum(words), Some(text)) = (T::TYPE, value.as_str()) {
        let list: Vec<&str> = words.iter().map(|w| w.0).collect();
        let finding =
            Finding::fixed("unknown-word", value.span, format!("`{word}` does not know the word `{}`", shorten(text)))
                .label("stays unknown");
        return match nearest(text, list.iter().copied()) {
            Some(near) => finding
                .help(format!("did you mean `{near}`? known: {}", list.join(" ")))
                .replace(near, only_near(text, list.iter().copied()).is_some()),
            None => finding.help(format!("known: {}", list.join(" "))),
        };
    }
    let finding = not_in_schema(value.span, format!("`{word}` is `{}`: {expected}", shorten(&value.display())))
        .label(expected.to_owned());
    let Span { file, start, end } = value.span;
    let put = |at: u32| Edit { span: Span { file, start: at, end: at }, text: "\"".to_owned() };
    match (T::TYPE, &value.kind) {
        // What was typed stays letter by letter: 2.10 is another version than 2.1.
        (ScalarType::Text | ScalarType::Id, ValueKind::Integer(_) | ValueKind::Number(_)) => {
            finding.fix("put it in quotes", true, vec![put(start), put(end)])
        }
        (ScalarType::Bool, ValueKind::String(word)) => match word.to_ascii_lowercase().as_str() {
            "true" | "yes" => finding.replace_raw("#true"),
            "false" | "no" => finding.replace_raw("#false"),
            _ => finding,
        },
        _ => finding,
    }
}

/// Reads the next argument, which must be there.
pub fn read_arg<T: Scalar>(word: &str, used: &mut Used<'_>, findings: &mut Vec<Finding>) -> Option<Spanned<T>> {
    let noun = used.node.name();
    let Some(value) = used.next_arg() else {
        findings.push(
            not_in_schema(used.node.header(), format!("`{noun}` needs its {word}"))
                .help(format!("write `{noun} <{word}> …`")),
        );
        return None;
    };
    match read_value::<T>(word, &value, findings) {
        Field::Known(s) => Some(s),
        Field::Unknown(span) => {
            if is_unknown(&value) {
                findings.push(not_in_schema(span, format!("the {word} of `{noun}` cannot be unknown")));
            }
            None
        }
        Field::Absent => None,
    }
}

/// Reads the next argument, if there is one.
pub fn read_opt_arg<T: Scalar>(word: &str, used: &mut Used<'_>, findings: &mut Vec<Finding>) -> Field<T> {
    used.next_arg().map_or(Field::Absent, |value| read_value(word, &value, findings))
}

/// Reads all further arguments; at least one must be there.
pub fn read_args<T: Scalar>(word: &str, used: &mut Used<'_>, findings: &mut Vec<Finding>) -> Option<Vec<Spanned<T>>> {
    let mut out = Vec::new();
    let mut any = false;
    while let Some(value) = used.next_arg() {
        any = true;
        match read_value::<T>(word, &value, findings) {
            Field::Known(s) => out.push(s),
            Field::Unknown(span) if is_unknown(&value) => {
                findings.push(not_in_schema(span, format!("the {word} of `{}` cannot be unknown", used.node.name())));
            }
            _ => {}
        }
    }
    if !any {
        let noun = used.node.name();
        findings.push(not_in_schema(used.node.header(), format!("`{noun}` needs at least one {word}")));
    }
    if out.is_empty() { None } else { Some(out) }
}

/// The values of a child that is a plain word; findings when it holds anything else.
fn plain_child<'a>(
    child: &Node<'a>,
    most: usize,
    findings: &mut Vec<Finding>,
) -> impl Iterator<Item = Value<&'a str>> + use<'a> {
    let name = child.name();
    if let Some(annotation) = child.annotation() {
        findings.push(not_in_schema(annotation.span, format!("`({})` has no meaning here", annotation.value)));
    }
    if let Some(prop) = child.props().next() {
        findings
            .push(not_in_schema(prop.name.span, format!("`{name}` has no property `{}`", shorten(prop.name.value))));
    }
    if let Some(inner) = child.children().next() {
        findings.push(not_in_schema(inner.name_span(), format!("`{name}` holds a value, not nodes")));
    }
    if child.arg(0).is_none() {
        findings.push(not_in_schema(child.header(), format!("`{name}` needs a value")));
    }
    if let Some(extra) = child.arg(most) {
        findings.push(not_in_schema(extra.span, format!("`{name}` takes one value")));
    }
    child.args()
}

fn twice(word: &str, first: Span, last: Span, findings: &mut Vec<Finding>) {
    findings.push(
        not_in_schema(last, format!("`{word}` is given twice; the last one counts"))
            .label("this one counts")
            .also(first, "given here first")
            .level(crate::finding::Level::Warning),
    );
}

/// Reads a scalar word, as property or as child with one argument.
pub fn read_word<T: Scalar>(word: &'static str, used: &mut Used<'_>, findings: &mut Vec<Finding>) -> Field<T> {
    let mut values = used.take_props(word);
    if let (true, Some(first), Some(last)) = (values.len() > 1, values.first(), values.last()) {
        twice(word, first.span, last.span, findings);
    }
    let children = used.take_children(word);
    if let Some(second) = children.get(1) {
        findings.push(not_in_schema(second.header(), format!("`{word}` is given twice")));
    }
    let from_props = values.last().map(|v| v.span);
    for child in children {
        if let Some(first) = plain_child(&child, 1, findings).next() {
            if let Some(before) = from_props {
                twice(word, before, first.span, findings);
            }
            values.push(first);
        }
    }
    values.last().map_or(Field::Absent, |value| read_value(word, value, findings))
}

/// Reads a set of words, as property or as children with arguments.
pub fn read_words<T: Scalar>(word: &'static str, used: &mut Used<'_>, findings: &mut Vec<Finding>) -> Words<T> {
    let props = used.take_props(word);
    if let (true, Some(first), Some(last)) = (props.len() > 1, props.first(), props.last()) {
        twice(word, first.span, last.span, findings);
    }
    let mut values: Vec<Value<&str>> = props.last().copied().into_iter().collect();
    for child in used.take_children(word) {
        values.extend(plain_child(&child, usize::MAX, findings));
    }
    let mut out = Words::default();
    for value in values {
        match read_value::<T>(word, &value, findings) {
            Field::Known(s) => out.items.push(s),
            Field::Unknown(span) => out.unknown = Some(span),
            Field::Absent => {}
        }
    }
    out
}

/// Reads a child noun that stands at most once.
pub fn read_child<N: Noun>(
    word: &'static str,
    short: bool,
    used: &mut Used<'_>,
    findings: &mut Vec<Finding>,
) -> Option<N> {
    let mut out = None;
    if short && !used.take_props(word).is_empty() {
        for node in used.node.properties_as_nodes(word) {
            out = N::read(&node, findings);
        }
    }
    for (i, child) in used.take_children(word).into_iter().enumerate() {
        if i > 0 {
            findings.push(not_in_schema(child.header(), format!("`{word}` is given twice")));
        }
        out = N::read(&child, findings);
    }
    out
}

/// Reads child nouns that may repeat.
pub fn read_children<N: Noun>(word: &'static str, used: &mut Used<'_>, findings: &mut Vec<Finding>) -> Vec<N> {
    let children = used.take_children(word);
    let read = |child: &Node<'_>| if findings.len() < REFUSALS_MAX { N::read(child, findings) } else { None };
    children.iter().filter_map(read).collect()
}

/// The cell of a scalar word.
pub fn field_cell<T: Scalar>(field: &Field<T>) -> Cell {
    match field {
        Field::Absent => Cell::absent(),
        Field::Unknown(span) => Cell::unknown(Some(*span)),
        Field::Known(s) => Cell::new(s.value.cell(), Some(s.span)),
    }
}

/// The cell of a set of words.
pub fn words_cell<T: Scalar>(words: &Words<T>) -> Cell {
    if words.unknown.is_some() && words.items.is_empty() {
        return Cell::unknown(words.unknown);
    }
    items_cell(&words.items)
}

/// The cell of several arguments.
pub fn items_cell<T: Scalar>(items: &[Spanned<T>]) -> Cell {
    let span = items.first().map(|i| i.span);
    if items.is_empty() {
        return Cell::absent();
    }
    let mut words = Vec::new();
    let mut texts = Vec::new();
    for item in items {
        match item.value.cell() {
            CellValue::Word(w) => words.push(Spanned::new(w, item.span)),
            CellValue::Text(t) => texts.push(Spanned::new(t.into_owned(), item.span)),
            _ => {}
        }
    }
    let value = if texts.is_empty() { CellValue::Words(words) } else { CellValue::Texts(texts) };
    Cell::new(value, span)
}

/// The cell of a child noun; its row goes to the sink.
pub fn child_cell<N: Noun>(child: Option<&N>, subject: &Subject, sink: &mut dyn FactSink) -> Cell {
    child.map_or_else(Cell::absent, |c| {
        let row = noun_row(c, subject.clone(), sink);
        Cell::new(CellValue::Row(sink.push(N::DEF, row)), Some(c.header()))
    })
}

/// The cell of repeated child nouns.
pub fn children_cell<N: Noun>(children: &[N], subject: &Subject, sink: &mut dyn FactSink) -> Cell {
    let mut rows = Vec::with_capacity(children.len());
    for child in children {
        let row = noun_row(child, subject.clone(), sink);
        rows.push(sink.push(N::DEF, row));
    }
    let span = children.first().map(Noun::header);
    Cell::new(CellValue::List { rows, open: false }, span)
}

/// A row with the declared cells of a noun.
pub fn noun_row<N: Noun>(noun: &N, subject: Subject, sink: &mut dyn FactSink) -> Row {
    let cells = noun.cells(&subject, sink);
    Row { span: noun.header(), subject, cells }
}

/// `crm_requests` is `crm-requests` in rules, `for_` is `for`. Called once a field, when the vocabulary is built.
pub fn fact_name(ident: &'static str) -> &'static str {
    let plain = ident.trim_start_matches("r#").trim_end_matches('_');
    if plain.contains('_') { Box::leak(plain.replace('_', "-").into_boxed_str()) } else { plain }
}

/// A doc comment as one line.
pub fn doc_line(doc: &'static str) -> &'static str {
    doc.trim()
}

/// Declares an enumeration of fixed words with their meanings.
#[macro_export]
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $( $(#[doc = $vdoc:literal])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $vdoc])* $variant ),* }

        impl $name {
            /// All words in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
            /// All words with their meanings.
            pub const MEANINGS: &'static [(&'static str, &'static str)] = &[$(($word, concat!($($vdoc),*))),*];
            /// All members in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as written.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::schema::grammar::Scalar for $name {
            const TYPE: $crate::schema::grammar::ScalarType = $crate::schema::grammar::ScalarType::Enum(Self::MEANINGS);
            fn read(value: &$crate::source::Value<&str>) -> Result<Self, String> {
                value.as_str().and_then(Self::from_word).ok_or_else(|| format!("expected one of {}", Self::WORDS.join(" ")))
            }
            fn cell(&self) -> $crate::fact::CellValue {
                $crate::fact::CellValue::Word(*self as u16)
            }
            fn field_type() -> $crate::fact::FieldType {
                $crate::fact::FieldType::Enum(Self::WORDS)
            }
            fn set_type() -> $crate::fact::FieldType {
                $crate::fact::FieldType::EnumSet(Self::WORDS)
            }
        }
    };
}

/// Declares a noun: struct, reader, schema and fact fields from one text.
///
/// `field "word" kind Type;` with kind `arg` (required argument), `optarg`, `args` (one or more), `word` (property or
/// child with one value), `words` (property or children with values), `child` (once), `short` (once, its argument also
/// as a property), `children` (any number), `rows` (the same, expanded to facts elsewhere).
#[macro_export]
macro_rules! noun {
    ($(#[doc = $doc:literal])* pub struct $name:ident = $word:literal as $def:literal {
        $( $(#[doc = $fdoc:literal])* $field:ident $fword:literal $kind:ident $ty:ty; )*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $( $(#[doc = $fdoc])* pub $field: $crate::noun!(@type $kind $ty), )*
            /// Name and entries of the node.
            pub header: $crate::source::Span,
        }

        impl $crate::schema::grammar::Noun for $name {
            const WORD: &'static str = $word;
            const DEF: &'static str = $def;

            fn grammar() -> $crate::schema::grammar::NodeGrammar {
                $crate::schema::grammar::NodeGrammar {
                    word: $word,
                    def: $def,
                    doc: $crate::schema::grammar::doc_line(concat!($($doc),*)),
                    fields: vec![$($crate::schema::grammar::FieldGrammar {
                        word: $fword,
                        doc: $crate::schema::grammar::doc_line(concat!($($fdoc),*)),
                        shape: $crate::noun!(@shape $kind $ty),
                    }),*],
                }
            }

            fn read(node: &$crate::source::Node<'_>, findings: &mut Vec<$crate::finding::Finding>) -> Option<Self> {
                let mut used = $crate::schema::grammar::Used::new(node);
                $( let $field = $crate::noun!(@read $kind $ty, $fword, &mut used, findings); )*
                used.finish(<Self as $crate::schema::grammar::Noun>::grammar, findings);
                Some(Self { $( $field: $crate::noun!(@keep $kind $field), )* header: node.header() })
            }

            fn header(&self) -> $crate::source::Span {
                self.header
            }

            fn fact_fields() -> Vec<$crate::fact::FieldDef> {
                vec![$($crate::fact::FieldDef {
                    name: $crate::schema::grammar::fact_name(stringify!($field)),
                    ty: $crate::noun!(@fact $kind $ty),
                    derived: false,
                    doc: $crate::schema::grammar::doc_line(concat!($($fdoc),*)),
                }),*]
            }

            #[allow(unused_variables, clippy::allow_attributes, reason = "nouns without children use no sink")]
            fn cells(&self, subject: &$crate::fact::Subject, sink: &mut dyn $crate::schema::grammar::FactSink) -> Vec<$crate::fact::Cell> {
                vec![$($crate::noun!(@cell $kind self.$field, subject, sink)),*]
            }

            #[allow(unused_variables, clippy::allow_attributes, reason = "nouns without children add no table")]
            fn child_tables(out: &mut Vec<(&'static str, &'static str, Vec<$crate::fact::FieldDef>)>) {
                $( $crate::noun!(@tables $kind $ty, out); )*
            }
        }
    };

    (@type arg $ty:ty) => { $crate::source::Spanned<$ty> };
    (@type optarg $ty:ty) => { $crate::schema::grammar::Field<$ty> };
    (@type args $ty:ty) => { Vec<$crate::source::Spanned<$ty>> };
    (@type word $ty:ty) => { $crate::schema::grammar::Field<$ty> };
    (@type words $ty:ty) => { $crate::schema::grammar::Words<$ty> };
    (@type child $ty:ty) => { Option<$ty> };
    (@type short $ty:ty) => { Option<$ty> };
    (@type children $ty:ty) => { Vec<$ty> };
    (@type rows $ty:ty) => { Vec<$ty> };

    (@shape arg $ty:ty) => { $crate::schema::grammar::Shape::Arg(<$ty as $crate::schema::grammar::Scalar>::TYPE) };
    (@shape optarg $ty:ty) => { $crate::schema::grammar::Shape::OptArg(<$ty as $crate::schema::grammar::Scalar>::TYPE) };
    (@shape args $ty:ty) => { $crate::schema::grammar::Shape::Args(<$ty as $crate::schema::grammar::Scalar>::TYPE) };
    (@shape word $ty:ty) => { $crate::schema::grammar::Shape::Word(<$ty as $crate::schema::grammar::Scalar>::TYPE) };
    (@shape words $ty:ty) => { $crate::schema::grammar::Shape::Words(<$ty as $crate::schema::grammar::Scalar>::TYPE) };
    (@shape child $ty:ty) => { $crate::schema::grammar::Shape::Child(<$ty as $crate::schema::grammar::Noun>::grammar) };
    (@shape short $ty:ty) => { $crate::schema::grammar::Shape::Short(<$ty as $crate::schema::grammar::Noun>::grammar) };
    (@shape rows $ty:ty) => { $crate::schema::grammar::Shape::Children(<$ty as $crate::schema::grammar::Noun>::grammar) };
    (@shape children $ty:ty) => { $crate::schema::grammar::Shape::Children(<$ty as $crate::schema::grammar::Noun>::grammar) };

    (@read arg $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_arg::<$ty>($w, $used, $f) };
    (@read optarg $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_opt_arg::<$ty>($w, $used, $f) };
    (@read args $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_args::<$ty>($w, $used, $f) };
    (@read word $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_word::<$ty>($w, $used, $f) };
    (@read words $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_words::<$ty>($w, $used, $f) };
    (@read child $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_child::<$ty>($w, false, $used, $f) };
    (@read short $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_child::<$ty>($w, true, $used, $f) };
    (@read rows $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_children::<$ty>($w, $used, $f) };
    (@read children $ty:ty, $w:literal, $used:expr, $f:expr) => { $crate::schema::grammar::read_children::<$ty>($w, $used, $f) };

    (@keep arg $v:ident) => { $v? };
    (@keep args $v:ident) => { $v? };
    (@keep $kind:ident $v:ident) => { $v };

    (@fact arg $ty:ty) => { <$ty as $crate::schema::grammar::Scalar>::field_type() };
    (@fact optarg $ty:ty) => { <$ty as $crate::schema::grammar::Scalar>::field_type() };
    (@fact args $ty:ty) => { <$ty as $crate::schema::grammar::Scalar>::set_type() };
    (@fact word $ty:ty) => { <$ty as $crate::schema::grammar::Scalar>::field_type() };
    (@fact words $ty:ty) => { <$ty as $crate::schema::grammar::Scalar>::set_type() };
    (@fact child $ty:ty) => { $crate::fact::FieldType::Record(<$ty as $crate::schema::grammar::Noun>::DEF) };
    (@fact short $ty:ty) => { $crate::fact::FieldType::Record(<$ty as $crate::schema::grammar::Noun>::DEF) };
    (@fact rows $ty:ty) => { $crate::fact::FieldType::List(<$ty as $crate::schema::grammar::Noun>::DEF) };
    (@fact children $ty:ty) => { $crate::fact::FieldType::List(<$ty as $crate::schema::grammar::Noun>::DEF) };

    (@cell arg $v:expr, $s:expr, $k:expr) => {
        $crate::fact::Cell::new($crate::schema::grammar::Scalar::cell(&$v.value), Some($v.span))
    };
    (@cell args $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::items_cell(&$v) };
    (@cell optarg $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::field_cell(&$v) };
    (@cell word $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::field_cell(&$v) };
    (@cell words $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::words_cell(&$v) };
    (@cell child $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::child_cell($v.as_ref(), $s, $k) };
    (@cell short $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::child_cell($v.as_ref(), $s, $k) };
    (@cell rows $v:expr, $s:expr, $k:expr) => { $crate::fact::Cell::absent() };
    (@cell children $v:expr, $s:expr, $k:expr) => { $crate::schema::grammar::children_cell(&$v, $s, $k) };

    (@tables child $ty:ty, $out:expr) => { $crate::schema::grammar::add_table::<$ty>($out) };
    (@tables short $ty:ty, $out:expr) => { $crate::schema::grammar::add_table::<$ty>($out) };
    (@tables children $ty:ty, $out:expr) => { $crate::schema::grammar::add_table::<$ty>($out) };
    (@tables $kind:ident $ty:ty, $out:expr) => {};
}

/// Adds the table of a child noun and of its children.
pub fn add_table<N: Noun>(out: &mut Vec<(&'static str, &'static str, Vec<FieldDef>)>) {
    if out.iter().all(|t| t.0 != N::DEF) {
        out.push((N::DEF, N::grammar().doc, N::fact_fields()));
        N::child_tables(out);
    }
}
