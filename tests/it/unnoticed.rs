//! What is wrong on file and was right once: a changed day, a changed review, a missing word of a
//! party. A rule says it, and no verdict is met on it.

use serde_json::Value;

use crate::harness::Sandbox;

const W: &str = "examples/warm-safe-discharge";
const DAY: &str = "2025-11-30";
const HOME: &str = "collaborations/warm-safe-discharge";

fn report(sandbox: &Sandbox, today: &str) -> Value {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", today];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn row<'r>(report: &'r Value, criterion: &str) -> &'r Value {
    let rows = report["rows"].as_array().expect("a list");
    rows.iter().find(|row| row["criterion"] == criterion).expect("a row")
}

/// The big example with this instead of that in a file.
fn with(file: &str, from: &str, to: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(W);
    sandbox.replace(&format!("{HOME}/{file}"), from, to);
    sandbox
}

/// The findings of a rule, as file and message.
fn told(sandbox: &Sandbox, today: &str, rule: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let found = sandbox.findings(today).into_iter().filter(|it| it["rule"] == rule);
    found.map(|it| (text(&it["file"]), text(&it["message"]))).collect()
}

fn is_against(sandbox: &Sandbox, rule: &str, criteria: &[&str]) {
    let report = report(sandbox, DAY);
    for criterion in criteria {
        let row = row(&report, criterion);
        assert_eq!(row["verdict"], "not-met", "{row}");
        let gaps = row["gaps"].as_array().expect("a list");
        assert!(gaps.iter().any(|gap| gap["rule"] == rule), "{row}");
    }
}

#[test]
fn a_wrong_day_is_against_what_is_evidenced_beside_it() {
    let decided = |day: &str| with("evaluation.toml", "decided_on = 2024-10-28", day);
    let late = decided("decided_on = 2025-02-01");
    is_against(&late, "date-order", &["S0.3", "S0.5", "S1.2", "S1.3a"]);
    // What rests on other days is as it was.
    assert_eq!(row(&report(&late, DAY), "S0.7")["verdict"], "met");
    is_against(&decided("decided_on = 2031-02-01"), "date-in-future", &["S0.3", "S1.2"]);
}

#[test]
fn a_review_is_held_when_its_period_is_over() {
    let early =
        with("reviews/annual-2025/review.toml", "held_on = 2025-11-19", "held_on = 2025-01-10");
    let found = told(&early, DAY, "date-order");
    assert!(found.iter().any(|(_, says)| says.contains("before `period_to`")), "{found:?}");
}

#[test]
fn a_review_that_was_changed_after_it_was_agreed_is_told_however_old() {
    for plan in ["interim-2025", "annual-2025"] {
        let file = format!("reviews/{plan}/review.toml");
        let sandbox = with(&file, "participants = [\"housing\", ", "participants = [");
        let found = told(&sandbox, DAY, "review-not-agreed");
        assert_eq!(found.len(), 4, "{plan}: {found:?}");
        assert!(found.iter().all(|(_, says)| says.contains("no longer the one")), "{found:?}");
        is_against(&sandbox, "review-not-agreed", &["S0.23", "S1.9a"]);
    }
}

#[test]
fn nobody_signs_what_is_still_to_be_made() {
    for (file, from, to, of) in [
        (
            "log/2025-11-24-adult-care-signed-review-zxyb.toml",
            "on = 2025-11-24",
            "on = 2025-11-14",
            "the review `annual-2025` was held (2025-11-19)",
        ),
        (
            "log/2025-06-18-housing-signed-review-ks54.toml",
            "on = 2025-06-18",
            "on = 2025-06-01",
            "the review `interim-2025` was held",
        ),
    ] {
        let sandbox = with(file, from, to);
        let found = told(&sandbox, DAY, "date-order");
        let here = |(path, says): &(String, String)| path.ends_with(file) && says.contains(of);
        assert!(found.iter().any(here), "{found:?}");
    }
    let file = "log/2025-06-24-housing-signed-x3ne.toml";
    let sandbox = with(file, "on = 2025-06-24", "on = 2025-06-10");
    let found = told(&sandbox, DAY, "date-order");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("before the change to version 2 (2025-06-20)"), "{found:?}");
}

/// The big example without the entries of its log whose names hold a word.
fn without(sandbox: &Sandbox, word: &str) {
    let log = sandbox.root().join(format!("{HOME}/log"));
    let names = std::fs::read_dir(&log).expect("a log").map(|it| it.expect("an entry").path());
    let gone: Vec<_> = names.filter(|it| it.to_string_lossy().contains(word)).collect();
    assert!(!gone.is_empty(), "{word}");
    gone.iter().for_each(|path| std::fs::remove_file(path).expect("removed"));
}

#[test]
fn a_finding_that_nobody_agreed_is_not_agreed() {
    let sandbox = Sandbox::copy_of(W);
    without(&sandbox, "signed-review");
    for (day, verdict) in [(DAY, "not-yet-due"), ("2025-12-20", "not-met")] {
        let report = report(&sandbox, day);
        for criterion in ["S0.23", "S1.9a"] {
            let row = row(&report, criterion);
            assert_eq!(row["verdict"], verdict, "{day}: {row}");
        }
    }
    let reason = row(&report(&sandbox, DAY), "S0.23")["reason"].to_string();
    assert!(reason.contains("until 2025-12-19"), "{reason}");
}

#[test]
fn what_nobody_found_as_good_as_promised_was_not_delivered_so() {
    let sandbox = Sandbox::copy_of(W);
    without(&sandbox, "-accepted-4e2e");
    for word in
        ["fund-accepted", "coordinators-accepted", "briefings-accepted", "dashboard-accepted"]
    {
        without(&sandbox, word);
    }
    for name in [
        "2025-02-24-act-pathway-completed-7fk2",
        "2025-03-12-act-fund-completed-w5np",
        "2025-04-28-act-coordinators-completed-c3tz",
        "2025-04-29-act-briefings-completed-n8gw",
        "2025-09-26-act-dashboard-completed-y2kr",
    ] {
        let path = format!("{HOME}/log/{name}.toml");
        sandbox.replace(&path, "quality_met = true", "quality_met = false");
    }
    // A review that all agreed has found some of it as agreed, and it is cited.
    let settled = report(&sandbox, DAY);
    let cited = row(&settled, "S0.12")["evidence"].to_string();
    assert!(cited.contains("reviews/"), "{cited}");
    for plan in ["annual-2025", "interim-2025"] {
        let path = format!("{HOME}/reviews/{plan}/review.toml");
        let text = sandbox.read(&path).replace("outcome = \"as-agreed\"", "outcome = \"changed\"");
        sandbox.write(&path, text);
    }
    sandbox.sign();
    assert_eq!(row(&report(&sandbox, DAY), "S0.12")["verdict"], "not-met");
}

#[test]
fn a_score_off_the_scale_is_told_where_it_was_signed_and_where_it_was_decided_on() {
    let risk = "owner_party = \"housing\"\nlikelihood = 3\nimpact = 5";
    let sandbox = with("agreement.toml", risk, &risk.replace("= 3", "= 9"));
    let found = told(&sandbox, DAY, "risk-scores-inconsistent");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0.ends_with("agreement.toml") && found[0].1.contains("9"), "{found:?}");
    is_against(&sandbox, "risk-scores-inconsistent", &["S0.9"]);
    let scores = "residual_likelihood = 2\nresidual_impact = 3";
    let sandbox = with("evaluation.toml", scores, "residual_likelihood = 5\nresidual_impact = 3");
    let found = told(&sandbox, DAY, "risk-scores-inconsistent");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("9 at first, and 15"), "{found:?}");
}

#[test]
fn what_fills_a_page_is_no_text() {
    let aim = "aim = \"";
    for filler in ["asdf", "Lorem ipsum dolor sit amet, consectetur", "none yet", "k.A.", "nil"]
        .into_iter()
        .chain(["unknown", "Not yet known.", "will be added later", "blah", "test"])
    {
        let sandbox = Sandbox::copy_of(W);
        let path = format!("{HOME}/agreement.toml");
        let text = sandbox.read(&path);
        let line = text.lines().find(|line| line.starts_with(aim)).expect("an aim").to_owned();
        sandbox.replace(&path, &line, &format!("{aim}{filler}\""));
        assert_eq!(told(&sandbox, DAY, "text-placeholder").len(), 1, "{filler}");
    }
}

#[test]
fn what_is_called_after_somebody_tells_of_nobody() {
    let personal = |text: &str| {
        let sandbox = Sandbox::copy_of(W);
        let path = format!("{HOME}/collaboration.toml");
        let noted = format!("# {text}\n{}", sandbox.read(&path));
        sandbox.write(&path, noted);
        told(&sandbox, DAY, "personal-detail").len()
    };
    for text in [
        "Mr Justice Green's ruling",
        "the Dr Foster index",
        "Dr Barnardo's",
        "Dr Barnardo’s",
        "Mrs Beeton's",
        "Ms Society UK",
    ] {
        assert_eq!(personal(text), 0, "{text}");
    }
}
