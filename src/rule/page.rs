//! The page of a rule: all that somebody needs who never saw crmlint, taken from the rule's file and from a run of its
//! examples. `explain` prints it as text, the pages in `docs/rules` are made from it.

use std::fmt::Write as _;

use super::example::{Example, Interpret, Kind, examples, rule_node, run_examples, why};
use super::guard::levels;
use super::{Audience, ParamValue, Rule, RuleSet, example, param};
use crate::fact::TableDef;
use crate::finding::{Finding, Level, join_and};
use crate::source::{Document, Node, Sources, Span};

/// A rule for readers.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its reason: paragraphs of one line each.
    pub why: Vec<String>,
    /// For whom it is, in sentences.
    pub audience: String,
    /// Parameters and their defaults as they are written.
    pub params: Vec<(String, String)>,
    /// What it says, as templates.
    pub messages: Vec<Message>,
    /// Its examples.
    pub examples: Vec<Shown>,
}

/// A message of a rule with `{…}` for what is filled in.
#[derive(Debug, Clone)]
pub struct Message {
    /// The level, if it is lower than the rule's.
    pub level: Option<Level>,
    /// What is wrong.
    pub text: String,
    /// What mends it; may be empty.
    pub help: String,
}

/// An example for readers.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What it shows.
    pub kind: Kind,
    /// The day on which it runs, if it is not the usual one.
    pub as_of: Option<String>,
    /// The declarations; a comment below a line points at what is found in it.
    pub text: String,
    /// What crmlint says, in the order of the marks: message and help.
    pub told: Vec<(Level, String, Option<String>)>,
}

impl<'a> Page<'a> {
    /// The page of a rule of the set, from the text of its file.
    pub fn of(
        set: &'a RuleSet,
        index: usize,
        file: (&str, &Document),
        vocabulary: &[TableDef],
        interpret: &Interpret<'_>,
    ) -> Option<Self> {
        let (text, document) = file;
        let rule = set.get(index)?;
        let node = rule_node(document.nodes(text), &rule.name)?;
        let runs = run_examples(set, index, &node, vocabulary, &Sources::new(), interpret);
        let shown = examples(&node).iter().zip(runs).map(|(e, run)| shown(e, text, &run.findings)).collect();
        let default = |p: &super::Param| (p.name.to_string(), value(&p.default, p.ty, vocabulary));
        Some(Self {
            rule,
            why: paragraphs(why(&node).unwrap_or_default()),
            audience: audience(rule, vocabulary),
            params: rule.params.iter().map(default).collect(),
            messages: messages(&node),
            examples: shown,
        })
    }

    /// The page in Markdown.
    pub fn markdown(&self) -> String {
        let rule = self.rule;
        let mut out = format!("# {}\n\n", rule.name);
        let _ = writeln!(out, "{}.\n", sentence(&rule.summary));
        let mut about = vec![format!("**{}**", rule.level), format!("area [{}](README.md#{0})", rule.area)];
        if !rule.since.is_empty() {
            about.push(format!("since {}", rule.since));
        }
        if rule.debated {
            about.push("debated: sources disagree, the reason below tells both sides".to_owned());
        }
        if rule.preview {
            about.push("preview: runs with `--preview` only".to_owned());
        }
        let _ = writeln!(out, "{}\n\n{}\n", about.join(" · "), self.audience);
        if !rule.aliases.is_empty() {
            let names: Vec<String> = rule.aliases.iter().map(|a| format!("`{a}`")).collect();
            let _ = writeln!(out, "Other names: {}.\n", join_and(&names));
        }
        out.push_str("## Why\n\n");
        for paragraph in &self.why {
            let _ = writeln!(out, "{}\n", escaped(paragraph));
        }
        out.push_str("It rests on:\n\n");
        for cite in rule.cite.iter() {
            let _ = writeln!(out, "- {}", escaped(cite));
        }
        if !rule.controls.is_empty() {
            let _ = writeln!(out, "\nRequirements: {}.", rule.controls.join(", "));
        }
        out.push_str("\n## What it says, and what mends it\n\nWhat stands in braces is filled in from your files.\n\n");
        for message in &self.messages {
            let level = message.level.map_or_else(String::new, |l| format!(" ({l})"));
            let _ = writeln!(out, "- {}{level}", escaped(&message.text));
            if !message.help.is_empty() {
                let _ = writeln!(out, "  - To mend it: {}", escaped(&message.help));
            }
        }
        self.kinds(&mut out);
        self.settings(&mut out);
        out
    }

    fn kinds(&self, out: &mut String) {
        for (kind, title, says) in KINDS {
            let list: Vec<&Shown> = self.examples.iter().filter(|e| e.kind == *kind).collect();
            if list.is_empty() {
                continue;
            }
            let _ = writeln!(out, "\n## {title}\n\n{says}");
            for example in list {
                if let Some(day) = &example.as_of {
                    let _ = writeln!(out, "\nAs of {day}:");
                }
                let _ = writeln!(out, "\n```kdl\n{}\n```", example.text);
                for (level, message, help) in &example.told {
                    let _ = write!(out, "\n> **{level}**: {}\n", escaped(message));
                    if let Some(help) = help {
                        let _ = write!(out, ">\n> To mend it: {}\n", escaped(help));
                    }
                }
            }
        }
    }

    fn settings(&self, out: &mut String) {
        let name = &self.rule.name;
        out.push_str("\n## Set it, switch it off, or waive it\n\nIn `crmlint.kdl`:\n\n```kdl\ncrmlint format=1 {\n");
        let _ = write!(out, "    rule {name} level={}", self.rule.level);
        for (param, default) in &self.params {
            let _ = write!(out, " {param}={default}");
        }
        out.push('\n');
        let _ = writeln!(out, "    waiver {name} at=ID until=\"2027-01-31\" by=ROLE \"why it can wait\"\n}}\n```\n");
        out.push_str("`level=` is `error`, `warning`, `note` or `off`; what is shown is the default.");
        if !self.params.is_empty() {
            let names: Vec<String> = self.params.iter().map(|(name, _)| format!("`{name}`")).collect();
            let noun = if names.len() == 1 { "is a parameter" } else { "are parameters" };
            let _ = write!(out, " {} {noun} of the rule, shown with the default.", join_and(&names));
        }
        let _ = writeln!(
            out,
            "\nA waiver holds findings about one entity back until its last day; without `at=` it holds for all.\nFor one \
             run: `crmlint check --rule {name}=off`."
        );
        let _ = writeln!(out, "\nThe rule itself: [{0}](../../{0}).", self.rule.source.path());
    }
}

/// Kinds of examples, their titles and what they show.
pub const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Bad, "Found", "The comment with `^` points at what is found in the line above it."),
    (Kind::Good, "Not found", "The rule looks at this and finds nothing."),
    (Kind::Outside, "Does not apply", "The rule finds nothing to look at here."),
];

fn audience(rule: &Rule, vocabulary: &[TableDef]) -> String {
    let mut out = match rule.audience {
        Audience::Contractor => "It looks at the files of a contractor".to_owned(),
        Audience::Template => "It looks at a provider's template".to_owned(),
        Audience::Both => "It looks at the files of a contractor and at a provider's template".to_owned(),
    };
    let at: Vec<String> = levels(rule, vocabulary).iter().map(ToString::to_string).collect();
    match at.len() {
        0 | 3 => out.push('.'),
        1 => {
            let _ = write!(out, ", at CMMC Level {}.", join_and(&at));
        }
        _ => {
            let _ = write!(out, ", at CMMC Levels {}.", join_and(&at));
        }
    }
    out
}

/// A default as it is written in `crmlint.kdl`.
pub fn value(value: &ParamValue, ty: super::ParamType, vocabulary: &[TableDef]) -> String {
    match value {
        ParamValue::Bool(b) => format!("#{b}"),
        ParamValue::Number(n) => n.to_string(),
        ParamValue::Date(d) => format!("\"{d}\""),
        ParamValue::Length(l) => l.iso(),
        ParamValue::Text(t) => format!("{t:?}"),
        ParamValue::Words(mask) => {
            let known: &[&str] = match ty {
                super::ParamType::Words { table, field } => param::words_of(table, field, vocabulary),
                _ => &[],
            };
            let words: Vec<&str> =
                known.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, word)| *word).collect();
            if let [word] = words[..] { word.to_owned() } else { format!("\"{}\"", words.join(" ")) }
        }
    }
}

fn messages(rule: &Node<'_>) -> Vec<Message> {
    let text = |n: &Node<'_>| n.first_text().unwrap_or_default().to_owned();
    let one = |report: Node<'_>| Message {
        level: report.prop("level").and_then(|v| v.as_str()).and_then(Level::from_word),
        text: text(&report),
        help: report.children_named("help").next().map_or_else(String::new, |n| text(&n)),
    };
    rule.children_named("report").map(one).collect()
}

/// Paragraphs of a text whose lines are broken, on one line each.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        match out.last_mut() {
            Some(last) if !line.trim().is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line.trim());
            }
            _ => out.push(line.trim().to_owned()),
        }
    }
    out.retain(|p| !p.is_empty());
    out
}

fn shown(example: &Example<'_>, file: &str, findings: &[Finding]) -> Shown {
    let marked: Vec<&Finding> =
        example.marks.iter().filter_map(|m| findings.iter().find(|f| f.primary.span == *m)).collect();
    let several = example.marks.len() > 1;
    let labels = example.marks.iter().enumerate().map(|(n, span)| {
        let number = if several { format!(" {}", n + 1) } else { String::new() };
        (*span, format!("found here{number}"))
    });
    Shown {
        kind: example.kind,
        as_of: (example.as_of != example::EXAMPLE_DAY).then(|| example.as_of.to_string()),
        text: annotated(file, example, &labels.collect::<Vec<_>>()),
        told: marked.iter().map(|f| (f.level, f.message.clone(), f.help.clone())).collect(),
    }
}

/// How a mark is written in a rule file.
const MARK: &str = "(finding)";

/// The text inside an example without its indentation and marks; below a marked line a comment points at the place.
fn annotated(file: &str, example: &Example<'_>, marks: &[(Span, String)]) -> String {
    let spans: Vec<Span> = example.nodes.clone().map(|n| n.span()).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return String::new() };
    let from = first.start as usize;
    let Some(text) = file.get(from..last.end as usize) else { return String::new() };
    let blank = |l: &str| l.len() - l.trim_start().len();
    let margin = text.lines().skip(1).filter(|l| !l.trim().is_empty()).map(blank).min().unwrap_or(0);
    let mut out = String::new();
    let mut at = from;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let cut = if n == 0 { 0 } else { margin.min(blank(line)) };
        let plain = line.get(cut..).unwrap_or(line).replace(MARK, "");
        let plain = plain.trim_end();
        let _ = writeln!(out, "{plain}");
        // Where a place of the file stands in the line that is written.
        let column = |offset: usize| {
            let before = line.get(cut..offset.saturating_sub(at).clamp(cut, line.len())).unwrap_or_default();
            before.replace(MARK, "").chars().count()
        };
        // Below the line on which it ends, so that a text of several lines is not broken.
        let ends_here = |s: &Span| (at..at + line.len()).contains(&(s.end.saturating_sub(1) as usize));
        for (span, label) in marks.iter().filter(|(s, _)| ends_here(s)) {
            let start = column(span.start as usize).max(3);
            let end = column(span.end as usize).min(plain.chars().count()).max(start + 1);
            let _ = writeln!(out, "//{}{} {label}", " ".repeat(start - 2), "^".repeat(end - start));
        }
        at += line.len();
    }
    out.trim_end().to_owned()
}

/// With a capital letter.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Text for Markdown: characters that would mark something up, outside of code, are escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for c in text.chars() {
        code ^= c == '`';
        if !code && matches!(c, '*' | '_' | '<' | '[' | ']' | '|' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
