//! Where something new belongs among what is there: as its table is declared.

use super::Step;
use crate::model::declare::{Shape, Table};

/// Beside which of those that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    After(usize),
    Before(usize),
    /// Nothing says where: behind all of them.
    End,
}

/// The declaration of the table that a way leads to, if there is one.
pub(super) fn declaration(top: &'static Table, way: &[Step]) -> Option<&'static Table> {
    let mut table = top;
    for step in way {
        let Step::Key(key) = step else { continue };
        table = match table.field(key)?.shape {
            Shape::Table(inner) | Shape::List(&Shape::Table(inner)) => inner,
            _ => return None,
        };
    }
    Some(table)
}

/// Where a key goes among those that are there, which are in the order of the file.
pub(super) fn beside(declared: Option<&'static Table>, there: &[&str], key: &str) -> Beside {
    let rank = |key: &str| declared?.fields.iter().position(|field| field.key == key);
    let Some(own) = rank(key) else { return Beside::End };
    let ranks = || there.iter().enumerate().filter_map(|(at, key)| Some((rank(key)?, at)));
    if let Some((_, at)) = ranks().filter(|(rank, _)| *rank <= own).max() {
        Beside::After(at)
    } else if let Some((_, at)) = ranks().min() {
        Beside::Before(at)
    } else {
        Beside::End
    }
}

/// The key that names the items of a list for others to refer to.
pub(super) fn identity(declared: Option<&'static Table>) -> &'static str {
    let own = declared.and_then(|table| table.fields.iter().find(|field| field.identity));
    own.map_or("id", |field| field.key)
}

/// Where an item goes in a list: by its name where the list is in the order of names, else last.
pub(super) fn position(names: &[Option<&str>], name: Option<&str>) -> usize {
    let end = names.len();
    let (Some(name), Some(names)) = (name, names.iter().copied().collect::<Option<Vec<_>>>())
    else {
        return end;
    };
    let is_sorted = names.windows(2).all(|pair| pair[0] < pair[1]);
    if is_sorted { names.partition_point(|other| *other <= name) } else { end }
}
