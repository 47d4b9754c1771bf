//! Reports that are owed: of each arrangement the oldest that is late, and the next.

mod owing;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use self::owing::Owing;
use super::calendar::Calendar;
use super::series::{NAMED, Rhythm, Series};
use super::wording::Wording;
use crate::model::agreement::Reporting;
use crate::model::date::{Date, days_between, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{ReportEvent, ReportStep};
use crate::model::frame::Frame;

/// How far ahead the next report is looked for.
const HORIZON_DAYS: i64 = 3660;

/// One report that an arrangement asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence<'a> {
    /// The day it is due, by the arrangement. This names it.
    pub original: Date,
    /// The day it is due in fact: moved to a working day where the workspace wants that.
    pub due: Date,
    /// The last day on which it is not late.
    pub grace_ends: Date,
    /// The receivers that it has not reached.
    pub owed_to: Vec<&'a str>,
}

/// Where one arrangement stands.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// The arrangement.
    pub id: &'a str,
    /// Its place in the agreement.
    pub index: usize,
    /// Whether the party that reports is ours.
    pub ours: bool,
    /// The party that reports.
    pub from: &'a str,
    /// The oldest occurrence that is late.
    pub oldest_late: Option<Occurrence<'a>>,
    /// The days of those that are late, newest first, and to whom each is owed; [`NAMED`] at most.
    pub newest_late: Vec<(Date, Vec<&'a str>)>,
    /// How many are late.
    pub late: usize,
    /// The oldest that is owed and not late, where it falls due within the notice time.
    pub soon: Option<Occurrence<'a>>,
    /// The next one that is still owed, as far as it can be seen.
    pub next: Option<Date>,
    /// Its days by the text of each time, as if it lasted for ever.
    pub endless: Series,
    rhythms: Vec<Rhythm>,
    /// Its days, as long as it lasts.
    series: Series,
}

impl Standing<'_> {
    /// Whether a day names an occurrence, by the text of any time.
    #[must_use]
    pub fn has_occurrence(&self, day: Date) -> bool {
        self.rhythms.iter().any(|it| it.frequency.falls_on(it.first, day))
    }

    /// The day by the text of today for which a report counts that was made on a day for another. What
    /// was sent ahead counts for the same time where an amendment has moved that.
    #[must_use]
    pub fn counts_for(&self, due: Date, on: Date) -> Date {
        self.endless.day_now(due, on)
    }

    /// Which of its days this is, from 0; nothing where it is none of them.
    #[must_use]
    pub fn place_of(&self, day: Date) -> Option<usize> {
        self.series.place_of(day)
    }

    /// The occurrence that lies nearest to a day, unless it is more than a year ahead.
    #[must_use]
    pub fn nearest(&self, day: Date) -> Option<Date> {
        let after = self.endless.before(day);
        let near = after.checked_sub(1).into_iter().chain([after]);
        near.filter_map(|place| self.endless.nth(place))
            .filter(|one| *one <= plus_days(day, 366))
            .min_by_key(|one| days_between(*one, day).abs())
    }
}

/// Every dated arrangement between parties that exist, as it stands on a day.
#[must_use]
pub fn standings<'a>(
    dossier: &Dossier<'a>,
    frame: &Frame<'a>,
    calendar: &Calendar,
    today: Date,
) -> Vec<Standing<'a>> {
    let Some(agreement) = dossier.in_force() else { return Vec::new() };
    let limits = frame.limits();
    let made = reports_made(dossier, today);
    let mut standings = Vec::new();
    for (index, arrangement) in agreement.reporting.iter().enumerate() {
        let (Some(id), Some(from)) = (arrangement.id, arrangement.from) else { continue };
        let rhythms = rhythms(dossier, arrangement, id);
        if rhythms.is_empty() || dossier.party(from).is_none() {
            continue;
        }
        let series = Series::of(&rhythms, last_day(dossier, arrangement, today));
        let made = made.get(id).map_or(&[][..], Vec::as_slice);
        let owing = Owing::of(dossier, arrangement, from, &series, made, today);
        let grace = arrangement.grace_days.map_or(limits.report_grace, |days| days.0);
        let grace_ends = |original: Date| plus_days(calendar.falls(original), grace);
        let occurrence = |place: usize| {
            let original = series.nth(place)?;
            Some(Occurrence {
                original,
                due: calendar.falls(original),
                grace_ends: grace_ends(original),
                owed_to: owing.to_on(original),
            })
        };
        let past_grace = series.count_while(|original| grace_ends(original) < today);
        let past = series.count_while(|original| calendar.falls(original) < today);
        let seen = plus_days(today, limits.due_soon);
        let horizon = plus_days(today, HORIZON_DAYS);
        standings.push(Standing {
            id,
            index,
            ours: dossier.is_ours(frame, from),
            from,
            late: owing.count(past_grace),
            oldest_late: owing.next(0).filter(|at| *at < past_grace).and_then(occurrence),
            newest_late: owing
                .back_from(past_grace)
                .filter_map(|place| series.nth(place))
                .take(NAMED)
                .map(|original| (original, owing.to_on(original)))
                .collect(),
            soon: owing.next(past_grace).and_then(occurrence).filter(|one| one.due <= seen),
            next: owing
                .next(past)
                .and_then(|place| series.nth(place))
                .filter(|original| *original <= horizon)
                .map(|original| calendar.falls(original)),
            endless: Series::of(&rhythms, Date::MAX),
            series,
            rhythms,
        });
    }
    standings
}

/// Every day of an arrangement by the text of each time, as if it lasted for ever; also of one that
/// is no longer in the text.
#[must_use]
pub fn series(dossier: &Dossier<'_>, arrangement: &Reporting<'_>) -> Series {
    let rhythms = arrangement.id.map(|id| rhythms(dossier, arrangement, id));
    Series::of(&rhythms.unwrap_or_default(), Date::MAX)
}

/// The reports made by a day, each with its own, by arrangement.
fn reports_made<'d, 'a>(
    dossier: &'d Dossier<'a>,
    today: Date,
) -> HashMap<&'a str, Vec<(Date, &'d ReportEvent<'a>)>> {
    let mut made: HashMap<&str, Vec<_>> = HashMap::new();
    for (event, own) in dossier.report_events() {
        if let Some(arrangement) = own.arrangement
            && own.event == Some(ReportStep::Reported)
            && let Some(on) = event.on().filter(|on| *on <= today)
        {
            made.entry(arrangement).or_default().push((on, own));
        }
    }
    made
}

/// The last day on which an arrangement asks for a report, by what is known on a day.
fn last_day(dossier: &Dossier<'_>, arrangement: &Reporting<'_>, today: Date) -> Date {
    let term = dossier.term();
    let past = |day: &Date| *day <= today;
    let closed = dossier.closures().filter_map(|(event, _)| event.on().filter(past)).min();
    let until = arrangement.until.or(term.and_then(|term| term.ends_on));
    until.into_iter().chain(closed).min().unwrap_or(Date::MAX)
}

/// The rhythms that the text of an arrangement has had, oldest first; none where no single day can
/// be told.
fn rhythms(dossier: &Dossier<'_>, arrangement: &Reporting<'_>, id: &str) -> Vec<Rhythm> {
    let first = Wording::of(dossier, id, "first_due");
    let frequency = Wording::of(dossier, id, "frequency");
    let mut turns: Vec<Date> =
        std::iter::once(Date::MIN).chain(first.turns()).chain(frequency.turns()).collect();
    turns.sort_unstable();
    turns.dedup();
    turns
        .into_iter()
        .filter_map(|since| {
            Some(Rhythm {
                since,
                first: first.date_on(since, arrangement.first_due)?,
                frequency: frequency
                    .frequency_on(since, arrangement.frequency)
                    .filter(|frequency| frequency.is_dated())?,
            })
        })
        .collect()
}
