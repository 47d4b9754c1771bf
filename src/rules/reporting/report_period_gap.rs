//! The periods of two reports in a row leave a hole, or overlap.

use std::collections::BTreeMap;

use super::owed::{Report, made, representative};
use crate::model::date::{Date, days_between, plus_days};
use crate::model::declare::Stage;
use crate::model::event::{Event, ReportEvent};
use crate::model::reckon::reporting::Standing;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "report-period-gap",
    severity: always(Severity::Warning),
    from: Stage::Active,
    criteria: &["S0.15"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// What all reports of one occurrence tell of together.
struct Told<'c, 'a> {
    event: &'c Event<'a>,
    report: &'c ReportEvent<'a>,
    on: Date,
    from: Date,
    to: Date,
}

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    // What was sent long before its day is compared when that day is near.
    let seen = plus_days(case.scene.today, case.scene.frame.limits().due_soon);
    let mut reports = made(case);
    reports.retain(|(_, report, ..)| report.due.is_some_and(|due| due <= seen));
    for standing in &case.reckoning.reporting {
        // A report that is missing in between is told by another rule; two are compared only
        // where they follow each other.
        for pair in told(&reports, standing).windows(2) {
            let [(place, before), (next, after)] = pair else { continue };
            if *next != place + 1 {
                continue;
            }
            let Some(says) = compare(standing.id, before, after) else { continue };
            if case.reckoning.is_history(after.on) {
                continue;
            }
            findings.add(
                Problem::at(after.report.at.key("period_from"), standing.id)
                    .says(says)
                    .help(
                        "correct the period if it is wrong, or ask for a report on the right days",
                    )
                    .write(
                        remedy::again(case, after.event)
                            .day("period_from", plus_days(before.to, 1))
                            .write(),
                    )
                    .owner(representative(case.dossier, standing.from)),
            );
        }
    }
}

/// What was told for each occurrence of an arrangement of which something was told, in their order
/// and with their places.
fn told<'c, 'a>(reports: &[Report<'c, 'a>], standing: &Standing<'_>) -> Vec<(usize, Told<'c, 'a>)> {
    let mut by_place: BTreeMap<usize, Told<'_, '_>> = BTreeMap::new();
    for (event, report, arrangement, on) in reports.iter().copied() {
        let (Some(due), Some(from), Some(to)) = (report.due, report.period_from, report.period_to)
        else {
            continue;
        };
        // A day that is no occurrence, and an end before its start, are findings already.
        if arrangement.id != Some(standing.id) || from > to {
            continue;
        }
        let Some(place) = standing.place_of(due) else { continue };
        let told = by_place.entry(place).or_insert(Told { event, report, on, from, to });
        told.from = told.from.min(from);
        told.to = told.to.max(to);
    }
    by_place.into_iter().collect()
}

/// What is wrong with two periods in a row; nothing where the one begins as the other has ended.
fn compare(id: &str, before: &Told<'_, '_>, after: &Told<'_, '_>) -> Option<String> {
    let wanted = plus_days(before.to, 1);
    match days_between(wanted, after.from) {
        0 => None,
        1 => Some(format!("no report `{id}` tells of {wanted}")),
        days @ 2.. => Some(format!(
            "no report `{id}` tells of the {days} days from {wanted} to {}",
            plus_days(after.from, -1)
        )),
        _ if after.to < before.from => {
            Some(format!("report `{id}` tells of a time before that of the last one"))
        }
        _ => Some(format!(
            "report `{id}` tells once more of the days from {} to {}",
            before.from.max(after.from),
            before.to.min(after.to)
        )),
    }
}
