//! The bytes of one file, and whether they are text at all.

use std::sync::OnceLock;

use super::Span;
use super::lines::Lines;

/// Why the bytes of a file could not be taken as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Not UTF-8: the first byte that is none, as an offset from the start.
    NotUtf8(usize),
    /// The file could not be opened or read; the system's own words.
    NoAccess(String),
    /// Above the limit; the size in bytes.
    TooLarge(u64),
    /// A link whose target lies outside of the workspace.
    LeavesWorkspace,
    /// A link that leads back to a directory it stands in, or to itself.
    Circular,
    /// A link to nothing.
    Dangling,
    /// Nothing in it but space.
    Empty,
    /// Neither a file nor a directory: a pipe, a socket, a device.
    Special,
}

/// One file of a workspace: its path from the workspace's root, with `/`, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path from the root of the workspace, parts joined by `/`, exactly as on disk where that is
    /// UTF-8.
    pub path: String,
    /// Where in the path the name of the file begins, and where its `.toml`.
    stem: (usize, usize),
    text: String,
    /// Set where the text could not be taken as it is. The text then is what could be saved.
    pub unreadable: Option<Unreadable>,
    /// The text with the lines blanked that no parser takes; offsets are those of the text.
    pub(super) mended: OnceLock<String>,
    /// Made with the first place that is asked for.
    lines: OnceLock<Lines>,
}

impl Source {
    /// Takes the bytes of a file. A byte order mark stays, as offsets count it.
    #[must_use]
    pub fn new(path: String, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => {
                // The first byte of a record is hardly ever space, so this look is short.
                let empty = text.trim_start_matches('\u{feff}').trim_start().is_empty();
                let unreadable = empty.then_some(Unreadable::Empty);
                Self {
                    stem: stem_of(&path),
                    path,
                    text,
                    unreadable,
                    mended: OnceLock::new(),
                    lines: OnceLock::new(),
                }
            }
            Err(error) => {
                let first = error.utf8_error().valid_up_to();
                // The part before stays, so that the place of the bad byte can be told.
                let mut bytes = error.into_bytes();
                bytes.truncate(first);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Self {
                    stem: stem_of(&path),
                    path,
                    text,
                    unreadable: Some(Unreadable::NotUtf8(first)),
                    mended: OnceLock::new(),
                    lines: OnceLock::new(),
                }
            }
        }
    }

    /// A file that stands on disk and could not be read.
    #[must_use]
    pub fn unreadable(path: String, why: Unreadable) -> Self {
        Self {
            stem: stem_of(&path),
            path,
            text: String::new(),
            unreadable: Some(why),
            mended: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The same file without its text: to say where a table is from that was read before.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            path: self.path.clone(),
            stem: self.stem,
            text: String::new(),
            unreadable: self.unreadable.clone(),
            mended: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The text as it stands on disk.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of the first byte of a span, both from 1. Columns count characters.
    #[must_use]
    pub fn line_and_column(&self, span: Span) -> (usize, usize) {
        self.lines().line_and_column(&self.text, span)
    }

    /// How many characters of its first line a span covers.
    #[must_use]
    pub fn width(&self, span: Span) -> usize {
        self.lines().width(&self.text, span)
    }

    /// What stands at a span.
    #[must_use]
    pub fn text_at(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The file's name without its directory and without `.toml`.
    #[must_use]
    pub fn stem(&self) -> &str {
        &self.path[self.stem.0..self.stem.1]
    }
}

/// Asked for again and again, so it is looked for once.
fn stem_of(path: &str) -> (usize, usize) {
    let start = path.rfind('/').map_or(0, |slash| slash + 1);
    (start, path.strip_suffix(".toml").map_or(path.len(), |rest| rest.len().max(start)))
}
