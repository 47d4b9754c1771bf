//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, from_moderate};

/// What every file of a kind has.
pub(super) static REQUIRED_MISSING: Rule =
    Rule { name: "required-missing", guards: true, ..Rule::BASE };

/// What tells a reader what a collaboration is, and whose.
pub(super) static COLLABORATION_INCOMPLETE: Rule = Rule {
    name: "collaboration-incomplete",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.K19", "S0.K20"],
    ..Rule::BASE
};
