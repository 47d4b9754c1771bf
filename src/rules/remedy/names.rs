//! What the items of a file are called, where that tells them apart.

use std::collections::HashMap;

use super::typed::is_at_top;
use crate::document::{Document, Table as Tree};
use crate::model::id::is_kebab;

/// The keys by which an item is called.
const NAMES: [&str; 6] = ["id", "item", "party", "dimension", "organisation", "name"];

/// How often each name is borne in a file: in each list, and (under no list) by an id anywhere. What
/// is called alike is told apart by its number. Counted once a file, as there may be ten thousand
/// findings in it.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, HashMap<String, usize>>);

impl Names {
    /// Counts the names in a file.
    pub(crate) fn of(document: &Document<'_>) -> Self {
        let mut names = Self::default();
        for (list, value) in document.root().iter() {
            let Some(items) = value.get_ref().as_array() else { continue };
            for item in items.iter().filter_map(|item| item.get_ref().as_table()) {
                let mut own: Vec<&str> = NAMES.iter().filter_map(|key| text(item, key)).collect();
                own.sort_unstable();
                own.dedup();
                for name in own {
                    names.note(list.get_ref(), name);
                }
                if let Some(id) = text(item, "id") {
                    names.note("", id);
                }
            }
        }
        names
    }

    fn note(&mut self, list: &str, name: &str) {
        if !self.0.contains_key(list) {
            self.0.insert(list.to_owned(), HashMap::new());
        }
        if let Some(names) = self.0.get_mut(list) {
            *names.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn is_one(&self, list: &str, name: &str) -> bool {
        self.0.get(list).and_then(|names| names.get(name)) == Some(&1)
    }
}

/// A way into a file with items by their names where that tells them apart: `action[2]` is
/// `act-fund`, and `party_view[0]` is `party_view.housing`.
pub(crate) fn named(document: &Document<'_>, names: &Names, path: &str) -> String {
    let name = || {
        let (list, rest) = path.split_once('[')?;
        let (index, rest) = rest.split_once(']')?;
        let items = document.root().get(list)?.get_ref().as_array()?;
        let item = items.get(index.parse::<usize>().ok()?)?.get_ref().as_table()?;
        let (key, name) = NAMES.iter().find_map(|key| Some((*key, text(item, key)?)))?;
        if !is_kebab(name) || !names.is_one(list, name) {
            return None;
        }
        let alone = key == "id" && !is_at_top(name) && names.is_one("", name);
        Some(if alone { format!("{name}{rest}") } else { format!("{list}.{name}{rest}") })
    };
    name().unwrap_or_else(|| path.to_owned())
}

fn text<'t>(tree: &'t Tree<'_>, key: &str) -> Option<&'t str> {
    tree.get(key)?.get_ref().as_str()
}
