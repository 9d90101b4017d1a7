//! Any text: crmlint reads what the grammar of KDL 2.0 says, and the kdl crate differs from it only where that is listed.

#![no_main]

#[path = "../../tests/it/differ/mod.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod differ;

use libfuzzer_sys::{Corpus, fuzz_target};

/// Longest text, in bytes: the kdl crate recurses, and what is found is found in small texts.
const LONGEST: usize = 512;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    // Deeper blocks are crmlint's limit and no difference in reading.
    if text.len() > LONGEST || text.matches('{').count() > crmlint::parse::DEPTH_MAX {
        return Corpus::Reject;
    }
    if let Err(difference) = differ::with_stack(|| differ::compare(text)) {
        panic!("{difference}");
    }
    Corpus::Keep
});
