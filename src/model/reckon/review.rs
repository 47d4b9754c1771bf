//! Which reviews were held, which are due, and what became of what they recommended.

use super::signoff::{self, PartySignoff, State};
use crate::document::{Kind, Value};
use crate::model::agreement::ReviewPlan;
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{Amendment, Event};
use crate::model::frame::FileKind;
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

/// So many days after a review its record may still be to be agreed, as a text may to be signed.
const GRACE_DAYS: i64 = 30;

impl Held<'_> {
    /// The last day on which its record may still be to be agreed.
    #[must_use]
    pub fn agree_by(&self) -> Option<Date> {
        Some(plus_days(self.on?, GRACE_DAYS))
    }

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
    /// The sources that are records of planned reviews which nobody has held yet.
    pub prepared: Vec<usize>,
    /// The planned ones that were not held, by due date.
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
        let mut prepared = Vec::new();
        for folder in &dossier.reviews {
            let Some(review) = &folder.review else { continue };
            if review.held_on.is_some_and(|on| on > today) {
                continue;
            }
            let signoffs = signoff::over_review(dossier, folder, today);
            if is_prepared(dossier, folder.plan, review, &signoffs) {
                prepared.push(folder.file);
                continue;
            }
            let one = Held {
                plan: folder.plan,
                on: review.held_on,
                file: folder.file,
                verdict: review.verdict,
                signoffs,
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
        let plans = dossier.review_plans();
        let mut open: Vec<(&'a str, Date)> = plans
            .iter()
            .filter(|plan| !on_file(plan))
            .filter_map(|plan| Some((plan.id?, plan.due?)))
            .collect();
        open.sort_by_key(|(plan, due)| (*due, *plan));
        Self { held, prepared, open, agreed_periods }
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

/// Whether a record was only prepared: it says neither when the review was held nor how it goes on,
/// nobody has agreed it, and its plan says the day until which that is no fault. A plan that cannot
/// be read may say one.
fn is_prepared(
    dossier: &Dossier<'_>,
    plan: &str,
    review: &Review<'_>,
    signoffs: &[PartySignoff<'_>],
) -> bool {
    let said = review.held_on.is_some() || review.verdict.is_some();
    if said || signoffs.iter().any(|party| party.event.is_some()) {
        return false;
    }
    let plans = dossier.review_plans();
    dossier.is_kind_damaged(FileKind::Agreement)
        || plans.iter().any(|it| it.id == Some(plan) && it.due.is_some())
}

/// A time without a planned review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The first day of the term, or the review before.
    pub from: Date,
    /// The next review, or the end.
    pub to: Date,
    /// The plan that ends it; of the time up to the end, the last one.
    pub plan: &'a str,
    /// Whether it is the time after the last review.
    pub is_last: bool,
}

/// Every time without a planned review, by the text on file, that no held review has ended: from the start of the term to
/// the first, from each to the next, from the last to the end, or without an end up to today. None
/// where a plan does not say its day, as it may lie in any of them.
#[must_use]
pub fn gaps<'a>(dossier: &Dossier<'a>, reviews: &Reviews<'_>, today: Date) -> Vec<Gap<'a>> {
    let Some(agreement) = &dossier.agreement else { return Vec::new() };
    let mut plans: Vec<(Date, &'a str)> = Vec::new();
    for plan in &agreement.review_plan {
        let (Some(due), Some(id)) = (plan.due, plan.id) else { return Vec::new() };
        plans.push((due, id));
    }
    plans.sort_unstable();
    let term = agreement.term.as_ref();
    let mut gaps = Vec::new();
    let mut before = term.and_then(|term| term.effective_on);
    for (to, plan) in &plans {
        if let Some(from) = before.filter(|_| reviews.of_plan(plan).is_none()) {
            gaps.push(Gap { from, to: *to, plan, is_last: false });
        }
        before = Some(*to);
    }
    let endless = term.is_some_and(|term| term.open_ended == Some(true));
    let end = term.and_then(|term| term.ends_on).or(endless.then_some(today));
    if let (Some(to), Some((from, plan))) = (end, plans.last()) {
        gaps.push(Gap { from: *from, to, plan, is_last: true });
    }
    gaps
}

/// Whether a recommendation went on into an action, or by a day into an amendment that follows from
/// its review and names it: in what changes, or in its reason. One that names none of them carries
/// what the review recommended where that is a single thing; of several nobody can tell which.
#[must_use]
pub fn is_carried(
    dossier: &Dossier<'_>,
    plan: &str,
    recommendation: &Recommendation<'_>,
    today: Date,
) -> bool {
    let past = |on: Option<Date>| on.is_some_and(|on| on <= today);
    recommendation.id.is_some_and(|id| {
        dossier.actions_on_file().iter().any(|action| action.serves.contains(&id))
    }) || dossier
        .amendments()
        .filter(|(event, amendment)| amendment.from_review == Some(plan) && past(event.on()))
        .any(|(event, amendment)| carries(dossier, plan, recommendation, event, amendment))
}

/// Whether an amendment that follows from a review carries one of its recommendations.
fn carries(
    dossier: &Dossier<'_>,
    plan: &str,
    recommendation: &Recommendation<'_>,
    event: &Event<'_>,
    amendment: &Amendment<'_>,
) -> bool {
    let is_named = |id: &str| {
        let texts = [amendment.reason, amendment.effect_on_benefits];
        texts.into_iter().flatten().any(|text| mentions(text, id))
            || event.at().value("changes").is_some_and(|changes| names(changes, id))
    };
    let all = || record_of(dossier, plan).into_iter().flat_map(|it| &it.recommendation);
    recommendation.id.is_some_and(is_named)
        || all().count() <= 1 && !all().filter_map(|it| it.id).any(is_named)
}

/// Whether a text in a value names an item.
fn names(value: &Value<'_>, id: &str) -> bool {
    match value.get_ref() {
        Kind::String(text) => mentions(text, id),
        Kind::Array(items) => items.iter().any(|item| names(item, id)),
        Kind::Table(table) => table.iter().any(|(_, value)| names(value, id)),
        _ => false,
    }
}

/// Whether a text holds a name as a word.
fn mentions(text: &str, id: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    text.split(|letter| !is_part(letter)).any(|word| word == id)
}

/// The record of a held review.
#[must_use]
pub fn record_of<'d, 'a>(dossier: &'d Dossier<'a>, plan: &str) -> Option<&'d Review<'a>> {
    dossier.reviews.iter().find(|folder| folder.plan == plan)?.review.as_ref()
}

#[cfg(test)]
mod tests;
