//! Plans and matrices in words: Markdown and Word documents, read where they lie. Text or document in, findings and facts
//! out; documents are put together here, part by part.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use crmlint::catalog::RequirementIx;
use tempfile::TempDir;

use crate::cli::{Ran, crmlint, put};

const ORG: &str = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=c3pao; handles cui; }
provider acme name=\"Acme Cloud\" { kind saas; service store function=file-storage data=cui cloud=#true; }
";
/// Longest that a hostile file may take in a build that is not optimised.
const LONGEST: Duration = Duration::from_secs(30);

/// A unit whose plan, or whose matrix, lies in a file.
struct Unit {
    folder: TempDir,
    table: &'static str,
}

impl Unit {
    fn plan(name: &str, bytes: &[u8]) -> Self {
        let line = format!("ssp source=\"v/{name}\" version=\"1\" date=\"2026-10-12\" status=approved\n");
        Self::new(name, bytes, &line, "ssp-row")
    }

    fn matrix(name: &str, bytes: &[u8]) -> Self {
        let line = format!(
            "crm acme-crm provider=acme source=\"v/{name}\" version=\"1\" date=\"2026-10-01\" status=final {{ covers store; }}\n"
        );
        Self::new(name, bytes, &line, "crm-row")
    }

    fn new(name: &str, bytes: &[u8], line: &str, table: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &format!("v/{name}"), bytes);
        put(folder.path(), "a.kdl", format!("{ORG}{line}").as_bytes());
        Self { folder, table }
    }

    fn check(&self) -> Ran {
        let args = ["check", "--as-of", "2026-11-22", "--max-per-rule", "0", "--format", "concise"];
        crmlint(self.folder.path()).args(&args).run()
    }

    /// Findings that are no rule about the file, and those about its source.
    fn told(&self) -> Vec<String> {
        let names =
            ["unknown-word", "source-unreadable", "limit-exceeded", "hidden-content", "comment-left", "author-left"];
        let ran = self.check();
        let is_one = |l: &&str| names.iter().any(|n| l.contains(&format!("[{n}]")));
        ran.out.lines().filter(is_one).map(str::to_owned).collect()
    }

    /// Rows as `id field field …`.
    fn rows(&self, fields: &[&str]) -> Vec<String> {
        let ran = crmlint(self.folder.path()).args(&["facts", "--values", self.table]).run();
        let mut out: Vec<String> = Vec::new();
        for line in ran.out.lines() {
            if line.ends_with(')') && !line.starts_with(' ') {
                out.push(String::new());
            } else if let Some((field, value)) = line.trim().split_once(": ")
                && fields.contains(&field)
            {
                let row = out.last_mut().unwrap();
                let space = if row.is_empty() { "" } else { " | " };
                write!(row, "{space}{}", value.replace("not known", "unknown")).unwrap();
            }
        }
        out
    }

    /// The only reason for which the file was refused.
    fn refused(&self) -> String {
        let told = self.told();
        let unread: Vec<&String> = told.iter().filter(|l| l.contains("[source-unreadable]")).collect();
        assert_eq!(unread.len(), 1, "{told:?}");
        unread[0].split_once("[source-unreadable] ").unwrap().1.to_owned()
    }
}

const PLAN: &str = "---
title: Plan
---
<!-- banner: AC.L2-3.1.22 stands in a comment -->
# Plan

Status legend: **Implemented** means built.

## Access control

### AC.L2-3.1.1 \u{2013} Authorized access

**Implementation Status:** \u{2705} Implemented
**Responsible Role:** IT Manager

1. The IT manager approves each account.
2. The list is reviewed every quarter.

**Evidence:** tickets, reviews

### 3.1.10: Session lock

Status:

- [x] Implemented
- [ ] Planned
- [x] Not Applicable

### 3.1.2 \u{2014} Limit transactions

- Status: \u{1f504} Inherited
- Responsibility: Provider

### 3.1.3 Control CUI flow

**Implementation status:** \u{54}ODO
**Responsible role:** \u{54}ODO
**Implementation:** \u{54}ODO \u{2014} see the mapping

**AC.L2-3.1.5** Implemented

[AC.L2-3.1.8] Accounts are locked behind ten wrong passwords.

### 3.1.4 Separation of duties

| Field | Value |
|---|---|
| Implementation Status | Planned |
| Responsible Party | Shared |
| Implementation | We will<br>do it \\| later |

### 3.1.23: No such requirement

Status: Planned

## 3.1.6 Hardware inventory

We have four laptops. AC.L2-3.1.7 is not answered here.
";

#[test]
fn sections_of_a_markdown_plan() {
    let unit = Unit::plan("plan.md", PLAN.as_bytes());
    let rows = unit.rows(&["id", "status", "words"]);
    let expected = [
        "AC.L2-3.1.1 | implemented | 1. The IT manager approves each account. 2. The list is reviewed every quarter.",
        "3.1.10 | unknown",
        "3.1.2 | unknown",
        "3.1.3",
        "AC.L2-3.1.5 | implemented",
        "AC.L2-3.1.8",
        "3.1.4 | planned",
        "3.1.23 | planned",
    ];
    let starts: Vec<bool> = rows.iter().zip(expected).map(|(have, want)| have.starts_with(want)).collect();
    assert!(rows.len() == expected.len() && starts.iter().all(|s| *s), "{rows:#?}");
    assert_eq!(
        unit.told(),
        [
            "v/plan.md:25:7: warning[unknown-word] implemented and not applicable are marked at once (once)",
            "v/plan.md:31:11: warning[unknown-word] `\u{1f504} Inherited` does not surely say how far it is done (once)",
            "v/plan.md:34:5: warning[unknown-word] 2 of 8 rows of this plan say no status",
        ]
    );
    let out = unit.check().out;
    assert!(out.contains("[unknown-requirement]") && out.contains("3.1.23"), "{out}");
    // Who does it is not said: nothing is found about owners of these rows.
    assert!(!out.contains("the SSP row for `3.1.10` names nobody"), "{out}");
    assert!(out.contains("the SSP row for `3.1.3` names nobody"), "{out}");
}

#[test]
fn words_of_status() {
    let words = [
        ("Implemented", "implemented"),
        ("IMPLEMENTED (2026-05-01)", "implemented"),
        ("\u{2705} Fully Implemented", "implemented"),
        ("MET", "implemented"),
        ("complete", "implemented"),
        ("\u{26a0}\u{fe0f} Implemented", "unknown"),
        ("Implemented (core)", "unknown"),
        ("Implemented?", "unknown"),
        ("Demonstrated", "unknown"),
        ("Partially Demonstrated", "unknown"),
        ("Partial \u{2192} Implemented (PKI foundation)", "unknown"),
        ("Relied upon operationally, not independently assessed", "unknown"),
        ("Partially Implemented", "partially-implemented"),
        ("\u{26a0}\u{fe0f} Partially Satisfied", "partially-implemented"),
        ("partially_met", "partially-implemented"),
        ("Planned to be Implemented", "planned"),
        ("PLANNED", "planned"),
        ("Alternate Implementation", "alternative"),
        ("N/A", "not-applicable"),
        ("\u{1f6ab} Not Applicable", "not-applicable"),
        ("Not applicable \u{2013} no VoIP", "not-applicable"),
        ("NOT MET", "not-met"),
        ("not_met", "not-met"),
        ("GAP", "not-met"),
        ("Implemented, N/A", "unknown"),
        ("Implemented/Other than implemented", "unknown"),
        ("\u{1f504} Inherited", "unknown"),
        ("none", "unknown"),
        // What a word takes back, in part or for now, it does not say.
        ("Implemented (50%)", "unknown"),
        ("Complete: 3/5", "unknown"),
        ("Implemented, \u{274c}", "unknown"),
        ("~~Implemented~~", "unknown"),
        ("Not applicable (pending decision)", "unknown"),
        ("Alternative implementation (planned for 2027)", "unknown"),
        ("\u{54}ODO", ""),
        ("TBD", ""),
    ];
    let mut text = String::new();
    let mut expected = Vec::new();
    for (ix, (word, status)) in RequirementIx::all().zip(words) {
        let id = ix.get().cmmc_id;
        writeln!(text, "### {id}\n\nStatus: {word}\n\nWe do it.\n").unwrap();
        expected.push(if status.is_empty() { id.to_owned() } else { format!("{id} | {status}") });
    }
    let unit = Unit::plan("plan.md", text.as_bytes());
    assert_eq!(unit.rows(&["id", "status"]), expected);
}

#[test]
fn tables_of_a_plan_and_its_sections_are_one() {
    let text = "## Summary

| Practice | Title | Implementation Status |
|----------|-------|-----------------------|
| **AC.L2-3.1.1** | Accounts | Implemented |
| 3.1.2 | Transactions | Planned |
| 3.1.3 | CUI flow | Implemented |

### 3.1.2 Transactions

Status: Implemented

### 3.1.3 CUI flow

Responsible role: Network engineering

Firewalls keep it inside.
";
    let unit = Unit::plan("plan.md", text.as_bytes());
    let mut rows = unit.rows(&["id", "status"]);
    rows.sort();
    assert_eq!(rows, ["3.1.2 | unknown", "3.1.3 | implemented", "AC.L2-3.1.1 | implemented"]);
    assert_eq!(
        unit.told(),
        ["v/plan.md:11:9: warning[unknown-word] `3.1.2` is implemented here and planned in another place"]
    );
}

/// Ids that are no requirement of Level 2 are not one another.
#[test]
fn rows_of_other_catalogues_stay_apart() {
    let text = "| Requirement | Implementation Status |
|---|---|
| 3.1.2e | Implemented |
| 3.1.3e | Planned |
| 3.6.1e | Implemented |
| AC-2 (a) | Implemented |
| AC-2 (b) | Planned |
| AC-02 (b) | Planned |
";
    let unit = Unit::plan("plan.md", text.as_bytes());
    let want = [
        "3.1.2e | implemented",
        "3.1.3e | planned",
        "3.6.1e | implemented",
        "AC-2 (a) | implemented",
        "AC-2 (b) | planned",
    ];
    assert_eq!(unit.rows(&["id", "status"]), want);
    assert!(unit.told().is_empty(), "{:?}", unit.told());
}

#[test]
fn several_ids_and_who_does_it() {
    let text = "## AC.L1-b.1.i, AC.L2-3.1.2 Two at once

Implementation Status: Not applicable \u{2014} no remote access

## PE.L1-b.1.ix

Status: Implemented
Responsibility: Customer
We escort visitors.

### Control 3.5.3 (MFA)

> **Status**: Partially Implemented

- Responsible party: Somebody Else LLC
- The second factor is on.
";
    let unit = Unit::plan("plan.md", text.as_bytes());
    let rows = unit.rows(&["id", "status", "words"]);
    let expected = [
        "3.1.1 | not-applicable",
        "3.1.2 | not-applicable",
        "3.10.3 | implemented | We escort visitors.",
        "3.10.4 | implemented | We escort visitors.",
        "3.10.5 | implemented | We escort visitors.",
        "3.5.3 | partially-implemented",
    ];
    assert_eq!(rows.len(), expected.len(), "{rows:?}");
    for (have, want) in rows.iter().zip(expected) {
        assert!(have.starts_with(want), "{have} is not {want}");
    }
    assert!(!unit.check().out.contains("names nobody"));
}

#[test]
fn objectives_of_a_plan() {
    let text = "### 3.1.1 Accounts\n\nStatus: Implemented\n\n#### [a] users\n\nStatus: Planned\n\n#### 3.1.1[b]\n\nStatus: Implemented\n";
    let rows = Unit::plan("plan.md", text.as_bytes()).rows(&["id", "status"]);
    assert_eq!(rows, ["3.1.1 | implemented", "3.1.1[a] | planned", "3.1.1[b] | implemented"]);
}

#[test]
fn prose_is_no_plan() {
    let text = "# Plan\n\n### AC \u{2014} Access Control\n\n**Implemented.** Admins are separate (3.1.4, 3.1.5).\n";
    let reason = Unit::plan("plan.md", text.as_bytes()).refused();
    assert_eq!(reason, "no heading and no table of this file answers a requirement by its id");
    let reason = Unit::matrix("matrix.md", text.as_bytes()).refused();
    assert_eq!(reason, "this file has no table, so it has no rows of a matrix");
}

#[test]
fn a_markdown_matrix_in_tables_of_families() {
    let text = "# Matrix

## Access Control

| Requirement ID | Responsibility | Provider Responsibility | Customer Responsibility |
|----------------|:--------------:|-------------------------|-------------------------|
| 3.1.1          | Shared         | Runs the directory.     | Approves accounts.      |
| **AC.L2-3.1.2**| **Customer**   |                         | Sets roles \\| groups.   |

## Awareness

| Requirement ID | Responsibility | Provider Responsibility | Customer Responsibility |
|----------------|----------------|-------------------------|-------------------------|
| 3.2.1          | Provider       | Trains its people.      |                         |
| 3.2.2          | Relied upon    |                         |                         |
";
    let unit = Unit::matrix("matrix.md", text.as_bytes());
    assert_eq!(
        unit.rows(&["id", "responsibility"]),
        ["3.1.1 | shared", "AC.L2-3.1.2 | customer", "3.2.1 | provider", "3.2.2 | unknown"]
    );
    let told = unit.told();
    assert!(told.iter().any(|l| l.starts_with("v/matrix.md:15:20: warning[unknown-word] `Relied upon`")), "{told:?}");
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";

/// An archive of parts; the number is of blanks behind the bytes, in MiB.
fn archive(parts: &[(&str, &str, usize)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text, blanks) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..*blanks {
            out.write_all(&block).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>")
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let text = document(body);
    let mut parts = vec![("word/document.xml", text.as_str(), 0), ("word/styles.xml", STYLES, 0)];
    parts.extend(more.iter().map(|(name, text)| (*name, *text, 0)));
    archive(&parts)
}

const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">
<w:style w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>
<w:style w:styleId=\"Requirement\"><w:name w:val=\"requirement\"/><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style>
<w:style w:styleId=\"Own\"><w:basedOn w:val=\"Heading3\"/></w:style></w:styles>";

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn line(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[String]]) -> String {
    let cell = |c: &String| format!("<w:tc>{c}</w:tc>");
    let row = |r: &&[String]| format!("<w:tr>{}</w:tr>", r.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A check box of the old kind.
fn field(state: &str, words: &str) -> String {
    format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>\
         </w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:r><w:t> {words}</w:t></w:r></w:p>"
    )
}

/// A check box as a content control.
fn control(on: u8, words: &str) -> String {
    format!(
        "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{on}\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r>\
         <w:t>\u{2610}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> {words}</w:t></w:r></w:p>"
    )
}

const OFF: &str = "<w:default w:val=\"0\"/>";
const ON: &str = "<w:default w:val=\"0\"/><w:checked/>";

/// The list of NIST's template: requirements are its third level, families its second.
const NUMBERING: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">
<w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>
<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:lvlText w:val=\"%1.%2\"/></w:lvl>
<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Requirement\"/><w:isLgl/><w:lvlText w:val=\"%1.%2.%3.\"/></w:lvl></w:abstractNum>
<w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num>
<w:num w:numId=\"8\"><w:abstractNumId w:val=\"4\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num></w:numbering>";

fn numbered(list: u8, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

/// A plan as NIST's template makes it: no id is written anywhere. `leave` takes requirements out.
fn template(leave: impl Fn(usize) -> bool) -> Vec<u8> {
    let mut body = numbered(7, 0, "SYSTEM IDENTIFICATION");
    body += &numbered(7, 1, "System Name");
    body += &numbered(8, 0, "REQUIREMENTS");
    let mut family = "";
    for (at, ix) in RequirementIx::all().take(110).enumerate() {
        let requirement = ix.get();
        if requirement.family != family {
            family = requirement.family;
            body += &numbered(7, 1, family);
        }
        if leave(at) {
            continue;
        }
        let title = requirement.title.replace('&', "&amp;");
        // By the style or by the paragraph's own list: both count on.
        body += &if at % 2 == 0 { styled("Requirement", &title) } else { numbered(7, 2, &title) };
        let state = |n: usize| if at % 4 == n { ON } else { OFF };
        let boxes = [
            field(state(0), "Implemented"),
            field(state(1), "Planned to be Implemented"),
            field(state(2), "Not Applicable"),
        ];
        let details = "Current implementation or planned implementation details. If \u{201c}Not Applicable,\u{201d} provide rationale.";
        let said = if at % 4 == 2 { " There is none of it." } else { "" };
        body += &table(&[&boxes, &[line(&format!("{details}{said}"))]]);
    }
    docx(&body, &[("word/numbering.xml", NUMBERING)])
}

#[test]
fn ids_that_are_numbers_of_a_list() {
    let unit = Unit::plan("plan.docx", &template(|_| false));
    let rows = unit.rows(&["plain-id", "status"]);
    let words = [" | implemented", " | planned", " | not-applicable", ""];
    let expected: Vec<String> = RequirementIx::all()
        .take(110)
        .enumerate()
        .map(|(at, ix)| format!("{}{}", ix.get().id, words[at % 4]))
        .collect();
    assert_eq!(rows, expected);
    let told = unit.told();
    assert!(told.len() == 1 && told[0].ends_with("27 of 110 rows of this plan say no status"), "{told:?}");
    assert!(!unit.check().out.contains("not-applicable-without-reason"));
}

#[test]
fn numbers_that_are_not_certain_are_refused() {
    let reason = Unit::plan("plan.docx", &template(|at| at == 40)).refused();
    let expected = "`v/plan.docx` was not read: its requirement ids are numbers that Word counts, and counting gives 109 of \
                    110 requirements, so which row is which is not certain";
    assert_eq!(reason, expected);
    let unit = Unit::plan("plan.docx", &docx(&numbered(7, 2, "Limit access"), &[]));
    assert_eq!(unit.refused(), "no heading and no table of this file answers a requirement by its id");
}

#[test]
fn headings_controls_and_several_marks() {
    let summary = |id: &str, on: [u8; 2]| {
        table(&[
            &[line(&format!("{id} Control Summary Information"))],
            &[line("Responsible Role: System administrator")],
            &[format!(
                "{}{}{}",
                line("Implementation Status (check all that apply):"),
                control(on[0], "Implemented"),
                control(on[1], "Not Applicable")
            )],
            &[control(1, "Service Provider Corporate")],
            &[line(&format!("{id} What is the solution and how is it implemented?"))],
            &[format!("{}{}", line("Part a:"), line("Accounts are approved in the queue."))],
        ])
    };
    let body = [
        styled("Own", "AC-2 Account Management"),
        summary("AC-2", [1, 0]),
        styled("Heading3", "AC-2 (1) Automated Management"),
        summary("AC-2 (1)", [1, 1]),
        summary("AC-3", [0, 0]),
    ]
    .concat();
    let unit = Unit::plan("plan.docx", &docx(&body, &[]));
    let rows = unit.rows(&["id", "status", "words"]);
    let text = "Accounts are approved in the queue.";
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert_eq!(rows[0], format!("AC-2 | implemented | {text}"));
    assert!(rows[1].starts_with("AC-2 (1) | unknown") && rows[2].starts_with("AC-3"), "{rows:?}");
    let told = unit.told().join("\n");
    assert!(told.contains("implemented and not applicable are marked at once (once)"), "{told}");
    assert!(told.contains("1 of 3 rows of this plan say no status"), "{told}");
}

#[test]
fn a_word_matrix_and_what_travels_with_it() {
    let cells = |words: [&str; 3]| words.map(line);
    let (head, shared, own) = (
        cells(["Requirement ID", "Responsibility", "Customer Responsibility"]),
        cells(["3.1.1", "Shared", "Approves accounts."]),
        cells(["3.1.2", "Customer", "Sets roles."]),
    );
    let changed = "<w:p><w:ins w:author=\"Ann\"><w:r><w:t>We keep it.</w:t></w:r></w:ins><w:del w:author=\"Bob\"><w:r>\
                   <w:delText>We sold it.</w:delText></w:r></w:del><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    let body = format!("{}{}{changed}", styled("Heading3", "Matrix"), table(&[&head, &shared, &own]));
    let comments = format!(
        "<w:comments {W}><w:comment w:id=\"0\" w:author=\"Bob\"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let core = "<p><creator>Ann</creator><lastModifiedBy>Cleo</lastModifiedBy></p>";
    let bytes = docx(&body, &[("word/comments.xml", &comments), ("docProps/core.xml", core)]);
    let unit = Unit::matrix("matrix.docx", &bytes);
    assert_eq!(unit.rows(&["id", "responsibility"]), ["3.1.1 | shared", "3.1.2 | customer"]);
    let told = unit.told().join("\n");
    for words in ["holds 1 deleted passage as tracked changes", "1 comment left in the file"] {
        assert!(told.contains(words) && told.contains("v/matrix.docx!paragraph 11"), "{told}");
    }
}

#[test]
fn hostile_documents_are_refused() {
    let entities =
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><d>&b;</d>";
    let file = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><d>&a;</d>";
    let deep = document(&format!("{}{}", "<w:tbl>".repeat(50_000), "</w:tbl>".repeat(50_000)));
    let attributes = (0..100_000).fold(String::new(), |mut out, n| {
        write!(out, " a{n}=\"\"").unwrap();
        out
    });
    let attributes = format!("<d{attributes}/>");
    let wide = vec![line("3.1.1"); 5_000];
    let nested = (0..20).fold(line("3.1.1"), |inner, _| table(&[&[inner]]));
    let whole = docx(&line("3.1.1"), &[]);
    let owner: Vec<u8> = std::iter::once(5).chain(*b"Annie").chain(std::iter::repeat_n(b' ', 156)).collect();
    let many: Vec<(String, &str, usize)> = (0..3_000).map(|n| (format!("word/{n}.xml"), "", 0)).collect();
    let many: Vec<(&str, &str, usize)> = many.iter().map(|(n, t, b)| (n.as_str(), *t, *b)).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("entities", archive(&[("word/document.xml", entities, 0)]), "declares entities"),
        ("external entity", archive(&[("word/document.xml", file, 0)]), "declares entities"),
        ("deep", archive(&[("word/document.xml", &deep, 0)]), "is damaged"),
        ("attributes", archive(&[("word/document.xml", &attributes, 0)]), "is damaged"),
        ("columns", docx(&table(&[&wide]), &[]), "columns"),
        ("tables in tables", docx(&nested, &[]), "tables deeper in others"),
        ("bomb", archive(&[("word/document.xml", "", 200)]), "unpacks to"),
        ("parts", archive(&many), "3000 parts"),
        ("cut off", whole[..whole.len() / 2].to_vec(), "cut off or damaged"),
        ("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(), "encrypted"),
        ("owner", owner, "leaves beside an open document"),
        ("empty", Vec::new(), "the file is empty"),
        ("text", b"just text".to_vec(), "no archive at all"),
        ("workbook", archive(&[("xl/workbook.xml", "<workbook/>", 0)]), "it is a workbook"),
        ("no body", archive(&[("word/document.xml", "<d/>", 0)]), "has no body"),
    ];
    for (name, bytes, reason) in cases {
        let begun = Instant::now();
        let told = Unit::plan("plan.docx", &bytes).refused();
        assert!(told.contains(reason), "{name}: {told}");
        assert!(begun.elapsed() < LONGEST, "{name} takes {:?}", begun.elapsed());
    }
}

#[test]
fn hostile_markdown_ends() {
    let cases = [
        ("quotes", ">".repeat(200_000)),
        ("lists", "- ".repeat(100_000)),
        ("brackets", "[".repeat(200_000)),
        ("bold", "**".repeat(100_000)),
        ("pipes", format!("{}\n{}\n", "|a".repeat(20_000), "|-".repeat(20_000))),
        ("headings", "### 3.1.1\n".repeat(20_000)),
        ("boxes", format!("### 3.1.1\nStatus: {}\n", "[x] Implemented ".repeat(20_000))),
        ("ids", format!("### {}\n", "3.1.1, ".repeat(20_000))),
    ];
    for (name, text) in cases {
        let begun = Instant::now();
        let ran = Unit::plan("plan.md", text.as_bytes()).check();
        assert!(ran.code < 2, "{name}: {ran:?}");
        assert!(begun.elapsed() < LONGEST, "{name} takes {:?}", begun.elapsed());
    }
}
