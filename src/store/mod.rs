//! The only room that touches the disk: finds a workspace, lists it, reads it, adds files to
//! it.
//!
//! It knows where the files of a record stand and nothing of what they say. Nothing on disk is
//! passed over in silence: what cannot be read, or has no place in a record, is handed on as data.

mod error;
mod find;
mod list;
mod overlay;
mod read;
mod write;

pub use error::StoreError;
pub use find::Workspace;
pub use list::{Folder, Oddity, OddityKind};
pub use write::{
    Change, is_directory, is_same, name_of, read_scratch, remove_scratch, repository_of, scratch,
    write_new, write_new_program, write_scratch,
};
