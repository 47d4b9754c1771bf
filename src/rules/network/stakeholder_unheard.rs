//! Somebody who is to be asked was not heard since the last review.

use crate::document::list;
use crate::model::collaboration::Stakeholder;
use crate::model::date::{Date, days_between, plus_days};
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::frame::FileKind;
use crate::model::network::Engagement;
use crate::rules::forms::{logs, word};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, days, from_moderate, remedy};

/// Half a year: so long after the start, before any review, nobody is held to have been passed over.
const DAYS: i64 = 183;

pub(super) static RULE: Rule = Rule {
    name: "stakeholder-unheard",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S2.7", "S4.32"],
    check: Check::Outward(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let asked = |it: &&Stakeholder<'_>| it.engagement >= Some(Engagement::Consult);
    let mut stakeholders = case.dossier.head.stakeholder.iter().filter(asked).peekable();
    if stakeholders.peek().is_none() || super::is_log_unsure(case.scene) {
        return;
    }
    let unread = [FileKind::Event, FileKind::Review];
    let Some(from) = since(case) else { return };
    if unread.iter().any(|kind| case.dossier.is_kind_damaged(*kind)) {
        return;
    }
    for stakeholder in stakeholders {
        let Some(name) = stakeholder.organisation.or(stakeholder.group) else { continue };
        let heard = last_heard(case, stakeholder);
        if heard.is_some_and(|day| day >= from) {
            continue;
        }
        let since = heard.map_or_else(
            || format!("in the {} since {from}", days(days_between(from, case.scene.today))),
            |day| format!("since {day}"),
        );
        findings.add(
            Problem::at(stakeholder.at.key("engagement"), name)
                .says(format!("`{name}` is to be asked, and was not heard {since}"))
                .help("ask them: log the contact, or name them in a decision or at a review")
                .write(contacted(case, stakeholder))
                .run(asked_in_decision(case.dossier.id, name))
                .owner(case.dossier.head.our_lead),
        );
    }
}

/// The day from which word of them counts: the first that the last review looked at. Before any
/// review, the start, once half a year has gone by.
fn since(case: &Case<'_, '_>) -> Option<Date> {
    if let Some(newest) = case.reckoning.reviews.newest() {
        let of_plan = |plan: &str| case.dossier.reviews.iter().find(|folder| folder.plan == plan);
        let review = of_plan(newest.plan).and_then(|folder| folder.review.as_ref());
        return review.and_then(|review| review.period_from).or(newest.on);
    }
    let term = case.dossier.term();
    let start = term.and_then(|term| term.effective_on)?;
    (plus_days(start, DAYS) < case.scene.today).then_some(start)
}

/// The last day on which they were met, asked in a decision, or present at a review.
fn last_heard(case: &Case<'_, '_>, stakeholder: &Stakeholder<'_>) -> Option<Date> {
    let (dossier, frame, today) = (case.dossier, &case.scene.frame, case.scene.today);
    let speaks = |who: &str| {
        let of = frame.contact(who).map(|(organisation, _)| organisation);
        Some(who) == stakeholder.group
            || stakeholder.organisation.is_some_and(|own| own == who || of == Some(own))
    };
    let decisions = dossier.decision_events().filter_map(|(event, own)| {
        let asked = own.consulted.iter().filter(|said| said.who.is_some_and(speaks));
        asked.map(|said| said.on.or(event.on())).max().flatten()
    });
    let written = dossier.events.iter().filter(|event| !event.corrected);
    let written = written.filter(|event| event.envelope.by.is_some_and(speaks));
    let reviews = dossier.reviews.iter().filter_map(|folder| folder.review.as_ref());
    let reviews = reviews.filter(|review| review.also_present.iter().any(|who| speaks(who)));
    let at = stakeholder.organisation.and_then(|id| frame.position(id));
    let met = at.and_then(|at| case.scene.traces.as_ref()?.met(at));
    decisions
        .chain(written.filter_map(|event| event.on()))
        .chain(reviews.filter_map(|review| review.held_on))
        .chain(met)
        .filter(|day| *day <= today)
        .max()
}

/// A decision that is put forward, on which they are asked.
fn asked_in_decision(id: &str, name: &str) -> Option<String> {
    let line = logs(EventKind::Decision, id, "…", "proposed", None)?;
    let who = word(&format!("who={name}"))?;
    Some(format!("{line} --question \"…\" --consulted {who} on=DATE said=…"))
}

/// A contact with the first role of theirs that is filled; nothing where none is on file.
fn contacted(case: &Case<'_, '_>, stakeholder: &Stakeholder<'_>) -> Option<crate::rules::Remedy> {
    let organisation = stakeholder.organisation?;
    let page = case.scene.frame.organisation(organisation)?;
    let filled = page.contact.iter().filter(|it| super::gone(it, case.scene.today).is_none());
    let with = filled.filter_map(|contact| contact.id).next()?;
    let keys = [
        ("event", "\"contacted\"".to_owned()),
        ("mode", "\"formal\"".to_owned()),
        ("with", list(&[with])),
        ("purpose", remedy::OPEN.to_owned()),
    ];
    let flags = [("mode", "formal"), ("with", with), ("purpose", "…")];
    let by = case.dossier.head.our_lead;
    Some(remedy::contact(case.scene, organisation, "contacted", by, &keys, &flags))
}
