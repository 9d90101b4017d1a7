//! Effective rows of a matrix and chains of inheritance (language: `inherited-from`): what a provider's row comes to for
//! one objective, and where the chain behind it ends.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Lookup, RequirementIx};
use crate::model::Model;
use crate::model::crm::Responsibility;
use crate::model::lower::{CrmRow, IdForm, Rows, Scope};
use crate::model::resolve::Index;
use crate::schema::grammar::Text;
use crate::words;

use super::classify::names_offering;
use crate::model::resolve::OfferingOf;

words! {
    /// Where a chain of inheritance ends.
    pub enum Inheritance {
        /// the row inherits from nobody
        None = "none",
        /// somebody at the end does it
        Ends = "ends",
        /// the end leaves it to the customer, and the inheriting provider does not say what it does
        Left = "left",
        /// the id names nothing
        Dangling = "dangling",
        /// the chain comes back to itself
        Circular = "circular",
    }
}

/// The end of a chain; `None` as [`Inheritance`] is unknown: the next matrix is not loaded, silent or unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Where it ends; `None` is unknown.
    pub end: Option<Inheritance>,
    /// Rows on the way, without the first.
    pub rows: Vec<usize>,
}

impl Chain {
    /// True if the chain is a circle that `row` is the first member of: each circle is told once.
    pub fn starts_circle(&self, row: usize) -> bool {
        self.end == Some(Inheritance::Circular) && self.rows.last() == Some(&row) && self.rows.iter().all(|r| *r >= row)
    }
}

/// What a provider's matrices say on one objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The provider has no matrix.
    NoCrm,
    /// No row: silence is neither customer nor provider.
    Silent,
    /// A row whose word is unknown, a file that was not read, or rows keyed by SP 800-53 (hints).
    Unknown,
    /// Provider only.
    Provider,
    /// Both.
    Shared,
    /// Customer only.
    Customer,
    /// No part of the service.
    NotApplicable,
}

impl Answer {
    /// True if the provider has a part.
    pub fn has_provider(self) -> bool {
        matches!(self, Self::Provider | Self::Shared)
    }

    /// True if the rows leave all of it to others.
    pub fn leaves(self) -> bool {
        matches!(self, Self::Customer | Self::NotApplicable)
    }
}

/// The combined rows of one provider for one objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// What they come to.
    pub answer: Answer,
    /// True if they leave a duty with the customer.
    pub duty: bool,
    /// Rows in force, the deciding one first.
    pub rows: Vec<usize>,
}

impl Effective {
    fn bare(answer: Answer) -> Self {
        Self { answer, duty: false, rows: Vec::new() }
    }
}

/// Rows of matrices, ordered for look-up.
pub struct Matrices<'a> {
    model: &'a Model,
    index: &'a Index,
    catalog: &'a Catalog,
    /// The rows.
    pub rows: &'a Rows,
    keyed: BTreeMap<(usize, RequirementIx), Vec<usize>>,
    wide: BTreeMap<usize, Vec<usize>>,
    /// For each party the chains of its matrices: a matrix and what it is based on.
    groups: Vec<Vec<Vec<usize>>>,
    unread: BTreeSet<usize>,
    hints: BTreeSet<usize>,
}

impl<'a> Matrices<'a> {
    /// Orders the rows. `unread` are matrices whose source could not be read.
    pub fn new(
        model: &'a Model,
        index: &'a Index,
        catalog: &'a Catalog,
        rows: &'a Rows,
        unread: BTreeSet<usize>,
    ) -> Self {
        let mut keyed: BTreeMap<(usize, RequirementIx), Vec<usize>> = BTreeMap::new();
        let mut wide: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut hints = BTreeSet::new();
        for (ix, row) in rows.crm.iter().enumerate() {
            match (row.scope, row.key.requirement) {
                (Scope::Family | Scope::Default, _) => wide.entry(row.crm).or_default().push(ix),
                (_, Some(requirement)) => keyed.entry((row.crm, requirement)).or_default().push(ix),
                _ if row.key.form == IdForm::Sp80053 || keyed_otherwise(model, row.crm) => {
                    hints.insert(row.crm);
                }
                _ => {}
            }
        }
        let groups = groups(model, index);
        Self { model, index, catalog, rows, keyed, wide, groups, unread, hints }
    }

    /// True if a matrix may say more than its rows: it lies in a file that was not read whole.
    pub fn is_open(&self, crm: usize) -> bool {
        self.model.open || self.unread.contains(&crm)
    }

    /// True if the party has a matrix of its own.
    pub fn has_crm(&self, party: usize) -> bool {
        self.groups.get(party).is_some_and(|g| !g.is_empty())
    }

    /// Matrices of a party, those replaced by a more special one among them.
    pub fn crms_of(&self, party: usize) -> impl Iterator<Item = usize> + '_ {
        self.groups.get(party).into_iter().flatten().flatten().copied()
    }

    /// A row by its number.
    pub fn row(&self, ix: usize) -> Option<&'a CrmRow> {
        self.rows.crm.get(ix)
    }

    /// What all matrices of a party say on one objective.
    pub fn effective(&self, party: usize, requirement: RequirementIx, letter: char) -> Effective {
        let Some(groups) = self.groups.get(party).filter(|g| !g.is_empty()) else {
            return Effective::bare(Answer::NoCrm);
        };
        let mut rows = Vec::new();
        let mut unread = false;
        for group in groups {
            match self.rows_of_group(group, requirement, letter) {
                Some(found) => rows.extend(found),
                None => unread = true,
            }
        }
        // A row for the requirement in one matrix says more than the family or default row of another.
        let keyed =
            |ix: &usize| self.row(*ix).is_some_and(|r| matches!(r.scope, Scope::Objective | Scope::Requirement));
        if rows.iter().any(keyed) {
            rows.retain(keyed);
        }
        if rows.is_empty() {
            let answer = if unread || self.model.open { Answer::Unknown } else { Answer::Silent };
            return Effective::bare(answer);
        }
        self.combine(rows, unread)
    }

    /// Rows in force in one chain of matrices; `None` when nothing is known because something was not read.
    fn rows_of_group(&self, group: &[usize], requirement: RequirementIx, letter: char) -> Option<Vec<usize>> {
        // What a matrix says itself wins over its base, for keyed rows first and then for families and the rest.
        for depths in [[Scope::Objective, Scope::Requirement], [Scope::Family, Scope::Default]] {
            for crm in group {
                for depth in depths {
                    let found = self.rows_at(*crm, depth, requirement, letter);
                    if !found.is_empty() {
                        return Some(found);
                    }
                }
            }
        }
        let unknown = group.iter().any(|c| self.unread.contains(c) || self.hints.contains(c));
        if unknown { None } else { Some(Vec::new()) }
    }

    fn rows_at(&self, crm: usize, depth: Scope, requirement: RequirementIx, letter: char) -> Vec<usize> {
        let candidates = match depth {
            Scope::Objective | Scope::Requirement => self.keyed.get(&(crm, requirement)),
            Scope::Family | Scope::Default => self.wide.get(&crm),
        };
        let fits = |ix: &&usize| {
            self.row(**ix).is_some_and(|r| {
                r.scope == depth
                    && match depth {
                        Scope::Objective => r.key.letters.contains(letter),
                        Scope::Family => {
                            r.family.as_deref().is_some_and(|f| f.eq_ignore_ascii_case(requirement.get().family))
                        }
                        Scope::Requirement | Scope::Default => true,
                    }
            })
        };
        candidates.into_iter().flatten().filter(fits).copied().collect()
    }

    /// A provider part if any row has one, a duty if any row leaves one; an unknown row leaves the rest unknown.
    fn combine(&self, rows: Vec<usize>, unread: bool) -> Effective {
        let (mut provider, mut customer, mut unknown, mut silent_text) = (false, false, unread, false);
        for row in rows.iter().filter_map(|ix| self.row(*ix)) {
            match row.responsibility.get() {
                Some(Responsibility::Provider) => {
                    provider = true;
                    silent_text |= row.own_customer_text && is_duty_text(&row.customer_text);
                }
                Some(Responsibility::Shared) => (provider, customer) = (true, true),
                Some(Responsibility::Customer) => customer = true,
                Some(Responsibility::NotApplicable) => {}
                None => unknown = true,
            }
        }
        let answer = match (provider, customer, unknown) {
            (true, true, _) => Answer::Shared,
            (_, _, true) => Answer::Unknown,
            (true, false, false) => Answer::Provider,
            (false, true, false) => Answer::Customer,
            (false, false, false) => Answer::NotApplicable,
        };
        Effective { answer, duty: customer || silent_text, rows }
    }

    /// Follows `inherited-from` of a row for one requirement to its end, over all letters in force.
    pub fn chain(&self, row: usize) -> Chain {
        let Some(from) = self.row(row) else { return Chain { end: Some(Inheritance::None), rows: Vec::new() } };
        if from.inherited_from.is_absent() {
            return Chain { end: Some(Inheritance::None), rows: Vec::new() };
        }
        let Some(requirement) = from.key.requirement else { return Chain { end: None, rows: Vec::new() } };
        let mut worst: Option<Chain> = None;
        for letter in from.in_force.chars() {
            let found = self.follow(row, requirement, letter);
            let worse = worst.as_ref().is_none_or(|w| rank(found.end) > rank(w.end));
            if worse {
                worst = Some(found);
            }
        }
        worst.unwrap_or(Chain { end: Some(Inheritance::Ends), rows: Vec::new() })
    }

    /// Follows the chain of one row for one objective. A loop over rows, each at most once.
    pub fn follow(&self, start: usize, requirement: RequirementIx, letter: char) -> Chain {
        let mut path: Vec<usize> = Vec::new();
        let mut at = start;
        loop {
            let Some(row) = self.row(at) else { return Chain { end: None, rows: path } };
            let Some(id) = row.inherited_from.get() else {
                let end = if path.is_empty() && row.inherited_from.is_absent() {
                    Some(Inheritance::None)
                } else if row.inherited_from.is_unknown() {
                    None
                } else {
                    Some(Inheritance::Ends)
                };
                return Chain { end, rows: path };
            };
            let text = !row.provider_text.get().is_none_or(Text::is_blank);
            let next = match self.target(&id.0) {
                Target::Nothing => return Chain { end: Some(Inheritance::Dangling), rows: path },
                Target::NotLoaded => return Chain { end: None, rows: path },
                Target::Crms(crms) => self.target_row(&crms, requirement, letter),
            };
            let Some((answer, next)) = next else { return Chain { end: None, rows: path } };
            if next == start || path.contains(&next) {
                path.push(next);
                return Chain { end: Some(Inheritance::Circular), rows: path };
            }
            path.push(next);
            match answer {
                Answer::Provider => at = next,
                // The end leaves a duty, which the inheriting provider must take up in its own words.
                Answer::Customer | Answer::Shared | Answer::NotApplicable => {
                    let onward =
                        answer == Answer::Shared && self.row(next).is_some_and(|r| !r.inherited_from.is_absent());
                    if onward && text {
                        at = next;
                        continue;
                    }
                    let end = if text { Inheritance::Ends } else { Inheritance::Left };
                    return Chain { end: Some(end), rows: path };
                }
                Answer::NoCrm | Answer::Silent | Answer::Unknown => return Chain { end: None, rows: path },
            }
        }
    }

    fn target_row(&self, crms: &[usize], requirement: RequirementIx, letter: char) -> Option<(Answer, usize)> {
        let rows = self.rows_of_group(crms, requirement, letter)?;
        let first = rows.first().copied()?;
        Some((self.combine(rows, false).answer, first))
    }

    /// What an `inherited-from` names: `crm:ID`, an environment, an offering, a provider or the plain id of a matrix.
    fn target(&self, id: &str) -> Target {
        if let Some(name) = id.strip_prefix("crm:") {
            return self.index.crms.get(name).map_or(Target::Nothing, |ix| Target::Crms(vec![*ix]));
        }
        if let Some(party) = self.index.party_behind(id) {
            return self.of_party(party);
        }
        let by_offering =
            self.index.offerings.iter().position(|o| matches!(o, OfferingOf::Known(o) if names_offering(o, id)));
        if let Some(environment) = by_offering {
            return match self.index.environment_party.get(environment).copied().flatten() {
                Some(party) => self.of_party(party),
                None => Target::NotLoaded,
            };
        }
        if let Some(ix) = self.index.crms.get(id) {
            return Target::Crms(vec![*ix]);
        }
        if self.index.environment(id).is_some() {
            return Target::NotLoaded;
        }
        match self.catalog.find(id) {
            Lookup::Found(_) | Lookup::Ambiguous { .. } => Target::NotLoaded,
            Lookup::Unknown { .. } => Target::Nothing,
        }
    }

    fn of_party(&self, party: usize) -> Target {
        let crms: Vec<usize> = self.crms_of(party).collect();
        if crms.is_empty() { Target::NotLoaded } else { Target::Crms(crms) }
    }
}

enum Target {
    Nothing,
    NotLoaded,
    Crms(Vec<usize>),
}

fn rank(end: Option<Inheritance>) -> u8 {
    match end {
        Some(Inheritance::None) => 0,
        Some(Inheritance::Ends) => 1,
        None => 2,
        Some(Inheritance::Left) => 3,
        Some(Inheritance::Dangling) => 4,
        Some(Inheritance::Circular) => 5,
    }
}

/// A customer text under `responsibility=provider` is a duty, unless it says that there is none.
pub fn is_duty_text(text: &crate::schema::grammar::Field<Text>) -> bool {
    let Some(text) = text.get() else { return false };
    !crate::read::denies(&text.0)
}

/// True for a matrix that says itself that another catalogue is its key: its rows are hints at most.
fn keyed_otherwise(model: &Model, crm: usize) -> bool {
    let framework = model.crms.get(crm).and_then(|c| crate::model::lower::framework_of(&c.framework));
    framework.is_some_and(|f| f != crate::catalog::Framework::R2)
}

/// Per party the chains of its matrices, the most special first. A matrix that another one is based on stands in that
/// one's chain only.
fn groups(model: &Model, index: &Index) -> Vec<Vec<Vec<usize>>> {
    let base_of = |ix: usize| -> Option<usize> {
        let base = model.crms.get(ix)?.based_on.get()?;
        index.crms.get(&base.0).copied()
    };
    let in_circle = |ix: usize| {
        let mut at = base_of(ix);
        let mut steps = 0;
        while let Some(base) = at.filter(|_| steps <= model.crms.len()) {
            if base == ix {
                return true;
            }
            at = base_of(base);
            steps += 1;
        }
        false
    };
    let replaced: BTreeSet<usize> = (0..model.crms.len()).filter_map(base_of).collect();
    let mut out = vec![Vec::new(); index.parties.len()];
    for ix in 0..model.crms.len() {
        // Matrices in a circle replace nothing: each still speaks for its provider.
        if replaced.contains(&ix) && !in_circle(ix) {
            continue;
        }
        let mut chain = vec![ix];
        let mut at = ix;
        while let Some(base) = base_of(at) {
            if chain.contains(&base) {
                break;
            }
            chain.push(base);
            at = base;
        }
        if let Some(party) = index.crm_party.get(ix).copied().flatten()
            && let Some(groups) = out.get_mut(party)
        {
            groups.push(chain);
        }
    }
    out
}
