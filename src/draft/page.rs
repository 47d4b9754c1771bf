//! A file of the record while it is being filled in: keys set by their path, items added, answers
//! and forms taken in. What is not asked for stays as it is.

mod given;

use super::value::{Entries, item, sort, unknown_key, value};
use super::way::{Target, Walk, at, field, holder, pairs, segments, text, told, whole};
use super::{Mistake, holds_blank};
use crate::document::{Document, Kind, Source, Table as Tree, quoted, written};
use crate::model::declare::{Field, Shape, Table, nearest};
use crate::rules::shell;
use crate::store::{Change, Edit, Step, edit};

/// A file while it is being filled in.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    declared: &'static Table,
    before: Option<String>,
    /// Its text as it is now.
    pub text: String,
    /// The keys at its top that are open here; all of them where nothing is said.
    only: Option<&'static [&'static str]>,
    /// What was given for it by path so far, with the path as it was written.
    given: Vec<(Vec<Step>, String)>,
}

impl Page {
    /// A file as it is on disk; nothing for one that is still to be made.
    #[must_use]
    pub fn new(path: &str, declared: &'static Table, text: Option<&str>) -> Self {
        Self {
            path: path.to_owned(),
            declared,
            before: text.map(str::to_owned),
            text: text.unwrap_or_default().to_owned(),
            only: None,
            given: Vec::new(),
        }
    }

    /// The same file, of which only these keys at the top are open.
    #[must_use]
    pub fn only(mut self, keys: &'static [&'static str]) -> Self {
        self.only = Some(keys);
        self
    }

    /// The keys at the top that are open.
    pub fn open_keys(&self) -> impl Iterator<Item = &'static str> {
        let keys = self.declared.fields.iter().map(|field| field.key);
        keys.filter(|key| self.only.is_none_or(|only| only.contains(key)))
    }

    /// Whether a key at the top is open.
    #[must_use]
    pub fn is_open(&self, key: &str) -> bool {
        self.open_keys().any(|open| open == key)
    }

    /// Whether a path leads into this file: it begins with a key that is open, or with the name of
    /// an item of one.
    #[must_use]
    pub fn claims(&self, path: &str) -> bool {
        let segments = segments(path);
        let first = segments.first().map_or("", |segment| segment.as_str());
        match field(self.declared, first) {
            Some(field) => self.is_open(field.key),
            None => self.look(|root| {
                let of_item = self.list_of(root, first).map(|(field, ..)| field);
                let holder = of_item.or_else(|| holder(self.declared, first));
                holder.is_some_and(|field| self.is_open(field.key))
            }),
        }
    }

    /// The declaration of the whole file.
    #[must_use]
    pub fn declared(&self) -> &'static Table {
        self.declared
    }

    /// Whether it is still to be made.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// The file as it is on disk.
    #[must_use]
    pub fn as_it_was(&self) -> Self {
        Self { text: self.before.clone().unwrap_or_default(), ..self.clone() }
    }

    /// What has changed; nothing where nothing has.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        // A file that is not there is not made to hold nothing.
        (self.before.as_deref().unwrap_or_default() != self.text).then(|| Change {
            path: self.path.clone(),
            before: self.before.clone(),
            after: self.text.clone(),
        })
    }

    /// Shows the tree of the text as it is now.
    pub fn look<T>(&self, look: impl FnOnce(&Tree<'_>) -> T) -> T {
        let source = Source::new(self.path.clone(), self.text.clone().into_bytes());
        let document = Document::parse(&source);
        look(document.root())
    }

    /// Makes changes of which the places are known.
    ///
    /// # Errors
    ///
    /// When the text is damaged, or a place cannot be changed.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<(), Mistake> {
        self.text =
            edit(&self.text, self.declared, edits).map_err(|error| told(&self.path, &error))?;
        Ok(())
    }

    /// Sets a key by its path: `decision.outcome=proceed`, `action.act-fund.due=2026-01-31`,
    /// `sl-visit.target=90`. `+=` adds to a list.
    ///
    /// # Errors
    ///
    /// When the path leads nowhere, with the nearest there is; or the value does not fit.
    pub fn set(&mut self, assignment: &str) -> Result<(), Mistake> {
        let Some((path, text)) = assignment.split_once('=') else {
            return Err(Mistake::new(
                format!("`{assignment}` has no `=`"),
                "write it as PATH=VALUE: `decision.outcome=proceed`",
            ));
        };
        let (path, adds) = path.strip_suffix('+').map_or((path, false), |path| (path, true));
        let target = self.target(path)?;
        // A blank is no value: who wants none takes the key out.
        let bare = text.trim();
        let listed = bare.starts_with(['[', '{']) && holds_blank(bare);
        if bare.is_empty() || listed {
            return Err(Mistake::new(
                format!("`{path}` is set to nothing"),
                format!("say what it is; or take it out: `--unset {}`", shell(path)),
            ));
        }
        let text = match target.field {
            Some(field) => value(field, &[text])?,
            None if text.parse::<i64>().is_ok_and(|it| it.to_string() == text) => text.to_owned(),
            None => quoted(text),
        };
        let way = target.way;
        if adds && let Some(there) = self.look(|root| held(root, &way, &text)) {
            return Err(Mistake::new(
                format!("`{path}` holds {there} already"),
                "nothing is written; leave it out",
            ));
        }
        self.edit(&[if adds { self.adding(way, &text) } else { Edit::Set { way, value: text } }])
    }

    /// Takes out what a path leads to.
    ///
    /// # Errors
    ///
    /// When it leads nowhere.
    pub fn unset(&mut self, path: &str) -> Result<(), Mistake> {
        let way = self.target(path)?.way;
        self.edit(&[Edit::Remove { way }])
    }

    /// Adds an item to a list of tables: the list's path, and its keys as `key=value`. A list that
    /// was not there before keeps the order in which its items are added.
    ///
    /// # Errors
    ///
    /// When there is no such list, or a key does not fit.
    pub fn add(&mut self, words: &[&str]) -> Result<(), Mistake> {
        let [path, words @ ..] = words else {
            return Err(Mistake::new("`--add` names nothing", "name a list, and its keys"));
        };
        let target = self.target(path)?;
        let Some(Shape::List(Shape::Table(table))) = target.field.map(|field| field.shape) else {
            return Err(self.no_list(path));
        };
        let entries = item(table, path, words)?;
        let way = target.way;
        let old = Self::new(&self.path, self.declared, self.before.as_deref());
        let is_new = old.look(|root| at(root, &way).is_none());
        let edit = if is_new { Edit::Append { way, entries } } else { Edit::Add { way, entries } };
        self.edit(&[edit])
    }

    /// Takes in an answer: the value of a key at the top of the file, as TOML text. Of a table each
    /// key is set, to a list of tables each item is added.
    ///
    /// # Errors
    ///
    /// When it cannot be put there.
    pub fn take(&mut self, key: &str, text: &str) -> Result<(), Mistake> {
        let source = Source::new(String::new(), format!("v = {text}\n").into_bytes());
        let document = Document::parse(&source);
        let at = vec![Step::Key(key.to_owned())];
        let inner = match field(self.declared, key).map(|field| field.shape) {
            Some(Shape::Table(table)) => Some(table),
            Some(Shape::List(Shape::Table(table))) => Some(*table),
            _ => None,
        };
        let keys = |tree: &Tree<'_>| -> Entries {
            let pairs = tree.iter();
            let mut entries: Entries =
                pairs.map(|(key, value)| (key.get_ref().to_string(), written(value))).collect();
            if let Some(table) = inner {
                sort(table, &mut entries);
            }
            entries
        };
        let edits = match document.get("v").map(|value| value.get_ref()) {
            Some(Kind::Table(tree)) => keys(tree)
                .into_iter()
                .map(|(inner, value)| Edit::Set {
                    way: vec![at[0].clone(), Step::Key(inner)],
                    value,
                })
                .collect(),
            Some(Kind::Array(items)) if items.iter().any(|item| item.get_ref().is_table()) => items
                .iter()
                .filter_map(|item| item.get_ref().as_table())
                .map(|tree| Edit::Add { way: at.clone(), entries: keys(tree) })
                .collect(),
            _ => vec![Edit::Set { way: at, value: text.to_owned() }],
        };
        self.edit(&edits)
    }

    /// What a table at the top holds, as TOML text.
    #[must_use]
    pub fn table(&self, key: &str) -> Entries {
        self.look(|root| {
            let tree = root.get(key).and_then(|value| value.get_ref().as_table());
            tree.map(pairs).unwrap_or_default()
        })
    }

    /// The keys at the top that hold something, with their values as TOML text.
    #[must_use]
    pub fn entries(&self) -> Entries {
        self.look(pairs)
    }

    /// The items of a list of tables at the top, each with its keys and values as TOML text.
    #[must_use]
    pub fn items(&self, list: &str) -> Vec<Entries> {
        self.look(|root| {
            let items = root.get(list).and_then(|value| value.get_ref().as_array());
            let tables = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
            tables.map(pairs).collect()
        })
    }

    /// Where a path leads, held against the declaration and what is on file.
    fn target(&self, path: &str) -> Result<Target, Mistake> {
        self.look(|root| {
            let segments =
                whole(self.declared, segments(path), |it| self.list_of(root, it).is_some());
            let first = segments.first().map_or("", |segment| segment.as_str());
            let known = field(self.declared, first).is_some() || first.starts_with("x_");
            // An item may be named by its id alone: ids are unique within a collaboration.
            let home = if known { None } else { self.list_of(root, first) };
            let mut walk = Walk { path, way: Vec::new() };
            match home {
                Some((field, index, item)) => {
                    walk.way.push(Step::Key(field.key.to_owned()));
                    walk.way.push(Step::Item(index));
                    match (field.shape, &segments[1..]) {
                        (Shape::List(Shape::Table(table)), rest) if !rest.is_empty() => {
                            walk.go(table, Some(item), rest)
                        }
                        _ => Ok(Target { way: walk.way, field: None }),
                    }
                }
                None if known || first.is_empty() => walk.go(self.declared, Some(root), &segments),
                None => Err(self.unknown(root, first)),
            }
        })
    }

    /// That there is neither a key nor an item of this name, with the nearest there is.
    fn unknown(&self, root: &Tree<'_>, name: &str) -> Mistake {
        let lists = self.declared.fields.iter().filter_map(|field| root.get(field.key));
        let items = lists.filter_map(|list| list.get_ref().as_array()).flat_map(|it| it.iter());
        let mut ids = items.filter_map(|item| text(item.get_ref().as_table()?, "id"));
        let keys = self.declared.fields.iter().map(|field| field.key);
        match nearest(name, keys).or_else(|| nearest(name, ids.by_ref())) {
            Some(near) => Mistake::new(
                format!("`{name}` is no key and no item of {}", self.declared.name),
                format!("did you mean `{near}`?"),
            ),
            None => unknown_key(self.declared, name),
        }
    }

    /// The list at the top that holds an item of this name.
    fn list_of<'t>(
        &self,
        root: &'t Tree<'t>,
        name: &str,
    ) -> Option<(&'static Field, usize, &'t Tree<'t>)> {
        self.declared.fields.iter().find_map(|field| {
            let items = root.get(field.key)?.get_ref().as_array()?;
            let items = items.iter().map(|item| item.get_ref().as_table());
            items.enumerate().find_map(|(index, item)| {
                let item = item.filter(|item| text(item, "id") == Some(name))?;
                Some((field, index, item))
            })
        })
    }
}

/// What is to be added to a list, and stands in it already.
fn held(root: &Tree<'_>, way: &[Step], more: &str) -> Option<String> {
    let there = at(root, way)?.get_ref().as_array()?;
    let there: Vec<String> = there.iter().map(written).collect();
    let source = Source::new(String::new(), format!("v = {more}\n").into_bytes());
    let document = Document::parse(&source);
    let more = match document.get("v").map(|value| value.get_ref()) {
        Some(Kind::Array(items)) => items.iter().map(written).collect(),
        _ => vec![more.to_owned()],
    };
    more.into_iter().find(|it| there.contains(it))
}

#[cfg(test)]
mod tests;
