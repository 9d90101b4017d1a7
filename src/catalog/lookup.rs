//! Finding an offering by what a declaration calls it: id, alias, or a family word that is ambiguous. The bundled
//! catalogue is a sorted const table; a project's own offerings extend or correct it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::bundled::{OFFERING_FAMILIES, OFFERING_WORDS, OFFERINGS};
use super::declared::{self, DeclaredFamily, DeclaredOffering};
use super::listing::Listing;
use super::offering::{AuthStatus, ImpactLevel, Offering, OfferingFamily, Standing, Tri, Variant, vendor_id};
use crate::finding::{Finding, nearest};
use crate::source::{Nodes, Span, Spanned};

/// What a word of the bundled catalogue names: an index into its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Into the offerings.
    Offering(u16),
    /// Into the families.
    Family(u16),
}

/// The answer to a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// One offering.
    Found(&'a Offering),
    /// A family word.
    Ambiguous {
        /// The word.
        word: String,
        /// The offerings that it may mean.
        candidates: Vec<&'a Offering>,
    },
    /// Not in the catalogue.
    Unknown {
        /// The nearest word of the catalogue, when it is near enough to be a slip.
        nearest: Option<String>,
    },
}

/// The offerings that a run knows.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    with_bundled: bool,
    offerings: Vec<(Offering, Span)>,
    families: Vec<(OfferingFamily, Span)>,
    words: BTreeMap<String, Own>,
    listing: Option<Arc<Listing>>,
}

/// What a word of the project's own offerings names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Offering(usize),
    Family(usize),
}

enum Hit<'a> {
    Offering(&'a Offering),
    Family(&'a OfferingFamily),
}

impl Catalog {
    /// The bundled catalogue; nothing is parsed or copied.
    pub fn bundled() -> Self {
        Self { with_bundled: true, ..Self::default() }
    }

    /// A catalogue without offerings.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The same with an export of the Marketplace.
    #[must_use]
    pub fn with_listing(self, listing: Listing) -> Self {
        Self { listing: Some(Arc::new(listing)), ..self }
    }

    /// The project's export of the Marketplace.
    pub fn listing(&self) -> Option<&Listing> {
        self.listing.as_deref()
    }

    /// All offerings: the bundled ones that were not corrected by id, then the project's own.
    pub fn offerings(&self) -> impl Iterator<Item = &Offering> {
        let own = self.offerings.iter().map(|(offering, _)| offering);
        self.bundled_offerings().iter().filter(|o| !self.words.contains_key(o.id.as_ref())).chain(own)
    }

    /// All family words: the bundled ones that were not replaced, then the project's own.
    pub fn families(&self) -> impl Iterator<Item = &OfferingFamily> {
        let bundled: &[OfferingFamily] = if self.with_bundled { &OFFERING_FAMILIES } else { &[] };
        let own = self.families.iter().map(|(family, _)| family);
        bundled.iter().filter(|f| !self.words.contains_key(f.word.as_ref())).chain(own)
    }

    /// Finds what a declaration calls an offering: id or alias as written, else in lower case with hyphens.
    pub fn find(&self, id: &str) -> Lookup<'_> {
        let hit = self.hit(id).or_else(|| self.hit(&vendor_id(id)));
        match hit {
            Some(Hit::Offering(offering)) => Lookup::Found(offering),
            Some(Hit::Family(family)) => {
                let candidates = family.candidates.iter().filter_map(|c| self.offering(c)).collect();
                Lookup::Ambiguous { word: family.word.to_string(), candidates }
            }
            None => Lookup::Unknown { nearest: self.nearest(id) },
        }
    }

    /// Reads the `offering` and `family` nodes of a project's own file. An offering that the catalogue has is
    /// corrected: what is written replaces, what is not written stays. The first of two of the same id counts.
    pub fn extend(&mut self, nodes: Nodes<'_>) -> Vec<Finding> {
        let declared = declared::read(nodes);
        let mut findings = declared.findings;
        let from_offering = self.offerings.len();
        let from_family = self.families.len();
        let mut twins: Vec<Spanned<String>> = Vec::new();
        for offering in declared.offerings {
            twins.extend(offering.twins.iter().cloned());
            self.add_offering(offering, &mut findings);
        }
        let mut candidates: Vec<Spanned<String>> = Vec::new();
        for family in declared.families {
            candidates.extend(family.candidates.iter().cloned());
            self.add_family(family, &mut findings);
        }
        self.resolve(from_offering, from_family);
        for reference in twins.iter().chain(&candidates) {
            if self.offering(&reference.value).is_none() {
                findings.push(
                    Finding::fixed(
                        "dangling-reference",
                        reference.span,
                        format!("the catalogue has no offering `{}`", reference.value),
                    )
                    .help_opt(self.nearest(&reference.value).map(|n| format!("write `{n}`"))),
                );
            }
        }
        findings
    }

    fn bundled_offerings(&self) -> &'static [Offering] {
        if self.with_bundled { &OFFERINGS } else { &[] }
    }

    fn hit(&self, word: &str) -> Option<Hit<'_>> {
        match self.words.get(word) {
            Some(Own::Offering(i)) => {
                return self.offerings.get(*i).map(|(offering, _)| Hit::Offering(offering));
            }
            Some(Own::Family(i)) => {
                return self.families.get(*i).map(|(family, _)| Hit::Family(family));
            }
            None if !self.with_bundled => return None,
            None => {}
        }
        let at = OFFERING_WORDS.binary_search_by(|(w, _)| (*w).cmp(word)).ok()?;
        match OFFERING_WORDS.get(at)?.1 {
            Named::Offering(i) => OFFERINGS.get(usize::from(i)).map(Hit::Offering),
            Named::Family(i) => OFFERING_FAMILIES.get(usize::from(i)).map(Hit::Family),
        }
    }

    /// The offering of an id or alias as written.
    fn offering(&self, word: &str) -> Option<&Offering> {
        match self.hit(word) {
            Some(Hit::Offering(offering)) => Some(offering),
            _ => None,
        }
    }

    fn nearest(&self, word: &str) -> Option<String> {
        let word = vendor_id(word);
        let bundled: &[(&str, Named)] = if self.with_bundled { &OFFERING_WORDS } else { &[] };
        let all = || bundled.iter().map(|(w, _)| *w).chain(self.words.keys().map(String::as_str));
        let slip = nearest(&word, all());
        // A bare product name, `webex`, has no near word but one that goes on with a hyphen.
        let goes_on = |w: &&str| w.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('-'));
        let longer = || all().filter(goes_on).min_by_key(|w| (w.len(), *w));
        slip.or_else(|| if word.is_empty() { None } else { longer() }).map(str::to_owned)
    }

    fn add_offering(&mut self, declared: DeclaredOffering, findings: &mut Vec<Finding>) {
        let id = &declared.id;
        let base = match self.hit(&id.value) {
            Some(Hit::Offering(offering)) => Some(offering.clone()),
            Some(Hit::Family(family)) => {
                findings.push(
                    Finding::fixed(
                        "duplicate-id",
                        id.span,
                        format!("`{}` names a family of offerings, not one of them", id.value),
                    )
                    .help(format!("take an id of its own, or one of {}", family.candidates.join(" ")))
                    .entity(format!("offering:{}", id.value)),
                );
                return;
            }
            None => None,
        };
        if let Some(first) = self.own_span(&id.value) {
            findings.push(
                Finding::fixed(
                    "duplicate-id",
                    id.span,
                    format!("offering `{}` stands twice, the first one counts", id.value),
                )
                .also(first, "the first")
                .help("make one of the two")
                .entity(format!("offering:{}", id.value)),
            );
            return;
        }
        if base.is_none() && declared.vendor.is_none() {
            findings.push(
                Finding::fixed("not-in-schema", id.span, format!("offering `{}` does not say its vendor", id.value))
                    .help("add vendor=\"…\"; the catalogue does not have this offering, so nothing else says it")
                    .entity(format!("offering:{}", id.value)),
            );
        }
        let mut declared = declared;
        let own_id = base.as_ref().map_or(declared.id.value.as_str(), |o| o.id.as_ref()).to_owned();
        declared.aliases.retain(|alias| match self.other_name(&alias.value, &own_id) {
            None => true,
            Some(other) => {
                findings.push(
                    Finding::fixed("duplicate-id", alias.span, format!("`{}` names {other} already", alias.value))
                        .help("take another alias")
                        .entity(format!("offering:{own_id}")),
                );
                false
            }
        });
        let span = declared.id.span;
        let offering = built(base, declared);
        let at = self.offerings.len();
        for word in offering.aliases.iter().chain([&offering.id]) {
            self.words.insert(word.to_string(), Own::Offering(at));
        }
        self.offerings.push((offering, span));
    }

    /// What a word names already, unless it is the offering of that id.
    fn other_name(&self, word: &str, id: &str) -> Option<String> {
        match self.hit(word)? {
            Hit::Offering(other) => (other.id != id).then(|| format!("the offering `{}`", other.id)),
            Hit::Family(_) => Some("a family of offerings".to_owned()),
        }
    }

    fn add_family(&mut self, declared: DeclaredFamily, findings: &mut Vec<Finding>) {
        let word = declared.word;
        if let Some(Hit::Offering(offering)) = self.hit(&word.value) {
            let message = format!("`{}` names the offering `{}` already", word.value, offering.id);
            findings.push(Finding::fixed("duplicate-id", word.span, message).help("take another word for the family"));
            return;
        }
        if let Some(first) = self.own_span(&word.value) {
            let message = format!("family `{}` stands twice, the first one counts", word.value);
            findings.push(Finding::fixed("duplicate-id", word.span, message).also(first, "the first"));
            return;
        }
        self.words.insert(word.value.clone(), Own::Family(self.families.len()));
        let candidates = owned(declared.candidates);
        self.families.push((OfferingFamily { word: Cow::Owned(word.value), candidates }, word.span));
    }

    /// Where the project's own files declared a word already.
    fn own_span(&self, word: &str) -> Option<Span> {
        match self.words.get(word)? {
            Own::Offering(i) => self.offerings.get(*i).map(|(_, span)| *span),
            Own::Family(i) => self.families.get(*i).map(|(_, span)| *span),
        }
    }

    /// Turns aliases among twins and candidates into ids and drops what names nothing.
    fn resolve(&mut self, from_offering: usize, from_family: usize) {
        let ids = |words: &[Cow<'static, str>]| -> Vec<Cow<'static, str>> {
            words.iter().filter_map(|w| self.offering(w)).map(|o| o.id.clone()).collect()
        };
        let own = self.offerings.iter().skip(from_offering);
        let twins: Vec<_> = own.map(|(o, _)| ids(&o.twins)).collect();
        let own = self.families.iter().skip(from_family);
        let candidates: Vec<_> = own.map(|(f, _)| ids(&f.candidates)).collect();
        for ((offering, _), twins) in self.offerings.iter_mut().skip(from_offering).zip(twins) {
            offering.twins = Cow::Owned(twins);
        }
        for ((family, _), candidates) in self.families.iter_mut().skip(from_family).zip(candidates) {
            family.candidates = Cow::Owned(candidates);
        }
    }
}

fn owned(words: Vec<Spanned<String>>) -> Cow<'static, [Cow<'static, str>]> {
    words.into_iter().map(|w| Cow::Owned(w.value)).collect()
}

/// The offering that a declaration makes of what the catalogue has.
fn built(base: Option<Offering>, declared: DeclaredOffering) -> Offering {
    let mut out = base.unwrap_or_else(|| blank(&declared.id.value));
    // Facts of another day must not carry the catalogue's date.
    let facts_changed = declared.package.is_some() || declared.status.is_some() || declared.level.is_some();
    if facts_changed || declared.as_of.is_some() {
        out.as_of = Cow::Owned(declared.as_of.unwrap_or_default());
    }
    if let Some(name) = declared.name {
        out.name = Cow::Owned(name);
    }
    if let Some(vendor) = declared.vendor {
        out.vendor = Cow::Owned(vendor);
    }
    for alias in declared.aliases {
        let known = alias.value == out.id || out.aliases.iter().any(|a| *a == alias.value);
        if !known {
            out.aliases.to_mut().push(Cow::Owned(alias.value));
        }
    }
    out.variant = declared.variant.unwrap_or(out.variant);
    out.package = declared.package.map(Cow::Owned).or(out.package);
    out.status = declared.status.unwrap_or(out.status);
    out.level = declared.level.unwrap_or(out.level);
    out.standing = Standing::of(out.status, out.level);
    if let Some(terms) = declared.incident_terms {
        out.incident_terms = terms.answer;
        out.incident_terms_source = terms.source.map(Cow::Owned);
    }
    if let Some(persons) = declared.us_persons {
        out.us_persons = persons.answer;
        out.us_persons_source = persons.source.map(Cow::Owned);
    }
    if !declared.twins.is_empty() {
        out.twins = owned(declared.twins);
    }
    if !declared.services.is_empty() {
        out.services = owned(declared.services);
    }
    out.note = declared.note.map(Cow::Owned).or(out.note);
    out
}

/// An offering of which nothing is known but its id.
fn blank(id: &str) -> Offering {
    let own = |s: &str| -> Cow<'static, str> { Cow::Owned(s.to_owned()) };
    Offering {
        id: own(id),
        name: own(id),
        vendor: own(id),
        aliases: Cow::Borrowed(&[]),
        variant: Variant::Unknown,
        package: None,
        status: AuthStatus::Unknown,
        level: ImpactLevel::Unknown,
        standing: Standing::Unknown,
        incident_terms: Tri::Unknown,
        incident_terms_source: None,
        us_persons: Tri::Unknown,
        us_persons_source: None,
        twins: Cow::Borrowed(&[]),
        services: Cow::Borrowed(&[]),
        note: None,
        as_of: Cow::Borrowed(""),
    }
}
