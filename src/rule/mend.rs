//! Changes of text that mend what a rule found, from the `fix` of its report. A change is offered only where every edit
//! finds its place in a text that people wrote; nothing is guessed.

use super::condition::{Context, Frame, present};
use super::culprit::reach;
use super::render::{Merged, Voice};
use super::{Edit, Fix, Hit, Path, Step};
use crate::fact::{CellValue, FieldType, TableDef};
use crate::finding::{self, Finding};
use crate::source::{Sources, is_bare, quoted};

/// Adds the fix of a report to its finding.
pub(super) fn mend(voice: &Voice<'_, '_, '_>, fix: &Fix, merged: &Merged, sources: &Sources, finding: &mut Finding) {
    let mender = Mender { voice, merged, sources };
    let mut edits: Vec<finding::Edit> = Vec::new();
    for hit in voice.hits {
        let Some(frame) = voice.frame(hit) else { return };
        for edit in fix.edits.iter() {
            match mender.edit(edit, hit, frame) {
                // Rows of one finding may want the same.
                Some(edit) if edits.contains(&edit) => {}
                Some(edit) => edits.push(edit),
                None => return,
            }
        }
    }
    edits.sort_by_key(|e| e.span);
    let apart = edits.windows(2).all(|two| match two {
        [a, b] => a.span.file != b.span.file || a.span.end <= b.span.start,
        _ => true,
    });
    if apart && !edits.is_empty() {
        finding.fixes.push(finding::Fix { say: voice.text(&fix.say, merged), safe: fix.safe, edits });
    }
}

struct Mender<'v, 'c, 'a, 'h> {
    voice: &'v Voice<'c, 'a, 'h>,
    merged: &'v Merged,
    sources: &'v Sources,
}

impl<'a> Mender<'_, '_, 'a, '_> {
    fn edit(&self, edit: &Edit, hit: &Hit, frame: Frame<'a>) -> Option<finding::Edit> {
        let context: &Context<'a> = self.voice.context;
        match edit {
            Edit::Set { path, value } => {
                // What is not known of the new value must not be written as if it were.
                let text = self.voice.fill_known(value, frame, self.merged)?;
                self.set(*path, frame, &text)
            }
            Edit::Remove { path } => {
                let (row, _, cell) = reach(context, *path, frame);
                let span = self.sources.node_at(row.span)?.word_removal(cell?.span?)?;
                Some(finding::Edit { span, text: String::new() })
            }
            Edit::Insert { into, text } => {
                let header = match into {
                    None => context.facts.tables.get(usize::from(hit.table))?.get(hit.row as usize)?.span,
                    Some(path) => {
                        let (_, step, cell) = reach(context, *path, frame);
                        context.follow(step.table, cell?)?.span
                    }
                };
                let line = self.voice.fill_known(text, frame, self.merged)?;
                let (span, text) = self.sources.node_at(header)?.insertion(&line);
                Some(finding::Edit { span, text })
            }
        }
    }

    fn set(&self, path: Path, frame: Frame<'a>, text: &str) -> Option<finding::Edit> {
        let (row, step, cell) = reach(self.voice.context, path, frame);
        let cell = cell?;
        let (name, ty) = field(step, self.voice.vocabulary)?;
        let (span, before, old) = match (&cell.value, cell.span) {
            (CellValue::Absent, _) => {
                let place = self.sources.node_at(row.span)?.property_place();
                (place, format!(" {name}="), "")
            }
            (value, Some(span)) if present(value) || *value == CellValue::Unknown => {
                // Only a value of a declaration, never a cell of a vendor's file.
                self.sources.get(span.file)?.document.as_ref()?;
                (span, String::new(), self.sources.text(span))
            }
            _ => return None,
        };
        let written = match ty {
            FieldType::Bool | FieldType::Number => text.to_owned(),
            FieldType::Enum(_) | FieldType::Id | FieldType::Ref(_) if is_bare(text) && !old.starts_with('"') => {
                text.to_owned()
            }
            _ => quoted(text),
        };
        Some(finding::Edit { span, text: format!("{before}{written}") })
    }
}

fn field(step: Step, vocabulary: &[TableDef]) -> Option<(&'static str, FieldType)> {
    let def = vocabulary.get(usize::from(step.owner))?.fields.get(usize::from(step.field))?;
    // The one declared word whose field has another name.
    let word = if def.name == "esp-label" { "esp" } else { def.name };
    Some((word, def.ty))
}
