//! Every rule against its own examples: `bad` is found where it is marked and nowhere else, `good` is looked at and
//! clear, `outside` is not applicable.

use crmlint::check::interpret_example;
use crmlint::rule::example::{Kind, Verdict, rule_node, run_examples};
use crmlint::rule::facts::vocabulary;
use crmlint::rule::{RuleSet, RuleSource};
use crmlint::source::Sources;

#[test]
fn examples_come_out_as_they_should() {
    let rules = RuleSet::bundled();
    let mut failures = Vec::new();
    let mut examples = 0;
    for (ix, rule) in rules.rules().iter().enumerate() {
        let RuleSource::Bundled { path, text } = &rule.source else { panic!("{} is not bundled", rule.name) };
        let mut sources = Sources::new();
        let id = sources.add(*path, *text);
        let parsed = crmlint::parse::parse(id, text);
        sources.set_document(id, parsed.document, false);
        let node = rule_node(sources.nodes(id).unwrap(), &rule.name).unwrap();
        let results = run_examples(&rules, ix, &node, vocabulary(), &sources, &interpret_example);
        assert!(results.iter().any(|r| r.kind == Kind::Bad), "{} has no bad example", rule.name);
        assert!(results.iter().any(|r| r.kind == Kind::Good), "{} has no good example", rule.name);
        examples += results.len();
        for result in results.iter().filter(|r| !r.is_ok()) {
            for verdict in &result.verdicts {
                let at = |span| sources.place(span);
                let text = match verdict {
                    Verdict::Ok => continue,
                    Verdict::Missing(span) => format!("missing at {}", at(*span)),
                    Verdict::Extra(span, m) => format!("extra at {}: {m}", at(*span)),
                    Verdict::Noisy(span, m) => format!("noisy at {}: {m}", at(*span)),
                    other => format!("{other:?}"),
                };
                failures.push(format!("{} {:?}: {text}", at(result.span), result.kind));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(examples >= 100, "{examples}");
}

#[test]
fn every_rule_has_a_reason_and_a_citation() {
    for rule in RuleSet::bundled().rules() {
        assert!(!rule.cite.is_empty(), "{}", rule.name);
        // Lower case, unless it begins with an abbreviation such as CUI.
        let second = rule.summary.chars().nth(1);
        assert!(
            !rule.summary.starts_with(char::is_uppercase) || second.is_some_and(char::is_uppercase),
            "{}",
            rule.name
        );
        assert!(!rule.summary.ends_with('.'), "{}", rule.name);
    }
}
