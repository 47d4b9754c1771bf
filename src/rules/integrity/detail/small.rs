//! A note on a person whose name is written in small letters: `jane doe was off sick`.
//!
//! In small letters most names are words, or stand in an id. So only that counts which can speak of
//! nothing but a person: a common given name, alone or with one word behind it, then `is`, `was` or
//! `has`, and then nothing before what is said of persons only.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::names;
use super::note::is_plain;
use super::note::words::{BETWEEN, NO_NAMES, REACHES, VERBS};
use crate::model::word_list::WordList;

static SAYING: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| [" was ", " is ", " has "].map(Finder::new));

/// What is said of things too, where no name stands before it that begins with a capital.
const OF_THINGS: [&str; 3] = ["rude", "stressed", "useless"];

/// What stands before a thing, and before no name.
const ARTICLES: WordList = WordList::of(&[
    "a", "all", "an", "another", "any", "both", "each", "every", "her", "his", "its", "my", "no",
    "one", "our", "some", "that", "the", "their", "this", "your",
]);

/// Every such sentence of a text, by the name in it.
pub(super) fn each(
    text: &str,
    is_of_role: &dyn Fn(&str) -> bool,
    tell: &mut dyn FnMut(Range<usize>),
) {
    for saying in &*SAYING {
        for at in saying.find_iter(text.as_bytes()) {
            if may_end(text.as_bytes(), at)
                && is_plain(&text[at..], &OF_THINGS)
                && let Some(name) = name_before(text, at, is_of_role)
            {
                tell(name);
            }
        }
    }
}

/// Whether a given name may end at a byte, or stand before the word that ends there: quick, and
/// sometimes wrong.
fn may_end(bytes: &[u8], end: usize) -> bool {
    let begin = |end: usize| {
        let is_in = |it: &&u8| it.is_ascii_alphabetic() || **it == b'-' || !it.is_ascii();
        end - bytes[..end].iter().rev().take_while(is_in).count()
    };
    let may_be = |word: &[u8]| names::may_hold(word) || !word.is_ascii();
    let last = begin(end);
    may_be(&bytes[last..end])
        || last > 0 && bytes[last - 1] == b' ' && may_be(&bytes[begin(last - 1)..last - 1])
}

/// The name that ends at a byte.
fn name_before(text: &str, end: usize, is_of_role: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let last = word_before(text, end)?;
    let first = last.start.checked_sub(1).filter(|at| text.as_bytes()[*at] == b' ');
    let first = first.and_then(|at| word_before(text, at));
    let word = |range: &Range<usize>| &text[range.clone()];
    let is_small = |range: &Range<usize>| word(range).starts_with(char::is_lowercase);
    let is_given = |range: &Range<usize>| {
        let word = word(range);
        let holds = if is_small(range) { names::holds_small(word) } else { names::holds(word) };
        holds && !is_of_role(word)
    };
    let is_name = |range: &Range<usize>| {
        let word = word(range);
        let lists = [&NO_NAMES, &BETWEEN, &VERBS, &REACHES];
        word.len() > 1 && !lists.iter().any(|list| list.holds(word)) && !is_of_role(word)
    };
    if let Some(first) = first.filter(is_given)
        && (is_small(&first) || is_small(&last))
        && is_name(&last)
    {
        return is_free(text, first.start).then_some(first.start..last.end);
    }
    // What is called by a name has an article, and no person does.
    (is_small(&last) && is_given(&last) && is_free(text, last.start)).then_some(last)
}

/// Whether no article stands before a place.
fn is_free(text: &str, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| word_before(text, at));
    before.is_none_or(|before| !ARTICLES.holds(&text[before]))
}

/// The word that ends at a byte, and begins where a word of a text does.
fn word_before(text: &str, end: usize) -> Option<Range<usize>> {
    let is_in = |it: char| it.is_alphabetic() || it == '-';
    let word = &text[text[..end].trim_end_matches(is_in).len()..end];
    let start = end - word.len();
    let before = text[..start].chars().next_back();
    let begins = before.is_none_or(|it| it.is_whitespace() || "\"'([,;:".contains(it));
    (!word.is_empty() && begins).then_some(start..end)
}
