//! An assessment of what the use of people's data may do to them was to be looked at again by now.

use super::information_assessment_missing::unfinished;
use crate::model::date::{days_between, plus_days};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "information-assessment-overdue",
    severity: always(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.17"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    // The date rests with the collaboration; whether there is an assessment does not.
    if case.reckoning.resting {
        return;
    }
    let today = case.scene.today;
    for entry in super::flowing(case).filter(|entry| entry.personal == Some(true)) {
        let Some(dpia) = &entry.dpia else { continue };
        let Some(by) = dpia.review_by.filter(|by| *by < today) else { continue };
        // What was never finished is graver, and told as that.
        if unfinished(case, entry, dpia).is_some() {
            continue;
        }
        let id = entry.id.unwrap_or("information");
        findings.add(
            Problem::at(dpia.at.key("review_by"), id)
                .says(format!("the assessment of `{id}` was to be looked at again by {by}"))
                .help("look at it again, and set the next date, for which nobody signs")
                .write_here([format!("review_by = {}", plus_days(today, 365))])
                .owner(super::owner(case, entry))
                .age(days_between(by, today)),
        );
    }
}
