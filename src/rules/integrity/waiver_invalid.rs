//! A waiver that holds nothing back, or for too long: past its end, ending more than a year ahead, or
//! for a rule about waivers.

use crate::model::date::{Date, Frequency, days_between};
use crate::model::declare::is_placeholder;
use crate::model::settings::Waiver;
use crate::rules::{Check, Files, Findings, Problem, Rule, can_wait, remedy};

/// The last day on which a waiver that is written today may end: the same of the next year.
pub(crate) fn last_day(today: Date) -> Date {
    Frequency::Annually.occurrence(today, 1).unwrap_or(today)
}

/// Whether a waiver holds anything back: it says for what, why, on whose word, and until when, and
/// that is a day at which somebody will look at it again.
pub(crate) fn is_sound(waiver: &Waiver<'_>, today: Date) -> bool {
    let said = |text: Option<&str>| {
        text.is_some_and(|text| !text.trim().is_empty() && !is_placeholder(text))
    };
    said(waiver.reason)
        && said(waiver.approved_by)
        && waiver.until.is_some_and(|until| (today..=last_day(today)).contains(&until))
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
        } else if let Some((key, text)) = filler(waiver) {
            findings.add(
                Problem::at(waiver.at.key(key), subject)
                    .owner(waiver.approved_by)
                    .says(format!(
                        "the waiver of `{rule}` for `{subject}` says in `{key}` only `{}`, and holds \
                         nothing back",
                        text.trim()
                    ))
                    .help("say why it can wait, and which role accepts that; or take it out")
                    .write_here([format!("{key} = {}", remedy::OPEN)]),
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

/// The key of a waiver that holds no more than a word for what is still to be said.
fn filler<'a>(waiver: &Waiver<'a>) -> Option<(&'static str, &'a str)> {
    let said = [("reason", waiver.reason), ("approved_by", waiver.approved_by)];
    let said = said.into_iter().filter_map(|(key, text)| Some((key, text?)));
    said.into_iter().find(|(_, text)| is_placeholder(text))
}
