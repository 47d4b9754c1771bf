//! A format of the record that this version does not know.

use crate::rules::{Check, Files, Findings, Problem, Rule};

/// The newest format that is read.
const NEWEST: i64 = 1;

pub(super) static RULE: Rule =
    Rule { name: "schema-unsupported", guards: true, check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    let settings = &files.scene.frame.settings;
    // The settings belong to what all share, and are told of once.
    let Some(schema) = settings.schema.filter(|_| files.dossier.is_none()) else { return };
    if schema.0 > NEWEST {
        findings.add(
            Problem::at(settings.at.key("schema"), "comity")
                .says(format!(
                    "these records are of format {}, and this version knows {NEWEST}",
                    schema.0
                ))
                .help("install a newer comity; what it says of these records cannot be relied on"),
        );
    }
}
