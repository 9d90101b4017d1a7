//! What a provider would not want to hand over with its matrix: hidden columns, remarks of its own, names, comments.

use std::collections::BTreeMap;

use super::word::plain;
use crate::finding::{Finding, counted};
use crate::source::{FileId, SourceFile, Span, TraceKind};

/// Phrases that say of themselves that they are not for others.
const OWN: &[&str] = &[
    "do not share",
    "remove before publishing",
    "remove before sharing",
    "remove before sending",
    "remove column before",
    "delete before publishing",
    "delete before sharing",
    "delete before sending",
    "delete this column before",
    "not for distribution",
    "do not distribute",
    "do not redistribute",
    "not for redistribution",
    "internal comments",
    "internal use only",
];
/// One that a longer text may use of something else, such as a network that is internal only.
const OWN_TITLE: &str = "internal only";
const TITLE_WORDS_MAX: usize = 4;
/// Longest cell that is looked at: such phrases stand in titles and remarks.
const CELL_MAX: usize = 2_000;
/// Places that are shown of one kind.
const SHOWN: usize = 4;

/// One finding a kind and sheet, with the first places.
pub(super) fn told(file: FileId, source: &SourceFile) -> Vec<Finding> {
    let Some(book) = &source.book else { return Vec::new() };
    let mut out = Vec::new();
    let of = |kind: TraceKind| book.traces.iter().filter(move |t| t.kind == kind).collect::<Vec<_>>();
    for sheet in of(TraceKind::HiddenSheet) {
        let message = format!("the sheet `{}` is hidden, and whoever gets the file can show it", sheet.text);
        out.push(
            Finding::fixed("hidden-content", sheet.span, message).label("its first cell").help("delete the sheet"),
        );
    }
    for column in of(TraceKind::HiddenColumn) {
        let message = "a hidden column holds text, and whoever gets the file can show it";
        out.push(
            Finding::fixed("hidden-content", column.span, message).label("its first cell").help("delete the column"),
        );
    }
    let deleted: Vec<Span> = of(TraceKind::Deleted).iter().map(|t| t.span).collect();
    let words = |n: usize| {
        let what = counted(n, "deleted passage");
        format!("the file still holds {what} as tracked changes, and whoever gets it can show them")
    };
    out.extend(several("hidden-content", &deleted, words));
    let comments: Vec<Span> = of(TraceKind::Comment).iter().map(|t| t.span).collect();
    out.extend(several("comment-left", &comments, |n| format!("{} left in the file", counted(n, "comment"))));
    let names: Vec<Span> = of(TraceKind::Author).iter().map(|t| t.span).collect();
    let words =
        |n: usize| format!("the properties of the file name {}", counted(n, "person").replace("persons", "people"));
    out.extend(several("author-left", &names, words));
    let mut own: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for cell in book.sheets.iter().flat_map(|s| &s.cells) {
        let text = cell.text(&source.text);
        if text.len() > CELL_MAX || text.len() < 8 {
            continue;
        }
        let text = plain(text);
        let is_title = || text.ends_with(OWN_TITLE) && text.split(' ').count() <= TITLE_WORDS_MAX;
        let title = || is_title().then_some(OWN_TITLE);
        if let Some(phrase) = OWN.iter().copied().find(|p| text.contains(p)).or_else(title) {
            own.entry(phrase).or_default().push(cell.span(file));
        }
    }
    for (phrase, spans) in own {
        let words = |n: usize| {
            if n == 1 { format!("a cell says `{phrase}`") } else { format!("{n} cells say `{phrase}`") }
        };
        out.extend(several("remark-left", &spans, words));
    }
    out
}

fn several(name: &'static str, spans: &[Span], message: impl Fn(usize) -> String) -> Option<Finding> {
    let first = spans.first()?;
    let mut finding = Finding::fixed(name, *first, message(spans.len())).help("take it out before the file is shared");
    for span in spans.iter().skip(1).take(SHOWN) {
        finding = finding.also(*span, "here too");
    }
    Some(finding)
}
