//! What is there and says nothing: a text of nothing but blanks. Nobody writes one, whichever way it
//! was typed.

use crate::document::{Document, Kind, Source, Value};
use crate::rules::Finding;

/// Whether a value, as TOML text, holds a text of nothing but blanks, however deep.
#[must_use]
pub fn holds_blank(value: &str) -> bool {
    let text = format!("value = {value}\n");
    !ways(&text).is_empty()
}

/// The texts of nothing but blanks in a file: the way to each, with the byte it begins at.
fn ways(text: &str) -> Vec<(String, usize)> {
    fn gather(value: &Value<'_>, way: &str, found: &mut Vec<(String, usize)>) {
        match value.get_ref() {
            Kind::String(text) if text.trim().is_empty() => {
                found.push((way.to_owned(), value.span().start as usize));
            }
            Kind::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    gather(item, &format!("{way}[{at}]"), found);
                }
            }
            Kind::Table(table) => {
                for (key, value) in table {
                    gather(value, &format!("{way}.{}", key.get_ref()), found);
                }
            }
            _ => {}
        }
    }
    let source = Source::new(String::new(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let mut found = Vec::new();
    for (key, value) in document.root() {
        gather(value, key.get_ref(), &mut found);
    }
    found
}

/// The blanks of a text that were not in it before, each as a mark at its line.
#[must_use]
pub fn blanks(text: &str, before: &str) -> Vec<Finding> {
    let known = ways(before);
    let new = ways(text).into_iter().filter(|(way, _)| known.iter().all(|(it, _)| it != way));
    let mark = |(way, at): (String, usize)| Finding {
        line: text[..at].matches('\n').count() + 1,
        ..Finding::said(&format!("`{way}` is empty"), "say it, or take the line out", &way)
    };
    new.map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_is_found_however_deep_unless_it_was_there_before() {
        for value in
            ["\"\"", "\" \\t\"", "[\"a\", \"\"]", "{ a = [{ b = \" \" }] }", "\"\"\"\n\"\"\""]
        {
            assert!(holds_blank(value), "{value}");
        }
        for value in ["\"a\"", "[]", "3", "{ a = 2026-01-01 }"] {
            assert!(!holds_blank(value), "{value}");
        }
        let text = "a = \"\"\n\n[[b]]\nc = \"x\"\nd = \" \"\n";
        let found = |before| -> Vec<(String, usize)> {
            blanks(text, before).into_iter().map(|it| (it.key, it.line)).collect()
        };
        assert_eq!(found(""), [("a".to_owned(), 1), ("b[0].d".to_owned(), 5)]);
        assert_eq!(found("a = \"\"\n"), [("b[0].d".to_owned(), 5)]);
    }
}
