//! How single values are read, and lists of them.

use super::{Fields, Shape, Slot, Table, Walk, is_ellipsis};
use crate::document::{Kind, Place, Value};
use crate::model::amount::{is_currency, without_underscores};

/// A kind of value that a field may hold.
pub trait Held<'a>: Sized {
    /// What it may be.
    const SHAPE: Shape;

    /// Takes a value; what does not fit is told to the walk and leaves nothing.
    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self>;

    /// Shows the tables inside.
    fn visit(&self, _visitor: &mut dyn FnMut(&'static Table, &Place<'a>)) {}

    /// Its fields by their names, where it is a table.
    fn fields(&mut self) -> Option<&mut (dyn Fields<'a> + '_)> {
        None
    }
}

impl<'a, T: Held<'a>> Slot<'a> for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn fill(&mut self, value: &'a Value<'a>, walk: &mut Walk<'a>) {
        *self = T::read(value, walk);
    }

    fn visit(&self, visitor: &mut dyn FnMut(&'static Table, &Place<'a>)) {
        if let Some(held) = self {
            held.visit(visitor);
        }
    }
}

impl<'a, T: Held<'a>> Slot<'a> for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn fill(&mut self, value: &'a Value<'a>, walk: &mut Walk<'a>) {
        let Kind::Array(items) = value.get_ref() else {
            walk.wrong_type(value, Self::SHAPE);
            return;
        };
        self.reserve_exact(items.len());
        self.extend(items.iter().filter_map(|item| T::read(item, walk)));
    }

    fn visit(&self, visitor: &mut dyn FnMut(&'static Table, &Place<'a>)) {
        for held in self {
            held.visit(visitor);
        }
    }
}

impl<'a> Held<'a> for &'a str {
    const SHAPE: Shape = Shape::Text;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let Kind::String(text) = value.get_ref() else {
            walk.wrong_type(value, Self::SHAPE);
            return None;
        };
        // What is empty is missing, and told as that.
        if walk.takes(Shape::Currency) && !is_currency(text) && !text.trim().is_empty() {
            walk.wrong_type(value, Shape::Currency);
            return None;
        }
        // What stands for words is none: it is told, and counts nowhere.
        if is_ellipsis(text) {
            walk.left_open(value, text);
            return None;
        }
        walk.text(value, text);
        Some(text)
    }
}

impl<'a> Held<'a> for bool {
    const SHAPE: Shape = Shape::Flag;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            walk.wrong_type(value, Self::SHAPE);
        }
        flag
    }
}

/// A whole number within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whole<const LOW: i64, const HIGH: i64>(
    /// The number.
    pub i64,
);

impl<'a, const LOW: i64, const HIGH: i64> Held<'a> for Whole<LOW, HIGH> {
    const SHAPE: Shape = Shape::Whole(LOW, HIGH);

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let Kind::Integer(integer) = value.get_ref() else {
            walk.wrong_type(value, Self::SHAPE);
            return None;
        };
        match i64::from_str_radix(&without_underscores(integer.as_str()), integer.radix()) {
            Ok(number) if (LOW..=HIGH).contains(&number) => Some(Self(number)),
            _ => {
                walk.out_of_bounds(value, LOW, HIGH);
                None
            }
        }
    }
}
