//! Which reviews were held, which are due, and what became of what they recommended.

use super::signoff::{self, PartySignoff, State};
use crate::model::agreement::ReviewPlan;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::review::{Recommendation, Review, ReviewVerdict};

/// One review that was held.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The plan's id.
    pub plan: &'a str,
    /// The day.
    pub on: Option<Date>,
    /// Which source its record is.
    pub file: usize,
    /// How it goes on.
    pub verdict: Option<ReviewVerdict>,
    /// Who has agreed the record.
    pub signoffs: Vec<PartySignoff<'a>>,
}

impl Held<'_> {
    /// Whether every party has agreed the record as it is on file.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        !self.signoffs.is_empty() && self.signoffs.iter().all(|party| party.state == State::Holds)
    }
}

/// All reviews of a collaboration.
#[derive(Debug, Clone, Default)]
pub struct Reviews<'a> {
    /// Those held by the day, oldest first.
    pub held: Vec<Held<'a>>,
    /// The planned ones without a record, by due date.
    pub open: Vec<(&'a str, Date)>,
    /// First and last day of every period that an agreed review looked at.
    pub agreed_periods: Vec<(Date, Date)>,
}

impl<'a> Reviews<'a> {
    /// Gathers the reviews as they stand on a day.
    #[must_use]
    pub fn of(dossier: &Dossier<'a>, today: Date) -> Self {
        let mut held = Vec::new();
        let mut agreed_periods = Vec::new();
        for folder in &dossier.reviews {
            let Some(review) = &folder.review else { continue };
            if review.held_on.is_some_and(|on| on > today) {
                continue;
            }
            let one = Held {
                plan: folder.plan,
                on: review.held_on,
                file: folder.file,
                verdict: review.verdict,
                signoffs: signoff::over_review(dossier, folder.plan, folder.file, today),
            };
            if one.is_agreed()
                && let (Some(from), Some(to)) = (review.period_from, review.period_to)
            {
                agreed_periods.push((from, to));
            }
            held.push(one);
        }
        held.sort_by_key(|one| (one.on, one.plan));
        let on_file = |plan: &ReviewPlan<'_>| held.iter().any(|one| Some(one.plan) == plan.id);
        let plans = dossier.agreement.as_ref().map_or(&[][..], |agreement| &agreement.review_plan);
        let mut open: Vec<(&'a str, Date)> = plans
            .iter()
            .filter(|plan| !on_file(plan))
            .filter_map(|plan| Some((plan.id?, plan.due?)))
            .collect();
        open.sort_by_key(|(plan, due)| (*due, *plan));
        Self { held, open, agreed_periods }
    }

    /// The last review that was held.
    #[must_use]
    pub fn newest(&self) -> Option<&Held<'a>> {
        self.held.last()
    }

    /// Whether the last review put everything on hold.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.newest().is_some_and(|review| review.verdict == Some(ReviewVerdict::Pause))
    }
}

/// Whether a recommendation went on into an action, or into an amendment that follows from its
/// review.
#[must_use]
pub fn is_carried(dossier: &Dossier<'_>, plan: &str, recommendation: &Recommendation<'_>) -> bool {
    let Some(id) = recommendation.id else { return false };
    dossier.actions().iter().any(|action| action.serves.contains(&id))
        || dossier.amendments().any(|(_, amendment)| amendment.from_review == Some(plan))
}

/// The record of a held review.
#[must_use]
pub fn record_of<'d, 'a>(dossier: &'d Dossier<'a>, plan: &str) -> Option<&'d Review<'a>> {
    dossier.reviews.iter().find(|folder| folder.plan == plan)?.review.as_ref()
}
