//! A word outside of the list that its field takes.

use super::spots;
use crate::model::declare::FaultKind;
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule =
    Rule { name: "enum-unknown", check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for fault in spots::faults(files) {
        let FaultKind::UnknownWord { word, nearest, words } = fault.kind else { continue };
        let list: Vec<&str> = words.iter().map(|word| word.text).collect();
        let list = list.join(", ");
        let help = nearest.map_or_else(
            || format!("write one of: {list}"),
            |nearest| format!("did you mean `{nearest}`? The words are: {list}"),
        );
        findings.add(
            Problem::at(fault.spot, spots::subject(files, &fault.spot))
                .says(format!("`{word}` is no word that `{}` takes", fault.spot.key))
                .help(help),
        );
    }
}
