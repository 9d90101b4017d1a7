//! Rows of the table of statements.

use super::standing::id_text;
use super::{Filler, Tables, flag, number, row_ref};
use crate::derive::score::row_is_met;
use crate::derive::wording::{Document, Phrase, Statement};
use crate::fact::{Cell, CellValue, Row, Subject};
use crate::schema::grammar::FactSink;
use crate::source::{Span, Spanned};

/// The day on which certificates of FIPS 140-2 went to the historical list.
const FIPS_140_2_ENDS: jiff::civil::Date = jiff::civil::date(2026, 9, 21);

impl Filler<'_> {
    pub(super) fn statements(&self, t: &mut Tables) {
        for statement in self.d.wording {
            let row = self.statement(statement);
            t.push("statement", row);
        }
    }

    fn statement(&self, s: &Statement) -> Row {
        let (model, index) = (self.d.model, self.d.index);
        let (crm, ssp) = match s.document {
            Document::Crm(c) => (Some(c), None),
            Document::Ssp(p) => (None, Some(p)),
        };
        let party = match crm {
            Some(c) => index.crm_party.get(c).copied().flatten(),
            None => s.provider.as_deref().and_then(|p| index.party_behind(p)),
        };
        let level = match (crm, ssp) {
            _ if self.d.template => Some(2),
            (Some(_), _) => party.and_then(|p| self.d.classes.get(p)).and_then(|c| c.level),
            (_, Some(p)) => model
                .ssps
                .get(p)
                .map(|s| index.boundaries_of(&s.boundary))
                .and_then(|bs| bs.into_iter().filter_map(|b| index.boundaries.get(b)?.level).max()),
            _ => None,
        };
        let met = match ssp {
            Some(_) => self.d.rows.ssp.get(s.row).and_then(row_is_met).map_or_else(|| Cell::unknown(None), flag),
            None => Cell::absent(),
        };
        let named = s.provider.is_some() || crm.is_some();
        let cells = vec![
            Cell::new(CellValue::Word(u16::from(crm.is_some())), None),
            crm.map_or_else(Cell::absent, |c| row_ref(Some(c), None)),
            Cell::new(CellValue::Word(u16::from(!s.customer)), None),
            if named { row_ref(party, Some(s.span)) } else { Cell::absent() },
            id_text(s.requirement.map(|r| r.get().id)),
            Cell::new(CellValue::Text(s.text.clone().into()), Some(s.span)),
            ssp.map_or_else(Cell::absent, |_| row_ref(Some(s.row), None)),
            crm.map_or_else(Cell::absent, |_| row_ref(Some(s.row), None)),
            number(level, None),
            flag(level.is_none_or(|l| l >= 2)),
            flag(self.d.template),
            met,
            self.phrases(s.vague(), s),
            self.phrases(s.of(Phrase::Promise), s),
            self.phrases(s.of(Phrase::OldClause), s),
            self.phrases(s.of(Phrase::Phase2), s),
            if self.d.as_of > FIPS_140_2_ENDS { self.phrases(s.of(Phrase::OldFips), s) } else { Cell::absent() },
            number(Some(i64::try_from(s.repeated).unwrap_or(i64::MAX)), Some(s.span)),
            Cell::new(CellValue::Bool(s.first), Some(s.span)),
            Cell::new(CellValue::Bool(s.near), Some(s.span)),
        ];
        let entity = match (crm, ssp) {
            (Some(c), _) => format!("crm:{}", model.crms.get(c).map_or("", |c| c.id.value.0.as_str())),
            (_, Some(p)) => self.ssp_entity(p),
            _ => String::new(),
        };
        let subject = Subject { requirement: s.requirement.map(|r| r.get().id.into()), ..Subject::of(entity) };
        Row { span: s.span, subject, cells }
    }

    /// Phrases as they are written, with their places; absent without any.
    fn phrases(&self, found: impl Iterator<Item = Span>, s: &Statement) -> Cell {
        let mut items: Vec<Spanned<String>> = Vec::new();
        for span in found {
            let written = if span == s.span { s.text.clone() } else { self.d.sources.text(span).to_lowercase() };
            items.push(Spanned::new(written.split_whitespace().collect::<Vec<_>>().join(" "), span));
        }
        let span = items.first().map(|i| i.span);
        if items.is_empty() { Cell::absent() } else { Cell::new(CellValue::Texts(items), span) }
    }
}
