//! A level of service whose figure no report carries, or not to the party that is served.

use crate::model::agreement::{InstrumentKind, Reporting, ServiceLevel};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "service-level-unreported",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.8", "S0.10"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    for level in &agreement.service_level {
        let Some(id) = level.id else { continue };
        let Some(named) = level.reported_in.filter(|named| !named.trim().is_empty()) else {
            // For a service level agreement this is graver, and told as incomplete.
            let carried = agreement.reporting.iter().any(|report| report.must_cover.contains(&id));
            if !carried && agreement.instrument != Some(InstrumentKind::Sla) {
                findings.add(
                    Problem::at(level.at.key("reported_in"), id)
                        .says(format!("no report carries the figure of `{id}`"))
                        .help("name the `[[reporting]]` that carries it")
                        .write_here([format!("reported_in = {}", remedy::OPEN)]),
                );
            }
            continue;
        };
        let report = agreement.reporting.iter().find(|report| report.id == Some(named));
        let Some(report) = report else { continue };
        if !report.must_cover.contains(&id) {
            findings.add(
                Problem::at(level.at.key("reported_in"), id)
                    .says(format!("`{named}` is to carry `{id}`, and need not cover it"))
                    .help(format!("add \"{id}\" to `must_cover` of `{named}`"))
                    .run(remedy::change(case, FILE, &format!("{named}.must_cover+={id}"))),
            );
        } else if let Some(recipient) = unserved(level, report) {
            findings.add(
                Problem::at(level.at.key("reported_in"), id)
                    .says(format!("`{named}` carries `{id}`, and does not reach `{recipient}`"))
                    .help(format!("add \"{recipient}\" to `to` of `{named}`"))
                    .run(remedy::change(case, FILE, &format!("{named}.to+={recipient}"))),
            );
        }
    }
}

/// Where the arrangements stand.
const FILE: &str = "agreement.toml";

/// The party that is served, where it neither sends nor receives the report.
fn unserved<'a>(level: &ServiceLevel<'a>, report: &Reporting<'a>) -> Option<&'a str> {
    let recipient = level.recipient?;
    let seen = report.from == Some(recipient) || report.to.contains(&recipient);
    (!seen && report.from.is_some() && !report.to.is_empty()).then_some(recipient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_served_sends_the_figure_or_receives_it() {
        let level = ServiceLevel { recipient: Some("ward"), ..ServiceLevel::default() };
        let report = |from, to: &[&'static str]| Reporting {
            from: Some(from),
            to: to.to_vec(),
            ..Reporting::default()
        };
        assert_eq!(unserved(&level, &report("charity", &["council"])), Some("ward"));
        assert_eq!(unserved(&level, &report("charity", &["council", "ward"])), None);
        assert_eq!(unserved(&level, &report("ward", &["council"])), None);
        // Whom an arrangement reaches that is not complete cannot be told.
        assert_eq!(unserved(&level, &report("charity", &[])), None);
    }
}
