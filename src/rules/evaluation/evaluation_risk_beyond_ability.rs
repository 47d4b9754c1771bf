//! It was decided to go ahead with a risk that is too high, and that we can do little about.

use crate::model::agreement::MeasuredRisk;
use crate::model::declare::Stage;
use crate::model::evaluation::{Ability, Outcome};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-risk-beyond-ability",
    severity: from_moderate(Severity::Error),
    from: Stage::Evaluated,
    criteria: &["S0.3", "S1.2"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
    let outcome = evaluation.decision.as_ref().and_then(|decision| decision.outcome);
    if !matches!(outcome, Some(Outcome::Proceed | Outcome::ProceedWithConditions)) {
        return;
    }
    let limits = case.scene.frame.limits();
    for risk in &evaluation.risk {
        let Some(ability @ (Ability::None | Ability::Limited)) = risk.our_ability else { continue };
        let scores = MeasuredRisk {
            likelihood: risk.likelihood.map(|number| number.0),
            impact: risk.impact.map(|number| number.0),
            residual_likelihood: risk.residual_likelihood.map(|number| number.0),
            residual_impact: risk.residual_impact.map(|number| number.0),
        };
        // Without a score for afterwards, the one before stands. One off the scale proves nothing.
        let on_scale = scores.given().all(|(_, score)| (1..=limits.risk_scale).contains(&score));
        let high = scores.residual().filter(|score| *score > limits.risk_appetite && on_scale);
        let Some(score) = high else { continue };
        let id = risk.id.unwrap_or("risk");
        findings.add(
            Problem::at(risk.at.key("our_ability"), id)
                .says(format!(
                    "it goes ahead although `{id}` stays at {score}, above our appetite of {}, and \
                     our ability to bring it down is {}",
                    limits.risk_appetite,
                    ability.as_str()
                ))
                .help("find a way to bring the risk down and score it anew, or decide otherwise")
                .owner(case.dossier.head.our_lead),
        );
    }
}
