//! Something went wrong with shared information, and a partner was not told in time.

use crate::document::quoted;
use std::collections::HashMap;

use crate::model::agreement::Information;
use crate::model::date::{Date, days_between};
use crate::model::declare::Stage;
use crate::model::event::{Event, EventKind, InformationEvent, InformationStep, Told};
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, days, remedy};

pub(super) static RULE: Rule = Rule {
    name: "information-incident-not-told",
    from: Stage::Active,
    criteria: &["S0.17", "S2.12"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let incidents = || {
        let all = case.dossier.information_events();
        all.filter(|(_, own)| own.event == Some(InformationStep::Incident))
    };
    if incidents().next().is_none() {
        return;
    }
    // Who was told later is logged by itself, with the first in `follows`.
    let mut later: HashMap<&str, Vec<&Told<'_>>> = HashMap::new();
    for (event, own) in incidents() {
        let first = event.envelope.follows.and_then(|id| case.dossier.standing_for(id));
        if let Some(first) = first {
            later.entry(first.id).or_default().extend(&own.told);
        }
    }
    for (event, own) in incidents().filter(|(event, _)| event.envelope.follows.is_none()) {
        let Some(on) = event.on().filter(|on| *on <= case.scene.today) else { continue };
        let entry = super::entries(case).find(|entry| entry.id == own.information);
        let Some(entry) = entry else { continue };
        let told = own.told.iter().chain(later.get(event.id).into_iter().flatten().copied());
        let told: Vec<&Told<'_>> = told.collect();
        look(case, entry, (event, own, on), &told, findings);
    }
}

fn look(
    case: &Case<'_, '_>,
    entry: &Information<'_>,
    (event, own, on): (&Event<'_>, &InformationEvent<'_>, Date),
    told: &[&Told<'_>],
    findings: &mut Findings<'_>,
) {
    let agreed = entry.breach.as_ref().and_then(|breach| breach.tell_partners_within_hours);
    let usual = super::law(case).map(|law| law.tell_within_hours);
    let Some(hours) = agreed.map(|number| number.0).or(usual) else { return };
    let (mut silent, mut late) = (Vec::new(), Vec::new());
    for party in to_be_told(case, entry, event) {
        let of_party = told.iter().filter(|it| it.party == Some(party));
        // Without its moment, it counts as told at once.
        let first = of_party.map(|it| after(on, it).unwrap_or(0)).min();
        match first {
            Some(first) if first <= hours => {}
            // A review settles what came late, and not what never came.
            Some(_) if case.reckoning.is_history(on) => {}
            Some(_) => late.push(party),
            None if days_between(on, case.scene.today) * 24 - 24 > hours => silent.push(party),
            None => {}
        }
    }
    let (parties, how) = match (&silent[..], &late[..]) {
        ([], []) => return,
        ([], late) => (late, "was told late"),
        (silent, _) => (silent, "was not told"),
    };
    let names = parties.join("`, `");
    let age = days_between(on, case.scene.today);
    let id = entry.id.unwrap_or("information");
    let problem = Problem::at(event.at().key("told"), id)
        .says(format!(
            "of the incident of {on} with `{id}`, `{names}` {how}; {hours} hours are the limit"
        ))
        .owner(super::owner(case, entry))
        .age(age);
    findings.add(if silent.is_empty() {
        problem.help(
            "settle at the next review how word travels faster; it stands until all agreed that",
        )
    } else {
        problem
            .help(format!("tell them now, {} on, and write down whom and when", days(age)))
            .write(also_told(case, own, event, &silent))
    });
}

/// The event that says who was told today.
fn also_told(
    case: &Case<'_, '_>,
    own: &InformationEvent<'_>,
    event: &Event<'_>,
    parties: &[&str],
) -> Remedy {
    let today = case.scene.today;
    let told: Vec<String> = parties
        .iter()
        .map(|party| format!("{{ party = {}, at = {today} }}", quoted(party)))
        .collect();
    let subject = own.information.unwrap_or("…");
    remedy::event(case, EventKind::Information, subject, "incident")
        .text("follows", event.id)
        .raw("told", format!("[{}]", told.join(", ")))
        .write()
}

/// The parties on a flow but for the one that tells.
fn to_be_told<'e>(
    case: &Case<'_, '_>,
    entry: &Information<'e>,
    event: &Event<'_>,
) -> impl Iterator<Item = &'e str> {
    let on_flow = entry.from.into_iter().chain(entry.to.iter().copied());
    let on_flow = on_flow.chain(entry.roles.iter().filter_map(|role| role.party));
    let mut parties: Vec<&str> = on_flow.collect();
    parties.sort_unstable();
    parties.dedup();
    let (dossier, frame) = (case.dossier, &case.scene.frame);
    let works = |party: &str| {
        event.envelope.by.and_then(|by| dossier.works_for(frame, by, party)) == Some(true)
    };
    let known = parties.iter().any(|party| works(party));
    let is_own = |party: &str| if known { works(party) } else { dossier.is_ours(frame, party) };
    let there = |party: &str| dossier.working_parties(case.scene.today).any(|(id, _)| id == party);
    parties.retain(|party| !is_own(party) && there(party));
    parties.into_iter()
}

/// How many hours lie for certain between an incident of a day and the word on it: the day does not
/// say at which hour it happened, nor, without a time, at which one they were told.
fn after(on: Date, told: &Told<'_>) -> Option<i64> {
    let at = told.told_at?;
    Some(days_between(on, at.day) * 24 - 24 + at.hour.map_or(0, i64::from))
}
