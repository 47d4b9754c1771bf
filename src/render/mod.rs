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

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours may be used. They never carry meaning alone.
    pub colour: bool,
    /// Columns of text.
    pub width: usize,
}
