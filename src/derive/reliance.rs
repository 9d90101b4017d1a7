//! Who stands behind whom: fourth parties and tools that no declaration shows, who runs somebody else's cloud, which
//! matrix speaks for an environment, and tenants that one organization is split over (CAP v2.0 2.17, 2.20).

use std::collections::BTreeSet;

use super::Tri;
use super::classify::names_offering;
use super::inherit::Matrices;
use crate::catalog::{Catalog, PACKAGES_AS_OF, Package, RequirementIx, Variant};
use crate::model::Model;
use crate::model::lower::Scope;
use crate::model::organization::DataClass;
use crate::model::provider::{Function, OnAssets, Provider, ReliesOn, Service};
use crate::model::resolve::{Index, OfferingOf};
use crate::schema::grammar::{Field, Id};

/// True where CUI or SPD is among the data.
fn touched(words: &crate::schema::grammar::Words<DataClass>) -> bool {
    words.has(&DataClass::Cui) || words.has(&DataClass::Spd)
}

/// Services whose data lies with a third party that is named nowhere.
pub fn hidden_tools(provider: &Provider) -> Vec<usize> {
    let hidden = |s: &Service| {
        let relied = provider.relies_on.iter().any(|r| r.for_.items.is_empty() || r.for_.has(&s.id.value));
        touched(&s.data) && s.on_assets.get() == Some(&OnAssets::ThirdParty) && s.runs_on.is_absent() && !relied
    };
    provider.services.iter().enumerate().filter(|(_, s)| hidden(s)).map(|(i, _)| i).collect()
}

/// Fourth parties with CUI or SPD that none of the provider's matrices names; none while it has no matrix.
pub fn unnamed_fourth_parties(model: &Model, index: &Index, matrices: &Matrices<'_>, party: usize) -> Vec<usize> {
    let Some(provider) = index.provider(model, party) else { return Vec::new() };
    let crms: BTreeSet<usize> = matrices.crms_of(party).collect();
    if crms.is_empty() || provider.relies_on.is_empty() {
        return Vec::new();
    }
    let named = |id: &Id| {
        let offering = index.environment(&id.0).and_then(|e| index.offerings.get(e));
        let says =
            |from: &Id| from == id || matches!(offering, Some(OfferingOf::Known(o)) if names_offering(o, &from.0));
        let behind = index.party_behind(&id.0);
        let names = [Some(id.0.as_str()), behind.and_then(|p| index.parties.get(p)).map(|p| p.name.as_str())];
        let written = |text: &Field<crate::schema::grammar::Text>| {
            text.get().is_some_and(|t| names.iter().flatten().any(|n| contains_word(&t.0, n)))
        };
        let covered = crms.iter().filter_map(|c| model.crms.get(*c)).any(|c| c.covers.has(id));
        covered
            || matrices.rows.crm.iter().filter(|r| crms.contains(&r.crm)).any(|r| {
                r.inherited_from.get().is_some_and(says)
                    || r.passes_to.get().is_some_and(says)
                    || written(&r.provider_text)
            })
    };
    let texts = || matrices.rows.crm.iter().filter(|r| crms.contains(&r.crm)).filter_map(|r| r.provider_text.get());
    // The product that stands for it names it too.
    let product = |r: &ReliesOn| {
        let served = |s: &&Service| r.for_.has(&s.id.value) || s.runs_on.get() == Some(&r.id.value);
        let tools = provider.services.iter().filter(served).filter_map(|s| s.tool.get()).map(|t| t.0.as_str());
        let offering = match index.environment(&r.id.value.0).and_then(|e| index.offerings.get(e)) {
            Some(OfferingOf::Known(o)) => Some(o.name.as_ref()),
            _ => None,
        };
        let tells = |w: &&str| w.len() > 3 && !COMMON.contains(&w.to_lowercase().as_str());
        let words: Vec<&str> = tools.chain(offering).flat_map(str::split_whitespace).filter(tells).collect();
        texts().any(|text| words.iter().any(|w| contains_word(&text.0, w)))
    };
    let missing = |r: &ReliesOn| touched(&r.data) && !named(&r.id.value) && !product(r);
    provider.relies_on.iter().enumerate().filter(|(_, r)| missing(r)).map(|(i, _)| i).collect()
}

fn contains_word(text: &str, word: &str) -> bool {
    !word.is_empty() && text.to_lowercase().contains(&word.to_lowercase())
}

/// Providers other than the vendor whose service runs on the environment, reaches it or relies on it.
pub fn managed_by(model: &Model, index: &Index, environment: usize) -> Vec<usize> {
    let Some(env) = model.environments.get(environment) else { return Vec::new() };
    let vendor = index.environment_party.get(environment).copied().flatten();
    let id = &env.id.value;
    (0..index.parties.len())
        .filter(|p| Some(*p) != vendor)
        .filter(|p| {
            index.provider(model, *p).is_some_and(|provider| {
                provider.services.iter().any(|s| s.runs_on.get() == Some(id) || s.reaches.has(id))
                    || provider.relies_on.iter().any(|r| r.id.value == *id)
            })
        })
        .collect()
}

/// Matrices of the environment's vendor that speak for it: those without `covers`, or with it among them.
pub fn crms_of_environment(model: &Model, index: &Index, matrices: &Matrices<'_>, environment: usize) -> Vec<usize> {
    let Some(env) = model.environments.get(environment) else { return Vec::new() };
    let Some(vendor) = index.environment_party.get(environment).copied().flatten() else { return Vec::new() };
    let runs = |id: &Id| {
        let service = index.services(model, vendor).iter().find(|s| s.id.value == *id);
        service.is_some_and(|s| s.runs_on.get() == Some(&env.id.value))
    };
    let covers = |c: &usize| {
        model.crms.get(*c).is_some_and(|crm| {
            let all = crm.covers.items.is_empty() || model.used_crms.contains(&crm.id.value.0);
            all || crm.covers.items.iter().any(|i| i.value == env.id.value || runs(&i.value))
        })
    };
    matrices.crms_of(vendor).filter(covers).collect()
}

/// Do the provider's matrices answer for all 320 objectives, by rows, families or a default?
pub fn covered_in_full(matrices: &Matrices<'_>, party: usize) -> Tri {
    let crms: BTreeSet<usize> = matrices.crms_of(party).collect();
    let mine = || matrices.rows.crm.iter().filter(|r| crms.contains(&r.crm));
    if mine().any(|r| r.scope == Scope::Default) {
        return Tri::Yes;
    }
    let families: BTreeSet<&str> = mine().filter_map(|r| r.family.as_deref()).collect();
    let keyed: BTreeSet<RequirementIx> = mine().filter_map(|r| r.key.requirement).collect();
    Tri::of(RequirementIx::all().all(|r| families.contains(r.get().family) || keyed.contains(&r)))
}

/// Commercial tenants of the same vendor that hold device management, identity or security services while mail or files
/// with CUI are in GCC High.
pub fn split_with(model: &Model, index: &Index, environment: usize) -> Vec<usize> {
    let offering = |e: usize| match index.offerings.get(e) {
        Some(OfferingOf::Known(o)) => Some(o.as_ref()),
        _ => None,
    };
    let Some(own) = offering(environment).filter(|o| o.id == "m365-gcc-high") else { return Vec::new() };
    if !model.environments.get(environment).is_some_and(|e| e.holds.has(&DataClass::Cui)) {
        return Vec::new();
    }
    let secures = |e: usize| {
        let Some(env) = model.environments.get(e) else { return false };
        let named = env.services.items.iter().any(|s| {
            ["intune", "entra", "azure ad", "active directory", "defender", "endpoint"]
                .iter()
                .any(|w| contains_word(&s.value.0, w))
        });
        let runs = |s: &Service| {
            let tool = matches!(
                s.function.get(),
                Some(Function::Identity | Function::Mfa | Function::Edr | Function::RemoteManagement)
            );
            tool && s.runs_on.get() == Some(&env.id.value)
        };
        named || model.providers.iter().flat_map(|p| &p.services).any(runs)
    };
    (0..model.environments.len())
        .filter(|e| *e != environment)
        .filter(|e| offering(*e).is_some_and(|o| o.vendor == own.vendor && o.variant == Variant::Commercial))
        .filter(|e| secures(*e))
        .collect()
}

/// Words that say nothing about which service is meant.
const COMMON: &[&str] = &[
    "microsoft",
    "azure",
    "amazon",
    "aws",
    "google",
    "cloud",
    "online",
    "service",
    "services",
    "for",
    "and",
    "the",
    "of",
    "government",
    "gov",
    "office",
    "365",
    "suite",
    "platform",
    "high",
];

/// Services in use that share no word with any service on the package's list; `None` where no list is known.
pub fn services_outside(model: &Model, index: &Index, environment: usize) -> Option<Vec<usize>> {
    let env = model.environments.get(environment)?;
    let Some(OfferingOf::Known(offering)) = index.offerings.get(environment) else { return None };
    if offering.services.is_empty() || env.services.items.is_empty() {
        return None;
    }
    let words = |text: &str| -> BTreeSet<String> {
        let lower = text.to_lowercase();
        let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !COMMON.contains(w));
        parts.map(str::to_owned).collect()
    };
    let listed: Vec<BTreeSet<String>> = offering.services.iter().map(|s| words(s)).collect();
    let initials = |text: &str| -> String {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next()).collect()
    };
    let is_listed = |name: &str| {
        let own = words(name);
        own.is_empty()
            || listed.iter().any(|l| !l.is_disjoint(&own))
            || offering.services.iter().any(|l| own.iter().any(|w| initials(l).ends_with(w.as_str()) && w.len() > 1))
    };
    let outside = env.services.items.iter().enumerate().filter(|(_, s)| !is_listed(&s.value.0));
    Some(outside.map(|(i, _)| i).collect())
}

/// Is a list of the services in the environment's package known?
pub fn services_listed(index: &Index, environment: usize) -> bool {
    matches!(index.offerings.get(environment), Some(OfferingOf::Known(o)) if !o.services.is_empty())
}

/// The package that the environment declares, as the public list has it.
pub fn package(model: &Model, environment: usize) -> Option<Package> {
    let declared = model.environments.get(environment)?.package.get()?;
    Package::find(&declared.0)
}

/// The newer id that took the place of the declared package: as the project's export has it, else as the public list has it.
pub fn superseded(model: &Model, catalog: &Catalog, environment: usize) -> Option<String> {
    let declared = &model.environments.get(environment)?.package.get()?.0;
    let listing = catalog.listing().filter(|l| l.is_as_new_as(PACKAGES_AS_OF) && l.find(declared).is_some());
    match listing {
        Some(listing) => listing.live_twin(declared).map(|(id, _)| id.to_owned()),
        None => Package::find(declared)?.replaced_by.map(str::to_owned),
    }
}

/// Does the project's export have the declared package?
pub fn in_export(model: &Model, catalog: &Catalog, environment: usize) -> bool {
    let declared = model.environments.get(environment).and_then(|e| e.package.get());
    catalog.listing().zip(declared).is_some_and(|(listing, id)| listing.find(&id.0).is_some())
}

/// Is the monitoring of a provider overdue? Unknown unless rhythm and last time are stated.
pub fn monitoring_overdue(provider: &Provider, as_of: jiff::civil::Date) -> Tri {
    let Some(monitoring) = &provider.monitoring else { return Tri::Unknown };
    let (Some(every), Some(last)) = (monitoring.every.get(), monitoring.last.get()) else { return Tri::Unknown };
    match last.checked_add(every.0) {
        Ok(due) => Tri::of(due < as_of),
        Err(_) => Tri::Unknown,
    }
}
