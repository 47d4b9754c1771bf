//! Work goes on although what had to be so first is not.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, days};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-condition-unmet",
    from: Stage::Agreed,
    timeliness: true,
    criteria: &["S0.3"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let decision = case.dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    for condition in decision.iter().flat_map(|decision| &decision.condition) {
        let Some(due) = condition.due.filter(|due| *due < today) else { continue };
        // A day that has not come proves nothing yet, and is told as such.
        if condition.met_on.is_some_and(|day| day <= today) {
            continue;
        }
        let late = days_between(due, today);
        let text = condition.text.unwrap_or("something");
        let mut lines = vec![format!("met_on = {today}")];
        if condition.evidence.is_none() {
            lines.push("evidence = \"…\"".to_owned());
        }
        findings.add(
            Problem::at(condition.at.key("due"), "decision.condition")
                .says(format!(
                    "by {due}, {} ago, this had to be so, and is not: {text}",
                    days(late)
                ))
                .help("see to it, and say when it was met and what shows it; or decide anew")
                .write_here(lines)
                .owner(case.dossier.head.our_lead)
                .age(late),
        );
    }
}
