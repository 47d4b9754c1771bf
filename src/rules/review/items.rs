//! What a review has to say something of: what a check misses, and what a command asks for.

use crate::model::agreement::ReviewKind;
use crate::model::date::Date;
use crate::model::reckon::action::{Occurrence, Standing};
use crate::rules::Case;

/// Something of the agreement that a review has to say something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// The list of the record that it goes into.
    pub list: &'static str,
    /// The key that says what became of it.
    pub verdict: &'static str,
    /// What it is, for people.
    pub what: &'static str,
    /// Its id.
    pub id: &'a str,
}

/// The time that a review looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Whether it may leave out what the yearly and the last one look at.
    pub short: bool,
}

/// Whether a review of a kind may leave out what the yearly and the last one look at: what was gained
/// and paid, what was expected, and each party's own view.
#[must_use]
pub fn is_short(kind: ReviewKind) -> bool {
    matches!(kind, ReviewKind::Interim | ReviewKind::Exceptional)
}

/// The day something was done or given up.
#[must_use]
pub fn settled(one: &Occurrence<'_>) -> Option<Date> {
    one.completed.or(one.cancelled).map(|(_, on)| on)
}

/// Shows what a review has to say something of, in the order of its record.
pub fn each_item<'a>(case: &Case<'_, 'a>, time: Time, look: &mut dyn FnMut(Item<'a>)) {
    let Some(agreement) = case.dossier.in_force() else { return };
    macro_rules! each {
        ($of:ident, $list:literal, $verdict:literal, $what:literal) => {
            for id in agreement.$of.iter().filter_map(|item| item.id) {
                look(Item { list: $list, verdict: $verdict, what: $what, id });
            }
        };
    }
    each!(objective, "objective_result", "achieved", "objective");
    if !time.short {
        each!(outcome, "outcome_result", "achieved", "outcome");
        each!(service_level, "service_level_result", "measured", "service level");
    }
    // Both stand in the same order; what has no date has no standing.
    let mut standings = case.reckoning.actions.iter().peekable();
    for (at, action) in case.dossier.actions().iter().enumerate() {
        while standings.next_if(|standing| standing.index < at).is_some() {}
        let standing = standings.peek().filter(|standing| standing.index == at);
        let due = |day: Option<Date>| day.is_some_and(|day| day <= time.to);
        let (settled, news) =
            standing.map_or((false, false), |it| (is_settled(it, time), has_news(it, time)));
        let is_asked = news || due(action.due) || !time.short && due(action.start.or(action.due));
        if let Some(id) = action.id.filter(|_| !settled && is_asked) {
            let (list, verdict) = ("action_result", "outcome");
            look(Item { list, verdict, what: "action", id });
        }
    }
    if !time.short {
        each!(cost, "cost_result", "actual", "cost");
        each!(benefit, "benefit_result", "actual", "benefit");
        each!(expectation, "expectation_result", "met", "expectation");
    }
}

/// What was settled before the time one looks at was looked at then.
fn is_settled(standing: &Standing<'_>, time: Time) -> bool {
    standing.occurrences.iter().all(|one| settled(one).is_some_and(|on| on < time.from))
}

fn has_news(standing: &Standing<'_>, time: Time) -> bool {
    standing
        .occurrences
        .iter()
        .any(|one| one.last_news.is_some_and(|on| on <= time.to) && (!time.short || !one.is_open()))
}
