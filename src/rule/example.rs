//! Runs the examples of a rule, which are its tests: `bad` must be found where it is marked, `good` must be clear
//! and reach `require`, `outside` must not be applicable.

use jiff::civil::{Date, date};

use super::render::{self, Words};
use super::run::{RunSettings, one};
use super::{RuleSet, param};
use crate::fact::{Facts, TableDef};
use crate::finding::{Edit, Finding};
use crate::source::{Node, Nodes, Sources, Span, Spanned};

/// The day on which examples run unless they say `as-of=`.
pub const EXAMPLE_DAY: Date = date(2026, 11, 22);

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The rule finds what is marked.
    Bad,
    /// The rule looks and finds nothing.
    Good,
    /// The rule does not apply.
    Outside,
}

/// One example, ready to be read as declarations.
#[derive(Clone)]
pub struct Example<'a> {
    /// What it shows.
    pub kind: Kind,
    /// Its header in the rule file.
    pub span: Span,
    /// The day on which it runs.
    pub as_of: Date,
    /// The declarations, without marks; spans point into the rule file.
    pub nodes: Nodes<'a>,
    /// Where findings must point.
    pub marks: Vec<Span>,
}

/// What the declarations of an example come to.
#[derive(Debug, Clone)]
pub struct Interpreted {
    /// The facts.
    pub facts: Facts,
    /// True for a provider's template.
    pub template: bool,
    /// What is wrong with the declarations themselves.
    pub findings: Vec<Finding>,
}

/// Turns declarations into facts as of a day; `check` supplies it, since rules know no model.
pub type Interpret<'a> = dyn Fn(Nodes<'_>, Date) -> Interpreted + Sync + 'a;

/// How an example came out.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// As it should.
    Ok,
    /// No finding where one is marked.
    Missing(Span),
    /// A finding where none is marked.
    Extra(Span, String),
    /// A good example in which something is found.
    Noisy(Span, String),
    /// A good example that never reaches `require`, so it shows nothing.
    NotReached,
    /// A good example that is not decided; the missing fact.
    Undecided(String),
    /// The rule applies to an example that should be outside.
    NotOutside,
    /// A change that a finding of a bad example offers makes a text that does not parse, or leaves the finding.
    FixFails(String),
    /// The declarations have mistakes of their own.
    Declarations(Vec<Finding>),
}

/// The result of one example. An example may have several verdicts; one that is right has `Ok` alone.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleResult {
    /// What the example shows.
    pub kind: Kind,
    /// Its header.
    pub span: Span,
    /// How it came out.
    pub verdicts: Vec<Verdict>,
    /// The findings, for snapshots and docs.
    pub findings: Vec<Finding>,
}

impl ExampleResult {
    /// True when the example came out as it should.
    pub fn is_ok(&self) -> bool {
        self.verdicts == [Verdict::Ok]
    }
}

/// The node of a rule in its file.
pub fn rule_node<'a>(mut nodes: Nodes<'a>, name: &str) -> Option<Node<'a>> {
    nodes.find(|n| n.name() == "rule" && n.first_text() == Some(name))
}

/// The `why` of a rule, from its node.
pub fn why<'a>(rule: &Node<'a>) -> Option<&'a str> {
    rule.prop("why").or_else(|| rule.children_named("why").next()?.arg(0))?.as_str()
}

/// The examples of a rule, from its node.
pub fn examples<'a>(rule: &Node<'a>) -> Vec<Example<'a>> {
    let mut out = Vec::new();
    for node in rule.children() {
        let kind = match node.name() {
            "bad" => Kind::Bad,
            "good" => Kind::Good,
            "outside" => Kind::Outside,
            _ => continue,
        };
        let as_of = node.prop("as-of").and_then(|v| v.as_str()).and_then(param::date).unwrap_or(EXAMPLE_DAY);
        out.push(Example {
            kind,
            span: node.header(),
            as_of,
            nodes: node.children().unseen(MARK),
            marks: marks(node.children()),
        });
    }
    out
}

/// The annotation of what an example's finding points at.
const MARK: &str = "finding";

/// Places marked `(finding)`, in source order: of a value its span, of a node its header.
pub(crate) fn marks(nodes: Nodes<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    for node in nodes {
        if is_mark(node.annotation()) {
            out.push(node.header());
        }
        let values = node.args().chain(node.props().map(|p| p.value));
        out.extend(values.filter(|v| is_mark(v.annotation)).map(|v| v.span));
        out.extend(marks(node.children()));
    }
    out
}

fn is_mark(annotation: Option<Spanned<&str>>) -> bool {
    annotation.is_some_and(|a| a.value == MARK)
}

/// Runs the examples of one rule with this rule alone, at its own level and with its own parameters. `sources` hold the
/// rule's file under the id that its nodes were parsed with.
pub fn run_examples(
    set: &RuleSet,
    rule: usize,
    node: &Node<'_>,
    vocabulary: &[TableDef],
    sources: &Sources,
    interpret: &Interpret<'_>,
) -> Vec<ExampleResult> {
    let run = |e: &Example<'_>| run_example(set, rule, e, vocabulary, sources, interpret);
    let mut results: Vec<ExampleResult> = examples(node).iter().map(run).collect();
    for (n, result) in results.iter_mut().enumerate().filter(|(_, r)| r.kind == Kind::Bad && r.is_ok()) {
        if let Some(fault) = fix_fault(set, rule, (n, result), sources, &|set, rule, e, sources| {
            run_example(set, rule, e, vocabulary, sources, interpret)
        }) {
            result.verdicts = vec![Verdict::FixFails(fault)];
        }
    }
    results
}

/// Runs one example of a rule.
type RunExample<'r> = dyn Fn(&RuleSet, usize, &Example<'_>, &Sources) -> ExampleResult + 'r;

/// Carries out what the findings of an example offer, in the rule's own file, and runs the example again; what is wrong
/// with the outcome.
fn fix_fault(
    set: &RuleSet,
    rule: usize,
    (n, result): (usize, &ExampleResult),
    sources: &Sources,
    run: &RunExample<'_>,
) -> Option<String> {
    let mut edits: Vec<&Edit> = result.findings.iter().filter_map(|f| f.fixes.first()).flat_map(|f| &f.edits).collect();
    let (first, name) = (edits.first()?, &set.get(rule)?.name);
    let file = sources.get(first.span.file)?;
    edits.sort_by_key(|e| (e.span, &e.text));
    edits.dedup();
    let mut text = file.text.clone();
    for edit in edits.into_iter().rev() {
        text.get(edit.span.range())?;
        text.replace_range(edit.span.range(), &edit.text);
    }
    let mut changed = Sources::new();
    let id = changed.add(file.path.clone(), text.as_str());
    let parsed = crate::parse::parse(id, &text);
    if let Some(slip) = parsed.findings.first() {
        return Some(format!("its fix makes a text that does not parse: {}", slip.message));
    }
    changed.set_document(id, parsed.document, false);
    let node = rule_node(changed.nodes(id)?, name)?;
    let again = run(set, rule, examples(&node).get(n)?, &changed);
    let left = result.findings.iter().filter(|f| f.fixes.is_empty()).count();
    if let Some(Verdict::Declarations(findings)) = again.verdicts.first() {
        let what = findings.first().map_or("", |f| f.message.as_str());
        return Some(format!("its fix makes a declaration that is wrong: {what}"));
    }
    (again.findings.len() > left).then(|| "its fix leaves the finding".to_owned())
}

fn run_example(
    set: &RuleSet,
    rule: usize,
    example: &Example<'_>,
    vocabulary: &[TableDef],
    sources: &Sources,
    interpret: &Interpret<'_>,
) -> ExampleResult {
    let read = interpret(example.nodes.clone(), example.as_of);
    let mut result =
        ExampleResult { kind: example.kind, span: example.span, verdicts: Vec::new(), findings: Vec::new() };
    if !read.findings.is_empty() {
        result.verdicts.push(Verdict::Declarations(read.findings));
        return result;
    }
    let settings = RunSettings { template: read.template, preview: true, ..RunSettings::new(example.as_of) };
    let Some(run) = one(set, rule, &read.facts, vocabulary, &settings) else {
        return result;
    };
    result.findings = {
        let words = Words { facts: &read.facts, vocabulary, sources, settings: &settings };
        render::findings(set, std::slice::from_ref(&run), words)
    };
    let found = || result.findings.iter().map(|f| (f.primary.span, f.message.clone()));
    let mut verdicts = Vec::new();
    match example.kind {
        Kind::Bad => {
            let missing = example.marks.iter().filter(|m| !found().any(|(span, _)| span == **m));
            verdicts.extend(missing.map(|m| Verdict::Missing(*m)));
            let extra = found().filter(|(span, _)| !example.marks.contains(span));
            verdicts.extend(extra.map(|(span, message)| Verdict::Extra(span, message)));
        }
        Kind::Good if !result.findings.is_empty() => {
            verdicts.extend(found().map(|(span, message)| Verdict::Noisy(span, message)));
        }
        Kind::Good if run.tally.examined == 0 => verdicts.push(match run.tally.undecided.first() {
            Some(missing) => Verdict::Undecided(missing.fact.clone()),
            None => Verdict::NotReached,
        }),
        Kind::Outside if run.tally.word() != "not-applicable" => verdicts.push(Verdict::NotOutside),
        Kind::Good | Kind::Outside => {}
    }
    if verdicts.is_empty() {
        verdicts.push(Verdict::Ok);
    }
    result.verdicts = verdicts;
    result
}
