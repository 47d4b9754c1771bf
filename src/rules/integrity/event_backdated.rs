//! An event that was written down long after the day it tells of. Needs the history of git.

use crate::model::date::days_between;
use crate::model::event::Event;
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, always, days};
use crate::store::History;

/// So many days may lie between what happened and its first commit.
const DAYS: i64 = 30;

pub(super) static RULE: Rule = Rule {
    name: "event-backdated",
    severity: always(Severity::Advice),
    criteria: &["S0.19"],
    check: Check::History(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, history: &History, findings: &mut Findings<'_>) {
    let events: &[Event<'_>] = match files.dossier {
        Some(dossier) => &dossier.events,
        None => &files.scene.frame.events,
    };
    for event in events {
        let (Some(on), Some(source)) = (event.on(), files.sources.get(event.at().file)) else {
            continue;
        };
        // A correction tells of the day of what it corrects.
        let Some(past) = history.of(&source.path).filter(|_| event.envelope.corrects.is_none())
        else {
            continue;
        };
        let late = days_between(on, past.first);
        let settled = files.reckoning.is_some_and(|reckoning| reckoning.is_history(on));
        if late <= DAYS || settled {
            continue;
        }
        findings.add(
            Problem::at(event.at().key("on"), event.id)
                .says(format!(
                    "what happened on {on} was first committed on {}, {} later",
                    past.first,
                    days(late)
                ))
                .help("write things down when they happen; if the day is wrong, correct the event"),
        );
    }
}
