//! The hook with the real `pre-commit`, in a repository of its own: this repository's `.pre-commit-hooks.yaml` is what
//! runs, a commit with a fault is stopped, the mended one passes. No network is needed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
fn pre_commit() -> PathBuf {
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
            .env("PRE_COMMIT_COLOR", "never");
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

/// A repository that offers this one's hooks as they stand in the working tree, committed or not.
fn hooks(world: &World) -> (PathBuf, String) {
    let folder = world.path("hooks");
    fs::create_dir(&folder).unwrap();
    let yaml = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    fs::copy(yaml, folder.join(".pre-commit-hooks.yaml")).unwrap();
    world.git_ok(&folder, &["init", "--quiet"]);
    world.git_ok(&folder, &["add", "--all"]);
    world.git_ok(&folder, &["commit", "--quiet", "--message", "hooks"]);
    let head = world.git_ok(&folder, &["rev-parse", "HEAD"]);
    (folder, head)
}

#[test]
fn a_commit_with_a_fault_is_stopped() {
    let world = World { folder: tempfile::tempdir().unwrap() };
    fs::create_dir(world.path("home")).unwrap();
    fs::write(world.path("gitconfig"), "").unwrap();
    let (hooks, rev) = hooks(&world);
    let firm = world.path("firm");
    fs::create_dir(&firm).unwrap();
    let put = |name: &str, text: &str| fs::write(firm.join(name), text).unwrap();
    let url = hooks.to_string_lossy().replace('\\', "/");
    put(
        ".pre-commit-config.yaml",
        &format!("repos:\n  - repo: '{url}'\n    rev: {rev}\n    hooks:\n      - id: crmlint-system\n"),
    );
    put("crmlint.kdl", "crmlint format=1 {\n    as-of \"2026-11-22\"\n}\n");
    put("organization.kdl", ORGANIZATION);
    world.git_ok(&firm, &["init", "--quiet"]);
    let installed = world.command(pre_commit(), &firm).args(["install", "--install-hooks"]).output().unwrap();
    assert!(installed.status.success(), "{}", told(&installed));
    let commit = |message: &str| {
        world.git_ok(&firm, &["add", "--all"]);
        world.git(&firm, &["commit", "--message", message])
    };

    // The rule `esp-without-crm` alone decides: the small story has other gaps that are not the point here.
    let config = fs::read_to_string(firm.join(".pre-commit-config.yaml")).unwrap();
    put(".pre-commit-config.yaml", &format!("{config}        args: [--only, esp-without-crm]\n"));
    put("providers.kdl", PROVIDER);
    let stopped = commit("a provider");
    assert!(!stopped.status.success(), "{}", told(&stopped));
    assert!(told(&stopped).contains("esp-without-crm"), "{}", told(&stopped));
    assert!(told(&stopped).contains("providers.kdl:1:10"), "{}", told(&stopped));
    assert!(!world.git(&firm, &["rev-parse", "--verify", "--quiet", "HEAD"]).status.success(), "nothing is committed");

    put("crm.kdl", MATRIX);
    let mended = commit("a provider and its matrix");
    assert!(mended.status.success(), "{}", told(&mended));
    assert!(told(&mended).contains("Passed"), "{}", told(&mended));

    // A commit that takes the matrix away is stopped although no provider file is part of it: the project is loaded whole.
    put("crm.kdl", "// withdrawn\n");
    let withdrawn = commit("no matrix");
    assert!(!withdrawn.status.success(), "{}", told(&withdrawn));
    assert!(told(&withdrawn).contains("esp-without-crm"), "{}", told(&withdrawn));

    // Files of other kinds do not call it.
    put("crm.kdl", MATRIX);
    put("notes.txt", "nothing\n");
    let other = commit("a note");
    assert!(other.status.success() && told(&other).contains("Skipped"), "{}", told(&other));
}

#[test]
fn the_hook_sees_all_files_in_one_process() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap();
    assert!(text.contains("require_serial: true"), "{text}");
    assert!(text.contains("files: \\.kdl$"), "{text}");
}
