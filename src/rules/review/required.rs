//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, always, from_moderate};

/// What an end leaves open.
pub(super) static CLOSURE_INCOMPLETE: Rule =
    Rule { name: "closure-incomplete", criteria: &["S0.18"], ..Rule::BASE };

/// What became of each action, and why it was not as agreed.
pub(super) static REVIEW_ACTION_UNASSESSED: Rule = Rule {
    name: "review-action-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.19", "S1.9b"],
    ..Rule::BASE
};

/// What each gain really was.
pub(super) static REVIEW_BENEFIT_UNASSESSED: Rule = Rule {
    name: "review-benefit-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.22", "S1.9e"],
    ..Rule::BASE
};

/// What each cost really was.
pub(super) static REVIEW_COST_UNASSESSED: Rule = Rule {
    name: "review-cost-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.21", "S1.9d"],
    ..Rule::BASE
};

/// Whether each expectation was met.
pub(super) static REVIEW_EXPECTATION_UNASSESSED: Rule = Rule {
    name: "review-expectation-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.23", "S1.9f"],
    ..Rule::BASE
};

/// Why something went wrong, and how it is kept from happening again.
pub(super) static REVIEW_FAILURE_UNLEARNED: Rule = Rule {
    name: "review-failure-unlearned",
    severity: always(Severity::Warning),
    criteria: &["S0.20", "S1.9c"],
    ..Rule::BASE
};

/// Who took part.
pub(super) static REVIEW_NOT_AGREED: Rule = Rule {
    name: "review-not-agreed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.23", "S1.9a"],
    ..Rule::BASE
};

/// Whether each objective was reached.
pub(super) static REVIEW_OBJECTIVE_UNASSESSED: Rule = Rule {
    name: "review-objective-unassessed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.18", "S1.9a"],
    ..Rule::BASE
};

/// What should change, who sees to it, and by when.
pub(super) static REVIEW_RECOMMENDATION_DEFECTIVE: Rule = Rule {
    name: "review-recommendation-defective",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.24", "S1.9g"],
    ..Rule::BASE
};
