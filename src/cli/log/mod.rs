//! The commands that log what happened: a file each, one new file an event, one line to type.

mod action;

pub use action::LogActionArgs;
pub(super) use action::run as log_action;
