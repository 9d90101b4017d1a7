//! The light tree that every reader of KDL works on: names, arguments, properties and children, each with its span.
//! It knows nothing of the parser that made it.

use super::{Span, Spanned};

/// The nodes of one file, in source order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Top-level nodes.
    pub nodes: Vec<Node>,
}

/// One KDL node. Slashdashed parts do not exist here.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Type annotation, `(finding)node`.
    pub annotation: Option<Spanned<String>>,
    /// The name.
    pub name: Spanned<String>,
    /// Positional arguments.
    pub args: Vec<Value>,
    /// Properties in source order; a repeated key stands here twice, the last one counts.
    pub props: Vec<Prop>,
    /// Children, empty without a block.
    pub children: Vec<Node>,
    /// Name and entries, without the block of children: where findings point.
    pub header: Span,
    /// The whole node with its children.
    pub span: Span,
}

impl Node {
    /// The value of a property: the last one of that name.
    pub fn prop(&self, name: &str) -> Option<&Value> {
        self.props.iter().rev().find(|p| p.name.value == name).map(|p| &p.value)
    }

    /// The children of one name.
    pub fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |c| c.name.value == name)
    }
}

/// A property, `key=value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Prop {
    /// The key and its span.
    pub name: Spanned<String>,
    /// The value.
    pub value: Value,
}

/// A value with its type annotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Type annotation, `(param)x`.
    pub annotation: Option<Spanned<String>>,
    /// What was written.
    pub kind: ValueKind,
    /// Where the value stands, without the annotation.
    pub span: Span,
}

/// The kinds of values of KDL 2.0.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Any string form.
    String(String),
    /// A whole number in 64 bits.
    Integer(i64),
    /// A fraction, or a whole number past 64 bits.
    Number(f64),
    /// `#true` or `#false`.
    Bool(bool),
    /// `#null`.
    Null,
    /// `#inf`, `#-inf` or `#nan`, which no declaration may use.
    NonFinite,
}

impl Value {
    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(s) => Some(s),
            _ => None,
        }
    }

    /// The value as a user would read it back.
    pub fn display(&self) -> String {
        match &self.kind {
            ValueKind::String(s) => s.clone(),
            ValueKind::Integer(n) => n.to_string(),
            ValueKind::Number(n) => n.to_string(),
            ValueKind::Bool(b) => format!("#{b}"),
            ValueKind::Null => "#null".to_owned(),
            ValueKind::NonFinite => "a number that is not finite".to_owned(),
        }
    }
}
