//! The way back through questions: what was asked, and what was given before each.

use crate::draft::Entries;

/// The way through questions that were all asked before, with what was given before each.
pub(super) fn through(
    open: impl Iterator<Item = &'static str>,
    given: &Entries,
) -> Vec<(&'static str, Entries)> {
    let mut asked: Vec<(&'static str, Entries)> = Vec::new();
    for key in open {
        let is_before = |it: &&(String, String)| asked.iter().any(|(known, _)| *known == it.0);
        let before = given.iter().filter(is_before).cloned().collect();
        asked.push((key, before));
    }
    asked
}

/// Puts a value in the place of another.
pub(super) fn put(given: &mut Entries, key: &str, value: String) {
    given.retain(|(it, _)| it != key);
    given.push((key.to_owned(), value));
}

/// Back to the question before; what it was answered with is remembered.
pub(super) fn back(
    asked: &mut Vec<(&'static str, Entries)>,
    given: &mut Entries,
    earlier: &mut Entries,
) {
    let Some((key, before)) = asked.pop() else { return };
    if let Some((_, value)) = given.iter().find(|(it, _)| it == key) {
        put(earlier, key, value.clone());
    }
    *given = before;
}
