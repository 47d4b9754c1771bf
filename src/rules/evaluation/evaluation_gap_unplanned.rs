//! The sides fit badly in some way, and nothing is planned about it.

use crate::model::declare::Stage;
use crate::model::evaluation::Dimension;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

/// The highest rating, from 0 to 4, that asks for a plan.
const WEAK: i64 = 2;

pub(super) static RULE: Rule = Rule {
    name: "evaluation-gap-unplanned",
    severity: from_moderate(Severity::Warning),
    from: Stage::Evaluated,
    criteria: &["S0.3", "S1.2"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for fit in case.dossier.evaluation.iter().flat_map(|evaluation| &evaluation.compatibility) {
        let Some(rating) = fit.rating.filter(|rating| rating.0 <= WEAK) else { continue };
        // Of a value that cannot be read, that is told.
        if fit.gap_plan.map_or(fit.at.value("gap_plan").is_some(), |plan| !plan.trim().is_empty()) {
            continue;
        }
        let dimension = fit.dimension.map_or("fit", Dimension::as_str);
        findings.add(
            Problem::at(fit.at.key("gap_plan"), dimension)
                .says(format!(
                    "the fit in {dimension} is rated {} of 4, and nothing is planned about it",
                    rating.0
                ))
                .help("say in `gap_plan` what is done so that it does no harm")
                .write_here([format!("gap_plan = {}", remedy::OPEN)])
                .owner(case.dossier.head.our_lead),
        );
    }
}
