//! A waiver that holds nothing back, or for too long: past its end, ending more than a year ahead, or
//! for a rule about waivers.

use crate::model::date::{Date, Frequency, days_between};
use crate::rules::{Check, Files, Findings, Problem, Rule, can_wait};

/// The last day on which a waiver that is written today may end: the same of the next year.
pub(crate) fn last_day(today: Date) -> Date {
    Frequency::Annually.occurrence(today, 1).unwrap_or(today)
}

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
        let last = last_day(today);
        if !can_wait(rule) {
            findings.add(
                Problem::at(waiver.at.key("rule"), subject)
                    .owner(waiver.approved_by)
                    .says(format!("no waiver holds back what `{rule}` finds"))
                    .help("put the other waiver right, or take both out"),
            );
        } else if left < 0 {
            findings.add(
                problem
                    .says(format!("the waiver of `{rule}` for `{subject}` ended on {until}"))
                    .help("take it out and put the matter right, or have it approved anew")
                    .age(-left),
            );
        } else if until > last {
            findings.add(
                problem
                    .says(format!(
                        "the waiver of `{rule}` for `{subject}` runs to {until}, more than a year ahead"
                    ))
                    .help("end it within a year; then it is looked at again")
                    .write_here([format!("until = {last}")]),
            );
        }
    }
}
