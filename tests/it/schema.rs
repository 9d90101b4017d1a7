//! The reader and the published schemas say the same: whatever the grammar can put together, both accept or both refuse.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crmlint::finding::{Finding, Level};
use crmlint::model::{Model, top_level};
use crmlint::parse::parse;
use crmlint::schema::grammar::{FieldGrammar, NodeGrammar, ScalarType, Shape};
use crmlint::schema::{DECLARATION, REPORT, RULE, document_json, validate};
use crmlint::source::{FileId, Nodes, Sources, Span, Spanned, ValueKind};
use proptest::prelude::*;

use crate::cli::crmlint;
use crate::tree::{Node, Prop, Value, kdl};

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

fn named(name: &str) -> Spanned<String> {
    Spanned::new(name.to_owned(), NOWHERE)
}

fn node(name: &str, args: Vec<Value>) -> Node {
    Node {
        annotation: None,
        name: named(name),
        args,
        props: Vec::new(),
        children: Vec::new(),
        header: NOWHERE,
        span: NOWHERE,
    }
}

fn value(kind: ValueKind<String>) -> Value {
    Value { annotation: None, kind, span: NOWHERE }
}

fn text(text: &str) -> Value {
    value(ValueKind::String(text.to_owned()))
}

/// Choices from bytes. Used up, it always chooses the first and plainest, so that shrinking makes small documents.
struct Dice<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl Dice<'_> {
    fn throw(&mut self, sides: usize) -> usize {
        self.bytes.next().map_or(0, |b| usize::from(*b) % sides)
    }

    /// True once in so many throws.
    fn rarely(&mut self, sides: usize) -> bool {
        self.throw(sides) == sides - 1
    }

    fn pick<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.throw(of.len())]
    }

    fn value(&mut self, ty: ScalarType) -> Value {
        let mut out = if self.rarely(8) { self.odd() } else { self.fit(ty) };
        if self.rarely(32) {
            out.annotation = Some(named("date"));
        }
        out
    }

    /// A value that no type or only some types take.
    fn odd(&mut self) -> Value {
        match self.throw(12) {
            0 => text("unknown"),
            1 => value(ValueKind::Null),
            2 => text(""),
            3 => text(self.pick(&[" ", "\u{a0}", "\u{2003}", "\u{feff}", "\u{85}", "\u{180e}", "\t"])),
            4 => value(ValueKind::Bool(true)),
            5 => value(ValueKind::Integer(3)),
            6 => value(ValueKind::Number(2.5)),
            7 => value(ValueKind::Number(4.0)),
            8 => value(ValueKind::Integer(i64::MAX)),
            9 => value(ValueKind::Number(1.0e300)),
            10 => value(ValueKind::NonFinite),
            _ => text("zebra"),
        }
    }

    /// A value of the type, at times one beside it.
    fn fit(&mut self, ty: ScalarType) -> Value {
        match ty {
            ScalarType::Text => text(self.pick(&["plain", "Unknown", "two\nlines", "3.1.1"])),
            ScalarType::Id => text(self.pick(&["a", "3.1.1", " b ", "UNKNOWN"])),
            ScalarType::Bool => value(ValueKind::Bool(self.rarely(2))),
            ScalarType::Integer => value(match self.throw(8) {
                0 => ValueKind::Integer(2),
                1 => ValueKind::Integer(0),
                2 => ValueKind::Integer(-7),
                3 => ValueKind::Number(5.0),
                4 => ValueKind::Integer(9_000_000_000_000_000),
                5 => ValueKind::Integer(-9_000_000_000_000_001),
                6 => ValueKind::Number(9.0e15),
                _ => ValueKind::Number(-0.0),
            }),
            ScalarType::Date => text(self.pick(&[
                "2026-11-22",
                "2024-02-29",
                "2026-02-29",
                "2026-02-30",
                "2026-13-01",
                "2026-00-10",
                "2026-1-1",
                "20261122",
                "0000-01-01",
                "0001-01-01",
                "9999-12-31",
                "-2026-01-01",
                "2026-11-22T00:00",
                " 2026-11-22",
                "2026-11-22\n",
                "٢٠٢٦-11-22",
            ])),
            ScalarType::Duration => text(self.pick(&[
                "P12M",
                "PT24H",
                "P1Y2M3W4DT5H6M7S",
                "P9999Y",
                "P9999W",
                "PT9999H",
                "P0D",
                "P",
                "PT",
                "P1DT",
                "p12m",
                "P12345D",
                "P1D2M",
                "P-1D",
                "-P1D",
                "P1.5D",
                "P1H",
                "PT1D",
                "P 1D",
                "P1D\n",
                "12M",
                "P٣D",
            ])),
            ScalarType::Enum(words) => {
                if self.rarely(8) {
                    text(&words[0].0.to_uppercase())
                } else {
                    text(words[self.throw(words.len())].0)
                }
            }
        }
    }

    fn noun(&mut self, grammar: &NodeGrammar, depth: usize) -> Node {
        let mut out = node(grammar.word, Vec::new());
        let mut open = true;
        for field in &grammar.fields {
            self.field(field, &mut out, &mut open, depth);
        }
        match self.throw(40) {
            39 => out.args.push(text("extra")),
            38 => out.props.push(Prop { name: named("no-such-word"), value: text("x") }),
            37 => out.children.push(node("no-such-node", vec![text("x")])),
            36 => out.annotation = Some(named("finding")),
            _ => {}
        }
        out
    }

    /// Adds a word. `open` is false once an argument was left out: the next one would take its place.
    fn field(&mut self, field: &FieldGrammar, out: &mut Node, open: &mut bool, depth: usize) {
        match field.shape {
            Shape::Arg(ty) => {
                *open = *open && !self.rarely(24);
                if *open {
                    out.args.push(self.value(ty));
                }
            }
            Shape::OptArg(ty) => {
                *open = *open && self.rarely(2);
                if *open {
                    out.args.push(self.value(ty));
                }
            }
            Shape::Args(ty) => {
                let count = if self.rarely(24) { 0 } else { 1 + self.throw(3) };
                out.args.extend((0..if *open { count } else { 0 }).map(|_| self.value(ty)));
            }
            Shape::Word(ty) => self.word(field.word, ty, 1, out),
            Shape::Words(ty) => self.word(field.word, ty, 3, out),
            Shape::Child(noun) => self.children(noun, &[0, 0, 0, 1, 1, 1, 1, 2], out, depth),
            Shape::Children(noun) => self.children(noun, &[0, 0, 0, 1, 1, 2, 2, 3], out, depth),
            Shape::Short(noun) => {
                let grammar = noun();
                match (self.rarely(4), grammar.fields.first().map(|f| f.shape)) {
                    (true, Some(Shape::Arg(ty))) => {
                        let value = self.value(ty);
                        out.props.push(Prop { name: named(field.word), value });
                    }
                    _ => self.children(noun, &[0, 0, 0, 1, 1, 1, 1, 2], out, depth),
                }
            }
        }
    }

    /// A property or children, never both: JSON keeps them apart and cannot tell which came last.
    fn word(&mut self, name: &str, ty: ScalarType, most: usize, out: &mut Node) {
        match self.throw(8) {
            0..=3 => {}
            4 | 5 => {
                let value = self.value(ty);
                out.props.push(Prop { name: named(name), value });
            }
            _ => {
                let times = if self.rarely(8) { 2 } else { 1 };
                for _ in 0..times {
                    let count = if self.rarely(16) { self.throw(5) } else { 1 + self.throw(most) };
                    let args = (0..count).map(|_| self.value(ty)).collect();
                    let mut child = node(name, args);
                    match self.throw(48) {
                        47 => child.props.push(Prop { name: named("x"), value: text("x") }),
                        46 => child.children.push(node("x", Vec::new())),
                        45 => child.annotation = Some(named("x")),
                        _ => {}
                    }
                    out.children.push(child);
                }
            }
        }
    }

    fn children(&mut self, noun: fn() -> NodeGrammar, counts: &[usize], out: &mut Node, depth: usize) {
        if depth == 0 {
            return;
        }
        for _ in 0..counts[self.throw(counts.len())] {
            out.children.push(self.noun(&noun(), depth - 1));
        }
    }

    fn document(&mut self, top: &[NodeGrammar]) -> String {
        let nodes = (0..=self.throw(3)).map(|_| match self.throw(24) {
            23 => node("no-such-node", vec![text("x")]),
            22 => node("crmlint", Vec::new()),
            _ => {
                let grammar = &top[self.throw(top.len())];
                self.noun(grammar, 4)
            }
        });
        kdl(&nodes.collect::<Vec<_>>())
    }
}

/// What the reader refuses.
fn refusals(nodes: Nodes<'_>) -> Vec<String> {
    let mut findings: Vec<Finding> = Vec::new();
    Model::default().read(nodes, &mut findings);
    let refused = findings.into_iter().filter(|f| f.level == Level::Error);
    refused.map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

/// What the published schema refuses; compiled once, in the way of `schema::validate`.
fn schema_errors(nodes: Nodes<'_>) -> Vec<String> {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    let validator = VALIDATOR.get_or_init(|| {
        let schema = serde_json::from_str(DECLARATION).unwrap();
        jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
    });
    validator.iter_errors(&document_json(nodes)).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() })]
    #[test]
    fn reader_and_schema_accept_the_same(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = Dice { bytes: bytes.iter() }.document(&top_level());
        let parsed = parse(FileId(0), &text);
        prop_assert_eq!(&parsed.findings, &[], "{}", text);
        let nodes = || parsed.document.nodes(&text);
        let (reader, schema) = (refusals(nodes()), schema_errors(nodes()));
        prop_assert_eq!(
            reader.is_empty(), schema.is_empty(),
            "\nreader: {:#?}\nschema: {:#?}\n{}", reader, schema, document_json(nodes())
        );
    }
}

#[test]
fn the_dice_make_both_kinds() {
    // A property over documents that are all refused would prove little.
    let top = top_level();
    let mut accepted = 0;
    for seed in 0_u32..600 {
        let bytes: Vec<u8> =
            (0..40_u32).map(|i| (seed.wrapping_mul(2_654_435_761) ^ i.wrapping_mul(40_503)).to_le_bytes()[1]).collect();
        let text = Dice { bytes: bytes.iter() }.document(&top);
        accepted += usize::from(refusals(parse(FileId(0), &text).document.nodes(&text)).is_empty());
    }
    assert!((60..540).contains(&accepted), "{accepted} of 600");
}

fn valid(schema: &str, document: &serde_json::Value, what: &str) {
    let errors = validate(schema, document).unwrap();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[test]
fn rules_and_their_good_examples_are_valid() {
    for (path, text) in crate::generated::rule_files() {
        let mut sources = Sources::new();
        let file = sources.add(path.clone(), text.clone());
        let parsed = parse(file, &text);
        valid(RULE, &document_json(parsed.document.nodes(&text)), &path);
        for rule in parsed.document.nodes(&text) {
            for kind in ["good", "outside"] {
                for example in rule.children_named(kind) {
                    let place = sources.place(example.header());
                    assert_eq!(schema_errors(example.children()), Vec::<String>::new(), "{place}");
                    assert_eq!(refusals(example.children()), Vec::<String>::new(), "{place}");
                }
            }
        }
    }
}

#[test]
fn stories_are_valid_and_so_are_their_reports() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for story in ["ridgeline", "harborview", "northwind-template"] {
        for entry in fs::read_dir(root.join("fixtures").join(story)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "kdl") {
                let text = fs::read_to_string(&path).unwrap();
                let parsed = parse(FileId(0), &text);
                assert_eq!(schema_errors(parsed.document.nodes(&text)), Vec::<String>::new(), "{}", path.display());
            }
        }
        let ran =
            crmlint(root).args(&["check", "--schema-check", "--format", "json"]).arg(format!("fixtures/{story}")).run();
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        valid(REPORT, &report, story);
        assert!(!ran.out.contains("the schema refuses"), "{}", ran.out);
    }
}
