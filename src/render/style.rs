//! Weight and colour of text in a terminal, and lines that are broken to its width.

use std::borrow::Cow;

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

/// Breaks text into lines of at most so many columns, where a word is no longer than that; words, and
/// commands to be typed, are never broken. Lines after the first stand further in.
pub(super) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut lines = Lines { out: String::with_capacity(text.len() + 16), column: 0, begun: false };
    lines.fill(text, width, indent);
    lines.out
}

/// A lead needs this many columns beside it; where there are fewer, lines go on below it.
const BESIDE: usize = 20;

/// A text behind a lead, broken as [`wrap`] does it. The lines that follow stand below the first, and
/// in a narrow terminal only a little further in than the lead. Lines of the text itself stay.
pub(super) fn hang(lead: &str, text: &str, width: usize) -> String {
    let long = lead.chars().count();
    let set_in = lead.chars().take_while(|letter| *letter == ' ').count();
    let below = if long + BESIDE <= width { long } else { long.min(set_in + 2).min(width / 4) };
    let indent = " ".repeat(below);
    let mut lines = Lines { out: lead.to_owned(), column: long, begun: false };
    if below < long {
        // The lead itself may not fit.
        lines =
            Lines { out: " ".repeat(below.min(set_in)), column: below.min(set_in), begun: false };
        lines.fill(lead, width, &indent);
    }
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            lines.end(&indent);
        }
        lines.fill(line, width, &indent);
    }
    lines.out
}

/// Lines that are being filled.
struct Lines {
    out: String,
    column: usize,
    /// Whether there is a word in the last line.
    begun: bool,
}

impl Lines {
    fn fill(&mut self, text: &str, width: usize, indent: &str) {
        for word in held(text).split_whitespace() {
            let long = word.chars().count();
            if self.begun && self.column + 1 + long > width {
                self.end(indent);
            } else if self.begun {
                self.out.push(' ');
                self.column += 1;
            }
            self.out.push_str(&word.replace(HOLD, " "));
            self.column += long;
            self.begun = true;
        }
    }

    fn end(&mut self, indent: &str) {
        self.out.push('\n');
        self.out.push_str(indent);
        self.column = indent.chars().count();
        self.begun = false;
    }
}

/// Stands for a space at which no line is broken: of the private characters, which no text needs.
const HOLD: char = '\u{e000}';

/// A text in which no command to be typed is broken.
fn held(text: &str) -> Cow<'_, str> {
    if !text.contains("`comity ") {
        return Cow::Borrowed(text);
    }
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 == 1 {
        true if part.starts_with("comity ") => part.replace(' ', HOLD.encode_utf8(&mut [0; 4])),
        _ => part.to_owned(),
    });
    Cow::Owned(parts.collect::<Vec<_>>().join("`"))
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
    fn commands_are_broken_no_more_than_words() {
        let text = "so `comity check -C a` tells";
        assert_eq!(wrap(text, 10, " "), "so\n `comity check -C a`\n tells");
        assert_eq!(wrap("so `only a name` tells", 10, ""), "so `only a\nname`\ntells");
    }

    #[test]
    fn lines_stand_below_the_first_where_there_is_room() {
        assert_eq!(
            hang("  a: ", "one two three four five", 25),
            "  a: one two three four\n     five"
        );
        assert_eq!(hang("  help: ", "one two three", 20), "  help: one two\n    three");
        assert_eq!(hang("  help: ", "one-two-three", 20), "  help:\n    one-two-three");
        assert_eq!(hang("- ", "averylongwordindeed", 20), "- averylongwordindeed");
        assert_eq!(hang("1. ", "one\ntwo", 30), "1. one\n   two");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Überführung", 11), "Überführung");
        assert_eq!(cut("Überführung", 5), "Über…");
        assert_eq!(cut("Warm and safe", 6), "Warm…");
    }
}
