//! Days of the calendar, and the frequencies that duties recur in.

use super::declare::{Held, Shape, Walk, words};
use crate::document::{Kind, Value};
pub use chrono::NaiveDate as Date;
use chrono::{Datelike, Days, Months};

impl<'a> Held<'a> for Date {
    const SHAPE: Shape = Shape::Date;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let date = match value.get_ref() {
            Kind::Datetime(datetime) if datetime.time.is_none() => datetime.date,
            _ => None,
        };
        let day = date.and_then(|date| {
            Self::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        if day.is_none() {
            walk.wrong_type(value, Self::SHAPE);
        }
        day
    }
}

/// A day as it stands in a file: `2026-03-02`, four digits and twice two.
///
/// # Errors
///
/// How it is written, where it is written otherwise; or that there is no such day.
pub fn parse(text: &str) -> Result<Date, &'static str> {
    let marks = |at: usize| if at == 4 || at == 7 { b"-" } else { &b"0123456789"[..] };
    let is_day = |(at, byte): (usize, u8)| marks(at).contains(&byte);
    if text.len() != 10 || !text.bytes().enumerate().all(is_day) {
        return Err("a day is written as year, month and day, such as 2026-03-02");
    }
    text.parse().map_err(|_| "the calendar has no such day")
}

#[cfg(test)]
thread_local! {
    /// How many days of series were worked out: the work that a test counts.
    pub(crate) static WORKED_OUT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

words! {
    /// How often something recurs.
    Frequency {
        Weekly = "weekly",
        Fortnightly = "fortnightly",
        Monthly = "monthly",
        Quarterly = "quarterly",
        SixMonthly = "six-monthly",
        Annually = "annually",
        /// One time only.
        Once = "once",
        /// All the time: no single day is due.
        Continuous = "continuous",
        /// When there is reason: no single day is due.
        AdHoc = "ad-hoc",
    }
}

impl Frequency {
    /// The day of the n-th occurrence, from 0. It is always counted from the original day, so that
    /// the end of a month does not wear the day down: 31 January, 28 February, 31 March.
    /// Nothing where there is no n-th occurrence, or none in any calendar.
    #[must_use]
    pub fn occurrence(self, first: Date, n: u32) -> Option<Date> {
        #[cfg(test)]
        WORKED_OUT.set(WORKED_OUT.get() + 1);
        let months = |each: u32| first.checked_add_months(Months::new(each.checked_mul(n)?));
        let days = |each: u64| first.checked_add_days(Days::new(each * u64::from(n)));
        match self {
            Self::Weekly => days(7),
            Self::Fortnightly => days(14),
            Self::Monthly => months(1),
            Self::Quarterly => months(3),
            Self::SixMonthly => months(6),
            Self::Annually => months(12),
            Self::Once | Self::Continuous | Self::AdHoc => (n == 0).then_some(first),
        }
    }

    /// Whether single days of it can be told.
    #[must_use]
    pub const fn is_dated(self) -> bool {
        !matches!(self, Self::Continuous | Self::AdHoc)
    }

    /// How many occurrences of a series lie before a day, and so the number of the first that does
    /// not. It is worked out, not counted through, however long ago the series began.
    #[must_use]
    pub fn before(self, first: Date, day: Date) -> u32 {
        let days =
            |each: i64| u32::try_from((days_between(first, day) + each - 1) / each).unwrap_or(0);
        let months = |each: i64| {
            let month = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month0());
            let at = u32::try_from((month(day) - month(first)) / each).unwrap_or(0);
            // Only this one may lie in the same month, and before the day or not.
            at + u32::from(self.occurrence(first, at).is_some_and(|one| one < day))
        };
        match self {
            Self::Weekly => days(7),
            Self::Fortnightly => days(14),
            Self::Monthly => months(1),
            Self::Quarterly => months(3),
            Self::SixMonthly => months(6),
            Self::Annually => months(12),
            Self::Once | Self::Continuous | Self::AdHoc => u32::from(first < day),
        }
    }

    /// Whether one of the occurrences of a series is on a day.
    #[must_use]
    pub fn falls_on(self, first: Date, day: Date) -> bool {
        self.occurrence(first, self.before(first, day)) == Some(day)
    }

    /// Every occurrence of a series from one day to another, both included.
    pub fn occurrences(self, first: Date, from: Date, last: Date) -> impl Iterator<Item = Date> {
        (self.before(first, from)..)
            .map_while(move |n| self.occurrence(first, n))
            .take_while(move |day| *day <= last)
    }
}

/// Days from one day to another; negative when the other lies before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// A day as a number that grows by one from day to day.
#[must_use]
pub fn number_of(day: Date) -> i32 {
    day.num_days_from_ce()
}

/// The day of such a number; nothing where the calendar has none.
#[must_use]
pub fn of_number(number: i32) -> Option<Date> {
    Date::from_num_days_from_ce_opt(number)
}

/// A day moved by a number of days, held within the calendar.
#[must_use]
pub fn plus_days(day: Date, days: i64) -> Date {
    let moved = if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        day.checked_add_days(Days::new(days.unsigned_abs()))
    };
    moved.unwrap_or(if days < 0 { Date::MIN } else { Date::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn the_end_of_a_month_does_not_drift() {
        let days: Vec<Date> =
            Frequency::Monthly.occurrences(day(2025, 1, 31), Date::MIN, day(2025, 4, 30)).collect();
        assert_eq!(days, [day(2025, 1, 31), day(2025, 2, 28), day(2025, 3, 31), day(2025, 4, 30)]);
        assert_eq!(Frequency::Annually.occurrence(day(2024, 2, 29), 4), Some(day(2028, 2, 29)));
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(parse("2026-03-02"), Ok(day(2026, 3, 2)));
        assert_eq!(parse("0000-01-01"), Ok(day(0, 1, 1)));
        for slip in ["26-1-1", "2026-3-2", "+2026-03-2", "2026-03-020", "2026/03/02", "", "today"] {
            assert!(parse(slip).is_err_and(|error| error.contains("2026-03-02")), "{slip}");
        }
        assert_eq!(parse("2026-02-30"), Err("the calendar has no such day"));
    }

    #[test]
    fn the_last_year_of_the_calendar_ends_a_series() {
        assert!(Frequency::Monthly.occurrences(day(9999, 1, 31), Date::MIN, Date::MAX).count() > 1);
        assert_eq!(plus_days(Date::MAX, 1), Date::MAX);
    }

    #[test]
    fn each_frequency_keeps_its_distance() {
        let first = day(2025, 1, 31);
        for (frequency, second, third) in [
            (Frequency::Weekly, Some(day(2025, 2, 7)), Some(day(2025, 2, 14))),
            (Frequency::Fortnightly, Some(day(2025, 2, 14)), Some(day(2025, 2, 28))),
            (Frequency::Monthly, Some(day(2025, 2, 28)), Some(day(2025, 3, 31))),
            (Frequency::Quarterly, Some(day(2025, 4, 30)), Some(day(2025, 7, 31))),
            (Frequency::SixMonthly, Some(day(2025, 7, 31)), Some(day(2026, 1, 31))),
            (Frequency::Annually, Some(day(2026, 1, 31)), Some(day(2027, 1, 31))),
            (Frequency::Once, None, None),
            (Frequency::Continuous, None, None),
            (Frequency::AdHoc, None, None),
        ] {
            assert_eq!(frequency.occurrence(first, 0), Some(first), "{frequency:?}");
            assert_eq!(frequency.occurrence(first, 1), second, "{frequency:?}");
            assert_eq!(frequency.occurrence(first, 2), third, "{frequency:?}");
        }
        assert_eq!(Frequency::Once.occurrences(first, Date::MIN, Date::MAX).count(), 1);
        assert_eq!(Frequency::Once.occurrences(first, Date::MIN, day(2025, 1, 30)).count(), 0);
    }

    proptest! {
        #[test]
        fn days_moved_are_days_between(offset in 0i64..20_000, days in -5_000i64..5_000) {
            let from = plus_days(day(1990, 1, 1), offset);
            prop_assert_eq!(days_between(from, plus_days(from, days)), days);
            prop_assert_eq!(plus_days(plus_days(from, days), -days), from);
        }

        #[test]
        fn what_lies_before_is_leapt_over(
            offset in 0i64..20_000, ahead in -500i64..40_000, span in 0i64..900
        ) {
            let first = plus_days(day(1990, 1, 31), offset);
            let from = plus_days(first, ahead);
            let last = plus_days(from, span);
            for frequency in [
                Frequency::Weekly,
                Frequency::Fortnightly,
                Frequency::Monthly,
                Frequency::Quarterly,
                Frequency::SixMonthly,
                Frequency::Annually,
                Frequency::Once,
            ] {
                let leapt: Vec<Date> = frequency.occurrences(first, from, last).collect();
                let counted = (0..).map_while(|n| frequency.occurrence(first, n));
                let counted = counted.take_while(|day| *day <= last).filter(|day| *day >= from);
                prop_assert_eq!(leapt, counted.collect::<Vec<_>>());
                let counted = (0..).map_while(|n| frequency.occurrence(first, n));
                let before = counted.take_while(|day| *day < from).count();
                prop_assert_eq!(frequency.before(first, from) as usize, before);
                let on = (0..).map_while(|n| frequency.occurrence(first, n));
                let on = on.take_while(|day| *day <= from).any(|day| day == from);
                prop_assert_eq!(frequency.falls_on(first, from), on);
            }
        }

        #[test]
        fn occurrences_rise_and_keep_the_day_where_the_month_has_it(
            offset in 0i64..20_000, n in 1u32..200
        ) {
            let first = plus_days(day(1990, 1, 1), offset);
            for frequency in [Frequency::Weekly, Frequency::Monthly, Frequency::Quarterly] {
                let before = frequency.occurrence(first, n - 1).expect("in the calendar");
                let this = frequency.occurrence(first, n).expect("in the calendar");
                prop_assert!(before < this);
                if frequency != Frequency::Weekly {
                    let last_of_month = plus_days(this, 1).day() == 1;
                    prop_assert!(this.day() == first.day() || (last_of_month && this.day() < first.day()));
                }
            }
        }
    }
}
