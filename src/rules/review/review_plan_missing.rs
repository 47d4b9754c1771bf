//! No review is planned, a plan is incomplete, or too much time goes by without one.

use crate::model::agreement::{Agreement, ReviewKind, ReviewPlan};
use crate::model::date::{Date, days_between, plus_days};
use crate::model::declare::{Significance, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "review-plan-missing",
    from: Stage::Agreed,
    timeliness: true,
    criteria: &["S0.11", "S0.K12", "S1.3h"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    final_too_late(agreement, findings);
    // How close reviews follow each other is not asked of the minor.
    if case.dossier.significance() > Significance::Minor {
        gaps(case, agreement, findings);
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
                    .help(format!(
                        "bring `due` forward to {last} or before, or let `[exit]` allow more days"
                    ))
                    .owner(plan.lead),
            );
        }
    }
}

/// From the start of the term to the first review, from each to the next, and from the last to the
/// end.
fn gaps(case: &Case<'_, '_>, agreement: &Agreement<'_>, findings: &mut Findings<'_>) {
    let limit = case.scene.frame.limits().max_review_gap;
    let mut plans: Vec<(Date, &ReviewPlan<'_>)> =
        agreement.review_plan.iter().filter_map(|plan| Some((plan.due?, plan))).collect();
    plans.sort_by_key(|(due, plan)| (*due, plan.id));
    // A plan without a day is a finding of its own, and may lie in any gap.
    if plans.len() < agreement.review_plan.len() {
        return;
    }
    let Some((last, last_plan)) = plans.last().copied() else { return };
    let mut tell = |from: Date, to: Date, what: String, plan: &ReviewPlan<'_>| {
        if days_between(from, to) > limit {
            findings.add(
                Problem::at(plan.at.key("due"), plan.id.unwrap_or("review_plan"))
                    .says(format!(
                        "{} days without a review {what}, more than {limit}",
                        days_between(from, to)
                    ))
                    .help(format!(
                        "add a `[[review_plan]]` with `due` by {}, or change `max_review_gap_days` \
                         under `[thresholds]` in comity.toml",
                        plus_days(from, limit)
                    ))
                    .owner(plan.lead),
            );
        }
    };
    let term = agreement.term.as_ref();
    let mut before = term.and_then(|term| term.effective_on).map(|day| (day, "the first day"));
    for (due, plan) in &plans {
        // What was held is over: no plan can shorten the wait any more.
        let held = plan.id.is_some_and(|id| case.reckoning.reviews.of_plan(id).is_some());
        if let Some((from, name)) = before.filter(|_| !held) {
            tell(from, *due, format!("from {name} on {from} to {due}"), plan);
        }
        before = Some((*due, "the one"));
    }
    if let Some(end) = term.and_then(|term| term.ends_on) {
        tell(last, end, format!("from the last on {last} to the end on {end}"), last_plan);
    } else if term.is_some_and(|term| term.open_ended == Some(true)) {
        tell(last, case.scene.today, format!("since the last on {last}"), last_plan);
    }
}
