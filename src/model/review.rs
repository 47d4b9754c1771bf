//! `reviews/<plan>/`: how well it went. Each party's own view, written alone, and the record that
//! all agree on.

use super::amount::Amount;
use super::date::Date;
use super::declare::{
    Held, Reference, Shape,
    Significance::{Minor, Moderate},
    Stage::Candidate,
    Walk, When, record, words,
};
use crate::document::{Kind, Value};

words! {
    /// How far something was reached.
    Achieved {
        Fully = "fully",
        Mostly = "mostly",
        Partly = "partly",
        Not = "not",
        TooEarly = "too-early",
    }
}

words! {
    /// What became of an action.
    ActionOutcome {
        AsAgreed = "as-agreed",
        Late = "late",
        Changed = "changed",
        Dropped = "dropped",
        Open = "open",
        NotDone = "not-done",
    }
}

words! {
    /// How it goes on.
    ReviewVerdict {
        Continue = "continue",
        ContinueWithChanges = "continue-with-changes",
        Renew = "renew",
        ScaleDown = "scale-down",
        Pause = "pause",
        Exit = "exit",
    }
}

words! {
    /// Where a recommendation stands.
    RecommendationStatus {
        Proposed = "proposed",
        Accepted = "accepted",
        Rejected = "rejected",
        Done = "done",
    }
}

record! {
    /// The record of a review, agreed by every party with a sign-off over it.
    Review = "review.toml" {
        /// The day it was held. A record without it and without `verdict`, that nobody has agreed, is
        /// only prepared: nothing is asked of it before the day of its plan.
        held_on: Option<Date> [needs("required-missing", Candidate, Minor), not_before(&["period_from", "period_to"])];
        /// The first day it looks at.
        period_from: Option<Date> [needs("required-missing", Candidate, Moderate)];
        /// The last day it looks at.
        period_to: Option<Date> [needs("required-missing", Candidate, Moderate), not_before(&["period_from"])];
        /// The parties that took part.
        participants: Vec<&'a str> [needs("review-not-agreed", Candidate, Moderate), refers(Reference::Party)];
        /// The roles that were there too.
        also_present: Vec<&'a str> [refers(Reference::Role)];
        /// The role that led it.
        facilitator: Option<&'a str> [refers(Reference::Role)];
        /// How it goes on.
        verdict: Option<ReviewVerdict> [needs("required-missing", Candidate, Minor)];
        /// Whether the need is still there.
        need_still_there: Option<bool>;
        /// Why nothing has to change, where nothing is recommended.
        no_change_needed: Option<&'a str>;
        /// Why it was changed although parties had agreed it; they agree it anew.
        forced: Option<&'a str>;
        /// Whether each objective was reached.
        objective_result: Vec<ObjectiveResult<'a>> [needs("review-objective-unassessed", Candidate, Moderate)];
        /// Whether each outcome came.
        outcome_result: Vec<OutcomeResult<'a>>;
        /// Whether each level of service was kept.
        service_level_result: Vec<ServiceLevelResult<'a>>;
        /// What became of each action.
        action_result: Vec<ActionResult<'a>> [needs("review-action-unassessed", Candidate, Moderate)];
        /// What went wrong, why, and how it is kept from happening again.
        failure: Vec<Failure<'a>>;
        /// What each cost really was, and how it could fall.
        cost_result: Vec<CostResult<'a>>;
        /// What each gain really was, and how it could rise.
        benefit_result: Vec<BenefitResult<'a>>;
        /// Whether each expectation was met.
        expectation_result: Vec<ExpectationResult<'a>>;
        /// What became of each risk.
        risk_result: Vec<RiskResult<'a>>;
        /// What should change.
        recommendation: Vec<Recommendation<'a>> [needs_when("review-recommendation-defective", Candidate, Moderate, When::Without("no_change_needed"))];
    }
}

record! {
    /// Whether an objective was reached.
    ObjectiveResult = "objective_result" {
        /// The objective.
        item: Option<&'a str> [needs("review-objective-unassessed", Candidate, Moderate), refers(Reference::ItemOf(&["objective"]))];
        /// How far.
        achieved: Option<Achieved> [needs("review-objective-unassessed", Candidate, Moderate)];
        /// The figure.
        measured: Option<Amount>;
        /// What there is to say of it.
        note: Option<&'a str>;
    }
}

record! {
    /// Whether an outcome came.
    OutcomeResult = "outcome_result" {
        /// The outcome.
        item: Option<&'a str> [needs("review-objective-unassessed", Candidate, Moderate), refers(Reference::ItemOf(&["outcome"]))];
        /// How far.
        achieved: Option<Achieved> [needs("review-objective-unassessed", Candidate, Moderate)];
        /// The figure.
        measured: Option<Amount>;
        /// What there is to say of it.
        note: Option<&'a str>;
    }
}

record! {
    /// Whether a level of service was kept.
    ServiceLevelResult = "service_level_result" {
        /// The level.
        item: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::ItemOf(&["service_level"]))];
        /// The figure.
        measured: Option<Amount>;
        /// What there is to say of it.
        note: Option<&'a str>;
    }
}

record! {
    /// What became of an action.
    ActionResult = "action_result" {
        /// The action.
        item: Option<&'a str> [needs("review-action-unassessed", Candidate, Moderate), refers(Reference::ItemOf(&["action"]))];
        /// What became of it.
        outcome: Option<ActionOutcome> [needs("review-action-unassessed", Candidate, Moderate)];
        /// What was different from what was agreed.
        deviation: Option<&'a str> [
            needs_when("review-detail-missing", Candidate, Moderate, When::IsNot("outcome", &["as-agreed", "open"])),
            shows(&["S0.19"])
        ];
        /// Why.
        reason: Option<&'a str> [needs_when("review-action-unassessed", Candidate, Moderate, When::IsNot("outcome", &["as-agreed", "open"]))];
    }
}

record! {
    /// Something that went wrong.
    Failure = "failure" {
        /// What.
        what: Option<&'a str> [needs("review-failure-unlearned", Candidate, Minor)];
        /// Why.
        why: Option<&'a str> [needs("review-failure-unlearned", Candidate, Minor)];
        /// How it is kept from happening again.
        prevention: Option<&'a str> [needs("review-failure-unlearned", Candidate, Minor)];
        /// The role that sees to that.
        owner: Option<&'a str> [needs("review-detail-missing", Candidate, Moderate), shows(&["S0.20"]), refers(Reference::Role)];
    }
}

record! {
    /// What a cost really was.
    CostResult = "cost_result" {
        /// The cost.
        item: Option<&'a str> [needs("review-cost-unassessed", Candidate, Moderate), refers(Reference::ItemOf(&["cost"]))];
        /// What was paid.
        actual: Option<Amount> [needs("review-cost-unassessed", Candidate, Moderate)];
        /// How it could fall.
        reduce: Option<&'a str> [needs("review-detail-missing", Candidate, Moderate), shows(&["S0.21", "S1.9d"])];
    }
}

record! {
    /// What a gain really was.
    BenefitResult = "benefit_result" {
        /// The gain.
        item: Option<&'a str> [needs("review-benefit-unassessed", Candidate, Moderate), refers(Reference::ItemOf(&["benefit"]))];
        /// What it was worth.
        actual: Option<Amount> [needs("review-benefit-unassessed", Candidate, Moderate)];
        /// What shows it.
        evidence: Option<&'a str> [needs("review-detail-missing", Candidate, Moderate), shows(&["S0.22"])];
        /// How it could rise.
        increase: Option<&'a str> [needs("review-detail-missing", Candidate, Moderate), shows(&["S0.22", "S1.9e"])];
    }
}

record! {
    /// Whether an expectation was met.
    ExpectationResult = "expectation_result" {
        /// The expectation.
        item: Option<&'a str> [needs("review-expectation-unassessed", Candidate, Moderate), refers(Reference::ItemOf(&["expectation"]))];
        /// How far.
        met: Option<Achieved> [needs("review-expectation-unassessed", Candidate, Moderate)];
        /// The parties that agree on that.
        agreed_by: Vec<&'a str> [refers(Reference::Party)];
        /// What there is to say of it.
        note: Option<&'a str>;
    }
}

record! {
    /// What became of a risk.
    RiskResult = "risk_result" {
        /// The risk.
        item: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Risk)];
        /// What became of it.
        note: Option<&'a str>;
    }
}

record! {
    /// What should change.
    Recommendation = "recommendation" {
        /// Its name, mostly with `rec-` before.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor), identity()];
        /// What should change.
        statement: Option<&'a str> [needs("review-recommendation-defective", Candidate, Moderate)];
        /// The role that sees to it.
        owner: Option<&'a str> [needs("review-recommendation-defective", Candidate, Moderate), refers(Reference::Role)];
        /// By when, that day included.
        due: Option<Date> [needs("review-recommendation-defective", Candidate, Moderate), not_before(&["/held_on"])];
        /// Where it stands.
        status: Option<RecommendationStatus> [needs("review-recommendation-defective", Candidate, Moderate)];
    }
}

record! {
    /// One party's own view, written alone. A team may add questions of its own.
    View = "view-<party>.toml" {
        /// The party.
        party: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Party), between()];
        /// The role that wrote it.
        by: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Role), between()];
        /// The day.
        on: Option<Date> [needs("required-missing", Candidate, Minor), between()];
        /// From 0, not at all, to 4, fully, on each question: need, purpose, commitment, trust,
        /// arrangements, communication, delivery, learning.
        scores: Option<Scores<'a>> [needs("required-missing", Candidate, Moderate), between()];
        /// What helped most.
        most_useful: Option<&'a str> [between()];
        /// What it would stop.
        would_stop: Option<&'a str> [between()];
        /// What else there is to say.
        comment: Option<&'a str> [between()];
    }
}

/// The usual questions of a view, in the order in which they are asked.
pub const QUESTIONS: [&str; 8] = [
    "need",
    "purpose",
    "commitment",
    "trust",
    "arrangements",
    "communication",
    "delivery",
    "learning",
];

/// What a usual question of a view asks, in a sentence; empty for one that is a team's own.
#[must_use]
pub fn meaning(question: &str) -> &'static str {
    match question {
        "need" => "Is this collaboration needed?",
        "purpose" => "Is it clear what it is for, and the same to all?",
        "commitment" => "Does each party stand by it?",
        "trust" => "Do the parties trust each other?",
        "arrangements" => "Do the arrangements work: roles, decisions, resources?",
        "communication" => "Is what has to be known said, and in time?",
        "delivery" => "Is what was promised delivered?",
        "learning" => "Is something learnt from how it goes, and changed?",
        _ => "",
    }
}

/// Points from 0 to 4 on each question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores<'a> {
    /// Question and points.
    pub points: Vec<(&'a str, i64)>,
}

impl<'a> Held<'a> for Scores<'a> {
    const SHAPE: Shape = Shape::Scores(0, 4);

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let Kind::Table(table) = value.get_ref() else {
            walk.wrong_type(value, Self::SHAPE);
            return None;
        };
        let points = table
            .iter()
            .filter_map(|(question, value)| {
                let points = super::declare::Whole::<0, 4>::read(value, walk)?;
                Some((&**question.get_ref(), points.0))
            })
            .collect();
        Some(Self { points })
    }
}
