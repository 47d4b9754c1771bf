//! The form of ids.

/// Whether a text is lower-case kebab: letters and digits in words that `-` joins.
#[must_use]
pub fn is_kebab(text: &str) -> bool {
    let mut before = b'-';
    for byte in text.bytes() {
        if !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' && before != b'-') {
            return false;
        }
        before = byte;
    }
    before != b'-'
}

/// Whether some systems keep a name for a device, whatever stands behind a dot.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let numbered = |stem: &str| {
        let number = name.strip_prefix(stem);
        number.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    ["con", "prn", "aux", "nul"].contains(&name) || ["com", "lpt"].into_iter().any(numbered)
}

/// The longest name of a directory that is made, in bytes: room is left for what stands in it.
const LONGEST: usize = 80;

/// Why a name cannot be the id of a new collaboration, and so the name of its directory.
///
/// # Errors
///
/// The reason, in lower case and without a full stop.
pub fn can_be_directory(name: &str) -> Result<(), &'static str> {
    match () {
        () if !is_kebab(name) => {
            Err("it has to be lower-case words that `-` joins, such as `reading-hour`")
        }
        () if is_device(name) => Err("some systems keep that name for a device"),
        () if name.len() > LONGEST => Err("it is longer than 80 characters"),
        () => Ok(()),
    }
}

/// What the id of an event is made of: `<date>-<words>-<suffix>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventId<'a> {
    /// The day, as ten characters.
    pub date: &'a str,
    /// Subject and event.
    pub words: &'a str,
    /// Four or more characters by chance, so that two branches never choose the same name.
    pub suffix: &'a str,
}

impl<'a> EventId<'a> {
    /// Takes an id apart; nothing for one that is not made so.
    #[must_use]
    pub fn parse(id: &'a str) -> Option<Self> {
        if !is_kebab(id) || id.len() < 11 || id.as_bytes()[10] != b'-' {
            return None;
        }
        let (date, rest) = (&id[..10], &id[11..]);
        let dated = date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let (words, suffix) = rest.rsplit_once('-')?;
        (dated && suffix.len() >= 4).then_some(Self { date, words, suffix })
    }
}

/// Letters and digits that nobody takes for each other.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// A name that may stand in that of a file, whatever stands in the record.
pub(crate) fn slug(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    joined.chars().take(60).collect::<String>().trim_end_matches('-').to_owned()
}

/// Four characters that look as if chosen by chance.
pub(crate) fn suffix(mut seed: u64) -> String {
    seed ^= seed >> 32;
    (0..4).map(|at| char::from(LETTERS[(seed >> (5 * at)) as usize % LETTERS.len()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_never_leaves_its_directory() {
        assert_eq!(slug("../../Act Fund\u{1b}"), "act-fund");
        assert_eq!(slug("…"), "");
        assert!(slug(&"ab-".repeat(50)).len() <= 60);
    }

    #[test]
    fn kebab_is_lower_case_words() {
        assert!(["a", "act-fund", "2025-x", "so-home"].into_iter().all(is_kebab));
        assert!(!["", "A", "a--b", "-a", "a-", "a b", "a_b", "é"].into_iter().any(is_kebab));
    }

    #[test]
    fn what_is_no_safe_name_becomes_no_directory() {
        for bad in ["", "..", "a/b", "A", "con", "nul", "aux", "prn", "com1", "lpt9", "a b"] {
            assert!(can_be_directory(bad).is_err(), "{bad}");
        }
        assert!(can_be_directory(&"a".repeat(81)).is_err());
        for good in ["reading-hour", "con-artists", "com", "nul-1", "com10"] {
            assert!(can_be_directory(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn event_ids_have_a_day_words_and_a_suffix() {
        let id = EventId::parse("2025-03-20-act-coordinators-unable-q9x4").expect("well made");
        assert_eq!(
            (id.date, id.words, id.suffix),
            ("2025-03-20", "act-coordinators-unable", "q9x4")
        );
        for bad in
            ["2025-03-20", "2025-03-20-act", "2025-03-20-act-abc", "20250320-act-abcd-ef12", ""]
        {
            assert_eq!(EventId::parse(bad), None, "{bad}");
        }
    }
}
