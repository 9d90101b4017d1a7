//! Operators over clean stories: `tests/data/operators.kdl` says what is changed, at which nodes, and what must be found
//! where. Each operator is applied at every node that it fits, one at a time; the rule that it names must fire at the place
//! that it names, and no rule that it does not name may say anything. Quiet operators must add no error and no warning.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crmlint::catalog::Catalog;
use crmlint::check::{Report, Settings, Unit, check};
use crmlint::discover::{Disk, Request, discover};
use crmlint::finding::{Finding, Level};
use crmlint::rule::RuleSet;
use crmlint::source::{FileId, Sources, Span};
use rayon::prelude::*;

use crate::support::TODAY;
use crate::tree::{AsText, Node, Value, owned, tree};

/// The stories, each clean.
const STORIES: &[&str] = &["ridgeline", "larkspur", "brightwater", "deepwell"];

/// Sites of one operator in one story, unless `CRMLINT_ALL_MUTANTS` asks for all.
const SITES_MAX: usize = 5;

struct Story {
    name: &'static str,
    sources: Sources,
    unit: Unit,
    tree: Vec<Node>,
}

impl Story {
    fn load(name: &'static str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
        let found = discover(&Request { paths: vec![folder], isolated: false, ..Request::default() }, &Disk);
        assert!(found.errors.is_empty(), "{name}: {:?}", found.errors);
        let [one] = &found.units[..] else { panic!("{name}: one unit, not {}", found.units.len()) };
        assert!(one.unit.findings.is_empty(), "{name}: {:?}", one.unit.findings);
        let unit = one.unit.clone();
        let tree = unit.files.iter().filter_map(|id| found.sources.nodes(*id)).flat_map(owned).collect();
        Self { name, sources: found.sources, unit, tree }
    }

    fn check(&self, sources: &Sources, rules: &RuleSet) -> Report {
        check(sources, &self.unit, rules, &Catalog::bundled(), &Settings::new(TODAY))
    }
}

/// What an operator does at a site, in the order in which it is written.
enum Edit {
    Remove(Option<String>),
    Set(String, String),
    Unset(String),
    SetArg(usize, String),
    SetChild(String, String),
    Add(String),
    Append(String),
    Replace(String, String),
}

/// A rule and where it must point.
struct Expected {
    rule: String,
    at: String,
}

struct Operator {
    name: String,
    quiet: bool,
    at: Vec<String>,
    with: Vec<(String, String)>,
    has: Vec<String>,
    lacks: Vec<String>,
    args: Vec<String>,
    under: Vec<(String, String)>,
    elsewhere: Vec<(String, Vec<Edit>)>,
    stories: Vec<String>,
    first: usize,
    edits: Vec<Edit>,
    expect: Vec<Expected>,
    may: Vec<String>,
}

fn strings(node: &Node) -> Vec<String> {
    node.args.iter().map(shown).collect()
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.display(), str::to_owned)
}

impl Operator {
    fn read(node: &Node) -> Self {
        let quiet = node.name.value == "quiet";
        assert!(quiet || node.name.value == "operator", "{}", node.name.value);
        let mut out = Self {
            name: shown(&node.args[0]),
            quiet,
            at: Vec::new(),
            with: Vec::new(),
            has: Vec::new(),
            lacks: Vec::new(),
            args: Vec::new(),
            under: Vec::new(),
            elsewhere: Vec::new(),
            stories: Vec::new(),
            first: SITES_MAX,
            edits: Vec::new(),
            expect: Vec::new(),
            may: Vec::new(),
        };
        for child in &node.children {
            out.word(child);
        }
        assert!(!out.at.is_empty() && !out.edits.is_empty(), "{} says neither where nor what", out.name);
        assert!(quiet || !out.expect.is_empty(), "{} expects nothing", out.name);
        out
    }

    fn word(&mut self, node: &Node) {
        let args = strings(node);
        let two = || (args[0].clone(), args[1].clone());
        match node.name.value.as_str() {
            "at" => self.at = args[0].split('/').map(str::to_owned).collect(),
            "with" => self.with.extend(node.props.iter().map(|p| (p.name.value.clone(), shown(&p.value)))),
            "under" => self.under.extend(node.props.iter().map(|p| (p.name.value.clone(), shown(&p.value)))),
            "elsewhere" => {
                let own = std::mem::take(&mut self.edits);
                for child in &node.children {
                    self.word(child);
                }
                let edits = std::mem::replace(&mut self.edits, own);
                self.elsewhere.push((args[0].clone(), edits));
            }
            "has" => self.has.extend(args),
            "lacks" => self.lacks.extend(args),
            "arg" => self.args.extend(args),
            "story" => self.stories.extend(args),
            "first" => self.first = args[0].parse().expect("a number"),
            "remove" => self.edits.push(Edit::Remove(args.first().cloned())),
            "set" => {
                let all = node.props.iter().map(|p| Edit::Set(p.name.value.clone(), written(&p.value)));
                self.edits.extend(all);
            }
            "unset" => self.edits.extend(args.into_iter().map(Edit::Unset)),
            "set-arg" => {
                let (at, value) = if args.len() > 1 { two() } else { ("0".to_owned(), args[0].clone()) };
                self.edits.push(Edit::SetArg(at.parse().expect("a number"), value));
            }
            "set-child" => {
                let (name, value) = two();
                self.edits.push(Edit::SetChild(name, value));
            }
            "add" => self.edits.push(Edit::Add(args[0].clone())),
            "append" => self.edits.push(Edit::Append(args[0].clone())),
            "replace" => {
                let (from, to) = two();
                self.edits.push(Edit::Replace(from, to));
            }
            "expect" => {
                let at = node.prop("at").map_or_else(|| "site".to_owned(), shown);
                self.expect.extend(args.into_iter().map(|rule| Expected { rule, at: at.clone() }));
            }
            "may" => self.may.extend(args),
            other => panic!("{}: no word {other}", self.name),
        }
    }

    /// The nodes at which it fits, each with its parents, the nearest last.
    fn sites<'a>(&self, story: &'a Story) -> Vec<(Vec<&'a Node>, &'a Node)> {
        let (out, only): (Vec<&String>, Vec<&String>) = self.stories.iter().partition(|s| s.starts_with('!'));
        let named = |list: &[&String]| list.iter().any(|s| s.trim_start_matches('!') == story.name);
        if named(&out) || (!only.is_empty() && !named(&only)) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for node in &story.tree {
            self.descend(&mut Vec::new(), node, 0, &mut out);
        }
        let all = std::env::var_os("CRMLINT_ALL_MUTANTS").is_some();
        // A number that the operator itself gives stays.
        let most = if all && self.first == SITES_MAX { usize::MAX } else { self.first };
        let step = (out.len() / most.min(out.len().max(1))).max(1);
        out.into_iter().step_by(step).take(most).collect()
    }

    fn descend<'a>(
        &self,
        parents: &mut Vec<&'a Node>,
        node: &'a Node,
        depth: usize,
        out: &mut Vec<(Vec<&'a Node>, &'a Node)>,
    ) {
        if node.name.value != self.at[depth] {
            return;
        }
        if depth + 1 == self.at.len() {
            let wanted = |(name, value): &(String, String)| {
                parents.last().and_then(|p| p.prop(name)).is_some_and(|v| shown(v) == *value)
            };
            if self.fits(node) && self.under.iter().all(wanted) {
                out.push((parents.clone(), node));
            }
            return;
        }
        parents.push(node);
        for child in &node.children {
            self.descend(parents, child, depth + 1, out);
        }
        parents.pop();
    }

    fn fits(&self, node: &Node) -> bool {
        let has = |name: &String| node.prop(name).is_some() || node.children_named(name).next().is_some();
        let with = self.with.iter().all(|(name, wanted)| {
            let values: Vec<String> =
                node.prop(name).map(shown).into_iter().chain(node.children_named(name).flat_map(strings)).collect();
            match wanted.strip_prefix('!') {
                Some(not) => !values.iter().any(|v| v == not),
                None => values.iter().any(|v| v == wanted),
            }
        });
        let args = self.args.is_empty() || node.args.iter().any(|a| self.args.contains(&shown(a)));
        with && args && self.has.iter().all(has) && !self.lacks.iter().any(has)
    }
}

/// A value as KDL.
fn written(value: &Value) -> String {
    match value.as_str() {
        Some(text) => format!("{text:?}"),
        None => value.display(),
    }
}

/// One mutant: edits of one file, and where a site and its parent lie in the file before.
struct Mutant<'a> {
    story: &'a Story,
    operator: &'a Operator,
    site: &'a Node,
    parents: Vec<&'a Node>,
    file: FileId,
    /// Replaced ranges in order, of this and perhaps of other files, with what stands there now.
    edits: Vec<(Span, String)>,
}

impl<'a> Mutant<'a> {
    fn new(story: &'a Story, operator: &'a Operator, parents: Vec<&'a Node>, site: &'a Node) -> Self {
        let file = site.span.file;
        let text = &story.sources.get(file).expect("a file").text;
        let mut edits: Vec<(Span, String)> = Vec::new();
        for edit in &operator.edits {
            edits.extend(Self::edit(site, text, edit, &operator.name));
        }
        for (path, more) in &operator.elsewhere {
            for node in nodes(story, path) {
                let text = &story.sources.get(node.span.file).expect("a file").text;
                edits.extend(more.iter().flat_map(|e| Self::edit(node, text, e, &operator.name)));
            }
        }
        edits.sort_by_key(|(span, _)| (span.file, span.start, span.end));
        Self { story, operator, site, parents, file, edits }
    }

    fn edit(site: &Node, text: &str, edit: &Edit, name: &str) -> Vec<(Span, String)> {
        let at = |offset: u32| Span { start: offset, end: offset, ..site.span };
        match edit {
            Edit::Remove(None) => vec![(site.span, String::new())],
            Edit::Remove(Some(child)) => {
                // With the `;` that ends it.
                let whole = |span: Span| {
                    let rest = text.get(span.end as usize..).unwrap_or_default();
                    let blank = rest.len() - rest.trim_start_matches(' ').len();
                    let more = if rest.trim_start_matches(' ').starts_with(';') { blank + 1 } else { 0 };
                    Span { end: span.end + u32::try_from(more).unwrap(), ..span }
                };
                let nodes = site.children_named(child).map(move |c| (whole(c.span), String::new()));
                let props = site.props.iter().filter(|p| p.name.value == *child).map(property);
                nodes.chain(props).collect()
            }
            Edit::Set(word, value) => match site.prop(word) {
                Some(have) => vec![(have.span, value.clone())],
                None => match site.children_named(word).next() {
                    Some(child) => {
                        let (first, last) = (child.args.first().expect("a value"), child.args.last().expect("a value"));
                        vec![(Span { end: last.span.end, ..first.span }, value.clone())]
                    }
                    None => vec![(at(site.header.end), format!(" {word}={value}"))],
                },
            },
            Edit::Unset(word) => site.props.iter().filter(|p| p.name.value == *word).map(property).collect(),
            Edit::SetArg(ix, value) => vec![(site.args[*ix].span, format!("{value:?}"))],
            Edit::SetChild(child, value) => {
                let all = site.children_named(child).filter_map(|c| c.args.first());
                all.map(|v| (v.span, format!("{value:?}"))).collect()
            }
            Edit::Add(line) => match site.children.last() {
                Some(last) => vec![(at(last.span.end), format!("; {line}"))],
                None if up_to(text, site.span.end).ends_with('}') => {
                    let end = u32::try_from(up_to(text, site.span.end).len()).unwrap();
                    vec![(at(end - 1), format!(" {line}; "))]
                }
                None => vec![(at(site.header.end), format!(" {{ {line}; }}"))],
            },
            Edit::Append(line) => vec![(at(u32::try_from(text.len()).unwrap()), format!("\n{line}\n"))],
            Edit::Replace(from, to) => {
                let within = text.get(site.span.range()).expect("the site");
                let Some(offset) = within.find(from.as_str()) else { panic!("{name}: no `{from}` in `{within}`") };
                let start = site.span.start + u32::try_from(offset).unwrap();
                let end = start + u32::try_from(from.len()).unwrap();
                vec![(Span { start, end, ..site.span }, to.clone())]
            }
        }
    }

    /// The files with this edit; only the edited one is parsed again.
    fn sources(&self) -> Result<Sources, String> {
        let mut out = Sources::new();
        for (id, file) in self.story.sources.iter() {
            let mut text = file.text.clone();
            if self.edits.iter().all(|(span, _)| span.file != id) {
                let same = out.add(file.path.clone(), text);
                if let Some(document) = file.document.clone() {
                    out.set_document(same, document, file.incomplete);
                }
                continue;
            }
            for (span, with) in self.edits.iter().rev().filter(|(span, _)| span.file == id) {
                text.replace_range(span.range(), with);
            }
            let parsed = crmlint::parse::parse(id, &text);
            if !parsed.complete || !parsed.findings.is_empty() {
                return Err(format!("the edit does not parse: {:?}", parsed.findings.first().map(|f| &f.message)));
            }
            let same = out.add(file.path.clone(), text);
            out.set_document(same, parsed.document, false);
        }
        Ok(out)
    }

    /// Where a range of the file before lies now; both ends of what was inserted at its ends belong to it.
    fn now(&self, span: Span) -> Span {
        let shift = |offset: u32, after: bool| {
            let mut out = i64::from(offset);
            for (edit, with) in self.edits.iter().filter(|(edit, _)| edit.file == span.file) {
                let before = if after {
                    edit.end <= offset
                } else {
                    edit.end < offset || (edit.end <= offset && edit.start < edit.end)
                };
                if before {
                    out += i64::try_from(with.len()).unwrap() - i64::from(edit.end - edit.start);
                }
            }
            u32::try_from(out).unwrap_or(0)
        };
        Span { start: shift(span.start, false), end: shift(span.end, true).max(shift(span.start, false)), ..span }
    }

    /// Does a finding point at the place that an expectation names?
    fn is_at(&self, finding: &Finding, at: &str) -> bool {
        let primary = finding.primary.span;
        let inside = |span: Span| {
            let now = self.now(span);
            primary.file == now.file && primary.start >= now.start && primary.end <= now.end
        };
        let header = |node: &Node| inside(node.header);
        match at {
            "site" => inside(self.site.span),
            "header" => header(self.site),
            "parent" => self.parents.last().is_some_and(|p| header(p)),
            "around" => self.parents.first().is_some_and(|p| inside(p.span)),
            "file" => primary.file == self.file,
            "anywhere" => true,
            path => {
                if let Some(path) = path.strip_prefix("node ") {
                    nodes(self.story, path).into_iter().map(|n| n.span).any(inside)
                } else {
                    let prop = self.site.props.iter().filter(|p| p.name.value == path).map(|p| p.value.span);
                    let child = self.site.children_named(path).map(|c| c.span);
                    prop.chain(child).any(inside)
                }
            }
        }
    }

    /// What is wrong with what was found; empty when all is as it should be.
    fn judge(&self, rules: &RuleSet) -> String {
        let sources = match self.sources() {
            Ok(sources) => sources,
            Err(told) => return told,
        };
        let report = self.story.check(&sources, rules);
        let mut out = Vec::new();
        let tell = |f: &Finding| {
            let text = sources.text(f.primary.span);
            let short: String = text.chars().take(60).collect();
            format!("{} {} at {} `{short}`: {}", f.level, f.rule, sources.place(f.primary.span), f.message)
        };
        if self.operator.quiet {
            let loud = report.findings.iter().filter(|f| f.level >= Level::Warning);
            return loud.map(|f| format!("not quiet: {}", tell(f))).collect::<Vec<_>>().join("\n    ");
        }
        for expected in &self.operator.expect {
            let of_rule = || report.findings.iter().filter(|f| f.rule == expected.rule.as_str());
            if of_rule().next().is_none() {
                out.push(format!("survivor: no {}", expected.rule));
            } else if !of_rule().any(|f| self.is_at(f, &expected.at)) {
                let told: Vec<String> = of_rule().map(tell).collect();
                out.push(format!("{} not at {}: {}", expected.rule, expected.at, told.join(" | ")));
            }
        }
        for finding in &report.findings {
            let mut places = self.operator.expect.iter().filter(|e| finding.rule == e.rule.as_str()).peekable();
            let explained = if places.peek().is_some() {
                places.any(|e| self.is_at(finding, &e.at))
                    || self.operator.may.iter().any(|m| finding.rule == m.as_str())
            } else {
                self.operator.may.iter().any(|m| finding.rule == m.as_str())
            };
            if !explained {
                out.push(format!("false alarm: {}", tell(finding)));
            }
        }
        out.join("\n    ")
    }

    fn what(&self) -> String {
        let id = self.site.args.first().map(shown).unwrap_or_default();
        let place = self.story.sources.place(self.site.header);
        format!("{} · {} {id} at {place}", self.operator.name, self.site.name.value)
    }
}

/// Nodes by `name` or `name id`, at the top or below it by `/`.
fn nodes<'a>(story: &'a Story, path: &str) -> Vec<&'a Node> {
    let mut level: Vec<&Node> = story.tree.iter().collect();
    let parts: Vec<&str> = path.split('/').collect();
    for (i, part) in parts.iter().enumerate() {
        let (name, id) = part.split_once(' ').map_or((*part, None), |(n, id)| (n, Some(id)));
        level.retain(|n| n.name.value == name && id.is_none_or(|id| n.args.iter().any(|a| shown(a) == id)));
        if i + 1 < parts.len() {
            level = level.into_iter().flat_map(|n| &n.children).collect();
        }
    }
    level
}

/// The text up to a place, without the blanks at its end.
fn up_to(text: &str, end: u32) -> &str {
    text.get(..end as usize).expect("a place in the text").trim_end()
}

/// The property with the blank before it.
fn property(prop: &crate::tree::Prop) -> (Span, String) {
    (Span { end: prop.value.span.end, ..prop.name.span }, String::new())
}

fn operators() -> Vec<Operator> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/operators");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder of operators").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let mut out: Vec<Operator> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a text");
        out.extend(tree(FileId(0), &text).iter().map(Operator::read));
    }
    // For work on a few of them.
    if let Ok(only) = std::env::var("CRMLINT_OPERATOR") {
        out.retain(|o| o.name.contains(&only));
    }
    out
}

fn stories() -> Vec<Story> {
    STORIES.iter().copied().map(Story::load).collect()
}

#[test]
fn stories_are_clean() {
    let rules = RuleSet::bundled();
    for story in stories() {
        let report = story.check(&story.sources, &rules);
        assert!(report.findings.is_empty(), "{}: {:#?}", story.name, report.findings);
        for (rule, tally) in &report.outcomes {
            assert!(tally.undecided.is_empty(), "{}: {rule} is undecided: {:?}", story.name, tally.undecided);
        }
    }
}

#[test]
fn each_operator_is_caught_where_it_was_made() {
    let (stories, operators, rules) = (stories(), operators(), RuleSet::bundled());
    let mut mutants: Vec<Mutant<'_>> = Vec::new();
    let mut per_operator: BTreeMap<&str, usize> = BTreeMap::new();
    for operator in &operators {
        for story in &stories {
            let sites = operator.sites(story);
            *per_operator.entry(&operator.name).or_default() += sites.len();
            mutants.extend(sites.into_iter().map(|(parents, site)| Mutant::new(story, operator, parents, site)));
        }
    }
    let told: Vec<String> = mutants
        .par_iter()
        .filter_map(|m| Some((m, m.judge(&rules))).filter(|(_, told)| !told.is_empty()))
        .map(|(m, told)| format!("{}\n    {told}", m.what()))
        .collect();
    let nowhere: Vec<&str> = per_operator.iter().filter(|(_, n)| **n == 0).map(|(name, _)| *name).collect();
    let mut message = String::new();
    let _ = writeln!(message, "{} of {} mutants:\n{}", told.len(), mutants.len(), told.join("\n"));
    assert!(told.is_empty(), "{message}");
    assert!(nowhere.is_empty(), "operators that fit no node: {nowhere:?}");
    if std::env::var_os("CRMLINT_OPERATOR").is_none() {
        let loud: BTreeSet<&str> = operators.iter().filter(|o| !o.quiet).map(|o| o.name.as_str()).collect();
        let quiet: BTreeSet<&str> = operators.iter().filter(|o| o.quiet).map(|o| o.name.as_str()).collect();
        assert!(loud.len() >= 80, "{} operators", loud.len());
        assert!(quiet.len() >= 40, "{} quiet operators", quiet.len());
    }
}

/// Every rule is the answer to an operator, or its examples are all that shows it.
#[test]
fn rules_without_an_operator_are_few() {
    let caught: BTreeSet<String> = operators().into_iter().flat_map(|o| o.expect).map(|e| e.rule).collect();
    let set = RuleSet::bundled();
    let without: Vec<&str> =
        set.rules().iter().map(|r| r.name.as_ref()).filter(|name| !caught.contains(*name)).collect();
    if std::env::var_os("CRMLINT_OPERATOR").is_none() {
        assert!(without.len() <= 25, "{} rules without an operator: {without:?}", without.len());
    }
}
