//! Rules about actions on whole workspaces: what the pages cannot show.

use serde_json::Value;

use crate::harness::{Sandbox, TODAY};

const LOANS: &str = "collaborations/loan-boxes";
const RULES: [&str; 3] = ["action-", "issue-", "decision-"];

/// What the rules of this group find on a day, as they appear.
fn findings(sandbox: &Sandbox, today: &str) -> Vec<Value> {
    let mut findings = sandbox.findings(today);
    findings.retain(|finding| {
        let rule = finding["rule"].as_str().expect("a name");
        RULES.iter().any(|start| rule.starts_with(start))
            && comity::rules::group_of(rule) == Some("actions")
    });
    findings
}

fn rules(sandbox: &Sandbox, today: &str) -> Vec<String> {
    let name = |finding: &Value| finding["rule"].as_str().expect("a name").to_owned();
    findings(sandbox, today).iter().map(name).collect()
}

/// The clean workspace with an action that is due before today.
fn overdue() -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.replace(&format!("{LOANS}/agreement.toml"), "due = 2025-07-18", "due = 2025-05-30");
    sandbox
}

#[test]
fn the_worked_example_says_one_thing_before_the_day_and_one_after_it() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let [soon] = &findings(&sandbox, "2025-11-30")[..] else { panic!("one finding") };
    assert_eq!(soon["rule"], "action-due-soon");
    assert_eq!(soon["severity"], "advice");
    assert_eq!(soon["subject"], "act-winter");
    let [late] = &findings(&sandbox, "2026-02-05")[..] else { panic!("one finding") };
    assert_eq!(late["rule"], "action-overdue");
    assert_eq!(late["subject"], "act-winter");
    assert_eq!(late["owner"], "avh-operations-director");
    assert_eq!(late["age_days"], 55);
    let lines: Vec<&str> = late["remedy"]["lines"]
        .as_array()
        .expect("there are lines")
        .iter()
        .map(|line| line.as_str().expect("text"))
        .collect();
    assert_eq!(
        lines,
        [
            "kind = \"action\"",
            "on = 2026-02-05",
            "by = \"…\"",
            "action = \"act-winter\"",
            "event = \"unable\"",
            "reason = \"…\"",
            "informed = [{ party = \"adult-care\", on = 2026-02-05 }, \
             { party = \"hearthside\", on = 2026-02-05 }, { party = \"housing\", on = 2026-02-05 }]",
            "proposed_due = 2026-02-19 # or a day that you can keep",
        ]
    );
}

#[test]
fn nothing_is_owed_before_anybody_has_signed() {
    let sandbox = overdue();
    assert_eq!(rules(&sandbox, TODAY), ["action-overdue"]);
    for signed in ["2025-02-24-museum-signed-k3vd", "2025-02-25-schools-signed-t7qn"] {
        std::fs::remove_file(sandbox.root().join(format!("{LOANS}/log/{signed}.toml")))
            .expect("it was there");
    }
    // Who works by it owes it, signed or not.
    assert_eq!(rules(&sandbox, TODAY), ["action-overdue"]);
    for work in crate::harness::files(&sandbox.root().join(format!("{LOANS}/log"))) {
        if work.to_string_lossy().contains("-act-") {
            std::fs::remove_file(work).expect("it was there");
        }
    }
    assert_eq!(rules(&sandbox, TODAY), Vec::<String>::new());
}

#[test]
fn a_file_that_may_tell_more_keeps_the_rules_silent() {
    let sandbox = overdue();
    let path = format!("{LOANS}/log/2025-05-29-act-training-completed-b4xq.toml");
    sandbox.write(&path, "kind = \"action\"\nevent = \"comp");
    assert_eq!(rules(&sandbox, TODAY), Vec::<String>::new());
}

#[test]
fn what_rests_is_not_late() {
    let sandbox = overdue();
    let path = format!("{LOANS}/collaboration.toml");
    sandbox.replace(&path, "opened_on", "suspended_since = 2025-05-28\nopened_on");
    assert_eq!(rules(&sandbox, TODAY), Vec::<String>::new());
}

#[test]
fn of_a_minor_collaboration_only_promises_and_notices_are_asked() {
    let completed = "kind = \"action\"\naction = \"act-training\"\nevent = \"completed\"\n\
                     on = 2025-05-29\nby = \"curriculum-lead\"\nparty = \"schools\"\n";
    for (significance, wanted) in [("minor", 0), ("moderate", 2), ("major", 2)] {
        let sandbox = Sandbox::clean();
        let path = format!("{LOANS}/collaboration.toml");
        let significance = format!("significance = \"{significance}\"");
        sandbox.replace(&path, "significance = \"moderate\"", &significance);
        sandbox
            .write(&format!("{LOANS}/log/2025-05-29-act-training-completed-b4xq.toml"), completed);
        // Neither evidence nor a word on the quality.
        assert_eq!(rules(&sandbox, TODAY).len(), wanted, "{significance}");
        let late = overdue();
        late.replace(&path, "significance = \"moderate\"", &significance);
        assert_eq!(rules(&late, TODAY), ["action-overdue"], "{significance}");
    }
}

#[test]
fn a_reference_to_nobody_is_not_held_against_a_notice_too() {
    let sandbox = overdue();
    let notice = |party: &str| {
        format!(
            "kind = \"action\"\naction = \"act-training\"\nevent = \"unable\"\non = 2025-05-27\n\
             by = \"curriculum-lead\"\nparty = \"schools\"\nreason = \"Ill\"\n\
             informed = [{{ party = \"{party}\", on = 2025-05-27 }}]\n"
        )
    };
    let path = format!("{LOANS}/log/2025-05-27-act-training-unable-d9rs.toml");
    for party in ["museum", "musuem"] {
        sandbox.write(&path, notice(party));
        assert_eq!(rules(&sandbox, TODAY), ["action-overdue-notified"], "{party}");
    }
}

#[test]
fn the_role_that_took_an_action_over_is_named() {
    let sandbox = overdue();
    sandbox.write(
        &format!("{LOANS}/log/2025-05-22-act-training-reassigned-p3kd.toml"),
        "kind = \"action\"\naction = \"act-training\"\nevent = \"reassigned\"\non = 2025-05-22\n\
         by = \"curriculum-lead\"\nparty = \"schools\"\nnew_owner = \"schools-executive\"\n",
    );
    let [late] = &findings(&sandbox, TODAY)[..] else { panic!("one finding") };
    assert_eq!(late["owner"], "schools-executive");
    assert_eq!(late["age_days"], 3);
}

#[test]
fn what_an_agreed_review_covers_is_history() {
    let sandbox = Sandbox::clean();
    // Moved without anybody's agreement, twice: once with nobody named, once with oneself.
    for (day, lines) in [
        ("2025-05-21", "was_due = 2025-07-18\nnew_due = 2025-07-21\n"),
        ("2025-05-22", "was_due = 2025-07-21\nnew_due = 2025-07-22\nagreed_by = [\"schools\"]\n"),
    ] {
        sandbox.write(
            &format!("{LOANS}/log/{day}-act-training-rescheduled-k4tz.toml"),
            format!(
                "kind = \"action\"\naction = \"act-training\"\nevent = \"rescheduled\"\n\
                 on = {day}\nby = \"curriculum-lead\"\nparty = \"schools\"\n{lines}"
            ),
        );
    }
    let unagreed = ["action-reschedule-unagreed", "action-reschedule-unagreed"];
    assert_eq!(rules(&sandbox, TODAY), unagreed);
    sandbox.write(
        &format!("{LOANS}/reviews/interim-2025/review.toml"),
        "held_on = 2025-05-28\nperiod_from = 2025-03-03\nperiod_to = 2025-05-23\n\
         verdict = \"continue\"\n",
    );
    assert_eq!(rules(&sandbox, TODAY), unagreed, "nobody has agreed the review");
    for party in ["museum", "schools"] {
        sandbox.write(
            &format!("{LOANS}/log/2025-05-29-{party}-signed-review-w3pd.toml"),
            format!(
                "kind = \"signoff\"\non = 2025-05-29\nby = \"museum-director\"\n\
                 party = \"{party}\"\nreview = \"interim-2025\"\ncovers = \"comity-1:auto\"\n\
                 method = \"email\"\n"
            ),
        );
    }
    sandbox.sign();
    assert_eq!(rules(&sandbox, TODAY), Vec::<String>::new());
}

#[test]
fn of_what_recurs_it_is_told_how_often_it_was_let_go_by() {
    let sandbox = Sandbox::clean();
    let agreement = "collaborations/loan-boxes/agreement.toml";
    sandbox.replace(agreement, "due = 2025-07-18", "due = 2025-07-18\nrecurs = \"monthly\"");
    let message = |today: &str| {
        let found = sandbox.findings(today);
        let late = found.iter().find(|it| it["rule"] == "action-overdue").expect("it is late");
        late["message"].as_str().expect("a message").to_owned()
    };
    assert!(message("2025-08-18").ends_with(", 31 days ago, and nobody was told"));
    assert!(
        message("2025-09-19").ends_with(", 63 days ago, and 2 more since, and nobody was told")
    );
}

#[test]
fn a_day_that_is_no_occurrence_is_told_and_not_passed_over() {
    let sandbox = Sandbox::clean();
    let agreement = "collaborations/loan-boxes/agreement.toml";
    sandbox.replace(agreement, "due = 2025-07-18", "due = 2025-07-18\nrecurs = \"monthly\"");
    let told = |day: &str| {
        sandbox.write(
            "collaborations/loan-boxes/log/2025-07-15-act-training-completed-a1b2.toml",
            format!(
                "kind = \"action\"\non = 2025-07-15\nby = \"curriculum-lead\"\naction = \
                 \"act-training\"\nevent = \"completed\"\noccurrence = {day}\nevidence = \
                 [\"List\"]\nquality_met = true\n"
            ),
        );
        let found = sandbox.findings("2025-07-19");
        let unresolved = found.iter().find(|it| it["rule"] == "reference-unresolved");
        unresolved.map(|it| (it["message"].clone(), it["help"].clone()))
    };
    for day in ["2025-07-18", "2025-08-18", "2026-01-18"] {
        assert_eq!(told(day), None, "{day}");
    }
    let (message, help) = told("2025-07-17").expect("it is told");
    let wanted = "2025-07-17 is no day on which `act-training` is due, so this counts for nothing";
    assert_eq!(message, wanted);
    assert!(help.as_str().is_some_and(|help| help.contains("2025-07-18 or 2025-08-18")), "{help}");
    let (_, help) = told("2025-09-01").expect("it is told");
    assert!(help.as_str().is_some_and(|help| help.contains("2025-08-18 or 2025-09-18")), "{help}");
}
