//! An action past its date, of which the others know in time, and that waits for a new date.

use super::{as_list, owed};
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
        let (was, new) =
            (owed.occurrence.due, notice.proposed.map_or("…".to_owned(), |day| day.to_string()));
        let agree = &owed.standing.affected;
        let problem = Problem::at(owed.due_spot(), owed.id)
            .says(format!(
                "{} was due on {was}, {} ago; the others were told on {}, and {proposed}",
                owed.name(owed.occurrence),
                days(late),
                notice.on
            ))
            .help(format!(
                "agree the new date with the others: `{}{} --was {was} --new-date {new} \
                 --agreed-by {}` (by hand: {}, was_due = {was}, new_due = {new}, agreed_by = {}); or \
                 log that it is completed",
                owed.command(case, "rescheduled"),
                owed.occurrence_option(owed.occurrence),
                agree.join(","),
                owed.by_hand("rescheduled", owed.occurrence),
                as_list(agree)
            ))
            .owner(owed.standing.owner)
            .age(late);
        findings.add(problem);
    }
}
