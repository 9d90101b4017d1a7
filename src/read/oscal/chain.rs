//! A chain of OSCAL plans: what one inherits and satisfies against what the others export. Each finding shows the place
//! in both files. What points into a plan that was not given is not known to be wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Item, Link, Part};
use super::place::Place;
use crate::finding::Finding;
use crate::read::Done;
use crate::read::word::plain;
use crate::source::{Span, Spanned};

/// A document of the chain, and what its declaration calls it.
#[derive(Debug, Clone)]
pub struct Given {
    /// Ids and names of the provider whose document it is; empty for the organization's own plan.
    pub names: Vec<String>,
    /// What it holds.
    pub document: Document,
}

/// Where something exported stands: document, part, member.
type At = (usize, usize, usize);

struct Chain<'a> {
    given: &'a [Given],
    provided: BTreeMap<&'a str, At>,
    responsibilities: BTreeMap<&'a str, At>,
    findings: Vec<Finding>,
}

/// Follows all links of all documents.
pub fn check(given: &[Given]) -> Vec<Finding> {
    let mut chain = Chain { given, provided: BTreeMap::new(), responsibilities: BTreeMap::new(), findings: Vec::new() };
    for (d, one) in given.iter().enumerate() {
        for (p, part) in one.document.parts.iter().enumerate() {
            for (i, item) in part.provided.iter().enumerate() {
                chain.provided.entry(item.id.value.as_str()).or_insert((d, p, i));
            }
            for (i, item) in part.responsibilities.iter().enumerate() {
                chain.responsibilities.entry(item.id.value.as_str()).or_insert((d, p, i));
            }
        }
    }
    for at in 0..given.len() {
        chain.document(at);
    }
    chain.findings
}

/// What a document takes from the others.
#[derive(Default)]
struct Taken<'a> {
    inherited: BTreeSet<&'a str>,
    satisfied: BTreeSet<&'a str>,
    from: BTreeSet<usize>,
}

impl<'a> Chain<'a> {
    fn doc(&self, at: usize) -> Option<&'a Document> {
        self.given.get(at).map(|g| &g.document)
    }

    fn part(&self, at: At) -> Option<&'a Part> {
        self.doc(at.0)?.parts.get(at.1)
    }

    fn document(&mut self, at: usize) {
        let Some(document) = self.doc(at) else { return };
        let mut taken = self.taken(at, document);
        let sources = self.sources(at, document);
        taken.from.extend(sources.values());
        taken.from.remove(&at);
        let is_whole =
            !document.authorizations.is_empty() && document.authorizations.iter().all(|a| sources.contains_key(&a.id));
        let followed = self.followed(at, document);
        let mut missing: BTreeSet<String> = BTreeSet::new();
        for part in &document.parts {
            let authorization = document.component(&part.component.value).and_then(|c| c.authorization.as_ref());
            let is_known = is_whole
                || authorization.is_some_and(|a| sources.contains_key(&a.value))
                || followed.contains(part.component.value.as_str());
            for link in &part.inherited {
                self.inherited(at, part, link, is_known, &mut missing);
            }
            for link in &part.satisfied {
                self.satisfied(at, part, link, is_known, &mut missing);
            }
        }
        if let Some(first) = missing.first() {
            let count = missing.len();
            let span = document.authorizations.first().map(|a| a.span);
            let span = span.or_else(|| document.parts.first().map(|p| p.span));
            let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            let message = format!("this points into a document that was not given: `{first}`{more}");
            self.findings.extend(span.map(|s| {
                Finding::fixed("leveraged-not-given", s, message)
                    .label("what is behind it stays unknown")
                    .help("declare the provider's plan: crm … provider=… source=\"…\"")
                    .entity(format!("oscal:{first}"))
            }));
        }
        for source in &taken.from {
            self.duties(document, *source, &taken);
            self.older(document, *source, &sources);
        }
    }

    /// Components of other systems of which a link leads into a given document, so that this one is surely theirs. Links of
    /// the system itself may lead to several providers.
    fn followed(&self, at: usize, document: &'a Document) -> BTreeSet<&'a str> {
        let leads = |link: &&Link| {
            let found = link.target.as_ref().map(|t| t.value.as_str());
            let found = found.and_then(|t| self.provided.get(t).or_else(|| self.responsibilities.get(t)));
            found.is_some_and(|f| f.0 != at)
        };
        let is_other =
            |part: &&Part| document.component(&part.component.value).is_some_and(|c| c.kind != "this-system");
        let parts = document.parts.iter().filter(|p| p.inherited.iter().chain(&p.satisfied).any(|l| leads(&l)));
        parts.filter(is_other).map(|p| p.component.value.as_str()).collect()
    }

    /// Ids that links of the document name in the others.
    fn taken(&self, at: usize, document: &'a Document) -> Taken<'a> {
        let mut out = Taken::default();
        for part in &document.parts {
            for target in part.inherited.iter().filter_map(|l| l.target.as_ref()) {
                if let Some(found) = self.provided.get(target.value.as_str()).filter(|f| f.0 != at) {
                    out.inherited.insert(target.value.as_str());
                    out.from.insert(found.0);
                }
            }
            for target in part.satisfied.iter().filter_map(|l| l.target.as_ref()) {
                if let Some(found) = self.responsibilities.get(target.value.as_str()).filter(|f| f.0 != at) {
                    out.satisfied.insert(target.value.as_str());
                    out.from.insert(found.0);
                }
            }
        }
        out
    }

    /// The document behind each leveraged authorization: the one that a link through it reaches, or that has its name.
    fn sources(&self, at: usize, document: &Document) -> BTreeMap<String, usize> {
        let mut out = BTreeMap::new();
        for authorization in &document.authorizations {
            let is_its = |part: &&Part| {
                let component = document.component(&part.component.value);
                component.and_then(|c| c.authorization.as_ref()).is_some_and(|a| a.value == authorization.id)
            };
            let links = document.parts.iter().filter(is_its).flat_map(|p| p.inherited.iter().chain(&p.satisfied));
            let reached = links.filter_map(|l| l.target.as_ref()).find_map(|t| {
                let found = self.provided.get(t.value.as_str()).or_else(|| self.responsibilities.get(t.value.as_str()));
                found.map(|f| f.0).filter(|f| *f != at)
            });
            let party = authorization.party.as_ref().and_then(|p| document.parties.get(p));
            let named: Vec<String> = std::iter::once(&authorization.title).chain(party).map(|n| plain(n)).collect();
            let by_name = || {
                let fits = |(d, given): &(usize, &Given)| {
                    *d != at && given.names.iter().map(|n| plain(n)).any(|n| named.contains(&n))
                };
                self.given.iter().enumerate().find(fits).map(|(d, _)| d)
            };
            if let Some(found) = reached.or_else(by_name) {
                out.insert(authorization.id.clone(), found);
            }
        }
        out
    }

    fn tell(
        &mut self,
        name: &'static str,
        at: Span,
        message: String,
        other: Option<(Span, &str)>,
        help: &str,
        id: &str,
    ) {
        let mut finding = Finding::fixed(name, at, message).help(help).entity(format!("oscal:{id}"));
        if let Some((span, label)) = other {
            finding = finding.also(span, label);
        }
        self.findings.push(finding);
    }

    fn inherited(&mut self, at: usize, part: &Part, link: &Link, is_known: bool, missing: &mut BTreeSet<String>) {
        let about = &part.about.value;
        let help = "name the `provided` item of the provider's plan that is inherited";
        let Some(target) = &link.target else {
            let message = format!("`{about}` is inherited, and from what is not said");
            self.tell("inherited-nowhere", link.span, message, None, help, about);
            return;
        };
        let id = target.value.as_str();
        if let Some(found) = self.provided.get(id).copied().filter(|f| f.0 != at) {
            let Some(source) = self.part(found) else { return };
            let known = source.status.and_then(|s| Some(Spanned::new(s.value?, s.span)));
            let unfinished = known.filter(|s| !is_done(s.value));
            if let Some(status) = unfinished {
                let message = format!("`{about}` is inherited, and the provider has it only {}", status.value.word());
                let other = Some((status.span, "the provider's own status"));
                let help = "ask the provider for a date, and do not count it as implemented until then";
                self.tell("inherited-unfinished", target.span, message, other, help, about);
            }
            return;
        }
        if let Some(found) = self.responsibilities.get(id).copied().filter(|f| f.0 != at) {
            let other =
                self.part(found).and_then(|p| p.responsibilities.get(found.2)).map(|i| (i.span, "a responsibility"));
            let message = format!("`{about}` inherits what the provider leaves to its customers");
            self.tell("inherited-nowhere", target.span, message, other, help, about);
            return;
        }
        self.nowhere(target, &format!("`{about}` is inherited from an item that no document has"), is_known, missing);
    }

    fn nowhere(&mut self, target: &Spanned<String>, message: &str, is_known: bool, missing: &mut BTreeSet<String>) {
        if is_known {
            let help = "name an item of the provider's plan, or ask for its current edition";
            self.tell("inherited-nowhere", target.span, message.to_owned(), None, help, &target.value);
        } else {
            missing.insert(target.value.clone());
        }
    }

    fn satisfied(&mut self, at: usize, part: &Part, link: &Link, is_known: bool, missing: &mut BTreeSet<String>) {
        let about = &part.about.value;
        let help = "name the responsibility of the provider's plan that is met";
        let Some(target) = &link.target else {
            let message = format!("`{about}` satisfies a responsibility, and which one is not said");
            self.tell("satisfied-mismatch", link.span, message, None, help, about);
            return;
        };
        let id = target.value.as_str();
        if let Some(found) = self.responsibilities.get(id).copied().filter(|f| f.0 != at) {
            // A control of another catalogue may ask for the same.
            let is_other = |s: &&Part| s.control != part.control && s.control.is_comparable(&part.control);
            let Some(source) = self.part(found).filter(is_other) else { return };
            let message = format!("`{about}` satisfies a responsibility of `{}`", source.about.value);
            let other = source.responsibilities.get(found.2).map(|i| (i.span, "a responsibility of another control"));
            self.tell("satisfied-mismatch", target.span, message, other, help, about);
            return;
        }
        if let Some(found) = self.provided.get(id).copied().filter(|f| f.0 != at) {
            let other =
                self.part(found).and_then(|p| p.provided.get(found.2)).map(|i| (i.span, "provided, and no duty"));
            let message = format!("`{about}` satisfies what the provider provides, which is no responsibility");
            self.tell("satisfied-mismatch", target.span, message, other, help, about);
            return;
        }
        self.nowhere(target, &format!("`{about}` satisfies a responsibility that no document has"), is_known, missing);
    }

    /// What a provider leaves to the document, and what became of it.
    fn duties(&mut self, document: &'a Document, source: usize, taken: &Taken<'_>) {
        let Some(provider) = self.doc(source) else { return };
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let mut by_control: BTreeMap<&Place, Vec<&Part>> = BTreeMap::new();
        let mut by_link: BTreeMap<&str, Vec<&Part>> = BTreeMap::new();
        for part in &document.parts {
            by_control.entry(&part.control).or_default().push(part);
            for target in part.inherited.iter().filter_map(|l| l.target.as_ref()) {
                by_link.entry(target.value.as_str()).or_default().push(part);
            }
        }
        for part in &provider.parts {
            // Of a control that the document keys otherwise, what inherits it.
            let linked = || part.provided.iter().filter_map(|p| by_link.get(p.id.value.as_str())).flatten().copied();
            let mine = by_control.get(&part.control).cloned().unwrap_or_else(|| linked().collect());
            let Some(first) = mine.first().copied() else { continue };
            for duty in &part.responsibilities {
                let id = duty.id.value.as_str();
                let comes_with = duty.with.as_deref().is_none_or(|w| taken.inherited.contains(w));
                // An answer that goes elsewhere was meant for this one: that is told once, there.
                let is_mistaken = mine
                    .iter()
                    .filter(|p| p.place == part.place)
                    .any(|p| p.satisfied.iter().any(|l| !self.is_answer(l, &part.control)));
                let is_left_out = is_left_out(&mine, part);
                if taken.satisfied.contains(id) || is_mistaken || !(comes_with || is_left_out) {
                    continue;
                }
                let hands_on = mine.iter().any(|p| !p.responsibilities.is_empty());
                if hands_on {
                    continue;
                }
                let name = if is_left_out {
                    "statement-not-addressed"
                } else if mine.iter().any(|p| !p.provided.is_empty()) {
                    "duty-dropped"
                } else if mine.iter().all(|p| p.satisfied.is_empty() && !p.inherited.is_empty()) {
                    "shared-as-inherited"
                } else {
                    "responsibility-unsatisfied"
                };
                // One cause, one finding.
                if name != "responsibility-unsatisfied" && !told.insert(part.about.value.as_str()) {
                    continue;
                }
                let at = mine.iter().find(|p| p.place == part.place).copied().unwrap_or(first);
                self.unanswered(name, at, part, duty);
            }
        }
    }

    /// True if the link names a responsibility of the control.
    fn is_answer(&self, link: &Link, control: &Place) -> bool {
        let found = link.target.as_ref().and_then(|t| self.responsibilities.get(t.value.as_str()));
        found.and_then(|at| self.part(*at)).is_some_and(|p| p.control == *control)
    }

    fn unanswered(&mut self, name: &'static str, at: &Part, part: &Part, duty: &Item) {
        let about = &part.about.value;
        let message = match name {
            "statement-not-addressed" => format!("nothing is said of `{about}`, of which the provider leaves a part"),
            "duty-dropped" => format!("`{about}` is handed on without what its provider leaves to its customers"),
            "shared-as-inherited" => format!("`{about}` is inherited whole, and the provider has only a part of it"),
            _ => format!("the provider leaves a part of `{about}`, and nothing satisfies it"),
        };
        let help = match name {
            "duty-dropped" => "satisfy it, or export a responsibility of your own for your customers",
            _ => "add a `satisfied` for it, with what is done",
        };
        self.tell(name, at.about.span, message, Some((duty.span, "left to the customer here")), help, about);
    }

    /// A plan that was last changed before the authorization that is leveraged was given.
    fn older(&mut self, document: &Document, source: usize, sources: &BTreeMap<String, usize>) {
        let Some(modified) = self.doc(source).and_then(|d| d.modified.as_ref()) else { return };
        let dated = document.authorizations.iter().filter(|a| sources.get(&a.id) == Some(&source));
        for authorization in dated {
            let Some(given) = &authorization.date else { continue };
            let (Some(day), Some(last)) = (given.value.get(..10), modified.value.get(..10)) else { continue };
            if is_day(day) && is_day(last) && last < day {
                let message = format!("the provider's plan is of {last}, older than its authorization of {day}");
                let other = Some((modified.span, "last changed"));
                let help = "ask for the edition that was authorized";
                self.tell("export-older-than-authorization", given.span, message, other, help, &authorization.id);
            }
        }
    }
}

/// True if the document answers other statements of the control and leaves this one out.
fn is_left_out(mine: &[&Part], part: &Part) -> bool {
    let by_statement = mine.iter().all(|p| p.place != p.control && p.control == part.control);
    by_statement && part.place != part.control && mine.iter().all(|p| p.place != part.place)
}

fn is_done(done: Done) -> bool {
    matches!(done, Done::Implemented | Done::Alternative | Done::NotApplicable)
}

/// `2026-05-01`, which sorts as it dates.
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() })
}
