//! A tree of owned nodes for tests: made from what was parsed, compared at a glance, and written as KDL again.

use crmlint::parse::parse;
use crmlint::source::{FileId, Nodes, Span, Spanned, ValueKind};

pub(crate) type Value = crmlint::source::Value<String>;

/// A node with everything in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) annotation: Option<Spanned<String>>,
    pub(crate) name: Spanned<String>,
    pub(crate) args: Vec<Value>,
    pub(crate) props: Vec<Prop>,
    pub(crate) children: Vec<Node>,
    pub(crate) header: Span,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prop {
    pub(crate) name: Spanned<String>,
    pub(crate) value: Value,
}

impl Node {
    pub(crate) fn prop(&self, name: &str) -> Option<&Value> {
        self.props.iter().rev().find(|p| p.name.value == name).map(|p| &p.value)
    }

    pub(crate) fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |c| c.name.value == name)
    }
}

pub(crate) trait AsText {
    /// The string, if it is one.
    fn as_str(&self) -> Option<&str>;
}

impl AsText for Value {
    fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(s) => Some(s),
            _ => None,
        }
    }
}

/// The nodes with strings of their own.
pub(crate) fn owned(nodes: Nodes<'_>) -> Vec<Node> {
    let one = |n: crmlint::source::Node<'_>| Node {
        annotation: n.annotation().map(Spanned::kept),
        name: n.spanned_name().kept(),
        args: n.args().map(|v| v.kept()).collect(),
        props: n.props().map(|p| Prop { name: p.name.kept(), value: p.value.kept() }).collect(),
        children: owned(n.children()),
        header: n.header(),
        span: n.span(),
    };
    nodes.map(one).collect()
}

/// The nodes of a text without a slip.
pub(crate) fn tree(file: FileId, text: &str) -> Vec<Node> {
    let parsed = parse(file, text);
    assert!(parsed.findings.is_empty() && parsed.complete, "{:?} in {text}", parsed.findings);
    owned(parsed.document.nodes(text))
}

/// The nodes as KDL, every word in quotes.
pub(crate) fn kdl(nodes: &[Node]) -> String {
    let quoted = |s: &str| {
        let mut out = String::from("\"");
        for c in s.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                c if c.is_control() || !c.is_ascii() => {
                    let code = format!("{:x}", u32::from(c));
                    out += &["\\u{", &code, "}"].concat();
                }
                c => out.push(c),
            }
        }
        out.push('"');
        out
    };
    let typed = |a: &Option<Spanned<String>>| a.as_ref().map_or(String::new(), |a| format!("({})", quoted(&a.value)));
    let value = |v: &Value| {
        let plain = match &v.kind {
            ValueKind::String(s) => quoted(s),
            ValueKind::Integer(n) => n.to_string(),
            ValueKind::Number(n) => format!("{n:?}"),
            ValueKind::Bool(b) => format!("#{b}"),
            ValueKind::Null => "#null".to_owned(),
            ValueKind::NonFinite => "#inf".to_owned(),
        };
        typed(&v.annotation) + &plain
    };
    let mut out = String::new();
    for node in nodes {
        out += &typed(&node.annotation);
        out += &quoted(&node.name.value);
        for arg in &node.args {
            out += " ";
            out += &value(arg);
        }
        for prop in &node.props {
            out += &[" ", &quoted(&prop.name.value), "=", &value(&prop.value)].concat();
        }
        if !node.children.is_empty() {
            out += " {\n";
            out += &kdl(&node.children);
            out += "}";
        }
        out += "\n";
    }
    out
}
