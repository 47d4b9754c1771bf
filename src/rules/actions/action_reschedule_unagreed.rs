//! An action whose date was moved, or that was cancelled, without those who depend on it.

use super::{Owed, listed, owed};
use crate::model::agreement::Action;
use crate::model::declare::Stage;
use crate::model::event::{ActionEvent, Body, Event};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "action-reschedule-unagreed",
    severity: always(Severity::Error),
    from: Stage::Active,
    criteria: &["S1.9b", "S2.8"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case) {
        for one in &owed.standing.occurrences {
            // What all agreed later makes good what was wrong with an earlier move.
            let moved = one.newest_move();
            if let Some(step) = moved.filter(|step| !case.reckoning.is_history(step.on))
                && let Some((event, own)) = event_of(case, step.event)
            {
                let name = owed.name(one);
                if let Some(said) = step.said_from.filter(|said| *said != step.from) {
                    let problem = Problem::at(event.at().key("was_due"), owed.id)
                        .says(format!(
                            "{name} was moved from {said}, and the date in force was {}",
                            step.from
                        ))
                        .help("if the others meant this date, correct the event: `was_due`")
                        .help_at_writing(Some("start from the date in force".to_owned()))
                        .write(remedy::again(case, event).day("was_due", step.from).write())
                        .owner(owed.standing.owner);
                    findings.add(problem);
                }
                let what = format!("{name} was moved from {} to {}", step.from, step.to);
                one_sided(case, &owed, (event, own), &what, findings);
            }
            if let Some((id, on)) = one.cancelled
                && !case.reckoning.is_history(on)
                && let Some(event) = event_of(case, id)
            {
                let what = format!("{} was cancelled", owed.name(one));
                one_sided(case, &owed, event, &what, findings);
            }
        }
    }
}

fn event_of<'c, 'a>(case: &Case<'c, 'a>, id: &str) -> Option<(&'c Event<'a>, &'c ActionEvent<'a>)> {
    let event = case.dossier.event(id)?;
    match &event.body {
        Body::Action(own) => Some((event, own)),
        _ => None,
    }
}

/// Tells who should have agreed and did not. That nobody is named at all is told already.
fn one_sided(
    case: &Case<'_, '_>,
    owed: &Owed<'_, '_>,
    (event, own): (&Event<'_>, &ActionEvent<'_>),
    what: &str,
    findings: &mut Findings<'_>,
) {
    let known = own.agreed_by.iter().all(|party| case.dossier.party(party).is_some());
    if own.agreed_by.is_empty() || !known {
        return;
    }
    let missing: Vec<&str> = owed
        .standing
        .dependents
        .iter()
        .copied()
        .filter(|party| !own.agreed_by.contains(party))
        .collect();
    let alone = |action: &Action<'_>| own.agreed_by.iter().all(|it| Some(*it) == action.party);
    let without = if !missing.is_empty() {
        format!("{}, which waits for it, did not agree", listed(&missing))
    } else if alone(owed.text) && !owed.standing.affected.is_empty() {
        "no other party agreed".to_owned()
    } else {
        return;
    };
    let ask = if missing.is_empty() { &owed.standing.affected } else { &missing };
    let agreed: Vec<&str> = own.agreed_by.iter().chain(ask).copied().collect();
    let problem = Problem::at(event.at().key("agreed_by"), owed.id)
        .says(format!("{what}, and {without}"))
        .help(format!(
            "ask {}; if they agree, correct the event; else take it back with `retracted = true`",
            listed(ask)
        ))
        .help_at_writing(Some(format!("ask {}; if they agree, say so", listed(ask))))
        .write(remedy::again(case, event).names("agreed_by", &agreed).write())
        .owner(owed.standing.owner);
    findings.add(problem);
}
