//! One file: opened, read, closed. No look at its size before, as that costs as much as reading it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use crate::document::{Source, Unreadable};

/// The largest file that is read, in bytes. A record is text that people write: far below this.
pub(super) const LARGEST: usize = 1 << 20;

thread_local! {
    /// Read into again and again, so that each file costs one allocation of its own size.
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; 64 << 10]);
}

/// Reads a file that the directory lists as a plain file or a link that was followed.
pub(super) fn file(path: &Path, shown: String) -> Source {
    match BUFFER.with_borrow_mut(|buffer| bytes(path, buffer)) {
        Ok(Some(bytes)) => Source::new(shown, bytes),
        Ok(None) => {
            let size = std::fs::metadata(path).map_or(LARGEST as u64 + 1, |found| found.len());
            Source::unreadable(shown, Unreadable::TooLarge(size))
        }
        Err(error) => Source::unreadable(shown, why(&error)),
    }
}

/// Why the system refused, as far as it matters to a reader.
pub(super) fn why(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound => Unreadable::Dangling,
        ErrorKind::PermissionDenied => Unreadable::NoAccess("permission denied".to_owned()),
        _ if error.raw_os_error() == Some(40) => Unreadable::Circular,
        kind => Unreadable::NoAccess(kind.to_string()),
    }
}

/// All bytes of a file; nothing where it is larger than is read.
///
/// A read of a plain file that leaves room in the buffer was the last one: to ask once more would
/// cost every file of a workspace a system call.
fn bytes(path: &Path, buffer: &mut Vec<u8>) -> std::io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let mut filled = 0;
    loop {
        match file.read(&mut buffer[filled..]) {
            Ok(read) => {
                filled += read;
                if filled < buffer.len() {
                    return Ok((filled <= LARGEST).then(|| buffer[..filled].to_vec()));
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if filled > LARGEST {
            return Ok(None);
        }
        buffer.resize(buffer.len() * 4, 0);
    }
}
