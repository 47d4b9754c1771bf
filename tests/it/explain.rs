//! `comity explain`.

use comity::rules;
use comity::standard;

use crate::harness::{Sandbox, comity, program, repository};

fn explain(name: &str) -> String {
    let outcome = comity(&repository(), &["explain", name]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{name}");
    outcome.stdout
}

#[test]
fn it_needs_no_workspace() {
    let outcome = Sandbox::empty().comity(&["explain", "toml-invalid"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[test]
fn every_rule_group_criterion_and_standard_can_be_explained() {
    for (group, rules) in rules::GROUPS {
        let text = explain(group);
        for rule in *rules {
            assert!(text.contains(rule.name), "{group} does not list {}", rule.name);
            let page = explain(rule.name);
            assert!(page.contains(&format!("Group:    {group}\n")), "{page}");
            let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
            let guards = words.contains("every one: it keeps the record readable");
            assert_eq!(guards, rule.guards, "{page}");
            assert!(page.contains("\nCriteria: "), "{page}");
            for criterion in rule.criteria {
                assert!(page.contains(criterion), "{page}");
                assert!(explain(criterion).contains(rule.name), "{criterion}");
            }
        }
    }
    for standard in standard::all() {
        let text = explain(&standard.id);
        for criterion in &standard.criteria {
            assert!(text.contains(&criterion.reference), "{text}");
        }
    }
}

/// A criterion leads to every rule behind it, and each of these leads back.
#[test]
fn rules_and_criteria_lead_to_each_other() {
    let mut pairs = 0;
    let pages: Vec<(&str, String)> = rules::all().map(|it| (it.name, explain(it.name))).collect();
    for criterion in standard::all().iter().flat_map(|standard| &standard.criteria) {
        let text = explain(&criterion.reference);
        let (_, listed) = text.split_once("Rules that rest on it:").unwrap_or_default();
        for (rule, page) in &pages {
            let to = listed.lines().any(|line| line.split(' ').next() == Some(rule));
            let back = page
                .lines()
                .take_while(|line| !line.starts_with("What."))
                .filter(|line| line.starts_with("Criteria: ") || line.starts_with("          S"))
                .any(|line| line[10..].split(' ').next() == Some(&criterion.reference));
            assert_eq!(to, back, "{} and {rule}", criterion.reference);
            pairs += usize::from(to);
        }
    }
    assert!(pairs > 300, "{pairs}");
}

#[test]
fn a_word_that_means_two_things_is_told_as_both() {
    let text = explain("network");
    assert!(text.contains("contact-silent"), "{text}");
    assert!(text.contains("S3.2a"), "{text}");
}

#[test]
fn names_are_taken_in_any_case() {
    assert_eq!(explain("s0.13"), explain("S0.13"));
    assert_eq!(explain("TOML-invalid"), explain("toml-invalid"));
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest() {
    for (misspelt, nearest) in
        [("toml-invald", "toml-invalid"), ("strcture", "structure"), ("S0.99", "S0.9")]
    {
        let outcome = comity(&repository(), &["explain", misspelt]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
        assert!(outcome.stderr.contains(&format!("did you mean `{nearest}")), "{}", outcome.stderr);
    }
    let outcome = comity(&repository(), &["explain", "zzzzzzzz"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("`comity explain` lists"), "{}", outcome.stderr);
}

#[test]
fn the_overview_fits_into_80_columns() {
    let outcome = comity(&repository(), &["explain"]);
    for line in outcome.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn colour_is_used_where_it_is_wanted_and_nowhere_else() {
    const ESCAPE: char = '\u{1b}';
    // The environment, the wish on the line, and whether there is colour then. The output of a test
    // is no terminal.
    let cases = [
        ("", "auto", false),
        ("", "always", true),
        ("NO_COLOR", "always", true),
        ("NO_COLOR", "auto", false),
        ("CLICOLOR_FORCE", "auto", true),
        ("CLICOLOR_FORCE", "never", false),
        ("CLICOLOR", "auto", false),
    ];
    for (variable, wish, wanted) in cases {
        let environment: Vec<(&str, &str)> =
            if variable.is_empty() { Vec::new() } else { vec![(variable, "1")] };
        let arguments = ["explain", "toml-invalid", "--color", wish];
        let outcome = program(&repository(), &environment, &arguments);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert_eq!(outcome.stdout.contains(ESCAPE), wanted, "{variable} {wish}");
    }
}

#[test]
fn criteria_are_named_together_as_people_write_them() {
    let references = |name: &str| {
        let outcome = comity(&repository(), &["explain", name]);
        assert_eq!(outcome.code, 0, "{name}: {}", outcome.stderr);
        let lines = outcome.stdout.lines().filter_map(|line| line.split_whitespace().next());
        let known = lines.filter(|word| word.starts_with('S') && word.contains('.'));
        known.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(references("S0.K1-K3"), ["S0.K1", "S0.K2", "S0.K3"]);
    assert_eq!(references("s0.k1\u{2013}S0.k2"), ["S0.K1", "S0.K2"]);
    assert_eq!(references("S0.9-11"), ["S0.9", "S0.10", "S0.11"]);
    assert_eq!(references("S1.3a-c"), ["S1.3a", "S1.3b", "S1.3c"]);
    let below = references("S1.3");
    assert_eq!((below.first().map(String::as_str), below.len()), (Some("S1.3a"), 8), "{below:?}");
    for none in ["S0.K3-K1", "S0.K1-K99", "S0.3a-b", "-", "S", "S0.\u{e9}"] {
        assert_eq!(comity(&repository(), &["explain", none]).code, 2, "{none}");
    }
}

#[test]
fn a_criterion_that_is_asked_only_at_times_says_what_makes_it_asked() {
    let mut count = 0;
    for criterion in standard::all().iter().flat_map(|standard| &standard.criteria) {
        let text = explain(&criterion.reference);
        let part = text.split_once("\nAsked once one of these is there:\n\n");
        let listed = part.map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(rest));
        let wanted = criterion.occasion.len() + usize::from(criterion.late);
        let listed: Vec<&str> = listed.lines().filter(|line| !line.starts_with("   ")).collect();
        assert_eq!(listed.len(), wanted, "{text}");
        let late = listed.iter().any(|line| line.contains("an action that is overdue"));
        assert_eq!(late, criterion.late, "{text}");
        count += wanted;
    }
    assert!(count > 10, "{count}");
    let text = explain("S0.13");
    assert!(text.contains("  `event = unable` in the log\n"), "{text}");
    let text = explain("S0.22");
    assert!(!text.contains("Asked once"), "{text}");
}
