//! Reports that are owed: each arrangement, occurrence by occurrence.

use super::calendar::Calendar;
use super::wording::Wording;
use crate::model::agreement::Reporting;
use crate::model::date::{Date, Frequency, days_between, plus_days};
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

/// A rhythm, and since when the text has had it.
#[derive(Debug, Clone, Copy)]
struct Rhythm {
    since: Date,
    first: Date,
    frequency: Frequency,
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
    /// Every occurrence up to the day and the notice time after it, oldest first.
    pub occurrences: Vec<Occurrence<'a>>,
    /// The next one that is still owed, as far as it can be seen.
    pub next: Option<Date>,
    rhythms: Vec<Rhythm>,
}

impl<'a> Standing<'a> {
    /// The occurrences that are late on a day.
    pub fn late(&self, today: Date) -> impl Iterator<Item = &Occurrence<'a>> {
        self.occurrences.iter().filter(move |one| !one.owed_to.is_empty() && one.grace_ends < today)
    }

    /// Whether a day names an occurrence, by the text of any time.
    #[must_use]
    pub fn has_occurrence(&self, day: Date) -> bool {
        self.rhythms
            .iter()
            .any(|rhythm| rhythm.frequency.occurrences(rhythm.first, day).last() == Some(day))
    }

    /// The occurrence that lies nearest to a day.
    #[must_use]
    pub fn nearest(&self, day: Date) -> Option<Date> {
        self.rhythms
            .iter()
            .flat_map(|rhythm| rhythm.frequency.occurrences(rhythm.first, plus_days(day, 366)))
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
    let Some(agreement) = &dossier.agreement else { return Vec::new() };
    let limits = frame.limits();
    let end = agreement.term.as_ref().and_then(|term| term.ends_on);
    let past = |day: &Date| *day <= today;
    let closed = dossier.closures().filter_map(|(event, _)| event.on().filter(past)).min();
    let mut standings = Vec::new();
    for (index, arrangement) in agreement.reporting.iter().enumerate() {
        let (Some(id), Some(from)) = (arrangement.id, arrangement.from) else { continue };
        let rhythms = rhythms(dossier, arrangement, id);
        if rhythms.is_empty() || dossier.party(from).is_none() {
            continue;
        }
        let made: Vec<&ReportEvent<'a>> = dossier
            .report_events()
            .filter(|(event, own)| {
                own.event == Some(ReportStep::Reported)
                    && own.arrangement == Some(id)
                    && event.on().is_some_and(|on| on <= today)
            })
            .map(|(_, own)| own)
            .collect();
        let receivers = Wording::of(dossier, id, "to");
        // Receivers add up over the reports made for one occurrence.
        let owed = |original: Date| -> Vec<&'a str> {
            let mut owed = receivers.list_on(original, &arrangement.to);
            let reached = |party: &str| {
                made.iter().any(|own| own.due == Some(original) && own.to.contains(&party))
            };
            owed.retain(|party| {
                takes_part(dossier, from, original, today)
                    && takes_part(dossier, party, original, today)
                    && !reached(party)
            });
            owed
        };
        let last = [arrangement.until.or(end), closed].into_iter().flatten().min();
        let days = |until: Date| days_of(&rhythms, last.map_or(until, |last| last.min(until)));
        let grace = arrangement.grace_days.map_or(limits.report_grace, |days| days.0);
        let occurrences = days(plus_days(today, limits.due_soon))
            .map(|original| {
                let due = calendar.falls(original);
                Occurrence {
                    original,
                    due,
                    grace_ends: plus_days(due, grace),
                    owed_to: owed(original),
                }
            })
            .collect();
        let next = days(plus_days(today, HORIZON_DAYS))
            .filter(|original| calendar.falls(*original) >= today)
            .find(|original| !owed(*original).is_empty())
            .map(|original| calendar.falls(original));
        let ours = dossier.is_ours(frame, from);
        standings.push(Standing { id, index, ours, from, occurrences, next, rhythms });
    }
    standings
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

/// The days of all rhythms up to a day: each counts only while the text had it.
fn days_of(rhythms: &[Rhythm], until: Date) -> impl Iterator<Item = Date> {
    rhythms.iter().enumerate().flat_map(move |(at, rhythm)| {
        let next = rhythms.get(at + 1).map(|next| plus_days(next.since, -1));
        let last = next.map_or(until, |next| next.min(until));
        let since = rhythm.since;
        rhythm.frequency.occurrences(rhythm.first, last).filter(move |day| *day >= since)
    })
}

/// Whether a party exists, had joined when something was due, and has not left: by then, or since.
/// Nobody can be held to anything after they have gone.
fn takes_part(dossier: &Dossier<'_>, party: &str, due: Date, today: Date) -> bool {
    dossier.party(party).is_some_and(|party| {
        party.joined_on.is_none_or(|joined| joined <= due)
            && party.left_on.is_none_or(|left| left >= due.max(today))
    })
}
