//! Where output goes. A closed pipe ends quietly; control characters of users' text were made visible before.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

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
    let failure = |error: &std::io::Error| {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            std::io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
            kind => kind.to_string(),
        };
        write_failure(path, reason)
    };
    // A link is followed to the file that it names; what is no plain file (a pipe, a device) is written into.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let existing = target.metadata().ok();
    if existing.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
        let mut file = std::fs::OpenOptions::new().write(true).open(&target).map_err(|e| failure(&e))?;
        return file.write_all(text.as_bytes()).map_err(|e| failure(&e));
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder).map_err(|e| failure(&e))?;
    file.write_all(text.as_bytes()).map_err(|e| failure(&e))?;
    if let Some(existing) = existing {
        let _ = file.as_file().set_permissions(existing.permissions());
    }
    let done = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
    done.map_err(|e| failure(&e.error))?;
    Ok(())
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

fn write_failure(path: &Path, reason: String) -> Failure {
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
