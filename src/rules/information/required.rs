//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, from_moderate};

/// Where people read about the use of their data, and whom they ask, warn and complain to.
pub(super) static INFORMATION_PEOPLE_UNINFORMED: Rule = Rule {
    name: "information-people-uninformed",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.17"],
    ..Rule::BASE
};

/// What is shared, and what for.
pub(super) static INFORMATION_PURPOSE_MISSING: Rule = Rule {
    name: "information-purpose-missing",
    criteria: &["S2.6", "S2.12", "S2.K20"],
    ..Rule::BASE
};

/// What each party is in law.
pub(super) static INFORMATION_ROLE_MISSING: Rule = Rule {
    name: "information-role-missing",
    criteria: &["S1.3g", "S1.8", "S1.K-c4"],
    ..Rule::BASE
};

/// Who gets at it, how long it is kept, and what happens then.
pub(super) static INFORMATION_SAFEGUARDS_MISSING: Rule = Rule {
    name: "information-safeguards-missing",
    criteria: &["S0.17", "S1.K-c4", "S2.12"],
    ..Rule::BASE
};

/// What flows, or that nothing does.
pub(super) static INFORMATION_UNDECLARED: Rule = Rule {
    name: "information-undeclared",
    criteria: &["S0.17", "S1.3g", "S2.6", "S2.K20"],
    ..Rule::BASE
};
