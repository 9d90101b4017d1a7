//! Text in, findings and facts out: what the tests of decisions and of mutants share.

use crmlint::catalog::Catalog;
use crmlint::check::{Report, Settings, Unit, check, interpret};
use crmlint::fact::{Cell, CellValue, Facts, FieldType};
use crmlint::finding::{FIXED, Finding, Level};
use crmlint::rule::RuleSet;
use crmlint::rule::facts::{table_index, vocabulary};
use crmlint::source::Sources;
use jiff::civil::{Date, date};

/// The day on which every test stands.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// A contractor at Level 2, with a plan that has a version and a date and no row.
pub(crate) const ORG: &str =
    "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=c3pao; handles cui; }\n";

/// The thirty rules that the catalogue began with: who owns what, and what clouds and providers owe for it. The decision
/// tables and the mutants are about them; what the other rules say of a tiny declaration is beside their point.
pub(crate) const CORE: [&str; 30] = [
    "esp-without-crm",
    "esp-not-in-ssp",
    "esp-label-contradicted",
    "security-tool-without-data",
    "provider-without-interview-contact",
    "csp-not-authorized",
    "csp-below-moderate",
    "commercial-twin",
    "environment-ambiguous",
    "equivalency-without-assessor",
    "equivalency-evidence-gap",
    "incident-terms-missing",
    "export-controlled-environment",
    "encrypted-cui-excluded",
    "requirement-unowned",
    "objective-unowned",
    "duty-unanswered",
    "claim-without-crm-row",
    "owner-contradicted",
    "gap-between-crms",
    "claimed-twice",
    "shared-without-split",
    "inheritance-dangling",
    "inheritance-circular",
    "unknown-requirement",
    "not-applicable-without-reason",
    "crm-stale",
    "crm-version-mismatch",
    "ssp-missing",
    "assessor-advised",
];

/// Settings of a run of these rules and of what is no rule; all rules where none is named.
pub(crate) fn settings(only: &[&str]) -> Settings {
    let mut settings = Settings::new(TODAY);
    settings.only = only.iter().map(|name| (*name).to_owned()).collect();
    if !only.is_empty() {
        settings.only.extend(FIXED.iter().map(|fixed| fixed.name.to_owned()));
    }
    settings
}

/// A unit of one text, checked.
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) sources: Sources,
    facts: Facts,
}

/// Checks a text as a unit of one file with all rules.
pub(crate) fn report(text: &str) -> Checked {
    report_with(text, &[])
}

/// The same with the core rules alone.
pub(crate) fn core_report(text: &str) -> Checked {
    report_with(text, &CORE)
}

fn report_with(text: &str, only: &[&str]) -> Checked {
    let mut sources = Sources::new();
    let file = sources.add("unit.kdl", text);
    let parsed = crmlint::parse::parse(file, text);
    assert!(parsed.complete && parsed.findings.is_empty(), "{:?}\n{text}", parsed.findings);
    sources.set_document(file, parsed.document, false);
    let unit = Unit { root: ".".to_owned(), files: vec![file], ..Unit::default() };
    let catalog = Catalog::bundled();
    let report = check(&sources, &unit, &RuleSet::bundled(), &catalog, &settings(only));
    let facts = interpret(&sources, &unit, &catalog, TODAY).facts;
    let refused: Vec<&str> = report
        .findings
        .iter()
        .filter(|f| matches!(f.rule.as_ref(), "not-in-schema" | "unknown-word"))
        .map(|f| f.message.as_str())
        .collect();
    assert!(refused.is_empty(), "the test itself is not in the language: {refused:?}\n{text}");
    Checked { report, sources, facts }
}

/// A contractor at Level 2 and these declarations, checked with all rules.
pub(crate) fn contractor(text: &str) -> Checked {
    report(&format!("{ORG}{text}"))
}

/// The same with the core rules alone.
pub(crate) fn core_contractor(text: &str) -> Checked {
    core_report(&format!("{ORG}{text}"))
}

impl Checked {
    /// The line on which a finding points, without its indentation.
    pub(crate) fn line(&self, finding: &Finding) -> &str {
        let span = finding.primary.span;
        let line = self.sources.position(span.file, span.start).line as usize;
        self.sources.get(span.file).and_then(|f| f.text.lines().nth(line - 1)).expect("a line").trim()
    }

    /// What a finding points at.
    pub(crate) fn at(&self, finding: &Finding) -> &str {
        self.sources.text(finding.primary.span)
    }

    /// Findings of a rule.
    pub(crate) fn of(&self, rule: &str) -> Vec<&Finding> {
        self.report.findings.iter().filter(|f| f.rule == rule).collect()
    }

    /// The only finding of a rule.
    pub(crate) fn one(&self, rule: &str) -> &Finding {
        match self.of(rule)[..] {
            [one] => one,
            _ => panic!("not one {rule}:\n{}", self.all()),
        }
    }

    pub(crate) fn has(&self, rule: &str) -> bool {
        !self.of(rule).is_empty()
    }

    /// Names of the rules that found something about a requirement, sorted, each once.
    pub(crate) fn about(&self, requirement: &str) -> Vec<&str> {
        let about = |f: &&Finding| f.requirements.iter().any(|r| r == requirement);
        let mut names: Vec<&str> = self.report.findings.iter().filter(about).map(|f| f.rule.as_ref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Every finding, for messages.
    pub(crate) fn all(&self) -> String {
        let show = |f: &Finding| {
            let labels: Vec<&str> = f.others.iter().map(|o| self.sources.text(o.span)).collect();
            let (level, rule, place) = (f.level, &f.rule, self.sources.place(f.primary.span));
            let message = f.message.get(..120).unwrap_or(&f.message);
            format!("{level} {rule} at {place} `{}`: {message} {labels:?}", self.at(f))
        };
        self.report.findings.iter().map(show).collect::<Vec<_>>().join("\n")
    }

    /// Fails unless the rule found nothing.
    pub(crate) fn assert_silent(&self, rules: &[&str]) {
        for rule in rules {
            assert!(!self.has(rule), "{rule} should be silent:\n{}", self.all());
        }
    }

    /// Fails unless exactly these rules found something about a requirement.
    pub(crate) fn assert_about(&self, requirement: &str, rules: &[&str]) {
        assert_eq!(self.about(requirement), rules, "about {requirement}:\n{}", self.all());
    }

    /// How a rule ended: not-applicable, found, undecided or clear.
    pub(crate) fn outcome(&self, rule: &str) -> &'static str {
        self.report.outcomes.get(rule).unwrap_or_else(|| panic!("no rule {rule}")).word()
    }

    /// Findings at a level or above, as `rule at place`.
    pub(crate) fn at_least(&self, level: Level) -> Vec<String> {
        let told = |f: &Finding| format!("{} {}", f.rule, self.line(f));
        self.report.findings.iter().filter(|f| f.level >= level).map(told).collect()
    }

    /// A derived fact in words: `yes`, `no`, `unknown`, `absent`, a word, a text or a number.
    pub(crate) fn fact(&self, table: &str, entity: &str, field: &str) -> String {
        let rows: Vec<String> = self.facts_of(table, entity, field);
        match &rows[..] {
            [one] => one.clone(),
            _ => panic!("{} rows of {table} are {entity}", rows.len()),
        }
    }

    /// The same for every row of a table whose entity begins so; there is at least one.
    pub(crate) fn facts_of(&self, table: &str, entity: &str, field: &str) -> Vec<String> {
        let t = table_index(table).expect("a table");
        let fields = &vocabulary()[t].fields;
        let f = fields.iter().position(|f| f.name == field).unwrap_or_else(|| panic!("{table} has no {field}"));
        let rows = self.facts.tables[t].iter().filter(|r| r.subject.path().starts_with(entity));
        let words: Vec<String> = rows.map(|r| in_words(&r.cells[f], fields[f].ty)).collect();
        assert!(!words.is_empty(), "no row of {table} is {entity}");
        words
    }
}

fn in_words(cell: &Cell, ty: FieldType) -> String {
    let words = |w: u16| match ty {
        FieldType::Enum(words) | FieldType::EnumSet(words) => words[usize::from(w)].to_owned(),
        _ => panic!("a word in a field of another type"),
    };
    match &cell.value {
        CellValue::Absent => "absent".to_owned(),
        CellValue::Unknown => "unknown".to_owned(),
        CellValue::Bool(b) => if *b { "yes" } else { "no" }.to_owned(),
        CellValue::Word(w) => words(*w),
        CellValue::Text(t) => t.to_string(),
        CellValue::Number(n) => n.to_string(),
        CellValue::Date(d) => d.to_string(),
        CellValue::Duration(d) => d.0.to_string(),
        CellValue::Words(ws) => ws.iter().map(|w| words(w.value)).collect::<Vec<_>>().join(" "),
        CellValue::Texts(ts) => ts.iter().map(|t| t.value.clone()).collect::<Vec<_>>().join(" "),
        CellValue::List { rows, .. } => rows.len().to_string(),
        CellValue::Row(_) => "row".to_owned(),
    }
}
