//! Texts that are being written and must not be lost: outside of the workspace, in a directory for
//! temporary files, kept until they are taken away, and readable by the user only.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{StoreError, read};
use crate::document::Unreadable;

/// Keeps a text in a new file of a directory. `name` is what its name ends with, so that an editor sees what it
/// is: `agreement.toml`.
///
/// # Errors
///
/// When the system refuses.
pub fn scratch(home: &Path, name: &str, text: &str) -> Result<PathBuf, StoreError> {
    let io = |error| StoreError::Io { path: PathBuf::from(name), error };
    let plain: String = name
        .chars()
        .map(
            |it| if it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_') { it } else { '-' },
        )
        .collect();
    let mut file = tempfile::Builder::new()
        .prefix("comity-")
        .suffix(&format!("-{plain}"))
        .tempfile_in(home)
        .map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    let (_, path) = file.keep().map_err(|refused| io(refused.error))?;
    Ok(path)
}

/// The text as it stands there now. An editor may have put a byte order mark at its start, and may
/// end lines with CR LF, or CR alone: neither is a part of it.
///
/// # Errors
///
/// When it is gone, above 1 MiB, or no text.
pub fn read_scratch(path: &Path) -> Result<String, StoreError> {
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    if !fs::metadata(path).map_err(io)?.is_file() {
        let why = Unreadable::Special;
        return Err(StoreError::NoText { path: path.display().to_string(), why });
    }
    let source = read::file(path, path.display().to_string());
    match source.unreadable.clone() {
        None | Some(Unreadable::Empty) => {
            let text = source.text().trim_start_matches('\u{feff}').replace("\r\n", "\n");
            // The line ends of a very old editor, where there are no others.
            Ok(if text.contains('\n') { text } else { text.replace('\r', "\n") })
        }
        Some(why) => Err(StoreError::NoText { path: path.display().to_string(), why }),
    }
}

/// Whether something stands there, whatever it is.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Puts a file with another text in the place of one of the temporary directory. Nothing is written
/// through a link that an editor may have left there.
///
/// # Errors
///
/// When the system refuses.
pub fn write_scratch(path: &Path, text: &str) -> Result<(), StoreError> {
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    let home = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix("comity-").tempfile_in(home).map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist(path).map_err(|refused| io(refused.error))?;
    Ok(())
}

/// Takes the file away. One that is gone already is no error.
///
/// # Errors
///
/// When the system refuses.
pub fn remove_scratch(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::Io { path: path.to_owned(), error })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_until_it_is_taken_away() {
        let home = tempfile::tempdir().expect("a directory");
        let path = scratch(home.path(), "../a b.toml", "one\r\n").expect("kept");
        assert_eq!(path.parent(), Some(home.path()));
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(name.starts_with("comity-") && name.ends_with("-..-a-b.toml"), "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).expect("there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "for nobody else: {mode:o}");
        }
        assert_eq!(read_scratch(&path).expect("read"), "one\n");
        fs::write(&path, "\u{feff}one\r\ntwo\n").expect("written");
        assert_eq!(read_scratch(&path).expect("read"), "one\ntwo\n");
        fs::write(&path, "one\rtwo\r").expect("written");
        assert_eq!(read_scratch(&path).expect("read"), "one\ntwo\n");
        #[cfg(unix)]
        {
            let other = scratch(home.path(), "other.toml", "theirs").expect("kept");
            fs::remove_file(&path).expect("gone");
            std::os::unix::fs::symlink(&other, &path).expect("linked");
            write_scratch(&path, "two").expect("written");
            assert_eq!(read_scratch(&other).expect("read"), "theirs");
            assert_eq!(read_scratch(&path).expect("read"), "two");
            remove_scratch(&other).expect("gone");
        }
        fs::write(&path, b"\xff").expect("written");
        assert!(matches!(read_scratch(&path), Err(StoreError::NoText { .. })));
        remove_scratch(&path).expect("gone");
        remove_scratch(&path).expect("gone already");
        assert!(matches!(read_scratch(&path), Err(StoreError::Io { .. })));
    }
}
