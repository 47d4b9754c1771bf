//! Money and measures: whole numbers, or decimals written as text. Never a float, which would
//! say 0.1 + 0.2 ≠ 0.3 and could not be signed.

use std::borrow::Cow;

use super::declare::{Held, Shape, Walk};
use crate::document::{Kind, Value};

/// A number with up to four decimals. Its unit is the field's: the workspace's currency, or the
/// `unit` beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(
    /// Ten-thousandths.
    i64,
);

const SCALE: i64 = 10_000;

/// Whether a text has the form of an ISO 4217 code: three capital letters.
#[must_use]
pub fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Amount {
    /// Reads decimal text: digits, at most one point, at most four decimals, a sign before.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let sound = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !sound(whole) || !sound(part) || part.len() > 4 {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let part: i64 = format!("{part:0<4}").parse().ok()?;
        let value = whole.checked_mul(SCALE)?.checked_add(part)?;
        Some(Self(if negative { -value } else { value }))
    }

    /// Whether it lies below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Option<Self> {
        match number.checked_mul(SCALE) {
            Some(value) => Some(Self(value)),
            None => None,
        }
    }

    /// The number that a value holds: an integer, or decimal text.
    #[must_use]
    pub fn of(kind: &Kind<'_>) -> Option<Self> {
        match kind {
            Kind::Integer(integer) => {
                i64::from_str_radix(&without_underscores(integer.as_str()), integer.radix())
                    .ok()
                    .and_then(Self::whole)
            }
            Kind::String(text) => Self::parse(text),
            _ => None,
        }
    }

    /// The same amount on the other side.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// The plain mean of some figures, to one decimal; nothing of none.
    #[must_use]
    pub fn mean(figures: &[Self]) -> Option<Self> {
        let count = i128::try_from(figures.len()).ok().filter(|count| *count > 0)?;
        let sum: i128 = figures.iter().map(|figure| i128::from(figure.0)).sum();
        // Rounded half up, in tenths.
        let tenths = (sum * 2 + count * 1000).div_euclid(count * 2000);
        i64::try_from(tenths * 1000).ok().map(Self)
    }

    /// The number as a TOML value: an integer, or decimal text.
    #[must_use]
    pub fn toml(self) -> String {
        if self.0 % SCALE == 0 { self.to_string() } else { format!("\"{self}\"") }
    }

    /// The sum, held at the ends of what can be counted.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What so much a year comes to in a number of months, held at the ends of what can be counted.
    #[must_use]
    pub fn in_months(self, months: i64) -> Self {
        let sum = i128::from(self.0) * i128::from(months) / 12;
        let end = if sum < 0 { i64::MIN } else { i64::MAX };
        Self(i64::try_from(sum).unwrap_or(end))
    }

    /// The difference, held at the ends of what can be counted.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// The digits of a number without the underscores that TOML allows between them.
pub(super) fn without_underscores(digits: &str) -> Cow<'_, str> {
    if digits.contains('_') {
        return Cow::Owned(digits.replace('_', ""));
    }
    Cow::Borrowed(digits)
}

impl std::fmt::Display for Amount {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 10_000, self.0.unsigned_abs() % 10_000);
        if part == 0 {
            return write!(out, "{sign}{whole}");
        }
        let part = format!("{part:04}");
        write!(out, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

impl<'a> Held<'a> for Amount {
    const SHAPE: Shape = Shape::Amount;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let worth = walk.takes(Shape::Worth);
        let amount = Self::of(value.get_ref()).filter(|it| !worth || !it.is_negative());
        if amount.is_none() {
            walk.wrong_type(value, if worth { Shape::Worth } else { Self::SHAPE });
        }
        amount
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_print_as_written() {
        for text in ["0", "12", "-3", "1250.5", "0.0001", "-0.25"] {
            assert_eq!(Amount::parse(text).map(|a| a.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Amount::parse("1250.50"), Amount::parse("1250.5"));
        for text in ["", ".", "1.", ".5", "1e3", "1,000", "1.00001", "99999999999999999999"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }
    #[test]
    fn a_mean_is_given_to_one_decimal_and_written_as_toml() {
        let mean = |figures: &[&str]| {
            let figures: Vec<Amount> =
                figures.iter().filter_map(|figure| Amount::parse(figure)).collect();
            Amount::mean(&figures).map(Amount::toml)
        };
        assert_eq!(mean(&["83", "93"]).as_deref(), Some("88"));
        assert_eq!(mean(&["1", "2", "2"]).as_deref(), Some("\"1.7\""));
        assert_eq!(mean(&["-1", "-2"]).as_deref(), Some("\"-1.5\""));
        assert_eq!(mean(&[]), None);
    }
}
