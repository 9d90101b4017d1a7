//! Tables in which a plan counts its own requirements by status, against each other and against its rows.

use crate::finding::{Finding, counted};
use crate::read::status::{StatusWord, done};
use crate::read::word::plain;
use crate::read::{Done, PlanRow};
use crate::source::{Book, Cell, FileId, Sheet, Span};

/// Requirements that a plan speaks of from which on its rows can be counted: a part of a plan counts the whole.
const WHOLE_FROM: usize = 100;
/// Requirements of Revision 2.
const ALL: usize = 110;

/// A line of such a table.
struct Line {
    word: String,
    done: Option<Done>,
    number: usize,
    span: Span,
}

/// Says where the totals of a plan contradict each other or its rows.
pub(super) fn told(file: FileId, text: &str, book: &Book, rows: &[PlanRow]) -> Vec<Finding> {
    book.sheets.iter().filter_map(|sheet| lines(file, text, sheet)).filter_map(|lines| judged(&lines, rows)).collect()
}

/// The lines of a table that counts by status; none for any other table.
fn lines(file: FileId, text: &str, sheet: &Sheet) -> Option<Vec<Line>> {
    let mut out = Vec::new();
    for (at, cells) in sheet.rows() {
        let [name, number, ..] = cells else { continue };
        let Some(number_of) = whole(&number.value(text)) else {
            // Only the titles may be without a number.
            if at == 0 {
                continue;
            }
            return None;
        };
        let word = plain(&name.value(text));
        let done = match done(&name.value(text)) {
            StatusWord::Known(done) => Some(done),
            _ => None,
        };
        out.push(Line { word, done, number: number_of, span: Span { end: number.end, ..Cell::span(*name, file) } });
    }
    let statuses = out.iter().filter(|l| l.done.is_some()).count();
    (statuses >= 2).then_some(out)
}

/// `91`, `**91**`, `91 (83%)`, `91 / 110`.
fn whole(cell: &str) -> Option<usize> {
    let cell = cell.trim_matches(|c: char| c == '*' || c.is_whitespace());
    let end = cell.find(|c: char| !c.is_ascii_digit()).unwrap_or(cell.len());
    let rest = cell.get(end..)?.trim_start_matches('*').trim_start();
    let is_plain = rest.is_empty() || rest.starts_with(['(', '/']) || rest.starts_with("of ");
    if is_plain { cell.get(..end)?.parse().ok() } else { None }
}

fn is_total(line: &Line) -> bool {
    line.word == "total" || line.word.starts_with("total ") || line.word == "all" || line.word == "sum"
}

fn judged(lines: &[Line], rows: &[PlanRow]) -> Option<Finding> {
    let parts: Vec<&Line> = lines.iter().filter(|l| !is_total(l)).collect();
    let sum: usize = parts.iter().map(|l| l.number).sum();
    let said: Vec<String> = parts.iter().map(|l| l.number.to_string()).collect();
    let said = said.join(" + ");
    let first = parts.first()?;
    if let Some(total) = lines.iter().find(|l| is_total(l)).filter(|t| t.number != sum) {
        let message = format!("the plan counts {said}, which is {sum}, and gives {} as their total", total.number);
        return Some(finding(first.span, message, "adds up to another number").also(total.span, "the total"));
    }
    let is_whole = rows.len() >= WHOLE_FROM;
    let is_all = parts.iter().all(|l| l.done.is_some() || l.word == "inherited");
    if is_whole && is_all && lines.iter().all(|l| !is_total(l)) && sum != ALL && sum + ALL / 4 > ALL && sum < ALL * 2 {
        let message = format!("the plan counts {said}, which is {sum}, and there are {ALL} requirements");
        return Some(finding(first.span, message, "adds up to another number"));
    }
    // What a row says has to be known of all of them, and of the whole requirement each.
    let known = rows.iter().all(|r| r.status.known().is_some() && !r.id.value.contains('['));
    if !is_whole || !known {
        return None;
    }
    let counts = |done: Done| rows.iter().filter(|r| r.status.get() == Some(&done)).count();
    let wrong = parts.iter().find_map(|l| Some((*l, l.done?)).filter(|(l, done)| counts(*done) != l.number));
    let (line, done) = wrong?;
    let message = format!(
        "the plan counts {} as {}, and {} of its rows are",
        counted(line.number, "requirement"),
        done.word(),
        counts(done)
    );
    let mut out = finding(line.span, message, "the plan's own count");
    for row in rows.iter().filter(|r| r.status.get() == Some(&done)).take(3) {
        out = out.also(row.status.span().unwrap_or(row.span), done.word());
    }
    Some(out)
}

fn finding(span: Span, message: String, label: &str) -> Finding {
    Finding::fixed("totals-differ", span, message)
        .label(label)
        .help("count again, or correct the rows; an assessor adds them up")
}
