//! A decision about what touches somebody who neither decided nor was asked.

use super::listed;
use crate::document::{Kind, quoted, written};
use crate::model::declare::Stage;
use crate::model::dossier::Dossier;
use crate::model::event::{DecisionEvent, Event};
use crate::model::frame::FileKind;
use crate::model::network::Engagement;
use crate::model::reckon::decision;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "decision-unconsulted",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    criteria: &["S2.7", "S2.K22", "S4.33"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// What people outside the parties feel: of other changes they need not be asked.
const FELT_OUTSIDE: [&str; 4] = ["objective", "outcome", "service_level", "benefit"];

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    if dossier.is_kind_damaged(FileKind::Agreement) || dossier.is_kind_damaged(FileKind::Head) {
        return;
    }
    for (event, own) in decision::in_force(dossier, case.scene.today) {
        let Some(on) = event.on() else { continue };
        if own.decided_by.is_empty()
            || own.decided_by.iter().any(|party| dossier.party(party).is_none())
            || case.reckoning.is_history(on)
        {
            continue;
        }
        let unasked = unasked(case, own);
        let Some(first) = unasked.first() else { continue };
        let problem = Problem::at(event.at().key("affects"), *first)
            .says(format!(
                "the decision of {on} affects {}, who neither decided nor were asked",
                listed(&unasked)
            ))
            .help("ask them now, and correct the event; or decide anew, with `supersedes`")
            .write(
                remedy::again(case, event)
                    .raw("consulted", consulted(case, event, &unasked))
                    .write(),
            )
            .owner(event.envelope.by);
        findings.add(problem);
    }
}

/// Who was asked, and who is asked now.
fn consulted(case: &Case<'_, '_>, event: &Event<'_>, unasked: &[&str]) -> String {
    let mut all: Vec<String> = Vec::new();
    if let Some(Kind::Array(items)) = event.at().value("consulted").map(|value| value.get_ref()) {
        all.extend(items.iter().map(written));
    }
    // For a party somebody speaks: who was asked is a role, or an organisation.
    let speaker = |who: &&str| {
        let party = case.dossier.party(who);
        party.and_then(|it| it.representative.or(it.organisation)).map(str::to_owned)
    };
    let said = |who: &&str| {
        let who = speaker(who).unwrap_or_else(|| (*who).to_owned());
        format!("{{ who = {}, said = \"…\" }}", quoted(&who))
    };
    all.extend(unasked.iter().map(said));
    format!("[{}]", all.join(", "))
}

/// The parties and stakeholders that are touched, and neither decided nor were asked.
fn unasked<'a>(case: &Case<'_, 'a>, own: &DecisionEvent<'a>) -> Vec<&'a str> {
    let dossier = case.dossier;
    let heard = |party: &str| {
        own.decided_by.contains(&party)
            || own
                .consulted
                .iter()
                .any(|said| said.who.is_none_or(|who| speaks_for(case, who, party)))
    };
    let mut touched: Vec<&'a str> =
        own.affects.iter().flat_map(|item| dossier.parties_of_item(item)).collect();
    touched.sort_unstable();
    touched.dedup();
    let working =
        |party: &&str| dossier.working_parties(case.scene.today).any(|(id, _)| id == *party);
    touched.retain(|party| working(party) && !heard(party));
    if own.affects.iter().any(|item| dossier.has_item(item, &FELT_OUTSIDE)) {
        touched.extend(stakeholders_unasked(dossier, case, own));
    }
    touched
}

/// Whether one who was asked speaks for a party. Of somebody who is not known nobody can tell.
fn speaks_for(case: &Case<'_, '_>, who: &str, party: &str) -> bool {
    let organisation = case.dossier.party(party).and_then(|party| party.organisation);
    who == party
        || organisation == Some(who)
        || case.scene.frame.organisation(who).is_none()
            && case.dossier.works_for(&case.scene.frame, who, party).unwrap_or(true)
}

/// The stakeholders who are to be asked, by what is written of them, and were not.
fn stakeholders_unasked<'a>(
    dossier: &Dossier<'a>,
    case: &Case<'_, 'a>,
    own: &DecisionEvent<'a>,
) -> Vec<&'a str> {
    let to_be_asked = dossier.head.stakeholder.iter().filter(|stakeholder| {
        stakeholder.engagement.is_some_and(|engagement| engagement >= Engagement::Consult)
    });
    let names =
        to_be_asked.filter_map(|stakeholder| stakeholder.organisation.or(stakeholder.group));
    let asked = |name: &str| {
        own.consulted.iter().filter_map(|said| said.who).any(|who| {
            let frame = &case.scene.frame;
            let of_contact = frame.contact(who).map(|(organisation, _)| organisation);
            who == name || of_contact == Some(name)
        })
    };
    names.filter(|name| !asked(name)).collect()
}
