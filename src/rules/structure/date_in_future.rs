//! Something that is said to have happened on a day that has not come.

use super::spots;
use crate::document::{Place, Spot};
use crate::model::date::{Date, days_between};
use crate::model::declare::{Record, Table};
use crate::rules::{Check, Files, Findings, Problem, Rule, days};

pub(super) static RULE: Rule = Rule {
    name: "date-in-future",
    criteria: &["S0.12", "S0.15"],
    check: Check::Files(check),
    ..Rule::BASE
};

/// The keys under which a record says when something happened. All others may lie ahead.
const HAPPENED: [&str; 17] = [
    "on",
    "at",
    "held_on",
    "evaluated_on",
    "decided_on",
    "met_on",
    "completed_on",
    "tested_on",
    "accepted_on",
    "reviewed_on",
    "signed_on",
    "done_on",
    "thanks_sent_on",
    "opened_on",
    "team_stage_on",
    "introduced_on",
    "since",
];

fn check<'a>(files: &Files<'_, 'a>, findings: &mut Findings<'_>) {
    let today = files.scene.today;
    let mut ahead: Vec<(Spot<'a>, &'static str, Date)> = Vec::new();
    let mut look = |table: &'static Table, place: &Place<'a>| {
        if table.dates & place.filled == 0 {
            return;
        }
        for (at, field) in table.fields.iter().enumerate() {
            let dated = table.dates & place.filled & (1 << at) != 0;
            if dated
                && HAPPENED.contains(&field.key)
                && let Some(day) = day_at(place, field.key).filter(|day| *day > today)
            {
                ahead.push((place.key(field.key), field.key, day));
            }
        }
    };
    match files.dossier {
        Some(dossier) => dossier.visit(&mut look),
        None => {
            let frame = &files.scene.frame;
            frame.settings.visit(&mut look);
            frame.organisations.iter().for_each(|(_, page)| page.visit(&mut look));
            frame.events.iter().for_each(|event| event.visit(&mut look));
        }
    }
    for (spot, key, day) in ahead {
        if !spots::is_reliable(files, &spot) {
            continue;
        }
        findings.add(
            Problem::at(spot, spots::subject(files, &spot))
                .says(format!(
                    "`{key}` says it happened on {day}, {} from today",
                    days(days_between(today, day))
                ))
                .help("put the day right, or take this out until it has happened"),
        );
    }
}

/// The day under a key, with or without a time.
pub(super) fn day_at(place: &Place<'_>, key: &str) -> Option<Date> {
    let date = place.value(key)?.get_ref().as_datetime()?.date?;
    Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
