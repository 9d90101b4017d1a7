//! The pages in `docs/rules`, one a rule and three indexes: `UPDATE=1 cargo test` writes them, a stale or orphaned one
//! fails. Their examples are run as a reader would run them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crmlint::catalog::{Catalog, requirements};
use crmlint::check::{Report, Settings, Unit, check, interpret_example};
use crmlint::finding::Level;
use crmlint::rule::example::EXAMPLE_DAY;
use crmlint::rule::facts::vocabulary;
use crmlint::rule::page::{Page, escaped};
use crmlint::rule::{Rule, RuleSet};
use crmlint::source::Sources;

use super::{loaded, rule_files, settle};

const MADE: &str = "Made from the rule files: `UPDATE=1 cargo test --test it generated`.";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

/// The rules as their files are now.
fn set() -> RuleSet {
    let mut rules = RuleSet::new();
    assert!(rules.add(loaded()).is_empty());
    rules
}

/// `docs/rules/NAME.md` of every rule, by its file name.
fn pages(rules: &RuleSet) -> BTreeMap<String, String> {
    let texts: BTreeMap<String, String> = rule_files().into_iter().collect();
    let page = |(ix, rule): (usize, &Rule)| {
        let text = &texts[rule.source.path()];
        let parsed = crmlint::parse::parse(crmlint::source::FileId(0), text);
        let page = Page::of(rules, ix, (text, &parsed.document), vocabulary(), &interpret_example).unwrap();
        (format!("{}.md", rule.name), page.markdown())
    };
    rules.rules().iter().enumerate().map(page).collect()
}

fn by_area(rules: &[Rule]) -> String {
    let mut out = format!(
        "# Rules by area\n\n{MADE}\n\nOther indexes: [by citation](by-citation.md), [by requirement](by-requirement.md).\n"
    );
    let mut area = String::new();
    for rule in rules {
        if rule.area != area {
            area = rule.area.to_string();
            let _ = write!(out, "\n## {area}\n\n| rule | level | what it finds |\n|---|---|---|\n");
        }
        let _ = writeln!(out, "| [{0}]({0}.md) | {1} | {2} |", rule.name, rule.level, escaped(&rule.summary));
    }
    out
}

fn line(rule: &Rule) -> String {
    format!("- [{0}]({0}.md) ({1}): {2}\n", rule.name, rule.level, escaped(&rule.summary))
}

/// Digits compare as numbers, so that 170.9 stands before 170.17.
fn numbered(text: &str) -> Vec<(String, u64)> {
    let mut out = vec![(String::new(), 0)];
    for c in text.chars() {
        let last = out.last_mut().unwrap();
        match c.to_digit(10) {
            Some(d) => last.1 = last.1 * 10 + u64::from(d),
            None if last.1 > 0 => out.push((c.to_string(), 0)),
            None => last.0.push(c),
        }
    }
    out
}

fn by_citation(rules: &[Rule]) -> String {
    let mut out = format!("# Rules by citation\n\n{MADE}\n");
    let cites: BTreeSet<(Vec<(String, u64)>, &str)> =
        rules.iter().flat_map(|r| r.cite.iter()).map(|c| (numbered(c), c.as_ref())).collect();
    for (_, cite) in cites {
        let _ = write!(out, "\n## {}\n\n", escaped(cite));
        out.extend(rules.iter().filter(|r| r.cite.iter().any(|c| c == cite)).map(line));
    }
    out
}

/// Tables whose rows are about one requirement each, whichever it is.
const ANY_REQUIREMENT: &[&str] =
    &["requirement", "objective", "claim", "duty", "crm-row", "ssp-row", "poam-item", "statement", "ssp-evidence"];

fn by_requirement(rules: &[Rule]) -> String {
    let mut out = format!("# Rules by requirement\n\n{MADE}\n");
    let named: BTreeSet<&str> = rules.iter().flat_map(|r| r.controls.iter().map(AsRef::as_ref)).collect();
    let level3 = crmlint::catalog::RequirementIx::level3().map(crmlint::catalog::RequirementIx::get);
    for requirement in requirements().iter().chain(level3).filter(|r| named.contains(r.id)) {
        let _ = write!(out, "\n## {} {}\n\n", requirement.id, requirement.title);
        out.extend(rules.iter().filter(|r| r.controls.iter().any(|c| c == requirement.id)).map(line));
    }
    let _ = write!(out, "\n## Every requirement\n\nThese look at the rows of all requirements alike.\n\n");
    let any = |r: &&Rule| {
        r.controls.is_empty()
            && r.programs.iter().any(|p| ANY_REQUIREMENT.contains(&vocabulary()[usize::from(p.table)].name))
    };
    out.extend(rules.iter().filter(any).map(line));
    out
}

#[test]
fn pages_of_rules_are_true() {
    let rules = set();
    let mut wanted = pages(&rules);
    wanted.insert("README.md".to_owned(), by_area(rules.rules()));
    wanted.insert("by-citation.md".to_owned(), by_citation(rules.rules()));
    wanted.insert("by-requirement.md".to_owned(), by_requirement(rules.rules()));
    fs::create_dir_all(folder()).unwrap();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if wanted.contains_key(&name) {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE").is_some(),
            "{name} belongs to no rule; UPDATE=1 cargo test --test it generated"
        );
        fs::remove_file(path).unwrap();
    }
    for (name, text) in &wanted {
        settle(&format!("docs/rules/{name}"), text);
    }
}

/// An example of a page: under which title, on which day, and its text.
struct Fence {
    title: String,
    as_of: Option<String>,
    text: String,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut out: Vec<Fence> = Vec::new();
    let (mut title, mut as_of, mut open) = (String::new(), None, false);
    for line in page.lines() {
        match line {
            "```kdl" => {
                out.push(Fence { title: title.clone(), as_of: as_of.take(), text: String::new() });
                open = true;
            }
            "```" => open = false,
            _ if open => {
                let text = &mut out.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            _ => {
                if let Some(text) = line.strip_prefix("## ") {
                    text.clone_into(&mut title);
                }
                if let Some(day) = line.strip_prefix("As of ") {
                    as_of = Some(day.trim_end_matches(':').to_owned());
                }
            }
        }
    }
    out
}

/// Checks a text with one rule alone, as `crmlint check --only NAME --as-of DAY` would.
fn checked(fence: &Fence, rule: &str, rules: &RuleSet, catalog: &Catalog) -> (Report, Sources) {
    let mut sources = Sources::new();
    let id = sources.add("page.kdl", fence.text.clone());
    let parsed = crmlint::parse::parse(id, &fence.text);
    assert!(parsed.findings.is_empty(), "{rule}: {:?}\n{}", parsed.findings, fence.text);
    sources.set_document(id, parsed.document, false);
    let unit = Unit { root: ".".to_owned(), files: vec![id], ..Unit::default() };
    let day = fence.as_of.as_ref().map_or(EXAMPLE_DAY, |day| day.parse().unwrap());
    let mut settings = Settings::new(day);
    settings.only.insert(rule.to_owned());
    let own = rules.rules().iter().find(|r| r.name == rule).unwrap();
    settings.levels.insert(rule.to_owned(), own.level);
    (check(&sources, &unit, rules, catalog, &settings), sources)
}

/// Lines above a comment that points.
fn pointed(text: &str) -> BTreeSet<u32> {
    let points = |l: &str| l.trim_start().starts_with("//") && l.contains('^');
    let lines: Vec<&str> = text.lines().collect();
    let above = |n: usize| (0..n).rev().find(|i| !points(lines[*i])).unwrap();
    (0..lines.len()).filter(|n| points(lines[*n])).map(|n| u32::try_from(above(n) + 1).unwrap()).collect()
}

#[test]
fn examples_of_pages_come_out_as_the_page_says() {
    // Not read from the disk, where another test may be writing them; that one holds both to be the same.
    let rules = set();
    let pages = pages(&rules);
    let catalog = Catalog::bundled();
    let mut seen = 0;
    for rule in rules.rules() {
        for fence in fences(&pages[&format!("{}.md", rule.name)]) {
            let found = |expected: bool| {
                let (report, sources) = checked(&fence, &rule.name, &rules, &catalog);
                let lines: BTreeSet<u32> = report
                    .findings
                    .iter()
                    .filter(|f| f.rule == rule.name)
                    .map(|f| sources.position(f.primary.span.file, f.primary.span.end.saturating_sub(1)).line)
                    .collect();
                let errors: Vec<_> =
                    report.findings.iter().filter(|f| f.rule != rule.name && f.level == Level::Error).collect();
                assert!(errors.is_empty(), "{}: {errors:?}\n{}", rule.name, fence.text);
                assert_eq!(!lines.is_empty(), expected, "{}: {:?}\n{}", rule.name, report.findings, fence.text);
                assert_eq!(lines, pointed(&fence.text), "{}\n{}", rule.name, fence.text);
            };
            match fence.title.as_str() {
                "Found" => found(true),
                "Not found" | "Does not apply" => found(false),
                _ => {
                    // The words for `crmlint.kdl`.
                    let parsed = crmlint::parse::parse(crmlint::source::FileId(0), &fence.text);
                    let mut project = crmlint::project::read(parsed.document.nodes(&fence.text));
                    let levels = project.apply(&rules).levels;
                    assert!(project.findings.is_empty() && project.waivers.findings.is_empty(), "{}", fence.text);
                    assert_eq!(levels.get(rule.name.as_ref()), Some(&rule.level), "{}", fence.text);
                    assert!(project.waivers.decisions.iter().any(|d| d.rule == rule.name), "{}", fence.text);
                }
            }
            seen += 1;
        }
    }
    assert!(seen >= rules.rules().len() * 3, "{seen}");
}

#[test]
fn pages_say_what_mends() {
    let rules = set();
    let pages = pages(&rules);
    for rule in rules.rules() {
        let page = &pages[&format!("{}.md", rule.name)];
        for part in ["## Why", "It rests on:", "To mend it: ", "## Found", "> **", "## Not found", "waiver "] {
            assert!(page.contains(part), "{}: no `{part}`", rule.name);
        }
        let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|l| !l.starts_with("http")) {
            let path = link.split('#').next().unwrap();
            let made = path == "README.md";
            assert!(made || folder().join(path).exists(), "{}: {link} leads nowhere", rule.name);
        }
    }
}
