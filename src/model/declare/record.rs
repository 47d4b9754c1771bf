//! Tables of a record, declared once as a struct with its fields.

use super::{Shape, Table, Walk, is_ellipsis};
use crate::document::{Place, Span, Table as Tree, Value};

/// A type that is made of one declared table.
pub trait Record<'a>: Default {
    /// The declaration.
    const TABLE: &'static Table;

    /// Takes one key; gives the field's index, or nothing for a key that is none of its own.
    fn fill(&mut self, key: &str, value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<usize>;

    /// Where it stands.
    fn place(&self) -> &Place<'a>;

    /// Sets where it stands, once all keys were taken.
    fn set_place(&mut self, place: Place<'a>);

    /// Shows itself and every table inside of it, with the declaration of each.
    fn visit(&self, visitor: &mut dyn FnMut(&'static Table, &Place<'a>));
}

/// What a field of a record holds: one value that may be missing, or several.
pub trait Slot<'a>: Default {
    /// The shape of it.
    const SHAPE: Shape;

    /// Takes the value; what does not fit is a fault of the walk, and the slot stays empty.
    fn fill(&mut self, value: &'a Value<'a>, walk: &mut Walk<'a>);

    /// Shows the tables inside.
    fn visit(&self, visitor: &mut dyn FnMut(&'static Table, &Place<'a>));
}

/// Reads one table into its type.
pub fn read_record<'a, T: Record<'a>>(tree: &'a Tree<'a>, span: Span, walk: &mut Walk<'a>) -> T {
    let mut record = T::default();
    let outer = walk.enter(T::TABLE, tree);
    let mut filled = 0;
    for (key, value) in tree {
        match record.fill(key.get_ref(), value, walk) {
            Some(index) => filled |= u64::from(!is_blank(value)) << index,
            None => walk.unknown_key(key, tree, &[T::TABLE]),
        }
    }
    record.set_place(Place { file: walk.file, span, table: Some(tree), filled });
    walk.leave(outer);
    record
}

/// Reads one table into two types at once: what all such files share, and what is this kind's own.
pub fn read_record_with<'a, S: Record<'a>, T: Record<'a>>(
    tree: &'a Tree<'a>,
    span: Span,
    walk: &mut Walk<'a>,
) -> (S, T) {
    let (mut shared, mut own) = (S::default(), T::default());
    let outer = walk.enter(T::TABLE, tree);
    let (mut filled_shared, mut filled_own) = (0, 0);
    for (key, value) in tree {
        let holds = u64::from(!is_blank(value));
        if let Some(index) = own.fill(key.get_ref(), value, walk) {
            filled_own |= holds << index;
        } else if let Some(index) = shared.fill(key.get_ref(), value, walk) {
            filled_shared |= holds << index;
        } else {
            walk.unknown_key(key, tree, &[T::TABLE, S::TABLE]);
        }
    }
    let place = Place { file: walk.file, span, table: Some(tree), filled: filled_shared };
    shared.set_place(place);
    own.set_place(Place { filled: filled_own, ..place });
    walk.leave(outer);
    (shared, own)
}

/// Whether a value holds nothing: text of spaces or of `…`, a list or a table without entries.
pub(super) fn is_blank(value: &Value<'_>) -> bool {
    use crate::document::Kind;
    match value.get_ref() {
        // Nearly every text begins with a letter, and that is enough to know.
        Kind::String(text) => {
            !text.as_bytes().first().is_some_and(|byte| byte.is_ascii_graphic() && *byte != b'.')
                && (text.trim().is_empty() || is_ellipsis(text))
        }
        Kind::Array(items) => {
            let open = |item: &Value<'_>| item.get_ref().as_str().is_some_and(is_ellipsis);
            items.iter().all(open)
        }
        Kind::Table(table) => table.is_empty(),
        _ => false,
    }
}

/// The key of a field: its name, or the literal behind `as` where the name is a word of Rust.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}
pub(crate) use key;

/// Declares a table: a struct with a field for each key, and the static description of it.
///
/// ```text
/// record! {
///     /// What the table is.
///     Action = "action" {
///         /// What the field means.
///         due: Option<Date> [needs("action-incomplete", Stage::Agreed, Significance::Minor)];
///     }
/// }
/// ```
macro_rules! record {
    ($(#[doc = $about:literal])+ $name:ident = $table:literal {
        $($(#[doc = $doc:literal])+ $field:ident $(as $key:literal)? : $ty:ty
            $([ $($method:ident ( $($argument:expr),* )),+ $(,)? ])? ;)*
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Default)]
        pub struct $name<'a> {
            /// Where it stands.
            pub at: $crate::document::Place<'a>,
            $($(#[doc = $doc])+ pub $field: $ty,)*
        }

        impl<'a> $crate::model::declare::Record<'a> for $name<'a> {
            const TABLE: &'static $crate::model::declare::Table =
                &$crate::model::declare::Table::new($table, concat!($($about),+), &[$(
                    $crate::model::declare::Field::new(
                        $crate::model::declare::key!($field $($key)?),
                        concat!($($doc),+),
                        <$ty as $crate::model::declare::Slot<'a>>::SHAPE,
                    )$($(.$method($($argument),*))+)?,
                )*]);

            #[allow(unused_variables, reason = "a table may have no fields of its own")]
            fn fill(
                &mut self,
                key: &str,
                value: &'a $crate::document::Value<'a>,
                walk: &mut $crate::model::declare::Walk<'a>,
            ) -> Option<usize> {
                #[allow(non_camel_case_types, reason = "named as the fields are")]
                enum Index { $($field),* }
                match key {
                    $($crate::model::declare::key!($field $($key)?) => {
                        let index = Index::$field as usize;
                        walk.field(&Self::TABLE.fields[index]);
                        $crate::model::declare::Slot::fill(&mut self.$field, value, walk);
                        Some(index)
                    })*
                    _ => None,
                }
            }

            fn place(&self) -> &$crate::document::Place<'a> {
                &self.at
            }

            fn set_place(&mut self, place: $crate::document::Place<'a>) {
                self.at = place;
            }

            fn visit(
                &self,
                visitor: &mut dyn FnMut(
                    &'static $crate::model::declare::Table,
                    &$crate::document::Place<'a>,
                ),
            ) {
                visitor(Self::TABLE, &self.at);
                $($crate::model::declare::Slot::visit(&self.$field, visitor);)*
            }
        }

        impl<'a> $crate::model::declare::Fields<'a> for $name<'a> {
            fn table(&self) -> &'static $crate::model::declare::Table {
                <Self as $crate::model::declare::Record<'a>>::TABLE
            }

            fn place_mut(&mut self) -> &mut $crate::document::Place<'a> {
                &mut self.at
            }

            #[allow(unused_variables, reason = "a table may have no fields of its own")]
            fn field(
                &mut self,
                key: &str,
            ) -> Option<(usize, &mut (dyn $crate::model::declare::Restore<'a> + '_))> {
                #[allow(non_camel_case_types, reason = "named as the fields are")]
                enum Index { $($field),* }
                match key {
                    $($crate::model::declare::key!($field $($key)?) => {
                        Some((Index::$field as usize, &mut self.$field))
                    })*
                    _ => None,
                }
            }
        }

        impl<'a> $crate::model::declare::Held<'a> for $name<'a> {
            const SHAPE: $crate::model::declare::Shape = $crate::model::declare::Shape::Table(
                <$name<'static> as $crate::model::declare::Record<'static>>::TABLE,
            );

            fn read(
                value: &'a $crate::document::Value<'a>,
                walk: &mut $crate::model::declare::Walk<'a>,
            ) -> Option<Self> {
                match value.get_ref() {
                    $crate::document::Kind::Table(tree) => Some(
                        $crate::model::declare::read_record(tree, value.span(), walk),
                    ),
                    _ => {
                        walk.wrong_type(value, Self::SHAPE);
                        None
                    }
                }
            }

            fn visit(
                &self,
                visitor: &mut dyn FnMut(
                    &'static $crate::model::declare::Table,
                    &$crate::document::Place<'a>,
                ),
            ) {
                $crate::model::declare::Record::visit(self, visitor);
            }

            fn fields(&mut self) -> Option<&mut (dyn $crate::model::declare::Fields<'a> + '_)> {
                Some(self)
            }
        }
    };
}
pub(crate) use record;
