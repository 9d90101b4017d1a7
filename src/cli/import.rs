//! `crmlint import`: a provider's matrix or a plan, turned into declarations. It is read exactly as `source=` reads it in
//! place, so that a check finds the same in both.

mod told;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::session::{Wishes, open, project_here, today};
use super::{Failure, output};
use crate::catalog::Catalog;
use crate::check::{Interpretation, Unit, interpret};
use crate::discover::{Disk, Fetch as _};
use crate::export::View;
use crate::finding::{Finding, counted};
use crate::model::Model;
use crate::read::Owner;
use crate::source::{FileId, Sources, printable, quoted};
use told::Told;

/// Examples that stand at the end of `--help`; the tests run them.
const EXAMPLES: &str = "Examples:
  crmlint import northwind.xlsx --provider northwind
  crmlint import northwind.xlsx --provider northwind -o crm

Exit codes:
  0  written; words that were not understood are told and stay unknown
  1  a file, or a part of one, could not be read, or no row of one was understood
  2  could not run or write
  3  no row in any file";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// Files: csv, xlsx, ods, docx, markdown, OSCAL
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The folder for what is written; stdout without it
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What the files are
    #[arg(long = "as", value_enum, default_value_t = Kind::Crm)]
    kind: Kind,
    /// The provider whose matrix it is
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    /// Id of the matrix; made from the name of the file without it
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// A word of the titles of the provider's columns, where a sheet speaks of several providers
    #[arg(long, value_name = "WORD")]
    columns: Option<String>,
    /// Catalogue that the rows are keyed by, as in `framework=`
    #[arg(long, value_name = "WORD")]
    framework: Option<String>,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A responsibility matrix
    Crm,
    /// A system security plan
    Ssp,
}

/// What the project around the current folder adds to the reading of a file.
#[derive(Default)]
struct Project {
    words: Vec<(String, Owner)>,
    /// Providers by id and name: a file may name them by either.
    providers: Vec<(String, Option<String>)>,
}

pub(super) fn run(args: &ImportArgs) -> Result<u8, Failure> {
    if args.id.is_some() && args.files.len() > 1 {
        return Err(Failure::Usage("--id goes with one file".to_owned()));
    }
    let wrong = [(&args.provider, "--provider"), (&args.id, "--id")];
    if let Some((id, flag)) = wrong.iter().find_map(|(id, flag)| Some((id.as_ref().filter(|i| !is_id(i))?, flag))) {
        return Err(Failure::Usage(format!("{flag} `{id}` is no id; write it in letters, digits and hyphens")));
    }
    let project = project();
    let mut written: Vec<(PathBuf, String)> = Vec::new();
    let mut text = String::new();
    let mut told = Told::default();
    for path in &args.files {
        let read = match read(args, &project, path)? {
            Ok(read) => read,
            Err(reason) => {
                told.refused(&format!("{}: not read: {reason}\n", shown(path)));
                continue;
            }
        };
        let Some(kdl) = told.take(&read, args.kind) else { continue };
        if let Some(folder) = &args.output {
            written.push((folder.join(format!("{}.kdl", read.id)), kdl));
        } else {
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(&kdl);
        }
    }
    output::findings(&text)?;
    put(args, &written)?;
    let code = told.code();
    output::err(&told.text);
    Ok(code)
}

/// Whether an id can be written without quotes.
fn is_id(id: &str) -> bool {
    crate::source::is_bare(id)
}

fn put(args: &ImportArgs, written: &[(PathBuf, String)]) -> Result<(), Failure> {
    for (at, (path, _)) in written.iter().enumerate() {
        if written.iter().take(at).any(|(other, _)| other == path) {
            let message = format!("two files would become {}; import them one by one with --id", shown(path));
            return Err(Failure::Usage(message));
        }
        if !args.force && path.symlink_metadata().is_ok() {
            let message = format!("{} exists already; nothing was written; --force writes over it", shown(path));
            return Err(Failure::Usage(message));
        }
    }
    for (path, kdl) in written {
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent)
                .map_err(|e| Failure::Write { path: shown(parent), reason: e.to_string() })?;
        }
        output::write_file(path, kdl, args.force)?;
        output::err(&format!("wrote {}\n", shown(path)));
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy().replace('\\', "/"))
}

/// Words of responsibility that the project knows, and its providers.
fn project() -> Project {
    let wishes = Wishes { paths: project_here().into_iter().collect(), ..Wishes::default() };
    if wishes.paths.is_empty() {
        return Project::default();
    }
    let Ok(session) = open(&wishes) else { return Project::default() };
    let Some(ready) = session.units.first() else { return Project::default() };
    let mut model = Model::default();
    for nodes in ready.unit.files.iter().filter_map(|id| session.sources.nodes(*id)) {
        model.read(nodes, &mut Vec::new());
    }
    let providers = model.providers.iter().map(|p| (p.id.value.0.clone(), p.name.get().map(|n| n.0.clone())));
    Project { words: ready.unit.words.clone(), providers: providers.collect() }
}

/// A file that was read.
struct Read {
    sources: Sources,
    vendor: FileId,
    outcome: Interpretation,
    /// Id of the matrix, and the name of the file to write.
    id: String,
}

/// Reads a file as a unit that names it would; the inner error is the reason for which it is refused.
fn read(args: &ImportArgs, project: &Project, path: &Path) -> Result<Result<Read, String>, Failure> {
    let name = path.to_string_lossy().replace('\\', "/");
    let format = match crate::read::format_of(&name) {
        Ok(format) => format,
        Err(reason) => return Ok(Err(reason)),
    };
    let bytes = Disk.read(path).map_err(|e| Failure::Read(format!("cannot read {name}: {}", plain(&e))))?;
    if bytes.len() > crate::parse::SIZE_MAX {
        let most = crate::parse::SIZE_MAX / (1024 * 1024);
        return Ok(Err(format!("it is larger than {most} MiB, the most that crmlint reads")));
    }
    let mut sources = Sources::new();
    let opened = match crate::read::open(format, sources.next_id(), bytes) {
        Ok(opened) => opened,
        Err(reason) => return Ok(Err(reason)),
    };
    let vendor = sources.add(name.clone(), opened.text);
    sources.set_book(vendor, opened.book, opened.landmarks, opened.made);
    let id = args.id.clone().unwrap_or_else(|| slug(path));
    let text = declaration(args, project, &id, &name);
    let file = sources.add("import", text.clone());
    let parsed = crate::parse::parse(file, &text);
    sources.set_document(file, parsed.document, false);
    let mut unit = Unit { files: vec![file], words: project.words.clone(), ..Unit::default() };
    let mut nodes = sources.nodes(file).into_iter().flatten();
    let named = nodes.find_map(|n| n.props().find(|p| p.name.value == "source").map(|p| p.value.span));
    if let Some(span) = named {
        unit.vendor.insert(span, vendor);
    }
    unit.vendor_told.insert(vendor, opened.findings);
    let outcome = interpret(&sources, &unit, &Catalog::bundled(), today());
    Ok(Ok(Read { sources, vendor, outcome, id }))
}

fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        kind => kind.to_string(),
    }
}

/// What somebody would write to use the file in place.
fn declaration(args: &ImportArgs, project: &Project, id: &str, path: &str) -> String {
    let mut out = String::new();
    let own = args.provider.iter().map(|id| (id, None));
    let known = project.providers.iter().map(|(id, name)| (id, name.as_ref()));
    let mut seen: Vec<&String> = Vec::new();
    for (id, name) in known.chain(own) {
        if !seen.contains(&id) {
            seen.push(id);
            let name = name.map_or_else(String::new, |n| format!(" name={}", quoted(n)));
            let _ = writeln!(out, "provider {}{name}", quoted(id));
        }
    }
    if args.kind == Kind::Ssp {
        let _ = writeln!(out, "ssp source={}", quoted(path));
        return out;
    }
    let _ = write!(out, "crm {id} source={}", quoted(path));
    let words = [
        ("provider", &args.provider),
        ("sheet", &args.sheet),
        ("columns", &args.columns),
        ("framework", &args.framework),
    ];
    for (word, value) in words {
        if let Some(value) = value {
            let _ = write!(out, " {word}={}", quoted(value));
        }
    }
    out.push('\n');
    out
}

/// An id from the name of a file: `GCC High CRM.xlsx` gives `gcc-high-crm`.
fn slug(path: &Path) -> String {
    let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let mut out = String::new();
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-').to_owned();
    if is_id(&out) { out } else { format!("crm-{out}").trim_end_matches('-').to_owned() }
}
