//! Tokens to values: unquoted words (identifiers, numbers, keywords) and the string forms with escapes and dedenting.

use std::ops::Range;

use memchr::memchr;

use super::class::{self, first_disallowed, newline_len, text_end};
use super::lex::{Kind, Token};
use super::wording::Fault;
use crate::source::{Document, RawKind, Slot};

/// What is wrong and the bytes, counted in the file, that show it.
pub(super) type Wrong = (Fault, usize, usize);

/// What a token means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meaning {
    pub(super) kind: RawKind,
    pub(super) slot: Slot,
    pub(super) bits: u64,
}

impl Meaning {
    fn of(token: Token, kind: RawKind, bits: u64) -> Self {
        Self { kind, slot: slot(token.start, token.end, Slot::BARE), bits }
    }

    fn string(token: Token, form: u32) -> Self {
        Self { kind: RawKind::String, slot: slot(token.start, token.end, form), bits: 0 }
    }
}

/// A slot of these bytes; texts are far below 4 GiB.
pub(super) fn slot(start: usize, end: usize, form: u32) -> Slot {
    Slot { start: offset(start), end: offset(end), form }
}

/// A place in a text as the arrays hold it.
pub(super) fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The value of a word or string token. What has to be copied goes to the end of `out`.
pub(super) fn value(text: &str, token: Token, out: &mut Document) -> Result<Meaning, Wrong> {
    let source = text.get(token.start..token.end).unwrap_or("");
    if let Some(fault) = token.fault {
        return Err((fault, token.start, token.end));
    }
    if token.kind != Kind::Word {
        return string(text, token, out).map(|form| Meaning::string(token, form));
    }
    let whole = |fault| (fault, token.start, token.end);
    match source {
        "#true" => return Ok(Meaning::of(token, RawKind::Bool, 1)),
        "#false" => return Ok(Meaning::of(token, RawKind::Bool, 0)),
        "#null" => return Ok(Meaning::of(token, RawKind::Null, 0)),
        "#inf" | "#-inf" | "#nan" => return Ok(Meaning::of(token, RawKind::NonFinite, 0)),
        "true" | "false" | "null" | "inf" | "-inf" | "nan" => {
            return Err(whole(Fault::BareKeyword));
        }
        _ => {}
    }
    if source.starts_with('#') {
        return Err(whole(if source == "#" { Fault::HashComment } else { Fault::UnknownKeyword }));
    }
    let unsigned = source.strip_prefix(['+', '-']).unwrap_or(source);
    if unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        let (kind, bits) = number(source).ok_or_else(|| whole(digit_fault(source)))?;
        return Ok(Meaning::of(token, kind, bits));
    }
    let dotted = unsigned.strip_prefix('.').unwrap_or("");
    if dotted.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(whole(Fault::DotNumber));
    }
    if let Some((at, len)) = first_disallowed(text.as_bytes(), token.start, token.end) {
        return Err((Fault::Character, at, at + len));
    }
    if source.contains(['\\', '/', '[', ']', '#']) {
        let list = source.starts_with('[') || source.ends_with(']');
        return Err(whole(if list { Fault::Brackets } else { Fault::NeedsQuotes }));
    }
    Ok(Meaning::string(token, Slot::BARE))
}

fn digit_fault(source: &str) -> Fault {
    match source.strip_suffix(',') {
        Some(rest) if number(rest).is_some() => Fault::Comma,
        _ => Fault::DigitId,
    }
}

/// A number in one of its four notations, or nothing.
fn number(source: &str) -> Option<(RawKind, u64)> {
    let (negative, unsigned) = match source.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, source.strip_prefix('+').unwrap_or(source)),
    };
    for (prefix, digit_bits) in [("0x", 4), ("0o", 3), ("0b", 1)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            return radix_number(digits, digit_bits, negative);
        }
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((m, e)) => (m, Some(e.strip_prefix(['+', '-']).unwrap_or(e))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((w, f)) => (w, Some(f)),
        None => (mantissa, None),
    };
    let well_formed = digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits);
    if !well_formed {
        return None;
    }
    let plain: String = source.chars().filter(|c| *c != '_').collect();
    if fraction.is_none()
        && exponent.is_none()
        && let Ok(integer) = plain.parse::<i64>()
    {
        return Some((RawKind::Integer, integer.cast_unsigned()));
    }
    plain.parse::<f64>().ok().map(finite)
}

/// `1e999` overflows: nothing may use it, so it is told like `#inf`.
fn finite(n: f64) -> (RawKind, u64) {
    if n.is_finite() { (RawKind::Number, n.to_bits()) } else { (RawKind::NonFinite, 0) }
}

/// A digit, then digits and underscores.
fn digits(s: &str) -> bool {
    s.starts_with(|c: char| c.is_ascii_digit()) && s.chars().all(|c| c.is_ascii_digit() || c == '_')
}

/// A whole number whose digits are worth `digit_bits` bits each.
fn radix_number(source: &str, digit_bits: u32, negative: bool) -> Option<(RawKind, u64)> {
    if source.starts_with('_') || source.is_empty() {
        return None;
    }
    // The first hundred bits and more, how many follow, and whether one of those is set: enough to round once.
    let (mut first, mut further, mut inexact) = (0_u128, 0_i32, false);
    for c in source.chars().filter(|c| *c != '_') {
        let digit = c.to_digit(1 << digit_bits)?;
        if first >> 100 == 0 {
            first = first << digit_bits | u128::from(digit);
        } else {
            further = further.saturating_add(digit_bits.cast_signed());
            inexact |= digit != 0;
        }
    }
    let exact = i128::try_from(first).ok().filter(|_| further == 0);
    if let Some(exact) = exact.and_then(|n| i64::try_from(if negative { -n } else { n }).ok()) {
        return Some((RawKind::Integer, exact.cast_unsigned()));
    }
    #[expect(clippy::cast_precision_loss, reason = "rounded to the nearest, as a number past 64 bits is")]
    let rough = (first | u128::from(inexact)) as f64 * 2_f64.powi(further);
    Some(finite(if negative { -rough } else { rough }))
}

/// Where the content of a string token that is closed is: its form, as in [`Slot`].
fn string(text: &str, token: Token, out: &mut Document) -> Result<u32, Wrong> {
    if let Some((at, len)) = first_disallowed(text.as_bytes(), token.start, token.end) {
        return Err((Fault::Character, at, at + len));
    }
    let source = text.get(token.start..token.end).unwrap_or("");
    let hashes = source.bytes().take_while(|b| *b == b'#').count();
    let quotes = if matches!(token.kind, Kind::Text | Kind::RawText) { 3 } else { 1 };
    let inner = hashes + quotes;
    let start = token.start + inner;
    let body = source.get(inner..source.len().saturating_sub(inner)).unwrap_or("");
    let escapes = hashes == 0 && memchr(b'\\', body.as_bytes()).is_some();
    if escapes {
        check_escapes(body, start)?;
    }
    match token.kind {
        Kind::Quoted if escapes => {
            let joined = drop_blank_escapes(body);
            Ok(copy(out, |arena| resolve_escapes(&joined, arena)))
        }
        Kind::Text if escapes => {
            let joined = drop_blank_escapes(body);
            // Offsets of lines hold only as long as no escape took a line break away.
            let known = (joined.len() == body.len()).then_some(start);
            let mut lines = String::with_capacity(joined.len());
            dedent(&joined, known, token, &mut lines)?;
            Ok(copy(out, |arena| resolve_escapes(&lines, arena)))
        }
        Kind::Text | Kind::RawText => {
            let from = out.arena.len();
            let dedented = dedent(body, Some(start), token, &mut out.arena);
            if let Err(wrong) = dedented {
                out.arena.truncate(from);
                return Err(wrong);
            }
            Ok(copied(out, from))
        }
        _ => Ok(Slot::QUOTED),
    }
}

/// Writes a string to the end of the arena; its form.
fn copy(out: &mut Document, write: impl FnOnce(&mut String)) -> u32 {
    let from = out.arena.len();
    write(&mut out.arena);
    copied(out, from)
}

/// The form of a string that was written to the arena from this place on.
fn copied(out: &mut Document, from: usize) -> u32 {
    out.copies.push((offset(from), offset(out.arena.len())));
    offset(out.copies.len() - 1).saturating_add(Slot::COPIED)
}

/// Checks each backslash against the escapes that KDL 2 has.
fn check_escapes(body: &str, start: usize) -> Result<(), Wrong> {
    let mut from = 0;
    while let Some(at) = memchr(b'\\', body.as_bytes().get(from..).unwrap_or(&[])).map(|n| from + n) {
        let Some(next) = body.get(at + 1..).and_then(|rest| rest.chars().next()) else { break };
        match next {
            '\\' | '"' | 'b' | 'f' | 'n' | 'r' | 't' | 's' => {}
            'u' if unicode_escape(body.get(at + 2..).unwrap_or("")).is_some() => {}
            'u' => return Err((Fault::BadUnicode, start + at, start + at + 2)),
            c if is_blank(c) => {}
            c => return Err((Fault::BadEscape, start + at, start + at + 1 + c.len_utf8())),
        }
        from = at + 1 + next.len_utf8();
    }
    Ok(())
}

/// The character of `{1f600}` and the length of that text.
fn unicode_escape(rest: &str) -> Option<(char, usize)> {
    let hex = rest.strip_prefix('{')?;
    let digits = hex.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
    let (hex, behind) = hex.split_at_checked(digits)?;
    let valid = (1..=6).contains(&digits) && behind.starts_with('}');
    let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
    valid.then_some((c, digits + 2))
}

fn is_blank(c: char) -> bool {
    let mut buffer = [0; 4];
    class::is_blank(c.encode_utf8(&mut buffer).as_bytes(), 0)
}

/// Removes each backslash that is followed by blanks, with the blanks. Has to happen before dedenting.
fn drop_blank_escapes(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let trimmed = behind.trim_start_matches(is_blank);
        if trimmed.len() == behind.len() {
            let (escaped, behind) = behind.split_at(behind.chars().next().map_or(0, char::len_utf8));
            out.push('\\');
            out.push_str(escaped);
            rest = behind;
        } else {
            rest = trimmed;
        }
    }
    out.push_str(rest);
    out
}

/// Resolves the escapes that are left; they have been checked.
fn resolve_escapes(body: &str, out: &mut String) {
    out.reserve(body.len());
    let mut rest = body;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = behind.chars();
        let mut used = 1;
        match chars.next() {
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('s') => out.push(' '),
            Some('u') => {
                if let Some((c, len)) = unicode_escape(chars.as_str()) {
                    out.push(c);
                    used += len;
                }
            }
            Some(c) => {
                out.push(c);
                used = c.len_utf8();
            }
            None => used = 0,
        }
        rest = behind.get(used..).unwrap_or("");
    }
    out.push_str(rest);
}

/// The lines of a text, without their line breaks, by place.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at > self.bytes.len() {
            return None;
        }
        let from = self.at;
        let mut i = from;
        loop {
            i = text_end::<false>(self.bytes, i);
            match newline_len(self.bytes, i) {
                // What may stand nowhere was refused before.
                0 if i < self.bytes.len() => i += 1,
                0 => {
                    self.at = i + 1;
                    return Some(from..i);
                }
                n => {
                    self.at = i + n;
                    return Some(from..i);
                }
            }
        }
    }
}

/// Removes the first line break, the last line and its indentation from each line. Line breaks become `\n`.
fn dedent(body: &str, start: Option<usize>, token: Token, out: &mut String) -> Result<(), Wrong> {
    let opening = (token.start, (token.start + 3).min(token.end));
    let bytes = body.as_bytes();
    let first = newline_len(bytes, 0);
    if first == 0 {
        return Err((Fault::TextOnOneLine, opening.0, opening.1));
    }
    let last = last_line(bytes);
    let prefix = body.get(last..).unwrap_or("");
    if !prefix.chars().all(is_blank) {
        return Err((Fault::TextEnd, token.end.saturating_sub(3), token.end));
    }
    out.reserve(body.len());
    let mut between = "";
    for line in (Lines { bytes, at: first }) {
        if line.start >= last {
            break;
        }
        out.push_str(between);
        between = "\n";
        let text = body.get(line.clone()).unwrap_or("");
        if let Some(rest) = text.strip_prefix(prefix) {
            // A line of blanks alone is empty, however deep it is.
            if !rest.starts_with(is_blank) || !rest.chars().all(is_blank) {
                out.push_str(rest);
            }
        } else if !text.chars().all(is_blank) {
            let at = start.map_or(opening, |s| (s + line.start, s + line.end));
            return Err((Fault::TextIndent, at.0, at.1));
        }
    }
    Ok(())
}

/// Where the last line begins.
fn last_line(bytes: &[u8]) -> usize {
    // Blanks and continuation bytes do not matter: from the end back to the first thing that breaks a line.
    let breaks = |i: &usize| newline_len(bytes, *i) > 0;
    (0..bytes.len()).rev().find(breaks).map_or(0, |i| i + newline_len(bytes, i))
}
