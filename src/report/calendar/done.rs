//! Reports that were made and reviews that were held. They stay in for a while, marked as done, as
//! actions do.

use std::collections::BTreeMap;

use super::diary::Diary;
use crate::model::agreement::Agreement;
use crate::model::date::Date;
use crate::model::reckon::calendar::Calendar;

impl<'a> Diary<'_, '_, 'a> {
    /// The reports that were made and are owed to nobody any more.
    pub(super) fn reports_made(&mut self, text: &Agreement<'a>) {
        let sight = self.sight;
        let calendar = Calendar::of(&sight.frame.settings);
        for standing in &sight.reckoning.reporting {
            let Some(arrangement) = text.reporting.get(standing.index) else { continue };
            // Which day each is of, and the last day on which it was made to somebody.
            let mut made: BTreeMap<Date, Date> = BTreeMap::new();
            for (event, own) in sight.dossier.report_events() {
                let of_it = own.due.filter(|_| own.arrangement == Some(standing.id));
                if let Some((day, on)) = of_it.zip(sight.past(event.on())) {
                    let last = made.entry(standing.counts_for(day, on)).or_insert(on);
                    *last = on.max(*last);
                }
            }
            for (original, on) in made {
                let Some(place) = standing.endless.place_of(original) else { continue };
                let is_open = self.entries.iter().any(|entry| {
                    entry.item == standing.id && entry.original == Some(original.into())
                });
                if is_open {
                    continue;
                }
                let due = calendar.falls(original);
                self.report(standing.id, standing.from, &arrangement.to, (place, original, due));
                self.done(on);
            }
        }
    }

    /// The reviews that were held.
    pub(super) fn reviews_held(&mut self, text: &Agreement<'a>) {
        for held in &self.sight.reckoning.reviews.held {
            let plan = text.review_plan.iter().find(|plan| plan.id == Some(held.plan));
            let Some((plan, due)) = plan.and_then(|plan| Some((plan, plan.due?))) else { continue };
            self.review(held.plan, due, plan.lead);
            self.done(held.on.unwrap_or(due));
            // The log does not tell of it.
            if let Some(entry) = self.entries.last_mut() {
                entry.sequence += 1;
            }
        }
    }

    /// Marks the newest entry as done on a day. What was done late stays in from then on.
    fn done(&mut self, on: Date) {
        if let Some(entry) = self.entries.last_mut() {
            (entry.state, entry.ended) = ("done", Some(on.max(entry.day.0)));
        }
    }
}
