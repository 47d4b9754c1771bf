//! A level of service was missed, and nothing says what is done about it.

use super::owed::{made, representative};
use crate::model::agreement::{Comparator, ServiceLevel};
use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::event::{EventKind, Figure, ReportEvent};
use crate::model::reckon::action::Status;
use crate::model::reckon::wording::Wording;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "service-level-missed-unanswered",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.8", "S0.14"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let mut told: Vec<(&str, Option<&str>, Date)> = Vec::new();
    for (_, own, arrangement, on) in made(case) {
        if case.reckoning.is_history(on) {
            continue;
        }
        for figure in &own.figures {
            // The level is held against the target of the time that the figure is of.
            let day = own.period_to.or(own.due).map_or(on, |day| day.min(on));
            let Some((item, level)) =
                figure.item.and_then(|item| Some((item, case.dossier.service_level(item)?)))
            else {
                continue;
            };
            let Some((value, target)) = missed(case, level, item, figure, day) else { continue };
            if is_answered(case, item, own, on) || told.contains(&(item, arrangement.id, day)) {
                continue;
            }
            told.push((item, arrangement.id, day));
            let unit = figure.unit.or(level.unit).unwrap_or("");
            findings.add(
                Problem::at(figure.at.key("value"), item)
                    .says(format!(
                        "`{item}` came to {value} {unit}, missed its target of {target}, and \
                         nothing says what is done about it"
                    ))
                    .help(if level.if_missed.is_some() {
                        "do what its `if_missed` says, and log it as an issue, or as an action"
                    } else {
                        "do something about it, and log it as an issue, or as an action"
                    })
                    .write(
                        remedy::event(case, EventKind::Issue, "…", "opened")
                            .text("category", "delivery")
                            .open("statement")
                            .names("touches", &[item])
                            .write(),
                    )
                    .owner(level.provider.and_then(|party| representative(case.dossier, party))),
            );
        }
    }
}

/// The figure and the target of that day, where the one falls short of the other.
fn missed(
    case: &Case<'_, '_>,
    level: &ServiceLevel<'_>,
    item: &str,
    figure: &Figure<'_>,
    day: Date,
) -> Option<(Amount, Amount)> {
    let holds =
        level.from.is_none_or(|from| from <= day) && level.to.is_none_or(|last| day <= last);
    let noted = figure.note.is_some_and(|note| !note.trim().is_empty());
    let value = figure.value.filter(|_| holds && !noted)?;
    let target = Wording::of(case.dossier, item, "target").amount_on(day, level.target)?;
    let kept = match level.comparator? {
        Comparator::AtLeast => value >= target,
        Comparator::AtMost => value <= target,
        Comparator::Equals => value == target,
    };
    (!kept).then_some((value, target))
}

/// Whether an issue touches the item, or an action serves it, that was not settled before the time
/// that the figure is of.
fn is_answered(case: &Case<'_, '_>, item: &str, own: &ReportEvent<'_>, on: Date) -> bool {
    let begins = own.period_from.map_or(on, |day| day.min(on));
    let mut issues = case
        .dossier
        .issue_events()
        .filter(|(_, step)| step.touches.contains(&item))
        .filter_map(|(_, step)| step.issue);
    let is_alive = |id: &str| {
        case.reckoning.issues.iter().any(|issue| {
            issue.id == id && issue.resolved.is_none_or(|(_, resolved)| resolved >= begins)
        })
    };
    let actions = case.dossier.actions();
    issues.any(is_alive)
        || case.reckoning.actions.iter().any(|standing| {
            actions.get(standing.index).is_some_and(|action| action.serves.contains(&item))
                && standing.occurrences.iter().any(|one| {
                    one.status != Status::Cancelled
                        && one.completed.is_none_or(|(_, done)| done >= begins)
                })
        })
}
