//! Every `console` block of README.md, CONTRIBUTING.md and docs/*.md is run, and the examples of `--help` too. A line `…` stands
//! for any number of lines. `<!-- run in FOLDER -->` before a block names a folder whose copy it runs in; blocks without one
//! share a copy of the fixtures, in order. `<!-- not run: REASON -->` is the only way out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A block as it stands in a document.
#[derive(Debug, Default)]
struct Block {
    /// The line of its first line.
    line: usize,
    /// The folder that it names.
    folder: Option<String>,
    /// Why it is not run.
    excused: Option<String>,
    /// Without the indentation of the fence.
    lines: Vec<String>,
}

/// Blocks of a kind in a document.
fn blocks(text: &str, kind: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let (mut next, mut open) = (Block::default(), None::<usize>);
    for (number, line) in text.lines().enumerate() {
        let plain = line.trim();
        let said = |word: &str| plain.strip_prefix(word)?.strip_suffix("-->").map(|s| s.trim().to_owned());
        if let Some(margin) = open {
            if plain == "```" {
                open = None;
            } else {
                let text = line.get(margin..).unwrap_or("").trim_end().to_owned();
                out.last_mut().unwrap().lines.push(text);
            }
        } else if plain == format!("```{kind}") {
            open = Some(line.len() - line.trim_start().len());
            next.line = number + 2;
            out.push(std::mem::take(&mut next));
        } else if let Some(folder) = said("<!-- run in ") {
            next.folder = Some(folder);
        } else if let Some(reason) = said("<!-- not run:") {
            next.excused = Some(reason);
        } else if !plain.is_empty() {
            next = Block::default();
        }
    }
    assert!(open.is_none(), "a block does not end");
    out
}

/// A command and the lines that stand below it.
fn steps(block: &Block) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for line in &block.lines {
        match (line.strip_prefix("$ "), out.last_mut()) {
            (Some(command), _) => out.push((command.to_owned(), Vec::new())),
            (None, Some((_, lines))) => lines.push(line.clone()),
            (None, None) => {}
        }
    }
    out
}

/// True when the lines are those of the pattern, in which `…` alone stands for any number of them.
fn matches(pattern: &[String], lines: &[&str]) -> bool {
    // Where the text may stand after each line of the pattern; no way back is needed.
    let mut at: Vec<usize> = vec![0];
    for wanted in pattern {
        at = if wanted.trim() == "…" {
            (at.first().copied().unwrap_or(usize::MAX)..=lines.len()).collect()
        } else {
            at.into_iter().filter(|i| lines.get(*i) == Some(&wanted.as_str())).map(|i| i + 1).collect()
        };
    }
    at.contains(&lines.len())
}

/// The folder beside the fixtures that stands for the home of the user.
const HOME: &str = ".home";

/// What a command prints to a terminal: both streams in their order, and the exit code. git and pre-commit see nothing of the
/// user's.
fn shell(command: &str, folder: &Path) -> (String, i32) {
    let binary = Path::new(env!("CARGO_BIN_EXE_crmlint")).parent().unwrap();
    let have = std::env::var_os("PATH").unwrap_or_default();
    // Asked for only where it is needed, because it has to be installed.
    let hooks = command.contains("commit").then(super::hook::pre_commit);
    let tools = hooks.as_ref().and_then(|p| p.parent()).map(Path::to_path_buf);
    let path = [binary.to_path_buf()].into_iter().chain(tools).chain(std::env::split_paths(&have));
    let path = std::env::join_paths(path).unwrap();
    let home = folder.ancestors().find(|f| f.join(HOME).is_dir()).unwrap_or(folder).join(HOME);
    let mut call = Command::new("sh");
    call.args(["-c", &format!("exec 2>&1\n{command}")]).current_dir(folder).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "RAYON_NUM_THREADS", "RUST_BACKTRACE"] {
        call.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("GIT_") || name.starts_with("PRE_COMMIT") || name == "SKIP" {
            call.env_remove(name);
        }
    }
    for who in ["AUTHOR", "COMMITTER"] {
        call.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
    }
    call.env("HOME", &home).env("XDG_CONFIG_HOME", &home).env("PRE_COMMIT_HOME", home.join("hooks"));
    call.env("GIT_CONFIG_NOSYSTEM", "1").env("PRE_COMMIT_COLOR", "never");
    let output = call.env("PATH", path).env("COLUMNS", "80").output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap_or(-1))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README.md, CONTRIBUTING.md and the pages of docs, but for those of rules, whose examples have a test of their own.
fn documents() -> Vec<PathBuf> {
    let mut out = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    let pages = fs::read_dir(root().join("docs")).unwrap().map(|e| e.unwrap().path());
    out.extend(pages.filter(|p| p.extension().is_some_and(|x| x == "md")));
    out.sort();
    out
}

/// A copy of the fixtures, as a new user has them beside the documents.
fn with_fixtures() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("fixtures"), &folder.path().join("fixtures"));
    fs::create_dir(folder.path().join(HOME)).unwrap();
    folder
}

#[test]
fn what_the_documents_show_is_what_comes_out() {
    let mut wrong = Vec::new();
    let (mut run, mut excused) = (0, 0);
    for path in documents() {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let shared = with_fixtures();
        for block in blocks(&fs::read_to_string(&path).unwrap(), "console") {
            let at = format!("{name}:{}", block.line);
            if let Some(reason) = &block.excused {
                assert!(reason.len() > 10, "{at}: say why it is not run");
                excused += 1;
                continue;
            }
            let steps = steps(&block);
            if steps.is_empty() || !block.lines.first().is_some_and(|l| l.starts_with("$ ")) {
                wrong.push(format!("{at}: the block does not begin with `$ command`"));
            }
            let own = tempfile::tempdir().unwrap();
            let mut folder = shared.path().to_path_buf();
            if let Some(from) = &block.folder {
                copy(&root().join(from), own.path());
                folder = own.path().to_path_buf();
            }
            for (command, expected) in steps {
                // Each command has a shell of its own, but for the folder.
                if let Some(below) = command.strip_prefix("cd ") {
                    folder.push(below);
                    assert!(folder.is_dir() && expected.is_empty(), "{at}: {command}");
                    continue;
                }
                let (text, code) = shell(&command, &folder);
                run += 1;
                let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
                if !matches(&expected, &lines) {
                    let expected = expected.join("\n");
                    wrong.push(format!("{at}: $ {command}\n--- shown\n{expected}\n--- printed, exit {code}\n{text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(run >= 5 && excused <= 2, "{run} run, {excused} excused");
}

/// Calls of crmlint in shell blocks need no output to be right, but they have to be understood.
#[test]
fn calls_in_shell_blocks_are_understood() {
    let mut seen = 0;
    for path in documents() {
        let folder = with_fixtures();
        for block in blocks(&fs::read_to_string(&path).unwrap(), "sh") {
            for line in block.lines.iter().filter(|l| l.starts_with("crmlint ")) {
                let (text, code) = shell(line, folder.path());
                let at = format!("{}:{}", path.display(), block.line);
                assert!(!text.contains("the call was not understood"), "{at}: {line}\n{text}");
                assert!([0, 1, 3].contains(&code), "{at}: {line}: exit {code}\n{text}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 1, "{seen}");
}

#[test]
fn examples_of_help_run() {
    let folder = with_fixtures();
    copy(&folder.path().join("fixtures/ridgeline"), &folder.path().join("clients/ridgeline"));
    let commands =
        ["", "check", "explain", "export", "import", "rules", "init", "test", "man", "completions", "facts", "schema"];
    let mut seen = 0;
    for command in commands {
        let (help, code) = shell(&format!("crmlint {command} --help"), folder.path());
        assert_eq!(code, 0, "{help}");
        let (_, examples) = help.split_once("Examples:\n").unwrap_or_default();
        for line in examples.lines().take_while(|l| !l.is_empty()) {
            let call = line.trim().split("  ").next().unwrap();
            assert!(call.starts_with("crmlint "), "{line}");
            let (text, code) = shell(call, folder.path());
            assert!([0, 1].contains(&code), "{call}: exit {code}\n{text}");
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn the_runner_tells_a_difference() {
    let pattern = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(matches(&pattern("a\n…\nd"), &["a", "b", "c", "d"]));
    assert!(matches(&pattern("…\nb\n…\nd\n…"), &["a", "b", "d"]));
    assert!(matches(&pattern(""), &[]));
    assert!(!matches(&pattern("a\n…\nd"), &["a", "b", "c"]));
    assert!(!matches(&pattern("a"), &["a", "b"]));
    assert!(!matches(&pattern("a…"), &["ab"]));
    assert!(!matches(&pattern(""), &["a"]));
    let text = "1. x\n\n   <!-- run in there -->\n   ```console\n   $ a b\n     c\n   ```\n```sh\nd\n```\n";
    let found = blocks(text, "console");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].folder.as_deref(), found[0].line), (Some("there"), 5));
    assert_eq!(steps(&found[0]), [("a b".to_owned(), vec!["  c".to_owned()])]);
}
