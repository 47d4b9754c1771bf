//! Bodies that each decide for themselves share data about people, and no paper says how.

use crate::model::agreement::LegalRole;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "information-agreement-missing",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S1.3g"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for entry in super::personal(case) {
        // Of joint controllers the law asks for it, which another rule says.
        let joint = super::bodies(case, entry, |role| role == LegalRole::JointController) > 1;
        let controls = |role| matches!(role, LegalRole::Controller | LegalRole::JointController);
        if joint || super::bodies(case, entry, controls) < 2 || super::has_instrument(entry) {
            continue;
        }
        let id = entry.id.unwrap_or("information");
        findings.add(
            Problem::at(entry.at.key("instrument"), id)
                .says(format!("`{id}` flows between bodies, and no paper on it is named"))
                .help("close a data sharing agreement, and name it here")
                .write_here([super::new_instrument(case)])
                .owner(super::owner(case, entry)),
        );
    }
}
