//! What tells a finding from every other: a short digest that a waiver can name, so that it holds back
//! what was found, and nothing that comes after under the same name.
//!
//! In it is what would be another fault if it were another: rule, subject, file, key, what stands at
//! the place, and the message. Left out is what changes though nothing was done: line numbers, the
//! places of items in a list, and for how many days it has been so.

use sha2::{Digest, Sha256};

use crate::model::date::Date;

/// So many bytes of the digest are written: two findings of one rule about one subject are hardly
/// ever more than a dozen.
const BYTES: usize = 4;

/// What makes a finding another one.
pub(super) enum What<'p> {
    /// What its rule says of it, whatever place it is told at.
    Named(&'p str),
    /// Where it is, what stands there, and what is said of that.
    Seen { file: &'p str, key: &'p str, written: &'p str, says: &'p str },
}

/// The mark of what a rule finds of a subject.
pub(super) fn of(rule: &str, subject: &str, what: &What<'_>) -> String {
    let mut digest = Sha256::new();
    let mut take = |part: &str| {
        digest.update(part.as_bytes());
        digest.update([0]);
    };
    take(rule);
    take(subject);
    match *what {
        What::Named(what) => take(what),
        What::Seen { file, key, written, says } => {
            take(file);
            take(&unnumbered(key));
            take(written.trim());
            take(&timeless(says));
        }
    }
    digest.finalize()[..BYTES].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What names the missing times together that lie behind those which are named one by one.
pub(super) fn behind(more: usize, oldest: Date) -> Option<String> {
    (more > 0).then(|| format!("and {more} before, from {oldest} on"))
}

/// A key without the places of items: what stands before another is no other fault.
fn unnumbered(key: &str) -> String {
    let mut plain = String::with_capacity(key.len());
    let mut inside = false;
    for letter in key.chars() {
        match letter {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside && letter.is_ascii_digit() => {}
            _ => plain.push(letter),
        }
    }
    plain
}

/// A message without the numbers of days in it, as those grow by themselves.
fn timeless(text: &str) -> String {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit());
    let mut words = text.split(' ').peekable();
    let mut kept = Vec::new();
    while let Some(word) = words.next() {
        let counted = words.peek().is_some_and(|next| next.starts_with("day"));
        if !(counted && is_number(word)) {
            // `1 day` and `2 days` are the same time later.
            kept.push(word.strip_prefix("days").map_or(word, |_| "day"));
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(key: &str, written: &str, says: &str) -> String {
        let (rule, subject, file) = ("action-overdue", "act-boxes", "agreement.toml");
        of(rule, subject, &What::Seen { file, key, written, says })
    }

    #[test]
    fn time_and_place_change_nothing_and_another_fault_does() {
        let known = mark("action[2].due", "2026-01-31", "was due on 2026-01-31, 1 day ago");
        assert_eq!(known.len(), 2 * BYTES);
        for same in [
            mark("action[2].due", "2026-01-31", "was due on 2026-01-31, 12 days ago"),
            mark("action[7].due", " 2026-01-31", "was due on 2026-01-31, 1 day ago"),
        ] {
            assert_eq!(same, known);
        }
        for other in [
            mark("action[2].start", "2026-01-31", "was due on 2026-01-31, 1 day ago"),
            mark("action[2].due", "2026-02-28", "was due on 2026-01-31, 1 day ago"),
            mark("action[2].due", "2026-01-31", "was due on 2026-02-28, 1 day ago"),
            mark("action[2].due", "2026-01-31", "was due on 2026-01-31, and 2 more since"),
        ] {
            assert_ne!(other, known);
        }
    }
}
