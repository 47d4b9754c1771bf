//! Something that was decided together.

use super::common::{event as logged, malformed};
use crate::document::written;
use crate::draft::{EventDraft, Mistake};
use crate::model::event::{Event, EventKind};
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
    let follows = event.text_of("follows");
    let followed = follows.and_then(|id| logged(case, EventKind::Decision, &id));
    let before = followed.or_else(|| proposed(case, &event.subject));
    if let Some(before) = before.filter(|_| status != "proposed") {
        for key in ["question", "options"] {
            if let Some(value) = before.at().value(key).filter(|_| !event.has(key)) {
                event.set(key, written(value));
            }
        }
    }
    Ok(())
}

/// Every entry of a decision, in the order in which they count, with where it stands.
fn entries<'c, 'a>(
    case: &Case<'c, 'a>,
    name: &str,
) -> impl DoubleEndedIterator<Item = (&'c Event<'a>, &'static str)> {
    let all = case.dossier.decision_events();
    let named = all.filter(move |(event, _)| event.decision() == Some(name));
    named.filter_map(|(event, own)| Some((event, own.status?.as_str())))
}

/// The newest entry that put it forward.
fn proposed<'c, 'a>(case: &Case<'c, 'a>, name: &str) -> Option<&'c Event<'a>> {
    entries(case, name).rfind(|(_, status)| *status == "proposed").map(|(event, _)| event)
}

/// What is settled is not settled again without a word of the first, and nothing is put forward
/// twice.
pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    if event.has("supersedes") {
        return None;
    }
    let step = event.step();
    let settled = entries(case, &event.subject).rfind(|(_, status)| *status != "proposed");
    let before = match (settled, &*step) {
        // What was decided may be called off, but only once.
        (Some((_, "accepted" | "rejected")), "superseded") => None,
        (Some((_, "superseded")), "proposed" | "accepted" | "rejected") => None,
        (Some(settled), _) => Some(settled),
        (None, "proposed") => proposed(case, &event.subject).map(|event| (event, "proposed")),
        (None, _) => None,
    };
    let (before, status) = before?;
    Some(Mistake::new(
        format!("{} is {} already ({})", event.subject, word(status), before.id),
        "if this takes its place, say so: `--supersedes ID`; to put that entry right, \
         `--corrects ID`",
    ))
}
