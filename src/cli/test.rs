//! `crmlint test`: runs the `bad`, `good` and `outside` examples of rules.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Failure, TestArgs, output};
use crate::check::interpret_example;
use crate::discover::{Disk, Request, discover};
use crate::finding::{Finding, counted};
use crate::rule::example::{ExampleResult, Kind, Verdict, rule_node, run_examples};
use crate::rule::facts::vocabulary;
use crate::rule::{RuleSet, RuleSource};
use crate::source::{FileId, Sources, printable};

pub(super) fn run(args: &TestArgs) -> Result<u8, Failure> {
    if args.bundled {
        return Ok(bundled());
    }
    let request = Request { paths: args.paths.clone(), ..Request::default() };
    let found = discover(&request, &Disk);
    if let Some(error) = found.errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    let sources = found.sources;
    let files: Vec<FileId> = if args.paths.is_empty() {
        found.units.iter().flat_map(|u| u.rules.iter().copied()).collect()
    } else {
        rule_files(&sources, &args.paths)
    };
    let mut tally = Tally::default();
    for id in files {
        one_file(&sources, id, &mut tally);
    }
    Ok(tally.finish())
}

fn rule_files(sources: &Sources, _paths: &[PathBuf]) -> Vec<FileId> {
    let holds = |mut nodes: crate::source::Nodes<'_>| nodes.any(|n| n.name() == "rule");
    let mut files: Vec<FileId> =
        sources.iter().filter(|(_, f)| f.nodes().is_some_and(holds)).map(|(id, _)| id).collect();
    files.sort_by_key(|id| Path::new(sources.path(*id)));
    files
}

fn bundled() -> u8 {
    let rules = RuleSet::bundled();
    let mut tally = Tally::default();
    for (ix, rule) in rules.rules().iter().enumerate() {
        let RuleSource::Bundled { path, text } = &rule.source else { continue };
        let mut sources = Sources::new();
        let id = sources.add(*path, *text);
        let parsed = crate::parse::parse(id, text);
        sources.set_document(id, parsed.document, false);
        if let Some(node) = sources.nodes(id).and_then(|nodes| rule_node(nodes, &rule.name)) {
            let results = run_examples(&rules, ix, &node, vocabulary(), &sources, &interpret_example);
            tally.add(&rule.name, &results, &sources);
        }
    }
    tally.finish()
}

fn one_file(sources: &Sources, id: FileId, tally: &mut Tally) {
    let Some(nodes) = sources.nodes(id) else { return };
    let path = sources.path(id).to_owned();
    let (loaded, mut told) = crate::rule::load(nodes.clone(), vocabulary(), &path);
    let mut rules = RuleSet::new();
    told.extend(rules.add(loaded));
    for finding in &told {
        tally.refused(finding, sources);
    }
    for (ix, rule) in rules.rules().iter().enumerate() {
        if let Some(node) = rule_node(nodes.clone(), &rule.name) {
            let results = run_examples(&rules, ix, &node, vocabulary(), sources, &interpret_example);
            tally.add(&rule.name, &results, sources);
        }
    }
}

#[derive(Default)]
struct Tally {
    rules: usize,
    examples: usize,
    failed: usize,
    refused: usize,
}

impl Tally {
    fn refused(&mut self, finding: &Finding, sources: &Sources) {
        self.refused += 1;
        let help = finding.help.as_deref().map_or_else(String::new, |h| format!(" ({h})"));
        let place = sources.place(finding.primary.span);
        output::out(&printable(&format!("{place}: {}{help}\n", finding.message)));
    }

    fn add(&mut self, rule: &str, results: &[ExampleResult], sources: &Sources) {
        self.rules += 1;
        for result in results {
            self.examples += 1;
            if result.is_ok() {
                continue;
            }
            self.failed += 1;
            let kind = match result.kind {
                Kind::Bad => "bad",
                Kind::Good => "good",
                Kind::Outside => "outside",
            };
            for verdict in &result.verdicts {
                let text = words(verdict, sources);
                output::out(&printable(&format!("{}: {rule}: {kind} example: {text}\n", sources.place(result.span))));
            }
        }
    }

    fn finish(&self) -> u8 {
        let mut out = String::new();
        let (rules, examples) = (counted(self.rules, "rule"), counted(self.examples, "example"));
        let _ = writeln!(out, "{rules}, {examples}: {} failed", self.failed);
        let (code, reason) = if self.refused > 0 {
            (2, format!("exit 2: {} in rule files", counted(self.refused, "mistake")))
        } else if self.failed > 0 {
            (1, format!("exit 1: {} failed", counted(self.failed, "example")))
        } else if self.rules == 0 {
            (3, "exit 3: no rule was found; name rule files, or use --bundled".to_owned())
        } else {
            (0, "exit 0: all examples came out as they should".to_owned())
        };
        output::out(&out);
        output::err(&format!("{reason}\n"));
        code
    }
}

fn words(verdict: &Verdict, sources: &Sources) -> String {
    match verdict {
        Verdict::Ok => "ok".to_owned(),
        Verdict::Missing(span) => format!("missing: nothing is found at {}", sources.place(*span)),
        Verdict::Extra(span, message) => format!("extra: {message} at {}", sources.place(*span)),
        Verdict::Noisy(span, message) => format!("noisy: {message} at {}", sources.place(*span)),
        Verdict::NotReached => "proves nothing: `where` selects no row".to_owned(),
        Verdict::Undecided(fact) => format!("undecided: {fact} is not known"),
        Verdict::FixFails(fault) => fault.clone(),
        Verdict::NotOutside => "the rule applies here".to_owned(),
        Verdict::Declarations(findings) => {
            let list: Vec<String> =
                findings.iter().map(|f| format!("{} at {}", f.message, sources.place(f.primary.span))).collect();
            format!("its declarations are wrong: {}", list.join("; "))
        }
    }
}
