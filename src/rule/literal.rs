//! Compiles one line of a condition: predicates against the type of their field, and their right sides.

use super::compile::{Compiler, Found, Scope, index};
use super::param::{date, number, words};
use super::{Length, Op, Param, ParamType, Right, Test, Text, pattern};
use crate::fact::FieldType;
use crate::source::{Node, Span, Value, ValueKind};

/// All predicates that are properties.
const PREDICATES: &[(&str, Test)] = &[
    ("equals", Test::Equals),
    ("not", Test::Not),
    ("includes", Test::Includes),
    ("lacks", Test::Lacks),
    ("only", Test::Only),
    ("at-least", Test::AtLeast),
    ("at-most", Test::AtMost),
    ("min", Test::Min),
    ("max", Test::Max),
    ("older-than", Test::OlderThan),
    ("newer-than", Test::NewerThan),
    ("before", Test::Before),
    ("after", Test::After),
    ("longer-than", Test::LongerThan),
    ("shorter-than", Test::ShorterThan),
    ("matches", Test::Matches),
    ("contains", Test::Contains),
];

/// The predicates that a type of field allows, as properties.
fn allowed(ty: FieldType) -> &'static [&'static str] {
    match ty {
        FieldType::Bool | FieldType::Enum(_) | FieldType::Id | FieldType::Ref(_) => &["equals", "not"],
        FieldType::Text => &["equals", "not", "matches", "contains"],
        FieldType::Number => &["equals", "not", "min", "max"],
        FieldType::Date => &["equals", "not", "older-than", "newer-than", "before", "after"],
        FieldType::Duration => &["equals", "not", "longer-than", "shorter-than"],
        FieldType::EnumSet(_) | FieldType::TextSet => &["includes", "lacks", "only"],
        FieldType::List(_) => &["at-least", "at-most"],
        FieldType::Record(_) => &[],
    }
}

/// What the right side has to be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wants {
    Bool,
    Number,
    Date,
    Length,
    Text,
    Words,
    /// Only another reference to the same table.
    Row,
    Pattern,
}

fn wants(ty: FieldType, test: Test) -> Wants {
    match test {
        Test::OlderThan | Test::NewerThan | Test::LongerThan | Test::ShorterThan => Wants::Length,
        Test::Before | Test::After => Wants::Date,
        Test::AtLeast | Test::AtMost | Test::Min | Test::Max => Wants::Number,
        Test::Matches => Wants::Pattern,
        _ => match ty {
            FieldType::Bool => Wants::Bool,
            FieldType::Enum(_) | FieldType::EnumSet(_) => Wants::Words,
            FieldType::Number => Wants::Number,
            FieldType::Date => Wants::Date,
            FieldType::Duration => Wants::Length,
            FieldType::Ref(_) | FieldType::Record(_) | FieldType::List(_) => Wants::Row,
            FieldType::Id | FieldType::Text | FieldType::TextSet => Wants::Text,
        },
    }
}

impl Compiler<'_> {
    /// Compiles `FIELD ARG… key=value…`; returns the place of each predicate that was pushed.
    pub(crate) fn predicates(&mut self, node: &Node<'_>, scope: &Scope) -> Vec<Span> {
        let mut pushed = Vec::new();
        if let Some(child) = node.children().next() {
            self.tell(
                child.header(),
                format!("`{}` takes no block", node.name()),
                Some("groups are all, any, not, some, every and none".to_owned()),
            );
            return pushed;
        }
        if node.name() == "row" {
            self.tell(
                node.name_span(),
                "`row` is reserved for the outer row in a quantifier",
                Some("write `row.FIELD`".to_owned()),
            );
            return pushed;
        }
        let Some(found) = self.path(node.name(), node.name_span(), scope, false) else {
            return pushed;
        };
        if node.arg(0).is_none() && node.props().next().is_none() {
            self.bare(&found, node.name_span(), &mut pushed);
        }
        if node.arg(0).is_some() {
            self.one_of(&found, node, &mut pushed);
        }
        for (i, prop) in node.props().enumerate() {
            let name = prop.name.value;
            if node.props().skip(i + 1).any(|p| p.name.value == name) {
                self.tell(
                    prop.name.span,
                    format!("`{name}=` stands twice on this line"),
                    Some("words of a set stand in one value: includes=\"a b\"".to_owned()),
                );
                continue;
            }
            let Some(test) = self.predicate(&found, name, prop.name.span) else {
                continue;
            };
            if let Some(right) = self.right(&found, test, &prop.value, scope) {
                self.push(&found, test, right, prop.name.span.join(prop.value.span), &mut pushed);
            }
        }
        pushed
    }

    fn push(&mut self, found: &Found, test: Test, right: Right, span: Span, pushed: &mut Vec<Span>) {
        self.pools.ops.push(Op::Leaf { path: found.path, test, right });
        pushed.push(span);
    }

    fn bare(&mut self, found: &Found, span: Span, pushed: &mut Vec<Span>) {
        let name = found.def.name;
        match found.def.ty {
            FieldType::EnumSet(_) | FieldType::TextSet => {
                self.tell(
                    span,
                    format!("`{name}` is a set and needs a predicate"),
                    Some(format!("write `{name} includes=…`, `lacks=` or `only=`")),
                );
            }
            FieldType::List(_) => {
                self.tell(
                    span,
                    format!("`{name}` is a list and needs a predicate"),
                    Some(format!("write `{name} at-least=1`")),
                );
            }
            _ => self.push(found, Test::Present, Right::None, span, pushed),
        }
    }

    /// Arguments: `#true`, or one of several words.
    fn one_of(&mut self, found: &Found, node: &Node<'_>, pushed: &mut Vec<Span>) {
        let Some(first) = node.arg(0) else {
            return;
        };
        let span = node.args().fold(first.span, |s, a| s.join(a.span));
        let name = found.def.name;
        if let Some(annotated) = node.args().find(|a| a.annotation.is_some()) {
            self.tell(
                annotated.span,
                "a parameter or field cannot stand here",
                Some(format!("write `{name} equals=(param)…`")),
            );
            return;
        }
        match found.def.ty {
            FieldType::Bool => match (node.args().count(), first.kind) {
                (1, ValueKind::Bool(b)) => self.push(found, Test::Is(b), Right::None, span, pushed),
                (1, _) => {
                    self.tell(first.span, format!("`{name}` is a boolean"), Some("write #true or #false".to_owned()));
                }
                _ => self.tell(span, format!("`{name}` takes one of #true and #false"), None),
            },
            FieldType::Enum(known) => {
                let Some(mask) = self.mask(node.args(), name, known) else {
                    return;
                };
                if mask.count_ones() as usize == known.len() {
                    self.tell(
                        span,
                        format!("these are all words of `{name}`, so the condition says nothing"),
                        Some(format!("write `{name}` alone to ask that it is stated")),
                    );
                }
                self.push(found, Test::OneOf, Right::Mask(mask), span, pushed);
            }
            FieldType::Id => {
                let texts: Vec<&str> = node.args().filter_map(|v| v.as_str()).collect();
                if texts.len() < node.args().count() {
                    self.tell(span, format!("`{name}` is an id"), Some("write it as a word, or in quotes".to_owned()));
                    return;
                }
                let right = self.texts(&texts);
                self.push(found, Test::OneOf, right, span, pushed);
            }
            FieldType::EnumSet(_) | FieldType::TextSet => {
                self.tell(
                    span,
                    format!("`{name}` is a set; a bare word could mean several things"),
                    Some(format!("write `{name} includes=…`, `lacks=` or `only=`")),
                );
            }
            ty => self.tell(
                span,
                format!("`{name}` is a {} and takes no bare words", ty.describe()),
                Some(instead(ty, name)),
            ),
        }
    }

    fn mask<'b>(
        &mut self,
        args: impl Iterator<Item = Value<&'b str>>,
        name: &str,
        known: &'static [&'static str],
    ) -> Option<u64> {
        let mut mask = 0;
        for arg in args {
            match arg.as_str().map_or_else(|| Err("words stand without #".to_owned()), |w| words(w, known)) {
                Ok(m) => mask |= m,
                Err(help) => {
                    self.tell(arg.span, format!("`{}` is no word of `{name}`", arg.display()), Some(help));
                    return None;
                }
            }
        }
        Some(mask)
    }

    fn predicate(&mut self, found: &Found, name: &str, span: Span) -> Option<Test> {
        let Some((_, test)) = PREDICATES.iter().find(|(n, _)| *n == name) else {
            let known = allowed(found.def.ty).iter().copied().chain(PREDICATES.iter().map(|(n, _)| *n));
            self.tell_unknown(span, format!("`{name}=` is no predicate"), name, known);
            return None;
        };
        if !allowed(found.def.ty).contains(&name) {
            let help = instead(found.def.ty, found.def.name);
            self.tell(
                span,
                format!("`{name}=` does not fit `{}`, a {}", found.def.name, found.def.ty.describe()),
                Some(help),
            );
            return None;
        }
        Some(*test)
    }

    /// The right side of a predicate: a literal, `(param)name` or `(field)path`.
    fn right(&mut self, found: &Found, test: Test, value: &Value<&str>, scope: &Scope) -> Option<Right> {
        let want = wants(found.def.ty, test);
        match value.annotation.as_ref().map(|a| (a.value, a.span)) {
            None => self.literal(found, want, test, value),
            Some(("param", _)) => self.param(found, want, value),
            Some(("field", _)) => self.field(found, want, value, scope),
            Some((other, span)) => {
                self.tell_unknown(span, format!("`({other})` is unknown here"), other, ["param", "field"]);
                None
            }
        }
    }

    fn literal(&mut self, found: &Found, want: Wants, test: Test, value: &Value<&str>) -> Option<Right> {
        let name = found.def.name;
        let text = value.as_str();
        let wrong = match want {
            Wants::Bool => match value.kind {
                ValueKind::Bool(b) => return Some(Right::Bool(b)),
                _ => "write #true or #false".to_owned(),
            },
            Wants::Number => match number(value) {
                Some(n) if matches!(test, Test::AtLeast | Test::AtMost) && (n < 0.0 || n.fract() != 0.0) => {
                    "write a whole number, 0 or more".to_owned()
                }
                Some(n) if test == Test::AtLeast && n < 1.0 => {
                    "every list has at least 0 elements; write 1 or more".to_owned()
                }
                Some(n) => return Some(Right::Number(n)),
                None => "write a number".to_owned(),
            },
            Wants::Date => match text.and_then(date) {
                Some(d) => return Some(Right::Date(d)),
                None => "write a date, \"2026-11-22\"".to_owned(),
            },
            Wants::Length => match text.and_then(Length::read) {
                Some(l) => {
                    let at = self.pools.lengths.iter().position(|x| *x == l).unwrap_or_else(|| {
                        self.pools.lengths.push(l);
                        self.pools.lengths.len() - 1
                    });
                    return Some(Right::Length(index(at)));
                }
                None => "write an ISO 8601 duration, P12M or P30D".to_owned(),
            },
            Wants::Text => match text {
                Some(t) => return Some(self.texts(&[t])),
                None => "write a text".to_owned(),
            },
            Wants::Words => match (found.def.ty, text) {
                (FieldType::Enum(known) | FieldType::EnumSet(known), Some(t)) => match words(t, known) {
                    Ok(mask) if mask.count_ones() > 1 && matches!(found.def.ty, FieldType::Enum(_)) => {
                        "one word stands here; several stand without the predicate".to_owned()
                    }
                    Ok(mask) => return Some(Right::Mask(mask)),
                    Err(help) => {
                        self.tell(value.span, format!("`{t}` is no word of `{name}`"), Some(help));
                        return None;
                    }
                },
                _ => "write a word".to_owned(),
            },
            Wants::Row => format!("compare with (field), or the id with `{name}.id`"),
            Wants::Pattern => match text.map(|t| (t, pattern(t))) {
                Some((t, Ok(_))) => {
                    self.pools.patterns.push(Text::Owned(t.to_owned()));
                    return Some(Right::Pattern(index(self.pools.patterns.len() - 1)));
                }
                Some((_, Err(error))) => last_line(&error.to_string()),
                None => "write a pattern in quotes".to_owned(),
            },
        };
        self.tell(value.span, format!("`{}` does not fit `{name}`", value.display()), Some(wrong));
        None
    }

    fn param(&mut self, found: &Found, want: Wants, value: &Value<&str>) -> Option<Right> {
        let name = value.as_str().unwrap_or_default().to_owned();
        let ty = match want {
            Wants::Bool => ParamType::Bool,
            Wants::Number => ParamType::Number,
            Wants::Date => ParamType::Date,
            Wants::Length => ParamType::Length,
            Wants::Text => ParamType::Text,
            Wants::Words => ParamType::Words { table: found.step.owner, field: found.step.field },
            Wants::Row | Wants::Pattern => {
                self.tell(value.span, "a parameter cannot stand here", None);
                return None;
            }
        };
        self.use_param(&name, value.span, ty).map(Right::Param)
    }

    /// The parameter of that name, which holds what its first use says.
    pub(crate) fn use_param(&mut self, name: &str, span: Span, ty: ParamType) -> Option<u16> {
        let Some(at) = self.params.iter().position(|p| p.name == name) else {
            let known: Vec<String> = self.params.iter().map(|p| p.name.clone()).collect();
            self.tell_unknown(
                span,
                format!("`{name}` is no parameter of this rule"),
                name,
                known.iter().map(String::as_str),
            );
            return None;
        };
        let vocabulary = self.vocabulary;
        let declared = self.params.get_mut(at)?;
        match &declared.typed {
            Some(typed) if same_type(typed.ty, ty, vocabulary) => {}
            Some(_) => {
                self.tell(
                    span,
                    format!("the parameter `{name}` is used as two kinds of value"),
                    Some("declare two parameters".to_owned()),
                );
                return None;
            }
            None => match super::param::read(ty, &declared.value.borrowed(), vocabulary) {
                Ok(default) => declared.typed = Some(Param { name: Text::Owned(name.to_owned()), ty, default }),
                Err(help) => {
                    let (span, shown) = (declared.value.span, declared.value.display());
                    self.tell(span, format!("`{shown}` does not fit the parameter `{name}`"), Some(help));
                    return None;
                }
            },
        }
        Some(index(at))
    }

    fn field(&mut self, found: &Found, want: Wants, value: &Value<&str>, scope: &Scope) -> Option<Right> {
        let Some(text) = value.as_str() else {
            self.tell(value.span, "(field) needs a path", None);
            return None;
        };
        let other = self.path(text, value.span, scope, false)?;
        let fits = match (want, other.def.ty) {
            (Wants::Bool, FieldType::Bool)
            | (Wants::Number, FieldType::Number)
            | (Wants::Date, FieldType::Date)
            | (Wants::Length, FieldType::Duration)
            | (Wants::Text, FieldType::Text | FieldType::Id) => true,
            (Wants::Text, FieldType::TextSet) => found.def.ty == FieldType::TextSet,
            (Wants::Words, FieldType::Enum(b)) => words_of(found.def.ty) == Some(b),
            (Wants::Words, FieldType::EnumSet(b)) => {
                matches!(found.def.ty, FieldType::EnumSet(a) if a == b)
            }
            (Wants::Row, FieldType::Ref(b)) => found.def.ty == FieldType::Ref(b),
            _ => false,
        };
        if !fits {
            let message = format!(
                "`{}`, a {}, does not compare with `{}`, a {}",
                found.def.name,
                found.def.ty.describe(),
                other.def.name,
                other.def.ty.describe()
            );
            self.tell(value.span, message, None);
            return None;
        }
        if other.path == found.path {
            self.tell(value.span, format!("`{text}` is compared with itself"), None);
            return None;
        }
        Some(match other.def.ty {
            FieldType::EnumSet(_) | FieldType::TextSet => Right::Set(other.path),
            _ => Right::Field(other.path),
        })
    }
}

/// The predicates that would fit.
fn instead(ty: FieldType, name: &str) -> String {
    match allowed(ty) {
        [] => format!("write `{name}` alone to ask that it is there, or `{name}.FIELD …`"),
        some => format!("write {}", some.iter().map(|p| format!("{p}=")).collect::<Vec<_>>().join(" ")),
    }
}

fn words_of(ty: FieldType) -> Option<&'static [&'static str]> {
    match ty {
        FieldType::Enum(words) | FieldType::EnumSet(words) => Some(words),
        _ => None,
    }
}

fn same_type(a: ParamType, b: ParamType, vocabulary: &[crate::fact::TableDef]) -> bool {
    match (a, b) {
        (ParamType::Words { table, field }, ParamType::Words { table: table2, field: field2 }) => {
            super::param::words_of(table, field, vocabulary) == super::param::words_of(table2, field2, vocabulary)
        }
        _ => a == b,
    }
}

fn last_line(text: &str) -> String {
    text.lines().last().unwrap_or(text).trim_start_matches("error: ").to_owned()
}
