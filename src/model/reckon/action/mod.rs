//! Actions: status, current due date and lateness, occurrence by occurrence.

mod contradiction;
mod fold;
mod occurrence;
mod step;
mod text;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use self::occurrence::Occurrence;

use self::fold::{Fold, Outcome, Step};
use super::calendar::Calendar;
use super::series::{NAMED, Series};
use crate::model::agreement::Action;
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::frame::Frame;

/// Word given that an action cannot be done as agreed.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    /// The event.
    pub event: &'a str,
    /// The day it was given.
    pub on: Date,
    /// The day the action was due when it was given.
    pub due_then: Date,
    /// Whether it says why.
    pub has_reason: bool,
    /// The day that is put forward instead.
    pub proposed: Option<Date>,
    /// The parties that have to be told and were not.
    pub untold: Vec<&'a str>,
    /// Whether it names somebody of whom nobody can say which party it is. Then nothing is held
    /// against it that may follow from that.
    pub unclear: bool,
    /// Whether it reached one party at least, or there was none to reach.
    pub reached_any: bool,
    /// The day the last of those was told who were.
    last_told: Option<Date>,
}

impl Notice<'_> {
    /// Whether it says why, to every party that has to know.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.has_reason && (self.untold.is_empty() || self.unclear)
    }

    /// The day the last of those was told who were; without any, the day of the notice.
    #[must_use]
    pub fn last_told(&self) -> Date {
        self.last_told.unwrap_or(self.on)
    }

    /// Whether it was sound by the day that the action was due then. On the due day it is.
    #[must_use]
    pub fn is_in_time(&self) -> bool {
        self.is_sound() && self.last_told() <= self.due_then
    }
}

/// How an action slips, and whether the others know, from light to grave. Each is another thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    /// Not late.
    InTime,
    /// Late, and every party that has to know was told by the date, and why.
    ToldInTime,
    /// Late, and the last of them was told after it.
    ToldLate,
    /// Only some of them were told, or not why. Told before the date, it counts at once.
    ToldSome,
    /// Late, and nobody was told.
    Silent,
}

/// Whether an action still has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing has happened yet.
    Open,
    /// Something has.
    Begun,
    /// It was said to be stuck.
    Blocked,
    /// Done.
    Completed,
    /// It will not be done, as agreed.
    Cancelled,
}

/// A date that was moved.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    /// The event.
    pub event: &'a str,
    /// The day it was moved.
    pub on: Date,
    /// The day it was due in truth before that.
    pub from: Date,
    /// The day it was said to be due before that.
    pub said_from: Option<Date>,
    /// The day it is due from then on.
    pub to: Date,
}

/// Where one action stands.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// The action.
    pub id: &'a str,
    /// Its place in the agreement.
    pub index: usize,
    /// The role that answers for it now.
    pub owner: Option<&'a str>,
    /// The parties that have to know when it slips.
    pub affected: Vec<&'a str>,
    /// The parties whose own actions wait for it.
    pub dependents: Vec<&'a str>,
    /// Every time it has to be done of which there is news, and of those without any the oldest,
    /// unless it lies further ahead than the notice time. Never empty.
    pub occurrences: Vec<Occurrence<'a>>,
    /// How many more are late without a word of any. All lie behind the oldest of that kind.
    pub more_late: usize,
    /// The newest time that is late without a word of any.
    pub newest_quiet: Option<Date>,
    /// The next day on which it is due and not done, however far ahead; none if there is none.
    pub next: Option<Date>,
    /// Every day of it by the text of each time, as if it lasted for ever.
    pub series: Series,
    /// Of those without any news the oldest, however far ahead: the day that names it, and the day
    /// it is due.
    pub quiet: Option<(Date, Date)>,
}

impl<'a> Standing<'a> {
    /// Whether it has several times, by the text of any time.
    #[must_use]
    pub fn recurs(&self) -> bool {
        self.series.len() > 1
    }

    /// The gravest lateness of all its occurrences, and the oldest that has it.
    #[must_use]
    pub fn gravest(
        &self,
        today: Date,
        is_history: &dyn Fn(Date) -> bool,
    ) -> (Lateness, &Occurrence<'a>) {
        let mut gravest = (Lateness::InTime, &self.occurrences[0]);
        for occurrence in &self.occurrences {
            let lateness = occurrence.lateness(today, is_history);
            if lateness > gravest.0 {
                gravest = (lateness, occurrence);
            }
        }
        gravest
    }

    /// The times that slip, by the days that name them, newest first: [`NAMED`] at most, and how
    /// many more there are. Where another one slips as well, that is another matter than before.
    #[must_use]
    pub fn slips(&self, today: Date, is_history: &dyn Fn(Date) -> bool) -> (Vec<Date>, usize) {
        let slips = |one: &&Occurrence<'_>| one.lateness(today, is_history) > Lateness::InTime;
        let told = self.occurrences.iter().filter(slips).map(|one| one.original);
        let mut days: Vec<Date> = told.collect();
        let all = days.len() + self.more_late;
        if let (Some((oldest, _)), Some(newest)) = (self.quiet, self.newest_quiet) {
            let is_known = |day: &Date| self.occurrences.iter().any(|one| one.original == *day);
            let places = self.series.before(oldest)..=self.series.before(newest);
            let quiet = places.rev().filter_map(|place| self.series.nth(place));
            days.extend(quiet.filter(|day| !is_known(day)).take(NAMED.min(self.more_late)));
        }
        days.sort_unstable_by(|one, other| other.cmp(one));
        days.truncate(NAMED);
        let more = all.saturating_sub(days.len());
        (days, more)
    }

    /// The oldest that is still to be done, whether there is news of it or not: the day that names it,
    /// and the day it is due. An entry that names none is about this one.
    #[must_use]
    pub fn oldest_open(&self) -> Option<(Date, Date)> {
        let known = self.occurrences.iter().filter(|one| one.is_open());
        let known = known.map(|one| (one.original, one.due));
        known.chain(self.quiet).min_by_key(|(original, _)| *original)
    }

    /// The next time it has to be done: the open one that is due first.
    #[must_use]
    pub fn next_open(&self) -> Option<&Occurrence<'a>> {
        self.occurrences.iter().filter(|one| one.is_open()).min_by_key(|one| one.due)
    }
}

/// Every day on which an action has to be done by the text of each time, as if it lasted for ever;
/// also of one that is no longer in the text.
#[must_use]
pub fn series(dossier: &Dossier<'_>, action: &Action<'_>, today: Date) -> Series {
    text::series_of(&text::rhythms(dossier, action, today), Date::MAX)
}

/// Every action with an id and a date, as it stands on a day.
#[must_use]
pub fn standings<'a>(
    dossier: &Dossier<'a>,
    frame: &Frame<'_>,
    calendar: &Calendar,
    today: Date,
    notice_days: i64,
) -> Vec<Standing<'a>> {
    let mut by_action: HashMap<&str, Vec<Step<'_, 'a>>> = HashMap::new();
    for (event, own) in dossier.action_events() {
        if let (Some(action), Some(step), Some(on)) = (own.action, own.event, event.on())
            && on <= today
        {
            by_action.entry(action).or_default().push(Step { event, own, step, on });
        }
    }
    let mut standings = Vec::with_capacity(dossier.actions().len());
    for (index, action) in dossier.actions().iter().enumerate() {
        let (Some(id), Some(_)) = (action.id, action.due) else { continue };
        let steps = by_action.remove(id).unwrap_or_default();
        let affected = text::affected_by(dossier, action, today);
        let mut fold = Fold::new(dossier, frame, calendar, action, &affected);
        let rhythms = text::rhythms(dossier, action, today);
        fold.lay_out(action, &rhythms);
        for step in &steps {
            fold.take(step);
        }
        fold.catch_up(today);
        let Outcome { owner, occurrences, more_late, newest_quiet, next, quiet } =
            fold.finish(today, plus_days(today, notice_days));
        let dependents = text::dependents_of(dossier, action, today);
        standings.push(Standing {
            id,
            index,
            owner,
            affected,
            dependents,
            occurrences,
            more_late,
            newest_quiet,
            next,
            series: text::series_of(&rhythms, Date::MAX),
            quiet,
        });
    }
    standings
}
