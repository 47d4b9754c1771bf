//! TOML text as a tree in which every key and value knows its place.
//!
//! This room knows nothing of agreements. It turns the bytes of one file into a [`Document`],
//! keeps all that can be read of a damaged one, and tells what could not be read, and where.
//! It never touches the disk.

mod build;
mod conflict;
mod hidden;
mod lines;
mod modern;
mod parse;
mod place;
mod plain;
mod quick;
mod recover;
mod source;
mod tree;
mod write;

pub use hidden::is_hidden;
pub use parse::{Document, SyntaxFault, SyntaxKind};
pub use place::{Place, Span, Spot};
pub use plain::is_plain;
pub use source::{Source, Unreadable};
pub use tree::{Float, Integer, Iter, Key, Kind, Spanned, Table, Value};
pub(crate) use write::{key as written_key, list, quoted, written};
