//! An open issue that stands on one rung of the ladder for longer than that rung allows.

use super::issues;
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::reckon::calendar::Calendar;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "issue-not-escalated",
    severity: always(Severity::Error),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.14", "S2.K19", "S4.13"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let calendar = Calendar::of(&case.scene.frame.settings);
    let today = case.scene.today;
    for issue in issues(case).filter(|issue| issue.is_open()) {
        let Some(limit) = issue.limit(case.dossier, &calendar) else { continue };
        let Some(event) = case.dossier.event(issue.opened.0) else { continue };
        if today <= limit.until {
            continue;
        }
        let (id, level, since) = (issue.id, issue.level, issue.level_since);
        let (says, help, new) = match limit.next {
            Some(next) => (
                format!(
                    "issue `{id}` stands on level {level} since {since}, and had to move up by {}",
                    limit.until
                ),
                "take it to the next level, or settle it with `resolved`",
                remedy::event(case, EventKind::Issue, id, "escalated")
                    .raw("level", next.to_string()),
            ),
            None => (
                format!(
                    "issue `{id}` stands on level {level}, the last of the ladder, since {since}, \
                     and had to be settled by {}",
                    limit.until
                ),
                "settle it, or go by `[non_cooperation]` and `[exit]` of the agreement",
                remedy::event(case, EventKind::Issue, id, "resolved")
                    .open("resolution")
                    .names("agreed_by", &["…"]),
            ),
        };
        let problem = Problem::at(event.at().key("issue"), id)
            .says(says)
            .help(help)
            .write(new.write())
            .owner(limit.rung.who.first().copied())
            .age(days_between(limit.until, today));
        findings.add(problem);
    }
}
