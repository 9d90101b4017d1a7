//! Cloud environments: which offering, whose tenant, what it holds, and how its standing is shown.

use crate::model::organization::DataClass;
use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// FedRAMP impact levels as declared.
    pub enum DeclaredLevel {
        /// Low
        Low = "low",
        /// Moderate
        Moderate = "moderate",
        /// High
        High = "high",
    }
}

noun! {
    /// The provider's acceptance of DFARS 252.204-7012 (c) to (g).
    pub struct IncidentTerms = "incident-terms" as "incident-terms" {
        /// True if the provider accepted them.
        accepted "accepted" word bool;
        /// Where that stands in writing.
        reference "reference" word Text;
    }
}

noun! {
    /// An item of the body of evidence of an equivalency claim (DoD CIO memo of 2023-12-21).
    pub struct EquivalencyEvidence = "evidence" as "equivalency-evidence" {
        /// Which of the 28 items.
        item "item" arg Id;
        /// Where it lies.
        path "path" word Text;
        /// Further items that the same document holds, separated by blanks.
        includes "includes" words Text;
    }
}

noun! {
    /// A claim of FedRAMP Moderate equivalency (DoD CIO memo of 2023-12-21).
    pub struct Equivalency = "equivalency" as "equivalency" {
        /// The FedRAMP-recognised 3PAO that assessed it.
        assessor "assessor" word Text;
        /// Date of the assessment.
        assessed "assessed" word Date;
        /// Date of the last penetration test.
        pen_test "pen-test" word Date;
        /// Date on which the organization approved its use.
        approved "approved" word Date;
        /// Date on which the organization confirmed that the provider has an incident response plan.
        incident_plan_confirmed "incident-plan-confirmed" word Date;
        /// Number of open items that came from the 3PAO's assessment.
        open_assessment_items "open-assessment-items" word i64;
        /// The body of evidence.
        evidence "evidence" children EquivalencyEvidence;
    }
}

noun! {
    /// A cloud environment in use: an offering in a tenant.
    pub struct Environment = "environment" as "environment" {
        /// Short name; assets, environments and providers share one namespace.
        id "id" arg Id;
        /// The offering in the catalogue, such as m365-gcc-high.
        offering "offering" word Id;
        /// The provider that runs the cloud.
        provider "provider" word Id;
        /// Whose tenant it is: the organization or a provider.
        tenant_of "tenant-of" word Id;
        /// FedRAMP package id as read on the Marketplace.
        package "package" word Text;
        /// FedRAMP impact level as read on the Marketplace.
        level "level" word DeclaredLevel;
        /// Date on which the Marketplace was checked.
        checked "checked" word Date;
        /// Boundaries it belongs to.
        boundary "boundary" words Id;
        /// What information it holds.
        holds "holds" words DataClass;
        /// Services of the offering in use.
        services "services" words Text;
        /// The provider's acceptance of DFARS 252.204-7012 (c) to (g).
        incident_terms "incident-terms" child IncidentTerms;
        /// A claim of FedRAMP Moderate equivalency.
        equivalency "equivalency" child Equivalency;
    }
}
