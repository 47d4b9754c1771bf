//! Small things that a standard asks to see and that no graver rule looks at: how norms are
//! repeated, who is helped to read, whom a law holds for, what is done about two interests, which
//! platforms are in use. All but the last are rows of the declarations, each with its criteria.

use crate::document::list;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "agreement-detail-missing",
    severity: from_moderate(Severity::Advice),
    from: Stage::Agreed,
    criteria: &[
        "S0.6", "S0.8", "S0.K21", "S1.3e", "S1.B4", "S1.K-c3", "S2.5", "S2.11", "S2.K19", "S4.16",
        "S4.22", "S4.27", "S4.28", "S4.29", "S4.31",
    ],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

// One arrangement that names the platforms is enough, so no single one is asked for them.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    let Some(first) = agreement.communication.first() else { return };
    if agreement.communication.iter().all(|one| one.platforms.is_empty()) {
        findings.add(
            Problem::at(first.at.key("platforms"), "platforms")
                .says("no arrangement to talk names the platforms in use")
                .help(
                    "name where work, documents and talk are kept; \"None: by telephone\" will do",
                )
                .write_here([format!("platforms = {}", list(&["…"]))])
                .owner(first.lead)
                .against(&["S0.K21", "S2.5", "S4.27"]),
        );
    }
}
