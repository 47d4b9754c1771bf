//! Two parties see the same thing very differently.

use crate::model::agreement::ReviewKind;
use crate::model::declare::Stage;
use crate::model::review::View;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "review-perception-gap",
    severity: from_moderate(Severity::Advice),
    from: Stage::Reviewed,
    criteria: &["S0.4", "S2.9", "S4.20"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let Some(agreement) = dossier.in_force() else { return };
    let is_large = |plan: &str| {
        let plan = agreement.review_plan.iter().find(|it| it.id == Some(plan));
        matches!(plan.and_then(|it| it.kind), Some(ReviewKind::Annual | ReviewKind::Final))
    };
    // How they saw it before has been talked about since.
    let newest = case.reckoning.reviews.held.iter().rev().find(|it| is_large(it.plan));
    let Some(newest) = newest else { return };
    let Some(folder) = dossier.reviews.iter().find(|it| it.plan == newest.plan) else { return };
    let today = case.scene.today;
    let counts = |view: &&View<'_>| {
        view.on.is_none_or(|on| on <= today && !case.reckoning.is_history(on))
            && view.party.is_some_and(|party| dossier.party(party).is_some())
    };
    let scores = |view: &View<'_>, question: &str| {
        let points = view.scores.as_ref()?.points.iter();
        points.clone().find(|(own, _)| *own == question).map(|(_, points)| *points)
    };
    let limit = case.scene.frame.limits().perception_gap;
    let views = || folder.views.iter().filter(counts);
    for (at, view) in views().enumerate() {
        let questions = view.scores.iter().flat_map(|scores| &scores.points);
        for (question, points) in questions {
            let earlier = || views().take(at);
            // Each question is told once, by the first view that answers it.
            if earlier().any(|other| scores(other, question).is_some()) {
                continue;
            }
            let mut low = (*points, view);
            let mut high = low;
            for (points, other) in
                views().filter_map(|other| Some((scores(other, question)?, other)))
            {
                low = if points < low.0 { (points, other) } else { low };
                high = if points > high.0 { (points, other) } else { high };
            }
            if high.0 - low.0 < limit {
                continue;
            }
            let name = |view: &View<'_>| view.party.unwrap_or("…").to_owned();
            let (above, below) = (name(high.1), name(low.1));
            findings.add(
                Problem::at(low.1.at.key("scores"), *question)
                    .says(format!(
                        "on `{question}` `{above}` gives {} of 4 points and `{below}` {}",
                        high.0, low.0
                    ))
                    .help(
                        "ask both what they see, before the next review, and note what came of it",
                    )
                    .owner(dossier.head.our_lead),
            );
        }
    }
}
