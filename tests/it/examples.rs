//! The examples, on fixed days: what is found in each is written down line by line, and the
//! sign-offs in them cover the texts that they say they cover.
//!
//! What is expected stands in `tests/fixtures/examples/<name>-<day>.txt`. `COMITY_BLESS=1` writes
//! those files anew; read the difference before you keep it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use comity::model::digest;
use serde_json::Value;
use toml_edit::{DocumentMut, value};

use crate::harness::{Sandbox, blesses, comity, digest_of, directories, files, repository};

/// What `check` makes of an example on a day: its exit code, and its findings as lines.
struct Checked {
    code: u8,
    lines: Vec<String>,
    findings: Vec<Value>,
}

fn check(example: &str, today: &str) -> Checked {
    let root = repository().join("examples").join(example);
    let outcome = comity(&root, &["check", "--format", "json", "--today", today]);
    assert!(outcome.code < 2, "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("a list").clone();
    Checked { code: outcome.code, lines: findings.iter().map(line).collect(), findings }
}

/// A finding in one line: `file:line:column severity rule subject: message`.
fn line(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().expect("text");
    format!(
        "{}:{}:{} {} {} {}: {}",
        text("file"),
        finding["line"],
        finding["column"],
        text("severity"),
        text("rule"),
        text("subject"),
        text("message"),
    )
}

/// Holds what is found against the file that says what is expected.
fn expect(example: &str, today: &str) -> Checked {
    let checked = check(example, today);
    let found: String = checked.lines.iter().map(|line| format!("{line}\n")).collect();
    let path = repository().join(format!("tests/fixtures/examples/{example}-{today}.txt"));
    if blesses() {
        fs::create_dir_all(path.parent().expect("a directory")).expect("made");
        fs::write(&path, &found).expect("written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; COMITY_BLESS=1 writes it", path.display());
    });
    if found != expected {
        let without = |lines: &str, other: &str| {
            let other: BTreeSet<&str> = other.lines().collect();
            lines.lines().filter(|it| !other.contains(it)).collect::<Vec<_>>().join("\n  ")
        };
        panic!(
            "{example} on {today}\nfound, and not expected:\n  {}\nexpected, and not found:\n  {}",
            without(&found, &expected),
            without(&expected, &found),
        );
    }
    checked
}

/// The names of the rules that speak.
fn rules(checked: &Checked) -> BTreeSet<&str> {
    checked.findings.iter().map(|it| it["rule"].as_str().expect("a name")).collect()
}

#[test]
fn warm_safe_discharge_is_in_order_after_its_annual_review() {
    let checked = expect("warm-safe-discharge", "2025-11-30");
    assert_eq!(checked.code, 0);
    assert_eq!(checked.findings.len(), 1);
    assert_eq!(checked.findings[0]["rule"], "action-due-soon");
    assert_eq!(checked.findings[0]["severity"], "advice");
}

#[test]
fn time_alone_makes_warm_safe_discharge_late() {
    let checked = expect("warm-safe-discharge", "2026-02-05");
    assert_eq!(checked.code, 1);
    assert!(rules(&checked).is_superset(&BTreeSet::from([
        "action-overdue",
        "calendar-exhausted",
        "feedback-unbalanced",
        "inclusion-missing",
        "report-overdue-ours",
        "report-overdue-theirs",
        "review-recommendation-lost",
        "risk-review-overdue",
    ])));
}

#[test]
fn reading_hour_fits_on_one_screen_and_nothing_is_found() {
    let checked = expect("reading-hour", "2026-03-16");
    assert_eq!((checked.code, checked.lines), (0, Vec::new()));
    let lines: usize = every_file("reading-hour")
        .iter()
        .map(|(_, text)| text.lines().filter(|line| !line.trim().is_empty()).count())
        .sum();
    assert!(lines <= 60, "{lines} lines that are not blank");
}

#[test]
fn time_alone_makes_reading_hour_late() {
    let checked = expect("reading-hour", "2026-05-04");
    assert_eq!(checked.code, 1);
    assert!(rules(&checked).contains("action-overdue"));
}

#[test]
fn most_rules_speak_in_the_neglected_workspace() {
    let checked = expect("neglected", "2026-03-02");
    assert_eq!(checked.code, 1);
    let rules = rules(&checked);
    assert!(rules.len() >= 40, "only {} rules speak: {rules:?}", rules.len());
}

/// Every file of an example, with its text.
fn every_file(example: &str) -> Vec<(PathBuf, String)> {
    fn gather(directory: &Path, found: &mut Vec<(PathBuf, String)>) {
        for path in files(directory) {
            let text = fs::read_to_string(&path).expect("text");
            found.push((path, text));
        }
        for inner in directories(directory) {
            gather(&inner, found);
        }
    }
    let mut found = Vec::new();
    gather(&repository().join("examples").join(example), &mut found);
    assert!(!found.is_empty(), "examples/{example} holds nothing");
    found
}

#[test]
fn no_digest_of_an_example_is_left_open() {
    for example in ["warm-safe-discharge", "reading-hour", "neglected"] {
        for (path, text) in every_file(example) {
            for line in text.lines() {
                let Some((_, rest)) = line.split_once(digest::PREFIX) else { continue };
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                assert_eq!(digits, 64, "{}: {line}", path.display());
            }
        }
    }
}

/// The text of version 1 of warm-safe-discharge: what the amendment changed, as it was before.
fn version_one(collaboration: &Path) -> String {
    let text = fs::read_to_string(collaboration.join("agreement.toml")).expect("text");
    let mut document: DocumentMut = text.parse().expect("TOML");
    document["version"] = value(1);
    let day: toml_edit::Datetime = "2025-07-31".parse().expect("a day");
    for (list, id, key, was) in [
        ("service_level", "sl-visit", "target", value(95)),
        ("action", "act-dashboard", "due", value(day)),
    ] {
        let items = document[list].as_array_of_tables_mut().expect("a list");
        let item = items.iter_mut().find(|item| item["id"].as_str() == Some(id));
        item.unwrap_or_else(|| panic!("no {id}"))[key] = was;
    }
    document.to_string()
}

/// How many sign-offs of an example cover what they should: the record of a review, the text on
/// file, or the text before the amendment.
fn hold_signoffs(example: &str, collaboration: &str) -> [usize; 3] {
    let root = repository().join("examples").join(example);
    let directory = root.join("collaborations").join(collaboration);
    let present = digest_of(&directory, "agreement.toml").expect("a digest");
    let before = Sandbox::empty();
    let head = fs::read_to_string(directory.join("collaboration.toml")).expect("text");
    before.write("collaboration.toml", head);
    let mut counts = [0; 3];
    for path in files(&directory.join("log")) {
        let event: DocumentMut =
            fs::read_to_string(&path).expect("text").parse().expect("the example is TOML");
        if event["kind"].as_str() != Some("signoff") {
            continue;
        }
        let review = event.get("review").and_then(|it| it.as_str());
        let version = event.get("agreement_version").and_then(|it| it.as_integer()).unwrap_or(1);
        let text = fs::read_to_string(directory.join("agreement.toml")).expect("text");
        let on_file: DocumentMut = text.parse().expect("TOML");
        let on_file = on_file.get("version").and_then(|it| it.as_integer()).unwrap_or(1);
        let (kind, wanted) = match review {
            Some(plan) => (0, digest_of(&directory, &format!("reviews/{plan}/review.toml"))),
            None if version == on_file => (1, Some(present.clone())),
            None => {
                assert_eq!((version, on_file), (1, 2), "{}", path.display());
                before.write("agreement.toml", version_one(&directory));
                (2, digest_of(before.root(), "agreement.toml"))
            }
        };
        assert_eq!(event["covers"].as_str(), wanted.as_deref(), "{}", path.display());
        counts[kind] += 1;
    }
    counts
}

#[test]
fn every_signoff_of_the_sound_examples_covers_its_text() {
    assert_eq!(hold_signoffs("warm-safe-discharge", "warm-safe-discharge"), [8, 4, 4]);
    assert_eq!(hold_signoffs("reading-hour", "reading-hour"), [0, 2, 0]);
}
