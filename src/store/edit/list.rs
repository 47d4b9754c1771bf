//! Lists of values, `[ … ]`: items put in and taken out where they stand, in the way the list is
//! written. The others keep their lines and their comments.

use toml_edit::{Array, Value};

use super::inline::Brackets;
use super::splice::{apply, line_ends};
use super::tree::{Node, walk};
use super::{EditError, Scene, Step, parse, shown};

/// The longest two lists that are held against each other, as the product of their lengths.
const MOST: usize = 1_000_000;

/// What becomes of a list, item by item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// The old item stays.
    Keep,
    /// The old item gives way to the new one with this index.
    Change(usize),
    /// The old item goes.
    Drop,
    /// The new item with this index comes in.
    Insert(usize),
}

impl Scene<'_> {
    /// Puts values behind the last of a list, which is made where it is missing.
    pub(super) fn push(&self, way: &[Step], values: &[&str]) -> Result<String, EditError> {
        let walk = walk(self.root, way)?;
        match walk.node {
            _ if walk.depth < way.len() => self.set(way, &format!("[{}]", values.join(", "))),
            Node::Array(list) => {
                let mut text = self.layout.text.to_owned();
                for (at, value) in values.iter().enumerate() {
                    text = self.insert(&text, way, list.len() + at, value)?;
                }
                Ok(text)
            }
            _ => Err(EditError::NoTable { way: shown(way) }),
        }
    }

    /// Makes one list of another, item by item: what stays keeps its place and its comments. Nothing
    /// where nothing stays, or they are too long to tell.
    pub(super) fn relist(
        &self,
        way: &[Step],
        old: &Array,
        new: &[&Value],
        written: &[&str],
    ) -> Result<Option<String>, EditError> {
        let old: Vec<&Value> = old.iter().collect();
        // Every old one is held against every new one.
        if old.len().saturating_mul(new.len()) > MOST {
            return Ok(None);
        }
        let turns = turns(&old, new);
        if !turns.contains(&Turn::Keep) {
            return Ok(None);
        }
        let mut text = self.layout.text.to_owned();
        let mut at = 0;
        for turn in turns {
            match turn {
                Turn::Keep => at += 1,
                Turn::Change(index) => {
                    let one = [way, &[Step::Item(at)]].concat();
                    text = self.replace(&text, &one, written[index])?;
                    at += 1;
                }
                Turn::Drop => text = self.drop(&text, way, at)?,
                Turn::Insert(index) => {
                    text = self.insert(&text, way, at, written[index])?;
                    at += 1;
                }
            }
        }
        Ok(Some(text))
    }

    fn insert(&self, text: &str, way: &[Step], at: usize, new: &str) -> Result<String, EditError> {
        self.between(text, way, |brackets| apply(text, brackets.insert(at, new)))
    }

    fn drop(&self, text: &str, way: &[Step], at: usize) -> Result<String, EditError> {
        self.between(text, way, |brackets| apply(text, brackets.remove(at)))
    }

    fn replace(&self, text: &str, way: &[Step], new: &str) -> Result<String, EditError> {
        let document = parse(text)?;
        let span = match walk(document.as_table(), way)?.node {
            Node::Plain(plain) => plain.span(),
            Node::Array(array) => array.span(),
            Node::Inline(table) => table.span(),
            _ => None,
        };
        let span = span.ok_or_else(|| EditError::NoRoom { way: shown(way) })?;
        Ok(apply(text, vec![(span, line_ends(new, self.layout.line_end()))]))
    }

    fn between(
        &self,
        text: &str,
        way: &[Step],
        change: impl FnOnce(&Brackets<'_>) -> String,
    ) -> Result<String, EditError> {
        let document = parse(text)?;
        let Node::Array(list) = walk(document.as_table(), way)?.node else {
            return Err(EditError::NoTable { way: shown(way) });
        };
        let brackets = Brackets::list(text, list, self.layout.line_end());
        brackets.as_ref().map(change).ok_or_else(|| EditError::NoRoom { way: shown(way) })
    }
}

/// The fewest turns that make the new list of the old one: what both have in the same order stays.
fn turns(old: &[&Value], new: &[&Value]) -> Vec<Turn> {
    // The longest row of items that both have, from each place on.
    let mut longest = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            longest[at][to] = match same(old[at], new[to]) {
                true => longest[at + 1][to + 1] + 1,
                false => longest[at + 1][to].max(longest[at][to + 1]),
            };
        }
    }
    let (mut at, mut to) = (0, 0);
    let mut found = Vec::new();
    while at < old.len() || to < new.len() {
        let best = longest[at][to];
        let is_kept =
            |at: usize, to: usize| at < old.len() && to < new.len() && same(old[at], new[to]);
        if is_kept(at, to) {
            found.push(Turn::Keep);
            (at, to) = (at + 1, to + 1);
        } else if at < old.len() && to < new.len() && longest[at + 1][to + 1] == best {
            found.push(Turn::Change(to));
            (at, to) = (at + 1, to + 1);
        } else if at < old.len() && longest[at + 1][to] == best {
            found.push(Turn::Drop);
            at += 1;
        } else {
            found.push(Turn::Insert(to));
            to += 1;
        }
    }
    found
}

/// Whether two values say the same, however they are written.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one.value() == other.value(),
        (Value::Integer(one), Value::Integer(other)) => one.value() == other.value(),
        (Value::Float(one), Value::Float(other)) => {
            one.value().to_bits() == other.value().to_bits()
        }
        (Value::Boolean(one), Value::Boolean(other)) => one.value() == other.value(),
        (Value::Datetime(one), Value::Datetime(other)) => one.value() == other.value(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::InlineTable(one), Value::InlineTable(other)) => {
            let found =
                |(key, value): (&str, &Value)| other.get(key).is_some_and(|it| same(value, it));
            one.len() == other.len() && one.iter().all(found)
        }
        _ => false,
    }
}
