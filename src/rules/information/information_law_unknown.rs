//! A jurisdiction for whose law there is no list, so that nothing is held against it.

use crate::model::declare::nearest;
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, from_moderate};
use crate::standard::law;

pub(super) static RULE: Rule = Rule {
    name: "information-law-unknown",
    severity: from_moderate(Severity::Advice),
    criteria: &["S0.K15"],
    check: Check::Files(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    // The settings are looked at once, with what all share.
    if files.dossier.is_some() {
        return;
    }
    let settings = &files.scene.frame.settings;
    let Some(word) = settings.jurisdiction.filter(|word| !word.trim().is_empty()) else { return };
    if law::of(word).is_some() {
        return;
    }
    let known = || law::all().iter().flat_map(|law| law.jurisdictions.iter().map(String::as_str));
    let help = match nearest(&word.to_lowercase().replace(' ', "-"), known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are lists for: {}", known().collect::<Vec<_>>().join(", ")),
    };
    findings.add(
        Problem::at(settings.at.key("jurisdiction"), "jurisdiction")
            .says(format!(
                "there is no legal list for `{word}`, so nothing is held against its law"
            ))
            .help(help),
    );
}
