//! Which time an entry is about, of an action that is to be done time and again.

use crate::draft::{EventDraft, Mistake};
use crate::model::date::Date;
use crate::model::reckon::action::{Occurrence, Standing};

/// Whether a step is about one time, and not about the action as a whole.
fn is_of_one(step: &str) -> bool {
    step != "reassigned"
}

/// The time that an entry is about: the one it names, or what follows from the record.
pub(super) fn meant<'s, 'a>(
    standing: &'s Standing<'a>,
    event: &EventDraft,
) -> Option<&'s Occurrence<'a>> {
    if let Some(day) = event.day_of("occurrence") {
        return standing.occurrences.iter().find(|one| one.original == day || one.due == day);
    }
    if let Some(one) = told_of(standing, event) {
        return Some(one);
    }
    let (original, _) = standing.oldest_open()?;
    standing.occurrences.iter().find(|one| one.original == original)
}

/// The time that earlier entries lead to: what it follows tells, or only one kind of them is waited
/// for by its step.
fn told_of<'s, 'a>(standing: &'s Standing<'a>, event: &EventDraft) -> Option<&'s Occurrence<'a>> {
    let follows = event.text_of("follows");
    let tells = |one: &&Occurrence<'_>| {
        let notices = one.notices.iter().map(|notice| notice.event);
        let ends = [one.completed, one.cancelled].into_iter().flatten().map(|(event, _)| event);
        let moves = one.moves.iter().map(|moved| moved.event);
        notices.chain(ends).chain(moves).any(|event| Some(event) == follows.as_deref())
    };
    let mut all = standing.occurrences.iter();
    if follows.is_some()
        && let Some(one) = all.clone().find(tells)
    {
        return Some(one);
    }
    match &*event.step() {
        "accepted" => only(all.filter(|one| one.completed.is_some() && one.accepted.is_none())),
        "reopened" => all.rfind(|one| !one.is_open()),
        "told" => only(all.filter(|one| one.is_open() && !one.notices.is_empty())),
        "support-given" => all.find(|one| one.waiting_for_help().is_some()),
        _ => None,
    }
}

/// The one there is. Which of several is meant is for the person to say.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The day it is due now: of the time that is meant, also where nobody spoke of it yet.
pub(super) fn due(standing: &Standing<'_>, event: &EventDraft) -> Option<Date> {
    let named = event.day_of("occurrence");
    let open = || standing.oldest_open().map(|(_, due)| due);
    meant(standing, event).map(|one| one.due).or(named).or_else(open)
}

/// The time that is next, where all before it are over and its own day has not come: the day that
/// names it.
fn ahead(standing: &Standing<'_>, event: &EventDraft) -> Option<Date> {
    let (original, due) = standing.oldest_open().filter(|_| told_of(standing, event).is_none())?;
    let is_first = standing.occurrences.iter().all(|one| one.original >= original);
    (due > event.on && !is_first && !event.has("corrects")).then_some(original)
}

/// Names the time that an entry is about, so that it stays with it whatever is logged later. What
/// lies ahead is for the person to name.
pub(super) fn name(standing: &Standing<'_>, event: &mut EventDraft) {
    let of_one = standing.recurs() && is_of_one(&event.step());
    if !of_one || event.has("occurrence") || ahead(standing, event).is_some() {
        return;
    }
    let one = told_of(standing, event).map(|one| one.original);
    let open = || standing.oldest_open().map(|(original, _)| original);
    // Nothing is told, accepted or taken up again of what is only still to be done.
    let waits = matches!(&*event.step(), "accepted" | "reopened" | "told");
    if let Some(day) = one.or_else(|| open().filter(|_| !waits)) {
        event.set("occurrence", day.to_string());
    }
}

/// That an entry would count for a time that lies ahead, and does not say so.
pub(super) fn against(standing: &Standing<'_>, event: &EventDraft) -> Option<Mistake> {
    let step = event.step();
    if !standing.recurs() || !is_of_one(&step) || event.has("occurrence") {
        return None;
    }
    let next =
        ahead(standing, event).filter(|_| !matches!(&*step, "accepted" | "reopened" | "told"))?;
    let before = standing.occurrences.iter().rfind(|one| one.original < next)?;
    let ended = before.completed.map(|it| ("completed", it));
    let ended = ended.or_else(|| before.cancelled.map(|it| ("cancelled", it)));
    let (how, (id, on)) = ended?;
    Some(
        Mistake::new(
            format!(
                "{} of {} was {how} on {on} ({id}), and the next is due on {next}",
                standing.id, before.original
            ),
            format!(
                "if that one is meant, name it: `--occurrence {next}`; to put that entry \
                right, `--corrects ID`"
            ),
        )
        .about("occurrence"),
    )
}
