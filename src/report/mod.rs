//! What a report says, as plain data: no layout, no colour, no terminal.

mod explanation;
mod findings;
mod sight;
mod status;

pub use explanation::{Asked, Explanation, Group, RuleLine, RulePage};
pub use findings::{FindingsReport, Scope, Summary};
pub use status::{Duty, Next, Overdue, StatusLine, StatusReport};
