//! What is promised and still open: actions and reports, occurrence by occurrence. The reports of
//! this room share it.

use super::sight::Sight;
use crate::model::agreement::{Action, Reporting};
use crate::model::date::{Date, days_between, plus_days};
use crate::model::reckon::action::{Lateness, Occurrence, Standing, Status};
use crate::model::reckon::calendar::Calendar;
use crate::model::reckon::series::Series;
use crate::model::reckon::wording::Wording;

/// One time that an action has to be done.
#[derive(Debug)]
pub(super) struct Open<'s, 'a> {
    pub(super) action: &'s Action<'a>,
    pub(super) standing: &'s Standing<'a>,
    /// Nothing where it lies further ahead than anything has happened.
    pub(super) occurrence: Option<&'s Occurrence<'a>>,
    pub(super) due: Date,
    pub(super) original: Date,
    /// How many more times of the same action are late.
    pub(super) more_late: usize,
}

impl Open<'_, '_> {
    /// How often its date was moved, by an event or an amendment.
    pub(super) fn moved(&self, sight: &Sight<'_, '_>) -> usize {
        self.occurrence.map_or(0, |one| moved(sight, self.action, self.standing, one))
    }

    /// For how many days it has been late.
    pub(super) fn days_late(&self, sight: &Sight<'_, '_>) -> Option<i64> {
        days_late(sight, self.due)
    }

    /// Where it stands, in a word. What was said to be impossible by its day is not under way as
    /// agreed, until another day is.
    pub(super) fn state(&self) -> &'static str {
        match self.occurrence.map(|one| (one.status, one.notice())) {
            Some((Status::Blocked, _)) => "blocked",
            Some((_, Some(_))) => "unable",
            Some((Status::Begun, None)) => "under way",
            _ => "open",
        }
    }

    /// Whether it is one of several times.
    pub(super) fn recurs(&self) -> bool {
        self.standing.recurs()
    }
}

/// How often the date of an action was another one than before, by an event or an amendment in
/// force. One that only writes down what was agreed moves nothing. What recurs has other days by
/// another text, and none of them is moved.
pub(super) fn moved(
    sight: &Sight<'_, '_>,
    action: &Action<'_>,
    standing: &Standing<'_>,
    one: &Occurrence<'_>,
) -> usize {
    let mut dates: Vec<(Date, Date)> = one.moves.iter().map(|it| (it.on, it.to)).collect();
    if let Some(id) = action.id.filter(|_| !standing.recurs()) {
        let wording = Wording::of(sight.dossier, id, "due");
        let turns = wording.turns().filter(|day| *day <= sight.today);
        dates.extend(turns.filter_map(|day| Some((day, wording.date_on(day, action.due)?))));
    }
    dates.sort_by_key(|(on, _)| *on);
    let before = std::iter::once(one.original).chain(dates.iter().map(|(_, date)| *date));
    before.zip(&dates).filter(|(before, (_, after))| before != after).count()
}

/// For how many days something has been late, where duties count; on its day it is not.
pub(super) fn days_late(sight: &Sight<'_, '_>, due: Date) -> Option<i64> {
    (sight.is_owed() && due < sight.today).then(|| days_between(due, sight.today))
}

/// Every open occurrence of every action, in the order of the agreement: those that are due or were
/// spoken of, and of what recurs the next.
pub(super) fn open<'s, 'a>(sight: &'s Sight<'_, 'a>) -> Vec<Open<'s, 'a>> {
    let mut found = Vec::new();
    for standing in &sight.reckoning.actions {
        let Some(action) = sight.dossier.actions().get(standing.index) else { continue };
        let before = found.len();
        for one in standing.occurrences.iter().filter(|one| one.is_open()) {
            let (due, original) = (one.due, one.original);
            // Those without a word stand behind the oldest of that kind.
            let oldest = one.last_news.is_none() && sight.is_owed();
            let more_late = if oldest { standing.more_late } else { 0 };
            found.push(Open { action, standing, occurrence: Some(one), due, original, more_late });
        }
        let known = found[before..].iter().any(|open| Some(open.due) == standing.next);
        if let Some(next) = standing.next.filter(|_| !known && standing.recurs()) {
            let (due, original) = (next, next);
            found.push(Open { action, standing, occurrence: None, due, original, more_late: 0 });
        }
    }
    found
}

/// How the others know of something late, in words that follow its state.
pub(super) fn told(sight: &Sight<'_, '_>, open: &Open<'_, '_>) -> Option<&'static str> {
    let is_history = |day: Date| sight.reckoning.is_history(day);
    let lateness = open.occurrence?.lateness(sight.today, &is_history);
    let late = open.days_late(sight).is_some();
    match lateness {
        Lateness::InTime => None,
        Lateness::Silent => Some("nobody told"),
        Lateness::ToldSome => Some("told to some only"),
        Lateness::ToldLate => Some("told late"),
        Lateness::ToldInTime if late => Some("told in time"),
        Lateness::ToldInTime => None,
    }
}

/// What an action waits for: actions that come first and are not done, and help that was asked for.
pub(super) fn waiting_for(sight: &Sight<'_, '_>, open: &Open<'_, '_>) -> Vec<String> {
    let is_done = |id: &str| {
        sight
            .reckoning
            .actions
            .iter()
            .find(|standing| standing.id == id)
            .is_some_and(|standing| standing.occurrences.iter().all(|one| !one.is_open()))
    };
    let before = open.action.depends_on.iter().filter(|id| !is_done(id));
    let mut waiting: Vec<String> = before.map(|id| (*id).to_owned()).collect();
    if let Some((_, since)) = open.occurrence.and_then(Occurrence::waiting_for_help) {
        waiting.push(format!("help, since {since}"));
    }
    waiting
}

/// The days of a series behind a day and up to another, none behind its own end: the day that names
/// each, and the day it falls on. They are those of the text in force.
pub(super) fn ahead(
    sight: &Sight<'_, '_>,
    series: &Series,
    until: Option<Date>,
    behind: Date,
    last: Date,
) -> Vec<(Date, Date)> {
    let term = sight.dossier.term();
    let end = until.or(term.and_then(|term| term.ends_on)).map_or(last, |end| end.min(last));
    let calendar = Calendar::of(&sight.frame.settings);
    let days = (series.before(plus_days(behind, 1))..).map_while(|place| series.nth(place));
    days.take_while(|day| *day <= end).map(|day| (day, calendar.falls(day))).collect()
}

/// A report that is owed: the arrangement, and its occurrence.
#[derive(Debug)]
pub(super) struct Owed<'s, 'a> {
    pub(super) arrangement: &'s Reporting<'a>,
    pub(super) id: &'a str,
    pub(super) from: &'a str,
    pub(super) to: Vec<&'a str>,
    pub(super) due: Date,
    pub(super) original: Date,
    /// For how many days it has been late, days of grace included once they are over.
    pub(super) days_late: Option<i64>,
    /// How many more of the same arrangement are late.
    pub(super) more_late: usize,
}

/// Of each arrangement the oldest report that is late, the one that is soon due, and the next.
pub(super) fn reports<'s, 'a>(sight: &'s Sight<'_, 'a>) -> Vec<Owed<'s, 'a>> {
    let Some(agreement) = sight.dossier.in_force() else { return Vec::new() };
    let mut found = Vec::new();
    for standing in &sight.reckoning.reporting {
        let Some(arrangement) = agreement.reporting.get(standing.index) else { continue };
        let before = found.len();
        for one in standing.oldest_late.iter().chain(&standing.soon) {
            let late = sight.is_owed() && one.grace_ends < sight.today;
            found.push(Owed {
                arrangement,
                id: standing.id,
                from: standing.from,
                to: one.owed_to.clone(),
                due: one.due,
                original: one.original,
                days_late: late.then(|| days_between(one.due, sight.today)),
                more_late: if late { standing.late.saturating_sub(1) } else { 0 },
            });
        }
        let known = found[before..].iter().any(|owed| Some(owed.due) == standing.next);
        if let Some(next) = standing.next.filter(|_| !known) {
            found.push(Owed {
                arrangement,
                id: standing.id,
                from: standing.from,
                to: arrangement.to.clone(),
                due: next,
                original: standing.nearest(next).unwrap_or(next),
                days_late: None,
                more_late: 0,
            });
        }
    }
    found
}
