//! Providers: what they run, on whose assets, and what the contractor knows of them.

use crate::fact::Period;
use crate::model::organization::{AssessmentKind, DataClass, StatusResult};
use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// Kinds of providers.
    pub enum ProviderKind {
        /// managed service provider
        Msp = "msp",
        /// managed security service provider
        Mssp = "mssp",
        /// cloud service provider
        Csp = "csp",
        /// vendor of software as a service
        Saas = "saas",
        /// colocation or data centre
        Colocation = "colocation",
        /// landlord, guard or other facility service
        Facility = "facility",
        /// staff lent to the organization
        Staffing = "staffing",
        /// carrier
        Carrier = "carrier",
        /// vendor of software
        Software = "software",
        /// registered provider organization
        Rpo = "rpo",
        /// CMMC third-party assessment organization
        C3pao = "c3pao",
        /// parent or affiliate of the organization
        Affiliate = "affiliate",
        /// anything else
        Other = "other",
    }
}

words! {
    /// What a service does.
    pub enum Function {
        /// remote monitoring and management
        RemoteManagement = "remote-management",
        /// security information and event management
        Siem = "siem",
        /// endpoint detection and response
        Edr = "edr",
        /// identity provider
        Identity = "identity",
        /// multifactor authentication
        Mfa = "mfa",
        /// password vault
        PasswordVault = "password-vault",
        /// vulnerability scanning
        VulnerabilityScanning = "vulnerability-scanning",
        /// backup
        Backup = "backup",
        /// firewall
        Firewall = "firewall",
        /// mail filtering
        EmailSecurity = "email-security",
        /// virtual private network
        Vpn = "vpn",
        /// administration of systems
        Administration = "administration",
        /// help desk
        HelpDesk = "help-desk",
        /// file storage
        FileStorage = "file-storage",
        /// mail
        Email = "email",
        /// hosting
        Hosting = "hosting",
        /// software
        Software = "software",
        /// destruction of media
        MediaDestruction = "media-destruction",
        /// facility
        Facility = "facility",
        /// carrier
        Carrier = "carrier",
        /// staffing
        Staffing = "staffing",
        /// consulting
        Consulting = "consulting",
        /// anything else
        Other = "other",
    }
}

impl Function {
    /// The security tools of 32 CFR 170.4 (security protection data).
    pub fn is_security_tool(self) -> bool {
        matches!(
            self,
            Self::RemoteManagement
                | Self::Siem
                | Self::Edr
                | Self::Identity
                | Self::Mfa
                | Self::PasswordVault
                | Self::VulnerabilityScanning
        )
    }

    /// True for services that are no information technology: they never make an ESP.
    pub fn is_not_it(self) -> bool {
        matches!(self, Self::MediaDestruction | Self::Facility | Self::Carrier)
    }
}

words! {
    /// On whose assets the data of a service lies.
    pub enum OnAssets {
        /// the provider's
        Provider = "provider",
        /// the customer's
        Customer = "customer",
        /// somebody else's, such as a cloud
        ThirdParty = "third-party",
    }
}

words! {
    /// Form in which a service handles data.
    pub enum DataForm {
        /// paper
        Paper = "paper",
        /// electronic
        Electronic = "electronic",
    }
}

words! {
    /// From which devices a provider's people work.
    pub enum WorkFrom {
        /// the provider's own
        OwnDevices = "own-devices",
        /// the customer's
        CustomerDevices = "customer-devices",
        /// a virtual desktop of the customer
        Vdi = "vdi",
    }
}

words! {
    /// What came of a request for a CRM.
    pub enum RequestOutcome {
        /// the CRM came
        Received = "received",
        /// the provider refused
        Refused = "refused",
        /// nobody answered
        NoAnswer = "no-answer",
        /// it was promised
        Promised = "promised",
        /// it was taken to the provider's management or to the contract
        Escalated = "escalated",
    }
}

words! {
    /// What a firm was engaged for.
    pub enum EngagedFor {
        /// preparation for an assessment
        Readiness = "readiness",
        /// consulting
        Consulting = "consulting",
        /// templates of policies or plans
        Templates = "templates",
        /// implementation of requirements
        Implementation = "implementation",
        /// managed services
        ManagedServices = "managed-services",
        /// a formal mock assessment without advice
        MockAssessment = "mock-assessment",
        /// an assessment
        Assessment = "assessment",
    }
}

impl EngagedFor {
    /// Work that bars the firm from assessing for three years (32 CFR 170.8(b)(17); `CoPC` v2.0 2.2(d), 3.3).
    pub fn is_advice(self) -> bool {
        !matches!(self, Self::MockAssessment | Self::Assessment)
    }
}

noun! {
    /// Where logs are kept.
    pub struct Logs = "logs" as "logs" {
        /// Environment or asset with the searchable logs.
        hot "hot" word Id;
        /// Environment or asset with the archive.
        cold "cold" word Id;
        /// How long they are kept.
        keep "keep" word Period;
    }
}

noun! {
    /// Something that a provider does for the organization.
    pub struct Service = "service" as "service" {
        /// Short name; others refer to it as provider.service.
        id "id" arg Id;
        /// What it does.
        function "function" word Function;
        /// Product in use.
        tool "tool" word Text;
        /// What data of the organization it handles.
        data "data" words DataClass;
        /// Form of the data.
        form "form" word DataForm;
        /// Assets that it reaches.
        reaches "reaches" words Id;
        /// Environment on which it runs.
        runs_on "runs-on" word Id;
        /// On whose assets the data lies; follows from runs-on and its tenant when not said.
        on_assets "on-assets" word OnAssets;
        /// True if the service itself is a cloud service (NIST SP 800-145).
        cloud "cloud" word bool;
        /// True if it alters the cloud service that it resells.
        modifies "modifies" word bool;
        /// Where its logs are kept.
        logs "logs" child Logs;
    }
}

noun! {
    /// How the provider's people reach the organization's systems.
    pub struct RemoteAccess = "remote-access" as "remote-access" {
        /// From which devices.
        from "from" word WorkFrom;
        /// True if a second factor is asked for.
        mfa "mfa" word bool;
        /// True if sessions are logged.
        logged "logged" word bool;
        /// True if only US persons have access.
        us_persons "us-persons" word bool;
    }
}

noun! {
    /// A fourth party on which the provider relies.
    pub struct ReliesOn = "relies-on" as "relies-on" {
        /// Environment or provider.
        id "id" arg Id;
        /// Services for which.
        for_ "for" words Id;
        /// What data reaches it.
        data "data" words DataClass;
    }
}

words! {
    /// What a contact is for.
    pub enum ContactFor {
        /// speaks to the assessor
        Interview = "interview",
        /// takes incident reports
        Incident = "incident",
        /// contract matters
        Contract = "contract",
        /// technical matters
        Technical = "technical",
    }
}

noun! {
    /// A person or desk at the provider.
    pub struct Contact = "contact" as "contact" {
        /// What for.
        kind "kind" arg ContactFor;
        /// Name.
        name "name" word Text;
        /// Mail address.
        email "email" word Text;
        /// Telephone.
        phone "phone" word Text;
    }
}

noun! {
    /// How the organization watches the provider.
    pub struct Monitoring = "monitoring" as "monitoring" {
        /// How often.
        every "every" word Period;
        /// Role that does it.
        by "by" word Id;
        /// When last.
        last "last" word Date;
    }
}

noun! {
    /// How soon the provider tells of an incident.
    pub struct IncidentNotice = "incident-notice" as "incident-notice" {
        /// Within how long.
        within "within" word Period;
        /// Where that stands in writing.
        reference "reference" word Text;
    }
}

noun! {
    /// What happens to the data when the provider leaves.
    pub struct Exit = "exit" as "exit" {
        /// Within how long data is returned.
        data_returned_within "data-returned-within" word Period;
        /// Where that stands in writing.
        reference "reference" word Text;
    }
}

noun! {
    /// A request for the provider's CRM.
    pub struct CrmRequest = "crm-request" as "crm-request" {
        /// When.
        on "on" word Date;
        /// What came of it.
        outcome "outcome" word RequestOutcome;
    }
}

noun! {
    /// A certificate that the provider holds.
    pub struct Certificate = "certificate" as "certificate" {
        /// Which: cmmc, iso-27001, soc-2 …
        scheme "scheme" arg Id;
        /// CMMC level.
        level "level" word i64;
        /// Who assessed.
        kind "kind" word AssessmentKind;
        /// Final or conditional.
        status "status" word StatusResult;
        /// Date of the certificate.
        on "on" word Date;
        /// Services that it covers.
        covers "covers" words Id;
    }
}

noun! {
    /// A change at the provider.
    pub struct Changed = "changed" as "changed" {
        /// When.
        on "on" arg Date;
        /// What changed.
        what "what" word Text;
    }
}

noun! {
    /// An engagement of a firm.
    pub struct Engaged = "engaged" as "engaged" {
        /// First day.
        from "from" word Date;
        /// Last day; absent while it goes on.
        until "until" word Date;
        /// What for.
        for_ "for" words EngagedFor;
        /// True if the contract promises a result of the assessment.
        guarantees_result "guarantees-result" word bool;
    }
}

noun! {
    /// The end of an engagement: another provider took over.
    pub struct Replaced = "replaced" as "replaced" {
        /// Last day.
        on "on" word Date;
        /// Who took over.
        by "by" word Id;
    }
}

noun! {
    /// Somebody outside the organization that does something for it.
    pub struct Provider = "provider" as "provider" {
        /// Short name; assets, environments and providers share one namespace.
        id "id" arg Id;
        /// Name.
        name "name" word Text;
        /// What kind of firm.
        kind "kind" words ProviderKind;
        /// What it does for the organization.
        services "service" children Service;
        /// The author's label: is it an External Service Provider? Compared with the facts.
        esp_label "esp" word bool;
        /// Boundaries it belongs to.
        boundary "boundary" words Id;
        /// How its people reach the organization's systems.
        remote_access "remote-access" child RemoteAccess;
        /// Fourth parties.
        relies_on "relies-on" children ReliesOn;
        /// People at the provider.
        contacts "contact" children Contact;
        /// How the organization watches it.
        monitoring "monitoring" child Monitoring;
        /// How soon it tells of an incident.
        incident_notice "incident-notice" child IncidentNotice;
        /// What happens to the data when it leaves.
        exit "exit" child Exit;
        /// How long it keeps images and captures after an incident (DFARS 252.204-7012(e)).
        image_retention "image-retention" word Period;
        /// The end of its engagement.
        replaced "replaced" child Replaced;
        /// Requests for its CRM.
        crm_requests "crm-request" children CrmRequest;
        /// Certificates it holds.
        certificates "certificate" children Certificate;
        /// Changes at the provider.
        changed "changed" children Changed;
        /// What it was engaged for, and when.
        engaged "engaged" children Engaged;
        /// Firms that belong to the same group.
        affiliate_of "affiliate-of" words Id;
    }
}

noun! {
    /// A provider's service description (32 CFR 170.19(c)(2)(ii)).
    pub struct ServiceDescription = "service-description" as "service-description" {
        /// The provider.
        provider "provider" word Id;
        /// Where it lies.
        path "path" word Text;
        /// Its date.
        date "date" word Date;
    }
}
