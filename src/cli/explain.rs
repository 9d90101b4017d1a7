//! `crmlint explain`: an offline page for a rule, a finding that is no rule, a requirement or a fact. Inside a project it
//! also says who owns the requirement, or what the fact is there.

use std::fmt::Write as _;

use super::facts::{Printer, field as field_of};
use super::session::{Ready, Session, Wishes, open, project_here};
use super::{ExplainArgs, Failure, output, ownership};
use crate::catalog::{Poam, Reading, RequirementIx, Weight, read_ids, revision3};
use crate::check::{interpret, interpret_example};
use crate::fact::{CellValue, FieldDef, TableDef};
use crate::finding::{FIXED, Fixed, counted, join_and, nearest};
use crate::rule::example::{rule_node, why};
use crate::rule::facts::{PUBLIC, vocabulary};
use crate::rule::page::{KINDS, Page};
use crate::rule::{Rule, RuleSet, RuleSource};
use crate::source::{Document, FileId, Sources, printable};

/// Rows of a project that the page of a fact shows.
const ROWS_MAX: usize = 40;

pub(super) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let name = args.name.as_str();
    let (rules, sources) = super::session::rules_here();
    if let Some(index) = rules.find(name) {
        output::out(&printable(&rule_page(&rules, index, name, &sources)));
    } else if let Some(fixed) = FIXED.iter().find(|f| f.name == name) {
        output::out(&printable(&fixed_page(fixed)));
    } else if let Some((ix, letters)) = requirement_named(name) {
        if let Some(page) = revision3_page(name) {
            output::out(&printable(&format!("{page}\nRead as Revision 2, it is:\n\n")));
        }
        output::out(&printable(&requirement_page(ix, &rules)));
        return in_project(args, &|printer, ready| ownership::section(&printer, ready, ix, &letters));
    } else if let Some(page) = revision3_page(name) {
        output::out(&printable(&page));
    } else if !fact_named(name).is_empty() {
        let facts = fact_named(name);
        output::out(&printable(&facts.iter().map(|(t, f)| fact_page(t, f)).collect::<String>()));
        return in_project(args, &|printer, ready| values(&printer, ready, &facts));
    } else {
        let names = rules.rules().iter().flat_map(Rule::names).chain(FIXED.iter().map(|f| f.name));
        let number = read_ids(name, None).into_iter().find_map(|r| match r {
            Reading::UnknownNumber { nearest } => nearest,
            _ => None,
        });
        let near = number
            .or_else(|| nearest(name, names))
            .map_or_else(|| "; `crmlint rules list` names the rules".to_owned(), |n| format!("; did you mean `{n}`?"));
        return Err(Failure::Usage(format!("nothing is known of `{name}`{near}")));
    }
    Ok(0)
}

/// What holds in the project around the current folder, or in the one that was named.
fn in_project(args: &ExplainArgs, tell: &dyn Fn(Printer<'_>, &Ready) -> String) -> Result<u8, Failure> {
    let Some(path) = args.path.clone().or_else(project_here) else {
        let text = "No project was found here: run this in the folder of one, or give it with --path PATH.";
        output::out(&format!("\n{}", output::wrap(text, "", "", output::width())));
        return Ok(0);
    };
    let wishes = Wishes { paths: vec![path], as_of: args.as_of.clone(), ..Wishes::default() };
    let Session { sources, units, errors, .. } = open(&wishes)?;
    for ready in &units {
        let read = interpret(&sources, &ready.unit, &ready.catalog, ready.settings.as_of);
        let printer = Printer { facts: &read.facts, sources: &sources };
        output::out(&printable(&format!("\n{}", tell(printer, ready))));
    }
    if units.is_empty() && errors.is_empty() {
        return Err(Failure::Read("no declaration was read below --path".to_owned()));
    }
    errors.first().map_or(Ok(0), |error| Err(Failure::Read(error.to_string())))
}

/// The `why` of a rule, from its text.
pub(super) fn why_of(rule: &Rule, sources: &Sources) -> String {
    let (text, document) = text_of(rule, sources);
    rule_node(document.nodes(&text), &rule.name).and_then(|n| why(&n)).unwrap_or_default().trim().to_owned()
}

/// The text of a rule's file and its nodes.
pub(super) fn text_of(rule: &Rule, sources: &Sources) -> (String, Document) {
    match &rule.source {
        RuleSource::Bundled { text, .. } => ((*text).to_owned(), crate::parse::parse(FileId(0), text).document),
        RuleSource::File { span, .. } => sources
            .get(span.file)
            .map_or_else(Default::default, |f| (f.text.clone(), f.document.clone().unwrap_or_default())),
    }
}

fn rule_page(rules: &RuleSet, index: usize, asked: &str, sources: &Sources) -> String {
    let mut out = String::new();
    let Some(rule) = rules.get(index) else { return out };
    let (text, document) = text_of(rule, sources);
    let Some(page) = Page::of(rules, index, (&text, &document), vocabulary(), &interpret_example) else { return out };
    let width = output::width();
    let wrap = |text: &str| output::wrap(text, "  ", "  ", width);
    let _ = writeln!(out, "{} ({}, {})", rule.name, rule.level, rule.area);
    if asked != rule.name {
        let _ = writeln!(out, "formerly or elsewhere `{asked}`");
    }
    let _ = write!(out, "\n{}", output::wrap(&rule.summary, "", "", width));
    out.push_str(&output::wrap(&page.audience, "", "", width));
    out.push_str("\nWhy\n");
    for paragraph in &page.why {
        let _ = writeln!(out, "{}", wrap(paragraph));
    }
    if rule.debated {
        let _ = writeln!(out, "Sources disagree on this rule; the reason above tells both sides.\n");
    }
    let _ = writeln!(out, "Citations\n  {}\n", rule.cite.join("\n  "));
    if !rule.controls.is_empty() {
        let _ = writeln!(out, "Requirements\n{}", wrap(&rule.controls.join(" ")));
    }
    out.push_str("What it says, and what mends it\n");
    for message in &page.messages {
        out.push_str(&output::wrap(&message.text, "  ", "    ", width));
        if !message.help.is_empty() {
            out.push_str(&output::wrap(&format!("help: {}", message.help), "    ", "    ", width));
        }
    }
    out.push('\n');
    if !page.params.is_empty() {
        let first = page.params.first().map_or("", |(name, _)| name);
        let _ = writeln!(out, "Parameters and defaults (crmlint.kdl: rule {} {first}=…)", rule.name);
        for (name, default) in &page.params {
            let _ = writeln!(out, "  {name}={default}");
        }
        out.push('\n');
    }
    for (kind, title, _) in KINDS {
        for example in page.examples.iter().filter(|e| e.kind == *kind) {
            let day = example.as_of.as_ref().map_or_else(String::new, |day| format!(" as of {day}"));
            let _ = writeln!(out, "{title}{day}\n{}\n", indent(&example.text));
            for (level, message, help) in &example.told {
                out.push_str(&output::wrap(&format!("{level}: {message}"), "  ", "    ", width));
                if let Some(help) = help {
                    out.push_str(&output::wrap(&format!("help: {help}"), "    ", "    ", width));
                }
            }
            if !example.told.is_empty() {
                out.push('\n');
            }
        }
    }
    out
}

fn indent(text: &str) -> String {
    text.lines().map(|l| format!("  {}", l.trim_end())).collect::<Vec<_>>().join("\n")
}

fn fixed_page(fixed: &Fixed) -> String {
    let why = output::wrap(fixed.why, "  ", "  ", output::width());
    format!("{} ({}, no rule)\n\n{}\n\n{why}", fixed.name, fixed.level, fixed.summary)
}

/// The requirement that a name means, and the letters of its objectives if it names some.
fn requirement_named(name: &str) -> Option<(RequirementIx, String)> {
    let of_revision_2 = read_ids(name, None).into_iter().find_map(|r| match r {
        Reading::Requirement { ix, letters, .. } => Some((ix, letters)),
        _ => None,
    });
    of_revision_2.or_else(|| {
        let ix = RequirementIx::of_level3(name)?;
        let asked = name.rsplit_once('[').map_or("", |(_, rest)| rest);
        Some((ix, asked.chars().filter(|c| ix.get().letters.contains(*c)).collect()))
    })
}

/// The requirements that a name means; several for a number of Level 1.
pub(super) fn requirements_named(name: &str) -> Vec<RequirementIx> {
    let found = read_ids(name, None).into_iter().filter_map(|r| match r {
        Reading::Requirement { ix, .. } => Some(ix),
        _ => None,
    });
    let found: Vec<RequirementIx> = found.collect();
    if found.is_empty() { RequirementIx::of_level3(name).into_iter().collect() } else { found }
}

/// What a number of Revision 3, such as `03.17.01`, is; CMMC does not assess it (DoD CMMC FAQ July 2026 B-A3, B-A4).
fn revision3_page(name: &str) -> Option<String> {
    let id = name.trim();
    let (id, title) = revision3().iter().find(|(known, _)| *known == id)?;
    let what = match title {
        Some(title) => format!("{id} {title} (NIST SP 800-171 Rev 3)"),
        None => format!("{id}, a number that NIST SP 800-171 Rev 3 withdrew"),
    };
    let width = output::width();
    let why = "CMMC assesses Revision 2. Revision 3 may be implemented, and its numbers then mean other things (DoD CMMC FAQ \
               July 2026 B-A3, B-A4).";
    Some(format!("{}\n{}", output::wrap(&what, "", "  ", width), output::wrap(why, "  ", "  ", width)))
}

fn requirement_page(ix: RequirementIx, rules: &RuleSet) -> String {
    let r = ix.get();
    let width = output::width();
    let mut out = output::wrap(&format!("{} {} ({})", r.id, r.title, r.cmmc_id), "", "  ", width);
    let weight = match r.weight {
        Weight::Points(n) => counted(usize::from(n), "point"),
        Weight::Variable { full, partial, state } => format!("{full} points, {partial} with state={state}"),
        Weight::Unscored => "unscored: without an SSP the assessment cannot be completed".to_owned(),
    };
    let poam = match r.poam {
        Poam::Eligible => "may stand on a POA&M",
        Poam::Named if ix.is_level3() => "may not stand on a POA&M: named in 32 CFR 170.21",
        Poam::WorthMore => "may not stand on a POA&M: worth more than 1 point (32 CFR 170.21(a)(2)(ii))",
        Poam::Named => "may not stand on a POA&M: named in 32 CFR 170.21(a)(2)(iii)",
        Poam::Conditional => "may stand on a POA&M only when encryption is in use and not FIPS-validated",
    };
    let letters: Vec<String> = r.letters.chars().map(|c| format!("[{c}]")).collect();
    let level1 = r.level1.map(|id| format!("Level 1: {id}"));
    let hints: Vec<&str> = r.hints.split_whitespace().collect();
    let hints = (!hints.is_empty()).then(|| format!("related to {} of SP 800-53 Rev 4 (Appendix D)", join_and(&hints)));
    let lines = [Some(format!("{weight} (32 CFR 170.24)")), Some(poam.to_owned()), level1];
    out.push('\n');
    for line in lines.into_iter().flatten().chain([format!("objectives {}", letters.join(" "))]).chain(hints) {
        out.push_str(&output::wrap(&line, "  ", "    ", width));
    }
    out.push_str("\nRules that touch it\n");
    let named: Vec<&Rule> = rules.rules().iter().filter(|rule| rule.controls.iter().any(|c| c == r.id)).collect();
    // 3.12.4 is the plan, in which every requirement stands.
    let of_all = |rule: &&Rule| rule.area == "ownership" && rule.controls.iter().all(|c| c == "3.12.4");
    let every: Vec<&Rule> = rules.rules().iter().filter(of_all).collect();
    for rule in named.iter().chain(every.iter().filter(|e| !named.iter().any(|n| n.name == e.name))) {
        // Beside each other only where there is room for it.
        if width >= 80 {
            out.push_str(&output::wrap(&rule.summary, &format!("  {:<28} ", rule.name), &" ".repeat(31), width));
        } else {
            let _ = writeln!(out, "  {}", rule.name);
            out.push_str(&output::wrap(&rule.summary, "    ", "    ", width));
        }
    }
    out
}

/// The facts that `table.field`, or a field's name alone, means.
fn fact_named(name: &str) -> Vec<(&'static TableDef, &'static FieldDef)> {
    let (table, field) = name.split_once('.').map_or((None, name), |(t, f)| (Some(t), f));
    let tables = vocabulary().iter().filter(|t| match table {
        Some(name) => t.name == name,
        None => PUBLIC.contains(&t.name),
    });
    tables.flat_map(|t| t.fields.iter().filter(|f| f.name == field).map(move |f| (t, f))).collect()
}

fn fact_page(table: &TableDef, field: &FieldDef) -> String {
    let from = if field.derived { "derived" } else { "declared" };
    let width = output::width();
    let about = format!("{}.{} ({from}, {})", table.name, field.name, field.ty.describe());
    format!("{}\n{}\n", output::wrap(&about, "", "  ", width), output::wrap(field.doc, "  ", "  ", width))
}

/// What these facts are in a unit, row by row.
fn values(printer: &Printer<'_>, ready: &Ready, facts: &[(&'static TableDef, &'static FieldDef)]) -> String {
    let width = output::width();
    let mut out = output::wrap(&format!("In {}, as of {}", ready.unit.root, ready.settings.as_of), "", "  ", width);
    let (mut shown, mut more, mut without) = (0, 0, 0);
    for (table, field) in facts {
        let several = facts.len() > 1;
        for row in printer.rows(table.name) {
            let Some((ty, cell)) = field_of(table.name, row, field.name) else { continue };
            if cell.value == CellValue::Absent {
                without += 1;
                continue;
            }
            if shown == ROWS_MAX {
                more += 1;
                continue;
            }
            shown += 1;
            let value = printer.value(ty, cell);
            let value = if value.is_empty() { "empty" } else { value.as_str() };
            let name = if several { format!(" {}.{}", table.name, field.name) } else { String::new() };
            let because = if cell.because.is_empty() { "" } else { ", because" };
            let line = format!("{} ({}){name}: {value}{because}", row.subject.path(), printer.place(row));
            out.push_str(&output::wrap(&line, "  ", "    ", width));
            let reasons = cell.because.iter().map(|r| format!("{} ({})", r.text, printer.sources.place(r.span)));
            out.extend(reasons.map(|reason| output::wrap(&reason, "      ", "        ", width)));
        }
    }
    if shown == 0 && without == 0 {
        out.push_str("  there is no such row\n");
    }
    if more > 0 {
        let table = if let [(table, _)] = facts { table.name } else { "TABLE" };
        let line = format!("and {}; `crmlint facts --values {table}` prints them all", counted(more, "more row"));
        out.push_str(&output::wrap(&line, "  ", "    ", width));
    }
    if without > 0 {
        let verb = if without == 1 { "has" } else { "have" };
        let _ = writeln!(out, "  {} {verb} none", counted(without, "row"));
    }
    out
}
