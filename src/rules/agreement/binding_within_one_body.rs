//! An agreement that is to bind in law, between parts of one legal body.

use crate::model::collaboration::Relationship;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "binding-within-one-body",
    severity: always(Severity::Advice),
    from: Stage::Agreed,
    criteria: &["S0.K6", "S0.K19"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    if agreement.binding == Some(true) && is_one_body(case) {
        findings.add(
            Problem::at(agreement.at.key("binding"), "binding")
                .says("marked binding, but every party is a part of one legal body")
                .help("a body cannot contract with itself; say in `[non_cooperation]` what holds instead")
                .write_here(["binding = false".to_owned()]),
        );
    }
}

/// Whether all parties are parts of one body: by the network, or where none is kept by the
/// collaboration's own word.
fn is_one_body(case: &Case<'_, '_>) -> bool {
    let (dossier, frame) = (case.dossier, &case.scene.frame);
    let parties = &dossier.head.party;
    if !frame.has_network() {
        return dossier.head.relationship == Some(Relationship::Internal);
    }
    let mut bodies = parties.iter().map(|party| {
        let organisation = party.organisation?;
        frame.organisation(organisation)?;
        Some(frame.legal_body(organisation))
    });
    let Some(Some(first)) = bodies.next() else { return false };
    parties.len() > 1 && bodies.all(|body| body == Some(first))
}
