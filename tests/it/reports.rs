//! Reports: what each says of the examples, in every format, and what bad input is told.
//!
//! What is expected stands in `tests/fixtures/reports/`. `COMITY_BLESS=1` writes it anew; read the
//! difference before you keep it.

use std::collections::BTreeMap;

use serde_json::Value;

use comity::cli::Outcome;
use comity::store::Workspace;

use crate::harness::{Sandbox, comity, git, holds};
use crate::history::commit;

const EXAMPLE: &str = "examples/warm-safe-discharge";
const DAY: &str = "2026-02-05";
const COLLABORATION: &str = "warm-safe-discharge";
const AGREEMENT: &str = "collaborations/warm-safe-discharge/agreement.toml";

/// Every kind with the words that make it of the big example.
pub const KINDS: [(&str, &[&str]); 7] = [
    ("partner", &["report", "partner", COLLABORATION, "--to", "hospital"]),
    ("actions", &["report", "actions"]),
    ("portfolio", &["report", "portfolio"]),
    ("calendar", &["report", "calendar"]),
    ("agreement", &["report", "agreement", COLLABORATION]),
    ("duties", &["report", "duties"]),
    ("coverage", &["report", "coverage"]),
];

/// Every format with the ending of its files.
pub const FORMATS: [(&str, &str); 6] = [
    ("human", "txt"),
    ("markdown", "md"),
    ("json", "json"),
    ("yaml", "yaml"),
    ("csv", "csv"),
    ("ics", "ics"),
];

fn in_sandbox(sandbox: &Sandbox, words: &[&str], more: &[&str]) -> (u8, String, String) {
    let outcome = sandbox.comity(&[words, more].concat());
    (outcome.code, outcome.stdout, outcome.stderr)
}

/// A report of the big example as JSON.
fn json(sandbox: &Sandbox, today: &str, words: &[&str]) -> Value {
    let words = [&["report"], words, &["--today", today, "--format", "json"]].concat();
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{words:?}: {}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

#[test]
fn every_report_in_every_format_is_as_expected() {
    // In no repository, so that no report tells of a commit.
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let root = sandbox.root();
    let mut made = 0;
    for (kind, words) in KINDS {
        for (format, ending) in FORMATS {
            let outcome = comity(root, &[words, &["--today", DAY, "--format", format]].concat());
            let fits = match format {
                "csv" => kind != "agreement",
                "ics" => kind == "calendar",
                _ => true,
            };
            if fits {
                assert_eq!(outcome.code, 0, "{kind} as {format}: {}", outcome.stderr);
                holds(&format!("tests/fixtures/reports/{kind}.{ending}"), &normal(&outcome.stdout));
                made += 1;
            } else {
                assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{kind} as {format}");
                assert!(
                    outcome.stderr.contains("it comes as human, markdown, json, yaml"),
                    "{}",
                    outcome.stderr
                );
            }
        }
    }
    assert_eq!(made, 35);
}

/// Line ends as they are kept in files of the repository.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[test]
fn spreadsheets_and_calendars_get_the_line_ends_they_ask_for() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let root = sandbox.root();
    for format in ["csv", "ics"] {
        let outcome = comity(root, &["report", "calendar", "--today", DAY, "--format", format]);
        let ends = outcome.stdout.matches("\r\n").count();
        assert!(ends > 10 && ends == outcome.stdout.matches('\n').count(), "{format}");
    }
}

#[test]
fn yaml_says_what_json_says() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let root = sandbox.root();
    for (kind, words) in KINDS {
        let text = |format: &str| {
            comity(root, &[words, &["--today", DAY, "--format", format]].concat()).stdout
        };
        let json: Value = serde_json::from_str(&text("json")).expect("JSON");
        let yaml: Value = serde_yaml::from_str(&text("yaml")).expect("YAML");
        assert_eq!(json, yaml, "{kind}");
        assert_eq!(json["version"], 1);
        assert_eq!(json["report"], kind);
        assert_eq!(json["as_of"], DAY);
    }
}

#[test]
fn every_report_fits_the_page_and_ends_with_its_day() {
    for example in ["warm-safe-discharge", "neglected", "reading-hour"] {
        let sandbox = Sandbox::copy_of(&format!("examples/{example}"));
        for kind in ["actions", "portfolio", "calendar", "duties"] {
            let outcome = sandbox.comity(&["report", kind, "--today", DAY]);
            assert_eq!(outcome.code, 0, "{example} {kind}: {}", outcome.stderr);
            let last = outcome.stdout.lines().last().expect("a line");
            assert_eq!(last, "As of 2026-02-05.", "{example} {kind}");
            // Commands to be typed are never broken.
            let fits = |line: &&str| line.chars().count() <= 80 || line.starts_with("    comity ");
            let wide: Vec<&str> = outcome.stdout.lines().filter(|line| !fits(line)).collect();
            assert!(wide.is_empty(), "{example} {kind}: {wide:?}");
        }
    }
}

#[test]
fn a_name_that_nothing_bears_is_told_with_the_nearest() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let root = sandbox.root();
    for (words, wanted) in [
        (&["report", "partner", COLLABORATION, "--to", "hospitl"][..], "did you mean `hospital`?"),
        (
            &["report", "partner", "warm-safe-discharg", "--to", "hospital"],
            "`warm-safe-discharge`?",
        ),
        (&["report", "agreement", "warm-safe-dischare"], "`warm-safe-discharge`?"),
        (&["report", "actions", "--owner", "reablement-led"], "did you mean `reablement-lead`?"),
        (&["report", "actions", "--party", "hearthsid"], "did you mean `hearthside`?"),
        (&["report", "calendar", "--owner", "northmoor-dp"], "did you mean `northmoor-dpo`?"),
        (&["report", "calendar", "--party", "housin"], "did you mean `housing`?"),
        (&["report", "duties", "--with", "hearthsde"], "did you mean `hearthside`?"),
        (
            &["report", "actions", "--audience", "partner", "--to", "ardenvale-hospital"],
            "did you mean `ardenvale-hospitals`?",
        ),
        (&["report", "actions", "--to", "hospital"], "add `--audience partner`"),
        (&["report", "actions", "--audience", "partner"], "`--to PARTY`"),
        (&["report", "agreement", "."], "name it by its id or its path"),
        (
            &[
                "report",
                "partner",
                COLLABORATION,
                "--to",
                "hospital",
                "--from",
                "2026-02-01",
                "--until",
                "2026-01-01",
            ],
            "not after `--until`",
        ),
    ] {
        let outcome = comity(root, words);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{words:?}");
        assert!(outcome.stderr.contains(wanted), "{words:?}: {}", outcome.stderr);
    }
    // A role may be named by its title.
    let titled =
        comity(root, &["report", "calendar", "--today", DAY, "--owner", "director of housing"]);
    assert_eq!(titled.code, 0, "{}", titled.stderr);
    assert!(titled.stdout.contains("Review annual-2026"), "{}", titled.stdout);
    assert!(!titled.stdout.contains("winter"), "{}", titled.stdout);
    // An owner that has nothing open is no mistake.
    let none = comity(root, &["report", "actions", "--owner", "reablement-lead"]);
    assert_eq!(none.code, 0, "{}", none.stderr);
    assert!(none.stdout.contains("Nothing is open."), "{}", none.stdout);
}

#[test]
fn an_agreement_that_is_not_there_is_told_as_such() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let outcome = sandbox.comity(&["report", "agreement", "tree-wardens"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("there is no agreement to show"), "{}", outcome.stderr);
}

#[test]
fn damaged_files_are_named_and_stop_nothing() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let text = sandbox.read(AGREEMENT);
    sandbox.write(AGREEMENT, text.replacen("[[service_level]]", "[[service_level", 1));
    sandbox
        .write("collaborations/warm-safe-discharge/log/2026-01-02-act-winter-x-q2w3.toml", "= x");
    sandbox.write("network/hearthside.toml", [0xff_u8, 0xfe]);
    for (kind, words) in KINDS {
        let (code, out, err) = in_sandbox(&sandbox, words, &["--today", DAY]);
        assert_eq!(code, 0, "{kind}: {err}");
        if kind == "partner" {
            // A partner is told how many, and never which.
            assert!(out.contains("3 files could not be read whole"), "{out}");
            assert!(!out.contains(".toml"), "{out}");
        } else {
            let out = out.split_whitespace().collect::<String>();
            for path in [AGREEMENT, "network/hearthside.toml", "act-winter-x-q2w3.toml"] {
                assert!(out.contains(path), "{kind} does not name {path}: {out}");
            }
        }
    }
}

#[test]
fn what_a_program_reads_is_said_to_be_incomplete_where_files_are_left_out() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    for (kind, words) in KINDS {
        let (_, _, err) = in_sandbox(&sandbox, words, &["--today", DAY, "--format", "json"]);
        assert_eq!(err, "", "{kind}: nothing is left out");
    }
    let text = sandbox.read(AGREEMENT);
    sandbox.write(AGREEMENT, text.replacen("[[service_level]]", "[[service_level", 1));
    sandbox.write("network/hearthside.toml", [0xff_u8, 0xfe]);
    for (kind, words) in KINDS {
        for (format, _) in FORMATS {
            let more = ["--today", DAY, "--format", format];
            let (code, out, err) = in_sandbox(&sandbox, words, &more);
            if code == 2 {
                assert!(err.contains("does not fit"), "{kind} {format}: {err}");
                continue;
            }
            assert_eq!(code, 0, "{kind} {format}: it is as complete as it can be");
            if format == "human" {
                assert_eq!(err, "", "{kind}: it stands at the end of the report");
                continue;
            }
            assert!(err.contains("2 files could not be read whole"), "{kind} {format}: {err}");
            assert!(err.contains("the report is incomplete"), "{kind} {format}: {err}");
            // What is said beside a report to a partner may be sent along with it.
            let (own, named) = (kind != "partner", err.contains("network/hearthside.toml"));
            assert_eq!(own, named, "{kind} {format}: {err}");
            assert_eq!(own, err.contains(AGREEMENT), "{kind} {format}: {err}");
            match format {
                "json" | "yaml" => assert!(out.contains("unread_count"), "{kind} {format}"),
                "markdown" => {
                    assert!(out.contains("2 files could not be read whole"), "{kind}: {out}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_report_for_one_audience_takes_the_flag_and_refuses_to_widen() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let root = sandbox.root();
    let line =
        |words: &[&str], more: &[&str]| comity(root, &[words, more, &["--today", DAY]].concat());
    for (kind, fits) in [("partner", "partner"), ("coverage", "own")] {
        let words = KINDS.iter().find(|(it, _)| *it == kind).expect("a kind").1;
        let plain = line(words, &[]);
        assert_eq!(line(words, &["--audience", fits]), plain, "{kind}: it is that already");
        for audience in ["own", "partner", "public"] {
            let outcome = line(words, &["--audience", audience]);
            if audience == fits {
                continue;
            }
            assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{kind} {audience}");
            assert!(outcome.stderr.contains(" is for "), "{kind} {audience}: {}", outcome.stderr);
            // The way out is a line that runs.
            let typed = outcome.stderr.split('`').find(|it| it.starts_with("comity report"));
            let typed = typed.map(|it| it.split_whitespace().skip(1).collect::<Vec<_>>());
            if let Some(typed) = typed {
                let ran = line(&typed, &[]);
                // The public may see nothing of this example, and is told so.
                let above = ran.stderr.contains("classified above what this audience may see");
                assert!(ran.code == 0 || audience == "public" && above, "{typed:?}");
            } else {
                assert_eq!(kind, "coverage", "{}", outcome.stderr);
            }
        }
    }
    let words = ["report", "partner", COLLABORATION, "--to", "hospital", "--record"];
    let before = crate::harness::files(&root.join("collaborations/warm-safe-discharge/log"));
    let recorded = line(&words, &["--audience", "own", "--summary", "x"]);
    assert_eq!((recorded.code, &*recorded.stdout), (2, ""), "never written down as sent");
    let after = crate::harness::files(&root.join("collaborations/warm-safe-discharge/log"));
    assert_eq!(before, after);
}

#[test]
fn what_a_file_says_cannot_speak_to_a_terminal_or_a_spreadsheet() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let text = sandbox.read(AGREEMENT);
    let bad = "title = \"=HYPERLINK(1) \\u001b[31m | <b> \\u202e \\u2028 no\"";
    sandbox.write(
        AGREEMENT,
        text.replace("title = \"Agree the winter surge plan with all partners\"", bad),
    );
    for (kind, words) in KINDS {
        for (format, _) in FORMATS {
            let (_, out, _) = in_sandbox(&sandbox, words, &["--today", DAY, "--format", format]);
            assert!(
                !out.contains(['\u{1b}', '\u{202e}', '\u{2028}']),
                "{kind} as {format} lets a control character through"
            );
            match format {
                "csv" => {
                    assert!(!out.contains(",=HYP") && !out.contains(",\"=HYP"), "{kind}: {out}");
                }
                "markdown" => assert!(!out.contains("<b>"), "{kind}: {out}"),
                _ => {}
            }
        }
    }
}

/// The events of a calendar: from UID to sequence, first day, last day and status.
fn events(ics: &str) -> BTreeMap<String, (u32, String, String, String)> {
    let ics = ics.replace("\r\n ", "");
    let mut found = BTreeMap::new();
    for event in ics.split("BEGIN:VEVENT").skip(1) {
        let value = |name: &str| {
            let line =
                event.lines().find(|line| line.starts_with(name)).expect("every event has it");
            line[name.len()..].to_owned()
        };
        assert_eq!(value("DTSTAMP:").len(), 16);
        let uid = value("UID:");
        let rest = (
            value("SEQUENCE:").parse().expect("a number"),
            value("DTSTART;VALUE=DATE:"),
            value("DTEND;VALUE=DATE:"),
            value("STATUS:"),
        );
        assert!(found.insert(uid.clone(), rest).is_none(), "{uid} stands twice");
    }
    found
}

fn calendar(sandbox: &Sandbox, today: &str) -> BTreeMap<String, (u32, String, String, String)> {
    let outcome = sandbox.comity(&["report", "calendar", "--today", today, "--format", "ics"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for line in outcome.stdout.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    events(&outcome.stdout)
}

#[test]
fn an_event_moves_when_its_date_moves_and_goes_when_it_is_cancelled() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let uid = "act-winter.warm-safe-discharge@comity";
    let of = |today: &str| calendar(&sandbox, today).remove(uid).expect("it is there");
    let confirmed = "CONFIRMED".to_owned();
    assert_eq!(of("2025-11-30"), (0, "20251212".into(), "20251213".into(), confirmed.clone()));
    let log = |name: &str, text: &str| {
        sandbox.write(
            &format!("collaborations/warm-safe-discharge/log/{name}.toml"),
            format!("kind = \"action\"\naction = \"act-winter\"\nby = \"avh-operations-director\"\n{text}"),
        );
    };
    log(
        "2025-12-01-act-winter-rescheduled-a1b2",
        "event = \"rescheduled\"\non = 2025-12-01\nwas_due = 2025-12-12\nnew_due = 2025-12-31\n",
    );
    assert_eq!(of("2025-12-02"), (1, "20251231".into(), "20260101".into(), confirmed));
    // On the day before, it had not moved yet.
    assert_eq!(of("2025-11-30").0, 0);
    log(
        "2025-12-20-act-winter-cancelled-a1b2",
        "event = \"cancelled\"\non = 2025-12-20\nreason = \"No need\"\n",
    );
    let cancelled = of("2025-12-21");
    assert_eq!((cancelled.0, cancelled.3.as_str()), (2, "CANCELLED"));
}

#[test]
fn what_recurs_has_an_event_for_each_time() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/agreement.toml";
    let text = sandbox.read(path);
    let id = "act-training";
    assert!(text.contains(id), "the clean workspace has it");
    sandbox.write(
        path,
        text.replacen(
            &format!("id = \"{id}\""),
            &format!("id = \"{id}\"\nrecurs = \"monthly\""),
            1,
        ),
    );
    let found = calendar(&sandbox, "2025-06-02");
    let mut times: Vec<&String> =
        found.keys().filter(|uid| uid.contains(&format!("{id}."))).collect();
    times.sort_by_key(|uid| &found[*uid].1);
    assert!(times.len() > 3, "{found:?}");
    // Moving one leaves the others and its own name where they were.
    let day = &found[times[0]].1;
    let first = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    sandbox.write(
        "collaborations/loan-boxes/log/2025-05-30-act-training-rescheduled-q1w2.toml",
        format!(
            "kind = \"action\"\naction = \"{id}\"\nevent = \"rescheduled\"\non = 2025-05-30\n\
             by = \"learning-manager\"\noccurrence = {first}\nwas_due = {first}\nnew_due = 2025-12-24\n"
        ),
    );
    let moved = calendar(&sandbox, "2025-06-02");
    assert_eq!(found.keys().collect::<Vec<_>>(), moved.keys().collect::<Vec<_>>());
    assert_eq!(moved[times[0]].1, "20251224");
    assert_eq!(moved[times[0]].0, found[times[0]].0 + 1);
    assert_eq!(moved[times[1]], found[times[1]]);
}

/// The lines to type of all open actions, and what is said of where each stands.
fn typed(sandbox: &Sandbox, today: &str) -> Vec<(String, String)> {
    let report = json(sandbox, today, &["actions"]);
    let owners = report["owners"].as_array().expect("a list").iter();
    let text = |it: &Value, key: &str| it[key].as_str().expect("text").to_owned();
    owners
        .flat_map(|owner| owner["actions"].as_array().expect("a list"))
        .map(|action| (text(action, "line"), text(action, "state")))
        .collect()
}

#[test]
fn every_line_to_type_is_accepted_when_its_places_are_filled() {
    let mut count = 0;
    for (example, day) in [
        ("warm-safe-discharge", "2025-02-03"),
        ("warm-safe-discharge", DAY),
        ("reading-hour", "2026-04-16"),
        ("neglected", DAY),
    ] {
        let sandbox = Sandbox::copy_of(&format!("examples/{example}"));
        for (line, _) in typed(&sandbox, day) {
            let filled =
                line.replace("--quality-met …", "--quality-met yes").replace('…', "minutes");
            let words = filled.strip_prefix("comity ").expect("a command").split(' ');
            let words: Vec<String> = words.map(|word| word.replace('"', "")).collect();
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.extend(["--dry-run", "--today", day]);
            let outcome = sandbox.comity(&words);
            assert_eq!(outcome.code, 0, "{example} {day} {line}: {}", outcome.stderr);
            count += 1;
        }
    }
    assert!(count > 10, "enough of them: {count}");
}

#[test]
fn what_was_said_to_be_impossible_is_not_under_way() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let state = |today: &str| {
        let lines = typed(&sandbox, today).into_iter();
        let mut found = lines.filter(|(line, _)| line.contains("act-coordinators"));
        found.next().expect("it is open").1
    };
    assert_ne!(state("2025-03-19"), "unable");
    assert_eq!(state("2025-03-20"), "unable", "told that day");
    assert_eq!(state("2025-03-25"), "unable");
    assert_eq!(state("2025-03-26"), "under way", "another day is agreed");
}

#[test]
fn a_report_goes_by_the_day_it_is_asked_for() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let before =
        json(&sandbox, "2025-03-25", &["actions", "--owner", "hearthside-operations-manager"]);
    let line = &before["owners"][0]["actions"][0];
    assert_eq!(line["due"], "2025-03-31");
    assert_eq!(line["when"], "this week");
    let after =
        json(&sandbox, "2025-03-27", &["actions", "--owner", "hearthside-operations-manager"]);
    let line = &after["owners"][0]["actions"][0];
    assert_eq!((&line["due"], &line["original"]), (&"2025-04-30".into(), &"2025-03-31".into()));
    assert_eq!(line["moved"], 1);
    assert_eq!(
        line["line"],
        "comity log-action warm-safe-discharge act-coordinators completed --evidence \"…\" \
         --quality-met …"
    );
    // On the due day nothing is late.
    let due = json(&sandbox, "2025-12-12", &["actions"]);
    assert_eq!(due["owners"][0]["actions"][0]["when"], "this week");
    let late = json(&sandbox, "2025-12-13", &["actions"]);
    assert_eq!(late["owners"][0]["actions"][0]["days_late"], 1);
}

#[test]
fn the_report_to_a_partner_tells_notices_levels_and_what_to_log() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let words = ["partner", COLLABORATION, "--to", "hearthside", "--from", "2025-01-06"];
    let report = json(&sandbox, "2025-07-31", &words);
    let notice = &report["notices"][0];
    assert_eq!((&notice["action"], &notice["yours"]), (&"act-coordinators".into(), &true.into()));
    assert_eq!(
        (&notice["was_due"], &notice["new_due"]),
        (&"2025-03-31".into(), &"2025-04-30".into())
    );
    assert_eq!(notice["agreed"], true);
    let level = &report["service_levels"][0];
    assert_eq!(level["item"], "sl-visit");
    assert_eq!(level["readings"][1]["met"], false);
    // The target of that time was another one.
    assert_eq!(level["readings"][1]["target"], "95");
    assert_eq!(level["target"], "90");
    assert_eq!(report["arrangement"], "rep-partners");
    assert_eq!(report["from_party"], "housing");
    assert_eq!(report["receivers"], serde_json::json!(["hearthside"]));
    assert_eq!(report["period"], serde_json::json!({"from": "2025-01-06", "until": "2025-07-31"}));
    let states: Vec<&str> = report["you_promised"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["state"].as_str().expect("a word"))
        .collect();
    assert_eq!(states, ["accepted"]);
    // Without a day, it goes on where the last report to them ended.
    let next = json(&sandbox, "2025-11-30", &["partner", COLLABORATION, "--to", "hearthside"]);
    assert_eq!(next["period"]["from"], "2025-07-01");
}

#[test]
fn a_department_may_be_told_by_another_and_nobody_by_themselves() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let report = json(&sandbox, DAY, &["partner", COLLABORATION, "--to", "adult-care"]);
    assert_eq!(report["from_party"], "housing");
    let minor = Sandbox::copy_of("examples/reading-hour");
    let outcome = minor.comity(&["report", "partner", "reading-hour", "--to", "library"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("only one of ours"), "{}", outcome.stderr);
}

#[test]
fn the_memorandum_says_whether_signatures_cover_it() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let states = |sandbox: &Sandbox| -> Vec<String> {
        let report = json(sandbox, DAY, &["agreement", COLLABORATION]);
        let all = report["signatures"].as_array().expect("a list").clone();
        all.iter().map(|one| one["state"].as_str().expect("a word").to_owned()).collect()
    };
    assert_eq!(states(&sandbox), ["holds"; 4]);
    // A partner that does not see all of the text is told the same.
    let seen = json(
        &sandbox,
        DAY,
        &["agreement", COLLABORATION, "--audience", "partner", "--to", "hospital"],
    );
    assert_eq!(seen["signatures"][2]["state"], "holds");
    sandbox.replace(AGREEMENT, "target = 85", "target = 86");
    assert_eq!(states(&sandbox), ["stale"; 4]);
    sandbox.replace(AGREEMENT, "version = 2", "version = 3");
    let report = json(&sandbox, DAY, &["agreement", COLLABORATION]);
    let first = &report["signatures"][0];
    assert_eq!((&first["state"], &first["version"]), (&"missing".into(), &2.into()));
    assert!(first["says"].as_str().expect("text").contains("has not signed version 3"));
}

#[test]
fn duties_stand_on_the_side_that_owes_them() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let report = json(&sandbox, DAY, &["duties", "--with", "hospital"]);
    let accounts = report["accounts"].as_array().expect("a list");
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0]["with"], "ardenvale-hospitals");
    let items = |side: &str| -> Vec<&str> {
        let lines = accounts[0][side].as_array().expect("a list");
        lines.iter().map(|line| line["item"].as_str().expect("text")).collect()
    };
    assert!(items("they_owe").starts_with(&["act-winter"]), "what is latest stands first");
    assert!(items("we_owe").contains(&"rep-partners"));
    assert!(!items("we_owe").contains(&"act-winter"));
    // What was said at a contact is owed until it is followed up.
    let early = json(&sandbox, "2025-10-20", &["duties", "--with", "ardenvale-hospitals"]);
    assert!(early.to_string().contains("Add a one-page form guide"), "{early}");
    let later = json(&sandbox, "2025-10-25", &["duties", "--with", "ardenvale-hospitals"]);
    assert!(!later.to_string().contains("Add a one-page form guide"), "{later}");
    // A partner is shown its own account only.
    let theirs = json(&sandbox, DAY, &["duties", "--audience", "partner", "--to", "hospital"]);
    assert_eq!(theirs["accounts"].as_array().expect("a list").len(), 1);
}

#[test]
fn the_portfolio_adds_up_and_tells_what_is_past_its_term() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let report = json(&sandbox, DAY, &["portfolio"]);
    let row = &report["collaborations"][0];
    assert_eq!((&row["overdue"], &row["net_per_year"]), (&4.into(), &"179000".into()));
    assert_eq!(row["worst_risk"], serde_json::json!({"risk": "risk-funding", "score": 12}));
    assert_eq!(row["trust"], serde_json::json!({"now_tenths": 35, "before_tenths": null}));
    sandbox.write(
        "collaborations/warm-safe-discharge/reviews/interim-2025/view-hospital.toml",
        "party = \"hospital\"\nby = \"avh-discharge-lead\"\non = 2025-06-12\nscores = { trust = 2 }\n",
    );
    let trend = json(&sandbox, DAY, &["portfolio"]);
    assert_eq!(
        trend["collaborations"][0]["trust"],
        serde_json::json!({"now_tenths": 35, "before_tenths": 20})
    );
    // It is made of all views, so nobody else is shown it.
    let theirs = json(&sandbox, DAY, &["portfolio", "--audience", "partner", "--to", "hospital"]);
    assert!(theirs["collaborations"][0]["trust"].is_null());
    assert_eq!(row["last_event"], "2025-11-25");
    assert_eq!(row["days_since_last_event"], 72);
    assert_eq!(report["totals"]["past_term"], 0);
    let after = json(&sandbox, "2027-01-01", &["portfolio"]);
    assert_eq!(after["totals"]["past_term"], 1);
    sandbox.replace(AGREEMENT, "value = 180000", "value = 180");
    let poor = json(&sandbox, DAY, &["portfolio"]);
    assert_eq!(poor["totals"]["net_per_year"], "-820");
    assert_eq!(poor["totals"]["costs_exceed"], 1);
}

#[test]
fn what_rests_or_was_never_signed_is_counted_and_owes_nothing() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let head = "collaborations/warm-safe-discharge/collaboration.toml";
    sandbox.replace(head, "opened_on", "suspended_since = 2026-01-01\nopened_on");
    let report = json(&sandbox, DAY, &["actions"]);
    assert_eq!(report["owners"], serde_json::json!([]));
    assert_eq!(report["not_shown"][0]["what"], "collaborations that rest or are over");
    let draft = Sandbox::copy_of("examples/reading-hour");
    for event in ["2026-03-09-library-signed-k3vd", "2026-03-10-surgery-signed-t7qn"] {
        draft.write(&format!("collaborations/reading-hour/log/{event}.toml"), "kind = \"x\"\n");
    }
    let report = json(&draft, "2026-06-01", &["actions"]);
    assert_eq!(report["owners"], serde_json::json!([]));
    assert_eq!(report["not_shown"][0]["what"], "collaborations that nobody has signed");
}

/// A copy of the large example in a repository of its own, everything committed.
fn in_git() -> Sandbox {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    git(sandbox.root(), &["init", "--quiet"]);
    commit(&sandbox);
    sandbox
}

const SENT: [&str; 6] = ["report", "partner", COLLABORATION, "--to", "hearthside", "--record"];

/// Sends the report on a day.
fn sent(sandbox: &Sandbox, day: &str, more: &[&str]) -> Outcome {
    sandbox.comity(&[&SENT[..], &["--today", day], more].concat())
}

#[test]
fn a_report_that_was_sent_is_logged_beside_it() {
    let sandbox = in_git();
    let plain = sandbox.comity(&[&SENT[..5], &["--today", "2026-01-20"]].concat());
    let dry = sent(&sandbox, "2026-01-20", &["--dry-run"]);
    assert_eq!((dry.code, &dry.stdout), (0, &plain.stdout), "the report, and nothing else");
    assert!(dry.stderr.contains("+event = \"reported\"\n"), "{}", dry.stderr);
    assert!(dry.stderr.contains("nothing was written"), "{}", dry.stderr);
    let commit = Workspace::open(sandbox.root()).expect("a workspace").commit().expect("one");
    let end = format!("\nPrepared from commit {commit}, as of 2026-01-20.\n");
    assert!(plain.stdout.ends_with(&end), "{}", plain.stdout);
    let done = sent(&sandbox, "2026-01-20", &[]);
    assert_eq!((done.code, &done.stdout), (0, &plain.stdout), "{}", done.stderr);
    let path = done.stderr.lines().find_map(|line| line.strip_prefix("wrote ")).expect("a file");
    let text = sandbox.read(path);
    for line in [
        "kind = \"report\"",
        "event = \"reported\"",
        "arrangement = \"rep-partners\"",
        "on = 2026-01-20",
        "from = \"housing\"",
        "to = [\"hearthside\"]",
        "due = 2026-01-21",
        "period_from = 2025-07-01",
        "period_to = 2026-01-20",
        "summary = \"Your actions: ",
        &format!("commit = \"{commit}\""),
    ] {
        assert!(text.lines().any(|it| it.starts_with(line)), "{line} is not in:\n{text}");
    }
    // What is not committed is told, and no commit is said to hold it.
    let later = sent(&sandbox, "2026-01-20", &["--due", "2026-07-21", "--dry-run"]);
    assert!(
        later.stdout.contains(&format!("{commit} and changes since, as of")),
        "{}",
        later.stdout
    );
    assert!(!later.stderr.contains("+commit = "), "{}", later.stderr);
    // Twice is refused, and then there is no report that somebody could send.
    let again = sent(&sandbox, "2026-01-20", &[]);
    assert_eq!((again.code, &*again.stdout), (2, ""));
    assert!(again.stderr.contains("was reported already"), "{}", again.stderr);
    let rules = sandbox.rules("2026-01-20");
    assert!(!rules.iter().any(|rule| rule.starts_with("report-mismatch")), "{rules:?}");
}

#[test]
fn without_an_arrangement_the_line_that_makes_one_is_told() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let line = ["report", "partner", "reading-hour", "--to", "surgery", "--today", "2026-04-20"];
    let refused = sandbox.comity(&[&line[..], &["--record"]].concat());
    assert_eq!((refused.code, &*refused.stdout), (2, ""));
    assert!(refused.stderr.contains("--amend"), "it is signed: {}", refused.stderr);
    let typed =
        refused.stderr.split('`').find(|part| part.starts_with("comity agree ")).expect("it");
    let typed = typed.replace('…', "Reasons").replace("=DATE", "=2026-05-01");
    let typed = typed.replace(" DATE", " 2026-05-01");
    let mut words: Vec<&str> = typed.split_whitespace().skip(1).collect();
    words.extend(["--by", "Children's librarian", "--today", "2026-04-20"]);
    let arranged = sandbox.comity(&words);
    assert_eq!(arranged.code, 0, "{words:?}: {}", arranged.stderr);
    // What is not signed is not in force, and no day of it names the report.
    let log = sandbox.root().join("collaborations/reading-hour/log");
    let before = crate::harness::files(&log);
    let early = sandbox.comity(&[&line[..], &["--record"]].concat());
    assert_eq!(early.code, 2, "{}", early.stderr);
    let said = "report `rep-surgery` is not in force: version 2 is not signed by library, surgery";
    assert!(early.stderr.contains(said), "{}", early.stderr);
    assert!(
        early.stderr.contains("`comity agree reading-hour --sign library`"),
        "{}",
        early.stderr
    );
    let logged = ["log-report", "reading-hour", "rep-surgery", "reported", "--summary", "x"];
    let logged = sandbox.comity(&[&logged[..], &["--today", "2026-04-20"]].concat());
    assert!(logged.stderr.contains(said), "{}", logged.stderr);
    assert_eq!(crate::harness::files(&log), before, "nothing is written");
    for party in ["library", "surgery"] {
        let sign = ["agree", "reading-hour", "--sign", party, "--today", "2026-04-20"];
        assert_eq!(sandbox.comity(&sign).code, 0);
    }
    // Signed, and in force from the day that was agreed.
    let line = ["report", "partner", "reading-hour", "--to", "surgery", "--today", "2026-05-01"];
    let sent = sandbox.comity(&[&line[..], &["--record"]].concat());
    assert!(sent.stderr.contains("-rep-surgery-reported-"), "{}", sent.stderr);
    let event = crate::harness::files(&log).pop().expect("it was written");
    let event = std::fs::read_to_string(event).expect("text");
    assert!(event.contains("due = 2026-05-01"), "{event}");
    for flag in [&["--dry-run"][..], &["--force", "R"], &["--summary", "S"]] {
        let alone = sandbox.comity(&[&line[..], flag].concat());
        assert_eq!(alone.code, 2, "{flag:?}");
        assert!(alone.stderr.contains("--record"), "{flag:?}: {}", alone.stderr);
    }
}

#[test]
fn what_has_to_be_covered_is_asked_of_a_report_that_is_logged() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let path = "collaborations/warm-safe-discharge/agreement.toml";
    sandbox.replace(path, "format = \"Four pages\"", "must_cover = [\"sl-visit\"]");
    let refused = sent(&sandbox, "2026-01-20", &[]);
    assert_eq!((refused.code, &*refused.stdout), (2, ""));
    assert!(refused.stderr.contains("says nothing about `sl-visit`"), "{}", refused.stderr);
    let figures = ["--figures", "item=sl-visit", "value=94", "unit=percent"];
    let done = sent(&sandbox, "2026-01-20", &figures);
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[test]
fn a_workspace_that_only_stands_in_a_repository_names_no_commit() {
    let around = Sandbox::empty();
    git(around.root(), &["init", "--quiet"]);
    around.write("README.md", "Something else\n");
    commit(&around);
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    for file in ["comity.toml", "collaborations/reading-hour/collaboration.toml"] {
        around.write(&format!("inside/{file}"), sandbox.read(file));
    }
    let line = ["-C", "inside", "report", "actions", "--today", "2026-04-20"];
    let end = |said: &str| said.lines().last().map(str::to_owned);
    let before = end(&around.comity(&line).stdout);
    assert_eq!(before.as_deref(), Some("As of 2026-04-20."));
    commit(&around);
    let after = end(&around.comity(&line).stdout).expect("a line");
    assert!(after.starts_with("Prepared from commit "), "{after}");
}

#[test]
fn a_narrow_terminal_is_not_too_narrow_for_a_report() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    for report in [
        &["actions"][..],
        &["portfolio"],
        &["calendar"],
        &["duties"],
        &["partner", "warm-safe-discharge", "--to", "hospital"],
        &["agreement", "warm-safe-discharge"],
    ] {
        for width in [40, 50, 80] {
            let line = [&["report"], report, &["--today", DAY]].concat();
            let outcome = sandbox.comity_in(width, &line);
            assert_eq!(outcome.code, 0, "{}", outcome.stderr);
            for line in outcome.stdout.lines() {
                // A line to type stays whole, and so does a digest.
                let is_whole = line.starts_with("    ") || !line.trim().contains(' ');
                assert!(is_whole || line.chars().count() <= width, "{report:?} at {width}: {line}");
            }
        }
    }
}
