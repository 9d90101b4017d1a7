//! `crmlint check`.

use std::path::Path;
use std::str::FromStr as _;

use rayon::prelude::*;

use super::session::{Ready, Session, Wishes, open};
use super::{CheckArgs, Failure, Shown, Threshold, output};
use crate::check::{Report, check};
use crate::finding::{FIXED, Finding, Level, Status};
use crate::report::sarif::{Notification, RuleInfo};
use crate::report::terminal::Style;
use crate::report::{Format, concise, json, sarif, terminal};
use crate::source::{Sources, printable};

/// Where a format goes.
struct Output {
    format: Format,
    file: Option<String>,
}

pub(super) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let outputs = outputs(&args.format)?;
    let wishes = Wishes {
        paths: args.paths.clone(),
        isolated: args.isolated,
        as_of: args.as_of.clone(),
        levels: args.rule.clone(),
        only: args.only.clone(),
        no_waivers: args.no_waivers,
    };
    if let Some(jobs) = args.jobs {
        // Fails only when a pool runs already, and then that one is used.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global();
    }
    let session = open(&wishes)?;
    let units = &session.units;
    let checked: Vec<Option<Report>> = if units.len() == 1 {
        units.iter().map(|r| check_one(&session.sources, r)).collect()
    } else {
        units.par_iter().map(|r| check_one(&session.sources, r)).collect()
    };
    let broken = checked.iter().any(Option::is_none);
    let mut reports: Vec<Report> = checked.into_iter().flatten().collect();
    if args.schema_check {
        for (ready, report) in session.units.iter().zip(&mut reports) {
            schema_check(&session.sources, ready, report);
        }
    }
    let (code, reason) = verdict(args, &session, &reports);
    for output in &outputs {
        let text = render(output, args, &session, &reports, code);
        match &output.file {
            Some(file) => {
                refuse_sources(file, &session.sources)?;
                output::write_file(Path::new(file), &text, true)?;
            }
            None => {
                output::out(&text);
            }
        }
    }
    tell(args, &session, &reports, &outputs, &reason);
    // The process ends here: taking large trees apart first would only cost time.
    std::mem::forget((session, reports));
    Ok(if broken { 101 } else { code })
}

/// A report never replaces a declaration that was just checked.
fn refuse_sources(file: &str, sources: &Sources) -> Result<(), Failure> {
    let Ok(target) = Path::new(file).canonicalize() else { return Ok(()) };
    if sources.iter().any(|(_, f)| Path::new(&f.path).canonicalize().is_ok_and(|p| p == target)) {
        return Err(Failure::Write {
            path: file.to_owned(),
            reason: "it is one of the files that were checked".to_owned(),
        });
    }
    Ok(())
}

/// One unit; a bug of ours in one does not keep the others from being checked. The panic hook has told of it.
fn check_one(sources: &Sources, ready: &Ready) -> Option<Report> {
    let run = || check(sources, &ready.unit, &ready.rules, &ready.catalog, &ready.settings);
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).ok()
}

fn outputs(wanted: &[String]) -> Result<Vec<Output>, Failure> {
    let mut out = Vec::new();
    for word in wanted {
        let (name, file) = word.split_once('=').map_or((word.as_str(), None), |(n, f)| (n, Some(f.to_owned())));
        let format = Format::from_str(name).map_err(|e| Failure::Usage(format!("--format: {e}")))?;
        out.push(Output { format, file });
    }
    if out.iter().all(|o| o.file.is_some()) {
        if out.is_empty() {
            out.push(Output { format: Format::Full, file: None });
        }
    } else if out.iter().filter(|o| o.file.is_none()).count() > 1 {
        return Err(Failure::Usage(
            "only one format can go to stdout; give the others a file: --format json=out.json".to_owned(),
        ));
    }
    Ok(out)
}

fn level_min(threshold: Threshold) -> Level {
    match threshold {
        Threshold::Error => Level::Error,
        Threshold::Warning => Level::Warning,
        Threshold::Note | Threshold::Never => Level::Note,
    }
}

fn render(output: &Output, args: &CheckArgs, session: &Session, reports: &[Report], code: u8) -> String {
    let sources = &session.sources;
    let least = match args.min_level {
        Shown::Error => Level::Error,
        Shown::Warning => Level::Warning,
        Shown::Note => Level::Note,
    };
    let found_max = if args.max_per_rule == 0 { usize::MAX } else { args.max_per_rule };
    match output.format {
        Format::Json => json::json(reports, sources, code),
        Format::Sarif => {
            let notes: Vec<Notification> =
                session.errors.iter().map(|e| Notification { level: Level::Error, message: e.to_string() }).collect();
            sarif::sarif(reports, sources, &rule_infos(session), code, &notes)
        }
        Format::Concise => reports.iter().map(|r| concise::concise(r, sources, least, found_max)).collect(),
        Format::Full => {
            let to_file = output.file.is_some();
            let style = Style {
                color: !to_file && output::use_color(args.color),
                width: output::width(),
                waived: args.show_suppressed,
                found_max,
                ..Style::default()
            };
            reports.iter().map(|r| terminal::full(r, sources, &style, least)).collect()
        }
    }
}

fn rule_infos(session: &Session) -> Vec<RuleInfo> {
    let Some(first) = session.units.first() else { return Vec::new() };
    first
        .rules
        .rules()
        .iter()
        .map(|rule| RuleInfo {
            name: rule.name.to_string(),
            summary: rule.summary.to_string(),
            help_uri: format!("{}/blob/main/{}", env!("CARGO_PKG_REPOSITORY"), rule.source.path()),
            level: first.settings.levels.get(rule.name.as_ref()).copied().unwrap_or(rule.level),
            tags: rule.controls.iter().map(ToString::to_string).collect(),
            cite: rule.cite.iter().map(ToString::to_string).collect(),
            why: super::explain::why_of(rule, &session.sources),
        })
        .collect()
}

/// The exit code, the same for every format, and why.
fn verdict(args: &CheckArgs, session: &Session, reports: &[Report]) -> (u8, String) {
    if let Some(error) = session.errors.first() {
        let more = session.errors.len() - 1;
        let rest = if more == 0 { String::new() } else { format!(" (and {more} more)") };
        return (2, format!("exit 2: {error}{rest}"));
    }
    if session.units.iter().any(|u| u.distrusted) {
        return (2, "exit 2: a rule or project file is wrong, so the result cannot be trusted".to_owned());
    }
    let open = || reports.iter().flat_map(|r| &r.findings).filter(|f| f.status == Status::Open || args.no_waivers);
    let failing = match args.fail_on {
        Threshold::Never => 0,
        other => open().filter(|f| f.level >= level_min(other)).count(),
    };
    if failing > 0 {
        let word = level_min(args.fail_on).word();
        let noun = if failing == 1 { "finding" } else { "findings" };
        return (1, format!("exit 1: {failing} {noun} at or above --fail-on {word}"));
    }
    let undecided: usize =
        reports.iter().flat_map(|r| r.outcomes.values()).flat_map(|t| &t.undecided).map(|m| m.rows).sum();
    if args.deny_undecided && undecided > 0 {
        return (1, format!("exit 1: {undecided} rows undecided (--deny-undecided)"));
    }
    let nothing = if reports.iter().all(|r| r.declarations == 0) {
        Some("no declaration was read")
    } else if reports.iter().all(|r| r.outcomes.is_empty()) && args.only.is_empty() {
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

fn tell(args: &CheckArgs, session: &Session, reports: &[Report], outputs: &[Output], reason: &str) {
    for error in &session.errors {
        output::err(&format!("crmlint: {}\n", printable(&error.to_string())));
    }
    for note in &session.notes {
        output::err(&format!("crmlint: {}\n", printable(note)));
    }
    for ready in &session.units {
        for word in &ready.without_effect {
            let place = session.sources.place(word.span);
            output::err(&format!("crmlint: {place}: `{}` has no effect in this version\n", printable(&word.value)));
        }
    }
    if !args.quiet {
        let people = outputs.iter().any(|o| matches!(o.format, Format::Full | Format::Concise));
        for report in reports {
            if people {
                output::err(&terminal::undecided(report, &session.sources));
            }
            if reports.len() > 1 {
                output::err(&format!("{}: ", printable(&report.unit)));
            }
            output::err(terminal::summary(report).trim_end());
            output::err("\n");
        }
    }
    output::err(&format!("{}\n", printable(reason)));
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
