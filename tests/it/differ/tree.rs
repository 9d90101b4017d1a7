//! A plain tree that all readers are turned into, its text form, and the first difference between two trees.

use std::fmt::Write as _;

/// Start and end in bytes.
pub(crate) type Place = (usize, usize);

/// A name, key or type annotation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) at: Place,
}

/// What a value is. Numbers as crmlint keeps them: whole ones in 64 bits, others as the nearest fraction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Text(String),
    Integer(i64),
    /// The bits of an `f64`, so that `-0.0` is not `0.0`.
    Number(u64),
    Bool(bool),
    Null,
    NotFinite,
}

impl Kind {
    pub(crate) fn of(number: f64) -> Self {
        if number.is_finite() { Self::Number(number.to_bits()) } else { Self::NotFinite }
    }

    fn show(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Integer(n) => n.to_string(),
            Self::Number(bits) => format!("{:?}", f64::from_bits(*bits)),
            Self::Bool(b) => format!("#{b}"),
            Self::Null => "#null".to_owned(),
            Self::NotFinite => "#not-finite".to_owned(),
        }
    }
}

/// Digits of a radix with underscores, as a number: rounded once, half to even.
pub(crate) fn rounded(digits: &str, radix: u32, negative: bool) -> Kind {
    let (mut kept, mut dropped, mut rest) = (0_u128, 0_i32, false);
    for digit in digits.chars().filter_map(|c| c.to_digit(radix)) {
        if kept >> 100 == 0 {
            kept = kept * u128::from(radix) + u128::from(digit);
        } else {
            dropped += i32::try_from(radix.ilog2()).unwrap_or(0);
            rest |= digit != 0;
        }
    }
    let exact = i128::try_from(kept).ok().map(|n| if negative { -n } else { n });
    if let Some(integer) = exact.filter(|_| dropped == 0).and_then(|n| i64::try_from(n).ok()) {
        return Kind::Integer(integer);
    }
    // More than a hundred bits are kept, so one bit at their end stands for all that were dropped.
    #[expect(clippy::cast_precision_loss, reason = "the rounding is what is asked for")]
    let nearest = (kept | u128::from(rest)) as f64 * 2_f64.powi(dropped);
    Kind::of(if negative { -nearest } else { nearest })
}

/// A value and its type annotation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) ty: Option<Word>,
    pub(crate) kind: Kind,
    /// Without the annotation.
    pub(crate) at: Place,
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) ty: Option<Word>,
    pub(crate) name: Word,
    pub(crate) args: Vec<Value>,
    pub(crate) props: Vec<(Word, Value)>,
    pub(crate) children: Vec<Node>,
    /// Annotation, name and entries.
    pub(crate) header: Place,
    /// The same with the block of children.
    pub(crate) at: Place,
    /// How far blanks, comments and hidden parts behind it go.
    pub(crate) reach: usize,
}

/// A tree as text: a line a node, two blanks a level, strings in quotes, integers and fractions told apart.
pub(crate) fn show(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_nodes(nodes, 0, &mut out);
    out
}

/// A string in quotes, with escapes for all that one cannot see. (`Debug` would change with the version of Unicode.)
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        let code = u32::from(c);
        let unseen = matches!(code, 0..=0x1f | 0x7f..=0xa0 | 0xad | 0x300..=0x36f | 0x1680 | 0x180e | 0x2000..=0x200f)
            || matches!(code, 0x2028..=0x202f | 0x205f..=0x206f | 0x3000 | 0xd7fc..=0xf8ff | 0xfe00..=0xfe0f)
            || matches!(code, 0xfeff | 0xfff0..=0xfffc | 0xe0000..);
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '"' | '\\' => out.extend(['\\', c]),
            _ if unseen => {
                let _ = write!(out, "\\u{{{code:x}}}");
            }
            _ => out.push(c),
        }
    }
    out + "\""
}

fn write_nodes(nodes: &[Node], level: usize, out: &mut String) {
    for node in nodes {
        let ty = |ty: &Option<Word>| ty.as_ref().map(|t| format!("({})", quoted(&t.text))).unwrap_or_default();
        let _ = write!(out, "{:level$}{}{}", "", ty(&node.ty), quoted(&node.name.text), level = level * 2);
        for value in &node.args {
            let _ = write!(out, " {}{}", ty(&value.ty), value.kind.show());
        }
        for (key, value) in &node.props {
            let _ = write!(out, " {}={}{}", quoted(&key.text), ty(&value.ty), value.kind.show());
        }
        out.push('\n');
        write_nodes(&node.children, level + 1, out);
    }
}

/// How much of the places must be the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Places {
    /// All of them.
    All,
    /// Those of words and values; a node may end anywhere up to its reach.
    Words,
    /// None.
    None,
}

/// The first difference between what should be read and what was read.
pub(crate) fn difference(right: &[Node], read: &[Node], places: Places) -> Option<String> {
    let (a, b) = (show(right), show(read));
    if a != b {
        return Some(format!("the tree is\n{b}and not\n{a}"));
    }
    if places == Places::None {
        return None;
    }
    right.iter().zip(read).find_map(|(r, n)| misplaced(r, n, places))
}

fn misplaced(right: &Node, read: &Node, places: Places) -> Option<String> {
    let name = &right.name.text;
    let mut pairs = vec![("name", right.name.at, read.name.at)];
    let mut both = |a: &Option<Word>, b: &Option<Word>| {
        if let (Some(a), Some(b)) = (a, b) {
            pairs.push(("type annotation", a.at, b.at));
        }
    };
    both(&right.ty, &read.ty);
    for (a, b) in right.args.iter().zip(&read.args) {
        both(&a.ty, &b.ty);
    }
    for (a, b) in right.props.iter().zip(&read.props) {
        both(&a.1.ty, &b.1.ty);
    }
    pairs.extend(right.args.iter().zip(&read.args).map(|(a, b)| ("argument", a.at, b.at)));
    for (a, b) in right.props.iter().zip(&read.props) {
        pairs.push(("key", a.0.at, b.0.at));
        pairs.push(("property", a.1.at, b.1.at));
    }
    if places == Places::All {
        pairs.push(("header", right.header, read.header));
        pairs.push(("node", right.at, read.at));
    } else {
        pairs.push(("node", (right.at.0, right.reach), read.at));
    }
    let wrong = pairs.into_iter().find(|(_, a, b)| a != b);
    let inside = || right.children.iter().zip(&read.children).find_map(|(r, n)| misplaced(r, n, places));
    wrong.map(|(what, a, b)| format!("{what} of `{name}` at {b:?} and not {a:?}")).or_else(inside)
}
