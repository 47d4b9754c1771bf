//! An action that serves nothing, or that falls outside of the term.

use crate::document::list;
use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::declare::{Significance, Stage};
use crate::model::reckon::action::Standing;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "action-out-of-scope",
    severity: always(Severity::Advice),
    from: Stage::Agreed,
    criteria: &["S4.26"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    // Without an objective there is nothing to serve, which is a finding of its own.
    let asked =
        case.dossier.significance() >= Significance::Moderate && !agreement.objective.is_empty();
    for action in &agreement.action {
        let Some(id) = action.id else { continue };
        if asked && action.serves.is_empty() && action.at.value("serves").is_none_or(is_list) {
            findings.add(
                Problem::at(action.at.key("serves"), id)
                    .says(format!("`{id}` serves no objective"))
                    .help("name the objective that it serves, or drop the action")
                    .write_here([format!("serves = {}", list(&["…"]))])
                    .owner(action.owner),
            );
        }
        let Some(term) = &agreement.term else { continue };
        for (key, day) in days(case, action) {
            let Some((side, edge)) = term.misses(day) else { continue };
            findings.add(
                Problem::at(action.at.key(key), id)
                    .says(format!("`{id}` runs to {day}, {side} on {edge}"))
                    .help("move the date into the term, or the term in an amendment")
                    .owner(action.owner),
            );
            break;
        }
    }
}

/// What is no list could not be read: it may well name an objective.
fn is_list(value: &crate::document::Value<'_>) -> bool {
    value.get_ref().as_array().is_some_and(|items| items.is_empty())
}

/// The days that have to lie within the term: due by the text, due now, and the end of a series. Of a
/// series, the times that were moved.
fn days(case: &Case<'_, '_>, action: &Action<'_>) -> impl Iterator<Item = (&'static str, Date)> {
    let standing = case.reckoning.actions.iter().find(|standing| Some(standing.id) == action.id);
    let recurs = action.recurs.is_some();
    let next = standing.filter(|_| !recurs).and_then(Standing::next_open);
    let moved = standing.filter(|_| recurs).map_or(&[][..], |standing| &standing.occurrences);
    let moved = moved.iter().filter(|one| one.is_open() && one.newest_move().is_some());
    let open: Vec<Date> = next.into_iter().chain(moved).map(|one| one.due).collect();
    let text = action.due.map(|day| ("due", day));
    let until = action.until.map(|day| ("until", day));
    text.into_iter().chain(open.into_iter().map(|day| ("due", day))).chain(until)
}
