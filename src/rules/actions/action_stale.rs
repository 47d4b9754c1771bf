//! An action that has begun, and of which nothing was heard for long.

use super::owed;
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::reckon::action::Lateness;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, days, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "action-stale",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S1.B2", "S4.25"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let limit = case.scene.frame.limits().stale_action;
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::InTime) {
        let begun = owed.standing.occurrences.iter().filter(|one| one.is_under_way());
        // One word about an action is enough, whichever occurrence it is about.
        let Some(news) = begun.filter_map(|one| one.last_news).max() else { continue };
        let silent = days_between(news, case.scene.today);
        if silent <= limit {
            continue;
        }
        let next = owed.standing.next_open().unwrap_or(owed.occurrence);
        let problem = Problem::at(owed.text.at.key("id"), owed.id)
            .says(format!(
                "action `{}` has begun, and nothing was heard of it since {news}, {} ago",
                owed.id,
                days(silent)
            ))
            .help("say how far it is, in `note` or as `percent`")
            .write(owed.event(case, "progressed", next).open("note").write())
            .owner(owed.standing.owner)
            .age(silent - limit);
        findings.add(problem);
    }
}
