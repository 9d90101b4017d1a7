//! Bytes to tokens of KDL 2.0: one pass, no recursion, no allocation. A token that is broken in itself (a string that
//! never ends) carries a [`Fault`], so that reading can go on behind it.

use memchr::memchr2;

use super::FINDINGS_MAX;
use super::class::{blanks_end, disallowed_len, first_disallowed, is_blank, newline_len, space_len, text_end};
use super::wording::Fault;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Blanks, block comments, line continuations.
    Space,
    /// A line break, with the `//` comment before it.
    Newline,
    /// `;`
    Semicolon,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `(`
    ParenOpen,
    /// `)`
    ParenClose,
    /// `=`
    Equals,
    /// `/-`
    Slashdash,
    /// An unquoted word: identifier, number, keyword, or something that is none of them.
    Word,
    /// `"…"`
    Quoted,
    /// `"""…"""`
    Text,
    /// `#"…"#`
    Raw,
    /// `#"""…"""#`
    RawText,
    /// End of the file.
    End,
}

/// A token and its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fault: Option<Fault>,
}

/// The worst that was met in block comments, which the guard of the kdl crate asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Worst {
    /// How many, and where.
    pub(super) count: usize,
    pub(super) at: usize,
}

impl Worst {
    pub(super) fn meet(&mut self, count: usize, at: usize) {
        if count > self.count {
            *self = Self { count, at };
        }
    }
}

/// Walks over the text.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pos: usize,
    /// Deepest nesting of block comments.
    pub(super) comment_nesting: Worst,
    /// Most `*` and `/` in one block comment.
    pub(super) comment_marks: Worst,
    /// Place and length of a character in a comment or behind a `\` that may stand nowhere; the last one that was met.
    pub(super) disallowed: Option<(usize, usize)>,
    /// How many `/*` had no end.
    unclosed_comments: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            pos: 0,
            comment_nesting: Worst::default(),
            comment_marks: Worst::default(),
            disallowed: None,
            unclosed_comments: 0,
        }
    }

    fn at(&self, i: usize) -> u8 {
        // A zero byte stands for the end; a real one is a word character, and a word with it is refused later.
        self.bytes.get(i).copied().unwrap_or(0)
    }

    fn starts(&self, i: usize, what: &[u8]) -> bool {
        self.bytes.get(i..).is_some_and(|rest| rest.starts_with(what))
    }

    /// Offset of the next token.
    pub(super) fn pos(&self) -> usize {
        self.pos
    }

    /// Goes back to an offset at which a token began.
    pub(super) fn rewind(&mut self, pos: usize) {
        self.pos = pos;
    }

    /// The next token; `End` for ever behind the last one.
    pub(super) fn token(&mut self) -> Token {
        let start = self.pos;
        let (kind, end, fault) = self.scan(start);
        self.pos = end;
        Token { kind, start, end, fault }
    }

    fn scan(&mut self, i: usize) -> (Kind, usize, Option<Fault>) {
        if i >= self.bytes.len() {
            return (Kind::End, i, None);
        }
        let newline = newline_len(self.bytes, i);
        if newline > 0 {
            return (Kind::Newline, i + newline, None);
        }
        match self.at(i) {
            b';' => (Kind::Semicolon, i + 1, None),
            b'{' => (Kind::Open, i + 1, None),
            b'}' => (Kind::Close, i + 1, None),
            b'(' => (Kind::ParenOpen, i + 1, None),
            b')' => (Kind::ParenClose, i + 1, None),
            b'=' => (Kind::Equals, i + 1, None),
            b'"' => self.quoted(i),
            b'#' | b'r' => self.raw(i).unwrap_or_else(|| self.word(i)),
            b'/' if self.at(i + 1) == b'-' => (Kind::Slashdash, i + 2, None),
            b'/' if self.at(i + 1) == b'/' => (Kind::Newline, self.line_comment(i), None),
            b'/' if self.at(i + 1) == b'*' => match self.block_comment(i) {
                Some(end) => self.space(end),
                None => (Kind::Space, self.unclosed_comment(i), Some(Fault::UnclosedComment)),
            },
            b'\\' => match self.escline(i) {
                Some((end, fault)) => (Kind::Space, end, fault),
                None => self.word(i),
            },
            _ => match space_len(self.bytes, i) {
                0 => self.word(i),
                n => self.space(i + n),
            },
        }
    }

    /// The rest of a run of blanks.
    fn space(&self, mut i: usize) -> (Kind, usize, Option<Fault>) {
        loop {
            match space_len(self.bytes, i) {
                0 => return (Kind::Space, i, None),
                n => i += n,
            }
        }
    }

    fn line_comment(&mut self, start: usize) -> usize {
        let mut i = start;
        loop {
            i = text_end::<false>(self.bytes, i);
            match (newline_len(self.bytes, i), disallowed_len(self.bytes, i)) {
                (0, 0) => return self.bytes.len(),
                (0, len) => {
                    self.disallowed = self.disallowed.filter(|(at, _)| *at >= start).or(Some((i, len)));
                    i += len;
                }
                (n, _) => return i + n,
            }
        }
    }

    /// End of a block comment, or nothing if it never ends.
    fn block_comment(&mut self, start: usize) -> Option<usize> {
        let (mut i, mut nesting, mut marks) = (start + 2, 1_usize, 0_usize);
        while let Some(n) = self.bytes.get(i..).and_then(|rest| memchr2(b'*', b'/', rest)) {
            i += n;
            match (self.at(i), self.at(i + 1)) {
                (b'*', b'/') => {
                    nesting -= 1;
                    i += 2;
                    if nesting == 0 {
                        self.comment_marks.meet(marks, start);
                        let found = first_disallowed(self.bytes, start, i);
                        self.disallowed = found.or(self.disallowed);
                        return Some(i);
                    }
                    marks += 2;
                }
                (b'/', b'*') => {
                    nesting += 1;
                    marks += 2;
                    i += 2;
                    self.comment_nesting.meet(nesting, start);
                }
                _ => {
                    marks += 1;
                    i += 1;
                }
            }
        }
        self.comment_marks.meet(marks, start);
        None
    }

    /// Where reading goes on behind a `/*` without end: at the end of the file, but `docs/*.pdf` was no comment at all
    /// and costs its line.
    fn unclosed_comment(&mut self, start: usize) -> usize {
        let glued = start > 0 && !matches!(self.at(start - 1), b' ' | b'\t' | b'\n' | b'\r');
        self.unclosed_comments += 1;
        // Each of them was looked for up to the end of the file, so a flood of them is not gone through.
        if glued && self.unclosed_comments <= FINDINGS_MAX { line_end(self.bytes, start) } else { self.bytes.len() }
    }

    /// Where the text that begins here ends if its closing quotes are missing: before the first line that is indented
    /// no deeper than the line on which it began, as only the next node or a `}` is.
    fn text_end_by_indent(&self, start: usize, limit: usize) -> Option<usize> {
        // Texts on one line, of which there may be a million, say nothing about indentation.
        let bytes = self.bytes.get(..limit)?;
        let mut end = line_end(bytes, start);
        if end == limit {
            return None;
        }
        let before = self.bytes.get(..start)?;
        let line = before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |i| i + 1);
        let depth = blanks_end(self.bytes, line) - line;
        loop {
            let next = end + newline_len(bytes, end);
            if next >= limit {
                return None;
            }
            let words = blanks_end(self.bytes, next);
            if words - next <= depth && newline_len(self.bytes, words) == 0 && words < limit {
                return Some(end);
            }
            end = line_end(bytes, words);
        }
    }

    /// True if nothing but blanks, escaped ones too, stands between the line's start and the place.
    fn stands_alone(&self, at: usize) -> bool {
        let before = self.bytes.get(..at).unwrap_or(&[]);
        let word = before.iter().rposition(|b| !matches!(b, b' ' | b'\t' | b'\\'));
        word.is_none_or(|i| !self.bytes.get(i).is_some_and(u8::is_ascii) || matches!(self.at(i), b'\n' | 0x0b..=b'\r'))
    }

    /// End of a line continuation: `\`, blanks and comments, line break.
    fn escline(&mut self, start: usize) -> Option<(usize, Option<Fault>)> {
        let mut i = start + 1;
        loop {
            if i >= self.bytes.len() {
                return Some((i, None));
            }
            let newline = newline_len(self.bytes, i);
            if newline > 0 {
                return Some((i + newline, None));
            }
            if self.starts(i, b"//") {
                return Some((self.line_comment(i), None));
            }
            if self.starts(i, b"/*") {
                match self.block_comment(i) {
                    Some(end) => i = end,
                    None => return Some((self.unclosed_comment(i), Some(Fault::UnclosedComment))),
                }
                continue;
            }
            match space_len(self.bytes, i) {
                0 => return None,
                n => i += n,
            }
        }
    }

    fn word(&self, start: usize) -> (Kind, usize, Option<Fault>) {
        let mut i = start;
        while i < self.bytes.len() {
            let next = self.at(i + 1);
            let ends = match self.at(i) {
                b'"' | b'(' | b')' | b'{' | b'}' | b';' | b'=' => true,
                b'/' => matches!(next, b'/' | b'*' | b'-'),
                // Behind a word a backslash most likely continues the line; `C:\temp` stays one word.
                b'\\' => i > start && (i + 1 >= self.bytes.len() || next == b'/' || is_blank(self.bytes, i + 1)),
                _ => is_blank(self.bytes, i),
            };
            if ends {
                break;
            }
            i += 1;
        }
        (Kind::Word, i.max(start + 1), None)
    }

    fn quoted(&self, start: usize) -> (Kind, usize, Option<Fault>) {
        if self.starts(start, b"\"\"\"") {
            return self.text(start);
        }
        let mut i = start + 1;
        loop {
            i = text_end::<true>(self.bytes, i);
            match self.bytes.get(i) {
                None => break,
                Some(b'"') => return (Kind::Quoted, i + 1, None),
                Some(b'\\') => i = self.escape_end(i),
                _ if newline_len(self.bytes, i) > 0 => break,
                _ => i += disallowed_len(self.bytes, i).max(1),
            }
        }
        let line_end = i.min(self.bytes.len());
        match self.closing_quote_later(line_end) {
            Some(end) => (Kind::Quoted, end, Some(Fault::StringOverLines)),
            None => (Kind::Quoted, line_end, Some(Fault::UnclosedString)),
        }
    }

    /// Behind a backslash in a string: one character, or all the blanks and line breaks that it swallows.
    fn escape_end(&self, backslash: usize) -> usize {
        let mut i = backslash + 1;
        loop {
            match newline_len(self.bytes, i).max(space_len(self.bytes, i)) {
                0 => break,
                n => i += n,
            }
        }
        if i == backslash + 1 { i + 1 } else { i }
    }

    /// A string that meets its line's end either lacks its quote or was meant to run over several lines. It ran on if
    /// the next line with quotes has an odd number of them, the first of which ends it.
    fn closing_quote_later(&self, line_end: usize) -> Option<usize> {
        let mut i = line_end;
        while i < self.bytes.len() && self.at(i) != b'"' {
            i += 1;
        }
        if i >= self.bytes.len() {
            return None;
        }
        let (first, mut quotes) = (i, 0_usize);
        while i < self.bytes.len() && newline_len(self.bytes, i) == 0 {
            quotes += usize::from(self.at(i) == b'"');
            i += 1;
        }
        (quotes % 2 == 1).then_some(first + 1)
    }

    fn text(&self, start: usize) -> (Kind, usize, Option<Fault>) {
        let mut i = start + 3;
        while let Some(n) = self.bytes.get(i..).and_then(|rest| memchr2(b'\\', b'"', rest)) {
            i += n;
            if self.at(i) == b'\\' {
                i += 2;
            } else if self.starts(i, b"\"\"\"") {
                // Quotes behind words may be those that open the next text.
                let missing = if self.stands_alone(i) { None } else { self.text_end_by_indent(start, i) };
                return missing.map_or((Kind::Text, i + 3, None), |end| (Kind::Text, end, Some(Fault::UnclosedText)));
            } else {
                i += 1;
            }
        }
        let end = self.text_end_by_indent(start, self.bytes.len()).unwrap_or(self.bytes.len());
        (Kind::Text, end, Some(Fault::UnclosedText))
    }

    /// `#"…"#` with any number of hashes, `#"""…"""#`, and the `r"…"` of KDL 1; nothing if it is a plain word.
    fn raw(&self, start: usize) -> Option<(Kind, usize, Option<Fault>)> {
        let old = self.at(start) == b'r';
        let hashes_at = start + usize::from(old);
        let mut i = hashes_at;
        while self.at(i) == b'#' {
            i += 1;
        }
        let hashes = self.bytes.get(hashes_at..i)?;
        if self.at(i) != b'"' {
            return None;
        }
        let triple = !old && self.starts(i, b"\"\"\"");
        let many = triple && newline_len(self.bytes, i + 3) > 0;
        let fault = match (old, triple && !many) {
            (true, _) => Some(Fault::OldRaw),
            (_, true) => Some(Fault::TextOnOneLine),
            _ => None,
        };
        let (kind, quotes): (_, &[u8]) = if many { (Kind::RawText, b"\"\"\"") } else { (Kind::Raw, b"\"") };
        i += quotes.len();
        loop {
            i = text_end::<true>(self.bytes, i);
            match self.bytes.get(i) {
                None => break,
                Some(b'"') if self.starts(i, quotes) && self.starts(i + quotes.len(), hashes) => {
                    return Some((kind, i + quotes.len() + hashes.len(), fault));
                }
                Some(_) if !many && !old && newline_len(self.bytes, i) > 0 => {
                    return Some((kind, i, Some(Fault::UnclosedRaw)));
                }
                Some(_) => i += newline_len(self.bytes, i).max(disallowed_len(self.bytes, i)).max(1),
            }
        }
        Some((kind, i, Some(if many { Fault::UnclosedText } else { Fault::UnclosedRaw })))
    }
}

/// End of the line that holds the place.
fn line_end(bytes: &[u8], mut i: usize) -> usize {
    loop {
        i = text_end::<false>(bytes, i);
        match disallowed_len(bytes, i) {
            0 => return i,
            len => i += len,
        }
    }
}
