//! How a record is declared: once, for every reader of it.
//!
//! `record!` and `words!` turn one declaration into the type that rules work with *and* a
//! static description of it ([`Table`], [`Field`]). The walk that finds every fault of a file, the
//! suggestion for a misspelt key, the table of required elements, the field reference, the JSON
//! Schemas, the digest's exceptions and the audience filter all read that one description.

mod field;
mod filler;
mod record;
mod requirement;
mod restore;
mod value;
mod walk;
mod words;

pub use field::{Audience, Field, Reference, Shape, Table};
pub use filler::{is_ellipsis, is_placeholder};
pub use record::{Record, Slot, read_record, read_record_with};
pub(crate) use record::{key, record};
pub use requirement::{PerParty, Requirement, Significance, Stage, When};
pub use restore::{Fields, Restore, set_back};
pub use value::{Held, Whole};
pub use walk::{Fault, FaultKind, Identity, Mention, Walk, nearest};
pub use words::Word;
pub(crate) use words::words;
