//! Information flowed before what it rests on was in place.

use crate::model::agreement::{DpiaStatus, Information, LegalRole};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::event::InformationStep;
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "information-started-too-soon",
    from: Stage::Active,
    criteria: &["S0.17", "S2.6"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (event, own) in case.dossier.information_events() {
        let Some(on) = event.on().filter(|on| *on <= case.scene.today) else { continue };
        if own.event != Some(InformationStep::SharingStarted) || case.reckoning.is_history(on) {
            continue;
        }
        let entry = super::entries(case).find(|entry| entry.id == own.information);
        let Some(entry) = entry else { continue };
        let missing = not_in_place(case, entry, on);
        if missing.is_empty() {
            continue;
        }
        let id = entry.id.unwrap_or("information");
        findings.add(
            Problem::at(event.at().key("on"), id)
                .says(format!("`{id}` flows since {on}, {}", missing.join(", and ")))
                .help("stop until all is in place; if a day is wrong, put it right where it stands")
                .owner(super::owner(case, entry)),
        );
    }
}

/// What was not in place on a day, in words.
fn not_in_place(case: &Case<'_, '_>, entry: &Information<'_>, on: Date) -> Vec<String> {
    let mut missing = Vec::new();
    let mut paper = |what: &str, day: Option<Date>| match day {
        Some(day) if day <= on => {}
        Some(day) => missing.push(format!("before {what} on {day}")),
        None => missing.push(format!("without {what}")),
    };
    if entry.personal == Some(true) {
        if let Some(dpia) = &entry.dpia
            && dpia.status != Some(DpiaStatus::ScreenedOut)
        {
            let done = dpia.completed_on.filter(|_| dpia.status == Some(DpiaStatus::Done));
            paper("the assessment was done", done);
        }
        if let Some(instrument) = &entry.instrument {
            paper("the paper on it was signed", instrument.signed_on);
        }
        let processes =
            |role: LegalRole| matches!(role, LegalRole::Processor | LegalRole::SubProcessor);
        if super::bodies(case, entry, processes) > 0
            && let Some(contract) = &entry.processor_contract
        {
            paper("the contract with the processor was signed", contract.signed_on);
        }
    }
    let decision = case.dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    for condition in decision.into_iter().flat_map(|decision| &decision.condition) {
        let due = condition.due.is_some_and(|due| due <= on);
        if due || condition.met_on.is_some() {
            paper("a condition of the decision was met", condition.met_on);
        }
    }
    missing.dedup();
    missing
}
