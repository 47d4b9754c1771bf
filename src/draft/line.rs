//! A table typed in one line: `item=sl-visit value=94 note=Two days were lost`.

use super::value::{Entries, entries};
use super::{Mistake, inline};
use crate::model::declare::Table;

/// The `key=value` words of a line. What names no key belongs to the value before it, so that a
/// sentence needs no quotes; quotes around a value are taken off.
fn words(table: &Table, line: &str) -> Vec<String> {
    let named = |word: &str| {
        let key = word.split_once('=').map(|(key, _)| key.replace('-', "_"));
        key.is_some_and(|key| key.starts_with("x_") || table.field(&key).is_some())
    };
    let mut words: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        match words.last_mut() {
            // A key that is misspelt is told as such, where it is not plainly part of a sentence.
            Some(last)
                if !named(word) && (!word.contains('=') || last.matches('"').count() == 1) =>
            {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    for word in &mut words {
        if let Some((key, value)) = word.split_once('=')
            && let Some(inner) = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'))
        {
            *word = format!("{key}={inner}");
        }
    }
    words
}

/// The keys of a table from a line.
///
/// # Errors
///
/// When a word names a key that the table does not have, or gives it what does not fit.
pub fn in_line(table: &'static Table, line: &str) -> Result<Entries, Mistake> {
    let words = words(table, line);
    entries(table, &words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A table typed in a line, as TOML.
///
/// # Errors
///
/// As [`in_line`].
pub(super) fn table(table: &'static Table, line: &str) -> Result<String, Mistake> {
    Ok(inline(&in_line(table, line)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declare::Record as _;
    use crate::model::event::Figure;

    #[test]
    fn a_sentence_in_a_line_needs_no_quotes_and_a_slip_is_told() {
        let read = |line| table(Figure::TABLE, line);
        for line in [
            "item=sl-visit note=No visits yet unit=percent",
            "item=sl-visit unit=percent note=\"No visits yet\"",
        ] {
            let wanted = "{ item = \"sl-visit\", unit = \"percent\", note = \"No visits yet\" }";
            assert_eq!(read(line).as_deref(), Ok(wanted));
        }
        let sum = read("item=a note=\"one and x=1\"").expect("a sentence");
        assert!(sum.contains("\"one and x=1\""), "{sum}");
        let slip = read("item=a valeu=3").expect_err("a slip");
        assert_eq!(slip.help, "did you mean `value`?");
        assert!(read("item=").is_err() && read("item").is_err());
    }
}
