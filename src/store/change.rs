//! Files changed whole or not at all, and only if nobody else changed them in the meantime.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::find::Tells;
use super::{StoreError, Workspace, read};

/// What the name of a file that is being written begins with. Readers pass over names with a dot.
pub(super) const UNFINISHED: &str = ".comity-unfinished-";

/// The directories that a workspace is started in.
const STARTED: [&str; 4] = ["", ".comity/schemas", ".github/workflows", ".gitlab"];

/// One file as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    /// The text that the change was made from; nothing for a new file.
    pub before: Option<String>,
    /// The text that it is to hold.
    pub after: String,
}

/// The names of the files in a directory at one moment: what a decision rested on that hangs on no
/// single file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Path from the root of the workspace, with `/`.
    directory: String,
    names: Vec<std::ffi::OsString>,
}

/// A change with the place where it goes, and the file that is ready to go there.
struct Ready<'c> {
    change: &'c Change,
    target: PathBuf,
    /// Nothing where the file holds the text already.
    file: Option<tempfile::NamedTempFile>,
}

impl Names {
    /// The files that have come since, each by its path from the root of the workspace.
    #[must_use]
    pub fn come(&self, now: &Self) -> Vec<String> {
        let new = now.names.iter().filter(|name| !self.names.contains(name));
        new.map(|name| format!("{}/{}", self.directory, name.to_string_lossy())).collect()
    }
}

impl Workspace {
    /// The names of the files in a directory as it stands; none where there is no such directory.
    #[must_use]
    pub fn names(&self, directory: &str) -> Names {
        let listed = self.inside(directory).ok().and_then(|real| fs::read_dir(real).ok());
        let names = listed.into_iter().flatten().flatten().map(|entry| entry.file_name());
        let mut names: Vec<_> =
            names.filter(|name| !name.as_encoded_bytes().starts_with(b".")).collect();
        names.sort();
        Names { directory: directory.to_owned(), names }
    }

    /// Writes all changes in their order, each file whole or not at all. Nothing is written where
    /// one of them was not made from what stands on disk. One path stands in one change only. A
    /// change that changes nothing holds the others to what stands in its file.
    ///
    /// Of several at once on one disk one goes after the other, held apart by a lock on
    /// `comity.toml`; where the disk knows no locks, by comparing shortly before.
    ///
    /// # Errors
    ///
    /// When a file holds something else than the change was made from, or is there already; when a
    /// path leads out of the workspace; when a text is larger than is read; when the system
    /// refuses. What was written then is put back.
    pub fn write(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.write_while(changes, None)
    }

    /// Writes all changes as [`Workspace::write`] does, if a directory still holds the same files.
    ///
    /// # Errors
    ///
    /// As there; also when a file has come or gone.
    pub fn write_while(&self, changes: &[Change], seen: Option<&Names>) -> Result<(), StoreError> {
        // What nobody can read again is as good as lost.
        if let Some(large) = changes.iter().find(|it| it.after.len() > read::LARGEST) {
            return Err(StoreError::TooLarge { path: large.path.clone() });
        }
        let lock = Lock::take(self.root(), self.tells())?;
        if let Some(seen) = seen.filter(|seen| self.names(&seen.directory) != **seen) {
            return Err(StoreError::Changed { path: seen.directory.clone() });
        }
        let mut ready = Vec::new();
        for change in changes {
            let target = self.inside(&change.path)?;
            self.verify(change, &target)?;
            ready.push(Ready { change, target, file: None });
        }
        if lock.holds {
            ready.iter().for_each(|one| sweep(parent(&one.target)));
            // What was started and never finished lies where nothing else is written.
            STARTED.iter().for_each(|place| sweep(&self.root().join(place)));
        }
        let mut made = Vec::new();
        let written = self.prepare(&mut ready, &mut made);
        let written = written.and_then(|()| self.exchange(&mut ready));
        if written.is_err() {
            drop(ready);
            // Only what is empty goes.
            made.iter().rev().for_each(|directory| drop(fs::remove_dir(directory)));
        }
        written
    }

    fn io(&self, change: &Change, error: std::io::Error) -> StoreError {
        StoreError::Io { path: self.root().join(&change.path), error }
    }

    /// Whether the change was made from what stands there.
    fn verify(&self, change: &Change, target: &Path) -> Result<(), StoreError> {
        let found = match fs::symlink_metadata(target) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(self.io(change, error)),
        };
        let changed = || StoreError::Changed { path: change.path.clone() };
        match (&change.before, found) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(StoreError::Exists { path: PathBuf::from(&change.path) }),
            (Some(_), None) => Err(changed()),
            (Some(before), Some(found)) => {
                // A pipe would be waited for.
                if !found.is_file() || found.len() != before.len() as u64 {
                    return Err(changed());
                }
                let bytes = fs::read(target).map_err(|error| self.io(change, error))?;
                if bytes == before.as_bytes() { Ok(()) } else { Err(changed()) }
            }
        }
    }

    /// Writes every text beside the place it goes to. A full disk is noticed here, before anything
    /// has changed.
    fn prepare(&self, ready: &mut [Ready<'_>], made: &mut Vec<PathBuf>) -> Result<(), StoreError> {
        for Ready { change, target, file } in ready {
            let io = |error| self.io(change, error);
            if change.before.as_ref() == Some(&change.after) {
                continue;
            }
            let directory = parent(target);
            make_directories(directory, made).map_err(io)?;
            *file = Some(unfinished(target, &change.after).map_err(io)?);
        }
        Ok(())
    }

    /// Puts every text in its place; all of them, or none.
    fn exchange(&self, ready: &mut [Ready<'_>]) -> Result<(), StoreError> {
        for at in 0..ready.len() {
            let one = &mut ready[at];
            let Some(file) = one.file.take() else { continue };
            let placed = self.verify(one.change, &one.target).and_then(|()| {
                let persisted = match one.change.before {
                    Some(_) => file.persist(&one.target),
                    None => file.persist_noclobber(&one.target),
                };
                persisted.map(drop).map_err(|refused| match refused.error.kind() {
                    ErrorKind::AlreadyExists => {
                        StoreError::Exists { path: PathBuf::from(&one.change.path) }
                    }
                    _ => self.io(one.change, refused.error),
                })
            });
            if let Err(error) = placed {
                ready[..at].iter().rev().for_each(put_back);
                return Err(error);
            }
        }
        for one in ready.iter() {
            sync(parent(&one.target));
        }
        Ok(())
    }
}

/// Undoes a change, as far as the system lets it.
fn put_back(one: &Ready<'_>) {
    match &one.change.before {
        None => drop(fs::remove_file(&one.target)),
        Some(before) if *before != one.change.after => {
            if let Ok(file) = unfinished(&one.target, before) {
                drop(file.persist(&one.target));
            }
        }
        Some(_) => {}
    }
    sync(parent(&one.target));
}

/// A finished text beside the place it goes to, with the permissions of what stands there.
fn unfinished(target: &Path, text: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt as _;
        // What the person allows to others is taken off by the system.
        fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    file.permissions(permissions);
    let mut file = file.prefix(UNFINISHED).tempfile_in(parent(target))?;
    file.write_all(text.as_bytes())?;
    if let Ok(found) = fs::metadata(target) {
        file.as_file().set_permissions(found.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

fn parent(target: &Path) -> &Path {
    target.parent().unwrap_or(Path::new("."))
}

/// Makes a directory and those above it, and notes each that was made.
fn make_directories(directory: &Path, made: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let missing: Vec<&Path> = directory.ancestors().take_while(|it| !it.exists()).collect();
    for directory in missing.into_iter().rev() {
        match fs::create_dir(directory) {
            Ok(()) => {
                made.push(directory.to_owned());
                sync(parent(directory));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Takes away what a writer left that was killed. Only whoever holds the lock may: nobody else is
/// writing then.
pub(super) fn sweep(directory: &Path) {
    let Ok(listed) = fs::read_dir(directory) else { return };
    for entry in listed.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Lets a directory reach the disk, so that a name in it outlives a power cut. Not every system can.
fn sync(directory: &Path) {
    #[cfg(unix)]
    drop(File::open(directory).and_then(|directory| directory.sync_all()));
    #[cfg(not(unix))]
    let _ = directory;
}

/// The right to write to a workspace, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    #[cfg_attr(not(test), expect(dead_code, reason = "held, not used"))]
    file: File,
    /// Whether nobody else has it. A disk without locks cannot tell.
    pub(super) holds: bool,
}

impl Lock {
    /// Waits until nobody else has it, and tells of that.
    pub(super) fn take(root: &Path, tells: Option<&Tells>) -> Result<Self, StoreError> {
        let path = root.join(super::find::SETTINGS);
        let io = |error| StoreError::Io { path: path.clone(), error };
        loop {
            let file = File::open(&path).map_err(io)?;
            let locked = match file.try_lock() {
                Ok(()) => Ok(()),
                Err(TryLockError::Error(error)) => Err(error),
                Err(TryLockError::WouldBlock) => {
                    let _waiting = tells.map(|tells| tells.of(&path));
                    file.lock()
                }
            };
            match locked {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return Ok(Self { file, holds: false }),
                // Whoever had it may have put another file in its place: then this one guards
                // nothing any more.
                Ok(()) if is_at(&file, &path) => return Ok(Self { file, holds: true }),
                Ok(()) => {}
            }
        }
    }
}

/// Whether a file still is the one with this name.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let same = |one: fs::Metadata, other: fs::Metadata| {
            (one.dev(), one.ino()) == (other.dev(), other.ino())
        };
        file.metadata().is_ok_and(|one| fs::metadata(path).is_ok_and(|other| same(one, other)))
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_lock_on_a_file_that_was_replaced_guards_nothing() {
        let sandbox = tempfile::tempdir().expect("a directory for the test");
        let path = sandbox.path().join("comity.toml");
        fs::write(&path, "schema = 1\n").expect("written");
        let lock = Lock::take(sandbox.path(), None).expect("taken");
        assert!(lock.holds && is_at(&lock.file, &path));
        assert!(File::open(&path).expect("opened").try_lock().is_err(), "nobody else gets it");
        fs::write(sandbox.path().join("new"), "schema = 1\n").expect("written");
        fs::rename(sandbox.path().join("new"), &path).expect("moved");
        assert!(!is_at(&lock.file, &path));
        assert!(Lock::take(sandbox.path(), None).expect("taken").holds, "the new one is free");
    }
}
