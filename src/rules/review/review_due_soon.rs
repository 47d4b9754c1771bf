//! A review falls due soon.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "review-due-soon",
    severity: always(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.18"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    // The record of it may be the one that cannot be read.
    if case.dossier.is_kind_damaged(FileKind::Review) {
        return;
    }
    for (id, due) in &case.reckoning.reviews.open {
        let days = days_between(case.scene.today, *due);
        let plan = agreement.review_plan.iter().find(|plan| plan.id == Some(*id));
        let Some(plan) =
            plan.filter(|_| (0..=case.scene.frame.limits().review_notice).contains(&days))
        else {
            continue;
        };
        let when = match days {
            0 => "today".to_owned(),
            1 => format!("on {due}, tomorrow"),
            _ => format!("on {due}, in {days} days"),
        };
        findings.add(
            Problem::at(plan.at.key("due"), *id)
                .says(format!("review `{id}` is due {when}"))
                .help(format!(
                    "set a day with every party and ask each for its own view \
                     (`reviews/{id}/view-<party>.toml`); the joint record goes into \
                     `reviews/{id}/review.toml` (`comity review {}`)",
                    case.dossier.id
                ))
                .owner(plan.lead),
        );
    }
}
