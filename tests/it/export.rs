//! Matrices and plans out and in again: what a format can carry comes back as it was, what is imported is judged as in
//! place, and others' programs can read what is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use crmlint::catalog::Catalog;
use crmlint::check::{Interpretation, Unit, check, interpret};
use crmlint::export::{Dialect, OscalVersion, To, View, What, write};
use crmlint::finding::Level;
use crmlint::rule::RuleSet;
use crmlint::source::{Sources, quoted};
use proptest::prelude::*;
use serde_json::Value;

use super::cli::{Ran, crmlint, put};
use super::support::{TODAY, settings};

/// A unit that was read.
struct Opened {
    sources: Sources,
    unit: Unit,
    read: Interpretation,
}

impl Opened {
    /// Of declarations, and of a provider's file that they name.
    fn of(text: &str, vendor: Option<(&str, Vec<u8>)>) -> Self {
        let mut sources = Sources::new();
        let mut unit = Unit { root: ".".to_owned(), ..Unit::default() };
        let named = vendor.map(|(path, bytes)| {
            let format = crmlint::read::format_of(path).unwrap();
            let opened = crmlint::read::open(format, sources.next_id(), bytes).unwrap();
            let id = sources.add(path, opened.text);
            sources.set_book(id, opened.book, opened.landmarks, opened.made);
            unit.vendor_told.insert(id, opened.findings);
            id
        });
        let file = sources.add("unit.kdl", text);
        let parsed = crmlint::parse::parse(file, text);
        assert!(parsed.complete && parsed.findings.is_empty(), "{:?}\n{text}", parsed.findings);
        sources.set_document(file, parsed.document, false);
        unit.files.push(file);
        if let Some(id) = named {
            let nodes = sources.nodes(file).unwrap();
            let sources = nodes.filter_map(|n| n.props().find(|p| p.name.value == "source").map(|p| p.value.span));
            unit.vendor.extend(sources.map(|span| (span, id)));
        }
        let read = interpret(&sources, &unit, &Catalog::bundled(), TODAY);
        Self { sources, unit, read }
    }

    fn write(&self, what: What, to: To<'_>) -> Vec<u8> {
        write(View { sources: &self.sources, read: &self.read, as_of: TODAY }, what, to).unwrap()
    }

    fn text(&self, what: What, to: To<'_>) -> String {
        String::from_utf8(self.write(what, to)).unwrap()
    }

    /// What all formats carry: ids, responsibilities, both texts, modes, handoffs, evidence and reasons.
    fn rows(&self) -> Vec<[String; 8]> {
        let csv = self.write(What::Crm(0), To::Csv);
        let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_slice());
        let cell = |record: &csv::StringRecord, at: usize| record.get(at).unwrap().to_owned();
        reader.records().map(|r| r.unwrap()).map(|r| [0, 2, 3, 4, 5, 9, 10, 11].map(|at| cell(&r, at))).collect()
    }

    /// Findings as rule, entity and message, without those that are told when a file is read.
    fn findings(&self) -> BTreeSet<(String, String, String)> {
        let told = ["unknown-word", "rows-missing", "source-unreadable", "limit-exceeded"];
        let report = check(&self.sources, &self.unit, &RuleSet::bundled(), &Catalog::bundled(), &settings(&[]));
        let open = report.findings.into_iter().filter(|f| f.level > Level::Off && !told.contains(&f.rule.as_ref()));
        open.map(|f| (f.rule.to_string(), f.entity, f.message)).collect()
    }
}

const SOURCED: &str = "provider northwind name=\"Northwind IT\" kind=msp\ncrm c provider=northwind source=";

/// What `crmlint import` writes for a provider's file.
fn imported(path: &str, bytes: Vec<u8>) -> (Opened, String) {
    let place = Opened::of(&format!("{SOURCED}\"{path}\"\n"), Some((path, bytes)));
    let kdl = place.text(What::Crm(0), To::Kdl);
    (place, kdl)
}

/// Text that breaks things: quotes, backslashes, separators, markdown, formulas, several lines.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-f ]{1,8}",
        Just("\"".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("\"\"\"\"".to_owned()),
        Just("\\".to_owned()),
        Just("\\n".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n  ".to_owned()),
        Just(",".to_owned()),
        Just(";".to_owned()),
        Just("|".to_owned()),
        Just("<br>&amp;*_`~[q](r)#".to_owned()),
        Just("=".to_owned()),
        Just("+".to_owned()),
        Just("-".to_owned()),
        Just("@".to_owned()),
        Just("'".to_owned()),
        Just("’–é日本\u{1f512}".to_owned()),
        Just("// crmlint: allow /* */ {".to_owned()),
    ];
    let text = proptest::collection::vec(piece, 1..7).prop_map(|p| p.concat().trim().to_owned());
    // A text in words, so that it is not taken for a mark that stands for nothing.
    text.prop_map(|t| if t.chars().filter(|c| c.is_alphabetic()).count() < 2 { format!("{t}word") } else { t })
}

fn responsibility() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("provider"), Just("customer"), Just("shared"), Just("not-applicable"), Just("unknown")]
}

/// A matrix in KDL of some requirements and objectives.
fn matrix() -> impl Strategy<Value = String> {
    let text = || proptest::option::of(hard_text());
    let mode = proptest::option::of(prop_oneof![Just("dependent"), Just("independent")]);
    // `n/a` under such a title says nothing.
    let more = || proptest::option::of(hard_text().prop_map(|t| format!("{t} word")));
    let row = (responsibility(), text(), text(), mode, more(), more(), more());
    let all: Vec<&str> = vec!["3.1.1", "3.1.2[a]", "3.1.2[b]", "3.3.1", "3.5.3[d]", "3.13.11", "3.14.7"];
    (proptest::sample::subsequence(all, 1..=7), proptest::collection::vec(row, 7)).prop_map(|(ids, rows)| {
        let mut out = "provider northwind name=\"Northwind IT\" kind=msp\ncrm c provider=northwind {\n".to_owned();
        for (id, (word, provider, customer, mode, reason, handoff, evidence)) in ids.iter().zip(rows) {
            let mode = mode.map_or_else(String::new, |m| format!(" mode={m}"));
            let reason = reason.map_or_else(String::new, |r| format!(" reason={}", quoted(&r)));
            writeln!(out, "requirement \"{id}\" responsibility={word}{mode}{reason} {{").unwrap();
            let texts = [("provider", provider), ("customer", customer), ("handoff", handoff), ("evidence", evidence)];
            for (side, text) in texts {
                out.push_str(&text.map_or_else(String::new, |t| format!("{side} {}\n", quoted(&t))));
            }
            out.push_str("}\n");
        }
        out.push_str("}\n");
        out
    })
}

/// Formats of tables that are written and read.
const TABLES: &[(&str, To<'static>)] = &[("crm.csv", To::Csv), ("crm.xlsx", To::Xlsx), ("crm.md", To::Markdown)];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(text in matrix()) {
        let first = Opened::of(&text, None);
        let kdl = first.text(What::Crm(0), To::Kdl);
        let again = Opened::of(&format!("provider northwind kind=msp\n{kdl}"), None);
        prop_assert_eq!(first.rows(), again.rows(), "{}", kdl);
        prop_assert_eq!(&kdl, &again.text(What::Crm(0), To::Kdl));
        for (path, to) in TABLES {
            let bytes = first.write(What::Crm(0), *to);
            let (place, kdl) = imported(path, bytes);
            prop_assert_eq!(first.rows(), place.rows(), "{}", path);
            let again = Opened::of(&format!("provider northwind kind=msp\n{kdl}"), None);
            prop_assert_eq!(first.rows(), again.rows(), "{} {}", path, kdl);
        }
    }

    /// OSCAL carries ids and responsibilities, and the texts of a shared row; what is not known it does not say.
    #[test]
    fn what_is_written_as_oscal_is_read_again(text in matrix()) {
        let first = Opened::of(&text, None);
        let carried = |opened: &Opened| -> Vec<[String; 8]> {
            let text = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
            let rows = opened.rows().into_iter().filter(|r| r[1] != "Unknown");
            rows.map(|[id, who, provider, customer, mode, rest @ ..]| {
                let is_shared = who == "Shared";
                let [provider, customer] =
                    [provider, customer].map(|t| if is_shared { text(&t) } else { String::new() });
                let [handoff, evidence, reason] = rest.map(|t| text(&t));
                [id, who, provider, customer, mode, handoff, evidence, reason]
            })
            .collect()
        };
        let dialect = Dialect { version: OscalVersion::V1_1_3, profile: None };
        for to in [To::OscalSsp(dialect), To::OscalComponent(dialect)] {
            let (place, _) = imported("crm.json", first.write(What::Crm(0), to));
            prop_assert_eq!(carried(&first), carried(&place));
        }
    }

    #[test]
    fn an_imported_matrix_is_judged_as_in_place(rows in proptest::collection::vec(messy_row(), 1..12), titles in titles()) {
        let csv = format!("{titles}\n{}", rows.concat());
        let (place, kdl) = imported("crm.csv", csv.clone().into_bytes());
        // Of a file without a row `crmlint import` writes nothing.
        if place.read.rows.crm.is_empty() {
            return Ok(());
        }
        let head = "provider northwind name=\"Northwind IT\" kind=msp\n";
        let again = Opened::of(&format!("{head}{kdl}"), None);
        prop_assert_eq!(place.findings(), again.findings(), "{}\n{}", csv, kdl);
    }
}

/// Titles with and without columns for both sides, and with one for both.
fn titles() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("Control ID,Responsibility,Provider responsibility,Customer responsibility"),
        Just("Control ID,Responsibility,Notes,More"),
        Just("Control ID,Responsibility,Specific Inheritance and Customer Responsibilities,More"),
    ]
}

fn messy_row() -> impl Strategy<Value = String> {
    let ids = vec![
        "3.1.1",
        "AC.L2-3.1.2",
        "03.01.03",
        "3.1.99",
        "3.1.1[z]",
        "AC-2 (1)",
        "3.1.20[ab]",
        "PE.L1-b.1.ix",
        "3.4.1, 3.4.2",
    ];
    let words = vec!["Provider", "customer", "Shared", "N/A", "Hybrid", "", "ask Bob", "Inherited"];
    (proptest::sample::select(ids), proptest::sample::select(words), "[a-z ]{0,12}", "[a-z ]{0,12}")
        .prop_map(|(id, word, a, b)| format!("\"{id}\",{word},{a},{b}\n"))
}

#[test]
fn a_matrix_with_everything_survives_kdl() {
    let text = "crm c provider=northwind version=\"2.1\" date=\"2026-05-01\" status=final framework=nist-sp-800-171-r2 {
        template #true
        signed by=northwind on=\"2026-05-01\"
        covers rmm siem
        default \"All else.\" responsibility=customer
        family PE responsibility=customer
        requirement \"3.1.1\" \"3.1.2\" responsibility=shared mode=dependent service=rmm inherited-from=azure-government {
            provider \"One.\\nTwo \\\"\\\"\\\" and \\\\.\"
            provider \"More.\"
            customer #null
            handoff \"Queue\"
            evidence \"Export\" by=provider at=\"share/x\"
            objective a b responsibility=customer { customer \"Names.\"; }
        }
        requirement \"3.6.2\" responsibility=customer passes-to=microsoft
        requirement \"3.13.14\" responsibility=not-applicable reason=\"No VoIP.\"
        requirement \"3.1.5\" responsibility=unknown { service rmm siem; }
    }\n";
    let first = Opened::of(text, None);
    assert!(first.read.model.crms[0].rows.len() == 4, "{:?}", first.read.findings);
    let kdl = first.text(What::Crm(0), To::Kdl);
    assert!(
        kdl.contains("provider \"\"\"\n            One.\n            Two \\\"\\\"\\\" and \\\\.\n            \"\"\"\n"),
        "{kdl}"
    );
    let again = Opened::of(&kdl, None);
    assert_eq!(kdl, again.text(What::Crm(0), To::Kdl));
    assert_eq!(first.rows(), again.rows());
    assert_eq!(first.findings(), again.findings());
    // What only the default or a family answers has rows in a table.
    let rows: BTreeMap<String, String> = first.rows().into_iter().map(|[id, word, ..]| (id, word)).collect();
    assert_eq!(rows["3.10.1"], "Customer");
    assert_eq!(rows["3.1.1[a]"], "Customer");
    assert_eq!(rows["3.13.14"], "Not applicable");
    assert!(rows.len() >= 110);
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// `crmlint export` of a fixture.
fn export(folder: &Path, name: &str, args: &[&str]) -> Ran {
    crmlint(folder).arg("export").arg(fixture(name)).args(args).run()
}

#[test]
fn plans_survive_kdl() {
    for name in ["ridgeline", "harborview", "brightwater", "deepwell"] {
        let folder = tempfile::tempdir().unwrap();
        for file in fs::read_dir(fixture(name)).unwrap().map(|e| e.unwrap().path()) {
            if file.extension().is_some_and(|e| e == "kdl") && file.file_name().unwrap() != "ssp.kdl" {
                fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
            }
        }
        let ran = export(folder.path(), name, &["--what", "ssp", "-o", "written.kdl"]);
        assert_eq!(ran.code, 0, "{name}: {ran:#?}");
        let again =
            crmlint(folder.path()).args(&["export", ".", "--what", "ssp", "-o", "again.kdl.txt", "--to", "kdl"]).run();
        assert_eq!(again.code, 0, "{name}: {again:#?}");
        // What a skeleton says in comments is said once.
        let read = |file: &str| {
            let text = fs::read_to_string(folder.path().join(file)).unwrap();
            text.lines().filter(|l| !l.trim_start().starts_with("//")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(read("written.kdl"), read("again.kdl.txt"), "{name}");
    }
}

#[test]
fn a_workbook_is_plain_and_the_same_each_time() {
    let text = "provider p\ncrm c provider=p { requirement \"3.1.1\" responsibility=shared { provider \"=1+1\"; customer \"@x\"; }; }\n";
    let unit = Opened::of(text, None);
    let bytes = unit.write(What::Crm(0), To::Xlsx);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(bytes, unit.write(What::Crm(0), To::Xlsx));
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
    let cells = book.worksheet_range("CRM").unwrap();
    assert!(cells.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(_))), "{cells:?}");
    assert!(book.worksheet_formula("CRM").unwrap().is_empty());
    assert_eq!(cells.get_value((1, 3)), Some(&Data::String("=1+1".to_owned())));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:N2\"/>") && sheet.contains("state=\"frozen\""), "{sheet}");
    assert!(sheet.contains("<cols>") && !sheet.contains("<f>"), "{sheet}");
    let properties = part("docProps/core.xml");
    assert!(properties.contains("<dc:creator></dc:creator>") && properties.contains("2000-01-01T"), "{properties}");
}

#[test]
fn a_cell_of_csv_is_no_formula() {
    let text = "provider p\ncrm c provider=p { requirement \"3.1.1\" responsibility=shared { provider \"=cmd|'/c calc'!A1\"; customer \"'-x, \\\"y\\\"\"; }; }\n";
    let csv = Opened::of(text, None).text(What::Crm(0), To::Csv);
    let row = csv.lines().nth(1).unwrap();
    assert!(row.contains(",'=cmd|'/c calc'!A1,\"''-x, \"\"y\"\"\","), "{row}");
}

#[test]
fn what_could_steer_a_terminal_is_spelled_out() {
    let text = "provider p\ncrm c provider=p { requirement \"3.1.1\" responsibility=shared { provider \"a\\u{1b}[2Jb\\u{202e}\"; }; }\n";
    let unit = Opened::of(text, None);
    for to in [To::Csv, To::Markdown, To::Kdl, To::OscalComponent(DIALECT), To::OscalSsp(DIALECT)] {
        let text = unit.text(What::Crm(0), to);
        assert!(!text.contains(['\u{1b}', '\u{202e}']) && text.contains("u{1b}"), "{text}");
    }
}

const DIALECT: Dialect<'static> = Dialect { version: OscalVersion::V1_1_3, profile: None };

/// All members of a name, at any depth.
fn members<'a>(value: &'a Value, name: &str, out: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if key == name {
                    out.extend(value.as_str());
                }
                members(value, name, out);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| members(v, name, out)),
        _ => {}
    }
}

fn all<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    let mut out = Vec::new();
    members(value, name, &mut out);
    out
}

fn json(ran: &Ran) -> Value {
    assert_eq!(ran.code, 0, "{ran:#?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_plan_names_what_the_provider_provides() {
    let folder = tempfile::tempdir().unwrap();
    let plan = json(&export(folder.path(), "ridgeline", &["--what", "ssp", "--to", "oscal-ssp"]));
    let provider = json(&export(folder.path(), "ridgeline", &["--crm", "northwind-cmmc", "--to", "oscal-ssp"]));
    for document in [&plan, &provider] {
        let ids = all(document, "uuid");
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "an id stands twice");
        assert!(ids.iter().all(|id| id.len() == 36 && id.as_bytes()[14] == b'5'), "{ids:?}");
        let components: BTreeSet<&str> =
            all(&document["system-security-plan"]["system-implementation"], "uuid").into_iter().collect();
        assert!(all(document, "component-uuid").iter().all(|id| components.contains(id)));
    }
    // What the provider's own document offers and leaves is what the plan inherits and satisfies.
    let mut offered = BTreeSet::new();
    for requirement in
        provider["system-security-plan"]["control-implementation"]["implemented-requirements"].as_array().unwrap()
    {
        offered.extend(all(requirement, "uuid"));
    }
    let inherited = all(&plan, "provided-uuid");
    let satisfied = all(&plan, "responsibility-uuid");
    assert!(inherited.iter().filter(|id| offered.contains(*id)).count() > 20, "{}", inherited.len());
    assert!(satisfied.iter().filter(|id| offered.contains(*id)).count() > 20, "{}", satisfied.len());
    let controls = all(&plan, "control-id");
    assert_eq!(controls.len(), 110);
    assert!(controls.contains(&"AC.L2-3.1.1") && !controls.contains(&"3.1.1"));
    assert!(all(&provider, "statement-id").contains(&"AC.L2-3.1.1_obj.a"));
    assert_eq!(all(&provider, "oscal-version"), ["1.1.3"]);
    assert_eq!(all(&provider, "last-modified"), ["2026-05-01T00:00:00Z"]);
}

#[test]
fn ids_are_those_that_others_compute() {
    // uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/crmlint/crmlint"), "resource/nist-sp-800-171-r2")
    let text = "provider p\ncrm c provider=p { requirement \"3.1.1\" responsibility=provider; }\n";
    let document = Opened::of(text, None).text(What::Crm(0), To::OscalSsp(DIALECT));
    assert!(document.contains("\"#99731272-81ae-54a8-96c8-dbbedde12e7a\""), "{document}");
}

/// `CRMLINT_TRESTLE`, else the first on PATH.
fn trestle() -> PathBuf {
    if let Some(stated) = std::env::var_os("CRMLINT_TRESTLE") {
        return PathBuf::from(stated);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("trestle{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|p| p.is_file()).expect(
        "compliance-trestle is not installed; `.ci/run` installs it, or set CRMLINT_TRESTLE to the path of trestle",
    )
}

/// compliance-trestle reads every document into the models that it makes from NIST's schemas, and resolves what they name.
#[test]
fn compliance_trestle_accepts_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    let run = |args: &[&str]| {
        let output = Command::new(trestle()).args(args).current_dir(&work).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !told.contains("ERROR"), "trestle {args:?}\n{told}");
        told
    };
    run(&["init", "--local"]);
    let profile = ["--profile", "trestle://catalogs/cmmc/catalog.json"];
    let documents: [(&str, &str, &[&str]); 4] = [
        ("cmmc", "northwind-template", &["--to", "oscal-catalog"]),
        ("component", "northwind-template", &["--to", "oscal-component"]),
        ("provider", "northwind-template", &["--to", "oscal-ssp"]),
        ("plan", "ridgeline", &["--to", "oscal-ssp", "--what", "ssp"]),
    ];
    for (name, from, args) in documents {
        let file = format!("{name}.json");
        let args: Vec<&str> = args.iter().chain(&profile).chain(&["-o", &file]).copied().collect();
        let ran = export(folder.path(), from, &args);
        assert_eq!(ran.code, 0, "{ran:#?}");
        run(&["import", "-f", &format!("../{file}"), "-o", name]);
    }
    let told = run(&["validate", "-a"]);
    assert_eq!(told.matches("VALID: Model").count(), 4, "{told}");
    assert!(!told.contains("INVALID"), "{told}");
}

#[test]
fn export_refuses_what_it_cannot_do() {
    let folder = tempfile::tempdir().unwrap();
    let told = |name: &str, args: &[&str], code: i32, words: &str| {
        let ran = export(folder.path(), name, args);
        assert!(ran.code == code && ran.reason().contains(words), "{args:?}: {ran:#?}");
    };
    told(
        "ridgeline",
        &["--to", "csv"],
        2,
        "there are several matrices; name one: --crm microsoft-gcch or --crm northwind-cmmc",
    );
    told("ridgeline", &["--to", "csv", "--crm", "x"], 2, "there is no crm `x`");
    told("northwind-template", &[], 2, "say the format");
    told("northwind-template", &["--to", "xlsx"], 2, "a workbook needs a file");
    told("northwind-template", &["--to", "oscal-ssp", "--what", "matrix"], 2, "goes into xlsx, csv or markdown");
    told("northwind-template", &["--to", "oscal-component", "--what", "ssp"], 2, "holds one matrix");
    told("larkspur", &["--to", "csv"], 3, "no crm node");
    told("ridgeline", &["--to", "csv", "--what", "ssp", "--boundary", "nowhere"], 2, "there is no boundary `nowhere`");
    put(folder.path(), "crm.csv", b"mine");
    told("northwind-template", &["-o", "crm.csv"], 2, "crm.csv exists already; --force writes over it");
    assert_eq!(fs::read(folder.path().join("crm.csv")).unwrap(), b"mine");
    assert_eq!(export(folder.path(), "northwind-template", &["-o", "crm.csv", "--force"]).code, 0);
    put(folder.path(), "broken.kdl", b"crm c provider=p {\n requirement \"3.1.1\" responsibility=shared\n");
    let ran = crmlint(folder.path()).args(&["export", "broken.kdl", "--to", "csv"]).run();
    assert!(ran.code == 1 && ran.reason().starts_with("exit 1: not all declarations"), "{ran:#?}");
}

#[test]
fn the_merged_matrix_holds_every_objective() {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in [("ridgeline", 320), ("northwind-template", 320)] {
        let ran = export(folder.path(), name, &["--what", "matrix", "--to", "csv"]);
        assert_eq!(ran.code, 0, "{ran:#?}");
        let mut reader = csv::ReaderBuilder::new().from_reader(ran.out.as_bytes());
        let titles = reader.headers().unwrap().clone();
        assert!(titles.iter().any(|t| t == "northwind: responsibility"), "{titles:?}");
        assert_eq!(reader.records().map(Result::unwrap).count(), rows, "{name}");
    }
}

#[test]
fn what_the_plan_leaves_out_stands_in_the_merged_matrix() {
    let folder = tempfile::tempdir().unwrap();
    let text = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=self; handles cui; role it-lead name=\"IT lead\"; }
provider northwind name=\"Northwind IT\" kind=msp
crm c provider=northwind { default responsibility=shared; }
ssp version=\"1\" date=\"2026-11-10\" {
    requirement \"3.1.1\" status=implemented {
        customer owner=it-lead \"We approve accounts.\"
        provider northwind \"Makes accounts.\"
    }
    requirement \"3.13.14\" status=not-applicable reason=\"No telephone runs over the network.\"
}
";
    put(folder.path(), "a.kdl", text.as_bytes());
    let export = |args: &[&str]| {
        let ran = crmlint(folder.path()).arg("export").args(args).run();
        assert_eq!(ran.code, 0, "{ran:#?}");
        ran.out
    };
    let csv = export(&["--what", "matrix", "--to", "csv"]);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 320);
    let of = |id: &str| rows.iter().find(|r| &r[0] == id).unwrap();
    assert_eq!(&of("3.1.1[a]")[3], "Owned");
    assert_eq!(&of("3.13.14[a]")[3], "Not applicable");
    // No row of the plan: nobody's, and what the matrix says of it stands beside.
    assert_eq!((&of("3.1.2[a]")[3], &of("3.1.2[a]")[7]), ("Unowned", "Shared"), "{:?}", of("3.1.2[a]"));
    let oscal: serde_json::Value = serde_json::from_str(&export(&["--what", "ssp", "--to", "oscal-ssp"])).unwrap();
    let plan = &oscal["system-security-plan"];
    assert_eq!(plan["metadata"]["roles"], serde_json::json!([{ "id": "it-lead", "title": "IT lead" }]));
    let rows = plan["control-implementation"]["implemented-requirements"].as_array().unwrap();
    assert_eq!(rows.len(), 110);
    let states = |row: &serde_json::Value| row["by-components"].as_array().map_or(0, Vec::len);
    // What the plan does not say is not written as planned.
    assert_eq!(rows.iter().filter(|r| states(r) == 0 && r["remarks"] == "The plan has no row for it.").count(), 108);
    let text = serde_json::to_string(rows).unwrap();
    assert!(!text.contains("planned") && text.contains("No telephone runs over the network."), "{text}");
    let contradicts = crmlint(folder.path()).args(&["export", "--to", "csv", "-o", "crm.xlsx"]).run();
    assert_eq!(
        (contradicts.code, contradicts.err.contains("crm.xlsx ends as xlsx does, and --to says csv")),
        (2, true)
    );
}

#[test]
fn a_skeleton_is_a_plan_with_open_rows() {
    let folder = tempfile::tempdir().unwrap();
    let ran = export(folder.path(), "northwind-template", &["--what", "ssp", "--to", "kdl"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let unit = Opened::of(&ran.out, None);
    assert_eq!(unit.read.model.ssps[0].rows.len(), 110);
    assert!(ran.out.contains("// northwind-cmmc leaves 3.1.1: "), "{}", ran.out);
    assert!(ran.out.contains("requirement \"3.1.1\" status=planned {"), "{}", ran.out);
}

/// What a table of a plan says is there again when it is read: statuses, reasons, and who does what.
#[test]
fn a_plan_in_a_table_is_read_again() {
    let head = "provider northwind name=\"Northwind IT\" kind=msp\nprovider acme name=\"Acme\" kind=msp\n";
    let plan = "ssp version=\"1\" date=\"2026-11-10\" {
        requirement \"3.1.1\" status=implemented {
            customer \"We approve accounts.\\nEach has a name.\"
            provider northwind \"Makes accounts.\\nnote: within a day\\nand removes them.\"
            provider acme
        }
        requirement \"3.1.2\" status=planned { provider acme \"Sets roles.\"; }
        requirement \"3.13.14\" status=not-applicable reason=\"No telephone runs over the network.\"
    }\n";
    let first = Opened::of(&format!("{head}{plan}"), None);
    let told = |opened: &Opened| -> Vec<String> {
        let row = |r: &crmlint::model::ssp::SspRequirement| {
            let customers: Vec<_> = r.customers.iter().map(|c| c.text.get().map(|t| t.0.clone())).collect();
            let providers: Vec<_> =
                r.providers.iter().map(|p| (p.id.value.0.clone(), p.text.get().map(|t| t.0.clone()))).collect();
            let reason = r.reason.get().map(|t| t.0.clone());
            format!("{} {:?} {customers:?} {providers:?} {reason:?}", r.ids[0].value.0, r.status.get())
        };
        opened.read.model.ssps[0].rows.iter().take(200).map(row).filter(|r| !r.contains(" None [] [] None")).collect()
    };
    assert_eq!(told(&first).len(), 3);
    for (path, to) in [("ssp.csv", To::Csv), ("ssp.xlsx", To::Xlsx), ("ssp.md", To::Markdown)] {
        let bytes = first.write(What::Ssp(Some(0)), to);
        let again = Opened::of(&format!("{head}ssp source=\"{path}\"\n"), Some((path, bytes)));
        assert_eq!(told(&first), told(&again), "{path}");
    }
}

#[test]
fn a_cell_of_hundreds_of_providers_names_none() {
    let folder = tempfile::tempdir().unwrap();
    let providers = |n: usize| {
        let cell = "acme: does it\n".repeat(n);
        let csv = format!("Control ID,Implementation Status,By providers\n3.1.1,Implemented,\"{cell}\"\n");
        put(folder.path(), "ssp.csv", csv.as_bytes());
        let ran = crmlint(folder.path()).args(&["import", "ssp.csv", "--as", "ssp"]).run();
        ran.out.lines().filter(|l| l.trim().starts_with("provider ")).count()
    };
    assert_eq!((providers(2), providers(400), providers(600)), (2, 400, 1));
}

/// A plan read in place and the same plan imported are judged alike.
#[test]
fn an_imported_plan_is_judged_as_in_place() {
    let csv = "Control ID,Implementation Status,Customer implementation\n3.1.1,Implemented,We approve.\n3.1.2,Planned,\n\
               3.1.3,sort of,We do.\n3.1.99,Implemented,We do.\n3.1.4,Not applicable,\n";
    let head = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=c3pao; handles cui; }\n";
    let place = Opened::of(
        &format!("{head}ssp version=\"1\" date=\"2026-10-01\" source=\"ssp.csv\"\n"),
        Some(("ssp.csv", csv.as_bytes().to_vec())),
    );
    assert_eq!(place.read.model.ssps[0].rows.len(), 5, "{:?}", place.read.findings);
    let kdl = place.text(What::Ssp(Some(0)), To::Kdl);
    let again = Opened::of(&format!("{head}{kdl}"), None);
    assert_eq!(place.findings(), again.findings(), "{kdl}");
    assert!(kdl.contains("// how far it is done is not understood: `sort of`"), "{kdl}");
    assert!(kdl.contains("// ssp.csv:2:1\n    requirement \"3.1.1\" status=implemented {"), "{kdl}");
}

const VENDOR: &str = "Control ID,Responsibility,Provider responsibility,Customer responsibility
Access Control,,,
3.1.1,Shared,\"We make \"\"accounts\"\".\nEach has a name.\",You approve them.
3.1.2,Hybrid,We do.,
3.1.99,Customer,,You do.
";

#[test]
fn import_says_what_it_did_not_understand() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "v/GCC High CRM.csv", VENDOR.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "v/GCC High CRM.csv", "--provider", "microsoft"]).run();
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(
        ran.out,
        "// Read from v/GCC High CRM.csv by crmlint import: 3 rows; 2 ids understood, 1 not; 2 responsibilities understood, 1 unknown.
// Above each row stands the place that it comes from.
crm gcc-high-crm provider=microsoft {
    // v/GCC High CRM.csv:3:1
    requirement \"3.1.1\" responsibility=shared {
        provider \"\"\"
            We make \"accounts\".
            Each has a name.
            \"\"\"
        customer \"You approve them.\"
    }
    // v/GCC High CRM.csv:5:1
    // who is responsible is not understood: `Hybrid`
    requirement \"3.1.2\" responsibility=unknown {
        provider \"We do.\"
    }
    // v/GCC High CRM.csv:6:1
    // not understood as a requirement of SP 800-171 Revision 2
    requirement \"3.1.99\" responsibility=customer {
        customer \"You do.\"
    }
}
"
    );
    assert!(
        ran.err.contains("v/GCC High CRM.csv:5:7: warning[unknown-word] `Hybrid` does not surely say"),
        "{}",
        ran.err
    );
    assert_eq!(ran.reason(), "exit 0: 3 rows, some with what was not understood; it stays unknown");
    let ran = crmlint(folder.path()).args(&["import", "v/GCC High CRM.csv", "-o", "out"]).run();
    assert!(ran.code == 0 && ran.out.is_empty() && folder.path().join("out/gcc-high-crm.kdl").is_file(), "{ran:#?}");
    let again = crmlint(folder.path()).args(&["import", "v/GCC High CRM.csv", "-o", "out"]).run();
    assert!(again.code == 2 && again.reason().contains("nothing was written; --force"), "{again:#?}");
    assert_eq!(crmlint(folder.path()).args(&["import", "v/GCC High CRM.csv", "-o", "out", "--force"]).run().code, 0);
}

#[test]
fn import_names_what_it_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let text = VENDOR.replace("3.1.2,Hybrid", "Media Protection,,,\n3.1.2,Provider");
    put(folder.path(), "crm.csv", text.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "crm.csv"]).run();
    assert!(
        ran.err.contains("left out, without the id of a requirement: 1 line: crm.csv:5:1 `Media Protection`"),
        "{}",
        ran.err
    );
}

#[test]
fn import_names_the_columns_that_it_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Control ID,Responsibility,Acme Responsibility,Customer Responsibility,Internal,Empty\n\
                3.1.1,Shared,We make accounts.,You approve them.,ticket 7,\n";
    put(folder.path(), "crm.csv", text.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "crm.csv"]).run();
    let line = "left out, nobody's answer or text: 2 columns, crm.csv:1:27 `Acme Responsibility`, `Internal`\n";
    assert!(ran.err.contains(line), "{}", ran.err);
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--provider", "acme"]).run();
    assert!(ran.out.contains("provider \"We make accounts.\""), "{}", ran.out);
    assert!(ran.err.contains("1 column, crm.csv:1:71 `Internal`\n"), "{}", ran.err);
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--as", "ssp"]).run();
    assert!(ran.err.contains("left out, neither how far nor how it is done: "), "{}", ran.err);
}

#[test]
fn import_refuses_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crm.pdf", b"%PDF");
    put(folder.path(), "empty.csv", b"");
    put(folder.path(), "no.csv", b"a,b\nc,d\n");
    let told = |args: &[&str], code: i32, words: &str| {
        let ran = crmlint(folder.path()).arg("import").args(args).run();
        assert!(ran.code == code && ran.err.contains(words), "{args:?}: {ran:#?}");
    };
    told(&["crm.pdf"], 1, "crm.pdf: not read: a PDF has no cells");
    told(&["empty.csv"], 1, "empty.csv: not read: the file is empty");
    told(&["no.csv"], 1, "no column of this file holds requirement ids");
    told(&["none.csv"], 2, "cannot read none.csv: there is no such file");
    told(&["no.csv", "--provider", "a b"], 2, "--provider `a b` is no id");
    let told_help =
        "no.csv:1:1: error[source-unreadable] no column of this file holds requirement ids\n  help: give the";
    told(&["no.csv"], 1, told_help);
}

#[test]
fn a_file_without_rows_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crm.csv", b"a,b\nc,d\n");
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "-o", "out"]).run();
    assert!(ran.code == 1 && ran.out.is_empty(), "{ran:#?}");
    assert!(ran.err.contains("crm.csv: nothing is written of it: no row was read"), "{}", ran.err);
    assert!(!folder.path().join("out/crm.kdl").exists());
    // The mended file is not in the way of itself.
    put(folder.path(), "crm.csv", b"Control ID,Responsibility\n3.1.1,Provider\n");
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "-o", "out"]).run();
    assert!(ran.code == 0 && folder.path().join("out/crm.kdl").is_file(), "{ran:#?}");
}

#[test]
fn an_import_of_which_nothing_is_understood_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "plan.csv", b"Control ID,Implementation Status\n3.1.1,Implemented\n3.1.2,Planned\n");
    let ran = crmlint(folder.path()).args(&["import", "plan.csv"]).run();
    assert_eq!((ran.code, ran.reason()), (1, "exit 1: 2 rows, none of them understood; all stay unknown"), "{ran:#?}");
    assert!(ran.err.contains("help: if it is a plan, read it as one: ssp source="), "{}", ran.err);
    put(folder.path(), "crm.csv", b"Control ID,Responsibility\n3.1.1,Provider\n");
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "plan.csv"]).run();
    assert_eq!((ran.code, ran.reason()), (1, "exit 1: 1 file without a row that was understood"), "{ran:#?}");
    let ran = crmlint(folder.path()).args(&["import", "plan.csv", "--as", "ssp"]).run();
    assert_eq!((ran.code, ran.reason()), (0, "exit 0: 2 rows, all understood"), "{ran:#?}");
    // A blank form has the column: what it leaves open is told, and it can be filled in as declarations.
    put(folder.path(), "blank.csv", b"Control ID,Responsibility\n3.1.1,\n");
    let ran = crmlint(folder.path()).args(&["import", "blank.csv"]).run();
    assert_eq!((ran.code, ran.reason()), (0, "exit 0: 1 row, none of them understood; all stay unknown"), "{ran:#?}");
}
