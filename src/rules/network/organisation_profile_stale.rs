//! Nobody has looked for long at what we know of an organisation.

use crate::model::date::days_between;
use crate::rules::{Check, Findings, Portfolio, Problem, Rule, Severity, days, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "organisation-profile-stale",
    severity: from_moderate(Severity::Warning),
    criteria: &["S2.K11", "S3.3b"],
    check: Check::Workspace(check),
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let limit = scene.frame.limits().stale_organisation;
    for (id, page) in &scene.frame.organisations {
        let age = page.reviewed_on.map(|day| days_between(day, scene.today));
        // A day that has not come, or that cannot be read, is told as such.
        if age.map_or(page.at.value("reviewed_on").is_some(), |age| age <= limit) {
            continue;
        }
        let says = match (page.reviewed_on, age) {
            (Some(day), Some(age)) => format!(
                "the page of `{id}` was last looked at on {day}, {} ago; {} is the most",
                days(age),
                days(limit)
            ),
            _ => format!("nothing says when the page of `{id}` was last looked at"),
        };
        let problem = Problem::at(page.at.key("reviewed_on"), *id)
            .says(says)
            .help("read it through with somebody who knows them, put it right, and date it")
            .write_here([format!("reviewed_on = {}", scene.today)])
            .owner(page.relationship_owner);
        findings.add(match age {
            Some(age) => problem.age(age - limit),
            None => problem,
        });
    }
}
