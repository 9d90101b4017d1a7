//! What went wrong, in the words of somebody who writes declarations and not grammars: message, place on one line,
//! and one action that mends it.

use crate::finding::Finding;
use crate::source::{FileId, Span};

/// A slip in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    UnclosedComment,
    UnclosedString,
    StringOverLines,
    UnclosedText,
    UnclosedRaw,
    OldRaw,
    OldVersion,
    BareKeyword,
    UnknownKeyword,
    HashComment,
    DigitId,
    DotNumber,
    Comma,
    Brackets,
    NeedsQuotes,
    Character,
    SmartQuote,
    SingleQuote,
    BadEscape,
    BadUnicode,
    TextOnOneLine,
    TextEnd,
    TextIndent,
    UnclosedBlock,
    StrayClose,
    StraySemicolon,
    BlockWithoutName,
    NotAName,
    NotAKey,
    NodeAssigned,
    MissingValue,
    StrayEquals,
    MissingSpace,
    BehindBlock,
    SecondBlock,
    Annotation,
    NothingCommented,
    Unexpected,
}

/// Longest quotation of the user's text in a message, in characters.
const QUOTED_MAX: usize = 40;
/// Bytes before a `{` in which its node is looked for.
const HEAD_MAX: usize = 400;

/// The finding for a slip at these bytes; the place is cut to its first line.
pub(super) fn finding(fault: Fault, file: FileId, text: &str, start: usize, end: usize) -> Finding {
    let behind = end;
    let end = line_end(text, start, end);
    let (message, help) = words(fault, text, (start, end), behind);
    let mut finding = Finding::fixed("kdl-syntax", Span::new(file, start, end), message).help(help);
    finding.fixes.extend(super::mend::fix(fault, file, text, start, behind));
    finding
}

/// The number of `\\u{110000}`, if it is written as it should be.
fn escaped_number(escape: &str) -> Option<&str> {
    let (hex, _) = escape.strip_prefix("\\u{")?.split_once('}')?;
    let whole = (1..=6).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then_some(hex)
}

/// A place never runs past its line: a label over forty lines shows nothing.
fn line_end(text: &str, start: usize, end: usize) -> usize {
    let shown = text.get(start..end).unwrap_or("");
    start + shown.find(['\n', '\r']).unwrap_or(shown.len())
}

/// The user's text, cut to a length that fits a message.
pub(super) fn quoted(source: &str) -> String {
    let mut shown: String = source.chars().take(QUOTED_MAX).collect();
    if source.chars().nth(QUOTED_MAX).is_some() {
        shown.push('…');
    }
    shown
}

/// Message and help. `behind` is where reading goes on.
fn words(fault: Fault, text: &str, (start, end): (usize, usize), behind: usize) -> (String, String) {
    let source = text.get(start..end).unwrap_or("");
    let here = quoted(source);
    match fault {
        Fault::UnclosedComment
        | Fault::UnclosedString
        | Fault::StringOverLines
        | Fault::UnclosedText
        | Fault::UnclosedRaw
        | Fault::TextOnOneLine
        | Fault::TextEnd
        | Fault::TextIndent
        | Fault::BadEscape
        | Fault::BadUnicode => string_words(fault, text, (start, behind), &here),
        Fault::UnclosedBlock
        | Fault::StrayClose
        | Fault::StraySemicolon
        | Fault::BlockWithoutName
        | Fault::BehindBlock
        | Fault::SecondBlock
        | Fault::NodeAssigned
        | Fault::MissingValue
        | Fault::StrayEquals
        | Fault::MissingSpace
        | Fault::Annotation
        | Fault::NothingCommented
        | Fault::Unexpected => shape_words(fault, text, start, source),
        _ => word_words(fault, source, &here),
    }
}

/// Slips in strings and comments.
fn string_words(fault: Fault, text: &str, (start, behind): (usize, usize), here: &str) -> (String, String) {
    let glued = text.get(..start).is_some_and(|before| before.ends_with(|c: char| !c.is_whitespace()));
    let (message, help) = match fault {
        Fault::UnclosedComment if glued => {
            ("`/*` begins a comment that never ends".to_owned(), "put quotes around a path or pattern".to_owned())
        }
        Fault::UnclosedComment => ("this comment is never closed".to_owned(), "add `*/` where it ends".to_owned()),
        Fault::UnclosedString => ("this string is never closed".to_owned(), "add the closing `\"`".to_owned()),
        Fault::UnclosedRaw => {
            let old = here.starts_with('r');
            let string = text.get(start + usize::from(old)..).unwrap_or("");
            let hashes = string.bytes().take_while(|b| *b == b'#').count();
            let closing = match hashes {
                0..=QUOTED_MAX => format!("`\"{}`", "#".repeat(hashes)),
                n => format!("`\"` and its {n} `#`"),
            };
            let help = if old { "write `#\"…\"#`; the form with `r` is KDL 1" } else { "" };
            let help = if old { help.to_owned() } else { format!("add the closing {closing}") };
            ("this string is never closed".to_owned(), help)
        }
        Fault::StringOverLines => (
            "this string runs past the end of its line".to_owned(),
            "write several lines between `\"\"\"` and `\"\"\"`, each on a line of its own".to_owned(),
        ),
        Fault::UnclosedText => (
            match text.as_bytes().get(..behind) {
                Some(before) if behind < text.len() => {
                    let line = memchr::memchr_iter(b'\n', before).count() + 2;
                    format!("this text is never closed; reading goes on at line {line}")
                }
                _ => "this text is never closed, so nothing behind it was read".to_owned(),
            },
            "add the closing `\"\"\"` on a line of its own".to_owned(),
        ),
        Fault::TextOnOneLine => (
            "the text behind `\"\"\"` begins on the next line".to_owned(),
            "use one `\"` on each side, or put the text on lines of its own".to_owned(),
        ),
        Fault::TextEnd => (
            "the closing `\"\"\"` stands behind text".to_owned(),
            "move the closing `\"\"\"` to a line of its own".to_owned(),
        ),
        Fault::TextIndent => (
            "this text is indented less than its closing `\"\"\"`".to_owned(),
            "indent each line at least as far as the closing `\"\"\"`, with the same blanks".to_owned(),
        ),
        Fault::BadUnicode if escaped_number(text.get(start..).unwrap_or("")).is_some() => (
            format!("`\\u{{{}}}` is no character", escaped_number(text.get(start..).unwrap_or("")).unwrap_or("")),
            "characters go up to 10ffff, and d800 to dfff are none".to_owned(),
        ),
        Fault::BadUnicode => (
            "this `\\u` escape is not complete".to_owned(),
            "write 1 to 6 hexadecimal digits in braces, as in `\\u{e9}`".to_owned(),
        ),
        _ if here == "\\/" => {
            ("`\\/` was an escape in KDL 1; KDL 2 has none of that name".to_owned(), "write `/`".to_owned())
        }
        _ => (
            format!("`{here}` is not an escape"),
            "write `\\\\` for a backslash, or a raw string: `#\"C:\\evidence\"#`".to_owned(),
        ),
    };
    (message, help)
}

/// Slips in the shape of nodes.
fn shape_words(fault: Fault, text: &str, start: usize, source: &str) -> (String, String) {
    let here = quoted(source);
    let own = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    match fault {
        Fault::UnclosedBlock => match head_before(text, start) {
            Some(head) => (format!("the `{{` of `{head}` is never closed"), "add the missing `}`".to_owned()),
            None => own("this `{` is never closed", "add the missing `}`"),
        },
        Fault::StrayClose => own("this `}` closes nothing", "remove it, or add the `{` that it belongs to"),
        Fault::StraySemicolon => own("no node ends at this `;`", "remove it"),
        Fault::BlockWithoutName => {
            own("this `{` has no node before it", "write the node's name before the `{`, on the same line")
        }
        Fault::BehindBlock => (
            format!("`{here}` stands behind the `}}` or the `/-{{ }}` of a node"),
            "begin a new line, or put `;` between two nodes".to_owned(),
        ),
        Fault::SecondBlock => own("a node has only one `{ }`", "move these lines into the first one"),
        Fault::NodeAssigned => {
            let name = source.split_once('=').map_or(source, |(name, _)| name).trim_end();
            let value = source.split_once('=').map_or("", |(_, value)| value).trim_start();
            // A list of another language is no value that could be written here.
            let value = if value.is_empty() || value.starts_with('[') { "…" } else { value };
            let (name, value) = (quoted(name), quoted(value));
            (
                format!("`{name} =` begins a line, but a line begins with a node"),
                format!(
                    "write `{name} {value}`, or behind the node it belongs to `{name}={value}`, as in key=v without spaces"
                ),
            )
        }
        Fault::MissingValue => {
            let key = here.trim_end_matches('=').trim_end();
            (format!("the value of `{key}` is missing"), format!("write `{key}=…` with its value, or remove it"))
        }
        Fault::StrayEquals => {
            own("this `=` has no key before it", "write key=v without spaces, and quotes round a value that holds `=`")
        }
        Fault::MissingSpace => {
            (format!("a space is missing before `{here}`"), "put a space between two values".to_owned())
        }
        Fault::Annotation => own(
            "this type annotation is not complete or stands in the wrong place",
            "write `(type)value` or `key=(type)value`",
        ),
        Fault::NothingCommented => {
            own("`/-` has nothing to hide behind it", "remove it, or write `//` to comment out a line")
        }
        _ => (
            format!("`{here}` cannot stand here"),
            "a line is a name, then values and key=v, then `{ }` if it has children".to_owned(),
        ),
    }
}

/// Slips in single words.
fn word_words(fault: Fault, source: &str, here: &str) -> (String, String) {
    match fault {
        Fault::BareKeyword => {
            (format!("`{here}` is written `#{here}` in KDL 2"), format!("write `#{here}`; the bare word is KDL 1"))
        }
        Fault::OldRaw => (
            "a raw string with `r` is KDL 1; crmlint reads KDL 2".to_owned(),
            "write `#\"…\"#` instead of `r\"…\"`".to_owned(),
        ),
        Fault::OldVersion => (
            "this file says that it is KDL 1; crmlint reads KDL 2".to_owned(),
            "mend the lines that are shown below, then write `/- kdl-version 2`".to_owned(),
        ),
        Fault::UnknownKeyword => {
            let folded = source.to_ascii_lowercase();
            let known = ["#true", "#false", "#null"].into_iter().find(|k| *k == folded);
            let help = known.map_or_else(
                || "a comment begins with `//`; a value that holds `#` needs quotes".to_owned(),
                |k| format!("write `{k}`"),
            );
            (format!("`{here}` is none of `#true`, `#false` and `#null`"), help)
        }
        Fault::HashComment => ("`#` does not begin a comment".to_owned(), "write `//` before a comment".to_owned()),
        Fault::DigitId => {
            let help = match duration(here) {
                Some(period) => {
                    format!("a duration is written {period}; anything else that begins with a digit needs quotes")
                }
                None => format!("write \"{here}\""),
            };
            (format!("an id that begins with a digit needs quotes: \"{here}\""), help)
        }
        Fault::DotNumber => {
            let fixed = here.replacen('.', "0.", 1);
            (format!("`{here}` is no number and needs quotes to be text"), format!("write {fixed} or \"{here}\""))
        }
        Fault::Comma => {
            let plain = here.trim_end_matches(',');
            ("no comma stands between values".to_owned(), format!("write `{plain}` and a space"))
        }
        Fault::Brackets => (
            format!("`{here}` is no list: brackets have no meaning here"),
            "write the values one behind the other with spaces, or put quotes around the text".to_owned(),
        ),
        Fault::Character => {
            let code = source.chars().next().map_or(0, u32::from);
            (
                format!("the invisible character U+{code:04X} may not stand here"),
                format!("remove it; in a string it can be written `\\u{{{code:x}}}`"),
            )
        }
        Fault::SmartQuote => (
            format!("`{here}` begins with a typographic quote, which does not begin a string"),
            "write straight quotes: \"…\"".to_owned(),
        ),
        Fault::SingleQuote => (
            format!("`{here}` begins with a single quote, which does not begin a string"),
            "write double quotes: \"…\"".to_owned(),
        ),
        Fault::NotAName => (
            format!("`{here}` is no name for a node"),
            "begin the line with a name, or put quotes around it".to_owned(),
        ),
        Fault::NotAKey => (format!("`{here}` is no key"), format!("put quotes around it: \"{here}\"=…")),
        _ if source == "\\" => (
            "this `\\` does not end its line".to_owned(),
            "nothing but blanks and a comment may stand behind a `\\` that continues a line".to_owned(),
        ),
        _ if source.contains('\\') => (format!("`{here}` needs quotes"), format!("write #\"{here}\"#")),
        _ => (format!("`{here}` needs quotes"), format!("write \"{here}\"")),
    }
}

/// What stands on the line before an opening brace: the node's name and its first value.
fn head_before(text: &str, open: usize) -> Option<String> {
    // A line may be megabytes long; its end is enough.
    let before = text.get(text.floor_char_boundary(open.saturating_sub(HEAD_MAX))..open)?;
    let line = before.rsplit(['\n', '\r', ';', '{', '}']).next()?.trim();
    let mut words = line.split_whitespace();
    let name = words.next()?;
    let head = match words.next() {
        Some(first) if !first.contains(['"', '=', '/']) => format!("{name} {first}"),
        _ => name.to_owned(),
    };
    Some(quoted(&head))
}

/// `72h`, `30d`, `6m` and the like as the ISO 8601 duration that they mean; minutes are nobody's period here.
pub(super) fn duration(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.strip_prefix(digits)?.to_ascii_lowercase();
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match unit.as_str() {
        "h" | "hours" => Some(format!("PT{digits}H")),
        "d" | "days" => Some(format!("P{digits}D")),
        "w" | "weeks" => Some(format!("P{digits}W")),
        "m" | "months" => Some(format!("P{digits}M")),
        "y" | "years" => Some(format!("P{digits}Y")),
        _ => None,
    }
}
