//! Changes of text that mend a slip. Only where one reading is left: a guess at what a broken string or block was meant to
//! hold is no change that a program makes.

use super::wording::{Fault, duration};
use crate::finding::{Edit, Fix};
use crate::source::{FileId, Span, line_start};

/// The change for a slip at these bytes, if there is one.
pub(super) fn fix(fault: Fault, file: FileId, text: &str, start: usize, end: usize) -> Option<Fix> {
    let source = text.get(start..end)?;
    let one = |start: usize, end: usize, new: &str| Edit { span: Span::new(file, start, end), text: new.to_owned() };
    let whole = |new: &str| Some(vec![one(start, end, new)]);
    let mut safe = true;
    let edits = match fault {
        Fault::BareKeyword if matches!(source, "true" | "false" | "null") && !begins_node(text, start) => {
            whole(&format!("#{source}"))
        }
        Fault::UnknownKeyword => match source.to_ascii_lowercase().as_str() {
            known @ ("#true" | "#false" | "#null") => whole(known),
            _ => None,
        },
        Fault::HashComment => whole("//"),
        Fault::OldRaw if !source.contains(['\n', '\r']) && source.len() > 2 && source.ends_with(['"', '#']) => {
            let old = source.strip_prefix('r')?;
            if old.starts_with('#') { whole(old) } else { whole(&format!("#{old}#")) }
        }
        Fault::DigitId | Fault::DotNumber => match duration(source) {
            // What reads like a period may be an id all the same.
            Some(period) => {
                safe = false;
                whole(&period)
            }
            None => quotes(source).and_then(|q| whole(&q)),
        },
        Fault::NeedsQuotes | Fault::NotAKey => quotes(source).and_then(|q| whole(&q)),
        Fault::Comma => whole(source.trim_end_matches(',')),
        Fault::Character => {
            // Inside of a word it may have stood for something else than nothing.
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let before = text.get(..start).and_then(|t| t.chars().next_back());
            safe = !(word(before) && word(text.get(end..).and_then(|t| t.chars().next())));
            whole("")
        }
        Fault::StraySemicolon => whole(""),
        Fault::MissingSpace => Some(vec![one(start, start, " ")]),
        Fault::SmartQuote | Fault::SingleQuote => {
            let (open, close) = closing(text, start)?;
            Some(vec![one(start, start + open, "\""), one(close.0, close.1, "\"")])
        }
        Fault::NodeAssigned => {
            let (name, value) = source.split_once('=')?;
            let from = start + name.trim_end().len();
            let to = end - value.trim_start().len();
            let written = value.trim();
            (!written.is_empty() && !written.starts_with('[')).then(|| vec![one(from, to, " ")])
        }
        Fault::BadEscape if source == "\\/" => whole("/"),
        Fault::BadEscape => {
            // Another backslash of the same string may have been read as an escape.
            safe = false;
            whole(&format!("\\{source}"))
        }
        _ => None,
    }?;
    let say = match edits.as_slice() {
        [only] if only.text.is_empty() => "remove it".to_owned(),
        [only] if only.text == " " && fault == Fault::NodeAssigned => "write it without `=`".to_owned(),
        [only] if only.text == " " => "put a space before it".to_owned(),
        [only] => format!("write `{}`", super::wording::quoted(&only.text)),
        _ => "write straight double quotes".to_owned(),
    };
    Some(Fix { say, safe, edits })
}

/// A word in quotes, if nothing in it would mean something else there.
fn quotes(source: &str) -> Option<String> {
    let plain = !source.contains(['"', '\\', '\n', '\r']);
    let raw = !source.contains(['"', '\n', '\r']);
    match (plain, raw) {
        (true, _) => Some(format!("\"{source}\"")),
        (false, true) => Some(format!("#\"{source}\"#")),
        _ => None,
    }
}

/// True if the word is the name of a node: nothing stands between it and the beginning of its statement.
fn begins_node(text: &str, start: usize) -> bool {
    let before = text.get(line_start(text, start)..start).unwrap_or("").trim_end();
    before.is_empty() || before.ends_with([';', '{', '}'])
}

/// Length of the opening quote, and where the closing one stands on the same line.
fn closing(text: &str, start: usize) -> Option<(usize, (usize, usize))> {
    let rest = text.get(start..)?;
    let open = rest.chars().next()?;
    let line = rest.split(['\n', '\r']).next()?;
    let is_close = |c: char| if open == '\'' { c == '\'' } else { matches!(c, '”' | '“' | '‟') };
    let (at, close) = line.char_indices().skip(1).find(|(_, c)| is_close(*c))?;
    let inside = line.get(open.len_utf8()..at)?;
    // A quote must end the value: what follows is a blank, the end of the statement or of the line.
    let behind = line.get(at + close.len_utf8()..)?;
    let ends = behind.is_empty() || behind.starts_with([' ', '\t', ';', '}', '{']);
    let clean = !inside.contains(['"', '\\']);
    (ends && clean).then_some((open.len_utf8(), (start + at, start + at + close.len_utf8())))
}
