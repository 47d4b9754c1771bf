//! Which reviews were held, which are due, and what became of what they recommended.

use super::signoff::{self, PartySignoff, State};
use crate::model::agreement::ReviewPlan;
use crate::model::date::Date;
use crate::model::dossier::{Dossier, ReviewFolder};
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
    /// Whether its verdict is to go on, as it was or changed.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        use ReviewVerdict::{Continue, ContinueWithChanges, Renew};
        matches!(self.verdict, Some(Continue | ContinueWithChanges | Renew))
    }

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
                signoffs: asked(dossier, folder, review.held_on, today),
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

    /// The review of a plan, if it was held.
    #[must_use]
    pub fn of_plan(&self, plan: &str) -> Option<&Held<'a>> {
        self.held.iter().find(|one| one.plan == plan)
    }

    /// Whether the last review put everything on hold.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.newest().is_some_and(|review| review.verdict == Some(ReviewVerdict::Pause))
    }
}

/// The sign-offs of the parties that were there to agree a review: one that joined after it was
/// held cannot have taken part, and does not undo what the others agreed.
fn asked<'a>(
    dossier: &Dossier<'a>,
    folder: &ReviewFolder<'a>,
    held_on: Option<Date>,
    today: Date,
) -> Vec<PartySignoff<'a>> {
    let mut signoffs = signoff::over_review(dossier, folder.plan, folder.file, today);
    signoffs.retain(|signoff| {
        let joined = dossier.party(signoff.party).and_then(|party| party.joined_on);
        joined.zip(held_on).is_none_or(|(joined, held)| joined <= held)
    });
    signoffs
}

/// Whether a recommendation went on into an action, or by a day into an amendment that follows from
/// its review.
#[must_use]
pub fn is_carried(
    dossier: &Dossier<'_>,
    plan: &str,
    recommendation: &Recommendation<'_>,
    today: Date,
) -> bool {
    let past = |on: Option<Date>| on.is_some_and(|on| on <= today);
    recommendation
        .id
        .is_some_and(|id| dossier.actions().iter().any(|action| action.serves.contains(&id)))
        || dossier
            .amendments()
            .any(|(event, amendment)| amendment.from_review == Some(plan) && past(event.on()))
}

/// The record of a held review.
#[must_use]
pub fn record_of<'d, 'a>(dossier: &'d Dossier<'a>, plan: &str) -> Option<&'d Review<'a>> {
    dossier.reviews.iter().find(|folder| folder.plan == plan)?.review.as_ref()
}
