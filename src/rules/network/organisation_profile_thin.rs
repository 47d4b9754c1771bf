//! We work with an organisation and know too little of it.

use super::others;
use crate::model::declare::{Record as _, Significance, Stage};
use crate::model::network::Organisation;
use crate::rules::presence::is_blank;
use crate::rules::{Check, Findings, Portfolio, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "organisation-profile-thin",
    severity: from_moderate(Severity::Advice),
    criteria: &[
        "S0.K5", "S1.K-c1", "S2.2", "S2.K4", "S2.K5", "S2.K7", "S2.K10", "S2.K12", "S2.K13",
        "S3.3b",
    ],
    check: Check::Workspace(check),
    ..Rule::BASE
};

/// What one knows of those one works with.
const PROFILE: [&str; 9] = [
    "mission",
    "objectives",
    "values",
    "working_practices",
    "needs_and_challenges",
    "risk_attitude",
    "services",
    "information_needs",
    "influence",
];

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    let Some(traces) = &scene.traces else { return };
    for (_, id, page) in others(scene).filter(|(at, ..)| traces.is_partner(*at)) {
        let blank = || PROFILE.iter().filter(|key| is_blank(&page.at, key));
        if blank().next().is_none() {
            continue;
        }
        let asked = remedy::Asked {
            significance: portfolio.significance.unwrap_or(Significance::Moderate),
            stage: Stage::Evaluated,
            today: scene.today,
        };
        let named: Vec<String> = blank().map(|key| format!("`{key}`")).collect();
        let lines = blank().filter_map(|key| Organisation::TABLE.field(key));
        findings.add(
            Problem::at(page.at.here(), id)
                .says(format!(
                    "we work with `{id}`, and its page says nothing of {}",
                    named.join(", ")
                ))
                .help("ask them, and write it down: facts only, as records are disclosable")
                .write_here(lines.map(|field| remedy::key(field, asked)))
                .owner(page.relationship_owner),
        );
    }
}
