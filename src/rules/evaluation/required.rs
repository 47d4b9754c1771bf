//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, always, from_moderate};

/// What each party is thought to gain.
pub(super) static EVALUATION_BENEFIT_MISSING: Rule = Rule {
    name: "evaluation-benefit-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.3", "S1.2", "S1.B5", "S1.K2", "S3.2d", "S4.2"],
    ..Rule::BASE
};

/// What each party is thought to pay.
pub(super) static EVALUATION_COST_MISSING: Rule = Rule {
    name: "evaluation-cost-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.K3", "S1.2", "S1.K4"],
    ..Rule::BASE
};

/// What was decided, when, by whom, why, and on what authority.
pub(super) static EVALUATION_DECISION_MISSING: Rule = Rule {
    name: "evaluation-decision-missing",
    severity: always(Severity::Error),
    criteria: &["S0.3", "S0.K2", "S1.2", "S1.K6"],
    ..Rule::BASE
};

/// What each party is after, soon and in the long run.
pub(super) static EVALUATION_PARTY_UNASSESSED: Rule = Rule {
    name: "evaluation-party-unassessed",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.2", "S2.2", "S4.3", "S4.4", "S4.5"],
    ..Rule::BASE
};

/// What could go wrong, and how well we can bring it down.
pub(super) static EVALUATION_RISK_MISSING: Rule = Rule {
    name: "evaluation-risk-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.3", "S1.2", "S1.B9", "S1.K10", "S2.K8"],
    ..Rule::BASE
};

/// Which of our own strategic objectives it serves.
pub(super) static EVALUATION_STRATEGY_LINK_MISSING: Rule = Rule {
    name: "evaluation-strategy-link-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.1", "S0.K18", "S1.1", "S3.4a"],
    ..Rule::BASE
};

/// Whether the evaluation is done, when, and by whom.
pub(super) static EVALUATION_UNDATED: Rule = Rule {
    name: "evaluation-undated",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.3"],
    ..Rule::BASE
};
