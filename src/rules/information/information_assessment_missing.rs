//! Nobody has looked at what the use of people's data may do to them, or not fully.

use crate::model::agreement::{Dpia, DpiaStatus, Information};
use crate::model::date::plus_days;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "information-assessment-missing",
    from: Stage::Agreed,
    criteria: &["S0.17"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for entry in super::personal(case) {
        let Some(dpia) = &entry.dpia else { continue };
        if let Some(problem) = unfinished(case, entry, dpia) {
            findings.add(problem.owner(super::owner(case, entry)));
        }
    }
}

/// What makes an assessment needed, whatever a first look says.
fn needed_for(entry: &Information<'_>) -> Option<&'static str> {
    let reasons = [
        (entry.special_category, "it holds special data"),
        (entry.criminal_offence, "it is about crimes"),
        (entry.about_children, "it is about children"),
        (entry.matching, "it is matched with other data"),
        (entry.new_technology, "the technology is new to this"),
    ];
    reasons.iter().find(|(holds, _)| *holds == Some(true)).map(|(_, why)| *why)
}

pub(super) fn unfinished<'a>(
    case: &Case<'_, 'a>,
    entry: &Information<'a>,
    dpia: &Dpia<'a>,
) -> Option<Problem<'a>> {
    let id = entry.id.unwrap_or("information");
    let message = match dpia.status? {
        DpiaStatus::Done => return None,
        DpiaStatus::ScreenedOut => {
            let why = needed_for(entry)?;
            format!("the assessment of `{id}` was screened out, and is needed, as {why}")
        }
        DpiaStatus::Required => format!("the assessment of `{id}` is needed and not done"),
        DpiaStatus::InProgress => format!("the assessment of `{id}` is not finished"),
    };
    let today = case.scene.today;
    let help =
        "do the assessment before anything is shared, and change these keys: nobody signs for them";
    let lines = [
        "status = \"done\"".to_owned(),
        format!("ref = {}", remedy::OPEN),
        format!("completed_on = {today}"),
        format!("review_by = {}", plus_days(today, 365)),
    ];
    Some(Problem::at(dpia.at.key("status"), id).says(message).help(help).write_here(lines))
}
