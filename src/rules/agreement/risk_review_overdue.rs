//! A risk that was to be looked at again, and was not.

use crate::document::Spot;
use crate::model::date::{days_between, plus_days};
use crate::model::declare::{Significance, Stage};
use crate::model::event::EventKind;
use crate::model::reckon::risk::Standing;
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "risk-review-overdue",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.9", "S2.K11"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let usual_is_asked = case.dossier.significance() >= Significance::Moderate;
    for risk in &case.reckoning.risks {
        let Some(day) = risk.review_by.filter(|day| *day < today) else { continue };
        let asked = usual_is_asked || !risk.review_is_usual;
        if risk.closed || !asked || case.dossier.may_hold_news(risk.id) {
            continue;
        }
        let from = if risk.review_is_usual { ", the usual time after the last look" } else { "" };
        findings.add(
            Problem::at(spot(case, risk), risk.id)
                .says(format!("`{}` was to be looked at again by {day}{from}", risk.id))
                .help("look at it with those it touches, and log the scores as they are now")
                .write(looked_at(case, risk))
                .owner(risk.owner)
                .age(days_between(day, today)),
        );
    }
}

/// The event that says it was looked at, with the scores so far: they may have changed.
fn looked_at(case: &Case<'_, '_>, risk: &Standing<'_>) -> Remedy {
    let next = plus_days(case.scene.today, case.scene.frame.limits().risk_review);
    let mut new = remedy::event(case, EventKind::Risk, risk.id, "reassessed");
    for (key, score) in risk.scores.given() {
        new = new.raw(key, score.to_string());
    }
    new.day_or("review_by", next, "when it is looked at again").write()
}

/// The risk in the agreement; of one raised later, the event that scored it last.
fn spot<'a>(case: &Case<'_, 'a>, risk: &Standing<'a>) -> Spot<'a> {
    let signed = risk
        .index
        .and_then(|index| case.dossier.in_force()?.risk.get(index))
        .map_or(risk.scored_at, |signed| signed.at);
    signed.key("review_by")
}
