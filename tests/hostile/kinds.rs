//! Texts that want to break the reader: what each is made of, and what reading it must give. The test of this folder
//! and the bench of the same name share them. A kind goes to a million units where that makes sense; all but those that
//! are too large on purpose stay below the 16 MiB that crmlint reads.

use crmlint::finding::Finding;
use crmlint::parse::{DEPTH_MAX, FINDINGS_MAX, Parsed, SIZE_MAX, Unreadable, decode, parse};
use crmlint::source::FileId;

/// How many units most kinds have: a million. A debug build is ten times slower, so it gets a tenth of that.
const M: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
/// How many units there are of a kind that has as many of them in each.
const WIDE: usize = if cfg!(debug_assertions) { 1_000 } else { 4_000 };
/// Blocks in the limit of depth, as many as have about a million nodes.
const NESTS: usize = M / DEPTH_MAX;
/// Longest message or help that a report may hold: a word of the user's text is cut in it.
const SAID_MAX: usize = 300;

/// One hostile text.
pub(crate) struct Kind {
    /// What it is, once in all groups.
    pub(crate) name: &'static str,
    text: Recipe,
    expect: Expect,
}

/// What a text is made of.
enum Recipe {
    /// Pieces, each so many times.
    Text(&'static [(&'static str, usize)]),
    /// The same with bytes that are no text.
    Bytes(&'static [(&'static [u8], usize)]),
    /// Text with counters in it, or pieces of pieces.
    Made(fn() -> String),
}

/// What reading must give.
enum Expect {
    /// No finding, and this many of everything.
    Whole(Tree),
    /// Between one and twenty findings; the message of the first contains this.
    Refused(&'static str),
    /// The bytes are no text.
    NotText(Unreadable),
}

/// How much was read: nodes at any depth, their arguments and properties.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tree {
    nodes: usize,
    args: usize,
    props: usize,
}

/// A file after `decode` and `parse`.
pub(crate) type Read = Result<(String, Parsed), Unreadable>;

/// What crmlint does with the bytes of a file.
pub(crate) fn read(bytes: Vec<u8>) -> Read {
    let text = decode(bytes)?;
    let parsed = parse(FileId(0), &text);
    Ok((text, parsed))
}

/// The only place here that knows how a document is walked.
fn count(text: &str, parsed: &Parsed) -> Tree {
    let mut tree = Tree::default();
    let mut open = vec![parsed.document.nodes(text)];
    while let Some(nodes) = open.pop() {
        for node in nodes {
            tree.nodes += 1;
            tree.args += node.args().count();
            tree.props += node.props().count();
            open.push(node.children());
        }
    }
    tree
}

impl Kind {
    /// The bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self.text {
            Recipe::Text(pieces) => repeated(pieces.iter().map(|(unit, n)| (unit.as_bytes(), *n))),
            Recipe::Bytes(pieces) => repeated(pieces.iter().copied()),
            Recipe::Made(made) => made().into_bytes(),
        }
    }

    /// Nothing, or how reading differs from what it must give.
    pub(crate) fn differs(&self, read: &Read) -> Option<String> {
        let got = match read {
            Ok((text, parsed)) => match unfit(text, &parsed.findings) {
                None => said(text, parsed),
                Some(unfit) => return Some(unfit),
            },
            Err(reason) => format!("{reason:?}"),
        };
        let (as_wanted, wanted) = match (&self.expect, read) {
            (Expect::Whole(tree), Ok((text, parsed))) => {
                let whole = parsed.complete && parsed.findings.is_empty() && count(text, parsed) == *tree;
                (whole, format!("whole, {tree:?}"))
            }
            (Expect::Refused(first), Ok((_, parsed))) => {
                let told = parsed.findings.first().is_some_and(|f| f.message.contains(first));
                (told, format!("a first finding with `{first}`"))
            }
            (Expect::NotText(wanted), Err(reason)) => (wanted == reason, format!("{wanted:?}")),
            (Expect::Whole(tree), Err(_)) => (false, format!("whole, {tree:?}")),
            (Expect::Refused(first), Err(_)) => (false, format!("a first finding with `{first}`")),
            (Expect::NotText(wanted), Ok(_)) => (false, format!("{wanted:?}")),
        };
        (!as_wanted).then(|| format!("wanted {wanted}; got {got}"))
    }
}

fn repeated<'a>(pieces: impl Iterator<Item = (&'a [u8], usize)>) -> Vec<u8> {
    pieces.map(|(unit, n)| unit.repeat(n)).reduce(|a, b| [a, b].concat()).unwrap_or_default()
}

/// What reading gave, in a few words.
fn said(text: &str, parsed: &Parsed) -> String {
    match parsed.findings.first() {
        None => {
            format!("{}, {:?}", if parsed.complete { "whole" } else { "incomplete in silence" }, count(text, parsed))
        }
        Some(first) => format!("{} findings, the first `{}`", parsed.findings.len(), first.message),
    }
}

/// What holds for the findings of any text: few, short, on one line, and pointing into the text.
fn unfit(text: &str, findings: &[Finding]) -> Option<String> {
    if findings.len() > FINDINGS_MAX {
        return Some(format!("{} findings", findings.len()));
    }
    let in_order = findings.is_sorted_by_key(|f| f.primary.span.start);
    findings.iter().find_map(|f| {
        let help = f.help.as_deref().unwrap_or("");
        let long = [f.message.as_str(), help].into_iter().find(|t| t.chars().count() > SAID_MAX || t.contains('\n'));
        let outside = text.get(f.primary.span.range()).is_none();
        // In `write "a\b"` the backslash would begin an escape.
        let escapes = help.starts_with("write \"") && help.replace("\\\\", "").contains('\\');
        match (long, outside, escapes) {
            (Some(long), ..) => Some(format!("says too much: {long}")),
            (_, true, _) => Some(format!("points outside of the text: {:?}", f.primary.span)),
            (.., true) => Some(format!("advises another text: {help}")),
            _ => (!in_order).then(|| "findings are not in the order of the text".to_owned()),
        }
    })
}

const fn text(name: &'static str, pieces: &'static [(&'static str, usize)], expect: Expect) -> Kind {
    Kind { name, text: Recipe::Text(pieces), expect }
}

const fn bytes(name: &'static str, pieces: &'static [(&'static [u8], usize)], expect: Expect) -> Kind {
    Kind { name, text: Recipe::Bytes(pieces), expect }
}

const fn made(name: &'static str, made: fn() -> String, expect: Expect) -> Kind {
    Kind { name, text: Recipe::Made(made), expect }
}

const fn whole(nodes: usize, args: usize, props: usize) -> Expect {
    Expect::Whole(Tree { nodes, args, props })
}

const fn refused(first: &'static str) -> Expect {
    Expect::Refused(first)
}

const fn no_utf8(offset: usize) -> Expect {
    Expect::NotText(Unreadable::NotUtf8 { offset, binary: false })
}

const fn binary(offset: usize) -> Expect {
    Expect::NotText(Unreadable::NotUtf8 { offset, binary: true })
}

const fn too_large(bytes: usize) -> Expect {
    Expect::NotText(Unreadable::TooLarge { bytes })
}

/// All groups with their names.
pub(crate) const GROUPS: &[(&str, &[Kind])] = &[
    ("blocks", BLOCKS),
    ("hidden", HIDDEN),
    ("comments", COMMENTS),
    ("strings", STRINGS),
    ("escapes", ESCAPES),
    ("texts", TEXTS),
    ("many", MANY),
    ("slips", SLIPS),
    ("long", LONG),
    ("blanks", BLANKS),
    ("characters", CHARACTERS),
    ("bytes", BYTES),
    ("kdl_1", KDL_1),
];

const DEEP: &str = if cfg!(debug_assertions) {
    "nested 100000 levels deep; crmlint reads at most 64"
} else {
    "nested 1000000 levels deep; crmlint reads at most 64"
};
const NAMELESS: &str = "this `{` has no node before it";
const STRAY: &str = "this `}` closes nothing";

/// Blocks: nested, without a name, closed too often or never.
pub(crate) const BLOCKS: &[Kind] = &[
    text("blocks nested, open", &[("a {", M)], refused(DEEP)),
    text("blocks nested on lines, open", &[("a {\n", M)], refused(DEEP)),
    text("blocks nested, closed", &[("a {", M), ("}", M)], refused(DEEP)),
    text("blocks nested on lines, closed", &[("a {\n", M), ("}\n", M)], refused(DEEP)),
    text("blocks nested, half of them closed", &[("a {", M), ("}", M / 2)], refused(DEEP)),
    text("blocks nested, then nodes", &[("a {\n", M), ("b\n", M)], refused(DEEP)),
    text("blocks open, each with an indented line", &[("a {\n  b\n", M)], refused(DEEP)),
    text("blocks nested to the limit", &[("a{", DEPTH_MAX), ("}", DEPTH_MAX)], whole(DEPTH_MAX, 0, 0)),
    text(
        "blocks nested one past the limit",
        &[("a{", DEPTH_MAX + 1), ("}", DEPTH_MAX + 1)],
        refused("nested 65 levels deep; crmlint reads at most 64"),
    ),
    made("nests to the limit", || nests(DEPTH_MAX, NESTS), whole(NESTS * DEPTH_MAX, 0, 0)),
    made("nests one past the limit", || nests(DEPTH_MAX + 1, NESTS), refused("nested 65 levels deep")),
    text("block with a million nodes", &[("a {\n", 1), ("b\n", M), ("}\n", 1)], whole(M + 1, 0, 0)),
    text("block with a million nodes, open", &[("a {\n", 1), ("b\n", M)], refused("the `{` of `a` is never closed")),
    text("sixty blocks open, then nodes", &[("a {\n", 60), ("b\n", M)], refused("is never closed")),
    text("blocks empty, on one line", &[("a{};", M)], whole(M, 0, 0)),
    text("blocks empty, over lines", &[("a {\n}\n", M)], whole(M, 0, 0)),
    text("blocks without an end of the node", &[("a{}", M)], refused("`a` stands behind the `}`")),
    text("blocks with one node, on one line", &[("a{b};", M)], whole(2 * M, 0, 0)),
    text("block begun in the line of another", &[("a{b}c{", M)], refused("`c` stands behind the `}`")),
    text("second blocks", &[("a {} {}\n", M)], refused("a node has only one `{ }`")),
    text("a million blocks of one node", &[("a", 1), (" {}", M)], refused("a node has only one `{ }`")),
    text("words behind blocks", &[("a {} b\n", M)], refused("`b` stands behind the `}`")),
    text("blocks closed twice", &[("a{\n}}\n", M)], refused(STRAY)),
    text("braces without a name", &[("{", M)], refused(NAMELESS)),
    text("braces without a name, on lines", &[("{\n", M)], refused(NAMELESS)),
    text("braces without a name, closed", &[("{", M), ("}", M)], refused(NAMELESS)),
    text("braces without a name, closed, on lines", &[("{\n", M), ("}\n", M)], refused(NAMELESS)),
    text("pairs of braces", &[("{}", M)], refused(NAMELESS)),
    text("pairs of braces on lines", &[("{}\n", M)], refused(NAMELESS)),
    text("closing braces", &[("}", M)], refused(STRAY)),
    text("closing braces on lines", &[("}\n", M)], refused(STRAY)),
    text("closing braces behind nodes", &[("a\n", M), ("}\n", M)], refused(STRAY)),
];

/// `a{a{…}}` so deep, so many times.
fn nests(depth: usize, times: usize) -> String {
    format!("{}{}\n", "a{".repeat(depth), "}".repeat(depth)).repeat(times)
}

const NOTHING_HIDDEN: &str = "`/-` has nothing to hide behind it";
const SLASHDASH_TWICE: &str = "`/-` cannot stand here";

/// `/-` before nodes, arguments, properties and blocks.
pub(crate) const HIDDEN: &[Kind] = &[
    text("nodes hidden", &[("/- a\n", M)], whole(0, 0, 0)),
    text("nodes hidden, on one line", &[("/-a;", M)], whole(0, 0, 0)),
    text("nodes hidden with their blocks", &[("/-a{b};", M)], whole(0, 0, 0)),
    text("nodes hidden with their annotation", &[("/-(t)a\n", M)], whole(0, 0, 0)),
    text("nodes hidden and not hidden", &[("/-a;b;", M)], whole(M, 0, 0)),
    text("arguments hidden", &[("a", 1), (" /-1", M)], whole(1, 0, 0)),
    text("arguments hidden over lines", &[("a", 1), (" /-\n1", M)], whole(1, 0, 0)),
    text("properties hidden", &[("a", 1), (" /-k=1", M)], whole(1, 0, 0)),
    text("blocks hidden", &[("a /-{}\n", M)], whole(M, 0, 0)),
    text("blocks hidden, in one node", &[("a", 1), (" /-{}", M)], whole(1, 0, 0)),
    text("blocks hidden with nodes", &[("a", 1), (" /-{ b; }", M)], whole(1, 0, 0)),
    text("block hidden with a million nodes", &[("a /-{\n", 1), ("b\n", M), ("}\n", 1)], whole(1, 0, 0)),
    text("blocks hidden and nested, open", &[("a /-{", M)], refused(DEEP)),
    text("blocks hidden and nested, closed", &[("a /-{", M), ("}", M)], refused(DEEP)),
    text("blocks hidden and nested to the limit", &[("a /-{", DEPTH_MAX), ("}", DEPTH_MAX)], whole(1, 0, 0)),
    text("blocks hidden and nested, 48 open", &[("a /-{", 48)], refused("is never closed")),
    made("nests of hidden blocks to the limit", hidden_nests, whole(NESTS, 0, 0)),
    text("nodes hidden and nested, open", &[("/- a {", M)], refused(DEEP)),
    text("nodes hidden and nested, closed", &[("/- a {", M), ("}", M)], refused(DEEP)),
    text("nodes hidden and nested to the limit", &[("/- a {", DEPTH_MAX), ("}", DEPTH_MAX)], whole(0, 0, 0)),
    text("`/-` alone", &[("/-", M)], refused(SLASHDASH_TWICE)),
    text("`/-` with blanks between", &[("/- ", M)], refused(SLASHDASH_TWICE)),
    text("`/-` alone on lines", &[("/-\n", M)], refused(SLASHDASH_TWICE)),
    text("`/-` twice before nodes", &[("/- /- a\n", M)], refused(SLASHDASH_TWICE)),
    text("`/-` before the end of a block", &[("a { /- }\n", M)], refused(NOTHING_HIDDEN)),
    text("`/-` at the end of each line", &[("a /-\n", M)], refused(NOTHING_HIDDEN)),
    text("`/-` before a semicolon", &[("a /-;", M)], refused(NOTHING_HIDDEN)),
    text("`/-` between key and value", &[("a k=/-1\n", M)], refused("the value of `k` is missing")),
    text("`/-`, then empty lines", &[("/-", 1), ("\n", 10 * M), ("a", 1)], whole(0, 0, 0)),
    text("`/-`, then block comments", &[("/-", 1), ("/* c */", M), ("a", 1)], whole(0, 0, 0)),
    text("`/-`, then line comments", &[("/-", 1), ("// c\n", M), ("a\n", 1)], whole(0, 0, 0)),
    text("`/-`, then nothing but blanks", &[("/-", 1), (" ", 10 * M)], refused(NOTHING_HIDDEN)),
];

fn hidden_nests() -> String {
    format!("{}{}\n", "a /-{".repeat(DEPTH_MAX), "}".repeat(DEPTH_MAX)).repeat(NESTS)
}

const COMMENT_OPEN: &str = "this comment is never closed";

/// Comments: long, nested, without an end.
pub(crate) const COMMENTS: &[Kind] = &[
    text("stars in a comment", &[("/*", 1), ("*", 10 * M), ("*/\na", 1)], whole(1, 0, 0)),
    text("slashes in a comment", &[("/* ", 1), ("/", 10 * M), (" */\na", 1)], whole(1, 0, 0)),
    text("stars and slashes in a comment", &[("/* ", 1), ("* / ", M), ("*/\na", 1)], whole(1, 0, 0)),
    text("stars in a comment, open", &[("a\n/*", 1), ("*", 10 * M)], refused(COMMENT_OPEN)),
    text("slashes in a comment, open", &[("a\n/* ", 1), ("/", 10 * M)], refused(COMMENT_OPEN)),
    text("banner", &[("/*****************************\n", M / 2), ("*/", M / 2), ("a", 1)], whole(1, 0, 0)),
    text("banners of one line", &[("/******/\n", M)], whole(0, 0, 0)),
    text("comments nested, closed", &[("/*", M), ("*/", M), ("a", 1)], whole(1, 0, 0)),
    text("comments nested on lines, closed", &[("/*\n", M), ("*/\n", M), ("a", 1)], whole(1, 0, 0)),
    text("comments nested, open", &[("/*", M)], refused(COMMENT_OPEN)),
    text("comments nested, half of them closed", &[("/*", M), ("*/", M / 2)], refused(COMMENT_OPEN)),
    text("comment open, one line", &[("a /* ", 1), ("x", 15 * M)], refused(COMMENT_OPEN)),
    text("comment open, a million lines", &[("a {\n/*\n", 1), ("b c\n", M), ("}\n", 1)], refused(COMMENT_OPEN)),
    text("comment open behind a million nodes", &[("a\n", M), ("/*", 1)], refused(COMMENT_OPEN)),
    text("comment open behind a continued line", &[("a \\ /* b\n", M)], refused(COMMENT_OPEN)),
    text("comments", &[("/**/", M), ("a", 1)], whole(1, 0, 0)),
    text("comments between arguments", &[("a", 1), ("/**/1", M)], whole(1, M, 0)),
    text("comments round an equals sign", &[("a", 1), (" k/**/=/**/1", M)], whole(1, 0, M)),
    text("comments in an annotation", &[("(", 1), ("/**/", M), ("t", 1), ("/**/", M), (")a", 1)], whole(1, 0, 0)),
    text("comments behind a word", &[("a/*b*/\n", M)], whole(M, 0, 0)),
    text("comments that look like paths", &[("a docs/*.pdf\n", M)], refused("`/*` begins a comment that never ends")),
    text("ends of comments", &[("*/", M)], refused("begins a comment that never ends")),
    text("ends of comments on lines", &[("*/\n", M)], refused("`*/` needs quotes")),
    text("line comments", &[("//\n", M)], whole(0, 0, 0)),
    text("line comments with words", &[("// never closed\n", M)], whole(0, 0, 0)),
    text("line comments behind nodes", &[("a // b {\n", M)], whole(M, 0, 0)),
    text("line comments with `/*`", &[("a // /*\n", M)], whole(M, 0, 0)),
    text("one long line comment", &[("//", 1), ("x", 16 * M)], whole(0, 0, 0)),
    text("slashes", &[("/", M)], whole(0, 0, 0)),
    text("slashes alone on lines", &[("/\n", M)], refused("`/` needs quotes")),
];

const STRING_OPEN: &str = "this string is never closed";
const STRING_OVER: &str = "this string runs past the end of its line";
const NO_SPACE: &str = "a space is missing before";

/// Strings of one line, quoted and raw: without an end, glued together, with quotes and hashes that almost end them.
pub(crate) const STRINGS: &[Kind] = &[
    text("string open, one line", &[("a \"", 1), ("x", 15 * M)], refused(STRING_OPEN)),
    text("string open, then nodes", &[("a \"x\n", 1), ("b\n", M)], refused(STRING_OPEN)),
    text("strings open", &[("a \"x\n", M)], refused("this string")),
    text("quotes alone on lines", &[("\"\n", M)], refused("this string")),
    text("strings over two lines", &[("a \"b\nc\"\n", M)], refused(STRING_OVER)),
    text("strings over a line separator", &[("a \"b\u{2028}c\"\n", M)], refused(STRING_OVER)),
    text("strings with an escaped quote at their end", &[("a \"x\\\"\n", M)], refused(STRING_OPEN)),
    text("quotes", &[("\"", M)], refused("the text behind `\"\"\"` begins on the next line")),
    text("pairs of quotes", &[("\"\" ", M)], whole(1, M - 1, 0)),
    text("strings glued to words", &[("\"a\"b", M)], refused("a space is missing before `b`")),
    text("strings glued to each other", &[("a \"x\"", 1), ("\"y\"", M)], refused(NO_SPACE)),
    text("strings glued to each other, on lines", &[("a \"b\"\"c\"\n", M)], refused(NO_SPACE)),
    text("strings", &[("a", 1), (" \"x y\"", M)], whole(1, M, 0)),
    text("strings as nodes and keys", &[("\"a b\" \"c d\"=\"e\"\n", M / 10 * 9)], whole(M / 10 * 9, 0, M / 10 * 9)),
    text("one long string", &[("a \"", 1), ("x", 15 * M), ("\"", 1)], whole(1, 1, 0)),
    text("raw string open, one line", &[("a #\"", 1), ("x", 15 * M)], refused(STRING_OPEN)),
    text("raw string open, then nodes", &[("a #\"x\n", 1), ("b\n", M)], refused(STRING_OPEN)),
    text("raw strings open", &[("a #\"\n", M)], refused(STRING_OPEN)),
    text("raw strings", &[("a", 1), (" #\"\\\"#", M)], whole(1, M, 0)),
    text("raw strings glued to each other", &[("#\"", M)], refused(NO_SPACE)),
    text("raw string with a million hashes", &[("a ", 1), ("#", M), ("\"x\"", 1), ("#", M)], whole(1, 1, 0)),
    text(
        "raw string with a hash too few at its end",
        &[("a ", 1), ("#", M), ("\"x\"", 1), ("#", M - 1), ("\nb\n", 1)],
        refused(STRING_OPEN),
    ),
    text(
        "raw string with a hash too many at its end",
        &[("a ", 1), ("#", M), ("\"x\"", 1), ("#", M + 1), ("\nb\n", 1)],
        refused(NO_SPACE),
    ),
    text("raw string with quotes that almost end it", &[("a ##\"x", 1), ("\"#", M), ("x\"##", 1)], whole(1, 1, 0)),
    made("raw string with many hashes and ends that lack one", almost_ends, whole(1, 1, 0)),
    text(
        "raw strings on one line with three quotes",
        &[("a #\"\"\"x\"\"\"#\n", M)],
        refused("begins on the next line"),
    ),
    text("hashes", &[("a ", 1), ("#", M)], refused("is none of `#true`, `#false` and `#null`")),
    text("hashes apart", &[("a", 1), (" #", M)], refused("`#` does not begin a comment")),
    text("hashes alone on lines", &[("#\n", M)], refused("`#` does not begin a comment")),
];

/// Some thousand hashes, and as many quotes with one hash less.
fn almost_ends() -> String {
    let (all, less) = ("#".repeat(WIDE), "#".repeat(WIDE - 1));
    format!("a {all}\"x{}\"{all}", format!("\"{less}x").repeat(WIDE))
}

const ESCAPE_SHORT: &str = "this `\\u` escape";

/// Escapes in strings, and lines that go on.
pub(crate) const ESCAPES: &[Kind] = &[
    text("escapes", &[("a \"", 1), ("\\n", M), ("\"", 1)], whole(1, 1, 0)),
    text("escaped backslashes", &[("a \"", 1), ("\\\\", M), ("\"", 1)], whole(1, 1, 0)),
    text("escaped quotes", &[("a \"", 1), ("\\\"", M), ("\"", 1)], whole(1, 1, 0)),
    text("unicode escapes", &[("a \"", 1), ("\\u{1F600}", M), ("\"", 1)], whole(1, 1, 0)),
    text("unicode escapes of invisible characters", &[("a \"\\u{202e}\"\n", M)], whole(M, M, 0)),
    text("unknown escapes in one string", &[("a \"", 1), ("\\q", M), ("\"", 1)], refused("`\\q` is not an escape")),
    text("unknown escapes on lines", &[("a \"\\q\"\n", M)], refused("`\\q` is not an escape")),
    text("escape of a character of four bytes", &[("a \"\\😀\"\n", M)], refused("`\\😀` is not an escape")),
    text("unicode escapes without an end", &[("a \"", 1), ("\\u{1", M), ("\"", 1)], refused(ESCAPE_SHORT)),
    text("unicode escapes with one end for all", &[("a \"", 1), ("\\u{1", M), ("}\"", 1)], refused(ESCAPE_SHORT)),
    text("unicode escapes without an end, in strings", &[("a \"\\u{1\"\n", M)], refused(ESCAPE_SHORT)),
    text("unicode escape with a million digits", &[("a \"\\u{", 1), ("1", M), ("}\"", 1)], refused(ESCAPE_SHORT)),
    text("unicode escapes of half a pair", &[("a \"\\u{D800}\"\n", M)], refused("`\\u{D800}` is no character")),
    text(
        "unicode escapes past the last character",
        &[("a \"\\u{110000}\"\n", M)],
        refused("`\\u{110000}` is no character"),
    ),
    text("blanks escaped", &[("a \"", 1), ("x\\   ", M), ("\"", 1)], whole(1, 1, 0)),
    text("line breaks escaped", &[("a \"", 1), ("x\\\n  ", M), ("\"", 1)], whole(1, 1, 0)),
    text("line breaks escaped one behind the other", &[("a \"", 1), ("\\\n", M), ("x\"", 1)], whole(1, 1, 0)),
    text("one backslash before ten million blanks", &[("a \"\\", 1), (" ", 10 * M), ("x\"", 1)], whole(1, 1, 0)),
    text("one backslash before ten million lines", &[("a \"\\", 1), ("\n", 10 * M), ("x\"", 1)], whole(1, 1, 0)),
    text("backslash at the end of a string that is open", &[("a \"x\\", 1)], refused(STRING_OPEN)),
    text("line breaks escaped, open", &[("a \"", 1), ("x\\\n", M)], refused("this string")),
    text("lines continued", &[("a", 1), (" \\\n1", M)], whole(1, M, 0)),
    text("lines continued over empty lines", &[("a", 1), (" \\\n", M), ("1", 1)], whole(1, 1, 0)),
    text("lines continued with line comments", &[("a", 1), (" \\ // c\n1", M)], whole(1, M, 0)),
    text("lines continued with block comments", &[("a", 1), (" \\ /* c */\n1", M)], whole(1, M, 0)),
    text("line continued behind a million comments", &[("a \\", 1), ("/**/", M), ("\n1", 1)], whole(1, 1, 0)),
    text("line continued behind ten million blanks", &[("a \\", 1), (" ", 10 * M), ("\n1", 1)], whole(1, 1, 0)),
    text("lines continued without a node", &[("\\\n", M)], whole(0, 0, 0)),
    text("line continued at the end of the file", &[("a 1 \\", 1)], whole(1, 1, 0)),
    text("backslashes", &[("\\", M)], refused("needs quotes")),
    text("backslashes with blanks", &[("\\ ", M)], refused("this `\\` does not end its line")),
    text("backslashes with comments", &[("\\/**/", M)], refused("this `\\` does not end its line")),
    text("backslashes in the middle of lines", &[("a \\ b\n", M)], refused("this `\\` does not end its line")),
];

const TEXT_OPEN: &str = "this text is never closed";

/// Strings over several lines.
pub(crate) const TEXTS: &[Kind] = &[
    text("text open", &[("a \"\"\"\n", 1), ("x\n", M)], refused(TEXT_OPEN)),
    text("text open in a block", &[("a {\nb \"\"\"\n", 1), ("}\n", M)], refused(TEXT_OPEN)),
    text("texts open", &[("a \"\"\"\n", M)], refused(TEXT_OPEN)),
    text("raw text open", &[("a #\"\"\"\n", 1), ("x\n", M)], refused(TEXT_OPEN)),
    text("raw texts open", &[("a #\"\"\"\n", M)], refused(TEXT_OPEN)),
    text("text of a million lines", &[("a \"\"\"\n", 1), ("  x\n", M), ("  \"\"\"", 1)], whole(1, 1, 0)),
    text("text of a million empty lines", &[("a \"\"\"\n", 1), ("\n", M), ("  \"\"\"", 1)], whole(1, 1, 0)),
    text(
        "text of lines with carriage returns",
        &[("a \"\"\"\r\n", 1), ("  x\r\n", M), ("  \"\"\"", 1)],
        whole(1, 1, 0),
    ),
    text("text of lines with escapes", &[("a \"\"\"\n", 1), ("  \\t\\u{e9}\n", M), ("  \"\"\"", 1)], whole(1, 1, 0)),
    text("text of lines that go on", &[("a \"\"\"\n", 1), ("  x \\\n", M), ("  y\n  \"\"\"", 1)], whole(1, 1, 0)),
    text("text of quotes", &[("a \"\"\"\n", 1), ("\"\" \n", M), ("\"\"\"", 1)], whole(1, 1, 0)),
    text("text of escaped quotes", &[("a \"\"\"\n", 1), ("\\\"\"\"\n", M), ("\"\"\"", 1)], whole(1, 1, 0)),
    text("text on one line", &[("a \"\"\"\n", 1), ("x", 15 * M), ("\n\"\"\"", 1)], whole(1, 1, 0)),
    made("text with a deep indentation", || indented(100, M / 10, ' '), whole(1, 1, 0)),
    made("text with a deep indentation of tabs", || indented(100, M / 10, '\t'), whole(1, 1, 0)),
    made("text with deeper and deeper indentation", deeper, whole(1, 1, 0)),
    text(
        "text with a wrong indentation on its last line",
        &[("a \"\"\"\n", 1), ("  x\n", M), (" y\n  \"\"\"\n", 1)],
        refused("this text is indented less than its closing `\"\"\"`"),
    ),
    text(
        "text with a wrong indentation on every line",
        &[("a \"\"\"\n", 1), (" x\n", M), ("  \"\"\"\n", 1)],
        refused("this text is indented less than its closing `\"\"\"`"),
    ),
    text(
        "text with a wrong escape on its last line",
        &[("a \"\"\"\n", 1), ("  x\n", M), ("  \\q\n  \"\"\"\n", 1)],
        refused("`\\q` is not an escape"),
    ),
    text(
        "texts that end behind their last line",
        &[("a \"\"\"\n  b\"\"\"\n", M)],
        refused("the closing `\"\"\"` stands behind text"),
    ),
    text("texts on one line", &[("a \"\"\"b\"\"\"\n", M)], refused("the text behind `\"\"\"` begins on the next line")),
    text("texts", &[("a \"\"\"\n x\n \"\"\"\n", M)], whole(M, M, 0)),
    text("raw texts", &[("a #\"\"\"\n\\\n\"\"\"#\n", M)], whole(M, M, 0)),
    text(
        "raw text of quotes that almost end it",
        &[("a #\"\"\"\n", 1), ("\"\"\"\n", M), ("\"\"\"#", 1)],
        whole(1, 1, 0),
    ),
];

/// A text of so many lines, each so deep.
fn indented(lines: usize, depth: usize, blank: char) -> String {
    let blanks = blank.to_string().repeat(depth);
    format!("a \"\"\"\n{}{blanks}\"\"\"\n", format!("{blanks}x\n").repeat(lines))
}

/// A text of some thousand lines, each indented by one blank more than the one before.
fn deeper() -> String {
    let mut out = "a \"\"\"\n".to_owned();
    for depth in 0..WIDE {
        out.push_str(&" ".repeat(depth));
        out.push_str("x\n");
    }
    out.push_str("\"\"\"\n");
    out
}

/// Much of everything, and nothing wrong with it.
pub(crate) const MANY: &[Kind] = &[
    text("nodes on lines", &[("a\n", M)], whole(M, 0, 0)),
    text("nodes on one line", &[("a;", M)], whole(M, 0, 0)),
    text("nodes on one line, deep in it", &[(" ", 10 * M), ("a;", M)], whole(M, 0, 0)),
    text("nodes with all that they may have", &[("(t)a 1 k=2 { b; }\n", M / 2)], whole(M, M / 2, M / 2)),
    text("semicolons", &[(";", M)], refused("no node ends at this `;`")),
    text("numbers", &[("a", 1), (" 1", M)], whole(1, M, 0)),
    text("fractions", &[("a", 1), (" -1.5e-3", M)], whole(1, M, 0)),
    text("words", &[("a", 1), (" b", M)], whole(1, M, 0)),
    text("keywords", &[("a", 1), (" #true", M)], whole(1, M, 0)),
    text("numbers that are not finite", &[("a", 1), (" #-inf", M)], whole(1, M, 0)),
    text("properties", &[("a", 1), (" k=1", M)], whole(1, 0, M)),
    made("properties with a key each", keys, whole(1, 0, M)),
    text("properties with blanks round the equals sign", &[("a", 1), (" k  =  1", M)], whole(1, 0, M)),
    text("annotations of nodes", &[("(t)a\n", M)], whole(M, 0, 0)),
    text("annotations of arguments", &[("a", 1), (" (t)1", M)], whole(1, M, 0)),
    text("annotations of properties", &[("a", 1), (" k=(t)1", M)], whole(1, 0, M)),
    text("annotations of several kinds", &[("( \"t\" )a (#\"t\"#) 1\n", M / 10 * 8)], whole(M / 10 * 8, M / 10 * 8, 0)),
    text("dashes as ids", &[("- a\n", M)], whole(M, M, 0)),
    text("lists of another language", &[("- a: b\n", M / 2)], whole(M / 2, M, 0)),
];

fn keys() -> String {
    let mut out = "a".to_owned();
    for i in 0..M {
        out.push_str(" k");
        out.push_str(&i.to_string());
        out.push_str("=1");
    }
    out
}

const ASSIGNED: &str = "`a =` begins a line, but a line begins with a node";
const DIGIT: &str = "an id that begins with a digit needs quotes";
const NO_KEY: &str = "this `=` has no key before it";
const NO_VALUE: &str = "the value of `k` is missing";
const HALF_TYPE: &str = "this type annotation is not complete or stands in the wrong place";

/// Slips, by the hundred thousand and by the million.
pub(crate) const SLIPS: &[Kind] = &[
    text("100,000 assignments", &[("a = b\n", 100_000)], refused(ASSIGNED)),
    text("assignments", &[("a = b\n", M)], refused(ASSIGNED)),
    text("assignments without blanks", &[("a=b\n", M)], refused(ASSIGNED)),
    text("assignments on one line", &[("a=b;", M)], refused(ASSIGNED)),
    text("assignments with lists", &[("a = [1, 2]\n", M)], refused(ASSIGNED)),
    text("equals signs", &[("=", M)], refused(NO_KEY)),
    text("equals signs on lines", &[("=\n", M)], refused(NO_KEY)),
    text("equals signs between words", &[("a", 1), (" b=c=d", M)], refused(NO_KEY)),
    text("keys without a value", &[("a", 1), (" k=", M)], refused(NO_VALUE)),
    text("keys without a value, on lines", &[("a k=\n", M)], refused(NO_VALUE)),
    text("keys without a value, before blocks", &[("a k= { b; }\n", M)], refused(NO_VALUE)),
    text("keys that are numbers", &[("a 1=2\n", M)], refused("`1` is no key")),
    text("parentheses open", &[("(", M)], refused(HALF_TYPE)),
    text("parentheses open, on lines", &[("(\n", M)], refused(HALF_TYPE)),
    text("parentheses closed", &[(")", M)], refused("`)` cannot stand here")),
    text("parentheses closed, on lines", &[(")\n", M)], refused("`)` cannot stand here")),
    text("pairs of parentheses", &[("()", M)], refused(HALF_TYPE)),
    text("annotations without a node", &[("(t)\n", M)], refused(HALF_TYPE)),
    text("annotations before annotations", &[("(t)", M)], refused("`(` cannot stand here")),
    text("annotations before annotations of a value", &[("a (t)(t)1\n", M)], refused(HALF_TYPE)),
    text("annotations of keys", &[("a (t)k=1\n", M)], refused(HALF_TYPE)),
    text("annotations that are open", &[("a (t 1\n", M)], refused(HALF_TYPE)),
    text("annotations that are numbers", &[("a (1)b\n", M)], refused(HALF_TYPE)),
    text("numbers as nodes", &[("1\n", M)], refused("`1` is no name for a node")),
    text("keywords as nodes", &[("#null\n", M)], refused("`#null` is no name for a node")),
    text("ids that begin with a digit", &[("a 3.1.1\n", M)], refused(DIGIT)),
    text("ids that begin with a digit, in one node", &[("a", 1), (" 3.1.1", M)], refused(DIGIT)),
    text("ids that begin with a digit, over continued lines", &[("a", 1), (" \\\n3.1.1", M)], refused(DIGIT)),
    text("ids that begin with a digit, in a block", &[("a {\n", 1), ("  b 3.1.1\n", M), ("}\n", 1)], refused(DIGIT)),
    text("ids that begin with a digit, in hidden nodes", &[("/- a 3.1.1\n", M)], refused(DIGIT)),
    text("ids that begin with a digit, in headers", &[("a 3.1.1 { b; }\n", M)], refused(DIGIT)),
    text("dates", &[("a on=2026-09-30\n", M)], refused(DIGIT)),
    text("numbers with letters", &[("a 1x\n", M)], refused(DIGIT)),
    text("numbers with a wrong digit", &[("a 0xg\n", M)], refused(DIGIT)),
    text("numbers without an exponent", &[("a 1e\n", M)], refused(DIGIT)),
    text("numbers without a fraction", &[("a 1.\n", M)], refused(DIGIT)),
    text("numbers without a whole part", &[("a .5\n", M)], refused("`.5` is no number and needs quotes to be text")),
    text("keywords of KDL 1", &[("a true\n", M)], refused("`true` is written `#true` in KDL 2")),
    text("unknown keywords", &[("a #yes\n", M)], refused("`#yes` is none of `#true`, `#false` and `#null`")),
    text("comments of a shell", &[("# a\n", M)], refused("`#` does not begin a comment")),
    text("commas", &[("a 1, 2\n", M)], refused("no comma stands between values")),
    text("brackets", &[("a [b c]\n", M)], refused("`[b` is no list")),
    text("brackets on one line", &[("[", M)], refused("is no list")),
    text("typographic quotes", &[("a “b”\n", M)], refused("begins with a typographic quote")),
    text("single quotes", &[("a 'b c'\n", M)], refused("begins with a single quote")),
    text("single quotes on one line", &[("a '", M)], refused("begins with a single quote")),
    text("apostrophes", &[("a 'tis\n", M)], whole(M, M, 0)),
    text("objects of JSON", &[("{\"a\": 1, \"b\": [true, null]}\n", M / 2)], refused(NAMELESS)),
    text("an object of JSON", &[("{", 1), ("\"a\":1,", M), ("\"b\":2}", 1)], refused(NAMELESS)),
    text("tables of TOML", &[("[a]\nb = 1\n", M)], refused("`[a]` is no list")),
    text("elements of XML", &[("<a>b</a>\n", M)], refused("`<a>b</a>` needs quotes")),
    text("slip behind a million nodes", &[("a\n", M), ("b 3.1.1\n", 1)], refused(DIGIT)),
    text("slip behind a million nodes of one line", &[("a;", M), ("=", 1)], refused(NO_KEY)),
    text("slip behind a million arguments", &[("a", 1), (" 1", M), (" 3.1.1", 1)], refused(DIGIT)),
    text("slip behind a million properties", &[("a", 1), (" k=1", M), (" k=", 1)], refused(NO_VALUE)),
    text("slip behind a long line", &[("a \"", 1), ("x", 15 * M), ("\" \"", 1)], refused(STRING_OPEN)),
    text("slip behind a long comment", &[("/*", 1), ("x", 15 * M), ("*/ }", 1)], refused(STRAY)),
    text("slip behind a long blank", &[(" ", 15 * M), ("}", 1)], refused(STRAY)),
];

/// Long words and numbers.
pub(crate) const LONG: &[Kind] = &[
    text("long name", &[("a", 15 * M)], whole(1, 0, 0)),
    text("long name of two-byte letters", &[("é", 7 * M)], whole(1, 0, 0)),
    text("long argument", &[("a ", 1), ("b", 15 * M)], whole(1, 1, 0)),
    text("long key", &[("a ", 1), ("k", 15 * M), ("=1", 1)], whole(1, 0, 1)),
    text("long annotation", &[("(", 1), ("t", 15 * M), (")a", 1)], whole(1, 0, 0)),
    text("long key without a value", &[("a ", 1), ("k", 15 * M), ("=", 1)], refused("is missing")),
    text("long assignment", &[("a", 7 * M), (" = ", 1), ("b", 7 * M)], refused("begins a line")),
    text("long id that begins with a digit", &[("a 1", 1), ("x", 15 * M)], refused(DIGIT)),
    text("long word behind a block", &[("a {} ", 1), ("x", 15 * M)], refused("stands behind the `}`")),
    text("long word behind a string", &[("a \"b\"", 1), ("x", 15 * M)], refused(NO_SPACE)),
    text("long word that needs quotes", &[("a b/", 1), ("c", 15 * M)], refused("needs quotes")),
    text("long keyword", &[("a #", 1), ("t", 15 * M)], refused("is none of `#true`, `#false` and `#null`")),
    text("long path", &[("a ", 1), ("b/", 7 * M)], refused("needs quotes")),
    text("long escape of a path", &[("a ", 1), ("b\\", 7 * M)], refused("needs quotes")),
    text("long block head", &[("a ", 1), ("b", 10 * M), (" {", 1)], refused("is never closed")),
    text("long number", &[("a ", 1), ("1", 10 * M)], whole(1, 1, 0)),
    text("long number of zeros", &[("a ", 1), ("0", 10 * M)], whole(1, 1, 0)),
    text("long fraction", &[("a 0.", 1), ("1", 10 * M)], whole(1, 1, 0)),
    text("long fraction of zeros", &[("a 0.", 1), ("0", 10 * M), ("1", 1)], whole(1, 1, 0)),
    text("long exponent", &[("a 1e", 1), ("9", 10 * M)], whole(1, 1, 0)),
    text("long negative exponent", &[("a 1e-", 1), ("9", 10 * M)], whole(1, 1, 0)),
    text("long hexadecimal number", &[("a 0x", 1), ("f", 10 * M)], whole(1, 1, 0)),
    text("long binary number", &[("a 0b", 1), ("01", 5 * M)], whole(1, 1, 0)),
    text("long number of underscores", &[("a 1", 1), ("_", 10 * M)], whole(1, 1, 0)),
    text("long number with a dot too many", &[("a ", 1), ("1.", 5 * M), ("1", 1)], refused(DIGIT)),
    text("long sign", &[("a ", 1), ("-", 10 * M)], whole(1, 1, 0)),
];

/// Files of nothing but blanks and line breaks, in each of their forms.
pub(crate) const BLANKS: &[Kind] = &[
    text("empty file", &[], whole(0, 0, 0)),
    text("blanks", &[(" ", 10 * M)], whole(0, 0, 0)),
    text("tabs", &[("\t", 10 * M)], whole(0, 0, 0)),
    text("no-break spaces", &[("\u{a0}", M)], whole(0, 0, 0)),
    text("ideographic spaces", &[("\u{3000}", M)], whole(0, 0, 0)),
    text("spaces of all widths", &[("\u{1680}\u{2000}\u{200a}\u{202f}\u{205f}", M)], whole(0, 0, 0)),
    text("line feeds", &[("\n", 10 * M)], whole(0, 0, 0)),
    text("carriage returns", &[("\r", 10 * M)], whole(0, 0, 0)),
    text("carriage returns with line feeds", &[("\r\n", 5 * M)], whole(0, 0, 0)),
    text("vertical tabs", &[("\u{b}", M)], whole(0, 0, 0)),
    text("form feeds", &[("\u{c}", M)], whole(0, 0, 0)),
    text("next lines", &[("\u{85}", M)], whole(0, 0, 0)),
    text("line separators", &[("\u{2028}", M)], whole(0, 0, 0)),
    text("paragraph separators", &[("\u{2029}", M)], whole(0, 0, 0)),
    text("line breaks of all forms", &[("\n\r\r\n\u{b}\u{c}\u{85}\u{2028}\u{2029}", M)], whole(0, 0, 0)),
    text("nodes between carriage returns", &[("a\r", M)], whole(M, 0, 0)),
    text("nodes between line separators", &[("a\u{2028}", M)], whole(M, 0, 0)),
    text("nodes between next lines", &[("a 1\u{85}", M)], whole(M, M, 0)),
    text("arguments between no-break spaces", &[("a", 1), ("\u{a0}1", M)], whole(1, M, 0)),
];

const INVISIBLE: &str = "the invisible character";

/// Characters that a text may not hold, in every place, and some that look as if.
pub(crate) const CHARACTERS: &[Kind] = &[
    text("byte-order mark alone", &[("\u{feff}", 1)], whole(0, 0, 0)),
    text("byte-order mark before a node", &[("\u{feff}a", 1)], whole(1, 0, 0)),
    text("two byte-order marks", &[("\u{feff}", 2), ("a", 1)], refused("the invisible character U+FEFF")),
    text("byte-order marks", &[("\u{feff}", M)], refused("the invisible character U+FEFF")),
    text("byte-order marks before nodes", &[("\u{feff}a\n", M)], refused("the invisible character U+FEFF")),
    text("byte-order marks on lines", &[("\u{feff}\n", M)], refused("the invisible character U+FEFF")),
    text("controls", &[("\u{1}", M)], refused("the invisible character U+0001")),
    text("controls on lines", &[("a \u{1b}[31m\n", M)], refused("the invisible character U+001B")),
    text("deletes", &[("a b\u{7f}c\n", M)], refused("the invisible character U+007F")),
    text("backspaces behind words", &[("a\u{8} b\n", M)], refused("the invisible character U+0008")),
    text("direction marks in names", &[("a\u{202e}b\n", M)], refused("the invisible character U+202E")),
    text("direction marks in keys", &[("a k\u{2066}=1\n", M)], refused("the invisible character U+2066")),
    text("direction marks in annotations", &[("(\u{200f})a\n", M)], refused("the invisible character U+200F")),
    text("direction marks in strings", &[("a \"\u{202e}\"\n", M)], refused("the invisible character U+202E")),
    text("direction marks in raw strings", &[("a #\"\u{202e}\"#\n", M)], refused("the invisible character U+202E")),
    text(
        "direction marks in a text",
        &[("a \"\"\"\n", 1), ("  x\n", M), ("  \u{2069}\n  \"\"\"\n", 1)],
        refused("the invisible character U+2069"),
    ),
    text("direction marks behind escapes", &[("a \"\\\u{202e}\"\n", M)], refused(INVISIBLE)),
    text("direction marks in hidden nodes", &[("/- a \"\u{202e}\"\n", M)], refused("the invisible character U+202E")),
    text("direction marks in line comments", &[("// \u{202e}\n", M)], refused("the invisible character U+202E")),
    text("direction marks in block comments", &[("/* \u{202e} */\n", M)], refused("the invisible character U+202E")),
    text(
        "direction mark at the end of a long comment",
        &[("//", 1), ("x", 15 * M), ("\u{202e}\na\n", 1)],
        refused(INVISIBLE),
    ),
    text("direction marks behind continued lines", &[("a \\ // \u{2066}\n 1\n", M)], refused(INVISIBLE)),
    text("spaces of no width", &[("a\u{200b}b\n", M)], whole(M, 0, 0)),
    text("accents on one letter", &[("a", 1), ("\u{301}", 5 * M)], whole(1, 0, 0)),
    text("pictures joined", &[("👩\u{200d}", M)], whole(1, 0, 0)),
    text("last character", &[("\u{10ffff}\n", M)], whole(M, 0, 0)),
];

/// Bytes that are no text, and sizes round the limit.
pub(crate) const BYTES: &[Kind] = &[
    bytes("zero bytes", &[(b"\0", M)], binary(0)),
    bytes("zero byte at the end", &[(b"a\n", M), (b"\0", 1)], binary(2 * M)),
    bytes("zero byte in the middle", &[(b"a\n", M), (b"\0", 1), (b"a\n", M)], binary(2 * M)),
    bytes("zero byte behind bytes that are no text", &[(b"\xff", M), (b"\0", 1)], binary(M)),
    bytes("text of two bytes a letter", &[(b"\xff\xfe", 1), (b"a\0", M)], binary(3)),
    bytes(
        "text of two bytes a letter, none of them zero",
        &[(b"\xff\xfe", 1), (b"\x00\x4e", 0), (b"\x2d\x4e", M)],
        no_utf8(0),
    ),
    bytes("no UTF-8 at the start", &[(b"\xff", 1), (b"a\n", M)], no_utf8(0)),
    bytes("no UTF-8 in the middle", &[(b"a\n", M), (b"\xe9", 1), (b"a\n", M)], no_utf8(2 * M)),
    bytes("no UTF-8 at the end", &[(b"a\n", M), (b"\xc3", 1)], no_utf8(2 * M)),
    bytes("no UTF-8 in a comment", &[(b"// ", 1), (b"x", 10 * M), (b"\xe9\na", 1)], no_utf8(10 * M + 3)),
    bytes("no UTF-8 at all", &[(b"\xff", 15 * M)], no_utf8(0)),
    bytes("bytes that only go on", &[(b"\x80", M)], no_utf8(0)),
    bytes("letters of more bytes than needed", &[(b"a\n", M), (b"\xc1\xa1", M)], no_utf8(2 * M)),
    bytes("halves of pairs", &[(b"a\n", M), (b"\xed\xa0\x80", M)], no_utf8(2 * M)),
    bytes("letters past the last", &[(b"a\n", M), (b"\xf4\x90\x80\x80", M)], no_utf8(2 * M)),
    bytes("letters cut in half", &[(b"\xe2\x82", M)], no_utf8(0)),
    bytes("text of another code page", &[(b"a \"\xe4\"\n", M)], no_utf8(3)),
    text("blanks up to the limit", &[(" ", SIZE_MAX)], whole(0, 0, 0)),
    text("blanks one past the limit", &[(" ", SIZE_MAX + 1)], too_large(SIZE_MAX + 1)),
    text("blanks past the limit by a byte-order mark", &[("\u{feff}", 1), (" ", SIZE_MAX)], too_large(SIZE_MAX + 3)),
    text("one comment up to the limit", &[("//", SIZE_MAX / 2)], whole(0, 0, 0)),
    text("nodes past the limit", &[("a\n", SIZE_MAX)], too_large(2 * SIZE_MAX)),
    text("slips past the limit", &[("}\n", SIZE_MAX)], too_large(2 * SIZE_MAX)),
    bytes("zero bytes past the limit", &[(b"\0", SIZE_MAX + 1)], too_large(SIZE_MAX + 1)),
];

const OLD_RAW: &str = "a raw string with `r` is KDL 1; crmlint reads KDL 2";

/// What KDL 1 had and KDL 2 has not.
pub(crate) const KDL_1: &[Kind] = &[
    text("`r` with hashes", &[("r#####", M)], refused("needs quotes")),
    text("`r` with hashes, on lines", &[("a r#####\n", M)], refused("`r#####` needs quotes")),
    text("`r` with a million hashes", &[("a r", 1), ("#", M), ("\"x\"", 1), ("#", M)], refused(OLD_RAW)),
    text("raw strings of KDL 1", &[("a r\"x\"\n", M)], refused(OLD_RAW)),
    text("raw strings of KDL 1 with hashes", &[("a r#\"x\"#\n", M)], refused(OLD_RAW)),
    text("raw strings of KDL 1 over lines", &[("a r#\"x\ny\"#\n", M)], refused(OLD_RAW)),
    text("raw strings of KDL 1, open", &[("a r#\"\n", M)], refused(STRING_OPEN)),
    text("`r` with quotes", &[("r\"", M)], refused(OLD_RAW)),
    text("version 1", &[("/- kdl-version 1\n", 1), ("a true\n", M)], refused("this file says that it is KDL 1")),
    text("version 1 behind empty lines", &[("\n", 10 * M), ("/- kdl-version 1\na true\n", 1)], refused("it is KDL 1")),
    text("version markers", &[("/- kdl-version 2\n", M / 10 * 9)], whole(0, 0, 0)),
];
