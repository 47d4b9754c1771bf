//! The event that says how a signed text was changed.

use super::{Changed, list};
use crate::draft::EventDraft;
use crate::model::date::Date;
use crate::model::event::EventKind;

/// The amendment from one version to the next, with what changed.
#[must_use]
pub fn amendment(on: Date, from: i64, changes: &[Changed]) -> EventDraft {
    let mut event = EventDraft::new(EventKind::Amendment, on, &["agreement", "amended"]);
    event.set("from_version", from.to_string());
    event.set("to_version", (from + 1).to_string());
    event.set("changes", list(changes));
    event
}
