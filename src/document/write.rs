//! Values as TOML text, on one line each.

use super::{Kind, Value, is_hidden};

/// Text in quotes. Whatever a terminal or an editor would obey is written by its number.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(letter) => out.push_str(&number(letter)),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

fn number(letter: char) -> String {
    match u32::from(letter) {
        short @ ..=0xffff => format!("\\u{short:04X}"),
        long => format!("\\U{long:08X}"),
    }
}

/// Names as a list.
pub(crate) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A key, in quotes where it needs them.
pub(crate) fn key(name: &str) -> String {
    let bare = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// A value of the tree as it could be written.
pub(crate) fn written(value: &Value<'_>) -> String {
    match value.get_ref() {
        Kind::String(text) => quoted(text),
        Kind::Integer(number) => number.to_string(),
        Kind::Float(number) => number.to_string(),
        Kind::Boolean(flag) => flag.to_string(),
        Kind::Datetime(day) => day.to_string(),
        Kind::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Kind::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name.get_ref()), written(value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source};

    #[test]
    fn what_is_written_reads_as_what_it_was() {
        let text = "a = \"x \\\"y\\\" \\\\ \\u0007 \\u202e\"\nb = [1, { c = 2025-01-02, \"d e\" = true }]\n\
                    f = 0x1F\n[t]\nu = []\n";
        let again = |text: &str| -> String {
            let source = Source::new("a.toml".to_owned(), text.as_bytes().to_vec());
            let document = Document::parse(&source);
            assert!(document.faults.is_empty(), "{text}");
            let lines = document.root().iter();
            lines.map(|(name, it)| format!("{} = {}\n", key(name.get_ref()), written(it))).collect()
        };
        let once = again(text);
        assert!(!once.trim_end().contains(|it: char| it.is_control() && it != '\n'), "{once:?}");
        assert!(once.contains("\\u0007 \\u202E") && once.contains("\"d e\" = true"), "{once}");
        assert_eq!(again(&once), once);
    }
}
