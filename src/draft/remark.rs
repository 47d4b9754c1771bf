//! Why something stands in a text that has no key for a reason: a comment beside it.

use crate::document::{Document, Source, written};

/// A text with a reason as a comment: behind the line that came to say one of these words, else
/// below the text. What the text means stays the same.
#[must_use]
pub fn remarked(before: &str, text: &str, said: &[String], why: &str) -> String {
    let plain = |it: char| if it.is_control() { ' ' } else { it };
    let why: String = why.chars().map(plain).collect();
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_new = |line: &str| !before.lines().any(|old| old == line);
    let says = |line: &str| said.iter().any(|word| line.contains(word));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let end = at + bare.len();
        if is_new(bare) && says(bare) {
            let tried = format!("{} # {why}{}", &text[..end], &text[end..]);
            if means(&tried) == means(text) {
                return tried;
            }
        }
        at += line.len();
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
    format!("{text}{gap}# {why}{newline}")
}

/// What a text says, without how it is written; nothing where it is no TOML.
fn means(text: &str) -> Option<String> {
    let source = Source::new(String::new(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let said = document
        .root()
        .iter()
        .map(|(key, value)| format!("{} = {}\n", key.get_ref(), written(value)));
    (!document.is_damaged()).then(|| said.collect())
}

#[cfg(test)]
mod tests {
    use super::remarked;

    #[test]
    fn a_reason_stands_behind_its_line_and_changes_no_word() {
        let said = ["\"Chiar\"".to_owned()];
        for (before, text, wanted) in [
            ("", "owner = \"Chiar\"\n", "owner = \"Chiar\" # so it is\n"),
            ("", "owner = \"Chiar\"\r\n", "owner = \"Chiar\" # so it is\r\n"),
            (
                "a = \"Chiar\"\n",
                "a = \"Chiar\"\nb = \"Chiar\"\n",
                "a = \"Chiar\"\nb = \"Chiar\" # so it is\n",
            ),
            ("", "a = \"Chiar\" # old\n", "a = \"Chiar\" # old # so it is\n"),
            ("", "a = [\n  \"Chiar\",\n]\n", "a = [\n  \"Chiar\", # so it is\n]\n"),
            // In a text that runs over lines it would be part of what is said.
            ("", "a = \"\"\"\n\"Chiar\"\n\"\"\"\n", "a = \"\"\"\n\"Chiar\"\n\"\"\"\n# so it is\n"),
            ("", "a = 'Chiar'", "a = 'Chiar'\n# so it is\n"),
        ] {
            assert_eq!(remarked(before, text, &said, "so\n it\u{1b} is "), wanted);
        }
    }
}
