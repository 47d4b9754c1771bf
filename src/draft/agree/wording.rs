//! A whole item of an agreement in words: what it is, by whom, for whom, by when, and what else it
//! says.

use crate::document::{Document, Kind, Source, Table as Tree, Value};

/// The keys that say what an item is.
const WHAT: [&str; 8] =
    ["title", "statement", "service", "content", "source", "aim", "procedure", "forum"];

/// The keys that say by whom, for whom and by when, with the words before them.
const WHO_AND_WHEN: [(&str, &str); 13] = [
    ("party", "by"),
    ("provider", "by"),
    ("from", "from"),
    ("to", "to"),
    ("recipient", "to"),
    ("between", "between"),
    ("owner", "answers for it:"),
    ("lead", "led by"),
    ("start", "from"),
    ("effective_on", "from"),
    ("first_due", "first due"),
    ("due", "due"),
    ("ends_on", "until"),
];

/// A value as it stands in a sentence. What is no table is told as it is written.
pub(super) fn in_words(text: &str) -> Option<String> {
    let source = Source::new(String::new(), format!("value = {text}\n").into_bytes());
    let document = Document::parse(&source);
    match document.get("value")?.get_ref() {
        Kind::Table(item) => Some(item_in_words(item)),
        Kind::Array(items) => {
            let tables: Option<Vec<_>> =
                items.iter().map(|item| item.get_ref().as_table().map(item_in_words)).collect();
            tables.filter(|it| !it.is_empty()).map(|it| it.join("; "))
        }
        _ => None,
    }
}

fn item_in_words(item: &Tree<'_>) -> String {
    let mut parts = Vec::new();
    let what = WHAT.iter().find(|key| item.get(key).is_some());
    if let Some(value) = what.and_then(|key| item.get(key)) {
        parts.push(format!("\"{}\"", plain(value)));
    }
    for (key, word) in WHO_AND_WHEN {
        if let Some(value) = item.get(key) {
            parts.push(format!("{word} {}", plain(value)));
        }
    }
    let told = |key: &str| {
        key == "id" || what == Some(&key) || WHO_AND_WHEN.iter().any(|(known, _)| *known == key)
    };
    for (key, value) in item.iter() {
        let key: &str = key.get_ref().as_ref();
        if !told(key) {
            parts.push(format!("{}: {}", key.replace('_', " "), plain(value)));
        }
    }
    parts.join(", ")
}

/// A value without the marks of TOML.
fn plain(value: &Value<'_>) -> String {
    match value.get_ref() {
        Kind::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Kind::Boolean(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Kind::Integer(number) => number.to_string(),
        Kind::Float(number) => number.to_string(),
        Kind::Datetime(day) => day.to_string(),
        Kind::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(" and "),
        Kind::Table(table) => format!("({})", item_in_words(table)),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn an_item_is_told_by_what_it_is_by_whom_and_by_when() {
        let said = |text: &str| in_words(text).unwrap_or_default();
        assert_eq!(
            said(
                "{ due = 2026-05-01, id = \"act-x\", owner = \"Ward manager\", party = \"hospital\", \
                 serves = [\"obj-a\", \"obj-b\"], title = \"Ask at\\nadmission\" }"
            ),
            "\"Ask at admission\", by hospital, answers for it: Ward manager, due 2026-05-01, \
             serves: obj-a and obj-b"
        );
        assert_eq!(
            said("{ id = \"inf-a\", personal = true, security = { access = \"Named\" } }"),
            "personal: yes, security: (access: Named)"
        );
        assert_eq!(in_words("\"northmoor\""), None);
        assert_eq!(said("[{ who = \"a\" }, { who = \"b\" }]"), "who: a; who: b");
        assert_eq!(in_words("[1"), None);
    }
}
