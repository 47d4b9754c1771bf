//! Something was taken as given, and nobody looked by the day that was set for it.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, days, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-assumption-untested",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S1.B9"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    for assumption in
        case.dossier.in_force().into_iter().flat_map(|agreement| &agreement.assumption)
    {
        let Some(test_by) = assumption.test_by.filter(|day| *day < today) else { continue };
        // A day that has not come proves nothing yet, and is told as such.
        let tested = assumption.tested_on.is_some_and(|day| day <= today);
        if tested && assumption.held.is_some() {
            continue;
        }
        let id = assumption.id.unwrap_or("assumption");
        let late = days_between(test_by, today);
        let (key, says) = if tested {
            ("held", format!("`{id}` was tested, and nothing says whether it held"))
        } else {
            let ago = days(late);
            ("test_by", format!("`{id}` was to be tested by {test_by}, {ago} ago, and was not"))
        };
        let mut lines = Vec::new();
        if !tested {
            lines.push(format!("tested_on = {today}"));
        }
        if assumption.held.is_none() {
            lines.push("held = true # or false".to_owned());
        }
        findings.add(
            Problem::at(assumption.at.key(key), id)
                .says(says)
                .help("test it, and say when and whether it held; both may change under a sign-off")
                .write_here(lines)
                .owner(assumption.owner)
                .age(late),
        );
    }
}
