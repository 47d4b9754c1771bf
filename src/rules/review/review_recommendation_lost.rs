//! What all agreed to change is past its date, and nothing became of it.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::model::reckon::review::{is_carried, record_of};
use crate::model::review::RecommendationStatus;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "review-recommendation-lost",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.24", "S1.9g"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let (dossier, today) = (case.dossier, case.scene.today);
    // An action or an amendment that cannot be read may be what became of it.
    if dossier.is_kind_damaged(FileKind::Agreement) || dossier.may_hold_news("amended") {
        return;
    }
    for review in &case.reckoning.reviews.held {
        let Some(record) = record_of(dossier, review.plan) else { continue };
        for recommendation in &record.recommendation {
            let (Some(id), Some(due)) = (recommendation.id, recommendation.due) else { continue };
            let age = days_between(due, today);
            if recommendation.status != Some(RecommendationStatus::Accepted)
                || age <= 0
                || is_carried(dossier, review.plan, recommendation, today)
                || case.reckoning.is_history(due)
            {
                continue;
            }
            findings.add(
                Problem::at(recommendation.at.key("due"), id)
                    .says(format!(
                        "recommendation `{id}` was accepted for {due}, {} ago, and went \
                         into no action and no amendment",
                        days(age)
                    ))
                    .help(format!(
                        "add to `agreement.toml` an `[[action]]` with `serves = [\"{id}\"]`, or put \
                         it into the text, with an amendment whose `from_review` is \"{}\" \
                         (`comity agree {} --amend`)",
                        review.plan, dossier.id
                    ))
                    .owner(recommendation.owner)
                    .age(age),
            );
        }
    }
}
