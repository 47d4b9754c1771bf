//! An action that falls due within the days that the workspace wants to know ahead.

use super::owed;
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::reckon::action::Lateness;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "action-due-soon",
    severity: always(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.12"],
    check: Check::Collaboration(check),
    announces: true,
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let ahead = case.scene.frame.limits().due_soon;
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::InTime) {
        let Some(next) = owed.standing.next_open() else { continue };
        let left = days_between(case.scene.today, next.due);
        if !(0..=ahead).contains(&left) {
            continue;
        }
        let when = if left == 0 { "today".to_owned() } else { format!("in {}", days(left)) };
        let problem = Problem::at(owed.due_spot(), owed.id)
            .says(format!("{} is due on {}, {when}", owed.name(next), next.due))
            .help("log it once it is done; if it cannot be, tell the others before that day")
            .write(owed.completed(case, next))
            .known_by(next.due)
            .owner(owed.standing.owner);
        findings.add(problem);
    }
}
