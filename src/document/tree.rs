//! The tree that a file becomes: tables, values and keys, each with its place. It holds no more
//! than is asked of it, so that ten thousand files are soon read.

use std::borrow::Cow;
use std::fmt;

use super::Span;
use toml_datetime::Datetime;

/// Something of the text and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    value: T,
    span: Span,
}

impl<T> Spanned<T> {
    pub(super) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// What stands there.
    pub fn get_ref(&self) -> &T {
        &self.value
    }

    /// What stands there, to be changed.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }

    /// Where it stands. A table is where its header is, or its key where it has no header; an
    /// array of tables is where the header of its first item is.
    pub fn span(&self) -> Span {
        self.span
    }
}

/// A key with its span.
pub type Key<'a> = Spanned<Cow<'a, str>>;

/// A value of the tree with its span.
pub type Value<'a> = Spanned<Kind<'a>>;

/// What a value is, without its span.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'a> {
    /// Text.
    String(Cow<'a, str>),
    /// A whole number.
    Integer(Integer<'a>),
    /// A number with a point or an exponent.
    Float(Float<'a>),
    /// True or false.
    Boolean(bool),
    /// A date, a time, or both.
    Datetime(Datetime),
    /// A list, or an array of tables.
    Array(Vec<Value<'a>>),
    /// A table.
    Table(Table<'a>),
}

impl<'a> Kind<'a> {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Kind::Integer(Integer { digits: number.to_string().into(), radix: 10 })
    }

    /// A day, from its text; nothing where it is none.
    #[must_use]
    pub fn day(text: &str) -> Option<Self> {
        text.parse().ok().map(Kind::Datetime)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Whether it is text.
    #[must_use]
    pub fn is_str(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// The flag, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(flag) = self { Some(*flag) } else { None }
    }

    /// The date or time, if it is one.
    #[must_use]
    pub fn as_datetime(&self) -> Option<&Datetime> {
        if let Self::Datetime(datetime) = self { Some(datetime) } else { None }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value<'a>]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The table, if it is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&Table<'a>> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// Whether it is a table.
    #[must_use]
    pub fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }
}

/// A whole number as it is written: it may be too large for any type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integer<'a> {
    pub(super) digits: Cow<'a, str>,
    pub(super) radix: u32,
}

impl Integer<'_> {
    /// The digits with their sign and without a prefix such as `0x`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// Whether it is made of digits only, each `_` between two of them.
    pub(super) fn is_sound(&self) -> bool {
        let digits = self.digits.strip_prefix(['+', '-']).unwrap_or(&self.digits);
        digits
            .split('_')
            .all(|part| !part.is_empty() && part.chars().all(|digit| digit.is_digit(self.radix)))
    }

    /// What the digits count in: 2, 8, 10 or 16.
    #[must_use]
    pub fn radix(&self) -> u32 {
        self.radix
    }
}

impl fmt::Display for Integer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.radix {
            2 => "0b",
            8 => "0o",
            16 => "0x",
            _ => "",
        };
        write!(out, "{prefix}{}", self.digits)
    }
}

/// A float as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Float<'a>(pub(super) Cow<'a, str>);

impl Float<'_> {
    /// As it is written, without `_`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Float<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One line of a table.
pub(super) type Entry<'a> = (Key<'a>, Value<'a>);

/// A table of the tree: its keys in code-point order, which for UTF-8 is that of the bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table<'a> {
    /// In the order of the keys, and no key twice.
    entries: Vec<Entry<'a>>,
}

impl<'a> Table<'a> {
    /// Takes entries that are in order already.
    pub(super) fn from_sorted(entries: Vec<Entry<'a>>) -> Self {
        debug_assert!(entries.is_sorted_by(|one, next| one.0.get_ref() < next.0.get_ref()));
        Self { entries }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.position(key).ok().map(|at| &self.entries[at].1)
    }

    /// The value of a key, to take something out of it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<'a>> {
        let at = self.position(key).ok()?;
        Some(&mut self.entries[at].1)
    }

    /// Puts a value at a key, also where one is.
    pub fn put(&mut self, key: &'a str, kind: Kind<'a>) {
        let value = Spanned::new(kind, (0..0).into());
        match self.position(key) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => {
                let key = Spanned::new(Cow::Borrowed(key), (0..0).into());
                self.entries.insert(at, (key, value));
            }
        }
    }

    /// Puts a table behind those of the list at a key.
    pub fn append(&mut self, key: &'a str, table: Self) {
        let value = Spanned::new(Kind::Table(table), (0..0).into());
        match self.get_mut(key).map(Spanned::get_mut) {
            Some(Kind::Array(list)) => list.push(value),
            _ => self.put(key, Kind::Array(vec![value])),
        }
    }

    /// Takes a key out, if it is there.
    pub fn remove(&mut self, key: &str) {
        if let Ok(at) = self.position(key) {
            self.entries.remove(at);
        }
    }

    /// Key and value of each entry, the value to take something out of it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Key<'a>, &mut Value<'a>)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// Where the key is among the entries, or where it belongs.
    pub(super) fn position(&self, key: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(other, _)| (**other.get_ref()).cmp(key))
    }

    /// Puts a key where it belongs, and gives its value.
    pub(super) fn insert(&mut self, at: usize, entry: Entry<'a>) -> &mut Value<'a> {
        self.entries.insert(at, entry);
        &mut self.entries[at].1
    }

    /// The value at a position.
    pub(super) fn value_mut(&mut self, at: usize) -> &mut Value<'a> {
        &mut self.entries[at].1
    }

    /// Key and value of each entry.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, 'a> {
        Iter(self.entries.iter())
    }

    /// How many keys it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'t, 'a> IntoIterator for &'t Table<'a> {
    type Item = (&'t Key<'a>, &'t Value<'a>);
    type IntoIter = Iter<'t, 'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The entries of a table, in the order of their keys.
#[derive(Debug, Clone)]
pub struct Iter<'t, 'a>(std::slice::Iter<'t, Entry<'a>>);

impl<'t, 'a> Iterator for Iter<'t, 'a> {
    type Item = (&'t Key<'a>, &'t Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
