//! The command line: arguments, where output goes, and the exit code with its reason as the last line on stderr.

mod about;
mod baseline;
mod check;
mod completions;
mod config;
mod display;
mod explain;
mod export;
mod facts;
mod files;
mod fix;
mod import;
mod init;
mod man;
mod output;
mod ownership;
mod rules;
mod schema;
mod select;
mod session;
mod sink;
mod test;
mod understood;
mod waivers;
mod watch;

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

/// Examples that stand at the end of `--help`; the tests run them.
const EXAMPLES: &str = "Examples:
  crmlint check                       check the current folder
  crmlint check clients/ridgeline     check one organization
  crmlint check --format sarif=out.sarif --format full
  crmlint explain esp-without-crm     why a rule asks, and what mends it

Exit codes:
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  could not run, or the result cannot be trusted
  3  nothing to check";

/// Validates a Customer Responsibility Matrix against the system security plan, the cloud and the CMMC rules.
#[derive(Debug, Parser)]
#[command(name = "crmlint", version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArgs,
}

/// `crmlint check` alone.
#[derive(Debug, Parser)]
#[command(name = "crmlint check")]
struct CheckAlone {
    #[command(flatten)]
    check: CheckArgs,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one of them")]
enum Command {
    /// Check declarations; the default when no command is named
    Check(CheckArgs),
    /// List the files that are read, and those that are not and why
    Files(files::FilesArgs),
    /// Explain a rule, a finding, a requirement or a fact
    Explain(ExplainArgs),
    /// List, check, document and begin rules
    Rules {
        #[command(subcommand)]
        command: rules::RulesCommand,
    },
    /// Print the tables and fields that rules can read
    Facts(FactsArgs),
    /// Write a matrix, the merged matrix of all parties or a plan for others to work with
    Export(export::ExportArgs),
    /// Turn a provider's file or a plan into declarations
    Import(import::ImportArgs),
    /// Write a small, commented example to start from
    Init(init::InitArgs),
    /// Print a JSON Schema
    Schema {
        /// Which one
        #[arg(value_enum)]
        name: SchemaName,
    },
    /// Run the examples of rules
    Test(test::TestArgs),
    /// Take down findings of today as known
    Baseline {
        #[command(subcommand)]
        command: baseline::BaselineCommand,
    },
    /// Print every setting in force and where it comes from
    Config(config::ConfigArgs),
    /// List, check or remove waivers
    Waivers {
        #[command(subcommand)]
        command: waivers::WaiversCommand,
    },
    /// Print a script that completes commands and flags in a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man(man::ManArgs),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SchemaName {
    Declaration,
    Rule,
    Report,
    Baseline,
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// `--audience`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AudienceChoice {
    Contractor,
    Msp,
    Assessor,
}

/// `--min-level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    Error,
    Warning,
    Note,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Threshold {
    Error,
    Warning,
    Note,
    Never,
}

#[derive(Debug, Args, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent flags of the command line")]
struct CheckArgs {
    /// Files or folders, - for stdin; the current folder without any
    paths: Vec<PathBuf>,
    /// Output: full, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, markdown or agent; FORMAT=FILE writes to
    /// a file. Repeatable
    #[arg(long, value_name = "FORMAT[=FILE]")]
    format: Vec<String>,
    /// The date to check on, instead of crmlint.kdl's or today's
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Lowest level that makes the exit code 1
    #[arg(long, value_enum, default_value_t = Threshold::Error)]
    fail_on: Threshold,
    /// Lowest level that is shown; does not change the exit code
    #[arg(long, value_enum, default_value_t = Shown::Note)]
    min_level: Shown,
    /// Findings of one rule in one file that the formats for people show, 0 for all; does not change the exit code
    #[arg(long, value_name = "N", default_value_t = crate::report::FOUND_MAX)]
    max_per_rule: usize,
    /// Level of a rule in this run; repeatable
    #[arg(long, value_name = "NAME=LEVEL")]
    rule: Vec<String>,
    /// For whom the findings are; chooses levels and what is shown
    #[arg(long, value_enum)]
    audience: Option<AudienceChoice>,
    /// Run the rules of a frozen set, at its levels
    #[arg(long, value_name = "NAME")]
    ruleset: Option<String>,
    /// Run rules that are on trial too
    #[arg(long)]
    preview: bool,
    /// Run this rule alone; repeatable
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Count waived findings as open ones
    #[arg(long)]
    no_waivers: bool,
    /// The file of known findings, instead of the one that crmlint.kdl names
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Exit 0 when there is nothing to check
    #[arg(long)]
    allow_empty: bool,
    /// Also validate declarations against the JSON Schema
    #[arg(long)]
    schema_check: bool,
    /// Exit 1 when rows are undecided
    #[arg(long)]
    deny_undecided: bool,
    /// Show findings too that a waiver or the baseline holds back
    #[arg(long)]
    show_suppressed: bool,
    /// Threads; all cores without it
    #[arg(short = 'j', long, value_name = "N")]
    jobs: Option<usize>,
    /// Colours
    #[arg(long, value_enum, default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// No summary
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    fix: fix::FixArgs,
    #[command(flatten)]
    select: select::SelectArgs,
    #[command(flatten)]
    display: display::DisplayArgs,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// Name of a rule or finding, a requirement or objective such as 3.1.1 or 3.1.1[a], or a fact such as provider.is-esp
    name: String,
    /// The project in which to look who owns the requirement, or what the fact is; the one around the current folder
    /// without it
    #[arg(long, value_name = "PATH")]
    path: Option<PathBuf>,
    /// The date to derive on
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

#[derive(Debug, Args)]
struct FactsArgs {
    /// A table; all without it
    table: Option<String>,
    /// Print what was derived for a project, with places
    #[arg(long)]
    values: bool,
    /// The project, with --values
    #[arg(long, value_name = "PATH")]
    path: Option<PathBuf>,
    /// The date to derive on
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// Why a command could not do its job: exit code 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The words of the call.
    #[error("{0}")]
    Usage(String),
    /// A file that could not be written.
    #[error("cannot write {path}: {reason}")]
    Write {
        /// The path.
        path: String,
        /// In plain words.
        reason: String,
    },
    /// Files that could not be read.
    #[error("{0}")]
    Read(String),
}

/// The arguments of `crmlint check …`: read without putting together the other commands, which takes longer than reading
/// them. Help and mistakes are left to the whole command line, so that it alone words them.
fn checking() -> Option<CheckArgs> {
    let mut args = std::env::args_os().skip(1);
    if args.next()? != "check" {
        return None;
    }
    let alone = CheckAlone::try_parse_from(std::iter::once("crmlint check".into()).chain(args));
    alone.ok().map(|alone| alone.check)
}

/// Parses the arguments, runs, and returns the exit code.
pub fn run() -> u8 {
    // A bug of ours is named as such, with its place in our code and none of the user's data.
    std::panic::set_hook(Box::new(|info| {
        if crate::read::is_guarded() {
            return;
        }
        let place = info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        output::err(&format!("crmlint: a bug in crmlint {}{place}; please report it\n", env!("CARGO_PKG_VERSION")));
    }));
    let command = match checking() {
        Some(args) => Command::Check(args),
        None => match Cli::try_parse() {
            Ok(cli) => cli.command.unwrap_or(Command::Check(cli.check)),
            Err(error) => {
                let shown = error.exit_code() == 0;
                output::raw(!shown, &error.render().to_string());
                if !shown {
                    output::err("exit 2: the call was not understood\n");
                }
                return if shown { 0 } else { 2 };
            }
        },
    };
    let result = match command {
        Command::Check(args) => check::run(&args),
        Command::Files(args) => Ok(files::run(&args)),
        Command::Explain(args) => explain::run(&args),
        Command::Rules { command } => rules::run(&command),
        Command::Facts(args) => facts::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Schema { name } => Ok(schema::run(name)),
        Command::Test(args) => test::run(&args),
        Command::Baseline { command } => baseline::run(&command),
        Command::Config(args) => config::run(&args),
        Command::Waivers { command } => waivers::run(&command),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man(args) => man::run(&args, Cli::command()),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            output::err(&format!("exit 2: {}\n", crate::source::printable(&failure.to_string())));
            2
        }
    }
}
