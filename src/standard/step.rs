//! The steps of an evidence path: which keys they name, of which items, and what they find.

use super::evidence::Held;
use crate::document::{Kind, Table as Tree, Value};
use crate::model::declare::{Field, Shape, Significance, Table, When, is_placeholder};
use crate::model::schema::FileSchema;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) keys: Vec<Key>,
    pub(super) word: Option<String>,
    /// Whether nothing may stand there.
    pub(super) no: bool,
}

/// A key on the way, and what is asked of each item of the list under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: String,
    tests: Vec<Test>,
}

/// What is asked of an item: that a key holds a word, or that it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Test {
    key: String,
    word: String,
    is: bool,
}

/// Whether one way is the other, or the beginning of it.
fn is_on(way: &str, other: &str) -> bool {
    let begins = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    begins(way, other) || begins(other, way)
}

impl Key {
    fn read(text: &str) -> Result<Self, String> {
        let Some((name, tests)) = text.split_once('[') else {
            return match text.contains(']') {
                true => Err(format!("`{text}` closes a bracket that is not open")),
                false => Ok(Self { name: text.trim().to_owned(), tests: Vec::new() }),
            };
        };
        let Some(tests) = tests.strip_suffix(']').filter(|it| !it.contains(['[', ']'])) else {
            return Err(format!("`{text}` opens a bracket that nothing closes at its end"));
        };
        let test = |text: &str| {
            let (key, word, is) = match text.split_once(" != ") {
                Some((key, word)) => (key, word, false),
                None => text.split_once(" = ").map(|(key, word)| (key, word, true)).ok_or_else(
                    || format!("`{text}` in brackets is neither `a = b` nor `a != b`"),
                )?,
            };
            Ok(Test { key: key.trim().to_owned(), word: word.trim().to_owned(), is })
        };
        let tests = tests.split(", ").map(test).collect::<Result<_, String>>()?;
        Ok(Self { name: name.trim().to_owned(), tests })
    }

    /// As it was written, with what is asked of the items: that may be what nothing holds.
    fn shown(&self) -> String {
        let test = |test: &Test| {
            let is = if test.is { "=" } else { "!=" };
            format!("{} {is} {}", test.key, test.word)
        };
        let tests: Vec<String> = self.tests.iter().map(test).collect();
        match &tests[..] {
            [] => self.name.clone(),
            tests => format!("{}[{}]", self.name, tests.join(", ")),
        }
    }

    fn takes(&self, item: &Tree<'_>) -> bool {
        self.tests
            .iter()
            .all(|test| item.get(&test.key).is_some_and(|value| says(value, &test.word)) == test.is)
    }
}

impl Step {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let (text, no) = text.strip_prefix("no ").map_or((text, false), |keys| (keys, true));
        let (keys, word) = match text.rsplit_once(" = ").filter(|(_, word)| !word.contains(']')) {
            Some((keys, word)) => (keys, Some(word.trim().to_owned())),
            None => (text, None),
        };
        // A word in brackets may have a full stop in it.
        let mut inside = false;
        let keys = keys.trim().split(|letter: char| {
            inside = (inside || letter == '[') && letter != ']';
            letter == '.' && !inside
        });
        Ok(Self { keys: keys.map(Key::read).collect::<Result<_, String>>()?, word, no })
    }

    pub(super) fn shown(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(Key::shown).collect();
        match &self.word {
            Some(word) => format!("{} = {word}", keys.join(".")),
            None => keys.join("."),
        }
    }

    /// Whether something at a way stands on this one, where it leads to, or at what is asked of the
    /// items on it.
    pub(super) fn meets(&self, way: &str) -> bool {
        let mut own = String::new();
        for key in &self.keys {
            if !own.is_empty() {
                own.push('.');
            }
            own.push_str(&key.name);
            if key.tests.iter().any(|test| format!("{own}.{}", test.key) == way) {
                return true;
            }
        }
        is_on(way, &own)
    }

    /// Whether the table that it leads into is the one at a way; the top of the file is at none.
    pub(super) fn stands_in(&self, way: &str) -> bool {
        let Some((_, table)) = self.keys.split_last() else { return false };
        let names: Vec<&str> = table.iter().map(|key| key.name.as_str()).collect();
        names.join(".") == way
    }

    pub(super) fn all<'t, 'a>(&'t self, tree: &'t Tree<'a>) -> Vec<Held<'t, 'a>> {
        let mut found = Vec::new();
        self.look(tree, &self.keys, &mut found);
        found
    }

    pub(super) fn holds(&self, tree: &Tree<'_>) -> bool {
        self.all(tree).iter().any(|held| !held.hollow) != self.no
    }

    /// Whether a file of this kind may hold it.
    pub(super) fn may_stand(&self, kind: &FileSchema) -> bool {
        // Every event has a kind; which one it is tells the events apart.
        if let ([key], Some(word)) = (&*self.keys, &self.word)
            && key.name == "kind"
            && let Some(own) = kind.name.strip_prefix("event-")
        {
            return word == own;
        }
        kind.tables.iter().any(|table| leads(table, &self.keys, self.word.as_deref()))
    }

    /// Whether a file of this kind has to hold it, whatever the significance.
    pub(super) fn is_asked_of_all(&self, kind: &FileSchema) -> bool {
        let Some((last, way)) = self.keys.split_last() else { return false };
        kind.tables.iter().any(|table| {
            let inner = way.iter().try_fold(*table, |table, key| {
                match innermost(table.field(&key.name)?) {
                    Shape::Table(inner) => Some(inner),
                    _ => None,
                }
            });
            let asked = inner.and_then(|table| table.field(&last.name)?.required);
            asked.is_some_and(|it| {
                // What may stand instead would be in the same file.
                it.ask == Significance::Minor && matches!(it.when, When::Always | When::Without(_))
            })
        })
    }

    fn look<'t, 'a>(&self, tree: &'t Tree<'a>, keys: &'t [Key], found: &mut Vec<Held<'t, 'a>>) {
        let Some((key, rest)) = keys.split_first() else { return };
        let Some(value) = tree.get(&key.name) else { return };
        if rest.is_empty() {
            self.take(key, Held { table: tree, key: &key.name, value, hollow: false }, found);
            return;
        }
        match value.get_ref() {
            Kind::Table(inner) if key.takes(inner) => self.look(inner, rest, found),
            Kind::Array(items) => {
                let inner = items.iter().filter_map(|item| item.get_ref().as_table());
                for inner in inner.filter(|inner| key.takes(inner)) {
                    self.look(inner, rest, found);
                }
            }
            _ => {}
        }
    }

    /// A list of tables is evidence item by item.
    fn take<'t, 'a>(&self, key: &Key, held: Held<'t, 'a>, found: &mut Vec<Held<'t, 'a>>) {
        if let Some(word) = &self.word {
            found.extend(says(held.value, word).then_some(held));
            return;
        }
        match held.value.get_ref() {
            Kind::Array(items) if items.iter().any(|item| item.get_ref().is_table()) => {
                let taken = |item: &&Value<'_>| {
                    says_something(item)
                        && item.get_ref().as_table().is_none_or(|item| key.takes(item))
                };
                found.extend(items.iter().filter(taken).map(|value| Held { value, ..held }));
            }
            Kind::String(text) if is_placeholder(text) => {
                found.push(Held { hollow: true, ..held });
            }
            _ => found.extend(says_something(held.value).then_some(held)),
        }
    }
}

/// Whether a value is a word, or a list that holds it.
fn says(value: &Value<'_>, word: &str) -> bool {
    match value.get_ref() {
        Kind::String(text) => **text == *word,
        Kind::Boolean(flag) => flag.to_string() == *word,
        Kind::Integer(number) => number.to_string() == *word,
        Kind::Array(items) => items.iter().any(|item| item.get_ref().as_str() == Some(word)),
        _ => false,
    }
}

/// Whether a value is more than a gap to be filled.
fn says_something(value: &Value<'_>) -> bool {
    match value.get_ref() {
        Kind::String(text) => !text.trim().is_empty() && !is_placeholder(text),
        Kind::Array(items) => items.iter().any(says_something),
        Kind::Table(table) => table.iter().any(|(_, value)| says_something(value)),
        _ => true,
    }
}

/// Whether keys lead from a table to a field, and to one that may hold the word.
fn leads(table: &Table, keys: &[Key], word: Option<&str>) -> bool {
    let Some((key, rest)) = keys.split_first() else { return false };
    let Some(field) = table.field(&key.name) else { return false };
    let shape = innermost(field);
    let known = |test: &Test| match shape {
        Shape::Table(inner) => {
            inner.field(&test.key).is_some_and(|it| may_hold(innermost(it), &test.word))
        }
        Shape::Scores(low, high) => may_hold(Shape::Whole(low, high), &test.word),
        _ => false,
    };
    if !key.tests.iter().all(known) {
        return false;
    }
    match (shape, rest) {
        (shape, []) => word.is_none_or(|word| may_hold(shape, word)),
        (Shape::Table(inner), _) => leads(inner, rest, word),
        // Keys of the team's own.
        (Shape::Scores(..), [_]) => word.is_none(),
        _ => false,
    }
}

fn innermost(field: &Field) -> Shape {
    let mut shape = field.shape;
    while let Shape::List(inner) = shape {
        shape = *inner;
    }
    shape
}

fn may_hold(shape: Shape, word: &str) -> bool {
    match shape {
        Shape::Words(words) => words.iter().any(|known| known.text == word),
        Shape::Flag => matches!(word, "true" | "false"),
        Shape::Text => !word.is_empty(),
        Shape::Whole(low, high) => word.parse().is_ok_and(|it: i64| (low..=high).contains(&it)),
        _ => false,
    }
}
