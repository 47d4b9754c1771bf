//! What stands before a number says what it is.

/// Words before a number of a thing. With such a word, ten digits are no person's.
#[rustfmt::skip]
const OF_THINGS: [&str; 30] = [
    "account", "asset", "award", "batch", "bid", "case", "contract", "docket", "grant", "invoice",
    "isbn", "item", "job", "licence", "lot", "model", "order", "paper", "part", "permit", "po",
    "project", "receipt", "ref", "reference", "serial", "sn", "ticket", "uprn", "version",
];

/// Words before a number of a person, whatever stands between.
const OF_PERSONS: [&str; 14] = [
    "call",
    "cell",
    "chi",
    "insurance",
    "mob",
    "mobile",
    "nhs",
    "ni",
    "nino",
    "patient",
    "phone",
    "ring",
    "tel",
    "text",
];

/// Words that say no more than that a number follows.
const OF_NUMBERS: [&str; 9] = ["code", "id", "is", "no", "nr", "num", "number", "the", "was"];

/// So many words before a number are looked at.
const WORDS: usize = 4;

/// Whether a number that begins at a byte is one of a thing: a word says so, or it is part of an
/// address.
pub(super) fn is_of_thing(text: &str, start: usize) -> bool {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    let token = before.rfind(|it: char| it.is_whitespace() || it == '"').map_or(0, |at| at + 1);
    if before[token..].contains("://") || before[token..].starts_with("www.") {
        return true;
    }
    let is_in = |list: &[&str], word: &str| list.iter().any(|own| own.eq_ignore_ascii_case(word));
    let words = before.rsplit(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.take(WORDS).skip_while(|word| is_in(&OF_NUMBERS, word));
    words.next().is_some_and(|word| is_in(&OF_THINGS, word))
        && !words.any(|word| is_in(&OF_PERSONS, word))
}
