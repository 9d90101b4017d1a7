//! The system security plan, the operational plan of action and the POA&M.

use crate::fact::Period;
use crate::model::boundary::Mitigation;
use crate::model::crm::{DocumentStatus, Side};
use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// How far a requirement is done, in the SSP's words.
    pub enum Implementation {
        /// done
        Implemented = "implemented",
        /// done in part: NOT MET
        PartiallyImplemented = "partially-implemented",
        /// not yet done: NOT MET
        Planned = "planned",
        /// done in another way: MET only with a DoD CIO ruling (32 CFR 170.24(c)(2)(i)(B)(8))
        Alternative = "alternative",
        /// does not apply: MET with a reason
        NotApplicable = "not-applicable",
        /// not done
        NotMet = "not-met",
    }
}

words! {
    /// The two states in which a requirement costs 3 points and not 5 (32 CFR 170.24(c)(2)(i)(B)(3)).
    pub enum PartialState {
        /// 3.5.3: only remote and privileged users have multifactor authentication
        RemoteAndPrivilegedOnly = "remote-and-privileged-only",
        /// 3.13.11: encryption is in use and not FIPS-validated
        EncryptedNotValidated = "encrypted-not-validated",
    }
}

noun! {
    /// What the organization itself does.
    pub struct SspCustomer = "customer" as "ssp-customer" {
        /// Who does what, how often, where it shows.
        text "text" optarg Text;
        /// Role that owns it.
        owner "owner" word Id;
    }
}

/// Stands for a provider of whom a plan does not say which one it is.
pub const UNKNOWN: &str = "not-named";

noun! {
    /// What a provider does, as the SSP claims.
    pub struct SspProvider = "provider" as "ssp-provider" {
        /// The provider; `not-named` where somebody does it and it is not known who.
        id "id" arg Id;
        /// Who does what, how often, where it shows.
        text "text" optarg Text;
        /// The CRM that the claim rests on.
        crm "crm" word Id;
    }
}

noun! {
    /// Evidence.
    pub struct SspEvidence = "evidence" as "ssp-evidence" {
        /// What it is.
        text "text" arg Text;
        /// Who holds it.
        by "by" word Side;
        /// Where it lies.
        at "at" word Text;
        /// Date of the newest.
        on "on" word Date;
        /// How long one is good for.
        valid_for "valid-for" word Period;
    }
}

noun! {
    /// A temporary deficiency (32 CFR 170.4): MET while a plan of action runs.
    pub struct Deficiency = "deficiency" as "deficiency" {
        /// Since when.
        since "since" word Date;
        /// Until when it is to be mended.
        fix_by "fix-by" word Date;
        /// Item of the operational plan of action.
        plan "plan" word Id;
    }
}

noun! {
    /// An enduring exception (32 CFR 170.4): MET with its mitigation in the SSP.
    pub struct EnduringException = "enduring-exception" as "enduring-exception" {
        /// The asset that it is about.
        asset "asset" word Id;
        /// What lessens the risk.
        mitigation "mitigation" children Mitigation;
    }
}

noun! {
    /// Objectives of the requirement that the SSP answers differently.
    pub struct SspObjective = "objective" as "ssp-objective" {
        /// Letters of NIST SP 800-171A.
        letters "letter" args Id;
        /// How far it is done.
        status "status" word Implementation;
        /// Why it does not apply.
        reason "reason" word Text;
        /// What the organization itself does.
        customers "customer" children SspCustomer;
        /// What providers do.
        providers "provider" children SspProvider;
        /// Evidence.
        evidence "evidence" children SspEvidence;
    }
}

noun! {
    /// Rows of the SSP for one or more requirements.
    pub struct SspRequirement = "requirement" as "ssp-requirement" {
        /// Requirement ids in any usual form, in quotes.
        ids "id" args Text;
        /// How far it is done.
        status "status" word Implementation;
        /// The state in which 3.5.3 or 3.13.11 costs 3 points and not 5.
        state "state" word PartialState;
        /// Why it does not apply.
        reason "reason" word Text;
        /// The DoD CIO ruling behind an alternative.
        ruling "ruling" word Text;
        /// What the organization itself does.
        customers "customer" children SspCustomer;
        /// What providers do.
        providers "provider" children SspProvider;
        /// Evidence.
        evidence "evidence" children SspEvidence;
        /// Objectives that are answered differently.
        objectives "objective" children SspObjective;
        /// A temporary deficiency.
        deficiency "deficiency" child Deficiency;
        /// An enduring exception.
        enduring_exception "enduring-exception" child EnduringException;
    }
}

noun! {
    /// The CRM edition that the SSP was written against.
    pub struct Uses = "uses" as "ssp-use" {
        /// The CRM.
        crm "crm" arg Id;
        /// Its edition.
        version "version" word Text;
    }
}

noun! {
    /// Where the SSP describes the relationship with a provider (32 CFR 170.19(c)(2)(ii)).
    pub struct Describes = "describes" as "ssp-description" {
        /// Provider or environment.
        provider "provider" arg Id;
        /// In words.
        text "text" optarg Text;
        /// Section of the SSP.
        section "section" word Text;
    }
}

noun! {
    /// The system security plan (requirement 3.12.4).
    pub struct Ssp = "ssp" as "ssp" {
        /// Edition.
        version "version" word Text;
        /// Date of the edition.
        date "date" word Date;
        /// Draft, final or approved.
        status "status" word DocumentStatus;
        /// Boundaries it describes.
        boundary "boundary" words Id;
        /// The plan's own file, used where it lies.
        source "source" word Text;
        /// CRM editions that it was written against.
        uses "uses" children Uses;
        /// Providers that it describes.
        describes "describes" children Describes;
        /// Rows.
        rows "requirement" rows SspRequirement;
    }
}

noun! {
    /// An item of the operational plan of action.
    pub struct PlanItem = "item" as "plan-item" {
        /// Short name.
        id "id" arg Id;
        /// Requirement that it is about.
        requirement "requirement" words Text;
        /// When it was opened.
        opened "opened" word Date;
        /// When it is to be closed.
        closes "closes" word Date;
    }
}

noun! {
    /// The operational plan of action of requirement 3.12.2: it has no clock.
    pub struct Plan = "plan" as "plan" {
        /// Boundaries it belongs to.
        boundary "boundary" words Id;
        /// Items.
        items "item" children PlanItem;
    }
}

noun! {
    /// A requirement on the POA&M.
    pub struct PoamItem = "item" as "poam-item" {
        /// Requirement, in any usual form.
        id "id" arg Text;
        /// When it was opened.
        opened "opened" word Date;
        /// When it is to be closed.
        closes "closes" word Date;
    }
}

noun! {
    /// The POA&M behind a Conditional status (32 CFR 170.21): 180 days.
    pub struct Poam = "poam" as "poam" {
        /// Boundaries it belongs to.
        boundary "boundary" words Id;
        /// Items.
        items "item" children PoamItem;
    }
}
