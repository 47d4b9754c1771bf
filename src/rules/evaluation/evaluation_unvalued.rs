//! Gains or costs of which none has a value, so that nobody can hold the ones against the others.

use crate::document::Place;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-unvalued",
    severity: from_moderate(Severity::Advice),
    from: Stage::Evaluated,
    criteria: &["S1.2"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

// One figure is enough: not everything that counts can be counted. That there is no gain or cost at
// all is asked by the declarations.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
    let gains = evaluation.benefit.iter().map(|it| &it.at).collect::<Vec<_>>();
    let costs = evaluation.cost.iter().map(|it| &it.at).collect::<Vec<_>>();
    tell("benefit", "gain", &gains, findings);
    tell("cost", "cost", &costs, findings);
}

fn tell(list: &str, what: &str, items: &[&Place<'_>], findings: &mut Findings<'_>) {
    let Some(first) = items.first() else { return };
    // What is written and cannot be read is told as that.
    if items.iter().any(|it| it.value("value").is_some()) {
        return;
    }
    findings.add(
        Problem::at(first.key("value"), list)
            .says(format!("no {what} has a value, so nobody can weigh it"))
            .help("say what at least one is worth, as far as it can be told")
            .write_here([format!("value = {}", remedy::OPEN)]),
    );
}
