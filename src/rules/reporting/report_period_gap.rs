//! The periods of two reports in a row leave a hole, or overlap.

use std::collections::BTreeMap;

use super::owed::{made, representative};
use crate::model::date::{Date, days_between, plus_days};
use crate::model::declare::Stage;
use crate::model::event::ReportEvent;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

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
    report: &'c ReportEvent<'a>,
    on: Date,
    from: Date,
    to: Date,
}

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for standing in &case.reckoning.reporting {
        let mut by_due: BTreeMap<Date, Option<Told<'_, '_>>> =
            standing.occurrences.iter().map(|one| (one.original, None)).collect();
        for (_, report, arrangement, on) in made(case) {
            let (Some(due), Some(from), Some(to)) =
                (report.due, report.period_from, report.period_to)
            else {
                continue;
            };
            // A day that is no occurrence, and an end before its start, are findings already.
            if arrangement.id != Some(standing.id) || !by_due.contains_key(&due) || to < from {
                continue;
            }
            let told = by_due.entry(due).or_default();
            match told {
                Some(told) => {
                    told.from = told.from.min(from);
                    told.to = told.to.max(to);
                }
                None => *told = Some(Told { report, on, from, to }),
            }
        }
        // A report that is missing in between is told by another rule; two are compared only
        // where they follow each other.
        let told: Vec<Option<Told<'_, '_>>> = by_due.into_values().collect();
        for pair in told.windows(2) {
            let [Some(before), Some(after)] = pair else { continue };
            if case.reckoning.is_history(after.on) {
                continue;
            }
            let wanted = plus_days(before.to, 1);
            let says = match days_between(wanted, after.from) {
                0 => continue,
                1 => format!("no report `{}` tells of {wanted}", standing.id),
                days @ 2.. => format!(
                    "no report `{}` tells of the {days} days from {wanted} to {}",
                    standing.id,
                    plus_days(after.from, -1)
                ),
                _ => format!(
                    "report `{}` tells once more of the days from {} to {}",
                    standing.id,
                    after.from,
                    before.to.min(after.to)
                ),
            };
            findings.add(
                Problem::at(after.report.at.key("period_from"), standing.id)
                    .says(says)
                    .help(format!(
                        "if only the log is wrong, add the report once more with `corrects` naming \
                         this event and `period_from = {wanted}`; else ask for the days that are \
                         missing, or for figures without those that count twice"
                    ))
                    .owner(representative(case.dossier, standing.from)),
            );
        }
    }
}
