//! Text to nodes: value forms, spans, limits, the wording of slips, and what survives them.

#![expect(clippy::string_slice, reason = "a panic is how a test fails")]

use std::time::{Duration, Instant};

use crmlint::finding::Finding;
use crmlint::parse::{DEPTH_MAX, FINDINGS_MAX, Parsed, SIZE_MAX, Unreadable, decode, guard, parse, parse_by_tokens};
use crmlint::source::{FileId, Span, ValueKind};
use proptest::prelude::*;

use crate::tree::{AsText, Node, owned};

const FILE: FileId = FileId(0);

fn read(text: &str) -> Parsed {
    parse(FILE, text)
}

/// Parses a text that has no slip.
fn clean(text: &str) -> Vec<Node> {
    let parsed = read(text);
    assert_eq!(told(text, &parsed.findings), Vec::<String>::new(), "in {text:?}");
    assert!(parsed.complete);
    owned(parsed.document.nodes(text))
}

/// What could be read of a text with slips.
fn rest(text: &str) -> Vec<Node> {
    owned(read(text).document.nodes(text))
}

fn under(text: &str, span: Span) -> &str {
    &text[span.range()]
}

/// Each finding as `text under the span | message | help`.
fn told(text: &str, findings: &[Finding]) -> Vec<String> {
    let help = |f: &Finding| f.help.clone().unwrap_or_default();
    findings.iter().map(|f| format!("{} | {} | {}", under(text, f.primary.span), f.message, help(f))).collect()
}

/// The only finding of a text.
fn slip(text: &str) -> String {
    let parsed = read(text);
    assert_eq!(parsed.findings.len(), 1, "{:?}", told(text, &parsed.findings));
    assert_eq!(parsed.findings[0].rule, "kdl-syntax");
    told(text, &parsed.findings).remove(0)
}

/// Names of nodes, nested as `a{b c}`.
fn shape(nodes: &[Node]) -> String {
    let one = |n: &Node| {
        let first = n.args.first().map_or(String::new(), |v| format!(":{}", v.display()));
        let inner = if n.children.is_empty() { String::new() } else { format!("{{{}}}", shape(&n.children)) };
        format!("{}{first}{inner}", n.name.value)
    };
    nodes.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn kinds(text: &str) -> Vec<ValueKind<String>> {
    clean(text).remove(0).args.into_iter().map(|v| v.kind).collect()
}

fn string(s: &str) -> ValueKind<String> {
    ValueKind::String(s.to_owned())
}

#[test]
fn reads_every_form_of_value() {
    use ValueKind::{Bool, Integer, NonFinite, Null, Number};
    assert_eq!(kinds("n #true #false #null"), [Bool(true), Bool(false), Null]);
    assert_eq!(kinds("n #inf #-inf #nan"), [NonFinite, NonFinite, NonFinite]);
    assert_eq!(kinds("n 0 -7 +7 1_000 0xFF 0o17 0b1010 -0x10"), [0, -7, 7, 1000, 255, 15, 10, -16].map(Integer));
    assert_eq!(kinds("n 1.5 -2.25e2 1e3 1_0.2_5"), [1.5, -225.0, 1000.0, 10.25].map(Number));
    assert_eq!(kinds("n 9223372036854775807 -9223372036854775808"), [i64::MAX, i64::MIN].map(Integer));
    assert_eq!(
        kinds("n 9223372036854775808 0xFFFFFFFFFFFFFFFF"),
        [9_223_372_036_854_775_808.0, 18_446_744_073_709_551_615.0].map(Number)
    );
    assert_eq!(kinds("n 1e999"), [NonFinite]);
    assert_eq!(
        kinds("n bare - + -a .a a.b a:b 'tis"),
        ["bare", "-", "+", "-a", ".a", "a.b", "a:b", "'tis"].map(string)
    );
    assert_eq!(
        kinds(r#"n "" "a b" "\"\\\n\t\s\u{e9}\b\f\r""#),
        [string(""), string("a b"), string("\"\\\n\t é\u{8}\u{c}\r")]
    );
    assert_eq!(kinds("n \"a\\   \n   b\""), [string("ab")]);
    assert_eq!(kinds(r###"n #"C:\x"# ##"a"#b"## #""#"###), [string("C:\\x"), string("a\"#b"), string("")]);
    assert_eq!(kinds("n \"\"\"\n    a\n      b\n\n    \\tc\n    \"\"\""), [string("a\n  b\n\n\tc")]);
    assert_eq!(kinds("n ##\"\"\"\n  a\\n\n  \"\"\"#\n  \"\"\"##"), [string("a\\n\n\"\"\"#")]);
}

#[test]
fn reads_nodes_properties_annotations_and_children() {
    let text = "(t)node (u)1 key=(v)\"x\" key=2 { child; other }\n\"quoted name\"{}";
    let nodes = clean(text);
    assert_eq!(shape(&nodes), "node:1{child other} quoted name");
    let node = &nodes[0];
    assert_eq!(node.annotation.as_ref().unwrap().value, "t");
    assert_eq!(node.args[0].annotation.as_ref().unwrap().value, "u");
    assert_eq!(node.props.len(), 2);
    assert_eq!(node.prop("key").unwrap().kind, ValueKind::Integer(2));
    assert_eq!(node.props[0].value.annotation.as_ref().unwrap().value, "v");
    assert_eq!(clean("a key = 1")[0].prop("key").unwrap().kind, ValueKind::Integer(1));
}

#[test]
fn slashdash_and_comments_leave_nothing() {
    assert_eq!(
        shape(&clean("/- a { b }\nc /- 1 2 /- k=3 /-{ x } // e\n/* f /* g */ */ h /-{ i } { j } /-{ k }")),
        "c:2 h{j}"
    );
    assert_eq!(shape(&clean("/- a; b")), "b");
    assert_eq!(shape(&clean("a/-b 1/-k=2/-{ c }")), "a:1");
    assert_eq!(shape(&clean("/-\n\na\nb")), "b");
    assert_eq!(shape(&clean("a 1 \\ // on\n  2\n/-b \\\n 3\nc")), "a:1 c");
    assert_eq!(clean("a 1 \\\n 2")[0].args.len(), 2);
    assert_eq!(shape(&clean("")), "");
    assert_eq!(shape(&clean("\n \t// only\n/* comments */")), "");
}

#[test]
fn spans_cover_exactly_what_was_written() {
    let text = "// é\n  (t)\u{2003}crm é=(u)\"ü ö\" /-gone 日本 #\"r\"#  { // in\n\tröw k = 3.5\t; }  // out\n/-x\ny";
    let nodes = clean(text);
    let crm = &nodes[0];
    assert_eq!(under(text, crm.annotation.as_ref().unwrap().span), "t");
    assert_eq!(under(text, crm.name.span), "crm");
    assert_eq!(under(text, crm.header), "(t)\u{2003}crm é=(u)\"ü ö\" /-gone 日本 #\"r\"#");
    assert_eq!(under(text, crm.span), "(t)\u{2003}crm é=(u)\"ü ö\" /-gone 日本 #\"r\"#  { // in\n\tröw k = 3.5\t; }");
    assert_eq!(under(text, crm.props[0].name.span), "é");
    assert_eq!(under(text, crm.props[0].value.span), "\"ü ö\"");
    assert_eq!(under(text, crm.props[0].value.annotation.as_ref().unwrap().span), "u");
    assert_eq!(under(text, crm.args[0].span), "日本");
    assert_eq!(under(text, crm.args[1].span), "#\"r\"#");
    let row = &crm.children[0];
    assert_eq!(under(text, row.name.span), "röw");
    assert_eq!(under(text, row.header), "röw k = 3.5");
    assert_eq!(under(text, row.span), "röw k = 3.5");
    assert_eq!(under(text, nodes[1].span), "y");
}

#[test]
fn spans_hold_in_crlf_files_and_behind_a_byte_order_mark() {
    let text = decode(b"\xef\xbb\xbfa 1\r\nb \"\"\"\r\n  x\r\n  y\r\n  \"\"\" k=2\r\nc\r\n".to_vec()).unwrap();
    let nodes = clean(&text);
    assert_eq!(shape(&nodes), "a:1 b:x\ny c");
    assert_eq!(under(&text, nodes[0].span), "a 1");
    assert_eq!(under(&text, nodes[1].args[0].span), "\"\"\"\r\n  x\r\n  y\r\n  \"\"\"");
    assert_eq!(under(&text, nodes[1].props[0].name.span), "k");
    assert_eq!(under(&text, nodes[2].span), "c");
}

#[test]
fn every_unicode_line_break_ends_a_node() {
    let text = "a\u{85}b\u{2028}c\u{2029}d\u{c}e\u{b}f\rg\r\nh";
    assert_eq!(shape(&clean(text)), "a b c d e f g h");
    assert_eq!(clean("a\u{a0}1\u{3000}2\u{feff}".trim_end_matches('\u{feff}'))[0].args.len(), 2);
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    assert_eq!(decode(b"a \xff".to_vec()), Err(Unreadable::NotUtf8 { offset: 2, binary: false }));
    assert_eq!(decode(b"PK\x03\x04\0".to_vec()), Err(Unreadable::NotUtf8 { offset: 4, binary: true }));
    assert_eq!(decode("a é".as_bytes().to_vec()).as_deref(), Ok("a é"));
    assert_eq!(decode(Vec::new()).as_deref(), Ok(""));
    let bytes = 17 * 1024 * 1024;
    assert_eq!(decode(vec![b' '; bytes]), Err(Unreadable::TooLarge { bytes }));
    let parsed = read(&" ".repeat(bytes));
    assert_eq!(parsed.findings[0].rule, "limit-exceeded");
    assert_eq!(parsed.findings[0].message, "17825792 bytes long; crmlint reads at most 16 MiB");
    assert!(!parsed.complete);
    assert_eq!(read(&" ".repeat(SIZE_MAX)).findings, []);
}

#[test]
fn words_are_named_in_the_users_language() {
    assert_eq!(
        slip("a template=true"),
        "true | `true` is written `#true` in KDL 2 | write `#true`; the bare word is KDL 1"
    );
    assert_eq!(slip("a null"), "null | `null` is written `#null` in KDL 2 | write `#null`; the bare word is KDL 1");
    assert_eq!(slip("false"), "false | `false` is written `#false` in KDL 2 | write `#false`; the bare word is KDL 1");
    assert_eq!(slip("a #True"), "#True | `#True` is none of `#true`, `#false` and `#null` | write `#true`");
    assert_eq!(
        slip("requirement 3.1.1 responsibility=customer"),
        "3.1.1 | an id that begins with a digit needs quotes: \"3.1.1\" | write \"3.1.1\""
    );
    assert_eq!(
        slip("a on=2026-09-30"),
        "2026-09-30 | an id that begins with a digit needs quotes: \"2026-09-30\" | write \"2026-09-30\""
    );
    assert_eq!(
        slip("3.1.1 customer"),
        "3.1.1 | an id that begins with a digit needs quotes: \"3.1.1\" | write \"3.1.1\""
    );
    assert_eq!(slip("a .5"), ".5 | `.5` is no number and needs quotes to be text | write 0.5 or \".5\"");
    assert_eq!(slip("a 1, 2"), "1, | no comma stands between values | write `1` and a space");
    assert_eq!(
        slip("a [b c]"),
        "[b | `[b` is no list: brackets have no meaning here | write the values one behind the other with spaces, or put quotes around the text"
    );
    assert_eq!(
        slip("a path=evidence/ssp.pdf"),
        "evidence/ssp.pdf | `evidence/ssp.pdf` needs quotes | write \"evidence/ssp.pdf\""
    );
    assert_eq!(slip("# a comment"), "# | `#` does not begin a comment | write `//` before a comment");
    assert_eq!(
        slip("a b\u{202e}c"),
        "\u{202e} | the invisible character U+202E may not stand here | remove it; in a string it can be written `\\u{202e}`"
    );
    assert_eq!(slip("7 a"), "7 | `7` is no name for a node | begin the line with a name, or put quotes around it");
    assert_eq!(slip("a 3=b"), "3 | `3` is no key | put quotes around it: \"3\"=…");
}

#[test]
fn slips_that_cost_nothing_are_told_and_all_is_read() {
    let text = "a 1;; b\n// \u{202e}x\nc /* \u{7} */ 2";
    let parsed = read(text);
    assert_eq!(
        told(text, &parsed.findings),
        [
            "; | no node ends at this `;` | remove it",
            "\u{202e} | the invisible character U+202E may not stand here | remove it; in a string it can be written `\\u{202e}`",
            "\u{7} | the invisible character U+0007 may not stand here | remove it; in a string it can be written `\\u{7}`",
        ]
    );
    assert!(parsed.complete);
    assert_eq!(shape(&owned(parsed.document.nodes(text))), "a:1 b c:2");
}

#[test]
fn advice_is_valid_kdl() {
    assert_eq!(slip("a b\\c"), "b\\c | `b\\c` needs quotes | write #\"b\\c\"#");
    assert_eq!(
        slip("a \\ b"),
        "\\ | this `\\` does not end its line | nothing but blanks and a comment may stand behind a `\\` that continues a line"
    );
    assert_eq!(
        slip("a \"\\u{d800}\""),
        "\\u | `\\u{d800}` is no character | characters go up to 10ffff, and d800 to dfff are none"
    );
    assert_eq!(slip("a r#\"x"), "r#\"x | this string is never closed | write `#\"…\"#`; the form with `r` is KDL 1");
    assert_eq!(
        slip("a \\ /* b"),
        "/* b | this comment is never closed | add `*/` where it ends".replacen("/* b", "\\ /* b", 1)
    );
    let list = slip("a = [1, 2]");
    assert!(
        list.ends_with("write `a …`, or behind the node it belongs to `a=…`, as in key=v without spaces"),
        "{list}"
    );
}

#[test]
fn typographic_quotes_are_told_and_nothing_is_lost() {
    let text = "a name=“Acme Inc”\nb ‘x’";
    let parsed = read(text);
    assert_eq!(
        told(text, &parsed.findings),
        [
            "“Acme | `“Acme` begins with a typographic quote, which does not begin a string | write straight quotes: \"…\""
        ]
    );
    assert!(parsed.complete);
    assert_eq!(shape(&owned(parsed.document.nodes(text))), "a:Inc” b:‘x’");
    assert_eq!(
        slip("a name='Acme Inc'"),
        "'Acme | `'Acme` begins with a single quote, which does not begin a string | write double quotes: \"…\""
    );
}

#[test]
fn assignments_are_named() {
    let help = "write `name \"Acme\"`, or behind the node it belongs to `name=\"Acme\"`, as in key=v without spaces";
    assert_eq!(
        slip("name = \"Acme\""),
        format!("name = \"Acme\" | `name =` begins a line, but a line begins with a node | {help}")
    );
    assert_eq!(
        slip("name=\"Acme\""),
        format!("name=\"Acme\" | `name =` begins a line, but a line begins with a node | {help}")
    );
    assert_eq!(slip("a name="), "name= | the value of `name` is missing | write `name=…` with its value, or remove it");
    assert_eq!(
        slip("a name=\nb"),
        "name= | the value of `name` is missing | write `name=…` with its value, or remove it"
    );
    assert_eq!(
        slip("a name= level=2"),
        "name= | the value of `name` is missing | write `name=…` with its value, or remove it"
    );
    assert_eq!(
        slip("a name= { b; }"),
        "name= | the value of `name` is missing | write `name=…` with its value, or remove it"
    );
    assert_eq!(
        slip("a b =c=d"),
        "= | this `=` has no key before it | write key=v without spaces, and quotes round a value that holds `=`"
    );
}

#[test]
fn kdl_1_is_recognised() {
    assert_eq!(
        slip(r#"a r"C:\x" b"#),
        "r\"C:\\x\" | a raw string with `r` is KDL 1; crmlint reads KDL 2 | write `#\"…\"#` instead of `r\"…\"`"
    );
    assert_eq!(
        slip(r##"a r#"C:"x"#"##),
        "r#\"C:\"x\"# | a raw string with `r` is KDL 1; crmlint reads KDL 2 | write `#\"…\"#` instead of `r\"…\"`"
    );
    assert_eq!(slip(r#"a "x\/y""#), "\\/ | `\\/` was an escape in KDL 1; KDL 2 has none of that name | write `/`");
    let text = "/- kdl-version 1\na true\nb";
    let parsed = read(text);
    assert_eq!(
        told(text, &parsed.findings),
        [
            "/- kdl-version 1 | this file says that it is KDL 1; crmlint reads KDL 2 | mend the lines that are shown below, then write `/- kdl-version 2`",
            "true | `true` is written `#true` in KDL 2 | write `#true`; the bare word is KDL 1"
        ]
    );
    assert_eq!(shape(&owned(parsed.document.nodes(text))), "b");
    assert_eq!(shape(&clean("/- kdl-version 1\na 1")), "a:1");
}

#[test]
fn strings_and_comments_that_do_not_end() {
    assert_eq!(slip("a \"b c\nd 1"), "\"b c | this string is never closed | add the closing `\"`");
    assert_eq!(shape(&rest("a \"b\nd \"x\"")), "d:x");
    assert_eq!(slip("a #\"b c\nd"), "#\"b c | this string is never closed | add the closing `\"#`");
    let text = "a \"b\nc\" k=1\nd \"x\"";
    assert_eq!(
        slip(text),
        "\"b | this string runs past the end of its line | write several lines between `\"\"\"` and `\"\"\"`, each on a line of its own"
    );
    assert_eq!(shape(&rest(text)), "d:x");
    assert_eq!(
        slip("a {\n b \"\"\"\n  x"),
        "\"\"\" | this text is never closed, so nothing behind it was read | add the closing `\"\"\"` on a line of its own"
    );
    assert_eq!(
        slip("a \"\"\"b\"\"\"\nc"),
        "\"\"\" | the text behind `\"\"\"` begins on the next line | use one `\"` on each side, or put the text on lines of its own"
    );
    assert_eq!(
        slip("a \"\"\"\n  b\"\"\"\nc"),
        "\"\"\" | the closing `\"\"\"` stands behind text | move the closing `\"\"\"` to a line of its own"
    );
    assert_eq!(
        slip("a \"\"\"\n  b\n c\n  \"\"\"\nc"),
        " c | this text is indented less than its closing `\"\"\"` | indent each line at least as far as the closing `\"\"\"`, with the same blanks"
    );
    assert_eq!(
        slip("a #\"\"\"b\"\"\"#"),
        "#\"\"\"b\"\"\"# | the text behind `\"\"\"` begins on the next line | use one `\"` on each side, or put the text on lines of its own"
    );
    assert_eq!(slip("a {\n b /* c\n}"), "/* c | this comment is never closed | add `*/` where it ends");
    let recovered = "a {\n  text \"\"\"\n    never closed\n  b 1\n}\nc \"\"\"\n  whole\n  \"\"\"\nd";
    assert_eq!(
        slip(recovered),
        "\"\"\" | this text is never closed; reading goes on at line 4 | add the closing `\"\"\"` on a line of its own"
    );
    assert_eq!(shape(&rest(recovered)), "a{b:1} c:whole d");
    assert_eq!(shape(&rest("a docs/*.pdf\nb { c; }\n")), "b{c}");
    assert_eq!(
        slip("a docs/*.pdf\n"),
        "/*.pdf | `/*` begins a comment that never ends | put quotes around a path or pattern"
    );
    assert_eq!(
        slip(r#"a "C:\evidence""#),
        "\\e | `\\e` is not an escape | write `\\\\` for a backslash, or a raw string: `#\"C:\\evidence\"#`"
    );
    assert_eq!(
        slip(r#"a "\u{zz}""#),
        "\\u | this `\\u` escape is not complete | write 1 to 6 hexadecimal digits in braces, as in `\\u{e9}`"
    );
    assert_eq!(slip(r#"a "b""c""#), "\"c\" | a space is missing before `\"c\"` | put a space between two values");
}

#[test]
fn braces_that_do_not_match() {
    assert_eq!(slip("a\n}\nb"), "} | this `}` closes nothing | remove it, or add the `{` that it belongs to");
    assert_eq!(shape(&rest("a\n}\nb")), "a b");
    assert_eq!(
        slip("{ a }\nb"),
        "{ | this `{` has no node before it | write the node's name before the `{`, on the same line"
    );
    assert_eq!(
        slip("a { b } c\nd"),
        "c | `c` stands behind the `}` or the `/-{ }` of a node | begin a new line, or put `;` between two nodes"
    );
    assert_eq!(shape(&rest("a { b } c\nd")), "a{b} d");
    assert_eq!(slip("a { b } { c }"), "{ | a node has only one `{ }` | move these lines into the first one");
    assert_eq!(slip("a {\n b"), "{ | the `{` of `a` is never closed | add the missing `}`");
    assert_eq!(
        slip("a /-"),
        "/- | `/-` has nothing to hide behind it | remove it, or write `//` to comment out a line"
    );
    assert_eq!(
        slip("a )"),
        ") | `)` cannot stand here | a line is a name, then values and key=v, then `{ }` if it has children"
    );
    assert_eq!(slip("a (t"), "( | this type annotation is not complete or stands in the wrong place | write `(type)value` or `key=(type)value`".replacen("( ", "(t ", 1));
}

#[test]
fn indentation_tells_which_brace_is_missing() {
    let text = "organization x {\n  cage 1\n  role y {\n    z\n}\n\nboundary b {\n  asset c\n}\n";
    let parsed = read(text);
    assert_eq!(told(text, &parsed.findings), ["{ | the `{` of `role y` is never closed | add the missing `}`"]);
    assert_eq!(parsed.findings[0].primary.span.start, 35);
    assert_eq!(
        shape(&owned(parsed.document.nodes(text))),
        "organization{cage:1 role:y{z}} boundary:b{asset:c}".replacen("organization", "organization:x", 1)
    );
    let text = "crm x {\n  row 1\n\nssp {\n  row 2\n}\n";
    let parsed = read(text);
    assert_eq!(told(text, &parsed.findings), ["{ | the `{` of `crm x` is never closed | add the missing `}`"]);
    assert_eq!(shape(&owned(parsed.document.nodes(text))), "crm:x{row:1} ssp{row:2}");
    // Without indentation the first reading stands.
    assert_eq!(shape(&rest("a {\nb {\nc\n}\nd")), "a{b{c} d}");
}

#[test]
fn one_slip_costs_one_row() {
    let mut text = "crm northwind provider=northwind {\n".to_owned();
    for n in 1..=110 {
        let id = if n == 57 { "3.1.57".to_owned() } else { format!("\"3.1.{n}\"") };
        text.push_str("    requirement ");
        text.push_str(&id);
        text.push_str(" responsibility=customer { objective a b; }\n");
    }
    text.push_str("}\nssp x\n");
    let parsed = read(&text);
    assert_eq!(
        told(&text, &parsed.findings),
        ["3.1.57 | an id that begins with a digit needs quotes: \"3.1.57\" | write \"3.1.57\""]
    );
    assert!(!parsed.complete);
    assert_eq!(parsed.document.nodes(&text).count(), 2);
    let rows = &owned(parsed.document.nodes(&text))[0].children;
    assert!(rows.iter().filter(|r| r.args.first().is_some_and(|a| a.as_str().is_some())).count() >= 109);
    assert_eq!(under(&text, rows[109].args[0].span), "\"3.1.110\"");
}

#[test]
fn a_slip_in_a_header_keeps_the_children() {
    let text = "crm x template=true level=2 {\n row 1\n row 2\n}\nb null\nc";
    let parsed = read(text);
    assert_eq!(parsed.findings.len(), 2);
    assert_eq!(shape(&owned(parsed.document.nodes(text))), "crm:x{row:1 row:2} c");
    assert_eq!(owned(parsed.document.nodes(text))[0].props.len(), 0);
    assert!(!parsed.complete);
}

#[test]
fn a_file_of_another_language_gives_at_most_twenty_findings() {
    let text = "key = [1, 2]\n".repeat(1000);
    let parsed = read(&text);
    assert_eq!(parsed.findings.len(), FINDINGS_MAX);
    assert!(parsed.findings.iter().all(|f| f.rule == "kdl-syntax"));
    assert!(!parsed.complete);
}

#[test]
fn a_place_never_runs_over_its_line() {
    for text in ["a \"b\nc\" k", "a {\n b /* c\n\n", "a \"\"\"\n b\n c", "a = \\\n 3\nb (t \\\n u"] {
        for finding in read(text).findings {
            assert!(!under(text, finding.primary.span).contains('\n'), "{text:?}");
        }
    }
}

#[test]
fn depth_is_limited_and_the_rest_is_read() {
    let nested = |n: usize| format!("{}x{}\nlast 1\n", "a {".repeat(n), "}".repeat(n));
    assert_eq!(clean(&nested(DEPTH_MAX)).len(), 2);
    for n in [DEPTH_MAX + 1, 300, 10_000] {
        let text = nested(n);
        let parsed = read(&text);
        assert_eq!(parsed.findings.len(), 1);
        assert_eq!(parsed.findings[0].rule, "limit-exceeded");
        assert_eq!(parsed.findings[0].message, format!("nested {n} levels deep; crmlint reads at most 64"));
        assert_eq!(parsed.findings[0].primary.span.start, 64 * 3 + 2);
        assert!(!parsed.complete);
        assert_eq!(parsed.document.nodes(&text).last().unwrap().name(), "last");
    }
    // Braces in strings and comments are text.
    let text = format!("a \"{0}\" #\"{0}\"# /*{0}*/ // {0}", "{".repeat(1000));
    assert_eq!(clean(&text).len(), 1);
}

#[test]
fn hostile_texts_are_read_quickly() {
    let texts = [
        "{\n".repeat(302),
        "{\n".repeat(300_000),
        "a {".repeat(10_000),
        "}\n".repeat(300_000),
        "a = b\n".repeat(150_000),
        "= ".repeat(300_000),
        "a /-{".repeat(200_000),
        format!("{}{}", "/- a {".repeat(60), "}".repeat(60)),
        "/- ".repeat(150_000),
        format!("/*{}*/ a", "*".repeat(500_000)),
        "/*".repeat(500_000),
        format!("{}{} a", "/*".repeat(300_000), "*/".repeat(300_000)),
        "\"\n".repeat(300_000),
        "a \"\\q{{{{\n".repeat(200_000),
        "\\ ".repeat(300_000),
        "\\/**/".repeat(150_000),
        "#".repeat(500_000),
        "#\"".repeat(300_000),
        "r\"".repeat(300_000),
        format!("a {}", "\"x\" ".repeat(300_000)),
        format!("a \"\"\"\n{}\n\"\"\"", "  x\n".repeat(300_000)),
        "a \"\"\"\n".repeat(150_000),
        "(".repeat(500_000),
        "a{}".repeat(150_000),
        "a '".repeat(150_000),
        format!("{}\n", "\t".repeat(1_000_000)),
        format!("{}{}", "\t".repeat(500_000), "a;".repeat(150_000)),
        format!("{}{}", "\t".repeat(500_000), "a{".repeat(60)),
        format!("b {{{}{}", " ".repeat(500_000), "a{\n}}".repeat(100_000)),
    ];
    for text in &texts {
        let start = Instant::now();
        let parsed = read(text);
        let took = start.elapsed();
        let begin: String = text.chars().take(12).collect();
        assert!(took < Duration::from_mins(1), "{begin:?} took {took:?}");
        assert!(parsed.findings.len() <= FINDINGS_MAX);
        assert!(guard(FILE, text).is_none_or(|f| f.rule == "limit-exceeded"));
    }
}

#[test]
fn valid_texts_with_odd_comments_are_read_without_a_finding() {
    let banner = format!("/*{}*/\na 1", "*".repeat(2000));
    assert_eq!(shape(&clean(&banner)), "a:1");
    let nested = format!("{}{}\na 1", "/*".repeat(100), "*/".repeat(100));
    assert_eq!(shape(&clean(&nested)), "a:1");
    let hidden = format!("{}x{}\nb 1", "a /-{".repeat(20), "}".repeat(20));
    assert_eq!(shape(&clean(&hidden)), "a b:1");
}

#[test]
fn the_guard_of_the_kdl_crate_names_the_limit() {
    let message = |text: &str| guard(FILE, text).map(|f| f.message);
    assert_eq!(message("a \"/*/*{{{{\" { b /-1 /-2 /-3 /-4 }"), None);
    assert_eq!(message(&format!("a \"{}\"", "*".repeat(2000))), None);
    assert_eq!(message(&"a {".repeat(65)).unwrap(), "nested 65 levels deep; crmlint reads at most 64");
    assert_eq!(
        message(&format!("/*{}*/", "*".repeat(2000))).unwrap(),
        "a comment with 2000 `*` and `/`; crmlint edits a file with at most 500"
    );
    assert_eq!(
        message(&format!("{}{}", "/* ".repeat(33), "*/".repeat(33))).unwrap(),
        "comments nested 33 levels deep; crmlint edits a file with at most 32"
    );
    assert_eq!(
        message("a /-{ b /-{ c /-{ /-d } } }").unwrap(),
        "`/-` nested 4 levels deep; crmlint edits a file with at most 3"
    );
    assert_eq!(message("/- a { /- b { /- c } }\n/- a { /- b { /- c } }"), None);
}

/// The kdl crate's reading, in the shape of ours and without spans; only for texts that the guard lets through.
fn reference(text: &str) -> Option<String> {
    fn nodes(document: &kdl::KdlDocument) -> String {
        let value = |v: &kdl::KdlValue| match v {
            kdl::KdlValue::Float(f) if !f.is_finite() => "nonfinite".to_owned(),
            kdl::KdlValue::Integer(i) => match i64::try_from(*i) {
                Ok(i) => format!("i{i}"),
                Err(_) => i.to_string().parse::<f64>().map(|f| format!("f{f:?}")).unwrap(),
            },
            kdl::KdlValue::Float(f) => format!("f{f:?}"),
            kdl::KdlValue::Bool(b) => format!("{b}"),
            kdl::KdlValue::Null => "null".to_owned(),
            kdl::KdlValue::String(s) => format!("{s:?}"),
        };
        let one = |n: &kdl::KdlNode| {
            let entry = |e: &kdl::KdlEntry| {
                let ty = e.ty().map(|t| format!("({:?})", t.value())).unwrap_or_default();
                format!("{ty}{}", value(e.value()))
            };
            let args: Vec<_> = n.entries().iter().filter(|e| e.name().is_none()).map(entry).collect();
            let props: Vec<_> =
                n.entries().iter().filter_map(|e| Some(format!("{:?}={}", e.name()?.value(), entry(e)))).collect();
            let ty = n.ty().map(|t| format!("({:?})", t.value())).unwrap_or_default();
            let children = n.children().map(nodes).unwrap_or_default();
            format!("{ty}{:?} {args:?} {props:?} {{{children}}}", n.name().value())
        };
        document.nodes().iter().map(one).collect::<Vec<_>>().join(";")
    }
    let text = text.to_owned();
    let run = move || kdl::KdlDocument::parse_v2(&text).ok().map(|d| nodes(&d));
    std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap()
}

/// Our reading in the same form.
fn ours(nodes: &[Node]) -> String {
    let value = |v: &crate::tree::Value| {
        let ty = v.annotation.as_ref().map(|t| format!("({:?})", t.value)).unwrap_or_default();
        let plain = match &v.kind {
            ValueKind::String(s) => format!("{s:?}"),
            ValueKind::Integer(i) => format!("i{i}"),
            ValueKind::Number(f) => format!("f{f:?}"),
            ValueKind::Bool(b) => format!("{b}"),
            ValueKind::Null => "null".to_owned(),
            ValueKind::NonFinite => "nonfinite".to_owned(),
        };
        format!("{ty}{plain}")
    };
    let one = |n: &Node| {
        let args: Vec<_> = n.args.iter().map(value).collect();
        let props: Vec<_> = n.props.iter().map(|p| format!("{:?}={}", p.name.value, value(&p.value))).collect();
        let ty = n.annotation.as_ref().map(|t| format!("({:?})", t.value)).unwrap_or_default();
        format!("{ty}{:?} {args:?} {props:?} {{{}}}", n.name.value, ours(&n.children))
    };
    nodes.iter().map(one).collect::<Vec<_>>().join(";")
}

/// Pieces from which almost every combination is close to valid.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "node",
        "row ",
        " ",
        " ",
        "\n",
        ";",
        " {",
        "}",
        "{ ",
        " }\n",
        "=",
        "k=",
        " /-",
        "// c\n",
        "/* c */",
        "\\\n",
        "(t)",
        " \"s\"",
        "\"",
        " \"\"\"\n  x\n  \"\"\"",
        " #\"r\"#",
        " #true",
        " true",
        " 1",
        " -1.5e3",
        " 3.1.1",
        " 0xff",
        "\"\\n\\u{e9}\"",
        " é",
        "\r\n",
        "\\",
        " .a",
        "#",
    ])
}

fn check_spans(nodes: &[Node], text: &str) {
    for node in nodes {
        assert!(text.get(node.span.range()).is_some());
        assert!(node.header.start >= node.span.start && node.header.end <= node.span.end);
        assert!(node.name.span.start >= node.header.start && node.name.span.end <= node.header.end);
        for value in node.args.iter().chain(node.props.iter().map(|p| &p.value)) {
            assert!(value.span.start >= node.header.start && value.span.end <= node.header.end);
        }
        check_spans(&node.children, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic_and_with_spans_inside(text in any::<String>()) {
        let parsed = read(&text);
        check_spans(&owned(parsed.document.nodes(&text)), &text);
        for f in &parsed.findings {
            prop_assert!(text.get(f.primary.span.range()).is_some());
        }
    }

    #[test]
    fn pieces_of_kdl_are_read_as_the_kdl_crate_reads_them(pieces in proptest::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let parsed = read(&text);
        check_spans(&owned(parsed.document.nodes(&text)), &text);
        prop_assert!(parsed.complete || !parsed.findings.is_empty());
        prop_assert_eq!(&parsed, &parse_by_tokens(FILE, &text));
        if parsed.findings.is_empty() && guard(FILE, &text).is_none()
            && let Some(theirs) = reference(&text)
        {
            prop_assert_eq!(ours(&owned(parsed.document.nodes(&text))), theirs);
        }
    }
}

#[test]
fn a_flood_of_wrong_words_ends_and_is_told() {
    use crmlint::model::Model;
    use crmlint::schema::grammar::REFUSALS_MAX;
    let flood = |text: &str| {
        let parsed = read(text);
        assert_eq!(parsed.findings, []);
        let (mut model, mut findings) = (Model::default(), Vec::new());
        model.read(parsed.document.nodes(text), &mut findings);
        (model, findings)
    };
    // One node with too many words, and many rows with one each.
    let (_, findings) = flood(&format!("provider x {{\n{}}}\n", "zebra\n".repeat(200_000)));
    assert!(findings.len() < 200, "{}", findings.len());
    assert!(findings.last().unwrap().message.contains("199900 more words"), "{:?}", findings.last());
    let rows = "requirement \"3.1.1\" zebra=1\n".repeat(200_000);
    let (model, findings) = flood(&format!("crm x provider=y {{\n{rows}}}\nssp z\n"));
    assert_eq!(findings.len(), REFUSALS_MAX + 1);
    let last = findings.last().unwrap();
    assert_eq!(last.rule, "limit-exceeded");
    assert_eq!(last.message, "10000 findings and more: the rest of this file was not read");
    assert!(model.open && model.ssps.is_empty());
}
