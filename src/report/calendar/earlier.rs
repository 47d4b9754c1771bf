//! The calendars that were given out before: by the text that was in force the day before each
//! amendment came into force. What they showed and the present one does not is told as cancelled for a
//! while, so that a calendar takes it out too.

use std::collections::BTreeSet;

use super::diary::{self, Diary, FAR};
use super::{AHEAD, trace};
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::reckon::Reckoning;
use crate::model::reckon::in_force;
use crate::report::sight::Sight;

impl Diary<'_, '_, '_> {
    /// What earlier calendars showed and the present one does not, from the newest to the oldest.
    pub(super) fn shown_before(&mut self) {
        let sight = self.sight;
        let last = plus_days(sight.today, AHEAD);
        let oldest = plus_days(sight.today, -FAR);
        let mut known: BTreeSet<String> =
            self.entries.iter().map(|entry| entry.uid.clone()).collect();
        for on in self.turns().into_iter().rev() {
            for mut entry in before(sight, on) {
                let was_shown =
                    entry.day.0 <= last && entry.original.unwrap_or(entry.day).0 > oldest;
                if was_shown && known.insert(entry.uid.clone()) {
                    // What was done before it went stays as it was told.
                    if entry.state == "open" {
                        (entry.state, entry.ended) = ("cancelled", Some(on));
                    }
                    self.entries.push(entry);
                }
            }
        }
    }

    /// The days on which another text came into force of which an importer has to hear still.
    fn turns(&self) -> BTreeSet<Date> {
        let since = in_force::since(self.sight.dossier).into_iter();
        since.filter_map(|(day, ..)| self.recent(day)).collect()
    }
}

/// What was shown the day before.
fn before(sight: &Sight<'_, '_>, on: Date) -> Vec<super::Entry> {
    let day = plus_days(on, -1);
    let now = sight.dossier;
    let dossier = Dossier::read(now.id, now.sources, now.documents, now.kinds.clone(), day);
    let mut reckoning = Reckoning::of(sight.frame, &dossier, day);
    if !sight.own {
        // Who signed and which reviews were held is told from the whole record.
        reckoning.signoffs = sight.reckoning.signoffs.clone();
        let held = &sight.reckoning.reviews.held;
        reckoning.reviews.open.retain(|(plan, _)| !held.iter().any(|held| held.plan == *plan));
    }
    let then = Sight {
        frame: sight.frame,
        dossier: &dossier,
        reckoning: &reckoning,
        today: day,
        party: sight.party,
        own: sight.own,
        digest: None,
    };
    let mut entries = diary::shown(&then);
    for entry in &mut entries {
        let items = [&*entry.item, "term", "exit"];
        let since = trace::sequence(sight, &items).saturating_sub(trace::sequence(&then, &items));
        entry.sequence += since;
    }
    entries
}
