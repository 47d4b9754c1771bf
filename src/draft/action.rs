//! What follows from the record for a step of an action, and what speaks against it.

use super::{EventDraft, Mistake, before_agreement};
use crate::model::declare::nearest;
use crate::model::reckon::action::Standing;
use crate::rules::Case;

/// Where the action stands; it has to be there.
fn standing<'c, 'a>(case: &'c Case<'_, 'a>, action: &str) -> Result<&'c Standing<'a>, Mistake> {
    case.reckoning.actions.iter().find(|standing| standing.id == action).ok_or_else(|| {
        let known = || case.dossier.actions().iter().filter_map(|action| action.id);
        let help = match nearest(action, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has: {}", known().collect::<Vec<_>>().join(", ")),
        };
        Mistake::new(format!("`{action}` is no action with a date in this agreement"), help)
    })
}

/// Fills in what follows from the record: the party, the date until now, the event it answers, and
/// who writes it down: `role`, or else who answers for the action.
///
/// # Errors
///
/// When there is no such action, with the nearest there is.
pub fn fill(
    case: &Case<'_, '_>,
    event: &mut EventDraft,
    role: Option<&str>,
) -> Result<(), Mistake> {
    let action = event.text_of("action").unwrap_or_default();
    let step = event.text_of("event").unwrap_or_default();
    let standing = standing(case, &action)?;
    let own = case.dossier.action(&action).and_then(|action| action.party);
    let by_another = matches!(step.as_str(), "accepted" | "support-given");
    if !by_another {
        event.set_text_if_open("party", own);
    }
    let party = event.text_of("party");
    let spokesman = party.as_deref().and_then(|id| case.dossier.party(id)?.representative);
    let answers = if party.as_deref() == own { standing.owner.or(spokesman) } else { spokesman };
    event.set_text_if_open("by", role.or(answers));
    let newest = standing.next_open();
    match step.as_str() {
        "rescheduled" => {
            if let Some(open) = newest.filter(|_| !event.has("was_due")) {
                event.set("was_due", open.due.to_string());
            }
            let notice = newest.and_then(|open| open.notice()).map(|notice| notice.event);
            event.set_text_if_open("follows", notice);
        }
        "told" => {
            let notice = newest.and_then(|open| open.notice()).map(|notice| notice.event);
            event.set_text_if_open("follows", notice);
        }
        "accepted" => {
            let mut done = standing
                .occurrences
                .iter()
                .filter_map(|one| one.completed.filter(|_| one.accepted.is_none()));
            event.set_text_if_open("follows", done.next_back().map(|(id, _)| id));
        }
        _ => {}
    }
    Ok(())
}

/// What speaks against it beyond what the rules see in a file: it is over, it lies before the
/// agreement, somebody who has to know was not told and is not among those told `later`.
#[must_use]
pub fn against(case: &Case<'_, '_>, event: &EventDraft, later: &[String]) -> Vec<Mistake> {
    let mut against: Vec<Mistake> = before_agreement(case, event.on).into_iter().collect();
    let action = event.text_of("action").unwrap_or_default();
    let Ok(standing) = standing(case, &action) else { return against };
    let step = event.text_of("event").unwrap_or_default();
    let is_over = standing.next_open().is_none();
    if is_over && matches!(step.as_str(), "completed" | "unable" | "rescheduled" | "cancelled") {
        let done = standing.occurrences.iter().rev().find_map(|one| one.completed);
        let how = done.map_or_else(
            || "is cancelled".to_owned(),
            |(id, on)| format!("was completed on {on} ({id})"),
        );
        against.push(Mistake::new(
            format!("{action} {how}"),
            "correct that entry with `--corrects ID`, or log `reopened` first",
        ));
    }
    if step == "unable" {
        if !event.has("reason") {
            against.push(Mistake::new("nothing says why", "give the reason: `--reason \"…\"`"));
        }
        let informed = event.entries.iter().find(|(key, _)| key == "informed");
        let told = informed.map_or("", |(_, value)| value);
        // Which party a role speaks for is not for a command to guess; the rules look at that.
        let untold: Vec<&str> = standing
            .affected
            .iter()
            .copied()
            .filter(|party| !told.contains(&format!("party = \"{party}\"")))
            .filter(|party| !later.iter().any(|named| named.trim() == *party))
            .collect();
        if !untold.is_empty() && !told.contains("role = ") {
            let names = untold.join(", ");
            against.push(Mistake::new(
                format!(
                    "{names} depend{} on it and were not told",
                    if untold.len() == 1 { "s" } else { "" }
                ),
                format!(
                    "tell them, and say so: `--told {}`; or name who is told later: `--later {}`",
                    untold.join(","),
                    untold.join(",")
                ),
            ));
        }
    }
    against
}
