//! Where something stands: byte ranges, and the walk from a key to one.

use super::{Kind, Table, Value};

/// A range of bytes in one file. Both ends count from the start of the file; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl From<std::ops::Range<usize>> for Span {
    #[allow(clippy::cast_possible_truncation, reason = "files above 1 MiB never get here")]
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }
}

impl Span {
    /// Line and column of the first byte, both from 1. Columns count characters.
    #[must_use]
    pub fn line_and_column(self, text: &str) -> (usize, usize) {
        let mut start = (self.start as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        let from = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[from..].trim_start_matches('\u{feff}').chars().count() + 1;
        (line, column)
    }
}

/// Where one table of a record stands, and which of its fields are filled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// Which of the sources that were read together.
    pub file: usize,
    /// The table's header, its key, or for a whole file the very start.
    pub span: Span,
    /// The table itself, for the way to its keys.
    pub table: Option<&'a Table<'a>>,
    /// One bit a declared field, in the order of the declaration: set where it holds something.
    pub filled: u64,
}

/// One place to point at: a key, an item, or the nearest thing that is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spot<'a> {
    /// Which of the sources that were read together.
    pub file: usize,
    /// What to underline.
    pub span: Span,
    /// The table that holds the key, where it is known.
    pub table: Option<&'a Table<'a>>,
    /// The key inside of that table; empty for the table as such.
    pub key: &'a str,
}

impl<'a> Place<'a> {
    /// The table as such.
    #[must_use]
    pub fn here(&self) -> Spot<'a> {
        Spot { file: self.file, span: self.span, table: self.table, key: "" }
    }

    /// The value of a key; where it is missing, the table it is missing from.
    #[must_use]
    pub fn key(&self, key: &'a str) -> Spot<'a> {
        let span = self.value(key).map_or(self.span, narrow);
        Spot { file: self.file, span, table: self.table, key }
    }

    /// One item of the list under a key; where there is none, the list; else the table.
    #[must_use]
    pub fn item(&self, key: &'a str, index: usize) -> Spot<'a> {
        let mut spot = self.key(key);
        if let Some(Kind::Array(items)) = self.value(key).map(toml::Spanned::get_ref)
            && let Some(item) = items.get(index)
        {
            spot.span = item.span().into();
        }
        spot
    }

    /// The value under a key, if it is written.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.and_then(|table| table.get(key))
    }

    /// The text under a key, if it is written and is text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.value(key).and_then(|value| value.get_ref().as_str())
    }
}

/// What to underline for a value. A list or a table inline is pointed at by its first line only,
/// an array of tables by the header of its first item.
fn narrow(value: &Value<'_>) -> Span {
    match value.get_ref() {
        Kind::Array(items) => match items.first() {
            Some(first) if first.get_ref().is_table() && value.span().is_empty() => {
                first.span().into()
            }
            _ => value.span().into(),
        },
        _ => value.span().into(),
    }
}

/// The way from the top of a file to a key, as a person would write it: `action[2].due`.
///
/// Looked for only when something is found, so that the way need not be carried along by what is
/// clean.
#[must_use]
pub fn key_path(root: &Table<'_>, spot: &Spot<'_>) -> String {
    use std::fmt::Write as _;
    let mut way = Vec::new();
    let mut path = String::new();
    if spot.table.is_some_and(|wanted| descend(root, wanted, &mut way)) {
        for step in way.iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => {
                    path.push('.');
                    path.push_str(key);
                }
                // Writing into a string cannot fail.
                Step::Index(index) => drop(write!(path, "[{index}]")),
            }
        }
    }
    if !spot.key.is_empty() {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(spot.key);
    }
    path
}

/// One step of the way to a table.
enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

/// Looks for a table below another. The way to it is filled in on the way back, last step first.
fn descend<'t>(table: &'t Table<'_>, wanted: &Table<'_>, way: &mut Vec<Step<'t>>) -> bool {
    if std::ptr::addr_eq(table, wanted) {
        return true;
    }
    let below = table.iter().find(|(_, value)| descend_value(value.get_ref(), wanted, way));
    if let Some((key, _)) = below {
        way.push(Step::Key(key.get_ref()));
    }
    below.is_some()
}

fn descend_value<'t>(value: &'t Kind<'_>, wanted: &Table<'_>, way: &mut Vec<Step<'t>>) -> bool {
    match value {
        Kind::Table(inner) => descend(inner, wanted, way),
        Kind::Array(items) => {
            let at = items.iter().position(|item| descend_value(item.get_ref(), wanted, way));
            way.extend(at.map(Step::Index));
            at.is_some()
        }
        _ => false,
    }
}
