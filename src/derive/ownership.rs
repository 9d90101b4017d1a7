//! Ownership of each objective in each boundary: SSP claims and CRM rows walked to the end of every chain. Who does it,
//! who says so and where, and the state. The tables are tests: `tests/it/decisions.rs`, sections 4 to 6.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::RequirementIx;
use crate::model::Model;
use crate::model::lower::{Scope, SspRow};
use crate::model::resolve::Index;
use crate::model::ssp::Implementation;
use crate::schema::grammar::Text;
use crate::source::Span;
use crate::words;

use super::Tri;
use super::classify::ProviderClass;
use super::inherit::{Answer, Effective, Inheritance, Matrices};
use super::score::{Plans, is_met};

words! {
    /// State of an objective, the worst over all providers.
    pub enum State {
        /// SSP and CRM name different owners
        Contradicted = "contradicted",
        /// a duty that nobody answers, or no party left
        Open = "open",
        /// somebody does it and both sides say so
        Owned = "owned",
    }
}

words! {
    /// What a claim of the SSP comes to against the matrices.
    pub enum Verdict {
        /// the rows agree, or nothing is asked of them
        Agrees = "agrees",
        /// a row says otherwise
        Contradicted = "contradicted",
        /// the provider's matrix has no row for it
        WithoutRow = "without-row",
        /// every provider that the SSP names leaves it to others
        Gap = "gap",
    }
}

words! {
    /// State of a duty that a row leaves with the customer.
    pub enum DutyState {
        /// the organization says what it does
        Answered = "answered",
        /// another provider does it
        PassedOn = "passed-on",
        /// the requirement does not apply
        NotApplicable = "not-applicable",
        /// nobody answers
        Open = "open",
    }
}

words! {
    /// Why a duty is open.
    pub enum DutyCause {
        /// nobody answers it
        Unanswered = "unanswered",
        /// each provider leaves it to others: told by the gap
        Gap = "gap",
        /// told by a contradiction or a missing row
        Contradicted = "contradicted",
    }
}

/// One objective in one boundary.
#[derive(Debug, Clone)]
pub struct ObjectiveFact {
    /// Boundary index.
    pub boundary: usize,
    /// Requirement.
    pub requirement: RequirementIx,
    /// Letter of SP 800-171A.
    pub letter: char,
    /// State; `None` is unknown.
    pub state: Option<State>,
    /// The requirement has a row, but no party is left for this objective.
    pub unowned: Tri,
    /// Every party leaves it to others.
    pub gap: bool,
    /// Rows that leave it.
    pub gap_rows: Vec<usize>,
    /// Where the gap shows: the SSP row, or the `passes-to` of a row.
    pub gap_at: Option<Span>,
    /// Two providers claim all of it.
    pub claimed_twice: bool,
    /// Rows that claim all of it.
    pub claimed_by: Vec<usize>,
    /// Rows that give a part to a provider while the SSP names the organization alone, and that contradict nothing.
    pub understated: Vec<usize>,
    /// All rows in force of all providers.
    pub crm_rows: Vec<usize>,
    /// Row of the SSP.
    pub ssp_row: Option<usize>,
    /// Header of that row, of the requirement's row, or of the SSP.
    pub span: Span,
}

/// One requirement in one boundary.
#[derive(Debug, Clone)]
pub struct RequirementFact {
    /// Boundary index.
    pub boundary: usize,
    /// Requirement.
    pub requirement: RequirementIx,
    /// The SSP has no row for it.
    pub unowned: Tri,
    /// Rows of all providers.
    pub crm_rows: Vec<usize>,
    /// First row of the SSP.
    pub ssp_row: Option<usize>,
    /// Header of that row, or of the SSP.
    pub span: Span,
}

/// One party that the SSP names for one objective.
#[derive(Debug, Clone)]
pub struct ClaimFact {
    /// Boundary index.
    pub boundary: usize,
    /// Requirement.
    pub requirement: RequirementIx,
    /// Letter.
    pub letter: char,
    /// The provider; `None` is the organization itself.
    pub party: Option<usize>,
    /// Row of the SSP.
    pub ssp_row: usize,
    /// Header of the party's node.
    pub span: Span,
    /// First row in force of the provider's matrices.
    pub crm_row: Option<usize>,
    /// True if the provider has a matrix.
    pub has_crm: bool,
    /// Outcome; `None` is unknown.
    pub verdict: Option<Verdict>,
    /// Rows that contradict the claim.
    pub against: Vec<usize>,
}

/// What the matrices leave with the customer for one objective: one duty, however many matrices say so.
#[derive(Debug, Clone)]
pub struct DutyFact {
    /// Boundary index.
    pub boundary: usize,
    /// Requirement.
    pub requirement: RequirementIx,
    /// Letter.
    pub letter: char,
    /// Rows that leave it.
    pub sources: Vec<usize>,
    /// State; `None` is unknown.
    pub state: Option<DutyState>,
    /// Why it is open.
    pub cause: Option<DutyCause>,
    /// The SSP row that should answer.
    pub ssp_row: usize,
    /// Where the answer is missing: the customer's node, or the row's header.
    pub span: Span,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Ownership {
    /// Requirements of all boundaries that have a plan: 17 ids at Level 1, 110 at Level 2, 134 at Level 3.
    pub requirements: Vec<RequirementFact>,
    /// Their objectives, at Level 2 and above.
    pub objectives: Vec<ObjectiveFact>,
    /// Claims of the SSP.
    pub claims: Vec<ClaimFact>,
    /// Duties.
    pub duties: Vec<DutyFact>,
    at_risk: BTreeSet<(usize, RequirementIx)>,
}

impl Ownership {
    /// True if the requirement is declared MET and its ownership is open, contradicted or missing.
    pub fn is_at_risk(&self, boundary: usize, requirement: RequirementIx) -> bool {
        self.at_risk.contains(&(boundary, requirement))
    }
}

/// What ownership is derived from.
pub struct Inputs<'a> {
    /// The declarations.
    pub model: &'a Model,
    /// Their names.
    pub index: &'a Index,
    /// The matrices.
    pub matrices: &'a Matrices<'a>,
    /// The rows of the plans.
    pub plans: &'a Plans,
    /// The classes of the providers.
    pub classes: &'a [ProviderClass],
    /// Boundaries of each provider.
    pub party_boundaries: Vec<Vec<usize>>,
}

/// Walks all objectives of all boundaries at Level 2 or above.
pub fn ownership(inputs: &Inputs<'_>) -> Ownership {
    let mut out = Ownership::default();
    for (b, boundary) in inputs.index.boundaries.iter().enumerate() {
        let level = boundary.level.unwrap_or(2);
        let Some(ssp) = inputs.plans.ssps.get(b).and_then(|s| s.first()).and_then(|s| inputs.model.ssps.get(*s)) else {
            continue;
        };
        for requirement in RequirementIx::of_level(level) {
            let without =
                if inputs.model.open || inputs.plans.is_hinted(b, requirement) { Tri::Unknown } else { Tri::Yes };
            if level < 2 {
                out.requirements.push(level1_requirement(inputs, b, requirement, ssp.header, without));
            } else {
                walk_requirement(inputs, b, requirement, ssp.header, without, &mut out);
            }
        }
    }
    let rows = inputs.matrices.rows;
    let bad = out.objectives.iter().filter(|o| matches!(o.state, Some(State::Contradicted | State::Open)));
    let mut at_risk: BTreeSet<(usize, RequirementIx)> = bad.map(|o| (o.boundary, o.requirement)).collect();
    at_risk.retain(|(b, r)| is_met(inputs.plans, rows, *b, *r));
    out.at_risk = at_risk;
    out
}

/// Level 1 asks for no matrix: whether a requirement has a row is all that is looked at.
fn level1_requirement(
    inputs: &Inputs<'_>,
    boundary: usize,
    requirement: RequirementIx,
    ssp: Span,
    without: Tri,
) -> RequirementFact {
    let ssp_row = inputs.plans.rows(boundary, requirement).first().copied();
    let row = ssp_row.and_then(|ix| inputs.matrices.rows.ssp.get(ix));
    let unowned = match row {
        Some(_) => Tri::No,
        None => without,
    };
    let span = row.map_or(ssp, |r| r.header);
    RequirementFact { boundary, requirement, unowned, crm_rows: Vec::new(), ssp_row, span }
}

fn walk_requirement(
    inputs: &Inputs<'_>,
    b: usize,
    requirement: RequirementIx,
    ssp: Span,
    without: Tri,
    out: &mut Ownership,
) {
    let rows = inputs.matrices.rows;
    let found: Vec<(usize, &SspRow)> =
        inputs.plans.rows(b, requirement).iter().filter_map(|ix| rows.ssp.get(*ix).map(|r| (*ix, r))).collect();
    let letters = requirement.get().letters;
    let parties: Vec<usize> = (0..inputs.index.parties.len()).filter(|p| inputs.matrices.has_crm(*p)).collect();
    let mut crm_rows = BTreeSet::new();
    for letter in letters.chars() {
        let effective: BTreeMap<usize, Effective> =
            parties.iter().map(|p| (*p, inputs.matrices.effective(*p, requirement, letter))).collect();
        for row in effective.values().flat_map(|e| &e.rows) {
            crm_rows.insert(*row);
        }
        if let Some((ix, row)) = row_for(&found, letter) {
            let walk = Walk { inputs, boundary: b, requirement, letter, row_ix: ix, row, effective };
            walk.run(out);
        } else if let Some((ix, row)) = found.first() {
            out.objectives.push(left_out(b, requirement, letter, *ix, row, inputs.model.open, &effective));
        }
    }
    let first = found.first().map(|(ix, _)| *ix);
    let unowned = match first {
        Some(_) => Tri::No,
        None => without,
    };
    let span = found.first().map_or(ssp, |(_, r)| r.header);
    let crm_rows = crm_rows.into_iter().collect();
    out.requirements.push(RequirementFact { boundary: b, requirement, unowned, crm_rows, ssp_row: first, span });
}

/// The plan has rows for other letters of the requirement and none for this one.
fn left_out(
    boundary: usize,
    requirement: RequirementIx,
    letter: char,
    ssp_row: usize,
    row: &SspRow,
    open: bool,
    effective: &BTreeMap<usize, Effective>,
) -> ObjectiveFact {
    ObjectiveFact {
        boundary,
        requirement,
        letter,
        state: if open { None } else { Some(State::Open) },
        unowned: if open { Tri::Unknown } else { Tri::Yes },
        gap: false,
        gap_rows: Vec::new(),
        gap_at: None,
        claimed_twice: false,
        claimed_by: Vec::new(),
        understated: Vec::new(),
        crm_rows: effective.values().flat_map(|e| e.rows.iter().copied()).collect(),
        ssp_row: Some(ssp_row),
        span: row.header,
    }
}

/// The objective's own row, else the requirement's.
fn row_for<'a>(found: &[(usize, &'a SspRow)], letter: char) -> Option<(usize, &'a SspRow)> {
    let special = found.iter().find(|(_, r)| r.scope == Scope::Objective && r.letters.contains(letter));
    special.or_else(|| found.iter().find(|(_, r)| r.scope == Scope::Requirement)).copied()
}

/// A party that the row names.
struct Named {
    party: Option<usize>,
    span: Span,
}

struct Walk<'a> {
    inputs: &'a Inputs<'a>,
    boundary: usize,
    requirement: RequirementIx,
    letter: char,
    row_ix: usize,
    row: &'a SspRow,
    effective: BTreeMap<usize, Effective>,
}

impl Walk<'_> {
    fn run(&self, out: &mut Ownership) {
        let customer = self.row.customers.first();
        let mut fact = ObjectiveFact {
            boundary: self.boundary,
            requirement: self.requirement,
            letter: self.letter,
            state: Some(State::Owned),
            unowned: Tri::No,
            gap: false,
            gap_rows: Vec::new(),
            gap_at: None,
            claimed_twice: false,
            claimed_by: Vec::new(),
            understated: Vec::new(),
            crm_rows: self.effective.values().flat_map(|e| e.rows.iter().copied()).collect(),
            ssp_row: Some(self.row_ix),
            span: self.row.header,
        };
        if self.row.status.get() == Some(&Implementation::NotApplicable) {
            self.push_duty(DutyOutcome::done(DutyState::NotApplicable), out);
            out.objectives.push(fact);
            return;
        }
        let named = self.named();
        if named.is_empty() && customer.is_none() {
            let unresolved = !self.row.providers.is_empty();
            fact.state = if unresolved { None } else { Some(State::Open) };
            fact.unowned = if unresolved { Tri::Unknown } else { Tri::Yes };
            out.objectives.push(fact);
            return;
        }
        let answered = self.customer_answers();
        self.gap(&named, customer.is_some(), answered != Tri::No, &mut fact);
        let claims = self.claims(&named, &fact, customer.is_some());
        self.claimed_twice(&named, &mut fact);
        if self.row.providers.is_empty() {
            fact.understated = self.understated();
        }
        self.chain_ends(&named, customer.is_some(), &mut fact);
        let duty = self.duty(&named, customer.is_some(), answered, &fact, &claims);
        fact.state = Self::state(&fact, &claims, &duty);
        self.push_duty(duty, out);
        out.claims.extend(claims);
        out.objectives.push(fact);
    }

    /// Providers that the row names and that resolve.
    fn named(&self) -> Vec<Named> {
        let index = self.inputs.index;
        let mut out: Vec<Named> = Vec::new();
        for p in &self.row.providers {
            let party = index.party_behind(&p.id.value.0);
            if party.is_some() && out.iter().all(|n| n.party != party) {
                out.push(Named { party, span: p.header });
            }
        }
        out
    }

    /// Does the organization say what it does? A text written as unknown leaves it open.
    fn customer_answers(&self) -> Tri {
        let texts = || self.row.customers.iter().map(|c| &c.text);
        if texts().any(|t| t.get().is_some_and(says_something)) {
            Tri::Yes
        } else if texts().any(crate::schema::grammar::Field::is_unknown) {
            Tri::Unknown
        } else {
            Tri::No
        }
    }

    fn answer(&self, party: usize) -> Answer {
        self.effective.get(&party).map_or(Answer::NoCrm, |e| e.answer)
    }

    fn rows(&self, party: usize) -> &[usize] {
        self.effective.get(&party).map_or(&[], |e| e.rows.as_slice())
    }

    /// A provider that is certainly no ESP and has no matrix owes no row (facility, staffing).
    fn owes_rows(&self, party: usize) -> bool {
        self.inputs.matrices.has_crm(party)
    }

    fn is_csp(&self, party: usize) -> bool {
        self.inputs.classes.get(party).is_some_and(|c| c.is_csp == Tri::Yes)
    }

    /// The SSP names two or more providers and no customer, and all leave it; or a row passes to one that leaves it.
    fn gap(&self, named: &[Named], customer: bool, answered: bool, fact: &mut ObjectiveFact) {
        let parties: Vec<usize> = named.iter().filter_map(|n| n.party).collect();
        if !customer && parties.len() >= 2 && parties.iter().all(|p| self.answer(*p).leaves()) {
            fact.gap = true;
            fact.gap_at = Some(self.row.header);
            fact.gap_rows = parties.iter().flat_map(|p| self.rows(*p).iter().copied()).collect();
            return;
        }
        if answered {
            return;
        }
        let closed = parties.iter().any(|p| self.answer(*p) == Answer::Provider);
        for row_ix in self.effective.values().filter(|e| e.answer.leaves()).flat_map(|e| &e.rows) {
            let Some(row) = self.inputs.matrices.row(*row_ix) else { continue };
            let Some(to) = row.passes_to.known() else { continue };
            let Some(target) = self.inputs.index.party_behind(&to.value.0) else { continue };
            if self.answer(target).leaves() && !closed {
                fact.gap = true;
                fact.gap_at = Some(to.span);
                fact.gap_rows = std::iter::once(*row_ix).chain(self.rows(target).iter().copied()).collect();
                return;
            }
        }
    }

    fn claims(&self, named: &[Named], fact: &ObjectiveFact, customer: bool) -> Vec<ClaimFact> {
        let mut out = Vec::new();
        for name in named {
            let Some(party) = name.party else { continue };
            let (verdict, mut against) = self.verdict(party, fact);
            let mut verdict = verdict;
            if matches!(verdict, Some(Verdict::Agrees | Verdict::WithoutRow)) && !customer {
                let denied = self.silenced(named, Some(party));
                if !denied.is_empty() {
                    verdict = Some(Verdict::Contradicted);
                    against = denied;
                }
            }
            out.push(self.claim(Some(party), name.span, verdict, against));
        }
        if let Some(first) = self.row.customers.first() {
            let against = if named.is_empty() { self.silenced(named, None) } else { Vec::new() };
            let verdict = if against.is_empty() { Verdict::Agrees } else { Verdict::Contradicted };
            out.push(self.claim(None, first.header, Some(verdict), against));
        }
        out
    }

    fn claim(&self, party: Option<usize>, span: Span, verdict: Option<Verdict>, against: Vec<usize>) -> ClaimFact {
        ClaimFact {
            boundary: self.boundary,
            requirement: self.requirement,
            letter: self.letter,
            party,
            ssp_row: self.row_ix,
            span,
            crm_row: party.and_then(|p| self.rows(p).first().copied()),
            has_crm: party.is_some_and(|p| self.owes_rows(p)),
            verdict,
            against,
        }
    }

    /// A named provider against its own rows.
    fn verdict(&self, party: usize, fact: &ObjectiveFact) -> (Option<Verdict>, Vec<usize>) {
        if !self.owes_rows(party) {
            let esp = self.inputs.classes.get(party).map_or(Tri::Unknown, |c| c.is_esp);
            return (if esp == Tri::No { Some(Verdict::Agrees) } else { None }, Vec::new());
        }
        match self.answer(party) {
            Answer::Provider | Answer::Shared => (Some(Verdict::Agrees), Vec::new()),
            Answer::Customer | Answer::NotApplicable => {
                let gap = fact.gap && fact.gap_at == Some(self.row.header);
                let verdict = if gap { Verdict::Gap } else { Verdict::Contradicted };
                (Some(verdict), self.rows(party).to_vec())
            }
            Answer::Silent => (Some(Verdict::WithoutRow), Vec::new()),
            Answer::Unknown | Answer::NoCrm => (None, Vec::new()),
        }
    }

    /// Rows of providers that the SSP does not name although they say that they do all of it. A cloud's part that goes
    /// unsaid is an understatement, no contradiction; nor is one beside another provider that does it all.
    fn silenced(&self, named: &[Named], by: Option<usize>) -> Vec<usize> {
        let is_named = |p: usize| named.iter().any(|n| n.party == Some(p));
        let done = named.iter().any(|n| n.party.is_some_and(|p| self.answer(p) == Answer::Provider));
        if by.is_some() && done {
            return Vec::new();
        }
        self.effective
            .iter()
            .filter(|(p, e)| {
                !is_named(**p) && e.answer == Answer::Provider && !self.is_csp(**p) && self.in_boundary(**p)
            })
            .flat_map(|(_, e)| e.rows.iter().copied())
            .collect()
    }

    /// Rows of providers that say they have a part, where the row names the organization alone. That a provider does all
    /// of it contradicts the row, unless its cloud does.
    fn understated(&self) -> Vec<usize> {
        let says = |(p, e): &(&usize, &Effective)| {
            let part = e.answer == Answer::Shared || (e.answer == Answer::Provider && self.is_csp(**p));
            part && self.in_boundary(**p)
        };
        self.effective.iter().filter(says).flat_map(|(_, e)| e.rows.iter().copied()).collect()
    }

    fn in_boundary(&self, party: usize) -> bool {
        self.inputs.party_boundaries.get(party).is_some_and(|b| b.contains(&self.boundary))
    }

    /// True if the row names the provider, whatever boundary it is declared for.
    fn names(&self, party: usize) -> bool {
        self.row.providers.iter().any(|p| self.inputs.index.party_behind(&p.id.value.0) == Some(party))
    }

    /// Two providers say that they do all of it, the SSP names one of them, and nothing tells their services apart.
    fn claimed_twice(&self, named: &[Named], fact: &mut ObjectiveFact) {
        let full: Vec<usize> = self
            .effective
            .iter()
            .filter(|(p, e)| e.answer == Answer::Provider && self.in_boundary(**p))
            .map(|(p, _)| *p)
            .collect();
        let is_named = |p: usize| named.iter().any(|n| n.party == Some(p));
        for (i, p) in full.iter().enumerate() {
            for q in full.iter().skip(i + 1) {
                let one_named = is_named(*p) != is_named(*q);
                if one_named && self.overlap(*p, *q) && !self.one_chain(*p, *q) {
                    fact.claimed_twice = true;
                    fact.claimed_by = [*p, *q].iter().flat_map(|x| self.rows(*x).iter().copied()).collect();
                    return;
                }
            }
        }
    }

    /// A row that inherits from the other provider's row is the same claim, told by both sides.
    fn one_chain(&self, p: usize, q: usize) -> bool {
        let reaches = |from: usize, to: usize| {
            let ends = self.rows(to);
            self.rows(from).iter().any(|r| {
                let chain = self.inputs.matrices.follow(*r, self.requirement, self.letter);
                chain.rows.iter().any(|on_the_way| ends.contains(on_the_way))
            })
        };
        reaches(p, q) || reaches(q, p)
    }

    /// True unless both sides say which services or environments they speak for, and these differ.
    fn overlap(&self, p: usize, q: usize) -> bool {
        let (a, b) = (self.subjects(p), self.subjects(q));
        a.is_empty() || b.is_empty() || a.iter().any(|x| b.contains(x))
    }

    /// Functions of the services and ids of the environments that the rows in force speak for; empty when not said.
    fn subjects(&self, party: usize) -> BTreeSet<String> {
        let (model, index) = (self.inputs.model, self.inputs.index);
        let mut out = BTreeSet::new();
        for row in self.rows(party).iter().filter_map(|ix| self.inputs.matrices.row(*ix)) {
            let covers = model.crms.get(row.crm).map_or(&[][..], |c| c.covers.items.as_slice());
            let said = if row.services.is_empty() { covers } else { row.services.as_slice() };
            for id in said {
                let service = index.services(model, party).iter().find(|s| s.id.value == id.value);
                let function = service.and_then(|s| s.function.get()).map(|f| f.word().to_owned());
                out.insert(function.unwrap_or_else(|| id.value.0.clone()));
            }
        }
        out
    }

    /// No party is left when every named provider's chain ends in nothing and the organization is not named.
    fn chain_ends(&self, named: &[Named], customer: bool, fact: &mut ObjectiveFact) {
        if customer || named.is_empty() {
            return;
        }
        let mut worst = Tri::Yes;
        let mut told = false;
        for party in named.iter().filter_map(|n| n.party) {
            let ends: Vec<Option<Inheritance>> = self
                .rows(party)
                .iter()
                .filter(|r| self.inputs.matrices.row(**r).is_some_and(|r| !r.inherited_from.is_absent()))
                .map(|r| self.inputs.matrices.follow(*r, self.requirement, self.letter).end)
                .collect();
            let without = ends.is_empty() || ends.len() < self.rows(party).len();
            let ok = without || ends.iter().any(|e| matches!(e, Some(Inheritance::Ends | Inheritance::None)));
            told |= ends.iter().any(|e| matches!(e, Some(Inheritance::Dangling | Inheritance::Circular)));
            let here = match (ok, ends.iter().any(Option::is_none)) {
                (true, _) => Tri::No,
                (false, true) => Tri::Unknown,
                (false, false) => Tri::Yes,
            };
            worst = worst.min(here);
        }
        match worst {
            Tri::No => {}
            Tri::Unknown => fact.unowned = Tri::Unknown,
            // The broken chain is told by its own rule; the state stays open.
            Tri::Yes if told => fact.state = Some(State::Open),
            Tri::Yes => fact.unowned = Tri::Yes,
        }
    }

    /// What the matrices leave with the customer, and what becomes of it.
    fn duty(
        &self,
        named: &[Named],
        customer: bool,
        answered: Tri,
        fact: &ObjectiveFact,
        claims: &[ClaimFact],
    ) -> DutyOutcome {
        let sources: Vec<usize> = self.sources();
        if sources.is_empty() {
            return DutyOutcome { sources, state: Some(DutyState::Answered), cause: None };
        }
        match answered {
            Tri::Yes => return DutyOutcome { sources, state: Some(DutyState::Answered), cause: None },
            Tri::Unknown => return DutyOutcome { sources, state: None, cause: None },
            Tri::No => {}
        }
        if fact.gap {
            return DutyOutcome { sources, state: Some(DutyState::Open), cause: Some(DutyCause::Gap) };
        }
        if !customer {
            // Another named provider that does all of it, or the one that a row passes to.
            let done = |p: usize| {
                let e = self.effective.get(&p);
                e.is_some_and(|e| e.answer == Answer::Provider && !e.duty)
            };
            let passed = self.passes_on(&sources);
            if named.iter().filter_map(|n| n.party).any(done) || passed == Tri::Yes {
                return DutyOutcome { sources, state: Some(DutyState::PassedOn), cause: None };
            }
            if passed == Tri::Unknown {
                return DutyOutcome { sources, state: None, cause: None };
            }
            if named.iter().filter_map(|n| n.party).any(|p| matches!(self.answer(p), Answer::Unknown | Answer::NoCrm)) {
                return DutyOutcome { sources, state: None, cause: None };
            }
            if claims.iter().any(|c| matches!(c.verdict, Some(Verdict::Contradicted | Verdict::WithoutRow))) {
                return DutyOutcome { sources, state: Some(DutyState::Open), cause: Some(DutyCause::Contradicted) };
            }
        }
        DutyOutcome { sources, state: Some(DutyState::Open), cause: Some(DutyCause::Unanswered) }
    }

    fn sources(&self) -> Vec<usize> {
        let leaves = |(p, e): (&usize, &Effective)| {
            if e.duty && (self.in_boundary(*p) || self.names(*p)) { e.rows.clone() } else { Vec::new() }
        };
        self.effective.iter().flat_map(leaves).collect()
    }

    /// Does every source pass its duty to a provider that does it all? Unknown while that one's matrix is not known.
    fn passes_on(&self, sources: &[usize]) -> Tri {
        let one = |ix: &usize| {
            let to = self.inputs.matrices.row(*ix).and_then(|r| r.passes_to.get());
            let Some(party) = to.and_then(|to| self.inputs.index.party_behind(&to.0)) else { return Tri::No };
            match self.effective.get(&party) {
                Some(e) if e.answer == Answer::Provider && !e.duty => Tri::Yes,
                Some(e) if !matches!(e.answer, Answer::Unknown | Answer::NoCrm) => Tri::No,
                _ => Tri::Unknown,
            }
        };
        sources.iter().map(one).min().unwrap_or(Tri::No)
    }

    fn state(fact: &ObjectiveFact, claims: &[ClaimFact], duty: &DutyOutcome) -> Option<State> {
        let any = |v: Verdict| claims.iter().any(|c| c.verdict == Some(v));
        if any(Verdict::Contradicted) || any(Verdict::WithoutRow) {
            return Some(State::Contradicted);
        }
        let open = fact.gap
            || duty.state == Some(DutyState::Open)
            || fact.unowned == Tri::Yes
            || fact.state == Some(State::Open);
        if open {
            return Some(State::Open);
        }
        let unknown =
            duty.state.is_none() || fact.unowned == Tri::Unknown || claims.iter().any(|c| c.verdict.is_none());
        if unknown { None } else { Some(State::Owned) }
    }

    fn push_duty(&self, outcome: DutyOutcome, out: &mut Ownership) {
        let sources = if outcome.sources.is_empty() { self.sources() } else { outcome.sources };
        if sources.is_empty() {
            return;
        }
        let span = self.row.customers.first().map_or(self.row.header, |c| c.header);
        out.duties.push(DutyFact {
            boundary: self.boundary,
            requirement: self.requirement,
            letter: self.letter,
            sources,
            state: outcome.state,
            cause: outcome.cause,
            ssp_row: self.row_ix,
            span,
        });
    }
}

struct DutyOutcome {
    sources: Vec<usize>,
    state: Option<DutyState>,
    cause: Option<DutyCause>,
}

impl DutyOutcome {
    fn done(state: DutyState) -> Self {
        Self { sources: Vec::new(), state: Some(state), cause: None }
    }
}

/// A text answers unless it is blank, stands for nothing, or only points to the matrix.
pub fn says_something(text: &Text) -> bool {
    // The longest text that only points elsewhere is far shorter.
    if text.0.trim().len() > 80 {
        return true;
    }
    let plain: String = text.0.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let line = words.join(" ");
    let nothing =
        ["", "n a", "na", "none", "tbd", "todo", "to be determined", "to be defined", "pending", "unknown", "x"];
    if nothing.contains(&line.as_str()) || line == "crm" {
        return false;
    }
    let points = ["see", "refer", "per", "as"].iter().any(|w| words.iter().take(2).any(|have| have == w));
    let at_matrix = words.iter().any(|w| matches!(*w, "crm" | "matrix"));
    !(points && at_matrix && words.len() <= 8)
}
