//! The only writer of KDL: nodes with comments above them, a line each, long texts as they would be typed. What it writes
//! reads as what it was given.

mod matrix;
mod plan;

use std::fmt::Write as _;

use crate::schema::grammar::{Field, Id, Text, Words};
use crate::source::{Spanned, is_bare, is_hostile, printable, quoted};

pub use matrix::of_matrix;
pub use plan::of_plan;

/// Columns that a text may take before it is broken at its line feeds.
const INDENT: usize = 4;

/// A value.
enum Value {
    /// Free text.
    Text(String),
    /// An id or a word of the language: without quotes where that can be.
    Word(String),
    /// Present and not known.
    Unknown,
    /// True or false.
    Bool(bool),
}

/// A node that is to be written.
struct Item {
    /// Lines of comment above it.
    notes: Vec<String>,
    name: &'static str,
    args: Vec<Value>,
    props: Vec<(&'static str, Value)>,
    children: Vec<Item>,
}

impl Item {
    fn new(name: &'static str) -> Self {
        Self { notes: Vec::new(), name, args: Vec::new(), props: Vec::new(), children: Vec::new() }
    }

    fn arg(mut self, value: Value) -> Self {
        self.args.push(value);
        self
    }

    /// An argument that may be missing.
    fn opt(mut self, text: &Field<Text>) -> Self {
        self.args.extend(text_value(text));
        self
    }

    /// A property that may be missing.
    fn prop(mut self, name: &'static str, value: Option<Value>) -> Self {
        self.props.extend(value.map(|v| (name, v)));
        self
    }

    /// Several ids: a property for one, a child for more.
    fn ids(mut self, name: &'static str, words: &Words<Id>) -> Self {
        match words.items.as_slice() {
            [one] if words.unknown.is_none() => self.props.push((name, Value::Word(one.value.0.clone()))),
            _ => self.children.extend(listed(name, words)),
        }
        self
    }

    fn child(mut self, child: Item) -> Self {
        self.children.push(child);
        self
    }

    fn children(mut self, children: impl IntoIterator<Item = Item>) -> Self {
        self.children.extend(children);
        self
    }

    fn print(&self, out: &mut String, depth: usize) {
        let indent = " ".repeat(depth * INDENT);
        for line in self.notes.iter().flat_map(|n| n.lines()) {
            let _ = writeln!(out, "{indent}{}", comment(line));
        }
        let _ = write!(out, "{indent}{}", self.name);
        // A text of several lines ends the node's header, so that nothing stands behind it unseen.
        let (short, long): (Vec<&Value>, Vec<&Value>) = self.args.iter().partition(|v| !v.is_long());
        for value in short {
            let _ = write!(out, " {}", value.printed(depth));
        }
        for (name, value) in &self.props {
            let _ = write!(out, " {name}={}", value.on_one_line());
        }
        for value in long {
            let _ = write!(out, " {}", value.printed(depth));
        }
        if !self.children.is_empty() {
            out.push_str(" {\n");
            for child in &self.children {
                child.print(out, depth + 1);
            }
            out.push_str(&indent);
            out.push('}');
        }
        out.push('\n');
    }
}

/// A node that lists ids; none if nothing was written.
fn listed(name: &'static str, words: &Words<Id>) -> Option<Item> {
    let mut item = Item::new(name);
    item.args.extend(words.items.iter().map(|w| Value::Word(w.value.0.clone())));
    item.args.extend(words.unknown.map(|_| Value::Unknown));
    (!item.args.is_empty()).then_some(item)
}

impl Value {
    fn is_long(&self) -> bool {
        matches!(self, Self::Text(text) if reads_better_in_lines(text))
    }

    fn printed(&self, depth: usize) -> String {
        match self {
            Self::Text(text) if reads_better_in_lines(text) => lines(text, depth),
            _ => self.on_one_line(),
        }
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Word(word) if is_bare(word) => word.clone(),
            Self::Word(word) => quoted(word),
            Self::Unknown => "#null".to_owned(),
            Self::Bool(true) => "#true".to_owned(),
            Self::Bool(false) => "#false".to_owned(),
        }
    }
}

fn text_value(field: &Field<Text>) -> Option<Value> {
    value(field, |t| Value::Text(t.0.clone()))
}

fn id_value(field: &Field<Id>) -> Option<Value> {
    value(field, |id| Value::Word(id.0.clone()))
}

/// The value of a field; nothing where the field is absent.
fn value<T>(field: &Field<T>, to: impl Fn(&T) -> Value) -> Option<Value> {
    match field {
        Field::Absent => None,
        Field::Unknown(_) => Some(Value::Unknown),
        Field::Known(Spanned { value, .. }) => Some(to(value)),
    }
}

/// A word of the language; `unknown` is one of them.
fn word_value<T: Copy>(field: &Field<T>, to: impl Fn(T) -> &'static str) -> Option<Value> {
    match field {
        Field::Unknown(_) => Some(Value::Word("unknown".to_owned())),
        _ => value(field, |v| Value::Word(to(*v).to_owned())),
    }
}

/// A date; quoted, since it begins with a digit.
fn date_value(field: &Field<jiff::civil::Date>) -> Option<Value> {
    value(field, |d| Value::Text(d.to_string()))
}

/// True if the text has several lines and stays the same when it is written in lines: other breaks than line feeds would
/// become such, and a line of blanks would become empty.
fn reads_better_in_lines(text: &str) -> bool {
    let is_plain = |c: char| c == '\n' || (!is_hostile(c) && !matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}'));
    let is_kept = |line: &str| line.is_empty() || !line.chars().all(char::is_whitespace);
    text.contains('\n') && text.chars().all(is_plain) && text.split('\n').all(is_kept)
}

/// A text of several lines, one step further in than its node.
fn lines(text: &str, depth: usize) -> String {
    let indent = " ".repeat((depth + 1) * INDENT);
    let mut out = "\"\"\"\n".to_owned();
    for line in text.split('\n') {
        if !line.is_empty() {
            out.push_str(&indent);
            let escaped = line.replace('\\', "\\\\").replace('\t', "\\t");
            // Three quotes would end the text.
            let ends = escaped.contains("\"\"\"");
            out.push_str(&if ends { escaped.replace('"', "\\\"") } else { escaped });
        }
        out.push('\n');
    }
    out.push_str(&indent);
    out.push_str("\"\"\"");
    out
}

/// One line as a comment. What it quotes can neither end it nor be taken for a waiver.
pub fn comment(line: &str) -> String {
    let line = printable(line.trim());
    let guard = if line.trim_start().starts_with("crmlint:") { "'" } else { "" };
    format!("// {guard}{line}").trim_end().to_owned()
}
