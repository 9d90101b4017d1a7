//! Writes loaded rules as the constants of `bundled.rs`.

use std::fmt::Write;

use jiff::civil::Date;

use super::{
    At, Block, Edit, Length, Op, ParamType, ParamValue, Path, Piece, Pool, Program, Report, Right, Rule, Text,
};

/// The source text of `src/rule/bundled.rs` for these rules, whose paths are `rules/<area>/<name>.kdl`.
pub fn bundle(rules: &[Rule]) -> String {
    let mut out = String::from(
        "//! The rules that come with crmlint, compiled. Generated from `rules/`: `UPDATE=1 cargo test --test it generated`.\n\n",
    );
    if rules.is_empty() {
        out.push_str("use super::Rule;\n\n/// All bundled rules, by area and name.\n#[rustfmt::skip]\npub static RULES: &[Rule] = &[];\n");
        return out;
    }
    let mut body = String::new();
    for rule in rules {
        write_rule(&mut body, rule);
    }
    // Only what occurs is imported.
    let occurs = |name: &&str| [" {", "::"].iter().any(|end| body.contains(&format!("{name}{end}")));
    out.push_str("use std::borrow::Cow::Borrowed as B;\n\n");
    if body.contains("date(") {
        out.push_str("use jiff::civil::date;\n\n");
    }
    let names: Vec<&str> = TYPES.iter().copied().filter(occurs).collect();
    out.push_str("#[rustfmt::skip]\nuse super::{");
    out.push_str(&names.join(", "));
    out.push_str("};\nuse crate::finding::Level;\n\n");
    out.push_str("/// All bundled rules, by area and name.\n#[rustfmt::skip]\npub static RULES: &[Rule] = &[\n");
    out.push_str(&body);
    out.push_str("];\n");
    out
}

/// Types that a bundled rule may be made of.
const TYPES: &[&str] = &[
    "Also",
    "At",
    "Audience",
    "Block",
    "Edit",
    "Fix",
    "Group",
    "Length",
    "Op",
    "Param",
    "ParamType",
    "ParamValue",
    "Path",
    "Piece",
    "Program",
    "Quantifier",
    "Report",
    "Right",
    "Rule",
    "RuleSource",
    "Step",
    "Test",
];

/// Writing to a `String` never fails.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{ let _ = write!($out, $($arg)*); }};
}

fn write_rule(out: &mut String, rule: &Rule) {
    put!(
        out,
        "    Rule {{\n        name: {}, aliases: {}, level: Level::{:?},\n",
        text(&rule.name),
        texts(&rule.aliases),
        rule.level
    );
    put!(out, "        area: {}, since: {}, summary: {},\n", text(&rule.area), text(&rule.since), text(&rule.summary));
    put!(out, "        cite: {}, controls: {},\n", texts(&rule.cite), texts(&rule.controls));
    put!(out, "        debated: {}, unsure: {}, preview: {}, ", rule.debated, rule.unsure, rule.preview);
    put!(out, "audience: Audience::{:?},\n", rule.audience);
    put!(
        out,
        "        params: {},\n",
        pool(&rule.params, |p| {
            format!(
                "Param {{ name: {}, ty: {}, default: {} }}",
                text(&p.name),
                param_type(p.ty),
                param_value(&p.default)
            )
        })
    );
    put!(out, "        programs: {},\n", pool(&rule.programs, program));
    put!(out, "        ops: {},\n", pool(&rule.ops, |op| op_code(*op)));
    put!(out, "        steps: {},\n", pool(&rule.steps, |s| format!("{s:?}")));
    put!(out, "        strings: {},\n", texts(&rule.strings));
    put!(out, "        lengths: {},\n", pool(&rule.lengths, length));
    put!(out, "        patterns: {},\n", texts(&rule.patterns));
    let path = rule.source.path();
    put!(
        out,
        "        source: RuleSource::Bundled {{ path: {path:?}, text: include_str!({:?}) }},\n    }},\n",
        format!("../../{path}")
    );
}

fn text(text: &Text) -> String {
    format!("B({})", quoted(text))
}

/// A string literal; control and bidirectional characters are escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\'' => out.push(c),
            c if c.is_control() || crate::source::is_hostile(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn pool<T: Clone>(items: &Pool<T>, code: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = items.iter().map(code).collect();
    format!("B(&[{}])", items.join(", "))
}

fn texts(items: &Pool<Text>) -> String {
    pool(items, text)
}

fn program(p: &Program) -> String {
    format!(
        "Program {{ table: {}, select: {:?}, select_text: {}, require: {:?}, reports: {} }}",
        p.table,
        p.select,
        text(&p.select_text),
        p.require,
        pool(&p.reports, report)
    )
}

fn report(r: &Report) -> String {
    let also = pool(&r.also, |a| {
        format!(
            "Also {{ each: {}, when: {}, at: {}, text: {} }}",
            a.each.map_or("None".to_owned(), |(p, t)| format!("Some(({p:?}, {t}))")),
            when(a.when),
            at(a.at),
            pieces(&a.text)
        )
    });
    format!(
        "Report {{ when: {}, level: {}, at: {}, message: {}, label: {}, also: {also}, help: {}, fix: {} }}",
        when(r.when),
        r.level.map_or("None".to_owned(), |l| format!("Some(Level::{l:?})")),
        at(r.at),
        pieces(&r.message),
        pieces(&r.label),
        pieces(&r.help),
        r.fix.as_ref().map_or("None".to_owned(), |f| format!(
            "Some(Fix {{ safe: {}, say: {}, edits: {} }})",
            f.safe,
            pieces(&f.say),
            pool(&f.edits, edit)
        ))
    )
}

fn when(block: Option<Block>) -> String {
    format!("{block:?}")
}

fn at(at: At) -> String {
    format!("At::{at:?}")
}

fn pieces(items: &Pool<Piece>) -> String {
    pool(items, |p| format!("Piece::{p:?}"))
}

fn op_code(op: Op) -> String {
    match op {
        Op::Group { kind, end } => format!("Op::Group {{ kind: Group::{kind:?}, end: {end} }}"),
        Op::Quantifier { kind, path, end } => {
            format!("Op::Quantifier {{ kind: Quantifier::{kind:?}, path: {}, end: {end} }}", path_code(path))
        }
        Op::Leaf { path, test, right } => {
            format!("Op::Leaf {{ path: {}, test: Test::{test:?}, right: {} }}", path_code(path), right_code(right))
        }
    }
}

fn path_code(path: Path) -> String {
    format!("{path:?}")
}

fn right_code(right: Right) -> String {
    match right {
        Right::Date(d) => format!("Right::Date({})", date_code(d)),
        Right::Mask(mask) => format!("Right::Mask({mask:#x})"),
        other => format!("Right::{other:?}"),
    }
}

fn date_code(d: Date) -> String {
    format!("date({}, {}, {})", d.year(), d.month(), d.day())
}

fn param_type(ty: ParamType) -> String {
    format!("ParamType::{ty:?}")
}

fn param_value(value: &ParamValue) -> String {
    match value {
        ParamValue::Date(d) => format!("ParamValue::Date({})", date_code(*d)),
        ParamValue::Length(l) => format!("ParamValue::Length({})", length(l)),
        ParamValue::Text(t) => format!("ParamValue::Text({})", text(t)),
        ParamValue::Words(mask) => format!("ParamValue::Words({mask:#x})"),
        other => format!("ParamValue::{other:?}"),
    }
}

fn edit(edit: &Edit) -> String {
    match edit {
        Edit::Set { path, value } => format!("Edit::Set {{ path: {path:?}, value: {} }}", pieces(value)),
        Edit::Remove { path } => format!("Edit::Remove {{ path: {path:?} }}"),
        Edit::Insert { into, text } => format!("Edit::Insert {{ into: {into:?}, text: {} }}", pieces(text)),
    }
}

/// A duration as source text, with separators in large numbers.
fn length(of: &Length) -> String {
    let seconds = if of.seconds < 10_000 {
        of.seconds.to_string()
    } else {
        format!("{}_{:03}", of.seconds / 1000, of.seconds % 1000)
    };
    format!("Length {{ months: {}, days: {}, seconds: {seconds} }}", of.months, of.days)
}
