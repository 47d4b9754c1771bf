//! `comity status`.

use serde_json::{Value, json};

use crate::harness::{Sandbox, TODAY, comity, repository};

fn report(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let arguments = [&["status", "--format", "json"], arguments].concat();
    let outcome = sandbox.comity(&arguments);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

#[test]
fn a_line_says_what_is_next() {
    let report = report(&Sandbox::clean(), &[]);
    let line = &report["collaborations"][0];
    assert_eq!(report["version"], 1);
    assert_eq!(report["today"], TODAY);
    assert_eq!(line["id"], "loan-boxes");
    assert_eq!(line["stage"], "active");
    assert_eq!(line["significance"], "moderate");
    assert_eq!(line["overdue"], json!([]));
    for next in ["next_action", "next_report", "next_review"] {
        assert!(line[next]["due"].as_str() >= Some(TODAY), "{next}: {}", line[next]);
    }
}

#[test]
fn what_time_has_made_late_is_told_with_whoever_answers_for_it() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let report = report(&sandbox, &["--today", "2026-02-05"]);
    let overdue = report["collaborations"][0]["overdue"].as_array().expect("a list");
    let action = overdue.iter().find(|it| it["item"] == "act-winter").expect("it is late");
    assert_eq!(action["duty"], "action");
    assert_eq!(action["told"], "nobody");
    assert!(action["owner"].is_string() && action["party"].is_string(), "{action}");
    let reports: Vec<&str> = overdue
        .iter()
        .filter(|it| it["duty"] == "report")
        .filter_map(|it| it["item"].as_str())
        .collect();
    for wanted in ["rep-partners", "rep-delivery", "rep-flow"] {
        assert!(reports.contains(&wanted), "{reports:?}");
    }
    let days: Vec<i64> = overdue.iter().filter_map(|it| it["days"].as_i64()).collect();
    assert!(days.is_sorted_by(|one, other| one >= other), "longest first: {days:?}");
    let human = sandbox.comity(&["status", "--today", "2026-02-05"]).stdout;
    assert!(human.contains("act-winter") && human.contains("nobody told"), "{human}");
}

/// The clean workspace with a second collaboration, which is over.
fn with_a_closed_one() -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.write(
        "collaborations/an-old-one/collaboration.toml",
        "title = \"An old one\"\nopened_on = 2024-01-08\nsignificance = \"minor\"\n",
    );
    sandbox.write(
        "collaborations/an-old-one/log/2024-03-01-closed-a1b2.toml",
        "kind = \"closure\"\non = 2024-03-01\nby = \"Clerk\"\nreason = \"not-pursued\"\n",
    );
    sandbox
}

#[test]
fn what_is_over_is_counted_and_shown_on_request() {
    let sandbox = with_a_closed_one();
    let ids = |report: &Value| -> Vec<String> {
        let lines = report["collaborations"].as_array().expect("a list");
        lines.iter().filter_map(|line| line["id"].as_str().map(str::to_owned)).collect()
    };
    let usual = report(&sandbox, &[]);
    assert_eq!((ids(&usual), &usual["closed_left_out"]), (vec!["loan-boxes".into()], &json!(1)));
    let all = report(&sandbox, &["--all"]);
    let both = vec!["loan-boxes".to_owned(), "an-old-one".to_owned()];
    assert_eq!((ids(&all), &all["closed_left_out"]), (both, &json!(0)));
    assert_eq!(ids(&report(&sandbox, &["an-old-one"])), ["an-old-one"]);
    let human = sandbox.comity(&["status"]).stdout;
    assert!(human.contains("Left out: 1 closed; `--all` shows them."), "{human}");
}

#[test]
fn the_longest_overdue_stand_first() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let minor = Sandbox::copy_of("examples/reading-hour");
    for file in ["collaboration.toml", "agreement.toml", "evaluation.toml"] {
        let path = format!("collaborations/reading-hour/{file}");
        sandbox.write(&path, minor.read(&path));
    }
    let report = report(&sandbox, &["--today", "2026-02-05"]);
    let ids: Vec<&Value> =
        report["collaborations"].as_array().expect("a list").iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["warm-safe-discharge", "reading-hour"]);
}

#[test]
fn no_line_is_wider_than_80_columns_and_dates_stay_whole() {
    let outcome = comity(
        &repository().join("examples/warm-safe-discharge"),
        &["status", "--today", "2026-02-05"],
    );
    assert!(outcome.stdout.contains("2026-"), "{}", outcome.stdout);
    for line in outcome.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_name_in_a_file_cannot_speak_to_the_terminal() {
    let sandbox = Sandbox::clean();
    sandbox.write(
        "collaborations/sly/collaboration.toml",
        "title = \"red \\u001b[31m\"\nsignificance = \"minor\"\n",
    );
    let outcome = sandbox.comity(&["status"]);
    assert!(!outcome.stdout.contains('\u{1b}'), "{:?}", outcome.stdout);
    assert!(outcome.stdout.contains("sly"), "{}", outcome.stdout);
}

#[test]
fn an_unknown_collaboration_is_answered_with_the_nearest() {
    let outcome = Sandbox::clean().comity(&["status", "loan-boxs"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("did you mean `loan-boxes`?"), "{}", outcome.stderr);
}

#[test]
fn an_empty_workspace_says_so() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Us\"\n");
    let outcome = sandbox.comity(&["status"]);
    assert!(outcome.stdout.starts_with("No collaboration to show.\n"), "{}", outcome.stdout);
}

#[test]
fn what_is_suspended_rests_and_owes_nothing() {
    let sandbox = Sandbox::clean();
    let late = report(&sandbox, &["--today", "2025-07-20"]);
    assert_ne!(late["collaborations"][0]["overdue"], json!([]));
    sandbox.replace(
        "collaborations/loan-boxes/collaboration.toml",
        "opened_on",
        "suspended_since = 2025-06-01\nopened_on",
    );
    let resting = report(&sandbox, &["--today", "2025-07-20"]);
    let line = &resting["collaborations"][0];
    assert_eq!((&line["resting"], &line["overdue"]), (&json!(true), &json!([])));
    let human = sandbox.comity(&["status", "--today", "2025-07-20"]).stdout;
    assert!(human.contains("resting"), "{human}");
}

#[test]
fn whoever_was_told_and_when_is_told() {
    let sandbox = Sandbox::clean();
    sandbox.write(
        "collaborations/loan-boxes/log/2025-07-10-act-training-unable-x8k2.toml",
        "kind = \"action\"\non = 2025-07-10\nby = \"curriculum-lead\"\naction = \"act-training\"\n\
         event = \"unable\"\nreason = \"The trainer is ill\"\n\
         informed = [{ party = \"museum\", on = 2025-07-10, how = \"email\" }]\n",
    );
    let report = report(&sandbox, &["--today", "2025-07-20"]);
    let overdue = report["collaborations"][0]["overdue"].as_array().expect("a list");
    let action = overdue.iter().find(|it| it["item"] == "act-training").expect("it is late");
    assert_eq!(action["told"], "in-time");
}

#[test]
fn a_wide_terminal_has_a_line_for_each() {
    let sandbox = Sandbox::clean();
    let outcome = sandbox.comity_in(140, &["status"]);
    let line = outcome.stdout.lines().find(|line| line.starts_with("loan-boxes")).expect("a line");
    assert!(line.contains("Loan boxes for schools") && line.contains("moderate"), "{line}");
}

#[test]
fn the_next_time_of_what_recurs_is_told_however_far_ahead() {
    let sandbox = Sandbox::clean();
    let agreement = "collaborations/loan-boxes/agreement.toml";
    sandbox.replace(agreement, "due = 2025-07-18", "due = 2025-07-18\nrecurs = \"quarterly\"");
    for (today, next) in [("2025-07-18", "2025-07-18"), ("2025-07-19", "2025-10-18")] {
        let report = report(&sandbox, &["--today", today]);
        assert_eq!(report["collaborations"][0]["next_action"]["due"], next, "on {today}");
    }
    let report = report(&sandbox, &["--today", "2026-02-20"]);
    assert_eq!(report["collaborations"][0]["next_action"], Value::Null, "the term ends before it");
}

#[test]
fn in_a_narrow_terminal_no_column_is_squeezed_to_letters() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["status", "--today", "2026-02-05"];
    for width in [40, 60] {
        let human = sandbox.comity_in(width, &line).stdout;
        assert!(human.starts_with("Collaboration: warm-safe-discharge\nTitle: "), "{human}");
        assert!(human.contains("\nStage: active\nAction: -\nReport: 2026-04-14\n"), "{human}");
        let late = "\nOverdue in warm-safe-discharge:\n- act-winter: due 2025-12-12, 55 days,";
        assert!(human.contains(late), "{human}");
    }
    let human = sandbox.comity_in(72, &line).stdout;
    assert!(human.lines().any(|line| line.contains("act-winter  ")), "{human}");
}

#[test]
fn what_is_wrong_in_no_single_collaboration_is_counted_too() {
    let sandbox = Sandbox::clean();
    assert_eq!(report(&sandbox, &[])["errors_elsewhere"], 0);
    assert!(!sandbox.comity(&["status"]).stdout.contains("In settings and network"));
    sandbox.replace("comity.toml", "currency", "curency");
    let told = report(&sandbox, &[]);
    assert_eq!((&told["errors_elsewhere"], &told["warnings_elsewhere"]), (&json!(1), &json!(1)));
    let human = sandbox.comity(&["status"]).stdout;
    let line = "In settings and network: 1 error, 1 warning; `comity check` tells.\n";
    assert!(human.ends_with(line), "{human}");
    let one = report(&sandbox, &["loan-boxes"]);
    assert_eq!(one["errors_elsewhere"], 0, "only what was named was looked at");
}

#[test]
fn who_names_a_collaboration_is_told_what_a_signoff_has_to_cover() {
    let sandbox = Sandbox::clean();
    let signed = sandbox.read("collaborations/loan-boxes/log/2025-02-24-museum-signed-k3vd.toml");
    let human = sandbox.comity(&["status", "loan-boxes"]).stdout;
    let digest = human.lines().find(|line| line.starts_with("comity-1:")).expect("it is told");
    assert!(signed.contains(&format!("covers = \"{digest}\"")), "{signed}");
    assert!(
        !sandbox.comity(&["status"]).stdout.contains("comity-1:"),
        "only where it is asked for"
    );
    let json = sandbox.comity(&["status", "loan-boxes", "--format", "json"]).stdout;
    assert!(json.contains(&format!("\"digest\": \"{digest}\"")), "{json}");
}
