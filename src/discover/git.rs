//! Asks the git program: where the repository is, what its index holds, what changed. No shell, no pager, no prompt, and
//! nothing that a repository could have git run: no hook, no filter, no text conversion, no monitor, no remote.

use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::plain_reason;
use crate::source::printable;

/// A repository with a work tree, as git finds it from where the program was called; the environment of a hook holds.
#[derive(Debug, Clone)]
pub struct Git {
    /// The folder of the work tree, links resolved.
    root: PathBuf,
    /// Settings that take the repository's own programs away.
    settings: Vec<(OsString, OsString)>,
}

/// A file as the index has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Staged {
    pub(super) path: PathBuf,
    /// `100644`, `100755`, `120000` for a link, `160000` for a submodule.
    pub(super) mode: String,
    /// The name of its content.
    pub(super) object: String,
    /// False while a merge is not settled.
    pub(super) merged: bool,
}

/// A path as git writes it.
#[cfg(unix)]
pub fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git writes it.
#[cfg(not(unix))]
pub fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn command(settings: &[(OsString, OsString)]) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-optional-locks", "--no-pager", "--literal-pathspecs"]);
    for setting in [
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "core.quotePath=off",
        "core.untrackedCache=keep",
        "protocol.allow=never",
        "diff.ignoreSubmodules=all",
    ] {
        command.args(["-c", setting]);
    }
    command
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("LC_ALL", "C")
        .env_remove("GIT_EXTERNAL_DIFF")
        .env_remove("GIT_LITERAL_PATHSPECS")
        .env_remove("GIT_TRACE")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Behind those that the environment gives already.
    let given = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
    for (n, (key, value)) in settings.iter().enumerate() {
        let n = given.saturating_add(n);
        command.env(format!("GIT_CONFIG_KEY_{n}"), key).env(format!("GIT_CONFIG_VALUE_{n}"), value);
    }
    if !settings.is_empty() {
        command.env("GIT_CONFIG_COUNT", given.saturating_add(settings.len()).to_string());
    }
    command
}

/// Runs git to its end; what it wrote, or why it failed.
fn run(settings: &[(OsString, OsString)], args: &[&OsStr]) -> Result<Vec<u8>, String> {
    let output = command(settings).args(args).output().map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => "the program `git` was not found".to_owned(),
        _ => format!("git could not be run: {}", plain_reason(&e)),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = told.lines().find(|l| !l.trim().is_empty()).unwrap_or("git failed and did not say why");
    Err(printable(line.trim_start_matches("fatal: ").trim_start_matches("error: ")))
}

fn os<'a>(args: &[&'a str]) -> Vec<&'a OsStr> {
    args.iter().map(|arg| OsStr::new(*arg)).collect()
}

fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|b| *b == 0).filter(|part| !part.is_empty())
}

fn first_line(bytes: &[u8]) -> &[u8] {
    let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    line.strip_suffix(b"\r").unwrap_or(line)
}

impl Git {
    /// The repository around the current folder, or that of the environment.
    pub fn open() -> Result<Self, String> {
        let inside = run(&[], &os(&["rev-parse", "--is-inside-work-tree"]))?;
        if first_line(&inside) != b"true" {
            return Err("this is a repository without a work tree".to_owned());
        }
        let root = path_of(first_line(&run(&[], &os(&["rev-parse", "--show-toplevel"]))?));
        let root = root.canonicalize().map_err(|e| format!("{}: {}", root.display(), plain_reason(&e)))?;
        Ok(Self { root, settings: no_filters() })
    }

    /// The folder of the work tree, links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn run(&self, args: &[&str]) -> Result<Vec<u8>, String> {
        run(&self.settings, &os(args))
    }

    fn paths(&self, bytes: &[u8]) -> Vec<PathBuf> {
        parts(bytes).map(|path| self.root.join(path_of(path))).collect()
    }

    /// Everything in the index.
    pub(super) fn staged(&self) -> Result<Vec<Staged>, String> {
        let pathspec = ["ls-files", "-z", "--stage", "--full-name", "--", "."];
        let told = self.at_root(&pathspec)?;
        let mut out = Vec::new();
        for line in parts(&told) {
            let mut halves = line.splitn(2, |b| *b == b'\t');
            let (Some(about), Some(path)) = (halves.next(), halves.next()) else { continue };
            let about = String::from_utf8_lossy(about);
            let mut words = about.split(' ');
            let (Some(mode), Some(object), Some(stage)) = (words.next(), words.next(), words.next()) else { continue };
            out.push(Staged {
                path: self.root.join(path_of(path)),
                mode: mode.to_owned(),
                object: object.to_owned(),
                merged: stage == "0",
            });
        }
        Ok(out)
    }

    /// All files of the index.
    pub fn tracked(&self) -> Result<std::collections::BTreeSet<PathBuf>, String> {
        Ok(self.staged()?.into_iter().map(|s| s.path).collect())
    }

    /// Files that `git add --intent-to-add` announced: they are in the index without their content.
    pub(super) fn announced(&self) -> Result<Vec<PathBuf>, String> {
        let told = self.run(&["diff-files", "-z", "--name-only", "--no-relative", "--diff-filter=A"])?;
        Ok(self.paths(&told))
    }

    /// Runs git for the whole work tree. A hook's environment may name the repository relative to the current folder, so
    /// that one is not left.
    fn at_root(&self, args: &[&str]) -> Result<Vec<u8>, String> {
        let here = std::env::current_dir().ok().and_then(|d| d.canonicalize().ok());
        let depth = here.as_deref().and_then(|h| h.strip_prefix(&self.root).ok()).map_or(0, |p| p.components().count());
        let top = "../".repeat(depth);
        let args: Vec<&str> = args.iter().map(|a| if *a == "." && depth > 0 { top.as_str() } else { a }).collect();
        self.run(&args)
    }

    /// Files that differ between the commit at which `revision` and the current one part, and the work tree, untracked
    /// ones too; or the index, when that is what is read.
    pub fn since(&self, revision: &str, staged: bool) -> Result<Vec<PathBuf>, String> {
        let commit = |name: &str| {
            let name = format!("{name}^{{commit}}");
            let told = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name]);
            told.map(|t| String::from_utf8_lossy(first_line(&t)).into_owned())
        };
        let told = printable(revision);
        let unknown = || format!("`{told}` names no commit of this repository");
        if revision.starts_with('-') || revision.contains('\0') {
            return Err(unknown());
        }
        let head = commit("HEAD");
        if staged && revision == "HEAD" && head.is_err() {
            // A hook before the first commit: all of it is new.
            return Ok(self.staged()?.into_iter().map(|s| s.path).collect());
        }
        let asked = commit(revision).map_err(|_| unknown())?;
        let head = head.map_err(|_| "there is no commit yet".to_owned())?;
        let base = self.run(&["merge-base", &asked, &head]);
        let base = base.map_err(|_| format!("`{told}` and the current commit have no commit in common"))?;
        let base = String::from_utf8_lossy(first_line(&base)).into_owned();
        let mut changed = vec!["diff", "-z", "--name-only", "--no-renames", "--no-relative", "--no-ext-diff"];
        changed.extend(["--no-textconv", "--ignore-submodules=all"]);
        changed.extend(staged.then_some("--cached"));
        changed.extend([base.as_str(), "--"]);
        let mut out = self.paths(&self.run(&changed)?);
        if !staged {
            let untracked = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", "."];
            out.extend(self.paths(&self.at_root(&untracked)?));
        }
        Ok(out)
    }

    /// A process that gives contents by their names.
    pub(super) fn contents(&self) -> Result<Child, String> {
        let mut command = command(&self.settings);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stderr(Stdio::null());
        command.spawn().map_err(|e| format!("git could not be run: {}", plain_reason(&e)))
    }

    /// The text of `info/exclude`, which belongs to the repository and to no commit.
    pub(super) fn exclude_file(&self) -> Option<String> {
        let told = self.run(&["rev-parse", "--git-path", "info/exclude"]).ok()?;
        let file = std::fs::File::open(path_of(first_line(&told))).ok()?;
        let mut text = String::new();
        file.take(1 << 20).read_to_string(&mut text).ok()?;
        Some(text)
    }
}

/// Takes away the programs that a repository's settings name for reading files: comparing the work tree would run them.
fn no_filters() -> Vec<(OsString, OsString)> {
    let told = run(&[], &os(&["config", "-z", "--name-only", "--get-regexp", "^filter\\."])).unwrap_or_default();
    let mut out = Vec::new();
    for name in parts(&told) {
        let name = path_of(name).into_os_string();
        let required = name.to_string_lossy().ends_with(".required");
        out.push((name, if required { "false".into() } else { OsString::new() }));
    }
    out
}
