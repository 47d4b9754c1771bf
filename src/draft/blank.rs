//! What is there and says nothing: a text of nothing but blanks. Nobody writes one, whichever way it
//! was typed. And what only stands for words, as in a line to copy.

use super::Mistake;
use crate::document::{Document, Kind, Source, Value};
use crate::model::declare::is_ellipsis;
use crate::rules::Finding;

/// What is said of a text that only stands for words.
const LEFT_OPEN: &str = "`…` stands for your words; say it, or take it out";

/// Whether a value, as TOML text, holds a text of nothing but blanks, however deep.
#[must_use]
pub fn holds_blank(value: &str) -> bool {
    let text = format!("value = {value}\n");
    ways(&text).iter().any(|way| !way.is_open)
}

/// That a value, as TOML text, holds a text that only stands for words, as a line to copy does.
#[must_use]
pub fn left_open(key: &str, value: &str) -> Option<Mistake> {
    let text = format!("value = {value}\n");
    let is_open = ways(&text).iter().any(|way| way.is_open);
    is_open.then(|| Mistake::new(format!("`{key}` is still `…`"), LEFT_OPEN))
}

/// A text that says nothing.
struct Way {
    /// The way to it.
    way: String,
    /// The byte it begins at.
    at: usize,
    /// Whether it stands for words.
    is_open: bool,
}

/// The texts in a file that say nothing.
fn ways(text: &str) -> Vec<Way> {
    fn gather(value: &Value<'_>, way: &str, found: &mut Vec<Way>) {
        match value.get_ref() {
            Kind::String(text) if text.trim().is_empty() || is_ellipsis(text) => {
                let at = value.span().start as usize;
                found.push(Way { way: way.to_owned(), at, is_open: is_ellipsis(text) });
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
    let new = ways(text).into_iter().filter(|it| known.iter().all(|known| known.way != it.way));
    let mark = |it: Way| {
        let (says, help) = match it.is_open {
            true => (format!("`{}` is still `…`", it.way), LEFT_OPEN),
            false => (format!("`{}` is empty", it.way), "say it, or take the line out"),
        };
        Finding {
            line: text[..it.at].matches('\n').count() + 1,
            ..Finding::said(&says, help, &it.way)
        }
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
        for value in ["\"…\"", "[\"a\", \" ... \"]", "{ a = [{ b = \"…\" }] }"] {
            assert!(left_open("a", value).is_some() && !holds_blank(value), "{value}");
        }
        for value in ["\"More…\"", "[]", "\"a … b\"", "3", "\"\""] {
            assert!(left_open("a", value).is_none(), "{value}");
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
