//! People by name: a title, and what follows it.

use std::ops::Range;

const TITLES: [&str; 6] = ["Mrs", "Mr", "Miss", "Ms", "Mx", "Dr"];

/// What follows a title and is no name of anybody: a product, the end of a list.
const NO_NAMES: [&str; 6] = ["Teams", "Office", "Word", "Excel", "Project", "Windows"];

/// The title that begins at a byte, with the name that follows.
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = &text[at..];
    let title = TITLES.iter().find(|title| {
        let next = rest.strip_prefix(**title).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| next == ' ' || next == '.')
    })?;
    let name = rest[title.len()..].strip_prefix('.').unwrap_or(&rest[title.len()..]);
    let name = name.strip_prefix(' ')?;
    // A street ends in `Dr` too: `12 Elm Dr`.
    let word = |text: &str| {
        let end = text.find(|it: char| !it.is_alphabetic() && it != '\'' && it != '-');
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let first = word(name);
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if !is_name(&first) || NO_NAMES.contains(&&*first) {
        return None;
    }
    let mut end = text.len() - name.len() + first.len();
    if first.chars().count() == 1 {
        let rest = text[end..].trim_start_matches('.');
        let family = word(rest.strip_prefix(' ')?);
        if !is_name(&family) {
            return None;
        }
        end = text.len() - rest.len() + 1 + family.len();
    }
    Some(at..end)
}
