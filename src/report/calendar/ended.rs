//! What is no longer to come as the collaboration was closed. It is told as cancelled for a while, so
//! that a calendar takes it out too.

use super::BEHIND;
use super::diary::Diary;
use crate::model::date::{Date, plus_days};

impl Diary<'_, '_, '_> {
    /// What is still to come of a collaboration that was closed is no more.
    pub(super) fn closed(&mut self) {
        let Some(on) = self.closed_on().and_then(|on| self.recent(Some(on))) else { return };
        for entry in self.entries.iter_mut().filter(|entry| entry.state == "open") {
            entry.state = "cancelled";
            entry.ended = Some(on);
        }
    }

    /// The day on which it was closed.
    pub(super) fn closed_on(&self) -> Option<Date> {
        let days =
            self.sight.dossier.closures().filter_map(|(event, _)| self.sight.past(event.on()));
        days.min().filter(|_| self.sight.is_closed())
    }

    /// A day of which an importer has to hear still.
    pub(super) fn recent(&self, on: Option<Date>) -> Option<Date> {
        self.sight.past(on).filter(|on| plus_days(*on, BEHIND) >= self.sight.today)
    }
}
