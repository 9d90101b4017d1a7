//! From what was declared to files that others work with: a matrix, the merged matrix of all parties, or the skeleton of a
//! plan, as a workbook, CSV, markdown, OSCAL or KDL. Pure: a reading of a unit in, text or bytes out; no clock.

mod csv;
mod edition;
pub mod kdl;
mod markdown;
mod merged;
mod oscal;
mod plan;
mod table;
mod uuid;
mod xlsx;

use jiff::civil::Date;

use crate::check::Interpretation;
use crate::model::crm::Crm;
use crate::model::provider::Provider;
use crate::schema::grammar::{Field, Text};
use crate::source::{Sources, printable};

pub use edition::tops;
pub use oscal::{Dialect, OscalVersion};

/// A unit that was read, and the day on which that was.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What was read from them.
    pub read: &'a Interpretation,
    /// The day that stands in documents that state none.
    pub as_of: Date,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A matrix, by its number in the model.
    Crm(usize),
    /// Each objective with all parties.
    Matrix,
    /// A plan, by its number in the model; without one, what the matrices leave to be written.
    Ssp(Option<usize>),
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To<'a> {
    /// A workbook.
    Xlsx,
    /// Comma separated values.
    Csv,
    /// A table in markdown.
    Markdown,
    /// A system security plan in OSCAL: of the provider for a matrix, of the organization for a plan.
    OscalSsp(Dialect<'a>),
    /// A component definition in OSCAL.
    OscalComponent(Dialect<'a>),
    /// The language of crmlint.
    Kdl,
}

/// The file; an error says which form there is instead.
pub fn write(view: View<'_>, what: What, to: To<'_>) -> Result<Vec<u8>, String> {
    let table = || match what {
        What::Crm(ix) => table::of_matrix(view, ix),
        What::Matrix => merged::table(view),
        What::Ssp(ix) => plan::table(view, ix),
    };
    let text = match (to, what) {
        (To::Xlsx, _) => return xlsx::write(&table()),
        (To::Csv, _) => csv::write(&table()),
        (To::Markdown, _) => markdown::write(&table()),
        (To::Kdl, What::Crm(ix)) => self::kdl::of_matrix(view, ix),
        (To::Kdl, What::Ssp(ix)) => self::kdl::of_plan(view, ix),
        (To::OscalSsp(dialect), What::Crm(ix)) => oscal::of_provider(view, ix, dialect),
        (To::OscalSsp(dialect), What::Ssp(ix)) => oscal::of_plan(view, ix, dialect),
        (To::OscalComponent(dialect), What::Crm(ix)) => oscal::of_component(view, ix, dialect),
        (To::OscalComponent(_), What::Ssp(_)) => {
            return Err(
                "a component definition holds one matrix: --what crm; a plan goes into --to oscal-ssp".to_owned()
            );
        }
        (_, What::Matrix) => {
            return Err(
                "the merged matrix goes into xlsx, csv or markdown; OSCAL and KDL hold one document each: --what crm \
                        or --what ssp"
                    .to_owned(),
            );
        }
    };
    Ok(text.into_bytes())
}

/// The requirements as an OSCAL catalogue: what the other documents refer to.
pub fn catalog(version: OscalVersion) -> String {
    oscal::catalog(version)
}

impl<'a> View<'a> {
    /// A matrix by its number.
    fn crm(self, ix: usize) -> Option<&'a Crm> {
        self.read.model.crms.get(ix)
    }

    /// The provider that speaks in a matrix.
    fn provider_of(self, crm: &Crm) -> Option<&'a Provider> {
        let id = crm.provider.get()?;
        self.read.model.providers.iter().find(|p| p.id.value == *id)
    }

    /// Its name, else its id, else the id of the matrix.
    fn provider_name(self, crm: &Crm) -> String {
        let name = self.provider_of(crm).and_then(|p| p.name.get()).map(|n| n.0.clone());
        let id = || crm.provider.get().map(|p| p.0.clone());
        clean(&name.or_else(id).unwrap_or_else(|| crm.id.value.0.clone()))
    }
}

/// Text as every format can carry it: line feeds alone break lines, and what could steer a terminal or hide text is
/// spelled out.
fn clean(text: &str) -> String {
    printable(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text that is known, cleaned; else nothing.
fn said(field: &Field<Text>) -> String {
    field.get().map_or_else(String::new, |t| clean(t.0.trim()))
}

/// A word with a capital, as tables show it: `Not applicable`.
fn shown(word: &str) -> String {
    let plain = word.replace('-', " ");
    let mut chars = plain.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
