//! Workbooks as providers hand them over, read where they lie: titles of several rows, marks, several providers in one
//! sheet, what travels with a file, junk beside the data, and files that are made to hurt.

use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::{Format, Note, Workbook, Worksheet};
use serde_json::Value;

use crate::cli::{Ran, crmlint, put};
use crate::report::assert_valid;

/// A sheet by its name and rows; empty cells are left out.
type Page<'a> = (&'a str, &'a [&'a [&'a str]]);

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*cells).filter(|(_, c)| !c.is_empty()) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

/// The bytes of a workbook; the last argument may change a sheet after it is filled.
fn book(pages: &[Page<'_>], change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in pages {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        fill(sheet, rows);
        change(sheet);
    }
    book.save_to_buffer().unwrap()
}

const TEMPLATE: &str = "provider acme name=\"Acme Cloud\" { kind csp; }\n";
const CONTRACTOR: &str = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=self; handles cui; }
provider acme name=\"Acme Cloud\" { kind saas; service store function=file-storage data=cui cloud=#true; }
";

/// Checks a matrix that lies in `v/crm.xlsx`.
fn check(declared: &str, words: &str, bytes: &[u8], args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    check_in(folder.path(), declared, words, bytes, args)
}

fn check_in(folder: &Path, declared: &str, words: &str, bytes: &[u8], args: &[&str]) -> Ran {
    put(folder, "v/crm.xlsx", bytes);
    let crm = format!(
        "{declared}crm acme-crm provider=acme source=\"v/crm.xlsx\" version=\"1\" date=\"2026-10-01\" status=final {words}\n"
    );
    put(folder, "a.kdl", crm.as_bytes());
    let format: &[&str] = if args.contains(&"--format") { &[] } else { &["--format", "concise"] };
    crmlint(folder).args(&["check", "--as-of", "2026-11-22", "--max-per-rule", "0"]).args(format).args(args).run()
}

/// The lines about cells of the workbook.
fn told(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter(|l| l.starts_with("v/crm.xlsx")).collect()
}

/// What the facts say of all rows: their places and some of their fields.
fn facts(declared: &str, words: &str, bytes: &[u8], fields: &[&str]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    check_in(folder.path(), declared, words, bytes, &[]);
    let ran = crmlint(folder.path()).args(&["facts", "--values", "crm-row"]).run();
    let mut out: Vec<(String, String)> = Vec::new();
    for line in ran.out.lines() {
        if let Some((_, place)) = line.strip_prefix("crm:").and_then(|l| l.split_once(" (")) {
            out.push((place.trim_end_matches(')').to_owned(), String::new()));
        } else if let Some((field, value)) = line.trim().split_once(": ")
            && fields.contains(&field)
        {
            let text = &mut out.last_mut().unwrap().1;
            let value = if value == "not known" { "unknown" } else { value };
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(value);
        }
    }
    out
}

/// Requirement and responsibility of all rows.
fn rows(declared: &str, words: &str, bytes: &[u8]) -> Vec<String> {
    facts(declared, words, bytes, &["id", "responsibility"]).into_iter().map(|(_, said)| said).collect()
}

const CIS: Page<'static> = (
    "CIS Worksheet",
    &[
        &["Control Implementation Summary"],
        &["Control ID", "Implementation Status", "", "", "Control Origination", "", ""],
        &[
            "",
            "Implemented",
            "Planned",
            "N/A",
            "Service Provider Corporate",
            "Shared (Service Provider and Customer Responsibility)",
            "Inherited from Pre-Existing Authorization (AWS GovCloud)",
        ],
        &["AC-01 (a)", "X", "", "", "X", "", ""],
        &["AC-02 (a)", "x ", "", "X", "x", "X", "X"],
        &["AC-03", "", "", "", "", "", ""],
        &["AC-04", "X", "", "", "", "X", ""],
    ],
);

fn merged(sheet: &mut Worksheet) {
    if sheet.name() == "CIS Worksheet" {
        sheet.merge_range(1, 1, 1, 3, "Implementation Status", &Format::new()).unwrap();
        sheet.merge_range(1, 4, 1, 6, "Control Origination", &Format::new()).unwrap();
    }
}

#[test]
fn marks_under_titles_of_two_rows() {
    let bytes = book(&[CIS], merged);
    let ran = check(TEMPLATE, "", &bytes, &[]);
    let found = told(&ran);
    assert!(
        found.iter().any(|l| l.starts_with("v/crm.xlsx!CIS Worksheet!B5: warning[marks-contradict] `AC-02 (a)` is marked implemented and not applicable at once")),
        "{ran:#?}"
    );
    // All marks are kept: three originations are a shared control, none is unknown.
    let all = rows(TEMPLATE, "", &bytes);
    assert_eq!(all, ["AC-01 (a) provider", "AC-02 (a) shared", "AC-03 unknown", "AC-04 shared"]);
}

#[test]
fn what_two_sheets_say_of_a_control_is_put_together() {
    let crm: Page<'_> = (
        "CRM Worksheet",
        &[
            &["Customer Responsibility Matrix"],
            &[],
            &[
                "Control ID",
                "Can Be Inherited from CSP",
                "Specific Inheritance and Customer Agency/CSP Responsibilities",
            ],
            &["AC-1(a)", "No", "Acme keeps its own policy."],
            &["AC-2(a)", "Partial", "Both manage accounts."],
            &["AC-3", "Yes", "Acme enforces access."],
            &["AC-4", "No", "Each side has its own flows."],
        ],
    );
    let bytes = book(&[CIS, crm], merged);
    let ran = check(TEMPLATE, "", &bytes, &[]);
    let errors: Vec<&str> = told(&ran).into_iter().filter(|l| l.contains(": error[")).collect();
    let want =
        "v/crm.xlsx!CRM Worksheet!B7: error[marks-contradict] `AC-4` is marked shared, and its inheritance is `No`";
    assert_eq!(errors, [want], "{ran:#?}");
    // That a provider gives nothing of a control that is its own does not make it the customer's.
    assert_eq!(rows(TEMPLATE, "", &bytes), ["AC-1(a) unknown", "AC-2(a) shared", "AC-3 provider", "AC-4 unknown"]);
}

#[test]
fn numbers_of_controls_are_kept_apart_between_sheets() {
    let cis: Page<'_> = (
        "CIS",
        &[
            &["Control ID", "Control Origination", "Control Origination"],
            &["", "Service Provider Corporate", "Provided by Customer"],
            &["AC-1 (7)", "X", ""],
            &["AC-2 (1)", "", ""],
            &["AC-02 (02)", "X", ""],
            &["AC-17", "", "X"],
            &["AC-21", "", "X"],
            &["AC-22 ", "", "X"],
        ],
    );
    let ids = ["AC-1(7)", "AC-2(1)", "AC-2 (2)", "AC-17", "AC-21", "AC-22"];
    let titles: &[&str] = &["Control ID", "Specific Inheritance"];
    let texts: Vec<[&str; 2]> = ids.iter().map(|id| [*id, "The owner of an application decides."]).collect();
    let page: Vec<&[&str]> = std::iter::once(titles).chain(texts.iter().map(|r| &r[..])).collect();
    let bytes = book(&[cis, ("CRM", &page)], |_| {});
    let said = facts(TEMPLATE, "", &bytes, &["id", "responsibility", "provider-text", "customer-text"]);
    let said: Vec<&str> = said.iter().map(|(_, words)| words.as_str()).collect();
    let want = ["AC-1 (7) provider", "AC-2 (1) unknown", "AC-02 (02) provider", "AC-17 customer", "AC-21 customer"];
    // Nor is it the provider's text, what is inherited and what is left in one cell.
    let want: Vec<String> = want.iter().chain(&["AC-22 customer"]).map(|w| format!("{w} unknown unknown")).collect();
    assert_eq!(said, want);
}

#[test]
fn a_row_for_a_list_of_controls_speaks_for_each() {
    let bytes = book(
        &[(
            "Customer Responsibility Matrix",
            &[
                &["Ref #", "Customer Responsibility", "Controls Reference"],
                &["1", "Customers manage their accounts.", "3.1.1, 3.1.2, 3.5.1"],
                &["2", "Customers review their logs.", "3.3.1-3.3.3"],
            ],
        )],
        |_| {},
    );
    let found = facts(CONTRACTOR, "", &bytes, &["requirement"]);
    let at = |row: u32| format!("v/crm.xlsx!Customer Responsibility Matrix!C{row}");
    let want = [("3.1.1", 2), ("3.1.2", 2), ("3.5.1", 2), ("3.3.1", 3), ("3.3.2", 3), ("3.3.3", 3)];
    assert_eq!(found, want.map(|(id, row)| (at(row), id.to_owned())));
}

const TWO: Page<'static> = (
    "PaaS CRM",
    &[
        &[
            "Control ID",
            "Can Be Inherited from CSP",
            "Platform Specific Inheritance and Customer Responsibilities",
            "Can be inherited (Pages)",
            "Pages Specific Inheritance",
            "Pages Customer Responsibility",
            "Internal COMMENTS (REMOVE column before publishing)",
        ],
        &[
            "3.1.1",
            "Partial",
            "Accounts of the platform.",
            "Yes",
            "Pages has none.",
            "",
            "Ask Bob whether this is true",
        ],
        &["3.1.2", "Yes", "Roles of the platform.", "Partial", "Pages has editors.", "The customer names editors.", ""],
    ],
);

fn hide(sheet: &mut Worksheet) {
    sheet.set_column_hidden(6).unwrap();
    sheet.insert_note(1, 1, &Note::new("Is that so?").set_author("Bob")).unwrap();
}

#[test]
fn two_providers_in_one_sheet_are_two_matrices() {
    let bytes = book(&[TWO], hide);
    // Nothing says whose it is: no column is taken for the provider's.
    let ran = check(TEMPLATE, "", &bytes, &[]);
    let several = "v/crm.xlsx!PaaS CRM!B1: error[unknown-word] this sheet speaks of several providers: \
                   `Can Be Inherited from CSP`, `Can be inherited (Pages)`";
    assert!(told(&ran).contains(&several), "{ran:#?}");
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1 unknown", "3.1.2 unknown"]);
    assert_eq!(rows(TEMPLATE, "columns=\"Pages\"", &bytes), ["3.1.1 provider", "3.1.2 shared"]);
    assert_eq!(rows(TEMPLATE, "columns=\"CSP\"", &bytes), ["3.1.1 shared", "3.1.2 provider"]);
    let pages = TEMPLATE.replace("Acme Cloud", "Pages");
    assert_eq!(rows(&pages, "", &bytes), ["3.1.1 provider", "3.1.2 shared"]);
}

#[test]
fn what_travels_with_a_file_is_told_and_not_read() {
    let bytes = book(&[TWO], hide);
    let own = check(TEMPLATE, "columns=Pages", &bytes, &[]);
    let found = told(&own);
    for line in [
        "v/crm.xlsx!PaaS CRM!G1: warning[hidden-content] a hidden column holds text",
        "v/crm.xlsx!PaaS CRM!G1: warning[remark-left] a cell says `remove column before`",
        "v/crm.xlsx!PaaS CRM!B2: note[comment-left] 1 comment left in the file",
    ] {
        assert!(found.iter().any(|l| l.starts_with(line)), "{line}: {own:#?}");
    }
    // Who got the file is told in passing, and never of its authors.
    let got = check(CONTRACTOR, "columns=Pages", &bytes, &[]);
    assert!(
        told(&got).iter().all(|l| l.contains(": note[") || !l.contains("-left]") && !l.contains("hidden")),
        "{got:#?}"
    );
    let read = crmlint(tempfile::tempdir().unwrap().path()).run();
    assert!(!read.out.contains("Bob"));
    let full = check(TEMPLATE, "columns=Pages", &bytes, &["--format", "json"]);
    assert!(!full.out.contains("Ask Bob"), "hidden text was read");
}

#[test]
fn formulas_without_a_value_stay_unknown() {
    let row = |n: u32, id: &str, owner: &str| {
        format!("<row r=\"{n}\">{}<c r=\"B{n}\" t=\"str\">{owner}</c></row>", inline(&format!("A{n}"), id))
    };
    let value = |text: &str| format!("<v>{text}</v>");
    let bytes = sheet(&[
        row(1, "Requirement ID", &value("Responsibility")),
        row(2, "3.1.1", &format!("<f>QUERY(A1)</f>{}", value("Provider"))),
        row(3, "3.1.2", "<f>QUERY(A1)</f>"),
    ]);
    let ran = check(TEMPLATE, "", &bytes, &[]);
    let line = "v/crm.xlsx!CRM!B3: warning[formula-without-value] a cell of `3.1.2` is a formula whose value is not in the file";
    assert_eq!(told(&ran).iter().filter(|l| l.starts_with(line)).count(), 1, "{ran:#?}");
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1 provider", "3.1.2 unknown"]);

    // What such a cell would say is not missing, and a mark beside it does not decide alone. A result that is blank is a value.
    let three = |n: u32, id: &str, more: &str| format!("<row r=\"{n}\">{}{more}</row>", inline(&format!("A{n}"), id));
    let cell = |at: &str, inner: &str| format!("<c r=\"{at}\" t=\"str\">{inner}</c>");
    let text = |at: &str, text: &str| cell(at, &value(text));
    let titles = ["Responsibility", "Provider Responsibility", "Customer Responsibility"];
    let titles = text("B1", titles[0]) + &text("C1", titles[1]) + &text("D1", titles[2]);
    let formula = "<f>QUERY(A1)</f>";
    let bytes = sheet(&[
        three(1, "Requirement ID", &titles),
        three(2, "3.1.1", &(text("B2", "Shared") + &cell("C2", formula) + &text("D2", "The customer approves."))),
        three(
            3,
            "3.1.2",
            &(text("B3", "Shared") + &cell("C3", &format!("{formula}<v></v>")) + &text("D3", "It approves.")),
        ),
    ]);
    let ran = check(TEMPLATE, "", &bytes, &[]);
    let of = |rule: &str| told(&ran).into_iter().filter(|l| l.contains(rule)).collect::<Vec<_>>();
    let [lost, split] = [of("[formula-without-value]"), of("[shared-without-split]")];
    assert!(lost.len() == 1 && lost[0].starts_with("v/crm.xlsx!CRM!C2: "), "{lost:?}");
    assert!(
        split.len() == 1 && split[0].contains("`3.1.2` is shared and does not say what the provider does"),
        "{split:?}"
    );
    let titles = text("B1", "MSP") + &text("C1", "Client");
    let bytes = sheet(&[
        three(1, "Requirement ID", &titles),
        three(2, "3.1.1", &(text("B2", "x") + &cell("C2", formula))),
        three(3, "3.1.2", &(text("B3", "x") + &cell("C3", &format!("{formula}<v></v>")))),
        three(4, "3.1.3", &text("C4", "x")),
    ]);
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1 unknown", "3.1.2 provider", "3.1.3 customer"]);
}

#[test]
fn remarks_that_are_not_for_others() {
    let said = |cell: &str| {
        let bytes = book(&[("CRM", &[&["Control ID", "Responsibility", cell], &["3.1.1", "Provider", ""]])], |_| {});
        told(&check(TEMPLATE, "", &bytes, &[])).iter().any(|l| l.contains("[remark-left]"))
    };
    for cell in ["DO NOT SHARE", "CONFIDENTIAL - INTERNAL ONLY", "Notes (internal only)", "For internal use only!"] {
        assert!(said(cell), "{cell}");
    }
    assert!(!said("Restrict the management ports so that they are internal only"));
}

#[test]
fn objectives_in_a_column_of_their_own() {
    let table: &[&[&str]] = &[
        &["Requirement", "Objective", "Responsibility", "Provider Responsibility", "Customer Responsibility"],
        &["3.1.1", "[a]", "Shared", "Acme creates accounts.", "The customer names them."],
        &["", "b", "Customer", "", "The customer names processes."],
        &["3.1.2", "(a)", "Provider", "Acme sets roles.", ""],
    ];
    let bytes = book(&[("CRM", table)], |_| {});
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1[a] shared", "3.1.1[b] customer", "3.1.2[a] provider"]);
}

#[test]
fn rows_that_are_missing_are_named_one_by_one() {
    let mut lines: Vec<Vec<String>> = vec![vec!["Control ID".into(), "Responsibility".into()]];
    let ids = include_str!("../../rules/catalog/frameworks/nist-sp-800-171-r2.kdl");
    let known = ids.lines().filter_map(|l| l.trim().strip_prefix("requirement \"")?.split('"').next());
    let gone = ["3.1.5", "3.4.9", "3.13.16", "3.14.7"];
    lines.extend(known.filter(|id| !gone.contains(id)).map(|id| vec![id.to_owned(), "Provider".to_owned()]));
    assert_eq!(lines.len(), 107);
    let cells: Vec<Vec<&str>> = lines.iter().map(|l| l.iter().map(String::as_str).collect()).collect();
    let slices: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    let ran = check(TEMPLATE, "", &book(&[("CRM", &slices)], |_| {}), &[]);
    let line = "a.kdl:2:35: note[rows-missing] `acme-crm` has rows for 106 of 110 requirements and none for 3.1.5, 3.4.9, 3.13.16, 3.14.7";
    assert!(ran.out.contains(line), "{ran:#?}");
    // A matrix that speaks only for a few rows of its own is not asked for the others.
    let few = check(TEMPLATE, "", &book(&[("CRM", &slices[..20])], |_| {}), &[]);
    assert!(!few.out.contains("rows-missing"), "{few:#?}");
}

#[test]
fn a_raci_matrix_is_none_of_responsibilities_between_firms() {
    let table: &[&[&str]] = &[
        &["Control ID", "IT", "HR", "Security"],
        &["3.1.1", "R", "C", "A"],
        &["3.1.2", "R", "I", "A"],
        &["3.1.3", "A/R", "", "C"],
    ];
    let ran = check(TEMPLATE, "", &book(&[("RACI", table)], |_| {}), &[]);
    let line = "v/crm.xlsx!RACI!A1: error[source-unreadable] this is a RACI matrix";
    assert!(told(&ran).iter().any(|l| l.starts_with(line)), "{ran:#?}");
}

#[test]
fn marks_under_names_of_parties() {
    let table: &[&[&str]] = &[
        &["Control ID", "Acme Cloud", "Client", "Northwind"],
        &["3.1.1", "x", "", ""],
        &["3.1.2", "X", "X", ""],
        &["3.1.3", "", "x", "x"],
        // The customer has a column and no mark in it: shared with another provider, and not with the customer.
        &["3.1.4", "x", "", "x"],
        &["3.1.5", "", "x", ""],
    ];
    let bytes = book(&[("CRM", table)], |_| {});
    assert_eq!(
        rows(TEMPLATE, "", &bytes),
        ["3.1.1 provider", "3.1.2 shared", "3.1.3 unknown", "3.1.4 unknown", "3.1.5 customer"]
    );
    // The provider is none of them: nobody is taken for it.
    let other = TEMPLATE.replace("Acme Cloud", "Beacon");
    assert_eq!(
        rows(&other, "", &bytes),
        ["3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.5"].map(|id| format!("{id} unknown"))
    );
    let ran = check(&other, "columns=Azure", &bytes, &[]);
    let line = "v/crm.xlsx!CRM!B1: error[unknown-word] not one title holds `Azure`, or several do: `Acme Cloud`, `Client`, `Northwind`";
    assert!(told(&ran).contains(&line), "{ran:#?}");
    assert_eq!(rows(&other, "columns=acme", &bytes)[..2], ["3.1.1 provider", "3.1.2 shared"]);
    // A contractor among parties may be the provider's own.
    let table: &[&[&str]] =
        &[&["Control ID", "Acme Cloud", "Contractor", "Northwind"], &["3.1.1", "x", "", "x"], &["3.1.2", "", "x", ""]];
    assert_eq!(rows(TEMPLATE, "", &book(&[("CRM", table)], |_| {})), ["3.1.1 shared", "3.1.2 unknown"]);
}

#[test]
fn junk_beside_the_data() {
    let matrix: &[&[&str]] = &[
        &["Control ID", "Responsibility"],
        &["Access Control"],
        &["AC.L2-3.1.1", "Provider"],
        &["3.1.2\u{a0}", "Customer (Header)"],
        &["3.1.3", "mostly us"],
    ];
    let pages: &[Page<'_>] = &[
        ("Instructions", &[&["Control ID", "Responsibility"], &["3.14.1", "Customer"]]),
        ("Example", &[&["Control ID", "Responsibility"], &["3.1.1", "Customer"]]),
        ("CRM", matrix),
    ];
    let bytes = book(pages, |_| {});
    assert_eq!(rows(TEMPLATE, "", &bytes), ["AC.L2-3.1.1 provider", "3.1.2 unknown", "3.1.3 unknown"]);
    let ran = check(TEMPLATE, "", &bytes, &[]);
    let want = "v/crm.xlsx!CRM!B5: warning[unknown-word] `mostly us` does not surely say who is responsible (once)";
    let silent = "v/crm.xlsx!CRM!A4: note[unknown-word] 1 of 3 rows do not say who is responsible";
    assert_eq!(
        told(&ran).iter().filter(|l| l.contains("unknown-word")).collect::<Vec<_>>(),
        [&silent, &want],
        "{ran:#?}"
    );
    // A sheet that is asked for is read whatever its name.
    assert_eq!(rows(TEMPLATE, "sheet=\"example\"", &bytes), ["3.1.1 customer"]);
    let none = check(TEMPLATE, "sheet=\"Matrix\"", &bytes, &[]);
    assert!(none.out.contains("error[source-unreadable] the file has no sheet `Matrix`"), "{none:#?}");
}

#[test]
fn a_providers_own_file_is_checked_alone() {
    let table: &[&[&str]] = &[&["Control ID", "Responsibility"], &["3.1.99", "Provider"], &["3.1.2", "Provider"]];
    let bytes = book(&[("CRM", table), TWO], hide);
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "to share/Acme CRM (final).xlsx", &bytes);
    // What lies beside it is another matter.
    put(folder.path(), "to share/firm.kdl", b"nonsense here\n");
    let ran = crmlint(folder.path()).args(&["check", "to share/Acme CRM (final).xlsx", "--format", "concise"]).run();
    assert_eq!(ran.code, 1, "{ran:#?}");
    for line in [
        "to share/Acme CRM (final).xlsx!CRM!A2: error[unknown-requirement] `3.1.99`",
        "to share/Acme CRM (final).xlsx!PaaS CRM!G1: warning[hidden-content]",
        "to share/Acme CRM (final).xlsx!PaaS CRM!G1: warning[remark-left]",
    ] {
        assert!(ran.out.contains(line), "{line}: {ran:#?}");
    }
    // What a file cannot say is not missing, and nothing is told of its neighbours.
    assert!(!ran.out.contains("crm-without-version") && !ran.out.contains("nonsense"), "{ran:#?}");
    assert!(!ran.err.contains("other files"), "{ran:#?}");
    // All of it lies in the file, whatever stands for its declaration.
    assert!(!format!("{}{}", ran.out, ran.err).contains('<'), "{ran:#?}");
    assert!(ran.out.lines().all(|l| l.starts_with("to share/Acme CRM (final).xlsx")), "{ran:#?}");
    // With others it cannot be: nothing says whose each is.
    let both = crmlint(folder.path()).args(&["check", "to share/Acme CRM (final).xlsx", "to share/firm.kdl"]).run();
    assert!(both.code == 2 && both.err.contains("is a provider's file: check it alone"), "{both:#?}");
}

#[test]
fn a_project_says_what_its_providers_words_mean() {
    let table: &[&[&str]] =
        &[&["Control ID", "Responsibility"], &["3.1.1", "Full Vendor"], &["3.1.2", "Hybrid"], &["3.1.3", "Customer"]];
    let bytes = book(&[("CRM", table)], |_| {});
    let folder = tempfile::tempdir().unwrap();
    let words = "crmlint format=1 {\n    responsibility-word \"Full Vendor\" means=provider\n    responsibility-word hybrid means=shared\n}\n";
    let ran = check_in(folder.path(), TEMPLATE, "", &bytes, &[]);
    assert_eq!(told(&ran).len(), 2, "{ran:#?}");
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1 unknown", "3.1.2 unknown", "3.1.3 customer"]);
    put(folder.path(), "crmlint.kdl", words.as_bytes());
    let ran = check_in(folder.path(), TEMPLATE, "", &bytes, &[]);
    assert!(told(&ran).iter().all(|l| !l.contains("unknown-word")), "{ran:#?}");
    let config = crmlint(folder.path()).args(&["config"]).run();
    assert!(config.out.contains("full vendor means provider"), "{config:#?}");
    for (bad, why) in [("means=us", "`us` says nobody is responsible"), ("", "is not said to mean anything")] {
        let text = format!("crmlint format=1 {{\n    responsibility-word \"Full Vendor\" {bad}\n}}\n");
        put(folder.path(), "crmlint.kdl", text.as_bytes());
        let ran = check_in(folder.path(), TEMPLATE, "", &bytes, &[]);
        assert!(ran.code == 2 && ran.out.contains(why), "{ran:#?}");
    }
}

#[test]
fn places_in_workbooks_are_cells_in_all_formats() {
    let table: &[&[&str]] = &[&["Control ID", "Responsibility"], &["3.1.99", "Provider"], &["3.1.2", "Provider"]];
    let bytes = book(&[("CRM", table)], |_| {});
    let json = check(TEMPLATE, "", &bytes, &["--format", "json"]);
    let report = assert_valid(include_str!("../../schemas/report.schema.json"), &json.out);
    let found = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "unknown-requirement").unwrap();
    assert_eq!(found["location"]["place"], "CRM!A2", "{found:#}");
    assert!(found["location"]["start"].is_null());
    let sarif = check(TEMPLATE, "", &bytes, &["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif.out).unwrap();
    let result =
        sarif["runs"][0]["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "unknown-requirement").unwrap();
    let location = &result["locations"][0];
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "CRM!A2", "{location:#}");
    assert!(location["physicalLocation"].get("region").is_none());
    let full = check(TEMPLATE, "", &bytes, &["--format", "full"]);
    assert!(full.out.contains("  at v/crm.xlsx!CRM!A2\n") && full.out.contains(" 2 │ 3.1.99"), "{}", full.out);
    let github = check(TEMPLATE, "", &bytes, &["--format", "github"]);
    assert!(
        github.out.contains("::error file=v/crm.xlsx,title=crmlint unknown-requirement::CRM!A2: "),
        "{}",
        github.out
    );
}

// Files that are made to hurt

fn refused(bytes: &[u8], reason: &str) {
    let ran = check(TEMPLATE, "", bytes, &[]);
    let line = ran.out.lines().find(|l| l.contains("error[source-unreadable]")).unwrap_or_else(|| panic!("{ran:#?}"));
    assert!(line.contains(reason), "{reason}: {line}");
    assert_eq!(ran.code, 1);
}

/// An archive of parts; what is given as a number is so many spaces.
fn archive(parts: &[(&str, &[u8], usize)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes, blanks) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..*blanks {
            out.write_all(&block).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

/// A cell that holds its text itself.
fn inline(name: &str, text: &str) -> String {
    format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A workbook of one sheet, written by hand.
fn sheet(rows: &[String]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!(
        "<worksheet xmlns=\"{main}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    let sheets = "<sheets><sheet name=\"CRM\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    let workbook = format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\">{sheets}</workbook>");
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let target = format!("<Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>");
    let rels = format!("<Relationships xmlns=\"{package}\">{target}</Relationships>");
    let whole = target.replace("/worksheet\"", "/officeDocument\"").replace("worksheets/sheet1.xml", "xl/workbook.xml");
    let whole = format!("<Relationships xmlns=\"{package}\">{whole}</Relationships>");
    archive(&[
        ("_rels/.rels", whole.as_bytes(), 0),
        ("xl/workbook.xml", workbook.as_bytes(), 0),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes(), 0),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes(), 0),
    ])
}

#[test]
fn what_is_no_workbook_is_refused_with_its_reason() {
    refused(b"", "the file is empty");
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 owner", "encrypted, or of a format before 2007");
    refused(b"Control ID,Responsibility\n3.1.1,Provider\n", "no archive at all");
    refused(&archive(&[("a.txt", b"hello", 0)]), "it is an archive, but no workbook");
    refused(&archive(&[("word/document.xml", b"<w/>", 0)]), "it is a Word document");
    let whole = book(&[TWO], |_| {});
    refused(&whole[..whole.len() / 2], "the file is cut off or damaged");
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "v/~$crm.xlsx", &[0_u8; 165]);
    put(folder.path(), "a.kdl", format!("{TEMPLATE}crm c provider=acme source=\"v/~$crm.xlsx\"\n").as_bytes());
    let ran = crmlint(folder.path()).args(&["check", "--format", "concise"]).run();
    assert!(ran.out.contains("was not read: it is the lock file of a program that has the workbook open"), "{ran:#?}");
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    refused(&archive(&[("xl/workbook.xml", b"<workbook/>", 0), ("xl/bomb.xml", b"<a>", 1_000)]), "unpacks to");
    let many: Vec<String> = (0..2_100).map(|n| format!("part{n}")).collect();
    let parts: Vec<(&str, &[u8], usize)> = many.iter().map(|n| (n.as_str(), &b"x"[..], 0)).collect();
    refused(&archive(&parts), "it has 2100 parts");
}

#[test]
fn entities_are_never_put_in() {
    let dtd = b"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>\
        <workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets>&a;&b;</sheets></workbook>";
    let ran = check(TEMPLATE, "", &archive(&[("xl/workbook.xml", dtd, 0)]), &[]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert!(!ran.out.contains("root:") && !ran.out.contains("aaaa"), "{ran:#?}");
}

#[test]
fn a_cell_in_a_place_that_no_sheet_has_is_refused() {
    for name in ["ZZZZZZZZZZ1", "A99999999999", "A", "1", "é1"] {
        let bytes = sheet(&[format!("<row r=\"1\">{}</row>", inline(name, "Control ID"))]);
        let ran = check(TEMPLATE, "", &bytes, &[]);
        assert!(ran.code < 2 && !ran.err.contains("bug"), "{name}: {ran:#?}");
        assert!(ran.out.contains("error[source-unreadable]"), "{name}: {ran:#?}");
    }
    // Alone it is told of by its name.
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crm.xlsx", &sheet(&[format!("<row r=\"1\">{}</row>", inline("ZZZZZZZZZZ1", "x"))]));
    let ran = crmlint(folder.path()).args(&["check", "crm.xlsx", "--format", "concise"]).run();
    assert!(
        ran.out.starts_with("crm.xlsx:1:1: error[source-unreadable] `crm.xlsx` was not read: it is damaged"),
        "{ran:#?}"
    );
}

#[test]
fn a_sheet_of_a_million_columns_costs_nothing() {
    let bytes = sheet(&[
        format!(
            "<row r=\"1\">{}{}{}</row>",
            inline("A1", "Control ID"),
            inline("B1", "Responsibility"),
            inline("XFD1", "far")
        ),
        format!("<row r=\"2\">{}{}</row>", inline("A2", "3.1.1"), inline("B2", "Provider")),
        format!("<row r=\"1048576\">{}</row>", inline("XFD1048576", "away")),
    ]);
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1 provider"]);
}

/// A sheet in the form of `OpenDocument`, written by hand.
fn ods(sheets: &str) -> Vec<u8> {
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {names}><office:body><office:spreadsheet>{sheets}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", 0),
        ("content.xml", content.as_bytes(), 0),
        ("META-INF/manifest.xml", manifest.as_bytes(), 0),
    ])
}

/// What `crmlint import` makes of a file of this name.
fn import(name: &str, bytes: &[u8]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), name, bytes);
    crmlint(folder.path()).args(&["import", name, "--provider", "acme"]).run()
}

#[test]
fn opendocument_is_read_as_it_is_shown() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|c| cell(c)).collect::<String>())
    };
    let rows =
        [row(&["Control ID", "Remove before publishing", "Responsibility"]), row(&["3.1.1", "secret", "Provider"])];
    for quote in ["\"", "'"] {
        let columns = "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>";
        let columns = columns.replace('"', quote);
        let sheet = format!("<table:table table:name={quote}CRM{quote}>{columns}{}</table:table>", rows.concat());
        let bytes = ods(&sheet);
        let ran = import("crm.ods", &bytes);
        assert!(ran.code == 0 && ran.out.contains("requirement \"3.1.1\" responsibility=provider"), "{ran:#?}");
        assert!(!ran.out.contains("secret"), "{ran:#?}");
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "crm.ods", &bytes);
        put(folder.path(), "a.kdl", format!("{TEMPLATE}crm c provider=acme source=\"crm.ods\"\n").as_bytes());
        let ran = crmlint(folder.path()).args(&["check", "--format", "concise"]).run();
        assert!(ran.out.contains("[hidden-content]"), "{quote}: {ran:#?}");
    }
    // A few bytes may say of a cell that it is there a thousand million times.
    let many = "table:number-columns-repeated=\"16384\" table:number-rows-repeated=\"1048576\"";
    for quote in ["\"", "'"] {
        let many = many.replace('"', quote);
        let full = cell("x").replace("<table:table-cell", &format!("<table:table-cell {many}"));
        let sheet =
            format!("<table:table table:name=\"CRM\"><table:table-row {many}>{full}</table:table-row></table:table>");
        let ran = import("crm.ods", &ods(&sheet));
        assert!(ran.code == 1 && ran.out.is_empty() && ran.err.contains("not read: it has more than"), "{ran:#?}");
    }
    let sheets: Vec<String> = (0..300).map(|n| format!("<table:table table:name=\"S{n}\"/>")).collect();
    let ran = import("crm.ods", &ods(&sheets.concat()));
    assert!(ran.code == 1 && ran.err.contains("it has 300 sheets, and 200 are the most"), "{ran:#?}");
}

#[test]
fn titles_of_groups_and_titles_that_come_again() {
    // A line above the titles groups them; it holds no title of ids.
    let grouped = ",\"Responsibility matrix\",,\nControl ID,Responsibility,Provider responsibility,Customer responsibility\n\
                   3.1.1,Shared,We do,You do\n";
    assert_eq!(csv_rows(grouped), ["3.1.1 shared"]);
    // A second table in the same sheet has its own columns.
    let second = "Control ID,Responsibility,Notes\n3.1.1,Provider,x\n3.1.2,Customer,x\n,,\n\
                  Control ID,Notes,Responsibility\n3.1.3,Customer,Provider\n3.1.4,x,Shared\n";
    assert_eq!(csv_rows(second), ["3.1.1 provider", "3.1.2 customer", "3.1.3 provider", "3.1.4 shared"]);
    // The same titles at the top of each page are no rows.
    let paged = "Control ID,Responsibility\n3.1.1,Provider\nControl ID,Responsibility\n3.1.2,Customer\n";
    assert_eq!(csv_rows(paged), ["3.1.1 provider", "3.1.2 customer"]);
}

#[test]
fn a_source_that_is_not_there_may_be_its_neighbour() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "vendor/acme-crm.csv", b"Control ID,Responsibility\n3.1.1,Provider\n");
    for (source, help) in [
        ("vendor/acme_crm.csv", "help: did you mean `vendor/acme-crm.csv`?"),
        ("vendor/other.csv", ""),
        ("../vendor/acme_crm.csv", ""),
    ] {
        put(folder.path(), "a.kdl", format!("{TEMPLATE}crm c provider=acme source=\"{source}\"\n").as_bytes());
        let ran = crmlint(folder.path()).args(&["check"]).run();
        assert!(ran.out.contains("was not read: "), "{ran:#?}");
        assert_eq!(ran.out.contains("did you mean"), !help.is_empty(), "{ran:#?}");
        assert!(ran.out.contains(help), "{ran:#?}");
    }
}

#[test]
fn a_quote_inside_of_a_cell_is_an_inch() {
    let folder = tempfile::tempdir().unwrap();
    let csv = "Control ID,Notes,Responsibility\n3.1.1,Racks of 19\",perhaps\n3.1.2,\"a \"\"b\"\", c\",perchance\n";
    put(folder.path(), "crm.csv", csv.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--provider", "acme"]).run();
    assert!(ran.err.contains("crm.csv:2:20: warning[unknown-word] `perhaps`"), "{ran:#?}");
    assert!(ran.err.contains("crm.csv:3:20: warning[unknown-word] `perchance`"), "{ran:#?}");
}

#[test]
fn ranges_name_what_lies_between_them() {
    for range in
        ["3.1.1 - 3.1.3", "3.1.1\u{2013}3.1.3", "3.1.1 to 3.1.3", "3.1.1..3.1.3", "3.1.1\u{2026}3.1.3", "3.1.3 - 3.1.1"]
    {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "crm.csv", format!("Control ID,Responsibility\n{range},Provider\n").as_bytes());
        put(folder.path(), "a.kdl", format!("{TEMPLATE}crm c provider=acme source=\"crm.csv\"\n").as_bytes());
        let ran = crmlint(folder.path()).args(&["facts", "--values", "crm-row"]).run();
        for id in ["3.1.1", "3.1.2", "3.1.3"] {
            assert!(
                ran.out.contains(&format!("({id}")) || ran.out.contains(&format!("/{id}")),
                "{range} {id}: {ran:#?}"
            );
        }
        assert!(!ran.out.contains("3.1.4"), "{range}: {ran:#?}");
    }
}

#[test]
fn a_form_that_nobody_filled_in_is_told() {
    let rows: &[&[&str]] = &[&["Control ID", "Responsibility"], &["3.1.1", ""], &["3.1.2", ""], &["3.1.3", ""]];
    let ran = check(TEMPLATE, "", &book(&[("CRM", rows)], |_| ()), &[]);
    assert_eq!(told(&ran), ["v/crm.xlsx!CRM!A2: warning[unknown-word] 3 of 3 rows do not say who is responsible"]);
    // One that is filled in for the most part is only noted, and a word that means nothing is told as that word.
    let rows: &[&[&str]] =
        &[&["Control ID", "Responsibility"], &["3.1.1", "Provider"], &["3.1.2", ""], &["3.1.3", "perhaps"]];
    let ran = check(TEMPLATE, "", &book(&[("CRM", rows)], |_| ()), &[]);
    let said = told(&ran);
    assert_eq!(said[0], "v/crm.xlsx!CRM!A3: note[unknown-word] 1 of 3 rows do not say who is responsible");
    assert!(said[1].starts_with("v/crm.xlsx!CRM!B4: warning[unknown-word] `perhaps` does not surely say"), "{said:?}");
}

#[test]
fn a_plan_in_a_sheet_keeps_rows_without_a_status() {
    let plan = |rows: &[&[&str]]| {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "plan.xlsx", &book(&[("SSP", rows)], |_| ()));
        let declared = format!("{CONTRACTOR}ssp source=\"plan.xlsx\" version=\"1\" date=\"2026-10-12\"\n");
        put(folder.path(), "a.kdl", declared.as_bytes());
        let ran = crmlint(folder.path())
            .args(&["check", "--as-of", "2026-11-22", "--max-per-rule", "0", "--format", "concise"])
            .run();
        let files = crmlint(folder.path()).args(&["files"]).run();
        (ran, files.out)
    };
    let rows: &[&[&str]] =
        &[&["Control ID", "Implementation Status"], &["3.1.1", "Implemented"], &["3.1.2", ""], &["3.1.3", "Planned"]];
    let (ran, files) = plan(rows);
    assert!(
        ran.out.contains("plan.xlsx!SSP!A3: note[unknown-word] 1 of 3 rows do not say how far it is done"),
        "{ran:#?}"
    );
    assert!(
        files.contains("vendor source: 3 rows; 3 ids understood, 0 not; 2 statuses understood, 1 unknown"),
        "{files}"
    );
    // Its status may be anything, so that the score is a range.
    assert!(ran.err.contains("score as declared: between "), "{ran:#?}");
    // Marks say it as well as words do.
    let rows: &[&[&str]] =
        &[&["Control ID", "Implemented", "Planned"], &["3.1.1", "X", ""], &["3.1.2", "", "x"], &["3.1.3", "X", "X"]];
    let (ran, files) = plan(rows);
    assert!(files.contains("3 ids understood, 0 not; 2 statuses understood, 1 unknown"), "{files}");
    assert!(ran.out.contains("`3.1.3` is marked implemented and planned at once"), "{ran:#?}");
    // FedRAMP lets a control be both; an assessor's word goes before a plan's, and full against part cannot be told.
    let (ran, files) = plan(&[
        &["Control ID", "Implementation Status", "Assessment Status"],
        &["3.1.1", "Partially implemented; planned", ""],
        &["3.1.2", "Partially implemented", "Not met"],
        &["3.1.3", "Implemented", "Not met"],
        &["3.1.4", "Implemented", "Not assessed"],
    ]);
    assert!(files.contains("4 ids understood, 0 not; 3 statuses understood, 1 unknown"), "{files}");
    let told = "plan.xlsx!SSP!B4: warning[marks-contradict] `3.1.3` is said to be implemented and not met at once";
    assert!(ran.out.contains(told), "{ran:#?}");
    // Columns of others are no matter of a plan.
    let (ran, files) = plan(&[
        &["Control ID", "Status", "Drupal", "AWS"],
        &["3.1.1", "complete", "x", ""],
        &["3.1.2", "planned", "", "x"],
    ]);
    assert!(files.contains("2 statuses understood, 0 unknown") && !ran.out.contains("unknown-word"), "{files}{ran:#?}");
    // A mark that takes itself back is not the whole of its title.
    let (ran, files) = plan(&[&["Control ID", "Implemented"], &["3.1.1", "Partial"], &["3.1.2", "X"]]);
    assert!(files.contains("2 statuses understood, 0 unknown") && !ran.err.contains("between 110"), "{files}{ran:#?}");
    // No column says it at all.
    let (ran, files) = plan(&[&["Control ID", "Owner"], &["3.1.1", "IT"], &["3.1.2", "IT"]]);
    let message =
        "error[unknown-word] no column of this plan says how far a requirement is done, so every row stays unknown";
    assert!(ran.out.contains(message) && ran.code == 1, "{ran:#?}");
    assert!(files.contains("2 rows; 2 ids understood, 0 not; 0 statuses understood, 2 unknown"), "{files}");
}

#[test]
fn csv_in_the_code_pages_of_spreadsheets() {
    let check = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "crm.csv", bytes);
        put(folder.path(), "a.kdl", format!("{TEMPLATE}crm c provider=acme source=\"crm.csv\"\n").as_bytes());
        let ran = crmlint(folder.path()).args(&["check", "--as-of", "2026-11-22", "--format", "concise"]).run();
        let files = crmlint(folder.path()).args(&["files"]).run();
        (ran.out, files.out)
    };
    let understood = "2 rows; 2 ids understood, 0 not; 2 responsibilities understood, 0 unknown";
    let table = "Control ID\tResponsibility\tCustomer Responsibility\r\n3.1.1\tProvider\t\r\n3.1.2\tShared\tCafé\r\n";
    // UTF-16 says so itself.
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (out, files) = check(&wide);
    assert!(files.contains(understood) && !out.contains("it was read as"), "{files}{out}");
    // A code page does not, so that it is told.
    let narrow: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let (out, files) = check(&narrow);
    assert!(files.contains(understood), "{files}");
    assert!(
        out.contains("crm.csv:1:1: note[unknown-word] the file is not UTF-8; it was read as Windows-1252"),
        "{out}"
    );
    // What is no text is none in any of them.
    let (out, _) = check(b"Control ID,Responsibility\n3.1.1,\0\n");
    assert!(out.contains("not a text file"), "{out}");
}

/// Rows of a matrix in CSV of `acme`.
fn csv_rows(csv: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crm.csv", csv.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--provider", "acme"]).run();
    let words = ran.out.lines().filter_map(|l| l.trim().strip_prefix("requirement ")?.strip_suffix(" {"));
    words.map(|l| l.replace('"', "").replace("responsibility=", "")).collect()
}

#[test]
fn columns_titled_by_the_sides_alone() {
    let want = ["3.1.1 provider", "3.1.2 customer", "3.1.3 shared", "3.1.4 shared", "3.1.5 unknown"];
    for csv in [
        "Control ID,MSP,Client,Shared\n3.1.1,X,,\n3.1.2,,X,\n3.1.3,,,X\n3.1.4,X,x,\n3.1.5,,,\n",
        "Control ID,MSP,Client\n3.1.1,\u{2713},\u{2717}\n3.1.2,\u{274c},\u{2705}\n3.1.3,\u{2713},\u{2713}\n3.1.4,\u{2714}\u{fe0f},\u{2713}\n3.1.5,\u{2717},\u{2717}\n",
        "Practice,ESP (Y/N),OSA Responsibility (Y/N)\n3.1.1,Y,N\n3.1.2,no,yes\n3.1.3,Y,Y\n3.1.4,Partial,N\n3.1.5,N/A,N/A\n",
        "Practice,Acme responsible,Customer responsible\n3.1.1,TRUE,FALSE\n3.1.2,FALSE,TRUE\n3.1.3,TRUE,TRUE\n3.1.4,1,1\n3.1.5,-,-\n",
        "Requirement,Inherited,Customer,Shared\n3.1.1,X,,\n3.1.2,,X,\n3.1.3,,,X\n3.1.4,X,X,\n3.1.5,,,\n",
        // What each does, in words. That the customer's part is blank may mean that it was forgotten.
        "Practice,Provider,Customer\n3.1.1,We do,None\n3.1.2,N/A,You do\n3.1.3,We do,You do\n3.1.4,a,b\n3.1.5,We do,\n",
    ] {
        assert_eq!(csv_rows(csv), want, "{csv}");
    }
    // A status beside the marks is no third party.
    let status = "Control ID,Implemented,Provider,Customer\n3.1.1,x,x,\n3.1.2,x,,x\n";
    assert_eq!(csv_rows(status), ["3.1.1 provider", "3.1.2 customer"]);
    // Where a column says who, marks beside it say nothing and texts are texts.
    let beside = "ID,Responsible Party,Provider,Customer\n3.1.1,Shared,X,\n3.1.2,Customer,X,X\n3.1.3,Provider,X,\n";
    assert_eq!(csv_rows(beside), ["3.1.1 shared", "3.1.2 customer", "3.1.3 provider"]);
    // A third party with marks of its own: whose is what is a matter of names.
    let third = "ID,MSP,Client,Colocation\n3.1.1,X,,\n3.1.2,,X,X\n";
    assert_eq!(csv_rows(third), ["3.1.1 unknown", "3.1.2 unknown"]);
}

#[test]
fn cells_that_name_the_sides() {
    let rows = [
        ("Provider (MSP)", "provider"),
        ("External Service Provider", "provider"),
        ("OSA (Client)", "customer"),
        ("Customer (You)", "customer"),
        ("Customer Responsibility", "customer"),
        ("MSP & Client", "shared"),
        ("Provider and Customer", "shared"),
        ("Partially Inherited", "shared"),
        ("Both (OSA and ESP)", "shared"),
        ("Customer managed", "customer"),
        ("Acme managed", "provider"),
        ("Provider responsible", "provider"),
        // One or the other, somebody else, a legend of its own.
        ("Provider / Customer", "unknown"),
        ("Customer (Header)", "unknown"),
        ("CSP - Stratus", "unknown"),
        ("Provider (Customer)", "unknown"),
        ("No customer responsibility", "unknown"),
        ("Stratus managed", "unknown"),
        ("Both (OSA)", "unknown"),
        ("Organization", "unknown"),
        ("P", "unknown"),
    ];
    for (cell, want) in rows {
        assert_eq!(csv_rows(&format!("ID,Responsibility\n3.1.1,{cell}\n")), [format!("3.1.1 {want}")], "{cell}");
    }
}

#[test]
fn texts_do_not_answer_for_sheets_that_contradict() {
    let titles = ["Control ID", "Responsibility", "Provider responsibility", "Customer responsibility"];
    let first: &[&[&str]] =
        &[&titles, &["3.1.1", "Provider", "We do", "None"], &["3.1.2", "Shared", "We do", "You do"]];
    let second: &[&[&str]] = &[&titles, &["3.1.1", "Customer", "", "You do"], &["3.1.2", "Customer", "", "You do"]];
    let bytes = book(&[("Platform", first), ("Desk", second)], |_| {});
    assert_eq!(rows(TEMPLATE, "", &bytes), ["3.1.1 unknown", "3.1.2 unknown"]);
    let told = check(TEMPLATE, "", &bytes, &[]);
    assert!(told.out.contains("several sheets answer for the same requirements: `Platform` and `Desk`"), "{told:#?}");
    assert_eq!(rows(TEMPLATE, "sheet=Desk", &bytes), ["3.1.1 customer", "3.1.2 customer"]);
}

#[test]
fn letters_mean_what_the_legend_says() {
    let table = "Req,Owner\n3.1.1,P\n3.1.2,C\n3.1.3,S\n3.1.4,N\n";
    let plain = ["3.1.1 unknown", "3.1.2 unknown", "3.1.3 unknown", "3.1.4 unknown"];
    let told = ["3.1.1 provider", "3.1.2 customer", "3.1.3 shared", "3.1.4 not-applicable"];
    assert_eq!(csv_rows(table), plain);
    for legend in [
        "\"Legend: P = Provider; C = Customer; S = Shared; N = Not applicable\"\n",
        "P: MSP is responsible,C: Client\nS: both,N \u{2013} N/A\n",
        "P,Provider\nC,Customer (You)\nS,Shared\nN,Not Applicable\n",
    ] {
        assert_eq!(csv_rows(&format!("{legend}{table}")), told, "{legend}");
        assert_eq!(csv_rows(&format!("{table}\n{legend}")), told, "{legend}");
    }
    // Two meanings are none, and what is no side has none.
    let legend = "P = Provider; C = Customer\nP = Partial; S = Somebody; N = Not applicable\n";
    assert_eq!(csv_rows(&format!("{legend}{table}")), [plain[0], told[1], plain[2], told[3]]);
    // What the project says goes first.
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crm.csv", format!("P = Provider; C = Customer\n{table}").as_bytes());
    put(folder.path(), "crmlint.kdl", b"crmlint format=1 {\n    responsibility-word P means=shared\n}\n");
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--provider", "acme"]).run();
    assert!(
        ran.out.contains("\"3.1.1\" responsibility=shared") && ran.out.contains("\"3.1.2\" responsibility=customer"),
        "{ran:?}"
    );
}

#[test]
fn portions_are_no_texts() {
    let csv =
        "Control,Provider %,Customer %\n3.1.1,100%,0%\n3.1.2,0,1\n3.1.3,0.5,\"0,5\"\n3.1.4,0,0\n3.1.5,75 %,25 %\n";
    let want = ["3.1.1 provider", "3.1.2 customer", "3.1.3 shared", "3.1.4 unknown", "3.1.5 shared"];
    assert_eq!(csv_rows(csv), want);
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "crm.csv", csv.as_bytes());
    let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--provider", "acme"]).run();
    assert!(ran.out.contains("provider #null") && !ran.out.contains("provider \""), "{ran:?}");
}

#[test]
fn what_is_taken_back_is_no_answer() {
    for cell in [
        "#N/A",
        "#REF!",
        "\u{2610} Provider",
        "\u{274c} Provider",
        "Provider?",
        "~~Provider~~",
        "<!-- Provider -->",
        "Provider part",
        "\u{2610} Shared \u{2612} Customer \u{2610} Provider",
        "[ ] Shared [x] Customer",
        "Inherited from AWS / Shared",
        "Inherited from AWS (partial)",
        "Inherited from OSC",
        "\"Service Provider Corporate, Shared\"",
    ] {
        let csv = format!("ID,Responsibility\n3.1.1,{cell}\n");
        assert_eq!(csv_rows(&csv), ["3.1.1 unknown"], "{cell}");
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "crm.csv", csv.as_bytes());
        let ran = crmlint(folder.path()).args(&["import", "crm.csv", "--provider", "acme"]).run();
        assert!(ran.err.contains("does not surely say who is responsible"), "{cell}: {ran:?}");
    }
}

#[test]
fn what_is_left_open_marks_nothing() {
    let titles = "Control ID,Service Provider Corporate,Service Provider System Specific,Configured by Customer\n";
    let ticks = format!("{titles}3.1.1,X,,\n3.1.2,Not Applicable,,X\n3.1.3,,\u{274c},\n3.1.5,\u{2717},,\u{2713}\n");
    assert_eq!(csv_rows(&ticks), ["3.1.1 provider", "3.1.2 customer", "3.1.3 unknown", "3.1.5 customer"]);
    for open in ["TBD", "?", "Not selected", "#N/A", "Not yet", "pending", "\u{274c}"] {
        assert_eq!(csv_rows(&format!("{titles}3.1.1,{open},,\n")), ["3.1.1 unknown"], "{open}");
    }
    // Answers where texts stand: they say who has a part, and not what it is.
    let answers =
        "Control ID,MSP,Client\n3.1.1,Y,N\n3.1.2,N,Y - monthly review\n3.1.3,N,N/A\n3.1.4,TBD,None\n3.1.5,FALSE,TRUE\n";
    let want = ["3.1.1 provider", "3.1.2 customer", "3.1.3 unknown", "3.1.4 unknown", "3.1.5 customer"];
    assert_eq!(csv_rows(answers), want);
}

#[test]
fn answers_without_an_id_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let csv =
        "Control ID,Responsibility\n3.1.1,Provider\n,Customer\n3/1/2002,Customer\nAccess control,\n3.1.2,Provider\n";
    put(folder.path(), "crm.csv", csv.as_bytes());
    let ran = crmlint(folder.path()).args(&["check", "crm.csv", "--format", "concise"]).run();
    let line = "crm.csv:3:2: warning[unknown-word] 2 rows say who is responsible and not for which requirement";
    assert!(ran.out.contains(line), "{ran:?}");
    // The first rows are the likeliest to become numbers and dates.
    for (spoilt, count) in [("3/1/2001", 1), ("1-Mar,Customer\n03.1", 2), ("2001-03-01", 1)] {
        let csv = format!("Control ID,Responsibility\n{spoilt},Customer\n3.1.2,Provider\n");
        put(folder.path(), "crm.csv", csv.as_bytes());
        let ran = crmlint(folder.path()).args(&["check", "crm.csv", "--format", "concise"]).run();
        let line =
            format!("crm.csv:2:{}: warning[unknown-word] {count} row", spoilt.find(',').unwrap_or(spoilt.len()) + 2);
        assert!(ran.out.contains(&line), "{spoilt}: {ran:?}");
    }
    // An open quote that swallows rows, whichever column holds the ids.
    let csv =
        "Family,Control ID,Responsibility,Notes\nAC,3.1.1,Provider,\"open\nAC,3.1.2,Customer,\nAC,3.1.3,Customer,\n";
    put(folder.path(), "crm.csv", csv.as_bytes());
    let ran = crmlint(folder.path()).args(&["check", "crm.csv", "--format", "concise"]).run();
    assert!(ran.out.contains("a quote is opened in this row and not closed"), "{ran:?}");
}

#[test]
fn names_of_sheets_are_read_by_whole_words() {
    let page = |id: &'static str| -> [&'static [&'static str]; 2] {
        match id {
            "3.8.9" => [&["Control ID", "Responsibility"], &["3.8.9", "Customer"]],
            "3.10.1" => [&["Control ID", "Responsibility"], &["3.10.1", "Customer"]],
            _ => [&["Control ID", "Responsibility"], &["3.14.1", "Customer"]],
        }
    };
    let (first, second, third) = (page("3.8.9"), page("3.10.1"), page("3.14.1"));
    let pages = [("Backup and Recovery", &first[..]), ("Revision 2 physical", &second[..]), ("Examples", &third[..])];
    assert_eq!(rows(TEMPLATE, "", &book(&pages, |_| {})), ["3.8.9 customer", "3.10.1 customer"]);
}
