//! A review falls due soon.

use crate::document::quoted;
use crate::model::date::days_between;
use crate::model::declare::{Record as _, Stage};
use crate::model::frame::FileKind;
use crate::model::review::{QUESTIONS, View};
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "review-due-soon",
    severity: always(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.18"],
    check: Check::Collaboration(check),
    announces: true,
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = case.dossier.in_force() else { return };
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
                .help("set a day with every party, and have each write its own view before")
                .write(own_view(case, id))
                .owner(plan.lead),
        );
    }
}

/// The view of our own party, to be filled in by the role that writes it.
fn own_view(case: &Case<'_, '_>, plan: &str) -> Option<Remedy> {
    let (dossier, today) = (case.dossier, case.scene.today);
    let ours = |party: &&str| dossier.is_ours(&case.scene.frame, party);
    let party = dossier.working_parties(today).map(|(id, _)| id).find(ours)?;
    let points: Vec<String> = QUESTIONS.iter().map(|question| format!("{question} = 0")).collect();
    let known = [
        ("party", quoted(party)),
        ("scores", format!("{{ {} }} # each from 0 to 4", points.join(", "))),
        ("comment", remedy::OPEN.to_owned()),
    ];
    let lines = remedy::keys(View::TABLE, &known, remedy::Asked::of(case));
    let path = format!("reviews/{plan}/view-{party}.toml");
    let written = dossier.sources.iter().any(|source| source.path == remedy::file(case, &path));
    (!written).then(|| remedy::write(case, &path, lines))
}
