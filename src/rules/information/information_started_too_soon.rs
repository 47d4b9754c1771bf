//! Information flowed before what it rests on was in place.

use crate::model::agreement::{DpiaStatus, Information, LegalRole};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::event::InformationStep;
use crate::model::id::is_kebab;
use crate::rules::{Case, Check, Findings, Problem, Rule, shell};

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
        let mut said: Vec<&str> = missing.iter().map(|it| &*it.says).collect();
        said.dedup();
        let mut lines: Vec<&str> = missing.iter().filter_map(|it| it.line.as_deref()).collect();
        lines.dedup();
        let (says, lines) = (said.join(", "), lines.join("; "));
        let now = match &*lines {
            "" => "start when all is in place".to_owned(),
            lines => format!("start when all is in place; once it is, say so: {lines}"),
        };
        findings.add(
            Problem::at(event.at().key("on"), id)
                .says(format!("`{id}` flows since {on}, {says}"))
                .help("stop until all is in place; if a day is wrong, put it right where it stands")
                .help_at_writing(Some(now))
                .owner(super::owner(case, entry)),
        );
    }
}

/// Something that was not in place.
struct Gap {
    /// As the end of a sentence.
    says: String,
    /// The line that says when it was, where one does.
    line: Option<String>,
}

/// What was not in place on a day.
fn not_in_place(case: &Case<'_, '_>, entry: &Information<'_>, on: Date) -> Vec<Gap> {
    let mut missing: Vec<Gap> = Vec::new();
    let mut paper = |done: &str, not: &str, day: Option<Date>, line: Option<String>| match day {
        Some(day) if day <= on => {}
        Some(day) => missing.push(Gap { says: format!("before {done} on {day}"), line: None }),
        None => missing.push(Gap { says: not.to_owned(), line }),
    };
    let id = shell(case.dossier.id);
    let set = |keys: &str| {
        let name = entry.id.filter(|name| is_kebab(name))?;
        let keys = keys.split(' ').map(|key| format!(" --set {name}.{key}"));
        Some(format!("`comity agree {id}{}`", keys.collect::<String>()))
    };
    if entry.personal == Some(true) {
        if let Some(dpia) = &entry.dpia
            && dpia.status != Some(DpiaStatus::ScreenedOut)
        {
            let done = dpia.completed_on.filter(|_| dpia.status == Some(DpiaStatus::Done));
            let line = set("dpia.status=done dpia.completed_on=DATE");
            paper("the assessment was done", "and no assessment was done", done, line);
        }
        if let Some(instrument) = &entry.instrument {
            let line = set("instrument.signed_on=DATE");
            let not = "and the paper on it is not signed";
            paper("the paper on it was signed", not, instrument.signed_on, line);
        }
        let processes =
            |role: LegalRole| matches!(role, LegalRole::Processor | LegalRole::SubProcessor);
        if super::bodies(case, entry, processes) > 0
            && let Some(contract) = &entry.processor_contract
        {
            let line = set("processor_contract.signed_on=DATE");
            let not = "and the contract with the processor is not signed";
            paper("the contract with the processor was signed", not, contract.signed_on, line);
        }
    }
    let decision = case.dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    let conditions = decision.into_iter().flat_map(|decision| &decision.condition);
    for (at, condition) in conditions.enumerate() {
        let due = condition.due.is_some_and(|due| due <= on);
        if due || condition.met_on.is_some() {
            let text = condition.text.map_or(String::new(), |text| format!(" ({text})"));
            let key = shell(&format!("decision.condition[{at}].met_on=DATE"));
            paper(
                &format!("a condition of the decision{text} was met"),
                &format!("and a condition of the decision{text} is not met"),
                condition.met_on,
                Some(format!("`comity evaluate {id} --set {key}`")),
            );
        }
    }
    missing
}
