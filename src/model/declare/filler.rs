//! Texts that stand for one still to be written.

use crate::model::word_list::WordList;

/// What people put where something has to stand and nothing is known yet. Each says only that more
/// will come, or points to another place without naming it; none is an answer to any question that
/// a record asks. A text that is all of this and no more is none.
#[rustfmt::skip]
const FILLERS: WordList = WordList::of(&[
    "as above", "as before", "as below", "as discussed", "asdf", "blah", "coming soon", "ditto",
    "in progress", "k.a", "later", "n.a", "n/a", "na", "nil", "none yet", "not known yet",
    "not yet known", "pending", "placeholder", "same", "same as above", "see above", "see below",
    "t.b.c", "tba", "tbc", "tbd", "test", "to be added", "to be agreed", "to be confirmed",
    "to be decided", "to be written", "to do", "to follow", "todo", "unknown",
    "will be added later", "x", "xx", "xxx",
]);

/// How a text begins that only fills a page, however long it is.
const DUMMY: &str = "lorem ipsum";

/// The longest of them, in bytes, with some marks around it.
const LONGEST: usize = 24;

/// Signs that are an answer by themselves, such as a unit.
const SAYING: [char; 7] = ['%', '‰', '°', '£', '€', '$', '¥'];

/// Whether a text is only the sign that stands for words in a line to copy: whoever sends that line
/// as it stands has said nothing.
#[must_use]
pub fn is_ellipsis(text: &str) -> bool {
    matches!(text.trim(), "…" | "...")
}

/// Whether a text stands for one still to be written: one of the fillers, a nought, or nothing that
/// could be read out at all, such as a full stop or what does not show.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && (text.len() > LONGEST || is_plain(bytes.last())) {
        // Nearly every text: there is nothing around it to take off.
        return is_filler(text);
    }
    if text.trim().is_empty() {
        // An empty text is another fault.
        return false;
    }
    let says = |letter: char| letter.is_alphanumeric() || SAYING.contains(&letter);
    // However short a path is, it leads somewhere.
    if ["../", "./", "/"].iter().any(|begin| text.starts_with(begin)) && text.contains(says) {
        return false;
    }
    is_filler(text.trim_matches(|letter| !says(letter)))
}

/// Whether a text is one of them, with nothing around it.
fn is_filler(text: &str) -> bool {
    begins_dummy(text)
        || text.len() <= LONGEST && (text.bytes().all(|byte| byte == b'0') || FILLERS.holds(text))
}

fn begins_dummy(text: &str) -> bool {
    text.starts_with(['l', 'L'])
        && text.get(..DUMMY.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(DUMMY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_told_from_short_answers() {
        for filler in [
            "TBC",
            "tbd.",
            "n/a",
            "N.A.",
            "?",
            "???",
            "-",
            "...",
            "…",
            ".",
            "0",
            "\u{200B}",
            "\u{FEFF} ",
            "To follow",
            "(to follow)",
            "as above",
            "Same.",
            "pending…",
            "xxx",
            "[later]",
            "—",
            "..............................",
            "\u{a0}tbc",
            "to be confirmed!",
            "asdf",
            "Lorem ipsum",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
            "\"Lorem ipsum dolor sit amet, consectetur\"",
            "None yet",
            "k.A.",
            "nil",
            "Unknown.",
            "Not yet known",
            "Will be added later.",
            "blah",
            "Test",
        ] {
            assert!(is_placeholder(filler), "{filler:?}");
        }
        for answer in [
            "",
            " ",
            "%",
            "£",
            "No",
            "10",
            "../x",
            "/x",
            "0 days",
            "0.5",
            "10 days",
            "Later this year",
            "The same form",
            "Ward 4",
            "X-ray",
            "none",
            "Test of the new form",
            "Unknown to both",
            "Weekly",
            "To follow up on falls",
            "0800 123 456",
            "日本",
            "é",
        ] {
            assert!(!is_placeholder(answer), "{answer:?}");
        }
        assert!(FILLERS.iter().all(|filler| filler.len() < LONGEST));
    }
}
