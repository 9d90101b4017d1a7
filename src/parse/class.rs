//! What a byte is: the classes of characters of KDL 2.0, and the fast walks over runs of them.

/// The byte may stand in a plain word, at any place but the first.
const WORD: u8 = 1;
/// A plain word may begin with it, whatever follows.
const FIRST: u8 = 2;
/// What ends a plain word without a further look.
const BREAK: u8 = 4;

/// The class of a byte. All that are not ASCII need a look at the whole character.
const fn class_of(b: u8) -> u8 {
    match b {
        b' ' | b'\t' | b'\n' | b'\r' | b';' | b'{' | b'}' => BREAK,
        b'\\' | b'/' | b'(' | b')' | b'[' | b']' | b'"' | b'#' | b'=' => 0,
        // Words that begin with a sign, a dot, a digit or a quote mean something else now and then.
        b'+' | b'-' | b'.' | b'0'..=b'9' | b'\'' => WORD,
        0x21..0x7f => WORD | FIRST,
        _ => 0,
    }
}

/// The classes of all bytes.
#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which would refuse a place outside")]
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut b = 0_u8;
    loop {
        class[b as usize] = class_of(b);
        if b == u8::MAX {
            break class;
        }
        b += 1;
    }
};

fn class(b: u8) -> u8 {
    CLASS.get(b as usize).copied().unwrap_or(0)
}

/// True if a plain word may begin with the byte.
pub(super) fn is_first(b: u8) -> bool {
    class(b) & FIRST != 0
}

/// True for a blank, a line break, `;` and braces.
pub(super) fn is_break(b: u8) -> bool {
    class(b) & BREAK != 0
}

/// End of the run of bytes of plain words from `i`.
pub(super) fn word_end(bytes: &[u8], i: usize) -> usize {
    let rest = bytes.get(i..).unwrap_or(&[]);
    rest.iter().position(|b| class(*b) & WORD == 0).map_or(bytes.len(), |n| i + n)
}

/// End of the run of blanks and tabs from `i`.
pub(super) fn blanks_end(bytes: &[u8], i: usize) -> usize {
    let rest = bytes.get(i..).unwrap_or(&[]);
    rest.iter().position(|b| !matches!(b, b' ' | b'\t')).map_or(bytes.len(), |n| i + n)
}

/// Eight times the byte.
const fn eight(b: u8) -> u64 {
    u64::from_ne_bytes([b; 8])
}

/// Marks the bytes of a word of eight that need a look: controls, what is not ASCII, and with `QUOTES` also `"` and
/// `\`. The lowest mark is exact; higher ones may be false.
fn special<const QUOTES: bool>(word: u64) -> u64 {
    let high = eight(0x80);
    let zero = |w: u64| w.wrapping_sub(eight(1)) & !w;
    let mut marks = word | (word.wrapping_sub(eight(0x20)) & !word) | zero(word ^ eight(0x7f));
    if QUOTES {
        marks |= zero(word ^ eight(b'"')) | zero(word ^ eight(b'\\'));
    }
    marks & high
}

/// First byte from `i` that needs a look; see [`special`].
fn plain_end<const QUOTES: bool>(bytes: &[u8], mut i: usize) -> usize {
    while let Some(chunk) = bytes.get(i..i + 8).and_then(|c| <[u8; 8]>::try_from(c).ok()) {
        let marks = special::<QUOTES>(u64::from_le_bytes(chunk));
        if marks != 0 {
            return i + (marks.trailing_zeros() / 8) as usize;
        }
        i += 8;
    }
    let rest = bytes.get(i..).unwrap_or(&[]);
    let look = |b: &u8| !(0x20..0x7f).contains(b) || QUOTES && matches!(b, b'"' | b'\\');
    rest.iter().position(look).map_or(bytes.len(), |n| i + n)
}

/// End of the run from `i` of characters that are text and nothing else: neither line breaks nor characters that may
/// stand nowhere, and with `QUOTES` neither `"` nor `\`.
pub(super) fn text_end<const QUOTES: bool>(bytes: &[u8], mut i: usize) -> usize {
    loop {
        i = plain_end::<QUOTES>(bytes, i);
        match bytes.get(i) {
            Some(b'\t') => i += 1,
            Some(0x80..) if newline_len(bytes, i) == 0 && disallowed_len(bytes, i) == 0 => {
                i += 1;
                while matches!(bytes.get(i), Some(0x80..=0xbf)) {
                    i += 1;
                }
            }
            _ => return i,
        }
    }
}

/// Length of the line break at this place, 0 if there is none. KDL knows eight of them.
pub(super) fn newline_len(bytes: &[u8], i: usize) -> usize {
    match bytes.get(i) {
        Some(b'\n' | 0x0b | 0x0c) => 1,
        Some(b'\r') => 1 + usize::from(bytes.get(i + 1) == Some(&b'\n')),
        Some(0xc2) if bytes.get(i + 1) == Some(&0x85) => 2,
        Some(0xe2) if bytes.get(i + 1) == Some(&0x80) && matches!(bytes.get(i + 2), Some(0xa8 | 0xa9)) => 3,
        _ => 0,
    }
}

/// Length of the blank at this place, 0 if there is none. KDL counts the Unicode spaces.
pub(super) fn space_len(bytes: &[u8], i: usize) -> usize {
    match bytes.get(i) {
        Some(b' ' | b'\t') => 1,
        Some(0xc2) if bytes.get(i + 1) == Some(&0xa0) => 2,
        Some(0xe1) if bytes.get(i + 1) == Some(&0x9a) && bytes.get(i + 2) == Some(&0x80) => 3,
        Some(0xe2) => match (bytes.get(i + 1), bytes.get(i + 2)) {
            (Some(0x80), Some(0x80..=0x8a | 0xaf)) | (Some(0x81), Some(0x9f)) => 3,
            _ => 0,
        },
        Some(0xe3) if bytes.get(i + 1) == Some(&0x80) && bytes.get(i + 2) == Some(&0x80) => 3,
        _ => 0,
    }
}

/// True for a blank or a line break.
pub(super) fn is_blank(bytes: &[u8], i: usize) -> bool {
    newline_len(bytes, i) + space_len(bytes, i) > 0
}

/// Length of the character at this place if it may stand nowhere in a KDL text, not even in a comment: a control, a
/// direction mark, a byte-order mark in the middle. 0 for all others.
pub(super) fn disallowed_len(bytes: &[u8], i: usize) -> usize {
    match bytes.get(i) {
        Some(0..=8 | 0xe..=0x1f | 0x7f) => 1,
        Some(0xe2) => match (bytes.get(i + 1), bytes.get(i + 2)) {
            // U+200E, U+200F, U+202A to U+202E; U+2066 to U+2069.
            (Some(0x80), Some(0x8e | 0x8f | 0xaa..=0xae)) | (Some(0x81), Some(0xa6..=0xa9)) => 3,
            _ => 0,
        },
        Some(0xef) if bytes.get(i + 1) == Some(&0xbb) && bytes.get(i + 2) == Some(&0xbf) => 3,
        _ => 0,
    }
}

/// First character of a text that may stand nowhere: its place and length.
pub(super) fn first_disallowed(bytes: &[u8], mut i: usize, end: usize) -> Option<(usize, usize)> {
    // Nothing behind the end is looked at: a line may be as long as a file, and hold a million words.
    let bytes = bytes.get(..end)?;
    while i < end {
        i = text_end::<false>(bytes, i);
        let len = if i < end { disallowed_len(bytes, i) } else { 0 };
        if len > 0 {
            return Some((i, len));
        }
        i += newline_len(bytes, i).max(1);
    }
    None
}
