//! Statuses, affirmations and POA&Ms of each boundary: which status is in force, when it ends, what the SSP declares
//! behind it (32 CFR 170.15 to 170.18, 170.21, 170.22; DFARS 240.371-2).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Tri;
use super::score::{Plans, Score, met};
use crate::catalog::RequirementIx;
use crate::finding::Label;
use crate::model::Model;
use crate::model::boundary::Category;
use crate::model::lower::{Key, Rows, read_keys};
use crate::model::organization::{AssessmentKind, DataClass, Status, StatusResult};
use crate::model::provider::ProviderKind;
use crate::model::resolve::Index;
use crate::schema::grammar::{Id, Words};
use crate::source::Spanned;

/// An item of a POA&M with its place among all items.
#[derive(Debug, Clone)]
pub struct PoamFact {
    /// The boundary that it belongs to; `None` when there are several and it says none.
    pub boundary: Option<usize>,
    /// Its id.
    pub key: Key,
}

/// What follows for one boundary.
#[derive(Debug, Clone)]
pub struct BoundaryFact {
    /// Does an asset, a flow or an environment of it hold CUI?
    pub holds_cui: Tri,
    /// Where.
    pub because: Vec<Label>,
    /// Assets that are not only out of scope.
    pub in_scope: usize,
    /// Its statuses.
    pub statuses: Vec<usize>,
    /// Its affirmations.
    pub affirmations: Vec<usize>,
    /// The newest status at its level.
    pub now: Option<usize>,
    /// The boundary that `within=` names, when it resolves.
    pub within: Option<usize>,
    /// Environments of it that are not also in that one.
    pub outside: Vec<usize>,
    /// Does a final Level 2 (C3PAO) status stand for it or for the boundary around it (32 CFR 170.18(a))?
    pub level2_final: bool,
}

/// What follows for one status.
#[derive(Debug, Clone)]
pub struct StatusFact {
    /// The first boundary that it is about.
    pub boundary: Option<usize>,
    /// No newer one of that boundary and level.
    pub newest: bool,
    /// Last day.
    pub expires: Option<Date>,
    /// True if it is not known of a requirement whether it is MET.
    pub open: bool,
    /// Points as the SSP declares, of the level's list.
    pub computed: Option<i64>,
    /// Requirements of the level that are surely not MET.
    pub unmet: Option<i64>,
    /// Requirements of the level without a row in the plan.
    pub without_row: Option<i64>,
    /// Items of its POA&M.
    pub poam: Vec<usize>,
    /// Affirmations of that boundary on the day of the status or later.
    pub affirmations: Vec<usize>,
    /// Changes at providers after its day: party and place among its changes.
    pub changed: Vec<(usize, usize)>,
    /// Providers whose engagement began after its day.
    pub new_providers: Vec<usize>,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Standings {
    /// One a boundary.
    pub boundaries: Vec<BoundaryFact>,
    /// One a status.
    pub statuses: Vec<StatusFact>,
    /// One an item of a POA&M.
    pub poam: Vec<PoamFact>,
    /// Items of plans of action: boundaries and keys.
    pub plan: Vec<(Vec<usize>, Vec<Key>)>,
    /// Items of POA&Ms by requirement, and of plans of action.
    poam_of: BTreeMap<RequirementIx, Vec<usize>>,
    plan_of: BTreeMap<RequirementIx, Vec<usize>>,
}

/// Most items of one requirement that a row lists; whether there are any is what is asked.
const ITEMS_MAX: usize = 64;

impl Standings {
    /// The status in force of a boundary.
    pub fn result<'m>(&self, model: &'m Model, boundary: usize) -> Option<&'m Status> {
        self.boundaries.get(boundary).and_then(|b| b.now).and_then(|s| model.statuses.get(s))
    }

    /// True if the status in force has that result.
    pub fn is(&self, model: &Model, boundary: usize, result: StatusResult) -> bool {
        self.result(model, boundary).is_some_and(|s| s.result.get() == Some(&result))
    }

    /// Items of the POA&M for one requirement of a boundary.
    pub fn poam_items(&self, boundary: usize, requirement: RequirementIx) -> impl Iterator<Item = usize> {
        // An item that names no boundary may be any one's; that it names none is told.
        let here = move |i: &usize| self.poam.get(*i).is_some_and(|p| p.boundary.is_none_or(|b| b == boundary));
        self.poam_of.get(&requirement).into_iter().flatten().copied().filter(here).take(ITEMS_MAX)
    }

    /// Items of plans of action for one requirement of a boundary.
    pub fn plan_items(&self, boundary: usize, requirement: RequirementIx) -> impl Iterator<Item = usize> {
        let here = move |i: &usize| self.plan.get(*i).is_some_and(|(bs, _)| bs.contains(&boundary));
        self.plan_of.get(&requirement).into_iter().flatten().copied().filter(here).take(ITEMS_MAX)
    }
}

/// Judges all boundaries, statuses and POA&Ms.
pub fn standings(model: &Model, index: &Index, rows: &Rows, plans: &Plans, scores: &[Score]) -> Standings {
    let mut out = Standings { boundaries: boundaries(model, index), ..Standings::default() };
    for poam in &model.poams {
        let boundary = only(index, &poam.boundary);
        for item in &poam.items {
            let written = Spanned::new(item.id.value.0.clone(), item.id.span);
            out.poam.extend(read_keys(&written, None).into_iter().next().map(|key| PoamFact { boundary, key }));
        }
    }
    for plan in &model.plans {
        let boundaries = index.boundaries_of(&plan.boundary);
        for item in &plan.items {
            let texts = item.requirement.items.iter();
            let keys = texts.flat_map(|t| read_keys(&Spanned::new(t.value.0.clone(), t.span), None)).collect();
            out.plan.push((boundaries.clone(), keys));
        }
    }
    for (i, item) in out.poam.iter().enumerate() {
        if let Some(requirement) = item.key.requirement {
            out.poam_of.entry(requirement).or_default().push(i);
        }
    }
    for (i, (_, keys)) in out.plan.iter().enumerate() {
        for requirement in keys.iter().filter_map(|k| k.requirement) {
            out.plan_of.entry(requirement).or_default().push(i);
        }
    }
    let judge = Judge { model, index, rows, plans, scores };
    out.statuses = (0..model.statuses.len()).filter_map(|s| judge.status(s, &out)).collect();
    out
}

/// The first boundary that a node names, or the only one there is.
fn only(index: &Index, words: &Words<Id>) -> Option<usize> {
    let stated = !words.items.is_empty() || index.boundaries.len() == 1;
    index.boundaries_of(words).first().copied().filter(|_| stated)
}

fn boundaries(model: &Model, index: &Index) -> Vec<BoundaryFact> {
    let mut out: Vec<BoundaryFact> = (0..index.boundaries.len()).map(|b| boundary(model, index, b)).collect();
    let finals: Vec<bool> = out
        .iter()
        .map(|b| {
            b.statuses.iter().filter_map(|s| model.statuses.get(*s)).any(|s| {
                s.level.get() == Some(&2)
                    && s.kind.get() == Some(&AssessmentKind::C3pao)
                    && s.result.get() == Some(&StatusResult::Final)
            })
        })
        .collect();
    for (b, fact) in out.iter_mut().enumerate() {
        let has = |b: usize| finals.get(b).copied().unwrap_or(false);
        fact.level2_final = has(b) || fact.within.is_some_and(has);
    }
    out
}

fn boundary(model: &Model, index: &Index, b: usize) -> BoundaryFact {
    let declared = index.boundaries.get(b).and_then(|i| i.declared).and_then(|d| model.boundaries.get(d));
    let within = declared
        .and_then(|d| d.within.get())
        .and_then(|w| index.boundaries.iter().position(|i| i.id == w.0))
        .filter(|w| *w != b);
    let of = |words: &Words<Id>| index.boundaries_of(words).contains(&b);
    // A status that names none of several boundaries is nobody's; an affirmation may be anybody's.
    let stated = |words: &Words<Id>| index.boundaries.len() == 1 || !words.items.is_empty();
    let statuses: Vec<usize> = numbers(&model.statuses, |s| stated(&s.boundary) && of(&s.boundary));
    let level = index.boundaries.get(b).and_then(|i| i.level);
    let now = statuses
        .iter()
        .copied()
        .filter(|s| model.statuses.get(*s).is_some_and(|s| s.level.get().copied() == level))
        .max_by_key(|s| model.statuses.get(*s).and_then(|s| s.on.get().copied()));
    let mut fact = BoundaryFact {
        holds_cui: Tri::No,
        because: Vec::new(),
        in_scope: 0,
        statuses,
        affirmations: numbers(&model.affirmations, |a| of(&a.boundary)),
        now,
        within,
        outside: Vec::new(),
        level2_final: false,
    };
    for asset in declared.iter().flat_map(|d| &d.assets) {
        if let Some(span) = asset.category.place(&Category::Cui) {
            fact.holds_cui = Tri::Yes;
            fact.because.push(Label::new(span, "a CUI asset"));
        }
        let only_out = asset.category.items.iter().all(|c| c.value == Category::OutOfScope);
        fact.in_scope += usize::from(!only_out || asset.category.is_absent());
    }
    for flow in declared.iter().flat_map(|d| &d.flows) {
        if let Some(span) = flow.data.place(&DataClass::Cui) {
            fact.holds_cui = Tri::Yes;
            fact.because.push(Label::new(span, "CUI flows here"));
        }
    }
    let alone = index.boundaries.len() == 1;
    for (e, environment) in model.environments.iter().enumerate() {
        let stated = !environment.boundary.items.is_empty();
        if !(alone || stated) || !of(&environment.boundary) {
            continue;
        }
        if let Some(span) = environment.holds.place(&DataClass::Cui) {
            fact.holds_cui = Tri::Yes;
            fact.because.push(Label::new(span, "CUI is held here"));
        } else if environment.holds.unknown.is_some() && fact.holds_cui == Tri::No {
            fact.holds_cui = Tri::Unknown;
        }
        if within.is_some_and(|w| stated && !index.boundaries_of(&environment.boundary).contains(&w)) {
            fact.outside.push(e);
        }
    }
    fact
}

fn numbers<T>(items: &[T], wanted: impl Fn(&T) -> bool) -> Vec<usize> {
    items.iter().enumerate().filter(|(_, i)| wanted(i)).map(|(i, _)| i).collect()
}

/// Last day of a status: 180 days when conditional, a year at Level 1, three years above (DFARS 240.371-2).
pub fn expires(status: &Status) -> Option<Date> {
    let on = status.on.get()?;
    let span = match (status.result.get()?, status.level.get()?) {
        (StatusResult::Conditional, _) => jiff::Span::new().days(180),
        (StatusResult::Final, 1) => jiff::Span::new().years(1),
        (StatusResult::Final, _) => jiff::Span::new().years(3),
    };
    on.checked_add(span).ok()
}

/// The requirements that a status of a level is about.
fn of(level: i64) -> impl Iterator<Item = RequirementIx> {
    RequirementIx::of_level(level).filter(move |r| level < 3 || r.is_level3())
}

struct Judge<'a> {
    model: &'a Model,
    index: &'a Index,
    rows: &'a Rows,
    plans: &'a Plans,
    scores: &'a [Score],
}

impl Judge<'_> {
    fn status(&self, ix: usize, known: &Standings) -> Option<StatusFact> {
        let (model, index) = (self.model, self.index);
        let status = model.statuses.get(ix)?;
        let boundary = only(index, &status.boundary);
        let fact = boundary.and_then(|b| known.boundaries.get(b));
        let same = |s: &&usize| model.statuses.get(**s).is_some_and(|o| o.level.get() == status.level.get());
        let newer = |s: &usize| {
            let on = model.statuses.get(*s).and_then(|o| o.on.get());
            *s != ix && (on > status.on.get() || (on == status.on.get() && *s > ix))
        };
        let newest = !fact.iter().flat_map(|f| &f.statuses).filter(same).any(newer);
        let level = status.level.get().copied();
        let has_ssp = boundary.is_some_and(|b| self.plans.has_ssp(b));
        let on = status.on.get().copied();
        let affirmed = |a: &&usize| {
            let day = model.affirmations.get(**a).and_then(|a| a.on.get());
            day.zip(on.as_ref()).is_some_and(|(day, on)| day >= on)
        };
        let level3 = level.is_some_and(|l| l >= 3);
        let here = |p: &PoamFact| p.boundary.is_none() || p.boundary == boundary;
        let mine = |p: &PoamFact| here(p) && p.key.requirement.is_none_or(|r| r.is_level3() == level3);
        Some(StatusFact {
            boundary,
            newest,
            expires: expires(status),
            open: boundary.filter(|_| has_ssp).zip(level).is_some_and(|(b, level)| self.is_open(b, level)),
            computed: boundary.filter(|_| has_ssp).and_then(|b| self.computed(b, level?)),
            unmet: boundary.filter(|_| has_ssp).and_then(|b| self.unmet(b, level?)),
            without_row: boundary.filter(|_| has_ssp).and_then(|b| self.without_row(b, level?)),
            poam: numbers(&known.poam, mine),
            affirmations: match fact {
                Some(fact) => fact.affirmations.iter().filter(affirmed).copied().collect(),
                None => (0..model.affirmations.len()).filter(|a| affirmed(&a)).collect(),
            },
            changed: on.zip(boundary).map_or_else(Vec::new, |(on, b)| self.changed(on, b)),
            new_providers: on.zip(boundary).map_or_else(Vec::new, |(on, b)| self.new_providers(on, b)),
        })
    }

    fn computed(&self, boundary: usize, level: i64) -> Option<i64> {
        let id = self.index.boundaries.get(boundary)?.id.as_str();
        let of = if level >= 3 { 24 } else { 110 };
        let score = self.scores.iter().find(|s| s.boundary == id && s.of == of)?;
        (level >= 2).then_some(i64::from(score.declared))
    }

    fn is_open(&self, boundary: usize, level: i64) -> bool {
        of(level).any(|r| met(self.plans, self.rows, boundary, r) == Tri::Unknown)
    }

    /// Requirements that are surely not MET.
    fn unmet(&self, boundary: usize, level: i64) -> Option<i64> {
        let unmet = of(level).filter(|r| met(self.plans, self.rows, boundary, *r) == Tri::No).count();
        i64::try_from(unmet).ok()
    }

    fn without_row(&self, boundary: usize, level: i64) -> Option<i64> {
        i64::try_from(
            of(level)
                .filter(|r| self.plans.rows(boundary, *r).is_empty() && !self.plans.is_hinted(boundary, *r))
                .count(),
        )
        .ok()
    }

    fn parties(&self, boundary: usize) -> impl Iterator<Item = usize> {
        let mine = move |p: &usize| self.index.boundaries_of_party(self.model, *p).contains(&boundary);
        (0..self.index.parties.len()).filter(mine)
    }

    fn changed(&self, on: Date, boundary: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for party in self.parties(boundary) {
            let Some(provider) = self.index.provider(self.model, party) else { continue };
            let later = provider.changed.iter().enumerate().filter(|(_, c)| c.on.value > on);
            out.extend(later.map(|(i, _)| (party, i)));
        }
        out
    }

    fn new_providers(&self, on: Date, boundary: usize) -> Vec<usize> {
        let new = |party: &usize| {
            self.index.provider(self.model, *party).is_some_and(|p| {
                let advises = p.kind.has(&ProviderKind::C3pao) || p.kind.has(&ProviderKind::Rpo);
                !advises && p.engaged.iter().any(|e| e.from.get().is_some_and(|from| *from > on))
            })
        };
        self.parties(boundary).filter(new).collect()
    }
}
