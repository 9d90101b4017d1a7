//! The rule engine: rule text and rows in, hits and findings out. The vocabulary is a small one of its own.

use std::fmt::Write as _;

use crmlint::fact::{Cell, CellValue, Facts, FieldDef, FieldType, Period, Row, Subject, TableDef};
use crmlint::finding::{Finding, Label, Level};
use crmlint::parse::parse;
use crmlint::rule::example::{self, Interpreted, Verdict};
use crmlint::rule::{self, RuleRun, RuleSet, RunSettings, Words};
use crmlint::source::{FileId, Nodes, Sources, Span, Spanned, ValueKind};
use jiff::civil::{Date, date};

use crate::tree::{Node, Value, owned, tree};

const KINDS: &[&str] = &["msp", "csp", "saas"];
const WHO: &[&str] = &["provider", "shared", "customer"];
const DATA: &[&str] = &["cui", "fci", "spd"];

fn field(name: &'static str, ty: FieldType) -> FieldDef {
    FieldDef { name, ty, derived: name == "is-esp", doc: "A field." }
}

/// provider, crm, crm-row, address: one field of each type somewhere.
fn vocabulary() -> Vec<TableDef> {
    let table = |name, fields: Vec<FieldDef>| TableDef { name, doc: "A table.", fields };
    vec![
        table(
            "provider",
            vec![
                field("id", FieldType::Id),
                field("name", FieldType::Text),
                field("kind", FieldType::Enum(KINDS)),
                field("is-esp", FieldType::Bool),
                field("level", FieldType::Number),
                field("data", FieldType::EnumSet(DATA)),
                field("tools", FieldType::TextSet),
                field("crms", FieldType::List("crm")),
                field("address", FieldType::Record("address")),
                field("since", FieldType::Date),
                field("notice", FieldType::Duration),
            ],
        ),
        table(
            "crm",
            vec![
                field("id", FieldType::Id),
                field("provider", FieldType::Ref("provider")),
                field("version", FieldType::Text),
                field("date", FieldType::Date),
                field("signed", FieldType::Date),
                field("rows", FieldType::List("crm-row")),
                field("data", FieldType::EnumSet(DATA)),
            ],
        ),
        table(
            "crm-row",
            vec![
                field("crm", FieldType::Ref("crm")),
                field("responsibility", FieldType::Enum(WHO)),
                field("reason", FieldType::Text),
                field("version", FieldType::Text),
                field("tool", FieldType::Text),
            ],
        ),
        table("address", vec![field("city", FieldType::Text), field("name", FieldType::Text)]),
    ]
}

fn span_of(node: &Node, name: &str) -> Option<Span> {
    node.prop(name)
        .map(|v| v.span)
        .or_else(|| node.children_named(name).next().and_then(|c| c.args.first()).map(|v| v.span))
}

/// Rows written as KDL: `provider northwind kind=msp data="cui spd" crms="0 1" open=crms`. References and lists are row
/// numbers, `#null` is unknown, `open` names lists that are open, `because` gives `is-esp` a reason.
fn facts(nodes: &[Node]) -> Facts {
    let tables = vocabulary();
    let mut out = Facts { tables: vec![Vec::new(); tables.len()] };
    for node in nodes {
        let Some(at) = tables.iter().position(|t| t.name == node.name.value) else { continue };
        let cells = tables[at].fields.iter().map(|f| cell(node, f)).collect();
        let id = node.args.first().map_or_else(|| out.tables[at].len().to_string(), Value::display);
        let requirement = node.prop("on").map(Value::display);
        let subject = Subject {
            entity: format!("{}:{id}", node.name.value).into(),
            letters: node.prop("letters").map(Value::display).unwrap_or_default().into(),
            points: node.prop("worth").and_then(|v| v.display().parse().ok()),
            requirement: requirement.map(Into::into),
        };
        out.tables[at].push(Row { span: node.header, subject, cells });
    }
    out
}

fn cell(node: &Node, field: &FieldDef) -> Cell {
    let value = if field.name == "id" { node.args.first() } else { node.prop(field.name) };
    let open = node.prop("open").is_some_and(|v| v.display() == field.name);
    let Some(value) = value else {
        if open {
            return Cell::new(CellValue::List { rows: Vec::new(), open }, None);
        }
        return Cell::absent();
    };
    let span = span_of(node, field.name).or(Some(value.span));
    let text = value.display();
    let word =
        |words: &[&str], w: &str| u16::try_from(words.iter().position(|k| *k == w).expect("a word")).expect("small");
    let parts = || text.split_whitespace();
    let value = match (&value.kind, field.ty) {
        (ValueKind::Null, _) => CellValue::Unknown,
        (ValueKind::Bool(b), _) => CellValue::Bool(*b),
        (_, FieldType::Enum(words)) => CellValue::Word(word(words, &text)),
        (_, FieldType::EnumSet(words)) => {
            CellValue::Words(parts().map(|w| Spanned::new(word(words, w), value.span)).collect())
        }
        (_, FieldType::TextSet) => CellValue::Texts(parts().map(|w| Spanned::new(w.to_owned(), value.span)).collect()),
        (_, FieldType::List(_)) => CellValue::List { rows: parts().map(|n| n.parse().expect("a row")).collect(), open },
        (_, FieldType::Record(_) | FieldType::Ref(_)) => CellValue::Row(text.parse().expect("a row")),
        (_, FieldType::Number) => CellValue::Number(text.parse().expect("a number")),
        (_, FieldType::Date) => CellValue::Date(text.parse().expect("a date")),
        (_, FieldType::Duration) => CellValue::Duration(Box::new(Period(text.parse().expect("a duration")))),
        _ => CellValue::Text(text.clone().into()),
    };
    let because = match (field.name, node.prop("because")) {
        ("is-esp", Some(v)) => vec![Label::new(v.span, "this makes it one")],
        _ => Vec::new(),
    };
    Cell::new(value, span).because(because)
}

const RULES: FileId = FileId(0);
const ROWS: FileId = FileId(1);

fn document(file: FileId, text: &str) -> Vec<Node> {
    tree(file, text)
}

/// Reads a text and hands its nodes on.
fn with<T>(text: &str, read: impl FnOnce(Nodes<'_>) -> T) -> T {
    let parsed = parse(RULES, text);
    assert_eq!(parsed.findings, [], "{text}");
    read(parsed.document.nodes(text))
}

/// A rule around these lines, with all that a rule must have.
fn rule_text(lines: &str) -> String {
    let mut out = format!("rule probe level=error {{\n{lines}\n");
    for (word, rest) in [
        ("summary", "\"s\""),
        ("cite", "\"c\""),
        ("why", "\"w\""),
        ("report", "\"m\""),
        ("bad", "{ (finding)provider x; }"),
        ("good", "{ provider x; }"),
        ("require", "{ id; }"),
        ("each", "provider"),
    ] {
        let stands = lines.lines().any(|l| l.trim_start().split(' ').next() == Some(word));
        if !stands {
            writeln!(out, "{word} {rest}").expect("written");
        }
    }
    out + "}\n"
}

fn load_text(text: &str) -> (Vec<rule::Rule>, Vec<Finding>) {
    with(text, |nodes| rule::load(nodes, &vocabulary(), "team.kdl"))
}

fn set_of(lines: &str) -> RuleSet {
    let (rules, findings) = load_text(&rule_text(lines));
    let told: Vec<String> = findings.iter().map(|f| format!("{} ({:?})", f.message, f.help)).collect();
    assert!(told.is_empty(), "{told:?}\n{lines}");
    let mut set = RuleSet::new();
    assert_eq!(set.add(rules), []);
    set
}

const TODAY: Date = date(2026, 11, 22);

fn run_rows(lines: &str, rows: &str) -> RuleRun {
    let set = set_of(lines);
    let mut runs = rule::run(&set, &facts(&document(ROWS, rows)), &vocabulary(), &RunSettings::new(TODAY));
    assert_eq!(runs.len(), 1);
    runs.remove(0)
}

fn findings(lines: &str, rows: &str) -> Vec<Finding> {
    let set = set_of(lines);
    let facts = facts(&document(ROWS, rows));
    let settings = RunSettings::new(TODAY);
    let runs = rule::run(&set, &facts, &vocabulary(), &settings);
    let (vocabulary, sources) = (vocabulary(), Sources::new());
    let words = Words { facts: &facts, vocabulary: &vocabulary, sources: &sources, settings: &settings };
    rule::findings(&set, &runs, words)
}

fn only(lines: &str, rows: &str) -> Finding {
    let mut all = findings(lines, rows);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

/// The word for the first row of `provider` when the rule requires this: clear, found or undecided.
fn answer(require: &str, rows: &str) -> &'static str {
    run_rows(&format!("require {{ {require}; }}"), rows).tally.word()
}

fn text_at(text: &str, span: Span) -> &str {
    text.get(span.range()).expect("a span of this text")
}

#[test]
fn predicates_answer_in_three_values() {
    let row = "provider north name=\"North IT\" kind=msp is-esp=#true level=2 data=\"cui spd\" tools=\"edr rmm\" crms=\"0\" \
               since=\"2025-11-22\" notice=PT24H\ncrm c1 version=\"1\"\n";
    let cases = [
        ("id north south", "id south", "id"),
        ("id equals=north", "id not=north", ""),
        ("is-esp #true", "is-esp #false", ""),
        ("is-esp equals=#true", "is-esp not=#true", ""),
        ("kind msp csp", "kind saas", ""),
        ("kind equals=msp", "kind not=msp", ""),
        ("name contains=IT", "name contains=it", ""),
        ("name matches=\"^North\"", "name matches=\"^South\"", ""),
        ("level min=2", "level min=3", ""),
        ("level max=2", "level max=1", ""),
        ("level equals=2", "level not=2", ""),
        ("since older-than=P11M", "since older-than=P12M", ""),
        ("since newer-than=P13M", "since newer-than=P12M", ""),
        ("since before=\"2025-11-23\"", "since before=\"2025-11-22\"", ""),
        ("since after=\"2025-11-21\"", "since after=\"2025-11-22\"", ""),
        ("since equals=\"2025-11-22\"", "since equals=\"2025-11-23\"", ""),
        ("notice longer-than=PT23H", "notice longer-than=PT24H", ""),
        ("notice shorter-than=P2D", "notice shorter-than=PT24H", ""),
        ("notice equals=PT24H", "notice equals=PT25H", ""),
    ];
    for (yes, no, _) in cases {
        assert_eq!(answer(yes, row), "clear", "{yes}");
        assert_eq!(answer(no, row), "found", "{no}");
        if !yes.starts_with("id") {
            assert_eq!(answer(yes, "provider north"), "undecided", "absent: {yes}");
            assert_eq!(answer(no, "provider north"), "undecided", "absent: {no}");
        }
    }
}

#[test]
fn presence_counts_and_sets_are_closed_world() {
    let row = "provider north name=\"N\" data=\"cui spd\" tools=\"edr rmm\" crms=\"0\"\ncrm c1\n";
    let none = "provider north";
    for (yes, no_row) in [
        ("name", none),
        ("data includes=cui", none),
        ("data includes=\"cui spd\"", "provider north data=cui"),
        ("data only=\"cui spd fci\"", ""),
        ("data lacks=fci", "provider north data=\"fci spd\""),
        ("tools includes=edr", none),
        ("tools lacks=av", "provider north tools=\"av\""),
        ("tools only=edr", "provider north tools=\"edr av\""),
        ("crms at-least=1", none),
        ("crms at-most=1", "provider north crms=\"0 0\"\ncrm c1\n"),
    ] {
        let yes_row = if yes == "tools only=edr" { "provider north tools=edr" } else { row };
        assert_eq!(answer(yes, yes_row), "clear", "{yes}");
        if !no_row.is_empty() {
            assert_eq!(answer(yes, no_row), "found", "{yes} on {no_row}");
        }
    }
    for clear in ["data lacks=cui", "data only=cui", "tools lacks=edr", "crms at-most=0"] {
        assert_eq!(answer(clear, none), "clear", "{clear}");
    }
    assert_eq!(answer("name", "provider north name=\"  \""), "found", "blank is absent");
    assert_eq!(answer("name", "provider north name=#null"), "clear", "written as unknown is present");
    assert_eq!(answer("name equals=\"\"", "provider north name=\"\""), "clear", "compared as written");
    for unknown in ["data includes=cui", "data lacks=cui", "kind msp", "crms at-least=1"] {
        let row = "provider north data=#null kind=#null crms=#null";
        assert_eq!(answer(unknown, row), "undecided", "{unknown}");
    }
}

#[test]
fn open_lists_decide_only_what_cannot_change() {
    let one = "provider n crms=\"0\" open=crms\ncrm c version=\"1\"\n";
    assert_eq!(answer("crms at-least=1", one), "clear");
    assert_eq!(answer("crms at-least=2", one), "undecided");
    assert_eq!(answer("crms at-most=0", one), "found");
    assert_eq!(answer("crms at-most=5", one), "undecided");
    assert_eq!(answer("some crms { version equals=\"1\"; }", one), "clear");
    assert_eq!(answer("some crms { version equals=\"2\"; }", one), "undecided");
    assert_eq!(answer("every crms { version equals=\"1\"; }", one), "undecided");
    assert_eq!(answer("every crms { version equals=\"2\"; }", one), "found");
    assert_eq!(answer("none crms { version equals=\"1\"; }", one), "found");
    assert_eq!(answer("none crms { version equals=\"2\"; }", one), "undecided");
    assert_eq!(answer("crms at-least=1", "provider n open=crms"), "undecided", "open and empty");
}

#[test]
fn groups_follow_kleene() {
    // T, F and U as conditions on one row.
    let row = "provider n is-esp=#true kind=#null";
    let value = |v: char| match v {
        'T' => "is-esp #true",
        'F' => "is-esp #false",
        _ => "kind msp",
    };
    let word = |v: char| match v {
        'T' => "clear",
        'F' => "found",
        _ => "undecided",
    };
    for (a, b, and, or) in [
        ('T', 'T', 'T', 'T'),
        ('T', 'F', 'F', 'T'),
        ('T', 'U', 'U', 'T'),
        ('F', 'F', 'F', 'F'),
        ('F', 'U', 'F', 'U'),
        ('U', 'U', 'U', 'U'),
        ('U', 'F', 'F', 'U'),
        ('U', 'T', 'U', 'T'),
        ('F', 'T', 'F', 'T'),
    ] {
        // Lines in groups of their own: two plain lines that contradict each other are refused.
        let lines = format!("all {{ {}; }}; all {{ {}; }}", value(a), value(b));
        assert_eq!(answer(&format!("all {{ {lines}; }}"), row), word(and), "{a} and {b}");
        assert_eq!(answer(&lines, row), word(and), "{a} and {b} in a block");
        assert_eq!(answer(&format!("any {{ {lines}; }}"), row), word(or), "{a} or {b}");
        let swapped = match and {
            'T' => 'F',
            'F' => 'T',
            _ => 'U',
        };
        assert_eq!(answer(&format!("not {{ {lines}; }}"), row), word(swapped), "not ({a} and {b})");
    }
}

#[test]
fn quantifiers_over_empty_lists() {
    for (group, word) in [("every", "clear"), ("some", "found"), ("none", "clear")] {
        assert_eq!(answer(&format!("{group} crms {{ version equals=\"1\"; }}"), "provider n"), word);
    }
}

#[test]
fn quantifiers_see_the_element_and_the_outer_row() {
    let rows = "provider n name=\"1\" crms=\"0 1\"\ncrm a version=\"1\" rows=\"0\"\ncrm b version=\"2\"\ncrm-row version=\"1\"\n";
    assert_eq!(answer("some crms { version equals=(field)row.name; }", rows), "clear");
    assert_eq!(answer("every crms { version equals=(field)row.name; }", rows), "found");
    assert_eq!(answer("some crms { row.name equals=\"1\"; id b; }", rows), "clear");
    assert_eq!(answer("some crms { some rows { version equals=(field)row.name; }; }", rows), "clear");
}

#[test]
fn paths_cross_records_and_references() {
    let each = "each crm\nrequire { provider.name equals=\"N\"; }";
    let word = |lines: &str, rows: &str| run_rows(lines, rows).tally.word();
    assert_eq!(word(each, "crm c provider=0\nprovider n name=\"N\""), "clear");
    assert_eq!(word(each, "crm c provider=0\nprovider n name=\"M\""), "found");
    assert_eq!(word(each, "crm c provider=#null"), "undecided", "unresolved");
    assert_eq!(word("each crm\nrequire { provider.name; }", "crm c"), "undecided", "presence below what is absent");
    assert_eq!(word("each provider\nrequire { address; }", "provider n"), "found");
    let run = run_rows("each crm\nrequire { provider.address.city equals=\"X\"; }", "crm c provider=0\nprovider n");
    assert_eq!(run.tally.undecided[0].fact, "provider.address", "the record that is missing");
}

#[test]
fn several_properties_are_a_conjunction_also_in_any() {
    let any = "any { level min=2 max=3; is-esp #true; }";
    assert_eq!(answer(any, "provider n level=1 is-esp=#false"), "found");
    assert_eq!(answer(any, "provider n level=4 is-esp=#false"), "found");
    assert_eq!(answer(any, "provider n level=3 is-esp=#false"), "clear");
}

#[test]
fn rows_are_skipped_clear_found_or_undecided() {
    let lines = "where { is-esp #true; }\nrequire { level min=2; }";
    let word = |row: &str| {
        let run = run_rows(lines, row);
        (run.tally.word(), run.tally.examined, run.tally.undecided.first().map(|m| m.fact.clone()))
    };
    assert_eq!(word("provider n is-esp=#false level=1"), ("not-applicable", 0, None));
    assert_eq!(word("provider n is-esp=#true level=2"), ("clear", 1, None));
    assert_eq!(word("provider n is-esp=#true level=1"), ("found", 1, None));
    assert_eq!(word("provider n is-esp=#true"), ("undecided", 0, Some("level".into())));
    assert_eq!(word("provider n level=2"), ("clear", 1, None), "unknown where, true require");
    assert_eq!(word("provider n level=1"), ("undecided", 0, Some("is-esp".into())));
    assert_eq!(word("provider n"), ("undecided", 0, Some("is-esp".into())));
    let run = run_rows(lines, "provider a\nprovider b\nprovider c is-esp=#true");
    let counts: Vec<(&str, usize, &str)> =
        run.tally.undecided.iter().map(|m| (m.fact.as_str(), m.rows, m.entity.as_str())).collect();
    assert_eq!(counts, [("is-esp", 2, "provider:a"), ("level", 1, "provider:c")]);
}

#[test]
fn not_applicable_says_why() {
    let because = |lines: &str, rows: &str, template: bool| {
        let settings = RunSettings { template, ..RunSettings::new(TODAY) };
        let runs = rule::run(&set_of(lines), &facts(&document(ROWS, rows)), &vocabulary(), &settings);
        runs[0].tally.because.clone().expect("a reason")
    };
    let lines = "where { is-esp #true; level min=2; }";
    assert_eq!(because(lines, "", false), "no provider is declared");
    assert_eq!(
        because(lines, "provider n is-esp=#false", false),
        "no row of `provider` has is-esp #true and level min=2"
    );
    assert_eq!(because("for template", "provider n", false), "it looks at templates only");
    assert_eq!(because("", "provider n", true), "it looks at contractors, this is a template");
}

#[test]
fn the_culprit_is_the_deepest_leaf_that_decided() {
    let rows = "provider north kind=msp level=1 data=\"cui spd\" crms=\"0 1\" is-esp=#false\n\
                crm a version=\"1\" signed=\"2026-01-01\"\ncrm b version=\"2\" date=\"2026-02-02\"\n";
    let place = |require: &str| {
        let f = only(&format!("require {{ {require}; }}"), rows);
        (text_at(rows, f.primary.span).to_owned(), f.field, f.value)
    };
    let is = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    let header = rows.lines().next().expect("a line");
    let second = rows.lines().nth(2).expect("a line");
    assert_eq!(place("id north; level min=2; kind csp"), is("1", "level", "1"), "first false line");
    assert_eq!(place("not { id north; }"), is("north", "id", "north"), "the true line");
    assert_eq!(place("name"), is(header, "name", "absent"), "header of the row that lacks it");
    assert_eq!(place("crms at-least=3"), is("\"0 1\"", "crms", "a, b"), "the container");
    assert_eq!(place("every crms { version equals=\"1\"; }"), is("\"2\"", "crms.version", "2"), "the failing element");
    assert_eq!(place("every crms { signed; }"), is(second, "crms.signed", "absent"), "its header");
    assert_eq!(place("none crms { version equals=\"2\"; }"), is("\"2\"", "crms.version", "2"), "the element found");
    assert_eq!(place("none crms { version equals=\"2\"; date; }"), is(second, "crms", "crm:b"), "several lines");
    assert_eq!(place("some crms { version equals=\"3\"; }"), is("\"0 1\"", "crms", "a, b"), "the container");
    assert_eq!(place("data lacks=spd"), is("\"cui spd\"", "data", "cui, spd"));
    let any = only("require { any { level min=2; kind csp; name; }; }", rows);
    assert_eq!(text_at(rows, any.primary.span), "1", "the first line of an any");
    let others: Vec<(&str, &str)> = any.others.iter().map(|l| (text_at(rows, l.span), l.text.as_str())).collect();
    assert_eq!(others, [("msp", "`kind` is msp")], "the other lines; the header is the row itself");
}

#[test]
fn a_comparison_shows_its_other_side() {
    let rows = "crm c version=\"1\" rows=\"0\"\ncrm-row crm=0 version=\"2\"\n";
    let f = only("each crm-row\nrequire { version equals=(field)crm.version; }", rows);
    assert_eq!(text_at(rows, f.primary.span), "\"2\"");
    assert_eq!(f.others, [Label::new(f.others[0].span, "compared with `version`, 1")]);
    assert_eq!(text_at(rows, f.others[0].span), "\"1\"");
}

#[test]
fn derived_facts_say_why() {
    let rows = "provider n is-esp=#true because=\"spd on own devices\"";
    let f = only("where { is-esp #true; }\nrequire { crms at-least=1; }\nreport \"m\" at=id", rows);
    assert_eq!(f.others.len(), 1);
    assert_eq!(f.others[0].text, "this makes it one");
}

#[test]
fn messages_fill_placeholders() {
    let rows = "provider north data=\"cui fci spd\" since=\"2026-01-02\" notice=PT24H crms=\"0 1\" level=1\n\
                crm a version=\"1\" date=\"2026-05-05\"\ncrm b\n";
    let message = |text: &str| only(&format!("require {{ level min=2; }}\nreport \"{text}\""), rows).message;
    assert_eq!(message("`{id}` handles {data}"), "`north` handles cui, fci and spd");
    assert_eq!(message("{name} since {since} within {notice}"), "north since 2026-01-02 within 24 hours");
    assert_eq!(message("{kind} {{braces}}"), "(not stated) {braces}");
    assert_eq!(message("{crms} of {crms.date}"), "a and b of 2026-05-05");
    assert_eq!(message("{objectives} {points}"), "(not stated) (not stated)");
    let lines = "param age=P12M least=3\nrequire { since older-than=(param)age; level min=(param)least; }\n\
                 report \"older than {age}, at least {least}\"";
    assert_eq!(only(lines, rows).message, "older than 12 months, at least 3");
}

#[test]
fn reports_are_chosen_in_order_and_lower_the_level() {
    let lines = "require { crms at-least=1; }\n\
                 report \"unsure\" level=warning at=id { when { kind csp; }; }\n\
                 report \"sure\" at=row { label \"here\"; help \"ask {id}\"; }";
    let f = only(lines, "provider n kind=csp");
    assert_eq!((f.message.as_str(), f.level), ("unsure", Level::Warning));
    let f = only(lines, "provider n kind=msp");
    assert_eq!((f.message.as_str(), f.level), ("sure", Level::Error));
    assert_eq!((f.primary.text.as_str(), f.help.as_deref()), ("here", Some("ask n")));
    assert_eq!(only(lines, "provider n").message, "sure", "unknown is not true");
}

#[test]
fn labels_on_elements_and_fields() {
    let rows = "provider n name=\"N\" crms=\"0 1 2\"\ncrm a version=\"1\"\ncrm b\ncrm c version=\"3\"\n";
    let lines = "require { level; }\nreport \"m\" at=id {\n\
                 also at=name \"its name, {id}\"\nalso at=kind \"never\"\n\
                 also each=crms at=version \"{id}: {version} of {name}\"\n\
                 also each=crms { when { id b; }; }\n}";
    let f = only(lines, rows);
    let others: Vec<(&str, &str)> = f.others.iter().map(|l| (text_at(rows, l.span), l.text.as_str())).collect();
    assert_eq!(others, [("\"N\"", "its name, n"), ("\"1\"", "a: 1 of N"), ("\"3\"", "c: 3 of N"), ("crm b", "")]);
    assert_eq!(text_at(rows, f.primary.span), "n");
}

#[test]
fn one_place_is_one_finding() {
    let rows = "crm c version=\"1\"\n\
                crm-row crm=0 tool=a on=\"3.1.1\" letters=b worth=5\n\
                crm-row crm=0 tool=b on=\"3.1.1\" letters=a worth=5\n\
                crm-row crm=0 tool=a on=\"3.1.12\" letters=c worth=3\n\
                crm-row crm=0 tool=c on=\"3.1.2\" letters=d worth=1\n";
    let lines = |text: &str| format!("each crm-row\nrequire {{ reason; }}\nreport \"{text}\" at=crm.version");
    let f = only(&lines("{tool}: {objectives} of {requirement} cost {points}"), rows);
    assert_eq!(f.message, "a, b and c: 3.1.1[ab], 3.1.2[d] and 3.1.12[c] of 3.1.1, 3.1.2 and 3.1.12 cost 9");
    assert_eq!(f.points, Some(9));
    assert_eq!(f.requirements, ["3.1.1", "3.1.2", "3.1.12"]);
    assert_eq!(f.entity, "crm-row:0/3.1.1[ab],3.1.2[d],3.1.12[c]");
    let first_two = rows.lines().take(3).collect::<Vec<_>>().join("\n");
    let f = only(&lines("objectives {objectives} of {requirement}"), &first_two);
    assert_eq!(f.message, "objectives a and b of 3.1.1");
    assert_eq!(f.entity, "crm-row:0/3.1.1[ab]");
    assert_eq!((f.field.as_str(), f.value.as_str()), ("reason", "absent"));
    let run = run_rows(&lines("m"), rows);
    assert_eq!((run.tally.found, run.hits.len()), (4, 4));
}

#[test]
fn several_tables_resolve_their_own_fields() {
    let lines = "each crm crm-row\nrequire { version equals=\"1\"; }\nreport \"{version}\"";
    let rows = "crm c version=\"2\"\ncrm-row version=\"3\"\ncrm d version=\"1\"\n";
    let all = findings(lines, rows);
    let messages: Vec<&str> = all.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(messages, ["2", "3"]);
    assert_eq!(refused("each crm crm-row\nrequire { date; }").0, "`date` is no field of `crm-row`");
}

#[test]
fn settings_change_levels_and_parameters() {
    let set = set_of(
        "param least=3\nalias former\nrequire { level min=(param)least; }\nreport \"m\" level=warning { when { kind msp; }; }\nreport \"m\"",
    );
    let facts = facts(&document(ROWS, "provider n level=2 kind=msp\nprovider o level=2"));
    let vocabulary = vocabulary();
    let mut settings = RunSettings::new(TODAY);
    let levels = |s: &RunSettings| {
        rule::run(&set, &facts, &vocabulary, s).iter().flat_map(|r| r.hits.iter().map(|h| h.level)).collect::<Vec<_>>()
    };
    assert_eq!(levels(&settings), [Level::Warning, Level::Error]);
    settings.levels.insert("former".into(), Level::Note);
    assert_eq!(levels(&settings), [Level::Note, Level::Note]);
    settings.levels.insert("probe".into(), Level::Off);
    assert_eq!(levels(&settings), []);
    settings.levels.clear();
    let project = document(FileId(2), "param least=2 leest=2 least=many");
    let props = &project[0].props;
    let rule = &set.rules()[0];
    let mut told = Vec::new();
    for prop in props {
        told.extend(settings.params.set(rule, &prop.name, &prop.value.borrowed(), &vocabulary));
    }
    let told: Vec<(&str, Option<&str>)> = told.iter().map(|f| (f.message.as_str(), f.help.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("`probe` has no parameter `leest`", Some("did you mean `least`?")),
            ("`many` does not fit the parameter `least`", Some("write a number"))
        ]
    );
    assert_eq!(levels(&settings), []);
}

/// The first finding on a rule with these lines, and its help.
fn refused(lines: &str) -> (String, String, String) {
    let text = rule_text(lines);
    let (rules, findings) = load_text(&text);
    assert!(rules.is_empty(), "loaded: {lines}");
    let first = findings.first().expect("a finding");
    let place = text_at(&text, first.primary.span).to_owned();
    (first.message.clone(), first.help.clone().unwrap_or_default(), place)
}

#[test]
fn slips_are_told_with_the_nearest_name() {
    let cases = [
        ("each provder", "there is no table `provder`", "did you mean `provider`?", "provder"),
        ("require { kindd msp; }", "`kindd` is no field of `provider`", "did you mean `kind`?", "kindd"),
        ("require { kind msq; }", "`msq` is no word of `kind`", "did you mean `msp`?", "msq"),
        ("require { crms at-leest=1; }", "`at-leest=` is no predicate", "did you mean `at-least`?", "at-leest"),
        (
            "require { level min=(param)mn; }\nparam min=2",
            "`mn` is no parameter of this rule",
            "did you mean `min`?",
            "mn",
        ),
        ("require { name equals=(feld)id; }", "`(feld)` is unknown here", "did you mean `field`?", "feld"),
        ("require { name equals=(field)idd; }", "`idd` is no field of `provider`", "did you mean `id`?", "idd"),
        (
            "report \"{nane}\"",
            "the placeholder `{nane}` names nothing: `nane` is no field of `provider`",
            "did you mean `name`?",
            "\"{nane}\"",
        ),
        ("report \"m\" at=kinb", "`kinb` is no field of `provider`", "did you mean `kind`?", "kinb"),
        ("report \"m\" ad=kind", "`report` takes no `ad=`", "did you mean `at`?", "ad"),
        ("report \"m\" level=eror", "`eror` is no level", "did you mean `error`?", "eror"),
        ("report \"m\" { also each=crmz \"x\"; }", "`crmz` is no field of `provider`", "did you mean `crms`?", "crmz"),
        ("requir { id; }", "a rule has no `requir`", "did you mean `require`?", "requir"),
        ("for templat", "`templat` is no audience", "did you mean `template`?", "templat"),
        ("confidence debatd", "`debatd` is no confidence", "did you mean `debated`?", "debatd"),
        ("require { nott { id; }; }", "`nott` takes no block", "groups are all, any, not, some, every and none", "id"),
        (
            "require { every crms { versio equals=\"1\"; }; }",
            "`versio` is no field of `crm`",
            "did you mean `version`?",
            "versio",
        ),
    ];
    for (lines, message, help, place) in cases {
        assert_eq!(refused(lines), (message.to_owned(), help.to_owned(), place.to_owned()), "{lines}");
    }
}

#[test]
fn predicates_must_fit_their_field() {
    for (require, message) in [
        ("data cui", "`data` is a set; a bare word could mean several things"),
        ("data", "`data` is a set and needs a predicate"),
        ("crms", "`crms` is a list and needs a predicate"),
        ("crms.version equals=\"1\"", "`crms` in `crms.version` is a list"),
        ("kind.x", "`kind` in `kind.x` is a one of msp csp saas and has no fields"),
        ("kind min=1", "`min=` does not fit `kind`, a one of msp csp saas"),
        ("name older-than=P1D", "`older-than=` does not fit `name`, a text"),
        ("name \"x\"", "`name` is a text and takes no bare words"),
        ("is-esp yes", "`is-esp` is a boolean"),
        ("is-esp #true #false", "`is-esp` takes one of #true and #false"),
        ("since before=\"22.11.2026\"", "`22.11.2026` does not fit `since`"),
        ("since older-than=\"12M\"", "`12M` does not fit `since`"),
        ("since older-than=\"-P1D\"", "`-P1D` does not fit `since`"),
        ("name matches=\"(\"", "`(` does not fit `name`"),
        ("name matches=\"\\\\d{1000}{1000}\"", "`\\d{1000}{1000}` does not fit `name`"),
        ("level min=two", "`two` does not fit `level`"),
        ("crms at-least=0", "`0` does not fit `crms`"),
        ("crms at-least=1.5", "`1.5` does not fit `crms`"),
        ("level equals=(field)name", "`level`, a number, does not compare with `name`, a text"),
        ("name equals=(field)name", "`name` is compared with itself"),
        ("level min=1 min=2", "`min=` stands twice on this line"),
        ("row", "`row` is reserved for the outer row in a quantifier"),
        ("some kind { id; }", "`some` needs a list"),
        ("some { id; }", "`some` takes one list and a block of conditions"),
        ("any", "`any` has no conditions"),
        ("any kind { id; }", "`any` takes a block of conditions and nothing else"),
    ] {
        assert_eq!(refused(&format!("require {{ {require}; }}")).0, message, "{require}");
    }
}

#[test]
fn what_says_nothing_or_cannot_hold_is_refused() {
    for (require, message) in [
        ("kind msp csp saas", "these are all words of `kind`, so the condition says nothing"),
        ("kind msp; kind csp", "two conditions on `kind` cannot both hold"),
        ("kind msp; kind not=msp", "two conditions on `kind` cannot both hold"),
        ("is-esp #true; is-esp #false", "two conditions on `is-esp` cannot both hold"),
        ("level min=3 max=2", "two conditions on `level` cannot both hold"),
        ("data includes=cui lacks=cui", "two conditions on `data` cannot both hold"),
        ("some crms { data includes=cui; data only=fci; }", "two conditions on `crms.data` cannot both hold"),
    ] {
        assert_eq!(refused(&format!("require {{ {require}; }}")).0, message, "{require}");
    }
    set_of("require { any { kind msp; kind csp; }; }");
    set_of("require { kind msp; kind not=csp; }");
}

#[test]
fn what_a_rule_must_have() {
    for word in ["summary", "cite", "why", "report", "bad", "good", "require", "each"] {
        let full = rule_text("");
        let kept: Vec<&str> = full.lines().filter(|l| l.split(' ').next() != Some(word)).collect();
        let text = kept.join("\n");
        let (rules, findings) = load_text(&text);
        assert!(rules.is_empty(), "{word}");
        assert_eq!(findings[0].message, format!("the rule has no `{word}`"));
    }
    let (_, findings) = load_text(&rule_text("").replace(" level=error", ""));
    assert_eq!(findings[0].message, "the rule has no `level`");
    for (lines, message) in [
        ("report \"a\"\nreport \"b\"", "a report without `when` hides those after it"),
        ("report \"a\" { when { id; }; }", "the last report has a `when`, so a row could go without message"),
        ("level warning", "`level` stands twice"),
        ("bad { provider x; }", "the example does not mark its finding"),
        ("good { (finding)provider x; }", "`good` has no findings to mark"),
        ("bad as-of=yesterday { (finding)provider x; }", "`as-of` is a date"),
        ("param unused=1", "the parameter `unused` is never used"),
        ("param", "the parameter has no default"),
        ("alias probe", "`probe` is a name of this rule already"),
        ("alias row", "`row` is a word of the rule language"),
        ("control \"AC.1\"", "`AC.1` is no requirement"),
        ("report \"an { open brace\"", "a brace in the text is not closed"),
    ] {
        assert_eq!(refused(lines).0, message, "{lines}");
    }
    let low = rule_text("report \"m\" level=error").replace("level=error {", "level=note {");
    assert_eq!(load_text(&low).1[0].message, "a report can only lower the rule's level, note");
}

#[test]
fn names_are_one_of_a_kind() {
    let twice = rule_text("") + &rule_text("");
    let (rules, findings) = load_text(&twice);
    assert_eq!((rules.len(), findings[0].message.as_str()), (1, "there is a rule `probe` already"));
    let (second, _) = load_text(&rule_text("alias other").replace("rule probe", "rule more"));
    let (third, _) = load_text(&rule_text("").replace("rule probe", "rule other"));
    let mut set = RuleSet::new();
    assert_eq!(set.add(rules), []);
    assert_eq!(set.add(second), []);
    let told = set.add(third);
    assert_eq!(told[0].message, "there is a rule `other` already");
    assert_eq!(set.find("other"), Some(1), "found by its former name");
    let fixed = rule_text("").replace("rule probe", "rule kdl-syntax");
    assert_eq!(load_text(&fixed).1[0].message, "`kdl-syntax` is a finding that crmlint has already");
}

#[test]
fn deep_nesting_is_refused() {
    let deep = format!("{}id; {}", "not { ".repeat(20), "}; ".repeat(20));
    assert_eq!(refused(&format!("require {{ {deep} }}")).0, "the condition is nested too deep");
}

#[test]
fn all_slips_are_told_at_once() {
    let (_, findings) = load_text(&rule_text("require { kindd msp; levl min=2; }\nreport \"{nane}\""));
    assert_eq!(findings.len(), 3, "{findings:#?}");
}

#[test]
fn properties_and_children_are_alike() {
    let child = rule_text("area own\nsince \"0.1.0\"\npreview #true\nconfidence debated\nfor both");
    let prop = rule_text("")
        .replace("level=error {", "level=error area=own since=\"0.1.0\" preview=#true confidence=debated for=both {");
    let debug = |text: &str| {
        let (rules, findings) = load_text(text);
        assert_eq!(findings, []);
        let r = &rules[0];
        format!("{:?}", (&r.area, &r.since, r.preview, r.debated, r.audience, r.level))
    };
    assert_eq!(debug(&child), debug(&prop));
}

#[test]
fn examples_are_tests() {
    let lines = "where { is-esp #true; }\nrequire { name; }\nreport \"no name\"\n\
                 bad { (finding)provider a is-esp=#true; }\n\
                 bad { provider (finding)a is-esp=#true; }\n\
                 bad { (finding)provider a is-esp=#true name=n; }\n\
                 good { provider a is-esp=#true name=n; }\n\
                 good { provider a is-esp=#true; }\n\
                 good { provider a is-esp=#false; }\n\
                 good { provider a; }\n\
                 outside { provider a is-esp=#false; }\n\
                 outside { provider a is-esp=#true name=n; }";
    let set = set_of(lines);
    let text = rule_text(lines);
    let interpret = |nodes: Nodes<'_>, as_of: Date| {
        assert_eq!(as_of, example::EXAMPLE_DAY);
        Interpreted { facts: facts(&owned(nodes)), template: false, findings: Vec::new() }
    };
    let results = with(&text, |nodes| {
        let node = example::rule_node(nodes, "probe").expect("the rule");
        assert_eq!(example::why(&node), Some("w"));
        example::run_examples(&set, 0, &node, &vocabulary(), &Sources::new(), &interpret)
    });
    let words: Vec<String> = results
        .iter()
        .map(|r| {
            let word = |v: &Verdict| match v {
                Verdict::Missing(span) => format!("missing {}", text_at(&text, *span)),
                Verdict::Extra(span, _) => format!("extra {}", text_at(&text, *span)),
                Verdict::Noisy(..) => "noisy".to_owned(),
                other => format!("{other:?}"),
            };
            r.verdicts.iter().map(word).collect::<Vec<_>>().join(", ")
        })
        .collect();
    assert_eq!(words[0], "Ok");
    assert!(words[1].starts_with("missing a, extra provider"), "{}", words[1]);
    assert!(words[2].starts_with("missing "), "{}", words[2]);
    assert_eq!(words[3..], ["Ok", "noisy", "NotReached", "Undecided(\"is-esp\")", "Ok", "NotOutside"]);
}

#[test]
fn bundled_rules_meet_the_rule_schema() {
    let told = |text: &str| {
        let json = with(text, crmlint::schema::document_json);
        crmlint::schema::validate(crmlint::schema::RULE, &json).expect("a schema")
    };
    let mut rules = 0;
    for rule in RuleSet::bundled().rules() {
        let rule::RuleSource::Bundled { text, path } = &rule.source else { panic!("not bundled") };
        assert_eq!(told(text), [], "{path}");
        rules += 1;
    }
    assert!(rules >= 30);
    assert_eq!(told(&rule_text("")), []);
    for wrong in
        ["requir { id; }", "report \"m\" ad=id", "level loud", "for all", "require { id eqals=x; }", "require { any; }"]
    {
        assert_ne!(told(&rule_text(wrong)), [], "{wrong}");
    }
    assert_ne!(told(&rule_text("").replace("cite \"c\"", "")), []);
}
