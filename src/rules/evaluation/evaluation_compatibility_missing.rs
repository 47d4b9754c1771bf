//! Objectives, values or ways of working were not held against each other.

use crate::model::declare::Stage;
use crate::model::evaluation::Dimension;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-compatibility-missing",
    severity: from_moderate(Severity::Error),
    from: Stage::Evaluated,
    criteria: &["S0.3", "S0.K5", "S1.2", "S1.K3", "S2.K12"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
    let rated: Vec<Option<Dimension>> =
        evaluation.compatibility.iter().map(|fit| fit.dimension).collect();
    // None at all is told as that; one that cannot be read may be any.
    if rated.is_empty() || rated.contains(&None) {
        return;
    }
    for dimension in [Dimension::Objectives, Dimension::Values, Dimension::WorkingPractices] {
        if !rated.contains(&Some(dimension)) {
            let word = dimension.as_str();
            findings.add(
                Problem::at(evaluation.at.key("compatibility"), word)
                    .says(format!("nobody has rated how well the sides fit in {word}"))
                    .help(format!(
                        "add a `[[compatibility]]` with `dimension = \"{word}\"`, `rating` from 0 \
                         to 4 and `evidence`"
                    )),
            );
        }
    }
}
