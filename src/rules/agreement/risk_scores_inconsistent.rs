//! Scores of a risk that cannot be right: off the scale, or worse for all that is done.

use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "risk-scores-inconsistent",
    severity: always(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.9"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// Where a score is put right.
const WAY: &str = ": in the agreement, or once signed in a new event, `reassessed`";

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let scale = case.scene.frame.limits().risk_scale;
    for risk in case.reckoning.risks.iter().filter(|risk| !risk.closed) {
        if risk.scores.is_sound(scale) || case.dossier.may_hold_news(risk.id) {
            continue;
        }
        let mut off_scale = false;
        for (key, score) in risk.scores.given() {
            if !(1..=scale).contains(&score) {
                off_scale = true;
                findings.add(
                    Problem::at(risk.scored_at.key(key), risk.id)
                        .says(format!("`{key}` of `{}` is {score}, off the scale", risk.id))
                        .help(format!("score it from 1 to {scale}{WAY}"))
                        .owner(risk.owner),
                );
            }
        }
        if let (false, Some(before), Some(after)) =
            (off_scale, risk.scores.inherent(), risk.scores.residual())
        {
            findings.add(
                Problem::at(risk.scored_at.key("residual_impact"), risk.id)
                    .says(format!(
                        "`{}` is {before} at first, and {after} with all that is done",
                        risk.id
                    ))
                    .help(format!("score both anew{WAY}"))
                    .owner(risk.owner),
            );
        }
    }
}
