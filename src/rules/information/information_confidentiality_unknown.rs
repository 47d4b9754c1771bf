//! A party of which nobody has noted by which rules it keeps confidence.

use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "information-confidentiality-unknown",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S1.K-c3"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let scene = case.scene;
    // A page that cannot be read whole may hold it.
    let damaged = |at: usize| {
        scene.sources[at].unreadable.is_some()
            || scene.documents.get(at).is_some_and(crate::document::Document::is_damaged)
    };
    let organisations = scene.kinds.iter().enumerate();
    let mut pages = organisations.filter(|(_, kind)| **kind == FileKind::Organisation);
    if pages.any(|(at, _)| damaged(at)) {
        return;
    }
    for (id, party) in case.dossier.working_parties(scene.today) {
        let Some(organisation) = party.organisation else { continue };
        if scene.frame.organisation(organisation).is_none() {
            continue;
        }
        // One above it that is not on file may have such rules.
        let mut above = scene.frame.lineage(organisation);
        let known = above.any(|(_, page)| {
            let is_lost =
                page.parent.is_some_and(|parent| scene.frame.organisation(parent).is_none());
            is_lost || page.confidentiality_policy.is_some_and(|it| !it.trim().is_empty())
        });
        if known {
            continue;
        }
        findings.add(
            Problem::at(party.at.key("organisation"), id)
                .says(format!("nothing says by which rules `{organisation}` keeps confidence"))
                .help("ask for them, and note them on its page, or on that of an organisation above it")
                .write(Remedy {
                    file: format!("network/{organisation}.toml"),
                    lines: vec![format!("confidentiality_policy = {}", remedy::OPEN)],
                    ..Remedy::default()
                })
                .owner(case.dossier.head.our_lead),
        );
    }
}
