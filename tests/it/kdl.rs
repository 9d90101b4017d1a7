//! KDL 2.0: crmlint's reader and the kdl crate are held to the specification, on cases of ours, on mutated texts and on
//! the corpus of the fuzzer. Where the kdl crate differs is told in `docs/kdl.md` and `differ/changes.rs`; nowhere else
//! may it.

#![expect(clippy::string_slice, reason = "a panic is how a test fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::differ::changes::Change;
use super::differ::grammar::read;
use super::differ::mutate::{Numbers, Pieces, mutate, soup};
use super::differ::tree::{Node, Places, difference, show};
use super::differ::{Relation, compare, explains, theirs, with_stack};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder whose name ends so, with their text, in order.
fn files(folder: &Path, end: &str) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            // The corpus holds what a fuzzer makes; what is no text is read by nobody.
            out.extend(String::from_utf8(fs::read(&path).unwrap()).ok().map(|text| (path, text)));
        }
    }
    out.sort();
    out
}

fn own_files() -> Vec<(PathBuf, String)> {
    files(&root().join("tests/data/kdl"), ".kdl")
}

/// The text that a case writes: `⏎` is a line feed, `‹7F›` a code point.
fn written(case: &str) -> String {
    let (mut out, mut rest) = (String::new(), case);
    while let Some(at) = rest.find(['⏎', '‹']) {
        out.push_str(&rest[..at]);
        let marked = &rest[at..];
        rest = if let Some(behind) = marked.strip_prefix('⏎') {
            out.push('\n');
            behind
        } else {
            let (hex, behind) = marked.strip_prefix('‹').unwrap().split_once('›').unwrap();
            let code = u32::from_str_radix(hex, 16).ok();
            out.extend(code.map(|c| char::from_u32(c).unwrap()));
            behind
        };
    }
    out + rest
}

/// A small text, the production that it stands below, and its tree.
struct Case {
    production: String,
    text: String,
    tree: String,
}

fn cases(name: &str) -> Vec<Case> {
    let (mut out, mut production): (Vec<Case>, _) = (Vec::new(), String::new());
    for line in fs::read_to_string(root().join("tests/data/kdl").join(name)).unwrap().lines() {
        let comment = line.starts_with("// ") && production.is_empty();
        if let Some(heading) = line.strip_prefix("== ") {
            heading.clone_into(&mut production);
        } else if let Some(tree) = line.strip_prefix("    ") {
            let case = out.last_mut().unwrap();
            case.tree = format!("{}{tree}\n", case.tree);
        } else if !line.is_empty() && !comment {
            out.push(Case { production: production.clone(), text: written(line), tree: String::new() });
        }
    }
    out
}

/// Runs a check over texts on the stack that the kdl crate needs, and fails with all that it says.
fn hold<T: Sync>(all: &[T], check: impl Fn(&T) -> Vec<String> + Send) {
    let wrong: Vec<String> = with_stack(|| all.iter().flat_map(check).collect());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn small_texts_are_read_as_their_tree() {
    let all = cases("accepted.txt");
    assert!(all.len() > 340, "{}", all.len());
    hold(&all, |case| {
        let tree = match read(&case.text) {
            Ok(nodes) => show(&nodes),
            Err(e) => format!("breaks {} at {}", e.production, e.at),
        };
        let wrong = (tree != case.tree).then(|| format!("{:?}:\n{tree}and not\n{}", case.text, case.tree));
        wrong.into_iter().chain(compare(&case.text).err()).collect()
    });
}

#[test]
fn small_texts_are_refused_at_their_production() {
    let all = cases("refused.txt");
    assert!(all.len() > 400, "{}", all.len());
    hold(&all, |case| {
        let broken = match read(&case.text) {
            Ok(nodes) => format!("nothing:\n{}", show(&nodes)),
            Err(e) => e.production.to_owned(),
        };
        let wrong =
            (broken != case.production).then(|| format!("{:?} breaks {broken}, not {}", case.text, case.production));
        wrong.into_iter().chain(compare(&case.text).err()).collect()
    });
}

#[test]
fn whole_files_are_read_as_their_tree() {
    let all = own_files();
    assert!(all.len() > 20, "{}", all.len());
    hold(&all, |(path, text)| {
        let refused = path.to_string_lossy().ends_with(".refused.kdl");
        let told = match read(text) {
            Ok(nodes) if !refused => {
                let tree = fs::read_to_string(path.with_extension("tree")).unwrap();
                (show(&nodes) != tree).then(|| format!("is\n{}and not\n{tree}", show(&nodes)))
            }
            Ok(_) => Some("is read".to_owned()),
            Err(e) => (!refused).then(|| format!("breaks {} at {}", e.production, e.at)),
        };
        let wrong = told.map(|told| format!("{} {told}", path.display()));
        wrong.into_iter().chain(compare(text).err()).collect()
    });
}

#[test]
fn fixtures_and_the_corpus_of_the_fuzzer_are_read_alike() {
    let fixtures = files(&root().join("fixtures"), ".kdl");
    let rules = files(&root().join("rules"), ".kdl");
    assert!(fixtures.len() > 10 && rules.len() > 30, "{} {}", fixtures.len(), rules.len());
    let corpus = files(&root().join("fuzz/corpus/kdl"), "");
    assert!((100..500).contains(&corpus.len()), "{}", corpus.len());
    hold(&[fixtures, rules, corpus].concat(), |(path, text)| {
        compare(text).err().map(|e| format!("{}: {e}", path.display())).into_iter().collect()
    });
}

/// The official suite may not be part of this repository; whoever has it names its folder.
#[test]
fn the_official_suite() {
    /// What the suite compares: the last property of a name counts, in no order.
    fn settled(nodes: Vec<Node>) -> Vec<Node> {
        let settle = |mut node: Node| {
            let last: BTreeMap<_, _> = node.props.into_iter().map(|p| (p.0.text.clone(), p)).collect();
            node.props = last.into_values().collect();
            node.children = settled(node.children);
            node
        };
        nodes.into_iter().map(settle).collect()
    }
    let Some(folder) = std::env::var_os("CRMLINT_KDL_SUITE").map(PathBuf::from) else { return };
    let all = files(&folder.join("input"), ".kdl");
    assert!(all.len() > 100, "{}", all.len());
    hold(&all, |(path, text)| {
        let name = path.file_name().unwrap();
        let told = match (read(text), fs::read_to_string(folder.join("expected_kdl").join(name))) {
            (Ok(nodes), Ok(expected)) => difference(&settled(read(&expected).unwrap()), &settled(nodes), Places::None),
            (Err(_), Err(_)) => None,
            (read, _) => Some(format!("read: {}", read.is_ok())),
        };
        told.into_iter().chain(compare(text).err()).map(|e| format!("{}: {e}", path.display())).collect()
    });
}

/// Mutated texts.
const MUTANTS: u64 = 300_000;
/// Longest mutated text, in bytes.
const LONGEST: usize = 200;

/// How many texts came out how.
#[derive(Default)]
struct Tally {
    read: usize,
    asked: usize,
    listed: BTreeMap<Change, usize>,
    wrong: Vec<String>,
}

#[test]
fn mutated_texts_are_read_alike() {
    let texts = |name: &str| -> Vec<String> { cases(name).into_iter().map(|c| c.text).collect() };
    let of = |files: Vec<(PathBuf, String)>| -> Vec<String> { files.into_iter().map(|f| f.1).collect() };
    let small = texts("accepted.txt");
    let seeds = [texts("refused.txt"), of(files(&root().join("fixtures"), ".kdl")), of(own_files()), small.clone()];
    let of_section = |name: &str| -> Vec<String> {
        cases("pieces.txt").into_iter().filter(|c| c.production == name).map(|c| c.text).collect()
    };
    let pieces = Pieces {
        all: of_section("pieces"),
        words: of_section("words"),
        values: of_section("values"),
        blanks: of_section("blanks"),
    };
    // The text depends on its number only, so every run reads the same ones on any number of threads.
    let text = |number: u64| {
        let mut numbers = Numbers::new(number);
        let from = seeds.get(numbers.below(16)).unwrap_or(&small);
        let (seed, other) = (&from[numbers.below(from.len())], &small[numbers.below(small.len())]);
        if numbers.below(16) == 0 {
            soup(&mut numbers, &pieces)
        } else {
            mutate(&mut numbers, &pieces, seed, other, LONGEST)
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let run = |first: usize| {
        let mut tally = Tally::default();
        for number in (0..MUTANTS).skip(first).step_by(threads) {
            let text = text(number);
            tally.read += usize::from(read(&text).is_ok());
            match compare(&text) {
                Ok(Relation::Same { kdl }) => tally.asked += usize::from(kdl),
                Ok(Relation::Listed(changes)) => {
                    tally.asked += 1;
                    for change in changes {
                        *tally.listed.entry(change).or_default() += 1;
                    }
                }
                Err(e) => tally.wrong.push(format!("{number}: {e}")),
            }
        }
        tally
    };
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let run = &run;
        let started: Vec<_> = (0..threads).map(|n| scope.spawn(move || with_stack(|| run(n)))).collect();
        started.into_iter().map(|t| t.join().unwrap()).collect()
    });
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    let wrong: Vec<&str> = tallies.iter().flat_map(|t| &t.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} wrong, among them:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    // Texts that everybody refuses, or that the kdl crate is not asked about, prove little.
    let all = usize::try_from(MUTANTS).unwrap();
    assert!(sum(|t| t.read) > all / 4 && sum(|t| t.asked) > all * 9 / 10, "{} {}", sum(|t| t.read), sum(|t| t.asked));
    for (change, name) in Change::KDL {
        assert!(tallies.iter().any(|t| t.listed.contains_key(&change)), "no mutated text meets {name}");
    }
}

/// A row of a table in `docs/kdl.md`: the text, what crmlint and what the kdl crate make of it.
struct Example {
    heading: String,
    text: String,
    ours: String,
    theirs: String,
}

fn documented() -> Vec<Example> {
    let page = fs::read_to_string(root().join("docs/kdl.md")).unwrap();
    let (mut out, mut heading) = (Vec::new(), String::new());
    for line in page.lines().skip_while(|l| *l != "## Differences from the `kdl` crate") {
        if let Some(name) = line.strip_prefix("##") {
            heading = name.trim_matches(['#', ' ', '`']).to_owned();
        } else if let Some(row) = line.strip_prefix("| `").and_then(|l| l.strip_suffix(" |")) {
            let cells: Vec<&str> = row.split(" | ").collect();
            let [text, ours, theirs] = cells[..] else { panic!("{row}") };
            let cell = |c: &str| c.trim_matches('`').to_owned();
            let text = written(text.strip_suffix('`').unwrap());
            out.push(Example { heading: heading.clone(), text, ours: cell(ours), theirs: cell(theirs) });
        }
    }
    out
}

#[test]
fn every_difference_is_documented_and_shown() {
    let shown = |nodes: Option<Vec<Node>>| match nodes.map(|n| show(&n)) {
        None => "refused".to_owned(),
        Some(tree) if tree.is_empty() => "no node".to_owned(),
        Some(tree) => tree.trim_end().replace('\n', "⏎"),
    };
    let examples = documented();
    hold(&examples, |example| {
        let (ours, theirs) = (shown(read(&example.text).ok()), shown(theirs(&example.text)));
        let mut wrong = Vec::new();
        if (&ours, &theirs) != (&example.ours, &example.theirs) {
            wrong.push(format!("{:?}: crmlint {ours}, kdl {theirs}", example.text));
        }
        // What crmlint reads is what the grammar reads.
        wrong.extend(compare(&example.text).err());
        let change = Change::KDL.into_iter().find(|(_, name)| *name == example.heading);
        if change.is_some_and(|(change, _)| !explains(change, &example.text)) {
            wrong.push(format!("{:?} is not explained by {}", example.text, example.heading));
        }
        wrong
    });
    let mut headings: Vec<&str> = examples.iter().map(|e| e.heading.as_str()).collect();
    headings.dedup();
    let names: Vec<&str> = Change::KDL.iter().map(|(_, name)| *name).chain(["Two of them at once"]).collect();
    assert_eq!(headings, names, "docs/kdl.md tells the differences in the order of `Change::KDL`");
}
