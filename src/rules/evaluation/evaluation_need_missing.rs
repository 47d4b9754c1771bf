//! No need is stated, or not why together; among departments, not what the whole gains either.

use crate::model::collaboration::Relationship;
use crate::model::declare::{Significance, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-need-missing",
    severity: always(Severity::Error),
    from: Stage::Evaluated,
    criteria: &["S0.1", "S2.K1", "S2.K2", "S4.1"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let among_departments = matches!(
        case.dossier.head.relationship,
        Some(Relationship::Internal | Relationship::Mixed)
    );
    if !among_departments || case.dossier.significance() < Significance::Moderate {
        return;
    }
    let need = case.dossier.evaluation.as_ref().and_then(|evaluation| evaluation.need.as_ref());
    // Without any need at all, that is what is told.
    let Some(need) = need else { return };
    let blank = need.efficiency_gain.is_none_or(|text| text.trim().is_empty());
    if blank && need.at.value("efficiency_gain").is_none_or(|value| value.get_ref().is_str()) {
        findings.add(
            Problem::at(need.at.key("efficiency_gain"), "efficiency_gain")
                .says(
                    "departments work together, and nothing says what the whole organisation gains",
                )
                .help("say in `[need]` what is done once instead of twice, and what that saves")
                .write_here([format!("efficiency_gain = {}", remedy::OPEN)]),
        );
    }
}
