//! What changed between two texts of an agreement, promise by promise, for the list of an
//! amendment and in words. What is merely kept up is no promise, and is passed over.

use super::wording::in_words;
use crate::document::{Table as Tree, Value, quoted, written};
use crate::draft::{Entries, inline};
use crate::model::agreement::Agreement;
use crate::model::declare::{Field, Record as _, Shape, Table};
use crate::model::digest::meaning;

/// One promise that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What kind of thing it is: `service level`; empty for a key at the top.
    pub noun: String,
    /// The item, or the table.
    pub item: String,
    /// The key in it; nothing where the whole is new or gone.
    pub field: Option<String>,
    /// What it said, as TOML text; nothing where it was not there.
    pub was: Option<String>,
    /// What it says now; nothing where it is gone.
    pub now: Option<String>,
}

impl Changed {
    /// Whether two changes are of the same place.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        (&self.item, &self.field) == (&other.item, &other.field)
            && (self.field.is_some() || (&self.was, &self.now) == (&other.was, &other.now))
    }

    /// The change in words: `service level `sl-visit`: target 95 -> 90`, or of what is new what it is,
    /// by whom, and by when.
    #[must_use]
    pub fn words(&self) -> String {
        let what = match &*self.noun {
            "" => self.item.clone(),
            noun => format!("{noun} `{}`", self.item),
        };
        // A whole item is told in words, and whole; of a text its beginning is enough to know it by.
        let told = |text: &str| in_words(text).unwrap_or_else(|| shortened(text));
        let short = |value: &Option<String>| value.as_deref().map(told);
        let (was, now) = (short(&self.was), short(&self.now));
        match (&self.field, was, now) {
            (Some(field), Some(was), Some(now)) => format!("{what}: {field} {was} -> {now}"),
            (Some(field), None, Some(now)) => format!("{what}: {field} {now}, not said before"),
            (Some(field), Some(was), None) => format!("{what}: {field} {was} is gone"),
            (None, None, Some(now)) => format!("{what} is new: {now}"),
            (None, Some(was), None) => format!("{what} is gone: {was}"),
            (_, was, now) => {
                format!("{what}: {} -> {}", was.unwrap_or_default(), now.unwrap_or_default())
            }
        }
    }
}

/// The changes as the value of `changes` in an amendment: one a line where there are several.
#[must_use]
pub fn list(changes: &[Changed]) -> String {
    let items: Vec<String> = changes
        .iter()
        .map(|change| {
            let mut entries: Entries = vec![("item".to_owned(), quoted(&change.item))];
            let field = change.field.as_deref().map(quoted);
            let rest = [("field", &field), ("was", &change.was), ("now", &change.now)];
            entries.extend(
                rest.into_iter().filter_map(|(key, it)| Some((key.to_owned(), it.clone()?))),
            );
            inline(&entries)
        })
        .collect();
    match &items[..] {
        [] => "[]".to_owned(),
        [one] => format!("[{one}]"),
        several => format!("[\n  {},\n]", several.join(",\n  ")),
    }
}

/// Every promise that two texts tell differently, in the order of the declarations.
#[must_use]
pub fn changes(before: &Tree<'_>, after: &Tree<'_>) -> Vec<Changed> {
    let mut found = Vec::new();
    for key in keys(Agreement::TABLE, before, after) {
        let field = Agreement::TABLE.field(key);
        if is_no_promise(key, field) || key == "version" {
            continue;
        }
        let (was, now) = (before.get(key), after.get(key));
        if is_same(was, now, field) {
            continue;
        }
        let noun = key.replace('_', " ");
        match field.map(|field| field.shape) {
            Some(Shape::Table(table)) => match (tree(was), tree(now)) {
                (Some(was), Some(now)) => {
                    keys_of(table, "", key, "", was, now, &mut found);
                }
                _ => found.push(whole("", key, was, now)),
            },
            Some(Shape::List(Shape::Table(table))) => {
                items(table, key, &noun, was, now, &mut found);
            }
            _ => found
                .push(Changed { field: Some(key.to_owned()), ..whole("", "agreement", was, now) }),
        }
    }
    found
}

/// Every party that two texts of collaboration.toml name differently: the list of parties is signed
/// with the text.
#[must_use]
pub fn parties_changed(before: &Tree<'_>, after: &Tree<'_>) -> Vec<Changed> {
    let named = |tree: &Tree<'_>| -> Vec<(String, PartyKeys)> {
        let of = |item: &Value<'_>| {
            let item = item.get_ref().as_table()?;
            let name = item.get("organisation").or_else(|| item.get("name"))?;
            let others = OF_PARTIES.map(|key| item.get(key).map(written));
            Some((item.get("id")?.get_ref().as_str()?.to_owned(), (written(name), others)))
        };
        each(tree.get("party")).iter().filter_map(of).collect()
    };
    let (before, after) = (named(before), named(after));
    let keys = |list: &[(String, PartyKeys)], id: &str| {
        list.iter().find(|(known, _)| known == id).map(|(_, keys)| keys.clone())
    };
    let mut ids: Vec<&String> = before.iter().chain(&after).map(|(id, _)| id).collect();
    ids.sort();
    ids.dedup();
    let changed = |id: &String| -> Vec<Changed> {
        let (was, now) = (keys(&before, id), keys(&after, id));
        let change = |field: Option<&str>, was, now| Changed {
            noun: "party".to_owned(),
            item: id.clone(),
            field: field.map(str::to_owned),
            was,
            now,
        };
        let name = |keys: &Option<PartyKeys>| keys.as_ref().map(|(name, _)| name.clone());
        let mut all = vec![change(None, name(&was), name(&now))];
        // Of one that is new or gone its name says all.
        if let (Some((_, was)), Some((_, now))) = (was, now) {
            let pairs = OF_PARTIES.iter().zip(was.into_iter().zip(now));
            all.extend(pairs.map(|(key, (was, now))| change(Some(key), was, now)));
        }
        all
    };
    ids.into_iter().flat_map(changed).filter(|change| change.was != change.now).collect()
}

/// What a party is in it beside its name, and until when: nobody signs for these keys, and they say
/// who has to sign.
const OF_PARTIES: [&str; 2] = ["role", "left_on"];

/// The name of a party, and its other keys that are listed.
type PartyKeys = (String, [Option<String>; 2]);

/// The changes of a list of tables, item by item.
fn items(
    table: &'static Table,
    key: &str,
    noun: &str,
    was: Option<&Value<'_>>,
    now: Option<&Value<'_>>,
    found: &mut Vec<Changed>,
) {
    let (was, now) = (each(was), each(now));
    let id = |item: &Value<'_>| {
        Some(item.get_ref().as_table()?.get("id")?.get_ref().as_str()?.to_owned())
    };
    for old in was {
        let twin = match id(old) {
            Some(name) => now.iter().find(|new| id(new).as_deref() == Some(&*name)),
            None => now.iter().find(|new| is_same(Some(old), Some(new), None)),
        };
        match (id(old), twin) {
            (Some(name), Some(new)) => {
                if let (Some(old), Some(new)) = (tree(Some(old)), tree(Some(new))) {
                    keys_of(table, noun, &name, "", old, new, found);
                }
            }
            (Some(name), None) => found.push(whole(noun, &name, Some(old), None)),
            (None, None) => found.push(whole("", key, Some(old), None)),
            (None, Some(_)) => {}
        }
    }
    for new in now {
        match id(new) {
            Some(name) if was.iter().any(|old| id(old).as_deref() == Some(&*name)) => {}
            Some(name) => found.push(whole(noun, &name, None, Some(new))),
            None if was.iter().any(|old| is_same(Some(old), Some(new), None)) => {}
            None => found.push(whole("", key, None, Some(new))),
        }
    }
}

/// The changes of one table, key by key; of tables in it, too.
fn keys_of(
    table: &'static Table,
    noun: &str,
    item: &str,
    prefix: &str,
    was: &Tree<'_>,
    now: &Tree<'_>,
    found: &mut Vec<Changed>,
) {
    for key in keys(table, was, now) {
        let field = table.field(key);
        let (was, now) = (was.get(key), now.get(key));
        if is_no_promise(key, field) || is_same(was, now, field) {
            continue;
        }
        let path = format!("{prefix}{key}");
        if let Some(Shape::Table(inner)) = field.map(|field| field.shape)
            && let (Some(was), Some(now)) = (tree(was), tree(now))
        {
            keys_of(inner, noun, item, &format!("{path}."), was, now, found);
            continue;
        }
        found.push(Changed { field: Some(path), ..whole(noun, item, was, now) });
    }
}

fn whole(noun: &str, item: &str, was: Option<&Value<'_>>, now: Option<&Value<'_>>) -> Changed {
    Changed {
        noun: noun.to_owned(),
        item: item.to_owned(),
        field: None,
        was: was.map(written),
        now: now.map(written),
    }
}

/// The keys of two tables, each once: as declared, then what is declared nowhere.
fn keys<'t>(table: &'static Table, one: &'t Tree<'_>, other: &'t Tree<'_>) -> Vec<&'t str> {
    let mut keys: Vec<&str> =
        one.iter().chain(other.iter()).map(|(key, _)| key.get_ref().as_ref()).collect();
    let place = |key: &str| table.fields.iter().position(|field| field.key == key);
    keys.sort_by_key(|key| (place(key).unwrap_or(usize::MAX), *key));
    keys.dedup();
    keys
}

/// Whether a key may change under a signature.
fn is_no_promise(key: &str, field: Option<&Field>) -> bool {
    key.starts_with("x_") || field.is_some_and(|field| field.kept_up)
}

fn is_same(was: Option<&Value<'_>>, now: Option<&Value<'_>>, field: Option<&Field>) -> bool {
    match (was, now) {
        (None, None) => true,
        (Some(was), Some(now)) => {
            let said = |value: &Value<'_>| meaning(value.get_ref(), field);
            match (said(was), said(now)) {
                (Some(was), Some(now)) => was == now,
                _ => written(was) == written(now),
            }
        }
        _ => false,
    }
}

/// The items of a list.
fn each<'v, 'a>(value: Option<&'v Value<'a>>) -> &'v [Value<'a>] {
    value.and_then(|value| value.get_ref().as_array()).map_or(&[], |items| items)
}

fn tree<'v, 'a>(value: Option<&'v Value<'a>>) -> Option<&'v Tree<'a>> {
    value.and_then(|value| value.get_ref().as_table())
}

/// A value as it stands in a sentence, cut where it runs on.
fn shortened(value: &str) -> String {
    const MOST: usize = 70;
    let mut short: String = value.chars().take(MOST).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
