//! A waiver for something that is not found any more, or not as often.

use crate::document::quoted;
use crate::rules::{Check, Findings, Left, Portfolio, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "waiver-unused",
    severity: always(Severity::Warning),
    criteria: &["S0.25", "S2.14"],
    check: Check::Waivers(check),
    ..Rule::BASE
};

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let scene = portfolio.scene;
    for (waiver, left) in scene.waivers.unused(&scene.frame.settings.waiver) {
        let (Some(rule), Some(subject)) = (waiver.rule, waiver.subject) else { continue };
        let partly = |key, all: usize, left: usize, line: String| {
            Problem::at(waiver.at.key(key), subject)
                .says(format!(
                    "the waiver of `{rule}` for `{subject}` holds back {all}, and {left} is all there is"
                ))
                .help("bring it down to that: the rest would hide what comes next")
                .write_here([line])
        };
        let problem = match (&left, waiver.count) {
            (Left::Number(found @ 1..), Some(count)) => {
                let all = usize::try_from(count.0).unwrap_or_default();
                partly("count", all, *found, format!("count = {found}"))
            }
            (Left::Marks(marks), _) if !marks.is_empty() => {
                let quoted: Vec<String> = marks.iter().map(|mark| quoted(mark)).collect();
                let line = format!("found = [{}]", quoted.join(", "));
                partly("found", waiver.found.len(), marks.len(), line)
            }
            _ => Problem::at(waiver.at.key("subject"), subject)
                .says(format!(
                    "`{rule}` finds nothing about `{subject}` that this waiver holds back"
                ))
                .help("take it out: it would hide what comes next"),
        };
        findings.add(problem.owner(waiver.approved_by));
    }
}
