//! TOML text as a tree in which every key and value knows its place.
//!
//! This room knows nothing of agreements. It turns the bytes of one file into a [`Document`],
//! keeps all that can be read of a damaged one, and tells what could not be read, and where.
//! It never touches the disk.

mod conflict;
mod lines;
mod modern;
mod parse;
mod place;
mod source;

pub use parse::{Document, SyntaxFault, SyntaxKind};
pub use place::{Place, Span, Spot};
pub use source::{Source, Unreadable};

/// A table of the tree: keys in code-point order, each with the span of key and value.
pub type Table<'a> = toml::de::DeTable<'a>;

/// A value of the tree with its span.
pub type Value<'a> = toml::Spanned<toml::de::DeValue<'a>>;

/// What a value is, without its span.
pub type Kind<'a> = toml::de::DeValue<'a>;
