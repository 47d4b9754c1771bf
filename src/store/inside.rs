//! Paths of a workspace: never one that leads out of it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{StoreError, Workspace, read};
use crate::document::Unreadable;

impl Workspace {
    /// Where a path of the workspace leads, with every link on the way resolved; also where there
    /// is nothing yet. `path` counts from the root, with `/`.
    pub(super) fn inside(&self, path: &str) -> Result<PathBuf, StoreError> {
        let outside = || StoreError::Outside { path: path.to_owned() };
        let is_plain = |part: &str| {
            // What the system takes for more than a name: a drive, a root.
            let mut parts = Path::new(part).components();
            let is_one = matches!(parts.next(), Some(std::path::Component::Normal(_)));
            is_one && parts.next().is_none() && !part.contains(['\\', '\0'])
        };
        if !path.split('/').all(is_plain) {
            return Err(outside());
        }
        let io = |error| StoreError::Io { path: self.root().join(path), error };
        let mut real = self.real_root().to_owned();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            let next = real.join(part);
            match fs::symlink_metadata(&next) {
                Ok(found) if found.is_symlink() => {
                    real = fs::canonicalize(&next).map_err(|error| match error.kind() {
                        ErrorKind::NotFound => {
                            StoreError::NoText { path: path.to_owned(), why: Unreadable::Dangling }
                        }
                        _ => io(error),
                    })?;
                    if !real.starts_with(self.real_root()) {
                        return Err(outside());
                    }
                }
                Ok(_) => real = next,
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    real = next;
                    real.extend(parts);
                    return Ok(real);
                }
                Err(error) => return Err(io(error)),
            }
        }
        Ok(real)
    }

    /// Whether there is a file or a directory. `path` counts from the root, with `/`; one that leads
    /// out of the workspace is none of it.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.inside(path).is_ok_and(|real| real.exists())
    }

    /// The exact text of a file, with its byte order mark and its line ends, as it has to be known
    /// to change it. Nothing where there is no such file. `path` counts from the root, with `/`.
    ///
    /// # Errors
    ///
    /// When the path leads out of the workspace, or what stands there is no text that is read:
    /// above 1 MiB, not UTF-8, no file.
    pub fn text_of(&self, path: &str) -> Result<Option<String>, StoreError> {
        let real = self.inside(path)?;
        let refused = |why| StoreError::NoText { path: path.to_owned(), why };
        match fs::metadata(&real) {
            Ok(found) if !found.is_file() => return Err(refused(Unreadable::Special)),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::Io { path: self.root().join(path), error }),
        }
        let source = read::file(&real, path.to_owned());
        match source.unreadable.clone() {
            // A file without a word in it can be written into.
            None | Some(Unreadable::Empty) => Ok(Some(source.text().to_owned())),
            Some(why) => Err(refused(why)),
        }
    }
}
