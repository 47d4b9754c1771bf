//! The digest of a text's meaning, which a sign-off covers.
//!
//! It reads `comity-1:<64 hex>`, and is the SHA-256 of one line of JSON in UTF-8:
//!
//! - First come the parties, `[id, organisation or name]` each, sorted by id; for a review without
//!   those that joined after it was held, so that what was agreed stays agreed.
//! - Then the file as it was parsed. Keys are sorted by code point; so are lists that refer to other
//!   items. Tables that have an `id` are sorted by it. Any other list keeps its order.
//! - A date is a text in ISO form, an integer its digits. A float has no digest.
//! - Keys that start `x_`, and what is merely kept up, are not part of it; nor is a default that
//!   nobody wrote.
//!
//! Another way of doing this would be `comity-2`.

#[cfg(test)]
mod tests;

use sha2::{Digest, Sha256};

use super::amount::without_underscores;
use super::collaboration::Head;
use super::date::Date;
use super::declare::{Field, Record, Shape, Table};
use crate::document::{Kind, Spanned, Table as Tree, is_plain};

/// What stands before the digits of the present rule.
pub const PREFIX: &str = "comity-1:";

/// The digest of a tree that is declared by `T`, agreed by these parties. Nothing where it cannot
/// be made: a float stands in it.
#[must_use]
pub fn of<'a, T: Record<'a>>(head: &Head<'_>, tree: &Tree<'_>) -> Option<String> {
    use std::fmt::Write as _;
    let mut json = String::with_capacity(4096);
    parties(head, day_under(tree, "held_on"), &mut json);
    write_table(tree, Some(T::TABLE), &mut json)?;
    let mut digest = String::with_capacity(PREFIX.len() + 64);
    digest.push_str(PREFIX);
    for byte in Sha256::digest(json.as_bytes()) {
        let _ = write!(digest, "{byte:02x}");
    }
    Some(digest)
}

/// The day under a key at the top of a tree.
fn day_under(tree: &Tree<'_>, key: &str) -> Option<Date> {
    let day = tree.get(key)?.get_ref().as_datetime()?.date?;
    Date::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
}

fn parties(head: &Head<'_>, held: Option<Date>, json: &mut String) {
    let came_later = |joined: Option<Date>| joined.zip(held).is_some_and(|(on, day)| on > day);
    let mut parties: Vec<(&str, &str)> = head
        .party
        .iter()
        .filter(|party| !came_later(party.joined_on))
        .map(|party| (party.id.unwrap_or(""), party.organisation.or(party.name).unwrap_or("")))
        .collect();
    parties.sort_unstable();
    json.push('[');
    for (at, (id, name)) in parties.into_iter().enumerate() {
        separate(at, json);
        json.push('[');
        write_text(id, json);
        json.push(',');
        write_text(name, json);
        json.push(']');
    }
    json.push(']');
}

fn separate(at: usize, json: &mut String) {
    if at > 0 {
        json.push(',');
    }
}

fn write_table(tree: &Tree<'_>, table: Option<&Table>, json: &mut String) -> Option<()> {
    json.push('{');
    let mut at = 0;
    // The tree's keys are in the order of their bytes, which for UTF-8 is that of code points.
    for (key, value) in tree {
        let key = key.get_ref();
        let field = table.and_then(|table| table.field(key));
        if key.starts_with("x_") || field.is_some_and(|field| field.kept_up) {
            continue;
        }
        separate(at, json);
        write_text(key, json);
        json.push(':');
        write_value(value.get_ref(), field, json)?;
        at += 1;
    }
    json.push('}');
    Some(())
}

fn write_value(value: &Kind<'_>, field: Option<&Field>, json: &mut String) -> Option<()> {
    match value {
        Kind::String(text) => write_text(text, json),
        Kind::Integer(integer) => {
            let digits = without_underscores(integer.as_str());
            let number = i128::from_str_radix(&digits, integer.radix()).ok()?;
            json.push_str(&number.to_string());
        }
        Kind::Float(_) => return None,
        Kind::Boolean(flag) => json.push_str(if *flag { "true" } else { "false" }),
        Kind::Datetime(datetime) => write_text(&datetime.to_string(), json),
        Kind::Array(items) => {
            let inner = field.and_then(|field| inner_table(field.shape));
            let mut items: Vec<&Kind<'_>> = items.iter().map(Spanned::get_ref).collect();
            if items.iter().all(|item| identity(item).is_some()) {
                items.sort_by_key(|item| identity(item));
            } else if field.is_some_and(|field| field.refers.is_some()) {
                items.sort_by_key(|item| item.as_str());
            }
            json.push('[');
            for (at, item) in items.into_iter().enumerate() {
                separate(at, json);
                match item {
                    Kind::Table(tree) => write_table(tree, inner, json)?,
                    other => write_value(other, None, json)?,
                }
            }
            json.push(']');
        }
        Kind::Table(tree) => {
            write_table(tree, field.and_then(|field| inner_table(field.shape)), json)?;
        }
    }
    Some(())
}

/// What one value says, as the digest takes it: two values that say the same are one promise.
/// Nothing where a float stands in it.
#[must_use]
pub fn meaning(value: &Kind<'_>, field: Option<&Field>) -> Option<String> {
    let mut json = String::new();
    write_value(value, field, &mut json)?;
    Some(json)
}

fn identity<'v>(value: &'v Kind<'_>) -> Option<&'v str> {
    value.as_table()?.get("id")?.get_ref().as_str()
}

fn inner_table(shape: Shape) -> Option<&'static Table> {
    match shape {
        Shape::Table(table) => Some(table),
        Shape::List(Shape::Table(table)) => Some(table),
        _ => None,
    }
}

/// Writes text as JSON does, after the line ends are made one kind.
fn write_text(text: &str, json: &mut String) {
    use std::fmt::Write as _;
    // Nearly every text is plain, and taken whole.
    if is_plain(text.as_bytes()) {
        json.reserve(text.len() + 2);
        json.push('"');
        json.push_str(text);
        json.push('"');
        return;
    }
    json.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            letter if u32::from(letter) < 0x20 => {
                let _ = write!(json, "\\u{:04x}", u32::from(letter));
            }
            letter => json.push(letter),
        }
    }
    json.push('"');
}
