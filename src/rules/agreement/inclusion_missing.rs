//! Nothing on who must not be left out, or an assessment of equality that is undecided or out of
//! date.

use crate::model::agreement::AssessmentStatus;
use crate::model::date::{Date, plus_days};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "inclusion-missing",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S2.10", "S2.11"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let inclusion = case.dossier.agreement.as_ref().and_then(|it| it.inclusion.as_ref());
    let Some(assessment) = inclusion.and_then(|it| it.equality_assessment.as_ref()) else { return };
    let today = case.scene.today;
    let lead = case.dossier.head.our_lead;
    if assessment.status == Some(AssessmentStatus::Required) {
        let problem = Problem::at(assessment.at.key("status"), "equality_assessment")
            .says("the equality assessment is required and not done")
            .help("do it, and change these keys of `equality_assessment`: nobody signs for them")
            .write_here(done("status = \"done\"", today))
            .owner(lead);
        findings.add(problem);
        return;
    }
    // The date rests with the collaboration; whether there is an assessment does not.
    if case.reckoning.resting {
        return;
    }
    if let Some(by) = assessment.review_by.filter(|by| *by < today) {
        let problem = Problem::at(assessment.at.key("review_by"), "equality_assessment")
            .says(format!("the equality assessment was to be looked at again by {by}"))
            .help(
                "look again, and change these keys of `equality_assessment`: nobody signs for them",
            )
            .write_here(done("", today))
            .owner(lead)
            .age((today - by).num_days());
        findings.add(problem);
    }
}

/// The keys that say it was done today; it is looked at again in a year.
fn done(status: &str, today: Date) -> impl Iterator<Item = String> {
    let next = plus_days(today, 365);
    [status.to_owned(), format!("completed_on = {today}"), format!("review_by = {next}")]
        .into_iter()
        .filter(|line| !line.is_empty())
}
