//! `crmlint completions`: scripts for shells, made from the same definition as `--help`.

use clap::Args;
use clap_complete::Shell;

use super::{Failure, output};

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, mut command: clap::Command) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "crmlint", &mut script);
    let script = String::from_utf8(script).map_err(|e| Failure::Usage(e.to_string()))?;
    output::out(&script);
    Ok(0)
}
