//! A word outside of the list that its field takes.

use super::spots;
use crate::model::declare::FaultKind;
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "enum-unknown",
    criteria: &["S4.7", "S4.8", "S4.9", "S4.10", "S4.30"],
    guards: true,
    check: Check::Files(check),
    ..Rule::BASE
};

/// The criteria that ask for one of these words and nothing else; what a word of another field stands
/// in the way of is told by its place.
fn criteria(key: &str) -> &'static [&'static str] {
    match key {
        "team_stage" => &["S4.7", "S4.8", "S4.9", "S4.10"],
        "modality" => &["S4.30"],
        _ => &[],
    }
}

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
                .help(help)
                .only_against(criteria(fault.spot.key)),
        );
    }
}
