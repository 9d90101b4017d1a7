//! `crmlint baseline`: takes down what is found today, so that from tomorrow on only what is new counts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::about::About;
use super::fix::{changes, rewrite};
use super::session::{Ready, Session, Wishes, open};
use super::{Failure, output};
use crate::baseline::{self, FILE};
use crate::check::{Report, check};
use crate::discover::{Disk, Fetch as _, key_of};
use crate::finding::{Finding, Status, counted};
use crate::source::{FileId, Sources, printable, quoted};

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write down all findings of today as known, and name the file in crmlint.kdl
    Create {
        #[command(flatten)]
        about: About,
        /// Where; the file that crmlint.kdl names, or crmlint-baseline.kdl beside it, without
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write over a baseline that is there
        #[arg(long)]
        force: bool,
    },
    /// Remove entries whose findings are mended
    Prune {
        #[command(flatten)]
        about: About,
        /// The file, instead of the one that crmlint.kdl names
        #[arg(long, value_name = "FILE")]
        baseline: Option<PathBuf>,
        /// Show what would be removed, write nothing; exit 1 when something would be
        #[arg(long)]
        diff: bool,
    },
    /// Show the known findings that are still there, and the entries that match nothing
    Show {
        #[command(flatten)]
        about: About,
        /// The file, instead of the one that crmlint.kdl names
        #[arg(long, value_name = "FILE")]
        baseline: Option<PathBuf>,
    },
}

pub(super) fn run(command: &BaselineCommand) -> Result<u8, Failure> {
    match command {
        BaselineCommand::Create { about, output, force } => create(about, output.as_deref(), *force),
        BaselineCommand::Prune { about, baseline, diff } => {
            prune(&Wishes { baseline: baseline.clone(), ..about.wishes() }, *diff)
        }
        BaselineCommand::Show { about, baseline } => show(&Wishes { baseline: baseline.clone(), ..about.wishes() }),
    }
}

fn reports(session: &Session) -> Result<Vec<Report>, Failure> {
    if let Some(error) = session.errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    let Session { sources, units, .. } = session;
    let report = |r: &Ready| check(sources, &r.unit, &r.rules, &r.catalog, &r.settings);
    Ok(units.iter().map(report).collect())
}

/// A file to be written, and the findings that go into it with the key of their unit.
#[derive(Default)]
struct Book<'a> {
    findings: Vec<(String, &'a Finding)>,
    /// The project file that is to name it, if it does not yet.
    unnamed: Option<&'a Ready>,
}

fn create(about: &About, to: Option<&Path>, force: bool) -> Result<u8, Failure> {
    let session = open(&Wishes { no_baseline: true, ..about.wishes() })?;
    let reports = reports(&session)?;
    if session.units.iter().any(|r| r.distrusted) {
        return Err(Failure::Usage("a rule or project file is wrong; mend it first (crmlint check tells)".to_owned()));
    }
    let mut books: BTreeMap<PathBuf, Book<'_>> = BTreeMap::new();
    for (ready, report) in session.units.iter().zip(&reports) {
        let named = ready.baseline.and_then(|id| session.paths.get(id.0 as usize)).cloned();
        let is_named = to.is_none() && named.is_some();
        let path = to.map(Path::to_path_buf).or(named).unwrap_or_else(|| ready.home.join(FILE));
        let key = key_of(&ready.folder, &folder_of(&path));
        let book = books.entry(path).or_default();
        book.findings.extend(report.findings.iter().map(|f| (key.clone(), f)));
        if !is_named {
            book.unnamed = Some(ready);
        }
    }
    let mut said = String::new();
    for (path, book) in books {
        let (text, count) = baseline::write(book.findings.iter().map(|(unit, f)| (unit.as_str(), *f)));
        let left: usize =
            book.findings.iter().filter(|(_, f)| f.status == Status::Open && !baseline::can_hold(f)).count();
        write(&path, &text, force)?;
        let shown = shown(&path);
        let _ = writeln!(said, "wrote {shown}: {}", counted(count, "known finding"));
        if left > 0 {
            let _ = writeln!(
                said,
                "{} of what could not be read or of waivers cannot be known and still count",
                counted(left, "finding")
            );
        }
        if let Some(ready) = book.unnamed {
            said.push_str(&name_it(ready, &path, &session)?);
        }
    }
    output::out(&printable(&said));
    Ok(0)
}

/// The folder of a file that may not be there yet, links resolved.
fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
}

fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    // Nothing but a baseline is written over, whatever somebody mistypes.
    if force && path.exists() && !Disk.read(path).is_ok_and(|bytes| holds_baseline(&bytes)) {
        let reason = "it holds something else than a baseline".to_owned();
        return Err(Failure::Write { path: path.to_string_lossy().into_owned(), reason });
    }
    output::write_file(path, text, force).map_err(|failure| match failure {
        Failure::Write { path, reason } if reason == "it exists already" => Failure::Write {
            path,
            reason: format!("{reason}; `crmlint baseline prune` removes what is mended, --force writes it anew"),
        },
        other => other,
    })
}

fn holds_baseline(bytes: &[u8]) -> bool {
    let Ok(text) = crate::parse::decode(bytes.to_vec()) else { return false };
    baseline::is_baseline(crate::parse::parse(FileId(0), &text).document.nodes(&text))
}

/// From the current folder, where it lies below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|d| d.canonicalize()).unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Writes the name of the file into `crmlint.kdl`; what to do where there is none.
fn name_it(ready: &Ready, path: &Path, session: &Session) -> Result<String, Failure> {
    let project = ready.home.join("crmlint.kdl");
    let place = session.paths.iter().position(|p| *p == project);
    let file = place.and_then(|n| session.sources.iter().nth(n));
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let local = real.strip_prefix(&ready.home).ok().map(|p| p.to_string_lossy().replace('\\', "/"));
    let node = file.and_then(|(_, f)| f.nodes()?.named("crmlint").next());
    let (Some(local), Some(node), Some((_, file)), None) = (local, node, file, &ready.project.baseline) else {
        return Ok(format!("pass --baseline {} to crmlint check, or name it in crmlint.kdl\n", shown(path)));
    };
    let (span, text) = node.insertion(&format!("baseline {}", quoted(&local)));
    let mut new = file.text.clone();
    new.insert_str((span.start as usize).min(new.len()), &text);
    rewrite(&project, &file.path, &file.text, &new)?;
    Ok(format!("named it in {}\n", file.path))
}

fn prune(wishes: &Wishes, diff: bool) -> Result<u8, Failure> {
    let choose = |_: &Ready, _: &Sources, _: &[PathBuf], report: &mut Report| {
        report.findings.retain(|f| f.rule == "baseline-stale");
    };
    let changes = changes(wishes, &wishes.request(), true, &choose)?;
    if diff {
        return Ok(changes.show(true, false));
    }
    if let Some(error) = &changes.error {
        return Err(Failure::Read(error.clone()));
    }
    changes.write()?;
    output::err(if changes.is_none() { "exit 0: every entry is still found\n" } else { "exit 0: removed\n" });
    Ok(0)
}

fn show(wishes: &Wishes) -> Result<u8, Failure> {
    let session = open(wishes)?;
    let reports = reports(&session)?;
    let mut out = String::new();
    let (mut known, mut stale) = (0, 0);
    for finding in reports.iter().flat_map(|r| &r.findings) {
        if finding.status == Status::Baselined {
            known += 1;
            line(&mut out, "known", finding, &session.sources);
        } else if finding.rule == "baseline-stale" {
            stale += 1;
            line(&mut out, "stale", finding, &session.sources);
        }
    }
    if session.units.iter().all(|r| r.baseline.is_none()) {
        out.push_str("there is no baseline; `crmlint baseline create` makes one\n");
    } else {
        let _ = writeln!(
            out,
            "{} still there, {} match nothing",
            counted(known, "known finding"),
            counted(stale, "entry").replace("entrys", "entries")
        );
    }
    output::out(&printable(&out));
    Ok(0)
}

fn line(out: &mut String, word: &str, f: &Finding, sources: &Sources) {
    let points = f.points.map_or_else(String::new, |p| format!(" ({})", counted(usize::from(p), "point")));
    let _ = writeln!(out, "{word}: {}: {}[{}] {}{points}", sources.place(f.primary.span), f.level, f.rule, f.message);
}
