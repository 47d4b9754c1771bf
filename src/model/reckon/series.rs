//! What recurs, day after day, by the text of each time. No list is made of it: any day of it, and
//! how many lie before another, is worked out. So a series may be as old as it likes.

use crate::model::date::{Date, Frequency, plus_days};

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
}

impl Series {
    /// The days of rhythms, oldest first, up to a last day, that day included. Each rhythm ends
    /// where the next begins: what was due before stays due.
    #[must_use]
    pub fn of(rhythms: &[Rhythm], last: Date) -> Self {
        let end = plus_days(last, 1);
        let mut series = Self::default();
        for (at, rhythm) in rhythms.iter().enumerate() {
            let until = rhythms.get(at + 1).map_or(end, |next| next.since.min(end));
            let from = rhythm.frequency.before(rhythm.first, rhythm.since);
            let count = rhythm.frequency.before(rhythm.first, until).saturating_sub(from);
            if count > 0 {
                series.stretches.push(Stretch { rhythm: *rhythm, from, place: series.len });
                series.len += count as usize;
            }
        }
        series
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
            let listed: Vec<Date> = rhythms
                .iter()
                .enumerate()
                .flat_map(|(at, rhythm)| {
                    let next = rhythms.get(at + 1).map(|next| next.since);
                    (0..)
                        .map_while(|n| rhythm.frequency.occurrence(rhythm.first, n))
                        .take_while(|day| *day <= last && next.is_none_or(|next| *day < next))
                        .filter(|day| *day >= rhythm.since)
                        .collect::<Vec<_>>()
                })
                .collect();
            let series = Series::of(&rhythms, last);
            let days: Vec<Date> = (0..).map_while(|place| series.nth(place)).collect();
            prop_assert_eq!(&days, &listed);
            prop_assert_eq!(series.len(), listed.len());
            let asked = plus_days(base, asked);
            prop_assert_eq!(series.before(asked), listed.iter().filter(|it| **it < asked).count());
            prop_assert_eq!(series.place_of(asked), listed.iter().position(|it| *it == asked));
        }
    }
}
