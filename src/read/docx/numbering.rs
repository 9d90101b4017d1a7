//! Numbers that Word counts and writes nowhere: lists with levels, starts, restarts and overrides, and styles tied to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use roxmltree::{Document, Node};

use super::{child, val};

/// Levels of a list.
const LEVELS: usize = 9;
/// Steps from a style to the one it is based on.
const STEPS_MAX: usize = 32;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// 1-based level behind which it starts again; 0 for never.
    restart: Option<usize>,
    legal: bool,
    style: Option<String>,
}

/// A list that a paragraph names.
#[derive(Debug, Clone, Default)]
struct List {
    of: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// What a style says of its paragraphs.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
}

/// The number of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// As Word shows it.
    pub(super) shown: String,
    /// The definition of its list.
    pub(super) definition: String,
    /// Its level, from 0.
    pub(super) level: usize,
}

/// The definitions, and how far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    /// Definitions that stand for the list of a style.
    linked: BTreeMap<String, String>,
    lists: BTreeMap<String, List>,
    styles: BTreeMap<String, Style>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml` and `styles.xml`, as far as they are there.
    pub(super) fn new(numbering: Option<&Document<'_>>, styles: Option<&Document<'_>>) -> Self {
        let mut out = Self::default();
        for node in numbering.iter().flat_map(|d| d.root_element().children()) {
            match node.tag_name().name() {
                "abstractNum" => out.definition(node),
                "num" => out.list(node),
                _ => {}
            }
        }
        for node in styles.iter().flat_map(|d| d.root_element().children()).filter(|n| n.has_tag_name_local("style")) {
            let Some(id) = attribute(node, "styleId") else { continue };
            let properties = child(node, "pPr");
            let list = properties.and_then(|p| child(p, "numPr"));
            let style = Style {
                name: child(node, "name").and_then(val).unwrap_or_default().to_lowercase(),
                based_on: child(node, "basedOn").and_then(val).map(str::to_owned),
                list: list.and_then(|n| child(n, "numId")).and_then(val).map(str::to_owned),
                level: list.and_then(|n| child(n, "ilvl")).and_then(val).and_then(|v| v.parse().ok()),
                outline: properties.and_then(|p| child(p, "outlineLvl")).and_then(val).and_then(|v| v.parse().ok()),
            };
            out.styles.insert(id.to_owned(), style);
        }
        out
    }

    fn definition(&mut self, node: Node<'_, '_>) {
        let Some(id) = attribute(node, "abstractNumId") else { return };
        let levels = node.children().filter(|n| n.has_tag_name_local("lvl")).filter_map(level);
        self.definitions.insert(id.to_owned(), levels.collect());
        if let Some(style) = child(node, "numStyleLink").and_then(val) {
            self.linked.insert(id.to_owned(), style.to_owned());
        }
    }

    fn list(&mut self, node: Node<'_, '_>) {
        let of = child(node, "abstractNumId").and_then(val);
        let (Some(id), Some(of)) = (attribute(node, "numId"), of) else { return };
        let mut list = List { of: of.to_owned(), ..List::default() };
        for over in node.children().filter(|n| n.has_tag_name_local("lvlOverride")) {
            let Some(at) = attribute(over, "ilvl").and_then(|v| v.parse::<usize>().ok()) else { continue };
            if let Some(start) = child(over, "startOverride").and_then(val).and_then(|v| v.parse().ok()) {
                list.starts.insert(at, start);
            }
            if let Some((_, level)) = child(over, "lvl").and_then(level) {
                list.levels.insert(at, level);
            }
        }
        self.lists.insert(id.to_owned(), list);
    }

    /// Level of a heading, 1 and more, by the style.
    pub(super) fn outline(&self, style: &str) -> Option<u8> {
        self.chain(style).find_map(|(_, s)| s.outline).filter(|l| *l < 9).map(|l| l + 1)
    }

    /// True of the styles of a table of contents.
    pub(super) fn is_contents(&self, style: &str) -> bool {
        self.chain(style).any(|(_, s)| s.name.starts_with("toc ") || s.name == "table of figures")
    }

    /// A style and those that it is based on.
    fn chain<'a>(&'a self, style: &str) -> impl Iterator<Item = (&'a String, &'a Style)> {
        let first = self.styles.get_key_value(style);
        std::iter::successors(first, |(_, s)| self.styles.get_key_value(s.based_on.as_deref()?)).take(STEPS_MAX)
    }

    /// The list and level that a style gives its paragraphs.
    fn of_style(&self, style: &str) -> Option<(String, usize)> {
        let (name, own) = self.chain(style).find(|(_, s)| s.list.is_some())?;
        let list = own.list.clone()?;
        let levels = self.levels(&list)?;
        let tied = |style: &str| levels.iter().find(|(_, l)| l.style.as_deref() == Some(style)).map(|(at, _)| *at);
        let level = tied(style).or_else(|| tied(name)).or(own.level).unwrap_or(0);
        Some((list, level))
    }

    /// The definition behind a list, over the style that it may be linked to.
    fn definition_of(&self, list: &str) -> Option<&str> {
        let mut of = self.lists.get(list)?.of.as_str();
        for _ in 0..STEPS_MAX {
            let Some(style) = self.linked.get(of) else { return Some(of) };
            let next = self.chain(style).find_map(|(_, s)| s.list.as_deref())?;
            of = self.lists.get(next)?.of.as_str();
        }
        None
    }

    fn levels(&self, list: &str) -> Option<BTreeMap<usize, Level>> {
        let mut levels = self.definitions.get(self.definition_of(list)?)?.clone();
        let own = self.lists.get(list)?;
        levels.extend(own.levels.iter().map(|(at, l)| (*at, l.clone())));
        Some(levels)
    }

    /// Counts a paragraph: `own` is the list and level that it names itself.
    pub(super) fn next(&mut self, style: Option<&str>, own: Option<(Option<&str>, Option<usize>)>) -> Option<Number> {
        let of_style = style.and_then(|s| self.of_style(s));
        let (list, at) = match own {
            Some((Some(list), level)) => (list.to_owned(), level.or(of_style.map(|s| s.1)).unwrap_or(0)),
            Some((None, level)) => of_style.map(|(list, at)| (list, level.unwrap_or(at)))?,
            None => of_style?,
        };
        // List 0 is none.
        if list == "0" || at >= LEVELS {
            return None;
        }
        let levels = self.levels(&list)?;
        let definition = self.definition_of(&list)?.to_owned();
        let level = levels.get(&at)?;
        let over = self.lists.get(&list)?.starts.get(&at).copied().filter(|_| self.begun.insert((list, at)));
        let counts = self.counts.entry(definition.clone()).or_default();
        let before = counts.get(at).copied().flatten();
        let value = over.or_else(|| before.map(|n| n.saturating_add(1))).unwrap_or(level.start);
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = levels.get(&below).and_then(|l| l.restart);
            if restart.is_none_or(|k| k != 0 && at < k) {
                *count = None;
            }
        }
        if let Some(count) = counts.get_mut(at) {
            *count = Some(value);
        }
        Some(Number { shown: shown(&levels, level, counts)?, definition, level: at })
    }
}

/// The text of a level with its counts; none in a format that is not known.
fn shown(levels: &BTreeMap<usize, Level>, level: &Level, counts: &[Option<u32>; LEVELS]) -> Option<String> {
    let mut out = String::new();
    let mut rest = level.text.chars();
    while let Some(c) = rest.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let at = rest.next().and_then(|d| d.to_digit(10)).and_then(|d| usize::try_from(d).ok()?.checked_sub(1))?;
        let of = levels.get(&at)?;
        let value = counts.get(at).copied().flatten().unwrap_or(of.start);
        let format = if level.legal { "decimal" } else { of.format.as_str() };
        match format {
            "decimal" => write!(out, "{value}").ok()?,
            "decimalZero" => write!(out, "{value:02}").ok()?,
            _ => return None,
        }
    }
    Some(out)
}

fn level(node: Node<'_, '_>) -> Option<(usize, Level)> {
    let at = attribute(node, "ilvl")?.parse().ok().filter(|at| *at < LEVELS)?;
    let text = |name: &str| child(node, name).and_then(val);
    let level = Level {
        // Without a start a level counts from 0.
        start: text("start").and_then(|v| v.parse().ok()).unwrap_or(0),
        format: text("numFmt").unwrap_or("decimal").to_owned(),
        text: text("lvlText").unwrap_or("").to_owned(),
        restart: text("lvlRestart").and_then(|v| v.parse().ok()),
        legal: child(node, "isLgl").is_some_and(|n| !matches!(val(n), Some("0" | "false"))),
        style: text("pStyle").map(str::to_owned),
    };
    Some((at, level))
}

/// An attribute by its local name.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

/// Names without their namespace: transitional and strict documents have different ones.
pub(super) trait Local {
    /// True of an element of that name.
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
