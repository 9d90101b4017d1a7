//! `crmlint export`: a matrix, the merged matrix or a plan as a file for others to work with.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::about::About;
use super::session::{Ready, Session, open};
use super::{Failure, output};
use crate::check::{Interpretation, interpret};
use crate::export::{Dialect, OscalVersion, To, View, What, catalog, tops, write};
use crate::finding::{Finding, counted};
use crate::source::printable;

/// Examples that stand at the end of `--help`; the tests run them.
const EXAMPLES: &str = "Examples:
  crmlint export clients/ridgeline --crm northwind-cmmc -o northwind.xlsx
  crmlint export clients/ridgeline --crm northwind-cmmc --to csv
  crmlint export clients/ridgeline --what matrix -o matrix.xlsx
  crmlint export clients/ridgeline --what ssp --to oscal-ssp

Exit codes:
  0  written
  1  written, and a part of the declarations could not be read
  2  could not write
  3  nothing to write";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    about: About,
    /// The format; without it, what the ending of -o says: .xlsx, .csv, .md or .kdl
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<Format>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Subject::Crm)]
    what: Subject,
    /// The matrix, where there are several
    #[arg(long, value_name = "ID")]
    crm: Option<String>,
    /// The boundary whose plan is written, where there are several plans
    #[arg(long, value_name = "ID")]
    boundary: Option<String>,
    /// The file; stdout without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// The version of OSCAL that a document says it is of
    #[arg(long, value_enum, default_value_t = Version::V1_1_3, value_name = "VERSION")]
    oscal_version: Version,
    /// The OSCAL profile or catalogue that a document rests on, such as what oscal-catalog writes
    #[arg(long, value_name = "HREF")]
    profile: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A workbook
    Xlsx,
    /// Comma separated values
    Csv,
    /// A table in markdown
    Markdown,
    /// A system security plan in OSCAL: the provider's for a matrix, the organization's for --what ssp
    OscalSsp,
    /// A component definition in OSCAL
    OscalComponent,
    /// The requirements themselves as an OSCAL catalogue, for tools that look them up; needs no declarations
    OscalCatalog,
    /// Declarations
    Kdl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// One provider's responsibility matrix
    Crm,
    /// Every objective with all parties, its state and the rows behind it
    Matrix,
    /// The system security plan, with rows to fill in where it says nothing
    Ssp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Version {
    #[value(name = "1.1.3")]
    V1_1_3,
    #[value(name = "1.2.1")]
    V1_2_1,
}

pub(super) fn run(args: &ExportArgs) -> Result<u8, Failure> {
    let format = format(args)?;
    let version = match args.oscal_version {
        Version::V1_1_3 => OscalVersion::V1_1_3,
        Version::V1_2_1 => OscalVersion::V1_2_1,
    };
    let dialect = Dialect { version, profile: args.profile.as_deref() };
    let to = match format {
        Format::Xlsx => To::Xlsx,
        Format::Csv => To::Csv,
        Format::Markdown => To::Markdown,
        Format::OscalSsp => To::OscalSsp(dialect),
        Format::OscalComponent => To::OscalComponent(dialect),
        Format::Kdl => To::Kdl,
        Format::OscalCatalog => {
            put(args, catalog(version).as_bytes())?;
            return Ok(0);
        }
    };
    let Session { sources, units, errors, .. } = open(&args.about.wishes())?;
    if let Some(error) = errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    let ready = match units.as_slice() {
        [] => {
            output::err("exit 3: no declaration was read\n");
            return Ok(3);
        }
        [one] => one,
        several => {
            let roots: Vec<&str> = several.iter().map(|u| u.unit.root.as_str()).collect();
            let message = format!("there are several organizations; name one: {}", roots.join(", "));
            return Err(Failure::Usage(message));
        }
    };
    let read = interpret(&sources, &ready.unit, &ready.catalog, ready.settings.as_of);
    let view = View { sources: &sources, read: &read, as_of: ready.settings.as_of };
    let Some(what) = what(args, view)? else {
        output::err("exit 3: there is no crm node to write\n");
        return Ok(3);
    };
    let bytes = write(view, what, to).map_err(Failure::Usage)?;
    put(args, &bytes)?;
    Ok(ended(ready, &read))
}

/// Says when what was written cannot be whole.
fn ended(ready: &Ready, read: &Interpretation) -> u8 {
    let is_cut = |f: &&Finding| crate::finding::ALWAYS.contains(&f.rule.as_ref());
    let cut = ready.unit.findings.iter().chain(&read.findings).filter(is_cut).count();
    if cut == 0 {
        return 0;
    }
    let told = counted(cut, "finding");
    output::err(&format!("exit 1: not all declarations could be read ({told}); crmlint check shows what is missing\n"));
    1
}

fn format(args: &ExportArgs) -> Result<Format, Failure> {
    let by_name = || {
        let ending = args.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "xlsx" => Some(Format::Xlsx),
            "csv" => Some(Format::Csv),
            "md" | "markdown" => Some(Format::Markdown),
            "kdl" => Some(Format::Kdl),
            _ => None,
        }
    };
    let Some(format) = args.to.or_else(by_name) else {
        let formats = "xlsx, csv, markdown, oscal-ssp, oscal-component, oscal-catalog or kdl";
        return Err(Failure::Usage(format!("say the format: --to {formats}")));
    };
    if let (Some(other), Some(path)) = (by_name().filter(|f| *f != format), &args.output) {
        let (told, meant) = (other.to_possible_value(), format.to_possible_value());
        let [told, meant] = [told, meant].map(|v| v.map_or_else(String::new, |v| v.get_name().to_owned()));
        let message = format!("{} ends as {told} does, and --to says {meant}", printable(&path.to_string_lossy()));
        return Err(Failure::Usage(message));
    }
    if format == Format::Xlsx && args.output.is_none() {
        return Err(Failure::Usage("a workbook needs a file: -o crm.xlsx".to_owned()));
    }
    Ok(format)
}

/// The matrix or plan that is meant; none where the unit has no matrix.
fn what(args: &ExportArgs, view: View<'_>) -> Result<Option<What>, Failure> {
    let for_crm = args.what == Subject::Crm;
    if args.crm.is_some() && !for_crm {
        return Err(Failure::Usage("--crm goes with --what crm".to_owned()));
    }
    if args.boundary.is_some() && args.what != Subject::Ssp {
        return Err(Failure::Usage("--boundary goes with --what ssp".to_owned()));
    }
    match args.what {
        Subject::Matrix => Ok(Some(What::Matrix)),
        Subject::Ssp => plan(args, view).map(|ix| Some(What::Ssp(ix))),
        Subject::Crm => matrix(args, view).map(|ix| ix.map(What::Crm)),
    }
}

fn matrix(args: &ExportArgs, view: View<'_>) -> Result<Option<usize>, Failure> {
    let crms = &view.read.model.crms;
    let id = |ix: &usize| crms.get(*ix).map_or("", |c| c.id.value.0.as_str());
    if let Some(wanted) = &args.crm {
        let found = (0..crms.len()).find(|ix| id(ix) == wanted);
        let all: Vec<&str> = (0..crms.len()).map(|ix| id(&ix)).collect();
        let message = || Failure::Usage(format!("there is no crm `{wanted}`; there are: {}", all.join(", ")));
        return found.map(Some).ok_or_else(message);
    }
    match tops(view).as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        several => {
            let all: Vec<&str> = several.iter().map(id).collect();
            Err(Failure::Usage(format!("there are several matrices; name one: --crm {}", all.join(" or --crm "))))
        }
    }
}

fn plan(args: &ExportArgs, view: View<'_>) -> Result<Option<usize>, Failure> {
    let (ssps, index) = (&view.read.model.ssps, &view.read.index);
    let of = |ix: usize, wanted: &str| {
        let about = ssps.get(ix).map(|s| index.boundaries_of(&s.boundary)).unwrap_or_default();
        about.iter().filter_map(|b| index.boundaries.get(*b)).any(|b| b.id == wanted)
    };
    let Some(wanted) = &args.boundary else {
        return match ssps.len() {
            0 => Ok(None),
            1 => Ok(Some(0)),
            _ => {
                let all: Vec<&str> = index.boundaries.iter().map(|b| b.id.as_str()).collect();
                let message =
                    format!("there are several plans; name a boundary: --boundary {}", all.join(" or --boundary "));
                Err(Failure::Usage(message))
            }
        };
    };
    if index.boundaries.iter().all(|b| b.id != *wanted) {
        return Err(Failure::Usage(format!("there is no boundary `{wanted}`")));
    }
    Ok((0..ssps.len()).find(|ix| of(*ix, wanted)))
}

fn put(args: &ExportArgs, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = &args.output else {
        return output::findings(&String::from_utf8_lossy(bytes));
    };
    let shown = shown(path);
    if !args.force && path.symlink_metadata().is_ok() {
        let message = format!("{shown} exists already; --force writes over it");
        return Err(Failure::Usage(message));
    }
    output::write_file(path, bytes, args.force)?;
    output::err(&format!("wrote {shown}\n"));
    Ok(())
}

fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy().replace('\\', "/"))
}
