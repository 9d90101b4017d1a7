//! `crmlint.kdl`: which files are read, which rules run at which level, and the waivers. Every word is checked with its
//! place; a wrong one is a finding and ends the run with exit code 2.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::check::PathLevels;
use crate::finding::{Finding, Level, nearest, only_near};
use crate::model::project::{LevelWord, ResponsibilityWord, Waiver};
use crate::read::Owner;
use crate::rule::facts::vocabulary;
use crate::rule::frozen::FrozenSet;
use crate::rule::{Params, Reader, RuleSet};
use crate::schema::grammar::{Noun, Text, parse_date};
use crate::source::{FileId, Node, Nodes, Spanned, Value};
use crate::waiver::{Decision, Waivers};

/// The format of the language that this version knows.
pub const FORMAT: i64 = 1;

/// What `crmlint.kdl` says, with places.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// Globs of files to read.
    pub include: Vec<Spanned<String>>,
    /// Globs of files to pass over.
    pub exclude: Vec<Spanned<String>>,
    /// Globs of the team's own rule files.
    pub rules: Vec<Spanned<String>>,
    /// Files that extend the catalogue of offerings.
    pub offerings: Vec<Spanned<String>>,
    /// The project's export of the `FedRAMP` Marketplace.
    pub marketplace: Option<Spanned<String>>,
    /// Globs of folders that are units of their own.
    pub units: Vec<Spanned<String>>,
    /// Project files whose words hold where this one says nothing.
    pub extends: Vec<Spanned<String>>,
    /// The frozen set whose rules run.
    pub ruleset: Option<Spanned<&'static FrozenSet>>,
    /// For whom the checks are.
    pub audience: Option<Spanned<Reader>>,
    /// The clock.
    pub as_of: Option<Spanned<Date>>,
    /// The file of known findings.
    pub baseline: Option<Spanned<String>>,
    /// Other levels for some files.
    pub overrides: Vec<Override>,
    /// Levels and parameters by rule.
    pub settings: Vec<RuleSetting>,
    /// Waivers.
    pub waivers: Waivers,
    /// Words of providers' files and what they mean here.
    pub responsibility_words: Vec<(Spanned<String>, Owner)>,
    /// Words that are accepted and have no effect in this version.
    pub without_effect: Vec<Spanned<String>>,
    /// The newer format that the file asks for, if it is newer than this version knows.
    pub newer: Option<i64>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// `rule NAME level=… param=…`.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// The rule or fixed finding.
    pub rule: Spanned<String>,
    /// Its level here.
    pub level: Option<Level>,
    /// Parameters.
    pub params: Vec<(Spanned<String>, Value<String>)>,
}

/// `override "GLOB" { rule NAME level=…; }`.
#[derive(Debug, Clone)]
pub struct Override {
    /// Globs of files, from the folder of the project file.
    pub globs: Vec<Spanned<String>>,
    /// Levels for findings in them.
    pub settings: Vec<RuleSetting>,
    /// The files of the unit that the globs name; filled when it is loaded.
    pub files: BTreeSet<FileId>,
}

const WORDS: &[&str] = &[
    "include",
    "exclude",
    "ruleset",
    "rules",
    "rule",
    "offerings",
    "marketplace",
    "as-of",
    "waiver",
    "units",
    "extends",
    "audience",
    "responsibility-word",
    "format",
    "baseline",
    "override",
];
const LATER: &[&str] = &[];

/// Reads all `crmlint` nodes of a project file.
pub fn read(nodes: Nodes<'_>) -> Project {
    let mut project = Project::default();
    for node in nodes.named("crmlint") {
        project.node(&node);
    }
    project
}

fn wrong(span: crate::source::Span, message: impl Into<String>) -> Finding {
    Finding::fixed("rule-invalid", span, message)
}

impl Project {
    fn node(&mut self, node: &Node<'_>) {
        for prop in node.props() {
            if prop.name.value == "format" {
                self.format(&prop.value);
            } else {
                self.unknown(prop.name);
            }
        }
        if let Some(arg) = node.arg(0) {
            self.findings.push(wrong(arg.span, "`crmlint` takes no value").help("write crmlint format=1 { … }"));
        }
        for child in node.children() {
            self.child(&child);
        }
    }

    fn format(&mut self, value: &Value<&str>) {
        match value.kind {
            crate::source::ValueKind::Integer(n) if n > FORMAT => self.newer = Some(n),
            crate::source::ValueKind::Integer(n) if n >= 1 => {}
            _ => self.findings.push(wrong(value.span, "`format` is a whole number, 1 in this version")),
        }
    }

    fn child(&mut self, node: &Node<'_>) {
        match node.name() {
            "include" => strings(node, &mut self.include, &mut self.findings),
            "exclude" => strings(node, &mut self.exclude, &mut self.findings),
            "rules" => strings(node, &mut self.rules, &mut self.findings),
            "offerings" => strings(node, &mut self.offerings, &mut self.findings),
            "units" => strings(node, &mut self.units, &mut self.findings),
            "as-of" => self.as_of(node),
            "ruleset" => self.ruleset(node),
            "audience" => self.audience(node),
            "format" => {
                if let Some(value) = node.arg(0) {
                    self.format(&value);
                }
            }
            "extends" => strings(node, &mut self.extends, &mut self.findings),
            "baseline" => only_path(node, &mut self.baseline, &mut self.findings),
            "marketplace" => only_path(node, &mut self.marketplace, &mut self.findings),
            "override" => self.overriding(node),
            "rule" => {
                let setting = self.rule(node);
                self.settings.extend(setting);
            }
            "waiver" => self.waiver(node),
            "responsibility-word" => self.responsibility_word(node),
            word if LATER.contains(&word) => self.without_effect.push(node.spanned_name().kept()),
            _ => self.unknown(node.spanned_name()),
        }
    }

    fn unknown(&mut self, name: Spanned<&str>) {
        let finding = wrong(name.span, format!("crmlint.kdl has no word `{}`", name.value));
        self.findings.push(match nearest(name.value, WORDS.iter().copied()) {
            Some(near) => finding
                .help(format!("did you mean `{near}`?"))
                .replace(near, only_near(name.value, WORDS.iter().copied()).is_some()),
            None => finding.help(format!("known: {}", WORDS.join(" "))),
        });
    }

    fn as_of(&mut self, node: &Node<'_>) {
        match node.arg(0) {
            Some(value) => match value.as_str().and_then(parse_date) {
                Some(date) => self.as_of = Some(Spanned::new(date, value.span)),
                None => self.findings.push(wrong(value.span, "`as-of` is a date like \"2026-11-22\"")),
            },
            None => self.findings.push(wrong(node.header(), "`as-of` needs a date like \"2026-11-22\"")),
        }
    }

    fn ruleset(&mut self, node: &Node<'_>) {
        let written = node.arg(0).and_then(|v| v.as_str().map(|s| Spanned::new(s, v.span)));
        let Some(name) = written else {
            let finding = wrong(node.header(), "`ruleset` needs the name of a frozen set");
            self.findings.push(finding.help("write ruleset cmmc-l2-2026"));
            return;
        };
        match FrozenSet::named(name.value) {
            Ok(set) if self.ruleset.is_none_or(|before| before.value == set) => {
                self.ruleset = Some(Spanned::new(set, name.span));
            }
            Ok(_) => self.findings.push(wrong(name.span, "a project has one `ruleset`").help("keep one of them")),
            Err(help) => {
                let message = format!("there is no frozen set `{}`", name.value);
                self.findings.push(wrong(name.span, message).help(help));
            }
        }
    }

    fn audience(&mut self, node: &Node<'_>) {
        let written = node.arg(0);
        let span = written.as_ref().map_or_else(|| node.header(), |v| v.span);
        if let Some(reader) = written.as_ref().and_then(Value::as_str).and_then(Reader::from_word) {
            self.audience = Some(Spanned::new(reader, span));
            return;
        }
        let finding = match written {
            Some(value) => wrong(value.span, format!("`{}` is no audience", value.display())),
            None => wrong(node.header(), "`audience` needs a word"),
        };
        self.findings.push(finding.help(format!("known: {}", Reader::WORDS.join(" "))));
    }

    fn overriding(&mut self, node: &Node<'_>) {
        let mut own = Override { globs: Vec::new(), settings: Vec::new(), files: BTreeSet::new() };
        strings(node, &mut own.globs, &mut self.findings);
        if let Some(prop) = node.props().next() {
            self.findings.push(wrong(prop.name.span, format!("`override` has no property `{}`", prop.name.value)));
        }
        for child in node.children() {
            if child.name() != "rule" {
                let message = format!("`override` has no word `{}`", child.name());
                self.findings.push(wrong(child.name_span(), message).help("override \"GLOB\" { rule NAME level=…; }"));
                continue;
            }
            let Some(setting) = self.rule(&child) else { continue };
            for (name, _) in &setting.params {
                let message = format!("`{}` holds for a whole project, not for some files", name.value);
                self.findings.push(wrong(name.span, message).help("an `override` sets levels only"));
            }
            own.settings.push(setting);
        }
        if own.settings.is_empty() {
            let finding = wrong(node.header(), "this `override` changes nothing");
            self.findings.push(finding.help("override \"GLOB\" { rule NAME level=…; }"));
        }
        self.overrides.push(own);
    }

    /// Takes over what a project file that this one extends says; what stands here goes before it.
    pub fn take_base(&mut self, mut base: Self) {
        for word in &base.units {
            let finding = wrong(word.span, "`units` has no effect in a project file that another one extends");
            self.findings.push(finding.help("write it into the file at the root of the units"));
        }
        if self.include.is_empty() {
            self.include = base.include;
        }
        self.exclude.extend(base.exclude);
        self.ruleset = self.ruleset.or(base.ruleset);
        self.audience = self.audience.or(base.audience);
        self.as_of = self.as_of.or(base.as_of);
        self.marketplace = self.marketplace.take().or(base.marketplace);
        // Later ones go before earlier ones.
        base.settings.append(&mut self.settings);
        self.settings = base.settings;
        base.overrides.append(&mut self.overrides);
        self.overrides = base.overrides;
        // Other projects may extend the same file.
        let shared = base.waivers.decisions.into_iter().map(|d| Decision { shared: true, ..d });
        self.waivers.decisions.extend(shared);
        self.waivers.findings.extend(base.waivers.findings);
        // The first that fits counts, and one's own comes first.
        self.responsibility_words.extend(base.responsibility_words);
        self.without_effect.extend(base.without_effect);
        self.newer = self.newer.or(base.newer);
        self.findings.extend(base.findings);
    }

    fn rule(&mut self, node: &Node<'_>) -> Option<RuleSetting> {
        let Some(rule) = node.arg(0).and_then(|v| v.as_str().map(|s| Spanned::new(s.to_owned(), v.span))) else {
            self.findings.push(wrong(node.header(), "`rule` needs a name").help("write rule NAME level=… "));
            return None;
        };
        let mut setting = RuleSetting { rule, level: None, params: Vec::new() };
        for prop in node.props() {
            if prop.name.value != "level" {
                setting.params.push((prop.name.kept(), prop.value.kept()));
                continue;
            }
            if let Some(level) = prop.value.as_str().and_then(Level::from_word) {
                setting.level = Some(level);
            } else {
                let finding = wrong(prop.value.span, format!("`{}` is no level", prop.value.display()));
                self.findings.push(finding.help(format!("known: {}", LevelWord::WORDS.join(" "))));
            }
        }
        Some(setting)
    }

    fn responsibility_word(&mut self, node: &Node<'_>) {
        let Some(word) = ResponsibilityWord::read(node, &mut self.findings) else { return };
        let help = format!("write responsibility-word \"…\" means=…, one of {}", Owner::WORDS.join(" "));
        let Some(means) = word.means.known() else {
            let message = format!("`{}` is not said to mean anything", word.text.value.0);
            self.findings.push(wrong(word.header, message).help(help));
            return;
        };
        let Some(owner) = Owner::from_word(&means.value.0) else {
            self.findings.push(wrong(means.span, format!("`{}` says nobody is responsible", means.value)).help(help));
            return;
        };
        let plain = crate::read::plain(&word.text.value.0);
        if plain.is_empty() {
            self.findings.push(wrong(word.text.span, "a word needs letters or digits"));
            return;
        }
        self.responsibility_words.push((Spanned::new(plain, word.text.span), owner));
    }

    fn waiver(&mut self, node: &Node<'_>) {
        let mut told = Vec::new();
        let waiver = Waiver::read(node, &mut told);
        for finding in told {
            self.waivers.findings.push(Finding { rule: "waiver-malformed".into(), ..finding });
        }
        let Some(w) = waiver else { return };
        let text = |t: Option<&Text>| t.map(|t| t.0.trim().to_owned()).filter(|t| !t.is_empty());
        let (rule, reason, by) = (text(w.rule.get()), text(w.reason.get()), text(w.by.get()));
        let missing: Vec<&str> = [
            ("its rule", rule.is_none()),
            ("a reason", reason.is_none()),
            ("a person (by=)", by.is_none()),
            ("an end date (until=)", w.until.get().is_none()),
            ("a place behind at=", !w.at.is_absent() && text(w.at.get()).is_none()),
        ]
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(what, _)| what)
        .collect();
        match (rule, reason, by, w.until.get()) {
            (Some(rule), Some(reason), Some(by), Some(until)) if missing.is_empty() => {
                self.waivers.decisions.push(Decision {
                    rule,
                    at: text(w.at.get()),
                    within: None,
                    shared: false,
                    until: *until,
                    by,
                    reason,
                    span: w.header,
                    removal: None,
                });
            }
            _ => self.waivers.findings.push(
                Finding::fixed(
                    "waiver-malformed",
                    w.header,
                    format!("this waiver lacks {}", crate::finding::join_and(&missing)),
                )
                .help("waiver RULE at=… until=\"2027-01-31\" by=ROLE \"reason\""),
            ),
        }
    }

    /// Levels and parameters, checked against the rules in force. Unknown names are findings.
    pub fn apply(&mut self, rules: &RuleSet) -> Applied {
        let mut out = Applied::default();
        let params = &mut out.params;
        for setting in &self.settings {
            let name = setting.rule.value.as_str();
            let Some(key) = known_name(name, rules) else {
                self.findings.push(unknown_rule(&setting.rule, rules));
                continue;
            };
            let rule = rules.find(name).and_then(|i| rules.get(i));
            if let Some(level) = setting.level {
                out.levels.insert(key, level);
            }
            for (param, value) in &setting.params {
                match rule {
                    Some(rule) => self.findings.extend(params.set(rule, param, &value.borrowed(), vocabulary())),
                    None => self.findings.push(wrong(param.span, format!("`{name}` has no parameters"))),
                }
            }
        }
        for overriding in &self.overrides {
            let mut levels = BTreeMap::new();
            for setting in &overriding.settings {
                match (known_name(&setting.rule.value, rules), setting.level) {
                    (None, _) => self.findings.push(unknown_rule(&setting.rule, rules)),
                    (Some(key), Some(level)) => {
                        levels.insert(key, level);
                    }
                    (Some(_), None) => {
                        let finding = wrong(setting.rule.span, "this `rule` says no level");
                        self.findings.push(finding.help(format!("rule {} level=…", setting.rule.value)));
                    }
                }
            }
            out.overrides.push(PathLevels { files: overriding.files.clone(), levels });
        }
        out
    }
}

/// Levels and parameters as they apply to a run.
#[derive(Debug, Default)]
pub struct Applied {
    /// Levels by name.
    pub levels: BTreeMap<String, Level>,
    /// Parameters.
    pub params: Params,
    /// Levels for some files.
    pub overrides: Vec<PathLevels>,
}

/// The name under which a rule or another finding is known.
fn known_name(name: &str, rules: &RuleSet) -> Option<String> {
    let rule = rules.find(name).and_then(|i| rules.get(i)).map(|r| r.name.to_string());
    rule.or_else(|| crate::finding::fixed_named(name).map(|f| f.name.to_owned()))
}

fn unknown_rule(name: &Spanned<String>, rules: &RuleSet) -> Finding {
    let finding = wrong(name.span, format!("there is no rule `{}`", name.value));
    match rules.nearest(&name.value) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).replace(near, false),
        None => finding.help("`crmlint rules list` names them all"),
    }
}

fn strings(node: &Node<'_>, out: &mut Vec<Spanned<String>>, findings: &mut Vec<Finding>) {
    if node.arg(0).is_none() {
        findings.push(wrong(node.header(), format!("`{}` needs at least one path or glob", node.name())));
    }
    for value in node.args() {
        match value.as_str() {
            Some(text) => out.push(Spanned::new(text.to_owned(), value.span)),
            None => findings.push(wrong(value.span, format!("`{}` takes paths or globs in quotes", node.name()))),
        }
    }
}

/// The path of a word that names one file.
fn only_path(node: &Node<'_>, out: &mut Option<Spanned<String>>, findings: &mut Vec<Finding>) {
    let mut paths = Vec::new();
    strings(node, &mut paths, findings);
    if let Some(second) = paths.get(1).or(out.as_ref().and(paths.first())) {
        findings.push(wrong(second.span, format!("a project has one `{}`", node.name())).help("keep one of them"));
    }
    *out = out.take().or_else(|| paths.into_iter().next());
}
