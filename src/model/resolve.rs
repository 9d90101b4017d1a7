//! Names tied to declarations: one index a unit, with a finding for each id that is taken twice or points nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Model;
use super::boundary::{Asset, Boundary};
use super::environment::Environment;
use super::organization::DataClass;
use super::provider::{Provider, Service};
use super::ssp::UNKNOWN;
use crate::catalog::{Catalog, Lookup, Offering, vendor_id};
use crate::finding::{Finding, Level, nearest};
use crate::schema::grammar::{Field, Id, Words};
use crate::source::{Span, Spanned};

/// A provider as the unit knows it: declared, or implied by the vendor of an environment's offering.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Index in [`Model::providers`]; `None` when implied.
    pub declared: Option<usize>,
    /// Header of the provider, or of the environment that implies it.
    pub span: Span,
}

/// Whose tenant an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenant {
    /// The contractor's.
    Organization,
    /// A provider's (index in [`Index::parties`]).
    Provider(usize),
    /// Not stated; read as the contractor's, because the environment is among its declarations.
    Unstated,
    /// Stated and not resolved.
    Unknown,
}

/// A boundary: declared, or implied at the organization's level.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundaryInfo {
    /// Id.
    pub id: String,
    /// CMMC level, if it is known.
    pub level: Option<i64>,
    /// Header of the boundary, or of the organization.
    pub span: Span,
    /// Where the level was written.
    pub level_span: Option<Span>,
    /// Index in [`Model::boundaries`]; `None` when implied.
    pub declared: Option<usize>,
}

/// What an id in the shared namespace names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An asset: boundary and asset index.
    Asset(usize, usize),
    /// An environment.
    Environment(usize),
    /// A provider.
    Provider(usize),
    /// A service: party and service index of its declaration.
    Service(usize, usize),
}

/// What the offering of an environment is.
#[derive(Debug, Clone, PartialEq)]
pub enum OfferingOf {
    /// No offering is stated.
    Unstated,
    /// In the catalogue.
    Known(Box<Offering>),
    /// A family word that stands for several offerings.
    Ambiguous(Vec<String>),
    /// Not in the catalogue; the nearest id.
    Unlisted(Option<String>),
}

/// All names of a unit.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Providers, declared ones first.
    pub parties: Vec<Party>,
    /// Boundaries.
    pub boundaries: Vec<BoundaryInfo>,
    /// Assets, environments and providers by id, services by provider.service.
    pub places: BTreeMap<String, Place>,
    /// Matrices by id.
    pub crms: BTreeMap<String, usize>,
    /// Provider of each matrix.
    pub crm_party: Vec<Option<usize>>,
    /// Provider of each environment.
    pub environment_party: Vec<Option<usize>>,
    /// Tenant of each environment.
    pub tenants: Vec<Tenant>,
    /// Offering of each environment.
    pub offerings: Vec<OfferingOf>,
    /// Roles of the organization.
    pub roles: BTreeSet<String>,
    /// Items of plans.
    pub plan_items: BTreeSet<String>,
    /// Spans of references that name nothing: what hangs on them stays unknown.
    pub dangling: BTreeSet<Span>,
}

impl Index {
    /// The party of an id.
    pub fn party(&self, id: &str) -> Option<usize> {
        match self.places.get(id) {
            Some(Place::Provider(ix)) => Some(*ix),
            _ => None,
        }
    }

    /// The environment of an id.
    pub fn environment(&self, id: &str) -> Option<usize> {
        match self.places.get(id) {
            Some(Place::Environment(ix)) => Some(*ix),
            _ => None,
        }
    }

    /// The party behind an id of a provider or of an environment.
    pub fn party_behind(&self, id: &str) -> Option<usize> {
        match self.places.get(id) {
            Some(Place::Provider(ix) | Place::Service(ix, _)) => Some(*ix),
            Some(Place::Environment(env)) => self.environment_party.get(*env).copied().flatten(),
            _ => None,
        }
    }

    /// Boundaries that a node belongs to: those it states, else the only one, else all (and a finding was made).
    pub fn boundaries_of(&self, words: &Words<Id>) -> Vec<usize> {
        if words.items.is_empty() {
            return (0..self.boundaries.len()).collect();
        }
        words.items.iter().filter_map(|w| self.boundaries.iter().position(|b| b.id == w.value.0)).collect()
    }

    /// Boundaries of a party: those it states, else those of its environments, else all.
    pub fn boundaries_of_party(&self, model: &Model, party: usize) -> Vec<usize> {
        let stated = self.provider(model, party).filter(|p| !p.boundary.items.is_empty());
        if let Some(provider) = stated {
            return self.boundaries_of(&provider.boundary);
        }
        let own = |e: &usize| {
            self.environment_party.get(*e) == Some(&Some(party))
                || self.tenants.get(*e) == Some(&Tenant::Provider(party))
        };
        let mut out: Vec<usize> = (0..model.environments.len())
            .filter(own)
            .filter_map(|e| model.environments.get(e))
            .flat_map(|e| self.boundaries_of(&e.boundary))
            .collect();
        let serves = self.provider(model, party).is_some_and(|p| !p.services.is_empty());
        if out.is_empty() || serves {
            return (0..self.boundaries.len()).collect();
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The declaration of a party.
    pub fn provider<'m>(&self, model: &'m Model, party: usize) -> Option<&'m Provider> {
        self.parties.get(party).and_then(|p| p.declared).and_then(|d| model.providers.get(d))
    }

    /// Services of a party.
    pub fn services<'m>(&self, model: &'m Model, party: usize) -> &'m [Service] {
        self.provider(model, party).map_or(&[], |p| p.services.as_slice())
    }

    /// The asset of a place.
    pub fn asset<'m>(&self, model: &'m Model, place: Place) -> Option<&'m Asset> {
        match place {
            Place::Asset(b, a) => model.boundaries.get(b).and_then(|b| b.assets.get(a)),
            _ => None,
        }
    }
}

/// Builds the index of a unit.
pub fn resolve(model: &Model, catalog: &Catalog) -> (Index, Vec<Finding>) {
    let mut index = Index::default();
    let mut findings = Vec::new();
    boundaries(model, &mut index, &mut findings);
    names(model, &mut index, &mut findings);
    environments(model, catalog, &mut index, &mut findings);
    crms(model, &mut index, &mut findings);
    if let Some(second) = model.organizations.get(1) {
        let first = model.organizations.first().map_or(second.header, |o| o.header);
        findings.push(
            Finding::fixed("duplicate-id", second.header, "a unit has one organization, and this is the second")
                .also(first, "the first one")
                .help("keep each organization in a folder of its own, with a crmlint.kdl"),
        );
    }
    let mut checker = Checker { model, index: &index, findings: Vec::new(), dangling: BTreeSet::new() };
    checker.run();
    let (found, dangling) = (checker.findings, checker.dangling);
    findings.extend(found);
    index.dangling = dangling;
    not_stated(model, &index, &mut findings);
    (index, findings)
}

fn boundaries(model: &Model, index: &mut Index, findings: &mut Vec<Finding>) {
    let org = model.organization();
    let org_level = org.and_then(|o| o.cmmc.as_ref()).and_then(|c| c.level.known());
    for (ix, boundary) in model.boundaries.iter().enumerate() {
        if let Some(first) = index.boundaries.iter().find(|b| b.id == boundary.id.value.0) {
            findings.push(duplicate("boundary", &boundary.id, first.span));
            continue;
        }
        let level = boundary.level.known().or(if boundary.level.is_absent() { org_level } else { None });
        index.boundaries.push(BoundaryInfo {
            id: boundary.id.value.0.clone(),
            level: level.map(|l| l.value),
            span: boundary.header,
            level_span: level.map(|l| l.span),
            declared: Some(ix),
        });
    }
    if index.boundaries.is_empty() && !model.is_template() {
        let Some(span) = model.first_header() else { return };
        index.boundaries.push(BoundaryInfo {
            id: org.map_or_else(|| "unit".to_owned(), |o| o.id.value.0.clone()),
            level: org_level.map(|l| l.value),
            span,
            level_span: org_level.map(|l| l.span),
            declared: None,
        });
    }
    for role in org.into_iter().flat_map(|o| &o.roles) {
        if !index.roles.insert(role.id.value.0.clone()) {
            findings.push(duplicate("role", &role.id, role.id.span));
        }
    }
}

fn duplicate(kind: &str, id: &Spanned<Id>, first: Span) -> Finding {
    let finding = Finding::fixed("duplicate-id", id.span, format!("`{}` is declared twice", id.value))
        .label(format!("this {kind}"))
        .entity(format!("{kind}:{}", id.value))
        .help("give one of them another id");
    if first == id.span { finding } else { finding.also(first, "first declared here") }
}

fn names(model: &Model, index: &mut Index, findings: &mut Vec<Finding>) {
    let mut spans: BTreeMap<String, Span> = BTreeMap::new();
    let mut claim = |kind: &str, id: &Spanned<Id>, place: Place, index: &mut Index| {
        if let Some(first) = spans.get(&id.value.0) {
            findings.push(duplicate(kind, id, *first));
        } else {
            spans.insert(id.value.0.clone(), id.span);
            index.places.insert(id.value.0.clone(), place);
        }
    };
    for (b, boundary) in model.boundaries.iter().enumerate() {
        for (a, asset) in boundary.assets.iter().enumerate() {
            claim("asset", &asset.id, Place::Asset(b, a), index);
        }
    }
    for (e, environment) in model.environments.iter().enumerate() {
        claim("environment", &environment.id, Place::Environment(e), index);
    }
    for (p, provider) in model.providers.iter().enumerate() {
        let party = index.parties.len();
        index.parties.push(Party {
            id: provider.id.value.0.clone(),
            name: provider.name.get().map_or_else(|| provider.id.value.0.clone(), |n| n.0.clone()),
            declared: Some(p),
            span: provider.header,
        });
        claim("provider", &provider.id, Place::Provider(party), index);
        for (s, service) in provider.services.iter().enumerate() {
            let name = Spanned::new(Id(format!("{}.{}", provider.id.value, service.id.value)), service.id.span);
            claim("service", &name, Place::Service(party, s), index);
        }
    }
    for item in model.plans.iter().flat_map(|p| &p.items) {
        if !index.plan_items.insert(item.id.value.0.clone()) {
            findings.push(duplicate("plan item", &item.id, item.id.span));
        }
    }
}

fn environments(model: &Model, catalog: &Catalog, index: &mut Index, findings: &mut Vec<Finding>) {
    let org = model.organization().map(|o| o.id.value.0.as_str());
    for environment in &model.environments {
        let offering = offering_of(environment, catalog);
        if let Some(finding) = unlisted_note(environment, &offering, catalog) {
            findings.push(finding);
        }
        let party = match &environment.provider {
            Field::Known(id) => match (index.party(&id.value.0), &offering) {
                // A reseller sells the licence; the cloud stays its vendor's (DoD CMMC FAQ July 2026 E-A5).
                (Some(party), OfferingOf::Known(o)) if resells(model, index, party, o) => {
                    Some(implied_party(o, environment.header, index))
                }
                (party, _) => party,
            },
            Field::Unknown(_) => None,
            Field::Absent => match &offering {
                OfferingOf::Known(o) => Some(implied_party(o, environment.header, index)),
                _ => Some(unnamed_party(environment, index)),
            },
        };
        let tenant = match &environment.tenant_of {
            Field::Absent => Tenant::Unstated,
            Field::Unknown(_) => Tenant::Unknown,
            Field::Known(id) if Some(id.value.0.as_str()) == org => Tenant::Organization,
            Field::Known(id) => index.party(&id.value.0).map_or(Tenant::Unknown, Tenant::Provider),
        };
        index.environment_party.push(party);
        index.tenants.push(tenant);
        index.offerings.push(offering);
    }
}

fn offering_of(environment: &Environment, catalog: &Catalog) -> OfferingOf {
    let Some(id) = environment.offering.known() else { return OfferingOf::Unstated };
    match catalog.find(&id.value.0) {
        Lookup::Found(offering) => {
            let mut offering = Box::new(offering.clone());
            catalog.update(&mut offering, environment.package.get().map(|p| p.0.as_str()));
            OfferingOf::Known(offering)
        }
        Lookup::Ambiguous { candidates, .. } => {
            OfferingOf::Ambiguous(candidates.iter().map(|o| o.id.to_string()).collect())
        }
        Lookup::Unknown { nearest } => OfferingOf::Unlisted(nearest),
    }
}

/// CUI without anything supplied is the cloud rules' matter; the rest is a note.
fn unlisted_note(environment: &Environment, offering: &OfferingOf, catalog: &Catalog) -> Option<Finding> {
    let (OfferingOf::Unlisted(near), Some(id)) = (offering, environment.offering.known()) else { return None };
    let declared = environment.package.get().is_some();
    if environment.equivalency.is_some() || (environment.holds.has(&DataClass::Cui) && !declared) {
        return None;
    }
    let verified = environment.package.get().filter(|p| catalog.owner(&p.0).is_none());
    let exported = catalog.listing().zip(verified).and_then(|(l, p)| Some((l, &p.0, l.standing_row(&p.0)?)));
    let finding = if let Some((listing, package, (_, entry))) = exported {
        let message = format!(
            "`{}` is not in the catalogue; its package {} is taken from the Marketplace export ({})",
            id.value,
            package.trim(),
            listing.as_of()
        );
        Finding::fixed("unknown-offering", id.span, message).also(entry.span, "this row")
    } else if declared {
        Finding::fixed(
            "unknown-offering",
            id.span,
            format!(
                "`{}` is not in the catalogue; its authorization is taken as declared and was not verified",
                id.value
            ),
        )
    } else {
        Finding::fixed(
            "unknown-offering",
            id.span,
            format!("`{}` is not in the catalogue; nothing is known of it", id.value),
        )
    };
    let finding = finding.label("not in the catalogue").entity(format!("environment:{}", environment.id.value));
    Some(match near {
        // Never offered as a change: the name of another cloud would pass for its authorization.
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding
            .help("add it with `offerings \"file.kdl\"` in crmlint.kdl if you have checked it on the Marketplace"),
    })
}

/// True if the party is an MSP and the offering is plainly somebody else's: neither its id nor its name is the vendor's.
fn resells(model: &Model, index: &Index, party: usize, offering: &Offering) -> bool {
    use super::provider::ProviderKind;
    let Some(provider) = index.provider(model, party) else { return false };
    let vendor = vendor_id(&offering.vendor);
    let alike = |name: &str| {
        let name = vendor_id(name);
        !name.is_empty() && (vendor.contains(&name) || name.contains(&vendor))
    };
    let own = alike(&provider.id.value.0) || provider.name.get().is_some_and(|n| alike(&n.0));
    !own && (provider.kind.has(&ProviderKind::Msp) || provider.kind.has(&ProviderKind::Mssp))
}

/// The vendor of an environment whose offering is not in the catalogue: known by the environment's id alone.
fn unnamed_party(environment: &Environment, index: &mut Index) -> usize {
    let id = environment.id.value.0.clone();
    index.parties.push(Party { name: id.clone(), id, declared: None, span: environment.header });
    index.parties.len() - 1
}

fn implied_party(offering: &Offering, span: Span, index: &mut Index) -> usize {
    let id = vendor_id(&offering.vendor);
    if let Some(ix) = index.party(&id) {
        return ix;
    }
    let ix = index.parties.len();
    index.parties.push(Party { id: id.clone(), name: offering.vendor.to_string(), declared: None, span });
    index.places.entry(id).or_insert(Place::Provider(ix));
    ix
}

fn crms(model: &Model, index: &mut Index, findings: &mut Vec<Finding>) {
    for (ix, crm) in model.crms.iter().enumerate() {
        if let Some(first) = index.crms.get(&crm.id.value.0).and_then(|f| model.crms.get(*f)) {
            findings.push(duplicate("crm", &crm.id, first.id.span));
        } else {
            index.crms.insert(crm.id.value.0.clone(), ix);
        }
    }
    for crm in &model.crms {
        let party = crm_party(model, index, crm);
        index.crm_party.push(party);
    }
}

/// The provider of a matrix: its own word, else that of the matrix it is based on.
fn crm_party(model: &Model, index: &Index, crm: &super::crm::Crm) -> Option<usize> {
    let mut at = crm;
    for _ in 0..=model.crms.len() {
        if let Some(id) = at.provider.get() {
            return index.party_behind(&id.0);
        }
        at = at.based_on.get().and_then(|b| index.crms.get(&b.0)).and_then(|ix| model.crms.get(*ix))?;
    }
    None
}

/// What a reference may name.
#[derive(Clone, Copy)]
enum Target {
    Provider,
    ProviderOrEnvironment,
    Environment,
    Asset,
    AssetOrEnvironment,
    Anything,
    Crm,
    Boundary,
    Role,
    PlanItem,
}

struct Checker<'a> {
    model: &'a Model,
    index: &'a Index,
    findings: Vec<Finding>,
    dangling: BTreeSet<Span>,
}

impl Checker<'_> {
    fn run(&mut self) {
        let model = self.model;
        for boundary in &model.boundaries {
            self.field("within", &boundary.within, Target::Boundary);
            for asset in &boundary.assets {
                self.field("separated-by", &asset.separated_by, Target::Asset);
                self.field("operated-by", &asset.operated_by, Target::Provider);
            }
            for flow in &boundary.flows {
                self.field("from", &flow.from, Target::Anything);
                self.field("to", &flow.to, Target::Anything);
            }
        }
        self.environments();
        self.providers();
        self.documents();
        self.crm_rows();
        self.ssp();
    }

    fn environments(&mut self) {
        let org = self.model.organization().map(|o| o.id.value.0.clone());
        for environment in &self.model.environments {
            self.field("provider", &environment.provider, Target::Provider);
            if environment.tenant_of.get().map(|i| &i.0) != org.as_ref() {
                self.field("tenant-of", &environment.tenant_of, Target::Provider);
            }
            self.words("boundary", &environment.boundary, Target::Boundary);
        }
    }

    fn providers(&mut self) {
        for provider in &self.model.providers {
            let id = &provider.id.value.0;
            for service in &provider.services {
                self.words("reaches", &service.reaches, Target::AssetOrEnvironment);
                self.field("runs-on", &service.runs_on, Target::Environment);
                if let Some(logs) = &service.logs {
                    self.field("hot", &logs.hot, Target::AssetOrEnvironment);
                    self.field("cold", &logs.cold, Target::AssetOrEnvironment);
                }
            }
            for relies in &provider.relies_on {
                self.reference("relies-on", &relies.id, Target::ProviderOrEnvironment);
                for service in &relies.for_.items {
                    self.service("for", service, Some(id), false);
                }
            }
            for certificate in &provider.certificates {
                for service in &certificate.covers.items {
                    self.service("covers", service, Some(id), false);
                }
            }
            if let Some(replaced) = &provider.replaced {
                self.field("by", &replaced.by, Target::Provider);
            }
            if let Some(monitoring) = &provider.monitoring {
                self.field("by", &monitoring.by, Target::Role);
            }
            self.words("affiliate-of", &provider.affiliate_of, Target::Provider);
            self.words("boundary", &provider.boundary, Target::Boundary);
        }
        for description in &self.model.service_descriptions {
            self.field("provider", &description.provider, Target::Provider);
        }
    }

    fn documents(&mut self) {
        let model = self.model;
        for assessment in &model.assessments {
            self.field("c3pao", &assessment.c3pao, Target::Provider);
            self.words("boundary", &assessment.boundary, Target::Boundary);
            self.words("covers", &assessment.covers, Target::Provider);
        }
        for words in model
            .ssps
            .iter()
            .map(|s| &s.boundary)
            .chain(model.statuses.iter().map(|s| &s.boundary))
            .chain(model.affirmations.iter().map(|s| &s.boundary))
            .chain(model.plans.iter().map(|s| &s.boundary))
            .chain(model.poams.iter().map(|s| &s.boundary))
        {
            self.words("boundary", words, Target::Boundary);
        }
        for review in &model.crm_reviews {
            self.reference("crm-review", &review.crm, Target::Crm);
            self.field("by", &review.by, Target::Role);
        }
        for crm in &model.crms {
            self.crm_head(crm);
        }
    }

    fn crm_head(&mut self, crm: &super::crm::Crm) {
        self.field("provider", &crm.provider, Target::ProviderOrEnvironment);
        self.field("based-on", &crm.based_on, Target::Crm);
        if crm.provider.is_absent() && crm.based_on.is_absent() {
            self.push(
                crm.id.span,
                Finding::fixed(
                    "dangling-reference",
                    crm.header,
                    format!("the matrix `{}` names no provider", crm.id.value),
                )
                .help("add provider=…, the one whose services it speaks for"),
            );
        }
        for review in &crm.reviewed {
            self.field("by", &review.by, Target::Role);
        }
        if self.model.used_crms.contains(&crm.id.value.0) {
            return;
        }
        let party = crm.provider.get().map(|p| p.0.clone());
        for cover in &crm.covers.items {
            self.service("covers", cover, party.as_ref(), true);
        }
    }

    fn crm_rows(&mut self) {
        for crm in self.model.crms.iter().filter(|c| !self.model.used_crms.contains(&c.id.value.0)) {
            let party = crm.provider.get().map(|p| p.0.clone());
            for row in &crm.rows {
                for service in &row.service.items {
                    self.service("service", service, party.as_ref(), true);
                }
                self.field("passes-to", &row.passes_to, Target::ProviderOrEnvironment);
                for objective in &row.objectives {
                    for service in &objective.service.items {
                        self.service("service", service, party.as_ref(), true);
                    }
                    self.field("passes-to", &objective.passes_to, Target::ProviderOrEnvironment);
                }
            }
        }
    }

    fn ssp(&mut self) {
        for ssp in &self.model.ssps {
            for uses in &ssp.uses {
                self.reference("uses", &uses.crm, Target::Crm);
            }
            for describes in &ssp.describes {
                self.reference("describes", &describes.provider, Target::ProviderOrEnvironment);
            }
            for row in &ssp.rows {
                self.ssp_parties(&row.customers, &row.providers);
                for objective in &row.objectives {
                    self.ssp_parties(&objective.customers, &objective.providers);
                }
                if let Some(deficiency) = &row.deficiency {
                    self.field("plan", &deficiency.plan, Target::PlanItem);
                }
                if let Some(exception) = &row.enduring_exception {
                    self.field("asset", &exception.asset, Target::Asset);
                }
            }
        }
    }

    fn ssp_parties(&mut self, customers: &[super::ssp::SspCustomer], providers: &[super::ssp::SspProvider]) {
        for customer in customers {
            self.field("owner", &customer.owner, Target::Role);
        }
        for provider in providers.iter().filter(|p| p.id.value.0 != UNKNOWN) {
            self.reference("provider", &provider.id, Target::ProviderOrEnvironment);
            self.field("crm", &provider.crm, Target::Crm);
        }
    }

    fn words(&mut self, word: &str, words: &Words<Id>, target: Target) {
        for item in &words.items {
            self.reference(word, item, target);
        }
    }

    fn field(&mut self, word: &str, field: &Field<Id>, target: Target) {
        if let Some(id) = field.known() {
            self.reference(word, id, target);
        }
    }

    fn reference(&mut self, word: &str, id: &Spanned<Id>, target: Target) {
        let name = id.value.0.as_str();
        let place = self.index.places.get(name).copied();
        let good = match target {
            Target::Provider => matches!(place, Some(Place::Provider(_))),
            Target::ProviderOrEnvironment => matches!(place, Some(Place::Provider(_) | Place::Environment(_))),
            Target::Environment => matches!(place, Some(Place::Environment(_))),
            Target::Asset => matches!(place, Some(Place::Asset(..))),
            Target::AssetOrEnvironment => matches!(place, Some(Place::Asset(..) | Place::Environment(_))),
            Target::Anything => place.is_some() || self.model.subcontractors.iter().any(|s| s.id.value.0 == name),
            Target::Crm => self.index.crms.contains_key(name),
            Target::Boundary => self.index.boundaries.iter().any(|b| b.id == name),
            Target::Role => {
                self.index.roles.contains(name)
                    || self.model.organization().is_some_and(|o| o.id.value.0 == name)
                    || place.is_some()
            }
            Target::PlanItem => self.index.plan_items.contains(name),
        };
        if !good {
            self.report(word, id, target, place);
        }
    }

    /// A service of one provider by its short name, `provider.service`, or an environment.
    fn service(&mut self, word: &str, id: &Spanned<Id>, provider: Option<&String>, environments: bool) {
        let name = id.value.0.as_str();
        let full = provider.map(|p| format!("{p}.{name}"));
        let service = |n: &str| matches!(self.index.places.get(n), Some(Place::Service(..)));
        let environment = environments && matches!(self.index.places.get(name), Some(Place::Environment(_)));
        if service(name) || full.is_some_and(|f| service(&f)) || environment {
            return;
        }
        self.report(word, id, Target::Anything, None);
    }

    fn report(&mut self, word: &str, id: &Spanned<Id>, target: Target, place: Option<Place>) {
        let (what, level) = match target {
            Target::Provider => ("provider", Level::Error),
            Target::ProviderOrEnvironment => ("provider or environment", Level::Error),
            Target::Environment => ("environment", Level::Error),
            Target::Asset => ("asset", Level::Error),
            Target::AssetOrEnvironment => ("asset or environment", Level::Error),
            Target::Anything => ("asset, environment, provider or service", Level::Error),
            Target::Crm => ("crm", Level::Error),
            Target::Boundary => ("boundary", Level::Error),
            Target::Role => ("role", Level::Warning),
            Target::PlanItem => ("plan item", Level::Error),
        };
        let message = match place {
            Some(_) => format!("`{}` is declared, but not as {what}", id.value),
            None => format!("no {what} `{}` is declared", id.value),
        };
        let mut finding = Finding::fixed("dangling-reference", id.span, message)
            .level(level)
            .label(format!("{word} names it"))
            .entity(format!("reference:{}", id.value));
        if let Some(near) = self.nearest(&id.value.0, target) {
            // Which declaration was meant only its author knows.
            finding = finding.help(format!("did you mean `{near}`?")).replace(&near, false);
        } else {
            finding = finding.help(format!("declare it, or correct {word}="));
        }
        self.push(id.span, finding);
    }

    fn push(&mut self, span: Span, finding: Finding) {
        self.dangling.insert(span);
        // What was not read may hold the declaration, so a missing name proves nothing then.
        if !self.model.open {
            self.findings.push(finding);
        }
    }

    fn nearest(&self, name: &str, target: Target) -> Option<String> {
        let index = self.index;
        let found = match target {
            Target::Crm => nearest(name, index.crms.keys().map(String::as_str)),
            Target::Boundary => nearest(name, index.boundaries.iter().map(|b| b.id.as_str())),
            Target::Role => nearest(name, index.roles.iter().map(String::as_str)),
            Target::PlanItem => nearest(name, index.plan_items.iter().map(String::as_str)),
            _ => nearest(name, index.places.keys().map(String::as_str)),
        };
        found.map(str::to_owned)
    }
}

/// With two or more boundaries every node must say to which it belongs.
fn not_stated(model: &Model, index: &Index, findings: &mut Vec<Finding>) {
    if index.boundaries.len() < 2 {
        return;
    }
    let ids: Vec<&str> = index.boundaries.iter().map(|b| b.id.as_str()).collect();
    let mut report = |what: &str, words: &Words<Id>, header: Span| {
        if words.is_absent() {
            findings.push(
                Finding::fixed(
                    "boundary-not-stated",
                    header,
                    format!("this {what} does not say to which boundary it belongs"),
                )
                .help(format!("add boundary=… (one or more of {})", ids.join(" "))),
            );
        }
    };
    for e in &model.environments {
        report("environment", &e.boundary, e.header);
    }
    for p in model.providers.iter().filter(|p| !p.services.is_empty()) {
        report("provider", &p.boundary, p.header);
    }
    for s in &model.ssps {
        report("ssp", &s.boundary, s.header);
    }
    for s in &model.plans {
        report("plan", &s.boundary, s.header);
    }
    for s in &model.poams {
        report("poam", &s.boundary, s.header);
    }
    for s in &model.statuses {
        report("status", &s.boundary, s.header);
    }
    for s in &model.affirmations {
        report("affirmation", &s.boundary, s.header);
    }
    for s in &model.assessments {
        report("assessment", &s.boundary, s.header);
    }
}

/// The declared boundary behind an index entry.
pub fn declared_boundary<'m>(model: &'m Model, info: &BoundaryInfo) -> Option<&'m Boundary> {
    info.declared.and_then(|d| model.boundaries.get(d))
}
