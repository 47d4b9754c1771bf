//! Actions that wait for each other, so that none of them can begin.

use crate::model::declare::Stage;
use crate::model::reckon::order::circles;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "action-cycle",
    severity: always(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S1.B10", "S4.22"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let actions = case.dossier.actions_on_file();
    for circle in circles(actions) {
        let action = &actions[circle[0]];
        let Some(id) = action.id else { continue };
        let others: Vec<String> = circle[1..]
            .iter()
            .chain(&circle[..1])
            .filter_map(|at| actions[*at].id.map(|id| format!("`{id}`")))
            .collect();
        findings.add(
            Problem::at(action.at.key("depends_on"), id)
                .says(format!("`{id}` waits in a circle for {}", others.join(", then ")))
                .help("decide which of them comes first, and take one id out of its `depends_on`")
                .owner(action.owner),
        );
    }
}
