//! KDL 2.0 as its grammar says it, one function a production and one character at a time: slow, recursive, and nothing
//! but the specification. Both readers are held to it. Where the grammar is silent the prose decides: code points that
//! may stand nowhere, and the order of whitespace escapes, dedenting and other escapes.
//! On request it makes [`Change`]s to the grammar: with them it reads what the kdl crate reads.

use super::changes::{Change, Changes};
use super::tree::{Kind, Node, Value, Word, rounded};

/// Where a text stops being KDL, and the production that it breaks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) production: &'static str,
    pub(crate) at: usize,
}

type Read<T> = Result<T, Refusal>;

/// What the specification reads.
pub(crate) fn read(text: &str) -> Read<Vec<Node>> {
    read_with(text, Changes::NONE)
}

/// `document := bom? version? nodes`
pub(crate) fn read_with(text: &str, changes: Changes) -> Read<Vec<Node>> {
    let mut reader = Reader { text, at: 0, changes, comments: Vec::new() };
    reader.eat("\u{feff}");
    let begin = reader.at;
    reader.version();
    let nodes = reader.nodes(false);
    if let Some((at, _)) = text.char_indices().find(|(at, c)| *at >= begin && reader.forbids(*at, *c)) {
        return Err(Refusal { production: "disallowed-literal-code-points", at });
    }
    if nodes.is_ok() && reader.peek().is_some() { Err(reader.refuse("nodes")) } else { nodes }
}

/// `disallowed-literal-code-points`
pub(crate) fn disallowed(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0..=8 | 0xe..=0x1f | 0x7f | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 | 0xfeff)
}

/// `unicode-space`
pub(crate) fn unicode_space(c: char) -> bool {
    matches!(u32::from(c), 9 | 0x20 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000)
}

/// `newline`, but for the pair CR LF.
pub(crate) fn newline(c: char) -> bool {
    matches!(u32::from(c), 0xa..=0xd | 0x85 | 0x2028 | 0x2029)
}

/// `identifier-char`
pub(crate) fn identifier_char(c: char) -> bool {
    !unicode_space(c) && !newline(c) && !disallowed(c) && !"\\/(){};[]\"#=".contains(c)
}

/// Key and value of a property, or the value of an argument.
type Entry = (Option<Word>, Value);
/// A character of a multi-line string and whether it was written as it is, not by an escape.
type Piece = (char, bool);

struct Reader<'a> {
    text: &'a str,
    at: usize,
    changes: Changes,
    /// Where comments stand.
    comments: Vec<std::ops::Range<usize>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn refuse(&self, production: &'static str) -> Refusal {
        Refusal { production, at: self.at }
    }

    fn changed(&self, change: Change) -> bool {
        self.changes.has(change)
    }

    /// A disallowed code point at this place. They may stand nowhere, so they are looked for in the whole text.
    fn forbids(&self, at: usize, c: char) -> bool {
        let in_comments = self.changed(Change::InComments);
        let unseen = (c == '\u{7f}' && self.changed(Change::Delete))
            || (in_comments && self.comments.iter().any(|place| place.contains(&at)));
        disallowed(c) && !unseen
    }

    fn identifier_char(&self, c: char) -> bool {
        identifier_char(c) || (c == '\u{7f}' && self.changed(Change::Delete))
    }

    fn eat(&mut self, literal: &str) -> bool {
        let here = self.rest().starts_with(literal);
        self.at += if here { literal.len() } else { 0 };
        here
    }

    fn next_if(&mut self, test: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| test(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// As many as there are.
    fn all(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        while self.next_if(&test).is_some() {}
        rest.get(..rest.len() - self.rest().len()).unwrap_or("")
    }

    /// `version := '/-' unicode-space* 'kdl-version' unicode-space+ ('1' | '2') unicode-space* newline`
    fn version(&mut self) {
        let start = self.at;
        let matches = self.eat("/-")
            && (self.all(unicode_space), self.eat("kdl-version")).1
            && !self.all(unicode_space).is_empty()
            && self.next_if(|c| c == '1' || c == '2').is_some()
            && (self.all(unicode_space), self.newline()).1;
        if !matches {
            self.at = start;
        }
    }

    /// `nodes := (line-space* node)* line-space*`, and `final-node?` inside of a block.
    fn nodes(&mut self, inside: bool) -> Read<Vec<Node>> {
        let mut nodes = Vec::new();
        loop {
            self.line_spaces()?;
            let Some((node, hidden)) = self.base_node()? else { return Ok(nodes) };
            if hidden && self.changed(Change::HiddenNode) {
                continue;
            }
            if !hidden {
                nodes.push(node);
            }
            if !self.node_terminator() {
                if self.changed(Change::HiddenNode) && self.rest().starts_with("/-") {
                    // Behind a node without its end only hidden nodes are read.
                    while self.line_spaces().is_ok() && self.rest().starts_with("/-") {
                        self.base_node()?;
                    }
                    return Ok(nodes);
                }
                let last = inside && self.peek() == Some('}');
                return if last { Ok(nodes) } else { Err(self.refuse("node-terminator")) };
            }
        }
    }

    /// `base-node := slashdash? type? node-space* string (node-space* (node-space | slashdash) node-prop-or-arg)*
    /// (node-space* slashdash node-children)* (node-space* node-children)? (node-space* slashdash node-children)*
    /// node-space*`
    fn base_node(&mut self) -> Read<Option<(Node, bool)>> {
        let hidden = self.slashdash()?;
        let begin = self.at;
        let ty = self.ty()?;
        self.node_spaces()?;
        let Some(name) = self.string()? else {
            return if hidden || ty.is_some() { Err(self.refuse("base-node")) } else { Ok(None) };
        };
        let begin = if ty.is_some() { begin } else { name.at.0 };
        let mut header = (begin, self.at);
        let (mut args, mut props) = (Vec::new(), Vec::new());
        loop {
            let before = self.at;
            let spaced = self.node_spaces()?;
            let gone = (spaced || !self.changed(Change::Glued)) && self.slashdash()?;
            let entry = match (gone, spaced) {
                (true, _) => self.hidden_entry()?,
                (false, true) => self.node_prop_or_arg()?,
                _ => None,
            };
            let Some((key, value)) = entry else {
                self.at = before;
                break;
            };
            if gone {
                continue;
            }
            header.1 = self.at;
            match key {
                Some(key) => props.push((key, value)),
                None => args.push(value),
            }
        }
        self.hidden_children(false)?;
        let mut at = header;
        let before = self.at;
        self.node_spaces()?;
        let children = self.node_children()?;
        if children.is_some() {
            at.1 = self.at;
            self.hidden_children(true)?;
        } else {
            self.at = before;
        }
        self.node_spaces()?;
        let children = children.unwrap_or_default();
        Ok(Some((Node { ty, name, args, props, children, header, at, reach: self.at }, hidden)))
    }

    /// `(node-space* slashdash node-children)*`; `glued` if the first one may follow without a blank in any case.
    fn hidden_children(&mut self, mut glued: bool) -> Read<()> {
        loop {
            let before = self.at;
            let spaced = self.node_spaces()?;
            let may = spaced || glued || !self.changed(Change::Glued);
            if !(may && self.slashdash()?) {
                self.at = before;
                return Ok(());
            }
            if self.node_children()?.is_none() {
                if self.changed(Change::HiddenNode) {
                    self.at = before;
                    return Ok(());
                }
                return Err(self.refuse("slashdash"));
            }
            glued = false;
        }
    }

    /// What a slashdash in a node hides, if it is no block.
    fn hidden_entry(&mut self) -> Read<Option<Entry>> {
        if self.changed(Change::Stacked) {
            while self.slashdash()? {
                if self.hidden_entry()?.is_none() || !self.node_spaces()? {
                    return Err(self.refuse("slashdash"));
                }
            }
        }
        self.node_prop_or_arg()
    }

    /// `node-prop-or-arg := prop | value`, `prop := string node-space* '=' node-space* value`
    fn node_prop_or_arg(&mut self) -> Read<Option<Entry>> {
        let Some(word) = self.string()? else {
            return Ok(self.value()?.map(|value| (None, value)));
        };
        let behind = self.at;
        self.node_spaces()?;
        if self.eat("=") {
            self.node_spaces()?;
            let value = self.value()?.ok_or_else(|| self.refuse("prop"))?;
            return Ok(Some((Some(word), value)));
        }
        self.at = behind;
        Ok(Some((None, Value { ty: None, kind: Kind::Text(word.text), at: word.at })))
    }

    /// `node-children := '{' nodes final-node? '}'`
    fn node_children(&mut self) -> Read<Option<Vec<Node>>> {
        if !self.eat("{") {
            return Ok(None);
        }
        let nodes = self.nodes(true)?;
        if self.eat("}") { Ok(Some(nodes)) } else { Err(self.refuse("node-children")) }
    }

    /// `node-terminator := single-line-comment | newline | ';' | eof`
    fn node_terminator(&mut self) -> bool {
        self.single_line_comment() || self.newline() || self.eat(";") || self.peek().is_none()
    }

    /// `value := type? node-space* (string | number | keyword)`
    fn value(&mut self) -> Read<Option<Value>> {
        let ty = self.ty()?;
        if ty.is_some() {
            self.node_spaces()?;
        }
        let start = self.at;
        let kind = match self.string()? {
            Some(word) => Some(Kind::Text(word.text)),
            None => match self.number() {
                Some(number) => self.ends("number").map(|()| Some(number))?,
                None => self.keyword(),
            },
        };
        match kind {
            Some(kind) => Ok(Some(Value { ty, kind, at: (start, self.at) })),
            None if ty.is_some() => Err(self.refuse("value")),
            None => Ok(None),
        }
    }

    /// `type := '(' node-space* string node-space* ')'`
    fn ty(&mut self) -> Read<Option<Word>> {
        if !self.eat("(") {
            return Ok(None);
        }
        self.node_spaces()?;
        let word = self.string()?.ok_or_else(|| self.refuse("type"))?;
        self.node_spaces()?;
        if self.eat(")") { Ok(Some(word)) } else { Err(self.refuse("type")) }
    }

    /// `string := identifier-string | quoted-string | raw-string`
    fn string(&mut self) -> Read<Option<Word>> {
        let start = self.at;
        let text = if self.rest().starts_with("\"\"\"") {
            Some(self.multi_line_string()?)
        } else if self.eat("\"") {
            Some(self.single_line_string()?)
        } else if self.rest().trim_start_matches('#').starts_with('"') {
            Some(self.raw_string()?)
        } else {
            self.identifier_string()?
        };
        if text.is_some() {
            self.ends("string")?;
        }
        Ok(text.map(|text| Word { text, at: (start, self.at) }))
    }

    /// Nothing but these can follow a string or number in any production.
    fn ends(&self, production: &'static str) -> Read<()> {
        let rest = self.rest();
        let ends = rest.starts_with(|c| "=){};\\".contains(c) || unicode_space(c) || newline(c))
            || ["//", "/*"].iter().any(|mark| rest.starts_with(mark))
            || (rest.starts_with("/-") && !self.changed(Change::Glued));
        if ends || rest.is_empty() { Ok(()) } else { Err(self.refuse(production)) }
    }

    /// `identifier-string := (unambiguous-ident | signed-ident | dotted-ident) - disallowed-keyword-identifiers`
    fn identifier_string(&mut self) -> Read<Option<String>> {
        let mut begin = self.rest().chars().peekable();
        begin.next_if(|c| matches!(c, '+' | '-'));
        let dotted = begin.next_if(|c| *c == '.').is_some();
        if begin.peek().is_some_and(char::is_ascii_digit) {
            // What begins like a number is one or nothing; `.1` is nothing.
            return if dotted { Err(self.refuse("dotted-ident")) } else { Ok(None) };
        }
        let start = self.at;
        while self.peek().is_some_and(|c| self.identifier_char(c)) {
            self.next_if(|_| true);
        }
        let word = self.text.get(start..self.at).unwrap_or("");
        let keyword = matches!(word, "true" | "false" | "null" | "inf" | "nan");
        if keyword || (word == "-inf" && !self.changed(Change::MinusInf)) {
            self.at -= word.len();
            return Err(self.refuse("disallowed-keyword-identifiers"));
        }
        Ok((!word.is_empty()).then(|| word.to_owned()))
    }

    /// The end of `'"' (string-character - newline)* '"'`
    fn single_line_string(&mut self) -> Read<String> {
        let mut out = String::new();
        loop {
            if self.eat("\"") {
                return Ok(out);
            }
            match self.peek() {
                Some('\\') => out.extend(self.escape()?),
                Some(c) if !newline(c) => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
                _ => return Err(self.refuse("single-line-string-body")),
            }
        }
    }

    /// `'\\' (["\\bfnrts] | 'u{' hex-unicode '}')`, or nothing for `ws-escape := '\\' (unicode-space | newline)+`
    fn escape(&mut self) -> Read<Option<char>> {
        let start = self.at;
        let wrong = Refusal { production: "string-character", at: start };
        self.eat("\\");
        if !self.all(|c| unicode_space(c) || newline(c)).is_empty() {
            return Ok(None);
        }
        let c = self.next_if(|_| true).ok_or_else(|| wrong.clone())?;
        Ok(Some(match c {
            '"' | '\\' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            's' => ' ',
            'u' if self.eat("{") => {
                let hex = self.all(|c| c.is_ascii_hexdigit());
                let code = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() <= 6);
                let scalar = code.and_then(char::from_u32).filter(|_| self.eat("}"));
                scalar.ok_or(Refusal { production: "hex-unicode", at: start })?
            }
            _ => return Err(wrong),
        }))
    }

    /// `'"""' newline (multi-line-string-body newline)? (unicode-space | ws-escape)* '"""'`
    fn multi_line_string(&mut self) -> Read<String> {
        self.eat("\"\"\"");
        let mut pieces: Vec<Piece> = Vec::new();
        loop {
            if !pieces.is_empty() && self.rest().starts_with("\"\"\"") {
                let text = self.dedent(&pieces)?;
                self.eat("\"\"\"");
                return Ok(text);
            }
            match self.peek() {
                // The line break behind the quotes cannot come from an escape.
                Some('\\') if !pieces.is_empty() => pieces.extend(self.escape()?.map(|c| (c, false))),
                _ => self.literal(&mut pieces, "quoted-string")?,
            }
        }
    }

    /// One literal character; each line break counts as a line feed.
    fn literal(&mut self, pieces: &mut Vec<Piece>, production: &'static str) -> Read<()> {
        if self.newline() {
            pieces.push(('\n', true));
            return Ok(());
        }
        let c = if pieces.is_empty() { None } else { self.next_if(|_| true) };
        let c = c.ok_or_else(|| self.refuse(production))?;
        pieces.push((c, true));
        Ok(())
    }

    /// What stands between the quotes, without the first line break, the last line, and its blanks before each line.
    fn dedent(&self, pieces: &[Piece]) -> Read<String> {
        let wrong = || self.refuse("multi-line-string-body");
        let blank = |p: &Piece| p.1 && unicode_space(p.0);
        let lines: Vec<&[Piece]> = pieces.split(|p| *p == ('\n', true)).collect();
        let [_, lines @ .., prefix] = &lines[..] else { return Err(wrong()) };
        if !prefix.iter().all(blank) {
            return Err(wrong());
        }
        let mut out: Vec<String> = Vec::new();
        for line in lines {
            let rest = if line.iter().all(blank) { Some(&line[..0]) } else { line.strip_prefix(*prefix) };
            out.push(rest.ok_or_else(wrong)?.iter().map(|p| p.0).collect());
        }
        Ok(out.join("\n"))
    }

    /// `raw-string := '#' raw-string-quotes '#' | '#' raw-string '#'`
    fn raw_string(&mut self) -> Read<String> {
        let hashes = self.all(|c| c == '#');
        let opened = self.at;
        if self.eat("\"\"\"") {
            let single = self.changed(Change::RawQuotes) && !self.peek().is_some_and(newline);
            if !single {
                return self.multi_line_raw_string(&format!("\"\"\"{hashes}"));
            }
            self.at = opened;
        }
        self.eat("\"");
        let (start, close) = (self.at, format!("\"{hashes}"));
        while !self.rest().starts_with(&close) {
            if self.next_if(|c| !newline(c)).is_none() {
                return Err(self.refuse("single-line-raw-string-body"));
            }
        }
        let body = self.text.get(start..self.at).unwrap_or("").to_owned();
        if body == "\"" {
            return Err(self.refuse("single-line-raw-string-body"));
        }
        self.eat(&close);
        Ok(body)
    }

    /// `'"""' newline (multi-line-raw-string-body newline)? unicode-space* '"""'`
    fn multi_line_raw_string(&mut self, close: &str) -> Read<String> {
        let mut pieces = Vec::new();
        while pieces.is_empty() || !self.rest().starts_with(close) {
            self.literal(&mut pieces, "raw-string")?;
        }
        let text = self.dedent(&pieces)?;
        if text == "\"" && self.changed(Change::RawOneQuote) {
            return Err(self.refuse("multi-line-raw-string-body"));
        }
        self.eat(close);
        Ok(text)
    }

    /// `number := keyword-number | hex | octal | binary | decimal`; keyword numbers are read with the keywords.
    fn number(&mut self) -> Option<Kind> {
        let start = self.at;
        let sign = self.next_if(|c| matches!(c, '+' | '-'));
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
            let after = self.at + prefix.len();
            let digits = self.text.get(after..).unwrap_or("");
            let capital = self.changed(Change::CapitalRadix) && self.rest().starts_with(&prefix.to_uppercase());
            if (capital || self.rest().starts_with(prefix)) && digits.starts_with(|c: char| c.is_digit(radix)) {
                self.at = after;
                let digits = self.all(|c| c == '_' || c.is_digit(radix));
                if self.changed(Change::Bits128) && too_long(digits, radix) {
                    self.at = start;
                    return None;
                }
                return Some(rounded(digits, radix, sign == Some('-')));
            }
        }
        if self.integer() {
            let whole = self.at;
            // A `.` or `e` without digits behind it is no part of the number, and nothing else either.
            for marks in [&["."][..], &["e+", "e-", "e", "E+", "E-", "E"]] {
                let before = self.at;
                if marks.iter().any(|m| self.eat(m)) && !self.integer() {
                    self.at = before;
                }
            }
            let groups = || self.text.get(start..self.at).unwrap_or("").split(['.', 'e', 'E']);
            if self.changed(Change::Bits128) && groups().any(|g| too_long(g.trim_start_matches(['+', '-']), 10)) {
                self.at = start;
                return None;
            }
            let plain: String = self.text.get(start..self.at)?.chars().filter(|c| *c != '_').collect();
            let integer = if self.at == whole { plain.parse().ok() } else { None };
            return Some(integer.map_or_else(|| Kind::of(plain.parse().unwrap_or(f64::NAN)), Kind::Integer));
        }
        self.at = start;
        None
    }

    /// `integer := digit (digit | '_')*`
    fn integer(&mut self) -> bool {
        let digits = self.peek().is_some_and(|c| c.is_ascii_digit());
        digits && !self.all(|c| c == '_' || c.is_ascii_digit()).is_empty()
    }

    /// `keyword := '#true' | '#false' | '#null'`, `keyword-number := '#inf' | '#-inf' | '#nan'`
    fn keyword(&mut self) -> Option<Kind> {
        let words = [
            ("#true", Kind::Bool(true)),
            ("#false", Kind::Bool(false)),
            ("#null", Kind::Null),
            ("#inf", Kind::NotFinite),
            ("#-inf", Kind::NotFinite),
            ("#nan", Kind::NotFinite),
        ];
        words.into_iter().find_map(|(word, kind)| self.eat(word).then_some(kind))
    }

    /// `slashdash := '/-' line-space*`
    fn slashdash(&mut self) -> Read<bool> {
        let here = self.eat("/-");
        if here {
            self.line_spaces()?;
        }
        Ok(here)
    }

    /// `line-space*`, `line-space := node-space | newline | single-line-comment`
    fn line_spaces(&mut self) -> Read<()> {
        while self.node_spaces()? || self.newline() || self.single_line_comment() {}
        Ok(())
    }

    /// `node-space*`, `node-space := ws* escline ws* | ws+`; true if there was one.
    fn node_spaces(&mut self) -> Read<bool> {
        let start = self.at;
        while self.ws()? || self.escline()? {}
        Ok(self.at > start)
    }

    /// `escline := '\\' ws* (single-line-comment | newline | eof)`
    fn escline(&mut self) -> Read<bool> {
        if !self.eat("\\") {
            return Ok(false);
        }
        while self.ws()? {}
        let ends = self.single_line_comment() || self.newline() || self.peek().is_none();
        if ends { Ok(true) } else { Err(self.refuse("escline")) }
    }

    /// `ws := unicode-space | multi-line-comment`, `multi-line-comment := '/*' commented-block`
    fn ws(&mut self) -> Read<bool> {
        if self.next_if(unicode_space).is_some() {
            return Ok(true);
        }
        if !self.eat("/*") {
            return Ok(false);
        }
        let begin = self.at;
        let mut depth = 1;
        while depth > 0 {
            if self.eat("*/") {
                depth -= 1;
            } else if self.eat("/*") {
                depth += 1;
            } else if self.next_if(|_| true).is_none() {
                return Err(self.refuse("commented-block"));
            }
        }
        self.comments.push(begin..self.at);
        Ok(true)
    }

    /// `single-line-comment := '//' ^newline* (newline | eof)`
    fn single_line_comment(&mut self) -> bool {
        let begin = self.at;
        let here = self.eat("//");
        if here {
            self.all(|c| !newline(c));
            self.comments.push(begin..self.at);
            self.newline();
        }
        here
    }

    /// `newline`
    fn newline(&mut self) -> bool {
        self.eat("\r\n") || self.next_if(newline).is_some()
    }
}

/// Past the largest number of 128 bits with a sign.
fn too_long(digits: &str, radix: u32) -> bool {
    let plain: String = digits.chars().filter(|c| *c != '_').collect();
    i128::from_str_radix(&plain, radix).is_err()
}
