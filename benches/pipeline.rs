//! The pipeline over `fixtures/ridgeline`, stage by stage: parse, read and derive, rules, the whole check.

use std::path::{Path, PathBuf};

use crmlint::catalog::Catalog;
use crmlint::check::{Settings, Unit, check, interpret};
use crmlint::discover::{Disk, Request, discover};
use crmlint::parse::parse;
use crmlint::rule::facts::vocabulary;
use crmlint::rule::{RuleSet, RunSettings, run};
use crmlint::source::{FileId, Sources};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// The story as the command line finds it.
struct Story {
    sources: Sources,
    unit: Unit,
    rules: RuleSet,
    catalog: Catalog,
    settings: Settings,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ridgeline")
}

fn story() -> Story {
    let found = discover(&Request { paths: vec![folder()], ..Request::default() }, &Disk);
    let unit = found.units.into_iter().next();
    let unit = unit.unwrap_or_default();
    let as_of = unit.project.as_of.as_ref().map(|d| d.value).unwrap_or_default();
    Story {
        sources: found.sources,
        unit: unit.unit,
        rules: RuleSet::bundled(),
        catalog: Catalog::bundled(),
        settings: Settings::new(as_of),
    }
}

#[divan::bench]
fn parse_files(bencher: Bencher<'_, '_>) {
    let story = story();
    let texts: Vec<&str> = story.sources.iter().map(|(_, f)| f.text.as_str()).collect();
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| texts.iter().map(|t| parse(FileId(0), t).document.nodes(t).count()).sum::<usize>());
}

#[divan::bench]
fn read_and_derive(bencher: Bencher<'_, '_>) {
    let s = story();
    bencher.bench_local(|| interpret(&s.sources, &s.unit, &s.catalog, s.settings.as_of));
}

#[divan::bench]
fn run_rules(bencher: Bencher<'_, '_>) {
    let s = story();
    let read = interpret(&s.sources, &s.unit, &s.catalog, s.settings.as_of);
    let settings = RunSettings::new(s.settings.as_of);
    bencher.bench_local(|| run(&s.rules, &read.facts, vocabulary(), &settings));
}

#[divan::bench]
fn whole_check(bencher: Bencher<'_, '_>) {
    let s = story();
    bencher.bench_local(|| check(&s.sources, &s.unit, &s.rules, &s.catalog, &s.settings));
}

/// The same facts, and the first thirty rules alone: what the others add is the difference.
#[divan::bench]
fn whole_check_thirty_rules(bencher: Bencher<'_, '_>) {
    let mut s = story();
    s.settings.only = include_str!("../tests/data/core-rules.txt").lines().map(str::to_owned).collect();
    bencher.bench_local(|| check(&s.sources, &s.unit, &s.rules, &s.catalog, &s.settings));
}

#[divan::bench]
fn from_the_disk(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| {
        let s = story();
        check(&s.sources, &s.unit, &s.rules, &s.catalog, &s.settings)
    });
}
