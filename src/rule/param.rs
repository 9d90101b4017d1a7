//! Parameters: their values, read from `crmlint.kdl` and checked against the rule that declares them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Length, ParamType, Rule, RuleSet, Text};
use crate::fact::{FieldType, TableDef};
use crate::finding::{Finding, nearest};
use crate::source::{Spanned, Value, ValueKind};

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// A duration.
    Length(Length),
    /// A text or an id.
    Text(Text),
    /// Words, one bit each.
    Words(u64),
}

/// Values of parameters by rule and name.
#[derive(Debug, Clone, Default)]
pub struct Params {
    values: BTreeMap<(String, String), ParamValue>,
}

impl Params {
    /// No values: every rule uses its defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `rule NAME { param key=value }` of the project file. A parameter that the rule lacks, or a value that does
    /// not fit it, is a finding.
    pub fn set(
        &mut self,
        rule: &Rule,
        name: &Spanned<String>,
        value: &Value<&str>,
        vocabulary: &[TableDef],
    ) -> Option<Finding> {
        let Some(param) = rule.params.iter().find(|p| p.name == name.value) else {
            let known: Vec<&str> = rule.params.iter().map(|p| p.name.as_ref()).collect();
            let help = match (nearest(&name.value, known.iter().copied()), known.is_empty()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, true) => "the rule has no parameters".to_owned(),
                (None, false) => format!("the rule has {}", crate::finding::join_and(&known)),
            };
            let message = format!("`{}` has no parameter `{}`", rule.name, name.value);
            return Some(Finding::fixed("rule-invalid", name.span, message).help(help));
        };
        match read(param.ty, value, vocabulary) {
            Ok(v) => {
                self.values.insert((rule.name.to_string(), name.value.clone()), v);
                None
            }
            Err(help) => {
                let message = format!("`{}` does not fit the parameter `{}`", value.display(), name.value);
                Some(Finding::fixed("rule-invalid", value.span, message).help(help))
            }
        }
    }

    /// The value of a parameter, if one was set.
    pub fn get(&self, rule: &str, name: &str) -> Option<&ParamValue> {
        self.values.get(&(rule.to_owned(), name.to_owned()))
    }
}

/// The values of all parameters of a rule, in its order.
pub(crate) fn values(set: &RuleSet, rule: usize, params: &Params) -> Vec<ParamValue> {
    let Some(rule) = set.get(rule) else {
        return Vec::new();
    };
    rule.params.iter().map(|p| params.get(&rule.name, &p.name).unwrap_or(&p.default).clone()).collect()
}

/// Reads a value as what the parameter holds; the error says what would fit.
pub(crate) fn read(ty: ParamType, value: &Value<&str>, vocabulary: &[TableDef]) -> Result<ParamValue, String> {
    match (ty, &value.kind) {
        (ParamType::Bool, ValueKind::Bool(b)) => Ok(ParamValue::Bool(*b)),
        (ParamType::Bool, _) => Err("write #true or #false".to_owned()),
        (ParamType::Number, _) => number(value).map(ParamValue::Number).ok_or_else(|| "write a number".to_owned()),
        (ParamType::Date, ValueKind::String(s)) if date(s).is_some() => {
            Ok(ParamValue::Date(date(s).unwrap_or_default()))
        }
        (ParamType::Date, _) => Err("write a date, \"2026-11-22\"".to_owned()),
        (ParamType::Length, ValueKind::String(s)) if Length::read(s).is_some() => {
            Ok(ParamValue::Length(Length::read(s).unwrap_or_default()))
        }
        (ParamType::Length, _) => Err("write an ISO 8601 duration, P12M or P30D".to_owned()),
        (ParamType::Text, ValueKind::String(s)) => Ok(ParamValue::Text(Text::Owned((*s).to_owned()))),
        (ParamType::Text, _) => Err("write a text".to_owned()),
        (ParamType::Words { table, field }, ValueKind::String(s)) => {
            words(s, words_of(table, field, vocabulary)).map(ParamValue::Words)
        }
        (ParamType::Words { .. }, _) => Err("write one of the field's words".to_owned()),
    }
}

/// The fixed words of a field.
pub(crate) fn words_of(table: u16, field: u16, vocabulary: &[TableDef]) -> &'static [&'static str] {
    match vocabulary.get(usize::from(table)).and_then(|t| t.fields.get(usize::from(field))).map(|f| f.ty) {
        Some(FieldType::Enum(words) | FieldType::EnumSet(words)) => words,
        _ => &[],
    }
}

/// Words apart by blanks as bits; the error names the nearest word.
pub(crate) fn words(text: &str, known: &'static [&'static str]) -> Result<u64, String> {
    let mut mask = 0;
    for word in text.split_whitespace() {
        match known.iter().position(|k| *k == word) {
            Some(i) if i < 64 => mask |= 1 << i,
            _ => {
                return Err(match nearest(word, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("it is one of {}", known.join(" ")),
                });
            }
        }
    }
    if mask == 0 { Err(format!("it is one of {}", known.join(" "))) } else { Ok(mask) }
}

/// The number that a value holds.
pub(crate) fn number(value: &Value<&str>) -> Option<f64> {
    match value.kind {
        #[expect(clippy::cast_precision_loss, reason = "counts and scores are far below 2^53")]
        ValueKind::Integer(n) => Some(n as f64),
        ValueKind::Number(n) => Some(n),
        _ => None,
    }
}

/// An ISO date, strictly `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}
