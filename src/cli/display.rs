//! What `check` tells beside the findings: counts per rule, time, progress, what was read. All of it goes to stderr. The only
//! place that measures time.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use super::output;
use super::session::Ready;
use crate::check::Report;
use crate::finding::{Level, Status, counted};
use crate::rule::RuleSource;
use crate::source::{Sources, printable};

/// Runs that take longer show how far they are.
const SHORT: Duration = Duration::from_millis(500);

/// Flags that change what is told, and `--max-warnings`.
#[derive(Debug, Args, Clone)]
pub(super) struct DisplayArgs {
    /// Exit 1 when there are more open warnings than this
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
    /// Count the findings of each rule, on stderr
    #[arg(long)]
    pub(super) statistics: bool,
    /// Tell how long each phase took, on stderr
    #[arg(long)]
    pub(super) timing: bool,
    /// Make the names of rules links to their pages
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub(super) hyperlinks: When,
    /// Show how far a run over many units is, on stderr
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub(super) progress: When,
    /// Tell what was read and which rules are off, on stderr
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// `auto`, `always` or `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

impl DisplayArgs {
    /// True if names become links on stdout.
    pub(super) fn links(&self) -> bool {
        match self.hyperlinks {
            When::Always => true,
            When::Never => false,
            // Knows the terminals that draw them, and FORCE_HYPERLINK.
            When::Auto => supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        }
    }
}

/// The pages of the rules that come with crmlint, by name.
pub(super) fn pages(ready: &Ready) -> Arc<BTreeMap<String, String>> {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let bundled = ready.rules.rules().iter().filter(|r| matches!(r.source, RuleSource::Bundled { .. }));
    let page = |name: &str| (name.to_owned(), format!("{repository}/blob/main/docs/rules/{name}.md"));
    Arc::new(bundled.map(|r| page(&r.name)).collect())
}

/// Address of the repository's files as a CI service states it, with a slash at the end; empty elsewhere.
pub(super) fn file_links() -> String {
    let env = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let github = || {
        let (server, repository) = (env("GITHUB_SERVER_URL")?, env("GITHUB_REPOSITORY")?);
        Some(format!("{server}/{repository}/blob/{}/", env("GITHUB_SHA")?))
    };
    let gitlab = || Some(format!("{}/-/blob/{}/", env("CI_PROJECT_URL")?, env("CI_COMMIT_SHA")?));
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-._~/:%@+".contains(c);
    let address = github().or_else(gitlab).unwrap_or_default();
    if address.starts_with("http") && address.chars().all(harmless) { address } else { String::new() }
}

/// Findings of a rule.
#[derive(Debug, Clone, Copy)]
struct Tallied {
    level: Level,
    open: usize,
    held: usize,
    fixable: usize,
}

/// Findings by rule.
#[derive(Debug, Default)]
pub(super) struct Statistics(BTreeMap<String, Tallied>);

impl Statistics {
    pub(super) fn of(report: &Report) -> Self {
        let mut out = Self::default();
        for finding in report.findings.iter().filter(|f| f.level != Level::Off) {
            let open = finding.status == Status::Open;
            let fixable = open && !finding.fixes.is_empty();
            let (open, held, fixable) = (usize::from(open), usize::from(!open), usize::from(fixable));
            out.put(&finding.rule, Tallied { level: finding.level, open, held, fixable });
        }
        out
    }

    fn put(&mut self, rule: &str, more: Tallied) {
        let all = self.0.entry(rule.to_owned()).or_insert(Tallied { open: 0, held: 0, fixable: 0, ..more });
        all.level = all.level.max(more.level);
        all.open += more.open;
        all.held += more.held;
        all.fixable += more.fixable;
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (rule, more) in &other.0 {
            self.put(rule, *more);
        }
    }

    /// A line a rule, the commonest first.
    pub(super) fn table(&self) -> String {
        let mut rows: Vec<(&String, &Tallied)> = self.0.iter().collect();
        rows.sort_by_key(|(name, t)| (std::cmp::Reverse(t.open), *name));
        let mut out = String::new();
        for (name, Tallied { level, open, held, fixable }) in rows {
            let extra: Vec<String> = [(*held, "held back"), (*fixable, "fixable")]
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, word)| format!("{n} {word}"))
                .collect();
            let extra = if extra.is_empty() { String::new() } else { format!(" ({})", extra.join(", ")) };
            let _ = writeln!(out, "{open:>6} {:<7} {}{extra}", level.word(), printable(name));
        }
        out
    }
}

/// What was read, for `--verbose`.
pub(super) fn verbose(report: &Report, sources: &Sources, ready: &Ready) -> String {
    let is_project = |path: &str| path == "crmlint.kdl" || path.ends_with("/crmlint.kdl");
    let (mut projects, mut read) = (Vec::new(), Vec::new());
    for (_, file) in sources.iter() {
        let path = printable(&file.path);
        if is_project(&file.path) { projects.push(path) } else { read.push(path) }
    }
    let unit = printable(&report.unit);
    let project = if projects.is_empty() { "none".to_owned() } else { projects.join(", ") };
    let mut out = format!("{unit}: project file: {project}; checked as of {}\n", ready.settings.as_of);
    let _ = writeln!(out, "{unit}: read {}: {}", counted(read.len(), "file"), read.join(", "));
    let level = |rule: &crate::rule::Rule| ready.settings.levels.get(rule.name.as_ref()).copied();
    let off: Vec<String> = ready
        .rules
        .rules()
        .iter()
        .filter(|r| level(r).unwrap_or(if r.preview { Level::Off } else { r.level }) == Level::Off)
        .map(|r| printable(&r.name))
        .collect();
    let names = if off.is_empty() { String::new() } else { format!(": {}", off.join(", ")) };
    let _ = writeln!(out, "{unit}: {} off{names}", counted(off.len(), "rule"));
    out
}

/// How long the phases took.
pub(super) struct Clock {
    begun: Instant,
    found: Option<Duration>,
    checking: AtomicU64,
    drawing: AtomicU64,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { begun: Instant::now(), found: None, checking: AtomicU64::new(0), drawing: AtomicU64::new(0) }
    }

    /// The files were found.
    pub(super) fn found(&mut self) {
        self.found = Some(self.begun.elapsed());
    }

    /// Runs one of the two phases that run on all threads.
    fn measured<R>(phase: &AtomicU64, work: impl FnOnce() -> R) -> R {
        let begun = Instant::now();
        let out = work();
        let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        phase.fetch_add(micros, Ordering::Relaxed);
        out
    }

    pub(super) fn checking<R>(&self, work: impl FnOnce() -> R) -> R {
        Self::measured(&self.checking, work)
    }

    pub(super) fn drawing<R>(&self, work: impl FnOnce() -> R) -> R {
        Self::measured(&self.drawing, work)
    }

    pub(super) fn told(&self) -> String {
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        let sum = |phase: &AtomicU64| ms(Duration::from_micros(phase.load(Ordering::Relaxed)));
        let all = self.begun.elapsed();
        let found = self.found.unwrap_or_default();
        format!(
            "time: {:.1} ms; finding files {:.1} ms, units {:.1} ms (rules {:.1} ms, formats {:.1} ms, summed over threads)\n",
            ms(all),
            ms(found),
            ms(all.saturating_sub(found)),
            sum(&self.checking),
            sum(&self.drawing),
        )
    }
}

/// How far a run is.
pub(super) struct Progress {
    when: When,
    units: usize,
    done: usize,
    begun: Instant,
    bar: Option<indicatif::ProgressBar>,
    terminal: bool,
}

impl Progress {
    pub(super) fn new(when: When, units: usize, quiet: bool) -> Self {
        let when = if quiet && when == When::Auto { When::Never } else { when };
        let terminal = when != When::Never && output::stderr_is_live();
        Self { when, units, done: 0, begun: Instant::now(), bar: None, terminal }
    }

    /// A unit is done; `write` writes what is known of it, with the bar out of the way.
    pub(super) fn step<R>(&mut self, write: impl FnOnce() -> R) -> R {
        self.done += 1;
        if self.terminal && self.bar.is_none() && self.units > 1 && self.is_time() {
            let bar = indicatif::ProgressBar::new(u64::try_from(self.units).unwrap_or(u64::MAX));
            let style = indicatif::ProgressStyle::with_template("checked {pos} of {len} units [{bar:30}]");
            self.bar = Some(style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style)));
        }
        let out = match &self.bar {
            Some(bar) => {
                let out = bar.suspend(write);
                bar.set_position(u64::try_from(self.done).unwrap_or(u64::MAX));
                out
            }
            None => write(),
        };
        self.line();
        out
    }

    fn is_time(&self) -> bool {
        self.when == When::Always || self.begun.elapsed() > SHORT
    }

    /// Without a terminal `always` writes a line for each tenth.
    fn line(&self) {
        let tenth = |n: usize| n.saturating_mul(10) / self.units.max(1);
        if self.when == When::Always && !self.terminal && tenth(self.done) > tenth(self.done.saturating_sub(1)) {
            output::err(&format!("checked {} of {}\n", self.done, counted(self.units, "unit")));
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
