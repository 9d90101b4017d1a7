//! The merged matrix: each objective of each boundary with its state, the parties that the SSP names, and what each
//! provider's matrix says, with the rows behind it.

use std::collections::BTreeMap;

use super::edition::{Edition, tops};
use super::table::{Table, responsibility};
use super::{View, clean, said, shown};
use crate::catalog::RequirementIx;
use crate::derive::Tri;
use crate::derive::ownership::{ObjectiveFact, RequirementFact, State};
use crate::model::crm::Responsibility;
use crate::model::lower::{CrmRow, SspRow};
use crate::model::ssp::Implementation;

/// The table.
pub(super) fn table(view: View<'_>) -> Table {
    let editions: Vec<Edition<'_>> = tops(view).into_iter().filter_map(|ix| Edition::of(view, ix)).collect();
    let merged = Merged { view, parties: parties(view, &editions), editions };
    let owned = &view.read.ownership;
    let letters = |ix: RequirementIx| ix.get().letters.chars().map(move |l| (ix, l));
    let rows: Vec<Vec<String>> = if owned.requirements.is_empty() {
        RequirementIx::all().flat_map(letters).map(|(ix, l)| merged.alone(ix, l, ("", ""))).collect()
    } else {
        let facts: BTreeMap<(usize, RequirementIx, char), &ObjectiveFact> =
            owned.objectives.iter().map(|f| ((f.boundary, f.requirement, f.letter), f)).collect();
        let line = |of: &RequirementFact, letter: char| match facts.get(&(of.boundary, of.requirement, letter)) {
            Some(fact) => merged.owned(fact),
            None => merged.without_row(of, letter),
        };
        owned
            .requirements
            .iter()
            .flat_map(|f| letters(f.requirement).map(move |(_, l)| (f, l)))
            .map(|(f, l)| line(f, l))
            .collect()
    };
    let mut columns: Vec<(String, u16)> = [
        ("Requirement ID", 15),
        ("Title", 30),
        ("Boundary", 14),
        ("State", 13),
        ("Status in the SSP", 18),
        ("Done by", 24),
        ("Organization", 60),
    ]
    .into_iter()
    .map(|(t, w)| (t.to_owned(), w))
    .collect();
    for party in &merged.parties {
        columns.push((format!("{party}: responsibility"), 16));
        columns.push((format!("{party}: does"), 50));
        columns.push((format!("{party}: leaves to you"), 50));
    }
    columns.push(("Rows".to_owned(), 40));
    Table { title: "Responsibility matrix".to_owned(), about: vec![format!("As of {}", view.as_of)], columns, rows }
}

struct Merged<'a> {
    view: View<'a>,
    /// Ids of the providers that have a column.
    parties: Vec<String>,
    editions: Vec<Edition<'a>>,
}

/// Providers that have a matrix, and those that a plan names.
fn parties(view: View<'_>, editions: &[Edition<'_>]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let with_crm = editions.iter().filter_map(|e| e.crm.provider.get().map(|p| p.0.clone()));
    let named = view.read.rows.ssp.iter().flat_map(|r| &r.providers).map(|p| p.id.value.0.clone());
    let behind = named.map(|id| {
        let party = view.read.index.party_behind(&id).and_then(|ix| view.read.index.parties.get(ix));
        party.map_or(id, |p| p.id.clone())
    });
    for id in with_crm.chain(behind).map(|id| clean(&id)) {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

impl<'a> Merged<'a> {
    /// An objective of a boundary that has a plan.
    fn owned(&self, fact: &ObjectiveFact) -> Vec<String> {
        let read = self.view.read;
        let row = fact.ssp_row.and_then(|ix| read.rows.ssp.get(ix));
        let boundary = read.index.boundaries.get(fact.boundary).map_or_else(String::new, |b| clean(&b.id));
        // What does not apply is nobody's to own.
        let state = match (row.and_then(|r| r.status.get()), fact.state) {
            (Some(Implementation::NotApplicable), Some(State::Owned)) => "not-applicable",
            (_, state) => state.map_or("unknown", |s| s.word()),
        };
        let matrices: Vec<&CrmRow> = fact.crm_rows.iter().filter_map(|ix| read.rows.crm.get(*ix)).collect();
        self.line((fact.requirement, fact.letter), (&boundary, &shown(state)), row, &matrices)
    }

    /// An objective of a requirement that the plan has no row for: nobody's, whatever the matrices say.
    fn without_row(&self, fact: &RequirementFact, letter: char) -> Vec<String> {
        let read = self.view.read;
        let boundary = read.index.boundaries.get(fact.boundary).map_or_else(String::new, |b| clean(&b.id));
        let state = match fact.unowned {
            Tri::Yes => "Unowned",
            Tri::No => "",
            Tri::Unknown => "Unknown",
        };
        self.alone(fact.requirement, letter, (&boundary, state))
    }

    /// An objective of which no plan says anything: the matrices alone.
    fn alone(&self, ix: RequirementIx, letter: char, about: (&str, &str)) -> Vec<String> {
        let matrices: Vec<&CrmRow> =
            self.editions.iter().flat_map(|e| e.of_objective(ix, letter)).map(|line| line.row).collect();
        self.line((ix, letter), about, None, &matrices)
    }

    fn line(
        &self,
        (ix, letter): (RequirementIx, char),
        (boundary, state): (&str, &str),
        row: Option<&SspRow>,
        matrices: &[&'a CrmRow],
    ) -> Vec<String> {
        let requirement = ix.get();
        let status = row.and_then(|r| r.status.get()).map_or_else(String::new, |s| shown(s.word()));
        let customers = row.map_or(&[][..], |r| r.customers.as_slice());
        let mut by: Vec<String> = Vec::new();
        if !customers.is_empty() {
            by.push("organization".to_owned());
        }
        by.extend(row.iter().flat_map(|r| &r.providers).map(|p| clean(&p.id.value.0)));
        let own: Vec<String> = customers.iter().map(|c| said(&c.text)).filter(|t| !t.is_empty()).collect();
        let mut out = vec![
            format!("{}[{letter}]", requirement.id),
            requirement.title.to_owned(),
            boundary.to_owned(),
            state.to_owned(),
            status,
            by.join(", "),
            own.join("\n"),
        ];
        for party in &self.parties {
            out.extend(self.party(party, row, matrices));
        }
        let places = row.iter().map(|r| r.header).chain(matrices.iter().map(|r| r.header));
        let mut rows: Vec<String> = Vec::new();
        for place in places.map(|span| self.view.sources.place(span)) {
            if !rows.contains(&place) {
                rows.push(place);
            }
        }
        out.push(rows.join("\n"));
        out
    }

    /// What one provider answers, does and leaves.
    fn party(&self, party: &str, row: Option<&SspRow>, matrices: &[&CrmRow]) -> [String; 3] {
        let read = self.view.read;
        let speaks = |r: &&&CrmRow| {
            let provider = read.model.crms.get(r.crm).and_then(|c| c.provider.get());
            provider.is_some_and(|p| clean(&p.0) == party)
        };
        let mine: Vec<&&CrmRow> = matrices.iter().filter(speaks).collect();
        let mut words: Vec<String> = Vec::new();
        for word in mine.iter().map(|r| responsibility(r)) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let is_named = |id: &str| {
            let behind = read.index.party_behind(id).and_then(|ix| read.index.parties.get(ix));
            behind.map_or(id, |p| p.id.as_str()) == party
        };
        let claims = row.iter().flat_map(|r| &r.providers).filter(|p| is_named(&p.id.value.0));
        let claimed: Vec<String> = claims.map(|p| said(&p.text)).filter(|t| !t.is_empty()).collect();
        let texts = |of: fn(&CrmRow) -> String| -> Vec<String> {
            mine.iter().map(|r| of(r)).filter(|t| !t.is_empty()).collect()
        };
        // Of a row that is the customer's, the text above it is not the provider's part.
        let part = |r: &CrmRow| match r.responsibility.get() {
            Some(Responsibility::Customer | Responsibility::NotApplicable) => String::new(),
            _ => said(&r.provider_text),
        };
        let does = if claimed.is_empty() { texts(part) } else { claimed };
        [words.join(", "), does.join("\n"), texts(|r| said(&r.customer_text)).join("\n")]
    }
}
