//! `crmlint rules docs`: a page for each rule in force and an index. A file that it did not make itself stays as it is.

use std::fmt::Write as _;
use std::path::Path;

use super::super::{Failure, explain, output};
use crate::check::interpret_example;
use crate::finding::counted;
use crate::rule::facts::vocabulary;
use crate::rule::page::{Page, escaped};
use crate::rule::{Rule, RuleSource};
use crate::source::printable;

/// The first line of each file that is written, by which it is known again.
const MARK: &str = "<!-- made by `crmlint rules docs`; changes are lost when it runs again -->\n";

pub(super) fn run(folder: &Path) -> Result<u8, Failure> {
    let (rules, sources) = super::super::session::rules_here();
    let mut files: Vec<(String, String)> = Vec::new();
    for (index, rule) in rules.rules().iter().enumerate() {
        let (text, document) = explain::text_of(rule, &sources);
        let page = Page::of(&rules, index, (&text, &document), vocabulary(), &interpret_example);
        files.extend(
            page.map(|page| (format!("{}.md", rule.name), format!("{MARK}{}", placed(&page.markdown(), rule)))),
        );
    }
    files.push(("README.md".to_owned(), index(rules.rules())));
    std::fs::create_dir_all(folder)
        .map_err(|e| Failure::Write { path: folder.to_string_lossy().into_owned(), reason: e.to_string() })?;
    for (name, _) in &files {
        let path = folder.join(name);
        let ours = || std::fs::read_to_string(&path).is_ok_and(|text| text.starts_with(MARK));
        if path.symlink_metadata().is_ok() && !ours() {
            let path = path.to_string_lossy().replace('\\', "/");
            return Err(Failure::Usage(format!("{path} exists and was not made by this command; nothing was written")));
        }
    }
    for (name, text) in &files {
        output::write_file(&folder.join(name), &printable(text), true)?;
    }
    let shown = printable(&folder.to_string_lossy().replace('\\', "/"));
    output::out(&format!("wrote {} and an index to {shown}\n", counted(rules.rules().len(), "page")));
    Ok(0)
}

/// The page with the rule's file as text: only our own repository has it two folders up.
fn placed(page: &str, rule: &Rule) -> String {
    let path = rule.source.path();
    let said = match rule.source {
        RuleSource::Bundled { .. } => format!("`{path}`, which comes with crmlint"),
        RuleSource::File { .. } => format!("`{path}`"),
    };
    page.replace(&format!("[{path}](../../{path})"), &said)
}

fn index(rules: &[Rule]) -> String {
    let mut out = format!("{MARK}# Rules\n");
    let mut areas: Vec<&str> = Vec::new();
    for rule in rules {
        if !areas.contains(&rule.area.as_ref()) {
            areas.push(&rule.area);
        }
    }
    for area in areas {
        let _ = write!(out, "\n## {area}\n\n");
        for rule in rules.iter().filter(|r| r.area == *area) {
            let _ = writeln!(out, "- [{0}]({0}.md) ({1}): {2}", rule.name, rule.level, escaped(&rule.summary));
        }
    }
    out
}
