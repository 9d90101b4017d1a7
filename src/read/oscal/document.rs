//! The parts of an OSCAL document that say who does what, in one shape for all versions and serialisations.

mod reader;

use std::collections::BTreeMap;

use super::place::Place;
use crate::finding::Finding;
use crate::read::{Done, Owner};
use crate::source::{Span, Spanned};
pub(super) use reader::{components, plan};

/// A plan or a component definition.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// True for a system security plan.
    pub is_plan: bool,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// When it was last changed, as written.
    pub modified: Option<Spanned<String>>,
    /// Ids of its parties.
    pub parties: BTreeMap<String, String>,
    /// Systems whose authorization it rests on.
    pub authorizations: Vec<Authorization>,
    /// Its components.
    pub components: Vec<Component>,
    /// What each component does for each control or statement.
    pub parts: Vec<Part>,
    /// Ids that name parties, with their places.
    pub party_references: Vec<Spanned<String>>,
    /// What is wrong with the document alone.
    pub findings: Vec<Finding>,
}

/// A leveraged authorization.
#[derive(Debug, Clone)]
pub struct Authorization {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The party that holds it.
    pub party: Option<String>,
    /// When it was given.
    pub date: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

/// A component.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its type: this-system, system, software and so on.
    pub kind: String,
    /// The leveraged authorization it belongs to.
    pub authorization: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

/// What one component does for one control or statement.
#[derive(Debug, Clone)]
pub struct Part {
    /// The control.
    pub control: Place,
    /// What `about` names.
    pub place: Place,
    /// The statement, or the control where it speaks of the whole.
    pub about: Spanned<String>,
    /// Id of the component.
    pub component: Spanned<String>,
    /// What it does.
    pub text: Option<Spanned<String>>,
    /// Remarks.
    pub remarks: Option<Spanned<String>>,
    /// How far it is done, where that is said; none inside of it where it is not understood.
    pub status: Option<Spanned<Option<Done>>>,
    /// What is remarked about the status: why it does not apply.
    pub reason: Option<Spanned<String>>,
    /// Who is responsible, in the property that `crmlint export` writes.
    pub responsibility: Option<Spanned<Owner>>,
    /// How the parts of a shared row hang together, in the property that `crmlint export` writes.
    pub mode: Option<Spanned<String>>,
    /// What others can inherit.
    pub provided: Vec<Item>,
    /// What others have to do.
    pub responsibilities: Vec<Item>,
    /// What is inherited from others.
    pub inherited: Vec<Link>,
    /// Whose responsibilities are met.
    pub satisfied: Vec<Link>,
    /// Where it stands.
    pub span: Span,
}

/// Something exported.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: Spanned<String>,
    /// In words.
    pub text: Spanned<String>,
    /// Of a responsibility: the provided item that it comes with.
    pub with: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A link to something that another document exports.
#[derive(Debug, Clone)]
pub struct Link {
    /// The id that it names.
    pub target: Option<Spanned<String>>,
    /// In words.
    pub text: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

impl Document {
    /// The component of an id.
    pub fn component(&self, id: &str) -> Option<&Component> {
        self.components.iter().find(|c| c.id == id)
    }

    /// The leveraged authorization of an id.
    pub fn authorization(&self, id: &str) -> Option<&Authorization> {
        self.authorizations.iter().find(|a| a.id == id)
    }

    /// The name of the provider behind a part: that of the leveraged authorization of its component, or of the component
    /// from which it inherits.
    pub fn provider_of(&self, part: &Part) -> Option<String> {
        let component = self.component(&part.component.value)?;
        let Some(id) = &component.authorization else {
            // What another system's component hands down is that system's.
            let is_other = component.kind != "this-system" && !part.inherited.is_empty();
            return is_other.then(|| component.title.clone());
        };
        let authorization = self.authorization(&id.value);
        let party = authorization.and_then(|a| a.party.as_ref()).and_then(|p| self.parties.get(p));
        Some(
            party
                .cloned()
                .or_else(|| authorization.map(|a| a.title.clone()))
                .unwrap_or_else(|| component.title.clone()),
        )
    }

    /// The status of parts taken together: all of it only if each says so, and nothing where one is not understood. What
    /// does not apply to one component is left to the others.
    pub fn status(parts: &[&Part]) -> Option<Spanned<Done>> {
        let said: Vec<Spanned<Option<Done>>> = parts.iter().filter_map(|p| p.status).collect();
        let known =
            said.iter().map(|s| Some(Spanned::new(s.value?, s.span))).collect::<Option<Vec<Spanned<Done>>>>()?;
        let first = known.first()?;
        let applying: Vec<Spanned<Done>> = known.iter().copied().filter(|s| s.value != Done::NotApplicable).collect();
        let Some(one) = applying.first() else { return (known.len() == parts.len()).then_some(*first) };
        let worst = applying
            .iter()
            .find(|s| s.value == Done::NotMet)
            .or_else(|| applying.iter().find(|s| s.value != one.value));
        let value = match worst {
            None => one.value,
            Some(worst) if worst.value == Done::NotMet => Done::NotMet,
            Some(_) => Done::Partially,
        };
        // A part that says nothing may not be done.
        let is_sure = said.len() == parts.len() || matches!(value, Done::Planned | Done::Partially | Done::NotMet);
        is_sure.then_some(Spanned::new(value, worst.unwrap_or(one).span))
    }
}
