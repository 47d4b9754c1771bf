//! No review is planned, a plan is incomplete, or too much time goes by without one.

use super::review_next_missing::planned;
use crate::model::agreement::{Agreement, ReviewKind};
use crate::model::date::{days_between, plus_days};
use crate::model::declare::{Significance, Stage};
use crate::model::reckon::review::gaps;
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "review-plan-missing",
    from: Stage::Agreed,
    timeliness: true,
    criteria: &["S0.11", "S0.K12", "S1.3h", "S1.K11"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    final_too_late(agreement, findings);
    // How close reviews follow each other is not asked of the minor.
    if case.dossier.significance() > Significance::Minor {
        too_far_apart(case, agreement, findings);
    }
}

/// The last review looks back at the whole, and may not come long after the end.
fn final_too_late(agreement: &Agreement<'_>, findings: &mut Findings<'_>) {
    let end = agreement.term.as_ref().and_then(|term| term.ends_on);
    let within = agreement.exit.as_ref().and_then(|exit| exit.final_review_within_days);
    let (Some(end), Some(within)) = (end, within) else { return };
    let last = plus_days(end, within.0);
    for plan in agreement.review_plan.iter().filter(|it| it.kind == Some(ReviewKind::Final)) {
        let (Some(id), Some(due)) = (plan.id, plan.due) else { continue };
        if due > last {
            findings.add(
                Problem::at(plan.at.key("due"), id)
                    .says(format!(
                        "final review `{id}` on {due} is later than {} days after the end on {end}",
                        within.0
                    ))
                    .help("bring it forward, or let `[exit]` allow more days")
                    .write_here([format!("due = {last}")])
                    .owner(plan.lead),
            );
        }
    }
}

/// From the start of the term to the first review, from each to the next, and from the last to the
/// end.
fn too_far_apart(case: &Case<'_, '_>, agreement: &Agreement<'_>, findings: &mut Findings<'_>) {
    let limit = case.scene.frame.limits().max_review_gap;
    for gap in gaps(case.dossier, &case.reckoning.reviews, case.scene.today) {
        let days = days_between(gap.from, gap.to);
        let plan = agreement.review_plan.iter().find(|plan| plan.id == Some(gap.plan));
        let Some(plan) = plan.filter(|_| days > limit) else { continue };
        let what = if gap.is_last { "after the last one planned" } else { "planned" };
        findings.add(
            Problem::at(plan.at.key("due"), gap.plan)
                .says(format!(
                    "{days} days without a review {what}, from {} to {}; {limit} are the most",
                    gap.from, gap.to
                ))
                .help("plan one in between, or change `max_review_gap_days` of comity.toml")
                .write_here(planned(case, plus_days(gap.from, limit)))
                .owner(plan.lead),
        );
    }
}
