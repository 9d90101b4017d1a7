//! Text in XML: escaped, and without the characters that XML 1.0 forbids.

use std::fmt::Write as _;

use crate::source::is_hostile;

/// Text for an attribute in double quotes or between tags. Control characters, bidirectional marks and what XML 1.0 forbids
/// become visible escapes; a line feed or tab is written as a reference, so that an attribute keeps it.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            _ if is_hostile(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}
