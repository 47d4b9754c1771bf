//! The calendars that were given out before: by the text before each amendment, and by what had not
//! been signed or was not in force yet. What they showed and the present one does not is told as
//! cancelled for a while, so that a calendar takes it out too.

use std::collections::BTreeSet;

use super::diary::{self, Diary, FAR};
use super::{AHEAD, trace};
use crate::document::{Document, Kind, Table as Tree};
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{Amendment, AnyValue, ChangedField};
use crate::model::frame::FileKind;
use crate::model::reckon::Reckoning;
use crate::model::reckon::signoff::Signoffs;
use crate::report::sight::Sight;

/// A day on which what a calendar shows may have changed, and the first version that did not stand
/// in the text before.
type Turn = (Date, i64);

impl Diary<'_, '_, '_> {
    /// What earlier calendars showed and the present one does not, from the newest to the oldest.
    pub(super) fn shown_before(&mut self) {
        let sight = self.sight;
        let last = plus_days(sight.today, AHEAD);
        let oldest = plus_days(sight.today, -FAR);
        let mut known: BTreeSet<String> =
            self.entries.iter().map(|entry| entry.uid.clone()).collect();
        for (on, version) in self.turns().into_iter().rev() {
            for mut entry in before(sight, on, version) {
                let was_shown =
                    entry.day.0 <= last && entry.original.unwrap_or(entry.day).0 > oldest;
                if was_shown && known.insert(entry.uid.clone()) {
                    // What was done before it went stays as it was told.
                    if entry.state == "open" {
                        (entry.state, entry.ended) = ("cancelled", Some(on));
                    }
                    self.entries.push(entry);
                }
            }
        }
    }

    /// The turns of which an importer has to hear still, oldest first.
    fn turns(&self) -> BTreeSet<Turn> {
        let sight = self.sight;
        let written: Vec<(Date, i64)> = sight
            .dossier
            .amendments()
            .filter_map(|(event, own)| Some((event.on()?, own.to_version?.0)))
            .collect();
        let mut turns = BTreeSet::new();
        for (event, own) in sight.dossier.amendments() {
            let (Some(on), Some(version)) = (event.on(), own.to_version) else { continue };
            turns.extend(self.recent(Some(on)).map(|on| (on, version.0)));
            let signed = Signoffs::agreed_on(sight.dossier, version.0);
            let in_force = signed.zip(own.effective_on).map(|(one, other)| one.max(other));
            for day in [signed, in_force] {
                let Some(day) = self.recent(day) else { continue };
                let later = written.iter().filter(|(on, _)| *on >= day);
                let version = later.map(|(_, version)| *version).min().unwrap_or(i64::MAX);
                turns.insert((day, version));
            }
        }
        turns
    }
}

/// What was shown the day before, by the text before a version.
fn before(sight: &Sight<'_, '_>, on: Date, version: i64) -> Vec<super::Entry> {
    let day = plus_days(on, -1);
    let now = sight.dossier;
    let mut amendments: Vec<(i64, &Amendment<'_>)> =
        now.amendments().filter_map(|(_, own)| Some((own.to_version?.0, own))).collect();
    amendments.retain(|(to, _)| *to >= version);
    amendments.sort_by_key(|(to, _)| *to);
    let documents: Vec<Document<'_>> = now
        .documents
        .iter()
        .zip(&now.kinds)
        .map(|(document, kind)| {
            let mut root = document.root().clone();
            if *kind == FileKind::Agreement {
                for (_, own) in amendments.iter().rev() {
                    own.changes.iter().rev().for_each(|change| undo(&mut root, change));
                }
            }
            Document::of(root)
        })
        .collect();
    let dossier = Dossier::read(now.id, now.sources, &documents, now.kinds.clone(), day);
    let mut reckoning = Reckoning::of(sight.frame, &dossier, day);
    if !sight.own {
        // Who signed and which reviews were held is told from the whole record.
        reckoning.signoffs = sight.reckoning.signoffs.clone();
        let held = &sight.reckoning.reviews.held;
        reckoning.reviews.open.retain(|(plan, _)| !held.iter().any(|held| held.plan == *plan));
    }
    let then = Sight {
        frame: sight.frame,
        dossier: &dossier,
        reckoning: &reckoning,
        today: day,
        party: sight.party,
        own: sight.own,
        digest: None,
    };
    let mut entries = diary::shown(&then);
    for entry in &mut entries {
        let items = [&*entry.item, "term", "exit"];
        let since = trace::sequence(sight, &items).saturating_sub(trace::sequence(&then, &items));
        entry.sequence += since;
    }
    entries
}

/// Takes a change back.
fn undo<'a>(root: &mut Tree<'a>, change: &ChangedField<'a>) {
    let Some(item) = change.item else { return };
    let was = match &change.was {
        Some(AnyValue::Date(day)) => Kind::day(&day.to_string()),
        Some(AnyValue::Other(kind)) => Some((*kind).clone()),
        None => None,
    };
    if let Some(field) = change.field {
        let steps: Vec<&'a str> = field.split('.').collect();
        let Some((last, way)) = steps.split_last() else { return };
        let mut table = found(root, item);
        for step in way {
            table = table.and_then(|table| match table.get_mut(step)?.get_mut() {
                Kind::Table(table) => Some(table),
                _ => None,
            });
        }
        match (table, was) {
            (Some(table), Some(was)) => table.put(last, was),
            (Some(table), None) => table.remove(last),
            (None, _) => {}
        }
        return;
    }
    root.remove(item);
    for (_, value) in root.iter_mut() {
        if let Kind::Array(list) = value.get_mut() {
            list.retain(|one| one.get_ref().as_table().is_none_or(|one| !is_named(one, item)));
        }
    }
    let Some(Kind::Table(mut was)) = was else { return };
    match list_of(&was) {
        Some(list) => {
            was.put("id", Kind::String(item.into()));
            root.append(list, was);
        }
        None if was.get("id").is_none() => root.put(item, Kind::Table(was)),
        None => {}
    }
}

/// The table or the item of that name.
fn found<'t, 'a>(root: &'t mut Tree<'a>, item: &str) -> Option<&'t mut Tree<'a>> {
    if item == "agreement" {
        return Some(root);
    }
    root.iter_mut().find_map(|(key, value)| match value.get_mut() {
        Kind::Table(table) if &**key.get_ref() == item => Some(table),
        Kind::Array(list) => list.iter_mut().find_map(|one| match one.get_mut() {
            Kind::Table(table) if is_named(table, item) => Some(table),
            _ => None,
        }),
        _ => None,
    })
}

fn is_named(table: &Tree<'_>, id: &str) -> bool {
    table.get("id").and_then(|it| it.get_ref().as_str()) == Some(id)
}

/// Which list an item of an earlier text stood in, told by its keys; nothing where it is one that no
/// calendar shows.
fn list_of(was: &Tree<'_>) -> Option<&'static str> {
    let has = |key: &str| was.get(key).is_some();
    if has("first_due") {
        Some("reporting")
    } else if has("data_items") || has("personal") {
        Some("information")
    } else if has("owner") || has("party") && has("due") {
        Some("action")
    } else if has("due") && (has("lead") || has("questions") || has("kind")) {
        Some("review_plan")
    } else {
        None
    }
}
