//! Which reviews were held, which are due, and what became of what they recommended.

use super::signoff::{self, PartySignoff, State};
use crate::model::agreement::ReviewPlan;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
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
        let plans = dossier.agreement.as_ref().map_or(&[][..], |agreement| &agreement.review_plan);
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
    let plans = dossier.agreement.as_ref().map_or(&[][..], |agreement| &agreement.review_plan);
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

/// Every time without a planned review that no held review has ended: from the start of the term to
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

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, day};
    use super::*;

    const PLANS: &str = "review_plan = [{ id = 'interim', due = 2025-06-13 }, \
                         { id = 'annual', due = 2025-11-21 }]";

    fn planned() -> Sample {
        Sample::new().with("agreement.toml", PLANS)
    }

    fn held(sample: Sample, plan: &str, on: &str, verdict: &str) -> Sample {
        sample.with(
            &format!("reviews/{plan}/review.toml"),
            format!(
                "held_on = {on}\nperiod_from = 2025-01-06\nperiod_to = {on}\nverdict = '{verdict}'"
            ),
        )
    }

    fn open(sample: &Sample, today: &str) -> Vec<String> {
        sample.on(today, |_, reckoning| {
            reckoning.reviews.open.iter().map(|(plan, _)| (*plan).to_owned()).collect()
        })
    }

    fn is_history(sample: &Sample, of: &str) -> bool {
        sample.on("2025-12-01", |_, reckoning| reckoning.is_history(day(of)))
    }

    #[test]
    fn a_plan_is_open_until_its_review_was_held() {
        let sample = held(planned(), "interim", "2025-06-13", "continue");
        assert_eq!(open(&planned(), "2025-07-01"), ["interim", "annual"]);
        assert_eq!(open(&sample, "2025-06-12"), ["interim", "annual"]);
        assert_eq!(open(&sample, "2025-06-13"), ["annual"]);
    }

    #[test]
    fn a_record_is_only_prepared_until_it_says_that_the_review_was_held() {
        let text = "period_from = 2025-01-06\nobjective_result = [{ item = 'obj' }]";
        let with = |plan: &str, more: &str| {
            planned().with(&format!("reviews/{plan}/review.toml"), format!("{text}\n{more}"))
        };
        let stands = |sample: &Sample| {
            sample.on("2025-12-01", |_, reckoning| {
                let reviews = &reckoning.reviews;
                (reviews.prepared.len(), reviews.held.len(), reviews.open.len())
            })
        };
        assert_eq!(stands(&with("annual", "")), (1, 0, 2), "also past its day: it was not held");
        assert_eq!(stands(&with("annual", "held_on = 2025-11-19")), (0, 1, 1));
        assert_eq!(stands(&with("annual", "verdict = 'renew'")), (0, 1, 1), "it says what came");
        let agreed = with("annual", "").agreed(&["a"], "annual", "2025-11-20");
        assert_eq!(stands(&agreed), (0, 1, 1), "who agrees it takes it for held");
        assert_eq!(stands(&with("unplanned", "")), (0, 1, 2), "no plan says when it is due");
    }

    #[test]
    fn the_newest_review_is_the_last_that_was_held() {
        let sample = held(planned(), "annual", "2025-11-19", "pause");
        let sample = held(sample, "interim", "2025-06-13", "continue");
        let newest = |today: &str| {
            sample.on(today, |_, reckoning| {
                reckoning.reviews.newest().map(|review| review.plan.to_owned())
            })
        };
        assert_eq!(newest("2025-11-18").as_deref(), Some("interim"));
        assert_eq!(newest("2025-11-19").as_deref(), Some("annual"));
        assert!(!sample.on("2025-11-18", |_, reckoning| reckoning.resting));
        assert!(sample.on("2025-11-19", |_, reckoning| reckoning.resting));
    }

    #[test]
    fn a_period_is_history_once_every_party_agreed_the_record() {
        let sample = held(planned(), "interim", "2025-06-13", "continue");
        assert!(!is_history(&sample, "2025-03-01"));
        let some = sample.clone().agreed(&["a", "b"], "interim", "2025-06-18");
        assert!(!is_history(&some, "2025-03-01"));
        let all = sample.agreed(&["a", "b", "c"], "interim", "2025-06-18");
        assert!(is_history(&all, "2025-01-06") && is_history(&all, "2025-06-13"));
        assert!(!is_history(&all, "2025-01-05") && !is_history(&all, "2025-06-14"));
        assert!(!all.on("2025-06-17", |_, reckoning| reckoning.is_history(day("2025-03-01"))));
    }

    #[test]
    fn a_record_that_is_edited_later_is_no_longer_agreed() {
        let sample = held(planned(), "interim", "2025-06-13", "continue");
        let sample = sample.agreed(&["a", "b", "c"], "interim", "2025-06-18");
        let edited = held(sample, "interim", "2025-06-13", "renew");
        assert!(!is_history(&edited, "2025-03-01"));
    }

    #[test]
    fn an_observer_is_not_asked_whether_a_review_is_agreed() {
        let parties = "party = [{ id = 'a', name = 'A' }, { id = 'b', name = 'B' }, \
                       { id = 'c', name = 'C', role = 'observer' }]";
        let sample = held(planned(), "interim", "2025-06-13", "continue")
            .with("collaboration.toml", parties)
            .agreed(&["a", "b"], "interim", "2025-06-18");
        assert!(is_history(&sample, "2025-03-01"));
    }

    #[test]
    fn a_party_that_joined_after_a_review_is_not_asked_whether_it_agrees() {
        let sample = held(planned(), "interim", "2025-06-13", "continue");
        let joined = |on: &str| {
            let parties = format!(
                "party = [{{ id = 'a', name = 'A' }}, {{ id = 'b', name = 'B' }}, \
                 {{ id = 'c', name = 'C', joined_on = {on} }}]"
            );
            // The digest covers who the parties are, so both sign in view of the third.
            sample.clone().with("collaboration.toml", parties).agreed(
                &["a", "b"],
                "interim",
                "2025-06-18",
            )
        };
        assert!(is_history(&joined("2025-06-14"), "2025-03-01"));
        assert!(!is_history(&joined("2025-06-13"), "2025-03-01"));
    }

    #[test]
    fn gaps_run_from_the_start_over_each_plan_to_the_end() {
        let spans = |sample: &Sample, today: &str| {
            sample.on(today, |dossier, reckoning| {
                gaps(dossier, &reckoning.reviews, day(today))
                    .iter()
                    .map(|gap| (gap.from.to_string(), gap.to.to_string(), gap.is_last))
                    .collect::<Vec<_>>()
            })
        };
        let term = |term: &str| planned().with("agreement.toml", format!("{PLANS}\n{term}"));
        let ends = term("term = { effective_on = 2025-01-06, ends_on = 2026-12-31 }");
        let gap = |from: &str, to: &str, last| (from.to_owned(), to.to_owned(), last);
        let last = gap("2025-11-21", "2026-12-31", true);
        assert_eq!(
            spans(&ends, "2025-02-03"),
            [
                gap("2025-01-06", "2025-06-13", false),
                gap("2025-06-13", "2025-11-21", false),
                last.clone()
            ]
        );
        // What was held is over, however long it took.
        let first = held(ends, "interim", "2025-06-13", "continue");
        assert_eq!(spans(&first, "2025-07-01"), [gap("2025-06-13", "2025-11-21", false), last]);
        let endless = term("term = { effective_on = 2025-01-06, open_ended = true }");
        assert_eq!(spans(&endless, "2027-01-01")[2], gap("2025-11-21", "2027-01-01", true));
        let vague = Sample::new().with(
            "agreement.toml",
            "term = { effective_on = 2025-01-06 }\nreview_plan = [{ id = 'interim' }]",
        );
        assert_eq!(spans(&vague, "2025-02-03"), []);
    }

    #[test]
    fn a_recommendation_is_carried_by_an_action_or_an_amendment_from_its_review() {
        let record = "held_on = 2025-06-13\nverdict = 'continue'\n\
                      recommendation = [{ id = 'rec', status = 'accepted' }]";
        let sample = planned().with("reviews/interim/review.toml", record);
        let carried = |sample: &Sample, today: &str| {
            sample.on(today, |dossier, _| {
                let record = record_of(dossier, "interim").expect("on file");
                is_carried(dossier, "interim", &record.recommendation[0], day(today))
            })
        };
        assert!(!carried(&sample, "2025-12-01"));
        let action = format!("{PLANS}\naction = [{{ id = 'act', serves = ['rec'] }}]");
        assert!(carried(&sample.clone().with("agreement.toml", action), "2025-12-01"));
        for (review, wanted) in [("interim", true), ("annual", false)] {
            let amended = sample.clone().with(
                "log/2025-06-20-agreement-amended-x1y2.toml",
                format!(
                    "kind = 'amendment'\non = 2025-06-20\nby = 'X Y'\nfrom_review = '{review}'"
                ),
            );
            assert_eq!(carried(&amended, "2025-06-20"), wanted);
            assert!(!carried(&amended, "2025-06-19"));
        }
    }
}
