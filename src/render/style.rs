//! Weight and colour of text in a terminal, and lines that are broken to its width.

/// Text that stands out; as it is where no colour is wanted.
pub(super) fn bold(text: &str, colour: bool) -> String {
    dressed(text, "1", colour)
}

/// Text that steps back.
pub(super) fn dim(text: &str, colour: bool) -> String {
    dressed(text, "2", colour)
}

fn dressed(text: &str, code: &str, colour: bool) -> String {
    if colour && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.into() }
}

/// Breaks text into lines of at most so many columns, where a word is no longer than that. Lines
/// after the first stand further in.
pub(super) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut column = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        if column == 0 {
            column = long;
        } else if column + 1 + long > width {
            out.push('\n');
            out.push_str(indent);
            column = indent.chars().count() + long;
        } else {
            out.push(' ');
            column += 1 + long;
        }
        out.push_str(word);
    }
    out
}

/// Text cut to so many columns, with a mark where something was cut off.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_words_never() {
        assert_eq!(wrap("one two three", 7, "  "), "one two\n  three");
        assert_eq!(wrap("a  longerthanthat b", 5, ""), "a\nlongerthanthat\nb");
        assert_eq!(wrap("", 5, ""), "");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Überführung", 11), "Überführung");
        assert_eq!(cut("Überführung", 5), "Über…");
        assert_eq!(cut("Warm and safe", 6), "Warm…");
    }
}
