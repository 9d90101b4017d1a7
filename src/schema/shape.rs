//! What NIST's schemas ask of the parts of OSCAL that are read.

use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, Validator};
use serde_json::Value as Json;

/// What OSCAL asks of the parts of plans and component definitions that are read, in crmlint's own form. Source: the
/// JSON schemas of OSCAL 1.2.1 (<https://github.com/usnistgov/OSCAL>).
pub const OSCAL: &str = include_str!("../../schemas/oscal.schema.json");

/// Compiled once; none if it is no schema, which a test rules out.
static VALIDATOR: LazyLock<Option<(Json, Validator)>> = LazyLock::new(|| {
    let schema: Json = serde_json::from_str(OSCAL).ok()?;
    let validator = jsonschema::options().build(&schema).ok()?;
    Some((schema, validator))
});

/// What is not as the schema asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// An object has no entry of this name.
    Missing(String),
    /// An object has an entry that it cannot have.
    Strange {
        /// Its name.
        key: String,
        /// The names that there can be.
        known: Vec<String>,
    },
    /// A list holds nothing.
    Empty,
    /// A value of another type than this one, in words.
    Type(&'static str),
    /// A value that is not one of those that can stand there.
    Value,
}

/// What is wrong with a document, each with its JSON pointer.
pub fn problems(document: &Json) -> Vec<(String, Problem)> {
    let Some((schema, validator)) = VALIDATOR.as_ref() else { return Vec::new() };
    let mut out = Vec::new();
    for error in validator.iter_errors(document) {
        let path = error.instance_path().to_string();
        let what = match error.kind() {
            Kind::Required { property } => Problem::Missing(property.as_str().unwrap_or_default().to_owned()),
            Kind::MinItems { .. } => Problem::Empty,
            Kind::Type { kind } => Problem::Type(typed(kind)),
            Kind::AdditionalProperties { unexpected } => {
                let known = known(schema, &error.schema_path().to_string());
                out.extend(
                    unexpected
                        .iter()
                        .map(|key| (path.clone(), Problem::Strange { key: key.clone(), known: known.clone() })),
                );
                continue;
            }
            _ => Problem::Value,
        };
        out.push((path, what));
    }
    out
}

/// The names of an object of the schema, by the pointer of its `additionalProperties`.
fn known(schema: &Json, pointer: &str) -> Vec<String> {
    let object = pointer.rsplit_once('/').and_then(|(object, _)| schema.pointer(object));
    let names = object.and_then(|o| o.get("properties")).and_then(Json::as_object);
    names.map(|n| n.keys().cloned().collect()).unwrap_or_default()
}

fn typed(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Single(JsonType::Array) => "a list",
        TypeKind::Single(JsonType::Object) => "an object",
        _ => "a text",
    }
}
