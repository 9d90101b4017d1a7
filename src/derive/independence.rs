//! Independence of the assessor: advice, templates, implementation or managed services in the three years before the
//! assessment, by the firm, a team member or an affiliate (32 CFR 170.8(b)(17)(ii)(G); `CoPC` v2.0 2.2(d), 3.3).

use jiff::civil::Date;

use super::Tri;
use super::classify::ProviderClass;
use crate::model::Model;
use crate::model::organization::Assessment;
use crate::model::provider::Engaged;
use crate::model::resolve::Index;
use crate::schema::grammar::Field;
use crate::source::Span;

/// Work that may bar the assessor.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The firm or person.
    pub who: String,
    /// What was done, in words.
    pub what: String,
    /// Last day, if it ended.
    pub until: Option<Date>,
    /// Does it lie within three years of the assessment?
    pub within: Tri,
    /// Where it stands.
    pub span: Span,
}

/// Conflicts of each assessment of the model.
pub fn independence(model: &Model, index: &Index, classes: &[ProviderClass]) -> Vec<Vec<Conflict>> {
    model.assessments.iter().map(|a| conflicts(model, index, classes, a)).collect()
}

/// Date of the assessment: when it took place, else when it is planned.
pub fn assessment_date(assessment: &Assessment) -> &Field<Date> {
    if assessment.on.is_absent() { &assessment.planned } else { &assessment.on }
}

fn conflicts(model: &Model, index: &Index, classes: &[ProviderClass], assessment: &Assessment) -> Vec<Conflict> {
    let date = assessment_date(assessment).get().copied();
    let mut out = Vec::new();
    if let Some(firm) = assessment.c3pao.get().and_then(|id| index.party(&id.0)) {
        for party in group(model, index, firm) {
            out.extend(of_party(model, index, classes, party, firm, date));
        }
    }
    for member in &assessment.members {
        if let Some(until) = member.advised_until.known() {
            out.push(Conflict {
                who: member.name.value.0.clone(),
                what: format!("advice until {}", until.value),
                until: Some(until.value),
                within: within(Some(until.value), date),
                span: until.span,
            });
        } else if let Field::Unknown(span) = member.advised_until {
            out.push(Conflict {
                who: member.name.value.0.clone(),
                what: "advice, date unknown".to_owned(),
                until: None,
                within: Tri::Unknown,
                span,
            });
        }
    }
    out
}

/// The firm and everything that is affiliated with it, in either direction.
fn group(model: &Model, index: &Index, firm: usize) -> Vec<usize> {
    let mut out = vec![firm];
    let mut at = 0;
    while let Some(party) = out.get(at).copied() {
        at += 1;
        let id = index.parties.get(party).map_or("", |p| p.id.as_str());
        for (other, info) in index.parties.iter().enumerate() {
            let names =
                |p: &crate::model::provider::Provider, id: &str| p.affiliate_of.items.iter().any(|a| a.value.0 == id);
            let tied = index.provider(model, other).is_some_and(|p| names(p, id))
                || index.provider(model, party).is_some_and(|p| names(p, &info.id));
            if tied && !out.contains(&other) {
                out.push(other);
            }
        }
    }
    out
}

fn of_party(
    model: &Model,
    index: &Index,
    classes: &[ProviderClass],
    party: usize,
    firm: usize,
    date: Option<Date>,
) -> Vec<Conflict> {
    let Some(provider) = index.provider(model, party) else { return Vec::new() };
    let name = index.parties.get(party).map_or("", |p| p.name.as_str());
    let who = if party == firm { name.to_owned() } else { format!("{name} (an affiliate)") };
    let mut out: Vec<Conflict> = provider.engaged.iter().filter_map(|e| engagement(&who, e, date)).collect();
    let serves = classes.get(party).is_some_and(|c| c.is_esp == Tri::Yes && !c.debated);
    if serves && out.is_empty() {
        out.push(Conflict {
            who,
            what: "services to the organization".to_owned(),
            until: None,
            within: Tri::Yes,
            span: provider.header,
        });
    }
    out
}

fn engagement(who: &str, engaged: &Engaged, date: Option<Date>) -> Option<Conflict> {
    let advice: Vec<&str> = engaged.for_.items.iter().filter(|f| f.value.is_advice()).map(|f| f.value.word()).collect();
    let unsaid = engaged.for_.is_absent() || engaged.for_.unknown.is_some();
    if advice.is_empty() && !unsaid {
        return None;
    }
    let until = engaged.until.get().copied();
    let ends = until.map_or_else(|| "without an end date".to_owned(), |d| format!("until {d}"));
    let within = if advice.is_empty() || engaged.until.is_unknown() {
        Tri::Unknown
    } else {
        match until {
            Some(until) => within(Some(until), date),
            // Not ended: it goes on until the assessment.
            None => Tri::of(date.is_none_or(|d| engaged.from.get().is_none_or(|f| *f <= d))),
        }
    };
    let what = if advice.is_empty() {
        format!("work not described, {ends}")
    } else {
        format!("{} {ends}", advice.join(" and "))
    };
    Some(Conflict { who: who.to_owned(), what, until, within, span: engaged.header })
}

/// True if the work ended less than three years before the assessment.
fn within(until: Option<Date>, date: Option<Date>) -> Tri {
    match (until, date) {
        (Some(until), Some(date)) => match date.checked_sub(jiff::Span::new().years(3)) {
            Ok(limit) => Tri::of(until > limit),
            Err(_) => Tri::Unknown,
        },
        _ => Tri::Unknown,
    }
}
