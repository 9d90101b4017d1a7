//! What the formats for people hold back: of one rule in one file they show some findings and count the rest. The formats
//! for machines, the counts and the exit code know no such limit.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::source::FileId;

/// Findings of one rule in one file that are shown unless somebody says otherwise.
pub const FOUND_MAX: usize = 20;

/// A piece of the output.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    /// A finding that is shown.
    Finding(&'a Finding),
    /// Behind the findings of a file: so many more of a rule are not shown.
    More {
        /// How many.
        count: usize,
        /// Of which rule.
        rule: &'a str,
        /// In which file.
        file: FileId,
    },
}

/// Findings in their order, at most `found_max` of one rule in one file. Findings of a file stand together.
pub(super) fn pieces<'a>(findings: impl IntoIterator<Item = &'a Finding>, found_max: usize) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut file = None;
    for finding in findings {
        let here = finding.primary.span.file;
        if let Some(before) = file.replace(here).filter(|f| *f != here) {
            held_back(&mut out, &std::mem::take(&mut seen), before, found_max);
        }
        let count = seen.entry(&finding.rule).or_default();
        *count += 1;
        if *count <= found_max {
            out.push(Piece::Finding(finding));
        }
    }
    if let Some(last) = file {
        held_back(&mut out, &seen, last, found_max);
    }
    out
}

fn held_back<'a>(out: &mut Vec<Piece<'a>>, seen: &BTreeMap<&'a str, usize>, file: FileId, found_max: usize) {
    for (rule, count) in seen {
        let count = count.saturating_sub(found_max);
        if count > 0 {
            out.push(Piece::More { count, rule, file });
        }
    }
}
