//! What recurs, day after day, by the text of each time. No list is made of it: any day of it, and
//! how many lie before another, is worked out. So a series may be as old as it likes.
//!
//! Where another text changes the days and not how often, each time is owed once: what was due by the
//! older text stays due, and the first day of the newer one counts only where it does not merely stand
//! for that time, as the nearest to it. What was done ahead for a time that the newer text moves counts
//! for that time. Where it changes how often, what comes is another duty, and counts from its first
//! day on.

use crate::model::date::{Date, Frequency, days_between, plus_days};

/// Of so many missing times of something that recurs each is named, newest first: a waiver tells them
/// apart. What lies behind is named together.
pub const NAMED: usize = 60;

/// A rhythm, and since when the text has had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The day from which on the text has had it.
    pub since: Date,
    /// The day it counts from.
    pub first: Date,
    /// How often.
    pub frequency: Frequency,
}

/// The days of one rhythm, while the text had it.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    rhythm: Rhythm,
    /// The number of its first day, counted as the rhythm does.
    from: u32,
    /// How many days of other rhythms come before.
    place: usize,
}

/// The days of rhythms that followed each other. Each day has its place, from 0.
#[derive(Debug, Clone, Default)]
pub struct Series {
    stretches: Vec<Stretch>,
    len: usize,
    /// Every rhythm, also one without a day while the text had it; none where there is only one.
    rhythms: Vec<Rhythm>,
}

impl Rhythm {
    /// Of its days the one nearest to another; of two as near the later.
    fn nearest(&self, day: Date) -> Option<Date> {
        let after = self.frequency.before(self.first, day);
        let near = [Some(after), after.checked_sub(1)].into_iter().flatten();
        let near = near.filter_map(|n| self.frequency.occurrence(self.first, n));
        near.min_by_key(|near| days_between(*near, day).abs())
    }

    /// Rhythms of which no two that follow each other are of one time: what is done once has one,
    /// however often the text gave it another day.
    fn merged(rhythms: &[Self]) -> Vec<Self> {
        let mut merged: Vec<Self> = Vec::with_capacity(rhythms.len());
        for rhythm in rhythms {
            match merged.last_mut().filter(|before| before.is_once() && rhythm.is_once()) {
                Some(before) => before.first = rhythm.first,
                None => merged.push(*rhythm),
            }
        }
        merged
    }

    fn is_once(&self) -> bool {
        self.frequency == Frequency::Once
    }

    /// Whether it may only move the days of another.
    fn is_as_often_as(&self, other: &Self) -> bool {
        self.frequency == other.frequency && !self.is_once()
    }
}

impl Series {
    /// The days of rhythms, oldest first, up to a last day, that day included. Each rhythm ends
    /// where the next begins: what was due before stays due.
    #[must_use]
    pub fn of(rhythms: &[Rhythm], last: Date) -> Self {
        let end = plus_days(last, 1);
        let mut series = Self::default();
        let merged;
        let rhythms = if rhythms.len() > 1 {
            series.rhythms = rhythms.to_vec();
            merged = Rhythm::merged(rhythms);
            &merged
        } else {
            rhythms
        };
        for (at, rhythm) in rhythms.iter().enumerate() {
            let until = rhythms.get(at + 1).map_or(end, |next| next.since.min(end));
            let mut from = rhythm.frequency.before(rhythm.first, rhythm.since);
            from += u32::from(series.has_had(rhythm, from));
            let count = rhythm.frequency.before(rhythm.first, until).saturating_sub(from);
            if count > 0 {
                series.stretches.push(Stretch { rhythm: *rhythm, from, place: series.len });
                series.len += count as usize;
            }
        }
        series
    }

    /// Whether a day of a rhythm, the first that would follow, stands for the last of those so far: it
    /// lies nearer to that than to the one that was to come.
    fn has_had(&self, rhythm: &Rhythm, n: u32) -> bool {
        let before = self.stretches.last().map(|stretch| stretch.rhythm);
        let last = self.len.checked_sub(1).and_then(|place| self.nth(place));
        let day = rhythm.frequency.occurrence(rhythm.first, n);
        let (Some(before), Some(last), Some(day)) = (before, last, day) else { return false };
        before.is_as_often_as(rhythm) && before.nearest(day) == Some(last)
    }

    /// One day only.
    #[must_use]
    pub fn once(day: Date) -> Self {
        Self::of(&[Rhythm { since: Date::MIN, first: day, frequency: Frequency::Once }], day)
    }

    /// How many days it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The day at a place.
    #[must_use]
    pub fn nth(&self, place: usize) -> Option<Date> {
        let after = self.stretches.partition_point(|stretch| stretch.place <= place);
        let stretch = self.stretches[..after].last().filter(|_| place < self.len)?;
        let n = stretch.from + u32::try_from(place - stretch.place).ok()?;
        stretch.rhythm.frequency.occurrence(stretch.rhythm.first, n)
    }

    /// How many days something holds for that holds for none after the first for which it does not.
    pub fn count_while(&self, holds: impl Fn(Date) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.nth(middle).is_some_and(&holds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// How many of its days lie before a day.
    #[must_use]
    pub fn before(&self, day: Date) -> usize {
        self.count_while(|one| one < day)
    }

    /// The rhythm that the text had on a day, and the next of other days.
    fn rhythm_on(&self, day: Date) -> Option<(&Rhythm, Option<&Rhythm>)> {
        let after = self.rhythms.partition_point(|rhythm| rhythm.since <= day);
        Some((self.rhythms.get(after.checked_sub(1)?)?, self.rhythms.get(after)))
    }

    /// Whether a day was one on which it was due, as the text had it on another.
    #[must_use]
    pub fn was_due(&self, day: Date, by_text_of: Date) -> bool {
        let rhythm = self.rhythm_on(by_text_of).map(|(rhythm, _)| rhythm);
        self.place_of(day).is_some()
            || rhythm.is_some_and(|rhythm| rhythm.frequency.falls_on(rhythm.first, day))
    }

    /// Which time is meant by a day, as the text had it on another: where a newer text has moved that
    /// time, the place that it has now, and the day on which it was moved.
    #[must_use]
    pub fn moved_from(&self, day: Date, by_text_of: Date) -> Option<(usize, Date)> {
        let (then, next) = self.rhythm_on(by_text_of)?;
        if then.is_once() && next.is_some_and(Rhythm::is_once) && then.first == day {
            let behind = self.rhythms.iter().skip_while(|rhythm| rhythm.since <= then.since);
            let last = behind.take_while(|rhythm| rhythm.is_once()).last()?;
            return Some((self.place_of(last.first)?, next?.since));
        }
        let next = next.filter(|next| then.is_as_often_as(next) && day >= next.since)?;
        if !then.frequency.falls_on(then.first, day) {
            return None;
        }
        let after = self.before(day);
        let near = [Some(after), after.checked_sub(1)].into_iter().flatten();
        let near = near.filter_map(|place| Some((place, self.nth(place)?)));
        let (place, now) = near.min_by_key(|(_, near)| days_between(*near, day).abs())?;
        let at = self.stretches.partition_point(|stretch| stretch.place <= place).checked_sub(1)?;
        let is_moved = self.stretches[at].rhythm == *next && then.nearest(now) == Some(day);
        is_moved.then_some((place, next.since))
    }

    /// The day of the time that is meant by a day, as the text had it on another.
    #[must_use]
    pub fn day_now(&self, day: Date, by_text_of: Date) -> Date {
        let is_known = self.place_of(day).is_some();
        let moved = self.moved_from(day, by_text_of).filter(|_| !is_known);
        moved.and_then(|(place, _)| self.nth(place)).unwrap_or(day)
    }

    /// The place of a day; nothing where it is none of its days.
    #[must_use]
    pub fn place_of(&self, day: Date) -> Option<usize> {
        Some(self.before(day)).filter(|place| self.nth(*place) == Some(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).expect("a real day")
    }

    const DATED: [Frequency; 7] = [
        Frequency::Weekly,
        Frequency::Fortnightly,
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::SixMonthly,
        Frequency::Annually,
        Frequency::Once,
    ];

    #[test]
    fn one_day_is_one_day_wherever_it_lies() {
        for only in [day(0, 1, 1), day(2025, 2, 28), day(9999, 12, 31)] {
            let series = Series::once(only);
            assert_eq!((series.len(), series.nth(0), series.nth(1)), (1, Some(only), None));
        }
        assert!(Series::of(&[], Date::MAX).is_empty());
    }

    #[test]
    fn two_thousand_years_are_worked_out_and_not_walked_through() {
        let rhythm = Rhythm { since: Date::MIN, first: day(1, 1, 1), frequency: Frequency::Weekly };
        let series = Series::of(&[rhythm], day(9999, 12, 31));
        let asked = std::cell::Cell::new(0);
        let late = series.count_while(|one| {
            asked.set(asked.get() + 1);
            one < day(2025, 6, 2)
        });
        assert_eq!(late, 105_629);
        assert!(asked.get() <= 20, "{} days were looked at", asked.get());
        assert_eq!(series.nth(late), Some(day(2025, 6, 2)));
    }

    #[test]
    fn a_time_that_is_moved_is_owed_once() {
        let rhythm = |since, first| Rhythm { since, first, frequency: Frequency::Monthly };
        let of = |turn, first| {
            Series::of(&[rhythm(Date::MIN, day(2025, 1, 15)), rhythm(turn, first)], Date::MAX)
        };
        let days = |series: &Series| [1, 2, 3, 4].map(|place| series.nth(place).expect("a day"));
        // The one of March was due already, and stays as it was.
        let late = of(day(2025, 3, 16), day(2025, 3, 20));
        let (second, third) = (day(2025, 2, 15), day(2025, 3, 15));
        assert_eq!(days(&late), [second, third, day(2025, 4, 20), day(2025, 5, 20)]);
        // It was still to come: it is moved, and what was done for it ahead counts.
        let early = of(day(2025, 3, 12), day(2025, 3, 20));
        assert_eq!(days(&early), [second, day(2025, 3, 20), day(2025, 4, 20), day(2025, 5, 20)]);
        assert_eq!(early.moved_from(third, day(2025, 3, 10)), Some((2, day(2025, 3, 12))));
        assert_eq!(early.moved_from(third, day(2025, 3, 12)), None, "by that text it is no day");
        assert!(early.was_due(third, day(2025, 3, 10)) && !early.was_due(third, day(2025, 3, 12)));
    }

    proptest! {
        #[test]
        fn a_series_is_what_a_list_of_its_days_would_be(
            turns in proptest::collection::vec((0i64..900, -400i64..900, 0usize..7), 0..4),
            last in 0i64..2000,
            asked in -50i64..2100,
        ) {
            let base = day(2024, 1, 31);
            let mut since = Date::MIN;
            let mut rhythms = Vec::new();
            for (gap, first, frequency) in turns {
                let first = plus_days(base, first);
                rhythms.push(Rhythm { since, first, frequency: DATED[frequency] });
                since = plus_days(since.max(base), gap);
            }
            let last = plus_days(base, last);
            let series = Series::of(&rhythms, last);
            // What is done once is moved, and not done once more.
            let mut at = 1;
            while at < rhythms.len() {
                let both = [rhythms[at - 1], rhythms[at]];
                if both.iter().all(|it| it.frequency == Frequency::Once) {
                    rhythms[at - 1].first = rhythms.remove(at).first;
                } else {
                    at += 1;
                }
            }
            let mut listed: Vec<Date> = Vec::new();
            let mut before: Option<Rhythm> = None;
            for (at, rhythm) in rhythms.iter().enumerate() {
                let next = rhythms.get(at + 1).map(|next| next.since);
                let all = || (0..).map_while(|n| rhythm.frequency.occurrence(rhythm.first, n));
                let mut own: Vec<Date> = all()
                    .take_while(|day| *day <= last && next.is_none_or(|next| *day < next))
                    .filter(|day| *day >= rhythm.since)
                    .collect();
                // The first stands for the last of the text before, where it is as often and the
                // nearest.
                let older = before.filter(|it| {
                    it.frequency == rhythm.frequency && it.frequency != Frequency::Once
                });
                if let (Some(older), Some(one), Some(day)) =
                    (older, listed.last().copied(), all().find(|day| *day >= rhythm.since))
                {
                    let far = |other: Date| days_between(day, other).abs();
                    let ahead = (0..)
                        .map_while(|n| older.frequency.occurrence(older.first, n))
                        .find(|other| *other > one);
                    if ahead.is_none_or(|ahead| far(one) < far(ahead)) {
                        own.retain(|other| *other != day);
                    }
                }
                if !own.is_empty() {
                    before = Some(*rhythm);
                }
                listed.extend(own);
            }
            let days: Vec<Date> = (0..).map_while(|place| series.nth(place)).collect();
            prop_assert_eq!(&days, &listed);
            prop_assert_eq!(series.len(), listed.len());
            let asked = plus_days(base, asked);
            prop_assert_eq!(series.before(asked), listed.iter().filter(|it| **it < asked).count());
            prop_assert_eq!(series.place_of(asked), listed.iter().position(|it| *it == asked));
        }
    }
}
