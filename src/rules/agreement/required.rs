//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::model::declare::Stage;
use crate::rules::{Rule, Severity, always, from_moderate};

/// What has to be done, by whom, by when.
pub(super) static ACTION_INCOMPLETE: Rule = Rule {
    name: "action-incomplete",
    severity: always(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.7", "S4.24", "S4.34"],
    ..Rule::BASE
};

/// A party that takes part, and does nothing.
pub(super) static ACTION_PARTY_MISSING: Rule = Rule {
    name: "action-party-missing",
    severity: always(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.7", "S1.3d"],
    ..Rule::BASE
};

/// What good looks like, before anybody judges it.
pub(super) static ACTION_QUALITY_MISSING: Rule = Rule {
    name: "action-quality-missing",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.12", "S4.23"],
    ..Rule::BASE
};

/// What the parties want, and where it ends.
pub(super) static AGREEMENT_AIM_MISSING: Rule = Rule {
    name: "agreement-aim-missing",
    severity: always(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.5", "S1.3a", "S2.4", "S4.12", "S4.34"],
    ..Rule::BASE
};

/// What tells one paper from another, and one version of it from the next.
pub(super) static AGREEMENT_INCOMPLETE: Rule = Rule {
    name: "agreement-incomplete",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S4.12"],
    ..Rule::BASE
};

/// How one will know that a gain is there.
pub(super) static BENEFIT_UNMEASURED: Rule = Rule {
    name: "benefit-unmeasured",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.22"],
    ..Rule::BASE
};

/// What each party pays, were it nothing.
pub(super) static COST_PARTY_MISSING: Rule = Rule {
    name: "cost-party-missing",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.K3", "S0.K4", "S1.3c"],
    ..Rule::BASE
};

/// What each party expects of the others.
pub(super) static EXPECTATION_MISSING: Rule = Rule {
    name: "expectation-missing",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.23", "S1.B8"],
    ..Rule::BASE
};

/// How one will know that an objective was reached.
pub(super) static OBJECTIVE_UNMEASURABLE: Rule = Rule {
    name: "objective-unmeasurable",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S2.4", "S4.23"],
    ..Rule::BASE
};

/// What each party puts in.
pub(super) static RESOURCE_PARTY_MISSING: Rule = Rule {
    name: "resource-party-missing",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.6", "S4.28", "S4.31"],
    ..Rule::BASE
};

/// How the worth of something that is not money was found.
pub(super) static RESOURCE_UNVALUED: Rule = Rule {
    name: "resource-unvalued",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S4.29"],
    ..Rule::BASE
};

/// What could go wrong, who watches it, and what is done about it.
pub(super) static RISK_INCOMPLETE: Rule = Rule {
    name: "risk-incomplete",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.9", "S0.K7"],
    ..Rule::BASE
};
