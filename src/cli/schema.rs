//! `crmlint schema`.

use super::{Failure, SchemaName, output};
use crate::schema::{DECLARATION, REPORT, RULE};

pub(super) fn run(name: SchemaName) -> Result<u8, Failure> {
    output::out(match name {
        SchemaName::Declaration => DECLARATION,
        SchemaName::Rule => RULE,
        SchemaName::Report => REPORT,
    });
    Ok(0)
}
