//! The organization's system security plan: what it does itself, what it inherits from providers (`inherited`) and which of
//! their duties it takes up (`satisfied`). Ids are those of the providers' own documents.

use serde_json::{Value, json};

use super::provider::characteristics;
use super::{
    Dialect, Front, back_matter, block, control, finished, has_customer, has_provider, line, party_uuid, prop,
    provided, put, put_list, responsibility, statement, token,
};
use crate::export::edition::{Edition, Line};
use crate::export::plan::{PlanLine, Skeleton};
use crate::export::{View, clean, said, uuid};
use crate::model::provider::Provider;
use crate::model::ssp::{Implementation, SspProvider};
use crate::read::oscal::{NOT_MET, WITHOUT_ROW};

/// The document.
pub(in crate::export) fn of_plan(view: View<'_>, ix: Option<usize>, dialect: Dialect<'_>) -> String {
    let skeleton = Skeleton::of(view, ix);
    let organization = view.read.model.organization();
    let id = organization.map_or("organization", |o| o.id.value.0.as_str());
    let party = organization.and_then(|o| o.name.get()).map_or(id, |n| n.0.as_str());
    let boundaries: Vec<&str> =
        skeleton.ssp.map_or_else(Vec::new, |s| s.boundary.items.iter().map(|b| b.value.0.as_str()).collect());
    let writer = Writer { view, name: format!("ssp/{id}/{}", boundaries.join(",")), skeleton: &skeleton };
    let mut roles: Vec<(String, String)> = Vec::new();
    for owner in skeleton.lines.iter().filter_map(|l| l.row).flat_map(|r| &r.customers).filter_map(|c| c.owner.get()) {
        if roles.iter().all(|(id, _)| *id != owner.0) {
            let role = organization.and_then(|o| o.roles.iter().find(|r| r.id.value == *owner));
            let name = role.and_then(|r| r.name.get()).map_or_else(|| owner.0.clone(), |n| n.0.clone());
            roles.push((owner.0.clone(), name));
        }
    }
    let ssp = skeleton.ssp;
    let front = Front {
        title: format!("System security plan of {}", clean(party)),
        version: ssp.and_then(|s| s.version.get()).map(|v| v.0.clone()),
        date: ssp.and_then(|s| s.date.get()).copied().unwrap_or(view.as_of),
        party: clean(party),
        others: writer.providers().iter().map(|id| writer.party(id)).collect(),
        roles,
    };
    let boundary = if boundaries.is_empty() { "The organization's systems.".to_owned() } else { boundaries.join(", ") };
    let mut implementation = json!({
        "users": [{ "uuid": uuid::of(&format!("user/{}", writer.name)), "title": "Staff of the organization" }],
        "components": writer.components(party),
    });
    put_list(&mut implementation, "leveraged-authorizations", writer.authorizations());
    let document = json!({
        "metadata": front.metadata(dialect.version),
        "import-profile": { "href": dialect.href() },
        "system-characteristics": characteristics(&writer.name, &front.party, &boundary),
        "system-implementation": implementation,
        "control-implementation": {
            "description": "What the plan says of each requirement. Of those without a component it says nothing.",
            "implemented-requirements": writer.requirements(),
        },
        "back-matter": back_matter(),
    });
    finished("system-security-plan", document)
}

struct Writer<'s, 'a> {
    view: View<'a>,
    name: String,
    skeleton: &'s Skeleton<'a>,
}

impl<'a> Writer<'_, 'a> {
    fn this_system(&self) -> String {
        uuid::of(&format!("this-system/{}", self.name))
    }

    fn component(&self, provider: &str) -> String {
        uuid::of(&format!("provider/{}/{provider}", self.name))
    }

    /// Providers that the plan or a matrix names.
    fn providers(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let named = self.skeleton.lines.iter().filter_map(|l| l.row).flat_map(|r| &r.providers).map(|p| &p.id.value.0);
        let spoken = self.skeleton.editions.iter().filter_map(|e| e.crm.provider.get()).map(|p| &p.0);
        for id in named.chain(spoken) {
            if !out.contains(id) {
                out.push(id.clone());
            }
        }
        out
    }

    fn declared(&self, id: &str) -> Option<&'a Provider> {
        let party = self.view.read.index.party_behind(id)?;
        self.view.read.index.provider(&self.view.read.model, party)
    }

    /// When a provider was authorized, as far as it says so, and what the date is else: OSCAL wants one.
    fn authorized(&self, id: &str) -> (jiff::civil::Date, Option<&'static str>) {
        let certificates = self.declared(id).map_or(&[][..], |p| p.certificates.as_slice());
        if let Some(date) = certificates.iter().filter_map(|c| c.on.get().copied()).max() {
            return (date, None);
        }
        let own = self.skeleton.editions.iter().filter(|e| e.crm.provider.get().is_some_and(|p| p.0 == id));
        match own.filter_map(|e| e.crm.date.get().copied()).max() {
            Some(date) => (date, Some("No authorization is declared; the date is that of the matrix.")),
            None => (self.view.as_of, Some("No authorization is declared; the date is that of this document.")),
        }
    }

    fn components(&self, party: &str) -> Vec<Value> {
        let mut out = vec![json!({
            "uuid": self.this_system(),
            "type": "this-system",
            "title": line(party),
            "description": "What the organization does itself.",
            "status": { "state": "operational" },
        })];
        for id in self.providers() {
            let name = self.declared(&id).and_then(|p| p.name.get()).map_or(id.as_str(), |n| n.0.as_str());
            out.push(json!({
                "uuid": self.component(&id),
                "type": "system",
                "title": line(name),
                "description": format!("What {} does.", line(name)),
                "props": [
                    { "name": "implementation-point", "value": "external" },
                    { "name": "leveraged-authorization-uuid", "value": self.authorization(&id) },
                    prop("provider", &id),
                ],
                "status": { "state": "operational" },
            }));
        }
        out
    }

    /// The name of a provider.
    fn party(&self, id: &str) -> String {
        clean(self.declared(id).and_then(|p| p.name.get()).map_or(id, |n| n.0.as_str()))
    }

    fn authorization(&self, provider: &str) -> String {
        uuid::of(&format!("authorization/{}/{provider}", self.name))
    }

    fn authorizations(&self) -> Vec<Value> {
        let one = |id: &String| {
            let (date, remarks) = self.authorized(id);
            let mut out = json!({
                "uuid": self.authorization(id),
                "title": line(&self.party(id)),
                "party-uuid": party_uuid(&self.party(id)),
                "date-authorized": date.to_string(),
            });
            if let Some(remarks) = remarks {
                put(&mut out, "remarks", json!(remarks));
            }
            out
        };
        self.providers().iter().map(one).collect()
    }

    fn requirements(&self) -> Vec<Value> {
        let mut out: Vec<Value> = Vec::new();
        for plan in &self.skeleton.lines {
            let id = control(plan.requirement);
            let known = out.iter().position(|r| r.get("control-id") == Some(&json!(id)));
            let mut requirement = known.map_or_else(
                || json!({ "uuid": uuid::of(&format!("requirement/{}/{id}", self.name)), "control-id": id }),
                |at| out.remove(at),
            );
            if plan.letters.is_empty() {
                put_list(&mut requirement, "by-components", self.parts(plan, &id));
                if plan.row.is_none() {
                    put(&mut requirement, "remarks", json!(WITHOUT_ROW));
                }
            }
            for letter in plan.letters.chars() {
                let statement_id = statement(&id, letter);
                let uuid = uuid::of(&format!("statement/{}/{statement_id}", self.name));
                let parts = self.parts(plan, &statement_id);
                let mut all = requirement.get("statements").and_then(Value::as_array).cloned().unwrap_or_default();
                let mut statement = json!({ "statement-id": statement_id, "uuid": uuid });
                put_list(&mut statement, "by-components", parts);
                all.push(statement);
                put(&mut requirement, "statements", Value::Array(all));
            }
            out.push(requirement);
        }
        out
    }

    /// The organization's part and those of providers.
    fn parts(&self, plan: &PlanLine<'_>, about: &str) -> Vec<Value> {
        let answers = self.skeleton.answers(plan);
        let mut out = Vec::new();
        let customers = plan.row.map_or(&[][..], |r| r.customers.as_slice());
        let texts: Vec<String> = customers.iter().map(|c| said(&c.text)).filter(|t| !t.is_empty()).collect();
        let duties: Vec<Value> = answers
            .iter()
            .filter(|(_, l)| has_customer(l) && !texts.is_empty())
            .map(|(e, l)| {
                let uuid = uuid::of(&format!("satisfied/{}/{about}/{}", self.name, responsibility(e.crm, l)));
                json!({
                    "uuid": uuid,
                    "responsibility-uuid": responsibility(e.crm, l),
                    "description": block(&texts.join("\n\n")),
                    "remarks": format!("{} leaves: {}", line(&e.crm.id.value.0), block(&said(l.customer()))),
                })
            })
            .collect();
        // What does not apply, or is planned by nobody yet, is said by the organization's own component.
        let says_alone = plan.row.is_some_and(|r| r.providers.is_empty() && !r.status.is_absent());
        if !customers.is_empty() || says_alone {
            let mut part = self.part(plan, about, &self.this_system(), &texts.join("\n\n"));
            put_list(&mut part, "satisfied", duties);
            let owners = customers.iter().filter_map(|c| c.owner.get()).map(|o| json!({ "role-id": token(&o.0) }));
            put_list(&mut part, "responsible-roles", owners.collect());
            out.push(part);
        }
        let providers = plan.row.map_or(&[][..], |r| r.providers.as_slice());
        let mut named: Vec<&str> = Vec::new();
        for provider in providers {
            let id = provider.id.value.0.as_str();
            if !named.contains(&id) {
                named.push(id);
                out.push(self.provider(plan, about, provider, &answers));
            }
        }
        out
    }

    fn provider(
        &self,
        plan: &PlanLine<'_>,
        about: &str,
        provider: &SspProvider,
        answers: &[(&Edition<'a>, &Line<'a>)],
    ) -> Value {
        let id = provider.id.value.0.as_str();
        let index = &self.view.read.index;
        let is_theirs = |e: &Edition<'_>| {
            let speaker = e.crm.provider.get();
            speaker.is_some_and(|p| {
                p.0 == id || index.party_behind(&p.0).is_some_and(|p| Some(p) == index.party_behind(id))
            })
        };
        let mut part = self.part(plan, about, &self.component(id), &said(&provider.text));
        let inherited = answers.iter().filter(|(e, l)| is_theirs(e) && has_provider(l)).map(|(e, l)| {
            let uuid = uuid::of(&format!("inherited/{}/{about}/{}", self.name, provided(e.crm, l)));
            let text = block(&said(l.provider()));
            json!({ "uuid": uuid, "provided-uuid": provided(e.crm, l), "description": text })
        });
        put_list(&mut part, "inherited", inherited.collect());
        part
    }

    fn part(&self, plan: &PlanLine<'_>, about: &str, component: &str, text: &str) -> Value {
        let mut out = json!({
            "uuid": uuid::of(&format!("by-component/{}/{about}/{component}", self.name)),
            "component-uuid": component,
            "description": block(text),
        });
        if let Some(status) = status(plan) {
            put(&mut out, "implementation-status", status);
        }
        out
    }
}

/// The status in OSCAL's words; nothing where the plan's is not known.
fn status(plan: &PlanLine<'_>) -> Option<Value> {
    let row = plan.row?;
    let said = row.status.get()?;
    let state = match said {
        Implementation::Implemented => "implemented",
        Implementation::PartiallyImplemented => "partial",
        // OSCAL has no word for what was assessed and is not met.
        Implementation::Planned | Implementation::NotMet => "planned",
        Implementation::Alternative => "alternative",
        Implementation::NotApplicable => "not-applicable",
    };
    let reason = super::super::said(&row.reason);
    let mut out = json!({ "state": state });
    let mut told = Vec::new();
    if *said == Implementation::NotMet {
        told.push(NOT_MET.to_owned());
    }
    if !reason.is_empty() {
        told.push(reason);
    }
    if !told.is_empty() {
        put(&mut out, "remarks", json!(told.join(" ")));
    }
    Some(out)
}
