//! `crmlint init`: a small, commented example to start from. Never overwrites a file.

use std::path::{Path, PathBuf};

use super::{Failure, InitArgs, Template, output};

const CONTRACTOR: &[(&str, &str)] = &[
    ("crmlint.kdl", include_str!("init/crmlint.kdl")),
    ("organization.kdl", include_str!("init/organization.kdl")),
    ("providers.kdl", include_str!("init/providers.kdl")),
    ("crm-msp.kdl", include_str!("init/crm-msp.kdl")),
    ("ssp.kdl", include_str!("init/ssp.kdl")),
];

const MSP: &[(&str, &str)] =
    &[("crmlint.kdl", include_str!("init/crmlint.kdl")), ("crm.kdl", include_str!("init/template.kdl"))];

pub(super) fn run(args: &InitArgs) -> Result<u8, Failure> {
    let folder = args.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let files = match args.template {
        Template::Contractor => CONTRACTOR,
        Template::Msp => MSP,
    };
    for (name, _) in files {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::Usage(format!("{} exists already; nothing was written", shown(&path))));
        }
    }
    std::fs::create_dir_all(&folder).map_err(|e| Failure::Write { path: shown(&folder), reason: e.to_string() })?;
    for (name, text) in files {
        let path = folder.join(name);
        output::write_file(&path, text)?;
        output::out(&format!("wrote {}\n", shown(&path)));
    }
    output::out(&format!("\nNext: crmlint check {}\n", shown(&folder)));
    Ok(0)
}

fn shown(path: &Path) -> String {
    crate::source::printable(&path.to_string_lossy().replace('\\', "/"))
}
