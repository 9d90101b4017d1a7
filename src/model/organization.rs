//! The contractor: its level, what it handles, its roles; and its subcontractors.

use crate::model::boundary::Mitigation;
use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// Kinds of information that an organization or an asset handles.
    pub enum DataClass {
        /// Controlled Unclassified Information
        Cui = "cui",
        /// Federal Contract Information
        Fci = "fci",
        /// Security Protection Data: configuration, logs, vulnerability state and passwords of the protected environment (32 CFR 170.4)
        Spd = "spd",
        /// none of these
        None = "none",
    }
}

words! {
    /// Who assesses.
    pub enum AssessmentKind {
        /// self-assessment
        Selfs = "self",
        /// certification by a C3PAO
        C3pao = "c3pao",
        /// certification by DIBCAC, Level 3 only
        Dibcac = "dibcac",
    }
}

words! {
    /// What an organization uses inside its scope: a requirement about it cannot be "not applicable".
    pub enum Capability {
        /// wireless networks
        Wireless = "wireless",
        /// mobile devices
        Mobile = "mobile",
        /// voice over IP
        Voip = "voip",
        /// work from home or other alternate sites
        RemoteWork = "remote-work",
        /// removable media
        RemovableMedia = "removable-media",
        /// systems that the public can reach
        PublicSystems = "public-systems",
        /// cameras, microphones and other collaborative devices
        CollaborationDevices = "collaboration-devices",
    }
}

noun! {
    /// The CMMC level that the contracts ask for, and who assesses it.
    pub struct Cmmc = "cmmc" as "cmmc" {
        /// CMMC level: 1, 2 or 3.
        level "level" word i64;
        /// Who assesses.
        assessment "assessment" word AssessmentKind;
    }
}

noun! {
    /// Rooms of its own in which people work with CUI.
    pub struct Premises = "premises" as "premises" {
        /// True if there are such rooms.
        value "value" arg bool;
        /// True if CUI is there on paper.
        paper "paper" word bool;
    }
}

noun! {
    /// A role in the organization that owns requirements, reviews CRMs or signs waivers.
    pub struct Role = "role" as "role" {
        /// Short name that other nodes refer to.
        id "id" arg Id;
        /// Title as people know it.
        name "name" word Text;
    }
}

noun! {
    /// The senior person who affirms compliance (32 CFR 170.4, 170.22).
    pub struct AffirmingOfficial = "affirming-official" as "affirming-official" {
        /// Title or name.
        name "name" word Text;
    }
}

noun! {
    /// The contractor whose compliance is declared.
    pub struct Organization = "organization" as "organization" {
        /// Short name that other nodes refer to.
        id "id" arg Id;
        /// Legal name.
        name "name" word Text;
        /// CAGE codes.
        cage "cage" words Text;
        /// The CMMC level that the contracts ask for.
        cmmc "cmmc" child Cmmc;
        /// What information it handles.
        handles "handles" words DataClass;
        /// True if ITAR or EAR technical data is among the CUI.
        export_controlled "export-controlled" word bool;
        /// Rooms of its own in which people work with CUI.
        premises "premises" short Premises;
        /// What it uses inside its scope.
        capability "capability" words Capability;
        /// Roles that own requirements.
        roles "role" children Role;
        /// The senior person who affirms compliance.
        affirming_official "affirming-official" child AffirmingOfficial;
    }
}

words! {
    /// Result of an assessment.
    pub enum StatusResult {
        /// all requirements met
        Final = "final",
        /// at most 180 days, with a POA&M behind it (32 CFR 170.21)
        Conditional = "conditional",
    }
}

noun! {
    /// The CMMC status of a subcontractor.
    pub struct SubStatus = "status" as "subcontractor-status" {
        /// CMMC level.
        level "level" word i64;
        /// Who assessed.
        kind "kind" word AssessmentKind;
        /// Final or conditional.
        result "result" word StatusResult;
        /// CMMC status date.
        on "on" word Date;
        /// CMMC unique identifier.
        uid "uid" word Text;
    }
}

noun! {
    /// A subcontractor that handles FCI or CUI (32 CFR 170.23).
    pub struct Subcontractor = "subcontractor" as "subcontractor" {
        /// Short name.
        id "id" arg Id;
        /// Name.
        name "name" word Text;
        /// What information flows down to it.
        handles "handles" words DataClass;
        /// Its CMMC status.
        status "status" child SubStatus;
    }
}

noun! {
    /// The CMMC status of a boundary.
    pub struct Status = "status" as "status" {
        /// Boundaries it belongs to.
        boundary "boundary" words Id;
        /// CMMC level.
        level "level" word i64;
        /// Who assessed.
        kind "kind" word AssessmentKind;
        /// Final or conditional.
        result "result" word StatusResult;
        /// CMMC status date.
        on "on" word Date;
        /// Score that was posted.
        score "score" word i64;
        /// CMMC unique identifier.
        uid "uid" word Text;
    }
}

noun! {
    /// An affirmation of compliance (32 CFR 170.22).
    pub struct Affirmation = "affirmation" as "affirmation" {
        /// Boundaries it belongs to.
        boundary "boundary" words Id;
        /// Date of the affirmation.
        on "on" word Date;
        /// Who affirmed.
        by "by" word Text;
    }
}

noun! {
    /// A member of an assessment team.
    pub struct Member = "member" as "assessment-member" {
        /// Name.
        name "name" arg Text;
        /// Last day on which this person advised the organization.
        advised_until "advised-until" word Date;
    }
}

words! {
    /// Kinds of interests between an assessor and the organization.
    pub enum InterestKind {
        /// kinship or a household
        Family = "family",
        /// shares, loans or other money
        Financial = "financial",
        /// joint bids and other teaming
        Teaming = "teaming",
        /// past or promised employment
        Employment = "employment",
        /// anything else
        Other = "other",
    }
}

noun! {
    /// An interest that ties the assessor to the organization (CMMC Code of Professional Conduct v2.0 3.3, App. A).
    pub struct Interest = "interest" as "assessment-interest" {
        /// Whose.
        who "who" arg Text;
        /// Of which kind.
        kind "kind" word InterestKind;
        /// What it is.
        what "what" word Text;
        /// What was done about it.
        mitigation "mitigation" children Mitigation;
    }
}

noun! {
    /// A planned or finished assessment by a C3PAO.
    pub struct Assessment = "assessment" as "assessment" {
        /// The assessing firm: a provider.
        c3pao "c3pao" word Id;
        /// Boundaries it covers.
        boundary "boundary" words Id;
        /// Planned date.
        planned "planned" word Date;
        /// Date on which it took place.
        on "on" word Date;
        /// The assessment team.
        members "member" children Member;
        /// Providers whose services are assessed as part of the scope.
        covers "covers" words Id;
        /// Interests that tie the assessor to the organization.
        interests "interest" children Interest;
    }
}
