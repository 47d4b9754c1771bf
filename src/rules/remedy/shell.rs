//! Words of a line that somebody will paste into a shell.

/// A word as a shell takes it for one, whatever stands in it: it comes from a file, and somebody
/// will paste it. What is left open stands in quotes, so that words can be put there.
pub(crate) fn shell(word: &str) -> String {
    let plain =
        |word: &str| word.chars().all(|it| it.is_alphanumeric() || "-_.=/:,…+@".contains(it));
    if !word.is_empty() && word != "…" && !word.starts_with(['-', '=']) && plain(word) {
        return word.to_owned();
    }
    if word.contains(['"', '$', '`', '\\', '!']) {
        return format!("'{}'", word.replace('\'', "'\\''"));
    }
    // As one would type it: the quotes around the value.
    match word.split_once('=').filter(|(key, _)| !key.is_empty() && plain(key)) {
        Some((key, value)) if !key.starts_with('-') => format!("{key}=\"{value}\""),
        _ => format!("\"{word}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_a_shell_is_one_word_whatever_stands_in_it() {
        for (word, typed) in [
            ("act-fund", "act-fund"),
            ("party=…", "party=…"),
            ("…", "\"…\""),
            ("", "\"\""),
            ("-f", "\"-f\""),
            ("Children's librarian", "\"Children's librarian\""),
            ("title=Visits on Saturdays", "title=\"Visits on Saturdays\""),
            ("condition[0].due=DATE", "\"condition[0].due=DATE\""),
            ("a; rm -r b", "\"a; rm -r b\""),
            ("$(id) isn't", "'$(id) isn'\\''t'"),
            ("a=\"b\"", "'a=\"b\"'"),
        ] {
            assert_eq!(shell(word), typed);
        }
    }
}
