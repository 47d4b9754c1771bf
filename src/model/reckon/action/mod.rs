//! Actions: status, current due date and lateness, occurrence by occurrence.

mod contradiction;
mod fold;
mod text;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use self::fold::{Fold, Outcome, Step};
use super::Contradiction;
use super::calendar::Calendar;
use crate::model::date::{Date, days_between, plus_days};
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

/// One time that an action has to be done; most have only one.
#[derive(Debug, Clone)]
pub struct Occurrence<'a> {
    /// The day it was due by the text. This names it.
    pub original: Date,
    /// The day it is due now.
    pub due: Date,
    /// Where it stands.
    pub status: Status,
    /// Every time the date was moved by an event.
    pub moves: Vec<Move<'a>>,
    /// Every notice, oldest first.
    pub notices: Vec<Notice<'a>>,
    /// The event that completed it, and the day.
    pub completed: Option<(&'a str, Date)>,
    /// The day another party accepted it.
    pub accepted: Option<Date>,
    /// The event that cancelled it, and the day.
    pub cancelled: Option<(&'a str, Date)>,
    /// The day of the newest event about it.
    pub last_news: Option<Date>,
    /// The events that contradict those before them.
    pub contradictions: Vec<Contradiction<'a>>,
    /// The event that asked for help, and the day, while none has come.
    asked: Option<(&'a str, Date)>,
    /// The event that told of a block, and the day, while it lasts.
    blocked: Option<(&'a str, Date)>,
    /// Where the notices begin that are about the present date: before that it was moved, or the
    /// action was done and taken up again.
    notices_from: usize,
    /// Where the moves begin that no amendment has put aside.
    moves_from: usize,
}

impl<'a> Occurrence<'a> {
    fn new(original: Date, due: Date) -> Self {
        Self {
            original,
            due,
            status: Status::Open,
            moves: Vec::new(),
            notices: Vec::new(),
            completed: None,
            accepted: None,
            cancelled: None,
            last_news: None,
            contradictions: Vec::new(),
            asked: None,
            blocked: None,
            notices_from: 0,
            moves_from: 0,
        }
    }

    /// Whether it still has to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Completed | Status::Cancelled)
    }

    /// Whether work on it has begun, or is stuck.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        matches!(self.status, Status::Begun | Status::Blocked)
    }

    /// For how many days it has been late; nothing while it is not. On the due day it is not.
    #[must_use]
    pub fn days_overdue(&self, today: Date) -> Option<i64> {
        (self.is_open() && self.due < today).then(|| days_between(self.due, today))
    }

    /// The notices that are about the present date, oldest first.
    #[must_use]
    pub fn notices_in_force(&self) -> &[Notice<'a>] {
        &self.notices[self.notices_from..]
    }

    /// The newest notice about the present date.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice<'a>> {
        self.notices_in_force().last()
    }

    /// The day it is due by the text in force: before any event moved it.
    #[must_use]
    pub fn agreed(&self) -> Date {
        self.moves[self.moves_from..].first().map_or(self.due, |first| first.from)
    }

    /// The newest move that no amendment has put aside: what holds now started there.
    #[must_use]
    pub fn newest_move(&self) -> Option<&Move<'a>> {
        self.moves[self.moves_from..].last()
    }

    /// The event that asked for help or told of a block, and the day, while neither help has come
    /// nor the work gone on.
    #[must_use]
    pub fn waiting_for_help(&self) -> Option<(&'a str, Date)> {
        self.asked.into_iter().chain(self.blocked).min_by_key(|(event, on)| (*on, *event))
    }

    /// How it slips on a day, while it is open. `is_history` says which days are settled by a
    /// review: what is wrong with a notice of such a day is not held against it any more.
    #[must_use]
    pub fn lateness(&self, today: Date, is_history: &dyn Fn(Date) -> bool) -> Lateness {
        if !self.is_open() {
            return Lateness::InTime;
        }
        let late = self.due < today;
        let told = self.notices_in_force();
        let Some(newest) = told.last() else {
            return if late { Lateness::Silent } else { Lateness::InTime };
        };
        let settled = told.iter().any(|notice| is_history(notice.on));
        match (late, newest.is_sound() || settled) {
            (true, false) if !told.iter().any(|notice| notice.reached_any) => Lateness::Silent,
            (_, false) => Lateness::ToldSome,
            (false, true) => Lateness::InTime,
            // Who was told once in time is not told late by a second word.
            (true, true) if settled || told.iter().any(Notice::is_in_time) => Lateness::ToldInTime,
            (true, true) => Lateness::ToldLate,
        }
    }
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
    /// The next day on which it is due and not done, however far ahead; none if there is none.
    pub next: Option<Date>,
    /// Of those without any news the oldest, however far ahead: the day that names it, and the day
    /// it is due.
    pub quiet: Option<(Date, Date)>,
}

impl<'a> Standing<'a> {
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
        fold.lay_out(action, today);
        for step in &steps {
            fold.take(step);
        }
        fold.catch_up(today);
        let Outcome { owner, occurrences, more_late, next, quiet } =
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
            next,
            quiet,
        });
    }
    standings
}
