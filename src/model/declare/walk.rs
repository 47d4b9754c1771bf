//! The walk over one file that finds every fault in it, not only the first, and gathers what the
//! file names and what it calls its own.

use super::filler::{is_bare, is_placeholder};
use super::{Field, Reference, Shape, Table, Word};
use crate::document::{Key, Kind, Span, Spot, Table as Tree, Value};

/// What is wrong with one value or key.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind<'a> {
    /// A key that the table does not have.
    UnknownKey {
        /// The key as written.
        key: &'a str,
        /// The nearest one that the table has.
        nearest: Option<&'static str>,
        /// The table's name.
        table: &'static str,
    },
    /// A value of another kind than the field takes.
    WrongType {
        /// What the field takes.
        expected: Shape,
        /// What stands there: `a string`, `a float`.
        found: &'static str,
        /// The value as written, where it is short.
        written: Option<&'a str>,
    },
    /// A word outside of its list.
    UnknownWord {
        /// The word as written.
        word: &'a str,
        /// The nearest of the list.
        nearest: Option<&'static str>,
        /// The list.
        words: &'static [Word],
    },
    /// A number outside of its bounds.
    OutOfBounds {
        /// Lowest that is taken.
        low: i64,
        /// Highest that is taken.
        high: i64,
    },
    /// A required text that says nothing yet.
    Placeholder {
        /// What it says.
        text: &'a str,
    },
}

/// One fault of the record, with its place.
#[derive(Debug, Clone)]
pub struct Fault<'a> {
    /// What is wrong.
    pub kind: FaultKind<'a>,
    /// Where.
    pub spot: Spot<'a>,
}

/// That a field names something.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// What kind of thing it names.
    pub reference: Reference,
    /// The word that names it.
    pub word: &'a str,
    /// Where it stands.
    pub spot: Spot<'a>,
    /// The table it stands in.
    pub table: &'static Table,
}

/// That an item calls itself something.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// The id.
    pub id: &'a str,
    /// The kind of table it names.
    pub table: &'static Table,
    /// Where it stands.
    pub spot: Spot<'a>,
}

/// What one walk over one file gathers.
#[derive(Debug, Default)]
pub struct Walk<'a> {
    /// Which of the sources that are read together.
    pub file: usize,
    /// Every fault.
    pub faults: Vec<Fault<'a>>,
    /// Every name that has to exist somewhere.
    pub mentions: Vec<Mention<'a>>,
    /// Every id that was given.
    pub identities: Vec<Identity<'a>>,
    field: Option<&'static Field>,
    table: Option<&'static Table>,
    tree: Option<&'a Tree<'a>>,
}

/// What to return to when a table inside of another is done.
#[derive(Debug, Clone, Copy)]
pub struct Outer<'a> {
    field: Option<&'static Field>,
    table: Option<&'static Table>,
    tree: Option<&'a Tree<'a>>,
}

impl<'a> Walk<'a> {
    /// A walk over the source with this index.
    #[must_use]
    pub fn over(file: usize) -> Self {
        Self { file, ..Self::default() }
    }

    /// A walk with room for what a usual collaboration names, so that it need not grow.
    #[must_use]
    pub fn roomy() -> Self {
        Self {
            mentions: Vec::with_capacity(256),
            identities: Vec::with_capacity(64),
            ..Self::default()
        }
    }

    /// Goes into a table.
    pub(super) fn enter(&mut self, table: &'static Table, tree: &'a Tree<'a>) -> Outer<'a> {
        let outer = Outer { field: self.field, table: self.table, tree: self.tree };
        self.table = Some(table);
        self.tree = Some(tree);
        outer
    }

    /// Comes back out of it.
    pub(super) fn leave(&mut self, outer: Outer<'a>) {
        self.field = outer.field;
        self.table = outer.table;
        self.tree = outer.tree;
    }

    /// Says which field is read next.
    pub(crate) fn field(&mut self, field: &'static Field) {
        self.field = Some(field);
    }

    /// What the field that is read takes, where its declaration says more than its type.
    #[inline]
    pub(crate) fn takes(&self, shape: Shape) -> bool {
        self.field.is_some_and(|field| field.shape == shape)
    }

    fn spot(&self, span: Span) -> Spot<'a> {
        let key = self.field.map_or("", |field| field.key);
        Spot { file: self.file, span, table: self.tree, key }
    }

    /// Takes a text: what it names, what it calls itself, whether it says anything.
    pub(super) fn text(&mut self, value: &'a Value<'a>, text: &'a str) {
        let (Some(field), Some(table)) = (self.field, self.table) else { return };
        if let Some(reference) = field.refers {
            let spot = self.spot(value.span());
            self.mentions.push(Mention { reference, word: text, spot, table });
        }
        if field.identity {
            let spot = self.spot(value.span());
            self.identities.push(Identity { id: text, table, spot });
        }
        let asked = field.required.is_some() || field.in_words;
        if asked && (is_placeholder(text) || field.in_words && is_bare(text)) {
            let spot = self.spot(value.span());
            self.faults.push(Fault { kind: FaultKind::Placeholder { text }, spot });
        }
    }

    /// Takes a text that only stands for words.
    pub(super) fn left_open(&mut self, value: &'a Value<'a>, text: &'a str) {
        let spot = self.spot(value.span());
        self.faults.push(Fault { kind: FaultKind::Placeholder { text }, spot });
    }

    /// A key that none of these tables has. Keys that start with `x_` are the user's own.
    pub(super) fn unknown_key(
        &mut self,
        key: &'a Key<'a>,
        tree: &'a Tree<'a>,
        tables: &[&'static Table],
    ) {
        let word: &'a str = key.get_ref();
        if word.starts_with("x_") {
            return;
        }
        let known = tables.iter().flat_map(|table| table.fields).map(|field| field.key);
        let kind = FaultKind::UnknownKey {
            key: word,
            nearest: nearest(word, known),
            table: tables[0].name,
        };
        let spot = Spot { file: self.file, span: key.span(), table: Some(tree), key: word };
        self.faults.push(Fault { kind, spot });
    }

    /// A value of another kind than the field takes.
    pub(crate) fn wrong_type(&mut self, value: &'a Value<'a>, expected: Shape) {
        let found = match value.get_ref() {
            Kind::String(_) => "text",
            Kind::Integer(_) => "a whole number",
            Kind::Float(_) => "a float",
            Kind::Boolean(_) => "true or false",
            Kind::Datetime(datetime) if datetime.date.is_none() => "a time",
            Kind::Datetime(datetime) if datetime.time.is_some() => "a date with a time",
            Kind::Datetime(_) => "a date",
            Kind::Array(_) => "a list",
            Kind::Table(_) => "a table",
        };
        let written = match value.get_ref() {
            Kind::String(text) => Some(&**text),
            Kind::Float(float) => Some(float.as_str()),
            _ => None,
        };
        let spot = self.spot(value.span());
        self.faults.push(Fault { kind: FaultKind::WrongType { expected, found, written }, spot });
    }

    /// A word outside of its list.
    pub(crate) fn unknown_word(
        &mut self,
        value: &'a Value<'a>,
        word: &'a str,
        words: &'static [Word],
    ) {
        let nearest = nearest(word, words.iter().map(|word| word.text));
        let spot = self.spot(value.span());
        self.faults.push(Fault { kind: FaultKind::UnknownWord { word, nearest, words }, spot });
    }

    /// A number outside of its bounds.
    pub(super) fn out_of_bounds(&mut self, value: &'a Value<'a>, low: i64, high: i64) {
        let spot = self.spot(value.span());
        self.faults.push(Fault { kind: FaultKind::OutOfBounds { low, high }, spot });
    }
}

/// The longest word, in bytes, that is taken for a slip of the pen.
const LONGEST_WORD: usize = 200;

/// The nearest of some words, if one is near enough to be meant.
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // Nobody meant a text as long as a page, and comparing two of them would take for ever.
    if word.len() > LONGEST_WORD {
        return None;
    }
    let lower = word.to_lowercase().replace('_', "-");
    let length = lower.chars().count();
    words
        .filter_map(|known| {
            let own = known.chars().count();
            let near = 1 + own.min(length) / 4;
            // The distance is never less than what the one is longer than the other.
            if own.abs_diff(length) > near {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&lower, &known.replace('_', "-"));
            (distance <= near).then_some((distance, known))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
