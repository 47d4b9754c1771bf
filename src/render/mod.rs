//! How findings and reports look: one file and one function a format. Pure: text in, text out.

pub mod diff;
pub mod evaluation;
pub mod explain;
pub mod github;
pub mod human;
pub mod json;
pub mod markdown;
pub mod network;
mod plain;
pub mod readiness;
pub mod reference;
pub mod report;
pub mod review;
pub mod schema;
pub mod starter;
pub mod status;
mod style;
mod table;

pub use plain::visible;

/// What a terminal can show. Every layout for people keeps to its width; only a word that is longer,
/// and what is there to be copied (a command, lines for a file), stays in one piece and runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours may be used. They never carry meaning alone.
    pub colour: bool,
    /// Columns of text.
    width: usize,
}

impl Look {
    /// No layout is squeezed into fewer columns: the terminal may break the lines instead. This is
    /// the one place that says so.
    const LEAST: usize = 20;

    /// A terminal of so many columns.
    #[must_use]
    pub const fn new(colour: bool, columns: usize) -> Self {
        Self { colour, width: if columns < Self::LEAST { Self::LEAST } else { columns } }
    }

    /// The same, but no wider than so many columns, as long lines are hard to read.
    fn at_most(self, columns: usize) -> Self {
        Self::new(self.colour, self.width.min(columns))
    }
}
