//! Something that was decided together.

use super::common::malformed;
use crate::document::written;
use crate::draft::{EventDraft, Mistake};
use crate::model::event::Event;
use crate::model::id::EventId;
use crate::rules::Case;

/// What stands in the name of a file for a status: what was accepted was decided.
fn word(status: &str) -> &str {
    if status == "accepted" { "decided" } else { status }
}

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    malformed("a decision", &event.subject).map_or(Ok(()), Err)?;
    let status = event.step();
    event.words = vec![event.subject.clone(), word(&status).to_owned()];
    event.set_text_if_open("by", case.dossier.head.our_lead);
    // What was put forward is what is decided now.
    if let Some(before) = named(case, &event.subject, "proposed").filter(|_| status != "proposed") {
        for key in ["question", "options"] {
            if let Some(value) = before.at().value(key).filter(|_| !event.has(key)) {
                event.set(key, written(value));
            }
        }
    }
    Ok(())
}

/// The newest entry of a decision at a status, by the name of its file.
fn named<'c, 'a>(case: &Case<'c, 'a>, name: &str, status: &str) -> Option<&'c Event<'a>> {
    let words = format!("{name}-{}", word(status));
    let entries = case.dossier.decision_events().map(|(event, _)| event);
    entries.filter(|event| EventId::parse(event.id).is_some_and(|id| id.words == words)).last()
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    if event.has("supersedes") {
        return None;
    }
    let before = named(case, &event.subject, &event.step())?;
    Some(Mistake::new(
        format!("{} is {} already ({})", event.subject, word(&event.step()), before.id),
        "if this takes its place, say so: `--supersedes ID`; to put that entry right, \
         `--corrects ID`",
    ))
}
