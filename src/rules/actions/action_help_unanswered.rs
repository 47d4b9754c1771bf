//! Help was asked for, or an action is stuck, and for ten working days no support came.

use super::owed;
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::event::ActionStep;
use crate::model::reckon::calendar::Calendar;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "action-help-unanswered",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.14", "S0.K10", "S1.5", "S1.K13"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// The working days within which the others answer.
const WORKING_DAYS: i64 = 10;

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let calendar = Calendar::of(&case.scene.frame.settings);
    let today = case.scene.today;
    for owed in owed(case) {
        // Of several occurrences the oldest that waits speaks for all.
        let mut waiting = owed.standing.occurrences.iter().filter(|one| one.is_open());
        let Some((one, (id, on))) = waiting.find_map(|one| Some((one, one.waiting_for_help()?)))
        else {
            continue;
        };
        let until = calendar.after(on, WORKING_DAYS);
        let Some(event) = case.dossier.event(id) else { continue };
        if today <= until || case.reckoning.is_history(on) {
            continue;
        }
        let open = owed.standing.occurrences.iter().filter(|one| one.is_open());
        let waiting = open.filter_map(|one| Some(one.waiting_for_help()?.1.to_string()));
        // Those who promised to support are asked first.
        let helper = owed.text.support.iter().find_map(|party| case.dossier.party(party));
        let to = helper.and_then(|party| party.representative).or(owed.standing.owner);
        let problem = Problem::at(event.at().key("event"), owed.id)
            .says(format!(
                "{} waits for help since {on}, and none came in {WORKING_DAYS} working days",
                owed.name(one)
            ))
            .help("say what was done to help, or log `progressed` if the work goes on without")
            .write(
                owed.event(case, "support-given", one)
                    .text("follows", id)
                    .text("party", helper.and_then(|party| party.id).unwrap_or("…"))
                    .open("note")
                    .write(),
            )
            .known_by_each(waiting)
            .owner(to)
            .age(days_between(until, today));
        findings.add(problem);
    }
    of_its_own(case, findings);
}

/// Tells of help that a party says it gave in its own action.
fn of_its_own(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let (dossier, today) = (case.dossier, case.scene.today);
    let given = dossier.action_events().filter(|(event, own)| {
        let is_new = |on| on <= today && !case.reckoning.is_history(on);
        own.event == Some(ActionStep::SupportGiven) && event.on().is_some_and(is_new)
    });
    for (event, own) in given {
        let action = own.action.and_then(|id| dossier.action(id));
        let Some((id, party)) = action.and_then(|it| it.id.zip(it.party)) else { continue };
        if own.party != Some(party) {
            continue;
        }
        findings.add(
            Problem::at(event.at().key("party"), id)
                .says(format!("`{party}` does action `{id}`, and helped itself: that is no help"))
                .help("say in a correction which party helped, or take it back")
                .help_at_writing(Some("say which other party helps".to_owned()))
                .write(remedy::again(case, event).open("by").open("party").write()),
        );
    }
}
