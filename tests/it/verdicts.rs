//! Verdicts that must not be kinder than the record: what cannot be read, was put off, was
//! forgotten or is a part only is never met.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::harness::Sandbox;

const W: &str = "examples/warm-safe-discharge";
const DAY: &str = "2025-11-30";
const ID: &str = "warm-safe-discharge";

fn coverage(sandbox: &Sandbox, today: &str) -> Value {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", today];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn rows(report: &Value) -> impl Iterator<Item = &Value> {
    report["rows"].as_array().expect("a list").iter()
}

fn row<'r>(report: &'r Value, criterion: &str) -> &'r Value {
    rows(report).find(|row| row["criterion"] == criterion).expect("a row")
}

fn rules(row: &Value) -> Vec<&str> {
    let gaps = row["gaps"].as_array().expect("a list").iter();
    gaps.map(|gap| gap["rule"].as_str().unwrap_or("none")).collect()
}

fn number(report: &Value, key: &str) -> u64 {
    let counts = report["standards"].as_array().expect("a list").iter();
    counts.map(|count| count[key].as_u64().expect("a number")).sum()
}

/// In a file of the big example: this instead of that, and the criteria that are not met then.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

const REJECTED: &[Case] = &[
    (
        "agreement.toml",
        "lawful_basis = \"public-task\"",
        "lawful_basis = \"foo\"",
        &["S0.17", "S0.K15", "S1.K16"],
    ),
    (
        "agreement.toml",
        "special_condition = \"health-or-social-care\"",
        "special_condition = \"foo\"",
        &["S0.17"],
    ),
    (
        "evaluation.toml",
        "outcome = \"proceed-with-conditions\"",
        "outcome = \"maybe\"",
        &["S0.3", "S0.K2", "S1.2"],
    ),
    (
        "agreement.toml",
        "owner = \"housing-partnerships-manager\"   # the",
        "owner = \"nobody-here\"   # the",
        &["S4.24", "S4.34"],
    ),
    ("reviews/annual-2025/review.toml", "met = \"partly\"", "met = \"foo\"", &["S0.23", "S1.9f"]),
    ("evaluation.toml", "our_ability = \"strong\"", "our_ability = \"heroic\"", &["S0.3", "S1.2"]),
    ("agreement.toml", "applies = true", "applies = \"yes\"", &["S2.13"]),
    ("agreement.toml", "decides_by = \"consensus\"", "decides_by = \"dice\"", &["S4.18", "S4.33"]),
    ("collaboration.toml", "modality = \"government-led\"", "modality = \"foo\"", &["S4.30"]),
    ("collaboration.toml", "relationship = \"mixed\"", "relationship = \"foo\"", &["S0.K19"]),
    ("collaboration.toml", "influence = \"low\"", "influence = \"foo\"", &["S2.K9", "S4.32"]),
    ("evaluation.toml", "kind = \"money\"", "kind = \"effort\"", &["S0.K3", "S1.K4"]),
    ("agreement.toml", "target = 85", "target = \"high\"", &["S4.23"]),
    ("agreement.toml", "kind = \"code\"", "kind = \"custom\"", &["S0.K16", "S0.K17"]),
    ("agreement.toml", "mode = \"cost-sharing\"", "mode = \"sharing\"", &["S4.28"]),
    (
        "agreement.toml",
        "start = 2025-01-06\ndue = 2025-02-28",
        "start = 2025-01-06\ndue = \"soon\"",
        &["S0.7", "S1.3d", "S4.22"],
    ),
    (
        "evaluation.toml",
        "efficiency_gain = \"Fewer double visits by housing and reablement\"",
        "efficiency_gain = \"TBC\"",
        &["S0.1"],
    ),
];

fn spoilt(file: &str, from: &str, to: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(W);
    let path = format!("collaborations/{ID}/{file}");
    sandbox.replace(&path, from, to);
    sandbox
}

#[test]
fn what_check_rejects_is_no_evidence_and_a_gap_where_it_stands() {
    for (file, from, to, criteria) in REJECTED {
        let sandbox = spoilt(file, from, to);
        let report = coverage(&sandbox, DAY);
        for criterion in *criteria {
            let row = row(&report, criterion);
            assert_eq!(row["verdict"], "not-met", "{to}: {row}");
            let gaps = row["gaps"].as_array().expect("a list");
            let here = gaps.iter().any(|gap| {
                gap["file"].as_str().is_some_and(|path| path.ends_with(file))
                    && gap["line"].as_u64() > Some(1)
            });
            assert!(here, "{to}: {row}");
        }
    }
}

#[test]
fn what_cannot_be_read_stays_so_when_the_rule_that_says_it_is_off() {
    let sandbox =
        spoilt("agreement.toml", "lawful_basis = \"public-task\"", "lawful_basis = \"foo\"");
    let settings = sandbox.read("comity.toml");
    sandbox.write("comity.toml", settings + "\n[severity]\nenum-unknown = \"off\"\n");
    assert_eq!(row(&coverage(&sandbox, DAY), "S0.17")["verdict"], "not-met");
}

#[test]
fn a_word_still_to_be_written_is_no_evidence() {
    let path = format!("collaborations/{ID}/collaboration.toml");
    let sandbox = Sandbox::copy_of(W);
    let summary =
        sandbox.read(&path).lines().find(|it| it.starts_with("summary")).map(str::to_owned);
    sandbox.replace(&path, &summary.expect("a summary"), "summary = \"TBC\"");
    let report = coverage(&sandbox, DAY);
    let row = row(&report, "S1.B1");
    assert_eq!(row["verdict"], "not-met", "{row}");
    let cited = row["evidence"].as_array().expect("a list").iter();
    assert!(cited.clone().all(|it| it["file"] != path.as_str()), "{row}");
}

#[test]
fn waived_gaps_stay_gaps_and_are_counted_by_themselves() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    // Waivers that are over are gaps themselves, and would be taken out.
    let settings = sandbox.read("comity.toml");
    let (settings, _) = settings.split_once("\n[[waiver]]").expect("it has waivers");
    sandbox.write("comity.toml", settings);
    let before = coverage(&sandbox, "2026-03-02");
    let waived = sandbox.comity(&[
        "waive",
        "--all",
        "--until",
        "2026-08-31",
        "--reason",
        "Taken over as it stood",
        "--approved-by",
        "Head of Partnerships",
        "--today",
        "2026-03-02",
    ]);
    assert_eq!(waived.code, 0, "{}", waived.stderr);
    let after = coverage(&sandbox, "2026-03-02");
    for key in ["met", "of", "not_applicable", "not_yet_due", "judgement"] {
        assert_eq!(number(&before, key), number(&after, key), "{key}");
    }
    assert!(number(&after, "waived") > 300, "{}", number(&after, "waived"));
    let levels = |report: &Value| report["levels"][0]["shown"].clone();
    assert_eq!(levels(&before), levels(&after));
    let row = rows(&after).find(|row| row["waived"] == true).expect("a waived row");
    assert_eq!(row["verdict"], "not-met");
    let waiver = &row["gaps"][0]["waived"];
    assert_eq!(waiver["reason"], "Taken over as it stood");
    assert_eq!(waiver["approved_by"], "Head of Partnerships");
    assert_eq!(waiver["until"], "2026-08-31");
    let human = sandbox.comity(&["report", "coverage", "--today", "2026-03-02"]).stdout;
    let human = human.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(human.contains("Not met, and waived for a time: "), "{human}");
    // Each criterion is asked of each collaboration, and that is said.
    assert!(human.contains("answers met: 47 criteria, asked of 6 collaborations."), "{human}");
}

#[test]
fn a_rule_that_is_off_leaves_its_criteria_in_the_count() {
    let sandbox = Sandbox::copy_of(W);
    let before = coverage(&sandbox, DAY);
    let settings = sandbox.read("comity.toml");
    sandbox.write("comity.toml", settings + "\n[severity]\ncontact-silent = \"off\"\n");
    let after = coverage(&sandbox, DAY);
    assert_eq!(number(&before, "of"), number(&after, "of"));
    let row = row(&after, "S3.1a");
    assert_eq!(row["verdict"], "not-met", "{row}");
    assert_eq!(row["gaps"][0]["rule"], "contact-silent");
    assert_eq!(row["gaps"][0]["file"], "comity.toml");
    assert_eq!(after["levels"][0]["shown"], 0, "nobody looks, so no level is shown");
}

#[test]
fn what_is_late_or_forgotten_is_due() {
    let minor = coverage(&Sandbox::copy_of("examples/reading-hour"), "2027-02-01");
    for (criterion, rule) in [
        ("S0.18", "review-overdue"),
        ("S1.9a", "review-overdue"),
        ("S0.K9", "action-overdue"),
        ("S1.K12", "action-overdue"),
        ("S4.25", "action-overdue"),
    ] {
        let row = row(&minor, criterion);
        assert_eq!(row["verdict"], "not-met", "{row}");
        assert!(rules(row).contains(&rule), "{row}");
    }
    // What is not asked of a minor one is not asked of one that never reviews either.
    assert_eq!(row(&minor, "S0.19")["verdict"], "not-applicable");

    let late = coverage(&Sandbox::copy_of(W), "2027-11-30");
    for criterion in ["S0.K9", "S1.K12", "S4.25"] {
        assert!(rules(row(&late, criterion)).contains(&"action-overdue"), "{criterion}");
    }
    let neglected = coverage(&Sandbox::copy_of("examples/neglected"), "2026-03-02");
    let food = rows(&neglected)
        .find(|row| row["criterion"] == "S1.K12" && row["collaboration"] == "surplus-food");
    assert_eq!(food.expect("a row")["verdict"], "not-met");
}

#[test]
fn a_team_that_never_reviews_shows_nothing_that_a_review_would_show() {
    let sandbox = Sandbox::copy_of(W);
    let reviews = sandbox.root().join(format!("collaborations/{ID}/reviews"));
    fs::remove_dir_all(reviews).expect("removed");
    let report = coverage(&sandbox, DAY);
    for criterion in ["S0.18", "S0.19", "S0.21", "S0.22", "S0.23", "S0.24", "S1.9d", "S1.9g"] {
        let row = row(&report, criterion);
        assert_eq!(row["verdict"], "not-met", "{row}");
        assert!(rules(row).contains(&"review-overdue"), "{row}");
    }
}

#[test]
fn without_a_stage_of_the_team_nobody_has_noticed_it() {
    let path = format!("collaborations/{ID}/collaboration.toml");
    let sandbox = Sandbox::copy_of(W);
    let text = sandbox.read(&path);
    let kept = text.lines().filter(|line| !line.starts_with("team_stage"));
    sandbox.write(&path, kept.map(|line| format!("{line}\n")).collect::<String>());
    let report = coverage(&sandbox, DAY);
    for criterion in ["S4.7", "S4.8", "S4.9", "S4.10"] {
        assert_eq!(row(&report, criterion)["verdict"], "not-met", "{criterion}");
    }
}

#[test]
fn information_is_handled_as_arranged_only_if_no_rule_about_it_speaks() {
    let path = format!("collaborations/{ID}/agreement.toml");
    for (from, to, rule, criteria) in [
        ("necessity = ", "x_necessity = ", "information-purpose-missing", &["S1.8"][..]),
        (
            "lawful_basis = \"public-task\"",
            "x_basis = 1",
            "information-lawful-basis-missing",
            &["S1.8", "S0.17"],
        ),
        (
            "review_by = 2026-01-30",
            "review_by = 2025-09-30",
            "information-assessment-overdue",
            &["S1.8", "S0.17", "S0.K15"],
        ),
    ] {
        let sandbox = Sandbox::copy_of(W);
        let text = sandbox.read(&path);
        let (before, flows) = text.split_once("[[information]]").expect("a flow");
        sandbox.write(&path, format!("{before}[[information]]{}", flows.replacen(from, to, 1)));
        let report = coverage(&sandbox, DAY);
        for criterion in criteria {
            let row = row(&report, criterion);
            assert_eq!(row["verdict"], "not-met", "{to}: {row}");
            assert!(rules(row).iter().any(|it| it.starts_with(rule)), "{to}: {row}");
        }
    }
}

#[test]
fn a_part_of_what_a_criterion_asks_for_is_not_the_whole() {
    let minor = coverage(&Sandbox::copy_of("examples/reading-hour"), "2026-03-16");
    for criterion in ["S0.3", "S0.5", "S0.K2", "S1.2", "S1.K6", "S2.K3"] {
        let row = row(&minor, criterion);
        assert_eq!(row["verdict"], "not-applicable", "{row}");
        let reason = row["reason"].as_str().expect("words");
        assert!(reason.starts_with("not asked of a minor collaboration: `"), "{reason}");
    }
    let sandbox = Sandbox::copy_of("examples/neglected");
    let report = coverage(&sandbox, "2026-03-02");
    let verdict = |id: &str, criterion: &str| {
        let own = |row: &&Value| row["criterion"] == criterion && row["collaboration"] == id;
        rows(&report).find(own).expect("a row")["verdict"].clone()
    };
    for (id, criterion) in [
        ("garden-tools", "S1.B7"),
        ("garden-tools", "S2.K5"),
        ("night-bus", "S4.23"),
        ("repair-cafe", "S0.K22"),
    ] {
        let cited: BTreeSet<&str> = rows(&report)
            .filter(|row| row["criterion"] == criterion && row["collaboration"] == id)
            .flat_map(|row| row["evidence"].as_array().expect("a list"))
            .map(|place| place["file"].as_str().expect("a path"))
            .collect();
        assert_ne!(verdict(id, criterion), "met", "{id} {criterion}: {cited:?}");
    }
}

#[test]
fn what_the_tool_wrote_by_itself_shows_nothing() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Fernley Library Service\"\n");
    let begun = sandbox.comity(&[
        "evaluate",
        "bikes",
        "--title",
        "Bikes for borrowers",
        "--no-input",
        "--today",
        "2026-03-16",
    ]);
    assert_eq!(begun.code, 0, "{}", begun.stderr);
    let report = coverage(&sandbox, "2026-03-16");
    assert_eq!(number(&report, "met"), 0, "{report}");
}

#[test]
fn every_row_that_is_not_met_says_what_is_in_the_way_and_how_to_close_it() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let report = coverage(&sandbox, "2026-03-02");
    let not_met: Vec<&Value> = rows(&report).filter(|row| row["verdict"] == "not-met").collect();
    assert!(not_met.len() > 300);
    let mut commands = BTreeSet::new();
    for row in not_met {
        let gaps = row["gaps"].as_array().expect("a list");
        assert!(!gaps.is_empty(), "{row}");
        assert!(gaps.iter().all(|gap| !gap["help"].as_str().expect("words").is_empty()), "{row}");
        let own = gaps.iter().filter(|gap| gap["rule"].is_null());
        commands.extend(own.filter_map(|gap| gap["command"].as_str()));
    }
    assert!(commands.contains("comity evaluate night-bus --set need.statement=…"), "{commands:?}");
    // Whoever types them is told at most that a word has still to be said.
    // Those that open an editor are typed by `typed`.
    for line in commands.into_iter().filter(|line| !line.starts_with("comity edit ")) {
        let mut words: Vec<&str> = line.split(' ').skip(1).collect();
        words.extend(["--dry-run", "--no-input", "--today", "2026-03-02"]);
        let outcome = sandbox.comity(&words);
        let heard = format!("{}{}", outcome.stdout, outcome.stderr);
        for wrong in ["unexpected argument", "unrecognized", "error:", "Usage:", "is no key"] {
            assert!(!heard.contains(wrong), "{line}: {heard}");
        }
    }
    // The same where a level is in the way.
    let takes = report["levels"][0]["levels"][0]["takes"].as_array().expect("a list");
    assert!(takes.iter().any(|it| it["command"].is_string()), "{takes:?}");
}

#[test]
fn people_are_told_what_is_theirs_to_judge() {
    for (example, day) in [(W, DAY), ("examples/reading-hour", "2026-03-16")] {
        let report = coverage(&Sandbox::copy_of(example), day);
        for row in rows(&report).filter(|row| row["verdict"] == "judgement") {
            assert!(row["people_judge"].is_string(), "{row}");
        }
    }
}

#[test]
fn a_standard_that_is_not_as_it_was_meant_is_told() {
    let sandbox = Sandbox::copy_of(W);
    sandbox.replace(
        "comity.toml",
        "schema = 1\n",
        "schema = 1\nstandards = [\"S4\", \"unit\", \"unit\", \"house\"]\n",
    );
    let words = ["report", "coverage", "--format", "json", "--today", DAY];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0);
    assert!(outcome.stderr.contains("`house` is no standard"), "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let ids: Vec<&Value> =
        report["standards"].as_array().expect("a list").iter().map(|it| &it["standard"]).collect();
    assert_eq!(ids, ["S4", "S1"], "each once");
    assert_eq!(report["defects"][0]["file"], "comity.toml");
    assert_eq!(report["defects"][0]["line"], 2);

    sandbox.write(
        "standards/house.toml",
        "id = \"H\"\ntitle = \"House rules\"\n[[criterion]]\nref = \"H.1\"\n\
         title = \"Every action has an owner\"\nevidence = [\"agrement: action.owner\"]\n",
    );
    let outcome = sandbox.comity(&words);
    assert!(outcome.stderr.contains("standards/house.toml:"), "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(report["defects"][0]["file"], "standards/house.toml", "{}", report["defects"]);
    let paper = sandbox.comity(&["report", "coverage", "--today", DAY]);
    assert!(paper.stdout.contains("What is wrong with the standards themselves"));
}

#[test]
fn a_standard_of_ones_own_may_ask_for_the_whole() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let standard = |whole: &str| {
        format!(
            "id = \"H\"\ntitle = \"House rules\"\n[[criterion]]\nref = \"H.1\"\n\
             title = \"Aim and scope\"\nevidence = [\"agreement: purpose.aim\", \
             \"agreement: information | agreement: information_none\", \"agreement: scope\"]\n{whole}"
        )
    };
    sandbox.write("standards/house.toml", standard(""));
    assert_eq!(row(&coverage(&sandbox, "2026-03-16"), "H.1")["verdict"], "met");
    sandbox.write("standards/house.toml", standard("whole = true\n"));
    let report = coverage(&sandbox, "2026-03-16");
    let row = row(&report, "H.1");
    assert_eq!(row["reason"], "not asked of a minor collaboration: `agreement: scope`");
    let shown = sandbox.comity(&["standard", "show", "H.1"]).stdout;
    assert!(shown.contains("Evidence, all of it:"), "{shown}");
    assert!(shown.contains("(or instead of the one above)"), "{shown}");
}

#[test]
fn an_empty_workspace_is_no_minor_collaboration() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Fernley Library Service\"\n");
    let report = coverage(&sandbox, "2026-03-16");
    for row in rows(&report) {
        assert_ne!(row["verdict"], "met", "{row}");
        let reason = row["reason"].as_str().unwrap_or_default();
        assert!(!reason.contains("minor"), "{row}");
    }
}

#[test]
fn the_network_is_shown_by_ties_with_others() {
    let report = coverage(&Sandbox::copy_of(W), DAY);
    let cited = |criterion: &str| {
        let places = row(&report, criterion)["evidence"].as_array().expect("a list").iter();
        let path = |place: &Value| place["file"].as_str().expect("a path").to_owned();
        places.map(path).collect::<BTreeSet<String>>()
    };
    let ties = cited("S3.1a");
    assert!(!ties.is_empty());
    assert!(ties.iter().all(|file| !file.contains("northmoor-housing")), "{ties:?}");
    let agreement = format!("collaborations/{ID}/agreement.toml");
    let text = Sandbox::copy_of(W).read(&agreement);
    let places = row(&report, "S4.29")["evidence"].as_array().expect("a list").clone();
    assert!(!places.is_empty());
    for place in places {
        let line = usize::try_from(place["line"].as_u64().expect("a number")).expect("small");
        let lines: Vec<&str> = text.lines().collect();
        let item = lines[..line].iter().rposition(|it| it.starts_with("[[")).expect("an item");
        let end = lines[line..].iter().position(|it| it.starts_with("[[")).expect("another");
        let whole = lines[item..line + end].join("\n");
        assert!(whole.contains("mode = \"grant-match\""), "{whole}");
    }
}

#[test]
fn what_was_agreed_stands_while_all_rests() {
    let sandbox = Sandbox::copy_of(W);
    let path = format!("collaborations/{ID}/collaboration.toml");
    sandbox.write(&path, format!("suspended_since = 2025-11-14\n{}", sandbox.read(&path)));
    let report = coverage(&sandbox, DAY);
    for criterion in ["S0.1", "S0.3", "S0.5"] {
        assert_eq!(row(&report, criterion)["verdict"], "met", "{criterion}");
    }
    assert_eq!(row(&report, "S0.12")["verdict"], "not-applicable");
}

#[test]
fn the_pack_for_an_assessor_names_every_place_of_every_collaboration() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let words = ["report", "coverage", "--today", "2026-03-02", "--format"];
    let pack = sandbox.comity(&[&words[..], &["markdown"]].concat()).stdout;
    let report = coverage(&sandbox, "2026-03-02");
    let ids = report["collaborations"].as_array().expect("a list");
    assert!(ids.len() > 3);
    for id in ids {
        assert!(pack.contains(&format!("## {}", id.as_str().expect("an id"))), "{id}");
    }
    assert!(pack.matches("On file:").count() > 40, "{}", pack.matches("On file:").count());
    let sheet = sandbox.comity(&[&words[..], &["csv", "--standard", "network"]].concat()).stdout;
    assert!(sheet.lines().next().expect("a header").contains("level,level_shown"), "{sheet}");
    assert!(sheet.lines().any(|line| line.starts_with("S3,S3.1a,") && line.contains(",1,no,")));
}

#[test]
fn the_line_for_what_cannot_be_read_puts_it_right() {
    for (file, from, to, criterion, word) in [
        (
            "evaluation.toml",
            "our_ability = \"strong\"",
            "our_ability = \"heroic\"",
            "S0.3",
            "strong",
        ),
        (
            "collaboration.toml",
            "modality = \"government-led\"",
            "modality = \"foo\"",
            "S4.30",
            "government-led",
        ),
    ] {
        let sandbox = spoilt(file, from, to);
        let report = coverage(&sandbox, DAY);
        let gap = &row(&report, criterion)["gaps"][0];
        assert_eq!(gap["rule"], "enum-unknown");
        let line = gap["command"].as_str().expect("a line").replace('…', word).replace('\'', "");
        let mut words: Vec<&str> = line.split(' ').skip(1).collect();
        words.extend(["--no-input", "--today", DAY]);
        let outcome = sandbox.comity(&words);
        assert_eq!(outcome.code, 0, "{line}: {}", outcome.stderr);
        assert_eq!(row(&coverage(&sandbox, DAY), criterion)["verdict"], "met", "{line}");
    }
}

#[test]
fn an_occasion_on_file_makes_a_criterion_apply() {
    // What goes from the log, by a part of its name; what goes from the files that stay, by how its
    // line begins; the criteria that then have nothing to show.
    let cases: [(&[&str], &[&str], &[&str]); 5] = [
        (&["-perspective", "-support-", "-escalated"], &[], &["S0.14", "S2.K18"]),
        (&[], &["consulted", "declared_interests"], &["S2.7", "S2.K22"]),
        (&["-support-given"], &[], &["S1.5"]),
        (&["-perspective", "-acknowledged", "-answered"], &[], &["S1.B3"]),
        (&["review.toml"], &[], &["S0.20", "S1.9c"]),
    ];
    for (gone, lines, criteria) in cases {
        let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
        let home = sandbox.root().join("collaborations/warm-safe-discharge");
        let mut open = vec![home.clone()];
        while let Some(directory) = open.pop() {
            open.extend(crate::harness::directories(&directory));
            for path in crate::harness::files(&directory) {
                if gone.iter().any(|part| path.to_string_lossy().contains(part)) {
                    std::fs::remove_file(path).expect("taken out");
                } else if path.to_string_lossy().contains("-decided-") && !lines.is_empty() {
                    let text = std::fs::read_to_string(&path).expect("a text");
                    let stays = |line: &&str| !lines.iter().any(|it| line.starts_with(it));
                    let kept: Vec<&str> = text.lines().filter(stays).collect();
                    std::fs::write(path, kept.join("\n") + "\n").expect("written");
                }
            }
        }
        let report = coverage(&sandbox, DAY);
        for criterion in criteria {
            let row = row(&report, criterion);
            assert_eq!(row["verdict"], "not-met", "{criterion}: {row:#}");
            assert!(!row["gaps"].as_array().expect("a list").is_empty(), "{row:#}");
        }
    }
}

/// What is wrong with a waiver of one collaboration is nothing to another.
#[test]
fn a_waiver_that_is_over_stands_in_the_way_where_it_was_for() {
    let of = |sandbox: &Sandbox, id: &str| {
        let report = coverage(sandbox, "2026-03-02");
        let own = rows(&report).filter(|row| row["collaboration"] == id);
        let waivers = own.filter(|row| rules(row).iter().any(|rule| rule.starts_with("waiver-")));
        waivers.map(|row| row["criterion"].as_str().expect("a reference").to_owned()).collect()
    };
    for (subject, others) in
        [("night-bus", false), ("night-bus/act-timetable", false), ("lowfell-clerk", true)]
    {
        let sandbox = Sandbox::copy_of("examples/neglected");
        let settings = sandbox.read("comity.toml");
        let before: Vec<Vec<String>> =
            ["night-bus", "river-watch"].map(|id| of(&sandbox, id)).to_vec();
        sandbox.write(
            "comity.toml",
            settings
                + &format!(
                    "\n[[waiver]]\nrule = \"key-unknown\"\nsubject = \"{subject}\"\n\
                     reason = \"Taken over as it stood\"\napproved_by = \"Head of Partnerships\"\n\
                     until = 2026-02-27\n"
                ),
        );
        let after: Vec<Vec<String>> =
            ["night-bus", "river-watch"].map(|id| of(&sandbox, id)).to_vec();
        assert!(after[0].contains(&"S0.25".to_owned()), "{subject}: {after:?}");
        assert_eq!(after[1] != before[1], others, "{subject}: {after:?}");
    }
}
