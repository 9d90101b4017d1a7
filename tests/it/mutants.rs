//! One slip in a clean project, in every place where it can be made: a row of the plan is removed, a responsibility is
//! flipped, the customer's side of a shared row is deleted, and so on. Each must be found by the right rule at the right
//! place, and none of the rules that are tried here may say anything else. What is expected is worked out here from the
//! tables of the design, on plain nodes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crmlint::catalog::{Catalog, requirements};
use crmlint::check::{Report, Settings, Unit, check};
use crmlint::discover::{Disk, Request, discover};
use crmlint::rule::RuleSet;
use crmlint::source::{Sources, Span, ValueKind};
use rayon::prelude::*;

use crate::support::{CORE, settings};
use crate::tree::{AsText, Node, owned};

/// The project on disk, read and parsed once.
struct Fixture {
    sources: Sources,
    unit: Unit,
    rules: RuleSet,
    catalog: Catalog,
    settings: Settings,
}

/// One edit of one file.
struct Mutant {
    what: String,
    span: Span,
    with: String,
}

/// What a finding must say: rule and place, the requirement with its letters, and the places it must show beside.
type Place = (&'static str, Span);

#[derive(Default)]
struct Said {
    /// Requirement, and letters for rules about objectives.
    about: BTreeMap<String, BTreeSet<char>>,
    labels: BTreeSet<Span>,
}

type Expected = BTreeMap<Place, Said>;

impl Fixture {
    fn load() -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/ridgeline");
        let found = discover(&Request { paths: vec![folder], isolated: false, ..Request::default() }, &Disk);
        assert!(found.errors.is_empty(), "{:?}", found.errors);
        let [one] = &found.units[..] else { panic!("one unit, not {}", found.units.len()) };
        assert!(one.unit.findings.is_empty() && one.unit.vendor.is_empty(), "{:?}", one.unit.findings);
        let unit = one.unit.clone();
        // The oracle below knows these; it says nothing of the rest of the catalogue.
        let settings = settings(&[&CORE[..], &["provider-part-unstated"]].concat());
        Self { unit, sources: found.sources, rules: RuleSet::bundled(), catalog: Catalog::bundled(), settings }
    }

    fn check(&self, sources: &Sources) -> Report {
        check(sources, &self.unit, &self.rules, &self.catalog, &self.settings)
    }

    /// The top-level nodes of all files.
    fn tree(&self, sources: &Sources) -> Vec<Node> {
        self.unit.files.iter().filter_map(|id| sources.nodes(*id)).flat_map(owned).collect()
    }

    /// The files with one of them edited; only that one is parsed again.
    fn mutated(&self, mutant: &Mutant) -> Sources {
        let mut out = Sources::new();
        for (id, file) in self.sources.iter() {
            if id != mutant.span.file {
                let same = out.add(file.path.clone(), file.text.clone());
                out.set_document(same, file.document.clone().expect("parsed"), file.incomplete);
                continue;
            }
            let mut text = file.text.clone();
            text.replace_range(mutant.span.range(), &mutant.with);
            let parsed = crmlint::parse::parse(id, &text);
            assert!(parsed.complete && parsed.findings.is_empty(), "{}: {:?}", mutant.what, parsed.findings);
            let same = out.add(file.path.clone(), text);
            out.set_document(same, parsed.document, false);
        }
        out
    }
}

/// Nodes of one name.
fn named<'a>(tree: &'a [Node], name: &str) -> Vec<&'a Node> {
    tree.iter().filter(|n| n.name.value == name).collect()
}

fn text_of(node: &Node) -> Option<&str> {
    node.args.first().and_then(|v| v.as_str()).filter(|t| !t.trim().is_empty())
}

fn child_text<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    node.children.iter().filter(|c| c.name.value == name).find_map(text_of)
}

fn ids(node: &Node) -> impl Iterator<Item = &str> {
    node.args.iter().filter_map(|v| match &v.kind {
        ValueKind::String(s) => Some(s.as_str()),
        _ => None,
    })
}

fn letters_of(id: &str) -> &'static str {
    requirements().iter().find(|r| r.id == id).expect("a requirement of Revision 2").letters
}

/// A row of a matrix as the tables see it.
#[derive(Clone, Copy)]
struct Row<'a> {
    word: &'a str,
    /// Where the word stands.
    at: Span,
    /// True if the customer has something to do.
    duty: bool,
}

impl Row<'_> {
    fn leaves(&self) -> bool {
        matches!(self.word, "customer" | "not-applicable")
    }
}

/// The matrix of one provider.
struct MatrixOf<'a> {
    provider: &'a str,
    rows: BTreeMap<(&'a str, char), Row<'a>>,
    default: Option<Row<'a>>,
    /// Headers of rows that are shared without both texts, by requirement; a default is of none.
    unsplit: Vec<(Option<&'a str>, Span)>,
}

impl<'a> MatrixOf<'a> {
    fn read(crm: &'a Node) -> Self {
        let provider = crm.prop("provider").and_then(|v| v.as_str()).expect("a provider");
        let mut out = Self { provider, rows: BTreeMap::new(), default: None, unsplit: Vec::new() };
        for node in crm.children_named("default") {
            let own = row(node, None);
            // One text cannot say what each side does.
            out.unsplit.extend((own.word == "shared").then_some((None, node.header)));
            out.default = Some(own);
        }
        for node in crm.children_named("requirement") {
            for id in ids(node) {
                out.requirement(id, node);
            }
        }
        out
    }

    fn requirement(&mut self, id: &'a str, node: &'a Node) {
        let mut open: BTreeSet<char> = letters_of(id).chars().collect();
        for objective in node.children_named("objective") {
            let own = row(objective, Some(node));
            for letter in ids(objective).filter_map(|l| l.chars().next()) {
                self.rows.insert((id, letter), own);
                open.remove(&letter);
            }
            let has = |side: &str| child_text(objective, side).or(child_text(node, side)).is_some();
            if own.word == "shared" && !(has("provider") && has("customer")) {
                self.unsplit.push((Some(id), objective.header));
            }
        }
        let own = row(node, None);
        for letter in &open {
            self.rows.insert((id, *letter), own);
        }
        let both = child_text(node, "provider").is_some() && child_text(node, "customer").is_some();
        if own.word == "shared" && !open.is_empty() && !both {
            self.unsplit.push((Some(id), node.header));
        }
    }

    fn says(&self, id: &str, letter: char) -> Option<Row<'a>> {
        self.rows.get(&(id, letter)).copied().or(self.default)
    }
}

fn row<'a>(node: &'a Node, above: Option<&'a Node>) -> Row<'a> {
    let word = node.prop("responsibility").or_else(|| above.and_then(|a| a.prop("responsibility"))).expect("a word");
    let text = word.as_str().expect("a word");
    let duty = match text {
        "customer" | "shared" => true,
        "provider" => child_text(node, "customer").is_some(),
        _ => false,
    };
    Row { word: text, at: word.span, duty }
}

/// Tables 4 to 6 and the split of shared rows, for what the fixture uses: two matrices whose services differ, a cloud
/// provider whose part contradicts nothing when it goes unsaid, no row that passes on.
fn expect(fixture: &Fixture, sources: &Sources) -> Expected {
    let tree = fixture.tree(sources);
    let matrices: Vec<MatrixOf<'_>> = named(&tree, "crm").into_iter().map(MatrixOf::read).collect();
    let clouds: BTreeSet<&str> =
        named(&tree, "environment").iter().filter_map(|e| e.prop("provider").and_then(|v| v.as_str())).collect();
    let mut out = Expected::new();
    for matrix in &matrices {
        for (id, header) in &matrix.unsplit {
            let said = out.entry(("shared-without-split", *header)).or_default();
            said.about.extend(id.map(|id| (id.to_owned(), BTreeSet::new())));
        }
    }
    let plans = named(&tree, "ssp");
    let [plan] = plans[..] else { panic!("one plan") };
    let mut rows: BTreeMap<&str, &Node> = BTreeMap::new();
    for node in plan.children_named("requirement") {
        rows.extend(ids(node).map(|id| (id, node)));
    }
    for requirement in requirements() {
        let Some(node) = rows.get(requirement.id) else {
            let said = out.entry(("requirement-unowned", plan.header)).or_default();
            said.about.entry(requirement.id.to_owned()).or_default();
            let all = requirement
                .letters
                .chars()
                .flat_map(|l| matrices.iter().filter_map(move |m| m.says(requirement.id, l)));
            said.labels.extend(all.map(|r| r.at));
            continue;
        };
        for letter in requirement.letters.chars() {
            objective(&matrices, &clouds, node, (requirement.id, letter), &mut out);
        }
    }
    out
}

fn objective(matrices: &[MatrixOf<'_>], clouds: &BTreeSet<&str>, node: &Node, at: (&str, char), out: &mut Expected) {
    let (id, letter) = at;
    let own = node.children_named("objective").find(|o| ids(o).any(|l| l.starts_with(letter)));
    let status = own.and_then(|o| o.prop("status")).or(node.prop("status")).and_then(|v| v.as_str());
    if status == Some("not-applicable") {
        return;
    }
    let header = own.unwrap_or(node).header;
    let parties = |n: &'_ Node| n.children.iter().any(|c| matches!(c.name.value.as_str(), "customer" | "provider"));
    let speaks = own.filter(|o| parties(o)).unwrap_or(node);
    let customer = speaks.children_named("customer").next();
    let named: Vec<(&str, &Node)> = speaks
        .children_named("provider")
        .filter_map(|p| p.args.first().and_then(|v| v.as_str()).map(|n| (n, p)))
        .collect();
    let says = |p: &str| matrices.iter().find(|m| m.provider == p).and_then(|m| m.says(id, letter));
    let mut say = |rule: &'static str, place: Span, labels: &[Span]| {
        let said = out.entry((rule, place)).or_default();
        said.about.entry(id.to_owned()).or_default().insert(letter);
        said.labels.extend(labels);
    };
    if customer.is_none() && named.is_empty() {
        say("objective-unowned", header, &[]);
        return;
    }
    let answers: Vec<Option<Row<'_>>> = named.iter().map(|(p, _)| says(p)).collect();
    if customer.is_none() && named.len() > 1 && answers.iter().all(|a| a.is_some_and(|r| r.leaves())) {
        say("gap-between-crms", header, &answers.iter().flatten().map(|r| r.at).collect::<Vec<_>>());
        return;
    }
    let unnamed: Vec<Span> = matrices
        .iter()
        .filter(|m| named.iter().all(|(p, _)| *p != m.provider) && !clouds.contains(m.provider))
        .filter_map(|m| m.says(id, letter))
        .filter(|r| r.word == "provider")
        .map(|r| r.at)
        .collect();
    let done = answers.iter().flatten().any(|r| r.word == "provider");
    let mut contradicted = false;
    for ((_, place), answer) in named.iter().zip(&answers) {
        match answer {
            None => say("claim-without-crm-row", place.header, &[]),
            Some(r) if r.leaves() => say("owner-contradicted", place.header, &[r.at]),
            Some(r) if r.word == "unknown" => continue,
            Some(_) if customer.is_none() && !done && !unnamed.is_empty() => {
                say("owner-contradicted", place.header, &unnamed);
            }
            Some(_) => continue,
        }
        contradicted = true;
    }
    let sources: Vec<Span> =
        matrices.iter().filter_map(|m| m.says(id, letter)).filter(|r| r.duty).map(|r| r.at).collect();
    if let Some(customer) = customer {
        if named.is_empty() && !unnamed.is_empty() {
            say("owner-contradicted", customer.header, &unnamed);
        }
        // A cloud that does all of it does not contradict the row, so its part goes unsaid as a shared one does.
        let part = |p: &str, r: &Row<'_>| r.word == "shared" || (r.word == "provider" && clouds.contains(p));
        let unsaid: Vec<Span> =
            matrices.iter().filter_map(|m| m.says(id, letter).filter(|r| part(m.provider, r))).map(|r| r.at).collect();
        if named.is_empty() && !unsaid.is_empty() {
            say("provider-part-unstated", header, &unsaid);
        }
        let answered = text_of(customer).or_else(|| child_text(node, "customer")).is_some();
        if !answered && !sources.is_empty() {
            say("duty-unanswered", customer.header, &sources);
        }
        return;
    }
    let settled = |r: &Row<'_>| (r.word == "provider" && !r.duty) || r.word == "unknown";
    if !sources.is_empty() && !contradicted && !answers.iter().flatten().any(settled) {
        say("duty-unanswered", header, &sources);
    }
}

/// The difference between what a report says and what it should say, in words; empty when there is none.
fn difference(expected: &Expected, report: &Report, sources: &Sources) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut left: BTreeSet<&Place> = expected.keys().collect();
    for finding in &report.findings {
        let place = expected.iter().find(|((rule, span), _)| finding.rule == *rule && finding.primary.span == *span);
        let at = format!("{} at {}", finding.rule, sources.place(finding.primary.span));
        let Some((key, said)) = place else {
            out.push(format!("false alarm: {at}: {}", finding.message));
            continue;
        };
        if !left.remove(key) {
            out.push(format!("told twice: {at}"));
        }
        let about: BTreeSet<&str> = finding.requirements.iter().map(String::as_str).collect();
        let wanted: BTreeSet<&str> = said.about.keys().map(String::as_str).collect();
        if about != wanted {
            out.push(format!("{at} is about {about:?} and not {wanted:?}"));
        }
        for (id, letters) in said.about.iter().filter(|(_, l)| !l.is_empty()) {
            let path = format!("{id}[{}]", letters.iter().collect::<String>());
            if !finding.entity.ends_with(&path) {
                out.push(format!("{at} is about {} and not {path}", finding.entity));
            }
        }
        let shown: BTreeSet<Span> = finding.others.iter().map(|o| o.span).collect();
        for label in said.labels.difference(&shown) {
            out.push(format!("{at} does not show {} `{}`", sources.place(*label), sources.text(*label)));
        }
    }
    out.extend(left.iter().map(|(rule, span)| format!("survivor: no {rule} at {}", sources.place(*span))));
    out.join("; ")
}

/// What became of all mutants of an operator.
struct Outcome {
    mutants: usize,
    /// Number of mutants for which each set of rules is expected.
    rules: BTreeMap<Vec<&'static str>, usize>,
}

fn run(fixture: &Fixture, mutants: &[Mutant]) -> Outcome {
    let one = |mutant: &Mutant| {
        let sources = fixture.mutated(mutant);
        let expected = expect(fixture, &sources);
        let told = difference(&expected, &fixture.check(&sources), &sources);
        let rules: BTreeSet<&'static str> = expected.keys().map(|(rule, _)| *rule).collect();
        let miss = if told.is_empty() { None } else { Some(format!("{}: {told}", mutant.what)) };
        (rules.into_iter().collect::<Vec<_>>(), miss)
    };
    let results: Vec<(Vec<&'static str>, Option<String>)> = mutants.par_iter().map(one).collect();
    let misses: Vec<&str> = results.iter().filter_map(|(_, miss)| miss.as_deref()).collect();
    assert!(misses.is_empty(), "{} of {} mutants:\n{}", misses.len(), mutants.len(), misses.join("\n"));
    let mut rules = BTreeMap::new();
    for (set, _) in results {
        *rules.entry(set).or_insert(0) += 1;
    }
    Outcome { mutants: mutants.len(), rules }
}

/// Rows of the matrices, requirements and objectives, with the word that stands in them.
fn matrix_rows(tree: &[Node]) -> Vec<(String, &Node)> {
    let mut out = Vec::new();
    for crm in named(tree, "crm") {
        let name = crm.args[0].as_str().expect("an id");
        for node in &crm.children {
            let id: Vec<&str> = if node.name.value == "requirement" { ids(node).collect() } else { vec!["default"] };
            if node.prop("responsibility").is_some() {
                out.push((format!("{name} {}", id.join(" ")), node));
            }
            for objective in node.children_named("objective") {
                out.push((format!("{name} {}[{}]", id.join(" "), ids(objective).collect::<String>()), objective));
            }
        }
    }
    out
}

#[test]
fn the_fixture_is_clean() {
    let fixture = Fixture::load();
    let report = fixture.check(&fixture.sources);
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!(expect(&fixture, &fixture.sources).len(), 0);
}

#[test]
fn a_removed_row_of_the_plan() {
    let fixture = Fixture::load();
    let tree = fixture.tree(&fixture.sources);
    let plan = named(&tree, "ssp")[0];
    let remove = |node: &Node| Mutant {
        what: format!("the plan without {}", ids(node).collect::<Vec<_>>().join(" ")),
        span: node.span,
        with: String::new(),
    };
    let mutants: Vec<Mutant> = plan.children_named("requirement").map(remove).collect();
    let outcome = run(&fixture, &mutants);
    assert_eq!(outcome.mutants, 110);
    assert_eq!(outcome.rules, BTreeMap::from([(vec!["requirement-unowned"], 110)]));
}

#[test]
fn a_flipped_responsibility() {
    let fixture = Fixture::load();
    let mut mutants = Vec::new();
    for (name, node) in matrix_rows(&fixture.tree(&fixture.sources)) {
        let Some(value) = node.prop("responsibility") else { continue };
        let from = value.as_str().expect("a word");
        let to = match from {
            "provider" | "shared" => "customer",
            "customer" => "provider",
            _ => continue,
        };
        mutants.push(Mutant { what: format!("{name}: {from} to {to}"), span: value.span, with: to.to_owned() });
    }
    let outcome = run(&fixture, &mutants);
    let loud = |rule: &'static str| outcome.rules.get(&vec![rule]).copied().unwrap_or(0);
    let (contradicted, unsaid) = (loud("owner-contradicted"), loud("provider-part-unstated"));
    assert!(contradicted > 100 && unsaid > 5, "{contradicted} {unsaid}");
    // Silent: rows that the plan does not rely on, and parts of two different services.
    let silent = outcome.rules.get(&vec![]).copied().unwrap_or(0);
    assert_eq!(contradicted + unsaid + silent, outcome.mutants, "{:?}", outcome.rules);
}

#[test]
fn a_deleted_text_of_the_customer() {
    let fixture = Fixture::load();
    let mut mutants = Vec::new();
    for (name, node) in matrix_rows(&fixture.tree(&fixture.sources)) {
        let shared = node.prop("responsibility").and_then(|v| v.as_str()) == Some("shared");
        for text in node.children_named("customer").filter(|_| shared) {
            mutants.push(Mutant {
                what: format!("{name} without {:?}", text_of(text)),
                span: text.span,
                with: String::new(),
            });
        }
    }
    let outcome = run(&fixture, &mutants);
    assert!(outcome.mutants > 40, "{}", outcome.mutants);
    assert_eq!(outcome.rules, BTreeMap::from([(vec!["shared-without-split"], outcome.mutants)]));
}

/// Every fourth mutant, to keep the run short; all of them with `CRMLINT_ALL_MUTANTS=1`.
fn thinned(mutants: Vec<Mutant>) -> Vec<Mutant> {
    let step = if std::env::var_os("CRMLINT_ALL_MUTANTS").is_some() { 1 } else { 4 };
    mutants.into_iter().step_by(step).collect()
}

#[test]
fn another_word() {
    let fixture = Fixture::load();
    let words = ["provider", "shared", "customer", "not-applicable", "unknown"];
    let mut mutants = Vec::new();
    for (at, (name, node)) in matrix_rows(&fixture.tree(&fixture.sources)).into_iter().enumerate() {
        let Some(value) = node.prop("responsibility") else { continue };
        let from = value.as_str().expect("a word");
        let mut others: Vec<&str> = words.iter().copied().filter(|w| *w != from).collect();
        // The first of four stays when they are thinned.
        others.rotate_left(at % 4);
        for to in others {
            mutants.push(Mutant { what: format!("{name}: {from} to {to}"), span: value.span, with: to.to_owned() });
        }
    }
    assert!(mutants.len() > 600, "{}", mutants.len());
    let outcome = run(&fixture, &thinned(mutants));
    for rule in ["owner-contradicted", "duty-unanswered", "shared-without-split"] {
        assert!(outcome.rules.keys().any(|set| set.contains(&rule)), "{rule}: {:?}", outcome.rules);
    }
}

#[test]
fn a_deleted_row_of_a_matrix() {
    let fixture = Fixture::load();
    let row = |(name, node): (String, &Node)| Mutant {
        what: format!("without {name}"),
        span: node.span,
        with: String::new(),
    };
    let mutants: Vec<Mutant> = matrix_rows(&fixture.tree(&fixture.sources)).into_iter().map(row).collect();
    assert!(mutants.len() > 150, "{}", mutants.len());
    let outcome = run(&fixture, &thinned(mutants));
    // A matrix without a default falls silent, the other falls back on what its default or the requirement says.
    for rule in ["claim-without-crm-row", "owner-contradicted"] {
        assert!(outcome.rules.get(&vec![rule]).is_some_and(|n| *n > 5), "{rule}: {:?}", outcome.rules);
    }
}

#[test]
fn a_party_or_its_text_deleted_from_the_plan() {
    let fixture = Fixture::load();
    let tree = fixture.tree(&fixture.sources);
    let plan = named(&tree, "ssp")[0];
    let mut mutants = Vec::new();
    for row in plan.children_named("requirement") {
        let id = ids(row).collect::<Vec<_>>().join(" ");
        for node in std::iter::once(row).chain(row.children_named("objective")) {
            let parties = node.children.iter().filter(|c| matches!(c.name.value.as_str(), "customer" | "provider"));
            for party in parties {
                let what = format!("{id} without {} {:?}", party.name.value, text_of(party));
                mutants.push(Mutant { what, span: party.span, with: String::new() });
            }
            for text in node.children_named("customer").filter_map(|c| c.args.first()) {
                mutants.push(Mutant {
                    what: format!("{id} with a blank text"),
                    span: text.span,
                    with: "\"\"".to_owned(),
                });
            }
        }
    }
    assert!(mutants.len() > 300, "{}", mutants.len());
    let outcome = run(&fixture, &thinned(mutants));
    for rule in ["objective-unowned", "owner-contradicted", "duty-unanswered"] {
        assert!(outcome.rules.keys().any(|set| set.contains(&rule)), "{rule}: {:?}", outcome.rules);
    }
}
