//! What may still be logged of a collaboration that has ended.

use super::common::{ended, take_back};
use crate::draft::{EventDraft, Mistake};
use crate::model::date::Date;
use crate::model::event::EventKind;
use crate::rules::Case;

/// That the collaboration is over. What happened by its last day may be written down after it; what
/// happens later only where it brings something to its end.
pub(super) fn after_the_end(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (closed, closure) = ended(case).filter(|_| !event.has("corrects"))?;
    let of_text = event.kind == EventKind::Amendment
        || event.kind == EventKind::Signoff && !event.has("review");
    if !of_text && (event.on <= closed || outlasts(event, closed)) {
        return None;
    }
    let says = format!("the collaboration was closed on {closed} ({closure})");
    let goes_on = format!("if it goes on, take the end back: {}", take_back(case, closure));
    let before = "what happened before is logged with its day: `--on DATE`";
    // No day makes a text anew that holds no more.
    let help = if of_text { goes_on } else { format!("{before}; {goes_on}") };
    Some(Mistake::new(says, help))
}

/// Whether an entry brings to its end what the collaboration has left behind: reports that were owed,
/// word on how it went, what becomes of the information, a quarrel that is settled.
fn outlasts(event: &EventDraft, closed: Date) -> bool {
    let step = event.step();
    match event.kind {
        EventKind::Report => {
            step == "acknowledged" || event.day_of("due").is_none_or(|due| due <= closed)
        }
        EventKind::Information => step != "sharing-started",
        EventKind::Issue => matches!(&*step, "perspective" | "support" | "resolved"),
        // Of a review that was held, each party agrees the record.
        EventKind::Feedback | EventKind::Signoff | EventKind::Closure | EventKind::Contact => true,
        EventKind::Action | EventKind::Risk | EventKind::Decision | EventKind::Amendment => false,
    }
}
