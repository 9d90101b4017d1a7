//! What is checked of a git repository: its index, what changed since a revision, and what a hostile one may not do. The
//! real git makes the repositories.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::{Ran, put};

/// A template in order.
const CLEAN: &str = "provider northwind name=\"Northwind IT\" kind=msp { contact interview name=\"Desk\" email=\"d@northwind.example\"; }
crm c provider=northwind version=\"1\" date=\"2026-05-01\" {
    template #true; signed by=northwind on=\"2026-05-01\"
    requirement \"3.9.1\" responsibility=customer
}
";
/// One fault.
const FAULT: &str = "provider other kind=zebra { contact interview name=\"Desk\" email=\"d@other.example\"; }\n";
const OTHER: &str = "provider other kind=msp { contact interview name=\"Desk\" email=\"d@other.example\"; }\n";

/// Repositories and nothing of the user's.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("gitconfig"), "[protocol \"file\"]\n\tallow = always\n").unwrap();
        Self { folder }
    }

    fn command(&self, program: &str, at: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(at).stdin(std::process::Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.folder.path().join("gitconfig"))
            .env("GIT_AUTHOR_NAME", "A")
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_NAME", "A")
            .env("GIT_COMMITTER_EMAIL", "a@example.org");
        command
    }

    #[track_caller]
    fn git(&self, at: &Path, args: &[&str]) -> String {
        let output = self.command("git", at).args(args).output().expect("git is installed");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// A repository whose path has a space and both quotes, with a template in order committed.
    fn repository(&self, committed: bool) -> PathBuf {
        let at = self.folder.path().join("a 'firm\" of x");
        fs::create_dir(&at).unwrap();
        self.git(&at, &["init", "--quiet", "--initial-branch=main"]);
        put(&at, "a.kdl", CLEAN.as_bytes());
        if committed {
            self.commit(&at);
        }
        at
    }

    fn commit(&self, at: &Path) {
        self.git(at, &["add", "--all"]);
        self.git(at, &["commit", "--quiet", "--message", "m"]);
    }

    fn check(&self, at: &Path, args: &[&str]) -> Ran {
        let mut command = self.command(env!("CARGO_BIN_EXE_crmlint"), at);
        ran(command.args(["check", "--as-of", "2026-11-22", "--format", "concise"]).args(args))
    }
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran::of(output)
}

#[track_caller]
fn passes(ran: &Ran) {
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:#?}");
}

#[track_caller]
fn finds(ran: &Ran, file: &str) {
    assert!(ran.code == 1 && ran.out.contains(&format!("{file}:1:")) && ran.out.contains("zebra"), "{ran:#?}");
}

#[test]
fn an_edit_that_is_not_staged_neither_hides_nor_makes_a_finding() {
    let world = World::new();
    let at = world.repository(true);
    put(&at, "b.kdl", FAULT.as_bytes());
    finds(&world.check(&at, &[]), "b.kdl");
    passes(&world.check(&at, &["--staged"]));
    world.git(&at, &["add", "b.kdl"]);
    put(&at, "b.kdl", OTHER.as_bytes());
    passes(&world.check(&at, &[]));
    finds(&world.check(&at, &["--staged"]), "b.kdl");
    // In the index and no longer on disk.
    fs::remove_file(at.join("b.kdl")).unwrap();
    passes(&world.check(&at, &[]));
    finds(&world.check(&at, &["--staged"]), "b.kdl");
    finds(&world.check(&at, &["--staged", "b.kdl"]), "b.kdl");
    // On disk and no longer in the index.
    put(&at, "b.kdl", FAULT.as_bytes());
    world.git(&at, &["rm", "--cached", "--quiet", "b.kdl"]);
    finds(&world.check(&at, &[]), "b.kdl");
    passes(&world.check(&at, &["--staged"]));
    let named = world.check(&at, &["--staged", "b.kdl"]);
    assert!(named.code == 2 && named.err.contains("cannot read b.kdl: it is not staged"), "{named:#?}");
}

#[test]
fn project_file_rules_and_named_files_come_from_the_index() {
    let world = World::new();
    let at = world.repository(true);
    put(&at, "crmlint.kdl", b"crmlint format=1 { rules \"policy/*.kdl\"; exclude \"old/**\"; }\n");
    let rule = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/crm/crm-stale.kdl"));
    let rule = rule.unwrap().replace("crm-stale", "our-stale");
    put(&at, "policy/our.kdl", rule.as_bytes());
    put(&at, "old/o.kdl", FAULT.as_bytes());
    put(&at, "sub/used.kdl", b"use \"../shared/t.kdl\"\n");
    put(&at, "shared/t.kdl", OTHER.as_bytes());
    world.git(&at, &["add", "--all"]);
    let staged = world.check(&at, &["--staged"]);
    let disk = world.check(&at, &[]);
    assert_eq!(staged, disk);
    // All of it goes on disk, and nothing of that is seen.
    for path in ["crmlint.kdl", "policy", "old", "shared", "sub"] {
        let path = at.join(path);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    assert_eq!(world.check(&at, &["--staged"]), staged);
    // A rule on disk alone is none.
    put(&at, "policy/our.kdl", b"rule nonsense\n");
    assert_eq!(world.check(&at, &["--staged"]), staged);
    assert_eq!(world.check(&at, &["--staged", "--only", "our-stale"]).code, 0);
    world.git(&at, &["add", "policy/our.kdl"]);
    assert_eq!(world.check(&at, &["--staged"]).code, 2);
}

#[test]
fn files_of_every_kind_in_the_index() {
    let world = World::new();
    let at = world.repository(true);
    put(&at, "with space.kdl", FAULT.replace("other", "one").as_bytes());
    put(&at, "crlf.kdl", FAULT.replace("other", "two").replace('\n', "\r\n").as_bytes());
    world.git(&at, &["add", "--all"]);
    let both = world.check(&at, &["--staged"]);
    finds(&both, "with space.kdl");
    finds(&both, "crlf.kdl");
    assert_eq!(both.out, world.check(&at, &[]).out);
    // From a folder below, paths are those of that folder.
    put(&at, "deep/er/x.kdl", FAULT.replace("other", "three").as_bytes());
    world.git(&at, &["add", "--all"]);
    finds(&world.check(&at.join("deep"), &["--staged"]), "er/x.kdl");
    finds(&world.check(&at.join("deep"), &["--staged", "../with space.kdl"]), "with space.kdl");
    assert_eq!(world.check(&at.join("deep"), &["--staged", "../../"]).code, 2);
}

#[cfg(unix)]
#[test]
fn odd_names_and_links_in_the_index() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let world = World::new();
    let at = world.repository(true);
    put(&at, "new\nline.kdl", FAULT.replace("other", "one").as_bytes());
    fs::write(at.join(std::ffi::OsStr::from_bytes(b"byte\xff.kdl")), FAULT.replace("other", "two")).unwrap();
    put(&at, "text/t.txt", FAULT.replace("other", "three").as_bytes());
    fs::write(world.folder.path().join("outside.kdl"), FAULT).unwrap();
    symlink("text/t.txt", at.join("link.kdl")).unwrap();
    symlink("../outside.kdl", at.join("out.kdl")).unwrap();
    symlink("loop.kdl", at.join("loop.kdl")).unwrap();
    world.git(&at, &["add", "--all"]);
    let looped = world.check(&at, &["--staged"]);
    assert!(looped.code == 2 && looped.err.contains("loop.kdl: too many links"), "{looped:#?}");
    world.git(&at, &["rm", "--cached", "--quiet", "loop.kdl"]);
    fs::remove_file(at.join("loop.kdl")).unwrap();
    let staged = world.check(&at, &["--staged"]);
    assert_eq!(staged, world.check(&at, &[]), "as on the disk");
    assert_eq!(staged.out.matches("zebra").count(), 3, "{staged:#?}");
    assert!(staged.err.contains("out.kdl links to a file outside of the repository"), "{staged:#?}");
    // The link's target is the one in the index.
    put(&at, "text/t.txt", OTHER.as_bytes());
    assert_eq!(world.check(&at, &["--staged"]), staged);
}

#[test]
fn what_is_in_the_index_without_its_content_is_told() {
    let world = World::new();
    let at = world.repository(true);
    put(&at, "later.kdl", FAULT.as_bytes());
    world.git(&at, &["add", "--intent-to-add", "later.kdl"]);
    let announced = world.check(&at, &["--staged"]);
    passes(&announced);
    assert!(announced.err.contains("later.kdl was announced with `git add --intent-to-add`"), "{announced:#?}");
    fs::remove_file(at.join("later.kdl")).unwrap();
    world.git(&at, &["reset", "--quiet"]);
    // Two branches that change one line.
    world.git(&at, &["switch", "--quiet", "--create", "side"]);
    put(&at, "a.kdl", CLEAN.replace("Northwind IT", "Side").as_bytes());
    world.commit(&at);
    world.git(&at, &["switch", "--quiet", "main"]);
    put(&at, "a.kdl", CLEAN.replace("Northwind IT", "Main").as_bytes());
    world.commit(&at);
    assert!(!world.command("git", &at).args(["merge", "--quiet", "side"]).output().unwrap().status.success());
    let unmerged = world.check(&at, &["--staged"]);
    assert!(unmerged.code == 2 && unmerged.err.contains("a.kdl: it is not merged"), "{unmerged:#?}");
}

#[test]
fn a_submodule_is_told_and_not_read() {
    let world = World::new();
    let at = world.repository(true);
    let inner = world.folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    world.git(&inner, &["init", "--quiet"]);
    put(&inner, "x.kdl", FAULT.as_bytes());
    world.commit(&inner);
    world.git(&at, &["submodule", "--quiet", "add", &inner.to_string_lossy(), "vendor/inner"]);
    let staged = world.check(&at, &["--staged"]);
    passes(&staged);
    assert!(staged.err.contains("vendor/inner is a submodule and was not read"), "{staged:#?}");
    // Inside of it, it is a repository like any other.
    finds(&world.check(&at.join("vendor/inner"), &["--staged"]), "x.kdl");
}

#[test]
fn ignored_files_are_the_same_on_disk_and_in_the_index() {
    let world = World::new();
    let at = world.repository(true);
    for (n, path) in ["draft/x.kdl", "kept/x.kdl", "kept/not.kdl", ".hidden/x.kdl", "own.kdl"].iter().enumerate() {
        put(&at, path, FAULT.replace("other", &format!("p{n}")).as_bytes());
    }
    put(&at, ".gitignore", b"draft/\nkept/*\n!kept/x.kdl\n");
    put(&at, ".git/info/exclude", b"own.kdl\n");
    world.git(&at, &["add", "--all", "--force"]);
    for (args, found) in [(&[][..], 1), (&["--no-ignore"], 4), (&["--exclude", "kept"], 0)] {
        let disk = world.check(&at, args);
        assert_eq!(disk.out.matches("zebra").count(), found, "{args:?} {disk:#?}");
        assert_eq!(world.check(&at, &[args, &["--staged"]].concat()), disk, "{args:?}");
    }
}

/// A hook that runs the binary as a team would write it.
fn hook(world: &World, at: &Path, args: &str) {
    let folder = world.git(at, &["rev-parse", "--git-path", "hooks"]);
    let text = format!("#!/bin/sh\nexec '{}' check --as-of 2026-11-22 {args}\n", env!("CARGO_BIN_EXE_crmlint"));
    let path = put(&at.join(folder), "pre-commit", text.as_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    #[cfg(not(unix))]
    drop(path);
}

#[test]
fn a_hook_sees_the_index_that_git_is_about_to_commit() {
    let world = World::new();
    let at = world.repository(false);
    hook(&world, &at, "--staged --since HEAD");
    let commit = |at: &Path, args: &[&str]| {
        let output =
            world.command("git", at).args(["commit", "--quiet", "--message", "m"]).args(args).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // The first commit, with nothing before it.
    world.git(&at, &["add", "--all"]);
    put(&at, "b.kdl", FAULT.as_bytes());
    assert!(commit(&at, &[]).0);
    world.git(&at, &["add", "b.kdl"]);
    let (done, told) = commit(&at, &[]);
    assert!(!done && told.contains("exit 1"), "{told}");
    put(&at, "b.kdl", OTHER.as_bytes());
    assert!(!commit(&at, &[]).0, "the mended file is not staged");
    // `git commit --all` and `git commit FILE` each commit an index of their own.
    assert!(commit(&at, &["--all"]).0);
    put(&at, "b.kdl", FAULT.as_bytes());
    put(&at, "a.kdl", CLEAN.replace("Desk", "Help desk").as_bytes());
    assert!(!commit(&at, &["--all"]).0);
    world.git(&at, &["add", "b.kdl"]);
    assert!(!commit(&at, &["b.kdl"]).0);
    assert!(commit(&at, &["a.kdl"]).0, "the faulty file is staged and not part of this commit");
    // A second work tree, and one without a branch.
    let tree = world.folder.path().join("tree");
    world.git(&at, &["worktree", "add", "--quiet", "--detach", &tree.to_string_lossy()]);
    put(&tree, "c.kdl", FAULT.replace("other", "third").as_bytes());
    world.git(&tree, &["add", "c.kdl"]);
    assert!(!commit(&tree, &[]).0);
    put(&tree, "c.kdl", OTHER.replace("other", "third").as_bytes());
    world.git(&tree, &["add", "c.kdl"]);
    let (done, told) = commit(&tree, &[]);
    assert!(done, "{told}");
}

#[test]
fn what_changed_since_a_revision() {
    let world = World::new();
    let at = world.repository(true);
    let unit = |name: &str, text: &str| {
        put(&at, &format!("{name}/crmlint.kdl"), b"crmlint format=1\n");
        put(&at, &format!("{name}/p.kdl"), text.as_bytes());
        put(&at, &format!("{name}/a.kdl"), CLEAN.as_bytes());
    };
    unit("one", FAULT);
    world.commit(&at);
    let since = |args: &[&str]| world.check(&at, args);
    finds(&since(&[]), "one/p.kdl");
    let nothing = since(&["--since", "HEAD"]);
    passes(&nothing);
    assert!(nothing.err.contains("(1 finding in units without a change, not reported)"), "{nothing:#?}");
    // An untracked file: its unit is reported, the other one is not.
    unit("two", FAULT);
    let two = since(&["--since", "HEAD"]);
    finds(&two, "two/p.kdl");
    assert!(two.code == 1 && !two.out.contains("one/p.kdl"), "{two:#?}");
    passes(&since(&["--since", "HEAD", "--staged"]));
    world.git(&at, &["add", "--all"]);
    let staged = since(&["--since", "HEAD", "--staged"]);
    assert!(staged.code == 1 && staged.out == two.out, "{staged:#?}");
    passes(&since(&["--since", "HEAD", "one"]));
    // The file beside the fault changes: all of its unit is reported.
    put(&at, "one/a.kdl", CLEAN.replace("Desk", "Help desk").as_bytes());
    let both = since(&["--since", "HEAD"]);
    assert!(both.out.contains("one/p.kdl") && both.out.contains("two/p.kdl"), "{both:#?}");
    // What happens on main after the work left it does not count.
    world.git(&at, &["checkout", "--quiet", "one/a.kdl"]);
    world.git(&at, &["switch", "--quiet", "--create", "work"]);
    world.commit(&at);
    world.git(&at, &["switch", "--quiet", "main"]);
    put(&at, "one/a.kdl", CLEAN.replace("Desk", "Help desk").as_bytes());
    world.commit(&at);
    world.git(&at, &["switch", "--quiet", "--detach", "work"]);
    assert_eq!(since(&["--since", "main"]).out, two.out);
    // A file that went may matter to everything.
    fs::remove_file(at.join("a.kdl")).unwrap();
    let gone = since(&["--since", "main"]);
    assert!(gone.out.contains("one/p.kdl") && gone.out.contains("two/p.kdl"), "{gone:#?}");
}

#[test]
fn a_finding_elsewhere_that_a_change_can_have_caused_is_reported() {
    let world = World::new();
    let at = world.repository(true);
    put(&at, "a.kdl", b"organization forge name=\"Forge\" { cmmc level=2 assessment=self; handles cui; }\nboundary floor level=2 { asset desks category=cui count=4; }\n");
    put(&at, "p.kdl", b"provider northwind name=\"Northwind\" kind=msp {\n    service rmm function=remote-management data=spd on-assets=provider\n}\n");
    put(&at, "crm.kdl", b"crm n provider=northwind version=\"1\" date=\"2026-05-01\" {\n    requirement \"3.9.1\" responsibility=customer { customer \"You screen.\"; }\n}\n");
    world.commit(&at);
    let only = ["--only", "esp-without-crm"];
    passes(&world.check(&at, &only));
    put(&at, "crm.kdl", b"// withdrawn\n");
    for args in [&["crm.kdl"][..], &["--since", "HEAD"], &["p.kdl"]] {
        let ran = world.check(&at, &[&only, args].concat());
        assert!(ran.code == 1 && ran.out.contains("p.kdl:1:10: error[esp-without-crm]"), "{args:?} {ran:#?}");
    }
}

#[test]
fn what_git_cannot_answer_is_exit_2_with_its_reason() {
    let world = World::new();
    let at = world.repository(false);
    let unborn = world.check(&at, &["--since", "HEAD"]);
    assert!(unborn.code == 2 && unborn.err.contains("`HEAD` names no commit"), "{unborn:#?}");
    assert_eq!(world.check(&at, &["--staged"]).code, 3, "nothing is staged yet");
    world.commit(&at);
    let out = at.join("x");
    for revision in ["nothing", "--output=x", "-x", "HEAD:a.kdl", "", "a b", "HEAD\n"] {
        let ran = world.check(&at, &[&format!("--since={revision}")]);
        assert!(ran.code == 2 && ran.err.contains("names no commit of this repository"), "{revision:?} {ran:#?}");
        assert!(!out.exists(), "{revision:?}");
    }
    world.git(&at, &["switch", "--quiet", "--orphan", "island"]);
    put(&at, "island.kdl", CLEAN.as_bytes());
    world.commit(&at);
    let island = world.check(&at, &["--since", "main"]);
    assert!(island.code == 2 && island.err.contains("no commit in common"), "{island:#?}");
    let bare = world.folder.path().join("bare.git");
    fs::create_dir(&bare).unwrap();
    world.git(&bare, &["init", "--quiet", "--bare"]);
    let plain = world.folder.path().join("plain");
    put(&plain, "a.kdl", CLEAN.as_bytes());
    for args in [&["--staged"][..], &["--since", "HEAD"]] {
        let ran = world.check(&bare, args);
        assert!(ran.code == 2 && ran.err.contains("without a work tree"), "{ran:#?}");
        let ran = world.check(&plain, args);
        assert!(ran.code == 2 && ran.err.contains("not a git repository"), "{ran:#?}");
        let mut command = world.command(env!("CARGO_BIN_EXE_crmlint"), &at);
        let ran = self::ran(command.env("PATH", &plain).arg("check").args(args));
        assert!(ran.code == 2 && ran.err.contains("the program `git` was not found"), "{ran:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_hostile_repository_has_nothing_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new();
    let at = world.repository(true);
    let marker = world.folder.path().join("ran");
    let script = put(world.folder.path(), "evil", format!("#!/bin/sh\ntouch '{}'\ncat\n", marker.display()).as_bytes());
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let evil = script.to_string_lossy();
    put(&at, ".gitattributes", b"*.kdl filter=evil diff=evil\n*.csv filter=pro\n");
    world.git(&at, &["add", "--all"]);
    for key in [
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.pro.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
    ] {
        world.git(&at, &["config", key, &evil]);
    }
    world.git(&at, &["config", "filter.evil.required", "true"]);
    put(&at, "a.kdl", CLEAN.replace("Desk", "Help desk").as_bytes());
    put(&at, "x.csv", b"a,b\n");
    // The same time and size as in the index make git compare contents.
    for args in [&["--staged"][..], &["--since", "HEAD"], &["--staged", "--since", "HEAD"]] {
        passes(&world.check(&at, args));
        assert!(!marker.exists(), "{args:?}");
    }
    // The trap works: git itself falls into it.
    let _ = world.command("git", &at).args(["diff", "HEAD"]).output().unwrap();
    assert!(marker.exists());
}
