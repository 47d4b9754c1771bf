//! An event that is about to be written: its keys, and the name of its file.

use super::{Entries, Mistake, sort};
use crate::document::{Document, Source};
use crate::model::date::Date;
use crate::model::declare::{Record as _, Table};
use crate::model::event::{EVENT_TABLES, Envelope, EventKind};
use crate::rules::{Case, quoted, slug, suffix};

/// An event that is about to be written.
#[derive(Debug, Clone)]
pub struct EventDraft {
    /// What it is about.
    pub kind: EventKind,
    /// The day it happened.
    pub on: Date,
    /// What its file is called between the day and the chance: subject and step.
    pub words: Vec<String>,
    /// Its keys beyond kind and day.
    pub entries: Entries,
}

impl EventDraft {
    /// An event of a day, about something.
    #[must_use]
    pub fn new(kind: EventKind, on: Date, words: &[&str]) -> Self {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        Self { kind, on, words, entries: Entries::new() }
    }

    /// What every event may say, and what one of this kind may say.
    #[must_use]
    pub fn tables(&self) -> [&'static Table; 2] {
        let own = EVENT_TABLES.iter().find(|(kind, _)| *kind == self.kind);
        [own.map_or(Envelope::TABLE, |(_, table)| table), Envelope::TABLE]
    }

    /// Whether a key is given.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known == key)
    }

    /// A key with its value as TOML text; what it held before is gone.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.entries.retain(|(known, _)| known != key);
        self.entries.push((key.to_owned(), value.into()));
    }

    /// A key with a text.
    pub fn set_text(&mut self, key: &str, text: &str) {
        self.set(key, quoted(text));
    }

    /// A key with a text, unless it is given.
    pub fn set_text_if_open(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|_| !self.has(key)) {
            self.set_text(key, text);
        }
    }

    /// The text under a key, where it is one.
    #[must_use]
    pub fn text_of(&self, key: &str) -> Option<String> {
        let (_, value) = self.entries.iter().find(|(known, _)| known == key)?;
        let source = Source::new(String::new(), format!("value = {value}\n").into_bytes());
        let document = Document::parse(&source);
        document.get("value")?.get_ref().as_str().map(str::to_owned)
    }

    /// All keys in the order in which they are written: what it is first, then the rest as
    /// declared.
    #[must_use]
    pub fn in_order(&self) -> Entries {
        let [own, envelope] = self.tables();
        let mut rest = self.entries.clone();
        let mut entries = vec![("kind".to_owned(), quoted(self.kind.as_str()))];
        let mut take = |key: &str, entries: &mut Entries| {
            if let Some(at) = rest.iter().position(|(known, _)| known == key) {
                entries.push(rest.remove(at));
            }
        };
        // What it is about and what happened, then when and by whom, then all else.
        for field in own.fields.iter().take_while(|field| field.key != "party").take(3) {
            if ["action", "issue", "risk", "information", "arrangement", "event", "status"]
                .contains(&field.key)
            {
                take(field.key, &mut entries);
            }
        }
        entries.push(("on".to_owned(), self.on.to_string()));
        take("party", &mut entries);
        take("by", &mut entries);
        sort(own, &mut rest);
        let (mut said, mut about): (Entries, Entries) =
            rest.into_iter().partition(|(key, _)| own.field(key).is_some());
        sort(envelope, &mut about);
        entries.append(&mut said);
        entries.append(&mut about);
        entries
    }

    /// The text of its file. Long lists stand one item a line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (key, value) in self.in_order() {
            text.push_str(&format!("{key} = {value}\n"));
        }
        text
    }

    /// A path for it that is not taken, from the root of the workspace: in the log of a
    /// collaboration, or without one in that of the network. `seed` is chance.
    pub fn path(
        &self,
        collaboration: Option<&str>,
        seed: u64,
        taken: impl Fn(&str) -> bool,
    ) -> String {
        let directory = collaboration
            .map_or_else(|| "network/log".to_owned(), |id| format!("collaborations/{id}/log"));
        let words: Vec<String> =
            self.words.iter().map(|word| slug(word)).filter(|word| !word.is_empty()).collect();
        let stem = format!("{}-{}", self.on, words.join("-"));
        (0_u64..)
            .map(|turn| {
                // Any odd multiplier spreads the turns over all suffixes.
                let chance = seed.wrapping_add(turn.wrapping_mul(0x9E37_79B9_7F4A_7C15));
                format!("{directory}/{stem}-{}.toml", suffix(chance))
            })
            .find(|path| !taken(path))
            .unwrap_or_default()
    }
}

/// The parties that were told on a day, from names with commas between them: the value of
/// `informed`.
#[must_use]
pub fn told(parties: &[String], on: Date) -> String {
    let items: Vec<String> = parties
        .iter()
        .flat_map(|names| names.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| format!("{{ party = {}, on = {on} }}", quoted(name)))
        .collect();
    format!("[{}]", items.join(", "))
}

/// What speaks against a day, of what only a signed agreement makes a duty: it lies before the first
/// sign-off, or there is none.
#[must_use]
pub fn before_agreement(case: &Case<'_, '_>, on: Date) -> Option<Mistake> {
    match case.reckoning.signoffs.first_ever {
        Some(signed) if on < signed => Some(Mistake::new(
            format!("{on} lies before the agreement, which was first signed on {signed}"),
            "mend the day: `--on DATE`",
        )),
        Some(_) => None,
        None => Some(Mistake::new(
            "nobody has signed this agreement yet, so nothing is owed",
            "sign it first",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date;
    use crate::model::id::EventId;

    #[test]
    fn a_name_is_free_and_never_leaves_the_log() {
        let on = date::parse("2025-03-20").expect("a day");
        let draft = EventDraft::new(EventKind::Action, on, &["../act", "unable"]);
        let first = draft.path(Some("warm"), 7, |_| false);
        let second = draft.path(Some("warm"), 7, |path| path == first);
        assert_ne!(first, second);
        for path in [first, second] {
            let stem = path.strip_prefix("collaborations/warm/log/").expect("in the log");
            let id = EventId::parse(stem.trim_end_matches(".toml")).expect("an id");
            assert_eq!((id.date, id.words), ("2025-03-20", "act-unable"));
        }
    }

    #[test]
    fn what_it_is_stands_first() {
        let on = date::parse("2025-03-20").expect("a day");
        let mut draft = EventDraft::new(EventKind::Action, on, &["act-fund", "unable"]);
        draft.set_text("note", "n");
        draft.set_text("reason", "r");
        draft.set_text("by", "lead");
        draft.set_text("event", "unable");
        draft.set_text("action", "act-fund");
        let keys: Vec<String> = draft.in_order().into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["kind", "action", "event", "on", "by", "reason", "note"]);
    }
}
