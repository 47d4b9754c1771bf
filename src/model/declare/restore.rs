//! Fields reached by their names, so that a text that was read can be set back to what it said before
//! without a second list of what it may hold.

use super::record::is_blank;
use super::{Held, Slot, Table, Walk};
use crate::document::{Place, Value};

/// A table that was read, with its fields by their names.
pub trait Fields<'a> {
    /// The declaration.
    fn table(&self) -> &'static Table;

    /// Where it stands.
    fn place_mut(&mut self) -> &mut Place<'a>;

    /// The field of a key with its index; nothing for a key that is none of its own.
    fn field(&mut self, key: &str) -> Option<(usize, &mut (dyn Restore<'a> + '_))>;
}

/// What a field holds, to be set back.
pub trait Restore<'a> {
    /// Takes what it said; nothing where it was not there.
    fn set(&mut self, was: Option<&'a Value<'a>>, walk: &mut Walk<'a>);

    /// The tables in it: the one, or each of a list.
    fn tables(&mut self) -> Vec<&mut (dyn Fields<'a> + '_)>;

    /// Puts one more behind what is there; where there can be only one, in its place.
    fn push(&mut self, item: &'a Value<'a>, walk: &mut Walk<'a>);

    /// Takes out what is at a place.
    fn remove(&mut self, at: usize);
}

impl<'a, T: Held<'a>> Restore<'a> for Option<T> {
    fn set(&mut self, was: Option<&'a Value<'a>>, walk: &mut Walk<'a>) {
        *self = was.and_then(|was| T::read(was, walk));
    }

    fn tables(&mut self) -> Vec<&mut (dyn Fields<'a> + '_)> {
        self.iter_mut().filter_map(Held::fields).collect()
    }

    fn push(&mut self, item: &'a Value<'a>, walk: &mut Walk<'a>) {
        self.set(Some(item), walk);
    }

    fn remove(&mut self, _at: usize) {
        *self = None;
    }
}

impl<'a, T: Held<'a>> Restore<'a> for Vec<T> {
    fn set(&mut self, was: Option<&'a Value<'a>>, walk: &mut Walk<'a>) {
        self.clear();
        if let Some(was) = was {
            self.fill(was, walk);
        }
    }

    fn tables(&mut self) -> Vec<&mut (dyn Fields<'a> + '_)> {
        self.iter_mut().filter_map(Held::fields).collect()
    }

    fn push(&mut self, item: &'a Value<'a>, walk: &mut Walk<'a>) {
        self.extend(T::read(item, walk));
    }

    fn remove(&mut self, at: usize) {
        if at < self.len() {
            Vec::remove(self, at);
        }
    }
}

/// Sets the field at the end of a way, such as `retention.period`, back to what it said; nothing
/// where it was not there. False where the way leads nowhere, or to what is merely kept up: that
/// holds as it stands, for which nobody signs.
pub fn set_back<'a>(
    of: &mut (dyn Fields<'a> + '_),
    way: &str,
    was: Option<&'a Value<'a>>,
    walk: &mut Walk<'a>,
) -> bool {
    let table = of.table();
    let key = way.split_once('.').map_or(way, |(key, _)| key);
    if table.field(key).is_none_or(|field| field.kept_up) {
        return false;
    }
    if let Some((_, rest)) = way.split_once('.') {
        let inner = of.field(key).and_then(|(_, field)| field.tables().pop());
        return inner.is_some_and(|inner| set_back(inner, rest, was, walk));
    }
    let Some((index, field)) = of.field(way) else { return false };
    walk.field(&table.fields[index]);
    field.set(was, walk);
    let place = of.place_mut();
    let bit = 1 << index;
    if was.is_some_and(|was| !is_blank(was)) {
        place.filled |= bit;
    } else {
        place.filled &= !bit;
    }
    true
}
