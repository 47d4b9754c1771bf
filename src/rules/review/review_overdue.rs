//! A planned review is past its date, and no record says that it was held.

use crate::document::list;
use crate::model::date::{days_between, plus_days};
use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::model::review::{Review, ReviewVerdict};
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, days, remedy};

pub(super) static RULE: Rule = Rule {
    name: "review-overdue",
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.18", "S1.9a", "S2.K24"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = case.dossier.in_force() else { return };
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
        let was = format!("review `{id}` was due on {due}, {} ago", days(age));
        let problem = match prepared(case, id) {
            None => Problem::at(plan.at.key("due"), *id)
                .says(format!("{was}, and has no record"))
                .help("hold it, and write down what came of it; or agree on another day and amend `due`")
                .write(held(case, id)),
            Some(record) => Problem::at(record.at.key("held_on"), *id)
                .says(format!("{was}, and its record does not say that it was held"))
                .help(
                    "hold it, and say here when that was and what came of it; or agree on another \
                     day and amend `due`",
                )
                .write_here(vec![format!("held_on = {}", case.scene.today)]),
        };
        findings.add(problem.owner(plan.lead).age(age));
    }
}

/// The record of a review that was only prepared.
fn prepared<'c, 'a>(case: &'c Case<'_, 'a>, plan: &str) -> Option<&'c Review<'a>> {
    let prepared = &case.reckoning.reviews.prepared;
    let folder = case.dossier.reviews.iter().find(|folder| folder.plan == plan)?;
    folder.review.as_ref().filter(|_| prepared.contains(&folder.file))
}

/// What the record of a review begins with. What came of each item goes on from there.
fn held(case: &Case<'_, '_>, plan: &str) -> Remedy {
    let (dossier, today) = (case.dossier, case.scene.today);
    let before =
        case.reckoning.reviews.agreed_periods.iter().map(|(_, to)| plus_days(*to, 1)).max();
    let term = dossier.term();
    let from = before.or(term.and_then(|term| term.effective_on)).unwrap_or(today).min(today);
    let parties: Vec<&str> = dossier.working_parties(today).map(|(id, _)| id).collect();
    let verdicts: Vec<&str> = ReviewVerdict::WORDS.iter().map(|word| word.text).collect();
    let lines = vec![
        format!("held_on = {today}"),
        format!("period_from = {from}"),
        format!("period_to = {today}"),
        format!("participants = {}", list(&parties)),
        format!("verdict = {} # {}", remedy::OPEN, verdicts.join(", ")),
    ];
    remedy::write(case, &format!("reviews/{plan}/review.toml"), lines)
}
