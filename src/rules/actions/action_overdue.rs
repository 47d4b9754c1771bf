//! An action past its date, and nobody was told.

use super::{Owed, owed};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::reckon::action::{Lateness, Occurrence};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "action-overdue",
    severity: always(Severity::Error),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.12", "S0.13", "S1.4", "S4.13"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::Silent) {
        let Some(late) = owed.occurrence.days_overdue(case.scene.today) else { continue };
        let problem = Problem::at(owed.due_spot(), owed.id)
            .says(format!(
                "{} was due on {}, {} ago{}, and nobody was told",
                owed.name(owed.occurrence),
                owed.occurrence.due,
                days(late),
                more_since(&owed, case.scene.today),
            ))
            .help(format!(
                "if it is done: `{}{} --evidence \"…\"` (by hand: {}, evidence = \
                 [\"…\"], quality_met = true); if not, {}",
                owed.command(case, "completed"),
                owed.occurrence_option(owed.occurrence),
                owed.by_hand("completed", owed.occurrence),
                tell(case, &owed)
            ))
            .owner(owed.standing.owner)
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
    match owed.standing.occurrences.iter().filter(silent).count() {
        0 => String::new(),
        more => format!(", and {more} more since"),
    }
}

/// How the others are told: by a notice, or by bringing to them the one that is on file.
fn tell(case: &Case<'_, '_>, owed: &Owed<'_, '_>) -> String {
    let today = case.scene.today;
    let affected = &owed.standing.affected;
    let informed: Vec<String> =
        affected.iter().map(|party| format!("{{ party = \"{party}\", on = {today} }}")).collect();
    let informed = informed.join(", ");
    let (which, told) = (owed.occurrence_option(owed.occurrence), affected.join(","));
    match owed.occurrence.notice() {
        Some(notice) => format!(
            "bring the notice of {} to the others: `{}{which} --follows {} --told {told}` (by hand: \
             {}, follows = \"{}\", informed = [{informed}])",
            notice.on,
            owed.command(case, "told"),
            notice.event,
            owed.by_hand("told", owed.occurrence),
            notice.event,
        ),
        None => {
            let told = if told.is_empty() { told } else { format!(" --told {told}") };
            format!(
                "tell the others why and by when: `{}{which} --reason \"…\"{told} --new-date …` (by \
                 hand: {}, reason = \"…\", informed = [{informed}], proposed_due = …)",
                owed.command(case, "unable"),
                owed.by_hand("unable", owed.occurrence),
            )
        }
    }
}
