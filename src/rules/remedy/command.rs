//! The line to type that writes an event, where a command does.

use super::forms::{logs, word};
use crate::document::{Document, Kind, Source, Value};
use crate::document::{quoted as toml, written};
use crate::model::declare::{Field, Record as _};
use crate::model::event::{EVENT_TABLES, Envelope, EventKind};
use crate::model::id::{EventId, is_kebab};

/// An event as keys with their values as TOML text.
pub(super) type Keys<'k> = &'k [(&'static str, String)];

/// What the commands fill in, so that nobody has to type it.
fn is_filled_in(kind: EventKind, key: &str) -> bool {
    match kind {
        EventKind::Action => ["party", "was_due"].contains(&key),
        EventKind::Report => ["from", "to", "arrangement"].contains(&key),
        _ => false,
    }
}

/// An event as it is to be typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'k> {
    /// Nothing for an event of the network.
    pub(super) collaboration: Option<&'k str>,
    pub(super) kind: EventKind,
    /// The words of its name.
    pub(super) words: &'k str,
    pub(super) keys: Keys<'k>,
    /// The keys of the event that it puts right: they need not be said again.
    pub(super) before: Keys<'k>,
    pub(super) today: &'k str,
    /// Whether the record leaves open who writes it down, so that the line has to say it.
    pub(super) says_who: bool,
}

/// The line that writes an event of a collaboration. Nothing where no command writes it, or a value
/// could not be typed.
pub(super) fn line(event: Typed<'_>) -> Option<String> {
    let Typed { kind, keys, before, today, .. } = event;
    // A move to a day that is past is nothing that a command would take.
    if event.text("new_due").is_some_and(|day| day.as_str() < today) {
        return None;
    }
    let (mut line, said) = event.head()?;
    let step = event.text("event").unwrap_or_default();
    for (key, value) in keys {
        let again = before.iter().any(|(known, old)| known == key && old == value);
        // Who else helped or looked is nothing that the record could tell, nor who is meant where
        // the wrong one is named.
        let by_another = ["support-given", "accepted"].contains(&&*step)
            || kind == EventKind::Signoff
            || event.says_who
            || !before.is_empty();
        let open = *key == "by" && value.contains('…') && !by_another;
        let now = *key == "on" && value == today && before.is_empty();
        let is_said = *key == "kind" || said.contains(key);
        // Of an action its own party speaks, unless another one helps or takes it.
        let another = *key == "party" && ["support-given", "accepted"].contains(&&*step);
        let filled_in = is_filled_in(kind, key) && before.is_empty() && !another;
        if is_said || again || open || now || filled_in {
            continue;
        }
        let flag = key.replace('_', "-");
        if let Some(parties) = told(key, value, keys) {
            line.push_str(&format!(" --told {parties}"));
            continue;
        }
        for words in typed(value)? {
            line.push_str(&format!(" --{flag} {words}"));
        }
    }
    Some(line)
}

/// The flags of an event that is written once more which differ from what it said before; nothing
/// where nothing differs that could be typed.
pub(super) fn differing(keys: Keys<'_>, before: Keys<'_>) -> String {
    let is_new = |(key, value): &&(&'static str, String)| {
        let known = before.iter().any(|(known, old)| known == key && old == value);
        !known && !["corrects", "retracted"].contains(key)
    };
    let flag = |(key, value): &(&'static str, String)| {
        let words = typed(value).unwrap_or_default().into_iter();
        words.map(|words| format!("--{} {words}", key.replace('_', "-"))).collect::<Vec<_>>()
    };
    keys.iter().filter(is_new).flat_map(flag).collect::<Vec<_>>().join(" ")
}

impl Typed<'_> {
    /// The text under a key, as it is typed.
    fn text(&self, key: &str) -> Option<String> {
        let (_, value) = self.keys.iter().find(|(known, _)| *known == key)?;
        typed(value)?.pop()
    }

    /// The command with what it is about, and the keys that are said with it.
    fn head(&self) -> Option<(String, Vec<&'static str>)> {
        let kind = self.kind;
        let id = self.collaboration.unwrap_or_default();
        if !is_kebab(id) && self.collaboration.is_some() {
            return None;
        }
        let named = |text: Option<String>| text.filter(|text| is_kebab(text));
        let logged = |key: &'static str| {
            let (subject, step) = (named(self.text(key))?, named(self.text("event"))?);
            Some((logs(kind, id, &subject, &step, None)?, vec![key, "event"]))
        };
        // What an event is about stands in the name of its file where no key says it.
        let about = |word: &str| {
            let name = self.words.strip_suffix(word);
            named(Some(name.map_or(self.words, |it| it.trim_end_matches('-')).to_owned()))
        };
        let takes_back = self.keys.iter().any(|(key, _)| *key == "retracted");
        match kind {
            EventKind::Action => logged("action"),
            EventKind::Issue => logged("issue"),
            EventKind::Risk => logged("risk"),
            EventKind::Information => logged("information"),
            EventKind::Report => logged("arrangement"),
            EventKind::Feedback => {
                let step = named(self.text("event"))?;
                Some((logs(kind, id, "", &step, None)?, vec!["event"]))
            }
            EventKind::Contact => {
                let step = named(self.text("event"))?;
                Some((logs(kind, id, &about(&step)?, &step, None)?, vec!["event"]))
            }
            EventKind::Decision => {
                let status = named(self.text("status"))?;
                let word = if status == "accepted" { "decided" } else { &status };
                Some((logs(kind, id, &about(word)?, &status, None)?, vec!["status"]))
            }
            EventKind::Signoff => {
                let party = named(self.text("party"))?;
                let mut said = vec!["party", "agreement_version", "review", "covers"];
                // Who signs for a party is filled in where the record knows it.
                let known = self.text("by").is_some_and(|by| !by.contains('…'));
                said.extend((self.before.is_empty() && known).then_some("by"));
                let plan = self.text("review");
                if plan.is_none() && takes_back {
                    return None;
                }
                Some((logs(kind, id, &party, "", plan.as_deref())?, said))
            }
            // The list of changes is made from the difference, and nothing else than that differs.
            EventKind::Amendment => self
                .before
                .is_empty()
                .then_some(())
                .and_then(|()| logs(kind, id, "", "", None))
                .map(|line| (line, vec!["from_version", "to_version", "changes"])),
            EventKind::Closure => Some((logs(kind, id, "", "", None)?, Vec::new())),
        }
    }
}

/// The line that corrects an event in which these lines are missing or wrong: what others have seen
/// is not written over.
pub(super) fn correction(
    collaboration: Option<&str>,
    event: &str,
    document: &Document<'_>,
    lines: &[String],
    today: &str,
) -> Option<String> {
    let root = document.root();
    let word = root.get("kind")?.get_ref().as_str()?;
    let (kind, own) = EVENT_TABLES.iter().copied().find(|(kind, _)| kind.as_str() == word)?;
    let declared = || [Envelope::TABLE, own].into_iter().flat_map(|table| table.fields);
    let on_file = |field: &Field| Some((field.key, written(root.get(field.key)?)));
    let before: Vec<(&'static str, String)> = declared().filter_map(on_file).collect();
    let mut keys = before.clone();
    for line in lines {
        let (key, _) = line.split_once(" = ")?;
        let field = declared().find(|field| field.key == key)?;
        let value = look_line(line, |value| Some(written(value)))?;
        keys.retain(|(known, _)| *known != key);
        keys.push((field.key, value));
    }
    keys.push(("corrects", toml(event)));
    let words = EventId::parse(event).map_or("", |id| id.words);
    let event =
        Typed { collaboration, kind, words, keys: &keys, before: &before, today, says_who: false };
    line(event)
}

/// The names of those who were told on the day of the event, where that is all that is said.
fn told(key: &str, value: &str, keys: Keys<'_>) -> Option<String> {
    let (_, on) = keys.iter().find(|(known, _)| *known == "on")?;
    look(value, |value| {
        let items = value.get_ref().as_array().filter(|_| key == "informed")?.iter();
        let party = |item: &Value<'_>| {
            let table = item.get_ref().as_table()?;
            let day = table.get("on")?.get_ref().as_datetime()?.to_string();
            let party = table.get("party")?.get_ref().as_str()?;
            (table.len() == 2 && day == *on && is_kebab(party)).then(|| party.to_owned())
        };
        let parties: Option<Vec<String>> = items.map(party).collect();
        parties.filter(|parties| !parties.is_empty()).map(|parties| parties.join(","))
    })
}

pub(super) fn look<T>(value: &str, look: impl FnOnce(&Value<'_>) -> Option<T>) -> Option<T> {
    look_line(&format!("value = {value}"), look)
}

/// Shows the value of a line `key = value`, whatever note stands behind it.
pub(super) fn look_line<T>(line: &str, look: impl FnOnce(&Value<'_>) -> Option<T>) -> Option<T> {
    let source = Source::new(String::new(), format!("{line}\n").into_bytes());
    let document = Document::parse(&source);
    let (_, value) = document.root().iter().next()?;
    look(value)
}

/// A value as it is typed behind its flag; several where the flag is given several times.
fn typed(value: &str) -> Option<Vec<String>> {
    look(value, |value| match value.get_ref() {
        Kind::Array(items) => {
            let names: Option<Vec<&str>> = items.iter().map(|it| it.get_ref().as_str()).collect();
            match names {
                Some(names) if names.iter().all(|name| is_kebab(name)) && !names.is_empty() => {
                    Some(vec![names.join(",")])
                }
                _ => items.iter().map(words).collect(),
            }
        }
        _ => Some(vec![words(value)?]),
    })
}

/// One value: a word, or the keys of a table as `key=value`.
fn words(value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        Kind::Table(table) => {
            // What it is about comes first.
            let mut pairs: Vec<_> = table.iter().collect();
            pairs.sort_by_key(|(key, _)| &**key.get_ref() != "item");
            let pairs: Option<Vec<String>> = pairs
                .into_iter()
                .map(|(key, value)| {
                    // On which day it was done is for a person to say.
                    let is_open = &**key.get_ref() == "done_on";
                    let said = if is_open { "DATE".to_owned() } else { plain(value)? };
                    word(&format!("{}={said}", key.get_ref()))
                })
                .collect();
            Some(pairs?.join(" "))
        }
        _ => word(&plain(value)?),
    }
}

fn plain(value: &Value<'_>) -> Option<String> {
    Some(match value.get_ref() {
        Kind::String(text) => text.to_string(),
        Kind::Boolean(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Kind::Integer(number) => number.to_string(),
        Kind::Datetime(day) => day.to_string(),
        _ => return None,
    })
}
