//! An event that is about to be written: its keys, and the name of its file.

use super::{Entries, sort, subject_named};
use crate::document::{Document, Kind, Source, Value, quoted, written};
use crate::model::date::Date;
use crate::model::declare::{Record as _, Table};
use crate::model::event::{EVENT_TABLES, Envelope, EventKind};
use crate::model::id::{slug, suffix};

/// From so many bytes on, a list stands one item a line.
const LONG_LIST: usize = 90;

/// An event that is about to be written.
#[derive(Debug, Clone)]
pub struct EventDraft {
    /// What it is about.
    pub kind: EventKind,
    /// The day it happened.
    pub on: Date,
    /// The thing it is about, as it was named: an action, an issue, a decision, an organisation.
    pub subject: String,
    /// What its file is called between the day and the chance: subject and step.
    pub words: Vec<String>,
    /// Its keys beyond kind and day.
    pub entries: Entries,
    /// Of word that something cannot be done: the parties that are told later.
    pub later: Vec<String>,
}

impl EventDraft {
    /// An event of a day, about something.
    #[must_use]
    pub fn new(kind: EventKind, on: Date, subject: &str) -> Self {
        Self {
            kind,
            on,
            subject: subject.to_owned(),
            words: Vec::new(),
            entries: Entries::new(),
            later: Vec::new(),
        }
    }

    /// What happened: the word under `event` or `status`.
    #[must_use]
    pub fn step(&self) -> String {
        self.text_of("event").or_else(|| self.text_of("status")).unwrap_or_default()
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

    /// Shows the value under a key.
    fn look<T>(&self, key: &str, look: impl FnOnce(&Kind<'_>) -> Option<T>) -> Option<T> {
        let (_, value) = self.entries.iter().find(|(known, _)| known == key)?;
        let source = Source::new(String::new(), format!("value = {value}\n").into_bytes());
        let document = Document::parse(&source);
        look(document.get("value")?.get_ref())
    }

    /// The text under a key, where it is one.
    #[must_use]
    pub fn text_of(&self, key: &str) -> Option<String> {
        self.look(key, |value| value.as_str().map(str::to_owned))
    }

    /// The day under a key, where it is one.
    #[must_use]
    pub fn day_of(&self, key: &str) -> Option<Date> {
        self.look(key, |value| value.as_datetime()?.to_string().get(..10)?.parse().ok())
    }

    /// The days that the tables of a list hold under a key.
    #[must_use]
    pub fn days_of(&self, key: &str, inner: &str) -> Vec<Date> {
        let day = |item: &Value<'_>| {
            let day = item.get_ref().as_table()?.get(inner)?.get_ref().as_datetime()?;
            day.to_string().get(..10)?.parse().ok()
        };
        let days = self.look(key, |value| Some(value.as_array()?.iter().filter_map(day).collect()));
        days.unwrap_or_default()
    }

    /// The number under a key, where it is one.
    #[must_use]
    pub fn number_of(&self, key: &str) -> Option<i64> {
        self.look(key, |value| match value {
            Kind::Integer(number) => number.to_string().parse().ok(),
            _ => None,
        })
    }

    /// Whether a key says yes.
    #[must_use]
    pub fn is_yes(&self, key: &str) -> bool {
        self.look(key, |value| value.as_bool()) == Some(true)
    }

    /// The texts in a list; of a list of tables those under one key.
    #[must_use]
    pub fn texts_of(&self, key: &str, inner: &str) -> Vec<String> {
        let texts = self.look(key, |value| {
            let items = value.as_array()?.iter();
            let text = |item: &Value<'_>| match item.get_ref() {
                Kind::Table(table) => table.get(inner)?.get_ref().as_str().map(str::to_owned),
                item => item.as_str().map(str::to_owned),
            };
            Some(items.filter_map(text).collect())
        });
        texts.unwrap_or_default()
    }

    /// The event once more, as a text says it that somebody edited. What the text says of kind and
    /// day counts; the rest of it becomes the keys.
    #[must_use]
    pub fn reread(&self, text: &str) -> Self {
        let source = Source::new(String::new(), text.as_bytes().to_vec());
        let document = Document::parse(&source);
        let mut event = Self { entries: Entries::new(), ..self.clone() };
        for (key, value) in document.root() {
            match key.get_ref().as_ref() {
                "kind" => {}
                "on" => {
                    let day = value.get_ref().as_datetime().map(ToString::to_string);
                    event.on = day.and_then(|day| day.get(..10)?.parse().ok()).unwrap_or(event.on);
                }
                key => event.entries.push((key.to_owned(), written(value))),
            }
        }
        // What it is about may have been changed too.
        let about = subject_named(event.kind, &event.step()).and_then(|key| event.text_of(key));
        event.subject = about.unwrap_or(event.subject);
        event
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
        for key in ["action", "issue", "risk", "information", "event", "status", "arrangement"] {
            let says_what = key != "issue" || self.kind == EventKind::Issue;
            if own.field(key).is_some() && says_what {
                take(key, &mut entries);
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
            let is_short = value.len() < LONG_LIST || value.contains('\n');
            let value = if is_short { value } else { spread(&value).unwrap_or(value) };
            text.push_str(&format!("{key} = {value}\n"));
        }
        text
    }

    /// The directory of its log, from the root of the workspace.
    #[must_use]
    pub fn directory(&self, collaboration: Option<&str>) -> String {
        collaboration
            .map_or_else(|| "network/log".to_owned(), |id| format!("collaborations/{id}/log"))
    }

    /// A path for it that is not taken, from the root of the workspace: in the log of a
    /// collaboration, or without one in that of the network. `seed` is chance.
    pub fn path(
        &self,
        collaboration: Option<&str>,
        seed: u64,
        taken: impl Fn(&str) -> bool,
    ) -> String {
        let directory = self.directory(collaboration);
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

/// The text that a value, as TOML text, is; empty for what is none.
#[must_use]
pub fn unquoted(value: &str) -> String {
    let source = Source::new(String::new(), format!("value = {value}\n").into_bytes());
    let document = Document::parse(&source);
    let text = document.get("value").and_then(|value| value.get_ref().as_str());
    text.unwrap_or_default().to_owned()
}

/// A list with one item a line; nothing for what is no list.
fn spread(value: &str) -> Option<String> {
    let source = Source::new(String::new(), format!("value = {value}\n").into_bytes());
    let document = Document::parse(&source);
    let items = document.get("value")?.get_ref().as_array()?;
    // As it was given: the keys of an item stand in the order that somebody chose.
    let line = |item: &Value<'_>| {
        let span = item.span();
        let item = source.text().get(span.start as usize..span.end as usize)?;
        Some(format!("  {item},\n"))
    };
    let lines: Option<String> = items.iter().map(line).collect();
    Some(format!("[\n{}]", lines?))
}

/// The keys that nobody fills in by hand: they follow from the text, the command or its reason.
#[must_use]
pub fn filled_in(kind: EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::Signoff => &[
            "kind",
            "forced",
            "agreement_version",
            "review",
            "covers",
            "follows",
            "after",
            "retracted",
        ],
        EventKind::Amendment => &[
            "kind",
            "forced",
            "from_version",
            "to_version",
            "changes",
            "follows",
            "after",
            "retracted",
        ],
        EventKind::Closure => &["kind", "forced", "follows", "after"],
        _ => &["kind", "forced", "after"],
    }
}

/// Two lists in one.
#[must_use]
pub fn joined(one: &str, other: &str) -> String {
    let inside = |list: &str| list.trim().trim_start_matches('[').trim_end_matches(']').to_owned();
    let parts = [inside(one), inside(other)];
    let parts: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    format!("[{}]", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date;
    use crate::model::id::EventId;

    #[test]
    fn a_name_is_free_and_never_leaves_the_log() {
        let on = date::parse("2025-03-20").expect("a day");
        let mut draft = EventDraft::new(EventKind::Action, on, "../act");
        draft.words = vec!["../act".to_owned(), "unable".to_owned()];
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
        let mut draft = EventDraft::new(EventKind::Action, on, "act-fund");
        draft.set_text("note", "n");
        draft.set_text("reason", "r");
        draft.set_text("by", "lead");
        draft.set_text("event", "unable");
        draft.set_text("action", "act-fund");
        let keys: Vec<String> = draft.in_order().into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["kind", "action", "event", "on", "by", "reason", "note"]);
    }
}
