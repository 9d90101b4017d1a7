//! The tree that every reader of KDL works on: flat arrays of nodes and entries that point into the text, and views on
//! them. It knows nothing of the parser that filled it.
//!
//! A string is two offsets into the text unless escapes or indentation force a copy; a file costs a handful of
//! allocations, whatever its size. Nodes lie in source order, children behind their parent, so that a node's
//! descendants are one range.

use super::{FileId, Span, Spanned};

/// The nodes of one file as arrays. Read it through [`Document::nodes`], together with the text it was made from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    pub(crate) file: FileId,
    pub(crate) nodes: Vec<RawNode>,
    pub(crate) entries: Vec<RawEntry>,
    pub(crate) annotations: Vec<Slot>,
    /// Ranges of `arena`: the strings whose content does not stand in the text as it is.
    pub(crate) copies: Vec<(u32, u32)>,
    pub(crate) arena: String,
}

/// Where a word or string stands, quotes included, and where its content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Slot {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// [`Slot::BARE`], [`Slot::QUOTED`], or a number of `copies` behind these two.
    pub(crate) form: u32,
}

impl Slot {
    /// The content is what stands there.
    pub(crate) const BARE: u32 = 0;
    /// The content stands between quotes, with or without hashes round them.
    pub(crate) const QUOTED: u32 = 1;
    /// The first number that means a copy.
    pub(crate) const COPIED: u32 = 2;
}

/// A node: its place, and the ranges of its entries and descendants.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct RawNode {
    pub(crate) name: Slot,
    /// 1-based number of the annotation, 0 without one.
    pub(crate) annotation: u32,
    pub(crate) start: u32,
    pub(crate) header_end: u32,
    pub(crate) end: u32,
    pub(crate) entries: (u32, u32),
    /// One past the last descendant.
    pub(crate) below: u32,
}

/// An argument or, with a key, a property.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct RawEntry {
    /// The key; without one `end` is 0.
    pub(crate) key: Slot,
    pub(crate) value: Slot,
    /// 1-based number of the annotation, 0 without one.
    pub(crate) annotation: u32,
    pub(crate) kind: RawKind,
    /// The bits of an integer, a number or a boolean.
    pub(crate) bits: u64,
}

/// The kind of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RawKind {
    #[default]
    Null,
    String,
    Integer,
    Number,
    Bool,
    NonFinite,
}

impl Document {
    /// The top-level nodes. The text is the one that was parsed; with another one names come out empty or wrong.
    pub fn nodes<'a>(&'a self, text: &'a str) -> Nodes<'a> {
        Nodes { tree: Tree { document: self, text, unseen: "" }, next: 0, end: count(self.nodes.len()) }
    }
}

impl Document {
    /// The node that begins at this byte. Nodes lie in the order of the text, so it is looked for by halves.
    pub(super) fn node_from<'a>(&'a self, text: &'a str, start: u32) -> Option<Node<'a>> {
        let at = self.nodes.binary_search_by_key(&start, |n| n.start).ok()?;
        let raw = *self.nodes.get(at)?;
        let tree = Tree { document: self, text, unseen: "" };
        Some(Node { tree, raw, first_below: count(at).saturating_add(1), lone: false })
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A document and its text.
#[derive(Clone, Copy)]
struct Tree<'a> {
    document: &'a Document,
    text: &'a str,
    /// Annotations of this name do not show.
    unseen: &'static str,
}

impl<'a> Tree<'a> {
    fn span(self, start: u32, end: u32) -> Span {
        Span { file: self.document.file, start, end }
    }

    /// The content of a word or string.
    fn content(self, slot: Slot) -> &'a str {
        let written = || self.text.get(slot.start as usize..slot.end as usize).unwrap_or("");
        match slot.form {
            Slot::BARE => written(),
            Slot::QUOTED => {
                let written = written();
                let hashes = written.bytes().take_while(|b| *b == b'#').count();
                written.get(hashes + 1..written.len().saturating_sub(hashes + 1)).unwrap_or("")
            }
            n => {
                let at = self.document.copies.get((n - Slot::COPIED) as usize);
                at.and_then(|(from, to)| self.document.arena.get(*from as usize..*to as usize)).unwrap_or("")
            }
        }
    }

    fn spanned(self, slot: Slot) -> Spanned<&'a str> {
        Spanned::new(self.content(slot), self.span(slot.start, slot.end))
    }

    fn annotation(self, number: u32) -> Option<Spanned<&'a str>> {
        let slot = self.document.annotations.get(number.checked_sub(1)? as usize)?;
        let annotation = self.spanned(*slot);
        (self.unseen.is_empty() || annotation.value != self.unseen).then_some(annotation)
    }

    fn value(self, entry: &RawEntry) -> Value<&'a str> {
        let kind = match entry.kind {
            RawKind::Null => ValueKind::Null,
            RawKind::String => ValueKind::String(self.content(entry.value)),
            RawKind::Integer => ValueKind::Integer(entry.bits.cast_signed()),
            RawKind::Number => ValueKind::Number(f64::from_bits(entry.bits)),
            RawKind::Bool => ValueKind::Bool(entry.bits != 0),
            RawKind::NonFinite => ValueKind::NonFinite,
        };
        let span = self.span(entry.value.start, entry.value.end);
        Value { annotation: self.annotation(entry.annotation), kind, span }
    }
}

/// Nodes that stand beside each other, in source order.
#[derive(Clone)]
pub struct Nodes<'a> {
    tree: Tree<'a>,
    next: u32,
    end: u32,
}

impl<'a> Nodes<'a> {
    /// The same nodes, in which annotations of this name do not show, also further in.
    #[must_use]
    pub fn unseen(mut self, annotation: &'static str) -> Self {
        self.tree.unseen = annotation;
        self
    }

    /// Those of one name.
    pub fn named(self, name: &'a str) -> impl Iterator<Item = Node<'a>> {
        self.filter(move |n| n.name() == name)
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        if self.next >= self.end {
            return None;
        }
        let raw = *self.tree.document.nodes.get(self.next as usize)?;
        let node = Node { tree: self.tree, raw, first_below: self.next + 1, lone: false };
        // A node is never its own sibling, whatever the arrays say.
        self.next = raw.below.max(self.next + 1);
        Some(node)
    }
}

/// One KDL node. Slashdashed parts do not exist here.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    tree: Tree<'a>,
    raw: RawNode,
    first_below: u32,
    /// Made from a property: its value is the only argument.
    lone: bool,
}

impl<'a> Node<'a> {
    /// The name.
    pub fn name(&self) -> &'a str {
        self.tree.content(self.raw.name)
    }

    /// The name and its place.
    pub fn spanned_name(&self) -> Spanned<&'a str> {
        self.tree.spanned(self.raw.name)
    }

    /// Where the name stands.
    pub fn name_span(&self) -> Span {
        self.tree.span(self.raw.name.start, self.raw.name.end)
    }

    /// Type annotation, `(finding)node`.
    pub fn annotation(&self) -> Option<Spanned<&'a str>> {
        self.tree.annotation(self.raw.annotation)
    }

    /// Name and entries, without the block of children: where findings point.
    pub fn header(&self) -> Span {
        self.tree.span(self.raw.start, self.raw.header_end)
    }

    /// The whole node with its children.
    pub fn span(&self) -> Span {
        self.tree.span(self.raw.start, self.raw.end)
    }

    /// The text of its file.
    pub(super) fn text(&self) -> &'a str {
        self.tree.text
    }

    fn entries(&self) -> &'a [RawEntry] {
        let (from, to) = self.raw.entries;
        self.tree.document.entries.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// Positional arguments.
    pub fn args(&self) -> impl DoubleEndedIterator<Item = Value<&'a str>> + Clone + use<'a> {
        let (tree, lone) = (self.tree, self.lone);
        self.entries().iter().filter(move |e| lone || e.key.end == 0).map(move |e| tree.value(e))
    }

    /// An argument by its number from 0.
    pub fn arg(&self, n: usize) -> Option<Value<&'a str>> {
        self.args().nth(n)
    }

    /// The first argument, if it is a string.
    pub fn first_text(&self) -> Option<&'a str> {
        match self.arg(0)?.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// Properties in source order; a repeated key stands here twice, the last one counts.
    pub fn props(&self) -> impl DoubleEndedIterator<Item = Prop<'a>> + Clone + use<'a> {
        let (tree, lone) = (self.tree, self.lone);
        let keyed = self.entries().iter().filter(move |e| !lone && e.key.end != 0);
        keyed.map(move |e| Prop { name: tree.spanned(e.key), value: tree.value(e) })
    }

    /// The value of a property: the last one of that name.
    pub fn prop(&self, name: &str) -> Option<Value<&'a str>> {
        let entry =
            self.entries().iter().rev().find(|e| !self.lone && e.key.end != 0 && self.tree.content(e.key) == name)?;
        Some(self.tree.value(entry))
    }

    /// The properties of a name as nodes: `key=value` read as `key value`.
    pub fn properties_as_nodes(&self, name: &'a str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let (tree, first_below) = (self.tree, self.first_below);
        let keyed = (self.raw.entries.0..).zip(self.entries()).filter(|(_, e)| e.key.end != 0);
        keyed.filter(move |(_, e)| tree.content(e.key) == name).map(move |(at, entry)| {
            let raw = RawNode {
                name: entry.key,
                annotation: 0,
                start: entry.value.start,
                header_end: entry.value.end,
                end: entry.value.end,
                entries: (at, at + 1),
                below: first_below,
            };
            Node { tree, raw, first_below, lone: true }
        })
    }

    /// Children, none without a block.
    pub fn children(&self) -> Nodes<'a> {
        Nodes { tree: self.tree, next: self.first_below, end: self.raw.below }
    }

    /// The children of one name.
    pub fn children_named(&self, name: &'a str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.children().named(name)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = f.debug_struct(self.name());
        out.field("args", &self.args().collect::<Vec<_>>());
        out.field("props", &self.props().collect::<Vec<_>>());
        out.field("children", &self.children().collect::<Vec<_>>()).finish()
    }
}

/// A property, `key=value`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prop<'a> {
    /// The key and its span.
    pub name: Spanned<&'a str>,
    /// The value.
    pub value: Value<&'a str>,
}

/// A value with its type annotation. `S` is `&str` while it is read and `String` where it is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value<S> {
    /// Type annotation, `(param)x`.
    pub annotation: Option<Spanned<S>>,
    /// What was written.
    pub kind: ValueKind<S>,
    /// Where the value stands, without the annotation.
    pub span: Span,
}

/// The kinds of values of KDL 2.0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueKind<S> {
    /// Any string form.
    String(S),
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

impl<S> ValueKind<S> {
    fn map<'a, T>(&'a self, string: impl FnOnce(&'a S) -> T) -> ValueKind<T> {
        match self {
            Self::String(s) => ValueKind::String(string(s)),
            Self::Integer(n) => ValueKind::Integer(*n),
            Self::Number(n) => ValueKind::Number(*n),
            Self::Bool(b) => ValueKind::Bool(*b),
            Self::Null => ValueKind::Null,
            Self::NonFinite => ValueKind::NonFinite,
        }
    }
}

impl<S: AsRef<str>> Value<S> {
    /// The value as a user would read it back.
    pub fn display(&self) -> String {
        match &self.kind {
            ValueKind::String(s) => s.as_ref().to_owned(),
            ValueKind::Integer(n) => n.to_string(),
            ValueKind::Number(n) => n.to_string(),
            ValueKind::Bool(b) => format!("#{b}"),
            ValueKind::Null => "#null".to_owned(),
            ValueKind::NonFinite => "a number that is not finite".to_owned(),
        }
    }

    /// The value with a string of its own, to be kept.
    pub fn kept(&self) -> Value<String> {
        let own = |s: &S| s.as_ref().to_owned();
        let annotation = self.annotation.as_ref().map(|a| Spanned::new(own(&a.value), a.span));
        Value { annotation, kind: self.kind.map(own), span: self.span }
    }

    /// The value as it is read.
    pub fn borrowed(&self) -> Value<&str> {
        let annotation = self.annotation.as_ref().map(|a| Spanned::new(a.value.as_ref(), a.span));
        Value { annotation, kind: self.kind.map(AsRef::as_ref), span: self.span }
    }
}

impl<'a> Value<&'a str> {
    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&'a str> {
        match self.kind {
            ValueKind::String(s) => Some(s),
            _ => None,
        }
    }
}
