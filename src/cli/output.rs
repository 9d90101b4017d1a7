//! Where output goes. A closed pipe ends quietly; control characters of users' text were made visible before.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::{ColorChoice, Failure};

/// Writes to stdout; false when nobody reads any more.
pub(super) fn out(text: &str) -> bool {
    std::io::stdout().lock().write_all(text.as_bytes()).is_ok()
}

/// Writes findings to stdout. A closed pipe ends quietly; a full disk does not, since then the findings are not there.
pub(super) fn findings(text: &str) -> Result<(), Failure> {
    stdout(|out| out.write_all(text.as_bytes()))
}

/// Writes what stdout still holds.
pub(super) fn flush() -> Result<(), Failure> {
    stdout(|out| out.flush())
}

fn stdout(work: impl FnOnce(&mut std::io::StdoutLock<'_>) -> std::io::Result<()>) -> Result<(), Failure> {
    match work(&mut std::io::stdout().lock()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(failure(Path::new("stdout"), &e)),
        _ => Ok(()),
    }
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
pub(super) fn write_file(path: &Path, text: &(impl AsRef<[u8]> + ?Sized), replace: bool) -> Result<(), Failure> {
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
        // Putting a new file in its place would pass over what its owner said.
        if replace && existing.as_ref().is_some_and(|m| m.is_file() && m.permissions().readonly()) {
            let reason = "it is read-only".to_owned();
            return Err(Failure::Write { path: path.to_string_lossy().into_owned(), reason });
        }
        let to = if existing.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
            std::fs::OpenOptions::new().write(true).open(&target).map(To::Open)
        } else {
            let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            temporary(folder).map(|file| To::Beside(file, existing.map(|e| e.permissions())))
        };
        let to = to.map_err(|e| failure(path, &e))?;
        Ok(Self { path: path.to_path_buf(), target, replace, to })
    }

    pub(super) fn write(&mut self, text: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), Failure> {
        let done = match &mut self.to {
            To::Open(file) => file.write_all(text.as_ref()),
            To::Beside(file, _) => file.write_all(text.as_ref()),
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

pub(super) fn failure(path: &Path, error: &std::io::Error) -> Failure {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
        kind => kind.to_string(),
    };
    Failure::Write { path: path.to_string_lossy().into_owned(), reason }
}

/// Where colours would go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// Colours: the flag, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, then whether the stream is a terminal.
pub(super) fn use_color(choice: ColorChoice, stream: Stream) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR") => false,
        ColorChoice::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|v| v != "0" && !v.is_empty()) => true,
        ColorChoice::Auto if is_dumb() => false,
        ColorChoice::Auto => match stream {
            Stream::Stdout => std::io::stdout().is_terminal(),
            Stream::Stderr => std::io::stderr().is_terminal(),
        },
    }
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|v| v == "dumb")
}

/// True if stderr is a terminal on which a line can be drawn anew.
pub(super) fn stderr_is_live() -> bool {
    std::io::stderr().is_terminal() && !is_dumb()
}

/// Lines for stderr: the words that begin them in colour.
pub(super) fn tinted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let tint = [
            ("exit 0:", "1;32"),
            ("exit 1:", "1;31"),
            ("exit 2:", "1;31"),
            ("exit 3:", "1;33"),
            ("undecided:", "33"),
            ("not read whole:", "1;31"),
        ];
        let found = tint.iter().find_map(|(word, code)| Some((word, code, line.strip_prefix(word)?)));
        match found {
            Some((word, code, rest)) => {
                for piece in ["\u{1b}[", code, "m", word, "\u{1b}[0m", rest] {
                    out.push_str(piece);
                }
            }
            None => out.push_str(line),
        }
    }
    out
}

/// Columns: `COLUMNS`, then the terminal, then 80; at most 160, so that lines stay readable.
pub(super) fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok()).filter(|c| *c > 0);
    let measured = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    stated.or_else(measured).unwrap_or(80).min(160)
}

pub(super) use crate::report::text::paragraph as wrap;
