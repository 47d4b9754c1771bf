//! The text that amendments lead to, worked out from what was signed and from what they list. So a
//! text that nobody has signed yet is still held against something: nobody changes it in passing.

use super::changes::changes;
use super::start::WHOLE;
use crate::document::{Document, Kind, Table as Tree, Value, written, written_key};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Field, Record as _, Shape};
use crate::model::digest::{self, meaning};
use crate::model::event::ChangedField;
use crate::rules::Case;

/// How many texts are followed where a list does not say at which place of another list an item stood.
const MOST: usize = 64;

/// The changes of the amendments that lead from one version to another, in their order.
pub(super) struct Path<'c, 'a> {
    /// The version that was signed, and the one that the last amendment leads to.
    versions: (i64, i64),
    changes: Vec<&'c ChangedField<'a>>,
}

impl<'c, 'a> Path<'c, 'a> {
    /// The way from a version that was signed to the text on file. Nothing where the amendments do not
    /// join up, or do not say all: of a text that was lost, of who takes part.
    pub(super) fn of(case: &'c Case<'_, 'a>, signed: i64, on_file: i64) -> Option<Self> {
        let mut changes = Vec::new();
        for to in signed + 1..=on_file {
            let mut own = case
                .dossier
                .amendments()
                .filter(|(_, it)| it.to_version.is_some_and(|it| it.0 == to));
            let (_, own) = own.next().filter(|_| own.next().is_none())?;
            changes.extend(own.changes.iter());
        }
        let is_party = |item: &str| case.dossier.party(item).is_some();
        let is_text = |change: &&ChangedField<'_>| {
            let whole = [change.at.value("was"), change.at.value("now")];
            let tables = whole.iter().flatten().all(|it| it.get_ref().is_table());
            let lost = change.item == Some(WHOLE) && change.field == Some(super::start::TEXT);
            !lost
                && change.item.is_some_and(|item| !is_party(item))
                && (change.field.is_some() || tables)
        };
        changes.iter().all(is_text).then_some(Self { versions: (signed, on_file), changes })
    }

    /// What the amendments lead to, told from a text that is what was signed, or what becomes of it.
    /// Several where their place in a list is not said; nothing where it is neither.
    pub(super) fn expected(
        &self,
        head: &Head<'_>,
        document: &Document<'_>,
        covers: &[String],
    ) -> Option<Vec<String>> {
        if document.is_damaged() {
            return None;
        }
        let is_signed = |tree: &Tree<'_>| {
            let digest = digest::of::<Agreement<'_>>(head, tree);
            digest.is_some_and(|digest| covers.contains(&digest))
        };
        let own = vec![document.root().clone()];
        let back = self.walked(own.clone(), true);
        let signed = own.into_iter().chain(back).find(is_signed)?;
        let led_to = self.walked(vec![signed], false);
        Some(led_to.iter().map(in_full).collect())
    }

    /// Every text that a walk along the changes may come to.
    fn walked<'t>(&self, mut trees: Vec<Tree<'t>>, back: bool) -> Vec<Tree<'t>>
    where
        'a: 't,
    {
        let mut changes: Vec<&ChangedField<'a>> = self.changes.clone();
        if back {
            changes.reverse();
        }
        for change in changes {
            let (was, now) = (change.at.value("was"), change.at.value("now"));
            let (from, to) = if back { (now, was) } else { (was, now) };
            let Some(item) = change.item else { continue };
            let step = |tree: Tree<'t>| match change.field {
                Some(field) => vec![with_field(tree, item, field, to)],
                None => with_whole(tree, item, from, to),
            };
            trees = trees.into_iter().flat_map(step).take(MOST).collect();
        }
        let (signed, on_file) = self.versions;
        let version = if back { signed } else { on_file };
        let said = |tree: Tree<'t>, version: Option<i64>| {
            let mut tree = tree;
            match version {
                Some(version) => tree.put("version", Kind::whole(version)),
                None => tree.remove("version"),
            }
            tree
        };
        // A first version may have been signed without a number.
        let unsaid: Vec<_> = trees.iter().filter(|_| version == 1).cloned().collect();
        let unsaid = unsaid.into_iter().map(|tree| said(tree, None));
        trees.into_iter().map(|tree| said(tree, Some(version))).chain(unsaid).collect()
    }
}

/// Whether a text says what a change leads to. Of parties, and of lists in which nothing has an id, it is
/// taken to.
pub(super) fn says<'t>(tree: &Tree<'t>, change: &ChangedField<'t>) -> bool {
    let (was, now) = (change.at.value("was"), change.at.value("now"));
    let is = |other: &Tree<'_>| changes(tree, other).is_empty();
    match (change.item, change.field) {
        (Some(item), Some(field)) => {
            // A key of what is not there is left as well.
            let is_there = || !is(&with_field(tree.clone(), item, field, None));
            is(&with_field(tree.clone(), item, field, now)) && (now.is_none() || is_there())
        }
        (Some(item), None) => {
            let is_text = [was, now].into_iter().flatten().all(|it| it.get_ref().is_table());
            let is_open = !is_text || is_list_of_tables(item);
            is_open || with_whole(tree.clone(), item, was, now).iter().any(is)
        }
        (None, _) => true,
    }
}

/// Whether a name is that of a list of tables, and of no item.
pub(super) fn is_list_of_tables(item: &str) -> bool {
    Agreement::TABLE.field(item).is_some_and(is_list)
}

/// Gives a key the value it has to say; none where it is not there. What is not to be found is left.
fn with_field<'t>(
    mut tree: Tree<'t>,
    item: &str,
    field: &'t str,
    to: Option<&Value<'t>>,
) -> Tree<'t> {
    let lists: Vec<&str> = lists().map(|field| field.key).collect();
    let known = lists.into_iter().find(|list| position(&tree, list, item).is_some());
    let own = match known {
        _ if item == WHOLE => Some(&mut tree),
        Some(list) => {
            let at = position(&tree, list, item).unwrap_or_default();
            tree.get_mut(list).and_then(|list| match list.get_mut() {
                Kind::Array(items) => items.get_mut(at).and_then(inside),
                _ => None,
            })
        }
        None => tree.get_mut(item).and_then(inside),
    };
    if let Some(mut own) = own {
        let (path, key) = field.rsplit_once('.').unwrap_or(("", field));
        for part in path.split('.').filter(|part| !part.is_empty()) {
            match own.get_mut(part).and_then(inside) {
                Some(inner) => own = inner,
                None => return tree,
            }
        }
        match to {
            Some(to) => own.put(key, to.get_ref().clone()),
            None => own.remove(key),
        }
    }
    tree
}

/// Puts a whole table or item where it belongs, or takes it out. An item that comes into a list in
/// which nothing has an id may stand anywhere in it.
fn with_whole<'t>(
    tree: Tree<'t>,
    item: &'t str,
    from: Option<&Value<'t>>,
    to: Option<&Value<'t>>,
) -> Vec<Tree<'t>> {
    let Some(field) = Agreement::TABLE.field(item) else {
        return with_item(tree, item, to);
    };
    let mut tree = tree;
    if !is_list(field) {
        match to {
            Some(to) => tree.put(field.key, to.get_ref().clone()),
            None => tree.remove(field.key),
        }
        return vec![tree];
    }
    let mut items = items_of(&tree, field.key);
    let said = |value: &Value<'_>| meaning(value.get_ref(), Some(field));
    if let Some(from) = from
        && let Some(at) = items.iter().position(|it| said(it) == said(from))
    {
        items.remove(at);
    }
    let with = |items: Vec<Value<'t>>| {
        let mut tree = tree.clone();
        if items.is_empty() {
            tree.remove(field.key);
        } else {
            tree.put(field.key, Kind::Array(items));
        }
        tree
    };
    let Some(to) = to else { return vec![with(items)] };
    let at = |at: usize| {
        let mut items = items.clone();
        items.insert(at, to.clone());
        with(items)
    };
    (0..=items.len()).rev().map(at).collect()
}

/// Puts an item with an id into each list that may hold it, or takes it out.
fn with_item<'t>(tree: Tree<'t>, id: &str, to: Option<&Value<'t>>) -> Vec<Tree<'t>> {
    let mut tree = tree;
    for list in lists() {
        let Some(at) = position(&tree, list.key, id) else { continue };
        let mut items = items_of(&tree, list.key);
        items.remove(at);
        if items.is_empty() {
            tree.remove(list.key);
        } else {
            tree.put(list.key, Kind::Array(items));
        }
    }
    let Some(to) = to else { return vec![tree] };
    let fits = |list: &&Field| {
        let Shape::List(Shape::Table(table)) = list.shape else { return false };
        let known = |(key, _): (&crate::document::Key<'_>, &Value<'_>)| {
            key.get_ref().starts_with("x_") || table.field(key.get_ref()).is_some()
        };
        table.field("id").is_some()
            && to.get_ref().as_table().is_some_and(|item| item.iter().all(known))
    };
    let into = |list: &'static Field| {
        let mut tree = tree.clone();
        let mut items = items_of(&tree, list.key);
        items.push(to.clone());
        tree.put(list.key, Kind::Array(items));
        tree
    };
    lists().filter(fits).map(into).collect()
}

/// The lists of tables that an agreement has.
fn lists() -> impl Iterator<Item = &'static Field> {
    Agreement::TABLE.fields.iter().filter(|field| is_list(field))
}

fn is_list(field: &Field) -> bool {
    matches!(field.shape, Shape::List(Shape::Table(_)))
}

fn inside<'v, 't>(value: &'v mut Value<'t>) -> Option<&'v mut Tree<'t>> {
    match value.get_mut() {
        Kind::Table(tree) => Some(tree),
        _ => None,
    }
}

fn items_of<'t>(tree: &Tree<'t>, list: &str) -> Vec<Value<'t>> {
    tree.get(list).and_then(|it| it.get_ref().as_array()).map(<[_]>::to_vec).unwrap_or_default()
}

/// Where an item stands in a list.
fn position(tree: &Tree<'_>, list: &str, id: &str) -> Option<usize> {
    let items = tree.get(list)?.get_ref().as_array()?;
    items.iter().position(|item| {
        let own = item.get_ref().as_table().and_then(|item| item.get("id"));
        own.and_then(|own| own.get_ref().as_str()) == Some(id)
    })
}

/// A tree as text, a key a line.
fn in_full(tree: &Tree<'_>) -> String {
    let lines = tree.iter();
    lines.map(|(key, it)| format!("{} = {}\n", written_key(key.get_ref()), written(it))).collect()
}
