//! A note on a person by name: `Jane was rude to staff`, `Jane Doe was off sick`.
//!
//! A capital begins the name of every team and every place, and health is what many of them are
//! about. So a sentence counts only in two forms: it says something of health, family or conduct of
//! somebody whose given name is a common one (`names.txt`); or it has two names and nothing else
//! before `was off sick`, so that it can speak of nothing but a person.

use std::ops::Range;

use super::mailbox;
use super::names;
use super::title::{begins_high, is_of_place, word};

mod words;

use words::{BETWEEN, NO_NAMES, PERSONAL, PLAIN, REACHES, VERBS, has};

/// So many words behind a verb are looked at, behind a possessive, and before a name.
const BEHIND: usize = 7;
const OWN: usize = 4;
const BEFORE: usize = 4;

/// A name, and whether its first is a common given name.
struct Name {
    end: usize,
    is_given: bool,
}

/// Every such sentence of a text, by the name in it.
pub(super) fn each(
    text: &str,
    is_of_role: &dyn Fn(&str) -> bool,
    tell: &mut dyn FnMut(Range<usize>),
) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(u8::is_ascii_uppercase) {
        let start = at + step;
        at = start + 1;
        if start > 0 && !b" \"'([,;:\n\t".contains(&bytes[start - 1]) {
            continue;
        }
        let Some(name) = name_at(text, start, is_of_role) else { continue };
        if is_told_of(text, start, &name) {
            tell(start..name.end);
        }
        at = name.end;
    }
}

/// The name that begins at a byte: a common given name, alone or with others behind it, or any two.
fn name_at(text: &str, start: usize, is_of_role: &dyn Fn(&str) -> bool) -> Option<Name> {
    let bytes = text.as_bytes();
    let small = bytes[start + 1..].iter().take_while(|it| it.is_ascii_lowercase()).count();
    // Most capitals end here: no pair, and no name.
    let next = start + 1 + small;
    let pair =
        bytes.get(next) == Some(&b' ') && bytes.get(next + 1).is_some_and(u8::is_ascii_uppercase);
    let goes_on = |it: &u8| !it.is_ascii() || b"-'".contains(it);
    let may_be = pair || bytes.get(next).is_some_and(goes_on);
    if small == 0 || !may_be && !names::may_hold(&bytes[start..next]) {
        return None;
    }
    let first = bare(word(&text[start..])?);
    let is_given = names::holds(first);
    let mut end = start + first.len();
    let mut others = 0;
    while let Some(other) =
        text[end..].strip_prefix(' ').and_then(word).filter(|it| begins_high(it))
    {
        let other = bare(other);
        let is_of_body = is_of_place(other) || mailbox::is_of_roles(&other.to_lowercase());
        if others == 3 || is_of_body || is_of_role(other) {
            return None;
        }
        end += 1 + other.len();
        others += 1;
        // A name in the middle: `Jane P. Doe`.
        if other.len() == 1 && text[end..].starts_with('.') {
            end += 1;
        }
    }
    let before = text[..start].trim_end().rsplit(|it: char| !it.is_alphabetic()).next();
    let is_saint = before.is_some_and(|it| has(&words::SAINTS, it));
    let is_name = |it: &str| {
        it.len() > 1
            && it.chars().skip(1).any(char::is_lowercase)
            && !has(&NO_NAMES, it)
            && !mailbox::is_of_roles(&it.to_lowercase())
    };
    let whole = &text[start..end];
    let known = is_given || others == 1 && whole.split(' ').all(is_name);
    (known && !is_saint && !is_of_role(first) && !names::is_body(whole))
        .then_some(Name { end, is_given })
}

/// A word without the `'s` at its end.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word).trim_end_matches(['\'', '-'])
}

/// Whether the sentence around a name says something of the person.
fn is_told_of(text: &str, start: usize, name: &Name) -> bool {
    let rest = &text[name.end..];
    if !name.is_given {
        return is_plain(rest);
    }
    let own = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s "));
    if let Some(rest) = own {
        return sentence(rest).take(OWN).any(|it| has(&PERSONAL, it));
    }
    if rest.starts_with(' ') {
        let mut words = sentence(rest).take(BEHIND).peekable();
        let first = words.peek().copied().unwrap_or_default();
        if has(&PERSONAL, first) || has(&VERBS, first) && words.any(|it| has(&PERSONAL, it)) {
            return true;
        }
    }
    let mut before = backwards(&text[..start]);
    before.next().is_some_and(|it| has(&REACHES, it))
        && before.take(BEFORE).any(|it| has(&PERSONAL, it))
}

/// Whether nothing but a verb stands before something that is said of persons only.
fn is_plain(rest: &str) -> bool {
    let mut words = sentence(rest);
    rest.starts_with(' ')
        && words.next().is_some_and(|it| has(&VERBS, it))
        && words.find(|it| !has(&BETWEEN, it) && !has(&VERBS, it)).is_some_and(|it| has(&PLAIN, it))
}

/// What ends a sentence, or begins another.
fn is_end(letter: char) -> bool {
    matches!(letter, '.' | ';' | '!' | '?' | '"' | '\n' | '#' | '=')
}

/// The words up to the end of a sentence.
fn sentence(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find(is_end).unwrap_or(text.len());
    words_of(&text[..end])
}

/// The words back to the beginning of a sentence, the last first.
fn backwards(text: &str) -> impl Iterator<Item = &str> {
    let line = &text[text.rfind(is_end).map_or(0, |at| at + 1)..];
    line.rsplit(|it: char| !it.is_alphanumeric() && it != '-').filter(|it| !it.is_empty())
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric() && it != '-').filter(|it| !it.is_empty())
}
