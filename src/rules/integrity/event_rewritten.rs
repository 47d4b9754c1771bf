//! An event that was changed or taken away after others could see it. Needs the history of git.

use crate::rules::{Check, Files, Findings, Problem, Rule};
use crate::store::{Fate, History};

pub(super) static RULE: Rule = Rule {
    name: "event-rewritten",
    criteria: &["S0.19"],
    check: Check::History(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, history: &History, findings: &mut Findings<'_>) {
    let directory = match files.dossier {
        Some(dossier) => format!("collaborations/{}/log/", dossier.id),
        None => "network/log/".to_owned(),
    };
    for (path, past) in history.below(&directory) {
        let (what, by) = match &past.fate {
            Fate::Kept => continue,
            Fate::Changed(by) => ("was changed after it was committed", by),
            Fate::Gone(by) => ("was committed, and is gone", by),
        };
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
        let by = match by {
            Some(commit) => format!(", by {commit}"),
            None => ", and that is not committed yet".to_owned(),
        };
        findings.add(
            Problem::of_path(path)
                .about(stem)
                .says(format!("this event {what}{by}; it began in {}", past.commit))
                .help("bring it back as it was, and log an event that corrects it"),
        );
    }
}
