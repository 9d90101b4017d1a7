//! `crmlint config`: every setting in force, and where it comes from.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::rules::ListFormat;
use super::session::{Ready, Session, Wishes, open};
use super::{Failure, output};
use crate::finding::{FIXED, Level, counted};
use crate::project::RuleSetting;
use crate::read::Owner;
use crate::rule::facts::vocabulary;
use crate::rule::{Rule, RuleSource, page};
use crate::source::{Sources, Span, Spanned, printable};

/// Of which project.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// A file or folder of the project; the current folder without it
    path: Option<PathBuf>,
    /// Rules too that run as they come
    #[arg(long)]
    all: bool,
    /// How
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    format: ListFormat,
    /// The date to check on, as crmlint check takes it
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// One setting.
#[derive(Serialize)]
struct Setting {
    name: String,
    value: String,
    origin: String,
    /// True when nobody said it.
    default: bool,
}

#[derive(Serialize)]
struct Unit<'a> {
    unit: &'a str,
    settings: Vec<Setting>,
}

pub(super) fn run(args: &ConfigArgs) -> Result<u8, Failure> {
    let wishes = Wishes { paths: args.path.iter().cloned().collect(), as_of: args.as_of.clone(), ..Wishes::default() };
    let Session { sources, units, errors, .. } = open(&wishes)?;
    if let Some(error) = errors.first() {
        return Err(Failure::Read(error.to_string()));
    }
    let told = |ready: &'_ Ready| settings(ready, &sources, args);
    let rows: Vec<Unit<'_>> = units.iter().map(|r| Unit { unit: &r.unit.root, settings: told(r) }).collect();
    if let ListFormat::Json = args.format {
        output::out(&crate::report::json::listing(&rows));
    } else {
        let mut out = String::new();
        for Unit { unit, settings } in &rows {
            if rows.len() > 1 {
                let _ = writeln!(out, "{unit}:");
            }
            let widest = settings.iter().map(|s| s.name.chars().count()).max().unwrap_or(0).min(44);
            for Setting { name, value, origin, .. } in settings {
                let _ = writeln!(out, "{name:widest$}  {value}  ({origin})");
            }
        }
        output::out(&printable(&out));
    }
    let wrong: Vec<_> = units.iter().filter(|r| r.distrusted).collect();
    if !wrong.is_empty() {
        return Err(Failure::Read("a rule or project file is wrong; `crmlint check` tells where".to_owned()));
    }
    if units.is_empty() {
        output::err("exit 3: no declaration was read\n");
        return Ok(3);
    }
    Ok(0)
}

fn settings(ready: &Ready, sources: &Sources, args: &ConfigArgs) -> Vec<Setting> {
    let project = &ready.project;
    let mut out = Vec::new();
    let at = |span: Span| sources.place(span);
    let mut say = |name: &str, value: String, origin: Option<String>| {
        let default = origin.is_none();
        out.push(Setting {
            name: name.to_owned(),
            value,
            origin: origin.unwrap_or_else(|| "default".to_owned()),
            default,
        });
    };
    say("root", ready.unit.root.clone(), None);
    let as_of = match (&args.as_of, &project.as_of) {
        (Some(_), _) => Some("--as-of".to_owned()),
        (None, Some(stated)) => Some(at(stated.span)),
        (None, None) => Some("today, UTC".to_owned()),
    };
    say("as-of", ready.settings.as_of.to_string(), as_of);
    say("audience", ready.reader.word().to_owned(), project.audience.as_ref().map(|a| at(a.span)));
    let set = ready.frozen.map_or("none; all rules as they come", |s| s.name);
    say("ruleset", set.to_owned(), project.ruleset.as_ref().map(|s| at(s.span)));
    let lists: [(&str, &[Spanned<String>], &str); 6] = [
        ("extends", &project.extends, "none"),
        ("include", &project.include, "all .kdl files below the root"),
        ("exclude", &project.exclude, "none; .gitignore and hidden files are left out"),
        ("units", &project.units, "none"),
        ("rules", &project.rules, "none of your own"),
        ("offerings", &project.offerings, "none of your own"),
    ];
    for (name, values, none) in lists {
        if values.is_empty() {
            say(name, none.to_owned(), None);
        }
        for value in values {
            say(name, value.value.clone(), Some(at(value.span)));
        }
    }
    for (word, owner) in &project.responsibility_words {
        let means = Owner::WORDS.iter().find(|w| Owner::from_word(w) == Some(*owner)).copied().unwrap_or_default();
        say("responsibility-word", format!("{} means {means}", word.value), Some(at(word.span)));
    }
    for (name, path) in [("marketplace", &project.marketplace), ("baseline", &project.baseline)] {
        let value = path.as_ref().map_or_else(|| "none".to_owned(), |p| p.value.clone());
        let export = (name == "marketplace").then(|| ready.catalog.listing()).flatten();
        let held = export.map_or_else(String::new, |l| format!(" ({}, {})", counted(l.len(), "package"), l.as_of()));
        say(name, value + &held, path.as_ref().map(|p| at(p.span)));
    }
    for decision in &ready.settings.waivers.decisions {
        let place = decision.at.as_deref().map_or_else(String::new, |p| format!(" at {p}"));
        say("waiver", format!("{}{place} until {}", decision.rule, decision.until), Some(at(decision.span)));
    }
    for rule in ready.rules.rules() {
        rule_settings(ready, rule, args.all, &at, &mut say);
    }
    for fixed in FIXED {
        let names = [fixed.name];
        let stated = said_of(&project.settings, &names).find(|s| s.level.is_some());
        let level = ready.settings.levels.get(fixed.name).copied().unwrap_or(fixed.level);
        if args.all || stated.is_some() {
            say(fixed.name, level.to_string(), stated.map(|s| at(s.rule.span)));
        }
    }
    for own in &project.overrides {
        let globs: Vec<&str> = own.globs.iter().map(|g| g.value.as_str()).collect();
        for setting in &own.settings {
            let name = format!("{} in {}", setting.rule.value, globs.join(" "));
            let level = setting.level.map_or("", Level::word);
            say(&name, level.to_owned(), Some(at(setting.rule.span)));
        }
    }
    out
}

/// What a project file says of a rule, the last word first.
fn said_of<'a>(settings: &'a [RuleSetting], names: &'a [&'a str]) -> impl Iterator<Item = &'a RuleSetting> {
    settings.iter().rev().filter(move |s| names.contains(&s.rule.value.as_str()))
}

/// Level and parameters of a rule.
fn rule_settings(
    ready: &Ready,
    rule: &Rule,
    all: bool,
    at: &dyn Fn(Span) -> String,
    say: &mut dyn FnMut(&str, String, Option<String>),
) {
    let names: Vec<&str> = rule.names().collect();
    let settings = &ready.project.settings;
    let level = ready.settings.levels.get(rule.name.as_ref()).copied();
    let stated = said_of(settings, &names).find(|s| s.level.is_some());
    let origin = match (stated, level, &rule.source) {
        (Some(stated), ..) => Some(at(stated.rule.span)),
        (None, Some(level), _) if level != rule.level => Some(match ready.frozen {
            Some(set) => format!("ruleset {}", set.name),
            None => format!("audience {}", ready.reader.word()),
        }),
        (None, _, RuleSource::File { span, .. }) => Some(at(*span)),
        (None, _, RuleSource::Bundled { .. }) => None,
    };
    let preview = rule.preview && level.is_none();
    let shown = if preview { Level::Off } else { level.unwrap_or(rule.level) };
    if all || origin.is_some() {
        say(&rule.name, shown.to_string(), origin);
    }
    for param in rule.params.iter() {
        let set = said_of(settings, &names).find_map(|s| {
            let (name, value) = s.params.iter().find(|(name, _)| name.value == param.name.as_ref())?;
            Some((value.display(), at(name.span)))
        });
        if let Some((value, place)) = set {
            say(&format!("{} {}", rule.name, param.name), value, Some(place));
        } else if all {
            say(&format!("{} {}", rule.name, param.name), page::value(&param.default, param.ty, vocabulary()), None);
        }
    }
}
