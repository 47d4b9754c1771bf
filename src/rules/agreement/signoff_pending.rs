//! A sign-off over the present version that is still to come, in time.

use super::signoff_missing::unsigned;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "signoff-pending",
    severity: always(Severity::Advice),
    from: Stage::Agreed,
    timeliness: true,
    criteria: &["S0.5", "S1.3a"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    unsigned(case, false, findings);
}
