//! Where a new entry stands among those of its day: behind all that its writer could know.

use super::log::logged_in;
use super::{EventDraft, Record};
use crate::document::quoted;
use crate::model::event::{Event, EventKind};

/// The text of a new entry, with what it comes after where the names of the files alone would put
/// it before an entry of the same day and matter that is on file already.
#[must_use]
pub fn placed(record: &Record, event: &EventDraft, path: &str, text: String) -> String {
    let Some(before) = comes_after(record, event, path, &text) else { return text };
    if text == event.text() {
        let mut event = event.clone();
        event.set_text("after", &before);
        return event.text();
    }
    // Somebody wrote it as they like it. A key at the top belongs to no table further down.
    let line = format!("after = {}\n", quoted(&before));
    let kind = text.find("\nkind").map_or(0, |at| at + 1);
    let end = text[kind..].find('\n').map_or(text.len(), |at| kind + at + 1);
    let (first, rest) = text.split_at(if text[kind..].starts_with("kind") { end } else { 0 });
    format!("{first}{line}{rest}")
}

/// The entry that is the newest of its day and matter without this one, and would be with it.
fn comes_after(record: &Record, event: &EventDraft, path: &str, text: &str) -> Option<String> {
    let id = path.rsplit('/').next()?.strip_suffix(".toml")?;
    if event.has("after") || event.is_yes("retracted") {
        return None;
    }
    record.with(path, text).look(|case| {
        let log = logged_in(case, event.kind);
        let own = log.iter().find(|known| known.id == id)?;
        let (track, on) = (own.track()?, own.on()?);
        // What puts an entry of the same day right stands where that one stood.
        let wrong = own.envelope.corrects;
        if log.iter().any(|known| Some(known.id) == wrong && known.on() == Some(on)) {
            return None;
        }
        let is_beside =
            |known: &&Event<'_>| known.on() == Some(on) && known.track().as_ref() == Some(&track);
        let last = match event.kind {
            EventKind::Contact => case.scene.frame.in_order().rfind(is_beside),
            _ => case.dossier.in_order().rfind(is_beside),
        }?;
        (last.id != id).then(|| last.id.to_owned())
    })
}
