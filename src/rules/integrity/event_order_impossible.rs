//! Events that contradict each other: one comes after the end, before the beginning, or before what
//! it goes on from.

use std::collections::HashMap;

use crate::model::declare::Stage;
use crate::model::event::{DecisionStatus, Event, InformationStep};
use crate::model::reckon::Contradiction;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "event-order-impossible",
    from: Stage::Active,
    criteria: &["S0.19"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let reckoning = case.reckoning;
    for action in &reckoning.actions {
        for occurrence in &action.occurrences {
            tell(case, action.id, &occurrence.contradictions, findings);
        }
    }
    for issue in &reckoning.issues {
        tell(case, issue.id, &issue.contradictions, findings);
    }
    for risk in &reckoning.risks {
        tell(case, risk.id, &risk.contradictions, findings);
    }
    flows(case, findings);
    decisions(case, findings);
    signatures(case, findings);
    for event in case.dossier.events.iter().filter(|event| !event.corrected) {
        let before = event.envelope.follows.and_then(|id| case.dossier.standing_for(id));
        if let (Some(on), Some(first)) = (event.on(), before.and_then(Event::on))
            && on < first
        {
            let why = "before the event that it follows";
            let subject = event.subject().unwrap_or(event.id);
            tell(case, subject, &[Contradiction { event: event.id, on, why }], findings);
        }
    }
}

/// Sign-offs over a version that an amendment made only later.
fn signatures(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (event, signoff) in case.dossier.signoffs().filter(|(_, own)| own.review.is_none()) {
        let (Some(on), Some(version)) = (event.on(), signoff.agreement_version) else { continue };
        let leads = case.dossier.amendments().filter(|(_, own)| own.to_version == Some(version));
        let made = leads.filter_map(|(amendment, _)| amendment.on()).min();
        let Some(made) = made.filter(|made| on < *made) else { continue };
        if case.reckoning.is_history(on) {
            continue;
        }
        let party = event.party().unwrap_or(event.id);
        findings.add(
            Problem::at(event.at().key("on"), party)
                .says(format!(
                    "`{party}` signed version {} on {on}, before it was made on {made}",
                    version.0
                ))
                .help("correct the day of the sign-off, or of the amendment")
                .help_at_writing(Some("mend the day: `--on DATE`".to_owned()))
                .write(remedy::again(case, event).raw("retracted", "true").write())
                .owner(event.envelope.by),
        );
    }
}

/// The same decision taken twice, as where two wrote it down on two branches: nobody can tell which
/// of them holds.
fn decisions(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let mut taken: HashMap<&str, &Event<'_>> = HashMap::new();
    // Events stand in their order, and what was put forward twice binds nobody.
    for (event, own) in case.dossier.decision_events() {
        let (Some(on), Some(name)) = (event.on(), event.decision()) else { continue };
        if on > case.scene.today || case.reckoning.is_history(on) {
            continue;
        }
        match own.status {
            Some(DecisionStatus::Accepted | DecisionStatus::Rejected) => {}
            // What was called off can be decided anew.
            Some(DecisionStatus::Superseded) => {
                taken.remove(name);
                continue;
            }
            _ => continue,
        }
        let before = *taken.entry(name).or_insert(event);
        if before.id == event.id || own.supersedes.is_some() {
            continue;
        }
        findings.add(
            Problem::at(event.at().key("status"), event.subject().unwrap_or(event.id))
                .says(format!(
                    "`{name}` is decided already, by `{}`, and nobody can tell which of the two holds",
                    before.id
                ))
                .help("say which it takes the place of, `supersedes`; or take one of them back")
                .write(remedy::again(case, event).text("supersedes", before.id).write())
                .owner(event.envelope.by),
        );
    }
}

/// What was done with information that did not flow yet, or was disposed of.
fn flows(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let events = || {
        let all = case.dossier.information_events();
        all.filter(|(event, _)| event.on().is_some_and(|on| on <= today))
    };
    let ends =
        |step| matches!(step, Some(InformationStep::Disposed | InformationStep::SharingStopped));
    if !events().any(|(_, own)| ends(own.event)) {
        return;
    }
    // Events stand in the order of their days.
    let mut disposed: HashMap<&str, bool> = HashMap::new();
    for (event, own) in events() {
        let (Some(id), Some(on), Some(step)) = (own.information, event.on(), own.event) else {
            continue;
        };
        let gone = disposed.entry(id).or_default();
        match step {
            InformationStep::Disposed => *gone = true,
            InformationStep::SharingStarted => *gone = false,
            InformationStep::AccessChecked if *gone => {
                let why = "after it was disposed of";
                tell(case, id, &[Contradiction { event: event.id, on, why }], findings);
            }
            _ => {}
        }
    }
}

fn tell(
    case: &Case<'_, '_>,
    subject: &str,
    contradictions: &[Contradiction<'_>],
    findings: &mut Findings<'_>,
) {
    for one in contradictions {
        if case.reckoning.is_history(one.on) {
            continue;
        }
        let Some(event) = case.dossier.event(one.event) else { continue };
        let step = event.at().text("event").unwrap_or("written");
        findings.add(
            Problem::at(event.at().key("on"), subject)
                .says(format!("`{subject}` was `{step}` on {}, {}", one.on, one.why))
                .help("correct the event that is wrong, or take this one back")
                .help_at_writing(Some(
                    "mend the day, `--on DATE`, or log first what comes before it".to_owned(),
                ))
                .write(remedy::again(case, event).raw("retracted", "true").write()),
        );
    }
}
