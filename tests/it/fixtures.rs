//! The stories in `fixtures/`, through the binary: what is printed, what is seeded, and the same bytes every time.
//! `UPDATE=1 cargo test` writes the expected files.

use std::fs;
use std::path::{Path, PathBuf};

use crmlint::catalog::Catalog;
use crmlint::check::interpret;
use crmlint::discover::{Disk, Request, discover};
use crmlint::fact::{CellValue, FieldType};
use crmlint::rule::facts::{table_index, vocabulary};
use crmlint::source::{FileId, Nodes, Sources};
use serde_json::Value;

use crate::cli::{Ran, crmlint};
use crate::support::TODAY;

const STORIES: &[&str] = &["ridgeline", "harborview", "northwind-template", "fairmont"];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `crmlint check fixtures/STORY` in the root of the repository, on the date of its crmlint.kdl.
fn story(name: &str, more: &[&str]) -> Ran {
    crmlint(repository()).arg("check").arg(format!("fixtures/{name}")).args(more).run()
}

fn report(name: &str) -> Value {
    serde_json::from_str(&story(name, &["--format", "json"]).out).unwrap()
}

/// Compares with a committed file, or writes it.
fn settle(story: &str, file: &str, have: &str) {
    let path = repository().join("fixtures").join(story).join(file);
    let want = fs::read_to_string(&path).unwrap_or_default();
    if want == have {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, have).unwrap();
        return;
    }
    let diff = similar::TextDiff::from_lines(want.as_str(), have);
    let diff = diff.unified_diff().header("expected", "printed").to_string();
    panic!("fixtures/{story}/{file} differs; UPDATE=1 cargo test --test it fixtures writes it\n{diff}");
}

#[test]
fn what_is_printed() {
    for name in STORIES {
        let full = story(name, &[]);
        settle(name, "expected.txt", &format!("{}{}", full.out, full.err));
        settle(name, "expected.json", &story(name, &["--format", "json"]).out);
        settle(name, "expected.sarif", &story(name, &["--format", "sarif"]).out);
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    for name in STORIES {
        for format in ["full", "concise", "json", "sarif"] {
            let one = story(name, &["--format", format, "-j", "1"]);
            let two = story(name, &["--format", format, "-j", "2"]);
            assert_eq!(one, two, "{name} as {format}");
        }
    }
}

/// A comment `// seeded: rule` and the nodes that it is about: file, first and last line.
#[derive(Debug)]
struct Seed {
    rule: String,
    path: String,
    first: u64,
    last: u64,
}

impl Seed {
    fn holds(&self, location: &Value) -> bool {
        let line = location["start"]["line"].as_u64().unwrap();
        location["path"] == self.path.as_str() && (self.first..=self.last).contains(&line)
    }

    /// A finding of the rule at the node or inside, with its first place or another one.
    fn meets(&self, finding: &Value) -> bool {
        let related = finding["related"].as_array().unwrap();
        finding["rule"] == self.rule.as_str()
            && (self.holds(&finding["location"]) || related.iter().any(|r| self.holds(&r["location"])))
    }
}

fn kdl_files(story: &str) -> Vec<PathBuf> {
    let folder = repository().join("fixtures").join(story);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "kdl"));
    files.sort();
    files
}

/// The node that begins on a line, the outermost one.
fn node_on(nodes: Nodes<'_>, sources: &Sources, file: FileId, line: usize) -> Option<(u64, u64)> {
    for node in nodes {
        let at = |offset: u32| sources.position(file, offset).line as usize;
        let (first, last) = (at(node.header().start), at(node.span().end));
        if first == line {
            return Some((first as u64, last as u64));
        }
        if (first..=last).contains(&line) {
            return node_on(node.children(), sources, file, line);
        }
    }
    None
}

fn seeds(story: &str) -> Vec<Seed> {
    let mut out = Vec::new();
    for path in kdl_files(story) {
        let text = fs::read_to_string(&path).unwrap();
        let shown = format!("fixtures/{story}/{}", path.file_name().unwrap().to_string_lossy());
        let mut sources = Sources::new();
        let file = sources.add(shown.clone(), text.clone());
        let parsed = crmlint::parse::parse(file, &text);
        let lines: Vec<&str> = text.lines().collect();
        for (i, line) in lines.iter().enumerate() {
            let Some((before, after)) = line.split_once("// seeded:") else { continue };
            let rule = after.split_whitespace().next().unwrap().to_owned();
            let is_aside = |l: &str| l.trim().is_empty() || l.trim_start().starts_with("//");
            let at = if before.trim().is_empty() {
                (i + 1..lines.len()).find(|j| !is_aside(lines[*j])).unwrap() + 1
            } else {
                i + 1
            };
            let (first, last) = node_on(parsed.document.nodes(&text), &sources, file, at)
                .unwrap_or_else(|| panic!("no node begins at {shown}:{at}"));
            out.push(Seed { rule, path: shown.clone(), first, last });
        }
    }
    out
}

/// Every seed is found, and nothing of at least that level is found beside the seeds.
fn seeded_and_nothing_else(name: &str, level: &[&str]) {
    let report = report(name);
    let findings = report["findings"].as_array().unwrap();
    let seeds = seeds(name);
    let missing: Vec<&Seed> = seeds.iter().filter(|s| !findings.iter().any(|f| s.meets(f))).collect();
    let extra: Vec<String> = findings
        .iter()
        .filter(|f| level.iter().any(|l| f["level"] == *l) && !seeds.iter().any(|s| s.meets(f)))
        .map(|f| format!("{} {} {}", f["rule"], f["location"]["place"], f["message"]))
        .collect();
    assert!(missing.is_empty() && extra.is_empty(), "not found: {missing:#?}\nnot seeded: {extra:#?}");
}

#[test]
fn harborview_has_what_is_seeded() {
    assert_eq!(story("harborview", &[]).code, 1);
    assert!(seeds("harborview").len() >= 30);
    seeded_and_nothing_else("harborview", &["error", "warning"]);
}

#[test]
fn northwind_template_has_what_is_seeded() {
    assert_eq!(story("northwind-template", &[]).code, 1);
    seeded_and_nothing_else("northwind-template", &["error", "warning", "note"]);
}

#[test]
fn harborview_lists_its_seeds() {
    let text = fs::read_to_string(repository().join("fixtures/harborview/SEEDED.md")).unwrap();
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|l| l.starts_with("| ")).map(|l| l.split('|').map(str::trim).collect()).collect();
    let mut listed: Vec<String> =
        rows.iter().skip(1).map(|r| format!("{} fixtures/harborview/{}:{}", r[1], r[2], r[3])).collect();
    let mut marked: Vec<String> =
        seeds("harborview").iter().map(|s| format!("{} {}:{}", s.rule, s.path, s.first)).collect();
    listed.sort();
    marked.sort();
    assert_eq!(listed, marked);
}

#[test]
fn ridgeline_is_in_order() {
    let ran = story("ridgeline", &["--deny-undecided", "--fail-on", "note"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let report = report("ridgeline");
    assert_eq!(report["summary"]["undecided_rows"], 0);
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    assert_eq!(report["score"][0]["declared"], 110);
}

#[test]
fn only_the_named_story_is_read() {
    let ran = crmlint(repository()).args(&["check", "fixtures/ridgeline", "fixtures/harborview"]).run();
    assert_eq!(ran.code, 1);
    let both: Value = serde_json::from_str(
        &crmlint(repository())
            .args(&["check", "fixtures/ridgeline", "fixtures/harborview", "--format", "json"])
            .run()
            .out,
    )
    .unwrap();
    assert_eq!(both["units"].as_array().unwrap().len(), 2);
    let alone = report("harborview");
    let there = both["units"].as_array().unwrap().iter().find(|u| u["unit"] == "fixtures/harborview").unwrap();
    assert_eq!(there["findings"], alone["findings"]);
}

/// A cell out of place would be read as another field: every row has one cell a field, and each holds what its type says.
#[test]
fn facts_have_the_cells_of_their_fields() {
    for story in ["ridgeline", "harborview", "northwind-template", "larkspur", "brightwater", "deepwell"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(story);
        let found = discover(&Request { paths: vec![folder], ..Request::default() }, &Disk);
        let [one] = &found.units[..] else { panic!("{story}: one unit") };
        let read = interpret(&found.sources, &one.unit, &Catalog::bundled(), TODAY);
        for (table, rows) in vocabulary().iter().zip(&read.facts.tables) {
            for row in rows {
                assert_eq!(row.cells.len(), table.fields.len(), "{story}: {} {:?}", table.name, row.subject);
                for (cell, field) in row.cells.iter().zip(&table.fields) {
                    let fits = match (&cell.value, field.ty) {
                        (CellValue::Absent | CellValue::Unknown, _)
                        | (CellValue::Bool(_), FieldType::Bool)
                        | (CellValue::Number(_), FieldType::Number)
                        | (CellValue::Date(_), FieldType::Date)
                        | (CellValue::Duration(_), FieldType::Duration)
                        | (CellValue::Text(_), FieldType::Text | FieldType::Id)
                        | (CellValue::Texts(_), FieldType::TextSet) => true,
                        (CellValue::Word(w), FieldType::Enum(words)) => usize::from(*w) < words.len(),
                        (CellValue::Words(all), FieldType::EnumSet(words)) => {
                            all.iter().all(|w| usize::from(w.value) < words.len())
                        }
                        (CellValue::List { rows, .. }, FieldType::List(of)) => {
                            let len = table_index(of).map_or(0, |ix| read.facts.tables[ix].len());
                            rows.iter().all(|r| (*r as usize) < len)
                        }
                        (CellValue::Row(r), FieldType::Record(of) | FieldType::Ref(of)) => {
                            table_index(of).is_some_and(|ix| (*r as usize) < read.facts.tables[ix].len())
                        }
                        _ => false,
                    };
                    assert!(fits, "{story}: {}.{} holds {:?}", table.name, field.name, cell.value);
                }
            }
        }
    }
}
