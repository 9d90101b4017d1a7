//! Which project a command is about, and on which day it is looked at.

use std::path::PathBuf;

use clap::Args;

use super::session::Wishes;

/// Which project, and when.
#[derive(Debug, Args)]
pub(super) struct About {
    /// Files or folders; the current folder without any
    paths: Vec<PathBuf>,
    /// The date to check on, instead of crmlint.kdl's or today's
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

impl About {
    /// What a check of it would ask for.
    pub(super) fn wishes(&self) -> Wishes {
        Wishes { paths: self.paths.clone(), as_of: self.as_of.clone(), ..Wishes::default() }
    }
}
