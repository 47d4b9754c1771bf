//! Something stands in the record for a party, and a role of another party wrote it.

use crate::document::Spot;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::event::Body;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "actor-foreign",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    criteria: &["S2.3"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let settled = |on: Option<Date>| {
        on.is_none_or(|on| on > case.scene.today || case.reckoning.is_history(on))
    };
    for event in dossier.events.iter().filter(|event| !event.corrected && !settled(event.on())) {
        // Of a sign-off over the agreement, power to sign is the graver question.
        let signs = matches!(&event.body, Body::Signoff(own) if own.review.is_none());
        let (Some(by), Some(party)) = (event.envelope.by, event.party()) else { continue };
        let Some(own) = foreign(case, by, party).filter(|_| !signs) else { continue };
        let subject = event.subject().unwrap_or(party);
        findings.add(
            told(event.at().key("by"), subject, by, party, own)
                .write(remedy::again(case, event).open("by").write()),
        );
    }
    let views = dossier.reviews.iter().flat_map(|folder| &folder.views);
    for view in views.filter(|view| !settled(view.on)) {
        let (Some(by), Some(party)) = (view.by, view.party) else { continue };
        let Some(own) = foreign(case, by, party) else { continue };
        findings.add(
            told(view.at.key("by"), party, by, party, own)
                .write_here([format!("by = {}", remedy::OPEN)]),
        );
    }
}

fn told<'a>(spot: Spot<'a>, subject: &str, by: &str, party: &str, own: &str) -> Problem<'a> {
    Problem::at(spot, subject)
        .says(format!("`{by}` works for `{own}`, and speaks here for `{party}`"))
        .help("let a role of that party say it, or put the party right, in a correction")
        .help_at_writing(Some("let a role of that party say it, or put the party right".to_owned()))
}

/// The other party that a role works for; nothing where it works for this one, or where that cannot
/// be told.
fn foreign<'c>(case: &'c Case<'_, '_>, by: &str, party: &str) -> Option<&'c str> {
    let works_for = |party: &str| case.dossier.works_for(&case.scene.frame, by, party);
    if works_for(party) != Some(false) {
        return None;
    }
    let mut parties = case.dossier.head.party.iter().filter_map(|party| party.id);
    parties.find(|id| works_for(id) == Some(true))
}
