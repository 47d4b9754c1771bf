//! The slow way to the tree: through `toml`'s own, which takes whatever TOML allows and goes on
//! after an error. It has the last word on what is valid, and the words for what is not.

use super::Span;
use super::tree::{Float, Integer, Spanned};
use super::{Kind, Table, Value};
use toml::de::{DeTable, DeValue};

/// What is wrong in a text, in the parser's own words.
#[derive(Debug)]
pub(super) struct Fault {
    pub message: String,
    pub span: Span,
}

/// The tree of all that can be read, and everything that is wrong.
pub(super) fn read(text: &str) -> (Table<'_>, Vec<Fault>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| Fault {
            message: error.message().lines().next().unwrap_or("invalid TOML").trim().to_owned(),
            span: error.span().unwrap_or(0..0).into(),
        })
        .collect();
    let root = table(root.into_inner());
    // The parser takes more for a number than TOML does.
    numbers(&root, &mut |integer, span| {
        if !integer.is_sound() {
            faults.push(Fault { message: "invalid number".to_owned(), span });
        }
    });
    (root, faults)
}

/// Every whole number below a table.
fn numbers(table: &Table<'_>, look: &mut impl FnMut(&Integer<'_>, Span)) {
    for (_, value) in table {
        numbers_of(value, look);
    }
}

fn numbers_of(value: &Value<'_>, look: &mut impl FnMut(&Integer<'_>, Span)) {
    match value.get_ref() {
        Kind::Integer(integer) => look(integer, value.span()),
        Kind::Array(items) => items.iter().for_each(|item| numbers_of(item, look)),
        Kind::Table(table) => numbers(table, look),
        _ => {}
    }
}

fn table(tree: DeTable<'_>) -> Table<'_> {
    // Its entries come in the order of their keys.
    let entries = tree.into_iter().map(|(key, entry)| {
        let span = key.span().into();
        (Spanned::new(key.into_inner(), span), value(entry))
    });
    Table::from_sorted(entries.collect())
}

fn value(given: toml::Spanned<DeValue<'_>>) -> Value<'_> {
    let span = given.span().into();
    let kind = match given.into_inner() {
        DeValue::String(text) => Kind::String(text),
        DeValue::Integer(integer) => Kind::Integer(Integer {
            digits: integer.as_str().to_owned().into(),
            radix: integer.radix(),
        }),
        DeValue::Float(float) => Kind::Float(Float(float.as_str().to_owned().into())),
        DeValue::Boolean(flag) => Kind::Boolean(flag),
        DeValue::Datetime(datetime) => Kind::Datetime(datetime),
        DeValue::Array(items) => Kind::Array(items.into_iter().map(value).collect()),
        DeValue::Table(tree) => Kind::Table(table(tree)),
    };
    Spanned::new(kind, span)
}
