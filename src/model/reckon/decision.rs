//! What was decided, what has taken its place, and what still waits to be decided.

use crate::model::date::Date;
use crate::model::dossier::{Dossier, Of};
use crate::model::event::{Body, DecisionEvent, DecisionStatus, Event};

/// What was put forward by a day, and neither decided since nor put forward anew.
pub fn open<'d, 'a>(
    dossier: &'d Dossier<'a>,
    today: Date,
) -> impl Iterator<Item = Of<'d, 'a, DecisionEvent<'a>>> {
    standing(dossier, today, DecisionStatus::Proposed)
}

/// What was accepted by a day, and has not been replaced since.
pub fn in_force<'d, 'a>(
    dossier: &'d Dossier<'a>,
    today: Date,
) -> impl Iterator<Item = Of<'d, 'a, DecisionEvent<'a>>> {
    standing(dossier, today, DecisionStatus::Accepted)
}

/// The entries of a status that are the newest word on what they are about.
fn standing<'d, 'a>(
    dossier: &'d Dossier<'a>,
    today: Date,
    status: DecisionStatus,
) -> impl Iterator<Item = Of<'d, 'a, DecisionEvent<'a>>> {
    let past = move |event: &Event<'_>| event.on().is_some_and(|on| on <= today);
    let all: Vec<Of<'d, 'a, DecisionEvent<'a>>> =
        dossier.decision_events().filter(|(event, _)| past(event)).collect();
    let stands = |at: usize| {
        let (event, own) = all[at];
        own.status == Some(status) && !all[at + 1..].iter().any(|it| settles(dossier, *it, event))
            // What names another that it replaces does so whatever its day.
            && !all.iter().any(|(_, newer)| newer.supersedes == Some(event.id))
    };
    let found: Vec<usize> = (0..all.len()).filter(|at| stands(*at)).collect();
    found.into_iter().map(move |at| all[at])
}

/// Whether a later entry is the newer word on what another is about: it bears the same name, or says
/// that it goes on from it. What is put forward takes nothing back that was decided.
fn settles(
    dossier: &Dossier<'_>,
    (event, own): Of<'_, '_, DecisionEvent<'_>>,
    before: &Event<'_>,
) -> bool {
    let asks = own.status == Some(DecisionStatus::Proposed);
    let was_asked = matches!(
        &before.body,
        Body::Decision(own) if own.status == Some(DecisionStatus::Proposed)
    );
    let named = before.decision().is_some() && event.decision() == before.decision();
    let follows = event.envelope.follows.and_then(|id| dossier.standing_for(id));
    (was_asked || !asks) && (named || was_asked && follows.is_some_and(|it| it.id == before.id))
}
