//! Whatever stands in a standard of the team's own, nothing is met that nothing evidences, and no
//! criterion is that is not as it was meant.

use serde_json::Value;

use crate::harness::Sandbox;

const DAY: &str = "2025-11-30";
const EVIDENCE: &str = "evidence = [\"agreement: action.owner\"]";

/// A criterion, and whether it may be met.
const CRITERIA: &[(&str, bool)] = &[
    ("evidence = [\"agreement: action.owner\"]", true),
    ("evidence = [\"agreement: action.owner\"]\nrules = [\"action-overdue\"]", true),
    ("same_as = \"S0.11\"", true),
    ("same_as = \"H.9\"", true),
    ("", false),
    ("evidence = []", false),
    ("evidence = []\nwhole = true", false),
    ("evidence = []\nrules = [\"action-overdue\"]", false),
    ("evidence = [\"\"]", false),
    ("evidence = \"text\"", false),
    ("evidence = [1]", false),
    ("evidence = \"agreement: action.owner\"", false),
    ("evidence = [\"agrement: action.owner\"]", false),
    ("evidence = [\"agreement: action.owner\", \"agreement: actoin.owner\"]", false),
    ("evidence = [\"network: contact[status = left.level\"]", false),
    ("evidence = [\"network: contact[status].level\", \"agreement: action.owner\"]", false),
    ("beside = [\"agreement: action.owner\"]", false),
    ("same_as = \"H.1\"", false),
    ("same_as = \"H.8\"", false),
    ("same_as = \"H.77\"", false),
    ("same_as = \"S0.77\"", false),
    ("evidence = [\"agreement: action.owner\"]\nrules = [\"action-overdu\"]", false),
    ("evidence = [\"agreement: action.owner\"]\nunless = \"agreement: nowhere\"", false),
    ("evidence = [\"agreement: action.owner\"]\nby = [\"feeling\"]", false),
    ("evidence = [\"agreement: action.owner\"]\nwhol = true", false),
    ("evidence = [\"agreement: action.owner\"]\nstage = \"soon\"", false),
];

fn coverage(sandbox: &Sandbox) -> Value {
    let words = ["report", "coverage", "--standard", "house", "--format", "json", "--today", DAY];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

/// No row is met by nothing; gives those of one criterion.
fn rows<'r>(report: &'r Value, criterion: &str) -> Vec<&'r Value> {
    let rows = report["rows"].as_array().expect("a list");
    for row in rows {
        let empty = row["evidence"].as_array().expect("a list").is_empty();
        assert!(row["verdict"] != "met" || !empty, "{row}");
        let gaps = row["gaps"].as_array().expect("a list");
        assert!(row["verdict"] != "not-met" || !gaps.is_empty(), "{row}");
    }
    rows.iter().filter(|row| row["criterion"] == criterion).collect()
}

fn house(criteria: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    sandbox.write(
        "collaborations/quiet-rooms/collaboration.toml",
        "title = \"Quiet rooms\"\nopened_on = 2025-11-01\n",
    );
    sandbox.write("standards/house.toml", format!("id = \"H\"\ntitle = \"House\"\n{criteria}"));
    sandbox
}

fn criterion(reference: &str, keys: &str) -> String {
    format!("[[criterion]]\nref = \"{reference}\"\ntitle = \"T\"\n{keys}\n")
}

#[test]
fn whatever_stands_in_a_standard_nothing_is_met_that_nothing_evidences() {
    // H.7 and H.8 name each other, and neither names a place; H.9 names one.
    let others = criterion("H.7", "same_as = \"H.8\"")
        + &criterion("H.8", "same_as = \"H.7\"")
        + &criterion("H.9", EVIDENCE);
    for (keys, may) in CRITERIA {
        let sandbox = house(&(criterion("H.1", keys) + &others));
        let report = coverage(&sandbox);
        let own = rows(&report, "H.1");
        assert_eq!(own.len(), 2, "{keys}");
        let met = own.iter().any(|row| row["verdict"] == "met");
        assert_eq!(met, *may, "{keys}: {own:?}");
        assert!(rows(&report, "H.7").iter().all(|row| row["verdict"] == "not-met"), "{keys}");
        if *may {
            continue;
        }
        // It is told what is wrong with the criterion, and where; by `check` too.
        for row in own {
            assert_eq!(row["verdict"], "not-met", "{keys}");
            assert_eq!(row["gaps"][0]["file"], "standards/house.toml", "{keys}: {row}");
            assert!(row["gaps"][0]["line"].as_u64() >= Some(3), "{keys}: {row}");
        }
        let found = sandbox.findings(DAY);
        let of_it = found.iter().filter(|it| {
            let line = it["line"].as_u64().expect("a line");
            it["file"] == "standards/house.toml"
                && (3..6 + keys.lines().count() as u64).contains(&line)
        });
        assert!(of_it.count() > 0, "{keys}");
        // Nor is it met where nobody asks for the rules that say so.
        sandbox.replace("comity.toml", "schema = 1\n", "schema = 1\nstandards = [\"house\"]\n");
        let settings = sandbox.read("comity.toml");
        let off = [
            "standard-defective",
            "required-missing",
            "value-wrong-type",
            "key-unknown",
            "enum-unknown",
        ]
        .map(|rule| format!("{rule} = \"off\"\n"));
        sandbox.write("comity.toml", format!("{settings}\n[severity]\n{}", off.concat()));
        assert!(
            rows(&coverage(&sandbox), "H.1").iter().all(|row| row["verdict"] == "not-met"),
            "{keys}"
        );
    }
}

#[test]
fn what_only_a_person_can_judge_is_so_under_another_name() {
    for same in ["S1.B6", "S4.20", "S2.K1"] {
        let keys = format!("same_as = \"{same}\"");
        for keys in [keys.clone(), format!("{keys}\n{EVIDENCE}")] {
            let sandbox = house(&criterion("H.1", &keys));
            let report = coverage(&sandbox);
            assert!(rows(&report, "H.1").iter().all(|row| row["verdict"] != "met"), "{keys}");
            let shown = sandbox.comity(&["standard", "show", "H.1"]);
            assert!(shown.stdout.contains("Told by: judgement"), "{shown:?}");
        }
    }
}

#[test]
fn a_rule_that_a_team_wants_silent_is_so_though_it_only_says_what_is_coming() {
    let sandbox = house(&criterion("H.1", &format!("{EVIDENCE}\nrules = [\"action-due-soon\"]")));
    let due = sandbox.findings(DAY).iter().any(|it| it["rule"] == "action-due-soon");
    let report = coverage(&sandbox);
    let own = rows(&report, "H.1");
    let met = own.iter().any(|row| row["verdict"] == "met");
    assert!(due && !met, "{own:?}");
}

#[test]
fn a_criterion_that_does_not_say_what_it_asks_is_never_met() {
    let text = criterion("H.1", EVIDENCE);
    for title in ["title = \"\"", "title = \"TBC\"", ""] {
        let sandbox = house(&text.replace("title = \"T\"", title));
        let report = coverage(&sandbox);
        let own = rows(&report, "H.1");
        assert!(own.iter().all(|row| row["verdict"] == "not-met"), "{title}: {own:?}");
    }
}

#[test]
fn two_of_one_name_one_of_another_standard_and_a_file_that_cannot_be_read_are_never_met() {
    let twice = criterion("H.1", EVIDENCE) + &criterion("H.1", EVIDENCE);
    let foreign = criterion("X.1", EVIDENCE);
    let broken = criterion("H.1", EVIDENCE) + "[[criterion\n";
    let wrong_of = format!("of = \"colaboration\"\n{}", criterion("H.1", EVIDENCE));
    for (text, reference) in [(twice, "H.1"), (foreign, "X.1"), (broken, "H.1"), (wrong_of, "H.1")]
    {
        let sandbox = house(&text);
        let report = coverage(&sandbox);
        let own = rows(&report, reference);
        assert!(own.len() >= 2, "{text}");
        assert!(own.iter().all(|row| row["verdict"] == "not-met"), "{text}: {own:?}");
        assert_eq!(own[0]["gaps"][0]["file"], "standards/house.toml", "{text}");
        assert!(!report["defects"].as_array().expect("a list").is_empty(), "{text}");
    }
}

#[test]
fn no_standard_without_a_name_is_offered() {
    let sandbox = house("");
    sandbox.write("standards/house.toml", "id = \n");
    let outcome = sandbox.comity(&["report", "coverage", "--standard", "H", "--today", DAY]);
    assert_eq!(outcome.code, 2);
    assert!(!outcome.stderr.contains("``"), "{}", outcome.stderr);
}

#[test]
fn what_is_wrong_with_a_criterion_is_told_once_and_as_it_was_written() {
    let odd = "evidence = [\"agreement: action[status != done].due\"]";
    let sandbox = house(&(criterion("../x", EVIDENCE) + &criterion("H.2", odd)));
    let found = sandbox.findings(DAY).into_iter();
    let own: Vec<Value> = found.filter(|it| it["file"] == "standards/house.toml").collect();
    let rules: Vec<&str> = own.iter().filter_map(|it| it["rule"].as_str()).collect();
    assert!(!rules.contains(&"text-placeholder") && rules.len() == 2, "{own:#?}");
    let said: Vec<&str> = own.iter().filter_map(|it| it["message"].as_str()).collect();
    let holds = "no such file holds `action[status != done].due`";
    assert!(said.iter().any(|it| it.contains(holds)), "{said:?}");
}

#[test]
fn a_standard_that_asks_nothing_says_why() {
    let words = ["report", "coverage", "--standard", "house", "--today", DAY];
    for text in ["", "[[criterion\n"] {
        let outcome = house(text).comity(&words);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert!(!outcome.stdout.contains("There is no collaboration"), "{}", outcome.stdout);
        assert!(outcome.stdout.contains("names no criterion"), "{}", outcome.stdout);
    }
    for bytes in [&b""[..], b"id = \"H\" # caf\xe9\n"] {
        let sandbox = house("");
        sandbox.write("standards/house.toml", bytes);
        let outcome = sandbox.comity(&words);
        assert_eq!(outcome.code, 2);
        let says = "standards/house.toml cannot be read as a standard";
        assert!(outcome.stderr.contains(says), "{}", outcome.stderr);
        let settings = sandbox.read("comity.toml");
        sandbox.write("comity.toml", format!("standards = [\"house\"]\n{settings}"));
        let chosen = sandbox.comity(&["report", "coverage", "--today", DAY]);
        assert!(chosen.stdout.contains(says), "{}{}", chosen.stdout, chosen.stderr);
    }
}
