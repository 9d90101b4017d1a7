//! Tokens to nodes. One loop over an explicit stack, so no input can overflow; a slip costs the statement it stands
//! in and reading goes on with the next one.

use super::lex::{Kind, Lexer, Token};
use super::value::{Wrong, value};
use super::wording::{self, Fault};
use super::{DEPTH_MAX, FINDINGS_MAX};
use crate::finding::Finding;
use crate::source::{Document, FileId, Node, Prop, Span, Spanned, Value, ValueKind};

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

/// Which blocks a node already has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blocks {
    None,
    Hidden,
    Real,
}

/// A node that is being read.
struct Pending {
    node: Node,
    /// Behind `/-`: read and dropped.
    hidden: bool,
    /// A slip was told; what follows in this statement is passed over.
    bad: bool,
    named: bool,
    blocks: Blocks,
    indent: usize,
    line: usize,
}

/// A level of nesting.
#[derive(Default)]
struct Frame {
    nodes: Vec<Node>,
    current: Option<Pending>,
    /// Offset of the `{`.
    open: usize,
    /// Indentation and offset of the line on which the block's node begins.
    indent: usize,
    line: usize,
    hidden: bool,
}

/// An entry of a node.
enum Entry {
    Argument(Value),
    Property(Prop),
}

#[expect(clippy::struct_excessive_bools, reason = "independent marks of one pass, not a state machine")]
pub(super) struct Reader<'a> {
    file: FileId,
    text: &'a str,
    lexer: Lexer<'a>,
    top: Frame,
    below: Vec<Frame>,
    findings: Vec<Finding>,
    complete: bool,
    /// Guess missing `}` from the indentation.
    by_indent: bool,
    line_start: usize,
    /// A line start and that line's indentation: many nodes may stand on one line.
    indent_known: (usize, usize),
    /// A comment or string ran to the end of the file, or a limit was met: open blocks say nothing then.
    swallowed: bool,
    limited: bool,
    quotes_told: bool,
    unclosed: bool,
    stray: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: FileId, text: &'a str, by_indent: bool) -> Self {
        Self {
            file,
            text,
            lexer: Lexer::new(text),
            top: Frame::default(),
            below: Vec::new(),
            findings: Vec::new(),
            complete: true,
            by_indent,
            line_start: 0,
            indent_known: (usize::MAX, 0),
            swallowed: false,
            limited: false,
            quotes_told: false,
            unclosed: false,
            stray: false,
        }
    }

    pub(super) fn run(mut self) -> Outcome {
        loop {
            if self.top.current.is_some() {
                self.step();
            } else if !self.begin() {
                break;
            }
        }
        self.findings.sort_by_key(|f| (f.primary.span.start, f.primary.span.end));
        self.findings.truncate(FINDINGS_MAX);
        Outcome {
            document: Document { nodes: self.top.nodes },
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
            Some(Fault::UnclosedComment) if !self.swallowed => {
                self.swallowed = true;
                self.tell(Fault::UnclosedComment, token.start, token.end);
            }
            Some(Fault::UnclosedText) => self.swallowed = true,
            _ => {}
        }
        if token.kind == Kind::Newline {
            self.line_start = token.end;
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
        // Blocks are told about out of order, so a few more are kept until they are sorted.
        if self.findings.len() < FINDINGS_MAX + DEPTH_MAX {
            self.findings.push(wording::finding(fault, self.file, self.text, start, end));
        }
    }

    /// Tells the first slip of a statement; the rest of the cascade is dropped.
    fn fail(&mut self, (fault, start, end): Wrong) {
        let told = self.top.current.as_mut().is_some_and(|p| std::mem::replace(&mut p.bad, true));
        if !told {
            self.tell(fault, start, end);
        }
    }

    /// Between two nodes. False at the end.
    fn begin(&mut self) -> bool {
        let (token, _) = self.solid();
        match token.kind {
            Kind::Newline | Kind::Semicolon => true,
            Kind::End => self.end(),
            Kind::Close => {
                if self.by_indent {
                    self.close_deeper(token, 1);
                }
                self.close(token);
                true
            }
            _ => {
                if self.by_indent {
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
        while !self.below.is_empty() && self.top.line != self.line_start && self.top.indent + 1 > indent + slack {
            let open = self.top.open;
            self.tell(Fault::UnclosedBlock, open, open + 1);
            self.pop(token.start);
            self.finish();
        }
    }

    /// The end of the file; false, so that reading stops.
    fn end(&mut self) -> bool {
        if let Some(outermost) = self.below.get(1).map(|f| f.open).or((!self.below.is_empty()).then_some(self.top.open))
        {
            self.complete = false;
            if !self.swallowed && !self.limited {
                self.unclosed = true;
                self.tell(Fault::UnclosedBlock, outermost, outermost + 1);
            }
        }
        let end = self.text.trim_end().len();
        while !self.below.is_empty() {
            self.pop(end);
            self.finish();
        }
        false
    }

    fn begin_node(&mut self, first: Token) {
        let line = self.line_start;
        let indent = self.indent();
        let hidden = first.kind == Kind::Slashdash;
        let mut token = if hidden { self.solid_over_lines() } else { first };
        let start = token.start;
        let mut pending = Pending {
            node: Node {
                annotation: None,
                name: Spanned::new(String::new(), self.span(start, start)),
                args: Vec::new(),
                props: Vec::new(),
                children: Vec::new(),
                header: self.span(start, start),
                span: self.span(start, start),
            },
            hidden,
            bad: false,
            named: false,
            blocks: Blocks::None,
            indent,
            line,
        };
        let mut wrong = None;
        if token.kind == Kind::ParenOpen {
            match self.annotation(token) {
                Ok(annotation) => pending.node.annotation = Some(annotation),
                Err(e) => wrong = Some(e),
            }
            if wrong.is_none() {
                token = self.solid().0;
            }
        }
        if wrong.is_none() {
            match self.name(token, first) {
                Ok(name) => {
                    pending.node.header = self.span(start, token.end);
                    pending.node.span = pending.node.header;
                    pending.node.name = name;
                    pending.named = true;
                }
                Err(e) => wrong = Some(e),
            }
        }
        self.top.current = Some(pending);
        if let Some(wrong) = wrong {
            self.fail(wrong);
        }
    }

    /// The name of a node from its token.
    fn name(&mut self, token: Token, first: Token) -> Result<Spanned<String>, Wrong> {
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
            _ => match value(self.text, token)? {
                ValueKind::String(name) => Ok(self.spanned(name, token)),
                _ => Err((Fault::NotAName, token.start, token.end)),
            },
        }
    }

    /// A string with its place; a quote that KDL does not know as one is told once a file.
    fn spanned(&mut self, string: String, token: Token) -> Spanned<String> {
        if token.kind == Kind::Word && !self.quotes_told {
            let fault = match string.chars().next() {
                Some('“' | '”' | '„') => Some(Fault::SmartQuote),
                Some('\'') if self.quote_ends(token) => Some(Fault::SingleQuote),
                _ => None,
            };
            if let Some(fault) = fault {
                self.quotes_told = true;
                // Such words are read as they stand, so nothing is lost by this finding.
                let finding = wording::finding(fault, self.file, self.text, token.start, token.end);
                self.findings.push(finding);
            }
        }
        Spanned::new(string, self.span(token.start, token.end))
    }

    /// True if another single quote follows on the line: `'Acme Inc'` is a slip, `'tis` is a word.
    fn quote_ends(&self, token: Token) -> bool {
        let rest = self.text.get(token.start + 1..).unwrap_or("");
        rest.chars().take(200).take_while(|c| *c != '\n').any(|c| c == '\'')
    }

    /// `(type)` behind its opening parenthesis.
    fn annotation(&mut self, open: Token) -> Result<Spanned<String>, Wrong> {
        let wrong = |end: usize| (Fault::Annotation, open.start, end);
        let (token, _) = self.solid();
        let name = match token.kind {
            Kind::Word | Kind::Quoted | Kind::Text | Kind::Raw | Kind::RawText => value(self.text, token)?,
            _ => {
                self.lexer.rewind(token.start);
                return Err(wrong(open.end));
            }
        };
        let ValueKind::String(name) = name else {
            return Err(wrong(token.end));
        };
        let name = self.spanned(name, token);
        let (close, _) = self.solid();
        if close.kind != Kind::ParenClose {
            self.lexer.rewind(close.start);
            return Err(wrong(token.end));
        }
        Ok(name)
    }

    /// In a node, behind its name.
    fn step(&mut self) {
        let (token, spaced) = self.solid();
        let Some(pending) = self.top.current.as_ref() else {
            return;
        };
        let (bad, blocks) = (pending.bad, pending.blocks);
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
        let blocks = self.top.current.as_ref().map_or(Blocks::None, |p| p.blocks);
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
        let Some(node) = self.top.current.as_ref().map(|p| &p.node) else {
            return;
        };
        if node.header != node.name.span {
            return self.fail((Fault::StrayEquals, token.start, token.end));
        }
        let start = node.header.range().start;
        let (behind, _) = self.solid();
        let ends = !matches!(behind.kind, Kind::Word | Kind::Quoted | Kind::Raw);
        if ends {
            self.lexer.rewind(behind.start);
        }
        self.fail((Fault::NodeAssigned, start, if ends { token.end } else { behind.end }));
    }

    /// An argument or property that begins with this token.
    fn entry(&mut self, first: Token) -> Result<Entry, Wrong> {
        let (value, token) = self.value(first)?;
        let behind = self.lexer.pos();
        let (equals, _) = self.solid();
        if equals.kind != Kind::Equals {
            self.lexer.rewind(behind);
            return Ok(Entry::Argument(value));
        }
        if value.annotation.is_some() {
            return Err((Fault::Annotation, first.start, token.end));
        }
        let ValueKind::String(key) = value.kind else {
            return Err((Fault::NotAKey, token.start, token.end));
        };
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
        let name = Spanned::new(key, self.span(token.start, token.end));
        Ok(Entry::Property(Prop { name, value }))
    }

    /// A value, with its annotation if there is one, and its last token.
    fn value(&mut self, first: Token) -> Result<(Value, Token), Wrong> {
        let (mut annotation, mut token) = (None, first);
        if first.kind == Kind::ParenOpen {
            annotation = Some(self.annotation(first)?);
            token = self.solid().0;
            let begins = matches!(token.kind, Kind::Word | Kind::Quoted | Kind::Text | Kind::Raw | Kind::RawText);
            if !begins {
                self.lexer.rewind(token.start);
                return Err((Fault::Annotation, first.start, token.start));
            }
        }
        let mut kind = value(self.text, token)?;
        if let ValueKind::String(string) = kind {
            kind = ValueKind::String(self.spanned(string, token).value);
        }
        Ok((Value { annotation, kind, span: self.span(token.start, token.end) }, token))
    }

    fn keep(&mut self, entry: Entry) {
        let end = self.lexer.pos();
        let end = self.span(end, end);
        let Some(pending) = self.top.current.as_mut() else {
            return;
        };
        pending.node.header = pending.node.header.join(end);
        pending.node.span = pending.node.header;
        match entry {
            Entry::Argument(value) => pending.node.args.push(value),
            Entry::Property(prop) => pending.node.props.push(prop),
        }
    }

    /// Enters a block.
    fn open(&mut self, token: Token, hidden: bool) {
        if self.below.len() >= DEPTH_MAX {
            return self.too_deep(token);
        }
        let second = self.top.current.as_ref().is_some_and(|p| p.blocks == Blocks::Real) && !hidden;
        if second {
            self.fail((Fault::SecondBlock, token.start, token.end));
        }
        let (indent, line) = self.top.current.as_ref().map_or((0, 0), |p| (p.indent, p.line));
        let frame = Frame { open: token.start, indent, line, hidden: hidden || second, ..Frame::default() };
        self.below.push(std::mem::replace(&mut self.top, frame));
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
        if let Some(pending) = self.top.current.as_mut() {
            pending.bad = true;
        }
    }

    /// A `}`.
    fn close(&mut self, token: Token) {
        if self.below.is_empty() {
            self.stray = true;
            self.tell(Fault::StrayClose, token.start, token.end);
        } else {
            self.pop(token.end);
        }
    }

    /// Leaves a block and gives its nodes to the node that it belongs to.
    fn pop(&mut self, end: usize) {
        let Some(frame) = self.below.pop() else {
            return;
        };
        let inner = std::mem::replace(&mut self.top, frame);
        let end = self.span(end, end);
        let Some(pending) = self.top.current.as_mut() else {
            return;
        };
        if inner.hidden {
            pending.blocks = if pending.blocks == Blocks::None { Blocks::Hidden } else { pending.blocks };
        } else {
            pending.blocks = Blocks::Real;
            pending.node.children = inner.nodes;
            pending.node.span = pending.node.span.join(end);
        }
    }

    /// Ends a node. One with a slip is lost, unless it holds others: its children are worth more than an entry.
    fn finish(&mut self) {
        let Some(pending) = self.top.current.take() else {
            return;
        };
        let kept = !pending.bad || (pending.named && pending.blocks == Blocks::Real);
        if kept && !pending.hidden {
            self.top.nodes.push(pending.node);
        }
    }
}
