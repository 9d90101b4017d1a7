//! `crmlint rules new`: a rule to start from. Never overwrites a file.

use std::path::Path;

use super::super::{Failure, output};
use crate::source::printable;

/// A rule that loads, and whose examples pass, under any name.
const RULE: &str = include_str!("new.kdl");

pub(super) fn run(name: &str, folder: &Path) -> Result<u8, Failure> {
    let word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let letter = name.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    if !letter || !name.split('-').all(word) {
        let say = "write it in lower case, words joined by hyphens: notice-too-late";
        return Err(Failure::Usage(format!("`{name}` is no name for a rule; {say}")));
    }
    let (rules, _) = super::super::session::rules_here();
    if let Some(by) = rules.find(name).and_then(|i| rules.get(i)) {
        return Err(Failure::Usage(format!("there is a rule `{name}` already, in {}", by.source.path())));
    }
    let path = folder.join(format!("{name}.kdl"));
    let shown = path.to_string_lossy().replace('\\', "/");
    if path.symlink_metadata().is_ok() {
        return Err(Failure::Usage(format!("{shown} exists already; nothing was written")));
    }
    std::fs::create_dir_all(folder)
        .map_err(|e| Failure::Write { path: folder.to_string_lossy().into_owned(), reason: e.to_string() })?;
    output::write_file(&path, &RULE.replace("NAME", name), false)?;
    let shown = printable(&shown);
    output::out(&format!(
        "wrote {shown}\n\nNext: name it in crmlint.kdl with `rules \"{shown}\"` (from the folder of that file), then\n      \
         crmlint test {shown}\n"
    ));
    Ok(0)
}
