//! A facilitator who would have to stand in for themselves.

use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "facilitation-missing",
    severity: from_moderate(Severity::Advice),
    from: Stage::Agreed,
    criteria: &["S0.K8", "S2.K15", "S2.K16", "S4.18", "S4.19"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

// That there is none of the two is asked by the declarations.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let norms = case.dossier.agreement.as_ref().and_then(|agreement| agreement.norms.as_ref());
    let Some((norms, role)) = norms.and_then(|norms| Some((norms, norms.facilitator?))) else {
        return;
    };
    let other = norms.alternate_facilitator;
    if role.trim().is_empty() || other.map(str::trim) != Some(role.trim()) {
        return;
    }
    findings.add(
        Problem::at(norms.at.key("alternate_facilitator"), "norms")
            .says(format!("`{role}` leads hard talks, and would stand in for itself"))
            .help("name another role that leads them when the first cannot")
            .write_here([format!("alternate_facilitator = {}", remedy::OPEN)])
            .owner(Some(role))
            .against(&["S4.19"]),
    );
}
