//! The commonest forms without tokens: plain words, strings on one line without escapes, whole numbers, `#true` and
//! `#false`, `key=value`, with blanks, line feeds, `//` comments and braces between them. Whatever else is met is left
//! to the reader of tokens, which stands at the same place and gives the same result.

use super::PARTS_MAX;
use super::class::{blanks_end, is_break, is_first, text_end, word_end};
use super::lex::{Kind, Token};
use super::read::{Blocks, Pending, Reader};
use super::value::{offset, slot};
use crate::source::{RawEntry, RawKind, RawNode, Slot};

/// Longest run of digits that surely fits 64 bits.
const DIGITS_MAX: usize = 18;

impl Reader<'_> {
    /// Between nodes: passes blanks and closes blocks until a node has begun. False when a further look is needed.
    pub(super) fn quick_begin(&mut self) -> bool {
        let bytes = self.lexer.bytes;
        let mut i = self.lexer.pos();
        loop {
            i = blanks_end(bytes, i);
            let Some(b) = bytes.get(i) else { break };
            match b {
                b'\n' => i += 1,
                b'/' if bytes.get(i + 1) == Some(&b'/') => {
                    let end = text_end::<false>(bytes, i + 2);
                    if bytes.get(end) != Some(&b'\n') {
                        break;
                    }
                    i = end + 1;
                }
                b'}' => {
                    self.lexer.rewind(i + 1);
                    self.close(brace(Kind::Close, i));
                    return true;
                }
                b if is_first(*b) => {
                    let end = word_end(bytes, i);
                    if !ends(bytes, end) || is_keyword(bytes.get(i..end)) {
                        break;
                    }
                    self.lexer.rewind(end);
                    let (from, to) = (offset(i), offset(end));
                    let name = slot(i, end, Slot::BARE);
                    self.push_node(RawNode { name, start: from, header_end: to, end: to, ..RawNode::default() });
                    return true;
                }
                _ => break,
            }
        }
        self.lexer.rewind(i);
        false
    }

    /// In a node, behind its name or an entry: reads on until the node ends or a block begins. False when a further
    /// look is needed.
    pub(super) fn quick_entries(&mut self) -> bool {
        let Some(Pending { bad: false, blocks, .. }) = self.current else {
            return false;
        };
        let bytes = self.lexer.bytes;
        let begin = self.lexer.pos();
        let (mut pos, mut before_last) = (begin, begin);
        let done = loop {
            let i = blanks_end(bytes, pos);
            let Some(b) = bytes.get(i) else { break None };
            match b {
                b'\n' | b';' => break Some((i + 1, None)),
                b'}' => break Some((i, None)),
                b'{' if blocks == Blocks::None => break Some((i + 1, Some(i))),
                _ if i == pos || blocks != Blocks::None || self.out.entries.len() >= PARTS_MAX => break None,
                _ => {}
            }
            let Some((entry, end)) = quick_entry(bytes, i) else { break None };
            self.out.entries.push(entry);
            (before_last, pos) = (pos, end);
        };
        if done.is_none() && before_last != pos && self.out.entries.pop_if(|last| last.key.end == 0).is_some() {
            // The last argument may be a key, with a `=` further on.
            pos = before_last;
        }
        if pos != begin {
            let to = offset(self.out.entries.len());
            if let Some(raw) = self.out.nodes.last_mut() {
                *raw = RawNode { header_end: offset(pos), end: offset(pos), entries: (raw.entries.0, to), ..*raw };
            }
        }
        match done {
            Some((next, Some(brace_at))) => {
                self.lexer.rewind(next);
                self.open(brace(Kind::Open, brace_at), false);
                true
            }
            Some((next, None)) => {
                self.lexer.rewind(next);
                self.finish();
                true
            }
            None => {
                self.lexer.rewind(pos);
                false
            }
        }
    }
}

fn brace(kind: Kind, at: usize) -> Token {
    Token { kind, start: at, end: at + 1, fault: None }
}

/// True behind a word or value if nothing but a blank, a line break, `;` or a brace follows.
fn ends(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_none_or(|b| is_break(*b))
}

/// Words that KDL 2 reserves.
fn is_keyword(word: Option<&[u8]>) -> bool {
    matches!(word, Some(b"true" | b"false" | b"null" | b"inf" | b"nan"))
}

/// An argument or property of the commonest forms, and its end.
fn quick_entry(bytes: &[u8], i: usize) -> Option<(RawEntry, usize)> {
    let b = *bytes.get(i)?;
    if !is_first(b) {
        return quick_value(bytes, i, b);
    }
    let end = word_end(bytes, i);
    if is_keyword(bytes.get(i..end)) {
        return None;
    }
    if bytes.get(end) == Some(&b'=') {
        let (value, value_end) = match *bytes.get(end + 1)? {
            b if is_first(b) => quick_word(bytes, end + 1)?,
            b => quick_value(bytes, end + 1, b)?,
        };
        return Some((RawEntry { key: slot(i, end, Slot::BARE), ..value }, value_end));
    }
    ends(bytes, end).then(|| (string(i, end, Slot::BARE), end))
}

fn quick_word(bytes: &[u8], i: usize) -> Option<(RawEntry, usize)> {
    let end = word_end(bytes, i);
    (ends(bytes, end) && !is_keyword(bytes.get(i..end))).then(|| (string(i, end, Slot::BARE), end))
}

fn string(start: usize, end: usize, form: u32) -> RawEntry {
    RawEntry { value: slot(start, end, form), kind: RawKind::String, ..RawEntry::default() }
}

/// A string, whole number or boolean.
fn quick_value(bytes: &[u8], i: usize, b: u8) -> Option<(RawEntry, usize)> {
    let (entry, end) = match b {
        b'"' => {
            let end = text_end::<true>(bytes, i + 1);
            // Two quotes may be the empty string or the first of three.
            if bytes.get(end) != Some(&b'"') || bytes.get(end + 1) == Some(&b'"') {
                return None;
            }
            (string(i, end + 1, Slot::QUOTED), end + 1)
        }
        b'0'..=b'9' => {
            let digits = bytes.get(i..)?.iter().take(DIGITS_MAX + 1).take_while(|b| b.is_ascii_digit());
            let (mut number, mut len) = (0_u64, 0);
            for digit in digits {
                number = number.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
                len += 1;
            }
            if len > DIGITS_MAX {
                return None;
            }
            let value = slot(i, i + len, Slot::BARE);
            (RawEntry { value, kind: RawKind::Integer, bits: number, ..RawEntry::default() }, i + len)
        }
        b'#' => {
            let rest = bytes.get(i..)?;
            let (len, bits) = if rest.starts_with(b"#true") {
                (5, 1)
            } else if rest.starts_with(b"#false") {
                (6, 0)
            } else {
                return None;
            };
            let value = slot(i, i + len, Slot::BARE);
            (RawEntry { value, kind: RawKind::Bool, bits, ..RawEntry::default() }, i + len)
        }
        _ => return None,
    };
    ends(bytes, end).then_some((entry, end))
}
