//! `crmlint test`: runs the `bad`, `good` and `outside` examples of rules.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, output};
use crate::check::interpret_example;
use crate::discover::{Disk, Request, discover};
use crate::finding::{Finding, counted};
use crate::rule::example::{ExampleResult, Kind, Verdict, rule_node, run_examples};
use crate::rule::facts::vocabulary;
use crate::rule::{RuleSet, RuleSource};
use crate::source::{FileId, Sources, printable};

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Rule files or folders of them; the project's own rules without any
    paths: Vec<PathBuf>,
    /// Run the examples of the rules that come with crmlint
    #[arg(long)]
    bundled: bool,
    /// Only rules whose name contains this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

impl TestArgs {
    fn wants(&self, rule: &str) -> bool {
        self.filter.as_deref().is_none_or(|text| rule.contains(text))
    }
}

pub(super) fn run(args: &TestArgs) -> Result<u8, Failure> {
    if args.bundled {
        return Ok(bundled(args));
    }
    let (sources, files) = rule_files(&args.paths)?;
    let mut tally = Tally::default();
    for id in files {
        one_file(args, &sources, id, &mut tally);
    }
    Ok(tally.finish())
}

/// The rule files below the paths; without any, those that `crmlint.kdl` names.
pub(super) fn rule_files(paths: &[PathBuf]) -> Result<(Sources, Vec<FileId>), Failure> {
    let request = Request { paths: paths.to_vec(), ..Request::default() };
    let found = discover(&request, &Disk);
    if let Some(error) = found.errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    let sources = found.sources;
    let holds = |mut nodes: crate::source::Nodes<'_>| nodes.any(|n| n.name() == "rule");
    let mut files: Vec<FileId> = if paths.is_empty() {
        found.units.iter().flat_map(|u| u.rules.iter().copied()).collect()
    } else {
        sources.iter().filter(|(_, f)| f.nodes().is_some_and(holds)).map(|(id, _)| id).collect()
    };
    files.sort_by_key(|id| Path::new(sources.path(*id)));
    Ok((sources, files))
}

fn bundled(args: &TestArgs) -> u8 {
    let rules = RuleSet::bundled();
    let mut tally = Tally::default();
    for (ix, rule) in rules.rules().iter().enumerate().filter(|(_, r)| args.wants(&r.name)) {
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

fn one_file(args: &TestArgs, sources: &Sources, id: FileId, tally: &mut Tally) {
    let Some(nodes) = sources.nodes(id) else { return };
    let path = sources.path(id).to_owned();
    let (loaded, mut told) = crate::rule::load(nodes.clone(), vocabulary(), &path);
    let mut rules = RuleSet::new();
    told.extend(rules.add(loaded));
    for finding in &told {
        tally.refused(finding, sources);
    }
    for (ix, rule) in rules.rules().iter().enumerate().filter(|(_, r)| args.wants(&r.name)) {
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
            (3, "exit 3: no rule was found; name rule files, or use --bundled, and see what --filter leaves".to_owned())
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
