//! Word documents: the text as Word shows it with all changes accepted, its tables, and the requirement ids that are only
//! numbers of a list.

mod body;
mod numbering;

use std::collections::BTreeSet;

use roxmltree::Node;

use super::archive::{Archive, tree};
use super::csv::is_id;
use super::plan::{self, Kind, Piece};
use super::{Opened, Reading, Wish, markdown, matrix};
use crate::catalog::RequirementIx;
use crate::source::{Book, FileId, Place, SourceFile, Span, Trace, TraceKind};
use body::Body;
use numbering::{Numbering, attribute};

/// Requirements of SP 800-171 Rev 2.
const ALL: usize = 110;
/// Sizes of the file that Word and Excel leave beside an open document, and the longest name in it.
const OWNER_SIZES: [usize; 2] = [162, 165];
const OWNER_NAME_MAX: u8 = 54;

/// Opens the file.
pub(super) fn open(file: FileId, bytes: &[u8]) -> Result<Opened, String> {
    let is_owner =
        OWNER_SIZES.contains(&bytes.len()) && bytes.first().is_some_and(|n| (1..=OWNER_NAME_MAX).contains(n));
    if is_owner {
        return Err("it is the file that Word leaves beside an open document: name the document itself".to_owned());
    }
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive);
    if !archive.has(&main) {
        let is_workbook = archive.has("xl/workbook.xml");
        let what =
            if is_workbook { "a workbook, not what its ending says" } else { "an archive, but no Word document" };
        return Err(format!("it is {what}"));
    }
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let texts = Texts {
        document: archive.text(&main).ok_or_else(|| format!("its part {main} is no text"))?,
        numbering: archive.text(&format!("{folder}/numbering.xml")),
        styles: archive.text(&format!("{folder}/styles.xml")),
        comments: archive.text(&format!("{folder}/comments.xml")),
        properties: archive.text("docProps/core.xml"),
    };
    let document = tree(&texts.document).ok_or_else(|| {
        format!("its part {main} is damaged, declares entities, or is larger than any document needs")
    })?;
    let body = child(document.root_element(), "body").ok_or_else(|| format!("its part {main} has no body"))?;
    let mut read = Body::read(body, texts.numbering(), true);
    if read.is_cut {
        return Err("it has more paragraphs or columns, or tables deeper in others, than crmlint reads".to_owned());
    }
    if let Some(reason) = uncertain(&read) {
        read = Body::read(body, texts.numbering(), false);
        if !has_ids(&read) {
            return Err(reason);
        }
    }
    Ok(opened(file, read, &texts))
}

/// Parts that are read.
struct Texts {
    document: String,
    numbering: Option<String>,
    styles: Option<String>,
    comments: Option<String>,
    properties: Option<String>,
}

impl Texts {
    fn numbering(&self) -> Numbering {
        let numbering = self.numbering.as_deref().and_then(tree);
        let styles = self.styles.as_deref().and_then(tree);
        Numbering::new(numbering.as_ref(), styles.as_ref())
    }
}

/// The part that holds the document, by the relations of the file.
fn main_part(archive: &mut Archive<'_>) -> String {
    let relations = archive.text("_rels/.rels").unwrap_or_default();
    let found = tree(&relations).and_then(|t| {
        let all = t.root_element().children().filter(Node::is_element);
        let mut mains = all.filter(|n| attribute(*n, "Type").is_some_and(|t| t.ends_with("/officeDocument")));
        mains.find_map(|n| attribute(n, "Target").map(|t| t.trim_start_matches('/').to_owned()))
    });
    found.unwrap_or_else(|| "word/document.xml".to_owned())
}

/// Why numbers of a list are not surely ids of requirements: all of them have to come, each once and in order, because a row
/// that was taken out gives those behind it another number.
fn uncertain(body: &Body) -> Option<String> {
    if body.numbers.is_empty() {
        return None;
    }
    let why = "its requirement ids are numbers that Word counts, and ";
    if body.list_changes > 0 {
        return Some(format!("{why}a tracked change takes rows out: accept or reject it first"));
    }
    let all: Vec<&str> = RequirementIx::all().take(ALL).map(|ix| ix.get().id).collect();
    if body.numbers.iter().map(String::as_str).eq(all.iter().copied()) {
        return None;
    }
    let have: BTreeSet<&str> = body.numbers.iter().map(String::as_str).collect();
    let lacking = all.iter().filter(|id| !have.contains(**id)).count();
    let what = match (ALL - lacking, body.numbers.len()) {
        (ALL, ALL) => "they are not in the order of NIST SP 800-171".to_owned(),
        (ALL, n) => format!("{n} rows have such a number where {ALL} requirements are expected"),
        (n, _) => format!("counting gives {n} of {ALL} requirements"),
    };
    Some(format!("{why}{what}, so which row is which is not certain"))
}

/// True if ids are written out somewhere: at the beginning of a line or of a cell.
fn has_ids(body: &Body) -> bool {
    body.scribe.written().lines().any(|line| is_id(line.trim_start_matches(['#', ' '])))
}

fn opened(file: FileId, mut read: Body, texts: &Texts) -> Opened {
    let mut traces = Vec::new();
    for (start, end, text) in read.deleted {
        traces.push(Trace { kind: TraceKind::Deleted, span: Span { file, start, end }, text });
    }
    let comments = texts.comments.as_deref().and_then(tree);
    let mut authors: Vec<String> = texts.properties.as_deref().map(names).unwrap_or_default();
    authors.append(&mut read.authors);
    for comment in comments.iter().flat_map(|d| d.root_element().children()).filter(Node::is_element) {
        let place = read.comments.iter().find(|c| Some(c.0.as_str()) == attribute(comment, "id"));
        let (start, end) = place.map_or((0, 0), |c| (c.1, c.2));
        let text = comment.descendants().filter(|n| n.tag_name().name() == "t").filter_map(|n| n.text()).collect();
        traces.push(Trace { kind: TraceKind::Comment, span: Span { file, start, end }, text });
        authors.extend(attribute(comment, "author").map(str::to_owned));
    }
    let mut seen = BTreeSet::new();
    for name in authors.into_iter().filter(|n| !n.trim().is_empty() && seen.insert(n.clone())) {
        let (start, end) = read.scribe.put(&name, Place::Named("properties".into()));
        traces.push(Trace { kind: TraceKind::Author, span: Span { file, start, end }, text: name });
    }
    let book = Book { sheets: read.sheets, traces };
    let (text, landmarks) = read.scribe.finish();
    Opened { text, book, landmarks, made: true, findings: Vec::new() }
}

/// Names in the properties of a document.
fn names(properties: &str) -> Vec<String> {
    let Some(tree) = tree(properties) else { return Vec::new() };
    let people = tree.descendants().filter(|n| matches!(n.tag_name().name(), "creator" | "lastModifiedBy"));
    people.filter_map(|n| n.text().map(|t| t.trim().to_owned())).collect()
}

/// Reads it.
pub(super) fn read(file: FileId, source: &SourceFile, wish: &Wish<'_>) -> Reading {
    let Some(book) = &source.book else { return Reading::default() };
    if wish.plan {
        return plan::read(file, source, &pieces(&source.text, book), wish);
    }
    if book.sheets.iter().all(|s| s.cells.is_empty()) {
        return Reading { findings: vec![markdown::no_table(file, &source.text)], ..Reading::default() };
    }
    matrix::read(file, source, wish)
}

/// Headings, lines and cells in order. A table inside of a cell is read with it.
fn pieces(text: &str, book: &Book) -> Vec<Piece> {
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut cells: Vec<Piece> = Vec::new();
    for (table, sheet) in book.sheets.iter().enumerate() {
        for cell in &sheet.cells {
            let kind = Kind::Cell { table, row: cell.row, column: cell.column };
            cells.push(Piece { kind, start: cell.start, end: cell.end });
        }
    }
    cells.sort_by_key(|p| (p.start, std::cmp::Reverse(p.end)));
    let mut out: Vec<Piece> = Vec::new();
    let mut end = 0;
    for cell in cells {
        if cell.start >= end {
            end = cell.end;
            out.push(cell);
        }
    }
    let properties: BTreeSet<u32> =
        book.traces.iter().filter(|t| t.kind == TraceKind::Author).map(|t| t.span.start).collect();
    let mut taken = out.clone().into_iter().peekable();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = place(at);
        at += line.len();
        while taken.next_if(|c| c.end <= start).is_some() {}
        if taken.peek().is_some_and(|c| c.start <= start) || properties.contains(&start) {
            continue;
        }
        let words = line.trim_end();
        let depth = words.bytes().take_while(|b| *b == b'#').count();
        let kind = match u8::try_from(depth) {
            Ok(level @ 1..=9) => Kind::Heading(level),
            _ => Kind::Line { leads: true },
        };
        out.push(Piece { kind, start, end: start.saturating_add(place(words.len())) });
    }
    out.sort_by_key(|p| (p.start, p.end));
    out
}

/// A child element by its local name.
fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| n.is_element() && n.tag_name().name() == name)
}

/// The value of an element that has nothing else.
fn val<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// True of a switch that is not off.
fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(val(node), Some("0" | "false" | "off"))
}
