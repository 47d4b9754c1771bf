//! A waiver for something that is not found any more, or not as often.

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
    for (waiver, found) in scene.waivers.unused(&scene.frame.settings.waiver) {
        let (Some(rule), Some(subject)) = (waiver.rule, waiver.subject) else { continue };
        let problem = match waiver.count {
            Some(count) if found > 0 => Problem::at(waiver.at.key("count"), subject)
                .says(format!(
                    "the waiver of `{rule}` for `{subject}` holds back {}, and {found} is all there is",
                    count.0
                ))
                .help("bring it down to that: the rest would hide what comes next")
                .write_here([format!("count = {found}")]),
            _ => Problem::at(waiver.at.key("subject"), subject)
                .says(format!(
                    "`{rule}` finds nothing about `{subject}` that this waiver holds back"
                ))
                .help("take it out: it would hide what comes next"),
        };
        findings.add(problem.owner(waiver.approved_by));
    }
}
