//! What all agreed to change is past its date, and nothing became of it.

use crate::document::{list, quoted};
use crate::model::agreement::Action;
use crate::model::date::{days_between, plus_days};
use crate::model::declare::{Record as _, Stage};
use crate::model::frame::FileKind;
use crate::model::reckon::review::{is_carried, record_of};
use crate::model::review::{Recommendation, RecommendationStatus};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days, remedy};

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
                    .help("add an action that serves it, or an amendment with `from_review` that names it")
                    .write(remedy::write(case, "agreement.toml", carried(case, recommendation)))
                    .owner(recommendation.owner)
                    .age(age),
            );
        }
    }
}

/// The action that carries a recommendation through.
fn carried(case: &Case<'_, '_>, recommendation: &Recommendation<'_>) -> Vec<String> {
    let ahead = plus_days(case.scene.today, case.scene.frame.limits().due_soon);
    let text = |text: Option<&str>| quoted(text.unwrap_or("…"));
    let known = [
        ("owner", text(recommendation.owner)),
        ("title", text(recommendation.statement)),
        ("due", ahead.to_string()),
        ("serves", list(&[recommendation.id.unwrap_or("…")])),
    ];
    remedy::item(Action::TABLE, "action", &known, remedy::Asked::of(case))
}
