//! How each action went, as the log tells it: what a review begins from.

use crate::model::date::{Date, days_between};
use crate::model::event::ActionEvent;
use crate::model::reckon::action::{Occurrence, Standing};
use crate::model::review::ActionOutcome;
use crate::rules::{Case, settled};

/// How one action went.
#[derive(Debug, Clone)]
pub struct Went<'a> {
    /// The action.
    pub id: &'a str,
    /// The party that does it.
    pub party: Option<&'a str>,
    /// What is done.
    pub title: Option<&'a str>,
    /// The day it is due by the text in force.
    pub agreed: Date,
    /// The day it is due now.
    pub due: Date,
    /// What became of it, put forward for the review.
    pub outcome: ActionOutcome,
    /// The day it was done.
    pub done: Option<Date>,
    /// The day it was done or given up.
    pub settled: Option<Date>,
    /// Days after the agreed day, until it was done, or up to today; 0 where it was in time.
    pub late: i64,
    /// How often its day was moved by an event.
    pub moves: usize,
    /// The day of each notice, and whether it was sound by the day that was due then.
    pub notices: Vec<(Date, bool)>,
    /// What was different from what was agreed.
    pub deviation: Option<String>,
    /// Why.
    pub reason: Option<&'a str>,
    /// Of something that recurs: how often it was done in time, and how often it was due.
    pub times: Option<(usize, usize)>,
}

/// How every action with a date went, as far as is known today, in the order of the agreement; behind
/// them those that were taken out of it.
#[must_use]
pub fn went<'a>(case: &Case<'_, 'a>) -> Vec<Went<'a>> {
    let of_text = case.reckoning.actions.iter().filter_map(|standing| of(case, standing));
    of_text.chain(super::dropped::dropped(case)).collect()
}

fn of<'a>(case: &Case<'_, 'a>, standing: &Standing<'a>) -> Option<Went<'a>> {
    let today = case.scene.today;
    let action = case.dossier.action(standing.id)?;
    // Of something that recurs, the time that went worst tells most.
    let one = standing.occurrences.iter().max_by_key(|one| {
        (rank(outcome(case, one), one, today), std::cmp::Reverse(one.original))
    })?;
    let outcome = outcome(case, one);
    let done = one.completed.map(|(_, on)| on);
    let due: Vec<&Occurrence<'_>> =
        standing.occurrences.iter().filter(|one| one.due <= today || !one.is_open()).collect();
    let in_time = due.iter().filter(|one| days_late(one, today) == 0 && !one.is_open()).count();
    let late = days_late(one, today);
    Some(Went {
        id: standing.id,
        party: action.party,
        title: action.title,
        agreed: one.agreed(),
        due: one.due,
        outcome,
        done,
        settled: settled(one),
        late,
        moves: one.moves.len(),
        notices: one.notices.iter().map(|notice| (notice.on, notice.is_in_time())).collect(),
        deviation: deviation(case, one, late),
        reason: reason(case, one, outcome),
        times: standing.recurs().then_some((in_time, due.len())),
    })
}

/// What a log says of an event that it holds.
fn event<'c, 'a>(case: &'c Case<'_, 'a>, id: &str) -> Option<&'c ActionEvent<'a>> {
    case.dossier.action_events().find(|(event, _)| event.id == id).map(|(_, own)| own)
}

/// Days after the agreed day; nothing is late that was given up.
fn days_late(one: &Occurrence<'_>, today: Date) -> i64 {
    if one.cancelled.is_some() {
        return 0;
    }
    let until = one.completed.map_or(today, |(_, on)| on);
    days_between(one.agreed(), until).max(0)
}

fn outcome(case: &Case<'_, '_>, one: &Occurrence<'_>) -> ActionOutcome {
    let Some((id, on)) = one.completed else {
        return if one.cancelled.is_some() { ActionOutcome::Dropped } else { ActionOutcome::Open };
    };
    let differs = event(case, id)
        .is_some_and(|own| own.deviation.is_some() || own.quality_met == Some(false));
    match (on > one.agreed(), differs) {
        (true, _) => ActionOutcome::Late,
        (false, true) => ActionOutcome::Changed,
        (false, false) => ActionOutcome::AsAgreed,
    }
}

/// How badly it went, so that the worst can be told; what is not due yet tells least.
fn rank(outcome: ActionOutcome, one: &Occurrence<'_>, today: Date) -> u8 {
    match outcome {
        ActionOutcome::Open if one.due >= today => 0,
        ActionOutcome::AsAgreed => 1,
        ActionOutcome::Changed => 2,
        ActionOutcome::Late => 3,
        ActionOutcome::Dropped => 4,
        ActionOutcome::Open | ActionOutcome::NotDone => 5,
    }
}

fn deviation(case: &Case<'_, '_>, one: &Occurrence<'_>, late: i64) -> Option<String> {
    let own = one.completed.and_then(|(id, _)| event(case, id))?;
    let days = (late > 0).then(|| match late {
        1 => "1 day late".to_owned(),
        days => format!("{days} days late"),
    });
    let unmet = (own.quality_met == Some(false)).then(|| "Quality not as agreed".to_owned());
    let said = own.deviation.map(str::to_owned).or(unmet);
    let parts: Vec<String> = days.into_iter().chain(said).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn reason<'a>(
    case: &Case<'_, 'a>,
    one: &Occurrence<'a>,
    outcome: ActionOutcome,
) -> Option<&'a str> {
    let said = |id: &str| event(case, id).and_then(|own| own.reason);
    match outcome {
        ActionOutcome::AsAgreed | ActionOutcome::Open | ActionOutcome::NotDone => None,
        ActionOutcome::Dropped => one.cancelled.and_then(|(id, _)| said(id)),
        ActionOutcome::Changed | ActionOutcome::Late => {
            let notices = one.notices.iter().rev().map(|notice| notice.event);
            let moves = one.moves.iter().rev().map(|moved| moved.event);
            let of_done = one.completed.and_then(|(id, _)| event(case, id)?.deviation_reason);
            match outcome {
                ActionOutcome::Changed => of_done,
                _ => notices.chain(moves).find_map(said).or(of_done),
            }
        }
    }
}
