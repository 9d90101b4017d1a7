//! Reads rule files. Everything that could go wrong with a rule goes wrong here, as a located finding with the nearest
//! name; a rule that loads never fails while it runs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::compile::{Compiler, Declared, RESERVED, Scope};
use super::{Audience, Pool, Program, Rule, RuleSource, Text};
use crate::fact::TableDef;
use crate::finding::{Finding, Level};
use crate::source::{Node, Nodes, Prop, Span, Value, ValueKind};

/// All words that may stand in a rule.
const WORDS: &[&str] = &[
    "level",
    "area",
    "since",
    "confidence",
    "preview",
    "for",
    "unsure",
    "summary",
    "cite",
    "why",
    "param",
    "alias",
    "control",
    "each",
    "where",
    "require",
    "report",
    "bad",
    "good",
    "outside",
    "fix",
];

/// Those that take one value, as property or child.
const SINGLE: &[&str] = &["level", "area", "since", "confidence", "preview", "for", "unsure", "summary", "why"];

/// Those that stand once and have a block.
const BLOCKS: &[&str] = &["where", "require", "fix", "each"];

/// Most findings of one rule file: in a file in which all is wrong nobody reads further.
const FINDINGS_MAX: usize = 1_000;

/// Areas of bundled rules.
const AREAS: &[&str] =
    &["scope", "provider", "cloud", "crm", "ownership", "ssp", "poam", "status", "assessment", "wording"];

/// Reads the rules of a document. `path` is shown to users; for bundled rules, `rules/<area>/<name>.kdl`.
/// A rule with a mistake is left out and every mistake is a `rule-invalid` finding.
pub fn load(nodes: Nodes<'_>, vocabulary: &[TableDef], path: &str) -> (Vec<Rule>, Vec<Finding>) {
    let mut rules: Vec<Rule> = Vec::new();
    let mut findings = Vec::new();
    for node in nodes {
        if node.name() != "rule" {
            let message = format!("`{}` does not belong into a rule file", node.name());
            findings
                .push(Finding::fixed("rule-invalid", node.name_span(), message).help("rule NAME level=… area=… { … }"));
            continue;
        }
        let mut reader = Reader { compiler: Compiler::new(vocabulary), node };
        let rule = reader.read(path);
        let mut found = reader.compiler.findings;
        if let Some(rule) = &rule {
            found.extend(doubled(rule, &rules));
        }
        match rule {
            Some(rule) if found.is_empty() => rules.push(rule),
            _ => {}
        }
        findings.append(&mut found);
        if findings.len() >= FINDINGS_MAX {
            let message = format!("{FINDINGS_MAX} findings and more: the rest of this file was not read");
            findings.push(Finding::fixed("limit-exceeded", node.header(), message).help("mend those that are told"));
            break;
        }
    }
    (rules, findings)
}

/// A name that an earlier rule of the file has.
fn doubled(rule: &Rule, earlier: &[Rule]) -> Option<Finding> {
    let taken = rule.names().find(|n| earlier.iter().any(|r| r.names().any(|m| m == *n)))?;
    let RuleSource::File { span, .. } = &rule.source else {
        return None;
    };
    let message = format!("there is a rule `{taken}` already");
    Some(Finding::fixed("rule-invalid", *span, message).help("choose another name"))
}

struct Reader<'a> {
    compiler: Compiler<'a>,
    node: Node<'a>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, path: &str) -> Option<Rule> {
        let (name, span) = self.name()?;
        self.unknown_words();
        self.declare_params();
        let level = self.level();
        let tables = self.each();
        let report_nodes: Vec<Node<'_>> = self.node.children_named("report").collect();
        if report_nodes.is_empty() {
            self.missing("report", "report \"`{id}` …\"");
        }
        let mut programs = Vec::new();
        for table in tables {
            let scope = Scope::of(table);
            let select = self.child("where").map(|n| self.block(n, &scope)).unwrap_or_default();
            let require = self.child("require").map(|n| self.block(n, &scope)).unwrap_or_default();
            let fix = self.child("fix");
            let reports = self.compiler.reports(&report_nodes, fix.as_ref(), &scope, level);
            let select_text = Text::Owned(self.child("where").map(|n| words_of(n.children())).unwrap_or_default());
            programs.push(Program { table, select, select_text, require, reports: Pool::Owned(reports) });
        }
        if self.child("require").is_none() {
            self.missing("require", "require { FIELD … }");
        }
        self.examples();
        let rule = Rule {
            aliases: Pool::Owned(self.aliases()),
            level,
            area: self.area(path),
            since: self.text("since").unwrap_or_default(),
            summary: self.needed_text("summary"),
            cite: Pool::Owned(self.needed_texts("cite")),
            controls: Pool::Owned(self.controls()),
            debated: self.debated(),
            unsure: self.flag("unsure"),
            preview: self.flag("preview"),
            audience: self.audience(),
            params: Pool::Owned(self.params()),
            programs: Pool::Owned(programs),
            source: RuleSource::File { path: path.to_owned(), span },
            name,
            ops: Pool::Borrowed(&[]),
            steps: Pool::Borrowed(&[]),
            strings: Pool::Borrowed(&[]),
            lengths: Pool::Borrowed(&[]),
            patterns: Pool::Borrowed(&[]),
        };
        self.needed_text("why");
        let pools = std::mem::take(&mut self.compiler.pools);
        if pools.ops.len().max(pools.strings.len()).max(pools.steps.len()) >= usize::from(u16::MAX) {
            self.compiler.tell(span, "the rule is too large", Some("split it".to_owned()));
        }
        Some(Rule {
            ops: Pool::Owned(pools.ops),
            steps: Pool::Owned(pools.steps),
            strings: Pool::Owned(pools.strings),
            lengths: Pool::Owned(pools.lengths),
            patterns: Pool::Owned(pools.patterns),
            ..rule
        })
    }

    fn block(&mut self, node: Node<'a>, scope: &Scope) -> super::Block {
        self.compiler.not_empty(&node);
        self.compiler.conjunction(node.children(), scope, 1)
    }

    fn child(&self, name: &'a str) -> Option<Node<'a>> {
        self.node.children_named(name).next()
    }

    fn missing(&mut self, word: &str, help: &str) {
        self.compiler.findings.push(
            Finding::fixed("rule-invalid", self.node.header(), format!("the rule has no `{word}`"))
                .help(help.to_owned()),
        );
    }

    fn name(&mut self) -> Option<(Text, Span)> {
        let first = self.node.arg(0);
        let Some((name, value)) = first.and_then(|v| v.as_str().map(|s| (s, v))) else {
            self.compiler.tell(
                self.node.header(),
                "the rule has no name",
                Some("rule NAME level=… area=… { … }".to_owned()),
            );
            return None;
        };
        if let Some(extra) = self.node.arg(1) {
            self.compiler.tell(extra.span, "a rule has one name", Some("former names go into `alias`".to_owned()));
        }
        self.good_name(name, value.span);
        Some((Text::Owned(name.to_owned()), value.span))
    }

    fn good_name(&mut self, name: &str, span: Span) {
        let shape = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !name.ends_with('-');
        if RESERVED.contains(&name) {
            self.compiler.tell(
                span,
                format!("`{name}` is a word of the rule language"),
                Some("choose another name".to_owned()),
            );
        } else if crate::finding::fixed_named(name).is_some() {
            self.compiler.tell(
                span,
                format!("`{name}` is a finding that crmlint has already"),
                Some("choose another name".to_owned()),
            );
        } else if !shape {
            self.compiler.tell(
                span,
                format!("`{name}` is no name"),
                Some("lower case words with hyphens, duty-unanswered".to_owned()),
            );
        }
    }

    fn unknown_words(&mut self) {
        for prop in self.node.props() {
            let word = prop.name.value;
            if !SINGLE.contains(&word) && word != "alias" && word != "control" && word != "each" && word != "cite" {
                self.compiler.tell_unknown(
                    prop.name.span,
                    format!("a rule has no `{word}`"),
                    word,
                    WORDS.iter().copied(),
                );
            }
        }
        let mut seen = BTreeSet::new();
        for child in self.node.children() {
            let word = child.name();
            let twice = !seen.insert(word) || self.node.prop(word).is_some();
            if !WORDS.contains(&word) {
                self.compiler.tell_unknown(
                    child.name_span(),
                    format!("a rule has no `{word}`"),
                    word,
                    WORDS.iter().copied(),
                );
            } else if twice && (SINGLE.contains(&word) || BLOCKS.contains(&word)) {
                self.compiler.tell(child.name_span(), format!("`{word}` stands twice"), None);
            }
        }
    }

    /// The value of a word that stands as property or child.
    fn single(&mut self, name: &'a str) -> Option<Value<&'a str>> {
        let node = self.node;
        if let Some(value) = node.prop(name) {
            return Some(value);
        }
        let child = self.child(name)?;
        if let (Some(value), None) = (child.arg(0), child.arg(1)) {
            return Some(value);
        }
        self.compiler.tell(child.header(), format!("`{name}` takes one value"), None);
        None
    }

    fn text(&mut self, name: &'a str) -> Option<Text> {
        let value = self.single(name)?;
        if let Some(text) = value.as_str() {
            return Some(Text::Owned(text.trim().to_owned()));
        }
        self.compiler.tell(value.span, format!("`{name}` is a text"), Some("put it into quotes".to_owned()));
        None
    }

    fn needed_text(&mut self, name: &'static str) -> Text {
        let there = self.node.prop(name).is_some() || self.child(name).is_some();
        let text = self.text(name).unwrap_or_default();
        if !there || text.is_empty() && self.compiler.findings.is_empty() {
            self.missing(name, &format!("{name} \"…\""));
        }
        text
    }

    /// Texts of all nodes of a name, or of the property.
    fn texts(&mut self, name: &'static str) -> Vec<(Text, Span)> {
        let node = self.node;
        let values = node.prop(name).into_iter().chain(node.children_named(name).flat_map(|c| c.args()));
        let mut out = Vec::new();
        for value in values {
            match value.as_str() {
                Some(text) => out.push((Text::Owned(text.trim().to_owned()), value.span)),
                None => self.compiler.tell(
                    value.span,
                    format!("`{name}` takes texts"),
                    Some("put it into quotes".to_owned()),
                ),
            }
        }
        out
    }

    fn needed_texts(&mut self, name: &'static str) -> Vec<Text> {
        let texts = self.texts(name);
        if texts.is_empty() {
            self.missing(name, &format!("{name} \"…\""));
        }
        texts.into_iter().map(|(t, _)| t).collect()
    }

    fn level(&mut self) -> Level {
        let Some(value) = self.single("level") else {
            self.missing("level", "level=error, warning or note");
            return Level::Error;
        };
        let level = value.as_str().and_then(Level::from_word).filter(|l| *l != Level::Off);
        if level.is_none() {
            let (shown, known) = (value.display(), ["error", "warning", "note"]);
            self.compiler.tell_unknown(value.span, format!("`{shown}` is no level"), &shown, known);
        }
        level.unwrap_or(Level::Error)
    }

    fn area(&mut self, path: &str) -> Text {
        let bundled = path.strip_prefix("rules/").and_then(|p| p.split_once('/')).map(|(folder, _)| folder);
        let stated = self.single("area").and_then(|v| v.as_str().map(|s| (s.to_owned(), v.span)));
        match stated {
            Some((area, span)) => {
                if !AREAS.contains(&area.as_str()) && bundled.is_some_and(|b| AREAS.contains(&b)) {
                    self.compiler.tell_unknown(span, format!("`{area}` is no area"), &area, AREAS.iter().copied());
                }
                Text::Owned(area)
            }
            None => Text::Owned(bundled.unwrap_or("own").to_owned()),
        }
    }

    fn debated(&mut self) -> bool {
        let Some(value) = self.single("confidence") else {
            return false;
        };
        match value.as_str() {
            Some("debated") => true,
            Some("certain") => false,
            _ => {
                let shown = value.display();
                self.compiler.tell_unknown(
                    value.span,
                    format!("`{shown}` is no confidence"),
                    &shown,
                    ["debated", "certain"],
                );
                false
            }
        }
    }

    fn audience(&mut self) -> Audience {
        let Some(value) = self.single("for") else {
            return Audience::Contractor;
        };
        match value.as_str() {
            Some("contractor") => Audience::Contractor,
            Some("template") => Audience::Template,
            Some("both") => Audience::Both,
            _ => {
                let shown = value.display();
                self.compiler.tell_unknown(
                    value.span,
                    format!("`{shown}` is no audience"),
                    &shown,
                    ["contractor", "template", "both"],
                );
                Audience::Contractor
            }
        }
    }

    /// `preview`, `preview #true` or `preview=#true`.
    fn flag(&mut self, name: &'static str) -> bool {
        if self.child(name).is_some_and(|c| c.arg(0).is_none() && c.props().next().is_none()) {
            return true;
        }
        let Some(value) = self.single(name) else {
            return false;
        };
        if let ValueKind::Bool(b) = value.kind {
            return b;
        }
        self.compiler.tell(value.span, format!("`{name}` is #true or #false"), None);
        false
    }

    fn aliases(&mut self) -> Vec<Text> {
        let own = self.node.arg(0).and_then(|v| v.as_str()).unwrap_or_default();
        let mut out: Vec<Text> = Vec::new();
        for (alias, span) in self.texts("alias") {
            self.good_name(&alias, span);
            if alias == own || out.contains(&alias) {
                self.compiler.tell(span, format!("`{alias}` is a name of this rule already"), None);
            }
            out.push(alias);
        }
        out
    }

    fn controls(&mut self) -> Vec<Text> {
        let controls = self.texts("control");
        for (control, span) in &controls {
            let digits = control.strip_suffix('e').unwrap_or(control);
            let good = digits.split('.').count() == 3
                && digits.split('.').all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_digit()));
            if !good {
                self.compiler.tell(
                    *span,
                    format!("`{control}` is no requirement"),
                    Some("plain ids of SP 800-171, \"3.1.20\"".to_owned()),
                );
            }
        }
        controls.into_iter().map(|(c, _)| c).collect()
    }

    fn each(&mut self) -> Vec<u16> {
        let values = self.texts("each");
        if values.is_empty() {
            self.missing("each", "each TABLE");
        }
        let mut out = Vec::new();
        for (name, span) in values {
            match self.compiler.table(&name) {
                Some(table) if out.contains(&table) => self.compiler.tell(span, format!("`{name}` stands twice"), None),
                Some(table) => out.push(table),
                None => {
                    let known: Vec<&str> = self.compiler.vocabulary.iter().map(|t| t.name).collect();
                    self.compiler.tell_unknown(span, format!("there is no table `{name}`"), &name, known);
                }
            }
        }
        out
    }

    fn declare_params(&mut self) {
        let node = self.node;
        for Prop { name, value } in node.children_named("param").flat_map(|c| c.props()) {
            if RESERVED.contains(&name.value) {
                self.compiler.tell(
                    name.span,
                    format!("`{}` is a word of the rule language", name.value),
                    Some("choose another name".to_owned()),
                );
            }
            if self.compiler.params.iter().any(|p| p.name == name.value) {
                self.compiler.tell(name.span, format!("the parameter `{}` stands twice", name.value), None);
                continue;
            }
            self.compiler.params.push(Declared {
                name: name.value.to_owned(),
                value: value.kept(),
                span: name.span,
                typed: None,
            });
        }
        for child in node.children_named("param").filter(|c| c.props().next().is_none()) {
            self.compiler.tell(child.header(), "the parameter has no default", Some("param NAME=VALUE".to_owned()));
        }
    }

    fn params(&mut self) -> Vec<super::Param> {
        let mut out = Vec::new();
        let mut unused = Vec::new();
        for declared in &self.compiler.params {
            match &declared.typed {
                Some(param) => out.push(param.clone()),
                None => unused.push((declared.span, declared.name.clone())),
            }
        }
        for (span, name) in unused {
            self.compiler.tell(
                span,
                format!("the parameter `{name}` is never used"),
                Some(format!("use it as (param){name}, or drop it")),
            );
        }
        out
    }

    /// Examples stand, and what must and must not be marked in them is.
    fn examples(&mut self) {
        for kind in ["bad", "good"] {
            if self.child(kind).is_none() {
                self.missing(kind, &format!("{kind} {{ declarations }}"));
            }
        }
        let node = self.node;
        for example in node.children() {
            let kind = example.name();
            if !["bad", "good", "outside"].contains(&kind) {
                continue;
            }
            for prop in example.props() {
                match (prop.name.value, prop.value.as_str().and_then(super::param::date)) {
                    ("as-of", Some(_)) => {}
                    ("as-of", None) => self.compiler.tell(
                        prop.value.span,
                        "`as-of` is a date",
                        Some("as-of=\"2026-11-22\"".to_owned()),
                    ),
                    (other, _) => self.compiler.tell_unknown(
                        prop.name.span,
                        format!("`{kind}` takes no `{other}=`"),
                        other,
                        ["as-of"],
                    ),
                }
            }
            let marks = super::example::marks(example.children());
            if kind == "bad" && marks.is_empty() {
                self.compiler.tell(
                    example.header(),
                    "the example does not mark its finding",
                    Some("put (finding) before the value or node where it must point".to_owned()),
                );
            }
            if let (true, Some(mark)) = (kind != "bad", marks.first()) {
                self.compiler.tell(
                    *mark,
                    format!("`{kind}` has no findings to mark"),
                    Some("(finding) belongs into `bad`".to_owned()),
                );
            }
        }
    }
}

/// Conditions in words, for the reason why a rule did not apply.
fn words_of(nodes: Nodes<'_>) -> String {
    let lines: Vec<String> = nodes.map(|n| line(&n)).collect();
    lines.join(" and ")
}

fn line(node: &Node<'_>) -> String {
    let mut out = node.name().to_owned();
    for arg in node.args() {
        out.push(' ');
        out.push_str(&arg.display());
    }
    for prop in node.props() {
        let annotation = prop.value.annotation.as_ref().map(|a| format!("({})", a.value)).unwrap_or_default();
        let _ = write!(out, " {}={annotation}{}", prop.name.value, prop.value.display());
    }
    if node.children().next().is_some() {
        let inner: Vec<String> = node.children().map(|n| line(&n)).collect();
        let _ = write!(out, " {{ {} }}", inner.join("; "));
    }
    out
}
