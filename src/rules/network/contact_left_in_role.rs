//! A role that nobody fills any more still stands for a party, or answers for something open.

use super::{contact_of, gone};
use crate::document::{Kind, Place, list, written};
use crate::model::declare::{Mention, Reference, Stage};
use crate::model::event::EventKind;
use crate::model::frame::FileKind;
use crate::model::reckon::action::Occurrence;
use crate::rules::presence::day_at;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "contact-left-in-role",
    criteria: &["S0.K22", "S2.3", "S2.K6", "S3.1a"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

const HELP: &str = "name who does it now, or fill the role on its page in `network/`";

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    if case.reckoning.stage.claimed == Stage::Closed {
        return;
    }
    let today = case.scene.today;
    let gone = |role: &str| contact_of(case, role).and_then(|contact| gone(contact, today));
    for mention in &case.dossier.walk.mentions {
        let file = case.dossier.kinds.get(mention.spot.file);
        let standing = matches!(file, Some(FileKind::Head | FileKind::Agreement));
        if !standing || mention.reference != Reference::Role || is_settled(case, mention) {
            continue;
        }
        let Some(state) = gone(mention.word) else { continue };
        let place = Place { table: mention.spot.table, ..Place::default() };
        let key = mention.spot.key;
        let what = key.replace('_', " ");
        let (subject, of) = match place.text("id") {
            Some(id) => (id.to_owned(), format!(" of `{id}`")),
            None => (place_name(case, mention.table.name, &place), String::new()),
        };
        let line = format!("{key} = {}", without(&place, key, mention.word));
        findings.add(
            Problem::at(mention.spot, subject)
                .says(format!("`{}` {state}, and still stands under `{what}`{of}", mention.word))
                .help(HELP)
                .write_here([line])
                .owner(case.dossier.head.our_lead.filter(|lead| gone(lead).is_none())),
        );
    }
    open_actions(case, &gone, findings);
    open_risks(case, &gone, findings);
}

/// Whether what names the role is over, or is looked at as it stands now.
fn is_settled(case: &Case<'_, '_>, mention: &Mention<'_>) -> bool {
    let today = case.scene.today;
    let place = Place { table: mention.spot.table, ..Place::default() };
    let id = || place.text("id").unwrap_or_default();
    let past = |key: &str| day_at(&place, key).is_some_and(|day| day < today);
    match mention.table.name {
        "action" | "risk" => true,
        "party" => past("left_on"),
        "review_plan" => case.reckoning.reviews.of_plan(id()).is_some(),
        "assumption" => past("tested_on"),
        _ => false,
    }
}

fn open_actions<'a>(
    case: &Case<'_, 'a>,
    gone: &dyn Fn(&str) -> Option<&'static str>,
    findings: &mut Findings<'_>,
) {
    let signed = case.reckoning.signoffs.first_ever.is_some();
    for action in &case.reckoning.actions {
        let open = action.next.is_some() || action.occurrences.iter().any(Occurrence::is_open);
        let Some(owner) = action.owner.filter(|_| open) else { continue };
        let Some(state) = gone(owner).filter(|_| !case.dossier.may_hold_news(action.id)) else {
            continue;
        };
        let Some(text) = case.dossier.actions().get(action.index) else { continue };
        let problem = Problem::at(text.at.key("owner"), action.id)
            .says(format!("`{owner}` {state}, and still answers for action `{}`", action.id))
            .help(HELP)
            .owner(text.party.and_then(|party| case.dossier.party(party)?.sponsor));
        findings.add(if signed {
            let event = remedy::event(case, EventKind::Action, action.id, "reassigned");
            problem.write(event.open("new_owner").write())
        } else {
            problem.write_here([format!("owner = {}", remedy::OPEN)])
        });
    }
}

fn open_risks(
    case: &Case<'_, '_>,
    gone: &dyn Fn(&str) -> Option<&'static str>,
    findings: &mut Findings<'_>,
) {
    for risk in case.reckoning.risks.iter().filter(|risk| !risk.closed) {
        let Some((owner, state)) = risk.owner.and_then(|owner| Some((owner, gone(owner)?))) else {
            continue;
        };
        if case.dossier.may_hold_news(risk.id) {
            continue;
        }
        let says = format!("`{owner}` {state}, and still answers for risk `{}`", risk.id);
        let of_agreement = risk.index.and_then(|at| case.dossier.in_force()?.risk.get(at));
        if let Some(text) = of_agreement {
            findings.add(
                Problem::at(text.at.key("owner"), risk.id)
                    .says(says)
                    .help(HELP)
                    .write_here([format!("owner = {}", remedy::OPEN)]),
            );
            continue;
        }
        let raised = case
            .dossier
            .risk_events()
            .find(|(_, own)| own.risk == Some(risk.id) && own.owner == Some(owner));
        let Some((event, _)) = raised else { continue };
        findings.add(
            Problem::at(event.at().key("owner"), risk.id)
                .says(says)
                .help(HELP)
                .write(remedy::again(case, event).open("owner").write()),
        );
    }
}

/// What is written under a key, with one role left open.
fn without(place: &Place<'_>, key: &str, role: &str) -> String {
    let Some(Kind::Array(items)) = place.value(key).map(|value| value.get_ref()) else {
        return remedy::OPEN.to_owned();
    };
    let names = items.iter().filter_map(|item| item.get_ref().as_str());
    let names: Vec<&str> = names.map(|name| if name == role { "…" } else { name }).collect();
    list(&names)
}

/// What a place without an id is called: the step of the ladder, the table, or the collaboration.
fn place_name(case: &Case<'_, '_>, table: &str, place: &Place<'_>) -> String {
    let level = place.value("level").map(|level| format!("level-{}", written(level)));
    let own = if table.ends_with(".toml") { case.dossier.id } else { table };
    level.unwrap_or_else(|| own.to_owned())
}
