//! A sign-off over another text than the one on file.

use crate::model::date::Date;
use crate::model::declare::{FaultKind, Stage};
use crate::model::event::{Body, Event};
use crate::model::frame::FileKind;
use crate::model::reckon::signoff::State;
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "signoff-stale",
    from: Stage::Agreed,
    criteria: &["S0.5", "S1.3a", "S2.8"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let damaged = |kind| dossier.is_kind_damaged(kind);
    // The list of parties stands in the digest, so it has to be read whole as well.
    if damaged(FileKind::Agreement) || damaged(FileKind::Head) {
        return;
    }
    if dossier.agreement.is_none() {
        gone(case, findings);
        return;
    }
    if case.reckoning.signoffs.digest.is_none() && is_told_elsewhere(case) {
        return;
    }
    let taken_up = by_amendment(case);
    for party in &case.reckoning.signoffs.parties {
        let Some(event) = party.event.and_then(|id| dossier.event(id)) else { continue };
        let Body::Signoff(signoff) = &event.body else { continue };
        let (Some(covers), Some(on)) = (signoff.covers, party.on) else { continue };
        let problem = Problem::at(event.at().key("covers"), party.party).owner(event.envelope.by);
        match party.state {
            State::Stale => findings.add(stale(case, party.party, on, problem, &taken_up)),
            State::Unreadable if !covers.trim().is_empty() => {
                findings.add(unreadable(case, party.party, problem));
            }
            _ => {}
        }
    }
}

fn stale<'p>(
    case: &Case<'_, '_>,
    party: &str,
    on: Date,
    problem: Problem<'p>,
    taken_up: impl Fn(Remedy) -> Remedy,
) -> Problem<'p> {
    let signoffs = &case.reckoning.signoffs;
    let next = signoffs.version + 1;
    let Some(digest) = &signoffs.digest else {
        return problem
            .says(format!("what `{party}` signed on {on} cannot be held against the text"))
            .help("no digest can be made of a float: write the number whole, or as text");
    };
    problem
        .says(format!(
            "the text is no longer the one that `{party}` signed on {on}; its digest now is {digest}"
        ))
        .help(format!(
            "take the change back if it was a slip; else amend to version {next}, or sign anew"
        ))
        .write(remedy::signoff(case, party).map(taken_up))
}

/// The line that takes a change by hand up into an amendment, as a text that nobody has signed so is
/// not signed by a command. Where somebody has signed it since, the others can as well.
pub(super) fn by_amendment<'c>(case: &'c Case<'_, '_>) -> impl Fn(Remedy) -> Remedy + 'c {
    let signoffs = &case.reckoning.signoffs;
    let any = |state: State| signoffs.parties.iter().any(|one| one.state == state);
    // The same for every party.
    let is_changed = any(State::Stale) && !any(State::Holds);
    move |mut lines| {
        if is_changed {
            lines.command = remedy::amendment(case, signoffs.version).command;
        }
        lines
    }
}

fn unreadable<'p>(case: &Case<'_, '_>, party: &str, problem: Problem<'p>) -> Problem<'p> {
    problem
        .says(format!("what `{party}` signed is no digest of a rule that is known here"))
        .help("if a newer comity wrote it, use that one; else sign the present text anew")
        .write(remedy::signoff(case, party))
}

/// Whether the float that keeps the digest from being made is a finding already.
fn is_told_elsewhere(case: &Case<'_, '_>) -> bool {
    let Some(agreement) = &case.dossier.agreement else { return false };
    case.dossier.walk.faults.iter().any(|fault| {
        fault.spot.file == agreement.at.file && matches!(fault.kind, FaultKind::WrongType { .. })
    })
}

/// The text that was signed is not on file at all.
fn gone(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let newest: Option<&Event<'_>> = case
        .dossier
        .signoffs()
        .filter(|(event, signoff)| {
            signoff.review.is_none() && event.on().is_some_and(|on| on <= case.scene.today)
        })
        .map(|(event, _)| event)
        .next_back();
    if let Some(event) = newest {
        findings.add(
            Problem::at(event.at().key("covers"), event.party().unwrap_or(event.id))
                .says("the text that was signed is not on file")
                .help("bring agreement.toml back as it was signed, from the history of the files")
                .owner(event.envelope.by),
        );
    }
}
