//! A later stage is claimed by facts, and of an earlier one there are none.

use crate::document::{Spot, quoted};
use crate::model::declare::{Record as _, Significance, Stage};
use crate::model::evaluation::{Decision, EvaluationStatus, Need};
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "stage-skipped",
    from: Stage::Agreed,
    criteria: &["S0.3", "S0.5", "S0.18", "S2.K3"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let stages = case.reckoning.stage;
    let Some(skipped) = stages.skipped else { return };
    // What could not be read may be what is missed.
    let unread = [FileKind::Evaluation, FileKind::Agreement, FileKind::Event, FileKind::Head];
    if unread.into_iter().any(|kind| dossier.is_kind_damaged(kind)) {
        return;
    }
    let claim = match stages.claimed {
        Stage::Candidate | Stage::Evaluated => return,
        Stage::Agreed => "it is signed",
        Stage::Active => "work has begun",
        Stage::Reviewed => "it was reviewed",
        Stage::Closed => "it is closed",
    };
    let (gap, help, lines) = match skipped {
        // An evaluation without a decision is told where it stands.
        Stage::Evaluated if dossier.evaluation.is_some() => return,
        Stage::Evaluated => (
            "nobody decided to work together",
            &*format!("write down why, and what was decided{}", until(case)),
            Some(remedy::write(case, "evaluation.toml", decided(case))),
        ),
        Stage::Agreed => (
            "nobody has signed an agreement",
            "have every party sign the agreement, and log a sign-off for each",
            case.reckoning
                .signoffs
                .parties
                .first()
                .and_then(|party| remedy::signoff(case, party.party)),
        ),
        _ => (
            "no work ever began",
            "put `effective_on` in `[term]` right, or close it as `not-pursued`",
            None,
        ),
    };
    let spot = Spot { file: dossier.head.at.file, ..Spot::default() };
    findings.add(
        Problem::at(spot, dossier.id)
            .says(format!("{claim}, and {gap}"))
            .help(help)
            .write(lines)
            .owner(dossier.head.our_lead),
    );
}

/// The need and the decision, as an evaluation holds them. Nobody decides on a draft.
fn decided(case: &Case<'_, '_>) -> Vec<String> {
    let asked = remedy::Asked::of(case);
    let mut lines = Vec::new();
    if asked.significance > Significance::Minor {
        lines.push(format!("status = {}", quoted(EvaluationStatus::Final.as_str())));
    }
    lines.push("[need]".to_owned());
    lines.extend(remedy::keys(Need::TABLE, &[], asked));
    lines.push("[decision]".to_owned());
    lines.extend(remedy::keys(Decision::TABLE, &[], asked));
    lines
}

/// The days on which it may have been decided.
fn until(case: &Case<'_, '_>) -> String {
    let signed = case.reckoning.signoffs.first_ever;
    signed.map_or_else(String::new, |day| format!(": on a day up to {day}, when it was signed"))
}
