//! How parties go on with each other: the term, the ladder, the kind of tie; what no block of a
//! page can lay over the clean workspace.

use crate::harness::{Sandbox, TODAY};

const AGREEMENT: &str = "collaborations/loan-boxes/agreement.toml";
const HEAD: &str = "collaborations/loan-boxes/collaboration.toml";

/// The messages of one rule.
fn messages(sandbox: &Sandbox, rule: &str, today: &str) -> Vec<String> {
    sandbox
        .findings(today)
        .iter()
        .filter(|finding| finding["rule"] == rule)
        .map(|finding| finding["message"].as_str().expect("a message").to_owned())
        .collect()
}

fn silent(sandbox: &Sandbox, rule: &str, today: &str) {
    assert_eq!(messages(sandbox, rule, today), Vec::<String>::new());
}

#[test]
fn the_end_of_a_term_is_announced_then_told_and_rests_with_the_collaboration() {
    let sandbox = Sandbox::clean();
    silent(&sandbox, "term-ending", "2025-11-27");
    assert_eq!(
        messages(&sandbox, "term-ending", "2025-11-28"),
        ["the term ends on 2026-02-27, in 91 days, and nothing is decided"]
    );
    assert_eq!(
        messages(&sandbox, "term-ending", "2026-02-27"),
        ["the term ends on 2026-02-27, today, and nothing is decided"]
    );
    silent(&sandbox, "term-expired", "2026-02-27");
    silent(&sandbox, "term-ending", "2026-02-28");
    assert_eq!(
        messages(&sandbox, "term-expired", "2026-02-28"),
        ["the term ended on 2026-02-27, and the collaboration is not closed"]
    );
    sandbox.replace(HEAD, "significance", "suspended_since = 2025-11-01\nsignificance");
    silent(&sandbox, "term-ending", "2025-12-01");
    silent(&sandbox, "term-expired", "2026-02-28");
}

#[test]
fn without_a_day_to_decide_ninety_days_are_kept() {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "renewal_decision_by = 2025-11-28\n", "");
    silent(&sandbox, "term-ending", "2025-11-28");
    assert_eq!(messages(&sandbox, "term-ending", "2025-11-29").len(), 1);
    sandbox.replace(AGREEMENT, "ends_on =", "open_ended = true\nends_on =");
    silent(&sandbox, "term-ending", "2025-11-29");
    silent(&sandbox, "term-expired", "2026-02-28");
}

#[test]
fn a_review_or_an_amendment_decides_what_comes_after_the_term() {
    let review = |verdict: &str, held: &str| {
        let sandbox = Sandbox::clean();
        sandbox.write(
            "collaborations/loan-boxes/reviews/interim-2025/review.toml",
            format!("held_on = {held}\nverdict = \"{verdict}\"\n"),
        );
        sandbox
    };
    silent(&review("renew", "2025-09-19"), "term-ending", "2025-12-01");
    silent(&review("exit", "2025-09-19"), "term-ending", "2025-12-01");
    for (verdict, held) in [("continue", "2025-09-19"), ("renew", "2025-05-19")] {
        assert_eq!(messages(&review(verdict, held), "term-ending", "2025-12-01").len(), 1);
    }
    let sandbox = Sandbox::clean();
    let amend = |now: &str| {
        sandbox.write(
            "collaborations/loan-boxes/log/2025-11-10-agreement-amended-f6hm.toml",
            format!(
                "kind = \"amendment\"\non = 2025-11-10\nby = \"learning-manager\"\n\
                 from_version = 1\nto_version = 2\neffective_on = 2026-02-01\nreason = \"Go on\"\n\
                 changes = [{{ item = \"term\", field = \"ends_on\", was = 2026-02-27, now = {now} }}]\n"
            ),
        );
    };
    amend("2027-02-26");
    // As long as not every party has signed it, it is one side's wish.
    assert_eq!(messages(&sandbox, "term-ending", "2025-12-01").len(), 1);
    for party in ["museum", "schools"] {
        sandbox.write(
            &format!("collaborations/loan-boxes/log/2025-11-12-{party}-signed-b4wd.toml"),
            format!(
                "kind = \"signoff\"\non = 2025-11-12\nby = \"museum-director\"\n\
                 party = \"{party}\"\nagreement_version = 2\ncovers = \"comity-1:auto\"\n"
            ),
        );
    }
    silent(&sandbox, "term-ending", "2025-12-01");
    amend("2026-01-30");
    assert_eq!(messages(&sandbox, "term-ending", "2025-12-01").len(), 1);
}

#[test]
fn a_rung_that_stands_twice_is_told_and_its_roles_add_up() {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        AGREEMENT,
        "who = [\"museum-director\", \"schools-executive\"]",
        "who = [\"museum-director\"]",
    );
    sandbox.replace(
        AGREEMENT,
        "[non_cooperation]",
        "[[escalation]]\nlevel = 2\nwho = [\"schools-executive\"]\nworking_days = 5\n\n[non_cooperation]",
    );
    assert_eq!(
        messages(&sandbox, "escalation-missing", TODAY),
        ["level 2 of the ladder stands twice"]
    );
    // A role that is no contact of anybody may be the one that is missing.
    sandbox.replace(
        AGREEMENT,
        "\"schools-executive\"]\nworking_days = 5",
        "\"nobody\"]\nworking_days = 5",
    );
    assert_eq!(messages(&sandbox, "escalation-missing", TODAY).len(), 1);
}

#[test]
fn a_reference_to_nothing_leaves_nobody_out() {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "between = [\"museum\", \"schools\"]", "between = [\"museum\"]");
    assert_eq!(
        messages(&sandbox, "communication-missing", TODAY),
        ["no arrangement to talk takes in party `schools`"]
    );
    sandbox.replace(AGREEMENT, "between = [\"museum\"]", "between = [\"museum\", \"school\"]");
    silent(&sandbox, "communication-missing", TODAY);
}

#[test]
fn an_observer_and_a_party_that_left_are_not_missed() {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "between = [\"museum\", \"schools\"]", "between = [\"museum\"]");
    for line in ["role = \"observer\"", "role = \"partner\"\nleft_on = 2025-06-01"] {
        let text = sandbox.read(HEAD);
        sandbox.replace(HEAD, "role = \"partner\"", line);
        silent(&sandbox, "communication-missing", TODAY);
        silent(&sandbox, "escalation-missing", TODAY);
        sandbox.write(HEAD, text);
    }
}

#[test]
fn without_a_network_the_collaboration_itself_says_whether_it_is_internal() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let (head, agreement) = (
        "collaborations/reading-hour/collaboration.toml",
        "collaborations/reading-hour/agreement.toml",
    );
    sandbox.replace(agreement, "information_none", "binding = true\ninformation_none");
    silent(&sandbox, "binding-within-one-body", "2026-04-01");
    sandbox.replace(head, "significance", "relationship = \"internal\"\nsignificance");
    assert_eq!(messages(&sandbox, "binding-within-one-body", "2026-04-01").len(), 1);
}

#[test]
fn one_party_alone_is_too_few_and_a_closed_collaboration_may_empty() {
    let sandbox = Sandbox::clean();
    let text = sandbox.read(HEAD);
    let (before, rest) = text.split_once("[[party]]\nid = \"schools\"").expect("it is there");
    let (_, after) = rest.split_once("[[stakeholder]]").expect("it is there");
    sandbox.write(HEAD, format!("{before}[[stakeholder]]{after}"));
    assert_eq!(messages(&sandbox, "party-too-few", TODAY), ["only one party is on file"]);
    sandbox.write(
        HEAD,
        text.replace("role = \"partner\"", "role = \"partner\"\nleft_on = 2025-05-28"),
    );
    assert_eq!(messages(&sandbox, "party-too-few", TODAY), ["fewer than two parties have stayed"]);
    sandbox.write(
        "collaborations/loan-boxes/log/2025-05-29-closed-d4vk.toml",
        "kind = \"closure\"\non = 2025-05-29\nby = \"learning-manager\"\nreason = \"terminated\"\n",
    );
    silent(&sandbox, "party-too-few", TODAY);
}

#[test]
fn a_major_collaboration_is_asked_as_an_error_and_a_minor_one_not_at_all() {
    let sandbox = Sandbox::clean();
    for table in ["[governance]", "[exit]", "[change]"] {
        sandbox.replace(AGREEMENT, table, &table.replace('[', "[x_"));
    }
    sandbox.replace(AGREEMENT, "dialogue_method", "x_dialogue_method");
    let severity = |rule: &str| {
        let found = sandbox.findings(TODAY);
        let finding = found.iter().find(|finding| finding["rule"] == rule);
        finding.map(|finding| finding["severity"].as_str().expect("a word").to_owned())
    };
    for (word, wanted) in [("moderate", Some("warning")), ("major", Some("error")), ("minor", None)]
    {
        let text = sandbox.read(HEAD);
        sandbox.write(HEAD, text.replace("\"moderate\"", &format!("\"{word}\"")));
        for rule in ["governance-incomplete", "exit-missing"] {
            assert_eq!(severity(rule).as_deref(), wanted, "{rule} at {word}");
        }
        let same = wanted.map(|_| "warning");
        assert_eq!(severity("change-procedure-missing").as_deref(), same);
        assert_eq!(severity("facilitation-missing").as_deref(), wanted.map(|_| "advice"));
        sandbox.write(HEAD, text);
    }
}

#[test]
fn what_follows_from_a_term_that_ends_before_it_begins_is_not_told() {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "ends_on = 2026-02-27", "ends_on = 2025-02-27");
    let rules = sandbox.rules(TODAY);
    assert!(rules.contains(&"date-order".to_owned()), "{rules:?}");
    for consequence in ["term-expired", "action-out-of-scope"] {
        silent(&sandbox, consequence, TODAY);
    }
}
