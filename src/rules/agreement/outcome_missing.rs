//! No result is written down that anybody could see: neither an outcome nor a level of service.

use crate::model::agreement::{InstrumentKind, PlannedOutcome};
use crate::model::declare::{Record as _, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "outcome-missing",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.8", "S0.K6", "S1.3e"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    // A service level agreement without a level of service is graver, and told as incomplete.
    if agreement.outcome.is_empty()
        && agreement.service_level.is_empty()
        && agreement.instrument != Some(InstrumentKind::Sla)
    {
        findings.add(
            Problem::at(agreement.at.key("outcome"), "outcome")
                .says("neither an outcome nor a service level is agreed")
                .help("say what is different for people when it works")
                .write_here(remedy::item(
                    PlannedOutcome::TABLE,
                    "outcome",
                    &[],
                    remedy::Asked::of(case),
                )),
        );
    }
}
