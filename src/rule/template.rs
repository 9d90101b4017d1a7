//! Compiles reports: messages with placeholders, where they point and what else they show.

use super::compile::{Compiler, Scope, index};
use super::{Also, At, Block, Edit, Fix, ParamType, Path, Piece, Pool, Report};
use crate::fact::FieldType;
use crate::finding::Level;
use crate::source::{Node, Span, Value, ValueKind};

/// Placeholders that speak of all rows of a finding.
const SPECIAL: &[&str] = &["objectives", "requirement", "points"];

impl Compiler<'_> {
    /// Compiles all reports of a rule for one table.
    /// A fix of the rule holds for every report that has none of its own.
    pub(crate) fn reports(
        &mut self,
        nodes: &[Node<'_>],
        fix: Option<&Node<'_>>,
        scope: &Scope,
        rule_level: Level,
    ) -> Vec<Report> {
        let mut out = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            let mut report = self.report(node, scope, rule_level);
            if report.fix.is_none() {
                report.fix = fix.and_then(|fix| self.fix(fix, scope));
            }
            let last = i + 1 == nodes.len();
            if report.when.is_none() && !last {
                self.tell(
                    node.header(),
                    "a report without `when` hides those after it",
                    Some("let it come last".to_owned()),
                );
            }
            if report.when.is_some() && last {
                self.tell(
                    node.header(),
                    "the last report has a `when`, so a row could go without message",
                    Some("add a report without `when` after it".to_owned()),
                );
            }
            out.push(report);
        }
        out
    }

    fn report(&mut self, node: &Node<'_>, scope: &Scope, rule_level: Level) -> Report {
        let mut report = Report {
            when: None,
            level: None,
            at: At::Culprit,
            message: Pool::Owned(Vec::new()),
            label: Pool::Owned(Vec::new()),
            also: Pool::Owned(Vec::new()),
            help: Pool::Owned(Vec::new()),
            fix: None,
        };
        match self.only_text(node) {
            Some(value) => report.message = self.template(&value, scope),
            None => {
                self.tell(node.header(), "the report has no message", Some("report \"what is wrong here\"".to_owned()));
            }
        }
        for prop in node.props() {
            match prop.name.value {
                "level" => report.level = self.report_level(&prop.value, rule_level),
                "at" => report.at = self.at(&prop.value, scope),
                other => {
                    self.tell_unknown(prop.name.span, format!("`report` takes no `{other}=`"), other, ["level", "at"]);
                }
            }
        }
        let mut also = Vec::new();
        for child in node.children() {
            match child.name() {
                "when" => report.when = Some(self.when(&child, scope)),
                "help" => report.help = self.text_child(&child, scope),
                "label" => report.label = self.text_child(&child, scope),
                "level" => report.level = child.arg(0).and_then(|v| self.report_level(&v, rule_level)),
                "at" => report.at = child.arg(0).map_or(At::Culprit, |v| self.at(&v, scope)),
                "also" => also.extend(self.also(&child, scope)),
                "fix" => report.fix = self.fix(&child, scope),
                other => {
                    self.tell_unknown(
                        child.name_span(),
                        format!("`report` has no `{other}`"),
                        other,
                        ["when", "level", "at", "label", "also", "help", "fix"],
                    );
                }
            }
        }
        report.also = Pool::Owned(also);
        report
    }

    /// `fix safe=#true "say what" { set PATH "v"; remove PATH; insert row "text" }`.
    fn fix(&mut self, node: &Node<'_>, scope: &Scope) -> Option<Fix> {
        for prop in node.props().filter(|p| p.name.value != "safe") {
            self.tell_unknown(
                prop.name.span,
                format!("`fix` takes no `{}=`", prop.name.value),
                prop.name.value,
                ["safe"],
            );
        }
        let edits: Vec<Edit> = node.children().filter_map(|child| self.edit(&child, scope)).collect();
        let say = self.only_text(node);
        if say.is_none() || edits.is_empty() {
            let help = "fix safe=#true \"say what\" { set PATH \"v\"; }".to_owned();
            self.tell(node.header(), "the fix does not say what it does", Some(help));
        }
        let safe = node.prop("safe").is_some_and(|v| v.kind == ValueKind::Bool(true));
        Some(Fix { safe, say: self.template(&say?, scope), edits: Pool::Owned(edits) })
    }

    fn edit(&mut self, node: &Node<'_>, scope: &Scope) -> Option<Edit> {
        let texts: Vec<Value<&str>> = node.args().filter(|a| a.as_str().is_some()).collect();
        match (node.name(), texts.as_slice()) {
            ("set", [path, value]) => {
                let path = self.declared(path, scope)?;
                Some(Edit::Set { path, value: self.template(value, scope) })
            }
            ("remove", [path]) => Some(Edit::Remove { path: self.declared(path, scope)? }),
            ("insert", [into, text]) => {
                let into = match into.as_str() {
                    Some("row") => None,
                    _ => Some(self.reference(into, scope)?),
                };
                Some(Edit::Insert { into, text: self.template(text, scope) })
            }
            ("set" | "remove" | "insert", _) => {
                let help = "set PATH \"value\", remove PATH or insert row \"text\"".to_owned();
                self.tell(node.header(), "the edit is not complete", Some(help));
                None
            }
            (other, _) => {
                let message = format!("`fix` has no `{other}`");
                self.tell_unknown(node.name_span(), message, other, ["set", "remove", "insert"]);
                None
            }
        }
    }

    /// A field that users write: what is derived cannot be set.
    fn declared(&mut self, value: &Value<&str>, scope: &Scope) -> Option<Path> {
        let text = value.as_str()?.to_owned();
        let found = self.path(&text, value.span, scope, false)?;
        let (derived, ty) = (found.def.derived, found.def.ty);
        let many = matches!(ty, FieldType::List(_) | FieldType::Record(_) | FieldType::EnumSet(_) | FieldType::TextSet);
        if derived || many {
            let what = if derived { "is derived by crmlint".to_owned() } else { format!("is a {}", ty.describe()) };
            self.tell(value.span, format!("`{text}` {what} and cannot be set"), None);
            return None;
        }
        Some(found.path)
    }

    fn reference(&mut self, value: &Value<&str>, scope: &Scope) -> Option<Path> {
        let text = value.as_str()?.to_owned();
        let found = self.path(&text, value.span, scope, false)?;
        if let FieldType::Ref(_) | FieldType::Record(_) = found.def.ty {
            return Some(found.path);
        }
        let help = Some("insert row \"text\", or a field that refers to a node".to_owned());
        self.tell(value.span, format!("`{text}` is a {}, not a node", found.def.ty.describe()), help);
        None
    }

    fn report_level(&mut self, value: &Value<&str>, rule_level: Level) -> Option<Level> {
        let level = value.as_str().and_then(Level::from_word).filter(|l| *l != Level::Off);
        match level {
            None => self.tell_unknown(
                value.span,
                format!("`{}` is no level", value.display()),
                &value.display(),
                ["error", "warning", "note"],
            ),
            Some(l) if l > rule_level => {
                self.tell(
                    value.span,
                    format!("a report can only lower the rule's level, {rule_level}"),
                    Some("raise the level of the rule".to_owned()),
                );
            }
            Some(_) => {}
        }
        level
    }

    fn when(&mut self, node: &Node<'_>, scope: &Scope) -> Block {
        self.not_empty(node);
        self.conjunction(node.children(), scope, 1)
    }

    fn at(&mut self, value: &Value<&str>, scope: &Scope) -> At {
        match value.as_str() {
            Some("row") => At::Row,
            Some(text) => self.path(text, value.span, scope, false).map_or(At::Culprit, |f| At::Field(f.path)),
            None => {
                self.tell(value.span, "`at=` takes a field or `row`", None);
                At::Culprit
            }
        }
    }

    fn also(&mut self, node: &Node<'_>, scope: &Scope) -> Option<Also> {
        for prop in node.props() {
            let name = prop.name.value;
            if !["each", "at"].contains(&name) {
                self.tell_unknown(prop.name.span, format!("`also` takes no `{name}=`"), name, ["each", "at"]);
            }
        }
        if node.prop("each").is_none() && node.prop("at").is_none() {
            self.tell(
                node.header(),
                "`also` does not say where",
                Some("also at=FIELD \"…\" or also each=LIST at=FIELD \"…\"".to_owned()),
            );
            return None;
        }
        let mut inner = scope.clone();
        let mut each = None;
        if let Some(value) = node.prop("each") {
            let list = value.as_str().unwrap_or_default().to_owned();
            let found = self.path(&list, value.span, scope, false)?;
            let FieldType::List(table) = found.def.ty else {
                let help = format!("`{list}` is a {}", found.def.ty.describe());
                self.tell(value.span, "`each=` needs a list", Some(help));
                return None;
            };
            let table = self.table(table)?;
            inner = scope.inside(table, &list);
            each = Some((found.path, table));
        }
        let at = node.prop("at").map_or(At::Culprit, |v| self.at(&v, &inner));
        let when = node.children_named("when").next().map(|w| self.when(&w, &inner));
        for child in node.children().filter(|c| c.name() != "when") {
            self.tell_unknown(child.name_span(), format!("`also` has no `{}`", child.name()), child.name(), ["when"]);
        }
        let text = match (node.arg(0), node.arg(1)) {
            (None, _) => Pool::Owned(Vec::new()),
            (Some(value), None) => self.template_in(&value, &inner, each.is_some().then_some(scope)),
            (_, Some(extra)) => {
                self.tell(extra.span, "`also` takes one text", None);
                Pool::Owned(Vec::new())
            }
        };
        Some(Also { each, when, at, text })
    }

    fn only_text<'a>(&mut self, node: &Node<'a>) -> Option<Value<&'a str>> {
        if let Some(extra) = node.arg(1) {
            self.tell(extra.span, format!("`{}` takes one text", node.name()), None);
        }
        node.arg(0).filter(|v| v.as_str().is_some())
    }

    fn text_child(&mut self, node: &Node<'_>, scope: &Scope) -> Pool<Piece> {
        if let Some(value) = self.only_text(node) {
            self.template(&value, scope)
        } else {
            self.tell(node.header(), format!("`{}` has no text", node.name()), None);
            Pool::Owned(Vec::new())
        }
    }

    fn template(&mut self, value: &Value<&str>, scope: &Scope) -> Pool<Piece> {
        self.template_in(value, scope, None)
    }

    /// Splits a text at its placeholders; `{{` and `}}` are braces. Paths start at the element, then at the outer row.
    fn template_in(&mut self, value: &Value<&str>, scope: &Scope, outer: Option<&Scope>) -> Pool<Piece> {
        let text = value.as_str().unwrap_or_default().to_owned();
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            plain.push_str(before);
            let brace = if from.starts_with('{') { '{' } else { '}' };
            let after = from.get(1..).unwrap_or("");
            if after.starts_with(brace) {
                plain.push(brace);
                rest = after.get(1..).unwrap_or("");
            } else if let (true, Some(close)) = (brace == '{', after.find('}')) {
                if !plain.is_empty() {
                    let piece = Piece::Text(self.string(&plain));
                    pieces.push(piece);
                    plain.clear();
                }
                let name = after.get(..close).unwrap_or("").trim().to_owned();
                pieces.extend(self.placeholder(&name, value.span, scope, outer));
                rest = after.get(close + 1..).unwrap_or("");
            } else {
                self.tell(
                    value.span,
                    "a brace in the text is not closed",
                    Some("placeholders are {field}; a brace itself is written twice".to_owned()),
                );
                return Pool::Owned(pieces);
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(self.string(&plain)));
        }
        Pool::Owned(pieces)
    }

    fn placeholder(&mut self, name: &str, span: Span, scope: &Scope, outer: Option<&Scope>) -> Option<Piece> {
        let found = self.placeholder_path(name, scope, outer);
        if SPECIAL.contains(&name) {
            let path = found.ok();
            return Some(match name {
                "objectives" => Piece::Objectives(path),
                "requirement" => Piece::Requirement(path),
                _ => Piece::Points(path),
            });
        }
        match found {
            Ok(path) => Some(Piece::Field(path)),
            Err((message, help)) => {
                if let Some(at) = self.params.iter().position(|p| p.name == name) {
                    let typed = self.params.get(at).is_some_and(|p| p.typed.is_some());
                    return if typed {
                        Some(Piece::Param(index(at)))
                    } else {
                        self.use_param(name, span, ParamType::Text).map(Piece::Param)
                    };
                }
                self.tell(span, format!("the placeholder `{{{name}}}` names nothing: {message}"), help);
                None
            }
        }
    }

    fn placeholder_path(
        &mut self,
        name: &str,
        scope: &Scope,
        outer: Option<&Scope>,
    ) -> Result<Path, (String, Option<String>)> {
        let inner = self.try_path(name, scope, true);
        match (inner, outer) {
            (Err(problem), Some(outer)) => match self.try_path(name, outer, true) {
                // The path starts at the outer row, seen from inside the list.
                Ok(found) => Ok(Path { outer: true, ..found.path }),
                Err(_) => Err(problem),
            },
            (found, _) => found.map(|f| f.path),
        }
    }
}
