//! What was said before, or is not for the log to say: refused, or told, with the way out.

use comity::cli::Outcome;

use crate::harness::{Sandbox, program};

const C: &str = "warm-safe-discharge";
const DAY: [&str; 2] = ["--today", "2025-12-01"];

fn warm() -> Sandbox {
    Sandbox::copy_of("examples/warm-safe-discharge")
}

fn run(sandbox: &Sandbox, line: &[&str]) -> Outcome {
    sandbox.comity(&[line, &DAY].concat())
}

fn done(sandbox: &Sandbox, line: &[&str]) -> String {
    let outcome = run(sandbox, line);
    assert_eq!(outcome.code, 0, "{line:?}\n{}", outcome.stderr);
    outcome.stdout
}

fn refused(sandbox: &Sandbox, line: &[&str], parts: &[&str]) {
    let outcome = run(sandbox, line);
    assert_eq!(outcome.code, 2, "{line:?}\n{}", outcome.stdout);
    for part in parts {
        assert!(outcome.stderr.contains(part), "{part}\n{}", outcome.stderr);
    }
}

/// The id of the entry that was written.
fn id(said: &str) -> String {
    let path = said.lines().find_map(|line| line.strip_prefix("wrote ")).expect("it is written");
    let name = path.rsplit('/').next().expect("a name");
    name.trim_end_matches(".toml").to_owned()
}

#[test]
fn an_action_does_not_pass_to_another_party_in_the_log() {
    let sandbox = warm();
    let line = ["log-action", C, "act-winter", "reassigned", "--new-owner"];
    let other = [&line[..], &["housing-partnerships-manager"]].concat();
    refused(
        &sandbox,
        &other,
        &[
            "housing-partnerships-manager works for housing, and act-winter is what hospital promised",
            "--amend --reason \"…\" --effective-on DATE --set act-winter.party=housing",
            "--set act-winter.owner=housing-partnerships-manager",
            "`--force \"why\"`",
        ],
    );
    done(&sandbox, &[&other[..], &["--force", "For the holidays", "--dry-run"]].concat());
    done(&sandbox, &[&line[..], &["avh-discharge-lead"]].concat());
}

#[test]
fn whoever_was_told_is_not_told_again() {
    let sandbox = warm();
    let unable = ["log-action", C, "act-winter", "unable", "--reason", "Two nurses left"];
    let told = ["--told", "housing,adult-care", "--later", "hearthside"];
    let notice = id(&done(&sandbox, &[&unable[..], &told].concat()));
    let tell = ["log-action", C, "act-winter", "told", "--told"];
    let again = format!("housing was told of it already ({notice})");
    refused(&sandbox, &[&tell[..], &["housing"]].concat(), &[&again, "`--corrects ID`"]);
    // Whoever hears it for the first time may be named with others.
    let passed = id(&done(&sandbox, &[&tell[..], &["housing,hearthside"]].concat()));
    refused(&sandbox, &[&tell[..], &["hearthside"]].concat(), &["hearthside was told", &passed]);
}

#[test]
fn what_was_put_right_already_is_told_when_it_is_put_right_again() {
    let sandbox = warm();
    let old = "2025-04-28-act-coordinators-completed-c3tz";
    let line = ["log-action", C, "act-coordinators", "completed", "--corrects", old, "--evidence"];
    let first = done(&sandbox, &[&line[..], &["Checklists 1 to 3"]].concat());
    assert!(!first.contains("put right"), "{first}");
    let second = done(&sandbox, &[&line[..], &["Checklists 1 to 4"]].concat());
    let note = format!("note: {old} was put right already, by {}: ", id(&first));
    assert!(second.contains(&note), "{second}");
}

#[test]
fn a_report_is_not_made_twice_for_one_day() {
    let sandbox = warm();
    let line = ["log-report", C, "rep-delivery", "reported", "--summary", "140 visits"];
    let line = [&line[..], &["--figures", "item=sl-visit", "value=94", "unit=percent"]].concat();
    let first = id(&done(&sandbox, &line));
    let corrects = format!("`--corrects {first}`");
    let says = "rep-delivery due on 2026-01-14 was reported already";
    refused(&sandbox, &line, &[says, "`--due 2026-04-14`", &corrects]);
    let same = [&line[..], &["--due", "2026-01-14"]].concat();
    refused(&sandbox, &same, &[says, &corrects]);
    done(&sandbox, &[&line[..], &["--due", "2026-04-14", "--dry-run"]].concat());
    done(&sandbox, &[&line[..], &["--corrects", &first]].concat());
}

#[test]
fn a_usage_line_shows_nothing_that_nobody_typed() {
    let sandbox = warm();
    let line = ["log-report", C, "rep-delivery"];
    let set = program(sandbox.root(), &[("COMITY_TODAY", "2025-12-01")], &line);
    let unset = program(sandbox.root(), &[], &line);
    assert_eq!(set.code, 2);
    assert!(set.stderr.contains("Usage: comity log-report <COLLABORATION>"), "{}", set.stderr);
    assert_eq!(set.stderr, unset.stderr);
    // What is wrong in the environment is told all the same.
    let outcome = program(sandbox.root(), &[("COMITY_TODAY", "2025-12-51")], &["status"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("the calendar has no such day"), "{}", outcome.stderr);
}
