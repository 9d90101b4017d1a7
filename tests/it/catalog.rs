//! The catalogue: counts that the regulation fixes, forms of ids, offerings, and that `src/catalog/bundled.rs` is what
//! `rules/catalog` says. `UPDATE=1 cargo test --test it catalog` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crmlint::catalog::{
    AuthStatus, Catalog, Framework, ImpactLevel, Keeps, Lookup, Offering, OfferingFamily, Poam, Reading, RequirementIx,
    Standing, Tri, Variant, Weight, Written, evidence_items, families, read_id, read_ids, read_letters, requirement,
    requirements, revision3, vendor_id,
};
use crmlint::finding::Finding;
use crmlint::source::FileId;
use proptest::prelude::*;

use crate::tree::{AsText, Node, tree};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn parse(text: &str) -> Vec<Node> {
    tree(FileId(0), text)
}

fn framework_nodes(name: &str) -> Vec<Node> {
    let path = root().join(format!("rules/catalog/frameworks/{name}.kdl"));
    let document = parse(&std::fs::read_to_string(path).unwrap());
    let [framework] = document.as_slice() else { panic!("one framework a file") };
    assert_eq!(framework.args[0].as_str(), Some(name));
    assert!(framework.children_named("cite").next().is_some(), "{name} has no citation");
    framework.children.clone()
}

fn offering_files() -> Vec<PathBuf> {
    let folder = root().join("rules/catalog/offerings");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "kdl"));
    files.sort();
    files
}

/// The catalogue as the KDL says it.
fn from_kdl() -> Catalog {
    let mut all = String::new();
    for file in offering_files() {
        all.push_str(&std::fs::read_to_string(file).unwrap());
        all.push('\n');
    }
    let mut catalog = Catalog::empty();
    let parsed = crmlint::parse::parse(FileId(0), &all);
    assert_eq!(parsed.findings, []);
    let findings = catalog.extend(parsed.document.nodes(&all));
    assert!(findings.is_empty(), "{findings:#?}");
    catalog
}

fn string<'a>(node: &'a Node, prop: &str) -> &'a str {
    node.prop(prop).and_then(|v| v.as_str()).unwrap_or_else(|| panic!("{prop} is missing in {node:?}"))
}

fn number(node: &Node, prop: &str) -> String {
    node.prop(prop).unwrap_or_else(|| panic!("{prop} is missing in {node:?}")).display()
}

/// Optional text in the generated source; `e` wraps it.
fn optional(value: Option<&str>, wrap: impl Fn(&str) -> String) -> String {
    value.map_or_else(|| "None".to_owned(), |v| format!("Some({})", wrap(v)))
}

fn borrowed(value: &str) -> String {
    format!("B({value:?})")
}

fn borrowed_list(values: &[std::borrow::Cow<'_, str>]) -> String {
    let items: Vec<String> = values.iter().map(|v| borrowed(v)).collect();
    format!("B(&[{}])", items.join(", "))
}

fn sorted_offerings(catalog: &Catalog) -> Vec<Offering> {
    let mut all: Vec<Offering> = catalog.offerings().cloned().collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn sorted_families(catalog: &Catalog) -> Vec<OfferingFamily> {
    let mut all: Vec<OfferingFamily> = catalog.families().cloned().collect();
    all.sort_by(|a, b| a.word.cmp(&b.word));
    all
}

fn requirement_line(out: &mut String, node: &Node) {
    let weight = match node.children_named("points").next() {
        Some(points) => format!(
            "Weight::Variable {{ full: {}, partial: {}, state: {:?} }}",
            number(points, "full"),
            number(points, "partial"),
            string(points, "state")
        ),
        None if number(node, "points") == "unscored" => "Weight::Unscored".to_owned(),
        None => format!("Weight::Points({})", number(node, "points")),
    };
    let poam = match string(node, "poam") {
        "eligible" => "Eligible",
        "worth-more" => "WorthMore",
        "named" => "Named",
        "conditional" => "Conditional",
        other => panic!("poam={other}"),
    };
    let keeps = match node.prop("keeps").and_then(|v| v.as_str()) {
        None => "None",
        Some("always") => "Always",
        Some("premises") => "Premises",
        Some("media") => "Media",
        Some("contested") => "Contested",
        Some(other) => panic!("keeps={other}"),
    };
    let _ = writeln!(
        out,
        "    Requirement {{ id: {:?}, cmmc_id: {:?}, family: {:?}, title: {:?}, weight: {weight}, letters: {:?}, \
         level1: {}, cmmc1: {:?}, poam: Poam::{poam}, keeps: Keeps::{keeps}, onsite: {:?}, hints: {:?} }},",
        node.args[0].as_str().unwrap(),
        string(node, "cmmc"),
        string(node, "family"),
        string(node, "title"),
        string(node, "objectives"),
        optional(node.prop("level1").and_then(|v| v.as_str()), |v| format!("{v:?}")),
        node.prop("cmmc1").and_then(|v| v.as_str()).unwrap_or_default(),
        node.prop("onsite").and_then(|v| v.as_str()).unwrap_or_default(),
        node.prop("hints").and_then(|v| v.as_str()).unwrap_or_default(),
    );
}

/// `src/catalog/bundled.rs` as it should be.
fn generate() -> String {
    let mut out = String::from(
        "//! Generated from `rules/catalog`; `UPDATE=1 cargo test --test it catalog` writes it anew. Do not edit.\n\n\
         use std::borrow::Cow::Borrowed as B;\n\n\
         use super::lookup::Named;\n\
         use super::offering::{AuthStatus, ImpactLevel, Offering, OfferingFamily, Standing, Tri, Variant};\n\
         use super::requirement::{EvidenceItem, Family, Keeps, Period, Poam, Requirement, Weight};\n\n",
    );
    let nodes = framework_nodes("nist-sp-800-171-r2");
    let named = |name: &'static str| nodes.iter().filter(move |n| n.name.value == name);

    let _ = writeln!(out, "pub(super) static FAMILIES: [Family; {}] = [", named("family").count());
    for family in named("family") {
        let (id, name) = (family.args[0].as_str().unwrap(), string(family, "name"));
        let _ = writeln!(out, "    Family {{ id: {id:?}, name: {name:?} }},");
    }
    let mut first = vec![0];
    for family in named("family") {
        let id = family.args[0].as_str().unwrap();
        first.push(first.last().unwrap() + named("requirement").filter(|r| string(r, "family") == id).count());
    }
    let first: Vec<String> = first.iter().map(usize::to_string).collect();
    let _ = writeln!(out, "];\n\n/// Index of the first requirement of each family, and the number of requirements.");
    let _ = writeln!(out, "pub(super) static FIRST_OF_FAMILY: [u8; {}] = [{}];\n", first.len(), first.join(", "));

    let level3 = framework_nodes("nist-sp-800-172");
    let all: Vec<&Node> = named("requirement").chain(level3.iter().filter(|n| n.name.value == "requirement")).collect();
    let _ = writeln!(out, "/// The 110 of Revision 2, then the 24 that Level 3 adds.");
    let _ = writeln!(out, "pub(super) static REQUIREMENTS: [Requirement; {}] = [", all.len());
    for node in all {
        requirement_line(&mut out, node);
    }
    out.push_str("];\n\n");

    let nodes = framework_nodes("nist-sp-800-171-r3");
    let mut numbers: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for node in nodes.iter().filter(|n| n.name.value == "requirement") {
        numbers.insert(node.args[0].as_str().unwrap(), Some(string(node, "title")));
    }
    let withdrawn = nodes.iter().filter(|n| n.name.value == "withdrawn").flat_map(|n| &n.args);
    numbers.extend(withdrawn.filter_map(|v| v.as_str()).map(|id| (id, None)));
    let _ = writeln!(out, "/// Numbers of Revision 3 with their titles; those without one were withdrawn.");
    let _ = writeln!(out, "pub(super) static REVISION3: [(&str, Option<&str>); {}] = [", numbers.len());
    for (id, title) in &numbers {
        let _ = writeln!(out, "    ({id:?}, {title:?}),");
    }
    out.push_str("];\n\n");

    let packages = parse(&std::fs::read_to_string(root().join("rules/catalog/packages.kdl")).unwrap());
    let mut lines: Vec<[&str; 5]> = Vec::new();
    for node in &packages {
        let [id, name] = [0, 1].map(|i| node.args[i].as_str().unwrap());
        let after = node.prop("replaced-by").and_then(|v| v.as_str()).unwrap_or_default();
        lines.push([id, string(node, "status"), string(node, "level"), after, name]);
    }
    assert!(lines.is_sorted(), "packages stand in order of their ids");
    let _ = writeln!(out, "/// Packages in order of their ids: id, status, level, newer id, name, by tabulators.");
    out.push_str("pub(super) static PACKAGES: &str = \"\\\n");
    for line in &lines {
        let _ = writeln!(out, "{}\\n\\", line.join("\t").escape_debug());
    }
    out.push_str("\";\n\n");

    let nodes = framework_nodes("equivalency-evidence");
    let items: Vec<&Node> = nodes.iter().filter(|n| n.name.value == "item").collect();
    let _ = writeln!(out, "pub(super) static EVIDENCE: [EvidenceItem; {}] = [", items.len());
    for item in items {
        let period = |prop: &str| {
            optional(item.prop(prop).and_then(|v| v.as_str()), |word| match word {
                "always" => "Period::Always".to_owned(),
                "monthly" => "Period::Monthly".to_owned(),
                "annual" => "Period::Annual".to_owned(),
                other => panic!("{prop}={other}"),
            })
        };
        let _ = writeln!(
            out,
            "    EvidenceItem {{ id: {:?}, part_of: {:?}, recurrence: {}, assessor: {} }},",
            item.args[0].as_str().unwrap(),
            string(item, "part-of"),
            period("recurrence"),
            period("assessor"),
        );
    }
    out.push_str("];\n\n");

    let catalog = from_kdl();
    let offerings = sorted_offerings(&catalog);
    let _ = writeln!(out, "pub(super) static OFFERINGS: [Offering; {}] = [", offerings.len());
    for o in &offerings {
        let _ = writeln!(
            out,
            "    Offering {{ id: {}, name: {}, vendor: {}, aliases: {}, variant: Variant::{:?}, package: {}, \
             status: AuthStatus::{:?}, level: ImpactLevel::{:?}, standing: Standing::{:?}, incident_terms: Tri::{:?}, \
             incident_terms_source: {}, us_persons: Tri::{:?}, us_persons_source: {}, twins: {}, services: {}, \
             note: {}, as_of: {} }},",
            borrowed(&o.id),
            borrowed(&o.name),
            borrowed(&o.vendor),
            borrowed_list(&o.aliases),
            o.variant,
            optional(o.package.as_deref(), borrowed),
            o.status,
            o.level,
            o.standing,
            o.incident_terms,
            optional(o.incident_terms_source.as_deref(), borrowed),
            o.us_persons,
            optional(o.us_persons_source.as_deref(), borrowed),
            borrowed_list(&o.twins),
            borrowed_list(&o.services),
            optional(o.note.as_deref(), borrowed),
            borrowed(&o.as_of),
        );
    }
    let families = sorted_families(&catalog);
    let _ = writeln!(out, "];\n\npub(super) static OFFERING_FAMILIES: [OfferingFamily; {}] = [", families.len());
    for f in &families {
        let (word, candidates) = (borrowed(&f.word), borrowed_list(&f.candidates));
        let _ = writeln!(out, "    OfferingFamily {{ word: {word}, candidates: {candidates} }},");
    }
    let mut words: Vec<(String, String)> = Vec::new();
    for (i, o) in offerings.iter().enumerate() {
        let all = o.aliases.iter().map(AsRef::as_ref).chain([o.id.as_ref()]);
        words.extend(all.map(|w: &str| (w.to_owned(), format!("Named::Offering({i})"))));
    }
    words.extend(families.iter().enumerate().map(|(i, f)| (f.word.to_string(), format!("Named::Family({i})"))));
    words.sort();
    let _ = writeln!(out, "];\n\n/// Ids, aliases and family words, sorted.");
    let _ = writeln!(out, "pub(super) static OFFERING_WORDS: [(&str, Named); {}] = [", words.len());
    for (word, named) in &words {
        let _ = writeln!(out, "    ({word:?}, {named}),");
    }
    out.push_str("];\n");
    out
}

#[test]
fn bundled_is_what_the_kdl_says() {
    let path = root().join("src/catalog/bundled.rs");
    let expected = generate();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert!(found == expected, "src/catalog/bundled.rs is stale: run UPDATE=1 cargo test --test it catalog");
    assert_eq!(sorted_offerings(&Catalog::bundled()), sorted_offerings(&from_kdl()));
    assert_eq!(sorted_families(&Catalog::bundled()), sorted_families(&from_kdl()));
}

#[test]
fn counts_that_the_regulation_fixes() {
    let all = requirements();
    assert_eq!(all.len(), 110);
    assert_eq!(all.iter().map(|r| r.letters.len()).sum::<usize>(), 320);
    assert_eq!(families().len(), 14);
    let weights: u16 = all.iter().map(|r| r.weight.full()).sum();
    assert_eq!(weights, 313);
    assert_eq!(110 - i32::from(weights), -203);
    let worth = |n: u16| all.iter().filter(|r| r.weight.full() == n).count();
    assert_eq!((worth(5), worth(3), worth(1), worth(0)), (44, 14, 51, 1));
    let variable = all.iter().filter(|r| matches!(r.weight, Weight::Variable { .. })).map(|r| r.id);
    assert_eq!(variable.collect::<Vec<_>>(), ["3.5.3", "3.13.11"]);
    let poam = |p: Poam| all.iter().filter(|r| r.poam == p).map(|r| r.id).collect::<Vec<_>>();
    assert_eq!(poam(Poam::Eligible).len(), 46);
    assert_eq!(poam(Poam::Conditional), ["3.13.11"]);
    assert_eq!(poam(Poam::Named), ["3.1.20", "3.1.22", "3.10.3", "3.10.4", "3.10.5", "3.12.4"]);
    assert!(all.iter().filter(|r| r.poam == Poam::Eligible).all(|r| r.weight.full() == 1));
    let level1: Vec<&str> = all.iter().filter_map(|r| r.level1).collect();
    assert_eq!((level1.len(), level1.iter().collect::<BTreeSet<_>>().len()), (17, 15));
    assert_eq!(evidence_items().len(), 28);
    let revision3 = revision3();
    assert_eq!(revision3.len(), 130);
    assert_eq!(revision3.iter().filter(|r| r.1.is_some()).count(), 97);
    assert!(revision3.is_sorted());
    let level3: Vec<_> = RequirementIx::level3().map(RequirementIx::get).collect();
    assert_eq!(level3.len(), 24);
    assert!(level3.iter().all(|r| r.id.ends_with('e') && r.weight == Weight::Points(1)));
    assert_eq!(level3.iter().filter(|r| r.poam == Poam::Named).count(), 7);
    assert_eq!(all.iter().map(|r| r.onsite.len()).sum::<usize>(), 18);
    assert_eq!(all.iter().filter(|r| r.keeps == Keeps::Always).count(), 19);
}

#[test]
fn requirements_are_well_formed() {
    for (ix, r) in RequirementIx::all().zip(requirements()) {
        assert_eq!(requirement(r.id), Some(ix));
        assert_eq!(ix.get(), r);
        assert_eq!(r.cmmc_id, format!("{}.L2-{}", r.family, r.id));
        assert!("abcdefghijklmno".starts_with(r.letters) && !r.letters.is_empty(), "{}", r.id);
        assert!(families().iter().any(|f| f.id == r.family));
    }
    for other in ["", "3.1", "3.1.23", "3.1.0", "3.01.1", "03.01.01", "3.15.1", "3.1.1[a]", "3.1.+1", "4.1.1"] {
        assert_eq!(requirement(other), None, "{other}");
    }
    let mfa = requirement("3.5.3").unwrap().get().weight;
    assert_eq!((mfa.in_state(None), mfa.in_state(Some("remote-and-privileged-only"))), (5, 3));
    assert_eq!(mfa.in_state(Some("encrypted-not-validated")), 5);
}

/// `3.1.1`, `3.1.1[ab]`, `r3 …`, `53 …`, `letter …`, `number …` or `-`; a `0` in front marks a zero-padded id.
fn show(reading: &Reading) -> String {
    match reading {
        Reading::Requirement { ix, letters, written } => {
            let zero = match written {
                Written::Usual => "",
                Written::ZeroPadded => "0 ",
                Written::Cmmc1 => "1 ",
            };
            let letters = if letters.is_empty() { String::new() } else { format!("[{letters}]") };
            format!("{zero}{}{letters}", ix.get().id)
        }
        Reading::Revision3 { id } => format!("r3 {id}"),
        Reading::Control80053 { id } => format!("53 {id}"),
        Reading::UnknownLetter { ix, letter } => format!("letter {} {letter}", ix.get().id),
        Reading::UnknownNumber { nearest } => format!("number {}", nearest.unwrap_or("?")),
        Reading::NotAnId => "-".to_owned(),
    }
}

#[test]
fn ids_as_documents_write_them() {
    let table = [
        ("3.1.1", "3.1.1"),
        (" 3.1.1\t ", "3.1.1"),
        ("\u{a0}3.1.1\u{a0}", "3.1.1"),
        ("3.1.1[a]", "3.1.1[a]"),
        ("3.1.1[a]\t ", "3.1.1[a]"),
        ("3.1.1 [a]", "3.1.1[a]"),
        ("3.1.1(a)", "3.1.1[a]"),
        ("3.1.1.a", "3.1.1[a]"),
        ("3.1.1a", "3.1.1[a]"),
        ("3.1.1 a", "3.1.1[a]"),
        ("3.1.1[A]", "3.1.1[a]"),
        ("3.1.1[ab]", "3.1.1[ab]"),
        ("3.1.1[b, a]", "3.1.1[ab]"),
        ("3.1.1[a][c]", "3.1.1[ac]"),
        ("3.1.1[a], [c]", "3.1.1[ac]"),
        ("3.1.1[a-c]", "3.1.1[abc]"),
        ("3.1.1[a]-[c]", "3.1.1[abc]"),
        ("3.1.1[a and b]", "3.1.1[ab]"),
        ("3.1.1[g]", "letter 3.1.1 g"),
        ("3.4.4[b]", "letter 3.4.4 b"),
        ("3.4.7[o]", "3.4.7[o]"),
        ("3.1.1.", "3.1.1"),
        ("3.1.1: Authorized Access Control", "3.1.1"),
        ("#### 3.1.1 — Authorized Access Control", "3.1.1"),
        ("3.1.1 Authorized Access Control", "3.1.1"),
        ("3.1.1 (see note)", "3.1.1"),
        ("3.1.1 (for all)", "3.1.1"),
        ("3.1.1 A policy says so", "3.1.1"),
        ("AC.L2-3.1.1", "3.1.1"),
        ("ac.l2-3.1.1", "3.1.1"),
        ("**AC.L2-3.1.1**", "3.1.1"),
        ("`AC.L2-3.1.1`", "3.1.1"),
        ("[AC.L2-3.1.10]", "3.1.10"),
        ("AC.L2-3.1.1[a]", "3.1.1[a]"),
        ("AC.L2-3.1.1 – Authorized Access Control", "3.1.1"),
        ("AC.L2\u{2011}3.1.1", "3.1.1"),
        ("AC.L1-3.1.1", "3.1.1"),
        ("AC.L1-3.1.1[e]", "3.1.1[e]"),
        ("AC.L2-3.1.1e", "3.1.1[e]"),
        ("AC.L2-3.5.1", "3.5.1"),
        ("AC.L1-b.1.i", "3.1.1"),
        ("AC.L1-B.1.I", "3.1.1"),
        ("AC.L1-b.1.ii[a]", "3.1.2[a]"),
        ("AC.L1-b.1.ii[c]", "letter 3.1.2 c"),
        ("SI.L1-b.1.xv", "3.14.5"),
        ("b.1.iv", "3.1.22"),
        ("AC.L1-b.1.xvi", "number ?"),
        ("PE.L1-b.1.ix[a]", "letter 3.10.3 a"),
        ("AC.3.1.1", "3.1.1"),
        ("RA.3.11.2", "3.11.2"),
        ("AC 3.1.1", "3.1.1"),
        ("AC-3.1.1", "3.1.1"),
        ("NIST-3.1.1", "3.1.1"),
        ("NIST-3.1.1_limit_access", "3.1.1"),
        ("NIST SP 800-171 3.1.1", "3.1.1"),
        ("NIST SP 800-171 Rev 2 3.1.1", "3.1.1"),
        ("CMMC AC.L2-3.1.1", "3.1.1"),
        ("03.01.01", "0 3.1.1"),
        ("03.01.01.a", "0 3.1.1[a]"),
        ("03.01.01.0", "0 3.1.1"),
        ("03.10.06", "0 3.10.6"),
        ("03.15.01", "r3 03.15.01"),
        ("03.01.99", "number 3.1.9"),
        ("SP_800_171_03.09.01", "r3 03.09.01"),
        ("SP_800_171_SR-03.09.01", "r3 03.09.01"),
        ("A.03.09.01.ODP.01", "r3 03.09.01"),
        ("3.1.23", "number 3.1.2"),
        ("3.10.60", "number 3.10.6"),
        ("3.1.1.5", "number 3.1.1"),
        ("3.15.1", "number ?"),
        ("3.1.2e", "number ?"),
        ("AC.L3-3.1.2e", "number ?"),
        ("AC.1.001", "1 3.1.1"),
        ("AC.2.016", "1 3.1.3"),
        ("MA.3.115", "1 3.7.3"),
        ("RM.2.141", "1 3.11.1"),
        ("RE.2.138", "1 3.8.9"),
        ("ac_1_001", "1 3.1.1"),
        ("RE.2.137", "number ?"),
        ("AC.2.001", "number ?"),
        ("ac_2_001", "number ?"),
        ("AC-2", "53 AC-2"),
        ("AC-2 ", "53 AC-2"),
        ("AC-02", "53 AC-2"),
        ("ac-02", "53 AC-2"),
        ("AC-2 (1)", "53 AC-2(1)"),
        ("AC-2(1)", "53 AC-2(1)"),
        ("AC-02 (01)", "53 AC-2(1)"),
        ("ac-2.1", "53 AC-2(1)"),
        ("AC-04(21)", "53 AC-4(21)"),
        ("AC-2: (j)", "53 AC-2"),
        ("AC-1(a)", "53 AC-1"),
        ("AC-01 (a)", "53 AC-1"),
        ("AC-1a", "53 AC-1"),
        ("AC-1a.1", "53 AC-1"),
        ("AC-2 (7)(a)", "53 AC-2(7)"),
        ("AC-3 (3)(b)(1)", "53 AC-3(3)"),
        ("AC-02 (12) (a)", "53 AC-2(12)"),
        ("AC-1.b.1", "53 AC-1"),
        ("ac-17_smt.a", "53 AC-17"),
        ("AC.L2-3.1.1_obj.a", "3.1.1[a]"),
        ("3.1.1_obj.b", "3.1.1[b]"),
        ("", "-"),
        ("AC", "-"),
        ("3.1", "-"),
        ("3", "-"),
        ("a", "-"),
        ("Access Control", "-"),
        ("FedRAMP Controls Moderate ", "-"),
        ("Customer (Header)", "-"),
        ("Cognito.1", "-"),
        ("3000109", "-"),
        ("CIS-1.2.1", "-"),
        ("AC_1", "-"),
        ("1.2.3", "-"),
        ("13.1.1", "-"),
        ("3.1.1111", "-"),
        ("AC-2024", "-"),
        ("see 3.1.1", "-"),
    ];
    for (text, expected) in table {
        assert_eq!(show(&read_id(text, None)), expected, "{text:?}");
    }
}

#[test]
fn the_framework_decides() {
    let table = [
        ("03.01.01", Framework::R2, "0 3.1.1"),
        ("03.01.01", Framework::R3, "r3 03.01.01"),
        ("3.1.1", Framework::R3, "r3 03.01.01"),
        ("03.01.99", Framework::R3, "number ?"),
        ("03.01.13", Framework::R3, "r3 03.01.13"),
        ("SP_800_171_03.09.01", Framework::R2, "0 3.9.1"),
        ("03.15.01", Framework::R2, "r3 03.15.01"),
        ("AC-3.1.1", Framework::Sp80053, "53 AC-3(1)"),
        ("3.1.1", Framework::Sp80053, "3.1.1"),
        ("AC-2", Framework::R2, "53 AC-2"),
    ];
    for (text, framework, expected) in table {
        assert_eq!(show(&read_id(text, Some(framework))), expected, "{text} in {framework:?}");
    }
    assert!(Framework::WORDS.iter().all(|w| Framework::from_word(w).is_some()));
    assert_eq!(Framework::from_word("cmmc-level-2"), Some(Framework::R2));
    assert_eq!(Framework::from_word("iso-27001"), None);
}

#[test]
fn lists_and_ranges() {
    let table: [(&str, &[&str]); 22] = [
        ("3.1.1", &["3.1.1"]),
        ("PE.L1-b.1.ix", &["3.10.3", "3.10.4", "3.10.5"]),
        ("PE.L1-B.1.IX – Manage Visitors & Physical Access", &["3.10.3", "3.10.4", "3.10.5"]),
        ("AC-2, AC-2 (7), AC-5", &["53 AC-2", "53 AC-2(7)", "53 AC-5"]),
        ("AC-2 (1), (2)", &["53 AC-2(1)", "53 AC-2(2)"]),
        ("AC-2, 5", &["53 AC-2"]),
        ("3.10.1-3.10.3", &["3.10.1", "3.10.2", "3.10.3"]),
        ("3.10.1 – 3.10.3", &["3.10.1", "3.10.2", "3.10.3"]),
        ("3.10.1 through 3.10.3, 3.10.6", &["3.10.1", "3.10.2", "3.10.3", "3.10.6"]),
        ("3.10.4-6", &["3.10.4", "3.10.5", "3.10.6"]),
        ("AC.L2-3.1.1 to AC.L2-3.1.3", &["3.1.1", "3.1.2", "3.1.3"]),
        ("3.10.5-3.10.9", &["3.10.5", "number 3.10.1"]),
        ("3.1.8 - 3 failed logons", &["3.1.8"]),
        ("3.1.1 and 3.1.2", &["3.1.1", "3.1.2"]),
        ("3.1.1/3.1.2; 3.1.3 & 3.1.4", &["3.1.1", "3.1.2", "3.1.3", "3.1.4"]),
        ("3.1.1 3.1.1[a]", &["3.1.1", "3.1.1[a]"]),
        ("3.1.1[a,b], 3.1.2[a], [b]", &["3.1.1[ab]", "3.1.2[a]", "3.1.2[b]"]),
        ("3.1.1[a], c", &["3.1.1[a]", "3.1.1[c]"]),
        ("[3.1.1], [3.1.2]", &["3.1.1", "3.1.2"]),
        ("AC.1.001\nAC.L1-3.1.1\nAuthorized Access\nLimit it.", &["3.1.1"]),
        ("VPC;Security Groups", &["-"]),
        ("see 3.1.1, 3.1.2", &["-"]),
    ];
    for (text, expected) in table {
        let found: Vec<String> = read_ids(text, None).iter().map(show).collect();
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn letters_in_a_column_of_their_own() {
    let table = [
        ("a", Some("a")),
        ("(a)", Some("a")),
        ("[a]", Some("a")),
        (" [c, a] ", Some("ac")),
        ("a-c", Some("abc")),
        ("a and b", Some("ab")),
        ("", None),
        ("all", None),
        ("1", None),
        ("N/A", None),
    ];
    for (text, expected) in table {
        assert_eq!(read_letters(text).as_deref(), expected, "{text:?}");
    }
}

#[test]
fn every_requirement_is_read_in_every_form() {
    for ix in RequirementIx::all() {
        let r = ix.get();
        let [_, family, number] = r.id.split('.').collect::<Vec<_>>()[..] else { panic!() };
        let padded = format!("03.{family:0>2}.{number:0>2}");
        for letter in r.letters.chars() {
            for text in
                [format!("{}[{letter}]", r.id), format!("{}[{letter}]", r.cmmc_id), format!("{padded}.{letter}")]
            {
                let Reading::Requirement { ix: found, letters, .. } = read_id(&text, Some(Framework::R2)) else {
                    panic!("{text}")
                };
                assert_eq!((found, letters), (ix, letter.to_string()), "{text}");
            }
        }
        let Some(level1) = r.level1 else { continue };
        assert!(read_ids(level1, None).contains(&Reading::Requirement {
            ix,
            letters: String::new(),
            written: Written::Usual
        }));
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in
        ["3.1.1[a]-[", "3.1.1 [", "3.1.1 ", "AC-2 (1), ", "3.1.1-3.1.2-", "nist ", "[", "3.1.1 a a ", "3.1.1\n"]
    {
        let text = piece.repeat(50_000 / piece.len());
        let start = std::time::Instant::now();
        let _ = read_ids(&text, None);
        assert!(start.elapsed().as_secs() < 60, "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), r3 in any::<bool>()) {
        let framework = r3.then_some(Framework::R3);
        let _ = (read_id(&text, framework), read_ids(&text, framework), read_letters(&text), vendor_id(&text));
        let _ = Catalog::bundled().find(&text);
    }

    #[test]
    fn any_text_of_id_characters_is_read(text in "[ACLabeix0-3.,()\\[\\] \u{a0}\n*_–-]{0,40}") {
        let one = read_id(&text, None);
        let all = read_ids(&text, None);
        prop_assert!(!all.is_empty());
        if one != Reading::NotAnId {
            prop_assert!(all.contains(&one));
        }
        for reading in all {
            if let Reading::Requirement { ix, letters, .. } = reading {
                prop_assert!(letters.chars().all(|c| ix.get().letters.contains(c)));
            }
        }
    }
}

#[test]
fn offerings_are_well_formed() {
    let catalog = Catalog::bundled();
    let all: Vec<&Offering> = catalog.offerings().collect();
    assert_eq!(all.len(), 107);
    let mut words = BTreeSet::new();
    for o in &all {
        assert_eq!(o.as_of, "2026-05-30", "{}", o.id);
        assert_ne!(o.variant, Variant::Unknown, "{}", o.id);
        assert_eq!(o.standing, Standing::of(o.status, o.level), "{}", o.id);
        assert!(!o.vendor.is_empty() && !o.name.is_empty(), "{}", o.id);
        assert!(o.status != AuthStatus::Authorized || o.package.is_some(), "{}", o.id);
        for word in o.aliases.iter().chain([&o.id]) {
            assert!(words.insert(word.to_string()), "{word} stands twice");
            assert_eq!(vendor_id(word), **word, "ids are lower case with hyphens");
            assert_eq!(catalog.find(word), Lookup::Found(o));
        }
        for twin in o.twins.iter() {
            assert_eq!(o.variant, Variant::Commercial, "{}", o.id);
            let Lookup::Found(twin) = catalog.find(twin) else { panic!("{twin}") };
            assert_eq!((twin.variant, twin.standing), (Variant::Government, Standing::Authorized), "{}", o.id);
        }
        assert!(o.incident_terms_source.is_none() || o.incident_terms != Tri::Unknown, "{}", o.id);
    }
    for f in catalog.families() {
        assert!(words.insert(f.word.to_string()), "{} stands twice", f.word);
        assert!(f.candidates.len() >= 2, "{}", f.word);
        let Lookup::Ambiguous { word, candidates } = catalog.find(&f.word) else { panic!("{}", f.word) };
        assert_eq!((word.as_str(), candidates.len()), (f.word.as_ref(), f.candidates.len()));
    }
    for file in offering_files() {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for node in parse(&std::fs::read_to_string(&file).unwrap()) {
            assert!(node.name.value == "family" || vendor_id(string(&node, "vendor")) == name, "{name}");
        }
    }
}

fn found<'a>(catalog: &'a Catalog, id: &str) -> &'a Offering {
    match catalog.find(id) {
        Lookup::Found(offering) => offering,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn standing_of_known_offerings() {
    let catalog = Catalog::bundled();
    let table = [
        ("m365-commercial", Standing::NotAuthorized),
        ("m365-gcc", Standing::Authorized),
        ("microsoft-365-gcc-high", Standing::Authorized),
        ("Microsoft 365 GCC High", Standing::Authorized),
        ("m365-dod", Standing::Unknown),
        ("azure-commercial", Standing::Authorized),
        ("github-enterprise-cloud", Standing::BelowLevel),
        ("gemini-gov", Standing::BelowLevel),
        ("chatgpt-ent", Standing::Unknown),
        ("datadog-mod", Standing::Unknown),
        ("vanta-20x", Standing::Unknown),
        ("egnyte", Standing::NotAuthorized),
        ("asana", Standing::NotAuthorized),
        ("box-legacy", Standing::NotAuthorized),
        ("1password", Standing::NotAuthorized),
    ];
    for (id, standing) in table {
        assert_eq!(found(&catalog, id).standing, standing, "{id}");
    }
    let m365 = found(&catalog, "m365-commercial");
    assert_eq!(m365.twins.as_ref(), ["m365-gcc-high", "m365-gcc"]);
    assert_eq!(m365.incident_terms, Tri::No);
    assert_eq!(found(&catalog, "okta-commercial").twins.as_ref(), ["okta-regulated", "okta-ghc"]);
    assert_eq!(found(&catalog, "aws-us-east-west").twins.as_ref(), ["aws-govcloud"]);
    assert!(found(&catalog, "gcp").twins.is_empty());
    assert_eq!(found(&catalog, "egnyte").status, AuthStatus::Ready);
    assert_eq!(found(&catalog, "github-ec").level, ImpactLevel::LiSaas);
    let unknown = |id: &str, near: Option<&str>| {
        assert_eq!(catalog.find(id), Lookup::Unknown { nearest: near.map(str::to_owned) }, "{id}");
    };
    unknown("m365-gcc-hihg", Some("m365-gcc-high"));
    unknown("webex", Some("webex-gov"));
    unknown("railway", None);
    unknown("", None);
    assert_eq!(vendor_id("Palo Alto Networks"), "palo-alto-networks");
    assert_eq!(vendor_id("  N-able, Inc. "), "n-able-inc");
}

fn extended(text: &str) -> (Catalog, Vec<Finding>) {
    let mut catalog = Catalog::bundled();
    let parsed = crmlint::parse::parse(FileId(0), text);
    let findings = catalog.extend(parsed.document.nodes(text));
    (catalog, findings)
}

#[test]
fn a_project_extends_and_corrects() {
    let (catalog, findings) = extended(
        r#"
        offering acme-vault name="Acme Vault" vendor="Acme" alias=vault package="FR1" level=moderate status=authorized as-of="2026-11-01" {
            incident-terms yes source="contract 7"
            services "Store" "Share"
        }
        offering acme-vault-commercial vendor="Acme" variant=commercial status=none twin=vault
        offering egnyte status=authorized level=moderate as-of="2026-10-01"
        offering microsoft-365-gcc us-persons=unknown
        family acme { candidates vault acme-vault-commercial; }
        "#,
    );
    assert_eq!(findings, []);
    let vault = found(&catalog, "vault");
    assert_eq!((vault.id.as_ref(), vault.standing), ("acme-vault", Standing::Authorized));
    assert_eq!(vault.incident_terms_source.as_deref(), Some("contract 7"));
    assert_eq!(vault.services.as_ref(), ["Store", "Share"]);
    assert_eq!(found(&catalog, "acme-vault-commercial").twins.as_ref(), ["acme-vault"]);
    let egnyte = found(&catalog, "egnyte-platform");
    assert_eq!((egnyte.standing, egnyte.as_of.as_ref()), (Standing::Authorized, "2026-10-01"));
    assert_eq!((egnyte.name.as_ref(), egnyte.package.as_deref()), ("Egnyte Platform", Some("FR2024952734")));
    let gcc = found(&catalog, "m365-gcc");
    assert_eq!((gcc.us_persons, gcc.as_of.as_ref()), (Tri::Unknown, "2026-05-30"));
    assert!(matches!(catalog.find("acme"), Lookup::Ambiguous { candidates, .. } if candidates.len() == 2));
    assert_eq!(catalog.offerings().count(), 109);
    assert_eq!(catalog.offerings().map(|o| o.id.as_ref()).collect::<BTreeSet<_>>().len(), 109);
}

#[test]
fn slips_in_an_offerings_file_are_found() {
    let table: [(&str, &str, &str, Option<&str>); 15] = [
        ("offring x vendor=V", "not-in-schema", "offring", Some("write `offering`")),
        ("offering x vendor=V statsu=ready", "not-in-schema", "statsu", Some("write `status`")),
        ("offering x vendor=V { status redy; }", "not-in-schema", "redy", Some("write `ready`")),
        (
            "offering x vendor=V level=class-c",
            "not-in-schema",
            "class-c",
            Some("how Certified and the classes count is open: write `unknown`"),
        ),
        ("offering x vendor=V as-of=\"May 2026\"", "not-in-schema", "\"May 2026\"", Some("write it as \"2026-05-30\"")),
        ("offering x vendor=V name=7", "not-in-schema", "7", Some("put it in quotes")),
        ("offering x vendor=V { us-persons yes sourc=\"y\"; }", "not-in-schema", "sourc", Some("write `source`")),
        ("offering", "not-in-schema", "offering", Some("write the id behind the name: offering example-gov")),
        ("offering x y vendor=V", "not-in-schema", "y", Some("remove it, or write it as `alias`")),
        (
            "offering x",
            "not-in-schema",
            "x",
            Some("add vendor=\"…\"; the catalogue does not have this offering, so nothing else says it"),
        ),
        (
            "offering x vendor=V twin=m365-gcc-hgih",
            "dangling-reference",
            "m365-gcc-hgih",
            Some("write `m365-gcc-high`"),
        ),
        ("offering x vendor=V alias=gcp", "duplicate-id", "gcp", Some("take another alias")),
        (
            "offering azure vendor=V",
            "duplicate-id",
            "azure",
            Some("take an id of its own, or one of azure-commercial azure-government"),
        ),
        ("offering x vendor=V; offering x vendor=V", "duplicate-id", "x", Some("make one of the two")),
        ("family fam", "not-in-schema", "family fam", Some("add `candidates` with the ids of two or more offerings")),
    ];
    for (text, rule, at, help) in table {
        let (_, findings) = extended(text);
        let [finding] = findings.as_slice() else { panic!("{text}: {findings:#?}") };
        assert_eq!((finding.rule.as_ref(), finding.help.as_deref()), (rule, help), "{text}");
        assert_eq!(text.get(finding.primary.span.range()), Some(at), "{text}");
    }
    let (catalog, _) = extended("offering x vendor=V status=authorised");
    assert_eq!(found(&catalog, "x").status, AuthStatus::Unknown);
}

#[test]
fn bundled_files_stand_in_the_repository() {
    assert!(Path::new(&root().join("rules/catalog/offerings/families.kdl")).is_file());
    assert_eq!(offering_files().len(), 70);
}
