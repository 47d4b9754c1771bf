//! A note on a person by name: `Jane was rude to staff`, `Jane Doe was off sick`.
//!
//! A capital begins the name of every team and every place, and health is what many of them are
//! about. So a sentence counts only in two forms: it says something of health, family or conduct of
//! somebody whose given name is a common one (`names.txt`); or it has two names and nothing else
//! before `was off sick`, so that it can speak of nothing but a person.

use std::ops::Range;

use super::mailbox;
use super::names;
use super::title::{WITHIN, begins_high, is_of_place, word};

pub(super) mod words;

use words::{BETWEEN, FAMILY, NO_NAMES, PERSONAL, PLAIN, REACHES, SAINTS, VERBS};

/// So many words behind a verb are looked at, behind a possessive, and before a name; and so many
/// behind a possessive for somebody who belongs to the person.
const BEHIND: usize = 7;
const NEAR: usize = 2;
const OWN: usize = 4;
const BEFORE: usize = 4;

/// The name that begins with a capital at a byte, if the sentence around it says something of the
/// person. The name is a common given name, alone or with others behind it, or any two.
///
/// The sentence is looked at first: most names stand in one that says nothing of the kind.
#[inline]
pub(super) fn at(
    text: &str,
    start: usize,
    is_of_role: &dyn Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).map_or(b' ', |at| bytes[at]);
    if !matches!(before, b' ' | b'"' | b'\'' | b'(' | b'[' | b',' | b';' | b':' | b'\n' | b'\t') {
        return None;
    }
    if !bytes[start].is_ascii() {
        let is_high = text[start..].starts_with(char::is_uppercase);
        return if is_high { named_at(text, start, is_of_role) } else { None };
    }
    let small = bytes[start + 1..].iter().take_while(|it| it.is_ascii_lowercase()).count();
    // Most capitals end here: no pair, and no name.
    let next = start + 1 + small;
    let begins = |it: &u8| it.is_ascii_uppercase() || !it.is_ascii();
    let pair = bytes.get(next) == Some(&b' ') && bytes.get(next + 1).is_some_and(begins);
    let goes_on = |it: &u8| !it.is_ascii() || b"-'".contains(it);
    let may_be = pair && may_say(text, next + 1)
        || bytes.get(next).is_some_and(goes_on)
        || names::may_hold(&bytes[start..next]);
    if small == 0 || !may_be { None } else { named_at(text, start, is_of_role) }
}

/// Whether behind the word at a byte, the second of two names, there may stand a verb. Of other names
/// than given ones nothing else is told.
fn may_say(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_in = |it: &&u8| it.is_ascii_alphabetic() || b"'-".contains(it) || !it.is_ascii();
    let end = at + bytes[at..].iter().take_while(is_in).count();
    let verb = end + 1;
    let small = |from: usize| bytes[from..].iter().take_while(|it| it.is_ascii_lowercase()).count();
    bytes.get(end) == Some(&b' ') && VERBS.holds(&text[verb..verb + small(verb)])
}

fn named_at(text: &str, start: usize, is_of_role: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let first = bare(word(&text[start..])?);
    let is_given = names::holds(first);
    let (end, others) = whole(text, start + first.len())?;
    if !is_given && others != 1 || !is_told_of(text, start, end, is_given) {
        return None;
    }
    let before = text[..start].trim_end().rsplit(|it: char| !it.is_alphabetic()).next();
    let is_saint = before.is_some_and(|it| SAINTS.holds(it));
    let whole = &text[start..end];
    let is_of_body = |it: &str| is_of_place(it) || mailbox::is_of_roles(it) || is_of_role(it);
    let is_name = |it: &str| {
        it.len() > 1
            && it.chars().skip(1).any(char::is_lowercase)
            && !NO_NAMES.holds(it)
            && !mailbox::is_of_roles(it)
    };
    let known = is_given || whole.split(' ').all(is_name);
    let others = || whole[first.len()..].split([' ', '.']).filter(|it| !it.is_empty());
    (known
        && !is_saint
        && !others().any(|it| is_of_body(bare(it)))
        && !is_of_role(first)
        && !names::is_body(whole))
    .then_some(start..end)
}

/// The end of a name whose first word ends at a byte, and how many words there are behind the first.
fn whole(text: &str, first: usize) -> Option<(usize, usize)> {
    let (mut end, mut others) = (first, 0);
    while let Some((at, other)) = next_word(text, end) {
        if others == 3 {
            return None;
        }
        let other = bare(other);
        end = at + other.len();
        others += 1;
        // A name in the middle: `Jane P. Doe`.
        if other.len() == 1 && text[end..].starts_with('.') {
            end += 1;
        }
    }
    Some((end, others))
}

/// The word of a name that follows the one that ends at a byte, and where it begins: small words may
/// stand between, as in `van der Berg`.
fn next_word(text: &str, end: usize) -> Option<(usize, &str)> {
    let mut at = end;
    loop {
        let next = text[at..].strip_prefix(' ').and_then(word)?;
        at += 1;
        if begins_high(next) {
            return Some((at, next));
        }
        if !WITHIN.contains(&next) {
            return None;
        }
        at += next.len();
    }
}

/// A word without the `'s` at its end.
fn bare(word: &str) -> &str {
    let own = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    own.unwrap_or(word).trim_end_matches(['\'', '’', '-'])
}

/// Whether the sentence around a name says something of the person.
fn is_told_of(text: &str, start: usize, end: usize, is_given: bool) -> bool {
    let rest = &text[end..];
    if !is_given {
        return is_plain(rest, &[]);
    }
    let own = ["'s ", "’s ", "' ", "’ "].iter().find_map(|mark| rest.strip_prefix(mark));
    if let Some(rest) = own {
        let is_family = sentence(rest).take(NEAR).any(|it| FAMILY.holds(it));
        let far = if is_family { BEHIND } else { OWN };
        return sentence(rest).take(far).any(|it| PERSONAL.holds(it));
    }
    if rest.starts_with(' ') {
        let mut words = sentence(rest).take(BEHIND).peekable();
        let first = words.peek().copied().unwrap_or_default();
        if PERSONAL.holds(first) || VERBS.holds(first) && words.any(|it| PERSONAL.holds(it)) {
            return true;
        }
    }
    let mut before = backwards(&text[..start]);
    before.next().is_some_and(|it| REACHES.holds(it))
        && before.take(BEFORE).any(|it| PERSONAL.holds(it))
}

/// Whether nothing but a verb stands before something that is said of persons only.
/// Words may be left out that can be said of other things.
pub(super) fn is_plain(rest: &str, but: &[&str]) -> bool {
    let mut words = sentence(rest);
    rest.starts_with(' ')
        && words.next().is_some_and(|it| VERBS.holds(it))
        && words
            .find(|it| !BETWEEN.holds(it) && !VERBS.holds(it))
            .is_some_and(|it| PLAIN.holds(it) && !but.contains(&it))
}

/// What ends a sentence, or begins another.
fn is_end(letter: char) -> bool {
    matches!(letter, '.' | ';' | '!' | '?' | '"' | '\n' | '#' | '=')
}

/// The words up to the end of a sentence.
fn sentence(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begin = rest.find(|it| is_word(it) || is_end(it))?;
        rest = &rest[begin..];
        // Where the sentence ends, nothing is a word, and nothing is taken any more.
        let (word, behind) = rest.split_at(rest.find(|it| !is_word(it)).unwrap_or(rest.len()));
        rest = if word.is_empty() { "" } else { behind };
        (!word.is_empty()).then_some(word)
    })
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}

/// The words back to the beginning of a sentence, the last first.
fn backwards(text: &str) -> impl Iterator<Item = &str> {
    let line = &text[text.rfind(is_end).map_or(0, |at| at + 1)..];
    line.rsplit(|it: char| !is_word(it)).filter(|it| !it.is_empty())
}
