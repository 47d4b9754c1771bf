//! A level of service that cannot be measured, or a service level agreement that has none.

use crate::model::agreement::{InstrumentKind, ServiceLevel};
use crate::model::declare::{Record as _, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "service-level-incomplete",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.8", "S0.K6"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// What a service level agreement says beyond what every level of service does.
const OF_AN_SLA: [(&str, &str); 4] = [
    ("service", "the service"),
    ("unit", "the unit that it is measured in"),
    ("reported_in", "the id of the `[[reporting]]` that carries the figure"),
    ("if_missed", "what happens when the level is missed"),
];

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    if agreement.instrument != Some(InstrumentKind::Sla) {
        return;
    }
    if agreement.service_level.is_empty() {
        findings.add(
            Problem::at(agreement.at.key("instrument"), "service_level")
                .says("a service level agreement without a service level")
                .help("add the levels that are promised, or name another `instrument`")
                .write_here(remedy::item(
                    ServiceLevel::TABLE,
                    "service_level",
                    &OF_AN_SLA.map(|(key, _)| (key, remedy::OPEN.to_owned())),
                    remedy::Asked::of(case),
                )),
        );
    }
    for level in &agreement.service_level {
        let Some(id) = level.id else { continue };
        for (key, what) in OF_AN_SLA {
            // A value of the wrong kind is told as that.
            let said = level.at.value(key);
            let blank = |text: &str| text.trim().is_empty();
            if said.is_none_or(|value| value.get_ref().as_str().is_some_and(blank)) {
                findings.add(
                    Problem::at(level.at.key(key), id)
                        .missing()
                        .says(format!("`{key}` is missing in service_level `{id}` of an SLA"))
                        .help(format!("add {what}"))
                        .write_here([format!("{key} = {}", remedy::OPEN)]),
                );
            }
        }
    }
}
