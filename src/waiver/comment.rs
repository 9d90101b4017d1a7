//! `// crmlint: allow RULE until=DATE by=ROLE reason` on the line above a node. A comment that begins with the mark and is
//! not whole is told: nobody should believe that something is allowed which is not.

use super::{Decision, Waivers};
use crate::finding::{Finding, join_and};
use crate::parse::comments;
use crate::schema::grammar::parse_date;
use crate::source::{FileId, SourceFile, Sources, Span, line_start};

/// How such a comment begins.
const MARK: &str = "crmlint:";
/// Most waivers of a unit: each is compared with each finding.
const WAIVERS_MAX: usize = 10_000;
/// The form, for help.
const FORM: &str = "// crmlint: allow RULE until=2027-01-31 by=ROLE the reason";

/// Reads those of a file.
pub(super) fn read(sources: &Sources, file: FileId, shared: bool, waivers: &mut Waivers) {
    let Some(source) = sources.get(file) else { return };
    let text = source.text.as_str();
    for range in comments(text, MARK) {
        if waivers.decisions.len() + waivers.findings.len() >= WAIVERS_MAX {
            let span = Span::new(file, range.start, range.end);
            let message =
                format!("there are more than {WAIVERS_MAX} waivers; this one and those behind it were not read");
            waivers.findings.push(Finding::fixed("limit-exceeded", span, message));
            return;
        }
        let span = Span::new(file, range.start, range.end);
        let node = node_below(source, range.end);
        match whole(text, range.start, span, node) {
            Ok(decision) => waivers.decisions.push(Decision { shared, ..decision }),
            Err(message) => {
                waivers.findings.push(Finding::fixed("waiver-malformed", span, message).help(FORM));
            }
        }
    }
}

/// The decision that a comment states, or what is wrong with it.
fn whole(text: &str, start: usize, span: Span, node: Option<Span>) -> Result<Decision, String> {
    let line = line_start(text, start);
    let comment = text.get(span.range()).unwrap_or("");
    let Some(said) = comment.strip_prefix("//") else {
        return Err("a waiver is a comment of one line, `// crmlint: …`, and this is a block".to_owned());
    };
    if !text.get(line..start).is_some_and(|before| before.trim().is_empty()) {
        return Err("this waiver stands behind something; put it on the line above the node".to_owned());
    }
    let said = said.trim_start().strip_prefix(MARK).unwrap_or("").trim();
    let (verb, rest) = word(said);
    if verb != "allow" {
        return Err(format!("`{verb}` is no waiver; a waiver says `allow`"));
    }
    let (rule, mut rest) = word(rest);
    let (mut until, mut by) = (None, None);
    loop {
        let (next, behind) = word(rest);
        match next.split_once('=') {
            Some(("until", value)) => until = Some(parse_date(bare(value)).ok_or_else(|| not_a_date(value))?),
            Some(("by", value)) => by = Some(bare(value).to_owned()).filter(|by| !by.is_empty()),
            _ => break,
        }
        rest = behind;
    }
    let reason = bare(rest.trim()).trim().to_owned();
    let stated = [
        ("its rule", !rule.is_empty() && !rule.contains('=')),
        ("an end date (until=)", until.is_some()),
        ("a person (by=)", by.is_some()),
        ("a reason", !reason.is_empty()),
    ];
    let missing: Vec<&str> = stated.iter().filter(|(_, stated)| !stated).map(|(what, _)| *what).collect();
    let (Some(until), Some(by), true) = (until, by, missing.is_empty()) else {
        return Err(format!("this waiver lacks {}", join_and(&missing)));
    };
    let within = node.ok_or_else(|| "no node begins on the line below this waiver".to_owned())?;
    let end = span.end as usize;
    let behind = text.get(end..).unwrap_or("");
    let newline = ["\r\n", "\n", "\r"].into_iter().find(|n| behind.starts_with(n)).map_or(0, str::len);
    let removal = Some(Span::new(span.file, line, end + newline));
    let rule = rule.to_owned();
    Ok(Decision { rule, at: None, within: Some(within), shared: false, until, by, reason, span, removal })
}

fn not_a_date(value: &str) -> String {
    format!("`until={value}` is no date; write it like until=2027-01-31")
}

fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_once(char::is_whitespace).unwrap_or((text, ""))
}

fn bare(text: &str) -> &str {
    text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text)
}

/// The whole of the node that begins on the next line behind a place which is no waiver itself.
fn node_below(source: &SourceFile, end: usize) -> Option<Span> {
    let text = source.text.as_str();
    let mut at = end;
    loop {
        let behind = text.get(at..)?;
        let newline = ["\r\n", "\n", "\r"].into_iter().find(|n| behind.starts_with(n))?;
        at += newline.len();
        let line = text.get(at..)?.split(['\n', '\r']).next()?;
        let words = line.trim_start();
        let is_waiver = words.strip_prefix("//").is_some_and(|c| c.trim_start().starts_with(MARK));
        if !is_waiver {
            let start = u32::try_from(at + line.len() - words.len()).ok()?;
            return source.node_from(start).map(|node| node.span());
        }
        at += line.len();
    }
}
