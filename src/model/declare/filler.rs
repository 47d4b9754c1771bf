//! Texts that stand for one still to be written.

use crate::model::word_list::WordList;

/// What people put where something has to stand and nothing is known yet. Each says only that more
/// will come, or points to another place without naming it; none is an answer to any question that
/// a record asks. A text that is all of this and no more is none.
#[rustfmt::skip]
const FILLERS: WordList = WordList::of(&[
    "as above", "as before", "as below", "as discussed", "asdf", "blah", "coming soon", "ditto",
    "in progress", "insert here", "insert text here", "k.a", "later", "n.a", "n/a", "na", "nil",
    "none yet", "not known yet", "not yet agreed", "not yet decided", "not yet known", "pending",
    "placeholder", "qwerty", "qwertz", "same", "same as above", "see above", "see attached",
    "see attachment", "see below", "see e-mail", "see email", "see emails", "t.b.c", "tba", "tbc",
    "tbd", "test", "to be added", "to be agreed", "to be agreed with partners", "to be confirmed",
    "to be decided", "to be determined", "to be discussed", "to be written", "to do", "to follow",
    "todo", "under discussion", "unknown", "will be added later", "x", "xx",
]);

/// What says nothing where words of one's own are asked for, and may be an honest answer elsewhere.
#[rustfmt::skip]
const BARE: WordList = WordList::of(&[
    "done", "draft", "no", "none", "not done", "noted", "nothing", "nowhere", "ok", "okay", "yes",
]);

/// How a text begins that says first that it is still to be written, and then who knows more.
const OPEN: [&str; 4] = ["tba", "tbc", "tbd", "todo"];

/// How a text begins that only fills a page, however long it is.
const DUMMY: &str = "lorem ipsum";

/// The longest of them, in bytes, with some marks around it.
const LONGEST: usize = 31;

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
    is_blank_to_fill(text.trim()) || is_filler(text.trim_matches(|letter| !says(letter)))
}

/// Whether a text says no more than a word that would do anywhere, such as `None`: asked where words
/// of one's own are wanted.
pub(super) fn is_bare(text: &str) -> bool {
    text.len() <= LONGEST && BARE.holds(text.trim_matches(|it: char| !it.is_alphanumeric()))
}

/// Whether a text is a blank of a form, such as `<aim>`; what has marks in it may be an address.
fn is_blank_to_fill(text: &str) -> bool {
    let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    inner.is_some_and(|inner| {
        inner.contains(char::is_alphabetic) && !inner.contains([':', '@', '/', '.', '<', '>'])
    })
}

/// Whether a text is one of them, with nothing around it.
fn is_filler(text: &str) -> bool {
    begins_dummy(text)
        || begins_open(text)
        || is_one_letter(text)
        || text.len() <= LONGEST && (text.bytes().all(|byte| byte == b'0') || FILLERS.holds(text))
}

fn begins_dummy(text: &str) -> bool {
    text.starts_with(['l', 'L'])
        && text.get(..DUMMY.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(DUMMY))
}

/// Whether a text begins as one that is open, and a mark parts that from what follows: `tbd - ask`.
fn begins_open(text: &str) -> bool {
    let begins =
        |word: &&&str| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    let Some(word) = text.starts_with(['t', 'T']).then(|| OPEN.iter().find(begins)).flatten()
    else {
        return false;
    };
    let rest = &text[word.len()..];
    rest.trim_start().starts_with([':', ';', '(', '…', '–', '—'])
        || [" - ", ", ", ". ", "? "].iter().any(|mark| rest.starts_with(mark))
}

/// Whether a text is one small letter again and again; `iii` is a number, and `AAA` a mark.
fn is_one_letter(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some([first, rest @ ..]) = bytes.get(..).filter(|bytes| bytes.len() >= 3) else {
        return false;
    };
    rest[0] == *first
        && (first.is_ascii_lowercase() && *first != b'i' || *first == b'X')
        && rest.iter().all(|byte| byte.eq_ignore_ascii_case(first))
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
            "To be determined",
            "To be agreed with partners",
            "tbd - ask finance",
            "TBC: after the meeting",
            "todo (board)",
            "Not yet agreed",
            "Under discussion",
            "[insert here]",
            "<aim>",
            " <name of the lead> ",
            "XXXX",
            "qwerty",
            "aaa",
            "see email",
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
            "TBC Bank",
            "TBC-approved",
            "Todos los santos",
            "III",
            "iii",
            "AAA",
            "aa",
            "<https://north.example/aims>",
            "<5",
            "[1]",
            "To be agreed with partners by May",
            "See email of 3 May on file",
        ] {
            assert!(!is_placeholder(answer), "{answer:?}");
        }
        for bare in ["None", "none.", "OK", "Done", "Not done", "(yes)", "Nowhere", "Noted!"] {
            assert!(is_bare(bare) && !is_placeholder(bare), "{bare:?}");
        }
        for answer in ["None of ours", "", "£", "No waiting", "Nothing but bread", "日本"] {
            assert!(!is_bare(answer), "{answer:?}");
        }
        assert!(FILLERS.iter().all(|filler| filler.len() < LONGEST));
    }
}
