//! Tokens to nodes. One loop over an explicit stack, so no input can overflow; a slip costs the statement it stands
//! in and reading goes on with the next one. The commonest forms are read by `quick`, everything else token by token.

use super::lex::{Kind, Lexer, Token};
use super::value::{Meaning, Wrong, offset, value};
use super::wording::{self, Fault};
use super::{DEPTH_MAX, FINDINGS_MAX, PARTS_MAX};
use crate::finding::Finding;
use crate::source::{Document, FileId, RawEntry, RawKind, RawNode, Slot, Span};

/// About how many bytes a node and an entry take, from which the arrays get their first size.
const NODE_BYTES: usize = 64;
const ENTRY_BYTES: usize = 32;
/// Most of them that the arrays have room for at first; from there they double, and a million fills them to the brim.
const FIRST_MAX: usize = 1 << 16;

/// What reading a text gave.
pub(super) struct Outcome {
    pub(super) document: Document,
    pub(super) findings: Vec<Finding>,
    pub(super) complete: bool,
    /// Blocks that are open at the end although nothing swallowed their `}`.
    pub(super) unclosed: bool,
    /// A `}` without its `{` was met.
    pub(super) stray: bool,
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The commonest forms without tokens.
    Quick,
    /// Everything by tokens; gives the same as `Quick`.
    Tokens,
    /// By tokens, and missing `}` are guessed from the indentation.
    Indent,
}

/// Which blocks a node already has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocks {
    None,
    Hidden,
    Real,
}

/// A node that is being read.
#[derive(Clone, Copy)]
pub(super) struct Pending {
    /// Its number in the arrays, and how many entries stood before it.
    node: usize,
    entries: usize,
    /// Behind `/-`: read and dropped.
    hidden: bool,
    /// A slip was told; what follows in this statement is passed over.
    pub(super) bad: bool,
    named: bool,
    pub(super) blocks: Blocks,
    /// Indentation and offset of the line on which it begins; only by indentation.
    indent: usize,
    line: usize,
}

/// A block that is open.
struct Open {
    /// The node that it belongs to.
    node: Pending,
    /// Offset of the `{`.
    at: usize,
    /// How many nodes and entries stood before it.
    nodes: usize,
    entries: usize,
    hidden: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "independent marks of one pass, not a state machine")]
pub(super) struct Reader<'a> {
    file: FileId,
    text: &'a str,
    pub(super) lexer: Lexer<'a>,
    pub(super) out: Document,
    pub(super) current: Option<Pending>,
    open: Vec<Open>,
    findings: Vec<Finding>,
    complete: bool,
    mode: Mode,
    line_start: usize,
    /// A line start and that line's indentation: many nodes may stand on one line.
    indent_known: (usize, usize),
    /// A comment or string ran to the end of the file, or a limit was met: open blocks say nothing then.
    swallowed: bool,
    limited: bool,
    /// Too many nodes and values: nothing further is read.
    full: bool,
    quotes_told: bool,
    /// Behind this place no disallowed character of a comment was told yet.
    characters_told: usize,
    /// The same for comments without end.
    comments_told: usize,
    unclosed: bool,
    stray: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: FileId, text: &'a str, mode: Mode) -> Self {
        let (nodes, entries) = (text.len() / NODE_BYTES, text.len() / ENTRY_BYTES);
        let out = Document {
            file,
            nodes: Vec::with_capacity(nodes.min(FIRST_MAX)),
            entries: Vec::with_capacity(entries.min(FIRST_MAX)),
            ..Document::default()
        };
        Self {
            file,
            text,
            lexer: Lexer::new(text),
            out,
            current: None,
            open: Vec::new(),
            findings: Vec::new(),
            complete: true,
            mode,
            line_start: 0,
            indent_known: (usize::MAX, 0),
            swallowed: false,
            limited: false,
            full: false,
            quotes_told: false,
            characters_told: 0,
            comments_told: 0,
            unclosed: false,
            stray: false,
        }
    }

    pub(super) fn run(mut self) -> Outcome {
        let quick = self.mode == Mode::Quick;
        loop {
            if self.current.is_some() {
                if !(quick && self.quick_entries()) {
                    self.step();
                }
            } else if !(quick && self.quick_begin() || self.begin()) {
                break;
            }
            if self.full {
                self.end();
                break;
            }
        }
        self.findings.sort_by_key(|f| (f.primary.span.start, f.primary.span.end));
        self.findings.truncate(FINDINGS_MAX);
        Outcome {
            document: self.out,
            findings: self.findings,
            complete: self.complete,
            unclosed: self.unclosed,
            stray: self.stray,
        }
    }

    fn token(&mut self) -> Token {
        let token = self.lexer.token();
        match token.fault {
            // Going back may meet it a second time.
            Some(Fault::UnclosedComment) if token.start >= self.comments_told => {
                self.swallowed |= token.end == self.text.len();
                self.comments_told = token.end;
                if let Some(pending) = self.current.as_mut().filter(|_| token.end < self.text.len()) {
                    // The word before it was cut off.
                    pending.bad = true;
                }
                self.tell(Fault::UnclosedComment, token.start, token.end);
            }
            Some(Fault::UnclosedText) => self.swallowed |= token.end == self.text.len(),
            _ => {}
        }
        if token.kind == Kind::Newline {
            self.line_start = token.end;
        }
        if let Some((at, len)) = self.lexer.disallowed.take()
            && at >= self.characters_told
        {
            self.characters_told = token.end;
            self.remark(Fault::Character, at, at + len);
        }
        token
    }

    /// The next token that is no blank, and whether blanks stood before it.
    fn solid(&mut self) -> (Token, bool) {
        let mut spaced = false;
        loop {
            let token = self.token();
            if token.kind != Kind::Space {
                return (token, spaced);
            }
            spaced = true;
        }
    }

    /// The next token that is neither blank nor line break: what `/-` refers to.
    fn solid_over_lines(&mut self) -> Token {
        loop {
            let (token, _) = self.solid();
            if token.kind != Kind::Newline {
                return token;
            }
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// Tells a slip. Findings past the most that are shown are counted only by `complete`.
    fn tell(&mut self, fault: Fault, start: usize, end: usize) {
        self.complete = false;
        self.remark(fault, start, end);
    }

    /// Tells a slip that costs nothing: all is read as it stands.
    fn remark(&mut self, fault: Fault, start: usize, end: usize) {
        // Blocks are told about out of order, so a few more are kept until they are sorted.
        if self.findings.len() < FINDINGS_MAX + DEPTH_MAX {
            self.findings.push(wording::finding(fault, self.file, self.text, start, end));
        }
    }

    /// Tells the first slip of a statement; the rest of the cascade is dropped.
    fn fail(&mut self, (fault, start, end): Wrong) {
        let told = self.current.as_mut().is_some_and(|p| std::mem::replace(&mut p.bad, true));
        if !told {
            self.tell(fault, start, end);
        }
    }

    /// Between two nodes. False at the end.
    fn begin(&mut self) -> bool {
        let (token, _) = self.solid();
        match token.kind {
            Kind::Newline => true,
            Kind::Semicolon => {
                self.remark(Fault::StraySemicolon, token.start, token.end);
                true
            }
            Kind::End => self.end(),
            Kind::Close => {
                if self.mode == Mode::Indent {
                    self.close_deeper(token, 1);
                }
                self.close(token);
                true
            }
            _ => {
                if self.mode == Mode::Indent {
                    self.close_deeper(token, 0);
                }
                self.begin_node(token);
                true
            }
        }
    }

    /// The indentation of the line that is being read.
    fn indent(&mut self) -> usize {
        if self.indent_known.0 != self.line_start {
            let line = self.text.get(self.line_start..).unwrap_or("");
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            self.indent_known = (self.line_start, blanks);
        }
        self.indent_known.1
    }

    /// Closes blocks that the indentation says have ended: a node or `}` to the left of what is inside them.
    fn close_deeper(&mut self, token: Token, slack: usize) {
        let indent = self.indent();
        if token.start != self.line_start + indent {
            return;
        }
        while let Some(inner) = self.open.last()
            && inner.node.line != self.line_start
            && inner.node.indent + 1 > indent + slack
        {
            let open = inner.at;
            self.tell(Fault::UnclosedBlock, open, open + 1);
            self.pop(token.start);
            self.finish();
        }
    }

    /// The end of the file; false, so that reading stops.
    fn end(&mut self) -> bool {
        self.finish();
        if let Some(outermost) = self.open.first() {
            self.complete = false;
            if !self.swallowed && !self.limited {
                let at = outermost.at;
                self.unclosed = true;
                self.tell(Fault::UnclosedBlock, at, at + 1);
            }
        }
        let end = self.text.trim_end().len();
        while !self.open.is_empty() {
            self.pop(end);
            self.finish();
        }
        false
    }

    /// Puts a node into the arrays; its name and entries follow.
    pub(super) fn push_node(&mut self, raw: RawNode) {
        let (node, entries) = (self.out.nodes.len(), self.out.entries.len());
        let entries_at = offset(entries);
        self.out.nodes.push(RawNode { entries: (entries_at, entries_at), ..raw });
        self.current = Some(Pending {
            node,
            entries,
            hidden: false,
            bad: false,
            named: true,
            blocks: Blocks::None,
            indent: 0,
            line: 0,
        });
        if node + entries > PARTS_MAX {
            self.too_many();
        }
    }

    fn begin_node(&mut self, first: Token) {
        let line = self.line_start;
        let indent = if self.mode == Mode::Indent { self.indent() } else { 0 };
        let hidden = first.kind == Kind::Slashdash;
        let mut token = if hidden { self.solid_over_lines() } else { first };
        let start = offset(token.start);
        self.push_node(RawNode { start, header_end: start, end: start, ..RawNode::default() });
        let mut wrong = None;
        let mut annotation = 0;
        if token.kind == Kind::ParenOpen {
            match self.annotation(token) {
                Ok(number) => annotation = number,
                Err(e) => wrong = Some(e),
            }
            if wrong.is_none() {
                token = self.solid().0;
            }
        }
        let mut named = false;
        if wrong.is_none() {
            match self.name(token, first) {
                Ok(name) => {
                    named = true;
                    let end = offset(token.end);
                    if let Some(raw) = self.out.nodes.last_mut() {
                        *raw = RawNode { name, annotation, header_end: end, end, ..*raw };
                    }
                }
                Err(e) => wrong = Some(e),
            }
        }
        if let Some(pending) = self.current.as_mut() {
            *pending = Pending { hidden, named, indent, line, ..*pending };
        }
        if let Some(wrong) = wrong {
            self.fail(wrong);
        }
    }

    /// The name of a node from its token.
    fn name(&mut self, token: Token, first: Token) -> Result<Slot, Wrong> {
        match token.kind {
            Kind::Open => {
                self.lexer.rewind(token.start);
                Err((Fault::BlockWithoutName, token.start, token.end))
            }
            Kind::End | Kind::Close | Kind::Semicolon | Kind::Newline => {
                self.lexer.rewind(token.start);
                let fault = if first.kind == Kind::Slashdash { Fault::NothingCommented } else { Fault::Annotation };
                Err((fault, first.start, first.end))
            }
            Kind::Equals => Err((Fault::StrayEquals, token.start, token.end)),
            Kind::Slashdash | Kind::ParenClose | Kind::ParenOpen | Kind::Space => {
                Err((Fault::Unexpected, token.start, token.end))
            }
            _ => match self.meaning(token)? {
                Meaning { kind: RawKind::String, slot, .. } => Ok(slot),
                _ => Err((Fault::NotAName, token.start, token.end)),
            },
        }
    }

    /// The value of a token; a quote that KDL does not know as one is told once a file.
    fn meaning(&mut self, token: Token) -> Result<Meaning, Wrong> {
        let meaning = value(self.text, token, &mut self.out)?;
        if token.kind == Kind::Word && meaning.kind == RawKind::String && !self.quotes_told {
            let word = self.text.get(token.start..token.end).unwrap_or("");
            let fault = match word.chars().next() {
                Some('“' | '”' | '„') => Some(Fault::SmartQuote),
                Some('\'') if self.quote_ends(token) => Some(Fault::SingleQuote),
                _ => None,
            };
            if let Some(fault) = fault {
                self.quotes_told = true;
                self.remark(fault, token.start, token.end);
            }
        }
        Ok(meaning)
    }

    /// True if another single quote follows on the line: `'Acme Inc'` is a slip, `'tis` is a word.
    fn quote_ends(&self, token: Token) -> bool {
        let rest = self.text.get(token.start + 1..).unwrap_or("");
        rest.chars().take(200).take_while(|c| *c != '\n').any(|c| c == '\'')
    }

    /// `(type)` behind its opening parenthesis: the 1-based number of the annotation.
    fn annotation(&mut self, open: Token) -> Result<u32, Wrong> {
        let wrong = |end: usize| (Fault::Annotation, open.start, end);
        let (token, _) = self.solid();
        let name = match token.kind {
            Kind::Word | Kind::Quoted | Kind::Text | Kind::Raw | Kind::RawText => self.meaning(token)?,
            _ => {
                self.lexer.rewind(token.start);
                return Err(wrong(open.end));
            }
        };
        if name.kind != RawKind::String {
            return Err(wrong(token.end));
        }
        let (close, _) = self.solid();
        if close.kind != Kind::ParenClose {
            self.lexer.rewind(close.start);
            return Err(wrong(token.end));
        }
        self.out.annotations.push(name.slot);
        Ok(offset(self.out.annotations.len()))
    }

    /// In a node, behind its name.
    fn step(&mut self) {
        let (token, spaced) = self.solid();
        let Some(Pending { bad, blocks, .. }) = self.current else {
            return;
        };
        match token.kind {
            Kind::End | Kind::Close => {
                self.lexer.rewind(token.start);
                self.finish();
            }
            Kind::Newline | Kind::Semicolon => self.finish(),
            Kind::Open => self.open(token, false),
            _ if bad => {}
            Kind::Slashdash => self.hide(token),
            Kind::Equals => self.equals(token),
            Kind::ParenClose => self.fail((Fault::Unexpected, token.start, token.end)),
            _ if blocks != Blocks::None => self.fail((Fault::BehindBlock, token.start, token.end)),
            _ if !spaced => self.fail((Fault::MissingSpace, token.start, token.end)),
            _ => match self.entry(token) {
                Ok(entry) => self.keep(entry),
                Err(wrong) => self.fail(wrong),
            },
        }
    }

    /// Behind `/-` in a node: an entry or a block that does not exist.
    fn hide(&mut self, slashdash: Token) {
        let token = self.solid_over_lines();
        let blocks = self.current.map_or(Blocks::None, |p| p.blocks);
        match token.kind {
            Kind::Open => self.open(token, true),
            Kind::End | Kind::Close | Kind::Semicolon => {
                self.lexer.rewind(token.start);
                self.fail((Fault::NothingCommented, slashdash.start, slashdash.end));
            }
            Kind::Equals | Kind::ParenClose | Kind::Slashdash => {
                self.fail((Fault::Unexpected, token.start, token.end));
            }
            _ if blocks != Blocks::None => self.fail((Fault::BehindBlock, token.start, token.end)),
            _ => {
                if let Err(wrong) = self.entry(token) {
                    self.fail(wrong);
                }
            }
        }
    }

    /// A `=` where none belongs: mostly `name = value` as a line of its own.
    fn equals(&mut self, token: Token) {
        let Some(raw) = self.current.and_then(|p| self.out.nodes.get(p.node)) else {
            return;
        };
        if (raw.start, raw.header_end) != (raw.name.start, raw.name.end) {
            return self.fail((Fault::StrayEquals, token.start, token.end));
        }
        let start = raw.start as usize;
        let (behind, _) = self.solid();
        let ends = !matches!(behind.kind, Kind::Word | Kind::Quoted | Kind::Raw);
        if ends {
            self.lexer.rewind(behind.start);
        }
        self.fail((Fault::NodeAssigned, start, if ends { token.end } else { behind.end }));
    }

    /// An argument or property that begins with this token.
    fn entry(&mut self, first: Token) -> Result<RawEntry, Wrong> {
        let (entry, token) = self.value(first)?;
        let behind = self.lexer.pos();
        let (equals, _) = self.solid();
        if equals.kind != Kind::Equals {
            self.lexer.rewind(behind);
            return Ok(entry);
        }
        if entry.annotation != 0 {
            return Err((Fault::Annotation, first.start, token.end));
        }
        if entry.kind != RawKind::String {
            return Err((Fault::NotAKey, token.start, token.end));
        }
        let missing = (Fault::MissingValue, token.start, equals.end);
        let (value_token, apart) = self.solid();
        let begins = matches!(
            value_token.kind,
            Kind::Word | Kind::Quoted | Kind::Text | Kind::Raw | Kind::RawText | Kind::ParenOpen
        );
        if !begins {
            self.lexer.rewind(value_token.start);
            return Err(missing);
        }
        let (value, last) = self.value(value_token)?;
        // `a= b=1`: what looked like the value of `a` is the next key.
        if apart && self.text.get(last.end..).is_some_and(|rest| rest.starts_with('=')) {
            return Err(missing);
        }
        Ok(RawEntry { key: entry.value, ..value })
    }

    /// A value, with its annotation if there is one, and its last token.
    fn value(&mut self, first: Token) -> Result<(RawEntry, Token), Wrong> {
        let (mut annotation, mut token) = (0, first);
        if first.kind == Kind::ParenOpen {
            annotation = self.annotation(first)?;
            token = self.solid().0;
            let begins = matches!(token.kind, Kind::Word | Kind::Quoted | Kind::Text | Kind::Raw | Kind::RawText);
            if !begins {
                self.lexer.rewind(token.start);
                return Err((Fault::Annotation, first.start, token.start));
            }
        }
        let Meaning { kind, slot, bits } = self.meaning(token)?;
        Ok((RawEntry { key: Slot::default(), value: slot, annotation, kind, bits }, token))
    }

    fn keep(&mut self, entry: RawEntry) {
        let end = offset(self.lexer.pos());
        let Some(raw) = self.current.and_then(|p| self.out.nodes.get_mut(p.node)) else {
            return;
        };
        raw.header_end = end;
        raw.end = end;
        self.out.entries.push(entry);
        raw.entries.1 = offset(self.out.entries.len());
        if self.out.nodes.len() + self.out.entries.len() > PARTS_MAX {
            self.too_many();
        }
    }

    /// Enters a block.
    pub(super) fn open(&mut self, token: Token, hidden: bool) {
        if self.open.len() >= DEPTH_MAX {
            return self.too_deep(token);
        }
        let second = self.current.is_some_and(|p| p.blocks == Blocks::Real) && !hidden;
        if second {
            self.fail((Fault::SecondBlock, token.start, token.end));
        }
        let (nodes, entries) = (self.out.nodes.len(), self.out.entries.len());
        if let Some(node) = self.current.take() {
            self.open.push(Open { node, at: token.start, nodes, entries, hidden: hidden || second });
        }
    }

    /// The file holds more than is read.
    fn too_many(&mut self) {
        self.full = true;
        self.limited = true;
        self.complete = false;
        let pos = self.lexer.pos();
        self.findings.push(super::guard::parts_finding(self.span(pos, pos)));
    }

    /// Passes over a block that is nested too deep, and says so once a file.
    fn too_deep(&mut self, token: Token) {
        let (mut nesting, mut deepest) = (1_usize, 1_usize);
        while nesting > 0 {
            match self.token().kind {
                Kind::Open => nesting += 1,
                Kind::Close => nesting -= 1,
                Kind::End => break,
                _ => {}
            }
            deepest = deepest.max(nesting);
        }
        self.complete = false;
        if !self.limited {
            let span = self.span(token.start, token.end);
            self.findings.push(super::guard::depth_finding(span, DEPTH_MAX + deepest));
        }
        self.limited = true;
        if let Some(pending) = self.current.as_mut() {
            pending.bad = true;
        }
    }

    /// A `}`.
    pub(super) fn close(&mut self, token: Token) {
        if self.open.is_empty() {
            self.stray = true;
            self.tell(Fault::StrayClose, token.start, token.end);
        } else {
            self.pop(token.end);
        }
    }

    /// Leaves a block: the node that it belongs to is read on.
    fn pop(&mut self, end: usize) {
        let Some(Open { mut node, nodes, entries, hidden, .. }) = self.open.pop() else {
            return;
        };
        if hidden {
            self.out.nodes.truncate(nodes);
            self.out.entries.truncate(entries);
            node.blocks = if node.blocks == Blocks::None { Blocks::Hidden } else { node.blocks };
        } else {
            node.blocks = Blocks::Real;
            if let Some(raw) = self.out.nodes.get_mut(node.node) {
                raw.end = offset(end);
            }
        }
        self.current = Some(node);
    }

    /// Ends a node. One with a slip is lost, unless it holds others: its children are worth more than an entry.
    pub(super) fn finish(&mut self) {
        let Some(pending) = self.current.take() else {
            return;
        };
        let kept = !pending.bad || (pending.named && pending.blocks == Blocks::Real);
        if kept && !pending.hidden {
            let below = offset(self.out.nodes.len());
            if let Some(raw) = self.out.nodes.get_mut(pending.node) {
                raw.below = below;
            }
        } else {
            self.out.nodes.truncate(pending.node);
            self.out.entries.truncate(pending.entries);
        }
    }
}
