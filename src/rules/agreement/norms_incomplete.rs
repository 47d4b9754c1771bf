//! Norms that lack something, or that should have been looked at again by now.

use crate::model::date::{Date, plus_days};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, is_far};

pub(super) static RULE: Rule = Rule {
    name: "norms-incomplete",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &[
        "S0.4", "S1.B6", "S2.10", "S2.15", "S2.K14", "S4.9", "S4.14", "S4.15", "S4.16", "S4.17",
    ],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    // What is missing is told at any time; only the date rests with the collaboration.
    if case.reckoning.resting {
        return;
    }
    let Some(norms) = case.dossier.agreement.as_ref().and_then(|it| it.norms.as_ref()) else {
        return;
    };
    let today = case.scene.today;
    let wrong = |by: &Date| *by < today || is_far(*by, today);
    let Some(by) = norms.refresh_by.filter(wrong) else { return };
    let says = if by < today {
        format!("the norms were to be looked at again by {by}")
    } else {
        format!("the norms are to be looked at again by {by}, when nobody will remember them")
    };
    let problem = Problem::at(norms.at.key("refresh_by"), "norms")
        .says(says)
        .help(
            "read them out where the parties meet; then set the next date, for which nobody signs",
        )
        .write_here([format!("refresh_by = {}", plus_days(today, 365))])
        .owner(norms.facilitator.or(case.dossier.head.our_lead));
    findings.add(if by < today { problem.age((today - by).num_days()) } else { problem });
}
