//! The last review says to go on, and no further review is planned.

use crate::document::list;
use crate::model::agreement::ReviewPlan;
use crate::model::date::{Date, plus_days};
use crate::model::declare::Record as _;
use crate::model::dossier::Dossier;
use crate::model::frame::FileKind;
use crate::model::reckon::review::record_of;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "review-next-missing",
    severity: from_moderate(Severity::Warning),
    timeliness: true,
    criteria: &["S0.11", "S0.18"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let Some(newest) = case.reckoning.reviews.newest().filter(|review| review.goes_on()) else {
        return;
    };
    let (Some(held), Some(record)) = (newest.on, record_of(dossier, newest.plan)) else { return };
    if has_unknown_plans(dossier) {
        return;
    }
    let plans = dossier.agreement.as_ref().map_or(&[][..], |agreement| &agreement.review_plan);
    // A review that was held before its day is not its own next one.
    let next = |plan: &ReviewPlan<'_>| {
        plan.id != Some(newest.plan) && plan.due.is_some_and(|due| due > held)
    };
    if plans.iter().any(next) {
        return;
    }
    let by = plus_days(held, case.scene.frame.limits().max_review_gap);
    findings.add(
        Problem::at(record.at.key("verdict"), newest.plan)
            .says(format!("review `{}` says to go on, and no further one is planned", newest.plan))
            .help(format!("plan the next one, by {by}, with an amendment"))
            .write(remedy::write(case, "agreement.toml", planned(case, by)))
            .owner(dossier.head.our_lead),
    );
}

/// Whether a plan cannot be read whole, or does not say its day: either may be the next.
fn has_unknown_plans(dossier: &Dossier<'_>) -> bool {
    dossier.is_kind_damaged(FileKind::Agreement)
        || dossier
            .agreement
            .as_ref()
            .is_some_and(|agreement| agreement.review_plan.iter().any(|plan| plan.due.is_none()))
}

/// One more review, by a day, with every party.
pub(super) fn planned(case: &Case<'_, '_>, by: Date) -> Vec<String> {
    let parties: Vec<&str> =
        case.dossier.working_parties(case.scene.today).map(|(id, _)| id).collect();
    let known = [("due", by.to_string()), ("participants", list(&parties))];
    remedy::item(ReviewPlan::TABLE, "review_plan", &known, remedy::Asked::of(case))
}
