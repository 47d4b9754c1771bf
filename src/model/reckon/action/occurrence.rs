//! One time that an action has to be done, and where it stands.

use super::{Lateness, Move, Notice, Status};
use crate::model::date::{Date, days_between};
use crate::model::reckon::Contradiction;

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
    pub(super) asked: Option<(&'a str, Date)>,
    /// The event that told of a block, and the day, while it lasts.
    pub(super) blocked: Option<(&'a str, Date)>,
    /// Where the notices begin that are about the present date: before that it was moved, or the
    /// action was done and taken up again.
    pub(super) notices_from: usize,
    /// Where the moves begin that no amendment has put aside.
    pub(super) moves_from: usize,
}

impl<'a> Occurrence<'a> {
    pub(super) fn new(original: Date, due: Date) -> Self {
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
