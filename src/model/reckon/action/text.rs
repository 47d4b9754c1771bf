//! What the text says of an action: whom it touches, and when it is due.

use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::AnyValue;
use crate::model::reckon::signoff::Signoffs;

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

/// The due date by the text, over time: the first entry is how it was first agreed; each further
/// one holds from the day an amendment came into force. It is reckoned back from the text on file
/// through what each amendment says was there before.
pub(super) fn due_by_text(
    dossier: &Dossier<'_>,
    action: &Action<'_>,
    today: Date,
) -> Vec<(Date, Date)> {
    let Some(on_file) = action.due else { return Vec::new() };
    let date = |value: &Option<AnyValue<'_>>| match value {
        Some(AnyValue::Date(date)) => Some(*date),
        _ => None,
    };
    let mut amendments: Vec<_> = dossier
        .amendments()
        .filter_map(|(_, own)| Some((own.to_version?.0, own.effective_on?, own)))
        .collect();
    amendments.sort_by_key(|(to, day, _)| (*to, *day));
    let mut texts = Vec::new();
    let mut due = on_file;
    let mut holds_from: Option<Date> = None;
    for (to, day, amendment) in amendments.into_iter().rev() {
        // An amendment is in force when its day has come and every party has signed; a later one
        // that is in force brings it along.
        let own = Signoffs::agreed_on(dossier, to).map(|signed| signed.max(day));
        holds_from = own.into_iter().chain(holds_from).min();
        let change = amendment
            .changes
            .iter()
            .find(|change| change.item == action.id && change.field == Some("due"));
        let Some(change) = change else { continue };
        if let Some(day) = holds_from.filter(|day| *day <= today) {
            texts.push((day, due));
        }
        due = date(&change.was).unwrap_or(due);
    }
    texts.push((Date::MIN, due));
    texts.reverse();
    texts
}
