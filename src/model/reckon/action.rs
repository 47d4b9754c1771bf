//! Actions: status, current due date and lateness, occurrence by occurrence.

use std::collections::HashMap;

use super::calendar::Calendar;
use super::signoff::Signoffs;
use crate::model::agreement::Action;
use crate::model::date::{Date, Frequency, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{ActionEvent, ActionStep, AnyValue, Event};

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
    /// The day the last of those was told who were.
    last_told: Date,
}

/// How late an action is, and whether the others know. Four kinds of late are four things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    /// Not late.
    InTime,
    /// Late, and every party that has to know was told before the date.
    ToldInTime,
    /// Late, and they were told after it.
    ToldLate,
    /// Late, and only some of them were told, or not why.
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
    /// The event that asked for help or told of a block, and the day, while no help has come.
    pub waiting_for_help: Option<(&'a str, Date)>,
    /// The day of the newest event about it.
    pub last_news: Option<Date>,
    /// When a notice counts from: the last time the date was moved or the action reopened.
    notices_from: usize,
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
            waiting_for_help: None,
            last_news: None,
            notices_from: 0,
        }
    }

    /// Whether it still has to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Completed | Status::Cancelled)
    }

    /// The notice that holds for the present date.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice<'a>> {
        self.notices[self.notices_from..].last()
    }

    /// How late it is on a day while it is open.
    #[must_use]
    pub fn lateness(&self, today: Date) -> Lateness {
        if !self.is_open() || self.due >= today {
            return Lateness::InTime;
        }
        match self.notice() {
            None => Lateness::Silent,
            Some(notice) if !notice.has_reason => Lateness::ToldSome,
            Some(notice) => match notice.complete_on() {
                None => Lateness::ToldSome,
                Some(day) if day > notice.due_then => Lateness::ToldLate,
                Some(_) => Lateness::ToldInTime,
            },
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
    /// Every time it has to be done, up to the day and the notice time after it. Never empty.
    pub occurrences: Vec<Occurrence<'a>>,
}

impl<'a> Standing<'a> {
    /// The gravest lateness of all its occurrences, and the oldest that has it.
    #[must_use]
    pub fn gravest(&self, today: Date) -> (Lateness, &Occurrence<'a>) {
        let mut gravest = (Lateness::InTime, &self.occurrences[0]);
        for occurrence in &self.occurrences {
            let lateness = occurrence.lateness(today);
            if lateness > gravest.0 {
                gravest = (lateness, occurrence);
            }
        }
        gravest
    }

    /// The next time it has to be done: the oldest that is open.
    #[must_use]
    pub fn next_open(&self) -> Option<&Occurrence<'a>> {
        self.occurrences.iter().filter(|one| one.is_open()).min_by_key(|one| one.due)
    }

    /// Whether nothing of it has to be done any more, as far as it can be seen.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.occurrences.iter().all(|one| !one.is_open())
    }
}

/// Every action with an id and a date, as it stands on a day.
#[must_use]
pub fn standings<'a>(
    dossier: &Dossier<'a>,
    calendar: &Calendar,
    today: Date,
    notice_days: i64,
) -> Vec<Standing<'a>> {
    let mut by_action: HashMap<&str, Vec<(&Event<'a>, &ActionEvent<'a>, Date)>> = HashMap::new();
    for (event, own) in dossier.action_events() {
        if let (Some(action), Some(_), Some(on)) = (own.action, own.event, event.on())
            && on <= today
        {
            by_action.entry(action).or_default().push((event, own, on));
        }
    }
    let mut standings = Vec::with_capacity(dossier.actions().len());
    for (index, action) in dossier.actions().iter().enumerate() {
        let (Some(id), Some(_)) = (action.id, action.due) else { continue };
        let mut events = by_action.remove(id).unwrap_or_default();
        events.sort_by_key(|(event, own, on)| (*on, own.event, event.id));
        let affected = affected_by(dossier, action, today);
        let mut fold = Fold {
            dossier,
            affected: &affected,
            owner: action.owner,
            texts: due_by_text(dossier, action, today),
            occurrences: Vec::new(),
            of_event: HashMap::new(),
        };
        fold.lay_out(action, calendar, today, notice_days);
        for (event, own, on) in events {
            fold.take(event, own, on);
        }
        fold.catch_up(today);
        let Fold { owner, occurrences, .. } = fold;
        standings.push(Standing { id, index, owner, affected, occurrences });
    }
    standings
}

/// The parties that have to know when an action slips: those whose actions wait for it, those that
/// support it, and those that are to be informed (all, where nobody is named).
fn affected_by<'a>(dossier: &Dossier<'a>, action: &Action<'a>, today: Date) -> Vec<&'a str> {
    let mut affected: Vec<&'a str> = action.support.clone();
    for other in dossier.actions() {
        if action.id.is_some_and(|id| other.depends_on.contains(&id)) {
            affected.extend(other.party);
        }
    }
    if action.informed.is_empty() {
        affected.extend(dossier.working_parties(today).map(|(party, _)| party));
    } else {
        affected.extend(&action.informed);
    }
    affected.retain(|party| Some(*party) != action.party && dossier.party(party).is_some());
    affected.sort_unstable();
    affected.dedup();
    affected
}

/// The due date by the text, over time: the first entry is how it was first agreed; each further
/// one holds from the day an amendment came into force.
fn due_by_text(dossier: &Dossier<'_>, action: &Action<'_>, today: Date) -> Vec<(Date, Date)> {
    let Some(on_file) = action.due else { return Vec::new() };
    let mut changes: Vec<(i64, Date, Option<Date>, Option<Date>)> = Vec::new();
    for (_, amendment) in dossier.amendments() {
        let (Some(to), Some(day)) = (amendment.to_version, amendment.effective_on) else {
            continue;
        };
        for change in &amendment.changes {
            if change.item == action.id && change.field == Some("due") {
                let date = |value: &Option<AnyValue<'_>>| match value {
                    Some(AnyValue::Date(date)) => Some(*date),
                    _ => None,
                };
                changes.push((to.0, day, date(&change.was), date(&change.now)));
            }
        }
    }
    changes.sort_unstable();
    let first = changes.first().and_then(|(_, _, was, _)| *was).unwrap_or(on_file);
    let mut texts = vec![(Date::MIN, first)];
    for (to, day, _, now) in changes {
        // An amendment is in force when its day has come and every party has signed.
        let in_force = Signoffs::agreed_on(dossier, to).map(|signed| signed.max(day));
        if let (Some(day), Some(now)) = (in_force.filter(|day| *day <= today), now) {
            texts.push((day, now));
        }
    }
    texts
}

struct Fold<'f, 'a> {
    dossier: &'f Dossier<'a>,
    affected: &'f [&'a str],
    owner: Option<&'a str>,
    texts: Vec<(Date, Date)>,
    occurrences: Vec<Occurrence<'a>>,
    of_event: HashMap<&'a str, usize>,
}

impl<'a> Fold<'_, 'a> {
    /// Lays out every time the action has to be done, before any event.
    fn lay_out(&mut self, action: &Action<'a>, calendar: &Calendar, today: Date, notice_days: i64) {
        let Some((_, in_force)) = self.texts.last().copied() else { return };
        let first = self.texts[0].1;
        let Some(frequency) = action.recurs.filter(|recurs| recurs.is_dated()) else {
            self.occurrences.push(Occurrence::new(first, first));
            return;
        };
        let end = self.dossier.agreement.as_ref().and_then(|text| text.term.as_ref()?.ends_on);
        let seen = plus_days(today, notice_days);
        let last = action.until.or(end).map_or(seen, |last| last.min(seen));
        let days = Frequency::occurrences(frequency, in_force, last);
        self.occurrences.extend(days.map(|day| Occurrence::new(day, calendar.falls(day))));
        if self.occurrences.is_empty() {
            self.occurrences.push(Occurrence::new(in_force, calendar.falls(in_force)));
        }
        // The whole series goes by the text in force; a single date is moved by events only.
        self.texts.truncate(1);
        self.texts[0].1 = in_force;
    }

    /// The day an occurrence is due, once amendments that came into force by a day are taken in.
    fn catch_up(&mut self, day: Date) {
        if self.occurrences.len() == 1 && self.texts.len() > 1 {
            while self.texts.len() > 1 && self.texts[1].0 <= day {
                let (_, due) = self.texts.remove(1);
                self.occurrences[0].due = due;
            }
        }
    }

    /// Which occurrence an event is about.
    fn occurrence_of(&self, event: &Event<'a>, own: &ActionEvent<'a>) -> Option<usize> {
        if let Some(day) = own.occurrence {
            return self.occurrences.iter().position(|one| one.original == day);
        }
        if let Some(at) = event.envelope.follows.and_then(|follows| self.of_event.get(follows)) {
            return Some(*at);
        }
        let oldest =
            |wanted: &dyn Fn(&Occurrence<'_>) -> bool| self.occurrences.iter().position(wanted);
        match own.event {
            Some(ActionStep::Accepted) => {
                oldest(&|one| one.status == Status::Completed && one.accepted.is_none())
            }
            Some(ActionStep::Reopened) => self.occurrences.iter().rposition(|one| !one.is_open()),
            _ => oldest(&|one| one.is_open()),
        }
        .or_else(|| (self.occurrences.len() == 1).then_some(0))
    }

    fn take(&mut self, event: &Event<'a>, own: &ActionEvent<'a>, on: Date) {
        self.catch_up(on);
        let Some(at) = self.occurrence_of(event, own) else { return };
        let Some(step) = own.event else { return };
        self.of_event.insert(event.id, at);
        let affected = self.affected;
        let told = told_by(self.dossier, own, on, affected);
        let one = &mut self.occurrences[at];
        one.last_news = Some(one.last_news.map_or(on, |before| before.max(on)));
        match step {
            ActionStep::Started | ActionStep::Progressed => one.status = Status::Begun,
            ActionStep::Blocked => {
                one.status = Status::Blocked;
                one.waiting_for_help.get_or_insert((event.id, on));
            }
            ActionStep::Unable => {
                let mut notice = Notice {
                    event: event.id,
                    on,
                    due_then: one.due,
                    has_reason: own.reason.is_some_and(|reason| !reason.trim().is_empty()),
                    proposed: own.proposed_due,
                    untold: affected.to_vec(),
                    last_told: on,
                };
                notice.tell(&told);
                one.notices.push(notice);
                if one.status == Status::Open {
                    one.status = Status::Begun;
                }
                if own.help_wanted.is_some() {
                    one.waiting_for_help.get_or_insert((event.id, on));
                }
            }
            ActionStep::Told => {
                let follows = event.envelope.follows;
                let notice = one
                    .notices
                    .iter_mut()
                    .rev()
                    .find(|notice| follows.is_none() || follows == Some(notice.event));
                if let Some(notice) = notice {
                    notice.tell(&told);
                }
            }
            ActionStep::SupportAsked => {
                one.waiting_for_help.get_or_insert((event.id, on));
            }
            ActionStep::SupportGiven => {
                one.waiting_for_help = None;
                if one.status == Status::Blocked {
                    one.status = Status::Begun;
                }
            }
            ActionStep::Rescheduled => {
                if let Some(to) = own.new_due {
                    one.moves.push(Move {
                        event: event.id,
                        on,
                        from: one.due,
                        said_from: own.was_due,
                        to,
                    });
                    one.due = to;
                    one.notices_from = one.notices.len();
                }
            }
            ActionStep::Reassigned => self.owner = own.new_owner.or(self.owner),
            ActionStep::Completed => {
                one.status = Status::Completed;
                one.completed = Some((event.id, on));
                one.accepted = None;
                one.waiting_for_help = None;
            }
            ActionStep::Accepted => one.accepted = Some(on),
            ActionStep::Cancelled => {
                one.status = Status::Cancelled;
                one.waiting_for_help = None;
            }
            ActionStep::Reopened => {
                one.status = Status::Begun;
                one.completed = None;
                one.accepted = None;
            }
        }
    }
}

impl Notice<'_> {
    /// Takes in who was told on which day.
    fn tell(&mut self, told: &[(&str, Date)]) {
        for (party, day) in told {
            let before = self.untold.len();
            self.untold.retain(|untold| untold != party);
            if self.untold.len() < before {
                self.last_told = self.last_told.max(*day);
            }
        }
    }

    /// The day the last party that has to be told was told; nothing while some were not.
    #[must_use]
    pub fn complete_on(&self) -> Option<Date> {
        self.untold.is_empty().then_some(self.last_told)
    }
}

/// Which of the parties an event says were told, and when.
fn told_by<'a>(
    dossier: &Dossier<'a>,
    own: &ActionEvent<'a>,
    on: Date,
    affected: &[&'a str],
) -> Vec<(&'a str, Date)> {
    let mut told = Vec::new();
    for informed in &own.informed {
        let day = informed.on.unwrap_or(on);
        if let Some(party) = informed.party {
            told.push((party, day));
        } else if let Some(role) = informed.role {
            let of = |party: &&str| {
                dossier.party(party).is_some_and(|party| {
                    [party.representative, party.deputy, party.sponsor].contains(&Some(role))
                })
            };
            told.extend(affected.iter().copied().filter(of).map(|party| (party, day)));
        }
    }
    told
}
