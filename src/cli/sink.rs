//! Where the formats of a run go: stdout, files, the job summary of GitHub Actions. Written unit by unit, files whole or not
//! at all.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use super::{Failure, output};
use crate::discover::Error;
use crate::finding::Level;
use crate::report::sarif::{Notification, RuleInfo};
use crate::report::{Document, End, Format, Piece, github, markdown};

/// What GitHub keeps of the job summary of a step.
const SUMMARY_MAX: u64 = 1 << 20;

/// A format and where it goes.
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) to: To,
}

/// Where a format goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    /// For whoever reads the terminal or the log.
    Stdout,
    /// Put in place of the file.
    File(String),
    /// Written behind what stands in the job summary.
    Summary(PathBuf),
}

/// The outputs that a call asks for. In GitHub Actions, a call that asks for none gets annotations beside the findings; with
/// annotations there is a job summary, where GitHub names a file for it.
pub(super) fn outputs(wanted: &[String]) -> Result<Vec<Output>, Failure> {
    let mut out = Vec::new();
    for word in wanted {
        let (name, file) = word.split_once('=').map_or((word.as_str(), None), |(n, f)| (n, Some(f.to_owned())));
        let format = Format::from_str(name).map_err(|e| Failure::Usage(format!("--format: {e}")))?;
        out.push(Output { format, to: file.map_or(To::Stdout, To::File) });
    }
    if out.iter().filter(|o| o.to == To::Stdout).count() > 1 {
        return Err(Failure::Usage(
            "only one format can go to stdout; give the others a file: --format json=out.json".to_owned(),
        ));
    }
    if out.is_empty() {
        out.push(Output { format: Format::Full, to: To::Stdout });
        if in_github_actions() && !std::io::stdout().is_terminal() {
            out.push(Output { format: Format::Github, to: To::Stdout });
        }
    }
    if out.iter().any(|o| o.format == Format::Github)
        && let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty())
    {
        out.push(Output { format: Format::Markdown, to: To::Summary(path.into()) });
    }
    Ok(out)
}

/// True in a job of GitHub Actions.
pub(super) fn in_github_actions() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|v| v == "true")
}

/// An output that is written unit by unit.
pub(super) struct Sink {
    to: To,
    file: Option<output::Pending>,
    /// The file with links resolved, if it exists.
    pub(super) target: Option<PathBuf>,
    document: Document,
    /// What is held back for the job summary.
    held: String,
    annotated: bool,
    /// True where a line of quoted text could be taken for a command.
    defused: bool,
}

impl Sink {
    /// All of them; nothing is to be seen in a file before [`Sink::finish`].
    pub(super) fn open_all(outputs: &[Output]) -> Result<Vec<Self>, Failure> {
        let annotated = outputs.iter().any(|o| o.format == Format::Github);
        outputs.iter().map(|to| Self::open(to, annotated)).collect()
    }

    fn open(output: &Output, annotated: bool) -> Result<Self, Failure> {
        let path = match &output.to {
            To::File(file) => Some(Path::new(file)),
            To::Stdout | To::Summary(_) => None,
        };
        let text = matches!(output.format, Format::Full | Format::Concise | Format::Agent | Format::Markdown);
        Ok(Self {
            to: output.to.clone(),
            file: path.map(|path| output::Pending::open(path, true)).transpose()?,
            target: path.and_then(|path| path.canonicalize().ok()),
            document: Document::new(output.format),
            held: String::new(),
            annotated: annotated && matches!(output.to, To::Summary(_)),
            defused: text && output.to == To::Stdout && in_github_actions(),
        })
    }

    /// What to call it in a message.
    pub(super) fn name(&self) -> String {
        match &self.to {
            To::Stdout => "stdout".to_owned(),
            To::File(file) => file.clone(),
            To::Summary(path) => path.to_string_lossy().into_owned(),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        match (&mut self.file, &self.to) {
            _ if text.is_empty() => Ok(()),
            (Some(file), _) => file.write(text),
            (None, To::Summary(_)) => {
                self.held.push_str(text);
                Ok(())
            }
            (None, _) if self.defused => output::findings(&github::defused(text)),
            (None, _) => output::findings(text),
        }
    }

    /// Adds a unit.
    pub(super) fn take(&mut self, piece: Piece) -> Result<(), Failure> {
        let text = self.document.add(piece);
        self.write(&text)
    }

    /// Writes the rest.
    pub(super) fn finish(
        mut self,
        code: u8,
        rules: &[RuleInfo],
        errors: &[Error],
        baseline: bool,
    ) -> Result<(), Failure> {
        let note = |e: &Error| Notification { level: Level::Error, message: e.to_string() };
        let notifications: Vec<Notification> = errors.iter().map(note).collect();
        let document = std::mem::replace(&mut self.document, Document::new(Format::Full));
        let annotated = self.annotated;
        let end = End { exit: code, rules, notifications: &notifications, annotated, baseline };
        let text = document.finish(&end);
        self.write(&text)?;
        if let To::Summary(path) = &self.to {
            return append(path, self.held);
        }
        self.file.map_or_else(output::flush, output::Pending::finish)
    }
}

/// Writes behind what stands in the job summary, as far as there is room.
fn append(path: &Path, text: String) -> Result<(), Failure> {
    let taken = path.metadata().map_or(0, |m| m.len());
    let room = usize::try_from(SUMMARY_MAX.saturating_sub(taken)).unwrap_or(0);
    let text = markdown::cut(text, room);
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|e| output::failure(path, &e))
}
