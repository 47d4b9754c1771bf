//! What a report says, as plain data: no layout, no colour, no terminal.

pub mod evaluation;
mod explanation;
mod findings;
mod readiness;
mod status;

pub use explanation::{Asked, Explanation, Group, RuleLine, RulePage};
pub use findings::{FindingsReport, Scope, Summary};
pub use readiness::Readiness;
pub use status::{Duty, Next, Overdue, StatusLine, StatusReport};
