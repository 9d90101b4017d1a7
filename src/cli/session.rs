//! From paths to units that are ready to be checked: discovery, the catalogue and the rules in force, settings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::Failure;
use crate::catalog::{Catalog, Listing};
use crate::check::{Settings, Unit};
use crate::discover::{Discovery, Disk, Error, Fetch, Found, Loaded, Plan, Request, discover, each};
use crate::finding::{Finding, Level, fixed_named};
use crate::project::{Applied, Project};
use crate::rule::facts::vocabulary;
use crate::rule::frozen::FrozenSet;
use crate::rule::{Reader, RuleSet};
use crate::schema::grammar::parse_date;
use crate::source::{FileId, Sources, Span};

/// A unit with everything that its check needs.
pub(super) struct Ready {
    /// The unit.
    pub(super) unit: Unit,
    /// Bundled rules and the team's own.
    pub(super) rules: Arc<RuleSet>,
    /// Bundled offerings and the team's own.
    pub(super) catalog: Arc<Catalog>,
    /// Settings.
    pub(super) settings: Settings,
    /// For whom the check is.
    pub(super) reader: Reader,
    /// The frozen set in force.
    pub(super) frozen: Option<&'static FrozenSet>,
    /// What `crmlint.kdl` says.
    pub(super) project: Project,
    /// The file of known findings.
    pub(super) baseline: Option<FileId>,
    /// Folder of the unit, links resolved.
    pub(super) folder: PathBuf,
    /// Folder of the project file.
    pub(super) home: PathBuf,
    /// True when a rule or project file is wrong: the result cannot be trusted.
    pub(super) distrusted: bool,
}

/// What the command line says about a check.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    /// Paths.
    pub(super) paths: Vec<PathBuf>,
    /// `--as-of`.
    pub(super) as_of: Option<String>,
    /// `--rule NAME=LEVEL`.
    pub(super) levels: Vec<String>,
    /// `--only NAME`.
    pub(super) only: Vec<String>,
    /// `--no-waivers`.
    pub(super) no_waivers: bool,
    /// `--audience`.
    pub(super) reader: Option<Reader>,
    /// `--ruleset`.
    pub(super) frozen: Option<&'static FrozenSet>,
    /// `--preview`.
    pub(super) preview: bool,
    /// `--baseline FILE`.
    pub(super) baseline: Option<PathBuf>,
    /// Known findings count, as when a baseline is made.
    pub(super) no_baseline: bool,
}

impl Wishes {
    pub(super) fn request(&self) -> Request {
        Request { paths: self.paths.clone(), baseline: self.baseline.clone(), ..Request::default() }
    }
}

/// All units of a call.
pub(super) struct Session {
    /// All files.
    pub(super) sources: Sources,
    /// Units.
    pub(super) units: Vec<Ready>,
    /// What could not be read.
    pub(super) errors: Vec<Error>,
    /// The real path of each of the sources.
    pub(super) paths: Vec<PathBuf>,
}

/// Finds and prepares all units.
pub(super) fn open(wishes: &Wishes) -> Result<Session, Failure> {
    open_from(wishes, &wishes.request(), &Disk)
}

/// The same, of another request and with bytes from elsewhere.
pub(super) fn open_from(wishes: &Wishes, request: &Request, fetch: &dyn Fetch) -> Result<Session, Failure> {
    let terms = Terms::new(wishes)?;
    let Discovery { sources, units, errors, paths, .. } = discover(request, fetch);
    let mut ready = Vec::new();
    for found in units {
        ready.push(terms.prepare(found, &sources)?);
    }
    Ok(Session { sources, units: ready, errors, paths })
}

/// What holds for all units of a call.
pub(super) struct Terms<'a> {
    wishes: &'a Wishes,
    as_of: Option<Date>,
    /// Shared by all units without rules of their own, so that a pattern is compiled once.
    rules: Arc<RuleSet>,
    catalog: Arc<Catalog>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(wishes: &'a Wishes) -> Result<Self, Failure> {
        let as_of = match &wishes.as_of {
            None => None,
            Some(text) => Some(
                parse_date(text)
                    .ok_or_else(|| Failure::Usage(format!("--as-of `{text}` is no date; write it like 2026-11-22")))?,
            ),
        };
        Ok(Self { wishes, as_of, rules: Arc::new(RuleSet::bundled()), catalog: Arc::new(Catalog::bundled()) })
    }

    /// Refuses a misspelt name before anything is checked, also when there is nothing to check.
    pub(super) fn refuse_unknown_names(&self, plan: &Plan, fetch: &dyn Fetch) -> Result<(), Failure> {
        let bundled = wishes_into(&mut Settings::new(today()), &self.rules, self.wishes);
        if bundled.is_ok() {
            return bundled;
        }
        // A name that is not ours may be one of a team's own rules; then each unit has to know it.
        let mut refused = None;
        let prepare = |loaded: Loaded| loaded.found.map(|f| self.prepare(f, &loaded.sources).map(drop));
        each(plan, fetch, Some(1), &prepare, &mut |answer| {
            if let (None | Some(Ok(())), Some(Some(answer))) = (&refused, answer) {
                refused = Some(answer);
            }
        });
        refused.unwrap_or(bundled)
    }

    /// The rules in force for a unit, and its settings.
    pub(super) fn prepare(&self, found: Found, sources: &Sources) -> Result<Ready, Failure> {
        let Found { mut unit, mut project, rules: rule_files, offerings, marketplace, baseline, .. } = found;
        let Found { key, home, folder, .. } = found;
        let project_incomplete = found.project_incomplete;
        let mut wrong: Vec<Finding> = Vec::new();
        let catalog = self.catalog_with(&offerings, marketplace, sources, &mut wrong);
        let rules = self.rules_with(&rule_files, sources, &mut wrong);
        let Applied { levels, params, overrides } = project.apply(&rules);
        wrong.append(&mut project.findings);
        let mut settings = Settings::new(self.as_of.or(project.as_of.map(|d| d.value)).unwrap_or_else(today));
        let reader = self.wishes.reader.or(project.audience.map(|r| r.value)).unwrap_or_default();
        let frozen = self.wishes.frozen.or(project.ruleset.map(|s| s.value));
        settings.levels = self.levels(&rules, frozen, reader);
        settings.levels.extend(levels);
        settings.every_undecided = reader == Reader::Assessor;
        settings.params = params;
        settings.overrides = overrides;
        if let Some(nodes) = baseline.filter(|_| !self.wishes.no_baseline).and_then(|id| sources.nodes(id)) {
            let mut known = crate::baseline::read(nodes);
            wrong.append(&mut known.findings);
            settings.baseline = known.of_unit(&key);
        }
        settings.waivers = std::mem::take(&mut project.waivers);
        settings.waivers.ignored = self.wishes.no_waivers;
        if folder != home || !project.units.is_empty() {
            // A project file above several units: what holds nothing back here may do so in another.
            settings.waivers.decisions.iter_mut().for_each(|d| d.shared = true);
        }
        wishes_into(&mut settings, &rules, self.wishes)?;
        let distrusted = project_incomplete || wrong.iter().any(|f| f.level == Level::Error);
        unit.findings.extend(wrong);
        Ok(Ready { unit, rules, catalog, settings, reader, frozen, project, baseline, folder, home, distrusted })
    }

    /// The levels that set and reader give; what is said of a rule by name goes before them. Empty where the rules' own hold.
    fn levels(&self, rules: &RuleSet, frozen: Option<&FrozenSet>, reader: Reader) -> BTreeMap<String, Level> {
        let mut out = BTreeMap::new();
        let Wishes { preview, only, .. } = self.wishes;
        if frozen.is_none() && reader != Reader::Msp && !preview && only.is_empty() {
            return out;
        }
        for rule in rules.rules() {
            let asked = rule.names().any(|n| only.iter().any(|o| o == n));
            let level = match frozen {
                _ if asked => rule.level,
                Some(set) => set.level(rule),
                None if rule.preview && !preview => Level::Off,
                None => rule.level,
            };
            out.insert(rule.name.to_string(), reader.level(rule, level));
        }
        out
    }

    fn catalog_with(
        &self,
        files: &[FileId],
        marketplace: Option<(FileId, Span)>,
        sources: &Sources,
        wrong: &mut Vec<Finding>,
    ) -> Arc<Catalog> {
        if files.is_empty() && marketplace.is_none() {
            return self.catalog.clone();
        }
        let mut catalog = Catalog::bundled();
        for id in files {
            if let Some(nodes) = sources.nodes(*id) {
                wrong.extend(catalog.extend(nodes).into_iter().map(|f| Finding { rule: "rule-invalid".into(), ..f }));
            }
        }
        if let Some((id, named)) = marketplace
            && let Some(file) = sources.get(id)
        {
            match Listing::read(id, &file.text) {
                Ok(listing) => catalog = catalog.with_listing(listing),
                Err(refused) => {
                    let message =
                        format!("`{}` is no export of the FedRAMP Marketplace: {}", file.path, refused.reason);
                    wrong.push(Finding::fixed("rule-invalid", named, message).also(refused.span, "here"));
                }
            }
        }
        Arc::new(catalog)
    }

    fn rules_with(&self, files: &[FileId], sources: &Sources, wrong: &mut Vec<Finding>) -> Arc<RuleSet> {
        if files.is_empty() {
            return self.rules.clone();
        }
        let mut rules = RuleSet::bundled();
        for id in files {
            let Some(file) = sources.get(*id) else { continue };
            if file.incomplete {
                wrong.push(Finding::fixed(
                    "rule-invalid",
                    Span::new(*id, 0, 0),
                    "this rule file could not be read whole",
                ));
            }
            if let Some(nodes) = file.nodes() {
                let (loaded, told) = crate::rule::load(nodes, vocabulary(), &file.path);
                wrong.extend(told);
                wrong.extend(rules.add(loaded));
            }
        }
        Arc::new(rules)
    }
}

/// The rules in force where the program was called: the bundled ones and those of a `crmlint.kdl` above.
pub(super) fn rules_here() -> (RuleSet, Sources) {
    let above =
        std::env::current_dir().ok().and_then(|d| d.ancestors().map(|a| a.join("crmlint.kdl")).find(|p| p.is_file()));
    let Some(path) = above else { return (RuleSet::bundled(), Sources::new()) };
    let Discovery { sources, units, .. } = discover(&Request { paths: vec![path], ..Request::default() }, &Disk);
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

/// The project in which the program was called: the current folder, if it holds declarations or a `crmlint.kdl` stands in it
/// or above.
pub(super) fn project_here() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let is_kdl = |e: std::fs::DirEntry| e.path().extension().is_some_and(|x| x.eq_ignore_ascii_case("kdl"));
    let declared = std::fs::read_dir(&here).ok()?.filter_map(Result::ok).any(is_kdl);
    (declared || here.ancestors().any(|a| a.join("crmlint.kdl").is_file())).then(|| PathBuf::from("."))
}

/// Today in UTC: read once, here, and only when nothing else says the date.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn wishes_into(settings: &mut Settings, rules: &RuleSet, wishes: &Wishes) -> Result<(), Failure> {
    for wish in &wishes.levels {
        let (name, level) = wish
            .split_once('=')
            .and_then(|(n, l)| Level::from_word(l).map(|l| (n, l)))
            .ok_or_else(|| Failure::Usage(format!("--rule `{wish}`: write NAME=error, warning, note or off")))?;
        let name = known_rule(name, rules)?;
        // What is said on the command line holds for all files.
        for own in &mut settings.overrides {
            own.levels.remove(&name);
        }
        settings.levels.insert(name, level);
    }
    let mut only = BTreeSet::new();
    for name in &wishes.only {
        only.insert(known_rule(name, rules)?);
    }
    settings.only = only;
    Ok(())
}

/// The frozen set of a name on the command line.
pub(super) fn frozen_set(name: &str) -> Result<&'static FrozenSet, Failure> {
    FrozenSet::named(name).map_err(|help| Failure::Usage(format!("there is no frozen set `{name}`; {help}")))
}

/// The name of a rule in force, or why there is none.
fn known_rule(name: &str, rules: &RuleSet) -> Result<String, Failure> {
    if let Some(rule) = rules.find(name).and_then(|i| rules.get(i)) {
        return Ok(rule.name.to_string());
    }
    if fixed_named(name).is_some() {
        return Ok(name.to_owned());
    }
    let near = rules.nearest(name).map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
    Err(Failure::Usage(format!("there is no rule `{name}`{near}")))
}
