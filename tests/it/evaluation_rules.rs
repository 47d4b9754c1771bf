//! Rules about evaluations: what counts and dates, beyond what their pages show.

use serde_json::Value;

use crate::harness::{Sandbox, TODAY};

const LOANS: &str = "collaborations/loan-boxes";
const EVALUATION: &str = "collaborations/loan-boxes/evaluation.toml";
const AGREEMENT: &str = "collaborations/loan-boxes/agreement.toml";

/// What one rule finds on a day.
fn found(sandbox: &Sandbox, rule: &str, today: &str) -> Vec<Value> {
    let mut findings = sandbox.findings(today);
    findings.retain(|finding| finding["rule"] == rule);
    findings
}

fn message(finding: &Value) -> &str {
    finding["message"].as_str().expect("text")
}

#[test]
fn a_candidate_waits_for_half_a_year_and_no_longer() {
    let sandbox = Sandbox::clean();
    let head = "title = \"Story bench\"\nopened_on = 2025-01-01\nour_lead = \"learning-manager\"\n\
                [[party]]\nid = \"museum\"\norganisation = \"harbour-museum\"\n";
    sandbox.write("collaborations/story-bench/collaboration.toml", head);
    let rule = "candidate-stalled";
    assert_eq!(found(&sandbox, rule, "2025-06-30").len(), 0, "180 days");
    let [late] = &found(&sandbox, rule, "2025-07-01")[..] else { panic!("one finding") };
    assert_eq!((&late["severity"], &late["age_days"]), (&"advice".into(), &1.into()));
    assert_eq!(late["subject"], "story-bench");
    assert_eq!(late["owner"], "learning-manager");
    // One that is put aside, or of which little is asked, may wait.
    for line in ["suspended_since = 2025-03-03", "significance = \"minor\""] {
        let head = head.replacen("[[party]]", &format!("{line}\n[[party]]"), 1);
        sandbox.write("collaborations/story-bench/collaboration.toml", head);
        assert_eq!(found(&sandbox, rule, "2025-07-01").len(), 0, "{line}");
    }
}

#[test]
fn an_assumption_may_be_tested_until_the_end_of_its_day() {
    let sandbox = Sandbox::clean();
    let text = sandbox.read(AGREEMENT);
    let with = |more: &str| {
        let item = "\n[[assumption]]\nid = \"asm-room\"\nstatement = \"There is room\"\n\
                    owner = \"learning-manager\"\ntest_by = 2025-05-30\n";
        sandbox.write(AGREEMENT, format!("{text}{item}{more}"));
    };
    let rule = "evaluation-assumption-untested";
    with("");
    assert_eq!(found(&sandbox, rule, "2025-05-30").len(), 0);
    let [late] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert_eq!(late["age_days"], 3);
    assert_eq!(late["key"], "assumption[0].test_by");
    with("tested_on = 2025-05-28\n");
    let [open] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert!(message(open).ends_with("nothing says whether it held"), "{open}");
    // A test that is still to come proves nothing.
    with("tested_on = 2025-07-01\nheld = true\n");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1);
    with("tested_on = 2025-05-28\nheld = false\n");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
}

#[test]
fn a_condition_is_due_until_the_end_of_its_day_and_met_from_its_own() {
    let sandbox = Sandbox::clean();
    let text = sandbox.read(EVALUATION);
    let text = text.replace("outcome = \"proceed\"", "outcome = \"proceed-with-conditions\"");
    let with = |more: &str| {
        let item = "\n[[decision.condition]]\ntext = \"The insurer agrees\"\ndue = 2025-05-30\n";
        sandbox.write(EVALUATION, format!("{text}{item}{more}"));
    };
    let rule = "evaluation-condition-unmet";
    with("");
    assert_eq!(found(&sandbox, rule, "2025-05-30").len(), 0);
    let [late] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert_eq!((&late["severity"], &late["age_days"]), (&"error".into(), &3.into()));
    assert!(message(late).ends_with(": The insurer agrees"), "{late}");
    with("met_on = 2025-06-04\nevidence = \"Note\"\n");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1, "a day that has not come");
    assert_eq!(found(&sandbox, rule, "2025-06-04").len(), 0);
    // Before anybody has signed there is time.
    for signed in ["2025-02-24-museum-signed-k3vd", "2025-02-25-schools-signed-t7qn"] {
        sandbox.write(&format!("{LOANS}/log/{signed}.toml"), "kind = \"decision\"\n");
    }
    with("");
    assert_eq!(found(&sandbox, rule, "2025-03-01").len(), 0);
}

/// The clean evaluation with other amounts of the schools, and with or without an end of the term.
fn balance(gain: &str, pay: &str, end: bool) -> Vec<Value> {
    let sandbox = Sandbox::clean();
    sandbox.replace(EVALUATION, "value = 6000\nper = \"year\"", gain);
    sandbox.replace(EVALUATION, "value = 1500\nper = \"year\"", pay);
    if !end {
        sandbox.replace(AGREEMENT, "ends_on = 2026-02-27", "open_ended = true");
    }
    found(&sandbox, "evaluation-net-loss", TODAY)
}

#[test]
fn gain_and_cost_are_held_against_each_other_over_the_term() {
    // The term of the clean agreement is one year, to the nearest month.
    for (gain, pay, loss) in [
        ("value = 100\nper = \"year\"", "value = 100\nper = \"year\"", false),
        ("value = 100\nper = \"year\"", "value = \"100.01\"\nper = \"year\"", true),
        ("value = 100\nper = \"year\"", "value = 100\nper = \"once\"", false),
        ("value = 100\nper = \"year\"", "value = 101\nper = \"once\"", true),
        ("value = 101\nper = \"term\"", "value = 100\nper = \"year\"", false),
        ("value = 0\nper = \"year\"", "value = 1", true),
        // What a gain is worth, or what is paid, is not said.
        ("confidence = \"low\"", "value = 100\nper = \"year\"", false),
        ("value = 0", "confidence = \"low\"", false),
        // What cannot be read may be anything.
        ("value = 1\nper = \"year\"", "value = 100\nper = \"fortnight\"", false),
    ] {
        assert_eq!(balance(gain, pay, true).len(), usize::from(loss), "{gain} against {pay}");
    }
}

#[test]
fn without_an_end_only_what_is_a_loss_after_any_time_is_told() {
    for (gain, pay, loss) in [
        ("value = 100\nper = \"year\"", "value = 900\nper = \"once\"", false),
        ("value = 900\nper = \"once\"", "value = 100\nper = \"year\"", false),
        ("value = 100\nper = \"year\"", "value = 101\nper = \"year\"", true),
    ] {
        assert_eq!(balance(gain, pay, false).len(), usize::from(loss), "{gain} against {pay}");
    }
}

#[test]
fn a_loss_is_told_in_the_words_of_its_amounts() {
    let [loss] = &balance("value = 40\nper = \"year\"", "value = 75\nper = \"once\"", true)[..]
    else {
        panic!("one finding")
    };
    assert_eq!(message(loss), "`schools` is thought to pay 75, and to gain 40 a year");
    assert_eq!(loss["key"], "party_view[1].reason_to_join");
    assert_eq!(loss["owner"], "curriculum-lead");
}

#[test]
fn a_risk_counts_by_what_is_left_of_it_and_by_our_own_appetite() {
    let sandbox = Sandbox::clean();
    let text = sandbox.read(EVALUATION);
    let with = |ability: &str, scores: &str, outcome: &str| {
        let text = text
            .replace("likelihood = 3\nimpact = 2\n", "likelihood = 4\nimpact = 4\n")
            .replace("our_ability = \"strong\"", &format!("our_ability = \"{ability}\""))
            .replace("residual_likelihood = 2\nresidual_impact = 2", scores)
            .replace("outcome = \"proceed\"", &format!("outcome = \"{outcome}\""));
        sandbox.write(EVALUATION, text);
        found(&sandbox, "evaluation-risk-beyond-ability", TODAY).len()
    };
    let (nine, twelve) = (
        "residual_likelihood = 3\nresidual_impact = 3",
        "residual_likelihood = 3\nresidual_impact = 4",
    );
    assert_eq!(with("limited", nine, "proceed"), 0, "the appetite itself is borne");
    assert_eq!(with("limited", twelve, "proceed"), 1);
    assert_eq!(with("none", twelve, "proceed"), 1);
    assert_eq!(with("adequate", twelve, "proceed"), 0);
    assert_eq!(with("limited", twelve, "decline"), 0);
    assert_eq!(with("limited", "", "proceed"), 1, "the first score stands");
    assert_eq!(with("limited", "residual_impact = 9", "proceed"), 0, "off the scale");
    sandbox.replace("comity.toml", "[calendar]", "[thresholds]\nrisk_appetite = 12\n\n[calendar]");
    assert_eq!(with("limited", twelve, "proceed"), 0);
}

#[test]
fn a_minor_collaboration_is_asked_for_no_more_than_it_is_asked_to_write() {
    let sandbox = Sandbox::clean();
    let head = format!("{LOANS}/collaboration.toml");
    sandbox.replace(&head, "significance = \"moderate\"", "significance = \"minor\"");
    sandbox.replace(EVALUATION, "rating = 4", "rating = 1");
    sandbox.replace(EVALUATION, "value = 6000", "value = 1");
    assert_eq!(sandbox.rules(TODAY), Vec::<String>::new());
    sandbox.replace(&head, "significance = \"minor\"", "significance = \"moderate\"");
    assert_eq!(sandbox.rules(TODAY), ["evaluation-gap-unplanned", "evaluation-net-loss"]);
}
