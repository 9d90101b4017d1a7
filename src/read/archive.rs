//! Archives that hold documents and workbooks, opened within limits: a file is looked at whole before any part of it is
//! believed, so that what unpacks to more than it should is refused and never held in memory.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// Parts that an archive may have; the largest workbooks at hand have about two hundred.
const PARTS_MAX: usize = 2_000;
/// Bytes that all parts may unpack to.
const UNPACKED_MAX: u64 = 96 * 1024 * 1024;
/// How many times larger a part may get.
const RATIO_MAX: u64 = 250;
/// Parts that may unpack to whatever ratio they like: sheets of blanks pack well.
const SMALL: u64 = 8 * 1024 * 1024;
/// Nodes of a part that is read as a tree.
const NODES_MAX: u32 = 2_000_000;
/// Attributes that an element may have.
const ATTRIBUTES_MAX: usize = 256;
/// How deep the elements of a part may lie.
const DEPTH_MAX: usize = 256;

/// An archive whose parts were all found to be within the limits.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Looks at all parts; the error is the reason for which the file is refused.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err("it is encrypted, or of a format before 2007: save it again without a password".to_owned());
        }
        if !bytes.starts_with(b"PK") {
            return Err("it is not what its ending says, but no archive at all".to_owned());
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "the file is cut off or damaged".to_owned())?;
        let mut archive = Self { zip };
        archive.measure()?;
        Ok(archive)
    }

    fn measure(&mut self) -> Result<(), String> {
        let parts = self.zip.len();
        if parts > PARTS_MAX {
            return Err(format!("it has {parts} parts, and {PARTS_MAX} are the most that crmlint reads"));
        }
        let mut total = 0_u64;
        for at in 0..parts {
            let part = self.zip.by_index(at).map_err(|_| "a part of it is encrypted or damaged".to_owned())?;
            let name = part.name().map_or_else(|_| "?".to_owned(), std::borrow::Cow::into_owned);
            let packed = part.compressed_size().max(1);
            // What a part says of its own size need not be true.
            let room = UNPACKED_MAX.saturating_sub(total).saturating_add(1);
            let size = std::io::copy(&mut part.take(room), &mut std::io::sink())
                .map_err(|_| format!("its part {name} is damaged"))?;
            total = total.saturating_add(size);
            if total > UNPACKED_MAX {
                let most = UNPACKED_MAX / (1024 * 1024);
                return Err(format!("it unpacks to more than {most} MiB, the most that crmlint reads"));
            }
            if size > SMALL && size / packed > RATIO_MAX {
                return Err(format!("its part {name} unpacks to {} times its size", size / packed));
            }
        }
        Ok(())
    }

    /// True if there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part; none if there is no such part or it is no text.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let mut out = String::new();
        self.zip.by_name(name).ok()?.take(UNPACKED_MAX).read_to_string(&mut out).ok()?;
        Some(out)
    }
}

/// The tree of a part. A part with a document type, too many nodes or elements too deep is none.
pub(super) fn tree(text: &str) -> Option<roxmltree::Document<'_>> {
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, ..Default::default() };
    if is_deep(text) {
        return None;
    }
    roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).ok()
}

/// True if elements lie deeper, or have more attributes, than any document needs: each attribute is compared with those
/// before it when a tree is made.
pub(super) fn is_deep(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = |from: usize, end: &str| {
        text.get(from..).and_then(|t| t.find(end)).map_or(bytes.len(), |n| from + n + end.len())
    };
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        let start = at + open + 1;
        let rest = bytes.get(start..).unwrap_or_default();
        at = match rest {
            [b'!', b'-', b'-', ..] => behind(start, "-->"),
            [b'!', b'[', ..] => behind(start, "]]>"),
            [b'!' | b'?', ..] => start + 1,
            _ => {
                let tag = tag(rest);
                if tag.attributes > ATTRIBUTES_MAX {
                    return true;
                }
                if tag.closes {
                    depth = depth.saturating_sub(1);
                } else if !tag.is_empty {
                    depth += 1;
                }
                start + tag.length
            }
        };
        if depth > DEPTH_MAX {
            return true;
        }
    }
    false
}

/// What is seen of a tag.
#[derive(Default)]
struct Tag {
    closes: bool,
    is_empty: bool,
    attributes: usize,
    length: usize,
}

/// Looks at a tag behind its bracket; a bracket inside of quotes does not end it.
fn tag(bytes: &[u8]) -> Tag {
    let mut out = Tag { closes: bytes.first() == Some(&b'/'), length: bytes.len(), ..Tag::default() };
    let mut quote = None;
    let mut last = 0;
    for (at, byte) in bytes.iter().copied().enumerate() {
        match (quote, byte) {
            (Some(q), _) if q == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => out.attributes += 1,
            (None, b'>') => {
                out.is_empty = last == b'/';
                out.length = at + 1;
                break;
            }
            _ => {}
        }
        last = byte;
    }
    out
}
