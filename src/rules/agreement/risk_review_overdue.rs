//! A risk that was to be looked at again, and was not.

use crate::document::Spot;
use crate::model::date::days_between;
use crate::model::declare::{Significance, Stage};
use crate::model::reckon::risk::Standing;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

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
                .help(format!(
                    "`comity log-risk {} {} reassessed`, or add a `log/` event with kind = \
                     \"risk\", risk = \"{}\", event = \"reassessed\", the scores as they are now \
                     and `review_by`",
                    case.dossier.id, risk.id, risk.id
                ))
                .owner(risk.owner)
                .age(days_between(day, today)),
        );
    }
}

/// The risk in the agreement; of one raised later, the event that scored it last.
fn spot<'a>(case: &Case<'_, 'a>, risk: &Standing<'a>) -> Spot<'a> {
    let signed = risk
        .index
        .and_then(|index| case.dossier.agreement.as_ref()?.risk.get(index))
        .map_or(risk.scored_at, |signed| signed.at);
    signed.key("review_by")
}
