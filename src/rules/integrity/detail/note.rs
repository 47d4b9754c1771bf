//! A person by name beside a word of health: `Jane Doe was off sick`.
//!
//! A capital begins the name of every team and every place, and health is what many of them are
//! about. So only a sentence counts that has two names and nothing else before `was off sick`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::mailbox;
use super::title::{begins_high, is_of_place};

/// What is said of persons only.
static WORDS: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| [" sick", " pregnant", " diagnosed", " unwell"].map(Finder::new));

/// What may stand between the verb and the word.
const BETWEEN: [&str; 9] =
    ["on", "off", "signed", "been", "taken", "long-term", "again", "currently", "often"];

const VERBS: [&str; 9] = ["is", "was", "has", "had", "went", "called", "phoned", "rang", "goes"];

/// First words of a sentence, and words of titles.
#[rustfmt::skip]
const NO_NAMES: [&str; 22] = [
    "a", "all", "an", "and", "any", "as", "both", "each", "every", "her", "his", "if", "my", "no",
    "one", "our", "since", "that", "the", "their", "when", "while",
];

/// Every such sentence of a text.
pub(super) fn each(
    text: &str,
    is_of_role: &dyn Fn(&str) -> bool,
    tell: &mut dyn FnMut(Range<usize>),
) {
    for finder in WORDS.iter() {
        for at in finder.find_iter(text.as_bytes()) {
            if let Some(range) = before(text, at, is_of_role) {
                tell(range);
            }
        }
    }
}

/// The name before a byte, if there is nothing but a verb between.
fn before(text: &str, at: usize, is_of_role: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut rest = &text[..at];
    let mut verb = false;
    loop {
        let (head, last) = rest.rsplit_once(' ')?;
        if VERBS.contains(&last) {
            verb = true;
        } else if !BETWEEN.contains(&last) {
            break;
        }
        rest = head;
    }
    let (head, second) = rest.rsplit_once(' ')?;
    let first = &head[head
        .rfind(|it: char| !it.is_alphabetic() && it != '-')
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8))..];
    let is_name = |word: &str| {
        let mut letters = word.chars().skip(1).filter(|it| *it != '-' && *it != '\'');
        let small = word.to_lowercase();
        begins_high(word)
            && word.len() > 1
            && word.chars().all(|it| it.is_alphabetic() || it == '-' || it == '\'')
            && letters.any(char::is_lowercase)
            && !NO_NAMES.contains(&&*small)
            && !mailbox::is_of_roles(&small)
            && !is_of_place(word)
            && !is_of_role(word)
    };
    (verb && is_name(first) && is_name(second))
        .then(|| rest.len() - second.len() - 1 - first.len()..rest.len())
}
