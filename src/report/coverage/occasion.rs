//! Whether the occasion was there of which a criterion speaks that is asked only then: something
//! could not be done in time, a difficulty was raised, help was asked for.

use super::Gap;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::rules::Case;
use crate::standard::Criterion;

/// Whether there was an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Occasion {
    /// Nothing of the kind is on file.
    None,
    /// There was one, and a review that all agreed has looked at that time.
    Settled,
    /// There was one.
    There,
}

/// Of a criterion, in one collaboration; `counts` says which of its files count by the day.
pub(super) fn of(case: &Case<'_, '_>, counts: &[bool], criterion: &Criterion) -> Occasion {
    let dossier = case.dossier;
    // What came after the last review is for the next one to look at.
    let of_review = criterion.stage >= Stage::Reviewed;
    let last = case.reckoning.reviews.held.iter().filter_map(|held| held.on).max();
    let is_in_time = |day: Date| !of_review || last.is_none_or(|last| day <= last);
    let on_file = criterion.occasion.iter().any(|path| {
        dossier.kinds.iter().enumerate().any(|(file, kind)| {
            let day = dossier.event_in(file).and_then(|event| event.on());
            let tree = dossier.documents[file].root();
            *kind == path.file
                && counts[file]
                && day.is_none_or(is_in_time)
                && !path.held(tree).is_empty()
        })
    });
    if on_file {
        return Occasion::There;
    }
    let days = late(case).into_iter().filter(|day| criterion.late && is_in_time(*day));
    let told = |day| match case.reckoning.is_history(day) && !of_review {
        true => Occasion::Settled,
        false => Occasion::There,
    };
    days.map(told).max().unwrap_or(Occasion::None)
}

/// The days on which it was plain that an action is late: it was done, moved or called off after
/// its day, or is still open. Nobody owes anything before somebody has signed.
fn late(case: &Case<'_, '_>) -> Vec<Date> {
    let mut days = Vec::new();
    if !case.reckoning.owed {
        return days;
    }
    for one in case.reckoning.actions.iter().flat_map(|standing| &standing.occurrences) {
        days.extend(one.moves.iter().filter(|it| it.on > it.from).map(|it| it.on));
        let ended = one.completed.or(one.cancelled).map(|(_, on)| on);
        days.extend(ended.filter(|on| *on > one.due));
        days.extend(one.days_overdue(case.scene.today).map(|_| one.due));
    }
    days
}

/// An action that was done after its day, and of which nobody was told until then. What was told of
/// another action is no word of this one. A review that all agreed settles it.
pub(super) fn silent(case: &Case<'_, '_>) -> Option<Gap> {
    let (dossier, reckoning) = (case.dossier, case.reckoning);
    if !reckoning.owed {
        return None;
    }
    let each = reckoning
        .actions
        .iter()
        .flat_map(|standing| standing.occurrences.iter().map(move |one| (standing.id, one)));
    each.into_iter().find_map(|(action, one)| {
        let (id, on) = one.completed?;
        let told = one.notices.iter().any(|notice| notice.on <= on);
        if on <= one.due || told || reckoning.is_history(on) || dossier.may_hold_news(action) {
            return None;
        }
        let at = dossier.event(id)?.at().key("on");
        let source = dossier.sources.get(at.file)?;
        Some(Gap::plain(
            format!(
                "action `{action}` was due on {} and done on {on}, and nobody was told until then",
                one.due
            ),
            "say in the next review how it went and why: once all agree, it is settled".to_owned(),
            source.path.clone(),
            source.line_and_column(at.span).0,
        ))
    })
}
