//! The rules of this group that ask for presence; what they ask for is in the declarations. What a
//! review passes over is held against the agreement.

use super::unassessed;
use crate::rules::{Check, Rule, Severity, always, from_moderate};

/// What an end leaves open.
pub(super) static CLOSURE_INCOMPLETE: Rule =
    Rule { name: "closure-incomplete", criteria: &["S0.18"], ..Rule::BASE };

/// What became of each action, and why it was not as agreed.
pub(super) static REVIEW_ACTION_UNASSESSED: Rule = Rule {
    name: "review-action-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.19", "S1.9b"],
    check: Check::Collaboration(|case, findings| {
        unassessed::check(case, findings, &["action_result"]);
        unassessed::contradicted(case, findings);
    }),
    ..Rule::BASE
};

/// What each gain really was.
pub(super) static REVIEW_BENEFIT_UNASSESSED: Rule = Rule {
    name: "review-benefit-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.22", "S1.9e"],
    check: Check::Collaboration(|case, findings| {
        unassessed::check(case, findings, &["benefit_result"])
    }),
    ..Rule::BASE
};

/// What each cost really was.
pub(super) static REVIEW_COST_UNASSESSED: Rule = Rule {
    name: "review-cost-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.21", "S1.9d"],
    check: Check::Collaboration(|case, findings| {
        unassessed::check(case, findings, &["cost_result"])
    }),
    ..Rule::BASE
};

/// What was different, who sees to it, what shows a gain, and how it could be better yet.
pub(super) static REVIEW_DETAIL_MISSING: Rule = Rule {
    name: "review-detail-missing",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.19", "S0.20", "S0.21", "S0.22", "S1.9d", "S1.9e"],
    ..Rule::BASE
};

/// Whether each expectation was met.
pub(super) static REVIEW_EXPECTATION_UNASSESSED: Rule = Rule {
    name: "review-expectation-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.23", "S1.9f"],
    check: Check::Collaboration(|case, findings| {
        unassessed::check(case, findings, &["expectation_result"])
    }),
    ..Rule::BASE
};

/// Why something went wrong, and how it is kept from happening again.
pub(super) static REVIEW_FAILURE_UNLEARNED: Rule = Rule {
    name: "review-failure-unlearned",
    severity: always(Severity::Warning),
    criteria: &["S0.20", "S1.9c"],
    check: Check::Collaboration(unassessed::unlearned),
    ..Rule::BASE
};

/// Whether each objective was reached.
pub(super) static REVIEW_OBJECTIVE_UNASSESSED: Rule = Rule {
    name: "review-objective-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.18", "S1.9a"],
    check: Check::Collaboration(|case, findings| {
        unassessed::check(case, findings, &["objective_result", "outcome_result"])
    }),
    ..Rule::BASE
};

/// What should change, who sees to it, and by when.
pub(super) static REVIEW_RECOMMENDATION_DEFECTIVE: Rule = Rule {
    name: "review-recommendation-defective",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.24", "S1.9g"],
    ..Rule::BASE
};
