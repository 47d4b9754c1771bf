//! A key that the table does not have, so that nobody reads what stands under it.

use super::spots;
use crate::model::agreement::Communication;
use crate::model::declare::{FaultKind, Record as _};
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "key-unknown",
    severity: always(Severity::Warning),
    criteria: &["S0.K21"],
    check: Check::Files(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for fault in spots::faults(files) {
        let FaultKind::UnknownKey { key, nearest, table } = fault.kind else { continue };
        let help = nearest.map_or_else(
            || format!("take it out, or call it `x_{}` to keep it for yourself", key.trim()),
            |nearest| format!("did you mean `{nearest}`? A key of your own starts with `x_`"),
        );
        findings.add(
            Problem::at(fault.spot, spots::subject(files, &fault.spot))
                .says(format!("`{key}` is no key of {table}"))
                .help(help)
                .only_against(if table == Communication::TABLE.name { RULE.criteria } else { &[] }),
        );
    }
}
