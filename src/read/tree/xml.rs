//! XML by `roxmltree`, without document types and so without entities of its own.

use roxmltree::{Document, ParsingOptions};

use super::{DEPTH_MAX, Ix, Kind, NODES_MAX, Nodes};

/// Parses the text.
pub(super) fn parse(text: &str, nodes: &mut Nodes) -> Result<Ix, (String, usize)> {
    let most = u32::try_from(NODES_MAX).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: false, nodes_limit: most, ..ParsingOptions::default() };
    if crate::read::archive::is_deep(text) {
        return Err((format!("its elements lie deeper than {DEPTH_MAX}, the most that crmlint reads"), 0));
    }
    let document = Document::parse_with_options(text, options).map_err(|e| {
        let reason = match e {
            roxmltree::Error::DtdDetected => "it has a document type, which could bring in other files".to_owned(),
            other => format!("it is not XML: {other}"),
        };
        (reason, 0)
    })?;
    let root = document.root_element();
    // The name of the root is an entry of its own, as in JSON.
    let value = convert(root, nodes, 0)?;
    let range = root.range();
    nodes.add(Kind::Object(vec![(root.tag_name().name().to_owned(), value)]), range.start, range.start)
}

fn convert(element: roxmltree::Node<'_, '_>, nodes: &mut Nodes, depth: usize) -> Result<Ix, (String, usize)> {
    let range = element.range();
    if depth > DEPTH_MAX {
        return Err((format!("its elements lie deeper than {DEPTH_MAX}, the most that crmlint reads"), range.start));
    }
    let is_plain = element.attributes().len() == 0 && !element.children().any(|c| c.is_element());
    if is_plain {
        let text = element.text().unwrap_or("").to_owned();
        return nodes.add(Kind::Text(text), range.start, range.end);
    }
    let mut entries = Vec::new();
    for attribute in element.attributes() {
        let at = attribute.range_value();
        let value = nodes.add(Kind::Text(attribute.value().to_owned()), at.start, at.end)?;
        entries.push((attribute.name().to_owned(), value));
    }
    for child in element.children() {
        if child.is_element() {
            let value = convert(child, nodes, depth + 1)?;
            entries.push((child.tag_name().name().to_owned(), value));
        } else if let Some(text) = child.text().filter(|t| child.is_text() && !t.trim().is_empty()) {
            let at = child.range();
            let value = nodes.add(Kind::Text(text.to_owned()), at.start, at.end)?;
            entries.push((String::new(), value));
        }
    }
    nodes.add(Kind::Object(entries), range.start, range.end)
}
