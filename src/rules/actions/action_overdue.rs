//! An action past its date, and nobody was told.

use super::{Owed, owed, told_on};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::reckon::action::{Lateness, Occurrence};
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "action-overdue",
    severity: always(Severity::Error),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.12", "S0.13", "S1.4", "S1.K12", "S4.13"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::Silent) {
        let Some(late) = owed.occurrence.days_overdue(case.scene.today) else { continue };
        let (help, lines) = tell(case, &owed);
        let problem = Problem::at(owed.due_spot(), owed.id)
            .says(format!(
                "{} was due on {}, {} ago{}, and nobody was told",
                owed.name(owed.occurrence),
                owed.occurrence.due,
                days(late),
                more_since(&owed, case.scene.today),
            ))
            .help(help)
            .write(lines)
            .owner(owed.standing.owner)
            .known_by_each(owed.slips(case))
            .age(late);
        findings.add(problem);
    }
}

/// Of something that recurs: how many later times of it were let go by in silence, too.
fn more_since(owed: &Owed<'_, '_>, today: Date) -> String {
    let silent = |one: &&Occurrence<'_>| {
        one.original > owed.occurrence.original
            && one.days_overdue(today).is_some()
            && one.lateness(today, &|_| false) == Lateness::Silent
    };
    match owed.standing.occurrences.iter().filter(silent).count() + owed.standing.more_late {
        0 => String::new(),
        more => format!(", and {more} more since"),
    }
}

/// How the others are told: by a notice, or by bringing to them the one that is on file.
fn tell(case: &Case<'_, '_>, owed: &Owed<'_, '_>) -> (String, Remedy) {
    let affected = &owed.standing.affected;
    let informed = told_on(affected, case.scene.today);
    match owed.occurrence.notice() {
        Some(notice) => (
            format!("log `completed` if it is done; else bring the notice of {} to all", notice.on),
            owed.event(case, "told", owed.occurrence)
                .text("follows", notice.event)
                .raw("informed", informed)
                .write(),
        ),
        None => {
            let new = owed.event(case, "unable", owed.occurrence).open("reason").day_or(
                "proposed_due",
                owed.ahead(case),
                "a day that you can keep",
            );
            let new = if affected.is_empty() { new } else { new.raw("informed", informed) };
            (
                "log `completed` if it is done; else tell the others why, and by when".to_owned(),
                new.write(),
            )
        }
    }
}
