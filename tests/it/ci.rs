//! What runs on CI services: the workflows, the action, the snippets of docs/ci and of `init`. All of them parse; what can run
//! here runs here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use saphyr::{LoadableYamlNode as _, Yaml};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn json(yaml: &Yaml<'_>) -> Value {
    if let Some(map) = yaml.as_mapping() {
        let key = |k: &Yaml<'_>| k.as_str().map_or_else(|| format!("{k:?}"), str::to_owned);
        let mut out = serde_json::Map::new();
        for (k, v) in map {
            assert!(out.insert(key(k), json(v)).is_none(), "{k:?} stands twice");
        }
        return Value::Object(out);
    }
    if let Some(list) = yaml.as_sequence() {
        return list.iter().map(json).collect();
    }
    match (yaml.as_str(), yaml.as_bool(), yaml.as_integer()) {
        (Some(text), ..) => text.into(),
        (_, Some(flag), _) => flag.into(),
        (.., Some(number)) => number.into(),
        _ => yaml.as_floating_point().map_or(Value::Null, Value::from),
    }
}

/// A YAML file of one document.
pub(crate) fn read(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let documents = Yaml::load_from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
    assert_eq!(documents.len(), 1, "{path}");
    json(&documents[0])
}

/// All YAML files that somebody's CI service or pre-commit reads.
fn files() -> Vec<String> {
    let mut out: Vec<String> =
        [".pre-commit-hooks.yaml", "ci/pre-commit/.pre-commit-hooks.yaml", "action.yml"].map(str::to_owned).to_vec();
    for folder in [".github", ".github/workflows", "docs/ci", "src/cli/init"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|x| x == "yml" || x == "yaml") {
                out.push(format!("{folder}/{}", path.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    out.sort();
    out
}

/// Every value of a key, anywhere.
fn all<'a>(value: &'a Value, key: &str, out: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            for (k, v) in map {
                if let (true, Some(text)) = (k == key, v.as_str()) {
                    out.push(text);
                }
                all(v, key, out);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| all(v, key, out)),
        _ => {}
    }
}

#[test]
fn files_of_services_parse() {
    let files = files();
    assert!(files.len() >= 10, "{files:?}");
    for path in &files {
        let value = read(path);
        assert!(value.is_object() || value.is_array(), "{path}");
    }
}

#[test]
fn actions_are_pinned_and_scripts_take_no_expressions() {
    for path in files() {
        let value = read(&path);
        let (mut uses, mut runs) = (Vec::new(), Vec::new());
        all(&value, "uses", &mut uses);
        all(&value, "run", &mut runs);
        for name in uses {
            let version = name.split_once('@').map_or("", |(_, v)| v);
            let numbered = version.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
            assert!(numbered, "{path}: {name} names no version");
        }
        // An expression in a script would let whoever names a branch or an input write commands.
        for script in runs {
            assert!(!script.contains("${{"), "{path}: {script}");
        }
        if path.contains("workflows") {
            assert!(value["permissions"].is_object(), "{path} says what it may do");
        }
    }
    let mut runs = Vec::new();
    let ci = read(".github/workflows/ci.yml");
    all(&ci, "run", &mut runs);
    assert!(runs.contains(&".ci/run"), "{runs:?}");
}

#[test]
fn the_action_hands_each_input_to_a_script() {
    let action = read("action.yml");
    let inputs = action["inputs"].as_object().unwrap();
    let text = fs::read_to_string(root().join("action.yml")).unwrap();
    for (name, about) in inputs {
        assert!(text.contains(&format!("inputs.{name}")), "{name} is used");
        assert!(about["description"].is_string() && about["default"].is_string(), "{name}");
    }
    for step in action["runs"]["steps"].as_array().unwrap() {
        let Some(run) = step["run"].as_str() else { continue };
        assert_eq!(step["shell"], "bash", "{step}");
        if let Some(script) = run.strip_prefix("bash \"$GITHUB_ACTION_PATH/") {
            let script = fs::read_to_string(root().join(script.trim_end_matches('"'))).unwrap();
            for name in step["env"].as_object().unwrap().keys() {
                assert!(script.contains(name.as_str()), "{name} is read");
            }
        }
    }
}

/// A folder as a runner has it. `crmlint` there is the real one; it writes down how it was called.
struct Runner {
    folder: tempfile::TempDir,
}

#[cfg(unix)]
impl Runner {
    fn new(declarations: &str) -> Self {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let runner = Self { folder };
        for name in ["bin", "work", "temp"] {
            fs::create_dir(runner.path(name)).unwrap();
        }
        fs::write(runner.path("work/a.kdl"), declarations).unwrap();
        let binary = env!("CARGO_BIN_EXE_crmlint");
        let mut program = format!(
            "#!/bin/bash\nfor a in \"$@\"; do printf '%s\\n' \"$a\"; done >\"{}\"\n",
            runner.path("called").display(),
        );
        program.push_str("exec \"");
        program.push_str(binary);
        program.push_str("\" \"$@\"\n");
        fs::write(runner.path("bin/crmlint"), program).unwrap();
        fs::set_permissions(runner.path("bin/crmlint"), fs::Permissions::from_mode(0o755)).unwrap();
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn script(&self, script: &str, env: &[(&str, &str)]) -> Output {
        let have = std::env::var_os("PATH").unwrap();
        let path = std::env::join_paths([self.path("bin")].into_iter().chain(std::env::split_paths(&have))).unwrap();
        Command::new("bash")
            .arg(root().join(script))
            .current_dir(self.path("work"))
            .env("PATH", path)
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("GITHUB_PATH", self.path("path"))
            .env("RUNNER_TEMP", self.path("temp"))
            .envs(env.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

#[cfg(unix)]
const FAULTY: &str = "provider northwind name=\"Northwind IT\" kind=msp
crm c provider=northwind version=\"1\" date=\"2026-05-01\" {
    template #true; signed by=northwind on=\"2026-05-01\"
    requirement \"3.1.99\" responsibility=customer
}
";

#[cfg(unix)]
fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[cfg(unix)]
#[test]
fn the_action_keeps_the_exit_code_and_writes_sarif() {
    let runner = Runner::new(FAULTY);
    let args = "--as-of 2026-11-22\n--only unknown-requirement";
    let ran = runner.script("ci/action/check.sh", &[("CRMLINT_ARGS", args), ("CRMLINT_SARIF", "out.sarif")]);
    assert!(ran.status.success(), "the step itself goes on to the upload: {}", told(&ran));
    assert_eq!(runner.read("output"), "exit-code=1\nsarif-file=out.sarif\n", "{}", told(&ran));
    let sarif: Value = serde_json::from_str(&runner.read("work/out.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "unknown-requirement");
    assert!(told(&ran).contains("::error file=a.kdl"), "{}", told(&ran));

    let passed = runner.script("ci/action/check.sh", &[("CRMLINT_ARGS", args), ("CRMLINT_FAIL_ON", "never")]);
    assert!(passed.status.success());
    assert!(runner.read("output").ends_with("exit-code=0\nsarif-file=crmlint.sarif\n"), "{}", runner.read("output"));
}

#[cfg(unix)]
#[test]
fn inputs_of_the_action_are_arguments_and_never_commands() {
    let runner = Runner::new(FAULTY);
    let hostile = [
        ("CRMLINT_ARGS", "--rule *=off $(touch stolen) `touch stolen` ; touch stolen"),
        ("CRMLINT_PATHS", "a b.kdl\n--help\n\n$(touch stolen)\n"),
        ("CRMLINT_FAIL_ON", "error; touch stolen"),
    ];
    let ran = runner.script("ci/action/check.sh", &hostile);
    assert!(ran.status.success(), "{}", told(&ran));
    assert!(!runner.path("work/stolen").exists());
    let called = runner.read("called");
    for word in ["error; touch stolen\n", "*=off\n", "\n--\na b.kdl\n--help\n$(touch stolen)\n"] {
        assert!(called.contains(word), "{called}");
    }
    assert!(runner.read("output").contains("exit-code=2\n"), "{}", runner.read("output"));

    let version = runner.script("ci/action/install.sh", &[("CRMLINT_VERSION", "0.1.0 --index-url x")]);
    assert!(version.status.code() == Some(2) && told(&version).contains("write a version"), "{}", told(&version));
}

#[cfg(unix)]
#[test]
fn the_action_installs_a_program_or_a_wheel() {
    let runner = Runner::new(FAULTY);
    let binary = ("CRMLINT_BINARY", env!("CARGO_BIN_EXE_crmlint"));
    let ran = runner.script("ci/action/install.sh", &[binary]);
    assert!(ran.status.success() && told(&ran).starts_with("crmlint "), "{}", told(&ran));
    let bin = runner.read("path");
    assert!(Path::new(bin.trim()).join("crmlint").is_file(), "{bin}");

    let missing = runner.script("ci/action/install.sh", &[("CRMLINT_BINARY", "no/such/program")]);
    assert_eq!(missing.status.code(), Some(2), "{}", told(&missing));

    let houses = super::package::wheelhouse();
    let houses = [
        ("CRMLINT_VERSION", env!("CARGO_PKG_VERSION")),
        ("PIP_NO_INDEX", "1"),
        ("PIP_FIND_LINKS", houses.to_str().unwrap()),
    ];
    let ran = runner.script("ci/action/install.sh", &houses);
    assert!(ran.status.success() && told(&ran).contains("crmlint "), "{}", told(&ran));
    assert!(runner.read("path").lines().last().unwrap().contains("crmlint-venv"), "{}", runner.read("path"));
}

/// The calls of crmlint in the snippets, as they stand there.
fn calls() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for path in files().iter().chain([&"docs/ci/plain.sh".to_owned()]) {
        for line in fs::read_to_string(root().join(path)).unwrap().lines() {
            let plain = line.trim_start_matches([' ', '-']).trim_start_matches("run: ").trim_start_matches("script: ");
            let plain = plain.trim_start_matches(".crmlint/bin/");
            if plain.starts_with("crmlint check") {
                out.push((path.clone(), plain.to_owned()));
            }
        }
    }
    out
}

#[cfg(unix)]
#[test]
fn calls_in_the_snippets_run_and_write_their_reports() {
    let calls = calls();
    let named = |part: &str| calls.iter().any(|(path, _)| path.contains(part));
    assert!(["gitlab", "azure", "plain", "init/github"].iter().all(|p| named(p)), "{calls:?}");
    for (path, call) in calls {
        let runner = Runner::new(FAULTY);
        let have = std::env::var_os("PATH").unwrap();
        let search =
            std::env::join_paths([runner.path("bin")].into_iter().chain(std::env::split_paths(&have))).unwrap();
        let ran = Command::new("sh")
            .args(["-c", &call])
            .current_dir(runner.path("work"))
            .env("PATH", search)
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(1), "{path}: {call}: {}", told(&ran));
        for file in call.split_whitespace().filter_map(|word| word.split_once('=')).map(|(_, file)| file) {
            assert!(!runner.read(&format!("work/{file}")).is_empty(), "{path}: {file}");
        }
    }
}

#[test]
fn the_snippets_of_init_and_of_the_documents_are_one() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    assert_eq!(read("docs/ci/gitlab.yml"), read("src/cli/init/gitlab.yml"));
    // What is declared as a report is written.
    let job = super::ci::read("docs/ci/gitlab.yml");
    let report = job["crmlint"]["artifacts"]["reports"]["codequality"].as_str().unwrap().to_owned();
    assert!(read("docs/ci/gitlab.yml").contains(&format!("--format gitlab={report} ")));
}
