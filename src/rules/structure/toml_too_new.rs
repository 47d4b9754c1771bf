//! Syntax that TOML 1.1 brought, and that readers of 1.0 refuse.

use super::spots;
use crate::document::{Spot, SyntaxKind};
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "toml-too-new",
    guards: true,
    severity: always(Severity::Warning),
    check: Check::Files(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for file in spots::readable(files) {
        for fault in &files.documents[file].faults {
            if let SyntaxKind::TooNew(what) = &fault.kind {
                let spot = Spot { file, span: fault.span, ..Spot::default() };
                findings.add(
                    Problem::at(spot, files.sources[file].stem())
                        .says(format!("{what} is not TOML 1.0"))
                        .help("write it the older way, which every reader takes"),
                );
            }
        }
    }
}
