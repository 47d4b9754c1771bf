//! Days of birth: a word that says so, and a whole day right after it.

use std::ops::Range;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What may stand between a word of birth and the day.
#[rustfmt::skip]
const BETWEEN: [&str; 16] = [
    "date", "day", "friday", "in", "is", "monday", "of", "on", "saturday", "sunday", "the",
    "thursday", "tuesday", "was", "wednesday", "year",
];

/// So many words stand between them at most.
const WORDS: usize = 5;

/// The day of birth that the letter `b` at a byte announces: in `born`, `birth`, `dob` or `d.o.b.`
#[inline]
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    // Hardly any of these letters stands where it does in such a word.
    let bytes = text.as_bytes();
    let small = |at: usize| bytes.get(at).map_or(b' ', u8::to_ascii_lowercase);
    let begins = small(at + 2) == b'r' && matches!(small(at + 1), b'o' | b'i');
    let ends = at > 1 && matches!((small(at - 2), small(at - 1)), (b'd', b'o') | (b'o', b'.'));
    if begins || ends { day_behind(text, at) } else { None }
}

fn day_behind(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let here = |from: usize, word: &str| {
        let end = from + word.len();
        bytes.get(from..end).filter(|own| own.eq_ignore_ascii_case(word.as_bytes())).map(|_| end)
    };
    let from = |back: usize, word: &str| {
        let from = at.checked_sub(back)?;
        Some((from, here(from, word)?))
    };
    let (start, mut end) = from(0, "born")
        .or_else(|| from(0, "birthday"))
        .or_else(|| from(0, "birth"))
        .or_else(|| from(2, "dob"))
        .or_else(|| from(4, "d.o.b"))?;
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
    if start > 0 && is_word(&bytes[start - 1]) || bytes.get(end).is_some_and(is_word) {
        return None;
    }
    // The last full stop of `d.o.b.` ends no sentence.
    if bytes[start + 1] == b'.' && bytes.get(end) == Some(&b'.') {
        end += 1;
    }
    let mut words = 0;
    while words < WORDS {
        end = over_marks(bytes, end)?;
        if let Some(day) = day_at(text, end) {
            return Some(end..day);
        }
        let word = letters(bytes, end);
        if !BETWEEN.iter().any(|own| own.as_bytes().eq_ignore_ascii_case(&bytes[end..word])) {
            return None;
        }
        end = word;
        words += 1;
    }
    None
}

/// Over what stands between two words of one sentence.
fn over_marks(bytes: &[u8], mut at: usize) -> Option<usize> {
    let begin = at;
    loop {
        let is_open = |at: usize| {
            let before = bytes[begin..at].iter().rev().find(|byte| **byte != b' ');
            matches!(before, Some(b'=' | b':'))
        };
        match *bytes.get(at)? {
            b' ' | b':' | b'=' | b'-' | b'_' | b'(' | b',' | b'\'' => at += 1,
            // The end of a text is none, and its beginning is.
            b'"' if is_open(at) => at += 1,
            byte if byte.is_ascii_alphanumeric() => return Some(at),
            _ => return None,
        }
    }
}

fn letters(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

fn digits(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count()
}

/// The end of a whole day, with its year, that begins at a byte.
fn day_at(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if let Some(month) = month_at(bytes, at) {
        // `May 3, 1961`
        let day = day_of_month(bytes, over(bytes, month, b" ."))?;
        return year_at(bytes, over(bytes, day, b" ,"));
    }
    let first = digits(bytes, at);
    if !(1..=2).contains(&(first - at)) && first - at != 4 {
        return None;
    }
    let mark = *bytes.get(first)?;
    if b"-./ ".contains(&mark) && bytes.get(first + 1).is_some_and(u8::is_ascii_digit) {
        let second = digits(bytes, first + 1);
        let third = digits(bytes, (second + 1).min(bytes.len()));
        if bytes.get(second) != Some(&mark) || !(1..=2).contains(&(second - first - 1)) {
            return None;
        }
        let whole = match (first - at, third - second - 1) {
            (4, 1..=2) => true,
            (1..=2, 2) => true,
            (1..=2, 4) => year_at(bytes, second + 1).is_some(),
            _ => false,
        };
        return whole.then_some(third);
    }
    let day = day_of_month(bytes, at)?;
    let of = over(bytes, day, b" ");
    let of = if bytes[of..].starts_with(b"of ") { of + 3 } else { of };
    let month = month_at(bytes, of)?;
    year_at(bytes, over(bytes, month, b" .,"))
}

/// The end of `3` or `3rd`.
fn day_of_month(bytes: &[u8], at: usize) -> Option<usize> {
    let end = digits(bytes, at);
    let word = letters(bytes, end);
    let is_ending = word == end
        || [b"st", b"nd", b"rd", b"th"]
            .iter()
            .any(|own| bytes[end..word].eq_ignore_ascii_case(*own));
    ((1..=2).contains(&(end - at)) && is_ending).then_some(end.max(word))
}

fn month_at(bytes: &[u8], at: usize) -> Option<usize> {
    let end = letters(bytes, at);
    let own = bytes.get(at..at + 3).filter(|_| end - at >= 3)?;
    MONTHS.iter().any(|month| own.eq_ignore_ascii_case(month.as_bytes())).then_some(end)
}

fn year_at(bytes: &[u8], at: usize) -> Option<usize> {
    let end = digits(bytes, at);
    let century = bytes.get(at..at + 2)?;
    (end - at == 4 && [b"18", b"19", b"20"].iter().any(|own| *own == century)).then_some(end)
}

fn over(bytes: &[u8], at: usize, marks: &[u8]) -> usize {
    let at = at.min(bytes.len());
    at + bytes[at..].iter().take(3).take_while(|byte| marks.contains(byte)).count()
}
