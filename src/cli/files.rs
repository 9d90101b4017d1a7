//! `crmlint files`
use super::Failure;
use clap::Args;
#[derive(Debug, Args)]
pub(super) struct FilesArgs {}
pub(super) fn run(_: &FilesArgs) -> Result<u8, Failure> {
    Ok(0)
}
