//! When an action came into the agreement, and from which day it holds: what an amendment brings is
//! owed no sooner.

use super::common::before_its_day;
use crate::draft::{EventDraft, Mistake};
use crate::model::date::Date;
use crate::model::event::{Amendment, Event};
use crate::model::reckon::in_force::since;
use crate::model::reckon::signoff::Signoffs;
use crate::rules::{Case, shell};

/// The amendment that brought an action, with the day it came or comes into force; the newest, where
/// it was taken out and came again.
fn brought<'c, 'a>(
    case: &Case<'c, 'a>,
    action: &str,
) -> Option<(Option<Date>, &'c Event<'a>, &'c Amendment<'a>)> {
    let brings = |own: &Amendment<'_>| {
        own.changes
            .iter()
            .any(|it| it.item == Some(action) && it.field.is_none() && it.at.value("was").is_none())
    };
    since(case.dossier).into_iter().find(|(_, _, own)| brings(own))
}

/// That an action is on file, and not in force yet; nothing where it is none of the text on file.
pub(super) fn not_yet(case: &Case<'_, '_>, action: &str) -> Option<Mistake> {
    let on_file = &case.dossier.agreement.as_ref()?.action;
    on_file.iter().find(|it| it.id == Some(action))?;
    let (holds_from, _, own) = brought(case, action)?;
    let version = own.to_version.map_or(0, |it| it.0);
    let id = shell(case.dossier.id);
    Some(match (holds_from, own.effective_on) {
        (Some(day), _) => Mistake::new(
            format!(
                "`{action}` holds from {day}, by version {version}, and nothing is owed before"
            ),
            "log it from then on",
        ),
        (None, day) => Mistake::new(
            format!(
                "`{action}` comes with version {version}, which not every party has signed{}",
                day.map_or_else(String::new, |day| format!("; it is to hold from {day}"))
            ),
            format!("let them sign first: `comity agree {id} --ready` tells who is asked"),
        ),
    })
}

/// That an event lies before the day on which its action was agreed.
pub(super) fn too_early(case: &Case<'_, '_>, action: &str, event: &EventDraft) -> Option<Mistake> {
    let (_, amendment, own) = brought(case, action)?;
    let version = own.to_version?.0;
    let agreed = Signoffs::agreed_on(case.dossier, version).or(amendment.on())?;
    // A change may count from a day before it was signed.
    let agreed = own.effective_on.map_or(agreed, |day| day.min(agreed));
    let agreed = amendment.on().map_or(agreed, |day| day.min(agreed));
    (event.on < agreed).then(|| before_its_day(event.on, action, agreed))
}
