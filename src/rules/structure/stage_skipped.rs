//! A later stage is claimed by facts, and of an earlier one there are none.

use crate::document::Spot;
use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Rule};

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
    let (gap, help) = match skipped {
        // An evaluation without a decision is told where it stands.
        Stage::Evaluated if dossier.evaluation.is_some() => return,
        Stage::Evaluated => (
            "nobody decided to work together",
            "add evaluation.toml with `[need]` and `[decision]`: outcome, decided_on, decided_by \
             and rationale",
        ),
        Stage::Agreed => (
            "nobody has signed an agreement",
            "`comity agree <collaboration> --sign PARTY`: a `log/` event for each party with \
             kind = \"signoff\", party and covers",
        ),
        _ => (
            "no work ever began",
            "put `effective_on` in `[term]` of agreement.toml right, or close it with a `log/` \
             event with kind = \"closure\" and reason = \"not-pursued\"",
        ),
    };
    let spot = Spot { file: dossier.head.at.file, ..Spot::default() };
    findings.add(
        Problem::at(spot, dossier.id)
            .says(format!("{claim}, and {gap}"))
            .help(help)
            .owner(dossier.head.our_lead),
    );
}
