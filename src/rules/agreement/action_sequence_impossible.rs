//! An action that is due before one it waits for.

use std::collections::HashSet;

use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::reckon::order::circles;
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "action-sequence-impossible",
    severity: always(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S4.22"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let actions = case.dossier.actions_on_file();
    if actions.iter().all(|action| action.depends_on.is_empty()) {
        return;
    }
    // In a circle every date is impossible, and that is told there.
    let circular: HashSet<usize> = circles(actions).into_iter().flatten().collect();
    for (at, action) in actions.iter().enumerate() {
        let (Some(id), Some(due)) = (action.id, open_due(case, action)) else { continue };
        for (item, first) in action.depends_on.iter().enumerate() {
            let Some(before) = actions.iter().position(|other| other.id == Some(*first)) else {
                continue;
            };
            if circular.contains(&at) && circular.contains(&before) {
                continue;
            }
            let Some(first_due) = open_due(case, &actions[before]).filter(|day| *day > due) else {
                continue;
            };
            findings.add(
                Problem::at(action.at.item("depends_on", item), id)
                    .says(format!(
                        "`{id}` is due on {due}, and waits for `{first}`, due {first_due}"
                    ))
                    .help(format!("move `{id}` behind it, or take `{first}` out of `depends_on`"))
                    .write(later(case, id, due, first_due))
                    .owner(action.owner),
            );
        }
    }
}

/// The later day: in the text before anybody signs, then as an event.
fn later(case: &Case<'_, '_>, id: &str, due: Date, first_due: Date) -> Remedy {
    if case.reckoning.signoffs.first_ever.is_none() {
        return remedy::write(case, "agreement.toml", vec![format!("due = {first_due}")]);
    }
    let standing = case.reckoning.actions.iter().find(|standing| standing.id == id);
    let affected = standing.map_or(&[][..], |standing| &standing.affected);
    remedy::event(case, EventKind::Action, id, "rescheduled")
        .day("was_due", due)
        .day("new_due", first_due)
        .names("agreed_by", affected)
        .write()
}

/// The day an action is due now; nothing once it is done, or where a damaged event may have moved
/// it. Of a series the first day counts, as those that wait for it wait for that.
fn open_due(case: &Case<'_, '_>, action: &Action<'_>) -> Option<Date> {
    let id = action.id?;
    let standing = case.reckoning.actions.iter().find(|standing| standing.id == id)?;
    let first = standing.occurrences.first()?;
    (first.is_open() && !case.dossier.may_hold_news(id)).then_some(first.due)
}
