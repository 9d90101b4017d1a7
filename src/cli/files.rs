//! `crmlint files`: what a check reads, as what, and what it does not read and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output;
use super::rules::ListFormat;
use super::select::{WalkArgs, matrix_alone};
use super::session::today;
use super::understood::Understood;
use crate::catalog::Catalog;
use crate::check::{Unit, interpret};
use crate::discover::{Disk, Error, Fetch, Kind, Loaded, Passed, Plan, Request, Why, each, passed_over, plan};
use crate::finding::counted;
use crate::source::{FileId, Sources, printable};

#[derive(Debug, Args)]
pub(super) struct FilesArgs {
    /// Files or folders; the current folder without any
    paths: Vec<PathBuf>,
    /// How
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    format: ListFormat,
    #[command(flatten)]
    walk: WalkArgs,
}

/// What was gathered, by shown path.
#[derive(Default)]
struct Told {
    /// Unit and role of what is read; a file may be read for several units.
    read: BTreeSet<(String, String, &'static str)>,
    /// What was understood of providers' files and plans, by unit and path; a file may be both.
    understood: BTreeMap<(String, String), Vec<Understood>>,
    /// Why something is not.
    left: BTreeMap<String, String>,
    errors: Vec<Error>,
}

pub(super) fn run(args: &FilesArgs) -> u8 {
    let mut request = args.walk.request(&args.paths);
    let overlay = matrix_alone(&mut request);
    let stands_alone = overlay.is_some();
    let fetch: Box<dyn Fetch> = overlay.map_or_else(|| Box::new(Disk) as Box<dyn Fetch>, |o| Box::new(o));
    let plan = plan(&request, fetch.as_ref(), Some(1));
    let mut told = Told { errors: plan.errors.clone(), ..Told::default() };
    let mut broken = false;
    each(&plan, fetch.as_ref(), Some(1), &|loaded| loaded, &mut |loaded| match loaded {
        Some(loaded) => told.unit(loaded),
        None => broken = true,
    });
    if stands_alone {
        // What stands for its declaration is no file.
        told.read.retain(|(_, _, role)| *role == "vendor source");
    } else {
        told.rest(&request, &plan);
    }
    match args.format {
        ListFormat::Text => told.text(&plan.notes),
        ListFormat::Json => told.json(&plan.notes),
    }
    let declared = told.read.iter().any(|(_, _, role)| *role == "declaration");
    let (code, reason) = match told.errors.first() {
        _ if broken => (101, "exit 101: a unit could not be looked at".to_owned()),
        Some(error) => (2, format!("exit 2: {error}")),
        None if stands_alone && told.read.is_empty() => (1, "exit 1: the file is not read".to_owned()),
        None if !declared && !stands_alone => (3, "exit 3: no declaration is read".to_owned()),
        None => (0, format!("exit 0: {} read", counted(told.files(), "file"))),
    };
    output::err(&format!("{}\n", printable(&reason)));
    code
}

impl Told {
    fn files(&self) -> usize {
        self.read.iter().map(|(path, _, _)| path).collect::<BTreeSet<_>>().len()
    }

    fn unit(&mut self, loaded: Loaded) {
        let Loaded { sources, errors, found, .. } = loaded;
        for error in errors {
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
        }
        let Some(found) = found else { return };
        let unit = &found.unit;
        let mut role = |ids: &mut dyn Iterator<Item = FileId>, role: &'static str| {
            for id in ids {
                let aside = role == "declaration" && found.project_file == Some(id);
                if !aside {
                    self.read.insert((sources.path(id).to_owned(), unit.root.clone(), role));
                }
            }
        };
        role(&mut unit.files.iter().copied(), "declaration");
        role(&mut found.project_file.into_iter(), "project file");
        role(&mut unit.used.iter().copied(), "used");
        role(&mut unit.vendor.values().copied(), "vendor source");
        role(&mut found.rules.iter().copied(), "rule file");
        role(&mut found.offerings.iter().copied(), "offerings");
        role(&mut found.marketplace.into_iter().map(|(id, _)| id), "marketplace export");
        role(&mut found.extended.iter().copied(), "extended project file");
        role(&mut found.baseline.into_iter(), "baseline");
        self.understand(&sources, unit);
        for Passed { file, exclude } in found.passed {
            if found.project_file != Some(file) {
                self.left.insert(sources.path(file).to_owned(), passed(&sources, exclude));
            }
        }
        // What was asked for and could not be taken in: too large, no text, a source outside of the repository.
        for finding in &unit.findings {
            let path = sources.path(finding.primary.span.file);
            match finding.rule.as_ref() {
                "limit-exceeded" | "unreadable-file" => {
                    self.read.retain(|(known, _, _)| known != path);
                    self.left.insert(path.to_owned(), finding.message.clone());
                }
                "source-unreadable" => {
                    let at = sources.place(finding.primary.span);
                    self.left.insert(at, finding.message.clone());
                }
                _ => {}
            }
        }
    }

    /// Counts what the files that matrices and plans name came to.
    fn understand(&mut self, sources: &Sources, unit: &Unit) {
        if unit.vendor.is_empty() {
            return;
        }
        let outcome = interpret(sources, unit, &Catalog::bundled(), today());
        let mut take = |source: Option<crate::source::Span>, plan: bool| {
            let Some(file) = source.and_then(|span| unit.vendor.get(&span)).copied() else { return };
            let count = if plan { Understood::of_plan } else { Understood::of_matrix };
            let key = (unit.root.clone(), sources.path(file).to_owned());
            let known = self.understood.entry(key).or_default();
            if known.iter().all(|u| u.plan != plan) {
                known.push(count(&outcome, file));
            }
        };
        for crm in &outcome.model.crms {
            take(crm.source.known().map(|s| s.span), false);
        }
        for ssp in &outcome.model.ssps {
            take(ssp.source.known().map(|s| s.span), true);
        }
    }

    /// What was understood of a file, in words.
    fn said(&self, unit: &str, path: &str) -> String {
        let found = self.understood.get(&(unit.to_owned(), path.to_owned()));
        found.into_iter().flatten().fold(String::new(), |mut out, u| {
            let _ = write!(out, ": {}", u.words());
            out
        })
    }

    /// What no unit has taken in.
    fn rest(&mut self, request: &Request, plan: &Plan) {
        let here = [PathBuf::from(".")];
        let paths = if request.paths.is_empty() { &here[..] } else { &request.paths };
        let real = paths.iter().filter_map(|p| Disk.real(p).ok());
        let mut folders: BTreeSet<PathBuf> = real.filter(|p| Disk.kind(p) == Some(Kind::Folder)).collect();
        folders.extend(plan.units.iter().map(|u| u.root().to_path_buf()));
        let known: BTreeSet<String> = self.read.iter().map(|(path, _, _)| path.clone()).collect();
        for folder in &folders {
            for (path, why) in passed_over(folder, !request.no_ignore) {
                let shown = plan.shown(&path);
                if !known.contains(&shown) {
                    let why = match why {
                        Why::Ignored => "ignored by .gitignore",
                        Why::Hidden => "hidden: its name begins with a dot",
                        Why::Ending => "no .kdl file, and nothing names it",
                    };
                    self.left.entry(shown).or_insert_with(|| why.to_owned());
                }
            }
            Disk.walk(folder, !request.no_ignore, &mut |walked| {
                use crate::discover::Walked;
                let (path, link) = match walked {
                    Walked::File(path) => (path, false),
                    Walked::Link(path) => (path, true),
                    _ => return,
                };
                let shown = plan.shown(path);
                if known.contains(&shown) {
                    return;
                }
                let why = if plan.excludes(path) {
                    "excluded by --exclude"
                } else if link {
                    match Disk.real(path) {
                        Ok(real) if known.contains(&plan.shown(&real)) => "a link to a file that is read",
                        Ok(real) if !real.starts_with(Disk.tree(folder)) => "links to a file outside of the repository",
                        _ => "a link to something that is not read",
                    }
                } else {
                    "belongs to another unit"
                };
                self.left.entry(shown).or_insert_with(|| why.to_owned());
            });
        }
    }

    fn text(&self, notes: &[String]) {
        let mut text = String::new();
        let width = self.read.iter().map(|(path, _, _)| path.chars().count()).max().unwrap_or(0).min(60);
        let mut unit = "";
        let mut rows: Vec<_> = self.read.iter().map(|(path, unit, role)| (unit, path, role)).collect();
        rows.sort();
        for (of, path, role) in rows {
            if of != unit {
                let _ = writeln!(text, "read for {}:", printable(of));
                unit = of;
            }
            let said = if *role == "vendor source" { self.said(of, path) } else { String::new() };
            let _ = writeln!(text, "  {:width$}  {role}{said}", printable(path));
        }
        if !self.left.is_empty() {
            text.push_str("not read:\n");
        }
        let width = self.left.keys().map(|path| path.chars().count()).max().unwrap_or(0).min(60);
        for (path, why) in &self.left {
            let _ = writeln!(text, "  {:width$}  {}", printable(path), printable(why));
        }
        for note in notes {
            let _ = writeln!(text, "  {}", printable(note));
        }
        output::out(&text);
    }

    fn json(&self, notes: &[String]) {
        let read = self.read.iter().map(|(path, unit, role)| {
            let mut entry = json!({"path": path, "unit": unit, "as": role});
            let counts = self.understood.get(&(unit.clone(), path.clone())).filter(|_| *role == "vendor source");
            if let (Some(counts), Some(entry)) = (counts, entry.as_object_mut()) {
                let count = |u: &Understood| {
                    let kind = if u.plan { "ssp" } else { "crm" };
                    json!({"as": kind, "rows": u.rows, "ids": u.ids, "answers": u.answers})
                };
                entry.insert("understood".to_owned(), counts.iter().map(count).collect());
            }
            entry
        });
        let read: Vec<_> = read.collect();
        let left: Vec<_> = self.left.iter().map(|(path, why)| json!({"path": path, "reason": why})).collect();
        let errors: Vec<String> = self.errors.iter().map(ToString::to_string).collect();
        let all = json!({"format": 1, "read": read, "not-read": left, "notes": notes, "errors": errors});
        output::out(&format!("{all:#}\n"));
    }
}

/// Why a project file leaves a file out.
fn passed(sources: &Sources, exclude: Option<crate::source::Span>) -> String {
    match exclude {
        Some(span) => {
            let line = sources.position(span.file, span.start).line;
            format!("excluded by line {line} of {}", sources.path(span.file))
        }
        None => "no glob of `include` names it".to_owned(),
    }
}
