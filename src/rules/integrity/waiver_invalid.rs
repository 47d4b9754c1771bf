//! A waiver that holds nothing back, or for too long: past its end, or ending more than a year ahead.

use crate::model::date::{days_between, plus_days};
use crate::rules::{Check, Files, Findings, Problem, Rule};

/// So many days ahead a waiver may end.
pub(crate) const LONGEST_DAYS: i64 = 366;

pub(super) static RULE: Rule = Rule {
    name: "waiver-invalid",
    criteria: &["S0.25", "S2.14"],
    check: Check::Files(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    // The settings are looked at once, with what all share.
    if files.dossier.is_some() {
        return;
    }
    let today = files.scene.today;
    for waiver in &files.scene.frame.settings.waiver {
        let (Some(rule), Some(until)) = (waiver.rule, waiver.until) else { continue };
        let subject = waiver.subject.unwrap_or(rule);
        let left = days_between(today, until);
        let problem = Problem::at(waiver.at.key("until"), subject).owner(waiver.approved_by);
        if left < 0 {
            findings.add(
                problem
                    .says(format!("the waiver of `{rule}` for `{subject}` ended on {until}"))
                    .help("take it out and put the matter right, or have it approved anew")
                    .age(-left),
            );
        } else if left > LONGEST_DAYS {
            findings.add(
                problem
                    .says(format!(
                        "the waiver of `{rule}` for `{subject}` runs to {until}, more than a year"
                    ))
                    .help("end it within a year; then it is looked at again")
                    .write_here([format!("until = {}", plus_days(today, 365))]),
            );
        }
    }
}
