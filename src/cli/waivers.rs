//! `crmlint waivers`: the register of what somebody decided to live with, for the people who answer for it.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::about::About;
use super::fix::changes;
use super::rules::ListFormat;
use super::session::{Ready, Session, open};
use super::{Failure, output};
use crate::check::{Report, check};
use crate::finding::{Finding, Status, counted};
use crate::rule::show::one_line;
use crate::source::{Sources, printable};
use crate::waiver::{Registered, State};

/// What to do with waivers.
#[derive(Debug, Subcommand)]
pub(super) enum WaiversCommand {
    /// List all waivers: rule, place, reason, person, last day, findings held back
    List {
        #[command(flatten)]
        about: About,
        /// How
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Exit 1 when a waiver has run out, holds nothing back or is not whole
    Check {
        #[command(flatten)]
        about: About,
    },
    /// Remove waivers that hold nothing back
    Prune {
        #[command(flatten)]
        about: About,
        /// Remove those too that have run out; what they held back counts again either way
        #[arg(long)]
        expired: bool,
        /// Show what would be removed, write nothing; exit 1 when something would be
        #[arg(long)]
        diff: bool,
    },
}

pub(super) fn run(command: &WaiversCommand) -> Result<u8, Failure> {
    match command {
        WaiversCommand::List { about, format } => list(about, *format),
        WaiversCommand::Check { about } => verify(about),
        WaiversCommand::Prune { about, expired, diff } => prune(about, *expired, *diff),
    }
}

/// The units of a call, each checked, with the day on which that was.
fn checked(about: &About) -> Result<(Sources, Vec<(Report, Date)>), Failure> {
    let Session { sources, units, errors, .. } = open(&about.wishes())?;
    if let Some(error) = errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    let report = |ready: &Ready| {
        (check(&sources, &ready.unit, &ready.rules, &ready.catalog, &ready.settings), ready.settings.as_of)
    };
    let reports = units.iter().map(report).collect();
    Ok((sources, reports))
}

#[derive(Serialize)]
struct Row<'a> {
    unit: &'a str,
    rule: &'a str,
    at: Option<&'a str>,
    place: String,
    reason: &'a str,
    by: &'a str,
    until: String,
    state: &'static str,
    findings: Vec<Held<'a>>,
}

#[derive(Serialize)]
struct Held<'a> {
    place: String,
    message: &'a str,
    points: Option<u16>,
}

fn row<'a>(report: &'a Report, waiver: &'a Registered, sources: &Sources) -> Row<'a> {
    let decision = &waiver.decision;
    let until = decision.until.to_string();
    let is_held = |f: &&Finding| match &f.status {
        Status::Waived { reason, by, until: last } => {
            decision.is_about(&f.entity, f.primary.span)
                && (f.rule.as_ref(), reason, by, last)
                    == (decision.rule.as_str(), &decision.reason, &decision.by, &until)
        }
        _ => false,
    };
    let held = |f: &'a Finding| Held { place: sources.place(f.primary.span), message: &f.message, points: f.points };
    Row {
        unit: &report.unit,
        rule: &decision.rule,
        at: decision.at.as_deref(),
        place: sources.place(decision.span),
        reason: &decision.reason,
        by: &decision.by,
        until: decision.until.to_string(),
        state: waiver.state.word(),
        findings: report.findings.iter().filter(is_held).map(held).collect(),
    }
}

fn list(about: &About, format: ListFormat) -> Result<u8, Failure> {
    let (sources, reports) = checked(about)?;
    let mut text = String::new();
    let mut rows = Vec::new();
    for (report, as_of) in &reports {
        for waiver in &report.waivers {
            let row = row(report, waiver, &sources);
            text.push_str(&paragraph(&row, waiver, *as_of));
            rows.push(row);
        }
    }
    if let ListFormat::Json = format {
        output::out(&crate::report::json::listing(&rows));
        return Ok(0);
    }
    if text.is_empty() {
        text.push_str("no waivers\n");
    }
    output::out(&text);
    Ok(0)
}

/// A waiver for people: what, whose decision, until when, and what it holds back.
fn paragraph(row: &Row<'_>, waiver: &Registered, as_of: Date) -> String {
    let mut out = String::new();
    let at = match (row.at, waiver.decision.within) {
        (Some(at), _) => format!(" at {at}"),
        (None, Some(_)) => " in the node below".to_owned(),
        (None, None) => String::new(),
    };
    let days = as_of.until(waiver.decision.until).map_or(0, |span| span.get_days());
    let left = match waiver.state {
        State::Expired => format!("ended {} ago", counted(usize::try_from(-days).unwrap_or(0), "day")),
        _ => format!("{} left", counted(usize::try_from(days).unwrap_or(0), "day")),
    };
    let _ = writeln!(out, "{}  [{}]", one_line(&format!("{}{at}", row.rule)), row.state);
    // A line feed in the user's text would forge a line of the register.
    let _ = writeln!(out, "  until {} ({left}), by {}", row.until, one_line(row.by));
    let _ = writeln!(out, "  reason: {}", one_line(row.reason));
    let _ = writeln!(out, "  stands at {}", row.place);
    for held in &row.findings {
        let points = held.points.map_or_else(String::new, |p| format!(" ({})", counted(usize::from(p), "point")));
        let _ = writeln!(out, "  holds back {}: {}{points}", held.place, one_line(held.message));
    }
    printable(&out)
}

/// Findings about waivers, not those that waivers hold back.
fn is_about_waivers(finding: &Finding) -> bool {
    matches!(finding.rule.as_ref(), "waiver-unused" | "waiver-expired" | "waiver-malformed")
}

fn verify(about: &About) -> Result<u8, Failure> {
    let (sources, reports) = checked(about)?;
    let mut out = String::new();
    let wrong = reports.iter().flat_map(|(r, _)| &r.findings).filter(|f| is_about_waivers(f));
    let count = wrong
        .map(|f| {
            let _ =
                writeln!(out, "{}: {}[{}] {}", sources.place(f.primary.span), f.level, f.rule, one_line(&f.message));
        })
        .count();
    output::out(&printable(&out));
    let all: usize = reports.iter().map(|(r, _)| r.waivers.len()).sum();
    let (code, reason) = if count > 0 {
        (1, format!("exit 1: {} to look at", counted(count, "waiver")))
    } else {
        (0, format!("exit 0: {}, all in order", counted(all, "waiver")))
    };
    output::err(&format!("{reason}\n"));
    Ok(code)
}

fn prune(about: &About, expired: bool, diff: bool) -> Result<u8, Failure> {
    let wanted = |f: &Finding| f.rule == "waiver-unused" || expired && f.rule == "waiver-expired";
    let wishes = about.wishes();
    let choose = |_: &Ready, _: &Sources, _: &[PathBuf], report: &mut Report| report.findings.retain(wanted);
    let changes = changes(&wishes, &wishes.request(), true, &choose)?;
    if diff {
        return Ok(changes.show(true, false));
    }
    if let Some(error) = &changes.error {
        return Err(Failure::Read(error.clone()));
    }
    changes.write()?;
    let reason = if changes.is_none() { "exit 0: nothing to remove" } else { "exit 0: removed" };
    output::err(&format!("{reason}\n"));
    Ok(0)
}
