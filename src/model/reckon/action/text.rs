//! What the text says of an action: whom it touches, and when it is due, by the text of each time.

use crate::model::agreement::Action;
use crate::model::date::{Date, Frequency};
use crate::model::dossier::Dossier;
use crate::model::reckon::series::{Rhythm, Series};
use crate::model::reckon::wording::Wording;

/// The other parties whose actions wait for this one.
pub(super) fn dependents_of<'a>(
    dossier: &Dossier<'a>,
    action: &Action<'a>,
    today: Date,
) -> Vec<&'a str> {
    let waits = |other: &&Action<'a>| action.id.is_some_and(|id| other.depends_on.contains(&id));
    let parties = dossier.actions().iter().filter(waits).filter_map(|other| other.party);
    others(dossier, action, parties.collect(), today)
}

/// The parties that have to know when an action slips: those whose actions wait for it, those that
/// support it, and those that are to be informed (all, where nobody is named).
pub(super) fn affected_by<'a>(
    dossier: &Dossier<'a>,
    action: &Action<'a>,
    today: Date,
) -> Vec<&'a str> {
    let mut affected = dependents_of(dossier, action, today);
    affected.extend(&action.support);
    if action.informed.is_empty() {
        affected.extend(dossier.working_parties(today).map(|(party, _)| party));
    } else {
        affected.extend(&action.informed);
    }
    others(dossier, action, affected, today)
}

/// Those of some parties that exist, are still there and do not do the action themselves.
fn others<'a>(
    dossier: &Dossier<'a>,
    action: &Action<'a>,
    mut parties: Vec<&'a str>,
    today: Date,
) -> Vec<&'a str> {
    parties.retain(|party| Some(*party) != action.party && is_there(dossier, party, today));
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Whether a party takes part on a day.
pub(super) fn is_there(dossier: &Dossier<'_>, party: &str, day: Date) -> bool {
    dossier.party(party).is_some_and(|party| {
        party.left_on.is_none_or(|left| left >= day)
            && party.joined_on.is_none_or(|joined| joined <= day)
    })
}

/// The rhythms that the text of an action has had up to a day, oldest first: the first as if it had
/// held for ever, each further one from the day an amendment came into force. What has to be done only
/// once has the frequency of that. None where the action has no date.
pub(super) fn rhythms(dossier: &Dossier<'_>, action: &Action<'_>, today: Date) -> Vec<Rhythm> {
    let Some(id) = action.id else { return Vec::new() };
    let first = Wording::of(dossier, id, "due");
    let recurs = Wording::of(dossier, id, "recurs");
    let mut turns: Vec<Date> =
        std::iter::once(Date::MIN).chain(first.turns()).chain(recurs.turns()).collect();
    turns.retain(|since| *since <= today);
    turns.sort_unstable();
    turns.dedup();
    let rhythm = |since: Date| {
        let frequency = recurs.frequency_on(since, action.recurs);
        let frequency = frequency.filter(|it| it.is_dated()).unwrap_or(Frequency::Once);
        Some(Rhythm { since, first: first.date_on(since, action.due)?, frequency })
    };
    let mut rhythms: Vec<Rhythm> = turns.into_iter().filter_map(rhythm).collect();
    // Of what an amendment has brought, nothing was said before: what it says holds for all.
    if let Some(first) = rhythms.first_mut() {
        first.since = Date::MIN;
    }
    rhythms
}

/// Every time that an action has to be done by rhythms, up to a day.
pub(super) fn series_of(rhythms: &[Rhythm], last: Date) -> Series {
    let is_once = |rhythm: &Rhythm| rhythm.frequency == Frequency::Once;
    if rhythms.iter().all(is_once) {
        // It is named by the day that was agreed first.
        return rhythms.first().map(|rhythm| Series::once(rhythm.first)).unwrap_or_default();
    }
    // The end of what recurs is no end of what is to be done once.
    Series::of(rhythms, if rhythms.last().is_some_and(is_once) { Date::MAX } else { last })
}
