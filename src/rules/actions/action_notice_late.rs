//! A notice that an action cannot be done, given only after the day it was due.

use super::owed;
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::reckon::action::Lateness;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "action-notice-late",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.13", "S1.K12", "S1.4"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::ToldLate) {
        let late = owed.occurrence.days_overdue(case.scene.today);
        let (Some(late), Some(notice)) = (late, owed.occurrence.notice()) else { continue };
        let Some(event) = case.dossier.event(notice.event) else { continue };
        let proposed = notice.proposed.map_or(String::new(), |day| format!("; {day} is proposed"));
        let problem = Problem::at(event.at().key("on"), owed.id)
            .says(format!(
                "{} was due on {}, and the last of the others was told on {}, {} later{proposed}",
                owed.name(owed.occurrence),
                notice.due_then,
                notice.last_told(),
                days(days_between(notice.due_then, notice.last_told()))
            ))
            .help("agree on a new date, or log that it is completed: either ends this")
            .write(owed.rescheduled(case, notice.proposed))
            .owner(owed.standing.owner)
            .known_by_each(owed.slips(case))
            .age(late);
        findings.add(problem);
    }
}
