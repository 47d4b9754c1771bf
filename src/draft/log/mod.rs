//! What a command knows of an event beyond its declaration: what follows from the record and is
//! filled in, and what speaks against it. One file a kind.

mod action;
mod common;
mod contact;
mod correct;
mod decision;
mod ending;
mod feedback;
mod handover;
mod information;
mod issue;
mod occurrence;
mod report;
mod risk;

pub use action::untold;
pub use common::{ahead, before_agreement};
pub(in crate::draft) use common::{ended, log as logged_in, take_back};
pub use correct::{referred, unwritten};
pub use report::arranged;

use super::{EventDraft, Mistake, agree, review};
use crate::model::event::EventKind;
use crate::rules::Case;

/// What an event says it is about: the key that its subject stands under. Nothing where the subject
/// is only the name of the file.
#[must_use]
pub fn subject_named(kind: EventKind, step: &str) -> Option<&'static str> {
    match (kind, step) {
        (EventKind::Action, _) => Some("action"),
        (EventKind::Issue, _) => Some("issue"),
        (EventKind::Risk, _) => Some("risk"),
        (EventKind::Information, _) => Some("information"),
        (EventKind::Report, "reported") => Some("arrangement"),
        _ => None,
    }
}

/// Fills in what follows from the record, where nothing else is given: parties, days, the event it
/// answers, who writes it down (`role`, or else who answers for it), and the words of its name.
///
/// # Errors
///
/// When it is about something that does not exist, with the nearest there is.
pub fn complete(
    case: &Case<'_, '_>,
    event: &mut EventDraft,
    role: Option<&str>,
) -> Result<(), Mistake> {
    // Whoever writes a sign-off down is not who signed.
    event.set_text_if_open("by", role.filter(|_| event.kind != EventKind::Signoff));
    complete_of_kind(case, event)?;
    if event.is_yes("retracted") {
        event.words.push("retracted".to_owned());
    }
    Ok(())
}

fn complete_of_kind(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    match event.kind {
        EventKind::Action => action::complete(case, event),
        EventKind::Issue => issue::complete(case, event),
        EventKind::Risk => risk::complete(case, event),
        EventKind::Information => information::complete(case, event),
        EventKind::Report => report::complete(case, event),
        EventKind::Feedback => feedback::complete(case, event),
        EventKind::Decision => decision::complete(case, event),
        EventKind::Contact => contact::complete(case, event),
        EventKind::Signoff if event.has("review") => review::complete_signing(case, event),
        EventKind::Signoff => agree::complete_signoff(case, event),
        EventKind::Amendment => {
            agree::complete_amendment(case, event);
            Ok(())
        }
        EventKind::Closure => {
            review::complete_closure(case, event);
            Ok(())
        }
    }
}

/// What an event answers, acknowledges or follows up, in words; nothing where it does no such thing.
#[must_use]
pub fn answers(case: &Case<'_, '_>, event: &EventDraft) -> Option<String> {
    match event.kind {
        EventKind::Feedback => feedback::answers(case, event),
        EventKind::Report => report::answers(case, event),
        EventKind::Contact => contact::answers(case, event),
        _ => None,
    }
}

/// What speaks against an event beyond what the rules see in a file: it is over, it was said
/// before, it lies before the agreement, somebody who has to know was not told. The record is the
/// one without the event that it corrects.
#[must_use]
pub fn against(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Mistake> {
    // What takes an entry back says nothing of its own.
    if event.is_yes("retracted") {
        return Vec::new();
    }
    let mut against: Vec<Mistake> = common::too_early(case, event).into_iter().collect();
    let own = match event.kind {
        EventKind::Action => {
            against.extend(action::against(case, event));
            common::told_too_early(case, event)
        }
        EventKind::Issue => issue::against(case, event),
        EventKind::Risk => risk::against(case, event),
        EventKind::Information => information::against(case, event),
        EventKind::Report => report::against(case, event),
        EventKind::Feedback => feedback::against(case, event),
        EventKind::Decision => decision::against(case, event),
        EventKind::Contact => contact::against(case, event),
        EventKind::Signoff if event.has("review") => {
            against.extend(review::against_signing(case, event));
            None
        }
        EventKind::Signoff => {
            against.extend(agree::against_signoff(case, event));
            None
        }
        EventKind::Closure => {
            against.extend(review::against_closing(case, event));
            None
        }
        EventKind::Amendment => agree::against_amendment(case, event),
    };
    against.extend(own);
    against.extend(ending::after_the_end(case, event));
    against
}
