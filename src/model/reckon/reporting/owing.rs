//! To whom one arrangement owes which report: worked out by spans of time, not day by day.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::agreement::Reporting;
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::ReportEvent;
use crate::model::reckon::series::Series;
use crate::model::reckon::wording::Wording;

/// What one arrangement owes, by the places of its days in the series.
pub(super) struct Owing<'d, 'a> {
    dossier: &'d Dossier<'a>,
    today: Date,
    from: &'a str,
    to: &'d [&'a str],
    receivers: Wording<'d, 'a>,
    series: &'d Series,
    /// Those whom the reports made for a day have reached.
    reached: BTreeMap<Date, BTreeSet<&'a str>>,
    /// The places at which somebody is owed a report while none was made, from one to before
    /// another, in their order.
    spans: Vec<(usize, usize)>,
    /// The places in them at which nobody is owed one any more.
    settled: BTreeSet<usize>,
}

impl<'d, 'a> Owing<'d, 'a> {
    pub(super) fn of(
        dossier: &'d Dossier<'a>,
        arrangement: &'d Reporting<'a>,
        from: &'a str,
        series: &'d Series,
        made: &[(Date, &'d ReportEvent<'a>)],
        today: Date,
    ) -> Self {
        let mut reached: BTreeMap<Date, BTreeSet<&str>> = BTreeMap::new();
        for (on, own) in made {
            // Receivers add up over the reports made for one occurrence.
            if let Some(due) = own.due {
                reached.entry(series.day_now(due, *on)).or_default().extend(&own.to);
            }
        }
        let receivers = Wording::of(dossier, arrangement.id.unwrap_or_default(), "to");
        let to = &arrangement.to[..];
        let (spans, settled) = (Vec::new(), BTreeSet::new());
        let mut owing =
            Self { dossier, today, from, to, receivers, series, reached, spans, settled };
        owing.spans = owing.spans();
        owing.settled = owing
            .reached
            .keys()
            .filter_map(|due| series.place_of(*due).filter(|_| owing.to_on(*due).is_empty()))
            .filter(|place| owing.spans.iter().any(|(from, to)| (*from..*to).contains(place)))
            .collect();
        owing
    }

    /// The days on which a party can owe or be owed something. Nobody can be held to anything after
    /// they have gone, or since.
    fn there(&self, party: &str) -> Option<(Date, Date)> {
        let party = self.dossier.party(party)?;
        let left = party.left_on.unwrap_or(Date::MAX);
        (left >= self.today).then_some((party.joined_on.unwrap_or(Date::MIN), left))
    }

    /// The spans in which somebody takes part to whom it goes by the text of that time.
    fn spans(&self) -> Vec<(usize, usize)> {
        let Some((first, last)) = self.there(self.from) else { return Vec::new() };
        let mut turns: Vec<Date> =
            std::iter::once(Date::MIN).chain(self.receivers.turns()).collect();
        turns.sort_unstable();
        turns.dedup();
        let mut spans = Vec::new();
        for (at, since) in turns.iter().enumerate() {
            let until = turns.get(at + 1).copied().unwrap_or(Date::MAX);
            for party in self.receivers.list_on(*since, self.to) {
                let Some((joined, left)) = self.there(party) else { continue };
                let from = self.series.before(joined.max(first).max(*since));
                let to = self.series.before(plus_days(left.min(last), 1).min(until));
                if from < to {
                    spans.push((from, to));
                }
            }
        }
        spans.sort_unstable();
        spans.dedup_by(|next, span| {
            let touches = next.0 <= span.1;
            if touches {
                span.1 = span.1.max(next.1);
            }
            touches
        });
        spans
    }

    /// Those to whom the report of a day is still owed.
    pub(super) fn to_on(&self, day: Date) -> Vec<&'a str> {
        let is_there = |party: &str| {
            self.there(party).is_some_and(|(joined, left)| (joined..=left).contains(&day))
        };
        let mut to = self.receivers.list_on(day, self.to);
        let reached = self.reached.get(&day);
        to.retain(|party| is_there(party) && reached.is_none_or(|them| !them.contains(party)));
        if is_there(self.from) { to } else { Vec::new() }
    }

    /// The place of the first that is owed, from a place on.
    pub(super) fn next(&self, place: usize) -> Option<usize> {
        self.spans.iter().find_map(|(from, to)| {
            (place.max(*from)..*to).find(|place| !self.settled.contains(place))
        })
    }

    /// The places of those that are owed before a place, the last of them first.
    pub(super) fn back_from(&self, place: usize) -> impl Iterator<Item = usize> {
        let spans = self.spans.iter().rev();
        let before = spans.flat_map(move |(from, to)| (*from..place.min(*to)).rev());
        before.filter(|place| !self.settled.contains(place))
    }

    /// How many are owed before a place.
    pub(super) fn count(&self, place: usize) -> usize {
        let spans = self.spans.iter().map(|(from, to)| place.min(*to).saturating_sub(*from));
        spans.sum::<usize>() - self.settled.range(..place).count()
    }
}
