//! The only room that touches the disk: finds a workspace, lists it, reads it.
//!
//! It knows where the files of a record stand and nothing of what they say. Nothing on disk is
//! passed over in silence: what cannot be read, or has no place in a record, is handed on as data.

mod error;
mod find;
mod list;
mod read;

pub use error::StoreError;
pub use find::{Workspace, write_new};
pub use list::{Folder, Oddity, OddityKind};
