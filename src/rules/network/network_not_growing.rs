//! Nobody outside looks ahead for one of our objectives, or nobody new was met for a year.

use std::collections::HashSet;

use super::{YEAR, is_log_unsure, others};
use crate::model::date::{Date, days_between};
use crate::model::event::EventKind;
use crate::model::reckon::signoff::Held;
use crate::rules::forms::{Home, logs, word};
use crate::rules::traces::contacts;
use crate::rules::{Check, Findings, Portfolio, Problem, Rule, Scene, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "network-not-growing",
    severity: from_moderate(Severity::Advice),
    criteria: &["S0.K20", "S3.0", "S3.2a", "S3.3a", "S3.4a", "S3.4b", "S3.4d"],
    check: Check::Workspace(check),
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let Some(traces) = &scene.traces else { return };
    // Where no page of another is kept, there is no network that could grow.
    if others(scene).next().is_none() {
        return;
    }
    let mut told = HashSet::new();
    for (at, objective) in scene.frame.settings.strategic_objective.iter().enumerate() {
        let over = objective.until.is_some_and(|day| day < scene.today);
        let Some(id) = objective.id.filter(|_| !over && !traces.is_served(at)) else { continue };
        if told.insert(id) {
            findings.add(
                Problem::at(objective.at.key("id"), id)
                    .says(format!("no contact outside looks ahead for `{id}`"))
                    .help("give one a `horizon` of future or strategic, and name it in `strategic_objectives`")
                    .run(ahead(id)),
            );
        }
    }
    let newest = newest(scene);
    if !is_log_unsure(scene) && newest.is_none_or(|day| days_between(day, scene.today) > YEAR) {
        let since = newest.map_or_else(String::new, |day| format!(" since {day}"));
        findings.add(
            Problem::at(scene.frame.settings.at.key("our_organisation"), "network")
                .says(format!(
                    "nobody new was met, and no chance was seen{since}; that is over a year"
                ))
                .help(
                    "ask those you know whom to meet, and log `introductions` or an `opportunity`",
                )
                .run(logs(EventKind::Contact, "", "…", "contacted", None).map(|line| {
                    line + " --mode informal --with … --purpose \"…\" --opportunity \"…\" --by \"…\""
                })),
        );
    }
}

/// The line that has a contact look ahead for an objective.
fn ahead(objective: &str) -> Option<String> {
    let serves = word(&format!("….strategic_objectives+={objective}"))?;
    let line = Home::Organisation("…").command(Held::Free)?;
    Some(format!("{line} --set ….horizon=strategic --set {serves}"))
}

/// The last day on which somebody new was met, was introduced, or a chance was seen.
fn newest(scene: &Scene<'_>) -> Option<Date> {
    let people = others(scene).flat_map(|(_, _, page)| &page.contact);
    let days = people.flat_map(|contact| [contact.since, contact.introduced_on]).flatten();
    let chances = contacts(&scene.frame, scene.today)
        .filter(|(_, own)| {
            !own.introductions.is_empty()
                || own.opportunity.is_some_and(|text| !text.trim().is_empty())
        })
        .filter_map(|(event, _)| event.on());
    days.chain(chances).filter(|day| *day <= scene.today).max()
}
