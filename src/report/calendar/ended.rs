//! What is no longer to come: an amendment took it out, or the collaboration was closed. It is told as
//! cancelled for a while, so that a calendar takes it out too.

use super::diary::{Diary, blank, uid};
use super::{BEHIND, trace};
use crate::document::{Kind, Table as Tree};
use crate::model::agreement::{Action, Agreement, Information, Reporting, ReviewPlan};
use crate::model::date::{Date, plus_days};
use crate::model::declare::{Record, Walk, read_record};
use crate::model::event::{ActionStep, AnyValue};
use crate::model::reckon::series::Series;
use crate::model::reckon::{action, in_force, reporting};
use crate::report::promise;

/// One time of a series that is no more: the day that names it, the day it was due, and the day on
/// which it was cut off.
type Cut = (Date, Date, Date);

impl<'a> Diary<'_, '_, 'a> {
    /// What amendments took out of the text.
    pub(super) fn taken_out(&mut self, text: &Agreement<'a>) {
        let sight = self.sight;
        for (since, event, own) in in_force::since(sight.dossier) {
            // Of what was signed later it is gone since then.
            let on = event.on().max(since.filter(|day| *day <= sight.today));
            let Some(on) = self.recent(on) else { continue };
            for change in own.changes.iter().filter(|it| it.field.is_none() && it.now.is_none()) {
                let (Some(id), Some(AnyValue::Other(Kind::Table(was)))) =
                    (change.item, &change.was)
                else {
                    continue;
                };
                // What is not in force yet took nothing out.
                let is_back = sight.dossier.action(id).is_some()
                    || text.reporting.iter().any(|it| it.id == Some(id))
                    || text.review_plan.iter().any(|it| it.id == Some(id))
                    || text.information.iter().any(|it| it.id == Some(id));
                if is_back {
                    continue;
                }
                let before = self.entries.len();
                self.item(id, was, on);
                for entry in &mut self.entries[before..] {
                    entry.state = "cancelled";
                    entry.ended = Some(on);
                }
            }
        }
    }

    /// The times of a series that came behind its present end before an amendment brought that end
    /// forward.
    pub(super) fn cut_off(&self, id: &str, series: &Series, until: Option<Date>) -> Vec<Cut> {
        let sight = self.sight;
        let term = sight.dossier.agreement.as_ref().and_then(|text| text.term.as_ref()?.ends_on);
        let Some(end) = until.or(term) else { return Vec::new() };
        let mut found: Vec<Cut> = Vec::new();
        for (event, own) in sight.dossier.amendments() {
            let Some(on) = self.recent(event.on()) else { continue };
            for change in &own.changes {
                let before = match (change.item, change.field, &change.was) {
                    (Some("term"), Some("ends_on"), Some(AnyValue::Date(was)))
                        if until.is_none() =>
                    {
                        *was
                    }
                    (Some("term"), Some("ends_on"), None) if until.is_none() => Date::MAX,
                    (Some(item), Some("until"), Some(AnyValue::Date(was))) if item == id => *was,
                    (Some(item), Some("until"), None) if item == id => term.unwrap_or(Date::MAX),
                    _ => continue,
                };
                let last = plus_days(on, super::AHEAD);
                for (original, due) in promise::ahead(sight, series, Some(before), end, last) {
                    if !found.iter().any(|(known, ..)| *known == original) {
                        found.push((original, due, on));
                    }
                }
            }
        }
        found
    }

    /// The times of actions that were cut off.
    pub(super) fn actions_cut_off(&mut self) {
        let sight = self.sight;
        for standing in &sight.reckoning.actions {
            let action = sight.dossier.actions().get(standing.index);
            let Some(action) = action.filter(|action| promise::recurs(action)) else { continue };
            for (original, due, on) in self.cut_off(standing.id, &standing.series, action.until) {
                let title = action.title.unwrap_or(standing.id).to_owned();
                let mut entry = blank(sight, "action", standing.id, due, title);
                entry.uid = uid(sight.id(), standing.id, Some(standing.series.before(original)));
                entry.sequence = trace::sequence(sight, &[standing.id, "term"]);
                (entry.state, entry.ended) = ("cancelled", Some(on));
                entry.original = Some(original.into());
                entry.party = action.party.map(str::to_owned);
                entry.owner = standing.owner.map(str::to_owned);
                self.entries.push(entry);
            }
        }
    }

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

    fn recent(&self, on: Option<Date>) -> Option<Date> {
        self.sight.past(on).filter(|on| plus_days(*on, BEHIND) >= self.sight.today)
    }

    /// The entries of an item of an earlier text. Which list it stood in is told by its keys.
    fn item(&mut self, id: &str, was: &'a Tree<'a>, on: Date) {
        let has = |key: &str| was.get(key).is_some();
        if has("first_due") {
            self.report_taken_out(id, &read::<Reporting<'_>>(was), on);
        } else if has("data_items") || has("personal") {
            self.information(&read::<Information<'_>>(was));
        } else if has("owner") || has("party") {
            self.action_taken_out(id, &read::<Action<'_>>(was), on);
        } else if has("due") {
            self.review_taken_out(id, &read::<ReviewPlan<'_>>(was));
        }
    }

    fn action_taken_out(&mut self, id: &str, was: &Action<'a>, on: Date) {
        let sight = self.sight;
        let of_it = || sight.dossier.action_events().filter(|(_, own)| own.action == Some(id));
        let is_over = |day: Option<Date>| {
            let steps = of_it().filter(|(_, own)| day.is_none() || own.occurrence == day);
            let last = steps.filter_map(|(event, own)| Some((event.on()?, own.event?)));
            let last = last
                .filter(|(_, step)| {
                    matches!(
                        step,
                        ActionStep::Completed | ActionStep::Cancelled | ActionStep::Reopened
                    )
                })
                .max_by_key(|(on, _)| *on);
            last.is_some_and(|(_, step)| step != ActionStep::Reopened)
        };
        let series = action::series(sight.dossier, was, sight.today);
        let title = was.title.unwrap_or(id);
        let days = if promise::recurs(was) {
            let days = self.from(on, &series, was.until);
            days.into_iter().filter(|(day, _)| !is_over(Some(*day))).collect()
        } else if is_over(None) {
            Vec::new()
        } else {
            let moved = of_it().filter_map(|(event, own)| Some((event.on()?, own.new_due?)));
            let moved = moved.max_by_key(|(on, _)| *on).map(|(_, due)| due);
            was.due.map(|due| (due, moved.unwrap_or(due))).into_iter().collect()
        };
        for (original, due) in days {
            let mut entry = blank(sight, "action", id, due, title.to_owned());
            let place = promise::recurs(was).then(|| series.before(original));
            entry.uid = uid(sight.id(), id, place);
            entry.original = Some(original.into());
            entry.party = was.party.map(str::to_owned);
            entry.owner = was.owner.map(str::to_owned);
            entry.sequence = trace::sequence(sight, &[id, "term"]) + trace::moves(sight, id);
            self.entries.push(entry);
        }
    }

    fn report_taken_out(&mut self, id: &str, was: &Reporting<'a>, on: Date) {
        let sight = self.sight;
        let Some(from) = was.from else { return };
        let series = reporting::series(sight.dossier, was);
        for (original, due) in self.from(on, &series, was.until) {
            if !self.is_made(id, &was.to, original) {
                self.report(id, from, &was.to, (series.before(original), original, due));
            }
        }
    }

    fn review_taken_out(&mut self, id: &str, was: &ReviewPlan<'a>) {
        let sight = self.sight;
        let is_held = sight.reckoning.reviews.held.iter().any(|held| held.plan == id);
        if let Some(due) = was.due.filter(|_| !is_held) {
            self.review(id, due, was.lead);
        }
    }

    /// The days of a series that may stand in a calendar since a day.
    fn from(&self, on: Date, series: &Series, until: Option<Date>) -> Vec<(Date, Date)> {
        let last = plus_days(on, super::AHEAD);
        promise::ahead(self.sight, series, until, plus_days(on, -super::diary::FAR), last)
    }
}

fn read<'a, T: Record<'a>>(was: &'a Tree<'a>) -> T {
    read_record(was, (0..0).into(), &mut Walk::default())
}
