//! A cloud offering: what is authorized is an offering, never a vendor. Its standing follows from status and level.

use std::borrow::Cow;

/// An enum of fixed words with `WORDS`, `word` and `from_word`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// The words, in the order of the variants.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word used in declarations and reports.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// `FedRAMP` status of an offering, as the Marketplace lists it.
    AuthStatus {
        /// `FedRAMP` Authorized.
        Authorized = "authorized",
        /// `FedRAMP` Ready, which is not Authorized.
        Ready = "ready",
        /// In process with an agency or the program office.
        InProcess = "in-process",
        /// No listing, or listed without status.
        None = "none",
        /// Sources disagree, or nothing sure was found.
        Unknown = "unknown",
    }
}

words! {
    /// Impact level of the package.
    ImpactLevel {
        /// Low-impact software as a service.
        LiSaas = "li-saas",
        /// Low.
        Low = "low",
        /// `FedRAMP` 20x Low.
        TwentyXLow = "20x-low",
        /// `FedRAMP` 20x Moderate; whether it counts for DFARS 252.204-7012 is open.
        TwentyXModerate = "20x-moderate",
        /// Moderate.
        Moderate = "moderate",
        /// High.
        High = "high",
        /// Not stated, or there is no package.
        Unknown = "unknown",
    }
}

words! {
    /// For whom the offering is made.
    Variant {
        /// Sold to everybody.
        Commercial = "commercial",
        /// Kept apart for governments and their contractors.
        Government = "government",
        /// Not stated.
        Unknown = "unknown",
    }
}

words! {
    /// Whether the vendor commits to something; `unknown` is never rounded to either side.
    Tri {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// Not found.
        Unknown = "unknown",
    }
}

words! {
    /// What status and level amount to under DFARS 252.204-7012(b)(2)(ii)(D) and 32 CFR 170.17(c)(5).
    Standing {
        /// Authorized at Moderate or High.
        Authorized = "authorized",
        /// Authorized at Low, LI-SaaS or 20x Low.
        BelowLevel = "below-level",
        /// Ready, In Process, listed without status, or not listed.
        NotAuthorized = "not-authorized",
        /// Sources disagree, the level is not known, or 20x Moderate, until the Department says how it counts.
        Unknown = "unknown",
    }
}

impl Standing {
    /// The standing that follows from status and level.
    pub fn of(status: AuthStatus, level: ImpactLevel) -> Self {
        match (status, level) {
            (AuthStatus::Authorized, ImpactLevel::Moderate | ImpactLevel::High) => Self::Authorized,
            (AuthStatus::Authorized, ImpactLevel::Low | ImpactLevel::LiSaas | ImpactLevel::TwentyXLow) => {
                Self::BelowLevel
            }
            (AuthStatus::Ready | AuthStatus::InProcess | AuthStatus::None, _) => Self::NotAuthorized,
            (AuthStatus::Authorized | AuthStatus::Unknown, _) => Self::Unknown,
        }
    }
}

/// A cloud offering. Source of the bundled ones: `FedRAMP` Marketplace exports as of `as_of`, and vendor statements
/// where `…_source` says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offering {
    /// Id, `m365-gcc-high`.
    pub id: Cow<'static, str>,
    /// Name as the vendor writes it.
    pub name: Cow<'static, str>,
    /// Vendor as it writes itself; [`vendor_id`] makes the id of an implied provider.
    pub vendor: Cow<'static, str>,
    /// Other ids that name the same offering.
    pub aliases: Cow<'static, [Cow<'static, str>]>,
    /// For whom it is made.
    pub variant: Variant,
    /// `FedRAMP` package id, `FR1824057433`.
    pub package: Option<Cow<'static, str>>,
    /// `FedRAMP` status.
    pub status: AuthStatus,
    /// Impact level of the package.
    pub level: ImpactLevel,
    /// What status and level amount to; computed, never declared.
    pub standing: Standing,
    /// Whether the vendor accepts DFARS 252.204-7012 (c) to (g).
    pub incident_terms: Tri,
    /// Who says so and when.
    pub incident_terms_source: Option<Cow<'static, str>>,
    /// Whether the vendor commits to US persons, as export-controlled data need.
    pub us_persons: Tri,
    /// Who says so and when.
    pub us_persons_source: Option<Cow<'static, str>>,
    /// Authorized government offerings that a commercial one is confused with, likeliest first.
    pub twins: Cow<'static, [Cow<'static, str>]>,
    /// Services inside the package, where a project lists them; empty = not listed here.
    pub services: Cow<'static, [Cow<'static, str>]>,
    /// A sentence for users.
    pub note: Option<Cow<'static, str>>,
    /// Date of the facts, ISO; empty when a project's own file does not say it.
    pub as_of: Cow<'static, str>,
}

/// A word that names several offerings and no single one, `azure`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferingFamily {
    /// The word.
    pub word: Cow<'static, str>,
    /// Ids of the offerings that it may mean.
    pub candidates: Cow<'static, [Cow<'static, str>]>,
}

/// The id of a vendor as an implied provider: lower case with hyphens, `Palo Alto Networks` → `palo-alto-networks`.
pub fn vendor_id(vendor: &str) -> String {
    let mut out = String::with_capacity(vendor.len());
    for c in vendor.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}
