//! The hooks with the real `pre-commit`, in a repository of their own: `crmlint-system` as this repository offers it, and
//! `crmlint` as the repository of the hook does, with the wheel. A commit with a fault is stopped, the mended one passes. No
//! network is needed: pip finds the wheel in the folder that `.ci/run` fills.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

const ORGANIZATION: &str = "organization forge name=\"Delta Forge LLC\" { cmmc level=2 assessment=self; handles cui; }
boundary floor level=2 { asset desks category=cui count=4; }
";
const PROVIDER: &str = "provider northwind name=\"Northwind IT\" kind=msp {
    service rmm function=remote-management data=spd on-assets=provider
}
";
const MATRIX: &str = "crm northwind-crm provider=northwind version=\"1\" date=\"2026-05-01\" {
    requirement \"3.9.1\" responsibility=customer { customer \"You screen your own people.\"; }
}
";

/// `CRMLINT_PRE_COMMIT`, else the first on PATH.
pub(crate) fn pre_commit() -> PathBuf {
    if let Some(stated) = env::var_os("CRMLINT_PRE_COMMIT") {
        return PathBuf::from(stated);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let name = format!("pre-commit{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path)
        .map(|folder| folder.join(&name))
        .find(|p| p.is_file())
        .expect("pre-commit is not installed; `.ci/run` installs it, or set CRMLINT_PRE_COMMIT to its path")
}

/// A folder with nothing of the user's: git and pre-commit see only what is said here.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
        // The program lies on PATH for `crmlint-system`; the other hook starts that of its own environment before it.
        let binary = Path::new(env!("CARGO_BIN_EXE_crmlint")).parent().unwrap().to_path_buf();
        let own = pre_commit().parent().map(Path::to_path_buf);
        let have = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([binary].into_iter().chain(own).chain(env::split_paths(&have))).unwrap();
        let mut command = Command::new(program);
        command.current_dir(folder).env("PATH", path);
        // A hook that runs these tests has set some of them for its own repository.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("GIT_") || name.starts_with("PRE_COMMIT") || name == "SKIP" {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", self.path("home"))
            .env("XDG_CONFIG_HOME", self.path("home"))
            .env("PRE_COMMIT_HOME", self.path("cache"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.path("gitconfig"))
            .env("GIT_AUTHOR_NAME", "A")
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_NAME", "A")
            .env("GIT_COMMITTER_EMAIL", "a@example.org")
            .env("PRE_COMMIT_COLOR", "never")
            .env("PIP_NO_INDEX", "1")
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        command
    }

    fn git(&self, folder: &Path, args: &[&str]) -> Output {
        self.command("git", folder).args(args).output().expect("git is installed")
    }

    #[track_caller]
    fn git_ok(&self, folder: &Path, args: &[&str]) -> String {
        let output = self.git(folder, args);
        assert!(output.status.success(), "git {args:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A repository that offers hooks as they stand in the working tree, committed or not.
fn hooks(world: &World, files: &[&str]) -> (PathBuf, String) {
    let folder = world.path("hooks");
    fs::create_dir(&folder).unwrap();
    for file in files {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        fs::copy(&from, folder.join(from.file_name().unwrap())).unwrap();
    }
    world.git_ok(&folder, &["init", "--quiet"]);
    world.git_ok(&folder, &["add", "--all"]);
    world.git_ok(&folder, &["commit", "--quiet", "--message", "hooks"]);
    let head = world.git_ok(&folder, &["rev-parse", "HEAD"]);
    (folder, head)
}

#[expect(clippy::print_stdout, reason = "how long users wait is worth reading: cargo test -- hook:: --show-output")]
fn took(what: &str, start: Instant) {
    println!("{what}: {:.2} s", start.elapsed().as_secs_f64());
}

/// A firm whose repository runs a hook, and its commits.
struct Firm {
    world: World,
    folder: PathBuf,
}

impl Firm {
    fn with_hook(id: &str, files: &[&str], env: &[(&str, &Path)]) -> Self {
        let world = World { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(world.path("home")).unwrap();
        fs::write(world.path("gitconfig"), "").unwrap();
        let (hooks, rev) = hooks(&world, files);
        let firm = Self { folder: world.path("firm"), world };
        fs::create_dir(&firm.folder).unwrap();
        let url = hooks.to_string_lossy().replace('\\', "/");
        // The rule `esp-without-crm` alone decides: the small story has other gaps that are not the point here.
        firm.put(
            ".pre-commit-config.yaml",
            &format!(
                "repos:\n  - repo: '{url}'\n    rev: {rev}\n    hooks:\n      - id: {id}\n        args: [--only, esp-without-crm]\n"
            ),
        );
        firm.put("crmlint.kdl", "crmlint format=1 {\n    as-of \"2026-11-22\"\n}\n");
        firm.put("organization.kdl", ORGANIZATION);
        firm.world.git_ok(&firm.folder, &["init", "--quiet"]);
        let start = Instant::now();
        let mut install = firm.world.command(pre_commit(), &firm.folder);
        let installed = install.args(["install", "--install-hooks"]).envs(env.iter().copied()).output().unwrap();
        assert!(installed.status.success(), "{}", told(&installed));
        took(&format!("{id}: installation"), start);
        firm
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    fn commit(&self, message: &str) -> Output {
        self.world.git_ok(&self.folder, &["add", "--all"]);
        let start = Instant::now();
        let output = self.world.git(&self.folder, &["commit", "--message", message]);
        took(&format!("commit \"{message}\" with its hook"), start);
        output
    }

    #[track_caller]
    fn stopped(&self, message: &str) -> String {
        let output = self.commit(message);
        let text = told(&output);
        assert!(!output.status.success() && text.contains("esp-without-crm"), "{text}");
        text
    }

    #[track_caller]
    fn passes(&self, message: &str) -> String {
        let output = self.commit(message);
        assert!(output.status.success(), "{}", told(&output));
        told(&output)
    }

    fn has_commits(&self) -> bool {
        self.world.git(&self.folder, &["rev-parse", "--verify", "--quiet", "HEAD"]).status.success()
    }
}

#[test]
fn a_commit_with_a_fault_is_stopped() {
    let firm = Firm::with_hook("crmlint-system", &[".pre-commit-hooks.yaml"], &[]);
    firm.put("providers.kdl", PROVIDER);
    let text = firm.stopped("a provider");
    assert!(text.contains("providers.kdl:1:10"), "{text}");
    assert!(!firm.has_commits(), "nothing is committed");

    firm.put("crm.kdl", MATRIX);
    let text = firm.passes("a provider and its matrix");
    assert!(text.contains("Passed"), "{text}");

    // A commit that takes the matrix away is stopped although no provider file is part of it: the project is loaded whole.
    firm.put("crm.kdl", "// withdrawn\n");
    firm.stopped("no matrix");

    // Files of other kinds do not call it.
    firm.put("crm.kdl", MATRIX);
    firm.put("notes.txt", "nothing\n");
    let text = firm.passes("a note");
    assert!(text.contains("Skipped"), "{text}");
}

/// As users have it: pre-commit makes an environment and installs the wheel into it, and nothing is compiled.
#[test]
fn the_hook_with_the_wheel_stops_a_commit_too() {
    let house = super::package::wheelhouse();
    let files = ["ci/pre-commit/.pre-commit-hooks.yaml", "ci/pre-commit/pyproject.toml", "ci/pre-commit/README.md"];
    let firm = Firm::with_hook("crmlint", &files, &[("PIP_FIND_LINKS", &house)]);
    let inside = walk(&firm.world.path("cache")).into_iter().filter(|p| p.file_stem().is_some_and(|s| s == "crmlint"));
    assert_eq!(inside.filter(|p| p.is_file()).count(), 1, "the program is in the environment of the hook");
    firm.put("providers.kdl", PROVIDER);
    firm.stopped("a provider");
    assert!(!firm.has_commits(), "nothing is committed");
    firm.put("crm.kdl", MATRIX);
    let text = firm.passes("a provider and its matrix");
    assert!(text.contains("Passed"), "{text}");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Environments hold links to themselves.
        if path.is_dir() && !path.is_symlink() {
            out.extend(walk(&path));
        } else {
            out.push(path);
        }
    }
    out
}

#[test]
fn the_hooks_see_all_files_in_one_process() {
    let ours = super::ci::read(".pre-commit-hooks.yaml");
    let list = ours.as_array().unwrap();
    let ids: Vec<&str> = list.iter().filter_map(|h| h["id"].as_str()).collect();
    assert_eq!(ids, ["crmlint", "crmlint-rust", "crmlint-system"]);
    let languages: Vec<&str> = list.iter().filter_map(|h| h["language"].as_str()).collect();
    assert_eq!(languages, ["python", "rust", "system"]);
    for hook in list {
        assert_eq!(hook["require_serial"], true, "{hook}");
        assert_eq!(hook["files"], "\\.kdl$", "{hook}");
        assert_eq!(hook["entry"], list[0]["entry"], "{hook}");
    }
    // The repository of the hook offers the same.
    let theirs = super::ci::read("ci/pre-commit/.pre-commit-hooks.yaml");
    assert_eq!(theirs.as_array().unwrap(), &list[..1]);
    // And so does the one that `init` writes, with the program on PATH.
    let written = &super::ci::read("src/cli/init/pre-commit-config.yaml")["repos"][0]["hooks"][0];
    for key in ["name", "entry", "language", "files", "require_serial"] {
        assert_eq!(written[key], list[2][key], "{key}");
    }
}
