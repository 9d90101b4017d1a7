//! Values of a JSON, YAML or XML text with their places, in one shape: an element of XML is an object whose attributes and
//! children are its entries, so that a child that stands several times is an entry that stands several times.

mod json;
mod xml;
mod yaml;

use serde_json::Value as Json;

use crate::source::{FileId, Landmark, Place, Span, Spanned};

use super::VendorFormat;

/// Most values of a text.
const NODES_MAX: usize = 2_000_000;
/// How deep values may lie.
const DEPTH_MAX: usize = 128;

/// Index of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ix(usize);

/// What a value is.
#[derive(Debug, Clone)]
enum Kind {
    Object(Vec<(String, Ix)>),
    List(Vec<Ix>),
    Text(String),
    Null,
}

#[derive(Debug, Clone)]
struct Node {
    kind: Kind,
    start: usize,
    end: usize,
}

/// All values of a text.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    file: FileId,
    nodes: Vec<Node>,
    root: Ix,
    /// True if the names of children are those of XML, which has no plurals.
    xml: bool,
}

/// Parses a text; the error is the reason and where.
pub(super) fn parse(format: VendorFormat, file: FileId, text: &str) -> Result<Tree, (String, usize)> {
    let mut nodes = Nodes { nodes: Vec::new() };
    let root = match format {
        VendorFormat::Xml => xml::parse(text, &mut nodes),
        VendorFormat::Yaml => yaml::parse(text, &mut nodes),
        _ => json::parse(text, &mut nodes),
    }?;
    Ok(Tree { file, nodes: nodes.nodes, root, xml: format == VendorFormat::Xml })
}

/// The name of a list in JSON and YAML, by that of its members in XML.
pub(super) fn plural(one: &str) -> String {
    match (one, one.strip_suffix('y')) {
        ("provided" | "inherited" | "satisfied", _) => one.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        (_, None) => format!("{one}s"),
    }
}

/// Values as they are added.
struct Nodes {
    nodes: Vec<Node>,
}

impl Nodes {
    fn add(&mut self, kind: Kind, start: usize, end: usize) -> Result<Ix, (String, usize)> {
        if self.nodes.len() >= NODES_MAX {
            return Err((format!("it has more than {NODES_MAX} values, the most that crmlint reads"), start));
        }
        self.nodes.push(Node { kind, start, end });
        Ok(Ix(self.nodes.len() - 1))
    }
}

impl Tree {
    /// The outermost value.
    pub(super) fn root(&self) -> Ix {
        self.root
    }

    fn node(&self, ix: Ix) -> Option<&Node> {
        self.nodes.get(ix.0)
    }

    /// Where a value stands; of an object or a list only its first line.
    pub(super) fn span(&self, ix: Ix) -> Span {
        self.node(ix).map_or(Span::new(self.file, 0, 0), |n| Span::new(self.file, n.start, n.end))
    }

    /// True if the text is XML.
    pub(super) fn is_xml(&self) -> bool {
        self.xml
    }

    /// True for JSON's and YAML's null.
    pub(super) fn is_null(&self, ix: Ix) -> bool {
        matches!(self.node(ix).map(|n| &n.kind), Some(Kind::Null))
    }

    /// A member of a list by its number, or an entry of an object by its name as a JSON pointer has it.
    pub(super) fn step_into(&self, ix: Ix, step: &str) -> Option<Ix> {
        match self.node(ix).map(|n| &n.kind)? {
            Kind::List(members) => members.get(step.parse::<usize>().ok()?).copied(),
            _ => self.get(ix, &step.replace("~1", "/").replace("~0", "~")),
        }
    }

    /// A value as schemas see it, every scalar as text. The first entry of a name counts.
    pub(super) fn json(&self, ix: Ix) -> Json {
        match self.node(ix).map(|n| &n.kind) {
            Some(Kind::Object(entries)) => {
                let mut out = serde_json::Map::new();
                for (name, value) in entries {
                    out.entry(name.as_str()).or_insert_with(|| self.json(*value));
                }
                Json::Object(out)
            }
            Some(Kind::List(members)) => Json::Array(members.iter().map(|m| self.json(*m)).collect()),
            Some(Kind::Text(text)) => Json::from(text.as_str()),
            Some(Kind::Null) | None => Json::Null,
        }
    }

    /// Entries of an object in their order.
    pub(super) fn entries(&self, ix: Ix) -> &[(String, Ix)] {
        match self.node(ix).map(|n| &n.kind) {
            Some(Kind::Object(entries)) => entries,
            _ => &[],
        }
    }

    /// The entry of that name.
    pub(super) fn get(&self, ix: Ix, name: &str) -> Option<Ix> {
        self.entries(ix).iter().find(|(n, _)| n == name).map(|(_, v)| *v)
    }

    /// The members of a list that JSON and YAML name in the plural, and XML by several elements: `by-component`.
    pub(super) fn all(&self, ix: Ix, one: &str) -> Vec<Ix> {
        let many = plural(one);
        let mut out = Vec::new();
        for (name, value) in self.entries(ix) {
            // XML may hold the members in an element of the plural name, as some converters write it.
            if *name != many && *name != one {
                continue;
            }
            match self.node(*value).map(|n| &n.kind) {
                Some(Kind::List(members)) => out.extend(members),
                Some(Kind::Object(_)) if *name == many && self.xml && self.get(*value, one).is_some() => {
                    out.extend(self.entries(*value).iter().filter(|(n, _)| n == one).map(|(_, v)| *v));
                }
                // Some files have an object by ids in the place of a list.
                Some(Kind::Object(inner)) if *name == many && !self.xml => out.extend(inner.iter().map(|(_, v)| *v)),
                Some(Kind::Object(_) | Kind::Text(_)) => out.push(*value),
                _ => {}
            }
        }
        out
    }

    /// The text of a value, all that stands below it put together.
    pub(super) fn text(&self, ix: Ix) -> Option<String> {
        let mut out = String::new();
        let mut open = vec![ix];
        while let Some(ix) = open.pop() {
            match self.node(ix).map(|n| &n.kind) {
                Some(Kind::Text(text)) => {
                    if !out.is_empty() && !text.trim().is_empty() {
                        out.push(' ');
                    }
                    out.push_str(text.trim());
                }
                Some(Kind::Object(entries)) => open.extend(entries.iter().rev().map(|(_, v)| *v)),
                Some(Kind::List(members)) => open.extend(members.iter().rev()),
                _ => {}
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// The text of an entry with its place.
    pub(super) fn word(&self, ix: Ix, name: &str) -> Option<Spanned<String>> {
        let value = self.get(ix, name)?;
        Some(Spanned::new(self.text(value)?, self.span(value)))
    }

    /// Names of all objects by their path, in order of place.
    pub(super) fn landmarks(&self) -> Vec<Landmark> {
        let mut out = Vec::new();
        let mut open = vec![(self.root, String::new())];
        while let Some((ix, path)) = open.pop() {
            let Some(node) = self.node(ix) else { continue };
            match &node.kind {
                Kind::Object(entries) => {
                    let span = self.span(ix);
                    let shown = if path.is_empty() { "/" } else { path.as_str() };
                    out.push(Landmark { start: span.start, end: span.end, place: Place::Named(shown.into()) });
                    for (at, (name, value)) in entries.iter().enumerate() {
                        if matches!(self.node(*value).map(|n| &n.kind), Some(Kind::Object(_) | Kind::List(_))) {
                            open.push((*value, self.step(&path, entries, at, name)));
                        }
                    }
                }
                Kind::List(members) => {
                    let inner = members.iter().enumerate();
                    open.extend(inner.map(|(at, member)| (*member, format!("{path}/{at}"))));
                }
                _ => {}
            }
        }
        out.sort_by_key(|l| (l.start, std::cmp::Reverse(l.end)));
        out
    }

    fn step(&self, path: &str, entries: &[(String, Ix)], at: usize, name: &str) -> String {
        if !self.xml {
            return format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
        }
        let before = entries.iter().take(at).filter(|(n, _)| n == name).count();
        let is_one = entries.iter().filter(|(n, _)| n == name).count() == 1;
        if is_one { format!("{path}/{name}") } else { format!("{path}/{name}[{}]", before + 1) }
    }
}
