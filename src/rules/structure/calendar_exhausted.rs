//! A list of holidays that soon ends, so that working days would be counted wrongly.

use crate::model::date::days_between;
use crate::rules::{Check, Findings, Portfolio, Problem, Rule, Severity, from_moderate};

/// How long before the last holiday it is said.
const DAYS_AHEAD: i64 = 60;

pub(super) static RULE: Rule = Rule {
    name: "calendar-exhausted",
    severity: from_moderate(Severity::Warning),
    criteria: &["S0.12"],
    check: Check::Workspace(check),
    announces: true,
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let Some(calendar) = &scene.frame.settings.calendar else { return };
    // A workspace that lists none has none: that is its choice.
    let Some(last) = scene.frame.last_holiday() else { return };
    let left = days_between(scene.today, last);
    if left > DAYS_AHEAD {
        return;
    }
    let when = if left < 0 { "was" } else { "is" };
    let problem = Problem::at(calendar.at.key("holidays"), "comity")
        .known_by(last)
        .says(format!("the last holiday on the list {when} {last}"))
        .help("copy the next year's days off into `holidays` from the official list");
    findings.add(if left < 0 { problem.age(-left) } else { problem });
}
