//! The body of a Word document: its paragraphs as lines, its tables as sheets, check boxes as the signs that Word shows.

use std::sync::Arc;

use roxmltree::Node;

use super::numbering::{Local, Number, Numbering, attribute};
use super::{child, is_on, val};
use crate::catalog::{self, Reading as IdReading};
use crate::source::{Area, Cell, CellKind, Place, Scribe, Sheet};

/// Paragraphs that are read.
const PARAGRAPHS_MAX: u32 = 500_000;
/// Columns that a cell may span.
const COLUMNS_MAX: u32 = 63;
/// Columns of a table that are read; Word itself allows 63.
const WIDTH_MAX: u32 = 500;
/// How deep tables may lie in cells of others.
const TABLES_DEEP: usize = 5;
/// How far back the area is looked for that a cell continues.
const AREAS_BACK: usize = 1_000;
/// Passages and comments that are kept for telling.
const TRACES_MAX: usize = 500;

/// What the number of a paragraph makes of it.
enum Counted {
    /// A requirement.
    Requirement(String),
    /// A heading above requirements, at this level of their list.
    Above(usize),
}

/// What is gathered from a body.
pub(super) struct Body {
    /// The text.
    pub(super) scribe: Scribe,
    /// The tables; one inside of a cell comes behind the one that holds it.
    pub(super) sheets: Vec<Sheet>,
    /// Numbers of paragraphs that look like those of requirements.
    pub(super) numbers: Vec<String>,
    /// Paragraphs that a tracked change takes out of a list.
    pub(super) list_changes: usize,
    /// Passages that a tracked change deletes, with the place of their paragraph.
    pub(super) deleted: Vec<(u32, u32, String)>,
    /// Comments by id, with the place of their paragraph.
    pub(super) comments: Vec<(String, u32, u32)>,
    /// Who changed something.
    pub(super) authors: Vec<String>,
    /// True when there are more paragraphs or columns than are read, or tables too deep in others.
    pub(super) is_cut: bool,
    deep: usize,
    numbering: Numbering,
    with_numbers: bool,
    /// The list whose numbers are those of requirements, and their level in it.
    list: Option<(String, usize)>,
    paragraphs: u32,
    heading: Arc<str>,
    /// Of the paragraph at hand.
    passages: Vec<String>,
    marks: Vec<String>,
}

impl Body {
    /// Reads a body; with numbers of requirements that Word counts, or without.
    pub(super) fn read(body: Node<'_, '_>, numbering: Numbering, with_numbers: bool) -> Self {
        let mut out = Self {
            scribe: Scribe::default(),
            sheets: Vec::new(),
            numbers: Vec::new(),
            list_changes: 0,
            deleted: Vec::new(),
            comments: Vec::new(),
            authors: Vec::new(),
            is_cut: false,
            deep: 0,
            numbering,
            with_numbers,
            list: None,
            paragraphs: 0,
            heading: Arc::from(""),
            passages: Vec::new(),
            marks: Vec::new(),
        };
        out.blocks(body);
        out
    }

    /// Paragraphs and tables, also those in content controls; the bytes that they got.
    fn blocks(&mut self, node: Node<'_, '_>) -> Option<(u32, u32)> {
        let mut all: Option<(u32, u32)> = None;
        for child in node.children().filter(Node::is_element) {
            let place = match child.tag_name().name() {
                "p" => self.paragraph(child),
                "tbl" => {
                    self.deep += 1;
                    self.is_cut |= self.deep > TABLES_DEEP;
                    let place = if self.is_cut { None } else { self.table(child) };
                    self.deep -= 1;
                    place
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "txbxContent" => {
                    self.blocks(child)
                }
                _ => None,
            };
            if let Some((start, end)) = place {
                all = Some((all.map_or(start, |a| a.0), end));
            }
        }
        all
    }

    fn paragraph(&mut self, node: Node<'_, '_>) -> Option<(u32, u32)> {
        self.paragraphs += 1;
        self.is_cut |= self.paragraphs > PARAGRAPHS_MAX;
        if self.is_cut {
            return None;
        }
        let properties = child(node, "pPr");
        let style = properties.and_then(|p| child(p, "pStyle")).and_then(val);
        let counted = self.number(properties, style);
        let mut text = String::new();
        let mut boxes = Vec::new();
        self.inline(node, &mut text, &mut boxes);
        let is_contents = style.is_some_and(|s| self.numbering.is_contents(s));
        let outline = properties.and_then(|p| child(p, "outlineLvl")).and_then(val).and_then(|v| v.parse::<u8>().ok());
        let level = outline.filter(|l| *l < 9).map(|l| l + 1).or_else(|| style.and_then(|s| self.numbering.outline(s)));
        let (number, level) = match counted {
            Some(Counted::Requirement(id)) => (Some(id), level),
            Some(Counted::Above(at)) => (None, level.or_else(|| u8::try_from(at + 1).ok())),
            None => (None, level),
        };
        let place = if is_contents { None } else { self.put(&text, number.as_deref(), level) };
        self.keep_traces(place);
        let inside = boxes.into_iter().filter_map(|b| self.blocks(b)).last();
        match (place, inside) {
            (Some((start, _)), Some((_, end))) => Some((start, end)),
            (place, inside) => place.or(inside),
        }
    }

    fn keep_traces(&mut self, place: Option<(u32, u32)>) {
        let end = u32::try_from(self.scribe.len()).unwrap_or(u32::MAX);
        let (start, end) = place.unwrap_or((end, end));
        for text in std::mem::take(&mut self.passages).into_iter().filter(|t| !t.trim().is_empty()) {
            if self.deleted.len() < TRACES_MAX {
                self.deleted.push((start, end, text));
            }
        }
        for id in std::mem::take(&mut self.marks) {
            if self.comments.len() < TRACES_MAX {
                self.comments.push((id, start, end));
            }
        }
    }

    /// The number of a paragraph, if it is one of a requirement.
    fn number(&mut self, properties: Option<Node<'_, '_>>, style: Option<&str>) -> Option<Counted> {
        let own = properties.and_then(|p| child(p, "numPr"));
        let list = own.and_then(|n| child(n, "numId")).and_then(val);
        let level = own.and_then(|n| child(n, "ilvl")).and_then(val).and_then(|v| v.parse().ok());
        let mark = properties.and_then(|p| child(p, "rPr"));
        let is_gone = mark.is_some_and(|m| child(m, "del").is_some() || child(m, "moveFrom").is_some());
        let Number { shown, definition, level } = self.numbering.next(style, own.map(|_| (list, level)))?;
        let bare = shown.trim_matches(['.', ')', ' ']);
        let reading = catalog::read_id(bare, None);
        if !matches!(reading, IdReading::Requirement { .. } | IdReading::UnknownNumber { .. }) {
            // `3.13` above the requirements of a family is a heading whatever its style is.
            let is_above = self.list.as_ref().is_some_and(|(of, at)| *of == definition && level < *at);
            return (is_above && self.with_numbers).then_some(Counted::Above(level));
        }
        self.list.get_or_insert((definition, level));
        self.list_changes += usize::from(is_gone);
        self.numbers.push(bare.to_owned());
        self.with_numbers.then(|| Counted::Requirement(bare.to_owned()))
    }

    /// Writes the lines of a paragraph.
    fn put(&mut self, text: &str, number: Option<&str>, level: Option<u8>) -> Option<(u32, u32)> {
        let place = Place::Paragraph(self.paragraphs);
        let mut all: Option<(u32, u32)> = None;
        let lines = text.split('\n').map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
        for (at, line) in lines.filter(|l| !l.is_empty()).enumerate() {
            // Headings are told from other lines as in Markdown.
            let escape = if line.starts_with('#') { "\\" } else { "" };
            let piece = match (level.filter(|_| at == 0), number.filter(|_| at == 0)) {
                (Some(level), number) => {
                    self.heading = Arc::from(line.as_str());
                    let number = number.map(|n| format!("{n} ")).unwrap_or_default();
                    format!("{} {number}{line}", "#".repeat(usize::from(level)))
                }
                (None, Some(number)) => format!("{number} {line}"),
                (None, None) => format!("{escape}{line}"),
            };
            let (start, end) = self.scribe.put(&piece, place.clone());
            all = Some((all.map_or(start, |a| a.0), end));
        }
        all
    }

    /// The text of runs, as Word shows it with all changes accepted; boxes of text are kept for later.
    fn inline<'a, 'i>(&mut self, node: Node<'a, 'i>, out: &mut String, boxes: &mut Vec<Node<'a, 'i>>) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "r" => self.run(part, out, boxes),
                "ins" | "moveTo" => {
                    self.author(part);
                    self.inline(part, out, boxes);
                }
                "del" | "moveFrom" => {
                    self.author(part);
                    let passage: String = part.descendants().filter(is_text).filter_map(|n| n.text()).collect();
                    self.passages.push(passage);
                }
                "sdt" => self.control(part, out, boxes),
                "hyperlink" | "smartTag" | "fldSimple" | "sdtContent" | "customXml" | "dir" | "bdo" => {
                    self.inline(part, out, boxes);
                }
                _ => {}
            }
        }
    }

    fn author(&mut self, change: Node<'_, '_>) {
        let name = attribute(change, "author").filter(|n| !n.trim().is_empty());
        let is_new = |n: &&str| self.authors.len() < TRACES_MAX && !self.authors.iter().any(|a| a == n);
        if let Some(name) = name.filter(is_new) {
            self.authors.push(name.to_owned());
        }
    }

    /// A content control: a check box by its state, a placeholder as nothing, anything else by its text.
    fn control<'a, 'i>(&mut self, node: Node<'a, 'i>, out: &mut String, boxes: &mut Vec<Node<'a, 'i>>) {
        let properties = child(node, "sdtPr");
        if let Some(state) = properties.and_then(|p| child(p, "checkbox")) {
            out.push(sign(child(state, "checked").is_some_and(is_on)));
            return;
        }
        let is_placeholder = properties.and_then(|p| child(p, "showingPlcHdr")).is_some_and(is_on);
        if let Some(content) = child(node, "sdtContent").filter(|_| !is_placeholder) {
            self.inline(content, out, boxes);
        }
    }

    fn run<'a, 'i>(&mut self, node: Node<'a, 'i>, out: &mut String, boxes: &mut Vec<Node<'a, 'i>>) {
        if child(node, "rPr").and_then(|p| child(p, "vanish")).is_some_and(is_on) {
            return;
        }
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "t" => out.push_str(part.text().unwrap_or("")),
                "tab" | "ptab" => out.push(' '),
                "noBreakHyphen" => out.push('-'),
                "br" | "cr" if attribute(part, "type").is_none_or(|t| t == "textWrapping") => out.push('\n'),
                "sym" => out.extend(symbol(part)),
                "fldChar" => out.extend(legacy_box(part)),
                "commentReference" => self.marks.extend(attribute(part, "id").map(str::to_owned)),
                "drawing" | "pict" | "object" => boxes.extend(texts_in(part)),
                "AlternateContent" => boxes.extend(child(part, "Choice").into_iter().flat_map(texts_in)),
                _ => {}
            }
        }
    }

    fn table(&mut self, node: Node<'_, '_>) -> Option<(u32, u32)> {
        let index = self.sheets.len();
        self.sheets.push(Sheet { name: self.heading.to_string(), ..Sheet::default() });
        let mut sheet = Sheet { name: self.heading.to_string(), ..Sheet::default() };
        let mut all: Option<(u32, u32)> = None;
        for (row, tr) in (0_u32..).zip(parts(node, "tr")) {
            let before = child(tr, "trPr").and_then(|p| child(p, "gridBefore")).and_then(val);
            let mut column = before.and_then(|v| v.parse::<u32>().ok()).unwrap_or(0).min(COLUMNS_MAX);
            for tc in parts(tr, "tc") {
                let properties = child(tc, "tcPr");
                let span = properties.and_then(|p| child(p, "gridSpan")).and_then(val);
                let width = span.and_then(|v| v.parse::<u32>().ok()).unwrap_or(1).clamp(1, COLUMNS_MAX);
                let merge = properties.and_then(|p| child(p, "vMerge"));
                let last = column + width - 1;
                if merge.is_some_and(|m| val(m) != Some("restart")) {
                    let above = sheet
                        .merged
                        .iter_mut()
                        .rev()
                        .take(AREAS_BACK)
                        .find(|a| a.from.1 == column && a.to.0 + 1 == row);
                    if let Some(area) = above {
                        area.to.0 = row;
                    }
                } else if width > 1 || merge.is_some() {
                    sheet.merged.push(Area { from: (row, column), to: (row, last) });
                }
                if let Some((start, end)) = self.blocks(tc) {
                    sheet.cells.push(Cell { row, column, start, end, kind: CellKind::Text });
                    all = Some((all.map_or(start, |a| a.0), end));
                }
                column = last + 1;
                self.is_cut |= column > WIDTH_MAX;
                if self.is_cut {
                    return all;
                }
            }
        }
        if let Some(slot) = self.sheets.get_mut(index) {
            *slot = sheet;
        }
        all
    }
}

/// Rows of a table or cells of a row, also those in content controls and changes.
fn parts<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    let mut open: Vec<Node<'a, 'i>> = node.children().filter(Node::is_element).collect();
    open.reverse();
    while let Some(part) = open.pop() {
        if part.has_tag_name_local(name) {
            out.push(part);
        } else if matches!(part.tag_name().name(), "sdt" | "sdtContent" | "ins" | "customXml") {
            let inner: Vec<_> = part.children().filter(Node::is_element).collect();
            open.extend(inner.into_iter().rev());
        }
    }
    out
}

/// Boxes of text inside of a drawing, the outermost ones.
fn texts_in<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let is_inner = |n: &Node<'a, 'i>| {
        n.ancestors()
            .skip(1)
            .take_while(|a| *a != node)
            .any(|a| a.has_tag_name_local("txbxContent") || a.has_tag_name_local("Fallback"))
    };
    node.descendants().filter(|n| n.has_tag_name_local("txbxContent")).filter(|n| !is_inner(n)).collect()
}

fn is_text(node: &Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "t" | "delText")
}

fn sign(checked: bool) -> char {
    if checked { '\u{2612}' } else { '\u{2610}' }
}

/// A check box of the old kind, by its field.
fn legacy_box(field: Node<'_, '_>) -> Option<char> {
    let state = child(child(field, "ffData")?, "checkBox")?;
    let checked = child(state, "checked").or_else(|| child(state, "default"));
    Some(sign(checked.is_some_and(is_on)))
}

/// Signs of the fonts that have boxes.
fn symbol(node: Node<'_, '_>) -> Option<char> {
    let font = attribute(node, "font")?.to_lowercase();
    let code = u32::from_str_radix(attribute(node, "char")?, 16).ok()? & 0xff;
    if !font.starts_with("wingdings") {
        return None;
    }
    match (font.as_str(), code) {
        ("wingdings", 0xfd | 0xfe | 0x78) | ("wingdings 2", 0x51..=0x54) => Some(sign(true)),
        ("wingdings", 0xa8 | 0x6f | 0x71 | 0x72) | ("wingdings 2", 0xa3 | 0x2a) => Some(sign(false)),
        _ => None,
    }
}
