//! What a requirement asks about beside its owner: whether a service could do what a row claims, whether a row that "does
//! not apply" is needed after all, and where one side has to hand over to the other.

use super::Tri;
use super::classify::ProviderClass;
use crate::catalog::Requirement;
use crate::finding::Label;
use crate::model::Model;
use crate::model::organization::Capability;
use crate::model::provider::{Function, ProviderKind, Service};
use crate::model::resolve::Index;

/// Requirements whose work passes from one side to the other: log review, alerts, incidents and changes. Practice.
const HANDED_OVER: &[&str] =
    &["3.3.3", "3.3.4", "3.3.5", "3.4.3", "3.4.4", "3.6.1", "3.6.2", "3.14.3", "3.14.6", "3.14.7"];

/// True if a shared row on the requirement should say where one side hands over to the other.
pub fn handoff_expected(requirement: &Requirement) -> bool {
    HANDED_OVER.contains(&requirement.id)
}

/// Could one of the provider's services do what a row for the requirement claims? Only what plainly cannot is told:
/// premises by a firm without rooms or cloud, technical work by a firm that does none. Unknown without services.
pub fn fits(index: &Index, model: &Model, party: usize, class: &ProviderClass, requirement: &Requirement) -> Tri {
    if class.is_csp == Tri::Yes || !class.environments.is_empty() {
        return Tri::Yes;
    }
    let services = index.services(model, party);
    if services.is_empty() || services.iter().any(|s| s.function.get().is_none()) {
        return Tri::Unknown;
    }
    let rooms = matches!(requirement.id, "3.10.1" | "3.10.2" | "3.10.3" | "3.10.4" | "3.10.5");
    let technical = matches!(requirement.family, "AU" | "IA" | "SI" | "SC" | "CM") || requirement.id == "3.11.2";
    if rooms {
        let kind = index.provider(model, party).is_some_and(|p| {
            [ProviderKind::Colocation, ProviderKind::Facility, ProviderKind::Affiliate].iter().any(|k| p.kind.has(k))
        });
        let has = |s: &Service| {
            matches!(
                s.function.get(),
                Some(Function::Facility | Function::Hosting | Function::Other | Function::Staffing)
            )
        };
        return Tri::of(kind || services.iter().any(has));
    }
    if technical {
        let does = |s: &Service| {
            !matches!(
                s.function.get(),
                Some(
                    Function::MediaDestruction
                        | Function::Facility
                        | Function::Carrier
                        | Function::Consulting
                        | Function::Staffing
                )
            )
        };
        return Tri::of(services.iter().any(does));
    }
    Tri::Yes
}

/// Capabilities that need a requirement; a row that says "not applicable" is wrong where one of them is in use.
fn needed_by(id: &str) -> &'static [Capability] {
    match id {
        "3.1.16" | "3.1.17" => &[Capability::Wireless],
        "3.1.18" | "3.1.19" => &[Capability::Mobile],
        "3.1.12" | "3.1.13" | "3.1.14" | "3.10.6" | "3.13.7" => &[Capability::RemoteWork],
        "3.1.21" | "3.8.7" | "3.8.8" => &[Capability::RemovableMedia],
        "3.1.22" | "3.13.5" => &[Capability::PublicSystems],
        "3.13.12" => &[Capability::CollaborationDevices],
        "3.13.14" => &[Capability::Voip],
        _ => &[],
    }
}

/// Where something is declared that needs the requirement although its row says that it does not apply (DoD CMMC FAQ
/// July 2026 C-A12). Remote access counts where its provider works in one of the plan's boundaries.
pub fn needed_after_all(model: &Model, index: &Index, id: &str, boundaries: &[usize]) -> Vec<Label> {
    let mut out = Vec::new();
    let Some(org) = model.organization() else { return out };
    for capability in needed_by(id) {
        if let Some(span) = org.capability.place(capability) {
            out.push(Label::new(span, format!("{} is in use", capability.word())));
        }
    }
    let premises = org.premises.as_ref();
    if matches!(id, "3.10.1" | "3.10.2" | "3.10.3" | "3.10.4" | "3.10.5")
        && let Some(p) = premises.filter(|p| p.value.value)
    {
        out.push(Label::new(p.value.span, "there are rooms in which people work with CUI"));
    }
    if matches!(id, "3.8.1" | "3.8.2" | "3.8.3" | "3.8.4" | "3.8.5")
        && let Some(paper) = premises.and_then(|p| p.paper.known()).filter(|p| p.value)
    {
        out.push(Label::new(paper.span, "there is CUI on paper"));
    }
    if matches!(id, "3.1.12" | "3.1.13" | "3.1.14" | "3.1.15") {
        let here = |party: &usize| index.boundaries_of_party(model, *party).iter().any(|b| boundaries.contains(b));
        let parties = (0..index.parties.len()).filter(here).filter_map(|p| index.provider(model, p));
        let remote = parties.filter_map(|p| p.remote_access.as_ref());
        out.extend(remote.take(3).map(|r| Label::new(r.header, "remote access is in use")));
    }
    out
}

/// Names of modules that hold validations, as people write them.
const MODULES: &[&str] = &[
    "bcryptprimitives", "corecrypto", "boringcrypto", "boringssl", "openssl", "awslc", "wolfcrypt", "bouncycastle",
    "cryptocomply", "libgcrypt", "gnutls", "cng", "nss",
];

/// Does a text name a certificate of a validated module by its number, or a module by its name? Numbers count behind `#`
/// or near a word that announces them; a year is no number of a certificate.
pub fn names_module(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.contains("primitives library") || lower.contains("object module") || lower.contains("bouncy castle") {
        return true;
    }
    let words: Vec<&str> = lower.split(|c: char| !(c.is_alphanumeric() || c == '#')).filter(|w| !w.is_empty()).collect();
    let number = |w: &str| {
        let digits = w.trim_start_matches('#');
        (3..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let year = |w: &str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    let announces = |w: &str| w.starts_with("cert") || w.starts_with("cmvp") || w.starts_with("module");
    words.iter().enumerate().any(|(i, word)| {
        let near = words.get(i.saturating_sub(6)..i).is_some_and(|before| before.iter().any(|w| announces(w)));
        MODULES.contains(word)
            || (word.starts_with('#') && number(word))
            || (number(word) && !year(word) && near && !word.starts_with('#'))
    })
}
