//! What is named as evidence is said to lie in this workspace, and does not.

use crate::document::Place;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "evidence-missing",
    severity: always(Severity::Advice),
    from: Stage::Active,
    criteria: &["S0.12"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(workspace) = case.scene.workspace else { return };
    let dossier = case.dossier;
    let mut look = |place: &Place<'_>, at: usize, subject: &str, named: &str| {
        let Some(path) = named.trim().strip_prefix("./") else { return };
        // A place in the file may be named behind it.
        let path = path.split('#').next().unwrap_or(path);
        if workspace.has(path) {
            return;
        }
        findings.add(
            Problem::at(place.item("evidence", at), subject)
                .says(format!("`./{path}` is not in this workspace"))
                .help("put it there, counted from `comity.toml`, or name where it is kept"),
        );
    };
    for event in dossier.events.iter().filter(|event| !event.corrected) {
        for (at, named) in event.envelope.evidence.iter().enumerate() {
            look(event.at(), at, event.subject().unwrap_or(event.id), named);
        }
    }
    let decision = dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    for condition in decision.into_iter().flat_map(|decision| &decision.condition) {
        look(&condition.at, 0, "condition", condition.evidence.unwrap_or_default());
    }
    for obligation in dossier.agreement.iter().flat_map(|agreement| &agreement.obligation) {
        look(&obligation.at, 0, "obligation", obligation.evidence.unwrap_or_default());
    }
    for review in dossier.reviews.iter().filter_map(|folder| folder.review.as_ref()) {
        for result in &review.benefit_result {
            let subject = result.item.unwrap_or("benefit_result");
            look(&result.at, 0, subject, result.evidence.unwrap_or_default());
        }
    }
}
