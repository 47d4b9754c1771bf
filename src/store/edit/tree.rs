//! The way down a parsed text, and what stands at its end.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Key, Table, Value};

use super::{EditError, Step, shown};

/// What stands in one place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    /// The file, `[table]`, an item of `[[table]]`, or what dotted keys make.
    Table(&'a Table),
    /// `[[table]]`.
    Tables(&'a ArrayOfTables),
    /// `{ … }`, or what dotted keys make inside of it.
    Inline(&'a InlineTable),
    /// `[ … ]`.
    Array(&'a Array),
    /// Anything else.
    Plain(&'a Value),
}

impl<'a> From<&'a Value> for Node<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Array(array) => Self::Array(array),
            Value::InlineTable(table) => Self::Inline(table),
            plain => Self::Plain(plain),
        }
    }
}

impl<'a> Node<'a> {
    fn of(item: &'a Item) -> Option<Self> {
        match item {
            Item::None => None,
            Item::Value(value) => Some(value.into()),
            Item::Table(table) => Some(Self::Table(table)),
            Item::ArrayOfTables(tables) => Some(Self::Tables(tables)),
        }
    }

    /// What one step leads to. An error where no such step can be taken from here at all.
    fn step(self, step: &Step) -> Result<Option<Self>, ()> {
        match (self, step) {
            (Self::Table(table), Step::Key(key)) => Ok(table.get(key).and_then(Self::of)),
            (Self::Inline(table), Step::Key(key)) => Ok(table.get(key).map(Self::from)),
            (Self::Tables(tables), Step::Item(index)) => Ok(tables.get(*index).map(Self::Table)),
            (Self::Array(array), Step::Item(index)) => Ok(array.get(*index).map(Self::from)),
            _ => Err(()),
        }
    }

    /// Whether dotted keys make it, so that it has no place of its own in the text.
    pub fn is_dotted(self) -> bool {
        match self {
            Self::Table(table) => table.is_dotted(),
            Self::Inline(table) => table.is_dotted(),
            _ => false,
        }
    }
}

/// How far a way goes.
pub(super) struct Walk<'a> {
    /// How many steps lead to something.
    pub depth: usize,
    /// What they lead to.
    pub node: Node<'a>,
}

/// Follows a way as far as it goes.
pub(super) fn walk<'a>(root: &'a Table, way: &[Step]) -> Result<Walk<'a>, EditError> {
    let mut node = Node::Table(root);
    for (depth, step) in way.iter().enumerate() {
        match node.step(step) {
            Ok(Some(next)) => node = next,
            Ok(None) => return Ok(Walk { depth, node }),
            Err(()) => return Err(EditError::NoTable { way: shown(&way[..depth]) }),
        }
    }
    Ok(Walk { depth: way.len(), node })
}

/// A key as it is written: bare where it can be.
pub(super) fn key_text(key: &str) -> String {
    Key::new(key).display_repr().into_owned()
}

/// The keys of a way with dots between, without the items: how a header names it.
pub(super) fn header_text(way: &[Step]) -> String {
    let keys = way.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key_text(key)),
        Step::Item(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}
