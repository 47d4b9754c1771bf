//! Somebody thought of working together, and nothing was ever decided.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, days, from_moderate, remedy};

/// Half a year: long enough to find out, short enough that it is still remembered.
const DAYS: i64 = 180;

pub(super) static RULE: Rule = Rule {
    name: "candidate-stalled",
    severity: from_moderate(Severity::Advice),
    timeliness: true,
    criteria: &["S0.1", "S0.K20"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let head = &case.dossier.head;
    let Some(opened) = head.opened_on else { return };
    let waiting = days_between(opened, case.scene.today);
    if case.reckoning.stage.claimed != Stage::Candidate || waiting <= DAYS {
        return;
    }
    findings.add(
        Problem::at(head.at.key("opened_on"), case.dossier.id)
            .says(format!("opened on {opened}, {} ago, and nothing is decided", days(waiting)))
            .help("evaluate it and decide, or end it as not pursued, with what was learnt")
            .write(
                remedy::event(case, EventKind::Closure, case.dossier.id, "closed")
                    .text("reason", "not-pursued")
                    .names("lessons", &["…"])
                    .write(),
            )
            .owner(head.our_lead)
            .age(waiting - DAYS),
    );
}
