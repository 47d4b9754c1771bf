//! What is derived from the record and a date, and never stored.
//!
//! Every function here is pure: the same record and the same day give the same answer. What lies
//! after the day takes no part.

pub mod action;
pub mod calendar;
pub mod feedback;
pub mod issue;
pub mod order;
pub mod reporting;
pub mod review;
pub mod risk;
#[cfg(test)]
mod sample;
pub mod signoff;
pub mod stage;
pub mod wording;

use super::date::Date;
use super::declare::Stage;
use super::dossier::Dossier;
use super::frame::Frame;

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
