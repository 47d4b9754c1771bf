//! Feedback that does not help: unanswered, nothing but criticism, or in one direction only.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::reckon::feedback::{Given, given};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

/// How far back it is looked.
const YEAR: i64 = 366;
/// How long an answer, or feedback in return, may take.
const PATIENCE: i64 = 30;

pub(super) static RULE: Rule = Rule {
    name: "feedback-unbalanced",
    severity: from_moderate(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.4", "S0.16", "S0.K14", "S1.7", "S1.K15", "S2.9", "S2.K23"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let mut given = given(case.dossier, today);
    given.retain(|one| days_between(one.on, today) <= YEAR);
    to_itself(case, findings);
    unanswered(case, &given, findings);
    let Some(last) = given.last() else { return };
    let (says, from, to) = if given.iter().all(|one| one.criticises && !one.praises) {
        ("all feedback of the last year is criticism", last.from, last.to)
    } else if goes_one_way(case, &given) {
        ("all feedback of the last year goes in one direction", last.to, last.from)
    } else {
        return;
    };
    // The one that cannot be read may be what is missing.
    if case.dossier.may_hold_news("feedback-given") {
        return;
    }
    findings.add(
        Problem::at(case.dossier.head.at.key("title"), case.dossier.id)
            .says(says)
            .help("ask the other side how it goes, say what works, and log what was said")
            .write(
                remedy::event(case, EventKind::Feedback, to, "given")
                    .text("from", from)
                    .text("to", to)
                    .open("worked_well")
                    .write(),
            )
            .owner(case.dossier.head.our_lead),
    );
}

/// What a party tells itself.
fn to_itself(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    for (event, own) in case.dossier.feedback_events().filter(|(_, own)| own.is_to_itself()) {
        let (Some(on), Some(party)) = (event.on(), own.to) else { continue };
        if !(0..=YEAR).contains(&days_between(on, today)) || case.reckoning.is_history(on) {
            continue;
        }
        let parties = case.dossier.working_parties(today).map(|(id, _)| id);
        let mut others = parties.filter(|other| *other != party);
        let new = remedy::again(case, event).open("by");
        // Of two parties it is the other one.
        let new = match (others.next(), others.next()) {
            (Some(other), None) => new.text("from", other),
            _ => new.open("from"),
        };
        findings.add(
            Problem::at(event.at().key("from"), party)
                .says(format!("`{party}` tells itself how its work goes: that is no feedback"))
                .help("say in a correction who told it, or take it back")
                .help_at_writing(Some("say who told it".to_owned()))
                .write(new.write()),
        );
    }
}

/// One finding a receiver: the oldest that waits for an answer.
fn unanswered(case: &Case<'_, '_>, given: &[Given<'_>], findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let waits = |one: &&Given<'_>| {
        one.criticises
            && one.answered.is_none()
            && days_between(one.on, today) > PATIENCE
            && !case.reckoning.is_history(one.on)
    };
    if case.dossier.may_hold_news("feedback-answered") {
        return;
    }
    for (id, party) in case.dossier.working_parties(today) {
        let to_it = given.iter().filter(|one| one.to == id).filter(waits);
        let waiting = to_it.clone().map(|one| one.on.to_string());
        let Some(one) = to_it.min_by_key(|one| (one.on, one.event)) else { continue };
        let age = days_between(one.on, today);
        findings.add(
            Problem::at(one.at.key("could_improve"), id)
                .known_by_each(waiting)
                .says(format!("`{id}` has not answered, after {age} days, what could be better"))
                .help("ask them, and log the answer")
                .write(
                    remedy::event(case, EventKind::Feedback, id, "answered")
                        .text("follows", one.event)
                        .text("party", id)
                        .open("response")
                        .write(),
                )
                .owner(party.representative)
                .age(age - PATIENCE),
        );
    }
}

/// Whether one side does all the telling: ours or the partners'; where all parties are ours, one
/// party. The other side has some days to say something in its turn.
fn goes_one_way(case: &Case<'_, '_>, given: &[Given<'_>]) -> bool {
    let today = case.scene.today;
    let is_ours = |party: &str| case.dossier.is_ours(&case.scene.frame, party);
    let mut sides: Vec<bool> =
        case.dossier.working_parties(today).map(|(party, _)| is_ours(party)).collect();
    let alone = sides.len() < 2;
    sides.dedup();
    let mixed = sides.len() > 1;
    let alike = |one: &str, other: &str| {
        if mixed { is_ours(one) == is_ours(other) } else { one == other }
    };
    !alone
        && given.iter().any(|one| days_between(one.on, today) > PATIENCE)
        && given.iter().all(|one| alike(one.from, given[0].from))
}
