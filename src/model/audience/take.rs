//! Taking out of one tree, by its declaration, what somebody may not see.

use std::collections::BTreeSet;

use super::Clearance;
use crate::document::{Kind, Table as Tree, Value};
use crate::model::collaboration::Classification;
use crate::model::declare::{Audience, Field, Reference, Shape, Table};

/// The first pass: what the declarations keep from the viewer.
#[derive(Debug)]
pub(super) struct Cut<'c> {
    pub(super) clearance: Clearance<'c>,
    /// The risks of ours that nobody else sees.
    pub(super) ours_below: &'c [&'c str],
    pub(super) left_out: usize,
    /// The ids that were taken out.
    pub(super) hidden: BTreeSet<String>,
    /// The ids that stayed.
    pub(super) shown: BTreeSet<String>,
}

impl Cut<'_> {
    /// Cuts one file; false where nothing of it may be seen.
    pub(super) fn file(
        &mut self,
        tables: &[&'static Table],
        tree: &mut Tree<'_>,
        on: &BTreeSet<String>,
    ) -> bool {
        let first = tables[0];
        let is_ours = !first.fields.is_empty()
            && first.fields.iter().all(|field| field.audience == Audience::Own);
        if is_ours || self.is_private(tables, tree, on) {
            self.hidden.extend(identities(first, tree));
            self.left_out += 1;
            return false;
        }
        self.table(tables, tree);
        true
    }

    /// Whether something in a table is between parties, and the viewer is none of them.
    fn is_private(
        &self,
        tables: &[&'static Table],
        tree: &Tree<'_>,
        on: &BTreeSet<String>,
    ) -> bool {
        let takes_part = self.clearance.party.is_some_and(|party| on.contains(party));
        !takes_part
            && tree.iter().any(|(key, _)| {
                field_of(tables, key.get_ref()).is_some_and(|field| {
                    field.audience == Audience::Party && rows_of(field).is_none()
                })
            })
    }

    fn table(&mut self, tables: &[&'static Table], tree: &mut Tree<'_>) {
        let keys: Vec<String> = tree.iter().map(|(key, _)| key.get_ref().to_string()).collect();
        for key in keys {
            // What no declaration knows is nobody's to see; nor is it read.
            let Some(field) = field_of(tables, &key) else {
                tree.remove(key.as_str());
                continue;
            };
            let Some(value) = tree.get_mut(key.as_str()) else { continue };
            if field.audience == Audience::Own {
                if let Some(inner) = rows_of(field) {
                    for row in rows(value.get_ref()) {
                        self.hidden.extend(identities(inner, row));
                    }
                }
                tree.remove(key.as_str());
                self.left_out += 1;
                continue;
            }
            if field.identity
                && let Some(id) = value.get_ref().as_str()
            {
                self.shown.insert(id.to_owned());
            }
            if let Some(inner) = rows_of(field) {
                self.rows(field, inner, value.get_mut());
            } else if let (Shape::Table(inner), Kind::Table(tree)) = (field.shape, value.get_mut())
            {
                self.table(&[inner], tree);
            }
        }
    }

    /// The items of a list of tables: some go, of the others parts.
    fn rows(&mut self, field: &Field, inner: &'static Table, value: &mut Kind<'_>) {
        let Kind::Array(items) = value else { return };
        let mut stays = Vec::with_capacity(items.len());
        for item in items.iter_mut() {
            let Kind::Table(row) = item.get_mut() else {
                stays.push(false);
                continue;
            };
            let on = parties(&[inner], row);
            let takes_part = self.clearance.party.is_some_and(|party| on.contains(party));
            let hidden = match field.audience {
                Audience::Party => !takes_part,
                Audience::Accepted => {
                    identities(inner, row).iter().all(|id| self.ours_below.contains(&id.as_str()))
                }
                Audience::Own | Audience::All => false,
            };
            let hidden = hidden
                || self.is_private(&[inner], row, &on)
                || level(inner, row).is_some_and(|level| level > self.clearance.level);
            if hidden {
                self.hidden.extend(identities(inner, row));
                self.left_out += 1;
            } else {
                self.table(&[inner], row);
            }
            stays.push(!hidden);
        }
        let mut stays = stays.into_iter();
        items.retain(|_| stays.next().unwrap_or(false));
    }
}

/// The second pass: what still names something that was taken out.
#[derive(Debug)]
pub(super) struct Sweep<'s> {
    pub(super) hidden: &'s [String],
    pub(super) left_out: usize,
}

impl Sweep<'_> {
    /// Sweeps one file; false where all of it is about something hidden.
    pub(super) fn file(&mut self, tables: &[&'static Table], tree: &mut Tree<'_>) -> bool {
        if self.hidden.is_empty() {
            return true;
        }
        let stays = self.table(tables, tree);
        self.left_out += usize::from(!stays);
        stays
    }

    /// False where the first declared field, which says what a table is about, names something
    /// hidden.
    fn table(&mut self, tables: &[&'static Table], tree: &mut Tree<'_>) -> bool {
        let about = tables[0].fields.first().map_or("", |field| field.key);
        // What was changed may be anything, so that row goes whole.
        let holds_anything = tables[0].fields.iter().any(|field| field.shape == Shape::Any);
        let keys: Vec<String> = tree.iter().map(|(key, _)| key.get_ref().to_string()).collect();
        for key in keys {
            let Some(value) = tree.get_mut(key.as_str()) else { continue };
            let inner = field_of(tables, &key).and_then(within);
            let names = self.value(inner, value);
            if names && (key == about || holds_anything) {
                return false;
            }
            if names {
                tree.remove(key.as_str());
                self.left_out += 1;
            }
        }
        true
    }

    /// Takes out of a value what names something hidden; true where the value itself has to go.
    fn value(&mut self, inner: Option<&'static Table>, value: &mut Value<'_>) -> bool {
        match value.get_mut() {
            Kind::String(text) => self.is_named(text),
            Kind::Table(tree) => match inner {
                Some(inner) => !self.table(&[inner], tree),
                // A table with keys of the user's own: all of it goes.
                None => tree
                    .iter_mut()
                    .any(|(key, value)| self.is_named(key.get_ref()) || self.value(None, value)),
            },
            Kind::Array(items) => {
                let before = items.len();
                items.retain_mut(|item| !self.value(inner, item));
                self.left_out += before - items.len();
                false
            }
            _ => false,
        }
    }

    /// Whether a text names something hidden, as a word of it.
    fn is_named(&self, text: &str) -> bool {
        let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        self.hidden.iter().any(|id| {
            text.match_indices(id.as_str()).any(|(at, _)| {
                !text[..at].ends_with(joins) && !text[at + id.len()..].starts_with(joins)
            })
        })
    }
}

fn field_of(tables: &[&'static Table], key: &str) -> Option<&'static Field> {
    tables.iter().find_map(|table| table.field(key))
}

/// The declaration of the items of a list of tables.
fn rows_of(field: &Field) -> Option<&'static Table> {
    match field.shape {
        Shape::List(Shape::Table(inner)) => Some(inner),
        _ => None,
    }
}

/// The declaration of the table, or of the items of the list of tables, under a field.
fn within(field: &'static Field) -> Option<&'static Table> {
    match field.shape {
        Shape::Table(inner) => Some(inner),
        _ => rows_of(field),
    }
}

fn rows<'t, 'a>(value: &'t Kind<'a>) -> impl Iterator<Item = &'t Tree<'a>> {
    let items = match value {
        Kind::Array(items) => Some(items.iter()),
        _ => None,
    };
    items.into_iter().flatten().filter_map(|item| match item.get_ref() {
        Kind::Table(row) => Some(row),
        _ => None,
    })
}

/// Every party that a table names in a field that names parties, at any depth.
pub(super) fn parties(tables: &[&'static Table], tree: &Tree<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each(tables, tree, &mut |field, text| {
        if matches!(field.refers, Some(Reference::Party | Reference::PartyOrRole)) {
            found.insert(text.to_owned());
        }
    });
    found
}

/// The parties that a file names as its sides: one to a field. Those that merely agreed, or were
/// told, stand in lists, and are no sides of it.
pub(super) fn sides(tables: &[&'static Table], tree: &Tree<'_>) -> BTreeSet<String> {
    let names = |key: &str| {
        field_of(tables, key).is_some_and(|field| field.refers == Some(Reference::Party))
    };
    tree.iter()
        .filter(|(key, _)| names(key.get_ref()))
        .filter_map(|(_, value)| value.get_ref().as_str().map(str::to_owned))
        .collect()
}

/// Every id that a table gives, at any depth.
pub(super) fn identities(table: &'static Table, tree: &Tree<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each(&[table], tree, &mut |field, text| {
        if field.identity && !text.is_empty() {
            found.insert(text.to_owned());
        }
    });
    found
}

/// How far an item may travel, where it says so: in its own table, or in one within.
fn level(table: &'static Table, tree: &Tree<'_>) -> Option<Classification> {
    tree.iter()
        .filter_map(|(key, value)| {
            let field = table.field(key.get_ref())?;
            match (field.shape, value.get_ref()) {
                // A word that is none of the list is no permission.
                (_, value) if field.classifies => Some(
                    value
                        .as_str()
                        .and_then(Classification::from_word)
                        .unwrap_or(Classification::OfficialSensitive),
                ),
                (Shape::Table(inner), Kind::Table(tree)) => level(inner, tree),
                _ => None,
            }
        })
        .max()
}

/// Shows every text of a tree with the field that it stands in.
fn each(tables: &[&'static Table], tree: &Tree<'_>, see: &mut dyn FnMut(&'static Field, &str)) {
    for (key, value) in tree {
        if let Some(field) = field_of(tables, key.get_ref()) {
            of_value(field, value.get_ref(), see);
        }
    }
}

fn of_value(field: &'static Field, value: &Kind<'_>, see: &mut dyn FnMut(&'static Field, &str)) {
    match value {
        Kind::String(text) => see(field, text),
        Kind::Array(items) => {
            for item in items.iter() {
                of_value(field, item.get_ref(), see);
            }
        }
        Kind::Table(tree) => {
            if let Some(inner) = within(field) {
                each(&[inner], tree, see);
            }
        }
        _ => {}
    }
}
