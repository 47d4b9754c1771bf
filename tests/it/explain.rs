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
