//! A risk that is higher than we mean to bear, and that nobody has accepted.

use crate::model::date::plus_days;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::reckon::risk;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "risk-above-appetite",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.9"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let limits = case.scene.frame.limits();
    if case.reckoning.stage.claimed == Stage::Closed {
        return;
    }
    // What an amendment would bring is told before it is signed.
    let coming = risk::coming(case.dossier, &case.scene.frame, case.scene.today);
    for risk in case.reckoning.risks.iter().chain(&coming) {
        let Some(score) = risk.scores.residual().filter(|score| *score > limits.risk_appetite)
        else {
            continue;
        };
        // Scores that cannot be right are told as such, and prove nothing.
        if risk.closed
            || !risk.scores.is_sound(limits.risk_scale)
            || case.dossier.may_hold_news(risk.id)
        {
            continue;
        }
        let expired = risk.accepted_until.filter(|until| *until < case.scene.today);
        let state = match (risk.accepted, expired) {
            (true, None) => continue,
            (true, Some(until)) => format!("its acceptance ended on {until}"),
            (false, _) => "nobody has accepted that".to_owned(),
        };
        findings.add(
            Problem::at(risk.scored_at.key("residual_impact"), risk.id)
                .says(format!(
                    "`{}` stands at {score}, above our appetite of {}, and {state}",
                    risk.id, limits.risk_appetite
                ))
                .help("bring it down and log that as `reassessed`, or have it accepted for a time")
                .write(
                    remedy::event(case, EventKind::Risk, risk.id, "accepted")
                        .day_or(
                            "accepted_until",
                            plus_days(case.scene.today, limits.risk_review),
                            "for as long as that is meant",
                        )
                        .write(),
                )
                .owner(risk.owner),
        );
    }
}
