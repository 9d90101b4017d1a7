//! The limits. Our own reader is safe with any text and only needs size and depth; a caller that hands a text to the
//! `kdl` crate (printing, mending one file) asks [`guard`] first, because that crate recurses and backtracks.

use super::lex::{Kind, Lexer, Worst};
use super::{COMMENT_MARKS_MAX, COMMENT_NESTING_MAX, DEPTH_MAX, PARTS_MAX, SIZE_MAX, SLASHDASH_NESTING_MAX};
use crate::finding::Finding;
use crate::source::{FileId, Span};

/// The finding for a file that is too large.
pub(super) fn size_finding(span: Span, bytes: usize) -> Finding {
    let mib = SIZE_MAX / (1024 * 1024);
    Finding::fixed("limit-exceeded", span, format!("{bytes} bytes long; crmlint reads at most {mib} MiB"))
        .help("split the file; top-level nodes may stand in any file of the unit")
}

/// The finding for a block that is nested too deep.
pub(super) fn depth_finding(span: Span, depth: usize) -> Finding {
    Finding::fixed("limit-exceeded", span, format!("nested {depth} levels deep; crmlint reads at most {DEPTH_MAX}"))
        .help("close the blocks that end before this place")
}

/// The finding for a file with too many nodes and values.
pub(super) fn parts_finding(span: Span) -> Finding {
    let message = format!("the file holds more than {PARTS_MAX} nodes and values; what follows was not read");
    Finding::fixed("limit-exceeded", span, message)
        .help("split the file; top-level nodes may stand in any file of the unit")
}

/// How many `/-` hide a place.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Those of the blocks around.
    around: usize,
    /// Those before the node that is being read.
    node: usize,
    /// Those whose node, entry or block has not begun yet.
    pending: usize,
    begun: bool,
}

impl Level {
    fn hidden(self) -> usize {
        self.around + self.node + self.pending
    }

    /// Something stands behind the pending `/-`: before a node they hide all of it, in a node only an entry.
    fn begin(&mut self) {
        if !self.begun {
            self.node = self.pending;
        }
        self.begun = true;
        self.pending = 0;
    }
}

/// Checks a text against what the `kdl` crate stands on a thread with a stack of 64 MB: the first limit that is
/// exceeded. Holds only for a text that [`super::parse`] reads completely: behind a broken string that crate goes on
/// in places that no scan foresees.
pub fn guard(file: FileId, text: &str) -> Option<Finding> {
    let place = |start: usize, len: usize| Span::new(file, start, start + len);
    if text.len() > SIZE_MAX {
        return Some(size_finding(place(0, 0), text.len()));
    }
    let mut lexer = Lexer::new(text);
    let mut open: Vec<Level> = Vec::new();
    let mut level = Level::default();
    let (mut depth, mut slashdash) = (Worst::default(), Worst::default());
    loop {
        let token = lexer.token();
        match token.kind {
            Kind::End => break,
            Kind::Space => {}
            Kind::Newline if level.pending > 0 => {}
            Kind::Newline | Kind::Semicolon => level = Level { around: level.around, ..Level::default() },
            Kind::Slashdash => {
                level.pending += 1;
                slashdash.meet(level.hidden(), token.start);
            }
            Kind::Open => {
                let inner = Level { around: level.hidden(), ..Level::default() };
                level.begin();
                open.push(std::mem::replace(&mut level, inner));
                depth.meet(open.len(), token.start);
            }
            Kind::Close => level = open.pop().unwrap_or_default(),
            _ => level.begin(),
        }
    }
    if depth.count > DEPTH_MAX {
        return Some(depth_finding(place(depth.at, 1), depth.count));
    }
    let others = [
        (lexer.comment_nesting, COMMENT_NESTING_MAX, 2, "comments nested", "levels deep"),
        (slashdash, SLASHDASH_NESTING_MAX, 2, "`/-` nested", "levels deep"),
        (lexer.comment_marks, COMMENT_MARKS_MAX, 2, "a comment with", "`*` and `/`"),
    ];
    let (worst, max, len, what, unit) = others.into_iter().find(|(worst, max, ..)| worst.count > *max)?;
    let message = format!("{what} {} {unit}; crmlint edits a file with at most {max}", worst.count);
    Some(Finding::fixed("limit-exceeded", place(worst.at, len), message).help("shorten it or write `//` lines"))
}
