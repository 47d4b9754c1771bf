//! A planned review is past its date, and no record of it is on file.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, days};

pub(super) static RULE: Rule = Rule {
    name: "review-overdue",
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.18", "S1.9a", "S2.K24"],
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
        let age = days_between(*due, case.scene.today);
        // A later review that all agreed, and that looked at that time too, makes up for it.
        if age <= 0 || case.reckoning.is_history(*due) {
            continue;
        }
        let Some(plan) = agreement.review_plan.iter().find(|plan| plan.id == Some(*id)) else {
            continue;
        };
        findings.add(
            Problem::at(plan.at.key("due"), *id)
                .says(format!(
                    "review `{id}` was due on {due}, {} ago, and has no record",
                    days(age)
                ))
                .help(format!(
                    "hold it, and write what came of it to `reviews/{id}/review.toml`, from \
                     `held_on`, `period_from`, `period_to`, `participants` and `verdict` on \
                     (`comity review {}`); or agree on another day and amend `due`",
                    case.dossier.id
                ))
                .owner(plan.lead)
                .age(age),
        );
    }
}
