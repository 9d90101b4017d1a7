//! `crmlint files`
use clap::Args;
use super::Failure;
#[derive(Debug, Args)]
pub(super) struct FilesArgs {}
pub(super) fn run(_: &FilesArgs) -> Result<u8, Failure> { Ok(0) }
