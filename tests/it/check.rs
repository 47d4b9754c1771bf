//! `comity check` as a person and a machine use it: formats, exit codes, what runs and what not.

use crate::harness::{Sandbox, TODAY, comity, program, repository};

/// The clean workspace with one error, one warning and one piece of advice in it.
fn flawed() -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        "collaborations/loan-boxes/collaboration.toml",
        "classification = ",
        "clasification = ",
    );
    sandbox.replace(
        "collaborations/loan-boxes/evaluation.toml",
        "dimension = \"objectives\"",
        "dimension = \"objectifs\"",
    );
    sandbox
}

#[test]
fn clean_is_exit_0_and_says_what_was_looked_at() {
    let outcome = Sandbox::clean().comity(&["check"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stdout);
    assert!(outcome.stdout.contains("0 errors, 0 warnings, 0 pieces of advice on 2025-06-02"));
    assert!(outcome.stdout.contains("1 collaboration checked"), "{}", outcome.stdout);
    assert_eq!(outcome.stderr, "");
}

#[test]
fn the_bar_decides_the_exit_code() {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        "collaborations/loan-boxes/collaboration.toml",
        "classification = ",
        "clasification = ",
    );
    for (bar, code) in [("error", 0), ("warning", 1), ("advice", 1)] {
        assert_eq!(sandbox.comity(&["check", "--fail-on", bar]).code, code, "{bar}");
    }
    assert_eq!(flawed().comity(&["check"]).code, 1);
}

#[test]
fn people_see_the_line_the_reason_and_the_way_out() {
    let outcome = flawed().comity(&["check", "--only", "key-unknown"]);
    for part in [
        "warning[key-unknown]",
        "collaborations/loan-boxes/collaboration.toml:9:1",
        "clasification",
        "classification",
        "help",
        "comity explain key-unknown",
    ] {
        assert!(outcome.stdout.contains(part), "no {part} in\n{}", outcome.stdout);
    }
    let widest = outcome.stdout.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    assert!(widest <= 80, "a line of {widest} columns in\n{}", outcome.stdout);
    assert!(!outcome.stdout.contains('\u{1b}'), "colour without being asked for");
}

#[test]
fn json_keeps_its_form() {
    let outcome = flawed().comity(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(report["version"], 1);
    assert_eq!(report["today"], TODAY);
    assert_eq!(report["scope"], "workspace");
    assert_eq!(report["summary"]["errors"], 1);
    assert_eq!(report["summary"]["warnings"], 1);
    let finding = report["findings"]
        .as_array()
        .and_then(|list| list.iter().find(|it| it["rule"] == "enum-unknown"))
        .expect("the word is found");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], "collaborations/loan-boxes/evaluation.toml");
    assert_eq!(finding["collaboration"], "loan-boxes");
    assert_eq!(finding["key"], "compatibility[0].dimension");
    assert!(finding["line"].as_u64().is_some_and(|line| line > 1));
    assert!(finding["column"].as_u64().is_some_and(|column| column > 1));
    for field in ["message", "help", "remedy", "criteria", "subject", "owner", "age_days"] {
        assert!(finding.get(field).is_some(), "no {field}");
    }
}

#[test]
fn github_annotations_are_escaped_and_on_lines() {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        "collaborations/loan-boxes/collaboration.toml",
        "relationship = \"inter-organisation\"",
        "relationship = \"50%,a:b\\nc\"",
    );
    let outcome = sandbox.comity(&["check", "--format", "github"]);
    let line = outcome.stdout.lines().next().expect("an annotation");
    assert!(
        line.starts_with(
            "::error file=collaborations/loan-boxes/collaboration.toml,line=4,col=16,title=enum-unknown::"
        ),
        "{line}"
    );
    assert!(line.contains("50%25,a:b"), "{line}");
    assert_eq!(outcome.stdout.lines().count(), 1, "a line end got through: {}", outcome.stdout);
}

#[test]
fn github_looks_for_files_from_the_root_of_the_repository_on() {
    let sandbox = Sandbox::empty();
    sandbox.write(".git/HEAD", "ref: refs/heads/main\n");
    sandbox
        .write("records, ours/comity.toml", "schema = 1\nour_organisation = \"Us\"\ncolour = 1\n");
    for (directory, file) in
        [("records, ours", "records%2C ours/comity.toml"), (".", "comity.toml")]
    {
        if directory == "." {
            let text = sandbox.read("records, ours/comity.toml");
            sandbox.write("comity.toml", text);
        }
        let words = ["check", "-C", directory, "--only", "key-unknown", "--format", "github"];
        let line = sandbox.comity(&words).stdout;
        assert!(line.starts_with(&format!("::warning file={file},line=3,")), "{line}");
    }
}

#[test]
fn the_path_of_the_workspace_means_all_of_it() {
    let sandbox = flawed();
    for command in ["check", "status"] {
        let all = sandbox.comity(&[command]);
        assert!(all.code < 2, "{}", all.stderr);
        for words in [vec![command, "."], vec![command, "./", "loan-boxes"]] {
            assert_eq!(sandbox.comity(&words).stdout, all.stdout, "{words:?}");
        }
    }
    let standing = sandbox.root().join("collaborations/loan-boxes");
    let one = comity(&standing, &["check", "."]);
    assert!(one.stdout.contains("only what was named was read"), "{}", one.stdout);
    assert_eq!(comity(&standing, &["check", "../.."]).stdout, sandbox.comity(&["check"]).stdout);
}

#[test]
fn only_runs_what_is_named() {
    let sandbox = flawed();
    let named = |only: &[&str]| {
        let mut words = vec!["check", "--format", "json"];
        words.extend(only.iter().flat_map(|only| ["--only", only]));
        let report: serde_json::Value =
            serde_json::from_str(&sandbox.comity(&words).stdout).expect("JSON");
        report["findings"].as_array().expect("a list").len()
    };
    assert_eq!(named(&["key-unknown"]), 1);
    assert_eq!(named(&["key-unknown", "enum-unknown"]), 2);
    assert_eq!(named(&["structure"]), 2);
    assert_eq!(named(&["reporting"]), 0);
    let outcome = sandbox.comity(&["check", "--only", "key-unknwon"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("did you mean `key-unknown`?"), "{}", outcome.stderr);
}

#[test]
fn a_workspace_sets_its_own_levels() {
    let sandbox = flawed();
    let settings = sandbox.read("comity.toml");
    let with = |levels: &str| {
        sandbox.write("comity.toml", format!("{settings}\n[severity]\n{levels}\n"));
        sandbox.rules(TODAY)
    };
    assert_eq!(with("key-unknown = \"off\""), ["enum-unknown"]);
    let outcome = {
        with("key-unknown = { moderate = \"error\" }\nenum-unknown = \"advice\"");
        sandbox.comity(&["check", "--format", "json"])
    };
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(report["summary"]["errors"], 1);
    assert_eq!(report["summary"]["advice"], 1);
    assert_eq!(
        with("no-such-rule = \"error\"").iter().filter(|r| *r == "reference-unresolved").count(),
        1
    );
}

#[test]
fn a_waiver_holds_a_finding_back_until_its_day() {
    let sandbox = flawed();
    let settings = sandbox.read("comity.toml");
    sandbox.write(
        "comity.toml",
        format!(
            "{settings}\n[[waiver]]\nrule = \"key-unknown\"\nsubject = \"loan-boxes\"\n\
             reason = \"Renamed with the next version\"\napproved_by = \"museum-director\"\nuntil = 2025-06-02\n"
        ),
    );
    assert_eq!(sandbox.rules("2025-06-02"), ["enum-unknown"]);
    assert!(sandbox.rules("2025-06-03").contains(&"key-unknown".to_owned()));
    let outcome = sandbox.comity(&["check"]);
    assert!(outcome.stdout.contains("1 held back by waivers"), "{}", outcome.stdout);
}

#[test]
fn one_collaboration_by_id_by_path_or_by_file() {
    let sandbox = flawed();
    sandbox.write("collaborations/other/collaboration.toml", "title = 1\n");
    for named in [
        "loan-boxes",
        "collaborations/loan-boxes",
        "collaborations/loan-boxes/",
        "collaborations/loan-boxes/agreement.toml",
    ] {
        let outcome = sandbox.comity(&["check", named, "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        assert_eq!(report["summary"]["collaborations"], 1, "{named}");
        assert_eq!(report["scope"], "collaborations");
        let others = report["findings"].as_array().expect("a list");
        assert!(others.iter().all(|finding| finding["collaboration"] != "other"), "{named}");
    }
    let outcome = sandbox.comity(&["check", "loan-boxes"]);
    assert!(outcome.stdout.contains("rules about the whole workspace did not run"));
    let outcome = sandbox.comity(&["check", "loan-boxs"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("did you mean `loan-boxes`?"), "{}", outcome.stderr);
}

#[test]
fn a_path_never_leaves_the_workspace() {
    let sandbox = Sandbox::clean();
    for named in ["..", "../..", "/etc", "collaborations/../network", "", "collaborations"] {
        let outcome = sandbox.comity(&["check", named]);
        assert_eq!(outcome.code, 2, "{named}: {}", outcome.stdout);
        assert!(!outcome.stderr.is_empty());
    }
}

#[test]
fn the_workspace_is_found_upwards_or_named() {
    let sandbox = Sandbox::clean();
    let deep = sandbox.root().join("collaborations/loan-boxes/log");
    assert_eq!(comity(&deep, &["check"]).code, 0);
    let named = sandbox.root().to_str().expect("text").to_owned();
    assert_eq!(comity(&repository(), &["check", "-C", &named]).code, 0);
    let elsewhere = Sandbox::empty();
    let outcome = elsewhere.comity(&["check"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("comity init"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let first = flawed();
    let second = flawed();
    for format in ["human", "json", "github"] {
        let words = ["check", "--format", format];
        let outcome = first.comity(&words);
        assert_eq!(outcome, second.comity(&words));
        assert_eq!(outcome, first.comity(&words));
    }
}

#[test]
fn findings_of_one_family_are_folded_for_people_only() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/agreement.toml";
    let text =
        sandbox.read(path).replace("owner = \"learning-manager\"", "ownr = \"learning-manager\"");
    sandbox.write(path, &text);
    let words = ["check", "--only", "key-unknown"];
    let people = sandbox.comity(&words).stdout;
    assert_eq!(people.matches("warning[key-unknown]").count(), 1, "{people}");
    let count = text.matches("ownr").count();
    assert!(people.contains(&format!("{count} times")), "{people}");
    let lines = sandbox.comity(&["check", "--only", "key-unknown", "--format", "github"]).stdout;
    assert_eq!(lines.lines().count(), count);
}

#[test]
fn suspended_collaborations_have_no_deadlines() {
    let sandbox = Sandbox::clean();
    assert!(sandbox.rules("2025-07-19").contains(&"action-overdue".to_owned()));
    let head = "collaborations/loan-boxes/collaboration.toml";
    sandbox.replace(head, "opened_on", "suspended_since = 2025-06-10\nopened_on");
    assert_eq!(sandbox.rules("2025-07-19"), Vec::<String>::new());
}

#[test]
fn the_rules_behind_a_criterion_can_be_run_alone() {
    use std::collections::BTreeSet;
    let sandbox = crate::harness::Sandbox::copy_of("examples/neglected");
    let rules = |name: &str| {
        let line = ["check", "--format", "json", "--today", "2026-03-02", "--only", name];
        let outcome = sandbox.comity(&line);
        assert!(outcome.code < 2, "{name}: {}", outcome.stderr);
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let findings = report["findings"].as_array().expect("a list").clone();
        let named = findings.iter().map(|it| it["rule"].as_str().expect("text").to_owned());
        named.collect::<BTreeSet<String>>()
    };
    let behind = rules("S0.15");
    assert!(behind.contains("report-overdue-ours"), "{behind:?}");
    for rule in &behind {
        let criteria = comity::rules::find(rule).expect("a rule").criteria;
        assert!(criteria.contains(&"S0.15"), "{rule}: {criteria:?}");
    }
    assert!(rules("S0.12-15").is_superset(&behind));
    let refused = sandbox.comity(&["check", "--only", "S0.99x"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("no group of rules and no criterion"), "{}", refused.stderr);
}

#[test]
fn a_mistake_in_the_line_has_the_colour_that_was_asked_for() {
    let forced = [("CLICOLOR_FORCE", "1")];
    let said = |words: &[&str]| {
        let line = [&["check"][..], words, &["--format", "nope"]].concat();
        let outcome = program(&repository(), &forced, &line);
        assert_eq!(outcome.code, 2, "{}", outcome.stdout);
        assert!(outcome.stderr.contains("nope"), "{}", outcome.stderr);
        outcome.stderr
    };
    for never in [&["--color", "never"][..], &["--color=never"], &["--colour=never"]] {
        assert!(!said(never).contains('\u{1b}'), "{never:?}: {}", said(never));
    }
    for other in [&["--color", "always"][..], &[]] {
        assert!(said(other).contains('\u{1b}'), "{other:?}");
    }
}
