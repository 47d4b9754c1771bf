//! New files, written whole or not at all. Nothing here changes a file that is there.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::change::{self, Lock};

/// Writes a new file whole, or not at all. What is there already is not touched.
///
/// # Errors
///
/// When the file is there already, or the system refuses.
pub fn write_new(path: &Path, text: &str) -> Result<(), StoreError> {
    write(path, text, 0o666)
}

/// A workspace that is being started: nobody else writes to it meanwhile.
#[derive(Debug)]
pub struct Start {
    lock: Lock,
}

impl Start {
    /// Waits until nobody else writes there. Its settings are there already.
    ///
    /// # Errors
    ///
    /// When there are no settings, or the system refuses.
    pub fn at(root: &Path) -> Result<Self, StoreError> {
        Lock::take(root, None).map(|lock| Self { lock })
    }

    /// Writes a new file whole, or not at all, and takes away what a killed program left beside it.
    /// What is there already is not touched.
    ///
    /// # Errors
    ///
    /// When the file is there already, or the system refuses.
    pub fn write_new(&self, path: &Path, text: &str) -> Result<(), StoreError> {
        self.tidy(path);
        write(path, text, 0o666)
    }

    /// Writes a new file that can be run, as [`Start::write_new`] does.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn write_new_program(&self, path: &Path, text: &str) -> Result<(), StoreError> {
        self.tidy(path);
        write(path, text, 0o777)
    }

    fn tidy(&self, path: &Path) {
        if self.lock.holds {
            path.parent().into_iter().for_each(change::sweep);
        }
    }
}

#[cfg_attr(not(unix), allow(unused_variables, reason = "files have no such mode there"))]
fn write(path: &Path, text: &str, mode: u32) -> Result<(), StoreError> {
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    fs::create_dir_all(directory).map_err(io)?;
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt as _;
        // What the person allows to others is taken off by the system.
        fs::Permissions::from_mode(mode)
    };
    #[cfg(unix)]
    file.permissions(permissions);
    let mut file = file.prefix(change::UNFINISHED).tempfile_in(directory).map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist_noclobber(path).map(drop).map_err(|refused| {
        // Where two start a workspace at once, the second may have its unfinished file taken away.
        let is_there = fs::symlink_metadata(path).is_ok();
        if is_there || refused.error.kind() == std::io::ErrorKind::AlreadyExists {
            StoreError::Exists { path: path.to_owned() }
        } else {
            io(refused.error)
        }
    })
}

/// Whether a directory is there.
#[must_use]
pub fn is_directory(path: &Path) -> bool {
    path.is_dir()
}

/// Whether two paths lead to the same place.
#[must_use]
pub fn is_same(one: &Path, other: &Path) -> bool {
    one == other || fs::canonicalize(one).ok() == fs::canonicalize(other).ok()
}

/// The name of a directory, also of one that is yet to be made, or is called `.`.
#[must_use]
pub fn name_of(directory: &Path) -> String {
    let real = fs::canonicalize(directory).unwrap_or_else(|_| directory.to_owned());
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned());
    name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "Our organisation".to_owned())
}

/// The root of the git repository that a directory stands in, and the way down from there with
/// `/`; empty where it is the root. Git itself is not asked.
#[must_use]
pub fn repository_of(directory: &Path) -> Option<(PathBuf, String)> {
    // A directory that is yet to be made stands where its parent does.
    let mut existing = directory;
    let mut missing = Vec::new();
    while fs::symlink_metadata(existing).is_err() {
        missing.push(existing.file_name()?.to_str()?.to_owned());
        existing = existing.parent()?;
    }
    let mut real = fs::canonicalize(existing).ok()?;
    real.extend(missing.iter().rev());
    let root = real.ancestors().find(|above| above.join(".git").exists())?;
    let below = real.strip_prefix(root).ok()?;
    let below: Option<Vec<&str>> = below.components().map(|it| it.as_os_str().to_str()).collect();
    Some((root.to_owned(), below?.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sandbox() -> tempfile::TempDir {
        tempfile::tempdir().expect("a directory for the test")
    }

    #[test]
    fn what_is_there_is_not_touched() {
        let sandbox = sandbox();
        let path = sandbox.path().join("deep/down/a.toml");
        write_new(&path, "one").expect("written");
        let again = write_new(&path, "two");
        assert!(matches!(again, Err(StoreError::Exists { .. })), "{again:?}");
        assert_eq!(fs::read_to_string(&path).expect("read"), "one");
        let left = fs::read_dir(path.parent().expect("a parent")).expect("listed").count();
        assert_eq!(left, 1, "no file of our own is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_can_be_run_and_a_text_cannot() {
        use std::os::unix::fs::PermissionsExt as _;
        let sandbox = sandbox();
        let mode = |name: &str| {
            let found = fs::metadata(sandbox.path().join(name)).expect("it is there");
            found.permissions().mode() & 0o700
        };
        write_new(&sandbox.path().join("text"), "a").expect("written");
        write(&sandbox.path().join("program"), "a", 0o777).expect("written");
        assert_eq!((mode("text"), mode("program")), (0o600, 0o700));
    }

    #[test]
    fn a_repository_is_found_upwards_also_from_what_is_not_there_yet() {
        let sandbox = sandbox();
        assert_eq!(repository_of(&sandbox.path().join("a")), None);
        fs::create_dir(sandbox.path().join(".git")).expect("made");
        let root = fs::canonicalize(sandbox.path()).expect("real");
        assert_eq!(repository_of(sandbox.path()), Some((root.clone(), String::new())));
        let deep = sandbox.path().join("a/b");
        assert_eq!(repository_of(&deep), Some((root, "a/b".to_owned())));
    }
}
