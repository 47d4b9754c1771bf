//! Working days, from the workspace's own week and holidays.

use chrono::Datelike;

use crate::model::date::{Date, plus_days};
use crate::model::settings::{Settings, Weekday};

/// Which days are working days.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Monday first.
    week: [bool; 7],
    holidays: Vec<Date>,
    /// For each holiday the first working day after it, so that a list of a thousand years is not
    /// walked through.
    after_holidays: Vec<Date>,
    /// Whether recurring due dates move to the next working day.
    pub shifts: bool,
}

impl Calendar {
    /// The calendar of a workspace; Monday to Friday without holidays where nothing is said.
    #[must_use]
    pub fn of(settings: &Settings<'_>) -> Self {
        let given = settings.calendar.as_ref();
        let mut week = [true, true, true, true, true, false, false];
        if let Some(days) = given.map(|given| &given.working_week).filter(|days| !days.is_empty()) {
            week = [false; 7];
            for day in days {
                week[*day as usize] = true;
            }
        }
        let holidays = given.map(|given| given.holidays.clone()).unwrap_or_default();
        Self::new(week, holidays, given.is_some_and(|given| given.shift == Some(true)))
    }

    fn new(week: [bool; 7], mut holidays: Vec<Date>, shifts: bool) -> Self {
        holidays.sort_unstable();
        holidays.dedup();
        let after_holidays = vec![Date::MAX; holidays.len()];
        let mut calendar = Self { week, holidays, after_holidays, shifts };
        // What comes after the last is known first.
        for at in (0..calendar.holidays.len()).rev() {
            calendar.after_holidays[at] = calendar.on_or_after(plus_days(calendar.holidays[at], 1));
        }
        calendar
    }

    fn is_of_week(&self, day: Date) -> bool {
        self.week[day.weekday().num_days_from_monday() as usize]
    }

    /// Whether one works on this day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.is_of_week(day) && self.holidays.binary_search(&day).is_err()
    }

    /// The day that lies this many working days after another. With 0 it is the day itself.
    #[must_use]
    pub fn after(&self, day: Date, working_days: i64) -> Date {
        let mut current = day;
        let mut left = working_days;
        while left > 0 && current < Date::MAX {
            current = self.on_or_after(plus_days(current, 1));
            left -= 1;
        }
        current
    }

    /// The day itself if one works on it, or else the next one on which one does.
    #[must_use]
    pub fn on_or_after(&self, day: Date) -> Date {
        // A week has a working day.
        let mut week = (0..7).map(|days| plus_days(day, days));
        let day = week.find(|day| self.is_of_week(*day)).unwrap_or(Date::MAX);
        self.holidays.binary_search(&day).map_or(day, |at| self.after_holidays[at])
    }

    /// A recurring due date as it falls: moved to a working day where the workspace wants that.
    #[must_use]
    pub fn falls(&self, day: Date) -> Date {
        if self.shifts { self.on_or_after(day) } else { day }
    }
}

/// Every weekday, for the order of the declaration.
const _: () = assert!(Weekday::Mon as usize == 0 && Weekday::Sun as usize == 6);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).expect("a real day")
    }

    fn easter() -> Calendar {
        let week = [true, true, true, true, true, false, false];
        Calendar::new(week, vec![day(2025, 4, 18), day(2025, 4, 21)], true)
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let calendar = easter();
        assert_eq!(calendar.after(day(2025, 4, 17), 1), day(2025, 4, 22));
        assert_eq!(calendar.after(day(2025, 4, 17), 0), day(2025, 4, 17));
        assert_eq!(calendar.falls(day(2025, 4, 19)), day(2025, 4, 22));
    }

    #[test]
    fn a_week_of_ones_own_is_kept() {
        let source = crate::document::Source::new(
            "comity.toml".to_owned(),
            b"[calendar]\nworking_week = ['tue', 'sat']\nholidays = [2025-04-19]\n".to_vec(),
        );
        let document = crate::document::Document::parse(&source);
        let mut walk = crate::model::declare::Walk::default();
        let settings: Settings<'_> =
            crate::model::declare::read_record(document.root(), (0..0).into(), &mut walk);
        let calendar = Calendar::of(&settings);
        assert_eq!(calendar.after(day(2025, 4, 15), 1), day(2025, 4, 22));
        // Dates stay where they are unless the workspace wants them moved.
        assert_eq!(calendar.falls(day(2025, 4, 20)), day(2025, 4, 20));
    }

    proptest! {
        #[test]
        fn the_next_working_day_is_the_first_that_is_one(
            week in proptest::array::uniform7(any::<bool>()),
            holidays in proptest::collection::vec(0i64..60, 0..50),
            offset in -5i64..70,
        ) {
            let base = day(2025, 1, 1);
            let holidays = holidays.into_iter().map(|it| plus_days(base, it)).collect();
            let mut week = week;
            week[2] = true;
            let calendar = Calendar::new(week, holidays, true);
            let from = plus_days(base, offset);
            let mut first = from;
            while !calendar.is_working(first) {
                first = plus_days(first, 1);
            }
            prop_assert_eq!(calendar.on_or_after(from), first);
        }

        #[test]
        fn working_days_add_up(offset in 0i64..400, first in 0i64..30, second in 0i64..30) {
            let calendar = easter();
            let from = plus_days(day(2025, 1, 1), offset);
            let at_once = calendar.after(from, first + second);
            prop_assert_eq!(at_once, calendar.after(calendar.after(from, first), second));
            prop_assert!(first + second == 0 || calendar.is_working(at_once));
        }

        #[test]
        fn between_two_days_lie_as_many_working_days_as_were_counted(
            offset in 0i64..400, count in 0i64..60
        ) {
            let calendar = easter();
            let from = plus_days(day(2025, 1, 1), offset);
            let to = calendar.after(from, count);
            let days = crate::model::date::days_between(from, to);
            let worked = (1..=days).filter(|n| calendar.is_working(plus_days(from, *n))).count();
            prop_assert_eq!(i64::try_from(worked), Ok(count));
        }
    }
}
