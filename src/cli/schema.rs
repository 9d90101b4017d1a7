//! `crmlint schema`.

use super::{SchemaName, output};
use crate::schema::{BASELINE, DECLARATION, REPORT, RULE};

pub(super) fn run(name: SchemaName) -> u8 {
    output::out(match name {
        SchemaName::Declaration => DECLARATION,
        SchemaName::Rule => RULE,
        SchemaName::Report => REPORT,
        SchemaName::Baseline => BASELINE,
    });
    0
}
