//! What a report says, as plain data: no layout, no colour, no terminal.

mod findings;

pub use findings::{FindingsReport, Scope, Summary};
