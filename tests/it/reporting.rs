//! What time alone makes of the worked example, as far as reports, feedback and reviews go.

use std::fs;

use serde_json::Value;

use crate::harness::{Sandbox, TODAY, directories, files};

/// The worked example with true digests in its sign-offs.
fn example() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    for collaboration in directories(&sandbox.root().join("collaborations")) {
        for event in files(&collaboration.join("log")) {
            let text = fs::read_to_string(&event).expect("read");
            fs::write(&event, text.replace("comity-1:…", "comity-1:auto")).expect("written");
        }
    }
    sandbox.sign();
    sandbox
}

fn findings(sandbox: &Sandbox, today: &str) -> Vec<Value> {
    let groups = ["check", "--only", "reporting", "--only", "review", "--format", "json"];
    let outcome = sandbox.comity(&[&groups[..], &["--today", today]].concat());
    assert!(outcome.code < 2, "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    report["findings"].as_array().expect("a list").clone()
}

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap_or_default()
}

fn named(findings: &[Value]) -> Vec<String> {
    let mut named: Vec<String> = findings
        .iter()
        .map(|it| format!("{} {} {}", text(it, "severity"), text(it, "rule"), text(it, "subject")))
        .collect();
    named.sort();
    named
}

#[test]
fn the_worked_example_is_in_time() {
    assert_eq!(named(&findings(&example(), "2025-11-30")), Vec::<String>::new());
}

#[test]
fn time_alone_makes_these_of_it() {
    let found = findings(&example(), "2026-02-05");
    assert_eq!(
        named(&found),
        [
            "advice feedback-unbalanced hearthside",
            "advice feedback-unbalanced hospital",
            "error report-overdue-ours rep-partners",
            "warning report-overdue-theirs rep-delivery",
            "warning report-overdue-theirs rep-flow",
            "warning review-recommendation-lost rec-forecast",
        ]
    );
    let ours = found.iter().find(|it| text(it, "rule") == "report-overdue-ours").expect("found");
    assert_eq!(text(ours, "owner"), "housing-partnerships-manager");
    assert_eq!(ours["age_days"], 15);
    let lines = ours["remedy"]["lines"].as_array().expect("there are lines");
    assert!(lines.iter().any(|line| line == "due = 2026-01-21"), "{ours}");
    for theirs in found.iter().filter(|it| text(it, "rule") == "report-overdue-theirs") {
        assert_eq!(text(theirs, "owner"), "housing-partnerships-manager");
        assert!(text(theirs, "help").starts_with("ask by when it comes"), "{theirs}");
    }
}

#[test]
fn the_last_day_of_grace_is_in_time() {
    // Due on 2026-01-14 with five days of grace.
    let rules = |today: &str| -> Vec<String> {
        findings(&example(), today).iter().map(|it| text(it, "rule").to_owned()).collect()
    };
    assert!(!rules("2026-01-19").contains(&"report-overdue-theirs".to_owned()));
    assert!(rules("2026-01-20").contains(&"report-overdue-theirs".to_owned()));
}

#[test]
fn a_figure_is_held_against_the_target_of_its_own_time() {
    // The level was lowered from 95 to 90 on 2025-07-01, and the quarter before came to 93.
    let report =
        "collaborations/warm-safe-discharge/log/2025-07-16-rep-delivery-reported-n6ds.toml";
    let sandbox = example();
    sandbox.replace(report, "value = 83", "value = 93");
    sandbox.replace(report, ", note = \"Recovery note 2025-07-22\"", "");
    // No issue, no agreed review: nothing answers it.
    for event in files(&sandbox.root().join("collaborations/warm-safe-discharge/log")) {
        let name = event.to_string_lossy().into_owned();
        if name.contains("friday-visits") || name.contains("signed-review") {
            fs::remove_file(event).expect("removed");
        }
    }
    let missed = |sandbox: &Sandbox| -> Vec<String> {
        findings(sandbox, "2025-11-30")
            .iter()
            .filter(|it| text(it, "rule") == "service-level-missed-unanswered")
            .map(|it| text(it, "message").to_owned())
            .collect()
    };
    assert_eq!(missed(&sandbox).len(), 1);
    assert!(missed(&sandbox)[0].contains("came to 93 percent, missed its target of 95"));
    // In the quarter after, the same figure is above the level.
    sandbox.replace(report, "period_to = 2025-06-30", "period_to = 2025-07-01");
    assert_eq!(missed(&sandbox), Vec::<String>::new());
}

const AGREEMENT: &str = "collaborations/loan-boxes/agreement.toml";

/// The clean workspace with a report of ours that is late.
fn with_a_late_report() -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "first_due = 2025-06-30", "first_due = 2025-05-23");
    sandbox
}

fn rules(sandbox: &Sandbox) -> Vec<String> {
    findings(sandbox, TODAY).iter().map(|it| text(it, "rule").to_owned()).collect()
}

#[test]
fn a_report_that_cannot_be_read_may_be_the_one_that_is_owed() {
    let sandbox = with_a_late_report();
    assert_eq!(rules(&sandbox), ["report-overdue-ours"]);
    let log = "collaborations/loan-boxes/log";
    sandbox.write(&format!("{log}/2025-05-20-rep-schools-reported-d3fg.toml"), "kind = \"report");
    assert_eq!(rules(&sandbox), ["report-overdue-ours"]);
    sandbox.write(&format!("{log}/2025-05-20-rep-museum-reported-d3fg.toml"), "kind = \"report");
    assert_eq!(rules(&sandbox), Vec::<String>::new());
}

#[test]
fn a_review_that_cannot_be_read_may_be_the_one_that_is_due() {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "due = 2025-09-19", "due = 2025-05-23");
    assert_eq!(rules(&sandbox), ["review-overdue"]);
    sandbox.write("collaborations/loan-boxes/reviews/interim-2025/review.toml", "held_on = \"");
    assert_eq!(rules(&sandbox), Vec::<String>::new());
}

#[test]
fn nothing_is_late_while_all_rests() {
    let sandbox = with_a_late_report();
    let head = "collaborations/loan-boxes/collaboration.toml";
    sandbox.replace(head, "significance", "suspended_since = 2025-06-03\nsignificance");
    assert_eq!(rules(&sandbox), ["report-overdue-ours"]);
    sandbox.replace(head, "2025-06-03", "2025-06-02");
    assert_eq!(rules(&sandbox), Vec::<String>::new());
}

#[test]
fn feedback_is_not_asked_of_a_minor_collaboration() {
    let sandbox = Sandbox::clean();
    let none = "2025-03-03";
    sandbox.replace(AGREEMENT, &format!("effective_on = {none}"), "effective_on = 2024-11-18");
    for name in ["2025-05-08-schools-feedback-given-h4jk", "2025-05-13-museum-feedback-given-m9xz"]
    {
        fs::remove_file(sandbox.root().join(format!("collaborations/loan-boxes/log/{name}.toml")))
            .expect("removed");
    }
    assert_eq!(rules(&sandbox), ["feedback-missing", "feedback-missing"]);
    let head = "collaborations/loan-boxes/collaboration.toml";
    sandbox.replace(head, "significance = \"moderate\"", "significance = \"minor\"");
    assert_eq!(rules(&sandbox), Vec::<String>::new());
}

#[test]
fn what_nobody_has_signed_is_owed_by_nobody() {
    let owed = [
        "report-overdue-ours",
        "report-overdue-theirs",
        "review-overdue",
        "feedback-missing",
        "risk-review-overdue",
        "action-overdue",
        "term-expired",
    ];
    let sandbox = Sandbox::clean();
    let rules = sandbox.rules("2026-03-02");
    let told: Vec<&&str> = owed.iter().filter(|rule| rules.iter().any(|it| it == *rule)).collect();
    assert!(told.len() >= 5, "signed, it is owed: {rules:?}");
    for event in files(&sandbox.root().join("collaborations/loan-boxes/log")) {
        // Who works by it owes it all the same.
        if ["-signed-", "-act-"].iter().any(|kind| event.to_string_lossy().contains(kind)) {
            fs::remove_file(event).expect("removed");
        }
    }
    let rules = sandbox.rules("2026-03-02");
    assert!(rules.contains(&"stage-skipped".to_owned()), "{rules:?}");
    let told: Vec<&&str> = owed.iter().filter(|rule| rules.iter().any(|it| it == *rule)).collect();
    assert_eq!(told, Vec::<&&str>::new(), "what follows from that is silent");
}

#[test]
fn one_day_is_one_day() {
    let found = findings(&Sandbox::clean(), "2025-09-20");
    let late = found.iter().find(|it| it["rule"] == "review-overdue").expect("it is late");
    let message = "review `interim-2025` was due on 2025-09-19, 1 day ago, and has no record";
    assert_eq!(text(late, "message"), message);
}
