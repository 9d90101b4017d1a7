//! The Customer Responsibility Matrix of one provider, row by row.

use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// Who is responsible.
    pub enum Responsibility {
        /// the provider does all of it
        Provider = "provider",
        /// the customer does all of it
        Customer = "customer",
        /// each does a part
        Shared = "shared",
        /// no part of the provider's service
        NotApplicable = "not-applicable",
    }
}

words! {
    /// How the parts of a shared row hang together.
    pub enum SharedMode {
        /// each side acts alone
        Independent = "independent",
        /// one side works only if the other acts
        Dependent = "dependent",
    }
}

words! {
    /// Status of a document.
    pub enum DocumentStatus {
        /// not yet decided
        Draft = "draft",
        /// decided
        Final = "final",
        /// decided and signed off
        Approved = "approved",
    }
}

words! {
    /// Catalogues of requirements that a matrix can be keyed by.
    pub enum FrameworkWord {
        /// NIST SP 800-171 Revision 2, what CMMC Level 2 assesses
        R2 = "nist-sp-800-171-r2",
        /// NIST SP 800-171 Revision 3
        R3 = "nist-sp-800-171-r3",
        /// NIST SP 800-53: its rows are hints for 800-171
        Sp80053 = "nist-sp-800-53",
        /// CMMC Level 1
        Cmmc1 = "cmmc-l1",
        /// CMMC Level 2
        Cmmc2 = "cmmc-l2",
    }
}

words! {
    /// The two sides of a matrix.
    pub enum Side {
        /// the provider
        Provider = "provider",
        /// the customer
        Customer = "customer",
        /// both
        Both = "both",
    }
}

words! {
    /// What the organization decided on a received CRM.
    pub enum ReviewOutcome {
        /// accepted
        Accepted = "accepted",
        /// accepted with questions left
        AcceptedWithQuestions = "accepted-with-questions",
        /// sent back
        Rejected = "rejected",
    }
}

words! {
    /// How a received CRM was validated.
    pub enum ReviewMethod {
        /// a part was compared with the facts
        Sampled = "sampled",
        /// every row was compared with the facts
        Full = "full",
        /// it was read
        Read = "read",
    }
}

noun! {
    /// What one side does.
    pub struct ProviderPart = "provider" as "crm-provider-part" {
        /// Who does what, how often, where it shows; `#null` where that is not known.
        text "text" optarg Text;
    }
}

noun! {
    /// What the customer does.
    pub struct CustomerPart = "customer" as "crm-customer-part" {
        /// Who does what, how often, where it shows; `#null` where that is not known.
        text "text" optarg Text;
    }
}

noun! {
    /// Where one side hands over to the other.
    pub struct Handoff = "handoff" as "crm-handoff" {
        /// Ticket queue, alert, approval.
        text "text" arg Text;
    }
}

noun! {
    /// Evidence that one side can show.
    pub struct CrmEvidence = "evidence" as "crm-evidence" {
        /// What it is.
        text "text" arg Text;
        /// Who holds it.
        by "by" word Side;
        /// Where it lies.
        at "at" word Text;
    }
}

noun! {
    /// Objectives of the requirement that are answered differently.
    pub struct CrmObjective = "objective" as "crm-objective" {
        /// Letters of NIST SP 800-171A.
        letters "letter" args Id;
        /// Who is responsible.
        responsibility "responsibility" word Responsibility;
        /// How the parts of a shared row hang together.
        mode "mode" word SharedMode;
        /// Service of the provider that the row is about.
        service "service" words Id;
        /// Offering or CRM from which the provider inherits this part.
        inherited_from "inherited-from" word Id;
        /// Provider to which the duty passes.
        passes_to "passes-to" word Id;
        /// Why it does not apply.
        reason "reason" word Text;
        /// What the provider does.
        provider_parts "provider" children ProviderPart;
        /// What the customer does.
        customer_parts "customer" children CustomerPart;
        /// Where one side hands over to the other.
        handoff "handoff" children Handoff;
        /// Evidence.
        evidence "evidence" children CrmEvidence;
    }
}

noun! {
    /// Rows for one or more requirements.
    pub struct CrmRequirement = "requirement" as "crm-requirement" {
        /// Requirement ids in any usual form, in quotes.
        ids "id" args Text;
        /// Who is responsible.
        responsibility "responsibility" word Responsibility;
        /// How the parts of a shared row hang together.
        mode "mode" word SharedMode;
        /// Service of the provider that the row is about.
        service "service" words Id;
        /// Offering or CRM from which the provider inherits this part.
        inherited_from "inherited-from" word Id;
        /// Provider to which the duty passes.
        passes_to "passes-to" word Id;
        /// Why it does not apply.
        reason "reason" word Text;
        /// What the provider does.
        provider_parts "provider" children ProviderPart;
        /// What the customer does.
        customer_parts "customer" children CustomerPart;
        /// Where one side hands over to the other.
        handoff "handoff" children Handoff;
        /// Evidence.
        evidence "evidence" children CrmEvidence;
        /// Objectives that are answered differently.
        objectives "objective" children CrmObjective;
    }
}

noun! {
    /// One answer for a whole family.
    pub struct CrmFamily = "family" as "crm-family" {
        /// Family, such as PE.
        id "id" arg Id;
        /// Who is responsible.
        responsibility "responsibility" word Responsibility;
        /// In words.
        text "text" optarg Text;
        /// Service of the provider that the row is about.
        service "service" words Id;
    }
}

noun! {
    /// The answer where the matrix has no row.
    pub struct CrmDefault = "default" as "crm-default" {
        /// In words.
        text "text" optarg Text;
        /// Who is responsible.
        responsibility "responsibility" word Responsibility;
    }
}

noun! {
    /// A signature.
    pub struct Signed = "signed" as "crm-signed" {
        /// Provider, organization or role.
        by "by" word Id;
        /// When.
        on "on" word Date;
    }
}

noun! {
    /// A review by the organization.
    pub struct Reviewed = "reviewed" as "crm-reviewed" {
        /// Role.
        by "by" word Id;
        /// When.
        on "on" word Date;
    }
}

noun! {
    /// A Customer Responsibility Matrix: one provider to its customers (32 CFR 170.19(c)(2)(ii)).
    pub struct Crm = "crm" as "crm" {
        /// Short name that the SSP and other matrices refer to.
        id "id" arg Id;
        /// The provider that speaks.
        provider "provider" word Id;
        /// Edition.
        version "version" word Text;
        /// Date of the edition.
        date "date" word Date;
        /// Draft or final.
        status "status" word DocumentStatus;
        /// Catalogue that the rows are keyed by; SP 800-171 Revision 2 when not said.
        framework "framework" word FrameworkWord;
        /// The provider's own file, used where it lies.
        source "source" word Text;
        /// Sheet of the file.
        sheet "sheet" word Text;
        /// A word of the titles of the provider's own columns, where a sheet speaks of several providers.
        columns "columns" word Text;
        /// True for a template that an MSP shares with its customers.
        template "template" word bool;
        /// The matrix that this one replaces row by row for the organization.
        based_on "based-on" word Id;
        /// Signatures.
        signed "signed" children Signed;
        /// Reviews by the organization.
        reviewed "reviewed" children Reviewed;
        /// Services and environments that it speaks for; all of the provider's when not said.
        covers "covers" words Id;
        /// The answer where there is no row; without it silence is silence.
        default "default" child CrmDefault;
        /// Answers for whole families.
        families "family" children CrmFamily;
        /// Rows.
        rows "requirement" rows CrmRequirement;
    }
}

noun! {
    /// How the organization validated a CRM that it received.
    pub struct CrmReview = "crm-review" as "crm-review" {
        /// The CRM.
        crm "crm" arg Id;
        /// Edition that was reviewed.
        version "version" word Text;
        /// Role.
        by "by" word Id;
        /// When.
        on "on" word Date;
        /// What was decided.
        outcome "outcome" word ReviewOutcome;
        /// How.
        method "method" word ReviewMethod;
        /// In words.
        text "text" optarg Text;
    }
}

noun! {
    /// A shared template: its provider and crm nodes are read as if they stood here.
    pub struct Use = "use" as "use" {
        /// Path from this file's folder.
        path "path" arg Text;
    }
}
