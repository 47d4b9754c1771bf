//! The line to type that writes an event, where a command does.

use crate::document::{Document, Kind, Source, Value};
use crate::model::event::EventKind;
use crate::model::id::is_kebab;

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

/// The line that writes an event of a collaboration. `before` are the keys of the event that it
/// puts right: they need not be said again. Nothing where no command writes it, or a value could
/// not be typed.
pub(super) fn line(
    collaboration: &str,
    kind: EventKind,
    today: &str,
    keys: Keys<'_>,
    before: Keys<'_>,
) -> Option<String> {
    let text = |key: &str| {
        let (_, value) = keys.iter().find(|(known, _)| *known == key)?;
        typed(value)?.pop()
    };
    let (about, subject) = match kind {
        EventKind::Action => (Some("action"), text("action")),
        EventKind::Issue => (Some("issue"), text("issue")),
        EventKind::Risk => (Some("risk"), text("risk")),
        EventKind::Information => (Some("information"), text("information")),
        EventKind::Report => (Some("arrangement"), text("arrangement")),
        EventKind::Feedback => (None, None),
        _ => return None,
    };
    let step = text("event")?;
    // A move to a day that is past is nothing that a command would take.
    if text("new_due").is_some_and(|day| day.as_str() < today) {
        return None;
    }
    let mut line = format!("comity log-{} {collaboration}", kind.as_str());
    if about.is_some() {
        line.push_str(&format!(" {}", subject.as_deref().filter(|subject| is_kebab(subject))?));
    }
    line.push_str(&format!(" {step}"));
    if !is_kebab(&step) || !is_kebab(collaboration) {
        return None;
    }
    for (key, value) in keys {
        let said = ["kind", "event"].contains(key) || about == Some(*key);
        let again = before.iter().any(|(known, old)| known == key && old == value);
        // Who else helped or looked is nothing that the record could tell.
        let by_another = ["support-given", "accepted"].contains(&&*step);
        let open = *key == "by" && value.contains('…') && !by_another;
        let now = *key == "on" && (value == today || !before.is_empty());
        if said || again || open || now || is_filled_in(kind, key) && before.is_empty() {
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

fn look<T>(value: &str, look: impl FnOnce(&Value<'_>) -> Option<T>) -> Option<T> {
    let source = Source::new(String::new(), format!("value = {value}\n").into_bytes());
    let document = Document::parse(&source);
    look(document.get("value")?)
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
            let pairs: Option<Vec<String>> = table
                .iter()
                .map(|(key, value)| quoted(&format!("{}={}", key.get_ref(), plain(value)?)))
                .collect();
            Some(pairs?.join(" "))
        }
        _ => quoted(&plain(value)?),
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

/// A word as a shell takes it for one. Nothing for what no shell takes as it is meant.
pub(super) fn quoted(word: &str) -> Option<String> {
    let bare = |it: char| it.is_ascii_alphanumeric() || "-_.=/:,".contains(it);
    if word.is_empty() || word.contains(char::is_control) {
        return None;
    }
    Some(if word.chars().all(bare) {
        word.to_owned()
    } else if word.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", word.replace('\'', "'\\''"))
    } else {
        format!("\"{word}\"")
    })
}
