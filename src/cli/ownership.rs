//! Who owns a requirement in a project: for each boundary and objective its state, the row of the SSP, the rows of the
//! matrices and the duties that they leave, all read from the facts.

use std::fmt::Write as _;

use super::facts::{Printer, holds, named};
use super::output;
use super::session::Ready;
use crate::catalog::{Requirement, RequirementIx};
use crate::fact::Row;
use crate::finding::{counted, join_and};
use crate::model::lower::family_id;

/// The section of one unit; without letters for all objectives.
pub(super) fn section(printer: &Printer<'_>, ready: &Ready, ix: RequirementIx, letters: &str) -> String {
    let requirement = ix.get();
    let letters = if letters.is_empty() { requirement.letters } else { letters };
    let root = &ready.unit.root;
    let place = if root == "." { "here".to_owned() } else { format!("in {root}") };
    let title = format!("Who owns it {place}, as of {}", ready.settings.as_of);
    let width = output::width();
    let section = Section { printer, requirement, letters, width };
    let mut out = output::wrap(&title, "", "  ", width);
    for boundary in printer.rows("boundary") {
        section.boundary(&mut out, boundary);
    }
    if printer.rows("boundary").is_empty() {
        out.push_str("\nNo boundary: the matrices alone\n");
        section.matrices(&mut out);
    }
    out
}

struct Section<'a> {
    printer: &'a Printer<'a>,
    requirement: &'static Requirement,
    letters: &'a str,
    width: usize,
}

impl Section<'_> {
    fn put(&self, out: &mut String, depth: usize, text: &str) {
        let first = " ".repeat(depth * 2);
        out.push_str(&output::wrap(text, &first, &format!("{first}  "), self.width));
    }

    fn boundary(&self, out: &mut String, boundary: &Row) {
        let printer = self.printer;
        let id = boundary.subject.path();
        let id = id.split_once(':').map_or(id.as_str(), |(_, id)| id);
        let level = printer.text("boundary", boundary, "level");
        let level = if level.is_empty() { String::new() } else { format!(", Level {level}") };
        out.push('\n');
        self.put(out, 0, &format!("boundary {id}{level} ({})", printer.place(boundary)));
        let here = |table: &str, row: &Row| {
            let of = |r: &Row| r.subject == boundary.subject && r.span == boundary.span;
            let number = printer.rows("boundary").iter().position(of);
            let boundaries = named(table, row, "boundary");
            number.is_some_and(|n| boundaries.iter().any(|r| *r as usize == n))
        };
        let mine = |table: &str, id: &str| -> Vec<&Row> {
            let about = |r: &&Row| here(table, r) && printer.text(table, r, id) == self.requirement.id;
            printer.rows(table).iter().filter(about).collect()
        };
        let Some(requirement) = mine("requirement", "id").first().copied() else {
            let has_ssp = !named("boundary", boundary, "ssps").is_empty();
            if has_ssp {
                self.put(out, 1, "this requirement does not belong to its level");
            } else {
                self.put(out, 1, "no SSP that was read is about this boundary; the matrices say:");
                self.matrices(out);
            }
            return;
        };
        let objectives: Vec<&Row> = mine("objective", "requirement")
            .into_iter()
            .filter(|o| self.letters.contains(printer.text("objective", o, "letter").as_str()))
            .collect();
        if objectives.is_empty() {
            self.without_objectives(out, requirement);
            return;
        }
        // Objectives about which the same is to be said stand together.
        let mut blocks: Vec<(Vec<String>, String)> = Vec::new();
        for objective in objectives {
            let letter = format!("[{}]", printer.text("objective", objective, "letter"));
            let (title, body) = self.objective(objective);
            let text = format!("{title}\n{body}");
            match blocks.iter_mut().find(|(_, t)| *t == text) {
                Some((letters, _)) => letters.push(letter),
                None => blocks.push((vec![letter], text)),
            }
        }
        for (letters, text) in blocks {
            let (title, body) = text.split_once('\n').unwrap_or((text.as_str(), ""));
            self.put(out, 1, &format!("{} {title}", letters.join(" ")));
            out.push_str(body);
        }
    }

    /// A requirement that the SSP does not answer, or at a level at which nobody looks at objectives.
    fn without_objectives(&self, out: &mut String, requirement: &Row) {
        let printer = self.printer;
        if let Some(row) = named("requirement", requirement, "ssp-row").first() {
            self.ssp_row(out, *row);
            let words = printer.rows("ssp-row").get(*row as usize).map(|r| printer.text("ssp-row", r, "words"));
            if let Some(words) = words.filter(|w| !w.is_empty()) {
                self.put(out, 3, &words);
            }
        } else {
            let weight = printer.text("requirement", requirement, "weight");
            self.put(out, 1, &format!("nobody: the SSP has no row for it; weight {weight}"));
        }
        for row in named("requirement", requirement, "crm-rows") {
            self.crm_row(out, row);
        }
    }

    /// The state in a few words, and what it rests on.
    fn objective(&self, objective: &Row) -> (String, String) {
        let printer = self.printer;
        let text = |field: &str| printer.text("objective", objective, field);
        let is = |field: &str| holds("objective", objective, field);
        let mut title = match text("state").as_str() {
            "" => "not known".to_owned(),
            state => state.to_owned(),
        };
        for (field, words) in [
            ("unowned", "no party is left for it"),
            ("gap", "each provider leaves it to others"),
            ("claimed-twice", "two providers claim all of it"),
        ] {
            if is(field) {
                let _ = write!(title, ", {words}");
            }
        }
        if let Ok(points @ 1..) = text("points-at-risk").parse::<usize>() {
            let _ = write!(title, ", {} at risk", counted(points, "point"));
        }
        let mut out = String::new();
        let letter = text("letter");
        let rows = named("objective", objective, "ssp-row");
        for row in &rows {
            self.ssp_row(&mut out, *row);
            self.claims(&mut out, *row, &letter);
        }
        let matrices = named("objective", objective, "crm-rows");
        for row in &matrices {
            self.crm_row(&mut out, *row);
        }
        if matrices.is_empty() {
            self.put(&mut out, 2, "no matrix has a row for it");
        }
        self.duties(&mut out, &letter, &rows, &matrices);
        (title, out)
    }

    fn ssp_row(&self, out: &mut String, number: u32) {
        let printer = self.printer;
        let Some(row) = printer.rows("ssp-row").get(number as usize) else { return };
        let status = match printer.text("ssp-row", row, "status") {
            status if status.is_empty() => "no status".to_owned(),
            status => status,
        };
        self.put(out, 2, &format!("SSP: {status} ({})", printer.place(row)));
        let reason = printer.text("ssp-row", row, "reason");
        if !reason.is_empty() {
            self.put(out, 3, &format!("reason: {reason}"));
        }
    }

    /// The parties that a row of the SSP names.
    fn claims(&self, out: &mut String, ssp_row: u32, letter: &str) {
        let printer = self.printer;
        let mut said: Vec<String> = Vec::new();
        for claim in printer.rows("claim") {
            let text = |field: &str| printer.text("claim", claim, field);
            let about = text("requirement") == self.requirement.id && text("objective") == letter;
            if !about || !named("claim", claim, "ssp-row").contains(&ssp_row) {
                continue;
            }
            let verdict = match text("verdict").as_str() {
                "agrees" if text("party") == "provider" => ", as its matrix says",
                "contradicted" => ", against a matrix",
                "without-row" => ", and its matrix has no row for it",
                "gap" => ", and it leaves it to others",
                _ => "",
            };
            let mut line = format!("{}{verdict} ({})", text("provider-name"), printer.place(claim));
            if !text("text").is_empty() {
                let _ = write!(line, ": {}", text("text"));
            }
            if !said.contains(&line) {
                self.put(out, 3, &line);
                said.push(line);
            }
        }
        if said.is_empty() {
            self.put(out, 3, "names nobody");
        }
    }

    fn crm_row(&self, out: &mut String, number: u32) {
        let printer = self.printer;
        let Some(row) = printer.rows("crm-row").get(number as usize) else { return };
        let text = |field: &str| printer.text("crm-row", row, field);
        let matrix = row.subject.path();
        let matrix = matrix.split_once(':').map_or(matrix.as_str(), |(_, id)| id);
        let matrix = matrix.split_once('/').map_or(matrix, |(id, _)| id);
        let responsibility = match text("responsibility") {
            word if word.is_empty() => "nobody".to_owned(),
            word => word,
        };
        let mut line = format!("matrix {matrix}: {responsibility} ({})", printer.place(row));
        match text("scope").as_str() {
            "family" => line.push_str(", for its family"),
            "default" => line.push_str(", for all that it does not list"),
            _ => {}
        }
        self.put(out, 2, &line);
        for (field, who) in [
            ("provider-text", "provider"),
            ("customer-text", "customer"),
            ("inherited-from", "inherited from"),
            ("reason", "reason"),
        ] {
            if !text(field).is_empty() {
                self.put(out, 3, &format!("{who}: {}", text(field)));
            }
        }
    }

    /// What the matrices leave with the customer, and what became of it.
    fn duties(&self, out: &mut String, letter: &str, ssp_rows: &[u32], crm_rows: &[u32]) {
        let printer = self.printer;
        for duty in printer.rows("duty") {
            let text = |field: &str| printer.text("duty", duty, field);
            let answers = named("duty", duty, "ssp-row");
            let mut sources = named("duty", duty, "sources").into_iter();
            let here = if answers.is_empty() {
                sources.any(|s| crm_rows.contains(&s))
            } else {
                answers.iter().any(|r| ssp_rows.contains(r))
            };
            if !here || text("requirement") != self.requirement.id || text("objective") != letter {
                continue;
            }
            let from: Vec<String> = named("duty", duty, "sources").iter().map(|s| self.matrix(*s)).collect();
            let became = match text("state").as_str() {
                "answered" => "answered by the SSP".to_owned(),
                "passed-on" => "passed on to another provider".to_owned(),
                "not-applicable" => "not applicable, says the SSP".to_owned(),
                "open" => match text("cause").as_str() {
                    "" => "open".to_owned(),
                    cause => format!("open, {cause}"),
                },
                _ => "not known".to_owned(),
            };
            let mut line = format!("duty left by {}: {became}", join_and(&from));
            if !text("text").is_empty() {
                let _ = write!(line, ": {}", text("text"));
            }
            self.put(out, 2, &line);
        }
    }

    /// The matrix of a row.
    fn matrix(&self, number: u32) -> String {
        let row = self.printer.rows("crm-row").get(number as usize);
        let path = row.map_or_else(String::new, |r| r.subject.path());
        let id = path.split_once(':').map_or(path.as_str(), |(_, id)| id);
        id.split_once('/').map_or(id, |(id, _)| id).to_owned()
    }

    /// Rows of all matrices, where no SSP ties them to a boundary.
    fn matrices(&self, out: &mut String) {
        let printer = self.printer;
        let mut none = true;
        for (number, row) in (0_u32..).zip(printer.rows("crm-row")) {
            let text = |field: &str| printer.text("crm-row", row, field);
            let letters = text("objectives");
            let names = |l: char| letters.split([' ', ',']).any(|word| word.chars().eq([l]));
            let about = match text("scope").as_str() {
                "family" => family_id(&text("id")) == Some(self.requirement.family),
                "default" => true,
                _ => text("requirement") == self.requirement.id && self.letters.chars().any(names),
            };
            if about && holds("crm-row", row, "in-force") {
                self.crm_row(out, number);
                none = false;
            }
        }
        if none {
            self.put(out, 2, "no matrix has a row for it");
        }
    }
}
