//! What a project's export of the `FedRAMP` Marketplace says of its environments, and where that differs from the catalogue
//! that comes with crmlint or from what is declared. The newer of the two counts; a difference is a note.

use crate::catalog::{AuthStatus, Catalog, Entry, ImpactLevel, Listing, Lookup, PACKAGES_AS_OF, Package};
use crate::finding::{Finding, join_and};
use crate::model::Model;
use crate::model::environment::{DeclaredLevel, Environment};
use crate::model::resolve::{Index, OfferingOf};
use crate::source::Span;

/// What the export says of the package of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exported<'a> {
    /// A row, under the id that counts.
    Row(&'a str, &'a Entry),
    /// The export is whole and has no such row.
    Missing(&'a str),
}

/// The export's word on an environment; `None` without an export or a package, and where a missing row says nothing: in an
/// export of chosen vendors, and where the Marketplace was looked at after the export was made.
pub fn exported<'a>(
    environment: &'a Environment,
    offering: &'a OfferingOf,
    catalog: &'a Catalog,
) -> Option<Exported<'a>> {
    let listing = catalog.listing()?;
    let id = package(environment, offering, catalog)?;
    match listing.standing_row(id) {
        Some((id, entry)) => Some(Exported::Row(id, entry)),
        None => (listing.whole && !checked_since(environment, listing)).then_some(Exported::Missing(id)),
    }
}

/// The package that stands for an environment.
fn package<'a>(environment: &'a Environment, offering: &'a OfferingOf, catalog: &Catalog) -> Option<&'a str> {
    let declared = environment.package.get().map(|p| p.0.trim());
    match offering {
        OfferingOf::Known(offering) => catalog.package_of(offering, declared),
        OfferingOf::Ambiguous(_) => None,
        // The package of another offering shows nothing of this one.
        OfferingOf::Unlisted(_) | OfferingOf::Unstated => declared.filter(|id| catalog.owner(id).is_none()),
    }
}

fn checked_since(environment: &Environment, listing: &Listing) -> bool {
    environment.checked.get().zip(listing.date.as_ref()).is_some_and(|(checked, date)| checked > date)
}

/// What the catalogue says of a package, and as of when.
struct Known {
    status: AuthStatus,
    level: ImpactLevel,
    as_of: String,
}

fn known(id: &str, offering: &OfferingOf, catalog: &Catalog) -> Option<Known> {
    if let OfferingOf::Known(offering) = offering
        && let Lookup::Found(o) = catalog.find(&offering.id)
        && o.package.as_deref() == Some(id)
    {
        return Some(Known { status: o.status, level: o.level, as_of: o.as_of.to_string() });
    }
    let package = Package::find(id)?;
    Some(Known { status: package.status, level: package.level, as_of: PACKAGES_AS_OF.to_owned() })
}

/// Notes on what differs, one an environment.
pub fn differences(model: &Model, index: &Index, catalog: &Catalog) -> Vec<Finding> {
    let Some(listing) = catalog.listing() else { return Vec::new() };
    let environments = model.environments.iter().zip(&index.offerings);
    environments.filter_map(|(e, offering)| difference(e, offering, catalog, listing)).collect()
}

fn difference(
    environment: &Environment,
    offering: &OfferingOf,
    catalog: &Catalog,
    listing: &Listing,
) -> Option<Finding> {
    let declared = environment.package.get().map(|p| p.0.trim());
    let own = match offering {
        OfferingOf::Known(offering) => match catalog.find(&offering.id) {
            Lookup::Found(o) => o.package.as_deref(),
            _ => None,
        },
        _ => None,
    };
    let id = package(environment, offering, catalog)?;
    // The offering as the catalogue has it, where its update took another id.
    let id = if declared == Some(id) { id } else { own.unwrap_or(id) };
    let span = environment.package.span().filter(|_| declared == Some(id)).or(environment.offering.span());
    let span = span.unwrap_or(environment.header);
    let known = known(id, offering, catalog);
    let finding = |message: String, at: Span, label: String| {
        let finding = Finding::fixed("marketplace-differs", span, message).also(at, label);
        finding.entity(format!("environment:{}", environment.id.value))
    };
    let as_of = listing.as_of();
    let Some(entry) = listing.find(id) else {
        if !listing.whole {
            return None;
        }
        let message = format!("package {id} is not in the Marketplace export ({as_of})");
        let said = known.as_ref().map_or_else(|| "declared here".to_owned(), Known::say);
        let help = "look the package up on the Marketplace; the id may have changed";
        return Some(finding(message, listing.date_span, format!("exported {as_of}")).label(said).help(help));
    };
    let there = say(entry.status, entry.level);
    let Some(known) = known else {
        let level = environment.level.get().filter(|l| differs(**l, entry.level))?;
        let message = format!("package {id} is declared at {}, the Marketplace export says {there}", level.word());
        return Some(finding(message, entry.span, format!("{there}, {as_of}")).help("correct level= or package="));
    };
    let mut what = Vec::new();
    if known.status != entry.status {
        what.push("status");
    }
    if known.level != entry.level && known.level != ImpactLevel::Unknown {
        what.push("level");
    }
    if what.is_empty() {
        return None;
    }
    let message = format!(
        "{} of package {id}: the catalogue has {} ({}), the Marketplace export {there} ({as_of})",
        join_and(&what),
        say(known.status, known.level),
        known.as_of,
    );
    let newer = listing.is_as_new_as(&known.as_of);
    let torn = known.status == AuthStatus::Unknown && !entry.confirmed;
    let help = if torn {
        "one status alone does not settle it: look the package up on the Marketplace"
    } else if newer && listing.date.is_some_and(|d| d.to_string() == known.as_of) {
        "both are of the same day: look the package up on the Marketplace"
    } else if newer {
        "the export is newer and counts"
    } else {
        "the catalogue is newer and counts; take a new export"
    };
    Some(finding(message, entry.span, format!("{there}, {as_of}")).label(known.say()).help(help))
}

impl Known {
    fn say(&self) -> String {
        format!("{} in the catalogue, as of {}", say(self.status, self.level), self.as_of)
    }
}

/// Status and level in words.
pub fn say(status: AuthStatus, level: ImpactLevel) -> String {
    let level = match level {
        ImpactLevel::Unknown => String::new(),
        level => format!(" at {}", level.word()),
    };
    match status {
        AuthStatus::Authorized => format!("Authorized{level}"),
        AuthStatus::Ready => format!("Ready{level}"),
        AuthStatus::InProcess => format!("In Process{level}"),
        AuthStatus::None => "no status".to_owned(),
        AuthStatus::Unknown => "statuses that disagree".to_owned(),
    }
}

fn differs(declared: DeclaredLevel, listed: ImpactLevel) -> bool {
    match listed {
        ImpactLevel::LiSaas | ImpactLevel::Low | ImpactLevel::TwentyXLow => declared != DeclaredLevel::Low,
        ImpactLevel::Moderate | ImpactLevel::TwentyXModerate => declared != DeclaredLevel::Moderate,
        ImpactLevel::High => declared != DeclaredLevel::High,
        ImpactLevel::Unknown => false,
    }
}
