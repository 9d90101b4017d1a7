//! What holds for the source itself: which module imports which, who touches the outside world, and small order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up; modules of one line do not import each other.
const ORDER: &[&[&str]] = &[
    &["source"],
    &["finding"],
    &["parse"],
    &["fact"],
    &["schema", "catalog"],
    &["model", "read"],
    &["derive"],
    &["rule", "waiver", "baseline"],
    &["check"],
    &["fix"],
    &["report", "export"],
    &["project"],
    &["discover"],
    &["cli"],
    &["lib", "main"],
];

/// What only some files may name.
const ONLY: &[(&str, &[&str])] = &[
    ("miette", &["src/report/terminal.rs"]),
    ("jsonschema", &["src/schema/"]),
    ("kdl", &["src/parse/"]),
    ("csv", &["src/read/csv.rs"]),
    ("rust_xlsxwriter", &["src/export/xlsx.rs"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/completions.rs"]),
    ("clap_mangen", &["src/cli/man.rs"]),
    ("rayon", &["src/discover", "src/rule/run.rs", "src/check.rs", "src/cli/"]),
    ("ignore", &["src/discover"]),
    ("glob", &["src/discover", "src/project.rs"]),
    ("tempfile", &["src/cli/"]),
    ("terminal_size", &["src/cli/"]),
    ("sha2", &["src/check.rs", "src/report/gitlab.rs"]),
    ("indicatif", &["src/cli/display.rs"]),
    ("supports_hyperlinks", &["src/cli/display.rs"]),
    ("std::fs", &["src/discover", "src/project.rs", "src/cli/", "src/main.rs"]),
    ("std::env", &["src/discover", "src/project.rs", "src/cli/", "src/main.rs"]),
    ("std::io::stdout", &["src/cli/output.rs", "src/cli/sink.rs"]),
    ("std::io::stderr", &["src/cli/output.rs"]),
    ("std::process::Command", &["src/discover/git.rs"]),
    ("notify", &["src/cli/watch.rs"]),
    ("std::net", &[]),
    ("std::process::exit", &[]),
    ("HashMap", &[]),
    ("HashSet", &[]),
];

struct Source {
    path: String,
    text: String,
    /// Lines of code with their number: no comments.
    code: Vec<(usize, String)>,
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in folders {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let numbered = text.lines().enumerate().filter(|(_, l)| is_code(l));
        let code = numbered.map(|(i, l)| (i + 1, l.to_owned())).collect();
        let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, text, code }
    };
    paths.iter().map(read).collect()
}

/// `src/model/crm.rs` belongs to `model`.
fn module(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|group| group.contains(&module))
}

/// The modules that a line names through `crate::`, one alone or several in braces.
fn imports(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for after in line.split("crate::").skip(1) {
        let names = match after.strip_prefix('{') {
            Some(list) => list.split(',').collect(),
            None => vec![after],
        };
        out.extend(
            names
                .into_iter()
                .filter_map(|n| n.trim_start().split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()),
        );
    }
    out
}

#[test]
fn modules_import_downwards() {
    let mut wrong = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let files = sources(&["src"]);
    for file in &files {
        let own = module(&file.path);
        let own_rank = rank(own).unwrap_or_else(|| panic!("{} has no place in the order", file.path));
        seen.insert(own);
        for (number, line) in &file.code {
            for name in imports(line) {
                let Some(other) = rank(name) else { continue };
                if name != own && other >= own_rank {
                    wrong.push(format!("{}:{number}: {own} imports {name}", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let planned: BTreeSet<&str> = ORDER.iter().flat_map(|g| g.iter().copied()).collect();
    assert_eq!(seen, planned, "the order names modules that are not there");
}

#[test]
fn library_lists_its_modules_in_that_order() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let groups: BTreeMap<&str, usize> = listed.iter().filter_map(|m| Some((*m, rank(m)?))).collect();
    assert_eq!(groups.len(), listed.len(), "{listed:?}");
}

/// True if the code names a crate or path: `miette::`, `use miette`, `std::fs`.
fn names(line: &str, what: &str) -> bool {
    line.match_indices(what).any(|(at, _)| {
        let (before, rest) = line.split_at(at);
        let after = rest.strip_prefix(what).unwrap_or("");
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '"';
        let path = what.contains("::") || what.starts_with("Hash");
        // `crate::read::csv` is a module of ours, `::csv::` the crate.
        let ours = !path && before.ends_with("::") && !before.ends_with(" ::");
        !before.ends_with(is_part)
            && !after.starts_with(is_part)
            && !ours
            && (path || after.starts_with("::") || before.ends_with("use "))
    })
}

#[test]
fn few_touch_the_outside_world() {
    let mut wrong = Vec::new();
    for file in sources(&["src"]) {
        for (number, line) in &file.code {
            for (what, allowed) in ONLY {
                let crate_csv = *what != "csv" || line.contains("::csv::");
                if names(line, what) && crate_csv && !allowed.iter().any(|a| file.path.starts_with(a)) {
                    wrong.push(format!("{}:{number}: {what} may stand in {allowed:?} only", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_say_what_they_are() {
    let mut wrong = Vec::new();
    for file in sources(&["src", "tests", "benches"]) {
        let doc = file.text.lines().take_while(|l| l.starts_with("//!")).count();
        let generated = file.path.ends_with("/bundled.rs");
        if doc == 0 || (doc > 10 && !generated) {
            wrong.push(format!("{}: {doc} lines of `//!`, one to ten are asked for", file.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_to_do() {
    // Put together here, so that this file does not find itself.
    let marks = [("TO", "DO"), ("FIX", "ME"), ("dbg", "!(")].map(|(a, b)| format!("{a}{b}"));
    let mut wrong = Vec::new();
    for file in sources(&["src", "tests", "benches"]) {
        for (i, line) in file.text.lines().enumerate() {
            if marks.iter().any(|m| line.contains(m.as_str())) {
                wrong.push(format!("{}:{}: {line}", file.path, i + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_have_plain_line_ends() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(&root.join(folder), &mut paths);
    }
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{}", path.display());
        assert!(!text.contains('\r') && !text.contains('\t'), "{}", path.display());
    }
}
