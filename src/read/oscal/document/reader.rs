//! Reads a document: its components, authorizations, parties, and what it says of each control.

use std::collections::BTreeSet;

use super::super::place::Place;
use super::{Authorization, Component, Document, Item, Link, Part};
use crate::finding::{Finding, Level};
use crate::read::oscal::{NOT_MET, NS, WITHOUT_ROW};
use crate::read::status::{StatusWord, done, together};
use crate::read::tree::{Ix, Tree};
use crate::read::word::{Reading as Word, owner};
use crate::read::{Done, Owner};
use crate::source::{Span, Spanned};

struct Reader<'a> {
    tree: &'a Tree,
    out: Document,
}

/// Reads a system security plan.
pub(in crate::read::oscal) fn plan(tree: &Tree, plan: Ix) -> Document {
    let mut reader = Reader { tree, out: Document { is_plan: true, ..Document::default() } };
    reader.metadata(plan);
    if let Some(system) = tree.get(plan, "system-implementation") {
        for authorization in tree.all(system, "leveraged-authorization") {
            reader.authorization(authorization);
        }
        for component in tree.all(system, "component") {
            reader.component(component);
        }
    }
    if let Some(controls) = tree.get(plan, "control-implementation") {
        for requirement in tree.all(controls, "implemented-requirement") {
            reader.requirement(requirement, None);
        }
    }
    reader.check_ids();
    reader.out
}

/// Reads a component definition: what each of its components does.
pub(in crate::read::oscal) fn components(tree: &Tree, definition: Ix) -> Document {
    let mut reader = Reader { tree, out: Document::default() };
    reader.metadata(definition);
    let components = tree.all(definition, "component").into_iter().chain(tree.all(definition, "capability"));
    for component in components {
        let span = reader.component(component);
        for controls in tree.all(component, "control-implementation") {
            for requirement in tree.all(controls, "implemented-requirement") {
                let id = reader.out.components.last().map(|c| c.id.clone()).unwrap_or_default();
                reader.requirement(requirement, Some(&Spanned::new(id, span)));
            }
        }
    }
    reader.out
}

impl Reader<'_> {
    fn metadata(&mut self, document: Ix) {
        let Some(metadata) = self.tree.get(document, "metadata") else { return };
        self.out.title = self.tree.word(metadata, "title");
        self.out.modified = self.tree.word(metadata, "last-modified");
        for party in self.tree.all(metadata, "party") {
            if let Some(id) = self.tree.word(party, "uuid") {
                let name = self.tree.word(party, "name").map(|n| n.value).unwrap_or_default();
                self.out.parties.insert(id.value, name);
            }
        }
    }

    fn authorization(&mut self, ix: Ix) {
        let word = |name: &str| self.tree.word(ix, name);
        let party = word("party-uuid");
        self.out.party_references.extend(party.clone());
        self.out.authorizations.push(Authorization {
            id: word("uuid").map(|w| w.value).unwrap_or_default(),
            title: word("title").map(|w| w.value).unwrap_or_default(),
            party: party.map(|p| p.value),
            date: word("date-authorized"),
            span: self.head(ix),
        });
    }

    /// The first words of an object: its id or its title, so that no message shows all of it.
    fn head(&self, ix: Ix) -> Span {
        let named = ["uuid", "title", "control-id", "component-uuid"];
        let found = named.iter().find_map(|n| self.tree.get(ix, n)).map(|v| self.tree.span(v));
        found.unwrap_or_else(|| self.tree.span(ix))
    }

    fn props(&self, ix: Ix, name: &str) -> Vec<Spanned<String>> {
        let of = |p: &Ix| self.tree.word(*p, "name").is_some_and(|n| n.value == name);
        self.tree.all(ix, "prop").into_iter().filter(of).filter_map(|p| self.tree.word(p, "value")).collect()
    }

    fn component(&mut self, ix: Ix) -> Span {
        let span = self.head(ix);
        let word = |name: &str| self.tree.word(ix, name).map(|w| w.value).unwrap_or_default();
        self.out.components.push(Component {
            id: word("uuid"),
            title: word("title"),
            kind: word("type"),
            authorization: self.props(ix, "leveraged-authorization-uuid").into_iter().next(),
            span,
        });
        span
    }

    fn requirement(&mut self, ix: Ix, component: Option<&Spanned<String>>) {
        let Some(control) = self.tree.word(ix, "control-id") else { return };
        let status = self.status(ix);
        let before = self.out.parts.len();
        for part in self.tree.all(ix, "by-component") {
            self.part(part, &control.value, control.clone(), status);
        }
        if let Some(component) = component {
            let part = self.plain_part(ix, &control.value, control.clone(), component.clone());
            self.out.parts.push(part);
        }
        let statements = self.tree.all(ix, "statement");
        for statement in statements {
            let about = self.tree.word(statement, "statement-id").unwrap_or_else(|| control.clone());
            let own = self.status(statement).or(status);
            for part in self.tree.all(statement, "by-component") {
                self.part(part, &control.value, about.clone(), own);
            }
            if let Some(component) = component {
                let part = self.plain_part(statement, &control.value, about, component.clone());
                self.out.parts.push(part);
            }
        }
        // A plan may answer without naming a component, or name a control and answer nothing.
        let is_left_out = status.is_none() && self.tree.word(ix, "remarks").is_some_and(|r| r.value == WITHOUT_ROW);
        if self.out.is_plan && self.out.parts.len() == before && !is_left_out {
            let nobody = Spanned::new(String::new(), self.head(ix));
            let part = self.plain_part(ix, &control.value, control.clone(), nobody);
            self.out.parts.push(part);
        }
    }

    /// The status in its own object, or as a property as FedRAMP and version 1.0.0 have it, which may stand several times.
    fn status(&self, ix: Ix) -> Option<Spanned<Option<Done>>> {
        let own = self.tree.get(ix, "implementation-status").and_then(|s| {
            self.tree.word(s, "state").or_else(|| Some(Spanned::new(self.tree.text(s)?, self.tree.span(s))))
        });
        let said = own.map_or_else(|| self.props(ix, "implementation-status"), |own| vec![own]);
        let first = said.first()?;
        let read = |s: &Spanned<String>| match done(&s.value) {
            StatusWord::Known(done) => Some(done),
            _ => None,
        };
        let all = said.iter().map(read).collect::<Option<Vec<Done>>>().and_then(together);
        let remarks = self.tree.get(ix, "implementation-status").and_then(|s| self.tree.word(s, "remarks"));
        let is_not_met = all == Some(Done::Planned) && remarks.is_some_and(|r| r.value.starts_with(NOT_MET));
        Some(Spanned::new(if is_not_met { Some(Done::NotMet) } else { all }, first.span))
    }

    /// What stands beside the state of a status.
    fn reason(&self, ix: Ix) -> Option<Spanned<String>> {
        let remarks = self.tree.word(self.tree.get(ix, "implementation-status")?, "remarks")?;
        // `crmlint export` says so of what OSCAL has no word for.
        let own = remarks.value.strip_prefix(NOT_MET).map_or(remarks.value.as_str(), str::trim_start);
        (!own.is_empty()).then(|| Spanned::new(own.to_owned(), remarks.span))
    }

    /// A property of crmlint's own namespace; others may mean something else by its name. Rows of several services may
    /// differ, and then it says nothing.
    fn own_prop(&self, ix: Ix, name: &str) -> Option<Spanned<String>> {
        let is = |p: &Ix, key: &str, value: &str| self.tree.word(*p, key).is_some_and(|n| n.value == value);
        let props = self.tree.all(ix, "prop").into_iter();
        let own = props.filter(|p| is(p, "name", name) && is(p, "ns", NS));
        let words: Vec<Spanned<String>> = own.filter_map(|p| self.tree.word(p, "value")).collect();
        words.first().filter(|first| words.iter().all(|w| w.value == first.value)).cloned()
    }

    fn responsibility(&self, ix: Ix) -> Option<Spanned<Owner>> {
        let word = self.own_prop(ix, "responsibility")?;
        match owner(&word.value, false) {
            Word::Known(owner) => Some(Spanned::new(owner, word.span)),
            _ => None,
        }
    }

    fn plain_part(&self, ix: Ix, control: &str, about: Spanned<String>, component: Spanned<String>) -> Part {
        Part {
            control: Place::of(control),
            place: Place::of(&about.value),
            about,
            component,
            text: self.tree.word(ix, "description"),
            remarks: self.tree.word(ix, "remarks"),
            status: self.status(ix),
            reason: self.reason(ix),
            responsibility: self.responsibility(ix),
            mode: self.own_prop(ix, "mode"),
            provided: Vec::new(),
            responsibilities: Vec::new(),
            inherited: Vec::new(),
            satisfied: Vec::new(),
            span: self.head(ix),
        }
    }

    fn part(&mut self, ix: Ix, control: &str, about: Spanned<String>, status: Option<Spanned<Option<Done>>>) {
        let component = self.tree.word(ix, "component-uuid");
        let component = component.unwrap_or_else(|| Spanned::new(String::new(), self.head(ix)));
        let mut part = self.plain_part(ix, control, about, component);
        part.status = part.status.or(status);
        if let Some(export) = self.tree.get(ix, "export") {
            part.provided = self.items(export, "provided");
            part.responsibilities = self.items(export, "responsibility");
        }
        part.inherited = self.links(ix, "inherited", "provided-uuid");
        part.satisfied = self.links(ix, "satisfied", "responsibility-uuid");
        let roles = self.tree.all(ix, "responsible-role").into_iter();
        let parties = roles.flat_map(|r| self.tree.all(r, "party-uuid"));
        let parties: Vec<Spanned<String>> =
            parties.filter_map(|p| Some(Spanned::new(self.tree.text(p)?, self.tree.span(p)))).collect();
        self.out.party_references.extend(parties);
        self.out.parts.push(part);
    }

    fn items(&self, export: Ix, name: &str) -> Vec<Item> {
        let item = |ix: Ix| {
            let span = self.head(ix);
            Item {
                id: self.tree.word(ix, "uuid").unwrap_or_else(|| Spanned::new(String::new(), span)),
                text: self.tree.word(ix, "description").unwrap_or_else(|| Spanned::new(String::new(), span)),
                with: self.tree.word(ix, "provided-uuid").map(|w| w.value),
                span,
            }
        };
        self.tree.all(export, name).into_iter().map(item).collect()
    }

    fn links(&self, part: Ix, name: &str, target: &str) -> Vec<Link> {
        let link = |ix: Ix| Link {
            target: self.tree.word(ix, target),
            text: self.tree.word(ix, "description"),
            span: self.head(ix),
        };
        self.tree.all(part, name).into_iter().map(link).collect()
    }

    /// Ids that name nothing in the document itself.
    fn check_ids(&mut self) {
        let mut told: Vec<Finding> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let document = &self.out;
        let mut unknown = |id: &Spanned<String>, what: &str| {
            if id.value.is_empty() || !seen.insert(format!("{what} {}", id.value)) {
                return;
            }
            let message = format!("this names a {what} that the document does not have: `{}`", id.value);
            told.push(
                Finding::fixed("oscal-reference", id.span, message)
                    .label("names nothing")
                    .help(format!("add the {what}, or name one that is there"))
                    .entity(format!("oscal:{}", id.value)),
            );
        };
        for part in document.parts.iter().filter(|p| document.component(&p.component.value).is_none()) {
            unknown(&part.component, "component");
        }
        let authorizations = document.components.iter().filter_map(|c| c.authorization.as_ref());
        for id in authorizations.filter(|id| document.authorization(&id.value).is_none()) {
            unknown(id, "leveraged authorization");
        }
        for id in document.party_references.iter().filter(|id| !document.parties.contains_key(&id.value)) {
            unknown(id, "party");
        }
        for part in &document.parts {
            for item in part.provided.iter().chain(&part.responsibilities).filter(|i| !is_uuid(&i.id.value)) {
                let message = format!("`{}` is no UUID, so that other documents may not find it", item.id.value);
                told.push(
                    Finding::fixed("oscal-reference", item.id.span, message)
                        .level(Level::Warning)
                        .entity(format!("oscal:{}", item.id.value)),
                );
            }
        }
        self.out.findings.extend(told);
    }
}

/// True for five groups of hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    lengths == [8, 4, 4, 4, 12] && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_hexdigit()))
}
