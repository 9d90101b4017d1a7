//! Where a change of text has to be made so that nothing beside it is touched: a node that goes with its line, a property
//! with the blank before it, a line that goes into a block. Comments and formatting outside stay byte for byte.

use std::fmt::Write as _;

use super::{Node, Sources, Span};

/// One step of indentation where the file shows none.
const INDENT: &str = "    ";

impl Sources {
    /// The node with this header, wherever it stands.
    pub fn node_at(&self, header: Span) -> Option<Node<'_>> {
        self.get(header.file)?.node_from(header.start).filter(|node| node.header() == header)
    }
}

impl<'a> Node<'a> {
    /// What has to be cut out so that the node is gone: its lines if nothing else stands on them, else the node with
    /// the `;` and the blanks behind it.
    pub fn removal(&self) -> Span {
        let Span { file, start, end } = self.span();
        let text = self.text();
        let (start, mut end) = (start as usize, end as usize);
        let behind = |at: usize| text.get(at..).unwrap_or("");
        let blank = |at: usize| behind(at).len() - behind(at).trim_start_matches([' ', '\t']).len();
        let semicolon = end + blank(end);
        if behind(semicolon).starts_with(';') {
            end = semicolon + 1;
        }
        let line = line_start(text, start);
        let alone = text.get(line..start).is_some_and(|before| before.trim_matches([' ', '\t', '\u{feff}']).is_empty());
        let rest = end + blank(end);
        let broken = ["\r\n", "\n", "\r"].into_iter().find(|b| behind(rest).starts_with(b));
        match broken {
            Some(newline) if alone => Span::new(file, line, rest + newline.len()),
            None if alone && behind(rest).is_empty() => Span::new(file, line, rest),
            // Behind it stands another node or the end of the block.
            _ if behind(rest).starts_with('}') || broken.is_some() => {
                let before = text.get(..start).unwrap_or("");
                Span::new(file, before.trim_end_matches([' ', '\t']).len(), end)
            }
            _ => Span::new(file, start, rest),
        }
    }

    /// True if a comment may stand in the node: anything that looks like one.
    pub fn holds_comment(&self) -> bool {
        let text = self.text().get(self.span().range()).unwrap_or("");
        text.contains("//") || text.contains("/*") || text.contains("/-")
    }

    /// What has to be cut out so that the word with this value is gone, be it a property or a child of its own.
    pub fn word_removal(&self, value: Span) -> Option<Span> {
        if let Some(child) = self.children().find(|c| c.arg(0).is_some_and(|v| v.span == value)) {
            let alone = child.arg(1).is_none() && child.children().next().is_none() && !child.holds_comment();
            return alone.then(|| child.removal());
        }
        let prop = self.props().find(|p| p.value.span == value)?;
        let start = prop.name.span.start as usize;
        let before = self.text().get(..start)?;
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        Some(Span::new(value.file, start - blanks, value.end as usize))
    }

    /// Where a further property goes, right behind the header.
    pub fn property_place(&self) -> Span {
        let header = self.header();
        Span { start: header.end, ..header }
    }

    /// Where a line goes so that it is the last child, and the line with what it needs around it: indentation and line
    /// break as in the block, or braces if there is no block.
    pub fn insertion(&self, line: &str) -> (Span, String) {
        let (header, whole, text) = (self.header(), self.span(), self.text());
        let indent = self.indent();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let place = |at: usize| Span::new(header.file, at, at);
        if whole.end == header.end {
            return (place(header.end as usize), format!(" {{{newline}{indent}{INDENT}{line}{newline}{indent}}}"));
        }
        let brace = (whole.end as usize).saturating_sub(1);
        let before = text.get(..brace).unwrap_or("");
        let first = self.children().next();
        let start = line_start(text, brace);
        let alone = before.get(start..).is_some_and(|b| b.trim_matches([' ', '\t']).is_empty());
        if alone {
            let step = first.map_or_else(|| format!("{indent}{INDENT}"), |child| child.indent().to_owned());
            return (place(start), format!("{step}{line}{newline}"));
        }
        let ends = before.trim_end();
        let separator = if ends.ends_with(['{', ';']) { "" } else { ";" };
        (place(ends.len()), format!("{separator} {line};"))
    }

    /// The blanks before the node on its line.
    fn indent(&self) -> &'a str {
        let start = self.span().start as usize;
        let line = self.text().get(line_start(self.text(), start)..start).unwrap_or("");
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..blanks).unwrap_or("")
    }
}

/// The offset at which the line of a place begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |i| i + 1)
}

/// A text as KDL writes it in quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if super::is_hostile(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// True if the text can stand without quotes whatever its meaning: a word of letters, digits, `-`, `_` and dots that
/// begins with a letter and is none of the words that KDL 1 and 2 keep.
pub fn is_bare(text: &str) -> bool {
    const KEPT: &[&str] = &["true", "false", "null", "inf", "nan"];
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !KEPT.contains(&text)
}
