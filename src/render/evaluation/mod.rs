//! How an evaluation looks, alone and beside others.

pub mod compare;
pub mod human;
pub mod json;

use super::visible;
use crate::model::amount::Amount;
use crate::report::evaluation::{Likeness, Memory};

/// A sum with commas between the thousands: `-32,000.50`.
fn sum(amount: Amount) -> String {
    let text = amount.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", &*text), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{part}")
}

/// A sum, or a dash where there is none.
fn sum_or_dash(amount: Option<Amount>) -> String {
    amount.map_or_else(|| "-".to_owned(), sum)
}

/// Text from a record on one line.
fn plain(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same as a sentence.
fn sentence(text: &str) -> String {
    let text = plain(text);
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}

/// What is remembered, each in a few sentences.
#[must_use]
pub fn memories(memories: &[Memory]) -> Vec<String> {
    memories.iter().map(memory).collect()
}

fn memory(memory: &Memory) -> String {
    let Memory { title, likeness, ending, .. } = memory;
    let id = plain(&memory.id);
    let title = if title.is_empty() { String::new() } else { format!(" ({})", plain(title)) };
    let on = ending.on.map_or_else(String::new, |on| format!(" on {on}"));
    let mut said: Vec<String> = likeness.iter().map(like).collect();
    let partner = ending.how.ends_with("as a partner");
    let (who, how) = match &likeness[..] {
        // Of a partner that was turned down it is the partner that one speaks of.
        [Likeness::Partner(who)] if partner => {
            (plain(who), format!("{} in {id}{title}", ending.how))
        }
        _ => (format!("{id}{title}"), ending.how.to_owned()),
    };
    if partner {
        said.clear();
    }
    let mut text = format!("{who} {how}{on}.");
    if !said.is_empty() {
        text.push_str(&format!(" {}.", said.join("; ")));
    }
    match &ending.why {
        Some(why) => text.push_str(&format!(" Why: {}", sentence(why))),
        None if ending.lessons.is_empty() => text.push_str(" Nothing says why."),
        None => {}
    }
    if let Some(again) = ending.again {
        text.push_str(&format!(" To be looked at again on {again}."));
    }
    for lesson in &ending.lessons {
        text.push_str(&format!(" Lesson: {}", sentence(lesson)));
    }
    text
}

fn like(likeness: &Likeness) -> String {
    match likeness {
        Likeness::Partner(who) => format!("Partner here too: {}", plain(who)),
        Likeness::Purpose { objectives, words } => {
            let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
            let words = words.join(", ");
            if objectives.is_empty() {
                return format!("A similar need: both name {words}");
            }
            format!("A similar need: both serve {} and name {words}", plain(&objectives.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        for (given, shown) in
            [("0", "0"), ("999", "999"), ("-1000", "-1,000"), ("1234567.5", "1,234,567.5")]
        {
            assert_eq!(Amount::parse(given).map(sum).as_deref(), Some(shown));
        }
    }
}
