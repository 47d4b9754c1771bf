//! The slow way to the tree: through `toml`'s own, which takes whatever TOML allows and goes on
//! after an error. It has the last word on what is valid, and the words for what is not.

use super::tree::{Float, Integer, Spanned};
use super::{Kind, Table, Value};
use toml::de::{DeTable, DeValue, Error};

/// The tree of all that can be read, and every error.
pub(super) fn read(text: &str) -> (Table<'_>, Vec<Error>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    (table(root.into_inner()), errors)
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
