//! `offering` and `family` nodes of KDL as they were written: the bundled catalogue and a project's own offerings
//! file are read by this one reader. Nothing is resolved here; see [`super::lookup`].

use jiff::civil::Date;

use super::offering::{AuthStatus, ImpactLevel, Tri, Variant};
use crate::finding::{Finding, nearest};
use crate::source::{Node, Nodes, Prop, Span, Spanned, Value, ValueKind};

/// The words of an offering.
const WORDS: &[&str] = &[
    "name",
    "vendor",
    "alias",
    "variant",
    "package",
    "level",
    "status",
    "incident-terms",
    "us-persons",
    "twin",
    "government-twin",
    "services",
    "note",
    "as-of",
];

/// Words that may stand several times, their values add up.
const REPEATABLE: &[&str] = &["alias", "twin", "government-twin", "services"];

/// An answer and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) answer: Tri,
    pub(super) source: Option<String>,
}

/// An `offering` node; what was not written is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeclaredOffering {
    pub(super) id: Spanned<String>,
    pub(super) name: Option<String>,
    pub(super) vendor: Option<String>,
    pub(super) aliases: Vec<Spanned<String>>,
    pub(super) variant: Option<Variant>,
    pub(super) package: Option<String>,
    pub(super) level: Option<ImpactLevel>,
    pub(super) status: Option<AuthStatus>,
    pub(super) incident_terms: Option<Stated>,
    pub(super) us_persons: Option<Stated>,
    pub(super) twins: Vec<Spanned<String>>,
    pub(super) services: Vec<Spanned<String>>,
    pub(super) note: Option<String>,
    pub(super) as_of: Option<String>,
}

/// A `family` node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeclaredFamily {
    pub(super) word: Spanned<String>,
    pub(super) candidates: Vec<Spanned<String>>,
}

/// All of a document, in source order.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) offerings: Vec<DeclaredOffering>,
    pub(super) families: Vec<DeclaredFamily>,
    pub(super) findings: Vec<Finding>,
}

/// Reads the `offering` and `family` nodes of a document; other nodes and words are findings.
pub(super) fn read(nodes: Nodes<'_>) -> Declared {
    let mut out = Declared::default();
    for node in nodes {
        match node.name() {
            "offering" => {
                if let Some(offering) = read_offering(&node, &mut out.findings) {
                    out.offerings.push(offering);
                }
            }
            "family" => {
                if let Some(family) = read_family(&node, &mut out.findings) {
                    out.families.push(family);
                }
            }
            other => {
                let known = ["offering", "family"];
                out.findings.push(
                    Finding::fixed(
                        "not-in-schema",
                        node.name_span(),
                        format!("`{other}` does not belong in an offerings file"),
                    )
                    .help(nearest(other, known).map_or_else(
                        || "an offerings file holds `offering` and `family` nodes".to_owned(),
                        |n| format!("write `{n}`"),
                    )),
                );
            }
        }
    }
    out
}

/// One word of a node in either form, `word=value` or `word value …`.
struct Word<'a> {
    name: Spanned<&'a str>,
    values: Vec<Value<&'a str>>,
    props: Vec<Prop<'a>>,
    span: Span,
}

fn words<'a>(node: &Node<'a>) -> impl Iterator<Item = Word<'a>> {
    let props = node.props().map(|p| Word {
        name: p.name,
        values: vec![p.value],
        props: Vec::new(),
        span: p.name.span.join(p.value.span),
    });
    let children = node.children().map(|c| Word {
        name: c.spanned_name(),
        values: c.args().collect(),
        props: c.props().collect(),
        span: c.header(),
    });
    props.chain(children)
}

fn read_offering(node: &Node<'_>, findings: &mut Vec<Finding>) -> Option<DeclaredOffering> {
    let id = only_id(node, "offering", findings)?;
    let mut from = findings.len();
    let entity = format!("offering:{}", id.value);
    let mut out = DeclaredOffering {
        id,
        name: None,
        vendor: None,
        aliases: Vec::new(),
        variant: None,
        package: None,
        level: None,
        status: None,
        incident_terms: None,
        us_persons: None,
        twins: Vec::new(),
        services: Vec::new(),
        note: None,
        as_of: None,
    };
    for child in node.children().flat_map(|c| c.children()) {
        findings.push(unknown_name(child.spanned_name(), &[]));
    }
    let mut seen: Vec<Spanned<&str>> = Vec::new();
    for word in words(node) {
        let name = word.name.value;
        if !WORDS.contains(&name) {
            findings.push(unknown_name(word.name, WORDS));
            continue;
        }
        if !REPEATABLE.contains(&name) {
            if let Some(before) = seen.iter().find(|s| s.value == name) {
                findings.push(
                    Finding::fixed(
                        "not-in-schema",
                        word.name.span,
                        format!("`{name}` stands twice, the last one counts"),
                    )
                    .also(before.span, "stated here first")
                    .help("remove one of them"),
                );
            }
            seen.push(word.name);
        }
        let with_source = matches!(name, "incident-terms" | "us-persons");
        for prop in word.props.iter().filter(|p| !(with_source && p.name.value == "source")) {
            findings.push(unknown_name(prop.name, if with_source { &["source"] } else { &[] }));
        }
        match name {
            "name" => out.name = text(&word, findings),
            "vendor" => out.vendor = text(&word, findings),
            "package" => out.package = text(&word, findings),
            "note" => out.note = text(&word, findings),
            "as-of" => out.as_of = date(&word, findings),
            "variant" => {
                out.variant = one_of(&word, Variant::WORDS, Variant::from_word, Variant::Unknown, findings);
            }
            "level" => {
                out.level = one_of(&word, ImpactLevel::WORDS, ImpactLevel::from_word, ImpactLevel::Unknown, findings);
            }
            "status" => {
                out.status = one_of(&word, AuthStatus::WORDS, AuthStatus::from_word, AuthStatus::Unknown, findings);
            }
            "incident-terms" => out.incident_terms = stated(&word, findings),
            "us-persons" => out.us_persons = stated(&word, findings),
            "alias" => texts(&word, &mut out.aliases, findings),
            "services" => texts(&word, &mut out.services, findings),
            _ => texts(&word, &mut out.twins, findings),
        }
    }
    while let Some(finding) = findings.get_mut(from) {
        finding.entity.clone_from(&entity);
        from += 1;
    }
    Some(out)
}

fn read_family(node: &Node<'_>, findings: &mut Vec<Finding>) -> Option<DeclaredFamily> {
    let word = only_id(node, "family", findings)?;
    let mut candidates = Vec::new();
    for entry in words(node) {
        if entry.name.value == "candidates" {
            texts(&entry, &mut candidates, findings);
        } else {
            findings.push(unknown_name(entry.name, &["candidates"]));
        }
    }
    if candidates.is_empty() {
        findings.push(
            Finding::fixed("not-in-schema", node.header(), format!("family `{}` has no candidates", word.value))
                .help("add `candidates` with the ids of two or more offerings"),
        );
        return None;
    }
    Some(DeclaredFamily { word, candidates })
}

/// The single argument of a node.
fn only_id(node: &Node<'_>, what: &str, findings: &mut Vec<Finding>) -> Option<Spanned<String>> {
    let mut args = node.args();
    let Some(first) = args.next() else {
        findings.push(
            Finding::fixed("not-in-schema", node.header(), format!("this {what} has no id"))
                .help(format!("write the id behind the name: {what} example-gov")),
        );
        return None;
    };
    for extra in args {
        findings.push(
            Finding::fixed(
                "not-in-schema",
                extra.span,
                format!("a {what} has one id, `{}` is one too many", extra.display()),
            )
            .help("remove it, or write it as `alias`"),
        );
    }
    match first.as_str().map(str::trim) {
        Some(id) if !id.is_empty() => Some(Spanned::new(id.to_owned(), first.span)),
        _ => {
            findings.push(
                Finding::fixed("not-in-schema", first.span, format!("`{}` is not an id", first.display()))
                    .help("an id is a word; one that begins with a digit needs quotes"),
            );
            None
        }
    }
}

fn unknown_name(name: Spanned<&str>, known: &[&str]) -> Finding {
    let help = nearest(name.value, known.iter().copied())
        .map(|n| format!("write `{n}`"))
        .or_else(|| (!known.is_empty()).then(|| format!("the words are {}", known.join(" "))));
    Finding::fixed("not-in-schema", name.span, format!("`{}` is no word that can stand here", name.value))
        .help_opt(help)
}

/// The only value of a word; a missing or further one is a finding.
fn single<'a>(word: &Word<'a>, findings: &mut Vec<Finding>) -> Option<Value<&'a str>> {
    let name = &word.name.value;
    match word.values.as_slice() {
        [one] => Some(*one),
        [] => {
            findings.push(Finding::fixed("not-in-schema", word.span, format!("`{name}` has no value")));
            None
        }
        [first, second, ..] => {
            findings.push(Finding::fixed("not-in-schema", second.span, format!("`{name}` takes one value")));
            Some(*first)
        }
    }
}

/// A text; `#null` and blank are as if it were not written.
fn text(word: &Word<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let value = single(word, findings)?;
    plain(word, &value, findings).map(|s| s.value)
}

fn plain(word: &Word<'_>, value: &Value<&str>, findings: &mut Vec<Finding>) -> Option<Spanned<String>> {
    match &value.kind {
        ValueKind::String(s) if !s.trim().is_empty() => Some(Spanned::new(s.trim().to_owned(), value.span)),
        ValueKind::String(_) | ValueKind::Null => None,
        _ => {
            findings.push(
                Finding::fixed(
                    "not-in-schema",
                    value.span,
                    format!("`{}` takes a text, not {}", word.name.value, value.display()),
                )
                .help("put it in quotes"),
            );
            None
        }
    }
}

fn texts(word: &Word<'_>, into: &mut Vec<Spanned<String>>, findings: &mut Vec<Finding>) {
    for value in &word.values {
        into.extend(plain(word, value, findings));
    }
}

fn date(word: &Word<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let value = single(word, findings)?;
    let text = plain(word, &value, findings)?;
    if text.value.parse::<Date>().is_err() {
        findings.push(
            Finding::fixed("not-in-schema", text.span, format!("`{}` is not a date", text.value))
                .help("write it as \"2026-05-30\""),
        );
        return None;
    }
    Some(text.value)
}

/// A fixed word; one that is not known stays unknown and is a finding.
fn one_of<T: Copy>(
    word: &Word<'_>,
    known: &[&str],
    from_word: fn(&str) -> Option<T>,
    unknown: T,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let value = single(word, findings)?;
    if value.kind == ValueKind::Null {
        return Some(unknown);
    }
    let written = value.display();
    if let Some(known) = value.as_str().and_then(from_word) {
        return Some(known);
    }
    let help = match nearest(&written, known.iter().copied()) {
        Some(near) => format!("write `{near}`"),
        // FedRAMP's words of 2026; how they count for 32 CFR 170 is not settled.
        None if written == "certified" || written.starts_with("class-") => {
            "how Certified and the classes count is open: write `unknown`".to_owned()
        }
        None => format!("one of {}", known.join(" ")),
    };
    findings
        .push(Finding::fixed("not-in-schema", value.span, format!("`{written}` is no {}", word.name.value)).help(help));
    Some(unknown)
}

fn stated(word: &Word<'_>, findings: &mut Vec<Finding>) -> Option<Stated> {
    let answer = one_of(word, Tri::WORDS, Tri::from_word, Tri::Unknown, findings)?;
    let source = word.props.iter().rev().find(|p| p.name.value == "source");
    let source = source.and_then(|p| plain(word, &p.value, findings)).map(|s| s.value);
    Some(Stated { answer, source })
}
