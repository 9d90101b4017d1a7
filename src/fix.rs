//! Carries out changes that findings offer. Which of them go together is decided here, and a result that reads worse than
//! before is not taken; writing files is left to the command line.

use std::collections::{BTreeMap, BTreeSet};

use similar::{ChangeTag, TextDiff};

use crate::finding::{Edit, Finding, Fix, Status};
use crate::parse::parse;
use crate::source::{FileId, Sources, printable};

/// Lines of context round a change in a diff.
const CONTEXT: usize = 3;

/// What one pass over findings comes to.
#[derive(Debug, Default)]
pub struct Pass {
    /// The new text of each file that changes.
    pub texts: BTreeMap<FileId, String>,
    /// Findings whose changes were carried out, by file of their first edit.
    pub mended: BTreeMap<FileId, usize>,
}

/// The first change of a finding that may be carried out.
fn wanted(finding: &Finding, with_unsafe: bool) -> Option<&Fix> {
    if finding.status != Status::Open {
        return None;
    }
    finding.fixes.iter().find(|f| f.safe || with_unsafe)
}

/// What earlier passes tried, so that a change that does not mend its finding is made once and not again.
#[derive(Debug, Default)]
pub struct Tried {
    /// Findings of a kind, as they were counted when some of them were mended.
    counts: BTreeMap<String, usize>,
    without_effect: BTreeSet<String>,
}

impl Tried {
    /// Counts the findings of the next pass: a kind of which there are no fewer than before was not mended.
    fn count(&mut self, kinds: &BTreeMap<String, usize>) {
        for (kind, before) in std::mem::take(&mut self.counts) {
            if kinds.get(&kind).is_some_and(|now| *now >= before) {
                self.without_effect.insert(kind);
            }
        }
    }
}

/// Findings that differ in their place alone are of one kind.
fn kind(finding: &Finding, fix: &Fix) -> String {
    format!("{}\0{}\0{}\0{}", finding.rule, finding.entity, finding.message, fix.say)
}

fn only_adds(kind: &str, fix: &Fix) -> bool {
    !kind.starts_with("kdl-syntax\0") && fix.edits.iter().all(|e| e.span.is_empty())
}

/// Carries out the changes of findings, the first of those that touch the same place. What is left over finds its turn in
/// the next pass.
pub fn pass(findings: &[Finding], sources: &Sources, with_unsafe: bool, tried: &mut Tried) -> Pass {
    let mut chosen: BTreeMap<FileId, BTreeMap<(u32, u32), &Edit>> = BTreeMap::new();
    let mut mended: BTreeMap<FileId, usize> = BTreeMap::new();
    let fixes = || findings.iter().filter_map(|f| wanted(f, with_unsafe).map(|fix| (kind(f, fix), fix)));
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (kind, _) in fixes() {
        *kinds.entry(kind).or_default() += 1;
    }
    tried.count(&kinds);
    for (kind, fix) in fixes() {
        if tried.without_effect.contains(&kind) {
            continue;
        }
        let at = |edit: &Edit| (edit.span.start, edit.span.end);
        let taken = |edit: &Edit| chosen.get(&edit.span.file).and_then(|all| all.get(&at(edit))) == Some(&edit);
        // Two findings may be mended by the same change.
        let same = fix.edits.iter().all(taken);
        // Those that were chosen do not touch each other, so only the neighbours matter.
        let free = |edit: &Edit| {
            chosen.get(&edit.span.file).is_none_or(|all| {
                let before = all.range(..=(edit.span.end, u32::MAX)).next_back();
                let behind = all.range((edit.span.start, 0)..).next();
                before.into_iter().chain(behind).all(|(_, e)| apart(e, edit))
            })
        };
        if !same && !fix.edits.iter().all(free) {
            continue;
        }
        if let Some(first) = fix.edits.first() {
            *mended.entry(first.span.file).or_default() += 1;
        }
        // What only adds text could be added for ever; slips of a line are told one after the other and look alike.
        if only_adds(&kind, fix) {
            let count = kinds.get(&kind).copied().unwrap_or(1);
            tried.counts.insert(kind, count);
        }
        if !same {
            for edit in &fix.edits {
                chosen.entry(edit.span.file).or_default().insert(at(edit), edit);
            }
        }
    }
    let mut out = Pass { texts: BTreeMap::new(), mended };
    let mut refused: BTreeSet<FileId> = BTreeSet::new();
    for (file, edits) in chosen {
        let Some(before) = sources.get(file).filter(|f| f.document.is_some()).map(|f| f.text.as_str()) else {
            refused.insert(file);
            continue;
        };
        let edits: Vec<&Edit> = edits.into_values().collect();
        match apply(before, &edits).filter(|after| after != before && reads_no_worse(file, before, after)) {
            Some(after) => {
                out.texts.insert(file, after);
            }
            None => {
                refused.insert(file);
            }
        }
    }
    out.mended.retain(|file, _| !refused.contains(file));
    out
}

/// True if both can be carried out: they do not touch. Insertions at one place are left to the next pass.
fn apart(a: &Edit, b: &Edit) -> bool {
    let (a, b) = (a.span, b.span);
    let beside = (a.end == b.start || b.end == a.start) && !a.is_empty() && !b.is_empty();
    a.file != b.file || a.end < b.start || b.end < a.start || beside
}

/// The text with the edits, which are in order and do not overlap; `None` if one lies outside of it.
fn apply(text: &str, edits: &[&Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start)?);
        out.push_str(&edit.text);
        text.get(range.clone())?;
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// A change must not break what could be read.
fn reads_no_worse(file: FileId, before: &str, after: &str) -> bool {
    let (old, new) = (parse(file, before), parse(file, after));
    (new.complete || !old.complete) && new.findings.len() <= old.findings.len()
}

/// A unified diff of one file, with nothing in it that steers a terminal.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    let path = printable(path).replace('\n', " ");
    let diff = TextDiff::from_lines(before, after);
    let mut out = format!("--- {path}\n+++ {path}\n");
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        out.push_str(&hunk.header().to_string());
        out.push('\n');
        for change in hunk.iter_changes() {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let line = change.value();
            let bare = line.trim_end_matches(['\n', '\r']);
            out.push(sign);
            out.push_str(&printable(bare));
            out.push('\n');
            if change.missing_newline() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}
