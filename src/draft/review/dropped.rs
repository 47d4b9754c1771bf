//! Actions that an amendment took out of the text. A review of that time tells of them too.

use super::went::Went;
use crate::document::Kind;
use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::declare::{Walk, read_record};
use crate::model::event::{ActionStep, AnyValue};
use crate::model::reckon::in_force::list_of;
use crate::model::reckon::signoff::Signoffs;
use crate::model::review::ActionOutcome;
use crate::rules::{Case, Item};

/// How every action went that is no longer in the text and was not done, in the order of the log.
pub(super) fn dropped<'a>(case: &Case<'_, 'a>) -> Vec<Went<'a>> {
    let dossier = case.dossier;
    let mut found: Vec<Went<'a>> = Vec::new();
    for (_, own) in dossier.amendments() {
        let agreed = own.to_version.and_then(|to| Signoffs::agreed_on(dossier, to.0));
        let in_force = agreed.zip(own.effective_on).map(|(one, other)| one.max(other));
        let Some(on) = in_force.filter(|on| *on <= case.scene.today) else { continue };
        for change in own.changes.iter().filter(|it| it.field.is_none() && it.now.is_none()) {
            let (Some(id), Some(AnyValue::Other(Kind::Table(was)))) = (change.item, &change.was)
            else {
                continue;
            };
            let is_known = found.iter().any(|known| known.id == id);
            if is_known
                || list_of(change) != Some("action")
                || dossier.action(id).is_some()
                || is_done(case, id)
            {
                continue;
            }
            let was: Action<'a> = read_record(was, (0..0).into(), &mut Walk::default());
            let Some(due) = was.due else { continue };
            found.push(Went {
                id,
                party: was.party,
                title: was.title,
                agreed: due,
                due,
                outcome: ActionOutcome::Dropped,
                done: None,
                settled: Some(on),
                late: 0,
                moves: 0,
                notices: Vec::new(),
                deviation: Some(format!("Taken out of the agreement on {on}")),
                reason: own.reason,
                times: None,
            });
        }
    }
    found
}

/// Puts what was dropped in a time behind the other actions of the record.
pub(super) fn add<'a>(items: &mut Vec<Item<'a>>, went: &[Went<'a>], (from, to): (Date, Date)) {
    let behind = ["cost_result", "benefit_result", "expectation_result"];
    for one in went.iter().filter(|one| one.outcome == ActionOutcome::Dropped) {
        let is_meant = one.settled.is_some_and(|on| (from..=to).contains(&on));
        let is_there = |item: &Item<'_>| item.list == "action_result" && item.id == one.id;
        if is_meant && !items.iter().any(is_there) {
            let at = items.iter().position(|item| behind.contains(&item.list));
            let (list, verdict) = ("action_result", "outcome");
            let item = Item { list, verdict, what: "action", id: one.id };
            items.insert(at.unwrap_or(items.len()), item);
        }
    }
}

/// Whether the log says that it was done, and not taken up again. Of what recurs one time says it
/// of that time only.
fn is_done(case: &Case<'_, '_>, id: &str) -> bool {
    let steps = case.dossier.action_events().filter(|(_, own)| own.action == Some(id));
    let last = steps
        .filter(|(_, own)| own.occurrence.is_none())
        .filter_map(|(event, own)| Some((event.on()?, own.event?)))
        .filter(|(_, step)| matches!(step, ActionStep::Completed | ActionStep::Reopened))
        .max_by_key(|(on, _)| *on);
    last.is_some_and(|(_, step)| step == ActionStep::Completed)
}
