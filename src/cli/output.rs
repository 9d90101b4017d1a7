//! Where output goes. A closed pipe ends quietly; control characters of users' text were made visible before.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::{ColorChoice, Failure};

/// Writes to stdout; false when nobody reads any more.
pub(super) fn out(text: &str) -> bool {
    std::io::stdout().lock().write_all(text.as_bytes()).is_ok()
}

/// Writes to stderr.
pub(super) fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Help and version to stdout, mistakes of the call to stderr.
pub(super) fn raw(to_stderr: bool, text: &str) {
    if to_stderr {
        err(&crate::source::printable(text));
    } else {
        out(text);
    }
}

/// Writes a file whole or not at all; without `replace` never over an existing one.
pub(super) fn write_file(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    let mut pending = Pending::open(path, replace)?;
    pending.write(text)?;
    pending.finish()
}

/// A file that is written piece by piece and appears whole or not at all.
pub(super) struct Pending {
    path: PathBuf,
    target: PathBuf,
    replace: bool,
    to: To,
}

enum To {
    /// No plain file (a pipe, a device): written into.
    Open(std::fs::File),
    /// Put in place of the target at the end, with the permissions that it has.
    Beside(tempfile::NamedTempFile, Option<std::fs::Permissions>),
}

impl Pending {
    /// Opens; nothing is to be seen at the path before [`Pending::finish`].
    pub(super) fn open(path: &Path, replace: bool) -> Result<Self, Failure> {
        // A link is followed to the file that it names.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let existing = target.metadata().ok();
        let to = if existing.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
            std::fs::OpenOptions::new().write(true).open(&target).map(To::Open)
        } else {
            let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            temporary(folder).map(|file| To::Beside(file, existing.map(|e| e.permissions())))
        };
        let to = to.map_err(|e| failure(path, &e))?;
        Ok(Self { path: path.to_path_buf(), target, replace, to })
    }

    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let done = match &mut self.to {
            To::Open(file) => file.write_all(text.as_bytes()),
            To::Beside(file, _) => file.write_all(text.as_bytes()),
        };
        done.map_err(|e| failure(&self.path, &e))
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        let To::Beside(file, permissions) = self.to else { return Ok(()) };
        if let Some(permissions) = permissions {
            let _ = file.as_file().set_permissions(permissions);
        }
        let done = if self.replace { file.persist(&self.target) } else { file.persist_noclobber(&self.target) };
        done.map(drop).map_err(|e| failure(&self.path, &e.error))
    }
}

/// A file beside its target, readable as the umask says.
fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn failure(path: &Path, error: &std::io::Error) -> Failure {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
        kind => kind.to_string(),
    };
    Failure::Write { path: path.to_string_lossy().into_owned(), reason }
}

/// Colours: the flag, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, then whether stdout is a terminal.
pub(super) fn use_color(choice: ColorChoice) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR") => false,
        ColorChoice::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|v| v != "0" && !v.is_empty()) => true,
        ColorChoice::Auto if std::env::var_os("TERM").is_some_and(|v| v == "dumb") => false,
        ColorChoice::Auto => std::io::stdout().is_terminal(),
    }
}

/// Columns: `COLUMNS`, then the terminal, then 80; at most 160, so that lines stay readable.
pub(super) fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok()).filter(|c| *c > 0);
    let measured = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    stated.or_else(measured).unwrap_or(80).min(160)
}

/// A text broken between words: the first line begins with `first`, the others with `rest`. A word that is longer than a line
/// stays whole.
pub(super) fn wrap(text: &str, first: &str, rest: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = first.to_owned();
    let mut fresh = true;
    for word in text.split_whitespace() {
        if !fresh && line.chars().count() + 1 + word.chars().count() > width {
            out.push_str(line.trim_end());
            out.push('\n');
            rest.clone_into(&mut line);
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(word);
        fresh = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}
