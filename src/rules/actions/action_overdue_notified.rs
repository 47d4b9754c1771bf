//! An action past its date, of which the others know in time, and that waits for a new date.

use super::owed;
use crate::model::declare::Stage;
use crate::model::reckon::action::Lateness;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "action-overdue-notified",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.13"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::ToldInTime) {
        let late = owed.occurrence.days_overdue(case.scene.today);
        let (Some(late), Some(notice)) = (late, owed.occurrence.notice()) else { continue };
        let proposed = notice.proposed.map_or_else(
            || "no new date is proposed".to_owned(),
            |day| format!("{day} is proposed"),
        );
        let was = owed.occurrence.due;
        let problem = Problem::at(owed.due_spot(), owed.id)
            .says(format!(
                "{} was due on {was}, {} ago; the others were told on {}, and {proposed}",
                owed.name(owed.occurrence),
                days(late),
                notice.on
            ))
            .help("agree on a new date with the others, or log that it is completed")
            .write(owed.rescheduled(case, notice.proposed))
            .owner(owed.standing.owner)
            .known_by_each(owed.slips(case))
            .age(late);
        findings.add(problem);
    }
}
