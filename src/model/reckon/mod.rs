//! What is derived from the record and a date, and never stored.
//!
//! Every function here is pure: the same record and the same day give the same answer. What lies
//! after the day takes no part.

pub mod action;
pub mod calendar;
pub mod decision;
pub mod feedback;
pub mod in_force;
pub mod issue;
pub mod leaving;
pub mod order;
pub mod reporting;
pub mod review;
pub mod risk;
#[cfg(test)]
mod sample;
pub mod series;
pub mod signoff;
pub mod stage;
pub mod wording;

use super::date::Date;
use super::declare::Stage;
use super::dossier::Dossier;
use super::event::{ActionStep, Event};
use super::frame::Frame;

/// An event that contradicts those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction<'a> {
    /// The event.
    pub event: &'a str,
    /// The day of it.
    pub on: Date,
    /// What it contradicts, as the end of a sentence: `after it was completed`.
    pub why: &'static str,
}

/// Everything that is derived of one collaboration on one day.
#[derive(Debug, Default)]
pub struct Reckoning<'a> {
    /// Where each action stands, in the order of the agreement.
    pub actions: Vec<action::Standing<'a>>,
    /// Where each arrangement to report stands, in the order of the agreement.
    pub reporting: Vec<reporting::Standing<'a>>,
    /// Every issue, in the order they were opened.
    pub issues: Vec<issue::Standing<'a>>,
    /// Every risk: those of the agreement, then those raised later.
    pub risks: Vec<risk::Standing<'a>>,
    /// Who has signed what.
    pub signoffs: signoff::Signoffs<'a>,
    /// Which reviews were held, and which are due.
    pub reviews: review::Reviews<'a>,
    /// How far it has come.
    pub stage: stage::Stages,
    /// Whether what was promised is owed: somebody has signed, or works by it all the same.
    pub owed: bool,
    /// Whether no deadline counts: suspended, paused by the last review, or closed.
    pub resting: bool,
}

impl<'a> Reckoning<'a> {
    /// Derives everything of a collaboration as it stands on a day.
    #[must_use]
    pub fn of(frame: &Frame<'a>, dossier: &Dossier<'a>, today: Date) -> Self {
        let signoffs = signoff::Signoffs::of(dossier, today);
        let reviews = review::Reviews::of(dossier, today);
        let calendar = calendar::Calendar::of(&frame.settings);
        let actions = action::standings(dossier, frame, &calendar, today, frame.limits().due_soon);
        let stage = stage::Stages::of(dossier, &signoffs, &reviews, today);
        let past = |event: &Event<'_>| event.on().is_some_and(|on| on <= today);
        // Of a draft whose days go by nothing is owed. Who has begun to work by it has made it more than
        // a draft, and owes it whether a signature is on file or not.
        let owed = signoffs.first_ever.is_some()
            || !reviews.held.is_empty()
            || dossier.action_events().any(|(event, own)| own.event.is_some() && past(event))
            || dossier.report_events().any(|(event, own)| own.event.is_some() && past(event));
        Self {
            reporting: reporting::standings(dossier, frame, &calendar, today),
            issues: issue::standings(dossier, today),
            risks: risk::standings(dossier, frame, today),
            resting: is_suspended(dossier, today)
                || reviews.is_paused()
                || stage.claimed == Stage::Closed,
            owed,
            stage,
            actions,
            signoffs,
            reviews,
        }
    }

    /// The last day on which work was logged after the day from which it is said to rest.
    #[must_use]
    pub fn worked_while_suspended(dossier: &Dossier<'_>, today: Date) -> Option<Date> {
        let since = dossier.head.suspended_since?;
        let works = |step| {
            matches!(step, ActionStep::Started | ActionStep::Progressed | ActionStep::Completed)
        };
        let work = dossier.action_events().filter(|(_, own)| own.event.is_some_and(works));
        work.filter_map(|(event, _)| event.on()).filter(|on| *on > since && *on <= today).max()
    }

    /// Whether a day is history: a review that every party agreed covers it.
    #[must_use]
    pub fn is_history(&self, day: Date) -> bool {
        self.reviews.agreed_periods.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }
}

/// Whether it rests. Where work goes on, a day written into the record stops no deadline.
fn is_suspended(dossier: &Dossier<'_>, today: Date) -> bool {
    dossier.head.suspended_since.is_some_and(|since| since <= today)
        && Reckoning::worked_while_suspended(dossier, today).is_none()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::sample::Sample;
    use crate::model::date::WORKED_OUT;

    const SERIES: usize = 200;

    /// How many days are worked out for a record of duties and reports that began on a day.
    fn work(first: &str) -> usize {
        let mut text = String::new();
        for number in 0..SERIES {
            write!(
                text,
                "[[action]]\nid = 'act-{number}'\nparty = 'a'\nowner = 'Clerk'\ndue = {first}\n\
                 recurs = 'weekly'\n\
                 [[reporting]]\nid = 'rep-{number}'\nfrom = 'a'\nto = ['b']\n\
                 frequency = 'weekly'\nfirst_due = {first}\n"
            )
            .expect("text");
        }
        let calendar = "calendar = { shift = true, holidays = [2025-06-02, 2025-05-26] }";
        let sample = Sample::new().set(calendar).with("agreement.toml", text);
        sample.on("2025-06-02", |_, reckoning| {
            assert_eq!((reckoning.actions.len(), reckoning.reporting.len()), (SERIES, SERIES));
            let listed: usize = reckoning.actions.iter().map(|one| one.occurrences.len()).sum();
            assert_eq!(listed, SERIES, "of each the oldest");
        });
        WORKED_OUT.take()
    }

    #[test]
    fn what_recurs_since_the_year_1_is_no_more_work_than_what_recurs_since_may() {
        let (young, old) = (work("2025-05-01"), work("0001-01-01"));
        assert!(old < 2 * young, "{old} days, and {young}");
        assert!(old < 400 * SERIES, "{old} days: of each series more than 400");
    }
}
