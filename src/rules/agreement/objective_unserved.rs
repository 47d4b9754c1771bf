//! An objective that no action serves.

use crate::document::list;
use crate::model::agreement::{Action, Agreement};
use crate::model::declare::{Record as _, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "objective-unserved",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.7", "S1.B10", "S4.24"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    let mut served = agreement.action.iter().flat_map(|action| &action.serves);
    // Without any action, or where one serves something that is not there, this would only repeat
    // what is told already: the missing name may be that of the objective.
    if agreement.action.is_empty() || served.any(|item| case.dossier.items(item).is_empty()) {
        return;
    }
    for objective in &agreement.objective {
        let Some(id) = objective.id else { continue };
        if !is_served(agreement, id) {
            findings.add(
                Problem::at(objective.at.here(), id)
                    .says(format!("no action serves objective `{id}`"))
                    .help("add it to `serves` of an action, or add the action")
                    .write_here(remedy::item(
                        Action::TABLE,
                        "action",
                        &[("serves", list(&[id]))],
                        remedy::Asked::of(case),
                    ))
                    .owner(objective.owner),
            );
        }
    }
}

/// Whether an action serves an objective itself, or an outcome that follows from it.
fn is_served(agreement: &Agreement<'_>, objective: &str) -> bool {
    agreement.action.iter().flat_map(|action| &action.serves).any(|item| {
        *item == objective
            || agreement
                .outcome
                .iter()
                .any(|outcome| outcome.id == Some(*item) && outcome.objective == Some(objective))
    })
}
