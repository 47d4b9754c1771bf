//! A report as YAML: the same data as its JSON, in the same order.
//!
//! Every text stands in quotes, as JSON writes it, because what parsers make of a bare word differs:
//! `no`, `on`, `1_000`, `12:30` and `2026-01-28` are texts to one and something else to the next.
//! Keys are our own, and stand bare unless one of those words.

use std::fmt::Write as _;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::render::plain::is_hidden;

/// Data with its keys in the order in which they were written.
#[derive(Debug)]
enum Node {
    Null,
    Flag(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
}

/// The data of some JSON as YAML.
pub(super) fn render(json: &str) -> String {
    let node: Node = serde_json::from_str(json).unwrap_or(Node::Null);
    let mut out = String::with_capacity(json.len());
    write(&node, 0, &mut out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.trim_start_matches('\n').to_owned()
}

/// Writes what stands behind a key or a dash, or at the top.
fn write(node: &Node, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match node {
        Node::Null => out.push_str("null"),
        Node::Flag(flag) => {
            let _ = write!(out, "{flag}");
        }
        Node::Number(number) => out.push_str(number),
        Node::Text(text) => quote(text, out),
        Node::List(items) if items.is_empty() => out.push_str("[]"),
        Node::Table(items) if items.is_empty() => out.push_str("{}"),
        Node::List(items) => {
            for item in items {
                out.push_str(&format!("\n{indent}- "));
                inside(item, depth + 1, out);
            }
        }
        Node::Table(items) => {
            for (key, value) in items {
                out.push_str(&format!("\n{indent}"));
                write_key(key, out);
                out.push_str(": ");
                of_key(value, depth + 1, out);
            }
        }
    }
}

/// What stands behind a key: on the same line, or set in below it.
fn of_key(node: &Node, depth: usize, out: &mut String) {
    let below = match node {
        Node::List(items) => !items.is_empty(),
        Node::Table(items) => !items.is_empty(),
        _ => false,
    };
    if below {
        out.truncate(out.trim_end().len());
    }
    write(node, depth, out);
}

/// What stands behind a dash: a table begins on the same line.
fn inside(node: &Node, depth: usize, out: &mut String) {
    let start = out.len();
    write(node, depth, out);
    // The first line of it belongs behind the dash.
    if out[start..].starts_with('\n') {
        let first = out[start..].trim_start();
        let first = first.to_owned();
        out.truncate(start);
        out.push_str(&first);
    }
}

fn write_key(key: &str, out: &mut String) {
    const WORDS: [&str; 11] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    let plain = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && !WORDS.contains(&key);
    if plain {
        out.push_str(key);
    } else {
        quote(key, out);
    }
}

/// A text in double quotes, with everything escaped that a parser or a terminal would obey.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if is_hidden(letter) || is_none(letter) => {
                let _ = match u32::from(letter) {
                    number @ 0..=0xffff => write!(out, "\\u{number:04x}"),
                    number => write!(out, "\\U{number:08x}"),
                };
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// Whether Unicode says that a code point is no character, and some parsers refuse it.
fn is_none(letter: char) -> bool {
    u32::from(letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&letter)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Node;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("data")
            }

            fn visit_unit<E>(self) -> Result<Node, E> {
                Ok(Node::Null)
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
                Ok(Node::Flag(flag))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
                Ok(Node::Number(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
                Ok(Node::Number(number.to_string()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Node, E> {
                Ok(Node::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Node::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
                let mut table = Vec::new();
                while let Some(entry) = items.next_entry()? {
                    table.push(entry);
                }
                Ok(Node::Table(table))
            }
        }
        from.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// What another parser reads.
    fn back(value: &Value) -> Value {
        let yaml = render(&value.to_string());
        serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
    }

    #[test]
    fn it_is_set_out_as_people_write_it() {
        let value = json!({"a": [], "b": {"c": [{"d": "x", "e": 1}, [true, null]], "on": "no"}});
        let wanted = "a: []\nb:\n  c:\n    - d: \"x\"\n      e: 1\n    - - true\n      - null\n  \"on\": \"no\"\n";
        assert_eq!(render(&value.to_string()), wanted);
        assert_eq!(back(&value), value);
    }

    #[test]
    fn words_that_other_parsers_take_for_something_else_stay_texts() {
        let words = "no on yes y n 1_000 0o14 012 12:30 2026-01-28 ~ null .5 - ? : # % @ ! & * | > \
                     << = .inf 1e3 0x1f true {} [] ' \" \\ ` ---";
        let mut texts: Vec<&str> = words.split(' ').collect();
        texts.extend([
            "",
            " ",
            "a\nb\n",
            "\u{2028}",
            "\u{85}",
            "\u{feff}x",
            "\u{1f5d3}",
            "\u{fffe}",
        ]);
        texts.extend(["- a", "a: b", "a #b", "\t", "\r\n", "\u{0}", "\u{1b}[31m", "\u{202e}"]);
        let value = json!(texts);
        assert_eq!(back(&value), value);
        let yaml = render(&value.to_string());
        assert!(yaml.lines().all(|line| line.starts_with("- \"") && line.ends_with('"')), "{yaml}");
        assert!(!yaml.chars().any(is_hidden), "{yaml:?}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(texts in proptest::collection::vec(".*", 0..4), key in ".*") {
            let value = json!({ "texts": texts, "table": { key: texts } });
            prop_assert_eq!(back(&value), value);
        }
    }
}
