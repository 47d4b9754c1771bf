//! A folder as it would be with some files changed, without a look at the disk.

use super::list::{Folder, OddityKind};
use crate::document::Source;
use crate::model::frame::FileKind;

impl Folder {
    /// Puts a text in the place of a file, or beside the others where there is none. The path
    /// counts from the root of the workspace. Nothing happens where the path has no place in a
    /// record.
    pub fn put(&mut self, path: &str, text: &str) {
        let Some(kind) = kind_of(path) else { return };
        let source = Source::new(path.to_owned(), text.as_bytes().to_vec());
        match self.sources.binary_search_by(|known| known.path.as_str().cmp(path)) {
            Ok(at) => self.sources[at] = source,
            // Files stand in the order of their directories; one that is put in between may stand
            // behind its sisters, which changes nothing that is derived from them.
            Err(_) => match self.sources.iter().position(|known| known.path == path) {
                Some(at) => self.sources[at] = source,
                None => {
                    self.sources.push(source);
                    self.kinds.push(kind);
                }
            },
        }
        // A directory that is still to be made cannot be read, and that is no fault.
        self.oddities.retain(|oddity| {
            let above = path.starts_with(&oddity.path);
            let missing =
                matches!(oddity.kind, OddityKind::NoCollaboration | OddityKind::Unreadable(_));
            !(above && missing)
        });
    }

    /// The text of a file, if it is there and can be read.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        let source = self.sources.iter().find(|source| source.path == path)?;
        Some(source.text())
    }
}

/// What the file at a path from the root of the workspace is.
fn kind_of(path: &str) -> Option<FileKind> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["comity.toml"] => FileKind::Settings,
        ["network", _] => FileKind::Organisation,
        ["standards", _] => FileKind::Standard,
        ["network", "log", _] => FileKind::NetworkEvent,
        ["collaborations", _, "collaboration.toml"] => FileKind::Head,
        ["collaborations", _, "evaluation.toml"] => FileKind::Evaluation,
        ["collaborations", _, "agreement.toml"] => FileKind::Agreement,
        ["collaborations", _, "log", _] => FileKind::Event,
        ["collaborations", _, "reviews", _, "review.toml"] => FileKind::Review,
        ["collaborations", _, "reviews", _, name] if name.starts_with("view-") => FileKind::View,
        _ => return None,
    })
}
