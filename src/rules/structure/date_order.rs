//! Two days that stand the wrong way round: an end before its start.

use super::date_in_future::day_at;
use super::spots;
use crate::document::{Place, Spot};
use crate::model::date::days_between;
use crate::model::declare::{Record, Table};
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "date-order",
    criteria: &["S0.7", "S0.12"],
    check: Check::Files(check),
    ..Rule::BASE
};

/// Keys of one table of which the first must not lie after the second.
fn pairs(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "action" => &[("start", "due"), ("due", "until")],
        "collaboration.toml" => &[("opened_on", "suspended_since")],
        "contact" => &[("since", "until")],
        "event of kind report" => &[("period_from", "period_to")],
        "inclusion.equality_assessment" | "information.dpia" => &[("completed_on", "review_by")],
        "information.instrument" => &[("signed_on", "review_by")],
        "information.processor_contract" => &[("signed_on", "ends_on")],
        "party" => &[("joined_on", "left_on")],
        "reporting" => &[("first_due", "until")],
        "resource" | "service_level" => &[("from", "to")],
        "review.toml" => &[("period_from", "period_to"), ("period_from", "held_on")],
        "risk" => &[("accepted_on", "accepted_until")],
        "term" => &[("effective_on", "ends_on"), ("effective_on", "renewal_decision_by")],
        _ => &[],
    }
}

/// Tables inside of an event with a day that must not lie after the day of the event.
const BEFORE_EVENT: [(&str, &str); 3] =
    [("informed", "on"), ("consulted", "on"), ("closure.data", "done_on")];

/// One pair that stands the wrong way round.
struct Wrong<'a> {
    spot: Spot<'a>,
    says: String,
    help: String,
}

fn check<'a>(files: &Files<'_, 'a>, findings: &mut Findings<'_>) {
    let mut wrong: Vec<Wrong<'a>> = Vec::new();
    let mut look = |table: &'static Table, place: &Place<'a>| {
        wrong.extend(pairs(table.name).iter().filter_map(|(first, last)| {
            let (from, to) = (day_at(place, first)?, day_at(place, last)?);
            (to < from).then(|| Wrong {
                spot: place.key(last),
                says: format!("`{last}` ({to}) lies before `{first}` ({from})"),
                help: "put the wrong one of the two days right".to_owned(),
            })
        }));
    };
    match files.dossier {
        Some(dossier) => {
            dossier.visit(&mut look);
            renewal(files, &mut wrong);
            decision(files, &mut wrong);
            within_events(files, &mut wrong);
        }
        None => {
            let organisations = &files.scene.frame.organisations;
            organisations.iter().for_each(|(_, page)| page.visit(&mut look));
        }
    }
    for Wrong { spot, says, help } in wrong {
        if spots::is_reliable(files, &spot) {
            findings.add(Problem::at(spot, spots::subject(files, &spot)).says(says).help(help));
        }
    }
}

/// Whether to go on is decided while there is still time to give notice.
fn renewal<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let agreement = files.dossier.and_then(|dossier| dossier.agreement.as_ref());
    let Some((agreement, term)) = agreement.and_then(|it| Some((it, it.term.as_ref()?))) else {
        return;
    };
    let (Some(decide), Some(end)) = (term.renewal_decision_by, term.ends_on) else { return };
    let notice = agreement.exit.as_ref().and_then(|exit| exit.notice_days).map_or(0, |it| it.0);
    // An end before the start is one finding, and says enough.
    let started = term.effective_on.is_none_or(|start| start <= end && start <= decide);
    if started && days_between(decide, end) < notice {
        wrong.push(Wrong {
            spot: term.at.key("renewal_decision_by"),
            says: if decide > end {
                format!("`renewal_decision_by` ({decide}) lies after `ends_on` ({end})")
            } else {
                format!(
                    "from `renewal_decision_by` ({decide}) to `ends_on` ({end}) there is no time \
                     for {notice} days of notice"
                )
            },
            help: format!("let `renewal_decision_by` lie {notice} days before the last day"),
        });
    }
}

/// Nobody signs what was not decided yet.
fn decision<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let (Some(dossier), Some(reckoning)) = (files.dossier, files.reckoning) else { return };
    let decision = dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    let Some((decision, decided)) = decision.and_then(|it| Some((it, it.decided_on?))) else {
        return;
    };
    // A day that has not come is told as such.
    if let Some(signed) = reckoning.signoffs.first_ever
        && signed < decided
        && decided <= files.scene.today
        && !reckoning.is_history(signed)
    {
        wrong.push(Wrong {
            spot: decision.at.key("decided_on"),
            says: format!("the first sign-off ({signed}) lies before `decided_on` ({decided})"),
            help: "put the day right; if it did come later, a review that all agree settles it"
                .to_owned(),
        });
    }
}

/// An event holds what was known on its day.
fn within_events<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let (Some(dossier), Some(reckoning)) = (files.dossier, files.reckoning) else { return };
    for event in dossier.events.iter().filter(|event| !event.corrected) {
        // One with a day ahead is told of as such; one that a review covers is history.
        let Some(on) = event.on().filter(|on| *on <= files.scene.today) else { continue };
        if reckoning.is_history(on) {
            continue;
        }
        event.visit(&mut |table, place| {
            let keys = BEFORE_EVENT.iter().filter(|it| it.0 == table.name);
            for (_, key) in keys {
                if let Some(day) = day_at(place, key).filter(|day| *day > on) {
                    wrong.push(Wrong {
                        spot: place.key(key),
                        says: format!(
                            "`{key}` in [{}] ({day}) lies after the day of the event ({on})",
                            table.name
                        ),
                        help: "log what came later by itself, and name this event in its `follows`"
                            .to_owned(),
                    });
                }
            }
        });
    }
}
