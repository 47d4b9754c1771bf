//! It was decided before it was evaluated.

use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-decision-premature",
    from: Stage::Evaluated,
    criteria: &["S0.3"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
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
            .owner(case.dossier.head.our_lead),
    );
}
