//! JSON by `jsonc-parser`, as strict as JSON is.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::{DEPTH_MAX, Ix, Kind, Nodes};

/// Parses the text.
pub(super) fn parse(text: &str, nodes: &mut Nodes) -> Result<Ix, (String, usize)> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = parse_to_ast(text, &collect, &strict)
        .map_err(|e| (format!("it is not JSON: {}", e.kind()), e.range().start))?;
    let value = parsed.value.ok_or_else(|| ("it is not JSON: it holds nothing".to_owned(), 0))?;
    convert(&value, nodes, 0)
}

fn convert(value: &Value<'_>, nodes: &mut Nodes, depth: usize) -> Result<Ix, (String, usize)> {
    let (start, end) = (value.range().start, value.range().end);
    if depth > DEPTH_MAX {
        return Err((format!("its values lie deeper than {DEPTH_MAX}, the most that crmlint reads"), start));
    }
    let kind = match value {
        Value::StringLit(s) => Kind::Text(s.value.clone().into_owned()),
        Value::NumberLit(n) => Kind::Text(n.value.to_string()),
        Value::BooleanLit(b) => Kind::Text(b.value.to_string()),
        Value::NullKeyword(_) => Kind::Null,
        Value::Array(list) => {
            let members: Result<Vec<Ix>, _> = list.elements.iter().map(|e| convert(e, nodes, depth + 1)).collect();
            Kind::List(members?)
        }
        Value::Object(object) => {
            let mut entries = Vec::with_capacity(object.properties.len());
            for property in &object.properties {
                let value = convert(&property.value, nodes, depth + 1)?;
                entries.push((property.name.as_str().to_owned(), value));
            }
            Kind::Object(entries)
        }
    };
    nodes.add(kind, start, end)
}
