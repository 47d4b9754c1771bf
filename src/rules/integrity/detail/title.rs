//! People by name: a title, and what follows it.

use std::ops::Range;

use super::mailbox;

/// Titles as they are written. What is all capitals is one in front of a name in capitals too.
const TITLES: [&str; 25] = [
    "Mrs",
    "Mr",
    "Miss",
    "Ms",
    "Mx",
    "Dr",
    "Dame",
    "Councillor",
    "Cllr",
    "Professor",
    "Prof",
    "Sir",
    "Reverend",
    "Revd",
    "Rev",
    "MRS",
    "MR",
    "CLLR",
    "COUNCILLOR",
    "PROFESSOR",
    "PROF",
    "REVD",
    "REV",
    "SIR",
    "DAME",
];

/// What follows a title and is no name of anybody: a product, a picture, the end of a list.
#[rustfmt::skip]
const NO_NAMES: [&str; 20] = [
    "Teams", "Office", "Word", "Excel", "Project", "Windows", "Scan", "Scans", "Scanner",
    "Scanners", "Scanning", "Imaging", "Image", "Images", "And", "Or", "Emeritus", "Emerita",
    // A ruling is called after its judge, and an illness has a society.
    "Justice", "Society",
];

/// What is called after somebody and known by that name alone, without the title.
const BODIES: [&str; 7] = [
    "Barnardo's",
    "Barnardo\u{2019}s",
    "Beeton's",
    "Beeton\u{2019}s",
    "Foster Index",
    "Foster Intelligence",
    "Foster index",
];

/// What follows a name that is one of a place or a body: `Dr Foster Unit`.
#[rustfmt::skip]
const OF_PLACES: [&str; 35] = [
    "Academy", "Avenue", "Award", "Building", "Centre", "Charity", "Clinic", "College", "Court",
    "Drive", "Foundation", "Fund", "Gardens", "Hall", "Hospice", "Hospital", "House", "Institute",
    "Lane", "Lecture", "Library", "Lodge", "Park", "Place", "Practice", "Prize", "Road", "Room",
    "School", "Street", "Surgery", "Trust", "Unit", "Ward", "Wing",
];

/// Small words within a family's name.
#[rustfmt::skip]
pub(super) const WITHIN: [&str; 16] = [
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "ten", "ter",
    "van", "von",
];

/// The title that begins at a byte, with the name that follows.
#[inline]
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    // Most capitals begin something else, and the next letter tells.
    let [first, second] = *text.as_bytes()[at..].first_chunk()?;
    let may_be = match first {
        b'M' => matches!(second, b'r' | b'i' | b's' | b'x' | b'R'),
        b'D' => matches!(second, b'r' | b'a' | b'A'),
        b'C' => matches!(second, b'o' | b'l' | b'O' | b'L'),
        b'P' => matches!(second, b'r' | b'R'),
        b'S' => matches!(second, b'i' | b'I'),
        b'R' => matches!(second, b'e' | b'E'),
        _ => false,
    };
    if may_be { title_at(text, at) } else { None }
}

fn title_at(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = &text[at..];
    let begin = &rest.as_bytes()[..2];
    let title = TITLES.iter().filter(|title| &title.as_bytes()[..2] == begin).find(|title| {
        let next = rest.strip_prefix(**title).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| next == '.' || GAPS.contains(&next))
    })?;
    let name = rest[title.len()..].strip_prefix('.').unwrap_or(&rest[title.len()..]);
    let mut name = over_gap(name)?;
    while let Some(rest) = word(name).filter(|small| WITHIN.contains(small)) {
        name = over_gap(&name[rest.len()..])?;
    }
    let first = word(name)?;
    let is_known =
        |list: &[&str], word: &str| list.iter().any(|own| own.eq_ignore_ascii_case(word));
    // A street ends in `Dr` too: `12 Elm Dr`.
    let is_work = || mailbox::is_of_roles(first);
    if !begins_high(first) || is_known(&NO_NAMES, first) || is_work() {
        return None;
    }
    if BODIES.iter().any(|body| name.starts_with(body)) {
        return None;
    }
    let mut end = text.len() - name.len() + first.len();
    if first.chars().count() == 1 {
        // `Rev B` is a drawing.
        if title.eq_ignore_ascii_case("rev") && !text[end..].starts_with('.') {
            return None;
        }
        let rest = text[end..].trim_start_matches('.');
        let family = word(over_gap(rest)?).filter(|family| begins_high(family))?;
        end = text.len() - over_gap(rest)?.len() + family.len();
    }
    // What is called after somebody tells of nobody.
    let mut after = &text[end..];
    for _ in 0..2 {
        let Some(rest) = over_gap(after) else { break };
        let Some(next) = word(rest).filter(|it| begins_high(it)) else { break };
        if is_known(&OF_PLACES, next) {
            return None;
        }
        after = &rest[next.len()..];
    }
    Some(at..end)
}

/// What may stand between two words of a name: spaces of all kinds, and the end of a line.
const GAPS: [char; 6] = [' ', '\t', '\n', '\r', '\u{a0}', '\u{202f}'];

/// Over what stands between two words; nothing where they touch, or are far from each other.
fn over_gap(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(GAPS);
    let gap = &text[..text.len() - rest.len()];
    (!gap.is_empty() && gap.matches('\n').count() < 2).then_some(rest)
}

/// The word that a text begins with.
pub(super) fn word(text: &str) -> Option<&str> {
    // Mostly it ends before anything that is not ASCII.
    let is_in = |it: &u8| it.is_ascii_alphabetic() || matches!(it, b'\'' | b'-');
    let plain = text.bytes().take_while(|it| is_in(it)).count();
    let is_over = text.as_bytes().get(plain).is_none_or(u8::is_ascii);
    let is_mark = |it: char| matches!(it, '\'' | '\u{2019}' | '-');
    let rest = || text[plain..].find(|it: char| !it.is_alphabetic() && !is_mark(it));
    let end = if is_over { plain } else { rest().map_or(text.len(), |it| plain + it) };
    let word = &text[..end];
    (!word.is_empty()).then_some(word)
}

/// Whether a word begins with a capital.
pub(super) fn begins_high(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word stands behind the name of a place or a body.
pub(super) fn is_of_place(word: &str) -> bool {
    OF_PLACES.iter().any(|own| own.eq_ignore_ascii_case(word))
}
