//! Text from a record, made safe to show: a file must not be able to speak to a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::document;

/// Text with control characters, and those that turn the direction of writing, shown as `\u{…}`.
/// Line ends and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_hidden(letter) {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(letter));
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character is shown as its number.
pub(super) fn is_hidden(letter: char) -> bool {
    document::is_hidden(letter) && !matches!(letter, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_in_a_file_reaches_a_terminal_as_a_command() {
        assert_eq!(visible("a\u{1b}[31mb\r"), "a\\u{1b}[31mb\\u{d}");
        for hidden in ['\u{202e}', '\u{61c}', '\u{2067}', '\u{2060}'] {
            let shown = format!("left\\u{{{:x}}}right", u32::from(hidden));
            assert_eq!(visible(&format!("left{hidden}right")), shown);
        }
        assert_eq!(visible("Überführung\n\t東京"), "Überführung\n\t東京");
    }
}
