//! What users install: the wheel in an environment of its own, archives' names, licences of all that is linked, versions that
//! have to agree. `.ci/run` builds the wheel into target/wheelhouse; `CRMLINT_WHEELHOUSE` names another folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A folder with the wheel of crmlint and all that its installation and that of the hook ask for.
pub(crate) fn wheelhouse() -> PathBuf {
    let stated = std::env::var_os("CRMLINT_WHEELHOUSE").map(PathBuf::from);
    let folder = stated.unwrap_or_else(|| {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        target.join("wheelhouse")
    });
    assert!(wheel(&folder).is_some(), "no wheel of {VERSION} in {}: `.ci/run` builds it", folder.display());
    folder
}

fn wheel(folder: &Path) -> Option<PathBuf> {
    let starts = format!("crmlint-{VERSION}-py3-none-");
    let named = |p: &PathBuf| {
        let name = p.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&starts) && p.extension().is_some_and(|x| x == "whl")
    };
    fs::read_dir(folder).ok()?.filter_map(|e| e.ok().map(|e| e.path())).find(named)
}

#[test]
fn the_wheel_puts_crmlint_on_the_path() {
    let folder = tempfile::tempdir().unwrap();
    let venv = folder.path().join("venv");
    let make = |module: &str| Command::new("python3").args(["-m", module]).arg(&venv).output().unwrap();
    let mut made = make("venv");
    if !made.status.success() {
        // Some distributions ship Python without venv; pre-commit brings virtualenv.
        made = make("virtualenv");
    }
    assert!(made.status.success(), "{}", told(&made));
    let bin = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let pip = |args: &[&str]| {
        let mut call = Command::new(bin.join("python"));
        call.args(["-m", "pip", "--disable-pip-version-check"]).args(args).env("PIP_NO_INDEX", "1");
        let output = call.output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        told(&output)
    };
    let wheel = wheel(&wheelhouse()).unwrap();
    pip(&["install", "--quiet", wheel.to_str().unwrap()]);
    let program = bin.join("crmlint");
    let run = |args: &[&str]| Command::new(&program).args(args).current_dir(folder.path()).output().unwrap();
    assert_eq!(told(&run(&["--version"])), format!("crmlint {VERSION}\n"));
    // It is whole: rules, examples and schemas are inside of the one program.
    assert!(run(&["init", "firm"]).status.success());
    let checked = run(&["check", "firm"]);
    assert_eq!(checked.status.code(), Some(1), "{}", told(&checked));
    assert!(told(&checked).contains("requirement-unowned"), "{}", told(&checked));
    let shown = pip(&["show", "--verbose", "crmlint"]);
    for line in ["Name: crmlint", ": MIT OR Apache-2.0\n", "Environment :: Console"] {
        assert!(shown.contains(line), "no `{line}`: {shown}");
    }
    pip(&["uninstall", "--yes", "crmlint"]);
    assert!(!program.exists(), "nothing stays behind");
}

#[test]
fn versions_agree() {
    let hook = fs::read_to_string(root().join("ci/pre-commit/pyproject.toml")).unwrap();
    assert!(hook.contains(&format!("\nversion = \"{VERSION}\"\n")), "{hook}");
    assert!(hook.contains(&format!("\ndependencies = [\"crmlint=={VERSION}\"]\n")), "{hook}");
    let page = fs::read_to_string(root().join("ci/pre-commit/README.md")).unwrap();
    assert!(page.contains(&format!("rev: v{VERSION}\n")), "{page}");
    let action = fs::read_to_string(root().join("docs/ci/github.yml")).unwrap();
    assert!(action.contains(&format!("crmlint/crmlint@v{VERSION}\n")), "{action}");
}

#[test]
fn archives_are_named_as_binstall_looks_for_them() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(cargo.contains("/v{ version }/crmlint-{ version }-{ target }.tgz\""), "{cargo}");
    assert!(cargo.contains("bin-dir = \"crmlint-{ version }-{ target }/{ bin }{ binary-ext }\""), "{cargo}");
    let script = fs::read_to_string(root().join(".ci/tarball")).unwrap();
    assert!(script.contains("name=\"crmlint-$version-$target\""), "{script}");
    assert!(script.contains("\"$out/$name.tgz\" \"$name\""), "{script}");
}

/// `cargo package --list`: what the crate on crates.io holds, which the source package of `PyPI` is made from.
#[test]
fn the_crate_holds_what_it_is_built_from() {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--offline", "--allow-dirty"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let list = String::from_utf8(output.stdout).unwrap();
    let has = |name: &str| list.lines().any(|l| l.replace('\\', "/") == name);
    for name in [
        "Cargo.lock",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "src/main.rs",
        "src/cli/init/ssp.kdl",
        "src/cli/rules/new.kdl",
        "schemas/report.schema.json",
        "rules/provider/esp-without-crm.kdl",
    ] {
        assert!(has(name), "no {name}: {list}");
    }
    assert!(!list.contains("fixtures/") && !list.contains("fuzz/"), "{list}");
}

/// The licences that deny.toml allows.
fn allowed() -> Vec<String> {
    let text = fs::read_to_string(root().join("deny.toml")).unwrap();
    let (_, list) = text.split_once("allow = [").unwrap();
    list.split(']').next().unwrap().split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// True if the licence may be chosen so that each part is allowed. The old `/` means OR.
fn free(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace('/', " OR ").replace(['(', ')'], " ");
    let of = |term: &str| allowed.iter().any(|a| a == term.trim());
    // An AND binds closer, but for brackets; each side of one is looked at by itself, which asks for more, never for less.
    plain.split(" AND ").all(|part| part.split(" OR ").any(of))
}

#[test]
fn licences_are_free() {
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|l| l.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let allowed = allowed();
    let packages = value["packages"].as_array().unwrap();
    let wrong: Vec<String> = packages
        .iter()
        .filter(|p| !p["license"].as_str().is_some_and(|l| free(l, &allowed)))
        .map(|p| format!("{} {}: {}", p["name"], p["version"], p["license"]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(packages.len() > 50, "{}", packages.len());
    let named = |l: &str| free(l, &allowed);
    assert!(named("Unlicense/MIT") && named("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(!named("GPL-3.0-only") && !named("MIT AND GPL-3.0-only") && !named("LGPL-3.0/GPL-2.0"));
}
