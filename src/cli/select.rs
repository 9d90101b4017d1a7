//! What a check reads and what it reports: the flags that choose files, git's index or an editor's buffer in place of
//! the disk, and which findings belong to the files that were named.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::explain::requirements_named;
use super::session::Ready;
use super::{CheckArgs, Failure};
use crate::catalog::{Reading, read_ids, requirements};
use crate::check::{Report, Unit};
use crate::discover::{Disk, Fetch, Git, Index, Kind, Overlay, Passed, Plan, Request, path_of};
use crate::finding::{ALWAYS, Finding, Label, nearest};
use crate::parse::SIZE_MAX;
use crate::source::{FileId, Sources, Span, printable, quoted};

/// Names of files that change what is read and how, wherever they stand.
const DECIDING: &[&str] = &["crmlint.kdl", ".gitignore", ".ignore"];
/// Most bytes of a list of paths.
const LIST_MAX: u64 = 64 << 20;

/// What a walk passes over, and the project file.
#[derive(Debug, Args, Clone, Default)]
pub(super) struct WalkArgs {
    /// Pass over files that a glob names; repeatable
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Pass over excluded files also when they are named themselves
    #[arg(long)]
    force_exclude: bool,
    /// Read files that .gitignore names too
    #[arg(long)]
    no_ignore: bool,
    /// Use this project file instead of looking for crmlint.kdl
    #[arg(long, value_name = "PATH", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Do not look for crmlint.kdl
    #[arg(long)]
    isolated: bool,
}

impl WalkArgs {
    /// The request for these paths.
    pub(super) fn request(&self, paths: &[PathBuf]) -> Request {
        Request {
            paths: paths.to_vec(),
            isolated: self.isolated,
            config: self.config.clone(),
            no_ignore: self.no_ignore,
            exclude: self.exclude.clone(),
            force_exclude: self.force_exclude,
            ..Request::default()
        }
    }
}

#[derive(Debug, Args, Clone, Default)]
pub(super) struct SelectArgs {
    #[command(flatten)]
    walk: WalkArgs,
    /// Read the paths to check from a file, or - from stdin; one a line, or ended by NUL
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// Report only what touches this requirement; repeatable
    #[arg(long, value_name = "REQUIREMENT")]
    control: Vec<String>,
    /// Check what git's index holds, instead of the files on disk
    #[arg(long)]
    staged: bool,
    /// Report the units in which a file changed since the work left REV
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// With - as a path: the text on stdin stands for this file
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
    /// Check again whenever a file changes
    #[arg(long)]
    pub(super) watch: bool,
}

impl SelectArgs {
    /// True if nothing is left out that is read without flags.
    pub(super) fn is_whole(&self) -> bool {
        self.walk.exclude.is_empty() && !self.walk.isolated && self.walk.config.is_none()
    }

    /// True if findings are chosen by requirement.
    pub(super) fn chooses(&self) -> bool {
        !self.control.is_empty()
    }

    /// True if what is checked are the files on disk themselves, once.
    pub(super) fn is_disk(&self, paths: &[PathBuf]) -> bool {
        !self.staged && !self.watch && !paths.iter().any(|p| p.as_os_str() == "-")
    }
}

/// Where a check reads, and what it reports.
pub(super) struct Selected {
    /// What is looked for.
    pub(super) request: Request,
    /// Where.
    pub(super) fetch: Box<dyn Fetch>,
    /// What changed since a revision, links resolved as far as the files are there.
    changed: Option<BTreeSet<PathBuf>>,
    /// With `changed`: all that git can tell of. What it does not track may have changed, whatever it says.
    tracked: BTreeSet<PathBuf>,
    /// Plain ids of requirements.
    controls: Vec<&'static str>,
    /// True for a provider's own file that was given alone.
    stands_alone: bool,
}

impl Selected {
    pub(super) fn open(args: &CheckArgs) -> Result<Self, Failure> {
        let wanted = &args.select;
        let usage = |text: &str| Err(Failure::Usage(text.to_owned()));
        let mut request = Request { baseline: args.baseline.clone(), ..wanted.walk.request(&args.paths) };
        let from_stdin = request.paths.iter().any(|p| p.as_os_str() == "-");
        let list_from_stdin = wanted.files_from.as_ref().is_some_and(|p| p.as_os_str() == "-");
        if from_stdin && list_from_stdin {
            return usage("stdin holds either a text (-) or a list of paths (--files-from -)");
        }
        if wanted.watch && (from_stdin || list_from_stdin || wanted.staged || wanted.since.is_some()) {
            return usage("--watch looks at files on disk: it takes neither stdin nor --staged nor --since");
        }
        if wanted.stdin_filename.is_some() && !from_stdin {
            return usage("--stdin-filename names the text on stdin; give - as a path too");
        }
        if from_stdin && (wanted.staged || wanted.since.is_some()) {
            return usage("a text on stdin is in no commit: give either - or --staged and --since");
        }
        if let Some(list) = &wanted.files_from {
            request.paths.extend(paths_from(list)?);
            request.listed = true;
        }
        let mut stands_alone = false;
        if let Some((path, reason)) = request.paths.iter().find_map(|p| Some((p, crate::read::never_read(p)?))) {
            return Err(Failure::Read(format!("{}: {reason}", printable(&path.to_string_lossy()))));
        }
        let fetch: Box<dyn Fetch> = match (from_stdin, wanted.staged) {
            (true, _) => Box::new(buffer(wanted.stdin_filename.as_deref(), &mut request)?),
            (_, true) => Box::new(Index::open(&git()?).map_err(|e| git_failure(&e))?),
            _ => {
                if let Some(overlay) = matrix_alone(&mut request) {
                    stands_alone = true;
                    Box::new(overlay)
                } else if let Some(file) = request.paths.iter().find(|p| request.paths.len() > 1 && is_providers(p)) {
                    let name = printable(&file.to_string_lossy());
                    let text =
                        format!("{name} is a provider's file: check it alone, or name it: crm … source=\"{name}\"");
                    return usage(&text);
                } else {
                    Box::new(Disk)
                }
            }
        };
        let changed = wanted.since.as_deref().map(|rev| changed_since(rev, wanted.staged)).transpose()?;
        let (changed, tracked) = changed.map_or_else(Default::default, |(c, t)| (Some(c), t));
        let controls = controls(&wanted.control)?;
        Ok(Self { request, fetch, changed, tracked, controls, stands_alone })
    }

    /// The files and folders that were asked for, links resolved.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        let here = [PathBuf::from(".")];
        let paths = if self.request.paths.is_empty() { &here[..] } else { &self.request.paths };
        paths.iter().filter_map(|path| self.fetch.real(path).ok()).collect()
    }

    /// The files that were named, if any were.
    pub(super) fn named(&self, plan: &Plan) -> Option<Named> {
        // A text that was made for the call is not what the user has named.
        let is_made = |path: &PathBuf| path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"<"));
        let given = (!plan.named.is_empty() && !plan.named.iter().all(is_made)).then(|| {
            let real = |path: &PathBuf| self.fetch.real(path).ok();
            let is_folder = |path: &PathBuf| self.fetch.kind(path) == Some(Kind::Folder);
            let folders = self.request.paths.iter().filter_map(real).filter(is_folder).collect();
            Named { files: plan.named.clone(), folders, gone: false }
        });
        let Some(changed) = &self.changed else { return given };
        let gone = changed.iter().any(|path| self.fetch.kind(path).is_none());
        let files = changed.iter().filter(|path| given.as_ref().is_none_or(|g| g.holds(path))).cloned().collect();
        Some(Named { files, folders: Vec::new(), gone })
    }

    /// Takes out of a report what was not asked for, and puts first what lies in the named files.
    ///
    /// Nearly every rule rests on facts that are gathered over files, and what a file no longer says is in no label. So a
    /// named file has its whole unit reported: nothing that a change has caused passes because it shows elsewhere.
    pub(super) fn narrow(
        &self,
        named: Option<&Named>,
        unit: &Narrowing<'_>,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Elsewhere {
        if !self.controls.is_empty() {
            report.findings.retain(|finding| {
                let rule = unit.ready.rules.find(&finding.rule).and_then(|i| unit.ready.rules.get(i));
                let of_rule = |c: &&str| rule.is_some_and(|r| r.controls.iter().any(|have| have == c));
                let touches = |c: &&str| finding.requirements.iter().any(|r| r == *c) || of_rule(c);
                ALWAYS.contains(&finding.rule.as_ref()) || self.controls.iter().any(touches)
            });
        }
        if self.stands_alone {
            point_at_file(&unit.ready.unit, sources, report);
        }
        let Some(named) = named else { return Elsewhere::default() };
        let is_foreign = self.changed.is_some() && unit.is_foreign(&self.tracked);
        if !(unit.is_touched(named) || is_foreign) {
            let untouched = std::mem::take(&mut report.findings).len();
            report.outcomes.values_mut().for_each(|tally| tally.undecided.clear());
            return Elsewhere { untouched, ..Elsewhere::default() };
        }
        let (mut first, others): (Vec<Finding>, Vec<Finding>) =
            std::mem::take(&mut report.findings).into_iter().partition(|f| unit.lies_in(f, named));
        let beside = others.len();
        first.extend(others);
        report.findings = first;
        Elsewhere { beside, untouched: 0 }
    }
}

/// Findings that do not lie in the files that were named.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Elsewhere {
    /// Reported, since a named file belongs to the same unit.
    pub(super) beside: usize,
    /// Not reported, since no named file belongs to the unit.
    pub(super) untouched: usize,
}

/// Files that choose what is reported.
#[derive(Debug)]
pub(super) struct Named {
    files: BTreeSet<PathBuf>,
    folders: Vec<PathBuf>,
    /// True when one of them is no longer there: what it was is not known, so it may matter to every finding.
    gone: bool,
}

impl Named {
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.files.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// A unit whose report is narrowed.
pub(super) struct Narrowing<'a> {
    pub(super) ready: &'a Ready,
    /// Its folder, links resolved.
    pub(super) root: &'a Path,
    /// The real path of each of the sources.
    pub(super) paths: &'a [PathBuf],
    /// What the project file leaves out.
    pub(super) passed: &'a [Passed],
}

impl Narrowing<'_> {
    /// True if a named file belongs to the unit, or says what does.
    fn is_touched(&self, named: &Named) -> bool {
        // Such a file decides over what is below it, and may take a folder out of the unit above.
        let deciding = |path: &PathBuf| {
            let folder = path.parent().unwrap_or(path);
            let related = self.root.starts_with(folder) || folder.starts_with(self.root);
            related && path.file_name().is_some_and(|n| DECIDING.iter().any(|d| n == *d))
        };
        if named.gone || named.files.iter().any(deciding) {
            return true;
        }
        let left_out = |n: usize| self.passed.iter().any(|p| p.file.0 as usize == n);
        self.paths.iter().enumerate().any(|(n, path)| named.holds(path) && !left_out(n))
    }

    /// True if a file of the unit is none of those that git tracks: of another repository, a submodule, or ignored.
    fn is_foreign(&self, tracked: &BTreeSet<PathBuf>) -> bool {
        self.paths.iter().any(|path| !tracked.contains(path))
    }

    fn lies_in(&self, finding: &Finding, named: &Named) -> bool {
        let path = |id: FileId| self.paths.get(id.0 as usize);
        let mut labels = std::iter::once(&finding.primary).chain(&finding.others);
        labels.any(|label| path(label.span.file).is_some_and(|path| named.holds(path)))
    }
}

fn git_failure(reason: &str) -> Failure {
    Failure::Read(format!("git: {}", printable(reason)))
}

fn git() -> Result<Git, Failure> {
    Git::open().map_err(|e| git_failure(&e))
}

fn changed_since(revision: &str, staged: bool) -> Result<(BTreeSet<PathBuf>, BTreeSet<PathBuf>), Failure> {
    let git = git()?;
    let changed = git.since(revision, staged).map_err(|e| git_failure(&e))?;
    let tracked = git.tracked().map_err(|e| git_failure(&e))?;
    // A link changes what the file behind it is to the project; both are meant.
    let real = changed.iter().filter(|_| !staged).filter_map(|path| path.canonicalize().ok());
    let mut out: BTreeSet<PathBuf> = real.collect();
    out.extend(changed);
    Ok((out, tracked))
}

/// True for a file that is no declaration and may be a provider's own.
fn is_providers(path: &Path) -> bool {
    path.file_name().and_then(|n| n.to_str()).is_some_and(|name| crate::read::format_of(name).is_ok()) && path.is_file()
}

/// A provider's own file that is given alone: it is checked as a template, with nothing around it. What such a file does
/// not say, such as its edition, is not known.
pub(super) fn matrix_alone(request: &mut Request) -> Option<Overlay> {
    let [path] = request.paths.as_slice() else { return None };
    let name = path.file_name()?.to_str()?.to_owned();
    crate::read::format_of(&name).ok()?;
    let folder = path.canonicalize().ok().filter(|p| p.is_file())?.parent()?.to_path_buf();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let words = words.join("-").to_lowercase();
    let id = if words.starts_with(|c: char| c.is_ascii_alphabetic()) { words } else { format!("crm-{words}") };
    let named = quoted(&name);
    let text = format!(
        "provider {id} name={} {{ contact interview name=#null email=#null; }}\ncrm {id} provider={id} source={named} version=#null date=#null status=#null {{ template #true; signed by=#null; }}\n",
        quoted(stem)
    );
    let overlay = Overlay::alone(&folder, &format!("<{name}>"), text.into_bytes());
    request.isolated = request.config.is_none();
    request.paths = vec![overlay.path().to_path_buf()];
    Some(overlay)
}

/// Findings about a file that is given alone point at the file, and not at the words that stand for its declaration.
fn point_at_file(unit: &Unit, sources: &mut Sources, report: &mut Report) {
    let Some(declared) = unit.files.first().copied() else { return };
    let file = unit.vendor.values().next().copied().unwrap_or_else(|| {
        // One that was refused is known by its name alone.
        let path = sources.path(declared).replace(['<', '>'], "");
        sources.add(path, String::new())
    });
    let text = sources.get(file).map_or("", |f| f.text.as_str());
    let whole = Span::new(file, 0, text.find(['\n', '\r']).unwrap_or(text.len()));
    let turned = |span: &mut Span| {
        if span.file == declared {
            *span = whole;
        }
    };
    for finding in &mut report.findings {
        finding.others.retain(|label| label.span.file != declared);
        finding.fixes.retain(|fix| fix.edits.iter().all(|edit| edit.span.file != declared));
        if finding.primary.span.file == declared {
            finding.primary = Label::new(whole, "");
        }
    }
    for missing in report.outcomes.values_mut().flat_map(|tally| &mut tally.undecided) {
        turned(&mut missing.first);
        missing.others.iter_mut().for_each(|(span, _)| turned(span));
    }
    report.findings.sort_by_key(|f| (f.primary.span.file != file, f.primary.span.start));
}

/// The text on stdin, in place of a file or as a unit of its own.
fn buffer(name: Option<&Path>, request: &mut Request) -> Result<Overlay, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(SIZE_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let read = std::io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(|e| Failure::Read(format!("cannot read stdin: {e}")))?;
    let overlay = if let Some(name) = name {
        Overlay::new(name, bytes).map_err(|e| Failure::Read(e.to_string()))?
    } else {
        if request.paths.len() > 1 {
            let text = "a text on stdin is checked alone; --stdin-filename says for which file of the others it stands";
            return Err(Failure::Usage(text.to_owned()));
        }
        request.isolated = request.config.is_none();
        let here = std::env::current_dir().and_then(|d| d.canonicalize());
        Overlay::alone(&here.unwrap_or_else(|_| PathBuf::from(".")), "<stdin>", bytes)
    };
    for path in request.paths.iter_mut().filter(|p| p.as_os_str() == "-") {
        *path = overlay.path().to_path_buf();
    }
    Ok(overlay)
}

/// Paths of a list, one a line; ended by NUL when the list holds one.
fn paths_from(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let wrong = |e: std::io::Error| Failure::Read(format!("cannot read {}: {e}", list.display()));
    let mut bytes = Vec::new();
    if list.as_os_str() == "-" {
        std::io::stdin().lock().take(LIST_MAX).read_to_end(&mut bytes).map_err(wrong)?;
    } else {
        let file = std::fs::File::open(list).map_err(wrong)?;
        file.take(LIST_MAX).read_to_end(&mut bytes).map_err(wrong)?;
    }
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let mut out = Vec::new();
    for part in bytes.split(end_at(end)).filter(|part| !part.is_empty()) {
        let part = if end == b'\n' { part.strip_suffix(b"\r").unwrap_or(part) } else { part };
        if !part.is_empty() {
            out.push(path_of(part));
        }
    }
    Ok(out)
}

fn end_at(end: u8) -> impl Fn(&u8) -> bool {
    move |byte| *byte == end
}

/// The requirements of `--control`, plain ids.
fn controls(wanted: &[String]) -> Result<Vec<&'static str>, Failure> {
    let mut out = Vec::new();
    for name in wanted {
        let found = requirements_named(name);
        if found.is_empty() {
            let number = read_ids(name, None).into_iter().find_map(|r| match r {
                Reading::UnknownNumber { nearest } => nearest,
                Reading::UnknownLetter { ix, .. } => Some(ix.get().id),
                _ => None,
            });
            let near = number.or_else(|| nearest(name, requirements().iter().map(|r| r.id)));
            let near = near.map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
            return Err(Failure::Usage(format!("--control: there is no requirement `{name}`{near}")));
        }
        out.extend(found.into_iter().map(|ix| ix.get().id));
    }
    Ok(out)
}
