//! Many units in one call: which files belong to which, the same bytes on any number of threads, and what one unit that
//! cannot be read does to the others.

use std::path::Path;

use serde_json::Value;

use crate::cli::{Ran, crmlint, put};
use crate::report::assert_valid;

/// An organization in order, with one fault when asked.
fn organization(name: &str, faulty: bool) -> String {
    let kind = if faulty { "zebra" } else { "msp" };
    format!(
        "organization {name} name=\"{name}\" {{ cmmc level=2 assessment=c3pao; handles cui; }}\nprovider p kind={kind}\n"
    )
}

fn check(folder: &Path, args: &[&str]) -> Ran {
    crmlint(folder).args(&["check", "--as-of", "2026-11-22"]).args(args).run()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let ran = check(folder, &[args, &["--format", "json"]].concat());
    assert_valid(include_str!("../../schemas/report.schema.json"), &ran.out)
}

/// Folder and number of files of each unit, in order.
fn units(folder: &Path, args: &[&str]) -> Vec<(String, u64)> {
    let report = json(folder, args);
    let one = std::slice::from_ref(&report);
    let units = report["units"].as_array().map_or(one, Vec::as_slice);
    let named = |u: &Value| (u["unit"].as_str().unwrap().to_owned(), u["summary"]["files"].as_u64().unwrap());
    units.iter().map(named).collect()
}

fn named(units: &[(&str, u64)]) -> Vec<(String, u64)> {
    units.iter().map(|(n, files)| ((*n).to_owned(), *files)).collect()
}

#[test]
fn units_without_a_project_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "a/organization.kdl", organization("alpha", false).as_bytes());
    put(at, "a/deep/er/more.kdl", b"provider q kind=msp\n");
    put(at, "a/deep/inner/firm.kdl", b"\"organi\\u{7a}ation\" inner { cmmc level=1 assessment=self; }\n");
    put(at, "a/deep/inner/below/more.kdl", b"provider q kind=msp\n");
    put(at, "b/organization.kdl", organization("beta", false).as_bytes());
    put(at, "b/.hidden/more.kdl", b"provider q kind=msp\n");
    put(at, "left/over.kdl", b"// no organization here\nprovider q kind=msp\n");
    put(at, "over.kdl", b"provider r kind=msp\n");
    assert_eq!(units(at, &["."]), named(&[(".", 2), ("a", 2), ("a/deep/inner", 2), ("b", 1)]));
    assert_eq!(units(at, &["a"]), named(&[("a", 2), ("a/deep/inner", 2)]));
    assert_eq!(units(at, &["b", "left"]), named(&[("b", 1), ("left", 1)]));
    // A file that is named alone stands for its organization.
    assert_eq!(units(at, &["a/deep/inner/below/more.kdl"]), named(&[("a/deep/inner/below", 1)]));
    std::fs::create_dir(at.join(".git")).unwrap();
    assert_eq!(units(at, &["a/deep/inner/below/more.kdl"]), named(&[("a/deep/inner", 2)]));
    assert_eq!(units(at, &["a/deep/er/more.kdl"]), named(&[("a", 2)]));
    assert_eq!(units(at, &["a/deep/er/more.kdl", "a/organization.kdl"]), named(&[("a", 2)]));
}

#[test]
fn units_with_project_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let project = b"crmlint format=1\n";
    put(at, "a/crmlint.kdl", project);
    put(at, "a/one.kdl", organization("alpha", false).as_bytes());
    put(at, "a/deep/two.kdl", organization("omega", false).as_bytes());
    put(at, "a/inner/crmlint.kdl", project);
    put(at, "a/inner/three.kdl", b"provider q kind=msp\n");
    put(at, "rest.kdl", b"provider q kind=msp\n");
    let all = [(".", 1), ("a", 3), ("a/inner", 2)];
    assert_eq!(units(at, &[]), named(&all));
    assert_eq!(units(at, &["a/deep"]), named(&[("a/deep", 1)]), "without a repository nothing above is read");
    std::fs::create_dir(at.join(".git")).unwrap();
    assert_eq!(units(at, &["a/deep"]), named(&[("a", 3)]));
    assert_eq!(units(at, &["a/deep", "a/inner/three.kdl"]), named(&[("a", 3), ("a/inner", 2)]));
    assert_eq!(units(at, &["a", "a/deep", "."]), named(&all));
    assert_eq!(units(at, &["--isolated", "a"]), named(&[("a", 4), ("a/deep", 1)]));
}

#[test]
fn units_that_a_project_file_names() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "crmlint.kdl", b"crmlint format=1 { units \"clients/*\"; exclude \"clients/two/draft.kdl\"; }\n");
    put(at, "templates/t.kdl", b"provider shared kind=msp\n");
    put(at, "clients/one/o.kdl", format!("{}use \"../../templates/t.kdl\"\n", organization("one", true)).as_bytes());
    put(at, "clients/two/deep/o.kdl", organization("two", false).as_bytes());
    put(at, "clients/two/draft.kdl", b"provider q kind=zebra\n");
    // What lies beside the units is a unit of its own when it is more than the project file.
    assert_eq!(units(at, &[]), named(&[(".", 2), ("clients/one", 1), ("clients/two", 1)]));
    std::fs::remove_dir_all(at.join("templates")).unwrap();
    assert_eq!(units(at, &[]), named(&[("clients/one", 1), ("clients/two", 1)]));
}

/// 80 units: with and without a project file, some with a fault, all with one template.
fn many() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join(".git")).unwrap();
    put(at, "templates/t.kdl", b"provider shared kind=zebra\n");
    for i in 0..80 {
        let text = format!("{}use \"../templates/t.kdl\"\n", organization(&format!("o{i}"), i % 7 == 0));
        put(at, &format!("c{i:03}/o.kdl"), text.as_bytes());
        put(at, &format!("c{i:03}/p.kdl"), "// a line\n".repeat(i % 3 * 2000).as_bytes());
        if i % 2 == 0 {
            put(at, &format!("c{i:03}/crmlint.kdl"), b"crmlint format=1\n");
        }
    }
    folder
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = many();
    for format in ["full", "concise", "json", "sarif"] {
        let one = check(folder.path(), &["--format", format, "-j", "1"]);
        assert_eq!(one.code, 1);
        for jobs in [&["-j", "2"][..], &["-j", "9"], &[]] {
            assert!(check(folder.path(), &[&["--format", format], jobs].concat()) == one, "{format} {jobs:?}");
        }
    }
    let summaries = check(folder.path(), &[]).err;
    let units: Vec<&str> = summaries.lines().filter_map(|l| l.strip_prefix('c')?.split(':').next()).collect();
    assert_eq!(units.len(), 80);
    assert!(units.is_sorted());
    assert_eq!(json(folder.path(), &[])["units"].as_array().unwrap().len(), 81);
}

#[test]
fn several_outputs_of_many_units() {
    let folder = many();
    let args =
        ["--format", "json=o.json", "--format", "sarif=o.sarif", "--format", "full=o.txt", "--format", "concise"];
    let ran = check(folder.path(), &args);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    for (format, file) in [("json", "o.json"), ("sarif", "o.sarif"), ("full", "o.txt")] {
        assert!(check(folder.path(), &["--format", format]).out == read(file), "{format}");
    }
    assert_eq!(ran.out, check(folder.path(), &["--format", "concise"]).out);
    let ran = check(folder.path(), &["--format", "json=c077/o.kdl"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("it is one of the files that were checked"), "{}", ran.err);
    assert!(read("c077/o.kdl").starts_with("organization o77"));
}

#[test]
fn a_name_is_refused_before_anything_is_told() {
    let folder = many();
    let at = folder.path();
    for only in [&["--only", "no-such-rule"][..], &["--rule", "no-such-rule=off"]] {
        let ran = check(at, only);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("no-such-rule"), "{}", ran.err);
    }
}

/// A socket is a file that cannot be read, also for root.
#[cfg(unix)]
#[test]
fn a_unit_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "a/o.kdl", organization("alpha", true).as_bytes());
    put(at, "a/crmlint.kdl", b"crmlint format=1\n");
    std::fs::create_dir(at.join("b")).unwrap();
    let _b = std::os::unix::net::UnixListener::bind(at.join("b/x.kdl")).unwrap();
    let _a = std::os::unix::net::UnixListener::bind(at.join("a/x.kdl")).unwrap();
    for jobs in ["1", "2"] {
        let ran = check(at, &["-j", jobs, "a", "b", "--format", "concise"]);
        assert_eq!(ran.code, 2, "{ran:#?}");
        assert!(ran.out.contains("a/o.kdl:2:17: error[unknown-word]"), "{ran:#?}");
        let told =
            "crmlint: cannot read a/x.kdl: it is no plain file\ncrmlint: cannot read b/x.kdl: it is no plain file\n";
        assert!(ran.err.starts_with(told), "{ran:#?}");
        // The other one is no unit, so this is a report of one.
        assert_eq!(json(at, &["-j", jobs, "a", "b"])["unit"], "a");
    }
}
