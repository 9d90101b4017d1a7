//! Vendors' own files, read where they lie: bytes in, rows with places out, no input or output of its own.

pub mod csv;
mod word;

use crate::finding::Finding;
use crate::schema::grammar::{Field, Text};
use crate::source::{Span, Spanned};

/// Who a cell says is responsible. A word that is not surely one of these stays unknown, never rounded in the
/// provider's favour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The provider does all of it.
    Provider,
    /// The customer does all of it.
    Customer,
    /// Each does a part.
    Shared,
    /// No part of the service.
    NotApplicable,
}

/// A row of a vendor's matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// The cell of the id.
    pub id: Spanned<String>,
    /// Who is responsible; unknown where the cell does not say it surely.
    pub responsibility: Field<Owner>,
    /// What the provider does; unknown where one column holds both sides.
    pub provider_text: Field<Text>,
    /// What the customer does; unknown where one column holds both sides.
    pub customer_text: Field<Text>,
    /// The row's cells, on its first line.
    pub span: Span,
}

/// What was read from a file.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Rows with an id.
    pub rows: Vec<MatrixRow>,
    /// What was not understood.
    pub findings: Vec<Finding>,
}

/// Formats by their ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorFormat {
    /// Comma, semicolon or tab separated values.
    Csv,
}

/// The format of a path; the error says what is read instead.
pub fn format_of(path: &str) -> Result<VendorFormat, String> {
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "tsv" => Ok(VendorFormat::Csv),
        "" => Err("its name has no ending that tells the format".to_owned()),
        other => Err(format!("this version does not read .{other} files")),
    }
}

/// Reads a text of that format.
pub fn read(format: VendorFormat, file: crate::source::FileId, text: &str) -> Matrix {
    match format {
        VendorFormat::Csv => csv::read(file, text),
    }
}
