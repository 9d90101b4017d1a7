//! Tokens to values: unquoted words (identifiers, numbers, keywords) and the string forms with escapes and dedenting.

use super::lex::{Kind, Token, newline_len, space_len};
use super::wording::Fault;
use crate::source::ValueKind;

/// What is wrong and the bytes, counted in the file, that show it.
pub(super) type Wrong = (Fault, usize, usize);

/// The value of a word or string token.
pub(super) fn value(text: &str, token: Token) -> Result<ValueKind, Wrong> {
    let source = text.get(token.start..token.end).unwrap_or("");
    if let Some(fault) = token.fault {
        return Err((fault, token.start, token.end));
    }
    if token.kind != Kind::Word {
        return string(source, token).map(ValueKind::String);
    }
    let whole = |fault| (fault, token.start, token.end);
    match source {
        "#true" => return Ok(ValueKind::Bool(true)),
        "#false" => return Ok(ValueKind::Bool(false)),
        "#null" => return Ok(ValueKind::Null),
        "#inf" | "#-inf" | "#nan" => return Ok(ValueKind::NonFinite),
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
        return number(source).ok_or_else(|| whole(digit_fault(source)));
    }
    let dotted = unsigned.strip_prefix('.').unwrap_or("");
    if dotted.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(whole(Fault::DotNumber));
    }
    if let Some((at, c)) = source.char_indices().find(|(_, c)| disallowed(*c)) {
        return Err((Fault::Character, token.start + at, token.start + at + c.len_utf8()));
    }
    if source.contains(['\\', '/', '[', ']', '#']) {
        let list = source.starts_with('[') || source.ends_with(']');
        return Err(whole(if list { Fault::Brackets } else { Fault::NeedsQuotes }));
    }
    Ok(ValueKind::String(source.to_owned()))
}

fn digit_fault(source: &str) -> Fault {
    match source.strip_suffix(',') {
        Some(rest) if number(rest).is_some() => Fault::Comma,
        _ => Fault::DigitId,
    }
}

/// Code points that may stand nowhere in a KDL text: controls, direction marks, a byte-order mark in the middle.
pub(super) fn disallowed(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A number in one of its four notations, or nothing.
fn number(source: &str) -> Option<ValueKind> {
    let (negative, unsigned) = match source.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, source.strip_prefix('+').unwrap_or(source)),
    };
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            return radix_number(digits, radix, negative);
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
        return Some(ValueKind::Integer(integer));
    }
    plain.parse::<f64>().ok().map(finite)
}

/// `1e999` overflows: nothing may use it, so it is told like `#inf`.
fn finite(n: f64) -> ValueKind {
    if n.is_finite() { ValueKind::Number(n) } else { ValueKind::NonFinite }
}

/// A digit, then digits and underscores.
fn digits(s: &str) -> bool {
    s.starts_with(|c: char| c.is_ascii_digit()) && s.chars().all(|c| c.is_ascii_digit() || c == '_')
}

fn radix_number(source: &str, radix: u32, negative: bool) -> Option<ValueKind> {
    if source.starts_with('_') || source.is_empty() {
        return None;
    }
    let (mut exact, mut rough) = (Some(0_i64), 0_f64);
    for c in source.chars().filter(|c| *c != '_') {
        let digit = c.to_digit(radix)?;
        let signed = if negative { -i64::from(digit) } else { i64::from(digit) };
        exact = exact.and_then(|n| n.checked_mul(i64::from(radix))).and_then(|n| n.checked_add(signed));
        rough = rough * f64::from(radix) + f64::from(digit);
    }
    Some(exact.map_or_else(|| finite(if negative { -rough } else { rough }), ValueKind::Integer))
}

/// The content of a string token that is closed.
fn string(source: &str, token: Token) -> Result<String, Wrong> {
    if let Some((at, c)) = source.char_indices().find(|(_, c)| disallowed(*c)) {
        return Err((Fault::Character, token.start + at, token.start + at + c.len_utf8()));
    }
    let hashes = source.bytes().take_while(|b| *b == b'#').count();
    let many = matches!(token.kind, Kind::Text | Kind::RawText);
    let quotes = if many { 3 } else { 1 };
    let inner = hashes + quotes;
    let body = source.get(inner..source.len().saturating_sub(inner)).unwrap_or("");
    let start = token.start + inner;
    match token.kind {
        Kind::Quoted if body.contains('\\') => {
            check_escapes(body, start)?;
            Ok(resolve_escapes(&drop_blank_escapes(body)))
        }
        Kind::Text => {
            check_escapes(body, start)?;
            let joined = if body.contains('\\') { drop_blank_escapes(body) } else { body.to_owned() };
            // Offsets of lines hold only as long as no escape took a line break away.
            let lines = dedent(&joined, (joined.len() == body.len()).then_some(start), token)?;
            Ok(if lines.contains('\\') { resolve_escapes(&lines) } else { lines })
        }
        Kind::RawText => dedent(body, Some(start), token),
        _ => Ok(body.to_owned()),
    }
}

/// Checks each backslash against the escapes that KDL 2 has.
fn check_escapes(body: &str, start: usize) -> Result<(), Wrong> {
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let Some((_, next)) = chars.next() else { break };
        let place = |len: usize| (start + at, start + at + len);
        match next {
            '\\' | '"' | 'b' | 'f' | 'n' | 'r' | 't' | 's' => {}
            'u' => {
                let rest = body.get(at + 2..).unwrap_or("");
                if unicode_escape(rest).is_none() {
                    let (from, to) = place(2);
                    return Err((Fault::BadUnicode, from, to));
                }
            }
            c if is_blank(c) => {}
            c => {
                let (from, to) = place(1 + c.len_utf8());
                return Err((Fault::BadEscape, from, to));
            }
        }
    }
    Ok(())
}

/// The character of `{1f600}` and the length of that text.
fn unicode_escape(rest: &str) -> Option<(char, usize)> {
    let (hex, _) = rest.strip_prefix('{')?.split_at_checked(rest.find('}')?.checked_sub(1)?)?;
    let valid = (1..=6).contains(&hex.len()) && hex.chars().all(|c| c.is_ascii_hexdigit());
    let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
    valid.then_some((c, hex.len() + 2))
}

fn is_blank(c: char) -> bool {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).as_bytes();
    newline_len(bytes, 0) + space_len(bytes, 0) > 0
}

/// Removes each backslash that is followed by blanks, with the blanks. Has to happen before dedenting.
fn drop_blank_escapes(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
        } else if chars.peek().is_some_and(|n| is_blank(*n)) {
            while chars.next_if(|n| is_blank(*n)).is_some() {}
        } else {
            out.push(c);
            out.extend(chars.next());
        }
    }
    out
}

/// Resolves the escapes that are left; they have been checked.
fn resolve_escapes(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
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
    out
}

/// Removes the first line break, the last line and its indentation from each line. Line breaks become `\n`.
fn dedent(body: &str, start: Option<usize>, token: Token) -> Result<String, Wrong> {
    let opening = (token.start, (token.start + 3).min(token.end));
    let bytes = body.as_bytes();
    let first = newline_len(bytes, 0);
    if first == 0 {
        return Err((Fault::TextOnOneLine, opening.0, opening.1));
    }
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let (mut from, mut i) = (first, first);
    while i < bytes.len() {
        match newline_len(bytes, i) {
            0 => i += 1,
            n => {
                lines.push((from, body.get(from..i).unwrap_or("")));
                i += n;
                from = i;
            }
        }
    }
    let prefix = body.get(from..).unwrap_or("");
    if !prefix.chars().all(is_blank) {
        return Err((Fault::TextEnd, token.end.saturating_sub(3), token.end));
    }
    let mut out = String::with_capacity(body.len());
    for (n, (from, line)) in lines.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        if line.chars().all(is_blank) {
            continue;
        }
        let Some(rest) = line.strip_prefix(prefix) else {
            let at = start.map_or(opening, |s| (s + from, s + from + line.len()));
            return Err((Fault::TextIndent, at.0, at.1));
        };
        out.push_str(rest);
    }
    Ok(out)
}
