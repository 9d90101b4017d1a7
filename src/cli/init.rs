//! `crmlint init`: a small, commented example to start from, a hook and a CI job. Never overwrites a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Failure, output};

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Where; the current folder without it
    directory: Option<PathBuf>,
    /// For whom
    #[arg(long, value_enum, default_value_t = Template::Contractor)]
    template: Template,
    /// Write the job of a CI service too
    #[arg(long, value_enum)]
    ci: Option<Service>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Template {
    Contractor,
    Msp,
    Assessor,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Service {
    Github,
    Gitlab,
}

type Files = &'static [(&'static str, &'static str)];

const CONTRACTOR: Files = &[
    ("crmlint.kdl", include_str!("init/crmlint.kdl")),
    ("organization.kdl", include_str!("init/organization.kdl")),
    ("providers.kdl", include_str!("init/providers.kdl")),
    ("crm-msp.kdl", include_str!("init/crm-msp.kdl")),
    ("ssp.kdl", include_str!("init/ssp.kdl")),
];

const MSP: Files = &[("crmlint.kdl", include_str!("init/crmlint.kdl")), ("crm.kdl", include_str!("init/template.kdl"))];

/// An assessor's own files, and a firm as it would hand in its files.
const ASSESSOR: Files = &[
    ("crmlint.kdl", include_str!("init/assessor.kdl")),
    ("firms/harbor/assessment.kdl", include_str!("init/assessment.kdl")),
    ("firms/harbor/organization.kdl", include_str!("init/organization.kdl")),
    ("firms/harbor/providers.kdl", include_str!("init/providers.kdl")),
    ("firms/harbor/crm-msp.kdl", include_str!("init/crm-msp.kdl")),
    ("firms/harbor/ssp.kdl", include_str!("init/ssp.kdl")),
];

const HOOK: (&str, &str) = (".pre-commit-config.yaml", include_str!("init/pre-commit-config.yaml"));
const GITHUB: (&str, &str) = (".github/workflows/crmlint.yml", include_str!("init/github.yml"));
const GITLAB: (&str, &str) = (".gitlab-ci.yml", include_str!("init/gitlab.yml"));

pub(super) fn run(args: &InitArgs) -> Result<u8, Failure> {
    let folder = args.directory.clone().unwrap_or_default();
    let files = match args.template {
        Template::Contractor => CONTRACTOR,
        Template::Msp => MSP,
        Template::Assessor => ASSESSOR,
    };
    for (name, _) in files {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::Usage(format!("{} exists already; nothing was written", shown(&path))));
        }
    }
    for (name, text) in files {
        write(&folder, name, text)?;
    }
    let job = args.ci.map(|service| match service {
        Service::Github => GITHUB,
        Service::Gitlab => GITLAB,
    });
    // These are read at the root of a repository alone.
    let inside = inside_repository(&folder);
    let mut told = String::new();
    for (name, text) in std::iter::once(HOOK).chain(job) {
        let there = folder.join(name).symlink_metadata().is_ok();
        if !inside && !there {
            write(&folder, name, text)?;
            continue;
        }
        let whose = if inside { format!("{name} at the root of the repository") } else { shown(&folder.join(name)) };
        let _ = write!(told, "\nInto {whose}:\n\n{text}");
    }
    output::out(&told);
    output::out(format!("\nNext: crmlint check {}", shown(&folder)).trim_end());
    output::out("\n");
    Ok(0)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(|e| Failure::Write { path: shown(parent), reason: e.to_string() })?;
    }
    output::write_file(&path, text, false)?;
    output::out(&format!("wrote {}\n", shown(&path)));
    Ok(())
}

/// True below the root of a repository, where hooks and jobs would not be read.
fn inside_repository(folder: &Path) -> bool {
    let Ok(whole) = std::path::absolute(Path::new(".").join(folder)) else { return false };
    !whole.join(".git").exists() && whole.ancestors().skip(1).any(|above| above.join(".git").exists())
}

fn shown(path: &Path) -> String {
    crate::source::printable(&path.to_string_lossy().replace('\\', "/"))
}
