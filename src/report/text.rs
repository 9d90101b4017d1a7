//! Words for people: one safe line, counted nouns, wrapping by display cells.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::{is_hostile, printable};

/// User text on one line, with nothing in it that steers a terminal.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let is_harmless = |text: &str| is_plain(text) || !text.chars().any(|c| is_hostile(c) || c == '\n' || c == '\t');
    if is_harmless(text) { Cow::Borrowed(text) } else { Cow::Owned(printable(text).replace(['\n', '\t'], " ")) }
}

/// True if the text is printable ASCII: a byte is a character and a cell, and nothing has to be replaced.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// Valid JSON with every hostile character written as an escape. They occur in strings only, so the meaning stays.
pub(super) fn escape_json(json: String) -> String {
    if !json.chars().any(is_hostile) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    let mut units = [0_u16; 2];
    for c in json.chars() {
        if is_hostile(c) {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// "1 row", "3 rows".
pub(super) fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// Cells that a character takes, never too few: tabs four, East Asian and emoji two.
pub(super) fn cells(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Cells that a text takes.
pub(super) fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.chars().map(cells).sum() }
}

/// Writes lines of at most `first`, then `rest` cells, broken at spaces, with `joint` between them; a word that is longer
/// stands alone.
pub(super) fn wrap(out: &mut String, text: &str, first: usize, rest: usize, joint: &str) {
    if is_plain(text) {
        fill(out, text.split_ascii_whitespace(), str::len, [first, rest], joint);
    } else {
        fill(out, text.split_whitespace(), width, [first, rest], joint);
    }
}

fn fill<'a>(
    out: &mut String,
    words: impl Iterator<Item = &'a str>,
    width: impl Fn(&str) -> usize,
    rooms: [usize; 2],
    joint: &str,
) {
    let [mut room, rest] = rooms;
    let mut used = 0;
    let mut begun = false;
    for word in words {
        let word_width = width(word);
        if begun && used + 1 + word_width > room {
            out.push_str(joint);
            room = rest;
            used = 0;
            begun = false;
        }
        if begun {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word_width;
        begun = true;
    }
}

/// A paragraph whose first line begins with `first`, the others with `rest`, with a line feed at the end.
pub fn paragraph(text: &str, first: &str, rest: &str, cells: usize) -> String {
    let mut out = first.to_owned();
    let room = |indent: &str| cells.saturating_sub(width(indent));
    wrap(&mut out, text, room(first), room(rest), &format!("\n{rest}"));
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
