//! The CUI boundary: its assets and the flows between them and the providers.

use crate::model::organization::DataClass;
use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// Asset categories of 32 CFR 170.19.
    pub enum Category {
        /// CUI Asset
        Cui = "cui",
        /// holds FCI only (Level 1)
        Fci = "fci",
        /// Security Protection Asset
        SecurityProtection = "security-protection",
        /// Contractor Risk Managed Asset
        ContractorRiskManaged = "contractor-risk-managed",
        /// Specialized Asset
        Specialized = "specialized",
        /// Out-of-Scope Asset
        OutOfScope = "out-of-scope",
    }
}

words! {
    /// Kinds of Specialized Assets (32 CFR 170.4).
    pub enum SpecializedKind {
        /// government furnished equipment
        GovernmentFurnishedEquipment = "government-furnished-equipment",
        /// Internet of Things or industrial Internet of Things
        InternetOfThings = "internet-of-things",
        /// operational technology
        OperationalTechnology = "operational-technology",
        /// restricted information systems
        RestrictedInformationSystem = "restricted-information-system",
        /// test equipment
        TestEquipment = "test-equipment",
    }
}

words! {
    /// Whether something is possible on an end point.
    pub enum Allowance {
        /// not possible
        Blocked = "blocked",
        /// possible
        Allowed = "allowed",
    }
}

words! {
    /// How sign-in to a virtual desktop is protected.
    pub enum VdiMfa {
        /// the second factor does not depend on the end point
        Independent = "independent",
        /// the second factor depends on the end point
        Dependent = "dependent",
        /// no second factor
        None = "none",
    }
}

noun! {
    /// Conditions under which a virtual desktop end point is out of scope (DoD CMMC FAQ, July 2026, F-A1 and F-A2).
    pub struct Vdi = "vdi" as "vdi" {
        /// True if only keyboard, video and mouse pass.
        kvm_only "kvm-only" word bool;
        /// Copy and paste.
        clipboard "clipboard" word Allowance;
        /// Drive redirection.
        drives "drives" word Allowance;
        /// Printing.
        printing "printing" word Allowance;
        /// Screenshots.
        screenshots "screenshots" word Allowance;
        /// How sign-in is protected.
        mfa "mfa" word VdiMfa;
        /// Date on which the configuration was verified.
        verified "verified" word Date;
    }
}

noun! {
    /// A measure that lessens a risk.
    pub struct Mitigation = "mitigation" as "mitigation" {
        /// What is done.
        text "text" arg Text;
    }
}

noun! {
    /// A group of assets of one category.
    pub struct Asset = "asset" as "asset" {
        /// Short name that flows and services refer to.
        id "id" arg Id;
        /// Category; an asset may have two.
        category "category" words Category;
        /// Number of devices.
        count "count" word i64;
        /// Which kind of Specialized Asset.
        kind "kind" word SpecializedKind;
        /// Why it is specialized, risk managed or out of scope.
        reason "reason" word Text;
        /// The asset that separates it from the boundary.
        separated_by "separated-by" word Id;
        /// The provider that operates it.
        operated_by "operated-by" word Id;
        /// What lessens the risk.
        mitigation "mitigation" children Mitigation;
        /// Conditions of a virtual desktop end point.
        vdi "vdi" child Vdi;
    }
}

noun! {
    /// Data that moves from one place to another.
    pub struct Flow = "flow" as "flow" {
        /// Short name.
        id "id" arg Id;
        /// What moves.
        data "data" words DataClass;
        /// Asset, environment, provider or service where it starts.
        from "from" word Id;
        /// Asset, environment, provider or service where it ends.
        to "to" word Id;
        /// True if it is encrypted on the way and at its end.
        encrypted "encrypted" word bool;
        /// What it crosses without being stored there.
        via "via" words Text;
        /// FIPS 140 certificate of the module that encrypts.
        fips_certificate "fips-certificate" word Text;
    }
}

noun! {
    /// A document by its path.
    pub struct Inventory = "inventory" as "inventory" {
        /// Path in the repository.
        path "path" word Text;
    }
}

noun! {
    /// A network diagram by its path.
    pub struct Diagram = "diagram" as "diagram" {
        /// Path in the repository.
        path "path" word Text;
    }
}

noun! {
    /// A CMMC assessment boundary.
    pub struct Boundary = "boundary" as "boundary" {
        /// Short name that other nodes refer to with boundary=…
        id "id" arg Id;
        /// CMMC level of this boundary.
        level "level" word i64;
        /// The Level 2 boundary around a Level 3 boundary (32 CFR 170.19(e)).
        within "within" word Id;
        /// The asset inventory.
        inventory "inventory" child Inventory;
        /// The network diagram.
        diagram "diagram" child Diagram;
        /// Assets.
        assets "asset" children Asset;
        /// Data flows.
        flows "flow" children Flow;
    }
}
