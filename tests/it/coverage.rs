//! Coverage: every place that is cited holds what it is cited for, and nothing is met by being
//! absent.

use std::fs;

use serde_json::Value;

use crate::harness::Sandbox;

/// The coverage of an example or a sandbox as JSON.
fn coverage(sandbox: &Sandbox, today: &str, more: &[&str]) -> Value {
    let words = ["report", "coverage", "--today", today, "--format", "json"];
    let outcome = sandbox.comity(&[&words, more].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn rows(report: &Value) -> &Vec<Value> {
    report["rows"].as_array().expect("a list")
}

fn row<'r>(report: &'r Value, criterion: &str) -> &'r Value {
    rows(report)
        .iter()
        .find(|row| row["criterion"] == criterion)
        .unwrap_or_else(|| panic!("no row for {criterion}"))
}

fn verdict<'r>(report: &'r Value, criterion: &str) -> &'r str {
    row(report, criterion)["verdict"].as_str().expect("a word")
}

fn list<'r>(row: &'r Value, key: &str) -> &'r Vec<Value> {
    row[key].as_array().expect("a list")
}

/// The kinds of file and the last keys that a criterion names as evidence.
fn paths(criterion: &str) -> Vec<(String, String)> {
    // Wide enough that no path is broken.
    let shown = Sandbox::empty().comity_in(400, &["standard", "show", criterion]).stdout;
    let is_header = |line: &&str| ["Evidence:", "Evidence, all of it:"].contains(line);
    shown
        .lines()
        .skip_while(|line| !is_header(line))
        .skip(2)
        .take_while(|line| line.starts_with("  "))
        .map(|line| {
            let path = line.trim().split(" (").next().unwrap_or_default();
            let (file, steps) = path.split_once(": ").expect("a path");
            let last = steps.rsplit(": ").next().unwrap_or_default();
            let keys = last.rsplit_once(" = ").filter(|(_, word)| !word.contains(']'));
            let keys = keys.map_or(last, |(keys, _)| keys);
            let key = keys.rsplit('.').next().unwrap_or_default();
            (file.to_owned(), key.split('[').next().unwrap_or_default().to_owned())
        })
        .collect()
}

/// Whether a file is of the kind that a path names.
fn is_of(file: &str, kind: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    match kind {
        "comity" => file == "comity.toml",
        "network" => file.starts_with("network/") && !file.starts_with("network/log/"),
        "network/log" => file.starts_with("network/log/"),
        "log" => file.starts_with("collaborations/") && file.contains("/log/"),
        "view" => name.starts_with("view-"),
        kind => name == format!("{kind}.toml"),
    }
}

/// Looks up each place that a report cites; gives how many those are.
fn look_up(sandbox: &Sandbox, report: &Value) -> usize {
    let mut cited = 0;
    for row in rows(report) {
        let criterion = row["criterion"].as_str().expect("a reference");
        if row["verdict"] == "met" {
            assert!(!list(row, "evidence").is_empty(), "{criterion} is met by nothing");
        }
        let paths = paths(criterion);
        for place in list(row, "evidence") {
            let file = place["file"].as_str().expect("a path");
            let number = place["line"].as_u64().expect("a number");
            let text = fs::read_to_string(sandbox.root().join(file)).expect("a file");
            let at = usize::try_from(number).expect("small") - 1;
            let mut line =
                text.lines().nth(at).unwrap_or_else(|| panic!("{file} has no line {number}"));
            if line.trim_start().starts_with('{') {
                // An item of a list that is laid out over several lines, below its key.
                let above = text.lines().take(at).collect::<Vec<_>>();
                line = above.into_iter().rfind(|it| it.ends_with("= [")).expect("a list");
            }
            if line.starts_with('[') {
                let below = text.lines().nth(at + 1).unwrap_or_default();
                assert!(below.contains(" = "), "{criterion}: nothing stands below {file}:{number}");
            }
            let holds = paths.iter().filter(|(kind, _)| is_of(file, kind)).any(|(_, key)| {
                let line = line.trim_start();
                line.starts_with(&format!("{key} ="))
                    || line.starts_with('[') && line.contains(key.as_str())
                    || line.contains(&format!("{key} = "))
            });
            assert!(holds, "{criterion}: {file}:{number} holds `{line}`, not one of {paths:?}");
            cited += 1;
        }
    }
    cited
}

#[test]
fn every_place_that_an_example_cites_holds_what_it_is_cited_for() {
    for (example, day, least) in [
        ("examples/warm-safe-discharge", "2025-11-30", 500),
        ("examples/reading-hour", "2026-03-16", 50),
        ("examples/reading-hour", "2027-02-01", 50),
    ] {
        let sandbox = Sandbox::copy_of(example);
        let report = coverage(&sandbox, day, &["--standard", "all"]);
        let cited = look_up(&sandbox, &report);
        assert!(cited > least, "only {cited} places are cited by {example}");
    }
}

#[test]
fn the_big_example_meets_the_collaboration_standard_whole() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let report = coverage(&sandbox, "2025-11-30", &[]);
    assert_eq!(rows(&report).len(), 47, "the standard that applies where none is chosen");
    let count = &report["standards"][0];
    assert_eq!((count["met"].as_u64(), count["of"].as_u64()), (Some(47), Some(47)));
    // Time alone opens gaps, each with the rule that found it and a way out.
    let late = coverage(&sandbox, "2026-02-05", &[]);
    let overdue = row(&late, "S0.12");
    assert_eq!(overdue["verdict"], "not-met");
    let gap = &list(overdue, "gaps")[0];
    assert_eq!(gap["rule"], "action-overdue");
    assert!(gap["command"].as_str().expect("a line").starts_with("comity log-action"), "{gap}");
    assert!(!list(overdue, "evidence").is_empty(), "what is on file is still cited");
}

#[test]
fn what_is_not_on_file_is_never_met() {
    let minor = Sandbox::copy_of("examples/reading-hour");
    let report = coverage(&minor, "2026-03-16", &["--standard", "all"]);
    for row in rows(&report) {
        let is_met = row["verdict"] == "met";
        assert_eq!(is_met, is_met && !list(row, "evidence").is_empty(), "{row}");
        if list(row, "evidence").is_empty() {
            assert_ne!(row["verdict"], "met", "{row}");
            assert!(row["reason"].is_string() || !list(row, "gaps").is_empty(), "{row}");
        }
    }
    assert_eq!(row(&report, "S0.6")["reason"], "not asked of a minor collaboration");
    let none = row(&report, "S0.17");
    assert_eq!(none["verdict"], "not-applicable");
    assert!(none["reason"].as_str().expect("words").starts_with("the record says: "), "{none}");
    assert_eq!(verdict(&report, "S0.18"), "not-yet-due");
    let count = &report["standards"][0];
    let sum = ["of", "not_applicable", "not_yet_due", "judgement"]
        .iter()
        .map(|key| count[key].as_u64().expect("a number"))
        .sum::<u64>();
    assert_eq!(sum, 47, "what is left out is said: {count}");
}

#[test]
fn an_empty_workspace_and_a_candidate_show_nothing_that_they_have_not() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Fernley Library Service\"\n");
    let empty = coverage(&sandbox, "2026-03-16", &["--standard", "all"]);
    assert!(rows(&empty).iter().all(|row| row["verdict"] != "met"), "{empty}");
    assert_eq!(empty["levels"][0]["shown"], 0);

    sandbox.write(
        "collaborations/quiet-rooms/collaboration.toml",
        "title = \"Quiet rooms\"\nopened_on = 2026-03-01\n",
    );
    let candidate = coverage(&sandbox, "2026-03-16", &["--standard", "all"]);
    for row in rows(&candidate) {
        assert_ne!(row["verdict"], "met", "{row}");
    }
    assert_eq!(verdict(&candidate, "S0.5"), "not-yet-due");
}

#[test]
fn a_row_is_the_same_alone_and_among_all() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let all = coverage(&sandbox, "2026-03-02", &["--standard", "all"]);
    let one = coverage(&sandbox, "2026-03-02", &["surplus-food", "--standard", "all"]);
    let of = |report: &Value| -> Vec<Value> {
        let own = |row: &&Value| row["collaboration"] == "surplus-food";
        rows(report).iter().filter(own).cloned().collect()
    };
    assert!(of(&all).len() > 150);
    assert_eq!(of(&all), of(&one));
}

#[test]
fn a_waiver_is_a_reason_and_never_makes_a_criterion_met() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let settings = sandbox.read("comity.toml");
    sandbox.write(
        "comity.toml",
        settings.clone()
            + "\n[[waiver]]\nrule = \"action-overdue\"\nsubject = \"warm-safe-discharge/act-winter\"\n\
               reason = \"Moved to the spring programme\"\napproved_by = \"Head of housing\"\n\
               until = 2026-04-30\n",
    );
    let report = coverage(&sandbox, "2026-02-05", &[]);
    let waived = row(&report, "S0.13");
    assert_eq!(waived["verdict"], "not-met", "put off is not met");
    assert_eq!(waived["waived"], true);
    assert_eq!(
        waived["reason"],
        "`action-overdue` is waived until 2026-04-30 by Head of housing: Moved to the spring \
         programme"
    );
    sandbox.write("comity.toml", settings + "\n[severity]\naction-overdue = \"off\"\n");
    let report = coverage(&sandbox, "2026-02-05", &[]);
    assert_eq!(verdict(&report, "S0.13"), "not-met", "switched off is not met either");
}

#[test]
fn a_file_that_cannot_be_read_shows_nothing() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let path = "collaborations/warm-safe-discharge/agreement.toml";
    sandbox.write(path, sandbox.read(path) + "\n[[action]\n");
    let report = coverage(&sandbox, "2025-11-30", &[]);
    assert_eq!(verdict(&report, "S0.6"), "not-met");
    assert_eq!(report["unread_count"], 1);
    assert_eq!(verdict(&report, "S0.1"), "met", "the evaluation is whole");
}

#[test]
fn a_standard_of_ones_own_is_judged_like_ours() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    sandbox.write(
        "standards/house.toml",
        "id = \"H\"\ntitle = \"House rules\"\n[[criterion]]\nref = \"H.1\"\n\
         title = \"Every action has an owner\"\nstage = \"agreed\"\n\
         evidence = [\"agreement: action.owner\"]\nrules = [\"action-overdue\"]\n\
         [[criterion]]\nref = \"H.2\"\ntitle = \"As the big one\"\nsame_as = \"S0.11\"\n\
         [[criterion]]\nref = \"H.3\"\ntitle = \"Talk kindly\"\nby = [\"judgement\"]\n\
         evidence = [\"agreement: norms\"]\n",
    );
    sandbox.replace("comity.toml", "schema = 1\n", "schema = 1\nstandards = [\"house\"]\n");
    assert_eq!(sandbox.rules("2025-11-30"), ["action-due-soon"]);
    let report = coverage(&sandbox, "2025-11-30", &[]);
    let verdicts: Vec<&str> = ["H.1", "H.2", "H.3"].map(|it| verdict(&report, it)).to_vec();
    assert_eq!(verdicts, ["met", "met", "judgement"]);
    assert_eq!(rows(&report).len(), 3);
    let late = coverage(&sandbox, "2026-02-05", &[]);
    assert_eq!(verdict(&late, "H.1"), "not-met");
    let explained = sandbox.comity(&["explain", "H.1"]).stdout;
    assert!(explained.contains("action-overdue"), "{explained}");
    let back = sandbox.comity(&["explain", "action-overdue"]).stdout;
    assert!(back.contains("H.1 Every action has an owner"), "{back}");
    let listed = sandbox.comity(&["standard", "list"]).stdout;
    assert!(listed.lines().any(|line| line.starts_with("H ") && line.ends_with("yes")), "{listed}");
}

#[test]
fn a_standard_that_nobody_knows_is_refused() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let outcome = sandbox.comity(&["report", "coverage", "--standard", "colaboration"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("did you mean `collaboration`?"), "{}", outcome.stderr);
    let outcome = sandbox.comity(&["standard", "show", "S0.99"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("is no standard and no criterion"), "{}", outcome.stderr);
}

#[test]
fn a_level_needs_fresh_evidence_and_every_level_below_it() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let levels = |today: &str| {
        let report = coverage(&sandbox, today, &["--standard", "network"]);
        let levels = report["levels"][0].clone();
        let shown: Vec<bool> = levels["levels"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|line| line["shown"].as_bool().expect("a flag"))
            .collect();
        let number = levels["shown"].as_u64().expect("a number");
        assert_eq!(shown.iter().take_while(|shown| **shown).count() as u64, number);
        assert!(shown.is_sorted_by(|one, next| one >= next), "{shown:?}");
        assert!(shown.iter().any(|shown| !shown) || number == 4);
        number
    };
    assert!(levels("2025-11-30") >= 1);
    assert_eq!(levels("2030-01-01"), 0, "what is old shows no level");
}

#[test]
fn a_small_thing_that_is_missing_stands_in_the_way_of_what_it_shows_and_of_nothing_else() {
    let example = Sandbox::copy_of("examples/warm-safe-discharge");
    let directory = "collaborations/warm-safe-discharge";
    for (file, line, own, others) in [
        ("collaboration.toml", "modality = ", "S4.30", ["S1.B1", "S2.K9", "S4.10", "S4.32"]),
        ("collaboration.toml", "summary = ", "S1.B1", ["S2.K9", "S4.10", "S4.30", "S4.32"]),
        ("collaboration.toml", "how = ", "S4.32", ["S1.B1", "S2.K9", "S4.10", "S4.30"]),
        ("agreement.toml", "shared_by = ", "S4.16", ["S2.11", "S2.K19", "S4.27", "S4.28"]),
        (
            "agreement.toml",
            "conflicts_of_interest = ",
            "S2.K19",
            ["S2.11", "S4.16", "S4.27", "S4.28"],
        ),
    ] {
        let sandbox = example.twin();
        let path = format!("{directory}/{file}");
        let text = sandbox.read(&path);
        let lines = text.lines().filter(|it| !it.starts_with(line));
        sandbox.write(&path, lines.map(|it| format!("{it}\n")).collect::<String>());
        let report = coverage(&sandbox, "2025-11-30", &["--standard", "all"]);
        assert_eq!(verdict(&report, own), "not-met", "{line}");
        for other in others {
            assert_eq!(verdict(&report, other), "met", "{other} without {line}");
        }
    }
}
