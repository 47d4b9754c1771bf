//! What the rules of this group share: which places can be relied on, and what a place is about.

use crate::document::{Document, Place, Spot, SyntaxKind};
use crate::model::declare::Fault;
use crate::model::frame::FileKind;
use crate::rules::{Files, Scene};

/// The sources that are text, by their index.
pub(super) fn readable(files: &Files<'_, '_>) -> impl Iterator<Item = usize> {
    (0..files.sources.len()).filter(|file| files.sources[*file].unreadable.is_none())
}

/// The faults of keys and values that can be relied on.
pub(super) fn faults<'f, 'a>(files: &'f Files<'_, 'a>) -> impl Iterator<Item = &'f Fault<'a>> {
    files.walk.faults.iter().filter(|fault| is_reliable(files, &fault.spot))
}

/// Whether what stands at a spot means what it says: not below the header of a table that could
/// not be read, where keys seem to belong to the table before, and not in an event that a newer
/// one corrects, from which nothing follows any more.
pub(super) fn is_reliable(files: &Files<'_, '_>, spot: &Spot<'_>) -> bool {
    let event = files.dossier.and_then(|it| it.event_in(spot.file));
    let corrected = event.is_some_and(|event| event.corrected);
    !corrected && !is_below_lost_header(files, spot)
}

fn is_below_lost_header(files: &Files<'_, '_>, spot: &Spot<'_>) -> bool {
    let Some(document) = files.documents.get(spot.file).filter(|it| it.is_damaged()) else {
        return false;
    };
    let text = files.sources[spot.file].text();
    let Some(before) = text.get(..spot.span.start as usize) else { return false };
    let mut end = before.len();
    for line in before.rsplit('\n') {
        let start = end - line.len();
        if line.trim_start().starts_with('[') {
            let lost = |at: u32| (start..=end).contains(&(at as usize));
            return document
                .faults
                .iter()
                .any(|it| !matches!(it.kind, SyntaxKind::TooNew(_)) && lost(it.span.start));
        }
        end = start.saturating_sub(1);
    }
    false
}

/// What a spot is about: the item it stands in, or else the file.
pub(super) fn subject<'a>(files: &Files<'_, 'a>, spot: &Spot<'a>) -> String {
    let place = Place { table: spot.table, ..Place::default() };
    let stem = files.sources.get(spot.file).map_or("", |source| source.stem());
    let named = match files.kinds.get(spot.file) {
        // The name of an event is what others call it by.
        Some(FileKind::Event | FileKind::NetworkEvent) => None,
        _ => ["id", "item", "party", "rule"].iter().find_map(|key| place.text(key)),
    };
    named.filter(|name| !name.trim().is_empty()).unwrap_or(stem).to_owned()
}

/// Whether a file of one of these kinds, among those that all share, could not be read whole.
pub(super) fn is_shared_damaged(scene: &Scene<'_>, kind: FileKind) -> bool {
    scene.kinds.iter().enumerate().any(|(at, each)| {
        *each == kind
            && (scene.sources[at].unreadable.is_some()
                || scene.documents.get(at).is_some_and(Document::is_damaged))
    })
}

/// Whether two sides of a merge conflict stand in a file, which mostly repeat each other.
pub(super) fn holds_conflict(files: &Files<'_, '_>, file: usize) -> bool {
    let conflict = |kind: &SyntaxKind| matches!(kind, SyntaxKind::Conflict { .. });
    files.documents[file].faults.iter().any(|fault| conflict(&fault.kind))
}
