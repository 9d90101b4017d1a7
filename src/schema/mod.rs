//! JSON Schemas: the declaration schema is made from the grammar of the nouns, so that reader, schema and docs cannot
//! drift apart. The only user of the `jsonschema` crate, and only where it is asked for, as compiling costs milliseconds:
//! by `crmlint schema`, and for OSCAL in JSON and YAML.

pub mod grammar;
pub mod shape;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::source::{Node, Nodes, Value, ValueKind};
use grammar::{FieldGrammar, NodeGrammar, ScalarType, Shape};

/// The published schema of declarations.
pub const DECLARATION: &str = include_str!("../../schemas/declaration.schema.json");
/// The published schema of rule files.
pub const RULE: &str = include_str!("../../schemas/rule.schema.json");
/// The published schema of the baseline.
pub const BASELINE: &str = include_str!("../../schemas/baseline.schema.json");
/// The published schema of the JSON report.
pub const REPORT: &str = include_str!("../../schemas/report.schema.json");

/// A document in the form that the schemas describe: nodes grouped by name, source order inside a name.
pub fn document_json(nodes: Nodes<'_>) -> Json {
    let mut out: Map<String, Json> = Map::new();
    for node in nodes {
        let entry = out.entry(node.name()).or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(list) = entry {
            list.push(node_json(&node));
        }
    }
    Json::Object(out)
}

fn node_json(node: &Node<'_>) -> Json {
    let mut out = Map::new();
    if let Some(annotation) = node.annotation() {
        out.insert("type".to_owned(), Json::from(annotation.value));
    }
    let args: Vec<Json> = node.args().map(|v| value_json(&v)).collect();
    if !args.is_empty() {
        out.insert("args".to_owned(), Json::Array(args));
    }
    let props: Map<String, Json> = node.props().map(|p| (p.name.value.to_owned(), value_json(&p.value))).collect();
    if !props.is_empty() {
        out.insert("props".to_owned(), Json::Object(props));
    }
    if node.children().next().is_some() {
        out.insert("children".to_owned(), document_json(node.children()));
    }
    Json::Object(out)
}

fn value_json(value: &Value<&str>) -> Json {
    match &value.kind {
        ValueKind::String(s) => Json::from(*s),
        ValueKind::Integer(n) => json!(n),
        ValueKind::Number(n) => json!(n),
        ValueKind::Bool(b) => Json::Bool(*b),
        ValueKind::Null => Json::Null,
        // Refused by every word of the language, in the schema as in the reader.
        ValueKind::NonFinite => json!({}),
    }
}

/// The errors of a schema for an instance: pointer and message. Empty when it is valid.
pub fn validate(schema: &str, instance: &Json) -> Result<Vec<(String, String)>, String> {
    let schema: Json = serde_json::from_str(schema).map_err(|e| e.to_string())?;
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).map_err(|e| e.to_string())?;
    Ok(validator.iter_errors(instance).map(|e| (e.instance_path().to_string(), e.to_string())).collect())
}

/// The schema of declarations, made from the grammars of the top-level nodes.
pub fn declaration_schema(top: &[NodeGrammar]) -> String {
    let mut defs: BTreeMap<&'static str, Json> = BTreeMap::new();
    let mut properties = Map::new();
    for grammar in top {
        define(grammar, &mut defs);
        properties.insert(grammar.word.to_owned(), list_of(grammar.def, grammar.doc, None));
    }
    properties.insert(
        "crmlint".to_owned(),
        json!({"type": "array", "description": "Settings of the project; read from crmlint.kdl alone.", "items": {"type": "object"}}),
    );
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:crmlint:schema:declaration",
        "title": "crmlint declaration",
        "description": "A KDL document of declarations as JSON: nodes grouped by name; args, props and children of each. \
                        Every word also takes \"unknown\" or null: written, and not known.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "$defs": defs,
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn list_of(def: &str, doc: &str, most: Option<u8>) -> Json {
    let mut out = json!({"type": "array", "description": doc, "items": {"$ref": format!("#/$defs/{def}")}});
    if let (Some(most), Json::Object(map)) = (most, &mut out) {
        map.insert("maxItems".to_owned(), json!(most));
    }
    out
}

fn define(grammar: &NodeGrammar, defs: &mut BTreeMap<&'static str, Json>) {
    if defs.contains_key(grammar.def) {
        return;
    }
    defs.insert(grammar.def, Json::Null);
    let mut parts = Parts::default();
    for field in &grammar.fields {
        parts.add(field, defs);
    }
    defs.insert(grammar.def, parts.into_json(grammar));
}

/// The three parts of a node while its schema is put together.
#[derive(Default)]
struct Parts {
    args: Vec<Json>,
    required_args: usize,
    rest: Option<Json>,
    props: Map<String, Json>,
    children: Map<String, Json>,
}

impl Parts {
    fn add(&mut self, field: &FieldGrammar, defs: &mut BTreeMap<&'static str, Json>) {
        let titled = |ty, known: bool| with_title(field, scalar(ty, known));
        match field.shape {
            Shape::Arg(ty) => {
                self.args.push(titled(ty, true));
                self.required_args += 1;
            }
            Shape::OptArg(ty) => self.args.push(titled(ty, false)),
            Shape::Args(ty) => {
                self.required_args += 1;
                self.rest = Some(titled(ty, true));
            }
            Shape::Word(ty) => {
                self.props.insert(field.word.to_owned(), titled(ty, false));
                self.children.insert(field.word.to_owned(), word_child(field, ty, Some(1)));
            }
            Shape::Words(ty) => {
                self.props.insert(field.word.to_owned(), titled(ty, false));
                self.children.insert(field.word.to_owned(), word_child(field, ty, None));
            }
            Shape::Child(node) => self.add_child(field, &node(), Some(1), defs),
            Shape::Children(node) => self.add_child(field, &node(), None, defs),
            Shape::Short(node) => {
                let grammar = node();
                if let Some(Shape::Arg(ty)) = grammar.fields.first().map(|f| f.shape) {
                    self.props.insert(field.word.to_owned(), titled(ty, true));
                }
                self.add_child(field, &grammar, Some(1), defs);
            }
        }
    }

    fn add_child(
        &mut self,
        field: &FieldGrammar,
        grammar: &NodeGrammar,
        most: Option<u8>,
        defs: &mut BTreeMap<&'static str, Json>,
    ) {
        define(grammar, defs);
        self.children.insert(field.word.to_owned(), list_of(grammar.def, field.doc, most));
    }

    fn into_json(self, grammar: &NodeGrammar) -> Json {
        let mut properties = Map::new();
        let mut required = Vec::new();
        if !self.args.is_empty() || self.rest.is_some() {
            let mut args = json!({"type": "array", "minItems": self.required_args});
            if let Json::Object(map) = &mut args {
                if !self.args.is_empty() {
                    map.insert("prefixItems".to_owned(), Json::Array(self.args));
                }
                map.insert("items".to_owned(), self.rest.unwrap_or(Json::Bool(false)));
            }
            properties.insert("args".to_owned(), args);
            if self.required_args > 0 {
                required.push("args");
            }
        }
        for (name, part) in [("props", self.props), ("children", self.children)] {
            if !part.is_empty() {
                properties.insert(
                    name.to_owned(),
                    json!({"type": "object", "additionalProperties": false, "properties": part}),
                );
            }
        }
        let mut out = json!({
            "title": grammar.word,
            "description": grammar.doc,
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
        });
        if let (Json::Object(map), false) = (&mut out, required.is_empty()) {
            map.insert("required".to_owned(), json!(required));
        }
        out
    }
}

fn with_title(field: &FieldGrammar, mut schema: Json) -> Json {
    if let Json::Object(map) = &mut schema {
        map.insert("title".to_owned(), json!(field.word));
        map.insert("description".to_owned(), json!(field.doc));
    }
    schema
}

fn word_child(field: &FieldGrammar, ty: ScalarType, most: Option<u8>) -> Json {
    let value = scalar(ty, false);
    let mut args = json!({"type": "array", "minItems": 1, "items": value});
    let mut list = json!({"type": "array", "title": field.word, "description": field.doc});
    if let (Some(most), Json::Object(args), Json::Object(list)) = (most, &mut args, &mut list) {
        args.insert("maxItems".to_owned(), json!(most));
        list.insert("maxItems".to_owned(), json!(most));
    }
    if let Json::Object(list) = &mut list {
        list.insert(
            "items".to_owned(),
            json!({"type": "object", "additionalProperties": false, "required": ["args"], "properties": {"args": args}}),
        );
    }
    list
}

/// The schema of one value. Unless it must be known it also takes `"unknown"` and null.
fn scalar(ty: ScalarType, known: bool) -> Json {
    let unknown = json!({"enum": ["unknown", null], "description": "written, and not known"});
    let own = match ty {
        ScalarType::Text => json!({"type": "string"}),
        ScalarType::Id => json!({"type": "string", "pattern": "[^\\s\\u0085\\ufeff]"}),
        ScalarType::Bool => json!({"type": "boolean"}),
        ScalarType::Integer => {
            json!({"type": "integer", "minimum": -9_000_000_000_000_000_i64, "maximum": 9_000_000_000_000_000_i64})
        }
        ScalarType::Date => json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        ScalarType::Duration => json!({
            "type": "string",
            "pattern": "^P(?=[0-9T])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,4}D)?(T(?=[0-9])([0-9]{1,4}H)?([0-9]{1,4}M)?([0-9]{1,4}S)?)?$",
        }),
        ScalarType::Enum(words) => {
            let options: Vec<Json> = words.iter().map(|(w, d)| json!({"const": w, "description": d.trim()})).collect();
            json!({"oneOf": options})
        }
    };
    if known {
        return match ty {
            // An id or text that must be known is any text but the word for not known.
            ScalarType::Text | ScalarType::Id => json!({"allOf": [own], "not": unknown}),
            _ => own,
        };
    }
    match ty {
        ScalarType::Text => json!({"type": ["string", "null"]}),
        ScalarType::Id => json!({"type": ["string", "null"], "pattern": "[^\\s\\u0085\\ufeff]"}),
        _ => json!({"anyOf": [own, unknown]}),
    }
}
