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
    /// How far one gets without meeting a stage of which nothing is on file.
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
        let term = dossier.term();
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

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;
    use Stage::{Active, Agreed, Candidate, Closed, Evaluated, Reviewed};
    use proptest::prelude::*;

    const ALL: [&str; 3] = ["a", "b", "c"];

    /// What may be on file, each from a day of its own on.
    fn decided(sample: Sample) -> Sample {
        sample
            .with("evaluation.toml", "decision = { outcome = 'proceed', decided_on = 2024-10-01 }")
    }

    fn text(sample: Sample) -> Sample {
        sample.with("agreement.toml", "term = { effective_on = 2025-01-06 }")
    }

    fn started(sample: Sample) -> Sample {
        sample.with(
            "log/2025-01-02-act-started-x1y2.toml",
            "kind = 'action'\naction = 'act'\nevent = 'started'\non = 2025-01-02\nby = 'X Y'",
        )
    }

    fn reviewed(sample: Sample, verdict: &str) -> Sample {
        sample.with(
            "reviews/annual/review.toml",
            format!("held_on = 2025-11-19\nverdict = '{verdict}'"),
        )
    }

    fn closed(sample: Sample, reason: &str) -> Sample {
        sample.with(
            "log/2025-12-01-closed-x1y2.toml",
            format!("kind = 'closure'\non = 2025-12-01\nby = 'X Y'\nreason = '{reason}'"),
        )
    }

    fn at_work() -> Sample {
        text(decided(Sample::new())).signed(&ALL, 1, "2024-12-16")
    }

    fn stages(sample: &Sample, today: &str) -> (Stage, Stage, Option<Stage>) {
        sample.on(today, |_, reckoning| {
            let stages = reckoning.stage;
            (stages.claimed, stages.shown, stages.skipped)
        })
    }

    #[test]
    fn each_stage_is_reached_on_the_day_of_its_fact() {
        let whole =
            closed(reviewed(at_work(), "exit").agreed(&ALL, "annual", "2025-11-24"), "completed");
        for (today, claimed, shown) in [
            ("2024-09-30", Candidate, Candidate),
            ("2024-10-01", Evaluated, Evaluated),
            ("2024-12-15", Evaluated, Evaluated),
            ("2024-12-16", Agreed, Agreed),
            ("2025-01-05", Agreed, Agreed),
            ("2025-01-06", Active, Active),
            ("2025-11-18", Active, Active),
            ("2025-11-19", Reviewed, Active),
            ("2025-11-24", Reviewed, Reviewed),
            ("2025-12-01", Closed, Closed),
        ] {
            assert_eq!(stages(&whole, today), (claimed, shown, None), "{today}");
        }
    }

    #[test]
    fn a_fact_without_those_before_it_claims_a_stage_that_is_not_shown() {
        let new = Sample::new;
        for (name, sample, claimed, shown, skipped) in [
            ("an empty record", new(), Candidate, Candidate, None),
            (
                "signed without a decision",
                new().with("agreement.toml", "").signed(&ALL, 1, "2024-12-16"),
                Agreed,
                Candidate,
                Some(Evaluated),
            ),
            ("a term that began unsigned", text(decided(new())), Active, Evaluated, Some(Agreed)),
            ("work begun unsigned", started(decided(new())), Active, Evaluated, Some(Agreed)),
            (
                "one party signed",
                text(decided(new())).signed(&["a"], 1, "2024-12-16"),
                Active,
                Evaluated,
                None,
            ),
            (
                "reviewed before it began",
                reviewed(
                    decided(new()).with("agreement.toml", "").signed(&ALL, 1, "2024-12-16"),
                    "continue",
                ),
                Reviewed,
                Agreed,
                Some(Active),
            ),
            (
                "reviewed without an agreement",
                reviewed(decided(new()), "continue"),
                Reviewed,
                Evaluated,
                Some(Agreed),
            ),
            (
                "closed without an agreement",
                closed(decided(new()), "terminated"),
                Closed,
                Evaluated,
                Some(Agreed),
            ),
            (
                "closed without a decision",
                closed(new(), "terminated"),
                Closed,
                Candidate,
                Some(Evaluated),
            ),
            ("not pursued", closed(new(), "not-pursued"), Closed, Closed, None),
            (
                "declined, and not pursued",
                closed(decided(new()), "not-pursued"),
                Closed,
                Closed,
                None,
            ),
            (
                "ended early, without a review",
                closed(at_work(), "terminated"),
                Closed,
                Closed,
                None,
            ),
        ] {
            assert_eq!(stages(&sample, "2025-12-31"), (claimed, shown, skipped), "{name}");
        }
    }

    #[test]
    fn a_review_shows_only_when_all_agreed_it_and_it_says_not_to_go_on() {
        for (verdict, shown) in [
            ("continue", Active),
            ("continue-with-changes", Active),
            ("renew", Active),
            ("scale-down", Reviewed),
            ("pause", Reviewed),
            ("exit", Reviewed),
        ] {
            let alone = reviewed(at_work(), verdict);
            assert_eq!(stages(&alone, "2025-12-31"), (Reviewed, Active, None), "{verdict}");
            let most = alone.clone().agreed(&["a", "b"], "annual", "2025-11-24");
            assert_eq!(stages(&most, "2025-12-31"), (Reviewed, Active, None), "{verdict}");
            let all = alone.agreed(&ALL, "annual", "2025-11-24");
            assert_eq!(stages(&all, "2025-12-31"), (Reviewed, shown, None), "{verdict}");
        }
    }

    #[test]
    fn an_amendment_that_nobody_signed_yet_is_no_step_back() {
        let changed = "version = 2\nterm = { effective_on = 2025-01-06 }";
        let sample = at_work().with("agreement.toml", changed);
        assert_eq!(stages(&sample, "2025-12-31"), (Active, Active, None));
        let half = sample.signed(&["b"], 2, "2025-06-24");
        assert_eq!(stages(&half, "2025-12-31"), (Active, Active, None));
    }

    #[test]
    fn the_last_signature_makes_it_agreed() {
        let sample = text(decided(Sample::new())).signed(&["a", "b"], 1, "2024-12-16").signed(
            &["c"],
            1,
            "2024-12-20",
        );
        assert_eq!(stages(&sample, "2024-12-19"), (Agreed, Evaluated, None));
        assert_eq!(stages(&sample, "2024-12-20"), (Agreed, Agreed, None));
    }

    #[test]
    fn deadlines_rest_while_suspended_or_closed() {
        let resting = |sample: &Sample, today: &str| sample.on(today, |_, it| it.resting);
        let suspended = at_work().with(
            "collaboration.toml",
            "suspended_since = 2025-05-01\nparty = [{ id = 'a', name = 'A' }]",
        );
        assert!(!resting(&suspended, "2025-04-30") && resting(&suspended, "2025-05-01"));
        let over = closed(at_work(), "completed");
        assert!(!resting(&over, "2025-11-30") && resting(&over, "2025-12-01"));
    }

    proptest! {
        #[test]
        fn what_is_shown_never_lies_beyond_what_is_claimed(
            decision: bool, agreement: bool, signers in 0usize..=3, work: bool,
            review in proptest::option::of(0usize..6), agrees: bool, end in proptest::option::of(0usize..2),
            offset in -200i64..500
        ) {
            let mut sample = Sample::new();
            if decision { sample = decided(sample); }
            if agreement { sample = text(sample); }
            sample = sample.signed(&ALL[..signers], 1, "2024-12-16");
            if work { sample = started(sample); }
            if let Some(at) = review {
                let verdicts = ["continue", "continue-with-changes", "renew", "scale-down", "pause", "exit"];
                sample = reviewed(sample, verdicts[at]);
                if agrees { sample = sample.agreed(&ALL, "annual", "2025-11-24"); }
            }
            if let Some(at) = end { sample = closed(sample, ["completed", "not-pursued"][at]); }
            let today = crate::model::date::plus_days("2025-01-01".parse().expect("a day"), offset);
            let (claimed, shown, skipped) = stages(&sample, &today.to_string());
            prop_assert!(shown <= claimed);
            // Where nothing was skipped and all signed, only a review that goes on is not shown.
            if skipped.is_none() && signers == 3 && claimed != Reviewed {
                prop_assert_eq!(shown, claimed);
            }
            if let Some(skipped) = skipped {
                prop_assert!(shown < skipped && skipped < claimed);
            }
        }
    }
}
