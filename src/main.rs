//! The `crmlint` binary: parse the arguments, run, return the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(crmlint::cli::run())
}
