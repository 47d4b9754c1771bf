//! It was decided before it was evaluated; or signed, though the decision does not carry that.

use crate::model::declare::Stage;
use crate::model::evaluation::{Evaluation, EvaluationStatus, Outcome};
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-decision-premature",
    from: Stage::Evaluated,
    criteria: &["S0.3", "S0.K2", "S1.2"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
    undone(case, evaluation, findings);
    let Some(decision) = &evaluation.decision else { return };
    let (Some(evaluated), Some(decided)) = (evaluation.evaluated_on, decision.decided_on) else {
        return;
    };
    // A day that has not come is told as such.
    if decided >= evaluated || evaluated > case.scene.today {
        return;
    }
    findings.add(
        Problem::at(decision.at.key("decided_on"), "decision")
            .says(format!(
                "the decision of {decided} lies before the evaluation of {evaluated} that it rests on"
            ))
            .help(format!("put the wrong day right, or decide anew: a day from {evaluated} to today"))
            .write_here([format!("decided_on = {} # a day from {evaluated} on", case.scene.today)])
            .owner(case.dossier.head.our_lead)
            .against(&["S0.3"]),
    );
}

/// The criteria that the decision evidences.
const OF_DECISION: &[&str] = &["S0.3", "S0.K2", "S1.2"];

/// What is signed rests on a decision to go on, and on an evaluation that is done.
fn undone(case: &Case<'_, '_>, evaluation: &Evaluation<'_>, findings: &mut Findings<'_>) {
    let Some(signed) = case.reckoning.signoffs.first_ever else { return };
    if case.reckoning.stage.claimed == Stage::Closed {
        return;
    }
    let outcome = evaluation.decision.as_ref().and_then(|it| Some((it, it.outcome?)));
    if let Some((decision, outcome @ (Outcome::Decline | Outcome::Defer))) = outcome {
        findings.add(
            Problem::at(decision.at.key("outcome"), "decision")
                .says(format!(
                    "the agreement was signed on {signed}, and the decision is to {}",
                    outcome.as_str()
                ))
                .help("put the decision back that was signed on; to end the work, review and close it")
                .owner(case.dossier.head.our_lead)
                .against(OF_DECISION),
        );
    }
    if evaluation.status == Some(EvaluationStatus::Draft) {
        findings.add(
            Problem::at(evaluation.at.key("status"), "status")
                .says(format!(
                    "the agreement was signed on {signed}, and the evaluation is still a draft"
                ))
                .help("finish the evaluation, and say `status = \"final\"`")
                .write_here(["status = \"final\"".to_owned()])
                .owner(case.dossier.head.our_lead)
                .against(OF_DECISION),
        );
    }
}
