//! `check --watch` with the real binary: a report, and another one when a file changes. The tests read what it prints
//! and never wait for a time to pass.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::cli::put;

/// Far more than any answer takes.
const LIMIT: Duration = Duration::from_mins(1);
const ORGANIZATION: &str = "organization NAME name=\"F\" { cmmc level=2 assessment=self; handles cui; }\n";
const FAULT: &str = "provider p kind=zebra\n";
const MENDED: &str = "provider p kind=msp\n";

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(at: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crmlint"));
        command.current_dir(at).args(["check", "--watch", "--as-of", "2026-11-22", "--format", "concise"]).args(args);
        command.args(["--only", "unknown-word"]);
        // One pipe for both, so that the order is that in which it was written.
        let (out, to) = std::io::pipe().unwrap();
        command.stdin(Stdio::null()).stdout(to.try_clone().unwrap()).stderr(to);
        let child = command.spawn().unwrap();
        let (tell, lines) = channel();
        std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).for_each(|l| drop(tell.send(l))));
        Self { child, lines }
    }

    /// What is printed until it waits again.
    #[track_caller]
    fn round(&self) -> String {
        let mut out = Vec::new();
        loop {
            let line = self.lines.recv_timeout(LIMIT).unwrap_or_else(|e| panic!("{e}: {out:#?}"));
            if line.starts_with("watching") {
                return out.join("\n");
            }
            out.push(line);
        }
    }

    /// Rounds until one holds a text: an editor's save may be seen in two.
    #[track_caller]
    fn until(&self, text: &str) -> String {
        loop {
            let round = self.round();
            if round.contains(text) {
                return round;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn organization(name: &str) -> String {
    ORGANIZATION.replace("NAME", name)
}

#[test]
fn a_change_is_checked_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "o.kdl", organization("forge").as_bytes());
    put(at, "p.kdl", MENDED.as_bytes());
    let watch = Watch::start(at, &[]);
    assert!(watch.round().contains("exit 0"));
    put(at, "p.kdl", FAULT.as_bytes());
    assert!(watch.until("exit 1").contains("zebra"));
    // A parse error is a finding like others.
    put(at, "p.kdl", b"provider {{{ \"\n");
    watch.until("kdl-syntax");
    // An editor that writes beside and renames.
    put(at, ".p.kdl.swp", MENDED.as_bytes());
    fs::rename(at.join(".p.kdl.swp"), at.join("p.kdl")).unwrap();
    watch.until("exit 0");
    // A new file, and one that goes.
    put(at, "deep/er/q.kdl", FAULT.as_bytes());
    assert!(watch.until("exit 1").contains("deep/er/q.kdl"));
    fs::remove_dir_all(at.join("deep")).unwrap();
    watch.until("exit 0");
    // The folder comes again.
    put(at, "deep/er/q.kdl", FAULT.as_bytes());
    watch.until("exit 1");
}

#[test]
fn only_what_a_change_concerns_is_checked_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join(".git")).unwrap();
    put(at, ".gitignore", b"scratch.kdl\n");
    put(at, "t/t.kdl", MENDED.as_bytes());
    put(at, "one/o.kdl", format!("{}use \"../t/t.kdl\"\n", organization("one")).as_bytes());
    put(at, "two/o.kdl", format!("{}{FAULT}", organization("two")).as_bytes());
    put(at, "two/crmlint.kdl", b"crmlint format=1\n");
    let watch = Watch::start(at, &["one", "two"]);
    let first = watch.round();
    assert!(first.contains("one: ") && first.contains("two: ") && first.contains("exit 1: 1 finding"), "{first}");
    // Nothing reads these, so the next round is that of the template.
    put(at, "one/scratch.kdl", FAULT.as_bytes());
    put(at, "one/notes.txt", b"x\n");
    put(at, "t/t.kdl", FAULT.as_bytes());
    let second = watch.until("one/../t/t.kdl".trim_start_matches("one/../"));
    assert!(second.contains("one: ") && !second.contains("two: "), "{second}");
    assert!(second.contains("exit 1: 2 findings"), "the verdict is that of all units: {second}");
    put(at, "two/o.kdl", organization("two").as_bytes());
    let third = watch.until("exit 1: 1 finding");
    assert!(third.contains("two: ") && !third.contains("one: "), "{third}");
    put(at, "two/crmlint.kdl", b"crmlint format=1 { rulez \"x\"; }\n");
    watch.until("exit 2");
    put(at, "two/crmlint.kdl", b"crmlint format=1\n");
    watch.until("exit 1: 1 finding");
}

#[test]
fn a_report_in_a_file_holds_all_units() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "one/o.kdl", organization("one").as_bytes());
    put(at, "two/o.kdl", organization("two").as_bytes());
    let watch = Watch::start(at, &["--format", "json=out.json"]);
    watch.round();
    put(at, "one/o.kdl", format!("{}{FAULT}", organization("one")).as_bytes());
    watch.until("exit 1");
    let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(at.join("out.json")).unwrap()).unwrap();
    assert_eq!(report["units"].as_array().map(Vec::len), Some(2), "{report:#}");
}

#[cfg(unix)]
#[test]
fn a_closed_end_ends_it() {
    use std::os::unix::process::ExitStatusExt as _;
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "o.kdl", organization("forge").as_bytes());
    let mut watch = Watch::start(folder.path(), &[]);
    watch.round();
    let id = watch.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(watch.child.wait().unwrap().signal(), Some(2), "a shell sees 130");
}
