//! What has happened to an action, event by event.

use std::collections::{BTreeMap, HashMap};

use super::text::{is_there, series_of};
use super::{Notice, Occurrence, Status};
use crate::model::agreement::Action;
use crate::model::date::{Date, Frequency};
use crate::model::dossier::Dossier;
use crate::model::event::{ActionEvent, ActionStep, Event};
use crate::model::frame::Frame;
use crate::model::reckon::calendar::Calendar;
use crate::model::reckon::series::{Rhythm, Series};

/// One event of an action, with what it cannot be taken in without.
pub(super) struct Step<'d, 'a> {
    pub event: &'d Event<'a>,
    pub own: &'d ActionEvent<'a>,
    pub step: ActionStep,
    pub on: Date,
}

/// What has become of an action.
pub(super) struct Outcome<'a> {
    /// The role that answers for it now.
    pub owner: Option<&'a str>,
    /// See [`super::Standing`].
    pub occurrences: Vec<Occurrence<'a>>,
    pub more_late: usize,
    pub newest_quiet: Option<Date>,
    pub next: Option<Date>,
    pub quiet: Option<(Date, Date)>,
}

/// What has happened to one action, event by event.
pub(super) struct Fold<'f, 'a> {
    dossier: &'f Dossier<'a>,
    frame: &'f Frame<'f>,
    calendar: &'f Calendar,
    party: Option<&'a str>,
    affected: &'f [&'a str],
    owner: Option<&'a str>,
    /// Of something that is done once: the days on which the text gave it another date, newest
    /// first, and that date.
    amended: Vec<(Date, Date)>,
    /// Of what recurs: the times of which there was word while the text had them on another day, and
    /// the day on which they were moved.
    moved: Vec<(Date, usize)>,
    /// Every time it has to be done.
    series: Series,
    /// Those times of which there is news, by their place in the series.
    known: BTreeMap<usize, Occurrence<'a>>,
    /// The place of the oldest without any.
    quiet: usize,
    /// Whether there is only one time, which every event is about.
    once: bool,
    of_event: HashMap<&'a str, usize>,
}

impl<'f, 'a> Fold<'f, 'a> {
    pub(super) fn new(
        dossier: &'f Dossier<'a>,
        frame: &'f Frame<'f>,
        calendar: &'f Calendar,
        action: &Action<'a>,
        affected: &'f [&'a str],
    ) -> Self {
        Self {
            dossier,
            frame,
            calendar,
            party: action.party,
            affected,
            owner: action.owner,
            amended: Vec::new(),
            moved: Vec::new(),
            series: Series::default(),
            known: BTreeMap::new(),
            quiet: 0,
            once: false,
            of_event: HashMap::new(),
        }
    }

    /// Lays out every time the action has to be done, before any event.
    pub(super) fn lay_out(&mut self, action: &Action<'a>, rhythms: &[Rhythm]) {
        let Some(first) = rhythms.first().map(|rhythm| rhythm.first) else { return };
        if rhythms.iter().all(|rhythm| rhythm.frequency == Frequency::Once) {
            self.once = true;
            self.series = Series::once(first);
            (self.known, self.quiet) = ([(0, Occurrence::new(first, first))].into(), 1);
            self.amended = rhythms[1..].iter().rev().map(|it| (it.since, it.first)).collect();
            return;
        }
        let end = self.dossier.term().and_then(|term| term.ends_on);
        let last = action.until.or(end).unwrap_or(Date::MAX);
        // A series goes by the text in force on the day: one that was amended ends where the next
        // begins.
        self.series = series_of(rhythms, last);
        if self.series.is_empty() {
            self.series = Series::once(rhythms.last().map_or(first, |rhythm| rhythm.first));
        }
    }

    /// Where it stands when every event is taken in. What nobody has said a word of is not listed:
    /// only the oldest of it, and how many more are late.
    pub(super) fn finish(mut self, today: Date, seen: Date) -> Outcome<'a> {
        let past = self.series.count_while(|day| self.calendar.falls(day) < today);
        let quiet_past = past - self.known.range(..past).count();
        let newest = (0..past).rev().find(|place| !self.known.contains_key(place));
        let newest_quiet = newest.and_then(|place| self.series.nth(place));
        let ahead = (past..).find(|place| !self.known.contains_key(place));
        let next = ahead.and_then(|place| self.quiet_at(place)).map(|one| one.due);
        let open = self.known.values().filter(|one| one.is_open() && one.due >= today);
        let next = open.map(|one| one.due).chain(next).min();
        let quiet = self.quiet_at(self.quiet);
        let oldest_quiet = quiet.as_ref().map(|one| (one.original, one.due));
        if let Some(one) = quiet.filter(|one| self.quiet == 0 || one.original <= seen) {
            self.known.insert(self.quiet, one);
        }
        Outcome {
            owner: self.owner,
            occurrences: self.known.into_values().collect(),
            more_late: quiet_past.saturating_sub(1),
            newest_quiet,
            next,
            quiet: oldest_quiet,
        }
    }

    /// The time at a place, as long as nothing is known of it.
    fn quiet_at(&self, place: usize) -> Option<Occurrence<'a>> {
        self.series.nth(place).map(|day| Occurrence::new(day, self.calendar.falls(day)))
    }

    /// Takes in the amendments that came into force by a day: the date they set counts, whatever
    /// was moved before.
    pub(super) fn catch_up(&mut self, day: Date) {
        while let Some((_, due)) = self.amended.pop_if(|(from, _)| *from <= day) {
            for one in self.known.values_mut() {
                one.due = due;
                one.moves_from = one.moves.len();
                one.notices_from = one.notices.len();
            }
        }
        self.move_on(day);
    }

    /// The same for times of what recurs that another text has moved. What is done stays done.
    fn move_on(&mut self, day: Date) {
        let (series, calendar, known) = (&self.series, self.calendar, &mut self.known);
        self.moved.retain(|(since, place)| {
            if *since > day {
                return true;
            }
            if let (Some(one), Some(now)) = (known.get_mut(place), series.nth(*place)) {
                one.original = now;
                if one.is_open() {
                    one.due = calendar.falls(now);
                    one.moves_from = one.moves.len();
                    one.notices_from = one.notices.len();
                }
            }
            false
        });
    }

    /// The time at a place as the text had it when an event named it, where that was another day.
    fn earlier(&mut self, place: usize, step: &Step<'_, 'a>) -> Option<Occurrence<'a>> {
        let day = step.own.occurrence.filter(|_| !self.known.contains_key(&place))?;
        let (_, since) = self.series.moved_from(day, step.on).filter(|(at, _)| *at == place)?;
        self.moved.push((since, place));
        Some(Occurrence::new(day, self.calendar.falls(day)))
    }

    /// Which occurrence an event is about, by its place.
    fn place_of(&self, step: &Step<'_, 'a>) -> Option<usize> {
        if self.once {
            return Some(0);
        }
        if let Some(day) = step.own.occurrence {
            let moved = || self.series.moved_from(day, step.on).map(|(place, _)| place);
            return self.series.place_of(day).or_else(moved).or_else(|| self.due_on(day));
        }
        let follows = step.event.envelope.follows.and_then(|id| self.dossier.standing_for(id));
        if let Some(place) = follows.and_then(|before| self.of_event.get(before.id)) {
            return Some(*place);
        }
        match step.step {
            ActionStep::Accepted => {
                self.oldest(|one| one.status == Status::Completed && one.accepted.is_none())
            }
            ActionStep::Reopened => {
                self.known.iter().rev().find(|(_, one)| !one.is_open()).map(|(place, _)| *place)
            }
            ActionStep::Told => self.oldest(|one| one.is_open() && one.notice().is_some()),
            ActionStep::SupportGiven => {
                self.oldest(|one| one.waiting_for_help().is_some()).or_else(|| self.oldest_open())
            }
            _ => self.oldest_open(),
        }
    }

    /// The oldest of which there is news of some kind.
    fn oldest(&self, wanted: impl Fn(&Occurrence<'_>) -> bool) -> Option<usize> {
        self.known.iter().find(|(_, one)| wanted(one)).map(|(place, _)| *place)
    }

    fn oldest_open(&self) -> Option<usize> {
        let quiet = (self.quiet < self.series.len()).then_some(self.quiet);
        let known = self.known.range(..self.quiet).find(|(_, one)| one.is_open());
        known.map(|(place, _)| *place).or(quiet)
    }

    /// The oldest that is due on a day now.
    fn due_on(&self, day: Date) -> Option<usize> {
        let from = self.series.count_while(|one| self.calendar.falls(one) < day);
        let quiet = (from..).find(|place| !self.known.contains_key(place));
        let quiet = quiet.filter(|place| self.quiet_at(*place).is_some_and(|one| one.due == day));
        quiet.into_iter().chain(self.oldest(|one| one.due == day)).min()
    }

    /// Takes in one event. They come in the order in which they count.
    pub(super) fn take(&mut self, step: &Step<'_, 'a>) {
        let Step { event, own, on, .. } = *step;
        self.catch_up(on);
        if step.step == ActionStep::Reassigned {
            self.owner = own.new_owner.or(self.owner);
        }
        let Some(at) = self.place_of(step) else { return };
        self.of_event.insert(event.id, at);
        let told = self.told_by(own, on);
        let untold = self.affected.iter().copied().filter(|it| is_there(self.dossier, it, on));
        let untold: Vec<&str> = untold.collect();
        let about = event.envelope.follows.and_then(|id| self.dossier.standing_for(id));
        let by_another = own.party.is_some() && own.party != self.party;
        let one = self.earlier(at, step);
        if let Some(one) = one.or_else(|| self.quiet_at(at)) {
            self.known.entry(at).or_insert(one);
        }
        while self.known.contains_key(&self.quiet) {
            self.quiet += 1;
        }
        let Some(one) = self.known.get_mut(&at) else { return };
        one.last_news = Some(on);
        one.hold_against(step, by_another);
        match step.step {
            ActionStep::Reopened if !one.is_open() => one.reopen(on),
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
