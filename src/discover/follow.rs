//! What declarations name: other declarations (`use`) and the files of matrices and plans (`source`). Nothing outside of
//! the repository is read, whatever a declaration says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::{Kind, Loader, Word, plain_reason};
use crate::check::Unit;
use crate::finding::Finding;
use crate::read::VendorFormat;
use crate::source::{FileId, Node, Value};

/// Names that are compared with that of a file that is not there.
const NEIGHBOURS_MAX: usize = 1_000;

impl Loader<'_> {
    /// Follows `use` and `source` of a unit's files. Each target is read once a run.
    pub(super) fn named_files(&mut self, unit: &mut Unit) {
        let mut queue: Vec<(FileId, bool)> = unit.files.iter().map(|f| (*f, false)).collect();
        let mut trail: BTreeMap<FileId, BTreeSet<FileId>> = BTreeMap::new();
        let mut at = 0;
        while let Some((id, used)) = queue.get(at).copied() {
            at += 1;
            for (word, value) in self.names_in(id) {
                match word {
                    Word::Use => self.follow_use(id, &value, unit, &mut queue, &mut trail),
                    Word::Crm => self.follow_source(id, &value, unit),
                    Word::Ssp if !used => self.follow_source(id, &value, unit),
                    Word::Ssp => {}
                }
            }
        }
    }

    /// Values of a file's top-level nodes that name other files.
    fn names_in(&self, id: FileId) -> Vec<(Word, Value<String>)> {
        let named = |n: Node<'_>| {
            let source = || n.prop("source").or_else(|| n.children_named("source").next()?.arg(0));
            let (word, value) = match n.name() {
                "use" => (Word::Use, n.arg(0)?),
                "crm" => (Word::Crm, source()?),
                "ssp" => (Word::Ssp, source()?),
                _ => return None,
            };
            Some((word, value.kept()))
        };
        self.sources.nodes(id).into_iter().flatten().filter_map(named).collect()
    }

    fn follow_use(
        &mut self,
        from: FileId,
        value: &Value<String>,
        unit: &mut Unit,
        queue: &mut Vec<(FileId, bool)>,
        trail: &mut BTreeMap<FileId, BTreeSet<FileId>>,
    ) {
        let Some(path) = value.borrowed().as_str() else { return };
        let target = match self.target(from, path) {
            Ok(target) => target,
            Err(reason) => {
                unit.open = true;
                unit.findings.push(self.source_finding(from, value, path, &reason));
                return;
            }
        };
        let Some(id) = self.load(&target, true) else {
            unit.open = true;
            return;
        };
        let mut above = trail.get(&from).cloned().unwrap_or_default();
        above.insert(from);
        if above.contains(&id) {
            let message = format!("`{path}` comes back to this file");
            unit.findings.push(Finding::fixed("dangling-reference", value.span, message).label("a circle of `use`"));
            return;
        }
        if unit.files.contains(&id) || unit.used.contains(&id) {
            return;
        }
        trail.insert(id, above);
        unit.used.push(id);
        if let Some(file) = self.sources.get(id) {
            unit.open |= file.incomplete;
            unit.findings.extend(self.told.get(&id).into_iter().flatten().cloned());
        }
        queue.push((id, true));
    }

    fn follow_source(&mut self, from: FileId, value: &Value<String>, unit: &mut Unit) {
        let Some(path) = value.borrowed().as_str().filter(|p| *p != "unknown") else { return };
        let read = self.target(from, path).and_then(|target| {
            let format = crate::read::format_of(path)?;
            if path.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("~$")) {
                return Err("it is the lock file of a program that has the workbook open: name the workbook".to_owned());
            }
            self.vendor_file(&target, format)
        });
        match read {
            Ok(id) => {
                unit.vendor.insert(value.span, id);
                unit.vendor_told.insert(id, self.told.get(&id).cloned().unwrap_or_default());
            }
            Err(reason) => {
                unit.unread.insert(value.span);
                unit.findings.push(self.source_finding(from, value, path, &reason));
            }
        }
    }

    fn vendor_file(&mut self, target: &Path, format: VendorFormat) -> Result<FileId, String> {
        if let Some(Some(id)) = self.read.get(target) {
            return Ok(*id);
        }
        let bytes = self.bytes(target).map_err(|e| plain_reason(&e))?;
        let opened = crate::read::open(format, self.sources.next_id(), bytes)?;
        let id = self.add(target, self.plan.shown(target), opened.text);
        self.sources.set_book(id, opened.book, opened.landmarks, opened.made);
        self.told.insert(id, opened.findings);
        Ok(id)
    }

    pub(super) fn path_of(&self, id: FileId) -> Option<&Path> {
        self.paths.get(id.0 as usize).map(PathBuf::as_path)
    }

    fn source_finding(&self, from: FileId, value: &Value<String>, path: &str, reason: &str) -> Finding {
        let finding = Finding::fixed("source-unreadable", value.span, format!("`{path}` was not read: {reason}"))
            .label("what it holds stays unknown")
            .entity(format!("source:{path}"));
        match self.meant(from, path) {
            Some(other) => finding.help(format!("did you mean `{other}`?")),
            None => finding,
        }
    }

    /// The file beside one that is not there whose name is nearest.
    fn meant(&self, from: FileId, path: &str) -> Option<String> {
        let path = path.replace('\\', "/");
        let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
        let own = self.path_of(from).and_then(Path::parent).unwrap_or(&self.plan.base).to_path_buf();
        let tree = self.fetch.tree(&own);
        let asked = Some(lexical(&own.join(folder))).filter(|asked| asked.starts_with(&tree))?;
        let asked = self.fetch.real(&asked).ok().filter(|real| real.starts_with(&tree))?;
        if self.fetch.kind(&asked.join(name)).is_some() {
            return None;
        }
        let entries = self.fetch.entries(&asked).ok()?;
        let mut names: Vec<&str> = entries.iter().filter_map(|e| e.file_name()?.to_str()).collect();
        names.sort_unstable();
        names.truncate(NEIGHBOURS_MAX);
        let near = crate::finding::nearest(name, names)?;
        Some(if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") })
    }

    /// The file that a path in a declaration names: against the naming file's folder, inside the tree, links resolved.
    pub(super) fn target(&self, from: FileId, path: &str) -> Result<PathBuf, String> {
        let path = path.replace('\\', "/");
        let folder = self.path_of(from).and_then(Path::parent).unwrap_or(&self.plan.base).to_path_buf();
        let asked = Path::new(&path);
        if asked.is_absolute() || asked.components().any(|c| matches!(c, Component::Prefix(_))) {
            return Err("it is an absolute path; name it from this file's folder".to_owned());
        }
        let tree = self.fetch.tree(&folder);
        // Judged by its words first: a path that leaves the tree is not even looked at.
        if !lexical(&folder.join(asked)).starts_with(&tree) {
            return Err("it lies outside of the repository".to_owned());
        }
        let real = self.fetch.real(&folder.join(asked)).map_err(|e| plain_reason(&e))?;
        if !real.starts_with(&tree) {
            return Err("it lies outside of the repository".to_owned());
        }
        if self.fetch.kind(&real) == Some(Kind::Folder) {
            return Err("it is a folder".to_owned());
        }
        Ok(real)
    }
}

pub(super) fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}
