//! There was no word with a contact for longer than we meant to let pass.

use super::{gone, is_log_unsure, others};
use crate::document::list;
use crate::model::date::{Date, days_between};
use crate::model::network::Contact;
use crate::rules::traces::heard_in;
use crate::rules::{
    Case, Check, Findings, Portfolio, Problem, Rule, Severity, always, days, remedy,
};

pub(super) static RULE: Rule = Rule {
    name: "contact-silent",
    // Of a minor collaboration too: it speaks only where somebody has set a limit.
    severity: always(Severity::Warning),
    criteria: &["S1.B7", "S3.1a", "S3.1b", "S3.2b", "S3.S"],
    check: Check::Both(check_own, check),
    ..Rule::BASE
};

/// How long it may be silent with a contact, and how long it is; nothing while that is in order.
fn silence(contact: &Contact<'_>, heard: Option<Date>, today: Date) -> Option<(i64, Option<i64>)> {
    let limit = limit(contact)?;
    // Of one that nobody has spoken to yet it counts from the day that it is on file.
    let from = heard.max(contact.since).max(contact.introduced_on);
    let silent = from.map(|day| days_between(day, today));
    let is_kept = silent.is_some_and(|silent| silent <= limit) || gone(contact, today).is_some();
    (!is_kept).then_some((limit, silent))
}

/// The longest silence that was set for a contact.
fn limit(contact: &Contact<'_>) -> Option<i64> {
    contact.keep_in_touch_days.map(|days| days.0).filter(|limit| *limit > 0)
}

fn told<'a>(
    contact: &Contact<'a>,
    id: &str,
    heard: Option<Date>,
    (limit, silent): (i64, Option<i64>),
) -> Problem<'a> {
    let since = match (heard, silent) {
        (Some(day), Some(silent)) => format!("since {day}, {} ago", days(silent)),
        (_, Some(silent)) => format!("in the {} that it is on file", days(silent)),
        _ => "on file".to_owned(),
    };
    let problem = Problem::at(contact.at.key("keep_in_touch_days"), id)
        .says(format!("no word with `{id}` {since}; the limit set for it is {}", days(limit)));
    match silent {
        Some(silent) => problem.age(silent - limit),
        None => problem,
    }
}

/// Contacts that a collaboration keeps itself: of word with them only its own log can tell.
fn check_own(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let contacts = &case.dossier.head.contact;
    if case.reckoning.resting || contacts.iter().all(|contact| limit(contact).is_none()) {
        return;
    }
    let mut heard: Vec<Option<Date>> = vec![None; contacts.len()];
    heard_in(case, &mut |role, on| {
        for (at, _) in contacts.iter().enumerate().filter(|(_, it)| it.id == Some(role)) {
            heard[at] = heard[at].max(Some(on));
        }
    });
    for (contact, heard) in contacts.iter().zip(heard) {
        let is_ours =
            contact.party.is_some_and(|party| case.dossier.is_ours(&case.scene.frame, party));
        let Some(id) = contact.id.filter(|_| !is_ours) else { continue };
        if let Some(silence) = silence(contact, heard, case.scene.today) {
            findings.add(
                told(contact, id, heard, silence)
                    .help("get in touch, give as well as ask, and let the log tell of it")
                    .owner(case.dossier.head.our_lead),
            );
        }
    }
}

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let Some(traces) = scene.traces.as_ref().filter(|_| !is_log_unsure(scene)) else { return };
    for (at, organisation, page) in others(scene) {
        for (within, contact) in page.contact.iter().enumerate() {
            let Some(id) = contact.id else { continue };
            let heard = traces.heard(at, within);
            let Some(silence) = silence(contact, heard, scene.today) else { continue };
            let keys = [
                ("event", "\"contacted\"".to_owned()),
                ("mode", "\"informal\"".to_owned()),
                ("with", list(&[id])),
                ("purpose", remedy::OPEN.to_owned()),
            ];
            let flags = [("mode", "informal"), ("with", id), ("purpose", "…")];
            let by = page.relationship_owner;
            findings.add(
                told(contact, id, heard, silence)
                    .help("get in touch, give as well as ask, and log it")
                    .write(remedy::contact(scene, organisation, "contacted", by, &keys, &flags))
                    .owner(by),
            );
        }
    }
}
