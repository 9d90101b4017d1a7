//! Text to nodes with spans.
//!
//! [`decode`] turns bytes into text, [`parse`] text into nodes. Parsing never fails: what cannot be read becomes a
//! finding in plain words, the rest is read, and `complete` says whether anything was lost. The reader is our own,
//! linear and without recursion: the `kdl` crate overflows the stack on hostile files and stops at the first slip.

mod class;
mod guard;
mod lex;
mod mend;
mod quick;
mod read;
mod reference;
mod value;
mod wording;

pub use guard::guard;
pub use reference::reference_refuses;

use crate::finding::Finding;
use crate::source::{Document, FileId, Span};
use read::{Mode, Reader};
use wording::Fault;

/// Largest file, in bytes.
pub const SIZE_MAX: usize = 16 * 1024 * 1024;
/// Deepest nesting of blocks.
pub const DEPTH_MAX: usize = 64;
/// Most nodes and values of one file: the arrays stay below 100 MB.
pub const PARTS_MAX: usize = 2_000_000;
/// Deepest nesting of block comments that [`guard`] lets through to the `kdl` crate.
pub const COMMENT_NESTING_MAX: usize = 32;
/// Most `*` and `/` in one block comment that [`guard`] lets through to the `kdl` crate.
pub const COMMENT_MARKS_MAX: usize = 500;
/// Deepest nesting of `/-` that [`guard`] lets through to the `kdl` crate.
pub const SLASHDASH_NESTING_MAX: usize = 3;
/// Most findings of one file: a file of another language would give one a line.
pub const FINDINGS_MAX: usize = 20;

/// What reading a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The nodes that could be read.
    pub document: Document,
    /// `kdl-syntax` and `limit-exceeded`, in source order, at most [`FINDINGS_MAX`].
    pub findings: Vec<Finding>,
    /// False if anything was dropped: collections over files are then open.
    pub complete: bool,
}

/// Why bytes are no text that crmlint reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are not UTF-8.
    NotUtf8 {
        /// First byte that is wrong.
        offset: usize,
        /// True if it looks like no text at all: there is a zero byte.
        binary: bool,
    },
    /// Larger than [`SIZE_MAX`].
    TooLarge {
        /// The size.
        bytes: usize,
    },
}

/// Turns bytes as read from disk into text without a byte-order mark.
pub fn decode(mut bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.len() > SIZE_MAX {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    // A zero byte is valid UTF-8 but no text: UTF-16 and most binary formats have one early.
    let zero = bytes.iter().position(|b| *b == 0);
    if let Some(offset) = zero {
        return Err(Unreadable::NotUtf8 { offset, binary: true });
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|e| Unreadable::NotUtf8 { offset: e.utf8_error().valid_up_to(), binary: false })
}

/// Why bytes are no text, in a user's words.
pub fn refusal(reason: &Unreadable) -> String {
    match reason {
        Unreadable::TooLarge { .. } => {
            format!("the file is larger than {} MiB, the most that crmlint reads", SIZE_MAX / (1024 * 1024))
        }
        Unreadable::NotUtf8 { binary: true, .. } => "it is not a text file".to_owned(),
        Unreadable::NotUtf8 { offset, .. } => format!("it is not UTF-8 at byte {offset}"),
    }
}

/// Reads a text. Spans are bytes of `text`, which has no byte-order mark.
pub fn parse(file: FileId, text: &str) -> Parsed {
    parse_in(file, text, Mode::Quick)
}

/// Where comments stand that begin with a mark, `//` or `/*` and blanks before it: their bytes without the line break.
pub fn comments(text: &str, mark: &str) -> Vec<std::ops::Range<usize>> {
    // Most texts have none, and that is seen without reading them.
    if !text.contains(mark) || text.len() > SIZE_MAX {
        return Vec::new();
    }
    let mut lexer = lex::Lexer::new(text);
    let mut out = Vec::new();
    loop {
        let token = lexer.token();
        let source = text.get(token.start..token.end).unwrap_or("");
        match token.kind {
            lex::Kind::End => return out,
            lex::Kind::Newline | lex::Kind::Space => {}
            _ => continue,
        }
        // A blank may hold several comments: behind a `\` that continues a line, and block comments in a row.
        let mut from = 0;
        while let Some(at) = source.get(from..).and_then(|rest| rest.find(mark)).map(|n| n + from) {
            from = at + mark.len();
            let before = source.get(..at).unwrap_or("").trim_end_matches([' ', '\t']);
            if let Some(opening) = before.strip_suffix("//").or_else(|| before.strip_suffix("/*")) {
                let rest = source.get(opening.len()..).unwrap_or("");
                let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
                out.push(token.start + opening.len()..token.start + opening.len() + end);
            }
        }
    }
}

/// Reads a text as [`parse`] does, but without its short cut for the commonest forms: the result is the same, and tests
/// hold it to that.
pub fn parse_by_tokens(file: FileId, text: &str) -> Parsed {
    parse_in(file, text, Mode::Tokens)
}

fn parse_in(file: FileId, text: &str, mode: Mode) -> Parsed {
    if text.len() > SIZE_MAX {
        let finding = guard::size_finding(Span::new(file, 0, 0), text.len());
        return Parsed { document: Document::default(), findings: vec![finding], complete: false };
    }
    let mut outcome = Reader::new(file, text, mode).run();
    if outcome.unclosed {
        // With a missing `}` everything behind it sits one level too deep. The indentation mostly shows where it
        // belongs; if that reading leaves a `}` over, the file is not indented and the first reading stands.
        // One reading lives at a time: the arrays of a large file are large.
        drop(outcome);
        outcome = Reader::new(file, text, Mode::Indent).run();
        if outcome.stray {
            outcome = Reader::new(file, text, mode).run();
        }
    }
    let mut findings = outcome.findings;
    one_a_cascade(&mut findings, text);
    if !outcome.complete
        && let Some(range) = old_version(text)
    {
        findings.insert(0, wording::finding(Fault::OldVersion, file, text, range.start, range.end));
        findings.truncate(FINDINGS_MAX);
    }
    Parsed { document: outcome.document, findings, complete: outcome.complete }
}

/// Of slips that follow each other only the first is told: further ones of the same line, and the same one again with
/// nothing but such lines between.
fn one_a_cascade(findings: &mut Vec<Finding>, text: &str) {
    let breaks = |a: u32, b: u32| text.get(a as usize..b as usize).map_or(0, |t| t.matches('\n').count());
    let mut last: Option<(u32, String)> = None;
    findings.retain(|finding| {
        let start = finding.primary.span.start;
        let again = last.as_ref().is_some_and(|(at, message)| {
            let lines = breaks(*at, start);
            lines == 0 || (lines == 1 && *message == finding.message && message.contains("no node before it"))
        });
        last = Some((start, finding.message.clone()));
        !again
    });
}

/// The place of `/- kdl-version 1` if the file begins with it.
fn old_version(text: &str) -> Option<std::ops::Range<usize>> {
    let trimmed = text.trim_start();
    let start = text.len() - trimmed.len();
    let behind = trimmed.strip_prefix("/-")?.trim_start().strip_prefix("kdl-version")?.trim_start();
    let rest = behind.strip_prefix('1')?;
    let ends = rest.chars().next().is_none_or(char::is_whitespace);
    ends.then_some(start..text.len() - rest.len())
}
