//! A flow of information, or the paper it rests on, was to be looked at again, and was not.

use crate::document::Spot;
use crate::model::date::{Date, days_between, plus_days};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, is_far};

pub(super) static RULE: Rule = Rule {
    name: "information-review-overdue",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.17", "S2.12"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for entry in super::flowing(case) {
        let id = entry.id.unwrap_or("information");
        let owner = super::owner(case, entry);
        let mut look = |spot: Spot<'_>, what: &str, by: Option<Date>| {
            let today = case.scene.today;
            let Some(by) = by.filter(|by| *by < today || is_far(*by, today)) else { return };
            let problem = Problem::at(spot, id)
                .help("see whether it still holds, and set the next date, for which nobody signs")
                .write_here([format!("review_by = {}", plus_days(today, 365))])
                .owner(owner);
            findings.add(if by < today {
                let says = format!("{what} `{id}` was to be looked at again by {by}");
                problem.says(says).age(days_between(by, today))
            } else {
                problem.says(format!(
                    "{what} `{id}` is to be looked at again by {by}, when it is long out of date"
                ))
            });
        };
        look(entry.at.key("review_by"), "the flow", entry.review_by);
        if let Some(paper) = &entry.instrument {
            look(paper.at.key("review_by"), "the paper for", paper.review_by);
        }
    }
}
