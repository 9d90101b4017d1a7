//! `crmlint check`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::display::{Clock, Progress, Statistics, file_links, pages, verbose};
use super::fix::changes;
use super::output::Stream;
use super::select::{Elsewhere, Named, Narrowing, Selected};
use super::session::{Ready, Terms, Wishes, frozen_set};
use super::sink::{Output, Sink, To, in_github_actions, outputs};
use super::{AudienceChoice, CheckArgs, Failure, Shown, Threshold, output, watch};
use crate::check::{Report, check_keeping};
use crate::discover::{Error, Loaded, Plan, each, plan};
use crate::finding::{FIXED, Finding, Level, Status, counted};
use crate::report::github::defused;
use crate::report::sarif::RuleInfo;
use crate::report::summary::{summary, undecided};
use crate::report::terminal::Style;
use crate::report::{Format, Piece, View};
use crate::rule::{Reader, RuleSource};
use crate::source::{FileId, Sources, printable};

pub(super) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let clock = Clock::start();
    let outputs = outputs(&args.format)?;
    let wishes = Wishes {
        paths: args.paths.clone(),
        as_of: args.as_of.clone(),
        levels: args.rule.clone(),
        only: args.only.clone(),
        no_waivers: args.no_waivers,
        reader: args.audience.map(|audience| match audience {
            AudienceChoice::Contractor => Reader::Contractor,
            AudienceChoice::Msp => Reader::Msp,
            AudienceChoice::Assessor => Reader::Assessor,
        }),
        frozen: args.ruleset.as_deref().map(frozen_set).transpose()?,
        preview: args.preview,
        baseline: args.baseline.clone(),
        no_baseline: false,
    };
    let terms = Terms::new(&wishes)?;
    set_threads(args.jobs.map(|jobs| jobs.max(1)));
    let selected = Selected::open(args)?;
    let call = Call { args, terms, outputs, selected };
    if args.fix.wanted(args.select.is_disk(&args.paths))? {
        if args.select.chooses() {
            return Err(Failure::Usage(
                "--fix and --diff change all that can be mended: leave out --control".to_owned(),
            ));
        }
        if args.fix.diff && !args.format.is_empty() {
            return Err(Failure::Usage("--diff shows changes and no findings: leave out --format".to_owned()));
        }
        let (plan, selected) = (call.plan(), &call.selected);
        let named = selected.named(&plan);
        // Files that were not asked for are not written, whatever could be mended there: a template above the folder may be
        // another customer's too.
        let within = selected.roots();
        // Looked at in another way than usual, what holds nothing back today may do so on other days.
        let usual = args.as_of.is_none() && args.audience.is_none() && args.ruleset.is_none() && args.only.is_empty();
        let usual = usual && args.select.is_whole();
        let named = |path: &PathBuf| match &named {
            Some(named) => named.holds(path),
            None => within.iter().any(|root| path.starts_with(root)),
        };
        let changes = changes(&wishes, &selected.request, args.fix.unsafe_fixes, &|_, _, paths, report| {
            let is_named = |file: FileId| paths.get(file.0 as usize).is_some_and(named);
            let holding =
                |f: &Finding| matches!(f.rule.as_ref(), "waiver-unused" | "waiver-expired" | "baseline-stale");
            report.findings.retain(|f| usual || !holding(f));
            for finding in &mut report.findings {
                finding.fixes.retain(|fix| fix.edits.iter().all(|e| is_named(e.span.file)));
            }
        })?;
        if args.fix.diff {
            return Ok(changes.show(args.allow_empty, args.quiet));
        }
        changes.write()?;
    }
    if args.select.watch { watch::run(&call) } else { once(&call, &call.plan(), None, clock) }
}

/// A call whose words were understood.
pub(super) struct Call<'a> {
    pub(super) args: &'a CheckArgs,
    terms: Terms<'a>,
    outputs: Vec<Output>,
    pub(super) selected: Selected,
}

impl Call<'_> {
    pub(super) fn jobs(&self) -> Option<usize> {
        self.args.jobs.map(|jobs| jobs.max(1))
    }

    pub(super) fn plan(&self) -> Plan {
        plan(&self.selected.request, self.selected.fetch.as_ref(), self.jobs())
    }

    /// True if a report may be made of some units alone: people read it, and it is no file that holds all.
    pub(super) fn in_parts(&self) -> bool {
        self.outputs.iter().all(|o| o.to == To::Stdout && matches!(o.format, Format::Full | Format::Concise))
    }
}

/// Checks all units of a plan, or those that a watch asks for again, and tells the verdict.
pub(super) fn once(
    call: &Call<'_>,
    plan: &Plan,
    mut watched: Option<&mut watch::Memory>,
    mut clock: Clock,
) -> Result<u8, Failure> {
    let Call { args, terms, outputs, selected } = call;
    let (args, jobs, fetch) = (*args, call.jobs(), selected.fetch.as_ref());
    terms.refuse_unknown_names(plan, fetch)?;
    let sinks = Sink::open_all(outputs)?;
    clock.found();
    let checker = Checker {
        args,
        terms,
        outputs,
        selected,
        named: selected.named(plan),
        targets: sinks.iter().map(|s| s.target.clone()).collect(),
        views: OnceLock::new(),
        clock: &clock,
        alone: plan.units.len() == 1 && watched.is_none(),
        rules_known: AtomicBool::new(false),
    };
    let mut run = Run::new(args, sinks, plan.errors.clone());
    let mut progress = Progress::new(args.display.progress, plan.units.len(), args.quiet);
    let work = |loaded: Loaded| checker.unit(loaded);
    let again = watched.as_ref().map(|memory| memory.again(plan, call));
    let units = |n: usize| again.as_ref().map_or(Some(n), |again| again.get(n).copied());
    let asked = again.as_ref().map(|again| plan.only(again));
    let mut done = 0;
    each(asked.as_ref().unwrap_or(plan), fetch, jobs, &work, &mut |mut checked| {
        let root = units(done).and_then(|n| plan.units.get(n));
        done += 1;
        if let (Some(memory), Some(root)) = (&mut watched, root) {
            memory.keep(root, checked.as_mut());
        }
        let known = progress.step(|| run.take(checked));
        checker.rules_known.fetch_or(known, Ordering::Relaxed);
    });
    if let (Some(memory), Some(again)) = (&watched, &again) {
        for (_, unit) in plan.units.iter().enumerate().filter(|(n, _)| !again.contains(n)) {
            memory.recall(unit, &mut run);
        }
    }
    progress.finish();
    run.finish(&plan.notes, &clock)
}

/// Threads are started when they are first needed; with one job that is this one.
fn set_threads(jobs: Option<usize>) {
    if let Some(jobs) = jobs {
        let mut pool = rayon::ThreadPoolBuilder::new().num_threads(jobs);
        if jobs == 1 {
            pool = pool.use_current_thread();
        }
        // Fails only when a pool runs already, and then that one is used.
        let _ = pool.build_global();
    }
}

/// Checks units, on any thread.
struct Checker<'a> {
    args: &'a CheckArgs,
    terms: &'a Terms<'a>,
    outputs: &'a [Output],
    selected: &'a Selected,
    /// The files that were named.
    named: Option<Named>,
    targets: Vec<Option<PathBuf>>,
    /// What each output shows, asked for when there is something to show.
    views: OnceLock<Vec<View>>,
    clock: &'a Clock,
    /// True when there is no other unit.
    alone: bool,
    /// True when what SARIF says about rules is known; it is that of the first unit.
    rules_known: AtomicBool,
}

/// What is left of a unit once it was checked: what goes to the outputs, and what it adds to the verdict.
pub(super) struct Checked {
    pub(super) errors: Vec<Error>,
    told: Option<Result<Told, Failure>>,
    /// The real paths of what was read.
    pub(super) paths: Vec<PathBuf>,
}

impl Checked {
    pub(super) fn sums(&self) -> Sums {
        self.told.as_ref().and_then(|told| told.as_ref().ok()).map(|told| told.sums).unwrap_or_default()
    }
}

struct Told {
    unit: String,
    pieces: Vec<Piece>,
    rules: Vec<RuleInfo>,
    without_effect: String,
    undecided: String,
    summary: String,
    verbose: String,
    statistics: Statistics,
    sums: Sums,
    /// An output that would replace one of the files.
    clash: Option<usize>,
}

/// What the verdict rests on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    reports: usize,
    failing: usize,
    /// Open warnings.
    warnings: usize,
    /// Undecided rows under `--deny-undecided`.
    undecided: usize,
    /// Undecided rows in units that are checked for an assessor.
    undecided_for_assessor: usize,
    declarations: usize,
    outcomes: usize,
    distrusted: bool,
    /// A baseline is in force.
    baseline: bool,
    /// Findings that do not lie in the files that were named.
    elsewhere: Elsewhere,
    /// True when a file that is named was not found or not read.
    pub(super) lacks_files: bool,
}

impl Checker<'_> {
    fn unit(&self, loaded: Loaded) -> Checked {
        let Loaded { root, mut sources, paths, errors, found } = loaded;
        let told = found.map(|found| {
            let passed = found.passed.clone();
            let ready = self.terms.prepare(found, &sources)?;
            let (mut report, rest) = self
                .clock
                .checking(|| check_keeping(&sources, &ready.unit, &ready.rules, &ready.catalog, &ready.settings));
            if self.args.schema_check {
                schema_check(&sources, &ready, &mut report);
            }
            let lacks_files = report.findings.iter().any(|f| matches!(&*f.rule, "source-unreadable" | "rule-invalid"));
            let unit = Narrowing { ready: &ready, root: &root, paths: &paths, passed: &passed };
            let elsewhere = self.selected.narrow(self.named.as_ref(), &unit, &mut sources, &mut report);
            let mut told = self.clock.drawing(|| self.tell(&sources, &paths, &ready, &report));
            told.sums.elsewhere = elsewhere;
            told.sums.lacks_files = lacks_files;
            if self.alone {
                // The process ends here: taking large trees apart first would only cost time.
                std::mem::forget((ready, report, rest));
            }
            Ok(told)
        });
        if self.alone {
            std::mem::forget(sources);
        }
        Checked { errors, told, paths }
    }

    fn tell(&self, sources: &Sources, paths: &[PathBuf], ready: &Ready, report: &Report) -> Told {
        let mut without_effect = String::new();
        for word in &ready.project.without_effect {
            let place = sources.place(word.span);
            let word = printable(&word.value);
            let _ = writeln!(without_effect, "crmlint: {place}: `{word}` has no effect in this version");
        }
        let people = self.outputs.iter().any(|o| matches!(o.format, Format::Full | Format::Concise));
        let told = !self.args.quiet;
        let sarif = self.outputs.iter().any(|o| o.format == Format::Sarif);
        let rules = sarif && !self.rules_known.load(Ordering::Relaxed);
        Told {
            unit: printable(&report.unit),
            pieces: self.pieces(sources, ready, report),
            rules: if rules { rule_infos(ready, sources) } else { Vec::new() },
            without_effect,
            undecided: if told && people { undecided(report, sources) } else { String::new() },
            summary: if told { format!("{}{}", summary(report, sources), terms_line(ready)) } else { String::new() },
            verbose: if self.args.display.verbose { verbose(report, sources, ready) } else { String::new() },
            statistics: if self.args.display.statistics { Statistics::of(report) } else { Statistics::default() },
            sums: Sums::of(self.args, ready, report),
            clash: self.targets.iter().position(|t| t.as_ref().is_some_and(|t| paths.contains(t))),
        }
    }

    fn pieces(&self, sources: &Sources, ready: &Ready, report: &Report) -> Vec<Piece> {
        let views = self.views.get_or_init(|| self.outputs.iter().map(|o| self.view(o, ready)).collect());
        let piece = |(output, view): (&Output, &View)| {
            if ready.reader == Reader::Assessor && !view.style.waived {
                let style = Style { waived: true, ..view.style.as_ref().clone() };
                return Piece::of(output.format, report, sources, &View { style: Arc::new(style), ..view.clone() });
            }
            Piece::of(output.format, report, sources, view)
        };
        self.outputs.iter().zip(views).map(piece).collect()
    }

    /// What an output shows, and how; the same for all units.
    fn view(&self, output: &Output, ready: &Ready) -> View {
        let args = self.args;
        let screen = output.to == To::Stdout && output.format == Format::Full;
        let markdown = output.format == Format::Markdown;
        let linked = markdown || (screen && args.display.links());
        let style = Style {
            color: screen && output::use_color(args.color, Stream::Stdout),
            width: output::width(),
            pages: if linked { pages(ready) } else { Arc::default() },
            waived: args.show_suppressed,
            found_max: if args.max_per_rule == 0 { usize::MAX } else { args.max_per_rule },
            ..Style::default()
        };
        View {
            style: Arc::new(style),
            least: match args.min_level {
                Shown::Error => Level::Error,
                Shown::Warning => Level::Warning,
                Shown::Note => Level::Note,
            },
            gate: match args.fail_on {
                Threshold::Never => None,
                other => Some(level_min(other)),
            },
            links: if markdown { file_links() } else { String::new() },
        }
    }
}

impl Sums {
    fn of(args: &CheckArgs, ready: &Ready, report: &Report) -> Self {
        let open = || report.findings.iter().filter(|f| f.status == Status::Open);
        let undecided = report.outcomes.values().flat_map(|t| &t.undecided).map(|m| m.rows).sum();
        Self {
            reports: 1,
            failing: match args.fail_on {
                Threshold::Never => 0,
                other => open().filter(|f| f.level >= level_min(other)).count(),
            },
            warnings: open().filter(|f| f.level == Level::Warning).count(),
            undecided: if args.deny_undecided { undecided } else { 0 },
            undecided_for_assessor: if ready.reader == Reader::Assessor { undecided } else { 0 },
            declarations: report.declarations,
            outcomes: report.outcomes.len(),
            distrusted: ready.distrusted,
            baseline: ready.baseline.is_some(),
            elsewhere: Elsewhere::default(),
            lacks_files: false,
        }
    }

    fn add(&mut self, other: Self) {
        self.reports += other.reports;
        self.failing += other.failing;
        self.warnings += other.warnings;
        self.undecided += other.undecided;
        self.undecided_for_assessor += other.undecided_for_assessor;
        self.declarations += other.declarations;
        self.outcomes += other.outcomes;
        self.distrusted |= other.distrusted;
        self.baseline |= other.baseline;
        self.elsewhere.beside += other.elsewhere.beside;
        self.elsewhere.untouched += other.elsewhere.untouched;
        self.lacks_files |= other.lacks_files;
    }
}

/// What a run comes to, unit by unit in their order.
pub(super) struct Run<'a> {
    args: &'a CheckArgs,
    sinks: Vec<Sink>,
    errors: Vec<Error>,
    failure: Option<Failure>,
    rules: Vec<RuleInfo>,
    without_effect: String,
    /// Unit, undecided rows and summary, for stderr.
    units: Vec<(String, String, String)>,
    verbose: String,
    statistics: Statistics,
    sums: Sums,
    clash: Option<usize>,
    broken: bool,
}

impl<'a> Run<'a> {
    fn new(args: &'a CheckArgs, sinks: Vec<Sink>, errors: Vec<Error>) -> Self {
        Self {
            args,
            sinks,
            errors,
            failure: None,
            rules: Vec::new(),
            without_effect: String::new(),
            units: Vec::new(),
            verbose: String::new(),
            statistics: Statistics::default(),
            sums: Sums::default(),
            clash: None,
            broken: false,
        }
    }

    /// Adds what a unit came to that is not checked again.
    pub(super) fn recall(&mut self, sums: Sums, errors: &[Error]) {
        self.sums.add(sums);
        self.errors.extend(errors.iter().filter(|e| !self.errors.contains(e)).cloned().collect::<Vec<_>>());
    }

    /// Takes the next unit; true when it was one. A bug of ours in a unit does not keep the others from being checked, and
    /// the panic hook has told of it.
    fn take(&mut self, checked: Option<Checked>) -> bool {
        let Some(Checked { errors, told, paths: _ }) = checked else {
            self.broken = true;
            return false;
        };
        for error in errors {
            // A file that several units name is told once.
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
        }
        let Some(told) = told else { return false };
        match told.and_then(|told| self.tell(told)) {
            Ok(()) => true,
            Err(failure) => {
                self.failure.get_or_insert(failure);
                false
            }
        }
    }

    fn tell(&mut self, told: Told) -> Result<(), Failure> {
        if self.sums.reports == 0 {
            self.rules = told.rules;
        }
        self.without_effect.push_str(&told.without_effect);
        self.verbose.push_str(&told.verbose);
        self.statistics.add(&told.statistics);
        self.sums.add(told.sums);
        self.clash = self.clash.or(told.clash);
        if !self.args.quiet {
            self.units.push((told.unit, told.undecided, told.summary));
        }
        if self.failure.is_none() {
            for (sink, piece) in self.sinks.iter_mut().zip(told.pieces) {
                sink.take(piece)?;
            }
        }
        Ok(())
    }

    fn finish(self, notes: &[String], clock: &Clock) -> Result<u8, Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let (code, mut reason) = verdict(self.args, &self.errors, self.sums);
        let Elsewhere { beside, untouched } = self.sums.elsewhere;
        if beside > 0 {
            let _ = write!(reason, " ({} in other files than the named ones)", counted(beside, "finding"));
        }
        if untouched > 0 {
            let _ = write!(reason, " ({} in units without a change, not reported)", counted(untouched, "finding"));
        }
        for (n, sink) in self.sinks.into_iter().enumerate() {
            // A report never replaces a declaration that was just checked.
            if self.clash == Some(n) {
                let reason = "it is one of the files that were checked".to_owned();
                return Err(Failure::Write { path: sink.name(), reason });
            }
            sink.finish(code, &self.rules, &self.errors, self.sums.baseline)?;
        }
        let mut text = String::new();
        for line in self.errors.iter().map(ToString::to_string).chain(notes.iter().cloned()) {
            let _ = writeln!(text, "crmlint: {}", printable(&line));
        }
        text.push_str(&self.without_effect);
        text.push_str(&self.verbose);
        text.push_str(&self.statistics.table());
        for (unit, undecided, summary) in &self.units {
            text.push_str(undecided);
            if self.sums.reports > 1 {
                let _ = write!(text, "{unit}: ");
            }
            text.push_str(summary.trim_end());
            text.push('\n');
        }
        if self.args.display.timing {
            text.push_str(&clock.told());
        }
        let _ = writeln!(text, "{}", printable(&reason));
        if in_github_actions() {
            text = defused(&text);
        }
        let color = output::use_color(self.args.color, Stream::Stderr);
        output::err(&if color { output::tinted(&text) } else { text });
        Ok(if self.broken { 101 } else { code })
    }
}

fn level_min(threshold: Threshold) -> Level {
    match threshold {
        Threshold::Error => Level::Error,
        Threshold::Warning => Level::Warning,
        Threshold::Note | Threshold::Never => Level::Note,
    }
}

fn rule_infos(ready: &Ready, sources: &Sources) -> Vec<RuleInfo> {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let info = |rule: &crate::rule::Rule| RuleInfo {
        name: rule.name.to_string(),
        summary: rule.summary.to_string(),
        help_uri: match &rule.source {
            RuleSource::Bundled { .. } => format!("{repository}/blob/main/docs/rules/{}.md", rule.name),
            RuleSource::File { path, .. } => format!("{repository}/blob/main/{path}"),
        },
        level: ready.settings.levels.get(rule.name.as_ref()).copied().unwrap_or(rule.level),
        tags: rule.controls.iter().map(ToString::to_string).collect(),
        cite: rule.cite.iter().map(ToString::to_string).collect(),
        why: super::explain::why_of(rule, sources),
    };
    ready.rules.rules().iter().map(info).collect()
}

/// What makes this check another one than usual: a frozen set, and whom it is for.
fn terms_line(ready: &Ready) -> String {
    let set = ready.frozen.map(|set| format!("rules of the frozen set {}", set.name));
    let reader = match ready.reader {
        Reader::Contractor => None,
        Reader::Msp => Some("for an MSP: what the customer writes is told as notes".to_owned()),
        Reader::Assessor => Some("for an assessor: undecided rows count, waived findings are shown".to_owned()),
    };
    let lines: Vec<String> = set.into_iter().chain(reader).collect();
    if lines.is_empty() { String::new() } else { format!("{}\n", lines.join("; ")) }
}

/// The exit code, the same for every format, and why.
fn verdict(args: &CheckArgs, errors: &[Error], sums: Sums) -> (u8, String) {
    if let Some(error) = errors.first() {
        let more = errors.len() - 1;
        let rest = if more == 0 { String::new() } else { format!(" (and {more} more)") };
        return (2, format!("exit 2: {error}{rest}"));
    }
    if sums.distrusted {
        return (2, "exit 2: a rule or project file is wrong, so the result cannot be trusted".to_owned());
    }
    let failing = sums.failing;
    if failing > 0 {
        let word = level_min(args.fail_on).word();
        let noun = if failing == 1 { "finding" } else { "findings" };
        return (1, format!("exit 1: {failing} {noun} at or above --fail-on {word}"));
    }
    if let Some(most) = args.display.max_warnings.filter(|most| sums.warnings > *most) {
        return (1, format!("exit 1: {}, more than --max-warnings {most}", counted(sums.warnings, "warning")));
    }
    for (undecided, why) in
        [(sums.undecided, "--deny-undecided"), (sums.undecided_for_assessor, "the audience is an assessor")]
    {
        if undecided > 0 {
            return (1, format!("exit 1: {} undecided ({why})", counted(undecided, "row")));
        }
    }
    let nothing = if sums.declarations == 0 {
        Some("no declaration was read")
    } else if sums.outcomes == 0 && args.only.is_empty() {
        Some("the selection left no rule")
    } else {
        None
    };
    match nothing {
        Some(why) if !args.allow_empty => (3, format!("exit 3: nothing to check, {why}")),
        Some(why) => (0, format!("exit 0: nothing to check, {why} (--allow-empty)")),
        None => (0, "exit 0: no finding at or above --fail-on".to_owned()),
    }
}

/// Validates every declaration file against the published schema; what the reader told already is not told again.
fn schema_check(sources: &Sources, ready: &Ready, report: &mut Report) {
    for id in &ready.unit.files {
        let Some(mut nodes) = sources.nodes(*id) else { continue };
        let told = report.findings.iter().any(|f| f.primary.span.file == *id && is_refusal(f));
        let json = crate::schema::document_json(nodes.clone());
        let span = nodes.next().map_or(crate::source::Span::new(*id, 0, 0), |n| n.header());
        if let Some(text) = sources.get(*id).map(|f| f.text.as_str()).filter(|_| !told)
            && let Some(reason) = crate::parse::reference_refuses(*id, text)
        {
            let text = format!("the reference parser of KDL refuses this file: {reason}");
            report.findings.push(Finding::fixed("kdl-syntax", span, text).level(Level::Note));
        }
        match crate::schema::validate(crate::schema::DECLARATION, &json) {
            Ok(errors) if !told => {
                for (pointer, message) in errors.into_iter().take(20) {
                    let text = format!("the schema refuses {pointer}: {message}");
                    report.findings.push(Finding::fixed("not-in-schema", span, text));
                }
            }
            Ok(_) => {}
            Err(error) => report.findings.push(Finding::fixed("rule-invalid", span, error)),
        }
    }
}

fn is_refusal(finding: &Finding) -> bool {
    FIXED.iter().any(|f| f.name == finding.rule)
        && matches!(finding.rule.as_ref(), "not-in-schema" | "unknown-word" | "kdl-syntax")
}
