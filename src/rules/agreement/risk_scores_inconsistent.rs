//! Scores of a risk that cannot be right: off the scale, or worse for all that is done.

use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "risk-scores-inconsistent",
    severity: always(Severity::Error),
    criteria: &["S0.9", "S0.3", "S1.2"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// What the risks of an agreement evidence, and what those do on which it was decided.
const OF_AGREEMENT: &[&str] = &["S0.9"];
const OF_EVALUATION: &[&str] = &["S0.3", "S1.2"];

/// Where a score is put right.
const WAY: &str = ": in the agreement, or once signed in a new event, `reassessed`";

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let scale = case.scene.frame.limits().risk_scale;
    expected(case, scale, findings);
    if case.reckoning.stage.claimed < Stage::Agreed {
        return;
    }
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
                        .owner(risk.owner)
                        .against(OF_AGREEMENT),
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
                    .owner(risk.owner)
                    .against(OF_AGREEMENT),
            );
        }
    }
}

/// The risks on which it is decided, before there is an agreement.
fn expected(case: &Case<'_, '_>, scale: i64, findings: &mut Findings<'_>) {
    let risks = case.dossier.evaluation.iter().flat_map(|it| &it.risk);
    for risk in risks {
        for (key, score) in [
            ("likelihood", risk.likelihood),
            ("impact", risk.impact),
            ("residual_likelihood", risk.residual_likelihood),
            ("residual_impact", risk.residual_impact),
        ] {
            let Some(score) = score.map(|it| it.0).filter(|it| !(1..=scale).contains(it)) else {
                continue;
            };
            let id = risk.id.unwrap_or("risk");
            findings.add(
                Problem::at(risk.at.key(key), id)
                    .says(format!("`{key}` of `{id}` is {score}, off the scale"))
                    .help(format!("score it from 1 to {scale} in the evaluation"))
                    .owner(case.dossier.head.our_lead)
                    .against(OF_EVALUATION),
            );
        }
    }
}
