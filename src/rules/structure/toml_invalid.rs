//! Text that is no TOML, or that still holds the markers of a merge conflict.

use super::spots;
use crate::document::{Spot, SyntaxKind};
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule =
    Rule { name: "toml-invalid", guards: true, check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for file in spots::readable(files) {
        for fault in &files.documents[file].faults {
            let problem = Problem::at(
                Spot { file, span: fault.span, ..Spot::default() },
                files.sources[file].stem(),
            );
            findings.add(match &fault.kind {
                SyntaxKind::Invalid(why) => problem
                    .says(format!("not TOML: {}", why.to_lowercase()))
                    .help("put this line right; the rest of the file is checked without it"),
                SyntaxKind::Conflict { ours, theirs } => problem
                    .says(format!("a merge left its markers: `{ours}` against `{theirs}`"))
                    .help("choose between the two, then take out the lines with <<<, === and >>>"),
                SyntaxKind::TooNew(_) => continue,
            });
        }
    }
}
