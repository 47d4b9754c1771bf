//! How far a collaboration has come: two values, claimed and shown.

use super::review::Reviews;
use super::signoff::Signoffs;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::dossier::Dossier;
use crate::model::event::{ActionStep, ClosureReason};
use crate::model::review::ReviewVerdict;

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
            .is_some_and(|decision| decision.outcome.is_some());
        let signed = signoffs.first_ever.is_some();
        let term = dossier.agreement.as_ref().and_then(|agreement| agreement.term.as_ref());
        // The first day of a term that nobody has signed is a plan, not a beginning.
        let begun = signed && past(term.and_then(|term| term.effective_on))
            || dossier.action_events().any(|(event, own)| {
                past(event.on()) && !matches!(own.event, None | Some(ActionStep::Told))
            });
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

        Self { claimed, shown: shown(dossier, signoffs, reviews, &facts, not_pursued), skipped }
    }
}

/// The furthest stage whose every earlier stage has its facts.
fn shown(
    dossier: &Dossier<'_>,
    signoffs: &Signoffs<'_>,
    reviews: &Reviews<'_>,
    facts: &[(Stage, bool); 5],
    not_pursued: bool,
) -> Stage {
    let [(_, decided), (_, signed), (_, begun), _, (_, closed)] = *facts;
    if closed && not_pursued {
        return Stage::Closed;
    }
    if !decided {
        return Stage::Candidate;
    }
    // Every party has signed one and the same version at some time. A sign-off that went stale
    // afterwards is a finding, never a step back.
    let agreed = signed
        && (1..=signoffs.version.min(1000))
            .rev()
            .any(|version| Signoffs::agreed_on(dossier, version).is_some());
    if !agreed {
        return Stage::Evaluated;
    }
    if !begun {
        return Stage::Agreed;
    }
    if closed {
        return Stage::Closed;
    }
    // A review that says to go on leaves the collaboration where it was: at work.
    let goes_on = |verdict| {
        use ReviewVerdict::{Continue, ContinueWithChanges, Renew};
        matches!(verdict, Some(Continue | ContinueWithChanges | Renew))
    };
    match reviews.newest() {
        Some(newest) if newest.is_agreed() && !goes_on(newest.verdict) => Stage::Reviewed,
        _ => Stage::Active,
    }
}
