//! How far a collaboration has come: two values, claimed and shown.

use super::review::Reviews;
use super::signoff::Signoffs;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::dossier::Dossier;
use crate::model::event::ClosureReason;

/// How many versions of a text are looked through.
const MOST_VERSIONS: i64 = 1000;

/// How far a collaboration has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stages {
    /// The furthest stage that any fact claims. It decides what counts.
    pub claimed: Stage,
    /// The furthest stage whose every earlier stage has its facts.
    pub shown: Stage,
    /// The first stage before the claimed one of which nothing is on file.
    pub skipped: Option<Stage>,
}

impl Stages {
    /// Derives the stages on a day.
    #[must_use]
    pub fn of(
        dossier: &Dossier<'_>,
        signoffs: &Signoffs<'_>,
        reviews: &Reviews<'_>,
        today: Date,
    ) -> Self {
        let past = |on: Option<Date>| on.is_some_and(|on| on <= today);
        let decided = dossier
            .evaluation
            .as_ref()
            .and_then(|evaluation| evaluation.decision.as_ref())
            .is_some_and(|decision| {
                decision.outcome.is_some() && decision.decided_on.is_none_or(|on| on <= today)
            });
        let signed = signoffs.first_ever.is_some();
        let term = dossier.agreement.as_ref().and_then(|agreement| agreement.term.as_ref());
        let begun = past(term.and_then(|term| term.effective_on))
            || dossier.action_events().any(|(event, own)| past(event.on()) && own.event.is_some());
        let closure = dossier.closures().find(|(event, _)| past(event.on()));
        let facts = [
            (Stage::Evaluated, decided),
            (Stage::Agreed, signed),
            (Stage::Active, begun),
            (Stage::Reviewed, !reviews.held.is_empty()),
            (Stage::Closed, closure.is_some()),
        ];
        let claimed = facts
            .iter()
            .rfind(|(_, happened)| *happened)
            .map_or(Stage::Candidate, |(stage, _)| *stage);

        // What never came to an agreement closes with a reason, and skips nothing by that.
        let not_pursued =
            closure.is_some_and(|(_, closure)| closure.reason == Some(ClosureReason::NotPursued));
        let skipped = facts
            .iter()
            .find(|(stage, happened)| {
                *stage < claimed && *stage <= Stage::Active && !happened && !not_pursued
            })
            .map(|(stage, _)| *stage);

        // Every party has signed one and the same version at some time. A sign-off that went
        // stale afterwards is a finding, never a step back.
        let agreed = signed
            && (1..=signoffs.version.min(MOST_VERSIONS))
                .rev()
                .any(|version| past(Signoffs::agreed_on(dossier, version)));
        let shown = match (closure.is_some(), reviews.newest()) {
            (true, _) if not_pursued => Stage::Closed,
            _ if !decided => Stage::Candidate,
            _ if !agreed => Stage::Evaluated,
            _ if !begun => Stage::Agreed,
            // What ends without a review has ended all the same; that it was asked for is a
            // finding of its own.
            (true, _) => Stage::Closed,
            // A review that says to go on leaves the collaboration where it was: at work.
            (_, Some(newest)) if newest.is_agreed() && !newest.goes_on() => Stage::Reviewed,
            _ => Stage::Active,
        };
        Self { claimed, shown, skipped }
    }
}
