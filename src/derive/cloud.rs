//! Cloud standing of an environment that holds CUI: authorized at Moderate or better, equivalent, or not
//! (DFARS 252.204-7012(b)(2)(ii)(D); 32 CFR 170.17(c)(5); DoD CIO memo of 2023-12-21). SPD alone owes no FedRAMP.

use jiff::civil::Date;

use super::Tri;
use super::listed::{Exported, exported, say};
use crate::catalog::{AuthStatus, Catalog, Offering, Standing, Variant};
use crate::finding::Label;
use crate::model::Model;
use crate::model::environment::{DeclaredLevel, Environment, Equivalency};
use crate::model::organization::DataClass;
use crate::model::resolve::{Index, OfferingOf};
use crate::words;

words! {
    /// What the cloud owes.
    pub enum CloudDuty {
        /// FedRAMP Moderate or equivalent, because CUI is held
        FedrampModerate = "fedramp-moderate",
        /// nothing of the kind
        None = "none",
    }
}

words! {
    /// Standing at FedRAMP Moderate.
    pub enum CloudStanding {
        /// authorized at Moderate or High
        Authorized = "authorized",
        /// shown to be equivalent
        Equivalent = "equivalent",
        /// authorized below Moderate
        BelowLevel = "below-level",
        /// neither
        NotAuthorized = "not-authorized",
    }
}

words! {
    /// What the standing follows from.
    pub enum StandingReason {
        /// the catalogue or the project's export of the Marketplace lists it as authorized
        Listed = "listed",
        /// package, level and check date are declared, and were not verified
        Declared = "declared",
        /// equivalency is shown
        Equivalent = "equivalent",
        /// authorized at Low, LI-SaaS or 20x Low
        BelowLevel = "below-level",
        /// a commercial environment whose government twin is the authorized one
        CommercialTwin = "commercial-twin",
        /// without a row on the Marketplace, as the catalogue or the project's export has it
        NotListed = "not-listed",
        /// a row on the Marketplace without a status
        NoStatus = "no-status",
        /// FedRAMP Ready
        Ready = "ready",
        /// FedRAMP In Process
        InProcess = "in-process",
        /// equivalency without a 3PAO
        EquivalencyNoAssessor = "equivalency-no-assessor",
        /// equivalency with items missing from its body of evidence
        EquivalencyEvidenceGap = "equivalency-evidence-gap",
        /// equivalency assessed more than twelve months ago, or without a date
        EquivalencyStale = "equivalency-stale",
        /// equivalency with open items of the assessment, or without their number
        EquivalencyOpenItems = "equivalency-open-items",
        /// a family word that stands for several offerings
        Ambiguous = "ambiguous",
        /// sources disagree or do not settle it
        SourcesDisagree = "sources-disagree",
        /// not in the catalogue, and nothing supplied shows an authorization
        Unlisted = "unlisted",
    }
}

/// What follows for one environment.
#[derive(Debug, Clone, PartialEq)]
pub struct CloudFact {
    /// Does it owe FedRAMP Moderate?
    pub duty: Tri,
    /// Its standing; `None` is unknown.
    pub standing: Option<CloudStanding>,
    /// What that follows from.
    pub reason: StandingReason,
    /// Why, with places.
    pub because: Vec<Label>,
    /// The authorized government twin.
    pub twin: Option<String>,
    /// Items of the body of evidence that are not shown.
    pub missing_evidence: Vec<String>,
    /// True if a family word was used as offering.
    pub ambiguous: bool,
    /// Offerings that the family word stands for.
    pub candidates: Vec<String>,
    /// The nearest offering for one that is not in the catalogue.
    pub nearest: Option<String>,
}

/// Judges all environments.
pub fn cloud(model: &Model, index: &Index, catalog: &Catalog, as_of: Date) -> Vec<CloudFact> {
    model
        .environments
        .iter()
        .zip(&index.offerings)
        .map(|(environment, offering)| judge(environment, offering, catalog, as_of))
        .collect()
}

fn judge(environment: &Environment, offering: &OfferingOf, catalog: &Catalog, as_of: Date) -> CloudFact {
    let duty = if environment.holds.has(&DataClass::Cui) {
        Tri::Yes
    } else if environment.holds.unknown.is_some() || environment.holds.is_absent() {
        // `none` is the word for nothing.
        Tri::Unknown
    } else {
        Tri::No
    };
    let (standing, reason) = standing(environment, offering, catalog, as_of);
    let mut fact = CloudFact {
        duty,
        standing,
        reason,
        because: Vec::new(),
        twin: None,
        missing_evidence: environment.equivalency.as_ref().map_or_else(Vec::new, missing_evidence),
        ambiguous: matches!(offering, OfferingOf::Ambiguous(_)),
        candidates: match offering {
            OfferingOf::Ambiguous(candidates) => candidates.clone(),
            _ => Vec::new(),
        },
        nearest: match offering {
            OfferingOf::Unlisted(near) => near.clone(),
            _ => None,
        },
    };
    if let (OfferingOf::Known(o), Some(CloudStanding::NotAuthorized), Tri::Yes, None) =
        (offering, fact.standing, duty, &environment.equivalency)
    {
        fact.twin = twin(o, catalog);
        if fact.twin.is_some() {
            fact.reason = StandingReason::CommercialTwin;
        }
    }
    fact.because = because(environment, offering, catalog);
    fact
}

fn because(environment: &Environment, offering: &OfferingOf, catalog: &Catalog) -> Vec<Label> {
    let mut out = Vec::new();
    if let Some(span) = environment.holds.place(&DataClass::Cui) {
        out.push(Label::new(span, "CUI is held here"));
    }
    if let (OfferingOf::Known(o), Some(span)) = (offering, environment.offering.span()) {
        out.push(Label::new(span, describe(o)));
    }
    if let (Some(Exported::Row(id, entry)), Some(listing)) =
        (exported(environment, offering, catalog), catalog.listing())
    {
        let said = say(entry.status, entry.level);
        out.push(Label::new(entry.span, format!("{id}: {said}, {}", listing.as_of())));
    }
    out
}

/// The dated fact of the catalogue in one line.
pub fn describe(offering: &Offering) -> String {
    let status = match offering.status {
        AuthStatus::Authorized => format!("FedRAMP Authorized at {}", offering.level.word()),
        AuthStatus::Ready => "FedRAMP Ready, not Authorized".to_owned(),
        AuthStatus::InProcess => "FedRAMP In Process, not Authorized".to_owned(),
        AuthStatus::None => "no FedRAMP authorization listed".to_owned(),
        AuthStatus::Unknown => "sources disagree on its FedRAMP status".to_owned(),
    };
    match &offering.package {
        Some(package) => format!("{}: {status} ({package}, {})", offering.name, offering.as_of),
        None => format!("{}: {status} ({})", offering.name, offering.as_of),
    }
}

fn twin(offering: &Offering, catalog: &Catalog) -> Option<String> {
    if offering.variant != Variant::Commercial {
        return None;
    }
    offering
        .twins
        .iter()
        .filter_map(|t| match catalog.find(t) {
            crate::catalog::Lookup::Found(o) => {
                let mut twin = o.clone();
                catalog.update(&mut twin, None);
                Some(twin)
            }
            _ => None,
        })
        .find(|o| o.standing == Standing::Authorized)
        .map(|o| o.id.to_string())
}

fn standing(
    environment: &Environment,
    offering: &OfferingOf,
    catalog: &Catalog,
    as_of: Date,
) -> (Option<CloudStanding>, StandingReason) {
    let listed = match offering {
        OfferingOf::Ambiguous(_) => return (None, StandingReason::Ambiguous),
        OfferingOf::Known(o) => listed(o.standing, o.status, o.package.is_some()),
        OfferingOf::Unlisted(_) | OfferingOf::Unstated => match exported(environment, offering, catalog) {
            Some(Exported::Row(_, entry)) => listed(Standing::of(entry.status, entry.level), entry.status, true),
            Some(Exported::Missing(_)) => listed(Standing::NotAuthorized, AuthStatus::None, false),
            None => declared(environment),
        },
    };
    match (&listed, &environment.equivalency) {
        ((Some(CloudStanding::NotAuthorized | CloudStanding::BelowLevel) | None, _), Some(claim)) => {
            equivalency(claim, as_of)
        }
        _ => listed,
    }
}

/// What a row, or the lack of one, amounts to.
fn listed(standing: Standing, status: AuthStatus, has_row: bool) -> (Option<CloudStanding>, StandingReason) {
    match standing {
        Standing::Authorized => (Some(CloudStanding::Authorized), StandingReason::Listed),
        Standing::BelowLevel => (Some(CloudStanding::BelowLevel), StandingReason::BelowLevel),
        Standing::Unknown => (None, StandingReason::SourcesDisagree),
        Standing::NotAuthorized => {
            let reason = match status {
                AuthStatus::Ready => StandingReason::Ready,
                AuthStatus::InProcess => StandingReason::InProcess,
                _ if has_row => StandingReason::NoStatus,
                _ => StandingReason::NotListed,
            };
            (Some(CloudStanding::NotAuthorized), reason)
        }
    }
}

/// What package, level and check date show where the catalogue knows nothing.
fn declared(environment: &Environment) -> (Option<CloudStanding>, StandingReason) {
    let shown = environment.package.get().is_some() && environment.checked.get().is_some();
    match (shown, environment.level.get()) {
        (true, Some(DeclaredLevel::Moderate | DeclaredLevel::High)) => {
            (Some(CloudStanding::Authorized), StandingReason::Declared)
        }
        (true, Some(DeclaredLevel::Low)) => (Some(CloudStanding::BelowLevel), StandingReason::BelowLevel),
        (true, None) if environment.level.is_unknown() => (None, StandingReason::Declared),
        _ if environment.offering.is_unknown() => (None, StandingReason::Unlisted),
        _ => (Some(CloudStanding::NotAuthorized), StandingReason::Unlisted),
    }
}

fn equivalency(claim: &Equivalency, as_of: Date) -> (Option<CloudStanding>, StandingReason) {
    let no = |reason| (Some(CloudStanding::NotAuthorized), reason);
    // Written as unknown is not the same as missing.
    let unknown =
        claim.assessor.is_unknown() || claim.assessed.is_unknown() || claim.open_assessment_items.is_unknown();
    if unknown {
        return (None, StandingReason::Equivalent);
    }
    if claim.assessor.get().is_none_or(crate::schema::grammar::Text::is_blank) {
        return no(StandingReason::EquivalencyNoAssessor);
    }
    if !missing_evidence(claim).is_empty() {
        return no(StandingReason::EquivalencyEvidenceGap);
    }
    let year_ago = as_of.checked_sub(jiff::Span::new().months(12)).ok();
    let recent = claim.assessed.get().zip(year_ago).is_some_and(|(on, limit)| *on >= limit && *on <= as_of);
    if !recent {
        return no(StandingReason::EquivalencyStale);
    }
    if claim.open_assessment_items.get() != Some(&0) {
        return no(StandingReason::EquivalencyOpenItems);
    }
    (Some(CloudStanding::Equivalent), StandingReason::Equivalent)
}

/// Items of the 28 that neither an `evidence` node nor an `includes=` names.
fn missing_evidence(claim: &Equivalency) -> Vec<String> {
    let mut shown: Vec<&str> = Vec::new();
    for evidence in &claim.evidence {
        shown.push(&evidence.item.value.0);
        shown.extend(evidence.includes.items.iter().flat_map(|i| i.value.0.split_whitespace()));
    }
    // The short word that the DoD memo's readers use for the POA&M set.
    if shown.contains(&"plan-of-action") {
        shown.push("plan-of-action-and-milestones");
    }
    crate::catalog::evidence_items().iter().map(|i| i.id).filter(|id| !shown.contains(id)).map(str::to_owned).collect()
}
