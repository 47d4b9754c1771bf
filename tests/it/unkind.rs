//! Nothing that says the opposite of a criterion, or fills a field and says nothing, makes it met.

use serde_json::Value;

use crate::harness::Sandbox;

const W: &str = "examples/warm-safe-discharge";
const DAY: &str = "2025-11-30";
const AT: &str = "collaborations/warm-safe-discharge";

fn coverage(sandbox: &Sandbox) -> Value {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", DAY];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn not_met(sandbox: &Sandbox) -> Vec<String> {
    let report = coverage(sandbox);
    let rows = report["rows"].as_array().expect("a list").iter();
    let own = rows.filter(|row| row["verdict"] == "not-met");
    own.map(|row| row["criterion"].as_str().expect("a name").to_owned()).collect()
}

fn has(all: &[String], one: &str) -> bool {
    all.iter().any(|it| it == one)
}

/// The example with one file of the collaboration changed.
fn with(file: &str, change: impl Fn(&str) -> String) -> Sandbox {
    let sandbox = Sandbox::copy_of(W);
    let path = format!("{AT}/{file}");
    let text = sandbox.read(&path);
    let after = change(&text);
    assert_ne!(text, after, "{file} is as before");
    sandbox.write(&path, after);
    sandbox
}

#[test]
fn work_that_was_not_as_good_as_promised_is_not_as_good_as_promised() {
    let sandbox = Sandbox::copy_of(W);
    let log = sandbox.root().join(AT).join("log");
    let mut changed = 0;
    for entry in std::fs::read_dir(log).expect("a log") {
        let name = entry.expect("an entry").file_name().into_string().expect("text");
        let path = format!("{AT}/log/{name}");
        let text = sandbox.read(&path);
        if text.contains("quality_met = true") {
            sandbox.write(&path, text.replace("quality_met = true", "quality_met = false"));
            changed += 1;
        }
    }
    assert!(changed > 3);
    let report = coverage(&sandbox);
    for row in report["rows"].as_array().expect("a list") {
        for place in row["evidence"].as_array().expect("a list") {
            let file = sandbox.read(place["file"].as_str().expect("a path"));
            let line = usize::try_from(place["line"].as_u64().expect("a number")).expect("small");
            let cited = file.lines().nth(line - 1).unwrap_or_default();
            assert!(!cited.starts_with("quality_met = false"), "{row}");
        }
    }
    // Of a day that no review covers, it is a finding, until somebody accepts it so.
    let sandbox = Sandbox::clean();
    let event = "collaborations/loan-boxes/log/2025-04-30-act-boxes-completed-w2rt.toml";
    sandbox.replace(event, "quality_met = true", "quality_met = false");
    let found = sandbox.findings("2025-06-02");
    let of_it: Vec<&Value> =
        found.iter().filter(|it| it["rule"] == "action-completion-unproven").collect();
    let accepted = std::fs::read_dir(sandbox.root().join("collaborations/loan-boxes/log"))
        .expect("a log")
        .any(|it| {
            it.expect("an entry").file_name().to_string_lossy().contains("act-boxes-accepted")
        });
    assert_eq!(of_it.len(), usize::from(!accepted), "{found:?}");
}

#[test]
fn nothing_is_signed_that_was_decided_against_or_is_a_draft() {
    for (changes, rule) in [
        (&["decision.outcome=decline"][..], "the decision is to decline"),
        (
            &["decision.outcome=defer", "decision.reconsider_on=2026-06-01"],
            "the decision is to defer",
        ),
        (&["status=draft"], "still a draft"),
        (&["decision.outcome=decline", "status=draft"], "still a draft"),
    ] {
        let sandbox = Sandbox::copy_of(W);
        let mut line = vec!["evaluate", "warm-safe-discharge", "--today", DAY];
        changes.iter().for_each(|change| line.extend(["--set", change]));
        let before = sandbox.read(&format!("{AT}/evaluation.toml"));
        let outcome = sandbox.comity(&line);
        assert_eq!(outcome.code, 2, "{changes:?}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(rule), "{changes:?}: {}", outcome.stderr);
        assert_eq!(sandbox.read(&format!("{AT}/evaluation.toml")), before);
        // By hand it is a finding, and nothing rests on it.
        let sandbox = with("evaluation.toml", |text| {
            let mut text = text.to_owned();
            for change in changes.iter().filter(|it| !it.contains("reconsider")) {
                let (key, word) = change.split_once('=').expect("a change");
                let key = key.rsplit('.').next().expect("a key");
                let old = text.lines().find(|line| line.starts_with(&format!("{key} = ")));
                let old = old.expect("it is there").to_owned();
                text = text.replacen(&old, &format!("{key} = \"{word}\""), 1);
            }
            text
        });
        assert!(has(&sandbox.rules(DAY), "evaluation-decision-premature"), "{changes:?}");
        let gaps = not_met(&sandbox);
        for criterion in ["S0.3", "S0.K2", "S1.2"] {
            assert!(has(&gaps, criterion), "{changes:?}: {criterion}");
        }
    }
}

#[test]
fn what_only_fills_a_field_says_nothing() {
    for filler in [".", "\u{200B}", "0", "to follow", "As above", "pending", "(later)", "same"] {
        let sandbox = with("evaluation.toml", |text| {
            let lines = text.lines().map(|line| match line.starts_with("statement = \"") {
                true => format!("statement = \"{filler}\"\n"),
                false => format!("{line}\n"),
            });
            lines.collect()
        });
        assert!(has(&sandbox.rules(DAY), "text-placeholder"), "{filler:?}");
        let gaps = not_met(&sandbox);
        for criterion in ["S0.1", "S0.3"] {
            assert!(has(&gaps, criterion), "{filler:?}: {criterion} of {gaps:?}");
        }
    }
}

#[test]
fn a_day_that_cannot_be_right_stands_against_what_it_evidences() {
    let before = not_met(&Sandbox::copy_of(W));
    assert_eq!(before, Vec::<String>::new());
    let sandbox = with("agreement.toml", |text| {
        let at = text.find("dpia").expect("an assessment");
        let (head, tail) = text.split_at(at);
        let day = tail.find("completed_on = ").expect("a day") + "completed_on = ".len();
        format!("{head}{}2099-12-05{}", &tail[..day], &tail[day + 10..])
    });
    assert!(has(&sandbox.rules(DAY), "date-in-future"));
    let gaps = not_met(&sandbox);
    assert!(has(&gaps, "S0.17"), "{gaps:?}");
    for other in ["S0.12", "S0.15", "S0.7"] {
        assert!(!has(&gaps, other), "{other} of {gaps:?}");
    }
}

#[test]
fn a_score_off_the_scale_is_refused_and_found_wherever_it_stands() {
    for key in ["likelihood", "impact", "residual_likelihood", "residual_impact"] {
        for score in ["0", "6", "99"] {
            let sandbox = Sandbox::copy_of(W);
            let change = format!("risk.ev-data.{key}={score}");
            let line = ["evaluate", "warm-safe-discharge", "--set", &change, "--today", DAY];
            let outcome = sandbox.comity(&line);
            assert_eq!(outcome.code, 2, "{change}: {}", outcome.stderr);
            assert!(outcome.stderr.contains("off the scale"), "{change}: {}", outcome.stderr);
        }
    }
    let sandbox = with("evaluation.toml", |text| {
        let at = text.find("residual_impact = ").expect("a score");
        format!("{}residual_impact = 99{}", &text[..at], &text[at + "residual_impact = 1".len()..])
    });
    assert!(has(&sandbox.rules(DAY), "risk-scores-inconsistent"));
    assert!(has(&not_met(&sandbox), "S0.3"));
}

#[test]
fn one_decision_taken_twice_on_two_branches_is_told() {
    let (sandbox, other) = (Sandbox::clean(), Sandbox::clean());
    let day = "2025-06-02";
    let decide = |sandbox: &Sandbox, because: &str| {
        let line = ["log-decision", "loan-boxes", "dec-1", "accepted", "--today", day];
        let more = ["--question", "Lend to clubs?", "--chosen", "Yes", "--because", because];
        let outcome = sandbox.comity(&[&line[..], &more, &["--decided-by", "museum"]].concat());
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let log = sandbox.root().join("collaborations/loan-boxes/log");
        let mut names = std::fs::read_dir(log)
            .expect("a log")
            .map(|it| it.expect("an entry").file_name().into_string().expect("text"));
        format!(
            "collaborations/loan-boxes/log/{}",
            names.find(|it| it.contains("dec-1")).expect("it")
        )
    };
    decide(&sandbox, "They asked");
    assert!(!has(&sandbox.rules(day), "event-order-impossible"));
    let second = decide(&other, "It costs nothing");
    let text = other.read(&second);
    // Another suffix, as the dice would have it.
    let merged = second.replace(".toml", "zz.toml");
    sandbox.write(&merged, text.clone());
    assert!(has(&sandbox.rules(day), "event-order-impossible"));
    // Where it says that it takes the place of the first, or is taken back, it is clear.
    let first = std::fs::read_dir(sandbox.root().join("collaborations/loan-boxes/log"))
        .expect("a log")
        .map(|it| it.expect("an entry").file_name().into_string().expect("text"))
        .find(|it| it.contains("dec-1") && !merged.ends_with(it.as_str()))
        .expect("the first");
    let clear = format!("{text}supersedes = \"{}\"\n", first.trim_end_matches(".toml"));
    sandbox.write(&merged, clear);
    assert!(!has(&sandbox.rules(day), "event-order-impossible"));
}
