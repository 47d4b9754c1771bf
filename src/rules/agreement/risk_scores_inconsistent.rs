//! Scores of a risk that cannot be right: off the scale, or worse for all that is done.

use crate::model::agreement::{Agreement, MeasuredRisk};
use crate::model::declare::{Stage, Whole};
use crate::model::reckon::risk::{self, Standing};
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
    // What an amendment would bring is told before it is signed.
    let coming = risk::coming(case.dossier, &case.scene.frame, case.scene.today);
    signed(&case.reckoning.risks, case.dossier.in_force(), scale, findings);
    signed(&coming, case.dossier.agreement.as_ref(), scale, findings);
    let risks = case.reckoning.risks.iter().chain(&coming);
    for risk in risks.filter(|risk| !risk.closed) {
        if risk.scores.is_sound(scale) || case.dossier.may_hold_news(risk.id) {
            continue;
        }
        let mut is_off = false;
        for (key, score) in off_scale(&risk.scores, scale) {
            is_off = true;
            findings.add(
                Problem::at(risk.scored_at.key(key), risk.id)
                    .says(format!("`{key}` of `{}` is {score}, off the scale", risk.id))
                    .help(format!("score it from 1 to {scale}{WAY}"))
                    .owner(risk.owner)
                    .against(OF_AGREEMENT),
            );
        }
        if let (false, Some(before), Some(after)) =
            (is_off, risk.scores.inherent(), risk.scores.residual())
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

/// What was signed, where a later event scores a risk anew: those numbers are off the scale still.
fn signed(
    risks: &[Standing<'_>],
    agreement: Option<&Agreement<'_>>,
    scale: i64,
    findings: &mut Findings<'_>,
) {
    for standing in risks {
        let risk = standing.index.and_then(|at| agreement?.risk.get(at));
        // Where no event came, it is told of the present scores.
        let Some(risk) = risk.filter(|it| standing.closed || standing.scored_at.file != it.at.file)
        else {
            continue;
        };
        for (key, score) in off_scale(&risk.scores(), scale) {
            findings.add(
                Problem::at(risk.at.key(key), standing.id)
                    .says(format!(
                        "`{key}` of `{}` was agreed as {score}, off the scale",
                        standing.id
                    ))
                    .help(format!("score it from 1 to {scale}: amend the agreement"))
                    .owner(standing.owner)
                    .against(OF_AGREEMENT),
            );
        }
    }
}

/// The scores that no scale of this length has.
fn off_scale(scores: &MeasuredRisk, scale: i64) -> impl Iterator<Item = (&'static str, i64)> {
    scores.given().filter(move |(_, score)| !(1..=scale).contains(score))
}

/// The risks on which it is decided, before there is an agreement.
fn expected(case: &Case<'_, '_>, scale: i64, findings: &mut Findings<'_>) {
    for risk in case.dossier.evaluation.iter().flat_map(|it| &it.risk) {
        let number = |score: Option<Whole<0, 100>>| score.map(|it| it.0);
        let scores = MeasuredRisk {
            likelihood: number(risk.likelihood),
            impact: number(risk.impact),
            residual_likelihood: number(risk.residual_likelihood),
            residual_impact: number(risk.residual_impact),
        };
        if scores.is_sound(scale) {
            continue;
        }
        let id = risk.id.unwrap_or("risk");
        let mut add = |key: &'static str, says: String, help: String| {
            findings.add(
                Problem::at(risk.at.key(key), id)
                    .says(says)
                    .help(help)
                    .owner(case.dossier.head.our_lead)
                    .against(OF_EVALUATION),
            );
        };
        let mut is_off = false;
        for (key, score) in off_scale(&scores, scale) {
            is_off = true;
            add(
                key,
                format!("`{key}` of `{id}` is {score}, off the scale"),
                format!("score it from 1 to {scale} in the evaluation"),
            );
        }
        if let (false, Some(before), Some(after)) = (is_off, scores.inherent(), scores.residual()) {
            add(
                "residual_impact",
                format!("`{id}` is {before} at first, and {after} with all that is done"),
                "score both anew in the evaluation".to_owned(),
            );
        }
    }
}
