//! How often what a calendar shows of something has changed, as far as the record tells. A count
//! only grows: an importer takes an event over only where its count is not less than before
//! (RFC 5545, 3.8.7.4).

use crate::model::date::{Date, days_between};
use crate::model::event::{ActionStep, Amendment, Body, Event};
use crate::model::reckon::signoff::Signoffs;
use crate::report::sight::Sight;

/// The changes of some items or tables of the agreement: each amendment that touches one counts when
/// it is written, when the last party has signed it, and when it is in force, as each may be the day
/// on which what is shown changes. A report that was made counts. What was put right or taken back counts twice, as what it did counts no more. A closure
/// counts.
pub(super) fn sequence(sight: &Sight<'_, '_>, items: &[&str]) -> usize {
    let mut count = 0;
    let mut since: Option<Date> = None;
    let mut amendments: Vec<(i64, &Event<'_>, &Amendment<'_>)> = past(sight)
        .filter_map(|event| match &event.body {
            Body::Amendment(own) => Some((own.to_version?.0, event, own)),
            _ => None,
        })
        .collect();
    amendments.sort_by_key(|(version, event, _)| (*version, event.id));
    for (version, _, own) in amendments.into_iter().rev() {
        let agreed = Signoffs::agreed_on(sight.dossier, version).zip(own.effective_on);
        since =
            agreed.map(|(signed, effective)| signed.max(effective)).into_iter().chain(since).min();
        if own.changes.iter().any(|change| change.item.is_some_and(|it| items.contains(&it))) {
            count += 1;
            count += since.map_or(0, |since| if since <= sight.today { 2 } else { 1 });
        }
    }
    let steps = past(sight).map(|event| match &event.body {
        Body::Closure(_) => 1 + righted(event),
        Body::Amendment(_) => righted(event),
        Body::Action(own) if own.action.is_some_and(|it| items.contains(&it)) => {
            let ends = matches!(
                own.event,
                Some(
                    ActionStep::Completed
                        | ActionStep::Cancelled
                        | ActionStep::Reopened
                        | ActionStep::Reassigned
                )
            );
            usize::from(ends) + righted(event)
        }
        Body::Report(own) if own.arrangement.is_some_and(|it| items.contains(&it)) => {
            1 + righted(event)
        }
        _ => 0,
    });
    count + steps.sum::<usize>()
}

/// The count of a day that is merely kept up: no amendment tells when it was changed, so that it is
/// the day of the calendar itself, counted from 2000.
pub(super) fn kept_up(sight: &Sight<'_, '_>, items: &[&str]) -> usize {
    let start = Date::from_ymd_opt(2000, 1, 1).unwrap_or(Date::MIN);
    usize::try_from(days_between(start, sight.today)).unwrap_or(0) + sequence(sight, items)
}

fn righted(event: &Event<'_>) -> usize {
    if event.envelope.corrects.is_some() { 2 } else { 0 }
}

/// Every event up to today, also those that another one puts right.
fn past<'s, 'a>(sight: &'s Sight<'_, 'a>) -> impl Iterator<Item = &'s Event<'a>> {
    sight.dossier.events.iter().filter(|event| sight.past(event.on()).is_some())
}
