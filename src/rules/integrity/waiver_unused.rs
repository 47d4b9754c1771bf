//! A waiver for something that is not found any more.

use crate::rules::{Check, Findings, Portfolio, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "waiver-unused",
    severity: always(Severity::Warning),
    criteria: &["S0.25", "S2.14"],
    check: Check::Waivers(check),
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    for waiver in scene.waivers.unused(&scene.frame.settings.waiver) {
        let (Some(rule), Some(subject)) = (waiver.rule, waiver.subject) else { continue };
        findings.add(
            Problem::at(waiver.at.key("subject"), subject)
                .says(format!(
                    "`{rule}` finds nothing about `{subject}` that this waiver holds back"
                ))
                .help("take it out: it would hide what comes next")
                .owner(waiver.approved_by),
        );
    }
}
