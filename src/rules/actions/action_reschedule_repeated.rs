//! An action whose date was moved three times or more.

use super::owed;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "action-reschedule-repeated",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    criteria: &["S0.19", "S4.22"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// From this many moves on it is a pattern.
const MOVES: usize = 3;

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case) {
        for one in owed.standing.occurrences.iter().filter(|one| one.is_open()) {
            let Some(last) = one.moves.last().filter(|_| one.moves.len() >= MOVES) else {
                continue;
            };
            let Some(event) = case.dossier.event(last.event) else { continue };
            if case.reckoning.is_history(last.on) {
                continue;
            }
            let problem = Problem::at(event.at().key("new_due"), owed.id)
                .says(format!(
                    "{} was moved {} times: first due on {}, now on {}",
                    owed.name(one),
                    one.moves.len(),
                    one.original,
                    one.due
                ))
                .help("raise what stands in the way before it is moved again; it ends when it is done")
                .write(
                    remedy::event(case, EventKind::Issue, "…", "opened")
                        .open("category")
                        .open("statement")
                        .names("touches", &[owed.id])
                        .write(),
                )
                .owner(owed.standing.owner);
            findings.add(problem);
        }
    }
}
