//! The only room that touches the disk: finds a workspace, lists it, reads it, writes to it, and
//! asks git about it.
//!
//! It knows where the files of a record stand and nothing of what they say. Nothing on disk is
//! passed over in silence: what cannot be read, or has no place in a record, is handed on as data.

mod change;
mod edit;
mod error;
mod find;
mod git;
mod history;
mod inside;
mod list;
mod overlay;
mod read;
mod scratch;
mod write;

pub use change::{Change, Names};
pub use edit::{Edit, EditError, Step, edit};
pub use error::StoreError;
pub use find::Workspace;
pub use history::{Fate, History, NoHistory, Past};
pub use list::{Folder, Oddity, OddityKind};
pub use scratch::{is_there, read_scratch, remove_scratch, scratch, write_scratch};
pub use write::{Start, is_directory, is_same, name_of, repository_of, write_new};
