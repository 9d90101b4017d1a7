//! The formats of a report: schemas, hostile text, two files, long lines, many findings, widths.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crmlint::check::{Missing, Report, Score, Tally};
use crmlint::finding::{Finding, Label, Level, Status};
use crmlint::report::concise::concise;
use crmlint::report::json::json;
use crmlint::report::sarif::{Notification, RuleInfo, sarif};
use crmlint::report::summary::{summary, undecided};
use crmlint::report::terminal::{Style, full};
use crmlint::report::{End, Format, View, whole};
use crmlint::source::{FileId, Sources, Span, is_hostile};
use proptest::prelude::*;
use serde_json::Value;

const SSP: &str = "\
ssp cui-boundary version=\"3\" date=\"2026-06-01\" {
    requirement \"3.1.1\" status=met responsibility=customer
    requirement \"3.1.2\" status=met responsibility=shared
}
";
const CRM: &str = "\
crm northwind-cmmc provider=northwind version=\"4\" {
    requirement \"3.1.1\" responsibility=provider
}
";
const CSV: &str = "Id,Bezeichnung,Verantwortung\n3.1.1,\"Zugänge prüfen – 日本 🦀\",Kundé\n";

fn find(sources: &Sources, file: FileId, piece: &str) -> Span {
    let at = sources.get(file).expect("the file is there").text.find(piece).expect("the text has the piece");
    Span::new(file, at, at + piece.len())
}

fn finding(rule: &'static str, level: Level, span: Span, message: &str) -> Finding {
    let mut finding = Finding::fixed("not-in-schema", span, message).level(level);
    finding.rule = Cow::Borrowed(rule);
    "0123456789abcdef".clone_into(&mut finding.fingerprint);
    finding
}

fn tally(found: usize, examined: usize) -> Tally {
    Tally { found, examined, undecided: Vec::new(), because: None }
}

fn report(findings: Vec<Finding>) -> Report {
    Report {
        unit: ".".to_owned(),
        findings,
        outcomes: BTreeMap::new(),
        scores: Vec::new(),
        files: 1,
        declarations: 1,
        template: false,
        waivers: Vec::new(),
    }
}

fn rule(name: &str) -> RuleInfo {
    RuleInfo {
        name: name.to_owned(),
        summary: "the SSP and the matrix disagree".to_owned(),
        help_uri: format!("https://example.org/rules/{name}"),
        level: Level::Error,
        tags: vec!["3.1.2".to_owned(), "3.1.1".to_owned()],
        cite: vec!["32 CFR 170.19(c)(2)(ii)".to_owned()],
        why: "Nobody knows who does it.".to_owned(),
    }
}

/// Findings in two files, one waived, one rule undecided, one not applicable.
fn story() -> (Report, Sources) {
    let mut sources = Sources::new();
    let ssp = sources.add("ssp.kdl", SSP);
    let crm = sources.add("vendors/north wind.kdl", CRM);
    let mut open = finding(
        "crm-contradicts-ssp",
        Level::Error,
        find(&sources, ssp, "responsibility=customer"),
        "`3.1.1` is customer here and provider in `vendors/north wind.kdl`",
    )
    .label("customer here")
    .also(find(&sources, crm, "responsibility=provider"), "provider here")
    .also(find(&sources, ssp, "cui-boundary"), "the boundary")
    .help("decide which, then change one")
    .entity("crm:northwind-cmmc/3.1.1");
    open.cite = vec![Cow::Borrowed("32 CFR 170.19(c)(2)(ii)"), Cow::Borrowed("CAP v2.0 1.6")];
    open.points = Some(5);
    open.requirements = vec!["3.1.1".to_owned()];
    open.debated = true;
    let mut waived = finding("crm-stale", Level::Warning, find(&sources, crm, "version=\"4\""), "the matrix is old");
    waived.status = Status::Waived {
        reason: "renewal is ordered".to_owned(),
        by: "A. Lee".to_owned(),
        until: "2026-12-31".to_owned(),
    };
    let mut report = report(vec![open, waived]);
    report.outcomes.insert("crm-contradicts-ssp".to_owned(), tally(1, 12));
    report.outcomes.insert("crm-stale".to_owned(), tally(0, 1));
    let because = Some("no environment is declared".to_owned());
    report.outcomes.insert("cloud-not-authorized".to_owned(), Tally { because, ..tally(0, 0) });
    let missing = Missing {
        fact: "provider.engaged".to_owned(),
        rows: 12,
        first: find(&sources, crm, "crm northwind-cmmc"),
        entity: "provider:northwind".to_owned(),
        others: Vec::new(),
    };
    report.outcomes.insert("esp-without-crm".to_owned(), Tally { undecided: vec![missing], ..tally(0, 0) });
    report.scores.push(Score { boundary: "enclave".to_owned(), declared: 104, of: 110, at_risk: 15, unknown: 0 });
    (report, sources)
}

pub(crate) fn assert_valid(schema: &str, document: &str) -> Value {
    let mut schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    // A stray bracket in the pattern of OASIS' `language` is refused by strict readers of regular expressions.
    for place in ["/definitions/run/properties/language", "/definitions/toolComponent/properties/language"] {
        if let Some(Value::Object(language)) = schema.pointer_mut(place) {
            language.remove("pattern");
        }
    }
    let value: Value = serde_json::from_str(document).expect("the report is JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema compiles");
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document}");
    value
}

fn valid_json(reports: &[Report], sources: &Sources, exit: u8) -> Value {
    let text = json(reports, sources, exit);
    assert!(text.ends_with("}\n"));
    assert_valid(include_str!("../../schemas/report.schema.json"), &text)
}

fn valid_sarif(reports: &[Report], sources: &Sources, exit: u8, notifications: &[Notification]) -> Value {
    let rules = [rule("crm-contradicts-ssp"), rule("never-fires")];
    let text = sarif(reports, sources, &rules, exit, notifications);
    assert!(text.ends_with("}\n"));
    let value = assert_valid(include_str!("../data/sarif-schema-2.1.0.json"), &text);
    let run = &value["runs"][0];
    for result in run["results"].as_array().expect("results are an array") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64() >= Some(1));
    }
    value
}

fn every_text(report: &Report, sources: &Sources) -> Vec<String> {
    let one = std::slice::from_ref(report);
    let mut texts = vec![summary(report, sources), undecided(report, sources)];
    let view = View { style: Arc::new(Style { waived: true, ..Style::default() }), ..View::default() };
    texts.extend(Format::ALL.map(|f| whole(f, one, sources, &view, &End { exit: 1, ..End::default() })));
    for width in [0, 40, 80, 160] {
        for unicode in [true, false] {
            let style = Style { width, unicode, waived: true, ..Style::default() };
            texts.push(full(report, sources, &style, Level::Note));
        }
    }
    texts
}

#[test]
fn full_shows_both_files() {
    let (report, sources) = story();
    let expected = "\
error[crm-contradicts-ssp]: `3.1.1` is customer here and provider in
  `vendors/north wind.kdl`
   ╭─[ssp.kdl:2:36]
 1 │ ssp cui-boundary version=\"3\" date=\"2026-06-01\" {
   ·     ──────┬─────
   ·           ╰── the boundary
 2 │     requirement \"3.1.1\" status=met responsibility=customer
   ·                                    ───────────┬───────────
   ·                                               ╰── customer here
 3 │     requirement \"3.1.2\" status=met responsibility=shared
   ╰────
   ╭─[vendors/north wind.kdl:2:25]
 1 │ crm northwind-cmmc provider=northwind version=\"4\" {
 2 │     requirement \"3.1.1\" responsibility=provider
   ·                         ───────────┬───────────
   ·                                    ╰── provider here
 3 │ }
   ╰────
  points: 5 (3.1.1)
  help: decide which, then change one
  cite: 32 CFR 170.19(c)(2)(ii); CAP v2.0 1.6
  debated: sources disagree; `crmlint explain crm-contradicts-ssp` tells both
           sides
";
    let text = full(&report, &sources, &Style::default(), Level::Note);
    assert_eq!(text, expected, "\n{text}");
}

#[test]
fn ascii_and_waived() {
    let (report, sources) = story();
    let style = Style { unicode: false, waived: true, ..Style::default() };
    let text = full(&report, &sources, &style, Level::Warning);
    assert!(text.is_ascii(), "{text}");
    assert!(text.contains("waived: renewal is ordered (A. Lee, until 2026-12-31)"), "{text}");
    assert!(!full(&report, &sources, &style, Level::Error).contains("crm-stale"));
}

#[test]
fn color_and_links_only_when_asked() {
    let (report, sources) = story();
    let page = ("crm-contradicts-ssp".to_owned(), "https://example.org/crm-contradicts-ssp".to_owned());
    let style = Style { color: true, pages: Arc::new(BTreeMap::from([page])), ..Style::default() };
    let text = full(&report, &sources, &style, Level::Note);
    assert!(text.contains("\u{1b}]8;;https://example.org/crm-contradicts-ssp\u{1b}\\"));
    assert!(text.contains("\u{1b}[1;31merror["));
    assert!(!full(&report, &sources, &Style::default(), Level::Note).contains('\u{1b}'));
}

#[test]
fn summary_and_undecided() {
    let (report, sources) = story();
    assert_eq!(
        summary(&report, &sources),
        "1 error (1 waived); 4 rules: 1 clear, 1 found, 1 undecided, 1 not applicable; 12 rows undecided\n\
         score as declared: 104 of 110 (boundary enclave); 15 points at risk\n"
    );
    assert_eq!(
        undecided(&report, &sources),
        "undecided: esp-without-crm: 12 rows, `provider.engaged` is not known, \
         first at vendors/north wind.kdl:1 (provider:northwind)\n"
    );
    assert_eq!(summary(&self::report(Vec::new()), &sources), "no findings; 0 rules\n");
}

#[test]
fn concise_is_one_line_a_finding() {
    let (report, sources) = story();
    assert_eq!(
        concise(&report, &sources, &View::default()),
        "ssp.kdl:2:36: error[crm-contradicts-ssp] `3.1.1` is customer here and provider in \
         `vendors/north wind.kdl` (5 points)\n"
    );
}

#[test]
fn json_of_one_unit() {
    let (report, sources) = story();
    let value = valid_json(&[report], &sources, 1);
    assert_eq!(value["exit"], 1);
    let open = &value["findings"][0];
    assert_eq!(open["location"]["place"], "2:36");
    assert_eq!(open["location"]["end"]["column"], 59);
    assert_eq!(open["related"][0]["location"]["path"], "vendors/north wind.kdl");
    assert_eq!(value["findings"][1]["waiver"]["by"], "A. Lee");
    assert_eq!(value["outcomes"]["esp-without-crm"]["outcome"], "undecided");
    assert_eq!(value["outcomes"]["esp-without-crm"]["undecided"][0]["rows"], 12);
    assert_eq!(value["score"][0]["at_risk"], 15);
    assert_eq!(value["summary"]["waived"], 1);
}

#[test]
fn json_of_no_and_several_units() {
    let (report, sources) = story();
    let template = self::report(Vec::new());
    let value = valid_json(&[report, template], &sources, 1);
    assert_eq!(value["units"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["units"][1]["score"], Value::Null);
    let none = valid_json(&[], &Sources::new(), 3);
    assert_eq!(none["units"].as_array().map(Vec::len), Some(0));
}

#[test]
fn json_keys_keep_their_order() {
    let (report, sources) = story();
    let text = json(&[report], &sources, 1);
    let keys =
        ["\"format\"", "\"tool\"", "\"unit\"", "\"findings\"", "\"outcomes\"", "\"score\"", "\"summary\"", "\"exit\""];
    let at: Vec<_> = keys.iter().map(|k| text.find(&format!("\n  {k}")).expect("a top-level key")).collect();
    assert!(at.is_sorted(), "{at:?}");
}

#[test]
fn sarif_of_findings_in_two_files() {
    let (report, sources) = story();
    let value = valid_sarif(&[report], &sources, 1, &[]);
    let run = &value["runs"][0];
    let rules: Vec<_> = run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|r| &r["id"]).collect();
    assert_eq!(rules, ["crm-contradicts-ssp", "never-fires", "crm-stale"]);
    assert_eq!(run["tool"]["driver"]["rules"][0]["properties"]["tags"][0], "3.1.1");
    let open = &run["results"][0];
    let related = &open["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "vendors/north%20wind.kdl");
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(related["message"]["text"], "provider here");
    assert_eq!(open["partialFingerprints"]["crmlint/v1"], "0123456789abcdef");
    assert_eq!(open["suppressions"].as_array().map(Vec::len), Some(0));
    assert_eq!(run["results"][1]["suppressions"][0]["status"], "accepted");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_columns_are_utf16() {
    let mut sources = Sources::new();
    let csv = sources.add("matrix.csv", CSV);
    let report = report(vec![finding("crm-word", Level::Note, find(&sources, csv, "Kundé"), "unknown word `Kundé`")]);
    let value = valid_sarif(std::slice::from_ref(&report), &sources, 0, &[]);
    let result = &value["runs"][0]["results"][0];
    assert_eq!(result["level"], "note");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startColumn"].as_u64(), region["endColumn"].as_u64()), (Some(32), Some(37)));
    assert!(result.get("suppressions").is_none());
    let value = valid_json(std::slice::from_ref(&report), &sources, 0);
    assert_eq!(value["findings"][0]["location"]["place"], "2:31");
    assert!(full(&report, &sources, &Style::default(), Level::Note).contains("[matrix.csv:2:31]"));
}

#[test]
fn sarif_when_everything_or_nothing_failed() {
    let mut sources = Sources::new();
    let broken = sources.add("a#b%.kdl", "");
    let crash = Notification { level: Level::Error, message: "cannot write out.sarif".to_owned() };
    let failure = Finding::fixed("kdl-syntax", Span::new(broken, 0, 0), "the string does not end");
    let value = valid_sarif(&[report(vec![failure])], &sources, 1, &[]);
    let run = &value["runs"][0];
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let notice = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notice["associatedRule"]["id"], "kdl-syntax");
    assert_eq!(notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%23b%25.kdl");
    assert_eq!(run["results"].as_array().map(Vec::len), Some(1));

    let value = valid_sarif(&[], &Sources::new(), 2, &[crash]);
    assert_eq!(value["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!(value["runs"][0]["results"].as_array().map(Vec::len), Some(0));
    let clean = valid_sarif(&[report(Vec::new())], &Sources::new(), 0, &[]);
    assert_eq!(clean["runs"][0]["invocations"][0]["exitCode"], 0);
}

#[test]
fn hostile_text_never_comes_through() {
    let evil = "\u{1b}]0;owned\u{7}\u{202e}\u{2066}\u{200b}\u{9b}31m\r";
    let mut sources = Sources::new();
    let file = sources.add(format!("a{evil}.kdl"), format!("node \"{evil}\" x\n{evil}\n"));
    let span = find(&sources, file, "x\n");
    let mut bad = finding("some-rule", Level::Error, span, &format!("m{evil}")).label(format!("l{evil}\nsecond"));
    bad = bad.also(Span::new(file, 0, 9), evil).help(evil).entity(evil);
    bad.rule = Cow::Owned(format!("rule{evil}"));
    bad.cite = vec![Cow::Owned(evil.to_owned())];
    bad.requirements = vec![evil.to_owned()];
    bad.points = Some(1);
    bad.debated = true;
    bad.status = Status::Waived { reason: evil.to_owned(), by: evil.to_owned(), until: evil.to_owned() };
    let mut open = bad.clone();
    open.status = Status::Open;
    let mut report = report(vec![bad, open]);
    report.unit = evil.to_owned();
    let others = vec![(span, evil.to_owned())];
    let missing = Missing { fact: evil.to_owned(), rows: 2, first: span, entity: evil.to_owned(), others };
    report.outcomes.insert(evil.to_owned(), Tally { undecided: vec![missing], ..tally(0, 0) });
    report.scores.push(Score { boundary: evil.to_owned(), declared: -203, of: 110, at_risk: 1, unknown: 0 });
    for text in every_text(&report, &sources) {
        let raw: Vec<char> = text.chars().filter(|c| is_hostile(*c)).collect();
        assert!(raw.is_empty(), "{raw:?} in {text}");
    }
    let value = valid_json(&[report], &sources, 1);
    assert_eq!(value["unit"], evil);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let mut sources = Sources::new();
    let long = format!("{},{},{}\n", "a".repeat(300), "needle", "b".repeat(300));
    let file = sources.add("long.csv", format!("{long}{long}"));
    let span = find(&sources, file, "needle");
    let found = finding("some-rule", Level::Error, span, &"many words ".repeat(30))
        .label("a label of many words, which has to be broken so that it ends before the edge of the window")
        .also(Span::new(file, 2, 5), "far to the left")
        .help("do this and that ".repeat(20));
    let report = report(vec![found]);
    for width in [60, 80, 160] {
        let text = full(&report, &sources, &Style { width, ..Style::default() }, Level::Note);
        assert!(text.lines().all(|l| l.chars().count() <= width), "{text}");
        assert!(text.contains("needle") && text.contains("far to the left"), "{text}");
    }
}

#[test]
fn labels_that_overlap_keep_their_places() {
    let mut sources = Sources::new();
    let file = sources.add("p.kdl", "provider northwind kind=msp\n");
    let header = Span::new(file, 0, 27);
    let found = finding("some-rule", Level::Error, find(&sources, file, "northwind"), "message")
        .label("here")
        .also(header, "declared here")
        .also(find(&sources, file, "northwind"), "again");
    let text = full(&report(vec![found]), &sources, &Style::default(), Level::Note);
    assert!(text.contains("here; again") && text.contains("declared here"), "{text}");
    assert!(text.contains("[p.kdl:1:10]"), "{text}");
}

#[test]
fn giant_span_shows_one_line_and_missing_file_its_absence() {
    let mut sources = Sources::new();
    let file = sources.add("big.kdl", "line of text\n".repeat(10_000));
    let all = Span::new(file, 0, 130_000);
    let text =
        full(&report(vec![finding("r", Level::Error, all, "all of it")]), &sources, &Style::default(), Level::Note);
    assert_eq!(text.lines().count(), 6, "{text}");
    let gone = Span::new(FileId(7), 3, 9);
    let text = full(&report(vec![finding("r", Level::Error, gone, "gone")]), &sources, &Style::default(), Level::Note);
    assert_eq!(text, "error[r]: gone\n  at ?\n");
}

#[test]
fn more_of_the_same_is_counted() {
    let mut sources = Sources::new();
    let file = sources.add("rows.kdl", "row\n".repeat(60));
    let other = sources.add("other.kdl", "row\n");
    let mut findings: Vec<Finding> =
        (0..57).map(|n| finding("same", Level::Error, Span::new(file, n * 4, n * 4 + 3), "again")).collect();
    findings.push(finding("same", Level::Error, Span::new(other, 0, 3), "again"));
    let report = report(findings);
    let text = full(&report, &sources, &Style::default(), Level::Note);
    assert_eq!(text.matches("error[same]").count(), 21);
    let more = text.find("\n\n… and 37 more of `same` in rows.kdl; --max-per-rule 0 shows all\n\n").expect("the count");
    assert!(more < text.find("other.kdl").expect("the other file"));
    let text = concise(&report, &sources, &View::default());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 22);
    assert_eq!(lines[19], "rows.kdl:20:1: error[same] again");
    assert_eq!(lines[20], "rows.kdl: 37 more of [same]; --max-per-rule 0 shows all");
    assert_eq!(lines[21], "other.kdl:1:1: error[same] again");
    let style = Arc::new(Style { found_max: usize::MAX, ..Style::default() });
    assert_eq!(concise(&report, &sources, &View { style, ..View::default() }).lines().count(), 58);
    assert_eq!(valid_json(std::slice::from_ref(&report), &sources, 1)["findings"].as_array().map(Vec::len), Some(58));
    let sarif = valid_sarif(std::slice::from_ref(&report), &sources, 1, &[]);
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(58));
}

#[test]
fn large_inputs_render_in_linear_time() {
    let mut sources = Sources::new();
    let line = "requirement \"3.1.1\" responsibility=provider\n";
    let many = sources.add("many.kdl", line.repeat(5_000));
    let single = sources.add("single.kdl", "x ".repeat(524_288));
    let mut findings: Vec<Finding> = (0..5_000)
        .map(|n| finding("r", Level::Error, Span::new(many, n * line.len(), n * line.len() + 11), "again"))
        .collect();
    for n in 0..4 {
        findings.push(finding("r", Level::Error, Span::new(single, n * 50_000, n * 50_000 + 1), "deep in the line"));
    }
    findings.push(finding("r", Level::Error, Span::new(single, 0, 1_048_576), "all of it"));
    let report = report(findings);
    let start = Instant::now();
    let text = full(&report, &sources, &Style { found_max: usize::MAX, ..Style::default() }, Level::Note);
    let took = start.elapsed();
    assert_eq!(text.matches("error[r]").count(), 5_005);
    // A guard against minutes, which miette's own reader takes here, and no measurement.
    assert!(took < Duration::from_mins(1), "{took:?}");
    let start = Instant::now();
    json(std::slice::from_ref(&report), &sources, 1);
    sarif(std::slice::from_ref(&report), &sources, &[], 1, &[]);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

#[test]
fn format_names() {
    for format in Format::ALL {
        assert_eq!(format.word().parse(), Ok(format));
    }
    let error = "jsno".parse::<Format>().expect_err("no format");
    assert_eq!(
        error.to_string(),
        "unknown format `jsno`, did you mean `json`; the formats are full, concise, json, jsonl, sarif, github, gitlab, junit, \
         checkstyle, markdown, agent"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_and_span_renders(
        text in "[a-z 🦀é日\t\r\n\u{1b}\u{202e}\"]{0,120}",
        spans in prop::collection::vec((0_usize..140, 0_usize..140), 1..5),
        width in 0_usize..100,
        unicode: bool,
    ) {
        let mut sources = Sources::new();
        let file = sources.add("t.kdl", text);
        let mut labels = spans.into_iter().map(|(a, n)| Label::new(Span::new(file, a, a + n), "label of words"));
        let mut found = finding("some-rule", Level::Error, Span::new(file, 0, 0), "message");
        found.primary = labels.next().expect("one at least");
        found.others = labels.collect();
        let report = report(vec![found]);
        let style = Style { width, unicode, ..Style::default() };
        let shown = full(&report, &sources, &style, Level::Note);
        prop_assert!(!shown.contains("Failed to read"), "{}", shown);
        prop_assert!(!shown.chars().any(is_hostile));
        prop_assert!(concise(&report, &sources, &View::default()).lines().count() == 1);
        valid_json(&[report], &sources, 1);
    }
}
