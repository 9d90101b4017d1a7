//! The limits. Our own reader is safe with any text and only needs size and depth; a caller that hands a text to the
//! `kdl` crate (printing, mending one file) asks [`guard`] first, because that crate recurses and backtracks.

use super::lex::{Kind, Lexer, Worst};
use super::{COMMENT_MARKS_MAX, COMMENT_NESTING_MAX, DEPTH_MAX, SIZE_MAX, SLASHDASH_NESTING_MAX};
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

/// Checks a text against what the `kdl` crate stands on a thread with a stack of 64 MB: the first limit that is
/// exceeded. Holds only for a text that [`super::parse`] reads completely: behind a broken string that crate goes on
/// in places that no scan foresees.
pub fn guard(file: FileId, text: &str) -> Option<Finding> {
    let place = |start: usize, len: usize| Span::new(file, start, start + len);
    if text.len() > SIZE_MAX {
        return Some(size_finding(place(0, 0), text.len()));
    }
    let mut lexer = Lexer::new(text);
    // Blocks that are open, each with the number of `/-` around it; `around` counts those of the place itself.
    let mut open: Vec<usize> = Vec::new();
    let (mut depth, mut around, mut behind_slashdash) = (Worst::default(), 0_usize, false);
    let mut slashdash = Worst::default();
    loop {
        let token = lexer.token();
        let outer = open.last().copied().unwrap_or(0);
        match token.kind {
            Kind::End => break,
            Kind::Space => continue,
            Kind::Newline if behind_slashdash => continue,
            Kind::Slashdash => {
                around += 1;
                slashdash.meet(around, token.start);
            }
            Kind::Open => {
                open.push(around);
                depth.meet(open.len(), token.start);
            }
            Kind::Close => {
                open.pop();
                around = open.last().copied().unwrap_or(0);
            }
            Kind::Newline | Kind::Semicolon => around = outer,
            _ => {}
        }
        behind_slashdash = token.kind == Kind::Slashdash;
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
