//! ISO 8601 durations, for rules such as how long something is kept.

use super::declare::{Held, Shape, Walk};
use crate::document::{Kind, Value};

/// A duration as it is written, known to be one: `P18M`, `P3Y`, `P30D`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration<'a>(
    /// The text.
    pub &'a str,
);

impl Duration<'_> {
    /// The duration in words: `1 year and 6 months`.
    #[must_use]
    pub fn in_words(self) -> String {
        let mut parts = Vec::new();
        let mut rest = self.0.trim_start_matches('P');
        while let Some(at) = rest.find(|letter: char| !letter.is_ascii_digit()) {
            let (number, unit) = (rest[..at].trim_start_matches('0'), &rest[at..=at]);
            let unit = match unit {
                "Y" => "year",
                "M" => "month",
                "W" => "week",
                _ => "day",
            };
            match number {
                "" => {}
                "1" => parts.push(format!("1 {unit}")),
                number => parts.push(format!("{number} {unit}s")),
            }
            rest = &rest[at + 1..];
        }
        match &parts[..] {
            [] => self.0.to_owned(),
            [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
            [only, ..] => only.clone(),
        }
    }
}

/// Whether a text is a duration in years, months, weeks and days.
#[must_use]
pub fn is_duration(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix('P') else { return false };
    let mut order = "YMWD";
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(unit) = rest[digits..].chars().next() else { return false };
        let Some(at) = order.find(unit) else { return false };
        if digits == 0 {
            return false;
        }
        order = &order[at + 1..];
        rest = &rest[digits + 1..];
    }
    text.len() > 1
}

impl<'a> Held<'a> for Duration<'a> {
    const SHAPE: Shape = Shape::Duration;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        match value.get_ref() {
            Kind::String(text) if is_duration(text) => Some(Self(text)),
            _ => {
                walk.wrong_type(value, Self::SHAPE);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, is_duration};

    #[test]
    fn a_duration_is_told_in_words() {
        for (text, words) in [
            ("P1Y", "1 year"),
            ("P18M", "18 months"),
            ("P1Y6M", "1 year and 6 months"),
            ("P2Y1M3D", "2 years, 1 month and 3 days"),
            ("P0D", "P0D"),
        ] {
            assert_eq!(Duration(text).in_words(), words);
        }
    }

    #[test]
    fn only_durations_of_days_and_more_are_taken() {
        assert!(["P18M", "P3Y", "P1Y6M", "P2W", "P30D"].into_iter().all(is_duration));
        assert!(!["", "P", "18M", "PT5H", "P6M1Y", "PM", "P1", "P1é"].into_iter().any(is_duration));
    }
}
