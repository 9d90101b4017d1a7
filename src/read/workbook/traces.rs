//! What travels with a workbook though nobody sees it at once: hidden sheets and columns, comments, names of people.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use roxmltree::{Document, Node};

use super::{attribute, part};
use crate::read::archive::Archive;
use crate::source::{Book, CellKind, FileId, Place, Scribe, Span, Trace, TraceKind};

/// Comments and names that are told of one file.
const TRACES_MAX: usize = 500;

/// Finds them, and which columns are hidden.
pub(super) fn find(archive: &mut Archive<'_>, file: FileId, book: &mut Book, scribe: &mut Scribe) {
    let paths = sheet_paths(archive);
    let mut traces = Vec::new();
    for sheet in &mut book.sheets {
        let path = paths.get(&sheet.name);
        let text = path.and_then(|p| archive.text(p));
        if let Some(text) = text.as_deref().filter(|_| sheet.cells.iter().any(|c| c.kind == CellKind::Unvalued)) {
            let blank = blank_results(text);
            sheet.cells.retain(|c| c.kind != CellKind::Unvalued || !blank.contains(&(c.row, c.column)));
        }
        let mut hidden = text.as_deref().map(hidden_columns).unwrap_or_default();
        // A column that nothing stands in tells nobody anything.
        let used: BTreeSet<u32> = sheet.cells.iter().map(|c| c.column).collect();
        hidden.sort_unstable();
        let mut next = 0;
        for (from, to) in hidden {
            let from = from.max(next);
            if from <= to {
                sheet.hidden_columns.extend(used.range(from..=to));
                next = to.saturating_add(1);
            }
        }
        sheet.hidden_columns.retain(|c| used.contains(c));
        for column in &sheet.hidden_columns {
            let Some(first) = sheet.cells.iter().find(|c| c.column == *column) else { continue };
            traces.push((TraceKind::HiddenColumn, first.span(file), None));
        }
        if let Some(first) = sheet.cells.first().filter(|_| sheet.hidden) {
            traces.push((TraceKind::HiddenSheet, first.span(file), Some(sheet.name.clone())));
        }
        let name: Arc<str> = sheet.name.as_str().into();
        for (row, column, text) in path.map(|p| comments(archive, p)).unwrap_or_default() {
            let (start, end) = scribe.put(&text, Place::Cell { sheet: name.clone(), row, column });
            traces.push((TraceKind::Comment, Span { file, start, end }, Some(text)));
        }
    }
    for (place, text) in people(archive) {
        let (start, end) = scribe.put(&text, Place::Named(place.into()));
        traces.push((TraceKind::Author, Span { file, start, end }, Some(text)));
    }
    book.traces = traces
        .into_iter()
        .take(TRACES_MAX)
        .map(|(kind, span, text)| Trace { kind, span, text: text.unwrap_or_default() })
        .collect();
}

/// Parts of the sheets by name.
fn sheet_paths(archive: &mut Archive<'_>) -> BTreeMap<String, String> {
    let targets = relations(archive, "xl/_rels/workbook.xml.rels", "xl");
    let read = |document: &Document<'_>| {
        let sheets = document.descendants().filter(|n| n.tag_name().name() == "sheet");
        sheets
            .filter_map(|s| {
                let id = s.attributes().find(|a| a.name() == "id" && a.namespace().is_some())?.value().to_owned();
                Some((s.attribute("name")?.to_owned(), targets.get(&id)?.1.clone()))
            })
            .collect()
    };
    part(archive, "xl/workbook.xml", read).unwrap_or_default()
}

/// Relations of a part: id to kind and path.
fn relations(archive: &mut Archive<'_>, path: &str, folder: &str) -> BTreeMap<String, (String, String)> {
    let read = |document: &Document<'_>| {
        let all = document.descendants().filter(|n| n.tag_name().name() == "Relationship");
        all.filter_map(|r| {
            let kind = r.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((r.attribute("Id")?.to_owned(), (kind, joined(folder, r.attribute("Target")?))))
        })
        .collect()
    };
    part(archive, path, read).unwrap_or_default()
}

/// A path against a folder of the archive.
fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for piece in target.split('/') {
        match piece {
            ".." => {
                parts.pop();
            }
            "." => {}
            piece => parts.push(piece),
        }
    }
    parts.join("/")
}

/// First and last of the columns that are hidden; only the head of the sheet's part is looked at.
fn hidden_columns(part: &str) -> Vec<(u32, u32)> {
    let head = part.split_once("sheetData").map_or(part, |(head, _)| head);
    let mut out = Vec::new();
    for tag in head.split('<').filter_map(|t| t.strip_prefix("col ").or_else(|| t.strip_prefix("x:col "))) {
        let value = |word: &str| tag.split_once(word).and_then(|(_, rest)| rest.split('"').nth(1));
        let number = |word: &str| value(word)?.parse::<u32>().ok()?.checked_sub(1);
        if matches!(value("hidden="), Some("1" | "true"))
            && let (Some(from), Some(to)) = (number("min="), number("max="))
        {
            out.push((from, to));
        }
    }
    out
}

/// Cells whose formula gave a text without a letter: a value is there, and it is blank.
fn blank_results(part: &str) -> BTreeSet<(u32, u32)> {
    let cells = part.split("<c ").skip(1).filter_map(|c| c.split("</c>").next()?.split_once('>'));
    let texts = cells.filter(|(tag, body)| attribute(tag, " t") == Some("str") && body.contains("<v"));
    texts.filter_map(|(tag, _)| cell(attribute(&format!(" {tag}"), " r")?)).collect()
}

/// Comments of a sheet: row, column, text.
fn comments(archive: &mut Archive<'_>, sheet: &str) -> Vec<(u32, u32, String)> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let related = relations(archive, &format!("{folder}/_rels/{name}.rels"), folder);
    let path = related.into_values().find(|(kind, _)| kind == "comments").map(|(_, path)| path);
    let read = |document: &Document<'_>| {
        let all = document.descendants().filter(|n| n.tag_name().name() == "comment");
        all.filter_map(|c| {
            let (row, column) = cell(c.attribute("ref")?)?;
            Some((row, column, words(c)))
        })
        .take(TRACES_MAX)
        .collect()
    };
    path.and_then(|p| part(archive, &p, read)).unwrap_or_default()
}

/// All text below a node.
fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect::<String>().trim().to_owned()
}

/// Row and column of `D17`.
fn cell(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits)?;
    let column = letters.bytes().try_fold(0_u32, |n, b| {
        let digit = b.to_ascii_uppercase().checked_sub(b'A').filter(|d| *d < 26)?;
        n.checked_mul(26)?.checked_add(u32::from(digit) + 1)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Names in the properties of the file, with what they are.
fn people(archive: &mut Archive<'_>) -> Vec<(String, String)> {
    let read = |document: &Document<'_>| {
        let named = |n: &Node<'_, '_>| matches!(n.tag_name().name(), "creator" | "lastModifiedBy" | "initial-creator");
        let all = document.descendants().filter(named);
        all.map(|n| (format!("properties/{}", n.tag_name().name()), words(n))).filter(|(_, t)| !t.is_empty()).collect()
    };
    let path = if archive.has("docProps/core.xml") { "docProps/core.xml" } else { "meta.xml" };
    part(archive, path, read).unwrap_or_default()
}
