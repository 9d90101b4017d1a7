//! Whether a document has the shape that NIST's schemas ask for: advice, since it is read all the same. Of the words that
//! OSCAL does not have, one that looks like a slip is more than that, as what stands below it is not read.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::Root;
use crate::finding::{Finding, Level, counted, nearest};
use crate::read::tree::{Ix, Tree, plural};
use crate::schema::shape::{Problem, problems};
use crate::source::Span;

/// Most places that one finding shows.
const SHOWN_MAX: usize = 6;
/// Words that hold who does what, and where they belong: elsewhere they are not read.
const BELONGS: &[(&[&str], &str)] = &[
    (&["provided", "responsibilities"], "the `export` of an item of `by-components`"),
    (&["export", "inherited", "satisfied"], "an item of `by-components`"),
    (&["by-components"], "an item of `implemented-requirements` or `statements`"),
    (&["statements"], "an item of `implemented-requirements`"),
];

/// What is to be said of the shape of a document. Documents of versions before 1.0.0 and after 1.2 have other shapes, and
/// XML has its own schemas: nothing is said of them.
pub(super) fn check(tree: &Tree, root: Root) -> Vec<Finding> {
    let (name, ix) = match root {
        Root::Plan(ix) => ("system-security-plan", ix),
        Root::Components(ix) => ("component-definition", ix),
    };
    if tree.is_xml() || !is_known_version(tree, ix) {
        return Vec::new();
    }
    let mut document = Map::new();
    document.insert(name.to_owned(), tree.json(ix));
    let mut slips: BTreeMap<(String, String), Vec<Span>> = BTreeMap::new();
    let mut faults: Vec<(Span, String)> = Vec::new();
    if ix == tree.root() {
        faults.push((head(tree, ix), format!("`{name}` is missing around it")));
    }
    for (path, problem) in problems(&Json::Object(document)) {
        let at = path.split('/').skip(2).try_fold(ix, |ix, step| tree.step_into(ix, step));
        let Some(at) = at else { continue };
        match problem {
            Problem::Missing(key) => faults.push((head(tree, at), format!("`{key}` is missing"))),
            Problem::Strange { key, known } => {
                let span = tree.get(at, &key).map_or_else(|| head(tree, at), |v| tree.span(v));
                match unread(&key, &known) {
                    Some(help) => slips.entry((key, help)).or_default().push(span),
                    None => faults.push((span, format!("OSCAL has no `{key}` here"))),
                }
            }
            Problem::Empty => faults.push((tree.span(at), "this list is empty".to_owned())),
            Problem::Type(wanted) if tree.is_null(at) => faults.push((tree.span(at), format!("null, not {wanted}"))),
            Problem::Type(wanted) => faults.push((tree.span(at), format!("this is not {wanted}"))),
            Problem::Value => faults.push((tree.span(at), about(&path).to_owned())),
        }
    }
    let mut out: Vec<Finding> = slips.into_iter().map(|((key, help), places)| slip(&key, &help, &places)).collect();
    out.extend(advice(&faults));
    out
}

fn is_known_version(tree: &Tree, document: Ix) -> bool {
    let version = tree.get(document, "metadata").and_then(|m| tree.word(m, "oscal-version"));
    let version = version.map(|v| v.value).unwrap_or_default();
    let mut parts = version.trim_start_matches('v').splitn(3, '.');
    let is_number = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    parts.next() == Some("1")
        && parts.next().is_some_and(|minor| matches!(minor, "0" | "1" | "2"))
        && parts.next().is_some_and(is_number)
}

/// The words by which an object is known: none of its members may be long.
fn head(tree: &Tree, ix: Ix) -> Span {
    let named = ["uuid", "title", "control-id", "component-uuid", "statement-id"];
    tree.span(named.iter().find_map(|n| tree.get(ix, n)).unwrap_or(ix))
}

/// What a text should be, by the name of what holds it.
fn about(path: &str) -> &'static str {
    let name = path.rsplit('/').find(|s| !s.bytes().all(|b| b.is_ascii_digit())).unwrap_or_default();
    match name {
        n if n.ends_with("uuid") || n.ends_with("uuids") => "no UUID of version 4 or 5",
        "last-modified" => "no date and time with a time zone",
        "type" => "neither `person` nor `organization`",
        _ => "not what OSCAL has here",
    }
}

/// What to do about a word below which something may stand that was meant to be read; none where it is read, or is of no
/// importance.
fn unread(key: &str, known: &[String]) -> Option<String> {
    // The reader takes a member of a list for the list.
    if known.contains(&plural(key)) {
        return None;
    }
    let home = BELONGS.iter().find(|(words, _)| words.contains(&key)).map(|(_, home)| format!("it belongs in {home}"));
    home.or_else(|| nearest(key, known.iter().map(String::as_str)).map(|meant| format!("did you mean `{meant}`?")))
}

fn slip(key: &str, help: &str, places: &[Span]) -> Finding {
    let message =
        format!("{}: what stands under it is not read", times(&format!("OSCAL has no `{key}` here"), places.len()));
    let span = places.first().copied().unwrap_or(Span::new(crate::source::FileId(0), 0, 0));
    let mut finding = Finding::fixed("oscal-shape", span, message)
        .level(Level::Warning)
        .label("not read")
        .help(help)
        .entity(format!("oscal:{key}"));
    for place in places.iter().skip(1).take(SHOWN_MAX) {
        finding = finding.also(*place, "not read");
    }
    finding
}

/// All faults in one finding: each kind once, where it stands first.
fn advice(faults: &[(Span, String)]) -> Option<Finding> {
    let mut kinds: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
    for (span, label) in faults {
        let (first, count) = kinds.entry(label).or_insert((*span, 0));
        *first = if span.start < first.start { *span } else { *first };
        *count += 1;
    }
    let mut kinds: Vec<(Span, String)> = kinds.into_iter().map(|(label, (span, n))| (span, times(label, n))).collect();
    kinds.sort_by_key(|(span, _)| span.start);
    let ((first, label), rest) = kinds.split_first()?;
    let verb = if faults.len() == 1 { "is" } else { "are" };
    let places = counted(faults.len(), "place");
    let message = format!("{places} of this document {verb} not as OSCAL's schema asks; other programs may refuse it");
    let mut finding = Finding::fixed("oscal-shape", *first, message)
        .label(label)
        .help("it was read all the same; who writes it can check it against NIST's schema")
        .entity("oscal:shape");
    for (span, label) in rest.iter().take(SHOWN_MAX) {
        finding = finding.also(*span, label);
    }
    Some(finding)
}

fn times(label: &str, n: usize) -> String {
    if n == 1 { label.to_owned() } else { format!("{label} ({n} times)") }
}
