//! Texts that stand for one still to be written.

/// What people put where something has to stand and nothing is known yet. Each says only that more
/// will come, or points to another place without naming it; none is an answer to any question that
/// a record asks. A text that is all of this and no more is none.
#[rustfmt::skip]
const FILLERS: [&str; 33] = [
    "as above", "as below", "as before", "as discussed", "coming soon", "ditto", "in progress",
    "later", "n.a", "n/a", "na", "not known yet", "pending", "placeholder", "same", "same as above",
    "see above", "see below", "t.b.c", "tba", "tbc", "tbd", "to be added", "to be agreed",
    "to be confirmed", "to be decided", "to be written", "to do", "to follow", "todo", "x", "xx",
    "xxx",
];

/// The longest of them, in bytes, with some marks around it.
const LONGEST: usize = 24;

/// Signs that are an answer by themselves, such as a unit.
const SAYING: [char; 7] = ['%', '‰', '°', '£', '€', '$', '¥'];

/// Whether a text stands for one still to be written: one of the fillers, a nought, or nothing that
/// could be read out at all, such as a full stop or what does not show.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    if text.len() > LONGEST && text.as_bytes()[0].is_ascii_alphanumeric() {
        return false;
    }
    if text.trim().is_empty() {
        // An empty text is another fault.
        return false;
    }
    let says = |letter: char| letter.is_alphanumeric() || SAYING.contains(&letter);
    let text = text.trim_matches(|letter| !says(letter));
    if text.len() > LONGEST {
        return false;
    }
    text.bytes().all(|byte| byte == b'0')
        || FILLERS.iter().any(|filler| text.eq_ignore_ascii_case(filler))
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
            "0 days",
            "0.5",
            "10 days",
            "Later this year",
            "The same form",
            "Ward 4",
            "X-ray",
            "none",
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
