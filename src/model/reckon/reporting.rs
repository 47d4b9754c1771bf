//! Reports that are owed: each arrangement, occurrence by occurrence.

use super::calendar::Calendar;
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{Event, ReportEvent, ReportStep};
use crate::model::frame::Frame;

/// One report that an arrangement asks for.
#[derive(Debug, Clone)]
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
    /// Every occurrence up to the day and the notice time after it, oldest first.
    pub occurrences: Vec<Occurrence<'a>>,
    /// The next one that is still owed, as far as it can be seen.
    pub next: Option<Date>,
}

impl<'a> Standing<'a> {
    /// The occurrences that are late on a day.
    pub fn late(&self, today: Date) -> impl Iterator<Item = &Occurrence<'a>> {
        self.occurrences.iter().filter(move |one| !one.owed_to.is_empty() && one.grace_ends < today)
    }
}

/// Every dated arrangement as it stands on a day.
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
    let closed = dossier.closures().filter_map(|(event, _)| event.on()).min();
    let made: Vec<(&Event<'a>, &ReportEvent<'a>)> = dossier
        .report_events()
        .filter(|(event, own)| {
            own.event == Some(ReportStep::Reported) && event.on().is_some_and(|on| on <= today)
        })
        .collect();
    let mut standings = Vec::new();
    for (index, arrangement) in agreement.reporting.iter().enumerate() {
        let (Some(id), Some(from), Some(frequency), Some(first)) =
            (arrangement.id, arrangement.from, arrangement.frequency, arrangement.first_due)
        else {
            continue;
        };
        if !frequency.is_dated() {
            continue;
        }
        let last = [arrangement.until.or(end), closed].into_iter().flatten().min();
        let seen = plus_days(today, limits.due_soon);
        let grace = arrangement.grace_days.map_or(limits.report_grace, |days| days.0);
        let gone = |party: &str| {
            dossier.party(party).is_some_and(|p| p.left_on.is_some_and(|day| day < today))
        };
        let receivers: Vec<&'a str> =
            arrangement.to.iter().copied().filter(|party| !gone(party)).collect();
        if receivers.is_empty() {
            continue;
        }
        let owed = |original: Date| -> Vec<&'a str> {
            let reached = |receiver: &str| {
                made.iter().any(|(_, own)| {
                    own.arrangement == Some(id)
                        && own.due == Some(original)
                        && own.to.contains(&receiver)
                })
            };
            receivers.iter().copied().filter(|receiver| !reached(receiver)).collect()
        };
        let bound = last.map_or(seen, |last| last.min(seen));
        let occurrences: Vec<Occurrence<'a>> = frequency
            .occurrences(first, bound)
            .filter(|_| !gone(from))
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
        let next = (0..)
            .map_while(|n| frequency.occurrence(first, n))
            .take_while(|day| last.is_none_or(|last| *day <= last))
            .find(|day| *day >= today && !owed(*day).is_empty())
            .map(|day| calendar.falls(day));
        let ours = dossier.is_ours(frame, from);
        standings.push(Standing { id, index, ours, from, occurrences, next });
    }
    standings
}
