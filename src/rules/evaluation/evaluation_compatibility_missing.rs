//! Objectives, values or ways of working were not held against each other.

use crate::document::quoted;
use crate::model::declare::{Record as _, Stage};
use crate::model::evaluation::{Compatibility, Dimension};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

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
                    .help("rate it from 0 to 4, and say on what evidence")
                    .write_here(remedy::item(
                        Compatibility::TABLE,
                        "compatibility",
                        &[("dimension", quoted(word)), ("rating", "0".to_owned())],
                        remedy::Asked::of(case),
                    )),
            );
        }
    }
}
