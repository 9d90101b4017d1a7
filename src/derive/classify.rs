//! Provider class (32 CFR 170.4; 170.19 Tables 3 to 6; DoD FAQ July 2026 E-A3 to E-A5; Scoping Guide Level 2 v2.13):
//! whose assets hold CUI or SPD, and is it a cloud? Facts decide, never the author's label.

use super::Tri;
use crate::finding::Label;
use crate::model::Model;
use crate::model::boundary::Category;
use crate::model::lower::Rows;
use crate::model::organization::DataClass;
use crate::model::provider::{DataForm, Function, OnAssets, Provider, ProviderKind, Service, WorkFrom};
use crate::model::resolve::{Index, OfferingOf, Place, Tenant};
use crate::schema::grammar::Field;

/// What follows for one service.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceClass {
    /// Does the data lie on the provider's assets?
    pub on_provider_assets: Tri,
    /// Does the provider operate or run the tool?
    pub provider_runs: bool,
    /// Does it reach an asset that holds CUI?
    pub reaches_cui: Tri,
    /// Does it make its provider an External Service Provider?
    pub makes_esp: Tri,
    /// True if that rests on a point on which sources disagree.
    pub debated: bool,
    /// Why.
    pub because: Vec<Label>,
}

/// What follows for one provider.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderClass {
    /// External Service Provider (32 CFR 170.4)?
    pub is_esp: Tri,
    /// True if it is one only on a point on which sources disagree.
    pub debated: bool,
    /// Cloud service provider (NIST SP 800-145)?
    pub is_csp: Tri,
    /// Why it is an ESP, or what is missing.
    pub because: Vec<Label>,
    /// Why it is a CSP.
    pub csp_because: Vec<Label>,
    /// What data it handles.
    pub data: Vec<DataClass>,
    /// Highest level of its boundaries.
    pub level: Option<i64>,
    /// Environments whose cloud it runs, or that are its tenants.
    pub environments: Vec<usize>,
    /// One entry a service.
    pub services: Vec<ServiceClass>,
}

/// Classifies all parties of the index.
pub fn classify(model: &Model, index: &Index, rows: &Rows) -> Vec<ProviderClass> {
    (0..index.parties.len()).map(|party| classify_party(model, index, rows, party)).collect()
}

fn classify_party(model: &Model, index: &Index, rows: &Rows, party: usize) -> ProviderClass {
    let provider = index.provider(model, party);
    let services: Vec<ServiceClass> =
        index.services(model, party).iter().map(|s| classify_service(model, index, party, provider, s)).collect();
    let mut class = ProviderClass {
        is_esp: Tri::No,
        debated: false,
        is_csp: Tri::No,
        because: Vec::new(),
        csp_because: Vec::new(),
        data: Vec::new(),
        level: party_level(model, index, party),
        environments: Vec::new(),
        services,
    };
    from_services(&mut class, index.services(model, party));
    from_environments(&mut class, model, index, rows, party);
    if class.is_esp == Tri::No && class.environments.is_empty() {
        from_kind(&mut class, provider);
    }
    class.data.sort_unstable();
    class.data.dedup();
    class
}

fn party_level(model: &Model, index: &Index, party: usize) -> Option<i64> {
    let boundaries = index.boundaries_of_party(model, party);
    boundaries.into_iter().filter_map(|b| index.boundaries.get(b).and_then(|b| b.level)).max()
}

fn from_services(class: &mut ProviderClass, services: &[Service]) {
    let mut certain = false;
    for (service, facts) in services.iter().zip(&class.services) {
        let handled = service.data.items.iter().map(|d| d.value).filter(|d| *d != DataClass::None);
        class.data.extend(handled);
        match facts.makes_esp {
            Tri::Yes => {
                certain |= !facts.debated;
                class.is_esp = Tri::Yes;
            }
            Tri::Unknown if class.is_esp == Tri::No => class.is_esp = Tri::Unknown,
            _ => {}
        }
        if service.cloud.get() == Some(&true) {
            class.is_csp = Tri::Yes;
            let span = service.cloud.span().unwrap_or(service.header);
            class.csp_because.push(Label::new(span, format!("`{}` is a cloud service", service.id.value)));
        }
    }
    class.debated = class.is_esp == Tri::Yes && !certain;
    let wanted = class.is_esp;
    class.because = class
        .services
        .iter()
        .filter(|s| s.makes_esp == wanted && wanted != Tri::No)
        .flat_map(|s| s.because.iter().cloned())
        .collect();
}

fn from_environments(class: &mut ProviderClass, model: &Model, index: &Index, rows: &Rows, party: usize) {
    for (ix, environment) in model.environments.iter().enumerate() {
        let cui = environment.holds.has(&DataClass::Cui);
        let spd = environment.holds.has(&DataClass::Spd);
        let vendor = runs_cloud(index, ix, party);
        let tenant = index.tenants.get(ix).copied().unwrap_or(Tenant::Unknown);
        let own_tenant = tenant == Tenant::Provider(party);
        if !vendor && !own_tenant {
            continue;
        }
        class.environments.push(ix);
        if vendor {
            class.is_csp = Tri::Yes;
            class
                .csp_because
                .push(Label::new(environment.header, format!("runs the cloud of `{}`", environment.id.value)));
        }
        let fourth = vendor && matches!(tenant, Tenant::Provider(other) if other != party);
        // A vendor behind another provider owes the contractor something only for CUI, or where a row inherits from it.
        let counts = if fourth { cui || inherited_from(model, index, rows, ix) } else { cui || spd };
        if !counts {
            let unsaid = environment.holds.unknown.is_some() || environment.holds.is_absent();
            if unsaid && class.is_esp == Tri::No {
                class.is_esp = Tri::Unknown;
                class.because.push(Label::new(environment.header, "what it holds is not known"));
            }
            continue;
        }
        let held = if cui { "cui" } else { "spd" };
        if cui {
            class.data.push(DataClass::Cui);
        }
        if spd {
            class.data.push(DataClass::Spd);
        }
        if class.is_esp != Tri::Yes {
            class.because.clear();
        }
        class.is_esp = Tri::Yes;
        class.debated = false;
        let span = environment.holds.items.first().map_or(environment.header, |h| h.span);
        let whose = if vendor { "its cloud holds" } else { "its tenant holds" };
        class.because.push(Label::new(span, format!("{whose} {held}")));
    }
}

/// True if the party is the vendor behind the environment; resellers were told apart when names were resolved.
fn runs_cloud(index: &Index, environment: usize, party: usize) -> bool {
    index.environment_party.get(environment).copied().flatten() == Some(party)
}

fn inherited_from(model: &Model, index: &Index, rows: &Rows, environment: usize) -> bool {
    let Some(env) = model.environments.get(environment) else { return false };
    rows.crm.iter().filter_map(|r| r.inherited_from.get()).any(|from| {
        from.0 == env.id.value.0
            || matches!(index.offerings.get(environment), Some(OfferingOf::Known(o)) if names_offering(o, &from.0))
    })
}

/// True if the id is the offering's own or one of its aliases.
pub fn names_offering(offering: &crate::catalog::Offering, id: &str) -> bool {
    offering.id == id || offering.aliases.iter().any(|a| a == id)
}

fn from_kind(class: &mut ProviderClass, provider: Option<&Provider>) {
    let Some(p) = provider else { return };
    if !p.services.is_empty() {
        return;
    }
    let asks = [ProviderKind::Msp, ProviderKind::Mssp, ProviderKind::Csp, ProviderKind::Saas];
    if p.kind.is_absent() || p.kind.unknown.is_some() || asks.iter().any(|k| p.kind.has(k)) {
        class.is_esp = Tri::Unknown;
        class.because.push(Label::new(p.header, "no service is declared, so its data is not known"));
    }
}

fn classify_service(
    model: &Model,
    index: &Index,
    party: usize,
    provider: Option<&Provider>,
    service: &Service,
) -> ServiceClass {
    let (on_provider_assets, mut because) = standing(index, party, service);
    let from = provider.and_then(|p| p.remote_access.as_ref()).map_or(Field::Absent, |r| r.from.clone());
    let own_devices = from.get() == Some(&WorkFrom::OwnDevices);
    let provider_runs = on_provider_assets != Tri::No || own_devices;
    let (makes_esp, debated) = makes_esp(model, index, service, on_provider_assets, &from);
    if let Some(data) = service.data.items.iter().find(|d| matches!(d.value, DataClass::Cui | DataClass::Spd)) {
        because.insert(0, Label::new(data.span, format!("`{}` handles {}", service.id.value, data.value.word())));
    } else if makes_esp == Tri::Unknown {
        because.insert(0, Label::new(service.header, "what data it handles is not stated"));
    }
    if debated && let Some(span) = from.span() {
        because.push(Label::new(span, "its people work from their own devices"));
    }
    ServiceClass {
        on_provider_assets,
        provider_runs,
        reaches_cui: reaches_cui(model, index, service),
        makes_esp,
        debated,
        because,
    }
}

/// Does the data of the service lie on its provider's assets, and why?
fn standing(index: &Index, party: usize, service: &Service) -> (Tri, Vec<Label>) {
    let label = |span, text: String| vec![Label::new(span, text)];
    match (&service.on_assets, service.cloud.known()) {
        (Field::Known(on), _) if on.value == OnAssets::Provider => {
            return (Tri::Yes, label(on.span, "on the provider's assets".to_owned()));
        }
        (Field::Known(on), _) if on.value == OnAssets::Customer => {
            return (Tri::No, label(on.span, "on the customer's assets".to_owned()));
        }
        (_, Some(cloud)) if cloud.value => {
            return (Tri::Yes, label(cloud.span, "a cloud service of the provider".to_owned()));
        }
        _ => {}
    }
    let Some(runs_on) = service.runs_on.known() else { return (Tri::Unknown, Vec::new()) };
    let Some(environment) = index.environment(&runs_on.value.0) else { return (Tri::Unknown, Vec::new()) };
    let tenant = index.tenants.get(environment).copied().unwrap_or(Tenant::Unknown);
    if tenant == Tenant::Provider(party) {
        return (Tri::Yes, label(runs_on.span, format!("`{}` is a tenant of the provider", runs_on.value)));
    }
    if tenant == Tenant::Organization {
        return (Tri::No, label(runs_on.span, format!("`{}` is the customer's tenant", runs_on.value)));
    }
    if runs_cloud(index, environment, party) {
        return (Tri::Yes, label(runs_on.span, format!("`{}` is the provider's own cloud", runs_on.value)));
    }
    (Tri::Unknown, label(runs_on.span, format!("whose tenant `{}` is, is not stated", runs_on.value)))
}

fn makes_esp(
    model: &Model,
    index: &Index,
    service: &Service,
    on_provider_assets: Tri,
    from: &Field<WorkFrom>,
) -> (Tri, bool) {
    let not_it = service.function.get().is_some_and(|f| f.is_not_it()) || service.form.get() == Some(&DataForm::Paper);
    if not_it || only_out_of_scope(model, index, service) {
        return (Tri::No, false);
    }
    let touched = service.data.has(&DataClass::Cui) || service.data.has(&DataClass::Spd);
    if !touched {
        let open = service.data.is_absent() || service.data.unknown.is_some();
        return (if open { Tri::Unknown } else { Tri::No }, false);
    }
    match on_provider_assets {
        Tri::Yes => (Tri::Yes, false),
        Tri::Unknown => (Tri::Unknown, false),
        Tri::No => match from.get() {
            // Credentials and configuration of the customer's tenant lie on the provider's devices: sources disagree.
            Some(WorkFrom::OwnDevices) => (Tri::Yes, true),
            Some(WorkFrom::CustomerDevices | WorkFrom::Vdi) => (Tri::No, false),
            None => (Tri::Unknown, false),
        },
    }
}

fn only_out_of_scope(model: &Model, index: &Index, service: &Service) -> bool {
    let out = |place: Place| {
        index.asset(model, place).is_some_and(|a| {
            a.category.has(&Category::OutOfScope) && a.category.items.iter().all(|c| c.value == Category::OutOfScope)
        })
    };
    !service.reaches.items.is_empty()
        && service.reaches.items.iter().all(|r| index.places.get(&r.value.0).copied().is_some_and(out))
}

fn reaches_cui(model: &Model, index: &Index, service: &Service) -> Tri {
    let mut out = if service.reaches.unknown.is_some() { Tri::Unknown } else { Tri::No };
    for target in &service.reaches.items {
        let holds = match index.places.get(&target.value.0).copied() {
            None => Tri::Unknown,
            Some(Place::Environment(e)) => {
                Tri::of(model.environments.get(e).is_some_and(|e| e.holds.has(&DataClass::Cui)))
            }
            Some(place) => match index.asset(model, place) {
                Some(a) if a.category.is_absent() || a.category.unknown.is_some() => Tri::Unknown,
                asset => Tri::of(asset.is_some_and(|a| a.category.has(&Category::Cui))),
            },
        };
        out = out.max(holds);
    }
    out
}

/// True for the security tools that assessors ask about.
pub fn is_security_tool(service: &Service) -> bool {
    service.function.get().is_some_and(|f: &Function| f.is_security_tool())
}
