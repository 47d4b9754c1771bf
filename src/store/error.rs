//! What can go wrong between a workspace and the disk, so that nothing can be checked at all.

use std::path::PathBuf;

use crate::document::Unreadable;

/// A workspace that cannot be opened, or a file that cannot be written.
#[derive(Debug)]
pub enum StoreError {
    /// There is no `comity.toml` here, nor in any directory above.
    NoWorkspace {
        /// Where it was looked for first.
        from: PathBuf,
    },
    /// There is no `comity.toml` in the directory that was named.
    NotAWorkspace {
        /// The directory.
        root: PathBuf,
    },
    /// Something that was named is not in the workspace.
    NoSuchCollaboration {
        /// As it was named.
        named: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// The system refused; its own words.
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
    /// A file is there already and is not overwritten.
    Exists {
        /// The file; of a workspace from its root on.
        path: PathBuf,
    },
    /// A file no longer holds what a change was made from. Nothing was written.
    Changed {
        /// Path from the root of the workspace.
        path: String,
    },
    /// A path leads out of the workspace.
    Outside {
        /// As it was given.
        path: String,
    },
    /// A text is larger than a file that is read. Nothing was written.
    TooLarge {
        /// Path from the root of the workspace.
        path: String,
    },
    /// What stands there cannot be taken as text.
    NoText {
        /// Path from the root of the workspace.
        path: String,
        /// Why.
        why: Unreadable,
    },
}
