//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, from_moderate, graver_when_major};

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

/// How hard things are talked about, and who leads such a talk.
pub(super) static FACILITATION_MISSING: Rule = Rule {
    name: "facilitation-missing",
    severity: from_moderate(Severity::Advice),
    criteria: &["S0.K8", "S2.K15", "S2.K16", "S4.18", "S4.19"],
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
    criteria: &["S0.25", "S0.K16", "S0.K17", "S1.B4", "S1.K-c2", "S2.14", "S2.K26"],
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
