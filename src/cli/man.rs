//! `crmlint man`: manual pages, made from the same definition as `--help`.

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::{Failure, output};

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write the pages of all commands into this folder, instead of that of crmlint itself to stdout
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &ManArgs, command: Command) -> Result<u8, Failure> {
    let mut command = command.disable_help_subcommand(true);
    // Gives each command its whole name, `crmlint rules list`.
    command.build();
    let Some(folder) = &args.output else {
        output::out(&page(&command, "crmlint")?);
        return Ok(0);
    };
    std::fs::create_dir_all(folder)
        .map_err(|e| Failure::Write { path: folder.to_string_lossy().into_owned(), reason: e.to_string() })?;
    write(&command, "crmlint", folder)?;
    Ok(0)
}

/// The page of a command and those of the commands below it; these go two deep.
fn write(command: &Command, name: &str, folder: &Path) -> Result<(), Failure> {
    output::write_file(&folder.join(format!("{name}.1")), &page(command, name)?, true)?;
    for below in command.get_subcommands() {
        write(below, &format!("{name}-{}", below.get_name()), folder)?;
    }
    Ok(())
}

fn page(command: &Command, name: &str) -> Result<String, Failure> {
    let mut out = Vec::new();
    let version = concat!("crmlint ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).title(name.to_uppercase()).source(version).manual("crmlint");
    man.render(&mut out).map_err(|e| Failure::Usage(e.to_string()))?;
    String::from_utf8(out).map_err(|e| Failure::Usage(e.to_string()))
}
