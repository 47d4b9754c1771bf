//! `evaluation.toml`: whether to work together, and on what evidence. Only our own organisation
//! sees it.

use super::amount::Amount;
use super::date::Date;
use super::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Evaluated,
    When, Whole, record, words,
};
use super::network::Degree;

words! {
    /// Whether the evaluation is done.
    EvaluationStatus { Draft = "draft", Final = "final" }
}

words! {
    /// How the objectives of two sides relate.
    ObjectiveRelation {
        Common = "common",
        Complementary = "complementary",
        Neutral = "neutral",
        Conflicting = "conflicting",
    }
}

words! {
    /// What became of somebody who was considered.
    Verdict { Invite = "invite", Later = "later", Reject = "reject" }
}

words! {
    /// How often a value counts.
    Per { Once = "once", Year = "year", Term = "term" }
}

words! {
    /// In what a cost is paid.
    CostKind { Money = "money", Time = "time", Asset = "asset" }
}

words! {
    /// In which way two sides fit, or do not.
    Dimension {
        Objectives = "objectives",
        Values = "values",
        WorkingPractices = "working-practices",
        Capacity = "capacity",
        Systems = "systems",
        LegalPowers = "legal-powers",
        TrackRecord = "track-record",
        Reputation = "reputation",
    }
}

words! {
    /// How well we can bring a risk down.
    Ability { None = "none", Limited = "limited", Adequate = "adequate", Strong = "strong" }
}

words! {
    /// What was decided.
    Outcome {
        Proceed = "proceed",
        ProceedWithConditions = "proceed-with-conditions",
        Defer = "defer",
        Decline = "decline",
    }
}

record! {
    /// Whether to work together, and on what evidence. Only our own organisation sees it.
    Evaluation = "evaluation.toml" {
        /// Whether it is done.
        status: Option<EvaluationStatus> [needs("evaluation-undated", Evaluated, Moderate), own()];
        /// The day it was done.
        evaluated_on: Option<Date> [needs("evaluation-undated", Evaluated, Moderate), own()];
        /// The roles that did it.
        evaluated_by: Vec<&'a str> [needs("evaluation-undated", Evaluated, Moderate), refers(Reference::Role), own()];
        /// What is needed, and why together.
        need: Option<Need<'a>> [needs("evaluation-need-missing", Evaluated, Minor), own()];
        /// Who was looked at as a partner.
        considered: Vec<Considered<'a>> [needs("evaluation-field-unsurveyed", Evaluated, Moderate), own()];
        /// What each party is after.
        party_view: Vec<PartyView<'a>> [per_party("evaluation-party-unassessed", Evaluated, Moderate), own()];
        /// What each party gains.
        benefit: Vec<ExpectedBenefit<'a>> [per_party("evaluation-benefit-missing", Evaluated, Moderate), own()];
        /// What each party pays.
        cost: Vec<ExpectedCost<'a>> [per_party("evaluation-cost-missing", Evaluated, Moderate), own()];
        /// How well the sides fit.
        compatibility: Vec<Compatibility<'a>> [needs("evaluation-compatibility-missing", Evaluated, Moderate), own()];
        /// What could go wrong, and how well we can bring it down.
        risk: Vec<ExpectedRisk<'a>> [needs("evaluation-risk-missing", Evaluated, Moderate), own()];
        /// What was decided, by whom, and why.
        decision: Option<Decision<'a>> [needs("evaluation-decision-missing", Evaluated, Minor), own()];
        /// Why it was written although something spoke against it.
        forced: Option<&'a str> [own()];
    }
}

record! {
    /// What is needed, and why together.
    Need = "need" {
        /// What is wrong, or what could be better.
        statement: Option<&'a str> [needs("evaluation-need-missing", Evaluated, Minor), own(), in_words()];
        /// What the parties can do together.
        why_together: Option<&'a str> [needs("evaluation-need-missing", Evaluated, Moderate), own(), in_words()];
        /// Why none of them can do it alone.
        why_not_alone: Option<&'a str> [needs("evaluation-need-missing", Evaluated, Moderate), own(), in_words()];
        /// What else could be done.
        alternatives: Vec<&'a str> [needs("evaluation-field-unsurveyed", Evaluated, Moderate), own()];
        /// Why this is better.
        preferred_because: Option<&'a str> [own()];
        /// What the whole organisation gains, where departments work together.
        efficiency_gain: Option<&'a str> [own(), in_words()];
    }
}

record! {
    /// Somebody who was looked at as a partner.
    Considered = "considered" {
        /// Its page in `network/`.
        organisation: Option<&'a str> [refers(Reference::Organisation), own()];
        /// Its name, where it has no page.
        name: Option<&'a str> [needs_when("evaluation-field-unsurveyed", Evaluated, Moderate, When::Without("organisation")), own()];
        /// How its objectives relate to ours.
        objective_relation: Option<ObjectiveRelation> [own()];
        /// What became of it.
        verdict: Option<Verdict> [needs("evaluation-field-unsurveyed", Evaluated, Moderate), own()];
        /// Why.
        reason: Option<&'a str> [needs("evaluation-field-unsurveyed", Evaluated, Moderate), own()];
    }
}

record! {
    /// What one party is after.
    PartyView = "party_view" {
        /// The party.
        party: Option<&'a str> [needs("evaluation-party-unassessed", Evaluated, Moderate), refers(Reference::Party), own()];
        /// How its objectives relate to those of the others.
        objective_relation: Option<ObjectiveRelation> [needs("evaluation-party-unassessed", Evaluated, Moderate), own()];
        /// What it wants within about a year.
        interest_short_term: Option<&'a str> [needs("evaluation-party-unassessed", Evaluated, Moderate), own()];
        /// What it wants in the long run.
        interest_long_term: Option<&'a str> [needs("evaluation-party-unassessed", Evaluated, Moderate), own()];
        /// Why it joins although it pays more than it gains.
        reason_to_join: Option<&'a str> [own()];
    }
}

record! {
    /// What one party is thought to gain.
    ExpectedBenefit = "benefit" {
        /// The party.
        party: Option<&'a str> [needs("evaluation-benefit-missing", Evaluated, Moderate), refers(Reference::Party), own()];
        /// What it gains.
        statement: Option<&'a str> [needs("evaluation-benefit-missing", Evaluated, Moderate), own(), in_words()];
        /// What that is worth.
        value: Option<Amount> [worth(), own()];
        /// How often the value counts.
        per: Option<Per> [own()];
        /// How sure we are.
        confidence: Option<Degree> [own()];
    }
}

record! {
    /// What one party is thought to pay.
    ExpectedCost = "cost" {
        /// The party.
        party: Option<&'a str> [needs("evaluation-cost-missing", Evaluated, Moderate), refers(Reference::Party), own()];
        /// In what it pays.
        kind: Option<CostKind> [needs("evaluation-cost-missing", Evaluated, Moderate), own()];
        /// For what it pays.
        statement: Option<&'a str> [needs("evaluation-cost-missing", Evaluated, Moderate), own()];
        /// How much.
        value: Option<Amount> [worth(), own()];
        /// How often the value counts.
        per: Option<Per> [own()];
        /// How sure we are.
        confidence: Option<Degree> [own()];
    }
}

record! {
    /// How well the sides fit in one way.
    Compatibility = "compatibility" {
        /// In which way.
        dimension: Option<Dimension> [needs("evaluation-compatibility-missing", Evaluated, Moderate), own()];
        /// From 0, at odds, to 4, a strong fit.
        rating: Option<Whole<0, 4>> [needs("evaluation-compatibility-missing", Evaluated, Moderate), own()];
        /// What shows it.
        evidence: Option<&'a str> [needs("evaluation-compatibility-missing", Evaluated, Moderate), own()];
        /// What is done about it, where the fit is weak.
        gap_plan: Option<&'a str> [own(), in_words()];
    }
}

record! {
    /// What could go wrong, as seen before deciding.
    ExpectedRisk = "risk" {
        /// Its name.
        id: Option<&'a str> [needs("required-missing", Evaluated, Moderate), identity(), own()];
        /// What could happen.
        statement: Option<&'a str> [needs("evaluation-risk-missing", Evaluated, Moderate), own(), in_words()];
        /// How likely, from 1 to the scale of the matrix.
        likelihood: Option<Whole<0, 100>> [needs("evaluation-risk-missing", Evaluated, Moderate), own()];
        /// How bad, from 1 to the scale of the matrix.
        impact: Option<Whole<0, 100>> [needs("evaluation-risk-missing", Evaluated, Moderate), own()];
        /// What would be done about it.
        mitigation: Option<&'a str> [needs("evaluation-risk-missing", Evaluated, Moderate), own(), in_words()];
        /// How well we can do that.
        our_ability: Option<Ability> [needs("evaluation-risk-missing", Evaluated, Moderate), own()];
        /// How likely it is then.
        residual_likelihood: Option<Whole<0, 100>> [own()];
        /// How bad it is then.
        residual_impact: Option<Whole<0, 100>> [own()];
    }
}

record! {
    /// What was decided, by whom, and why.
    Decision = "decision" {
        /// What was decided.
        outcome: Option<Outcome> [needs("evaluation-decision-missing", Evaluated, Minor), own()];
        /// The day.
        decided_on: Option<Date> [needs("evaluation-decision-missing", Evaluated, Minor), own()];
        /// The roles that decided.
        decided_by: Vec<&'a str> [needs("evaluation-decision-missing", Evaluated, Minor), refers(Reference::Role), own()];
        /// On what authority.
        authority: Option<&'a str> [needs("evaluation-decision-missing", Evaluated, Moderate), refers(Reference::Policy), own()];
        /// Why.
        rationale: Option<&'a str> [needs("evaluation-decision-missing", Evaluated, Minor), own()];
        /// When it is looked at again, if it was put off.
        reconsider_on: Option<Date> [needs_when("evaluation-decision-missing", Evaluated, Moderate, When::Is("outcome", &["defer"])), own(), not_before(&["decided_on"])];
        /// What has to be so first.
        condition: Vec<Condition<'a>> [needs_when("evaluation-decision-missing", Evaluated, Moderate, When::Is("outcome", &["proceed-with-conditions"])), own()];
    }
}

record! {
    /// What has to be so before work goes on.
    Condition = "decision.condition" {
        /// What.
        text: Option<&'a str> [needs("evaluation-decision-missing", Evaluated, Moderate), own()];
        /// By when, that day included.
        due: Option<Date> [needs("evaluation-decision-missing", Evaluated, Moderate), own()];
        /// The day it was so.
        met_on: Option<Date> [own()];
        /// What shows it.
        evidence: Option<&'a str> [own()];
    }
}
