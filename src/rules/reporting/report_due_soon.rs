//! A report falls due soon, or is due and in its days of grace.

use super::owed::{listed, of_each, reported, representative};
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "report-due-soon",
    severity: always(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.15"],
    check: Check::Collaboration(check),
    announces: true,
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    // What is late is told by a graver rule, and this is silent about that arrangement.
    let soon = of_each(case, |standing| standing.soon.as_ref().filter(|_| standing.late == 0));
    for owed in soon {
        let one = owed.occurrence;
        let id = owed.standing.id;
        let to = listed(&one.owed_to);
        let says = match days_between(today, one.due) {
            0 => format!("report `{id}` to {to} is due today"),
            left @ 1.. => format!("report `{id}` to {to} is due on {}, in {}", one.due, days(left)),
            _ => format!(
                "report `{id}` to {to} was due on {}; its days of grace end on {}",
                one.due, one.grace_ends
            ),
        };
        findings.add(
            Problem::at(owed.arrangement.at.here(), id)
                .known_by(one.original)
                .says(says)
                .help("log it once it is sent")
                .write(reported(case, &owed, one))
                .owner(representative(case.dossier, owed.standing.from)),
        );
    }
}
