//! `comity review`: preparation, views, the joint record, agreement to it, and the end.

use std::sync::Arc;

use comity::cli::{Context, Outcome};
use comity::document::{Document, Kind, Source, Table};
use serde_json::Value;

use crate::harness::{Sandbox, Someone, comity_in, files, world};

const CASE: &str = "collaborations/warm-safe-discharge";
const ID: &str = "warm-safe-discharge";

/// The worked example without one of its reviews and all that came of it.
fn before(plan: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    std::fs::remove_dir_all(sandbox.root().join(CASE).join("reviews").join(plan)).expect("gone");
    for event in files(&sandbox.root().join(CASE).join("log")) {
        let text = std::fs::read_to_string(&event).expect("text");
        if text.contains(&format!("review = \"{plan}\"")) {
            std::fs::remove_file(&event).expect("gone");
        }
    }
    sandbox
}

fn review(sandbox: &Sandbox, today: &str, words: &[&str]) -> Outcome {
    let mut all = vec!["review", ID];
    all.extend(words);
    all.extend(["--today", today]);
    sandbox.comity(&all)
}

fn done(sandbox: &Sandbox, today: &str, words: &[&str]) -> String {
    let outcome = review(sandbox, today, words);
    assert_eq!(outcome.code, 0, "{words:?}: {}{}", outcome.stdout, outcome.stderr);
    outcome.stdout
}

/// What a refusal says; and nothing is written by it.
fn refused(sandbox: &Sandbox, today: &str, words: &[&str]) -> String {
    let before = everything(sandbox);
    let outcome = review(sandbox, today, words);
    assert_eq!(outcome.code, 2, "{words:?}: {}", outcome.stdout);
    assert_eq!(everything(sandbox), before, "{words:?} wrote something");
    outcome.stderr
}

/// Every file with its text.
fn everything(sandbox: &Sandbox) -> Vec<(String, String)> {
    fn below(directory: &std::path::Path, found: &mut Vec<(String, String)>) {
        for file in files(directory) {
            let text = std::fs::read_to_string(&file).expect("text");
            found.push((file.display().to_string(), text));
        }
        for directory in crate::harness::directories(directory) {
            below(&directory, found);
        }
    }
    let mut found = Vec::new();
    below(sandbox.root(), &mut found);
    found
}

/// The content of a file, whatever its layout.
fn parsed(sandbox: &Sandbox, path: &str) -> Value {
    content(sandbox.read(path))
}

fn content(text: String) -> Value {
    fn table(tree: &Table<'_>) -> Value {
        tree.iter().map(|(key, value)| (key.get_ref().to_string(), of(value.get_ref()))).collect()
    }
    fn of(kind: &Kind<'_>) -> Value {
        match kind {
            Kind::Array(items) => items.iter().map(|item| of(item.get_ref())).collect(),
            Kind::Table(tree) => table(tree),
            Kind::String(text) => Value::from(&**text),
            Kind::Integer(number) => Value::from(number.as_str().parse::<i64>().expect("a number")),
            Kind::Boolean(flag) => Value::from(*flag),
            Kind::Float(_) => panic!("a float"),
            Kind::Datetime(day) => Value::from(day.to_string()),
        }
    }
    let source = Source::new(String::new(), text.into_bytes());
    let document = Document::parse(&source);
    assert!(!document.is_damaged(), "{}", source.text());
    table(document.root())
}

/// The event of a log whose name begins so, without its suffix.
fn event(sandbox: &Sandbox, stem: &str) -> Value {
    let log = files(&sandbox.root().join(CASE).join("log"));
    let found: Vec<_> = log
        .iter()
        .filter(|path| {
            let name = path.file_stem().and_then(|it| it.to_str()).expect("a name");
            name.rsplit_once('-').is_some_and(|(words, _)| words == stem)
        })
        .collect();
    assert_eq!(found.len(), 1, "{stem}");
    content(std::fs::read_to_string(found[0]).expect("text"))
}

/// Sets what people said of the yearly review, as the example holds it.
const ANNUAL: [&str; 58] = [
    "held_on=2025-11-19",
    "period_from=2025-01-06",
    "period_to=2025-10-31",
    "participants=housing,adult-care,hospital,hearthside",
    "also_present=older-voices-secretary",
    "facilitator=hearthside-chief-executive",
    "verdict=continue-with-changes",
    "need_still_there=yes",
    "objective_result.obj-speed.achieved=mostly",
    "objective_result.obj-speed.measured=79",
    "objective_result.obj-speed.note=Target 85; the last two months were above it",
    "objective_result.obj-returns.achieved=partly",
    "objective_result.obj-returns.measured=46",
    "objective_result.obj-returns.note=Yearly rate from ten months; target date is 2026",
    "outcome_result.out-ready.achieved=mostly",
    "outcome_result.out-ready.measured=88",
    "service_level_result.sl-visit.measured=89",
    "service_level_result.sl-visit.note=Met since July",
    "action_result.act-coordinators.deviation=Four weeks late",
    "action_result.act-coordinators.reason=Candidate withdrew",
    "action_result.act-briefings.deviation=Eleven wards of twelve",
    "action_result.act-briefings.reason=Ward closing",
    "cost_result.cost-housing.actual=26500",
    "cost_result.cost-housing.reduce=One joint form ends double typing: about £3,000",
    "cost_result.cost-adult-care.actual=21900",
    "cost_result.cost-adult-care.reduce=Bulk order of key safes and heaters",
    "cost_result.cost-hospital.actual=12200",
    "cost_result.cost-hospital.reduce=Automatic data feed instead of manual extracts",
    "cost_result.cost-hearthside.actual=9800",
    "cost_result.cost-hearthside.reduce=Route planning by area",
    "benefit_result.ben-housing.actual=27400",
    "benefit_result.ben-housing.evidence=Repairs ledger",
    "benefit_result.ben-housing.increase=Refer hazards found on visits to planned works",
    "benefit_result.ben-adult-care.actual=22000",
    "benefit_result.ben-adult-care.evidence=Reablement start times, estimated value",
    "benefit_result.ben-adult-care.increase=Pass reablement goals to coordinators",
    "benefit_result.ben-hospital.actual=148000",
    "benefit_result.ben-hospital.evidence=Delay days at the agreed day rate",
    "benefit_result.ben-hospital.increase=Ask about the home at admission on every ward",
    "benefit_result.ben-hearthside.actual=12000",
    "benefit_result.ben-hearthside.evidence=Two posts filled, 227 people visited",
    "benefit_result.ben-hearthside.increase=Case stories for other funders",
    "expectation_result.exp-housing.met=mostly",
    "expectation_result.exp-housing.agreed_by=housing,hospital",
    "expectation_result.exp-adult-care.met=fully",
    "expectation_result.exp-adult-care.agreed_by=adult-care,housing",
    "expectation_result.exp-hospital.met=fully",
    "expectation_result.exp-hospital.agreed_by=hospital,housing",
    "expectation_result.exp-hearthside.met=partly",
    "expectation_result.exp-hearthside.agreed_by=hearthside,hospital",
    "expectation_result.exp-hearthside.note=Forecast came late twice",
    "failure[0].what=First visit level was out of reach from the start",
    "failure[0].why=Set without looking at weekend opening and form cut-off",
    "failure[0].prevention=Any new level is tried on three months of past data first",
    "failure[0].owner=housing-partnerships-manager",
    "recommendation.rec-forecast.status=accepted",
    "recommendation.rec-one-form.status=accepted",
    "service_level_result.sl-referral.measured=81",
];

/// Each party's view: who wrote it, when, the points in the usual order, what helped, what to stop.
const VIEWS: [(&str, &str, [u8; 8], &str, &str); 4] = [
    ("housing", "2025-11-12", [4, 4, 3, 4, 3, 4, 3, 4], "Weekly call", "Two separate forms"),
    (
        "hearthside",
        "2025-11-12",
        [4, 4, 4, 3, 2, 3, 4, 3],
        "Being heard on safety",
        "Late forecasts",
    ),
    ("adult-care", "2025-11-13", [4, 4, 4, 4, 3, 3, 3, 3], "Same-day orders", "Nothing"),
    (
        "hospital",
        "2025-11-14",
        [4, 3, 3, 3, 3, 4, 3, 3],
        "A date we can promise",
        "Calling back for access codes",
    ),
];

fn views(sandbox: &Sandbox) {
    for (party, day, points, useful, stop) in VIEWS {
        let scores: Vec<String> = comity::model::review::QUESTIONS
            .iter()
            .zip(points)
            .map(|(question, points)| format!("{question}={points}"))
            .collect();
        let mut words = vec!["annual-2025", "--view", party, "--scores"];
        words.extend(scores.iter().map(String::as_str));
        words.extend(["--most-useful", useful, "--would-stop", stop]);
        done(sandbox, day, &words);
    }
}

/// Prepares the yearly review, and says what the people said.
fn annual(sandbox: &Sandbox) {
    done(sandbox, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    let mut words = vec!["annual-2025"];
    words.extend(["--add", "failure", "what=x"]);
    for item in ["rec-forecast", "rec-one-form"] {
        let (statement, owner, due) = match item {
            "rec-forecast" => (
                "statement=Four-week rolling forecast shared on Mondays",
                "owner=avh-discharge-lead",
                "due=2025-12-15",
            ),
            _ => (
                "statement=Merge the referral and works order forms",
                "owner=housing-partnerships-manager",
                "due=2026-02-27",
            ),
        };
        let id = if item == "rec-forecast" { "id=rec-forecast" } else { "id=rec-one-form" };
        words.extend(["--add", "recommendation", id, statement, owner, due, "status=proposed"]);
    }
    for said in &ANNUAL {
        words.extend(["--set", said]);
    }
    done(sandbox, "2025-11-19", &words);
}

#[test]
fn the_yearly_review_of_the_example_is_made_by_flags_alone() {
    let (sandbox, wanted) =
        (before("annual-2025"), Sandbox::copy_of("examples/warm-safe-discharge"));
    views(&sandbox);
    annual(&sandbox);
    for (party, day, by) in [
        ("adult-care", "2025-11-24", "adult-care-director"),
        ("hearthside", "2025-11-24", "hearthside-chief-executive"),
        ("housing", "2025-11-24", "housing-director"),
        ("hospital", "2025-11-25", "avh-operations-director"),
    ] {
        let words = ["annual-2025", "--sign", party, "--method", "email", "--by", by];
        done(&sandbox, day, &words);
        let stem = format!("{day}-{party}-signed-review");
        assert_eq!(event(&sandbox, &stem), event(&wanted, &stem), "the digest is the same");
    }
    for file in ["review", "view-housing", "view-adult-care", "view-hospital", "view-hearthside"] {
        let path = format!("{CASE}/reviews/annual-2025/{file}.toml");
        assert_eq!(parsed(&sandbox, &path), parsed(&wanted, &path), "{file}");
    }
    assert_eq!(sandbox.rules("2025-11-30"), wanted.rules("2025-11-30"));
}

#[test]
fn the_interim_review_of_the_example_is_made_by_flags_alone() {
    let (sandbox, wanted) =
        (before("interim-2025"), Sandbox::copy_of("examples/warm-safe-discharge"));
    let words = [
        "interim-2025",
        "--prepare",
        "--add",
        "failure",
        "what=Two coordinators were in post four weeks late",
        "why=One candidate withdrew and there was no reserve",
        "prevention=Keep a reserve list",
        "owner=hearthside-operations-manager",
        "--add",
        "recommendation",
        "id=rec-friday",
        "statement=Set the visit level to 90 percent and a Friday cut-off",
        "owner=hearthside-operations-manager",
        "due=2025-07-01",
        "status=done",
        "--set",
        "period_to=2025-06-12",
        "--set",
        "verdict=continue-with-changes",
        "--set",
        "objective_result.obj-speed.achieved=partly",
        "--set",
        "objective_result.obj-speed.measured=58",
        "--set",
        "objective_result.obj-speed.note=From 22",
        "--set",
        "objective_result.obj-returns.achieved=too-early",
        "--set",
        "objective_result.obj-returns.note=Ninety-day figures start in August",
        "--set",
        "action_result.act-coordinators.deviation=Four weeks late",
        "--set",
        "action_result.act-coordinators.reason=Candidate withdrew; notice given before the date",
        "--set",
        "action_result.act-briefings.deviation=Eleven wards of twelve",
        "--set",
        "action_result.act-briefings.reason=Ward closing",
    ];
    done(&sandbox, "2025-06-13", &words);
    let path = format!("{CASE}/reviews/interim-2025/review.toml");
    assert_eq!(parsed(&sandbox, &path), parsed(&wanted, &path));
    let by = ["--method", "email", "--by", "housing-director"];
    let mut words = vec!["interim-2025", "--sign", "housing"];
    words.extend(by);
    let said = done(&sandbox, "2025-06-18", &words);
    assert!(said.contains("still to agree: adult-care, hospital, hearthside"), "{said}");
    let stem = "2025-06-18-housing-signed-review";
    assert_eq!(event(&sandbox, stem), event(&wanted, stem));
}

#[test]
fn the_preparation_tells_what_the_record_knows() {
    let sandbox = before("annual-2025");
    let said = done(&sandbox, "2025-11-12", &["--format", "json"]);
    let told: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(told["plan"], "annual-2025");
    assert_eq!(told["period_from"], "2025-01-06", "a yearly one looks at what an interim one saw");
    let went: Vec<(&str, &str, i64)> = told["actions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().expect("text");
            (text("id"), text("outcome"), it["days_late"].as_i64().expect("days"))
        })
        .collect();
    assert_eq!(
        went,
        [
            ("act-pathway", "as-agreed", 0),
            ("act-fund", "as-agreed", 0),
            ("act-coordinators", "late", 28),
            ("act-briefings", "changed", 0),
            ("act-dashboard", "as-agreed", 0),
            ("act-winter", "open", 0),
        ]
    );
    assert_eq!(told["actions"][2]["notices"][0]["in_time"], true);
    assert_eq!(told["actions"][2]["moves"], 1);
    let figures: Vec<&str> = told["service_levels"][0]["figures"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|figure| figure["value"].as_str())
        .collect();
    assert_eq!(figures, ["83", "93"]);
    assert_eq!(told["issues"][0]["id"], "friday-visits");
    assert_eq!(told["next"]["plan"], "annual-2026");
    let human = done(&sandbox, "2025-11-12", &[]);
    for line in human.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_prepared_record_holds_no_verdict_of_the_programs_own() {
    let sandbox = before("annual-2025");
    let said = done(&sandbox, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    assert!(said.contains("still to be said"), "{said}");
    let text = sandbox.read(&format!("{CASE}/reviews/annual-2025/review.toml"));
    for key in ["verdict", "achieved", "met =", "actual", "need_still_there", "recommendation"] {
        assert!(!text.contains(key), "{key}: {text}");
    }
    assert!(text.contains("# housing: planned 24000 a year"), "{text}");
    assert!(text.contains("measured = 88\n"), "the mean of 83 and 93: {text}");
    // What was said since stays, and what is missing is added once more.
    done(
        &sandbox,
        "2025-11-19",
        &["--set", "verdict=renew", "--unset", "cost_result.cost-hospital"],
    );
    let said = done(&sandbox, "2025-11-19", &["--prepare"]);
    assert!(said.starts_with("wrote "), "{said}");
    let again = parsed(&sandbox, &format!("{CASE}/reviews/annual-2025/review.toml"));
    assert_eq!(again["verdict"].as_str(), Some("renew"));
    assert_eq!(again["cost_result"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_record_that_is_prepared_ahead_is_no_fault_until_its_day() {
    let sandbox = before("annual-2025");
    let path = format!("{CASE}/reviews/annual-2025/review.toml");
    let errors = |today: &str| -> Vec<String> {
        let found = sandbox.findings(today).into_iter().filter(|it| it["severity"] == "error");
        found.map(|it| format!("{} {}", it["rule"], it["message"])).collect()
    };
    let without = errors("2025-07-01");
    let said = done(&sandbox, "2025-07-01", &["annual-2025", "--prepare"]);
    assert!(said.contains("it is planned for 2025-11-21"), "{said}");
    assert!(said.contains("--view housing`"), "{said}");
    let text = sandbox.read(&path);
    for key in ["held_on", "period_to", "verdict", "measured", "\"open\""] {
        assert!(!text.contains(key), "{key} is not known yet: {text}");
    }
    assert!(text.contains("outcome = \"late\""), "what is over stays so: {text}");
    let first: Vec<String> = sandbox.rules("2025-07-01");
    assert_eq!(errors("2025-07-01"), without, "CI stays as it was: {first:?}");
    assert_eq!(errors("2025-11-21").len(), errors("2025-11-20").len(), "on its day it is not late");
    // Nobody is asked either what nobody can say yet.
    let other = before("annual-2025");
    let (context, person) = with(&other, &[]);
    let words = ["review", ID, "annual-2025", "--prepare", "--today", "2025-07-01"];
    assert_eq!(comity_in(&context, &words).code, 0);
    assert_eq!(*person.heard.lock().expect("whole"), "");
    assert_eq!(other.read(&path), text);
    // What is there can be wrong all the same.
    sandbox.replace(&path, "item = \"obj-speed\"", "item = \"obj-sped\"");
    let wrong = errors("2025-07-01");
    assert!(wrong.len() == without.len() + 1 && wrong.iter().any(|it| it.contains("obj-sped")));
    sandbox.replace(&path, "item = \"obj-sped\"", "item = \"obj-speed\"");
    // A plan that cannot be read may say a day that lies ahead.
    let broken = sandbox.twin();
    broken.replace(&format!("{CASE}/agreement.toml"), "[[review_plan]]", "[[review_plan");
    let asked = broken.findings("2025-07-01").into_iter().filter(|it| it["file"] == path).count();
    assert_eq!(asked, 0, "nothing is held against it for that");
    // Past its day it is overdue, as one without a record is, and that is all.
    let overdue: Vec<Value> = sandbox
        .findings("2025-11-22")
        .into_iter()
        .filter(|it| it["file"] == path || it["rule"] == "review-overdue")
        .collect();
    assert_eq!(overdue.len(), 1, "{overdue:?}");
    assert_eq!(overdue[0]["rule"], "review-overdue");
    assert!(overdue[0]["message"].as_str().is_some_and(|it| it.contains("does not say that it")));
    // Nobody agrees a review that was not held.
    let said = refused(&sandbox, "2025-11-22", &["annual-2025", "--sign", "housing"]);
    assert!(said.contains("does not say that it was held"), "{said}");
    let said = refused(&sandbox, "2025-11-18", &["annual-2025", "--sign", "housing"]);
    assert!(said.contains("`held_on` is missing: the day it was held\n"), "{said}");
    // When it is held, what was not known is filled in, and the rest is asked for.
    done(&sandbox, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    let again = parsed(&sandbox, &path);
    let fresh = before("annual-2025");
    done(&fresh, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    assert_eq!(again, parsed(&fresh, &path), "as if it had been prepared that day");
    let asked = sandbox.findings("2025-11-19").into_iter();
    let asked = asked.filter(|it| it["file"] == path && it["severity"] == "error").count();
    assert!(asked > 10, "what came of it is asked for now: {asked}");
}

/// Ends the example with nothing left open.
fn end(sandbox: &Sandbox) {
    let mut words = vec!["--close", "--reason", "terminated", "--final-review", "annual-2025"];
    words.extend(["--money", "Returned", "--assets", "Returned", "--lessons", "Ask earlier"]);
    words.extend(["--actions-handed-to", "hospital"]);
    for item in ["item=inf-referrals", "item=inf-totals"] {
        words.extend(["--data", item, "done_on=2025-11-28"]);
    }
    done(sandbox, "2025-11-30", &words);
}

#[test]
fn nothing_is_prepared_after_the_end() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    end(&sandbox);
    let said = refused(&sandbox, "2025-12-02", &["annual-2026", "--prepare"]);
    assert!(said.contains("was closed on 2025-11-30 (2025-11-30-closed-"), "{said}");
    // The line that is offered works when it is typed, and then so does this.
    let offered = said.split("`comity ").nth(1).and_then(|it| it.split('`').next());
    let offered: Vec<&str> = offered.expect("a line").split(' ').collect();
    done_line(&sandbox, &[&offered[..], &["--today", "2025-12-02"]].concat());
    done(&sandbox, "2025-12-02", &["annual-2026", "--prepare"]);
}

#[test]
fn what_the_parties_agreed_is_not_changed_in_passing() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let path = format!("{CASE}/reviews/annual-2025/review.toml");
    let words = ["annual-2025", "--set", "held_on=2025-11-18"];
    let said = refused(&sandbox, "2025-11-30", &words);
    assert!(said.contains("housing, adult-care, hospital, hearthside have agreed"), "{said}");
    assert!(said.contains("`--force \"why\"`"), "{said}");
    // What says the same changes nothing.
    let said = done(&sandbox, "2025-11-30", &["annual-2025", "--set", "held_on=2025-11-19"]);
    assert!(said.contains("nothing changes"), "{said}");
    // An hour in the editor is not for nothing: it is said before.
    let said = refused(&sandbox, "2025-11-30", &["annual-2025", "--edit"]);
    assert!(said.contains("have agreed this record"), "{said}");
    // With a reason it is written, with the reason, and each agrees it anew.
    let forced = [&words[..], &["--force", "The minutes say the 18th"]].concat();
    let said = done(&sandbox, "2025-11-30", &forced);
    assert!(
        said.contains("housing, adult-care, hospital, hearthside: to be agreed anew"),
        "{said}"
    );
    let now = parsed(&sandbox, &path);
    assert_eq!(now["forced"].as_str(), Some("The minutes say the 18th"));
    let again = ["annual-2025", "--sign", "housing", "--method", "email"];
    done(&sandbox, "2025-11-30", &again);
    let one = ["annual-2025", "--set", "held_on=2025-11-17"];
    assert!(refused(&sandbox, "2025-11-30", &one).contains("housing has agreed this record"));
    // Nothing spoke against it, so there is nothing to give a reason for.
    let sandbox = before("annual-2025");
    done(&sandbox, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    let said = refused(
        &sandbox,
        "2025-11-19",
        &["annual-2025", "--set", "verdict=renew", "--force", "why"],
    );
    assert!(said.contains("overrides nothing here"), "{said}");
}

#[test]
fn views_are_shown_only_when_each_was_written_alone() {
    let sandbox = before("annual-2025");
    let (first, rest) = VIEWS.split_first().expect("four");
    let scores = ["--scores", "trust=4"];
    let mut words = vec!["annual-2025", "--view", first.0, "--would-stop", first.4];
    words.extend(scores);
    let said = done(&sandbox, "2025-11-12", &words);
    assert!(said.contains("still to come: adult-care, hospital, hearthside"), "{said}");
    let shown = done(&sandbox, "2025-11-12", &["annual-2025"]);
    assert!(shown.contains("1 of 4 on file") && !shown.contains(first.4), "{shown}");
    for (party, ..) in rest {
        let points = if *party == "hospital" { "trust=2" } else { "trust=3" };
        done(&sandbox, "2025-11-13", &["annual-2025", "--view", party, "--scores", points]);
    }
    let shown = done(&sandbox, "2025-11-13", &["annual-2025"]);
    assert!(shown.contains(first.4), "{shown}");
    let gap = shown.lines().find(|line| line.starts_with("trust")).expect("a line");
    assert!(gap.contains("4 3 2 3") && gap.ends_with("talk about it"), "{gap}");
}

#[test]
fn nobody_agrees_what_is_not_assessed() {
    let sandbox = before("annual-2025");
    views(&sandbox);
    done(&sandbox, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    let words = ["annual-2025", "--sign", "housing"];
    let said = refused(&sandbox, "2025-11-24", &words);
    assert!(said.contains("`actual` is missing in the cost result of cost-housing, "), "{said}");
    assert!(said.contains("`verdict` is missing"), "{said}");
    let mut forced = words.to_vec();
    forced.extend(["--force", "The rest follows in December"]);
    done(&sandbox, "2025-11-24", &forced);
    let event = event(&sandbox, "2025-11-24-housing-signed-review");
    assert_eq!(event["forced"].as_str(), Some("The rest follows in December"));
    // An item that is left out altogether counts as well, and so does a view.
    let sandbox = before("annual-2025");
    annual(&sandbox);
    let unset = ["annual-2025", "--unset", "action_result.act-fund"];
    done(&sandbox, "2025-11-19", &unset);
    let said = refused(&sandbox, "2025-11-24", &words);
    assert!(said.contains("nothing is said of the action act-fund"), "{said}");
    assert!(said.contains("no view of housing, adult-care, hospital, hearthside"), "{said}");
}

#[test]
fn nobody_agrees_twice_or_for_somebody_else() {
    let sandbox = before("annual-2025");
    views(&sandbox);
    annual(&sandbox);
    let words = ["annual-2025", "--sign", "housing"];
    done(&sandbox, "2025-11-24", &words);
    let said = refused(&sandbox, "2025-11-25", &words);
    assert!(said.contains("has agreed this very text on 2025-11-24"), "{said}");
    let said = refused(&sandbox, "2025-11-25", &["annual-2025", "--sign", "hospitl"]);
    assert!(said.contains("did you mean `hospital`?"), "{said}");
    let said = refused(&sandbox, "2025-11-25", &["anual-2025", "--sign", "hospital"]);
    assert!(said.contains("did you mean `annual-2025`?"), "{said}");
    let early = ["annual-2025", "--sign", "hospital", "--on", "2025-11-18"];
    let said = refused(&sandbox, "2025-11-25", &early);
    assert!(said.contains("lies before the review"), "{said}");
    let late = ["annual-2025", "--sign", "hospital", "--on", "2025-11-26"];
    let said = refused(&sandbox, "2025-11-25", &late);
    assert!(said.contains("2025-11-26"), "{said}");
    // A change makes the word of those who agreed stale, takes a reason, and says so.
    let change = ["annual-2025", "--set", "verdict=renew", "--force", "A slip of the pen"];
    let said = done(&sandbox, "2025-11-25", &change);
    assert!(said.contains("housing: to be agreed anew"), "{said}");
    done(&sandbox, "2025-11-25", &words);
}

#[test]
fn what_was_recommended_is_not_lost() {
    let sandbox = before("annual-2025");
    views(&sandbox);
    annual(&sandbox);
    let open = ["annual-2025", "--set", "recommendation.rec-forecast.status=proposed"];
    done(&sandbox, "2025-11-19", &open);
    for (party, ..) in VIEWS.iter().take(3) {
        done(&sandbox, "2025-11-24", &["annual-2025", "--sign", party]);
    }
    let said = done(&sandbox, "2025-11-24", &["annual-2025", "--sign", "hospital"]);
    assert!(said.contains("rec-forecast is neither accepted nor rejected"), "{said}");
    assert!(said.contains("the next review is annual-2026, by 2026-09-18"), "{said}");
    let line = "comity agree warm-safe-discharge --amend --from-review annual-2025 --reason";
    assert!(said.contains(line), "what all agreed goes on into an amendment: {said}");
    // What all have agreed is not changed in passing: who serves it shows that it was accepted.
    let accept = ["--accept", "rec-forecast", "--as-action"];
    let said = refused(&sandbox, "2025-11-25", &accept);
    assert!(said.contains("would lose their sign-off") && said.contains(line), "{said}");
    let said = done(&sandbox, "2025-11-25", &[&accept[..], &["--force", "All said yes"]].concat());
    assert!(said.contains("to be agreed anew, as the text is another"), "{said}");
    assert!(
        said.contains(
            "comity agree warm-safe-discharge --amend --from-review annual-2025 --reason"
        ) && said.contains("--add action id=act-forecast party=hospital owner=avh-discharge-lead")
            && said.contains("serves=rec-forecast"),
        "{said}"
    );
    let review = parsed(&sandbox, &format!("{CASE}/reviews/annual-2025/review.toml"));
    assert_eq!(review["recommendation"][0]["status"].as_str(), Some("accepted"));
    assert_eq!(review["forced"].as_str(), Some("All said yes"));
    let said = refused(&sandbox, "2025-11-25", &["--accept", "rec-forcast"]);
    assert!(said.contains("did you mean `rec-forecast`?"), "{said}");
}

#[test]
fn what_an_action_serves_was_accepted_whatever_the_agreed_record_says() {
    let sandbox = before("annual-2025");
    views(&sandbox);
    annual(&sandbox);
    let open = ["annual-2025", "--set", "recommendation.rec-forecast.status=proposed"];
    done(&sandbox, "2025-11-19", &open);
    done(&sandbox, "2025-11-24", &["annual-2025", "--sign", "housing"]);
    let shown = done(&sandbox, "2025-11-24", &["--close"]);
    assert!(shown.contains("rec-forecast (annual-2025)"), "{shown}");
    let said = refused(&sandbox, "2025-11-25", &["--accept", "rec-forecast", "--as-action"]);
    let line = said.split("`comity agree").nth(1).and_then(|it| it.split('`').next());
    let line = format!("comity agree{}", line.expect("a line"));
    let line = words_of(&line.replace("DATE", "2026-01-05").replace('…', "Sent each Monday"));
    let mut line: Vec<&str> = line.iter().skip(1).map(String::as_str).collect();
    line.extend(["--today", "2025-11-25"]);
    assert_eq!(sandbox.comity(&line).code, 0, "{line:?}");
    let shown = done(&sandbox, "2025-11-25", &["--close"]);
    assert!(!shown.contains("rec-forecast (annual-2025)"), "{shown}");
    assert!(!sandbox.rules("2025-11-25").contains(&"review-not-agreed".to_owned()));
    // Of a text that nobody has signed the action is made at once, and the record stays.
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let path = format!("{CASE}/reviews/annual-2025/review.toml");
    let text = sandbox.read(&path).replace("status = \"accepted\"", "status = \"proposed\"");
    sandbox.write(&path, text.clone());
    for event in files(&sandbox.root().join(CASE).join("log")) {
        std::fs::remove_file(event).expect("gone");
    }
    let sign = ["annual-2025", "--sign", "housing", "--on", "2025-11-24", "--force", "As it was"];
    done(&sandbox, "2025-11-25", &sign);
    let said = refused(&sandbox, "2025-11-25", &["--accept", "rec-forecast"]);
    assert!(said.contains("--accept rec-forecast --as-action"), "{said}");
    let said = done(&sandbox, "2025-11-25", &["--accept", "rec-forecast", "--as-action"]);
    assert!(said.contains("the record stays as housing agreed it"), "{said}");
    assert_eq!(sandbox.read(&path), text);
}

#[test]
fn a_view_that_says_nothing_is_none() {
    let sandbox = before("annual-2025");
    let head = format!("{CASE}/collaboration.toml");
    let text = sandbox.read(&head);
    let line = text.lines().find(|it| it.starts_with("significance = ")).expect("it says so");
    sandbox.write(&head, text.replace(line, "significance = \"minor\""));
    let words = ["review", ID, "annual-2025", "--view", "housing", "--today", "2025-11-12"];
    let (context, _) = with(&sandbox, &[""; 12]);
    for outcome in [comity_in(&context, &words), sandbox.comity(&words)] {
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("the view of `housing` says nothing"), "{outcome:?}");
    }
    assert!(!sandbox.root().join(format!("{CASE}/reviews/annual-2025/view-housing.toml")).exists());
    let said = [&words[..], &["--comment", "It went well"]].concat();
    assert_eq!(sandbox.comity(&said).code, 0);
}

#[test]
fn who_writes_a_view_is_held_against_the_roles_that_are_known() {
    let sandbox = before("annual-2025");
    let view = ["annual-2025", "--view", "hearthside", "--scores", "need=4", "trust=3"];
    let own = "hearthside-chief-executive, hearthside-operations-manager";
    for (by, says) in [
        ("hearthside-operation-manager", "did you mean `hearthside-operations-manager`?"),
        ("somebody-else", own),
    ] {
        let said = refused(&sandbox, "2025-11-12", &[&view[..], &["--by", by]].concat());
        assert!(said.contains(says), "{said}");
    }
    let said = done(&sandbox, "2025-11-12", &[&view[..], &["--by", "Head of visits"]].concat());
    assert!(said.contains("has not known so far") && said.contains(own), "{said}");
    // What is nearly known now takes a reason, which stands beside it.
    let again = ["annual-2025", "--view", "hearthside", "--by", "Head of visit"];
    let said = refused(&sandbox, "2025-11-13", &again);
    assert!(said.contains("did you mean `Head of visits`?"), "{said}");
    assert!(said.contains("`--force \"why\"`"), "{said}");
    done(&sandbox, "2025-11-13", &[&again[..], &["--force", "So on her door"]].concat());
    let path = format!("{CASE}/reviews/annual-2025/view-hearthside.toml");
    let text = sandbox.read(&path);
    assert!(text.contains("by = \"Head of visit\" # So on her door\n"), "{text}");
}

#[test]
fn an_end_with_open_data_is_refused() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let said = done(&sandbox, "2025-11-30", &["--close"]);
    for open in ["act-winter", "inf-referrals: open", "Unspent fund", "Tools stay", "rec-one-form"]
    {
        assert!(said.contains(open), "{open}: {said}");
    }
    let mut words = vec![
        "annual-2025",
        "--close",
        "--reason",
        "terminated",
        "--actions-handed-to",
        "The steering group",
        "--money",
        "None is left",
        "--assets",
        "Tools are with the charity",
        "--lessons",
        "Try levels on past data",
        "--data",
        "item=inf-referrals",
        "done_on=2025-11-28",
        "certificate=D-1",
    ];
    let said = refused(&sandbox, "2025-11-30", &words);
    assert!(said.contains("the data of `inf-totals` are still open"), "{said}");
    assert!(!said.contains("inf-referrals"), "{said}");
    words.extend(["--data", "item=inf-totals", "done_on=2025-12-28"]);
    let said = refused(&sandbox, "2025-11-30", &words);
    assert!(said.contains("2025-12-28"), "{said}");
    words.pop();
    words.push("done_on=2025-11-28");
    let before = everything(&sandbox);
    let mut dry = words.clone();
    dry.push("--dry-run");
    let shown = done(&sandbox, "2025-11-30", &dry);
    assert!(shown.contains("+reason = \"terminated\""), "{shown}");
    assert_eq!(everything(&sandbox), before, "a dry run writes nothing");
    done(&sandbox, "2025-11-30", &words);
    let closure = event(&sandbox, "2025-11-30-closed");
    assert_eq!(closure["final_review"].as_str(), Some("annual-2025"));
    assert_eq!(closure["data"].as_array().map(Vec::len), Some(2));
    assert!(!sandbox.rules("2025-11-30").contains(&"closure-incomplete".to_owned()));
    let said = refused(&sandbox, "2025-11-30", &words);
    assert!(said.contains("it is closed already"), "{said}");
}

#[test]
fn after_the_end_nothing_goes_on_unless_the_end_is_taken_back() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    end(&sandbox);
    let before = everything(&sandbox);
    let start = ["log-action", ID, "act-winter", "started", "--today", "2025-12-02"];
    let change = ["--reason", "r", "--effective-on", "2026-01-01", "--today", "2025-12-02"];
    let amend = [&["agree", ID, "--amend", "--set", "sl-visit.target=91"][..], &change].concat();
    let sign = ["agree", ID, "--sign", "hospital", "--today", "2025-12-02"];
    for line in [&start[..], &amend, &sign] {
        let said = sandbox.comity(line).stderr;
        assert!(said.contains("was closed on 2025-11-30 (2025-11-30-closed-"), "{line:?}: {said}");
    }
    assert_eq!(everything(&sandbox), before, "nothing was written");
    // What happened on the last day, or before, may be written down later.
    done_line(&sandbox, &[&start[..], &["--on", "2025-11-30"]].concat());
    // The line that is offered works when it is typed.
    let said = sandbox.comity(&start).stderr;
    let offered =
        said.split("`comity ").nth(1).and_then(|it| it.split('`').next()).expect("a line");
    assert!(offered.contains("--retracted yes"), "{offered}");
    let offered: Vec<&str> = offered.split(' ').chain(["--today", "2025-12-02"]).collect();
    done_line(&sandbox, &offered);
    done_line(&sandbox, &start);
}

fn done_line(sandbox: &Sandbox, line: &[&str]) {
    let outcome = sandbox.comity(line);
    assert_eq!(outcome.code, 0, "{line:?}: {}", outcome.stderr);
    assert!(outcome.stdout.contains("wrote "), "{line:?}: {}", outcome.stdout);
}

#[test]
fn an_end_without_an_assessed_last_review_is_refused() {
    let sandbox = before("annual-2025");
    done(&sandbox, "2025-11-19", &["annual-2025", "--prepare", "--on", "2025-11-19"]);
    let words = ["annual-2025", "--close", "--reason", "terminated", "--actions-handed-to", "us"];
    let mut words = words.to_vec();
    words.extend(["--money", "None", "--assets", "None", "--lessons", "One"]);
    words.extend(["--data", "item=inf-referrals", "done_on=2025-11-18"]);
    words.extend(["--data", "item=inf-totals", "done_on=2025-11-18"]);
    let said = refused(&sandbox, "2025-11-19", &words);
    assert!(said.contains("`verdict` is missing"), "{said}");
    let pursued = ["--close", "--reason", "not-pursued"];
    let said = refused(&sandbox, "2025-11-19", &pursued);
    assert!(said.contains("it was pursued"), "{said}");
}

#[test]
fn what_was_never_agreed_ends_with_a_word() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    for event in files(&sandbox.root().join("collaborations/reading-hour/log")) {
        std::fs::remove_file(event).expect("gone");
    }
    let words = ["review", "reading-hour", "--close", "--reason", "not-pursued"];
    let mut words = words.to_vec();
    words.extend(["--by", "Children's librarian", "--today", "2026-03-20"]);
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

/// The words of a line that was printed, as a shell takes them.
fn words_of(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for letter in line.trim().chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().expect("one is begun").push(letter),
        }
    }
    words
}

#[test]
fn the_amendment_that_is_offered_can_be_typed() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let said = done(&sandbox, "2025-11-30", &["--accept", "rec-one-form", "--as-action"]);
    assert!(said.contains("was accepted before"), "{said}");
    let line = said.lines().find(|line| line.contains("comity agree")).expect("a line");
    let words =
        words_of(&line.replace("DATE", "2026-01-05").replace('…', "Filled in twice as fast"));
    let mut words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    words.extend(["--today", "2025-11-30"]);
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{words:?}: {}", outcome.stderr);
    let agreement = parsed(&sandbox, &format!("{CASE}/agreement.toml"));
    let actions = agreement["action"].as_array().expect("a list");
    let carried = actions.iter().find(|it| it["id"] == "act-one-form").expect("it is there");
    assert_eq!(carried["serves"][0], "rec-one-form");
    assert_eq!(carried["party"], "housing");
    let said = done(&sandbox, "2025-11-30", &["--accept", "rec-one-form", "--as-action"]);
    assert!(said.contains("went on into the agreement already"), "{said}");
}

#[test]
fn what_is_accepted_of_an_unsigned_text_becomes_an_action_at_once() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    for event in files(&sandbox.root().join(CASE).join("log")) {
        std::fs::remove_file(event).expect("gone");
    }
    let words = ["--accept", "rec-forecast", "--as-action", "due=2025-12-19", "id=act-four-weeks"];
    let before = everything(&sandbox);
    let mut dry = words.to_vec();
    dry.push("--dry-run");
    let shown = done(&sandbox, "2025-11-30", &dry);
    assert!(shown.contains("+id = \"act-four-weeks\""), "{shown}");
    assert_eq!(everything(&sandbox), before);
    done(&sandbox, "2025-11-30", &words);
    let agreement = parsed(&sandbox, &format!("{CASE}/agreement.toml"));
    let actions = agreement["action"].as_array().expect("a list");
    let carried = actions.iter().find(|it| it["id"] == "act-four-weeks").expect("it is there");
    assert_eq!(carried["due"], "2025-12-19");
    assert_eq!(carried["owner"], "avh-discharge-lead");
    assert_eq!(carried["serves"][0], "rec-forecast");
}

#[test]
fn a_plan_never_leads_out_of_the_reviews() {
    for name in ["../../../out", "con", "a/b", "A B"] {
        let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
        sandbox.replace(
            &format!("{CASE}/agreement.toml"),
            "id = \"annual-2026\"",
            &format!("id = \"{name}\""),
        );
        let said = refused(&sandbox, "2026-09-18", &[name, "--prepare"]);
        assert!(said.contains("cannot be called"), "{name}: {said}");
    }
}

#[test]
fn an_end_is_asked_for_and_edited() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let (context, person) = with(
        &sandbox,
        &[
            "",
            "terminated",
            "annual-2025",
            "The steering group",
            "",
            "item=inf-referrals done_on=2025-11-28",
            "y",
            "inf-totals",
            "2025-11-28",
            "",
            "",
            "None is left",
            "Tools stay",
            "Try levels first",
            "",
            "",
        ],
    );
    let words = ["review", ID, "--close", "--today", "2025-11-30"];
    let outcome = comity_in(&context, &words);
    let heard = person.heard.lock().expect("whole").clone();
    assert_eq!(outcome.code, 0, "{}\n{heard}", outcome.stderr);
    let closure = event(&sandbox, "2025-11-30-closed");
    assert_eq!(closure["reason"], "terminated");
    assert_eq!(closure["data"][1]["item"], "inf-totals");
    let open = heard.find("Actions open").expect("what is open");
    assert!(open < heard.find("reason").expect("asked for"), "shown first: {heard}");

    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let person = Arc::new(Someone::with(
        &[],
        vec![
            Box::new(|form: &str| {
                let rest = "reason = \"terminated\"\nfinal_review = \"annual-2025\"\n\
                            money = \"None\"\nassets = \"None\"\nlessons = [\"One\"]\n\
                            actions_handed_to = [\"Us\"]\n";
                assert!(form.contains("kind = \"closure\""), "{form}");
                format!("kind = \"closure\"\non = 2025-11-30\nby = \"housing-director\"\n{rest}")
            }),
            Box::new(|form: &str| {
                assert!(form.contains("#! the data of `inf-referrals` are still open"), "{form}");
                format!(
                    "{form}data = [{{ item = \"inf-referrals\", done_on = 2025-11-28 }}, \
                     {{ item = \"inf-totals\", done_on = 2025-11-28 }}]\n"
                )
            }),
        ],
    ));
    let context = Context { person: person.clone(), ..world(sandbox.root()) };
    let mut words = words.to_vec();
    words.push("--edit");
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(event(&sandbox, "2025-11-30-closed")["money"], "None");
}

#[test]
fn a_view_and_a_signature_are_edited_too() {
    let sandbox = before("annual-2025");
    let person = Arc::new(Someone::with(
        &[],
        vec![
            Box::new(|form: &str| {
                assert!(form.contains("scores") && !form.contains("Two separate"), "{form}");
                format!("{form}scores = {{ trust = 7 }}\n")
            }),
            Box::new(|form: &str| {
                assert!(form.contains("#! "), "{form}");
                form.replace("trust = 7", "trust = 3")
            }),
        ],
    ));
    let context = Context { person: person.clone(), ..world(sandbox.root()) };
    let words =
        ["review", ID, "annual-2025", "--view", "hospital", "--edit", "--today", "2025-11-14"];
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let view = parsed(&sandbox, &format!("{CASE}/reviews/annual-2025/view-hospital.toml"));
    assert_eq!(view["scores"]["trust"], 3);
    assert_eq!(view["by"], "avh-discharge-lead");

    views(&sandbox);
    annual(&sandbox);
    let person = Arc::new(Someone::with(
        &[],
        vec![Box::new(|form: &str| format!("{form}method = \"minute\"\n"))],
    ));
    let context = Context { person: person.clone(), ..world(sandbox.root()) };
    let words =
        ["review", ID, "annual-2025", "--sign", "hospital", "--edit", "--today", "2025-11-25"];
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let signed = event(&sandbox, "2025-11-25-hospital-signed-review");
    assert_eq!(
        (&signed["method"], &signed["by"]),
        (&"minute".into(), &"avh-operations-director".into())
    );
}

#[test]
fn a_day_that_cannot_be_comes_back_in_the_editor() {
    let sandbox = before("interim-2025");
    let person = Arc::new(Someone::with(
        &[],
        vec![
            Box::new(|form: &str| form.replace("held_on = 2025-06-13", "held_on = 2024-01-10")),
            Box::new(|form: &str| {
                assert!(form.contains("#! 2024-01-10 lies before the agreement"), "{form}");
                let form = form.replace("held_on = 2024-01-10", "held_on = 2025-06-12");
                form.replace("period_to = 2025-06-13", "period_to = 2025-06-12")
            }),
        ],
    ));
    let context = Context { person: person.clone(), ..world(sandbox.root()) };
    let words = ["review", ID, "interim-2025", "--edit", "--today", "2025-06-13"];
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[test]
fn a_minor_review_takes_three_commands() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    sandbox.sign();
    let run = |words: &[&str]| {
        let mut all = vec!["review", "reading-hour"];
        all.extend(words);
        all.extend(["--today", "2026-07-21"]);
        let outcome = sandbox.comity(&all);
        assert_eq!(outcome.code, 0, "{words:?}: {}", outcome.stderr);
        outcome.stdout
    };
    run(&["--prepare", "--set", "verdict=exit"]);
    let said = run(&["--sign", "library"]);
    assert!(said.contains("still to agree: surgery"), "{said}");
    let said = run(&["--sign", "surgery"]);
    assert!(said.contains("end it: `comity review reading-hour --close`"), "{said}");
}

/// Somebody at the terminal.
fn with(sandbox: &Sandbox, answers: &[&str]) -> (Context, Arc<Someone>) {
    let person = Arc::new(Someone::with(answers, Vec::new()));
    let context = Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
    (context, person)
}

#[test]
fn whoever_signs_is_asked_how() {
    let sandbox = before("annual-2025");
    views(&sandbox);
    annual(&sandbox);
    let review = ["review", ID, "annual-2025", "--sign", "housing", "--today", "2025-11-24"];
    let agree = ["agree", "reading-hour", "--sign", "surgery", "--today", "2026-03-10"];
    let minor = Sandbox::copy_of("examples/reading-hour");
    let log = "collaborations/reading-hour/log";
    for event in files(&minor.root().join(log)) {
        if event.display().to_string().contains("-surgery-signed-") {
            std::fs::remove_file(event).expect("gone");
        }
    }
    let of_example = format!("{CASE}/log");
    for (sandbox, line, log) in [(&sandbox, &review[..], &*of_example), (&minor, &agree[..], log)] {
        for (answer, wanted) in [("email", Some("method = \"email\"")), ("", None)] {
            let sandbox = sandbox.twin();
            let log = sandbox.root().join(log);
            let known = files(&log);
            let (context, person) = with(&sandbox, &[answer, "."]);
            let outcome = comity_in(&context, line);
            assert_eq!(outcome.code, 0, "{line:?}: {}", outcome.stderr);
            let heard = person.heard.lock().expect("whole").clone();
            assert!(heard.contains("method"), "{line:?}: {heard}");
            let new: Vec<_> = files(&log).into_iter().filter(|it| !known.contains(it)).collect();
            let text = std::fs::read_to_string(&new[0]).expect("text");
            match wanted {
                Some(wanted) => assert!(text.contains(wanted), "{text}"),
                None => assert!(!text.contains("method"), "Enter skips it: {text}"),
            }
        }
    }
}

#[test]
fn a_view_is_asked_for_question_by_question() {
    let sandbox = before("annual-2025");
    let answers = ["need=4 trust=5", "need=4 trust=3", "Weekly call", "", "."];
    let (context, person) = with(&sandbox, &answers);
    let words = ["review", ID, "annual-2025", "--view", "housing", "--today", "2025-11-12"];
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let heard = person.heard.lock().expect("whole").clone();
    assert!(heard.contains("points from 0 to 4"), "{heard}");
    let view = parsed(&sandbox, &format!("{CASE}/reviews/annual-2025/view-housing.toml"));
    assert_eq!(view["scores"]["trust"].as_i64(), Some(3));
    assert_eq!(view["most_useful"].as_str(), Some("Weekly call"));
    assert!(view.get("would_stop").is_none());
}

#[test]
fn a_record_is_asked_for_item_by_item() {
    let sandbox = before("interim-2025");
    // Two objectives, each asked how far it was reached; then what the record as a whole says.
    let answers = ["partly", "?", "too-early", "continue", "", "", "", "Goes well", "."];
    let (context, person) = with(&sandbox, &answers);
    let words = ["review", ID, "interim-2025", "--prepare", "--today", "2025-06-13"];
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let heard = person.heard.lock().expect("whole").clone();
    assert!(heard.contains("objective result obj-speed"), "{heard}");
    assert!(heard.contains("review-objective-unassessed"), "why it is asked: {heard}");
    let review = parsed(&sandbox, &format!("{CASE}/reviews/interim-2025/review.toml"));
    assert_eq!(review["objective_result"][1]["achieved"].as_str(), Some("too-early"));
    assert_eq!(review["verdict"].as_str(), Some("continue"));
    // Whoever leaves has written nothing.
    let sandbox = before("interim-2025");
    let before = everything(&sandbox);
    let (context, _) = with(&sandbox, &["partly"]);
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 2);
    assert_eq!(everything(&sandbox), before);
}

#[test]
fn a_mistake_in_the_editor_comes_back_marked() {
    let sandbox = before("interim-2025");
    let person = Arc::new(Someone::with(
        &[],
        vec![
            Box::new(|form: &str| format!("verdict = \"contniue\"\n{form}")),
            Box::new(|form: &str| {
                assert!(form.contains("#! "), "{form}");
                form.replace("contniue", "continue")
            }),
        ],
    ));
    let context = Context { person: person.clone(), ..world(sandbox.root()) };
    let words = ["review", ID, "interim-2025", "--edit", "--today", "2025-06-13"];
    let outcome = comity_in(&context, &words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let review = parsed(&sandbox, &format!("{CASE}/reviews/interim-2025/review.toml"));
    assert_eq!(review["verdict"].as_str(), Some("continue"));
    assert_eq!(review["action_result"].as_array().map(Vec::len), Some(4));
}

#[test]
fn only_the_lines_that_were_asked_for_change() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let path = format!("{CASE}/reviews/interim-2025/review.toml");
    let before = sandbox.read(&path);
    let line = ["interim-2025", "--set", "verdict=renew", "--force", "A slip of the pen"];
    let shown = done(&sandbox, "2025-11-30", &[&line[..], &["--dry-run"]].concat());
    assert_eq!(sandbox.read(&path), before);
    let changed: Vec<&str> =
        shown.lines().filter(|line| line.starts_with(['+', '-'])).skip(2).collect();
    assert_eq!(changed.len(), 3, "the word, and the reason: {shown}");
    done(&sandbox, "2025-11-30", &line);
    let after = sandbox.read(&path).replace("forced = \"A slip of the pen\"\n", "");
    assert_eq!(after, before.replace("\"continue-with-changes\"      #", "\"renew\"      #"));
}

#[test]
fn what_cannot_be_is_refused_with_what_is_meant() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    for (today, words, told) in [
        ("2025-11-30", vec!["../../../x", "--prepare"], "is no review that is planned"),
        ("2025-11-30", vec!["annual-2026", "--view", "../x"], "is no party"),
        ("2025-11-30", vec!["annual-2026", "--view", "hospitl"], "did you mean `hospital`?"),
        ("2025-11-30", vec!["annual-2026", "--set", "verdct=renew"], "did you mean `verdict`?"),
        ("2025-11-30", vec!["annual-2026", "--set", "held_on=2025-12-24"], "2025-12-24"),
        ("2025-11-30", vec!["annual-2026", "--set", "held_on=2025-02-30"], "no such day"),
        ("2025-11-30", vec!["annual-2026", "--set", "held_on=2024-02-28"], "before the agreement"),
        ("2025-11-30", vec!["annual-2026", "--lessons", "One"], "goes with `--close`"),
        ("2025-11-30", vec!["annual-2026", "--method", "email"], "goes with `--sign PARTY`"),
        ("2025-11-30", vec!["annual-2026", "--would-stop", "x"], "goes with `--view PARTY`"),
        (
            "2025-11-30",
            vec!["annual-2026", "--view", "hospital", "--on", "2025-12-24", "--scores", "trust=3"],
            "lies after today",
        ),
        (
            "2025-11-30",
            vec!["annual-2026", "--view", "hospital", "--scores", "trust=9"],
            "from 0 to 4",
        ),
        (
            "2025-11-30",
            vec!["annual-2026", "--view", "hospital", "--scores", "turst=3"],
            "did you mean `trust`?",
        ),
        // What was thought before the record was agreed stays as it was.
        (
            "2025-11-30",
            vec!["annual-2025", "--view", "hospital", "--scores", "trust=3"],
            "hospital, hearthside agreed `annual-2025`",
        ),
    ] {
        let said = refused(&sandbox, today, &words);
        assert!(said.contains(told), "{words:?}: {said}");
    }
    let outcome = sandbox.comity(&["review", "warm-safe-discharg"]);
    assert!(outcome.stderr.contains("did you mean `warm-safe-discharge`?"), "{}", outcome.stderr);
}

#[test]
fn a_day_that_cannot_be_is_refused_with_the_reason() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let said = refused(&sandbox, "2025-11-20", &["annual-2025", "--prepare", "--on", "2025-12-15"]);
    assert!(said.contains("2025-12-15 lies after today"), "{said}");
    let said = refused(&sandbox, "2025-12-20", &["annual-2025", "--prepare", "--on", "2025-12-15"]);
    assert!(said.contains("--set held_on=2025-12-15"), "{said}");
    let close =
        ["--close", "--reason", "terminated", "--data", "item=inf-referrals", "done_on=2020-01-20"];
    let said = refused(&sandbox, "2026-02-05", &close);
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("2020-01-20, on which the data of"), "{said}");
    assert!(flat.contains("lies before the agreement, which was first signed on"), "{said}");
}

#[test]
fn an_item_without_a_key_is_none_and_the_keys_are_named() {
    let sandbox = before("annual-2025");
    let said = refused(&sandbox, "2025-11-20", &["annual-2025", "--add", "recommendation"]);
    assert!(said.contains("--add recommendation id=… statement=…"), "{said}");
}

#[test]
fn what_is_to_be_added_is_named_with_its_keys_and_a_misspelt_role_is_told() {
    let sandbox = before("annual-2025");
    done(&sandbox, "2025-11-20", &["annual-2025", "--prepare"]);
    let said = done(&sandbox, "2025-11-20", &["annual-2025"]);
    assert!(said.contains("--add recommendation id=… statement=… owner=…"), "{said}");
    let add = ["annual-2025", "--add", "recommendation", "id=rec-a", "owner=Head of drma"];
    let other = [&add[..4], &["owner=Head of drama"]].concat();
    done(&sandbox, "2025-11-20", &other);
    let add = [&add[..3], &["id=rec-b", add[4]]].concat();
    let said = refused(&sandbox, "2025-11-20", &add);
    assert!(said.contains("did you mean `Head of drama`?"), "{said}");
    done(&sandbox, "2025-11-20", &[&add[..], &["--force", "So it is called there"]].concat());
    let record = parsed(&sandbox, &format!("{CASE}/reviews/annual-2025/review.toml"));
    assert_eq!(record["forced"].as_str(), Some("So it is called there"));
}
