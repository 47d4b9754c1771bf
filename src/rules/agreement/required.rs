//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, always, from_moderate, graver_when_major};

/// What has to be done, by whom, by when.
pub(super) static ACTION_INCOMPLETE: Rule = Rule {
    name: "action-incomplete",
    severity: always(Severity::Error),
    criteria: &["S0.7", "S0.K11", "S1.3d", "S1.K8", "S4.21", "S4.22", "S4.24", "S4.34"],
    ..Rule::BASE
};

/// A party that takes part, and does nothing.
pub(super) static ACTION_PARTY_MISSING: Rule = Rule {
    name: "action-party-missing",
    severity: always(Severity::Error),
    criteria: &["S0.7", "S1.3d"],
    ..Rule::BASE
};

/// What good looks like, before anybody judges it.
pub(super) static ACTION_QUALITY_MISSING: Rule = Rule {
    name: "action-quality-missing",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.12", "S2.K14", "S4.23"],
    ..Rule::BASE
};

/// What the parties want, and where it ends.
pub(super) static AGREEMENT_AIM_MISSING: Rule = Rule {
    name: "agreement-aim-missing",
    severity: always(Severity::Error),
    criteria: &["S0.5", "S1.3a", "S1.K7", "S2.4", "S4.12", "S4.34"],
    ..Rule::BASE
};

/// What tells one paper from another, and one version of it from the next.
pub(super) static AGREEMENT_INCOMPLETE: Rule = Rule {
    name: "agreement-incomplete",
    severity: from_moderate(Severity::Error),
    criteria: &["S4.12"],
    ..Rule::BASE
};

/// How one will know that a gain is there.
pub(super) static BENEFIT_UNMEASURED: Rule = Rule {
    name: "benefit-unmeasured",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.22"],
    ..Rule::BASE
};

/// What each party pays, were it nothing.
pub(super) static COST_PARTY_MISSING: Rule = Rule {
    name: "cost-party-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.K3", "S0.K4", "S1.3c"],
    ..Rule::BASE
};

/// What each party expects of the others.
pub(super) static EXPECTATION_MISSING: Rule = Rule {
    name: "expectation-missing",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.23", "S1.B8", "S2.K4"],
    ..Rule::BASE
};

/// How one will know that an objective was reached.
pub(super) static OBJECTIVE_UNMEASURABLE: Rule = Rule {
    name: "objective-unmeasurable",
    severity: from_moderate(Severity::Warning),
    criteria: &["S2.4", "S4.23"],
    ..Rule::BASE
};

/// What each party puts in.
pub(super) static RESOURCE_PARTY_MISSING: Rule = Rule {
    name: "resource-party-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.6", "S2.K25", "S4.28", "S4.31"],
    ..Rule::BASE
};

/// How the worth of something that is not money was found.
pub(super) static RESOURCE_UNVALUED: Rule = Rule {
    name: "resource-unvalued",
    severity: from_moderate(Severity::Warning),
    criteria: &["S4.29"],
    ..Rule::BASE
};

/// What could go wrong, who watches it, and what is done about it.
pub(super) static RISK_INCOMPLETE: Rule = Rule {
    name: "risk-incomplete",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.9", "S0.K7", "S1.B9", "S4.31"],
    ..Rule::BASE
};

/// How the text may change.
pub(super) static CHANGE_PROCEDURE_MISSING: Rule = Rule {
    name: "change-procedure-missing",
    severity: from_moderate(Severity::Warning),
    criteria: &["S2.8", "S4.12"],
    ..Rule::BASE
};

/// How it ends, and what becomes of what is left.
pub(super) static EXIT_MISSING: Rule = Rule {
    name: "exit-missing",
    severity: graver_when_major(Severity::Warning, Severity::Error),
    criteria: &["S2.K3", "S4.12"],
    ..Rule::BASE
};

/// Who decides, how, and what stays with the parties.
pub(super) static GOVERNANCE_INCOMPLETE: Rule = Rule {
    name: "governance-incomplete",
    severity: graver_when_major(Severity::Warning, Severity::Error),
    criteria: &["S2.4", "S4.11", "S4.18", "S4.33"],
    ..Rule::BASE
};

/// Which laws, policies and codes hold, and what shows that they are followed.
pub(super) static OBLIGATION_MISSING: Rule = Rule {
    name: "obligation-missing",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.25", "S0.K16", "S0.K17", "S1.B4", "S1.K-c2", "S1.K-s1", "S2.14", "S2.K26"],
    ..Rule::BASE
};

/// Who reports what to whom, from when, how often.
pub(super) static REPORTING_MISSING: Rule = Rule {
    name: "reporting-missing",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.10", "S1.3f", "S1.K9", "S2.K24"],
    ..Rule::BASE
};

/// Whether children or adults at risk are touched, and who answers for them.
pub(super) static SAFEGUARDING_UNDECIDED: Rule =
    Rule { name: "safeguarding-undecided", criteria: &["S2.13", "S2.K21"], ..Rule::BASE };

/// From when to when it runs, and what happens at the end.
pub(super) static TERM_INCOMPLETE: Rule =
    Rule { name: "term-incomplete", criteria: &["S2.8"], ..Rule::BASE };
