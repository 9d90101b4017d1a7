//! Which rules look at one declaration alone. What such a rule finds in one file, no other file can have caused.

use super::Rule;
use crate::fact::{FieldType, TableDef};

/// Tables whose rows are there because they were written there, whatever other files say. A provider or a boundary may
/// be implied by what another file leaves out.
const WRITTEN: &[&str] = &[
    "asset",
    "flow",
    "environment",
    "crm",
    "crm-review",
    "ssp",
    "assessment",
    "status",
    "affirmation",
    "subcontractor",
    "service-description",
];

/// True if all that the rule reads are words written in the row itself: nothing derived, nothing gathered over rows,
/// no reference crossed.
pub fn is_local(rule: &Rule, vocabulary: &[TableDef]) -> bool {
    let table = |at: u16| vocabulary.get(usize::from(at));
    let written = |at: u16| table(at).is_some_and(|t| WRITTEN.contains(&t.name));
    rule.programs.iter().all(|p| written(p.table))
        && rule.steps.iter().all(|step| {
            let field = table(step.owner).and_then(|t| t.fields.get(usize::from(step.field)));
            field.is_some_and(|f| !f.derived && !matches!(f.ty, FieldType::List(_) | FieldType::Ref(_)))
        })
}
