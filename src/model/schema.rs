//! Every declared table, and which file each belongs to: for the field reference, the schemas, and
//! the tests that hold the declarations together.

use super::agreement::Agreement;
use super::collaboration::Head;
use super::criteria::StandardPage;
use super::declare::{Record, Shape, Table};
use super::evaluation::Evaluation;
use super::event::{EVENT_TABLES, Envelope};
use super::network::Organisation;
use super::review::{Review, View};
use super::settings::Settings;

/// One kind of file: what it is called on the command line, where it stands, and its tables. Of
/// events there are two: what all share, and what is the kind's own.
#[derive(Debug, Clone, Copy)]
pub struct FileSchema {
    /// The name: `agreement`, `event-action`.
    pub name: &'static str,
    /// Where such files stand.
    pub pattern: &'static str,
    /// The tables at the top of the file.
    pub tables: &'static [&'static Table],
}

const ENVELOPE: &Table = <Envelope<'static> as Record<'static>>::TABLE;

macro_rules! event_schemas {
    ($($index:literal $name:literal),+ $(,)?) => {
        /// The kinds of event, in the order of [`EVENT_TABLES`].
        const EVENTS: &[FileSchema] = &[$(FileSchema {
            name: $name,
            pattern: "collaborations/<id>/log/<event>.toml",
            tables: &[ENVELOPE, EVENT_TABLES[$index].1],
        }),+];
    };
}

event_schemas! {
    0 "event-action", 1 "event-issue", 2 "event-risk", 3 "event-information", 4 "event-report",
    5 "event-feedback", 6 "event-decision", 7 "event-signoff", 8 "event-amendment",
    9 "event-closure", 10 "event-contact",
}

/// The kinds of file that are one table, in the order a person meets them.
const DOCUMENTS: &[FileSchema] = &[
    FileSchema {
        name: "settings",
        pattern: "comity.toml",
        tables: &[<Settings<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "organisation",
        pattern: "network/<organisation>.toml",
        tables: &[<Organisation<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "standard",
        pattern: "standards/<standard>.toml",
        tables: &[<StandardPage<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "collaboration",
        pattern: "collaborations/<id>/collaboration.toml",
        tables: &[<Head<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "evaluation",
        pattern: "collaborations/<id>/evaluation.toml",
        tables: &[<Evaluation<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "agreement",
        pattern: "collaborations/<id>/agreement.toml",
        tables: &[<Agreement<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "review",
        pattern: "collaborations/<id>/reviews/<plan>/review.toml",
        tables: &[<Review<'static> as Record<'static>>::TABLE],
    },
    FileSchema {
        name: "view",
        pattern: "collaborations/<id>/reviews/<plan>/view-<party>.toml",
        tables: &[<View<'static> as Record<'static>>::TABLE],
    },
];

/// Every kind of file.
pub fn files() -> impl Iterator<Item = &'static FileSchema> {
    DOCUMENTS.iter().chain(EVENTS)
}

/// Shows every declared table once, those inside of others too.
pub fn each_table(visitor: &mut dyn FnMut(&'static Table)) {
    let mut seen: Vec<&'static str> = Vec::new();
    for file in files() {
        for table in file.tables {
            descend(table, &mut seen, visitor);
        }
    }
}

fn descend(
    table: &'static Table,
    seen: &mut Vec<&'static str>,
    visitor: &mut dyn FnMut(&'static Table),
) {
    // Some names stand twice on purpose (a benefit expected, a benefit agreed): told apart by
    // what they say of themselves.
    let mark = table.doc;
    if seen.contains(&mark) {
        return;
    }
    seen.push(mark);
    visitor(table);
    for field in table.fields {
        let mut shape = field.shape;
        while let Shape::List(inner) = shape {
            shape = *inner;
        }
        if let Shape::Table(inner) = shape {
            descend(inner, seen, visitor);
        }
    }
}
