//! A text that has to say something, and says that it is still to be written.

use super::spots;
use crate::model::declare::FaultKind;
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "text-placeholder",
    severity: always(Severity::Warning),
    criteria: &["S1.B1"],
    check: Check::Files(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for fault in spots::faults(files) {
        let FaultKind::Placeholder { text } = fault.kind else { continue };
        findings.add(
            Problem::at(fault.spot, spots::subject(files, &fault.spot))
                .says(format!("`{}` says only `{}`", fault.spot.key, text.trim()))
                .help("write what is meant, or take the key out until it is known"),
        );
    }
}
