//! The pure function that everything calls: sources and rules in, a report out. No path, clock, environment or network.

mod controls;
mod vendor;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::baseline::Baseline;
use crate::catalog::Catalog;
use crate::derive::classify::classify;
use crate::derive::cloud::cloud;
use crate::derive::independence::independence;
use crate::derive::inherit::Matrices;
use crate::derive::listed::differences;
use crate::derive::ownership::{Inputs, Ownership, ownership};
use crate::derive::score::{Plans, score};
use crate::derive::status::standings;
use crate::derive::wording::wording;
use crate::fact::Facts;
use crate::finding::{ALWAYS, Edit, Finding, Fix, Level, Status, fixed_named};
use crate::model::Model;
use crate::model::lower::{CrmRow, Rows, Scope, lower};
use crate::model::resolve::{Index, resolve};
use crate::read::Owner;
use crate::rule::example::Interpreted;
use crate::rule::facts::vocabulary;
use crate::rule::fill::{Derived, fill};
use crate::rule::{Hit, Params, Rule, RuleRun, RuleSet, RunSettings, Words};
use crate::schema::grammar::Field;
use crate::source::{FileId, Nodes, Sources, Span};
use crate::waiver::{Registered, Waivers};

pub use crate::derive::score::Score;
pub use crate::rule::tally::{Missing, Tally};

/// The outcome of a run over one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Unit root as shown to users.
    pub unit: String,
    /// Findings sorted by path, offset, rule; waived ones among them.
    pub findings: Vec<Finding>,
    /// One tally a rule that was active.
    pub outcomes: BTreeMap<String, Tally>,
    /// Scores, one a Level 2 boundary that has an SSP; empty for a template.
    pub scores: Vec<Score>,
    /// Declaration files read.
    pub files: usize,
    /// Top-level declarations read.
    pub declarations: usize,
    /// True for a provider's template, which has no score.
    pub template: bool,
    /// Waivers that are whole, with what has become of them.
    pub waivers: Vec<Registered>,
}

/// What a run needs to know beside the sources and the rules.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The only clock there is.
    pub as_of: Date,
    /// Level of a rule or fixed finding by name, from `crmlint.kdl` and `--rule`.
    pub levels: BTreeMap<String, Level>,
    /// Parameters of rules.
    pub params: Params,
    /// Levels for findings in some files; later ones go before earlier ones.
    pub overrides: Vec<PathLevels>,
    /// Waivers of the project.
    pub waivers: Waivers,
    /// Findings that are known.
    pub baseline: Baseline,
    /// Only these rules and fixed findings, when not empty.
    pub only: BTreeSet<String>,
    /// Names every undecided row, not only the first one of each missing fact.
    pub every_undecided: bool,
}

/// Levels of rules and fixed findings for findings in some files.
#[derive(Debug, Clone, Default)]
pub struct PathLevels {
    /// The files.
    pub files: BTreeSet<FileId>,
    /// Levels by name.
    pub levels: BTreeMap<String, Level>,
}

impl Settings {
    /// The level that findings of a name have in a file, where something is said of it.
    fn level_in(&self, name: &str, file: FileId) -> Option<Level> {
        self.overrides.iter().rev().filter(|o| o.files.contains(&file)).find_map(|o| o.levels.get(name).copied())
    }

    /// Defaults on a day.
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            levels: BTreeMap::new(),
            params: Params::new(),
            overrides: Vec::new(),
            waivers: Waivers::default(),
            baseline: Baseline::default(),
            only: BTreeSet::new(),
            every_undecided: false,
        }
    }
}

/// One organization or template: its files, what they name, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// Root as shown to users.
    pub root: String,
    /// Declaration files.
    pub files: Vec<FileId>,
    /// Files named by `use`: their provider and crm nodes are taken.
    pub used: Vec<FileId>,
    /// Vendors' files by the place of the `source=` that names them.
    pub vendor: BTreeMap<Span, FileId>,
    /// Words of the project for who is responsible, as they are compared.
    pub words: Vec<(String, Owner)>,
    /// What was told when these files were opened.
    pub vendor_told: BTreeMap<FileId, Vec<Finding>>,
    /// Places of `source=` whose file could not be read.
    pub unread: BTreeSet<Span>,
    /// What went wrong while files were found, read and parsed.
    pub findings: Vec<Finding>,
    /// True when a declaration file could not be read whole.
    pub open: bool,
}

/// Everything that was derived for a unit; what rules read and `crmlint facts --values` prints.
pub struct Interpretation {
    /// The declarations.
    pub model: Model,
    /// Their names.
    pub index: Index,
    /// Facts in tables.
    pub facts: Facts,
    /// Rows of matrices and plans, expanded to one requirement each; those of vendors' files too.
    pub rows: Rows,
    /// Who owns each objective.
    pub ownership: Ownership,
    /// What is wrong with the declarations themselves.
    pub findings: Vec<Finding>,
    /// Scores of the boundaries.
    pub scores: Vec<Score>,
    /// True for a template.
    pub template: bool,
}

/// Checks one unit: sources and rules in, a report out.
pub fn check(sources: &Sources, unit: &Unit, rules: &RuleSet, catalog: &Catalog, settings: &Settings) -> Report {
    check_keeping(sources, unit, rules, catalog, settings).0
}

/// The same with what the report rests on, for a caller that ends soon and need not take large tables apart.
pub fn check_keeping(
    sources: &Sources,
    unit: &Unit,
    rules: &RuleSet,
    catalog: &Catalog,
    settings: &Settings,
) -> (Report, Interpretation) {
    let mut read = interpret(sources, unit, catalog, settings.as_of);
    let levels = levels(rules, settings);
    let run_settings = RunSettings {
        params: settings.params.clone(),
        template: read.template,
        levels: raised(rules, settings, &levels),
        every_undecided: settings.every_undecided,
        ..RunSettings::new(settings.as_of)
    };
    let base = RunSettings { levels, ..run_settings.clone() };
    let mut runs = crate::rule::run(rules, &read.facts, vocabulary(), &run_settings);
    let mut findings: Vec<Finding> = unit.findings.iter().cloned().chain(std::mem::take(&mut read.findings)).collect();
    fixed_levels(&mut findings, settings);
    let mut waivers = settings.waivers.clone();
    waivers.read_comments(sources, &unit.files, false);
    waivers.read_comments(sources, &unit.used, true);
    waivers.refuse_unknown(
        |name| rules.find(name).is_some() || fixed_named(name).is_some(),
        |name| rules.nearest(name).map(str::to_owned),
    );
    let mut waived = waivers.open(settings.as_of);
    for finding in &mut findings {
        waived.hold(finding);
    }
    let words = Words { facts: &read.facts, vocabulary: vocabulary(), sources, settings: &run_settings };
    let followed = followed(&findings);
    for run in &mut runs {
        let name = rules.get(run.rule).map_or("", |r| r.name.as_ref());
        if matches!(name, "duty-unanswered" | "objective-unowned") && !followed.is_empty() {
            let before = run.hits.len();
            run.hits.retain(|hit| !followed.contains(&hit.primary));
            run.tally.found = run.tally.found.saturating_sub(before - run.hits.len());
        }
        findings.extend(rule_findings(rules, run, words, (settings, &base), &mut waived));
    }
    // What was not read could hold the finding that somebody decided on.
    let complete = !read.model.open && unit.unread.is_empty();
    let ran: BTreeSet<&str> = runs.iter().filter_map(|run| rules.get(run.rule)).flat_map(Rule::names).collect();
    let is_run = |name: &str| {
        let fixed = fixed_named(name).is_some() && settings.levels.get(name) != Some(&Level::Off);
        complete && (ran.contains(name) || fixed && (settings.only.is_empty() || settings.only.contains(name)))
    };
    let mut waiver_findings = waived.findings(&is_run);
    fixed_levels(&mut waiver_findings, settings);
    findings.extend(waiver_findings);
    for finding in &mut findings {
        let file = finding.primary.span.file;
        if finding.primary.text.is_empty() && finding.others.iter().any(|o| o.span.file == file) {
            "found here".clone_into(&mut finding.primary.text);
        }
    }
    findings.sort_by(|a, b| order(sources, a).cmp(&order(sources, b)));
    findings.dedup();
    fingerprints(&mut findings);
    let mut stale = settings.baseline.hold(&mut findings, &is_run);
    if !stale.is_empty() {
        fixed_levels(&mut stale, settings);
        findings.append(&mut stale);
        findings.sort_by(|a, b| order(sources, a).cmp(&order(sources, b)));
        fingerprints(&mut findings);
    }
    offer_removals(&mut findings, sources);
    let waivers = waived.register(&is_run);
    let outcomes =
        runs.into_iter().filter_map(|run| rules.get(run.rule).map(|r| (r.name.to_string(), run.tally))).collect();
    let report = Report {
        unit: unit.root.clone(),
        findings,
        outcomes,
        scores: std::mem::take(&mut read.scores),
        files: unit.files.len(),
        declarations: read.model.count(),
        template: read.template,
        waivers,
    };
    (report, read)
}

/// Places of duties that a chain of OSCAL plans leaves open. One cause is one finding, and that of the chain shows both
/// links.
fn followed(findings: &[Finding]) -> BTreeSet<Span> {
    let open = ["shared-as-inherited", "responsibility-unsatisfied", "statement-not-addressed"];
    findings.iter().filter(|f| open.contains(&f.rule.as_ref())).map(|f| f.primary.span).collect()
}

/// Most nodes whose removal is offered at once: each costs a look at its line, and what is left has its turn afterwards.
const REMOVALS_MAX: usize = 1_000;

/// Waivers and entries of a baseline that hold nothing back can go.
fn offer_removals(findings: &mut [Finding], sources: &Sources) {
    let of = |f: &Finding| match f.rule.as_ref() {
        _ if !f.fixes.is_empty() => None,
        "waiver-unused" => Some(("remove the waiver", true)),
        "waiver-expired" => Some(("remove the waiver", false)),
        "baseline-stale" => Some(("remove the entry", true)),
        _ => None,
    };
    let nodes = findings.iter_mut().filter_map(|f| {
        let (say, safe) = of(f)?;
        Some((sources.node_at(f.primary.span)?, f, say, safe))
    });
    // A comment inside would go with it.
    for (node, finding, say, safe) in nodes.filter(|(node, ..)| !node.holds_comment()).take(REMOVALS_MAX) {
        let edits = vec![Edit { span: node.removal(), text: String::new() }];
        finding.fixes.push(Fix { say: say.to_owned(), safe, edits });
    }
}

/// Levels of all rules in force; with `only` the others are off.
fn levels(rules: &RuleSet, settings: &Settings) -> BTreeMap<String, Level> {
    let mut out = settings.levels.clone();
    if !settings.only.is_empty() {
        for rule in rules.rules().iter().filter(|r| !r.names().any(|n| settings.only.contains(n))) {
            out.insert(rule.name.to_string(), Level::Off);
        }
    }
    out
}

/// Levels at which rules have to run so that no file misses what is asked for there.
fn raised(rules: &RuleSet, settings: &Settings, levels: &BTreeMap<String, Level>) -> BTreeMap<String, Level> {
    let mut out = levels.clone();
    for (name, level) in settings.overrides.iter().flat_map(|o| &o.levels) {
        let Some(rule) = rules.find(name).and_then(|i| rules.get(i)) else { continue };
        let left_out = !settings.only.is_empty() && !rule.names().any(|n| settings.only.contains(n));
        let now = out.get(name).copied().unwrap_or(rule.level);
        if !left_out && *level > now {
            out.insert(name.clone(), *level);
        }
    }
    out
}

/// Findings that are no rule take their level from the settings too; what could not be read is always told.
fn fixed_levels(findings: &mut Vec<Finding>, settings: &Settings) {
    for finding in findings.iter_mut() {
        let name = finding.rule.as_ref();
        let here = settings.level_in(name, finding.primary.span.file);
        match here.or_else(|| settings.levels.get(name).copied()) {
            // What was not read cannot be switched off or played down: it would read as a pass.
            Some(_) if ALWAYS.contains(&name) => {}
            Some(level) => finding.level = level,
            None => {}
        }
    }
    findings.retain(|f| {
        let wanted = settings.only.is_empty() || settings.only.contains(f.rule.as_ref());
        f.level != Level::Off && (wanted || ALWAYS.contains(&f.rule.as_ref()))
    });
}

/// Hits that are waived and hits that are open merge apart, each by place.
fn rule_findings(
    rules: &RuleSet,
    run: &mut RuleRun,
    words: Words<'_>,
    (settings, base): (&Settings, &RunSettings),
    waived: &mut crate::waiver::Held<'_>,
) -> Vec<Finding> {
    let mut out = Vec::new();
    let names: Vec<&str> = rules.get(run.rule).map_or_else(Vec::new, |r| r.names().collect());
    let mut sets: Vec<(Option<usize>, Vec<Hit>)> = Vec::new();
    if !settings.overrides.is_empty() {
        override_levels(rules, run, words.settings, (settings, base));
    }
    for hit in &run.hits {
        let by = waived.matching(&names, &hit.subject.path(), hit.primary);
        match sets.iter_mut().find(|(w, _)| *w == by) {
            Some((_, hits)) => hits.push(hit.clone()),
            None => sets.push((by, vec![hit.clone()])),
        }
    }
    for (by, hits) in &sets {
        for group in crate::rule::group(hits) {
            let Some(mut finding) = crate::rule::render(rules, run.rule, &group, words) else {
                continue;
            };
            // A hint costs nothing.
            if finding.level == Level::Note {
                finding.points = None;
            }
            if let Some(status) = by.and_then(|b| waived.status(b)) {
                finding.status = status;
            }
            out.push(finding);
        }
    }
    out
}

/// Gives hits the levels of the files in which they are told; what is off there is not found.
fn override_levels(
    rules: &RuleSet,
    run: &mut RuleRun,
    raised: &RunSettings,
    (settings, base): (&Settings, &RunSettings),
) {
    let Some(rule) = rules.get(run.rule) else { return };
    let (full, usual) = (raised.level(rule), base.level(rule));
    let before = run.hits.len();
    run.hits.retain_mut(|hit| {
        let wanted = settings.level_in(&rule.name, hit.primary.file).unwrap_or(usual);
        // A report that is milder than its rule stays so.
        hit.level = if hit.level == full { wanted } else { hit.level.min(wanted) };
        hit.level != Level::Off
    });
    run.tally.found = run.tally.found.saturating_sub(before - run.hits.len());
}

/// Path, offset, rule: the order of every output.
fn order<'a>(sources: &'a Sources, finding: &'a Finding) -> (&'a str, u32, &'a str, &'a str, u32) {
    let span = finding.primary.span;
    (sources.path(span.file), span.start, &finding.rule, &finding.message, span.end)
}

/// First 16 hex digits of SHA-256 over rule, entity, field and value; equal ones get `#2`, `#3` in source order.
fn fingerprints(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let value = if finding.value.is_empty() { "absent" } else { &finding.value };
        let normal: String = value.nfc().collect();
        let normal = normal.split_whitespace().collect::<Vec<_>>().join(" ");
        let about = if finding.entity.is_empty() { finding.message.clone() } else { finding.entity.clone() };
        let text = format!("1\0{}\0{about}\0{}\0{normal}", finding.rule, finding.field);
        let digest = Sha256::digest(text.as_bytes());
        let mut hex = digest.iter().take(8).fold(String::new(), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        });
        let times = seen.entry(hex.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            hex = format!("{hex}#{times}");
        }
        finding.fingerprint = hex;
    }
}

/// Reads, resolves and derives; runs no rule.
pub fn interpret(sources: &Sources, unit: &Unit, catalog: &Catalog, as_of: Date) -> Interpretation {
    let mut findings = Vec::new();
    let mut model = Model { open: unit.open, ..Model::default() };
    for id in &unit.files {
        if let Some(nodes) = sources.nodes(*id) {
            model.read(nodes, &mut findings);
        }
    }
    for id in &unit.used {
        if let Some(nodes) = sources.nodes(*id) {
            take_used(&mut model, nodes, &mut findings);
        }
    }
    let plans = vendor::plans(sources, unit, &mut model, &mut findings);
    let derived = derive(sources, unit, &mut model, &plans, catalog, as_of, &mut findings);
    let Derivation { facts, index, rows, ownership, scores, template } = derived;
    Interpretation { model, index, facts, rows, ownership, findings, scores, template }
}

/// Provider and crm nodes of a template in use; what the unit declares itself wins.
fn take_used(model: &mut Model, nodes: Nodes<'_>, findings: &mut Vec<Finding>) {
    let mut used = Model::default();
    let taken = nodes.filter(|n| matches!(n.name(), "provider" | "crm"));
    used.read(taken, findings);
    for provider in used.providers {
        if model.providers.iter().all(|p| p.id.value != provider.id.value) {
            model.providers.push(provider);
        }
    }
    for mut crm in used.crms {
        if model.crms.iter().all(|c| c.id.value != crm.id.value) {
            // Beside an organization a template is an edition like any other.
            crm.template = Field::Absent;
            model.used_crms.insert(crm.id.value.0.clone());
            model.crms.push(crm);
        }
    }
}

/// What follows from a model.
struct Derivation {
    facts: Facts,
    index: Index,
    rows: Rows,
    ownership: Ownership,
    scores: Vec<Score>,
    template: bool,
}

fn derive(
    sources: &Sources,
    unit: &Unit,
    model: &mut Model,
    read_plans: &vendor::Plans,
    catalog: &Catalog,
    as_of: Date,
    findings: &mut Vec<Finding>,
) -> Derivation {
    let template = model.is_template();
    let (sourced, unread) = vendor::matrices(sources, unit, model, read_plans, findings);
    let model = &*model;
    let (index, resolved) = resolve(model, catalog);
    findings.extend(resolved);
    let rows = lower(model, sourced);
    findings.extend(duplicate_rows(model, &rows));
    findings.extend(controls::by_controls(model, &rows));
    findings.extend(unknown_families(model));
    let unread_ssps: BTreeSet<usize> = model
        .ssps
        .iter()
        .enumerate()
        .filter(|(_, s)| s.source.span().is_some_and(|span| !unit.vendor.contains_key(&span)))
        .map(|(i, _)| i)
        .chain(read_plans.unread.iter().copied())
        .collect();
    let matrices = Matrices::new(model, &index, catalog, &rows, unread);
    let classes = classify(model, &index, &rows);
    let clouds = cloud(model, &index, catalog, as_of);
    findings.extend(differences(model, &index, catalog));
    let plans = Plans::new(model, &index, &rows, &unread_ssps);
    let owned = if template {
        Ownership::default()
    } else {
        let party_boundaries = (0..index.parties.len()).map(|p| index.boundaries_of_party(model, p)).collect();
        let (matrices, plans, classes) = (&matrices, &plans, &classes);
        ownership(&Inputs { model, index: &index, matrices, plans, classes, party_boundaries })
    };
    let conflicts = independence(model, &index, &classes);
    let scores = score(&index, &plans, &rows, &owned);
    let standings = standings(model, &index, &rows, &plans, &scores);
    let wording = wording(model, &rows, sources);
    let facts = fill(&Derived {
        model,
        index: &index,
        catalog,
        rows: &rows,
        matrices: &matrices,
        plans: &plans,
        classes: &classes,
        clouds: &clouds,
        ownership: &owned,
        scores: &scores,
        standings: &standings,
        wording: &wording,
        sources,
        conflicts: &conflicts,
        as_of,
        template,
    });
    drop(matrices);
    Derivation { facts, index, rows, ownership: owned, scores, template }
}

/// A family row that names no family speaks for nothing.
fn unknown_families(model: &Model) -> Vec<Finding> {
    let families = model.crms.iter().flat_map(|c| c.families.iter().map(move |f| (c, f)));
    families
        .filter(|(_, f)| crate::model::lower::family_id(&f.id.value.0).is_none())
        .map(|(c, f)| {
            let known: Vec<&str> = crate::catalog::families().iter().map(|f| f.id).collect();
            Finding::fixed("unknown-word", f.id.span, format!("`{}` is no family of NIST SP 800-171", f.id.value))
                .label("this row speaks for nothing")
                .help(format!("known: {}", known.join(" ")))
                .entity(format!("crm:{}", c.id.value))
        })
        .collect()
}

/// Two rows of one matrix for the same objective and service must agree; two of one SSP must not stand.
fn duplicate_rows(model: &Model, rows: &Rows) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen: BTreeMap<(usize, u8, char, Vec<&str>), usize> = BTreeMap::new();
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (ix, row) in rows.crm.iter().enumerate() {
        let Some(requirement) = row.key.requirement else { continue };
        let mut services: Vec<&str> = row.services.iter().map(|s| s.value.0.as_str()).collect();
        services.sort_unstable();
        let letters = if row.scope == Scope::Objective { row.key.letters.as_str() } else { "*" };
        for letter in letters.chars() {
            let Some(first) = seen.insert((row.crm, requirement.0, letter, services.clone()), ix) else { continue };
            let Some(other) = rows.crm.get(first) else { continue };
            let same = other.responsibility.get() == row.responsibility.get();
            if told.insert((first, ix)) {
                let crm = model.crms.get(row.crm).map_or("", |c| c.id.value.0.as_str());
                out.push(duplicate_row(crm, requirement.get().id, row, other, same));
            }
        }
    }
    out.extend(duplicate_ssp_rows(model, rows));
    out
}

fn duplicate_row(crm: &str, id: &str, row: &CrmRow, other: &CrmRow, same: bool) -> Finding {
    let word = |r: &CrmRow| r.responsibility.get().map_or("unknown", |r| r.word());
    let message = if same {
        format!("`{crm}` answers `{id}` twice in the same way")
    } else {
        format!("`{crm}` answers `{id}` twice: {} and {}", word(other), word(row))
    };
    let finding = Finding::fixed("duplicate-row", row.header, message)
        .label(word(row))
        .also(other.header, word(other))
        .entity(format!("crm:{crm}/{id}"))
        .help("keep one row, or say which service each one is about");
    if same { finding.level(Level::Note) } else { finding }
}

fn duplicate_ssp_rows(model: &Model, rows: &Rows) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen: BTreeMap<(usize, u8, char), Span> = BTreeMap::new();
    let boundary = |ssp: usize| -> usize {
        let mine = model.ssps.get(ssp).map(|s| s.boundary.items.iter().map(|b| &b.value).collect::<Vec<_>>());
        let same =
            |s: &crate::model::ssp::Ssp| Some(s.boundary.items.iter().map(|b| &b.value).collect::<Vec<_>>()) == mine;
        model.ssps.iter().position(same).unwrap_or(ssp)
    };
    for row in &rows.ssp {
        let Some(requirement) = row.key.requirement else { continue };
        let letters = if row.scope == Scope::Objective { row.letters.as_str() } else { "*" };
        for letter in letters.chars() {
            let first = *seen.entry((boundary(row.ssp), requirement.0, letter)).or_insert(row.header);
            if first != row.header {
                let id = requirement.get().id;
                out.push(
                    Finding::fixed(
                        "duplicate-row",
                        row.header,
                        format!("the SSP has two rows for `{id}`; the first one counts"),
                    )
                    .label("the second one")
                    .also(first, "the first one")
                    .entity(format!("ssp/{id}"))
                    .help("merge them into one row"),
                );
                break;
            }
        }
    }
    out
}

/// The declarations of a rule's example as facts: a unit of one document, with the bundled catalogue.
pub fn interpret_example(nodes: Nodes<'_>, as_of: Date) -> Interpreted {
    let mut findings = Vec::new();
    let mut model = Model::default();
    model.read(nodes, &mut findings);
    let unit = Unit::default();
    let catalog = Catalog::bundled();
    let none = vendor::Plans::default();
    let derived = derive(&Sources::new(), &unit, &mut model, &none, &catalog, as_of, &mut findings);
    findings.retain(|f| f.level == Level::Error);
    Interpreted { facts: derived.facts, template: derived.template, findings }
}

/// The worst level among open findings.
pub fn worst(reports: &[Report]) -> Option<Level> {
    reports.iter().flat_map(|r| &r.findings).filter(|f| f.status == Status::Open).map(|f| f.level).max()
}
