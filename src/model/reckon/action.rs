//! Actions: status, current due date and lateness, occurrence by occurrence.

use std::collections::HashMap;

use super::calendar::Calendar;
use super::signoff::Signoffs;
use crate::model::agreement::Action;
use crate::model::date::{Date, Frequency, days_between, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{ActionEvent, ActionStep, AnyValue, Event};
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
    /// Every time it has to be done, up to the day and the notice time after it; those further
    /// ahead only if there is news of them. Never empty.
    pub occurrences: Vec<Occurrence<'a>>,
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

    /// The next time it has to be done: the open one that is due first.
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
        let mut steps = by_action.remove(id).unwrap_or_default();
        steps.sort_by_key(|step| (step.on, step.step, step.event.id));
        let affected = affected_by(dossier, action, today);
        let mut fold = Fold {
            dossier,
            frame,
            party: action.party,
            affected: &affected,
            owner: action.owner,
            amended: Vec::new(),
            occurrences: Vec::new(),
            of_event: HashMap::new(),
        };
        let seen = plus_days(today, notice_days);
        fold.lay_out(action, calendar, today, seen, &steps);
        for step in &steps {
            fold.take(step);
        }
        fold.catch_up(today);
        let Fold { owner, mut occurrences, .. } = fold;
        let mut kept = 0;
        occurrences.retain(|one| {
            let keep = kept == 0 || one.original <= seen || one.last_news.is_some();
            kept += usize::from(keep);
            keep
        });
        let dependents = dependents_of(dossier, action, today);
        standings.push(Standing { id, index, owner, affected, dependents, occurrences });
    }
    standings
}

/// One event of an action, with what it cannot be taken in without.
struct Step<'d, 'a> {
    event: &'d Event<'a>,
    own: &'d ActionEvent<'a>,
    step: ActionStep,
    on: Date,
}

/// The other parties whose actions wait for this one.
fn dependents_of<'a>(dossier: &Dossier<'a>, action: &Action<'a>, today: Date) -> Vec<&'a str> {
    let waits = |other: &&Action<'a>| action.id.is_some_and(|id| other.depends_on.contains(&id));
    let parties = dossier.actions().iter().filter(waits).filter_map(|other| other.party);
    others(dossier, action, parties.collect(), today)
}

/// The parties that have to know when an action slips: those whose actions wait for it, those that
/// support it, and those that are to be informed (all, where nobody is named).
fn affected_by<'a>(dossier: &Dossier<'a>, action: &Action<'a>, today: Date) -> Vec<&'a str> {
    let mut affected = dependents_of(dossier, action, today);
    affected.extend(&action.support);
    if action.informed.is_empty() {
        affected.extend(dossier.working_parties(today).map(|(party, _)| party));
    } else {
        affected.extend(&action.informed);
    }
    others(dossier, action, affected, today)
}

/// Those of some parties that exist, are still there and do not do the action themselves.
fn others<'a>(
    dossier: &Dossier<'a>,
    action: &Action<'a>,
    mut parties: Vec<&'a str>,
    today: Date,
) -> Vec<&'a str> {
    parties.retain(|party| Some(*party) != action.party && is_there(dossier, party, today));
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Whether a party takes part on a day.
fn is_there(dossier: &Dossier<'_>, party: &str, day: Date) -> bool {
    dossier.party(party).is_some_and(|party| {
        party.left_on.is_none_or(|left| left >= day)
            && party.joined_on.is_none_or(|joined| joined <= day)
    })
}

/// The due date by the text, over time: the first entry is how it was first agreed; each further
/// one holds from the day an amendment came into force. It is reckoned back from the text on file
/// through what each amendment says was there before.
fn due_by_text(dossier: &Dossier<'_>, action: &Action<'_>, today: Date) -> Vec<(Date, Date)> {
    let Some(on_file) = action.due else { return Vec::new() };
    let date = |value: &Option<AnyValue<'_>>| match value {
        Some(AnyValue::Date(date)) => Some(*date),
        _ => None,
    };
    let mut amendments: Vec<_> = dossier
        .amendments()
        .filter_map(|(event, own)| Some((own.to_version?.0, own.effective_on?, event.id, own)))
        .collect();
    amendments.sort_unstable_by_key(|(to, day, id, _)| (*to, *day, *id));
    let mut texts = Vec::new();
    let mut due = on_file;
    let mut holds_from: Option<Date> = None;
    for (to, day, _, amendment) in amendments.into_iter().rev() {
        // An amendment is in force when its day has come and every party has signed; a later one
        // that is in force brings it along.
        let own = Signoffs::agreed_on(dossier, to).map(|signed| signed.max(day));
        holds_from = own.into_iter().chain(holds_from).min();
        let change = amendment
            .changes
            .iter()
            .find(|change| change.item == action.id && change.field == Some("due"));
        let Some(change) = change else { continue };
        if let Some(day) = holds_from.filter(|day| *day <= today) {
            texts.push((day, due));
        }
        due = date(&change.was).unwrap_or(due);
    }
    texts.push((Date::MIN, due));
    texts.reverse();
    texts
}

struct Fold<'f, 'a> {
    dossier: &'f Dossier<'a>,
    frame: &'f Frame<'f>,
    party: Option<&'a str>,
    affected: &'f [&'a str],
    owner: Option<&'a str>,
    /// Of something that is done once: the days on which the text gave it another date, newest
    /// first, and that date.
    amended: Vec<(Date, Date)>,
    occurrences: Vec<Occurrence<'a>>,
    of_event: HashMap<&'a str, usize>,
}

impl<'a> Fold<'_, 'a> {
    /// Lays out every time the action has to be done, before any event.
    fn lay_out(
        &mut self,
        action: &Action<'a>,
        calendar: &Calendar,
        today: Date,
        seen: Date,
        steps: &[Step<'_, 'a>],
    ) {
        let texts = due_by_text(self.dossier, action, today);
        let Some((_, first)) = texts.first().copied() else { return };
        let recurs = action.recurs.filter(|recurs| recurs.is_dated() && *recurs != Frequency::Once);
        let Some(frequency) = recurs else {
            self.occurrences.push(Occurrence::new(first, first));
            self.amended = texts[1..].iter().rev().copied().collect();
            return;
        };
        // What is done before its time may be further ahead than one looks otherwise.
        let named = steps.iter().filter_map(|step| step.own.occurrence).max();
        let last_seen = named.map_or(seen, |named| named.max(seen));
        let mut ahead = steps.len();
        let end = self.dossier.agreement.as_ref().and_then(|text| text.term.as_ref()?.ends_on);
        let last = action.until.or(end).unwrap_or(Date::MAX);
        for (at, (from, first)) in texts.iter().enumerate() {
            // A series goes by the text in force on the day: one that was amended ends where the
            // next begins, and what was due before stays due.
            let next = texts.get(at + 1).map(|(day, _)| *day);
            for day in frequency.occurrences(*first, last) {
                if next.is_some_and(|next| day >= next) {
                    break;
                }
                if day > last_seen {
                    if ahead == 0 {
                        break;
                    }
                    ahead -= 1;
                }
                if day >= *from {
                    self.occurrences.push(Occurrence::new(day, calendar.falls(day)));
                }
            }
        }
        if self.occurrences.is_empty() {
            let first = texts.last().map_or(first, |(_, first)| *first);
            self.occurrences.push(Occurrence::new(first, calendar.falls(first)));
        }
    }

    /// Takes in the amendments that came into force by a day: the date they set counts, whatever
    /// was moved before.
    fn catch_up(&mut self, day: Date) {
        while let Some((_, due)) = self.amended.pop_if(|(from, _)| *from <= day) {
            for one in &mut self.occurrences {
                one.due = due;
                one.moves_from = one.moves.len();
                one.notices_from = one.notices.len();
            }
        }
    }

    /// Which occurrence an event is about.
    fn occurrence_of(&self, step: &Step<'_, 'a>) -> Option<usize> {
        if self.occurrences.len() == 1 && step.own.occurrence.is_none() {
            return Some(0);
        }
        let oldest =
            |wanted: &dyn Fn(&Occurrence<'_>) -> bool| self.occurrences.iter().position(wanted);
        if let Some(day) = step.own.occurrence {
            return oldest(&|one| one.original == day).or_else(|| oldest(&|one| one.due == day));
        }
        let follows = step.event.envelope.follows.and_then(|id| self.dossier.standing_for(id));
        if let Some(at) = follows.and_then(|before| self.of_event.get(before.id)) {
            return Some(*at);
        }
        match step.step {
            ActionStep::Accepted => {
                oldest(&|one| one.status == Status::Completed && one.accepted.is_none())
            }
            ActionStep::Reopened => self.occurrences.iter().rposition(|one| !one.is_open()),
            ActionStep::Told => oldest(&|one| one.is_open() && one.notice().is_some()),
            ActionStep::SupportGiven => oldest(&|one| one.waiting_for_help().is_some())
                .or_else(|| oldest(&|one| one.is_open())),
            _ => oldest(&|one| one.is_open()),
        }
    }

    fn take(&mut self, step: &Step<'_, 'a>) {
        let Step { event, own, on, .. } = *step;
        self.catch_up(on);
        if step.step == ActionStep::Reassigned {
            self.owner = own.new_owner.or(self.owner);
        }
        let Some(at) = self.occurrence_of(step) else { return };
        self.of_event.insert(event.id, at);
        let told = self.told_by(own, on);
        let untold = self.affected.iter().copied().filter(|it| is_there(self.dossier, it, on));
        let untold: Vec<&str> = untold.collect();
        let about = event.envelope.follows.and_then(|id| self.dossier.standing_for(id));
        let by_another = own.party.is_some() && own.party != self.party;
        let one = &mut self.occurrences[at];
        one.last_news = Some(on);
        match step.step {
            ActionStep::Reopened if !one.is_open() => one.reopen(),
            ActionStep::Accepted if by_another => one.accepted = Some(on),
            ActionStep::Told => one.tell(about.map(|event| event.id), &told),
            // What is done, or will not be done, is taken up again by reopening it only.
            _ if !one.is_open() => {}
            ActionStep::Started | ActionStep::Progressed => {
                one.status = Status::Begun;
                one.blocked = None;
            }
            ActionStep::Blocked => {
                one.status = Status::Blocked;
                one.blocked.get_or_insert((event.id, on));
            }
            ActionStep::Unable => {
                let mut notice = Notice {
                    event: event.id,
                    on,
                    due_then: one.due,
                    has_reason: own.reason.is_some_and(|reason| !reason.trim().is_empty()),
                    proposed: own.proposed_due,
                    reached_any: untold.is_empty(),
                    untold,
                    unclear: false,
                    last_told: None,
                };
                notice.tell(&told);
                one.notices.push(notice);
                if one.status == Status::Open {
                    one.status = Status::Begun;
                }
                if own.help_wanted.is_some() {
                    one.asked.get_or_insert((event.id, on));
                }
            }
            ActionStep::SupportAsked => {
                one.asked.get_or_insert((event.id, on));
            }
            ActionStep::SupportGiven => {
                (one.asked, one.blocked) = (None, None);
                if one.status == Status::Blocked {
                    one.status = Status::Begun;
                }
            }
            ActionStep::Rescheduled => {
                if let Some(to) = own.new_due {
                    one.move_to(to, event.id, on, own.was_due);
                }
            }
            ActionStep::Completed => {
                one.close(Status::Completed);
                one.completed = Some((event.id, on));
            }
            ActionStep::Cancelled => {
                one.close(Status::Cancelled);
                one.cancelled = Some((event.id, on));
            }
            ActionStep::Accepted | ActionStep::Reassigned | ActionStep::Reopened => {}
        }
    }

    /// Which of the parties an event says were told, and when. Nothing stands for somebody of whom
    /// nobody can say which party it is.
    fn told_by(&self, own: &ActionEvent<'a>, on: Date) -> Vec<(Option<&'a str>, Date)> {
        let mut told = Vec::new();
        for informed in &own.informed {
            let day = informed.on.unwrap_or(on);
            if let Some(party) = informed.party {
                told.push((self.dossier.party(party).and_then(|party| party.id), day));
            } else if let Some(role) = informed.role {
                let mut known = false;
                for party in self.dossier.head.party.iter().filter_map(|party| party.id) {
                    let works = self.dossier.works_for(self.frame, role, party);
                    known |= works.is_some();
                    if works == Some(true) {
                        told.push((Some(party), day));
                    }
                }
                if !known {
                    told.push((None, day));
                }
            }
        }
        told
    }
}

impl<'a> Occurrence<'a> {
    fn reopen(&mut self) {
        self.status = Status::Begun;
        (self.completed, self.accepted, self.cancelled) = (None, None, None);
        self.notices_from = self.notices.len();
    }

    fn close(&mut self, status: Status) {
        self.status = status;
        (self.asked, self.blocked) = (None, None);
    }

    fn move_to(&mut self, to: Date, event: &'a str, on: Date, said_from: Option<Date>) {
        self.moves.push(Move { event, on, from: self.due, said_from, to });
        self.due = to;
        self.notices_from = self.notices.len();
    }

    /// Takes in who was told, of one notice or else of the newest.
    fn tell(&mut self, notice: Option<&str>, told: &[(Option<&str>, Date)]) {
        let of = |one: &&mut Notice<'_>| notice.is_none_or(|event| event == one.event);
        if let Some(notice) = self.notices.iter_mut().rev().find(of) {
            notice.tell(told);
        }
    }
}

impl Notice<'_> {
    /// Takes in who was told on which day.
    fn tell(&mut self, told: &[(Option<&str>, Date)]) {
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
