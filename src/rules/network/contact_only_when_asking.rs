//! For a year we came to an organisation only to take, or never spoke of what both want.

use super::{YEAR, is_log_unsure, others};
use crate::document::list;
use crate::model::date::days_between;
use crate::model::event::{ContactEvent, Event};
use crate::model::network::{Organisation, Tier};
use crate::rules::traces::contacts;
use crate::rules::{
    Check, Findings, Portfolio, Problem, Rule, Scene, Severity, from_moderate, remedy,
};

pub(super) static RULE: Rule = Rule {
    name: "contact-only-when-asking",
    severity: from_moderate(Severity::Advice),
    criteria: &["S3.0", "S3.2c"],
    check: Check::Workspace(check),
    ..Rule::BASE
};

/// What the contacts of a year with one organisation come to.
#[derive(Default)]
struct Exchange<'f, 'a> {
    /// The newest contact.
    last: Option<&'f Event<'a>>,
    /// The newest contact in which we asked for something, or got it.
    took: Option<(&'f Event<'a>, &'static str)>,
    gave: bool,
    shared: bool,
}

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    if scene.frame.events.is_empty() || is_log_unsure(scene) {
        return;
    }
    let exchanges = exchanges(scene);
    for (at, organisation, page) in others(scene) {
        let exchange = &exchanges[at];
        let close = matches!(page.tier, Some(Tier::Strategic | Tier::Operational));
        let (event, key, says) = match (exchange.took, exchange.last) {
            (Some((event, key)), _) if !exchange.gave => {
                (event, key, "asked or got something, and gave nothing".to_owned())
            }
            (_, Some(event)) if close && !exchange.shared => {
                (event, "common_goals", "named nothing that both sides want".to_owned())
            }
            _ => continue,
        };
        let problem = Problem::at(event.at().key(key), organisation)
            .says(format!("in every contact with `{organisation}` for a year we {says}"))
            .help("next time bring something, speak of what both want, and log `gave` and `common_goals`")
            .write(gives(scene, organisation, page))
            .owner(page.relationship_owner);
        findings.add(problem);
    }
}

/// What was asked and given, by the place of the organisation.
fn exchanges<'f, 'a>(scene: &'f Scene<'a>) -> Vec<Exchange<'f, 'a>> {
    let mut exchanges: Vec<Exchange<'f, 'a>> = Vec::new();
    exchanges.resize_with(scene.frame.organisations.len(), Exchange::default);
    let lately =
        |event: &Event<'_>| event.on().is_some_and(|on| days_between(on, scene.today) <= YEAR);
    // In the order of ids, and so of days.
    for (event, own) in contacts(&scene.frame, scene.today).filter(|(event, _)| lately(event)) {
        for contact in &own.with {
            let Some((at, _)) = scene.frame.contact_position(contact) else { continue };
            let exchange = &mut exchanges[at];
            exchange.last = Some(event);
            exchange.took = taken(own).map(|key| (event, key)).or(exchange.took);
            exchange.gave |= says(own.gave);
            exchange.shared |= !own.common_goals.is_empty();
        }
    }
    exchanges
}

/// Under which key it stands that we asked for something, or got it.
fn taken(own: &ContactEvent<'_>) -> Option<&'static str> {
    [("asked", own.asked), ("got", own.got)].into_iter().find(|(_, it)| says(*it)).map(|it| it.0)
}

fn says(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// A contact in which something is given, and what both want is spoken of.
fn gives(
    scene: &Scene<'_>,
    organisation: &str,
    page: &Organisation<'_>,
) -> Option<crate::rules::Remedy> {
    let active =
        |contact: &&crate::model::network::Contact<'_>| super::gone(contact, scene.today).is_none();
    let with = page.contact.iter().filter(active).find_map(|contact| contact.id)?;
    let keys = [
        ("event", "\"contacted\"".to_owned()),
        ("mode", "\"informal\"".to_owned()),
        ("with", list(&[with])),
        ("purpose", remedy::OPEN.to_owned()),
        ("gave", remedy::OPEN.to_owned()),
        ("common_goals", list(&["…"])),
    ];
    let flags = [
        ("mode", "informal"),
        ("with", with),
        ("purpose", "…"),
        ("gave", "…"),
        ("common-goals", "…"),
    ];
    Some(remedy::contact(scene, organisation, "contacted", page.relationship_owner, &keys, &flags))
}
