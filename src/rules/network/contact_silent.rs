//! There was no word with a contact for longer than we meant to let pass.

use super::{gone, is_log_unsure, others};
use crate::model::date::days_between;
use crate::rules::{
    Check, Findings, Portfolio, Problem, Rule, Severity, days, from_moderate, remedy,
};

pub(super) static RULE: Rule = Rule {
    name: "contact-silent",
    severity: from_moderate(Severity::Warning),
    criteria: &["S1.B7", "S3.1a", "S3.1b", "S3.2b", "S3.S"],
    check: Check::Workspace(check),
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let Some(traces) = scene.traces.as_ref().filter(|_| !is_log_unsure(scene)) else { return };
    for (at, organisation, page) in others(scene) {
        for (within, contact) in page.contact.iter().enumerate() {
            let limit = contact.keep_in_touch_days.map_or(0, |days| days.0);
            let Some(id) = contact.id.filter(|_| limit > 0) else { continue };
            if gone(contact, scene.today).is_some() {
                continue;
            }
            let heard = traces.heard(at, within);
            // Of one that nobody has spoken to yet it counts from the day that it is on file.
            let from = heard.max(contact.since).max(contact.introduced_on);
            let silent = from.map(|day| days_between(day, scene.today));
            if silent.is_some_and(|silent| silent <= limit) {
                continue;
            }
            let since = match (heard, silent) {
                (Some(day), Some(silent)) => format!("since {day}, {} ago", days(silent)),
                (_, Some(silent)) => format!("in the {} that it is on file", days(silent)),
                _ => "on file".to_owned(),
            };
            let keys = [
                ("event", "\"contacted\"".to_owned()),
                ("mode", "\"informal\"".to_owned()),
                ("with", remedy::list(&[id])),
                ("purpose", remedy::OPEN.to_owned()),
            ];
            let flags = [("mode", "informal"), ("with", id), ("purpose", "…")];
            let by = page.relationship_owner;
            let problem = Problem::at(contact.at.key("keep_in_touch_days"), id)
                .says(format!(
                    "no word with `{id}` {since}; the limit set for it is {}",
                    days(limit)
                ))
                .help("get in touch, give as well as ask, and log it")
                .write(remedy::contact(scene, organisation, "contacted", by, &keys, &flags))
                .owner(by);
            findings.add(match silent {
                Some(silent) => problem.age(silent - limit),
                None => problem,
            });
        }
    }
}
