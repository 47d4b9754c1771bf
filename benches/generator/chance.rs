//! Holds what makes the records differ and repeat: seeded chance, and calendar days to count with.

use std::fmt;
use std::ops::{Add, Sub};

/// A small generator of pseudo-random numbers (splitmix64): the same seed, the same numbers.
pub(super) struct Chance(u64);

impl Chance {
    /// Each stream of one seed stands alone, so a larger workspace begins with a smaller one.
    pub(super) fn new(seed: u64, stream: usize) -> Self {
        let mut seeded = Self(seed);
        let start = seeded.next() ^ (stream as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `bound`, without it.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % bound
    }

    /// One of a list.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// The four characters that end the name of an event.
    pub(super) fn suffix(&mut self) -> String {
        const SIGNS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
        (0..4).map(|_| char::from(SIGNS[self.below(SIGNS.len())])).collect()
    }
}

/// A calendar day, counted from the first of January 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(usize);

impl Day {
    /// The day of a date in the Gregorian calendar.
    pub(super) const fn new(year: usize, month: usize, day: usize) -> Self {
        let year = if month < 3 { year - 1 } else { year };
        let month = (month + 9) % 12;
        let of_year = (153 * month + 2) / 5 + day - 1;
        Self(365 * year + year / 4 - year / 100 + year / 400 + of_year - 719_468)
    }
}

impl Add<usize> for Day {
    type Output = Self;

    fn add(self, days: usize) -> Self {
        Self(self.0 + days)
    }
}

impl Sub<usize> for Day {
    type Output = Self;

    fn sub(self, days: usize) -> Self {
        Self(self.0 - days)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shifted = self.0 + 719_468;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (carry, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        write!(out, "{:04}-{month:02}-{day:02}", era * 400 + year + carry)
    }
}
