//! Frameworks and cloud offerings, as data with citations: the 110 requirements and 320 objectives of SP 800-171 Rev 2,
//! how their ids are written, the body of evidence of equivalency, and the standing of cloud offerings.
//! The data stand in `rules/catalog/`; [`bundled`](self) tables are generated from them, so nothing is parsed at start.

#[rustfmt::skip]
mod bundled;
mod declared;
mod id;
mod listing;
mod lookup;
mod offering;
mod package;
mod requirement;

pub use id::{Framework, Reading, Written, read_id, read_ids, read_letters};
pub use listing::{Entry, Listing, PACKAGES_AS_OF, Refused};
pub use lookup::{Catalog, Lookup};
pub use offering::{AuthStatus, ImpactLevel, Offering, OfferingFamily, Standing, Tri, Variant, vendor_id};
pub use package::Package;
pub use requirement::{
    EvidenceItem, Family, Keeps, Period, Poam, Requirement, RequirementIx, Weight, evidence_items, families,
    requirement, requirements, requirements_hinted_by,
};

/// Every number of SP 800-171 Rev 3, `03.01.01`, in order, with its title; those without one were withdrawn.
pub fn revision3() -> &'static [(&'static str, Option<&'static str>)] {
    &bundled::REVISION3
}
