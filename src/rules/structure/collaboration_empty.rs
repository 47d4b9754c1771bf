//! A directory among the collaborations that does not say what it is.

use crate::rules::{Check, Files, Findings, Problem, Rule};
use crate::store::OddityKind;

pub(super) static RULE: Rule =
    Rule { name: "collaboration-empty", check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for oddity in files.oddities {
        if oddity.kind == OddityKind::NoCollaboration {
            findings.add(
                Problem::of_path(&oddity.path)
                    .says("no collaboration.toml in this directory: nobody knows who takes part")
                    .help(
                        "add collaboration.toml with `title = \"…\"` and a `[[party]]` for each \
                         side, or take the directory away",
                    ),
            );
        }
    }
}
