//! What a waiver was written for is held back whatever the day, and nothing else under its name.

use std::collections::BTreeSet;

use comity::model::date::{Date, plus_days};
use serde_json::Value;

use crate::harness::Sandbox;

fn waive(sandbox: &Sandbox, until: &str, by: &str, today: &str) {
    let line = ["waive", "--all", "--until", until, "--reason", "Taken over", "--approved-by", by];
    let outcome = sandbox.comity(&[&line[..], &["--today", today]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

fn findings(sandbox: &Sandbox, today: &str) -> Vec<Value> {
    let outcome = sandbox.comity(&["check", "--format", "json", "--today", today]);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    report["findings"].as_array().expect("a list").clone()
}

fn text(finding: &Value, key: &str) -> String {
    finding[key].as_str().unwrap_or_default().to_owned()
}

/// The rules that speak, but for those about waivers.
fn told(sandbox: &Sandbox, today: &str) -> Vec<String> {
    let found = findings(sandbox, today);
    let rules = found.iter().map(|it| text(it, "rule"));
    rules.filter(|rule| !rule.starts_with("waiver-")).collect()
}

/// Without the waivers that stand there already.
fn without_waivers(example: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(example);
    let settings = sandbox.read("comity.toml");
    let (before, _) = settings.split_once("\n[[waiver]]").unwrap_or((&settings, ""));
    sandbox.write("comity.toml", before);
    sandbox
}

/// What is found, with its place; without numbers of days, which time alone makes larger.
fn places(sandbox: &Sandbox, today: &str) -> BTreeSet<String> {
    let place = |it: &Value| {
        let message = text(it, "message");
        let words: Vec<&str> = message.split(' ').collect();
        let counts = |at: usize| words.get(at + 1).is_some_and(|next| next.starts_with("day"));
        let kept = words.iter().enumerate().filter(|(at, _)| !counts(*at));
        let message: Vec<&str> = kept.map(|(_, word)| word.trim_end_matches('s')).collect();
        let [rule, of, subject, file] =
            ["rule", "collaboration", "subject", "file"].map(|key| text(it, key));
        format!("{rule} {of} {subject} {file}:{} {}", it["line"], message.join(" "))
    };
    findings(sandbox, today).iter().map(place).collect()
}

#[test]
fn time_alone_ends_no_waiver_and_whatever_is_told_later_was_not_there_before() {
    for (example, by, day) in [
        ("examples/neglected", "waste-manager", "2026-03-02"),
        ("examples/neglected", "waste-manager", "2025-11-14"),
        ("examples/warm-safe-discharge", "housing-partnerships-manager", "2026-02-05"),
        ("examples/reading-hour", "Practice manager", "2026-04-20"),
    ] {
        let known = without_waivers(example);
        let before = places(&known, day);
        let waived = known.twin();
        let start: Date = day.parse().expect("a day");
        waive(&waived, &plus_days(start, 300).to_string(), by, day);
        assert_eq!(told(&waived, day), Vec::<String>::new(), "{example}");
        for ahead in [1, 2, 9, 40, 100, 299] {
            let later = plus_days(start, ahead).to_string();
            let new = places(&waived, &later);
            let again: Vec<&String> = new.intersection(&before).collect();
            assert_eq!(again, Vec::<&String>::new(), "{example} on {later}");
            // And all that is new is told.
            let all = places(&known, &later);
            let held: Vec<&String> =
                all.iter().filter(|it| !before.contains(*it) && !new.contains(*it)).collect();
            let time_only =
                ["calendar-exhausted", "-due-soon", "term-ending", "network-not-growing"];
            let held: Vec<&&String> =
                held.iter().filter(|it| !time_only.iter().any(|rule| it.contains(rule))).collect();
            assert_eq!(held, Vec::<&&String>::new(), "{example} on {later}");
        }
    }
}

const READING: &str = "collaborations/reading-hour/agreement.toml";
const BY: &str = "Practice manager";

#[test]
fn the_next_time_that_is_missed_of_what_recurs_is_new() {
    for (id, rule, table) in [
        (
            "rep-m",
            "report-overdue-ours",
            "[[reporting]]\nid = \"rep-m\"\nfrom = \"library\"\nto = [\"surgery\"]\n\
             content = \"How it goes\"\nfrequency = \"monthly\"\nfirst_due = 2026-04-01\n",
        ),
        (
            "rep-t",
            "report-overdue-theirs",
            "[[reporting]]\nid = \"rep-t\"\nfrom = \"surgery\"\nto = [\"library\"]\n\
             content = \"How it goes\"\nfrequency = \"monthly\"\nfirst_due = 2026-04-01\n",
        ),
        (
            "act-m",
            "action-overdue",
            "[[action]]\nid = \"act-m\"\nparty = \"surgery\"\nowner = \"Practice manager\"\n\
             title = \"Count\"\ndue = 2026-04-01\nrecurs = \"monthly\"\n",
        ),
    ] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        sandbox.write(READING, format!("{}\n{table}", sandbox.read(READING)));
        waive(&sandbox, "2026-11-30", BY, "2026-04-10");
        let of_it = |day: &str| {
            let found = findings(&sandbox, day);
            found
                .iter()
                .filter(|it| text(it, "subject") == id)
                .map(|it| text(it, "rule"))
                .collect::<Vec<_>>()
        };
        let none: Vec<String> = Vec::new();
        assert_eq!(of_it("2026-04-10"), none, "{id}");
        assert_eq!(of_it("2026-04-12"), none, "{id}");
        assert_eq!(of_it("2026-05-10"), [rule], "{id}: May is not April");
        assert_eq!(of_it("2026-11-20"), [rule], "{id}");
        // Accepted as well, it is silent until June; what was left of the first waiver is told.
        waive(&sandbox, "2026-11-30", BY, "2026-05-10");
        assert_eq!(told(&sandbox, "2026-05-11"), none, "{id}");
        assert!(of_it("2026-06-10").contains(&rule.to_owned()), "{id}");
    }
}

#[test]
fn what_takes_the_place_of_something_waived_is_new() {
    let quality = |value: &str| format!("quality = \"{value}\"\n");
    for (was, now) in [
        ("Ring 07700 900123 first", "Read by Mr Smith, who drinks"),
        ("Ring 07700 900123 first", "Ring 07700 900456 first"),
        ("Ask Mrs Jones", "Ask Mrs Patel"),
    ] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let text = sandbox.read(READING);
        let lines = text.lines().filter(|line| !line.starts_with("quality = "));
        let plain: String = lines.map(|line| format!("{line}\n")).collect();
        let with = |value: &str| {
            plain.replace("id = \"act-room\"\n", &format!("id = \"act-room\"\n{}", quality(value)))
        };
        sandbox.write(READING, with(was));
        assert!(told(&sandbox, "2026-03-16").contains(&"personal-detail-in-record".to_owned()));
        waive(&sandbox, "2026-11-30", BY, "2026-03-16");
        assert_eq!(told(&sandbox, "2026-03-16"), Vec::<String>::new());
        sandbox.write(READING, with(now));
        let new = told(&sandbox, "2026-03-16");
        assert!(new.contains(&"personal-detail-in-record".to_owned()), "{was} -> {now}: {new:?}");
        // The text that was signed has changed once more, too.
        assert!(new.contains(&"signoff-stale".to_owned()), "{was} -> {now}: {new:?}");
        // What stands before it moves it, and makes it nothing new.
        sandbox.write(READING, format!("# Looked at.\n\n{}", with(was)));
        assert_eq!(told(&sandbox, "2026-03-16"), Vec::<String>::new(), "{was} -> {now}");
    }
}

#[test]
fn a_waiver_that_names_no_mark_holds_nothing() {
    let sandbox = without_waivers("examples/neglected");
    waive(&sandbox, "2026-08-31", "waste-manager", "2026-03-02");
    let settings = sandbox.read("comity.toml");
    let lines = settings.lines().map(|line| match line.starts_with("found = ") {
        true => "found = []\n".to_owned(),
        false => format!("{line}\n"),
    });
    sandbox.write("comity.toml", lines.collect::<String>());
    assert_eq!(
        told(&sandbox, "2026-03-02").len(),
        findings(&without_waivers("examples/neglected"), "2026-03-02").len()
    );
}

/// Something monthly from 2026-04-01 on, and the entry that settles the first of it.
const MONTHLY: [(&str, &str, &str, &str); 3] = [
    (
        "rep-m",
        "report-overdue-ours",
        "[[reporting]]\nid = \"rep-m\"\nfrom = \"library\"\nto = [\"surgery\"]\n\
         content = \"How it goes\"\nfrequency = \"monthly\"\nfirst_due = 2026-04-01\n",
        "kind = \"report\"\nevent = \"reported\"\narrangement = \"rep-m\"\nfrom = \"library\"\n\
         to = [\"surgery\"]\ndue = DAY\n",
    ),
    (
        "rep-t",
        "report-overdue-theirs",
        "[[reporting]]\nid = \"rep-t\"\nfrom = \"surgery\"\nto = [\"library\"]\n\
         content = \"How it goes\"\nfrequency = \"monthly\"\nfirst_due = 2026-04-01\n",
        "kind = \"report\"\nevent = \"reported\"\narrangement = \"rep-t\"\nfrom = \"surgery\"\n\
         to = [\"library\"]\ndue = DAY\n",
    ),
    (
        "act-m",
        "action-overdue",
        "[[action]]\nid = \"act-m\"\nparty = \"surgery\"\nowner = \"Practice manager\"\n\
         title = \"Count\"\ndue = 2026-04-01\nrecurs = \"monthly\"\n",
        "kind = \"action\"\nevent = \"completed\"\naction = \"act-m\"\noccurrence = DAY\n\
         evidence = [\"The list\"]\nquality_met = true\n",
    ),
];

#[test]
fn an_earlier_time_that_is_missing_now_is_new_and_one_that_came_is_not() {
    for (id, rule, table, entry) in MONTHLY {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        sandbox.write(READING, format!("{}\n{table}", sandbox.read(READING)));
        let path = |day: &str| format!("collaborations/reading-hour/log/{day}-{id}-aaaa.toml");
        let settle = |day: &str| {
            let entry = entry.replace("DAY", day);
            sandbox.write(&path(day), format!("{entry}on = {day}\nby = \"Practice manager\"\n"));
        };
        settle("2026-04-01");
        settle("2026-06-01");
        let day = "2026-08-10";
        let of_it = || {
            let found = findings(&sandbox, day);
            let of_it = found.iter().filter(|it| text(it, "subject") == id);
            of_it.map(|it| text(it, "rule")).collect::<Vec<_>>()
        };
        assert_eq!(of_it(), [rule], "{id}");
        waive(&sandbox, "2026-11-30", BY, day);
        assert!(!of_it().contains(&rule.to_owned()), "{id}");
        for taken_back in ["2026-04-01", "2026-06-01"] {
            std::fs::remove_file(sandbox.root().join(path(taken_back))).expect("it was there");
            assert!(of_it().contains(&rule.to_owned()), "{id} of {taken_back}");
            settle(taken_back);
        }
        // The oldest, the one between and the newest come after all: what is left can wait still.
        settle("2026-05-01");
        assert!(!of_it().contains(&rule.to_owned()), "{id}");
        settle("2026-08-01");
        assert!(!of_it().contains(&rule.to_owned()), "{id}");
        assert!(told(&sandbox, day).iter().all(|it| it != rule), "{id}");
        // And one out of these, and one back in, are as many as before, and not the same.
        std::fs::remove_file(sandbox.root().join(path("2026-06-01"))).expect("it was there");
        assert!(of_it().contains(&rule.to_owned()), "{id}");
    }
}

#[test]
fn a_waiver_of_what_was_never_done_is_no_endless_list() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let table = MONTHLY[2].2.replace("due = 2026-04-01", "due = 0001-01-01");
    let table = table.replace("monthly", "weekly");
    sandbox.write(READING, format!("{}\n{table}", sandbox.read(READING)));
    waive(&sandbox, "2026-11-30", BY, "2026-04-10");
    assert_eq!(told(&sandbox, "2026-04-10"), Vec::<String>::new());
    assert!(sandbox.read("comity.toml").len() < 10_000, "{}", sandbox.read("comity.toml"));
    let next = told(&sandbox, "2026-04-20");
    assert!(next.contains(&"action-overdue".to_owned()), "{next:?}");
}
