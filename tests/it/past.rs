//! Rules that ask git what became of events: only when they are asked for, and only where all of the
//! history is there.

use std::fs;

use serde_json::Value;

use crate::harness::git;
use crate::harness::{Sandbox, TODAY};

const LOG: &str = "collaborations/loan-boxes/log";

/// The clean workspace in a repository: committed on 2025-01-01, before anything in it happened.
fn committed() -> Sandbox {
    let sandbox = Sandbox::clean();
    git(sandbox.root(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(&sandbox, "2025-01-01");
    sandbox
}

fn commit(sandbox: &Sandbox, day: &str) {
    git(sandbox.root(), &["add", "--all"]);
    let date = format!("--date={day}T12:00:00Z");
    git(sandbox.root(), &["commit", "--quiet", &date, "--message", "A change"]);
}

/// What the rules about the past find: rule, subject and message.
fn found(sandbox: &Sandbox, flags: &[&str]) -> Vec<(String, String, String)> {
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(flags);
    let outcome = sandbox.comity(&arguments);
    assert!(outcome.code < 2, "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("text").to_owned();
    let findings = report["findings"].as_array().expect("a list").iter();
    findings
        .filter(|it| text(it, "rule").starts_with("event-"))
        .map(|it| (text(it, "rule"), text(it, "subject"), text(it, "message")))
        .collect()
}

fn rules(sandbox: &Sandbox) -> Vec<(String, String)> {
    let all = found(sandbox, &["--history"]).into_iter();
    all.map(|(rule, subject, _)| (rule, subject)).collect()
}

fn rewritten(subject: &str) -> (String, String) {
    ("event-rewritten".to_owned(), subject.to_owned())
}

#[test]
fn an_event_that_was_changed_is_told_until_it_is_as_it_was() {
    let sandbox = committed();
    let id = "2025-05-06-act-boxes-accepted-p8sd";
    let path = format!("{LOG}/{id}.toml");
    let text = sandbox.read(&path);
    assert_eq!(rules(&sandbox), []);
    sandbox.write(&path, format!("{text}note = \"Later\"\n"));
    assert_eq!(rules(&sandbox), [rewritten(id)]);
    assert_eq!(found(&sandbox, &[]), [], "only where it is asked for");
    assert!(found(&sandbox, &["--history"])[0].2.contains("not committed yet"));
    assert_eq!(found(&sandbox, &["--only", "event-rewritten"]).len(), 1, "by its name");
    commit(&sandbox, "2025-05-20");
    assert!(!found(&sandbox, &["--history"])[0].2.contains("not committed yet"));
    sandbox.write(&path, text);
    assert_eq!(rules(&sandbox), []);
    commit(&sandbox, "2025-05-21");
    assert_eq!(rules(&sandbox), []);
}

#[test]
fn an_event_that_is_gone_is_told_with_its_path() {
    let sandbox = committed();
    let id = "2025-05-20-act-training-started-c5vb";
    fs::remove_file(sandbox.root().join(format!("{LOG}/{id}.toml"))).expect("it was there");
    assert_eq!(rules(&sandbox), [rewritten(id)]);
    commit(&sandbox, "2025-05-20");
    assert_eq!(rules(&sandbox), [rewritten(id)]);
    let outcome = sandbox.comity(&["check", "--history", "--today", TODAY]);
    assert!(outcome.stdout.contains(id), "{}", outcome.stdout);
    assert_eq!(outcome.code, 1);
}

#[test]
fn what_was_moved_with_its_collaboration_is_as_it_was() {
    let sandbox = committed();
    let directory = |id: &str| sandbox.root().join("collaborations").join(id);
    fs::rename(directory("loan-boxes"), directory("boxes")).expect("moved");
    commit(&sandbox, "2025-06-01");
    assert_eq!(rules(&sandbox), []);
}

#[test]
fn on_a_branch_an_event_may_be_mended_until_it_is_merged() {
    let sandbox = committed();
    let path = format!("{LOG}/2025-05-12-act-training-progressed-h5rt.toml");
    let event = |by: &str| {
        format!(
            "kind = \"action\"\naction = \"act-training\"\nevent = \"progressed\"\n\
             on = 2025-05-22\nby = \"{by}\"\n"
        )
    };
    let path = path.replace("05-12", "05-22");
    git(sandbox.root(), &["checkout", "--quiet", "-b", "progress"]);
    sandbox.write(&path, event("curriculum-lead"));
    commit(&sandbox, "2025-05-22");
    sandbox.write(&path, event("schools-executive"));
    commit(&sandbox, "2025-05-23");
    git(sandbox.root(), &["checkout", "--quiet", "main"]);
    git(sandbox.root(), &["merge", "--quiet", "--no-ff", "--message", "Merge", "progress"]);
    assert_eq!(rules(&sandbox), []);
}

#[test]
fn an_event_that_was_written_down_a_month_later_is_told() {
    let sandbox = committed();
    let event = |id: &str, on: &str, more: &str| {
        sandbox.write(
            &format!("{LOG}/{id}.toml"),
            format!(
                "kind = \"decision\"\non = {on}\nby = \"learning-manager\"\nstatus = \"proposed\"\n\
                 question = \"Which day?\"\n{more}"
            ),
        );
    };
    event("2025-04-01-day-proposed-a2bc", "2025-04-01", "");
    event("2025-04-02-day-proposed-d3ef", "2025-04-02", "");
    event(
        "2025-03-02-day-proposed-g4hj",
        "2025-03-02",
        "corrects = \"2025-04-01-day-proposed-a2bc\"\n",
    );
    commit(&sandbox, "2025-05-02");
    let found = found(&sandbox, &["--history"]);
    let late: Vec<&str> = found.iter().map(|(_, subject, _)| subject.as_str()).collect();
    assert_eq!(late, ["2025-04-01-day-proposed-a2bc"], "30 days are allowed: {found:?}");
    assert!(found[0].2.contains("first committed on 2025-05-02, 31 days later"), "{found:?}");
}

#[test]
fn without_all_of_the_history_nothing_is_said_of_it() {
    let sandbox = Sandbox::clean();
    let outcome = sandbox.comity(&["check", "--history"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("there is no history to look at"), "{}", outcome.stderr);
    let whole = committed();
    whole.write("comity.toml", format!("{}\n", whole.read("comity.toml")));
    commit(&whole, "2025-01-02");
    let shallow = Sandbox::empty();
    let from = format!("file://{}", whole.root().display());
    git(shallow.root(), &["clone", "--quiet", "--depth", "1", &from, "."]);
    let outcome = shallow.comity(&["check", "--history"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("git fetch --unshallow"), "{}", outcome.stderr);
    assert_eq!(shallow.comity(&["check"]).code, 0);
}

#[test]
fn contact_with_organisations_has_a_past_too() {
    let sandbox = committed();
    let path = "network/log/2025-04-02-schools-contacted-b6kd.toml";
    let event = |on: &str| {
        format!(
            "kind = \"contact\"\nevent = \"contacted\"\non = {on}\nby = \"learning-manager\"\n\
             mode = \"formal\"\nwith = [\"curriculum-lead\"]\npurpose = \"Next year\"\n"
        )
    };
    sandbox.write(path, event("2025-04-02"));
    commit(&sandbox, "2025-05-30");
    let late = ("event-backdated".to_owned(), "2025-04-02-schools-contacted-b6kd".to_owned());
    assert_eq!(rules(&sandbox), [late]);
}
