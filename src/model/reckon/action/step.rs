//! What one event does to one time of an action.

use super::{Move, Notice, Occurrence, Status};
use crate::model::date::Date;

impl<'a> Occurrence<'a> {
    pub(super) fn close(&mut self, status: Status) {
        self.status = status;
        (self.asked, self.blocked) = (None, None);
    }

    pub(super) fn move_to(&mut self, to: Date, event: &'a str, on: Date, said_from: Option<Date>) {
        self.moves.push(Move { event, on, from: self.due, said_from, to });
        self.due = to;
        self.notices_from = self.notices.len();
    }

    /// Takes in who was told, of one notice or else of the newest.
    pub(super) fn tell(&mut self, notice: Option<&str>, told: &[(Option<&str>, Date)]) {
        let of = |one: &&mut Notice<'_>| notice.is_none_or(|event| event == one.event);
        if let Some(notice) = self.notices.iter_mut().rev().find(of) {
            notice.tell(told);
        }
    }
}

impl Notice<'_> {
    /// Takes in who was told on which day.
    pub(super) fn tell(&mut self, told: &[(Option<&str>, Date)]) {
        for (party, day) in told {
            let Some(party) = party else {
                (self.unclear, self.reached_any) = (true, true);
                continue;
            };
            let before = self.untold.len();
            self.untold.retain(|untold| untold != party);
            if self.untold.len() < before {
                self.reached_any = true;
                self.last_told = self.last_told.max(Some(*day));
            }
        }
    }
}
