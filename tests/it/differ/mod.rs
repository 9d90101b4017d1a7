//! Three readings of one text, compared: crmlint's, the specification's ([`grammar`]) and the kdl crate's. Shared by the
//! tests and by the fuzz target.

pub(crate) mod changes;
pub(crate) mod grammar;
pub(crate) mod mutate;
pub(crate) mod tree;

use crmlint::parse::{decode, guard, parse, parse_by_tokens};
use crmlint::source::{self, FileId, Nodes, Span, Spanned};

use changes::{Change, Changes};
use grammar::{Refusal, read, read_with};
use tree::{Kind, Node, Place, Places, Value, Word, difference, show};

const FILE: FileId = FileId(0);
/// Stack of the thread on which the kdl crate runs, in bytes.
const STACK: usize = 64 * 1024 * 1024;

/// Runs something on a thread with the stack that the kdl crate asks for.
pub(crate) fn with_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).expect("a thread");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// crmlint's reading of a file; nothing if it lost something, which has to be told. The only place that knows its tree.
pub(crate) fn ours(text: &str) -> Result<Option<Vec<Node>>, String> {
    fn walk(nodes: Nodes<'_>, node: &impl Fn(&source::Node<'_>, Vec<Node>) -> Node) -> Vec<Node> {
        nodes.map(|n| node(&n, walk(n.children(), node))).collect()
    }
    let skipped = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let place = |span: Span| -> Place { (span.start as usize + skipped, span.end as usize + skipped) };
    let word = |w: Spanned<&str>| Word { text: w.value.to_owned(), at: place(w.span) };
    let value = |v: source::Value<&str>| Value {
        ty: v.annotation.map(word),
        kind: match v.kind {
            source::ValueKind::String(s) => Kind::Text(s.to_owned()),
            source::ValueKind::Integer(n) => Kind::Integer(n),
            source::ValueKind::Number(n) => Kind::of(n),
            source::ValueKind::Bool(b) => Kind::Bool(b),
            source::ValueKind::Null => Kind::Null,
            source::ValueKind::NonFinite => Kind::NotFinite,
        },
        at: place(v.span),
    };
    let node = |n: &source::Node<'_>, children: Vec<Node>| Node {
        ty: n.annotation().map(word),
        name: word(n.spanned_name()),
        args: n.args().map(value).collect(),
        props: n.props().map(|p| (word(p.name), value(p.value))).collect(),
        children,
        header: place(n.header()),
        at: place(n.span()),
        reach: place(n.span()).1,
    };
    let Ok(text) = decode(text.as_bytes().to_vec()) else { return Ok(None) };
    let parsed = parse(FILE, &text);
    if parsed != parse_by_tokens(FILE, &text) {
        return Err(format!("{text:?} is read in two ways: {parsed:?}"));
    }
    // A word in quotes of another kind is read as KDL says, and told.
    let refused = parsed.findings.iter().any(|f| !f.message.contains("quote, which does not begin a string"));
    if parsed.complete && !refused {
        return Ok(Some(walk(parsed.document.nodes(&text), &node)));
    }
    if parsed.findings.is_empty() { Err(format!("{text:?} is refused in silence")) } else { Ok(None) }
}

/// The kdl crate's reading; needs [`with_stack`] and [`is_safe`].
pub(crate) fn theirs(text: &str) -> Option<Vec<Node>> {
    fn word(i: &kdl::KdlIdentifier) -> Word {
        Word { text: i.value().to_owned(), at: (i.span().offset(), i.span().offset() + i.span().len()) }
    }
    fn value(e: &kdl::KdlEntry) -> Value {
        let kind = match e.value() {
            kdl::KdlValue::String(s) => Kind::Text(s.clone()),
            #[expect(clippy::cast_precision_loss, reason = "the rounding is what is asked for")]
            kdl::KdlValue::Integer(n) => i64::try_from(*n).map_or_else(|_| Kind::of(*n as f64), Kind::Integer),
            kdl::KdlValue::Float(f) => Kind::of(*f),
            kdl::KdlValue::Bool(b) => Kind::Bool(*b),
            kdl::KdlValue::Null => Kind::Null,
        };
        // The span of an entry begins at its key or annotation; the value is its end.
        let end = e.span().offset() + e.span().len();
        let length = e.format().map_or(0, |f| f.value_repr.len());
        Value { ty: e.ty().map(word), kind, at: (end - length, end) }
    }
    fn walk(document: &kdl::KdlDocument) -> Vec<Node> {
        let one = |n: &kdl::KdlNode| {
            let at = (n.span().offset(), n.span().offset() + n.span().len());
            Node {
                ty: n.ty().map(word),
                name: word(n.name()),
                args: n.entries().iter().filter(|e| e.name().is_none()).map(value).collect(),
                props: n.entries().iter().filter_map(|e| Some((word(e.name()?), value(e)))).collect(),
                children: n.children().map(walk).unwrap_or_default(),
                header: at,
                at,
                reach: at.1,
            }
        };
        document.nodes().iter().map(one).collect()
    }
    kdl::KdlDocument::parse_v2(text).ok().map(|d| walk(&d))
}

/// True if the kdl crate stands the text. The guard holds only for texts without a slip, so a small text with many
/// blocks or `/-` is not asked either: hidden blocks double the time with each level.
pub(crate) fn is_safe(text: &str) -> bool {
    let count = |what: &str| text.matches(what).count();
    text.len() <= 4096 && count("/-") <= 12 && count("{") <= 64 && guard(FILE, text).is_none()
}

/// How the readings of a text relate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Relation {
    /// All that were asked read the same; `kdl` if the kdl crate was asked.
    Same { kdl: bool },
    /// crmlint reads what the specification says, the kdl crate differs in these points.
    Listed(Vec<Change>),
}

/// Holds crmlint and, if it stands the text, the kdl crate to the specification. An error tells a difference that is
/// not listed. Needs [`with_stack`].
pub(crate) fn compare(text: &str) -> Result<Relation, String> {
    let right = read(text);
    let ours = ours(text)?;
    if let Err(difference) = agree(&right, ours.as_ref(), Places::All) {
        return Err(format!("crmlint, {text:?}: {difference}"));
    }
    if !is_safe(text) {
        return Ok(Relation::Same { kdl: false });
    }
    let theirs = theirs(text);
    let Err(difference) = agree(&right, theirs.as_ref(), Places::Words) else {
        return Ok(Relation::Same { kdl: true });
    };
    let listed = explain(text, theirs.as_ref());
    listed.map(Relation::Listed).ok_or_else(|| format!("kdl, {text:?}: {difference}"))
}

/// True if a reading is what the grammar says.
fn agree(right: &Result<Vec<Node>, Refusal>, other: Option<&Vec<Node>>, places: Places) -> Result<(), String> {
    match (right, other) {
        (Ok(right), Some(other)) => difference(right, other, places).map_or(Ok(()), Err),
        (Ok(right), None) => Err(format!("refused, but it is\n{}", show(right))),
        (Err(e), Some(other)) => {
            Err(format!("read, but it breaks {} at byte {}:\n{}", e.production, e.at, show(other)))
        }
        (Err(_), None) => Ok(()),
    }
}

/// The changes with which the grammar reads what a reader reads: one of those listed, else those that are needed of all.
fn explain(text: &str, theirs: Option<&Vec<Node>>) -> Option<Vec<Change>> {
    let listed = Change::KDL.map(|(c, _)| c);
    let fits = |changes: &[Change]| {
        agree(&read_with(text, Changes::of(changes.iter().copied())), theirs, Places::Words).is_ok()
    };
    if let Some(one) = listed.iter().find(|c| fits(&[**c])) {
        return Some(vec![*one]);
    }
    let mut needed = listed.to_vec();
    if !fits(&needed) {
        return None;
    }
    for change in &listed {
        let fewer: Vec<Change> = needed.iter().copied().filter(|c| c != change).collect();
        if fits(&fewer) {
            needed = fewer;
        }
    }
    Some(needed)
}

/// True if this change alone, and nothing less, makes the grammar read what the kdl crate reads.
pub(crate) fn explains(change: Change, text: &str) -> bool {
    let theirs = theirs(text);
    let differs = agree(&read(text), theirs.as_ref(), Places::Words).is_err();
    differs && agree(&read_with(text, Changes::of([change])), theirs.as_ref(), Places::Words).is_ok()
}
