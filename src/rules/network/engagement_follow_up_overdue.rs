//! We said that we would come back on something, and did not.

use crate::document::quoted;
use std::collections::HashSet;

use super::is_log_unsure;
use crate::model::date::days_between;
use crate::model::event::{Body, ContactEvent, ContactStep, Event};
use crate::rules::traces::contacts;
use crate::rules::{
    Check, Findings, Portfolio, Problem, Rule, Scene, Severity, days, from_moderate, remedy,
};

pub(super) static RULE: Rule = Rule {
    name: "engagement-follow-up-overdue",
    severity: from_moderate(Severity::Warning),
    criteria: &["S2.1", "S3.2b"],
    check: Check::Workspace(check),
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let due = |own: &ContactEvent<'_>| own.follow_up_by.is_some_and(|day| day < scene.today);
    let mut open = contacts(&scene.frame, scene.today).filter(|(_, own)| due(own)).peekable();
    if open.peek().is_none() || is_log_unsure(scene) {
        return;
    }
    let done = followed(scene);
    for (event, own) in open {
        // What followed the event before it was corrected counts for the one that stands.
        let ids = [Some(event.id), event.envelope.corrects];
        let Some(by) =
            own.follow_up_by.filter(|_| !ids.iter().flatten().any(|id| done.contains(id)))
        else {
            continue;
        };
        let late = days_between(by, scene.today);
        let what = own.follow_up.map_or_else(String::new, |what| format!(": {what}"));
        findings.add(
            Problem::at(event.at().key("follow_up_by"), event.id)
                .says(format!(
                    "what we said we would do by {by}, {} ago, is not done{what}",
                    days(late)
                ))
                .help("do it, or tell them that it will not be done, and log that as `followed-up`")
                .write(followed_up(scene, event, own))
                .owner(event.envelope.by)
                .age(late),
        );
    }
}

/// The contacts that were followed up by today.
fn followed<'a>(scene: &Scene<'a>) -> HashSet<&'a str> {
    let past =
        |event: &&Event<'_>| !event.corrected && event.on().is_some_and(|on| on <= scene.today);
    let steps = scene.frame.events.iter().filter(past).filter(|event| {
        matches!(&event.body, Body::Contact(own) if own.event == Some(ContactStep::FollowedUp))
    });
    steps.filter_map(|event| event.envelope.follows).collect()
}

fn followed_up(
    scene: &Scene<'_>,
    event: &Event<'_>,
    own: &ContactEvent<'_>,
) -> Option<crate::rules::Remedy> {
    let first = own.with.first()?;
    let (organisation, _) = scene.frame.contact(first)?;
    let keys = [("follows", quoted(event.id)), ("event", "\"followed-up\"".to_owned())];
    let flags = [("follows", event.id)];
    Some(remedy::contact(scene, organisation, "followed-up", event.envelope.by, &keys, &flags))
}
