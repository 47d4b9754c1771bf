//! Lossless edits of one TOML text: what is not asked for stays byte for byte.
//!
//! The text is parsed for the places of what is in it, and then changed as text. Nothing is
//! written out anew, so no comment, order, blank line or line end can be lost on the way.

mod add;
mod inline;
mod layout;
mod list;
mod order;
mod remove;
mod set;
mod splice;
mod tree;

use toml_edit::Document;

use crate::document::{self, Source};
use crate::model::declare::Table;
use layout::Layout;

/// One step of the way to a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value under a key.
    Key(String),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Puts a value at a key, or in the place of an item that is there; tables on the way that are
    /// missing are made. Of a list that is there, the items that are in the new one too stay as they
    /// are written.
    Set {
        /// Where.
        way: Vec<Step>,
        /// The value as TOML text: `"abc"` in quotes, `2026-01-02`, `["a", "b"]`, `{ a = 1 }`.
        value: String,
    },
    /// Adds an item to a list of tables, which is made where it is missing.
    Add {
        /// The list.
        way: Vec<Step>,
        /// Its keys, each with its value as TOML text.
        entries: Vec<(String, String)>,
    },
    /// Adds an item to a list of tables as its last, whatever the order of the others.
    Append {
        /// The list.
        way: Vec<Step>,
        /// Its keys, each with its value as TOML text.
        entries: Vec<(String, String)>,
    },
    /// Adds items to a list of tables as its last, in their order.
    Extend {
        /// The list.
        way: Vec<Step>,
        /// Of each its keys, each with its value as TOML text.
        items: Vec<Vec<(String, String)>>,
    },
    /// Puts values behind the last of a list of values, which is made where it is missing.
    Push {
        /// The list.
        way: Vec<Step>,
        /// Each as TOML text.
        values: Vec<String>,
    },
    /// Takes a key, a table or an item out, with the comment that belongs to it.
    Remove {
        /// Where.
        way: Vec<Step>,
    },
}

/// Why a text was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The text is no TOML, so that nothing in it is touched.
    Damaged {
        /// The line of the first fault, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// The way leads through something that is no table, or no list.
    NoTable {
        /// As far as it goes: `action[2].due`.
        way: String,
    },
    /// There is no such key or item.
    NoItem {
        /// The way to it.
        way: String,
    },
    /// The value is no TOML value.
    NoValue {
        /// As it was given.
        value: String,
    },
    /// It cannot be put there without changing something else.
    NoRoom {
        /// The place.
        way: String,
    },
}

/// Makes the changes one after the other, and only these.
///
/// `declared` is the declaration of the file's top table: what is new goes where the declaration
/// puts it among what is there, else at the end. An empty text makes a new file.
///
/// # Errors
///
/// When the text is damaged, a way leads nowhere, or a value is none.
pub fn edit(text: &str, declared: &'static Table, edits: &[Edit]) -> Result<String, EditError> {
    let (mark, bare) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let mut current = bare.to_owned();
    for edit in edits {
        let mut next = one(&current, declared, edit)?;
        // Where every old line went, none is left to tell how lines end here. Within a long text a
        // line end is part of what it says.
        let is_long = next.contains("\"\"\"") || next.contains("'''");
        if bare.contains("\r\n") && !next.contains("\r\n") && !is_long {
            next = next.replace('\n', "\r\n");
        }
        // Should a place have been misread, nothing is written.
        if Document::parse(next.as_str()).is_err() {
            let (Edit::Set { way, .. }
            | Edit::Add { way, .. }
            | Edit::Append { way, .. }
            | Edit::Extend { way, .. }
            | Edit::Push { way, .. }
            | Edit::Remove { way }) = edit;
            return Err(EditError::NoRoom { way: shown(way) });
        }
        current = next;
    }
    if edits.is_empty() {
        parse(&current)?;
    }
    Ok(format!("{mark}{current}"))
}

fn one(text: &str, declared: &'static Table, edit: &Edit) -> Result<String, EditError> {
    let document = parse(text)?;
    let layout = Layout::of(text, document.as_table());
    let scene = Scene { root: document.as_table(), layout: &layout, declared };
    match edit {
        Edit::Set { way, value } => scene.set(way, checked(value)?),
        Edit::Add { way, entries } | Edit::Append { way, entries } => {
            scene.add(way, &written(entries)?, matches!(edit, Edit::Append { .. }))
        }
        Edit::Extend { way, items } => {
            let items = items.iter().map(|entries| written(entries));
            scene.extend(way, &items.collect::<Result<Vec<_>, EditError>>()?)
        }
        Edit::Push { way, values } => {
            let values = values.iter().map(|value| checked(value));
            scene.push(way, &values.collect::<Result<Vec<_>, EditError>>()?)
        }
        Edit::Remove { way } => scene.remove(way),
    }
}

/// Keys and values as they are written, if every value is one.
fn written(entries: &[(String, String)]) -> Result<Vec<(String, String)>, EditError> {
    let one =
        |(key, value): &(String, String)| Ok((tree::key_text(key), checked(value)?.to_owned()));
    entries.iter().map(one).collect()
}

/// One text, read, with what is needed to change it.
struct Scene<'s> {
    root: &'s toml_edit::Table,
    layout: &'s Layout<'s>,
    declared: &'static Table,
}

fn parse(text: &str) -> Result<Document<&str>, EditError> {
    Document::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let line = 1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
        EditError::Damaged { line, message: error.message().lines().collect::<Vec<_>>().join(" ") }
    })
}

/// The value without the space around it, if it is one value that every reader of TOML takes.
fn checked(value: &str) -> Result<&str, EditError> {
    let refused = || EditError::NoValue { value: value.to_owned() };
    let trimmed = value.trim();
    let text = format!("v = {trimmed}\n");
    let parsed = Document::parse(text.as_str()).map_err(|_| refused())?;
    let item = parsed.get("v").and_then(toml_edit::Item::as_value).ok_or_else(refused)?;
    let is_all = parsed.as_table().len() == 1 && item.span() == Some(4..4 + trimmed.len());
    let source = Source::new(String::new(), text.clone().into_bytes());
    let is_plain = document::Document::parse(&source).faults.is_empty();
    if is_all && is_plain { Ok(trimmed) } else { Err(refused()) }
}

/// The way as a person would write it.
fn shown(way: &[Step]) -> String {
    let mut path = String::new();
    for step in way {
        match step {
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&tree::key_text(key));
            }
            Step::Item(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
