//! What `crmlint.kdl` names and leaves out: project files it extends, the team's rules and offerings, the baseline, the
//! export of the Marketplace, and the globs of `include`, `exclude` and `override`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Error, Found, GLOBS, Kind, Loader, Passed, matches, plain_reason, unreadable};
use crate::finding::Finding;
use crate::parse::decode;
use crate::project::{self, Project};
use crate::source::{FileId, Span, Spanned};

/// Most project files that one extends, directly and through others.
const EXTENDS_MAX: usize = 8;

impl Loader<'_> {
    /// Reads a project file and those that it extends; their ids, its own first. `None` when it is of a newer format.
    pub(super) fn project(
        &mut self,
        at: &Path,
        id: FileId,
        found: &mut Found,
        aside: &mut BTreeSet<FileId>,
    ) -> Option<Vec<FileId>> {
        let mut chain = vec![id];
        found.project = self.extended(id, at, &mut chain, found);
        found.project_incomplete = chain.iter().any(|id| self.sources.get(*id).is_some_and(|f| f.incomplete));
        if let Some(format) = found.project.newer {
            let path = self.sources.path(id).to_owned();
            self.errors.push(Error::Newer { path, format, known: project::FORMAT });
            return None;
        }
        aside.extend(found.rules.iter().chain(&found.offerings).chain(&found.baseline).copied());
        // One that is only extended declares nothing.
        found.extended = chain.iter().skip(1).copied().collect();
        aside.extend(&found.extended);
        Some(chain)
    }

    /// What a project file says together with those that it extends. Files that a word names lie by the file of the word.
    fn extended(&mut self, id: FileId, at: &Path, chain: &mut Vec<FileId>, found: &mut Found) -> Project {
        let mut project = self.sources.nodes(id).map(project::read).unwrap_or_default();
        for glob in project.rules.clone() {
            let ids = self.project_files(at, &glob, &mut project.findings);
            found.rules.extend(ids);
        }
        for glob in project.offerings.clone() {
            let ids = self.project_files(at, &glob, &mut project.findings);
            found.offerings.extend(ids);
        }
        if let Some(path) = project.baseline.clone().filter(|_| self.plan.baseline.is_none() && chain.len() == 1) {
            found.baseline = self.named_by_project(id, &path, &mut project.findings);
        }
        if let Some(path) = project.marketplace.clone().filter(|_| found.marketplace.is_none()) {
            found.marketplace = self.plain_file(id, &path, &mut project.findings).map(|id| (id, path.span));
        }
        for path in project.extends.clone() {
            let Some(base) = self.named_by_project(id, &path, &mut project.findings) else { continue };
            if chain.contains(&base) || chain.len() > EXTENDS_MAX {
                let message = format!("`{}` is extended already, or comes back to this file", path.value);
                project.findings.push(Finding::fixed("rule-invalid", path.span, message));
                continue;
            }
            chain.push(base);
            let folder = self.path_of(base).and_then(Path::parent).unwrap_or(at).to_path_buf();
            let base = self.extended(base, &folder, chain, found);
            project.take_base(base);
        }
        project
    }

    /// A file that a word of a project file names by its path.
    fn named_by_project(&mut self, from: FileId, path: &Spanned<String>, told: &mut Vec<Finding>) -> Option<FileId> {
        match self.target(from, &path.value) {
            Ok(target) => self.load(&target, true),
            Err(reason) => {
                told.push(wrong_file(path, &reason));
                None
            }
        }
    }

    /// The same for a text that is no declaration; what is wrong with it is told where it is named.
    fn plain_file(&mut self, from: FileId, path: &Spanned<String>, told: &mut Vec<Finding>) -> Option<FileId> {
        let read = self.target(from, &path.value).and_then(|target| {
            if let Some(Some(id)) = self.read.get(&target) {
                return Ok(*id);
            }
            let bytes = self.bytes(&target).map_err(|e| plain_reason(&e))?;
            let text = decode(bytes).map_err(|e| unreadable("", &e).1)?;
            Ok(self.add(&target, self.plan.shown(&target), text))
        });
        read.map_err(|reason| told.push(wrong_file(path, &reason))).ok()
    }

    /// The files of the unit for which a project file has other levels.
    pub(super) fn overridden(&self, folder: &Path, found: &mut Found) {
        let mut overrides = std::mem::take(&mut found.project.overrides);
        for own in &mut overrides {
            let globs = compiled(&own.globs, &mut found.project.findings);
            let files = found.unit.files.iter().filter(|id| matching(&globs, &self.local(folder, **id)).is_some());
            own.files = files.copied().collect();
        }
        found.project.overrides = overrides;
    }

    /// The path of a file from a folder, as globs see it.
    fn local(&self, folder: &Path, id: FileId) -> String {
        let path = self.path_of(id).unwrap_or(Path::new(""));
        path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// Files that a word of the project file names; a path without a wildcard must exist, and all lie in the tree.
    fn project_files(&mut self, at: &Path, glob: &Spanned<String>, findings: &mut Vec<Finding>) -> Vec<FileId> {
        let tree = self.fetch.tree(at);
        let found = matches(at, &glob.value, self.fetch).unwrap_or_else(|error| {
            self.errors.push(error);
            Vec::new()
        });
        let paths: Vec<PathBuf> = found.into_iter().filter(|p| self.fetch.kind(p) == Some(Kind::File)).collect();
        let inside: Vec<&PathBuf> = paths.iter().filter(|p| p.starts_with(&tree)).collect();
        if inside.is_empty() {
            let why = if paths.is_empty() { "names no file" } else { "lies outside of the repository" };
            findings.push(Finding::fixed("rule-invalid", glob.span, format!("`{}` {why}", glob.value)));
        }
        let inside: Vec<PathBuf> = inside.into_iter().cloned().collect();
        inside.iter().filter_map(|p| self.load(p, true)).collect()
    }

    /// Files that `include` and `exclude` leave; without `include` all. What was named itself stays, unless that is to be
    /// passed over too.
    pub(super) fn included(&self, folder: &Path, ids: Vec<FileId>, found: &mut Found) -> Vec<FileId> {
        let project = &mut found.project;
        let include = compiled(&project.include.clone(), &mut project.findings);
        let exclude = compiled(&project.exclude.clone(), &mut project.findings);
        let mut kept = Vec::new();
        for id in ids {
            let named = self.path_of(id).is_some_and(|path| self.plan.keeps_named(path));
            let local = self.local(folder, id);
            if let Some(span) = matching(&exclude, &local).filter(|_| !named) {
                found.passed.push(Passed { file: id, exclude: Some(span) });
            } else if include.is_empty() || named || matching(&include, &local).is_some() {
                kept.push(id);
            } else {
                found.passed.push(Passed { file: id, exclude: None });
            }
        }
        kept
    }
}

/// Globs of a project file; one that cannot be understood is told.
fn compiled(globs: &[Spanned<String>], findings: &mut Vec<Finding>) -> Vec<(glob::Pattern, Span)> {
    let mut out = Vec::new();
    for g in globs {
        match glob::Pattern::new(&g.value.replace('\\', "/")) {
            Ok(p) => out.push((p, g.span)),
            Err(e) => {
                findings.push(Finding::fixed("rule-invalid", g.span, format!("`{}` is no glob: {e}", g.value)));
            }
        }
    }
    out
}

/// The first glob that names a path.
fn matching(globs: &[(glob::Pattern, Span)], path: &str) -> Option<Span> {
    globs.iter().find(|(g, _)| g.matches_with(path, GLOBS)).map(|(_, span)| *span)
}

fn wrong_file(path: &Spanned<String>, reason: &str) -> Finding {
    Finding::fixed("rule-invalid", path.span, format!("`{}` was not read: {reason}", path.value))
}
