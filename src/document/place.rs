//! Where something stands: byte ranges, and the walk from a key to one.

use std::collections::HashMap;

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
    // Files above 1 MiB are refused before they get here, so the casts keep every offset.
    #[allow(clippy::cast_possible_truncation)]
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
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
        let span = self.value(key).map_or(self.span, Value::span);
        Spot { file: self.file, span, table: self.table, key }
    }

    /// One item of the list under a key; where there is none, the list; else the table.
    #[must_use]
    pub fn item(&self, key: &'a str, index: usize) -> Spot<'a> {
        let mut spot = self.key(key);
        if let Some(Kind::Array(items)) = self.value(key).map(Value::get_ref)
            && let Some(item) = items.get(index)
        {
            spot.span = item.span();
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

/// The way from the top of a file to each of its tables, as a person would write it:
/// `action[2].informed[0]`.
///
/// Looked for only when something is found, so that the way need not be carried along by what is
/// clean; then for all tables at once, so that many findings cost no more than a few.
#[derive(Debug, Default)]
pub(super) struct Ways {
    steps: Vec<Step>,
    /// The step that leads to a table, by the table's address.
    of: HashMap<usize, usize>,
}

/// One part of a way.
#[derive(Debug)]
struct Step {
    before: Option<usize>,
    part: Part,
}

#[derive(Debug)]
enum Part {
    Key(Box<str>),
    Item(usize),
}

impl Ways {
    pub(super) fn below(root: &Table<'_>) -> Self {
        let mut ways = Self::default();
        ways.table(root, None);
        ways
    }

    fn table(&mut self, table: &Table<'_>, before: Option<usize>) {
        if let Some(step) = before {
            self.of.insert(address(table), step);
        }
        for (key, value) in table {
            // Only what may hold a table is on the way to one.
            if matches!(value.get_ref(), Kind::Table(_) | Kind::Array(_)) {
                self.step(Part::Key(key.get_ref().as_ref().into()), value.get_ref(), before);
            }
        }
    }

    fn step(&mut self, part: Part, value: &Kind<'_>, before: Option<usize>) {
        match value {
            Kind::Table(inner) => {
                self.steps.push(Step { before, part });
                self.table(inner, Some(self.steps.len() - 1));
            }
            Kind::Array(items) => {
                self.steps.push(Step { before, part });
                let list = self.steps.len() - 1;
                for (index, item) in items.iter().enumerate() {
                    self.step(Part::Item(index), item.get_ref(), Some(list));
                }
            }
            _ => {}
        }
    }

    /// The way to a spot: to its table, and to the key in it.
    pub(super) fn to(&self, spot: &Spot<'_>) -> String {
        let mut at = spot.table.and_then(|table| self.of.get(&address(table)).copied());
        let mut way = Vec::new();
        while let Some(step) = at.and_then(|at| self.steps.get(at)) {
            way.push(&step.part);
            at = step.before;
        }
        let mut path = String::new();
        for part in way.into_iter().rev() {
            match part {
                Part::Key(key) => push(&mut path, key),
                Part::Item(index) => path.push_str(&format!("[{index}]")),
            }
        }
        if !spot.key.is_empty() {
            push(&mut path, spot.key);
        }
        path
    }
}

fn push(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

fn address(table: &Table<'_>) -> usize {
    std::ptr::from_ref(table).addr()
}
