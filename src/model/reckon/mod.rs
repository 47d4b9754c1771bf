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
        Self {
            reporting: reporting::standings(dossier, frame, &calendar, today),
            issues: issue::standings(dossier, today),
            risks: risk::standings(dossier, frame, today),
            resting: dossier.head.suspended_since.is_some_and(|since| since <= today)
                || reviews.is_paused()
                || stage.claimed == Stage::Closed,
            stage,
            actions,
            signoffs,
            reviews,
        }
    }

    /// Whether a day is history: a review that every party agreed covers it.
    #[must_use]
    pub fn is_history(&self, day: Date) -> bool {
        self.reviews.agreed_periods.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }
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
