//! What a review says nothing of, although it was agreed and its time had come.

use super::items::{Item, Time, each_item, is_short};
use crate::document::Table as Tree;
use crate::document::quoted;
use crate::model::date::{Date, days_between};
use crate::model::declare::{Record as _, Shape};
use crate::model::event::Body;
use crate::model::reckon::action::Occurrence;
use crate::model::reckon::review::{Held, record_of};
use crate::model::reckon::wording::Wording;
use crate::model::review::{ActionOutcome, Review};
use crate::rules::{Case, Findings, Problem, days, remedy};

/// The time that a review looks at, where its record says so. One of which nobody knows the kind is
/// asked for no more than an interim one.
fn time_of(case: &Case<'_, '_>, plan: &str, record: &Review<'_>) -> Option<Time> {
    let plans = case.dossier.review_plans();
    let kind = plans.iter().find(|it| it.id == Some(plan)).and_then(|it| it.kind);
    let to = record.period_to.or(record.held_on)?;
    Some(Time { from: record.period_from.unwrap_or(to), to, short: kind.is_none_or(is_short) })
}

fn held<'c, 'a>(
    case: &'c Case<'_, 'a>,
) -> impl Iterator<Item = (&'c Held<'a>, &'c Review<'a>, Time)> {
    case.reckoning.reviews.held.iter().filter_map(|held| {
        let record = record_of(case.dossier, held.plan)?;
        Some((held, record, time_of(case, held.plan, record)?))
    })
}

/// The items that a list of the record speaks of, in order.
fn said<'t>(tree: &'t Tree<'_>, list: &str) -> Vec<&'t str> {
    let items = tree.get(list).and_then(|value| value.get_ref().as_array());
    let items = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
    let mut said: Vec<&str> =
        items.filter_map(|item| item.get("item")?.get_ref().as_str()).collect();
    said.sort_unstable();
    said
}

/// Tells each item that some lists of a record should speak of and do not.
pub(super) fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>, lists: &[&str]) {
    for (held, record, time) in held(case) {
        let Some(tree) = record.at.table else { continue };
        for list in lists {
            let said = said(tree, list);
            // That a list is missing as a whole is told once, where every record has to have it.
            let is_told = Review::TABLE.field(list).is_some_and(|field| field.required.is_some());
            if said.is_empty() && is_told {
                continue;
            }
            each_item(case, time, &mut |item| {
                if item.list == *list
                    && said.binary_search(&item.id).is_err()
                    && was_there(case, item.id, time)
                {
                    findings.add(unsaid(case, held, record, item));
                }
            });
        }
    }
}

/// Whether an item stood in the agreement when the time ended. What was agreed later is looked at
/// by the next review.
fn was_there(case: &Case<'_, '_>, id: &str, time: Time) -> bool {
    Wording::of(case.dossier, id, "id").text_on(time.to, Some("")).is_some()
}

fn unsaid<'a>(
    case: &Case<'_, 'a>,
    held: &Held<'a>,
    record: &Review<'a>,
    item: Item<'a>,
) -> Problem<'a> {
    let Item { list, verdict, what, id } = item;
    let problem = Problem::at(record.at.key(list), id)
        .says(format!("review `{}` says nothing of {what} `{id}`", held.plan))
        .help(format!("add a `[[{list}]]` with `{verdict}`, and have the record agreed"))
        .owner(case.dossier.head.our_lead);
    match Review::TABLE.field(list).map(|field| field.shape) {
        Some(Shape::List(Shape::Table(table))) => {
            let known = [("item", quoted(id))];
            problem.write_here(remedy::item(table, list, &known, remedy::Asked::of(case)))
        }
        _ => problem,
    }
}

/// Tells each action that a review calls done as agreed, and of which the log says that it was not.
pub(super) fn contradicted(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (held, record, time) in held(case) {
        let as_agreed =
            record.action_result.iter().filter(|it| it.outcome == Some(ActionOutcome::AsAgreed));
        for result in as_agreed {
            let Some(id) = result.item.filter(|id| !case.dossier.may_hold_news(id)) else {
                continue;
            };
            let standings = case.reckoning.actions.iter().filter(|it| it.id == id);
            let mut slipped = standings
                .flat_map(|it| &it.occurrences)
                .filter_map(|one| slip(one, time).or_else(|| worse(case, one, time)));
            let Some((why, told)) = slipped.next() else { continue };
            // Where nobody was told beforehand, it is no word to the others either.
            let against: &[&str] = match told {
                true => &["S0.12", "S0.19", "S1.4", "S1.9b"],
                false => &["S0.12", "S0.13", "S0.19", "S1.4", "S1.9b", "S1.K12"],
            };
            findings.add(
                Problem::at(result.at.key("outcome"), id)
                    .says(format!(
                        "review `{}` calls action `{id}` done as agreed, and by the log {why}",
                        held.plan
                    ))
                    .help("say how it differed and why, and have the record agreed anew")
                    .write_here([
                        "outcome = \"late\"".to_owned(),
                        format!("deviation = {}", remedy::OPEN),
                        format!("reason = {}", remedy::OPEN),
                    ])
                    .owner(case.dossier.head.our_lead)
                    .against(against),
            );
        }
    }
}

/// How one time of an action that was due in a time slipped, and whether there was word of it by then.
fn slip(one: &Occurrence<'_>, time: Time) -> Option<(String, bool)> {
    if !(time.from..=time.to).contains(&one.due) {
        return None;
    }
    let told = |by| one.notices.iter().any(|notice| notice.on <= by);
    if let Some((_, on)) = one.cancelled {
        return Some((format!("it was called off on {on}"), true));
    }
    match one.completed {
        Some((_, on)) if on <= one.due => None,
        Some((_, on)) if on <= time.to => Some((
            format!(
                "it was due on {} and done on {on}, {} later",
                one.due,
                days_after(one.due, on)
            ),
            told(one.due),
        )),
        _ => {
            Some((format!("it was due on {} and not done by {}", one.due, time.to), told(one.due)))
        }
    }
}

/// Whether one time of an action was done, by the word of who did it, not as good as was agreed.
fn worse(case: &Case<'_, '_>, one: &Occurrence<'_>, time: Time) -> Option<(String, bool)> {
    let (id, on) = one.completed.filter(|(_, on)| (time.from..=time.to).contains(on))?;
    let Body::Action(own) = &case.dossier.event(id)?.body else { return None };
    let is_worse = own.quality_met == Some(false);
    is_worse.then(|| (format!("it was done on {on}, and not as good as was agreed"), true))
}

fn days_after(due: Date, on: Date) -> String {
    days(days_between(due, on))
}

/// Tells each review that lists no failure, although by its own account something went wrong.
pub(super) fn unlearned(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (held, record, _) in held(case).filter(|(_, record, _)| record.failure.is_empty()) {
        let went_wrong = record
            .action_result
            .iter()
            .filter(|it| matches!(it.outcome, Some(ActionOutcome::Late | ActionOutcome::NotDone)))
            .find_map(|it| it.item);
        let Some(action) = went_wrong else { continue };
        findings.add(
            Problem::at(record.at.key("failure"), held.plan)
                .says(format!(
                    "review `{}` calls `{action}` late or not done, and no failure is looked into",
                    held.plan
                ))
                .help("say what went wrong, why, and how it is kept from happening again")
                .write_here(remedy::item(
                    crate::model::review::Failure::TABLE,
                    "failure",
                    &[],
                    remedy::Asked::of(case),
                ))
                .owner(case.dossier.head.our_lead),
        );
    }
}
