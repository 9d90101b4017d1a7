//! From paths to units that are ready to be checked: discovery, the catalogue and the rules in force, settings.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;

use super::Failure;
use crate::catalog::Catalog;
use crate::check::{Settings, Unit};
use crate::discover::{Discovery, Disk, Error, Found, Request, discover};
use crate::finding::{Finding, Level, fixed_named};
use crate::project::nearest_rule;
use crate::rule::RuleSet;
use crate::rule::facts::vocabulary;
use crate::schema::grammar::parse_date;
use crate::source::{Sources, Spanned};

/// A unit with everything that its check needs.
pub(super) struct Ready {
    /// The unit.
    pub(super) unit: Unit,
    /// Bundled rules and the team's own.
    pub(super) rules: RuleSet,
    /// Bundled offerings and the team's own.
    pub(super) catalog: Catalog,
    /// Settings.
    pub(super) settings: Settings,
    /// Words of `crmlint.kdl` that have no effect yet.
    pub(super) without_effect: Vec<Spanned<String>>,
    /// True when a rule or project file is wrong: the result cannot be trusted.
    pub(super) distrusted: bool,
}

/// What the command line says about a check.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    /// Paths.
    pub(super) paths: Vec<PathBuf>,
    /// `--isolated`.
    pub(super) isolated: bool,
    /// `--as-of`.
    pub(super) as_of: Option<String>,
    /// `--rule NAME=LEVEL`.
    pub(super) levels: Vec<String>,
    /// `--only NAME`.
    pub(super) only: Vec<String>,
    /// `--no-waivers`.
    pub(super) no_waivers: bool,
}

/// All units of a call.
pub(super) struct Session {
    /// All files.
    pub(super) sources: Sources,
    /// Units.
    pub(super) units: Vec<Ready>,
    /// What could not be read.
    pub(super) errors: Vec<Error>,
    /// What was passed over, in words.
    pub(super) notes: Vec<String>,
}

/// Finds and prepares all units.
pub(super) fn open(wishes: &Wishes) -> Result<Session, Failure> {
    let as_of = match &wishes.as_of {
        None => None,
        Some(text) => Some(
            parse_date(text)
                .ok_or_else(|| Failure::Usage(format!("--as-of `{text}` is no date; write it like 2026-11-22")))?,
        ),
    };
    let request = Request { paths: wishes.paths.clone(), isolated: wishes.isolated };
    let Discovery { sources, units, errors, notes } = discover(&request, &Disk);
    let mut ready = Vec::new();
    for found in units {
        ready.push(prepare(found, &sources, as_of, wishes)?);
    }
    if ready.is_empty() {
        // A misspelt name is told even when there is nothing to check.
        let mut settings = Settings::new(today());
        wishes_into(&mut settings, &RuleSet::bundled(), wishes)?;
    }
    Ok(Session { sources, units: ready, errors, notes })
}

/// The rules in force where the program was called: the bundled ones and those of a `crmlint.kdl` above.
pub(super) fn rules_here() -> (RuleSet, Sources) {
    let above =
        std::env::current_dir().ok().and_then(|d| d.ancestors().map(|a| a.join("crmlint.kdl")).find(|p| p.is_file()));
    let Some(path) = above else { return (RuleSet::bundled(), Sources::new()) };
    let Discovery { sources, units, .. } = discover(&Request { paths: vec![path], isolated: false }, &Disk);
    let mut rules = RuleSet::bundled();
    for id in units.iter().flat_map(|u| &u.rules) {
        if let Some(file) = sources.get(*id)
            && let Some(nodes) = file.nodes()
        {
            // What is wrong with them is told by `check` and `test`.
            let (loaded, _) = crate::rule::load(nodes, vocabulary(), &file.path);
            rules.add(loaded);
        }
    }
    (rules, sources)
}

/// Today in UTC: read once, here, and only when nothing else says the date.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn prepare(found: Found, sources: &Sources, as_of: Option<Date>, wishes: &Wishes) -> Result<Ready, Failure> {
    let Found { mut unit, mut project, rules: rule_files, offerings, project_incomplete } = found;
    let mut catalog = Catalog::bundled();
    let mut wrong: Vec<Finding> = Vec::new();
    for id in &offerings {
        if let Some(nodes) = sources.nodes(*id) {
            wrong.extend(catalog.extend(nodes).into_iter().map(|f| Finding { rule: "rule-invalid".into(), ..f }));
        }
    }
    let mut rules = RuleSet::bundled();
    for id in &rule_files {
        let Some(file) = sources.get(*id) else { continue };
        if file.incomplete {
            wrong.push(Finding::fixed(
                "rule-invalid",
                crate::source::Span::new(*id, 0, 0),
                "this rule file could not be read whole",
            ));
        }
        if let Some(nodes) = file.nodes() {
            let (loaded, told) = crate::rule::load(nodes, vocabulary(), &file.path);
            wrong.extend(told);
            wrong.extend(rules.add(loaded));
        }
    }
    let (levels, params) = project.apply(&rules);
    wrong.append(&mut project.findings);
    let mut settings = Settings::new(as_of.or(project.as_of).unwrap_or_else(today));
    settings.levels = levels;
    settings.params = params;
    settings.waivers = std::mem::take(&mut project.waivers);
    settings.waivers.ignored = wishes.no_waivers;
    wishes_into(&mut settings, &rules, wishes)?;
    let distrusted = project_incomplete || wrong.iter().any(|f| f.level == Level::Error);
    unit.findings.extend(wrong);
    Ok(Ready { unit, rules, catalog, settings, without_effect: project.without_effect, distrusted })
}

fn wishes_into(settings: &mut Settings, rules: &RuleSet, wishes: &Wishes) -> Result<(), Failure> {
    for wish in &wishes.levels {
        let (name, level) = wish
            .split_once('=')
            .and_then(|(n, l)| Level::from_word(l).map(|l| (n, l)))
            .ok_or_else(|| Failure::Usage(format!("--rule `{wish}`: write NAME=error, warning, note or off")))?;
        settings.levels.insert(known_rule(name, rules)?, level);
    }
    let mut only = BTreeSet::new();
    for name in &wishes.only {
        only.insert(known_rule(name, rules)?);
    }
    settings.only = only;
    Ok(())
}

/// The name of a rule in force, or why there is none.
fn known_rule(name: &str, rules: &RuleSet) -> Result<String, Failure> {
    if let Some(rule) = rules.find(name).and_then(|i| rules.get(i)) {
        return Ok(rule.name.to_string());
    }
    if fixed_named(name).is_some() {
        return Ok(name.to_owned());
    }
    let near = nearest_rule(name, rules).map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
    Err(Failure::Usage(format!("there is no rule `{name}`{near}")))
}
