//! What stands there and carries nothing: entries about ourselves, a word that would do anywhere, a day
//! that nobody will see, a waiver on nobody's word. A rule says it, and no verdict is met on it.

use serde_json::Value;

use crate::harness::Sandbox;

const W: &str = "examples/warm-safe-discharge";
const DAY: &str = "2025-11-30";
const HOME: &str = "collaborations/warm-safe-discharge";

fn report(sandbox: &Sandbox) -> Value {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", DAY];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn row<'r>(report: &'r Value, criterion: &str) -> &'r Value {
    let rows = report["rows"].as_array().expect("a list");
    rows.iter().find(|row| row["criterion"] == criterion).expect("a row")
}

fn told(sandbox: &Sandbox, rule: &str) -> usize {
    sandbox.findings(DAY).iter().filter(|it| it["rule"] == rule).count()
}

/// A rule speaks, and these criteria are not met for it. Those were met before.
fn is_against(sandbox: &Sandbox, rule: &str, criteria: &[&str]) {
    assert!(told(sandbox, rule) > 0, "{rule} is silent");
    let (before, after) = (report(&Sandbox::copy_of(W)), report(sandbox));
    for criterion in criteria {
        assert_eq!(row(&before, criterion)["verdict"], "met", "{criterion}");
        let row = row(&after, criterion);
        assert_eq!(row["verdict"], "not-met", "{row}");
        let gaps = row["gaps"].as_array().expect("a list");
        assert!(gaps.iter().any(|gap| gap["rule"] == rule), "{row}");
    }
}

/// The big example in which a line that begins so says something else.
fn with_line(file: &str, begins: &str, line: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(W);
    let path = if file.starts_with("network/") || file == "comity.toml" {
        file.to_owned()
    } else {
        format!("{HOME}/{file}")
    };
    let text = sandbox.read(&path);
    let of = |it: &&str| it.starts_with(begins);
    let old = text.lines().find(of).unwrap_or_else(|| panic!("no {begins} in {file}"));
    sandbox.write(&path, text.replacen(old, line, 1));
    sandbox
}

#[test]
fn whoever_considered_only_us_has_considered_nobody() {
    let sandbox = Sandbox::copy_of(W);
    let path = format!("{HOME}/evaluation.toml");
    let text = sandbox.read(&path);
    let (before, rest) = text.split_once("[[considered]]").expect("there");
    let (_, after) = rest.rsplit_once("[[considered]]").expect("three of them");
    let after = after.split_once("\n\n").expect("more").1;
    let ours = |id: &str| {
        format!(
            "[[considered]]\norganisation = \"{id}\"\nverdict = \"invite\"\nreason = \"Near\"\n\n"
        )
    };
    sandbox.write(
        &path,
        format!("{before}{}{}{after}", ours("northmoor-housing"), ours("northmoor-housing")),
    );
    is_against(&sandbox, "evaluation-field-unsurveyed", &["S0.2", "S1.1", "S4.1"]);
    // Another department is somebody else.
    sandbox.write(&path, format!("{before}{}{after}", ours("northmoor-adult-care")));
    assert_eq!(told(&sandbox, "evaluation-field-unsurveyed"), 0);
}

#[test]
fn a_party_is_nobody_outside_of_the_parties() {
    let line = "organisation = \"northmoor-older-voices\"";
    for other in ["organisation = \"hearthside\"", "group = \"Hearthside\""] {
        let sandbox = with_line("collaboration.toml", line, other);
        is_against(&sandbox, "stakeholder-none", &["S4.32", "S2.K4", "S2.K9", "S2.1"]);
    }
}

#[test]
fn nobody_stands_in_for_themselves() {
    let sandbox = Sandbox::copy_of(W);
    let text = sandbox.read(&format!("{HOME}/agreement.toml"));
    let line = text.lines().find(|line| line.starts_with("facilitator = ")).expect("a facilitator");
    let both = with_line("agreement.toml", "alternate_facilitator", &format!("alternate_{line}"));
    is_against(&both, "facilitation-missing", &["S4.19"]);
    assert_eq!(row(&report(&both), "S4.18")["verdict"], "met");
}

#[test]
fn what_shows_nothing_of_data_or_of_ourselves_is_not_cited_for_it() {
    let report = report(&Sandbox::copy_of(W));
    assert_eq!(row(&report, "S1.K-c2")["verdict"], "judgement");
    let cited = row(&report, "S0.K18")["evidence"].to_string();
    assert!(cited.contains("northmoor-housing"), "{cited}");
    for other in ["hearthside", "ardenvale", "older-voices"] {
        assert!(!cited.contains(other), "{cited}");
    }
}

#[test]
fn evidence_that_is_still_to_come_shows_nothing() {
    for (said, told_of) in [("\"tbd\"", 1), ("\"-\"", 1), ("\"tbd\", \"./photos/1.jpg\"", 0)] {
        let file = "log/2025-09-26-act-dashboard-completed-y2kr.toml";
        let sandbox = with_line(file, "evidence", &format!("evidence = [{said}]"));
        // On a day before the review that settles it.
        let found = sandbox.findings("2025-10-10");
        let found = found.iter().filter(|it| {
            it["rule"] == "action-completion-unproven" && it["file"].to_string().contains(file)
        });
        assert_eq!(found.count(), told_of, "{said}");
    }
}

#[test]
fn a_word_that_would_do_anywhere_is_no_answer_where_words_are_asked_for() {
    for (file, key, word, criterion) in [
        ("agreement.toml", "aim", "To be agreed with partners", "S0.5"),
        ("agreement.toml", "aim", "<aim>", "S0.5"),
        ("agreement.toml", "mitigation", "None", "S0.9"),
        ("agreement.toml", "shared_by", "Not done", "S4.16"),
        ("agreement.toml", "kept_at", "Nowhere", "S4.15"),
        ("evaluation.toml", "efficiency_gain", "None", "S0.1"),
        ("evaluation.toml", "efficiency_gain", "tbd", "S0.1"),
        ("collaboration.toml", "mandate", "tbd", "S2.3"),
    ] {
        let sandbox = with_line(file, &format!("{key} = "), &format!("{key} = \"{word}\""));
        is_against(&sandbox, "text-placeholder", &[criterion]);
    }
    // Nothing of it is settled, and it may be said.
    for (key, word) in [("conflicts_of_interest", "None"), ("assets", "None")] {
        let sandbox =
            with_line("agreement.toml", &format!("{key} = "), &format!("{key} = \"{word}\""));
        assert_eq!(told(&sandbox, "text-placeholder"), 0, "{key}");
    }
}

#[test]
fn gains_and_costs_without_any_value_cannot_be_weighed() {
    let sandbox = Sandbox::copy_of(W);
    let path = format!("{HOME}/evaluation.toml");
    let text = sandbox.read(&path);
    let kept = text.lines().filter(|line| !line.starts_with("value = "));
    sandbox.write(&path, kept.collect::<Vec<_>>().join("\n"));
    is_against(&sandbox, "evaluation-unvalued", &["S1.2"]);
}

#[test]
fn a_day_that_nobody_will_see_is_told() {
    let page = "network/hearthside.toml";
    let since = with_line(page, "since = ", "since = 2030-01-01");
    assert_eq!(told(&since, "date-in-future"), 1);
    let far = with_line("agreement.toml", "refresh_by", "refresh_by = 2099-06-30");
    is_against(&far, "norms-incomplete", &["S4.17"]);
    let old = with_line("agreement.toml", "due = ", "due = 1999-01-01");
    is_against(&old, "date-order", &["S4.23", "S2.4"]);
    for (key, day) in [("opened_on", "2025-11-01"), ("team_stage_on", "2001-01-01")] {
        let line = format!("{key} = {day}");
        let sandbox = with_line("collaboration.toml", key, &line);
        assert!(told(&sandbox, "date-order") > 0, "{line}");
        // It says nothing of what only stands in the same file.
        let after = report(&sandbox);
        for other in ["S0.1", "S1.1", "S4.30"] {
            assert_eq!(row(&after, other)["verdict"], "met", "{line}: {other}");
        }
    }
}

#[test]
fn a_filler_is_told_where_words_are_the_evidence() {
    for (file, key) in [
        ("evaluation.toml", "gap_plan"),
        ("network/hearthside.toml", "mission"),
        ("network/hearthside.toml", "working_practices"),
        ("log/2025-04-30-hearthside-feedback-given-5rk8.toml", "support_offered"),
    ] {
        let before = told(&Sandbox::copy_of(W), "text-placeholder");
        let sandbox = with_line(file, key, &format!("{key} = \"tbd\""));
        assert_eq!(told(&sandbox, "text-placeholder"), before + 1, "{file}: {key}");
    }
}

#[test]
fn a_waiver_on_nobodys_word_holds_nothing_back() {
    let sound =
        "reason = \"Two moves at once\"\napproved_by = \"housing-director\"\nuntil = 2026-06-30";
    for (waiver, holds) in [
        (sound.to_owned(), true),
        (sound.replace("Two moves at once", "tbc"), false),
        (sound.replace("housing-director", "tbd"), false),
        (sound.replace("reason = \"Two moves at once\"\n", ""), false),
        (sound.replace("approved_by = \"housing-director\"\n", ""), false),
        (sound.replace("2026", "2030"), false),
    ] {
        let sandbox = with_line("agreement.toml", "kept_at", "kept_at = \"tbd\"");
        let text = sandbox.read("comity.toml");
        let names = "[[waiver]]\nrule = \"text-placeholder\"\nsubject = \"warm-safe-discharge\"\n";
        sandbox.write("comity.toml", format!("{text}\n{names}{waiver}\n"));
        let found = sandbox.findings(DAY);
        let of_text = |it: &&Value| it["file"].to_string().contains("agreement.toml");
        let left = found.iter().filter(of_text).filter(|it| it["rule"] == "text-placeholder");
        assert_eq!(left.count() == 0, holds, "{waiver}");
        assert_eq!(told(&sandbox, "waiver-invalid") == 0, holds, "{waiver}");
    }
}

#[test]
fn a_score_of_nought_is_no_sign_of_trust() {
    let sandbox = Sandbox::copy_of(W);
    for party in ["housing", "adult-care", "hospital", "hearthside"] {
        let path = format!("{HOME}/reviews/annual-2025/view-{party}.toml");
        let text = sandbox.read(&path);
        let at = text.find("trust = ").expect("a score") + "trust = ".len();
        sandbox.write(&path, format!("{}0{}", &text[..at], &text[at + 1..]));
    }
    let cited = row(&report(&sandbox), "S0.4")["evidence"].to_string();
    assert!(!cited.contains("annual-2025/view-"), "{cited}");
    let before = row(&report(&Sandbox::copy_of(W)), "S0.4")["evidence"].to_string();
    assert!(before.contains("annual-2025/view-"), "{before}");
}

#[test]
fn what_one_carries_or_nobody_puts_in_is_not_shared() {
    let sandbox = Sandbox::copy_of(W);
    let path = format!("{HOME}/agreement.toml");
    let text = sandbox.read(&path);
    let each = |begins: &str, line: &str| {
        let swap =
            |own: &str| if own.starts_with(begins) { line.to_owned() } else { own.to_owned() };
        text.lines().map(swap).collect::<Vec<_>>().join("\n")
    };
    sandbox.write(&path, each("owner_party = ", "owner_party = \"hearthside\""));
    is_against(&sandbox, "agreement-detail-missing", &["S4.31"]);
    let resources = text.split_once("[[resource]]").expect("there").1;
    assert!(resources.contains("value = "));
    sandbox.write(&path, each("value = ", "value = 0"));
    is_against(&sandbox, "agreement-detail-missing", &["S0.6", "S4.28"]);
}
